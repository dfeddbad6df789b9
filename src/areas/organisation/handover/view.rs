//! How the page looks without a handover open: all handovers, and who came, moved and left beside
//! them. Also the buttons of the tab row and the questions before something is done.

use egui::{Context, Frame, Ui};

use super::data::{MoveRow, Page, What};
use super::forms::{self, StartForm};
use super::plan::PlanPage;
use super::{View, view_plan};
use crate::areas::organisation::page::MARGIN;
use crate::areas::{Cx, Order, Purpose};
use crate::command::Command;
use crate::command::handover::Command as Ask;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card, columns, list_header};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The gap between cards.
pub(super) const GAP: f32 = 12.0;
/// From this width on the movements stand beside the handovers.
const BESIDE: f32 = 1_140.0;
/// The width of the movements there.
const SIDE: f32 = 460.0;
/// The least height of a list.
const LEAST: f32 = 260.0;

/// What is asked before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Carrying it out.
    CarryOut,
    /// Throwing the draft away.
    Drop,
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(super) fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let Some(plan) = &page.plan else {
        let start = cx.text("organisation-handover-start");
        if button(ui, Button::primary(&start).icon(icons::USER_SWITCH).medium()).clicked() {
            view.start = Some(StartForm::new(cx.filter.today));
        }
        return;
    };
    if plan.draft {
        let carry = cx.text("organisation-handover-carry-out");
        let ready = plan.obstacle.is_empty();
        let act = Button::primary(&carry).icon(icons::LIST_CHECKS).medium().enabled(ready);
        let act = if ready { act } else { act.hint(&plan.obstacle) };
        if button(ui, act).clicked() {
            view.question = Some(Question::CarryOut);
        }
    }
    let print = cx.text("organisation-handover-print");
    menu(ui, Button::secondary(&print).icon(icons::PRINTER).medium(), |ui| {
        let words = cx.text("organisation-handover-printer");
        if menu_item(ui, Some(icons::PRINTER), &words, "").clicked() {
            cx.orders.push(Order::PrintPages(vec![plan.sheet.clone()], None));
        }
        let words = cx.text("organisation-handover-pdf");
        if menu_item(ui, Some(icons::FILE_PDF), &words, "").clicked() {
            view.exporting = Some(plan.sheet.clone());
            cx.orders.push(Order::PickFolder(Purpose::Pages));
        }
    });
    if plan.draft {
        let more = cx.text("organisation-handover-more");
        menu(ui, Button::icon_only(icons::DOTS_THREE, &more).medium(), |ui| {
            let recount = cx.text("organisation-handover-recount");
            if menu_item(ui, Some(icons::ARROWS_CLOCKWISE), &recount, "").clicked() {
                cx.run(Command::Handover(Ask::Recount(plan.id, plan.name.clone())));
            }
            let drop = cx.text("organisation-handover-drop");
            if menu_item(ui, Some(icons::TRASH), &drop, "").clicked() {
                view.question = Some(Question::Drop);
            }
        });
    }
    let back = cx.text("organisation-handover-back");
    if button(ui, Button::ghost(&back).icon(icons::ARROW_LEFT).medium()).clicked() {
        view.show(None);
    }
    let key = if plan.draft { "organisation-handover-draft" } else { "organisation-handover-done" };
    let said = format!("{} {}", plan.number, cx.text(key));
    text::label(ui, text::LABEL12, Theme::get(ui).t2, &said);
}

/// Draws the page below the tab row.
pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let ctx = ui.ctx().clone();
    if let Some(person) = view.begun
        && let Some(row) = page.rows.iter().find(|row| row.draft && row.person == person)
    {
        view.begun = None;
        let id = row.id;
        view.show(Some(id));
    }
    // It was undone, or dropped elsewhere.
    if page.plan.is_none() && page.asked.is_some() && page.asked == view.open {
        view.show(None);
    }
    match &page.plan {
        Some(plan) => {
            view_plan::draw(ui, plan, view, cx);
            question_ui(&ctx, plan, view, cx);
        }
        None => list_ui(ui, page, view, cx),
    }
    forms::draw(&ctx, page, view, cx);
}

fn list_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    if page.rows.is_empty() && page.moves.is_empty() {
        Frame::new().inner_margin(MARGIN).show(ui, |ui| {
            card(ui, |ui| {
                let (title, detail) = (
                    cx.text("organisation-handover-none"),
                    cx.text("organisation-handover-none-detail"),
                );
                empty_state(ui, icons::USER_SWITCH, &title, &detail, None);
            });
        });
        return;
    }
    scroll::page(ui, "handovers", MARGIN, |ui, room| {
        ui.spacing_mut().item_spacing.y = GAP;
        if ui.available_width() >= BESIDE {
            let height = room.max(LEAST);
            columns(ui, SIDE, GAP, |ui, side| match side {
                Side::Left => handovers_ui(ui, page, height, view, cx),
                Side::Right => moves_ui(ui, page, height, view, cx),
            });
            return;
        }
        let half = ((room - GAP) / 2.0).max(LEAST);
        handovers_ui(ui, page, half, view, cx);
        moves_ui(ui, page, half, view, cx);
    });
}

