//! The forms that split a team and that merge two.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::Ui;

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::organisation::Command;
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::names;
use crate::i18n::Tr;
use crate::ui::choice::checkbox;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::data::{Data, TeamRow};
use super::dates::needs_a_day;
use crate::areas::drawer_form::State;

/// The fields of a split that can be wrong, in the order of the form.
const NAME: usize = 0;
const PEOPLE: usize = 1;
const DAY: usize = 2;

#[derive(Clone, Debug, PartialEq)]
struct Split {
    name: String,
    people: BTreeSet<PersonId>,
    manager: Option<PersonId>,
    day: String,
}

/// A split half-typed.
#[derive(Clone, Debug)]
pub(super) struct SplitDraft {
    team: TeamId,
    team_name: String,
    members: Vec<(PersonId, String)>,
    start: Split,
    now: Split,
}

impl SplitDraft {
    /// Nobody goes yet; `None` for the people without a team.
    pub fn new(data: &Data, row: &TeamRow, today: NaiveDate) -> Option<Self> {
        let members = row.members.iter().filter_map(|at| data.people.get(*at));
        let split = Split {
            name: String::new(),
            people: BTreeSet::new(),
            manager: None,
            day: today.to_string(),
        };
        Some(Self {
            team: row.id?,
            team_name: row.name.clone(),
            members: members.map(|row| (row.id, format!("{} {}", row.name, row.post))).collect(),
            start: split.clone(),
            now: split,
        })
    }

    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    pub fn problems(&self, data: &Data, tr: &Tr) -> [Option<String>; 3] {
        let name = match self.now.name.trim() {
            "" => Some(tr.text("organisation-problem-name")),
            name if data.options.team_names.contains_key(name) => {
                Some(tr.text("organisation-problem-team"))
            }
            _ => None,
        };
        let nobody = self.now.people.is_empty();
        let people = nobody.then(|| tr.text("organisation-problem-nobody"));
        [name, people, needs_a_day(&self.now.day, tr)]
    }

    pub fn command(&self) -> Command {
        Command::SplitTeam {
            team: self.team,
            name: self.now.name.clone(),
            manager: self.now.manager,
            people: self.now.people.iter().copied().collect(),
            day: parse_date(&self.now.day).unwrap_or_default(),
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
        let theme = Theme::get(ui);
        let body =
            cx.tr.with("organisation-split-body", &[("name", self.team_name.as_str().into())]);
        text::wrapped(ui, text::BODY13, theme.t2, &body);
        let label = cx.text("organisation-field-team-name");
        let problem = state.shown(problems, NAME);
        let field = Field::new(&label).required().error(problem);
        let response = text_field(ui, field, &mut self.now.name);
        state.focus(NAME, &response);

        form_label(ui, &cx.text("organisation-split-people"), true);
        for (person, name) in &self.members {
            let mut goes = self.now.people.contains(person);
            if checkbox(ui, &mut goes, name.trim()).changed() {
                if goes {
                    self.now.people.insert(*person);
                } else {
                    self.now.people.remove(person);
                }
            }
        }
        if let Some(problem) = state.shown(problems, PEOPLE) {
            text::wrapped(ui, text::LABEL12, theme.bad_t, problem);
        }
        let label = cx.text("organisation-field-manager");
        Select::new(Field::new(&label)).show(ui, &mut self.now.manager, &data.options.managers);
        let label = cx.text("organisation-field-effective");
        let problem = state.shown(problems, DAY);
        let help = cx.text("organisation-split-day-help");
        let field = Field::new(&label).required().error(problem).help(&help);
        let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
    }
}

/// A merger half-typed.
#[derive(Clone, Debug)]
pub(super) struct MergeDraft {
    from: TeamId,
    from_name: String,
    n_people: usize,
    start: (Option<TeamId>, String),
    now: (Option<TeamId>, String),
}

impl MergeDraft {
    /// The other team is not chosen yet; `None` for the people without a team.
    pub fn new(row: &TeamRow, today: NaiveDate) -> Option<Self> {
        let text = (None, today.to_string());
        Some(Self {
            from: row.id?,
            from_name: row.name.clone(),
            n_people: row.members.len(),
            start: text.clone(),
            now: text,
        })
    }

    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    pub fn problems(&self, tr: &Tr) -> [Option<String>; 2] {
        let into = match self.now.0 {
            None => Some(tr.text("organisation-problem-into")),
            Some(into) if into == self.from => Some(tr.text("organisation-problem-itself")),
            Some(_) => None,
        };
        [into, needs_a_day(&self.now.1, tr)]
    }

    pub fn command(&self) -> Command {
        Command::MergeTeams {
            from: self.from,
            into: self.now.0.unwrap_or(self.from),
            day: parse_date(&self.now.1).unwrap_or_default(),
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
        let theme = Theme::get(ui);
        let n = i64::try_from(self.n_people).unwrap_or(i64::MAX);
        let args = [("name", self.from_name.as_str().into()), ("n", n.into())];
        let body = cx.tr.with("organisation-merge-body", &args);
        text::wrapped(ui, text::BODY13, theme.t2, &body);
        let label = cx.text("organisation-merge-into");
        let problem = state.shown(problems, 0);
        let (search, nothing) =
            (cx.text("organisation-search-team"), cx.text("organisation-nothing-found"));
        let field = Field::new(&label).required().error(problem);
        let response = Select::new(field).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut self.now.0,
            &data.options.teams,
        );
        state.focus(0, &response);
        let label = cx.text("organisation-field-effective");
        let problem = state.shown(problems, 1);
        let help = cx.text("organisation-merge-day-help");
        let field = Field::new(&label).required().error(problem).help(&help);
        let response = day_field(ui, field, &mut self.now.1, cx.filter.today, cx.tr);
        state.focus(1, &response);
    }
}
