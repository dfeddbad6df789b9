//! What a report is about, when it is due, and what the date of a report of deals says of it.

use chrono::{Days, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::domain::period::Period;
use crate::store::records::{OwedKind, ReportRule};

/// The day, week or month that one report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// What kind of report.
    pub kind: OwedKind,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

impl Slot {
    /// The one that holds a day.
    pub fn at(kind: OwedKind, day: NaiveDate) -> Self {
        let (first, last) = match kind {
            OwedKind::Daily => (day, day),
            OwedKind::Weekly => bounds(Period::Week(0, 1).same_kind_at(day)),
            OwedKind::Monthly => bounds(Period::Month(0, 1).same_kind_at(day)),
        };
        Self { kind, first, last }
    }

    /// The one before.
    #[must_use]
    pub fn previous(self) -> Self {
        self.first.pred_opt().map_or(self, |day| Self::at(self.kind, day))
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        self.last.succ_opt().map_or(self, |day| Self::at(self.kind, day))
    }

    /// The period of the calendar that it is; `None` for a day.
    pub fn period(self) -> Option<Period> {
        match self.kind {
            OwedKind::Daily => None,
            OwedKind::Weekly => Some(Period::Week(0, 1).same_kind_at(self.first)),
            OwedKind::Monthly => Some(Period::Month(0, 1).same_kind_at(self.first)),
        }
    }

    /// How reports name it: the period as periods are written, or the day.
    pub fn key(self) -> String {
        self.period().map_or_else(|| self.first.to_string(), |period| period.to_string())
    }

    /// Its last working day; its last day where nobody works.
    pub fn last_workday(self, calendar: &Calendar) -> NaiveDate {
        let days = self.first.iter_days().take_while(|day| *day <= self.last);
        days.filter(|day| calendar.working_day(*day)).last().unwrap_or(self.last)
    }

    /// Whether it is worked enough to be reported on: at least half of its days from Monday to
    /// Friday. The week in which the National Day begins has two of five, and owes nothing.
    pub fn worked(self, calendar: &Calendar) -> bool {
        let worked = calendar.workdays(self.first, self.last);
        worked > 0 && 2 * worked >= calendar.weekdays(self.first, self.last)
    }
}

fn bounds(period: Period) -> (NaiveDate, NaiveDate) {
    (period.first_day(), period.last_day())
}

/// The slots from one to another of the same kind, both included.
pub fn slots(first: Slot, last: Slot) -> Vec<Slot> {
    let mut list = vec![];
    let mut at = first;
    while at.first <= last.first {
        list.push(at);
        let next = at.next();
        // The calendar of the computer has an end.
        if next == at {
            break;
        }
        at = next;
    }
    list
}

/// The day on which the report about a slot is due.
pub fn due(calendar: &Calendar, rule: &ReportRule, slot: Slot) -> NaiveDate {
    let day = rule.due_day.and_then(|day| u64::try_from(day).ok()).filter(|day| *day > 0);
    let wanted = match (slot.kind, day) {
        (OwedKind::Weekly, Some(day)) => slot.last.checked_add_days(Days::new(day)),
        (OwedKind::Monthly, Some(day)) => {
            let month = slot.next();
            // The 31st of a shorter month is its last day.
            month.first.checked_add_days(Days::new(day - 1)).map(|day| day.min(month.last))
        }
        _ => None,
    };
    match wanted {
        Some(day) => calendar.add_workdays(day, 0),
        None => calendar.add_workdays(slot.last, 1),
    }
}

/// The last day on which the report about a slot is in time.
pub fn deadline(calendar: &Calendar, rule: &ReportRule, slot: Slot) -> NaiveDate {
    let due = due(calendar, rule, slot);
    match usize::try_from(rule.grace_days) {
        Ok(grace) if grace > 0 => calendar.add_workdays(due, grace),
        _ => due,
    }
}

/// The week that a report of deals speaks of, by its date alone: in the first half of a week nobody
/// can tell yet how it went, so what is dated there speaks of the week before.
pub fn week_spoken_of(calendar: &Calendar, day: NaiveDate) -> Slot {
    let week = Slot::at(OwedKind::Weekly, day);
    let before = week.previous();
    let gone = calendar.workdays(week.first, day);
    if before.worked(calendar) && 2 * gone <= calendar.workdays(week.first, week.last) {
        before
    } else {
        week
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::CompanyDay;
    use crate::domain::ids::ReportRuleId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rule(kind: OwedKind, due_day: Option<i64>) -> ReportRule {
        ReportRule {
            id: ReportRuleId(1),
            kind,
            post_id: None,
            due_day,
            due_hour: 18,
            grace_days: 0,
            active: true,
            starts: None,
        }
    }

    #[test]
    fn a_report_is_due_on_a_working_day() {
        let calendar = Calendar::published();
        for (kind, due_day, in_slot, expected) in [
            (OwedKind::Weekly, None, "2025-11-12", "2025-11-17"),
            (OwedKind::Weekly, None, "2025-09-30", "2025-10-09"),
            (OwedKind::Weekly, Some(3), "2025-11-12", "2025-11-19"),
            (OwedKind::Weekly, Some(2), "2025-10-03", "2025-10-09"),
            (OwedKind::Monthly, None, "2025-10-15", "2025-11-03"),
            (OwedKind::Monthly, Some(5), "2025-09-15", "2025-10-09"),
            (OwedKind::Monthly, Some(31), "2025-10-15", "2025-12-01"),
            (OwedKind::Daily, None, "2025-09-30", "2025-10-09"),
        ] {
            let slot = Slot::at(kind, day(in_slot));
            let found = due(&calendar, &rule(kind, due_day), slot);
            assert_eq!(found, day(expected), "{kind:?} {in_slot}");
        }
        let patient = ReportRule { grace_days: 2, ..rule(OwedKind::Weekly, None) };
        let slot = Slot::at(OwedKind::Weekly, day("2025-11-12"));
        assert_eq!(deadline(&calendar, &patient, slot), day("2025-11-19"));
    }

    #[test]
    fn a_company_day_off_puts_a_report_off() {
        let own =
            |text: &str| CompanyDay { day: day(text), worked: false, label: "厂休".to_owned() };
        // Monday and Tuesday after the week of 10 November.
        let off = vec![own("2025-11-17"), own("2025-11-18")];
        let calendar = Calendar::with(vec![], off);
        let slot = Slot::at(OwedKind::Weekly, day("2025-11-12"));
        let plain = rule(OwedKind::Weekly, None);
        assert_eq!(due(&calendar, &plain, slot), day("2025-11-19"));
        let patient = ReportRule { grace_days: 1, ..plain };
        assert_eq!(deadline(&calendar, &patient, slot), day("2025-11-20"));
        assert!(!Slot::at(OwedKind::Daily, day("2025-11-17")).worked(&calendar));
        // Wednesday is the first of three days that are worked, so in the first half of its week.
        assert_eq!(week_spoken_of(&calendar, day("2025-11-19")).key(), "2025-W46");
    }

    #[test]
    fn a_week_of_holidays_is_not_reported_on() {
        let calendar = Calendar::published();
        for (in_week, worked) in [
            ("2025-09-29", false),
            ("2025-10-06", true),
            ("2025-11-10", true),
            ("2026-02-16", false),
            ("2026-02-24", true),
        ] {
            let slot = Slot::at(OwedKind::Weekly, day(in_week));
            assert_eq!(slot.worked(&calendar), worked, "{in_week}");
        }
        assert!(!Slot::at(OwedKind::Daily, day("2025-11-16")).worked(&calendar));
    }

    #[test]
    fn the_date_of_a_report_of_deals_tells_its_week() {
        let calendar = Calendar::published();
        for (dated, key) in [
            ("2025-11-16", "2025-W46"),
            ("2025-11-14", "2025-W46"),
            ("2025-11-17", "2025-W46"),
            ("2025-11-18", "2025-W46"),
            ("2025-11-19", "2025-W47"),
            // The week before is the National Day's, of which nobody reports.
            ("2025-10-09", "2025-W41"),
            ("2025-10-12", "2025-W41"),
        ] {
            assert_eq!(week_spoken_of(&calendar, day(dated)).key(), key, "{dated}");
        }
    }

    #[test]
    fn slots_follow_each_other() {
        let (first, last) = (
            Slot::at(OwedKind::Weekly, day("2025-12-22")),
            Slot::at(OwedKind::Weekly, day("2026-01-05")),
        );
        let keys: Vec<String> = slots(first, last).into_iter().map(Slot::key).collect();
        assert_eq!(keys, ["2025-W52", "2026-W01", "2026-W02"]);
        assert!(slots(last, first).is_empty());
        assert_eq!(last.previous().next(), last);
        assert_eq!(Slot::at(OwedKind::Daily, day("2025-11-18")).key(), "2025-11-18");
    }
}
