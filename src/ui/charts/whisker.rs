//! An estimate with its interval: a dot, a whisker, and a benchmark to compare with.
//!
//! Uncertainty is drawn, not hidden. With too few cases the dot is hollow and grey and the row
//! says so in words; red is used only when the caller says that there is a verdict.

use egui::{
    Align, Align2, Color32, Painter, Rect, Response, Role, Sense, Stroke, Ui, Vec2, pos2, vec2,
};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What the caller concluded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WhiskerKind {
    /// No verdict, or a normal one.
    #[default]
    Plain,
    /// Differs for the worse.
    Flagged,
    /// Too few cases for any verdict.
    Small,
}

/// An estimate on a scale from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Whisker {
    /// Lower end of the interval.
    pub low: f32,
    /// The estimate.
    pub mark: f32,
    /// Upper end of the interval.
    pub high: f32,
    /// The value to compare with.
    pub bench: Option<f32>,
    /// What was concluded.
    pub kind: WhiskerKind,
    /// Draws the scale with its ends and middle.
    pub rule: bool,
}

/// Draws an estimate.
pub fn whisker(ui: &mut Ui, size: Vec2, whisker: &Whisker) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint_whisker(ui.painter(), Theme::get(ui), rect, whisker);
    response
}

/// Draws an estimate in a cell of a table, and tells its interval, which is only drawn.
pub fn whisker_cell(ui: &mut Ui, size: Vec2, drawn: &Whisker, interval: &str) {
    let response = whisker(ui, size, drawn);
    paint::named(&response, Role::Cell, true, interval);
}

/// Paints an estimate; the width of the rectangle is the scale from 0 to 1.
pub fn paint_whisker(painter: &Painter, theme: &Theme, rect: Rect, whisker: &Whisker) {
    let y = paint::snap(painter, rect.center().y);
    let x = |part: f32| rect.left() + rect.width() * part.clamp(0.0, 1.0);
    if whisker.rule {
        let line = Rect::from_min_max(pos2(rect.left(), y - 1.0), pos2(rect.right(), y + 1.0));
        painter.rect_filled(line, 0.0, theme.grid);
        for part in [0.0, 0.5, 1.0] {
            paint::tick(painter, pos2(x(part), y), 2.0, 8.0, theme.border);
        }
    }
    if let Some(bench) = whisker.bench {
        paint::dashed_vline(painter, x(bench), y - 11.0, y + 11.0, 1.5, theme.t3);
    }
    let (line, fill) = match whisker.kind {
        WhiskerKind::Plain if whisker.rule => (theme.t1, theme.accent),
        WhiskerKind::Plain => (theme.accent, theme.accent),
        WhiskerKind::Flagged => (theme.bad, theme.bad),
        WhiskerKind::Small => (theme.chart_slate().gamma_multiply(0.6), theme.surface),
    };
    let (low, high) = (x(whisker.low), x(whisker.high));
    let bar = Rect::from_min_max(pos2(low, y - 1.0), pos2(high.max(low), y + 1.0));
    painter.rect_filled(bar, 0.0, line);
    if whisker.rule {
        for end in [low, high] {
            paint::tick(painter, pos2(end, y), 2.0, 10.0, line);
        }
    }
    let center = pos2(x(whisker.mark), y);
    if whisker.kind == WhiskerKind::Small {
        painter.circle(center, 4.5, fill, Stroke::new(1.5, theme.chart_slate()));
    } else if whisker.rule {
        let (dot, ring) = dot_between(center.x - low, high - center.x);
        painter.circle_filled(center, ring, theme.surface);
        painter.circle_filled(center, dot, fill);
    } else {
        painter.circle_filled(center, 5.0, fill);
    }
}

/// The radius of the dot and of the gap around it, from its distances to the caps: in a narrow
/// interval it is smaller, so that caps and dot stay apart.
fn dot_between(left: f32, right: f32) -> (f32, f32) {
    // A cap under the dot itself, as at 100 %, asks for no room.
    let near = [left, right].into_iter().filter(|side| *side > 1.0).fold(f32::INFINITY, f32::min);
    let dot = (near - 3.0).clamp(2.0, 4.5);
    (dot, (dot + 1.5).min((near - 1.0).max(dot)))
}

/// Draws the key of an estimate with its interval, for the header of a card.
pub fn key_estimate(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::get(ui);
    key(ui, 20.0, label, |painter, rect| {
        let y = paint::snap(painter, rect.center().y);
        let line = Rect::from_min_max(pos2(rect.left(), y - 1.0), pos2(rect.right(), y + 1.0));
        painter.rect_filled(line, 0.0, theme.t1);
        painter.circle_filled(pos2(rect.center().x, y), 4.5, theme.accent);
    })
}

/// Draws the key of a benchmark, for the header of a card.
pub fn key_bench(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::get(ui);
    key(ui, 2.0, label, |painter, rect| {
        let (x, y) = (rect.center().x, rect.center().y);
        paint::dashed_vline(painter, x, y - 7.0, y + 7.0, 1.5, theme.t3);
    })
}

fn key(ui: &mut Ui, mark: f32, label: &str, draw: impl FnOnce(&Painter, Rect)) -> Response {
    let theme = Theme::get(ui);
    let width = mark + 5.0 + text::width(ui, text::LABEL12, label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    paint::named(&response, Role::Label, true, label);
    draw(ui.painter(), rect.with_max_x(rect.left() + mark));
    let at = pos2(rect.left() + mark + 5.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, label);
    response
}

/// A row of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct CompareRow<'a> {
    /// Who.
    pub name: &'a str,
    /// Out of how many, such as "3 / 16".
    pub count: &'a str,
    /// The estimate; its scale is the caller's.
    pub whisker: Whisker,
    /// The estimate in words.
    pub rate: &'a str,
    /// Its interval in words, which is only drawn.
    pub interval: &'a str,
    /// The verdict in words; empty for none.
    pub verdict: &'a str,
    /// What the verdict rests on, told on hover; empty for none.
    pub evidence: &'a str,
}

