//! The type scale and the ways to set a text: one line, wrapped, cut, several styles on one
//! baseline, and painted at a point.
//!
//! Line heights are set explicitly, because egui's own follow the font (1.448 em) and the
//! design counts in 18, 20, 22 and 24.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Align2, Color32, FontFamily, FontId, Galley, Label, Painter, Pos2, Rect, Response,
    RichText, Role, Sense, TextWrapMode, Ui, Vec2, WidgetInfo,
};

use crate::ui::fonts;
use crate::ui::tokens::Theme;

/// A step of the type scale: size, line height and weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// Font size in points.
    pub size: f32,
    /// Line height in points.
    pub line: f32,
    weight: Weight,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Regular,
    Medium,
    Bold,
}

const fn step(size: f32, line: f32, weight: Weight) -> Type {
    Type { size, line, weight }
}

/// The probability of the first page, nowhere else.
pub const PROB40: Type = step(40.0, 50.0, Weight::Bold);
/// Scores, totals of an import, the title of the welcome page.
pub const SCORE28: Type = step(28.0, 36.0, Weight::Bold);
/// The value of a KPI tile.
pub const KPI20: Type = step(20.0, 28.0, Weight::Bold);
/// A large note in place of a value that is missing.
pub const EMPTY20: Type = step(20.0, 28.0, Weight::Regular);
/// Page title, values in a strip, drawer title.
pub const TITLE16: Type = step(16.0, 24.0, Weight::Bold);
/// The input of the command palette.
pub const INPUT16: Type = step(16.0, 24.0, Weight::Regular);
/// Card title, dialog title, matrix cell.
pub const CARD14: Type = step(14.0, 22.0, Weight::Medium);
/// Running text on the welcome page.
pub const BODY14: Type = step(14.0, 22.0, Weight::Regular);
/// Body, tables, navigation.
pub const BODY13: Type = step(13.0, 20.0, Weight::Regular);
/// Names and key numbers.
pub const NAME13: Type = step(13.0, 20.0, Weight::Medium);
/// A bold word inside a sentence.
pub const BOLD13: Type = step(13.0, 20.0, Weight::Bold);
/// Labels, hints, axes, badges, table headers.
pub const LABEL12: Type = step(12.0, 18.0, Weight::Regular);
/// A label that is sorted, chosen or counted.
pub const LABEL12M: Type = step(12.0, 18.0, Weight::Medium);

/// Ascent and descent of Noto Sans SC as parts of the size.
const ASCENT: f32 = 1.16;
const DESCENT: f32 = 0.288;

impl Type {
    fn family(self) -> FontFamily {
        match self.weight {
            Weight::Regular => FontFamily::Proportional,
            Weight::Medium => fonts::medium(),
            Weight::Bold => fonts::bold(),
        }
    }

    /// Returns the font of this step.
    pub fn font(self) -> FontId {
        FontId::new(self.size, self.family())
    }

    /// The same step larger or smaller, for drawings that can be zoomed.
    #[must_use]
    pub fn scaled(self, by: f32) -> Self {
        Self { size: self.size * by, line: self.line * by, ..self }
    }

    /// Distance from the bottom of the line to the baseline.
    fn below_baseline(self) -> f32 {
        (self.line - self.size * (ASCENT + DESCENT)) / 2.0 + self.size * DESCENT
    }
}

/// Returns a rich text in this step, for egui's own widgets.
pub fn rich(kind: Type, color: Color32, text: &str) -> RichText {
    RichText::new(text).font(kind.font()).line_height(Some(kind.line)).color(color)
}

/// Returns the text format of this step.
pub fn format(kind: Type, color: Color32) -> TextFormat {
    TextFormat { line_height: Some(kind.line), ..TextFormat::simple(kind.font(), color) }
}

/// Sets several styles in one line so that they stand on one baseline.
///
/// egui aligns the line boxes, not the baselines, so the smaller steps get a line height that
/// leaves the same room below.
pub fn job(runs: &[(Type, Color32, &str)]) -> LayoutJob {
    let mut job = LayoutJob::default();
    let below = runs.iter().map(|(kind, ..)| kind.below_baseline()).fold(0.0, f32::max);
    for (kind, color, text) in runs {
        let mut format = format(*kind, *color);
        let natural = kind.size * (ASCENT + DESCENT);
        format.line_height = Some(2.0 * (below - kind.size * DESCENT) + natural);
        job.append(text, 0.0, format);
    }
    job
}

