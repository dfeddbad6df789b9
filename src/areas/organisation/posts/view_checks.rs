//! 每月自查: the duties of one person in one month, ticked with what shows it; each line is saved at
//! once. What is ticked without saying what shows it waits for that, and is said so.

use std::collections::BTreeMap;

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use crate::areas::Cx;
use crate::command::Command;
use crate::command::duties::Command as Duties;
use crate::domain::ids::{DutyLineId, PersonId};
use crate::domain::period::Period;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, grid, padded};
use crate::ui::choice::checkbox;
use crate::ui::field::{Field, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::checks::{CheckPage, CheckRow};
use super::data::{Chosen, Page};
use super::view::View;
use super::view_sheet::cell_ui;

/// The width of the box to tick.
const TICK: f32 = 30.0;
/// Between the duty and what shows it.
const BETWEEN: f32 = 16.0;

/// What is ticked and typed on lines, where it is not what is stored.
pub(super) type Typing = BTreeMap<(PersonId, Period, DutyLineId), Typed>;

/// What is ticked and typed on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    done: bool,
    proof: String,
}

impl Typed {
    fn of(row: &CheckRow) -> Self {
        Self { done: row.done, proof: row.proof.clone() }
    }

    /// Whether it says what is stored.
    fn is(&self, row: &CheckRow) -> bool {
        self.done == row.done && self.proof.trim() == row.proof
    }

    /// Whether it is ticked and does not say what shows it.
    fn unproved(&self) -> bool {
        self.done && self.proof.trim().is_empty()
    }

    /// What saves it; nothing where it says what is stored or cannot be saved yet.
    fn command(&self, page: &CheckPage, row: &CheckRow, cx: &Cx<'_>) -> Option<Duties> {
        if self.is(row) || self.unproved() {
            return None;
        }
        let (person, name, line, month) = (page.person, page.name.clone(), row.line, page.month);
        if !self.done && self.proof.trim().is_empty() {
            return row.said.then_some(Duties::Uncheck { person, name, line, month });
        }
        let proof = self.proof.trim().to_owned();
        let today = cx.filter.today;
        Some(Duties::Check { person, name, line, month, done: self.done, proof, today })
    }
}

/// Draws the month of the chosen person.
pub(super) fn draw(ui: &mut Ui, page: &Page, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let Some(month) = &page.checked else {
        // While it is on its way nothing is said of it.
        if chosen.people.iter().all(|person| person.sheet.is_none()) {
            let title = cx.text("organisation-posts-check-nobody");
            let detail = cx.text("organisation-posts-check-nobody-detail");
            empty_state(ui, icons::LIST_CHECKS, &title, &detail, None);
        }
        return;
    };
    let wish = head_ui(ui, month, cx);
    divider(ui);
    months_ui(ui, month);
    divider(ui);
    if month.sheet.is_empty() {
        let title = cx.text("organisation-posts-check-no-sheet");
        let detail = cx.text("organisation-posts-check-no-sheet-detail");
        empty_state(ui, icons::LIST_CHECKS, &title, &detail, None);
    } else {
        let salt = ("checks", month.person.0, month.month);
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, row) in month.rows.iter().enumerate() {
                if at > 0 {
                    divider(ui);
                }
                row_ui(ui, month, row, view, cx);
            }
            if !month.whose.is_empty() {
                divider(ui);
                padded(ui, 16.0, 10.0, |ui| {
                    text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &month.whose);
                });
            }
        });
    }
    if let Some((person, period)) = wish {
        leave(page, view, cx);
        view.person = Some(person);
        view.month = Some(period);
    }
}

/// Saves what is typed before something else is shown; what cannot be saved goes.
pub(super) fn leave(page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(month) = &page.checked else { return };
    for row in &month.rows {
        let typed = view.typing.get(&(month.person, month.month, row.line));
        let command = typed.and_then(|typed| typed.command(month, row, cx));
        if let Some(command) = command {
            cx.run(Command::Duties(command));
        }
    }
    view.typing.clear();
}