/// The headings and the common benchmark of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct CompareHeads<'a> {
    /// Heading of the names.
    pub name: &'a str,
    /// Heading of the counts.
    pub count: &'a str,
    /// Heading over the chart, at the benchmark.
    pub bench_label: &'a str,
    /// The benchmark, 0 to 1.
    pub bench: Option<f32>,
    /// Heading of the rates.
    pub rate: &'a str,
}

const ROW: f32 = 27.0;

/// Where the counts begin to the right of the names. A long count takes its room from the scale, never from the
/// name.
fn name_width(ui: &Ui, rows: &[CompareRow<'_>]) -> f32 {
    let long = text::widest(ui, text::BODY13, rows.iter().map(|row| row.count)) - 40.0;
    let names = text::widest(ui, text::BODY13, rows.iter().map(|row| row.name));
    names.clamp(44.0, 96.0) + long.max(0.0)
}

/// Draws a comparison of people; returns the row that was clicked.
pub fn compare(ui: &mut Ui, heads: &CompareHeads<'_>, rows: &[CompareRow<'_>]) -> Option<usize> {
    let theme = Theme::get(ui);
    let height = 28.0 + 4.0 + ROW * rows.len() as f32 + 4.0;
    let size = vec2(ui.available_width(), height);
    let (rect, whole) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let head = rect.with_max_y(rect.top() + 28.0);
    painter.rect_filled(head, 0.0, theme.sunken);
    paint::hline(painter, head.left(), head.right(), head.bottom() - 1.0, theme.border);

    let left = rect.left() + 16.0;
    let name_width = name_width(ui, rows);
    let count_right = left + name_width + 46.0;
    // The verdict stands right of the rate; without one the rate stays where it is.
    let rate_right = rect.right() - 60.0;
    let scale = Rect::from_min_max(
        pos2(count_right + 12.0, rect.top()),
        pos2(rate_right - 50.0, rect.bottom()),
    );
    let label = |at, anchor, label: &str| {
        text::paint(painter, at, anchor, text::LABEL12, theme.t3, label);
    };
    let y = head.center().y;
    label(pos2(left, y), Align2::LEFT_CENTER, heads.name);
    label(pos2(count_right, y), Align2::RIGHT_CENTER, heads.count);
    label(pos2(rate_right, y), Align2::RIGHT_CENTER, heads.rate);
    let bench_x = heads.bench.map(|bench| scale.left() + scale.width() * bench.clamp(0.0, 1.0));
    // At its mark, but clear of the headings beside it.
    let half = text::size(painter, text::LABEL12, heads.bench_label).x / 2.0;
    let rate_left = rate_right - text::size(painter, text::LABEL12, heads.rate).x;
    let wanted = bench_x.unwrap_or(scale.center().x);
    let bench_at = wanted.min(rate_left - 8.0 - half).max(count_right + 8.0 + half);
    label(pos2(bench_at, y), Align2::CENTER_CENTER, heads.bench_label);

    let mut clicked = None;
    for (i, row) in rows.iter().enumerate() {
        let top = head.bottom() + 3.0 + ROW * i as f32;
        let line = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + ROW));
        let response = ui.interact(line, whole.id.with(i), Sense::click());
        let spoken = [row.name, row.count, row.rate, row.verdict, row.evidence];
        paint::named(&response, Role::Button, true, &paint::spoken(&spoken));
        text::describe(&response, row.interval);
        if response.clicked() {
            clicked = Some(i);
        }
        let flagged = row.whisker.kind == WhiskerKind::Flagged;
        let fill = match (flagged, response.hovered()) {
            (true, _) => theme.bad_bg,
            (false, true) => theme.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        let painter = ui.painter();
        painter.rect_filled(line, 0.0, fill);
        let line = line.with_max_y(line.bottom() - 1.0);
        let name = line.with_min_x(left).with_max_x(left + name_width + 2.0);
        text::paint_fit(painter, name, Align::Min, text::BODY13, theme.t1, row.name);
        let y = line.center().y;
        let at = pos2(count_right, y);
        text::paint(painter, at, Align2::RIGHT_CENTER, text::BODY13, theme.t3, row.count);
        let place = scale.with_min_y(line.top()).with_max_y(line.bottom());
        paint_whisker(painter, theme, place, &row.whisker);
        let (kind, color) = match row.whisker.kind {
            WhiskerKind::Plain => (text::NAME13, theme.t1),
            WhiskerKind::Flagged => (text::NAME13, theme.bad_t),
            WhiskerKind::Small => (text::BODY13, theme.t3),
        };
        text::paint(painter, pos2(rate_right, y), Align2::RIGHT_CENTER, kind, color, row.rate);
        let at = pos2(rate_right + 8.0, y);
        text::paint(painter, at, Align2::LEFT_CENTER, text::LABEL12, color, row.verdict);
        if response.has_focus() {
            paint::focus_inside(ui, line);
        }
        if !row.evidence.is_empty() {
            response.on_hover_text(row.evidence);
        }
    }
    if let Some(x) = bench_x {
        let (top, bottom) = (head.bottom() + 4.0, rect.bottom() - 2.0);
        paint::dashed_vline(ui.painter(), x, top, bottom, 1.0, theme.t2);
    }
    clicked
}
