//! What the page 隐私 shows: how long the data of those who left are kept, who is due, who was erased.

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::error::Result;
use crate::i18n::Tr;
use crate::sheets::tables::proof;
use crate::store::directory::Directory;
use crate::store::{Db, privacy, setup};

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct PrivacyPage {
    /// After how many months data are due to be erased, as typed; empty while it is not decided.
    pub months: String,
    /// Those who left, the longest gone first.
    pub left: Vec<LeftRow>,
    /// Everybody that can be looked at: key and name, those of one name told apart.
    pub people: Vec<(Option<PersonId>, String)>,
    /// Who of them is still here, and cannot be erased.
    pub here: Vec<PersonId>,
    /// Those who were erased, the newest first.
    pub erased: Vec<ErasedRow>,
}

/// Somebody who left.
#[derive(Clone, Debug)]
pub struct LeftRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The last day here, in words.
    pub left: String,
    /// The day from which the data are due, in words; empty while nothing is set.
    pub due: String,
    /// Whether that day has come.
    pub is_due: bool,
}

/// Somebody who was erased.
#[derive(Clone, Debug)]
pub struct ErasedRow {
    /// The pseudonym.
    pub pseudonym: String,
    /// When, in words.
    pub detail: String,
}

pub(super) fn load(
    db: &Db,
    directory: &Directory,
    today: NaiveDate,
    tr: &Tr,
) -> Result<PrivacyPage> {
    let left = privacy::due(db, directory, today)?.into_iter().map(|due| LeftRow {
        person: due.person,
        name: directory.person_name(due.person).to_owned(),
        left: tr.with("settings-privacy-left", &[("day", due.left.to_string().into())]),
        due: due.due.map_or_else(String::new, |day| {
            tr.with("settings-privacy-due", &[("day", day.to_string().into())])
        }),
        is_due: due.due.is_some_and(|day| day <= today),
    });
    let erased = privacy::erased(db)?;
    let rest = || {
        directory
            .people
            .values()
            .filter(|person| erased.iter().all(|one| one.person != person.id.0))
    };
    let named = |name: &str| rest().filter(|other| other.name == name).count();
    let people = rest().map(|person| {
        let number = person.number.as_deref().filter(|_| named(&person.name) > 1);
        let label = number
            .map_or_else(|| person.name.clone(), |number| format!("{} {number}", person.name));
        (Some(person.id), label)
    });
    let none = (None, tr.text("settings-privacy-nobody"));
    let here = rest().map(|person| person.id).filter(|person| {
        directory.memberships.iter().any(|own| own.person_id == *person)
            && directory.is_here(*person, today)
    });
    Ok(PrivacyPage {
        months: setup::setting(db, setup::names::RETENTION_MONTHS)?.unwrap_or_default(),
        left: left.collect(),
        people: std::iter::once(none).chain(people).collect(),
        here: here.collect(),
        erased: erased
            .iter()
            .rev()
            .map(|one| {
                let text = |day: Option<NaiveDate>| day.map_or_else(String::new, |d| d.to_string());
                let args =
                    [("day", text(one.day()).into()), ("until", text(one.backups_until()).into())];
                ErasedRow {
                    pseudonym: proof::pseudonym(one.number, tr),
                    detail: tr.with("settings-privacy-erased-on", &args),
                }
            })
            .collect(),
    })
}
