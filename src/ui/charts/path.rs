//! The way of something through stages over time: a row for each stage, a bar for each stay, the limit of
//! the stage on each bar, and below them the days that were named for the end.
//!
//! Places come in as parts of the axis, from 0 to 1, and texts come in formatted. What lies past the limit
//! is told by colour, by the tick and by the words of the bar.

use egui::{
    Align, Align2, Color32, Painter, Rect, Response, Role, Sense, Shape, Stroke, Ui, pos2, vec2,
};

use crate::ui::icons::{self, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A stay.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathBar {
    /// Its place among all stays, from 0; one that comes next is linked to it.
    pub order: usize,
    /// Where it begins.
    pub from: f32,
    /// Where it passes the limit; where it ends if it does not.
    pub split: f32,
    /// Where it ends.
    pub to: f32,
    /// Whether it lasts.
    pub now: bool,
    /// Whether it ended by going back.
    pub back: bool,
    /// Its length in words.
    pub label: String,
    /// All of it in words, on hover.
    pub told: String,
}

/// A stage.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathRow {
    /// Its name.
    pub name: String,
    /// How often it was entered.
    pub entries: String,
    /// All days in it.
    pub total: String,
    /// Its limit, as it follows the days.
    pub limit: String,
    /// Warn for one that was too long there, bad for one that is.
    pub tone: Tone,
    /// Whether it stands there.
    pub here: bool,
    /// Its stays.
    pub bars: Vec<PathBar>,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathChart {
    /// All of it in words, for screen readers.
    pub told: String,
    /// The headings of names, entries and days.
    pub heads: [String; 3],
    /// Where months begin, with their names.
    pub months: Vec<(f32, String)>,
    /// The stages.
    pub rows: Vec<PathRow>,
    /// The day of the data.
    pub now: f32,
    /// The name of the row below the stages.
    pub end: String,
    /// The days that were named for the end, the one that holds last.
    pub goals: Vec<f32>,
    /// The first of them in words, where another one holds; else empty.
    pub first: String,
    /// The one that holds in words.
    pub last: String,
}

const HEAD: f32 = 28.0;
const ROW: f32 = 30.0;
const PAD: f32 = 16.0;
/// The room of names, entries and days.
const WIDTHS: [f32; 3] = [88.0, 40.0, 104.0];
/// Between the days and the axis.
const GAP: f32 = 12.0;

impl PathChart {
    /// Its height.
    pub fn height(&self) -> f32 {
        HEAD + ROW * (self.rows.len() + 1) as f32
    }
}

/// Draws the chart in the width there is.
pub fn path_chart(ui: &mut Ui, chart: &PathChart) -> Response {
    let size = vec2(ui.available_width(), chart.height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, Role::Image, true, &chart.told);
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let head = rect.with_max_y(rect.top() + HEAD);
    painter.rect_filled(head, 0.0, theme.sunken);
    let left = rect.left() + PAD + WIDTHS.iter().sum::<f32>() + GAP;
    let right = (rect.right() - PAD).max(left + 40.0);
    let plot = Rect::from_min_max(pos2(left, head.bottom()), pos2(right, rect.bottom()));
    let x = |part: f32| plot.left() + plot.width() * part.clamp(0.0, 1.0);
    months(painter, theme, chart, (plot, head), &x);
    let [name, entries, days] = &chart.heads;
    let kind = text::LABEL12;
    cells(
        painter,
        head,
        [
            (kind, theme.t3, name.as_str()),
            (kind, theme.t3, entries.as_str()),
            (kind, theme.t3, days.as_str()),
        ],
    );
    let row_at = |at: usize| {
        let top = plot.top() + ROW * at as f32;
        Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + ROW))
    };
    for (at, row) in chart.rows.iter().enumerate() {
        let place = row_at(at);
        paint::hline(painter, place.left(), place.right(), place.bottom() - 1.0, theme.grid);
        row_ui(painter, theme, row, place);
    }
    links(painter, theme, chart, &x, &row_at);
    let pointer = response.hover_pos();
    let mut told = None;
    for (at, row) in chart.rows.iter().enumerate() {
        for bar in &row.bars {
            let place = bar_ui(painter, theme, bar, row_at(at), &x);
            if pointer.is_some_and(|pointer| place.contains(pointer)) {
                told = Some(bar.told.as_str());
            }
        }
    }
    goals(painter, theme, chart, row_at(chart.rows.len()), plot, &x);
    let now = x(chart.now);
    paint::dashed_vline(painter, now, plot.top(), plot.bottom(), 1.0, theme.t1);
    match told {
        Some(told) => response.on_hover_text_at_pointer(told),
        None => response,
    }
}

