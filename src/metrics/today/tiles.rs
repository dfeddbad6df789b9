//! The tiles: money received, what open deals are worth, visits that count, new deals.
//!
//! Each is held against the same days a year before, and where these are not known, against the same days of
//! the period before; what open deals are worth is held against a week ago, since it is a stock.

use std::iter::successors;

use chrono::{Days, NaiveDate};

use crate::domain::money::share_bp;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::metrics::forecast::Depth;
use crate::metrics::known::{known_from, told_from};
use crate::metrics::receipts::Receipts;
use crate::metrics::targets::progress::{Days as Workdays, Line, Progress, first_known};
use crate::metrics::targets::{Targets, day_in, year};
use crate::metrics::today::count::{DealCount, Found};
use crate::metrics::visits::required::{self, Counted, asked};
use crate::metrics::{Measured, MetricId};
use crate::store::Db;
use crate::store::directory::Directory;

/// So many periods, or weeks, are in the course of a tile, the present one included.
const COURSE: usize = 8;

/// What a figure is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The same days a year before.
    YearBefore,
    /// The same days of the period before.
    PeriodBefore,
    /// A week ago.
    WeekBefore,
}

impl Against {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::YearBefore => "year_before",
            Self::PeriodBefore => "period_before",
            Self::WeekBefore => "week_before",
        }
    }
}

/// A figure with what it is held against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tile {
    /// The figure; `None` where it is not known.
    pub value: Option<i64>,
    /// The same of before.
    pub before: Option<(Against, i64)>,
    /// Its course, the oldest first, the present one last; empty while the past is not asked.
    pub course: Vec<Option<i64>>,
    /// What is asked for; `None` where nothing is.
    pub target: Option<i64>,
    /// What counts towards that.
    pub reached: Option<i64>,
    /// What should have been reached by now; `None` where it is asked for as a whole.
    pub due: Option<i64>,
}

impl Tile {
    /// Of the figures of [`spans`].
    fn of(values: &[Option<i64>]) -> Self {
        let at = |n: usize| values.get(n).copied().flatten();
        let value = at(0);
        let year = at(1).map(|then| (Against::YearBefore, then));
        let before = year.or_else(|| at(2).map(|then| (Against::PeriodBefore, then)));
        let mut course = values.get(3..).unwrap_or_default().to_vec();
        if !course.is_empty() {
            course.push(value);
        }
        Self { value, before: before.filter(|_| value.is_some()), course, ..Self::default() }
    }

    /// What was reached of what is asked for, in basis points.
    pub fn share_bp(&self) -> Option<i64> {
        let target = self.target.filter(|target| *target > 0)?;
        share_bp(self.reached?, target)
    }

    /// By how much it is more than before.
    pub fn change(&self) -> Option<i64> {
        self.value?.checked_sub(self.before?.1)
    }
}

/// How open deals, by what they are probably worth, cover what is missing to the target of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cover {
    /// No target is set.
    #[default]
    Unset,
    /// The target is zero: there is nothing to cover.
    Nothing,
    /// The period is over: what is open counts towards it no more.
    Over,
    /// It is not known what was reached, or what they are worth.
    Unknown,
    /// Nothing is missing.
    Reached,
    /// So much of what is missing, in basis points.
    Share(i64),
}

impl Cover {
    /// How deals that are worth so much cover what a line misses.
    fn of(line: &Line, worth: Option<i64>) -> Self {
        let Some(target) = line.target else { return Self::Unset };
        if target.base <= 0 {
            return Self::Nothing;
        }
        // As a forecast is over: once the last working day is known.
        if line.days.left() <= 0 {
            return Self::Over;
        }
        match (line.gap(), worth) {
            (None, _) | (Some(1..), None) => Self::Unknown,
            (Some(gap), Some(worth)) if gap > 0 => {
                share_bp(worth, gap).map_or(Self::Unknown, Self::Share)
            }
            (Some(_), _) => Self::Reached,
        }
    }

    /// Whether something is there to be covered.
    const fn counts(self) -> bool {
        matches!(self, Self::Reached | Self::Share(_) | Self::Unknown)
    }

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unset => "unset",
            Self::Nothing => "nothing",
            Self::Over => "over",
            Self::Unknown => "unknown",
            Self::Reached => "reached",
            Self::Share(_) => "share",
        }
    }
}

/// The tiles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tiles {
    /// 回款额, in fen.
    pub received: Tile,
    /// 在手加权商机, in fen, as of the newest report; asked for is what is missing to the target of the
    /// period.
    pub weighted: Tile,
    /// How that covers what is missing.
    pub cover: Cover,
    /// 有效拜访: visits of their own that name the customer and what came of them; asked for and reached are
    /// those of the weeks that are over.
    pub visits: Tile,
    /// 新增商机.
    pub new_deals: Tile,
}

/// What the tiles look at.
pub(super) struct Look<'a> {
    db: &'a Db,
    /// As it was in the period.
    directory: Directory,
    members: Members,
    scope: Scope,
    period: Period,
    known: NaiveDate,
    today: NaiveDate,
    whole: bool,
}

