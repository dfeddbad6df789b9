//! 每周漏斗评审: what the review of a week looks at, for the company, its regions and teams: the funnel and
//! its bottleneck, what changed in the open deals over the week, the stuck ones, the forecast of the month.
//!
//! # The evening of a week
//! A week is seen as of its last day, or of the newest report that speaks of it where that came later: what is
//! dated on a Tuesday tells how the week before went ([`week_spoken_of`]). Nothing is known after the newest
//! report. So the evening of one week is where the next one begins, and the changes of all weeks add up.
//!
//! # What people said
//! Decisions, next steps and calls count up to today in the newest week, since a review is prepared after its
//! reports came; in an earlier week they count up to its evening, so that it can be looked at again as it was.
//! So a deal that was given up since the newest report is among the changes of the newest week.
//!
//! # One pass
//! All scopes are counted in one pass over the deals, by the counts that every other page uses; only the
//! forecast asks once more for each.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::RegionId;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::rate::MIN_CASES;
use crate::error::{Error, Result};
use crate::metrics::bottleneck::Bottlenecks;
use crate::metrics::deals::{Question, Tally, judge_held};
use crate::metrics::forecast::{self, Forecast};
use crate::metrics::groups::By;
use crate::metrics::pipeline::{
    self, FunnelCount, FunnelOfScope, HORIZON_DAYS, Models, StageRow, last_180_days, reasons,
};
use crate::metrics::stuck::{self, OpenDeal, StuckCount, StuckDeals};
use crate::metrics::submissions::slot::{Slot, slots, week_spoken_of};
use crate::metrics::submissions::{Counts, Duty, Ledger};
use crate::metrics::taught::Taught;
use crate::metrics::waterfall::{self, Waterfall, WaterfallCount, report_days};
use crate::metrics::{Measured, MetricId};
use crate::store::directory::Directory;
use crate::store::records::OwedKind;
use crate::store::{Db, opportunities};

/// The days that the review of a week looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The week.
    pub week: Period,
    /// The evening of the week before.
    pub from: NaiveDate,
    /// The evening of the week: nothing that reports say of any deal after it is known.
    pub to: NaiveDate,
    /// The evening up to which changes count: that of the week, or in the newest week the last day on which a
    /// deal was given up since.
    pub changed: NaiveDate,
    /// The day up to which counts what people said.
    pub said: NaiveDate,
}

impl Span {
    /// The month that is forecast.
    pub fn month(&self) -> Period {
        Period::month_of(self.to)
    }
}

/// The review of one scope.
#[derive(Clone, Debug)]
pub struct Review {
    /// Whose deals.
    pub scope: Scope,
    /// How many people belong to it.
    pub people: usize,
    /// The funnel of what came in the 180 days up to the evening, comparing people in a team and teams above.
    pub funnel: FunnelOfScope,
    /// What is said of its stages.
    pub found: Bottlenecks,
    /// All open deals of both evenings, and what lies between.
    pub waterfall: Waterfall,
    /// The open deals with their limits, marks and decisions.
    pub stuck: StuckDeals,
    /// The weighted amount of the evening.
    pub weighted: Measured,
    /// The forecast of the month.
    pub forecast: Forecast,
    /// How many of the weekly reports are there.
    pub reports: Counts,
}

impl Review {
    /// The stuck deals as they are talked about: those that wait for a decision before the others, the
    /// largest first.
    pub fn stuck_first(&self) -> Vec<&OpenDeal> {
        let mut deals: Vec<&OpenDeal> = self.stuck.stuck().collect();
        deals.sort_by_key(|deal| (deal.decided, std::cmp::Reverse(deal.amount), deal.id));
        deals
    }

    /// The stage at which people or teams are compared: the bottleneck, else the one with the lowest rate
    /// that has cases enough.
    pub fn compared(&self) -> Option<usize> {
        let rate = |row: &StageRow| row.rate.filter(|_| row.reached >= MIN_CASES);
        let stages = self.funnel.stages.iter().enumerate();
        let rated = stages.filter_map(|(at, row)| Some((at, rate(row)?)));
        let lowest = rated.min_by(|(_, one), (_, other)| one.total_cmp(other));
        self.found.main.or(lowest.map(|(at, _)| at))
    }
}

/// The reviews of a week.
#[derive(Clone, Debug, Default)]
pub struct Reviews {
    /// One for each scope that has deals, in the order asked for.
    pub each: Vec<Review>,
    /// Those that have none.
    pub without: Vec<Scope>,
}

