//! 工作区: the names on printed pages, who works here, what is in the file, and a backup; of the sample that it
//! is one, and the first steps where they were put away.

use egui::{Align, Rect, Sense, Ui, pos2, vec2};

use crate::areas::{Cx, Order};
use crate::command::{Command, settings};
use crate::store::setup;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::field::{Field, text_field};
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::data::Data;
use super::view::{Pressed, View, card_ui, save_ui};

pub(super) fn workspace_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    if data.sample {
        sample_ui(ui, view, cx);
    }
    if data.first.open() && data.first.away {
        first_ui(ui, cx);
    }
    names_ui(ui, view, cx);
    file_ui(ui, data, cx);
}

/// Says that this is the sample, and asks before it is removed.
fn sample_ui(ui: &mut Ui, view: &mut View, cx: &mut Cx<'_>) {
    let (title, detail) = (cx.text("settings-sample"), cx.text("settings-sample-detail"));
    let remove = cx.text("settings-sample-remove");
    banner(ui, Banner::info(&title).detail(&detail).icon(icons::FLASK), |ui| {
        view.removing |= button(ui, Button::secondary(&remove).medium()).clicked();
    });
    if !view.removing {
        return;
    }
    let (title, body) = (cx.text("settings-sample-ask"), cx.text("settings-sample-ask-detail"));
    let stay = cx.text("app-cancel");
    let question = Dialog::new("sample", &title, &body).icon(icons::FLASK, Tone::Warn);
    match dialog(ui.ctx(), question, &[Button::secondary(&stay), Button::danger(&remove)]) {
        Some(Answer::Button(1)) => {
            view.removing = false;
            cx.orders.push(Order::RemoveSample);
        }
        Some(_) => view.removing = false,
        None => {}
    }
}

/// Takes the first steps up again that were put away.
fn first_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (title, detail) = (cx.text("settings-first"), cx.text("settings-first-detail"));
    let show = cx.text("settings-first-show");
    let mut pressed = false;
    banner(ui, Banner::info(&title).detail(&detail).icon(icons::STEPS), |ui| {
        pressed = button(ui, Button::secondary(&show).medium()).clicked();
    });
    if pressed {
        cx.run(Command::Settings(settings::Command::first_steps(false)));
        cx.orders.push(Order::FirstSteps);
    }
}

fn names_ui(ui: &mut Ui, view: &mut View, cx: &mut Cx<'_>) {
    let (title, sub) = (cx.text("settings-names"), cx.text("settings-names-sub"));
    card_ui(ui, &title, &sub, |ui| {
        let names = &mut view.names.now;
        let labels = [cx.text("settings-company"), cx.text("settings-department")];
        let [company, department] = &labels;
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                text_field(ui, Field::new(company), &mut names.company);
            } else {
                text_field(ui, Field::new(department), &mut names.department);
            }
        });
        let (author, help) = (cx.text("settings-author"), cx.text("settings-author-help"));
        text_field(ui, Field::new(&author).help(&help), &mut names.author);
        let save = cx.text("settings-save-names");
        match save_ui(ui, &save, view.names.dirty(), "", cx) {
            Pressed::None => {}
            Pressed::Reset => view.names.reset(),
            Pressed::Save => {
                let names = &view.names.now;
                let pairs = [
                    (setup::names::COMPANY, &names.company),
                    (setup::names::DEPARTMENT, &names.department),
                    (setup::names::AUTHOR, &names.author),
                ];
                let pairs = pairs.map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
                // What is stored is trimmed, so that the form is clean once it is saved.
                view.names.now = super::data::Names {
                    company: names.company.trim().to_owned(),
                    department: names.department.trim().to_owned(),
                    author: names.author.trim().to_owned(),
                };
                cx.run(Command::Settings(settings::Command::Set(pairs.to_vec())));
            }
        }
    });
}

fn file_ui(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let (title, sub) = (cx.text("settings-file"), cx.text("settings-file-sub"));
    card_ui(ui, &title, &sub, |ui| {
        facts_ui(ui, &data.contents);
        let (backup, note) = (cx.text("settings-backup"), cx.text("settings-backup-note"));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let action = Button::secondary(&backup).icon(icons::SHIELD_CHECK);
            if button(ui, action).clicked() {
                cx.orders.push(Order::Backup);
            }
            let width = ui.available_width();
            text::truncated(ui, text::LABEL12, theme.t3, &note, width);
        });
    });
}

/// Draws counts side by side in a frame.
fn facts_ui(ui: &mut Ui, facts: &[(String, String)]) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
    let stroke = egui::Stroke::new(1.0, theme.border);
    let kind = egui::StrokeKind::Inside;
    ui.painter().rect_stroke(rect, egui::CornerRadius::same(6), stroke, kind);
    let width = rect.width() / facts.len().max(1) as f32;
    for (at, (label, value)) in facts.iter().enumerate() {
        let x0 = (rect.left() + width * at as f32).round();
        let x1 = (rect.left() + width * (at + 1) as f32).round();
        if at > 0 {
            let line = [pos2(x0 + 0.5, rect.top() + 1.0), pos2(x0 + 0.5, rect.bottom() - 1.0)];
            ui.painter().line_segment(line, stroke);
        }
        let cell = Rect::from_min_max(pos2(x0, rect.top()), pos2(x1, rect.bottom()));
        let line = |top: f32, tall: f32| {
            Rect::from_min_max(
                pos2(x0 + 4.0, rect.top() + top),
                pos2(x1 - 4.0, rect.top() + top + tall),
            )
        };
        let painter = ui.painter();
        let middle = Align::Center;
        text::paint_fit(painter, line(7.0, 18.0), middle, text::LABEL12, theme.t3, label);
        text::paint_fit(painter, line(26.0, 20.0), middle, text::NAME13, theme.t1, value);
        let response = ui.interact(cell, ui.scope_id().with(("fact", at)), Sense::hover());
        let name = format!("{label} {value}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    }
}
