//! What 提交情况 shows: who owes the report of a week (or month, or day), how it stands, the weeks
//! before, what was promised and done, and the words of a reminder.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::data::{counted, shown, with_sheet};
use crate::areas::Filter;
use crate::clock;
use crate::domain::ids::{BatchId, PersonId};
use crate::domain::names;
use crate::error::Result;
use crate::i18n::{Tr, percent, period_label};
use crate::metrics::show;
use crate::metrics::submissions::slot::{Slot, slots};
use crate::metrics::submissions::{
    Counts, Duty, Ledger, Standing, kinds, last_report, rate, written,
};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Batch, OwedKind, Report};
use crate::ui::tokens::Tone;

/// So many periods stand beside each other.
pub(super) const BESIDE: usize = 8;
/// A workspace whose newest report is older than so many days opens where its reports end, as the
/// sample does.
const LEFT_ALONE: i64 = 28;

/// Which period is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Reports of this kind.
    pub kind: OwedKind,
    /// About the period that holds this day; the newest that is over when not chosen.
    pub day: Option<NaiveDate>,
}

/// What 提交情况 shows.
#[derive(Clone, Debug)]
pub struct Submissions {
    /// The kinds of report that are owed.
    pub kinds: Vec<(OwedKind, String)>,
    /// The kind that is shown.
    pub kind: OwedKind,
    /// The period that is shown, in words.
    pub label: String,
    /// Its days and when the report is due.
    pub sub: String,
    /// A day of the period before.
    pub earlier: NaiveDate,
    /// A day of the period after, unless that is yet to come.
    pub later: Option<NaiveDate>,
    /// A day of the newest period, unless that is shown.
    pub newest: Option<NaiveDate>,
    /// Why there is nothing to show; `None` when there is something.
    pub nothing: Option<Nothing>,
    /// The figures on top.
    pub figures: Vec<FigureCell>,
    /// Everyone who owes the report, what is missing first.
    pub rows: Vec<Row>,
    /// The reminder for all, and one for each; empty when all is there.
    pub reminders: Vec<Reminder>,
}

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No rule says who owes a report.
    NoRule,
    /// Nobody is in a team.
    Nobody,
    /// Nothing is known of the time.
    NotYet,
    /// Too few days of the period are worked.
    Holiday,
}

/// A figure on top of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureCell {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// What stands behind it.
    pub note: String,
    /// Whether it needs attention.
    pub tone: Option<Tone>,
}

/// A person who owes the report.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The name in pinyin, for sorting.
    pub sort_name: String,
    /// The team; empty without one.
    pub team: String,
    /// The report.
    pub cell: Cell,
    /// The periods beside each other, the newest last.
    pub beside: Vec<Cell>,
    /// In time of those that are due, as `7 / 8`.
    pub on_time: String,
    /// The same in basis points, for sorting.
    pub on_time_bp: Option<i64>,
    /// What was written: heading and text, the promise of the period before first.
    pub written: Vec<(String, String)>,
}

/// One report of one person, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The period in words.
    pub label: String,
    /// How it stands.
    pub standing: Standing,
    /// The same in words.
    pub text: String,
    /// The day of the report; empty without one.
    pub day: String,
    /// The file that brought it; empty when unknown.
    pub file: String,
    /// When it was imported; empty when unknown.
    pub at: String,
}

/// Words to remind someone with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Whom; `None` for all at once.
    pub person: Option<PersonId>,
    /// The same in words.
    pub name: String,
    /// What to say.
    pub text: String,
}

/// What a standing means.
pub(super) const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Missing => Tone::Bad,
        Standing::Late(_) => Tone::Warn,
        Standing::OnTime => Tone::Good,
        Standing::Open => Tone::Outline,
        Standing::Holiday | Standing::NotOwed => Tone::Neutral,
    }
}

/// How many reports of the newest period are there, for the tab: `8/10`; empty where none is owed.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn badge(db: &Db, directory: &Directory, filter: &Filter) -> Result<String> {
    let Some(kind) = main_kind(&kinds(db)?) else { return Ok(String::new()) };
    let slot = newest(db, kind, filter.today)?;
    let ledger = Ledger::load(db, directory, (slot, slot), filter.today)?;
    Ok(pill(&Counts::of(&ledger.duties(slot))))
}

fn pill(counts: &Counts) -> String {
    if counts.owed() == 0 {
        return String::new();
    }
    format!("{}/{}", counts.sent(), counts.owed())
}

/// The kind that is shown first: the weekly report is what the work turns around.
fn main_kind(kinds: &BTreeSet<OwedKind>) -> Option<OwedKind> {
    let weekly = Some(OwedKind::Weekly).filter(|kind| kinds.contains(kind));
    weekly.or_else(|| kinds.iter().next_back().copied())
}

