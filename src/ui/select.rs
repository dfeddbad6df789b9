//! A drop-down: closed it looks like an input, open it is a list with keyboard and, for long
//! lists, a search field.
//!
//! Only the rows in view are laid out, so a list of ten thousand customers opens at once. Where
//! the list stands and what was typed lives in egui's memory, not in the caller.

use egui::{
    Align, Event, Id, Key, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense,
    TextEdit, Ui, pos2, vec2,
};

use crate::ui::field::{Field, framed, paint_frame};
use crate::ui::icons::{self, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

const ROW: f32 = 32.0;
const SHOWN: usize = 9;

/// A drop-down.
#[derive(Debug, Clone)]
pub struct Select<'a> {
    field: Field<'a>,
    search: Option<(&'a str, &'a str)>,
    finds: Option<Finds>,
    short: Option<&'a str>,
    fit: bool,
}

/// Whether a query, as typed, finds a name.
type Finds = fn(&str, &str) -> bool;

/// What an open list remembers between frames.
#[derive(Debug, Clone, Default)]
struct Open {
    /// Place in the filtered list.
    at: usize,
    query: String,
    /// The list should show the place.
    follow: bool,
    /// The search field has had the focus once.
    started: bool,
}

impl<'a> Select<'a> {
    /// Starts a drop-down with the label, error and width of a field.
    pub fn new(field: Field<'a>) -> Self {
        Self { field, search: None, finds: None, short: None, fit: false }
    }

    /// Adds a search field: its placeholder, and what stands when nothing matches.
    #[must_use]
    pub fn search(mut self, placeholder: &'a str, nothing: &'a str) -> Self {
        self.search = Some((placeholder, nothing));
        self
    }

    /// Finds names otherwise than by a part of them, for example by pinyin.
    #[must_use]
    pub fn finds(mut self, finds: Finds) -> Self {
        self.finds = Some(finds);
        self
    }

    /// What stands in it while it is closed, where the words of the list need more room.
    #[must_use]
    pub fn short(mut self, words: &'a str) -> Self {
        self.short = Some(words);
        self
    }

    /// Makes it as wide as its text, for pickers in bars.
    #[must_use]
    pub fn fit(mut self) -> Self {
        self.fit = true;
        self.field.button = true;
        self
    }

