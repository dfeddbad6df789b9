//! The rows of a sheet as they stand: which are data, which cells were corrected, which are at
//! fault.

use std::collections::BTreeMap;

use egui::{Align, Layout, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::lines;
use super::marks::Marks;
use super::needs::reasons;
use super::queue::can_turn;
use crate::command::import::{Problem, SheetResult};
use crate::i18n::Tr;
use crate::sheets::mapping::{Mapping, Role};
use crate::sheets::read::{Cell, Grid, Row};
use crate::sheets::{intake, layout};
use crate::ui::button::{Button, button};
use crate::ui::icons;
use crate::ui::table::{Column, Table, TableState};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The height of a row.
pub(super) const ROW: f32 = 28.0;

/// What a preview said of the sheet on the screen.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) sheet: &'a SheetResult,
    pub(super) marks: &'a Marks,
}

/// What the rows of a sheet are drawn from.
pub(super) struct RowsView<'a> {
    pub(super) grid: &'a Grid,
    pub(super) mapping: Option<&'a Mapping>,
    pub(super) said: Option<Said<'a>>,
    /// Rows that a person said to be data, or none.
    pub(super) by_hand: &'a BTreeMap<u32, Option<Role>>,
    pub(super) tr: &'a Tr,
}

/// Why a row is not taken in, for its label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Out {
    /// It has a role.
    Role(Role),
    /// It says nothing.
    Blank,
    /// It belongs to another table of the sheet.
    Elsewhere,
}

