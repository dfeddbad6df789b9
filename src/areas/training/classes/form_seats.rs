//! Who is to go to a class: several people at once, each with the gap it closes or on the waiting list; and
//! somebody who missed a class in another one.

use egui::{Context, Ui};

use super::chosen::Chosen;
use super::data::{Coming, Data, Options};
use super::view::View;
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::training::form_words::run;
use crate::areas::typed::{count_of, whole_of};
use crate::command::training::What;
use crate::command::training::check::Warning;
use crate::command::training::classes::{Ask, SeatForm};
use crate::domain::ids::{PersonId, SkillId, TrainingClassId};
use crate::domain::names;
use crate::i18n::Tr;
use crate::store::records::EnrolmentState;
use crate::store::training::skills::TOP_LEVEL;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, grid, row};
use crate::ui::choice::checkbox;
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Somebody who is to have a seat, as typed.
#[derive(Clone, Debug, PartialEq)]
struct Pick {
    person: PersonId,
    name: String,
    skill: Option<SkillId>,
    gap: Option<f64>,
    waiting: bool,
    note: String,
}

impl Pick {
    fn seat(&self) -> SeatForm {
        SeatForm {
            person: self.person,
            waiting: self.waiting,
            skill: self.skill,
            gap: whole_of(self.gap),
            makeup_for: None,
            note: self.note.clone(),
        }
    }
}

/// Seats half-given.
#[derive(Clone, Debug)]
pub(super) struct SeatsDraft {
    class: TrainingClassId,
    name: String,
    /// The skills that the course brings.
    brings: Vec<SkillId>,
    seats: Option<i64>,
    taken: i64,
    /// Who goes already, or waits.
    there: Vec<(PersonId, EnrolmentState)>,
    /// Who is about to be added.
    add: Option<PersonId>,
    picks: Vec<Pick>,
    pub state: State,
}

impl Filled for SeatsDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        !self.picks.is_empty()
    }
}

impl SeatsDraft {
    /// Nobody yet.
    pub fn new(chosen: &Chosen) -> Self {
        let there = chosen.people.iter().filter(|one| one.state != EnrolmentState::Withdrawn);
        let there: Vec<_> = there.map(|one| (one.person, one.state)).collect();
        let taken = there.iter().filter(|(_, state)| *state == EnrolmentState::Enrolled).count();
        Self {
            class: chosen.id,
            name: chosen.name.clone(),
            brings: chosen.skills.iter().map(|(skill, _)| *skill).collect(),
            seats: chosen.seats,
            taken: i64::try_from(taken).unwrap_or(i64::MAX),
            there,
            add: None,
            picks: vec![],
            state: State::opened(),
        }
    }

    /// Adds somebody, with the gap that is known of them; they wait where no seat is left.
    fn add(&mut self, person: PersonId, data: &Data) {
        let options = data.options.people.iter();
        let mut names = options.filter(|(one, _)| *one == Some(person)).map(|(_, name)| name);
        let Some(name) = names.next() else { return };
        let gaps = data.gaps.as_ref().filter(|gaps| gaps.class == self.class);
        let known = gaps.and_then(|gaps| {
            gaps.seats.iter().chain(&gaps.waiting).find(|seat| seat.person == person)
        });
        self.picks.push(Pick {
            person,
            name: name.clone(),
            skill: known.and_then(|seat| seat.skill),
            gap: count_of(known.and_then(|seat| seat.gap)),
            waiting: self.free().is_some_and(|free| free <= 0),
            note: String::new(),
        });
    }

    /// Seats that are left, below zero where too many are chosen; `None` without a limit.
    fn free(&self) -> Option<i64> {
        let picked = self.picks.iter().filter(|pick| !pick.waiting).count();
        Some(self.seats? - self.taken - i64::try_from(picked).unwrap_or(i64::MAX))
    }

