//! The data table: sticky header, rows of one height, keyboard, sorting on request.
//!
//! # Why an own scroll position
//! A million rows of 36 points are 36 million points, where an `f32` cannot tell single points
//! apart any more. The position is therefore an `f64` in [`TableState`], only the rows in view
//! exist, and each is placed by its distance from the top of the view, which is small.
//!
//! The table never sorts or filters: it says what was asked and draws row numbers through the
//! caller's closure.

mod body;
mod header;

use std::ops::Range;

use egui::{Align, Align2, Color32, Id, Rect, Role, ScrollArea, Sense, Ui, pos2, vec2};

use body::draw_total;

use crate::ui::paint;
use crate::ui::text::{self, Type};

const HEADER: f32 = 32.0;
/// The heading where a column has two lines.
const TALL_HEADER: f32 = 40.0;
/// Padding of the first and last cell at the outside, and between two cells.
const EDGE: f32 = 16.0;
const INNER: f32 = 8.0;
const BAR: f32 = 6.0;

/// A column: its heading, width and alignment.
#[derive(Debug, Clone)]
pub struct Column {
    name: String,
    below: String,
    hint: String,
    width: f32,
    flex: f32,
    align: Align,
    sortable: bool,
    pressable: bool,
    lit: bool,
}

impl Column {
    /// Starts a flexible column that is at least 80 wide.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            below: String::new(),
            hint: String::new(),
            width: 80.0,
            flex: 1.0,
            align: Align::Min,
            sortable: false,
            pressable: false,
            lit: false,
        }
    }

    /// Gives it a fixed width, padding included.
    #[must_use]
    pub fn fixed(mut self, width: f32) -> Self {
        self.width = width;
        self.flex = 0.0;
        self
    }

    /// Gives it a share of the width that is left, and a least width.
    #[must_use]
    pub fn flex(mut self, share: f32, least: f32) -> Self {
        self.flex = share;
        self.width = least;
        self
    }

    /// Aligns it right, for numbers.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Max;
        self
    }

    /// Centres it, for marks.
    #[must_use]
    pub fn center(mut self) -> Self {
        self.align = Align::Center;
        self
    }

    /// Lets a click on the heading ask for sorting.
    #[must_use]
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Sets a second line of the heading.
    #[must_use]
    pub fn below(mut self, line: impl Into<String>) -> Self {
        self.below = line.into();
        self
    }

    /// Lets a click on the heading ask for what it names.
    #[must_use]
    pub fn pressable(mut self) -> Self {
        self.pressable = true;
        self
    }

    /// Marks the column that is shown, of several that could be.
    #[must_use]
    pub fn lit(mut self, lit: bool) -> Self {
        self.lit = lit;
        self
    }

    /// Explains the heading on hover.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// By what the rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Number of the column.
    pub column: usize,
    /// Largest first.
    pub descending: bool,
}

/// What a table remembers: the row that is selected and how far it is scrolled.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableState {
    /// The selected row; the keyboard moves it.
    pub selected: Option<usize>,
    /// Distance from the top in points; `f64` because of long tables.
    scroll: f64,
    /// A row to bring into view in the next frame.
    reveal: Option<usize>,
}

impl TableState {
    /// Brings a row into view.
    pub fn scroll_to(&mut self, row: usize) {
        self.reveal = Some(row);
    }

    /// Selects a row and brings it into view.
    pub fn select(&mut self, row: usize) {
        self.selected = Some(row);
        self.reveal = Some(row);
    }
}

/// What the person did with a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableOutput {
    /// Asked for this order.
    pub sort: Option<Sort>,
    /// Pressed the heading of this column, which names something.
    pub pressed: Option<usize>,
    /// Opened this row: Enter or double click.
    pub opened: Option<usize>,
    /// Clicked this row, which is now selected.
    pub clicked: Option<usize>,
    /// Pressed Space on this row.
    pub toggled: Option<usize>,
    /// The rows that were drawn.
    pub visible: Range<usize>,
}

