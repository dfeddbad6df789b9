//! The rows that hold facts: one struct per table.
//!
//! One file per area of the records; all of them are named from here.

/// An enumeration stored as a word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $( $(#[$variant_doc:meta])* $variant:ident = $word:literal ),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $( $(#[$variant_doc])* $variant ),* }

        impl $name {
            /// The word in the file, on the command line and in exports.
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),* }
            }

            /// Reads the word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
        }

        impl $crate::store::db::Column for $name {
            const KIND: &'static str = "word";
            fn read(value: $crate::store::db::ValueRef<'_>) -> Option<Self> {
                if let $crate::store::db::ValueRef::Text(word) = value {
                    Self::parse(word)
                } else {
                    None
                }
            }
            fn write(&self) -> $crate::store::db::Value {
                $crate::store::db::Value::Text(self.word().to_owned())
            }
        }
    };
}

mod activities;
mod behaviour;
mod calendar;
mod careers;
mod cases;
mod catalogue;
mod classes;
mod coaching;
mod courses;
mod deal_page;
mod deals;
mod duties;
mod evaluation;
mod funnel;
mod handover;
mod imports;
mod improvement_plan;
mod learning;
mod observation;
mod organisation;
mod sales;
mod service;
mod skills;
mod strategy;
mod targets;
mod team_life;
mod today;

pub use activities::*;
pub use behaviour::*;
pub use calendar::*;
pub use careers::*;
pub use cases::*;
pub use catalogue::*;
pub use classes::*;
pub use coaching::*;
pub use courses::*;
pub use deal_page::*;
pub use deals::*;
pub use duties::*;
pub use evaluation::*;
pub use funnel::*;
pub use handover::*;
pub use imports::*;
pub use improvement_plan::*;
pub use learning::*;
pub use observation::*;
pub use organisation::*;
pub use sales::*;
pub use service::*;
pub use skills::*;
pub use strategy::*;
pub use targets::*;
pub use team_life::*;
pub use today::*;

words! {
    /// Where a record comes from.
    Origin {
        /// Typed by a person.
        Typed = "typed",
        /// Stood in a sheet of its kind.
        Import = "import",
        /// Made because another sheet named it (由导入新建).
        CreatedByImport = "created_by_import",
    }
}
