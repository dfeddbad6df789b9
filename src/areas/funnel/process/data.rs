//! What the page shows, ready to draw.

use std::sync::Arc;

use crate::areas::funnel::data::{Brief, Load, brief, count_text, day_text, joined};
use crate::areas::funnel::figures::{Record, Records, records};
use crate::domain::ids::{PersonId, ProcessImprovementId};
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::DASH;
use crate::metrics::pipeline::window_of;
use crate::metrics::process::improvements::{self, Improvement, Improvements, WINDOW_DAYS};
use crate::metrics::process::{
    self, Case, Finding, Found, Measure, Place, Process, Row, Unit, show,
};
use crate::sheets::write::{Out, Table};
use crate::store::records::Account;
use crate::ui::charts::bar::TickBar;
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The row whose records are listed.
    pub open: Option<(Finding, Place)>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// Whose it is.
    pub scope: Scope,
    /// The findings.
    pub cards: Vec<Card>,
    /// What is being done, and what was done.
    pub items: Vec<Item>,
    /// How many of them are open, as a sentence.
    pub items_sub: String,
    /// Who can see to it.
    pub people: Vec<(Option<PersonId>, String)>,
    /// The records of the row that is open.
    pub opened: Option<Opened>,
    /// What was found, as a table to be kept in a file.
    pub table: Arc<Table>,
    /// Whether there is anything to analyse.
    pub any: bool,
}

/// A finding.
#[derive(Clone, Debug)]
pub struct Card {
    /// Which.
    pub finding: Finding,
    /// Its name.
    pub title: String,
    /// When, and what it counts.
    pub about: String,
    /// What was found, in a sentence.
    pub said: String,
    /// What has to be known to read it.
    pub notes: Vec<String>,
    /// The heading of its value.
    pub value_head: String,
    /// What was found in each place.
    pub rows: Vec<Line>,
    /// The places that can be chosen in the form.
    pub places: Vec<(Place, String)>,
}

/// What was found in one place.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where.
    pub place: Place,
    /// Its name.
    pub name: String,
    /// How many, out of how many cases.
    pub count: String,
    /// Its value against the highest.
    pub bar: TickBar,
    /// The value, or that there are too few cases.
    pub value: String,
    /// Whether there are too few.
    pub few: bool,
    /// What else is to be said.
    pub more: String,
}

impl Line {
    /// The row for screen readers.
    pub fn spoken(&self) -> String {
        format!("{} {} {}", self.name, self.count, self.value)
    }
}

/// An improvement.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which.
    pub id: ProcessImprovementId,
    /// What is done.
    pub what: String,
    /// How it stands.
    pub state: String,
    /// The same as a colour.
    pub tone: Tone,
    /// What was found, where and whose.
    pub about: String,
    /// By whom and by when.
    pub owner: String,
    /// The measure before, with its cases.
    pub before: String,
    /// The measure after, with its cases, or that nothing was reported since.
    pub after: String,
    /// How much of the time after is new, where the two windows overlap; else empty.
    pub overlap: String,
    /// What came of it; empty while it is open.
    pub result: String,
    /// Whether it is open.
    pub open: bool,
}

/// The records of a row.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which row.
    pub key: (Finding, Place),
    /// Finding and place.
    pub title: String,
    /// What it counts.
    pub about: String,
    /// The records.
    pub records: Records,
}

/// Loads the page; and the number of open deals of the scope.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::funnel) fn load(load: &Load<'_>, ask: &Ask) -> Result<(u64, Data)> {
    let asked = process::Ask {
        members: load.members.clone(),
        window: Some(window_of(load.period, load.as_of)),
        as_of: load.as_of,
        today: load.today,
    };
    let found = process::survey(load.db, load.directory, vec![asked])?;
    let Some(process) = found.into_iter().next() else {
        return Ok((0, Data::empty(load.scope)));
    };
    let found = improvements::load(load.db, load.directory, load.scope, load.today)?;
    let opened = match ask.open {
        Some(key) => opened(load, &process, key)?,
        None => None,
    };
    let any = process.found.values().any(|found| found.total.measure.cases > 0);
    let data = Data {
        scope: load.scope,
        cards: process_cards(load, &process),
        items: found.list.iter().map(|one| item(load, one)).collect(),
        items_sub: items_sub(load, &found),
        people: people(load),
        opened,
        table: Arc::new(table(load, &process)),
        any,
    };
    Ok((process.open, data))
}

