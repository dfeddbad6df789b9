//! 数据完整率: how much of what should be known of deals is known, and does not contradict itself.
//!
//! Looked at are the deals that are open as of the newest report, and those that closed in the 180 days up to
//! it (where the day is not known: of which the last move or the first report lies in them), since every other figure
//! rests on these two. Each is asked a few plain questions; the score is the share of all questions that are answered
//! well. So a rep with many deals of which one thing is missing each stands higher than one with as many of which
//! everything is.
//!
//! A question that makes no sense of a deal is not asked: no stage of one that is closed, no next step where
//! nobody ever wrote one down in this workspace, no order of days of which one is unknown. Without a deal there
//! is no score, which is not a bad one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{OpportunityId, PersonId};
use crate::domain::money::share_bp;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::pipeline::{in_last_180_days, stock};
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step};
use crate::store::records::Status;
use crate::store::{Db, said};

/// How many deals with something wrong are listed.
const LISTED: usize = 2_000;

/// What a deal is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// Whether its amount is known; not of one that was lost.
    Amount,
    /// Whether its customer is known.
    Customer,
    /// Whether the day it began is known.
    Created,
    /// Whether it has an owner.
    Owner,
    /// Whether its stage is known, while it is open.
    Stage,
    /// Whether a day of signing is expected, while it is open.
    Expected,
    /// Whether a next step is agreed, while it is open.
    NextStep,
    /// Whether the day it closed is known.
    Closed,
    /// Whether the day on which it was to be signed is still to come, while it is open.
    Overdue,
    /// Whether it closed, or is to be signed, no sooner than it began.
    Order,
    /// Whether what was won is worth anything.
    Nothing,
}

impl Check {
    /// All of them, what may be missing before what may contradict itself.
    pub const ALL: [Self; 11] = [
        Self::Amount,
        Self::Customer,
        Self::Created,
        Self::Owner,
        Self::Stage,
        Self::Expected,
        Self::NextStep,
        Self::Closed,
        Self::Overdue,
        Self::Order,
        Self::Nothing,
    ];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Amount => "no_amount",
            Self::Customer => "no_customer",
            Self::Created => "no_creation_day",
            Self::Owner => "no_owner",
            Self::Stage => "no_stage",
            Self::Expected => "no_expected_day",
            Self::NextStep => "no_next_step",
            Self::Closed => "no_closing_day",
            Self::Overdue => "expected_day_passed",
            Self::Order => "days_out_of_order",
            Self::Nothing => "won_for_nothing",
        }
    }

    /// Whether what is wrong contradicts something else; else it is missing.
    pub const fn contradicts(self) -> bool {
        matches!(self, Self::Overdue | Self::Order | Self::Nothing)
    }

    /// The key of what is wrong, in the words.
    pub fn label_key(self) -> String {
        format!("hygiene-{}", self.word().replace('_', "-"))
    }
}

/// What is asked of one deal, and what of it is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// What was asked.
    pub asked: BTreeSet<Check>,
    /// What of it is wrong.
    pub wrong: BTreeSet<Check>,
}

impl Judged {
    /// Asks something; `fine` is the answer, `None` where the question makes no sense.
    fn ask(&mut self, check: Check, fine: Option<bool>) {
        let Some(fine) = fine else { return };
        self.asked.insert(check);
        if !fine {
            self.wrong.insert(check);
        }
    }
}

