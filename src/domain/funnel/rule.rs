//! The counting rules: which deals and visits a funnel counts, and why it leaves the others out.
//!
//! [`examine`] decides this for one deal; counters and lists both go through it.

use chrono::{Days, NaiveDate};

use super::visit::{Exit, Visit, days_between, furthest, place, visits};
use super::{DealHistory, Event, Place, Window};

/// What is counted in each stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// 存量: deals open in the stage now. A stock; ratios between stages are not conversion.
    Snapshot,
    /// 创建批次到达率: deals created in the window that reached the stage; advanced = reached the next (from
    /// the last: are won). Young batches look bad, so the open share belongs beside it.
    CreatedCohort,
    /// 进入阶段批次: visits that began in the window; advanced = moved on or won by now.
    StageEntry,
    /// 到期转化率: visits that began at least so many days ago; advanced = moved on or won within those days.
    /// The default for comparing people and periods, because every visit had the same time.
    Matured {
        /// Days a visit is given.
        horizon_days: u32,
    },
    /// 最终转化率: the share of visits expected to advance in the end, by Aalen–Johansen, so that visits still
    /// open count for the time they have lasted.
    Eventual,
}

impl Rule {
    /// True if the unit counted is a visit, false if it is a deal.
    pub const fn counts_visits(self) -> bool {
        matches!(self, Self::StageEntry | Self::Matured { .. } | Self::Eventual)
    }
}

/// What is asked of the deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// How to count.
    pub rule: Rule,
    /// How many stages the model has.
    pub n_stages: u8,
    /// When deals were created or visits began; `None` is any time. A snapshot ignores it.
    pub window: Option<Window>,
    /// The date as of which everything is seen.
    pub as_of: NaiveDate,
}

impl Question {
    fn in_window(&self, day: NaiveDate) -> bool {
        self.window.is_none_or(|window| window.contains(day))
    }
}

/// Why a deal or visit is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// A deal with no moves by the date asked for.
    NoHistory,
    /// A deal or visit that began outside the window.
    OutsideWindow,
    /// A visit younger than the horizon.
    TooYoung,
    /// A deal that is closed already (snapshot).
    Closed,
    /// A deal that never was in any stage, such as one entered as won.
    NeverInStage,
    /// A stage that the model does not have.
    UnknownStage,
    /// A deal that goes through the stages of another model, which has its own funnel.
    OwnModel,
}

impl LeftOut {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::NoHistory,
        Self::OutsideWindow,
        Self::TooYoung,
        Self::Closed,
        Self::NeverInStage,
        Self::UnknownStage,
        Self::OwnModel,
    ];
}

/// One finding about a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The deal or visit counts in a stage.
    Counted {
        /// Position of the stage.
        stage: u8,
        /// True if it advanced in the sense of the rule.
        advanced: bool,
        /// The visit, under a rule that counts visits.
        visit: Option<Visit>,
    },
    /// A finished stay, under a rule that counts deals: of the batch, or of every deal for a snapshot.
    Stayed {
        /// Position of the stage.
        stage: u8,
        /// Calendar days.
        days: u32,
    },
    /// Something was left out.
    LeftOut {
        /// The stage, if only a visit was left out.
        stage: Option<u8>,
        /// The reason.
        why: LeftOut,
    },
}

impl Question {
    /// Whether anything of a deal can be counted; what is left out is none of it. Costs less than to examine it.
    pub fn may_count(&self, deal: &DealHistory<'_>) -> bool {
        let (Some(first), Some(last)) = (deal.events.first(), deal.events.last()) else {
            return false;
        };
        if self.as_of < first.at {
            return false;
        }
        match self.rule {
            Rule::Snapshot => true,
            Rule::CreatedCohort => deal.created().is_some_and(|day| self.in_window(day)),
            Rule::StageEntry | Rule::Matured { .. } | Rule::Eventual => {
                let outside = |window: Window| last.at < window.start || window.end < first.at;
                !self.window.is_some_and(outside)
                    && deal.events.iter().any(|event| self.may_begin(event))
            }
        }
    }

