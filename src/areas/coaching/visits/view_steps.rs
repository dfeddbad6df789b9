//! The steps of the sheet: whose levels are typed, each step with its keys, and the open one with the words of
//! its levels, what was seen, and what is ticked.

use egui::{Id, Ui};

use super::form::Form;
use super::opened::{Opened, StepInfo};
use super::walk::Spot;
use crate::areas::Cx;
use crate::domain::observation::LEVELS;
use crate::store::records::Rater;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, padded, row};
use crate::ui::choice::{Segmented, badge, key_cap};
use crate::ui::field::{Field, error_line, text_area};
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::scale::{self, Mark, ScaleKey, Step};
use crate::ui::state::avatar;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The id of a step, which keeps the focus.
fn id(step: &StepInfo) -> Id {
    Id::unique(("visits-scale", step.id.0))
}

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, opened: &Opened, form: &mut Form, cx: &Cx<'_>) {
    form.at = form.at.min(opened.steps.len().saturating_sub(1));
    keys(ui, opened, form);
    card_flush(ui, |ui| {
        head_ui(ui, opened, form, cx);
        divider(ui);
        for (at, step) in opened.steps.iter().enumerate() {
            step_ui(ui, opened, (at, step), form, cx);
        }
        foot_ui(ui, form, cx);
    });
}

/// Takes the keys of the open step.
fn keys(ui: &Ui, opened: &Opened, form: &mut Form) {
    let Some(step) = opened.steps.get(form.at) else { return };
    let free = !form.about && !form.leaving;
    let at = form.at;
    match scale::keys(ui, id(step), free) {
        None => {}
        Some(ScaleKey::Mark(mark)) => form.mark(opened, at, mark),
        Some(ScaleKey::Enter) => form.onward(opened, at),
        Some(ScaleKey::Up) => form.step(opened, at.saturating_sub(1)),
        Some(ScaleKey::Down) => form.step(opened, at + 1),
    }
}

fn head_ui(ui: &mut Ui, opened: &Opened, form: &mut Form, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let words = ["visits-about", "visits-rater", "visits-none-person"].map(|key| cx.text(key));
    let [about, rater, nobody] = &words;
    padded(ui, 16.0, 12.0, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        row(ui, 36.0, |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            avatar(ui, &opened.initial, 32.0, true);
            let room = (ui.available_width() - 176.0).max(60.0);
            ui.allocate_ui(egui::vec2(room, 36.0), |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let name = if opened.name.is_empty() { nobody } else { &opened.name };
                    text::truncated(ui, text::CARD14, theme.t1, name, room);
                    let place = where_words(opened, form, cx);
                    text::truncated(ui, text::LABEL12, theme.t2, &place, room);
                });
            });
            if opened.versions.len() > 1 {
                versions_ui(ui, opened, form, cx);
            }
            let look = Button::secondary(about).icon(icons::PENCIL_SIMPLE).medium();
            if button(ui, look).clicked() {
                form.about = true;
                form.walk.go(Spot::Account);
            }
        });
        let own = cx.tr.with("visits-rater-own", &[("name", opened.name.as_str().into())]);
        let mut raters = vec![(Rater::Observer, cx.text("visits-rater-observer"))];
        if form.now.seconded() {
            raters.push((Rater::Second, cx.text("visits-rater-second")));
        }
        raters.push((Rater::Own, own));
        row(ui, 28.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if Segmented::new(rater).medium().show(ui, &mut form.rater, &raters).changed() {
                form.at = 0;
            }
            if form.complete {
                badge(ui, Tone::Good, &cx.text("visits-state-filled"));
            }
        });
        if form.rater != Rater::Observer {
            let key = match form.rater {
                Rater::Second => "visits-rater-second-note",
                Rater::Observer | Rater::Own => "visits-rater-own-note",
            };
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text(key));
        }
    });
}

/// The day, the time, the customer and the deal in one line.
fn where_words(opened: &Opened, form: &Form, cx: &Cx<'_>) -> String {
    let now = &form.now;
    let parts = [
        now.day.as_str(),
        now.starts_at.as_str(),
        opened.account_name(now.account).unwrap_or_default(),
        opened.deal_name(now.deal).unwrap_or_default(),
        now.present.as_str(),
    ];
    cx.tr.joined(&parts.map(str::trim))
}

