//! Who can be chosen on the pages of this tab, what they ask for, and the words around their forms.

use super::data::Load;
use crate::areas::Cx;
use crate::areas::drawer_form::Words;
use crate::areas::leaving::Leaving;
use crate::command::Command;
use crate::command::training::{self, What};
use crate::domain::ids::PersonId;
use crate::domain::names::search_keys;
use crate::metrics::training::here;

/// What stands around the fields of the forms.
pub(super) const WORDS: Words = Words {
    close: "app-close",
    cancel: "app-cancel",
    wrong: "training-form-wrong",
    leaving: Leaving {
        id: "training-discard",
        words: [
            "training-form-discard-title",
            "training-form-discard-body",
            "training-form-keep",
            "training-form-discard",
        ],
    },
};

/// The people of the scope who are here today, in the order of pinyin, with their staff numbers.
pub(super) fn people(load: &Load<'_>) -> Vec<(PersonId, String)> {
    let mut list: Vec<(String, PersonId, String)> = here(load.directory, load.members, load.today)
        .into_iter()
        .filter_map(|person| load.directory.people.get(&person))
        .map(|person| {
            let spelled = search_keys(&person.name).full.into_iter().next().unwrap_or_default();
            let number = person.number.as_deref().unwrap_or_default();
            let shown = format!("{} {number}", person.name);
            (format!("{spelled} {}", person.name), person.id, shown.trim_end().to_owned())
        })
        .collect();
    list.sort();
    list.into_iter().map(|(_, person, shown)| (person, shown)).collect()
}

/// Asks for something of training.
pub(super) fn run(cx: &mut Cx<'_>, subject: &str, what: What) {
    let today = cx.filter.today;
    let command = training::Command { subject: subject.to_owned(), today, what };
    cx.run(Command::Training(command));
}
