//! The class that is chosen: its figures, its people, what is to be done next.

use egui::{Align, Align2, Context, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::chosen::{Advice, Cell, Chosen, Next};
use super::data::Data;
use super::form_class::ClassDraft;
use super::form_close::CloseDraft;
use super::form_play::PlayDraft;
use super::form_seats::{MakeupDraft, SeatsDraft};
use super::people::RowAct;
use super::view::{GAP, View};
use super::view_list::{TILE, paint_tile};
use super::view_people::{enrolled_ui, held_ui, mark};
use crate::areas::training::form_words;
use crate::areas::{AreaId, Cx, Order};
use crate::command::training::What;
use crate::command::training::classes::Ask;
use crate::metrics::training::classes::Standing;
use crate::store::records::EnrolmentState;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::choice::badge;
use crate::ui::icons::{self, paint_icon};
use crate::ui::menu::{menu, menu_item, menu_separator};
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The card at the head.
const HEAD: f32 = 72.0;
/// The card with what is to be done next.
const ADVICE: f32 = 76.0;
/// A figure at the head.
pub(in crate::areas::training) const CELL: f32 = 92.0;
/// How far figures that begin a row are moved in, so that they stand below the name.
pub(in crate::areas::training) const INDENT: f32 = 5.0;
/// The least room of the name at the head.
const NAME: f32 = 230.0;

/// Draws the class.
pub(super) fn draw(
    ui: &mut Ui,
    tall: f32,
    chosen: &Chosen,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    ui.spacing_mut().item_spacing.y = GAP;
    let beside = ui.available_width() >= NAME + CELL * chosen.strip.len() as f32;
    let head = if beside { HEAD } else { HEAD + HEAD - 2.0 };
    head_ui(ui, head, beside, chosen, cx);
    let below = if chosen.advice.is_some() { ADVICE + GAP } else { 0.0 };
    people_ui(ui, tall - head - GAP - below, chosen, data, view, cx);
    if let Some(advice) = &chosen.advice {
        advice_ui(ui, (advice, chosen, data), view, cx);
    }
}

fn head_ui(ui: &mut Ui, tall: f32, beside: bool, chosen: &Chosen, cx: &Cx<'_>) {
    Card::new().height(tall).show(ui, |ui| {
        let all = ui.max_rect();
        let cells = chosen.strip.len() as f32;
        let (name, strip) = if beside {
            let split = all.right() - CELL * cells;
            (all.with_max_x(split), all.with_min_x(split))
        } else {
            let split = all.top() + HEAD - 2.0;
            let size = vec2(all.width(), 1.0);
            let line = Rect::from_min_size(pos2(all.left(), split), size);
            ui.painter().rect_filled(line, 0.0, Theme::get(ui).border);
            (all.with_max_y(split), all.with_min_y(split).with_min_x(all.left() + INDENT))
        };
        name_ui(ui, name.with_max_y(name.top() + HEAD - 2.0), chosen, cx);
        let wide = strip.width() / cells.max(1.0);
        for (at, cell) in chosen.strip.iter().enumerate() {
            let left = (strip.left() + wide * at as f32).round();
            let place = Rect::from_min_max(
                pos2(left, strip.top()),
                pos2((left + wide).round(), strip.bottom()),
            );
            cell_ui(ui, place, cell, beside || at > 0);
        }
    });
}

fn name_ui(ui: &mut Ui, place: Rect, chosen: &Chosen, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let tile = Rect::from_min_size(place.min + vec2(16.0, 15.0), vec2(TILE, 40.0));
    paint_tile(ui, tile, &chosen.tile);
    let left = tile.right() + 12.0;
    let (tone, state) = &chosen.state;
    let wide = text::width(ui, text::LABEL12, state).ceil() + 12.0;
    let named = text::width(ui, text::CARD14, &chosen.name).ceil();
    let right = place.right() - 12.0;
    let sign = (left + named + 8.0).min((right - wide).max(left));
    let upper =
        Rect::from_min_max(pos2(left, place.top() + 12.0), pos2(sign - 6.0, place.top() + 34.0));
    let lower = Rect::from_min_max(pos2(left, place.top() + 36.0), pos2(right, place.top() + 54.0));
    let painter = ui.painter();
    let mut cut = text::paint_fit(painter, upper, Align::Min, text::CARD14, theme.t1, &chosen.name);
    let comma = cx.text("classes-comma");
    let said = [chosen.about.as_str(), chosen.note.as_str()];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    let said = said.join(&comma);
    cut |= text::paint_fit(painter, lower, Align::Min, text::LABEL12, theme.t2, &said);
    text::tell(ui, upper, &chosen.name);
    text::tell(ui, lower, &said);
    if cut {
        let whole = Rect::from_min_max(upper.min, lower.max);
        let id = ui.scope_id().with("class name");
        ui.interact(whole, id, Sense::hover()).on_hover_text(format!("{}\n{said}", chosen.name));
    }
    let rect = Rect::from_min_size(pos2(sign, place.top() + 13.0), vec2(wide, 20.0));
    let builder = UiBuilder::new().id_salt("class state").max_rect(rect);
    badge(&mut ui.new_child(builder), *tone, state);
}

/// Draws a figure at the head of a class or a course, behind a line where it does not stand first.
pub(in crate::areas::training) fn cell_ui(ui: &Ui, place: Rect, cell: &Cell, lined: bool) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    if lined {
        let line = Rect::from_min_max(
            pos2(place.left(), place.top() + 10.0),
            pos2(place.left() + 1.0, place.bottom() - 10.0),
        );
        painter.rect_filled(line, 0.0, theme.border);
    }
    let at = |top: f32| {
        Rect::from_min_max(
            pos2(place.left() + 11.0, place.top() + top),
            pos2(place.right() - 6.0, place.top() + top + 18.0),
        )
    };
    let left = Align::Min;
    text::paint_fit(painter, at(6.0), left, text::LABEL12, theme.t3, &cell.label);
    text::paint_fit(painter, at(25.0), left, text::NAME13, theme.t1, &cell.value);
    text::paint_fit(painter, at(45.0), left, text::LABEL12, theme.t3, &cell.note);
    let told = format!("{} {} {}", cell.label, cell.value, cell.note);
    text::tell(ui, place.shrink(2.0), told.trim_end());
}

