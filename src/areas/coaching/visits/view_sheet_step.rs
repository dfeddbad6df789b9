//! A step of a sheet that is written: its name, weight and what is asked for; open, also the words of each
//! level, what is ticked, and what single posts ask for.

use egui::{Align, Layout, Ui, vec2};

use super::sheets::{PracticeForm, StepForm};
use super::view_sheets::Wanted;
use crate::areas::Cx;
use crate::domain::ids::PostId;
use crate::domain::observation::LEVELS;
use crate::ui::button::{Button, button};
use crate::ui::card::{grid, row, section_label};
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::select::Select;

/// Draws a step; returns what is wanted of it. `place` is which of how many it is, and whether it is open.
pub(super) fn step_ui(
    ui: &mut Ui,
    step: &mut StepForm,
    (at, count, open): (usize, usize, bool),
    (wrong, posts): (Option<&str>, &[(PostId, String)]),
    cx: &Cx<'_>,
) -> Option<Wanted> {
    ui.spacing_mut().item_spacing.y = 8.0;
    let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
    let name = cx.tr.with("visits-sheet-step", &[("n", n.into())]);
    let wanted = head_ui(ui, &name, (at, count, open), cx);
    let labels = ["visits-sheet-step-name", "visits-sheet-step-name-en", "visits-sheet-weight"];
    let [zh, en, weight] = labels.map(|key| cx.tr.with(key, &[("n", n.into())]));
    grid(ui, 4, 12.0, |ui, at| match at {
        0 => {
            text_field(ui, Field::new(&zh).required(), &mut step.name.zh);
        }
        1 => {
            text_field(ui, Field::new(&en), &mut step.name.en);
        }
        2 => {
            number_field(ui, Field::new(&weight).unit("%"), &mut step.weight, 1);
        }
        _ => {
            let label = cx.tr.with("visits-sheet-required", &[("n", n.into())]);
            let options = required(cx);
            Select::new(Field::new(&label)).show(ui, &mut step.required, &options);
        }
    });
    if let Some(wrong) = wrong {
        error_line(ui, wrong);
    }
    if open {
        anchors_ui(ui, step, cx);
        practices_ui(ui, step, cx);
        posts_ui(ui, step, posts, cx);
    }
    wanted
}

/// The levels that can be asked for, or none.
fn required(cx: &Cx<'_>) -> Vec<(Option<i64>, String)> {
    let mut options = vec![(None, cx.text("visits-none"))];
    options.extend((1..=LEVELS).map(|level| (Some(level), level.to_string())));
    options
}

fn head_ui(
    ui: &mut Ui,
    name: &str,
    (at, count, open): (usize, usize, bool),
    cx: &Cx<'_>,
) -> Option<Wanted> {
    let args = [("step", name.into())];
    let key = if open { "visits-sheet-fold" } else { "visits-sheet-unfold" };
    let words = [key, "visits-sheet-up", "visits-sheet-down", "visits-sheet-remove"];
    let [unfold, up, down, remove] = words.map(|key| cx.tr.with(key, &args));
    let mut wanted = None;
    let size = vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let icon = if open { icons::CARET_UP } else { icons::CARET_DOWN };
        let looks = [
            (Button::ghost_icon(icons::TRASH, &remove), Wanted::Gone, count > 1),
            (Button::ghost_icon(icons::ARROW_DOWN, &down), Wanted::Down, at + 1 < count),
            (Button::ghost_icon(icons::ARROW_UP, &up), Wanted::Up, at > 0),
            (Button::ghost_icon(icon, &unfold), Wanted::Open, true),
        ];
        for (look, asks, enabled) in looks {
            if button(ui, look.small().enabled(enabled)).clicked() {
                wanted = Some(asks);
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            section_label(ui, name);
        });
    });
    wanted
}

/// What is to be seen at each level, in both languages.
fn anchors_ui(ui: &mut Ui, step: &mut StepForm, cx: &Cx<'_>) {
    section_label(ui, &cx.text("visits-sheet-anchors"));
    for (level, anchor) in (1_i64..).zip(&mut step.anchors) {
        let args = [("level", level.into())];
        let words = ["visits-sheet-anchor", "visits-sheet-anchor-en"];
        let [zh, en] = words.map(|key| cx.tr.with(key, &args));
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                text_field(ui, Field::new(&zh).required(), &mut anchor.zh);
            } else {
                text_field(ui, Field::new(&en), &mut anchor.en);
            }
        });
    }
}

/// What is ticked, in both languages.
fn practices_ui(ui: &mut Ui, step: &mut StepForm, cx: &Cx<'_>) {
    section_label(ui, &cx.text("visits-sheet-practices"));
    let words = ["visits-in-chinese", "visits-in-english"].map(|key| cx.text(key));
    let [chinese, english] = &words;
    let mut removed = None;
    for (at, practice) in step.practices.iter_mut().enumerate() {
        let n = [("n", i64::try_from(at + 1).unwrap_or(i64::MAX).into())];
        let keys =
            ["visits-sheet-practice", "visits-sheet-practice-en", "visits-sheet-practice-remove"];
        let [zh, en, remove] = keys.map(|key| cx.tr.with(key, &n));
        row(ui, 32.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let width = ((ui.available_width() - 28.0 - 16.0) / 2.0).floor();
            let field = Field::bare(&zh).placeholder(chinese).width(width);
            text_field(ui, field, &mut practice.text.zh);
            let field = Field::bare(&en).placeholder(english).width(width);
            text_field(ui, field, &mut practice.text.en);
            if button(ui, Button::ghost_icon(icons::TRASH, &remove).medium()).clicked() {
                removed = Some(at);
            }
        });
    }
    if let Some(at) = removed {
        step.practices.remove(at);
    }
    let add = cx.text("visits-sheet-practice-add");
    if button(ui, Button::secondary(&add).icon(icons::PLUS).small()).clicked() {
        step.practices.push(PracticeForm::default());
    }
}

/// What single posts ask for, where it is another level than that of the step.
fn posts_ui(ui: &mut Ui, step: &mut StepForm, posts: &[(PostId, String)], cx: &Cx<'_>) {
    if posts.is_empty() {
        return;
    }
    section_label(ui, &cx.text("visits-sheet-posts"));
    let options = required(cx);
    let rows = posts.chunks(3);
    for part in rows {
        grid(ui, 3, 12.0, |ui, at| {
            let Some((post, name)) = part.get(at) else { return };
            let mut level = step.posts.iter().find(|(own, _)| own == post).map(|(_, level)| *level);
            if Select::new(Field::new(name)).show(ui, &mut level, &options).changed() {
                step.posts.retain(|(own, _)| own != post);
                step.posts.extend(level.map(|level| (*post, level)));
            }
        });
    }
}
