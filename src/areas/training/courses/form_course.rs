//! The form of a course: what it is called and about, how it is taught, which skills it brings to which
//! level, how long it takes, what it costs, how it is tested and measured.

use egui::{Context, Ui};

use super::data::{Data, Options};
use super::view::View;
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::training::form_words::run;
use crate::areas::typed::{blank, count_of, fen_of, parts_of, unit_of, whole_of, yuan_of};
use crate::command::training::What;
use crate::command::training::courses::{Ask, CourseForm};
use crate::domain::ids::{CertificateKindId, CourseId, SkillId};
use crate::i18n::Tr;
use crate::metrics::MetricId;
use crate::store::records::{LearningTopic, TrainingForm};
use crate::store::stage_models::Words;
use crate::store::training::skills::TOP_LEVEL;
use crate::ui::button::{Button, button};
use crate::ui::card::{grid, row};
use crate::ui::choice::Segmented;
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;

/// The fields that can be wrong, in the order of the form.
const NAME: usize = 0;
const SKILLS: usize = 1;
const HOURS: usize = 2;
const COST: usize = 3;
const SCORES: usize = 4;
const MONTHS: usize = 5;
const DAYS: usize = 6;

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    zh: String,
    en: String,
    topic: LearningTopic,
    form: TrainingForm,
    summary: String,
    skills: Vec<(Option<SkillId>, i64)>,
    hours: Option<f64>,
    cost: Option<f64>,
    full: Option<f64>,
    pass: Option<f64>,
    months: Option<f64>,
    certificate: Option<CertificateKindId>,
    kpi: Option<MetricId>,
    kpi_days: Option<f64>,
}

