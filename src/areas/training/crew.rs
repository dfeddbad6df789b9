//! Who can be chosen on the pages of this tab.

use super::data::Load;
use crate::domain::ids::PersonId;
use crate::domain::names::sort_key;
use crate::metrics::training::here;

/// The people of the scope who are here today, in the order of pinyin, with their staff numbers.
pub(super) fn people(load: &Load<'_>) -> Vec<(PersonId, String)> {
    let mut list: Vec<(String, PersonId, String)> = here(load.directory, load.members, load.today)
        .into_iter()
        .filter_map(|person| load.directory.people.get(&person))
        .map(|person| {
            let number = person.number.as_deref().unwrap_or_default();
            let shown = format!("{} {number}", person.name);
            (sort_key(&person.name), person.id, shown.trim_end().to_owned())
        })
        .collect();
    list.sort();
    list.into_iter().map(|(_, person, shown)| (person, shown)).collect()
}
