//! One course: its figures, what it is, its rows, its classes and what they did together.

use egui::{Align, Context, Layout, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::chosen::{Chosen, Record};
use super::form_course::CourseDraft;
use super::view::{GAP, Go, View};
use crate::areas::Cx;
use crate::areas::training::classes::levels::Levels;
use crate::areas::training::classes::{CELL, INDENT, cell_ui, view_levels};
use crate::areas::training::form_words;
use crate::command::training::What;
use crate::command::training::courses::Ask;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, list_header, padded, row, section_label};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The card at the head: the name, and the figures below it.
const HEAD: f32 = 52.0;
const STRIP: f32 = 68.0;
/// The width of what the course is.
const FACTS: f32 = 250.0;
/// The width of the four levels.
const LEVELS: f32 = 274.0;
/// From this width on the four levels stand beside the rows.
const BESIDE: f32 = 1_120.0;
/// The least height of the parts below the head.
const LEAST: f32 = 420.0;

/// Draws the course.
pub(super) fn draw(ui: &mut Ui, margin: Margin, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let ctx = ui.ctx().clone();
    scroll::page(ui, "course", margin, |ui, room| {
        ui.spacing_mut().item_spacing.y = GAP;
        head_ui(ui, chosen, view, cx);
        let tall = (room - HEAD - STRIP - GAP).max(LEAST);
        let all = ui.available_rect_before_wrap();
        let all = Rect::from_min_max(all.min, pos2(all.right(), all.top() + tall));
        let levels = chosen.levels.as_ref();
        let beside = levels.is_some() && all.width() >= BESIDE;
        let left = all.with_max_x(all.left() + FACTS);
        let middle = all.with_min_x(left.right() + GAP);
        let middle = if beside { middle.with_max_x(all.right() - LEVELS - GAP) } else { middle };
        part(ui, "facts", left, |ui| facts_ui(ui, tall, chosen, view, cx));
        part(ui, "rows", middle, |ui| records_ui(ui, tall, chosen, view, cx));
        let mut bottom = all.bottom();
        if let Some(levels) = levels {
            let place = levels_place(levels, (all, beside));
            bottom = bottom.max(place.bottom());
            part(ui, "levels", place, |ui| {
                // A course leads nowhere further: what can be done is done on its classes.
                view_levels::draw(ui, place.height(), levels, cx);
            });
        }
        ui.advance_cursor_after_rect(all.with_max_y(bottom));
    });
    archiving_ui(&ctx, chosen, view, cx);
}

/// Where the four levels stand: at the right, or below where there is no room.
fn levels_place(levels: &Levels, (all, beside): (Rect, bool)) -> Rect {
    if beside {
        return all.with_min_x(all.right() - LEVELS);
    }
    let top = all.bottom() + GAP;
    Rect::from_min_max(pos2(all.left(), top), pos2(all.right(), top + view_levels::height(levels)))
}

/// Draws a part of the page in its place.
fn part(ui: &mut Ui, name: &str, place: Rect, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    let builder = UiBuilder::new().id_salt(name).max_rect(place).layout(layout);
    content(&mut ui.new_child(builder));
}

fn head_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(HEAD + STRIP).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let all = ui.max_rect();
        let upper = all.with_max_y(all.top() + HEAD).shrink2(vec2(12.0, 0.0));
        let layout = Layout::right_to_left(Align::Center);
        let builder = UiBuilder::new().id_salt("buttons").max_rect(upper).layout(layout);
        let mut right = ui.new_child(builder);
        right.spacing_mut().item_spacing.x = 8.0;
        buttons_ui(&mut right, chosen, view, cx);
        let room = upper.with_max_x(right.min_rect().left() - 12.0);
        let layout = Layout::left_to_right(Align::Center);
        let builder = UiBuilder::new().id_salt("name").max_rect(room).layout(layout);
        let mut left = ui.new_child(builder);
        left.spacing_mut().item_spacing.x = 8.0;
        let back = cx.text("courses-back");
        if button(&mut left, Button::ghost_icon(icons::ARROW_LEFT, &back).medium()).clicked() {
            view.choose(None);
        }
        let theme = Theme::get(ui);
        let signs: f32 = chosen
            .badges
            .iter()
            .map(|(_, said)| text::width(&left, text::LABEL12, said).ceil() + 20.0)
            .sum();
        let wide = (left.available_width() - signs).max(60.0);
        text::truncated(&mut left, text::CARD14, theme.t1, &chosen.name, wide);
        for (tone, said) in &chosen.badges {
            badge(&mut left, *tone, said);
        }
        let strip = all.with_min_y(all.top() + HEAD - 4.0).with_min_x(all.left() + INDENT);
        let wide = (strip.width() / chosen.strip.len().max(1) as f32).min(CELL * 2.4);
        for (at, cell) in chosen.strip.iter().enumerate() {
            let x = (strip.left() + wide * at as f32).round();
            let place =
                Rect::from_min_max(pos2(x, strip.top()), pos2((x + wide).round(), strip.bottom()));
            cell_ui(ui, place, cell, at > 0);
        }
    });
}

