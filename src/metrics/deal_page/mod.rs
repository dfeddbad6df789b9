//! Everything about one deal as of a day: how it stands, its way through the stages, who takes part, whom
//! we know there, what of the evidence is there, what could go wrong, and what changed.
//!
//! Days, limits, marks and the next step are those of stuck deals, the class is that of the forecast, the
//! moves are those of the time machine and the tasks those of [`stage_tasks`]: one definition of each.
//!
//! # Two days
//! A deal is seen as of the data, and what people said counts up to today. One that was closed since on
//! somebody's word is seen as of today.

pub mod axis;
pub mod facts;
pub mod history;
pub mod path;
pub mod show;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::forecast::calls::Category;
use crate::domain::funnel::visit::Exit;
use crate::domain::ids::{AccountId, OpportunityId, StageId, StageModelId};
use crate::domain::period::Period;
use crate::domain::process::roles::StageRoles;
use crate::domain::scope::Members;
use crate::domain::stuck::limit::StuckLimit;
use crate::domain::stuck::pushes::{Pushes, pushes};
use crate::error::{Error, Result};
use crate::metrics::chances::Chances;
use crate::metrics::pipeline::{Models, Standing, standing, stock};
use crate::metrics::stage_tasks::{self, DueTask, Stint};
use crate::metrics::stuck::{self, OpenDeal, StuckCount};
use crate::metrics::taught::Taught;
use crate::metrics::waterfall::past;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step};
use crate::store::records::{
    Account, Contact, DealContact, DealEvidence, DealPart, DealRisk, DealRole, DealWaiver,
    NextStep, Opportunity, Place, StageItem, StageItemKind, Stance,
};
use crate::store::said::{self, Said};
use crate::store::{Db, Record as _};
use history::{Change, changes};
use path::{Path, StageLine, path};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The deal.
    pub deal: OpportunityId,
    /// The day as of which it is seen.
    pub as_of: NaiveDate,
    /// The day up to which counts what people said.
    pub today: NaiveDate,
    /// The month or quarter of whose forecast the class is told.
    pub period: Period,
}

/// Everything about one deal.
#[derive(Clone, Debug)]
pub struct DealPage {
    /// The deal as it is stored.
    pub deal: Opportunity,
    /// Its customer, if known.
    pub account: Option<Account>,
    /// The day as of which it is seen.
    pub as_of: NaiveDate,
    /// How it stood on that day.
    pub standing: Standing,
    /// What is known of it while it is open and its stage is known.
    pub open: Option<OpenDeal>,
    /// The stage it stands in, or was in last.
    pub stage: Option<StageId>,
    /// Its way through the stages.
    pub path: Path,
    /// The amounts it had, oldest first.
    pub amounts: Vec<i64>,
    /// The days on which it was expected to be signed, oldest first.
    pub expected: Vec<NaiveDate>,
    /// What became of that day.
    pub pushes: Option<Pushes>,
    /// The month or quarter of whose forecast its class is told.
    pub period: Period,
    /// Its class while it is open, and whether somebody chose it.
    pub category: Option<(Category, bool)>,
    /// Won and closed deals that reached its stage, where they are enough to tell.
    pub chance: Option<(u64, u64)>,
    /// The last visit, call or other work with the customer: the day, and what it was.
    pub contacted: Option<(NaiveDate, String)>,
    /// The roles, those of its stage first.
    pub roles: Vec<RoleLine>,
    /// Whether roles that are missing hold a deal up in its stage.
    pub enforced: bool,
    /// Whom we know in the deal.
    pub contacts: Vec<DealContact>,
    /// Whom we know at the customer's beside them.
    pub others: Vec<Contact>,
    /// The evidence of its stage.
    pub evidence: Vec<EvidenceLine>,
    /// What is to be done in its stage, while it is open.
    pub tasks: Vec<DueTask>,
    /// The stages that it left without all of their evidence.
    pub waivers: Vec<WaiverLine>,
    /// The next step that is still to be done.
    pub next_step: Option<NextStep>,
    /// What people said of it.
    pub said: Said,
    /// What changed, newest first.
    pub changes: Vec<Change>,
}

