//! 提醒: what needs the manager now, from every area, each with exactly one thing to do about it.
//!
//! Nothing is decided here that another metric does not decide already: a notice is what
//! [`stuck`](crate::metrics::stuck), [`submissions`](crate::metrics::submissions), coaching, training,
//! mentoring and targets find, put into one list. Which of it becomes a notice is a rule
//! ([`NoticeKind`]) that can be switched off, some with a number of days (`rules`).
//!
//! # What makes a notice new
//! A notice has a key: its kind, the record it is about, and what would make it another matter (the stay of
//! a deal, the day of a check point, the period of a report), and the people it concerns where these are
//! several. What a person puts off or ticks off is kept by that key, so it comes back by itself once the matter
//! is another one, and not before; what is said of several people holds for each of them ([`key`]).
//!
//! # How pressing it is
//! What is due today or late is pressing now, what is due within [`SOON_DAYS`] is soon, the rest is calm. A
//! stuck deal has no day; it is pressing once it stayed half as long again as its limit.

pub mod about;
mod coaching;
mod deals;
mod growth;
pub mod key;
mod kind;
mod papers;
mod rules;
pub mod say;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use kind::{NoticeKind, Threshold};
pub use rules::{Rule, Rules};

use crate::domain::coaching::rhythm::Clock;
use crate::domain::ids::{
    AccountId, CoachingId, DutySheetId, ImprovementPlanId, MentorPairId, OpportunityId, PersonId,
    PostId, RepFeedbackId, StageId, TrainingClassId,
};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stuck::decision::Decision;
use crate::domain::stuck::limit::StuckLimit;
use crate::error::Result;
use crate::metrics::coaching::schedule::Meeting;
use crate::metrics::notices::key::Marks;
use crate::metrics::stuck::{Mark, StuckDeals};
use crate::metrics::submissions::slot::Slot;
use crate::metrics::training::certificates::Place;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{CoachingKind, FeedbackKind, NoticeMark, SignatureRole};

/// What is due within so many days is soon (默认值).
pub const SOON_DAYS: i64 = 7;

/// How pressing a notice is, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Due today or late.
    Now,
    /// Due within [`SOON_DAYS`].
    Soon,
    /// Later than that, or without a day.
    Calm,
}

impl Urgency {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Soon => "soon",
            Self::Calm => "calm",
        }
    }

    /// That of something which is so many days late, or due in so many where they are below zero.
    pub const fn of_days(days: i64) -> Self {
        match days {
            0.. => Self::Now,
            days if days >= -SOON_DAYS => Self::Soon,
            _ => Self::Calm,
        }
    }
}

/// What a notice is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A deal.
    Deal(OpportunityId),
    /// A person.
    Person(PersonId),
    /// Several people at once.
    People(Vec<PersonId>),
    /// A class.
    Class(TrainingClassId),
    /// A period of the scope that is looked at.
    Period(Period),
    /// Something that somebody said without a name.
    Nameless,
}

