//! The form by which something that was said is put down: by the rep on paper, or by whoever heard it.
//!
//! Without a name the form has none either: whoever was chosen before is forgotten at once.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Data, KINDS, kind_key};
use crate::areas::Cx;
use crate::areas::coaching::form_words::run;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::What;
use crate::command::coaching::feedback::Feedback;
use crate::domain::calendar::Calendar;
use crate::domain::ids::PersonId;
use crate::domain::names;
use crate::metrics::coaching::feedback::due;
use crate::store::records::FeedbackKind;
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_area};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form.
const PERSON: usize = 0;
const TEXT: usize = 1;
const DAY: usize = 2;
const DUE: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    named: bool,
    person: Option<PersonId>,
    kind: FeedbackKind,
    text: String,
    day: String,
    due: String,
}

/// Something that was said, half-typed.
#[derive(Clone, Debug)]
pub(super) struct GiveDraft {
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for GiveDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl GiveDraft {
    /// One of today, with a name.
    pub fn new(person: Option<PersonId>, calendar: &Calendar, today: NaiveDate) -> Self {
        let typed = Typed {
            named: true,
            person,
            kind: FeedbackKind::Suggestion,
            text: String::new(),
            day: today.to_string(),
            due: due(calendar, today).to_string(),
        };
        Self { start: typed.clone(), now: typed, state: State::opened() }
    }

    /// Asks for no name, or for one again; whoever was chosen is forgotten.
    fn name(&mut self, named: bool) {
        self.now.named = named;
        self.now.person = None;
        if !named {
            self.start.person = None;
        }
    }

    /// Another day moves the day by which it is to be answered along, unless that was typed.
    fn follow(&mut self, was: &str, calendar: &Calendar) {
        let usual = |text: &str| parse_date(text).map(|day| due(calendar, day).to_string());
        if usual(was).is_some_and(|usual| usual == self.now.due)
            && let Some(new) = usual(&self.now.day)
        {
            self.now.due = new;
        }
    }

    fn problems(&self, today: NaiveDate, cx: &Cx<'_>) -> [Option<String>; 4] {
        let (day, due) = (parse_date(&self.now.day), parse_date(&self.now.due));
        let early = day.zip(due).is_some_and(|(day, due)| due < day);
        [
            (self.now.named && self.now.person.is_none()).then_some("feedback-problem-person"),
            self.now.text.trim().is_empty().then_some("feedback-problem-text"),
            match day {
                None => Some("feedback-problem-day"),
                Some(day) if day > today => Some("feedback-problem-future"),
                Some(_) => None,
            },
            match due {
                None => Some("feedback-problem-day"),
                Some(_) if early => Some("feedback-problem-due"),
                Some(_) => None,
            },
        ]
        .map(|key| key.map(|key| cx.text(key)))
    }

    /// The command, once nothing is wrong.
    fn give(&self) -> Option<Feedback> {
        Some(Feedback::Give {
            person: self.now.person.filter(|_| self.now.named),
            kind: self.now.kind,
            text: self.now.text.clone(),
            on_day: parse_date(&self.now.day)?,
            due: parse_date(&self.now.due)?,
        })
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
        let label = cx.text("feedback-named");
        let choices =
            [(true, cx.text("feedback-with-name")), (false, cx.text("feedback-nameless"))];
        let mut named = self.now.named;
        Segmented::new(&label).fill().show(ui, &mut named, &choices);
        if named != self.now.named {
            self.name(named);
        }
        if named {
            let label = cx.text("feedback-person");
            let words = ["feedback-search", "feedback-nothing"].map(|key| cx.text(key));
            let [search, nothing] = &words;
            let field = Field::new(&label).required().error(state.shown(problems, PERSON));
            let select = Select::new(field).search(search, nothing).finds(names::matches);
            let response = select.show(ui, &mut self.now.person, &data.people);
            state.focus(PERSON, &response);
        } else {
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("feedback-nameless-note"));
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let label = cx.text("feedback-kind");
            form_label(ui, &label, false);
            let kinds = KINDS.map(|kind| (kind, cx.text(kind_key(kind))));
            Segmented::new(&label).fill().show(ui, &mut self.now.kind, &kinds);
        });
        let (label, hint) = (cx.text("feedback-text"), cx.text("feedback-text-hint"));
        let error = state.shown(problems, TEXT);
        let field = Field::new(&label).required().placeholder(&hint).error(error);
        let response = text_area(ui, field, &mut self.now.text, 5);
        state.focus(TEXT, &response);
        let was = self.now.day.clone();
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("feedback-day");
                let field = Field::new(&label).required().error(state.shown(problems, DAY));
                let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
                state.focus(DAY, &response);
            } else {
                let label = cx.text("feedback-due");
                let field = Field::new(&label).required().error(state.shown(problems, DUE));
                let response = day_field(ui, field, &mut self.now.due, cx.filter.today, cx.tr);
                state.focus(DUE, &response);
            }
        });
        if was != self.now.day {
            self.follow(&was, &cx.directory.calendar);
        }
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("feedback-due-note"));
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, open: &mut Option<GiveDraft>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let today = cx.filter.today;
    let problems = draft.problems(today, cx);
    let (title, save) = (cx.text("feedback-give"), cx.text("feedback-give-save"));
    let look = Look { id: "feedback-form", title: &title, save: &save, remove: "", width: 500.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(give) = draft.give() {
                // Of feedback nothing is kept in words, so that no name comes into the history.
                run(cx, "", What::Feedback(give));
            }
        }
        Wish::Remove | Wish::Stay => {}
    }
    *open = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn without_a_name_nothing_in_the_form_tells_one() {
        let calendar = Calendar::published();
        let mut draft = GiveDraft::new(Some(PersonId(7)), &calendar, day("2025-11-18"));
        draft.now.text = "周报太长".to_owned();
        let Some(Feedback::Give { person, .. }) = draft.give() else { panic!("it is given") };
        assert_eq!(person, Some(PersonId(7)));
        draft.name(false);
        assert!(!format!("{draft:?}").contains("PersonId"), "not even what it began with");
        let Some(Feedback::Give { person, .. }) = draft.give() else { panic!("it is given") };
        assert_eq!(person, None);
        draft.name(true);
        assert_eq!(draft.now.person, None, "it is chosen anew");
    }

    #[test]
    fn the_day_of_the_answer_follows_the_day_unless_it_was_typed() {
        let calendar = Calendar::published();
        let mut draft = GiveDraft::new(None, &calendar, day("2025-11-18"));
        assert_eq!(draft.now.due, "2025-11-25");
        draft.now.day = "2025-11-17".to_owned();
        draft.follow("2025-11-18", &calendar);
        assert_eq!(draft.now.due, "2025-11-24");
        draft.now.due = "2025-12-01".to_owned();
        draft.now.day = "2025-11-14".to_owned();
        draft.follow("2025-11-17", &calendar);
        assert_eq!(draft.now.due, "2025-12-01");
    }
}
