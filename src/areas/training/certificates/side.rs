//! Beside the list: what is to be renewed and where, and the kinds.

use egui::{Align, Layout, Ui};

use super::data::{Data, KindRow, RenewalCard, RenewalRow};
use super::form::Form;
use super::view::View;
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::certificates::Ask;
use crate::command::training::classes::Ask as Classes;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// So many people of a renewal are named.
const NAMED: usize = 8;

/// Draws 续证安排.
pub(super) fn renewals_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("certificates-renewals"), "", |_| {});
        if data.renewals.is_empty() {
            let none = cx.text("certificates-renewals-none");
            padded(ui, 16.0, 12.0, |ui| text::wrapped(ui, text::BODY13, theme.t3, &none));
        }
        for (at, one) in data.renewals.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 10.0, |ui| renewal_ui(ui, one, view, cx));
        }
    });
}

fn renewal_ui(ui: &mut Ui, one: &RenewalCard, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 6.0;
    row(ui, 20.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::label(ui, text::LABEL12, theme.t3, &one.said);
        let width = ui.available_width();
        text::truncated(ui, text::NAME13, theme.t1, &one.name, width);
    });
    for person in one.people.iter().take(NAMED) {
        person_ui(ui, person);
    }
    let more = one.people.len().saturating_sub(NAMED);
    if more > 0 {
        let n = i64::try_from(more).unwrap_or(i64::MAX);
        let more = cx.tr.with("certificates-renewal-more", &[("n", n.into())]);
        text::wrapped(ui, text::LABEL12, theme.t3, &more);
    }
    for offer in &one.offers {
        text::wrapped(ui, text::LABEL12, theme.t2, &format!("{} {}", offer.name, offer.said));
        let n = i64::try_from(offer.seats.len()).unwrap_or(i64::MAX);
        let enrol = cx.tr.with("certificates-enrol", &[("n", n.into())]);
        let look = Button::primary(&enrol).small();
        if button(ui, look).accessible_name(format!("{enrol} {}", offer.name)).clicked() {
            let ask = Classes::Enrol(offer.class, offer.seats.clone());
            run(cx, &offer.name, What::Classes(ask));
        }
    }
    if one.without == 0 {
        return;
    }
    if one.courses.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("certificates-no-course"));
        return;
    }
    let n = i64::try_from(one.without).unwrap_or(i64::MAX);
    let words = cx.tr.with("certificates-class-for", &[("n", n.into())]);
    let look = Button::secondary(&words).small().icon(icons::CALENDAR_PLUS);
    if button(ui, look).accessible_name(format!("{words} {}", one.name)).clicked() {
        view.form = Some(Form::class(one));
    }
}

/// A line: who, where they can, how many days are left.
fn person_ui(ui: &mut Ui, person: &RenewalRow) {
    let theme = Theme::get(ui);
    let size = egui::vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        badge(ui, person.tone, &person.left);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, text::NAME13, theme.t1, &person.name);
            let width = ui.available_width();
            text::truncated(ui, text::LABEL12, theme.t3, &person.place, width);
        });
    });
}

/// Draws 证书种类.
pub(super) fn kinds_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let (title, add) = (cx.text("certificates-kinds"), cx.text("certificates-kind-add"));
    card_flush(ui, |ui| {
        list_header(ui, &title, "", |ui| {
            let look = Button::ghost_icon(icons::PLUS, &add).small();
            if button(ui, look).clicked() {
                view.form = Some(Form::new_kind());
            }
        });
        if data.kinds.is_empty() {
            let none = cx.text("certificates-kinds-none");
            padded(ui, 16.0, 12.0, |ui| text::wrapped(ui, text::BODY13, theme.t3, &none));
        }
        for (at, kind) in data.kinds.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 8.0, |ui| kind_ui(ui, kind, view, cx));
        }
    });
}

fn kind_ui(ui: &mut Ui, kind: &KindRow, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    let size = egui::vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let args = [("name", kind.name.as_str().into())];
        let (key, icon) = if kind.archived {
            ("certificates-kind-restore", icons::ARROW_COUNTER_CLOCKWISE)
        } else {
            ("certificates-kind-archive", icons::ARCHIVE)
        };
        let name = cx.tr.with(key, &args);
        if button(ui, Button::ghost_icon(icon, &name).small()).clicked() {
            let ask = Ask::ArchiveKind(kind.id, !kind.archived);
            run(cx, &kind.name, What::Certificates(ask));
        }
        let edit = cx.tr.with("certificates-kind-change", &args);
        if button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small()).clicked() {
            view.form = Some(Form::edit_kind(kind));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let color = if kind.archived { theme.t3 } else { theme.t1 };
            let width = ui.available_width() - if kind.archived { 64.0 } else { 0.0 };
            text::truncated(ui, text::NAME13, color, &kind.name, width);
            if kind.archived {
                badge(ui, Tone::Neutral, &cx.text("certificates-kind-archived"));
            }
        });
    });
    text::wrapped(ui, text::LABEL12, theme.t3, &cx.tr.joined(&[&kind.detail, &kind.held]));
}
