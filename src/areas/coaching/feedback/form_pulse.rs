//! The form of a question that everybody is asked: how many gave which mark, by team.
//!
//! Teams with fewer than five answers are put down together, without a team: that is said beside the line before
//! it is refused.

use egui::{Context, Rect, Ui, vec2};

use super::data::Data;
use super::pulse::Pulse as Shown;
use crate::areas::Cx;
use crate::areas::coaching::form_words::run;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::What;
use crate::command::coaching::pulse::{MARKS, Marks, Pulse, PulseForm};
use crate::domain::ids::{PulseId, TeamId};
use crate::domain::training::small_groups::LEAST;
use crate::ui::card::grid;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, form_label, number_field, text_field};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form; the lines come behind them.
const QUESTION: usize = 0;
const DAY: usize = 1;
const LINES: usize = 2;
/// The height of the line of a team: its name and the fields.
const LINE: f32 = 52.0;

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    question: String,
    day: String,
    /// How many gave each mark, by team; those without one last.
    lines: Vec<(Option<TeamId>, [Option<f64>; MARKS])>,
}

/// A question half-typed.
#[derive(Clone, Debug)]
pub(super) struct PulseDraft {
    id: Option<PulseId>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for PulseDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl PulseDraft {
    /// A new one of today.
    pub fn new(data: &Data, cx: &Cx<'_>) -> Self {
        let lines = data.teams.iter().map(|(team, _)| (*team, [None; MARKS]));
        let typed = Typed {
            question: cx.text("feedback-pulse-usual"),
            day: cx.filter.today.to_string(),
            lines: lines.collect(),
        };
        Self { id: None, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// One as it is.
    pub fn edit(pulse: &Shown, data: &Data) -> Self {
        let stored = |team: Option<TeamId>| {
            let found = pulse.stored.iter().find(|(of, _)| *of == team);
            found.map_or([None; MARKS], |(_, marks)| {
                marks.map(|n| Some(n as f64).filter(|n| *n > 0.0))
            })
        };
        // A team that is no longer there keeps its answers.
        let gone = pulse.stored.iter().map(|(team, _)| *team);
        let gone = gone.filter(|team| !data.teams.iter().any(|(known, _)| known == team));
        let teams = gone.chain(data.teams.iter().map(|(team, _)| *team));
        let lines = teams.map(|team| (team, stored(team))).collect();
        let typed = Typed { question: pulse.question.clone(), day: pulse.on_day.clone(), lines };
        Self { id: Some(pulse.id), start: typed.clone(), now: typed, state: State::opened() }
    }

    fn problems(&self, cx: &Cx<'_>) -> Vec<Option<String>> {
        let day = match parse_date(&self.now.day) {
            None => Some("feedback-problem-day"),
            Some(day) if day > cx.filter.today => Some("feedback-problem-future"),
            Some(_) => None,
        };
        let mut problems: Vec<Option<String>> = vec![
            self.now.question.trim().is_empty().then(|| cx.text("feedback-problem-question")),
            day.map(|key| cx.text(key)),
        ];
        let n = i64::try_from(LEAST).unwrap_or(i64::MAX);
        problems.extend(self.now.lines.iter().map(|(team, marks)| {
            let total = total(marks);
            let small = team.is_some() && total > 0 && total < n;
            small.then(|| cx.tr.with("feedback-problem-small", &[("n", n.into())]))
        }));
        let all: i64 = self.now.lines.iter().map(|(_, marks)| total(marks)).sum();
        if all == 0
            && let Some(last) = problems.last_mut()
        {
            *last = Some(cx.text("feedback-problem-answers"));
        }
        problems
    }

    /// The command, once nothing is wrong.
    fn keep(&self) -> Option<Pulse> {
        let marks = self
            .now
            .lines
            .iter()
            .map(|(team, marks)| Marks { team: *team, answers: marks.map(whole) });
        let form = PulseForm {
            question: self.now.question.clone(),
            on_day: Some(parse_date(&self.now.day)?),
            marks: marks.collect(),
        };
        Some(Pulse::Keep(self.id, form))
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        let label = cx.text("feedback-question");
        let field = Field::new(&label).required().error(state.shown(problems, QUESTION));
        let response = text_field(ui, field, &mut self.now.question);
        state.focus(QUESTION, &response);
        let label = cx.text("feedback-day");
        let field = Field::new(&label).required().error(state.shown(problems, DAY)).width(200.0);
        let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("feedback-pulse-note"));
        for (at, (team, marks)) in self.now.lines.iter_mut().enumerate() {
            let team = *team;
            let name = data.teams.iter().find(|(known, _)| *known == team);
            let name = name.map(|(_, name)| name.as_str()).or_else(|| {
                let team = team.and_then(|team| cx.directory.teams.get(&team))?;
                Some(team.name.as_str())
            });
            let name = name.unwrap_or_default();
            // There can be a hundred teams: what is out of sight is not drawn.
            let problem = state.shown(problems, LINES + at);
            let size = vec2(ui.available_width(), LINE);
            let place = Rect::from_min_size(ui.cursor().min, size).expand(LINE);
            if problem.is_none() && !ui.is_rect_visible(place) {
                ui.allocate_space(size);
                continue;
            }
            ui.vertical(|ui| {
                ui.set_min_height(LINE);
                ui.spacing_mut().item_spacing.y = 4.0;
                form_label(ui, name, false);
                grid(ui, MARKS, 8.0, |ui, mark| {
                    let n = i64::try_from(mark + 1).unwrap_or(i64::MAX);
                    let told = cx
                        .tr
                        .with("feedback-pulse-mark", &[("name", name.into()), ("n", n.into())]);
                    let unit = cx.tr.with("feedback-pulse-unit", &[("n", n.into())]);
                    if let Some(answers) = marks.get_mut(mark) {
                        let field = Field::bare(&told).compact().unit(&unit);
                        let response = number_field(ui, field, answers, 0);
                        if mark == 0 {
                            state.focus(LINES + at, &response);
                        }
                    }
                });
                if let Some(problem) = problem {
                    error_line(ui, problem);
                }
            });
        }
    }
}

/// How many answers, as typed.
fn whole(answers: Option<f64>) -> i64 {
    answers.unwrap_or_default().max(0.0).round() as i64
}

fn total(marks: &[Option<f64>; MARKS]) -> i64 {
    marks.iter().map(|answers| whole(*answers)).sum()
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, open: &mut Option<PulseDraft>, cx: &mut Cx<'_>) {
    let Some(mut draft) = open.take() else { return };
    let problems = draft.problems(cx);
    let title = match draft.id {
        None => cx.text("feedback-pulse-add"),
        Some(_) => cx.text("feedback-pulse-edit"),
    };
    let save = cx.text("feedback-pulse-save");
    let remove = draft.id.map(|_| cx.text("feedback-pulse-remove")).unwrap_or_default();
    let look = Look { id: "pulse-form", title: &title, save: &save, remove: &remove, width: 560.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, data, seen);
    });
    let pulse = match wish {
        Wish::Close => return,
        Wish::Save => draft.keep(),
        Wish::Remove => {
            draft.state.sent = true;
            draft.id.map(Pulse::Remove)
        }
        Wish::Stay => None,
    };
    if let Some(pulse) = pulse {
        run(cx, draft.now.question.trim(), What::Pulse(pulse));
    }
    *open = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_whole_and_blank_is_none() {
        assert_eq!(whole(None), 0);
        assert_eq!(whole(Some(3.0)), 3);
        assert_eq!(whole(Some(-2.0)), 0);
        assert_eq!(total(&[Some(1.0), None, Some(2.0), None, Some(4.0)]), 7);
    }
}
