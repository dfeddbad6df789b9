//! How what reports say of a deal becomes its state and its moves: a fold over the rows in the
//! order of the reports. What a person answers of a deal that a report left out is a step of it
//! too, and so is its passing to another owner by a handover.
//!
//! Nothing is read or written here, and no row knows what comes after it. A report in order is one
//! step on the state that is stored; one that comes late is the same steps once more from the
//! first.
//!
//! A move to a place is of the day that the sheet states, else of its report: then the deal had come
//! there by that day, and the true day may be any before it. Moves read by their days must end where
//! the deal stands, so the days of its places never run backwards:
//!
//! - A report of 11-02 has a deal in a stage without a day, one of 11-09 has it won on 10-31. It had
//!   come to the stage by 10-31, so that is the day of both moves.
//! - The stage was stated to be entered on 11-01 instead. One of the two days is wrong and nobody
//!   knows which: what was said first stays, the deal is won on the day of the report, and the row is
//!   listed. So it is with a stage that is stated to be entered before the deal was closed: it is
//!   this report that opens it again.
//! - A stated day that lies ahead of a later report has not come when that one finds the deal
//!   elsewhere; it becomes the day of the later move.
//!
//! A later row of the same place may state its day. A closing moves to that day; an entry of which
//! only the report's day is known moves back to it. `closed_on` is always the day of the closing
//! move, save for a deal that was closed when it was first heard of: nobody knows its day. A move
//! that gets another day still bears the report that first told it, and beside it the day it had first and
//! that of the report which gave it another: what was known on a day in between is known that way.

use chrono::NaiveDate;

use crate::command::import::opportunities::order::{not_before, pull, redate};
use crate::domain::ids::{BatchId, MoveId, OpportunityId, StageId, StageModelId};
use crate::store::records::{
    Answer, DayBasis, DealAnswer, DealPassing, Move, Opportunity, Place, Status,
};
use crate::store::sightings::Stated;

/// A row with what the fold needs of its report and of the records it names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    /// What it states.
    pub(super) stated: &'a Stated,
    /// The day its report speaks of.
    pub(super) report_date: NaiveDate,
    /// Whether it stands in the first stage of its model.
    pub(super) first_stage: bool,
    /// The name of its product, for a deal that has none of its own.
    pub(super) product: Option<&'a str>,
    /// Who imported it.
    pub(super) by: &'a str,
    /// The import it came with.
    pub(super) batch: Option<BatchId>,
}

/// What a step makes of a deal.
#[derive(Debug)]
pub(super) struct Next {
    /// The deal after it.
    pub(super) deal: Opportunity,
    /// What is new; these moves have no keys yet.
    pub(super) made: Vec<Move>,
    /// Whether it gave moves of before another day.
    pub(super) redated: bool,
    /// The day that stands instead of the one which the row states.
    pub(super) instead: Option<NaiveDate>,
}

/// The deal as the first row that names it makes it, and its first moves; they have no keys yet.
pub(super) fn begin(
    id: OpportunityId,
    model_id: StageModelId,
    told: &Told<'_>,
) -> (Opportunity, Vec<Move>) {
    let stated = told.stated;
    let name = stated
        .name
        .clone()
        .or_else(|| told.product.map(str::to_owned))
        .or_else(|| stated.number.clone())
        .unwrap_or_default();
    let deal = Opportunity {
        id,
        number: stated.number.clone(),
        name,
        account_id: stated.account,
        product_id: stated.product,
        owner_id: stated.owner,
        model_id,
        status: status_of(stated.place),
        stage_id: stage_of(stated.place),
        amount: stated.amount,
        probability: stated.probability,
        expected_close: stated.expected_close,
        created_on: stated.created_on,
        closed_on: stated.closed_on,
        first_seen: told.report_date,
        last_reported: told.report_date,
        note: stated.note.clone(),
        archived: false,
        extra: stated.extra.clone(),
    };
    let (on_day, day_basis) = day_of(told, told.first_stage);
    let placed = Move { on_day, day_basis, place_after: Some(stated.place), ..nothing(id, told) };
    let made = Move {
        amount_after: deal.amount,
        close_after: deal.expected_close,
        owner_after: deal.owner_id,
        ..placed.clone()
    };
    if on_day <= told.report_date {
        return (deal, vec![made]);
    }
    // Only the place is still to come.
    let known =
        Move { on_day: told.report_date, day_basis: DayBasis::Reported, place_after: None, ..made };
    let known = tells(&known).then_some(known);
    (deal, [placed].into_iter().chain(known).collect())
}

