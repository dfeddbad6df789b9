//! The order of the days of a deal's places: they never run backwards, as [`super::fold`] tells with
//! examples.

use chrono::NaiveDate;

use crate::command::import::opportunities::fold::{blank, tells};
use crate::domain::ids::MoveId;
use crate::store::records::{DayBasis, Move, Place};

/// The day of the last move to another place, and the place.
pub(super) fn last_placed(past: &[Move]) -> Option<(NaiveDate, Place)> {
    past.iter().rev().find_map(|step| Some((step.on_day, step.place_after?)))
}

/// The day before which a deal cannot have come to a place, for all that is known on a day: its last
/// stated move, and for a deal that is opened again that of its closing.
pub(super) fn not_before(past: &[Move], place: Place, known_on: NaiveDate) -> Option<NaiveDate> {
    let opens = matches!(place, Place::Stage(_));
    let stays = |step: &&Move| {
        let closing = matches!(step.place_after, Some(Place::Won | Place::Lost));
        let said = step.day_basis == DayBasis::Stated || opens && closing;
        step.place_after.is_some() && (step.id != MoveId(0) || said && step.on_day <= known_on)
    };
    past.iter().filter(stays).map(|step| step.on_day).max()
}

/// Lets the deal have come by a day to every place where it was before, as a report of another day tells;
/// whether that changes a move.
pub(super) fn pull(past: &mut Vec<Move>, day: NaiveDate, told_on: NaiveDate) -> bool {
    let mut any = false;
    let mut at = 0;
    while let Some(step) = past.get(at) {
        if step.place_after.is_some() && step.on_day > day && step.id == MoveId(0) {
            redate(past, at, (day, DayBasis::Reported), told_on);
            any = true;
        }
        at += 1;
    }
    any
}

/// Gives a move to a place another day, as a report tells; the move bears the day it had first, and that of
/// the report, so that nobody seems to have known the other day before. What else its own report told stays
/// on its day, save what the deal began with: that is known of it from its beginning.
pub(super) fn redate(
    past: &mut Vec<Move>,
    at: usize,
    (day, basis): (NaiveDate, DayBasis),
    told_on: NaiveDate,
) {
    let Some(step) = past.get_mut(at) else { return };
    let mut rest = None;
    let (first_day, redated_on) = if day == step.on_day {
        (step.first_day, step.redated_on)
    } else {
        (step.first_day.or(Some(step.on_day)), Some(told_on))
    };
    if at > 0 || day > step.on_day {
        let other = Move { place_before: None, place_after: None, ..step.clone() };
        *step = Move {
            place_before: step.place_before,
            place_after: step.place_after,
            ..without_news(step)
        };
        rest = tells(&other).then_some(Move { day_basis: DayBasis::Reported, ..other });
    }
    (step.on_day, step.day_basis) = (day, basis);
    (step.first_day, step.redated_on) = (first_day, redated_on);
    if let Some(rest) = rest {
        past.insert(at + 1, rest);
    }
}

