//! 编制: how many people there are to be, how many are needed, which seats are open.
//!
//! Seats stand on the left, by team and post, and are changed in place; below them what is being
//! filled. On the right the people of the year are worked out, by workload and by volume, and what a
//! tenth of each input would change.

mod data;
mod draft;
mod forms;
mod view_openings;
mod view_plan;
mod view_result;
mod view_seats;

use std::collections::BTreeMap;

use egui::{Frame, Ui};

use crate::areas::organisation::page::MARGIN;
use crate::areas::organisation::strip::strip_ui;
use crate::areas::{AreaId, Cx, Order};
use crate::domain::ids::{PostId, TeamId};
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card, columns};
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;

pub use data::Page;
pub(super) use data::load;
use draft::Held;
use forms::Form;
use view_seats::Typed;

/// The least height of the seats; on low windows the page scrolls.
const LEAST: f32 = 280.0;

/// Below this width the columns of the seats have no room beside the plan: it stands below them.
const BESIDE: f32 = 1_034.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The seats that are being typed.
    seats: BTreeMap<(TeamId, PostId), Typed>,
    /// The plans as typed, by what they are about: nothing is lost by looking elsewhere.
    held: BTreeMap<(Scope, i32), Held>,
    /// The dialog that is open.
    form: Option<Form>,
    /// Whether the differences are those of the amounts.
    by_volume: bool,
    /// Whether each tier stands by itself among the differences.
    each_tier: bool,
    table: TableState,
    openings: TableState,
    bars: TableState,
}

impl View {
    /// Whether something is half-typed that would be lost with the window.
    pub(super) fn unsaved(&self) -> bool {
        self.seats.values().any(Typed::unsaved)
            || self.held.values().any(Held::dirty)
            || self.form.as_ref().is_some_and(Form::dirty)
    }

    /// A command was done: what was typed for it is saved.
    pub(super) fn done(&mut self) {
        self.held.values_mut().for_each(Held::saved);
        self.seats.values_mut().for_each(Typed::saved);
        self.form.take_if(|form| form.sent);
    }

    /// The plan of the page as typed, begun anew where the stored one changed and nothing is typed.
    fn held(&mut self, page: &Page) -> &mut Held {
        let held = self.held.entry((page.scope, page.year)).or_insert_with(|| Held::begin(page));
        held.follow(page);
        held
    }
}

/// Draws the buttons at the end of the tab row.
pub(super) fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    if page.empty {
        return;
    }
    if page.plannable() {
        let words = cx.text("organisation-headcount-save");
        let save = Button::primary(&words).icon(icons::FLOPPY_DISK).medium();
        if button(ui, save).clicked() {
            view.held(page).save(page, cx);
        }
    }
    let words = cx.text("organisation-vacancy-open");
    if button(ui, Button::secondary(&words).icon(icons::PLUS).medium()).clicked() {
        view.form = Some(Form::open(page, None, cx.filter.today));
    }
    let words = cx.text("organisation-seats-add");
    if button(ui, Button::secondary(&words).medium()).clicked() {
        view.form = Some(Form::seats(page));
    }
}

/// Draws the page below the tab row.
pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    if page.empty {
        empty_ui(ui, cx);
        return;
    }
    // What was stored stands on the page once that was loaded anew.
    view.seats.retain(|_, typed| !typed.loaded(cx.pending, page.stamp));
    view.held.values_mut().for_each(|held| held.answered(cx.pending));
    view.held(page);
    scroll::page(ui, "headcount", MARGIN, |ui, room| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let top = ui.cursor().top();
        strip_ui(ui, &page.strip, cx);
        let rest = (room - (ui.cursor().top() - top)).max(LEAST);
        let mut part = |ui: &mut Ui, side: Side| {
            ui.spacing_mut().item_spacing.y = 12.0;
            match side {
                Side::Left => {
                    let below = view_openings::height(page);
                    let seats = (rest - below).max(LEAST);
                    view_seats::draw(ui, page, view, cx, seats);
                    view_openings::draw(ui, page, view, cx);
                }
                Side::Right => {
                    view_plan::draw(ui, page, view, cx);
                    view_result::draw(ui, page, view, cx);
                }
            }
        };
        let width = ui.available_width();
        if width < BESIDE {
            part(ui, Side::Left);
            part(ui, Side::Right);
        } else {
            columns(ui, if width < 1_060.0 { 456.0 } else { 500.0 }, 12.0, part);
        }
    });
    let ctx = ui.ctx().clone();
    forms::form_ui(&ctx, page, &mut view.form, cx);
}

/// Draws what to do in a workspace without people and teams.
fn empty_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (title, detail) =
        (cx.text("organisation-headcount-empty"), cx.text("organisation-headcount-empty-note"));
    let roster = cx.text("organisation-import-roster");
    let action = Button::primary(&roster).icon(icons::TRAY_ARROW_DOWN);
    let pressed = Frame::new()
        .inner_margin(MARGIN)
        .show(ui, |ui| {
            card(ui, |ui| empty_state(ui, icons::USERS_THREE, &title, &detail, Some(action))).inner
        })
        .inner;
    if pressed {
        cx.orders.push(Order::Go(AreaId::Reports));
        cx.orders.push(Order::PickSheets);
    }
}
