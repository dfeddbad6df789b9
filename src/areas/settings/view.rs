//! The page: sub-tabs, and what the pages share.

use egui::{Rect, ScrollArea, Ui, UiBuilder};

use crate::areas::{Appearance, Cx};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, list_header};
use crate::ui::tabs::{Tab, tab_row};
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::calendar::CalendarView;
use super::data::{Data, Names};
use super::draft::Draft;
use super::health::SafetyView;
use super::privacy::PrivacyView;
use super::stages::StagesView;
use super::template::TemplateDraft;
use super::{appearance, backups, calendar, health, privacy, stages, template, workspace};

/// The widest a card of settings gets.
const WIDE: f32 = 720.0;
/// The widest that a list and what is chosen in it get.
const WIDER: f32 = 1_080.0;

/// The sub-tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Page {
    /// 工作区.
    #[default]
    Workspace,
    /// 阶段与流程.
    Stages,
    /// 工作日历.
    Calendar,
    /// 评分标准.
    Template,
    /// 隐私.
    Privacy,
    /// 外观与语言.
    Appearance,
    /// 健康.
    Health,
    /// 备份.
    Backups,
}

impl Page {
    /// The key of its word.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Workspace => "settings-workspace",
            Self::Stages => "settings-stages",
            Self::Calendar => "settings-calendar",
            Self::Template => "settings-template",
            Self::Privacy => "settings-privacy",
            Self::Appearance => "settings-appearance",
            Self::Health => "settings-health",
            Self::Backups => "settings-backups",
        }
    }
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    pub(super) page: Page,
    pub(super) appearance: Option<Appearance>,
    pub(super) names: Draft<Names>,
    /// Whether it is asked if the sample is to be removed.
    pub(super) removing: bool,
    pub(super) stages: StagesView,
    pub(super) calendar: CalendarView,
    pub(super) template: TemplateDraft,
    pub(super) safety: SafetyView,
    pub(super) privacy: PrivacyView,
}

pub(super) fn settings_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    view.names.follow(&data.names);
    view.stages.follow(&data.stages, cx.pending);
    view.template.follow(data.template.as_ref(), cx.pending);
    view.privacy.months.follow(&data.privacy.months);
    let words = [
        Page::Workspace,
        Page::Stages,
        Page::Calendar,
        Page::Template,
        Page::Privacy,
        Page::Appearance,
        Page::Health,
        Page::Backups,
    ]
    .map(|page| (page, cx.text(page.key())));
    let items: Vec<Tab<'_, Page>> =
        words.iter().map(|(page, text)| Tab { value: *page, text, count: "" }).collect();
    tab_row(ui, &cx.text("settings-tabs"), &mut view.page, &items, |_| {});
    if ![Page::Health, Page::Backups].contains(&view.page) {
        view.safety.turn_away();
    }
    let page = ui.available_rect_before_wrap();
    let mut body = ui.new_child(UiBuilder::new().id_salt("page").max_rect(page));
    let area = ScrollArea::vertical().id_salt(view.page as u8).auto_shrink(false);
    area.show(&mut body, |ui| {
        let top = ui.available_rect_before_wrap();
        let wider = [Page::Stages, Page::Backups].contains(&view.page);
        let widest = if wider { WIDER } else { WIDE };
        let width = (top.width() - 40.0).min(widest);
        let min = top.min + egui::vec2(20.0, 16.0);
        let column = Rect::from_min_size(min, egui::vec2(width, top.height()));
        let mut ui_column = ui.new_child(UiBuilder::new().id_salt("column").max_rect(column));
        ui_column.spacing_mut().item_spacing.y = 12.0;
        match view.page {
            Page::Workspace => workspace::workspace_ui(&mut ui_column, data, view, cx),
            Page::Stages => {
                if data.first.shown() && !data.first.stages && !view.stages.dirty() {
                    stages::keep_ui(&mut ui_column, cx);
                }
                stages::stages_ui(&mut ui_column, &data.stages, &mut view.stages, cx);
            }
            Page::Calendar => calendar::calendar_ui(&mut ui_column, data, view, cx),
            Page::Template => template::template_ui(&mut ui_column, data, view, cx),
            Page::Privacy => privacy::privacy_ui(&mut ui_column, &data.privacy, view, cx),
            Page::Appearance => appearance::appearance_ui(&mut ui_column, view, cx),
            Page::Health => health::health_ui(&mut ui_column, &mut view.safety, cx),
            Page::Backups => backups::backups_ui(&mut ui_column, &mut view.safety, cx),
        }
        let used = ui_column.min_rect().bottom() + 16.0;
        ui.advance_cursor_after_rect(top.with_max_y(used));
    });
    ui.advance_cursor_after_rect(page);
}

/// Draws a card with a header; the content has padding.
pub(super) fn card_ui(ui: &mut Ui, title: &str, sub: &str, content: impl FnOnce(&mut Ui)) {
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, title, sub, |_| {});
        egui::Frame::new().inner_margin(16.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 12.0;
            content(ui);
        });
    });
}

/// What the person pressed below a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    /// Nothing.
    None,
    /// Save.
    Save,
    /// Take back what was typed.
    Reset,
}

/// Draws the buttons below a form: save, and while something was typed, take it back.
pub(super) fn save_ui(ui: &mut Ui, save: &str, dirty: bool, note: &str, cx: &Cx<'_>) -> Pressed {
    divider(ui);
    let mut pressed = Pressed::None;
    let reset = cx.text("settings-reset");
    let saved = cx.text("settings-nothing-to-save");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let save = Button::primary(save).enabled(dirty);
        let save = if dirty { save } else { save.hint(&saved) };
        if button(ui, save).clicked() {
            pressed = Pressed::Save;
        }
        if dirty && button(ui, Button::ghost(&reset)).clicked() {
            pressed = Pressed::Reset;
        }
        if !note.is_empty() {
            ui.add_space(4.0);
            let width = ui.available_width();
            text::truncated(ui, text::LABEL12, Theme::get(ui).t3, note, width);
        }
    });
    pressed
}