impl Data {
    fn empty(scope: Scope) -> Self {
        Self {
            scope,
            cards: vec![],
            items: vec![],
            items_sub: String::new(),
            people: vec![],
            opened: None,
            table: Arc::new(Table::default()),
            any: false,
        }
    }

    /// The card of a finding.
    pub(super) fn card(&self, finding: Finding) -> Option<&Card> {
        self.cards.iter().find(|card| card.finding == finding)
    }
}

/// Who can see to an improvement: nobody yet, or whoever is here today.
fn people(load: &Load<'_>) -> Vec<(Option<PersonId>, String)> {
    let directory = load.directory;
    let here = directory.people.values().filter(|one| !directory.has_left(one.id, load.today));
    let nobody = (None, load.tr.text("process-nobody"));
    [nobody].into_iter().chain(here.map(|one| (Some(one.id), one.name.clone()))).collect()
}

fn process_cards(load: &Load<'_>, process: &Process) -> Vec<Card> {
    let found = Finding::ALL.into_iter().filter_map(|finding| process.of(finding));
    found.map(|found| one_card(load, found)).collect()
}

fn one_card(load: &Load<'_>, found: &Found) -> Card {
    let (tr, directory, finding) = (load.tr, load.directory, found.finding);
    let when = if finding.of_a_day() {
        tr.with("process-as-of", &[("day", load.as_of.to_string().into())])
    } else {
        load.period_label()
    };
    let places = [Place::All].into_iter().chain(Place::listed(finding, directory));
    let most = found.shown().filter(|row| !row.few()).filter_map(|row| row.measure.value).max();
    let worst = found.worst().map(|row| row.place);
    let said = [("when", when.into()), ("about", show::about(tr, finding).into())];
    Card {
        finding,
        title: show::name(tr, finding),
        about: tr.with("process-when", &said),
        said: show::sentence(tr, directory, found),
        notes: show::notes(tr, found),
        value_head: show::value_name(tr, finding),
        rows: found.shown().map(|row| line(load, finding, row, (most, worst))).collect(),
        places: places.map(|place| (place, show::place(tr, directory, place))).collect(),
    }
}

fn line(
    load: &Load<'_>,
    finding: Finding,
    row: &Row,
    (most, worst): (Option<i64>, Option<Place>),
) -> Line {
    let part = row.measure.value.zip(most).filter(|(_, most)| !row.few() && *most > 0);
    let tone = if worst == Some(row.place) { Tone::Warn } else { Tone::Neutral };
    let count = if finding.unit() == Unit::Percent {
        format!("{} / {}", count_text(row.count), count_text(row.measure.cases))
    } else {
        count_text(row.count)
    };
    Line {
        place: row.place,
        name: show::place(load.tr, load.directory, row.place),
        count,
        bar: TickBar {
            fraction: part.map_or(0.0, |(value, most)| value as f32 / most as f32),
            tick: None,
            tone,
        },
        value: show::row_value(load.tr, finding, row),
        few: row.few(),
        more: show::more(load.tr, row),
    }
}

/// How many improvements are open, and how many beside them concern others alone.
fn items_sub(load: &Load<'_>, found: &Improvements) -> String {
    let open = found.list.iter().filter(|one| one.record.closed_on.is_none()).count() as u64;
    let mut parts = vec![load.count("process-items-open", open)];
    if found.elsewhere > 0 {
        parts.push(load.count("process-items-elsewhere", found.elsewhere));
    }
    joined(load.tr, &parts)
}

/// A measure with its cases, in words.
fn measured(load: &Load<'_>, finding: Option<Finding>, measure: Measure) -> String {
    let value = finding.map(|finding| show::value(load.tr, finding, measure.value));
    let value = value.unwrap_or_else(|| DASH.to_owned());
    let args = [("value", value.into()), ("cases", count_text(measure.cases).into())];
    load.tr.with("process-measure", &args)
}

