//! Key figures: the strip on top of a page, KPI tiles, and differences.

use egui::{
    Align, Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, Ui, pos2, vec2,
};

use crate::ui::charts::bar::{TickBar, paint_tick_bar};
use crate::ui::charts::spark::paint_sparkline;
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The width of the button behind the name of a figure.
const ABOUT: f32 = 20.0;

/// A course that is narrower says nothing.
const SHORTEST_SPARK: f32 = 24.0;

/// Draws the button that tells more of a figure, behind its value, in a tile that was just drawn: above it stands
/// the difference to before.
pub fn tile_about(ui: &mut Ui, tile: &Response, value: &str, name: &str) -> Response {
    let inner = tile.rect.shrink(13.0);
    let place = inner.left_top() + vec2(0.0, 33.0);
    about(ui, (tile.id, place, inner.right()), (text::KPI20, value), name)
}

/// The same in a cell of a strip that was just drawn from this place on: the cell and how many there are.
pub fn strip_about(
    ui: &mut Ui,
    strip: Rect,
    (at, n): (usize, usize),
    label: &str,
    name: &str,
) -> Response {
    let width = strip.width() / n.max(1) as f32;
    let left = strip.left() + width * at as f32;
    let place = pos2(left + 17.0, strip.top() + 14.0);
    let id = ui.scope_id().with((name, at));
    about(ui, (id, place, left + width - 8.0), (text::LABEL12, label), name)
}

/// Draws the button behind words that begin at a place and have room up to an edge.
fn about(
    ui: &mut Ui,
    (id, place, edge): (egui::Id, egui::Pos2, f32),
    (kind, words): (text::Type, &str),
    name: &str,
) -> Response {
    let theme = Theme::get(ui);
    let end = place.x + text::width(ui, kind, words).ceil() + 2.0;
    let left = end.min(edge - ABOUT).max(place.x);
    let rect = Rect::from_min_size(pos2(left, place.y - ABOUT / 2.0), vec2(ABOUT, ABOUT));
    let response = ui.interact(rect, id.with("about"), Sense::click());
    paint::named(&response, Role::Button, true, name);
    let lit = response.hovered() || response.has_focus();
    let color = if lit { theme.accent_t } else { theme.t3 };
    paint_icon(ui.painter(), rect.center(), icons::INFO, 14.0, color);
    paint::focus_ring(ui, &response, rect, 4);
    response.on_hover_text(name)
}

/// One cell of a strip.
#[derive(Debug, Clone, Copy, Default)]
pub struct Metric<'a> {
    /// What it is.
    pub label: &'a str,
    /// The number.
    pub value: &'a str,
    /// Its unit, set smaller behind it.
    pub unit: &'a str,
    /// What it is compared with.
    pub note: &'a str,
    /// Colours the value when it needs attention.
    pub tone: Option<Tone>,
    /// A click opens what is behind it.
    pub opens: bool,
}

