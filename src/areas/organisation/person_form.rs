//! The form of a person.
//!
//! # A move has a day
//! When team or post change, the form asks from which day. With a day the entry so far ends and a
//! new one begins, so closed periods keep the team they were in; without one the entry is corrected
//! as if it had always been so. The form says which of the two will happen.

use chrono::NaiveDate;
use egui::Ui;

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::organisation::{Command, PersonForm};
use crate::documents::duty_sheets::education_word;
use crate::domain::fit::Education;
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::names;
use crate::i18n::Tr;
use crate::store::records::PersonKind;
use crate::ui::card::grid;
use crate::ui::choice::{Segmented, checkbox};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_field};
use crate::ui::select::Select;

use super::data::Data;
use super::dates::not_a_day;
use super::form::suggest_ui;
use super::people::{OpenEntry, PersonRow};
use crate::areas::drawer_form::State;

/// The fields that can be wrong, in the order of the form.
const NAME: usize = 0;
const NUMBER: usize = 1;
const HIRED: usize = 2;
const EFFECTIVE: usize = 3;
const IN_TRADE: usize = 4;

#[derive(Clone, Debug, PartialEq)]
struct Text {
    name: String,
    number: String,
    kind: PersonKind,
    hired: String,
    city: String,
    phone: String,
    email: String,
    post: String,
    team: Option<TeamId>,
    level: String,
    effective: String,
    note: String,
    promotion: bool,
    education: Option<Education>,
    major: String,
    in_trade: String,
}

/// A person half-typed.
#[derive(Clone, Debug)]
pub(super) struct PersonDraft {
    id: Option<PersonId>,
    /// The membership that would be changed.
    open: Option<OpenEntry>,
    start: Text,
    now: Text,
}

impl PersonDraft {
    /// Nobody yet, in this team.
    pub fn new(team: Option<TeamId>) -> Self {
        let text = Text {
            name: String::new(),
            number: String::new(),
            kind: PersonKind::Employee,
            hired: String::new(),
            city: String::new(),
            phone: String::new(),
            email: String::new(),
            post: String::new(),
            team,
            level: String::new(),
            effective: String::new(),
            note: String::new(),
            promotion: false,
            education: None,
            major: String::new(),
            in_trade: String::new(),
        };
        Self { id: None, open: None, start: text.clone(), now: text }
    }

    /// A person as they are; a move is offered from today on.
    pub fn edit(row: &PersonRow, today: NaiveDate) -> Self {
        let open = row.open.clone();
        let text = Text {
            name: row.name.clone(),
            number: row.number.clone(),
            kind: if row.external { PersonKind::External } else { PersonKind::Employee },
            hired: row.hired.map(|day| day.to_string()).unwrap_or_default(),
            city: row.city.clone(),
            phone: row.phone.clone(),
            email: row.email.clone(),
            post: open.as_ref().map(|open| open.post.clone()).unwrap_or_default(),
            team: open.as_ref().and_then(|open| open.team),
            level: open.as_ref().map(|open| open.level.clone()).unwrap_or_default(),
            effective: if open.is_some() || row.left { today.to_string() } else { String::new() },
            note: String::new(),
            promotion: false,
            education: row.education,
            major: row.major.clone(),
            in_trade: row.in_trade_since.map(|day| day.to_string()).unwrap_or_default(),
        };
        Self { id: Some(row.id), open, start: text.clone(), now: text }
    }

    pub fn is_new(&self) -> bool {
        self.id.is_none()
    }

    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    /// Whether saving would write a membership, so that its day is asked for.
    fn moves(&self) -> bool {
        let (team, post, level) = (self.now.team, self.now.post.trim(), self.now.level.trim());
        match &self.open {
            Some(open) => open.team != team || open.post != post || open.level != level,
            None => team.is_some() || !post.is_empty(),
        }
    }

