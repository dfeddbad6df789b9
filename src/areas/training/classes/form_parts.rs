//! The parts of a class in its form: the half days to which people sign in.

use chrono::{NaiveDate, NaiveTime};
use egui::Ui;

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::typed::{parts_of, unit_of};
use crate::command::training::classes::SessionForm;
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::card::row;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, form_label, number_field, text_field};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A half day, in ten-thousandths of an hour, where the course does not say.
const HALF_DAY: i64 = 35_000;

/// When half days usually are.
const TIMES: [(&str, &str); 2] = [("09:00", "12:00"), ("13:30", "17:00")];

/// The first and the last day of a class.
type Days = (NaiveDate, NaiveDate);

/// A part as typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    day: String,
    begins: String,
    ends: String,
    hours: Option<f64>,
}

impl Part {
    /// A part as it is.
    pub fn of(own: &SessionForm) -> Self {
        Self {
            day: own.on_day.to_string(),
            begins: own.begins.clone(),
            ends: own.ends.clone(),
            hours: unit_of(Some(own.hours)),
        }
    }

    /// The part to be stored; `None` where its day or its hours are none.
    pub fn session(&self) -> Option<SessionForm> {
        Some(SessionForm {
            on_day: parse_date(&self.day)?,
            begins: self.begins.clone(),
            ends: self.ends.clone(),
            hours: parts_of(self.hours)?,
        })
    }

    /// What is wrong with it, of a class of these days.
    pub fn problem(&self, days: Option<Days>, tr: &Tr) -> Option<String> {
        let Some(day) = parse_date(&self.day) else { return Some(tr.text("classes-form-no-day")) };
        if let Some((starts, ends)) = days
            && (day < starts || ends < day)
        {
            let args = [("starts", starts.to_string().into()), ("ends", ends.to_string().into())];
            return Some(tr.with("error-class-session-day", &args));
        }
        if self.hours.is_none_or(|hours| hours <= 0.0) {
            return Some(tr.text("error-class-session-hours"));
        }
        let wrong = match (time_of(&self.begins), time_of(&self.ends)) {
            (Err(()), _) => Some(&self.begins),
            (_, Err(())) => Some(&self.ends),
            (Ok(Some(begins)), Ok(Some(ends))) if ends <= begins => Some(&self.ends),
            _ => None,
        };
        wrong.map(|text| tr.with("error-class-time", &[("text", text.trim().into())]))
    }
}

/// Two halves of each day of a class, which is so long altogether.
fn halves((starts, ends): Days, hours: Option<i64>) -> Vec<Part> {
    let days: Vec<NaiveDate> = starts.iter_days().take_while(|day| *day <= ends).collect();
    let parts = i64::try_from(days.len() * TIMES.len()).unwrap_or(1).max(1);
    let half = hours.map_or(HALF_DAY, |hours| hours / parts);
    let mut found = vec![];
    for day in days {
        for (begins, ends) in TIMES {
            found.push(Part {
                day: day.to_string(),
                begins: begins.to_owned(),
                ends: ends.to_owned(),
                hours: unit_of(Some(half)),
            });
        }
    }
    found
}

/// A time of the day as it is typed; nothing where nothing is.
fn time_of(text: &str) -> Result<Option<NaiveTime>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let time = NaiveTime::parse_from_str(&text.replace('：', ":"), "%H:%M");
    time.map(Some).map_err(|_| ())
}

