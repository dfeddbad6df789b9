//! The page: head, cards in as many columns as there is room for, keys and the tab row's buttons.

use egui::{Frame, Key, Modifiers, Popup, Ui, vec2};

use super::View;
use super::data::{Page, Sheet};
use super::view_cards::{goals_ui, reports_ui, symptoms_ui};
use super::view_growth::{capability_ui, papers_ui, skills_ui};
use super::view_head::head_ui;
use super::view_record::{history_ui, record_ui};
use crate::areas::organisation::page::MARGIN;
use crate::areas::{AreaId, Coachee, Cx, Filter, Order};
use crate::domain::ids::PersonId;
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{card, grid};
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::tabs::beside;

/// From this width on there are three columns, and two.
const THREE: f32 = 1_040.0;
const TWO: f32 = 640.0;
/// Between cards.
const GAP: f32 = 12.0;

/// The cards of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Goals,
    Symptoms,
    Reports,
    Skills,
    Capability,
    Papers,
    Record,
    History,
}

/// The cards of each column, for so many columns.
const fn columns(count: usize) -> &'static [&'static [Piece]] {
    use Piece::{Capability, Goals, History, Papers, Record, Reports, Skills, Symptoms};
    match count {
        3 => &[&[Goals, Symptoms], &[Skills, Capability, Reports], &[Record, Papers, History]],
        2 => &[&[Goals, Symptoms, Reports, History], &[Skills, Capability, Record, Papers]],
        _ => &[&[Goals, Symptoms, Skills, Capability, Reports, Record, Papers, History]],
    }
}

/// Draws the page below the tab row.
pub(super) fn page_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    keys(ui, page, view, cx);
    let Some(sheet) = page.sheet.as_deref() else {
        Frame::new().inner_margin(MARGIN).show(ui, |ui| nobody(ui, page, cx));
        return;
    };
    scroll::page(ui, "profile", MARGIN, |ui, _| {
        ui.spacing_mut().item_spacing = vec2(8.0, GAP);
        head_ui(ui, page, sheet, view, cx);
        let width = ui.available_width();
        let count = match width {
            width if width >= THREE => 3,
            width if width >= TWO => 2,
            _ => 1,
        };
        let columns = columns(count);
        grid(ui, columns.len(), GAP, |ui, column| {
            ui.spacing_mut().item_spacing = vec2(8.0, GAP);
            for piece in columns.get(column).copied().unwrap_or_default() {
                piece_ui(ui, *piece, sheet, cx);
            }
        });
    });
}

