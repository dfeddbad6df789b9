//! One plan: what it may cost and costs, its courses, its people.

use super::data::{Choices, about, count_text, state, tone, whole};
use crate::areas::training::data::Load;
use crate::command::training::classes::SeatForm;
use crate::command::training::plans::{ItemForm, PlanForm};
use crate::domain::ids::{TrainingClassId, TrainingPlanId, TrainingPlanItemId};
use crate::domain::money::div_round;
use crate::domain::training::programme::{Programme, Standing};
use crate::i18n::DASH;
use crate::metrics::training::plans::{Known, Learner, Line, Progress};
use crate::metrics::training::say;
use crate::store::records::{ClassStatus, TrainingPlanStatus};
use crate::store::training::results::Sum;
use crate::ui::charts::bar::TickBar;
use crate::ui::tokens::Tone;

/// A plan.
#[derive(Clone, Debug)]
pub(super) struct PlanPage {
    pub id: TrainingPlanId,
    pub name: String,
    pub about: String,
    pub state: String,
    pub tone: Tone,
    pub status: TrainingPlanStatus,
    /// Budget, planned, spent, what is left; and how many courses are done.
    pub tiles: Vec<Tile>,
    /// What is planned against the budget, in a bar and in words.
    pub bar: Option<(TickBar, String)>,
    /// What was agreed, and what came of it.
    pub notes: Vec<String>,
    pub items: Vec<ItemRow>,
    pub items_sub: String,
    pub people: Vec<LearnerRow>,
    pub people_sub: String,
    /// As it is typed.
    pub form: Option<PlanForm>,
}

/// A figure of the plan.
#[derive(Clone, Debug)]
pub(super) struct Tile {
    pub label: String,
    pub value: String,
    pub note: String,
    pub tone: Option<Tone>,
}

/// A course of the plan.
#[derive(Clone, Debug)]
pub(super) struct ItemRow {
    pub id: TrainingPlanItemId,
    pub name: String,
    /// The class, or that there is none yet.
    pub class: String,
    pub due: String,
    /// How many are done of all.
    pub done: String,
    pub bar: TickBar,
    /// The standings with their counts.
    pub counts: String,
    pub cost: String,
    pub spent: String,
    /// Why it was given up; empty where it was not.
    pub dropped: String,
    pub note: String,
    pub people: Vec<OwedRow>,
    /// The class for which people are still to be enrolled, and they.
    pub enrol: Option<(TrainingClassId, Vec<SeatForm>)>,
    pub form: ItemForm,
}

impl ItemRow {
    /// The row in words, for screen readers.
    pub fn told(&self) -> String {
        let parts = [&self.name, &self.class, &self.due, &self.done, &self.counts];
        parts.map(String::as_str).join(" ")
    }
}

/// Somebody who is to take the course.
#[derive(Clone, Debug)]
pub(super) struct OwedRow {
    pub name: String,
    /// The skill whose gap it closes; may be empty.
    pub skill: String,
    pub state: String,
    pub tone: Tone,
}

/// A person of the plan.
#[derive(Clone, Debug)]
pub(super) struct LearnerRow {
    pub name: String,
    pub counts: [String; 4],
    pub missing: bool,
    pub hours: String,
    /// What is still to be done.
    pub open: String,
}

