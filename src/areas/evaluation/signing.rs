//! Recording a signature and withdrawing all of them.

use chrono::NaiveDate;
use egui::{Align, Context, Layout, Ui, UiBuilder, vec2};

use super::card::{Card, ROLES};
use super::data::Data;
use super::view::View;
use super::{comments, people::role_word};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::Command;
use crate::command::evaluation::{COMMENT_MAX, Command as Evaluation};
use crate::domain::ids::PersonId;
use crate::store::records::SignatureRole;
use crate::ui::button::{Button, button};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_field};
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::overlay::dialog::{Answer, Dialog, dialog, dialog_ui};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A signature as typed.
#[derive(Debug)]
pub(super) struct SignForm {
    person: PersonId,
    role: SignatureRole,
    name: String,
    day: String,
    tried: bool,
    fresh: bool,
}

impl SignForm {
    fn new(card: &Card, role: SignatureRole, today: NaiveDate) -> Self {
        let name = match role {
            SignatureRole::Employee => card.name.clone(),
            SignatureRole::Manager => card.page.person.manager.clone().unwrap_or_default(),
            SignatureRole::Hr => String::new(),
        };
        Self { person: card.person, role, name, day: today.to_string(), tried: false, fresh: true }
    }

    /// The day, when it exists and has come.
    fn day(&self, today: NaiveDate) -> Result<NaiveDate, &'static str> {
        match parse_date(&self.day) {
            None => Err("evaluation-day-wrong"),
            Some(day) if day > today => Err("evaluation-day-future"),
            Some(day) => Ok(day),
        }
    }
}

/// The menu of who may still sign, and the button that withdraws; drawn from right to left.
pub(super) fn buttons(ui: &mut Ui, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    let signed = |role: SignatureRole| card.signed.iter().any(|s| s.role == role);
    let open: Vec<SignatureRole> = ROLES.into_iter().filter(|role| !signed(*role)).collect();
    let mut chosen = None;
    // A page that is no longer what was signed must be signed anew by all.
    if !open.is_empty() && !card.changed {
        let words = tr.text("evaluation-sign");
        let long = comments::too_long(view, card);
        let why = tr.with("evaluation-comment-long", &[("max", COMMENT_MAX.into())]);
        let opener = Button::primary(&words).icon(icons::SIGNATURE).trailing(icons::CARET_DOWN);
        let opener = opener.medium().enabled(!long);
        let opener = if long { opener.hint(&why) } else { opener };
        menu(ui, opener, |ui| {
            for role in open {
                let words = tr.text(match role {
                    SignatureRole::Employee => "evaluation-sign-employee",
                    SignatureRole::Manager => "evaluation-sign-manager",
                    SignatureRole::Hr => "evaluation-sign-hr",
                });
                if menu_item(ui, None, &words, "").clicked() {
                    chosen = Some(role);
                }
            }
        });
    }
    if let Some(role) = chosen {
        // What is signed is what is saved.
        comments::flush(view, card, cx);
        view.sign = Some(SignForm::new(card, role, cx.filter.today));
    }
    if !card.signed.is_empty() {
        let words = tr.text("evaluation-withdraw-short");
        let full = tr.text("evaluation-withdraw");
        if button(ui, Button::secondary(&words).hint(&full).medium()).clicked() {
            view.withdraw = Some(card.person);
        }
    }
}

/// The dialogs, while one is open.
pub(super) fn dialogs(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let find = |person: PersonId| {
        let at = data.cards.binary_search_by_key(&person, |card| card.person).ok()?;
        data.cards.get(at)
    };
    if let Some(card) = view.withdraw.and_then(find) {
        withdraw(ctx, data, card, view, cx);
    }
    if let Some(mut form) = view.sign.take()
        && let Some(card) = find(form.person)
        && !sign(ctx, data, card, &mut form, comments::dirty(view, card), cx)
    {
        view.sign = Some(form);
    }
}

