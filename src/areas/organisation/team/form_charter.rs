//! The form of a charter: the next version, begun with what the one before says.
//!
//! A charter never changes a target. Whoever changes what a team is there for is led to the targets,
//! where a change is proposed with its reason.

use chrono::{Days, NaiveDate};
use egui::{Context, Ui};

use super::data::{Page, TeamRow};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::organisation::dates::needs_a_day;
use crate::command::Command;
use crate::command::team_life::{self, CharterForm};
use crate::domain::ids::TeamId;
use crate::domain::names;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area, text_field};
use crate::ui::select::Select;

/// The fields that can be wrong, in the order of the form.
const STARTS: usize = 0;
const POSITIONING: usize = 1;
const GOALS: usize = 2;

#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    starts: String,
    slogan: String,
    positioning: String,
    goals: String,
    culture: String,
    rules: String,
}

impl Typed {
    /// What the newest version of a team says, to hold from today or the day after it begins.
    fn of(team: &TeamRow, today: NaiveDate) -> Self {
        let Some(last) = team.versions.first() else {
            return Self { starts: today.to_string(), ..Self::default() };
        };
        let after = last.starts.checked_add_days(Days::new(1)).unwrap_or(last.starts);
        let [goals, culture, rules] = last.texts.clone();
        Self {
            starts: today.max(after).to_string(),
            slogan: last.slogan.clone(),
            positioning: last.positioning.clone(),
            goals,
            culture,
            rules,
        }
    }
}

/// A version half-typed.
#[derive(Clone, Debug)]
pub(super) struct CharterDraft {
    team: TeamId,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for CharterDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl CharterDraft {
    /// The next version for a team.
    pub fn new(team: &TeamRow, today: NaiveDate) -> Self {
        let typed = Typed::of(team, today);
        Self { team: team.id, start: typed.clone(), now: typed, state: State::opened() }
    }

    fn problems(&self, team: &TeamRow, cx: &Cx<'_>) -> [Option<String>; 3] {
        let starts = parse_date(&self.now.starts);
        let last = team.versions.first();
        let early = last.filter(|last| starts.is_some_and(|starts| starts <= last.starts));
        let early = early.map(|last| {
            let args = [("day", last.starts.to_string().into())];
            cx.tr.with("organisation-team-charter-early", &args)
        });
        let blank = |text: &str, key: &str| text.trim().is_empty().then(|| cx.text(key));
        [
            needs_a_day(&self.now.starts, cx.tr).or(early),
            blank(&self.now.positioning, "organisation-team-positioning-problem"),
            blank(&self.now.goals, "organisation-team-goals-problem"),
        ]
    }

    fn command(&self, team: &TeamRow) -> Option<team_life::Command> {
        let form = CharterForm {
            team: self.team,
            starts: parse_date(&self.now.starts)?,
            slogan: self.now.slogan.clone(),
            positioning: self.now.positioning.clone(),
            goals: self.now.goals.clone(),
            culture: self.now.culture.clone(),
            rules: self.now.rules.clone(),
        };
        Some(team_life::Command::PublishCharter(form, team.name.clone()))
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        page: &Page,
        cx: &Cx<'_>,
    ) {
        let before = self.team;
        let label = cx.text("organisation-field-team");
        let words = ["organisation-search-team", "organisation-nothing-found"];
        let [search, nothing] = words.map(|key| cx.text(key));
        let teams: Vec<(TeamId, &str)> =
            page.teams.iter().map(|team| (team.id, team.name.as_str())).collect();
        // Another team begins with what its own last version says; what was typed stays.
        let locked = self.dirty() || teams.len() < 2;
        let field = Field::new(&label).enabled(!locked);
        Select::new(field).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut self.team,
            &teams,
        );
        if self.team != before
            && let Some(team) = page.teams.iter().find(|team| team.id == self.team)
        {
            self.start = Typed::of(team, cx.filter.today);
            self.now = self.start.clone();
        }

        let label = cx.text("organisation-team-charter-starts");
        let help = cx.text("organisation-team-charter-help");
        let field = Field::new(&label).required().help(&help).error(state.shown(problems, STARTS));
        let response = day_field(ui, field, &mut self.now.starts, cx.filter.today, cx.tr);
        state.focus(STARTS, &response);

        let label = cx.text("organisation-team-slogan");
        text_field(ui, Field::new(&label), &mut self.now.slogan);

        let label = cx.text("organisation-team-positioning");
        let hint = cx.text("organisation-team-positioning-hint");
        let field = Field::new(&label)
            .required()
            .placeholder(&hint)
            .error(state.shown(problems, POSITIONING));
        let response = text_area(ui, field, &mut self.now.positioning, 3);
        state.focus(POSITIONING, &response);

        let label = cx.text("organisation-team-goals");
        let lines = cx.text("organisation-team-line-each");
        let field = Field::new(&label).required().help(&lines).error(state.shown(problems, GOALS));
        let response = text_area(ui, field, &mut self.now.goals, 4);
        state.focus(GOALS, &response);

        let label = cx.text("organisation-team-culture");
        text_area(ui, Field::new(&label).help(&lines), &mut self.now.culture, 4);
        let label = cx.text("organisation-team-rules");
        text_area(ui, Field::new(&label).help(&lines), &mut self.now.rules, 4);
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(
    ctx: &Context,
    page: &Page,
    open: &mut Option<CharterDraft>,
    cx: &mut Cx<'_>,
) {
    let Some(mut draft) = open.take() else { return };
    let Some(team) = page.teams.iter().find(|team| team.id == draft.team) else { return };
    let problems = draft.problems(team, cx);
    let first = team.versions.is_empty();
    let title =
        if first { "organisation-team-charter-add" } else { "organisation-team-charter-next" };
    let title = cx.text(title);
    let save = cx.text("organisation-team-charter-publish");
    let look = Look { id: "charter-form", title: &title, save: &save, remove: "", width: 560.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, page, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(command) = draft.command(team) {
                cx.run(Command::TeamLife(command));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    *open = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::organisation::team::data::CharterRow;

    #[test]
    fn the_next_version_begins_with_the_last_and_after_it() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let version = CharterRow {
            number: 1,
            starts: day("2025-12-01"),
            title: String::new(),
            detail: String::new(),
            standing: String::new(),
            slogan: "同舟".to_owned(),
            positioning: "服务水务".to_owned(),
            texts: ["一".to_owned(), String::new(), "二".to_owned()],
            lines: Default::default(),
        };
        let mut team = TeamRow {
            id: TeamId(1),
            name: "一组".to_owned(),
            detail: String::new(),
            versions: vec![version],
            now: None,
        };
        let draft = CharterDraft::new(&team, day("2025-11-18"));
        assert_eq!((draft.now.starts.as_str(), draft.now.rules.as_str()), ("2025-12-02", "二"));
        assert!(!draft.dirty());
        team.versions.clear();
        assert_eq!(CharterDraft::new(&team, day("2025-11-18")).now.starts, "2025-11-18");
    }
}