/// Another sheet, where several are in use; what was seen by the one before is no step of it.
fn versions_ui(ui: &mut Ui, opened: &Opened, form: &mut Form, cx: &Cx<'_>) {
    let name = cx.text("visits-version-choose");
    menu(ui, Button::icon_only(icons::LIST_CHECKS, &name).medium(), |ui| {
        for (version, name) in &opened.versions {
            if menu_item(ui, None, name, "").clicked() && opened.template_id() != *version {
                form.change_sheet(*version);
            }
        }
    });
}

fn step_ui(
    ui: &mut Ui,
    opened: &Opened,
    (at, step): (usize, &StepInfo),
    form: &mut Form,
    cx: &Cx<'_>,
) {
    let said = form.now.of(form.rater, step.id).cloned().unwrap_or_default();
    let on = at == form.at;
    // The others do not see what the observer saw before, nor what was seen the time before.
    let last = step.last.filter(|_| form.rater == Rater::Observer);
    let words = [cx.text("visits-last"), cx.text("visits-asked")];
    let [last_word, asked_word] = &words;
    let fact = match (said.mark, said.fact.trim().is_empty()) {
        (_, false) => said.fact.clone(),
        (Mark::Open, true) => cx.text("visits-step-open"),
        (Mark::NotSeen, true) => cx.text("visits-step-not-seen"),
        (Mark::Level(level), true) => step.anchor(level).to_owned(),
    };
    let change = if on { asked_words(step, last, cx) } else { change_words(said.mark, last, cx) };
    let tone = match (said.mark, last) {
        (Mark::Level(level), Some(last)) if !on && level > last => Tone::Good,
        (Mark::Level(level), Some(last)) if !on && level < last => Tone::Warn,
        _ => Tone::Neutral,
    };
    let focused = step.gap().is_some() && form.rater == Rater::Observer;
    let hint = if focused { cx.text("visits-step-focus") } else { String::new() };
    let [one, two, three, four, five] = &step.anchors;
    let drawn = Step {
        number: &step.number,
        name: &step.name,
        hint: &hint,
        mark: said.mark,
        last,
        required: step.required,
        fact: &fact,
        change: (&change, tone),
        anchors: [one, two, three, four, five],
        words: [last_word, asked_word],
    };
    let (response, pressed) = if on {
        opened_ui(ui, &drawn, (at, step), form, cx)
    } else {
        scale::closed(ui, id(step), &drawn)
    };
    form.walk.place(Spot::Step(at), &response);
    if let Some(mark) = pressed {
        form.mark(opened, at, mark);
    } else if response.clicked() || (response.gained_focus() && !on) {
        form.step(opened, at);
    }
}

/// The step that is rated, on its own ground: the words of its levels, what was seen, what is ticked.
fn opened_ui(
    ui: &mut Ui,
    drawn: &Step<'_>,
    (at, step): (usize, &StepInfo),
    form: &mut Form,
    cx: &Cx<'_>,
) -> (egui::Response, Option<Mark>) {
    let theme = Theme::get(ui);
    let slot = ui.painter().add(egui::Shape::Noop);
    let top = ui.cursor().min;
    let wide = ui.available_width();
    let found = scale::open(ui, id(step), drawn);
    padded(ui, 16.0, 0.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        fact_ui(ui, (at, step), form, cx);
        if form.rater == Rater::Observer {
            practices_ui(ui, step, form, cx);
        }
        ui.add_space(8.0);
    });
    let ground = egui::Rect::from_min_max(top, egui::pos2(top.x + wide, ui.min_rect().bottom()));
    let rule = ground.with_max_x(ground.left() + 3.0);
    let shapes = vec![
        egui::Shape::rect_filled(ground, 0.0, theme.selected),
        egui::Shape::rect_filled(rule, 0.0, theme.accent),
    ];
    ui.painter().set(slot, egui::Shape::Vec(shapes));
    found
}

