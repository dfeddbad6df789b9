//! 评分卡: the rows of the template with target, fact and points.
//!
//! The category stands once beside its rows, which the data table does not do; a card has a
//! handful of rows, so all of them are drawn.

use egui::{Align, Color32, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::card::{Card, Cell, Group, Line, bar_tick};
use crate::i18n::Tr;
use crate::ui::card::{card_flush, card_header};
use crate::ui::charts::bar::{TickBar, paint_tick_bar};
use crate::ui::text::{self, Type};
use crate::ui::tokens::{Theme, Tone};

const HEADER: f32 = 32.0;
const ROW: f32 = 29.0;
const TOTAL: f32 = 36.0;
const EDGE: f32 = 16.0;
/// Widths from the left in a narrow window and as designed: category, weight, target, actual,
/// space, bar, percent, score, weighted. The metric takes the rest.
const NARROW: [f32; 9] = [68.0, 48.0, 60.0, 60.0, 14.0, 32.0, 60.0, 54.0, 62.0];
/// Below that the bar goes: the percentage says the same, a metric without its name says nothing.
const TIGHT: [f32; 9] = [76.0, 44.0, 52.0, 56.0, 10.0, 4.0, 60.0, 50.0, 60.0];
const WIDE: [f32; 9] = [72.0, 60.0, 72.0, 72.0, 28.0, 76.0, 66.0, 62.0, 76.0];
/// The least width of a metric's name.
const NAME: f32 = 140.0;

/// The columns: from left to right, each with its left and right edge.
struct Places {
    category: (f32, f32),
    metric: (f32, f32),
    weight: (f32, f32),
    target: (f32, f32),
    actual: (f32, f32),
    bar: (f32, f32),
    percent: (f32, f32),
    /// Whether the bar has room.
    drawn: bool,
    score: (f32, f32),
    weighted: (f32, f32),
}

impl Places {
    fn new(rect: Rect) -> Self {
        let narrow: f32 = NARROW.iter().sum::<f32>() + NAME + EDGE;
        let wide: f32 = WIDE.iter().sum::<f32>() + NAME + EDGE;
        let part = ((rect.width() - narrow) / (wide - narrow)).clamp(0.0, 1.0);
        let tight = rect.width() < narrow;
        let low = if tight { TIGHT } else { NARROW };
        let mut widths =
            low.iter().zip(WIDE).map(|(low, high)| (low + (high - low) * part).round());
        let mut next = || widths.next().unwrap_or_default();
        let [category, weight, target, actual] = [next(), next(), next(), next()];
        let [space, bar, percent, score, weighted] = [next(), next(), next(), next(), next()];
        let mut right = rect.right() - EDGE;
        let mut take = |width: f32| {
            let edges = (right - width, right);
            right -= width;
            edges
        };
        let weighted = take(weighted);
        let score = take(score);
        let percent = take(percent);
        let bar = take(bar);
        let _space = take(space);
        let actual = take(actual);
        let target = take(target);
        let weight = take(weight);
        let edge = rect.left() + category;
        Self {
            category: (rect.left() + EDGE, edge - 4.0),
            metric: (edge + 12.0, weight.0),
            weight,
            target,
            actual,
            bar,
            percent: (if tight { bar.0 } else { percent.0 + 8.0 }, percent.1),
            drawn: !tight,
            score,
            weighted,
        }
    }
}

pub(super) fn draw(ui: &mut Ui, card: &Card, tr: &Tr) {
    card_flush(ui, |ui| {
        card_header(ui, &tr.text("evaluation-scorecard"), &card.sub, |_| {});
        let width = ui.available_width();
        let (head, _) = ui.allocate_exact_size(vec2(width, HEADER), Sense::hover());
        let places = Places::new(head);
        header(ui, head, &places, tr);
        for group in &card.categories {
            draw_group(ui, group, &places, tr);
        }
        total(ui, card, &places, tr);
    });
}

fn header(ui: &Ui, rect: Rect, places: &Places, tr: &Tr) {
    let theme = Theme::get(ui);
    ui.painter().rect_filled(rect, 0.0, theme.sunken);
    line(ui, rect.left(), rect.right(), rect.top(), theme.border);
    line(ui, rect.left(), rect.right(), rect.bottom() - 1.0, theme.border);
    let heads = [
        (places.category, Align::Min, "evaluation-category"),
        (places.metric, Align::Min, "evaluation-metric"),
        (places.weight, Align::Max, "evaluation-weight"),
        (places.target, Align::Max, "evaluation-target"),
        (places.actual, Align::Max, "evaluation-actual"),
        ((places.bar.0, places.percent.1), Align::Min, "evaluation-attainment"),
        (places.score, Align::Max, "evaluation-points"),
        (places.weighted, Align::Max, "evaluation-weighted"),
    ];
    for (place, align, key) in heads {
        let words = tr.text(key);
        write(ui, rect, place, align, (text::LABEL12, theme.t3), &words);
        let cell = Rect::from_min_max(pos2(place.0, rect.top()), pos2(place.1, rect.bottom()));
        text::tell(ui, cell, &words);
    }
}

fn draw_group(ui: &mut Ui, group: &Group, places: &Places, tr: &Tr) {
    let theme = Theme::get(ui);
    let top = ui.cursor().top();
    let (left, right) = (ui.max_rect().left(), ui.max_rect().right());
    let rule = places.category.1 + 4.0;
    for (at, row) in group.lines.iter().enumerate() {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, spoken(row, tr)));
        draw_line(ui, rect, row, places);
        let last = at + 1 == group.lines.len();
        let (from, color) = if last { (left, theme.border) } else { (rule, theme.grid) };
        line(ui, from, right, rect.bottom() - 1.0, color);
    }
    let bottom = ui.cursor().top() - 1.0;
    let edge = Rect::from_min_max(pos2(rule, top), pos2(rule + 1.0, bottom));
    ui.painter().rect_filled(edge, 0.0, theme.border);
    let first = Rect::from_min_max(pos2(left, top), pos2(rule, top + ROW));
    if group.lines.len() > 1 {
        write(ui, first, places.category, Align::Min, (text::NAME13, theme.t1), &group.name);
        let second = first.translate(vec2(0.0, 20.0));
        write(ui, second, places.category, Align::Min, (text::LABEL12, theme.t3), &group.weight);
    } else {
        let name = format!("{} {}", group.name, group.weight);
        write(ui, first, places.category, Align::Min, (text::LABEL12M, theme.t1), &name);
    }
}

