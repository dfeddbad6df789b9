//! The command palette: type, choose, go. It shows what it is given; searching is the caller's.

use egui::{
    Align, Align2, Context, CornerRadius, Frame, Id, Key, Margin, Modal, Rect, Response, Role,
    ScrollArea, Sense, Stroke, TextEdit, Ui, pos2, vec2,
};

use super::appeared_now;
use crate::ui::choice::{key_cap, paint_key_cap};
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

const WIDTH: f32 = 640.0;
const TOP: f32 = 112.0;

/// What the palette remembers while it is open.
#[derive(Debug, Clone, Default)]
pub struct PaletteState {
    /// What was typed.
    pub query: String,
    /// The chosen row, counted over all groups.
    pub selected: usize,
    /// Enter was pressed before the rows of the query were known.
    pub entered: bool,
}

/// A row.
#[derive(Debug, Clone)]
pub struct PaletteItem {
    /// Its icon.
    pub icon: Icon,
    /// What it opens or does.
    pub title: String,
    /// What tells it from others.
    pub detail: String,
    /// What Enter does, shown when it is chosen.
    pub verb: String,
    /// Its shortcut, one name per key.
    pub keys: Vec<String>,
}

/// Rows under one heading.
#[derive(Debug, Clone)]
pub struct PaletteGroup {
    /// The heading.
    pub title: String,
    /// The rows.
    pub items: Vec<PaletteItem>,
}

/// The fixed words.
#[derive(Debug, Clone, Copy)]
pub struct PaletteWords<'a> {
    /// What stands in the empty input; also its name.
    pub placeholder: &'a str,
    /// Beside the arrows.
    pub choose: &'a str,
    /// Beside Enter.
    pub open: &'a str,
    /// Beside the > sign.
    pub commands_only: &'a str,
    /// At the right of the footer.
    pub hint: &'a str,
    /// What stands when nothing was found.
    pub nothing: &'a str,
}

/// What happened in the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaletteEvent {
    /// Nothing.
    None,
    /// The query changed: search again.
    Edited,
    /// A row was chosen.
    Chosen {
        /// Number of the group.
        group: usize,
        /// Number in the group.
        item: usize,
    },
    /// It should close.
    Closed,
}

/// Draws the palette over a veil.
pub fn palette(
    ctx: &Context,
    state: &mut PaletteState,
    groups: &[PaletteGroup],
    words: &PaletteWords<'_>,
) -> PaletteEvent {
    let theme = Theme::of(ctx);
    let id = Id::unique("command-palette");
    let opened = appeared_now(ctx, id);
    let count: usize = groups.iter().map(|group| group.items.len()).sum();
    let mut event = PaletteEvent::None;
    let mut follow = opened;
    let mut entered = std::mem::take(&mut state.entered);
    // Taken before the input sees them, which would move its cursor.
    ctx.input_mut(|input| {
        let none = egui::Modifiers::NONE;
        if input.consume_key(none, Key::ArrowDown) {
            state.selected += 1;
            follow = true;
        }
        if input.consume_key(none, Key::ArrowUp) {
            state.selected = state.selected.saturating_sub(1);
            follow = true;
        }
        entered |= input.consume_key(none, Key::Enter);
    });
    if entered && count > 0 {
        let (group, item) = place(groups, state.selected.min(count - 1));
        event = PaletteEvent::Chosen { group, item };
    }
    state.selected = state.selected.min(count.saturating_sub(1));

    let area = Modal::default_area(id)
        .role(Role::Dialog)
        .accessible_name(words.placeholder)
        .anchor(Align2::CENTER_TOP, vec2(0.0, TOP));
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.popup_bd))
        .corner_radius(CornerRadius::same(8))
        .shadow(theme.shadow2)
        .inner_margin(Margin::ZERO);
    let modal = Modal::new(id).area(area).frame(frame).backdrop_color(theme.scrim);
    let response = modal.show(ctx, |ui| {
        ui.set_width(WIDTH.min(ctx.content_rect().width() - 32.0));
        ui.spacing_mut().item_spacing.y = 0.0;
        let input = query(ui, id, state, words);
        if opened {
            input.request_focus();
        }
        if input.changed() {
            state.selected = 0;
            event = PaletteEvent::Edited;
            // Typed and entered within one frame: what is meant is a row of the list to come.
            state.entered = entered;
            ctx.request_repaint();
        }
        let room = ctx.content_rect().height() - TOP - 52.0 - 44.0 - 32.0;
        ScrollArea::vertical().max_height(room.clamp(120.0, 420.0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add_space(8.0);
            if count == 0 {
                let (rect, _) =
                    ui.allocate_exact_size(vec2(ui.available_width(), 64.0), Sense::hover());
                let at = rect.center();
                let (middle, kind) = (Align2::CENTER_CENTER, text::BODY13);
                text::paint(ui.painter(), at, middle, kind, theme.t3, words.nothing);
            }
            let mut index = 0;
            for (g, group) in groups.iter().enumerate() {
                if group.items.is_empty() {
                    continue;
                }
                heading(ui, &group.title, g > 0);
                for (i, item) in group.items.iter().enumerate() {
                    let response = row(ui, item, index == state.selected);
                    if response.clicked() {
                        event = PaletteEvent::Chosen { group: g, item: i };
                    }
                    if follow && index == state.selected {
                        response.scroll_to_me(None);
                    }
                    index += 1;
                }
            }
            ui.add_space(8.0);
        });
        footer(ui, words);
    });
    if response.should_close() && event == PaletteEvent::None {
        event = PaletteEvent::Closed;
    }
    event
}

