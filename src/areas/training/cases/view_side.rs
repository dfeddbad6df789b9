//! Beside the case: the meeting in which it is told, the play made of it, who used that, and what goes
//! together with it.

use egui::{Ui, vec2};

use super::form::Form;
use super::form_play::PlayDraft;
use super::form_small::SmallDraft;
use super::rows::{Opened, OutcomeCard, PlayCard, ShareRow};
use super::view::{View, cells, send};
use super::view_case::make_play;
use crate::areas::Cx;
use crate::command::coaching::What;
use crate::command::coaching::cases::Case;
use crate::command::coaching::plays::Play;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_flush, divider, grid, list_header, padded, row};
use crate::ui::charts::whisker::whisker_cell;
use crate::ui::choice::badge;
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Somebody who may use a play: a name with a count below it.
const PERSON: f32 = 46.0;

/// Draws the right of the page.
pub(super) fn draw(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    meeting_ui(ui, opened, view, cx);
    play_ui(ui, opened, view, cx);
    if let Some(play) = &opened.play {
        people_ui(ui, play, view, cx);
        if let Some(outcome) = &play.outcome {
            outcome_ui(ui, outcome, view, cx);
        }
    }
}

/// The meeting to come with what is done in it, and who read the case.
fn meeting_ui(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let look = Card::new().padding(13.0).fill(theme.accent_bg).stroke(theme.accent_bd);
    look.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, text::LABEL12M, theme.accent_t, &cx.text("cases-meeting"));
            if let Some(meeting) = &opened.meeting {
                text::label(ui, text::LABEL12, theme.t2, &meeting.when);
            }
        });
        match &opened.meeting {
            Some(meeting) => {
                text::wrapped(ui, text::NAME13, theme.t1, &meeting.title);
                for (at, line) in (1..).zip(&meeting.agenda) {
                    text::wrapped(ui, text::BODY13, theme.t1, &format!("{at}  {line}"));
                }
            }
            None => {
                text::wrapped(ui, text::BODY13, theme.t2, &cx.text("cases-meeting-none"));
            }
        }
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            let words = ["cases-meeting-add", "cases-meeting-edit", "cases-meeting-remove"];
            let [add, edit, remove] = words.map(|key| cx.text(key));
            let look = Button::primary(&add).medium().icon(icons::PRESENTATION);
            if !opened.draft && button(ui, look).clicked() {
                let draft = SmallDraft::meeting(opened, None, cx);
                view.form = Some(Form::Small(Box::new(draft)));
            }
            if let Some(meeting) = &opened.meeting {
                let look = Button::icon_only(icons::PENCIL_SIMPLE, &edit).medium();
                if button(ui, look).clicked() {
                    let draft = SmallDraft::meeting(opened, Some(meeting), cx);
                    view.form = Some(Form::Small(Box::new(draft)));
                }
                if button(ui, Button::icon_only(icons::X, &remove).medium()).clicked() {
                    send(cx, opened.title.clone(), What::Case(Case::Unuse(meeting.id)));
                }
            }
        });
        text::wrapped(ui, text::LABEL12, theme.t3, &opened.meetings);
        // In a narrow card the button stands below what it adds to.
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
            text::label(ui, text::LABEL12, theme.t3, &opened.read);
            let words = cx.text("cases-read-add");
            if !opened.draft && button(ui, Button::link(&words).small()).clicked() {
                let draft = SmallDraft::reading(opened, cx);
                view.form = Some(Form::Small(Box::new(draft)));
            }
        });
    });
}

/// The play made of the case, or the button that makes one.
fn play_ui(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        let mut making = false;
        list_header(ui, &cx.text("cases-play"), "", |ui| {
            if !opened.draft {
                let make = cx.text("cases-play-make");
                let look = Button::secondary(&make).medium().icon(icons::PLUS);
                making = button(ui, look).clicked();
            }
        });
        if making {
            make_play(opened, view);
        }
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            if opened.plays.len() > 1 {
                let label = cx.text("cases-play-which");
                let mut shown = opened.play.as_ref().map_or(0, |play| play.series);
                let select = Select::new(Field::bare(&label).compact());
                if select.show(ui, &mut shown, &opened.plays).changed() {
                    view.series = Some(shown);
                    view.behind = None;
                }
            }
            match &opened.play {
                Some(play) => version_ui(ui, play, view, cx),
                None => {
                    let key = if opened.draft { "cases-play-draft" } else { "cases-play-none" };
                    text::wrapped(ui, text::LABEL12, theme.t3, &cx.text(key));
                }
            }
        });
    });
}

