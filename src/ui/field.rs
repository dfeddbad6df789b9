//! Input fields: label above, frame, unit, help, and the error below.
//!
//! The frame is painted here and the text is egui's `TextEdit` without a frame, so that text
//! fields, selects and date fields share one look. The visible label names the field for screen
//! readers; a field without one carries its name itself.

use egui::{
    Align, Align2, Color32, CornerRadius, CursorIcon, Frame, Id, Margin, Rect, Response, Role,
    Sense, Stroke, TextEdit, Ui, UiBuilder, pos2, vec2,
};

use crate::ui::choice::paint_key_cap;
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What a field shows besides its value.
#[derive(Debug, Clone, Default)]
pub struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) bare: bool,
    pub(super) required: bool,
    pub(super) error: Option<&'a str>,
    pub(super) wrong: bool,
    pub(super) help: Option<&'a str>,
    pub(super) placeholder: &'a str,
    pub(super) unit: Option<&'a str>,
    pub(super) icon: Option<Icon>,
    pub(super) trailing: Option<(Icon, &'a str)>,
    pub(super) width: Option<f32>,
    pub(super) compact: bool,
    pub(super) password: bool,
    pub(super) disabled: bool,
    pub(super) right: bool,
    pub(super) grouped: bool,
    /// Filled like a button, for pickers in bars.
    pub(super) button: bool,
}

impl<'a> Field<'a> {
    /// Starts a field with its label above.
    pub fn new(label: &'a str) -> Self {
        Self { name: label, ..Self::default() }
    }

    /// Starts a field without a visible label, in a table or a bar.
    pub fn bare(name: &'a str) -> Self {
        Self { name, bare: true, ..Self::default() }
    }

    /// Marks it with a red star.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Shows what is wrong with the value.
    #[must_use]
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// Marks the value as wrong without a line below, in tables where the row says why.
    #[must_use]
    pub fn wrong(mut self, wrong: bool) -> Self {
        self.wrong = wrong;
        self
    }

    /// Shows a line below while there is no error.
    #[must_use]
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }

    /// Shows a text while the field is empty.
    #[must_use]
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// Shows the unit at the right.
    #[must_use]
    pub fn unit(mut self, unit: &'a str) -> Self {
        self.unit = Some(unit);
        self
    }

    /// Shows an icon at the left.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Sets the width; without it the field fills the room there is.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Makes it 28 high, for tables and bars.
    #[must_use]
    pub fn compact(mut self) -> Self {
        self.compact = true;
        self
    }

    /// Hides what is typed.
    #[must_use]
    pub fn password(mut self) -> Self {
        self.password = true;
        self
    }

    /// Turns it off when false.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.disabled = !enabled;
        self
    }

    /// Aligns the value right, for numbers in columns.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Writes a number with thousands commas, as the figures around it; they may be typed or left out.
    #[must_use]
    pub fn grouped(mut self) -> Self {
        self.grouped = true;
        self
    }

    pub(super) fn trailing(mut self, icon: Icon, name: &'a str) -> Self {
        self.trailing = Some((icon, name));
        self
    }

    pub(super) fn height(&self) -> f32 {
        if self.compact { 28.0 } else { 32.0 }
    }
}

/// Draws a field of one line; `changed()` and `lost_focus()` are those of the text.
pub fn text_field(ui: &mut Ui, field: Field<'_>, value: &mut String) -> Response {
    let id = ui.next_auto_id().with("input");
    framed(ui, &field, |ui| input(ui, id, &field, value).0)
}