fn piece_ui(ui: &mut Ui, piece: Piece, sheet: &Sheet, cx: &mut Cx<'_>) {
    match piece {
        Piece::Goals => goals_ui(ui, sheet, cx),
        Piece::Symptoms => symptoms_ui(ui, sheet, cx),
        Piece::Reports => reports_ui(ui, sheet, cx),
        Piece::Skills => skills_ui(ui, sheet, cx),
        Piece::Capability => capability_ui(ui, sheet, cx),
        Piece::Papers => papers_ui(ui, sheet, cx),
        Piece::Record => record_ui(ui, sheet, cx),
        Piece::History => history_ui(ui, sheet, cx),
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(super) fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(sheet) = page.sheet.as_deref() else { return };
    ui.spacing_mut().item_spacing.x = 8.0;
    let edit = cx.text("organisation-profile-edit");
    if button(ui, Button::secondary(&edit).icon(icons::PENCIL_SIMPLE).medium()).clicked() {
        view.edit = Some(sheet.id);
    }
    // Nobody is coached after they left.
    if !cx.directory.has_left(sheet.id, cx.filter.today) {
        let coach = cx.text("action-coaching-new");
        if button(ui, Button::icon_only(icons::CHATS_CIRCLE, &coach).medium()).clicked() {
            cx.orders.push(Order::Coach(Coachee { person: Some(sheet.id), deal: None }));
        }
    }
    if page.walk.len() < 2 {
        return;
    }
    let (next, previous) =
        (cx.text("organisation-profile-next"), cx.text("organisation-profile-previous"));
    let last = page.walk.len().saturating_sub(1);
    let forth = page.at.is_none_or(|at| at < last);
    let back = page.at.is_some_and(|at| at > 0);
    if button(ui, Button::icon_only(icons::CARET_RIGHT, &next).medium().enabled(forth)).clicked() {
        walk(page, true, view, cx);
    }
    let before = Button::icon_only(icons::CARET_LEFT, &previous).medium().enabled(back);
    if button(ui, before).clicked() {
        walk(page, false, view, cx);
    }
    let hint = cx.tr.with("organisation-profile-walk", &[("place", page.place.as_str().into())]);
    if !page.place.is_empty() {
        beside(ui, &hint);
    }
}

/// Whom the next step leads to; from somebody who left, to the first.
fn next(page: &Page, forth: bool) -> Option<PersonId> {
    let at = match page.at {
        None => 0,
        Some(at) if forth => at + 1,
        Some(at) => at.checked_sub(1)?,
    };
    page.walk.get(at).copied()
}

fn walk(page: &Page, forth: bool, view: &mut View, cx: &mut Cx<'_>) {
    if let Some(person) = next(page, forth) {
        choose(person, view, cx);
    }
}

/// Shows another person; a top bar that stands on one goes with it.
pub(super) fn choose(person: PersonId, view: &mut View, cx: &mut Cx<'_>) {
    view.person = Some(person);
    if matches!(cx.filter.scope, Scope::Person(_)) {
        let filter = Filter { scope: Scope::Person(person), ..*cx.filter };
        cx.orders.push(Order::Filter(filter));
    }
}

/// J and K walk the people while nothing has the focus.
fn keys(ui: &Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let free = ui.is_enabled()
        && !Popup::is_any_open(ui.ctx())
        && ui.memory(|memory| {
            memory.focused().is_none() && memory.allows_interaction(ui.layer_id())
        });
    if !free {
        return;
    }
    for (key, forth) in [(Key::J, true), (Key::K, false)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            walk(page, forth, view, cx);
        }
    }
}

/// Nobody is in the scope, or in the workspace.
fn nobody(ui: &mut Ui, page: &Page, cx: &mut Cx<'_>) {
    let keys = if page.empty {
        ("organisation-empty", "organisation-empty-detail")
    } else {
        ("organisation-nobody-here", "organisation-profile-nobody-detail")
    };
    let (title, detail) = (cx.text(keys.0), cx.text(keys.1));
    let roster = cx.text("organisation-import-roster");
    let action = page.empty.then(|| Button::primary(&roster).icon(icons::TRAY_ARROW_DOWN));
    let pressed = card(ui, |ui| empty_state(ui, icons::USERS_THREE, &title, &detail, action)).inner;
    if pressed {
        cx.orders.push(Order::Go(AreaId::Reports));
        cx.orders.push(Order::PickSheets);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(at: Option<usize>) -> Page {
        Page {
            empty: false,
            picker: vec![],
            walk: [1, 2, 3].map(PersonId).to_vec(),
            at,
            place: String::new(),
            sheet: None,
        }
    }

    #[test]
    fn the_walk_ends_at_both_ends_and_begins_for_somebody_who_left() {
        for (at, forth, person) in [
            (Some(0), true, Some(2)),
            (Some(2), true, None),
            (Some(1), false, Some(1)),
            (Some(0), false, None),
            (None, true, Some(1)),
        ] {
            assert_eq!(next(&page(at), forth).map(|id| id.0), person, "{at:?} {forth}");
        }
    }

    #[test]
    fn every_card_stands_once_whatever_the_width() {
        for count in [1, 2, 3] {
            let all: Vec<Piece> =
                columns(count).iter().flat_map(|own| own.iter().copied()).collect();
            assert_eq!((columns(count).len(), all.len()), (count, 8));
            assert!(all.iter().enumerate().all(|(at, piece)| !all[..at].contains(piece)));
        }
    }
}
