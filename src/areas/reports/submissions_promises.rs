//! 承诺与结果: what everyone promised to sign in the period that is shown, what came of it, and how
//! often a promise was kept of late.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::data::counted;
use super::submissions_data::{DASH, k_of_n, rate_of};
use super::submissions_periods::short_name;
use crate::domain::calendar::Calendar;
use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::names::sort_key;
use crate::domain::stats::rate::{MIN_CASES, Rate};
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::metrics::deals::Finding;
use crate::metrics::submissions::promises::{
    Promise, Signed, finding, nothing_signed, promises, rate, signed,
};
use crate::metrics::submissions::slot::Slot;
use crate::metrics::{Measured, MetricId, show};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::OwedKind;
use crate::ui::charts::whisker::{Whisker, WhiskerKind};

/// Promises of so many periods are looked at, that which is shown the last.
const RECENT: usize = 20;

/// The promises of a period.
#[derive(Clone, Debug)]
pub struct Promises {
    /// What is counted and how, in one line.
    pub sub: String,
    /// The headings of the columns.
    pub heads: Heads,
    /// Everyone, in the order of the matrix.
    pub rows: Vec<PromiseRow>,
    /// All together: promised, signed, difference, kept.
    pub totals: [String; 4],
    /// What the difference of all counts; empty where there is none.
    pub note: String,
}

/// The headings that depend on the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    /// Over what was promised.
    pub promised: String,
    /// Over how many were kept.
    pub kept: String,
    /// Over the chart: the share of all.
    pub bench: String,
}

/// What one person promised and signed.
#[derive(Clone, Debug)]
pub struct PromiseRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// What was promised; in its place that the report is missing, or a dash.
    pub promised: String,
    /// Whether the report is missing in which it would be.
    pub missing: bool,
    /// What was signed.
    pub signed: String,
    /// The difference; a dash where nothing was promised, or the period is not over.
    pub difference: String,
    /// Whether the promise was not kept.
    pub broken: bool,
    /// Kept of those that are over, as `16 / 18`; a dash without one.
    pub kept: String,
    /// Their share with its interval.
    pub whisker: Option<Whisker>,
    /// The share; a dash for a small sample.
    pub share: String,
    /// The chart in words.
    pub told: String,
    /// 偏低 or 样本少, or nothing.
    pub verdict: String,
    /// Whether the interval lies below the share of all.
    pub low: bool,
}

/// The period, the people of the matrix in order, and those of them whose report is missing in which
/// they would have promised.
pub(super) struct Asking<'a> {
    /// The period that is shown.
    pub slot: Slot,
    /// The people of the matrix, in order.
    pub people: Vec<PersonId>,
    /// Whose report about the period before is missing.
    pub missing: BTreeSet<PersonId>,
    /// Today.
    pub today: NaiveDate,
    /// The words.
    pub tr: &'a Tr,
}

/// Loads the promises; `None` where nobody ever promised an amount.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    asking: &Asking<'_>,
) -> Result<Option<Promises>> {
    let slot = asking.slot;
    let all = promises(db, &directory.calendar, slot.kind, asking.today)?;
    if all.is_empty() {
        return Ok(None);
    }
    let signed = signed(db, (slot, slot), asking.today)?;
    Ok(Some(panel(directory, asking, &all, &signed)))
}

/// The first of the periods that are looked at; of days, those that are worked count.
fn first_recent(calendar: &Calendar, slot: Slot) -> Slot {
    let back = std::iter::successors(Some(slot), |slot| Some(slot.previous()));
    let counts = |slot: &Slot| slot.kind != OwedKind::Daily || slot.worked(calendar);
    back.take(4 * RECENT).filter(counts).take(RECENT).last().unwrap_or(slot)
}