/// Puts a plan into words.
pub(super) fn page(load: &Load<'_>, known: &Known, found: Progress, choices: &Choices) -> PlanPage {
    let tr = load.tr;
    let plan = &found.plan.plan;
    let (state, tone) = state(load, plan.status);
    let (cost, unknown) = found.plan.cost();
    let money = |fen: Option<i64>| say::amount(tr, fen);
    let left = plan.budget.map(|budget| budget.saturating_sub(cost));
    let without = |n: usize| {
        if n == 0 {
            String::new()
        } else {
            tr.with("plans-cost-unknown", &[("n", whole(n).into())])
        }
    };
    let over = left.is_some_and(|left| left < 0);
    let all = &found.programme;
    let of = all.done + all.booked + all.due + all.missing;
    let done = format!("{} / {}", count_text(all.done), count_text(of));
    let over_said = if over { tr.text("plans-over-budget") } else { String::new() };
    let tile = |key: &str, value: String, note: String, tone: Option<Tone>| {
        let label = tr.text(key);
        Tile { label, value, note, tone }
    };
    let tiles = vec![
        tile("plans-budget", money(plan.budget), String::new(), None),
        tile("plans-planned", money(Some(cost)), without(unknown), None),
        tile("plans-spent", money(found.spent.value), without(found.spent.unknown), None),
        tile("plans-left", money(left), over_said, over.then_some(Tone::Bad)),
        tile("plans-done", done, undone(load, all), (all.missing > 0).then_some(Tone::Warn)),
    ];
    let bar = plan.budget.filter(|budget| *budget > 0).map(|budget| {
        let share = |fen: Option<i64>| {
            let whole = fen.and_then(|fen| div_round(i128::from(fen) * 100, budget.into()));
            whole.map_or_else(|| DASH.to_owned(), |whole| format!("{whole}%"))
        };
        let bar = TickBar {
            fraction: cost as f32 / budget as f32,
            tick: found.spent.value.map(|spent| spent as f32 / budget as f32),
            tone: if over { Tone::Bad } else { Tone::Accent },
        };
        let (planned, spent) = (share(Some(cost)), share(found.spent.value));
        let spent = at_least(load, found.spent, spent);
        let args = [("planned", planned.into()), ("spent", spent.into())];
        (bar, tr.with("plans-bar", &args))
    });
    let notes = [plan.note.clone(), plan.review.clone()].into_iter().flatten().collect();
    let n_items = found.lines.iter().filter(|line| line.item.item.dropped_on.is_none()).count();
    let form = found.period.map(|period| PlanForm {
        name: plan.name.clone(),
        scope: found.plan.scope(),
        period,
        budget: plan.budget,
        hours_per_head: plan.hours_per_head,
        note: plan.note.clone().unwrap_or_default(),
    });
    let hours = plan.hours_per_head;
    PlanPage {
        id: plan.id,
        name: plan.name.clone(),
        about: about(load, &found.plan),
        state,
        tone,
        status: plan.status,
        tiles,
        bar,
        notes,
        items: found.lines.iter().map(|line| item(load, known, line, choices)).collect(),
        items_sub: tr.with("plans-items-count", &[("n", whole(n_items).into())]),
        people: found.people.iter().map(|one| learner(load, known, one, hours)).collect(),
        people_sub: tr.with("plans-people-count", &[("n", whole(found.people.len()).into())]),
        form,
    }
}

/// How many are late, and how many have time yet; zeros are left out.
fn undone(load: &Load<'_>, all: &Programme) -> String {
    let parts = [("plans-done-missing", all.missing), ("plans-done-ahead", all.due + all.booked)];
    let said = parts.into_iter().filter(|(_, n)| *n > 0);
    let said = said.map(|(key, n)| load.tr.with(key, &[("n", count_text(n).into())]));
    load.tr.joined(&said.collect::<Vec<String>>())
}

/// The standings with their counts, those that are zero left out; the done ones too, which stand in their own
/// column, unless there are no others.
fn counts(load: &Load<'_>, all: &Programme) -> String {
    let parts = [
        (Standing::Missing, all.missing),
        (Standing::Due, all.due),
        (Standing::Booked, all.booked),
        (Standing::Done, all.done),
    ];
    let done = all.missing + all.due + all.booked == 0;
    let shown = |(standing, n): &(Standing, u64)| *n > 0 && (done || *standing != Standing::Done);
    let said = parts.into_iter().filter(shown).map(|(standing, n)| {
        format!("{} {}", load.tr.text(say::standing_key(standing)), count_text(n))
    });
    load.tr.joined(&said.collect::<Vec<String>>())
}

