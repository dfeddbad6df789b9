//! Choices and small signs: segments, chips, badges, check boxes, radios, switches, key caps.

use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use crate::ui::button::Size;
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone, motion};

/// A row of choices of which exactly one is on.
#[derive(Debug, Clone)]
pub struct Segmented<'a> {
    name: &'a str,
    size: Size,
    fill: bool,
    icons: &'a [Icon],
}

impl<'a> Segmented<'a> {
    /// Starts a choice; the name is for screen readers.
    pub fn new(name: &'a str) -> Self {
        Self { name, size: Size::Large, fill: false, icons: &[] }
    }

    /// Makes it 28 high, for card headers.
    #[must_use]
    pub fn medium(mut self) -> Self {
        self.size = Size::Medium;
        self
    }

    /// Makes it 24 high, for rows.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.size = Size::Small;
        self
    }

    /// Fills the width with equal parts, for forms.
    #[must_use]
    pub fn fill(mut self) -> Self {
        self.fill = true;
        self
    }

    /// Shows icons; the texts become their names.
    #[must_use]
    pub fn icons(mut self, icons: &'a [Icon]) -> Self {
        self.icons = icons;
        self
    }

    /// Draws the choices; `changed()` of the answer tells that another one was chosen.
    ///
    /// Tab stops once, at the chosen one; ← and → choose.
    pub fn show<T: PartialEq + Clone, S: AsRef<str>>(
        self,
        ui: &mut Ui,
        current: &mut T,
        options: &[(T, S)],
    ) -> Response {
        let theme = Theme::get(ui);
        let height = self.size.height();
        let pad = if self.size == Size::Large { 10.0 } else { 8.0 };
        let kind = if self.size == Size::Large { text::BODY13 } else { text::LABEL12 };
        let strong = if self.size == Size::Large { text::NAME13 } else { text::LABEL12M };
        let natural: Vec<f32> = options
            .iter()
            .enumerate()
            .map(|(i, (_, label))| match self.icons.get(i) {
                Some(_) => 28.0,
                None => (text::width(ui, strong, label.as_ref()) + 2.0 * pad).ceil(),
            })
            .collect();
        let gaps = 2.0 * options.len().saturating_sub(1) as f32;
        let inner: f32 =
            if self.fill { ui.available_width() - 4.0 } else { natural.iter().sum::<f32>() + gaps };
        let (track, mut whole) = ui.allocate_exact_size(vec2(inner + 4.0, height), Sense::hover());
        ui.painter().rect_filled(track, CornerRadius::same(6), theme.sunken);

        let id = whole.id;
        let at = options.iter().position(|(value, _)| value == current);
        let mut chosen = at.and_then(|at| paint::arrow_choice(ui, id, at, options.len()));
        let mut x = track.left() + 2.0;
        for (i, (_, label)) in options.iter().enumerate() {
            let width = if self.fill {
                (inner - gaps) / options.len() as f32
            } else {
                natural.get(i).copied().unwrap_or_default()
            };
            let rect = Rect::from_min_size(pos2(x, track.top() + 2.0), vec2(width, height - 4.0));
            x += width + 2.0;
            let on = chosen.or(at) == Some(i);
            // Only the chosen item is a Tab stop, as in a group of radio buttons.
            let sense = if on { Sense::click() } else { Sense::CLICK };
            let response = ui.interact(rect, id.with(i), sense);
            paint::named_selected(&response, Role::RadioButton, on, label.as_ref());
            if on {
                let fill = if theme.dark { theme.raised } else { theme.surface };
                ui.painter().add(theme.shadow1.as_shape(rect, CornerRadius::same(4)));
                paint::boxed(ui.painter(), rect, 4, fill, Stroke::new(1.0, theme.border));
                paint::focus_ring(ui, &response, rect, 4);
            }
            let color = if on || response.hovered() { theme.t1 } else { theme.t2 };
            match self.icons.get(i) {
                Some(icon) => paint_icon(ui.painter(), rect.center(), *icon, 16.0, color),
                None => {
                    let kind = if on { strong } else { kind };
                    let at = rect.center();
                    text::paint(
                        ui.painter(),
                        at,
                        Align2::CENTER_CENTER,
                        kind,
                        color,
                        label.as_ref(),
                    );
                }
            }
            if response.clicked() && !on {
                chosen = Some(i);
            }
            if self.icons.get(i).is_some() {
                response.on_hover_text(label.as_ref());
            }
        }
        paint::named(&whole, Role::RadioGroup, ui.is_enabled(), self.name);
        if let Some((value, _)) = chosen.and_then(|i| options.get(i)) {
            *current = value.clone();
            whole.mark_changed();
        }
        whole
    }
}

