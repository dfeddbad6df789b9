//! What is chosen with its words, and the answer to it. An answer that is half-typed stays with what it answers
//! while something else is looked at.

use egui::Ui;

use super::data::{Data, Row};
use super::view::View;
use crate::areas::Cx;
use crate::areas::coaching::form_words::run;
use crate::command::coaching::What;
use crate::command::coaching::feedback::Feedback;
use crate::metrics::coaching::feedback::Standing;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::choice::badge;
use crate::ui::field::{Field, text_area};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        let title = cx.text("feedback-answer-title");
        let Some(said) = view.chosen(data) else {
            list_header(ui, &title, "", |_| {});
            let words = ["feedback-choose", "feedback-choose-detail"].map(|key| cx.text(key));
            let [none, detail] = &words;
            empty_state(ui, icons::CHAT_TEXT, none, detail, None);
            return;
        };
        let mut removes = false;
        let remove = cx.text("feedback-remove");
        list_header(ui, &title, &said.who, |ui| {
            removes = button(ui, Button::icon_only(icons::TRASH, &remove).medium()).clicked();
        });
        padded(ui, 16.0, 12.0, |ui| words_ui(ui, said, cx));
        divider(ui);
        padded(ui, 16.0, 12.0, |ui| answer_ui(ui, said, view, cx));
        if removes {
            view.removing = Some(said.id);
        }
    });
}

/// What was said, when, and how it stands.
fn words_ui(ui: &mut Ui, said: &Row, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    row(ui, 22.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        badge(ui, Tone::Neutral, &said.kind_name);
        badge(ui, said.tone, &said.state);
    });
    text::wrapped(ui, text::BODY14, theme.t1, &said.text);
    let args = [("day", said.day.as_str().into()), ("due", said.due.as_str().into())];
    text::wrapped(ui, text::LABEL12, theme.t3, &cx.tr.with("feedback-dates", &args));
}

fn answer_ui(ui: &mut Ui, said: &Row, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    if said.standing == Standing::Closed {
        text::wrapped(ui, text::BODY13, theme.t1, &said.answer);
        text::wrapped(ui, text::LABEL12, theme.t3, &said.answered);
        return;
    }
    let words =
        ["feedback-answer", "feedback-answer-hint", "feedback-answer-save", "feedback-close"];
    let [label, hint, save, close] = words.map(|key| cx.text(key));
    let typed = view.answers.entry(said.id).or_insert_with(|| said.answer.clone());
    let blank = typed.trim().is_empty();
    let same = *typed == said.answer;
    let problem = cx.text("feedback-problem-answer");
    let error = (view.tried == Some(said.id) && blank).then_some(problem.as_str());
    let field = Field::new(&label).placeholder(&hint).error(error);
    text_area(ui, field, typed, 4);
    let answer = typed.clone();
    if !said.answered.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t3, &said.answered);
    }
    let mut what = None;
    row(ui, 32.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if button(ui, Button::primary(&save).medium().icon(icons::CHECK)).clicked() {
            view.tried = Some(said.id);
            if !blank && !same {
                what = Some(Feedback::Answer { id: said.id, answer: answer.clone() });
            }
        }
        // What is settled can no longer be answered otherwise, so what is typed comes first.
        let ready = said.standing == Standing::Answered && same;
        let look = Button::secondary(&close).medium().icon(icons::CHECK_CIRCLE).enabled(ready);
        if button(ui, look).clicked() {
            what = Some(Feedback::Close(said.id));
        }
    });
    if let Some(what) = what {
        run(cx, "", What::Feedback(what));
    }
}
