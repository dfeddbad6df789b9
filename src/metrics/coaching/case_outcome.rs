//! What goes together with using a play: how visits to its stage advanced with it, without it, and before it.
//!
//! # What counts
//! The visits to the stage of the play that began in the last 180 days and not before the play was published,
//! old enough to be judged by the default rule of the funnel ([`Rule::Matured`]). With it: those of deals on
//! which somebody used the play before the deal left the stage. Before it stand the visits that began in the
//! 180 days before the play was published. A deal of which the play was used though its visit began before it
//! belongs to neither group: it was still there when the play came, so it was slow already.
//!
//! # What it does not say
//! Whoever uses a play is not drawn by lot: good people try more, and a deal that stays longer leaves more
//! time to use something. The difference is what goes together, with its 90 % interval, and never an effect.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::domain::behaviour::COMPARISON;
use crate::domain::funnel::rule::{Finding, Question, Rule, examine};
use crate::domain::funnel::visit::Visit;
use crate::domain::funnel::{DealHistory, Window};
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::domain::scope::Members;
use crate::domain::stats::days::DayCounts;
use crate::domain::stats::difference::{Difference, needed, newcombe};
use crate::domain::stats::rate::{MIN_CASES, Rate};
use crate::domain::stats::survival::{kaplan_meier, quantile};
use crate::error::Result;
use crate::metrics::pipeline::{HORIZON_DAYS, Models, began, last_180_days};
use crate::metrics::stage_fit::{Fit, Holds};
use crate::store::directory::Directory;
use crate::store::{Db, opportunities};

/// Days before the play was published that stand beside it.
pub const BEFORE_DAYS: u64 = 180;

/// What is asked of a play.
#[derive(Clone, Copy, Debug)]
pub struct Play<'a> {
    /// Its stage.
    pub stage: StageId,
    /// When its first version was published.
    pub published: NaiveDate,
    /// The deals on which it was used, each with the first day of that.
    pub used: &'a BTreeMap<OpportunityId, NaiveDate>,
}

/// A stay of a deal in the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The deal.
    pub deal: OpportunityId,
    /// Whose it is.
    pub owner: Option<PersonId>,
    /// The day it began.
    pub enter: NaiveDate,
    /// The day it ended; `None` while it lasts.
    pub leave: Option<NaiveDate>,
    /// Its length in days so far.
    pub days: u32,
    /// Whether it went on within the days of the rule.
    pub advanced: bool,
}

/// Some stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The stays, the oldest first.
    pub stays: Vec<Stay>,
}

impl Group {
    /// How many there are.
    pub fn n(&self) -> u64 {
        self.stays.len() as u64
    }

    /// How many went on.
    pub fn advanced(&self) -> u64 {
        self.stays.iter().filter(|stay| stay.advanced).count() as u64
    }

    /// The share that went on, with its 95 % interval; `None` of no stays.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.advanced(), self.n())
    }

    /// Whether there are enough to judge.
    pub fn enough(&self) -> bool {
        self.n() >= MIN_CASES
    }

    /// The day by which half of them had ended, those that last included; `None` while that is not reached.
    pub fn median(&self) -> Option<u32> {
        let (mut ended, mut open) = (DayCounts::default(), DayCounts::default());
        for stay in &self.stays {
            let own = if stay.leave.is_some() { &mut ended } else { &mut open };
            own.add(stay.days);
        }
        quantile(&kaplan_meier(&ended, &open), 0.5)
    }
}

/// What may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Too few stays with it or without.
    TooFew,
    /// The interval of the difference holds zero.
    Unclear,
    /// With it more go on than without.
    More,
    /// With it fewer go on than without.
    Fewer,
}

impl Verdict {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too_few",
            Self::Unclear => "unclear",
            Self::More => "more",
            Self::Fewer => "fewer",
        }
    }
}

