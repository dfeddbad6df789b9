//! The cards of 隐私: what is held, erasing with what it means, the proof, who left, backups.

use std::path::PathBuf;

use chrono::NaiveDate;
use egui::{Align, Layout, Ui};

use crate::areas::{Cx, Looked, Order, PrivacyOrder, Purpose};
use crate::i18n::number;
use crate::sheets::tables::proof;
use crate::sheets::write::table_label;
use crate::store::file_name;
use crate::store::privacy::{HeldTable, Place, PlaceKind, Proof};
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row};
use crate::ui::choice::{badge, checkbox, radio};
use crate::ui::field::{Field, text_field};
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::privacy::PrivacyView;
use super::privacy_data::{ErasedRow, LeftRow, PrivacyPage};
use super::view::card_ui;

/// How many files of a proof are listed on the page; the saved one has all.
const PLACES: usize = 12;

fn count(n: usize) -> String {
    number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Draws a line: a name, and what is said of it at the right.
fn line_ui(ui: &mut Ui, name: &str, said: &str) {
    let theme = Theme::get(ui);
    row(ui, 26.0, |ui| {
        let width = (ui.available_width() * 0.5).floor();
        text::truncated(ui, text::BODY13, theme.t1, name, width);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            text::label(ui, text::LABEL12, theme.t2, said);
        });
    });
}

/// Draws what is held of a person, table by table, and the ways to hand it over.
pub(super) fn held_ui(ui: &mut Ui, looked: &Looked, cx: &mut Cx<'_>) {
    let held = &looked.held;
    let args = [("name", held.person.name.as_str().into())];
    let title = cx.tr.with("settings-privacy-held", &args);
    let rows: usize = held.tables.iter().map(|table| table.about + table.part + table.named).sum();
    let counts = [
        ("tables", count(held.tables.len()).into()),
        ("rows", count(rows).into()),
        ("images", count(held.images).into()),
    ];
    let sub = cx.tr.with("settings-privacy-held-sub", &counts);
    card_ui(ui, &title, &sub, |ui| {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for table in &held.tables {
                line_ui(ui, &table_label(table.table, cx.tr), &said(table, cx));
            }
        });
        divider(ui);
        let (book, rows) = (cx.text("settings-privacy-xlsx"), cx.text("settings-privacy-json"));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            for (text, ending) in [(&book, "xlsx"), (&rows, "json")] {
                if button(ui, Button::secondary(text).icon(icons::DOWNLOAD_SIMPLE)).clicked() {
                    let stem = cx.tr.with("settings-privacy-file", &args);
                    let name = format!("{stem}_{}.{ending}", cx.filter.today);
                    cx.orders.push(Order::PickSave(Purpose::Personal, name));
                }
            }
        });
    });
}

/// How many rows of a table there are, by how they concern the person.
fn said(table: &HeldTable, cx: &Cx<'_>) -> String {
    let parts = [
        ("settings-privacy-about", table.about),
        ("settings-privacy-part", table.part),
        ("settings-privacy-named", table.named),
    ];
    let words = parts.into_iter().filter(|(_, n)| *n > 0);
    let words = words.map(|(key, n)| cx.tr.with(key, &[("n", count(n).into())]));
    cx.tr.joined(&words.collect::<Vec<String>>())
}

/// Draws what erasing means, and does it once the name is typed.
pub(super) fn erase_ui(
    ui: &mut Ui,
    page: &PrivacyPage,
    looked: &Looked,
    own: &mut PrivacyView,
    cx: &mut Cx<'_>,
) {
    let person = &looked.held.person;
    let args = [("name", person.name.as_str().into())];
    let title = cx.tr.with("settings-privacy-erase", &args);
    let sub = cx.text("settings-privacy-erase-sub");
    card_ui(ui, &title, &sub, |ui| {
        if page.here.contains(&person.id) {
            let (title, detail) =
                (cx.text("settings-privacy-here"), cx.text("settings-privacy-here-detail"));
            banner(ui, Banner::info(&title).detail(&detail), |_| {});
            return;
        }
        means_ui(ui, looked, cx);
        backups_held_ui(ui, looked, own, cx);
        let decided = namesakes_ui(ui, looked, own, cx);
        let label = cx.tr.with("settings-privacy-type-name", &args);
        text_field(ui, Field::new(&label).width(320.0), &mut own.typed);
        let means_it = own.typed.trim() == person.name.trim();
        let ready = means_it && decided && !own.erasing && !cx.pending;
        let (erase, hint) = (
            cx.tr.with("settings-privacy-erase-now", &args),
            cx.text(if decided {
                "settings-privacy-type-first"
            } else {
                "settings-privacy-decide"
            }),
        );
        let press = Button::danger(&erase).icon(icons::TRASH).enabled(ready).loading(own.erasing);
        let press = if ready || own.erasing { press } else { press.hint(&hint) };
        if button(ui, press).clicked() {
            own.erasing = true;
            cx.orders.push(Order::Privacy(PrivacyOrder::Erase {
                person: person.id,
                everywhere: own.everywhere,
                backups: own.remove_backups,
            }));
        }
    });
}