    /// What is wrong: with nobody being chosen, then with each of them.
    fn problems(&self, tr: &Tr) -> Vec<Option<String>> {
        let none = self.picks.is_empty().then(|| tr.text("classes-enrol-nobody"));
        let own = self.picks.iter().enumerate().map(|(at, pick)| self.problem(at, pick, tr));
        std::iter::once(none).chain(own).collect()
    }

    fn problem(&self, at: usize, pick: &Pick, tr: &Tr) -> Option<String> {
        let name = || [("name", pick.name.as_str().into())];
        let asked = if pick.waiting { EnrolmentState::Waiting } else { EnrolmentState::Enrolled };
        let before = self.there.iter().find(|(person, _)| *person == pick.person);
        let there =
            before.is_some_and(|(_, state)| *state == asked || *state == EnrolmentState::Enrolled);
        let mut earlier = self.picks.iter().take(at);
        if there || earlier.any(|other| other.person == pick.person) {
            return Some(tr.with("error-enrolment-twice", &name()));
        }
        let earlier = self.picks.iter().take(at).filter(|other| !other.waiting).count();
        let n = self.taken + i64::try_from(earlier).unwrap_or(i64::MAX);
        if let Some(seats) = self.seats.filter(|seats| *seats <= n && !pick.waiting) {
            let args = [("seats", seats.into()), ("n", n.into())];
            return Some(tr.with("error-class-full", &args));
        }
        let levels = whole_of(pick.gap);
        let outside = levels.is_some_and(|levels| !(1..=TOP_LEVEL).contains(&levels));
        (outside || (levels.is_some() && pick.skill.is_none()))
            .then(|| tr.with("error-enrolment-gap", &name()))
    }

    /// What speaks against the skill that is named.
    fn warning(&self, pick: &Pick, options: &Options, tr: &Tr) -> Option<String> {
        let skill = pick.skill.filter(|skill| !self.brings.contains(skill))?;
        let mut names = options.skills.iter().filter(|(one, _)| *one == Some(skill));
        let (_, skill) = names.next()?;
        Some(Warning::CourseWithoutSkill { skill: skill.clone() }.message(tr))
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        let said = match self.free() {
            None => cx.text("classes-enrol-unlimited"),
            Some(free) => cx.tr.with("classes-enrol-free", &[("n", free.max(0).into())]),
        };
        text::wrapped(ui, text::BODY13, theme.t2, &said);
        let words = ["classes-enrol-add", "classes-search-name", "classes-nothing-found"];
        let [label, search, nothing] = words.map(|key| cx.text(key));
        let field = Field::new(&label).error(state.shown(problems, 0));
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        let response = select.show(ui, &mut self.add, &data.options.people);
        state.focus(0, &response);
        if let Some(person) = self.add.take() {
            self.add(person, data);
        }
        let warnings: Vec<Option<String>> =
            self.picks.iter().map(|pick| self.warning(pick, &data.options, cx.tr)).collect();
        let mut gone = None;
        for (at, (pick, warning)) in self.picks.iter_mut().zip(&warnings).enumerate() {
            divider(ui);
            let problem = problems.get(at + 1).and_then(Option::as_deref);
            let said = (problem, warning.as_deref());
            let place = (at + 1, &mut *state);
            let own = ui.push_id(at, |ui| pick_ui(ui, pick, place, said, (data, cx)));
            if own.inner {
                gone = Some(at);
            }
        }
        if let Some(at) = gone {
            self.picks.remove(at);
        }
    }
}