/// The figures behind the words of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A deal that stayed longer than its limit.
    Stuck {
        /// Its stage.
        stage: StageId,
        /// Its calendar days in the stage.
        stayed: u32,
        /// The limit of the stage.
        limit: StuckLimit,
        /// What speaks against it most.
        mark: Option<Mark>,
        /// Its amount in fen.
        amount: Option<i64>,
        /// What was decided last and on which day, where that stands no more.
        decided: Option<(Decision, NaiveDate)>,
    },
    /// A deal of which something is not kept up to date.
    Hygiene {
        /// The day on which it is expected to be signed.
        expected: Option<NaiveDate>,
        /// Whether that day has passed.
        passed: bool,
        /// Whether nothing is agreed to happen next.
        no_step: bool,
        /// Its amount in fen.
        amount: Option<i64>,
    },
    /// Reports that did not come.
    Reports {
        /// What they are about.
        slot: Slot,
        /// The hour of the day on which they were due.
        hour: i64,
        /// How many working days the longest is overdue.
        overdue: usize,
    },
    /// Target letters that nobody signed for.
    Letters {
        /// The period.
        period: Period,
    },
    /// An evaluation that waits for a signature.
    Evaluation {
        /// The period.
        period: Period,
        /// Whose signature is next.
        role: SignatureRole,
        /// Who signed last, and on which day.
        last: Option<(SignatureRole, NaiveDate)>,
    },
    /// Something that was agreed in a coaching.
    Action {
        /// What.
        text: String,
        /// The day of the coaching.
        coached_on: NaiveDate,
        /// How often it was put off.
        postponed: usize,
    },
    /// A coaching that was planned and not held.
    Missed {
        /// Why they were to meet.
        kind: CoachingKind,
        /// What it was about.
        topic: String,
    },
    /// A coaching that is due and not planned.
    CoachingDue {
        /// How they meet.
        meeting: Meeting,
        /// Within how many days, and since when.
        clock: Clock,
    },
    /// A visit that was made together and has no sheet.
    Visit {
        /// The customer.
        account: Option<AccountId>,
        /// What it was about.
        topic: String,
        /// The day.
        on_day: NaiveDate,
    },
    /// A check point of an improvement plan.
    Check {
        /// Which one, from 1.
        number: usize,
        /// Of how many.
        of: usize,
    },
    /// Something that a rep said.
    Feedback {
        /// What it is.
        kind: FeedbackKind,
        /// The words.
        text: String,
        /// The day.
        on_day: NaiveDate,
    },
    /// A certificate that ended or ends soon.
    Certificate {
        /// What it is called.
        name: String,
        /// Where it can be renewed.
        place: Place,
    },
    /// A class.
    Class {
        /// What it is called.
        name: String,
        /// The same in English; may be empty.
        name_en: String,
        /// The first day.
        starts: NaiveDate,
        /// How many go or went.
        people: u64,
        /// Seats that are free; `None` without a limit, and of one that is over.
        free: Option<i64>,
    },
    /// Somebody new without a mentor.
    Newcomer {
        /// The day of hire.
        hired: NaiveDate,
        /// Whole months since then.
        months: i64,
        /// Who could guide them, the best known first.
        guides: Vec<PersonId>,
    },
    /// A pair that does not talk.
    Silent {
        /// The mentor.
        mentor: PersonId,
        /// The day of the newest talk.
        last: Option<NaiveDate>,
    },
    /// A duty sheet that was not signed for.
    DutySheet {
        /// The post.
        post: PostId,
        /// The version.
        sheet: DutySheetId,
    },
    /// A period that begins soon and has no targets.
    Targets {
        /// The period.
        period: Period,
    },
}

/// The one thing to do about a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// 打开商机.
    OpenDeal(OpportunityId),
    /// 催交: the reminder of the page of submissions for these people.
    Remind(Slot, Vec<PersonId>),
    /// 去签收: the target letters of a period.
    SignLetters(Period),
    /// 审阅签字: the evaluation of a person in a period.
    SignEvaluation(Period, PersonId),
    /// 看记录: a coaching of the log.
    OpenCoaching(CoachingId),
    /// 约辅导: the form of a new coaching of a person.
    Coach(PersonId),
    /// 补填观察表: the visit without a sheet.
    OpenVisit(CoachingId),
    /// 看计划: an improvement plan.
    OpenPlan(ImprovementPlanId),
    /// 答复: what somebody said.
    AnswerFeedback(RepFeedbackId),
    /// 安排换证: the certificates, of this person.
    OpenCertificates(PersonId),
    /// 看班次: a class.
    OpenClass(TrainingClassId),
    /// 配师傅: the mentors, for this person.
    FindMentor(PersonId),
    /// 看师徒: a pair.
    OpenPair(MentorPairId),
    /// 去签收: the duty sheets of a post.
    OpenDutySheet(PostId),
    /// 定目标: the targets of a period.
    SetTargets(Period),
}

impl Act {
    /// The word on the command line, behind which its name stands in each language.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::OpenDeal(_) => "open-deal",
            Self::Remind(..) => "remind",
            Self::SignLetters(_) => "sign-letters",
            Self::SignEvaluation(..) => "sign-evaluation",
            Self::OpenCoaching(_) => "open-coaching",
            Self::Coach(_) => "coach",
            Self::OpenVisit(_) => "open-visit",
            Self::OpenPlan(_) => "open-plan",
            Self::AnswerFeedback(_) => "answer",
            Self::OpenCertificates(_) => "open-certificates",
            Self::OpenClass(_) => "open-class",
            Self::FindMentor(_) => "find-mentor",
            Self::OpenPair(_) => "open-pair",
            Self::OpenDutySheet(_) => "open-duty-sheet",
            Self::SetTargets(_) => "set-targets",
        }
    }

    /// The key of its name.
    pub fn label_key(&self) -> String {
        format!("notice-act-{}", self.word())
    }
}

/// Something that needs the manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is, and stays until it is another matter.
    pub key: String,
    /// By which rule it is one.
    pub kind: NoticeKind,
    /// How pressing it is.
    pub urgency: Urgency,
    /// What it is about.
    pub subject: Subject,
    /// Whom it concerns.
    pub people: Vec<PersonId>,
    /// By when, where it has a day.
    pub due: Option<NaiveDate>,
    /// How many days it is late; below zero how many are left. Of a stuck deal the days in its stage.
    pub days: i64,
    /// The figures of its second line.
    pub told: Told,
    /// What to do about it.
    pub act: Act,
}

