//! The kinds of sheet and their fields: one description for reading, showing and writing.
//!
//! Headings are taken word for word, so each field lists what sales offices and the exports of
//! their systems write, Chinese first. Within a kind a heading names one field; across kinds the
//! sheet with more of them wins (see `layout::tables`).
//!
//! What the export of a system calls its columns is taken from a document only, which is named beside
//! the heading. For 纷享销客 and 红圈 none was found that names the headings of an export: their
//! sheets are read by the words that everybody uses, and columns we do not know stay with the record.

mod activities;
mod catalogue;
mod deals;
mod learning;
mod organisation;
mod sales;
mod service;
mod targets;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::sheets::values;

/// A kind of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The roster: people with team, region and post.
    People,
    /// The customers.
    Accounts,
    /// The products.
    Products,
    /// The people one knows at a customer.
    Contacts,
    /// The opportunities as a report lists them.
    Opportunities,
    /// Targets: person, metric, period, value.
    Targets,
    /// Orders line by line.
    Orders,
    /// What customers sent back.
    Returns,
    /// Money received.
    Receipts,
    /// Visits, calls and other work on a day.
    Activities,
    /// What people report about a day, week or month.
    Reports,
    /// Results of training.
    Trainings,
    /// Ratings of skills.
    Skills,
    /// Certificates with their expiry.
    Certificates,
    /// Answers of customers on how satisfied they are.
    Satisfaction,
}

impl Kind {
    /// All kinds in the order in which they are taken: what others name comes first.
    pub const ALL: [Self; 15] = [
        Self::People,
        Self::Accounts,
        Self::Products,
        Self::Contacts,
        Self::Opportunities,
        Self::Targets,
        Self::Orders,
        Self::Returns,
        Self::Receipts,
        Self::Activities,
        Self::Reports,
        Self::Trainings,
        Self::Skills,
        Self::Certificates,
        Self::Satisfaction,
    ];

    /// The word on the command line, in exports and in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Accounts => "accounts",
            Self::Products => "products",
            Self::Contacts => "contacts",
            Self::Opportunities => "opportunities",
            Self::Targets => "targets",
            Self::Orders => "orders",
            Self::Returns => "returns",
            Self::Receipts => "receipts",
            Self::Activities => "activities",
            Self::Reports => "reports",
            Self::Trainings => "trainings",
            Self::Skills => "skills",
            Self::Certificates => "certificates",
            Self::Satisfaction => "satisfaction",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The fields, those that matter most first.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::People => organisation::PEOPLE,
            Self::Accounts => catalogue::ACCOUNTS,
            Self::Products => catalogue::PRODUCTS,
            Self::Contacts => catalogue::CONTACTS,
            Self::Opportunities => deals::OPPORTUNITIES,
            Self::Targets => targets::TARGETS,
            Self::Orders => sales::ORDERS,
            Self::Returns => sales::RETURNS,
            Self::Receipts => sales::RECEIPTS,
            Self::Activities => activities::ACTIVITIES,
            Self::Reports => activities::REPORTS,
            Self::Trainings => learning::TRAININGS,
            Self::Skills => learning::SKILLS,
            Self::Certificates => learning::CERTIFICATES,
            Self::Satisfaction => service::SATISFACTION,
        }
    }

    /// The field of this id.
    pub fn field(self, id: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.id == id)
    }

    /// The field that a heading names, word for word once normalised.
    pub fn field_named(self, heading: &str) -> Option<&'static Field> {
        let key = values::key(heading);
        if key.is_empty() { None } else { HEADINGS.get(&(self, key)).copied() }
    }

    /// Fields of which a sheet must have one for its headings to tell this kind; empty where the
    /// required ones suffice.
    ///
    /// An order number alone does not make a list of returns, nor a name and a month a report: such
    /// columns stand in sheets of every kind.
    pub const fn telling(self) -> &'static [&'static str] {
        match self {
            Self::Returns => &["returned", "returned_on", "reason"],
            Self::Reports => &[
                "done",
                "plan",
                "problems",
                "help",
                "feedback",
                "market",
                "commitments",
                "promised",
            ],
            _ => &[],
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Any text.
    Text,
    /// A person's name or number.
    Person,
    /// A customer's name.
    Account,
    /// A product's name.
    Product,
    /// A stage, or won or lost.
    Stage,
    /// An amount of money.
    Money,
    /// The price of one piece, to the ten-thousandth of a yuan.
    Price,
    /// A day.
    Date,
    /// A planned day, which people write vaguely: the end of November, the fourth quarter.
    Planned,
    /// A period of the calendar, or a day.
    Period,
    /// A share in percent.
    Rate,
    /// A decimal number: pieces, days, points.
    Count,
    /// A number whose unit depends on the row.
    Value,
}

/// A field of a kind of sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The id in maps and exports.
    pub id: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether a sheet without it is not of this kind.
    pub required: bool,
    /// Headings people use for it, in both languages.
    pub synonyms: &'static [&'static str],
}

impl Field {
    /// The key of the field's name in the words, as a sheet of this kind says it. It heads the
    /// column in templates, so it is a heading that names the field.
    pub fn label_key(&self, kind: Kind) -> String {
        match (kind, self.id) {
            (Kind::People | Kind::Contacts, "name") => "field-person-name".to_owned(),
            (Kind::People, "number") => "field-staff-number".to_owned(),
            (Kind::People, "kind") => "field-employment".to_owned(),
            (Kind::Accounts, "name") => "field-account-name".to_owned(),
            (Kind::Products, "name") => "field-product-name".to_owned(),
            (Kind::Opportunities, "name") => "field-deal-name".to_owned(),
            (Kind::Orders, "number") => "field-order-number".to_owned(),
            (Kind::Receipts, "number") => "field-receipt-number".to_owned(),
            _ => format!("field-{}", self.id.replace('_', "-")),
        }
    }
}

/// Every heading by kind and key: a key is made of each synonym once, not for each look.
static HEADINGS: LazyLock<BTreeMap<(Kind, String), &'static Field>> = LazyLock::new(|| {
    let mut headings = BTreeMap::new();
    for kind in Kind::ALL {
        for field in kind.fields() {
            for word in field.synonyms.iter().copied().chain([field.id]) {
                headings.entry((kind, values::key(word))).or_insert(field);
            }
        }
    }
    headings
});

const fn field(
    id: &'static str,
    holds: Holds,
    required: bool,
    synonyms: &'static [&'static str],
) -> Field {
    Field { id, holds, required, synonyms }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_heading_names_two_fields_of_a_kind() {
        for kind in Kind::ALL {
            let mut seen = BTreeSet::new();
            for field in kind.fields() {
                let keys: BTreeSet<String> =
                    field.synonyms.iter().copied().chain([field.id]).map(values::key).collect();
                for key in keys {
                    assert!(seen.insert(key.clone()), "{kind:?} {key}");
                }
            }
        }
    }

    #[test]
    fn kinds_are_taken_in_the_order_in_which_they_stand() {
        assert!(Kind::ALL.is_sorted());
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.word()), Some(kind));
            for id in kind.telling() {
                assert!(kind.field(id).is_some(), "{kind:?} {id}");
            }
        }
    }
}
