//! The card of a figure: what it is, how it is worked out, the user's own numbers, its course, and the records.
//!
//! The card belongs to no tab: the shell draws it over the one that is shown, whatever figure was pressed there
//! ([`Order::Figure`]). A button of the same look opens it everywhere ([`about`], [`about_tile`],
//! [`about_strip`]). A figure of another period than the one that is set has a card of that one
//! ([`Order::FigureOf`]).

use std::sync::Arc;

use egui::{Context, Response, Ui};

use crate::areas::{Cx, Filter, Order, Purpose};
use crate::i18n::number;
use crate::metrics::glossary::say::{ListShown, RowShown, Shown};
use crate::metrics::glossary::{Figure, Reachable};
use crate::ui::button::{Button, button};
use crate::ui::card::card_flush;
use crate::ui::charts::course::{CourseLimits, CoursePoint, course};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::metric::{Metric, metric_strip, strip_about, tile_about};
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::skeleton_rows;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for a list of deals.
const WIDTH: f32 = 720.0;
const COURSE: f32 = 168.0;
const ROW: f32 = 36.0;
const ROWS: f32 = 32.0 + 10.0 * ROW;

/// A card that is open.
#[derive(Debug, Default)]
pub struct FigureCard {
    /// What it shows; `None` while that is on its way.
    shown: Option<Arc<Shown>>,
    /// Whether the records that were left out are listed.
    omitted: bool,
    /// Whether it was copied.
    copied: bool,
    table: TableState,
}

/// What a card wants of the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It stays.
    Stay,
    /// It goes.
    Close,
}

impl FigureCard {
    /// Takes what it shows.
    pub fn take(&mut self, shown: Arc<Shown>) {
        self.shown = Some(shown);
    }

    /// What it shows.
    pub const fn shown(&self) -> Option<&Arc<Shown>> {
        self.shown.as_ref()
    }
}

/// What the button says that opens the card of a figure.
fn about_name(figure: Figure, cx: &Cx<'_>) -> String {
    about_said(&cx.text(&figure.label_key()), cx)
}

fn about_said(figure: &str, cx: &Cx<'_>) -> String {
    cx.tr.with("glossary-about", &[("figure", figure.into())])
}

/// Draws the button that opens the card of a figure, in the header of a card.
pub fn about(ui: &mut Ui, figure: Figure, cx: &mut Cx<'_>) {
    let name = about_name(figure, cx);
    if button(ui, Button::ghost_icon(icons::INFO, &name).small()).clicked() {
        cx.orders.push(Order::Figure(figure));
    }
}

/// Draws it behind the value of a tile that was just drawn.
pub fn about_tile(ui: &mut Ui, tile: &Response, value: &str, figure: Figure, cx: &mut Cx<'_>) {
    let name = about_name(figure, cx);
    if tile_about(ui, tile, value, &name).clicked() {
        cx.orders.push(Order::Figure(figure));
    }
}

