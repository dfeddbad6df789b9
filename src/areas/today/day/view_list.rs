//! 现在需要你: the list with its filters; Enter does what is to be done, S puts off, D ticks off.

use egui::{Align, Id, Key, Modifiers, Rect, Sense, Ui, pos2, vec2};

use super::list::{Chip, List, NoticeRow};
use super::snooze::Snooze;
use super::view::View;
use crate::areas::Cx;
use crate::areas::today::data::joined;
use crate::areas::today::view_agenda::see;
use crate::command::{Command, today};
use crate::metrics::notices::Urgency;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_header};
use crate::ui::choice::{badge, chip};
use crate::ui::icons::{self, paint_icon};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The height of a notice.
const ROW: f32 = 44.0;
/// The header of the card with its line.
const HEADER: f32 = 45.0;
/// So many notices are in view at least, where there are that many.
const LEAST: usize = 4;
/// Below these widths the names of rules, and those of people, have no room.
const KINDS: f32 = 700.0;
const PEOPLE: f32 = 560.0;
/// The filters stand in a row of their own where the title leaves them no room.
const CHIPS: f32 = 34.0;

pub(super) fn draw(ui: &mut Ui, room: f32, list: &List, view: &mut View, cx: &mut Cx<'_>) {
    let shown = shown(list, view);
    let own_row = !fits_beside(ui, list);
    let header = HEADER + if own_row { CHIPS } else { 0.0 };
    let least = header + ROW * shown.len().clamp(LEAST, list.rows.len().max(LEAST)).min(8) as f32;
    Card::new().height(room.max(least).floor()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("today-list");
        let parts = [list.rest(view.group), &list.later];
        let sub: Vec<String> =
            parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect();
        card_header(ui, &title, &joined(cx.tr, &sub), |ui| {
            if !own_row {
                // From right to left.
                chips_ui(ui, list, view, true);
            }
        });
        if own_row {
            crate::ui::card::padded(ui, 16.0, 0.0, |ui| {
                ui.horizontal(|ui| chips_ui(ui, list, view, false));
            });
        }
        let theme = Theme::get(ui);
        let y = ui.cursor().top() + if own_row { 6.0 } else { -1.0 };
        let stroke = egui::Stroke::new(1.0, theme.border);
        ui.painter().hline(ui.max_rect().x_range(), y, stroke);
        if own_row {
            ui.add_space(7.0);
        }
        if shown.is_empty() {
            calm_ui(ui, list, cx);
        } else {
            table_ui(ui, &title, list, &shown, view, cx);
        }
    });
}

/// The rows that are shown: those of the group, without what was just sent away.
fn shown(list: &List, view: &View) -> Vec<usize> {
    let fits = |row: &NoticeRow| {
        view.group.is_none_or(|group| row.group == group)
            && !view.sent.contains(&row.key)
            && !view.gone.contains(&row.key)
    };
    list.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect()
}

fn fits_beside(ui: &Ui, list: &List) -> bool {
    let wide = |chip: &Chip| text::width(ui, text::LABEL12M, &chip.name) + 30.0;
    list.chips.iter().map(wide).sum::<f32>() + 240.0 <= ui.available_width()
}

fn chips_ui(ui: &mut Ui, list: &List, view: &mut View, backward: bool) {
    if list.rows.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.x = 8.0;
    let mut draw = |ui: &mut Ui, one: &Chip| {
        if chip(ui, &one.name, view.group == one.group).clicked() {
            view.group = one.group;
            view.table.select(0);
        }
    };
    if backward {
        list.chips.iter().rev().for_each(|one| draw(ui, one));
    } else {
        list.chips.iter().for_each(|one| draw(ui, one));
    }
    // A group that is empty by now is no choice.
    if !list.chips.iter().any(|chip| chip.group == view.group) {
        view.group = None;
    }
}

/// Nothing is to be done: says so, quietly.
fn calm_ui(ui: &mut Ui, list: &List, cx: &Cx<'_>) {
    ui.add_space(24.0);
    let title = cx.text("today-list-calm");
    let detail =
        if list.later.is_empty() { cx.text("today-list-calm-detail") } else { list.later.clone() };
    empty_state(ui, icons::CHECK_CIRCLE, &title, &detail, None);
}