fn item(load: &Load<'_>, one: &Improvement) -> Item {
    let (tr, directory, record) = (load.tr, load.directory, &one.record);
    let (state, tone) = match (record.closed_on, one.overdue) {
        (Some(day), _) => {
            (tr.with("process-item-closed", &[("day", day.to_string().into())]), Tone::Good)
        }
        (None, true) => (tr.text("process-item-overdue"), Tone::Bad),
        (None, false) => (tr.text("process-item-open"), Tone::Accent),
    };
    let finding = one.finding;
    let named = finding.map_or_else(|| record.finding.clone(), |finding| show::name(tr, finding));
    let place = match one.place {
        Some(place) => show::place(tr, directory, place),
        None => record.place.clone().unwrap_or_default(),
    };
    let whose = directory.scope_name(one.scope()).map(str::to_owned);
    let whose = whose.unwrap_or_else(|| tr.text("process-company"));
    let windowed = finding.is_some_and(|finding| !finding.of_a_day());
    let old = WINDOW_DAYS.saturating_sub(one.new_days);
    let overlap = if windowed && one.after.is_some() && old > 0 {
        tr.with("process-overlap", &[("n", count_text(u64::from(old)).into())])
    } else {
        String::new()
    };
    let after = match one.after {
        Some(after) => measured(load, finding, after),
        None => tr.text("process-after-none"),
    };
    let owner =
        [("owner", load.person(record.owner_id).into()), ("due", record.due.to_string().into())];
    Item {
        id: record.id,
        what: record.what.clone(),
        state,
        tone,
        about: tr.joined(&[named, place, whose]),
        owner: tr.with("process-item-owner", &owner),
        before: measured(load, finding, one.before()),
        after,
        overlap,
        result: record.result.clone().unwrap_or_default(),
        open: record.closed_on.is_none(),
    }
}

fn opened(
    load: &Load<'_>,
    process: &Process,
    (finding, place): (Finding, Place),
) -> Result<Option<Opened>> {
    let Some(row) = process.of(finding).and_then(|found| found.row(place)) else {
        return Ok(None);
    };
    let mut rows = Vec::with_capacity(row.records.len());
    for case in &row.records {
        rows.extend(record(load, case)?);
    }
    let n = row.behind(finding);
    let name = show::place(load.tr, load.directory, place);
    Ok(Some(Opened {
        key: (finding, place),
        title: format!("{} {name}", show::name(load.tr, finding)),
        about: show::about(load.tr, finding),
        records: records(load, n, rows),
    }))
}

/// A deal, or a customer, with what is said of it.
fn record(load: &Load<'_>, case: &Case) -> Result<Option<Record>> {
    let note = show::note(load.tr, case);
    let day = day_text(case.day);
    if let Some(account) = case.account {
        return Ok(load.db.get::<Account>(account)?.map(|account| Record {
            deal: None,
            account: account.name,
            name: String::new(),
            owner: load.person(account.owner_id),
            amount: DASH.to_owned(),
            day,
            note,
        }));
    }
    let Some(deal) = case.deal else { return Ok(None) };
    Ok(brief(load.db, deal)?.map(|brief: Brief| Record {
        deal: Some(deal),
        account: brief.account,
        name: brief.name,
        owner: load.person(brief.owner),
        amount: load.amount(brief.amount),
        day,
        note,
    }))
}

/// What was found, with numbers as such.
fn table(load: &Load<'_>, process: &Process) -> Table {
    let tr = load.tr;
    let headings = [
        "process-column-finding",
        "process-column-place",
        "process-column-count",
        "process-column-cases",
        "process-column-measure",
        "process-column-value",
        "process-column-more",
    ];
    let whole = |n: u64| Out::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let line = |finding: Finding, row: &Row| {
        let value = match row.measure.value {
            None => Out::Blank,
            Some(_) if row.few() => tr.text("process-few").into(),
            Some(value) if finding.unit() == Unit::Percent => Out::Rate(value),
            Some(value) => Out::Hundredths(value),
        };
        vec![
            show::name(tr, finding).into(),
            show::place(tr, load.directory, row.place).into(),
            whole(row.count),
            whole(row.measure.cases),
            show::value_name(tr, finding).into(),
            value,
            show::more(tr, row).into(),
        ]
    };
    let mut rows = vec![];
    for found in Finding::ALL.into_iter().filter_map(|finding| process.of(finding)) {
        rows.extend(found.shown().map(|row| line(found.finding, row)));
    }
    let headings = headings.map(|key| tr.text(key)).to_vec();
    Table { name: tr.text("process-tab"), headings, rows }
}
