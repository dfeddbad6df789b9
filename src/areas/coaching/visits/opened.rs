//! What the form of a visit needs to be filled in: the steps with the words of their levels and what the post
//! asks for, the visit before, what has changed since, and the lists to choose from.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::areas::coaching::data::Load;
use crate::domain::ids::{
    AccountId, ActivityId, ObservationId, ObservationPracticeId, ObservationStepId,
    ObservationTemplateId, OpportunityId, PersonId,
};
use crate::domain::names::initial;
use crate::domain::observation::LEVELS;
use crate::error::Result;
use crate::i18n::{MoneyStyle, Tr, money, short_day};
use crate::metrics::visits::{Scales, Seen, ever, one, show};
use crate::store::coaching::templates::{Step, Template};
use crate::store::coaching::{log, sheets};
use crate::store::records::{
    Account, Activity, CoachingAction, Observation, Opportunity, Place, Rater,
};
use crate::store::{Record as _, opportunities};

/// So far back is looked for what has changed, where there was no visit before.
const BACK_DAYS: u64 = 30;
/// So many changes are shown, the newest.
const CHANGES: usize = 6;

const ACTIVITIES: &str = "SELECT id, person_id, on_day, account_id, subject, kind, result, next_step, next_on, contact, batch_id, extra FROM activity WHERE person_id = $1 AND on_day >= $2 AND on_day <= $3 ORDER BY on_day DESC, id DESC";
const AT_CUSTOMER: &str = "SELECT id, person_id, on_day, account_id, subject, kind, result, next_step, next_on, contact, batch_id, extra FROM activity WHERE account_id = $1 AND on_day > $2 AND on_day <= $3 ORDER BY on_day DESC, id DESC";

/// What the form is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    pub(super) sheet: Option<ObservationId>,
    pub(super) template: Option<ObservationTemplateId>,
    pub(super) person: Option<PersonId>,
    pub(super) day: Option<NaiveDate>,
    pub(super) account: Option<AccountId>,
    pub(super) deal: Option<OpportunityId>,
}

/// A step, ready to draw.
#[derive(Clone, Debug)]
pub struct StepInfo {
    pub(super) id: ObservationStepId,
    pub(super) word: String,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) required: Option<i64>,
    pub(super) last: Option<i64>,
    pub(super) anchors: [String; 5],
    pub(super) practices: Vec<(ObservationPracticeId, String)>,
}

impl StepInfo {
    /// What is to be seen at a level.
    pub(super) fn anchor(&self, level: i64) -> &str {
        let at = usize::try_from(level - 1).ok();
        at.and_then(|at| self.anchors.get(at)).map_or("", String::as_str)
    }

    /// How far the level of the time before lies below what is asked for.
    pub(super) fn gap(&self) -> Option<i64> {
        let (required, last) = self.required.zip(self.last)?;
        (last < required).then_some(required - last)
    }
}

/// An action that was agreed.
#[derive(Clone, Debug)]
pub struct Action {
    pub(super) text: String,
    pub(super) day: String,
    pub(super) done: bool,
}

/// The visit before.
#[derive(Clone, Debug)]
pub struct Last {
    pub(super) day: NaiveDate,
    /// How many days it lies back.
    pub(super) days: i64,
    /// The one thing that was agreed; empty for none.
    pub(super) agreed: String,
    pub(super) actions: Vec<Action>,
}

/// What the form needs.
#[derive(Clone, Debug)]
pub struct Opened {
    pub(super) ask: Ask,
    pub(super) template: Option<Template>,
    /// The sheets to choose from; of one that is stored, its own version alone.
    pub(super) versions: Vec<(Option<ObservationTemplateId>, String)>,
    pub(super) steps: Vec<StepInfo>,
    /// The person's name.
    pub(super) name: String,
    pub(super) initial: String,
    pub(super) last: Option<Last>,
    /// How many visits of the person were filled in before.
    pub(super) visits: usize,
    /// What has changed since the visit before: what, and on which day.
    pub(super) changes: Vec<(String, String)>,
    /// The amount of the deal, in words.
    pub(super) amount: String,
    pub(super) accounts: Vec<(Option<AccountId>, String)>,
    pub(super) deals: Vec<(Option<OpportunityId>, String)>,
    pub(super) activities: Vec<(Option<ActivityId>, String)>,
}

impl Opened {
    /// The step of a word.
    pub(super) fn step(&self, word: &str) -> Option<&StepInfo> {
        self.steps.iter().find(|step| step.word == word)
    }

