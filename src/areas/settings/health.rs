//! 健康: whether the file is safe where it is, when it was last backed up and checked, what else a person who
//! helps asks for.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align, Layout, Ui};

use crate::areas::{Cx, Event, Order, Purpose, SafetyOrder};
use crate::clock;
use crate::command::safety::{made, risk, why};
use crate::i18n::size;
use crate::store::safety::Safety;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row};
use crate::ui::icons;
use crate::ui::state;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::backups::Question;
use super::view::card_ui;

/// How many days without a backup are too many, on a file that is worked on.
const TOO_LONG: i64 = 7;

/// What is known of the file, and what is asked.
#[derive(Debug, Default)]
pub(super) struct SafetyView {
    /// How safe the file is, and what draws the window.
    pub seen: Option<(Arc<Safety>, String)>,
    /// Whether it was asked for since the page is shown.
    asked: bool,
    /// The question that stands.
    pub question: Option<Question>,
    /// The backup for whose copy a place is being chosen.
    pub placing: Option<PathBuf>,
    /// Whether the lines were copied.
    copied: bool,
}

impl SafetyView {
    /// Takes notice of what was seen and picked.
    pub fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Safety(safety, renderer) => {
                self.seen = Some((Arc::clone(safety), renderer.clone()));
            }
            Event::Picked(Purpose::RestoredCopy, target) => {
                if let Some(backup) = self.placing.take() {
                    let copy = SafetyOrder::RestoreCopy(backup, target.clone());
                    cx.orders.push(Order::Safety(copy));
                }
            }
            _ => {}
        }
    }

    /// Looks again once a page that shows it is turned to.
    pub fn look(&mut self, cx: &mut Cx<'_>) {
        if !self.asked {
            self.asked = true;
            cx.orders.push(Order::Safety(SafetyOrder::Look));
        }
    }

    /// Another page is shown.
    pub const fn turn_away(&mut self) {
        self.asked = false;
        self.copied = false;
    }
}

pub(super) fn health_ui(ui: &mut Ui, view: &mut SafetyView, cx: &mut Cx<'_>) {
    view.look(cx);
    let Some((safety, renderer)) = view.seen.clone() else {
        state::skeleton_rows(ui, 6, 40.0);
        return;
    };
    verdict_ui(ui, &safety, cx);
    file_ui(ui, &safety, cx);
    let facts = program_facts(&safety, &renderer, cx);
    let (title, sub) = (cx.text("settings-health-program"), cx.text("settings-health-program-sub"));
    card_ui(ui, &title, &sub, |ui| {
        for (label, value) in &facts {
            fact_ui(ui, label, value);
        }
        divider(ui);
        let word = if view.copied { "settings-health-copied" } else { "settings-health-copy" };
        let copy = cx.text(word);
        if button(ui, Button::secondary(&copy).icon(icons::COPY)).clicked() {
            let lines: Vec<String> =
                facts.iter().map(|(label, value)| format!("{label}\t{value}")).collect();
            ui.ctx().copy_text(lines.join("\n"));
            view.copied = true;
        }
    });
}

/// What is wrong, worst first; one line when nothing is.
fn verdict_ui(ui: &mut Ui, safety: &Safety, cx: &Cx<'_>) {
    let mut well = true;
    if safety.checked.as_ref().is_some_and(|checked| !checked.sound) {
        well = false;
        let (title, detail) =
            (cx.text("settings-health-damaged"), cx.text("settings-health-damaged-detail"));
        banner(ui, Banner::error(&title).detail(&detail), |_| {});
    }
    for (free, key) in [
        (safety.free, "settings-health-full"),
        (safety.free_for_backups, "settings-health-full-backups"),
    ] {
        if let Some(free) = free.filter(|free| safety.nearly_full(*free)) {
            well = false;
            let title = cx.tr.with(key, &[("free", size(free, cx.tr).into())]);
            let detail = cx.text("settings-health-full-detail");
            banner(ui, Banner::warn(&title).detail(&detail), |_| {});
        }
    }
    if let Some(found) = &safety.risk {
        well = false;
        let (title, detail) = (risk(found, cx.tr), cx.text("settings-health-place-detail"));
        banner(ui, Banner::warn(&title).detail(&detail), |_| {});
    }
    let today = clock::today();
    let days = safety.newest().map(|newest| (today - newest.made.date()).num_days());
    if days.is_none_or(|days| days > TOO_LONG) {
        well = false;
        let title = match days {
            Some(days) => cx.tr.with("settings-health-old", &[("days", days.into())]),
            None => cx.text("settings-health-none"),
        };
        let detail = cx.text("settings-health-old-detail");
        banner(ui, Banner::warn(&title).detail(&detail), |_| {});
    }
    if well {
        banner(ui, Banner::good(&cx.text("settings-health-well")), |_| {});
    }
}

