//! 报名: a skill, a class or a new one, and who goes to it and why, who does not and why. Everybody is enrolled in
//! one step, which undo takes back.
//!
//! Who should go is worked out when something that decides it changes, and not while drawing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::Data;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::training::form_words::run;
use crate::areas::typed::fen_of;
use crate::command::training::What;
use crate::command::training::classes::{Ask, ClassForm, SeatForm};
use crate::domain::ids::{CourseId, PersonId, SkillId, TrainingClassId};
use crate::domain::mentoring::Span;
use crate::domain::names;
use crate::domain::training::enrolment::{Choice, Proposal};
use crate::metrics::training::enrol::{ClassKey, Enrolling, Target, levels_missing};
use crate::metrics::training::say;
use crate::ui::card::{card_flush, grid, section_label};
use crate::ui::choice::checkbox;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form.
const SKILL: usize = 0;
const CLASS: usize = 1;
const COURSE: usize = 2;
const STARTS: usize = 3;
const ENDS: usize = 4;
const PEOPLE: usize = 5;

/// So many people stand in the list without scrolling.
const LISTED: usize = 8;
/// The height of a row, and of the headings.
const ROW: f32 = 34.0;
const HEAD: f32 = 32.0;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    skill: Option<SkillId>,
    class: Option<ClassKey>,
    course: Option<CourseId>,
    starts: String,
    ends: String,
    place: String,
    trainer: String,
    seats: Option<f64>,
    cost: Option<f64>,
    /// Who does not go after all.
    without: BTreeSet<PersonId>,
    /// Whether those for whom no seat is left wait for one.
    waiting: bool,
}

/// Somebody who is proposed.
#[derive(Clone, Debug)]
struct Person {
    id: PersonId,
    name: String,
    /// What the class closes.
    why: String,
}

/// What follows from what is chosen.
#[derive(Clone, Debug, Default)]
struct Found {
    chosen: Vec<Person>,
    waiting: Vec<Person>,
    /// Why others do not go, with their names.
    left_out: Vec<(String, String)>,
    seats: BTreeMap<PersonId, SeatForm>,
}

/// An enrolment half-typed.
#[derive(Clone, Debug)]
pub(super) struct EnrolDraft {
    start: Typed,
    now: Typed,
    found: Found,
    table: TableState,
    pub state: State,
}

impl Filled for EnrolDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl EnrolDraft {
    /// For a skill; in the next class, or in a new one where there is none or one is wanted.
    pub fn new(data: &Data, skill: Option<SkillId>, new: bool, cx: &Cx<'_>) -> Self {
        let mut draft = Self {
            start: Typed::default(),
            now: Typed { skill, waiting: true, ..Typed::default() },
            found: Found::default(),
            table: TableState::default(),
            state: State::opened(),
        };
        draft.choose(&data.enrolling, new, cx.filter.today);
        draft.start = draft.now.clone();
        draft.find(data, cx);
        draft
    }

    /// Chooses the next class of the skill, or a new one of a course that teaches it.
    fn choose(&mut self, all: &Enrolling, new: bool, today: NaiveDate) {
        let Some(skill) = self.now.skill else {
            (self.now.class, self.now.course) = (None, None);
            return;
        };
        let next = all.next(skill, today).filter(|_| !new);
        let next = next.map(|class| ClassKey::Planned(class.record.id));
        self.now.class = Some(next.unwrap_or(ClassKey::New));
        self.now.course = all.teaching(skill).first().map(|taught| taught.course.id);
    }

    /// The class that is to be filled; `None` until enough is said of it.
    fn target(&self, all: &Enrolling) -> Option<Target> {
        let skill = Some(self.now.skill?);
        match self.now.class? {
            ClassKey::Planned(id) => {
                let class = all.classes.iter().find(|class| class.record.id == id)?;
                Some(class.target(skill))
            }
            ClassKey::New => {
                let (first, last) = (parse_date(&self.now.starts)?, self.last()?);
                let course = self.now.course?;
                let seats = whole(self.now.seats).and_then(|seats| u32::try_from(seats).ok());
                let span = Span { first, last };
                (first <= last).then_some(Target { key: ClassKey::New, course, span, seats, skill })
            }
        }
    }

    /// The last day of a new class: the first one where none is typed.
    fn last(&self) -> Option<NaiveDate> {
        let typed = if self.now.ends.trim().is_empty() { &self.now.starts } else { &self.now.ends };
        parse_date(typed)
    }

