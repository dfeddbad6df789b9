//! A matrix: rows in groups, a column for each thing, a mark where they meet, and sums below.
//!
//! Only the lines and the columns in view are laid out, so a thousand rows of forty columns cost what a
//! screenful costs. The first column, the last one, the heading and the sums stand still; what lies
//! between scrolls both ways. It is one stop for Tab: the arrows move inside it, up into the headings
//! and left onto the names, and Enter opens what they stand on.

mod body;
mod paint_mark;

use egui::{Id, Rect, Sense, Ui, Vec2, pos2, vec2};

use crate::ui::tokens::Tone;

pub use paint_mark::key_mark;

/// A row, and the heading of a group.
const ROW: f32 = 42.0;
const GROUP: f32 = 26.0;
/// The headings, with room for two lines, and the sums.
const HEAD: f32 = 42.0;
const FOOT: f32 = 50.0;

/// A column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heading {
    /// Its name.
    pub name: String,
    /// Its sum.
    pub sum: String,
    /// The sum as a part of 1.
    pub share: f32,
    /// How the sum is to be taken.
    pub tone: Tone,
    /// The sum with what it says, for screen readers.
    pub told: String,
    /// Whether the name stands out.
    pub marked: bool,
}

/// What stands in the corners: above and below the first and the last column.
#[derive(Debug, Clone, Copy, Default)]
pub struct Corners<'a> {
    /// The heading of the names.
    pub names: &'a str,
    /// The heading of the last column.
    pub values: &'a str,
    /// What the sums are, and a word below it.
    pub sums: (&'a str, &'a str),
    /// The sum of the last column, and a word below it.
    pub whole: (&'a str, &'a str),
}

/// What a cell is coloured by. Its text says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// The heading of a group.
    Heading,
    /// Nothing is asked.
    Plain,
    /// It is asked for and not known.
    Unknown,
    /// More than is asked.
    Above,
    /// As is asked.
    Met,
    /// A little less.
    Below,
    /// Much less.
    FarBelow,
    /// A level of 0 to 4, without a verdict.
    Level(u8),
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The text.
    pub text: &'a str,
    /// By how much it is below what is asked; empty where it is not.
    pub behind: &'a str,
    /// Its colour.
    pub shade: Shade,
}

/// What stands at both ends of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends<'a> {
    /// The name.
    pub name: &'a str,
    /// The initial of a person; empty of a group.
    pub initial: &'a str,
    /// The value in the last column.
    pub value: &'a str,
    /// The value as a part of 1, for the bar; none without one.
    pub share: Option<f32>,
    /// How the value is to be taken.
    pub tone: Tone,
}

/// Where the texts of a matrix are kept; they are asked for as far as they are in view.
pub trait Content {
    /// What stands at both ends of a line.
    fn ends(&self, line: usize) -> Ends<'_>;
    /// What stands in a cell.
    fn mark(&self, line: usize, column: usize) -> Mark<'_>;
    /// The cell in words, for screen readers and on hover.
    fn told(&self, line: usize, column: usize) -> String;
}

/// The lines of a matrix: rows, and the headings of groups between them. Made once for all frames.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    /// Where each begins, and where the last ends.
    tops: Vec<f32>,
    groups: Vec<bool>,
}

impl Lines {
    /// Of each line, whether it is the heading of a group.
    pub fn new(groups: impl IntoIterator<Item = bool>) -> Self {
        let groups: Vec<bool> = groups.into_iter().collect();
        let mut tops = Vec::with_capacity(groups.len() + 1);
        let mut top = 0.0;
        tops.push(top);
        for group in &groups {
            top += if *group { GROUP } else { ROW };
            tops.push(top);
        }
        Self { tops, groups }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The height of all of them.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// Whether a line is the heading of a group.
    fn is_group(&self, line: usize) -> bool {
        self.groups.get(line).copied().unwrap_or(false)
    }

    /// From where to where a line goes.
    fn span(&self, line: usize) -> (f32, f32) {
        let at = |line: usize| self.tops.get(line).copied().unwrap_or_default();
        (at(line), at(line + 1))
    }

    /// The line at a distance from the top.
    fn at(&self, y: f32) -> usize {
        self.tops.partition_point(|top| *top <= y).saturating_sub(1)
    }

    /// The next row from a line on, in the direction of the step; `None` where there is none.
    fn next_row(&self, from: usize, down: bool) -> Option<usize> {
        if down {
            (from + 1..self.len()).find(|line| !self.is_group(*line))
        } else {
            (0..from).rev().find(|line| !self.is_group(*line))
        }
    }

    /// The row at a line, or the next one near it.
    fn row_near(&self, line: usize) -> Option<usize> {
        let line = line.min(self.len().saturating_sub(1));
        if !self.is_empty() && !self.is_group(line) {
            return Some(line);
        }
        self.next_row(line, true).or_else(|| self.next_row(line, false))
    }
}

/// Where the keyboard stands: a line or the headings, a column or the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The line; `None` in the headings.
    pub line: Option<usize>,
    /// The column; `None` on the names.
    pub column: Option<usize>,
}