/// Finds group and row of a running number.
fn place(groups: &[PaletteGroup], mut index: usize) -> (usize, usize) {
    for (g, group) in groups.iter().enumerate() {
        if index < group.items.len() {
            return (g, index);
        }
        index -= group.items.len();
    }
    (0, 0)
}

fn query(ui: &mut Ui, id: Id, state: &mut PaletteState, words: &PaletteWords<'_>) -> Response {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
    let at = pos2(rect.left() + 29.0, rect.center().y);
    paint_icon(ui.painter(), at, icons::MAGNIFYING_GLASS, 18.0, theme.t3);
    let cap = text::width(ui, text::LABEL12, "Esc").ceil() + 12.0;
    let center = pos2(rect.right() - 20.0 - cap / 2.0, rect.center().y);
    paint_key_cap(ui, Rect::from_center_size(center, vec2(cap, 18.0)), "Esc");
    let room = Rect::from_min_max(
        pos2(rect.left() + 50.0, rect.top()),
        pos2(rect.right() - cap - 32.0, rect.bottom()),
    );
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(room));
    let input = TextEdit::singleline(&mut state.query)
        .id(id.with("query"))
        .font(text::INPUT16.font())
        .hint_text(text::rich(text::INPUT16, theme.t3, words.placeholder))
        .frame(Frame::NONE)
        .align(Align2::LEFT_CENTER)
        .min_size(room.size())
        .desired_width(room.width());
    let response = child.add(input);
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.bottom() - 1.0, theme.border);
    response.accessible_name(words.placeholder)
}

fn heading(ui: &mut Ui, title: &str, gap: bool) {
    let theme = Theme::get(ui);
    let height = if gap { 30.0 } else { 22.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let at = pos2(rect.left() + 20.0, rect.bottom() - 12.0);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t3, title);
}

fn row(ui: &mut Ui, item: &PaletteItem, on: bool) -> Response {
    let theme = Theme::get(ui);
    let (outer, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::CLICK);
    paint::named_selected(&response, Role::ListBoxOption, on, &item.title);
    let rect = outer.shrink2(vec2(8.0, 0.0));
    if on {
        ui.painter().rect_filled(rect, 6.0, theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.hover);
    }
    let y = rect.center().y;
    let color = if on { theme.accent_t } else { theme.t2 };
    paint_icon(ui.painter(), pos2(rect.left() + 21.0, y), item.icon, 18.0, color);
    let right = notes(ui, rect.right() - 12.0, y, item, on, theme);
    let kind = if on { text::NAME13 } else { text::BODY13 };
    let line = Rect::from_min_max(pos2(rect.left() + 42.0, rect.top()), pos2(right, rect.bottom()));
    let wide = text::width(ui, kind, &item.title).min(line.width());
    text::paint_fit(ui.painter(), line, Align::Min, kind, theme.t1, &item.title);
    let rest = line.with_min_x(line.left() + wide + 12.0);
    if rest.width() > 16.0 {
        let kind = text::LABEL12;
        text::paint_fit(ui.painter(), rest, Align::Min, kind, theme.t3, &item.detail);
    }
    response
}

