//! The form of a step: from where to where, and what it asks for.
//!
//! What a command would refuse is worked out here from the same rules and said beside the field.

use egui::{Align, Context, Layout, Ui, vec2};

use super::data::{Choices, RungRow};
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form as drawer, run};
use crate::command::training::What;
use crate::command::training::careers::{Ask, ConditionForm, StepForm};
use crate::domain::ids::{CareerStepId, CertificateKindId, PostId, SkillId};
use crate::domain::names;
use crate::store::records::CareerConditionKind as Kind;
use crate::store::training::skills::TOP_LEVEL;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, grid, section_label};
use crate::ui::field::{Field, error_line, number_field, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The kinds of conditions, in the order in which they are offered, each with its name.
const KINDS: [(Kind, &str); 7] = [
    (Kind::Capability, "careers-condition-capability"),
    (Kind::Tenure, "careers-condition-tenure"),
    (Kind::Skill, "careers-condition-skill"),
    (Kind::SkillFit, "careers-condition-fit"),
    (Kind::Certificate, "careers-condition-certificate"),
    (Kind::Attainment, "careers-condition-attainment"),
    (Kind::Grade, "careers-condition-grade"),
];

/// The whole in per cent.
const WHOLE: f64 = 100.0;

/// A condition as typed: shares in per cent.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    /// Unique in the form.
    key: usize,
    kind: Kind,
    skill: Option<SkillId>,
    certificate: Option<CertificateKindId>,
    number: Option<f64>,
    times: Option<f64>,
    grade: String,
}

impl Line {
    const fn new(key: usize) -> Self {
        Self {
            key,
            kind: Kind::Tenure,
            skill: None,
            certificate: None,
            number: None,
            times: None,
            grade: String::new(),
        }
    }

    fn of(key: usize, form: &ConditionForm) -> Self {
        let share = matches!(form.kind, Kind::SkillFit | Kind::Attainment);
        let number = form.number.map(|number| number as f64);
        Self {
            key,
            kind: form.kind,
            skill: form.skill,
            certificate: form.certificate,
            number: number.map(|number| if share { number / WHOLE } else { number }),
            times: form.times.map(|times| times as f64),
            grade: form.grade.clone(),
        }
    }

    /// What is stored: what its kind needs, and nothing else.
    fn form(&self) -> ConditionForm {
        let whole = |number: f64| number.round() as i64;
        let counted = matches!(self.kind, Kind::Attainment | Kind::Grade);
        ConditionForm {
            kind: self.kind,
            skill: self.skill.filter(|_| self.kind == Kind::Skill),
            certificate: self.certificate.filter(|_| self.kind == Kind::Certificate),
            number: match self.kind {
                Kind::Capability | Kind::Tenure | Kind::Skill => self.number.map(whole),
                Kind::SkillFit | Kind::Attainment => {
                    self.number.map(|number| whole(number * WHOLE))
                }
                Kind::Certificate | Kind::Grade => None,
            },
            times: self.times.filter(|_| counted).map(whole),
            grade: if self.kind == Kind::Grade { self.grade.clone() } else { String::new() },
        }
    }

    /// What is missing or out of range.
    fn problem(&self) -> Option<&'static str> {
        let form = self.form();
        let within = |highest: i64| form.number.is_some_and(|n| (1..=highest).contains(&n));
        let counted = form.times.is_some_and(|times| times > 0);
        let level = within(TOP_LEVEL);
        match self.kind {
            Kind::Skill if form.skill.is_none() => Some("careers-problem-skill"),
            Kind::Capability | Kind::Skill if !level => Some("careers-problem-level"),
            Kind::Tenure if !within(i64::MAX) => Some("careers-problem-months"),
            Kind::SkillFit if !within(10_000) => Some("careers-problem-fit"),
            Kind::Attainment if !within(i64::MAX) => Some("careers-problem-share"),
            Kind::Grade if form.grade.trim().is_empty() => Some("careers-problem-grade"),
            Kind::Attainment | Kind::Grade if !counted => Some("careers-problem-times"),
            _ => None,
        }
    }
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    from_post: Option<PostId>,
    from_grade: String,
    post: Option<PostId>,
    grade: String,
    note: String,
    lines: Vec<Line>,
}

