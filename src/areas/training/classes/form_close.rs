//! What ends a class, or somebody's place in it: it was held and cost so much, it is called off and why,
//! somebody does not come and why.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::chosen::Chosen;
use super::people::PersonRow;
use super::view::View;
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::training::form_words::run;
use crate::areas::typed::{blank, fen_of, yuan_of};
use crate::command::training::What;
use crate::command::training::classes::Ask;
use crate::command::training::results::Ask as Results;
use crate::domain::ids::{PersonId, TrainingClassId};
use crate::i18n::Tr;
use crate::metrics::team_life::yuan;
use crate::ui::field::{Field, number_field, text_area};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is to end.
#[derive(Clone, Debug, PartialEq)]
enum End {
    /// The class was held.
    Held(Held),
    /// It is called off; whether something came of it already.
    CalledOff { recorded: bool },
    /// Somebody does not come; whether something came of it for them.
    Gone { person: PersonId, name: String, recorded: bool },
}

/// What is known of a class that is to be marked as held.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    /// The cost in all as it was before.
    before: Option<f64>,
    cost: Option<f64>,
    /// What is recorded of cost, in fen, and of how many it is not known.
    known: (i64, usize),
    /// How many with a seat have no result.
    missing: usize,
    /// Whether nobody has one.
    empty: bool,
    /// Its last day.
    ends: NaiveDate,
}

/// The end of a class half-typed.
#[derive(Clone, Debug)]
pub(super) struct CloseDraft {
    class: TrainingClassId,
    name: String,
    end: End,
    why: String,
    pub state: State,
}

impl Filled for CloseDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        match &self.end {
            End::Held(held) => held.cost != held.before,
            End::CalledOff { .. } | End::Gone { .. } => !blank(&self.why),
        }
    }
}

impl CloseDraft {
    fn of(chosen: &Chosen, end: End) -> Self {
        let (class, name) = (chosen.id, chosen.name.clone());
        Self { class, name, end, why: String::new(), state: State::opened() }
    }

    /// A class that was held; it begins with what was expected where nothing is recorded.
    pub fn hold(chosen: &Chosen) -> Self {
        let (sum, unknown) = chosen.cost;
        let cost = if sum == 0 && unknown > 0 { yuan_of(chosen.form.cost) } else { None };
        let held = Held {
            before: cost,
            cost,
            known: chosen.cost,
            missing: chosen.missing,
            empty: !chosen.people.iter().any(|one| one.recorded),
            ends: chosen.days.1,
        };
        Self::of(chosen, End::Held(held))
    }

    /// A class that is called off.
    pub fn cancel(chosen: &Chosen) -> Self {
        let recorded = chosen.people.iter().any(|one| one.recorded);
        Self::of(chosen, End::CalledOff { recorded })
    }

    /// Somebody who does not come.
    pub fn withdraw(chosen: &Chosen, person: &PersonRow) -> Self {
        let (name, recorded) = (person.name.clone(), person.recorded);
        Self::of(chosen, End::Gone { person: person.person, name, recorded })
    }

    fn problem(&self, today: NaiveDate, tr: &Tr) -> Option<String> {
        match &self.end {
            End::Held(held) => held.problem(today, tr),
            End::CalledOff { recorded: true } => Some(tr.text("error-class-recorded")),
            End::CalledOff { recorded: false } if blank(&self.why) => {
                Some(tr.text("error-class-why"))
            }
            End::Gone { recorded: true, .. } => Some(tr.text("error-enrolment-recorded")),
            End::CalledOff { .. } | End::Gone { .. } => None,
        }
    }

