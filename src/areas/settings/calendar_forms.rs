//! The forms of the calendar: the list of a year, typed or pasted, and a day of the company.

use chrono::{Datelike as _, NaiveDate};
use egui::Ui;

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::leaving::Leaving;
use crate::command::Command;
use crate::command::calendar::{self as order, MOST_DAYS, list};
use crate::domain::calendar_list::Span;
use crate::domain::ids::CompanyDayId;
use crate::error::Error;
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_area, text_field};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::calendar::CalendarView;
use super::calendar_data::{CalendarPage, OwnRow, YearPage};

/// How it asks back.
const LEAVING: Leaving = Leaving {
    id: "discard",
    words: ["settings-discard-title", "settings-discard-body", "settings-stay", "settings-discard"],
};

/// The list of a year half-typed.
#[derive(Clone, Debug)]
pub(super) struct YearDraft {
    year: i32,
    start: ListText,
    now: ListText,
    tried: bool,
    leaving: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ListText {
    notice: String,
    list: String,
}

impl YearDraft {
    /// The list of a year as it is.
    pub(super) fn new(year: &YearPage) -> Self {
        let text = ListText { notice: year.typed_notice.clone(), list: year.list.clone() };
        Self { year: year.year, start: text.clone(), now: text, tried: false, leaving: false }
    }

    /// Whether something else is typed than is stored.
    pub(super) fn dirty(&self) -> bool {
        self.start != self.now
    }

    fn spans(&self) -> Result<Vec<Span>, Error> {
        list(self.year, &self.now.list)
    }
}

/// A day of the company half-typed.
#[derive(Clone, Debug)]
pub(super) struct OwnDraft {
    /// Which is changed; none for a new one.
    id: Option<CompanyDayId>,
    start: OwnText,
    now: OwnText,
    tried: bool,
    leaving: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OwnText {
    first: String,
    last: String,
    worked: bool,
    label: String,
}

/// What is wrong with a day of the company, by field: a message key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Problems {
    first: Option<&'static str>,
    last: Option<&'static str>,
    label: Option<&'static str>,
}

impl OwnDraft {
    /// A new one.
    pub(super) fn new() -> Self {
        let text = OwnText::default();
        Self { id: None, start: text.clone(), now: text, tried: false, leaving: false }
    }

    /// One as it is.
    pub(super) fn edit(own: &OwnRow) -> Self {
        let text = OwnText {
            first: own.day.to_string(),
            last: String::new(),
            worked: own.worked,
            label: own.label.clone(),
        };
        Self { id: Some(own.id), start: text.clone(), now: text, tried: false, leaving: false }
    }

    /// Whether something else is typed than is stored.
    pub(super) fn dirty(&self) -> bool {
        self.start != self.now
    }

    /// The first and the last day, where they can be read.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = parse_date(&self.now.first)?;
        let last =
            if self.now.last.trim().is_empty() { first } else { parse_date(&self.now.last)? };
        Some((first, last))
    }

    fn problems(&self, own: &[(CompanyDayId, NaiveDate)]) -> Problems {
        let first = parse_date(&self.now.first);
        let days = self.days();
        let taken = days.is_some_and(|(first, last)| {
            let mut others = own.iter().filter(|(id, _)| Some(*id) != self.id);
            others.any(|(_, day)| first <= *day && *day <= last)
        });
        let last = match (first, days) {
            (Some(_), None) => Some("settings-problem-day"),
            (_, Some((first, last))) if last < first => Some("settings-problem-day-turned"),
            (_, Some((first, last))) if (last - first).num_days() >= MOST_DAYS => {
                Some("settings-problem-days-many")
            }
            _ => None,
        };
        let first = match first {
            None => Some("settings-problem-day"),
            Some(_) => taken.then_some("settings-problem-day-taken"),
        };
        let label = self.now.label.trim().is_empty().then_some("settings-problem-label");
        Problems { first, last, label }
    }

    fn command(&self) -> Option<order::Command> {
        let (first, last) = self.days()?;
        let (worked, label) = (self.now.worked, self.now.label.trim().to_owned());
        Some(match self.id {
            Some(id) => order::Command::EditDay { id, day: first, worked, label },
            None => order::Command::AddDays { first, last, worked, label },
        })
    }
}

/// What the person asked of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) save: bool,
    pub(super) close: bool,
}

/// Draws the open form, if any.
pub(super) fn draw(ui: &Ui, page: &CalendarPage, view: &mut CalendarView, cx: &mut Cx<'_>) {
    if let Some(draft) = view.list.take() {
        view.list = list_form(ui, draft, view, cx);
    }
    if let Some(draft) = view.own.take() {
        view.own = own_form(ui, draft, page, view, cx);
    }
}

