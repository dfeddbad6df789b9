//! The forms: a drawer that asks before it throws away what was typed.
//!
//! The save button stays on while something is wrong; pressing it marks the fields and goes to the
//! first of them. What the command would refuse is said here, beside the field, before it is sent.

use chrono::NaiveDate;
use egui::{Context, Ui};

use crate::areas::Cx;
use crate::command::Command;
use crate::domain::ids::TeamId;
use crate::domain::names;
use crate::ui::choice::chip;
use crate::ui::field::{Field, text_field};

use super::data::{Data, TeamRow};
use super::leave_form::LeaveDraft;
use super::people::PersonRow;
use super::person_form::PersonDraft;
use super::split_form::{MergeDraft, SplitDraft};
use super::team_form::TeamDraft;
use super::view::View;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};

/// How many known names are offered below a field.
const OFFERED: usize = 4;

/// The form that is open.
#[derive(Clone, Debug)]
pub(super) struct Form {
    draft: Draft,
    state: State,
}

#[derive(Clone, Debug)]
enum Draft {
    // Boxed because it is far larger than the others.
    Person(Box<PersonDraft>),
    Team(TeamDraft),
    Split(SplitDraft),
    Merge(MergeDraft),
    Leave(LeaveDraft),
}

impl Filled for Form {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        match &self.draft {
            Draft::Person(draft) => draft.dirty(),
            Draft::Team(draft) => draft.dirty(),
            Draft::Split(draft) => draft.dirty(),
            Draft::Merge(draft) => draft.dirty(),
            Draft::Leave(draft) => draft.dirty(),
        }
    }
}

impl Form {
    fn new(draft: Draft) -> Self {
        Self { draft, state: State::opened() }
    }

    /// An empty person in a team.
    pub fn new_person(team: Option<TeamId>) -> Self {
        Self::new(Draft::Person(Box::new(PersonDraft::new(team))))
    }

    /// A person as they are.
    pub fn edit_person(row: &PersonRow, today: NaiveDate) -> Self {
        Self::new(Draft::Person(Box::new(PersonDraft::edit(row, today))))
    }

    /// An empty team.
    pub fn new_team() -> Self {
        Self::new(Draft::Team(TeamDraft::default()))
    }

    /// A team as it is.
    pub fn edit_team(row: &TeamRow, today: NaiveDate) -> Self {
        Self::new(Draft::Team(TeamDraft::edit(row, today)))
    }

    /// Some people of a team become a team of their own.
    pub fn split(data: &Data, row: &TeamRow, today: NaiveDate) -> Option<Self> {
        Some(Self::new(Draft::Split(SplitDraft::new(data, row, today)?)))
    }

    /// A team goes into another.
    pub fn merge(row: &TeamRow, today: NaiveDate) -> Option<Self> {
        Some(Self::new(Draft::Merge(MergeDraft::new(row, today)?)))
    }

    /// A person leaves.
    pub fn leave(row: &PersonRow, today: NaiveDate) -> Self {
        Self::new(Draft::Leave(LeaveDraft::new(row, today)))
    }

    fn id(&self) -> &'static str {
        match &self.draft {
            Draft::Person(_) => "person",
            Draft::Team(_) => "team",
            Draft::Split(_) => "split-team",
            Draft::Merge(_) => "merge-teams",
            Draft::Leave(_) => "leave",
        }
    }

    fn title_key(&self) -> &'static str {
        match &self.draft {
            Draft::Person(draft) if draft.is_new() => "organisation-add-person",
            Draft::Person(_) => "organisation-edit-person",
            Draft::Team(draft) if draft.is_new() => "organisation-add-team",
            Draft::Team(_) => "organisation-edit-team-title",
            Draft::Split(_) => "organisation-split-title",
            Draft::Merge(_) => "organisation-merge-title",
            Draft::Leave(_) => "organisation-leave-title",
        }
    }

    fn save_key(&self) -> &'static str {
        match &self.draft {
            Draft::Person(draft) if draft.is_new() => "organisation-add-person",
            Draft::Person(_) => "organisation-save-person",
            Draft::Team(draft) if draft.is_new() => "organisation-add-team",
            Draft::Team(_) => "organisation-save-team",
            Draft::Split(_) => "organisation-split",
            Draft::Merge(_) => "organisation-merge",
            Draft::Leave(_) => "organisation-leave-save",
        }
    }

    /// The fields with a problem, in order.
    fn problems(&self, data: &Data, cx: &Cx<'_>) -> Vec<Option<String>> {
        match &self.draft {
            Draft::Person(draft) => draft.problems(data, cx.tr).to_vec(),
            Draft::Team(draft) => draft.problems(data, cx.tr).to_vec(),
            Draft::Split(draft) => draft.problems(data, cx.tr).to_vec(),
            Draft::Merge(draft) => draft.problems(cx.tr).to_vec(),
            Draft::Leave(draft) => draft.problems(cx.tr).to_vec(),
        }
    }

    fn command(&self) -> Command {
        Command::Organisation(match &self.draft {
            Draft::Person(draft) => draft.command(),
            Draft::Team(draft) => draft.command(),
            Draft::Split(draft) => draft.command(),
            Draft::Merge(draft) => draft.command(),
            Draft::Leave(draft) => draft.command(),
        })
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    let problems = form.problems(data, cx);
    let (title, save) = (cx.text(form.title_key()), cx.text(form.save_key()));
    let look = Look { id: form.id(), title: &title, save: &save, remove: "", width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut form, &problems, seen, |ui, form, state| {
        match &mut form.draft {
            Draft::Person(draft) => draft.ui(ui, state, &problems, data, seen),
            Draft::Team(draft) => draft.ui(ui, state, &problems, data, seen),
            Draft::Split(draft) => draft.ui(ui, state, &problems, data, seen),
            Draft::Merge(draft) => draft.ui(ui, state, &problems, data, seen),
            Draft::Leave(draft) => draft.ui(ui, state, &problems, seen),
        }
    });
    match wish {
        Wish::Close => return,
        Wish::Save => cx.run(form.command()),
        Wish::Stay | Wish::Remove => {}
    }
    view.form = Some(form);
}

/// Draws a text field that offers known names: those that match what was typed, until one of them
/// stands in the field.
pub(super) fn suggest_ui(
    ui: &mut Ui,
    field: Field<'_>,
    value: &mut String,
    known: &[String],
    makes: &str,
) -> egui::Response {
    let typed = value.trim();
    let exact = known.iter().any(|name| name == typed);
    let field = if exact || typed.is_empty() { field } else { field.help(makes) };
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let response = text_field(ui, field, value);
        let typed = value.trim().to_owned();
        let fits = |name: &&String| names::matches(&typed, name);
        let offered: Vec<&String> = known.iter().filter(fits).take(OFFERED).collect();
        if !exact && !offered.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
                for name in offered {
                    if chip(ui, name, false).clicked() {
                        value.clone_from(name);
                    }
                }
            });
        }
        response
    })
    .inner
}
