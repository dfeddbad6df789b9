//! The form by which it is set how often everybody, or one person, is coached in a way.

use egui::{Context, Ui};

use super::data::{Data, RhythmRow};
use crate::areas::Cx;
use crate::areas::coaching::form_words::run;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::What;
use crate::command::coaching::rhythm::Rhythm;
use crate::domain::ids::PersonId;
use crate::domain::names;
use crate::metrics::coaching::say;
use crate::store::records::CoachingKind;
use crate::ui::field::{Field, number_field, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The field that can be wrong.
const DAYS: usize = 0;

/// The most days between two: a year.
const MOST: f64 = 366.0;

/// The kinds that have a rhythm.
const KINDS: [CoachingKind; 4] = [
    CoachingKind::OneToOne,
    CoachingKind::Visit,
    CoachingKind::NewHire,
    CoachingKind::LowPerformer,
];

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    kind: CoachingKind,
    person: Option<PersonId>,
    days: Option<f64>,
    channel: String,
}

/// A rhythm half-typed.
#[derive(Clone, Debug)]
pub(super) struct RhythmDraft {
    /// Whether it is set already: then whose it is stays, and it can be taken away.
    set: bool,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for RhythmDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl RhythmDraft {
    /// A new one.
    pub fn new() -> Self {
        let typed =
            Typed { kind: CoachingKind::Visit, person: None, days: None, channel: String::new() };
        Self { set: false, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// One that is set, or the usual one.
    pub fn edit(row: &RhythmRow) -> Self {
        let typed = Typed {
            kind: row.kind,
            person: row.person,
            days: Some(row.days as f64),
            channel: row.channel.clone(),
        };
        let set = row.id.is_some();
        Self { set, start: typed.clone(), now: typed, state: State::opened() }
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 1] {
        let fits = self.now.days.is_some_and(|days| (1.0..=MOST).contains(&days));
        [(!fits).then(|| cx.text("schedule-problem-days"))]
    }

    /// The command; `days` as typed, or none to take it away.
    fn rhythm(&self, days: Option<f64>) -> Rhythm {
        Rhythm {
            kind: self.now.kind,
            person: self.now.person,
            days: days.map(|days| days.round() as i64),
            channel: self.now.channel.clone(),
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
        let label = cx.text("schedule-kind");
        let kinds = KINDS.map(|kind| (kind, say::kind(cx.tr, kind)));
        let field = Field::new(&label).enabled(!self.set);
        Select::new(field).show(ui, &mut self.now.kind, &kinds);
        let label = cx.text("schedule-whom");
        let everybody = (None, cx.text("schedule-everybody"));
        let people = data.people.iter().filter(|(person, _)| person.is_some()).cloned();
        let people: Vec<(Option<PersonId>, String)> =
            std::iter::once(everybody).chain(people).collect();
        let words = ["schedule-search", "schedule-nothing"].map(|key| cx.text(key));
        let [search, nothing] = &words;
        let field = Field::new(&label).enabled(!self.set);
        let select = Select::new(field).search(search, nothing).finds(names::matches);
        select.show(ui, &mut self.now.person, &people);
        let (label, unit) = (cx.text("schedule-within"), cx.text("unit-days"));
        let field = Field::new(&label).required().unit(&unit).error(state.shown(problems, DAYS));
        let response = number_field(ui, field, &mut self.now.days, 0);
        state.focus(DAYS, &response);
        let (label, hint) = (cx.text("schedule-channel"), cx.text("schedule-channel-hint"));
        text_field(ui, Field::new(&label).placeholder(&hint), &mut self.now.channel);
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text("schedule-rhythm-note"));
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, open: &mut Option<RhythmDraft>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let problems = draft.problems(cx);
    let (title, save) = (cx.text("schedule-rhythm-title"), cx.text("schedule-rhythm-save"));
    let remove = if draft.set { cx.text("schedule-rhythm-remove") } else { String::new() };
    let look =
        Look { id: "rhythm-form", title: &title, save: &save, remove: &remove, width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    let rhythm = match wish {
        Wish::Close => return,
        Wish::Save => Some(draft.rhythm(draft.now.days)),
        Wish::Remove => {
            draft.state.sent = true;
            Some(draft.rhythm(None))
        }
        Wish::Stay => None,
    };
    if let Some(rhythm) = rhythm {
        let whose = draft.now.person.map(|person| cx.directory.person_name(person).to_owned());
        let whose = whose.unwrap_or_else(|| cx.text("schedule-everybody"));
        let kind = say::kind(cx.tr, rhythm.kind);
        let subject = say::joined(cx.tr, &[&whose, &kind]);
        run(cx, subject, What::Rhythm(rhythm));
    }
    *open = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rhythm_is_set_in_whole_days_and_taken_away_without() {
        let mut draft = RhythmDraft::new();
        assert!(!draft.dirty());
        draft.now.days = Some(14.0);
        assert!(draft.dirty());
        let rhythm = draft.rhythm(draft.now.days);
        assert_eq!(
            (rhythm.kind, rhythm.person, rhythm.days),
            (CoachingKind::Visit, None, Some(14))
        );
        assert_eq!(draft.rhythm(None).days, None);
    }
}