/// Draws one line that never wraps.
pub fn label(ui: &mut Ui, kind: Type, color: Color32, text: &str) -> Response {
    ui.add(Label::new(rich(kind, color, text)).wrap_mode(TextWrapMode::Extend))
}

/// Draws a text that wraps in the width there is.
pub fn wrapped(ui: &mut Ui, kind: Type, color: Color32, text: &str) -> Response {
    let job = LayoutJob::single_section(text.to_owned(), format(kind, color));
    ui.add(Label::new(job).wrap())
}

/// Sets a text in as many lines as it needs at a width, to be measured and painted.
pub fn lines(ui: &Ui, kind: Type, color: Color32, text: &str, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format(kind, color));
    job.wrap.max_width = width.max(0.0);
    ui.painter().layout_job(job)
}

/// Sets a text in so many lines at most, cut with an ellipsis when it needs more.
pub fn few_lines(
    ui: &Ui,
    kind: Type,
    color: Color32,
    text: &str,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    let line = text.replace(char::is_control, " ");
    let mut job = LayoutJob::single_section(line, format(kind, color));
    job.wrap = TextWrapping {
        max_width: width.max(0.0),
        max_rows: rows,
        break_anywhere: false,
        overflow_character: Some('…'),
    };
    ui.painter().layout_job(job)
}

/// Draws one line, cut with an ellipsis at `width`; the whole text shows on hover.
pub fn truncated(ui: &mut Ui, kind: Type, color: Color32, text: &str, width: f32) -> Response {
    let galley = cut(ui.painter(), kind, color, text, width);
    let elided = galley.elided;
    let response = ui.add(Label::new(galley));
    if elided { response.on_hover_text(text) } else { response }
}

/// Draws so many lines at most, cut with an ellipsis; the whole text shows on hover.
pub fn shortened(
    ui: &mut Ui,
    kind: Type,
    color: Color32,
    text: &str,
    width: f32,
    rows: usize,
) -> Response {
    let galley = few_lines(ui, kind, color, text, width, rows);
    let elided = galley.elided;
    let response = ui.add(Label::new(galley));
    if elided { response.on_hover_text(text) } else { response }
}

/// Draws several styles on one baseline.
pub fn runs(ui: &mut Ui, runs: &[(Type, Color32, &str)]) -> Response {
    ui.add(Label::new(job(runs)).wrap_mode(TextWrapMode::Extend))
}

/// Draws a page or drawer title.
pub fn title(ui: &mut Ui, text: &str) -> Response {
    label(ui, TITLE16, Theme::get(ui).t1, text)
}

/// Draws the title of a card.
pub fn card_title(ui: &mut Ui, text: &str) -> Response {
    label(ui, CARD14, Theme::get(ui).t1, text)
}

/// Draws body text that wraps.
pub fn body(ui: &mut Ui, text: &str) -> Response {
    wrapped(ui, BODY13, Theme::get(ui).t1, text)
}

/// Draws a name or a key number.
pub fn strong(ui: &mut Ui, text: &str) -> Response {
    label(ui, NAME13, Theme::get(ui).t1, text)
}

/// Draws secondary text of 13.
pub fn muted(ui: &mut Ui, text: &str) -> Response {
    label(ui, BODY13, Theme::get(ui).t2, text)
}

/// Draws a label or hint of 12 that does not wrap.
pub fn hint(ui: &mut Ui, text: &str) -> Response {
    label(ui, LABEL12, Theme::get(ui).t3, text)
}

/// Paints one line at a point and returns where it went.
pub fn paint(
    painter: &Painter,
    at: Pos2,
    anchor: Align2,
    kind: Type,
    color: Color32,
    text: &str,
) -> Rect {
    let galley = painter.layout_job(single(kind, color, text, f32::INFINITY));
    let rect = anchor.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, color);
    rect
}

