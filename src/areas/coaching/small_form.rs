//! The small forms on what was agreed in a coaching: added, changed, done, put off; and the one in which one of
//! the two confirms a coaching on a day.
//!
//! What the command would refuse is said beside the field before it is sent.

use chrono::NaiveDate;
use egui::{Context, Ui};

use crate::areas::Cx;
use crate::areas::coaching::form_words::no_day;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::Command;
use crate::command::coaching::actions::{Action, ActionForm};
use crate::command::coaching::log::Log;
use crate::command::coaching::{self, What, Who};
use crate::domain::ids::{CoachingActionId, CoachingId, PersonId};
use crate::domain::names;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The width of the drawer.
const WIDTH: f32 = 440.0;

/// The fields that can be wrong, in the order of the forms.
const TEXT: usize = 0;
const DAY: usize = 1;

/// What a form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// Adds an action to a coaching.
    Add(CoachingId),
    /// Changes an action.
    Edit(CoachingActionId),
    /// An action was done.
    Done(CoachingActionId),
    /// An action is put off from a day.
    Postpone(CoachingActionId, NaiveDate),
    /// One of the two confirms a coaching.
    Confirm(CoachingId, Who),
}

/// Of what an action is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Of {
    /// Who was coached, for the journal.
    pub subject: String,
    /// The day of the coaching.
    pub coached_on: NaiveDate,
    /// The action in words, or who confirms.
    pub about: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    text: String,
    owner: Option<PersonId>,
    day: String,
}

/// A small form half-typed.
#[derive(Clone, Debug)]
pub(super) struct SmallDraft {
    does: Does,
    of: Of,
    start: Typed,
    now: Typed,
    /// What the form remembers besides.
    pub state: State,
}

/// A command on coaching.
pub(super) fn command(subject: &str, what: What, today: NaiveDate) -> Command {
    Command::Coaching(coaching::Command { subject: subject.to_owned(), today, what })
}

impl Filled for SmallDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl SmallDraft {
    fn new(does: Does, of: Of, start: Typed) -> Self {
        Self { does, of, now: start.clone(), start, state: State::opened() }
    }

    /// One more action.
    pub fn add(coaching: CoachingId, of: Of) -> Self {
        Self::new(Does::Add(coaching), of, Typed::default())
    }

    /// An action as it is.
    pub fn edit(id: CoachingActionId, of: Of, owner: Option<PersonId>, due: NaiveDate) -> Self {
        let start = Typed { text: of.about.clone(), owner, day: due.to_string() };
        Self::new(Does::Edit(id), of, start)
    }

    /// That an action was done today.
    pub fn done(id: CoachingActionId, of: Of, today: NaiveDate) -> Self {
        Self::new(Does::Done(id), of, Typed { day: today.to_string(), ..Typed::default() })
    }

    /// To when an action is put off.
    pub fn postpone(id: CoachingActionId, of: Of, due: NaiveDate) -> Self {
        Self::new(Does::Postpone(id, due), of, Typed::default())
    }

    /// That one of the two confirms today.
    pub fn confirm(coaching: CoachingId, who: Who, of: Of, today: NaiveDate) -> Self {
        let start = Typed { day: today.to_string(), ..Typed::default() };
        Self::new(Does::Confirm(coaching, who), of, start)
    }

    /// What is wrong, by field; message keys.
    fn problems(&self, today: NaiveDate) -> [Option<&'static str>; 2] {
        let needed = |key: &'static str| self.now.text.trim().is_empty().then_some(key);
        let day = parse_date(&self.now.day);
        let coached_on = self.of.coached_on;
        let was = match day {
            None => Some(no_day(&self.now.day, "error-coaching-day")),
            Some(day) if day > today => Some("log-problem-future"),
            Some(day) if day < coached_on => Some("log-problem-before"),
            Some(_) => None,
        };
        match self.does {
            Does::Add(_) | Does::Edit(_) => {
                let due = match day {
                    None => Some(no_day(&self.now.day, "error-coaching-action-due")),
                    Some(day) if day < coached_on => Some("log-problem-before"),
                    Some(_) => None,
                };
                [needed("error-coaching-action-blank"), due]
            }
            Does::Postpone(_, due) => {
                let later = match day {
                    None => Some(no_day(&self.now.day, "error-coaching-action-due")),
                    Some(day) if day <= due || day < today => Some("log-problem-later"),
                    Some(_) => None,
                };
                [needed("error-coaching-action-reason"), later]
            }
            Does::Done(_) | Does::Confirm(..) => [None, was],
        }
    }

