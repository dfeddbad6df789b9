//! The form by which a person leaves: the last day and why.

use chrono::NaiveDate;
use egui::Ui;

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::organisation::Command;
use crate::domain::ids::PersonId;
use crate::i18n::Tr;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_field};
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::dates::needs_a_day;
use super::people::PersonRow;
use crate::areas::drawer_form::State;

#[derive(Clone, Debug, PartialEq)]
struct Text {
    last_day: String,
    why: String,
}

/// A leave half-typed.
#[derive(Clone, Debug)]
pub(super) struct LeaveDraft {
    person: PersonId,
    name: String,
    n_open: u64,
    /// The teams that the person manages.
    leads: String,
    since: Option<NaiveDate>,
    start: Text,
    now: Text,
}

impl LeaveDraft {
    /// The person leaves, today if nothing else is said.
    pub fn new(row: &PersonRow, today: NaiveDate) -> Self {
        let text = Text { last_day: today.to_string(), why: String::new() };
        Self {
            person: row.id,
            name: row.name.clone(),
            n_open: row.n_open.unwrap_or_default(),
            leads: row.leads.clone(),
            since: row.open.as_ref().and_then(|open| open.starts),
            start: text.clone(),
            now: text,
        }
    }

    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    pub fn problems(&self, tr: &Tr) -> [Option<String>; 1] {
        let early = || {
            let since = self.since?;
            let day = since.to_string();
            let early = parse_date(&self.now.last_day)? < since;
            early.then(|| tr.with("organisation-problem-early", &[("day", day.into())]))
        };
        [needs_a_day(&self.now.last_day, tr).or_else(early)]
    }

    pub fn command(&self) -> Command {
        Command::Leave {
            person: self.person,
            name: self.name.clone(),
            last_day: parse_date(&self.now.last_day).unwrap_or_default(),
            why: self.now.why.clone(),
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        let name = self.name.as_str().into();
        let body = cx.tr.with("organisation-leave-body", &[("name", name)]);
        text::wrapped(ui, text::BODY13, theme.t2, &body);
        if self.n_open > 0 {
            let open = i64::try_from(self.n_open).unwrap_or(i64::MAX);
            let words = cx.tr.with("organisation-leave-open", &[("n", open.into())]);
            text::wrapped(ui, text::BODY13, theme.warn_t, &words);
        }
        let after = parse_date(&self.now.last_day).and_then(|day| day.succ_opt());
        if let Some(day) = after.filter(|_| !self.leads.is_empty()) {
            let args = [("day", day.to_string().into()), ("teams", self.leads.as_str().into())];
            let words = cx.tr.with("organisation-leave-leads", &args);
            text::wrapped(ui, text::BODY13, theme.warn_t, &words);
        }
        let label = cx.text("organisation-field-last-day");
        let problem = state.shown(problems, 0);
        let field = Field::new(&label).required().error(problem);
        let response = day_field(ui, field, &mut self.now.last_day, cx.filter.today, cx.tr);
        state.focus(0, &response);
        let (label, hint) =
            (cx.text("organisation-field-why"), cx.text("organisation-leave-why-hint"));
        text_field(ui, Field::new(&label).placeholder(&hint), &mut self.now.why);
    }
}