fn people_ui(
    ui: &mut Ui,
    tall: f32,
    chosen: &Chosen,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let title = cx.text("classes-people-title");
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &chosen.people_sub, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            more_ui(ui, chosen, view, cx);
            let over = chosen.days.0 <= cx.filter.today;
            if over && chosen.standing != Standing::Cancelled && !chosen.people.is_empty() {
                let record = cx.text("classes-record");
                let look = Button::secondary(&record).icon(icons::PENCIL_SIMPLE).small();
                if button(ui, look).clicked() {
                    view.record(chosen, None, cx);
                }
            }
            if matches!(chosen.standing, Standing::Coming | Standing::Open) {
                let enrol = cx.text("classes-enrol");
                let look = Button::secondary(&enrol).icon(icons::USER_PLUS).small();
                if button(ui, look).clicked() {
                    view.seats = Some(SeatsDraft::new(chosen));
                }
            }
            if chosen.standing != Standing::Coming && ui.available_width() > 240.0 {
                key_ui(ui, true, &cx.text("classes-after"));
                key_ui(ui, false, &cx.text("classes-before"));
            }
        });
        if chosen.people.is_empty() {
            let words = ["classes-nobody", "classes-nobody-detail"].map(|key| cx.text(key));
            let [none, detail] = &words;
            empty_state(ui, icons::USERS, none, detail, None);
            return;
        }
        if matches!(chosen.standing, Standing::Coming | Standing::Cancelled) {
            enrolled_ui(ui, &title, chosen, view, cx);
        } else {
            held_ui(ui, &title, chosen, data, view, cx);
        }
    });
}

/// Draws the key of a mark on the tracks.
fn key_ui(ui: &mut Ui, after: bool, label: &str) {
    let theme = Theme::get(ui);
    let wide = 15.0 + text::width(ui, text::LABEL12, label).ceil();
    let (rect, _) = ui.allocate_exact_size(vec2(wide, 18.0), Sense::hover());
    mark(ui, pos2(rect.left() + 5.0, rect.center().y), after, theme.accent);
    let at = pos2(rect.left() + 15.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, label);
}

/// Runs a command on a class.
pub(super) fn run(chosen: &Chosen, what: What, cx: &mut Cx<'_>) {
    form_words::run(cx, chosen.name.as_str(), what);
}

