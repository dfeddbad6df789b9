//! Messages that stay on the page: what happened, one explanation, one action.

use egui::{Align, Layout, Rect, Role, Sense, Ui, UiBuilder, pos2, vec2};

use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A message on a tint.
#[derive(Debug, Clone, Copy)]
pub struct Banner<'a> {
    tone: Tone,
    icon: Icon,
    title: &'a str,
    detail: &'a str,
}

impl<'a> Banner<'a> {
    fn new(tone: Tone, icon: Icon, title: &'a str) -> Self {
        Self { tone, icon: icon.filled(), title, detail: "" }
    }

    /// Starts a message that something went wrong.
    pub fn error(title: &'a str) -> Self {
        Self::new(Tone::Bad, icons::WARNING_CIRCLE, title)
    }

    /// Starts a message that something needs attention.
    pub fn warn(title: &'a str) -> Self {
        Self::new(Tone::Warn, icons::WARNING, title)
    }

    /// Starts a message that something went well.
    pub fn good(title: &'a str) -> Self {
        Self::new(Tone::Good, icons::CHECK_CIRCLE, title)
    }

    /// Starts a message without a verdict.
    pub fn info(title: &'a str) -> Self {
        Self::new(Tone::Accent, icons::INFO, title)
    }

    /// Adds the one explanation below the title.
    #[must_use]
    pub fn detail(mut self, detail: &'a str) -> Self {
        self.detail = detail;
        self
    }

    /// Sets another icon.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = icon;
        self
    }
}

/// Draws a banner; the actions are drawn from right to left.
pub fn banner(ui: &mut Ui, banner: Banner<'_>, actions: impl FnOnce(&mut Ui)) {
    let theme = Theme::get(ui);
    let title = if banner.detail.is_empty() { text::BODY13 } else { text::NAME13 };
    let tall = if banner.detail.is_empty() { 36.0 } else { 60.0 };
    let width = ui.available_width();
    let lines = if banner.detail.is_empty() { 1.0 } else { 2.0 };
    // Long explanations wrap, so the height follows the text.
    let slot = ui.painter().add(egui::Shape::Noop);
    let top = ui.cursor().min;
    let all = Rect::from_min_size(top, vec2(width, tall));
    let right = Layout::right_to_left(Align::Center);
    let act = Rect::from_min_max(top, pos2(all.right() - 12.0, top.y + tall));
    let mut row = ui.new_child(UiBuilder::new().id_salt("actions").max_rect(act).layout(right));
    actions(&mut row);
    let used = row.min_rect();
    let end = if used.width() > 0.0 { used.left() - 12.0 } else { all.right() - 12.0 };
    let pad = (tall - 20.0 * lines) / 2.0;
    let room = Rect::from_min_max(pos2(top.x + 38.0, top.y + pad), pos2(end, all.bottom()));
    let layout = Layout::top_down(Align::Min);
    let mut body = ui.new_child(UiBuilder::new().id_salt("body").max_rect(room).layout(layout));
    body.spacing_mut().item_spacing.y = 0.0;
    let response = text::wrapped(&mut body, title, theme.t1, banner.title);
    if !banner.detail.is_empty() {
        text::wrapped(&mut body, text::BODY13, theme.t2, banner.detail);
    }
    let bottom = (body.min_rect().bottom() + pad).max(all.bottom());
    let rect = Rect::from_min_max(all.min, pos2(all.right(), bottom));
    let tint = banner.tone.tint(theme);
    ui.painter().set(slot, egui::Shape::rect_filled(rect, 6.0, tint));
    let at = pos2(rect.left() + 20.0, top.y + pad + 10.0);
    paint_icon(ui.painter(), at, banner.icon, 18.0, banner.tone.text(theme));
    paint::named(&response, Role::Label, true, banner.title);
    ui.advance_cursor_after_rect(rect);
}

/// Draws a finding under a chart: icon, a bold start, the evidence, a second line, and actions
/// from right to left.
pub fn insight(
    ui: &mut Ui,
    icon: Icon,
    tone: Tone,
    (bold, first, second): (&str, &str, &str),
    actions: impl FnOnce(&mut Ui),
) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 71.0), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let right = Layout::right_to_left(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().id_salt("actions").max_rect(inner).layout(right));
    row.spacing_mut().item_spacing.x = 12.0;
    actions(&mut row);
    let used = row.min_rect();
    let end = if used.width() > 0.0 { used.left() - 12.0 } else { inner.right() };
    let at = pos2(rect.left() + 26.0, rect.center().y);
    paint_icon(ui.painter(), at, icon.filled(), 20.0, tone.text(theme));
    let room = Rect::from_min_max(pos2(rect.left() + 48.0, rect.top()), pos2(end, rect.bottom()));
    let layout = Layout::top_down(Align::Min).with_main_align(Align::Center);
    let mut body = ui.new_child(UiBuilder::new().id_salt("body").max_rect(room).layout(layout));
    body.spacing_mut().item_spacing.y = 0.0;
    body.add_space(16.0);
    let runs = [(text::NAME13, theme.t1, bold), (text::BODY13, theme.t1, first)];
    body.add(egui::Label::new(text::job(&runs)).truncate());
    let line = text::rich(text::BODY13, theme.t2, second);
    body.add(egui::Label::new(line).truncate());
}