/// Draws a field of several lines.
pub fn text_area(ui: &mut Ui, field: Field<'_>, value: &mut String, rows: usize) -> Response {
    let id = ui.next_auto_id().with("input");
    framed(ui, &field, |ui| {
        let width = field.width.unwrap_or_else(|| ui.available_width());
        let slot = ui.painter().add(egui::Shape::Noop);
        let before = ui.cursor().min;
        let response = ui.add_enabled(
            !field.disabled,
            TextEdit::multiline(value)
                .id(id)
                .hint_text(field.placeholder)
                .frame(Frame::NONE.inner_margin(Margin::symmetric(11, 7)))
                .desired_rows(rows)
                .desired_width(width),
        );
        let rect = Rect::from_min_size(before, vec2(width, response.rect.height()));
        paint_frame(ui, slot, rect, &field, response.has_focus(), response.hovered());
        response
    })
}

/// Draws a number field. Half-typed text is kept while the field has the focus; `changed()`
/// tells that the value changed. An empty field is `None`.
pub fn number_field(
    ui: &mut Ui,
    field: Field<'_>,
    value: &mut Option<f64>,
    decimals: usize,
) -> Response {
    let id = ui.next_auto_id().with("input");
    let typing = id.with("typing");
    let shown = value.map(|v| format!("{v:.decimals$}")).unwrap_or_default();
    let shown = if field.grouped { with_commas(&shown) } else { shown };
    let kept = ui.data(|data| data.get_temp::<String>(typing));
    let mut text = match kept {
        Some(text) if ui.memory(|memory| memory.has_focus(id)) => text,
        _ => shown,
    };
    let mut response = framed(ui, &field, |ui| input(ui, id, &field, &mut text).0);
    if response.changed() {
        let parsed = parse_number(&text);
        if text.trim().is_empty() {
            *value = None;
        } else if parsed.is_some() {
            *value = parsed;
        } else {
            // Not a number yet: the value stays, so the caller sees no change.
            response.flags.remove(egui::response::Flags::CHANGED);
        }
        ui.data_mut(|data| data.insert_temp(typing, text));
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(typing));
    }
    response
}

/// A written number with thousands commas: `83400.0` becomes `83,400.0`.
fn with_commas(number: &str) -> String {
    let whole = number.split('.').next().unwrap_or_default();
    let digits = whole.chars().filter(char::is_ascii_digit).count();
    let mut text = String::with_capacity(number.len() + digits / 3);
    let mut left = digits;
    for (at, c) in number.chars().enumerate() {
        if at < whole.len() && c.is_ascii_digit() {
            if left < digits && left.is_multiple_of(3) {
                text.push(',');
            }
            left -= 1;
        }
        text.push(c);
    }
    text
}

/// Reads a number as people type it: commas, full-width signs and the real minus are fine.
fn parse_number(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter_map(|c| match c {
            ',' | '，' | ' ' => None,
            '−' | '－' => Some('-'),
            '．' | '。' => Some('.'),
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            c => Some(c),
        })
        .collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Draws a search field with a magnifying glass.
pub fn search_field(
    ui: &mut Ui,
    name: &str,
    placeholder: &str,
    value: &mut String,
    width: f32,
) -> Response {
    let field = Field::bare(name)
        .placeholder(placeholder)
        .icon(icons::MAGNIFYING_GLASS)
        .compact()
        .width(width);
    text_field(ui, field, value)
}

/// Draws what looks like a search field in the top bar and opens the palette when clicked.
pub fn search_button(ui: &mut Ui, name: &str, keys: &str, width: f32) -> Response {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 32.0), Sense::click());
    paint::named(&response, Role::Button, ui.is_enabled(), name);
    let fill = if response.hovered() { theme.hover } else { theme.sunken };
    paint::boxed(ui.painter(), rect, 6, fill, Stroke::new(1.0, theme.border));
    paint::focus_ring(ui, &response, rect, 6);
    let y = rect.center().y;
    paint_icon(ui.painter(), pos2(rect.left() + 18.0, y), icons::MAGNIFYING_GLASS, 16.0, theme.t3);
    let cap = text::width(ui, text::LABEL12, keys).ceil() + 12.0;
    let room = Rect::from_min_max(
        pos2(rect.left() + 34.0, rect.top()),
        pos2(rect.right() - cap - 16.0, rect.bottom()),
    );
    text::paint_fit(ui.painter(), room, Align::Min, text::BODY13, theme.t3, name);
    let cap_rect =
        Rect::from_center_size(pos2(rect.right() - 10.0 - cap / 2.0, y), vec2(cap, 18.0));
    paint_key_cap(ui, cap_rect, keys);
    response
}