/// What a person did with a notice.
enum Did {
    See,
    Snooze,
    Done,
}

fn table_ui(
    ui: &mut Ui,
    title: &str,
    list: &List,
    shown: &[usize],
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let width = ui.available_width();
    let (kinds, people) = (width >= KINDS, width >= PEOPLE);
    let at = |row: usize| shown.get(row).and_then(|at| list.rows.get(*at));
    let widest = |kind, words: &dyn Fn(&NoticeRow) -> &str| {
        // Those in view and their neighbours decide: a list has thousands at most, and few forms.
        let rows = shown.iter().take(40).filter_map(|at| list.rows.get(*at));
        text::widest(ui, kind, rows.map(words))
    };
    let kind_wide = widest(text::BODY13, &|row| &row.line.kind) + 16.0;
    let badge_wide = widest(text::LABEL12, &|row| &row.line.badge) + 12.0 + 16.0;
    let act_wide = widest(text::BODY13, &|row| &row.line.action) + 18.0 + 24.0;
    let who_wide = (widest(text::BODY13, &|row| &row.line.who) + 16.0).clamp(64.0, 116.0);
    let mut columns = vec![(Cell::Icon, Column::new("").fixed(52.0))];
    if kinds {
        columns.push((Cell::Kind, Column::new("").fixed(kind_wide)));
    }
    columns.push((Cell::Title, Column::new("").flex(1.0, 160.0)));
    if people {
        columns.push((Cell::Who, Column::new("").fixed(who_wide)));
    }
    columns.push((Cell::Away, Column::new("").fixed(68.0).right()));
    columns.push((Cell::Badge, Column::new("").fixed(badge_wide).right()));
    columns.push((Cell::Act, Column::new("").fixed(act_wide).right()));
    let (cells, columns): (Vec<Cell>, Vec<Column>) = columns.into_iter().unzip();
    let name = |row: usize| at(row).map_or_else(String::new, NoticeRow::told);
    let mut did: Option<(usize, Did)> = None;
    let mut state = std::mem::take(&mut view.table);
    let selected = state.selected;
    let height = ui.available_height();
    let output = Table::new(title, &columns, shown.len())
        .without_header()
        .row_height(ROW)
        .height(height)
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut state, |ui, row, column| {
            let Some((notice, cell)) = at(row).zip(cells.get(column)) else { return };
            let lit = selected == Some(row) || hovered(ui);
            if let Some(what) = cell_ui(ui, notice, *cell, lit, cx) {
                did = Some((row, what));
            }
        });
    if let Some(row) = output.opened {
        did = Some((row, Did::See));
    }
    if let Some(row) = state.selected.filter(|_| did.is_none()) {
        did = pressed(ui, title).map(|what| (row, what));
    }
    view.table = state;
    let Some((notice, what)) = did.and_then(|(row, what)| Some((at(row)?, what))) else { return };
    match what {
        Did::See => see(cx, &notice.act, notice.day),
        Did::Snooze => view.snooze = Some(Snooze::new(&notice.key, &notice.line.title)),
        Did::Done => {
            view.sent.insert(notice.key.clone());
            cx.run(Command::Today(today::Command::Done {
                key: notice.key.clone(),
                name: notice.line.title.clone(),
                today: cx.filter.today,
            }));
        }
    }
}

/// What was pressed on the keyboard while the list, or nothing, has the focus.
fn pressed(ui: &Ui, title: &str) -> Option<Did> {
    let own = Id::unique(("table", title));
    let free = ui.is_enabled()
        && !egui::Popup::is_any_open(ui.ctx())
        && ui.memory(|memory| {
            memory.focused().is_none_or(|focused| focused == own)
                && memory.allows_interaction(ui.layer_id())
        });
    if !free {
        return None;
    }
    let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if taken(Key::S) {
        Some(Did::Snooze)
    } else if taken(Key::D) {
        Some(Did::Done)
    } else {
        None
    }
}

/// Whether the pointer is in the row of a cell.
fn hovered(ui: &Ui) -> bool {
    let row = ui.max_rect().with_min_x(ui.clip_rect().left()).with_max_x(ui.clip_rect().right());
    ui.rect_contains_pointer(row.with_max_y(row.bottom() + 1.0))
}