fn panel(directory: &Directory, asking: &Asking<'_>, all: &[Promise], signed: &Signed) -> Promises {
    let Asking { slot, tr, .. } = asking;
    let first = first_recent(&directory.calendar, *slot);
    let mut recent: BTreeMap<PersonId, Vec<&Promise>> = BTreeMap::new();
    for promise in all.iter().filter(|one| first <= one.slot && one.slot <= *slot) {
        recent.entry(promise.person).or_default().push(promise);
    }
    let team = rate(recent.values().flatten().copied());
    // A line that a handful of promises drew would judge nobody fairly.
    let bench = rate_of(&team).filter(|rate| rate.n >= MIN_CASES);
    let mut people = asking.people.clone();
    let listed: BTreeSet<PersonId> = people.iter().copied().collect();
    let mut others: Vec<PersonId> =
        recent.keys().copied().filter(|person| !listed.contains(person)).collect();
    others.sort_by_cached_key(|person| sort_key(directory.person_name(*person)));
    people.extend(others);

    let mut sums = Sums::default();
    let rows = people.into_iter().map(|person| {
        let own: &[&Promise] = recent.get(&person).map(Vec::as_slice).unwrap_or_default();
        let now = own.iter().find(|promise| promise.slot == *slot).copied();
        let done = signed.get(&(person, slot.first)).cloned().unwrap_or_else(nothing_signed);
        sums.add(now, &done);
        let line = Line { person, now, done, kept: rate(own.iter().copied()) };
        line.row(directory.person_name(person), asking, bench)
    });
    let rows: Vec<PromiseRow> = rows.collect();
    let unit = tr.text("unit-money-small");
    let n = i64::try_from(RECENT).unwrap_or_default();
    let share = bench.map(|bench| whole_percent(bench.rate)).unwrap_or_default();
    Promises {
        sub: tr.with("reports-promise-sub", &[("unit", unit.into())]),
        heads: Heads {
            promised: tr.with("reports-promise-of", &[("period", short_name(tr, *slot).into())]),
            kept: tr.with("reports-promise-kept", &[("n", n.into())]),
            bench: if share.is_empty() {
                tr.text("reports-promise-no-bench")
            } else {
                tr.with("reports-promise-bench", &[("share", share.into())])
            },
        },
        rows,
        totals: sums.cells(tr, &team),
        note: sums.note(tr),
    }
}

/// One person's promise, what was signed, and how often promises were kept.
struct Line<'a> {
    person: PersonId,
    now: Option<&'a Promise>,
    done: Measured,
    kept: Measured,
}

impl Line<'_> {
    fn row(&self, name: &str, asking: &Asking<'_>, bench: Option<Rate>) -> PromiseRow {
        let tr = asking.tr;
        let missing = self.now.is_none() && asking.missing.contains(&self.person);
        let promised = match self.now {
            Some(promise) => cell(tr, promise.promised),
            None if missing => tr.text("submission-missing"),
            None => DASH.to_owned(),
        };
        let own = rate_of(&self.kept);
        let known = own.filter(|own| own.n >= MIN_CASES);
        let low = known.zip(bench).is_some_and(|(own, bench)| own.below(bench.rate));
        let kind = match (known, low) {
            (None, _) => WhiskerKind::Small,
            (_, true) => WhiskerKind::Flagged,
            _ => WhiskerKind::Plain,
        };
        let whisker = own.map(|own| Whisker {
            low: own.interval.lo as f32,
            mark: own.rate as f32,
            high: own.interval.hi as f32,
            bench: bench.map(|bench| bench.rate as f32),
            kind,
            rule: false,
        });
        let verdict = match (own, known, low) {
            (Some(_), None, _) => tr.text("reports-promise-few"),
            (_, Some(_), true) => tr.text("reports-owed-low"),
            _ => String::new(),
        };
        let told = own.map(|own| {
            let (low, high) = (whole_percent(own.interval.lo), whole_percent(own.interval.hi));
            tr.with("reports-promise-interval", &[("low", low.into()), ("high", high.into())])
        });
        PromiseRow {
            person: self.person,
            name: name.to_owned(),
            promised,
            missing,
            signed: match self.done.value {
                Some(signed) => cell(tr, signed),
                None => tr.text("unknown"),
            },
            difference: match difference(self.now) {
                Some(fen) => signed_cell(tr, fen),
                None => DASH.to_owned(),
            },
            broken: self.now.is_some_and(broken),
            kept: if own.is_some() { k_of_n(&self.kept, " / ") } else { DASH.to_owned() },
            whisker,
            share: known.map_or_else(|| DASH.to_owned(), |own| whole_percent(own.rate)),
            told: told.unwrap_or_default(),
            verdict,
            low,
        }
    }
}