/// Which stage asks for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// The one it stands in.
    Now,
    /// The next one.
    Next,
    /// None of them: somebody takes part all the same.
    Beside,
}

/// How far a role is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// 到位: somebody takes part.
    Taken,
    /// 已邀请: somebody was asked.
    Asked,
    /// 谢绝: who was asked will not.
    Declined,
    /// 未到位: nobody was asked.
    Missing,
}

impl Part {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Asked => "asked",
            Self::Declined => "declined",
            Self::Missing => "missing",
        }
    }

    fn of(part: Option<&DealPart>) -> Self {
        match part {
            None => Self::Missing,
            Some(part) if part.since.is_some() => Self::Taken,
            Some(part) if part.declined_on.is_some() => Self::Declined,
            Some(_) => Self::Asked,
        }
    }
}

/// A role of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleLine {
    /// The role.
    pub role: DealRole,
    /// Which stage asks for it.
    pub when: When,
    /// How far it is.
    pub state: Part,
    /// Who.
    pub part: Option<DealPart>,
}

/// A piece of evidence that the stage asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    /// What.
    pub item: StageItem,
    /// Since when it is there, and where it is to be seen.
    pub there: Option<DealEvidence>,
}

/// A stage that was left without all of its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverLine {
    /// The stage.
    pub stage: StageId,
    /// When it was left last.
    pub left_on: NaiveDate,
    /// How much evidence was missing on that day.
    pub missing: usize,
    /// Why, where somebody said so.
    pub waiver: Option<DealWaiver>,
}

impl DealPage {
    /// The roles that its stage asks for: how many are taken, and how many there are.
    pub fn roles_taken(&self) -> (usize, usize) {
        let now = || self.roles.iter().filter(|line| line.when == When::Now);
        (now().filter(|line| line.state == Part::Taken).count(), now().count())
    }

    /// The roles that its stage asks for and nobody has.
    pub fn roles_missing(&self) -> Vec<DealRole> {
        let needed = self.roles.iter().filter(|line| line.when == When::Now);
        let needed = needed.map(|line| line.role).collect();
        let team: BTreeSet<DealRole> = self
            .roles
            .iter()
            .filter(|line| line.state == Part::Taken)
            .map(|line| line.role)
            .collect();
        let rule = StageRoles { needed, enforced: self.enforced };
        rule.missing(&team).into_iter().copied().collect()
    }

    /// The evidence of its stage: how much is there, and how much there is to be.
    pub fn evidence_there(&self) -> (usize, usize) {
        let there = self.evidence.iter().filter(|line| line.there.is_some()).count();
        (there, self.evidence.len())
    }

    /// The tasks of its stage: how many are done, how many there are, and how many are overdue.
    pub fn tasks_done(&self) -> (usize, usize, usize) {
        let done = self.tasks.iter().filter(|task| task.done.is_some()).count();
        let overdue = self.tasks.iter().filter(|task| task.overdue()).count();
        (done, self.tasks.len(), overdue)
    }

    /// How many of those we know in the deal were met, and how many there are.
    pub fn contacts_met(&self) -> (usize, usize) {
        let met = self.contacts.iter().filter(|contact| contact.stance != Stance::Unmet).count();
        (met, self.contacts.len())
    }

    /// Risks and fallbacks that are not over.
    pub fn risks(&self) -> impl Iterator<Item = &DealRisk> {
        self.said.risks.iter().filter(|risk| risk.closed_on.is_none())
    }
}

/// Loads everything about a deal, in one pass over all deals: its limits are those of the company.
///
/// # Errors
/// When the deal is gone, or whatever the database reports.
pub fn load(db: &Db, directory: &Directory, ask: Ask) -> Result<DealPage> {
    let wanted = BTreeSet::from([ask.deal]);
    let days = (ask.as_of, ask.today);
    let mut pages = load_some(db, directory, &wanted, days, ask.period)?;
    pages.pop().ok_or_else(|| Error::new("error-record-gone"))
}

