//! What the tab shows, ready to draw.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::behind::{self, Shown};
use super::deal;
use super::deals::{self, List, ListAsk};
use super::figures::{self, Figure, Opened};
use super::forecast;
use super::process;
use super::stages::Stages;
use super::stuck;
use super::survey::Survey;
use super::tile::Tile;
use super::time_machine;
use super::winloss;
use crate::areas::Filter;
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::{OpportunityId, PersonId, StageId, StageModelId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
pub(super) use crate::i18n::DASH;
use crate::i18n::{FluentValue, Language, Tr, number, period_label};
use crate::metrics::behind::Behind;
use crate::metrics::deal_list;
use crate::metrics::deal_page::show::Say;
use crate::metrics::groups::By;
use crate::metrics::pipeline::Models;
use crate::metrics::show::stage_name;
use crate::metrics::stage_fit::Fit;
use crate::metrics::{Measured, MetricId};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities;
use crate::store::records::Status;

/// Cases below which there is no rate, no verdict and no rank (domain document, thresholds).
pub(super) const MIN_SAMPLE: u64 = 10;

/// What to load.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The overview.
    Overview {
        /// How conversion is counted.
        rule: Rule,
        /// The stage model of a line whose funnel it is; that of all deals on the general stages without.
        model: Option<StageModelId>,
        /// By what is compared.
        by: By,
        /// What the drawer shows.
        open: Option<Open>,
    },
    /// The list of deals.
    List(ListAsk),
    /// The stuck deals.
    Stuck,
    /// Which deals were won and lost, and why.
    WinLoss,
    /// The forecast.
    Forecast(forecast::Ask),
    /// How deals are worked on.
    Process(process::Ask),
    /// What changed between two days.
    Time(time_machine::Ask),
    /// One deal.
    Deal(deal::Ask),
}

/// What the drawer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// A key figure.
    Metric(MetricId),
    /// The records behind a stage, or behind one of those that are compared.
    Behind(Behind),
}

/// Everything the tab shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The day as of which everything is seen, as text; empty without deals.
    pub as_of: String,
    /// The number of open deals of the scope; empty when there are none.
    pub n_open: String,
    /// How many stuck deals of the scope wait for a decision, where the page counts them; empty for none.
    pub stuck: Option<String>,
    /// The page.
    pub page: Page,
}

/// One of the pages.
#[derive(Clone, Debug)]
pub enum Page {
    /// Nothing to show, and what to do next.
    Empty(Empty),
    /// The overview.
    Overview(Box<Overview>),
    /// The list of deals.
    List(Box<List>),
    /// What changed between two days.
    Time(Box<time_machine::Data>),
    /// The stuck deals.
    Stuck(Box<stuck::Page>),
    /// Which deals were won and lost, and why.
    WinLoss(Box<winloss::Page>),
    /// The forecast.
    Forecast(forecast::Data),
    /// How deals are worked on.
    Process(Box<process::Data>),
    /// One deal; none where it is gone.
    Deal(Option<Box<deal::Data>>),
}

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// No deals in the workspace.
    Workspace,
    /// No deals in the scope.
    Scope,
    /// Nothing happened in the period; the last one in which something did.
    Period(Period),
}

/// The overview.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The last period with data, when the one shown is an earlier one.
    pub newer: Option<Period>,
    /// The key figures.
    pub figures: Vec<Figure>,
    /// The funnel and the comparison.
    pub stages: Stages,
    /// The tile of the stuck deals.
    pub stuck_tile: Tile,
    /// The stuck deals.
    pub stuck: stuck::Page,
    /// The card of the key figure that is open.
    pub opened: Option<Opened>,
    /// The records that are open.
    pub behind: Option<Shown>,
}

/// What every part of a load needs.
pub(super) struct Load<'a> {
    pub db: &'a Db,
    pub directory: &'a Directory,
    pub models: &'a Models,
    /// Where the stages of every model stand in the funnel that is shown.
    pub fit: &'a Fit,
    pub tr: &'a Tr,
    pub scope: Scope,
    pub members: &'a Members,
    pub period: Period,
    /// The day as of which everything is seen.
    pub as_of: NaiveDate,
    /// Today: what people say counts up to this day.
    pub today: NaiveDate,
}

