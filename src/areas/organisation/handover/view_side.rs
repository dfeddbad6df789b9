//! The cards beside: when it holds and who is credited, and what was checked.

use egui::{Align, Layout, Ui, vec2};

use super::View;
use super::forms::HeadForm;
use super::plan::PlanPage;
use super::rows::{CheckRow, Help};
use super::view::GAP;
use crate::areas::Cx;
use crate::command::Command;
use crate::command::handover::Command as Ask;
use crate::metrics::handover::checks::Level;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws both cards.
pub(super) fn draw(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = GAP;
    terms_ui(ui, page, view, cx);
    if page.draft {
        checks_ui(ui, page, view, cx);
    }
}

fn terms_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("organisation-handover-terms");
    card_flush(ui, |ui| {
        list_header(ui, &title, "", |ui| {
            let edit = cx.text("organisation-handover-terms-edit");
            let act = Button::secondary(&edit).icon(icons::PENCIL_SIMPLE).small();
            if page.draft && button(ui, act).clicked() {
                view.head = Some(HeadForm::new(page));
            }
        });
        padded(ui, 16.0, 12.0, |ui| {
            let theme = Theme::get(ui);
            for (label, value) in &page.facts {
                row(ui, 22.0, |ui| {
                    text::label(ui, text::LABEL12, theme.t3, label);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let width = ui.available_width();
                        text::truncated(ui, text::BODY13, theme.t1, value, width);
                    });
                });
            }
            divider(ui);
            let (rule, means) = &page.rule;
            row(ui, 22.0, |ui| {
                text::label(ui, text::LABEL12, theme.t3, &cx.text("organisation-handover-credit"));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    text::label(ui, text::NAME13, theme.t1, rule);
                });
            });
            text::wrapped(ui, text::LABEL12, theme.t2, means);
            shares_ui(ui, page, cx);
            if !page.example.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.t3, &page.example);
            }
        });
    });
}

/// Who keeps which share, by stage.
fn shares_ui(ui: &mut Ui, page: &PlanPage, cx: &Cx<'_>) {
    if page.shares.is_empty() {
        return;
    }
    let head = [
        cx.text("organisation-handover-share-stage"),
        page.name.clone(),
        cx.text("organisation-handover-head-to"),
    ];
    ui.spacing_mut().item_spacing.y = 2.0;
    share_line(ui, &head, true);
    for share in &page.shares {
        share_line(ui, share, false);
    }
    ui.spacing_mut().item_spacing.y = 8.0;
}

fn share_line(ui: &mut Ui, cells: &[String; 3], head: bool) {
    let theme = Theme::get(ui);
    let [stage, former, new] = cells;
    let color = if head { theme.t3 } else { theme.t1 };
    row(ui, 22.0, |ui| {
        text::label(ui, text::LABEL12, if head { theme.t3 } else { theme.t2 }, stage);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for value in [new, former] {
                let layout = Layout::right_to_left(Align::Center);
                ui.allocate_ui_with_layout(vec2(84.0, 22.0), layout, |ui| {
                    ui.set_min_width(84.0);
                    text::label(ui, text::LABEL12, color, value);
                });
            }
        });
    });
}

fn checks_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("organisation-handover-checks");
    card_flush(ui, |ui| {
        list_header(ui, &title, &page.check_counts, |_| {});
        let mut wanted = None;
        for (at, check) in page.checks.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            ui.push_id(at, |ui| {
                if check_ui(ui, check, cx) {
                    wanted = check.help;
                }
            });
        }
        padded(ui, 16.0, 10.0, |ui| {
            let theme = Theme::get(ui);
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("organisation-handover-stays"));
        });
        match wanted {
            None => {}
            Some(Help::Accounts) => view.deals = false,
            Some(Help::Deals) => view.deals = true,
            Some(Help::Head) => view.head = Some(HeadForm::new(page)),
            Some(Help::Recount) => {
                cx.run(Command::Handover(Ask::Recount(page.id, page.name.clone())));
            }
        }
    });
}

/// Draws a finding; true when the link beside it was clicked.
fn check_ui(ui: &mut Ui, check: &CheckRow, cx: &Cx<'_>) -> bool {
    let theme = Theme::get(ui);
    let (icon, color) = match check.level {
        Level::Error => (icons::X_CIRCLE.filled(), theme.bad_t),
        Level::Warning => (icons::WARNING.filled(), theme.warn_t),
        Level::Passed => (icons::CHECK_CIRCLE.filled(), theme.good_t),
    };
    let mut clicked = false;
    padded(ui, 16.0, 8.0, |ui| {
        let tall = if check.detail.is_empty() { 20.0 } else { 38.0 };
        row(ui, tall, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            icons::icon(ui, icon, 16.0, color);
            let room = ui.available_width() - if check.help.is_some() { 64.0 } else { 0.0 };
            let layout = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(room, tall), layout, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                text::truncated(ui, text::BODY13, theme.t1, &check.title, room);
                if !check.detail.is_empty() {
                    text::truncated(ui, text::LABEL12, theme.t2, &check.detail, room);
                }
            });
            let Some(help) = check.help else { return };
            let words = cx.text(match help {
                Help::Accounts | Help::Deals => "organisation-handover-go-items",
                Help::Recount => "organisation-handover-go-recount",
                Help::Head => "organisation-handover-go-terms",
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let link = button(ui, Button::link(&words).small());
                let link = link.accessible_name(format!("{words} {}", check.title));
                clicked = link.clicked();
            });
        });
    });
    clicked
}