/// The deal after one more row. `past` are its moves so far, in order; those that have a key stay as
/// they are, the others may get another day.
pub(super) fn next(old: &Opportunity, past: &mut Vec<Move>, told: &Told<'_>) -> Next {
    let stated = told.stated;
    let moved = place_of(old) != Some(stated.place);
    let mut deal = old.clone();
    if moved {
        deal.status = status_of(stated.place);
        deal.stage_id = stage_of(stated.place);
    }
    if let Some(name) = &stated.name {
        deal.name.clone_from(name);
    }
    // A row that is found by customer and name may come before the one that states the number.
    put(&mut deal.number, &stated.number);
    put(&mut deal.account_id, &stated.account);
    put(&mut deal.product_id, &stated.product);
    put(&mut deal.owner_id, &stated.owner);
    put(&mut deal.amount, &stated.amount);
    put(&mut deal.probability, &stated.probability);
    put(&mut deal.expected_close, &stated.expected_close);
    put(&mut deal.created_on, &stated.created_on);
    put(&mut deal.note, &stated.note);
    put(&mut deal.extra, &stated.extra);
    deal.last_reported = told.report_date;
    let mut step = Next { deal, made: vec![], redated: false, instead: None };
    if moved {
        let (mut day, mut basis) = day_of(told, false);
        if let Some(floor) = not_before(past, stated.place, told.report_date)
            && day < floor
        {
            step.instead = (basis == DayBasis::Stated).then_some(told.report_date.max(floor));
            (day, basis) = (told.report_date.max(floor), DayBasis::Reported);
        }
        step.redated = pull(past, day, told.report_date);
        step.deal.closed_on = (step.deal.status != Status::Open).then_some(day);
        step.made = moves(old, &step.deal, told, Some((day, basis)));
    } else {
        restate(&mut step, past, told);
        step.made = moves(old, &step.deal, told, None);
    }
    step
}

/// Takes the day that a row states of the place where the deal stands already.
fn restate(step: &mut Next, past: &mut Vec<Move>, told: &Told<'_>) {
    let (day, DayBasis::Stated) = day_of(told, false) else { return };
    let place = told.stated.place;
    let closed = matches!(place, Place::Won | Place::Lost);
    let Some(at) = past.iter().rposition(|step| step.place_after.is_some()) else {
        if closed {
            step.deal.closed_on = Some(day);
        }
        return;
    };
    let Some(last) = past.get(at) else { return };
    let (stood, basis, kept) = (last.on_day, last.day_basis, last.id != MoveId(0));
    // By the day of a report the deal had come to its stage, and a stated day stays.
    let states = closed || basis == DayBasis::Reported && day < stood;
    if !states || (stood, basis) == (day, DayBasis::Stated) {
        if closed {
            step.deal.closed_on = Some(stood);
        }
        return;
    }
    let before = past.get(..at).unwrap_or_default();
    let early = not_before(before, place, told.report_date).is_some_and(|floor| day < floor);
    if kept || early {
        if closed {
            step.instead = (day != stood).then_some(stood);
            // Nobody had said a day of its own before.
            step.deal.closed_on = step.deal.closed_on.map(|_| stood);
        }
        return;
    }
    redate(past, at, (day, DayBasis::Stated), told.report_date);
    pull(past, day, told.report_date);
    step.redated = true;
    if closed {
        step.deal.closed_on = Some(day);
    }
}