/// A course half-typed.
#[derive(Clone, Debug)]
pub(super) struct CourseDraft {
    id: Option<CourseId>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for CourseDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl CourseDraft {
    /// A new course, of this name.
    pub fn new(name: &str) -> Self {
        let typed = Typed {
            zh: name.to_owned(),
            en: String::new(),
            topic: LearningTopic::Selling,
            form: TrainingForm::Classroom,
            summary: String::new(),
            skills: vec![],
            hours: None,
            cost: None,
            full: None,
            pass: None,
            months: None,
            certificate: None,
            kpi: None,
            kpi_days: None,
        };
        Self { id: None, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// A course as it is.
    pub fn edit(id: CourseId, form: &CourseForm) -> Self {
        let typed = Typed {
            zh: form.name.zh.clone(),
            en: form.name.en.clone(),
            topic: form.topic,
            form: form.form,
            summary: form.summary.clone(),
            skills: form.skills.iter().map(|(skill, level)| (Some(*skill), *level)).collect(),
            hours: unit_of(form.hours),
            cost: yuan_of(form.cost_per_head),
            full: unit_of(form.full_score),
            pass: unit_of(form.pass_score),
            months: count_of(form.valid_months),
            certificate: form.certificate,
            kpi: form.kpi,
            kpi_days: count_of(form.kpi_days),
        };
        Self { id: Some(id), start: typed.clone(), now: typed, state: State::opened() }
    }

    fn problems(&self, options: &Options, tr: &Tr) -> [Option<String>; 7] {
        let now = &self.now;
        let less = |value: Option<f64>| value.is_some_and(|value| value < 0.0);
        let none = |value: Option<f64>| value.is_some_and(|value| value <= 0.0);
        let said = |wrong: bool, key: &str| wrong.then(|| tr.text(key));
        let scores = match (now.pass, now.full) {
            (Some(pass), Some(full)) => pass > full,
            (pass, _) => pass.is_some(),
        };
        let named = |skill: SkillId| {
            let own = options.skills.iter().find(|(own, _)| *own == Some(skill));
            own.map_or("", |(_, name)| name.as_str())
        };
        let twice = now.skills.iter().enumerate().find_map(|(at, (skill, _))| {
            let skill = (*skill)?;
            let mut before = now.skills.iter().take(at);
            before.any(|(other, _)| *other == Some(skill)).then_some(skill)
        });
        let skills = if now.skills.iter().any(|(skill, _)| skill.is_none()) {
            Some(tr.text("courses-form-no-skill"))
        } else {
            twice
                .map(|skill| tr.with("error-course-skill-twice", &[("skill", named(skill).into())]))
        };
        [
            said(blank(&now.zh), "error-name-blank"),
            skills,
            said(none(now.hours), "error-course-hours"),
            said(less(now.cost), "error-course-cost"),
            said(scores || none(now.full) || less(now.pass), "error-course-scores"),
            said(none(now.months), "error-course-months"),
            said(
                none(now.kpi_days) || (now.kpi_days.is_some() && now.kpi.is_none()),
                "error-course-kpi-days",
            ),
        ]
    }

    fn command(&self) -> Ask {
        let now = &self.now;
        let skills = now.skills.iter().filter_map(|(skill, level)| Some(((*skill)?, *level)));
        let form = CourseForm {
            name: Words { zh: now.zh.clone(), en: now.en.clone() },
            topic: now.topic,
            form: now.form,
            summary: now.summary.clone(),
            hours: parts_of(now.hours),
            cost_per_head: fen_of(now.cost),
            full_score: parts_of(now.full),
            pass_score: parts_of(now.pass),
            valid_months: whole_of(now.months),
            certificate: now.certificate,
            kpi: now.kpi,
            kpi_days: whole_of(now.kpi_days),
            skills: skills.collect(),
        };
        match self.id {
            Some(id) => Ask::EditCourse(id, form),
            None => Ask::AddCourse(form),
        }
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        (options, cx): (&Options, &Cx<'_>),
    ) {
        let label = cx.text("courses-form-name");
        let field = Field::new(&label).required().error(state.shown(problems, NAME));
        let response = text_field(ui, field, &mut self.now.zh);
        state.focus(NAME, &response);
        let label = cx.text("courses-form-english");
        text_field(ui, Field::new(&label), &mut self.now.en);
        let words = ["training-topic", "courses-column-form"].map(|key| cx.text(key));
        let [topic, form] = &words;
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let select = Select::new(Field::new(topic));
                select.show(ui, &mut self.now.topic, &options.topics);
            } else {
                Select::new(Field::new(form)).show(ui, &mut self.now.form, &options.forms);
            }
        });
        let label = cx.text("courses-form-summary");
        text_area(ui, Field::new(&label), &mut self.now.summary, 2);
        self.skills_ui(ui, state, problems, (options, cx));
        self.numbers_ui(ui, state, problems, cx);
        self.measure_ui(ui, state, problems, (options, cx));
    }

    /// The skills that the course brings to a level.
    fn skills_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        (options, cx): (&Options, &Cx<'_>),
    ) {
        let levels: Vec<(i64, String)> =
            (1..=TOP_LEVEL).map(|level| (level, level.to_string())).collect();
        let words = [
            "courses-fact-skills",
            "courses-form-level",
            "courses-form-skill-remove",
            "courses-form-skill-add",
            "courses-form-skill",
        ];
        let [label, level_word, remove, add, skill_word] = words.map(|key| cx.text(key));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            form_label(ui, &label, false);
            let mut gone = None;
            for (at, (skill, level)) in self.now.skills.iter_mut().enumerate() {
                let response = ui.push_id(("skill", at), |ui| {
                    row(ui, 32.0, |ui| {
                        ui.spacing_mut().item_spacing.x = 8.0;
                        let name = format!("{skill_word} {}", at + 1);
                        let wide = (ui.available_width() - 170.0).max(120.0);
                        let field = Field::bare(&name).compact().width(wide);
                        let response = Select::new(field).show(ui, skill, &options.skills);
                        let name = format!("{level_word} {}", at + 1);
                        Segmented::new(&name).medium().show(ui, level, &levels);
                        let name = format!("{remove} {}", at + 1);
                        let look = Button::ghost_icon(icons::TRASH, &name).small();
                        if button(ui, look).clicked() {
                            gone = Some(at);
                        }
                        response
                    })
                });
                if at == 0 {
                    state.focus(SKILLS, &response.inner);
                }
            }
            if let Some(at) = gone {
                self.now.skills.remove(at);
            }
            if let Some(problem) = state.shown(problems, SKILLS) {
                error_line(ui, problem);
            }
            row(ui, 28.0, |ui| {
                if button(ui, Button::secondary(&add).icon(icons::PLUS).small()).clicked() {
                    self.now.skills.push((None, 2));
                }
            });
        });
    }

    fn numbers_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        let words = [
            "courses-column-hours",
            "classes-hours-unit",
            "courses-column-cost",
            "classes-yuan",
            "courses-form-full",
            "courses-form-pass",
            "courses-form-points",
        ];
        let [hours, hours_unit, cost, yuan, full, pass, points] = words.map(|key| cx.text(key));
        let now = &mut self.now;
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let field = Field::new(&hours).unit(&hours_unit);
                let field = field.error(state.shown(problems, HOURS));
                let response = number_field(ui, field, &mut now.hours, 1);
                state.focus(HOURS, &response);
            } else {
                let field = Field::new(&cost).unit(&yuan).error(state.shown(problems, COST));
                let response = number_field(ui, field, &mut now.cost, 2);
                state.focus(COST, &response);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let field = Field::new(&full).unit(&points);
                number_field(ui, field, &mut now.full, 1);
            } else {
                let field = Field::new(&pass).unit(&points).error(state.shown(problems, SCORES));
                let response = number_field(ui, field, &mut now.pass, 1);
                state.focus(SCORES, &response);
            }
        });
    }

    /// How long it holds, which certificate it gives, by what its result is measured.
    fn measure_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        (options, cx): (&Options, &Cx<'_>),
    ) {
        let words = [
            "courses-fact-validity",
            "courses-form-months-unit",
            "courses-form-months-help",
            "courses-fact-certificate",
            "classes-form-kpi",
            "classes-form-kpi-days",
            "unit-days",
        ];
        let [validity, months, help, certificate, kpi, days, days_unit] =
            words.map(|key| cx.text(key));
        let now = &mut self.now;
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let field = Field::new(&validity).unit(&months).help(&help);
                let field = field.error(state.shown(problems, MONTHS));
                let response = number_field(ui, field, &mut now.months, 0);
                state.focus(MONTHS, &response);
            } else {
                let select = Select::new(Field::new(&certificate));
                select.show(ui, &mut now.certificate, &options.certificates);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                Select::new(Field::new(&kpi)).show(ui, &mut now.kpi, &options.metrics);
            } else {
                let field = Field::new(&days).unit(&days_unit);
                let field = field.error(state.shown(problems, DAYS));
                let response = number_field(ui, field, &mut now.kpi_days, 0);
                state.focus(DAYS, &response);
            }
        });
    }
}