/// As [`load`], of several deals in one pass, in the order of their keys; of a day and of today, with their
/// classes in a period. One that is gone, or began later, has no page.
///
/// # Errors
/// Whatever the database reports.
pub fn load_some(
    db: &Db,
    directory: &Directory,
    wanted: &BTreeSet<OpportunityId>,
    (as_of, today): (NaiveDate, NaiveDate),
    period: Period,
) -> Result<Vec<DealPage>> {
    let models = Models::new(directory);
    let members = Members::Everyone;
    let mut count = StuckCount::new(stuck::Ask { members, as_of, today });
    let taught = Taught::by(db, &models, as_of)?;
    let mut found: Vec<(Deal, Vec<Step>)> = vec![];
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        count.add(&models, &models.seen(deal, steps, as_of, &mut events));
        if wanted.contains(&deal.id) {
            found.push((deal.clone(), steps.to_vec()));
        }
        Ok(())
    })?;
    let limits = |model: StageModelId| -> Limited {
        let stages = directory.stages_of(model);
        stages.iter().map(|stage| stage.id).zip(taught.limits(directory, model)).collect()
    };
    let used: BTreeSet<StageModelId> = found.iter().map(|(deal, _)| deal.model).collect();
    let limits: BTreeMap<StageModelId, Limited> =
        used.into_iter().map(|model| (model, limits(model))).collect();
    let stuck = count.finish(db, directory, &taught)?.deals.into_iter();
    let around = Around {
        db,
        directory,
        models,
        limits,
        chances: taught.chances(directory),
        open: stuck.filter(|open| wanted.contains(&open.id)).map(|open| (open.id, open)).collect(),
        items: Items::load(db)?,
        as_of,
        today,
        period,
    };
    let mut pages = vec![];
    for (deal, steps) in &found {
        pages.extend(around.page(deal, steps)?);
    }
    Ok(pages)
}

/// The stages of a model with their limits.
type Limited = Vec<(StageId, Option<StuckLimit>)>;

/// What the pages of all deals share.
struct Around<'a> {
    db: &'a Db,
    directory: &'a Directory,
    models: Models,
    limits: BTreeMap<StageModelId, Limited>,
    chances: Chances,
    open: BTreeMap<OpportunityId, OpenDeal>,
    items: Items,
    as_of: NaiveDate,
    today: NaiveDate,
    period: Period,
}

impl Around<'_> {
    /// The page of a deal; none where it is gone, or began later.
    fn page(&self, deal: &Deal, steps: &[Step]) -> Result<Option<DealPage>> {
        let Self { db, directory, models, today, .. } = self;
        let Some(record) = db.get::<Opportunity>(deal.id)? else { return Ok(None) };
        let was_open = stock(deal, steps, self.as_of).is_some();
        let closed_since = was_open && stock(deal, steps, *today).is_none();
        let as_of = if closed_since { *today } else { self.as_of };
        let Some(standing) = standing(deal, steps, as_of) else { return Ok(None) };
        let limited = self.limits.get(&deal.model).map(Vec::as_slice).unwrap_or_default();
        let mut events = vec![];
        let path = path(limited, &models.history(deal, steps, &mut events), as_of);
        let stage = stage(&standing, &path);
        let known = || steps.iter().take_while(move |step| step.day <= as_of);
        let expected: Vec<NaiveDate> = known().filter_map(|step| step.expected).collect();
        let said = until(said::of_deal(db, deal.id)?, *today);
        let items = &self.items;
        let next = stage.and_then(|stage| {
            let at = limited.iter().position(|(other, _)| *other == stage)?;
            limited.get(at + 1).map(|(next, _)| *next)
        });
        let own = stage.and_then(|stage| directory.stages.get(&stage));
        let (contacts, others) = contacts(db, &record, &said)?;
        Ok(Some(DealPage {
            account: record.account_id.map(|id| db.get::<Account>(id)).transpose()?.flatten(),
            as_of,
            period: self.period,
            category: category((models, deal), &standing, &said, self.period),
            chance: stage.and_then(|stage| self.chances.of(stage)),
            contacted: contacted(db, record.account_id, *today)?,
            roles: roles(items, (stage, next), &said.parts),
            enforced: own.is_some_and(|stage| stage.enforced),
            contacts,
            others,
            evidence: evidence(items, stage, &said),
            tasks: tasks(directory, items, (&path, &said), *today),
            waivers: waivers(items, &path, &said),
            next_step: next_step(&said, *today),
            changes: changes(&past(db, deal.id)?, &said, as_of),
            amounts: known().filter_map(|step| step.amount).collect(),
            pushes: pushes(expected.iter().copied()),
            expected,
            deal: record,
            standing,
            open: self.open.get(&deal.id).cloned(),
            stage,
            path,
            said,
        }))
    }
}

