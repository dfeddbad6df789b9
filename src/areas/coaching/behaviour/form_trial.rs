//! The forms of a trial: the hypothesis, who tries it, and what is decided in the end.

use chrono::Days;
use egui::{Context, Response, Ui};

use super::choices::Choices;
use super::rows::{Opened, TrialRow};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::behaviour::{Finding, TrialForm, TryForm};
use crate::domain::ids::{BehaviourFindingId, BehaviourLineId, BehaviourTrialId, PersonId, PlayId};
use crate::store::records::TrialPart;
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

const WIDTH: f32 = 520.0;
/// A trial takes eight weeks where nobody says otherwise; these are the days after its first.
const LAST: u64 = 8 * 7 - 1;

/// Somebody who could take part.
#[derive(Clone, Debug, PartialEq)]
struct Taking {
    person: PersonId,
    name: String,
    part: Option<TrialPart>,
    note: String,
}

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
enum Typed {
    Propose {
        finding: BehaviourFindingId,
        line: Option<BehaviourLineId>,
        now: String,
        text: String,
        standard: String,
        look_at: String,
        fewest: Option<f64>,
    },
    Try {
        trial: BehaviourTrialId,
        starts: String,
        ends: String,
        people: Vec<Taking>,
    },
    Standard {
        trial: BehaviourTrialId,
        play: Option<PlayId>,
        place: String,
        reason: String,
    },
    Drop {
        trial: BehaviourTrialId,
        reason: String,
    },
}