/// The newest period that is over and was worked.
fn newest(db: &Db, kind: OwedKind, today: NaiveDate) -> Result<Slot> {
    let last = last_report(db, today)?;
    let left_alone = last.filter(|day| (today - *day).num_days() > LEFT_ALONE);
    Ok(newest_at(kind, left_alone.unwrap_or(today)))
}

fn newest_at(kind: OwedKind, day: NaiveDate) -> Slot {
    let mut slot = Slot::at(kind, day);
    if slot.last > day {
        slot = slot.previous();
    }
    // A holiday is never as long as this.
    for _ in 0..31 {
        if slot.worked() {
            break;
        }
        slot = slot.previous();
    }
    slot
}

/// Loads what the sub-tab shows.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    (directory, batches): (&Directory, &[Batch]),
    asked: Option<Asked>,
    filter: &Filter,
    tr: &Tr,
) -> Result<Submissions> {
    let owed = kinds(db)?;
    let kind = asked.map(|asked| asked.kind).filter(|kind| owed.contains(kind));
    let kind = kind.or_else(|| main_kind(&owed)).unwrap_or(OwedKind::Weekly);
    let newest = newest(db, kind, filter.today)?;
    let chosen = asked.filter(|asked| asked.kind == kind).and_then(|asked| asked.day);
    let slot = chosen.map_or(newest, |day| Slot::at(kind, day));
    let mut first = slot;
    for _ in 1..BESIDE {
        first = first.previous();
    }
    let ledger = Ledger::load(db, directory, (first, slot), filter.today)?;
    let page = Page { tr, directory, kind, slot, files: files(batches) };
    let mut duties = ledger.duties(slot);
    let place = |duty: &Duty| {
        let team = directory.team_on(duty.person, slot.last).map(|team| team.id);
        (duty.standing, team, sort_key(directory.person_name(duty.person)))
    };
    duties.sort_by_cached_key(place);
    let beside: Vec<Vec<Duty>> = slots(first, slot).into_iter().map(|s| ledger.duties(s)).collect();
    let (before, now) = (written(db, slot.previous())?, written(db, slot)?);
    let rows = duties.iter().map(|duty| {
        let person = duty.person;
        let past: Vec<Duty> =
            slots(first, slot).into_iter().map(|slot| ledger.duty(person, slot)).collect();
        page.row(duty, &past, (before.get(&person), now.get(&person)))
    });
    let rows: Vec<Row> = rows.collect();
    let next = slot.next();
    let nothing = if owed.is_empty() {
        Some(Nothing::NoRule)
    } else if !duties.is_empty() {
        None
    } else if directory.memberships.is_empty() {
        Some(Nothing::Nobody)
    } else if ledger.began().is_none_or(|began| began.first > slot.first) {
        Some(Nothing::NotYet)
    } else if !slot.worked() {
        Some(Nothing::Holiday)
    } else {
        Some(Nothing::Nobody)
    };
    let word = |kind: OwedKind| tr.text(&format!("reports-owed-{}", kind.word()));
    Ok(Submissions {
        kinds: owed.into_iter().map(|kind| (kind, word(kind))).collect(),
        kind,
        label: page.label(slot),
        sub: page.sub(duties.first()),
        earlier: slot.previous().first,
        later: (next.first <= filter.today).then_some(next.first),
        newest: (slot != newest).then_some(newest.first),
        nothing,
        figures: page.figures(&duties, &beside.concat()),
        rows,
        reminders: page.reminders(&duties),
    })
}

/// The file and the moment of each import.
fn files(batches: &[Batch]) -> BTreeMap<BatchId, (String, String)> {
    let file = |batch: &Batch| {
        let name = with_sheet(&batch.file_name, &batch.sheet_name);
        (batch.id, (name, clock::wall_clock(&batch.at)))
    };
    batches.iter().map(file).collect()
}

fn sort_key(name: &str) -> String {
    let spelled = names::search_keys(name).full.into_iter().next().unwrap_or_default();
    format!("{spelled} {name}")
}

/// What every row needs.
struct Page<'a> {
    tr: &'a Tr,
    directory: &'a Directory,
    kind: OwedKind,
    slot: Slot,
    files: BTreeMap<BatchId, (String, String)>,
}