fn draw_line(ui: &mut Ui, rect: Rect, row: &Line, places: &Places) {
    let theme = Theme::get(ui);
    let (body, strong) = (text::BODY13, text::NAME13);
    write(ui, rect, places.metric, Align::Min, (body, theme.t1), &row.name);
    write(ui, rect, places.weight, Align::Max, (body, theme.t2), &row.weight);
    cell(ui, rect, places.target, (body, theme.t1), &row.target);
    cell(ui, rect, places.actual, (strong, theme.t1), &row.actual);
    if let Some((fraction, tone)) = row.bar {
        let track = Rect::from_min_max(
            pos2(places.bar.0, rect.center().y - 3.5),
            pos2(places.bar.1, rect.center().y + 2.5),
        );
        let bar = TickBar { fraction, tick: Some(bar_tick()), tone };
        if places.drawn {
            paint_tick_bar(ui.painter(), theme, track, &bar);
        }
        let color = match tone {
            Tone::Warn | Tone::Bad => tone.text(theme),
            _ => theme.t1,
        };
        write(ui, rect, places.percent, Align::Min, (body, color), &row.attainment.text);
    } else {
        let place = (places.bar.0, places.percent.1);
        write(ui, rect, place, Align::Min, (body, theme.t3), &row.attainment.text);
        explain(ui, rect, place, &row.attainment);
    }
    cell(ui, rect, places.score, (body, theme.t1), &row.score);
    cell(ui, rect, places.weighted, (strong, theme.t1), &row.weighted);
}

