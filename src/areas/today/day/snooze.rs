//! 暂缓: until which day a notice is put off.
//!
//! It stays until that is done: a day that is refused, by the page or by the workspace, can be typed again.

use chrono::{Days, NaiveDate, Weekday};
use egui::{Context, Key, Modifiers};

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::{Command, today};
use crate::domain::calendar::Calendar;
use crate::i18n::day_beside;
use crate::ui::button::{Button, button};
use crate::ui::date::parse_date;
use crate::ui::field::Field;
use crate::ui::overlay::dialog::dialog_ui;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Snooze {
    /// The notice.
    pub key: String,
    /// What it is about.
    pub name: String,
    /// The day as typed.
    until: String,
    /// Whether it was tried, so that what is wrong is marked.
    tried: bool,
    /// Whether the command is on its way.
    pub sent: bool,
}

/// The days that are offered, each once, with the key of its words.
fn offers(calendar: &Calendar, today: NaiveDate) -> Vec<(&'static str, NaiveDate)> {
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    // A day on which nobody works would come too early.
    let working = |day: NaiveDate| calendar.add_workdays(day, 0);
    let monday = today.week(Weekday::Mon).last_day().succ_opt().unwrap_or(today);
    let mut list = vec![
        ("today-snooze-next", working(after(1))),
        ("today-snooze-monday", working(monday)),
        ("today-snooze-fortnight", working(after(14))),
    ];
    list.dedup_by_key(|(_, day)| *day);
    list
}

impl Snooze {
    /// Asks until when a notice is put off.
    pub fn new(key: &str, name: &str) -> Self {
        Self { key: key.to_owned(), name: name.to_owned(), ..Self::default() }
    }

    /// The day that was typed, where it lies after today.
    fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        parse_date(&self.until).filter(|day| *day > today)
    }

    fn send(&mut self, until: NaiveDate, cx: &mut Cx<'_>) {
        let (key, name) = (self.key.clone(), self.name.clone());
        let today = cx.filter.today;
        cx.run(Command::Today(today::Command::Snooze { key, name, until, today }));
        self.sent = true;
    }

    /// Draws the question; returns true when it goes unanswered.
    pub fn draw(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> bool {
        // What was sent and is not done was refused.
        if !cx.pending {
            self.sent = false;
        }
        let today = cx.filter.today;
        let title = cx.text("today-snooze-title");
        let mut answer = None;
        let mut cancelled = false;
        let ((), dismissed) = dialog_ui(ctx, "snooze", &title, 420.0, |ui| {
            let theme = Theme::get(ui);
            ui.spacing_mut().item_spacing.y = 8.0;
            text::wrapped(ui, text::CARD14, theme.t1, &title);
            text::wrapped(ui, text::BODY13, theme.t2, &self.name);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
                for (key, day) in offers(&cx.directory.calendar, today) {
                    let words = cx.tr.with(key, &[("day", day_beside(cx.tr, day, today).into())]);
                    if button(ui, Button::secondary(&words).medium()).clicked() {
                        answer = Some(day);
                    }
                }
            });
            let wrong = self.tried && self.day(today).is_none();
            let problem = cx.text("today-snooze-wrong");
            let label = cx.text("today-snooze-day");
            let field = Field::new(&label).error(wrong.then_some(problem.as_str()));
            let response = day_field(ui, field, &mut self.until, today, cx.tr);
            let enter = response.lost_focus()
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let (cancel, save) = (cx.text("app-cancel"), cx.text("today-snooze"));
                cancelled = button(ui, Button::secondary(&cancel)).clicked();
                let save = Button::primary(&save).loading(self.sent);
                if button(ui, save).clicked() || enter {
                    self.tried = true;
                    answer = answer.or(self.day(today));
                }
            });
        });
        if let Some(day) = answer.filter(|_| !self.sent) {
            self.send(day, cx);
        }
        (dismissed || cancelled) && !self.sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_offered_on_which_people_work() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let calendar = Calendar::published();
        let of = |today: &str| -> Vec<String> {
            offers(&calendar, day(today)).into_iter().map(|(_, day)| day.to_string()).collect()
        };
        // A Wednesday and a Friday.
        assert_eq!(of("2025-11-19"), ["2025-11-20", "2025-11-24", "2025-12-03"]);
        assert_eq!(of("2025-11-21"), ["2025-11-24", "2025-12-05"]);
    }

    #[test]
    fn a_day_lies_after_today() {
        let today = "2025-11-19".parse().unwrap();
        let typed = |until: &str| Snooze { until: until.to_owned(), ..Snooze::default() };
        assert_eq!(typed("2025-11-19").day(today), None);
        assert_eq!(typed("11-30").day(today), None);
        assert_eq!(typed("2025-11-20").day(today), "2025-11-20".parse().ok());
    }
}
