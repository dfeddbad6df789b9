//! Beside the plan: the other plans, what is to be repeated, what is new and to be read.

use egui::{Align, Layout, Ui};

use super::data::{Data, PlanRow, RegularRow};
use super::updates::UpdateRow;
use super::view::View;
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::choice::{badge, radio_line};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Draws the cards beside the plan.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    if !data.plans.is_empty() {
        plans_ui(ui, &data.plans, view, cx);
    }
    regular_ui(ui, &data.regular, cx);
    updates_ui(ui, data, view, cx);
}

fn plans_ui(ui: &mut Ui, plans: &[PlanRow], view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("plans-all"), "", |_| {});
        padded(ui, 12.0, 12.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for plan in plans {
                if radio_line(ui, plan.on, &plan.name, &plan.about, &plan.state).clicked() {
                    view.plan = Some(plan.id);
                    view.item = None;
                }
            }
        });
    });
}

fn regular_ui(ui: &mut Ui, regular: &[RegularRow], cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("plans-regular"), &cx.text("plans-regular-sub"), |_| {});
        if regular.is_empty() {
            padded(ui, 16.0, 12.0, |ui| {
                text::wrapped(ui, text::BODY13, theme.t2, &cx.text("plans-regular-none"));
            });
        }
        for (at, own) in regular.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 10.0, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                text::wrapped(ui, text::NAME13, theme.t1, &own.name);
                text::wrapped(ui, text::LABEL12, theme.t3, &own.about);
                for (person, said, tone) in &own.people {
                    said_row(ui, person, said, *tone);
                }
                if !own.more.is_empty() {
                    text::wrapped(ui, text::LABEL12, theme.t3, &own.more);
                }
            });
        }
    });
}

/// A name, and what is said of it in a badge at the right.
fn said_row(ui: &mut Ui, name: &str, said: &str, tone: Tone) {
    row(ui, 26.0, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            badge(ui, tone, said);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let width = ui.available_width();
                text::truncated(ui, text::BODY13, Theme::get(ui).t1, name, width);
            });
        });
    });
}

fn updates_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("plans-updates"), &data.updates.sub, |_| {});
        if data.updates.rows.is_empty() {
            let words = ["plans-updates-none", "plans-updates-none-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::MEGAPHONE, &title, &detail, None);
        }
        for (at, update) in data.updates.rows.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            if update_ui(ui, update, cx) {
                view.update = Some(update.id);
            }
        }
    });
}

/// Something to be read; whether it is to be opened.
fn update_ui(ui: &mut Ui, update: &UpdateRow, cx: &Cx<'_>) -> bool {
    let theme = Theme::get(ui);
    padded(ui, 16.0, 8.0, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let clicked = row(ui, 28.0, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if update.archived {
                    badge(ui, Tone::Neutral, &cx.text("matrix-archived"));
                } else {
                    badge(ui, update.tone, &update.done);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let width = ui.available_width();
                    let look = Button::link(&update.title).small();
                    let wide = text::width(ui, text::NAME13, &update.title) + 16.0;
                    let look = if wide > width { look.width(width) } else { look };
                    button(ui, look).clicked()
                })
                .inner
            })
            .inner
        });
        text::wrapped(ui, text::LABEL12, theme.t3, &update.about);
        if !update.archived && !update.open.is_empty() {
            text::wrapped(ui, text::LABEL12, theme.t2, &update.open);
        }
        clicked
    })
}
