//! The forecasts of the sample: the months and quarters frozen each Wednesday from August on, with a call
//! in each and two deals of which somebody is surer, or less sure, than their stage.
//!
//! Everything is frozen as the command does it, as known on its day, so the figures are what the page
//! would have shown then. A quarter that is over was frozen for the company only, to make the sample
//! quickly.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::command::forecast::{Command as Forecasts, apply};
use crate::domain::calendar::Calendar;
use crate::domain::forecast::calls::Category;
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::forecast::{Ask, Depth, Forecast, forecast};
use crate::store::directory::Directory;
use crate::store::{Db, Workspace};

/// The first month that is frozen, and in its quarter.
const FIRST: Period = Period::Month(2025, 8);

/// The week of a period, from 0, in which the manager says something.
const CALLED_IN: usize = 1;

/// What the manager takes off the committed deals, in percent of what was worked out, and why.
type Less = (i64, &'static str);

/// Month by month.
const OF_MONTHS: [Less; 4] = [
    (6, "一单等对方法务回签，先不计"),
    (10, "两单付款条件未定，各计一半"),
    (4, "一单交期可能拖到下月"),
    (8, "一单技术协议还没签，先不计"),
];

/// Quarter by quarter.
const OF_QUARTERS: [Less; 2] = [(5, "一单招标延期，先不计"), (7, "两单等明年预算，各计一半")];

/// Fen in a tenth of 万元, to which people round.
const TENTH: i64 = 100_000;

/// Freezes and calls, up to the day of the newest report.
///
/// # Errors
/// When the database fails.
pub(super) fn fill(workspace: &mut Workspace, newest: NaiveDate) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let company = [(Scope::All, "全公司".to_owned())];
    let teams = directory.teams.values().filter(|team| !team.archived);
    let sells = teams.filter(|team| team.manager_id.is_some() && team.region_id.is_some());
    let teams = sells.map(|team| (Scope::Team(team.id), team.name.clone()));
    let all: Vec<(Scope, String)> = company.iter().cloned().chain(teams).collect();
    super::at_once(workspace, "step-forecast-freeze", |db| {
        for (period, less) in periods(Period::month_of, newest).zip(OF_MONTHS.iter().cycle()) {
            freeze(db, &directory, (period, all.as_slice()), *less, newest)?;
        }
        for (period, less) in periods(Period::quarter_of, newest).zip(OF_QUARTERS.iter().cycle()) {
            let scopes = if period.contains(newest) { all.as_slice() } else { company.as_slice() };
            freeze(db, &directory, (period, scopes), *less, newest)?;
        }
        surer(db, &directory, (Scope::All, Period::month_of(newest)), newest)
    })
}

/// The periods of a kind that are frozen.
fn periods(of: fn(NaiveDate) -> Period, newest: NaiveDate) -> impl Iterator<Item = Period> {
    let all = std::iter::successors(Some(of(FIRST.first_day())), |period| Some(period.next()));
    all.take_while(move |period| period.first_day() <= newest)
}

/// Freezes a period each Wednesday; in one week the manager says something before.
fn freeze(
    db: &mut Db,
    directory: &Directory,
    (period, scopes): (Period, &[(Scope, String)]),
    less: Less,
    newest: NaiveDate,
) -> Result<()> {
    for (week, day) in wednesdays(&directory.calendar, period, newest).into_iter().enumerate() {
        for (scope, name) in scopes {
            let subject = format!("{name} {period}");
            if week == CALLED_IN {
                say(db, directory, (*scope, period), day, (less, subject.clone()))?;
            }
            apply(db, &Forecasts::Freeze { scope: *scope, period, as_of: day, subject })?;
        }
    }
    Ok(())
}

/// The Wednesdays of a period that are worked, from the first that is frozen up to a day.
fn wednesdays(calendar: &Calendar, period: Period, until: NaiveDate) -> Vec<NaiveDate> {
    let days = period.first_day().max(FIRST.first_day()).iter_days();
    let days = days.take_while(|day| *day <= until && period.contains(*day));
    days.filter(|day| day.weekday() == Weekday::Wed && calendar.working_day(*day)).collect()
}

fn shown(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Forecast> {
    let ask = Ask { scope, period, today, slip: BTreeSet::new(), depth: Depth::Whole };
    forecast(db, directory, &ask)
}

/// The manager says what the committed deals will bring.
fn say(
    db: &mut Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    ((less, reason), subject): (Less, String),
) -> Result<()> {
    let found = shown(db, directory, (scope, period), today)?;
    let committed = found.roll_up.parts.iter().find(|part| part.category == Category::Commit);
    let Some(computed) = committed.and_then(|part| part.computed).filter(|fen| *fen > 0) else {
        return Ok(());
    };
    let value = div_round(i128::from(computed) * i128::from(100 - less), 100 * i128::from(TENTH));
    let order = Forecasts::Call {
        scope,
        period,
        category: Category::Commit,
        value: value.unwrap_or_default().saturating_mul(TENTH),
        reason: reason.to_owned(),
        today,
        subject,
    };
    apply(db, &order)
}

/// Somebody is surer of one deal than its stage, and less sure of another.
fn surer(
    db: &mut Db,
    directory: &Directory,
    whose: (Scope, Period),
    today: NaiveDate,
) -> Result<()> {
    let found = shown(db, directory, whose, today)?;
    let of = |category: Category| found.deals.iter().filter(move |deal| deal.category == category);
    let (sure, unsure) = ("合同已盖章寄出，等对方回寄", "付款条件还在谈，本月不一定签得下");
    let up = of(Category::BestCase).next().map(|deal| (deal.deal, Category::Commit, sure));
    let down = of(Category::Commit).next_back();
    let down = down.map(|deal| (deal.deal, Category::BestCase, unsure));
    for (deal, category, reason) in up.into_iter().chain(down) {
        let order = Forecasts::SetCategory {
            deal,
            period: whose.1,
            category: Some(category),
            reason: reason.to_owned(),
            today,
            subject: whose.1.to_string(),
        };
        apply(db, &order)?;
    }
    Ok(())
}