/// Draws the figures on top of a page, and behind the name of each that has a card the button that opens it;
/// returns which figure was pressed of those that open something.
pub fn about_strip(
    ui: &mut Ui,
    cells: &[Metric<'_>],
    figures: impl IntoIterator<Item = Option<Figure>>,
    cx: &mut Cx<'_>,
) -> Option<usize> {
    let filter = *cx.filter;
    about_strip_of(ui, cells, figures.into_iter().map(|figure| Some((figure?, filter))), cx)
}

/// The same where figures are of another period or day than the one that is set, each with its own.
pub fn about_strip_of(
    ui: &mut Ui,
    cells: &[Metric<'_>],
    figures: impl IntoIterator<Item = Option<(Figure, Filter)>>,
    cx: &mut Cx<'_>,
) -> Option<usize> {
    let place = ui.available_rect_before_wrap();
    let pressed = metric_strip(ui, cells);
    for (at, (cell, figure)) in cells.iter().zip(figures).enumerate() {
        let Some((figure, filter)) = figure else { continue };
        // One figure may stand there for several years, and the label says which.
        let own = filter == *cx.filter;
        let name = if own { about_name(figure, cx) } else { about_said(cell.label, cx) };
        if strip_about(ui, place, (at, cells.len()), cell.label, &name).clicked() {
            cx.orders.push(Order::FigureOf(figure, filter));
        }
    }
    pressed
}

/// Draws an open card.
pub fn card_ui(ctx: &Context, card: &mut FigureCard, figure: Figure, cx: &mut Cx<'_>) -> Wish {
    let (title, close) = (cx.text(&figure.label_key()), cx.text("app-close"));
    let shown = card.shown.clone();
    let mut wish = Wish::Stay;
    let sheet = Drawer::new("figure", &title, &close).width(WIDTH);
    let closing = drawer(ctx, sheet, |ui, part| match (part, &shown) {
        (Part::Body, Some(shown)) => {
            if body_ui(ui, shown, card, cx) == Wish::Close {
                wish = Wish::Close;
            }
        }
        (Part::Body, None) => skeleton_rows(ui, 8, ROW),
        (Part::Footer, _) => {
            if button(ui, Button::secondary(&close)).clicked() {
                wish = Wish::Close;
            }
            if let Some(shown) = &shown {
                ways_out(ui, shown, card, cx);
            }
        }
    });
    if closing { Wish::Close } else { wish }
}

/// Draws how the card goes out: as text, and as a workbook.
fn ways_out(ui: &mut Ui, shown: &Shown, card: &mut FigureCard, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let export = cx.text("glossary-export");
    let copy = cx.text(if card.copied { "glossary-copied" } else { "glossary-copy" });
    let out = Button::secondary(&export).icon(icons::DOWNLOAD_SIMPLE);
    if button(ui, out).clicked() {
        let title = shown.title.replace(['/', '\\', ':'], "-");
        let name = format!("{title}_{}.xlsx", cx.filter.today);
        cx.orders.push(Order::PickSave(Purpose::Figure, name));
    }
    let icon = if card.copied { icons::CHECK } else { icons::COPY };
    if button(ui, Button::secondary(&copy).icon(icon)).clicked() {
        ui.ctx().copy_text(shown.lines(cx.tr).join("\n"));
        card.copied = true;
    }
}

fn body_ui(ui: &mut Ui, shown: &Shown, card: &mut FigureCard, cx: &mut Cx<'_>) -> Wish {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        text::label(ui, text::SCORE28, theme.t1, &shown.value);
        text::hint(ui, &shown.whose);
        text::wrapped(ui, text::BODY13, theme.t2, &shown.definition);
    });
    for (key, words) in [
        ("glossary-part-rule", &shown.rule),
        ("glossary-part-worked", &shown.worked),
        ("glossary-part-sample", &shown.sample),
        ("glossary-part-interval", &shown.interval),
        ("glossary-part-source", &shown.source),
    ] {
        part_ui(ui, &cx.text(key), words);
    }
    if !shown.left_out.is_empty() {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            text::strong(ui, &cx.text("glossary-left-out"));
            for (why, n) in &shown.left_out {
                let runs = [
                    (text::BODY13, theme.t2, why.as_str()),
                    (text::BODY13, theme.t2, "  "),
                    (text::NAME13, theme.t1, n.as_str()),
                ];
                text::runs(ui, &runs);
            }
        });
    }
    course_ui(ui, shown);
    records_ui(ui, shown, card, cx)
}

/// Draws a part of the card under its heading.
fn part_ui(ui: &mut Ui, head: &str, words: &str) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        text::strong(ui, head);
        text::wrapped(ui, text::BODY13, theme.t2, words);
    });
}