/// Draws a label above a group that is not a field.
pub fn form_label(ui: &mut Ui, label: &str, required: bool) -> Response {
    let theme = Theme::get(ui);
    let mut parts = vec![(text::LABEL12, theme.t2, label)];
    if required {
        parts.push((text::LABEL12, theme.bad_t, " *"));
    }
    let response = text::runs(ui, &parts);
    // The star is for the eye; the name is the label alone.
    paint::named(&response, Role::Label, true, label);
    response
}

/// Draws the line below a field that says what is wrong.
pub fn error_line(ui: &mut Ui, error: &str) {
    let theme = Theme::get(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        icons::icon(ui, icons::WARNING_CIRCLE.filled(), 12.0, theme.bad_t);
        text::label(ui, text::LABEL12, theme.bad_t, error);
    });
}

/// Draws the label, the body and the line below.
pub(super) fn framed(
    ui: &mut Ui,
    field: &Field<'_>,
    body: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    if field.bare && field.error.is_none() && field.help.is_none() {
        // Nothing above or below: it can stand in a row, centred like a button.
        let response = body(ui).accessible_name(field.name);
        if field.wrong {
            tell_wrong(&response);
        }
        return response;
    }
    let width = field.width.unwrap_or_else(|| ui.available_width());
    ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let label = (!field.bare).then(|| form_label(ui, field.name, field.required));
        let response = body(ui);
        let response = match label {
            Some(label) => response.labelled_by(label.id),
            None => response.accessible_name(field.name),
        };
        if field.error.is_some() || field.wrong {
            tell_wrong(&response);
        }
        if let Some(error) = field.error {
            error_line(ui, error);
        } else if let Some(help) = field.help {
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, help);
        }
        response
    })
    .inner
}

/// Tells screen readers that a value is wrong.
fn tell_wrong(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_invalid(egui::accesskit::Invalid::True);
    });
}

/// Draws the frame and the text; returns the answers of the text and of the trailing icon.
pub(super) fn input(
    ui: &mut Ui,
    id: Id,
    field: &Field<'_>,
    value: &mut String,
) -> (Response, Option<Response>) {
    let theme = Theme::get(ui);
    let width = field.width.unwrap_or_else(|| ui.available_width());
    let (rect, hover) = ui.allocate_exact_size(vec2(width, field.height()), Sense::hover());
    let slot = ui.painter().add(egui::Shape::Noop);
    let mut left = 11.0;
    if let Some(icon) = field.icon {
        let at = pos2(rect.left() + 19.0, rect.center().y);
        paint_icon(ui.painter(), at, icon, 16.0, theme.t3);
        left = 34.0;
    }
    let mut right = 11.0;
    if let Some(unit) = field.unit {
        let at = pos2(rect.right() - 11.0, rect.center().y);
        let painter = ui.painter();
        let unit = text::paint(painter, at, Align2::RIGHT_CENTER, text::BODY13, theme.t3, unit);
        right = rect.right() - unit.left() + 8.0;
    }
    if field.trailing.is_some() {
        right = 32.0;
    }
    let margin = Margin { left: left as i8, right: 4, top: 0, bottom: 0 };
    let room = Rect::from_min_max(rect.min, pos2(rect.right() - right + 4.0, rect.bottom()));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(room));
    let align = if field.right { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let response = inner.add_enabled(
        !field.disabled,
        TextEdit::singleline(value)
            .id(id)
            .password(field.password)
            .hint_text(text::rich(text::BODY13, theme.t3, field.placeholder))
            .frame(Frame::NONE.inner_margin(margin))
            .align(align)
            .min_size(room.size())
            .desired_width(room.width()),
    );
    let trailing = field.trailing.map(|(icon, name)| {
        let area =
            Rect::from_center_size(pos2(rect.right() - 18.0, rect.center().y), vec2(24.0, 24.0));
        let response = ui.interact(area, id.with("trailing"), Sense::click());
        paint::named(&response, Role::Button, !field.disabled, name);
        let color = if response.hovered() { theme.t1 } else { theme.t2 };
        paint_icon(ui.painter(), area.center(), icon, 16.0, color);
        paint::focus_ring(ui, &response, area.shrink(3.0), 4);
        response.on_hover_cursor(CursorIcon::PointingHand)
    });
    paint_frame(ui, slot, rect, field, response.has_focus(), hover.contains_pointer());
    (response, trailing)
}

