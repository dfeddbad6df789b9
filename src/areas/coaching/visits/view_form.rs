//! A visit that is written: what is known before, the steps, what is agreed, and what it comes to.
//!
//! # By keyboard alone
//! The steps have the keys of [`crate::ui::scale`]; after the last one Enter leads through what was agreed. Tab
//! reaches everything else. Ctrl+S keeps it as it stands, Ctrl+Enter keeps it as held.

use egui::{Context, Key as Pressed, Margin, Modifiers, Ui};

use super::data::Data;
use super::form::{Form, Way};
use super::opened::Opened;
use super::view::{GAP, View};
use super::{view_agreed, view_prepare, view_steps, view_summary};
use crate::areas::Cx;
use crate::areas::leaving;
use crate::command::Command;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card, columns};
use crate::ui::icons;
use crate::ui::overlay::asks_to_save;
use crate::ui::scroll;
use crate::ui::state::skeleton_rows;
use crate::ui::tabs::beside;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// From this width on what is known before stands beside the steps.
const BESIDE: f32 = 1_000.0;

/// What the form needs, where it is loaded for what the form is about now.
pub(super) fn opened<'a>(data: &'a Data, form: &Form) -> Option<&'a Opened> {
    let ask = form.ask();
    data.form.as_ref().filter(|opened| opened.ask == ask)
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(super) fn actions_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    if !cx.pending {
        // Still here, it was refused: what is typed is not stored. The buttons are drawn first of all.
        form.sent = None;
    }
    let words = ["visits-save-draft", "visits-save-draft-keys", "visits-back"];
    let [draft, keys, back] = words.map(|key| cx.text(key));
    let look = Button::secondary(&draft).icon(icons::FLOPPY_DISK).medium().hint(&keys);
    let drafts = button(ui, look).clicked();
    let leaves = button(ui, Button::ghost(&back).icon(icons::ARROW_LEFT).medium()).clicked();
    beside(ui, &state_words(&form, cx));
    if drafts {
        save(&mut form, Way::Draft, data, cx);
    }
    let asked = (leaves, form.dirty());
    // The drawer above asks for itself.
    if !form.about && leaving::closes(ui.ctx(), "visits-discard", &mut form.leaving, asked, cx) {
        return;
    }
    view.form = Some(form);
}

/// How the sheet stands: not stored, changed, or stored.
fn state_words(form: &Form, cx: &Cx<'_>) -> String {
    let key = match (form.id, form.dirty(), form.complete) {
        (None, ..) => "visits-form-new",
        (Some(_), true, _) => "visits-form-changed",
        (Some(_), false, false) => "visits-form-draft",
        (Some(_), false, true) => "visits-form-complete",
    };
    cx.text(key)
}

/// Sends what stands there, or leads to the first thing that is wrong.
pub(super) fn save(form: &mut Form, way: Way, data: &Data, cx: &mut Cx<'_>) {
    if form.leaving || form.waiting() {
        return;
    }
    if form.keyless {
        // Sent now it would be a second visit.
        form.wanted = Some(way);
        return;
    }
    // A sheet that was filled in would count nowhere as a draft.
    let way = if way == Way::Draft && form.complete { Way::Hold } else { way };
    form.tried = Some(way);
    let today = cx.filter.today;
    let problems = form.problems(way, today, cx.tr);
    if let Some((spot, _)) = problems.first() {
        form.lead(*spot);
        return;
    }
    let Some(opened) = opened(data, form) else {
        // What it needs is on its way.
        form.wanted = Some(way);
        return;
    };
    if let Some(command) = form.command(way, opened, today, cx.tr) {
        form.sent = Some((form.now.clone(), way));
        cx.run(Command::Coaching(command));
    }
}

/// Whether Ctrl+S was pressed.
fn asks_for_draft(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Pressed::S))
}

/// Draws the form in the place of the page.
pub(super) fn draw(ui: &mut Ui, margin: Margin, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    let ctx = ui.ctx().clone();
    let free = !form.about && !form.leaving;
    let loaded = opened(data, &form);
    let ready = loaded.is_some() && !form.keyless;
    if let Some(way) = form.wanted.take_if(|_| ready) {
        save(&mut form, way, data, cx);
    }
    if free {
        if let Some(spot) = form.walk.entered(&ctx) {
            form.entered(loaded, spot);
        }
        let (drafts, holds) = (asks_for_draft(&ctx), asks_to_save(&ctx));
        if holds || drafts {
            save(&mut form, if holds { Way::Hold } else { Way::Draft }, data, cx);
        }
    }
    // While what it needs is loaded anew, the form is drawn with what there was.
    let shown = loaded.or(data.form.as_ref());
    scroll::page(ui, "visits-form", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = GAP;
        let Some(shown) = shown else {
            card(ui, |ui| skeleton_rows(ui, 10, 42.0));
            return;
        };
        form_ui(ui, shown, data, &mut form, cx);
    });
    view.form = Some(form);
}

fn form_ui(ui: &mut Ui, opened: &Opened, data: &Data, form: &mut Form, cx: &mut Cx<'_>) {
    let whole = ui.available_width();
    let wide = whole >= BESIDE;
    let right = if wide { (whole * 0.235).clamp(244.0, 284.0) } else { 252.0 };
    let left = (whole * 0.25).clamp(244.0, 304.0);
    columns(ui, right, GAP, |ui, side| match side {
        Side::Left if wide => {
            let middle = ui.available_width() - left - GAP;
            columns(ui, middle, GAP, |ui, side| match side {
                Side::Left => view_prepare::draw(ui, opened, form, cx),
                Side::Right => middle_ui(ui, opened, data, form, cx),
            });
        }
        Side::Left => middle_ui(ui, opened, data, form, cx),
        Side::Right => {
            view_summary::draw(ui, opened, form, cx);
            if !wide {
                view_prepare::draw(ui, opened, form, cx);
            }
        }
    });
}

fn middle_ui(ui: &mut Ui, opened: &Opened, data: &Data, form: &mut Form, cx: &mut Cx<'_>) {
    if opened.template.is_none() {
        let words = [cx.text("visits-no-sheet-title"), cx.text("visits-no-sheet-detail")];
        let [title, detail] = &words;
        card(ui, |ui| {
            text::strong(ui, title);
            text::wrapped(ui, text::BODY13, Theme::get(ui).t2, detail);
        });
        return;
    }
    view_steps::draw(ui, opened, form, cx);
    view_agreed::draw(ui, opened, data, form, cx);
}
