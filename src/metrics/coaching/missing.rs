//! What a coaching still needs before it is complete: by the method what [`grow`] lists, and of a note to an
//! event the note alone.

use crate::domain::coaching::grow::{self, Action, Cause, Choice, Missing, Sheet, has_number};
use crate::i18n::Tr;
use crate::store::coaching::log::Details;
use crate::store::records::CoachingKind;

/// What a coaching that is put down still needs, in the order in which it is read.
pub fn of(details: &Details) -> Vec<Missing> {
    let coaching = &details.coaching;
    let reality = coaching.reality.as_deref().unwrap_or_default();
    if coaching.kind == CoachingKind::Event {
        return of_note(reality);
    }
    let causes: Vec<Cause> = details
        .symptoms
        .iter()
        .filter(|own| own.cause.is_some())
        .map(|own| Cause { evidence: own.subject.is_some(), guess: own.guess })
        .collect();
    let options: Vec<Choice<'_>> = details
        .options
        .iter()
        .map(|option| Choice { text: &option.text, own: option.from_rep })
        .collect();
    let goal = coaching.goal.as_deref().unwrap_or_default();
    let will = coaching.will.as_deref().unwrap_or_default();
    grow::missing(&Sheet {
        talked: coaching.on_day,
        goal,
        goal_number: has_number(goal),
        goal_by: coaching.goal_by,
        reality,
        figures: details.symptoms.iter().filter(|own| own.subject.is_some()).count(),
        causes: &causes,
        options: &options,
        actions: &[Action { text: will, due: coaching.will_by }],
        help: coaching.help.as_deref().unwrap_or_default(),
        sure: coaching.confidence,
        surer_by: coaching.to_seven.as_deref().unwrap_or_default(),
    })
}

/// What a note to an event needs.
pub fn of_note(note: &str) -> Vec<Missing> {
    if note.trim().is_empty() { vec![Missing::Reality] } else { vec![] }
}

/// What is missing, as a request.
pub fn text(tr: &Tr, missing: Missing) -> String {
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match missing {
        Missing::Goal => tr.text("log-needs-goal"),
        Missing::GoalNumber => tr.text("log-needs-goal-number"),
        Missing::GoalDay => tr.text("log-needs-goal-day"),
        Missing::GoalDayPast => tr.text("log-needs-goal-day-past"),
        Missing::Reality => tr.text("log-needs-reality"),
        Missing::Figure => tr.text("log-needs-figure"),
        Missing::Evidence { at } => tr.with("log-needs-evidence", &[("n", whole(at + 1).into())]),
        Missing::Options { have, need } => {
            let args = [("have", whole(have).into()), ("need", whole(need).into())];
            tr.with("log-needs-options", &args)
        }
        Missing::OwnOption => tr.text("log-needs-own-option"),
        Missing::Action => tr.text("log-needs-will"),
        Missing::ActionDay { .. } => tr.text("log-needs-will-day"),
        Missing::ActionDayPast { .. } => tr.text("log-needs-will-day-past"),
        Missing::Help => tr.text("log-needs-help"),
        Missing::Sure | Missing::SureOnScale => tr.text("log-needs-sure"),
        Missing::SurerBy => tr.text("log-needs-to-seven"),
    }
}

/// The word on the command line.
pub const fn word(missing: Missing) -> &'static str {
    match missing {
        Missing::Goal => "goal",
        Missing::GoalNumber => "goal_number",
        Missing::GoalDay => "goal_day",
        Missing::GoalDayPast => "goal_day_past",
        Missing::Reality => "reality",
        Missing::Figure => "figure",
        Missing::Evidence { .. } => "evidence",
        Missing::Options { .. } => "options",
        Missing::OwnOption => "own_option",
        Missing::Action => "will",
        Missing::ActionDay { .. } => "will_day",
        Missing::ActionDayPast { .. } => "will_day_past",
        Missing::Help => "help",
        Missing::Sure | Missing::SureOnScale => "sure",
        Missing::SurerBy => "to_seven",
    }
}
