//! What the tab shows, ready to draw.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::{day, glossary, rules, todo, week};
use crate::areas::Filter;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{FluentValue, Language, Tr, number};
use crate::metrics::forecast::Depth;
use crate::metrics::notices::about::{Standing, notes};
use crate::metrics::notices::say::{Names, Say};
use crate::metrics::notices::{Notice, Notices, notices};
use crate::metrics::today as of_today;
use crate::metrics::today::agenda::Days;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::first_steps::FirstSteps;

/// What to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// 今日.
    Day(Depth),
    /// 本周.
    Week,
    /// 我的待办.
    Todo,
    /// 提醒规则.
    Rules,
    /// 指标词典.
    Glossary,
}

/// Everything the tab shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The day, in words; the hint of the tab row.
    pub when: String,
    /// How many notices are open; empty for none.
    pub open: String,
    /// How many notes are late or due today; empty for none.
    pub todo: String,
    /// How far the first steps are.
    pub first: FirstSteps,
    /// The page.
    pub page: Page,
}

/// One of the pages.
#[derive(Clone, Debug)]
pub enum Page {
    /// Nobody is there yet.
    Empty,
    /// 今日.
    Day(Box<day::Data>),
    /// 本周.
    Week(Box<week::Data>),
    /// 我的待办.
    Todo(Box<todo::Data>),
    /// 提醒规则.
    Rules(Box<rules::Data>),
    /// 指标词典.
    Glossary(Box<glossary::Data>),
}

/// What every page needs to be loaded.
pub(super) struct Load<'a> {
    pub db: &'a Db,
    pub directory: &'a Directory,
    pub tr: &'a Tr,
    pub scope: Scope,
    pub period: Period,
    pub today: NaiveDate,
    /// Everything that needs the manager in the scope.
    pub notices: &'a Notices,
    /// What notices are about, by name.
    pub names: &'a Names,
}

impl Load<'_> {
    /// What the scope is called.
    pub fn whose(&self) -> String {
        let name = self.directory.scope_name(self.scope);
        name.map_or_else(|| self.tr.text("forecast-company"), str::to_owned)
    }

    /// How notices are said; `scope` is what the scope is called.
    pub fn say<'b>(&'b self, scope: &'b str) -> Say<'b> {
        let Self { tr, directory, names, today, .. } = *self;
        Say { tr, directory, names, today, scope }
    }

    /// A message about a number of things: `n` chooses the form, `text` is how it is written.
    pub fn count(&self, key: &str, n: u64, more: &[(&str, FluentValue<'_>)]) -> String {
        self.tr.count(key, n, more)
    }

    /// A day with its weekday: `11月19日 周三`.
    pub fn day(&self, day: NaiveDate) -> String {
        day_text(self.tr, day)
    }
}

/// Parts of a sentence in a row: `甲，乙`, `a, b`.
pub(super) fn joined(tr: &Tr, parts: &[String]) -> String {
    parts.join(if tr.language() == Language::Chinese { "，" } else { ", " })
}

/// A day with its weekday.
fn day_text(tr: &Tr, day: NaiveDate) -> String {
    let names = tr.text("day-weekdays-named");
    let at = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
    let weekday = names.split_whitespace().nth(at).unwrap_or_default();
    let args = [
        ("month", FluentValue::from(i64::from(day.month()))),
        ("day", i64::from(day.day()).into()),
        ("weekday", weekday.into()),
    ];
    tr.with("today-day", &args)
}

/// A count on a tab; empty where there is nothing to count.
fn pill(n: usize) -> String {
    if n == 0 { String::new() } else { number(i64::try_from(n).unwrap_or(i64::MAX)) }
}

/// The notices that a page names.
fn named<'a>(ask: &Ask, found: &'a Notices, today: NaiveDate) -> Vec<&'a Notice> {
    let due = |(first, last): Days| {
        let within =
            move |notice: &&Notice| notice.due.is_some_and(|day| first <= day && day <= last);
        found.open.iter().chain(&found.done).filter(within)
    };
    match ask {
        Ask::Day(_) => day::listed(&found.open).into_iter().chain(due((today, today))).collect(),
        Ask::Week => due(week::days(today)).collect(),
        Ask::Todo => found.later.iter().map(|(notice, _)| notice).chain(&found.done).collect(),
        Ask::Rules | Ask::Glossary => vec![],
    }
}

/// Loads the page that is asked for; of one that was loaded `before`, and is no other but for what became of
/// notices and notes, the figures stay.
pub(super) fn load(
    db: &Db,
    before: Option<&Data>,
    (ask, filter): (&Ask, &Filter),
    tr: &Tr,
) -> Result<Data> {
    let directory = Directory::load(db)?;
    let Filter { scope, period, today } = *filter;
    let week = i64::from(today.iso_week().week());
    let args = [("day", day_text(tr, today).into()), ("week", week.into())];
    let when = tr.with("today-when", &args);
    let first = FirstSteps::load(db, &directory)?;
    if directory.people.is_empty() {
        let (open, todo) = (String::new(), String::new());
        return Ok(Data { when, open, todo, first, page: Page::Empty });
    }
    let before = before.map(|before| &before.page);
    let mut figures = None;
    let found = match ask {
        Ask::Day(depth) if !matches!(before, Some(Page::Day(_))) => {
            let whose = (scope, period);
            let (standing, found) = of_today::day(db, &directory, whose, today, *depth)?;
            figures = Some(standing);
            found
        }
        _ => notices(db, &directory, scope, today)?,
    };
    let names = Names::of(db, named(ask, &found, today))?;
    let load = Load {
        db,
        directory: &directory,
        tr,
        scope,
        period,
        today,
        notices: &found,
        names: &names,
    };
    let page = match ask {
        Ask::Day(_) => {
            let figures = match (figures, before) {
                (Some(found), _) => Arc::new(day::Figures::of(&load, &found)),
                (None, Some(Page::Day(before))) => Arc::clone(&before.figures),
                (None, _) => Arc::default(),
            };
            Page::Day(Box::new(day::load(&load, figures)?))
        }
        Ask::Week => {
            let changes = match before {
                Some(Page::Week(before)) => before.changes.clone(),
                _ => week::changes(&load)?,
            };
            Page::Week(Box::new(week::load(&load, changes)?))
        }
        Ask::Todo => {
            let scope = load.whose();
            let data = todo::load(db, &directory, &found, &load.say(&scope))?;
            Page::Todo(Box::new(data))
        }
        Ask::Rules => Page::Rules(Box::new(rules::load(db, &found, tr)?)),
        Ask::Glossary => match before {
            Some(Page::Glossary(before)) => Page::Glossary(before.clone()),
            _ => Page::Glossary(Box::new(glossary::load(&load)?)),
        },
    };
    let own = notes(db)?;
    let pressing = own.iter().filter(|note| Standing::of(note).pressing(today)).count();
    Ok(Data { when, open: pill(found.open.len()), todo: pill(pressing), first, page })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_weekday() {
        let day = "2025-11-19".parse().unwrap();
        assert_eq!(day_text(&Tr::new(Language::Chinese), day), "11月19日 周三");
        assert_eq!(day_text(&Tr::new(Language::English), day), "Wed 19 Nov");
        assert_eq!((pill(0), pill(1_200)), (String::new(), "1,200".to_owned()));
    }
}
