//! 评语: the words of both sides, saved on the button and on leaving the field.

use egui::{Align, Layout, Sense, Ui, vec2};

use super::card::Card;
use super::data::Data;
use super::view::View;
use crate::areas::Cx;
use crate::command::Command;
use crate::command::evaluation::{COMMENT_MAX, Command as Evaluation};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, card_header, padded};
use crate::ui::field::{Field, text_area};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Both comments as typed.
#[derive(Debug)]
pub(super) struct Draft {
    person: PersonId,
    name: String,
    period: Period,
    /// The comments when typing began.
    base: [String; 2],
    /// The comments now: the person's own, the manager's.
    text: [String; 2],
}

impl Draft {
    fn of(card: &Card, period: Period) -> Self {
        let saved = [card.self_comment.clone(), card.manager_comment.clone()];
        let name = card.name.clone();
        Self { person: card.person, name, period, base: saved.clone(), text: saved }
    }

    fn belongs(&self, person: PersonId, period: Period) -> bool {
        self.person == person && self.period == period
    }

    fn same(&self, saved: &[String; 2]) -> bool {
        self.text.iter().zip(saved).all(|(text, saved)| text.trim() == saved.trim())
    }

    fn fits(&self) -> bool {
        self.text.iter().all(|text| length(text) <= COMMENT_MAX)
    }

    /// Takes notice of what is saved now: someone else's change wins over words not touched.
    fn meet(&mut self, saved: &[String; 2]) {
        if self.base == *saved {
            return;
        }
        if self.same(&self.base) {
            self.text.clone_from(saved);
        }
        if self.same(saved) {
            self.base.clone_from(saved);
        }
    }

    fn save(&self, cx: &mut Cx<'_>) {
        let [own, manager] = &self.text;
        cx.run(Command::Evaluation(Evaluation::Comment {
            person: self.person,
            name: self.name.clone(),
            period: self.period,
            self_comment: own.trim().to_owned(),
            manager_comment: manager.trim().to_owned(),
        }));
    }
}

fn length(text: &str) -> usize {
    text.trim().chars().count()
}

/// Prepares the draft of the person shown; saves what was typed about another one.
pub(super) fn keep(data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some((_, card)) = view.card(data) else { return };
    let left = view.draft.take_if(|draft| !draft.belongs(card.person, data.period));
    if let Some(draft) = left {
        if !draft.same(&draft.base) && draft.fits() {
            draft.save(cx);
        } else if !draft.fits() {
            // Too long to be saved and too dear to be thrown away: it waits for the person to return.
            view.parked.push(draft);
        }
    }
    if view.draft.is_none() {
        let waiting = view.parked.iter().position(|d| d.belongs(card.person, data.period));
        let draft = waiting.map(|at| view.parked.swap_remove(at));
        view.draft = Some(draft.unwrap_or_else(|| Draft::of(card, data.period)));
    }
    if let Some(draft) = &mut view.draft {
        draft.meet(&[card.self_comment.clone(), card.manager_comment.clone()]);
    }
}

/// Whether something typed about this person is not saved yet.
pub(super) fn dirty(view: &View, card: &Card) -> bool {
    view.draft.as_ref().is_some_and(|draft| draft.person == card.person && !draft.same(&draft.base))
}

/// Whether what is typed about this person is too long to be saved.
pub(super) fn too_long(view: &View, card: &Card) -> bool {
    dirty(view, card) && view.draft.as_ref().is_some_and(|draft| !draft.fits())
}

/// Saves what is typed, whoever it is about, because the person turns elsewhere.
pub(super) fn leave(view: &View, cx: &mut Cx<'_>) {
    let typed = view.draft.as_ref().filter(|draft| !draft.same(&draft.base));
    if let Some(draft) = typed.filter(|draft| draft.fits()) {
        draft.save(cx);
    }
}

/// Whether something typed cannot be saved as it is: it is too long.
pub(super) fn stuck(view: &View) -> bool {
    let here = view.draft.as_ref().is_some_and(|draft| !draft.fits());
    here || !view.parked.is_empty()
}

/// Saves what is typed, before the page is signed.
pub(super) fn flush(view: &View, card: &Card, cx: &mut Cx<'_>) {
    if dirty(view, card)
        && let Some(draft) = view.draft.as_ref().filter(|draft| draft.fits())
    {
        draft.save(cx);
    }
}