/// Draws a filter that can be on.
pub fn chip(ui: &mut Ui, name: &str, on: bool) -> Response {
    let theme = Theme::get(ui);
    let width = text::width(ui, text::LABEL12M, name).ceil() + 22.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::click());
    paint::named_selected(&response, Role::Button, on, name);
    let (fill, edge, color, kind) = if on {
        (theme.accent_bg, theme.accent_bd, theme.accent_t, text::LABEL12M)
    } else if response.hovered() {
        (theme.hover, theme.border, theme.t1, text::LABEL12)
    } else {
        (theme.surface, theme.border, theme.t2, text::LABEL12)
    };
    paint::boxed(ui.painter(), rect, 13, fill, Stroke::new(1.0, edge));
    paint::focus_ring(ui, &response, rect, 13);
    text::paint(ui.painter(), rect.center(), Align2::CENTER_CENTER, kind, color, name);
    response
}

/// Draws a small sign with a word.
pub fn badge(ui: &mut Ui, tone: Tone, label: &str) -> Response {
    draw_badge(ui, tone, None, label)
}

/// Draws a small sign with an icon and a word.
pub fn badge_icon(ui: &mut Ui, tone: Tone, icon: Icon, label: &str) -> Response {
    draw_badge(ui, tone, Some(icon), label)
}

fn draw_badge(ui: &mut Ui, tone: Tone, icon: Option<Icon>, label: &str) -> Response {
    let theme = Theme::get(ui);
    let lead = if icon.is_some() { 16.0 } else { 0.0 };
    let width = text::width(ui, text::LABEL12, label).ceil() + 12.0 + lead;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    paint::named(&response, Role::Label, true, label);
    let edge = if tone == Tone::Outline { theme.border2 } else { Color32::TRANSPARENT };
    paint::boxed(ui.painter(), rect, 4, tone.tint(theme), Stroke::new(1.0, edge));
    let color = tone.text(theme);
    if let Some(icon) = icon {
        let at = pos2(rect.left() + 12.0, rect.center().y);
        paint_icon(ui.painter(), at, icon, 12.0, color);
    }
    let at = pos2(rect.left() + 6.0 + lead, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, color, label);
    response
}

/// Draws a count in a pill, as on tabs.
pub fn count_pill(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::get(ui);
    let width = text::width(ui, text::LABEL12, label).ceil() + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    ui.painter().rect_filled(rect, 9.0, theme.neu_bg);
    let at = rect.center();
    text::paint(ui.painter(), at, Align2::CENTER_CENTER, text::LABEL12, theme.t2, label);
    response
}

/// Draws a check box with its text; `changed()` tells that it was switched.
pub fn checkbox(ui: &mut Ui, on: &mut bool, label: &str) -> Response {
    let mut response = draw_check(ui, Some(*on), label);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response
}

/// Draws a check box that may be half on (`None`); the caller decides what a click does.
pub fn check_mixed(ui: &mut Ui, on: Option<bool>, label: &str) -> Response {
    draw_check(ui, on, label)
}

fn draw_check(ui: &mut Ui, on: Option<bool>, label: &str) -> Response {
    let theme = Theme::get(ui);
    let enabled = ui.is_enabled();
    let gap = if label.is_empty() { 0.0 } else { 8.0 };
    let width = 18.0 + gap + text::width(ui, text::BODY13, label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::click());
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(Role::CheckBox, enabled, label);
        info.selected = on;
        info
    });
    let center = pos2(rect.left() + 9.0, rect.center().y);
    let square = Rect::from_center_size(center, vec2(14.0, 14.0));
    let painter = ui.painter();
    let (icon, color) = match on {
        Some(true) => (icons::CHECK_SQUARE.filled(), theme.accent_t),
        Some(false) => (icons::SQUARE, if response.hovered() { theme.t1 } else { theme.t3 }),
        None => (icons::MINUS_SQUARE.filled(), theme.accent_t),
    };
    paint_icon(painter, center, icon, 18.0, color);
    paint::focus_ring(ui, &response, square, 2);
    let at = pos2(rect.left() + 18.0 + gap, rect.center().y);
    text::paint(painter, at, Align2::LEFT_CENTER, text::BODY13, theme.t1, label);
    response
}

