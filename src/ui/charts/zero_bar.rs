//! Bars that lie on either side of nothing: one of them, several in a row, or one in each row of a sum.
//!
//! Places come in as parts of the axis, from 0 to 1, and everything in words too, so that no bar is told by
//! its colour alone.

use egui::{
    Align, Color32, Painter, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2,
};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A bar between two places of the axis.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

/// Bars around nothing, with what they come to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ZeroBar {
    /// Where nothing lies.
    pub zero: f32,
    /// The bars; each has the colour of its place in the list that is handed over with it.
    pub spans: Vec<Span>,
    /// What they come to, drawn as a hollow diamond.
    pub net: Option<f32>,
    /// All of it in words.
    pub told: String,
}

/// How tall a bar is.
const BAR: f32 = 14.0;
/// The smallest width in which a bar is seen.
const LEAST: f32 = 2.0;
/// Half of the diamond.
const DIAMOND: f32 = 5.0;

/// Draws bars over the width and height there is in a cell.
pub fn zero_bar(ui: &mut Ui, bar: &ZeroBar, colors: &[Color32]) -> Response {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    paint::named(&response, Role::Image, true, &bar.told);
    paint_bar(ui.painter(), Theme::get(ui), rect, bar, colors);
    response
}

fn paint_bar(painter: &Painter, theme: &Theme, rect: Rect, bar: &ZeroBar, colors: &[Color32]) {
    let x = |part: f32| rect.left() + rect.width() * part.clamp(0.0, 1.0);
    paint::vline(painter, x(bar.zero), rect.top(), rect.bottom(), theme.border2);
    let (top, bottom) = (rect.center().y - BAR / 2.0, rect.center().y + BAR / 2.0);
    for (span, color) in bar.spans.iter().zip(colors) {
        if span.from == span.to {
            continue;
        }
        let left = x(span.from.min(span.to));
        // One point between two, and never nothing.
        let right = (x(span.from.max(span.to)) - 1.0).max(left + LEAST);
        let place = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        painter.rect_filled(place, 2.0, *color);
    }
    if let Some(net) = bar.net {
        let at = pos2(x(net), rect.center().y);
        let corners = [
            at - vec2(DIAMOND, 0.0),
            at - vec2(0.0, DIAMOND),
            at + vec2(DIAMOND, 0.0),
            at + vec2(0.0, DIAMOND),
        ];
        let edge = Stroke::new(1.5, theme.t1);
        painter.add(Shape::convex_polygon(corners.to_vec(), theme.surface, edge));
    }
}

/// A row of a sum: a factor with what it is, what that says, and its part.
#[derive(Debug, Clone, Copy)]
pub struct SumRow<'a> {
    /// The colour of its square and bar; none for a sum.
    pub color: Option<Color32>,
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub driver: &'a str,
    /// What that says, below.
    pub verdict: &'a str,
    /// Whether the verdict is a doubt: its colour, and the amount is quiet.
    pub doubt: bool,
    /// What somebody said of it, in a third line; empty for none.
    pub said: &'a str,
    /// Its part.
    pub value: &'a str,
    /// Its bar.
    pub bar: &'a ZeroBar,
}

/// Where the words end and the bar begins, as a part of the row.
const WORDS: f32 = 0.52;
/// The room of the amount.
const VALUE: f32 = 76.0;

impl SumRow<'_> {
    /// How tall it is.
    pub const fn height(&self) -> f32 {
        match (self.color.is_some(), self.said.is_empty()) {
            (true, true) => 45.0,
            (true, false) => 64.0,
            (false, _) => 38.0,
        }
    }
}

