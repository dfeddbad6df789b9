//! The words around the forms of this tab.

use crate::areas::drawer_form::Words;
use crate::areas::leaving::Leaving;

/// What stands around the fields of a form.
pub(super) const WORDS: Words = Words {
    close: "settings-close",
    cancel: "settings-cancel",
    wrong: "settings-calendar-wrong",
    leaving: Leaving {
        id: "discard",
        words: [
            "settings-discard-title",
            "settings-discard-body",
            "settings-stay",
            "settings-discard",
        ],
    },
};
