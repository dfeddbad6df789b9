//! What was found, in words: for the page, the command line and files.

use super::{Case, Found, More, Note, Place, Row, Unit, stages};
use super::{Field, Finding};
use crate::i18n::{DASH, FluentValue, Language, Tr, number, percent};
use crate::metrics::deal_page::show::item_name;
use crate::store::directory::Directory;

/// The name of a finding.
pub fn name(tr: &Tr, finding: Finding) -> String {
    tr.text(&format!("process-name-{}", finding.word()))
}

/// What a finding counts.
pub fn about(tr: &Tr, finding: Finding) -> String {
    tr.text(&format!("process-about-{}", finding.word()))
}

/// What its value is called.
pub fn value_name(tr: &Tr, finding: Finding) -> String {
    tr.text(&format!("process-value-{}", finding.word()))
}

/// The name of a field.
pub fn field(tr: &Tr, field: Field) -> String {
    tr.text(&format!("process-field-{}", field.word()))
}

/// The name of the stage at a position of the current model.
fn stage(tr: &Tr, directory: &Directory, at: u8) -> String {
    let stages = stages(directory);
    let Some(stage) = stages.get(usize::from(at)) else { return DASH.to_owned() };
    tr.own(&stage.name, &stage.name_en).to_owned()
}

/// The name of a place.
pub fn place(tr: &Tr, directory: &Directory, place: Place) -> String {
    match place {
        Place::All => tr.text("process-all"),
        Place::Stage(at) => stage(tr, directory, at),
        Place::Back(from, to) => {
            format!("{} → {}", stage(tr, directory, from), stage(tr, directory, to))
        }
        Place::Field(at, of) => tr.joined(&[stage(tr, directory, at), field(tr, of)]),
        Place::Step(at, step) => {
            let step = directory.stage_items.get(&step);
            let step = step.map_or(DASH, |step| item_name(tr, step));
            tr.joined(&[stage(tr, directory, at).as_str(), step])
        }
        Place::Kind(kind) => tr.text(&format!("process-kind-{}", kind.word())),
    }
}

/// A value of a finding: days with at most one decimal, or percent.
pub fn value(tr: &Tr, finding: Finding, hundredths: Option<i64>) -> String {
    let Some(value) = hundredths else { return DASH.to_owned() };
    match finding.unit() {
        Unit::Percent => percent(value),
        Unit::Days => days(tr, value),
    }
}

/// Days from hundredths, with at most one decimal.
fn days(tr: &Tr, hundredths: i64) -> String {
    let tenths = (hundredths + 5).div_euclid(10);
    let text = match tenths % 10 {
        0 => number(tenths / 10),
        part => format!("{}.{part}", number(tenths / 10)),
    };
    tr.with("process-days", &[("text", text.into())])
}

/// The value of a row, or that there are too few cases.
pub fn row_value(tr: &Tr, finding: Finding, row: &Row) -> String {
    if row.measure.cases == 0 {
        return DASH.to_owned();
    }
    if row.few() { tr.text("process-few") } else { value(tr, finding, row.measure.value) }
}

fn count(n: u64) -> FluentValue<'static> {
    number(i64::try_from(n).unwrap_or(i64::MAX)).into()
}

/// What else is to be said of a row; empty for nothing.
pub fn more(tr: &Tr, row: &Row) -> String {
    match row.more {
        More::None => String::new(),
        More::Time { days: all, touched_bp } => {
            let share = touched_bp.map_or_else(|| tr.text("unknown"), percent);
            tr.with("process-more-time", &[("days", count(all)), ("share", share.into())])
        }
        More::Waiting(0) => String::new(),
        More::Waiting(still) => tr.with("process-more-waiting", &[("n", count(still))]),
        More::Returns { deals, days } => {
            tr.with("process-more-returns", &[("deals", count(deals)), ("days", count(days))])
        }
        More::Lost { stay: None, .. } => String::new(),
        More::Lost { stay, silent, unknown } => {
            let said = |value: Option<i64>| value.map_or_else(|| DASH.to_owned(), |v| days(tr, v));
            let args = [
                ("stay", FluentValue::from(said(stay))),
                ("silent", said(silent).into()),
                ("unknown", count(unknown)),
            ];
            let key = if unknown > 0 { "process-more-lost-unknown" } else { "process-more-lost" };
            tr.with(key, &args)
        }
        More::Pushes(0) => String::new(),
        More::Pushes(n) => tr.with("process-more-pushes", &[("n", count(n))]),
        More::Steps { asked: 0, .. } => String::new(),
        More::Steps { done, asked } => {
            tr.with("process-more-steps", &[("done", count(done)), ("asked", count(asked))])
        }
    }
}

/// What was found, in a plain sentence: where it is worst among the places with enough cases.
pub fn sentence(tr: &Tr, directory: &Directory, found: &Found) -> String {
    let total = &found.total;
    let finding = found.finding;
    if total.measure.cases == 0 && total.count == 0 {
        return tr.text(&format!("process-none-{}", finding.word()));
    }
    let args = |row: &Row| {
        [
            ("place", FluentValue::from(place(tr, directory, row.place))),
            ("value", value(tr, finding, row.measure.value).into()),
            ("count", count(row.count)),
            ("cases", count(row.measure.cases)),
        ]
    };
    match found.worst() {
        Some(row) => tr.with(&format!("process-said-{}", finding.word()), &args(row)),
        None if total.few() => tr.with("process-said-few", &args(total)),
        None if finding.more_is_better() && total.count == total.measure.cases => {
            tr.with("process-said-all", &args(total))
        }
        None if finding.more_is_better() => tr.with("process-said-steps-few", &args(total)),
        None if total.count == 0 => tr.with("process-said-nothing", &args(total)),
        None => tr.with("process-said-scattered", &args(total)),
    }
}

/// What has to be known to read a finding: fields that nobody ever fills in, what was left out.
pub fn notes(tr: &Tr, found: &Found) -> Vec<String> {
    let mut notes = vec![];
    if !found.unused.is_empty() {
        let names: Vec<String> = found.unused.iter().map(|of| field(tr, *of)).collect();
        let comma = if tr.language() == Language::Chinese { "、" } else { ", " };
        notes.push(tr.with("process-unused", &[("fields", names.join(comma).into())]));
    }
    if found.without_stage > 0 {
        notes.push(tr.with("process-without-stage", &[("n", count(found.without_stage))]));
    }
    if found.own_model > 0 {
        notes.push(tr.with("process-own-model", &[("n", count(found.own_model))]));
    }
    notes
}

/// What is said of a record; empty for nothing.
pub fn note(tr: &Tr, case: &Case) -> String {
    let whole = |n: u32| number(i64::from(n));
    match &case.note {
        Note::None => String::new(),
        Note::Days(n) => tr.with("process-days", &[("text", whole(*n).into())]),
        Note::Still(n) => tr.with("process-note-still", &[("text", whole(*n).into())]),
        Note::Like(other) => tr.with("process-note-like", &[("other", other.as_str().into())]),
        Note::Contacts(n) => tr.with("process-note-contacts", &[("n", count(*n))]),
        Note::Lost(stay, contact) => {
            let contact = contact.map_or_else(|| tr.text("unknown"), |day| day.to_string());
            let args = [("text", whole(*stay).into()), ("contact", contact.into())];
            tr.with("process-note-lost", &args)
        }
        Note::Pushed(from, to) => format!("{from} → {to}"),
        Note::Steps(done, asked) => {
            let args = [("done", whole(*done).into()), ("asked", whole(*asked).into())];
            tr.with("process-note-steps", &args)
        }
    }
}