impl Page<'_> {
    fn label(&self, slot: Slot) -> String {
        match slot.period() {
            Some(period) => period_label(self.tr, period),
            None => slot.first.to_string(),
        }
    }

    /// The days of the period and when its report is due.
    fn sub(&self, duty: Option<&Duty>) -> String {
        let Slot { first, last, .. } = self.slot;
        let days = self.tr.with(
            "reports-owed-days",
            &[("from", first.to_string().into()), ("to", last.to_string().into())],
        );
        match duty.and_then(due_text) {
            Some(due) => {
                self.tr.with("reports-owed-due", &[("days", days.into()), ("due", due.into())])
            }
            None => days,
        }
    }

    fn cell(&self, duty: &Duty) -> Cell {
        let file = duty.sent.and_then(|sent| sent.batch).and_then(|batch| self.files.get(&batch));
        let (file, at) = file.cloned().unwrap_or_default();
        Cell {
            label: self.label(duty.slot),
            standing: duty.standing,
            text: show::standing(self.tr, duty.standing),
            day: duty.sent.map(|sent| sent.day.to_string()).unwrap_or_default(),
            file,
            at,
        }
    }

    fn row(&self, duty: &Duty, past: &[Duty], reports: (Option<&Report>, Option<&Report>)) -> Row {
        let name = self.directory.person_name(duty.person).to_owned();
        let team = self.directory.team_on(duty.person, self.slot.last);
        let on_time = rate(past);
        let successes = on_time.successes.unwrap_or_default();
        Row {
            person: duty.person,
            sort_name: sort_key(&name),
            name,
            team: team.map(|team| team.name.clone()).unwrap_or_default(),
            cell: self.cell(duty),
            beside: past.iter().map(|duty| self.cell(duty)).collect(),
            on_time: format!("{successes} / {}", on_time.records),
            on_time_bp: on_time.value,
            written: self.written(reports),
        }
    }

    /// The promise of the period before beside what came of it, problems and help.
    fn written(&self, (before, now): (Option<&Report>, Option<&Report>)) -> Vec<(String, String)> {
        let of = |report: Option<&Report>, field: fn(&Report) -> &Option<String>| {
            report.and_then(|report| field(report).clone()).filter(|text| !text.trim().is_empty())
        };
        let parts = [
            ("reports-owed-promised", of(before, |report| &report.commitments)),
            ("reports-owed-planned", of(before, |report| &report.plan)),
            ("reports-owed-done", of(now, |report| &report.done)),
            ("reports-owed-problems", of(now, |report| &report.problems)),
            ("reports-owed-help", of(now, |report| &report.help)),
        ];
        let said = |(key, text): (&str, Option<String>)| Some((self.tr.text(key), text?));
        parts.into_iter().filter_map(said).collect()
    }

    fn figures(&self, duties: &[Duty], beside: &[Duty]) -> Vec<FigureCell> {
        let tr = self.tr;
        let counts = Counts::of(duties);
        let on_time = rate(beside);
        let of = format!("{} / {}", shown(counts.sent()), shown(counts.owed()));
        let some = |n: usize, tone: Tone| Some(tone).filter(|_| n > 0);
        let n = i64::try_from(BESIDE).unwrap_or_default();
        let open = match counts.open {
            0 => tr.text("reports-owed-all-due"),
            open => counted(tr, "reports-owed-open", open),
        };
        vec![
            FigureCell { label: tr.text("reports-owed-sent"), value: of, note: open, tone: None },
            FigureCell {
                label: tr.text("reports-owed-late"),
                value: shown(counts.late),
                note: tr.text("reports-owed-late-note"),
                tone: some(counts.late, Tone::Warn),
            },
            FigureCell {
                label: tr.text("reports-owed-missing"),
                value: shown(counts.missing),
                note: tr.text("reports-owed-missing-note"),
                tone: some(counts.missing, Tone::Bad),
            },
            FigureCell {
                label: tr.with("reports-owed-rate", &[("n", n.into())]),
                value: on_time.value.map_or_else(|| tr.text("unknown"), percent),
                note: format!("{} / {}", on_time.successes.unwrap_or_default(), on_time.records),
                tone: None,
            },
        ]
    }

    fn reminders(&self, duties: &[Duty]) -> Vec<Reminder> {
        let tr = self.tr;
        let absent = |duty: &&Duty| matches!(duty.standing, Standing::Missing | Standing::Open);
        let absent: Vec<&Duty> = duties.iter().filter(absent).collect();
        let report = tr.text(&format!("reports-owed-{}", self.kind.word()));
        let period = self.label(self.slot);
        let name_of = |duty: &Duty| self.directory.person_name(duty.person).to_owned();
        let text = |key: &str, duty: &Duty, names: String| {
            let due = due_text(duty).unwrap_or_default();
            tr.with(
                key,
                &[
                    ("names", names.into()),
                    ("period", period.as_str().into()),
                    ("report", report.as_str().into()),
                    ("due", due.into()),
                ],
            )
        };
        let mut list = vec![];
        let overdue = absent.iter().any(|duty| duty.standing == Standing::Missing);
        if let Some(first) = absent.first() {
            let names: Vec<String> = absent.iter().map(|duty| name_of(duty)).collect();
            let key = if overdue { "reports-remind-all" } else { "reports-remind-all-open" };
            let text = text(key, first, names.join(&tr.text("reports-comma")));
            list.push(Reminder { person: None, name: tr.text("reports-remind-group"), text });
        }
        for duty in absent {
            let name = name_of(duty);
            let overdue = duty.standing == Standing::Missing;
            let key = if overdue { "reports-remind-one" } else { "reports-remind-one-open" };
            let text = text(key, duty, name.clone());
            list.push(Reminder { person: Some(duty.person), name, text });
        }
        list
    }
}