/// What a matrix remembers: where the keyboard stands and how far it is scrolled.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MatrixState {
    /// Where the keyboard stands.
    pub at: Option<Spot>,
    scroll: Vec2,
    reveal: bool,
}

impl MatrixState {
    /// Moves the keyboard and brings the place into view.
    pub fn go(&mut self, line: Option<usize>, column: Option<usize>) {
        self.at = Some(Spot { line, column });
        self.reveal = true;
    }
}

/// What the person did with a matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MatrixOutput {
    /// Opened this cell, by line and column.
    pub cell: Option<(usize, usize)>,
    /// Opened this line.
    pub line: Option<usize>,
    /// Opened this column.
    pub column: Option<usize>,
    /// How many cells were laid out.
    pub drawn: usize,
}

/// A matrix to be drawn with [`Matrix::show`].
pub struct Matrix<'a> {
    id: Id,
    name: &'a str,
    columns: &'a [Heading],
    lines: &'a Lines,
    corners: Corners<'a>,
    height: f32,
    ends: (f32, f32),
    least: f32,
}

/// The widest a column gets.
const MOST: f32 = 76.0;

/// The places of the parts.
#[derive(Debug, Clone, Copy)]
struct Frame {
    head: Rect,
    body: Rect,
    foot: Rect,
    /// Between which the columns scroll.
    left: f32,
    right: f32,
    /// The width of a column, and of all of them.
    wide: f32,
    all: f32,
}

impl Frame {
    /// A part between the two columns that stand still.
    fn middle(&self, part: Rect) -> Rect {
        part.with_min_x(self.left).with_max_x(self.right)
    }
}

impl<'a> Matrix<'a> {
    /// Starts a matrix; the name is for screen readers and must be unique on the page.
    pub fn new(name: &'a str, columns: &'a [Heading], lines: &'a Lines) -> Self {
        Self {
            id: Id::unique(("matrix", name)),
            name,
            columns,
            lines,
            corners: Corners::default(),
            height: 400.0,
            ends: (116.0, 112.0),
            least: 58.0,
        }
    }

    /// Sets what stands in the corners.
    #[must_use]
    pub fn corners(mut self, corners: Corners<'a>) -> Self {
        self.corners = corners;
        self
    }

    /// Sets the height of everything.
    #[must_use]
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Sets the widths of the first and the last column.
    #[must_use]
    pub fn ends(mut self, first: f32, last: f32) -> Self {
        self.ends = (first, last);
        self
    }

    /// Sets the least width of a column.
    #[must_use]
    pub fn least(mut self, least: f32) -> Self {
        self.least = least;
        self
    }

    /// Draws the matrix.
    pub fn show(self, ui: &mut Ui, state: &mut MatrixState, content: &dyn Content) -> MatrixOutput {
        let size = vec2(ui.available_width(), self.height.max(HEAD + FOOT + ROW));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let frame = self.frame(rect);
        let mut output = MatrixOutput::default();
        self.draw(ui, state, &frame, content, &mut output);
        output
    }

