//! The versions of the sheets, and the drawer in which the next one is written.
//!
//! A sheet that was filled in keeps its version, so a change is always the next one.

use egui::{Align, Context, Layout, Ui, vec2};

use super::data::Data;
use super::sheets::{SheetForm, Version, retire};
use super::view::View;
use super::view_sheet_step::step_ui;
use crate::areas::Cx;
use crate::areas::leaving;
use crate::command::Command;
use crate::domain::ids::ObservationTemplateId;
use crate::domain::observation::WEIGHTS;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, grid, padded};
use crate::ui::choice::badge;
use crate::ui::field::{Field, error_line, text_field};
use crate::ui::icons;
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The width of the drawers.
const WIDTH: f32 = 760.0;

/// What is wanted of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Open,
    Up,
    Down,
    Gone,
}

/// Draws the drawer that is open: the versions, or the one that is written.
pub(super) fn drawers_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    if view.sheet.is_some() {
        form_ui(ctx, data, view, cx);
    } else if view.versions {
        versions_ui(ctx, data, view, cx);
        retiring_ui(ctx, data, view, cx);
    }
}

fn versions_ui(ctx: &Context, data: &Data, view: &mut View, cx: &Cx<'_>) {
    // Where nothing is in use, the sheet of the beginning is what is missing.
    let new = if data.any_sheet { "visits-sheet-new" } else { "visits-no-sheet-action" };
    let [title, close, new] = ["visits-sheets", "app-close", new].map(|key| cx.text(key));
    let look = Drawer::new("visits-sheets", &title, &close).width(WIDTH);
    let (mut closing, mut wanted) = (false, None);
    let mut retiring = None;
    let dismissed = drawer(ctx, look, |ui, part| match part {
        Part::Body => {
            let theme = Theme::get(ui);
            text::wrapped(ui, text::BODY13, theme.t2, &cx.text("visits-sheets-about"));
            for version in &data.versions {
                version_ui(ui, version, (&mut wanted, &mut retiring), cx);
            }
        }
        Part::Footer => {
            if button(ui, Button::primary(&new).icon(icons::FILE_PLUS)).clicked() {
                wanted = Some(SheetForm::first(None));
            }
            closing |= button(ui, Button::ghost(&close)).clicked();
        }
    });
    if let Some(form) = wanted {
        view.sheet = Some(form);
    }
    if retiring.is_some() {
        view.retiring = retiring;
    }
    if (closing || dismissed) && view.retiring.is_none() {
        view.versions = false;
    }
}

/// A version: what it is, how many sheets are of it, and what can be done with it.
fn version_ui(
    ui: &mut Ui,
    version: &Version,
    (wanted, retiring): (&mut Option<SheetForm>, &mut Option<ObservationTemplateId>),
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let named = |key: &str| {
        let args =
            [("sheet", version.name.as_str().into()), ("version", version.detail.as_str().into())];
        cx.tr.with(key, &args)
    };
    card_flush(ui, |ui| {
        padded(ui, 16.0, 12.0, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let size = vec2(ui.available_width(), 28.0);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                if version.current {
                    let name = named("visits-sheet-retire");
                    let look = Button::ghost_icon(icons::ARCHIVE, &name).medium();
                    if button(ui, look).clicked() {
                        *retiring = Some(version.id);
                    }
                    let name = named("visits-sheet-edit");
                    let look = Button::icon_only(icons::PENCIL_SIMPLE, &name).medium();
                    if button(ui, look).clicked() {
                        *wanted = Some(SheetForm::of(Some(version.id), &version.draft));
                    }
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    text::strong(ui, &version.name);
                    let (tone, key) = if version.current {
                        (Tone::Good, "visits-sheet-current")
                    } else {
                        (Tone::Neutral, "visits-sheet-old")
                    };
                    badge(ui, tone, &cx.text(key));
                });
            });
            let line = cx.tr.joined(&[&version.detail, &version.used]);
            text::wrapped(ui, text::LABEL12, theme.t3, &line);
            if !version.change.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.t2, &version.change);
            }
        });
    });
}

/// Asks before a version goes out of use.
fn retiring_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.retiring else { return };
    let found = data.versions.iter().find(|version| version.id == id && version.current);
    let Some(version) = found else {
        view.retiring = None;
        return;
    };
    let name = [("sheet", version.name.as_str().into())];
    let title = cx.tr.with("visits-retire-title", &name);
    let words = ["visits-retire-body", "visits-retire-stay", "visits-retire"];
    let [body, stay, go] = words.map(|key| cx.text(key));
    let question = Dialog::new("visits-retire", &title, &body).icon(icons::ARCHIVE, Tone::Warn);
    let buttons = [Button::secondary(&stay), Button::danger(&go)];
    let Some(answer) = dialog(ctx, question, &buttons) else { return };
    view.retiring = None;
    if answer == Answer::Button(1) {
        cx.run(Command::Coaching(retire(version, cx.filter.today)));
    }
}

