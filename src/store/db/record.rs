//! A record: a Rust struct that is a row of one table, written and read column by column.

use crate::error::Result;
use crate::store::db::{Row, Value};

/// A struct that is a row of one table; made by the `record!` macro.
pub trait Record: Sized {
    /// The type of its key.
    type Id: Copy + Into<Value>;
    /// The table's name.
    const TABLE: &'static str;
    /// The columns in the order of [`Record::values`]; the first is `id`.
    const COLUMNS: &'static [&'static str];
    /// What each column holds, see [`Column::KIND`](crate::store::db::Column::KIND).
    const KINDS: &'static [&'static str];
    /// The query for one row by key, columns in order.
    const SELECT_BY_ID: &'static str;
    /// The query for all rows in the order of keys.
    const SELECT_ALL: &'static str;
    /// The key.
    fn id(&self) -> Self::Id;
    /// The key as a number.
    fn key(&self) -> i64;
    /// The cells in order.
    fn values(&self) -> Vec<Value>;
    /// Reads a row whose columns stand in order.
    ///
    /// # Errors
    /// When a cell does not hold what the column promises.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

/// Declares a record: the struct, its table and columns, and both directions between them.
///
/// ```ignore
/// record! {
///     /// A region of the company.
///     Region in "region" by RegionId {
///         /// The name.
///         name: String,
///     }
/// }
/// ```
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident in $table:literal by $id:ty { $( $(#[$field_doc:meta])* $field:ident : $type:ty ),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// The key.
            pub id: $id,
            $( $(#[$field_doc])* pub $field: $type, )*
        }

        impl $crate::store::db::Record for $name {
            type Id = $id;
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &["id", $(stringify!($field)),*];
            const KINDS: &'static [&'static str] =
                &["key", $(<$type as $crate::store::db::Column>::KIND),*];
            const SELECT_BY_ID: &'static str =
                concat!("SELECT id", $(", ", stringify!($field),)* " FROM ", $table, " WHERE id = $1");
            const SELECT_ALL: &'static str =
                concat!("SELECT id", $(", ", stringify!($field),)* " FROM ", $table, " ORDER BY id");
            fn id(&self) -> $id {
                self.id
            }
            fn key(&self) -> i64 {
                self.id.0
            }
            fn values(&self) -> Vec<$crate::store::db::Value> {
                use $crate::store::db::Column as _;
                vec![self.id.write(), $(self.$field.write()),*]
            }
            fn from_row(row: &$crate::store::db::Row<'_>) -> $crate::error::Result<Self> {
                let mut at = 0;
                let mut next = || {
                    at += 1;
                    at - 1
                };
                Ok(Self { id: row.get(next())?, $($field: row.get(next())?),* })
            }
        }
    };
}
pub(crate) use record;
