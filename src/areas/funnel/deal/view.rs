//! The page: head, path, people and changes at the left; what is next, tasks, evidence, risks and notes at
//! the right; keys and the buttons of the tab row.

use egui::{Key, Margin, Modifiers, Popup, Ui, vec2};

use super::Ask;
use super::data::Data;
use super::form::{Form, form_ui};
use super::view_cards::{evidence_ui, next_ui, notes_ui, risks_ui, tasks_ui, waivers_ui};
use super::view_head::{head_ui, path_ui};
use super::view_people::{contacts_ui, history_ui, team_ui};
use crate::areas::{AreaId, Coachee, Cx, Order};
use crate::documents::deal_sheet;
use crate::domain::ids::OpportunityId;
use crate::metrics::deal_page::history::Field;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card, columns};
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::table::TableState;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Between cards.
const GAP: f32 = 12.0;

/// From this width of the tab row on the button of the sheet has room for words.
const WIDE: f32 = 1_160.0;

/// Where in a list the page stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    /// The other area that asked for it, to which one goes back.
    from: Option<AreaId>,
    /// The deals of the list in its order.
    list: Vec<OpportunityId>,
    /// Which of them.
    at: usize,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The list it was opened from; `None` while it is closed.
    place: Option<Place>,
    /// The form that is open.
    pub(super) form: Option<Form>,
    /// The kind of change that is listed.
    pub(super) field: Option<Field>,
    /// The table of changes.
    pub(super) table: TableState,
}

impl View {
    /// Opens a deal of a list.
    pub(in crate::areas::funnel) fn open(&mut self, deal: OpportunityId, list: Vec<OpportunityId>) {
        let found = list.iter().position(|other| *other == deal);
        let place = match found {
            Some(at) => Place { from: None, list, at },
            None => Place { from: None, list: vec![deal], at: 0 },
        };
        *self = Self { place: Some(place), ..Self::default() };
    }

    /// Opens a deal that an area asked for; not over what is half-typed of another one.
    pub(in crate::areas::funnel) fn open_from(
        &mut self,
        area: AreaId,
        deal: OpportunityId,
        list: Vec<OpportunityId>,
    ) {
        if self.unsaved() {
            return;
        }
        self.open(deal, list);
        if let Some(place) = &mut self.place {
            place.from = Some(area).filter(|area| *area != AreaId::Funnel);
        }
    }

    /// Closes the page where another one of the area is shown.
    pub(in crate::areas::funnel) fn close(&mut self) {
        *self = Self::default();
    }

    /// Goes back to the list it was opened from, in whichever area that stands.
    pub(in crate::areas::funnel) fn leave(&mut self, cx: &mut Cx<'_>) {
        cx.orders.extend(self.place.as_ref().and_then(|place| place.from).map(Order::Go));
        self.close();
    }

    /// What to load, while a deal is open.
    pub(in crate::areas::funnel) fn ask(&self) -> Option<Ask> {
        let place = self.place.as_ref()?;
        place.list.get(place.at).map(|deal| Ask { deal: *deal })
    }

    /// Whether there is a deal before or behind this one.
    fn can_walk(&self, forth: bool) -> bool {
        self.place
            .as_ref()
            .is_some_and(|place| if forth { place.at + 1 < place.list.len() } else { place.at > 0 })
    }

    /// Shows the deal before or behind this one.
    fn walk(&mut self, forth: bool) {
        if !self.can_walk(forth) {
            return;
        }
        let Some(place) = self.place.as_mut() else { return };
        place.at = if forth { place.at + 1 } else { place.at - 1 };
        self.form = None;
        self.field = None;
        self.table = TableState::default();
    }

