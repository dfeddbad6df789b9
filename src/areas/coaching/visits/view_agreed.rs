//! 只改一件事: whether what was agreed the time before was done, the one thing of this visit, how it is
//! practised, and the next visit together.

use egui::Ui;

use super::data::Data;
use super::form::{Form, Way};
use super::opened::Opened;
use super::view_form::save;
use super::walk::Spot;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::domain::names;
use crate::store::records::Reached;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, grid, list_header, padded, row};
use crate::ui::choice::{Segmented, chip};
use crate::ui::field::{Field, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many steps are offered.
const OFFERED: usize = 3;

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, opened: &Opened, data: &Data, form: &mut Form, cx: &mut Cx<'_>) {
    let (title, sub) = (cx.text("visits-one-thing"), cx.text("visits-one-thing-sub"));
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        padded(ui, 16.0, 12.0, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            kept_ui(ui, opened, form, cx);
            chips_ui(ui, opened, form, cx);
            grid(ui, 2, 12.0, |ui, at| {
                if at == 0 {
                    agreed_ui(ui, form, cx);
                } else {
                    let (label, hint) =
                        (cx.text("visits-practice"), cx.text("visits-practice-hint"));
                    let field = Field::new(&label).placeholder(&hint);
                    let response = text_field(ui, field, &mut form.now.practice);
                    form.walk.place(Spot::Practice, &response);
                }
            });
            grid(ui, 3, 12.0, |ui, at| match at {
                0 => next_ui(ui, form, cx),
                1 => {
                    let words = ["visits-next-account", "visits-search", "visits-nothing"];
                    let [label, search, nothing] = words.map(|key| cx.text(key));
                    let select = Select::new(Field::new(&label)).search(&search, &nothing);
                    let select = select.finds(names::matches);
                    let response = select.show(ui, &mut form.now.next_account, &opened.accounts);
                    form.walk.place(Spot::NextAccount, &response);
                    if response.changed() {
                        form.walk.go(Spot::NextWhat);
                    }
                }
                _ => {
                    let label = cx.text("visits-next-what");
                    let field = Field::new(&label);
                    let response = text_field(ui, field, &mut form.now.next_what);
                    form.walk.place(Spot::NextWhat, &response);
                }
            });
            hold_ui(ui, opened, data, form, cx);
        });
    });
}

/// What is wrong with a field, once it was tried to keep the visit.
fn wrong(form: &Form, spot: Spot, cx: &Cx<'_>) -> Option<String> {
    let problems = form.problems(form.tried?, cx.filter.today, cx.tr);
    problems.into_iter().find(|(at, _)| *at == spot).map(|(_, words)| words)
}

/// Whether what was agreed the time before was done.
fn kept_ui(ui: &mut Ui, opened: &Opened, form: &mut Form, cx: &Cx<'_>) {
    let Some(last) = opened.last.as_ref().filter(|last| !last.agreed.is_empty()) else { return };
    let theme = Theme::get(ui);
    let words =
        ["visits-kept", "visits-unsaid", "visits-kept-yes", "visits-kept-partly", "visits-kept-no"]
            .map(|key| cx.text(key));
    let [name, unsaid, yes, partly, no] = &words;
    let options = [
        (None, unsaid),
        (Some(Reached::Yes), yes),
        (Some(Reached::Partly), partly),
        (Some(Reached::No), no),
    ];
    let agreed = cx.tr.with("visits-kept-what", &[("what", last.agreed.as_str().into())]);
    text::wrapped(ui, text::LABEL12, theme.t2, &agreed);
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let response = Segmented::new(name).medium().show(ui, &mut form.now.kept, &options);
        // The chosen one of the group has the focus.
        let at = options.iter().position(|(kept, _)| *kept == form.now.kept).unwrap_or_default();
        form.walk.place_id(Spot::Kept, &response, response.id.with(at));
    });
}

/// The steps below what is asked for: the one thing is about one of them.
fn chips_ui(ui: &mut Ui, opened: &Opened, form: &mut Form, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let short = form.short(opened);
    let mut offered: Vec<_> = short.into_iter().take(OFFERED).collect();
    let focus = form.now.focus;
    let chosen = opened.steps.iter().find(|step| Some(step.id) == focus);
    if let Some(chosen) = chosen
        && offered.iter().all(|step| step.id != chosen.id)
    {
        offered.push(chosen);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        if offered.is_empty() {
            text::label(ui, text::LABEL12, theme.t3, &cx.text("visits-focus-none"));
        }
        for step in offered {
            let on = focus == Some(step.id);
            if chip(ui, &step.name, on).clicked() {
                form.now.focus = (!on).then_some(step.id);
            }
        }
    });
}

fn agreed_ui(ui: &mut Ui, form: &mut Form, cx: &Cx<'_>) {
    let (label, hint) = (cx.text("visits-agreed"), cx.text("visits-agreed-hint"));
    let wrong = wrong(form, Spot::Agreed, cx);
    let field = Field::new(&label).required().placeholder(&hint).error(wrong.as_deref());
    let response = text_field(ui, field, &mut form.now.agreed);
    form.walk.place(Spot::Agreed, &response);
}

fn next_ui(ui: &mut Ui, form: &mut Form, cx: &Cx<'_>) {
    let label = cx.text("visits-next-on");
    let wrong = wrong(form, Spot::Next, cx);
    let field = Field::new(&label).required().error(wrong.as_deref());
    let response = day_field(ui, field, &mut form.now.next_on, cx.filter.today, cx.tr);
    form.walk.place(Spot::Next, &response);
}

/// The button that keeps the visit as held.
fn hold_ui(ui: &mut Ui, opened: &Opened, data: &Data, form: &mut Form, cx: &mut Cx<'_>) {
    let name = [("name", opened.name.as_str().into())];
    let hold = if opened.name.is_empty() {
        cx.text("visits-hold-nobody")
    } else {
        cx.tr.with("visits-hold", &name)
    };
    let keys = cx.text("visits-hold-keys");
    let size = egui::vec2(ui.available_width(), 32.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let pressed = ui.allocate_ui_with_layout(size, layout, |ui| {
        button(ui, Button::primary(&hold).hint(&keys)).clicked()
    });
    if pressed.inner {
        save(form, Way::Hold, data, cx);
    }
}