/// Where the months begin, with as many names as have room.
fn months(
    painter: &Painter,
    theme: &Theme,
    chart: &PathChart,
    (plot, head): (Rect, Rect),
    x: &dyn Fn(f32) -> f32,
) {
    let mut free = plot.left();
    for (part, name) in &chart.months {
        let at = x(*part);
        paint::vline(painter, at, plot.top(), plot.bottom(), theme.grid);
        let wide = text::size(painter, text::LABEL12, name).x;
        if at >= free && at + wide <= head.right() - 4.0 {
            let place = pos2(at, head.center().y);
            text::paint(painter, place, Align2::LEFT_CENTER, text::LABEL12, theme.t3, name);
            free = at + wide + 8.0;
        }
    }
}

/// The three columns before the axis.
fn cells(painter: &Painter, row: Rect, texts: [(text::Type, Color32, &str); 3]) {
    let mut left = row.left() + PAD;
    for (at, ((kind, color, label), width)) in texts.into_iter().zip(WIDTHS).enumerate() {
        let place = row.with_min_x(left).with_max_x(left + width);
        let align = if at == 0 { Align::Min } else { Align::Max };
        text::paint_fit(painter, place, align, kind, color, label);
        left += width;
    }
}

fn row_ui(painter: &Painter, theme: &Theme, row: &PathRow, place: Rect) {
    let visited = !row.bars.is_empty();
    let color = if visited { theme.t1 } else { theme.t3 };
    let name = if row.here { text::NAME13 } else { text::BODY13 };
    cells(
        painter,
        place,
        [
            (name, color, row.name.as_str()),
            (text::BODY13, color, row.entries.as_str()),
            (text::BODY13, color, ""),
        ],
    );
    let days = match row.tone {
        Tone::Warn | Tone::Bad => row.tone.text(theme),
        _ => color,
    };
    let right = place.left() + PAD + WIDTHS.iter().sum::<f32>();
    let runs =
        [(text::NAME13, days, row.total.as_str()), (text::BODY13, theme.t2, row.limit.as_str())];
    text::paint_runs(painter, place.with_max_x(right), Align::Max, &runs);
}

/// Lines from each stay to the next one.
fn links(
    painter: &Painter,
    theme: &Theme,
    chart: &PathChart,
    x: &dyn Fn(f32) -> f32,
    row_at: &dyn Fn(usize) -> Rect,
) {
    let mut stays: Vec<(usize, &PathBar)> = chart
        .rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| row.bars.iter().map(move |bar| (at, bar)))
        .collect();
    stays.sort_by_key(|(_, bar)| bar.order);
    for (from, to) in stays.iter().zip(stays.iter().skip(1)) {
        let (end, begin) = (x(from.1.to), x(to.1.from));
        let (y0, y1) = (row_at(from.0).center().y, row_at(to.0).center().y);
        let color = if from.1.back { theme.warn } else { theme.neu };
        // A deal that was closed in between begins again later.
        paint::vline(painter, begin, y0.min(y1), y0.max(y1), color);
        if (begin - end).abs() > 1.0 {
            paint::hline(painter, end, begin, y0, color);
        }
    }
}

