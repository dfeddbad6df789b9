//! What the forms of this tab have in common.

use crate::areas::Cx;
use crate::command::Command;
use crate::command::coaching::{self, What};

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
