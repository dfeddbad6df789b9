//! The forms of the calendar: the list of a year, typed or pasted, and a day of the company.

use chrono::{Datelike as _, NaiveDate};
use egui::Ui;

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::typed::blank;
use crate::command::Command;
use crate::command::calendar::{self as order, MOST_DAYS, list};
use crate::domain::calendar_list::Span;
use crate::domain::ids::CompanyDayId;
use crate::error::Error;
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_area, text_field};
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::calendar::CalendarView;
use super::calendar_data::{CalendarPage, OwnRow, YearPage};

/// The fields of the list of a year that can be wrong, in their order.
const NOTICE: usize = 0;
const LIST: usize = 1;
/// Those of a day of the company.
const FIRST: usize = 0;
const LAST: usize = 1;
const LABEL: usize = 2;

/// The list of a year half-typed.
#[derive(Clone, Debug)]
pub(super) struct YearDraft {
    year: i32,
    start: ListText,
    now: ListText,
    state: State,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ListText {
    notice: String,
    list: String,
}

impl Filled for YearDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl YearDraft {
    /// The list of a year as it is.
    pub(super) fn new(year: &YearPage) -> Self {
        let text = ListText { notice: year.typed_notice.clone(), list: year.list.clone() };
        Self { year: year.year, start: text.clone(), now: text, state: State::default() }
    }

    fn spans(&self) -> Result<Vec<Span>, Error> {
        list(self.year, &self.now.list)
    }

    /// What is wrong, by field; a list that stays as it is needs no notice.
    fn problems(&self, spans: &Result<Vec<Span>, Error>, cx: &Cx<'_>) -> [Option<String>; 2] {
        let bare = blank(&self.now.notice) && (self.dirty() || spans.is_err());
        [
            bare.then(|| cx.text("settings-problem-notice")),
            spans.as_ref().err().map(|error| error.message(cx.tr)),
        ]
    }
}

/// A day of the company half-typed.
#[derive(Clone, Debug)]
pub(super) struct OwnDraft {
    /// Which is changed; none for a new one.
    id: Option<CompanyDayId>,
    start: OwnText,
    now: OwnText,
    state: State,
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

impl Problems {
    /// The same in words, in the order of the fields.
    fn list(self, cx: &Cx<'_>) -> [Option<String>; 3] {
        [self.first, self.last, self.label].map(|key| key.map(|key| cx.text(key)))
    }
}

impl Filled for OwnDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl OwnDraft {
    /// A new one.
    pub(super) fn new() -> Self {
        let text = OwnText::default();
        Self { id: None, start: text.clone(), now: text, state: State::default() }
    }

    /// One as it is.
    pub(super) fn edit(own: &OwnRow) -> Self {
        let text = OwnText {
            first: own.day.to_string(),
            last: String::new(),
            worked: own.worked,
            label: own.label.clone(),
        };
        Self { id: Some(own.id), start: text.clone(), now: text, state: State::default() }
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

/// Draws the open form, if any.
pub(super) fn draw(ui: &Ui, page: &CalendarPage, view: &mut CalendarView, cx: &mut Cx<'_>) {
    list_form(ui, view, cx);
    own_form(ui, page, view, cx);
}

/// Draws the form of a year, if it is open.
fn list_form(ui: &Ui, view: &mut CalendarView, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.list.take() else { return };
    let spans = draft.spans();
    let args = [("year", draft.year.to_string().into())];
    let (title, save) = (cx.tr.with("settings-calendar-form", &args), cx.text("settings-save"));
    let look = Look { id: "calendar-year", title: &title, save: &save, remove: "", width: 560.0 };
    let problems = draft.problems(&spans, cx);
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ui.ctx(), look, &mut draft, &problems, seen, |ui, draft, state| {
        list_body(ui, draft, &spans, (state, &problems), seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save if !draft.dirty() => return,
        Wish::Save => {
            // What was typed in this frame counts too.
            if let Ok(spans) = draft.spans() {
                view.year = Some(draft.year);
                cx.run(Command::Calendar(order::Command::SaveYear {
                    year: draft.year,
                    notice: draft.now.notice.trim().to_owned(),
                    spans,
                    today: cx.filter.today,
                }));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.list = Some(draft);
}

fn list_body(
    ui: &mut Ui,
    draft: &mut YearDraft,
    spans: &Result<Vec<Span>, Error>,
    (state, problems): (&mut State, &[Option<String>]),
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let (label, help) =
        (cx.text("settings-calendar-form-notice"), cx.text("settings-calendar-form-notice-help"));
    let error = state.shown(problems, NOTICE);
    let field = Field::new(&label).required().help(&help).error(error);
    let response = text_field(ui, field, &mut draft.now.notice);
    state.focus(NOTICE, &response);

    let (label, help) =
        (cx.text("settings-calendar-form-list"), cx.text("settings-calendar-form-list-help"));
    let typed = !draft.now.list.trim().is_empty();
    // An empty list is no mistake before saving is tried; a line that cannot be read is one at once.
    let wrong = problems.get(LIST).and_then(Option::as_deref);
    let wrong = wrong.filter(|_| typed || state.tried());
    let field = Field::new(&label).required().help(&help).error(wrong);
    let response = text_area(ui, field, &mut draft.now.list, 16);
    state.focus(LIST, &response);
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

/// Draws the form of a day of the company, if it is open.
fn own_form(ui: &Ui, page: &CalendarPage, view: &mut CalendarView, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.own.take() else { return };
    let key = match draft.id {
        None => "settings-calendar-company-add",
        Some(_) => "settings-calendar-company-edit",
    };
    let (title, save) = (cx.text(key), cx.text("settings-save"));
    let look = Look { id: "company-day", title: &title, save: &save, remove: "", width: 440.0 };
    let problems = draft.problems(&page.own).list(cx);
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ui.ctx(), look, &mut draft, &problems, seen, |ui, draft, state| {
        own_body(ui, draft, (state, &problems), seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save if draft.id.is_some() && !draft.dirty() => return,
        Wish::Save => {
            // What was typed in this frame counts too.
            if draft.problems(&page.own) == Problems::default()
                && let Some(command) = draft.command()
            {
                view.year = draft.days().map(|(first, _)| first.year());
                cx.run(Command::Calendar(command));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.own = Some(draft);
}

fn own_body(
    ui: &mut Ui,
    draft: &mut OwnDraft,
    (state, problems): (&mut State, &[Option<String>]),
    cx: &Cx<'_>,
) {
    let tr = cx.tr;
    let today = cx.filter.today;
    let single = draft.id.is_some();
    let now = &mut draft.now;
    if single {
        let name = tr.text("settings-calendar-company-day");
        let field = Field::new(&name).required().error(state.shown(problems, FIRST));
        let response = day_field(ui, field, &mut now.first, today, tr);
        state.focus(FIRST, &response);
    } else {
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let name = tr.text("settings-calendar-company-first");
                let field = Field::new(&name).required().error(state.shown(problems, FIRST));
                let response = day_field(ui, field, &mut now.first, today, tr);
                state.focus(FIRST, &response);
            } else {
                let name = tr.text("settings-calendar-company-last");
                let help = tr.text("settings-calendar-company-last-help");
                let field = Field::new(&name).help(&help).error(state.shown(problems, LAST));
                let response = day_field(ui, field, &mut now.last, today, tr);
                state.focus(LAST, &response);
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
    let error = state.shown(problems, LABEL);
    let field = Field::new(&name).required().placeholder(&example).error(error);
    let response = text_field(ui, field, &mut now.label);
    state.focus(LABEL, &response);
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
