//! Level 4: the metric that was named for a class, by the method of coaching.
//!
//! # The class is one case
//!
//! The values are of whole weeks: so many before the week in which the class begins and after the one in
//! which it ends as the days of the class hold. The value of a week is the mean over those who went to the
//! class of whom it is known. Peers are colleagues who were in one of their posts when it began, did not go
//! to a class of the course in these weeks, and are still here when it ends; the change of a peer is that of
//! the mean of the weeks. What is usual comes from everyone's two halves of the time before.
//!
//! A mean of several people swings less than one person does, so to hold it against single peers says
//! rather too little than too much.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::{NoMoney, length};
use crate::domain::coaching::reading::{Direction, Facts, Reading, Unclear, Verdict, read};
use crate::domain::coaching::rebound::Usual;
use crate::domain::ids::{CourseId, PersonId, PostId, TrainingClassId};
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::domain::stats::quantile::mean;
use crate::domain::training::effect::{RESULT_DAYS, named_before};
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::deals::{OfOwners, Question, measure_owners_in};
use crate::metrics::training::came;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{EnrolmentState, TrainingClass};
use crate::store::training::classes::ClassPage;
use crate::store::training::{names, results};

/// Days of a week.
const WEEK: i64 = 7;

/// What the business shows of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpi {
    /// The class.
    pub class: TrainingClassId,
    /// The metric.
    pub metric: MetricId,
    /// When it was named.
    pub named_on: Option<NaiveDate>,
    /// Whether that was before the class began.
    pub named_before: bool,
    /// Over so many days before and after.
    pub days: i64,
    /// The last day of the weeks after.
    pub due_on: NaiveDate,
    /// So many weeks after are asked for, and so many are over.
    pub weeks: (usize, usize),
    /// Who went to the class and has values before and after.
    pub trained: usize,
    /// The colleagues beside them.
    pub peers: usize,
    /// The lines, and what may be said.
    pub reading: Reading,
}

/// What may be said of the metric of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// There are too few values to tell.
    TooFew,
    /// The lines do not agree, or hold zero.
    Open,
    /// One of the lines is not known.
    Unknown,
    /// All of them say that it got better.
    Better,
    /// All of them say that it got worse.
    Worse,
}

impl Told {
    /// The word in machine-readable answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::Open => "open",
            Self::Unknown => "unknown",
            Self::Better => "better",
            Self::Worse => "worse",
        }
    }
}

impl Kpi {
    /// What may be said.
    pub const fn told(&self) -> Told {
        match self.reading.verdict {
            Verdict::TooFew { .. } => Told::TooFew,
            Verdict::Inconclusive(Unclear::HoldsZero | Unclear::Disagree) => Told::Open,
            Verdict::Inconclusive(Unclear::Unknown(_)) => Told::Unknown,
            Verdict::SameDirection(way) => {
                if matches!(way, Direction::Up) != self.metric.less_is_better() {
                    Told::Better
                } else {
                    Told::Worse
                }
            }
        }
    }

    /// Whether the weeks after are over.
    pub const fn over(&self) -> bool {
        self.weeks.1 >= self.weeks.0
    }

    /// What the class brought beyond peers over the weeks after, in money; only of amounts that add up, and
    /// where the lines say that it did.
    pub(super) fn benefit(&self) -> std::result::Result<Money, NoMoney> {
        if !matches!(self.metric, MetricId::SignedAmount | MetricId::CreditedAmount) {
            return Err(NoMoney::NotMoney);
        }
        let up = self.reading.verdict == Verdict::SameDirection(Direction::Up);
        let Some(against) = self.reading.against.ok().filter(|_| up) else {
            return Err(NoMoney::Unclear);
        };
        let all = against.effect * self.trained as f64 * self.weeks.1 as f64;
        Ok(Money(all.round() as i64))
    }
}

/// The weeks of one class.
struct Weeks {
    metric: MetricId,
    before: Vec<Period>,
    after: Vec<Period>,
    /// So many weeks after are asked for.
    asked: usize,
    due_on: NaiveDate,
    days: i64,
}

/// The week of a day.
fn week_of(day: NaiveDate) -> Period {
    Period::Week(day.iso_week().year(), day.iso_week().week())
}

impl Weeks {
    /// Those of a class with a metric.
    fn of(class: &TrainingClass, today: NaiveDate) -> Option<Self> {
        let metric = class.kpi.as_deref().and_then(MetricId::parse)?;
        let days = class.kpi_days.unwrap_or(RESULT_DAYS);
        let asked = usize::try_from(days / WEEK).unwrap_or_default();
        let from = |first: Period, next: fn(Period) -> Period| {
            std::iter::successors(Some(first), move |week| Some(next(*week))).take(asked)
        };
        let mut before: Vec<Period> =
            from(week_of(class.starts).previous(), Period::previous).collect();
        before.reverse();
        let all: Vec<Period> = from(week_of(class.ends).next(), Period::next).collect();
        let due_on = all.last().map_or_else(
            || class.ends.checked_add_days(length(days)).unwrap_or(class.ends),
            |week| week.last_day(),
        );
        let after = all.into_iter().filter(|week| week.last_day() <= today).collect();
        Some(Self { metric, before, after, asked, due_on, days })
    }

    /// What is asked of the deals: everyone's value of each week, before and then after.
    fn questions(&self) -> Vec<(Vec<MetricId>, Question)> {
        let of = |week: &Period| {
            let as_of = week.last_day();
            let question = Question { members: Members::Everyone, period: Some(*week), as_of };
            (vec![self.metric], question)
        };
        self.before.iter().chain(&self.after).map(of).collect()
    }
}

/// The values of one metric in some weeks.
struct Values<'a> {
    metric: MetricId,
    weeks: &'a [OfOwners],
}