/// Draws what goes, what stays and what ends, before anybody says yes.
fn means_ui(ui: &mut Ui, looked: &Looked, cx: &Cx<'_>) {
    let (title, detail) =
        (cx.text("settings-privacy-final"), cx.text("settings-privacy-final-detail"));
    banner(ui, Banner::warn(&title).detail(&detail), |_| {});
    let theme = Theme::get(ui);
    let images = [("n", count(looked.held.images).into())];
    for line in [
        cx.text("settings-privacy-means-goes"),
        cx.text("settings-privacy-means-stays"),
        cx.tr.with("settings-privacy-means-journal", &images),
        cx.text("settings-privacy-means-files"),
    ] {
        text::wrapped(ui, text::BODY13, theme.t2, &line);
    }
}

/// Draws the backups that hold the person, and whether they go at once.
fn backups_held_ui(ui: &mut Ui, looked: &Looked, own: &mut PrivacyView, cx: &Cx<'_>) {
    let n = looked.backups.len();
    if n == 0 {
        return;
    }
    let theme = Theme::get(ui);
    let words = cx.tr.with("settings-privacy-backups-held", &[("n", count(n).into())]);
    text::wrapped(ui, text::BODY13, theme.t2, &words);
    checkbox(ui, &mut own.remove_backups, &cx.text("settings-privacy-backups-now"));
}

/// Draws the question what is to be done with a name that others bear too; whether it is answered.
fn namesakes_ui(ui: &mut Ui, looked: &Looked, own: &mut PrivacyView, cx: &Cx<'_>) -> bool {
    let n = looked.held.namesakes;
    if n == 0 {
        return true;
    }
    let theme = Theme::get(ui);
    let words = cx.tr.with("settings-privacy-namesakes", &[("n", count(n).into())]);
    text::wrapped(ui, text::BODY13, theme.t1, &words);
    for (everywhere, key) in
        [(false, "settings-privacy-mentions-own"), (true, "settings-privacy-mentions-all")]
    {
        if radio(ui, own.everywhere == Some(everywhere), &cx.text(key)).clicked() {
            own.everywhere = Some(everywhere);
        }
    }
    own.everywhere.is_some()
}

/// Draws what was searched after an erasure and what was found.
pub(super) fn proof_ui(ui: &mut Ui, proven: &Proof, own: &mut PrivacyView, cx: &mut Cx<'_>) {
    let args = [("person", proven.pseudonym.as_str().into())];
    let title = cx.tr.with("settings-privacy-proof", &args);
    card_ui(ui, &title, &proven.when(), |ui| {
        let (summary, detail) =
            (proof::summary(proven, cx.tr), cx.text("settings-privacy-searched"));
        let look = if proven.is_clean() { Banner::good(&summary) } else { Banner::warn(&summary) };
        banner(ui, look.detail(&detail), |_| {});
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // What holds the person first, then what is the program's.
            let mut places: Vec<&Place> = proven.places.iter().collect();
            places.sort_by_key(|place| (std::cmp::Reverse(place.found()), place.kind));
            for place in places.iter().take(PLACES) {
                line_ui(ui, &name_of(place, cx), &found_in(place, cx));
            }
        });
        let rest = proven.places.len().saturating_sub(PLACES);
        if rest > 0 {
            let more = cx.tr.with("settings-privacy-more", &[("n", count(rest).into())]);
            text::label(ui, text::LABEL12, Theme::get(ui).t3, &more);
        }
        divider(ui);
        let (save, close) =
            (cx.text("settings-privacy-proof-save"), cx.text("settings-privacy-proof-close"));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if button(ui, Button::secondary(&save).icon(icons::DOWNLOAD_SIMPLE)).clicked() {
                let stem = cx.tr.with("settings-privacy-proof-file", &args);
                let name = format!("{stem}_{}.xlsx", cx.filter.today);
                cx.orders.push(Order::PickSave(Purpose::Proof, name));
            }
            if button(ui, Button::ghost(&close)).clicked() {
                own.proof = None;
            }
        });
    });
}

fn name_of(place: &Place, cx: &Cx<'_>) -> String {
    format!("{}  {}", cx.text(place_key(place.kind)), file_name(&place.file))
}

