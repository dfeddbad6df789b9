//! Running text as a page: headings, paragraphs, lists, tables and what is typed on a command line.
//!
//! It shows blocks that the caller has read from somewhere; words that are searched for are marked, and a link
//! that is pressed is the caller's to follow.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align, CornerRadius, CursorIcon, Frame, Galley, Label, Margin, Rect, Role, Sense, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::ui::paint;
use crate::ui::text::{self, Type};
use crate::ui::tokens::Theme;

/// How a piece of a line is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As the rest.
    #[default]
    Plain,
    /// A word that carries the sentence.
    Strong,
    /// What stands on a screen.
    Shown,
    /// What is typed.
    Typed,
}

/// A piece of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it is set.
    pub style: Style,
    /// Where it leads; `None` for nowhere.
    pub link: Option<String>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// Whether it stands inside the page, and not over it.
        inside: bool,
        /// Its text.
        text: String,
        /// The name by which it is found.
        anchor: String,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An entry of a list.
    Item {
        /// Whether it belongs to the entry before.
        inside: bool,
        /// Its number; empty for a dot.
        number: String,
        /// Its text.
        text: Vec<Run>,
    },
    /// A table: the headings first, then rows of as many cells.
    Table(Vec<Vec<Vec<Run>>>),
    /// Lines as they are typed.
    Lines(Vec<String>),
}

/// What is looked for on a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Looked<'a> {
    /// Words to mark, in small letters.
    pub words: &'a [String],
    /// The anchor of the heading to scroll to.
    pub to: Option<&'a str>,
}

/// Within a table, at the sides of a cell.
const PAD: f32 = 8.0;
/// Before the text of an entry of a list.
const INDENT: f32 = 22.0;

/// Draws a page in the width there is; returns the link that was pressed.
pub fn prose(ui: &mut Ui, blocks: &[Block], looked: Looked<'_>) -> Option<String> {
    let theme = Theme::get(ui);
    let mut pressed = None;
    ui.spacing_mut().item_spacing.y = 8.0;
    for block in blocks {
        match block {
            Block::Heading { inside, text, anchor } => {
                let kind = if *inside { text::CARD14 } else { text::TITLE16 };
                if *inside {
                    ui.add_space(8.0);
                }
                let run = Run { text: text.clone(), ..Run::default() };
                let job = job(theme, kind, &[run], looked.words);
                let response = ui.add(Label::new(job).wrap());
                if looked.to == Some(anchor.as_str()) {
                    ui.scroll_to_rect(response.rect, Some(Align::Min));
                }
            }
            Block::Paragraph(runs) => {
                pressed = text_ui(ui, runs, looked.words).or(pressed);
            }
            Block::Item { inside, number, text } => {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    let before = if *inside { INDENT } else { 0.0 };
                    let size = vec2(before + INDENT, text::BODY13.line);
                    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
                    mark(ui, place.with_min_x(place.left() + before), number);
                    ui.vertical(|ui| pressed = text_ui(ui, text, looked.words).or(pressed.take()));
                });
            }
            Block::Table(rows) => table_ui(ui, rows, looked.words),
            Block::Lines(lines) => lines_ui(ui, lines, looked.words),
        }
    }
    pressed
}

/// Paints the number of an entry, or its dot.
fn mark(ui: &Ui, place: Rect, number: &str) {
    let theme = Theme::get(ui);
    if number.is_empty() {
        ui.painter().circle_filled(pos2(place.left() + 8.0, place.center().y), 2.0, theme.t3);
    } else {
        let (left, kind) = (egui::Align2::LEFT_CENTER, text::BODY13);
        text::paint(ui.painter(), place.left_center(), left, kind, theme.t2, number);
    }
}