/// The newest step that is still to be done.
fn next_step(said: &Said, today: NaiveDate) -> Option<NextStep> {
    said.next_steps.iter().rfind(|step| said::still_open(step, today)).cloned()
}

/// The stage a deal stands in, or was in last.
fn stage(standing: &Standing, path: &Path) -> Option<StageId> {
    if let Some(Place::Stage(stage)) = standing.place {
        return Some(stage);
    }
    let stays =
        path.lines.iter().flat_map(|line| line.stays.iter().map(move |stay| (stay.order, line)));
    stays.max_by_key(|(order, _)| *order).map(|(_, line)| line.stage)
}

/// What was said up to a day.
fn until(mut said: Said, today: NaiveDate) -> Said {
    said.decisions.retain(|said| said.on_day <= today);
    said.next_steps.retain(|said| said.said_on <= today);
    said.categories.retain(|said| said.said_on <= today);
    said.parts.retain(|said| said.asked_on <= today);
    said.risks.retain(|said| said.said_on <= today);
    said.evidence.retain(|said| said.on_day <= today);
    said.notes.retain(|said| said.on_day <= today);
    said.own_notes.retain(|said| said.on_day <= today);
    said.waivers.retain(|said| said.on_day <= today);
    said
}

/// The class of an open deal in a period: what somebody chose, else what its stage proposes.
fn category(
    (models, deal): (&Models, &Deal),
    standing: &Standing,
    said: &Said,
    period: Period,
) -> Option<(Category, bool)> {
    let Some(Place::Stage(stage)) = standing.place else { return None };
    let chosen = said::class_in(&said.categories, period).map(|(class, _)| class);
    let at = models.position(stage)?;
    let proposed = Category::proposed(at, models.n_stages(deal.model));
    Some((Category::standing(false, proposed, None, chosen), chosen.is_some()))
}

const CONTACTED: &str = "SELECT on_day, kind, subject FROM activity WHERE account_id = $1 AND on_day <= $2 ORDER BY on_day DESC, id DESC";

/// The last work with a customer: the day, and its kind or what it was about.
fn contacted(
    db: &Db,
    account: Option<AccountId>,
    today: NaiveDate,
) -> Result<Option<(NaiveDate, String)>> {
    let Some(account) = account else { return Ok(None) };
    db.first(CONTACTED, &[account.into(), today.into()], |row| {
        let (kind, subject): (Option<String>, String) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, kind.unwrap_or(subject)))
    })
}

const CONTACTS: &str = "SELECT id, account_id, name, title, role, phone, email, wechat, note, batch_id, extra FROM contact WHERE account_id = $1 ORDER BY id";

/// Those we know in the deal, and those at its customer's who are not in it.
fn contacts(db: &Db, deal: &Opportunity, said: &Said) -> Result<(Vec<DealContact>, Vec<Contact>)> {
    let mut own = said.contacts.clone();
    // Who decides comes first, in the order of the parts.
    own.sort_by_key(|contact| (contact.part, contact.id));
    let mut others = match deal.account_id {
        Some(account) => db.rows(CONTACTS, &[account.into()], Contact::from_row)?,
        None => vec![],
    };
    others.retain(|other| own.iter().all(|contact| contact.name != other.name));
    Ok((own, others))
}