/// Asks one deal; `None` where it does not belong to the members, or closed too long ago. `next` is whether a
/// next step is agreed, `None` where none was ever written down.
pub fn judge(
    (deal, steps): (&Deal, &[Step]),
    members: &Members,
    as_of: NaiveDate,
    next: Option<bool>,
) -> Option<Judged> {
    let in_order =
        |day: Option<NaiveDate>| deal.created.zip(day).map(|(created, day)| created <= day);
    if let Some(stock) = stock(deal, steps, as_of) {
        if !members.include(stock.owner, Some(as_of)) {
            return None;
        }
        let mut judged = Judged { owner: stock.owner, ..Judged::default() };
        judged.ask(Check::Amount, Some(stock.amount.is_some()));
        judged.ask(Check::Customer, Some(deal.account.is_some()));
        judged.ask(Check::Created, Some(deal.created.is_some()));
        judged.ask(Check::Owner, Some(stock.owner.is_some()));
        judged.ask(Check::Stage, Some(stock.stage.is_some()));
        judged.ask(Check::Expected, Some(stock.expected.is_some()));
        judged.ask(Check::NextStep, next);
        judged.ask(Check::Overdue, stock.expected.map(|day| as_of <= day));
        judged.ask(Check::Order, in_order(stock.expected));
        return Some(judged);
    }
    let within = |day: NaiveDate| day <= as_of && in_last_180_days(as_of, day);
    let lately = match deal.closed {
        Some(day) => deal.closed_by(as_of).is_some() && in_last_180_days(as_of, day),
        // What it says last of itself: a move, or the report that first named it.
        None => within(deal.first_seen) || steps.iter().any(|step| within(step.day)),
    };
    if deal.status == Status::Open || !lately || !members.include(deal.owner, deal.closed) {
        return None;
    }
    let won = deal.status == Status::Won;
    let mut judged = Judged { owner: deal.owner, ..Judged::default() };
    judged.ask(Check::Amount, won.then_some(deal.amount.is_some()));
    judged.ask(Check::Customer, Some(deal.account.is_some()));
    judged.ask(Check::Created, Some(deal.created.is_some()));
    judged.ask(Check::Owner, Some(deal.owner.is_some()));
    judged.ask(Check::Closed, Some(deal.closed.is_some()));
    judged.ask(Check::Order, in_order(deal.closed));
    judged.ask(Check::Nothing, deal.amount.filter(|_| won).map(|amount| amount > 0));
    Some(judged)
}

/// The answers of several deals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// How many deals were asked.
    pub deals: u64,
    /// How many of them have nothing wrong.
    pub clean: u64,
    /// How many questions were asked.
    pub asked: u64,
    /// How many were answered well.
    pub passed: u64,
    /// How many deals have what wrong.
    pub wrong: BTreeMap<Check, u64>,
}

impl Score {
    /// Adds a deal.
    pub fn add(&mut self, judged: &Judged) {
        let (asked, wrong) = (judged.asked.len() as u64, judged.wrong.len() as u64);
        self.deals += 1;
        self.clean += u64::from(wrong == 0);
        self.asked += asked;
        self.passed += asked - wrong;
        for check in &judged.wrong {
            *self.wrong.entry(*check).or_default() += 1;
        }
    }

    /// The share that was answered well, in basis points; `None` without a deal.
    pub fn bp(&self) -> Option<i64> {
        share_bp(i64::try_from(self.passed).ok()?, i64::try_from(self.asked).ok()?)
    }
}

/// The deals of a scope as they are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hygiene {
    /// All of them.
    pub whole: Score,
    /// Those of each person, the worst score first; of nobody where a deal has no owner.
    pub people: Vec<(Option<PersonId>, Score)>,
    /// Deals with something wrong, those with most before the others.
    pub wrong: Vec<(OpportunityId, Judged)>,
    /// How many there are.
    pub n_wrong: u64,
}

/// How the deals of members are kept as of a day; next steps are those that were agreed up to today.
///
/// # Errors
/// Whatever the database reports.
pub fn hygiene(
    db: &Db,
    directory: &Directory,
    members: &Members,
    (as_of, today): (NaiveDate, NaiveDate),
) -> Result<Hygiene> {
    let steps = said::next_steps(db, today)?;
    let kept = !steps.is_empty();
    let agreed: BTreeSet<OpportunityId> = steps
        .into_iter()
        .filter(|(_, steps)| steps.iter().any(|step| said::still_open(step, today)))
        .map(|(deal, _)| deal)
        .collect();
    let mut found = Hygiene::default();
    let mut people: BTreeMap<Option<PersonId>, Score> = BTreeMap::new();
    opportunities::each_with_steps(db, |deal, steps| {
        let next = kept.then(|| agreed.contains(&deal.id));
        let Some(judged) = judge((deal, steps), members, as_of, next) else { return Ok(()) };
        found.whole.add(&judged);
        people.entry(judged.owner).or_default().add(&judged);
        if !judged.wrong.is_empty() {
            found.n_wrong += 1;
            found.wrong.push((deal.id, judged));
            // What is kept stays small however many there are.
            if found.wrong.len() >= 2 * LISTED {
                worst(&mut found.wrong);
            }
        }
        Ok(())
    })?;
    worst(&mut found.wrong);
    found.people = people.into_iter().collect();
    found.people.sort_by(|(a, one), (b, two)| {
        let name = |person: &Option<PersonId>| person.map(|person| directory.person_name(person));
        (one.bp(), name(a), a).cmp(&(two.bp(), name(b), b))
    });
    Ok(found)
}