/// Draws a line or several; with a link in it each piece is a text of its own.
fn text_ui(ui: &mut Ui, runs: &[Run], words: &[String]) -> Option<String> {
    let theme = Theme::get(ui);
    if runs.iter().all(|run| run.link.is_none()) {
        ui.add(Label::new(job(theme, text::BODY13, runs, words)).wrap());
        return None;
    }
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        for run in runs {
            let label = job(theme, text::BODY13, std::slice::from_ref(run), words);
            let Some(link) = &run.link else {
                ui.add(Label::new(label).wrap());
                continue;
            };
            let label = Label::new(label).wrap().selectable(false).sense(Sense::click());
            let response = ui.add(label);
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &run.text));
            paint::focus_ring(ui, &response, response.rect, 4);
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                pressed = Some(link.clone());
            }
        }
    });
    pressed
}

/// Sets pieces in one text, and marks the words that are looked for.
fn job(theme: &Theme, plain: Type, runs: &[Run], words: &[String]) -> LayoutJob {
    let mut job = LayoutJob::default();
    for run in runs {
        let kind = match run.style {
            Style::Plain | Style::Typed => plain,
            Style::Strong => text::BOLD13,
            Style::Shown => text::NAME13,
        };
        let color = if run.link.is_some() { theme.accent_t } else { theme.t1 };
        for (piece, marked) in pieces(&run.text, words) {
            let mut format = text::format(kind, color);
            if marked {
                format.background = theme.warn_bg;
            } else if run.style == Style::Typed {
                format.background = theme.sunken;
            }
            job.append(piece, 0.0, format);
        }
    }
    job
}

/// A text cut where a word begins and ends that is looked for, small and large letters alike; each piece says
/// whether it is one.
fn pieces<'a>(text: &'a str, words: &[String]) -> Vec<(&'a str, bool)> {
    let small = text.to_ascii_lowercase();
    let mut found = vec![];
    let mut from = 0;
    let next = |from: usize| {
        let rest = small.get(from..)?;
        let places = words.iter().filter(|word| !word.is_empty());
        places.filter_map(|word| Some((from + rest.find(word.as_str())?, word.len()))).min()
    };
    while let Some((at, long)) = next(from) {
        found.push((text.get(from..at).unwrap_or_default(), false));
        found.push((text.get(at..at + long).unwrap_or_default(), true));
        from = at + long;
    }
    found.push((text.get(from..).unwrap_or_default(), false));
    found.retain(|(piece, _)| !piece.is_empty());
    found
}

fn table_ui(ui: &mut Ui, rows: &[Vec<Vec<Run>>], words: &[String]) {
    let theme = Theme::get(ui);
    let width = ui.available_width();
    let count = rows.first().map_or(0, Vec::len);
    let laid = |ui: &Ui, cell: &[Run], head: bool, width: f32| -> Arc<Galley> {
        let kind = if head { text::LABEL12M } else { text::BODY13 };
        let mut job = job(theme, kind, cell, words);
        job.wrap.max_width = width;
        ui.painter().layout_job(job)
    };
    let natural: Vec<f32> = (0..count)
        .map(|at| {
            let cells = rows.iter().enumerate().filter_map(|(n, row)| Some((n, row.get(at)?)));
            let wide = cells.map(|(n, cell)| laid(ui, cell, n == 0, f32::INFINITY).size().x);
            wide.fold(0.0, f32::max).ceil() + 2.0 * PAD
        })
        .collect();
    let widths = shared(&natural, width);
    let gap = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    for (n, row) in rows.iter().enumerate() {
        let cells: Vec<(Arc<Galley>, f32)> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| (laid(ui, cell, n == 0, width - 2.0 * PAD), *width))
            .collect();
        let tall = cells.iter().map(|(cell, _)| cell.size().y).fold(0.0, f32::max) + 12.0;
        let (rect, _) = ui.allocate_exact_size(vec2(width, tall), Sense::hover());
        if n == 0 {
            ui.painter().rect_filled(rect, 0.0, theme.sunken);
        }
        paint::hline(ui.painter(), rect.left(), rect.right(), rect.bottom() - 1.0, theme.grid);
        let mut x = rect.left();
        for (cell, wide) in cells {
            let place = Rect::from_min_size(pos2(x + PAD, rect.top() + 6.0), cell.size());
            text::tell(ui, place, cell.text());
            ui.painter().galley(place.min, cell, theme.t1);
            x += wide;
        }
    }
    ui.spacing_mut().item_spacing.y = gap;
    ui.add_space(4.0);
}