fn course_ui(ui: &mut Ui, shown: &Shown) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        text::strong(ui, &shown.course_title);
        if !shown.course.is_empty() {
            let points: Vec<CoursePoint> = shown
                .course
                .iter()
                .map(|point| CoursePoint {
                    label: point.label.clone(),
                    text: point.text.clone(),
                    value: point.value,
                    small: point.small,
                })
                .collect();
            let limits = shown.limits.map(|Reachable { mean, low, high }| CourseLimits {
                mean,
                low,
                high,
                text: shown.limits_text.clone(),
            });
            course(ui, &shown.course_title, COURSE, &points, limits.as_ref(), number);
        }
        text::wrapped(ui, text::LABEL12, theme.t3, &shown.limits_text);
    });
}

fn records_ui(ui: &mut Ui, shown: &Shown, card: &mut FigureCard, cx: &mut Cx<'_>) -> Wish {
    let (counted, omitted) = (&shown.counted, &shown.omitted);
    if omitted.n > 0 {
        let lists = [(false, counted.title.as_str()), (true, omitted.title.as_str())];
        let name = cx.text("glossary-records");
        if Segmented::new(&name).medium().show(ui, &mut card.omitted, &lists).changed() {
            card.table = TableState::default();
        }
    } else if counted.n > 0 {
        text::strong(ui, &counted.title);
    }
    let list = if card.omitted && omitted.n > 0 { omitted } else { counted };
    if list.rows.is_empty() {
        text::hint(ui, &cx.text("glossary-records-none"));
        return Wish::Stay;
    }
    if !list.note.is_empty() {
        text::hint(ui, &list.note);
    }
    let Some(row) = table_ui(ui, list, &shown.heads, &mut card.table, cx) else {
        return Wish::Stay;
    };
    let Some(deal) = row.deal else { return Wish::Stay };
    cx.open_deal(deal, list.rows.iter().filter_map(|row| row.deal).collect());
    Wish::Close
}

/// Draws a list; returns the record that is opened.
fn table_ui<'a>(
    ui: &mut Ui,
    list: &'a ListShown,
    heads: &[String; 5],
    state: &mut TableState,
    cx: &Cx<'_>,
) -> Option<&'a RowShown> {
    let [name, person, amount, day, gave] = heads;
    let columns = [
        Column::new(name.as_str()).flex(1.0, 180.0),
        Column::new(person.as_str()).fixed(92.0),
        Column::new(amount.as_str()).fixed(104.0).right(),
        Column::new(day.as_str()).fixed(104.0),
        Column::new(gave.as_str()).flex(0.8, 148.0),
    ];
    let of = |row: usize| list.rows.get(row);
    let row_name = |row: usize| {
        of(row).map_or_else(String::new, |row| {
            let parts = [&row.account, &row.name, &row.person, &row.gave];
            let parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
            parts.join(" ").trim().to_owned()
        })
    };
    let output = card_flush(ui, |ui| {
        Table::new(&cx.text("glossary-records"), &columns, list.rows.len())
            .height(ROWS.min(34.0 + ROW * list.rows.len() as f32))
            .row_name(&row_name)
            .show(ui, state, |ui, row, column| {
                if let Some(row) = of(row) {
                    cell_ui(ui, row, column);
                }
            })
    });
    output.inner.opened.and_then(of)
}

fn cell_ui(ui: &mut Ui, row: &RowShown, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 if row.account.is_empty() => cell_text(ui, text::NAME13, theme.t1, &row.name),
        0 => cell_text(ui, text::NAME13, theme.t1, &format!("{} {}", row.account, row.name)),
        1 => cell_text(ui, text::BODY13, theme.t2, &row.person),
        2 => cell_text(ui, text::BODY13, theme.t1, &row.amount_text),
        3 => {
            let day = row.day.map_or_else(String::new, |day| day.to_string());
            cell_text(ui, text::BODY13, theme.t2, &day);
        }
        _ => cell_text(ui, text::BODY13, theme.t2, &row.gave),
    }
}
