//! The form of a course in a plan: which, by when, at what cost, and who takes it.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Context, Ui};

use super::data::{Choices, Data};
use super::page::{ItemRow, PlanPage};
use super::people::Picker;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form, run};
use crate::areas::typed::{fen_of, yuan_of};
use crate::command::training::What;
use crate::command::training::plans::{Ask, ItemForm};
use crate::domain::ids::{
    CourseId, PersonId, SkillId, TrainingClassId, TrainingPlanId, TrainingPlanItemId,
};
use crate::domain::names;
use crate::metrics::training::say;
use crate::ui::card::grid;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, number_field, text_field};
use crate::ui::select::Select;

/// The fields that can be wrong.
const COURSE: usize = 0;
const DUE: usize = 1;
const COST: usize = 2;

/// What is typed, without the people.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    course: Option<CourseId>,
    class: Option<TrainingClassId>,
    due: String,
    cost: Option<f64>,
    skill: Option<SkillId>,
    note: String,
}

/// A course of a plan half-typed.
#[derive(Clone, Debug)]
pub(super) struct ItemDraft {
    plan: TrainingPlanId,
    id: Option<TrainingPlanItemId>,
    /// For which gap each person goes who was there before.
    skills: BTreeMap<PersonId, Option<SkillId>>,
    start: (Typed, BTreeSet<PersonId>),
    now: Typed,
    people: Picker,
    pub state: State,
}

impl Filled for ItemDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start.0 != self.now || self.start.1 != self.people.chosen
    }
}

impl ItemDraft {
    /// A new course of a plan.
    pub fn new(page: &PlanPage, choices: &Choices) -> Self {
        let typed = Typed {
            course: None,
            class: None,
            due: String::new(),
            cost: None,
            skill: None,
            note: String::new(),
        };
        Self::made((page.id, None), typed, BTreeMap::new(), choices)
    }

    /// A course as it stands in the plan.
    pub fn edit(page: &PlanPage, row: &ItemRow, choices: &Choices) -> Self {
        let form = &row.form;
        let typed = Typed {
            course: Some(form.course),
            class: form.class,
            due: form.due.map(|day| day.to_string()).unwrap_or_default(),
            cost: yuan_of(form.cost),
            skill: None,
            note: form.note.clone(),
        };
        let skills = form.people.iter().copied().collect();
        Self::made((page.id, Some(row.id)), typed, skills, choices)
    }

    fn made(
        (plan, id): (TrainingPlanId, Option<TrainingPlanItemId>),
        typed: Typed,
        skills: BTreeMap<PersonId, Option<SkillId>>,
        choices: &Choices,
    ) -> Self {
        let chosen: BTreeSet<PersonId> = skills.keys().copied().collect();
        let start = (typed.clone(), chosen.clone());
        let people = Picker::new(choices.people.clone(), chosen);
        Self { plan, id, skills, start, now: typed, people, state: State::opened() }
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 3] {
        let now = &self.now;
        let said = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let unread = !now.due.trim().is_empty() && parse_date(&now.due).is_none();
        [
            said(now.course.is_none(), "matrix-enrol-course-missing"),
            said(unread, "matrix-day-missing"),
            said(now.cost.is_some_and(|cost| cost < 0.0), "error-class-cost"),
        ]
    }

