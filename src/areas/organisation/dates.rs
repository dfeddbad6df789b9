//! What is wrong with a day as typed, as the forms of the tab share it.

use crate::i18n::Tr;
use crate::ui::date::parse_date;

/// What is wrong with a day that may be left out.
pub(super) fn not_a_day(text: &str, tr: &Tr) -> Option<String> {
    let wrong = !text.trim().is_empty() && parse_date(text).is_none();
    wrong.then(|| tr.text("organisation-problem-date"))
}

/// What is wrong with a day that must be there.
pub(super) fn needs_a_day(text: &str, tr: &Tr) -> Option<String> {
    parse_date(text).is_none().then(|| tr.text("organisation-problem-date"))
}
