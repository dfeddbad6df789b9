//! The case that is open: what happened, step by step; when that fits; where its play was used last.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::form::Form;
use super::form_case::CaseDraft;
use super::form_play::PlayDraft;
use super::form_small::SmallDraft;
use super::rows::{Opened, PlayCard, StepRow, UseRow};
use super::view::{View, cells, fact_ui, or_dash, send};
use crate::areas::Cx;
use crate::command::coaching::What;
use crate::command::coaching::cases::Case;
use crate::command::coaching::plays::Play;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::choice::{badge, badge_icon};
use crate::ui::icons::{self, Icon};
use crate::ui::menu::{menu, menu_item};
use crate::ui::state::avatar;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The shares of number, step and who, what they did, evidence, why.
const PARTS: [f32; 5] = [0.055, 0.215, 0.29, 0.24, 0.2];
/// The headings of the steps on their band.
const HEADS: f32 = 32.0;
/// So many uses are listed until all are wanted.
const FEW: usize = 3;

/// Draws the middle of the page.
pub(super) fn draw(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        head_ui(ui, opened, view, cx);
        divider(ui);
        steps_ui(ui, opened, cx);
    });
    when_ui(ui, opened, cx);
    if let Some(play) = &opened.play {
        uses_ui(ui, play, view, cx);
    }
    if !opened.facts.is_empty() {
        deal_ui(ui, opened, cx);
    }
}

fn head_ui(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    padded(ui, 16.0, 12.0, |ui| {
        let all = ui.available_rect_before_wrap();
        let strip = all.with_max_y(all.top() + 28.0);
        let layout = Layout::right_to_left(Align::Center);
        let look = UiBuilder::new().id_salt("buttons").max_rect(strip).layout(layout);
        let mut right = ui.new_child(look);
        right.spacing_mut().item_spacing.x = 8.0;
        buttons_ui(&mut right, opened, view, cx);
        let room = all.with_max_x((right.min_rect().left() - 12.0).max(all.left()));
        let layout = Layout::top_down(Align::Min);
        let look = UiBuilder::new().id_salt("title").max_rect(room).layout(layout);
        let mut left = ui.new_child(look);
        title_ui(&mut left, opened, cx);
        let bottom = left.min_rect().bottom().max(strip.bottom());
        ui.advance_cursor_after_rect(Rect::from_min_max(all.min, pos2(all.right(), bottom)));
    });
}

/// What it is called and how it ended, below that whose deal and when, and its tags.
fn title_ui(ui: &mut Ui, opened: &Opened, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::wrapped(ui, text::TITLE16, theme.t1, &opened.title);
        let icon = if opened.tone == Tone::Good { icons::CHECK } else { icons::X };
        badge_icon(ui, opened.tone, icon, &opened.result);
        if opened.draft {
            badge(ui, Tone::Warn, &cx.text("cases-draft"));
        }
    });
    text::wrapped(ui, text::LABEL12, theme.t2, &opened.about);
    if !opened.tags.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t3, &opened.tags);
    }
}

/// What can be done with the case, from right to left.
fn buttons_ui(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let subject = opened.title.clone();
    let words =
        ["cases-publish", "cases-edit", "cases-print", "cases-more"].map(|key| cx.text(key));
    let [publish, edit, print, more] = &words;
    // A case of which a play is made stays where it is.
    if opened.free {
        let words = ["cases-withdraw", "cases-remove"].map(|key| cx.text(key));
        let [withdraw, remove] = &words;
        let opener = Button::icon_only(icons::DOTS_THREE, more).medium();
        let mut wanted = None;
        menu(ui, opener, |ui| {
            if !opened.draft && menu_item(ui, Some(icons::ARCHIVE), withdraw, "").clicked() {
                wanted = Some(Case::Withdraw(opened.id));
            }
            // What is removed comes again by undo; nothing is asked for that.
            if menu_item(ui, Some(icons::TRASH), remove, "").clicked() {
                wanted = Some(Case::Remove(opened.id));
            }
        });
        if let Some(wanted) = wanted {
            send(cx, subject.clone(), What::Case(wanted));
        }
    }
    if button(ui, Button::icon_only(icons::PENCIL_SIMPLE, edit).medium()).clicked() {
        view.form = Some(Form::Case(Box::new(CaseDraft::edit(opened))));
    }
    if button(ui, Button::icon_only(icons::PRINTER, print).medium()).clicked() {
        view.print(&opened.printout, cx);
    }
    if opened.draft
        && button(ui, Button::primary(publish).medium().icon(icons::BOOK_OPEN)).clicked()
    {
        send(cx, subject, What::Case(Case::Publish(opened.id)));
    }
}

fn steps_ui(ui: &mut Ui, opened: &Opened, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let heads =
        ["cases-column-step", "cases-column-did", "cases-column-evidence", "cases-column-why"]
            .map(|key| cx.text(key));
    let top = ui.cursor().min;
    let band = Rect::from_min_size(top, vec2(ui.available_width(), HEADS));
    ui.painter().rect_filled(band, 0.0, theme.sunken);
    padded(ui, 16.0, 7.0, |ui| {
        cells(ui, &PARTS, 10.0, |ui, at| {
            if let Some(head) = at.checked_sub(1).and_then(|at| heads.get(at)) {
                let width = ui.available_width();
                text::truncated(ui, text::LABEL12, theme.t3, head, width);
            }
        });
    });
    if opened.steps.is_empty() {
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| {
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("cases-no-steps"));
        });
    }
    for step in &opened.steps {
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| {
            cells(ui, &PARTS, 10.0, |ui, at| step_cell(ui, step, at));
        });
    }
}

