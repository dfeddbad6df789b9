//! The value of a figure.

use crate::domain::forecast::total::Said;
use crate::domain::money::Share;
use crate::metrics::Measured;

/// The value of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headline {
    /// It is not known.
    #[default]
    Unknown,
    /// It is this, in its unit.
    Value(i64),
    /// It is this share.
    Share(Share),
    /// There is one for each of the records.
    Each,
    /// It is a chance, or certain.
    Chance(Said),
}

impl Headline {
    /// What was measured.
    pub(super) fn of(found: &Measured) -> Self {
        let value = found.value.map_or(Self::Unknown, Self::Value);
        found.share().map_or(value, Self::Share)
    }

    /// The number, where it is one.
    pub fn value(self) -> Option<i64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Share(share) => Some(share.bp()),
            Self::Unknown | Self::Each | Self::Chance(_) => None,
        }
    }
}