type CellFn<'a> = &'a mut dyn FnMut(&mut Ui, usize);

/// A table to be drawn with [`Table::show`].
pub struct Table<'a> {
    id: Id,
    name: &'a str,
    columns: &'a [Column],
    rows: usize,
    row_height: f32,
    sort: Option<Sort>,
    height: Option<f32>,
    fill_height: bool,
    main: bool,
    header: bool,
    lines: bool,
    row_name: Option<&'a dyn Fn(usize) -> String>,
    row_fill: Option<&'a dyn Fn(usize) -> Option<Color32>>,
    total: Option<CellFn<'a>>,
    action: Option<CellFn<'a>>,
}

impl<'a> Table<'a> {
    /// Starts a table; the name is for screen readers and must be unique on the page.
    pub fn new(name: &'a str, columns: &'a [Column], rows: usize) -> Self {
        Self {
            id: Id::unique(("table", name)),
            name,
            columns,
            rows,
            row_height: 36.0,
            sort: None,
            height: None,
            fill_height: false,
            main: false,
            header: true,
            lines: true,
            row_name: None,
            row_fill: None,
            total: None,
            action: None,
        }
    }

    /// Sets the height of a row; 36 by default.
    #[must_use]
    pub fn row_height(mut self, height: f32) -> Self {
        self.row_height = height;
        self
    }

    /// Says how the rows are sorted now.
    #[must_use]
    pub fn sort(mut self, sort: Option<Sort>) -> Self {
        self.sort = sort;
        self
    }

    /// Limits the height of the whole table.
    #[must_use]
    pub fn height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// Takes all the height there is, also when there are few rows.
    #[must_use]
    pub fn fill_height(mut self) -> Self {
        self.fill_height = true;
        self
    }

    /// Marks the main table of a page: J, K and the arrows move in it while nothing has focus.
    #[must_use]
    pub fn main(mut self) -> Self {
        self.main = true;
        self
    }

    /// Leaves the header out.
    #[must_use]
    pub fn without_header(mut self) -> Self {
        self.header = false;
        self
    }

    /// Leaves the lines between the rows out, where rows are low and hold little.
    #[must_use]
    pub fn without_lines(mut self) -> Self {
        self.lines = false;
        self
    }

    /// Names the rows for screen readers and tests.
    #[must_use]
    pub fn row_name(mut self, name: &'a dyn Fn(usize) -> String) -> Self {
        self.row_name = Some(name);
        self
    }

    /// Tints rows.
    #[must_use]
    pub fn row_fill(mut self, fill: &'a dyn Fn(usize) -> Option<Color32>) -> Self {
        self.row_fill = Some(fill);
        self
    }

    /// Adds a total row, drawn through the closure with the number of the column.
    #[must_use]
    pub fn total(mut self, cell: CellFn<'a>) -> Self {
        self.total = Some(cell);
        self
    }

    /// Adds an action at the right of the hovered or selected row, drawn from right to left.
    #[must_use]
    pub fn action(mut self, action: CellFn<'a>) -> Self {
        self.action = Some(action);
        self
    }

    /// Draws the table; `cell` gets row and column.
    pub fn show(
        mut self,
        ui: &mut Ui,
        state: &mut TableState,
        mut cell: impl FnMut(&mut Ui, usize, usize),
    ) -> TableOutput {
        let least: f32 = self.columns.iter().map(|column| column.width).sum();
        let available = ui.available_width();
        if least <= available {
            return self.draw(ui, state, available, &mut cell);
        }
        let area = ScrollArea::horizontal().id_salt(self.id);
        area.show(ui, |ui| self.draw(ui, state, least, &mut cell)).inner
    }

