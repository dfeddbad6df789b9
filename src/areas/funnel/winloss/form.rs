//! The form that says why a deal ended as it did.
//!
//! It is made for many deals in a row: a digit chooses the reason while no text is being typed, Ctrl+Enter
//! stores it and opens the next one without a reason. What the command would refuse is said beside the
//! field before it is sent.

use egui::{Context, Key, Modifiers, Response, Ui};

use super::data::{Filter, Page};
use super::rows::DealRow;
use super::view::View;
use crate::areas::Cx;
use crate::areas::leaving;
use crate::areas::typed::{fen_of, yuan_of};
use crate::command::Command;
use crate::command::outcomes::{Command as Outcomes, OutcomeForm};
use crate::domain::ids::OpportunityId;
use crate::domain::names;
use crate::metrics::winloss::reason_key;
use crate::store::records::OutcomeReason;
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::choice::{chip, radio};
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// How many known rivals are offered below the field.
const OFFERED: usize = 6;

/// What can be chosen for a deal that was won; the others explain losses.
const WON: [OutcomeReason; 9] = [
    OutcomeReason::Value,
    OutcomeReason::Price,
    OutcomeReason::Product,
    OutcomeReason::Relations,
    OutcomeReason::Delivery,
    OutcomeReason::Service,
    OutcomeReason::References,
    OutcomeReason::Deciders,
    OutcomeReason::Other,
];

/// The keys that choose a reason, in the order of the list, and what they are called.
const KEYS: [(Key, &str); 11] = [
    (Key::Num1, "1"),
    (Key::Num2, "2"),
    (Key::Num3, "3"),
    (Key::Num4, "4"),
    (Key::Num5, "5"),
    (Key::Num6, "6"),
    (Key::Num7, "7"),
    (Key::Num8, "8"),
    (Key::Num9, "9"),
    (Key::Num0, "0"),
    (Key::Minus, "-"),
];

#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    reason: Option<OutcomeReason>,
    competitor: String,
    /// In yuan.
    price: Option<f64>,
    detail: String,
}

/// What is half-typed of a deal.
#[derive(Clone, Debug)]
pub(super) struct Form {
    deal: OpportunityId,
    won: bool,
    title: String,
    /// Result, amount, day and owner.
    about: String,
    /// What is to be known of what is stored.
    note: Option<&'static str>,
    /// Whether a person said what is stored, so that it can be taken back.
    typed: bool,
    start: Typed,
    now: Typed,
    /// It was not drawn yet.
    fresh: bool,
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    /// The person was asked whether to throw away what is typed.
    leaving: bool,
    /// A command is on its way; when it is done, the form goes.
    pub(super) sent: bool,
    /// What opens then.
    pub(super) next: Option<OpportunityId>,
}

/// What is wrong, by field: a message key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Problems {
    reason: Option<&'static str>,
    price: Option<&'static str>,
    detail: Option<&'static str>,
}

impl Form {
    /// The form of a deal as it is stored.
    pub(super) fn new(row: &DealRow) -> Self {
        let start = Typed {
            reason: row.reason,
            competitor: row.competitor.clone(),
            price: yuan_of(row.their_price),
            detail: row.detail.clone(),
        };
        let about = [&row.result, &row.amount, &row.closed, &row.owner].map(String::as_str);
        Self {
            deal: row.id,
            won: row.won,
            title: row.title(),
            about: about.join("  "),
            note: match row.typed {
                Some(false) => Some("winloss-form-imported"),
                Some(true) => None,
                None if row.outdated.is_empty() => None,
                None => Some("winloss-form-outdated"),
            },
            typed: row.typed == Some(true),
            now: start.clone(),
            start,
            fresh: true,
            tried: false,
            leaving: false,
            sent: false,
            next: None,
        }
    }

    /// Whether something else is typed than is stored.
    pub(super) fn dirty(&self) -> bool {
        !self.sent && self.now != self.start
    }

