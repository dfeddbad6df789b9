//! The record: who and when, what was said, the deal it is about, and what else belongs to it.

use egui::{
    Align, Align2, CornerRadius, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::card::{Card, Letter};
use super::form::Draft;
use super::prepared::Prep;
use super::view::View;
use super::{view_agreed, view_effect, view_prepared};
use crate::areas::{Cx, Order, Purpose};
use crate::documents::coaching_record;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, padded};
use crate::ui::choice::{badge, badge_icon};
use crate::ui::icons::{self, Icon, icon, paint_icon};
use crate::ui::menu::{menu, menu_item, menu_separator};
use crate::ui::state::avatar;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The room of the names of the parts of a talk, with their letter.
const NAMES: f32 = 124.0;
/// The tile of a letter.
const TILE: f32 = 32.0;

/// Draws the record.
pub(super) fn draw(
    ui: &mut Ui,
    card: &Card,
    prep: Option<&Prep>,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    card_flush(ui, |ui| {
        padded(ui, 16.0, 14.0, |ui| head_ui(ui, card, view, cx));
        if !card.missing.is_empty() {
            strip_ui(ui, Tone::Warn, |ui| {
                icon(ui, icons::WARNING_CIRCLE, 16.0, Theme::get(ui).warn_t);
                text::wrapped(ui, text::BODY13, Theme::get(ui).t1, &card.missing);
            });
        }
        if !card.before.is_empty() {
            divider(ui);
            padded(ui, 16.0, 10.0, |ui| before_ui(ui, card, cx));
        }
        for letter in &card.letters {
            divider(ui);
            padded(ui, 16.0, 14.0, |ui| letter_ui(ui, letter, cx));
        }
        if let Some((deal, line)) = &card.deal {
            strip_ui(ui, Tone::Neutral, |ui| {
                let theme = Theme::get(ui);
                icon(ui, icons::LINK, 16.0, theme.t2);
                let open = cx.text("log-deal-open");
                let room = ui.available_width() - text::width(ui, text::BODY13, &open) - 40.0;
                let said = cx.tr.with("log-deal-about", &[("deal", line.clone().into())]);
                text::truncated(ui, text::BODY13, theme.t1, &said, room.max(80.0));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if button(ui, Button::link(&open).medium()).clicked() {
                        cx.open_deal(*deal, vec![*deal]);
                    }
                });
            });
        }
    });
    if card.prepares.is_some() {
        view_prepared::plan_ui(ui, prep.filter(|prep| Some(prep.person) == card.prepares), cx);
    }
    if card.held || !card.actions.is_empty() {
        view_agreed::actions_ui(ui, card, view, cx);
    }
    view_effect::draw(ui, card, cx);
    view_agreed::signs_ui(ui, card, view, cx);
}

/// A strip across the card with a tint.
fn strip_ui(ui: &mut Ui, tone: Tone, content: impl FnOnce(&mut Ui)) {
    let theme = Theme::get(ui);
    let fill = if tone == Tone::Neutral { theme.sunken } else { tone.tint(theme) };
    divider(ui);
    egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(16, 9)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            content(ui);
        });
    });
}

fn head_ui(ui: &mut Ui, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let all = ui.available_rect_before_wrap();
    let layout = Layout::right_to_left(Align::Center);
    let room = all.with_max_y(all.top() + 32.0);
    let mut right =
        ui.new_child(UiBuilder::new().id_salt("record buttons").max_rect(room).layout(layout));
    right.spacing_mut().item_spacing.x = 8.0;
    buttons_ui(&mut right, card, view, cx);
    let end = right.min_rect().left() - 12.0;
    let left = all.with_max_x(end.max(all.left() + 120.0));
    let layout = Layout::left_to_right(Align::Min);
    let mut body =
        ui.new_child(UiBuilder::new().id_salt("record head").max_rect(left).layout(layout));
    body.spacing_mut().item_spacing.x = 12.0;
    avatar(&mut body, &card.initial, 40.0, true);
    body.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            text::label(ui, text::TITLE16, theme.t1, &card.name);
            text::wrapped(ui, text::BODY14, theme.t2, &card.topic);
            let (tone, said) = &card.sign;
            if *tone == Tone::Good {
                badge_icon(ui, *tone, icons::CHECK, said);
            } else {
                badge(ui, *tone, said);
            }
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (sign, said) in &card.facts {
                fact_ui(ui, *sign, said);
                ui.add_space(8.0);
            }
        });
    });
    let bottom = body.min_rect().bottom().max(room.bottom());
    ui.advance_cursor_after_rect(Rect::from_min_max(all.min, pos2(all.right(), bottom)));
}

