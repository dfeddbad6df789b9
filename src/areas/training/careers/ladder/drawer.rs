//! One person before a step: each condition with the figure behind it.

use egui::{Context, Ui};

use super::data::{Data, PersonRow, RungRow};
use super::view::{View, Wanted};
use crate::areas::Cx;
use crate::areas::training::careers::lines::lines_ui;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row};
use crate::ui::choice::badge;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Its width.
const WIDTH: f32 = 480.0;

/// Draws the drawer of the person that is open, if any.
pub(super) fn drawer_ui(ctx: &Context, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let Some(id) = view.open else { return };
    let found = data.chosen.as_ref().and_then(|chosen| {
        let rung = data.rungs.iter().find(|rung| rung.id == chosen.id)?;
        Some((rung, chosen.people.iter().find(|row| row.person == id)?))
    });
    let Some((rung, person)) = found else {
        // No longer before the step, or outside of the scope that was turned to.
        view.open = None;
        return;
    };
    let close = cx.text("app-close");
    let next =
        cx.text(if person.plan.is_some() { "careers-plan-show" } else { "careers-plan-for" });
    let (mut left, mut wanted) = (false, None);
    let look = Drawer::new("career-person", &person.name, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match part {
        Part::Body => body_ui(ui, rung, person),
        Part::Footer => {
            if button(ui, Button::primary(&next)).clicked() {
                wanted = Some(match person.plan {
                    Some(plan) => Wanted::Plan(plan),
                    None => Wanted::NewPlan(person.person, (rung.id, rung.form.clone())),
                });
            }
            left |= button(ui, Button::ghost(&close)).clicked();
        }
    });
    if wanted.is_some() {
        view.wanted = wanted;
        view.open = None;
    } else if left || dismissed {
        view.open = None;
    }
}

fn body_ui(ui: &mut Ui, rung: &RungRow, person: &PersonRow) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        row(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            badge(ui, person.standing.tone, &person.standing.said);
            text::label(ui, text::NAME13, theme.t1, &person.standing.met);
            let width = ui.available_width();
            text::truncated(ui, text::BODY13, theme.t2, &person.at, width);
        });
        text::wrapped(ui, text::BODY13, theme.t2, &rung.name);
    });
    divider(ui);
    lines_ui(ui, &person.standing.lines);
}