/// Paints what stands at the right of a row and returns where it begins.
fn notes(ui: &Ui, right: f32, y: f32, item: &PaletteItem, on: bool, theme: &Theme) -> f32 {
    let mut x = right;
    let enter = ["Enter".to_owned()];
    let keys: &[String] = if !item.keys.is_empty() {
        &item.keys
    } else if on && !item.verb.is_empty() {
        &enter
    } else {
        &[]
    };
    for key in keys.iter().rev() {
        let width = (text::width(ui, text::LABEL12, key).ceil() + 12.0).max(20.0);
        let rect = Rect::from_center_size(pos2(x - width / 2.0, y), vec2(width, 18.0));
        paint_key_cap(ui, rect, key);
        x -= width + 4.0;
    }
    if on && !item.verb.is_empty() && item.keys.is_empty() {
        let at = pos2(x - 2.0, y);
        let kind = text::LABEL12;
        let painted =
            text::paint(ui.painter(), at, Align2::RIGHT_CENTER, kind, theme.t2, &item.verb);
        x = painted.left();
    }
    x - 12.0
}

fn footer(ui: &mut Ui, words: &PaletteWords<'_>) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.top(), theme.border);
    let inner = rect.shrink2(vec2(20.0, 0.0));
    let layout = egui::Layout::left_to_right(Align::Center);
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(layout));
    row.spacing_mut().item_spacing.x = 6.0;
    for (keys, label) in
        [(&["↑", "↓"][..], words.choose), (&["Enter"], words.open), (&[">"], words.commands_only)]
    {
        for key in keys {
            key_cap(&mut row, key);
        }
        text::label(&mut row, text::LABEL12, theme.t3, label);
        row.add_space(8.0);
    }
    let at = inner.right_center();
    text::paint(ui.painter(), at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, words.hint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn item(title: &str) -> PaletteItem {
        PaletteItem {
            icon: icons::USER,
            title: title.to_owned(),
            detail: "南京".to_owned(),
            verb: "打开档案".to_owned(),
            keys: Vec::new(),
        }
    }

    #[test]
    fn rows_are_chosen_by_keys_and_mouse() {
        let group = |title: &str, items: &[&str]| PaletteGroup {
            title: title.to_owned(),
            items: items.iter().map(|title| item(title)).collect(),
        };
        let groups = [group("人员", &["刘子昂"]), group("操作", &["新建辅导记录", "催交周报"])];
        let words = PaletteWords {
            placeholder: "搜索或执行命令",
            choose: "选择",
            open: "打开",
            commands_only: "只看命令",
            hint: "支持拼音：lza",
            nothing: "没有找到",
        };
        let mut harness =
            Harness::builder().with_context_setup(dress).with_max_steps(20).build_ui_state(
                move |ui, (state, events): &mut (PaletteState, Vec<PaletteEvent>)| {
                    let event = palette(ui.ctx(), state, &groups, &words);
                    if event != PaletteEvent::None {
                        events.push(event);
                    }
                },
                (PaletteState::default(), Vec::new()),
            );
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "搜索或执行命令").type_text("lza");
        harness.run();
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        // A letter and Enter within one frame: the letter is taken first.
        let enter = egui::Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        };
        harness.input_mut().events.extend([egui::Event::Text("z".to_owned()), enter]);
        harness.run();
        harness.get_by_role_and_label(Role::ListBoxOption, "新建辅导记录").click();
        harness.run();
        harness.key_press(Key::Escape);
        harness.run();
        let (state, events) = harness.state();
        assert_eq!(state.query, "lzaz");
        assert_eq!(
            *events,
            [
                PaletteEvent::Edited,
                PaletteEvent::Chosen { group: 1, item: 1 },
                PaletteEvent::Edited,
                PaletteEvent::Chosen { group: 0, item: 0 },
                PaletteEvent::Chosen { group: 1, item: 0 },
                PaletteEvent::Closed,
            ]
        );
    }
}