/// Loads the page that is asked for.
pub(super) fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
    let Some(newest) = opportunities::last_reported(db)? else {
        let (as_of, n_open) = (String::new(), String::new());
        return Ok(Data { as_of, n_open, stuck: None, page: Page::Empty(Empty::Workspace) });
    };
    let as_of = newest.min(filter.today);
    let directory = Directory::load(db)?;
    let shown = if let Ask::Overview { model, .. } = ask { *model } else { None };
    let load = Load {
        db,
        directory: &directory,
        models: &Models::new(&directory),
        fit: &Fit::new(&directory, shown),
        tr,
        scope: filter.scope,
        members: &directory.members(filter.scope),
        period: filter.period,
        as_of,
        today: filter.today,
    };
    let (n_open, page) = match ask {
        Ask::List(ask) => {
            let list = deals::load(&load, ask)?;
            (list.n_open, Page::List(Box::new(list)))
        }
        Ask::Overview { rule, by, open, .. } => overview(&load, *rule, *by, *open)?,
        Ask::Time(ask) => {
            let (n_open, data) = time_machine::load(&load, ask)?;
            (n_open, Page::Time(Box::new(data)))
        }
        Ask::Stuck => {
            let page = stuck::load(&load)?;
            (page.n_open, Page::Stuck(Box::new(page)))
        }
        Ask::WinLoss => {
            let page = winloss::load(&load)?;
            (page.n_open, Page::WinLoss(Box::new(page)))
        }
        Ask::Forecast(ask) => {
            let (n_open, data) = forecast::load(&load, ask, filter.today)?;
            (n_open, Page::Forecast(data))
        }
        Ask::Process(ask) => {
            let (n_open, data) = process::load(&load, ask)?;
            (n_open, Page::Process(Box::new(data)))
        }
        Ask::Deal(ask) => {
            let (n_open, data) = deal::load(&load, *ask)?;
            (n_open, Page::Deal(data.map(Box::new)))
        }
    };
    let stuck = match &page {
        Page::Stuck(page) => Some(pill(page.n_waiting)),
        Page::Overview(overview) => Some(pill(overview.stuck.n_waiting)),
        _ => None,
    };
    Ok(Data { as_of: as_of.to_string(), n_open: pill(n_open), stuck, page })
}

/// A count behind a tab; empty for none.
fn pill(n: u64) -> String {
    if n == 0 { String::new() } else { count_text(n) }
}

fn overview(load: &Load<'_>, rule: Rule, by: By, open: Option<Open>) -> Result<(u64, Page)> {
    let survey = Survey::take(load, rule, by, open)?;
    let mut measured: BTreeMap<MetricId, Measured> = survey
        .tallies
        .into_iter()
        .map(|(metric, tally)| {
            let found = tally.finish(metric, &survey.chances);
            let told = survey.began.told(metric, load.period, load.as_of);
            (metric, Measured { value: found.value.filter(|_| told), ..found })
        })
        .collect();
    let n_open = measured
        .get(&MetricId::OpenPipeline)
        .map_or(0, |open| open.records + open.left_out.values().sum::<u64>());
    let Some(newest) = survey.days.newest else { return Ok((n_open, Page::Empty(Empty::Scope))) };
    let last = load.period.same_kind_at(newest);
    if !survey.days.in_period {
        return Ok((n_open, Page::Empty(Empty::Period(last))));
    }
    let figures = figures::STRIP
        .into_iter()
        .filter_map(|metric| Some(figures::figure(load, metric, measured.get(&metric)?)))
        .collect();
    let open_amount = measured.get(&MetricId::OpenPipeline).and_then(|open| open.value);
    let opened = match survey.watch {
        Some(watch) => {
            let of_it = measured.remove(&watch.metric()).unwrap_or_default();
            Some(figures::opened(load, watch.finish(), &of_it)?)
        }
        None => None,
    };
    let overview = Overview {
        newer: Some(last).filter(|last| last.first_day() > load.period.first_day()),
        figures,
        stages: survey.stages,
        stuck_tile: stuck::tile(load, &survey.stuck, open_amount),
        stuck: stuck::Page::of(load, &survey.stuck)?,
        opened,
        behind: match survey.behind {
            Some((behind, count)) => Some(behind::shown(load, rule, behind, &count.finish())?),
            None => None,
        },
    };
    Ok((n_open, Page::Overview(Box::new(overview))))
}