    fn reasons(&self) -> &'static [OutcomeReason] {
        if self.won { &WON } else { &OutcomeReason::ALL }
    }

    fn problems(&self) -> Problems {
        let other = self.now.reason == Some(OutcomeReason::Other);
        let blank = self.now.detail.trim().is_empty();
        Problems {
            reason: self.now.reason.is_none().then_some("winloss-form-reason-missing"),
            price: self.now.price.is_some_and(|price| price < 0.0).then_some("error-outcome-price"),
            detail: (other && blank).then_some("error-outcome-detail"),
        }
    }

    /// The command that stores it, once nothing is wrong.
    fn command(&self, cx: &Cx<'_>) -> Option<Outcomes> {
        let form = OutcomeForm {
            reason: self.now.reason?,
            competitor: self.now.competitor.clone(),
            their_price: fen_of(self.now.price),
            detail: self.now.detail.clone(),
        };
        let (deal, subject, today) = (self.deal, self.title.clone(), cx.filter.today);
        Some(Outcomes::SetOutcome { deal, form, subject, today })
    }

    fn body(&mut self, ui: &mut Ui, page: &Page, problems: Problems, cx: &Cx<'_>) {
        if std::mem::take(&mut self.fresh) {
            // A field of the form before may still have the focus, and would take the digits.
            ui.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        }
        let theme = Theme::get(ui);
        let tried = self.tried;
        let said = |key: Option<&'static str>| key.filter(|_| tried).map(|key| cx.text(key));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            text::wrapped(ui, text::NAME13, theme.t1, &self.title);
            text::wrapped(ui, text::LABEL12, theme.t3, &self.about);
            if let Some(note) = self.note {
                text::wrapped(ui, text::LABEL12, theme.warn_t, &cx.text(note));
            }
        });
        self.reason_ui(ui, said(problems.reason), cx);

        let label = cx.text("winloss-column-rival");
        let rival = text_field(ui, Field::new(&label), &mut self.now.competitor);
        self.offered_ui(ui, page);

        let label = cx.text("winloss-form-price");
        let help = cx.text("winloss-form-price-help");
        let unit = cx.text("winloss-form-yuan");
        let error = said(problems.price);
        let field = Field::new(&label).unit(&unit).help(&help).error(error.as_deref());
        let price = number_field(ui, field, &mut self.now.price, 2);

        let label = cx.text("winloss-column-detail");
        let error = said(problems.detail);
        let field = Field::new(&label).error(error.as_deref());
        let other = self.now.reason == Some(OutcomeReason::Other);
        let field = if other { field.required() } else { field };
        let detail = text_area(ui, field, &mut self.now.detail, 3);
        self.keys(ui, [&rival, &price, &detail]);
    }

    fn reason_ui(&mut self, ui: &mut Ui, error: Option<String>, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            form_label(ui, &cx.text("winloss-column-reason"), true);
            let reasons = self.reasons();
            grid(ui, 2, 12.0, |ui, column| {
                ui.spacing_mut().item_spacing.y = 8.0;
                let half = reasons.len().div_ceil(2);
                let listed = reasons.iter().zip(KEYS).skip(column * half).take(half);
                for (reason, (_, key)) in listed {
                    let name = cx.text(reason_key(Some(*reason), self.won));
                    if radio(ui, self.now.reason == Some(*reason), &format!("{key} {name}"))
                        .clicked()
                    {
                        self.now.reason = Some(*reason);
                    }
                }
            });
            match error {
                Some(error) => error_line(ui, &error),
                None => {
                    text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("winloss-form-keys"));
                }
            }
        });
    }

    /// Offers the rivals that were met before, to choose with one press.
    fn offered_ui(&mut self, ui: &mut Ui, page: &Page) {
        let typed = self.now.competitor.trim().to_owned();
        let fits = |name: &&String| typed != **name && names::matches(&typed, name);
        let offered: Vec<&String> = page.known_rivals.iter().filter(fits).take(OFFERED).collect();
        if offered.is_empty() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            for name in offered {
                if chip(ui, name, false).clicked() {
                    self.now.competitor.clone_from(name);
                }
            }
        });
    }

    /// A digit chooses a reason, unless it is meant for a text.
    fn keys(&mut self, ui: &Ui, texts: [&Response; 3]) {
        if texts.iter().any(|response| response.has_focus()) {
            return;
        }
        let reasons = self.reasons();
        for (reason, (key, _)) in reasons.iter().zip(KEYS) {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.now.reason = Some(*reason);
            }
        }
    }
}