    fn form(&self) -> Option<ItemForm> {
        let why = |person: &PersonId| match self.skills.get(person) {
            Some(skill) => *skill,
            None => self.now.skill,
        };
        Some(ItemForm {
            course: self.now.course?,
            class: self.now.class,
            due: parse_date(&self.now.due),
            cost: fen_of(self.now.cost),
            note: self.now.note.clone(),
            people: self.people.chosen.iter().map(|person| (*person, why(person))).collect(),
        })
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        let (search, nothing) = (cx.text("training-search"), cx.text("training-nothing-found"));
        let label = cx.text("plans-field-course");
        let field = Field::new(&label).required().error(state.shown(problems, COURSE));
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        let response = select.show(ui, &mut self.now.course, &choices.courses);
        state.focus(COURSE, &response);
        if response.changed() {
            self.now.class = None;
        }
        let none = std::iter::once((None, cx.text("plans-class-none")));
        let own = choices.classes.iter().filter(|(course, ..)| Some(*course) == self.now.course);
        let classes: Vec<(Option<TrainingClassId>, String)> =
            none.chain(own.map(|(_, class, name)| (Some(*class), name.clone()))).collect();
        let label = cx.text("plans-field-class");
        Select::new(Field::new(&label)).show(ui, &mut self.now.class, &classes);
        let per_head = choices.cost_per_head.iter().find(|(id, _)| Some(*id) == self.now.course);
        let help = per_head.map(|(_, cost)| {
            let amount = say::amount(cx.tr, Some(*cost));
            cx.tr.with("plans-cost-help", &[("amount", amount.into())])
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("plans-field-due");
                let field = Field::new(&label).error(state.shown(problems, DUE));
                let response = day_field(ui, field, &mut self.now.due, cx.filter.today, cx.tr);
                state.focus(DUE, &response);
            } else {
                let (label, unit) = (cx.text("plans-field-cost"), cx.text("matrix-yuan"));
                let mut field = Field::new(&label).unit(&unit).error(state.shown(problems, COST));
                if let Some(help) = &help {
                    field = field.help(help);
                }
                let response = number_field(ui, field, &mut self.now.cost, 2);
                state.focus(COST, &response);
            }
        });
        let label = cx.text("plans-field-note");
        text_field(ui, Field::new(&label), &mut self.now.note);
        let (label, help) = (cx.text("plans-field-skill"), cx.text("plans-skill-help"));
        let select = Select::new(Field::new(&label).help(&help)).search(&search, &nothing);
        select.finds(names::matches).show(ui, &mut self.now.skill, &choices.skills);
        self.people.ui(ui, &cx.text("plans-people-who"), None, cx);
    }
}

/// Draws the form of a course in a plan; whether it stays.
pub(super) fn draw(ctx: &Context, draft: &mut ItemDraft, data: &Data, cx: &mut Cx<'_>) -> bool {
    let problems = draft.problems(cx);
    let title = if draft.id.is_some() { "plans-item-edit" } else { "plans-item-add" };
    let head = Head { id: "plans-item-form", title, save: "plans-item-save", width: 520.0 };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, &data.choices, seen);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            if let Some(form) = draft.form() {
                let courses = &data.choices.courses;
                let name = courses.iter().find(|(id, _)| *id == Some(form.course));
                let subject = name.map(|(_, name)| name.clone()).unwrap_or_default();
                run(cx, subject, What::Plans(Ask::SetItem(draft.plan, draft.id, form)));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_there_keeps_the_gap_for_which_they_go() {
        let people = [1, 2, 3].map(|id| (PersonId(id), String::new())).to_vec();
        let choices = Choices { people, ..Choices::default() };
        let typed = Typed {
            course: Some(CourseId(9)),
            class: None,
            due: "2026-03-31".to_owned(),
            cost: Some(120.5),
            skill: Some(SkillId(7)),
            note: String::new(),
        };
        let skills = BTreeMap::from([(PersonId(1), Some(SkillId(5))), (PersonId(2), None)]);
        let mut draft = ItemDraft::made((TrainingPlanId(4), None), typed, skills, &choices);
        assert!(!draft.dirty());
        draft.people.chosen.insert(PersonId(3));
        assert!(draft.dirty());
        let form = draft.form().unwrap();
        let why = [(1, Some(5)), (2, None), (3, Some(7))];
        let why = why.map(|(person, skill)| (PersonId(person), skill.map(SkillId)));
        assert_eq!((form.people, form.cost), (why.to_vec(), Some(12_050)));
    }
}