    fn command(&self) -> What {
        match &self.end {
            End::Held(held) => What::Results(Results::Hold(self.class, fen_of(held.cost))),
            End::CalledOff { .. } => What::Classes(Ask::Cancel(self.class, self.why.clone())),
            End::Gone { person, .. } => {
                What::Classes(Ask::Withdraw(self.class, *person, self.why.clone()))
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        let problem = state.shown(problems, 0);
        match &mut self.end {
            End::Held(held) => {
                text::wrapped(ui, text::BODY13, theme.t2, &cx.text("classes-hold-body"));
                let (label, unit) = (cx.text("classes-hold-cost"), cx.text("classes-yuan"));
                let help = held.help(cx.tr);
                let field = Field::new(&label).unit(&unit).help(&help).error(problem);
                let response = number_field(ui, field, &mut held.cost, 2);
                state.focus(0, &response);
            }
            End::CalledOff { .. } => {
                text::wrapped(ui, text::BODY13, theme.t2, &cx.text("classes-cancel-body"));
                let label = cx.text("classes-cancel-why");
                let field = Field::new(&label).required().error(problem);
                let response = text_area(ui, field, &mut self.why, 3);
                state.focus(0, &response);
            }
            End::Gone { name, .. } => {
                let args = [("name", name.as_str().into())];
                let body = cx.tr.with("classes-withdraw-body", &args);
                text::wrapped(ui, text::BODY13, theme.t2, &body);
                let label = cx.text("classes-withdraw-why");
                let response = text_area(ui, Field::new(&label).error(problem), &mut self.why, 3);
                state.focus(0, &response);
            }
        }
    }
}

impl Held {
    fn problem(&self, today: NaiveDate, tr: &Tr) -> Option<String> {
        if today < self.ends {
            let args = [("day", self.ends.to_string().into())];
            return Some(tr.with("error-class-not-over", &args));
        }
        if self.missing > 0 {
            let n = i64::try_from(self.missing).unwrap_or(i64::MAX);
            return Some(tr.with("error-class-attendance", &[("n", n.into())]));
        }
        if self.empty {
            return Some(tr.text("error-class-nobody"));
        }
        let cost = fen_of(self.cost)?;
        if cost < 0 {
            return Some(tr.text("error-class-cost"));
        }
        let (known, unknown) = self.known;
        (cost < known || (unknown == 0 && cost > known)).then(|| tr.text("error-class-cost-known"))
    }

    /// What is known of the cost.
    fn help(&self, tr: &Tr) -> String {
        let (known, unknown) = self.known;
        let n = i64::try_from(unknown).unwrap_or(i64::MAX);
        tr.with("classes-hold-known", &[("known", yuan(tr, known).into()), ("n", n.into())])
    }
}

/// Draws the open form, if any.
pub(super) fn draw(ctx: &Context, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.close.take() else { return };
    let problems = [draft.problem(cx.filter.today, cx.tr)];
    let keys = match draft.end {
        End::Held(_) => ["classes-hold", "classes-hold"],
        End::CalledOff { .. } => ["classes-cancel", "classes-cancel"],
        End::Gone { .. } => ["classes-withdraw", "classes-withdraw"],
    };
    let [title, save] = keys.map(|key| cx.text(key));
    let look = Look { remove: "", id: "class-close", title: &title, save: &save, width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            run(cx, draft.name.as_str(), draft.command());
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.close = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_class_is_held_when_it_is_over_everyone_is_recorded_and_the_cost_fits() {
        let tr = Tr::new(Language::Chinese);
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let held = Held {
            before: None,
            cost: None,
            known: (100_000, 2),
            missing: 0,
            empty: false,
            ends: day("2025-09-12"),
        };
        let sound = |held: &Held, today: &str| held.problem(day(today), &tr).is_none();
        assert!(sound(&held, "2025-09-12"));
        assert!(!sound(&held, "2025-09-11"));
        assert!(!sound(&Held { missing: 1, ..held }, "2025-09-12"));
        assert!(!sound(&Held { empty: true, ..held }, "2025-09-12"));
        for (cost, unknown, fits) in [
            (1_000.0, 2, true),
            (1_500.0, 2, true),
            (999.0, 2, false),
            (1_000.0, 0, true),
            (1_500.0, 0, false),
        ] {
            let own = Held { cost: Some(cost), known: (100_000, unknown), ..held.clone() };
            assert_eq!(sound(&own, "2025-09-12"), fits, "{cost} {unknown}");
        }
    }
}
