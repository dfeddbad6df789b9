//! 从差距建议: what the plan should hold, each course to be left out; what does not fit, and why.

use std::collections::BTreeSet;

use egui::{Context, Ui};

use super::data::{Data, whole};
use super::suggested::{SuggestedRow, Suggestions};
use super::view::View;
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::plans::Ask;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, section_label};
use crate::ui::choice::checkbox;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The width of the drawer.
const WIDTH: f32 = 560.0;

/// What is chosen of what is proposed.
#[derive(Clone, Debug, Default)]
pub(super) struct Suggesting {
    /// The places of those that are not taken after all.
    without: BTreeSet<usize>,
    /// A command is on its way; when it is done, the drawer goes.
    pub sent: bool,
}

/// Draws the drawer, if it is open.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut suggesting) = view.suggesting.take() else { return };
    // Still here with no command on its way, it was refused.
    suggesting.sent &= cx.pending;
    let (title, close) = (cx.text("plans-suggest"), cx.text("app-cancel"));
    let found = data.suggested.as_ref();
    let (mut closing, mut adding) = (false, false);
    let seen: &Cx<'_> = cx;
    let look = Drawer::new("plans-suggested", &title, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match (part, found) {
        (Part::Body, Some(found)) => body_ui(ui, found, &mut suggesting, seen),
        (Part::Body, None) => skeleton_rows(ui, 6, 48.0),
        (Part::Footer, _) => {
            let n = found.map_or(0, |found| taken(found, &suggesting).count());
            let add = seen.tr.with("plans-suggest-add", &[("n", whole(n).into())]);
            adding |= button(ui, Button::primary(&add).enabled(n > 0)).clicked();
            closing |= button(ui, Button::secondary(&close)).clicked();
        }
    });
    if adding
        && !suggesting.sent
        && let Some(found) = found
        && let Some(page) = &data.page
    {
        let items = taken(found, &suggesting).map(|(_, row)| row.form.clone()).collect();
        suggesting.sent = true;
        run(cx, page.name.clone(), What::Plans(Ask::AddItems(page.id, items)));
    }
    view.suggesting = (!closing && !dismissed).then_some(suggesting);
}

/// What is taken, with its places.
fn taken<'a>(
    found: &'a Suggestions,
    chosen: &'a Suggesting,
) -> impl Iterator<Item = (usize, &'a SuggestedRow)> {
    found.taken.iter().enumerate().filter(move |(at, _)| !chosen.without.contains(at))
}

fn body_ui(ui: &mut Ui, found: &Suggestions, chosen: &mut Suggesting, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::BODY13, theme.t2, &cx.text("plans-suggest-about"));
    if found.taken.is_empty() && found.left_out.is_empty() {
        let words = ["plans-suggest-none", "plans-suggest-none-detail"];
        let [title, detail] = words.map(|key| cx.text(key));
        empty_state(ui, icons::CHECK_CIRCLE, &title, &detail, None);
    }
    for (at, row) in found.taken.iter().enumerate() {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let mut on = !chosen.without.contains(&at);
            if checkbox(ui, &mut on, &row.name).changed() {
                if on {
                    chosen.without.remove(&at);
                } else {
                    chosen.without.insert(at);
                }
            }
            text::wrapped(ui, text::LABEL12, theme.t2, &row.about);
            text::wrapped(ui, text::LABEL12, theme.t3, &row.people);
        });
    }
    if !found.taken.is_empty() {
        text::wrapped(ui, text::NAME13, theme.t1, &found.sum);
    }
    if !found.left_out.is_empty() {
        divider(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            section_label(ui, &cx.text("plans-left-out"));
            for (name, why) in &found.left_out {
                text::wrapped(ui, text::BODY13, theme.t1, name);
                text::wrapped(ui, text::LABEL12, theme.t3, why);
            }
        });
    }
    if !found.untaught.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.warn_t, &found.untaught);
    }
}