/// Paints one line inside a rectangle, centred vertically and cut when too long; tells if cut.
pub fn paint_fit(
    painter: &Painter,
    rect: Rect,
    align: Align,
    kind: Type,
    color: Color32,
    text: &str,
) -> bool {
    let galley = cut(painter, kind, color, text, rect.width());
    let elided = galley.elided;
    let place = Align2([align, Align::Center]).align_size_within_rect(galley.size(), rect);
    painter.galley(place.min, galley, color);
    elided
}

/// Paints a text in so many lines at most, in the middle of a rectangle and cut when too long; tells if cut.
pub fn paint_lines(
    painter: &Painter,
    rect: Rect,
    rows: usize,
    kind: Type,
    color: Color32,
    text: &str,
) -> bool {
    let line = text.replace(char::is_control, " ");
    let mut job = LayoutJob::single_section(line, format(kind, color));
    job.halign = Align::Center;
    job.wrap = TextWrapping {
        max_width: rect.width().max(0.0),
        max_rows: rows,
        break_anywhere: false,
        overflow_character: Some('…'),
    };
    let galley = painter.layout_job(job);
    let elided = galley.elided;
    // A galley that is centred begins in its middle.
    let top = rect.center().y - galley.size().y / 2.0;
    painter.galley(Pos2::new(rect.center().x, top), galley, color);
    elided
}

/// Paints several styles on one baseline, centred vertically in a rectangle.
pub fn paint_runs(painter: &Painter, rect: Rect, align: Align, runs: &[(Type, Color32, &str)]) {
    let galley = painter.layout_job(job(runs));
    let place = Align2([align, Align::Center]).align_size_within_rect(galley.size(), rect);
    painter.galley(place.min, galley, Color32::PLACEHOLDER);
}

/// Tells screen readers words that are only painted into a rectangle.
pub fn tell(ui: &Ui, rect: Rect, words: &str) {
    if words.is_empty() {
        return;
    }
    // From the corner of the page's part, so that scrolling makes nothing new.
    let from = rect.min - ui.max_rect().min;
    let id = ui.scope_id().with(("told", from.x as i32, from.y as i32, words));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// Tells screen readers what stands beside the name of a control.
pub fn describe(response: &Response, words: &str) {
    if !words.is_empty() {
        response.ctx.accesskit_node_builder(response.id, |node| node.set_description(words));
    }
}

/// Measures one line.
pub fn width(ui: &Ui, kind: Type, text: &str) -> f32 {
    size(ui.painter(), kind, text).x
}

/// How wide the widest of some lines is, in whole points; 0 of none.
pub fn widest<S: AsRef<str>>(ui: &Ui, kind: Type, lines: impl IntoIterator<Item = S>) -> f32 {
    lines.into_iter().map(|line| width(ui, kind, line.as_ref())).fold(0.0, f32::max).ceil()
}

/// Measures one line with the font of a painter.
pub fn size(painter: &Painter, kind: Type, text: &str) -> Vec2 {
    painter.layout_job(single(kind, Color32::PLACEHOLDER, text, f32::INFINITY)).size()
}

fn single(kind: Type, color: Color32, text: &str, max_width: f32) -> LayoutJob {
    // A cell of a sheet can hold several lines; the fonts have no sign for what ends one.
    let line = text.replace(char::is_control, " ");
    let mut job = LayoutJob::single_section(line, format(kind, color));
    job.break_on_newline = false;
    job.wrap = TextWrapping {
        max_width,
        max_rows: 1,
        break_anywhere: true,
        overflow_character: Some('…'),
    };
    job
}

fn cut(painter: &Painter, kind: Type, color: Color32, text: &str, width: f32) -> Arc<Galley> {
    painter.layout_job(single(kind, color, text, width.max(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_the_height_of_the_scale_and_cut_text_fits() {
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for kind in [PROB40, SCORE28, KPI20, TITLE16, CARD14, BODY13, NAME13, LABEL12] {
                assert_eq!(size(ui.painter(), kind, "舵手 1,234.5").y, kind.line, "{kind:?}");
            }
            let galley = cut(ui.painter(), BODY13, Color32::WHITE, "江岚能源仪表改造", 60.0);
            assert!(galley.elided && galley.size().x <= 60.0);
        });
        output.drop_without_applying_deltas();
    }
}