/// When a report is due, as people say it.
fn due_text(duty: &Duty) -> Option<String> {
    duty.due.map(|day| format!("{day} {:02}:00", duty.due_hour))
}

/// Sorts rows by a column of the table; what is unknown comes last.
pub(super) fn sorted(rows: &[Row], column: usize, descending: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let key = |row: &Row| -> (bool, String, i64) {
        let text = |text: &str| (text.is_empty(), text.to_owned(), 0);
        match column {
            0 => text(&row.sort_name),
            1 => text(&row.team),
            3 => text(&row.cell.day),
            4 => text(&row.cell.file),
            5 => text(&row.cell.at),
            7 => (row.on_time_bp.is_none(), String::new(), row.on_time_bp.unwrap_or_default()),
            // The rows come with what is missing first.
            _ => (false, String::new(), 0),
        }
    };
    let keys: Vec<_> = rows.iter().map(key).collect();
    if column == 2 {
        if descending {
            order.reverse();
        }
        return order;
    }
    let unknown = |at: usize| keys.get(at).is_none_or(|key| key.0);
    if descending {
        order.sort_by_key(|at| (unknown(*at), Reverse(keys.get(*at))));
    } else {
        order.sort_by_key(|at| (unknown(*at), keys.get(*at)));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_newest_period_is_over_and_was_worked() {
        for (kind, today, key) in [
            (OwedKind::Weekly, "2025-11-18", "2025-W46"),
            (OwedKind::Weekly, "2025-11-16", "2025-W46"),
            (OwedKind::Weekly, "2025-11-15", "2025-W45"),
            (OwedKind::Weekly, "2025-10-09", "2025-W39"),
            (OwedKind::Monthly, "2025-11-18", "2025-10"),
            (OwedKind::Daily, "2025-10-08", "2025-09-30"),
        ] {
            assert_eq!(newest_at(kind, day(today)).key(), key, "{kind:?} {today}");
        }
    }

    #[test]
    fn the_pill_says_how_many_are_there() {
        let counts = Counts { on_time: 7, late: 1, missing: 2, open: 0 };
        assert_eq!(pill(&counts), "8/10");
        assert_eq!(pill(&Counts::default()), "");
    }

    #[test]
    fn the_weekly_report_is_shown_first() {
        let kinds = BTreeSet::from([OwedKind::Daily, OwedKind::Weekly, OwedKind::Monthly]);
        assert_eq!(main_kind(&kinds), Some(OwedKind::Weekly));
        assert_eq!(main_kind(&BTreeSet::from([OwedKind::Monthly])), Some(OwedKind::Monthly));
        assert_eq!(main_kind(&BTreeSet::new()), None);
    }

    #[test]
    fn rows_are_sorted_and_what_is_unknown_comes_last() {
        let row = |name: &str, sent: &str, bp: Option<i64>| Row {
            person: PersonId(1),
            name: name.to_owned(),
            sort_name: name.to_owned(),
            team: String::new(),
            cell: Cell {
                label: String::new(),
                standing: Standing::Open,
                text: String::new(),
                day: sent.to_owned(),
                file: String::new(),
                at: String::new(),
            },
            beside: vec![],
            on_time: String::new(),
            on_time_bp: bp,
            written: vec![],
        };
        let rows = [
            row("c", "2025-11-16", Some(5_000)),
            row("a", "", None),
            row("b", "2025-11-17", Some(10_000)),
        ];
        assert_eq!(sorted(&rows, 0, false), [1, 2, 0]);
        assert_eq!(sorted(&rows, 2, false), [0, 1, 2]);
        assert_eq!(sorted(&rows, 3, false), [0, 2, 1]);
        assert_eq!(sorted(&rows, 3, true), [2, 0, 1]);
        assert_eq!(sorted(&rows, 7, true), [2, 0, 1]);
        assert_eq!(sorted(&rows, 7, false), [0, 2, 1]);
    }
}
