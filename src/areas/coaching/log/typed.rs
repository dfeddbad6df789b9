//! A coaching as it is typed: what is wrong with it, and what the method still asks for.
//!
//! What is wrong keeps it from being stored, since the command would refuse it. What is missing does not: a
//! coaching is put down bit by bit, and is complete once nothing is.

use chrono::{NaiveDate, NaiveTime};

use crate::areas::coaching::form_words::no_day;
use crate::command::coaching::actions::ActionForm;
use crate::command::coaching::log::{Form, OptionForm};
use crate::command::coaching::symptoms::SymptomForm;
use crate::domain::coaching::grow::{self, Action, Cause, Choice, Missing, Sheet, has_number};
use crate::domain::ids::{AccountId, MajorEventId, OpportunityId, PersonId};
use crate::domain::period::Period;
use crate::metrics::coaching::missing;
use crate::metrics::symptom::Subject;
use crate::store::records::{CoachingKind, EventPhase};
use crate::ui::date::parse_date;

/// How many ways stand in a new form.
const OPTIONS: usize = 2;
/// The most minutes of a coaching: a whole day.
const MOST_MINUTES: f64 = 24.0 * 60.0;

/// A figure, and what it is put down to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SymptomTyped {
    /// As it is stored.
    pub form: SymptomForm,
    /// The figure in words; empty for a cause without one.
    pub told: String,
}

/// Something that is agreed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ActionTyped {
    /// What.
    pub text: String,
    /// By whom; `None` for the coach.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: String,
}

impl ActionTyped {
    fn blank(&self) -> bool {
        self.text.trim().is_empty() && self.due.trim().is_empty()
    }
}

/// A coaching as typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    pub kind: CoachingKind,
    pub event: Option<MajorEventId>,
    pub phase: EventPhase,
    pub person: Option<PersonId>,
    pub coach: Option<PersonId>,
    pub on_day: String,
    pub starts_at: String,
    pub minutes: Option<f64>,
    pub topic: String,
    pub present: String,
    pub account: Option<AccountId>,
    pub deal: Option<OpportunityId>,
    pub skill: String,
    pub symptoms: Vec<SymptomTyped>,
    pub prepared_on: String,
    pub questions: String,
    pub goal: String,
    pub goal_by: String,
    pub reality: String,
    pub options: Vec<OptionForm>,
    pub will: String,
    pub will_by: String,
    pub help: String,
    pub confidence: Option<i64>,
    pub to_seven: String,
    pub rep_words: String,
    pub next_on: String,
    pub next_what: String,
    pub actions: Vec<ActionTyped>,
}

/// A place where something is wrong, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Who is coached.
    Person,
    /// Who coaches.
    Coach,
    /// The day.
    Day,
    /// When it begins.
    Time,
    /// How long it takes.
    Minutes,
    /// What it is about.
    Topic,
    /// The event.
    Event,
    /// When the coach had prepared.
    Prepared,
    /// By when the goal is reached.
    GoalBy,
    /// The figure or cause at a place.
    Symptom(usize),
    /// Which ways are tried.
    Chosen,
    /// By when it is done.
    WillBy,
    /// The action at a place.
    Action(usize),
    /// When they meet next.
    NextOn,
}