/// What was signed less what was promised; `None` where the period is not over, or an amount is
/// unknown.
fn difference(promise: Option<&Promise>) -> Option<i64> {
    let promise = promise.filter(|promise| promise.over && promise.signed.left_out.is_empty())?;
    promise.signed.value?.checked_sub(promise.promised)
}

fn broken(promise: &Promise) -> bool {
    matches!(finding(promise), Finding::Counts(sample) if !sample.won)
}

/// All promises and results together.
#[derive(Default)]
struct Sums {
    promised: i64,
    signed: i64,
    /// Of those whose difference is known: how many, what they signed, what they promised.
    compared: (usize, i64, i64),
}

impl Sums {
    fn add(&mut self, now: Option<&Promise>, done: &Measured) {
        self.signed = self.signed.saturating_add(done.value.unwrap_or_default());
        let Some(promise) = now else { return };
        self.promised = self.promised.saturating_add(promise.promised);
        if let Some(difference) = difference(now) {
            let (n, signed, promised) = &mut self.compared;
            *n += 1;
            *promised = promised.saturating_add(promise.promised);
            *signed = signed.saturating_add(promise.promised.saturating_add(difference));
        }
    }

    fn cells(&self, tr: &Tr, kept: &Measured) -> [String; 4] {
        let (n, signed, promised) = self.compared;
        let difference = match n {
            0 => DASH.to_owned(),
            _ => signed_cell(tr, signed.saturating_sub(promised)),
        };
        let kept = match kept.records {
            0 => DASH.to_owned(),
            _ => k_of_n(kept, " / "),
        };
        [cell(tr, self.promised), cell(tr, self.signed), difference, kept]
    }

    /// The difference counts those who promised alone, and says so.
    fn note(&self, tr: &Tr) -> String {
        let (n, signed, promised) = self.compared;
        if n == 0 {
            return String::new();
        }
        let who = counted(tr, "reports-promise-who", n);
        let args = [
            ("who", who.into()),
            ("signed", cell(tr, signed).into()),
            ("promised", cell(tr, promised).into()),
        ];
        tr.with("reports-promise-note", &args)
    }
}

/// An amount in the unit that the line below the title names.
fn cell(tr: &Tr, fen: i64) -> String {
    show::cell(tr.language(), MetricId::SignedAmount, fen)
}

/// As [`cell`], with its sign where it is above zero.
fn signed_cell(tr: &Tr, fen: i64) -> String {
    let said = cell(tr, fen);
    let zero = said.chars().all(|c| matches!(c, '0' | '.'));
    if fen > 0 && !zero { format!("+{said}") } else { said }
}

