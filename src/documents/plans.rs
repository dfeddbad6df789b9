//! The yearly plans of a scope, filled from what was written and from the figures beside it.

use chrono::NaiveDate;

use crate::documents::yearly_plan::{About, ContextRow, FactRow, WorkRow, YearlyPlanPage};
use crate::documents::{Letterhead, in_full};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, period_label};
use crate::metrics::strategy::{Said, facts, outcome_key, said, section_key, state_key};
use crate::metrics::targets::day_in;
use crate::metrics::targets::history::known_until;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Strategy, StrategyLine, StrategySection};

/// A plan and whose it is.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Whose plan.
    pub scope: Scope,
    /// The page.
    pub page: YearlyPlanPage,
}

/// The plans of a scope.
#[derive(Clone, Debug)]
pub struct Plans {
    /// That of the scope itself and of each region and team in it: the company first, then regions,
    /// then teams.
    pub plans: Vec<Plan>,
    /// The day until which anything is known.
    pub as_of: NaiveDate,
}

/// Fills the plans of a scope for a year.
///
/// # Errors
/// Whatever the database reports.
pub fn plans(
    db: &Db,
    directory: &Directory,
    (scope, year): (Scope, i32),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Plans> {
    let mut all: Vec<Strategy> = db.all()?;
    let day = day_in(Period::Year(year), today);
    all.retain(|plan| plan.year == i64::from(year) && inside(directory, day, scope, plan.scope()));
    all.sort_by_key(Strategy::scope);
    let lines: Vec<StrategyLine> = db.all()?;
    let letterhead = Letterhead::load(db)?;
    let mut plans = vec![];
    for plan in &all {
        let of = plan.scope();
        let facts = facts(db, directory, (of, year), today)?;
        let figures = said(tr, &facts).into_iter();
        let fact = |fact: Said| FactRow { label: fact.label, value: fact.value, note: fact.note };
        let number = format!("SP-{year}-{:04}", plan.scope_id);
        let words = Words { tr, directory, lines: &lines, plan };
        plans.push(Plan {
            scope: of,
            page: YearlyPlanPage {
                letterhead: Letterhead { number: Some(number), ..letterhead.clone() },
                facts: figures.map(fact).collect(),
                data_as_of: Some(facts.known.to_string()),
                ..words.page(year)
            },
        });
    }
    Ok(Plans { plans, as_of: known_until(db, today)? })
}

/// Whether a plan belongs to a scope or to something in it.
fn inside(directory: &Directory, day: NaiveDate, scope: Scope, of: Scope) -> bool {
    match (scope, of) {
        (Scope::All, _) => true,
        (Scope::Region(region), Scope::Team(team)) => {
            directory.region_on(team, day) == Some(region)
        }
        (scope, of) => scope == of,
    }
}

/// What was written in a plan.
struct Words<'a> {
    tr: &'a Tr,
    directory: &'a Directory,
    lines: &'a [StrategyLine],
    plan: &'a Strategy,
}

impl Words<'_> {
    fn page(&self, year: i32) -> YearlyPlanPage {
        let (tr, plan) = (self.tr, self.plan);
        let name = self.directory.scope_name(plan.scope());
        let context = |section: StrategySection| ContextRow {
            name: tr.text(section_key(section)),
            lines: self.section(section).into_iter().map(|line| line.text.clone()).collect(),
        };
        let work = |section: StrategySection| -> Vec<WorkRow> {
            self.section(section).into_iter().map(|line| self.work(line)).collect()
        };
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (goals, initiatives) = (work(StrategySection::Goal), work(StrategySection::Initiative));
        let known = |row: &WorkRow| row.outcome.is_some() || row.lesson.is_some();
        YearlyPlanPage {
            name: name.map_or_else(|| tr.text("scope-all"), str::to_owned),
            year: period_label(tr, Period::Year(year)),
            title: plan.title.clone(),
            about: About {
                state: tr.text(state_key(plan.state)),
                author: said(&plan.by_name),
                agreed: plan.agreed_on.map(|day| in_full(tr, day)),
                reviewed: plan.reviewed_on.map(|day| in_full(tr, day)),
            },
            context: StrategySection::CONTEXT.into_iter().map(context).collect(),
            judged: goals.iter().chain(&initiatives).any(known),
            goals,
            initiatives,
            review: plan.review.clone(),
            ..YearlyPlanPage::default()
        }
    }

    /// The lines of a section in their order.
    fn section(&self, section: StrategySection) -> Vec<&StrategyLine> {
        let own =
            |line: &&StrategyLine| line.strategy_id == self.plan.id && line.section == section;
        let mut lines: Vec<&StrategyLine> = self.lines.iter().filter(own).collect();
        lines.sort_by_key(|line| line.position);
        lines
    }

    fn work(&self, line: &StrategyLine) -> WorkRow {
        let owner = line.owner_id.map(|owner| self.directory.person_name(owner).to_owned());
        WorkRow {
            text: line.text.clone(),
            owner: owner.filter(|name| !name.is_empty()),
            due: line.due.map(|due| due.to_string()),
            measure: line.measure.clone(),
            outcome: line.outcome.map(|outcome| self.tr.text(outcome_key(outcome))),
            lesson: line.lesson.clone(),
        }
    }
}