/// Something wrong: where, and the message key.
pub(super) type Problem = (Spot, &'static str);

impl Typed {
    /// A new one of today.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            kind: CoachingKind::OneToOne,
            event: None,
            phase: EventPhase::Before,
            person: None,
            coach: None,
            on_day: today.to_string(),
            starts_at: String::new(),
            minutes: None,
            topic: String::new(),
            present: String::new(),
            account: None,
            deal: None,
            skill: String::new(),
            symptoms: vec![],
            prepared_on: String::new(),
            questions: String::new(),
            goal: String::new(),
            goal_by: String::new(),
            reality: String::new(),
            options: vec![OptionForm::default(); OPTIONS],
            will: String::new(),
            will_by: String::new(),
            help: String::new(),
            confidence: None,
            to_seven: String::new(),
            rep_words: String::new(),
            next_on: String::new(),
            next_what: String::new(),
            actions: vec![ActionTyped::default()],
        }
    }

    /// One that is stored, with its figures in words.
    pub fn read(form: &Form, told: &[String]) -> Self {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let told = told.iter().map(String::as_str).chain(std::iter::repeat(""));
        let symptoms = form.symptoms.iter().zip(told).map(|(form, told)| {
            let told = if form.figure.is_some() { told.to_owned() } else { String::new() };
            SymptomTyped { form: form.clone(), told }
        });
        let mut options = form.options.clone();
        options.resize(options.len().max(OPTIONS), OptionForm::default());
        Self {
            kind: form.kind,
            event: form.event.map(|(event, _)| event),
            phase: form.event.map_or(EventPhase::Before, |(_, phase)| phase),
            person: Some(form.person),
            coach: form.coach,
            on_day: day(form.on_day),
            starts_at: form.starts_at.clone(),
            minutes: form.minutes.map(|minutes| minutes as f64),
            topic: form.topic.clone(),
            present: form.present.clone(),
            account: form.account,
            deal: form.deal,
            skill: form.skill.clone(),
            symptoms: symptoms.collect(),
            prepared_on: day(form.prepared_on),
            questions: form.questions.clone(),
            goal: form.goal.clone(),
            goal_by: day(form.goal_by),
            reality: form.reality.clone(),
            options,
            will: form.will.clone(),
            will_by: day(form.will_by),
            help: form.help.clone(),
            confidence: form.confidence,
            to_seven: form.to_seven.clone(),
            rep_words: form.rep_words.clone(),
            next_on: day(form.next_on),
            next_what: form.next_what.clone(),
            actions: vec![],
        }
    }

    /// The day, if it is one.
    pub fn day(&self) -> Option<NaiveDate> {
        parse_date(&self.on_day)
    }

    /// Whether a figure is answered already.
    pub fn answers(&self, subject: &Subject, period: Period) -> bool {
        let asked = (subject, &period);
        self.symptoms.iter().any(|own| {
            own.form.figure.as_ref().is_some_and(|(subject, period)| (subject, period) == asked)
        })
    }

    /// Makes a figure one of those that the talk answers; nothing where it is one already.
    pub fn answer(&mut self, subject: Subject, period: Period, told: String) {
        if self.answers(&subject, period) {
            return;
        }
        let form = SymptomForm { figure: Some((subject, period)), ..SymptomForm::default() };
        self.symptoms.push(SymptomTyped { form, told });
    }

    /// What the command would refuse, in the order of the form. `kept` is the day that is stored already.
    pub fn problems(&self, holds: bool, kept: Option<NaiveDate>, today: NaiveDate) -> Vec<Problem> {
        let day = self.day();
        let mut found = vec![];
        let mut wrong = |spot: Spot, key: Option<&'static str>| {
            found.extend(key.map(|key| (spot, key)));
        };
        let own_coach = self.coach.is_some() && self.coach == self.person;
        wrong(Spot::Person, self.person.is_none().then_some("log-problem-person"));
        wrong(Spot::Coach, own_coach.then_some("log-problem-self"));
        wrong(
            Spot::Day,
            match day {
                None => Some(no_day(&self.on_day, "error-coaching-day")),
                Some(day) if holds && day > today => Some("log-problem-not-yet"),
                Some(day) if !holds && day < today && kept != Some(day) => Some("log-problem-past"),
                Some(_) => None,
            },
        );
        let time = self.starts_at.trim().replace('：', ":");
        let time = time.is_empty() || NaiveTime::parse_from_str(&time, "%H:%M").is_ok();
        wrong(Spot::Time, (!time).then_some("log-problem-time"));
        let minutes = self.minutes.is_none_or(|minutes| (1.0..=MOST_MINUTES).contains(&minutes));
        wrong(Spot::Minutes, (!minutes).then_some("log-problem-minutes"));
        wrong(Spot::Topic, self.topic.trim().is_empty().then_some("error-coaching-topic"));
        let note = self.kind == CoachingKind::Event;
        wrong(Spot::Event, (note && self.event.is_none()).then_some("error-coaching-event"));
        let late = |by: NaiveDate| by > today || day.is_some_and(|day| by > day);
        wrong(Spot::Prepared, problem_of(&self.prepared_on, late, "log-problem-prepared"));
        let early = |by: NaiveDate| day.is_some_and(|day| by < day);
        if !note {
            wrong(Spot::GoalBy, problem_of(&self.goal_by, early, "log-problem-early"));
        }
        for (at, symptom) in self.symptoms.iter().enumerate() {
            let form = &symptom.form;
            let bare = form.figure.is_none() && !form.guess && !form.cause.trim().is_empty();
            wrong(Spot::Symptom(at), bare.then_some("log-problem-guess"));
        }
        if !note {
            wrong(Spot::Chosen, (!self.chosen_in_turn()).then_some("error-coaching-chosen"));
            wrong(Spot::WillBy, problem_of(&self.will_by, early, "log-problem-early"));
        }
        for (at, action) in self.actions.iter().enumerate().filter(|(_, action)| !action.blank()) {
            let blank = action.text.trim().is_empty().then_some("error-coaching-action-blank");
            let undated = action.due.trim().is_empty().then_some("error-coaching-action-due");
            let day = problem_of(&action.due, early, "log-problem-early");
            wrong(Spot::Action(at), blank.or(undated).or(day));
        }
        let soon = |next: NaiveDate| day.is_some_and(|day| next <= day);
        wrong(Spot::NextOn, problem_of(&self.next_on, soon, "log-problem-next"));
        found
    }

    /// Whether the ways that are tried have the places 1, 2, 3.
    fn chosen_in_turn(&self) -> bool {
        let named = self.options.iter().filter(|option| !option.text.trim().is_empty());
        let mut places: Vec<i64> = named.filter_map(|option| option.chosen).collect();
        places.sort_unstable();
        (1..).zip(&places).all(|(place, chosen)| place == *chosen)
    }

    /// What the method still asks for, in the order in which it is read.
    pub fn missing(&self, today: NaiveDate) -> Vec<Missing> {
        if self.kind == CoachingKind::Event {
            return missing::of_note(&self.reality);
        }
        let symptoms = || self.symptoms.iter().map(|own| &own.form);
        let causes: Vec<Cause> = symptoms()
            .filter(|form| !form.cause.trim().is_empty())
            .map(|form| Cause { evidence: form.figure.is_some(), guess: form.guess })
            .collect();
        let options: Vec<Choice<'_>> = self
            .options
            .iter()
            .map(|option| Choice { text: &option.text, own: option.from_rep })
            .collect();
        grow::missing(&Sheet {
            talked: self.day().unwrap_or(today),
            goal: &self.goal,
            goal_number: has_number(&self.goal),
            goal_by: parse_date(&self.goal_by),
            reality: &self.reality,
            figures: symptoms().filter(|form| form.figure.is_some()).count(),
            causes: &causes,
            options: &options,
            actions: &[Action { text: &self.will, due: parse_date(&self.will_by) }],
            help: &self.help,
            sure: self.confidence,
            surer_by: &self.to_seven,
        })
    }

    /// What is stored, once nothing is wrong.
    pub fn form(&self, complete: bool) -> Option<Form> {
        let note = self.kind == CoachingKind::Event;
        let actions = self.actions.iter().filter(|action| !action.blank());
        let actions = actions.map(|action| ActionForm {
            text: action.text.clone(),
            owner: action.owner,
            due: parse_date(&action.due),
        });
        let of_talk = |text: &String| if note { String::new() } else { text.clone() };
        Some(Form {
            event: self.event.filter(|_| note).map(|event| (event, self.phase)),
            coach: self.coach,
            on_day: self.day(),
            starts_at: self.starts_at.clone(),
            minutes: self.minutes.map(|minutes| minutes.round() as i64),
            topic: self.topic.clone(),
            present: self.present.clone(),
            account: self.account,
            deal: self.deal,
            skill: self.skill.clone(),
            symptoms: self.symptoms.iter().map(|own| own.form.clone()).collect(),
            prepared_on: parse_date(&self.prepared_on),
            questions: self.questions.clone(),
            goal: of_talk(&self.goal),
            goal_by: parse_date(&self.goal_by).filter(|_| !note),
            reality: self.reality.clone(),
            options: if note { vec![] } else { self.options.clone() },
            will: of_talk(&self.will),
            will_by: parse_date(&self.will_by).filter(|_| !note),
            help: of_talk(&self.help),
            confidence: self.confidence.filter(|_| !note),
            to_seven: of_talk(&self.to_seven),
            complete,
            rep_words: self.rep_words.clone(),
            next_on: parse_date(&self.next_on),
            next_what: self.next_what.clone(),
            actions: actions.collect(),
            ..Form::of(self.kind, self.person?)
        })
    }
}