fn file_ui(ui: &mut Ui, safety: &Safety, cx: &mut Cx<'_>) {
    let unknown = cx.text("unknown");
    let free = |bytes: Option<u64>| bytes.map_or_else(|| unknown.clone(), |n| size(n, cx.tr));
    let newest = safety.newest().map_or_else(
        || cx.text("settings-health-never"),
        |kept| cx.tr.joined(&[made(kept), why(kept, cx.tr)]),
    );
    let facts = [
        ("settings-health-place", safety.file.display().to_string()),
        ("settings-health-size", free(safety.size)),
        ("settings-health-free", free(safety.free)),
        ("settings-health-backup", newest),
        ("settings-health-backup-free", free(safety.free_for_backups)),
        ("settings-health-check", checked(safety, cx)),
    ];
    let (title, sub) = (cx.text("settings-health-file"), cx.text("settings-health-file-sub"));
    let (check, folder) = (cx.text("settings-health-check-now"), cx.text("settings-health-folder"));
    card_ui(ui, &title, &sub, |ui| {
        for (key, value) in &facts {
            fact_ui(ui, &cx.text(key), value);
        }
        divider(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if button(ui, Button::secondary(&check).icon(icons::SHIELD_CHECK)).clicked() {
                cx.orders.push(Order::Safety(SafetyOrder::Check));
            }
            let place = safety.file.parent();
            if button(ui, Button::ghost(&folder).icon(icons::FOLDER_OPEN)).clicked()
                && let Some(place) = place
            {
                cx.orders.push(Order::OpenOutside(place.to_owned()));
            }
        });
    });
}

/// What the last full check found.
fn checked(safety: &Safety, cx: &Cx<'_>) -> String {
    match &safety.checked {
        None => cx.text("settings-health-never"),
        Some(checked) => {
            let key = if checked.sound { "settings-health-sound" } else { "settings-health-bad" };
            cx.tr.with(key, &[("at", clock::wall_clock(&checked.at).into())])
        }
    }
}

/// What a person who helps asks for: nothing that names a person, a file or a place.
fn program_facts(safety: &Safety, renderer: &str, cx: &Cx<'_>) -> Vec<(String, String)> {
    let drawn = if renderer.is_empty() { cx.text("unknown") } else { renderer.to_owned() };
    let unknown = || cx.text("unknown");
    let sized = |bytes: Option<u64>| bytes.map_or_else(unknown, |n| size(n, cx.tr));
    [
        ("settings-health-version", env!("CARGO_PKG_VERSION").to_owned()),
        ("settings-health-renderer", drawn),
        ("settings-health-system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("settings-health-size", sized(safety.size)),
        ("settings-health-free", sized(safety.free)),
        ("settings-health-backups", safety.backups.len().to_string()),
        ("settings-health-check", checked(safety, cx)),
    ]
    .map(|(key, value)| (cx.text(key), value))
    .to_vec()
}

/// Draws a fact: what, and the value at the right of it.
fn fact_ui(ui: &mut Ui, label: &str, value: &str) {
    let theme = Theme::get(ui);
    row(ui, 22.0, |ui| {
        text::truncated(ui, text::BODY13, theme.t2, label, 160.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let width = ui.available_width();
            text::truncated(ui, text::BODY13, theme.t1, value, width);
        });
    });
}
