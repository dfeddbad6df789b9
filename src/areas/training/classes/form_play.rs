//! A role play in a class: which levels somebody showed, as one of those who watched saw it. Two who watch
//! the same play can be compared.

use egui::{Context, Ui};

use super::chosen::Chosen;
use super::view::View;
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::training::form_words::run;
use crate::areas::typed::blank;
use crate::command::training::What;
use crate::command::training::results::Ask as Results;
use crate::domain::ids::{PersonId, SkillId, TrainingClassId};
use crate::domain::names;
use crate::i18n::Tr;
use crate::sheets::values;
use crate::store::records::EnrolmentState;
use crate::store::training::skills::TOP_LEVEL;
use crate::ui::card::{divider, section_label};
use crate::ui::choice::Segmented;
use crate::ui::field::{Field, error_line, form_label, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form.
const PERSON: usize = 0;
const RATER: usize = 1;
const LEVELS: usize = 2;

/// What one who watched saw, half-typed.
#[derive(Clone, Debug)]
pub(super) struct PlayDraft {
    class: TrainingClassId,
    name: String,
    /// Who has a seat, first nobody.
    people: Vec<(Option<PersonId>, String)>,
    /// The same by their names alone.
    names: Vec<(PersonId, String)>,
    person: Option<PersonId>,
    rater: String,
    /// The skills of the course, each with the level that was shown.
    levels: Vec<(SkillId, String, Option<i64>)>,
    pub state: State,
}

impl Filled for PlayDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.person.is_some() || !blank(&self.rater) || !self.seen().is_empty()
    }
}

impl PlayDraft {
    /// Nothing seen yet.
    pub fn new(chosen: &Chosen, cx: &Cx<'_>) -> Self {
        let seated = chosen.people.iter().filter(|one| one.state == EnrolmentState::Enrolled);
        let names: Vec<_> = seated.map(|one| (one.person, one.name.clone())).collect();
        let nobody = (None, cx.text("classes-choose-person"));
        let choices = names.iter().map(|(person, name)| (Some(*person), name.clone()));
        let skills = chosen.skills.iter();
        Self {
            class: chosen.id,
            name: chosen.name.clone(),
            people: std::iter::once(nobody).chain(choices).collect(),
            names,
            person: None,
            rater: String::new(),
            levels: skills.map(|(skill, name)| (*skill, name.clone(), None)).collect(),
            state: State::opened(),
        }
    }

    fn seen(&self) -> Vec<(SkillId, i64)> {
        self.levels.iter().filter_map(|(skill, _, level)| Some((*skill, (*level)?))).collect()
    }

    fn problems(&self, tr: &Tr) -> [Option<String>; 3] {
        let player = self.names.iter().find(|(person, _)| Some(*person) == self.person);
        let own = player.filter(|(_, name)| values::key(name) == values::key(&self.rater));
        let rater = if blank(&self.rater) {
            Some(tr.text("error-rating-rater"))
        } else {
            own.map(|(_, name)| tr.with("error-rating-self", &[("name", name.as_str().into())]))
        };
        [
            player.is_none().then(|| tr.text("classes-play-nobody")),
            rater,
            self.seen().is_empty().then(|| tr.text("classes-play-no-level")),
        ]
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        raters: &[(String, String)],
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::BODY13, theme.t2, &cx.text("classes-play-body"));
        let words = ["classes-play-person", "classes-search-name", "classes-nothing-found"];
        let [label, search, nothing] = words.map(|key| cx.text(key));
        let field = Field::new(&label).required().error(state.shown(problems, PERSON));
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        let response = select.show(ui, &mut self.person, &self.people);
        state.focus(PERSON, &response);
        let (label, help) = (cx.text("classes-play-rater"), cx.text("classes-play-rater-help"));
        let field = Field::new(&label).required().help(&help);
        let field = field.error(state.shown(problems, RATER));
        let response = text_field(ui, field, &mut self.rater);
        state.focus(RATER, &response);
        let mut choices: Vec<(Option<i64>, String)> = vec![(None, cx.text("classes-play-unseen"))];
        choices.extend((0..=TOP_LEVEL).map(|level| (Some(level), level.to_string())));
        for (at, (_, name, level)) in self.levels.iter_mut().enumerate() {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                form_label(ui, name, false);
                let response = Segmented::new(name).medium().show(ui, level, &choices);
                if at == 0 {
                    state.focus(LEVELS, &response);
                }
            });
        }
        if let Some(problem) = state.shown(problems, LEVELS) {
            error_line(ui, problem);
        }
        if raters.is_empty() {
            return;
        }
        divider(ui);
        section_label(ui, &cx.text("classes-play-raters"));
        for (pair, said) in raters {
            text::wrapped(ui, text::BODY13, theme.t1, &format!("{pair} {said}"));
        }
    }
}

/// Draws the open form, if any; with how far those agree who watched so far.
pub(super) fn draw(ctx: &Context, chosen: Option<&Chosen>, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.play.take() else { return };
    let raters = chosen.filter(|chosen| chosen.id == draft.class);
    let raters = raters.map_or(&[][..], |chosen| chosen.raters.as_slice());
    let problems = draft.problems(cx.tr);
    let words = ["classes-play", "classes-save"].map(|key| cx.text(key));
    let [title, save] = &words;
    let look = Look { remove: "", id: "class-play", title, save, width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, raters, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(person) = draft.person {
                let (class, rater, levels) = (draft.class, draft.rater.clone(), draft.seen());
                run(
                    cx,
                    draft.name.clone(),
                    What::Results(Results::Score { class, person, rater, levels }),
                );
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.play = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn who_plays_is_not_who_watches_and_something_is_seen() {
        let tr = Tr::new(Language::Chinese);
        let mut draft = PlayDraft {
            class: TrainingClassId(1),
            name: "价值谈判".to_owned(),
            people: vec![],
            names: vec![(PersonId(3), "王五".to_owned())],
            person: None,
            rater: String::new(),
            levels: vec![(SkillId(1), "价值谈判".to_owned(), None)],
            state: State::opened(),
        };
        let wrong = |draft: &PlayDraft| draft.problems(&tr).map(|problem| problem.is_some());
        assert!(!draft.dirty());
        assert_eq!(wrong(&draft), [true, true, true]);
        draft.person = Some(PersonId(3));
        draft.rater = " 王五 ".to_owned();
        draft.levels[0].2 = Some(0);
        assert_eq!(wrong(&draft), [false, true, false], "a level of 0 is seen");
        draft.rater = "外部讲师".to_owned();
        assert_eq!(wrong(&draft), [false, false, false]);
        assert_eq!(draft.seen(), [(SkillId(1), 0)]);
    }
}