/// The cells of a notice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Icon,
    Kind,
    Title,
    Who,
    Badge,
    Away,
    Act,
}

/// How a notice looks that is so pressing.
const fn tone(urgency: Urgency) -> Tone {
    match urgency {
        Urgency::Now => Tone::Bad,
        Urgency::Soon => Tone::Warn,
        Urgency::Calm => Tone::Neutral,
    }
}

fn cell_ui(ui: &mut Ui, row: &NoticeRow, cell: Cell, lit: bool, cx: &Cx<'_>) -> Option<Did> {
    let theme = Theme::get(ui);
    let tone = tone(row.urgency);
    match cell {
        Cell::Icon => {
            let (rect, _) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::hover());
            ui.painter().rect_filled(rect, 6.0, tone.tint(theme));
            paint_icon(ui.painter(), rect.center(), row.group.icon(), 16.0, tone.text(theme));
        }
        Cell::Kind => cell_text(ui, text::BODY13, theme.t2, &row.line.kind),
        Cell::Title => title_ui(ui, row),
        Cell::Who => cell_text(ui, text::BODY13, theme.t2, &row.line.who),
        Cell::Badge => {
            if !row.line.badge.is_empty() {
                badge(ui, tone, &row.line.badge);
            }
        }
        Cell::Away if lit => {
            ui.spacing_mut().item_spacing.x = 2.0;
            let args = [("name", row.line.title.as_str().into())];
            let done = cx.tr.with("today-done-name", &args);
            let snooze = cx.tr.with("today-snooze-name", &args);
            let mut did = None;
            if button(ui, Button::ghost_icon(icons::CHECK, &done).small()).clicked() {
                did = Some(Did::Done);
            }
            if button(ui, Button::ghost_icon(icons::CLOCK, &snooze).small()).clicked() {
                did = Some(Did::Snooze);
            }
            return did;
        }
        Cell::Away => {}
        Cell::Act => {
            let words = &row.line.action;
            let action = if lit { Button::secondary(words) } else { Button::link(words) };
            // Several have the same thing to do: what it is about tells them apart.
            let name = format!("{words} {} {}", row.line.kind, row.line.title);
            if button(ui, action.small()).accessible_name(name).clicked() {
                return Some(Did::See);
            }
        }
    }
    None
}

/// Draws what it is and what about it, in two lines.
fn title_ui(ui: &mut Ui, row: &NoticeRow) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    let line = |top: f32, tall: f32| {
        Rect::from_min_size(pos2(rect.left(), rect.top() + top), vec2(rect.width(), tall))
    };
    let (painter, left) = (ui.painter(), Align::Min);
    let (title, detail) = (&row.line.title, &row.line.detail);
    let cut = text::paint_fit(painter, line(2.0, 20.0), left, text::NAME13, theme.t1, title);
    let also = text::paint_fit(painter, line(22.0, 18.0), left, text::LABEL12, theme.t3, detail);
    let words = [title.as_str(), detail].join("\n");
    text::tell(ui, rect, words.replace('\n', " ").trim());
    if cut || also {
        let id = ui.next_auto_id().with("title");
        ui.interact(rect, id, Sense::hover()).on_hover_text(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::today::day::list::Group;
    use crate::domain::ids::OpportunityId;
    use crate::metrics::notices::Act;
    use crate::metrics::notices::say::Line;

    fn row(key: &str, group: Group) -> NoticeRow {
        NoticeRow {
            key: key.to_owned(),
            group,
            urgency: Urgency::Now,
            line: Line::default(),
            act: Act::OpenDeal(OpportunityId(1)),
            day: None,
        }
    }

    #[test]
    fn what_was_sent_away_goes_at_once() {
        let rows = vec![row("a", Group::Stuck), row("b", Group::Deals), row("c", Group::Stuck)];
        let list = List { rows, ..List::default() };
        let mut view = View::default();
        assert_eq!(shown(&list, &view), [0, 1, 2]);
        view.group = Some(Group::Stuck);
        assert_eq!(shown(&list, &view), [0, 2]);
        view.sent.insert("a".to_owned());
        view.gone.insert("c".to_owned());
        assert!(shown(&list, &view).is_empty());
    }
}