/// Draws the parts with what makes and removes them. A class begins on a day as it is typed, has days where
/// these are some, and is so long as its course.
pub(super) fn parts_ui(
    ui: &mut Ui,
    parts: &mut Vec<Part>,
    (starts, days, hours): (&str, Option<Days>, Option<i64>),
    problem: Option<&str>,
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        form_label(ui, &cx.text("classes-form-parts"), false);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("classes-form-parts-help"));
        let mut gone = None;
        for (at, part) in parts.iter_mut().enumerate() {
            if ui.push_id(("part", at), |ui| part_ui(ui, at, part, cx)).inner {
                gone = Some(at);
            }
        }
        if let Some(at) = gone {
            parts.remove(at);
        }
        if let Some(problem) = problem {
            error_line(ui, problem);
        }
        row(ui, 28.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (add, all) = (cx.text("classes-form-part-add"), cx.text("classes-form-halves"));
            if button(ui, Button::secondary(&add).icon(icons::PLUS).small()).clicked() {
                let day = parts.last().map_or_else(|| starts.to_owned(), |part| part.day.clone());
                let (begins, ends) = (String::new(), String::new());
                parts.push(Part { day, begins, ends, hours: unit_of(Some(HALF_DAY)) });
            }
            let sound = days.filter(|(starts, ends)| starts <= ends);
            let look = Button::ghost(&all).small().enabled(sound.is_some());
            if button(ui, look).clicked()
                && let Some(days) = sound
            {
                *parts = halves(days, hours);
            }
        });
    });
}

/// Draws a part; true when it is to go.
fn part_ui(ui: &mut Ui, at: usize, part: &mut Part, cx: &Cx<'_>) -> bool {
    let words = [
        "classes-form-part-day",
        "classes-form-part-begins",
        "classes-form-part-ends",
        "classes-form-part-hours",
        "classes-form-part-remove",
    ];
    let [day, begins, ends, hours, remove] =
        words.map(|key| format!("{} {}", cx.text(key), at + 1));
    let mut gone = false;
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let field = Field::bare(&day).compact().width(132.0);
        day_field(ui, field, &mut part.day, cx.filter.today, cx.tr);
        for (name, value) in [(&begins, &mut part.begins), (&ends, &mut part.ends)] {
            let field = Field::bare(name).compact().width(70.0);
            text_field(ui, field.placeholder("09:00"), value);
        }
        let unit = cx.text("classes-hours-unit");
        let field = Field::bare(&hours).compact().right().unit(&unit).width(92.0);
        number_field(ui, field, &mut part.hours, 1);
        gone = button(ui, Button::ghost_icon(icons::TRASH, &remove).small()).clicked();
    });
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_day_has_two_halves_that_share_the_hours() {
        let parts = halves((day("2025-09-11"), day("2025-09-12")), Some(140_000));
        let told: Vec<(NaiveDate, String, i64)> = parts
            .iter()
            .filter_map(Part::session)
            .map(|part| (part.on_day, part.begins, part.hours))
            .collect();
        let half = |on: &str, begins: &str| (day(on), begins.to_owned(), 35_000);
        assert_eq!(
            told,
            [
                half("2025-09-11", "09:00"),
                half("2025-09-11", "13:30"),
                half("2025-09-12", "09:00"),
                half("2025-09-12", "13:30"),
            ]
        );
        let one = halves((day("2025-09-11"), day("2025-09-11")), None);
        assert_eq!(one.first().and_then(|part| part.hours), Some(3.5));
    }

    #[test]
    fn a_part_says_what_is_wrong_with_it() {
        let tr = Tr::new(crate::i18n::Language::Chinese);
        let days = Some((day("2025-09-11"), day("2025-09-12")));
        let part = |on: &str, begins: &str, ends: &str, hours: f64| Part {
            day: on.to_owned(),
            begins: begins.to_owned(),
            ends: ends.to_owned(),
            hours: Some(hours),
        };
        for (part, sound) in [
            (part("2025-09-11", "9：00", "12:00", 3.0), true),
            (part("2025-09-11", "", "", 3.0), true),
            (part("2025-09-13", "", "", 3.0), false),
            (part("9月31日", "", "", 3.0), false),
            (part("2025-09-11", "", "", 0.0), false),
            (part("2025-09-11", "午后", "", 3.0), false),
            (part("2025-09-11", "13:00", "12:00", 3.0), false),
        ] {
            assert_eq!(part.problem(days, &tr).is_none(), sound, "{part:?}");
        }
    }
}
