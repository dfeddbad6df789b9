//! Where what needs the manager is seen to.

use egui::Context;

use crate::app::App;
use crate::areas::{AreaId, Coachee, Event, Filter, Order};
use crate::domain::period::Period;
use crate::metrics::notices::Act;

/// The area in which it is seen to, where the area has to be told what.
const fn area(act: &Act) -> AreaId {
    match act {
        Act::OpenDeal(_) => AreaId::Funnel,
        Act::Remind(..) => AreaId::Reports,
        Act::SignLetters(_) | Act::SetTargets(_) => AreaId::Targets,
        Act::SignEvaluation(..) => AreaId::Evaluation,
        Act::OpenCoaching(_)
        | Act::Coach(_)
        | Act::OpenVisit(_)
        | Act::OpenPlan(_)
        | Act::AnswerFeedback(_) => AreaId::Coaching,
        Act::OpenCertificates(_) | Act::OpenClass(_) => AreaId::Training,
        Act::FindMentor(_) | Act::OpenPair(_) | Act::OpenDutySheet(_) => AreaId::Organisation,
    }
}

/// The period that it is about, where its page shows one.
const fn period(act: &Act) -> Option<Period> {
    match act {
        Act::SignLetters(period) | Act::SetTargets(period) | Act::SignEvaluation(period, _) => {
            Some(*period)
        }
        _ => None,
    }
}

impl App {
    /// Shows where something is seen to.
    pub(super) fn follow(&mut self, ctx: &Context, act: Act) {
        match act {
            // These two have an order of their own.
            Act::OpenDeal(deal) => self.carry_out(ctx, vec![Order::OpenDeal(deal, vec![deal])]),
            Act::Coach(person) => {
                let coachee = Coachee { person: Some(person), deal: None };
                self.carry_out(ctx, vec![Order::Coach(coachee)]);
            }
            act => {
                if let (Some(period), Some(session)) = (period(&act), &mut self.session) {
                    session.filter = Filter { period, ..session.filter };
                    session.moved_period = false;
                }
                self.show(ctx, area(&act), &Event::Act(act));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;

    #[test]
    fn what_is_about_a_period_is_shown_in_it() {
        let month = Period::Month(2025, 12);
        let (targets, evaluation) =
            (Act::SetTargets(month), Act::SignEvaluation(month, PersonId(1)));
        assert_eq!((area(&targets), period(&targets)), (AreaId::Targets, Some(month)));
        assert_eq!((area(&evaluation), period(&evaluation)), (AreaId::Evaluation, Some(month)));
        let mentor = Act::FindMentor(PersonId(1));
        assert_eq!((area(&mentor), period(&mentor)), (AreaId::Organisation, None));
    }
}
