//! The forecasts of the sample: frozen each Wednesday from August on, with a call in every month and two
//! deals of which somebody is surer, or less sure, than their stage.
//!
//! Everything is frozen by the command itself, as known on its day, so the figures are what the page
//! would have shown then.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::command::forecast::Command as Forecasts;
use crate::command::{self, Command};
use crate::domain::calendar::Calendar;
use crate::domain::forecast::calls::Category;
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::forecast::{Ask, Forecast, forecast};
use crate::store::Workspace;
use crate::store::directory::Directory;

/// The first month that is frozen.
const FIRST: (i32, u32) = (2025, 8);

/// The week of a month, from 0, in which the manager says something.
const CALLED_IN: usize = 1;

/// What the manager takes off the committed deals, in percent of what was worked out, and why; month by
/// month.
const CALLS: [(i64, &str); 4] = [
    (6, "一单等对方法务回签，先不计"),
    (10, "两单付款条件未定，各计一半"),
    (4, "一单交期可能拖到下月"),
    (8, "一单技术协议还没签，先不计"),
];

/// Fen in a tenth of 万元, to which people round.
const TENTH: i64 = 100_000;

/// Freezes and calls, up to the day of the newest report.
///
/// # Errors
/// When the database fails.
pub(super) fn fill(workspace: &mut Workspace, newest: NaiveDate) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let mut scopes = vec![(Scope::All, "全公司".to_owned())];
    let teams = directory.teams.values().filter(|team| !team.archived);
    let sells = teams.filter(|team| team.manager_id.is_some() && team.region_id.is_some());
    scopes.extend(sells.map(|team| (Scope::Team(team.id), team.name.clone())));
    let mut period = Period::Month(FIRST.0, FIRST.1);
    let mut calls = CALLS.iter().cycle();
    while period.first_day() <= newest {
        let call = calls.next().copied().unwrap_or_default();
        for (week, day) in wednesdays(&directory.calendar, period, newest).into_iter().enumerate() {
            for (scope, name) in &scopes {
                let subject = format!("{name} {period}");
                if week == CALLED_IN {
                    say(workspace, &directory, (*scope, period), day, (call, subject.clone()))?;
                }
                let order = Forecasts::Freeze { scope: *scope, period, as_of: day, subject };
                command::run(&mut workspace.db, &Command::Forecast(order))?;
            }
        }
        period = period.next();
    }
    surer(workspace, &directory, (Scope::All, Period::month_of(newest)), newest)
}

/// The Wednesdays of a month that are worked, up to a day.
fn wednesdays(calendar: &Calendar, period: Period, until: NaiveDate) -> Vec<NaiveDate> {
    let days = period.first_day().iter_days();
    let days = days.take_while(|day| *day <= until && period.contains(*day));
    days.filter(|day| day.weekday() == Weekday::Wed && calendar.working_day(*day)).collect()
}

fn shown(
    workspace: &Workspace,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Forecast> {
    let ask = Ask { scope, period, today, slip: BTreeSet::new() };
    forecast(&workspace.db, directory, &ask)
}

/// The manager says what the committed deals will bring.
fn say(
    workspace: &mut Workspace,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    ((less, reason), subject): ((i64, &str), String),
) -> Result<()> {
    let found = shown(workspace, directory, (scope, period), today)?;
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
    command::run(&mut workspace.db, &Command::Forecast(order)).map(|_| ())
}

/// Somebody is surer of one deal than its stage, and less sure of another.
fn surer(
    workspace: &mut Workspace,
    directory: &Directory,
    whose: (Scope, Period),
    today: NaiveDate,
) -> Result<()> {
    let found = shown(workspace, directory, whose, today)?;
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
        command::run(&mut workspace.db, &Command::Forecast(order))?;
    }
    Ok(())
}