/// What the stages ask for.
struct Items(BTreeMap<StageId, Vec<StageItem>>);

impl Items {
    fn load(db: &Db) -> Result<Self> {
        let mut all: BTreeMap<StageId, Vec<StageItem>> = BTreeMap::new();
        for item in db.all::<StageItem>()? {
            all.entry(item.stage_id).or_default().push(item);
        }
        all.values_mut().for_each(|items| items.sort_by_key(|item| item.position));
        Ok(Self(all))
    }

    fn of(&self, stage: StageId, kind: StageItemKind) -> impl Iterator<Item = &StageItem> {
        self.0.get(&stage).into_iter().flatten().filter(move |item| item.kind == kind)
    }
}

/// The roles of the stage, those of the next one, and who takes part beside them.
fn roles(
    items: &Items,
    (stage, next): (Option<StageId>, Option<StageId>),
    parts: &[DealPart],
) -> Vec<RoleLine> {
    let mut lines: Vec<RoleLine> = vec![];
    let mut add = |role: DealRole, when: When| {
        if lines.iter().all(|line| line.role != role) {
            let part = parts.iter().find(|part| part.role == role);
            lines.push(RoleLine { role, when, state: Part::of(part), part: part.cloned() });
        }
    };
    for (stage, when) in [(stage, When::Now), (next, When::Next)] {
        let asked = stage.into_iter().flat_map(|stage| items.of(stage, StageItemKind::Role));
        asked.filter_map(|item| DealRole::parse(&item.name)).for_each(|role| add(role, when));
    }
    parts.iter().for_each(|part| add(part.role, When::Beside));
    lines
}

/// The evidence of a stage.
fn evidence(items: &Items, stage: Option<StageId>, said: &Said) -> Vec<EvidenceLine> {
    let there = |item: &StageItem| said.evidence.iter().find(|there| there.item_id == item.id);
    let asked = stage.into_iter().flat_map(|stage| items.of(stage, StageItemKind::Evidence));
    asked.map(|item| EvidenceLine { item: item.clone(), there: there(item).cloned() }).collect()
}

/// What is to be done in the stage that an open deal stands in.
fn tasks(
    directory: &Directory,
    items: &Items,
    (path, said): (&Path, &Said),
    today: NaiveDate,
) -> Vec<DueTask> {
    let Some(line) = path.lines.iter().find(|line| line.here()) else { return vec![] };
    let asked = items.0.get(&line.stage).map(Vec::as_slice).unwrap_or_default();
    let of_stint = (stint(line), said.evidence.as_slice());
    stage_tasks::due(&directory.calendar, asked, of_stint, today)
}

/// The stay that lasts.
fn stint(line: &StageLine) -> Stint {
    let mut newest = line.stays.iter().rev();
    Stint {
        entered: newest.next().map(|stay| stay.enter),
        left: newest.next().and_then(|stay| stay.leave),
    }
}

/// The stages that were left for a later one, or for good as won, without all of their evidence.
fn waivers(items: &Items, path: &Path, said: &Said) -> Vec<WaiverLine> {
    let mut lines = vec![];
    for line in &path.lines {
        let left = line.stays.iter().rfind(|stay| matches!(stay.exit, Exit::Advance | Exit::Won));
        let Some(left_on) = left.and_then(|stay| stay.leave) else { continue };
        let was_there = |item: &StageItem| {
            said.evidence.iter().any(|there| there.item_id == item.id && there.on_day <= left_on)
        };
        let asked = items.of(line.stage, StageItemKind::Evidence);
        let missing = asked.filter(|item| !was_there(item)).count();
        if missing > 0 {
            let waiver = said.waivers.iter().find(|waiver| waiver.stage_id == line.stage);
            let (stage, waiver) = (line.stage, waiver.cloned());
            lines.push(WaiverLine { stage, left_on, missing, waiver });
        }
    }
    lines
}