pub(super) fn draw(ui: &mut Ui, data: &Data, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    let unsaved = card.signed.is_empty() && dirty(view, card);
    let Some(draft) = view.draft.as_mut().filter(|draft| draft.belongs(card.person, data.period))
    else {
        return;
    };
    let theme = Theme::get(ui);
    let tr = cx.tr;
    let mut save = false;
    let shown = card_flush(ui, |ui| {
        let title = tr.text("evaluation-comments");
        let sub = if unsaved { tr.text("evaluation-unsaved") } else { String::new() };
        card_header(ui, &title, &sub, |ui| {
            let words = tr.text("evaluation-save");
            if unsaved && draft.fits() {
                save = button(ui, Button::secondary(&words).medium()).clicked();
            }
        });
        padded(ui, 16.0, 0.0, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let labels = ["evaluation-comment-self", "evaluation-comment-manager"];
            let hints = ["evaluation-comment-self-hint", "evaluation-comment-manager-hint"];
            for ((key, hint), words) in labels.iter().zip(hints).zip(&mut draft.text) {
                let label = tr.text(key);
                if !card.signed.is_empty() {
                    text::label(ui, text::LABEL12, theme.t3, &label);
                    if words.trim().is_empty() {
                        text::wrapped(
                            ui,
                            text::BODY13,
                            theme.t3,
                            &tr.text("evaluation-comment-none"),
                        );
                    } else {
                        text::wrapped(ui, text::BODY13, theme.t1, words);
                    }
                    ui.add_space(6.0);
                    continue;
                }
                let n = length(words);
                let long = n > COMMENT_MAX;
                let size = vec2(ui.available_width(), 18.0);
                let layout = Layout::right_to_left(Align::Center);
                ui.allocate_ui_with_layout(size, layout, |ui| {
                    let args = [("n", n.into()), ("max", COMMENT_MAX.into())];
                    let color = if long { theme.bad_t } else { theme.t3 };
                    let count = tr.with("evaluation-comment-count", &args);
                    text::label(ui, text::LABEL12, color, &count);
                    let width = ui.available_width();
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        text::truncated(ui, text::LABEL12, theme.t2, &label, width);
                    });
                });
                let hint = tr.text(hint);
                let error = tr.with("evaluation-comment-long", &[("max", COMMENT_MAX.into())]);
                let field = Field::bare(&label).placeholder(&hint).error(long.then_some(&error));
                save |= text_area(ui, field, words, 3).lost_focus();
                ui.add_space(4.0);
            }
            if !card.signed.is_empty() {
                ui.horizontal(|ui| {
                    let (place, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
                    icons::paint_icon(ui.painter(), place.center(), icons::LOCK, 14.0, theme.t3);
                    let width = ui.available_width();
                    let words = tr.text("evaluation-locked");
                    text::truncated(ui, text::LABEL12, theme.t3, &words, width);
                });
            }
            ui.add_space(8.0);
        });
    });
    let height = shown.response.rect.height();
    if (view.comments_height - height).abs() > 0.5 {
        view.comments_height = height;
        ui.ctx().request_repaint();
    }
    if save {
        flush(view, card, cx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(base: &str, text: &str) -> Draft {
        Draft {
            person: PersonId(1),
            name: String::new(),
            period: Period::Quarter(2025, 3),
            base: [base.to_owned(), String::new()],
            text: [text.to_owned(), String::new()],
        }
    }

    #[test]
    fn what_is_saved_elsewhere_wins_only_over_untouched_words() {
        for (base, text, saved, text_after, dirty_after) in [
            ("好", "好", "好", "好", false),
            // Untouched: follows an undo.
            ("好", "好", "旧", "旧", false),
            // Saved: the draft is no longer dirty, also when spaces were trimmed.
            ("旧", "好 ", "好", "好 ", false),
            // Touched: stays as typed.
            ("旧", "新", "别人的", "新", true),
        ] {
            let mut draft = draft(base, text);
            draft.meet(&[saved.to_owned(), String::new()]);
            assert_eq!(draft.text[0], text_after, "{base} {text} {saved}");
            assert_eq!(!draft.same(&draft.base), dirty_after, "{base} {text} {saved}");
        }
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert!(draft("", &"评".repeat(COMMENT_MAX)).fits());
        assert!(!draft("", &"评".repeat(COMMENT_MAX + 1)).fits());
    }
}
