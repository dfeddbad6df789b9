//! One certificate in a drawer: what is known of it, what it was before, and what can be done with it.

use egui::{Context, Ui};

use super::data::{Data, Row};
use super::form::Form;
use super::view::View;
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::certificates::Ask;
use crate::domain::training::certificates::Status;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row, section_label};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Its width.
const WIDTH: f32 = 480.0;
/// The room of the names of facts.
const NAMES: f32 = 96.0;

/// Draws the drawer of the certificate that is open, if any.
pub(super) fn drawer_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.open else { return };
    let Some(paper) = data.rows.iter().find(|row| row.id == id) else {
        // Removed, or outside of the scope that was turned to.
        view.open = None;
        return;
    };
    let title = paper.title();
    let (close, renew) = (cx.text("app-close"), cx.text("certificates-renew"));
    let (mut left, mut form) = (false, None);
    let taken = paper.status == Status::Revoked;
    let dismissed = drawer(
        ctx,
        Drawer::new("certificate", &title, &close).width(WIDTH),
        |ui, part| match part {
            Part::Body => {
                facts_ui(ui, paper, cx);
                divider(ui);
                more_ui(ui, paper, &mut form, cx);
            }
            Part::Footer => {
                if !taken && button(ui, Button::primary(&renew)).clicked() {
                    form = Some(Form::renew(paper, cx.filter.today));
                }
                left |= button(ui, Button::ghost(&close)).clicked();
            }
        },
    );
    if form.is_some() {
        view.form = form;
        view.open = None;
    } else if left || dismissed {
        view.open = None;
    }
}

fn facts_ui(ui: &mut Ui, paper: &Row, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        row(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            badge(ui, paper.tone, &paper.said);
            text::label(ui, text::BODY13, theme.t2, &paper.left);
        });
        let facts = [
            ("certificates-number", &paper.number),
            ("certificates-issued", &paper.issued),
            ("certificates-expires", &paper.expires),
            ("certificates-issuer", &paper.issuer),
        ];
        for (key, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
            row(ui, 22.0, |ui| {
                let label = cx.text(key);
                let (place, _) =
                    ui.allocate_exact_size(egui::vec2(NAMES, 20.0), egui::Sense::hover());
                text::paint_fit(
                    ui.painter(),
                    place,
                    egui::Align::Min,
                    text::LABEL12,
                    theme.t3,
                    &label,
                );
                let width = ui.available_width();
                text::truncated(ui, text::BODY13, theme.t1, value, width);
                text::tell(ui, place, &label);
            });
        }
        if !paper.why.is_empty() {
            text::wrapped(ui, text::BODY13, theme.bad_t, &paper.why);
        }
    });
    if !paper.terms.is_empty() {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            section_label(ui, &cx.text("certificates-terms"));
            for term in &paper.terms {
                text::wrapped(ui, text::BODY13, theme.t2, term);
            }
        });
    }
}

/// What else can be done: put right, taken away or given back, removed.
fn more_ui(ui: &mut Ui, paper: &Row, form: &mut Option<Form>, cx: &mut Cx<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
        let words = ["certificates-edit", "certificates-revoke", "certificates-restore"];
        let [edit, revoke, restore] = words.map(|key| cx.text(key));
        if paper.status == Status::Revoked {
            if button(ui, Button::secondary(&restore).medium()).clicked() {
                run(cx, paper.title(), What::Certificates(Ask::Restore(paper.id)));
            }
        } else {
            let pencil = Button::secondary(&edit).medium().icon(icons::PENCIL_SIMPLE);
            if button(ui, pencil).clicked() {
                *form = Some(Form::edit(paper));
            }
            if button(ui, Button::secondary(&revoke).medium()).clicked() {
                *form = Some(Form::revoke(paper, cx.filter.today));
            }
        }
        // What an import brought goes with it.
        if !paper.imported {
            let remove = cx.text("certificates-remove");
            if button(ui, Button::ghost(&remove).medium().icon(icons::TRASH)).clicked() {
                run(cx, paper.title(), What::Certificates(Ask::RemoveCertificate(paper.id)));
            }
        }
    });
    if paper.imported {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("certificates-imported"));
    }
}