/// Draws the dialog of a signature; true when it is done with.
fn sign(
    ctx: &Context,
    data: &Data,
    card: &Card,
    form: &mut SignForm,
    unsaved: bool,
    cx: &mut Cx<'_>,
) -> bool {
    let tr = cx.tr;
    let theme = Theme::of(ctx);
    let today = cx.filter.today;
    let role = role_word(tr, form.role);
    let args = [("name", card.name.as_str().into()), ("role", role.into())];
    let title = tr.with("evaluation-sign-title", &args);
    let args = [("period", data.label.as_str().into()), ("code", card.code.as_str().into())];
    let detail = tr.with("evaluation-sign-detail", &args);
    let ((cancel, sign), dismissed) = dialog_ui(ctx, "evaluation-sign", &title, 420.0, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            text::wrapped(ui, text::CARD14, theme.t1, &title);
            text::wrapped(ui, text::BODY13, theme.t2, &detail);
        });
        let missing = tr.text("evaluation-signer-missing");
        let label = tr.text("evaluation-signer");
        let blank = form.tried && form.name.trim().is_empty();
        let field = Field::new(&label).required().error(blank.then_some(&missing));
        let field = text_field(ui, field, &mut form.name);
        if std::mem::take(&mut form.fresh) {
            field.request_focus();
        }
        let wrong = form.day(today).err().filter(|_| form.tried).map(|key| tr.text(key));
        let label = tr.text("evaluation-sign-day");
        let field = Field::new(&label).required().error(wrong.as_deref());
        day_field(ui, field, &mut form.day, today, tr);
        let (row, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), 32.0), egui::Sense::hover());
        let layout = Layout::right_to_left(Align::Center);
        let mut row =
            ui.new_child(UiBuilder::new().id_salt("answers").max_rect(row).layout(layout));
        row.spacing_mut().item_spacing.x = 8.0;
        let words = tr.text("evaluation-sign");
        // Until the words typed last are saved, the code is not that of the page.
        let sign = button(&mut row, Button::primary(&words).loading(unsaved)).clicked();
        let cancel = button(&mut row, Button::secondary(&tr.text("app-cancel"))).clicked();
        (cancel, sign)
    });
    if !sign {
        return cancel || dismissed;
    }
    form.tried = true;
    let Ok(on_day) = form.day(today) else { return false };
    if form.name.trim().is_empty() {
        return false;
    }
    cx.run(Command::Evaluation(Evaluation::Sign {
        person: card.person,
        name: card.name.clone(),
        period: data.period,
        role: form.role,
        signer: form.name.trim().to_owned(),
        on_day,
        content_code: card.code.clone(),
    }));
    true
}

fn withdraw(ctx: &Context, data: &Data, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    let title = tr.with("evaluation-withdraw-title", &[("name", card.name.as_str().into())]);
    let detail = tr.with("evaluation-withdraw-detail", &[("n", card.signed.len().into())]);
    let question =
        Dialog::new("evaluation-withdraw", &title, &detail).icon(icons::SIGNATURE, Tone::Warn);
    let (stay, go) = (tr.text("evaluation-withdraw-stay"), tr.text("evaluation-withdraw"));
    match dialog(ctx, question, &[Button::secondary(&stay), Button::danger(&go)]) {
        Some(Answer::Button(1)) => cx.run(Command::Evaluation(Evaluation::Withdraw {
            person: card.person,
            name: card.name.clone(),
            period: data.period,
        })),
        Some(_) => {}
        None => return,
    }
    view.withdraw = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_signs_on_a_day_that_has_not_come() {
        let today: NaiveDate = "2025-11-19".parse().unwrap();
        let form = |day: &str| SignForm {
            person: PersonId(1),
            role: SignatureRole::Hr,
            name: String::new(),
            day: day.to_owned(),
            tried: false,
            fresh: false,
        };
        assert_eq!(form("2025-11-19").day(today), Ok(today));
        assert_eq!(form("2025-11-20").day(today), Err("evaluation-day-future"));
        assert_eq!(form("2025-11-31").day(today), Err("evaluation-day-wrong"));
    }
}