    fn draw(
        &mut self,
        ui: &mut Ui,
        state: &mut TableState,
        width: f32,
        cell: &mut dyn FnMut(&mut Ui, usize, usize),
    ) -> TableOutput {
        let mut output = TableOutput::default();
        let tall = self.columns.iter().any(|column| !column.below.is_empty());
        let header = match (self.header, tall) {
            (false, _) => 0.0,
            (true, false) => HEADER,
            (true, true) => TALL_HEADER,
        };
        let total = if self.total.is_some() { self.row_height } else { 0.0 };
        let content = self.rows as f64 * f64::from(self.row_height);
        let height = self.outer_height(ui, header + total, content);
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let edges = self.edges(rect);
        let body = Rect::from_min_max(
            pos2(rect.left(), rect.top() + header),
            pos2(rect.right(), rect.bottom() - total),
        );
        let head = rect.with_max_y(body.top());
        if self.header {
            self.draw_header(ui, head, &edges, &mut output);
        }
        self.draw_body(ui, state, body, content, &edges, cell, &mut output);
        if let Some(total) = self.total.as_mut() {
            draw_total(ui, rect.with_min_y(body.bottom()), self.columns, &edges, total);
        }
        output
    }

    fn outer_height(&self, ui: &Ui, fixed: f32, content: f64) -> f32 {
        let room = ui.available_height();
        let natural = fixed + (content.min(100_000.0) as f32);
        // Inside a scrolling page there is no end to the room; a screenful is enough then.
        let limit = self.height.unwrap_or(if room.is_finite() && room < 4000.0 {
            room.max(fixed + 3.0 * self.row_height)
        } else {
            fixed + 20.0 * self.row_height
        });
        if self.fill_height { limit } else { natural.min(limit) }
    }

    /// Returns the left and right edge of every column.
    fn edges(&self, rect: Rect) -> Vec<(f32, f32)> {
        let least: f32 = self.columns.iter().map(|column| column.width).sum();
        let shares: f32 = self.columns.iter().map(|column| column.flex).sum();
        let spare = (rect.width() - least).max(0.0);
        let mut x = rect.left();
        let mut edges = Vec::with_capacity(self.columns.len());
        for column in self.columns {
            let part = if shares > 0.0 { spare * column.flex / shares } else { 0.0 };
            let right = x + column.width + part;
            edges.push((x.round(), right.round()));
            x = right;
        }
        edges
    }
}

