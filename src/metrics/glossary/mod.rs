//! 指标词典: every figure by name, with its definition, how it is worked out, and the card of its present value.
//!
//! A figure is a metric ([`MetricId`]), or one that belongs to a page of its own and can be no target, such as
//! the chance of a period. Nothing is computed here a second way: the card asks the same functions as the page
//! that shows the figure, and adds what stands behind it.
//!
//! # What a card holds
//! The value with its sample, what was left out by reason, the interval where the figure is a share, the user's
//! own numbers put into its rule, the course of it with the limits within which going up and down is noise, and
//! the records.

mod coach;
mod deals;
mod figure;
mod headline;
mod learn;
mod others;
mod record;
mod roster;
mod said;
mod sales;
pub mod say;
mod team;

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::funnel::win::Flow;
use crate::domain::ids::{PersonId, StageId};
use crate::domain::money::Share;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::scorecard::total::Total;
use crate::domain::stats::rate::{Interval, MIN_CASES, Rate};
use crate::domain::stats::xmr::Limits;
use crate::error::Result;
use crate::metrics::hygiene::{Hygiene, hygiene};
use crate::metrics::targets::day_in;
use crate::metrics::targets::history::known_until;
use crate::metrics::visits::required::Counted;
use crate::metrics::watch::periods;
use crate::metrics::{MetricId, Unit};
use crate::store::Db;
use crate::store::directory::Directory;

pub use figure::Figure;
pub use headline::Headline;
pub use record::{Gave, List, Name, Row};

/// How many periods that are over a course needs before it has limits.
pub const MIN_COURSE: usize = 6;

/// How many records of each kind a card lists.
pub const LISTED: usize = 500;

/// How many terms of a sum are written out.
const TERMS: usize = 3;

/// What is asked of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The figure.
    pub figure: Figure,
    /// Whose.
    pub scope: Scope,
    /// Of when.
    pub period: Period,
    /// Today; nothing after it is known.
    pub today: NaiveDate,
}

/// The user's own numbers, put into the rule; amounts in the unit of the figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Worked {
    /// There are none.
    #[default]
    Nothing,
    /// They are added up.
    Added {
        /// The largest of them.
        largest: Vec<i64>,
        /// How many others there are.
        others: u64,
        /// What comes of all.
        total: i64,
    },
    /// They are counted.
    Counted(u64),
    /// One is divided by the other; both in this unit.
    Share(i64, i64, Unit),
    /// Of what there is one for each stage: that of this one, so many of so many.
    Stage(StageId, u64, u64),
    /// A sum in fen is divided by how many there are.
    Mean(i64, u64),
    /// Somebody set it.
    Set,
    /// The one in the middle is taken; the mean of them.
    Middle(u64, f64),
    /// The one in the middle of so many is taken.
    Midst(u64),
    /// Hours are divided by hours; both in ten-thousandths.
    Hours(i64, i64),
    /// Of so many pairs of levels, so many are alike.
    Alike(u64, u64),
    /// Points are weighed.
    Scored(Scored),
    /// A sum in fen is divided by working days of people, and the working days of the period.
    PerHead {
        /// The sum.
        sum: i64,
        /// The working days of people.
        member_days: i64,
        /// The working days of the period.
        workdays: i64,
    },
    /// Amounts are weighed by won of closed; the largest, and how many others there are.
    Weighed(Vec<(i64, (u64, u64))>, u64),
    /// Open deals, the win rate, the mean amount in fen and the mean days of those won.
    Flow(Flow),
    /// What is signed, the target, and how many open deals are counted on.
    Outlook {
        /// What is signed, in fen.
        signed: i64,
        /// The target, in fen.
        target: i64,
        /// How many open deals are counted on.
        deals: u64,
    },
}

impl Worked {
    /// So many amounts that add up to a total, of these the largest.
    fn added(mut amounts: Vec<i64>, n: u64, total: i64) -> Self {
        amounts.sort_unstable_by_key(|amount| Reverse(*amount));
        amounts.truncate(TERMS);
        let others = n.saturating_sub(amounts.len() as u64);
        Self::Added { largest: amounts, others, total }
    }
}