/// A form of a trial half-typed.
#[derive(Clone, Debug)]
pub(super) struct TrialDraft {
    subject: String,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for TrialDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl TrialDraft {
    fn of(opened: &Opened, start: Typed) -> Self {
        let (now, state) = (start.clone(), State::opened());
        Self { subject: opened.subject.clone(), start, now, state }
    }

    /// A hypothesis on a behaviour.
    pub(super) fn propose(opened: &Opened, line: Option<BehaviourLineId>) -> Self {
        let blank = String::new;
        let start = Typed::Propose {
            finding: opened.id,
            line,
            now: blank(),
            text: blank(),
            standard: blank(),
            look_at: blank(),
            fewest: None,
        };
        Self::of(opened, start)
    }

    /// Who tries a hypothesis and when; as it is where it is tried already.
    pub(super) fn try_out(
        opened: &Opened,
        trial: &TrialRow,
        people: &[(PersonId, String)],
        cx: &Cx<'_>,
    ) -> Self {
        let first = cx.directory.calendar.add_workdays(cx.filter.today, 1);
        let last = first.checked_add_days(Days::new(LAST)).unwrap_or(first);
        let (starts, ends) = trial.days.unwrap_or((first, last));
        let taking = |(person, name): &(PersonId, String)| {
            let own = trial.people.iter().find(|(other, ..)| other == person);
            Taking {
                person: *person,
                name: name.clone(),
                part: own.map(|(_, part, _)| *part),
                note: own.map(|(.., note)| note.clone()).unwrap_or_default(),
            }
        };
        let start = Typed::Try {
            trial: trial.id,
            starts: starts.to_string(),
            ends: ends.to_string(),
            people: people.iter().map(taking).collect(),
        };
        Self::of(opened, start)
    }

    /// That it is a standard step from now on.
    pub(super) fn standard(opened: &Opened, trial: BehaviourTrialId) -> Self {
        let (place, reason) = (String::new(), String::new());
        Self::of(opened, Typed::Standard { trial, play: None, place, reason })
    }

    /// That it is given up.
    pub(super) fn drop(opened: &Opened, trial: BehaviourTrialId) -> Self {
        Self::of(opened, Typed::Drop { trial, reason: String::new() })
    }

    /// What is wrong, in the order of the fields: message keys.
    fn problems(&self) -> [Option<&'static str>; 3] {
        let blank = |text: &str, key: &'static str| text.trim().is_empty().then_some(key);
        match &self.now {
            Typed::Propose { text, standard, fewest, .. } => [
                blank(text, "behaviour-problem-text"),
                blank(standard, "behaviour-problem-standard"),
                fewest.is_some_and(|fewest| fewest < 1.0).then_some("behaviour-problem-fewest"),
            ],
            Typed::Try { starts, ends, people, .. } => {
                let (first, last) = (parse_date(starts), parse_date(ends));
                let early = first.zip(last).is_some_and(|(first, last)| last <= first);
                let undated = last.is_none().then_some("behaviour-problem-day");
                let tried = people.iter().any(|one| one.part == Some(TrialPart::Trial));
                let unsaid = people
                    .iter()
                    .any(|one| one.part == Some(TrialPart::Out) && one.note.trim().is_empty());
                let who = if !tried {
                    Some("behaviour-problem-nobody")
                } else if unsaid {
                    Some("behaviour-problem-out")
                } else {
                    None
                };
                [
                    first.is_none().then_some("behaviour-problem-day"),
                    undated.or(early.then_some("behaviour-problem-early")),
                    who,
                ]
            }
            Typed::Standard { play, place, reason, .. } => [
                (play.is_none() && place.trim().is_empty()).then_some("behaviour-problem-place"),
                blank(reason, "behaviour-problem-reason"),
                None,
            ],
            Typed::Drop { reason, .. } => [blank(reason, "behaviour-problem-reason"), None, None],
        }
    }

    /// What it concerns, and the command that stores it, once nothing is wrong.
    pub(super) fn command(&self) -> Option<(String, Finding)> {
        let finding = match &self.now {
            Typed::Propose { finding, line, now, text, standard, look_at, fewest } => {
                Finding::Propose(Box::new(TrialForm {
                    finding: *finding,
                    line: *line,
                    now: now.clone(),
                    text: text.clone(),
                    standard: standard.clone(),
                    look_at: look_at.clone(),
                    fewest: fewest.map(|fewest| fewest.round() as i64),
                }))
            }
            Typed::Try { trial, starts, ends, people } => {
                let taking =
                    people.iter().filter_map(|one| Some((one.person, one.part?, one.note.clone())));
                Finding::Try(Box::new(TryForm {
                    trial: *trial,
                    starts: parse_date(starts)?,
                    ends: parse_date(ends)?,
                    people: taking.collect(),
                }))
            }
            Typed::Standard { trial, play, place, reason } => Finding::Standard {
                trial: *trial,
                play: *play,
                place: place.clone(),
                reason: reason.clone(),
            },
            Typed::Drop { trial, reason } => {
                Finding::Drop { trial: *trial, reason: reason.clone() }
            }
        };
        Some((self.subject.clone(), finding))
    }

    /// Draws the form.
    pub(super) fn draw(&mut self, ctx: &Context, choices: &Choices, cx: &Cx<'_>) -> Wish {
        let key = match &self.now {
            Typed::Propose { .. } => "behaviour-propose",
            Typed::Try { .. } => "behaviour-try",
            Typed::Standard { .. } => "behaviour-standard",
            Typed::Drop { .. } => "behaviour-drop",
        };
        let (title, save) = (cx.text(key), cx.text("behaviour-save"));
        let look =
            Look { id: "behaviour-trial", title: &title, save: &save, remove: "", width: WIDTH };
        let problems = self.problems().map(|key| key.map(|key| cx.text(key)));
        filled_drawer(ctx, look, self, &problems, cx, |ui, own, state| {
            own.body(ui, choices, (state, &problems), cx);
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        choices: &Choices,
        (state, problems): (&mut State, &[Option<String>]),
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        let [first, second, third] = [0, 1, 2].map(|field| state.shown(problems, field));
        match &mut self.now {
            Typed::Propose { now, text, standard, look_at, fewest, .. } => {
                text::wrapped(ui, text::LABEL12, theme.t2, &cx.text("behaviour-propose-guard"));
                let label = cx.text("behaviour-trial-now");
                text_area(ui, Field::new(&label), now, 2);
                let (label, hint) =
                    (cx.text("behaviour-trial-text"), cx.text("behaviour-trial-text-hint"));
                let field = Field::new(&label).required().placeholder(&hint);
                let response = text_area(ui, field.error(first), text, 3);
                state.focus(0, &response);
                let label = cx.text("behaviour-trial-standard");
                let field = Field::new(&label).required().error(second);
                let response = text_area(ui, field, standard, 2);
                state.focus(1, &response);
                let label = cx.text("behaviour-trial-look");
                text_field(ui, Field::new(&label), look_at);
                let label = cx.text("behaviour-trial-fewest");
                let response = number_field(ui, Field::new(&label).error(third), fewest, 0);
                state.focus(2, &response);
            }
            Typed::Try { starts, ends, people, .. } => {
                let today = cx.filter.today;
                text::wrapped(ui, text::LABEL12, theme.t2, &cx.text("behaviour-try-guard"));
                grid(ui, 2, 12.0, |ui, at| {
                    let (key, day, error) = if at == 0 {
                        ("behaviour-try-starts", &mut *starts, first)
                    } else {
                        ("behaviour-try-ends", &mut *ends, second)
                    };
                    let label = cx.text(key);
                    let field = Field::new(&label).required().error(error);
                    let response = day_field(ui, field, day, today, cx.tr);
                    state.focus(at, &response);
                });
                form_label(ui, &cx.text("behaviour-try-people"), true);
                if let Some(error) = third {
                    error_line(ui, error);
                }
                for one in people {
                    taking_ui(ui, one, cx);
                }
            }
            Typed::Standard { play, place, reason, .. } => {
                text::wrapped(ui, text::LABEL12, theme.t2, &cx.text("behaviour-standard-guard"));
                let label = cx.text("behaviour-standard-play");
                Select::new(Field::new(&label)).show(ui, play, &choices.plays);
                let (label, hint) =
                    (cx.text("behaviour-standard-place"), cx.text("behaviour-standard-place-hint"));
                let field = Field::new(&label).placeholder(&hint).error(first);
                let response = text_field(ui, field, place);
                state.focus(0, &response);
                let response = reason_ui(ui, reason, second, cx);
                state.focus(1, &response);
            }
            Typed::Drop { reason, .. } => {
                let response = reason_ui(ui, reason, first, cx);
                state.focus(0, &response);
            }
        }
    }
}

fn reason_ui(ui: &mut Ui, reason: &mut String, error: Option<&str>, cx: &Cx<'_>) -> Response {
    let label = cx.text("behaviour-reason");
    text_area(ui, Field::new(&label).required().error(error), reason, 3)
}

/// What somebody does in it; why, where they take no part.
fn taking_ui(ui: &mut Ui, one: &mut Taking, cx: &Cx<'_>) {
    let ways = [
        (None, cx.text("behaviour-part-none")),
        (Some(TrialPart::Trial), cx.text("behaviour-part-trial")),
        (Some(TrialPart::Control), cx.text("behaviour-part-control")),
        (Some(TrialPart::Out), cx.text("behaviour-part-out")),
    ];
    ui.push_id(one.person.0, |ui| {
        text::label(ui, text::NAME13, Theme::get(ui).t1, &one.name);
        Segmented::new(&one.name).medium().fill().show(ui, &mut one.part, &ways);
        if one.part == Some(TrialPart::Out) {
            let args = [("name", one.name.as_str().into())];
            let label = cx.tr.with("behaviour-try-out", &args);
            text_field(ui, Field::new(&label).required(), &mut one.note);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(now: Typed) -> TrialDraft {
        let (subject, state) = (String::new(), State::default());
        TrialDraft { subject, start: now.clone(), now, state }
    }

    fn trying(people: Vec<Taking>) -> TrialDraft {
        draft(Typed::Try {
            trial: BehaviourTrialId(1),
            starts: "2025-11-24".to_owned(),
            ends: "2026-01-18".to_owned(),
            people,
        })
    }

    #[test]
    fn a_trial_needs_somebody_who_tries_and_a_reason_for_who_does_not() {
        let taking = |part: Option<TrialPart>| Taking {
            person: PersonId(1),
            name: "李".to_owned(),
            part,
            note: String::new(),
        };
        let idle = trying(vec![taking(None), taking(Some(TrialPart::Control))]);
        assert_eq!(idle.problems(), [None, None, Some("behaviour-problem-nobody")]);
        let trial = taking(Some(TrialPart::Trial));
        let unsaid = trying(vec![trial.clone(), taking(Some(TrialPart::Out))]);
        assert_eq!(unsaid.problems()[2], Some("behaviour-problem-out"));
        let sound = trying(vec![trial, taking(None)]);
        assert_eq!(sound.problems(), [None; 3]);
        let Some((_, Finding::Try(form))) = sound.command() else { panic!("it is a trial") };
        assert_eq!(form.people.len(), 1, "who is not in it is not named");
    }

    #[test]
    fn a_standard_step_stands_somewhere() {
        let standard = |place: &str| Typed::Standard {
            trial: BehaviourTrialId(1),
            play: None,
            place: place.to_owned(),
            reason: "三个人都做到了".to_owned(),
        };
        let problem = Some("behaviour-problem-place");
        assert_eq!(draft(standard(" ")).problems(), [problem, None, None]);
        assert_eq!(draft(standard("方案报价第3步")).problems(), [None; 3]);
    }
}
