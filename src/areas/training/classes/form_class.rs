//! The form of a class: which course, when, where, by whom, for how many, and by what it is measured.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::chosen::Chosen;
use super::data::{CourseFacts, Data, Options};
use super::form_parts::{Part, parts_ui};
use super::view::View;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::training::form_words::run;
use crate::areas::typed::{count_of, fen_of, whole_of, yuan_of};
use crate::command::training::What;
use crate::command::training::classes::{Ask, ClassForm};
use crate::domain::ids::{CourseId, PersonId, TrainingClassId};
use crate::domain::names;
use crate::metrics::MetricId;
use crate::store::records::{ClassMark, EnrolmentState};
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, number_field, text_field};
use crate::ui::select::Select;

/// The fields that can be wrong, in the order of the form.
const COURSE: usize = 0;
const STARTS: usize = 1;
const ENDS: usize = 2;
const SEATS: usize = 3;
const COST: usize = 4;
const PARTS: usize = 5;
const METRIC: usize = 6;
const BEHAVIOUR: usize = 7;

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    course: Option<CourseId>,
    title: String,
    starts: String,
    ends: String,
    parts: Vec<Part>,
    place: String,
    trainer: String,
    trainer_id: Option<PersonId>,
    seats: Option<f64>,
    cost: Option<f64>,
    mark: Option<ClassMark>,
    kpi: Option<MetricId>,
    kpi_days: Option<f64>,
    behaviour_days: Option<f64>,
}

/// A class half-typed.
#[derive(Clone, Debug)]
pub(super) struct ClassDraft {
    id: Option<TrainingClassId>,
    /// What it is called now.
    name: String,
    /// Seats that are taken.
    taken: i64,
    /// The metric with its days as it is stored, which stays after the class began.
    named: (Option<MetricId>, Option<i64>),
    /// Whether what the course brings along is still to be taken over.
    fresh: bool,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Typed {
    fn of(form: &ClassForm) -> Self {
        Self {
            course: Some(form.course),
            title: form.title.clone(),
            starts: form.starts.to_string(),
            ends: form.ends.to_string(),
            parts: form.sessions.iter().map(Part::of).collect(),
            place: form.place.clone(),
            trainer: form.trainer.clone(),
            trainer_id: form.trainer_id,
            seats: count_of(form.seats),
            cost: yuan_of(form.cost),
            mark: form.mark,
            kpi: form.kpi,
            kpi_days: count_of(form.kpi_days),
            behaviour_days: count_of(form.behaviour_days),
        }
    }
}

impl Filled for ClassDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl ClassDraft {
    /// A new class; with the course of the one that is chosen.
    pub fn new(data: &Data, cx: &Cx<'_>) -> Self {
        Self::of_course(data.chosen.as_ref().map(|chosen| chosen.course), cx)
    }

    /// A new class of a course.
    pub fn of_course(course: Option<CourseId>, cx: &Cx<'_>) -> Self {
        let today = cx.filter.today.to_string();
        let typed = Typed {
            course,
            title: String::new(),
            starts: today.clone(),
            ends: today,
            parts: vec![],
            place: String::new(),
            trainer: String::new(),
            trainer_id: None,
            seats: None,
            cost: None,
            mark: None,
            kpi: None,
            kpi_days: None,
            behaviour_days: None,
        };
        Self {
            id: None,
            name: String::new(),
            taken: 0,
            named: (None, None),
            fresh: true,
            start: typed.clone(),
            now: typed,
            state: State::opened(),
        }
    }

    /// A class as it is.
    pub fn edit(chosen: &Chosen) -> Self {
        let typed = Typed::of(&chosen.form);
        let taken = chosen.people.iter().filter(|one| one.state == EnrolmentState::Enrolled);
        Self {
            id: Some(chosen.id),
            name: chosen.name.clone(),
            taken: i64::try_from(taken.count()).unwrap_or(i64::MAX),
            named: (chosen.form.kpi, chosen.form.kpi_days),
            fresh: false,
            start: typed.clone(),
            now: typed,
            state: State::opened(),
        }
    }

    /// The days, where both are days.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        parse_date(&self.now.starts).zip(parse_date(&self.now.ends))
    }

