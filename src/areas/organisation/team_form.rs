//! The form of a team.
//!
//! Region and manager hold from a day on, like the team of a person: with a day what was so far stays
//! as it was, without one it is corrected.

use chrono::NaiveDate;
use egui::Ui;

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::organisation::{Command, TeamForm};
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::names;
use crate::i18n::Tr;
use crate::store::records::TeamKind;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_field};
use crate::ui::select::Select;

use super::data::{Data, TeamRow};
use super::dates::not_a_day;
use super::form::suggest_ui;
use crate::areas::drawer_form::State;

/// The fields that can be wrong, in the order of the form.
const NAME: usize = 0;
const EFFECTIVE: usize = 1;

#[derive(Clone, Debug, PartialEq)]
struct Text {
    name: String,
    region: String,
    manager: Option<PersonId>,
    kind: TeamKind,
    effective: String,
}

/// A team half-typed.
#[derive(Clone, Debug)]
pub(super) struct TeamDraft {
    id: Option<TeamId>,
    start: Text,
    now: Text,
}

impl Default for TeamDraft {
    fn default() -> Self {
        let text = Text {
            name: String::new(),
            region: String::new(),
            manager: None,
            kind: TeamKind::Own,
            effective: String::new(),
        };
        Self { id: None, start: text.clone(), now: text }
    }
}

impl TeamDraft {
    /// A team as it is; a change is offered from today on.
    pub fn edit(row: &TeamRow, today: NaiveDate) -> Self {
        let text = Text {
            name: row.name.clone(),
            region: row.region.clone(),
            manager: row.manager,
            kind: row.kind,
            effective: today.to_string(),
        };
        Self { id: row.id, start: text.clone(), now: text }
    }

    pub fn is_new(&self) -> bool {
        self.id.is_none()
    }

    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    /// Whether something changes that holds from a day on.
    fn dated(&self) -> bool {
        let moved = self.start.region.trim() != self.now.region.trim();
        self.is_new() || moved || self.start.manager != self.now.manager
    }

    pub fn problems(&self, data: &Data, tr: &Tr) -> [Option<String>; 2] {
        let name = self.now.name.trim();
        let taken = data.options.team_names.get(name).is_some_and(|team| Some(*team) != self.id);
        let name = match name {
            "" => Some(tr.text("organisation-problem-name")),
            _ => taken.then(|| tr.text("organisation-problem-team")),
        };
        [name, not_a_day(&self.now.effective, tr).filter(|_| self.dated())]
    }

    pub fn command(&self) -> Command {
        let form = TeamForm {
            name: self.now.name.clone(),
            region: self.now.region.clone(),
            manager: self.now.manager,
            kind: self.now.kind,
            effective: parse_date(&self.now.effective).filter(|_| self.dated()),
        };
        match self.id {
            Some(id) => Command::EditTeam(id, form),
            None => Command::AddTeam(form),
        }
    }

    pub fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let label = cx.text("organisation-field-team-name");
        let problem = state.shown(problems, NAME);
        let field = Field::new(&label).required().error(problem);
        let response = text_field(ui, field, &mut self.now.name);
        state.focus(NAME, &response);

        let label = cx.text("organisation-field-team-kind");
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            form_label(ui, &label, false);
            let kinds = [
                (TeamKind::Own, cx.text("organisation-team-own")),
                (TeamKind::Branch, cx.text("organisation-team-branch")),
                (TeamKind::External, cx.text("organisation-team-external")),
            ];
            Segmented::new(&label).fill().show(ui, &mut self.now.kind, &kinds);
        });

        let (label, hint) =
            (cx.text("organisation-field-region"), cx.text("organisation-region-hint"));
        let region = self.now.region.trim().to_owned();
        let makes = cx.tr.with("organisation-makes-region", &[("name", region.into())]);
        let field = Field::new(&label).placeholder(&hint);
        suggest_ui(ui, field, &mut self.now.region, &data.options.regions, &makes);

        let label = cx.text("organisation-field-manager");
        let help = cx.text("organisation-manager-help");
        let (search, nothing) =
            (cx.text("organisation-search-name"), cx.text("organisation-nothing-found"));
        Select::new(Field::new(&label).help(&help))
            .search(&search, &nothing)
            .finds(names::matches)
            .show(ui, &mut self.now.manager, &data.options.managers);

        if self.dated() {
            let (label, help) = if self.is_new() {
                ("organisation-field-founded", "organisation-founded-help")
            } else if self.now.effective.trim().is_empty() {
                ("organisation-field-effective", "organisation-team-corrects")
            } else {
                ("organisation-field-effective", "organisation-team-changes")
            };
            let (label, help) = (cx.text(label), cx.text(help));
            let problem = state.shown(problems, EFFECTIVE);
            let field = Field::new(&label).error(problem).help(&help);
            let response = day_field(ui, field, &mut self.now.effective, cx.filter.today, cx.tr);
            state.focus(EFFECTIVE, &response);
        }
    }
}