/// What is wrong with a day that may be left out.
fn problem_of(
    typed: &str,
    is_wrong: impl Fn(NaiveDate) -> bool,
    key: &'static str,
) -> Option<&'static str> {
    if typed.trim().is_empty() {
        return None;
    }
    match parse_date(typed) {
        None => Some("log-problem-day"),
        Some(day) if is_wrong(day) => Some(key),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::MetricId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn whole() -> Typed {
        let option =
            |text: &str, from_rep, chosen| OptionForm { text: text.to_owned(), from_rep, chosen };
        let mut typed = Typed {
            person: Some(PersonId(7)),
            topic: "方案复谈".to_owned(),
            goal: "两周内进入谈判".to_owned(),
            goal_by: "2025-11-28".to_owned(),
            reality: "报价送出37天".to_owned(),
            options: vec![option("测算回报", true, Some(1)), option("现场交流", false, None)],
            will: "完成测算初稿".to_owned(),
            will_by: "2025-11-19".to_owned(),
            help: "经理陪同复谈".to_owned(),
            confidence: Some(8),
            ..Typed::new(day("2025-11-18"))
        };
        typed.answer(Subject::Metric(MetricId::WinRate), Period::Quarter(2025, 4), String::new());
        typed
    }

    #[test]
    fn a_day_decides_whether_it_is_put_down_or_planned() {
        let today = day("2025-11-18");
        let problems = |typed: &Typed, holds, kept| typed.problems(holds, kept, today);
        let mut typed = whole();
        assert!(problems(&typed, true, None).is_empty());
        typed.on_day = "2025-11-19".to_owned();
        assert_eq!(problems(&typed, true, None), [(Spot::Day, "log-problem-not-yet")]);
        assert!(problems(&typed, false, None).is_empty());
        typed.on_day = "2025-11-17".to_owned();
        assert_eq!(problems(&typed, false, None), [(Spot::Day, "log-problem-past")]);
        // One that was planned for that day is changed all the same.
        assert!(problems(&typed, false, Some(day("2025-11-17"))).is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_in_the_order_of_the_form() {
        let mut typed = whole();
        typed.person = None;
        typed.starts_at = "14".to_owned();
        typed.goal_by = "2025-11-17".to_owned();
        typed.symptoms.push(SymptomTyped {
            form: SymptomForm { cause: "不敢报价".to_owned(), ..SymptomForm::default() },
            told: String::new(),
        });
        for option in &mut typed.options {
            option.chosen = Some(2);
        }
        typed.actions = vec![
            ActionTyped::default(),
            ActionTyped { text: "约技术总监".to_owned(), ..ActionTyped::default() },
        ];
        typed.next_on = "2025-11-18".to_owned();
        let expected = [
            (Spot::Person, "log-problem-person"),
            (Spot::Time, "log-problem-time"),
            (Spot::GoalBy, "log-problem-early"),
            (Spot::Symptom(1), "log-problem-guess"),
            (Spot::Chosen, "error-coaching-chosen"),
            (Spot::Action(1), "error-coaching-action-due"),
            (Spot::NextOn, "log-problem-next"),
        ];
        assert_eq!(typed.problems(true, None, day("2025-11-18")), expected);
    }

    #[test]
    fn nothing_is_missing_of_a_whole_talk_and_below_seven_one_question_is() {
        let today = day("2025-11-18");
        let mut typed = whole();
        assert!(typed.missing(today).is_empty());
        typed.confidence = Some(6);
        assert_eq!(typed.missing(today), [Missing::SurerBy]);
        typed.goal = "进入谈判".to_owned();
        assert_eq!(typed.missing(today), [Missing::GoalNumber, Missing::SurerBy]);
        typed.kind = CoachingKind::Event;
        assert!(typed.missing(today).is_empty(), "a note to an event is whole with the note");
    }

    #[test]
    fn a_figure_is_answered_once_and_what_is_stored_reads_back() {
        let mut typed = whole();
        let subject = || Subject::Metric(MetricId::WinRate);
        typed.answer(subject(), Period::Quarter(2025, 4), "again".to_owned());
        assert_eq!(typed.symptoms.len(), 1);
        typed.answer(subject(), Period::Quarter(2025, 3), "赢单率".to_owned());
        assert_eq!(typed.symptoms.len(), 2);
        let form = typed.form(true).unwrap();
        assert!(form.complete && form.actions.is_empty());
        let told = ["".to_owned(), "赢单率".to_owned()];
        let again = Typed::read(&form, &told);
        assert_eq!(again, Typed { actions: vec![], ..typed });
    }
}