fn more_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let (more, tr) = (cx.text("classes-more"), cx.tr);
    let planned = matches!(chosen.standing, Standing::Coming | Standing::Open);
    menu(ui, Button::icon_only(icons::DOTS_THREE, &more).small(), |ui| {
        let item = |ui: &mut Ui, icon: icons::Icon, key: &str| {
            menu_item(ui, Some(icon), &tr.text(key), "").clicked()
        };
        if planned {
            if item(ui, icons::PENCIL_SIMPLE, "classes-edit") {
                view.class = Some(ClassDraft::edit(chosen));
            }
            if !chosen.confirmed && item(ui, icons::CHECK, "classes-confirm") {
                return run(chosen, What::Classes(Ask::Confirm(chosen.id)), cx);
            }
            if chosen.days.1 <= cx.filter.today && item(ui, icons::FLAG_CHECKERED, "classes-hold") {
                view.close = Some(CloseDraft::hold(chosen));
            }
        }
        let watched = !chosen.skills.is_empty() && chosen.days.0 <= cx.filter.today;
        let any = chosen.people.iter().any(|one| one.state == EnrolmentState::Enrolled);
        if watched
            && any
            && chosen.standing != Standing::Cancelled
            && item(ui, icons::SCALES, "classes-play")
        {
            view.play = Some(PlayDraft::new(chosen, cx));
        }
        if planned {
            menu_separator(ui);
            if item(ui, icons::CALENDAR_X, "classes-cancel") {
                view.close = Some(CloseDraft::cancel(chosen));
            }
            if chosen.people.iter().all(|one| !one.recorded)
                && item(ui, icons::TRASH, "classes-remove")
            {
                view.removing = true;
            }
        } else if item(ui, icons::ARROW_U_UP_LEFT, "classes-reopen") {
            run(chosen, What::Classes(Ask::Reopen(chosen.id)), cx);
        }
    });
}

/// Asks before a class is removed.
pub(super) fn removing_ui(ctx: &Context, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    if !view.removing {
        return;
    }
    let title = cx.tr.with("classes-remove-title", &[("name", chosen.name.as_str().into())]);
    let words = ["classes-remove-body", "app-cancel", "classes-remove"].map(|key| cx.text(key));
    let [body, stay, remove] = &words;
    let look = Dialog::new("class-remove", &title, body).icon(icons::TRASH, Tone::Bad);
    match dialog(ctx, look, &[Button::secondary(stay), Button::danger(remove)]) {
        None => return,
        Some(Answer::Button(1)) => {
            run(chosen, What::Classes(Ask::RemoveClass(chosen.id)), cx);
        }
        Some(_) => {}
    }
    view.removing = false;
}

fn advice_ui(
    ui: &mut Ui,
    (advice, chosen, data): (&Advice, &Chosen, &Data),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let mut wanted = false;
    Card::new().height(ADVICE).show(ui, |ui| {
        let theme = Theme::get(ui);
        let all = ui.max_rect();
        let inner = all.shrink2(vec2(16.0, 0.0));
        let layout = Layout::right_to_left(Align::Center);
        let builder = UiBuilder::new().id_salt("advice").max_rect(inner).layout(layout);
        let mut right = ui.new_child(builder);
        let (_, said) = &advice.next;
        wanted = button(&mut right, Button::primary(said).medium()).clicked();
        let end = right.min_rect().left() - 12.0;
        let icon = pos2(inner.left() + 9.0, inner.center().y);
        paint_icon(ui.painter(), icon, icons::LIGHTBULB.filled(), 18.0, theme.warn_t);
        let line = |top: f32| {
            Rect::from_min_max(
                pos2(inner.left() + 30.0, inner.center().y + top),
                pos2(end, inner.center().y + top + 20.0),
            )
        };
        let (upper, lower) = (line(-20.0), line(0.0));
        let painter = ui.painter();
        let left = Align::Min;
        let mut cut = text::paint_fit(painter, upper, left, text::NAME13, theme.t1, &advice.title);
        cut |= text::paint_fit(painter, lower, left, text::LABEL12, theme.t2, &advice.detail);
        text::tell(ui, upper, &advice.title);
        text::tell(ui, lower, &advice.detail);
        if cut {
            let id = ui.scope_id().with("advice words");
            let place = Rect::from_min_max(upper.min, lower.max);
            let response = ui.interact(place, id, Sense::hover());
            response.on_hover_text(format!("{}\n{}", advice.title, advice.detail));
        }
    });
    if !wanted {
        return;
    }
    let retest = || chosen.people.iter().find(|one| matches!(one.act, Some((RowAct::Retest, _))));
    match advice.next.0 {
        Next::Record => view.record(chosen, None, cx),
        Next::Retest => view.record(chosen, retest().map(|one| one.person), cx),
        Next::Observe => cx.orders.push(Order::Go(AreaId::Coaching)),
        Next::Makeup(person) => view.makeup = Some(MakeupDraft::new(chosen, person, data, cx)),
    }
}