impl Values<'_> {
    fn of(&self, week: &OfOwners, person: PersonId) -> Option<f64> {
        let value = week.get(&person)?.get(&self.metric)?.value?;
        Some(value as f64)
    }

    /// The values of a person in the weeks in which they are known.
    fn person(&self, person: PersonId) -> Vec<f64> {
        self.weeks.iter().filter_map(|week| self.of(week, person)).collect()
    }

    /// For each week in which it is known of somebody the mean over people.
    fn group(&self, people: &BTreeSet<PersonId>) -> Vec<f64> {
        let of = |week: &OfOwners| {
            let values: Vec<f64> =
                people.iter().filter_map(|person| self.of(week, *person)).collect();
            mean(&values)
        };
        self.weeks.iter().filter_map(of).collect()
    }
}

/// What the business shows of classes, in their order; `None` of one without a metric.
///
/// # Errors
/// Whatever the database reports.
pub fn of_classes(
    db: &Db,
    directory: &Directory,
    pages: &[ClassPage],
    today: NaiveDate,
) -> Result<Vec<Option<Kpi>>> {
    let weeks: Vec<Option<Weeks>> =
        pages.iter().map(|page| Weeks::of(&page.class, today)).collect();
    if weeks.iter().all(Option::is_none) {
        return Ok(vec![None; pages.len()]);
    }
    let asked: Vec<(Vec<MetricId>, Question)> =
        weeks.iter().flatten().flat_map(Weeks::questions).collect();
    let all = measure_owners_in(db, directory, &asked)?;
    let mut left = all.as_slice();
    let mut found = Vec::with_capacity(pages.len());
    for (page, weeks) in pages.iter().zip(weeks) {
        let Some(weeks) = weeks else {
            found.push(None);
            continue;
        };
        let (before, rest) = left.split_at(weeks.before.len().min(left.len()));
        let (after, rest) = rest.split_at(weeks.after.len().min(rest.len()));
        left = rest;
        let others = elsewhere(db, page, &weeks)?;
        found.push(Some(kpi(directory, page, &weeks, (before, after), &others)));
    }
    Ok(found)
}

/// Who has a result of the course in the weeks of a class, whether of this class or of another.
fn elsewhere(db: &Db, page: &ClassPage, weeks: &Weeks) -> Result<BTreeSet<PersonId>> {
    let first = weeks.before.first().map_or(page.class.starts, |week| week.first_day());
    let names = names::courses(db)?;
    let course: CourseId = page.course.id;
    let rows = results::between(db, first, weeks.due_on)?.into_iter();
    let own = rows.filter(|result| names.find(&result.course) == Some(course));
    Ok(own.map(|result| result.person_id).collect())
}

fn kpi(
    directory: &Directory,
    page: &ClassPage,
    weeks: &Weeks,
    (before, after): (&[OfOwners], &[OfOwners]),
    others: &BTreeSet<PersonId>,
) -> Kpi {
    let class = &page.class;
    let (before, after) = (
        Values { metric: weeks.metric, weeks: before },
        Values { metric: weeks.metric, weeks: after },
    );
    let went: BTreeSet<PersonId> = page
        .people
        .iter()
        .filter(|one| match (one.results.first(), &one.enrolment) {
            (Some(result), _) => came(result).is_none_or(|presence| presence.came()),
            (None, Some(enrolment)) => enrolment.state == EnrolmentState::Enrolled,
            (None, None) => false,
        })
        .map(|one| one.person)
        .collect();
    let change = |person: PersonId| {
        let (from, to) = (mean(&before.person(person))?, mean(&after.person(person))?);
        Some(to - from)
    };
    let trained: BTreeSet<PersonId> =
        went.iter().copied().filter(|person| change(*person).is_some()).collect();
    let mut posts: BTreeMap<PersonId, Option<PostId>> = BTreeMap::new();
    for membership in &directory.memberships {
        if membership.stretch().covers(Some(class.starts)) {
            posts.entry(membership.person_id).or_insert(membership.post_id);
        }
    }
    let theirs: BTreeSet<Option<PostId>> =
        went.iter().filter_map(|person| posts.get(person).copied()).collect();
    let beside: Vec<(PersonId, f64)> = posts
        .iter()
        .filter(|(person, post)| {
            theirs.contains(*post)
                && !went.contains(*person)
                && !others.contains(*person)
                && !directory.has_left(**person, class.ends)
        })
        .filter_map(|(person, _)| Some((*person, change(*person)?)))
        .collect();
    let peers: Vec<f64> = beside.iter().map(|(_, change)| *change).collect();
    let halves = before.weeks.split_at(before.weeks.len() / 2);
    let metric = weeks.metric;
    let half = |weeks: &[OfOwners], person: PersonId| {
        let values = Values { metric, weeks };
        mean(&values.person(person))
    };
    let everyone = trained.iter().copied().chain(beside.iter().map(|(person, _)| *person));
    let pairs: Vec<(f64, f64)> =
        everyone.filter_map(|person| half(halves.0, person).zip(half(halves.1, person))).collect();
    let (own_before, own_after) = (before.group(&trained), after.group(&trained));
    let reading = read(&Facts {
        before: &own_before,
        after: &own_after,
        usual: Usual::of(&pairs),
        peers: &peers,
    });
    let named_on = class.kpi_named_on;
    Kpi {
        class: class.id,
        metric: weeks.metric,
        named_on,
        named_before: named_on.is_some_and(|day| named_before(day, class.starts)),
        days: weeks.days,
        due_on: weeks.due_on,
        weeks: (weeks.asked, weeks.after.len()),
        trained: trained.len(),
        peers: peers.len(),
        reading,
    }
}