const fn place_key(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Workspace => "privacy-place-workspace",
        PlaceKind::Program => "privacy-place-program",
        PlaceKind::Temporary => "privacy-place-temporary",
        PlaceKind::Backup => "privacy-place-backup",
        PlaceKind::Theirs => "privacy-place-theirs",
    }
}

fn found_in(place: &Place, cx: &Cx<'_>) -> String {
    let hits = cx.tr.with("settings-privacy-hits", &[("n", count(place.found()).into())]);
    let note = proof::note(place, cx.tr);
    cx.tr.joined(&[hits, note])
}

/// Draws those who left, and who of them is due.
pub(super) fn left_ui(ui: &mut Ui, page: &PrivacyPage, own: &mut PrivacyView, cx: &Cx<'_>) {
    divider(ui);
    let theme = Theme::get(ui);
    if page.left.is_empty() {
        text::wrapped(ui, text::BODY13, theme.t3, &cx.text("settings-privacy-nobody-left"));
        return;
    }
    let mut chosen = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for left in &page.left {
            if left_row(ui, left, cx) {
                chosen = Some(left.person);
            }
        }
    });
    if chosen.is_some() {
        own.choose(chosen);
    }
}

/// Draws somebody who left; whether they are to be looked at.
fn left_row(ui: &mut Ui, left: &LeftRow, cx: &Cx<'_>) -> bool {
    let theme = Theme::get(ui);
    let look = cx.tr.with("settings-privacy-look", &[("name", left.name.as_str().into())]);
    let mut pressed = false;
    ui.push_id(left.person.0, |ui| {
        row(ui, 35.0, |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            text::truncated(ui, text::NAME13, theme.t1, &left.name, 160.0);
            text::label(ui, text::BODY13, theme.t2, &left.left);
            if left.is_due {
                badge(ui, Tone::Warn, &left.due);
            } else {
                text::label(ui, text::LABEL12, theme.t3, &left.due);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                pressed = button(ui, Button::ghost(&look).small()).clicked();
            });
        });
    });
    pressed
}

/// Draws who was erased.
pub(super) fn erased_ui(ui: &mut Ui, page: &PrivacyPage, cx: &Cx<'_>) {
    let (title, sub) = (cx.text("settings-privacy-erased"), cx.text("settings-privacy-erased-sub"));
    card_ui(ui, &title, &sub, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for ErasedRow { pseudonym, detail } in &page.erased {
            line_ui(ui, pseudonym, detail);
        }
    });
}

/// Draws the backups from before somebody was erased, with the day on which they go.
pub(super) fn backups_ui(ui: &mut Ui, own: &mut PrivacyView, cx: &mut Cx<'_>) {
    let backups = own.backups.clone().unwrap_or_default();
    if backups.is_empty() {
        return;
    }
    let (title, sub) =
        (cx.text("settings-privacy-old-backups"), cx.text("settings-privacy-old-backups-sub"));
    card_ui(ui, &title, &sub, |ui| {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (file, day) in &backups {
                let goes = match day {
                    Some(day) => {
                        cx.tr.with("privacy-note-goes", &[("day", day.to_string().into())])
                    }
                    None => cx.text("privacy-note-ahead"),
                };
                line_ui(ui, &file_name(file), &goes);
            }
        });
        divider(ui);
        let n = [("n", count(backups.len()).into())];
        let remove = cx.tr.with("settings-privacy-old-backups-remove", &n);
        if button(ui, Button::danger(&remove).icon(icons::TRASH)).clicked() {
            own.removing = true;
        }
    });
    if own.removing {
        remove_dialog(ui, backups, own, cx);
    }
}

/// Asks whether backups are to go, since they do not come back.
fn remove_dialog(
    ui: &Ui,
    backups: Vec<(PathBuf, Option<NaiveDate>)>,
    own: &mut PrivacyView,
    cx: &mut Cx<'_>,
) {
    let (title, body) = (
        cx.text("settings-privacy-old-backups-ask"),
        cx.text("settings-privacy-old-backups-ask-detail"),
    );
    let n = [("n", count(backups.len()).into())];
    let (stay, remove) = (
        cx.text("settings-privacy-old-backups-stay"),
        cx.tr.with("settings-privacy-old-backups-remove", &n),
    );
    let question = Dialog::new("remove-backups", &title, &body).icon(icons::TRASH, Tone::Bad);
    let buttons = [Button::secondary(&stay), Button::danger(&remove)];
    match dialog(ui.ctx(), question, &buttons) {
        Some(Answer::Button(1)) => {
            own.removing = false;
            let files = backups.into_iter().map(|(file, _)| file).collect();
            cx.orders.push(Order::Privacy(PrivacyOrder::Remove(files)));
        }
        Some(_) => own.removing = false,
        None => {}
    }
}
