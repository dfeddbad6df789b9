//! The forms: a career plan, something that is done for it, a talk, its end.
//!
//! What a command would refuse is worked out here from the same rules and said beside the field.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{ActionRow, Choices, PlanRow};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form as drawer, run};
use crate::command::training::What;
use crate::command::training::careers::{ActionForm, Ask, CareerForm, StepForm};
use crate::domain::ids::{
    CareerActionId, CareerPlanId, CareerStepId, CourseId, PersonId, PostId, SkillId,
};
use crate::domain::names;
use crate::store::records::CareerStatus;
use crate::ui::card::grid;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is typed, of whatever form is open.
#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    person: Option<PersonId>,
    step: Option<CareerStepId>,
    post: Option<PostId>,
    grade: String,
    /// The gap, what is done, what was said, or what came of it.
    words: String,
    /// By when, or on which day.
    day: String,
    /// When it is talked about next.
    next: String,
    skill: Option<SkillId>,
    course: Option<CourseId>,
    owner: Option<PersonId>,
}

/// Which form is open.
#[derive(Clone, Debug, PartialEq)]
enum Which {
    /// A new plan.
    New,
    /// A plan that is changed.
    Edit(CareerPlanId),
    /// Something that is done for a plan; `None` for something new.
    Action(CareerPlanId, Option<CareerActionId>),
    /// A talk; there were some on these days.
    Talk(CareerPlanId, Vec<NaiveDate>),
    /// The end.
    Close(CareerPlanId, CareerStatus),
}

/// A form on its way.
#[derive(Clone, Debug)]
pub(super) struct Form {
    what: Which,
    /// Whose plan it is, for its title and the journal.
    subject: String,
    /// The day the plan was begun; nothing of it is before.
    opened_on: Option<NaiveDate>,
    start: Typed,
    now: Typed,
    pub state: State,
}