    pub(super) fn template_id(&self) -> Option<ObservationTemplateId> {
        self.template.as_ref().map(|template| template.record.id)
    }

    pub(super) fn account_name(&self, account: Option<AccountId>) -> Option<&str> {
        account?;
        let found = self.accounts.iter().find(|(id, _)| *id == account);
        found.map(|(_, name)| name.as_str())
    }

    pub(super) fn deal_name(&self, deal: Option<OpportunityId>) -> Option<&str> {
        deal?;
        let found = self.deals.iter().find(|(id, _)| *id == deal);
        found.map(|(_, name)| name.as_str())
    }
}

/// Loads it.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(load: &Load<'_>, scales: &Scales, ask: &Ask) -> Result<Opened> {
    let (db, directory, tr) = (load.db, load.directory, load.tr);
    let day = ask.day.unwrap_or(load.today);
    let template = ask.template.and_then(|id| scales.get(id));
    let template = template.or_else(|| scales.in_use().first().copied());
    let versions: Vec<&Template> = match (ask.sheet, template) {
        (Some(_), Some(own)) => vec![own],
        _ => scales.in_use(),
    };
    let versions = versions.into_iter().map(|version| {
        let name = show::sheet_name(tr, &version.record);
        let args = [("name", name.into()), ("n", version.record.number.into())];
        (Some(version.record.id), tr.with("visits-version", &args))
    });
    let versions = versions.collect();
    let (mut before, mut visits) = (None, 0);
    if let Some(person) = ask.person {
        if let Some(last) = sheets::last_before(db, person, day)? {
            before = one(db, scales, last.record.id)?;
        }
        let all = sheets::of_person(db, person, ever(day))?;
        visits = all.iter().filter(|sheet| sheet.complete && Some(sheet.id) != ask.sheet).count();
    }
    let post = ask.person.and_then(|person| directory.membership_on(person, day));
    let post = post.and_then(|at| at.post_id);
    let steps = template.into_iter().flat_map(|template| &template.steps).enumerate();
    let steps = steps.map(|(at, step)| StepInfo {
        required: step.required(post),
        last: before.as_ref().and_then(|seen| level(seen, step)),
        ..info(load, at, step)
    });
    let steps = steps.collect();
    let since = before.as_ref().map(|seen| seen.record.on_day);
    let since = since.or_else(|| day.checked_sub_days(Days::new(BACK_DAYS))).unwrap_or(day);
    let deal = match ask.deal {
        Some(deal) => db.get::<Opportunity>(deal)?,
        None => None,
    };
    let name = ask.person.map_or("", |person| directory.person_name(person)).to_owned();
    Ok(Opened {
        template: template.cloned(),
        versions,
        steps,
        initial: initial(&name),
        name,
        last: match &before {
            Some(before) => Some(last(load, &before.record, day)?),
            None => None,
        },
        visits,
        changes: changes(load, ask, (since, day))?,
        amount: deal
            .as_ref()
            .and_then(|deal| deal.amount)
            .map(|fen| money(tr.language(), fen, MoneyStyle::Full))
            .unwrap_or_default(),
        accounts: accounts(load)?,
        deals: deals(load, ask, deal.as_ref())?,
        activities: activities(load, ask, day)?,
        ask: ask.clone(),
    })
}

fn level(seen: &Seen, step: &Step) -> Option<i64> {
    seen.level(Rater::Observer, &step.record.word)
}

fn info(load: &Load<'_>, at: usize, step: &Step) -> StepInfo {
    let said = |level: i64| show::anchor(load.tr, step, level).to_owned();
    let practices = step.practices.iter().map(|practice| {
        let text = load.tr.own(&practice.text, &practice.text_en);
        (practice.id, text.to_owned())
    });
    StepInfo {
        id: step.record.id,
        word: step.record.word.clone(),
        number: (at + 1).to_string(),
        name: show::step_name(load.tr, step).to_owned(),
        required: None,
        last: None,
        anchors: [1, 2, 3, 4, LEVELS].map(said),
        practices: practices.collect(),
    }
}

/// What is told of the visit before, with what was agreed in its coaching.
fn last(load: &Load<'_>, record: &Observation, day: NaiveDate) -> Result<Last> {
    let actions = match record.coaching_id {
        Some(coaching) => log::actions_of(load.db, coaching)?,
        None => vec![],
    };
    let action = |action: &CoachingAction| Action {
        text: action.text.clone(),
        day: short_day(load.tr, action.done_on.unwrap_or(action.due)),
        done: action.done_on.is_some(),
    };
    Ok(Last {
        day: record.on_day,
        days: (day - record.on_day).num_days(),
        agreed: record.agreed.clone().unwrap_or_default(),
        actions: actions.iter().map(action).collect(),
    })
}

