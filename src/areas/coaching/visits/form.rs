//! A visit half-typed: who, where and when, what was seen of each step by whom, and what was agreed.
//!
//! What the command would refuse is said here, beside the field, before it is sent.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::opened::{self, Opened, StepInfo};
use super::walk::{Spot, Walk};
use crate::command::coaching::log::{Form as Talk, Log, MOST_MINUTES, time};
use crate::command::coaching::sheets::{RatingForm, SheetForm};
use crate::command::coaching::visits::{Visit, VisitForm};
use crate::command::coaching::{Command as Coaching, What};
use crate::domain::coaching::observation::Observed;
use crate::domain::ids::{
    AccountId, ActivityId, CoachingId, ObservationId, ObservationPracticeId, ObservationStepId,
    ObservationTemplateId, OpportunityId, PersonId,
};
use crate::i18n::Tr;
use crate::metrics::visits::{score, side_by_side};
use crate::store::records::{CoachingKind, Rater, Reached};
use crate::ui::date::parse_date;
use crate::ui::scale::Mark;

/// What one observer said of a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub(super) mark: Mark,
    pub(super) fact: String,
}

/// What stands in the fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub(super) template: Option<ObservationTemplateId>,
    pub(super) person: Option<PersonId>,
    pub(super) day: String,
    pub(super) starts_at: String,
    pub(super) minutes: Option<f64>,
    pub(super) account: Option<AccountId>,
    pub(super) deal: Option<OpportunityId>,
    pub(super) visit: Option<ActivityId>,
    pub(super) topic: String,
    pub(super) present: String,
    pub(super) questions: String,
    pub(super) observer: Option<PersonId>,
    pub(super) second: Option<PersonId>,
    pub(super) second_name: String,
    pub(super) said: BTreeMap<(Rater, ObservationStepId), Said>,
    pub(super) ticks: BTreeMap<ObservationPracticeId, bool>,
    pub(super) kept: Option<Reached>,
    pub(super) focus: Option<ObservationStepId>,
    pub(super) agreed: String,
    pub(super) practice: String,
    pub(super) next_on: String,
    pub(super) next_account: Option<AccountId>,
    pub(super) next_what: String,
}

impl Typed {
    /// A new visit of today.
    pub(super) fn new(person: Option<PersonId>, today: NaiveDate) -> Self {
        Self {
            template: None,
            person,
            day: today.to_string(),
            starts_at: String::new(),
            minutes: None,
            account: None,
            deal: None,
            visit: None,
            topic: String::new(),
            present: String::new(),
            questions: String::new(),
            observer: None,
            second: None,
            second_name: String::new(),
            said: BTreeMap::new(),
            ticks: BTreeMap::new(),
            kept: None,
            focus: None,
            agreed: String::new(),
            practice: String::new(),
            next_on: String::new(),
            next_account: None,
            next_what: String::new(),
        }
    }

    /// Puts what is stored of a sheet into the fields.
    pub(super) fn read(mut self, sheet: &SheetForm) -> Self {
        self.template = Some(sheet.template);
        self.person = Some(sheet.person);
        self.day = sheet.on_day.map(|day| day.to_string()).unwrap_or_default();
        self.account = sheet.account;
        self.deal = sheet.deal;
        self.visit = sheet.visit;
        self.observer = sheet.observer;
        self.second = sheet.second;
        self.second_name.clone_from(&sheet.second_name);
        for rating in &sheet.ratings {
            let mark = rating.level.map_or(Mark::NotSeen, Mark::Level);
            let said = Said { mark, fact: rating.fact.clone() };
            self.said.insert((rating.rater, rating.step), said);
        }
        self.ticks = sheet.ticks.iter().copied().collect();
        self.kept = sheet.kept;
        self.focus = sheet.focus;
        self.agreed.clone_from(&sheet.agreed);
        self.practice.clone_from(&sheet.practice);
        self.next_on = sheet.next_on.map(|day| day.to_string()).unwrap_or_default();
        self.next_account = sheet.next_account;
        self.next_what.clone_from(&sheet.next_what);
        self
    }

    /// Puts what is stored of a coaching into the fields.
    pub(super) fn talk(mut self, talk: &Talk) -> Self {
        self.person = Some(talk.person);
        self.day = talk.on_day.map(|day| day.to_string()).unwrap_or_default();
        self.starts_at.clone_from(&talk.starts_at);
        self.minutes = talk.minutes.map(|minutes| minutes as f64);
        self.account = talk.account;
        self.deal = talk.deal;
        self.topic.clone_from(&talk.topic);
        self.present.clone_from(&talk.present);
        self.questions.clone_from(&talk.questions);
        self.observer = talk.coach;
        self
    }

    /// What one observer said of a step.
    pub(super) fn of(&self, rater: Rater, step: ObservationStepId) -> Option<&Said> {
        self.said.get(&(rater, step))
    }

