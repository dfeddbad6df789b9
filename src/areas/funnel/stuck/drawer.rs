//! One stuck deal in a drawer: why it is marked, what else is known, what happens next, and the decision
//! it must end in.

use egui::{Context, Key, Response, Ui};

use super::data::Page;
use super::form::{Field as Place, Form, Problems, Sent};
use super::row::{NextRow, Row};
use super::view::{View, stay_ui};
use crate::areas::day::day_field;
use crate::areas::leaving;
use crate::areas::{Coachee, Cx, Order};
use crate::command::Command;
use crate::command::deals;
use crate::domain::stuck::decision::Decision;
use crate::metrics::stuck::decision_key;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row, section_label};
use crate::ui::choice::{badge, badge_icon, radio};
use crate::ui::field::{Field, error_line, form_label, text_area, text_field};
use crate::ui::icons;
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The width of the drawer.
const WIDTH: f32 = 520.0;
/// The room of the names of facts.
const NAMES: f32 = 104.0;

/// Draws the drawer of the open deal, if any.
pub(super) fn drawer_ui(ctx: &Context, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.open else { return };
    let Some(deal) = page.row(id) else {
        // Closed, moved on, or outside of the scope that was turned to.
        view.open = None;
        view.form = Form::default();
        return;
    };
    let mut form = std::mem::take(&mut view.form);
    form.answered(cx.pending);
    let today = cx.filter.today;
    let wrong = form.decision_problems(today, cx.tr);
    let n = i64::try_from(wrong.list.len()).unwrap_or(i64::MAX);
    let problem = cx.tr.with("form-to-correct", &[("n", n.into())]);
    let close = cx.text("app-close");
    let lost = form.decision == Some(Decision::CloseLost);
    let save = cx.text(if lost { "funnel-stuck-save-lost" } else { "funnel-stuck-save" });
    let shell = Drawer::new("funnel-stuck", &deal.title, &close)
        .width(WIDTH)
        .problem((form.tried && n > 0).then_some(problem.as_str()));
    let (mut saved, mut left, mut opens) = (asks_to_save(ctx), false, false);
    let mut coaches = false;
    let (open, coach) = (cx.text("funnel-deal-open"), cx.text("action-coaching-new"));
    let mut commands: Vec<(Sent, deals::Command)> = vec![];
    let seen: &Cx<'_> = cx;
    let dismissed = drawer(ctx, shell, |ui, part| match part {
        Part::Body => {
            facts_ui(ui, deal, seen);
            divider(ui);
            next_ui(ui, deal, &mut form, seen, &mut commands);
            divider(ui);
            decision_ui(ui, &mut form, &wrong, seen);
            history_ui(ui, deal, seen);
        }
        Part::Footer => {
            let decide = if lost { Button::danger(&save) } else { Button::primary(&save) };
            saved |= button(ui, decide).clicked();
            left |= button(ui, Button::secondary(&close)).clicked();
            // Not over what is half-typed.
            let opener = Button::secondary(&open).icon(icons::ARROW_RIGHT);
            opens |= button(ui, opener.enabled(!form.dirty())).clicked();
            let opener = Button::icon_only(icons::CHATS_CIRCLE, &coach);
            coaches |= button(ui, opener.enabled(!form.dirty())).clicked();
        }
    });
    if opens {
        cx.open_deal(id, page.ids(&page.shown(&view.chosen)));
        view.open = None;
        return;
    }
    if coaches {
        let coachee = Coachee { person: deal.owner_id, deal: Some(id) };
        cx.orders.push(Order::Coach(coachee));
        view.open = None;
        return;
    }
    let mut closing = left || dismissed;
    if saved && !form.leaving {
        form.tried = true;
        form.jump = wrong.first();
        if n == 0 {
            commands.extend(form.decide(deal, today).map(|command| (Sent::Decision, command)));
        }
        closing = false;
    }
    // One at a time: what is on its way is not sent again.
    if let Some((sent, command)) = commands.into_iter().next().filter(|_| form.sent.is_none()) {
        form.sent = Some(sent);
        cx.run(Command::Deals(command));
    }
    let asked = (closing, form.dirty());
    if leaving::closes(ctx, "stuck-discard", &mut form.leaving, asked, cx) {
        view.open = None;
        return;
    }
    view.form = form;
}

/// Gives a field the focus when it is the one to go to.
fn focus(form: &mut Form, field: Place, response: &Response) {
    if form.jump == Some(field) {
        form.jump = None;
        response.request_focus();
    }
}

/// Why it is marked, the chance to move on, what is suggested, and what else is known.
fn facts_ui(ui: &mut Ui, deal: &Row, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            for (tone, name) in &deal.marks {
                badge(ui, *tone, name);
            }
        });
        row(ui, 24.0, |ui| stay_ui(ui, deal));
        for line in &deal.why {
            text::wrapped(ui, text::BODY13, theme.t1, line);
        }
        text::wrapped(ui, text::BODY13, theme.t2, &deal.chance);
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        section_label(ui, &cx.text("funnel-stuck-column-action"));
        text::wrapped(ui, text::NAME13, theme.t1, &deal.action);
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (name, value) in &deal.facts {
            row(ui, 24.0, |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                let begin = ui.cursor().left();
                text::truncated(ui, text::LABEL12, theme.t3, name, NAMES - 8.0);
                ui.add_space((NAMES - (ui.cursor().left() - begin)).max(0.0));
                let width = ui.available_width();
                text::truncated(ui, text::BODY13, theme.t1, value, width);
            });
        }
    });
}