/// The points of a scorecard with their weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Whose.
    pub person: PersonId,
    /// Points in hundredths by weight in basis points, of the rows that have any.
    pub terms: Vec<(i64, i64)>,
    /// What comes of them.
    pub total: Total,
}

/// A period of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The value in the unit of the figure; `None` when unknown.
    pub value: Option<i64>,
    /// How many records it rests on, where that is counted.
    pub records: Option<u64>,
    /// Whether the period is over and known to its end.
    pub over: bool,
}

impl Point {
    /// Whether it is a share that rests on too few records for a verdict.
    pub fn few(&self, figure: Figure) -> bool {
        figure.unit() == Unit::BasisPoints && self.records.is_some_and(|n| n < MIN_CASES)
    }

    /// The value, where its period is over and it rests on enough.
    fn telling(&self, figure: Figure) -> Option<i64> {
        self.value.filter(|_| self.over && !self.few(figure))
    }
}

/// The card of a figure.
#[derive(Clone, Debug)]
pub struct Card {
    /// What was asked.
    pub ask: Ask,
    /// The day as of which it is known.
    pub known: NaiveDate,
    /// The value.
    pub headline: Headline,
    /// How many records it rests on; `None` where it has none of its own.
    pub records: Option<u64>,
    /// What was left out: the key of the reason and how many.
    pub left_out: Vec<(String, u64)>,
    /// The 95 % interval, of 1, where it is a share of cases.
    pub interval: Option<Interval>,
    /// The user's own numbers.
    pub worked: Worked,
    /// Its course, the oldest period first; empty where none is kept.
    pub course: Vec<Point>,
    /// The limits of noise, in the unit of the figure.
    pub limits: Option<Limits>,
    /// What was counted.
    pub counted: List,
    /// What was left out.
    pub omitted: List,
}

impl Card {
    /// A card of which nothing is known.
    fn blank(ask: Ask, known: NaiveDate) -> Self {
        Self {
            ask,
            known,
            headline: Headline::Unknown,
            records: None,
            left_out: vec![],
            interval: None,
            worked: Worked::Nothing,
            course: vec![],
            limits: None,
            counted: List::default(),
            omitted: List::default(),
        }
    }

    /// The value, where it is one.
    pub fn value(&self) -> Option<i64> {
        self.headline.value()
    }

    /// Takes what was counted one by one.
    fn count(&mut self, counted: List) {
        self.headline = Headline::Value(i64::try_from(counted.n).unwrap_or(i64::MAX));
        self.records = Some(counted.n);
        self.worked = Worked::Counted(counted.n);
        self.counted = counted;
    }

    /// Takes a share of cases.
    fn share(&mut self, rate: Option<Rate>) {
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        self.records = Some(rate.map_or(0, |rate| rate.n));
        let Some(rate) = rate else { return };
        self.set_share(Share::of_cases(rate.k, rate.n));
        self.interval = Some(rate.interval);
        self.worked = Worked::Share(whole(rate.k), whole(rate.n), Unit::Count);
    }

    /// Takes records that were counted and others that were left out, each for one of these reasons.
    fn part(&mut self, counted: Vec<Row>, omitted: Vec<Row>, whys: &[&str]) {
        for why in whys {
            let n = omitted.iter().filter(|row| row.gave == Gave::key(why)).count();
            self.leave(why, n as u64);
        }
        (self.counted, self.omitted) = (List::of(counted), List::of(omitted));
    }

    /// Takes what was left out for a reason.
    fn leave(&mut self, why: &str, n: u64) {
        if n > 0 {
            self.left_out.push((why.to_owned(), n));
        }
    }

    /// Takes a value that may be unknown.
    fn set(&mut self, value: Option<i64>) {
        self.headline = value.map_or(Headline::Unknown, Headline::Value);
    }

