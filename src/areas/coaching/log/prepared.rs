//! What a talk is prepared with, as text; each line says what it would be as something the talk answers.

use std::collections::BTreeMap;

use super::card::{put_off, state};
use super::data::whole;
use crate::areas::coaching::data::Load;
use crate::domain::ids::{AccountId, MajorEventId, OpportunityId, PersonId};
use crate::domain::money::share_bp;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Rate;
use crate::domain::training::level::LEVEL;
use crate::error::Result;
use crate::i18n::{MoneyStyle, Tr, day_beside, money, number, period_label};
use crate::metrics::coaching::log::{Following, events};
use crate::metrics::coaching::prepare::{Changed, Prepared, SkillGap, StuckDeal};
use crate::metrics::coaching::seen::SeenStep;
use crate::metrics::coaching::show::{self, joined, with_sample};
use crate::metrics::compared::StepCompared;
use crate::metrics::symptom::Subject;
use crate::metrics::{Measured, MetricId};
use crate::ui::tokens::Tone;

/// Something that a talk may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// What it is.
    pub subject: Subject,
    /// The same in words.
    pub name: String,
    /// How much, with its cases.
    pub own: String,
    /// Beside what it stands; may be empty.
    pub beside: String,
    /// What it was the time before; may be empty.
    pub before: String,
}

impl Offer {
    /// All of it in a line.
    pub fn line(&self, tr: &Tr) -> String {
        joined(tr, &[&format!("{} {}", self.name, self.own), &self.beside])
    }
}

/// Something that was agreed and is open.
#[derive(Clone, Debug)]
pub(super) struct OpenLine {
    /// What.
    pub text: String,
    /// How it stands.
    pub state: (Tone, String),
    /// How it was put off; may be empty.
    pub note: String,
}

/// A skill that is missing.
#[derive(Clone, Debug)]
pub(super) struct SkillLine {
    /// Its name.
    pub name: String,
    /// The level and what is asked for.
    pub levels: String,
}

/// A deal that is stuck.
#[derive(Clone, Debug)]
pub(super) struct StuckLine {
    /// The deal.
    pub id: OpportunityId,
    /// How it is called.
    pub name: String,
    /// How much, where, for how long.
    pub detail: String,
}

/// What a talk is prepared with.
#[derive(Clone, Debug)]
pub(super) struct Prep {
    /// With whom.
    pub person: PersonId,
    /// The quarter of the figures.
    pub period: Period,
    /// When the last talk was, and of when the figures are.
    pub about: String,
    /// What changed.
    pub metrics: Vec<Offer>,
    /// The step of the funnel that is weakest beside the team.
    pub weakest: Option<Offer>,
    /// The steps of visits below what the post asks for.
    pub steps: Vec<Offer>,
    /// What was agreed and is open.
    pub open: Vec<OpenLine>,
    /// The skills that are missing.
    pub skills: Vec<SkillLine>,
    /// What is not known of skills; empty where all is.
    pub skills_note: String,
    /// The stuck deals.
    pub stuck: Vec<StuckLine>,
    /// All that a talk may answer; nothing first.
    pub figures: Vec<(Option<Subject>, String)>,
    /// The periods that a figure may be of.
    pub periods: Vec<(Period, String)>,
    /// The open deals; none first.
    pub deals: Vec<(Option<OpportunityId>, String)>,
    /// The customers of the open deals.
    pub accounts_of: BTreeMap<OpportunityId, AccountId>,
    /// The customers; none first.
    pub accounts: Vec<(Option<AccountId>, String)>,
    /// The events; none first.
    pub events: Vec<(Option<MajorEventId>, String)>,
}