/// Draws somebody who is to have a seat; true when they are not to have it after all.
///
/// What is wrong with somebody is told at once: it is a fact, and nothing half-typed.
fn pick_ui(
    ui: &mut Ui,
    pick: &mut Pick,
    (place, state): (usize, &mut State),
    (problem, warning): (Option<&str>, Option<&str>),
    (data, cx): (&Data, &Cx<'_>),
) -> bool {
    let theme = Theme::get(ui);
    let mut gone = false;
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let room = (ui.available_width() - 140.0).max(0.0);
        text::truncated(ui, text::NAME13, theme.t1, &pick.name, room);
        let waiting = cx.text("classes-enrol-waiting");
        let response = checkbox(ui, &mut pick.waiting, &waiting);
        state.focus(place, &response);
        let remove = format!("{} {}", cx.text("classes-enrol-remove"), pick.name);
        gone = button(ui, Button::ghost_icon(icons::X, &remove).small()).clicked();
    });
    if let Some(problem) = problem {
        error_line(ui, problem);
    }
    let words =
        ["classes-enrol-skill", "classes-enrol-gap", "classes-enrol-note"].map(|key| cx.text(key));
    let [skill, gap, note] = &words;
    let unit = cx.text("classes-enrol-levels");
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            Select::new(Field::new(skill)).show(ui, &mut pick.skill, &data.options.skills);
        } else {
            number_field(ui, Field::new(gap).unit(&unit), &mut pick.gap, 0);
        }
    });
    if let Some(warning) = warning {
        text::wrapped(ui, text::LABEL12, theme.warn_t, warning);
    }
    text_field(ui, Field::bare(note).placeholder(note), &mut pick.note);
    gone
}

/// Somebody who missed a class, and the one in which they are to make up for it.
#[derive(Clone, Debug)]
pub(super) struct MakeupDraft {
    missed: TrainingClassId,
    person: PersonId,
    name: String,
    /// The classes of the course that are still to come.
    coming: Vec<Coming>,
    /// The same as choices, first none.
    choices: Vec<(Option<TrainingClassId>, String)>,
    start: Option<TrainingClassId>,
    into: Option<TrainingClassId>,
    waiting: bool,
    pub state: State,
}

impl Filled for MakeupDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.into != self.start || self.waiting
    }
}

impl MakeupDraft {
    /// Of somebody in a class; the next one where they can go is chosen.
    pub fn new(chosen: &Chosen, person: PersonId, data: &Data, cx: &Cx<'_>) -> Self {
        let own = |one: &&Coming| one.course == chosen.course && one.id != chosen.id;
        let coming: Vec<Coming> = data.options.coming.iter().filter(own).cloned().collect();
        let named = coming.iter().map(|one| (Some(one.id), one.name.clone()));
        let none = (None, cx.text("classes-choose-class"));
        let first = coming.iter().find(|one| !one.full && !one.there.contains(&person));
        let into = first.map(|one| one.id);
        let name = chosen.people.iter().find(|one| one.person == person);
        Self {
            missed: chosen.id,
            person,
            name: name.map_or_else(String::new, |one| one.name.clone()),
            choices: std::iter::once(none).chain(named).collect(),
            coming,
            start: into,
            into,
            waiting: false,
            state: State::opened(),
        }
    }

    fn problem(&self, tr: &Tr) -> Option<String> {
        if self.coming.is_empty() {
            return Some(tr.text("classes-makeup-none"));
        }
        let Some(into) = self.coming.iter().find(|one| Some(one.id) == self.into) else {
            return Some(tr.text("classes-makeup-no-class"));
        };
        if into.there.contains(&self.person) {
            return Some(tr.with("error-enrolment-twice", &[("name", self.name.as_str().into())]));
        }
        (into.full && !self.waiting).then(|| tr.text("classes-makeup-full"))
    }

    fn ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        let args = [("name", self.name.as_str().into())];
        let body = cx.tr.with("classes-makeup-body", &args);
        text::wrapped(ui, text::BODY13, theme.t2, &body);
        // That a class is full, or none is planned, is known before anything is typed.
        let problem = problems.first().and_then(Option::as_deref);
        let label = cx.text("classes-makeup-class");
        let field = Field::new(&label).required().error(problem);
        let response = Select::new(field).show(ui, &mut self.into, &self.choices);
        state.focus(0, &response);
        checkbox(ui, &mut self.waiting, &cx.text("classes-enrol-waiting"));
    }
}

