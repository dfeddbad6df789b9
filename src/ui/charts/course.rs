//! The course of a figure: a point for each period, and the limits within which going up and down is noise.

use egui::{Response, Ui, Vec2};
use egui_plot::{
    AxisHints, GridMark, HLine, HoverPosition, Line, LineStyle, MarkerShape, Plot, PlotPoints,
    Points,
};

use crate::ui::text;
use crate::ui::tokens::Theme;

/// A point of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct CoursePoint {
    /// Below the axis.
    pub label: String,
    /// In full, with the sample.
    pub text: String,
    /// The value in the unit of the axis; `None` when unknown.
    pub value: Option<f64>,
    /// Whether too few cases stand behind it, or its period is not over: then it is no signal either.
    pub small: bool,
}

/// The limits of noise, in the unit of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseLimits {
    /// The mean.
    pub mean: f64,
    /// The lower limit; `None` where nothing can lie below one.
    pub low: Option<f64>,
    /// The upper limit.
    pub high: f64,
    /// All of them in words.
    pub text: String,
}

/// Draws a course; where a value is unknown the line is broken. `number` writes the whole numbers of an axis.
pub fn course(
    ui: &mut Ui,
    name: &str,
    height: f32,
    points: &[CoursePoint],
    limits: Option<&CourseLimits>,
    number: fn(i64) -> String,
) -> Response {
    let theme = Theme::get(ui);
    let font = text::LABEL12.font();
    let label_of = |value: f64| {
        let whole = value.round();
        let on_point = (value - whole).abs() < 0.01 && whole >= 0.0;
        points.get(whole as usize).filter(|_| on_point)
    };
    let x_axis = AxisHints::new_x()
        .formatter(move |mark: GridMark, _: &_| {
            label_of(mark.value).map_or_else(String::new, |point| point.label.clone())
        })
        .tick_label_color(theme.t3)
        .tick_label_font(font.clone())
        .label_spacing(egui::Rangef::new(20.0, 30.0));
    let y_axis = AxisHints::new_y()
        .formatter(move |mark: GridMark, _: &_| axis_number(mark, number))
        .tick_label_color(theme.t3)
        .tick_label_font(font)
        .min_thickness(44.0);
    let n = points.len();
    let drawn = Plot::new(("course", name))
        .height(height)
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(theme.grid)
        .grid_fade(0.0)
        .show_crosshair(false)
        .show_x(false)
        .set_margin_fraction(Vec2::new(0.03, 0.12))
        .include_x(0.0)
        .include_x(n.saturating_sub(1) as f64)
        .include_y(0.0)
        .x_grid_spacer(move |_| {
            (0..n).map(|i| GridMark { value: i as f64, step_size: 1.0 }).collect()
        })
        .label_formatter(|position| match position {
            HoverPosition::NearDataPoint { position, .. } => {
                label_of(position.x).map(|point| point.text.clone())
            }
            HoverPosition::Elsewhere { .. } => None,
        })
        .show(ui, |plot| {
            if let Some(limits) = limits {
                let lines = [
                    (limits.low, LineStyle::dashed_dense()),
                    (Some(limits.mean), LineStyle::Solid),
                    (Some(limits.high), LineStyle::dashed_dense()),
                ];
                for (at, style) in lines {
                    let Some(at) = at else { continue };
                    let line = HLine::new(name, at).color(theme.t3).width(1.0).style(style);
                    plot.hline(line.allow_hover(false));
                }
            }
            for stretch in stretches(points) {
                let line = Line::new(name, PlotPoints::from(stretch)).color(theme.accent);
                plot.line(line.width(2.0).allow_hover(false));
            }
            let outside = |value: f64| {
                limits.is_some_and(|limits| {
                    limits.low.is_some_and(|low| value < low) || value > limits.high
                })
            };
            for (small, signal) in [(false, false), (false, true), (true, false)] {
                let values: Vec<[f64; 2]> = points
                    .iter()
                    .enumerate()
                    .filter(|(_, point)| point.small == small)
                    .filter_map(|(i, point)| Some([i as f64, point.value?]))
                    .filter(|[_, value]| (!small && outside(*value)) == signal)
                    .collect();
                let color = match (signal, small) {
                    (true, _) => theme.warn,
                    (false, true) => theme.chart_slate(),
                    (false, false) => theme.accent,
                };
                let marks = Points::new(name, PlotPoints::from(values))
                    .shape(MarkerShape::Circle)
                    .radius(4.0)
                    .filled(!small)
                    .color(color);
                plot.points(marks);
            }
        });
    drawn.response.widget_info(|| {
        let mut info = egui::WidgetInfo::new(egui::Role::Image);
        let values = points.iter().map(|point| point.text.as_str());
        let said = limits.map(|limits| limits.text.as_str());
        let told: Vec<&str> = [name].into_iter().chain(values).chain(said).collect();
        info.label = Some(told.join(" "));
        info
    });
    drawn.response
}

/// The parts of a course between unknown values.
fn stretches(points: &[CoursePoint]) -> Vec<Vec<[f64; 2]>> {
    let mut list: Vec<Vec<[f64; 2]>> = vec![vec![]];
    for (i, point) in points.iter().enumerate() {
        match (point.value, list.last_mut()) {
            (Some(value), Some(last)) => last.push([i as f64, value]),
            (None, Some(last)) if !last.is_empty() => list.push(vec![]),
            _ => {}
        }
    }
    list.retain(|stretch| stretch.len() > 1);
    list
}

/// A number on an axis, with the decimals its steps need.
fn axis_number(mark: GridMark, number: fn(i64) -> String) -> String {
    if mark.step_size >= 1.0 {
        return number(mark.value.round() as i64);
    }
    let decimals = if mark.step_size >= 0.1 { 1 } else { 2 };
    format!("{:.decimals$}", mark.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_value_breaks_the_line() {
        let point =
            |value| CoursePoint { label: String::new(), text: String::new(), value, small: false };
        let points = [Some(1.0), Some(2.0), None, Some(3.0), None, None, Some(4.0), Some(5.0)];
        let lines = stretches(&points.map(point));
        assert_eq!(lines, [vec![[0.0, 1.0], [1.0, 2.0]], vec![[6.0, 4.0], [7.0, 5.0]]]);
        assert!(stretches(&[]).is_empty());
    }
}