    /// Whether the metric can still be named: it is the one that is stored, or the class has not begun.
    fn metric_open(&self, today: NaiveDate) -> bool {
        parse_date(&self.now.starts).is_none_or(|starts| today <= starts)
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 8] {
        let (now, tr) = (&self.now, cx.tr);
        let day = |text: &str| parse_date(text).is_none().then(|| tr.text("classes-form-no-day"));
        let turned = self
            .days()
            .filter(|(starts, ends)| ends < starts)
            .map(|(starts, _)| tr.with("error-class-days", &[("day", starts.to_string().into())]));
        let seats = whole_of(now.seats).and_then(|seats| {
            if seats <= 0 {
                return Some(tr.text("error-class-seats"));
            }
            let args = [("seats", seats.into()), ("n", self.taken.into())];
            (seats < self.taken).then(|| tr.with("error-class-full", &args))
        });
        let named = (now.kpi, whole_of(now.kpi_days));
        let late = named != self.named && now.kpi.is_some() && !self.metric_open(cx.filter.today);
        let metric = if late {
            Some(tr.with("error-class-kpi-late", &[("day", now.starts.as_str().into())]))
        } else if now.kpi_days.is_some_and(|days| days <= 0.0)
            || (now.kpi.is_none() && now.kpi_days.is_some())
        {
            Some(tr.text("error-course-kpi-days"))
        } else {
            None
        };
        let behaviour = now.behaviour_days.is_some_and(|days| days <= 0.0);
        let less = now.cost.is_some_and(|cost| cost < 0.0);
        [
            now.course.is_none().then(|| tr.text("classes-form-no-course")),
            day(&now.starts),
            day(&now.ends).or(turned),
            seats,
            less.then(|| tr.text("error-class-cost")),
            now.parts.iter().find_map(|part| part.problem(self.days(), tr)),
            metric,
            behaviour.then(|| tr.text("error-class-behaviour-days")),
        ]
    }

    fn command(&self) -> Option<Ask> {
        let now = &self.now;
        let form = ClassForm {
            course: now.course?,
            title: now.title.clone(),
            starts: parse_date(&now.starts)?,
            ends: parse_date(&now.ends)?,
            sessions: now.parts.iter().map(Part::session).collect::<Option<Vec<_>>>()?,
            place: now.place.clone(),
            trainer: now.trainer.clone(),
            trainer_id: now.trainer_id,
            seats: whole_of(now.seats),
            cost: fen_of(now.cost),
            mark: now.mark,
            kpi: now.kpi,
            kpi_days: whole_of(now.kpi_days),
            behaviour_days: whole_of(now.behaviour_days),
        };
        Some(match self.id {
            Some(id) => Ask::EditClass(id, form),
            None => Ask::Plan(form),
        })
    }

    /// Another course brings its own metric, as long as nobody chose one.
    fn follow(&mut self, options: &Options) {
        let facts = options.of_courses.iter().find(|own| Some(own.course) == self.now.course);
        let Some(facts) = facts else { return };
        if self.id.is_none() && self.now.kpi.is_none() {
            self.now.kpi = facts.kpi;
            self.now.kpi_days = count_of(facts.kpi_days);
        }
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let options = &data.options;
        let words = ["classes-form-course", "classes-search", "classes-nothing-found"];
        let [label, search, nothing] = words.map(|key| cx.text(key));
        let field = Field::new(&label).required().error(state.shown(problems, COURSE));
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        let response = select.show(ui, &mut self.now.course, &options.courses);
        state.focus(COURSE, &response);
        if response.changed() {
            self.follow(options);
        }
        let label = cx.text("classes-form-title");
        let hint = cx.text("classes-form-title-hint");
        text_field(ui, Field::new(&label).placeholder(&hint), &mut self.now.title);
        let today = cx.filter.today;
        grid(ui, 2, 12.0, |ui, at| {
            let (key, field, value) = if at == 0 {
                ("classes-form-starts", STARTS, &mut self.now.starts)
            } else {
                ("classes-form-ends", ENDS, &mut self.now.ends)
            };
            let label = cx.text(key);
            let look = Field::new(&label).required().error(state.shown(problems, field));
            let response = day_field(ui, look, value, today, cx.tr);
            state.focus(field, &response);
        });
        self.place_ui(ui, options, cx);
        self.room_ui(ui, state, problems, cx);
        let of = |own: &&CourseFacts| Some(own.course) == self.now.course;
        let hours = options.of_courses.iter().find(of).and_then(|facts| facts.hours);
        let days = (self.now.starts.clone(), self.days());
        let problem = state.shown(problems, PARTS);
        parts_ui(ui, &mut self.now.parts, (&days.0, days.1, hours), problem, cx);
        self.measure_ui(ui, state, problems, options, cx);
    }