    /// The level that one observer gave to a step.
    pub(super) fn level(&self, rater: Rater, step: ObservationStepId) -> Option<i64> {
        match self.of(rater, step)?.mark {
            Mark::Level(level) => Some(level),
            Mark::Open | Mark::NotSeen => None,
        }
    }

    /// The day, where it can be read.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        parse_date(&self.day)
    }

    /// How many minutes it took.
    fn minutes(&self) -> Option<i64> {
        self.minutes.map(|minutes| minutes.round() as i64)
    }

    /// Whether somebody observed too.
    pub(super) fn seconded(&self) -> bool {
        self.second.is_some() || !self.second_name.trim().is_empty()
    }
}

/// A visit as it is stored, to be changed: a sheet, a coaching without one, or both.
#[derive(Clone, Debug)]
pub struct Stored {
    pub(super) id: Option<ObservationId>,
    pub(super) coaching: Option<CoachingId>,
    /// Whether the sheet is filled in.
    pub(super) complete: bool,
    /// What stands in the coaching.
    pub(super) talk: Option<Talk>,
    pub(super) typed: Typed,
}

/// What is asked of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A visit to come is planned.
    Plan,
    /// Kept as it stands.
    Draft,
    /// Held and filled in.
    Hold,
}

/// A visit on its way.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The sheet that is changed; `None` for one that is not stored yet.
    pub id: Option<ObservationId>,
    /// The coaching that it belongs to.
    pub coaching: Option<CoachingId>,
    /// Whether the sheet was filled in when it was opened.
    pub complete: bool,
    /// What stands in the coaching besides what is asked for here.
    talk: Option<Talk>,
    start: Typed,
    pub now: Typed,
    /// The step that is rated.
    pub at: usize,
    /// Whose levels are typed.
    pub rater: Rater,
    pub walk: Walk,
    /// Whether who, where and when are asked for in a drawer.
    pub about: bool,
    /// Saving was tried in this way, so what is wrong is marked.
    pub tried: Option<Way>,
    /// The person was asked whether to throw away what is typed.
    pub leaving: bool,
    /// It is to be kept in this way as soon as what it needs is loaded.
    pub wanted: Option<Way>,
    /// What was sent, so that the same is not sent twice.
    pub sent: Option<(Typed, Way)>,
    /// It was stored for the first time and its key is still on the way.
    pub keyless: bool,
}

impl Form {
    /// A new one, which asks first who is visited with.
    pub fn new(person: Option<PersonId>, today: NaiveDate) -> Self {
        let typed = Typed::new(person, today);
        let mut form =
            Self::of(Stored { id: None, coaching: None, complete: false, talk: None, typed });
        form.about = true;
        let first = if person.is_some() { Spot::Account } else { Spot::Person };
        form.walk.go(first);
        form
    }

    /// One that is there, or the sheet of a coaching that has none.
    pub fn of(stored: Stored) -> Self {
        let Stored { id, coaching, complete, talk, typed } = stored;
        let mut form = Self {
            id,
            coaching,
            complete,
            talk,
            start: typed.clone(),
            now: typed,
            at: 0,
            rater: Rater::Observer,
            walk: Walk::default(),
            about: false,
            tried: None,
            leaving: false,
            wanted: None,
            sent: None,
            keyless: false,
        };
        form.walk.go(Spot::Step(0));
        form
    }

    /// Whether something was typed that is not stored.
    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    /// Whether what stands here was sent and would be a second visit if it were sent again.
    pub fn waiting(&self) -> bool {
        self.id.is_none() && self.sent.as_ref().is_some_and(|(sent, _)| *sent == self.now)
    }

    /// What was sent is stored.
    pub fn stored(&mut self) {
        if let Some((sent, _)) = self.sent.take() {
            self.start = sent;
        }
    }

    /// What to load for it.
    pub fn ask(&self) -> opened::Ask {
        opened::Ask {
            sheet: self.id,
            template: self.now.template,
            person: self.now.person,
            day: self.now.day(),
            account: self.now.account,
            deal: self.now.deal,
        }
    }

    /// Gives a step a mark; once the last one has one, leads on to what was agreed.
    pub fn mark(&mut self, opened: &Opened, at: usize, mark: Mark) {
        let Some(step) = opened.steps.get(at) else { return };
        self.now.said.entry((self.rater, step.id)).or_default().mark = mark;
        self.onward(opened, at);
    }

    /// Goes to a step.
    pub fn step(&mut self, opened: &Opened, at: usize) {
        self.at = at.min(opened.steps.len().saturating_sub(1));
        self.walk.go(Spot::Step(self.at));
    }

    /// Leads to a field with something wrong: those of who, where and when stand in a drawer.
    pub fn lead(&mut self, spot: Spot) {
        self.about |= spot.in_drawer();
        if let Spot::Step(at) = spot {
            self.at = at;
        }
        self.walk.go(spot);
    }