    /// Draws it; `changed()` tells that another option was chosen.
    pub fn show<T: PartialEq + Clone, S: AsRef<str>>(
        mut self,
        ui: &mut Ui,
        current: &mut T,
        options: &[(T, S)],
    ) -> Response {
        let index = options.iter().position(|(value, _)| value == current);
        let label = index.and_then(|i| options.get(i)).map_or("", |(_, text)| text.as_ref());
        if self.fit {
            let width = text::width(ui, text::BODY13, label).ceil() + 43.0;
            self.field.width = Some(width);
        }
        let id = ui.next_auto_id().with("select");
        // Before the field is drawn, which would take Enter for a click on itself.
        let pressed = self.pressed(ui, id);
        let mut chosen = None;
        let field = self.field.clone();
        let mut response = framed(ui, &field, |ui| {
            let response = self.closed(ui, id, label);
            chosen = self.list(ui, pressed, &response, index, options);
            response
        });
        // A screen reader on Linux reads names only, so the choice is a part of it.
        let said = paint::spoken(&[field.name, label]);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.clear_labelled_by();
            node.set_label(said);
        });
        if let Some((value, _)) = chosen.and_then(|i| options.get(i))
            && value != current
        {
            *current = value.clone();
            response.mark_changed();
        }
        response
    }

    /// Takes the keys of an open list.
    fn pressed(&self, ui: &Ui, id: Id) -> Option<Key> {
        if !Popup::is_id_open(ui.ctx(), id.with("list")) {
            return None;
        }
        ui.memory_mut(|memory| {
            let all = egui::EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                escape: true,
                tab: false,
            };
            memory.set_focus_lock_filter(id, all);
        });
        let moves = [
            Key::ArrowDown,
            Key::ArrowUp,
            Key::PageDown,
            Key::PageUp,
            Key::Home,
            Key::End,
            Key::Enter,
        ];
        // With a search field a space is a letter.
        let space = self.search.is_none().then_some(Key::Space);
        moves.into_iter().chain(space).find(|key| paint::take_key(ui, *key))
    }

    /// Draws the closed field and opens or closes the list.
    fn closed(&self, ui: &mut Ui, id: Id, label: &str) -> Response {
        let theme = Theme::get(ui);
        let field = &self.field;
        let enabled = ui.is_enabled() && !field.disabled;
        let width = field.width.unwrap_or_else(|| ui.available_width());
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let (rect, _) = ui.allocate_exact_size(vec2(width, field.height()), Sense::hover());
        let response = ui.interact(rect, id, sense);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::new(Role::ComboBox);
            info.enabled = enabled;
            info.current_text_value = Some(label.to_owned());
            info
        });
        let open = Popup::is_id_open(ui.ctx(), id.with("list"));
        let slot = ui.painter().add(egui::Shape::Noop);
        let focused = open || response.has_focus();
        paint_frame(ui, slot, rect, field, focused, response.hovered());
        let mut left = 11.0;
        if let Some(icon) = field.icon {
            let at = pos2(rect.left() + 19.0, rect.center().y);
            paint_icon(ui.painter(), at, icon, 16.0, theme.t3);
            left = 34.0;
        }
        let room = Rect::from_min_max(
            pos2(rect.left() + left, rect.top()),
            pos2(rect.right() - 30.0, rect.bottom()),
        );
        let label = self.short.unwrap_or(label);
        let (label, color) = match (label.is_empty(), !field.disabled) {
            (true, _) => (field.placeholder, theme.t3),
            (false, true) => (label, theme.t1),
            (false, false) => (label, theme.tdis),
        };
        text::paint_fit(ui.painter(), room, Align::Min, text::BODY13, color, label);
        let at = pos2(rect.right() - 18.0, rect.center().y);
        paint_icon(ui.painter(), at, icons::CARET_DOWN, 14.0, theme.t3);

        let mut toggle = response.clicked();
        if response.has_focus() && !open {
            paint::keep_arrows(ui, id, false, true);
            toggle |= paint::take_key(ui, Key::ArrowDown);
        }
        if toggle {
            Popup::toggle_id(ui.ctx(), id.with("list"));
        }
        response
    }

    /// Draws the open list and returns what was chosen.
    fn list<T, S: AsRef<str>>(
        &self,
        ui: &mut Ui,
        pressed: Option<Key>,
        opener: &Response,
        index: Option<usize>,
        options: &[(T, S)],
    ) -> Option<usize> {
        let theme = Theme::get(ui);
        let id = opener.id;
        let list_id = id.with("list");
        if !Popup::is_id_open(ui.ctx(), list_id) {
            ui.data_mut(|data| data.remove::<Open>(id));
            return None;
        }
        let mut open = ui.data(|data| data.get_temp::<Open>(id)).unwrap_or_else(|| Open {
            at: index.unwrap_or_default(),
            follow: true,
            ..Open::default()
        });
        let found = self.matches(ui, &mut open, options);
        let entered = follow(pressed, &mut open, found.len());
        let mut chosen = entered.then(|| found.get(open.at).copied()).flatten();

        let width = self.list_width(ui, opener, options);
        Popup::from_response(opener)
            .id(list_id)
            .gap(4.0)
            .width(width)
            .accessible_name(self.field.name)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .frame(paint::popup_frame(theme, 4))
            .open_memory(None)
            .show(|ui| {
                ui.set_width(width - 10.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                if let Some((placeholder, nothing)) = self.search {
                    search(ui, id, &mut open, placeholder);
                    if found.is_empty() {
                        ui.add_space(8.0);
                        text::hint(ui, nothing);
                        ui.add_space(8.0);
                    }
                }
                let area = ScrollArea::vertical().max_height(ROW * SHOWN as f32);
                area.show_rows(ui, ROW, found.len(), |ui, rows| {
                    ui.set_min_width(ui.available_width());
                    let visible: Vec<usize> =
                        found.iter().skip(rows.start).take(rows.len()).copied().collect();
                    for (place, option) in rows.zip(visible) {
                        let label = options.get(option).map_or("", |(_, text)| text.as_ref());
                        let here = place == open.at;
                        let response = row(ui, label, here, index == Some(option));
                        if response.clicked() {
                            chosen = Some(option);
                        }
                        if here && open.follow {
                            response.scroll_to_me(None);
                        }
                    }
                    // A place outside of the laid out rows is reached by its distance.
                    if open.follow {
                        let top = ui.min_rect().top();
                        let y = top + ROW * open.at as f32;
                        let target =
                            Rect::from_min_size(pos2(ui.min_rect().left(), y), vec2(1.0, ROW));
                        if found.len() > SHOWN && !ui.clip_rect().contains_rect(target) {
                            ui.scroll_to_rect(target, None);
                        }
                    }
                });
            });
        open.follow = false;
        if chosen.is_some() {
            Popup::close_id(ui.ctx(), list_id);
            opener.request_focus();
        }
        ui.data_mut(|data| data.insert_temp(id, open));
        chosen
    }

    /// Filters by what was typed; without a search field a typed letter jumps to its option.
    fn matches<T, S: AsRef<str>>(
        &self,
        ui: &Ui,
        open: &mut Open,
        options: &[(T, S)],
    ) -> Vec<usize> {
        if self.search.is_none() {
            let typed: String = ui.input(|input| {
                let texts = input.events.iter().filter_map(|event| match event {
                    Event::Text(text) if text.trim() == text => Some(text.as_str()),
                    _ => None,
                });
                texts.collect()
            });
            if !typed.is_empty()
                && let Some(at) = options.iter().position(|(_, text)| {
                    text.as_ref().to_lowercase().starts_with(&typed.to_lowercase())
                })
            {
                open.at = at;
                open.follow = true;
            }
            return (0..options.len()).collect();
        }
        let typed = open.query.trim();
        let query = typed.to_lowercase();
        let found = |text: &str| {
            text.to_lowercase().contains(&query)
                || self.finds.is_some_and(|finds| finds(typed, text))
        };
        let matching = options.iter().enumerate();
        matching.filter(|(_, (_, text))| found(text.as_ref())).map(|(i, _)| i).collect()
    }

    fn list_width<T, S: AsRef<str>>(&self, ui: &Ui, opener: &Response, options: &[(T, S)]) -> f32 {
        // Measuring ten thousand names would cost more than it gives.
        let labels = options.iter().take(50).map(|(_, label)| label);
        let widest = text::widest(ui, text::BODY13, labels);
        let least = if self.search.is_some() { 220.0 } else { 80.0 };
        opener.rect.width().max(widest + 56.0).clamp(least, 420.0)
    }
}

