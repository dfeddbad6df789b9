//! What a page shows besides data: nothing yet, loading, running; and people as initials.

use egui::{
    Align, Align2, Color32, CornerRadius, Layout, Rect, Response, Role, Sense, Stroke, Ui,
    UiBuilder, Vec2, pos2, vec2,
};

use crate::ui::button::{Button, button};
use crate::ui::card::Card;
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws one sentence, one reason and at most one button in the middle; true when pressed.
pub fn empty_state(
    ui: &mut Ui,
    icon: Icon,
    title: &str,
    detail: &str,
    action: Option<Button<'_>>,
) -> bool {
    let theme = Theme::get(ui);
    let height = if action.is_some() { 168.0 } else { 128.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let layout = Layout::top_down(Align::Center);
    let mut body = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    body.spacing_mut().item_spacing.y = 0.0;
    body.add_space(16.0);
    let (tile, _) = body.allocate_exact_size(Vec2::splat(40.0), Sense::hover());
    body.painter().rect_filled(tile, 6.0, theme.accent_bg);
    paint_icon(body.painter(), tile.center(), icon, 20.0, theme.accent_t);
    body.add_space(10.0);
    text::wrapped(&mut body, text::CARD14, theme.t1, title);
    body.add_space(2.0);
    text::wrapped(&mut body, text::LABEL12, theme.t3, detail);
    body.add_space(12.0);
    action.is_some_and(|action| button(&mut body, action.medium()).clicked())
}

/// Draws a block where something will be.
pub fn skeleton(ui: &mut Ui, size: Vec2) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 4.0, theme.neu_bg);
}

/// Draws the rows of a list that is loading, as high as the real ones.
pub fn skeleton_rows(ui: &mut Ui, count: usize, height: f32) {
    let theme = Theme::get(ui);
    for i in 0..count {
        let size = vec2(ui.available_width(), height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let painter = ui.painter();
        if i > 0 {
            paint::hline(painter, rect.left(), rect.right(), rect.top(), theme.grid);
        }
        let inner = rect.shrink2(vec2(16.0, 0.0));
        let y = rect.center().y;
        // Lines of different length look like text, the same in every frame.
        let long = inner.width()
            * match i % 4 {
                0 => 0.45,
                1 => 0.36,
                2 => 0.41,
                _ => 0.32,
            };
        let block = |x: f32, y: f32, w: f32, h: f32| {
            let rect = Rect::from_min_size(pos2(x, y), vec2(w, h));
            painter.rect_filled(rect, 4.0, theme.neu_bg);
        };
        if height >= 40.0 {
            block(inner.left(), y - 14.0, 28.0, 28.0);
            block(inner.left() + 40.0, y - 12.0, long, 10.0);
            block(inner.left() + 40.0, y + 4.0, long * 0.65, 8.0);
        } else {
            block(inner.left(), y - 5.0, long, 10.0);
        }
        block(inner.right() - 64.0, y - 10.0, 64.0, 20.0);
    }
}

/// Draws tiles that are loading.
pub fn skeleton_tiles(ui: &mut Ui, count: usize) {
    crate::ui::card::grid(ui, count, 12.0, |ui, _| {
        crate::ui::metric::kpi_tile(
            ui,
            &crate::ui::metric::Kpi { loading: true, ..Default::default() },
        );
    });
}

/// Draws a bar 6 high; the fraction is 0 to 1.
pub fn progress_bar(ui: &mut Ui, fraction: f32, width: f32) -> Response {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 6.0), Sense::hover());
    let fraction = fraction.clamp(0.0, 1.0);
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::new(Role::ProgressIndicator);
        info.value = Some(f64::from(fraction));
        info
    });
    ui.painter().rect_filled(rect, 3.0, theme.neu_bg);
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * fraction, rect.height()));
    ui.painter().rect_filled(done, 3.0, theme.accent);
    response
}