/// A fact after its sign. Both are one piece, so that a line never ends between them; a fact that is longer
/// than a line is cut and told in full under the pointer.
fn fact_ui(ui: &mut Ui, sign: Icon, said: &str) {
    const SIGN: f32 = 16.0;
    const GAP: f32 = 4.0;
    let theme = Theme::get(ui);
    let words = text::size(ui.painter(), text::LABEL12, said);
    let line = ui.max_rect().width();
    let size = vec2((SIGN + GAP + words.x).ceil().min(line), SIGN.max(words.y));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let at = pos2(rect.left() + SIGN / 2.0, rect.center().y);
    paint_icon(ui.painter(), at, sign, SIGN, theme.t3);
    let room = rect.with_min_x(rect.left() + SIGN + GAP);
    let cut = text::paint_fit(ui.painter(), room, Align::Min, text::LABEL12, theme.t2, said);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
    if cut {
        response.on_hover_text(said);
    }
}

/// Edit, print, and in a menu what is rarer.
fn buttons_ui(ui: &mut Ui, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    let words = ["log-more", "log-print", "log-edit", "log-form-hold"];
    let [more, print, edit, hold] = words.map(|key| cx.text(key));
    menu(ui, Button::icon_only(icons::DOTS_THREE, &more).medium(), |ui| {
        let remove = cx.text("log-remove");
        if menu_item(ui, Some(icons::TRASH), &remove, "").clicked() {
            view.removing = Some((card.id, card.name.clone()));
        }
    });
    if card.held {
        menu(ui, Button::icon_only(icons::PRINTER, &print).medium(), |ui| {
            let words = ["log-print-printer", "log-print-pdf", "log-print-centre"];
            let [printer, pdf, centre] = words.map(|key| cx.text(key));
            if menu_item(ui, Some(icons::PRINTER), &printer, "").clicked() {
                cx.orders.push(Order::PrintPages(vec![card.printout.clone()], None));
            }
            if menu_item(ui, Some(icons::FILE_PDF), &pdf, "").clicked() {
                view.exporting = Some(card.printout.clone());
                cx.orders.push(Order::PickFolder(Purpose::Pages));
            }
            menu_separator(ui);
            if menu_item(ui, Some(icons::FILES), &centre, "").clicked() {
                let scope = cx.filter.scope;
                cx.orders.push(Order::PrintCentre(&coaching_record::KIND, scope, None));
            }
        });
        if button(ui, Button::icon_only(icons::PENCIL_SIMPLE, &edit).medium()).clicked() {
            view.draft = Some(Draft::read(card));
        }
    } else if button(ui, Button::primary(&hold).icon(icons::NOTE_PENCIL).medium()).clicked() {
        view.draft = Some(Draft::read(card));
    }
}

/// What the coach went in with.
fn before_ui(ui: &mut Ui, card: &Card, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    text::label(ui, text::LABEL12M, theme.t3, &cx.text("log-before"));
    for line in &card.before {
        text::wrapped(ui, text::BODY13, theme.t2, line);
    }
}

/// A part of the talk: its letter and name at the left, the words and the figures at the right.
fn letter_ui(ui: &mut Ui, letter: &Letter, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let all = ui.available_rect_before_wrap();
    let tile = Rect::from_min_size(all.min, vec2(TILE, TILE));
    ui.painter().rect_filled(tile, CornerRadius::same(6), theme.accent_bg);
    if letter.mark.is_empty() {
        paint_icon(ui.painter(), tile.center(), icons::NOTE, 18.0, theme.accent_t);
    } else {
        let middle = Align2::CENTER_CENTER;
        text::paint(ui.painter(), tile.center(), middle, text::CARD14, theme.accent_t, letter.mark);
    }
    let names = Rect::from_min_max(pos2(tile.right() + 12.0, all.top() - 3.0), all.max);
    let names = names.with_max_x(all.left() + NAMES);
    let layout = Layout::top_down(Align::Min);
    let mut name =
        ui.new_child(UiBuilder::new().id_salt(letter.name.as_str()).max_rect(names).layout(layout));
    name.spacing_mut().item_spacing.y = 0.0;
    text::wrapped(&mut name, text::NAME13, theme.t1, &letter.name);
    text::wrapped(&mut name, text::LABEL12, theme.t3, &letter.sub);
    let words = all.with_min_x(all.left() + NAMES + 8.0);
    let place =
        UiBuilder::new().id_salt((letter.name.as_str(), "words")).max_rect(words).layout(layout);
    let mut body = ui.new_child(place);
    body.spacing_mut().item_spacing.y = 4.0;
    if letter.text.is_empty() {
        text::wrapped(&mut body, text::BODY13, theme.t3, &cx.text("log-unsaid"));
    } else {
        text::wrapped(&mut body, text::BODY13, theme.t1, &letter.text);
    }
    for figure in &letter.figures {
        figure_ui(&mut body, figure);
    }
    let bottom = body.min_rect().bottom().max(name.min_rect().bottom()).max(tile.bottom());
    ui.advance_cursor_after_rect(Rect::from_min_max(all.min, pos2(all.right(), bottom)));
}

/// A figure as it was kept, with a sign that it stays as it is.
fn figure_ui(ui: &mut Ui, figure: &str) {
    let theme = Theme::get(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (sign, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
        paint_icon(ui.painter(), sign.center(), icons::CHART_LINE, 14.0, theme.t3);
        text::wrapped(ui, text::LABEL12, theme.t2, figure);
    });
}