    /// The command that stores it, once nothing is wrong.
    fn what(&self) -> Option<What> {
        let (text, day) = (self.now.text.clone(), parse_date(&self.now.day));
        let form = |text: String| ActionForm { text, owner: self.now.owner, due: day };
        Some(match self.does {
            Does::Add(coaching) => What::Action(Action::Add(coaching, form(text))),
            Does::Edit(id) => What::Action(Action::Edit(id, form(text))),
            Does::Done(id) => What::Action(Action::Done { id, on_day: day?, result: text }),
            Does::Postpone(id, _) => What::Action(Action::Postpone { id, due: day, reason: text }),
            Does::Confirm(id, who) => What::Log(Log::Confirm { id, who, on_day: day? }),
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        owners: &[(Option<PersonId>, String)],
        cx: &Cx<'_>,
    ) {
        let asks = matches!(self.does, Does::Add(_) | Does::Edit(_));
        if !asks {
            text::wrapped(ui, text::NAME13, Theme::get(ui).t1, &self.of.about);
        }
        let (day, words) = match self.does {
            Does::Add(_) | Does::Edit(_) => ("log-action-due", Some("log-action-what")),
            Does::Done(_) => ("log-action-day", Some("log-action-result")),
            Does::Postpone(..) => ("log-action-new-due", Some("log-action-reason")),
            Does::Confirm(..) => ("log-confirm-day", None),
        };
        let later = matches!(self.does, Does::Postpone(..));
        if later {
            self.day_ui(ui, state, problems, day, cx);
        }
        if let Some(words) = words {
            let label = cx.text(words);
            let field = Field::new(&label).error(state.shown(problems, TEXT));
            let needed = asks || later;
            let field = if needed { field.required() } else { field };
            let response = text_area(ui, field, &mut self.now.text, 3);
            state.focus(TEXT, &response);
        }
        if asks {
            let words = ["log-action-owner", "log-search-people", "log-nobody-found"];
            let [label, search, nothing] = words.map(|key| cx.text(key));
            let select = Select::new(Field::new(&label)).search(&search, &nothing);
            select.finds(names::matches).show(ui, &mut self.now.owner, owners);
        }
        if !later {
            self.day_ui(ui, state, problems, day, cx);
        }
        let note = match self.does {
            Does::Postpone(..) => "log-action-postpone-note",
            Does::Edit(_) => "log-action-edit-note",
            Does::Confirm(..) => "log-confirm-note",
            Does::Add(_) | Does::Done(_) => return,
        };
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text(note));
    }

    fn day_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        key: &str,
        cx: &Cx<'_>,
    ) {
        let label = cx.text(key);
        let field = Field::new(&label).required().error(state.shown(problems, DAY));
        let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
    }
}

/// Draws the open form, if any.
pub(super) fn draw(
    ctx: &Context,
    form: &mut Option<SmallDraft>,
    owners: &[(Option<PersonId>, String)],
    cx: &mut Cx<'_>,
) {
    let Some(mut draft) = form.take() else { return };
    let today = cx.filter.today;
    let problems = draft.problems(today).map(|key| key.map(|key| cx.text(key)));
    let (title, save) = match draft.does {
        Does::Add(_) => ("log-action-add", "log-save"),
        Does::Edit(_) => ("log-action-edit", "log-save"),
        Does::Done(_) => ("log-action-done", "log-action-done-save"),
        Does::Postpone(..) => ("log-action-postpone", "log-action-postpone-save"),
        Does::Confirm(..) => ("log-confirm", "log-confirm-save"),
    };
    let remove = match draft.does {
        Does::Edit(_) => cx.text("log-action-remove"),
        _ => String::new(),
    };
    let (title, save) = (cx.text(title), cx.text(save));
    let look =
        Look { id: "coaching-small", title: &title, save: &save, remove: &remove, width: WIDTH };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.body(ui, state, &problems, owners, seen);
    });
    match (wish, draft.does) {
        (Wish::Close, _) => return,
        (Wish::Save, _) => {
            if let Some(what) = draft.what() {
                cx.run(command(&draft.of.subject, what, today));
            }
        }
        (Wish::Remove, Does::Edit(id)) => {
            draft.state.sent = true;
            cx.run(command(&draft.of.subject, What::Action(Action::Remove(id)), today));
        }
        (Wish::Stay | Wish::Remove, _) => {}
    }
    *form = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of() -> Of {
        let about = "完成测算初稿".to_owned();
        Of { subject: "刘子昂".to_owned(), coached_on: day("2025-11-14"), about }
    }

    #[test]
    fn an_action_is_put_off_to_a_later_day_for_a_reason() {
        let today = day("2025-11-18");
        let mut draft = SmallDraft::postpone(CoachingActionId(1), of(), day("2025-11-19"));
        let expected = [Some("error-coaching-action-reason"), Some("error-coaching-action-due")];
        assert_eq!(draft.problems(today), expected);
        draft.now.text = "客户出差".to_owned();
        for (typed, wrong) in [("2025-11-19", Some("log-problem-later")), ("2025-11-20", None)] {
            draft.now.day = typed.to_owned();
            assert_eq!(draft.problems(today), [None, wrong], "{typed}");
        }
        assert!(draft.dirty());
        let expected = Action::Postpone {
            id: CoachingActionId(1),
            due: Some(day("2025-11-20")),
            reason: "客户出差".to_owned(),
        };
        assert_eq!(draft.what(), Some(What::Action(expected)));
    }

    #[test]
    fn what_was_done_or_confirmed_was_so_between_the_talk_and_today() {
        let today = day("2025-11-18");
        let done = SmallDraft::done(CoachingActionId(1), of(), today);
        let confirm = SmallDraft::confirm(CoachingId(1), Who::Rep, of(), today);
        for mut draft in [done, confirm] {
            assert_eq!(draft.problems(today), [None, None]);
            for (typed, wrong) in [
                ("2025-11-13", Some("log-problem-before")),
                ("2025-11-19", Some("log-problem-future")),
                ("", Some("error-coaching-day")),
                ("昨天", Some("log-problem-day")),
            ] {
                draft.now.day = typed.to_owned();
                assert_eq!(draft.problems(today), [None, wrong], "{typed}");
            }
        }
    }
}