/// Draws up to seven figures side by side; returns the one that was clicked.
pub fn metric_strip(ui: &mut Ui, metrics: &[Metric<'_>]) -> Option<usize> {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), 72.0);
    let (rect, whole) = ui.allocate_exact_size(size, Sense::hover());
    let radius = CornerRadius::same(8);
    let painter = ui.painter();
    painter.add(theme.shadow1.as_shape(rect, radius));
    painter.rect_filled(rect, radius, theme.surface);
    let width = rect.width() / metrics.len().max(1) as f32;
    let mut clicked = None;
    for (i, metric) in metrics.iter().enumerate() {
        let x0 = (rect.left() + width * i as f32).round();
        let x1 = (rect.left() + width * (i + 1) as f32).round();
        let cell = Rect::from_min_max(pos2(x0, rect.top()), pos2(x1, rect.bottom()));
        let sense = if metric.opens { Sense::click() } else { Sense::hover() };
        let response = ui.interact(cell, whole.id.with(i), sense);
        let name = paint::spoken(&[metric.label, metric.value, metric.unit, metric.note]);
        let role = if metric.opens { Role::Button } else { Role::Label };
        paint::named(&response, role, true, &name);
        if response.clicked() {
            clicked = Some(i);
        }
        let painter = ui.painter();
        if metric.opens && response.hovered() {
            painter.rect_filled(cell.shrink(1.0), 7.0, theme.hover);
        }
        if i > 0 {
            paint::vline(painter, x0, rect.top(), rect.bottom(), theme.border);
        }
        let line = |top: f32, tall: f32| {
            Rect::from_min_max(
                pos2(x0 + 17.0, rect.top() + top),
                pos2(x1 - 8.0, rect.top() + top + tall),
            )
        };
        let left = Align::Min;
        let value = metric.tone.map_or(theme.t1, |tone| tone.text(theme));
        text::paint_fit(painter, line(5.0, 18.0), left, text::LABEL12, theme.t3, metric.label);
        if metric.unit.is_empty() {
            text::paint_fit(painter, line(24.0, 24.0), left, text::TITLE16, value, metric.value);
        } else {
            let runs = [
                (text::TITLE16, value, metric.value),
                (text::LABEL12, theme.t2, " "),
                (text::LABEL12, theme.t2, metric.unit),
            ];
            text::paint_runs(painter, line(24.0, 24.0), left, &runs);
        }
        text::paint_fit(painter, line(48.0, 18.0), left, text::LABEL12, theme.t3, metric.note);
        if response.has_focus() {
            paint::focus_inside(ui, cell.shrink(1.0));
        }
    }
    let stroke = Stroke::new(1.0, theme.border);
    ui.painter().rect_stroke(rect, radius, stroke, egui::StrokeKind::Inside);
    clicked
}

/// Whether a difference is for the better; the arrow says up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delta {
    /// Better than before; `up` tells where the number went.
    Better {
        /// True when the number rose.
        up: bool,
    },
    /// Worse than before.
    Worse {
        /// True when the number rose.
        up: bool,
    },
    /// No difference.
    Flat,
}

impl Delta {
    /// Judges a change: fewer days in a stage are better, fewer deals are not.
    pub fn of(change: f64, more_is_better: bool) -> Self {
        if change == 0.0 || !change.is_finite() {
            return Self::Flat;
        }
        let up = change > 0.0;
        if up == more_is_better { Self::Better { up } } else { Self::Worse { up } }
    }

    fn look(self, theme: &Theme) -> (Icon, Color32) {
        let arrow = |up| if up { icons::ARROW_UP } else { icons::ARROW_DOWN };
        match self {
            Self::Better { up } => (arrow(up), theme.good_t),
            Self::Worse { up } => (arrow(up), theme.bad_t),
            Self::Flat => (icons::MINUS, theme.t3),
        }
    }
}

/// Draws a difference with its arrow.
pub fn delta(ui: &mut Ui, change: Delta, label: &str) -> Response {
    let theme = Theme::get(ui);
    let width = text::width(ui, text::LABEL12, label).ceil() + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    paint_delta(ui, rect.right(), rect.center().y, change, label, theme);
    response
}

fn paint_delta(ui: &Ui, right: f32, y: f32, change: Delta, label: &str, theme: &Theme) -> f32 {
    let (icon, color) = change.look(theme);
    let at = pos2(right, y);
    let painter = ui.painter();
    let rect = text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, color, label);
    paint_icon(painter, pos2(rect.left() - 8.0, y), icon, 12.0, color);
    rect.left() - 16.0
}

/// How wide a tile is that shows its name and the difference to before in full.
pub fn kpi_width(ui: &Ui, kpi: &Kpi<'_>) -> f32 {
    let width = |words: &str| text::width(ui, text::LABEL12, words).ceil();
    let delta = kpi.delta.map_or(0.0, |(_, label)| width(label) + 24.0);
    26.0 + width(kpi.label) + delta
}

/// The bar at the foot of a tile.
#[derive(Debug, Clone, Copy)]
pub struct KpiBar<'a> {
    /// Part of the target, 0 to 1 and beyond.
    pub fraction: f32,
    /// Where it should be by now, 0 to 1.
    pub tick: Option<f32>,
    /// Accent when on pace, else warn or bad.
    pub tone: Tone,
    /// What stands right of it.
    pub text: &'a str,
}