    /// What is wrong, by field.
    pub fn problems(&self, data: &Data, tr: &Tr) -> [Option<String>; 5] {
        let name = self.now.name.trim().is_empty().then(|| tr.text("organisation-problem-name"));
        let taken = data.options.numbers.get(self.now.number.trim());
        let number = taken.filter(|(id, _)| Some(*id) != self.id).map(|(_, name)| {
            tr.with("organisation-problem-number", &[("name", name.as_str().into())])
        });
        let effective = if self.moves() {
            let early = || {
                let starts = self.open.as_ref()?.starts?;
                let early = parse_date(&self.now.effective)? < starts;
                let day = starts.to_string();
                early.then(|| tr.with("organisation-problem-early", &[("day", day.into())]))
            };
            not_a_day(&self.now.effective, tr).or_else(early)
        } else {
            None
        };
        let [hired, in_trade] =
            [&self.now.hired, &self.now.in_trade].map(|text| not_a_day(text, tr));
        [name, number, hired, effective, in_trade]
    }

    /// The command that saves it.
    pub fn command(&self) -> Command {
        let form = PersonForm {
            name: self.now.name.clone(),
            number: self.now.number.clone(),
            kind: self.now.kind,
            hired: parse_date(&self.now.hired),
            city: self.now.city.clone(),
            phone: self.now.phone.clone(),
            email: self.now.email.clone(),
            post: self.now.post.clone(),
            team: self.now.team,
            effective: parse_date(&self.now.effective).filter(|_| self.moves()),
            level: self.now.level.clone(),
            promotion: self.now.promotion && self.moves(),
            note: self.now.note.clone(),
            education: self.now.education,
            major: self.now.major.clone(),
            in_trade_since: parse_date(&self.now.in_trade),
        };
        match self.id {
            Some(id) => Command::EditPerson(id, form),
            None => Command::AddPerson(form),
        }
    }

    pub fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let label = cx.text("organisation-field-name");
        let wrong = state.shown(problems, NAME);
        let field = Field::new(&label).required().error(wrong);
        let response = text_field(ui, field, &mut self.now.name);
        state.focus(NAME, &response);

        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let (label, wrong) =
                    (cx.text("organisation-field-number"), state.shown(problems, NUMBER));
                let field = Field::new(&label).error(wrong);
                let response = text_field(ui, field, &mut self.now.number);
                state.focus(NUMBER, &response);
            } else {
                kind_ui(ui, &mut self.now.kind, cx);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let (label, wrong) =
                    (cx.text("organisation-field-hired"), state.shown(problems, HIRED));
                let field = Field::new(&label).error(wrong);
                let response = day_field(ui, field, &mut self.now.hired, cx.filter.today, cx.tr);
                state.focus(HIRED, &response);
            } else {
                let label = cx.text("organisation-field-city");
                text_field(ui, Field::new(&label), &mut self.now.city);
            }
        });

        let label = cx.text("organisation-field-team");
        let (search, nothing) =
            (cx.text("organisation-search-team"), cx.text("organisation-nothing-found"));
        let select =
            Select::new(Field::new(&label)).search(&search, &nothing).finds(names::matches);
        select.show(ui, &mut self.now.team, &data.options.teams);

        let (label, hint) = (cx.text("organisation-field-post"), cx.text("organisation-post-hint"));
        let post = self.now.post.trim().to_owned();
        let makes = cx.tr.with("organisation-makes-post", &[("name", post.into())]);
        let field = Field::new(&label).placeholder(&hint);
        suggest_ui(ui, field, &mut self.now.post, &data.options.posts, &makes);
        let (label, hint) =
            (cx.text("organisation-field-level"), cx.text("organisation-level-hint"));
        text_field(ui, Field::new(&label).placeholder(&hint), &mut self.now.level);

        if self.moves() {
            let (label, wrong) =
                (cx.text("organisation-field-effective"), state.shown(problems, EFFECTIVE));
            let help = cx.text(self.effective_help());
            let field = Field::new(&label).error(wrong).help(&help);
            let response = day_field(ui, field, &mut self.now.effective, cx.filter.today, cx.tr);
            state.focus(EFFECTIVE, &response);
            let (label, hint) =
                (cx.text("organisation-field-note"), cx.text("organisation-note-hint"));
            text_field(ui, Field::new(&label).placeholder(&hint), &mut self.now.note);
            if self.open.is_some() {
                let words = cx.text("organisation-promotion");
                checkbox(ui, &mut self.now.promotion, &words);
            }
        }
        self.schooling_ui(ui, state, problems, cx);
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("organisation-field-phone");
                text_field(ui, Field::new(&label), &mut self.now.phone);
            } else {
                let label = cx.text("organisation-field-email");
                text_field(ui, Field::new(&label), &mut self.now.email);
            }
        });
    }

    /// Schooling and the time in the trade, against which the requirements of a post are checked.
    fn schooling_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let label = cx.text("organisation-field-education");
                let mut offered = vec![(None, cx.text("unknown"))];
                let word = |education| (Some(education), education_word(cx.tr, education));
                offered.extend(Education::ALL.map(word));
                Select::new(Field::new(&label)).show(ui, &mut self.now.education, &offered);
            } else {
                let label = cx.text("organisation-field-major");
                text_field(ui, Field::new(&label), &mut self.now.major);
            }
        });
        let label = cx.text("organisation-field-in-trade");
        let help = cx.text("organisation-in-trade-help");
        let problem = state.shown(problems, IN_TRADE);
        let field = Field::new(&label).error(problem).help(&help);
        let response = day_field(ui, field, &mut self.now.in_trade, cx.filter.today, cx.tr);
        state.focus(IN_TRADE, &response);
    }

    /// What the day, or its absence, will do.
    fn effective_help(&self) -> &'static str {
        let blank = self.now.effective.trim().is_empty();
        match (&self.open, blank) {
            (None, true) => "organisation-effective-since-ever",
            (None, false) => "organisation-effective-first",
            (Some(_), true) => "organisation-effective-corrects",
            (Some(open), false) if open.starts == parse_date(&self.now.effective) => {
                "organisation-effective-corrects"
            }
            (Some(_), false) => "organisation-effective-moves",
        }
    }
}