/// Draws the open form, if any.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.course.take() else { return };
    let options = &data.options;
    let problems = draft.problems(options, cx.tr);
    let title = cx.text(if draft.id.is_some() { "courses-edit" } else { "courses-add" });
    let save = cx.text("classes-save");
    let look = Look { remove: "", id: "course-form", title: &title, save: &save, width: 480.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, (options, seen));
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            run(cx, draft.now.zh.trim().to_owned(), What::Courses(draft.command()));
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.course = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn options() -> Options {
        Options {
            topics: vec![],
            forms: vec![],
            skills: vec![(Some(SkillId(1)), "价值谈判".to_owned())],
            certificates: vec![],
            metrics: vec![],
            people: vec![],
        }
    }

    #[test]
    fn a_course_has_a_name_and_numbers_that_fit() {
        let tr = Tr::new(Language::Chinese);
        let wrong = |draft: &CourseDraft| -> Vec<usize> {
            let problems = draft.problems(&options(), &tr);
            problems.iter().enumerate().filter(|(_, p)| p.is_some()).map(|(at, _)| at).collect()
        };
        let mut draft = CourseDraft::new("");
        assert_eq!(wrong(&draft), [NAME]);
        draft.now.zh = "价值谈判".to_owned();
        assert_eq!(wrong(&draft), [0_usize; 0]);
        (draft.now.full, draft.now.pass) = (Some(100.0), Some(101.0));
        (draft.now.hours, draft.now.cost) = (Some(0.0), Some(-1.0));
        (draft.now.months, draft.now.kpi_days) = (Some(0.0), Some(90.0));
        assert_eq!(wrong(&draft), [HOURS, COST, SCORES, MONTHS, DAYS]);
        draft.now.full = None;
        assert!(wrong(&draft).contains(&SCORES), "a pass score is one of a best score");
    }

    #[test]
    fn a_skill_stands_once() {
        let tr = Tr::new(Language::Chinese);
        let mut draft = CourseDraft::new("价值谈判");
        draft.now.skills = vec![(Some(SkillId(1)), 2), (Some(SkillId(1)), 3)];
        assert!(draft.problems(&options(), &tr)[SKILLS].is_some());
        draft.now.skills = vec![(None, 2)];
        assert!(draft.problems(&options(), &tr)[SKILLS].is_some());
        draft.now.skills = vec![(Some(SkillId(1)), 3)];
        assert!(draft.problems(&options(), &tr)[SKILLS].is_none());
        let Ask::AddCourse(form) = draft.command() else { panic!("another command") };
        assert_eq!(form.skills, [(SkillId(1), 3)]);
    }
}
