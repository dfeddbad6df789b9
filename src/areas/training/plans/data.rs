//! What the page shows, ready to draw.

use chrono::{Datelike as _, NaiveDate};

use super::page::{PlanPage, page};
use super::suggested::{Suggestions, suggestions};
use super::updates::{Updates, updates};
use crate::areas::training::data::Load;
use crate::domain::ids::{
    CourseId, KnowledgeUpdateId, PersonId, ProductId, SkillId, TrainingClassId, TrainingPlanId,
};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::training::programme::Standing;
use crate::error::Result;
use crate::i18n::{number, period_label};
use crate::metrics::training::matrix::present;
use crate::metrics::training::plans::{Known, Regular, progress, regular};
use crate::metrics::training::say;
use crate::store::records::{ClassStatus, Skill, TrainingClass, TrainingPlanStatus};
use crate::store::training::plans::{self, Plan};
use crate::ui::tokens::Tone;

/// So many people of the regular programme are named.
const NAMED: usize = 6;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The plan that is shown; without one that of the scope and the period, else the newest.
    pub plan: Option<TrainingPlanId>,
    /// The update whose readers are listed.
    pub update: Option<KnowledgeUpdateId>,
    /// Whether it is worked out what the plan should hold.
    pub suggest: bool,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The plans, the newest first.
    pub(super) plans: Vec<PlanRow>,
    /// The plan that is shown.
    pub(super) page: Option<PlanPage>,
    /// The courses that people are to repeat.
    pub(super) regular: Vec<RegularRow>,
    /// What is new and to be read.
    pub(super) updates: Updates,
    /// What the plan should hold, where that is asked for.
    pub(super) suggested: Option<Suggestions>,
    /// What can be chosen in forms.
    pub(super) choices: Choices,
}

/// A plan in the list.
#[derive(Clone, Debug)]
pub(super) struct PlanRow {
    pub id: TrainingPlanId,
    pub name: String,
    /// Whose, and of when.
    pub about: String,
    pub state: String,
    pub on: bool,
}

/// A course that people are to repeat.
#[derive(Clone, Debug)]
pub(super) struct RegularRow {
    pub name: String,
    /// After how many months, and how many have done it again.
    pub about: String,
    /// Who misses it or owes it, each with the day.
    pub people: Vec<(String, String, Tone)>,
    /// How many more there are; empty for none.
    pub more: String,
}

/// What can be chosen in forms.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    /// Whose plan.
    pub scopes: Vec<(Scope, String)>,
    /// Of when.
    pub periods: Vec<(Period, String)>,
    /// The courses in use, each with what it costs for one person, in fen.
    pub courses: Vec<(Option<CourseId>, String)>,
    pub cost_per_head: Vec<(CourseId, i64)>,
    /// The classes that are planned or were held, the latest first.
    pub classes: Vec<(CourseId, TrainingClassId, String)>,
    /// The people of the scope.
    pub people: Vec<(PersonId, String)>,
    /// Everybody who is here, each with the number that tells two of one name apart.
    pub everyone: Vec<(PersonId, String)>,
    /// The skills in use, behind none.
    pub skills: Vec<(Option<SkillId>, String)>,
    /// The products in use, behind none.
    pub products: Vec<(Option<ProductId>, String)>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let all = plans::all(load.db)?;
    let known = Known::load(load.db)?;
    let shown = chosen(load, &all, ask.plan);
    let rows = all.iter().map(|plan| plan_row(load, plan, shown)).collect();
    let plan = all.into_iter().find(|plan| Some(plan.plan.id) == shown);
    let suggested = match &plan {
        Some(plan) if ask.suggest => suggestions(load, plan)?,
        _ => None,
    };
    let choices = choices(load, &known)?;
    let page = plan.map(|plan| page(load, &known, progress(&known, plan, load.today), &choices));
    let people: Vec<PersonId> = choices.people.iter().map(|(person, _)| *person).collect();
    let regular = regular(&known, &people, load.period, load.today);
    Ok(Data {
        plans: rows,
        page,
        regular: regular
            .iter()
            .filter(|own| !own.people.is_empty())
            .map(|own| regular_row(load, &known, own))
            .collect(),
        updates: updates(load, ask.update)?,
        suggested,
        choices,
    })
}

/// The plan that is shown.
fn chosen(load: &Load<'_>, all: &[Plan], asked: Option<TrainingPlanId>) -> Option<TrainingPlanId> {
    let known = |id: &TrainingPlanId| all.iter().any(|plan| plan.plan.id == *id);
    let inside = |plan: &&Plan| {
        Period::parse(&plan.plan.period)
            .is_some_and(|period| period.contains(load.period.first_day()))
    };
    let own = || all.iter().filter(inside).find(|plan| plan.scope() == load.scope);
    let near = || all.iter().find(|plan| inside(plan)).or_else(|| all.first());
    asked.filter(known).or_else(|| own().or_else(near).map(|plan| plan.plan.id))
}

/// What a plan's state is called.
pub(super) fn state(load: &Load<'_>, status: TrainingPlanStatus) -> (String, Tone) {
    let (key, tone) = match status {
        TrainingPlanStatus::Draft => ("plans-state-draft", Tone::Neutral),
        TrainingPlanStatus::Agreed => ("plans-state-agreed", Tone::Accent),
        TrainingPlanStatus::Closed => ("plans-state-closed", Tone::Good),
    };
    (load.tr.text(key), tone)
}

/// Whose a plan is, and of when.
pub(super) fn about(load: &Load<'_>, plan: &Plan) -> String {
    let when = Period::parse(&plan.plan.period);
    let when = when.map_or_else(|| plan.plan.period.clone(), |own| period_label(load.tr, own));
    load.tr.joined(&[scope_name(load, plan.scope()), when])
}