/// The next step with what became of it, and the fields of a new one.
fn next_ui(
    ui: &mut Ui,
    deal: &Row,
    form: &mut Form,
    cx: &Cx<'_>,
    commands: &mut Vec<(Sent, deals::Command)>,
) {
    let theme = Theme::get(ui);
    let today = cx.filter.today;
    section_label(ui, &cx.text("funnel-stuck-next"));
    match &deal.next {
        Some(next) => step_ui(ui, (deal, next), cx, commands),
        None => {
            text::wrapped(ui, text::BODY13, theme.t2, &cx.text("funnel-stuck-next-none"));
        }
    }
    let wrong = form.step_problems(today, cx.tr);
    let words = ["funnel-stuck-what", "funnel-stuck-what-hint", "funnel-stuck-due"];
    let [what, hint, due] = words.map(|key| cx.text(key));
    let problem = wrong.of(Place::What, form.tried_step);
    let field = Field::new(&what).placeholder(&hint).error(problem);
    let response = text_field(ui, field, &mut form.what);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    focus(form, Place::What, &response);
    let problem = wrong.of(Place::Due, form.tried_step);
    let field = Field::new(&due).error(problem);
    let response = day_field(ui, field, &mut form.due, today, cx.tr);
    focus(form, Place::Due, &response);
    let key =
        if deal.next.is_some() { "funnel-stuck-next-replace" } else { "funnel-stuck-next-add" };
    let add = cx.text(key);
    let pressed = button(ui, Button::secondary(&add).medium().icon(icons::CALENDAR_PLUS)).clicked();
    if pressed || entered {
        form.tried_step = true;
        form.jump = wrong.first();
        if wrong.list.is_empty() {
            let command = form.set_next_step(deal, today);
            commands.extend(command.map(|command| (Sent::Step, command)));
        }
    }
}

fn step_ui(
    ui: &mut Ui,
    (deal, next): (&Row, &NextRow),
    cx: &Cx<'_>,
    commands: &mut Vec<(Sent, deals::Command)>,
) {
    let theme = Theme::get(ui);
    let (step, name, today) = (next.id, deal.title.clone(), cx.filter.today);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let color = if next.late { theme.bad_t } else { theme.t1 };
        text::wrapped(ui, text::NAME13, color, &next.text);
        let (tone, icon) = if next.is_confirmed {
            (Tone::Good, icons::CHECK_CIRCLE)
        } else {
            (Tone::Warn, icons::WARNING)
        };
        badge_icon(ui, tone, icon, &next.confirmed);
    });
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let words = ["funnel-stuck-next-confirm", "funnel-stuck-next-finish"];
        let [confirm, finish] = words.map(|key| cx.text(key));
        let icon = icons::CALENDAR_CHECK;
        if !next.is_confirmed
            && button(ui, Button::secondary(&confirm).medium().icon(icon)).clicked()
        {
            let name = name.clone();
            commands.push((Sent::Other, deals::Command::ConfirmNextStep { step, name, today }));
        }
        if button(ui, Button::secondary(&finish).medium().icon(icons::CHECK)).clicked() {
            commands.push((Sent::Other, deals::Command::FinishNextStep { step, name, today }));
        }
    });
}

/// The five decisions, why, and until when.
fn decision_ui(ui: &mut Ui, form: &mut Form, wrong: &Problems, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        form_label(ui, &cx.text("funnel-stuck-decide"), true);
        for decision in Decision::ALL {
            let on = form.decision == Some(decision);
            let response = radio(ui, on, &cx.text(&decision_key(decision)));
            if response.clicked() {
                form.decision = Some(decision);
            }
            if decision == Decision::Reassess {
                focus(form, Place::Decision, &response);
            }
        }
        if let Some(problem) = wrong.of(Place::Decision, form.tried) {
            error_line(ui, problem);
        }
        if form.decision == Some(Decision::CloseLost) {
            let said = cx.text("funnel-stuck-lost-detail");
            text::wrapped(ui, text::LABEL12, theme.warn_t, &said);
        }
    });
    let words = ["funnel-stuck-reason", "funnel-stuck-reason-hint"];
    let [reason, hint] = words.map(|key| cx.text(key));
    let problem = wrong.of(Place::Reason, form.tried);
    let field = Field::new(&reason).required().placeholder(&hint).error(problem);
    let response = text_area(ui, field, &mut form.reason, 2);
    focus(form, Place::Reason, &response);
    if form.decision != Some(Decision::CloseLost) {
        let wait = form.decision == Some(Decision::Wait);
        let label = cx.text("funnel-stuck-until");
        let help = cx.text("funnel-stuck-until-help");
        let problem = wrong.of(Place::Until, form.tried);
        let field = Field::new(&label).help(&help).error(problem);
        let field = if wait { field.required() } else { field };
        let response = day_field(ui, field, &mut form.until, cx.filter.today, cx.tr);
        focus(form, Place::Until, &response);
    }
}

/// What was decided so far.
fn history_ui(ui: &mut Ui, deal: &Row, cx: &Cx<'_>) {
    if deal.history.is_empty() {
        return;
    }
    let theme = Theme::get(ui);
    divider(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        section_label(ui, &cx.text("funnel-stuck-history"));
        for said in &deal.history {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                text::wrapped(ui, text::LABEL12, theme.t2, &said.head);
                text::wrapped(ui, text::BODY13, theme.t1, &said.reason);
            });
        }
    });
}