/// A share in whole percent.
fn whole_percent(share: f64) -> String {
    let bp = (share * 10_000.0).round() as i64;
    format!("{}%", number(div_round(i128::from(bp), 100).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::metrics::Reason;

    const WAN: i64 = 1_000_000;

    fn week(text: &str) -> Slot {
        Slot::at(OwedKind::Weekly, text.parse().unwrap())
    }

    fn known(fen: i64) -> Measured {
        Measured { value: Some(fen), records: 1, ..Measured::default() }
    }

    fn promise(person: i64, slot: Slot, promised: i64, signed: Measured) -> Promise {
        Promise { person: PersonId(person), slot, promised, signed, over: true }
    }

    /// Twenty weeks up to W46 in which a person kept so many of so many promises of 10, the newest
    /// first.
    fn past(person: i64, kept: usize, of: usize) -> Vec<Promise> {
        let weeks = std::iter::successors(Some(week("2025-11-12")), |slot| Some(slot.previous()));
        let one = |(at, slot): (usize, Slot)| {
            promise(person, slot, 10 * WAN, known(if at < kept { 9 * WAN } else { 8 * WAN }))
        };
        weeks.take(of).enumerate().map(one).collect()
    }

    fn shown(all: &[Promise], people: &[i64], missing: &[i64]) -> Promises {
        let tr = Tr::new(Language::Chinese);
        let slot = week("2025-11-12");
        let signed: Signed = all
            .iter()
            .filter(|promise| promise.slot == slot)
            .map(|promise| ((promise.person, slot.first), promise.signed.clone()))
            .collect();
        let ids = |list: &[i64]| list.iter().copied().map(PersonId).collect::<Vec<_>>();
        let asking = Asking {
            slot,
            people: ids(people),
            missing: ids(missing).into_iter().collect(),
            today: "2025-11-19".parse().unwrap(),
            tr: &tr,
        };
        panel(&Directory::default(), &asking, all, &signed)
    }

    #[test]
    fn a_share_is_low_below_that_of_all_and_few_promises_say_nothing() {
        // As on the sheet of the design: 5 of 14 and 6 of 15 are low against 66 %, 8 of 18 is not.
        let counts = [(16, 18), (12, 18), (14, 18), (5, 14), (15, 18), (16, 18), (8, 18), (8, 12)];
        let more = [(6, 15), (4, 9)];
        let all: Vec<Promise> = (1..)
            .zip(counts.into_iter().chain(more))
            .flat_map(|(person, (kept, of))| past(person, kept, of))
            .collect();
        let people: Vec<i64> = (1..=10).collect();
        let panel = shown(&all, &people, &[]);
        assert_eq!(panel.heads.bench, "团队 66%");
        assert_eq!(panel.totals[3], "104 / 158");
        let verdicts: Vec<&str> = panel.rows.iter().map(|row| row.verdict.as_str()).collect();
        assert_eq!(verdicts, ["", "", "", "偏低", "", "", "", "", "偏低", "样本少"]);
        let row = &panel.rows[3];
        assert_eq!((row.kept.as_str(), row.share.as_str(), row.low), ("5 / 14", "36%", true));
        let few = &panel.rows[9];
        assert_eq!((few.kept.as_str(), few.share.as_str(), few.low), ("4 / 9", DASH, false));
        assert_eq!(few.whisker.unwrap().kind, WhiskerKind::Small);
    }

    #[test]
    fn only_twenty_periods_count_and_only_those_that_are_over() {
        let mut all = past(1, 25, 25);
        assert_eq!(shown(&all, &[1], &[]).rows[0].kept, "20 / 20");
        let next = promise(1, week("2025-11-19"), 10 * WAN, known(0));
        all.push(next);
        assert_eq!(shown(&all, &[1], &[]).rows[0].kept, "20 / 20", "not yet shown");
        all[0].over = false;
        let row = shown(&all, &[1], &[]).rows.remove(0);
        assert_eq!((row.kept.as_str(), row.difference.as_str()), ("19 / 19", DASH));
        assert!(!row.broken);
    }

    #[test]
    fn the_difference_counts_those_who_promised() {
        let slot = week("2025-11-12");
        let all = [
            promise(1, slot, 32 * WAN, known(345 * WAN / 10)),
            promise(2, slot, 28 * WAN, known(22 * WAN)),
            promise(3, slot, 24 * WAN, known(24 * WAN)),
            promise(
                4,
                slot,
                5 * WAN,
                Measured { left_out: [(Reason::NoAmount, 1)].into(), ..Measured::default() },
            ),
        ];
        let panel = shown(&all, &[3, 2, 1, 5, 6], &[5]);
        let cells: Vec<[&str; 3]> = panel
            .rows
            .iter()
            .map(|row| [row.promised.as_str(), row.signed.as_str(), row.difference.as_str()])
            .collect();
        assert_eq!(
            cells,
            [
                ["24.0", "24.0", "0.0"],
                ["28.0", "22.0", "−6.0"],
                ["32.0", "34.5", "+2.5"],
                ["未交", "0.0", DASH],
                [DASH, "0.0", DASH],
                // Owes no report, and promised: behind the others.
                ["5.0", "未知", DASH],
            ]
        );
        let broken: Vec<bool> = panel.rows.iter().map(|row| row.broken).collect();
        assert_eq!(broken, [false, true, false, false, false, false]);
        assert_eq!(panel.totals, ["89.0", "80.5", "−3.5", "2 / 3"]);
        assert_eq!(panel.note, "差只算已承诺的3人：80.5 − 84.0");
        assert_eq!(panel.heads.promised, "W46 承诺");
        assert_eq!(panel.heads.bench, "95%区间", "three promises are no bench");
    }
}
