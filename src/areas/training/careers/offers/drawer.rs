//! One chance in a drawer: why it was given, what the person said, what came of it.

use egui::{Context, Ui};

use super::data::{Data, OfferRow};
use super::form::Form;
use super::view::View;
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::careers::Ask;
use crate::store::records::OfferAnswer;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row, section_label};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Its width.
const WIDTH: f32 = 480.0;

/// Draws the drawer of the chance that is open, if any; a form is drawn in its place.
pub(super) fn drawer_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.open.filter(|_| view.form.is_none()) else { return };
    let Some(offer) = data.rows.iter().find(|row| row.id == id) else {
        // Removed, or outside of the scope or the period that was turned to.
        view.open = None;
        return;
    };
    let title = offer.title();
    let words = ["app-close", "careers-offer-review", "careers-offer-remove"];
    let [close, review, remove] = words.map(|key| cx.text(key));
    let (mut left, mut form) = (false, None);
    let look = Drawer::new("career-offer", &title, &close).width(WIDTH);
    let accepted = offer.answer == Some(OfferAnswer::Accepted);
    let dismissed = drawer(ctx, look, |ui, part| match part {
        Part::Body => {
            facts_ui(ui, offer, cx);
            divider(ui);
            answers_ui(ui, offer, &mut form, cx);
        }
        Part::Footer => {
            if accepted && button(ui, Button::primary(&review)).clicked() {
                form = Some(Form::review(offer, cx.filter.today));
            }
            if button(ui, Button::secondary(&remove).icon(icons::TRASH)).clicked() {
                run(cx, offer.title(), What::Careers(Ask::RemoveOffer(offer.id)));
            }
            left |= button(ui, Button::ghost(&close)).clicked();
        }
    });
    if form.is_some() {
        view.form = form;
    } else if left || dismissed {
        view.open = None;
    }
}

fn facts_ui(ui: &mut Ui, offer: &OfferRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        row(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            badge(ui, Tone::Neutral, &offer.kind_name);
            text::label(ui, text::BODY13, theme.t2, &offer.day);
            let width = ui.available_width();
            text::truncated(ui, text::BODY13, theme.t3, &offer.by, width);
        });
        let facts = [
            ("careers-reason", &offer.reason),
            ("careers-answer", &offer.answer_said),
            ("careers-review", &offer.review_said),
            ("careers-result", &offer.result),
        ];
        for (key, words) in facts.into_iter().filter(|(_, words)| !words.is_empty()) {
            section_label(ui, &cx.text(key));
            text::wrapped(ui, text::BODY13, theme.t1, words);
        }
    });
}

fn answers_ui(ui: &mut Ui, offer: &OfferRow, form: &mut Option<Form>, cx: &Cx<'_>) {
    let answers = [
        (OfferAnswer::Accepted, "careers-offer-accept"),
        (OfferAnswer::Declined, "careers-offer-decline"),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
        for (answer, key) in answers {
            let word = cx.text(key);
            let look = Button::secondary(&word).medium().enabled(offer.answer != Some(answer));
            if button(ui, look).clicked() {
                *form = Some(Form::answer(offer, answer, cx.filter.today));
            }
        }
    });
}