/// Widths of columns within a whole: narrow ones have what they need, wide ones share what is left by what
/// each needs.
fn shared(natural: &[f32], whole: f32) -> Vec<f32> {
    let total: f32 = natural.iter().sum();
    if total <= whole {
        return natural.to_vec();
    }
    let fair = whole / natural.len().max(1) as f32;
    let narrow: f32 = natural.iter().filter(|own| **own <= fair).sum();
    let wide = total - narrow;
    let own = |own: &f32| if *own <= fair { *own } else { (whole - narrow) * own / wide };
    natural.iter().map(own).collect()
}

/// Draws lines as they are typed: what is said of one stands behind it in a column of its own.
fn lines_ui(ui: &mut Ui, lines: &[String], words: &[String]) {
    let theme = Theme::get(ui);
    let frame = Frame::new()
        .fill(theme.sunken)
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        let width = ui.available_width();
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        let column = (width * 0.52).round();
        for line in lines {
            let (indent, typed, said) = columns(line);
            let set = |ui: &Ui, text: &str, width: f32| {
                let run = Run { text: text.to_owned(), ..Run::default() };
                let mut job = job(theme, text::BODY13, &[run], words);
                job.wrap.max_width = width;
                ui.painter().layout_job(job)
            };
            let left = indent as f32 * 5.0;
            let room = if said.is_empty() { width } else { column - 12.0 };
            let typed = set(ui, typed, room - left);
            let said = set(ui, said, width - column);
            let tall = typed.size().y.max(said.size().y).max(text::BODY13.line);
            let (rect, _) = ui.allocate_exact_size(vec2(width, tall), Sense::hover());
            text::tell(ui, rect, line.trim());
            ui.painter().galley(rect.min + vec2(left, 0.0), typed, theme.t1);
            ui.painter().galley(rect.min + vec2(column, 0.0), said, theme.t2);
        }
    });
}

/// A line taken apart: the blanks before it, what is typed, and what is said of it behind a gap of blanks.
fn columns(line: &str) -> (usize, &str, &str) {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    match body.split_once("   ").or_else(|| body.split_once("  ")) {
        Some((typed, said)) => (indent, typed.trim_end(), said.trim()),
        None => (indent, body, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn words_are_marked_wherever_they_stand() {
        let words = ["gap".to_owned(), "目标".to_owned()];
        let found = pieces("The Gap, 目标与gap", &words);
        assert_eq!(
            found,
            [
                ("The ", false),
                ("Gap", true),
                (", ", false),
                ("目标", true),
                ("与", false),
                ("gap", true)
            ]
        );
        assert_eq!(pieces("nothing", &words), [("nothing", false)]);
        assert!(pieces("", &words).is_empty());
    }

    #[test]
    fn narrow_columns_keep_what_they_need() {
        assert_eq!(shared(&[50.0, 100.0], 400.0), [50.0, 100.0]);
        assert_eq!(shared(&[50.0, 600.0, 300.0], 500.0), [50.0, 300.0, 150.0]);
    }

    #[test]
    fn what_is_said_of_a_line_stands_apart() {
        assert_eq!(
            columns("coxswain new F.cox    makes one"),
            (0, "coxswain new F.cox", "makes one")
        );
        assert_eq!(columns("    --json"), (4, "--json", ""));
        assert_eq!(columns("    --map M.toml  columns"), (4, "--map M.toml", "columns"));
    }

    #[test]
    fn a_link_is_pressed() {
        let run = |text: &str, link: Option<&str>| Run {
            text: text.to_owned(),
            link: link.map(str::to_owned),
            ..Run::default()
        };
        let blocks = [Block::Paragraph(vec![run("See ", None), run("Print", Some("#print"))])];
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            move |ui, pressed: &mut Option<String>| {
                *pressed = prose(ui, &blocks, Looked::default()).or(pressed.take());
            },
            None,
        );
        harness.run();
        harness.get_by_role_and_label(Role::Link, "Print").click();
        harness.run();
        assert_eq!(harness.state().as_deref(), Some("#print"));
    }
}