/// The deal after a person's answer; `None` where the answer changes nothing. Only an open deal is
/// asked about: one that turns out to have been closed before stays as it was closed.
pub(super) fn answered(old: &Opportunity, past: &mut Vec<Move>, said: &DealAnswer) -> Option<Next> {
    if said.answer == Answer::Forgotten || old.status != Status::Open {
        return None;
    }
    // Moves that stay as they are may lie ahead.
    let day = not_before(past, Place::Lost, said.report_date)
        .map_or(said.report_date, |floor| floor.max(said.report_date));
    let redated = pull(past, day, said.report_date);
    let deal =
        Opportunity { status: Status::Lost, stage_id: None, closed_on: Some(day), ..old.clone() };
    let blank = blank(old.id, day, &said.by_name, said.batch_id);
    let made = Move { place_before: place_of(old), place_after: Some(Place::Lost), ..blank };
    Some(Next { deal, made: vec![made], redated, instead: None })
}

/// The deal after a handover gave it to another owner, and the move that this makes, which has no
/// key yet; `None` where that changes nothing. A deal that turns out to have been closed by then
/// stays with whom it was closed by; stage, amount and dates are as they were.
pub(super) fn passed(old: &Opportunity, passing: &DealPassing) -> Option<(Opportunity, Move)> {
    if old.status != Status::Open || old.owner_id == Some(passing.owner_id) {
        return None;
    }
    let deal = Opportunity { owner_id: Some(passing.owner_id), ..old.clone() };
    let made = Move {
        day_basis: DayBasis::Stated,
        owner_before: old.owner_id,
        owner_after: deal.owner_id,
        ..blank(old.id, passing.on_day, &passing.by_name, None)
    };
    Some((deal, made))
}

/// Where a deal stands; `None` for an open one without a stage.
pub(super) fn place_of(deal: &Opportunity) -> Option<Place> {
    match deal.status {
        Status::Won => Some(Place::Won),
        Status::Lost => Some(Place::Lost),
        Status::Open => deal.stage_id.map(Place::Stage),
    }
}

/// Puts a stated value over the old one; a blank cell states nothing.
fn put<T: Clone>(slot: &mut Option<T>, stated: &Option<T>) {
    if stated.is_some() {
        slot.clone_from(stated);
    }
}

/// Whether a move says anything besides the place.
pub(super) const fn tells(step: &Move) -> bool {
    step.amount_after.is_some() || step.close_after.is_some() || step.owner_after.is_some()
}

/// The day of a move to the stated place, and whether the sheet stated it.
fn day_of(told: &Told<'_>, first_stage: bool) -> (NaiveDate, DayBasis) {
    let stated = told.stated;
    let day = match stated.place {
        Place::Won | Place::Lost => stated.closed_on,
        // A deal in the first stage entered it when it began.
        Place::Stage(_) if first_stage => stated.entered_on.or(stated.created_on),
        Place::Stage(_) => stated.entered_on,
    };
    day.map_or((told.report_date, DayBasis::Reported), |day| (day, DayBasis::Stated))
}

const fn status_of(place: Place) -> Status {
    match place {
        Place::Won => Status::Won,
        Place::Lost => Status::Lost,
        Place::Stage(_) => Status::Open,
    }
}

const fn stage_of(place: Place) -> Option<StageId> {
    if let Place::Stage(stage) = place { Some(stage) } else { None }
}

/// A move on the day of the report that changes nothing.
fn nothing(deal: OpportunityId, told: &Told<'_>) -> Move {
    blank(deal, told.report_date, told.by, told.batch)
}

pub(super) fn blank(
    deal: OpportunityId,
    on_day: NaiveDate,
    by: &str,
    batch_id: Option<BatchId>,
) -> Move {
    Move {
        id: MoveId(0),
        opportunity_id: deal,
        on_day,
        day_basis: DayBasis::Reported,
        place_before: None,
        place_after: None,
        amount_before: None,
        amount_after: None,
        close_before: None,
        close_after: None,
        owner_before: None,
        owner_after: None,
        by_name: by.to_owned(),
        batch_id,
        first_day: None,
        redated_on: None,
    }
}

