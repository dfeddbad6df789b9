//! How the page looks: notes on the left, what was put off and ticked off on the right.

use egui::{Align, Layout, Margin, Ui, UiBuilder};

use super::data::{Data, NoteRow, NoticeRow};
use crate::areas::quick_note::NoteWish;
use crate::areas::{Cx, Order};
use crate::command::Command;
use crate::command::today::Command as Today;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card_flush, columns, list_header};
use crate::ui::choice::{badge, check_mixed};
use crate::ui::icons::{self, Icon};
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of two lines.
const ROW: f32 = 52.0;
/// So many rows stand in a card of the side without scrolling.
const ROWS: usize = 6;
/// From this width on the notices stand beside the notes.
const BESIDE: f32 = 800.0;
/// So many notes stand in their card without scrolling.
const NOTES: usize = 12;

/// What is chosen.
#[derive(Debug, Default)]
pub struct View {
    notes: TableState,
    later: TableState,
    done: TableState,
}

/// Draws the page.
pub(in crate::areas::today) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "todo", margin, |ui, _| {
        if ui.available_width() < BESIDE {
            ui.spacing_mut().item_spacing.y = 12.0;
            notes_ui(ui, data, view, cx);
            notices_ui(ui, &LATER, &data.later, &mut view.later, cx);
            notices_ui(ui, &DONE, &data.done, &mut view.done, cx);
            return;
        }
        let right = if ui.available_width() < 1_000.0 { 340.0 } else { 460.0 };
        columns(ui, right, 12.0, |ui, side| {
            ui.spacing_mut().item_spacing.y = 12.0;
            match side {
                Side::Left => notes_ui(ui, data, view, cx),
                Side::Right => {
                    notices_ui(ui, &LATER, &data.later, &mut view.later, cx);
                    notices_ui(ui, &DONE, &data.done, &mut view.done, cx);
                }
            }
        });
    });
}

/// What was done to a note.
enum Did {
    Tick,
    Edit,
}

fn notes_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let (title, new) = (cx.text("notices-todo-notes"), cx.text("notices-todo-new"));
    let (mut write, mut did) = (false, None);
    card_flush(ui, |ui| {
        list_header(ui, &title, &data.notes_sub, |ui| {
            write = button(ui, Button::secondary(&new).medium().icon(icons::PLUS)).clicked();
        });
        if data.notes.is_empty() {
            let none = cx.text("notices-todo-notes-none");
            let detail = cx.text("notices-todo-notes-none-detail");
            empty_state(ui, icons::NOTE_PENCIL, &none, &detail, None);
            return;
        }
        did = note_table(ui, &title, data, &mut view.notes, cx);
    });
    if write {
        cx.orders.push(Order::Note(NoteWish::New(None)));
    }
    let Some((row, did)) = did.and_then(|(at, did)| Some((data.notes.get(at)?, did))) else {
        return;
    };
    match (did, row.done) {
        (Did::Tick, Some(done)) => cx.run(Command::Today(Today::Tick {
            id: row.note.id,
            done: !done,
            name: row.about.clone(),
            today: cx.filter.today,
        })),
        (Did::Tick, None) => {}
        (Did::Edit, _) => {
            cx.orders.push(Order::Note(NoteWish::Edit(Box::new(row.note.clone()))));
        }
    }
}

fn note_table(
    ui: &mut Ui,
    title: &str,
    data: &Data,
    state: &mut TableState,
    cx: &Cx<'_>,
) -> Option<(usize, Did)> {
    let columns = [
        Column::new("").fixed(48.0),
        Column::new("").flex(1.0, 180.0),
        Column::new("").fixed(128.0).right(),
        Column::new("").fixed(56.0).right(),
    ];
    let name = |row: usize| data.notes.get(row).map_or_else(String::new, |row| row.told.clone());
    let mut did = None;
    let output = Table::new(title, &columns, data.notes.len())
        .row_height(ROW)
        .height(ROW * data.notes.len().min(NOTES) as f32)
        .without_header()
        .main()
        .row_name(&name)
        .show(ui, state, |ui, at, column| {
            if let Some(row) = data.notes.get(at)
                && let Some(done) = note_cell(ui, row, column, cx)
            {
                did = Some((at, done));
            }
        });
    let toggled = output.toggled.map(|at| (at, Did::Tick));
    let opened = output.opened.map(|at| (at, Did::Edit));
    did.or(toggled).or(opened)
}

