//! One career plan in a drawer: the aim and what is missing, what is done, what was said, and its end.

use egui::{Align, Context, Layout, Ui, vec2};

use super::data::{ActionRow, Data, PlanRow};
use super::form::Form;
use super::view::View;
use crate::areas::Cx;
use crate::areas::training::careers::lines::lines_ui;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::careers::Ask;
use crate::store::records::CareerStatus;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row, section_label};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Its width.
const WIDTH: f32 = 540.0;

/// Draws the drawer of the plan that is open, if any; a form is drawn in its place.
pub(super) fn drawer_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.open.filter(|_| view.form.is_none()) else { return };
    let Some(plan) = data.rows.iter().find(|row| row.id == id) else {
        // Taken back, or outside of the scope that was turned to.
        view.open = None;
        return;
    };
    let title = plan.title();
    let words = ["app-close", "careers-talk-add", "careers-plan-edit"];
    let [close, talk, edit] = words.map(|key| cx.text(key));
    let (mut left, mut form) = (false, None);
    let look = Drawer::new("career-plan", &title, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match part {
        Part::Body => body_ui(ui, plan, &mut form, cx),
        Part::Footer => {
            if plan.open() {
                if button(ui, Button::primary(&talk)).clicked() {
                    form = Some(Form::talk(plan, cx.filter.today));
                }
                let pencil = Button::secondary(&edit).icon(icons::PENCIL_SIMPLE);
                if button(ui, pencil).clicked() {
                    form = Some(Form::edit(plan));
                }
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

fn body_ui(ui: &mut Ui, plan: &PlanRow, form: &mut Option<Form>, cx: &mut Cx<'_>) {
    head_ui(ui, plan, cx);
    if let Some(standing) = &plan.standing {
        divider(ui);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            row(ui, 24.0, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                section_label(ui, &cx.text("careers-conditions"));
                badge(ui, standing.tone, &standing.said);
                text::label(ui, text::NAME13, Theme::get(ui).t1, &standing.met);
            });
            lines_ui(ui, &standing.lines);
        });
    }
    if !plan.skills.is_empty() {
        divider(ui);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            section_label(ui, &cx.text("careers-gap-skills"));
            for line in &plan.skills {
                text::wrapped(ui, text::BODY13, Theme::get(ui).t1, line);
            }
        });
    }
    divider(ui);
    actions_ui(ui, plan, form, cx);
    divider(ui);
    talks_ui(ui, plan, cx);
    if plan.open() {
        divider(ui);
        end_ui(ui, plan, form, cx);
    }
}

fn head_ui(ui: &mut Ui, plan: &PlanRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        row(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            badge(ui, plan.tone, &plan.said);
            let width = ui.available_width();
            text::truncated(ui, text::BODY13, theme.t2, &plan.since, width);
        });
        let args = [("by", plan.by.as_str().into()), ("next", plan.review.as_str().into())];
        if plan.open() {
            text::wrapped(ui, text::BODY13, theme.t2, &cx.tr.with("careers-plan-days", &args));
        }
        for (key, words) in [("careers-gap", &plan.form.gap), ("careers-result", &plan.result)] {
            if !words.is_empty() {
                section_label(ui, &cx.text(key));
                text::wrapped(ui, text::BODY13, theme.t1, words);
            }
        }
    });
}

fn actions_ui(ui: &mut Ui, plan: &PlanRow, form: &mut Option<Form>, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let (title, add) = (cx.text("careers-actions-title"), cx.text("careers-action-add"));
        let size = vec2(ui.available_width(), 28.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            if plan.open()
                && button(ui, Button::secondary(&add).medium().icon(icons::PLUS)).clicked()
            {
                *form = Some(Form::action(plan, None));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                section_label(ui, &title);
            });
        });
        if plan.actions.is_empty() {
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("careers-actions-none"));
        }
        for action in &plan.actions {
            ui.push_id(("action", action.id.0), |ui| action_ui(ui, plan, action, form, cx));
        }
    });
}

fn action_ui(
    ui: &mut Ui,
    plan: &PlanRow,
    action: &ActionRow,
    form: &mut Option<Form>,
    cx: &mut Cx<'_>,
) {
    let theme = Theme::get(ui);
    let args = [("what", action.what.as_str().into())];
    let size = vec2(ui.available_width(), 26.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if plan.open() {
            let remove = cx.tr.with("careers-action-remove", &args);
            if button(ui, Button::ghost_icon(icons::TRASH, &remove).small()).clicked() {
                run(cx, &action.what, What::Careers(Ask::RemoveAction(action.id)));
            }
            let edit = cx.tr.with("careers-action-edit", &args);
            if button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small()).clicked() {
                *form = Some(Form::action(plan, Some(action)));
            }
        }
        let color = if action.late { theme.bad_t } else { theme.t3 };
        if !action.day.is_empty() {
            text::label(ui, text::LABEL12, color, &action.day);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (icon, key) = if action.done {
                (icons::CHECK_SQUARE.filled(), "careers-action-undo")
            } else {
                (icons::SQUARE, "careers-action-do")
            };
            let name = cx.tr.with(key, &args);
            let check = Button::ghost_icon(icon, &name).small().enabled(plan.open());
            if button(ui, check).clicked() {
                let day = (!action.done).then_some(cx.filter.today);
                run(cx, &action.what, What::Careers(Ask::ActionDone(action.id, day)));
            }
            let color = if action.done { theme.t2 } else { theme.t1 };
            let width = ui.available_width();
            text::truncated(ui, text::BODY13, color, &action.what, width);
        });
    });
    if !action.detail.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(32.0);
            text::wrapped(ui, text::LABEL12, theme.t3, &action.detail);
        });
    }
}

fn talks_ui(ui: &mut Ui, plan: &PlanRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        section_label(ui, &cx.text("careers-talks"));
        if plan.reviews.is_empty() {
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("careers-talks-none"));
        }
        for (head, words) in &plan.reviews {
            text::label(ui, text::LABEL12, theme.t2, head);
            text::wrapped(ui, text::BODY13, theme.t1, words);
        }
    });
}

/// How the plan ends: the post was reached, or it is given up.
fn end_ui(ui: &mut Ui, plan: &PlanRow, form: &mut Option<Form>, cx: &Cx<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let words = ["careers-plan-reached", "careers-plan-dropped"];
        let [reached, dropped] = words.map(|key| cx.text(key));
        let flag = Button::secondary(&reached).medium().icon(icons::FLAG_CHECKERED);
        if button(ui, flag).clicked() {
            *form = Some(Form::close(plan, CareerStatus::Reached, cx.filter.today));
        }
        if button(ui, Button::ghost(&dropped).medium()).clicked() {
            *form = Some(Form::close(plan, CareerStatus::Dropped, cx.filter.today));
        }
    });
}