impl Notice {
    /// The day whose period shows what is to be done, where its page shows what is of a period.
    pub const fn shown_in(&self) -> Option<NaiveDate> {
        match &self.told {
            Told::Action { coached_on, .. } => Some(*coached_on),
            Told::Visit { on_day, .. } | Told::Feedback { on_day, .. } => Some(*on_day),
            Told::Class { starts, .. } => Some(*starts),
            Told::Missed { .. } => self.due,
            _ => None,
        }
    }
}

/// All notices of a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notices {
    /// What needs the manager, the most pressing first, of these what is late longest.
    pub open: Vec<Notice>,
    /// What was put off, each with the day on which it comes back, the earliest first.
    pub later: Vec<(Notice, NaiveDate)>,
    /// What was ticked off and is still so.
    pub done: Vec<Notice>,
}

impl Notices {
    /// How many each rule gives, whatever became of them; none of those that give nothing.
    pub fn counts(&self) -> BTreeMap<NoticeKind, usize> {
        let later = self.later.iter().map(|(notice, _)| notice);
        let mut counts: BTreeMap<NoticeKind, usize> = BTreeMap::new();
        for notice in self.open.iter().chain(later).chain(&self.done) {
            *counts.entry(notice.kind).or_default() += 1;
        }
        counts
    }
}

/// What the finders look at.
pub(super) struct Look<'a> {
    /// The rows.
    pub db: &'a Db,
    /// People and teams.
    pub directory: &'a Directory,
    /// Whose.
    pub scope: Scope,
    /// The same as people.
    pub members: Members,
    /// Today.
    pub today: NaiveDate,
    /// What is switched on.
    pub rules: Rules,
}

impl Look<'_> {
    /// The number of a rule; `None` where it is switched off.
    fn on(&self, kind: NoticeKind) -> Option<i64> {
        let rule = self.rules.of(kind);
        rule.active.then_some(rule.threshold)
    }
}

/// Everything that needs the manager in a scope today.
///
/// # Errors
/// Whatever the database reports.
pub fn notices(db: &Db, directory: &Directory, scope: Scope, today: NaiveDate) -> Result<Notices> {
    found(db, directory, (scope, today), None)
}

/// As [`fn@notices`], where the open deals of the scope are known already: as of the data, with what people
/// said up to today.
///
/// # Errors
/// Whatever the database reports.
pub fn notices_with(
    db: &Db,
    directory: &Directory,
    whose: (Scope, NaiveDate),
    open: StuckDeals,
) -> Result<Notices> {
    found(db, directory, whose, Some(open))
}

fn found(
    db: &Db,
    directory: &Directory,
    (scope, today): (Scope, NaiveDate),
    open: Option<StuckDeals>,
) -> Result<Notices> {
    let look = Look {
        db,
        directory,
        scope,
        members: directory.members(scope),
        today,
        rules: Rules::load(db)?,
    };
    let mut all: Vec<Notice> = vec![];
    deals::find(&look, open, &mut all)?;
    papers::find(&look, &mut all)?;
    coaching::find(&look, &mut all)?;
    growth::find(&look, &mut all)?;
    all.sort_by(|one, other| {
        let place = |notice: &Notice| (notice.urgency, std::cmp::Reverse(notice.days));
        place(one).cmp(&place(other)).then_with(|| one.key.cmp(&other.key))
    });
    let marks = Marks::of(db.all::<NoticeMark>()?);
    let mut found = Notices::default();
    for notice in all {
        match marks.last(&notice.key) {
            Some(None) => found.done.push(notice),
            Some(Some(until)) if until > today => found.later.push((notice, until)),
            _ => found.open.push(notice),
        }
    }
    found.later.sort_by(|one, other| (one.1, &one.0.key).cmp(&(other.1, &other.0.key)));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_agreed_is_shown_in_its_own_period() {
        let notice = Notice {
            key: "coaching-action:1".to_owned(),
            kind: NoticeKind::CoachingAction,
            urgency: Urgency::Now,
            subject: Subject::Person(PersonId(1)),
            people: vec![PersonId(1)],
            due: None,
            days: 0,
            told: Told::Action {
                text: String::new(),
                coached_on: "2025-09-30".parse().unwrap(),
                postponed: 0,
            },
            act: Act::OpenCoaching(CoachingId(1)),
        };
        assert_eq!(notice.shown_in(), "2025-09-30".parse().ok());
        let told = Told::Check { number: 1, of: 4 };
        assert_eq!(Notice { told, ..notice }.shown_in(), None);
    }
}