    /// Works out who should go.
    fn find(&mut self, data: &Data, cx: &Cx<'_>) {
        self.now.without.clear();
        self.start.without.clear();
        self.found = match self.target(&data.enrolling) {
            Some(target) => found(data, &data.enrolling.who(&target), cx),
            None => Found::default(),
        };
    }

    /// Who goes.
    fn going(&self) -> impl Iterator<Item = &Person> {
        self.found.chosen.iter().filter(move |one| !self.now.without.contains(&one.id))
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 6] {
        let now = &self.now;
        let new = now.class == Some(ClassKey::New);
        let said = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let starts = parse_date(&now.starts);
        let turned = starts.zip(self.last()).is_some_and(|(starts, ends)| ends < starts);
        let waits = now.waiting && !self.found.waiting.is_empty();
        let nobody = self.going().next().is_none() && !waits;
        let unread = !now.ends.trim().is_empty() && parse_date(&now.ends).is_none();
        [
            said(now.skill.is_none(), "matrix-enrol-skill-missing"),
            said(now.skill.is_some() && now.class.is_none(), "matrix-enrol-class-missing"),
            said(new && now.course.is_none(), "matrix-enrol-course-missing"),
            said(new && starts.is_none(), "matrix-enrol-starts-missing"),
            said(new && (turned || unread), "matrix-enrol-ends-turned"),
            said(nobody, "matrix-enrol-nobody"),
        ]
    }

    fn ask(&self) -> Option<Ask> {
        let mut seats: Vec<SeatForm> = vec![];
        for one in self.going() {
            seats.extend(self.found.seats.get(&one.id).cloned());
        }
        if self.now.waiting {
            for one in &self.found.waiting {
                let seat = self.found.seats.get(&one.id).cloned();
                seats.extend(seat.map(|seat| SeatForm { waiting: true, ..seat }));
            }
        }
        match self.now.class? {
            ClassKey::Planned(id) => Some(Ask::Enrol(id, seats)),
            ClassKey::New => {
                let form = ClassForm {
                    course: self.now.course?,
                    title: String::new(),
                    starts: parse_date(&self.now.starts)?,
                    ends: self.last()?,
                    sessions: vec![],
                    place: self.now.place.clone(),
                    trainer: self.now.trainer.clone(),
                    trainer_id: None,
                    seats: whole(self.now.seats),
                    cost: fen_of(self.now.cost),
                    mark: None,
                    kpi: None,
                    kpi_days: None,
                    behaviour_days: None,
                };
                Some(Ask::PlanFor(form, seats))
            }
        }
    }

