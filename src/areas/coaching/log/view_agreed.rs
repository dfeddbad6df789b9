//! What was agreed, with what is done of it; the words of the person, and the two who confirm.

use egui::{Align, Layout, Ui, vec2};

use super::card::{ActionLine, Card, Sign};
use super::view::View;
use crate::areas::Cx;
use crate::areas::coaching::small_form::{Of, SmallDraft, command};
use crate::command::coaching::What;
use crate::command::coaching::actions::Action;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card_flush, columns, divider, list_header, padded, row};
use crate::ui::choice::{badge, check_mixed};
use crate::ui::icons::{self, icon};
use crate::ui::menu::{menu, menu_item};
use crate::ui::state::avatar;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The height of an action.
const ROW: f32 = 38.0;
/// The room of who is to do it.
const OWNER: f32 = 96.0;
/// The room of the day.
const DAY: f32 = 52.0;
/// The room of how it stands.
const STATE: f32 = 84.0;
/// The width of the two who confirm.
const SIGNS: f32 = 236.0;

/// Draws what was agreed.
pub(super) fn actions_ui(ui: &mut Ui, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        let (title, add) = (cx.text("log-actions"), cx.text("log-action-add"));
        list_header(ui, &title, &card.counts, |ui| {
            if button(ui, Button::secondary(&add).icon(icons::PLUS).medium()).clicked() {
                view.small = Some(SmallDraft::add(card.id, of(card, String::new())));
            }
        });
        if card.actions.is_empty() {
            let none = cx.text("log-actions-none");
            padded(ui, 16.0, 12.0, |ui| text::wrapped(ui, text::BODY13, Theme::get(ui).t3, &none));
        }
        for (at, line) in card.actions.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 0.0, |ui| action_ui(ui, card, line, view, cx));
        }
    });
}

/// Of what coaching an action is.
fn of(card: &Card, about: String) -> Of {
    Of { subject: card.name.clone(), coached_on: card.on_day, about }
}

fn action_ui(ui: &mut Ui, card: &Card, line: &ActionLine, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let today = cx.filter.today;
    ui.spacing_mut().item_spacing = vec2(10.0, 0.0);
    row(ui, ROW, |ui| {
        let key = if line.done { "log-action-undo" } else { "log-action-tick" };
        let name = cx.tr.with(key, &[("text", line.text.clone().into())]);
        if check_ui(ui, line.done, &name) {
            if line.done {
                let what = What::Action(Action::Undone(line.id));
                cx.run(command(&card.name, what, today));
            } else {
                let of = of(card, line.text.clone());
                view.small = Some(SmallDraft::done(line.id, of, today));
            }
        }
        let color = if line.done { theme.t2 } else { theme.t1 };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            more_ui(ui, card, line, view, cx);
            end_ui(ui, line);
            let room = ui.available_width();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                text::truncated(ui, text::BODY13, color, &line.text, room);
            });
        });
    });
    if !line.note.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(28.0);
            text::wrapped(ui, text::LABEL12, theme.t3, &line.note);
        });
        ui.add_space(8.0);
    }
}

/// A check box that only says that it was clicked: what it stands for is done by a command.
fn check_ui(ui: &mut Ui, on: bool, name: &str) -> bool {
    let response = check_mixed(ui, Some(on), "");
    let clicked = response.clicked();
    response.accessible_name(name);
    clicked
}

/// How it stands, the day, who is to do it; from right to left.
fn end_ui(ui: &mut Ui, line: &ActionLine) {
    let theme = Theme::get(ui);
    let fixed = |ui: &mut Ui, width: f32, content: &mut dyn FnMut(&mut Ui)| {
        let layout = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(width, ROW), layout, |ui| {
            ui.set_min_width(width);
            content(ui);
        });
    };
    fixed(ui, STATE, &mut |ui: &mut Ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            badge(ui, line.state.0, &line.state.1);
        });
    });
    fixed(ui, DAY, &mut |ui: &mut Ui| {
        text::label(ui, text::BODY13, theme.t2, &line.day);
    });
    fixed(ui, OWNER, &mut |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        avatar(ui, &line.initial, 24.0, false);
        let room = ui.available_width();
        text::truncated(ui, text::BODY13, theme.t2, &line.owner, room);
    });
}

/// What else can be done with an action that is open.
fn more_ui(ui: &mut Ui, card: &Card, line: &ActionLine, view: &mut View, cx: &Cx<'_>) {
    let more = cx.tr.with("log-action-more", &[("text", line.text.clone().into())]);
    menu(ui, Button::ghost_icon(icons::DOTS_THREE, &more).small().enabled(!line.done), |ui| {
        let (postpone, edit) = (cx.text("log-action-postpone"), cx.text("log-action-edit"));
        let whose = || of(card, line.text.clone());
        if menu_item(ui, Some(icons::CALENDAR_PLUS), &postpone, "").clicked() {
            view.small = Some(SmallDraft::postpone(line.id, whose(), line.due));
        }
        if menu_item(ui, Some(icons::PENCIL_SIMPLE), &edit, "").clicked() {
            view.small = Some(SmallDraft::edit(line.id, whose(), line.owner_id, line.due));
        }
    });
}

/// Draws the words of the person and the two who confirm.
pub(super) fn signs_ui(ui: &mut Ui, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    if !card.held {
        return;
    }
    card_flush(ui, |ui| {
        let theme = Theme::get(ui);
        list_header(ui, &cx.text("log-words-and-signs"), "", |ui| {
            if !card.next.is_empty() {
                text::label(ui, text::LABEL12, theme.t2, &card.next);
                icon(ui, icons::CALENDAR_CHECK, 16.0, theme.t3);
            }
        });
        padded(ui, 16.0, 14.0, |ui| {
            columns(ui, SIGNS, 16.0, |ui, side| match side {
                Side::Left if card.words.is_empty() => {
                    text::wrapped(ui, text::BODY13, theme.t3, &cx.text("log-words-none"));
                }
                Side::Left => {
                    let said =
                        cx.tr.with("log-words-quoted", &[("words", card.words.clone().into())]);
                    text::wrapped(ui, text::BODY13, theme.t2, &said);
                }
                Side::Right => {
                    ui.spacing_mut().item_spacing.y = 6.0;
                    for sign in &card.signs {
                        sign_ui(ui, card, sign, view, cx);
                    }
                }
            });
        });
    });
}

/// One of the two: when they confirmed, else the button with which they do.
fn sign_ui(ui: &mut Ui, card: &Card, sign: &Sign, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    row(ui, 26.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let signed = !sign.day.is_empty();
        let (mark, color) = if signed {
            (icons::SEAL_CHECK.filled(), theme.good_t)
        } else {
            (icons::CIRCLE_DASHED, theme.t3)
        };
        icon(ui, mark, 16.0, color);
        let end = if signed { 96.0 } else { 84.0 };
        let room = (ui.available_width() - end).max(40.0);
        text::truncated(ui, text::BODY13, theme.t1, &sign.name, room);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if signed {
                text::label(ui, text::LABEL12, theme.t2, &sign.day);
                return;
            }
            let confirm = cx.tr.with("log-confirm-of", &[("name", sign.name.clone().into())]);
            let word = cx.text("log-confirm-save");
            let look = Button::secondary(&word).small().enabled(card.complete);
            let pressed = button(ui, look);
            let clicked = pressed.clicked();
            pressed.accessible_name(confirm.as_str());
            if clicked {
                let of = of(card, confirm);
                let today = cx.filter.today;
                view.small = Some(SmallDraft::confirm(card.id, sign.who, of, today));
            }
        });
    });
}