/// The deal that comes next: behind this one in the list of those without a reason, else the first.
fn next(page: &Page, deal: OpportunityId) -> Option<OpportunityId> {
    let places = &page.list(Filter::Unsaid).rows;
    let mut open = places.iter().filter_map(|place| page.deals.get(*place)).map(|row| row.id);
    let mut others = open.clone().filter(|other| *other != deal);
    if open.any(|other| other == deal) {
        open.next().or_else(|| others.next())
    } else {
        others.next()
    }
}

/// Draws the open form, if any, and opens the next one.
pub(super) fn form_ui(ctx: &Context, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    if let Some(deal) = view.next.take() {
        let row = page.deals.iter().find(|row| row.id == deal);
        view.form = row.map(Form::new);
    }
    let Some(mut form) = view.form.take() else { return };
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let problems = form.problems();
    let wrong = problems != Problems::default();
    let following = next(page, form.deal);
    let words = [
        "winloss-form-title",
        "winloss-form-save",
        "winloss-form-save-next",
        "winloss-form-clear",
        "app-cancel",
        "app-close",
        "winloss-form-wrong",
    ]
    .map(|key| cx.text(key));
    let [title, save, save_next, clear, cancel, close, problem] = &words;
    let enter = asks_to_save(ctx);
    let (mut saves, mut goes_on, mut clears, mut leaves) = (false, false, false, false);
    let look = Drawer::new("winloss", title, close)
        .problem((form.tried && wrong).then_some(problem.as_str()));
    leaves |= drawer(ctx, look, |ui, part| match part {
        Part::Body => form.body(ui, page, problems, cx),
        Part::Footer => {
            if following.is_some() {
                goes_on |= enter | button(ui, Button::primary(save_next)).clicked();
                saves |= button(ui, Button::secondary(save)).clicked();
            } else {
                saves |= enter | button(ui, Button::primary(save)).clicked();
            }
            leaves |= button(ui, Button::ghost(cancel)).clicked();
            if form.typed {
                clears |= button(ui, Button::ghost(clear)).clicked();
            }
        }
    });
    if (saves || goes_on) && !form.leaving && !form.sent {
        form.tried = true;
        if !wrong && let Some(command) = form.command(cx) {
            form.sent = true;
            form.next = following.filter(|_| goes_on);
            cx.run(Command::Outcomes(command));
        }
    }
    if clears && !form.leaving && !form.sent {
        // What is taken back comes again by undo; nothing is asked for that.
        let (deal, subject) = (form.deal, form.title);
        cx.run(Command::Outcomes(Outcomes::ClearOutcome { deal, subject }));
        return;
    }
    let asked = (leaves, form.dirty());
    if leaving::closes(ctx, "winloss-discard", &mut form.leaving, asked, cx) {
        return;
    }
    view.form = Some(form);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(reason: Option<OutcomeReason>) -> DealRow {
        DealRow {
            id: OpportunityId(1),
            account: "甲厂".to_owned(),
            name: "改造".to_owned(),
            owner: String::new(),
            won: false,
            result: String::new(),
            amount: String::new(),
            fen: None,
            closed: String::new(),
            product: String::new(),
            stage: String::new(),
            reason_text: String::new(),
            reason,
            outdated: String::new(),
            competitor: String::new(),
            their_price: Some(150),
            detail: String::new(),
            typed: reason.map(|_| true),
        }
    }

    #[test]
    fn another_reason_needs_words_and_a_price_is_not_below_zero() {
        let mut form = Form::new(&row(None));
        assert!(!form.dirty());
        assert_eq!(form.problems().reason, Some("winloss-form-reason-missing"));
        form.now.reason = Some(OutcomeReason::Other);
        assert_eq!(form.problems().detail, Some("error-outcome-detail"));
        form.now.detail = "选择竞品".to_owned();
        assert_eq!(form.problems(), Problems::default());
        assert_eq!(form.now.price, Some(1.5));
        form.now.price = Some(-1.0);
        assert_eq!(form.problems().price, Some("error-outcome-price"));
        assert!(form.dirty());
    }

    #[test]
    fn every_reason_has_a_key() {
        assert_eq!(OutcomeReason::ALL.len(), KEYS.len());
        assert!(WON.iter().all(|reason| OutcomeReason::ALL.contains(reason)));
        let stored = Form::new(&row(Some(OutcomeReason::Price)));
        assert!(stored.typed && stored.note.is_none());
    }
}