    /// What the class is called, for the journal.
    fn subject(&self, all: &Enrolling, cx: &Cx<'_>) -> String {
        let course = |id: CourseId| {
            let taught = all.courses.get(&id);
            taught.map_or_else(String::new, |own| say::course(cx.tr, &own.course).to_owned())
        };
        match self.now.class {
            Some(ClassKey::Planned(id)) => class_name(all, id, cx),
            _ => self.now.course.map(course).unwrap_or_default(),
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
        let before = self.now.clone();
        self.class_ui(ui, state, problems, data, cx);
        if self.now.class == Some(ClassKey::New) {
            self.new_ui(ui, state, problems, data, cx);
        }
        let decides = |typed: &Typed| {
            (typed.class, typed.course, typed.starts.clone(), typed.ends.clone(), typed.seats)
        };
        if self.now.skill != before.skill {
            self.choose(&data.enrolling, false, cx.filter.today);
        }
        if self.now.skill != before.skill || decides(&self.now) != decides(&before) {
            self.find(data, cx);
        }
        self.people_ui(ui, state, problems, cx);
    }

    /// The skill and the class.
    fn class_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let (search, nothing) = (cx.text("training-search"), cx.text("training-nothing-found"));
        let label = cx.text("matrix-field-skill");
        let used = data.listing.used();
        let skills: Vec<(Option<SkillId>, &str)> =
            used.into_iter().map(|(id, name)| (Some(id), name)).collect();
        let field = Field::new(&label).required().error(state.shown(problems, SKILL));
        let response = Select::new(field).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut self.now.skill,
            &skills,
        );
        state.focus(SKILL, &response);
        let mut classes: Vec<(Option<ClassKey>, String)> = vec![];
        if let Some(skill) = self.now.skill {
            for class in data.enrolling.coming(skill, cx.filter.today) {
                let name = class_text(&data.enrolling, class.record.id, cx);
                classes.push((Some(ClassKey::Planned(class.record.id)), name));
            }
            classes.push((Some(ClassKey::New), cx.text("matrix-enrol-new")));
        }
        let label = cx.text("matrix-field-class");
        let field = Field::new(&label).required().error(state.shown(problems, CLASS));
        let response = Select::new(field).show(ui, &mut self.now.class, &classes);
        state.focus(CLASS, &response);
    }

    /// A new class.
    fn new_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        let taught = self.now.skill.map(|skill| data.enrolling.teaching(skill));
        let taught = taught.unwrap_or_default();
        if taught.is_empty() && self.now.skill.is_some() {
            text::wrapped(ui, text::LABEL12, theme.warn_t, &cx.text("matrix-enrol-untaught"));
        }
        let courses: Vec<(Option<CourseId>, &str)> = taught
            .iter()
            .map(|own| (Some(own.course.id), say::course(cx.tr, &own.course)))
            .collect();
        let label = cx.text("matrix-field-course");
        let field = Field::new(&label).required().error(state.shown(problems, COURSE));
        let response = Select::new(field).show(ui, &mut self.now.course, &courses);
        state.focus(COURSE, &response);
        let today = cx.filter.today;
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("matrix-field-starts");
                let field = Field::new(&label).required().error(state.shown(problems, STARTS));
                let response = day_field(ui, field, &mut self.now.starts, today, cx.tr);
                state.focus(STARTS, &response);
            } else {
                let label = cx.text("matrix-field-ends");
                let field = Field::new(&label).error(state.shown(problems, ENDS));
                let response = day_field(ui, field, &mut self.now.ends, today, cx.tr);
                state.focus(ENDS, &response);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            let label =
                cx.text(if at == 0 { "matrix-field-place" } else { "matrix-field-trainer" });
            let value = if at == 0 { &mut self.now.place } else { &mut self.now.trainer };
            text_field(ui, Field::new(&label), value);
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let (label, help) = (cx.text("matrix-field-seats"), cx.text("matrix-seats-help"));
                number_field(ui, Field::new(&label).help(&help), &mut self.now.seats, 0);
            } else {
                let (label, unit) = (cx.text("matrix-field-cost"), cx.text("matrix-yuan"));
                number_field(ui, Field::new(&label).unit(&unit), &mut self.now.cost, 2);
            }
        });
    }

    /// Who goes, who waits, who does not.
    fn people_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        let n = self.going().count();
        let count = |key: &str, n: usize| {
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            cx.tr.with(key, &[("n", n.into())])
        };
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            section_label(ui, &count("matrix-enrol-going", n));
            if !self.found.chosen.is_empty() {
                self.table_ui(ui, cx);
            }
            if let Some(problem) = state.shown(problems, PEOPLE) {
                error_line(ui, problem);
            }
        });
        if !self.found.waiting.is_empty() {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                let label = count("matrix-enrol-waiting", self.found.waiting.len());
                checkbox(ui, &mut self.now.waiting, &label);
                let names: Vec<&str> =
                    self.found.waiting.iter().map(|one| one.name.as_str()).collect();
                let names = names.join(&cx.text("matrix-and"));
                text::wrapped(ui, text::LABEL12, theme.t2, &names);
            });
        }
        if !self.found.left_out.is_empty() {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                section_label(ui, &cx.text("matrix-enrol-left-out"));
                for (why, who) in &self.found.left_out {
                    text::wrapped(ui, text::BODY13, theme.t1, why);
                    text::wrapped(ui, text::LABEL12, theme.t3, who);
                }
            });
        }
    }

    /// Those who go, each to be taken out and put back.
    fn table_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        let columns = [
            Column::new("").fixed(44.0),
            Column::new(cx.text("matrix-column-person")).fixed(112.0),
            Column::new(cx.text("matrix-column-why")).flex(1.0, 180.0),
        ];
        let chosen = &self.found.chosen;
        let without = &self.now.without;
        let (goes, stays) = (cx.text("matrix-enrol-goes"), cx.text("matrix-enrol-stays"));
        let name = |row: usize| {
            let Some(one) = chosen.get(row) else { return String::new() };
            let state = if without.contains(&one.id) { &stays } else { &goes };
            format!("{} {state}", one.name)
        };
        let title = cx.text("matrix-enrol-list");
        let height = HEAD + ROW * chosen.len().min(LISTED) as f32;
        let mut output = None;
        card_flush(ui, |ui| {
            let table = Table::new(&title, &columns, chosen.len());
            let table = table.row_height(ROW).height(height).row_name(&name);
            let shown = table.show(ui, &mut self.table, |ui, row, column| {
                let Some(one) = chosen.get(row) else { return };
                let off = without.contains(&one.id);
                let color = if off { theme.t3 } else { theme.t1 };
                match column {
                    0 => {
                        let sign = if off { icons::SQUARE } else { icons::CHECK_SQUARE.filled() };
                        let tint = if off { theme.t3 } else { theme.accent_t };
                        icons::icon(ui, sign, 18.0, tint);
                    }
                    1 => cell_text(ui, text::NAME13, color, &one.name),
                    _ => cell_text(ui, text::BODY13, theme.t2, &one.why),
                }
            });
            output = shown.clicked.or(shown.toggled).or(shown.opened);
        });
        if let Some(id) = output.and_then(|row| chosen.get(row)).map(|one| one.id)
            && !self.now.without.remove(&id)
        {
            self.now.without.insert(id);
        }
    }
}