impl RowsView<'_> {
    /// Draws the rows in view; returns the number of a row that the person wants to be taken for
    /// data, or no more.
    pub(super) fn draw(
        &self,
        ui: &mut Ui,
        widths: &[f32],
        height: f32,
        state: &mut TableState,
    ) -> Option<u32> {
        let theme = Theme::get(ui);
        let columns: Vec<Column> = widths.iter().map(|w| Column::new("").fixed(*w)).collect();
        let number = |row: usize| self.grid.rows.get(row).map_or(0, |row| row.number);
        let name =
            |row: usize| self.tr.with("reports-row", &[("row", number(row).to_string().into())]);
        let fill = |row: usize| {
            let row = self.grid.rows.get(row)?;
            match self.out(row)? {
                Out::Role(Role::Header) => Some(theme.accent_bg),
                _ => Some(theme.sunken),
            }
        };
        let title = self.tr.text("reports-sheet-preview");
        let table = Table::new(&title, &columns, self.grid.rows.len())
            .without_header()
            .row_height(ROW)
            .height(height)
            .fill_height()
            .row_name(&name)
            .row_fill(&fill);
        let last = columns.len().saturating_sub(1);
        let mut turned = None;
        let selected = state.selected;
        table.show(ui, state, |ui, index, column| {
            let inner = ui.max_rect();
            let left = if column == 0 { 16.0 } else { 8.0 };
            let right = if column == last { 16.0 } else { 8.0 };
            let cell = Rect::from_min_max(
                pos2(inner.left() - left, inner.top()),
                pos2(inner.right() + right, inner.bottom() + 2.0),
            );
            let Some(row) = self.grid.rows.get(index) else { return };
            if ui.is_rect_visible(cell) {
                match column.checked_sub(1) {
                    None => self.gutter(ui, row, cell),
                    Some(at) => self.cell(ui, row, at, cell, inner),
                }
                edge(ui, cell);
            }
            // Last, so that it lies over the cells; at the edge that is in view.
            if column == last {
                self.lone(ui, row, widths, cell);
                let right = ui.clip_rect().right() - 12.0;
                let place = cell.with_max_x(right).with_min_x(ui.clip_rect().left());
                let near = selected == Some(index)
                    || self.by_hand.contains_key(&row.number)
                    || ui.rect_contains_pointer(place);
                if self.tail(ui, row, place, near) {
                    turned = Some(row.number);
                }
            }
        });
        turned
    }

    /// Why a row is not taken in; nothing for data, and while nobody knows what the sheet is.
    fn out(&self, row: &Row) -> Option<Out> {
        let mapping = self.mapping?;
        if !layout::says_something(row) {
            return Some(Out::Blank);
        }
        if row.number > mapping.last_row || row.number < lines::first_row(mapping) {
            return Some(Out::Elsewhere);
        }
        match mapping.roles.get(&row.number) {
            Some(role) => Some(Out::Role(*role)),
            None if row.number < mapping.header_row => Some(Out::Role(Role::Note)),
            None => None,
        }
    }

    /// Draws what becomes of a row that is no data, at its right end; true when it was pressed.
    fn tail(&self, ui: &mut Ui, row: &Row, place: Rect, near: bool) -> bool {
        let out = self.out(row);
        let can = self.mapping.is_some_and(|mapping| can_turn(mapping, row.number));
        let args = [("row", row.number.to_string().into())];
        let (word, name) = match out {
            Some(Out::Role(Role::Header)) => return false,
            Some(Out::Role(role)) => {
                let role = self.tr.text(&format!("role-{}", role.word()));
                let word = self.tr.with("reports-row-ignored", &[("role", role.into())]);
                (word, self.tr.with("reports-row-take", &args))
            }
            Some(Out::Blank) => {
                let role = self.tr.text("reports-row-blank");
                let word = self.tr.with("reports-row-ignored", &[("role", role.into())]);
                return told(ui, place, &word);
            }
            Some(Out::Elsewhere) => {
                return told(ui, place, &self.tr.text("reports-row-elsewhere"));
            }
            // Of a row of data nothing need be said; one that is pointed at, chosen or said to be
            // data can be left out.
            None if can && near => {
                let word = self.tr.text("reports-row-leave-out");
                (word, self.tr.with("reports-row-leave", &args))
            }
            None => return false,
        };
        if !can {
            return told(ui, place, &word);
        }
        let theme = Theme::get(ui);
        let slot = ui.painter().add(egui::Shape::Noop);
        let layout = Layout::right_to_left(Align::Center);
        let builder = UiBuilder::new().id_salt(("tail", row.number)).max_rect(place);
        let mut child = ui.new_child(builder.layout(layout));
        let look = Button::ghost(&word).small().icon(icons::EYE_SLASH).hint(&name);
        let response = button(&mut child, look).accessible_name(name.as_str());
        ui.painter().set(slot, egui::Shape::rect_filled(response.rect, 4.0, theme.sunken));
        response.clicked()
    }

    /// The problems of a row that was not taken. A wide table has several records in a row; those
    /// of one column are those of its record.
    fn rejected(&self, row: &Row, at: Option<usize>) -> Option<&[Problem]> {
        let rejected = &self.said?.sheet.rejected;
        let from = rejected.partition_point(|(known, _)| known.number < row.number);
        let mut same = rejected.iter().skip(from).take_while(|(own, _)| own.number == row.number);
        let wide = self.mapping.filter(|mapping| mapping.spread.is_some()).zip(at);
        let found = match wide {
            Some((mapping, at)) => same.find(|(record, _)| {
                mapping.columns.get(at).is_some_and(|column| column.field.is_some())
                    || mapping.wide_column(record) == Some(at)
            }),
            None => same.next(),
        };
        found.map(|(_, problems)| problems.as_slice())
    }

    /// The problem of a cell, if it has one.
    fn problem(&self, row: &Row, at: usize) -> Option<&Problem> {
        let mapping = self.mapping.filter(|mapping| mapping.form.is_none())?;
        let field = mapping.columns.get(at).and_then(|column| column.field);
        let wide =
            mapping.spread.as_ref().is_some_and(|spread| spread.columns.iter().any(|c| c.0 == at));
        self.rejected(row, Some(at))?.iter().find(|problem| match field {
            Some(field) => problem.field == Some(field),
            // The cell of a wide table holds the value, its heading the rest.
            None => wide && problem.field.is_some_and(|of| mapping.column_of(of) >= Some(at)),
        })
    }

    fn gutter(&self, ui: &mut Ui, row: &Row, cell: Rect) {
        let theme = Theme::get(ui);
        let problems = self.rejected(row, None);
        let (fill, color, kind) = if self.out(row) == Some(Out::Role(Role::Header)) {
            (theme.accent, theme.on_fill, text::LABEL12M)
        } else if problems.is_some() {
            (theme.bad_bg, theme.bad_t, text::LABEL12M)
        } else {
            (theme.sunken, theme.t3, text::LABEL12)
        };
        ui.painter().rect_filled(cell.with_max_y(cell.bottom() - 1.0), 0.0, fill);
        let number = row.number.to_string();
        text::paint_fit(ui.painter(), cell, Align::Center, kind, color, &number);
        if let Some(problems) = problems {
            hover(ui, cell).on_hover_text(reasons(problems, self.tr));
        }
    }

    /// The only cell of a title, a remark or a group's label, which reads over the columns beside it.
    fn lone_text(&self, row: &Row) -> Option<usize> {
        let Out::Role(Role::Title | Role::Note | Role::Section) = self.out(row)? else {
            return None;
        };
        let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let (at, _) = filled.next()?;
        filled.next().is_none().then_some(at)
    }

    /// Draws it, over the edges of the cells it covers; `last` is the place of the row's last column.
    fn lone(&self, ui: &Ui, row: &Row, widths: &[f32], last: Rect) {
        let Some(at) = self.lone_text(row) else { return };
        let theme = Theme::get(ui);
        // The first width is that of the row numbers.
        let behind: f32 = widths.iter().skip(at + 1).sum();
        let place = last.with_min_x(last.right() - behind).with_max_y(last.bottom() - 1.0);
        ui.painter().rect_filled(place.with_min_x(place.left() + 1.0), 0.0, theme.sunken);
        let said = row.cells.get(at).map(Cell::text).unwrap_or_default();
        let room = place.intersect(ui.clip_rect()).shrink2(vec2(8.0, 0.0));
        text::paint_fit(ui.painter(), room, Align::Min, text::BODY13, theme.t3, &said);
    }

    fn cell(&self, ui: &mut Ui, row: &Row, at: usize, cell: Rect, inner: Rect) {
        let theme = Theme::get(ui);
        let mapping = self.mapping.filter(|mapping| mapping.form.is_none());
        let column = mapping.and_then(|mapping| mapping.columns.get(at));
        let field = column.and_then(|column| column.field);
        let wide = mapping.and_then(|mapping| mapping.spread.as_ref());
        let known = field.is_some()
            || wide.is_some_and(|spread| spread.columns.iter().any(|(column, _)| *column == at));
        let out = self.out(row);
        let problem = if out.is_none() { self.problem(row, at) } else { None };
        let correction = self.said.and_then(|said| {
            let at = said.marks.corrected(row.number, at)?;
            said.sheet.corrections.get(at)
        });
        let blank = row.cells.get(at).is_none_or(Cell::is_empty);
        if self.lone_text(row).is_some() {
            return;
        }
        if blank && problem.is_none() && correction.is_none() {
            return;
        }
        let said = row.cells.get(at).map(Cell::text).unwrap_or_default();
        let (color, kind) = match (out, problem) {
            (Some(Out::Role(Role::Header)), _) => (theme.t1, text::NAME13),
            (Some(_), _) => (theme.t3, text::BODY13),
            (None, Some(_)) => (theme.bad_t, text::BODY13),
            (None, None) if mapping.is_some() && !known => (theme.t3, text::BODY13),
            (None, None) => (theme.t1, text::BODY13),
        };
        let place = cell.with_max_y(cell.bottom() - 1.0);
        if problem.is_some() {
            let stroke = Stroke::new(1.0, theme.bad);
            ui.painter().rect(place, 0, theme.bad_bg, stroke, StrokeKind::Inside);
        } else if correction.is_some() {
            ui.painter().rect_filled(place, 0.0, theme.warn_bg);
        }
        let blank_word;
        let label: &str = if blank && problem.is_some() {
            blank_word = self.tr.text("reports-blank");
            &blank_word
        } else {
            &said
        };
        let number = out.is_none() && matches!(row.cells.get(at), Some(Cell::Number(_)));
        let align = if number { Align::Max } else { Align::Min };
        let cut = text::paint_fit(ui.painter(), inner, align, kind, color, label);
        if let Some(problem) = problem {
            hover(ui, cell).on_hover_text(intake::reason(problem, self.tr));
        } else if let Some(correction) = correction {
            let after = super::corrections::after(correction, self.tr);
            hover(ui, cell).on_hover_text(format!("{} → {after}", correction.before));
        } else if cut && ui.rect_contains_pointer(cell) {
            hover(ui, cell).on_hover_text(label);
        }
    }
}

/// Draws a label that cannot be pressed, over the cells.
fn told(ui: &Ui, place: Rect, word: &str) -> bool {
    let theme = Theme::get(ui);
    let wide = text::width(ui, text::LABEL12, word).ceil() + 24.0;
    let place = place.with_min_x((place.right() - wide).max(place.left()));
    ui.painter().rect_filled(place.shrink2(vec2(0.0, 2.0)), 0.0, theme.sunken);
    let at = pos2(place.left() + 8.0, place.center().y);
    icons::paint_icon(ui.painter(), at, icons::EYE_SLASH, 14.0, theme.t3);
    text::paint_fit(ui.painter(), place, Align::Max, text::LABEL12, theme.t3, word);
    text::tell(ui, place, word);
    false
}

/// Draws the line at the right of a cell.
pub(super) fn edge(ui: &Ui, rect: Rect) {
    let line = Rect::from_min_max(pos2(rect.right() - 1.0, rect.top()), rect.max);
    ui.painter().rect_filled(line, 0.0, Theme::get(ui).grid);
}

fn hover(ui: &mut Ui, rect: Rect) -> Response {
    let id = ui.next_auto_id().with("hover");
    ui.interact(rect, id, Sense::hover())
}
