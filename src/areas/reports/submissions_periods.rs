//! The periods of 提交情况: which is shown first, and which stand beside each other.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::error::Result;
use crate::i18n::{Tr, short_day};
use crate::metrics::submissions::last_report;
use crate::metrics::submissions::slot::Slot;
use crate::store::Db;
use crate::store::records::OwedKind;

/// So many periods stand beside each other.
const BESIDE: usize = 13;
/// A workspace whose newest report is older than so many days opens where its reports end, as the
/// sample does.
const LEFT_ALONE: i64 = 28;

/// The kind that is shown first: the weekly report is what the work turns around.
pub(super) fn main_kind(kinds: &BTreeSet<OwedKind>) -> Option<OwedKind> {
    let weekly = Some(OwedKind::Weekly).filter(|kind| kinds.contains(kind));
    weekly.or_else(|| kinds.iter().next_back().copied())
}

/// The newest period that is over and was worked.
pub(super) fn newest(
    db: &Db,
    calendar: &Calendar,
    kind: OwedKind,
    today: NaiveDate,
) -> Result<Slot> {
    let last = last_report(db, today)?;
    let left_alone = last.filter(|day| (today - *day).num_days() > LEFT_ALONE);
    Ok(newest_at(calendar, kind, left_alone.unwrap_or(today)))
}

fn newest_at(calendar: &Calendar, kind: OwedKind, day: NaiveDate) -> Slot {
    let mut slot = Slot::at(kind, day);
    if slot.last > day {
        slot = slot.previous();
    }
    // A holiday is never as long as this.
    for _ in 0..31 {
        if slot.worked(calendar) {
            break;
        }
        slot = slot.previous();
    }
    slot
}

/// The periods beside each other, the newest last: those up to the one that runs, or to the newest
/// where the workspace was left alone; the ones before what is shown where that is not among them.
/// A day that nobody works would only take the place of another.
pub(super) fn beside(
    calendar: &Calendar,
    shown: Slot,
    newest: Slot,
    today: NaiveDate,
) -> Vec<Slot> {
    let kind = newest.kind;
    let current = newest_at(calendar, kind, today) == newest;
    let up_to = |end: Slot| -> Vec<Slot> {
        let back = std::iter::successors(Some(end), |slot| Some(slot.previous()));
        let counts =
            |slot: &Slot| kind != OwedKind::Daily || slot.worked(calendar) || *slot == shown;
        let mut list: Vec<Slot> = back.take(4 * BESIDE).filter(counts).take(BESIDE).collect();
        list.reverse();
        list
    };
    let list = up_to(if current { Slot::at(kind, today) } else { newest });
    if list.contains(&shown) { list } else { up_to(shown) }
}

/// A period in a few characters: the week's number, the month, the day without its year.
pub(super) fn short_name(tr: &Tr, slot: Slot) -> String {
    match slot.kind {
        OwedKind::Daily => short_day(tr, slot.first),
        OwedKind::Weekly => format!("W{:02}", slot.first.iso_week().week()),
        OwedKind::Monthly => slot.first.format("%Y-%m").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

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
            let found = newest_at(&Calendar::published(), kind, day(today));
            assert_eq!(found.key(), key, "{kind:?} {today}");
        }
    }

    #[test]
    fn thirteen_periods_stand_beside_each_other() {
        let ends = |kind: OwedKind, shown: &str, newest: &str, today: &str| {
            let at = |text: &str| Slot::at(kind, day(text));
            let list = beside(&Calendar::published(), at(shown), at(newest), day(today));
            assert_eq!(list.len(), BESIDE);
            [list.first(), list.last()].map(|slot| slot.unwrap().key())
        };
        let weekly = OwedKind::Weekly;
        // Up to the week that runs, whichever of them is shown.
        for shown in ["2025-11-12", "2025-10-01", "2025-08-27", "2025-11-18"] {
            let found = ends(weekly, shown, "2025-11-12", "2025-11-18");
            assert_eq!(found, ["2025-W35", "2025-W47"], "{shown}");
        }
        // An earlier one ends its own.
        let found = ends(weekly, "2025-08-20", "2025-11-12", "2025-11-18");
        assert_eq!(found, ["2025-W22", "2025-W34"]);
        // On a Sunday the week is over and none runs.
        let found = ends(weekly, "2025-11-12", "2025-11-12", "2025-11-16");
        assert_eq!(found, ["2025-W34", "2025-W46"]);
        // Left alone since W46: nothing after it is shown, unless it is asked for.
        let found = ends(weekly, "2025-11-12", "2025-11-12", "2026-06-10");
        assert_eq!(found, ["2025-W34", "2025-W46"]);
        let found = ends(weekly, "2025-11-19", "2025-11-12", "2026-06-10");
        assert_eq!(found, ["2025-W35", "2025-W47"]);
        let found = ends(OwedKind::Monthly, "2025-10-01", "2025-10-01", "2025-11-18");
        assert_eq!(found, ["2024-11", "2025-11"]);
        // Days that are worked, and the one that was asked for.
        let daily = OwedKind::Daily;
        let found = ends(daily, "2025-11-17", "2025-11-18", "2025-11-18");
        assert_eq!(found, ["2025-10-31", "2025-11-18"]);
        let found = ends(daily, "2025-11-16", "2025-11-18", "2025-11-18");
        assert_eq!(found, ["2025-11-03", "2025-11-18"]);
    }

    #[test]
    fn periods_are_named_in_a_few_characters() {
        for (kind, chinese, english) in [
            (OwedKind::Daily, "01-02", "2 Jan"),
            (OwedKind::Weekly, "W01", "W01"),
            (OwedKind::Monthly, "2026-01", "2026-01"),
        ] {
            let name = |language| short_name(&Tr::new(language), Slot::at(kind, day("2026-01-02")));
            assert_eq!(Language::ALL.map(name), [chinese, english]);
        }
    }

    #[test]
    fn the_weekly_report_is_shown_first() {
        let kinds = BTreeSet::from([OwedKind::Daily, OwedKind::Weekly, OwedKind::Monthly]);
        assert_eq!(main_kind(&kinds), Some(OwedKind::Weekly));
        assert_eq!(main_kind(&BTreeSet::from([OwedKind::Monthly])), Some(OwedKind::Monthly));
        assert_eq!(main_kind(&BTreeSet::new()), None);
    }
}
