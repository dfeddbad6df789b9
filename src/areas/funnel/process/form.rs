//! The forms of an improvement: what is to be done better, and what came of it.
//!
//! What the command would refuse is said beside the field before it is sent.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Data, Item};
use super::items;
use super::view::View;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::leaving;
use crate::command::Command;
use crate::command::process::{Command as Process, ImprovementForm};
use crate::domain::ids::PersonId;
use crate::domain::names;
use crate::domain::scope::Scope;
use crate::metrics::process::{At, Finding, Place};
use crate::ui::button::{Button, button};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    finding: Finding,
    place: Place,
    what: String,
    owner: Option<PersonId>,
    due: String,
    result: String,
}

/// A form on its way.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The improvement that is closed; `None` opens one.
    closes: Option<Item>,
    scope: Scope,
    start: Typed,
    now: Typed,
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    /// The person was asked whether to throw away what is typed.
    leaving: bool,
    /// A command is on its way; when it is done, the form goes.
    pub(super) sent: bool,
}

/// What is wrong, by field: a message key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Problems {
    what: Option<&'static str>,
    due: Option<&'static str>,
    result: Option<&'static str>,
}

impl Form {
    /// The form of a new improvement.
    pub(super) fn open(finding: Finding, at: At) -> Self {
        let start = Typed {
            finding,
            place: at.place,
            what: String::new(),
            owner: None,
            due: String::new(),
            result: String::new(),
        };
        let now = start.clone();
        let (scope, closes) = (at.scope, None);
        Self { closes, scope, start, now, tried: false, leaving: false, sent: false }
    }

    /// The form that closes one.
    pub(super) fn close(item: &Item) -> Self {
        let at = At { scope: Scope::All, place: Place::All };
        Self { closes: Some(item.clone()), ..Self::open(Finding::Time, at) }
    }

    /// Whether something else is typed than the form began with.
    pub(super) fn dirty(&self) -> bool {
        !self.sent && self.now != self.start
    }

    fn problems(&self, today: NaiveDate) -> Problems {
        let blank = |text: &str| text.trim().is_empty();
        if self.closes.is_some() {
            let result = blank(&self.now.result).then_some("error-improvement-result");
            return Problems { result, ..Problems::default() };
        }
        Problems {
            what: blank(&self.now.what).then_some("error-improvement-blank"),
            due: match parse_date(&self.now.due) {
                None => Some("process-form-due-missing"),
                Some(due) if due < today => Some("process-form-due-past"),
                Some(_) => None,
            },
            result: None,
        }
    }

    /// The command that stores it, once nothing is wrong.
    fn command(&self, today: NaiveDate) -> Option<Process> {
        if let Some(item) = &self.closes {
            let (what, result) = (item.what.clone(), self.now.result.clone());
            return Some(Process::Close { id: item.id, what, result, today });
        }
        let form = ImprovementForm {
            finding: self.now.finding,
            at: At { scope: self.scope, place: self.now.place },
            what: self.now.what.clone(),
            owner: self.now.owner,
            due: parse_date(&self.now.due)?,
        };
        Some(Process::Open { form, today })
    }

    fn body(&mut self, ui: &mut Ui, data: &Data, problems: Problems, cx: &Cx<'_>) {
        let tried = self.tried;
        let said = |key: Option<&'static str>| key.filter(|_| tried).map(|key| cx.text(key));
        if let Some(item) = &self.closes {
            let theme = Theme::get(ui);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                text::wrapped(ui, text::NAME13, theme.t1, &item.what);
                text::wrapped(ui, text::LABEL12, theme.t3, &item.about);
                items::measures_ui(ui, item, cx);
            });
            let (label, error) = (cx.text("process-form-result"), said(problems.result));
            let field = Field::new(&label).required().error(error.as_deref());
            text_area(ui, field, &mut self.now.result, 4);
            return;
        }
        self.place_ui(ui, data, cx);
        let (label, error) = (cx.text("process-form-what"), said(problems.what));
        let hint = cx.text("process-form-what-hint");
        let field = Field::new(&label).required().placeholder(&hint).error(error.as_deref());
        text_area(ui, field, &mut self.now.what, 3);
        let words = ["process-form-owner", "process-form-search", "process-form-nothing"];
        let [owner, search, nothing] = words.map(|key| cx.text(key));
        let select = Select::new(Field::new(&owner)).search(&search, &nothing);
        select.finds(names::matches).show(ui, &mut self.now.owner, &data.people);
        let (label, error) = (cx.text("process-form-due"), said(problems.due));
        let field = Field::new(&label).required().error(error.as_deref());
        day_field(ui, field, &mut self.now.due, cx.filter.today, cx.tr);
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text("process-form-measure"));
    }

    /// What was found, and where; another finding begins with all of its places.
    fn place_ui(&mut self, ui: &mut Ui, data: &Data, cx: &Cx<'_>) {
        let (finding, place) = (cx.text("process-column-finding"), cx.text("process-column-place"));
        let findings: Vec<(Finding, &str)> =
            data.cards.iter().map(|card| (card.finding, card.title.as_str())).collect();
        let select = Select::new(Field::new(&finding));
        if select.show(ui, &mut self.now.finding, &findings).changed() {
            self.now.place = Place::All;
        }
        if let Some(card) = data.card(self.now.finding) {
            Select::new(Field::new(&place)).show(ui, &mut self.now.place, &card.places);
        }
    }
}

/// Draws the open form, if any.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let today = cx.filter.today;
    let problems = form.problems(today);
    let wrong = problems != Problems::default();
    let title =
        cx.text(if form.closes.is_some() { "process-item-close" } else { "process-item-add" });
    let words = ["process-form-save", "app-cancel", "app-close", "process-form-wrong"];
    let [save, cancel, close, problem] = words.map(|key| cx.text(key));
    let (mut saves, mut leaves) = (asks_to_save(ctx), false);
    let look = Drawer::new("process-form", &title, &close)
        .problem((form.tried && wrong).then_some(problem.as_str()));
    let seen: &Cx<'_> = cx;
    leaves |= drawer(ctx, look, |ui, part| match part {
        Part::Body => form.body(ui, data, problems, seen),
        Part::Footer => {
            saves |= button(ui, Button::primary(&save)).clicked();
            leaves |= button(ui, Button::ghost(&cancel)).clicked();
        }
    });
    if saves && !form.leaving && !form.sent {
        form.tried = true;
        if !wrong && let Some(command) = form.command(today) {
            form.sent = true;
            cx.run(Command::Process(command));
        }
    }
    let asked = (leaves, form.dirty());
    if leaving::closes(ctx, "process-discard", &mut form.leaving, asked, cx) {
        return;
    }
    view.form = Some(form);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_over_is_marked_before_it_is_sent() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        let at = At { scope: Scope::All, place: Place::Stage(2) };
        let mut form = Form::open(Finding::Time, at);
        assert!(!form.dirty());
        assert_eq!(form.problems(today).what, Some("error-improvement-blank"));
        form.now.what = "报价评审前置".to_owned();
        assert!(form.dirty());
        for (due, expected) in [
            ("", Some("process-form-due-missing")),
            ("2025-11-17", Some("process-form-due-past")),
            ("2025-11-18", None),
        ] {
            form.now.due = due.to_owned();
            assert_eq!(form.problems(today).due, expected, "{due}");
        }
        assert_eq!(form.problems(today), Problems::default());
        let expected = ImprovementForm {
            finding: Finding::Time,
            at,
            what: "报价评审前置".to_owned(),
            owner: None,
            due: today,
        };
        assert_eq!(form.command(today), Some(Process::Open { form: expected, today }));
    }
}