    /// Which deal it is of how many.
    fn counter(&self) -> (usize, usize) {
        self.place.as_ref().map_or((0, 0), |place| (place.at + 1, place.list.len()))
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(super) fn actions_ui(ui: &mut Ui, data: Option<&Data>, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let wide = ui.available_width() > WIDE;
    let words = [
        "funnel-deal-back",
        "funnel-deal-print",
        "action-coaching-new",
        "funnel-deal-next",
        "funnel-deal-previous",
    ];
    let [back, print, coach, next, previous] = words.map(|key| cx.text(key));
    if button(ui, Button::secondary(&back).medium().icon(icons::ARROW_U_UP_LEFT)).clicked() {
        view.leave(cx);
        return;
    }
    let look = if wide {
        Button::secondary(&print).icon(icons::PRINTER)
    } else {
        Button::icon_only(icons::PRINTER, &print)
    };
    if button(ui, look.medium()).clicked() {
        let deal = view.ask().map(|ask| ask.deal);
        cx.orders.push(Order::PrintCentre(&deal_sheet::KIND, cx.filter.scope, deal));
    }
    if let Some(data) = data
        && button(ui, Button::icon_only(icons::CHATS_CIRCLE, &coach).medium()).clicked()
    {
        cx.orders.push(Order::Coach(Coachee { person: data.owner, deal: Some(data.id) }));
    }
    let (at, n) = view.counter();
    if n < 2 {
        return;
    }
    let forth = Button::ghost(&next).medium().trailing(icons::CARET_RIGHT);
    if button(ui, forth.enabled(view.can_walk(true))).clicked() {
        view.walk(true);
    }
    text::muted(ui, &format!("{at} / {n}"));
    let before = Button::ghost(&previous).medium().icon(icons::CARET_LEFT);
    if button(ui, before.enabled(view.can_walk(false))).clicked() {
        view.walk(false);
    }
}

/// Draws the page below the tab row.
pub(super) fn draw(ui: &mut Ui, margin: Margin, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    keys(ui, view, cx);
    scroll::page(ui, "deal", margin, |ui, _| {
        ui.spacing_mut().item_spacing = vec2(8.0, GAP);
        head_ui(ui, &data.head);
        let right = match ui.available_width() {
            ..1_000.0 => 300.0,
            ..1_100.0 => 330.0,
            _ => 358.0,
        };
        columns(ui, right, GAP, |ui, side| {
            ui.spacing_mut().item_spacing = vec2(8.0, GAP);
            match side {
                Side::Left => {
                    path_ui(ui, data, cx);
                    let half = (ui.available_width() * 0.52).round();
                    columns(ui, half, GAP, |ui, side| match side {
                        Side::Left => team_ui(ui, data, view, cx),
                        Side::Right => contacts_ui(ui, data, view, cx),
                    });
                    history_ui(ui, &data.history, view, cx);
                }
                Side::Right => {
                    if !data.open {
                        case_ui(ui, data, cx);
                    }
                    next_ui(ui, data, view, cx);
                    tasks_ui(ui, data, view, cx);
                    evidence_ui(ui, data, view, cx);
                    waivers_ui(ui, data, view, cx);
                    risks_ui(ui, data, view, cx);
                    notes_ui(ui, data, view, cx);
                }
            }
        });
    });
    let ctx = ui.ctx().clone();
    form_ui(&ctx, data, &mut view.form, cx);
}

/// A deal that ended can be taken apart into a case.
fn case_ui(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    let words = cx.text("cases-of-deal");
    card(ui, |ui| {
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t2, &cx.text("cases-of-deal-note"));
        if button(ui, Button::secondary(&words).medium().icon(icons::BOOK_OPEN)).clicked() {
            cx.orders.push(Order::WriteCase(data.id));
        }
    });
}

/// J and K walk the list and Esc goes back to it, while nothing else wants keys.
fn keys(ui: &Ui, view: &mut View, cx: &mut Cx<'_>) {
    let free = view.form.is_none()
        && ui.is_enabled()
        && !Popup::is_any_open(ui.ctx())
        && ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    if !free {
        return;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) {
        view.leave(cx);
        return;
    }
    if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    for (key, forth) in [(Key::J, true), (Key::K, false)] {
        if pressed(key) {
            view.walk(forth);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_ends_at_both_ends_of_the_list() {
        let list = [7, 8, 9].map(OpportunityId).to_vec();
        let mut view = View::default();
        assert_eq!(view.ask(), None);
        view.open(OpportunityId(8), list.clone());
        assert_eq!((view.counter(), view.ask().map(|ask| ask.deal.0)), ((2, 3), Some(8)));
        for (forth, expected) in [(true, 9), (true, 9), (false, 8), (false, 7), (false, 7)] {
            view.walk(forth);
            assert_eq!(view.ask().map(|ask| ask.deal.0), Some(expected));
        }
        // One that is not in the list stands alone.
        view.open(OpportunityId(4), list);
        assert_eq!((view.counter(), view.can_walk(true)), ((1, 1), false));
        view.close();
        assert_eq!(view.ask(), None);
        // One that another area asked for is left for that area, one of the funnel's own is not.
        let from = |view: &View| view.place.as_ref().and_then(|place| place.from);
        view.open_from(AreaId::Targets, OpportunityId(4), vec![]);
        assert_eq!((from(&view), view.counter()), (Some(AreaId::Targets), (1, 1)));
        view.open_from(AreaId::Funnel, OpportunityId(4), vec![]);
        assert_eq!(from(&view), None);
    }
}
