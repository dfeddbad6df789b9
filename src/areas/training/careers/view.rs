//! How the page looks: which part is shown, and the part below.

use egui::{Margin, Ui};

use super::data::{Ask, Data, Part};
use super::ladder::{self, Wanted};
use super::{offers, plans};
use crate::areas::{Cx, Event};
use crate::ui::button::{Button, button};
use crate::ui::card::{card, row};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::skeleton_rows;

/// From this width on cards stand side by side.
pub(super) const BESIDE: f32 = 900.0;
/// Between cards.
pub(super) const GAP: f32 = 12.0;
/// The choice of the part with the gap below it.
const PARTS: f32 = 44.0;
/// A list is at least so tall.
const LEAST: f32 = 400.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The part that is shown.
    part: Part,
    /// 晋升通道.
    ladder: ladder::View,
    /// 个人规划.
    plans: plans::View,
    /// 发展机会.
    offers: offers::View,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        let step = self.ladder.step().filter(|_| self.part == Part::Ladder);
        Ask { part: self.part, step }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, _cx: &mut Cx<'_>) {
        if matches!(event, Event::Done) {
            self.ladder.done();
            self.plans.done();
            self.offers.done();
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::training) fn unsaved(&self) -> bool {
        self.ladder.unsaved() || self.plans.unsaved() || self.offers.unsaved()
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::training) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let (key, any) = match (data, view.part) {
        (Data::Ladder(data), Part::Ladder) => ("careers-step-add", data.chosen.is_some()),
        (Data::Plans(data), Part::Plans) => ("careers-plan-add", !data.rows.is_empty()),
        (Data::Offers(data), Part::Offers) => ("careers-offer-add", !data.rows.is_empty()),
        _ => return,
    };
    // Where there is nothing yet the page itself offers it.
    if !any {
        return;
    }
    let add = cx.text(key);
    if button(ui, Button::primary(&add).medium().icon(icons::PLUS)).clicked() {
        match view.part {
            Part::Ladder => view.ladder.add(),
            Part::Plans => view.plans.add(),
            Part::Offers => view.offers.add(cx.filter.today),
        }
    }
}

/// Draws the page.
pub(in crate::areas::training) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "careers", margin, |ui, height| {
        ui.spacing_mut().item_spacing.y = GAP;
        parts_ui(ui, view, cx);
        let tall = (height - PARTS).max(LEAST);
        match (data, view.part) {
            (Data::Ladder(data), Part::Ladder) => {
                ladder::draw(ui, tall, data, &mut view.ladder, cx);
            }
            (Data::Plans(data), Part::Plans) => plans::draw(ui, tall, data, &mut view.plans, cx),
            (Data::Offers(data), Part::Offers) => {
                offers::draw(ui, tall, data, &mut view.offers, cx);
            }
            // The other part was chosen a moment ago and its figures are on their way.
            _ => {
                card(ui, |ui| skeleton_rows(ui, 10, 36.0));
            }
        }
    });
    match view.ladder.wanted() {
        None => {}
        Some(Wanted::Plan(plan)) => {
            view.part = Part::Plans;
            view.plans.open(plan);
        }
        Some(Wanted::NewPlan(person, step)) => {
            view.part = Part::Plans;
            view.plans.plan(person, &step);
        }
    }
}

fn parts_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let name = cx.text("careers-parts");
    let words = ["careers-part-ladder", "careers-part-plans", "careers-part-offers"];
    let [ladder, plans, offers] = words.map(|key| cx.text(key));
    let options = [(Part::Ladder, ladder), (Part::Plans, plans), (Part::Offers, offers)];
    row(ui, 32.0, |ui| {
        Segmented::new(&name).show(ui, &mut view.part, &options);
    });
}