/// What changed: the place on its own day, the rest on the day of the report.
fn moves(
    old: &Opportunity,
    new: &Opportunity,
    told: &Told<'_>,
    moved: Option<(NaiveDate, DayBasis)>,
) -> Vec<Move> {
    let mut reported = nothing(old.id, told);
    if old.amount != new.amount {
        (reported.amount_before, reported.amount_after) = (old.amount, new.amount);
    }
    if old.expected_close != new.expected_close {
        (reported.close_before, reported.close_after) = (old.expected_close, new.expected_close);
    }
    if old.owner_id != new.owner_id {
        (reported.owner_before, reported.owner_after) = (old.owner_id, new.owner_id);
    }
    let mut made = vec![];
    if let Some((on_day, day_basis)) = moved {
        let (place_before, place_after) = (place_of(old), Some(told.stated.place));
        if on_day == reported.on_day {
            return vec![Move { day_basis, place_before, place_after, ..reported }];
        }
        let blank = nothing(old.id, told);
        made.push(Move { on_day, day_basis, place_before, place_after, ..blank });
    }
    if tells(&reported) {
        made.push(reported);
    }
    made
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::ids::{DealAnswerId, DealPassingId, HandoverId, PersonId};
    use crate::store::records::CreditRule;

    const DEAL: OpportunityId = OpportunityId(1);
    pub(in super::super) const FIRST: Place = Place::Stage(StageId(11));
    pub(in super::super) const SECOND: Place = Place::Stage(StageId(12));

    pub(in super::super) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub(in super::super) fn at(place: Place) -> Stated {
        Stated { number: Some("S-1".to_owned()), ..Stated::at(place) }
    }

    fn told<'a>(stated: &'a Stated, report_date: &str) -> Told<'a> {
        Told {
            stated,
            report_date: day(report_date),
            first_stage: stated.place == FIRST,
            product: Some("G1"),
            by: "林晓峰",
            batch: Some(BatchId(9)),
        }
    }

    /// The deal after reports of these days, and all its moves.
    pub(in super::super) fn fold(reports: &[(&str, Stated)]) -> (Opportunity, Vec<Move>) {
        let (first, later) = reports.split_first().unwrap();
        let (mut deal, mut all) = begin(DEAL, StageModelId(2), &told(&first.1, first.0));
        for (report_date, stated) in later {
            let step = next(&deal, &mut all, &told(stated, report_date));
            deal = step.deal;
            all.extend(step.made);
        }
        (deal, all)
    }

    #[test]
    fn a_deal_is_called_by_its_name_its_product_or_its_number() {
        let named = Stated { name: Some("改造".to_owned()), ..at(FIRST) };
        assert_eq!(fold(&[("2025-11-02", named)]).0.name, "改造");
        assert_eq!(fold(&[("2025-11-02", at(FIRST))]).0.name, "G1");
        let stated = at(FIRST);
        let nameless = Told { product: None, ..told(&stated, "2025-11-02") };
        assert_eq!(begin(DEAL, StageModelId(2), &nameless).0.name, "S-1");
    }

    #[test]
    fn the_first_move_is_of_the_stated_day_or_of_the_report() {
        let began = Some(day("2025-08-01"));
        let entered = Some(day("2025-09-01"));
        let stated = DayBasis::Stated;
        let reported = (day("2025-11-02"), DayBasis::Reported);
        for (row, expected) in [
            (Stated { created_on: began, ..at(FIRST) }, (day("2025-08-01"), stated)),
            (
                Stated { created_on: began, entered_on: entered, ..at(FIRST) },
                (day("2025-09-01"), stated),
            ),
            (Stated { created_on: began, ..at(SECOND) }, reported),
            (Stated { closed_on: entered, ..at(Place::Won) }, (day("2025-09-01"), stated)),
            (at(Place::Lost), reported),
        ] {
            let (_, moves) = fold(&[("2025-11-02", row.clone())]);
            assert_eq!(moves.len(), 1);
            assert_eq!((moves[0].on_day, moves[0].day_basis), expected, "{row:?}");
        }
    }

    #[test]
    fn the_same_again_is_no_move() {
        let row = Stated { amount: Some(100), owner: Some(PersonId(3)), ..at(SECOND) };
        let (deal, moves) = fold(&[("2025-11-02", row.clone()), ("2025-11-09", row.clone())]);
        assert_eq!(moves.len(), 1);
        assert_eq!((deal.first_seen, deal.last_reported), (day("2025-11-02"), day("2025-11-09")));
        let (bare, moves) = fold(&[("2025-11-02", row), ("2025-11-09", at(SECOND))]);
        assert_eq!((bare, moves.len()), (deal, 1), "a blank cell states nothing");
    }

    #[test]
    fn a_place_with_a_day_of_its_own_is_a_move_apart() {
        let first = Stated { amount: Some(100), ..at(FIRST) };
        let with = |entered: &str| Stated {
            amount: Some(120),
            entered_on: Some(day(entered)),
            ..at(SECOND)
        };
        let places = |moves: &[Move]| -> Vec<(NaiveDate, Option<Place>, Option<i64>)> {
            moves.iter().map(|step| (step.on_day, step.place_after, step.amount_after)).collect()
        };
        let (_, moves) = fold(&[("2025-11-02", first.clone()), ("2025-11-09", with("2025-11-05"))]);
        assert_eq!(
            places(&moves[1..]),
            [(day("2025-11-05"), Some(SECOND), None), (day("2025-11-09"), None, Some(120))]
        );
        assert_eq!((moves[1].place_before, moves[2].amount_before), (Some(FIRST), Some(100)));
        let (_, moves) = fold(&[("2025-11-02", first), ("2025-11-09", with("2025-11-09"))]);
        assert_eq!(places(&moves[1..]), [(day("2025-11-09"), Some(SECOND), Some(120))]);
        assert_eq!(moves[1].day_basis, DayBasis::Stated);
    }

    #[test]
    fn a_deal_is_closed_by_the_report_that_first_says_so_and_opened_again() {
        let won = |closed: Option<&str>| Stated { closed_on: closed.map(day), ..at(Place::Won) };
        let opened = ("2025-11-02", at(FIRST));
        let (deal, _) = fold(&[opened.clone(), ("2025-11-09", won(None))]);
        assert_eq!((deal.status, deal.closed_on), (Status::Won, Some(day("2025-11-09"))));
        let later =
            [opened.clone(), ("2025-11-09", won(None)), ("2025-11-16", won(Some("2025-11-05")))];
        assert_eq!(fold(&later).0.closed_on, Some(day("2025-11-05")), "corrected");
        let (deal, moves) = fold(&[opened, ("2025-11-09", won(None)), ("2025-11-16", at(SECOND))]);
        assert_eq!((deal.status, deal.closed_on), (Status::Open, None));
        assert_eq!(moves.len(), 3);
        // The day it first came to the stage is before it was closed; what opens it is the report.
        let since = |entered: &str| Stated { entered_on: Some(day(entered)), ..at(SECOND) };
        for (entered, on, basis) in [
            ("2025-10-20", "2025-11-16", DayBasis::Reported),
            ("2025-11-12", "2025-11-12", DayBasis::Stated),
        ] {
            let opened = ("2025-11-02", since("2025-10-20"));
            let again = ("2025-11-16", since(entered));
            let (deal, moves) = fold(&[opened, ("2025-11-09", won(None)), again]);
            assert_eq!(deal.closed_on, None);
            assert_eq!((moves[2].on_day, moves[2].day_basis), (day(on), basis), "{entered}");
        }
        // Of a deal that was closed when it was first heard of, nobody knows the day.
        assert_eq!(fold(&[("2025-11-02", won(None))]).0.closed_on, None);
    }

    #[test]
    fn an_answer_closes_an_open_deal_on_the_day_of_the_report_or_leaves_it() {
        let said = |answer| DealAnswer {
            id: DealAnswerId(20),
            opportunity_id: DEAL,
            report_date: day("2025-11-09"),
            answer,
            by_name: "赵磊".to_owned(),
            batch_id: Some(BatchId(19)),
        };
        let row = Stated { amount: Some(100), ..at(SECOND) };
        let (open, _) = fold(&[("2025-11-02", row)]);
        for answer in [Answer::Lost, Answer::Dropped] {
            let mut past = vec![];
            let Next { deal, made, .. } = answered(&open, &mut past, &said(answer)).unwrap();
            let step = &made[0];
            assert_eq!((deal.status, deal.stage_id), (Status::Lost, None));
            assert_eq!(deal.closed_on, Some(day("2025-11-09")));
            assert_eq!(deal.last_reported, day("2025-11-02"), "no report named it");
            assert_eq!(deal.amount, Some(100));
            assert_eq!((step.place_before, step.place_after), (Some(SECOND), Some(Place::Lost)));
            assert_eq!((step.on_day, step.day_basis), (day("2025-11-09"), DayBasis::Reported));
            assert_eq!((step.by_name.as_str(), step.batch_id), ("赵磊", Some(BatchId(19))));
            let stated = at(SECOND);
            let again = next(&deal, &mut past, &told(&stated, "2025-11-16"));
            let (again, moves) = (again.deal, again.made);
            assert_eq!((again.status, again.closed_on), (Status::Open, None));
            assert_eq!((moves.len(), moves[0].place_before), (1, Some(Place::Lost)));
        }
        assert!(answered(&open, &mut vec![], &said(Answer::Forgotten)).is_none());
        let (won, _) = fold(&[("2025-11-02", at(Place::Won))]);
        let late = answered(&won, &mut vec![], &said(Answer::Lost));
        assert!(late.is_none(), "it was closed before");
    }

    #[test]
    fn a_passing_changes_the_owner_of_an_open_deal_and_nothing_else() {
        let passing = DealPassing {
            id: DealPassingId(30),
            opportunity_id: DEAL,
            on_day: day("2025-11-10"),
            owner_id: PersonId(4),
            from_id: Some(PersonId(3)),
            rule: CreditRule::SigningDay,
            share: 0,
            until: None,
            handover_id: HandoverId(29),
            by_name: "赵磊".to_owned(),
        };
        let row = Stated { amount: Some(100), owner: Some(PersonId(3)), ..at(SECOND) };
        let (open, _) = fold(&[("2025-11-02", row.clone())]);
        let (deal, step) = passed(&open, &passing).unwrap();
        assert_eq!(deal, Opportunity { owner_id: Some(PersonId(4)), ..open });
        assert_eq!((step.on_day, step.day_basis), (day("2025-11-10"), DayBasis::Stated));
        assert_eq!((step.owner_before, step.owner_after), (Some(PersonId(3)), Some(PersonId(4))));
        assert_eq!((step.place_after, step.amount_after, step.close_after), (None, None, None));
        assert_eq!((step.by_name.as_str(), step.batch_id), ("赵磊", None));
        assert_eq!(passed(&deal, &passing), None, "it is the new owner's already");
        // A later report that names nobody leaves it, one that names another moves it.
        let quiet = next(&deal, &mut vec![], &told(&at(SECOND), "2025-11-16"));
        assert_eq!((quiet.deal.owner_id, quiet.made.len()), (Some(PersonId(4)), 0));
        let again = next(&deal, &mut vec![], &told(&row, "2025-11-16"));
        assert_eq!((again.deal.owner_id, again.made.len()), (Some(PersonId(3)), 1));
        let (won, _) = fold(&[("2025-11-02", Stated { owner: row.owner, ..at(Place::Won) })]);
        assert_eq!(passed(&won, &passing), None, "it was closed before");
    }

    #[test]
    fn moves_bear_who_brought_them() {
        let (_, moves) = fold(&[("2025-11-02", at(FIRST)), ("2025-11-09", at(SECOND))]);
        for step in moves {
            assert_eq!((step.by_name.as_str(), step.batch_id), ("林晓峰", Some(BatchId(9))));
            assert_eq!(step.opportunity_id, DEAL);
        }
    }
}