fn paint_radio(ui: &Ui, center: egui::Pos2, on: bool, theme: &Theme) {
    let painter = ui.painter();
    if on {
        painter.circle_stroke(center, 6.0, Stroke::new(1.5, theme.accent));
        painter.circle_filled(center, 3.5, theme.accent);
    } else {
        painter.circle_stroke(center, 6.0, Stroke::new(1.2, theme.neu));
    }
}

/// Draws one radio button; the caller sets the value when it is clicked.
pub fn radio(ui: &mut Ui, on: bool, label: &str) -> Response {
    let theme = Theme::get(ui);
    let width = 26.0 + text::width(ui, text::BODY13, label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::click());
    paint::named_selected(&response, Role::RadioButton, on, label);
    let center = pos2(rect.left() + 9.0, rect.center().y);
    paint_radio(ui, center, on, theme);
    let ring = Rect::from_center_size(center, vec2(14.0, 14.0));
    paint::focus_ring(ui, &response, ring, 7);
    let at = pos2(rect.left() + 26.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::BODY13, theme.t1, label);
    response
}

/// Draws the box around a choice, by whether it is chosen.
fn choice_box(ui: &Ui, response: &Response, rect: Rect, on: bool) {
    let theme = Theme::get(ui);
    let (fill, edge) = match (on, response.hovered()) {
        (true, _) => (theme.selected, theme.accent),
        (false, true) => (theme.hover, theme.border),
        (false, false) => (theme.surface, theme.border),
    };
    paint::boxed(ui.painter(), rect, 6, fill, Stroke::new(1.0, edge));
    paint::focus_ring(ui, response, rect, 6);
}

/// Draws a choice in one line with what it gives at the right, and what that follows from below.
pub fn radio_line(ui: &mut Ui, on: bool, title: &str, detail: &str, value: &str) -> Response {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), 46.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = paint::spoken(&[title, value, detail]);
    paint::named_selected(&response, Role::RadioButton, on, &name);
    choice_box(ui, &response, rect, on);
    paint_radio(ui, pos2(rect.left() + 18.0, rect.top() + 15.0), on, theme);
    let painter = ui.painter();
    let right = rect.right() - 12.0;
    let wide = text::size(painter, text::NAME13, value).x;
    let at = pos2(right, rect.top() + 15.0);
    text::paint(painter, at, Align2::RIGHT_CENTER, text::NAME13, theme.t1, value);
    let line = |top: f32, right: f32| {
        Rect::from_min_max(
            pos2(rect.left() + 34.0, rect.top() + top),
            pos2(right, rect.top() + top + 18.0),
        )
    };
    let (left, upper) = (egui::Align::Min, line(6.0, right - wide - 8.0));
    text::paint_fit(painter, upper, left, text::NAME13, theme.t1, title);
    text::paint_fit(painter, line(25.0, right), left, text::LABEL12, theme.t3, detail);
    response.on_hover_text(detail)
}

/// Draws a choice with an explanation, as wide as there is room.
pub fn radio_card(ui: &mut Ui, on: bool, title: &str, detail: &str) -> Response {
    let theme = Theme::get(ui);
    let width = ui.available_width();
    let lines = text::lines(ui, text::LABEL12, theme.t3, detail, width - 50.0);
    let height = if detail.is_empty() { 36.0 } else { 34.0 + lines.size().y };
    let size = vec2(width, height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let name = if detail.is_empty() { title.to_owned() } else { format!("{title} {detail}") };
        egui::WidgetInfo::selected(Role::RadioButton, response.enabled(), on, name)
    });
    choice_box(ui, &response, rect, on);
    paint_radio(ui, pos2(rect.left() + 21.0, rect.center().y), on, theme);
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(
            pos2(rect.left() + 38.0, rect.top() + top),
            pos2(rect.right() - 12.0, rect.top() + top + tall),
        )
    };
    let left = egui::Align::Min;
    let painter = ui.painter();
    if detail.is_empty() {
        text::paint_fit(painter, line(0.0, 36.0), left, text::NAME13, theme.t1, title);
    } else {
        text::paint_fit(painter, line(7.0, 20.0), left, text::NAME13, theme.t1, title);
        painter.galley(line(27.0, 18.0).min, lines, theme.t3);
    }
    response
}

