//! One person's reports: the weeks beside each other, what was promised and what came of it.

use egui::{Align, Layout, Ui};

use super::data::Data;
use super::page;
use super::submissions::{SubmissionsView, copy_button};
use super::submissions_data::{Cell, Heading, Row, Submissions};
use super::submissions_promise_card::talk_button;
use crate::areas::Cx;
use crate::metrics::submissions::Standing;
use crate::ui::button::{Button, button};
use crate::ui::card::{row, section_label};
use crate::ui::choice::badge;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

pub(super) fn draw(ui: &Ui, data: &Data, view: &mut SubmissionsView, cx: &mut Cx<'_>) {
    let Some(person) = view.open else { return };
    let Some(submissions) = &data.submissions else { return };
    let Some(shown) = submissions.rows.iter().find(|row| row.person == person) else {
        // Owes nothing any more, or not for the period that was turned to.
        view.open = None;
        return;
    };
    let reminder = submissions.reminders.iter().find(|reminder| reminder.person == Some(person));
    let promises = submissions.promises.as_ref();
    let promised = promises.is_some_and(|all| all.rows.iter().any(|row| row.person == person));
    let close = cx.text("app-close");
    let look = Drawer::new("submission", &shown.name, &close).width(520.0);
    let ctx = ui.ctx().clone();
    let mut pressed = false;
    let asks_to_close = drawer(&ctx, look, |ui, part| match part {
        Part::Body => body(ui, submissions, shown, cx),
        Part::Footer => {
            pressed |= button(ui, Button::secondary(&close)).clicked();
            if let Some(reminder) = reminder {
                copy_button(ui, reminder, view, cx);
            }
            if promised {
                pressed |= talk_button(ui, (person, shown.name.as_str()), false, cx);
            }
        }
    });
    if asks_to_close || pressed {
        view.open = None;
    }
}

fn body(ui: &mut Ui, submissions: &Submissions, shown: &Row, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    if !shown.team.is_empty() {
        text::wrapped(ui, text::BODY13, theme.t2, &shown.team);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        section_label(ui, &cx.text("reports-owed-past"));
        for (period, cell) in submissions.columns.iter().zip(&shown.cells).rev() {
            past(ui, period, cell);
        }
    });
    let promises = submissions.promises.as_ref();
    let own = promises.and_then(|all| all.rows.iter().find(|row| row.person == shown.person));
    if let (Some(promises), Some(own)) = (promises, own) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            section_label(ui, &cx.text("reports-promise"));
            page::fact(ui, &promises.heads.promised, &own.promised);
            page::fact(ui, &cx.text("reports-promise-signed"), &own.signed);
            page::fact(ui, &cx.text("reports-promise-difference"), &own.difference);
            page::fact(ui, &promises.heads.kept, &own.kept);
        });
    }
    if shown.written.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("reports-owed-not-written"));
    }
    for (heading, words) in &shown.written {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            section_label(ui, heading);
            text::wrapped(ui, text::BODY13, theme.t1, words);
        });
    }
}

/// Draws one period: its name, how its report stands, what brought it.
fn past(ui: &mut Ui, period: &Heading, cell: &Cell) {
    let theme = Theme::get(ui);
    row(ui, 24.0, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            badge(ui, tone(cell.standing), &cell.text);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                text::label(ui, text::BODY13, theme.t1, &period.label);
                let width = ui.available_width();
                if !cell.brought.is_empty() && width > 40.0 {
                    text::truncated(ui, text::LABEL12, theme.t3, &cell.brought, width);
                }
            });
        });
    });
}

/// What a standing means.
const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Missing => Tone::Bad,
        Standing::Late(_) => Tone::Warn,
        Standing::OnTime => Tone::Good,
        Standing::Open => Tone::Outline,
        Standing::Holiday | Standing::NotOwed => Tone::Neutral,
    }
}