fn kind_ui(ui: &mut Ui, kind: &mut PersonKind, cx: &Cx<'_>) {
    let label = cx.text("organisation-field-kind");
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        form_label(ui, &label, false);
        let kinds = [
            (PersonKind::Employee, cx.text("organisation-employee")),
            (PersonKind::External, cx.text("organisation-external")),
        ];
        Segmented::new(&label).fill().show(ui, kind, &kinds);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(
        open: Option<OpenEntry>,
        team: Option<i64>,
        post: &str,
        effective: &str,
    ) -> PersonDraft {
        let mut draft = PersonDraft::new(team.map(TeamId));
        draft.now.post = post.to_owned();
        draft.now.effective = effective.to_owned();
        draft.open = open;
        draft
    }

    #[test]
    fn only_a_changed_team_or_post_asks_for_a_day() {
        let open = |post: &str| {
            Some(OpenEntry {
                starts: None,
                team: Some(TeamId(1)),
                post: post.to_owned(),
                level: String::new(),
            })
        };
        for (entry, team, post, moves) in [
            (None, None, "", false),
            (None, Some(1), "", true),
            (None, None, "工程师", true),
            (open("工程师"), Some(1), " 工程师 ", false),
            (open("工程师"), Some(2), "工程师", true),
            (open("工程师"), Some(1), "经理", true),
            (open("工程师"), None, "工程师", true),
        ] {
            let draft = draft(entry, team, post, "2025-11-19");
            assert_eq!(draft.moves(), moves, "{team:?} {post}");
            let Command::AddPerson(form) = draft.command() else { panic!("a new person") };
            assert_eq!(form.effective.is_some(), moves);
        }
    }

    #[test]
    fn the_form_says_what_the_day_will_do() {
        let day = NaiveDate::from_ymd_opt(2025, 1, 1);
        let open =
            Some(OpenEntry { starts: day, team: None, post: String::new(), level: String::new() });
        for (entry, effective, key) in [
            (None, "", "organisation-effective-since-ever"),
            (None, "2025-01-01", "organisation-effective-first"),
            (open.clone(), "", "organisation-effective-corrects"),
            (open.clone(), "2025-01-01", "organisation-effective-corrects"),
            (open, "2025-11-19", "organisation-effective-moves"),
        ] {
            assert_eq!(draft(entry, Some(1), "", effective).effective_help(), key);
        }
    }
}
