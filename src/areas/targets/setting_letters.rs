//! 签收: the target letters of the scope and period, and who signed for them.

use chrono::NaiveDate;

use crate::areas::Filter;
use crate::documents::signed_letters::{LetterState, Standing, letter_states};
use crate::domain::ids::TargetAcknowledgementId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{FluentValue, Tr, number};
use crate::store::Db;
use crate::store::directory::Directory;

/// The letters, ready to draw.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// The letters, in the order in which they are printed.
    pub rows: Vec<LetterRow>,
    /// How many are signed for as they are, of how many.
    pub sub: String,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    /// Whose targets.
    pub scope: Scope,
    /// The name on the letter.
    pub name: String,
    /// Who is responsible, where that is somebody else than the name says; may be empty.
    pub beside: String,
    /// Its code as it is.
    pub code: String,
    /// How it stands.
    pub standing: Standing,
    /// How it stands, in words.
    pub said: String,
    /// The signature that says so.
    pub signature: Option<TargetAcknowledgementId>,
    /// The day of it; may be empty.
    pub day: String,
    /// Whether it says how the targets are to be reached.
    pub has_actions: bool,
}

/// Loads the letters; a week has none.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(db: &Db, directory: &Directory, filter: &Filter, tr: &Tr) -> Result<Letters> {
    if matches!(filter.period, Period::Week(..)) {
        return Ok(Letters::default());
    }
    let ask = (filter.scope, filter.period);
    let states = letter_states(db, directory, ask, filter.today, tr)?;
    Ok(letters(tr, states))
}

fn letters(tr: &Tr, states: Vec<LetterState>) -> Letters {
    let count = |wanted: Standing| states.iter().filter(|one| one.standing == wanted).count();
    let (signed, changed) = (count(Standing::Signed), count(Standing::Changed));
    let n = |n: usize| FluentValue::from(number(i64::try_from(n).unwrap_or(i64::MAX)));
    let args = [("signed", n(signed)), ("all", n(states.len())), ("changed", n(changed))];
    let key = if changed > 0 { "targets-letters-changed" } else { "targets-letters-signed" };
    Letters {
        sub: tr.with(key, &args),
        rows: states.into_iter().map(|state| row(tr, state)).collect(),
    }
}

fn row(tr: &Tr, state: LetterState) -> LetterRow {
    let day = |(_, day): &(TargetAcknowledgementId, NaiveDate)| day.to_string();
    LetterRow {
        scope: state.scope,
        beside: state.person.filter(|person| *person != state.name).unwrap_or_default(),
        name: state.name,
        code: state.code,
        standing: state.standing,
        said: tr.text(state.standing.label_key()),
        day: state.signed.as_ref().map(day).unwrap_or_default(),
        signature: state.signed.map(|(id, _)| id),
        has_actions: state.has_actions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;
    use crate::i18n::Language;

    #[test]
    fn what_is_signed_and_what_is_to_be_signed_again_is_counted() {
        let tr = Tr::new(Language::Chinese);
        let day: NaiveDate = "2025-12-20".parse().unwrap();
        let state = |id: i64, standing: Standing| LetterState {
            scope: Scope::Person(PersonId(id)),
            name: "张伟".to_owned(),
            person: Some("张伟".to_owned()),
            code: "AAAA-BBBB".to_owned(),
            standing,
            signed: (standing != Standing::Open).then_some((TargetAcknowledgementId(id), day)),
            has_actions: true,
        };
        let all = letters(
            &tr,
            vec![state(1, Standing::Signed), state(2, Standing::Changed), state(3, Standing::Open)],
        );
        assert_eq!(all.sub, "已签 1 / 3，1份内容已改，需重签");
        assert_eq!((all.rows[0].beside.as_str(), all.rows[0].day.as_str()), ("", "2025-12-20"));
        assert_eq!((all.rows[2].said.as_str(), all.rows[2].day.as_str()), ("未签", ""));
        let one = letters(&tr, vec![state(1, Standing::Signed)]);
        assert_eq!(one.sub, "已签 1 / 1");
    }
}
