//! The waterfall: a total, what was added and taken away in steps that hang on each other, and the total that
//! is left.
//!
//! Levels come in as parts of the axis, from 0 to 1, and in words. Each bar stands under its name and number
//! with its sign, so that none is told by its colour alone; each is a button that says all of it.

use egui::{
    Align, Align2, Color32, CornerRadius, Painter, Rect, Response, Role, Sense, Shape, Stroke, Ui,
    Vec2, pos2, vec2,
};

use crate::ui::paint;
use crate::ui::text::{self, Type};
use crate::ui::tokens::Theme;

/// What a bar is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FallKind {
    /// A total, standing on the axis.
    #[default]
    Total,
    /// Added.
    In,
    /// Taken away.
    Out,
    /// Taken away because it came to its end.
    Done,
}

impl FallKind {
    fn fill(self, theme: &Theme) -> Color32 {
        match self {
            Self::Total => theme.accent,
            Self::In => theme.good,
            Self::Out => theme.bad,
            Self::Done => theme.accent_2,
        }
    }

    fn text(self, theme: &Theme) -> Color32 {
        match self {
            Self::Total => theme.t1,
            Self::In => theme.good_t,
            Self::Out => theme.bad_t,
            Self::Done => theme.accent_t,
        }
    }
}

/// A bar.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FallBar {
    /// What stands below it.
    pub name: String,
    /// What stands below that.
    pub note: String,
    /// The number at its end.
    pub value: String,
    /// All of it in words, shown on hover.
    pub told: String,
    /// Where it begins, from 0 to 1.
    pub from: f32,
    /// Where it ends; the next one begins there.
    pub to: f32,
    /// What it is.
    pub kind: FallKind,
}

/// The chart, ready to draw.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fall {
    /// All of it in words, for screen readers.
    pub told: String,
    /// Places and words at the left, the lowest first.
    pub y_axis: Vec<(f32, String)>,
    /// Where nothing stands on the axis.
    pub zero: f32,
    /// The bars.
    pub bars: Vec<FallBar>,
}

/// Room above the highest bar for its number.
const ABOVE: f32 = 26.0;
/// Two lines below the axis.
const BELOW: f32 = 46.0;
/// A second line of the names, where one of them needs it.
const SECOND: f32 = 18.0;
/// The widest bar.
const WIDEST: f32 = 50.0;

/// Draws the chart in a place of this size, with one bar lit; returns the bar that was pressed.
pub fn fall(ui: &mut Ui, size: Vec2, chart: &Fall, lit: Option<usize>) -> Option<usize> {
    let (rect, whole) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&whole, Role::Image, true, &chart.told);
    let theme = Theme::get(ui);
    let plot = Plot::new(ui.painter(), rect, chart);
    let columns: Vec<Response> = (0..chart.bars.len())
        .map(|i| ui.interact(plot.column(i), whole.id.with(i), Sense::click()))
        .collect();
    let painter = ui.painter();
    for (i, column) in columns.iter().enumerate() {
        let ground = if lit == Some(i) {
            theme.selected
        } else if column.hovered() {
            theme.hover
        } else {
            continue;
        };
        painter.rect_filled(plot.column(i), CornerRadius::same(4), ground);
    }
    plot.axes(painter, theme, chart);
    for (i, bar) in chart.bars.iter().enumerate() {
        plot.bar(painter, theme, i, bar);
    }
    for (i, pair) in chart.bars.windows(2).enumerate() {
        if let [left, _] = pair {
            plot.connector(painter, theme, i, left.to);
        }
    }
    let mut pressed = None;
    for ((i, column), bar) in columns.into_iter().enumerate().zip(&chart.bars) {
        paint::named(&column, Role::Button, true, &bar.told);
        if column.has_focus() {
            paint::focus_inside(ui, plot.column(i));
        }
        if column.clicked() {
            pressed = Some(i);
        }
        column.on_hover_text(bar.told.as_str());
    }
    pressed
}

/// Draws what a colour means, for the header of a card.
pub fn key(ui: &mut Ui, kind: FallKind, label: &str) -> Response {
    let theme = Theme::get(ui);
    let wide = 15.0 + text::width(ui, text::LABEL12, label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 18.0), Sense::hover());
    paint::named(&response, Role::Label, true, label);
    let y = rect.center().y;
    let square = Rect::from_center_size(pos2(rect.left() + 5.0, y), vec2(10.0, 10.0));
    ui.painter().rect_filled(square, CornerRadius::same(2), kind.fill(theme));
    let at = pos2(rect.left() + 15.0, y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, label);
    response
}

/// The room of the bars.
struct Plot {
    /// Between the axis and the highest number.
    room: Rect,
    /// The whole chart.
    rect: Rect,
    /// How wide the place of one bar is.
    slot: f32,
    /// The height of a second line of the names; zero where they all stand in one.
    second: f32,
}

impl Plot {
    fn new(painter: &Painter, rect: Rect, chart: &Fall) -> Self {
        let wide = |label: &String| text::size(painter, text::LABEL12, label).x.ceil();
        let left = chart.y_axis.iter().map(|(_, label)| wide(label)).fold(0.0, f32::max) + 8.0;
        let min = pos2((rect.left() + left).round(), rect.top() + ABOVE);
        let right = rect.right().max(min.x + 40.0).round();
        let slot = (right - min.x) / chart.bars.len().max(1) as f32;
        let two = chart.bars.iter().any(|bar| in_two(painter, bar, slot - 2.0));
        let second = if two { SECOND } else { 0.0 };
        let bottom = (rect.bottom() - BELOW - second).max(min.y + 20.0).round();
        let room = Rect::from_min_max(min, pos2(right, bottom));
        Self { room, rect, slot, second }
    }