/// Whose month, which, and how it stands; returns another one that is wanted.
fn head_ui(ui: &mut Ui, page: &CheckPage, cx: &Cx<'_>) -> Option<(PersonId, Period)> {
    let mut person = page.person;
    let mut month = page.month;
    padded(ui, 16.0, 10.0, |ui| {
        let size = vec2(ui.available_width(), 28.0);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let name = cx.text("organisation-posts-check-person");
            let field = Field::bare(&name).compact().width(132.0);
            Select::new(field).show(ui, &mut person, &page.people);
            let words = [
                cx.text("organisation-posts-check-before"),
                cx.text("organisation-posts-check-after"),
            ];
            let [before, after] = &words;
            if button(ui, Button::icon_only(icons::CARET_LEFT, before).medium()).clicked() {
                month = page.month.previous();
            }
            text::strong(ui, &page.month_words);
            let next = Button::icon_only(icons::CARET_RIGHT, after).medium().enabled(page.next);
            if button(ui, next).clicked() {
                month = page.month.next();
            }
            ui.add_space(8.0);
            if !page.sheet.is_empty() {
                text::strong(ui, &page.done);
                let width = ui.available_width();
                text::truncated(ui, text::LABEL12, Theme::get(ui).t3, &page.sheet, width);
            }
        });
    });
    ((person, month) != (page.person, page.month)).then_some((person, month))
}

/// The last months with what was done of what.
fn months_ui(ui: &mut Ui, page: &CheckPage) {
    padded(ui, 16.0, 8.0, |ui| {
        grid(ui, page.months.len(), 12.0, |ui, at| {
            let Some((month, done)) = page.months.get(at) else { return };
            ui.spacing_mut().item_spacing.y = 0.0;
            text::hint(ui, month);
            text::strong(ui, done);
        });
    });
}

/// A duty: the box to tick, what it is with its figure, and what shows it.
fn row_ui(ui: &mut Ui, page: &CheckPage, row: &CheckRow, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let key = (page.person, page.month, row.line);
    let mut typed = view.typing.remove(&key).unwrap_or_else(|| Typed::of(row));
    let (mut save, mut focused) = (false, false);
    padded(ui, 16.0, 10.0, |ui| {
        let width = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let mut ask = false;
            cell_ui(ui, TICK, |ui| {
                let response = checkbox(ui, &mut typed.done, "");
                if response.changed() {
                    ask = typed.unproved();
                    save = true;
                }
                response.accessible_name(row.title.as_str());
            });
            let rest = (width - TICK - BETWEEN).max(160.0);
            let work = (rest * 0.55).floor();
            cell_ui(ui, work, |ui| {
                let title = format!("{}  {}", row.number, row.title);
                text::wrapped(ui, text::NAME13, theme.t1, &title);
                if !row.standard.is_empty() {
                    text::wrapped(ui, text::LABEL12, theme.t3, &row.standard);
                }
                if !row.figure.is_empty() {
                    text::wrapped(ui, text::BODY13, theme.t2, &row.figure);
                }
            });
            ui.add_space(BETWEEN);
            cell_ui(ui, rest - work, |ui| {
                let args = [("duty", row.title.as_str().into())];
                let name = cx.tr.with("organisation-posts-check-proof-of", &args);
                let hint = cx.text("organisation-posts-check-proof-hint");
                let missing = cx.text("organisation-posts-check-proof-missing");
                let error = typed.unproved().then_some(missing.as_str());
                let field = Field::bare(&name).compact().placeholder(&hint).error(error);
                let response = text_field(ui, field, &mut typed.proof);
                if ask {
                    response.request_focus();
                }
                save |= response.lost_focus();
                focused = response.has_focus();
                if !row.day.is_empty() {
                    text::wrapped(ui, text::LABEL12, theme.t3, &row.day);
                }
            });
        });
    });
    if save && let Some(command) = typed.command(page, row, cx) {
        cx.run(Command::Duties(command));
    }
    // While somebody types, a blank at the end may have a word behind it.
    if !typed.is(row) || focused && typed != Typed::of(row) {
        view.typing.insert(key, typed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_waits_for_what_shows_it() {
        let row = |said: bool, done: bool, proof: &str| CheckRow {
            line: DutyLineId(1),
            number: "1".to_owned(),
            title: "签约".to_owned(),
            standard: String::new(),
            figure: String::new(),
            said,
            done,
            proof: proof.to_owned(),
            day: String::new(),
        };
        let stored = row(true, true, "纪要");
        let mut typed = Typed::of(&stored);
        assert!(typed.is(&stored));
        typed.proof.push(' ');
        assert!(typed.is(&stored), "blanks around it are nothing");
        typed.proof.clear();
        assert!(typed.unproved() && !typed.is(&stored));
        let mut fresh = Typed::of(&row(false, false, ""));
        assert!(!fresh.unproved());
        fresh.done = true;
        assert!(fresh.unproved());
        fresh.proof.push_str("报表");
        assert!(!fresh.unproved());
    }
}