impl<'a> Look<'a> {
    /// Looks at a scope and the period of its progress.
    pub(super) fn new(
        db: &'a Db,
        directory: &Directory,
        progress: &Progress,
        (scope, today): (Scope, NaiveDate),
        depth: Depth,
    ) -> Self {
        let (period, known) = (progress.period, progress.known);
        let directory = directory.as_of(day_in(period, today));
        let members = directory.members(scope);
        let whole = depth == Depth::Whole;
        Self { db, directory, members, scope, period, known, today, whole }
    }

    /// What is to be counted of deals.
    pub(super) fn count(&self) -> DealCount {
        let week = |day: &NaiveDate| day.checked_sub_days(Days::new(7));
        let n = if self.whole { COURSE } else { 2 };
        let mut evenings: Vec<NaiveDate> = successors(Some(self.known), week).take(n).collect();
        evenings.reverse();
        DealCount::new(&self.members, &self.spans(self.known), &evenings)
    }

    /// The tiles, with what was counted of deals.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub(super) fn tiles(&self, progress: &Progress, found: Found) -> Result<Tiles> {
        let weighted = self.weighted(found.worth);
        let cover = Cover::of(&progress.whole, weighted.value);
        let target = progress.whole.gap().filter(|_| cover.counts());
        Ok(Tiles {
            received: self.received()?,
            weighted: Tile { target, reached: weighted.value, ..weighted },
            cover,
            visits: self.visits()?,
            new_deals: self.new_deals(&found.new)?,
        })
    }
}

/// The last day of an earlier period up to which it is so far as a period is on a day.
fn same_day(period: Period, until: NaiveDate, earlier: Period) -> NaiveDate {
    if until >= period.last_day() {
        return earlier.last_day();
    }
    let gone = u64::try_from((until - period.first_day()).num_days()).unwrap_or_default();
    let day = earlier.first_day().checked_add_days(Days::new(gone));
    day.map_or(earlier.last_day(), |day| day.min(earlier.last_day()))
}

/// What a tile asks of, each a period and the day up to which it is known: the period itself, the same days a
/// year and a period before, and, where the past is asked, whole periods before it, the oldest first.
fn spans(period: Period, known: NaiveDate, whole: bool) -> Vec<(Period, NaiveDate)> {
    let until = period.last_day().min(known);
    let early = |earlier: Period| (earlier, same_day(period, until, earlier));
    let mut list = vec![(period, until), early(period.year_before()), early(period.previous())];
    if whole {
        let before = successors(Some(period.previous()), |at| Some(at.previous()));
        let mut before: Vec<Period> = before.take(COURSE - 1).collect();
        before.reverse();
        list.extend(before.into_iter().map(|at| (at, at.last_day())));
    }
    list
}