fn form_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.sheet.take() else { return };
    if !cx.pending {
        form.refused();
    }
    let (whole, steps) = form.problems(cx.tr);
    let wrong = i64::try_from(whole.len() + steps.len()).unwrap_or(i64::MAX);
    let said = cx.tr.with("form-to-correct", &[("n", wrong.into())]);
    let key = if form.replaces.is_some() { "visits-sheet-edit-title" } else { "visits-sheet-new" };
    let words = [key, "app-close", "visits-sheet-publish", "app-cancel"];
    let [title, close, publish, cancel] = words.map(|key| cx.text(key));
    let look = Drawer::new("visits-sheet", &title, &close)
        .width(WIDTH)
        .problem((form.tried && wrong > 0).then_some(said.as_str()));
    let waiting = form.waiting();
    let (mut saves, mut leaves) = (asks_to_save(ctx), false);
    let seen: &Cx<'_> = cx;
    leaves |= drawer(ctx, look, |ui, part| match part {
        Part::Body => body_ui(ui, data, &mut form, (&whole, &steps), seen),
        Part::Footer => {
            saves |= button(ui, Button::primary(&publish)).clicked();
            leaves |= button(ui, Button::ghost(&cancel)).clicked();
        }
    });
    if saves && !form.leaving && !waiting {
        form.tried = true;
        if wrong == 0 {
            let command = form.send(cx.filter.today, cx.tr);
            cx.run(Command::Coaching(command));
        } else if let Some((key, _)) = steps.first() {
            form.open = Some(*key);
        }
    }
    let asked = (leaves, form.dirty());
    if leaving::closes(ctx, "visits-sheet-discard", &mut form.leaving, asked, cx) {
        return;
    }
    view.sheet = Some(form);
}

fn body_ui(
    ui: &mut Ui,
    data: &Data,
    form: &mut SheetForm,
    (whole, steps): (&[String], &[(u64, String)]),
    cx: &Cx<'_>,
) {
    if form.tried {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for line in whole {
                error_line(ui, line);
            }
        });
    }
    let words = ["visits-sheet-name", "visits-sheet-name-en", "visits-sheet-change"];
    let [zh, en, change] = words.map(|key| cx.text(key));
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            text_field(ui, Field::new(&zh).required(), &mut form.name.zh);
        } else {
            text_field(ui, Field::new(&en), &mut form.name.en);
        }
    });
    if form.replaces.is_some() {
        let hint = cx.text("visits-sheet-change-hint");
        let field = Field::new(&change).required().placeholder(&hint);
        text_field(ui, field, &mut form.change);
    }
    head_ui(ui, form, cx);
    let mut asked = None;
    let count = form.steps.len();
    for (at, step) in form.steps.iter_mut().enumerate() {
        let wrong = steps.iter().find(|(key, _)| *key == step.key).map(|(_, words)| words);
        let wrong = wrong.filter(|_| form.tried);
        let open = form.open == Some(step.key);
        let place = (at, count, open);
        let wanted = ui.push_id(("visits-sheet-step", step.key), |ui| {
            divider(ui);
            step_ui(ui, step, place, (wrong.map(String::as_str), &data.posts), cx)
        });
        asked = asked.or(wanted.inner.map(|wanted| (step.key, wanted)));
    }
    match asked {
        None => {}
        Some((key, Wanted::Open)) => form.open = (form.open != Some(key)).then_some(key),
        Some((key, Wanted::Gone)) => form.remove(key),
        Some((key, Wanted::Up)) => form.shift(key, false),
        Some((key, Wanted::Down)) => form.shift(key, true),
    }
}

/// The heading of the steps: the sum of the weights, and the buttons for all of them.
fn head_ui(ui: &mut Ui, form: &mut SheetForm, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let total = form.total();
    let args = [("total", format!("{}", total as f64 / 100.0).into())];
    let total_words = cx.tr.with("visits-sheet-total", &args);
    let words = ["visits-sheet-steps", "visits-sheet-add-step", "visits-sheet-first"];
    let [title, add, first] = words.map(|key| cx.text(key));
    let size = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if button(ui, Button::secondary(&add).icon(icons::PLUS).medium()).clicked() {
            form.add();
        }
        let back = Button::secondary(&first).icon(icons::ARROW_COUNTER_CLOCKWISE).medium();
        if button(ui, back.enabled(!form.is_first())).clicked() {
            form.reset();
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::card_title(ui, &title);
            let color = if total == WEIGHTS { theme.t3 } else { theme.bad_t };
            text::label(ui, text::LABEL12, color, &total_words);
        });
    });
}
