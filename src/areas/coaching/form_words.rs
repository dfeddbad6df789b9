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
