//! 工作日历: a year at a time, where it comes from, its months, its holidays, the company's own days.

use egui::{Align, Layout, Ui};

use crate::areas::{Cx, drawer_form};
use crate::command::Command;
use crate::command::calendar as order;
use crate::domain::calendar::Status;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, grid, list_header, padded, row};
use crate::ui::choice::{badge, badge_icon};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::calendar_data::{CalendarPage, ListRow, OwnRow, YearPage};
use super::calendar_forms::{self, OwnDraft, YearDraft};
use super::calendar_months::{legend_ui, months_ui};
use super::data::Data;
use super::view::{View, card_ui};

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub(super) struct CalendarView {
    /// The year that is shown; that of today without one.
    pub year: Option<i32>,
    /// The list of a year half-typed.
    pub list: Option<YearDraft>,
    /// A day of the company half-typed.
    pub own: Option<OwnDraft>,
    /// The year whose list was copied.
    copied: Option<i32>,
}

impl CalendarView {
    /// Whether something is half-typed.
    pub(super) fn dirty(&self) -> bool {
        drawer_form::unsaved(self.list.as_ref()) || drawer_form::unsaved(self.own.as_ref())
    }

    /// A command was done: the form that was sent for it is stored.
    pub(super) fn done(&mut self) {
        drawer_form::stored(&mut self.list);
        drawer_form::stored(&mut self.own);
    }
}

pub(super) fn calendar_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let (page, view) = (&data.calendar, &mut view.calendar);
    let wanted = view.year.unwrap_or(page.present);
    // A year may have gone since it was chosen: its list was taken away.
    let at = page.years.iter().position(|year| year.year == wanted);
    let at = at.or_else(|| page.years.iter().position(|year| year.year == page.present));
    let at = at.unwrap_or_default();
    let Some(year) = page.years.get(at) else { return };
    if year.status == Status::Estimated {
        estimated_ui(ui, year, view, cx);
    }
    year_ui(ui, page, at, view, cx);
    lists_ui(ui, year, cx);
    company_ui(ui, year, view, cx);
    calendar_forms::draw(ui, page, view, cx);
}

/// Draws that a year goes by plain weekends, and the way to enter it.
fn estimated_ui(ui: &mut Ui, year: &YearPage, view: &mut CalendarView, cx: &Cx<'_>) {
    let (detail, enter) =
        (cx.text("settings-calendar-none-detail"), cx.text("settings-calendar-enter"));
    banner(ui, Banner::warn(&year.notice).detail(&detail), |ui| {
        if button(ui, Button::secondary(&enter).medium()).clicked() {
            view.list = Some(YearDraft::new(year));
        }
    });
}

fn year_ui(ui: &mut Ui, page: &CalendarPage, at: usize, view: &mut CalendarView, cx: &mut Cx<'_>) {
    let Some(year) = page.years.get(at) else { return };
    let before = at.checked_sub(1).and_then(|at| page.years.get(at)).map(|year| year.year);
    let after = page.years.get(at + 1).map(|year| year.year);
    let (previous, next) =
        (cx.text("settings-calendar-year-before"), cx.text("settings-calendar-year-after"));
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &cx.text("settings-calendar"), &year.workdays, |ui| {
            let theme = Theme::get(ui);
            // From right to left.
            let later = Button::ghost_icon(icons::CARET_RIGHT, &next).medium();
            if button(ui, later.enabled(after.is_some())).clicked() {
                view.year = after;
            }
            text::label(ui, text::NAME13, theme.t1, &year.year.to_string());
            let earlier = Button::ghost_icon(icons::CARET_LEFT, &previous).medium();
            if button(ui, earlier.enabled(before.is_some())).clicked() {
                view.year = before;
            }
        });
        egui::Frame::new().inner_margin(16.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 12.0;
            status_ui(ui, year);
            legend_ui(ui, cx);
            months_ui(ui, year, cx);
            divider(ui);
            actions_ui(ui, year, view, cx);
        });
    });
}

/// Draws where the year comes from.
fn status_ui(ui: &mut Ui, year: &YearPage) {
    let theme = Theme::get(ui);
    let (tone, icon) = match year.status {
        Status::Official => (Tone::Neutral, icons::CHECK_CIRCLE),
        Status::Edited => (Tone::Accent, icons::PENCIL_SIMPLE),
        Status::Estimated => (Tone::Warn, icons::WARNING),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        badge_icon(ui, tone, icon, &year.status_word);
        text::wrapped(ui, text::BODY13, theme.t2, &year.notice);
    });
}