    /// Changes the sheet: steps and practices are those of their own sheet, so nothing of them stays.
    pub fn change_sheet(&mut self, template: Option<ObservationTemplateId>) {
        self.now.template = template;
        self.now.said.clear();
        self.now.ticks.clear();
        self.now.focus = None;
        self.at = 0;
    }

    /// Leaves a step for the next field.
    pub fn onward(&mut self, opened: &Opened, at: usize) {
        if at + 1 < opened.steps.len() {
            self.at = at + 1;
            self.walk.go(Spot::Step(self.at));
            return;
        }
        let spot = match (self.rater, &opened.last) {
            (Rater::Observer, Some(last)) if !last.agreed.is_empty() => Spot::Kept,
            (Rater::Observer, _) => Spot::Agreed,
            (Rater::Second | Rater::Own, _) => Spot::Step(at),
        };
        self.walk.go(spot);
    }

    /// Goes on from a field of text that was left with Enter.
    pub fn entered(&mut self, opened: Option<&Opened>, from: Spot) {
        let next = match from {
            Spot::Day => Spot::Starts,
            Spot::Starts => Spot::Minutes,
            Spot::Minutes => Spot::Topic,
            Spot::Topic => Spot::Present,
            Spot::Present => Spot::SecondName,
            Spot::SecondName => Spot::Questions,
            Spot::Fact(at) => {
                let Some(opened) = opened else { return };
                let step = opened.steps.get(at);
                let said = step.and_then(|step| self.now.of(self.rater, step.id));
                if said.is_none_or(|said| said.mark == Mark::Open) {
                    Spot::Step(at)
                } else {
                    return self.onward(opened, at);
                }
            }
            Spot::Kept => Spot::Agreed,
            Spot::Agreed => Spot::Practice,
            Spot::Practice => Spot::Next,
            Spot::Next => Spot::NextAccount,
            Spot::NextWhat => Spot::Agreed,
            other => other,
        };
        self.walk.go(next);
    }

    /// What the observer saw, scored with what stands here.
    pub fn score(&self, opened: &Opened, rater: Rater) -> Option<Observed> {
        let level = |word: &str| self.level(opened, rater, word);
        score(opened.template.as_ref()?, &level)
    }

    /// The score of the steps that were seen this time and the time before, each alone, and how many they are.
    pub fn beside_last(&self, opened: &Opened) -> Option<(i64, i64, usize)> {
        let level = |word: &str| self.level(opened, Rater::Observer, word);
        let last = |word: &str| opened.step(word).and_then(|step| step.last);
        side_by_side(opened.template.as_ref()?, &level, &last)
    }

    fn level(&self, opened: &Opened, rater: Rater, word: &str) -> Option<i64> {
        self.now.level(rater, opened.step(word)?.id)
    }