fn total(ui: &mut Ui, card: &Card, places: &Places, tr: &Tr) {
    let theme = Theme::get(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), TOTAL), Sense::hover());
    let page = &card.page;
    let sum = page.total_weighted.as_deref();
    let label = tr.text("evaluation-total");
    response.widget_info(|| {
        let sum = sum.unwrap_or_default();
        WidgetInfo::labeled(Role::Row, true, format!("{label} {} {sum}", page.total_weight))
    });
    let round = CornerRadius { nw: 0, ne: 0, sw: 7, se: 7 };
    ui.painter().rect_filled(rect, round, theme.sunken);
    line(ui, rect.left(), rect.right(), rect.top(), theme.border2);
    write(ui, rect, places.category, Align::Min, (text::NAME13, theme.t1), &label);
    write(ui, rect, places.weight, Align::Max, (text::NAME13, theme.t1), &page.total_weight);
    if let Some(cap) = &page.score_cap {
        let note = tr.with("evaluation-cap", &[("cap", cap.as_str().into())]);
        let place = (places.bar.0, places.score.1);
        write(ui, rect, place, Align::Min, (text::LABEL12, theme.t3), &note);
    }
    match sum {
        Some(sum) => {
            write(ui, rect, places.weighted, Align::Max, (text::NAME13, theme.t1), sum);
        }
        None => {
            let why = page.outcome.note.clone().unwrap_or_default();
            let unknown = Cell { text: super::card::UNKNOWN.to_owned(), why };
            cell(ui, rect, places.weighted, (text::BODY13, theme.t3), &unknown);
        }
    }
}

/// A row for screen readers: what stands in it, with the reasons for what is unknown.
fn spoken(row: &Line, tr: &Tr) -> String {
    let part = |key: &str, cell: &Cell| {
        let text = if cell.known() { &cell.text } else { &cell.why };
        format!(" {} {text}", tr.text(key))
    };
    let mut words = row.name.clone();
    words.push_str(&part("evaluation-target", &row.target));
    words.push_str(&part("evaluation-actual", &row.actual));
    words.push_str(&part("evaluation-points", &row.score));
    words
}

/// Writes a figure at the right of its column; an unknown one is quiet and says why on hover.
fn cell(ui: &mut Ui, row: Rect, place: (f32, f32), style: (Type, Color32), cell: &Cell) {
    let (kind, color) = style;
    let style = if cell.known() { (kind, color) } else { (text::BODY13, Theme::get(ui).t3) };
    write(ui, row, place, Align::Max, style, &cell.text);
    explain(ui, row, place, cell);
}

fn explain(ui: &mut Ui, row: Rect, place: (f32, f32), cell: &Cell) {
    let rect = Rect::from_min_max(pos2(place.0, row.top()), pos2(place.1, row.bottom()));
    if !cell.why.is_empty() && ui.rect_contains_pointer(rect) {
        let id = ui.next_auto_id().with((place.0 as i32, row.top() as i32));
        ui.interact(rect, id, Sense::hover()).on_hover_text(&cell.why);
    }
}

fn write(ui: &Ui, row: Rect, place: (f32, f32), align: Align, style: (Type, Color32), words: &str) {
    let rect = Rect::from_min_max(pos2(place.0, row.top()), pos2(place.1, row.bottom() - 1.0));
    text::paint_fit(ui.painter(), rect, align, style.0, style.1, words);
}

fn line(ui: &Ui, from: f32, to: f32, y: f32, color: Color32) {
    let scale = ui.pixels_per_point();
    let y = (y * scale).round() / scale;
    ui.painter().rect_filled(Rect::from_min_max(pos2(from, y), pos2(to, y + 1.0)), 0.0, color);
}
