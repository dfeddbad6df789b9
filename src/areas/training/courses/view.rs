//! How the page looks: the catalogue with the forms of teaching below it, or one course, or what is new and
//! to be read beside what people refresh.

use std::sync::Arc;

use egui::{Margin, Ui};

use super::data::{Ask, Data, Key, Section};
use super::form_course::{self, CourseDraft};
use super::form_readers::{self, RefreshDraft, SaidDraft};
use super::form_update::{self, UpdateDraft};
use super::{view_course, view_news, view_table};
use crate::areas::{Cx, Event, Order, Purpose};
use crate::domain::ids::{CourseId, KnowledgeUpdateId, TrainingClassId};
use crate::sheets::write::Table as Sheet;
use crate::store::records::{LearningTopic, TrainingForm};
use crate::ui::button::{Button, button};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::table::TableState;

/// Between cards.
pub(super) const GAP: f32 = 12.0;

/// What the page of classes is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To show a class.
    Class(TrainingClassId),
    /// To plan one of a course.
    Plan(CourseId),
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
    /// What is new and chosen.
    pub(super) update: Option<KnowledgeUpdateId>,
    pub(super) filters: Filters,
    pub(super) table: TableState,
    pub(super) forms: TableState,
    pub(super) records: TableState,
    pub(super) readers: TableState,
    pub(super) refreshers: TableState,
    pub(super) course: Option<CourseDraft>,
    pub(super) news: Option<UpdateDraft>,
    pub(super) said: Option<SaidDraft>,
    pub(super) refresh: Option<RefreshDraft>,
    /// Whether taking the course out of use is asked about.
    pub(super) archiving: bool,
    exporting: Option<Arc<Sheet>>,
    /// What the page of classes is asked for, once.
    pub(in crate::areas::training) go: Option<Go>,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        Ask { section: self.section, all: self.all, key: self.key.clone(), update: self.update }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                self.course.take_if(|form| form.state.sent);
                self.news.take_if(|form| form.state.sent);
                self.said.take_if(|form| form.state.sent);
                self.refresh.take_if(|form| form.state.sent);
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
        self.course.as_ref().is_some_and(CourseDraft::dirty)
            || self.news.as_ref().is_some_and(UpdateDraft::dirty)
            || self.said.as_ref().is_some_and(SaidDraft::dirty)
            || self.refresh.as_ref().is_some_and(RefreshDraft::dirty)
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
        Section::News => {
            let (publish, start) = (cx.text("courses-publish"), cx.text("courses-refresh"));
            if button(ui, Button::primary(&publish).icon(icons::PLUS).medium()).clicked() {
                view.news = Some(UpdateDraft::new(data, cx));
            }
            let look = Button::secondary(&start).icon(icons::ARROWS_CLOCKWISE).medium();
            if button(ui, look).clicked() {
                view.refresh = Some(RefreshDraft::new(cx));
            }
        }
    }
    let words = ["courses-shown", "courses-shown-catalogue", "courses-shown-news"];
    let [name, catalogue, news] = words.map(|key| cx.text(key));
    let choices = [(Section::Catalogue, catalogue), (Section::News, news)];
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
    match (view.section, &data.chosen, &data.news) {
        (Section::News, _, Some(news)) => view_news::draw(ui, margin, news, data, view, cx),
        // The figures of the other part are on their way.
        (Section::News, _, None) => view_table::waiting_ui(ui, margin),
        (Section::Catalogue, Some(chosen), _) if view.key.as_ref() == Some(&chosen.key) => {
            view_course::draw(ui, margin, chosen, view, cx);
        }
        (Section::Catalogue, _, _) => view_table::draw(ui, margin, data, view, cx),
    }
    form_course::draw(&ctx, data, view, cx);
    form_update::draw(&ctx, data, view, cx);
    form_readers::draw(&ctx, data, view, cx);
}