/// Moves the place; returns true when the option there is chosen.
fn follow(pressed: Option<Key>, open: &mut Open, count: usize) -> bool {
    let last = count.saturating_sub(1);
    open.at = match pressed {
        Some(Key::ArrowDown) => open.at + 1,
        Some(Key::ArrowUp) => open.at.saturating_sub(1),
        Some(Key::PageDown) => open.at + SHOWN,
        Some(Key::PageUp) => open.at.saturating_sub(SHOWN),
        Some(Key::Home) => 0,
        Some(Key::End) => last,
        _ => open.at,
    }
    .min(last);
    open.follow |= pressed.is_some();
    matches!(pressed, Some(Key::Enter | Key::Space))
}

fn search(ui: &mut Ui, id: Id, open: &mut Open, placeholder: &str) {
    let theme = Theme::get(ui);
    let before = open.query.clone();
    let width = ui.available_width();
    let response = ui.add(
        TextEdit::singleline(&mut open.query)
            .id(id.with("search"))
            .hint_text(text::rich(text::BODY13, theme.t3, placeholder))
            .frame(egui::Frame::NONE.inner_margin(egui::Margin::symmetric(8, 0)))
            .align(egui::Align2::LEFT_CENTER)
            .min_size(vec2(width, ROW))
            .desired_width(width),
    );
    let rect = response.rect;
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.bottom() - 1.0, theme.border);
    response.clone().accessible_name(placeholder);
    if !open.started {
        response.request_focus();
        open.started = true;
    }
    if open.query != before {
        open.at = 0;
        open.follow = true;
    }
}

fn row(ui: &mut Ui, label: &str, here: bool, on: bool) -> Response {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    paint::named_selected(&response, Role::ListBoxOption, on, label);
    if here {
        ui.painter().rect_filled(rect, 4.0, theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.hover);
    }
    let room = Rect::from_min_max(
        pos2(rect.left() + 8.0, rect.top()),
        pos2(rect.right() - 28.0, rect.bottom()),
    );
    let kind = if on { text::NAME13 } else { text::BODY13 };
    text::paint_fit(ui.painter(), room, Align::Min, kind, theme.t1, label);
    if on {
        let at = pos2(rect.right() - 14.0, rect.center().y);
        paint_icon(ui.painter(), at, icons::CHECK, 14.0, theme.accent_t);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn stage_is_chosen_by_mouse_and_by_keys() {
        let options = [(0, "线索开发"), (1, "需求分析"), (2, "方案报价")];
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            move |ui, stage: &mut usize| {
                Select::new(Field::new("阶段")).show(ui, stage, &options);
            },
            0,
        );
        harness.run();
        harness.get_by_role_and_label(Role::ComboBox, "阶段 线索开发").click();
        harness.run();
        harness.get_by_role_and_label(Role::ListBoxOption, "方案报价").click();
        harness.run();
        assert_eq!(*harness.state(), 2);
        assert!(harness.query_by_role_and_label(Role::ListBoxOption, "方案报价").is_none());

        harness.get_by_role_and_label(Role::ComboBox, "阶段 方案报价").focus();
        harness.run();
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::ArrowUp);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), 1);
    }

    #[test]
    fn a_long_list_is_searched_and_lays_out_few_rows() {
        let options: Vec<(usize, String)> = (0..5000).map(|i| (i, format!("客户{i:04}"))).collect();
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            move |ui, chosen: &mut usize| {
                let select = Select::new(Field::new("客户")).search("搜索客户", "没有找到");
                select.show(ui, chosen, &options);
            },
            0,
        );
        harness.run();
        harness.get_by_role_and_label(Role::ComboBox, "客户 客户0000").click();
        harness.run();
        let rows = harness.get_all_by_role(Role::ListBoxOption).count();
        assert!((5..40).contains(&rows), "{rows} rows");
        harness.get_by_role_and_label(Role::TextInput, "搜索客户").type_text("4711");
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), 4711);
    }
}