    fn place_ui(&mut self, ui: &mut Ui, options: &Options, cx: &Cx<'_>) {
        let words = ["classes-search-name", "classes-nothing-found"];
        let [search, nothing] = words.map(|key| cx.text(key));
        let label = cx.text("classes-form-place");
        text_field(ui, Field::new(&label), &mut self.now.place);
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("classes-form-trainer-inside");
                let select = Select::new(Field::new(&label)).search(&search, &nothing);
                let select = select.finds(names::matches);
                select.show(ui, &mut self.now.trainer_id, &options.people);
            } else {
                let (label, help) =
                    (cx.text("classes-form-trainer"), cx.text("classes-form-trainer-help"));
                text_field(ui, Field::new(&label).help(&help), &mut self.now.trainer);
            }
        });
    }

    fn room_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let (label, help) =
                    (cx.text("classes-form-seats"), cx.text("classes-form-seats-help"));
                let field = Field::new(&label).help(&help).error(state.shown(problems, SEATS));
                let response = number_field(ui, field, &mut self.now.seats, 0);
                state.focus(SEATS, &response);
            } else {
                let (label, help) =
                    (cx.text("classes-form-cost"), cx.text("classes-form-cost-help"));
                let unit = cx.text("classes-yuan");
                let field = Field::new(&label).unit(&unit).help(&help);
                let field = field.error(state.shown(problems, COST));
                let response = number_field(ui, field, &mut self.now.cost, 2);
                state.focus(COST, &response);
            }
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let label = cx.text("classes-form-mark");
            form_label(ui, &label, false);
            let marks = [
                (None, cx.text("classes-mark-none")),
                (Some(ClassMark::Mandatory), cx.text("classes-mark-mandatory")),
                (Some(ClassMark::Focus), cx.text("classes-mark-focus")),
            ];
            Segmented::new(&label).medium().show(ui, &mut self.now.mark, &marks);
        });
    }

    /// By what the result is measured, and after how many days behaviour is looked at.
    fn measure_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        options: &Options,
        cx: &Cx<'_>,
    ) {
        let open = self.metric_open(cx.filter.today);
        let help = cx.text(if open { "classes-form-kpi-help" } else { "classes-form-kpi-closed" });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("classes-form-kpi");
                let field = Field::new(&label).help(&help).error(state.shown(problems, METRIC));
                let response =
                    Select::new(field.enabled(open)).show(ui, &mut self.now.kpi, &options.metrics);
                state.focus(METRIC, &response);
            } else {
                let (label, unit) = (cx.text("classes-form-kpi-days"), cx.text("unit-days"));
                let field = Field::new(&label).unit(&unit).enabled(open);
                number_field(ui, field, &mut self.now.kpi_days, 0);
            }
        });
        let (label, unit) = (cx.text("classes-form-behaviour"), cx.text("unit-days"));
        let help = cx.text("classes-form-behaviour-help");
        let field = Field::new(&label).unit(&unit).help(&help);
        let field = field.error(state.shown(problems, BEHAVIOUR));
        let response = number_field(ui, field, &mut self.now.behaviour_days, 0);
        state.focus(BEHAVIOUR, &response);
    }
}

/// Draws the open form, if any.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.class.take() else { return };
    if std::mem::take(&mut draft.fresh) {
        draft.follow(&data.options);
        draft.start = draft.now.clone();
    }
    let problems = draft.problems(cx);
    let keys = match draft.id {
        None => ["classes-plan", "classes-plan-save"],
        Some(_) => ["classes-edit", "classes-save"],
    };
    let [title, save] = keys.map(|key| cx.text(key));
    let look = Look { remove: "", id: "class-form", title: &title, save: &save, width: 520.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(ask) = draft.command() {
                let named = data.options.courses.iter().find(|(id, _)| *id == draft.now.course);
                let course = named.map_or("", |(_, name)| name.as_str());
                let typed = draft.now.title.trim();
                let called = if typed.is_empty() { course } else { typed };
                let subject =
                    if draft.id.is_some() { draft.name.clone() } else { called.to_owned() };
                run(cx, subject, What::Classes(ask));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.class = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft() -> ClassDraft {
        let form = ClassForm {
            course: CourseId(1),
            title: String::new(),
            starts: day("2025-09-11"),
            ends: day("2025-09-12"),
            sessions: vec![],
            place: "苏州".to_owned(),
            trainer: String::new(),
            trainer_id: None,
            seats: Some(12),
            cost: Some(120_000),
            mark: None,
            kpi: None,
            kpi_days: None,
            behaviour_days: Some(60),
        };
        let typed = Typed::of(&form);
        ClassDraft {
            id: None,
            name: String::new(),
            taken: 0,
            named: (None, None),
            fresh: true,
            start: typed.clone(),
            now: typed,
            state: State::opened(),
        }
    }

    #[test]
    fn what_is_typed_is_what_is_asked_for() {
        let mut draft = draft();
        assert!(!draft.dirty());
        draft.now.title = "价值谈判 ③".to_owned();
        draft.now.cost = Some(1_500.5);
        assert!(draft.dirty());
        let Some(Ask::Plan(form)) = draft.command() else { panic!("no command") };
        assert_eq!((form.title.as_str(), form.place.as_str()), ("价值谈判 ③", "苏州"));
        assert_eq!((form.starts, form.ends), (day("2025-09-11"), day("2025-09-12")));
        assert_eq!(
            (form.seats, form.cost, form.behaviour_days),
            (Some(12), Some(150_050), Some(60))
        );
        draft.now.starts = "11月31日".to_owned();
        assert_eq!(draft.command(), None, "a day that does not exist is none");
    }

    #[test]
    fn a_metric_is_named_before_the_class_begins() {
        let draft = draft();
        assert!(draft.metric_open(day("2025-09-11")));
        assert!(!draft.metric_open(day("2025-09-12")));
    }
}