fn scope_name(load: &Load<'_>, scope: Scope) -> String {
    let name = load.directory.scope_name(scope);
    name.map_or_else(|| load.tr.text("plans-company"), str::to_owned)
}

fn plan_row(load: &Load<'_>, plan: &Plan, shown: Option<TrainingPlanId>) -> PlanRow {
    let (state, _) = state(load, plan.plan.status);
    PlanRow {
        id: plan.plan.id,
        name: plan.plan.name.clone(),
        about: about(load, plan),
        state,
        on: shown == Some(plan.plan.id),
    }
}

/// How a standing is to be taken.
pub(super) const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Missing => Tone::Bad,
        Standing::Due => Tone::Warn,
        Standing::Booked => Tone::Accent,
        Standing::Done => Tone::Good,
    }
}

/// A count as the words take it.
pub(super) fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn regular_row(load: &Load<'_>, known: &Known, own: &Regular) -> RegularRow {
    let tr = load.tr;
    let name = known.courses.get(&own.course).map_or("", |course| say::course(tr, course));
    let args = [
        ("months", own.months.into()),
        ("done", i64::try_from(own.programme.done).unwrap_or(i64::MAX).into()),
        ("n", whole(own.people.len()).into()),
    ];
    let open = own.people.iter().filter(|one| one.standing != Standing::Done);
    let open: Vec<(String, String, Tone)> = open
        .map(|one| {
            let person = load.directory.person_name(one.person).to_owned();
            let state = tr.text(say::standing_key(one.standing));
            let day = one.by.to_string();
            let said = tr.with("plans-regular-by", &[("day", day.into()), ("state", state.into())]);
            (person, said, tone(one.standing))
        })
        .collect();
    let more = open.len().saturating_sub(NAMED);
    RegularRow {
        name: name.to_owned(),
        about: tr.with("plans-regular-about", &args),
        people: open.into_iter().take(NAMED).collect(),
        more: if more == 0 {
            String::new()
        } else {
            tr.with("plans-more", &[("n", whole(more).into())])
        },
    }
}

fn choices(load: &Load<'_>, known: &Known) -> Result<Choices> {
    let tr = load.tr;
    let directory = load.directory;
    let regions = directory.regions.values().filter(|region| !region.archived);
    let regions = regions.map(|region| (Scope::Region(region.id), region.name.clone()));
    let teams = directory.teams.values().filter(|team| !team.archived);
    let teams = teams.map(|team| (Scope::Team(team.id), team.name.clone()));
    let company = (Scope::All, tr.text("plans-company"));
    let used = known.courses.values().filter(|course| !course.archived);
    let mut courses: Vec<(Option<CourseId>, String)> =
        used.clone().map(|own| (Some(own.id), say::course(tr, own).to_owned())).collect();
    courses.sort_by(|(_, one), (_, other)| one.cmp(other));
    let costs = used.filter_map(|own| Some((own.id, own.cost_per_head?)));
    let mut given: Vec<&TrainingClass> = known.classes.values().collect();
    given.retain(|class| class.status != ClassStatus::Cancelled);
    given.sort_by_key(|class| (std::cmp::Reverse(class.starts), class.id));
    let classes = given.into_iter().map(|class| {
        let course = known.courses.get(&class.course_id);
        let name = course.map_or("", |course| say::course(tr, course));
        let name = class.title.as_deref().unwrap_or(name);
        (class.course_id, class.id, format!("{name} {}", class.starts))
    });
    let people = present(directory, load.members, load.today);
    let people = people.into_iter().map(|(id, _)| (id, directory.person_name(id).to_owned()));
    let everyone = directory.here_on(load.today).into_iter().map(|person| {
        let number = person.number.as_deref().unwrap_or_default();
        (person.id, format!("{} {number}", person.name).trim_end().to_owned())
    });
    let none = tr.text("plans-none");
    let mut skills: Vec<Skill> = load.db.all()?;
    skills.sort_by_key(|skill| (skill.position, skill.id));
    let skills = skills.into_iter().filter(|skill| !skill.archived).map(|skill| {
        let name = tr.own(&skill.name, &skill.name_en).to_owned();
        (Some(skill.id), name)
    });
    let products = directory.products.values();
    let products = products.map(|product| (Some(product.id), product.name.clone()));
    Ok(Choices {
        scopes: std::iter::once(company).chain(regions).chain(teams).collect(),
        periods: periods(load, load.today),
        courses,
        cost_per_head: costs.collect(),
        classes: classes.collect(),
        people: people.collect(),
        everyone: everyone.collect(),
        skills: std::iter::once((None, none.clone())).chain(skills).collect(),
        products: std::iter::once((None, none)).chain(products).collect(),
    })
}

/// The periods that can be planned: years and quarters around today, and the one that is looked at.
fn periods(load: &Load<'_>, today: NaiveDate) -> Vec<(Period, String)> {
    let year = today.year();
    let mut periods: Vec<Period> = vec![];
    for own in [year, year + 1, year - 1] {
        periods.push(Period::Year(own));
        periods.extend((1..=4).map(|quarter| Period::Quarter(own, quarter)));
    }
    if !periods.contains(&load.period) {
        periods.push(load.period);
    }
    periods.into_iter().map(|period| (period, period_label(load.tr, period))).collect()
}

/// A number of people or courses as text.
pub(super) fn count_text(n: u64) -> String {
    number(i64::try_from(n).unwrap_or(i64::MAX))
}