fn said(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

impl Filled for Form {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl Form {
    fn begin(what: Which, plan: Option<&PlanRow>, typed: Typed) -> Self {
        let (start, now) = (typed.clone(), typed);
        let subject = plan.map(PlanRow::title).unwrap_or_default();
        let opened_on = plan.map(|plan| plan.opened_on);
        Self { what, subject, opened_on, start, now, state: State::opened() }
    }

    /// A new plan.
    pub fn new() -> Self {
        Self::begin(Which::New, None, Typed::default())
    }

    /// A new plan of somebody with a step of the ladder as its aim.
    pub fn plan(person: PersonId, (step, form): &(CareerStepId, StepForm)) -> Self {
        let typed = Typed {
            person: Some(person),
            step: Some(*step),
            post: Some(form.post),
            grade: form.grade.clone(),
            ..Typed::default()
        };
        Self::begin(Which::New, None, typed)
    }

    /// A plan as it is.
    pub fn edit(plan: &PlanRow) -> Self {
        let typed = Typed {
            step: plan.form.step,
            post: Some(plan.form.post),
            grade: plan.form.grade.clone(),
            words: plan.form.gap.clone(),
            day: said(plan.form.by_day),
            next: said(plan.form.review_on),
            ..Typed::default()
        };
        Self::begin(Which::Edit(plan.id), Some(plan), typed)
    }

    /// Something that is done, as it is or new.
    pub fn action(plan: &PlanRow, action: Option<&ActionRow>) -> Self {
        let typed = action.map_or_else(Typed::default, |action| Typed {
            words: action.form.what.clone(),
            skill: action.form.skill,
            course: action.form.course,
            owner: action.form.owner,
            day: said(action.form.due),
            ..Typed::default()
        });
        let id = action.map(|action| action.id);
        Self::begin(Which::Action(plan.id, id), Some(plan), typed)
    }

    /// A talk, today.
    pub fn talk(plan: &PlanRow, today: NaiveDate) -> Self {
        let typed = Typed { day: today.to_string(), ..Typed::default() };
        Self::begin(Which::Talk(plan.id, plan.talked.clone()), Some(plan), typed)
    }

    /// The end, today.
    pub fn close(plan: &PlanRow, status: CareerStatus, today: NaiveDate) -> Self {
        let typed = Typed { day: today.to_string(), ..Typed::default() };
        Self::begin(Which::Close(plan.id, status), Some(plan), typed)
    }

    /// What is wrong, by the place of the field: person or post, words, first day, second day.
    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 4] {
        let today = cx.filter.today;
        let say = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let now = &self.now;
        let blank = now.words.trim().is_empty();
        let opened = self.opened_on.unwrap_or(today);
        let (day, next) = (parse_date(&now.day), parse_date(&now.next));
        let not_a_day = |text: &str| !text.trim().is_empty() && parse_date(text).is_none();
        let no_day = |text: &str| say(not_a_day(text), "careers-problem-day");
        let later = |day: Option<NaiveDate>, than: NaiveDate| {
            let early = day.is_some_and(|day| day <= than);
            early.then(|| cx.tr.with("careers-problem-later", &[("day", than.to_string().into())]))
        };
        let past = || {
            let before = say(day.is_some_and(|day| day < opened), "careers-problem-before");
            say(day.is_none(), "careers-problem-day")
                .or(say(day.is_some_and(|day| day > today), "careers-problem-future"))
                .or(before)
        };
        match &self.what {
            Which::New | Which::Edit(_) => {
                let new = self.what == Which::New;
                let person = say(new && now.person.is_none(), "careers-problem-person");
                [
                    person,
                    say(now.post.is_none(), "careers-problem-post"),
                    no_day(&now.day).or_else(|| later(day, opened)),
                    no_day(&now.next).or_else(|| later(next, opened)),
                ]
            }
            Which::Action(..) => {
                [None, say(blank, "careers-problem-action"), no_day(&now.day), None]
            }
            Which::Talk(_, talked) => {
                let again = day.is_some_and(|day| talked.contains(&day));
                let after = day.unwrap_or(today);
                [
                    None,
                    say(blank, "careers-problem-words"),
                    past().or(say(again, "careers-problem-talked")),
                    no_day(&now.next).or_else(|| later(next, after)),
                ]
            }
            Which::Close(..) => [None, say(blank, "careers-problem-result"), past(), None],
        }
    }

    /// What is asked for and of whom, once nothing is wrong.
    fn asked(&self, cx: &Cx<'_>) -> Option<(String, Ask)> {
        let now = &self.now;
        let (day, next) = (parse_date(&now.day), parse_date(&now.next));
        let plan = || {
            Some(CareerForm {
                step: now.step,
                post: now.post?,
                grade: now.grade.clone(),
                by_day: day,
                gap: now.words.clone(),
                review_on: next,
            })
        };
        let subject = self.subject.clone();
        Some(match &self.what {
            Which::New => {
                let person = now.person?;
                (cx.directory.person_name(person).to_owned(), Ask::AddCareer(person, plan()?))
            }
            Which::Edit(id) => (subject, Ask::EditCareer(*id, plan()?)),
            Which::Action(id, action) => {
                let form = ActionForm {
                    what: now.words.clone(),
                    skill: now.skill,
                    course: now.course,
                    owner: now.owner,
                    due: day,
                };
                (now.words.trim().to_owned(), Ask::SetAction(*id, *action, form))
            }
            Which::Talk(id, _) => {
                let (on_day, words) = (day?, now.words.clone());
                (subject, Ask::Review { id: *id, on_day, words, next_on: next })
            }
            Which::Close(id, status) => {
                let (reached, result) = (*status == CareerStatus::Reached, now.words.clone());
                (subject, Ask::CloseCareer { id: *id, reached, on_day: day?, result })
            }
        })
    }

    const fn title_key(&self) -> &'static str {
        match self.what {
            Which::New => "careers-plan-add",
            Which::Edit(_) => "careers-plan-edit",
            Which::Action(_, None) => "careers-action-add",
            Which::Action(_, Some(_)) => "careers-action-change",
            Which::Talk(..) => "careers-talk-add",
            Which::Close(_, CareerStatus::Dropped) => "careers-plan-dropped",
            Which::Close(..) => "careers-plan-reached",
        }
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        if !self.subject.is_empty() {
            text::wrapped(ui, text::NAME13, Theme::get(ui).t1, &self.subject);
        }
        match self.what {
            Which::New | Which::Edit(_) => self.plan_ui(ui, state, problems, choices, cx),
            Which::Action(..) => {
                self.words_ui(ui, state, problems, "careers-action-what", cx);
                self.action_ui(ui, choices, cx);
                self.day_ui(ui, state, problems, ("careers-due", false), cx);
            }
            Which::Talk(..) => {
                self.words_ui(ui, state, problems, "careers-talk-words", cx);
                let label = cx.text("careers-next");
                let today = cx.filter.today;
                grid(ui, 2, 12.0, |ui, at| {
                    if at == 0 {
                        self.day_ui(ui, state, problems, ("careers-on-day", true), cx);
                    } else {
                        let field = Field::new(&label).error(state.shown(problems, 3));
                        let response = day_field(ui, field, &mut self.now.next, today, cx.tr);
                        state.focus(3, &response);
                    }
                });
            }
            Which::Close(..) => {
                self.words_ui(ui, state, problems, "careers-result", cx);
                self.day_ui(ui, state, problems, ("careers-on-day", true), cx);
            }
        }
    }

    /// The words of an action, a talk or an end: the first field.
    fn words_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        key: &str,
        cx: &Cx<'_>,
    ) {
        let label = cx.text(key);
        let field = Field::new(&label).required().error(state.shown(problems, 1));
        let response = if matches!(self.what, Which::Action(..)) {
            text_field(ui, field, &mut self.now.words)
        } else {
            text_area(ui, field, &mut self.now.words, 4)
        };
        state.focus(0, &response);
        state.focus(1, &response);
    }

    fn day_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        (key, required): (&str, bool),
        cx: &Cx<'_>,
    ) {
        let label = cx.text(key);
        let field = Field::new(&label).error(state.shown(problems, 2));
        let field = if required { field.required() } else { field };
        let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
        state.focus(2, &response);
    }

    fn plan_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        let words = ["careers-person", "careers-step", "careers-post", "scope-search"];
        let [person, step, post, search] = words.map(|key| cx.text(key));
        let nothing = cx.text("scope-nothing");
        // Whose plan it is does not change.
        if self.what == Which::New {
            let field = Field::new(&person).required().error(state.shown(problems, 0));
            let select = Select::new(field).search(&search, &nothing).finds(names::matches);
            let response = select.show(ui, &mut self.now.person, &choices.people);
            state.focus(0, &response);
        }
        let response = Select::new(Field::new(&step)).show(ui, &mut self.now.step, &choices.steps);
        if self.what != Which::New {
            state.focus(0, &response);
        }
        let end = self.now.step.and_then(|step| choices.ends.get(&step));
        if let Some((post, grade)) = end
            && response.changed()
        {
            self.now.post = Some(*post);
            self.now.grade.clone_from(grade);
        }
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                // A step leads to one post.
                let field = Field::new(&post).required().enabled(end.is_none());
                let field = field.error(state.shown(problems, 1));
                let select = Select::new(field).search(&search, &nothing).finds(names::matches);
                let response = select.show(ui, &mut self.now.post, &choices.posts);
                state.focus(1, &response);
            } else {
                let label = cx.text("careers-grade");
                text_field(ui, Field::new(&label), &mut self.now.grade);
            }
        });
        let (gap, help, next) =
            (cx.text("careers-gap"), cx.text("careers-gap-help"), cx.text("careers-next"));
        text_area(ui, Field::new(&gap).help(&help), &mut self.now.words, 3);
        let today = cx.filter.today;
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                self.day_ui(ui, state, problems, ("careers-by", false), cx);
            } else {
                let field = Field::new(&next).error(state.shown(problems, 3));
                let response = day_field(ui, field, &mut self.now.next, today, cx.tr);
                state.focus(3, &response);
            }
        });
    }

    /// For which skill, by which course, and who sees to it.
    fn action_ui(&mut self, ui: &mut Ui, choices: &Choices, cx: &Cx<'_>) {
        let words = ["careers-need-skill", "careers-course", "careers-owner", "scope-search"];
        let [skill, course, owner, search] = words.map(|key| cx.text(key));
        let nothing = cx.text("scope-nothing");
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let select = Select::new(Field::new(&skill)).search(&search, &nothing);
                let select = select.finds(names::matches);
                select.show(ui, &mut self.now.skill, &choices.skills);
            } else {
                let select = Select::new(Field::new(&course)).search(&search, &nothing);
                let select = select.finds(names::matches);
                select.show(ui, &mut self.now.course, &choices.courses);
            }
        });
        let select = Select::new(Field::new(&owner)).search(&search, &nothing);
        select.finds(names::matches).show(ui, &mut self.now.owner, &choices.owners);
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, choices: &Choices, open: &mut Option<Form>, cx: &mut Cx<'_>) {
    let Some(mut form) = open.take() else { return };
    let problems = form.problems(cx);
    let head = Head {
        id: "career-form",
        title: form.title_key(),
        save: "training-form-save",
        width: 480.0,
    };
    let seen: &Cx<'_> = cx;
    let wish = drawer(ctx, head, &mut form, &problems, seen, |ui, form, state| {
        form.ui(ui, state, &problems, choices, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some((subject, asked)) = form.asked(cx) {
                run(cx, &subject, What::Careers(asked));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    *open = Some(form);
}