/// What goes together with using a play.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Its stage.
    pub stage: StageId,
    /// The days on which the stays with and without it began.
    pub since: Window,
    /// Those on which the stays before it began.
    pub before: Window,
    /// The stays with it.
    pub used: Group,
    /// Those without it.
    pub unused: Group,
    /// Those before it.
    pub earlier: Group,
    /// Stays that began before it, of deals on which it was used: in no group.
    pub left_out: usize,
    /// The share with it less that without it, with its 90 % interval.
    pub difference: Option<Difference>,
    /// How many stays each of the two takes for a difference as large to be seen, in four of five cases.
    pub needed: Option<u64>,
}

impl Outcome {
    /// What may be said.
    pub fn verdict(&self) -> Verdict {
        if !self.used.enough() || !self.unused.enough() {
            return Verdict::TooFew;
        }
        match self.difference {
            Some(found) if !found.holds_zero() && found.diff > 0.0 => Verdict::More,
            Some(found) if !found.holds_zero() => Verdict::Fewer,
            _ => Verdict::Unclear,
        }
    }
}

/// What goes together with using a play, of the deals of a scope, as known on a day; `None` where no funnel
/// has its stage.
///
/// # Errors
/// Whatever the database reports.
pub fn outcome(
    db: &Db,
    directory: &Directory,
    (members, play): (&Members, &Play<'_>),
    as_of: NaiveDate,
) -> Result<Option<Outcome>> {
    let model = directory.stages.get(&play.stage).map(|stage| stage.model_id);
    // Of a line of products the funnel of its own model is asked.
    let fits = [Fit::new(directory, None), Fit::new(directory, model)];
    let fit = fits.into_iter().find(|fit| fit.position(play.stage).is_some());
    let Some(fit) = fit else { return Ok(None) };
    let Some(position) = fit.position(play.stage) else { return Ok(None) };
    let recent = last_180_days(as_of);
    let since = Window { start: play.published.max(recent.start), end: as_of };
    let back = |days: u64| play.published.checked_sub_days(Days::new(days));
    let before = Window {
        start: back(BEFORE_DAYS).unwrap_or(play.published),
        end: back(1).unwrap_or(play.published),
    };
    let question = Question {
        rule: Rule::Matured { horizon_days: HORIZON_DAYS },
        n_stages: fit.n_stages(),
        window: Some(Window { start: before.start, end: as_of }),
        as_of,
    };
    let mut sorting = Sorting::new(play, (since, before), as_of);
    let models = Models::new(directory);
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        let held = fit.holds(deal.model) == Holds::Yes;
        if !held || !members.include(deal.owner, began(deal, steps)) {
            return Ok(());
        }
        let history = models.history(deal, steps, &mut events);
        let moved = fit.events(deal.model, history.events);
        let history = DealHistory { events: &moved, ..history };
        if question.may_count(&history) {
            examine(&question, &history, |finding| {
                if let Finding::Counted { stage, advanced, visit: Some(visit) } = finding
                    && stage == position
                {
                    sorting.add((deal.id, deal.owner), &visit, advanced);
                }
            });
        }
        Ok(())
    })?;
    Ok(Some(sorting.finish()))
}

/// Sorts stays into their groups.
struct Sorting<'a> {
    play: &'a Play<'a>,
    since: Window,
    before: Window,
    as_of: NaiveDate,
    used: Vec<Stay>,
    unused: Vec<Stay>,
    earlier: Vec<Stay>,
    left_out: usize,
}

impl<'a> Sorting<'a> {
    fn new(play: &'a Play<'a>, (since, before): (Window, Window), as_of: NaiveDate) -> Self {
        let (used, unused, earlier) = (vec![], vec![], vec![]);
        Self { play, since, before, as_of, used, unused, earlier, left_out: 0 }
    }

    fn add(
        &mut self,
        (deal, owner): (OpportunityId, Option<PersonId>),
        visit: &Visit,
        advanced: bool,
    ) {
        let (enter, leave) = (visit.enter, visit.leave);
        let stay = Stay { deal, owner, enter, leave, days: visit.days_by(self.as_of), advanced };
        let last = leave.unwrap_or(self.as_of);
        let used = self.play.used.get(&deal).is_some_and(|day| *day <= last);
        if self.since.contains(enter) {
            if used { self.used.push(stay) } else { self.unused.push(stay) }
        } else if self.before.contains(enter) {
            if used { self.left_out += 1 } else { self.earlier.push(stay) }
        }
    }