    /// The steps below what the post asks for, the lowest first: one of them is to be changed.
    pub fn short<'a>(&self, opened: &'a Opened) -> Vec<&'a StepInfo> {
        let level = |step: &StepInfo| self.now.level(Rater::Observer, step.id);
        let gap = |step: &StepInfo| step.required.zip(level(step)).map(|(asked, now)| now - asked);
        let mut short: Vec<&StepInfo> =
            opened.steps.iter().filter(|step| gap(step).is_some_and(|gap| gap < 0)).collect();
        short.sort_by_key(|step| gap(step));
        short
    }

    /// What is wrong, in the order of the fields.
    pub fn problems(&self, way: Way, today: NaiveDate, tr: &Tr) -> Vec<(Spot, String)> {
        let now = &self.now;
        let mut found = vec![];
        let mut wrong = |spot: Spot, key: &str| found.push((spot, tr.text(key)));
        if now.person.is_none() {
            wrong(Spot::Person, "visits-problem-person");
        }
        let day = now.day();
        match (day, way) {
            (None, _) => wrong(Spot::Day, "visits-problem-day"),
            (Some(day), Way::Plan) if day < today => wrong(Spot::Day, "visits-problem-past"),
            (Some(day), Way::Draft | Way::Hold) if day > today => {
                wrong(Spot::Day, "visits-problem-future");
            }
            _ => {}
        }
        if time(&now.starts_at).is_err() {
            wrong(Spot::Starts, "visits-problem-time");
        }
        if now.minutes().is_some_and(|minutes| !(1..=MOST_MINUTES).contains(&minutes)) {
            wrong(Spot::Minutes, "visits-problem-minutes");
        }
        if now.observer.is_some() && now.observer == now.person {
            wrong(Spot::Observer, "visits-problem-observer");
        }
        if now.second.is_some() && [now.person, now.observer].contains(&now.second) {
            wrong(Spot::Second, "visits-problem-second");
        }
        if way == Way::Plan {
            return found;
        }
        let seen = now.said.iter().any(|((rater, _), said)| {
            *rater == Rater::Observer && matches!(said.mark, Mark::Level(_))
        });
        if way == Way::Hold && !seen {
            wrong(Spot::Step(0), "error-observation-empty");
        }
        if way == Way::Hold && now.agreed.trim().is_empty() {
            wrong(Spot::Agreed, "error-observation-agreed");
        }
        match parse_date(&now.next_on) {
            None if !now.next_on.trim().is_empty() => wrong(Spot::Next, "visits-problem-date"),
            None if way == Way::Hold => wrong(Spot::Next, "error-observation-next"),
            Some(next) if day.is_some_and(|day| next <= day) => {
                wrong(Spot::Next, "visits-problem-next");
            }
            _ => {}
        }
        found
    }

    /// The command that stores it; `None` while something that it needs is missing.
    pub fn command(
        &self,
        way: Way,
        opened: &Opened,
        today: NaiveDate,
        tr: &Tr,
    ) -> Option<Coaching> {
        let person = self.now.person?;
        let day = self.now.day()?;
        let what = match way {
            Way::Plan => {
                let typed =
                    Some(self.now.topic.trim().to_owned()).filter(|typed| !typed.is_empty());
                let topic = typed.unwrap_or_else(|| self.named(opened, tr));
                let talk = Box::new(self.planned(person, day, topic, today));
                What::Log(match self.coaching {
                    Some(coaching) => Log::Edit(coaching, talk),
                    None => Log::Plan(talk),
                })
            }
            Way::Draft | Way::Hold => {
                let form = VisitForm {
                    sheet: self.sheet(person, day, opened)?,
                    starts_at: self.now.starts_at.clone(),
                    minutes: self.now.minutes(),
                    topic: self.now.topic.clone(),
                    named: self.named(opened, tr),
                    present: self.now.present.clone(),
                    questions: self.now.questions.clone(),
                };
                let form = Box::new(form);
                What::Visit(match way {
                    Way::Hold => Visit::Hold(self.id, form),
                    Way::Plan | Way::Draft => Visit::Draft(self.id, form),
                })
            }
        };
        Some(Coaching { subject: opened.name.clone(), today, what })
    }

    /// What it is called where nothing is said of it: by the customer or the deal.
    fn named(&self, opened: &Opened, tr: &Tr) -> String {
        let account = opened.account_name(self.now.account);
        let deal = opened.deal_name(self.now.deal);
        let named = account.or(deal).unwrap_or_default();
        if named.is_empty() { tr.text("visits-topic") } else { named.to_owned() }
    }

    /// The coaching of a visit to come. It is prepared once there is something to go in with.
    fn planned(&self, person: PersonId, day: NaiveDate, topic: String, today: NaiveDate) -> Talk {
        let now = &self.now;
        let before = self.talk.clone();
        let before = before.unwrap_or_else(|| Talk::of(CoachingKind::Visit, person));
        let prepared = Some(today).filter(|_| !now.questions.trim().is_empty());
        Talk {
            person,
            coach: now.observer,
            on_day: Some(day),
            starts_at: now.starts_at.clone(),
            minutes: now.minutes(),
            topic,
            present: now.present.clone(),
            account: now.account,
            deal: now.deal,
            questions: now.questions.clone(),
            prepared_on: before.prepared_on.or(prepared),
            ..before
        }
    }

    fn sheet(&self, person: PersonId, day: NaiveDate, opened: &Opened) -> Option<SheetForm> {
        let now = &self.now;
        let second = now.seconded();
        let ratings = now.said.iter().filter(|((rater, _), said)| {
            let anything = said.mark != Mark::Open || !said.fact.trim().is_empty();
            anything && (*rater != Rater::Second || second)
        });
        let ratings = ratings.map(|((rater, step), said)| RatingForm {
            step: *step,
            rater: *rater,
            level: match said.mark {
                Mark::Level(level) => Some(level),
                Mark::Open | Mark::NotSeen => None,
            },
            fact: said.fact.clone(),
        });
        let template = now.template.or(opened.template_id())?;
        Some(SheetForm {
            coaching: self.coaching,
            visit: now.visit,
            account: now.account,
            deal: now.deal,
            on_day: Some(day),
            observer: now.observer,
            second: now.second,
            second_name: now.second_name.clone(),
            ratings: ratings.collect(),
            ticks: now.ticks.iter().map(|(practice, done)| (*practice, *done)).collect(),
            kept: now.kept,
            focus: now.focus,
            agreed: now.agreed.clone(),
            practice: now.practice.clone(),
            next_on: parse_date(&now.next_on),
            next_account: now.next_account,
            next_what: now.next_what.clone(),
            ..SheetForm::of(template, person)
        })
    }
}