/// Draws a row of a sum; `tail` is the room at its end that is left for buttons. Returns where that is.
pub fn sum_row(ui: &mut Ui, row: &SumRow<'_>, tail: f32) -> Rect {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), row.height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let spoken = paint::spoken(&[row.name, row.value, row.driver, row.verdict, row.said]);
    paint::named(&response, Role::Label, true, &spoken);
    let painter = ui.painter();
    if row.color.is_none() {
        painter.rect_filled(rect, 0.0, theme.sunken);
    }
    paint::hline(painter, rect.left(), rect.right(), rect.top(), theme.border);
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let tail = inner.with_min_x(inner.right() - tail);
    let value = inner.with_max_x(tail.left() - 8.0);
    let value = value.with_min_x(value.right() - VALUE);
    let split = inner.left() + inner.width() * WORDS;
    let bar = inner.with_min_x(split).with_max_x((value.left() - 8.0).max(split + 20.0));
    let mut left = inner.left();
    if let Some(color) = row.color {
        let square = Rect::from_center_size(pos2(left + 5.0, inner.center().y), vec2(10.0, 10.0));
        painter.rect_filled(square, 2.0, color);
        left += 18.0;
    }
    let kind = if row.color.is_some() { text::BODY13 } else { text::NAME13 };
    let name = inner.with_min_x(left).with_max_x(inner.left() + 84.0);
    text::paint_fit(painter, name, Align::Min, kind, theme.t1, row.name);
    let words = inner.with_min_x(inner.left() + 88.0).with_max_x(split - 8.0);
    let doubt = if row.doubt { theme.warn_t } else { theme.t3 };
    let lines = [
        (text::BODY13, theme.t1, row.driver),
        (text::LABEL12, doubt, row.verdict),
        (text::LABEL12, theme.accent_t, row.said),
    ];
    let told = lines.iter().filter(|(.., line)| !line.is_empty());
    let tall: f32 = told.clone().map(|(kind, ..)| kind.line).sum();
    let mut y = inner.center().y - tall / 2.0;
    for (kind, color, line) in told {
        let place = words.with_min_y(y).with_max_y(y + kind.line);
        text::paint_fit(painter, place, Align::Min, *kind, *color, line);
        y += kind.line;
    }
    let color = row.color.unwrap_or(theme.t2);
    paint_bar(painter, theme, bar, row.bar, &[color]);
    let color = if row.doubt { theme.t3 } else { theme.t1 };
    text::paint_fit(painter, value, Align::Max, text::NAME13, color, row.value);
    tail
}

/// Draws what a colour means: a square before a word.
pub fn square_word(ui: &mut Ui, color: Color32, word: &str) -> Response {
    let theme = Theme::get(ui);
    let wide = 14.0 + text::width(ui, text::BODY13, word).ceil();
    let size = vec2(wide.min(ui.available_width()), 20.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, Role::Label, true, word);
    let square = Rect::from_center_size(pos2(rect.left() + 4.0, rect.center().y), vec2(8.0, 8.0));
    ui.painter().rect_filled(square, 2.0, color);
    let place = rect.with_min_x(rect.left() + 14.0);
    text::paint_fit(ui.painter(), place, Align::Min, text::BODY13, theme.t1, word);
    response
}

/// Draws what the hollow diamond means.
pub fn diamond_key(ui: &mut Ui, word: &str) -> Response {
    let theme = Theme::get(ui);
    let wide = 16.0 + text::width(ui, text::LABEL12, word).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 18.0), Sense::hover());
    paint::named(&response, Role::Label, true, word);
    let at = pos2(rect.left() + 6.0, rect.center().y);
    let square = Rect::from_center_size(at, vec2(7.0, 7.0));
    ui.painter().rect_stroke(square, 1.0, Stroke::new(1.5, theme.t1), StrokeKind::Inside);
    let place = rect.with_min_x(rect.left() + 16.0);
    text::paint_fit(ui.painter(), place, Align::Min, text::LABEL12, theme.t2, word);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn a_row_says_all_of_it_in_words() {
        let bar = ZeroBar {
            zero: 0.2,
            spans: vec![Span { from: 0.2, to: 0.8 }],
            net: None,
            told: "转化 +6.7".to_owned(),
        };
        let harness = Harness::builder().with_context_setup(dress).build_ui(move |ui| {
            let row = SumRow {
                color: Some(Color32::RED),
                name: "转化",
                driver: "赢 4 / 11",
                verdict: "不下结论",
                doubt: true,
                said: "等客户预算",
                value: "+6.7",
                bar: &bar,
            };
            let tail = sum_row(ui, &row, 60.0);
            assert!((tail.width() - 60.0).abs() < 0.5 && (tail.height() - 64.0).abs() < 0.5);
        });
        harness.get_by_role_and_label(Role::Label, "转化 +6.7 赢 4 / 11 不下结论 等客户预算");
    }
}