/// Long work that runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress<'a> {
    /// What is being done.
    pub title: &'a str,
    /// How much is done, such as "6 / 10".
    pub count: &'a str,
    /// The same as a part of 1.
    pub fraction: f32,
    /// What stands below left: what cancelling does.
    pub left_note: &'a str,
    /// What stands below right: the time left.
    pub right_note: &'a str,
    /// The word on the button; empty when it cannot be stopped.
    pub cancel: &'a str,
}

/// Draws a card with the progress of long work; returns true when it should stop.
pub fn progress_card(ui: &mut Ui, progress: &Progress<'_>) -> bool {
    let theme = Theme::get(ui);
    let mut cancelled = false;
    Card::new().padding(16.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let row = ui.available_width();
        ui.allocate_ui_with_layout(vec2(row, 24.0), Layout::right_to_left(Align::Center), |ui| {
            if !progress.cancel.is_empty() {
                cancelled = button(ui, Button::secondary(progress.cancel).small()).clicked();
            }
            text::label(ui, text::BODY13, theme.t2, progress.count);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let width = ui.available_width();
                text::truncated(ui, text::BODY13, theme.t1, progress.title, width);
            });
        });
        let width = ui.available_width();
        progress_bar(ui, progress.fraction, width);
        ui.horizontal(|ui| {
            text::hint(ui, progress.left_note);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                text::hint(ui, progress.right_note);
            });
        });
    });
    cancelled
}

/// Draws a person as a circle with the initial of the name.
pub fn avatar(ui: &mut Ui, initial: &str, size: f32, on: bool) -> Response {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    let (fill, color) =
        if on { (theme.accent_bg, theme.accent_t) } else { (theme.neu_bg, theme.t2) };
    ui.painter().circle_filled(rect.center(), size / 2.0, fill);
    let kind = if size >= 40.0 {
        text::TITLE16
    } else if size >= 32.0 {
        text::NAME13
    } else {
        text::LABEL12
    };
    text::paint(ui.painter(), rect.center(), Align2::CENTER_CENTER, kind, color, initial);
    response
}

/// Draws a turning circle; it stands still when the person asked for less motion.
pub fn spinner(ui: &mut Ui, size: f32) -> Response {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    if crate::ui::tokens::motion(ui.ctx(), 1.0) > 0.0 {
        let turn = egui::Spinner::new().size(size).color(theme.accent);
        turn.paint_at(ui, rect);
    } else {
        paint_icon(ui.painter(), rect.center(), icons::CIRCLE_NOTCH, size, theme.accent);
    }
    response
}

/// Draws a notice inside a card with an icon tile: too few cases, nothing to compare.
pub fn notice(
    ui: &mut Ui,
    icon: Icon,
    tone: crate::ui::tokens::Tone,
    (title, detail): (&str, &str),
    actions: impl FnOnce(&mut Ui),
) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 68.0), Sense::hover());
    let radius = CornerRadius::same(8);
    ui.painter().add(theme.shadow1.as_shape(rect, radius));
    let stroke = Stroke::new(1.0, theme.border);
    paint::boxed(ui.painter(), rect, 8, theme.surface, stroke);
    let center = pos2(rect.left() + 31.0, rect.center().y);
    let tile = Rect::from_center_size(center, Vec2::splat(28.0));
    ui.painter().rect_filled(tile, 6.0, tone.tint(theme));
    paint_icon(ui.painter(), center, icon, 16.0, tone.text(theme));
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
    actions(&mut right);
    let used = right.min_rect();
    let end = if used.width() > 0.0 { used.left() - 12.0 } else { inner.right() };
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(
            pos2(rect.left() + 58.0, rect.top() + top),
            pos2(end, rect.top() + top + tall),
        )
    };
    let left = Align::Min;
    text::paint_fit(ui.painter(), line(14.0, 20.0), left, text::NAME13, theme.t1, title);
    text::paint_fit(ui.painter(), line(35.0, 18.0), left, text::LABEL12, theme.t3, detail);
}

/// Returns a colour that fades with `part`, for things that appear.
pub(super) fn fade(color: Color32, part: f32) -> Color32 {
    color.gamma_multiply(part)
}