    /// Takes a share that may be unknown.
    fn set_share(&mut self, share: Option<Share>) {
        self.headline = share.map_or(Headline::Unknown, Headline::Share);
    }

    /// Whether so much went up or down that it is no noise.
    pub fn signal(&self, point: &Point) -> bool {
        let value = point.telling(self.ask.figure);
        value.zip(self.limits).is_some_and(|(value, limits)| limits.signal(value as f64))
    }

    /// What of the limits can be reached: no lower one where nothing can lie below it, and no upper one
    /// beyond all there is. The limits themselves stay as they were worked out.
    pub fn reachable(&self) -> Option<Reachable> {
        let limits = self.limits?;
        let (least, most) = self.ask.figure.bounds();
        let low = Some(limits.low).filter(|low| *low > least);
        Some(Reachable { mean: limits.mean, low, high: limits.high.min(most) })
    }
}

/// The limits of noise as far as a figure can get, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reachable {
    /// The mean.
    pub mean: f64,
    /// What is below is no noise; `None` where nothing can be.
    pub low: Option<f64>,
    /// What is above is no noise.
    pub high: f64,
}

/// The limits of a course: of the periods that tell something, where there are enough of them.
fn limits(figure: Figure, course: &[Point]) -> Option<Limits> {
    let values: Vec<Option<f64>> =
        course.iter().map(|point| Some(point.telling(figure)? as f64)).collect();
    let enough = values.iter().flatten().count() >= MIN_COURSE;
    if enough && figure.apart() { Limits::of(&values) } else { None }
}

/// What a card is worked out with.
#[derive(Clone, Copy)]
struct Look<'a> {
    db: &'a Db,
    /// The organisation as it is loaded.
    directory: &'a Directory,
    /// The organisation of the period.
    then: &'a Directory,
    ask: Ask,
    /// The day of the newest report.
    known: NaiveDate,
    /// Whether the course and the records are wanted too.
    whole: bool,
}

impl Look<'_> {
    fn card(&self) -> Result<Card> {
        match self.ask.figure {
            Figure::Metric(MetricId::ReportOnTime) => self.reports(),
            Figure::Metric(MetricId::PromiseKept) => self.promises(),
            Figure::Metric(metric) => self.deals(metric),
            Figure::Attainment => self.attainment(),
            Figure::Chance => self.chance(),
            Figure::Conversion => self.conversion(),
            Figure::Received => self.received(),
            Figure::Visits => self.visits(),
            Figure::Coached => self.coached(),
            Figure::Hygiene => self.hygiene(&self.kept()?),
            Figure::Contested => self.contested(),
            Figure::Unexplained => self.unexplained(),
            Figure::Stuck => self.stuck(),
            Figure::Process(finding) => self.process(finding),
            Figure::Score => self.score(),
            Figure::FeedbackWaiting => self.feedback_waiting(),
            Figure::FeedbackInTime => self.feedback_in_time(),
            Figure::FeedbackDays => self.feedback_days(),
            Figure::RhythmKept => self.rhythm_kept(),
            Figure::VisitWeeks => self.visit_weeks(),
            Figure::JointVisits => self.joint_visits(),
            Figure::Observers => self.observers(),
            Figure::TalksDue => self.talks_due(),
            Figure::TalksMissed => self.talks_missed(),
            Figure::Staffing => self.staffing(),
            Figure::Vacancies => self.vacancies(),
            Figure::TeamEvents => self.team_events(),
            Figure::EventCost => self.event_cost(),
            Figure::EventPerHead => self.event_per_head(),
            Figure::Praises => self.praises(),
            Figure::MentorPairs => self.mentor_pairs(),
            Figure::MentorTasks => self.mentor_tasks(),
            Figure::WithoutMentor => self.without_mentor(),
            Figure::SkillsReached => self.skills_reached(),
            Figure::TrainingHours => self.training_hours(),
            Figure::CertificatesDue => self.certificates_due(),
            Figure::CareersOpen => self.careers_open(),
            Figure::CareersWithout => self.careers_without(),
            Figure::YearTarget => self.year_target(),
            Figure::CoachedTimes => self.coached_times(),
            Figure::CoachingHours => self.coaching_hours(),
            Figure::OwnVisitsKept => self.visits_kept(Counted::Own),
            Figure::JointVisitsKept => self.visits_kept(Counted::Joint),
            Figure::TalksPlanned => self.talks_planned(),
            Figure::EventsUnprepared => self.events_unprepared(),
            Figure::MentorsSilent => self.mentors_silent(),
            Figure::MentorsOverdue => self.mentors_overdue(),
            Figure::People => self.people(),
            Figure::Teams => self.teams(),
            Figure::Regions => self.regions(),
            Figure::External => self.external(),
            Figure::WithoutTeam => self.without_team(),
            Figure::NewPeople => self.new_people(),
        }
    }

    /// A card of which nothing is known yet, as known today.
    fn today(&self) -> Card {
        Card::blank(self.ask, self.ask.today)
    }

    /// The periods of the course, as known on a day.
    fn periods(&self, day: NaiveDate) -> Vec<Period> {
        if self.whole { periods(self.ask.period, day) } else { vec![] }
    }

    /// The course of a figure that each period has for itself, as known today.
    fn course(
        &self,
        of: impl Fn(Period) -> Result<(Option<i64>, Option<u64>)>,
    ) -> Result<Vec<Point>> {
        let today = self.ask.today;
        let point = |period: Period| -> Result<Point> {
            let (value, records) = of(period)?;
            Ok(Point { period, value, records, over: period.last_day() <= today })
        };
        self.periods(today).into_iter().map(point).collect()
    }

    /// Records, where they are wanted.
    fn list(&self, rows: impl Iterator<Item = Row>) -> List {
        if self.whole { List::of(rows.collect()) } else { List::default() }
    }

    /// How the deals are kept.
    fn kept(&self) -> Result<Hygiene> {
        let members = self.then.members(self.ask.scope);
        hygiene(self.db, self.then, &members, (self.known, self.ask.today))
    }
}