/// What was seen, in words.
fn fact_ui(ui: &mut Ui, (at, step): (usize, &StepInfo), form: &mut Form, cx: &Cx<'_>) {
    let name = cx.tr.with("visits-fact", &[("step", step.name.as_str().into())]);
    let hint = cx.text("visits-fact-hint");
    let rater = form.rater;
    let mut fact = form.now.of(rater, step.id).map(|said| said.fact.clone()).unwrap_or_default();
    let response = text_area(ui, Field::bare(&name).placeholder(&hint), &mut fact, 2);
    if response.changed() {
        form.now.said.entry((rater, step.id)).or_default().fact = fact;
    }
    form.walk.place(Spot::Fact(at), &response);
}

/// Concrete practices: done, not done, or nothing said of it.
fn practices_ui(ui: &mut Ui, step: &StepInfo, form: &mut Form, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let words = ["visits-unsaid", "visits-done", "visits-not-done"].map(|key| cx.text(key));
    let [unsaid, done, not_done] = &words;
    for (practice, name) in &step.practices {
        let options = [(None, unsaid), (Some(true), done), (Some(false), not_done)];
        let mut ticked = form.now.ticks.get(practice).copied();
        row(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if Segmented::new(name).small().show(ui, &mut ticked, &options).changed() {
                match ticked {
                    Some(done) => {
                        form.now.ticks.insert(*practice, done);
                    }
                    None => {
                        form.now.ticks.remove(practice);
                    }
                }
            }
            let room = ui.available_width();
            text::truncated(ui, text::LABEL12, theme.t1, name, room);
        });
    }
}

/// What the step was the time before, and what is asked for.
fn asked_words(step: &StepInfo, last: Option<i64>, cx: &Cx<'_>) -> String {
    let said = |key: &str, level: i64| cx.tr.with(key, &[("level", level.into())]);
    let last = last.map(|last| said("visits-step-last", last));
    let asked = step.required.map(|asked| said("visits-required", asked));
    let both: Vec<String> = last.into_iter().chain(asked).collect();
    cx.tr.joined(&both)
}

/// What is different from the time before.
fn change_words(mark: Mark, last: Option<i64>, cx: &Cx<'_>) -> String {
    let (Mark::Level(level), Some(last)) = (mark, last) else { return String::new() };
    match level - last {
        0 => cx.text("visits-step-same"),
        change if change > 0 => format!("+{change}"),
        change => format!("−{}", change.abs()),
    }
}

/// The keys, and what is still wrong with the steps.
fn foot_ui(ui: &mut Ui, form: &Form, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    if let Some(way) = form.tried {
        let problems = form.problems(way, cx.filter.today, cx.tr);
        let wrong =
            problems.iter().filter(|(spot, _)| spot.in_drawer() || matches!(spot, Spot::Step(_)));
        for (_, words) in wrong {
            padded(ui, 16.0, 4.0, |ui| error_line(ui, words));
        }
    }
    let words = [
        "visits-keys-level",
        "visits-keys-step",
        "visits-keys-fact",
        "visits-keys-not-seen",
        "visits-keys-hold",
    ];
    let [level, step, fact, not_seen, hold] = words.map(|key| cx.text(key));
    let levels = format!("1–{LEVELS}");
    let caps: [(&[&str], &str); 5] = [
        (&[levels.as_str()], level.as_str()),
        (&["↑", "↓"], step.as_str()),
        (&["Tab"], fact.as_str()),
        (&["0", "N"], not_seen.as_str()),
        (&["Ctrl Enter"], hold.as_str()),
    ];
    egui::Frame::new().fill(theme.sunken).show(ui, |ui| {
        padded(ui, 16.0, 8.0, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(5.0, 4.0);
                for (keys, words) in caps {
                    for key in keys {
                        key_cap(ui, key);
                    }
                    text::hint(ui, words);
                    // Past the end of the row it would widen the card.
                    ui.add_space(ui.available_size_before_wrap().x.clamp(0.0, 10.0));
                }
            });
        });
    });
}