/// The weeks that reports of deals speak of, up to today: from the newest to the first, with those between.
///
/// # Errors
/// Whatever the database reports.
pub fn weeks(db: &Db, calendar: &Calendar, today: NaiveDate) -> Result<Vec<Period>> {
    let days = report_days(db, today)?;
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(vec![]) };
    let (first, last) = (week_spoken_of(calendar, *first), week_spoken_of(calendar, *last));
    Ok(slots(first, last).into_iter().rev().filter_map(Slot::period).collect())
}

/// The days of the review of a week; `None` where no report of deals was ever imported.
///
/// # Errors
/// When the period is no week, or no report reaches into it; or whatever the database reports.
pub fn span(db: &Db, calendar: &Calendar, week: Period, today: NaiveDate) -> Result<Option<Span>> {
    let weeks = weeks(db, calendar, today)?;
    let Some(newest) = weeks.first().copied() else { return Ok(None) };
    if !matches!(week, Period::Week(..)) {
        return Err(Error::new("error-review-period").arg("period", week));
    }
    if !weeks.contains(&week) {
        return Err(Error::new("error-review-week").arg("week", week).arg("newest", newest));
    }
    let days = report_days(db, today)?;
    let known = days.last().copied().unwrap_or(today);
    let to = evening(calendar, &days, week).min(known);
    let from = evening(calendar, &days, week.previous()).min(known);
    let said = if week == newest { today } else { to };
    let changed = if week == newest { waterfall::reach(db, to, today)? } else { to };
    Ok(Some(Span { week, from, to, changed, said }))
}

/// The evening of a week: its last day, or the newest report that speaks of it.
fn evening(calendar: &Calendar, reported: &[NaiveDate], week: Period) -> NaiveDate {
    let about = |day: &&NaiveDate| week_spoken_of(calendar, **day).period() == Some(week);
    let newest = reported.iter().rfind(about);
    newest.map_or(week.last_day(), |day| week.last_day().max(*day))
}

/// A scope and what belongs to it on a day: of the company the regions and then the teams, of a region its
/// teams.
pub fn scopes(directory: &Directory, scope: Scope, day: NaiveDate) -> Vec<Scope> {
    let mut all = vec![scope];
    if !matches!(scope, Scope::All | Scope::Region(_)) {
        return all;
    }
    let standing = directory.teams.values().filter(|team| directory.stands(team, day));
    let inside = standing.filter(|team| directory.team_in(team.id, scope, day));
    let mut teams: Vec<_> =
        inside.map(|team| (directory.region_on(team.id, day), team.id)).collect();
    teams.sort_unstable();
    if scope == Scope::All {
        let regions: BTreeSet<RegionId> = teams.iter().filter_map(|(region, _)| *region).collect();
        all.extend(regions.into_iter().map(Scope::Region));
    }
    all.extend(teams.into_iter().map(|(_, team)| Scope::Team(team)));
    all
}

/// What one pass over the deals counts for a scope.
struct Counting {
    scope: Scope,
    question: Question,
    funnel: FunnelCount,
    waterfall: WaterfallCount,
    stuck: StuckCount,
    weighted: Tally,
}

impl Counting {
    fn new(directory: &Directory, scope: Scope, span: &Span, reasons: &pipeline::Reasons) -> Self {
        let members = directory.members(scope);
        let ask = pipeline::Ask {
            members: members.clone(),
            period: None,
            window: Some(last_180_days(span.to)),
            as_of: span.to,
            rule: Rule::Matured { horizon_days: HORIZON_DAYS },
        };
        let by = match scope {
            Scope::All | Scope::Region(_) => By::Team,
            Scope::Team(_) | Scope::Person(_) => By::Person,
        };
        let funnel = FunnelCount::new(directory, ask);
        Self {
            scope,
            funnel: funnel.comparing(directory, by).knowing(reasons.clone()),
            waterfall: WaterfallCount::new(waterfall::Ask {
                members: members.clone(),
                period: None,
                from: span.from,
                to: span.changed,
            }),
            stuck: StuckCount::new(stuck::Ask {
                members: members.clone(),
                as_of: span.to,
                today: span.said,
            }),
            weighted: Tally::default(),
            question: Question { members, period: None, as_of: span.to },
        }
    }
}