/// Puts the frame behind what was drawn after `slot` was reserved.
pub(super) fn paint_frame(
    ui: &Ui,
    slot: egui::layers::ShapeIdx,
    rect: Rect,
    field: &Field<'_>,
    focused: bool,
    hovered: bool,
) {
    let theme = Theme::get(ui);
    let radius = CornerRadius::same(6);
    let bad = field.error.is_some() || field.wrong;
    let edge = match (bad, focused) {
        (true, _) => theme.bad,
        (false, true) => theme.accent,
        (false, false) if hovered && !field.disabled => theme.neu,
        _ => theme.border2,
    };
    let fill = match (field.disabled, field.button) {
        (true, _) => theme.sunken,
        (false, true) => theme.lifted(),
        (false, false) => theme.input(),
    };
    let mut shapes = Vec::new();
    if focused {
        let ring: Color32 = if bad { theme.bad_bg } else { theme.accent_bg };
        let around = CornerRadius::same(8);
        shapes.push(egui::Shape::rect_filled(rect.expand(2.0), around, ring));
    }
    shapes.push(egui::Shape::rect_filled(rect, radius, fill));
    let stroke = Stroke::new(1.0, edge);
    let inside = egui::StrokeKind::Inside;
    shapes.push(egui::Shape::rect_stroke(rect, radius, stroke, inside));
    ui.painter().set(slot, egui::Shape::Vec(shapes));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn numbers_are_read_as_typed() {
        let cases = [
            ("1,234.5", Some(1234.5)),
            ("−3", Some(-3.0)),
            ("１２．５", Some(12.5)),
            ("12.", Some(12.0)),
            ("约80", None),
            ("", None),
            ("inf", None),
        ];
        for (text, number) in cases {
            assert_eq!(parse_number(text), number, "{text}");
        }
    }

    #[test]
    fn a_number_is_written_with_thousands_commas() {
        let cases = [
            ("", ""),
            ("0.0", "0.0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("83400.0", "83,400.0"),
            ("-1234567.1234", "-1,234,567.1234"),
        ];
        for (number, text) in cases {
            assert_eq!(with_commas(number), text);
            assert_eq!(parse_number(text), parse_number(number));
        }
    }

    #[test]
    fn fields_are_found_by_their_labels() {
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            |ui, (name, amount): &mut (String, Option<f64>)| {
                text_field(ui, Field::new("商机名称").required(), name);
                number_field(ui, Field::new("预计金额").unit("万元"), amount, 1);
            },
            (String::new(), Some(48.0)),
        );
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "商机名称").focus();
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "商机名称").type_text("备件年框");
        harness.run();
        let amount = harness.get_by_role_and_label(Role::TextInput, "预计金额");
        assert_eq!(amount.value().as_deref(), Some("48.0"));
        amount.set_text_value_accesskit("1,250");
        harness.run();
        assert_eq!(*harness.state(), ("备件年框".to_owned(), Some(1250.0)));
    }
}