/// Keeps those with most wrong.
fn worst(list: &mut Vec<(OpportunityId, Judged)>) {
    list.sort_by_key(|(deal, judged)| (std::cmp::Reverse(judged.wrong.len()), *deal));
    list.truncate(LISTED);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{AccountId, StageId, StageModelId};
    use crate::store::records::Place;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn deal(status: Status) -> Deal {
        Deal {
            id: OpportunityId(1),
            owner: Some(PersonId(1)),
            model: StageModelId(1),
            status,
            stage: None,
            amount: Some(100),
            created: Some(day("2025-03-01")),
            closed: None,
            first_seen: day("2025-03-02"),
            account: Some(AccountId(1)),
            product: None,
            expected: None,
            reported: day("2025-03-02"),
            credits: vec![],
            gone: vec![],
            given_up_since: None,
        }
    }

    fn step(expected: Option<&str>, stage: Option<StageId>) -> Step {
        Step {
            day: day("2025-03-02"),
            place: stage.map(Place::Stage),
            amount: Some(100),
            owner: Some(PersonId(1)),
            expected: expected.map(day),
        }
    }

    fn wrong(deal: &Deal, steps: &[Step], next: Option<bool>) -> (usize, Vec<Check>) {
        let as_of = day("2025-09-30");
        let judged = judge((deal, steps), &Members::Everyone, as_of, next).unwrap();
        (judged.asked.len(), judged.wrong.into_iter().collect())
    }

    #[test]
    fn an_open_deal_is_asked_what_makes_sense_of_it() {
        let open = deal(Status::Open);
        let stage = Some(StageId(1));
        assert_eq!(wrong(&open, &[step(Some("2025-10-15"), stage)], None), (8, vec![]));
        let (asked, found) = wrong(&open, &[step(Some("2025-09-29"), stage)], Some(false));
        assert_eq!((asked, found), (9, vec![Check::NextStep, Check::Overdue]));
        // Without a day nothing is asked about it.
        let bare = Deal { created: None, account: None, ..open };
        let (asked, found) = wrong(&bare, &[step(None, None)], None);
        let expected = [Check::Customer, Check::Created, Check::Stage, Check::Expected];
        assert_eq!((asked, found), (6, expected.to_vec()));
    }

    #[test]
    fn a_closed_deal_is_asked_about_its_end() {
        let closed =
            |on: Option<&str>, amount| Deal { closed: on.map(day), amount, ..deal(Status::Won) };
        let won = [Step { place: Some(Place::Won), ..step(None, None) }];
        assert_eq!(wrong(&closed(Some("2025-08-01"), Some(1)), &won, Some(false)), (7, vec![]));
        // It cannot have begun after it was won, and is worth something.
        let late = Deal { created: Some(day("2025-08-15")), ..closed(Some("2025-08-01"), Some(0)) };
        assert_eq!(wrong(&late, &won, None), (7, vec![Check::Order, Check::Nothing]));
        let dayless = Deal { first_seen: day("2025-09-02"), ..closed(None, None) };
        assert_eq!(wrong(&dayless, &won, None).1, [Check::Amount, Check::Closed]);
        // Long ago it says nothing about how deals are kept now.
        let old = Deal { closed: Some(day("2024-08-01")), ..deal(Status::Lost) };
        let lost = [Step { place: Some(Place::Lost), ..step(None, None) }];
        assert_eq!(judge((&old, &lost), &Members::Everyone, day("2025-09-30"), None), None);
        // Nor where the day is not known, once it was last heard of long ago.
        let dayless = closed(None, Some(1));
        let asked = |on: &str| judge((&dayless, &won), &Members::Everyone, day(on), None);
        assert!(asked("2025-02-28").is_none(), "it was not there yet");
        assert!(asked("2025-03-02").is_some() && asked("2025-08-28").is_some());
        assert!(asked("2025-08-29").is_none());
        let moved = [Step { day: day("2025-05-02"), ..won[0].clone() }];
        let asked = |on: &str| judge((&dayless, &moved), &Members::Everyone, day(on), None);
        assert!(asked("2025-08-29").is_some());
    }

    #[test]
    fn a_score_is_a_share_of_questions() {
        let mut score = Score::default();
        assert_eq!(score.bp(), None, "nothing was asked");
        let judged = |asked: &[Check], wrong: &[Check]| Judged {
            owner: None,
            asked: asked.iter().copied().collect(),
            wrong: wrong.iter().copied().collect(),
        };
        score.add(&judged(&[Check::Amount, Check::Customer, Check::Stage], &[Check::Stage]));
        score.add(&judged(&[Check::Amount], &[]));
        assert_eq!((score.deals, score.clean, score.bp()), (2, 1, Some(7_500)));
        assert_eq!(score.wrong, BTreeMap::from([(Check::Stage, 1)]));
    }
}