/// Whether any deal was open on one of the evenings or in between.
fn has_deals(found: &Waterfall) -> bool {
    let balance = &found.balance;
    balance.opening.n > 0 || balance.closing.n > 0 || !found.changes.is_empty()
}

/// The reviews of some scopes.
///
/// # Errors
/// Whatever the database reports.
pub fn reviews(
    db: &Db,
    directory: &Directory,
    scopes: &[Scope],
    span: &Span,
    today: NaiveDate,
) -> Result<Reviews> {
    let directory = &directory.as_of(span.to);
    let models = Models::new(directory);
    let reasons = reasons(db)?;
    let of = |scope: &Scope| Counting::new(directory, *scope, span, &reasons);
    let mut counting: Vec<Counting> = scopes.iter().map(of).collect();
    let taught = Taught::by(db, &models, span.to)?;
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        let seen = models.seen(deal, steps, span.to, &mut events);
        for one in &mut counting {
            one.funnel.add(&seen);
            one.waterfall.add(deal, steps);
            one.stuck.add(&models, &seen);
            let metric = MetricId::WeightedPipeline;
            one.weighted.add(judge_held(metric, &one.question, deal, seen.stock));
        }
        Ok(())
    })?;
    let chances = taught.chances(directory);
    let slot = Slot::at(OwedKind::Weekly, span.week.first_day());
    let duties = Ledger::load(db, directory, (slot, slot), today)?.duties(slot);
    let mut found = Reviews::default();
    for one in counting {
        let Counting { scope, question, funnel, waterfall, stuck, weighted } = one;
        let waterfall = waterfall.finish();
        if !has_deals(&waterfall) {
            found.without.push(scope);
            continue;
        }
        let (month, today, slip) = (span.month(), span.said, BTreeSet::new());
        let depth = forecast::Depth::Whole;
        let asked = forecast::Ask { scope, period: month, today, slip, depth };
        let funnel = funnel.finish();
        let own = |duty: &&Duty| question.members.include(Some(duty.person), Some(slot.last));
        let own: Vec<Duty> = duties.iter().filter(own).copied().collect();
        found.each.push(Review {
            scope,
            people: people(directory, &question.members, span.to),
            found: Bottlenecks::of(&funnel),
            funnel,
            waterfall,
            stuck: stuck.finish(db, directory, &taught)?,
            weighted: weighted.finish(MetricId::WeightedPipeline, &chances),
            forecast: forecast::forecast(db, directory, &asked)?,
            reports: Counts::of(&own),
        });
    }
    Ok(found)
}

/// How many people belong to a scope on a day.
fn people(directory: &Directory, members: &Members, day: NaiveDate) -> usize {
    let here = directory.here_on(day).into_iter();
    here.filter(|person| members.include(Some(person.id), Some(day))).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;
    use crate::store::records::{Origin, Person};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn who_is_hired_later_is_not_counted_yet() {
        let mut directory = Directory::default();
        for (id, hired) in [(1, None), (2, Some("2025-11-16")), (3, Some("2025-11-17"))] {
            let mut person = Person::new(PersonId(id), format!("人{id}"), Origin::Typed);
            person.hired = hired.map(day);
            directory.people.insert(person.id, person);
        }
        let count = |on: &str| people(&directory, &Members::Everyone, day(on));
        assert_eq!([count("2025-11-15"), count("2025-11-16"), count("2025-11-17")], [1, 2, 3]);
    }

    #[test]
    fn a_week_ends_with_the_newest_report_that_speaks_of_it() {
        let calendar = Calendar::default();
        let week = Period::Week(2025, 46);
        for (reported, expected) in [
            // Nothing speaks of it: its Sunday.
            (vec!["2025-11-09"], "2025-11-16"),
            (vec!["2025-11-14"], "2025-11-16"),
            (vec!["2025-11-16"], "2025-11-16"),
            // A Tuesday tells how the week before went; a Thursday speaks of its own.
            (vec!["2025-11-14", "2025-11-18"], "2025-11-18"),
            (vec!["2025-11-14", "2025-11-20"], "2025-11-16"),
            (vec!["2025-11-17", "2025-11-18", "2025-11-20"], "2025-11-18"),
        ] {
            let days: Vec<NaiveDate> = reported.iter().map(|text| day(text)).collect();
            assert_eq!(evening(&calendar, &days, week), day(expected), "{reported:?}");
        }
    }
}