    /// Whether a visit that is counted may begin with a move: a visit counts by the day it begins.
    fn may_begin(&self, event: &Event) -> bool {
        let old_enough = |day| match self.rule {
            Rule::Matured { horizon_days } => horizon_days <= days_between(day, self.as_of),
            _ => true,
        };
        let counts = |day| day <= self.as_of && self.in_window(day) && old_enough(day);
        matches!(event.to, Place::Stage(_)) && counts(event.at)
    }
}

/// Reports to `found` what the question finds in one deal.
pub fn examine(question: &Question, deal: &DealHistory<'_>, mut found: impl FnMut(Finding)) {
    let Some(now) = place(deal, question.as_of) else {
        found(Finding::LeftOut { stage: None, why: LeftOut::NoHistory });
        return;
    };
    match question.rule {
        Rule::Snapshot => {
            found(match now {
                Place::Stage(stage) if stage < question.n_stages => {
                    Finding::Counted { stage, advanced: false, visit: None }
                }
                Place::Stage(stage) => unknown(stage),
                Place::Won | Place::Lost => Finding::LeftOut { stage: None, why: LeftOut::Closed },
            });
            // Closed deals too: those still open have finished the quick stays only.
            stays(question, deal, found);
        }
        Rule::CreatedCohort => {
            if !deal.created().is_some_and(|day| question.in_window(day)) {
                found(Finding::LeftOut { stage: None, why: LeftOut::OutsideWindow });
                return;
            }
            let Some(furthest) = furthest(deal, question.n_stages, question.as_of) else {
                found(Finding::LeftOut { stage: None, why: LeftOut::NeverInStage });
                return;
            };
            if furthest >= question.n_stages {
                found(unknown(furthest));
            }
            for stage in (0..question.n_stages).take_while(|stage| *stage <= furthest) {
                let last = stage + 1 == question.n_stages;
                let advanced = if last { now == Place::Won } else { furthest > stage };
                found(Finding::Counted { stage, advanced, visit: None });
            }
            stays(question, deal, found);
        }
        Rule::StageEntry | Rule::Matured { .. } | Rule::Eventual => {
            let mut none = true;
            for visit in visits(deal, question.as_of) {
                none = false;
                found(judge(question, visit));
            }
            if none {
                found(Finding::LeftOut { stage: None, why: LeftOut::NeverInStage });
            }
        }
    }
}

/// Judges one visit under a rule that counts visits.
fn judge(question: &Question, visit: Visit) -> Finding {
    let stage = visit.stage;
    if stage >= question.n_stages {
        return unknown(stage);
    }
    if !question.in_window(visit.enter) {
        return Finding::LeftOut { stage: Some(stage), why: LeftOut::OutsideWindow };
    }
    let mut advanced = visit.exit.advanced();
    if let Rule::Matured { horizon_days } = question.rule {
        if days_between(visit.enter, question.as_of) < horizon_days {
            return Finding::LeftOut { stage: Some(stage), why: LeftOut::TooYoung };
        }
        advanced &= visit.days().is_some_and(|days| days <= horizon_days);
    }
    Finding::Counted { stage, advanced, visit: Some(visit) }
}

/// Reports the finished stays of a deal.
fn stays(question: &Question, deal: &DealHistory<'_>, mut found: impl FnMut(Finding)) {
    for visit in visits(deal, question.as_of) {
        if let Some(days) = visit.days().filter(|_| visit.stage < question.n_stages) {
            found(Finding::Stayed { stage: visit.stage, days });
        }
    }
}

const fn unknown(stage: u8) -> Finding {
    Finding::LeftOut { stage: Some(stage), why: LeftOut::UnknownStage }
}

/// The last day on which a visit can begin to be judged after `horizon_days`; for the words on screen.
pub fn matured_until(as_of: NaiveDate, horizon_days: u32) -> Option<NaiveDate> {
    as_of.checked_sub_days(Days::new(horizon_days.into()))
}