fn item(load: &Load<'_>, known: &Known, line: &Line, choices: &Choices) -> ItemRow {
    let tr = load.tr;
    let item = &line.item.item;
    let course = known.courses.get(&item.course_id);
    let class = item.class_id.and_then(|class| known.classes.get(&class));
    let all = &line.programme;
    let of = all.done + all.booked + all.due + all.missing;
    let people = line.people.iter().map(|owed| {
        let state = tr.text(say::standing_key(owed.standing));
        let day = owed.done.or(owed.booked.filter(|_| owed.standing == Standing::Booked));
        let skill = owed.skill.and_then(|skill| {
            choices.skills.iter().find(|(id, _)| *id == Some(skill)).map(|(_, name)| name.clone())
        });
        OwedRow {
            name: load.directory.person_name(owed.person).to_owned(),
            skill: skill.unwrap_or_default(),
            state: day.map_or_else(|| state.clone(), |day| format!("{state} {day}")),
            tone: tone(owed.standing),
        }
    });
    let open = class.filter(|class| class.status == ClassStatus::Planned);
    let seats: Vec<SeatForm> = line
        .people
        .iter()
        .filter(|owed| matches!(owed.standing, Standing::Due | Standing::Missing))
        .map(|owed| SeatForm {
            person: owed.person,
            waiting: false,
            skill: owed.skill,
            gap: None,
            makeup_for: None,
            note: String::new(),
        })
        .collect();
    let enrol = open.filter(|_| item.dropped_on.is_none() && !seats.is_empty());
    ItemRow {
        id: item.id,
        name: course.map_or_else(String::new, |own| say::course(tr, own).to_owned()),
        class: match class {
            Some(class) if class.status == ClassStatus::Cancelled => {
                tr.text("plans-class-cancelled")
            }
            Some(class) => class.starts.to_string(),
            // It was given without a class: the training records say when.
            None if all.done > 0 => tr.text("plans-class-sheets"),
            None => tr.text("plans-class-none"),
        },
        due: line.by.map_or_else(|| DASH.to_owned(), |day| day.to_string()),
        done: format!("{} / {}", count_text(all.done), count_text(of)),
        bar: TickBar {
            fraction: if of == 0 { 0.0 } else { all.done as f32 / of as f32 },
            tick: None,
            tone: if all.missing > 0 { Tone::Warn } else { Tone::Accent },
        },
        counts: counts(load, all),
        cost: say::amount(tr, item.cost),
        spent: spent(load, line.spent),
        dropped: item.dropped_why.clone().unwrap_or_default(),
        note: item.note.clone().unwrap_or_default(),
        people: people.collect(),
        enrol: enrol.map(|class| (class.id, seats)),
        form: ItemForm {
            course: item.course_id,
            class: item.class_id,
            due: item.due,
            cost: item.cost,
            note: item.note.clone().unwrap_or_default(),
            people: line.people.iter().map(|owed| (owed.person, owed.skill)).collect(),
        },
    }
}

/// What was spent.
fn spent(load: &Load<'_>, sum: Sum) -> String {
    at_least(load, sum, say::amount(load.tr, sum.value))
}

/// What is said of a sum, with a sign where a part of it is not known.
fn at_least(load: &Load<'_>, sum: Sum, said: String) -> String {
    if sum.unknown == 0 || sum.value.is_none() {
        return said;
    }
    load.tr.with("plans-at-least", &[("amount", said.into())])
}

fn learner(load: &Load<'_>, known: &Known, one: &Learner, per_head: Option<i64>) -> LearnerRow {
    let tr = load.tr;
    let Programme { done, booked, due, missing } = one.programme;
    let hours = say::level_or_dash(one.hours.value);
    let name = |course| known.courses.get(&course).map_or("", |own| say::course(tr, own));
    let open: Vec<&str> = one.open.iter().map(|(course, _)| name(*course)).collect();
    LearnerRow {
        name: load.directory.person_name(one.person).to_owned(),
        counts: [missing, due, booked, done].map(count_text),
        missing: missing > 0,
        hours: match per_head {
            Some(needed) => format!("{hours} / {}", say::level(needed)),
            None => hours,
        },
        open: open.join(&tr.text("matrix-and")),
    }
}
