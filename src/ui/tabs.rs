//! Tabs of a page: text, count, and the line below the chosen one.

use egui::{Align, Align2, Layout, Rect, Role, Sense, Ui, UiBuilder, pos2, vec2};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// One tab.
#[derive(Debug, Clone)]
pub struct Tab<'a, T> {
    /// What is chosen by it.
    pub value: T,
    /// Its text.
    pub text: &'a str,
    /// A count behind the text; empty for none.
    pub count: &'a str,
}

const HEIGHT: f32 = 40.0;

/// Draws the tabs alone; returns true when another one was chosen. ← and → move.
pub fn tabs<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    current: &mut T,
    tabs: &[Tab<'_, T>],
) -> bool {
    let theme = Theme::get(ui);
    let mut chosen = None;
    let outer = ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.horizontal(|ui| {
            let id = ui.scope_id().with("tabs");
            let at = tabs.iter().position(|tab| tab.value == *current);
            chosen = at.and_then(|at| paint::arrow_choice(ui, id, at, tabs.len()));
            for (i, tab) in tabs.iter().enumerate() {
                let on = chosen.or(at) == Some(i);
                let kind = if on { text::NAME13 } else { text::BODY13 };
                // Measured in the heavier weight, so that choosing a tab moves nothing.
                let label = text::width(ui, text::NAME13, tab.text).ceil();
                let pill = if tab.count.is_empty() {
                    0.0
                } else {
                    text::width(ui, text::LABEL12, tab.count).ceil() + 12.0
                };
                let gap = if tab.count.is_empty() { 0.0 } else { 6.0 };
                let size = vec2(label + gap + pill, HEIGHT);
                let sense = if on { Sense::click() } else { Sense::CLICK };
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                let response = ui.interact(rect, id.with(i), sense);
                paint::named_selected(&response, Role::Tab, on, tab.text);
                text::describe(&response, tab.count);
                let color = if on || response.hovered() { theme.t1 } else { theme.t2 };
                // Centred above the line, on whole points.
                let y = rect.center().y - 1.0;
                let at = pos2(rect.left(), y);
                text::paint(ui.painter(), at, Align2::LEFT_CENTER, kind, color, tab.text);
                if !tab.count.is_empty() {
                    let pill = Rect::from_center_size(
                        pos2(rect.right() - pill / 2.0, y),
                        vec2(pill, 18.0),
                    );
                    ui.painter().rect_filled(pill, 9.0, theme.neu_bg);
                    let at = pill.center();
                    let kind = text::LABEL12;
                    text::paint(ui.painter(), at, Align2::CENTER_CENTER, kind, theme.t2, tab.count);
                }
                if on {
                    let line = Rect::from_min_max(
                        pos2(rect.left(), rect.bottom() - 2.0),
                        rect.right_bottom(),
                    );
                    ui.painter().rect_filled(line, 1.0, theme.accent);
                }
                paint::focus_ring(ui, &response, rect.shrink2(vec2(0.0, 8.0)), 4);
                if response.clicked() && !on {
                    chosen = Some(i);
                }
            }
        });
    });
    paint::named(&outer.response, Role::TabList, true, name);
    match chosen.and_then(|i| tabs.get(i)) {
        Some(tab) => {
            *current = tab.value.clone();
            true
        }
        None => false,
    }
}

/// Draws the row under the top bar: tabs left, actions right, both on the surface with a line
/// below that the chosen tab overlaps. Actions are drawn from right to left.
pub fn tab_row<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    current: &mut T,
    items: &[Tab<'_, T>],
    actions: impl FnOnce(&mut Ui),
) -> bool {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme.surface);
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.bottom() - 1.0, theme.border);
    let inner = rect.shrink2(vec2(20.0, 0.0));
    let left = Layout::left_to_right(Align::Min);
    let mut row = ui.new_child(UiBuilder::new().id_salt("tabs").max_rect(inner).layout(left));
    let changed = tabs(&mut row, name, current, items);
    let right = Layout::right_to_left(Align::Center);
    let inner = inner.with_max_y(inner.bottom() - 2.0);
    let mut row = ui.new_child(UiBuilder::new().id_salt("actions").max_rect(inner).layout(right));
    actions(&mut row);
    changed
}
