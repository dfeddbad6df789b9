//! The words around the forms of this tab.

use crate::areas::drawer_form::Words;
use crate::areas::leaving::Leaving;

/// How the forms ask back.
pub(super) const LEAVING: Leaving = Leaving {
    id: "discard",
    words: [
        "organisation-discard-title",
        "organisation-discard-body",
        "organisation-keep-writing",
        "organisation-discard",
    ],
};

/// What stands around their fields.
pub(super) const WORDS: Words = Words {
    close: "organisation-close",
    cancel: "organisation-cancel",
    wrong: "organisation-to-correct",
    leaving: LEAVING,
};