/// What happened with the deal and the customer since a day, the newest first.
fn changes(
    load: &Load<'_>,
    ask: &Ask,
    (since, day): (NaiveDate, NaiveDate),
) -> Result<Vec<(String, String)>> {
    let (db, tr, directory) = (load.db, load.tr, load.directory);
    let place = |place: Place| match place {
        Place::Stage(stage) => directory
            .stages
            .get(&stage)
            .map_or_else(String::new, |stage| tr.own(&stage.name, &stage.name_en).to_owned()),
        Place::Won => tr.text("visits-place-won"),
        Place::Lost => tr.text("visits-place-lost"),
    };
    let mut found: Vec<(NaiveDate, String)> = vec![];
    if let Some(deal) = ask.deal {
        for moved in opportunities::moves_of(db, deal)? {
            if moved.on_day <= since || moved.on_day > day {
                continue;
            }
            if let Some(after) = moved.place_after {
                let before = moved.place_before.map(place).unwrap_or_default();
                let args = [("before", before.into()), ("after", place(after).into())];
                found.push((moved.on_day, tr.with("visits-change-stage", &args)));
            }
            if let Some(after) = moved.amount_after {
                let said = money(tr.language(), after, MoneyStyle::Full);
                found.push((
                    moved.on_day,
                    tr.with("visits-change-amount", &[("amount", said.into())]),
                ));
            }
            if let Some(after) = moved.close_after {
                let args = [("day", after.to_string().into())];
                found.push((moved.on_day, tr.with("visits-change-close", &args)));
            }
        }
    }
    if let Some(account) = ask.account {
        let key = [account.into(), since.into(), day.into()];
        let work: Vec<Activity> = db.rows(AT_CUSTOMER, &key, Activity::from_row)?;
        let mut kinds: BTreeMap<String, (usize, NaiveDate)> = BTreeMap::new();
        for one in &work {
            let kind = one.kind.clone().unwrap_or_else(|| tr.text("visits-change-work"));
            let entry = kinds.entry(kind).or_insert((0, one.on_day));
            entry.0 += 1;
        }
        for (kind, (n, last)) in kinds {
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            let args = [("kind", kind.into()), ("n", n.into())];
            found.push((last, tr.with("visits-change-kind", &args)));
        }
    }
    found.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    found.truncate(CHANGES);
    Ok(found.into_iter().map(|(day, what)| (what, short_day(load.tr, day))).collect())
}

/// That none is chosen.
fn none<T>(tr: &Tr) -> (Option<T>, String) {
    (None, tr.text("visits-none"))
}

fn accounts(load: &Load<'_>) -> Result<Vec<(Option<AccountId>, String)>> {
    let mut all = vec![none(load.tr)];
    let known = load.db.all::<Account>()?.into_iter().filter(|account| !account.archived);
    all.extend(known.map(|account| (Some(account.id), account.name)));
    Ok(all)
}

/// The open deals of the person, those of the customer first, and the one that is named.
fn deals(
    load: &Load<'_>,
    ask: &Ask,
    named: Option<&Opportunity>,
) -> Result<Vec<(Option<OpportunityId>, String)>> {
    let mut own = match ask.person {
        Some(person) => opportunities::open_of(load.db, person)?,
        None => vec![],
    };
    own.sort_by_key(|deal| (deal.account_id != ask.account, deal.id));
    let mut all = vec![none(load.tr)];
    if let Some(named) = named.filter(|named| own.iter().all(|deal| deal.id != named.id)) {
        all.push((Some(named.id), named.name.clone()));
    }
    all.extend(own.into_iter().map(|deal| (Some(deal.id), deal.name)));
    Ok(all)
}

/// What the reports have of the person on the day: one of them may be this visit.
fn activities(
    load: &Load<'_>,
    ask: &Ask,
    day: NaiveDate,
) -> Result<Vec<(Option<ActivityId>, String)>> {
    let mut all = vec![none(load.tr)];
    let Some(person) = ask.person else { return Ok(all) };
    let from = day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let key = [person.into(), from.into(), day.into()];
    let own: Vec<Activity> = load.db.rows(ACTIVITIES, &key, Activity::from_row)?;
    all.extend(
        own.into_iter().map(|one| {
            (Some(one.id), format!("{} {}", short_day(load.tr, one.on_day), one.subject))
        }),
    );
    Ok(all)
}