/// The card of a figure.
///
/// # Errors
/// Whatever the database reports.
pub fn card(db: &Db, directory: &Directory, ask: Ask) -> Result<Card> {
    let then = &directory.as_of(day_in(ask.period, ask.today));
    let known = known_until(db, ask.today)?;
    let mut card = Look { db, directory, then, ask, known, whole: true }.card()?;
    card.limits = limits(ask.figure, &card.course);
    Ok(card)
}

/// What the list of all figures says of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The figure.
    pub figure: Figure,
    /// Its value; `None` where only its card works it out, since that takes long.
    pub headline: Option<Headline>,
    /// How many records it rests on; `None` where it has none of its own.
    pub records: Option<u64>,
}

/// All figures, and how the deals are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries {
    /// The figures, in the order of the glossary.
    pub figures: Vec<Entry>,
    /// What 数据完整率 rests on.
    pub hygiene: Hygiene,
}

/// All figures of a scope in a period, as their cards have them.
///
/// # Errors
/// Whatever the database reports.
pub fn entries(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Entries> {
    let then = &directory.as_of(day_in(period, today));
    let known = known_until(db, today)?;
    let look = |figure: Figure| {
        let ask = Ask { figure, scope, period, today };
        Look { db, directory, then, ask, known, whole: false }
    };
    let mut of_deals = look(Figure::Attainment).all_deals()?;
    let hygiene = look(Figure::Hygiene).kept()?;
    let entry = |figure: Figure| -> Result<Entry> {
        if figure.in_card() {
            return Ok(Entry { figure, headline: None, records: None });
        }
        let made = match figure {
            Figure::Metric(metric) => of_deals.remove(&metric),
            _ => None,
        };
        let (headline, records) = match made {
            Some(found) => (Headline::of(&found), Some(found.records)),
            None => {
                let look = look(figure);
                let card = match figure {
                    Figure::Hygiene => look.hygiene(&hygiene)?,
                    _ => look.card()?,
                };
                (card.headline, card.records)
            }
        };
        Ok(Entry { figure, headline: Some(headline), records })
    };
    let figures = Figure::all().map(entry).collect::<Result<_>>()?;
    Ok(Entries { figures, hygiene })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(values: &[Option<i64>], over: usize) -> Vec<Point> {
        let last = Period::Month(2025, 11);
        let back = std::iter::successors(Some(last), |period| Some(period.previous()));
        let mut periods: Vec<Period> = back.take(values.len()).collect();
        periods.reverse();
        let points = periods.into_iter().zip(values).enumerate();
        let point = |(at, (period, value)): (usize, (Period, &Option<i64>))| Point {
            period,
            value: *value,
            records: None,
            over: at < over,
        };
        points.map(point).collect()
    }

    fn blank(figure: Figure) -> Card {
        let ask = Ask {
            figure,
            scope: Scope::All,
            period: Period::Month(2025, 11),
            today: "2025-11-18".parse().unwrap(),
        };
        Card::blank(ask, ask.today)
    }

    #[test]
    fn a_month_that_runs_has_no_part_in_the_limits_and_is_no_signal() {
        let values = [10, 12, 10, 12, 10, 12, 0].map(Some);
        let figure = Figure::Metric(MetricId::DealsWon);
        let mut points = course(&values, 6);
        let found = limits(figure, &points).unwrap();
        assert_eq!((found.mean, found.moving_range), (11.0, 2.0));
        let card = Card { limits: Some(found), ..blank(figure) };
        let last = points.pop().unwrap();
        assert!(!card.signal(&last), "it is not over");
        assert!(card.signal(&Point { over: true, ..last }));
        // Five are too few.
        assert_eq!(limits(figure, &course(&values, 5)), None);
        // What is open on a day was open the day before too.
        let stock = Figure::Metric(MetricId::OpenPipeline);
        assert_eq!(limits(stock, &course(&values, 6)), None);
    }

    #[test]
    fn a_share_of_few_cases_is_no_signal_and_has_no_part_in_the_limits() {
        let figure = Figure::Metric(MetricId::WinRate);
        let values = [5_000, 6_000, 5_000, 6_000, 5_000, 6_000, 0].map(Some);
        let mut points = course(&values, 7);
        for (at, point) in points.iter_mut().enumerate() {
            point.records = Some(if at < 6 { MIN_CASES } else { MIN_CASES - 1 });
        }
        let found = limits(figure, &points).unwrap();
        assert_eq!((found.mean, found.moving_range), (5_500.0, 1_000.0));
        let card = Card { limits: Some(found), ..blank(figure) };
        let last = points.pop().unwrap();
        assert!(last.few(figure) && !card.signal(&last));
        assert!(card.signal(&Point { records: Some(MIN_CASES), ..last }));
        // Of counts few are as good as many.
        assert!(!last.few(Figure::Metric(MetricId::DealsWon)));
    }

    #[test]
    fn limits_are_shown_as_far_as_a_figure_can_get() {
        let shown = |figure: Figure, mean: f64, reach: f64| {
            let (low, high) = (mean - reach, mean + reach);
            let limits = Some(Limits { mean, moving_range: 1.0, low, high });
            let found = Card { limits, ..blank(figure) }.reachable().unwrap();
            (found.low, found.high)
        };
        let won = Figure::Metric(MetricId::DealsWon);
        assert_eq!(shown(won, 2.0, 5.0), (None, 7.0));
        assert_eq!(shown(won, 5.0, 5.0), (None, 10.0));
        assert_eq!(shown(won, 6.0, 5.0), (Some(1.0), 11.0));
        let rate = Figure::Metric(MetricId::WinRate);
        assert_eq!(shown(rate, 9_000.0, 2_000.0), (Some(7_000.0), 10_000.0));
        let attainment = shown(Figure::Attainment, 9_000.0, 2_000.0);
        assert_eq!(attainment, (Some(7_000.0), 11_000.0), "more than the target may be reached");
        assert_eq!(blank(won).reachable(), None);
    }
}