/// A whole number that was typed.
fn whole(typed: Option<f64>) -> Option<i64> {
    typed.map(|number| number.round() as i64)
}

fn class_name(all: &Enrolling, id: TrainingClassId, cx: &Cx<'_>) -> String {
    let class = all.classes.iter().find(|class| class.record.id == id);
    class.map_or_else(String::new, |class| say::class(cx.tr, all, class).to_owned())
}

/// A class with its day and its free seats.
fn class_text(all: &Enrolling, id: TrainingClassId, cx: &Cx<'_>) -> String {
    let class = all.classes.iter().find(|class| class.record.id == id);
    let Some(class) = class else { return String::new() };
    let (name, day) = (class_name(all, id, cx), class.record.starts);
    match class.free() {
        Some(free) => {
            let free = i64::try_from(free).unwrap_or(i64::MAX);
            let free = cx.tr.with("matrix-class-free", &[("n", free.into())]);
            cx.tr.joined(&[format!("{name} {day}"), free])
        }
        None => format!("{name} {day}"),
    }
}

/// Puts what is proposed into words.
fn found(data: &Data, proposal: &Proposal<ClassKey, SkillId>, cx: &Cx<'_>) -> Found {
    let mut seats = BTreeMap::new();
    let mut person = |choice: &Choice<SkillId>| {
        let gains: Vec<String> = choice
            .gains
            .iter()
            .map(|gain| say::gain(data.listing.name(gain.skill), gain))
            .collect();
        let main = choice.gains.iter().max_by_key(|gain| gain.priority());
        let seat = SeatForm {
            person: choice.person,
            waiting: false,
            skill: main.map(|gain| gain.skill),
            gap: main.map(levels_missing),
            makeup_for: None,
            note: String::new(),
        };
        seats.insert(choice.person, seat);
        let name = cx.directory.person_name(choice.person).to_owned();
        Person { id: choice.person, name, why: cx.tr.joined(&gains) }
    };
    let chosen = proposal.chosen.iter().map(&mut person).collect();
    let waiting = proposal.waiting.iter().map(&mut person).collect();
    let mut whys: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (id, why) in &proposal.left_out {
        let why = say::left_out(cx.tr, &data.enrolling, why);
        whys.entry(why).or_default().push(cx.directory.person_name(*id));
    }
    let and = cx.text("matrix-and");
    let left_out = whys.into_iter().map(|(why, who)| {
        let n = i64::try_from(who.len()).unwrap_or(i64::MAX);
        let args = [("why", why.into()), ("n", n.into())];
        (cx.tr.with("matrix-enrol-why", &args), who.join(&and))
    });
    Found { chosen, waiting, left_out: left_out.collect(), seats }
}

/// Draws the form; whether it stays.
pub(super) fn draw(ctx: &Context, draft: &mut EnrolDraft, data: &Data, cx: &mut Cx<'_>) -> bool {
    let problems = draft.problems(cx);
    let n = i64::try_from(draft.going().count()).unwrap_or(i64::MAX);
    let title = cx.text("matrix-enrol");
    let save = cx.tr.with("matrix-enrol-save", &[("n", n.into())]);
    let look = Look { id: "matrix-enrol", title: &title, save: &save, remove: "", width: 560.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            if let Some(ask) = draft.ask() {
                let subject = draft.subject(&data.enrolling, cx);
                run(cx, subject, What::Classes(ask));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}
