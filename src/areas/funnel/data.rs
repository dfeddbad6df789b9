//! What the tab shows, ready to draw.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::behind::{self, Shown};
use super::deal;
use super::deals::{self, List, ListAsk};
use super::figures::{self, Figure, Opened};
use super::forecast;
use super::process;
use super::stages::{StageCount, Stages};
use super::stuck;
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
use crate::metrics::behind::{Behind, BehindCount};
use crate::metrics::chances::{ChanceCount, Chances};
use crate::metrics::deal_list;
use crate::metrics::deal_page::show::Say;
use crate::metrics::deals::{Question, Tally, judge_held};
use crate::metrics::groups::By;
use crate::metrics::known::Began;
use crate::metrics::pipeline::{self, Models};
use crate::metrics::show::stage_name;
use crate::metrics::stage_fit::Fit;
use crate::metrics::stuck::StuckDeals;
use crate::metrics::watch::Watch;
use crate::metrics::{Measured, MetricId};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step};
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
    /// How many deals of the scope are stuck, where the page counts them.
    pub stuck: Option<StuckCounts>,
    /// The page.
    pub page: Page,
}

/// How many deals are stuck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StuckCounts {
    /// All of them; empty for none.
    pub all: String,
    /// Those that wait for a decision; empty for none.
    pub waiting: String,
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
    let counts =
        |page: &stuck::Page| StuckCounts { all: pill(page.n), waiting: pill(page.n_waiting) };
    let stuck = match &page {
        Page::Stuck(page) => Some(counts(page)),
        Page::Overview(overview) => Some(counts(&overview.stuck)),
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

/// What one pass over the deals gives.
struct Survey {
    days: Days,
    began: Began,
    tallies: [(MetricId, Tally); figures::STRIP.len()],
    chances: Chances,
    stuck: StuckDeals,
    stages: Stages,
    watch: Option<Watch>,
    behind: Option<(Behind, BehindCount)>,
}

/// When something happened in the scope.
struct Days {
    period: Period,
    /// The last day before it.
    before: Option<NaiveDate>,
    as_of: NaiveDate,
    /// The newest day of anything.
    newest: Option<NaiveDate>,
    /// Whether anything happened in the period.
    in_period: bool,
}

impl Survey {
    fn take(load: &Load<'_>, rule: Rule, by: By, open: Option<Open>) -> Result<Self> {
        let Load { db, directory, models, members, period, as_of, .. } = *load;
        let question = Question { members: members.clone(), period: Some(period), as_of };
        let mut days = Days::new(period, as_of);
        let mut began = Began::default();
        let mut tallies = figures::STRIP.map(|metric| (metric, Tally::default()));
        let mut chances = ChanceCount::new(as_of);
        let mut stuck = stuck::collect(load);
        let mut stages = StageCount::new(load, rule, by, pipeline::reasons(db)?);
        let (mut watch, mut behind) = match open {
            Some(Open::Metric(metric)) => {
                let watch = Watch::new(db, directory, members, (period, as_of), metric)?;
                (Some(watch), None)
            }
            Some(Open::Behind(asked)) => {
                (None, Some((asked, behind::count(load, rule, by, asked))))
            }
            None => (None, None),
        };
        let mut events = vec![];
        opportunities::each_with_steps(db, |deal, steps| {
            days.note(members, deal, steps);
            began.add(deal, steps);
            let seen = models.seen(deal, steps, as_of, &mut events);
            for (metric, tally) in &mut tallies {
                let finding = judge_held(*metric, &question, deal, seen.stock);
                tally.add(finding);
                if let Some(watch) = watch.as_mut().filter(|watch| watch.metric() == *metric) {
                    watch.add(deal, steps, finding);
                }
            }
            chances.add(models, deal.model, &seen.history);
            stages.add(&seen);
            if let Some((_, behind)) = &mut behind {
                behind.add(&seen);
            }
            stuck.add(models, &seen);
            Ok(())
        })?;
        let (chances, stages) = (chances.finish(directory), stages.finish(load));
        let stuck = stuck.finish(db, directory)?;
        Ok(Self { days, began, tallies, chances, stuck, stages, watch, behind })
    }
}

impl Days {
    fn new(period: Period, as_of: NaiveDate) -> Self {
        let before = period.first_day().pred_opt();
        Self { period, before, as_of, newest: None, in_period: false }
    }

    /// Notes when something happened to a deal of the scope; its steps stand in the order of days.
    fn note(&mut self, members: &Members, deal: &Deal, steps: &[Step]) {
        let as_of = self.as_of;
        // What lies up to this day tells nothing new.
        let told = if self.in_period { self.newest } else { self.newest.min(self.before) };
        let of_steps = steps.iter().rev().map(|step| step.day);
        let days = of_steps.take_while(|day| told < Some(*day));
        for day in days.chain(deal.created).chain(deal.closed).filter(|day| *day <= as_of) {
            if told < Some(day) && members.include(deal.owner, Some(day)) {
                self.newest = self.newest.max(Some(day));
                self.in_period |= self.period.contains(day);
            }
        }
        let first = steps.first().map(|step| step.day);
        let mut known = [first, deal.created, deal.closed].into_iter().flatten();
        if !known.any(|day| day <= as_of) && members.include(deal.owner, None) {
            self.newest = self.newest.max(Some(deal.first_seen.min(as_of)));
            self.in_period |= self.period.contains(deal.first_seen);
        }
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::scope::Stretch;

    fn day(at: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(739_000 + at).unwrap()
    }

    /// Looks at every day of a deal.
    fn note_all(days: &mut Days, members: &Members, deal: &Deal, steps: &[Step]) {
        let all = steps.iter().map(|step| step.day).chain(deal.created).chain(deal.closed);
        let mut any = false;
        for day in all.filter(|day| *day <= days.as_of) {
            any = true;
            if members.include(deal.owner, Some(day)) {
                days.newest = days.newest.max(Some(day));
                days.in_period |= days.period.contains(day);
            }
        }
        if !any && members.include(deal.owner, None) {
            days.newest = days.newest.max(Some(deal.first_seen.min(days.as_of)));
            days.in_period |= days.period.contains(deal.first_seen);
        }
    }

    proptest! {
        #[test]
        fn the_newest_day_is_found_without_looking_at_all(deals in prop::collection::vec((prop::collection::vec(0_i32..200, 0..5), prop::option::of(0_i32..200), prop::option::of(0_i32..200), 0_i64..3), 0..20), as_of in 0_i32..200, in_scope in 0_i32..200, everyone in any::<bool>()) {
            let stretch = Stretch { starts: Some(day(in_scope)), ends: None };
            let people = BTreeMap::from([(PersonId(1), vec![stretch])]);
            let members = if everyone { Members::Everyone } else { Members::People(people) };
            let period = Period::month_of(day(100));
            let (mut short, mut long) = (Days::new(period, day(as_of)), Days::new(period, day(as_of)));
            for (mut moves, created, closed, owner) in deals {
                moves.sort_unstable();
                let step = |at: &i32| Step { day: day(*at), place: None, amount: None, owner: None, expected: None };
                let steps: Vec<Step> = moves.iter().map(step).collect();
                let deal = Deal {
                    id: OpportunityId(1),
                    owner: (owner > 0).then_some(PersonId(owner)),
                    model: StageModelId(1),
                    status: Status::Open,
                    stage: None,
                    amount: None,
                    created: created.map(day),
                    closed: closed.map(day),
                    first_seen: day(150),
                    account: None,
                    product: None,
                    credits: vec![],
                    gone: vec![],
                    given_up_since: None,
                };
                short.note(&members, &deal, &steps);
                note_all(&mut long, &members, &deal, &steps);
                prop_assert_eq!((short.newest, short.in_period), (long.newest, long.in_period));
            }
        }
    }
}
