//! The words around the forms of this tab.

use crate::areas::drawer_form::Words;
use crate::areas::leaving::Leaving;

/// What stands around the fields of a form.
pub(super) const WORDS: Words = Words {
    close: "app-close",
    cancel: "app-cancel",
    wrong: "coaching-to-correct",
    leaving: Leaving {
        id: "coaching-discard",
        words: [
            "coaching-discard-title",
            "coaching-discard-body",
            "coaching-discard-stay",
            "coaching-discard",
        ],
    },
};

/// What is said where a day is needed and there is none: that it is `missing`, or that what stands there is no
/// day. A message key.
pub(super) fn no_day(typed: &str, missing: &'static str) -> &'static str {
    if typed.trim().is_empty() { missing } else { "log-problem-day" }
}
