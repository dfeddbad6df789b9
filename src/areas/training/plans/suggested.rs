//! What the plan should hold, from what people lack: what fits into the budget, what is left out and why.

use super::data::whole;
use crate::areas::training::data::Load;
use crate::command::training::plans::ItemForm;
use crate::domain::ids::SkillId;
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::training::enrol::Enrolling;
use crate::metrics::training::matrix::survey;
use crate::metrics::training::proposal::{Suggested, Suggestion, suggest};
use crate::metrics::training::say;
use crate::store::records::Skill;
use crate::store::training::plans::Plan;

/// What the plan should hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Suggestions {
    /// What fits, in the order in which it is taken.
    pub taken: Vec<SuggestedRow>,
    /// What is left out: the course and why.
    pub left_out: Vec<(String, String)>,
    /// What it costs together, and what is left of the budget.
    pub sum: String,
    /// The skills that no course teaches; empty where all are taught.
    pub untaught: String,
}

/// A course that fits.
#[derive(Clone, Debug)]
pub(super) struct SuggestedRow {
    pub name: String,
    /// How many go, on which day, what it costs and what is left.
    pub about: String,
    /// Who goes, and for what.
    pub people: String,
    pub form: ItemForm,
}

/// Works out what a plan should hold; `None` for a plan whose period cannot be read.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn suggestions(load: &Load<'_>, plan: &Plan) -> Result<Option<Suggestions>> {
    let Some(period) = Period::parse(&plan.plan.period) else { return Ok(None) };
    let members = load.directory.members(plan.scope());
    let found = survey(load.db, load.directory, &members, load.today)?;
    let all = Enrolling::load(load.db, load.directory, &found, load.today)?;
    let suggested = suggest(&all, plan, period, load.today);
    let skills = load.db.all::<Skill>()?;
    Ok(Some(told(load, &all, &suggested, &skills)))
}

fn told(load: &Load<'_>, all: &Enrolling, found: &Suggested, skills: &[Skill]) -> Suggestions {
    let tr = load.tr;
    let money = |money: Money| say::amount(tr, Some(money.fen()));
    let taken = found.taken.iter().map(|fits| row(load, all, (&fits.what, fits.left), skills));
    let left_out = found
        .left_out
        .iter()
        .map(|(one, why)| (course(load, all, one), say::not_planned(tr, *why)));
    let untaught = found.untaught.iter().map(|(skill, n)| {
        let args = [("skill", skill_name(load, skills, *skill).into()), ("n", whole(*n).into())];
        tr.with("plans-untaught-one", &args)
    });
    let untaught = untaught.collect::<Vec<String>>().join(&tr.text("matrix-and"));
    let spent = ("amount", money(found.spent).into());
    Suggestions {
        taken: taken.collect(),
        left_out: left_out.collect(),
        sum: match found.left {
            Some(left) => tr.with("plans-sum-left", &[spent, ("left", money(left).into())]),
            None => tr.with("plans-sum", &[spent]),
        },
        untaught: if untaught.is_empty() {
            String::new()
        } else {
            tr.with("plans-untaught", &[("skills", untaught.into())])
        },
    }
}

fn skill_name(load: &Load<'_>, skills: &[Skill], id: SkillId) -> String {
    let skill = skills.iter().find(|skill| skill.id == id);
    let name = skill.map(|own| load.tr.own(&own.name, &own.name_en));
    name.unwrap_or_default().to_owned()
}

/// A course, or its class with the day.
fn course(load: &Load<'_>, all: &Enrolling, one: &Suggestion) -> String {
    let taught = all.courses.get(&one.course);
    let name = taught.map_or("", |own| say::course(load.tr, &own.course));
    let class = one.class.and_then(|id| all.classes.iter().find(|own| own.record.id == id));
    match class {
        Some(class) => format!("{} {}", say::class(load.tr, all, class), class.record.starts),
        None => name.to_owned(),
    }
}

fn row(
    load: &Load<'_>,
    all: &Enrolling,
    (one, left): (&Suggestion, Option<Money>),
    skills: &[Skill],
) -> SuggestedRow {
    let tr = load.tr;
    let args = [
        ("n", whole(one.chosen.len()).into()),
        ("cost", say::amount(tr, one.cost.map(Money::fen)).into()),
    ];
    let mut about = vec![tr.with("plans-suggested-about", &args)];
    if one.waiting > 0 {
        about.push(tr.with("matrix-enrol-waiting", &[("n", whole(one.waiting).into())]));
    }
    if let Some(left) = left {
        let left = say::amount(tr, Some(left.fen()));
        about.push(tr.with("plans-suggested-left", &[("amount", left.into())]));
    }
    let mut people = vec![];
    let mut who = vec![];
    for choice in &one.chosen {
        let main = choice.gains.iter().max_by_key(|gain| gain.priority());
        who.push((choice.person, main.map(|gain| gain.skill)));
        let why = main.map(|gain| say::gain(&skill_name(load, skills, gain.skill), gain));
        let name = load.directory.person_name(choice.person);
        people.push(format!("{name} {}", why.unwrap_or_default()));
    }
    SuggestedRow {
        name: course(load, all, one),
        about: tr.joined(&about),
        people: people.join(&tr.text("matrix-and")),
        form: ItemForm {
            course: one.course,
            class: one.class,
            due: Some(one.due),
            cost: one.cost.map(Money::fen),
            note: String::new(),
            people: who,
        },
    }
}
