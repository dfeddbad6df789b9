//! The form of a pair.
//!
//! What the command would refuse is worked out here from the same rules, so that it is said beside
//! the field before anything is sent.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Page, PairRow};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::organisation::dates::needs_a_day;
use crate::command::Command;
use crate::command::team_life::{self, PairForm};
use crate::domain::ids::{MentorPairId, PersonId};
use crate::domain::mentoring::{Span, USUAL_MONTHS, last_day, most_beside};
use crate::domain::names;
use crate::ui::card::grid;
use crate::ui::choice::chip;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form.
const MENTEE: usize = 0;
const MENTOR: usize = 1;
const STARTS: usize = 2;
const ENDS: usize = 3;
const GOAL: usize = 4;

/// How many months a pair is usually for.
const USUAL: [u32; 3] = [3, 6, 12];

#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    mentor: Option<PersonId>,
    mentee: Option<PersonId>,
    starts: String,
    ends: String,
    goal: String,
}

/// A pair half-typed.
#[derive(Clone, Debug)]
pub(super) struct PairDraft {
    id: Option<MentorPairId>,
    start: Typed,
    now: Typed,
    state: State,
}

impl Filled for PairDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl PairDraft {
    /// A new pair from today on, for somebody and by somebody where that is known.
    pub fn new(mentee: Option<PersonId>, mentor: Option<PersonId>, today: NaiveDate) -> Self {
        let typed = Typed {
            mentor,
            mentee,
            starts: today.to_string(),
            ends: last_day(today, USUAL_MONTHS).map(|day| day.to_string()).unwrap_or_default(),
            goal: String::new(),
        };
        Self { id: None, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// A pair as it is.
    pub fn edit(row: &PairRow) -> Self {
        let typed = Typed {
            mentor: Some(row.mentor),
            mentee: Some(row.mentee),
            starts: row.starts.to_string(),
            ends: row.ends.to_string(),
            goal: row.goal.clone(),
        };
        Self { id: Some(row.id), start: typed.clone(), now: typed, state: State::opened() }
    }

    /// What is wrong, by field.
    fn problems(&self, page: &Page, cx: &Cx<'_>) -> [Option<String>; 5] {
        let needed =
            |missing: bool| missing.then(|| cx.text("organisation-mentors-choose-problem"));
        let now = &self.now;
        let (starts, ends) = (parse_date(&now.starts), parse_date(&now.ends));
        let turned = match (starts, ends) {
            (Some(starts), Some(ends)) if ends <= starts => {
                Some(cx.text("organisation-mentors-turned"))
            }
            _ => None,
        };
        let span = match (starts, ends) {
            (Some(first), Some(last)) if first < last => Some(Span { first, last }),
            _ => None,
        };
        let same = now.mentor.is_some() && now.mentor == now.mentee;
        let same = same.then(|| cx.text("organisation-mentors-self"));
        let crossing = span.and_then(|span| self.crossing(page, span, cx));
        let full = span.and_then(|span| self.full(page, span, cx));
        let goal = now.goal.trim().is_empty();
        [
            needed(now.mentee.is_none()).or(crossing),
            needed(now.mentor.is_none()).or(same).or(full),
            needs_a_day(&now.starts, cx.tr),
            needs_a_day(&now.ends, cx.tr).or(turned),
            goal.then(|| cx.text("organisation-mentors-goal-problem")),
        ]
    }

    /// Whether the one to be guided is guided already in that time.
    fn crossing(&self, page: &Page, span: Span, cx: &Cx<'_>) -> Option<String> {
        let mentee = self.now.mentee?;
        let others = page.taken.iter().filter(|taken| Some(taken.id) != self.id);
        let other =
            others.filter(|taken| taken.mentee == mentee).find(|taken| taken.span.meets(span))?;
        let args = [
            ("mentor", cx.directory.person_name(other.mentor).into()),
            ("from", other.span.first.to_string().into()),
            ("to", other.span.last.to_string().into()),
        ];
        Some(cx.tr.with("organisation-mentors-guided", &args))
    }

    /// Whether the mentor has no room in that time.
    fn full(&self, page: &Page, span: Span, cx: &Cx<'_>) -> Option<String> {
        let mentor = self.now.mentor?;
        let others = page.taken.iter().filter(|taken| Some(taken.id) != self.id);
        let beside: Vec<Span> =
            others.filter(|taken| taken.mentor == mentor).map(|taken| taken.span).collect();
        let most = i64::try_from(most_beside(span, &beside)).unwrap_or(i64::MAX);
        (most >= page.capacity).then(|| {
            let args = [("n", most.into()), ("most", page.capacity.into())];
            cx.tr.with("organisation-mentors-full", &args)
        })
    }

    /// The command that saves it, once nothing is wrong.
    fn command(&self, cx: &Cx<'_>) -> Option<team_life::Command> {
        let (mentor, mentee) = (self.now.mentor?, self.now.mentee?);
        let form = PairForm {
            mentor,
            mentee,
            starts: parse_date(&self.now.starts)?,
            ends: parse_date(&self.now.ends)?,
            goal: self.now.goal.clone(),
        };
        let name = |person: PersonId| cx.directory.person_name(person);
        let subject = format!("{} → {}", name(mentor), name(mentee));
        Some(match self.id {
            Some(id) => team_life::Command::EditPair(id, form, subject),
            None => team_life::Command::AddPair(form, subject),
        })
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        page: &Page,
        cx: &Cx<'_>,
    ) {
        let words = ["organisation-search-name", "organisation-nothing-found"];
        let [search, nothing] = words.map(|key| cx.text(key));
        let label = cx.text("organisation-mentors-mentee");
        let field = Field::new(&label).required().error(state.shown(problems, MENTEE));
        let response = Select::new(field).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut self.now.mentee,
            &page.mentees,
        );
        state.focus(MENTEE, &response);

        let label = cx.text("organisation-mentors-mentor");
        let help = cx.tr.with("organisation-mentors-capacity-help", &[("n", page.capacity.into())]);
        let field = Field::new(&label).required().help(&help).error(state.shown(problems, MENTOR));
        let response = Select::new(field).search(&search, &nothing).finds(names::matches).show(
            ui,
            &mut self.now.mentor,
            &page.mentors,
        );
        state.focus(MENTOR, &response);
        self.offered_ui(ui, page, cx);

        grid(ui, 2, 12.0, |ui, at| {
            let (key, number, value) = if at == 0 {
                ("organisation-mentors-starts", STARTS, &mut self.now.starts)
            } else {
                ("organisation-mentors-ends", ENDS, &mut self.now.ends)
            };
            let label = cx.text(key);
            let field = Field::new(&label).required().error(state.shown(problems, number));
            let response = day_field(ui, field, value, cx.filter.today, cx.tr);
            state.focus(number, &response);
        });
        if let Some(starts) = parse_date(&self.now.starts) {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
                for months in USUAL {
                    let Some(day) = last_day(starts, months) else { continue };
                    let name = cx.tr.with("organisation-mentors-for", &[("n", months.into())]);
                    let on = parse_date(&self.now.ends) == Some(day);
                    if chip(ui, &name, on).clicked() {
                        self.now.ends = day.to_string();
                    }
                }
            });
        }