/// A deal as lists show it.
pub(super) struct Brief {
    pub account: String,
    pub name: String,
    pub owner: Option<PersonId>,
    pub stage: Option<StageId>,
    pub status: Status,
    pub amount: Option<i64>,
    pub expected: Option<NaiveDate>,
    pub created: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
}

const BRIEF: &str = "SELECT o.name, a.name, o.owner_id, o.stage_id, o.status, o.amount, o.expected_close, o.created_on, o.closed_on FROM opportunity o LEFT JOIN account a ON a.id = o.account_id WHERE o.id = $1";

/// Reads a deal for a list.
pub(super) fn brief(db: &Db, id: OpportunityId) -> Result<Option<Brief>> {
    db.first(BRIEF, &[id.into()], |row| {
        Ok(Brief {
            name: row.get(0)?,
            account: row.get::<Option<String>>(1)?.unwrap_or_default(),
            owner: row.get(2)?,
            stage: row.get(3)?,
            status: row.get(4)?,
            amount: row.get(5)?,
            expected: row.get(6)?,
            created: row.get(7)?,
            closed: row.get(8)?,
        })
    })
}

impl Load<'_> {
    /// How many open deals the scope has, without a pass over their moves.
    pub fn n_open(&self) -> Result<u64> {
        deal_list::n_open(self.db, self.members, self.as_of)
    }

    /// How a deal is told.
    pub fn say(&self) -> Say<'_> {
        Say { tr: self.tr, directory: self.directory, today: self.today }
    }

    /// A person's name, or a dash.
    pub fn person(&self, person: Option<PersonId>) -> String {
        let name = person.map_or("", |person| self.directory.person_name(person));
        if name.is_empty() { DASH.to_owned() } else { name.to_owned() }
    }

    /// A stage's name in the language, or a dash.
    pub fn stage(&self, stage: Option<StageId>) -> String {
        stage_name(self.directory, self.tr, stage)
    }

    /// An amount for a table cell, or a dash.
    pub fn amount(&self, fen: Option<i64>) -> String {
        fen.map_or_else(|| DASH.to_owned(), |fen| crate::i18n::money_cell(self.tr.language(), fen))
    }

    /// A message about a number of things: `n` chooses the form, `text` is how it is written.
    pub fn count(&self, key: &str, n: u64) -> String {
        self.count_with(key, n, &[])
    }

    /// As [`Load::count`] with further arguments.
    pub fn count_with(&self, key: &str, n: u64, more: &[(&str, FluentValue<'_>)]) -> String {
        self.tr.count(key, n, more)
    }

    /// That a list is the beginning of a longer one, as a sentence; empty where all are listed.
    pub fn listing(&self, shown: usize, n: u64) -> String {
        let shown = shown as u64;
        if n <= shown {
            return String::new();
        }
        self.count_with("funnel-records-some", n, &[("shown", count_text(shown).into())])
    }

    /// The period as people say it.
    pub fn period_label(&self) -> String {
        period_label(self.tr, self.period)
    }
}

/// A day as text, or a dash.
pub(super) fn day_text(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| DASH.to_owned(), |day| day.to_string())
}

/// A count with thousands commas.
pub(super) fn count_text(n: u64) -> String {
    number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Parts of a sentence in a row: `甲，乙`, `a, b`.
pub(super) fn joined(tr: &Tr, parts: &[String]) -> String {
    parts.join(if tr.language() == Language::Chinese { "，" } else { ", " })
}
