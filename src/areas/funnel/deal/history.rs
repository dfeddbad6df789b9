//! What changed of the deal, in words, with the chips that narrow it.

use crate::areas::funnel::data::{DASH, Load, count_text};
use crate::metrics::deal_page::DealPage;
use crate::metrics::deal_page::history::{Change, Changed, Field};
use crate::metrics::deal_page::show::{Say, field_name};
use crate::store::records::Place;
use crate::ui::tokens::Tone;

/// What changed.
#[derive(Clone, Debug)]
pub struct History {
    /// How much, and how amount and day came about.
    pub sub: String,
    /// The kinds of change that there are, all of them first.
    pub chips: Vec<(Option<Field>, String)>,
    /// What changed, newest first.
    pub rows: Vec<HistoryRow>,
}

/// One change.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    /// Its kind.
    pub field: Field,
    /// The day.
    pub day: String,
    /// The name of its kind.
    pub name: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
    /// How much it changed.
    pub change: String,
    /// Whether that is good or bad.
    pub tone: Tone,
    /// The file that told of it, or who said so.
    pub source: String,
}

/// The changes in words.
pub(super) fn history(load: &Load<'_>, page: &DealPage) -> History {
    let say = Say { today: page.as_of, ..load.say() };
    let rows: Vec<HistoryRow> = page.changes.iter().map(|change| row(say, change)).collect();
    let all = ("n", count_text(rows.len() as u64).into());
    let mut chips = vec![(None, load.tr.with("funnel-deal-history-all", &[all]))];
    for field in Field::ALL {
        let n = rows.iter().filter(|row| row.field == field).count();
        if n > 0 {
            chips.push((Some(field), format!("{} {n}", field_name(load.tr, field))));
        }
    }
    History { sub: say.came_about(page), chips, rows }
}

/// Whether a change is good or bad.
fn tone(change: &Changed) -> Tone {
    match change {
        Changed::Stage { after: Place::Won, .. } => Tone::Good,
        Changed::Stage { after: Place::Lost, .. } => Tone::Bad,
        Changed::Stage { again: true, .. } => Tone::Warn,
        Changed::Amount { before: Some(before), after } if after < before => Tone::Warn,
        Changed::Expected { before: Some(before), after } if after > before => Tone::Warn,
        _ => Tone::Neutral,
    }
}

fn row(say: Say<'_>, change: &Change) -> HistoryRow {
    let words = say.change(change);
    let field = change.what.field();
    HistoryRow {
        field,
        day: say.day(change.day),
        name: field_name(say.tr, field),
        before: words.before,
        after: words.after,
        change: words.change,
        tone: tone(&change.what),
        source: change.source.clone().unwrap_or_else(|| DASH.to_owned()),
    }
}