fn bar_ui(
    painter: &Painter,
    theme: &Theme,
    bar: &PathBar,
    row: Rect,
    x: &dyn Fn(f32) -> f32,
) -> Rect {
    let (from, split, to) = (x(bar.from), x(bar.split), x(bar.to));
    // A stay of a day must still be seen.
    let to = to.max(from + 3.0);
    let part = |from: f32, to: f32| {
        Rect::from_min_max(
            pos2(paint::snap(painter, from), row.top() + 6.0),
            pos2(paint::snap(painter, to), row.bottom() - 6.0),
        )
    };
    let (within, over) =
        if bar.now { (theme.accent, theme.bad) } else { (theme.accent_2, theme.warn) };
    let passed = bar.split < bar.to;
    let end = if passed { split } else { to };
    painter.rect_filled(part(from, end), 0.0, within);
    if passed {
        painter.rect_filled(part(end, to), 0.0, over);
        let at = pos2(end, row.center().y);
        paint::tick(painter, at, 2.0, row.height() - 8.0, theme.t1);
    }
    let whole = part(from, to);
    let wide = text::size(painter, text::LABEL12M, &bar.label).x;
    if wide + 10.0 <= whole.width() {
        let at = pos2(whole.left() + 6.0, whole.center().y);
        let left = Align2::LEFT_CENTER;
        text::paint(painter, at, left, text::LABEL12M, theme.on_fill, &bar.label);
    }
    if bar.back {
        let at = pos2(whole.right() - 8.0, whole.center().y);
        if wide + 26.0 <= whole.width() {
            paint_icon(painter, at, icons::ARROW_U_UP_LEFT, 12.0, theme.on_fill);
        }
    }
    whole
}

/// The days that were named for the end, each a diamond, the one that holds drawn larger.
fn goals(
    painter: &Painter,
    theme: &Theme,
    chart: &PathChart,
    row: Rect,
    plot: Rect,
    x: &dyn Fn(f32) -> f32,
) {
    let place = row.with_min_x(row.left() + PAD);
    text::paint_fit(painter, place, Align::Min, text::BODY13, theme.t3, &chart.end);
    let y = row.center().y;
    let Some(last) = chart.goals.last().copied() else { return };
    let first = chart.goals.first().copied().unwrap_or(last);
    let (low, high) =
        chart.goals.iter().fold((last, last), |(low, high), at| (low.min(*at), high.max(*at)));
    let line = [pos2(x(low), y), pos2(x(high), y)];
    painter.extend(Shape::dashed_line(&line, Stroke::new(1.0, theme.neu), 3.0, 2.0));
    for at in &chart.goals {
        diamond(painter, theme, pos2(x(*at), y), (4.0, theme.neu, 1.0));
    }
    diamond(painter, theme, pos2(x(last), y), (6.0, theme.warn, 1.5));
    let kind = text::LABEL12;
    let wide = text::size(painter, kind, &chart.last).x;
    let right = x(high) + 10.0;
    let (mut at, mut anchor) = (pos2(right, y), Align2::LEFT_CENTER);
    let beside = right + wide > plot.right() + PAD;
    if beside {
        (at, anchor) = (pos2(x(low) - 10.0, y), Align2::RIGHT_CENTER);
    }
    let drawn = text::paint(painter, at, anchor, kind, theme.warn_t, &chart.last);
    if !chart.first.is_empty() && first < last {
        let end = if beside { drawn.left() - 10.0 } else { x(low) - 10.0 };
        let wide = text::size(painter, kind, &chart.first).x;
        if end - wide > plot.left() - GAP - WIDTHS.iter().skip(1).sum::<f32>() {
            let at = pos2(end, y);
            text::paint(painter, at, Align2::RIGHT_CENTER, kind, theme.t3, &chart.first);
        }
    }
}

fn diamond(
    painter: &Painter,
    theme: &Theme,
    at: egui::Pos2,
    (size, color, width): (f32, Color32, f32),
) {
    let corners = [vec2(0.0, -size), vec2(size, 0.0), vec2(0.0, size), vec2(-size, 0.0)];
    let points = corners.map(|corner| at + corner).to_vec();
    painter.add(Shape::convex_polygon(points, theme.surface, Stroke::new(width, color)));
}