impl Look<'_> {
    fn spans(&self, known: NaiveDate) -> Vec<(Period, NaiveDate)> {
        spans(self.period, known, self.whole)
    }

    fn received(&self) -> Result<Tile> {
        let spans = self.spans(self.today);
        let firsts = spans.iter().map(|(period, _)| period.first_day()).min();
        let lasts = spans.iter().map(|(_, until)| *until).max();
        let (Some(first), Some(last)) = (firsts, lasts) else { return Ok(Tile::default()) };
        let receipts = Receipts::load(self.db, (first, last))?;
        let value = |span: &(Period, NaiveDate)| {
            let sum = || receipts.sum(&self.members, (span.0.first_day(), span.1));
            known_from(receipts.began(), span.0, span.1).then(sum).flatten()
        };
        Ok(Tile::of(&spans.iter().map(value).collect::<Vec<_>>()))
    }

    fn new_deals(&self, counted: &[Option<i64>]) -> Result<Tile> {
        let metric = MetricId::NewOpportunities;
        let began = first_known(self.db, metric)?;
        let value = |(value, span): (&Option<i64>, &(Period, NaiveDate))| {
            value.filter(|_| known_from(began, span.0, span.1))
        };
        let values: Vec<Option<i64>> =
            counted.iter().zip(&self.spans(self.known)).map(value).collect();
        let tile = Tile::of(&values);
        let of_year = (year(self.period), year(self.period));
        let target = Targets::load(self.db, metric, of_year)?.of(self.scope, self.period);
        let line = Line {
            scope: self.scope,
            target,
            actual: tile.value.map(|n| Measured { value: Some(n), ..Measured::default() }),
            days: Workdays::of(&self.directory.calendar, self.period, self.known),
            pipeline: None,
            judged: true,
            adds_up: metric.adds_up(),
            builds_up: metric.builds_up(),
        };
        let due = line.due();
        Ok(Tile { target: target.map(|levels| levels.base), reached: tile.value, due, ..tile })
    }

    fn visits(&self) -> Result<Tile> {
        let spans = self.spans(self.today);
        let mut values = vec![];
        let mut of_weeks = None;
        for (at, span) in spans.iter().enumerate() {
            let (period, until) = *span;
            // Of the period itself the last week is over once it is, not with its last day.
            let on = if at == 0 { self.today } else { until };
            let found = if period.first_day() <= until {
                asked(self.db, &self.directory, &self.members, (period, on))?
            } else {
                required::Asked::default()
            };
            let n = found.made(Counted::Own).iter().filter(|made| made.left.is_none()).count();
            // What is known of the present period is told as its page tells it, from whichever day on.
            let known = match at {
                0 => told_from(found.told_from, period, until),
                _ => known_from(found.told_from, period, until),
            };
            values.push(i64::try_from(n).ok().filter(|_| known));
            if at == 0 && known {
                of_weeks = Some((found.required(Counted::Own), found.kept(Counted::Own)));
            }
        }
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let of_weeks = of_weeks.filter(|(required, _)| *required > 0);
        Ok(Tile {
            target: of_weeks.map(|(required, _)| whole(required)),
            reached: of_weeks.map(|(_, kept)| whole(kept)),
            ..Tile::of(&values)
        })
    }

    /// What open deals were worth in the evenings of the newest report and of the weeks before, the newest
    /// last.
    fn weighted(&self, counted: Vec<Option<i64>>) -> Tile {
        let mut course = counted;
        let now = course.last().copied().flatten();
        let before = course.len().checked_sub(2).and_then(|at| course.get(at).copied()).flatten();
        if !self.whole {
            course.clear();
        }
        Tile {
            value: now,
            before: before.filter(|_| now.is_some()).map(|then| (Against::WeekBefore, then)),
            course,
            ..Tile::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::targets::Levels;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn asked_of(period: &str, known: &str) -> Vec<String> {
        let list = spans(Period::parse(period).unwrap(), day(known), true).into_iter();
        list.map(|(period, until)| format!("{period} {until}")).collect()
    }

    #[test]
    fn a_period_that_runs_is_held_against_the_same_days() {
        let found = asked_of("2025-11", "2025-11-18");
        assert_eq!(found[..3], ["2025-11 2025-11-18", "2024-11 2024-11-18", "2025-10 2025-10-18"]);
        assert_eq!(found.len(), 3 + COURSE - 1);
        assert_eq!(found[3], "2025-04 2025-04-30");
        assert_eq!(found.last().unwrap(), "2025-10 2025-10-31");
        // One that is over against the whole of the others; a shorter month ends sooner.
        let found = asked_of("2025-03", "2025-11-18");
        assert_eq!(found[..3], ["2025-03 2025-03-31", "2024-03 2024-03-31", "2025-02 2025-02-28"]);
        let found = asked_of("2025-03", "2025-03-30");
        assert_eq!(found[2], "2025-02 2025-02-28");
        assert_eq!(spans(Period::Month(2025, 11), day("2025-11-18"), false).len(), 3);
    }

    #[test]
    fn what_is_not_known_is_held_against_nothing() {
        let tile = Tile::of(&[Some(9), None, Some(12), Some(7), None]);
        assert_eq!(tile.before, Some((Against::PeriodBefore, 12)));
        assert_eq!((tile.change(), tile.course), (Some(-3), vec![Some(7), None, Some(9)]));
        let tile = Tile::of(&[Some(9), Some(9), Some(12)]);
        assert_eq!((tile.before, tile.course), (Some((Against::YearBefore, 9)), vec![]));
        let tile = Tile::of(&[None, Some(9), Some(12)]);
        assert_eq!((tile.value, tile.before, tile.change()), (None, None, None));
    }

    #[test]
    fn what_covers_nothing_says_why() {
        let line = |target: Option<i64>, actual: Option<i64>, over: i64| Line {
            scope: Scope::All,
            target: target.map(Levels::base),
            actual: actual.map(|n| Measured { value: Some(n), ..Measured::default() }),
            days: Workdays { all: 20, over },
            pipeline: None,
            judged: true,
            adds_up: true,
            builds_up: true,
        };
        let cover = |line: Line, worth| Cover::of(&line, worth);
        assert_eq!(cover(line(Some(100), Some(60), 9), Some(80)), Cover::Share(20_000));
        assert_eq!(cover(line(Some(100), Some(100), 9), None), Cover::Reached);
        assert_eq!(cover(line(Some(100), None, 9), Some(80)), Cover::Unknown);
        assert_eq!(cover(line(Some(100), Some(60), 9), None), Cover::Unknown);
        assert_eq!(cover(line(Some(100), Some(60), 20), Some(80)), Cover::Over);
        assert_eq!(cover(line(Some(0), Some(60), 9), Some(80)), Cover::Nothing);
        assert_eq!(cover(line(None, Some(60), 9), Some(80)), Cover::Unset);
    }

    #[test]
    fn a_share_needs_something_that_is_asked_for() {
        let tile = Tile { reached: Some(30), target: Some(40), ..Tile::default() };
        assert_eq!(tile.share_bp(), Some(7_500));
        assert_eq!(Tile { target: Some(0), ..tile.clone() }.share_bp(), None);
        assert_eq!(Tile { target: None, ..tile }.share_bp(), None);
    }
}
