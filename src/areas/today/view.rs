//! How the tab looks: the tab row, and the page below it.

use egui::{Frame, Margin, Ui};

use super::data::{Ask, Data, Page};
use super::{day, glossary, rules, todo, view_first, week};
use crate::areas::quick_note::NoteWish;
use crate::areas::{Cx, Event, Order};
use crate::metrics::forecast::Depth;
use crate::ui::button::{Button, button};
use crate::ui::card::card;
use crate::ui::icons;
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::tabs::{Tab, tab_row};
use crate::ui::text;

/// The tabs of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// 今日.
    #[default]
    Day,
    /// 本周.
    Week,
    /// 我的待办.
    Todo,
    /// 提醒规则.
    Rules,
    /// 指标词典.
    Glossary,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The tab.
    shown: Shown,
    /// 今日.
    day: day::View,
    /// 本周.
    week: week::View,
    /// 我的待办.
    todo: todo::View,
    /// 提醒规则.
    rules: rules::View,
    /// 指标词典.
    glossary: glossary::View,
    /// How many notices are open, behind the name of the area.
    open: String,
}

impl View {
    /// What to load.
    pub(super) const fn ask(&self) -> Ask {
        match self.shown {
            Shown::Day => Ask::Day(Depth::Whole),
            Shown::Week => Ask::Week,
            Shown::Todo => Ask::Todo,
            Shown::Rules => Ask::Rules,
            Shown::Glossary => Ask::Glossary,
        }
    }

    /// Takes notice of something that finished.
    pub(super) fn receive(&mut self, event: &Event, _cx: &mut Cx<'_>) {
        // Both stand on the first tab.
        if matches!(event, Event::Notices | Event::FirstSteps) {
            self.shown = Shown::Day;
        }
        self.day.receive(event);
        self.rules.receive(event);
    }

    /// Whether something is half-typed that would be lost.
    pub(super) fn unsaved(&self) -> bool {
        self.rules.unsaved()
    }

    /// How many notices are open.
    pub(super) fn badge(&self) -> String {
        self.open.clone()
    }
}

/// Draws the tab.
pub(super) fn page_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    if view.open != data.open {
        view.open.clone_from(&data.open);
        // The bell was drawn before the page.
        ui.ctx().request_discard("how many notices wait is known");
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs_ui(ui, data, view, cx);
    let margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };
    match (&data.page, view.shown) {
        (Page::Empty, _) => {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 12.0;
                view_first::draw(ui, data.first, cx);
                empty_ui(ui, cx);
            });
        }
        (Page::Day(page), Shown::Day) => {
            day::draw(ui, margin, (page, data.first), &mut view.day, cx);
        }
        (Page::Week(data), Shown::Week) => week::draw(ui, margin, data, &mut view.week, cx),
        (Page::Todo(data), Shown::Todo) => todo::draw(ui, margin, data, &mut view.todo, cx),
        (Page::Rules(data), Shown::Rules) => rules::draw(ui, margin, data, &mut view.rules, cx),
        (Page::Glossary(data), Shown::Glossary) => {
            glossary::draw(ui, margin, data, &mut view.glossary, cx);
        }
        // The other tab was chosen a moment ago and its figures are on their way.
        _ => {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                card(ui, |ui| skeleton_rows(ui, 10, 36.0));
            });
        }
    }
}

/// Nobody is there yet: what comes next.
fn empty_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    card(ui, |ui| {
        ui.add_space(48.0);
        let (title, detail) = (cx.text("today-empty"), cx.text("today-empty-detail"));
        let import = cx.text("today-import");
        let import = Button::primary(&import);
        if empty_state(ui, icons::COMPASS, &title, &detail, Some(import)) {
            cx.orders.push(Order::PickSheets);
        }
        ui.add_space(48.0);
    });
}

fn tabs_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let name = cx.text("today-tabs");
    let words =
        ["today-tab-day", "today-tab-week", "today-tab-todo", "today-tab-rules", "glossary-title"];
    let [day, week, todo, rules, glossary] = words.map(|key| cx.text(key));
    let tabs = [
        Tab { value: Shown::Day, text: &day, count: &data.open },
        Tab { value: Shown::Week, text: &week, count: "" },
        Tab { value: Shown::Todo, text: &todo, count: &data.todo },
        Tab { value: Shown::Rules, text: &rules, count: "" },
        Tab { value: Shown::Glossary, text: &glossary, count: "" },
    ];
    let mut shown = view.shown;
    tab_row(ui, &name, &mut shown, &tabs, |ui| {
        if matches!(data.page, Page::Empty) {
            return;
        }
        ui.spacing_mut().item_spacing.x = 8.0;
        let note = cx.text("notices-note");
        let note = Button::primary(&note).icon(icons::PLUS).medium();
        // My tasks have their own.
        if view.shown != Shown::Todo && button(ui, note).clicked() {
            cx.orders.push(Order::Note(NoteWish::New(None)));
        }
        let import = cx.text("today-import");
        let import = Button::secondary(&import).icon(icons::DOWNLOAD_SIMPLE).medium();
        if button(ui, import).clicked() {
            cx.orders.push(Order::PickSheets);
        }
        if text::width(ui, text::LABEL12, &data.when) < ui.available_width() - 160.0 {
            text::hint(ui, &data.when);
        }
    });
    view.shown = shown;
}
