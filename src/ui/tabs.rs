//! Tabs of a page: text, count, and the line below the chosen one.

use egui::{Align, Align2, Layout, Rect, Role, Sense, Ui, UiBuilder, pos2, vec2};

use crate::ui::button::Button;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
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

/// Between two tabs, where there is room.
const GAP: f32 = 20.0;
/// Between two tabs of a row that is full.
const TIGHT: f32 = 12.0;
/// Between the text of a tab and its count.
const BEFORE_COUNT: f32 = 6.0;
/// The button of the tabs that have no room.
const MORE: f32 = 32.0;

/// How a row of tabs is drawn.
#[derive(Clone, Copy)]
struct Look {
    /// Between two tabs.
    gap: f32,
    /// Whether their counts are shown.
    counts: bool,
}

impl Look {
    /// The looks, the roomiest first.
    const ALL: [Self; 3] = [
        Self { gap: GAP, counts: true },
        Self { gap: TIGHT, counts: true },
        Self { gap: TIGHT, counts: false },
    ];

    fn count<'a, T>(self, tab: &'a Tab<'_, T>) -> &'a str {
        if self.counts { tab.count } else { "" }
    }

    /// How wide a tab is. Measured in the heavier weight, so that choosing a tab moves nothing.
    fn width<T>(self, ui: &Ui, tab: &Tab<'_, T>) -> f32 {
        let label = text::width(ui, text::NAME13, tab.text).ceil();
        match self.count(tab) {
            "" => label,
            count => label + BEFORE_COUNT + pill_width(ui, count),
        }
    }

    /// How wide tabs are together.
    fn row<T>(self, ui: &Ui, tabs: &[Tab<'_, T>]) -> f32 {
        let gaps = self.gap * tabs.len().saturating_sub(1) as f32;
        tabs.iter().map(|tab| self.width(ui, tab)).sum::<f32>() + gaps
    }
}

fn pill_width(ui: &Ui, count: &str) -> f32 {
    text::width(ui, text::LABEL12, count).ceil() + 12.0
}

/// The look that fits into a width, and which tabs are shown in it: all, or as many as leave room for the
/// button of the others; the chosen one is always among them.
fn fitting<T>(ui: &Ui, tabs: &[Tab<'_, T>], at: Option<usize>, width: f32) -> (Look, Vec<usize>) {
    let [.., tight] = Look::ALL;
    if let Some(look) = Look::ALL.into_iter().find(|look| look.row(ui, tabs) <= width) {
        return (look, (0..tabs.len()).collect());
    }
    let widths: Vec<f32> = tabs.iter().map(|tab| tight.width(ui, tab) + tight.gap).collect();
    let own = |i: usize| widths.get(i).copied().unwrap_or_default();
    let mut left = width - MORE - at.map_or(0.0, own);
    let mut shown = vec![];
    for i in 0..tabs.len() {
        if at == Some(i) {
            shown.push(i);
        } else if left >= own(i) {
            left -= own(i);
            shown.push(i);
        } else {
            left = 0.0;
        }
    }
    (tight, shown)
}

/// Draws the tabs alone; returns true when another one was chosen. ← and → move.
pub fn tabs<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    current: &mut T,
    tabs: &[Tab<'_, T>],
) -> bool {
    tabs_within(ui, name, current, tabs, f32::INFINITY)
}

/// As [`tabs`], in a width: they move together, then drop their counts, and at last those without room
/// go into a menu.
fn tabs_within<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    current: &mut T,
    tabs: &[Tab<'_, T>],
    width: f32,
) -> bool {
    let theme = Theme::get(ui);
    let mut chosen = None;
    let outer = ui.scope(|ui| {
        ui.horizontal(|ui| {
            let id = ui.scope_id().with("tabs");
            let at = tabs.iter().position(|tab| tab.value == *current);
            chosen = at.and_then(|at| paint::arrow_choice(ui, id, at, tabs.len()));
            let (look, shown) = fitting(ui, tabs, chosen.or(at), width);
            ui.spacing_mut().item_spacing.x = look.gap;
            for i in &shown {
                let Some(tab) = tabs.get(*i) else { continue };
                let on = chosen.or(at) == Some(*i);
                let kind = if on { text::NAME13 } else { text::BODY13 };
                let size = vec2(look.width(ui, tab), HEIGHT);
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
                let count = look.count(tab);
                if !count.is_empty() {
                    let pill = pill_width(ui, count);
                    let pill = Rect::from_center_size(
                        pos2(rect.right() - pill / 2.0, y),
                        vec2(pill, 18.0),
                    );
                    ui.painter().rect_filled(pill, 9.0, theme.neu_bg);
                    let at = pill.center();
                    let kind = text::LABEL12;
                    text::paint(ui.painter(), at, Align2::CENTER_CENTER, kind, theme.t2, count);
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
                    chosen = Some(*i);
                }
            }
            if shown.len() < tabs.len() {
                let opener = Button::ghost_icon(icons::DOTS_THREE, name).medium();
                menu(ui, opener, |ui| {
                    for (i, tab) in tabs.iter().enumerate().filter(|(i, _)| !shown.contains(i)) {
                        if menu_item(ui, None, tab.text, tab.count).clicked() {
                            chosen = Some(i);
                        }
                    }
                });
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
/// below that the chosen tab overlaps. Actions are drawn from right to left; tabs give way to them.
pub fn tab_row<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    current: &mut T,
    items: &[Tab<'_, T>],
    actions: impl FnOnce(&mut Ui),
) -> bool {
    let theme = Theme::get(ui);
    let (rect, whole) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme.surface);
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.bottom() - 1.0, theme.border);
    let inner = rect.shrink2(vec2(20.0, 0.0));
    // Tabs come first for the keyboard, so what actions take is known from the frame before.
    let key = whole.id.with("actions");
    let taken: f32 = ui.data(|data| data.get_temp(key)).unwrap_or_default();
    let left = Layout::left_to_right(Align::Min);
    let mut row = ui.new_child(UiBuilder::new().id_salt("tabs").max_rect(inner).layout(left));
    let changed = tabs_within(&mut row, name, current, items, inner.width() - taken);
    let right = Layout::right_to_left(Align::Center);
    // What is only a hint shows in the room that is left between.
    let end = row.min_rect().right() + GAP;
    let room = inner.with_max_y(inner.bottom() - 2.0).with_min_x(end.min(inner.right()));
    let mut row = ui.new_child(UiBuilder::new().id_salt("actions").max_rect(room).layout(right));
    actions(&mut row);
    let drawn = inner.right() - row.min_rect().left();
    let takes = if drawn > 0.5 { drawn + GAP } else { 0.0 };
    if (takes - taken).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(key, takes));
        ui.ctx().request_discard("tabs give way to actions");
    }
    changed
}

/// Draws a hint beside the actions of a row, where there is room for it.
pub fn beside(ui: &mut Ui, words: &str) {
    if !words.is_empty() && text::width(ui, text::LABEL12, words) + GAP < ui.available_width() {
        text::hint(ui, words);
    }
}