/// Draws a text in a cell: cut when too long, aligned like the column.
pub fn cell_text(ui: &mut Ui, kind: Type, color: Color32, label: &str) {
    let rect = ui.available_rect_before_wrap();
    let align = match ui.layout().main_dir() {
        egui::Direction::RightToLeft => Align::Max,
        egui::Direction::TopDown | egui::Direction::BottomUp => Align::Center,
        egui::Direction::LeftToRight => Align::Min,
    };
    let cut = text::paint_fit(ui.painter(), rect, align, kind, color, label);
    let response = ui.interact(rect, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    paint::named(&response, Role::Cell, true, label);
    if cut {
        response.on_hover_text(label);
    }
}

/// Draws a text in two lines at most, in the middle of its cell; one that needs more shows on hover.
pub fn cell_lines(ui: &mut Ui, kind: Type, color: Color32, label: &str) {
    let rect = ui.available_rect_before_wrap();
    let galley = text::few_lines(ui, kind, color, label, rect.width(), 2);
    let cut = galley.elided;
    let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(place.min, galley, color);
    let response = ui.interact(rect, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    paint::named(&response, Role::Cell, true, label);
    if cut {
        response.on_hover_text(label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use crate::ui::tokens::Theme;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    struct Case {
        rows: usize,
        state: TableState,
        output: TableOutput,
        drawn: usize,
        sort: Option<Sort>,
    }

    fn harness(rows: usize) -> Harness<'static, Case> {
        let columns =
            [Column::new("客户"), Column::new("金额 万元").fixed(120.0).right().sortable()];
        let case = Case {
            rows,
            state: TableState::default(),
            output: TableOutput::default(),
            drawn: 0,
            sort: None,
        };
        let mut harness =
            Harness::builder().with_context_setup(dress).with_max_steps(20).build_ui_state(
                move |ui, case: &mut Case| {
                    case.drawn = 0;
                    let color = Theme::get(ui).t1;
                    let name = |row: usize| format!("客户{row}");
                    let table =
                        Table::new("商机", &columns, case.rows).row_name(&name).sort(case.sort);
                    let output = table.show(ui, &mut case.state, |ui, row, column| {
                        case.drawn += 1;
                        let label = if column == 0 { name(row) } else { format!("{row}.0") };
                        cell_text(ui, text::BODY13, color, &label);
                    });
                    case.sort = output.sort.or(case.sort);
                    if output.opened.is_some() || output.toggled.is_some() {
                        case.output = output;
                    }
                },
                case,
            );
        harness.run();
        harness
    }

    #[test]
    fn a_million_rows_lay_out_less_than_a_hundred() {
        let mut harness = harness(1_000_000);
        assert!(harness.state().drawn < 200, "two columns");
        assert!(harness.get_all_by_role(Role::Row).count() < 100);
        harness.get_by_role_and_label(Role::Grid, "商机").focus();
        harness.run();
        harness.key_press(Key::End);
        harness.run();
        assert_eq!(harness.state().state.selected, Some(999_999));
        let last = harness.get_by_role_and_label(Role::Row, "客户999999").rect();
        let body = harness.get_by_role_and_label(Role::Grid, "商机").rect();
        assert_eq!(last.bottom(), body.bottom(), "the last row ends with the table");
        let before = harness.get_by_role_and_label(Role::Row, "客户999998").rect();
        assert_eq!(before.bottom(), last.top(), "rows stay 36 apart far down");
        assert!(harness.state().drawn < 200);
    }

    #[test]
    fn keys_move_open_and_mark() {
        let mut harness = harness(50);
        harness.get_by_role_and_label(Role::Row, "客户3").click();
        harness.run();
        assert_eq!(harness.state().state.selected, Some(3));
        for (key, row) in [
            (Key::J, 4),
            (Key::ArrowDown, 5),
            (Key::K, 4),
            (Key::ArrowUp, 3),
            (Key::Home, 0),
            (Key::End, 49),
            (Key::PageUp, 49 - 15),
        ] {
            harness.key_press(key);
            harness.run();
            assert_eq!(harness.state().state.selected, Some(row), "{key:?}");
        }
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().output.opened, Some(34));
        harness.key_press(Key::Space);
        harness.run();
        assert_eq!(harness.state().output.toggled, Some(34));
    }

    #[test]
    fn a_heading_of_two_lines_is_pressed_by_both_and_stands_in_the_row() {
        let columns = [
            Column::new("成员"),
            Column::new("W45").below("11-09").fixed(43.0).center().pressable(),
            Column::new("W46").below("11-16").fixed(43.0).center().pressable().lit(true),
        ];
        let mut harness =
            Harness::builder().with_context_setup(dress).with_max_steps(20).build_ui_state(
                move |ui, pressed: &mut Option<usize>| {
                    let mut state = TableState::default();
                    let table = Table::new("周报提交", &columns, 2);
                    let output = table.show(ui, &mut state, |_, _, _| {});
                    *pressed = output.pressed.or(*pressed);
                },
                None,
            );
        harness.run();
        harness.get_by_role_and_label(Role::ColumnHeader, "W45 11-09").click();
        harness.run();
        assert_eq!(*harness.state(), Some(1));
        let head = harness.get_by_role_and_label(Role::ColumnHeader, "W46 11-16").rect();
        let body = harness.get_by_role_and_label(Role::Grid, "周报提交").rect();
        assert_eq!(head.bottom(), body.top(), "nothing of the first row is hidden");
        assert_eq!(head.height(), TALL_HEADER);
    }

    #[test]
    fn a_heading_asks_for_sorting_and_then_for_the_other_way() {
        let mut harness = harness(5);
        for descending in [true, false, true] {
            harness.get_by_role_and_label(Role::ColumnHeader, "金额 万元").click();
            harness.run();
            assert_eq!(harness.state().sort, Some(Sort { column: 1, descending }));
        }
    }
}