    fn frame(&self, rect: Rect) -> Frame {
        let (top, bottom) = (rect.top() + HEAD, rect.bottom() - FOOT);
        let left = (rect.left() + self.ends.0).round();
        let right = (rect.right() - self.ends.1).max(left + 1.0).round();
        let n = self.columns.len().max(1) as f32;
        let wide = ((right - left) / n).floor().clamp(self.least, MOST.max(self.least));
        Frame {
            head: rect.with_max_y(top),
            body: Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), bottom)),
            foot: rect.with_min_y(bottom),
            left,
            right,
            wide,
            all: wide * self.columns.len() as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Role};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::ui::dress;

    /// Groups of ten rows.
    struct Made {
        names: Vec<String>,
    }

    impl Content for Made {
        fn ends(&self, line: usize) -> Ends<'_> {
            let name = self.names.get(line).map_or("", String::as_str);
            let tone = Tone::Accent;
            Ends { name, initial: "张", value: "80%", share: Some(0.8), tone }
        }

        fn mark(&self, line: usize, _column: usize) -> Mark<'_> {
            let shade = if line.is_multiple_of(11) { Shade::Heading } else { Shade::Below };
            Mark { text: "2", behind: "1", shade }
        }

        fn told(&self, line: usize, column: usize) -> String {
            format!("{line} {column}")
        }
    }

    #[derive(Default)]
    struct Case {
        state: MatrixState,
        cell: Option<(usize, usize)>,
        line: Option<usize>,
        column: Option<usize>,
        drawn: usize,
    }

    fn harness(people: usize, skills: usize) -> Harness<'static, Case> {
        let n = people + people.div_ceil(10);
        let lines = Lines::new((0..n).map(|line| line.is_multiple_of(11)));
        let made = Made { names: (0..n).map(|line| format!("成员{line}")).collect() };
        let heading = |n: usize| Heading {
            name: format!("技能{n}"),
            told: format!("低于 {n}"),
            ..Heading::default()
        };
        let columns: Vec<Heading> = (0..skills).map(heading).collect();
        let mut harness =
            Harness::builder().with_context_setup(dress).with_max_steps(20).build_ui_state(
                move |ui, case: &mut Case| {
                    let matrix = Matrix::new("技能矩阵", &columns, &lines).height(420.0);
                    let output = matrix.show(ui, &mut case.state, &made);
                    case.cell = output.cell.or(case.cell);
                    case.line = output.line.or(case.line);
                    case.column = output.column.or(case.column);
                    case.drawn = output.drawn;
                },
                Case::default(),
            );
        harness.run();
        harness
    }

    #[test]
    fn a_thousand_rows_of_forty_columns_lay_out_a_screenful() {
        let mut harness = harness(1_000, 40);
        assert!(harness.state().drawn < 200, "{}", harness.state().drawn);
        let grid = harness.get_by_role_and_label(Role::Grid, "技能矩阵");
        grid.focus();
        harness.run();
        harness.key_press(Key::End);
        harness.run();
        harness.key_press(Key::PageDown);
        harness.run();
        let at = harness.state().state.at.unwrap();
        assert_eq!(at.column, Some(39));
        assert!(at.line.is_some_and(|line| line > 5), "{at:?}");
        assert!(harness.state().drawn < 200);
        let (line, column) = (at.line.unwrap(), at.column.unwrap());
        harness.get_by_role_and_label(Role::Cell, &format!("{line} {column}"));
    }

    #[test]
    fn the_arrows_skip_groups_and_go_up_to_the_headings_and_left_to_the_names() {
        let mut harness = harness(30, 5);
        harness.get_by_role_and_label(Role::Grid, "技能矩阵").focus();
        harness.run();
        let at = |harness: &Harness<'_, Case>| {
            harness.state().state.at.map(|spot| (spot.line, spot.column))
        };
        assert_eq!(at(&harness), Some((Some(1), Some(0))), "the first row");
        for (key, place) in [
            (Key::ArrowRight, (Some(1), Some(1))),
            (Key::ArrowDown, (Some(2), Some(1))),
            (Key::End, (Some(2), Some(4))),
            (Key::Home, (Some(2), Some(0))),
            (Key::ArrowLeft, (Some(2), None)),
            (Key::ArrowUp, (Some(1), None)),
            (Key::ArrowUp, (Some(1), None)),
            (Key::ArrowRight, (Some(1), Some(0))),
            (Key::ArrowUp, (None, Some(0))),
            (Key::ArrowLeft, (None, Some(0))),
            (Key::ArrowDown, (Some(1), Some(0))),
        ] {
            harness.key_press(key);
            harness.run();
            assert_eq!(at(&harness), Some(place), "{key:?}");
        }
        for _ in 0..10 {
            harness.key_press(Key::ArrowDown);
            harness.run();
        }
        assert_eq!(at(&harness), Some((Some(12), Some(0))), "11 is the heading of a group");
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().cell, Some((12, 0)));
    }

    #[test]
    fn names_headings_and_cells_are_pressed() {
        let mut harness = harness(12, 3);
        harness.get_by_role_and_label(Role::RowHeader, "成员2").click();
        harness.run();
        harness.get_by_role_and_label(Role::ColumnHeader, "技能1").click();
        harness.run();
        harness.get_by_role_and_label(Role::Cell, "3 2").click();
        harness.run();
        let case = harness.state();
        assert_eq!((case.line, case.column, case.cell), (Some(2), Some(1), Some((3, 2))));
    }

    #[test]
    fn lines_are_found_by_their_distance() {
        let lines = Lines::new([true, false, false, true, false]);
        assert_eq!(lines.height(), 2.0 * GROUP + 3.0 * ROW);
        for (y, line) in [(0.0, 0), (GROUP - 1.0, 0), (GROUP, 1), (GROUP + ROW, 2), (9e9, 5)] {
            assert_eq!(lines.at(y), line, "{y}");
        }
        assert_eq!((lines.row_near(0), lines.row_near(9)), (Some(1), Some(4)));
        assert_eq!(Lines::new([true]).row_near(0), None);
        assert_eq!(Lines::default().row_near(0), None);
    }
}