/// A tile with one figure.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kpi<'a> {
    /// What it is.
    pub label: &'a str,
    /// The number with its unit.
    pub value: &'a str,
    /// The difference to before.
    pub delta: Option<(Delta, &'a str)>,
    /// Earlier values, oldest first.
    pub spark: &'a [f32],
    /// Progress towards the target.
    pub bar: Option<KpiBar<'a>>,
    /// Stands in for the value when there is no data: what is missing and a link.
    pub empty: Option<(&'a str, &'a str)>,
    /// Draws the skeleton.
    pub loading: bool,
}

/// Draws a tile 92 high; a click anywhere on it counts, and on the link too.
pub fn kpi_tile(ui: &mut Ui, kpi: &Kpi<'_>) -> Response {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), 92.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let radius = CornerRadius::same(8);
    let painter = ui.painter();
    painter.add(theme.shadow1.as_shape(rect, radius));
    let fill = if response.hovered() { theme.hover } else { theme.surface };
    paint::boxed(painter, rect, 8, fill, Stroke::new(1.0, theme.border));
    paint::focus_ring(ui, &response, rect, 8);
    let inner = rect.shrink(13.0);
    if kpi.loading {
        paint::named(&response, Role::Button, false, kpi.label);
        let block = |x: f32, y: f32, w: f32, h: f32| {
            let min = inner.min + vec2(x, y);
            painter.rect_filled(Rect::from_min_size(min, vec2(w, h)), 4.0, theme.neu_bg);
        };
        block(0.0, 0.0, 64.0, 10.0);
        block(0.0, 25.0, inner.width().min(120.0), 20.0);
        block(0.0, 60.0, inner.width(), 6.0);
        return response;
    }
    let name = match kpi.empty {
        Some((missing, link)) => format!("{} {missing} {link}", kpi.label),
        None => format!("{} {}", kpi.label, kpi.value),
    };
    paint::named(&response, Role::Button, true, &name);
    let line = |top: f32, tall: f32| {
        Rect::from_min_size(inner.min + vec2(0.0, top), vec2(inner.width(), tall))
    };
    let row = line(-2.0, 18.0);
    let end = match kpi.delta {
        Some((change, label)) => {
            paint_delta(ui, row.right(), row.center().y, change, label, theme) - 8.0
        }
        None => row.right(),
    };
    let left = Align::Min;
    let room = row.with_max_x(end);
    text::paint_fit(painter, room, left, text::LABEL12, theme.t2, kpi.label);
    if let Some((missing, link)) = kpi.empty {
        text::paint_fit(painter, line(19.0, 28.0), left, text::EMPTY20, theme.t3, missing);
        text::paint_fit(painter, line(51.0, 18.0), left, text::LABEL12, theme.accent_t, link);
        return response;
    }
    text::paint_fit(painter, line(19.0, 28.0), left, text::KPI20, theme.t1, kpi.value);
    let worse = matches!(kpi.delta, Some((Delta::Worse { .. }, _)));
    let color = if worse { theme.bad } else { theme.accent };
    // The value, with the button behind it, goes before its course where there is no room for both.
    let value_end = inner.left() + text::width(ui, text::KPI20, kpi.value) + ABOUT + 6.0;
    let spark = Rect::from_min_max(
        pos2((inner.right() - 48.0).max(value_end), inner.top() + 21.0),
        pos2(inner.right(), inner.top() + 45.0),
    );
    if spark.width() >= SHORTEST_SPARK {
        paint_sparkline(painter, spark, kpi.spark, color);
    }
    if let Some(bar) = kpi.bar {
        let y = inner.top() + 58.0;
        let at = pos2(inner.right(), y);
        let painted =
            text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, bar.text);
        let end = if bar.text.is_empty() { inner.right() } else { painted.left() - 8.0 };
        let track = Rect::from_min_max(pos2(inner.left(), y - 2.0), pos2(end, y + 2.0));
        let tick_bar = TickBar { fraction: bar.fraction, tick: bar.tick, tone: bar.tone };
        paint_tick_bar(painter, theme, track, &tick_bar);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_depends_on_the_metric() {
        assert_eq!(Delta::of(6.0, true), Delta::Better { up: true });
        assert_eq!(Delta::of(-3.0, false), Delta::Better { up: false });
        assert_eq!(Delta::of(2.0, false), Delta::Worse { up: true });
        assert_eq!(Delta::of(0.0, true), Delta::Flat);
    }
}
