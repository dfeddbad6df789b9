//! The words around the forms of this tab, and what its forms have in common.

use crate::areas::Cx;
use crate::areas::drawer_form::Words;
use crate::areas::leaving::Leaving;
use crate::command::Command;
use crate::command::coaching::{self, What};

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

/// Runs something that is recorded of coaching; `subject` is what it concerns in words.
pub(super) fn run(cx: &mut Cx<'_>, subject: impl Into<String>, what: What) {
    let (subject, today) = (subject.into(), cx.filter.today);
    cx.run(Command::Coaching(coaching::Command { subject, today, what }));
}
