//! Putting cells right in place: what can be, what is proposed, and what was.
//!
//! What is typed here stands in the place of the sheet's own cell, is read by the same rules and
//! listed among the corrections. The file stays as it is.

use chrono::NaiveDate;
use egui::{Align, AsIdSalt, Layout, Sense, Ui, UiBuilder, vec2};

use super::corrections::label;
use super::data::{counted, shown};
use super::needs::Noun;
use super::wizard::Wizard;
use crate::areas::Cx;
use crate::command::import::Problem;
use crate::domain::period::Period;
use crate::sheets::kinds::{Holds, Kind};
use crate::sheets::read::Cell;
use crate::sheets::values::{self, Precision, Style};
use crate::ui::button::{Button, button};
use crate::ui::card::card;
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many cells put right are listed.
const LISTED: usize = 50;

/// How a problem of a cell can be put right here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// By choosing one of our names.
    Name(Noun),
    /// By typing what the field holds.
    Typed(Holds),
    /// Only in the file.
    Source,
}

/// How a problem can be put right.
pub(super) fn how(kind: Option<Kind>, problem: &Problem) -> How {
    let typed = matches!(
        problem.key,
        "problem-blank"
            | "problem-damaged-text"
            | "problem-date"
            | "problem-date-none"
            | "problem-date-vague"
            | "problem-amount"
            | "problem-rate"
            | "problem-count"
            | "problem-period"
            | "problem-negative"
            | "problem-metric"
            | "problem-kind-of-person"
            | "problem-education"
            | "problem-left-before-hired"
            | "problem-closed-before-created"
            | "problem-expires-before-issued"
    );
    let field = kind.zip(problem.field).and_then(|(kind, field)| kind.field(field));
    let Some(holds) = field.map(|field| field.holds).filter(|_| typed) else {
        return How::Source;
    };
    match holds {
        Holds::Person => How::Name(Noun::Person),
        Holds::Account => How::Name(Noun::Account),
        Holds::Product => How::Name(Noun::Product),
        Holds::Stage => How::Name(Noun::Stage),
        holds => How::Typed(holds),
    }
}

/// How a value is written, as an example in an empty field.
pub(super) const fn example(holds: Holds) -> &'static str {
    match holds {
        Holds::Date | Holds::Planned => "2025-11-18",
        Holds::Period => "2025-11",
        Holds::Rate => "50%",
        _ => "",
    }
}

/// What a cell most probably should say.
pub(super) fn proposal(problem: &Problem, report: NaiveDate) -> Option<String> {
    let cell = Cell::Text(problem.text.as_str().into());
    let day = match problem.key {
        "problem-date-none" => last_day(&values::text(&cell))?,
        "problem-date-vague" => {
            values::date(&cell, &Style::default(), report, Precision::Plan).value()?
        }
        _ => return None,
    };
    Some(day.to_string())
}

/// The last day of the month of a day that is none: `2025-11-31`.
fn last_day(text: &str) -> Option<NaiveDate> {
    let plain = text.replace(['年', '月', '/', '.'], "-");
    let mut parts = plain.split('-');
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Period::Month(year, month).bounds().map(|(_, last)| last)
}

/// Draws the cells of the sheet on the screen that were put right, each with a way back.
pub(super) fn draw_fixes(ui: &mut Ui, wizard: &mut Wizard, cx: &Cx<'_>) {
    let at = wizard.at;
    let choice = wizard.queue.get_mut(at.0).and_then(|entry| entry.sheets.get_mut(at.1));
    let Some(choice) = choice else { return };
    let Some(mapping) = choice.mapping.as_ref().filter(|mapping| !mapping.fixes.is_empty()) else {
        return;
    };
    let tr = cx.tr;
    let theme = Theme::get(ui);
    let mut back = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let count: usize = mapping.fixes.values().map(|fields| fields.len()).sum();
        text::card_title(ui, &counted(tr, "reports-fixes", count));
        text::wrapped(ui, text::LABEL12, theme.t3, &tr.text("reports-fixes-note"));
        let fixes = mapping.fixes.iter().flat_map(|(place, fields)| {
            fields.iter().map(move |(field, cell)| (place, field, cell))
        });
        for (place, field, cell) in fixes.take(LISTED) {
            let row = tr.with("reports-row", &[("row", place.0.to_string().into())]);
            let said = format!("{row} {} {}", label(tr, Some(mapping.kind), field), cell.text());
            let name = tr.with("reports-unfix", &[("cell", said.as_str().into())]);
            if line_to_undo(ui, (place, field), &said, &name) {
                back = Some((*place, field.clone()));
            }
        }
        if let Some(more) = count.checked_sub(LISTED).filter(|more| *more > 0) {
            text::hint(ui, &tr.with("reports-more", &[("n", shown(more).into())]));
        }
    });
    if let Some((place, field)) = back {
        choice.unfix(place, &field);
        wizard.touch();
    }
}

/// Draws a line with a cross at its end; whether that was pressed.
pub(super) fn line_to_undo(ui: &mut Ui, salt: impl AsIdSalt, said: &str, name: &str) -> bool {
    let size = vec2(ui.available_width(), 24.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let layout = Layout::right_to_left(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(salt));
    let pressed = button(&mut line, Button::ghost_icon(icons::X, name).small()).clicked();
    let room = rect.with_max_x(rect.right() - 28.0);
    let color = Theme::get(ui).t1;
    text::paint_fit(ui.painter(), room, Align::Min, text::BODY13, color, said);
    pressed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_none_is_taken_for_the_last_of_its_month() {
        let report = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        for (key, text, expected) in [
            ("problem-date-none", "2025-11-31", Some("2025-11-30")),
            ("problem-date-none", "2025年2月30日", Some("2025-02-28")),
            ("problem-date-none", "2024/2/30", Some("2024-02-29")),
            ("problem-date-none", "2025.12.32", Some("2025-12-31")),
            ("problem-date-vague", "11月底", Some("2025-11-30")),
            ("problem-date", "尽快", None),
        ] {
            let problem = Problem { field: Some("on_day"), key, text: text.to_owned() };
            assert_eq!(proposal(&problem, report).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_problem_is_put_right_as_its_field_asks() {
        let kind = Some(Kind::Opportunities);
        let problem = |field, key| Problem { field: Some(field), key, text: String::new() };
        for (field, key, expected) in [
            ("amount", "problem-amount", How::Typed(Holds::Money)),
            ("expected_close", "problem-date", How::Typed(Holds::Planned)),
            ("stage", "problem-blank", How::Name(Noun::Stage)),
            ("number", "problem-deal-twice", How::Source),
            ("no_such_field", "problem-blank", How::Source),
        ] {
            assert_eq!(how(kind, &problem(field, key)), expected, "{field} {key}");
        }
        assert_eq!(how(None, &problem("amount", "problem-amount")), How::Source);
    }
}