/// Draws a cell of a note; returns what was done to it.
fn note_cell(ui: &mut Ui, row: &NoteRow, column: usize, cx: &Cx<'_>) -> Option<Did> {
    let theme = Theme::get(ui);
    let named = |key: &str| cx.tr.with(key, &[("name", row.note.words.as_str().into())]);
    match column {
        0 => {
            let done = row.done?;
            let response = check_mixed(ui, Some(done), "");
            let clicked = response.clicked();
            response.accessible_name(named("notices-todo-tick"));
            clicked.then_some(Did::Tick)
        }
        1 => {
            let color = if row.done == Some(true) { theme.t2 } else { theme.t1 };
            two_lines(ui, (&row.note.words, color), &row.below);
            None
        }
        2 => {
            if !row.state.1.is_empty() {
                badge(ui, row.state.0, &row.state.1);
            }
            None
        }
        _ => {
            let name = named("notices-todo-edit-name");
            let pressed = button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, &name).small());
            pressed.clicked().then_some(Did::Edit)
        }
    }
}

/// The words of a list of notices.
struct List {
    title: &'static str,
    sub: &'static str,
    none: [&'static str; 2],
    icon: Icon,
}

const LATER: List = List {
    title: "notices-todo-later",
    sub: "notices-todo-later-sub",
    none: ["notices-todo-later-none", "notices-todo-later-none-detail"],
    icon: icons::CLOCK,
};

const DONE: List = List {
    title: "notices-todo-done",
    sub: "notices-todo-done-sub",
    none: ["notices-todo-done-none", "notices-todo-done-none-detail"],
    icon: icons::CHECK_CIRCLE,
};

fn notices_ui(
    ui: &mut Ui,
    list: &List,
    rows: &[NoticeRow],
    state: &mut TableState,
    cx: &mut Cx<'_>,
) {
    let (title, sub) = (cx.text(list.title), cx.text(list.sub));
    let mut woken = None;
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        if rows.is_empty() {
            let [none, detail] = list.none.map(|key| cx.text(key));
            empty_state(ui, list.icon, &none, &detail, None);
            return;
        }
        let columns = [Column::new("").flex(1.0, 120.0), Column::new("").fixed(104.0).right()];
        let name = |row: usize| {
            rows.get(row).map_or_else(String::new, |row| format!("{} {}", row.title, row.back))
        };
        let wake = cx.text("notices-todo-wake");
        let output = Table::new(&title, &columns, rows.len())
            .row_height(ROW)
            .height(ROW * rows.len().min(ROWS) as f32)
            .without_header()
            .row_name(&name)
            .show(ui, state, |ui, at, column| {
                let Some(row) = rows.get(at) else { return };
                if column == 0 {
                    let t1 = Theme::get(ui).t1;
                    two_lines(ui, (&row.title, t1), &row.below);
                    return;
                }
                let told =
                    cx.tr.with("notices-todo-wake-name", &[("name", row.title.as_str().into())]);
                let pressed = button(ui, Button::secondary(&wake).small());
                let clicked = pressed.clicked();
                pressed.accessible_name(told);
                if clicked {
                    woken = Some(at);
                }
            });
        woken = woken.or(output.opened);
    });
    if let Some(row) = woken.and_then(|at| rows.get(at)) {
        let (key, name) = (row.key.clone(), row.title.clone());
        cx.run(Command::Today(Today::Wake { key, name }));
    }
}

/// A text with what is known of it below.
fn two_lines(ui: &mut Ui, (above, color): (&str, egui::Color32), below: &str) {
    let theme = Theme::get(ui);
    let place = ui.available_rect_before_wrap();
    let middle = place.center().y.round();
    for (rect, kind, color, said) in [
        (place.with_min_y(middle - 21.0).with_max_y(middle), text::NAME13, color, above),
        (place.with_min_y(middle).with_max_y(middle + 19.0), text::LABEL12, theme.t3, below),
    ] {
        let layout = Layout::left_to_right(Align::Center);
        let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        cell_text(&mut line, kind, color, said);
    }
}