/// Draws the buttons below a form.
pub(super) fn footer(ui: &mut Ui, asked: &mut Asked, cx: &Cx<'_>) {
    let (save, cancel) = (cx.text("settings-save"), cx.text("settings-cancel"));
    asked.save |= button(ui, Button::primary(&save)).clicked();
    asked.close |= button(ui, Button::secondary(&cancel)).clicked();
}

/// Whether a form is done with: asks before it throws away what was typed.
pub(super) fn leaves(ui: &Ui, leaving: &mut bool, asked: Asked, dirty: bool, cx: &Cx<'_>) -> bool {
    LEAVING.closes(ui.ctx(), leaving, (asked.close, dirty), cx)
}

/// Draws the form of a year; returns it while it stays open.
fn list_form(
    ui: &Ui,
    mut draft: YearDraft,
    view: &mut CalendarView,
    cx: &mut Cx<'_>,
) -> Option<YearDraft> {
    let spans = draft.spans();
    let args = [("year", draft.year.to_string().into())];
    let title = cx.tr.with("settings-calendar-form", &args);
    let (close, wrong) = (cx.text("settings-close"), cx.text("settings-calendar-wrong"));
    let bare = draft.now.notice.trim().is_empty();
    let problem = (draft.tried && (bare || spans.is_err())).then_some(wrong.as_str());
    let look = Drawer::new("calendar-year", &title, &close).problem(problem).width(560.0);
    let mut asked = Asked { save: asks_to_save(ui.ctx()), close: false };
    asked.close |= drawer(ui.ctx(), look, |ui, part| match part {
        Part::Body => list_body(ui, &mut draft, &spans, cx),
        Part::Footer => footer(ui, &mut asked, cx),
    });
    if asked.save && !draft.leaving {
        draft.tried = true;
        if !draft.dirty() && spans.is_ok() {
            return None;
        }
        if let (Ok(spans), false) = (draft.spans(), draft.now.notice.trim().is_empty()) {
            view.year = Some(draft.year);
            cx.run(Command::Calendar(order::Command::SaveYear {
                year: draft.year,
                notice: draft.now.notice.trim().to_owned(),
                spans,
                today: cx.filter.today,
            }));
            return None;
        }
    }
    let dirty = draft.dirty();
    (!leaves(ui, &mut draft.leaving, asked, dirty, cx)).then_some(draft)
}

fn list_body(ui: &mut Ui, draft: &mut YearDraft, spans: &Result<Vec<Span>, Error>, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let (label, help) =
        (cx.text("settings-calendar-form-notice"), cx.text("settings-calendar-form-notice-help"));
    let missing = cx.text("settings-problem-notice");
    let bare = draft.now.notice.trim().is_empty();
    let error = (draft.tried && bare).then_some(missing.as_str());
    let field = Field::new(&label).required().help(&help).error(error);
    text_field(ui, field, &mut draft.now.notice);

    let (label, help) =
        (cx.text("settings-calendar-form-list"), cx.text("settings-calendar-form-list-help"));
    let typed = !draft.now.list.trim().is_empty();
    // An empty list is no mistake before saving is tried; a line that cannot be read is one at once.
    let wrong = spans.as_ref().err().filter(|_| typed || draft.tried);
    let wrong = wrong.map(|error| error.message(cx.tr));
    let field = Field::new(&label).required().help(&help).error(wrong.as_deref());
    text_area(ui, field, &mut draft.now.list, 16);
    match spans {
        Ok(spans) => {
            let n = |worked: bool| {
                let found = spans.iter().filter(|span| span.worked == worked);
                i64::try_from(found.map(|span| span.days().count()).sum::<usize>())
                    .unwrap_or(i64::MAX)
            };
            let args = [("off", n(false).into()), ("work", n(true).into())];
            let found = cx.tr.with("settings-calendar-form-found", &args);
            text::wrapped(ui, text::LABEL12, theme.t2, &found);
        }
        Err(error) if typed => {
            text::wrapped(ui, text::LABEL12, theme.t3, &error.hint(cx.tr));
        }
        Err(_) => {}
    }
}

/// Draws the form of a day of the company; returns it while it stays open.
fn own_form(
    ui: &Ui,
    mut draft: OwnDraft,
    page: &CalendarPage,
    view: &mut CalendarView,
    cx: &mut Cx<'_>,
) -> Option<OwnDraft> {
    let problems = draft.problems(&page.own);
    let fine = problems == Problems::default();
    let key = match draft.id {
        None => "settings-calendar-company-add",
        Some(_) => "settings-calendar-company-edit",
    };
    let (title, close) = (cx.text(key), cx.text("settings-close"));
    let wrong = cx.text("settings-calendar-wrong");
    let problem = (draft.tried && !fine).then_some(wrong.as_str());
    let look = Drawer::new("company-day", &title, &close).problem(problem);
    let mut asked = Asked { save: asks_to_save(ui.ctx()), close: false };
    asked.close |= drawer(ui.ctx(), look, |ui, part| match part {
        Part::Body => own_body(ui, &mut draft, problems, cx),
        Part::Footer => footer(ui, &mut asked, cx),
    });
    if asked.save && !draft.leaving {
        draft.tried = true;
        if draft.id.is_some() && !draft.dirty() {
            return None;
        }
        // What was typed in this frame counts too.
        if draft.problems(&page.own) == Problems::default()
            && let Some(command) = draft.command()
        {
            view.year = draft.days().map(|(first, _)| first.year());
            cx.run(Command::Calendar(command));
            return None;
        }
    }
    let dirty = draft.dirty();
    (!leaves(ui, &mut draft.leaving, asked, dirty, cx)).then_some(draft)
}