/// A move without anything that it changes.
fn without_news(step: &Move) -> Move {
    blank(step.opportunity_id, step.on_day, &step.by_name, step.batch_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::import::opportunities::fold::tests::{FIRST, SECOND, at, day, fold};
    use crate::store::records::Status;
    use crate::store::sightings::Stated;

    /// The places and their days.
    fn days(moves: &[Move]) -> Vec<(Place, String, DayBasis)> {
        let placed = moves.iter().filter_map(|step| Some((step, step.place_after?)));
        placed.map(|(step, place)| (place, step.on_day.to_string(), step.day_basis)).collect()
    }

    #[test]
    fn places_never_run_backwards() {
        use DayBasis::{Reported, Stated as Said};
        let won = |on: Option<&str>| Stated { closed_on: on.map(day), ..at(Place::Won) };
        let open = |place, on: Option<&str>| Stated { entered_on: on.map(day), ..at(place) };
        let (first, second, last) = ("2025-11-02", "2025-11-09", "2025-11-16");
        type Days = &'static [(Place, &'static str, DayBasis)];
        let cases: [(Vec<(&str, Stated)>, Days); 9] = [
            // Won before the report that still had it open: it had come to its stage by then.
            (
                vec![(first, open(SECOND, None)), (second, won(Some("2025-10-31")))],
                &[(SECOND, "2025-10-31", Reported), (Place::Won, "2025-10-31", Said)],
            ),
            (
                vec![(first, open(FIRST, None)), (second, open(SECOND, Some("2025-10-30")))],
                &[(FIRST, "2025-10-30", Reported), (SECOND, "2025-10-30", Said)],
            ),
            // Two stated days that do not go together.
            (
                vec![
                    (first, open(SECOND, Some("2025-10-25"))),
                    (second, open(FIRST, Some("2025-10-10"))),
                ],
                &[(SECOND, "2025-10-25", Said), (FIRST, "2025-11-09", Reported)],
            ),
            (
                vec![(first, open(SECOND, Some("2025-11-01"))), (second, won(Some("2025-10-31")))],
                &[(SECOND, "2025-11-01", Said), (Place::Won, "2025-11-09", Reported)],
            ),
            // A later row states the day.
            (
                vec![(first, open(SECOND, None)), (second, open(SECOND, Some("2025-08-05")))],
                &[(SECOND, "2025-08-05", Said)],
            ),
            (
                vec![
                    (first, open(FIRST, None)),
                    (second, won(None)),
                    (last, won(Some("2025-10-28"))),
                ],
                &[(FIRST, "2025-10-28", Reported), (Place::Won, "2025-10-28", Said)],
            ),
            (
                vec![
                    (first, open(FIRST, None)),
                    (second, won(Some("2025-11-05"))),
                    (last, won(Some("2025-11-12"))),
                ],
                &[(FIRST, "2025-11-02", Reported), (Place::Won, "2025-11-12", Said)],
            ),
            // What was opened again did not come to its stage before.
            (
                vec![
                    (first, won(None)),
                    (second, open(SECOND, Some("2025-10-10"))),
                    (last, open(SECOND, Some("2025-10-10"))),
                ],
                &[(Place::Won, "2025-11-02", Reported), (SECOND, "2025-11-09", Reported)],
            ),
            // A day that had not come.
            (
                vec![(first, open(SECOND, Some("2025-12-01"))), (second, won(None))],
                &[(SECOND, "2025-11-09", Reported), (Place::Won, "2025-11-09", Reported)],
            ),
        ];
        for (rows, expected) in cases {
            let (deal, moves) = fold(&rows);
            let found = days(&moves);
            let found: Vec<(Place, &str, DayBasis)> =
                found.iter().map(|(place, on, basis)| (*place, on.as_str(), *basis)).collect();
            assert_eq!(found, expected, "{rows:?}");
            let closed = found.last().filter(|_| deal.status != Status::Open);
            assert_eq!(deal.closed_on, closed.map(|(_, on, _)| day(on)), "{rows:?}");
        }
    }

    #[test]
    fn a_move_bears_its_first_day_and_the_report_that_gave_it_another() {
        let won = |on: Option<&str>| Stated { closed_on: on.map(day), ..at(Place::Won) };
        let rows = [
            ("2025-11-02", at(FIRST)),
            ("2025-11-09", won(None)),
            ("2025-11-16", won(Some("2025-11-05"))),
            ("2025-11-23", won(Some("2025-11-05"))),
            ("2025-11-30", won(Some("2025-10-28"))),
        ];
        let told = |n: usize| {
            let (_, moves) = fold(&rows[..n]);
            let told = moves.iter().map(|step| (step.on_day, step.first_day, step.redated_on));
            told.collect::<Vec<_>>()
        };
        let on = |text: &str| Some(day(text));
        assert_eq!(told(2), [(day("2025-11-02"), None, None), (day("2025-11-09"), None, None)]);
        // The same day again is no other; the stage is pulled by the last report alone.
        for n in [3, 4] {
            let closed = (day("2025-11-05"), on("2025-11-09"), on("2025-11-16"));
            assert_eq!(told(n), [(day("2025-11-02"), None, None), closed], "{n}");
        }
        let last = day("2025-10-28");
        assert_eq!(
            told(5),
            [
                (last, on("2025-11-02"), on("2025-11-30")),
                (last, on("2025-11-09"), on("2025-11-30")),
            ]
        );
    }

    #[test]
    fn only_the_place_gets_another_day() {
        let row = |place, amount, closed: Option<&str>| Stated {
            amount: Some(amount),
            closed_on: closed.map(day),
            ..at(place)
        };
        let (_, moves) = fold(&[
            ("2025-11-02", row(FIRST, 100, None)),
            ("2025-11-09", row(SECOND, 120, None)),
            ("2025-11-16", row(Place::Won, 120, Some("2025-11-05"))),
        ]);
        let found: Vec<(String, Option<Place>, Option<i64>)> = moves
            .iter()
            .map(|step| (step.on_day.to_string(), step.place_after, step.amount_after))
            .collect();
        let on = |text: &str| text.to_owned();
        assert_eq!(
            found,
            [
                (on("2025-11-02"), Some(FIRST), Some(100)),
                (on("2025-11-05"), Some(SECOND), None),
                (on("2025-11-09"), None, Some(120)),
                (on("2025-11-05"), Some(Place::Won), None),
            ]
        );
    }
}
