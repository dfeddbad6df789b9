//! What was known of a deal on a day, and which day of a period is like one of another.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::period::Period;
use crate::store::opportunities::{Deal, Step, Told};
use crate::store::records::{Place, Status};

/// The day of a period that lies in it, or ahead of it, as a day does in another period: by working days.
pub fn same_day(
    calendar: &Calendar,
    period: Period,
    (like, as_of): (Period, NaiveDate),
) -> NaiveDate {
    let (first, last) = (period.first_day(), period.last_day());
    let elapsed = calendar.workdays(like.first_day(), as_of.min(like.last_day()));
    if let Some(more) = elapsed.checked_sub(1) {
        let days = first.iter_days().take_while(|day| *day <= last);
        return days.filter(|day| calendar.working_day(*day)).nth(more).unwrap_or(last);
    }
    let mut ahead = calendar.workdays(next_day(as_of), day_before(like.first_day()));
    let mut day = day_before(first);
    // Nobody looks further ahead than this.
    for _ in 0..1_000 {
        if ahead == 0 {
            break;
        }
        ahead -= usize::from(calendar.working_day(day));
        day = day_before(day);
    }
    day
}

/// The day after.
pub(super) fn next_day(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// The day before.
pub(super) fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

/// A deal as it was known on a day, and into `known` the steps that were, each on the day that it was known
/// to have; `None` where no report had named it.
pub(super) fn known_on(
    deal: &Deal,
    steps: &[Step],
    told: &[Told],
    day: NaiveDate,
    known: &mut Vec<Step>,
) -> Option<Deal> {
    if deal.first_seen > day {
        return None;
    }
    known.clear();
    // Of most deals all was told by then, under the days that it has.
    if told.iter().all(|told| told.from <= day) {
        known.extend_from_slice(steps);
        return Some(deal.clone());
    }
    let (mut as_now, mut moved) = (true, false);
    for (step, told) in steps.iter().zip(told) {
        let stood = told.day(step.day, day);
        as_now &= stood == Some(step.day);
        moved |= stood.is_some_and(|day| day != step.day);
        known.extend(stood.map(|day| Step { day, ..step.clone() }));
    }
    if as_now {
        return Some(deal.clone());
    }
    if moved {
        in_order(known);
    }
    let status = Status::Open;
    let mut then = Deal { status, stage: None, amount: None, closed: None, ..deal.clone() };
    let mut owner = None;
    for step in known.iter() {
        then.amount = step.amount.or(then.amount);
        owner = step.owner.or(owner);
        (then.status, then.stage, then.closed) = match step.place {
            Some(Place::Stage(stage)) => (Status::Open, Some(stage), None),
            Some(Place::Won) => (Status::Won, None, Some(step.day)),
            Some(Place::Lost) => (Status::Lost, None, Some(step.day)),
            None => continue,
        };
    }
    // Who owned it before the first move is not recorded.
    then.owner = owner.or(deal.owner);
    Some(then)
}

/// Puts steps in the order of the days that they were known to have. Days of places never run backwards: a
/// step that was put on another day twice had come by the day of the next one.
fn in_order(known: &mut [Step]) {
    let mut next: Option<NaiveDate> = None;
    for step in known.iter_mut().rev().filter(|step| step.place.is_some()) {
        step.day = next.map_or(step.day, |next| next.min(step.day));
        next = Some(step.day);
    }
    known.sort_by_key(|step| step.day);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{OpportunityId, PersonId, StageId, StageModelId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_same_working_day_is_counted_from_the_first() {
        let calendar = Calendar::published();
        // October 2025 begins with the holidays up to the 8th; the 11th is a make-up Saturday.
        for (period, as_of, expected) in [
            (Period::Month(2025, 9), "2025-11-03", "2025-09-01"),
            (Period::Month(2025, 10), "2025-11-03", "2025-10-09"),
            (Period::Month(2025, 10), "2025-11-05", "2025-10-11"),
            // The twelfth working day; a weekend counts as the day before it.
            (Period::Month(2025, 9), "2025-11-18", "2025-09-16"),
            (Period::Month(2025, 9), "2025-11-16", "2025-09-12"),
            // More days than the other month has.
            (Period::Month(2025, 10), "2025-11-30", "2025-10-31"),
            // Ahead of the month: on its eve, and with three working days to come before it.
            (Period::Month(2025, 10), "2025-10-31", "2025-09-30"),
            (Period::Month(2025, 9), "2025-10-28", "2025-08-26"),
        ] {
            let found = same_day(&calendar, period, (Period::Month(2025, 11), day(as_of)));
            assert_eq!(found, day(expected), "{period} {as_of}");
        }
    }

    #[test]
    fn what_no_report_had_told_is_not_known() {
        let stage = |id| Some(Place::Stage(StageId(id)));
        let step = |on: &str, place, amount| Step {
            day: day(on),
            place,
            amount,
            owner: Some(PersonId(1)),
            expected: None,
        };
        let deal = Deal {
            id: OpportunityId(1),
            owner: Some(PersonId(1)),
            model: StageModelId(1),
            status: Status::Won,
            stage: None,
            amount: Some(90),
            created: Some(day("2025-09-01")),
            closed: Some(day("2025-10-28")),
            first_seen: day("2025-10-05"),
            account: None,
            product: None,
            expected: None,
            reported: day("2025-10-05"),
            gone: vec![],
            credits: vec![],
            given_up_since: None,
        };
        let steps = [
            step("2025-09-01", stage(1), Some(100)),
            step("2025-10-20", stage(2), None),
            step("2025-10-28", Some(Place::Won), Some(90)),
        ];
        // The win of the 28th came with the report of November the 2nd.
        let told = ["2025-10-05", "2025-10-26", "2025-11-02"]
            .map(|from| Told { from: day(from), before: None });
        let mut known = vec![];
        let mut on = |text: &str| known_on(&deal, &steps, &told, day(text), &mut known);
        assert_eq!(on("2025-10-04"), None);
        let early = on("2025-10-20").unwrap();
        assert_eq!((early.status, early.stage), (Status::Open, Some(StageId(1))));
        let late = on("2025-11-01").unwrap();
        assert_eq!((late.status, late.stage), (Status::Open, Some(StageId(2))));
        assert_eq!((late.amount, late.closed), (Some(100), None));
        assert_eq!(on("2025-11-02"), Some(deal.clone()));
        assert_eq!(known, steps);

        // Only a report of November the 16th put stage and win on these days: before, the one was known of the
        // 26th and the other of the 31st.
        let pair = |text: &str, from: &str| Some((day(text), day(from)));
        let told = [
            told[0],
            Told { from: day("2025-11-16"), before: pair("2025-10-26", "2025-10-26") },
            Told { from: day("2025-11-16"), before: pair("2025-10-31", "2025-11-02") },
        ];
        let mut known = vec![];
        let mut on = |text: &str| {
            let then = known_on(&deal, &steps, &told, day(text), &mut known).unwrap();
            let days: Vec<NaiveDate> = known.iter().map(|step| step.day).collect();
            (then.closed, days)
        };
        let (first, second) = (day("2025-09-01"), day("2025-10-26"));
        assert_eq!(on("2025-11-01"), (None, vec![first, second]));
        let closed = day("2025-10-31");
        assert_eq!(on("2025-11-15"), (Some(closed), vec![first, second, closed]));
        assert_eq!(on("2025-11-16").0, deal.closed);
    }

    #[test]
    fn days_of_places_never_run_backwards() {
        let step = |on: &str, place: Option<Place>| Step {
            day: day(on),
            place,
            amount: None,
            owner: None,
            expected: None,
        };
        let stage = Some(Place::Stage(StageId(1)));
        // The stage was known of the 9th, the win of the 5th; an amount stays where it was told.
        let mut known = vec![
            step("2025-11-09", stage),
            step("2025-11-05", Some(Place::Won)),
            step("2025-11-07", None),
        ];
        in_order(&mut known);
        let found: Vec<_> = known.iter().map(|step| (step.day.to_string(), step.place)).collect();
        let on = |text: &str| text.to_owned();
        assert_eq!(
            found,
            [
                (on("2025-11-05"), stage),
                (on("2025-11-05"), Some(Place::Won)),
                (on("2025-11-07"), None)
            ]
        );
    }
}