        let label = cx.text("organisation-mentors-goal");
        let hint = cx.text("organisation-mentors-goal-hint");
        let field =
            Field::new(&label).required().placeholder(&hint).error(state.shown(problems, GOAL));
        let response = text_area(ui, field, &mut self.now.goal, 3);
        state.focus(GOAL, &response);
    }

    /// Who is suggested for somebody new, to choose with one press.
    fn offered_ui(&mut self, ui: &mut Ui, page: &Page, cx: &Cx<'_>) {
        let newcomer = page.newcomers.iter().find(|row| Some(row.person) == self.now.mentee);
        let Some(newcomer) = newcomer.filter(|row| !row.guides.is_empty()) else { return };
        let theme = Theme::get(ui);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            text::label(ui, text::LABEL12, theme.t3, &cx.text("organisation-mentors-suggested"));
            for (person, name, why) in &newcomer.guides {
                let on = self.now.mentor == Some(*person);
                if chip(ui, name, on).on_hover_text(why).clicked() {
                    self.now.mentor = Some(*person);
                }
            }
        });
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, page: &Page, open: &mut Option<PairDraft>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let problems = draft.problems(page, cx);
    let (title, save) = match draft.id {
        None => ("organisation-mentors-add", "organisation-mentors-add"),
        Some(_) => ("organisation-mentors-edit", "organisation-mentors-save"),
    };
    let (title, save) = (cx.text(title), cx.text(save));
    let look = Look { id: "pair-form", title: &title, save: &save, remove: "", width: 480.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, page, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(command) = draft.command(cx) {
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

    #[test]
    fn months_end_on_the_day_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(last_day(day("2025-07-28"), 6), Some(day("2026-01-27")));
        assert_eq!(last_day(day("2025-08-31"), 6), Some(day("2026-02-27")));
    }

    #[test]
    fn a_new_pair_is_clean_until_something_is_typed() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        let mut draft = PairDraft::new(Some(PersonId(1)), None, today);
        assert!(!draft.dirty());
        assert_eq!(draft.now.ends, "2026-05-17");
        draft.now.goal = "独立成单".to_owned();
        assert!(draft.dirty());
    }
}