/// What a talk is prepared with.
pub(super) fn prep(load: &Load<'_>, found: &Prepared) -> Result<Prep> {
    let tr = load.tr;
    let open = |of: &Following| {
        let agreed = of.postponed.first().map_or(of.of.action.due, |first| first.was);
        let reason = of.postponed.last().map(|last| last.reason.as_str());
        OpenLine {
            text: of.of.action.text.clone(),
            state: state(tr, of.due),
            note: put_off(tr, agreed, reason, load.today),
        }
    };
    let below = found.seen.iter().filter(|seen| found.period.contains(seen.day));
    let below = below.flat_map(|seen| seen.below());
    let none = || tr.text("log-none-chosen");
    let mut deals = vec![(None, none())];
    deals.extend(found.deals.iter().map(|deal| (Some(deal.id), deal.name.clone())));
    let mut accounts = vec![(None, none())];
    accounts.extend(found.accounts.iter().map(|(id, name)| (Some(*id), name.clone())));
    Ok(Prep {
        person: found.person,
        period: found.period,
        about: about(load, found),
        metrics: found.metrics.iter().map(|changed| metric(load, found, changed)).collect(),
        weakest: found.weakest.as_ref().and_then(|step| weakest(load, step)),
        steps: below.filter_map(|step| step_offer(tr, step)).collect(),
        open: found.open.iter().map(open).collect(),
        skills: found.skills.iter().map(|gap| skill(tr, gap)).collect(),
        skills_note: skills_note(tr, found),
        stuck: found.stuck.iter().map(|deal| stuck(load, deal)).collect(),
        figures: figures(load, found),
        periods: [found.period, found.period.previous(), Period::month_of(load.today)]
            .map(|period| (period, period_label(tr, period)))
            .to_vec(),
        accounts_of: found.deals.iter().filter_map(|deal| Some((deal.id, deal.account?))).collect(),
        deals,
        accounts,
        events: event_choices(load, found.person)?,
    })
}

fn about(load: &Load<'_>, found: &Prepared) -> String {
    let tr = load.tr;
    let last = match found.last {
        Some(day) => tr.with("log-prep-last", &[("day", day_beside(tr, day, load.today).into())]),
        None => tr.text("log-prep-first"),
    };
    let today = day_beside(tr, load.today, load.today);
    let args = [("period", period_label(tr, found.period).into()), ("day", today.into())];
    joined(tr, &[&last, &tr.with("log-prep-as-of", &args)])
}

/// A value of a metric with its cases.
fn measured(tr: &Tr, metric: MetricId, found: &Measured) -> String {
    let value = show::value(tr, &Subject::Metric(metric), found.value);
    with_sample(tr, &value, i64::try_from(found.records).unwrap_or(i64::MAX))
}

fn metric(load: &Load<'_>, found: &Prepared, changed: &Changed) -> Offer {
    let (tr, metric) = (load.tr, changed.metric);
    let said = |found: &Measured| measured(tr, metric, found);
    let team = changed.team.as_ref().map(said);
    let then = changed.then.as_ref().zip(found.last).map(|(then, day)| {
        let day = day_beside(tr, day, load.today);
        tr.with("log-prep-then", &[("day", day.into()), ("value", said(then).into())])
    });
    Offer {
        subject: Subject::Metric(metric),
        name: tr.text(&metric.label_key()),
        own: said(&changed.now),
        beside: team.map(|team| beside_team(tr, team)).unwrap_or_default(),
        before: then.unwrap_or_default(),
    }
}

fn beside_team(tr: &Tr, said: String) -> String {
    tr.with("log-symptom-team", &[("value", said.into())])
}

fn weakest(load: &Load<'_>, step: &StepCompared) -> Option<Offer> {
    let tr = load.tr;
    let subject = Subject::Stage(step.stage);
    let said = |rate: Rate| {
        let (k, n) = (i64::try_from(rate.k).ok()?, i64::try_from(rate.n).ok()?);
        Some(with_sample(tr, &show::value(tr, &subject, share_bp(k, n)), n))
    };
    Some(Offer {
        name: show::subject(load.directory, tr, &subject, None),
        own: said(step.own?)?,
        beside: step.around.and_then(said).map(|team| beside_team(tr, team)).unwrap_or_default(),
        before: String::new(),
        subject,
    })
}