fn buttons_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let Some((course, form)) = chosen.course.zip(chosen.form.as_ref()) else {
        let add = cx.text("courses-add-sheets");
        if button(ui, Button::primary(&add).icon(icons::PLUS).medium()).clicked() {
            view.course = Some(CourseDraft::new(&chosen.name));
        }
        return;
    };
    let words = ["courses-plan-class", "courses-edit", "courses-archive", "courses-restore"];
    let [plan, edit, archive, restore] = words.map(|key| cx.text(key));
    if chosen.archived {
        let look = Button::primary(&restore).icon(icons::ARROW_U_UP_LEFT).medium();
        if button(ui, look).clicked() {
            run(chosen, Ask::ArchiveCourse(course, false), cx);
        }
    } else {
        if button(ui, Button::primary(&plan).icon(icons::CALENDAR_PLUS).medium()).clicked() {
            view.go = Some(Go::Plan(course));
        }
        if button(ui, Button::secondary(&archive).icon(icons::ARCHIVE).medium()).clicked() {
            view.archiving = true;
        }
    }
    if button(ui, Button::secondary(&edit).icon(icons::PENCIL_SIMPLE).medium()).clicked() {
        view.course = Some(CourseDraft::edit(course, form));
    }
}

fn run(chosen: &Chosen, ask: Ask, cx: &mut Cx<'_>) {
    form_words::run(cx, chosen.name.as_str(), What::Courses(ask));
}

/// Asks before a course is taken out of use.
fn archiving_ui(ctx: &Context, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let Some(course) = chosen.course.filter(|_| view.archiving) else { return };
    let title = cx.tr.with("courses-archive-title", &[("name", chosen.name.as_str().into())]);
    let words = ["courses-archive-body", "app-cancel", "courses-archive"].map(|key| cx.text(key));
    let [body, stay, archive] = &words;
    let look = Dialog::new("course-archive", &title, body).icon(icons::ARCHIVE, Tone::Warn);
    match dialog(ctx, look, &[Button::secondary(stay), Button::primary(archive)]) {
        None => return,
        Some(Answer::Button(1)) => run(chosen, Ask::ArchiveCourse(course, true), cx),
        Some(_) => {}
    }
    view.archiving = false;
}

fn facts_ui(ui: &mut Ui, tall: f32, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("courses-facts");
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, "", |_| {});
        let area = ScrollArea::vertical().id_salt("facts").auto_shrink(false);
        area.show(ui, |ui| {
            padded(ui, 16.0, 12.0, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                let theme = Theme::get(ui);
                if chosen.course.is_none() {
                    let said = cx.text("courses-sheets-only-detail");
                    text::wrapped(ui, text::BODY13, theme.t2, &said);
                }
                if !chosen.summary.is_empty() {
                    text::wrapped(ui, text::BODY13, theme.t1, &chosen.summary);
                }
                for (label, said) in &chosen.facts {
                    fact_ui(ui, label, said);
                }
                classes_ui(ui, chosen, view, cx);
                if chosen.raters.is_empty() {
                    return;
                }
                divider(ui);
                section_label(ui, &cx.text("courses-raters"));
                for (pair, said) in &chosen.raters {
                    text::wrapped(ui, text::NAME13, theme.t1, pair);
                    text::wrapped(ui, text::LABEL12, theme.t2, said);
                }
            });
        });
    });
}

fn fact_ui(ui: &mut Ui, label: &str, said: &str) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        text::label(ui, text::LABEL12, theme.t3, label);
        text::wrapped(ui, text::BODY13, theme.t1, said);
    });
}

/// Draws the classes of the course, each a link to its page.
fn classes_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &Cx<'_>) {
    if chosen.classes.is_empty() {
        return;
    }
    divider(ui);
    section_label(ui, &cx.text("courses-classes"));
    for (class, said) in &chosen.classes {
        row(ui, 22.0, |ui| {
            if button(ui, Button::link(said).small()).clicked() {
                view.go = Some(Go::Class(*class));
            }
        });
    }
}

fn records_ui(ui: &mut Ui, tall: f32, chosen: &Chosen, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("courses-records");
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &chosen.records_sub, |_| {});
        if chosen.records.is_empty() {
            let words =
                ["courses-records-none", "courses-records-none-detail"].map(|key| cx.text(key));
            let [none, detail] = &words;
            empty_state(ui, icons::USERS, none, detail, None);
            return;
        }
        let head = |key: &str| Column::new(cx.text(key));
        let columns = [
            head("classes-column-name").flex(1.0, 84.0),
            head("courses-column-day").fixed(86.0),
            head("courses-column-trainer").flex(0.8, 64.0),
            head("classes-column-outcome").flex(0.8, 66.0),
            head("classes-column-score").fixed(50.0).right(),
            head("classes-column-hours").fixed(50.0).right(),
            head("classes-column-cost").fixed(84.0).right(),
            head("courses-column-until").fixed(90.0).right(),
        ];
        let name = |row: usize| {
            chosen.records.get(row).map_or_else(String::new, |r| format!("{} {}", r.name, r.day))
        };
        Table::new(&title, &columns, chosen.records.len())
            .row_height(32.0)
            .fill_height()
            .main()
            .row_name(&name)
            .show(ui, &mut view.records, |ui, row, column| {
                if let Some(record) = chosen.records.get(row) {
                    record_cell(ui, record, column);
                }
            });
    });
}

fn record_cell(ui: &mut Ui, record: &Record, column: usize) {
    let theme = Theme::get(ui);
    let until = if record.over { theme.bad_t } else { theme.t2 };
    let (kind, color, said) = match column {
        0 => (text::NAME13, theme.t1, &record.name),
        1 => (text::BODY13, theme.t2, &record.day),
        2 => (text::BODY13, theme.t2, &record.trainer),
        3 => (text::BODY13, theme.t1, &record.outcome),
        4 => (text::NAME13, theme.t1, &record.score),
        5 => (text::BODY13, theme.t2, &record.hours),
        6 => (text::BODY13, theme.t2, &record.cost),
        _ => (text::BODY13, until, &record.until),
    };
    cell_text(ui, kind, color, said);
}
