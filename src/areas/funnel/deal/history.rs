//! What changed of the deal, in words, with the chips that narrow it.

use chrono::NaiveDate;

use super::head::class_name;
use super::path::short;
use crate::areas::funnel::data::{DASH, Load, count_text, joined};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::i18n::{Language, money_cell, period_label};
use crate::metrics::deal_page::DealPage;
use crate::metrics::deal_page::history::{Change, Changed, Field};
use crate::metrics::stuck::decision_key;
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
    let rows: Vec<HistoryRow> =
        page.changes.iter().map(|change| row(load, page.as_of, change)).collect();
    let all = ("n", count_text(rows.len() as u64).into());
    let mut chips = vec![(None, load.tr.with("funnel-deal-history-all", &[all]))];
    for field in Field::ALL {
        let n = rows.iter().filter(|row| row.field == field).count();
        if n > 0 {
            chips.push((Some(field), format!("{} {n}", name(load, field))));
        }
    }
    History { sub: sub(load, page), chips, rows }
}

fn name(load: &Load<'_>, field: Field) -> String {
    load.tr.text(&format!("funnel-deal-field-{}", field.word()))
}

/// How the amount came about: `120.0 + 22.0 = 142.0`, and by how many days signing was put off.
fn sub(load: &Load<'_>, page: &DealPage) -> String {
    let mut parts = vec![];
    let language = load.tr.language();
    if let [first, .., last] = page.amounts.as_slice() {
        let steps = page.amounts.windows(2).filter_map(|pair| match pair {
            [before, after] => Some(after.saturating_sub(*before)),
            _ => None,
        });
        let steps: String = steps.map(|step| format!(" {}", spaced(language, step))).collect();
        let sum =
            format!("{}{steps} = {}", money_cell(language, *first), money_cell(language, *last));
        parts.push(load.tr.with("funnel-deal-history-amount", &[("sum", sum.into())]));
    }
    if let Some(pushes) = page.pushes.filter(|pushes| pushes.pushed_days != 0) {
        let days = signed(pushes.pushed_days);
        parts.push(load.tr.with("funnel-deal-history-days", &[("days", days.into())]));
    }
    joined(load.tr, &parts)
}

/// A step of an amount with its sign apart: `+ 22.0`.
fn spaced(language: Language, fen: i64) -> String {
    let sized = money_cell(language, fen.saturating_abs());
    if fen < 0 { format!("− {sized}") } else { format!("+ {sized}") }
}

/// A number with its sign.
fn signed(value: i64) -> String {
    if value > 0 { format!("+{value}") } else { crate::i18n::number(value) }
}

fn place(load: &Load<'_>, place: Option<Place>) -> String {
    match place {
        None => load.tr.text("funnel-deal-nothing"),
        Some(Place::Stage(stage)) => load.stage(Some(stage)),
        Some(Place::Won) => load.tr.text("won"),
        Some(Place::Lost) => load.tr.text("lost"),
    }
}

fn row(load: &Load<'_>, as_of: NaiveDate, change: &Change) -> HistoryRow {
    let tr = load.tr;
    let language = tr.language();
    let nothing = || tr.text("funnel-deal-nothing");
    let day = |day: NaiveDate| short(day, as_of);
    let person = |person: Option<PersonId>| load.person(person);
    let first = || (tr.text("funnel-deal-first"), Tone::Neutral);
    let (before, after, (change_text, tone)) = match &change.what {
        Changed::Stage { before, after, again } => {
            let key = match after {
                Place::Stage(_) if *again => Some("funnel-deal-again"),
                Place::Stage(_) if before.is_none() => Some("funnel-deal-first"),
                _ => None,
            };
            let tone = match after {
                Place::Won => Tone::Good,
                Place::Lost => Tone::Bad,
                Place::Stage(_) if *again => Tone::Warn,
                Place::Stage(_) => Tone::Neutral,
            };
            let said = key.map_or_else(String::new, |key| tr.text(key));
            (place(load, *before), place(load, Some(*after)), (said, tone))
        }
        Changed::Amount { before, after } => {
            let diff = before.map(|before| after.saturating_sub(before));
            let said = diff.map_or_else(first, |diff| {
                let tone = if diff < 0 { Tone::Warn } else { Tone::Neutral };
                (spaced(language, diff).replace(' ', ""), tone)
            });
            let was = before.map_or_else(nothing, |before| money_cell(language, before));
            (was, money_cell(language, *after), said)
        }
        Changed::Expected { before, after } => {
            let said = before.map_or_else(first, |before| {
                let days = after.signed_duration_since(before).num_days();
                let tone = if days > 0 { Tone::Warn } else { Tone::Neutral };
                let days = ("days", signed(days).into());
                (tr.with("funnel-deal-days", &[days]), tone)
            });
            (before.map_or_else(nothing, day), day(*after), said)
        }
        Changed::Owner { before, after } => {
            let said = if before.is_none() { first() } else { (String::new(), Tone::Neutral) };
            let was = if before.is_none() { nothing() } else { person(*before) };
            (was, person(Some(*after)), said)
        }
        Changed::Next { before, after, due } => {
            let args = [("day", day(*due).into()), ("what", after.as_str().into())];
            let said = if before.is_none() { first() } else { (String::new(), Tone::Neutral) };
            let was = before.clone().unwrap_or_else(nothing);
            (was, tr.with("funnel-stuck-next-text", &args), said)
        }
        Changed::Decided { decision, reason } => {
            let said = tr.text(&decision_key(*decision));
            (String::new(), reason.clone(), (said, Tone::Neutral))
        }
        Changed::Class { period, before, after, reason } => {
            let class = |class: Option<Category>| match class {
                Some(class) => class_name(tr, class),
                None => tr.text("funnel-deal-class-stage"),
            };
            let mut said = vec![class(*after)];
            said.extend(Some(reason.clone()).filter(|reason| !reason.is_empty()));
            let of = Period::parse(period).map(|period| period_label(tr, period));
            let of = of.unwrap_or_else(|| period.clone());
            (class(*before), joined(tr, &said), (of, Tone::Neutral))
        }
    };
    HistoryRow {
        field: change.what.field(),
        day: day(change.day),
        name: name(load, change.what.field()),
        before,
        after,
        change: change_text,
        tone,
        source: change.source.clone().unwrap_or_else(|| DASH.to_owned()),
    }
}