fn step_cell(ui: &mut Ui, step: &StepRow, at: usize) {
    let theme = Theme::get(ui);
    match at {
        0 => {
            avatar(ui, &step.number, 22.0, true);
        }
        1 => {
            text::wrapped(ui, text::NAME13, theme.t1, &step.name);
            text::wrapped(ui, text::LABEL12, theme.t2, or_dash(&step.who));
        }
        2 => {
            text::wrapped(ui, text::BODY13, theme.t1, or_dash(&step.did));
        }
        3 => {
            text::wrapped(ui, text::LABEL12, theme.t2, or_dash(&step.evidence));
        }
        _ => {
            text::wrapped(ui, text::LABEL12, theme.t2, or_dash(&step.why));
        }
    }
}

fn when_ui(ui: &mut Ui, opened: &Opened, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let heads: [(&str, Icon, Tone); 3] = [
        ("cases-suits", icons::CHECK_CIRCLE.filled(), Tone::Good),
        ("cases-suits-not", icons::X_CIRCLE.filled(), Tone::Bad),
        ("cases-takeaways", icons::WRENCH, Tone::Neutral),
    ];
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("cases-when"), "", |_| {});
        padded(ui, 16.0, 10.0, |ui| {
            cells(ui, &[1.0, 1.0, 1.0], 16.0, |ui, at| {
                let (Some((key, icon, tone)), Some(lines)) = (heads.get(at), opened.when.get(at))
                else {
                    return;
                };
                row(ui, 22.0, |ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    icons::icon(ui, *icon, 16.0, tone.text(theme));
                    text::label(ui, text::NAME13, theme.t1, &cx.text(key));
                });
                if lines.is_empty() {
                    text::wrapped(ui, text::LABEL12, theme.t3, or_dash(""));
                }
                for line in lines {
                    text::wrapped(ui, text::LABEL12, theme.t2, line);
                }
            });
        });
    });
}

/// The uses of the play, the newest first.
fn uses_ui(ui: &mut Ui, play: &PlayCard, view: &mut View, cx: &mut Cx<'_>) {
    let (title, sub) = (cx.text("cases-uses"), cx.text("cases-uses-sub"));
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        let (mut adopting, mut toggled) = (false, false);
        list_header(ui, &title, &sub, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if play.current {
                let adopt = cx.text("cases-adopt");
                let look = Button::secondary(&adopt).medium().icon(icons::PLUS);
                adopting = button(ui, look).clicked();
            }
            if play.uses.len() > FEW {
                let key = if view.all_uses { "cases-fewer-uses" } else { "cases-all-uses" };
                let n = i64::try_from(play.uses.len()).unwrap_or(i64::MAX);
                let words = cx.tr.with(key, &[("n", n.into())]);
                toggled = button(ui, Button::link(&words).medium()).clicked();
            }
        });
        if adopting {
            let draft = SmallDraft::adopt(play, cx);
            view.form = Some(Form::Small(Box::new(draft)));
        }
        view.all_uses ^= toggled;
        if play.uses.is_empty() {
            padded(ui, 16.0, 10.0, |ui| {
                text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("cases-uses-none"));
            });
        }
        let most = if view.all_uses { play.uses.len() } else { FEW };
        for (at, one) in play.uses.iter().take(most).enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 7.0, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                use_ui(ui, one, play, view, cx);
            });
        }
    });
}

fn use_ui(ui: &mut Ui, one: &UseRow, play: &PlayCard, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    row(ui, 24.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        avatar(ui, &one.initial, 22.0, false);
        text::label(ui, text::NAME13, theme.t1, &one.name);
        if let Some(deal) = one.deal_id {
            let open = format!("{} {}", cx.text("cases-deal-open"), one.spoken());
            let look = Button::ghost_icon(icons::ARROW_SQUARE_OUT, &open).small();
            if button(ui, look).clicked() {
                cx.open_deal(deal, play.uses.iter().filter_map(|own| own.deal_id).collect());
            }
        }
        let width = ui.available_width();
        text::truncated(ui, text::BODY13, theme.t2, &one.deal, width);
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (number, used) in &one.steps {
            badge(ui, if *used { Tone::Accent } else { Tone::Outline }, number);
        }
        text::label(ui, text::LABEL12, theme.t2, &one.day);
        badge(ui, one.tone, &one.result);
        let said = |key: &str| format!("{} {}", cx.text(key), one.spoken());
        let (result, remove) = (said("cases-result"), said("cases-adopt-remove"));
        let look = Button::ghost_icon(icons::PENCIL_SIMPLE, &result).small();
        let changing = button(ui, look).clicked();
        let gone = button(ui, Button::ghost_icon(icons::X, &remove).small()).clicked();
        if changing {
            let draft = SmallDraft::result(one, play, cx);
            view.form = Some(Form::Small(Box::new(draft)));
        }
        if gone {
            send(cx, play.name.clone(), What::Play(Play::Unadopt(one.id)));
        }
    });
    if !one.said.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t2, &one.said);
    }
}

fn deal_ui(ui: &mut Ui, opened: &Opened, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        let mut opening = false;
        list_header(ui, &cx.text("cases-deal"), "", |ui| {
            let words = cx.text("cases-deal-open");
            opening = button(ui, Button::link(&words).medium()).clicked();
        });
        if let Some(deal) = opened.deal.filter(|_| opening) {
            cx.open_deal(deal, vec![deal]);
        }
        padded(ui, 16.0, 8.0, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for [label, value] in &opened.facts {
                fact_ui(ui, label, value);
            }
        });
    });
}

/// Opens the form of a play made of the case.
pub(super) fn make_play(opened: &Opened, view: &mut View) {
    view.form = Some(Form::Play(Box::new(PlayDraft::first(opened))));
}