/// Draws a switch; what it switches stands beside it, so the name is for screen readers.
pub fn switch(ui: &mut Ui, on: &mut bool, name: &str) -> Response {
    let theme = Theme::get(ui);
    let (rect, mut response) = ui.allocate_exact_size(vec2(32.0, 18.0), Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    paint::named_selected(&response, Role::Switch, *on, name);
    let seconds = motion(ui.ctx(), 0.12);
    let way = ui.ctx().animate_bool_with_time(response.id, *on, seconds);
    let track = theme.border2.lerp_to_gamma(theme.accent, way);
    ui.painter().rect_filled(rect, CornerRadius::same(9), track);
    let x = egui::lerp(rect.left() + 9.0..=rect.right() - 9.0, way);
    ui.painter().circle_filled(pos2(x, rect.center().y), 7.0, theme.on_fill);
    paint::focus_ring(ui, &response, rect, 9);
    response
}

/// Draws the name of a key.
pub fn key_cap(ui: &mut Ui, key: &str) -> Response {
    let width = (text::width(ui, text::LABEL12, key).ceil() + 12.0).max(20.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    paint_key_cap(ui, rect, key);
    response
}

/// Draws the name of a key on an accent fill.
pub fn key_cap_on_fill(ui: &mut Ui, key: &str) -> Response {
    let theme = Theme::get(ui);
    let width = (text::width(ui, text::LABEL12, key).ceil() + 12.0).max(20.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let (fill, edge) = (theme.on_fill.gamma_multiply(0.14), theme.on_fill.gamma_multiply(0.4));
    paint::boxed(ui.painter(), rect, 4, fill, Stroke::new(1.0, edge));
    let (at, kind) = (rect.center(), text::LABEL12);
    text::paint(ui.painter(), at, Align2::CENTER_CENTER, kind, theme.on_fill, key);
    response
}

/// Paints the name of a key into a rectangle.
pub(super) fn paint_key_cap(ui: &Ui, rect: Rect, key: &str) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    painter.rect(
        rect,
        CornerRadius::same(4),
        theme.sunken,
        Stroke::new(1.0, theme.border2),
        StrokeKind::Inside,
    );
    text::paint(painter, rect.center(), Align2::CENTER_CENTER, text::LABEL12, theme.t3, key);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn segments_answer_to_click_and_arrows() {
        let options = [('m', "月"), ('q', "季"), ('y', "年")];
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            move |ui, current: &mut char| {
                Segmented::new("周期").show(ui, current, &options);
            },
            'm',
        );
        harness.run();
        harness.get_by_role_and_label(Role::RadioButton, "季").click();
        harness.run();
        assert_eq!(*harness.state(), 'q');
        harness.get_by_label("季").focus();
        harness.run();
        harness.key_press(Key::ArrowRight);
        harness.run();
        assert_eq!(*harness.state(), 'y');
        harness.key_press(Key::ArrowRight);
        harness.run();
        assert_eq!(*harness.state(), 'y', "the last one has no next");
        harness.key_press(Key::ArrowLeft);
        harness.run();
        assert_eq!(*harness.state(), 'q');
    }

    #[test]
    fn check_box_and_switch_toggle() {
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            |ui, (a, b): &mut (bool, bool)| {
                checkbox(ui, a, "签名栏");
                switch(ui, b, "减少动效");
            },
            (false, true),
        );
        harness.run();
        harness.get_by_role_and_label(Role::CheckBox, "签名栏").click();
        harness.run();
        harness.get_by_role_and_label(Role::Switch, "减少动效").click();
        harness.run();
        assert_eq!(*harness.state(), (true, false));
    }
}
