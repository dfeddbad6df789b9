//! The words around the forms of classes and courses.

use crate::areas::drawer_form::Words;
use crate::areas::leaving::Leaving;

/// How the forms ask back.
pub(super) const LEAVING: Leaving = Leaving {
    id: "training-discard",
    words: [
        "classes-discard-title",
        "classes-discard-body",
        "classes-discard-stay",
        "classes-discard",
    ],
};

/// What stands around the fields of a form.
pub(in crate::areas::training) const WORDS: Words = Words {
    close: "classes-close",
    cancel: "app-cancel",
    wrong: "classes-to-correct",
    leaving: LEAVING,
};
