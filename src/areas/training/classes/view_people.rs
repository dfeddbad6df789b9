//! The people of a class: those who go to one to come, or what came of one that is over.

use egui::{Color32, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::chosen::Chosen;
use super::data::Data;
use super::form_close::CloseDraft;
use super::form_seats::MakeupDraft;
use super::people::{PersonRow, RowAct};
use super::view::View;
use super::view_class::run;
use crate::areas::{AreaId, Cx, Order};
use crate::command::training::What;
use crate::command::training::classes::Ask;
use crate::command::training::results::Ask as Results;
use crate::metrics::training::classes::Standing;
use crate::store::records::EnrolmentState;
use crate::ui::button::{Button, button};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::state::avatar;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Somebody.
const ROW: f32 = 36.0;

/// Somebody in the table, for screen readers.
fn told(row: &PersonRow) -> String {
    let parts = [row.name.as_str(), row.region.as_str(), row.why.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The people of a class to come.
pub(super) fn enrolled_ui(
    ui: &mut Ui,
    title: &str,
    chosen: &Chosen,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let head = |key: &str| Column::new(cx.text(key));
    let columns = [
        head("classes-column-name").flex(1.0, 108.0),
        head("classes-column-region").fixed(84.0),
        head("classes-column-why").fixed(84.0),
        head("classes-column-note").flex(1.6, 120.0),
        head("classes-column-state").fixed(92.0),
        Column::new("").fixed(96.0).right(),
    ];
    let name = |row: usize| chosen.people.get(row).map(told).unwrap_or_default();
    let words = ["classes-state-enrolled", "classes-state-waiting", "classes-state-withdrawn"];
    let words = words.map(|key| cx.text(key));
    let withdraw = cx.text("classes-withdraw");
    let called_off = chosen.standing == Standing::Cancelled;
    let mut state = std::mem::take(&mut view.people);
    let (mut wanted, mut leaving) = (None, None);
    Table::new(title, &columns, chosen.people.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut state, |ui, row, column| {
            let Some(person) = chosen.people.get(row) else { return };
            let theme = Theme::get(ui);
            match column {
                0 => name_cell(ui, person),
                1 => cell_text(ui, text::BODY13, theme.t2, &person.region),
                2 => why_cell(ui, person),
                3 => cell_text(ui, text::BODY13, theme.t2, &person.why_told),
                4 => state_cell(ui, person, &words),
                _ if person.state == EnrolmentState::Withdrawn || called_off => {}
                _ => {
                    let (act, said) = match &person.act {
                        Some((RowAct::Seat, said)) => (true, said.as_str()),
                        _ => (false, withdraw.as_str()),
                    };
                    let pressed = button(ui, Button::link(said).small());
                    if pressed.accessible_name(format!("{said} {}", person.name)).clicked() {
                        if act { wanted = Some(row) } else { leaving = Some(row) }
                    }
                }
            }
        });
    view.people = state;
    let seat = wanted.and_then(|row| chosen.people.get(row)?.seat.clone());
    if let Some(seat) = seat {
        run(chosen, What::Classes(Ask::Enrol(chosen.id, vec![seat])), cx);
    }
    if let Some(person) = leaving.and_then(|row| chosen.people.get(row)) {
        view.close = Some(CloseDraft::withdraw(chosen, person));
    }
}

fn state_cell(ui: &mut Ui, person: &PersonRow, words: &[String; 3]) {
    let [enrolled, waiting, withdrawn] = words;
    match person.state {
        EnrolmentState::Enrolled => badge(ui, Tone::Good, enrolled),
        EnrolmentState::Waiting => badge(ui, Tone::Warn, waiting),
        EnrolmentState::Withdrawn => badge(ui, Tone::Neutral, withdrawn),
    };
}

fn name_cell(ui: &mut Ui, person: &PersonRow) {
    let theme = Theme::get(ui);
    avatar(ui, &person.initial, 22.0, false);
    cell_text(ui, text::NAME13, theme.t1, &person.name);
}

fn why_cell(ui: &mut Ui, person: &PersonRow) {
    let theme = Theme::get(ui);
    let place = ui.available_rect_before_wrap();
    cell_text(ui, text::LABEL12, person.why_tone.text(theme), &person.why);
    if !person.why_told.is_empty() {
        let id = ui.next_auto_id().with("why");
        let response = ui.interact(place, id, Sense::hover());
        text::describe(&response, &person.why_told);
        response.on_hover_text(&person.why_told);
    }
}

/// The people of a class that was held, or is over.
pub(super) fn held_ui(
    ui: &mut Ui,
    title: &str,
    chosen: &Chosen,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let head = |key: &str| Column::new(cx.text(key));
    let came = cx.text("classes-column-came");
    let dots = 16.0 * chosen.parts.len().clamp(2, 6) as f32 + 18.0;
    let parts = dots.max(text::width(ui, text::LABEL12, &came).ceil() + 17.0);
    let [low, pass, high] = &chosen.track.words;
    let scale = format!("{} {low}–{high}", cx.text("classes-column-score"));
    let pass = if pass.is_empty() {
        String::new()
    } else {
        cx.tr.with("classes-column-track", &[("pass", pass.as_str().into())])
    };
    // A heading is not cut short in the longer language either.
    let number = |words: String, padding: f32, least: f32| {
        let room = text::width(ui, text::LABEL12, &words).ceil() + padding;
        Column::new(words).fixed(room.max(least)).right()
    };
    // Nor is a name, beside its circle.
    let names = chosen.people.iter().map(|one| &one.name);
    let named = (text::widest(ui, text::NAME13, names) + 58.0).clamp(88.0, 200.0);
    let columns = [
        head("classes-column-name").flex(0.8, named),
        head("classes-column-region").fixed(56.0),
        head("classes-column-why").fixed(58.0),
        Column::new(came).fixed(parts),
        Column::new(scale).flex(1.4, 104.0).hint(pass),
        number(cx.text("classes-before"), 16.0, 46.0),
        number(cx.text("classes-after"), 16.0, 46.0),
        number(cx.text("classes-column-change"), 16.0, 50.0),
        number(cx.text("classes-column-feedback"), 16.0, 46.0),
        number(chosen.behaviour_head.clone(), 24.0, 86.0),
    ];
    let name = |row: usize| chosen.people.get(row).map(told).unwrap_or_default();
    let theme = Theme::get(ui);
    let fill = |row: usize| {
        let missed = chosen.people.get(row).and_then(|one| one.act.as_ref());
        matches!(missed, Some((RowAct::Makeup, _))).then_some(theme.warn_bg)
    };
    let mut total = |ui: &mut Ui, column: usize| {
        let place = match column {
            0 => 0,
            4 => 1,
            5..=9 => column - 3,
            _ => return,
        };
        let said = chosen.totals.get(place).map(String::as_str).unwrap_or_default();
        let kind = if place == 1 { text::LABEL12 } else { text::NAME13 };
        cell_text(ui, kind, Theme::get(ui).t1, said);
    };
    let remove = cx.text("classes-result-remove");
    let may_remove = chosen.standing == Standing::Open;
    let mut removed = None;
    let mut action = |ui: &mut Ui, row: usize| {
        let Some(person) = chosen.people.get(row).filter(|one| may_remove && one.recorded) else {
            return;
        };
        let pressed = button(ui, Button::icon_only(icons::TRASH, &remove).small());
        if pressed.accessible_name(format!("{remove} {}", person.name)).clicked() {
            removed = Some(row);
        }
    };
    let mut state = std::mem::take(&mut view.people);
    let mut wanted = None;
    let output = Table::new(title, &columns, chosen.people.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .row_name(&name)
        .row_fill(&fill)
        .total(&mut total)
        .action(&mut action)
        .show(ui, &mut state, |ui, row, column| {
            if let Some(person) = chosen.people.get(row)
                && held_cell(ui, person, (chosen, column))
            {
                wanted = Some(row);
            }
        });
    view.people = state;
    if let Some(person) = removed.and_then(|row| chosen.people.get(row)) {
        run(chosen, What::Results(Results::RemoveResult(chosen.id, person.person)), cx);
    }
    if let Some(person) = output.opened.and_then(|row| chosen.people.get(row)) {
        view.record(chosen, Some(person.person), cx);
    }
    let acted = wanted.and_then(|row| chosen.people.get(row));
    if let Some((person, (act, _))) = acted.and_then(|one| Some((one, one.act.as_ref()?))) {
        match act {
            RowAct::Makeup => view.makeup = Some(MakeupDraft::new(chosen, person.person, data, cx)),
            RowAct::Retest => view.record(chosen, Some(person.person), cx),
            RowAct::Observe => cx.orders.push(Order::Go(AreaId::Coaching)),
            RowAct::Seat => {}
        }
    }
}

/// Draws a cell; true when what can be done for the person is wanted.
fn held_cell(ui: &mut Ui, person: &PersonRow, (chosen, column): (&Chosen, usize)) -> bool {
    let theme = Theme::get(ui);
    let [before, after, change] = &person.scores;
    match column {
        0 => name_cell(ui, person),
        1 => cell_text(ui, text::BODY13, theme.t2, &person.region),
        2 => why_cell(ui, person),
        3 => parts_cell(ui, person, chosen),
        4 => track_cell(ui, person, chosen),
        5 => cell_text(ui, text::BODY13, theme.t2, before),
        6 => {
            let color = if person.below { theme.warn_t } else { theme.t1 };
            cell_text(ui, text::NAME13, color, after);
        }
        7 => cell_text(ui, text::BODY13, theme.t1, change),
        8 => {
            let place = ui.available_rect_before_wrap();
            cell_text(ui, text::BODY13, theme.t1, &person.feedback);
            if !person.feedback_words.is_empty() {
                let id = ui.next_auto_id().with("words");
                let response = ui.interact(place, id, Sense::hover());
                text::describe(&response, &person.feedback_words);
                response.on_hover_text(&person.feedback_words);
            }
        }
        _ => return behaviour_cell(ui, person),
    }
    false
}

/// Draws what is seen of somebody since, or what can be done.
fn behaviour_cell(ui: &mut Ui, person: &PersonRow) -> bool {
    let theme = Theme::get(ui);
    if let Some((_, said)) = &person.act {
        let link = button(ui, Button::link(said).small());
        return link.accessible_name(format!("{said} {}", person.name)).clicked();
    }
    if person.risen {
        icons::icon(ui, icons::ARROW_UP, 12.0, theme.good_t);
    }
    cell_text(ui, text::BODY13, theme.t1, &person.behaviour);
    false
}

/// Draws a dot for each part: full where they came, hollow where not, faint where it is not recorded.
fn parts_cell(ui: &mut Ui, person: &PersonRow, chosen: &Chosen) {
    let theme = Theme::get(ui);
    if chosen.parts.is_empty() {
        cell_text(ui, text::LABEL12, theme.t2, &person.came);
        return;
    }
    let place = ui.available_rect_before_wrap();
    let response = ui.interact(place, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &person.came));
    for (at, came) in person.parts.iter().enumerate() {
        let center = pos2(place.left() + 6.0 + 16.0 * at as f32, place.center().y);
        if center.x > place.right() {
            break;
        }
        match came {
            Some(true) => {
                ui.painter().circle_filled(center, 5.0, theme.accent);
            }
            Some(false) => {
                let edge = Stroke::new(1.5, theme.border2);
                ui.painter().circle(center, 4.5, theme.surface, edge);
            }
            None => {
                ui.painter().circle_filled(center, 2.0, theme.border2);
            }
        }
    }
    response.on_hover_text(&person.came);
}

/// Draws the tests before and after on their track, or what is said instead.
fn track_cell(ui: &mut Ui, person: &PersonRow, chosen: &Chosen) {
    let theme = Theme::get(ui);
    let place = ui.available_rect_before_wrap();
    if !person.note.is_empty() {
        cell_text(ui, text::LABEL12, theme.warn_t, &person.note);
        return;
    }
    let response = ui.interact(place, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &person.outcome));
    let y = place.center().y.round();
    let x = |part: f32| place.left() + place.width() * part;
    let painter = ui.painter();
    let track = Rect::from_min_max(pos2(place.left(), y - 1.0), pos2(place.right(), y + 1.0));
    painter.rect_filled(track, 0.0, theme.grid);
    if let Some(pass) = chosen.track.pass {
        let line = [pos2(x(pass), y - 9.0), pos2(x(pass), y + 9.0)];
        let dashes = egui::Shape::dashed_line(&line, Stroke::new(1.0, theme.t3), 3.0, 2.0);
        painter.extend(dashes);
    }
    let color = if person.below { theme.warn } else { theme.accent };
    let (before, after) = person.track;
    if let Some((before, after)) = before.zip(after) {
        let ends = (x(before).min(x(after)), x(before).max(x(after)));
        let bar = Rect::from_min_max(pos2(ends.0, y - 1.0), pos2(ends.1, y + 1.0));
        painter.rect_filled(bar, 0.0, color);
    }
    if let Some(before) = before {
        mark(ui, pos2(x(before), y), false, color);
    }
    if let Some(after) = after {
        mark(ui, pos2(x(after), y), true, color);
    }
    if !person.outcome.is_empty() {
        response.on_hover_text(&person.outcome);
    }
}

/// Paints a test: hollow before, full after.
pub(super) fn mark(ui: &Ui, at: Pos2, after: bool, color: Color32) {
    let theme = Theme::get(ui);
    if after {
        ui.painter().circle_filled(at, 4.0, color);
    } else {
        ui.painter().circle(at, 3.5, theme.surface, Stroke::new(1.5, color));
    }
}