/// The form on its way.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The step that is changed; `None` for a new one.
    id: Option<CareerStepId>,
    /// What it was called.
    name: String,
    start: Typed,
    now: Typed,
    /// How many conditions were ever in it.
    keys: usize,
    pub state: State,
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
    /// A new step.
    pub fn new() -> Self {
        let (start, now) = (Typed::default(), Typed::default());
        Self { id: None, name: String::new(), start, now, keys: 0, state: State::opened() }
    }

    /// A step as it is.
    pub fn edit(rung: &RungRow) -> Self {
        let form = &rung.form;
        let lines = form.conditions.iter().enumerate();
        let start = Typed {
            from_post: form.from_post,
            from_grade: form.from_grade.clone(),
            post: Some(form.post),
            grade: form.grade.clone(),
            note: form.note.clone(),
            lines: lines.map(|(key, condition)| Line::of(key, condition)).collect(),
        };
        let (keys, now) = (start.lines.len(), start.clone());
        let (id, name) = (Some(rung.id), rung.name.clone());
        Self { id, name, start, now, keys, state: State::opened() }
    }

    /// What is wrong: the post, then each condition.
    fn problems(&self, cx: &Cx<'_>) -> Vec<Option<String>> {
        let say = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let now = &self.now;
        let same = now.post.is_some()
            && now.from_post == now.post
            && now.from_grade.trim() == now.grade.trim();
        let post =
            say(now.post.is_none(), "careers-problem-post").or(say(same, "careers-problem-same"));
        let of = |line: &Line| {
            let form = line.form();
            (form.kind, form.skill, form.certificate)
        };
        let line = |(at, line): (usize, &Line)| {
            let twice = now.lines.iter().take(at).any(|other| of(other) == of(line));
            let wrong = line.problem().map(|key| cx.text(key));
            wrong.or(say(twice, "careers-problem-twice"))
        };
        std::iter::once(post).chain(now.lines.iter().enumerate().map(line)).collect()
    }

    fn form(&self) -> Option<StepForm> {
        let now = &self.now;
        Some(StepForm {
            from_post: now.from_post,
            from_grade: now.from_grade.clone(),
            post: now.post?,
            grade: now.grade.clone(),
            note: now.note.clone(),
            conditions: now.lines.iter().map(Line::form).collect(),
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
        let words = ["careers-from-post", "careers-post", "scope-search", "scope-nothing"];
        let [from, post, search, nothing] = words.map(|key| cx.text(key));
        let mut any = vec![(None, cx.text("careers-from-any"))];
        any.extend(choices.posts.iter().cloned());
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let select = Select::new(Field::new(&from)).search(&search, &nothing);
                let select = select.finds(names::matches);
                select.show(ui, &mut self.now.from_post, &any);
            } else {
                let field = Field::new(&post).required().error(state.shown(problems, 0));
                let select = Select::new(field).search(&search, &nothing).finds(names::matches);
                let response = select.show(ui, &mut self.now.post, &choices.posts);
                state.focus(0, &response);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            let (key, value) = if at == 0 {
                ("careers-from-grade", &mut self.now.from_grade)
            } else {
                ("careers-grade", &mut self.now.grade)
            };
            let label = cx.text(key);
            text_field(ui, Field::new(&label), value);
        });
        let label = cx.text("careers-note");
        text_area(ui, Field::new(&label), &mut self.now.note, 2);
        divider(ui);
        self.lines_ui(ui, state, problems, choices, cx);
    }

    fn lines_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        let (title, add) = (cx.text("careers-conditions"), cx.text("careers-condition-add"));
        let size = vec2(ui.available_width(), 28.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            if button(ui, Button::secondary(&add).icon(icons::PLUS).medium()).clicked() {
                self.now.lines.push(Line::new(self.keys));
                self.keys += 1;
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                text::card_title(ui, &title);
            });
        });
        if self.now.lines.is_empty() {
            let none = cx.text("careers-conditions-none");
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &none);
        }
        let mut gone = None;
        for (at, line) in self.now.lines.iter_mut().enumerate() {
            ui.push_id(("condition", line.key), |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                if head_ui(ui, at + 1, cx) {
                    gone = Some(at);
                }
                line_ui(ui, line, (&mut *state, at + 1), choices, cx);
                if let Some(wrong) = state.shown(problems, at + 1) {
                    error_line(ui, wrong);
                }
            });
        }
        if let Some(at) = gone {
            self.now.lines.remove(at);
        }
    }
}

/// The name of a condition, and the button that takes it out; whether it was pressed.
fn head_ui(ui: &mut Ui, number: usize, cx: &Cx<'_>) -> bool {
    let args = [("n", i64::try_from(number).unwrap_or(i64::MAX).into())];
    let (name, remove) =
        (cx.tr.with("careers-condition", &args), cx.tr.with("careers-condition-remove", &args));
    let size = vec2(ui.available_width(), 24.0);
    let mut pressed = false;
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        pressed = button(ui, Button::ghost_icon(icons::TRASH, &remove).small()).clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            section_label(ui, &name);
        });
    });
    pressed
}