/// Draws the open forms, if any.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    seats_ui(ctx, data, view, cx);
    makeup_ui(ctx, view, cx);
}

fn seats_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.seats.take() else { return };
    let problems = draft.problems(cx.tr);
    let title = cx.tr.with("classes-enrol-title", &[("name", draft.name.as_str().into())]);
    let save = cx.text("classes-enrol-save");
    let look = Look { remove: "", id: "class-seats", title: &title, save: &save, width: 480.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            let seats = draft.picks.iter().map(Pick::seat).collect();
            run(cx, draft.name.clone(), What::Classes(Ask::Enrol(draft.class, seats)));
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.seats = Some(draft);
}

fn makeup_ui(ctx: &Context, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.makeup.take() else { return };
    let problems = [draft.problem(cx.tr)];
    let words = ["classes-makeup-title", "classes-enrol-save"].map(|key| cx.text(key));
    let [title, save] = &words;
    let look = Look { remove: "", id: "class-makeup", title, save, width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(class) = draft.into {
                let seat = SeatForm {
                    person: draft.person,
                    waiting: draft.waiting,
                    skill: None,
                    gap: None,
                    makeup_for: Some(draft.missed),
                    note: String::new(),
                };
                run(cx, draft.name.clone(), What::Classes(Ask::Enrol(class, vec![seat])));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.makeup = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn pick(person: i64, waiting: bool) -> Pick {
        Pick {
            person: PersonId(person),
            name: format!("P{person}"),
            skill: Some(SkillId(1)),
            gap: Some(2.0),
            waiting,
            note: String::new(),
        }
    }

    fn draft(picks: Vec<Pick>) -> SeatsDraft {
        SeatsDraft {
            class: TrainingClassId(1),
            name: "价值谈判".to_owned(),
            brings: vec![SkillId(1)],
            seats: Some(3),
            taken: 1,
            there: vec![
                (PersonId(1), EnrolmentState::Enrolled),
                (PersonId(2), EnrolmentState::Waiting),
            ],
            add: None,
            picks,
            state: State::opened(),
        }
    }

    #[test]
    fn nobody_goes_twice_and_no_more_go_than_there_are_seats() {
        let tr = Tr::new(Language::Chinese);
        let wrong = |picks: Vec<Pick>| -> Vec<bool> {
            draft(picks).problems(&tr).iter().map(Option::is_some).collect()
        };
        assert_eq!(wrong(vec![]), [true], "nobody is chosen");
        assert_eq!(wrong(vec![pick(1, false)]), [false, true], "has a seat");
        assert_eq!(wrong(vec![pick(1, true)]), [false, true], "has a seat and needs none");
        assert_eq!(wrong(vec![pick(2, true)]), [false, true], "waits already");
        assert_eq!(wrong(vec![pick(2, false)]), [false, false], "waited and gets a seat");
        assert_eq!(wrong(vec![pick(3, false), pick(3, true)]), [false, false, true], "twice");
        let full = vec![pick(3, false), pick(4, false), pick(5, false), pick(6, true)];
        assert_eq!(draft(full.clone()).free(), Some(-1));
        assert_eq!(wrong(full), [false, false, false, true, false], "the third is one too many");
    }

    #[test]
    fn a_gap_has_a_skill_and_one_to_four_levels() {
        let tr = Tr::new(Language::Chinese);
        let wrong = |skill: Option<SkillId>, gap: Option<f64>| {
            let own = Pick { skill, gap, ..pick(3, false) };
            draft(vec![own]).problems(&tr).iter().any(Option::is_some)
        };
        assert!(!wrong(None, None));
        assert!(!wrong(Some(SkillId(1)), Some(4.0)));
        assert!(wrong(None, Some(1.0)));
        assert!(wrong(Some(SkillId(1)), Some(5.0)));
        assert!(wrong(Some(SkillId(1)), Some(0.0)));
    }
}
