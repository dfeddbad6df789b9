//! What the tab shows, ready to draw.

use super::{actions, behaviour, coverage, feedback, improvement, log, schedule, visits};
use crate::areas::Filter;
pub(super) use crate::areas::load::Load;
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::metrics::coaching::feedback::waiting;
use crate::metrics::coaching::schedule::to_plan;
use crate::store::Db;
use crate::store::directory::Directory;

/// What to load.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// 辅导记录.
    Log(log::Ask),
    /// 跟进行动.
    Actions(actions::Ask),
    /// 陪访观察.
    Visits(visits::Ask),
    /// 辅导计划.
    Schedule(schedule::Ask),
    /// 行为分析.
    Behaviour(behaviour::Ask),
    /// 改进计划.
    Improvement(improvement::Ask),
    /// 覆盖率.
    Coverage(coverage::Ask),
    /// 反馈.
    Feedback(feedback::Ask),
}

/// Everything the tab shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The page.
    pub page: Page,
    /// How many plans of the scope run; empty for none.
    pub improvements: String,
    /// How many coachings of the scope there are in the period; empty for none.
    pub records: String,
    /// How many actions of the scope are open; empty for none.
    pub following: String,
    /// How many are due by the rhythm and not planned; empty for none.
    pub to_plan: String,
    /// How much that was said waits for an answer; empty for nothing.
    pub to_answer: String,
}

/// One of the pages.
#[derive(Clone, Debug)]
pub enum Page {
    /// 辅导记录.
    Log(Box<log::Data>),
    /// 跟进行动.
    Actions(Box<actions::Data>),
    /// 陪访观察.
    Visits(Box<visits::Data>),
    /// 辅导计划.
    Schedule(Box<schedule::Data>),
    /// 行为分析.
    Behaviour(Box<behaviour::Data>),
    /// 改进计划.
    Improvement(Box<improvement::Data>),
    /// 覆盖率.
    Coverage(Box<coverage::Data>),
    /// 反馈.
    Feedback(Box<feedback::Data>),
}

/// Loads the page that is asked for.
pub(super) fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
    let directory = Directory::load(db)?;
    let members = directory.members(filter.scope);
    let load = Load::new(db, (&directory, &members), filter, tr);
    let page = match ask {
        Ask::Log(ask) => Page::Log(Box::new(log::load(&load, ask)?)),
        Ask::Actions(ask) => Page::Actions(Box::new(actions::load(&load, ask)?)),
        Ask::Visits(ask) => Page::Visits(Box::new(visits::load(&load, ask)?)),
        Ask::Schedule(ask) => Page::Schedule(Box::new(schedule::load(&load, ask)?)),
        Ask::Behaviour(ask) => Page::Behaviour(Box::new(behaviour::load(&load, ask)?)),
        Ask::Improvement(ask) => Page::Improvement(Box::new(improvement::load(&load, ask)?)),
        Ask::Coverage(ask) => Page::Coverage(Box::new(coverage::load(&load, ask)?)),
        Ask::Feedback(ask) => Page::Feedback(Box::new(feedback::load(&load, ask)?)),
    };
    let improvements = count(improvement::count(&load)?);
    let records = count(log::count(&load)?);
    let following = count(actions::count(&load)?);
    let whose = (load.scope, load.today);
    let to_plan = to_plan(db, &directory, whose)?;
    let to_answer = waiting(db, &directory, whose)?;
    Ok(Data {
        page,
        improvements,
        records,
        following,
        to_plan: count(to_plan),
        to_answer: count(to_answer),
    })
}

/// A count on a tab; empty where there is nothing to count.
fn count(n: usize) -> String {
    if n == 0 { String::new() } else { number(i64::try_from(n).unwrap_or(i64::MAX)) }
}