/// The fields of a condition: what kind it is, and what that kind needs.
fn line_ui(
    ui: &mut Ui,
    line: &mut Line,
    (state, place): (&mut State, usize),
    choices: &Choices,
    cx: &Cx<'_>,
) {
    let kinds = KINDS.map(|(kind, key)| (kind, cx.text(key)));
    let needs: &[Need] = match line.kind {
        Kind::Capability => &[Need::Level],
        Kind::Tenure => &[Need::Months],
        Kind::Skill => &[Need::Skill, Need::Level],
        Kind::SkillFit => &[Need::Share],
        Kind::Certificate => &[Need::Certificate],
        Kind::Attainment => &[Need::Share, Need::Quarters],
        Kind::Grade => &[Need::Grade, Need::Times],
    };
    let label = cx.text("careers-condition-kind");
    grid(ui, needs.len() + 1, 12.0, |ui, at| {
        let Some(need) = at.checked_sub(1).and_then(|at| needs.get(at)) else {
            let response = Select::new(Field::new(&label)).show(ui, &mut line.kind, &kinds);
            state.focus(place, &response);
            return;
        };
        need_ui(ui, *need, line, choices, cx);
    });
}

/// What a kind of condition needs.
#[derive(Clone, Copy)]
enum Need {
    Level,
    Months,
    Skill,
    Share,
    Certificate,
    Quarters,
    Grade,
    Times,
}

fn need_ui(ui: &mut Ui, need: Need, line: &mut Line, choices: &Choices, cx: &Cx<'_>) {
    let key = match need {
        Need::Level => "careers-need-level",
        Need::Months => "careers-need-months",
        Need::Skill => "careers-need-skill",
        Need::Share => "careers-need-share",
        Need::Certificate => "careers-need-certificate",
        Need::Quarters => "careers-need-quarters",
        Need::Grade => "careers-need-grade",
        Need::Times => "careers-need-times",
    };
    let label = cx.text(key);
    let field = Field::new(&label);
    let words = ["scope-search", "scope-nothing", "certificates-unit-months"];
    let [search, nothing, months] = words.map(|key| cx.text(key));
    match need {
        Need::Level => {
            number_field(ui, field, &mut line.number, 0);
        }
        Need::Months => {
            number_field(ui, field.unit(&months), &mut line.number, 0);
        }
        Need::Share => {
            number_field(ui, field.unit("%"), &mut line.number, 1);
        }
        Need::Quarters | Need::Times => {
            number_field(ui, field, &mut line.times, 0);
        }
        Need::Grade => {
            text_field(ui, field, &mut line.grade);
        }
        Need::Skill => {
            let select = Select::new(field).search(&search, &nothing).finds(names::matches);
            select.show(ui, &mut line.skill, &choices.skills);
        }
        Need::Certificate => {
            let select = Select::new(field).search(&search, &nothing).finds(names::matches);
            select.show(ui, &mut line.certificate, &choices.kinds);
        }
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, choices: &Choices, open: &mut Option<Form>, cx: &mut Cx<'_>) {
    let Some(mut form) = open.take() else { return };
    let problems = form.problems(cx);
    let key = if form.id.is_some() { "careers-step-edit" } else { "careers-step-add" };
    let head = Head { id: "career-step", title: key, save: "training-form-save", width: 600.0 };
    let seen: &Cx<'_> = cx;
    let wish = drawer(ctx, head, &mut form, &problems, seen, |ui, form, state| {
        form.ui(ui, state, &problems, choices, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(asked) = form.form() {
                let goal = cx.directory.posts.get(&asked.post);
                let goal = goal.map_or("", |post| post.name.as_str());
                let subject = format!("{goal} {}", asked.grade.trim());
                let subject = if form.id.is_some() { form.name.clone() } else { subject };
                run(cx, subject.trim(), What::Careers(Ask::SetStep(form.id, asked)));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    *open = Some(form);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_keeps_what_its_kind_needs() {
        let mut line = Line::new(0);
        assert_eq!(line.problem(), Some("careers-problem-months"));
        line.number = Some(12.0);
        line.times = Some(4.0);
        line.grade = "B".to_owned();
        let stored = line.form();
        assert_eq!((stored.number, stored.times, stored.grade.as_str()), (Some(12), None, ""));
        line.kind = Kind::Attainment;
        line.number = Some(92.5);
        assert_eq!((line.form().number, line.form().times), (Some(9_250), Some(4)));
        assert_eq!(line.problem(), None);
        assert_eq!(Line::of(0, &line.form()).number, Some(92.5), "and back into the field");
        line.times = Some(0.0);
        assert_eq!(line.problem(), Some("careers-problem-times"));
        line.kind = Kind::Grade;
        line.times = Some(2.0);
        assert_eq!(line.form().number, None);
        assert_eq!(line.problem(), None);
        line.kind = Kind::Skill;
        assert_eq!(line.problem(), Some("careers-problem-skill"));
        line.skill = Some(SkillId(3));
        assert_eq!(line.problem(), Some("careers-problem-level"), "there is no level 92");
        line.kind = Kind::SkillFit;
        line.number = Some(101.0);
        assert_eq!(line.problem(), Some("careers-problem-fit"));
        line.kind = Kind::Certificate;
        assert_eq!(line.problem(), None, "all that are held");
    }
}
