//! How the page looks: the catalogue with the forms of teaching below it, or one course, or what people
//! refresh.

use std::sync::Arc;

use egui::{Margin, Ui};

use super::data::{Ask, Data, Key, Section};
use super::form_course::{self, CourseDraft};
use super::form_refresh::{self, RefreshDraft};
use super::{view_course, view_refreshers, view_table};
use crate::areas::{Cx, Event, Order, Purpose, drawer_form};
use crate::domain::ids::{CourseId, TrainingClassId};
use crate::sheets::write::Table as Sheet;
use crate::store::records::{LearningTopic, TrainingForm};
use crate::ui::button::{Button, button};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::table::TableState;

/// Between cards.
pub(super) const GAP: f32 = 12.0;

/// What another page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To show a class.
    Class(TrainingClassId),
    /// To plan one of a course.
    Plan(CourseId),
    /// To show what is new and to be read.
    News,
}

/// Which courses the table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    pub topic: Option<LearningTopic>,
    pub form: Option<TrainingForm>,
    /// Also those that are no longer given.
    pub archived: bool,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    section: Section,
    /// Whether figures are of all time.
    pub(super) all: bool,
    /// The course that is chosen.
    pub(super) key: Option<Key>,
    pub(super) filters: Filters,
    pub(super) table: TableState,
    pub(super) forms: TableState,
    pub(super) records: TableState,
    pub(super) refreshers: TableState,
    pub(super) course: Option<CourseDraft>,
    pub(super) refresh: Option<RefreshDraft>,
    /// Whether taking the course out of use is asked about.
    pub(super) archiving: bool,
    exporting: Option<Arc<Sheet>>,
    /// What another page is asked for, once.
    pub(in crate::areas::training) go: Option<Go>,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        Ask { section: self.section, all: self.all, key: self.key.clone() }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                drawer_form::stored(&mut self.course);
                drawer_form::stored(&mut self.refresh);
            }
            Event::Picked(Purpose::Courses, path) => {
                if let Some(sheet) = self.exporting.take() {
                    cx.orders.push(Order::WriteTable(sheet, path.clone()));
                }
            }
            _ => {}
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::training) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.course.as_ref()) || drawer_form::unsaved(self.refresh.as_ref())
    }

    /// Shows a course, or the catalogue again.
    pub(super) fn choose(&mut self, key: Option<Key>) {
        self.key = key;
        self.records = TableState::default();
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::training) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    ui.spacing_mut().item_spacing.x = 8.0;
    match view.section {
        Section::Catalogue => {
            let (add, export) = (cx.text("courses-add"), cx.text("courses-export"));
            if button(ui, Button::primary(&add).icon(icons::PLUS).medium()).clicked() {
                view.course = Some(CourseDraft::new(""));
            }
            let look = Button::secondary(&export).icon(icons::EXPORT).medium();
            if button(ui, look.enabled(!data.lines.is_empty())).clicked() {
                view.exporting = Some(Arc::clone(&data.sheet));
                let days = if view.all {
                    cx.text("courses-all-time")
                } else {
                    cx.filter.period.to_string()
                };
                let name = format!("{}_{days}.xlsx", cx.text("training-tab-courses"));
                cx.orders.push(Order::PickSave(Purpose::Courses, name));
            }
        }
        Section::Refreshers => {
            let start = cx.text("courses-refresh");
            let look = Button::primary(&start).icon(icons::ARROWS_CLOCKWISE).medium();
            if button(ui, look).clicked() {
                view.refresh = Some(RefreshDraft::new(cx));
            }
        }
    }
    let words =
        ["courses-news", "courses-shown", "courses-shown-catalogue", "courses-shown-refreshers"];
    let [news, name, catalogue, refreshers] = words.map(|key| cx.text(key));
    if button(ui, Button::secondary(&news).icon(icons::MEGAPHONE).medium()).clicked() {
        view.go = Some(Go::News);
    }
    let choices = [(Section::Catalogue, catalogue), (Section::Refreshers, refreshers)];
    Segmented::new(&name).medium().show(ui, &mut view.section, &choices);
}

/// Draws the page.
pub(in crate::areas::training) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let ctx = ui.ctx().clone();
    match (view.section, &data.chosen, &data.refreshers) {
        (Section::Refreshers, _, Some(own)) => view_refreshers::draw(ui, margin, own, view, cx),
        // The figures of the other part are on their way.
        (Section::Refreshers, _, None) => view_table::waiting_ui(ui, margin),
        (Section::Catalogue, Some(chosen), _) if view.key.as_ref() == Some(&chosen.key) => {
            view_course::draw(ui, margin, chosen, view, cx);
        }
        (Section::Catalogue, _, _) => view_table::draw(ui, margin, data, view, cx),
    }
    form_course::draw(&ctx, data, view, cx);
    form_refresh::draw(&ctx, data, view, cx);
}