    fn finish(self) -> Outcome {
        let group = |mut stays: Vec<Stay>| {
            stays.sort_by_key(|stay| (stay.enter, stay.deal));
            Group { stays }
        };
        let (used, unused) = (group(self.used), group(self.unused));
        let counts = |group: &Group| (group.advanced(), group.n());
        let shares = used.rate().zip(unused.rate());
        Outcome {
            stage: self.play.stage,
            since: self.since,
            before: self.before,
            difference: newcombe(counts(&used), counts(&unused), COMPARISON),
            needed: shares.and_then(|(one, two)| needed(one.rate, two.rate, COMPARISON)),
            used,
            unused,
            earlier: group(self.earlier),
            left_out: self.left_out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::funnel::visit::Exit;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn visit(enter: &str, leave: Option<&str>) -> Visit {
        let exit = if leave.is_some() { Exit::Advance } else { Exit::Open };
        Visit { stage: 2, enter: day(enter), leave: leave.map(day), exit }
    }

    /// Published in June and used on deal 1 in July and on deal 2 in May.
    fn sorted(visits: &[(i64, Visit, bool)]) -> Outcome {
        let used = BTreeMap::from([
            (OpportunityId(1), day("2025-07-10")),
            (OpportunityId(2), day("2025-06-05")),
        ]);
        let play = Play { stage: StageId(7), published: day("2025-06-01"), used: &used };
        let window = |start: &str, end: &str| Window { start: day(start), end: day(end) };
        let windows = (window("2025-06-01", "2025-11-18"), window("2024-12-03", "2025-05-31"));
        let mut sorting = Sorting::new(&play, windows, day("2025-11-18"));
        for (deal, visit, advanced) in visits {
            sorting.add((OpportunityId(*deal), None), visit, *advanced);
        }
        sorting.finish()
    }

    #[test]
    fn a_use_counts_where_it_came_before_the_deal_left_the_stage() {
        let found = sorted(&[
            (1, visit("2025-07-01", Some("2025-07-20")), true),
            // It had gone on by then.
            (1, visit("2025-06-02", Some("2025-06-20")), true),
            (3, visit("2025-08-01", None), false),
            (4, visit("2025-02-01", Some("2025-03-01")), true),
            // It was there when the play came.
            (2, visit("2025-05-01", Some("2025-06-20")), false),
            (5, visit("2024-12-02", Some("2025-01-20")), true),
        ]);
        let counts = |group: &Group| (group.advanced(), group.n());
        assert_eq!(counts(&found.used), (1, 1));
        assert_eq!(counts(&found.unused), (1, 2));
        assert_eq!(counts(&found.earlier), (1, 1));
        assert_eq!(found.left_out, 1);
        assert_eq!(found.verdict(), Verdict::TooFew);
        assert_eq!(found.used.median(), Some(19));
        // One of 18 days, one that lasts 109.
        assert_eq!(found.unused.median(), Some(18));
    }

    #[test]
    fn a_difference_is_told_when_its_interval_leaves_zero() {
        let with = |n: i64, advanced: i64| {
            let stay = move |at: i64| (1, visit("2025-07-01", Some("2025-07-20")), at < advanced);
            (0..n).map(stay)
        };
        let without = |n: i64, advanced: i64| {
            let stay = move |at: i64| (3, visit("2025-07-01", Some("2025-07-20")), at < advanced);
            (0..n).map(stay)
        };
        let of = |one: (i64, i64), two: (i64, i64)| {
            let visits: Vec<_> = with(one.1, one.0).chain(without(two.1, two.0)).collect();
            sorted(&visits)
        };
        let example = of((11, 19), (41, 99));
        assert_eq!((example.verdict(), example.needed), (Verdict::Unclear, Some(111)));
        assert_eq!(of((18, 19), (41, 99)).verdict(), Verdict::More);
        assert_eq!(of((0, 19), (41, 99)).verdict(), Verdict::Fewer);
        assert_eq!(of((9, 9), (0, 99)).verdict(), Verdict::TooFew);
    }
}
