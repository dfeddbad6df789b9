//! Cards and the simple layouts inside and between them.

use egui::{
    Align, Color32, CornerRadius, Frame, InnerResponse, Layout, Margin, Rect, Response, Sense,
    Stroke, Ui, UiBuilder, pos2, vec2,
};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A surface with border, radius 8 and, in the light appearance, a hint of shadow.
#[derive(Debug, Clone, Copy, Default)]
pub struct Card {
    padding: f32,
    height: Option<f32>,
    fill: Option<Color32>,
    stroke: Option<Color32>,
}

impl Card {
    /// Starts a card without padding.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the padding on all sides.
    #[must_use]
    pub fn padding(mut self, padding: f32) -> Self {
        self.padding = padding;
        self
    }

    /// Sets the outer height; taller contents are cut.
    #[must_use]
    pub fn height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// Sets another fill, such as a tint.
    #[must_use]
    pub fn fill(mut self, fill: Color32) -> Self {
        self.fill = Some(fill);
        self
    }

    /// Sets another border.
    #[must_use]
    pub fn stroke(mut self, stroke: Color32) -> Self {
        self.stroke = Some(stroke);
        self
    }

    /// Draws the card, as wide as there is room.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let theme = Theme::get(ui);
        let fill = self.fill.unwrap_or(theme.surface);
        let edge = self.stroke.unwrap_or(theme.border);
        let radius = CornerRadius::same(8);
        if let Some(height) = self.height {
            let size = vec2(ui.available_width(), height);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            ui.painter().add(theme.shadow1.as_shape(rect, radius));
            ui.painter().rect_filled(rect, radius, fill);
            let inside = rect.shrink(1.0 + self.padding);
            let layout = Layout::top_down(Align::Min);
            let mut child = ui.new_child(UiBuilder::new().max_rect(inside).layout(layout));
            child.shrink_clip_rect(rect.shrink(1.0));
            let inner = content(&mut child);
            border(ui, rect, edge);
            return InnerResponse::new(inner, response);
        }
        // The border comes last, so that a header or a table cannot cover it.
        let shown = Frame::new()
            .fill(fill)
            .corner_radius(radius)
            .shadow(theme.shadow1)
            .inner_margin(Margin::same((1.0 + self.padding) as i8))
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                content(ui)
            });
        border(ui, shown.response.rect, edge);
        shown
    }
}

fn border(ui: &Ui, rect: Rect, edge: Color32) {
    let stroke = Stroke::new(1.0, edge);
    ui.painter().rect_stroke(rect, CornerRadius::same(8), stroke, egui::StrokeKind::Inside);
}

/// Draws a card with padding 16.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    Card::new().padding(16.0).show(ui, content)
}

/// Draws a card without padding and without gaps, for headers, tables and footers.
pub fn card_flush<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        content(ui)
    })
}

/// Draws the header of a card: title, explanation, and actions from right to left.
pub fn card_header(ui: &mut Ui, title: &str, sub: &str, actions: impl FnOnce(&mut Ui)) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
    actions(&mut right);
    let end =
        if right.min_rect().width() > 0.0 { right.min_rect().left() - 8.0 } else { inner.right() };
    let layout = Layout::left_to_right(Align::Center);
    let room = Rect::from_min_max(inner.min, pos2(end.max(inner.left()), inner.bottom()));
    let mut left = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
    // Inside a card without gaps the explanation still keeps its distance.
    left.spacing_mut().item_spacing.x = 8.0;
    let width = left.available_width();
    text::truncated(&mut left, text::CARD14, theme.t1, title, width);
    if !sub.is_empty() && left.available_width() > 24.0 {
        // The explanation stands on the baseline of the title.
        let below = left.available_rect_before_wrap();
        let below = below.with_min_y(rect.top() + 1.0).with_max_y(rect.bottom() + 1.0);
        let mut sub_ui = left.new_child(UiBuilder::new().max_rect(below).layout(layout));
        let width = sub_ui.available_width();
        text::truncated(&mut sub_ui, text::LABEL12, theme.t3, sub, width);
    }
}

/// Draws the header of a card with a line below, for a list or a table that follows.
pub fn list_header(ui: &mut Ui, title: &str, sub: &str, actions: impl FnOnce(&mut Ui)) {
    let theme = Theme::get(ui);
    let top = ui.cursor().min;
    let x = (top.x, top.x + ui.available_width());
    card_header(ui, title, sub, actions);
    paint::hline(ui.painter(), x.0, x.1, top.y + 43.0, theme.border);
}

/// Draws a line across a card.
pub fn divider(ui: &mut Ui) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.top(), theme.border);
}

/// Draws a heading inside a form or a list.
pub fn section_label(ui: &mut Ui, label: &str) -> Response {
    text::label(ui, text::LABEL12, Theme::get(ui).t3, label)
}

/// Adds padding around contents inside a flush card.
pub fn padded<R>(ui: &mut Ui, x: f32, y: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = Margin::symmetric(x as i8, y as i8);
    let frame = Frame::new().inner_margin(margin);
    frame
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.set_min_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// Lays out a row whose pieces share one middle line, whatever their heights.
///
/// egui centres each piece in the height known so far, so a text before a higher button would
/// stand above it.
pub fn row<R>(ui: &mut Ui, height: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(ui.available_width(), height);
    let layout = Layout::left_to_right(Align::Center);
    let inner = |ui: &mut Ui| {
        ui.set_min_height(height);
        content(ui)
    };
    ui.allocate_ui_with_layout(size, layout, inner).inner
}

/// The two columns of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Takes the room that is left.
    Left,
    /// Has a fixed width.
    Right,
}

/// Lays out a flexible left and a fixed right column.
///
/// One closure draws both, because both usually need the same view mutably.
pub fn columns(ui: &mut Ui, right_width: f32, gap: f32, mut content: impl FnMut(&mut Ui, Side)) {
    let all = ui.available_rect_before_wrap();
    let split = (all.right() - right_width - gap).max(all.left()).round();
    let left = Rect::from_min_max(all.min, pos2(split, all.bottom()));
    let right = Rect::from_min_max(pos2(split + gap, all.top()), all.max);
    let left = column(ui, left, |ui| content(ui, Side::Left));
    let right = column(ui, right, |ui| content(ui, Side::Right));
    advance(ui, all, left.max(right));
}

/// Lays out `count` equal columns on one row.
pub fn grid(ui: &mut Ui, count: usize, gap: f32, mut cell: impl FnMut(&mut Ui, usize)) {
    let all = ui.available_rect_before_wrap();
    let width = (all.width() - gap * count.saturating_sub(1) as f32) / count.max(1) as f32;
    let mut bottom = all.top();
    for i in 0..count {
        // Rounded edges keep the borders of the cells on whole pixels.
        let x0 = (all.left() + (width + gap) * i as f32).round();
        let x1 = (all.left() + (width + gap) * i as f32 + width).round();
        let rect = Rect::from_min_max(pos2(x0, all.top()), pos2(x1, all.bottom()));
        bottom = bottom.max(column(ui, rect, |ui| cell(ui, i)));
    }
    advance(ui, all, bottom);
}

fn column(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui)) -> f32 {
    let layout = Layout::top_down(Align::Min);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    content(&mut child);
    child.min_rect().bottom()
}

fn advance(ui: &mut Ui, all: Rect, bottom: f32) {
    ui.advance_cursor_after_rect(Rect::from_min_max(all.min, pos2(all.right(), bottom)));
}
