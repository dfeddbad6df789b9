//! The page: figures on top, below them charters, events or recognition, forms above.

use egui::{Rect, Ui, UiBuilder, vec2};

use super::data::Page;
use super::form_charter::{self, CharterDraft};
use super::form_event::{self, EventDraft};
use super::form_praise::{self, PraiseDraft};
use super::{view_charter, view_events, view_wall};
use crate::areas::organisation::strip::strip_ui;
use crate::areas::{Cx, drawer_form};
use crate::domain::ids::TeamId;
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::table::TableState;

/// What is shown below the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    /// 章程.
    #[default]
    Charter,
    /// 活动.
    Events,
    /// 表彰.
    Wall,
}

impl Section {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Charter, "organisation-team-charter"),
        (Self::Events, "organisation-team-events"),
        (Self::Wall, "organisation-team-wall"),
    ];
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    pub(super) section: Section,
    /// The team whose charter is shown; the first of the scope until one is chosen.
    pub(super) team: Option<TeamId>,
    /// The version that is shown; the one that holds until one is chosen.
    pub(super) version: Option<i64>,
    pub(super) table: TableState,
    pub(super) charter: Option<CharterDraft>,
    pub(super) event: Option<EventDraft>,
    pub(super) praise: Option<PraiseDraft>,
}

impl View {
    /// Whether something is half-typed that would be lost with the window.
    pub(in crate::areas::organisation) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.charter.as_ref())
            || drawer_form::unsaved(self.event.as_ref())
            || drawer_form::unsaved(self.praise.as_ref())
    }

    /// A command was done: what was typed for it is saved.
    pub(in crate::areas::organisation) fn done(&mut self) {
        if drawer_form::stored(&mut self.charter).is_some() {
            // The newest is what was just published.
            self.version = None;
        }
        drawer_form::stored(&mut self.event);
        drawer_form::stored(&mut self.praise);
    }
}

/// Draws the button at the end of the tab row: what can be added to what is shown.
pub(in crate::areas::organisation) fn actions_ui(
    ui: &mut Ui,
    page: &Page,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    match view.section {
        Section::Charter => {
            let Some(team) = view_charter::chosen(page, view) else { return };
            let first = team.versions.is_empty();
            let (key, icon) = if first {
                ("organisation-team-charter-add", icons::PLUS)
            } else {
                ("organisation-team-charter-next", icons::NOTE_PENCIL)
            };
            let word = cx.text(key);
            if button(ui, Button::primary(&word).icon(icon).medium()).clicked() {
                view.charter = Some(CharterDraft::new(team, cx.filter.today));
            }
        }
        Section::Events => {
            let word = cx.text("organisation-team-event-add");
            if button(ui, Button::primary(&word).icon(icons::PLUS).medium()).clicked() {
                view.event = Some(EventDraft::new(page, cx.filter.scope, cx.filter.today));
            }
        }
        Section::Wall => {
            let word = cx.text("organisation-team-praise-add");
            let anybody = page.people.len() > 1;
            let add = Button::primary(&word).icon(icons::PLUS).medium().enabled(anybody);
            if button(ui, add).clicked() {
                let person = match cx.filter.scope {
                    Scope::Person(person) => Some(person),
                    _ => None,
                };
                view.praise = Some(PraiseDraft::new(person, cx.filter.today));
            }
        }
    }
}

pub(in crate::areas::organisation) fn page_ui(
    ui: &mut Ui,
    page: &Page,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let whole = ui.available_rect_before_wrap();
    let inside = Rect::from_min_max(whole.min + vec2(20.0, 16.0), whole.max - vec2(20.0, 16.0));
    let mut body = ui.new_child(UiBuilder::new().id_salt("team life").max_rect(inside));
    body.spacing_mut().item_spacing.y = 12.0;
    strip_ui(&mut body, &page.strip, cx);
    sections_ui(&mut body, view, cx);
    match view.section {
        Section::Charter => view_charter::charter_ui(&mut body, page, view, cx),
        Section::Events => view_events::events_ui(&mut body, page, view, cx),
        Section::Wall => view_wall::wall_ui(&mut body, page, view, cx),
    }
    ui.advance_cursor_after_rect(whole);
    let ctx = ui.ctx().clone();
    form_charter::form_ui(&ctx, page, &mut view.charter, cx);
    form_event::form_ui(&ctx, page, &mut view.event, cx);
    form_praise::form_ui(&ctx, page, &mut view.praise, cx);
}

fn sections_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let sections = Section::ALL.map(|(section, key)| (section, cx.text(key)));
    let name = cx.text("organisation-team-sections");
    Segmented::new(&name).medium().show(ui, &mut view.section, &sections);
}