fn handovers_ui(ui: &mut Ui, page: &Page, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-handover-list");
        let args = [("n", page.rows.len().into())];
        list_header(ui, &title, &cx.tr.with("organisation-handover-count", &args), |_| {});
        if page.rows.is_empty() {
            let (none, detail) = (
                cx.text("organisation-handover-none"),
                cx.text("organisation-handover-none-detail"),
            );
            empty_state(ui, icons::USER_SWITCH, &none, &detail, None);
            return;
        }
        let open = cx.text("organisation-handover-open");
        let columns = [
            Column::new(cx.text("organisation-handover-head-number")).fixed(116.0),
            Column::new(cx.text("organisation-handover-person")).flex(1.0, 108.0),
            Column::new(cx.text("organisation-handover-why")).fixed(92.0),
            Column::new(cx.text("organisation-handover-effective")).fixed(96.0),
            Column::new(cx.text("organisation-handover-head-given")).fixed(76.0).right(),
            Column::new(cx.text("organisation-handover-head-state")).flex(1.0, 96.0),
            Column::new(open.as_str()).fixed(72.0).right(),
        ];
        let name = |row: usize| {
            page.rows
                .get(row)
                .map_or_else(String::new, |row| format!("{} {}", row.number, row.name))
        };
        let mut wanted = None;
        let output = Table::new(&title, &columns, page.rows.len())
            .fill_height()
            .main()
            .row_name(&name)
            .show(ui, &mut view.list, |ui, row, column| {
                let Some(row) = page.rows.get(row) else { return };
                let theme = Theme::get(ui);
                let (kind, color, said) = match column {
                    0 => (text::BODY13, theme.t2, &row.number),
                    1 => (text::NAME13, theme.t1, &row.name),
                    2 => (text::BODY13, theme.t1, &row.why),
                    3 => (text::BODY13, theme.t1, &row.effective),
                    4 => (text::BODY13, theme.t1, &row.given),
                    5 => {
                        let tone = if row.draft { Tone::Warn } else { Tone::Neutral };
                        badge(ui, tone, &row.state);
                        return;
                    }
                    _ => {
                        let link = button(ui, Button::link(&open).small());
                        let link = link.accessible_name(format!("{open} {}", row.number));
                        if link.clicked() {
                            wanted = Some(row.id);
                        }
                        return;
                    }
                };
                cell_text(ui, kind, color, said);
            });
        let opened = output.opened.and_then(|row| page.rows.get(row)).map(|row| row.id);
        if let Some(id) = wanted.or(opened) {
            view.show(Some(id));
        }
    });
}

fn moves_ui(ui: &mut Ui, page: &Page, height: f32, view: &mut View, cx: &Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-handover-moves");
        let args = [("n", page.moves.len().into())];
        list_header(ui, &title, &cx.tr.with("organisation-handover-moves-count", &args), |_| {});
        if page.moves.is_empty() {
            let (none, detail) = (
                cx.text("organisation-handover-moves-none"),
                cx.text("organisation-handover-moves-none-detail"),
            );
            empty_state(ui, icons::USERS, &none, &detail, None);
            return;
        }
        let columns = [
            Column::new(cx.text("organisation-handover-head-day")).fixed(96.0),
            Column::new(cx.text("organisation-handover-head-what")).fixed(76.0),
            Column::new(cx.text("organisation-handover-head-name")).fixed(84.0),
            Column::new(cx.text("organisation-handover-head-place")).flex(1.0, 120.0),
        ];
        let name = |row: usize| {
            page.moves.get(row).map_or_else(String::new, |row| {
                format!("{} {} {}", row.day, cx.text(row.what.key()), row.name)
            })
        };
        Table::new(&title, &columns, page.moves.len()).fill_height().row_name(&name).show(
            ui,
            &mut view.moves,
            |ui, row, column| {
                if let Some(row) = page.moves.get(row) {
                    move_cell(ui, row, column, cx);
                }
            },
        );
    });
}

fn move_cell(ui: &mut Ui, row: &MoveRow, column: usize, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::BODY13, theme.t2, &row.day.to_string()),
        1 => {
            let tone = match row.what {
                What::Came => Tone::Good,
                What::Promoted => Tone::Accent,
                What::Moved => Tone::Neutral,
                What::Left => Tone::Warn,
            };
            badge(ui, tone, &cx.text(row.what.key()));
        }
        2 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        _ => {
            let comma = cx.text("handover-comma");
            let said = if row.note.is_empty() {
                row.places.clone()
            } else {
                format!("{}{comma}{}", row.places, row.note)
            };
            cell_text(ui, text::BODY13, theme.t1, &said);
        }
    }
}

/// Asks before a handover is carried out or thrown away.
fn question_ui(ctx: &Context, plan: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    let Some(question) = view.question else { return };
    let name = || plan.name.as_str().into();
    let (title, body, act, icon, tone) = match question {
        Question::CarryOut => (
            cx.tr.with("organisation-handover-carry-title", &[("name", name())]),
            cx.tr.with(
                "organisation-handover-carry-body",
                &[
                    ("accounts", plan.accounts.len().into()),
                    ("deals", plan.deals.len().into()),
                    ("day", plan.head.effective.to_string().into()),
                ],
            ),
            cx.text("organisation-handover-carry-out"),
            icons::LIST_CHECKS,
            Tone::Accent,
        ),
        Question::Drop => (
            cx.tr.with("organisation-handover-drop-title", &[("name", name())]),
            cx.text("organisation-handover-drop-body"),
            cx.text("organisation-handover-drop"),
            icons::TRASH,
            Tone::Bad,
        ),
    };
    let stay = cx.text("app-cancel");
    let look = Dialog::new("handover-question", &title, &body).icon(icon, tone);
    let act = match question {
        Question::CarryOut => Button::primary(&act),
        Question::Drop => Button::danger(&act),
    };
    match dialog(ctx, look, &[Button::secondary(&stay), act]) {
        None => return,
        Some(Answer::Button(1)) => {
            let name = plan.name.clone();
            cx.run(Command::Handover(match question {
                Question::CarryOut => Ask::CarryOut(plan.id, name, cx.filter.today),
                Question::Drop => Ask::Drop(plan.id, name),
            }));
        }
        Some(_) => {}
    }
    view.question = None;
}