    fn y(&self, part: f32) -> f32 {
        self.room.bottom() - self.room.height() * part.clamp(0.0, 1.0)
    }

    /// The place of a bar with its words, from top to bottom.
    fn column(&self, i: usize) -> Rect {
        let left = (self.room.left() + self.slot * i as f32).round();
        let right = (self.room.left() + self.slot * (i as f32 + 1.0)).round();
        Rect::from_min_max(pos2(left, self.rect.top()), pos2(right, self.rect.bottom()))
    }

    /// The left and right edge of a bar.
    fn edges(&self, painter: &Painter, i: usize) -> (f32, f32) {
        let column = self.column(i);
        let half = (column.width() * 0.31).clamp(2.0, WIDEST / 2.0);
        let middle = column.center().x;
        (paint::snap(painter, middle - half), paint::snap(painter, middle + half))
    }

    fn axes(&self, painter: &Painter, theme: &Theme, chart: &Fall) {
        for (part, label) in &chart.y_axis {
            let y = self.y(*part);
            paint::hline(painter, self.room.left(), self.room.right(), y, theme.grid);
            let at = pos2(self.room.left() - 8.0, y);
            text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, label);
        }
        let y = self.y(chart.zero);
        paint::hline(painter, self.room.left(), self.room.right(), y, theme.border2);
    }

    fn bar(&self, painter: &Painter, theme: &Theme, i: usize, bar: &FallBar) {
        let (left, right) = self.edges(painter, i);
        let (one, two) = (self.y(bar.from), self.y(bar.to));
        let top = paint::snap(painter, one.min(two));
        // Nothing is drawn as a line of its own, so that its place is seen.
        let bottom = paint::snap(painter, one.max(two)).max(top + 1.0);
        let place = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        painter.rect_filled(place, CornerRadius::same(2), bar.kind.fill(theme));

        let column = self.column(i);
        let kind = text::NAME13;
        // Below what was taken away, unless that would run into the words under the axis.
        let below = matches!(bar.kind, FallKind::Out | FallKind::Done)
            && bottom + kind.line <= self.room.bottom();
        let y = if below { bottom + kind.line / 2.0 + 1.0 } else { top - kind.line / 2.0 - 1.0 };
        let line = |y: f32, kind: Type| {
            let size = vec2(column.width() - 2.0, kind.line);
            Rect::from_center_size(pos2(column.center().x, y), size)
        };
        let color = bar.kind.text(theme);
        fit(painter, line(y, kind), kind, color, &bar.value);
        let name = name_kind(bar.kind);
        let color = if bar.kind == FallKind::Total { theme.t1 } else { theme.t2 };
        let under = self.room.bottom();
        let place = line(under + 14.0, name);
        if self.second > 0.0 && in_two(painter, bar, place.width()) {
            let place = place.with_max_y(place.bottom() + name.line);
            text::paint_lines(painter, place, 2, name, color, &bar.name);
        } else {
            fit(painter, place, name, color, &bar.name);
        }
        let y = under + 31.0 + self.second;
        fit(painter, line(y, text::LABEL12), text::LABEL12, theme.t3, &bar.note);
    }

    /// The dashed line from the end of a bar to the next.
    fn connector(&self, painter: &Painter, theme: &Theme, i: usize, level: f32) {
        let from = self.edges(painter, i).1;
        let to = self.edges(painter, i + 1).0;
        let y = painter.round_to_pixel_center(self.y(level));
        let path = [pos2(from, y), pos2(to, y)];
        painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, theme.t3), 3.0, 2.0));
    }
}

/// The type of a name: a total stands out.
const fn name_kind(kind: FallKind) -> Type {
    match kind {
        FallKind::Total => text::LABEL12M,
        _ => text::LABEL12,
    }
}

/// Whether a name needs two lines, and has two words for them.
fn in_two(painter: &Painter, bar: &FallBar, room: f32) -> bool {
    bar.name.contains(' ') && text::size(painter, name_kind(bar.kind), &bar.name).x > room
}

/// Paints words in the middle of a place, cut where they are too long.
fn fit(painter: &Painter, place: Rect, kind: Type, color: Color32, words: &str) {
    text::paint_fit(painter, place, Align::Center, kind, color, words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn chart() -> Fall {
        let bar = |name: &str, from, to, kind| FallBar {
            name: name.to_owned(),
            told: format!("{name} 1个"),
            from,
            to,
            kind,
            ..FallBar::default()
        };
        Fall {
            told: "在手商机".to_owned(),
            y_axis: vec![(0.0, "0".to_owned()), (1.0, "1,000".to_owned())],
            zero: 0.0,
            bars: vec![
                bar("期初", 0.0, 0.5, FallKind::Total),
                bar("新增", 0.5, 0.9, FallKind::In),
                bar("赢单", 0.9, 0.2, FallKind::Done),
                bar("期末", 0.0, 0.2, FallKind::Total),
            ],
        }
    }

    #[test]
    fn each_bar_is_a_button_that_says_what_it_is() {
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            |ui, pressed: &mut Option<usize>| {
                let found = fall(ui, vec2(600.0, 240.0), &chart(), *pressed);
                *pressed = found.or(*pressed);
            },
            None,
        );
        harness.run();
        harness.get_by_role_and_label(Role::Image, "在手商机");
        harness.get_by_role_and_label(Role::Button, "赢单 1个").click();
        harness.run();
        assert_eq!(*harness.state(), Some(2));
        // They stand beside each other and fill the width.
        let place = |name: &str| harness.get_by_role_and_label(Role::Button, name).rect();
        assert_eq!(place("期初 1个").right(), place("新增 1个").left());
        assert!(place("期末 1个").right() <= 600.0 + place("期初 1个").left());
    }
}
