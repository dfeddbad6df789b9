//! What is half-typed about a stuck deal: the decision, and the next step.
//!
//! What the command would refuse is said beside the field before it is sent.

use chrono::NaiveDate;

use super::row::Row;
use crate::command::deals::Command;
use crate::domain::stuck::decision::Decision;
use crate::i18n::Tr;
use crate::ui::date::parse_date;

/// A field of the forms, to give the focus to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The decision.
    Decision,
    /// Why.
    Reason,
    /// Until when.
    Until,
    /// What is to happen next.
    What,
    /// By when.
    Due,
}

/// Which command is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// A decision: the drawer goes when it is done.
    Decision,
    /// A next step: its fields go.
    Step,
    /// Something that has no fields.
    Other,
}

/// What is half-typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    /// What is decided.
    pub decision: Option<Decision>,
    /// Why.
    pub reason: String,
    /// Until when.
    pub until: String,
    /// What is to happen next.
    pub what: String,
    /// By when.
    pub due: String,
    /// Saving the decision was tried, so what is wrong with it is marked.
    pub tried: bool,
    /// The same of the next step.
    pub tried_step: bool,
    /// The field to go to.
    pub jump: Option<Field>,
    /// The person was asked whether to throw away what was typed.
    pub leaving: bool,
    /// A command is on its way.
    pub sent: Option<Sent>,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Problems {
    /// What is wrong, in the order of the fields of a form.
    pub list: Vec<(Field, String)>,
}

impl Problems {
    /// What is wrong with a field, once saving was tried.
    pub fn of(&self, field: Field, tried: bool) -> Option<&str> {
        let found = self.list.iter().find(|(at, _)| *at == field);
        found.filter(|_| tried).map(|(_, text)| text.as_str())
    }

    /// The first field with something wrong.
    pub fn first(&self) -> Option<Field> {
        self.list.first().map(|(field, _)| *field)
    }
}

impl Form {
    /// Whether anything is typed.
    pub fn dirty(&self) -> bool {
        let typed = [&self.reason, &self.until, &self.what, &self.due];
        self.decision.is_some() || typed.iter().any(|text| !text.trim().is_empty())
    }

    /// What is wrong with the decision.
    pub fn decision_problems(&self, today: NaiveDate, tr: &Tr) -> Problems {
        let mut list = vec![];
        if self.decision.is_none() {
            list.push((Field::Decision, tr.text("funnel-stuck-problem-decision")));
        }
        if self.reason.trim().is_empty() {
            list.push((Field::Reason, tr.text("funnel-stuck-problem-reason")));
        }
        if let Some(key) = self.until_problem(today) {
            list.push((Field::Until, tr.text(key)));
        }
        Problems { list }
    }

    /// What is wrong with the day of the decision. A deal that is given up has none.
    fn until_problem(&self, today: NaiveDate) -> Option<&'static str> {
        let blank = self.until.trim().is_empty();
        let until = parse_date(&self.until);
        match self.decision {
            Some(Decision::CloseLost) => None,
            Some(Decision::Wait) if blank => Some("funnel-stuck-problem-wait"),
            _ if blank => None,
            _ => match until {
                None => Some("funnel-stuck-problem-day"),
                Some(until) if until <= today => Some("funnel-stuck-problem-later"),
                Some(_) => None,
            },
        }
    }

    /// What is wrong with the next step.
    pub fn step_problems(&self, today: NaiveDate, tr: &Tr) -> Problems {
        let mut list = vec![];
        if self.what.trim().is_empty() {
            list.push((Field::What, tr.text("funnel-stuck-problem-what")));
        }
        match parse_date(&self.due) {
            None => list.push((Field::Due, tr.text("funnel-stuck-problem-day"))),
            Some(due) if due < today => {
                list.push((Field::Due, tr.text("funnel-stuck-problem-past")));
            }
            Some(_) => {}
        }
        Problems { list }
    }

    /// The command that decides, once nothing is wrong.
    pub fn decide(&self, row: &Row, today: NaiveDate) -> Option<Command> {
        Some(Command::Decide {
            deal: row.id,
            name: row.title.clone(),
            decision: self.decision?,
            reason: self.reason.clone(),
            until: parse_date(&self.until),
            today,
        })
    }

    /// The command that says what is to happen next, once nothing is wrong.
    pub fn set_next_step(&self, row: &Row, today: NaiveDate) -> Option<Command> {
        Some(Command::SetNextStep {
            deal: row.id,
            name: row.title.clone(),
            what: self.what.clone(),
            due: parse_date(&self.due)?,
            today,
        })
    }

    /// With no command on its way, what was sent and is not done was refused: what is typed stays.
    pub fn answered(&mut self, pending: bool) {
        self.sent = self.sent.filter(|_| pending);
    }

    /// Forgets what a command that was done has stored.
    pub fn stored(&mut self, sent: Sent) {
        match sent {
            Sent::Decision => *self = Self::default(),
            Sent::Step => {
                self.what.clear();
                self.due.clear();
                self.tried_step = false;
            }
            Sent::Other => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn waiting_needs_a_later_day_and_giving_up_needs_none() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        for (decision, until, expected) in [
            (Decision::Wait, "", Some("funnel-stuck-problem-wait")),
            (Decision::Wait, "2025-11-18", Some("funnel-stuck-problem-later")),
            (Decision::Wait, "2025-11-19", None),
            (Decision::Reassess, "", None),
            (Decision::Reassess, "soon", Some("funnel-stuck-problem-day")),
            (Decision::Reassess, "2025-11-18", Some("funnel-stuck-problem-later")),
            (Decision::CloseLost, "soon", None),
        ] {
            let form =
                Form { decision: Some(decision), until: until.to_owned(), ..Form::default() };
            assert_eq!(form.until_problem(today), expected, "{decision:?} {until}");
        }
    }

    #[test]
    fn what_is_missing_is_said_field_by_field_once_saving_was_tried() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        let tr = Tr::new(Language::English);
        let mut form = Form::default();
        assert!(!form.dirty());
        let wrong = form.decision_problems(today, &tr);
        assert_eq!(wrong.first(), Some(Field::Decision));
        assert_eq!(wrong.of(Field::Reason, false), None);
        assert!(wrong.of(Field::Reason, true).is_some());
        let wrong = form.step_problems(today, &tr);
        assert_eq!(wrong.list.len(), 2);
        form.what = "Visit".to_owned();
        form.due = "2025-11-18".to_owned();
        assert!(form.dirty());
        assert_eq!(form.step_problems(today, &tr), Problems::default());
        form.stored(Sent::Step);
        assert!(!form.dirty());
    }

    #[test]
    fn what_was_refused_stays_typed_whatever_is_done_later() {
        let reason = "预算十二月下来".to_owned();
        let mut form = Form { reason, sent: Some(Sent::Decision), ..Form::default() };
        form.answered(true);
        assert_eq!(form.sent, Some(Sent::Decision), "it is on its way");
        form.answered(false);
        assert_eq!(form.sent.take(), None, "nothing is stored by another command");
        assert!(form.dirty());
    }
}
