//! 签收: which target letters of a period are signed for, and whether they still are what was signed.
//!
//! A signature names the code of the letter as it was printed. The letter is looked up in both
//! languages, so that a change of language is no change of the letter.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::documents::letters::{self, Coded};
use crate::domain::ids::TargetAcknowledgementId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::TargetAcknowledgement;

/// How a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody signed for it.
    Open,
    /// It was signed for, and has changed since: it is to be signed again.
    Changed,
    /// It is signed for as it is.
    Signed,
}

impl Standing {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Changed => "changed",
            Self::Signed => "signed",
        }
    }

    /// The key of its text in the words.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Open => "target-letter-open",
            Self::Changed => "target-letter-changed",
            Self::Signed => "target-letter-signed",
        }
    }
}

/// A letter and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterState {
    /// Whose targets.
    pub scope: Scope,
    /// The name on the letter.
    pub name: String,
    /// Who is responsible, where that is known.
    pub person: Option<String>,
    /// The code of the letter as it is.
    pub code: String,
    /// How it stands.
    pub standing: Standing,
    /// The signature that says so: the one on the letter as it is, else the newest.
    pub signed: Option<(TargetAcknowledgementId, NaiveDate)>,
    /// Whether it says how the targets are to be reached.
    pub has_actions: bool,
}

/// The letters of a scope for a period, in their order, with how each stands.
///
/// # Errors
/// Whatever the database reports.
pub fn letter_states(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Vec<LetterState>> {
    let text = period.to_string();
    let mut signed: BTreeMap<Scope, Vec<TargetAcknowledgement>> = BTreeMap::new();
    for one in db.all::<TargetAcknowledgement>()?.into_iter().filter(|one| one.period == text) {
        signed.entry(one.scope()).or_default().push(one);
    }
    let also: BTreeSet<Scope> = signed.keys().copied().collect();
    let coded = letters::codes(db, directory, (scope, period), today, (tr, &also))?;
    let none = vec![];
    let state = |coded: Coded| {
        let own = signed.get(&coded.scope).unwrap_or(&none);
        let (standing, found) = standing(&coded, own);
        LetterState {
            scope: coded.scope,
            name: coded.name,
            person: coded.person,
            code: coded.code,
            standing,
            signed: found.map(|one| (one.id, one.on_day)),
            has_actions: coded.has_actions,
        }
    };
    Ok(coded.into_iter().map(state).collect())
}

/// How a letter stands by the signatures there are for it, and the one that says so.
fn standing<'a>(
    coded: &Coded,
    signed: &'a [TargetAcknowledgement],
) -> (Standing, Option<&'a TargetAcknowledgement>) {
    let is_this = |one: &&TargetAcknowledgement| {
        one.code == coded.code || coded.other.as_ref() == Some(&one.code)
    };
    if let Some(one) = signed.iter().find(is_this) {
        return (Standing::Signed, Some(one));
    }
    match signed.iter().max_by_key(|one| (one.on_day, one.id)) {
        Some(one) => (Standing::Changed, Some(one)),
        None => (Standing::Open, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::records::ScopeKind;

    fn coded(code: &str, other: Option<&str>) -> Coded {
        Coded {
            scope: Scope::All,
            name: String::new(),
            person: None,
            code: code.to_owned(),
            other: other.map(str::to_owned),
            has_actions: true,
        }
    }

    fn signed(id: i64, code: &str, day: &str) -> TargetAcknowledgement {
        TargetAcknowledgement {
            id: TargetAcknowledgementId(id),
            scope_kind: ScopeKind::All,
            scope_id: 0,
            period: "2026-Q1".to_owned(),
            code: code.to_owned(),
            on_day: day.parse().unwrap(),
            by_name: String::new(),
            note: None,
        }
    }

    #[test]
    fn a_letter_is_signed_as_long_as_it_is_the_one_that_was_signed() {
        let both = [signed(1, "A", "2025-12-20"), signed(2, "B", "2026-01-08")];
        for (code, other, standing_is, by) in [
            ("B", None, Standing::Signed, Some(2)),
            // Set back to what was signed before: that signature holds again.
            ("A", None, Standing::Signed, Some(1)),
            ("C", Some("A"), Standing::Signed, Some(1)),
            ("C", Some("D"), Standing::Changed, Some(2)),
        ] {
            let (standing, one) = standing(&coded(code, other), &both);
            assert_eq!((standing, one.map(|one| one.id.0)), (standing_is, by), "{code}");
        }
        assert_eq!(standing(&coded("A", None), &[]), (Standing::Open, None));
    }
}