/// How visits of one stage ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exits {
    /// Moved to a later stage.
    pub advance: u64,
    /// Closed as won.
    pub won: u64,
    /// Closed as lost.
    pub lost: u64,
    /// Moved to an earlier stage.
    pub back: u64,
    /// Have not ended.
    pub open: u64,
}

impl Exits {
    /// Adds one visit.
    pub const fn add(&mut self, exit: Exit) {
        match exit {
            Exit::Advance => self.advance += 1,
            Exit::Won => self.won += 1,
            Exit::Lost => self.lost += 1,
            Exit::Back => self.back += 1,
            Exit::Open => self.open += 1,
        }
    }

    /// Adds other visits.
    pub const fn merge(&mut self, other: &Self) {
        self.advance += other.advance;
        self.won += other.won;
        self.lost += other.lost;
        self.back += other.back;
        self.open += other.open;
    }

    /// All visits: advance + won + lost + back + open.
    pub const fn total(&self) -> u64 {
        self.advance + self.won + self.lost + self.back + self.open
    }
}

#[cfg(test)]
mod tests {
    use super::super::visit::tests::{day_of, deal, log};
    use super::*;

    fn question(rule: Rule) -> Question {
        let window = Some(Window { start: day_of(10), end: day_of(20) });
        Question { rule, n_stages: 3, window, as_of: day_of(30) }
    }

    fn findings(rule: Rule, text: &str) -> Vec<Finding> {
        let events = log(text);
        let mut list = Vec::new();
        examine(&question(rule), &deal(&events), |finding| list.push(finding));
        list
    }

    fn reasons(rule: Rule, text: &str) -> Vec<LeftOut> {
        let why = |finding| match finding {
            Finding::LeftOut { why, .. } => Some(why),
            _ => None,
        };
        findings(rule, text).into_iter().filter_map(why).collect()
    }

    #[test]
    fn every_deal_left_out_has_a_reason() {
        let matured = Rule::Matured { horizon_days: 15 };
        for (rule, events, expected) in [
            (Rule::Snapshot, "", LeftOut::NoHistory),
            (Rule::Snapshot, "31:S1", LeftOut::NoHistory),
            (Rule::Snapshot, "3:S1 4:L", LeftOut::Closed),
            (Rule::Snapshot, "3:S4", LeftOut::UnknownStage),
            (Rule::CreatedCohort, "3:S1", LeftOut::OutsideWindow),
            (Rule::CreatedCohort, "13:L", LeftOut::NeverInStage),
            (Rule::StageEntry, "3:S1", LeftOut::OutsideWindow),
            (Rule::StageEntry, "13:W", LeftOut::NeverInStage),
            (matured, "16:S1", LeftOut::TooYoung),
            (matured, "15:S1 16:S9", LeftOut::UnknownStage),
        ] {
            assert_eq!(reasons(rule, events), [expected], "{rule:?} {events}");
        }
        assert_eq!(matured_until(day_of(30), 15), Some(day_of(15)));
    }

    #[test]
    fn a_win_out_of_nowhere_reached_every_stage() {
        let counted: Vec<_> = findings(Rule::CreatedCohort, "12:W");
        let expected: Vec<_> =
            (0..3).map(|stage| Finding::Counted { stage, advanced: true, visit: None }).collect();
        assert_eq!(counted, expected);
    }

    #[test]
    fn an_advance_after_the_horizon_does_not_count() {
        for (events, expected) in [
            ("10:S1 25:S2", true),
            ("10:S1 26:S2", false),
            ("10:S1 12:S3", true),
            ("10:S1 12:L", false),
        ] {
            let found = findings(Rule::Matured { horizon_days: 15 }, events);
            let Some(Finding::Counted { stage: 0, advanced, .. }) = found.first() else {
                panic!("{events} {found:?}")
            };
            assert_eq!(*advanced, expected, "{events}");
        }
    }
}