fn actions_ui(ui: &mut Ui, year: &YearPage, view: &mut CalendarView, cx: &mut Cx<'_>) {
    let edit = cx.text(match year.status {
        Status::Estimated => "settings-calendar-paste",
        Status::Official | Status::Edited => "settings-calendar-edit",
    });
    let copied = view.copied == Some(year.year);
    let (copy, icon) = if copied {
        (cx.text("settings-calendar-copied"), icons::CHECK)
    } else {
        (cx.text("settings-calendar-copy"), icons::COPY)
    };
    let away = cx.text("settings-calendar-away");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if button(ui, Button::secondary(&edit).icon(icons::PENCIL_SIMPLE)).clicked() {
            view.list = Some(YearDraft::new(year));
        }
        if !year.list.is_empty() && button(ui, Button::ghost(&copy).icon(icon)).clicked() {
            ui.ctx().copy_text(year.list.clone());
            view.copied = Some(year.year);
        }
        if let Some(without) = &year.without
            && button(ui, Button::ghost(&away).icon(icons::ARROW_U_UP_LEFT).hint(without)).clicked()
        {
            cx.run(Command::Calendar(order::Command::DropYear(year.year)));
        }
    });
}

/// Draws the holidays beside the weekends that are worked for them.
fn lists_ui(ui: &mut Ui, year: &YearPage, cx: &Cx<'_>) {
    let (title, sub) = (cx.text("settings-calendar-lists"), year.year.to_string());
    card_ui(ui, &title, &sub, |ui| {
        let theme = Theme::get(ui);
        if year.holidays.is_empty() && year.makeup.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t3, &year.notice);
            return;
        }
        grid(ui, 2, 32.0, |ui, at| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if at == 0 {
                list_ui(ui, &cx.text("settings-calendar-holidays"), &year.holidays);
            } else {
                list_ui(ui, &cx.text("settings-calendar-makeups"), &year.makeup);
            }
        });
    });
}

fn list_ui(ui: &mut Ui, title: &str, rows: &[ListRow]) {
    let theme = Theme::get(ui);
    let head = format!("{title} {}", rows.len());
    text::label(ui, text::LABEL12, theme.t3, &head);
    for line in rows {
        row(ui, 26.0, |ui| {
            let width = (ui.available_width() * 0.42).floor();
            text::truncated(ui, text::BODY13, theme.t1, &line.name, width);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                text::label(ui, text::LABEL12, theme.t3, &line.more);
                text::label(ui, text::BODY13, theme.t2, &line.days);
            });
        });
    }
}

/// Draws the days on which the company goes its own way.
fn company_ui(ui: &mut Ui, year: &YearPage, view: &mut CalendarView, cx: &mut Cx<'_>) {
    let (title, sub, add) = (
        cx.text("settings-calendar-company"),
        cx.text("settings-calendar-company-sub"),
        cx.text("settings-calendar-company-add"),
    );
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &sub, |ui| {
            if button(ui, Button::secondary(&add).medium().icon(icons::PLUS)).clicked() {
                view.own = Some(OwnDraft::new());
            }
        });
        if year.company.is_empty() {
            let theme = Theme::get(ui);
            padded(ui, 16.0, 14.0, |ui| {
                let args = [("year", year.year.to_string().into())];
                let none = cx.tr.with("settings-calendar-company-none", &args);
                text::wrapped(ui, text::BODY13, theme.t3, &none);
            });
        }
        for own in &year.company {
            own_ui(ui, own, view, cx);
        }
    });
}

fn own_ui(ui: &mut Ui, own: &OwnRow, view: &mut CalendarView, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let args = [("day", own.day.to_string().into())];
    let (edit, remove) = (
        cx.tr.with("settings-calendar-company-edit-of", &args),
        cx.tr.with("settings-calendar-company-remove-of", &args),
    );
    let (tone, kind) = if own.worked {
        (Tone::Warn, cx.text("settings-calendar-on"))
    } else {
        (Tone::Accent, cx.text("settings-calendar-off"))
    };
    ui.push_id(own.id.0, |ui| {
        padded(ui, 16.0, 0.0, |ui| {
            row(ui, 35.0, |ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                text::label(ui, text::BODY13, theme.t2, &own.said);
                badge(ui, tone, &kind);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    let bin = Button::ghost_icon(icons::TRASH, &remove).small();
                    if button(ui, bin).clicked() {
                        let label = own.label.clone();
                        let away = order::Command::RemoveDay { id: own.id, label };
                        cx.run(Command::Calendar(away));
                    }
                    let pencil = Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small();
                    if button(ui, pencil).clicked() {
                        view.own = Some(OwnDraft::edit(own));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let width = ui.available_width();
                        text::truncated(ui, text::NAME13, theme.t1, &own.label, width);
                    });
                });
            });
        });
        divider(ui);
    });
}