fn version_ui(ui: &mut Ui, play: &PlayCard, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::NAME13, theme.t1, &play.name);
    text::wrapped(ui, text::LABEL12, theme.t3, &play.about);
    for (at, (_, step)) in (1..).zip(&play.steps) {
        text::wrapped(ui, text::BODY13, theme.t1, &format!("{at}  {step}"));
    }
    if play.current {
        ui.add_space(6.0);
        row(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (next, retire) = (cx.text("cases-play-next"), cx.text("cases-play-retire"));
            if button(ui, Button::secondary(&next).small()).clicked() {
                view.form = Some(Form::Play(Box::new(PlayDraft::next(play))));
            }
            if button(ui, Button::ghost(&retire).small()).clicked() {
                send(cx, play.name.clone(), What::Play(Play::Retire(play.id)));
            }
        });
    }
}

/// Who used the play, and how often.
fn people_ui(ui: &mut Ui, play: &PlayCard, view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let title = cx.text("cases-people");
        list_header(ui, &title, &play.people_sub, |_| {});
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let beside = if ui.available_width() < 240.0 { 3 } else { 4 };
            let rows = play.people.len().div_ceil(beside);
            let area = egui::ScrollArea::vertical().id_salt("people").auto_shrink([false, true]);
            area.max_height(5.0 * PERSON).show_rows(ui, PERSON, rows, |ui, shown| {
                for at in shown {
                    let own: Vec<_> = play.people.iter().skip(at * beside).take(beside).collect();
                    grid(ui, beside, 6.0, |ui, place| {
                        ui.set_min_height(PERSON);
                        if let Some((name, count, used)) = own.get(place) {
                            person_ui(ui, name, count, *used);
                        }
                    });
                }
            });
            if let Some((label, words)) = &play.reminder {
                ui.add_space(8.0);
                let copied = cx.text("cases-reminded");
                let shown = if view.reminded { &copied } else { label };
                let icon = if view.reminded { icons::CHECK } else { icons::COPY };
                if button(ui, Button::secondary(shown).small().icon(icon)).clicked() {
                    ui.ctx().copy_text(words.clone());
                    view.reminded = true;
                }
            }
        });
    });
}

/// Somebody: the name, below it how often they used the play.
fn person_ui(ui: &mut Ui, name: &str, count: &str, used: bool) {
    let theme = Theme::get(ui);
    ui.vertical_centered(|ui| {
        let color = if used { theme.t1 } else { theme.t3 };
        let width = ui.available_width();
        text::truncated(ui, text::BODY13, color, name, width);
        badge(ui, if used { Tone::Accent } else { Tone::Neutral }, count);
    });
}

/// How stays with it went on, beside those without and those before.
fn outcome_ui(ui: &mut Ui, outcome: &OutcomeCard, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &outcome.title, "", |_| {});
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            text::wrapped(ui, text::LABEL12, theme.t3, &outcome.sub);
            for share in &outcome.shares {
                share_ui(ui, share, view);
            }
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("cases-share-note"));
            divider(ui);
            if let Some(drawn) = &outcome.whisker {
                cells(ui, &[0.3, 0.4, 0.3], 6.0, |ui, at| match at {
                    0 => {
                        text::wrapped(ui, text::BODY13, theme.t1, &cx.text("cases-difference"));
                    }
                    1 => {
                        let size = vec2(ui.available_width(), 20.0);
                        whisker_cell(ui, size, drawn, &outcome.interval);
                    }
                    _ => {
                        text::wrapped(ui, text::NAME13, theme.t1, &outcome.difference);
                    }
                });
                text::wrapped(ui, text::LABEL12, theme.t3, &outcome.interval);
            }
            let guard = Card::new().padding(10.0).fill(theme.warn_bg).stroke(theme.warn_bd);
            guard.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                text::wrapped(ui, text::NAME13, theme.t1, &outcome.verdict);
                text::wrapped(ui, text::LABEL12, theme.t2, &cx.text("cases-guard"));
            });
            if !outcome.left_out.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.t3, &outcome.left_out);
            }
            text::wrapped(ui, text::LABEL12, theme.t2, &outcome.median);
        });
    });
}

/// A share with its interval; its name lists the stays behind it.
fn share_ui(ui: &mut Ui, share: &ShareRow, view: &mut View) {
    let theme = Theme::get(ui);
    cells(ui, &[0.24, 0.2, 0.32, 0.24], 6.0, |ui, at| match at {
        0 => {
            if button(ui, Button::link(&share.name).small()).clicked() {
                view.behind = Some(share.behind);
            }
        }
        1 => {
            text::wrapped(ui, text::LABEL12, theme.t2, &share.count);
        }
        2 => {
            if let Some(drawn) = &share.whisker {
                whisker_cell(ui, vec2(ui.available_width(), 20.0), drawn, &share.interval);
            }
        }
        _ => {
            text::wrapped(ui, text::NAME13, theme.t1, &share.share);
        }
    });
}