fn own_body(ui: &mut Ui, draft: &mut OwnDraft, problems: Problems, cx: &Cx<'_>) {
    let tr = cx.tr;
    let tried = draft.tried;
    let shown = |key: Option<&str>| key.filter(|_| tried).map(|key| tr.text(key));
    let [first, last, label] = [problems.first, problems.last, problems.label].map(shown);
    let today = cx.filter.today;
    let single = draft.id.is_some();
    let now = &mut draft.now;
    if single {
        let name = tr.text("settings-calendar-company-day");
        let field = Field::new(&name).required().error(first.as_deref());
        day_field(ui, field, &mut now.first, today, tr);
    } else {
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let name = tr.text("settings-calendar-company-first");
                let field = Field::new(&name).required().error(first.as_deref());
                day_field(ui, field, &mut now.first, today, tr);
            } else {
                let name = tr.text("settings-calendar-company-last");
                let help = tr.text("settings-calendar-company-last-help");
                let field = Field::new(&name).help(&help).error(last.as_deref());
                day_field(ui, field, &mut now.last, today, tr);
            }
        });
    }
    let name = tr.text("settings-calendar-company-kind");
    let kinds =
        [(false, tr.text("settings-calendar-off")), (true, tr.text("settings-calendar-on"))];
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        form_label(ui, &name, false);
        Segmented::new(&name).fill().show(ui, &mut now.worked, &kinds);
    });
    let (name, example) =
        (tr.text("settings-calendar-company-label"), tr.text("settings-calendar-company-example"));
    let field = Field::new(&name).required().placeholder(&example).error(label.as_deref());
    text_field(ui, field, &mut now.label);
    let help = tr.text("settings-calendar-company-help");
    text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &help);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft(first: &str, last: &str, label: &str) -> OwnDraft {
        let mut draft = OwnDraft::new();
        draft.now.first = first.to_owned();
        draft.now.last = last.to_owned();
        draft.now.label = label.to_owned();
        draft
    }

    #[test]
    fn what_is_wrong_with_a_day_is_said_by_field() {
        let own = [(CompanyDayId(1), day("2026-12-31"))];
        let wrong = |first: &str, last: &str, label: &str| {
            let found = draft(first, last, label).problems(&own);
            (found.first, found.last, found.label)
        };
        let far = day("2026-07-01") + chrono::Days::new(62);
        assert_eq!(wrong("2026-07-20", "", "厂休"), (None, None, None));
        assert_eq!(wrong("2026-07-20", "2026-07-26", "厂休"), (None, None, None));
        let no_day = Some("settings-problem-day");
        assert_eq!(wrong("", "", " "), (no_day, None, Some("settings-problem-label")));
        assert_eq!(wrong("2026-07-20", "7-26", "厂休"), (None, no_day, None));
        let turned = Some("settings-problem-day-turned");
        assert_eq!(wrong("2026-07-20", "2026-07-19", "厂休"), (None, turned, None));
        let many = Some("settings-problem-days-many");
        assert_eq!(wrong("2026-07-01", &far.to_string(), "厂休"), (None, many, None));
        let taken = Some("settings-problem-day-taken");
        assert_eq!(wrong("2026-12-30", "2027-01-01", "年会"), (taken, None, None));
        let mut same = draft("2026-12-31", "", "年会");
        same.id = Some(CompanyDayId(1));
        assert_eq!(same.problems(&own), Problems::default(), "it is not its own twin");
    }

    #[test]
    fn a_form_makes_one_command() {
        let made = draft("2026-07-20", "2026-07-26", " 厂休 ").command();
        let days = order::Command::AddDays {
            first: day("2026-07-20"),
            last: day("2026-07-26"),
            worked: false,
            label: "厂休".to_owned(),
        };
        assert_eq!(made, Some(days));
        let own = OwnRow {
            id: CompanyDayId(7),
            day: day("2026-12-31"),
            worked: true,
            label: "盘点".to_owned(),
            said: String::new(),
        };
        let draft = OwnDraft::edit(&own);
        assert!(!draft.dirty());
        let same = order::Command::EditDay {
            id: CompanyDayId(7),
            day: day("2026-12-31"),
            worked: true,
            label: "盘点".to_owned(),
        };
        assert_eq!(draft.command(), Some(same));
    }
}