fn step_offer(tr: &Tr, step: &SeenStep) -> Option<Offer> {
    let subject = Subject::Step(step.word.clone());
    let level = |level: Option<i64>| level.map(|level| show::value(tr, &subject, Some(level)));
    let required = level(step.required);
    Some(Offer {
        name: show::step_name(step, tr),
        own: level(step.now)?,
        beside: required
            .map(|level| tr.with("log-symptom-post", &[("value", level.into())]))
            .unwrap_or_default(),
        before: String::new(),
        subject,
    })
}

/// A level of skills, which is kept in ten-thousandths, with one decimal.
fn level(level: i64) -> String {
    let tenths = (level * 10 + LEVEL / 2).div_euclid(LEVEL);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn skill(tr: &Tr, gap: &SkillGap) -> SkillLine {
    let args = [("level", level(gap.level).into()), ("required", level(gap.required).into())];
    SkillLine { name: gap.name.clone(), levels: tr.with("log-prep-skill", &args) }
}

/// Why no skill is missing: the post asks for none, or some were never rated.
fn skills_note(tr: &Tr, found: &Prepared) -> String {
    if found.asked == 0 {
        return tr.text("log-prep-skills-none");
    }
    if found.unrated > 0 {
        let args = [("n", whole(found.unrated).into()), ("asked", whole(found.asked).into())];
        return tr.with("log-prep-skills-unrated", &args);
    }
    if found.skills.is_empty() { tr.text("log-prep-skills-met") } else { String::new() }
}

fn stuck(load: &Load<'_>, stuck: &StuckDeal) -> StuckLine {
    let tr = load.tr;
    let amount = stuck.deal.amount.map(|fen| money(tr.language(), fen, MoneyStyle::Full));
    let stage = show::stage(load.directory, tr, stuck.deal.stage);
    let args = [("stage", stage.into()), ("n", number(i64::from(stuck.deal.visit_days)).into())];
    let standing = tr.with("log-deal-stage-days", &args);
    StuckLine {
        id: stuck.deal.id,
        name: format!("{} {}", stuck.named.account, stuck.named.name).trim().to_owned(),
        detail: joined(tr, &[amount.as_deref().unwrap_or_default(), &standing]),
    }
}

/// All that a talk may answer: metrics, the stages of the general model, the steps that were seen last.
fn figures(load: &Load<'_>, found: &Prepared) -> Vec<(Option<Subject>, String)> {
    let (tr, directory) = (load.tr, load.directory);
    let named = |subject: Subject, name: Option<&str>| {
        let name = show::subject(directory, tr, &subject, name);
        (Some(subject), name)
    };
    let mut all = vec![(None, tr.text("log-figure-choose"))];
    all.extend(MetricId::ALL.iter().map(|metric| named(Subject::Metric(*metric), None)));
    let stages = directory.current_model().map(|model| directory.stages_of(model.id));
    let stages = stages.unwrap_or_default().into_iter();
    all.extend(stages.map(|stage| named(Subject::Stage(stage.id), None)));
    let steps = found.seen.iter().flat_map(|seen| &seen.steps);
    all.extend(steps.map(|step| {
        let name = show::step_name(step, tr);
        named(Subject::Step(step.word.clone()), Some(&name))
    }));
    all
}

/// The events of somebody to which a note may be made.
fn event_choices(load: &Load<'_>, person: PersonId) -> Result<Vec<(Option<MajorEventId>, String)>> {
    let members = load.directory.members(Scope::Person(person));
    let period = Period::quarter_of(load.today);
    let found = events(load.db, &members, period, load.today)?;
    let mut all = vec![(None, load.tr.text("log-event-choose"))];
    all.extend(found.into_iter().map(|line| {
        let day = day_beside(load.tr, line.event.on_day, load.today);
        (Some(line.event.id), format!("{day} {}", line.event.name))
    }));
    Ok(all)
}
