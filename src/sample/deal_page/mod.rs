//! What is recorded on the pages of the ten largest open deals of the sample, and what its stages ask for.
//!
//! What the stages ask for here takes the place of what the general model comes with; its tasks stay.

mod pages;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::stuck::{day, deal};
use crate::command::deal_page::{
    Command as Recorded, ContactForm, PartForm, RiskForm, What, apply,
};
use crate::domain::ids::StageItemId;
use crate::error::Result;
use crate::store::directory::Directory;
use crate::store::records::{
    DealRole, DecisionPart, RiskKind, Stage, StageItem, StageItemKind, Stance, Weight,
};
use crate::store::{Db, Workspace, said};
use pages::PAGES;

/// What a stage asks for, from the first stage on: evidence in both languages, and roles.
type Asked = (&'static [(&'static str, &'static str)], &'static [DealRole]);

const STAGES: [Asked; 5] = [
    (&[("找到对口部门和联系人", "Department and contact found")], &[]),
    (
        &[
            ("需求说明客户已确认", "Needs confirmed by the customer"),
            ("预算来源清楚", "Source of the budget known"),
        ],
        &[DealRole::Presales],
    ),
    (
        &[
            ("书面报价已送达", "Written quotation delivered"),
            ("客户认可技术方案", "Technical solution accepted"),
            ("投资回报测算", "Return on investment worked out"),
            ("预算书面确认", "Budget confirmed in writing"),
            ("见过技术把关与拍板人", "Met the gatekeeper and who decides"),
        ],
        &[DealRole::Presales, DealRole::Consultant, DealRole::Executive, DealRole::Commercial],
    ),
    (
        &[
            ("商务条款谈定", "Commercial terms agreed"),
            ("付款方式确认", "Terms of payment confirmed"),
        ],
        &[DealRole::Commercial, DealRole::Finance, DealRole::Legal],
    ),
    (&[("合同用印完成", "Contract sealed")], &[DealRole::Executive]),
];

/// Who takes part: role, who, asked on, since (blank where they were only asked), what for.
struct Part(DealRole, &'static str, &'static str, &'static str, &'static str);

/// Somebody at the customer's: name, post, part, stance, last met (blank for never).
struct Known(&'static str, &'static str, DecisionPart, Stance, &'static str);

/// What could go wrong: weight, what, what is done, by when (may be blank).
struct Risk(Weight, &'static str, &'static str, &'static str);

/// Evidence that is there: what, since when, where.
struct Seen(&'static str, &'static str, &'static str);

/// Tasks of the stage that are done, of the deal with a number.
const FINISHED: [(&str, Seen); 1] = [("SJ25-0461", Seen("编写方案", "2025-10-17", "方案v3.docx"))];

/// What is recorded of a deal.
struct Page {
    /// Its number.
    number: &'static str,
    /// The day on which contacts, risks and words were written down.
    on: &'static str,
    parts: &'static [Part],
    contacts: &'static [Known],
    risks: &'static [Risk],
    /// When it is taken, what it is, by when.
    fallback: Option<[&'static str; 3]>,
    evidence: &'static [Seen],
    /// Evidence of the stage that it left without, and why.
    waived: Option<(&'static str, &'static str)>,
    /// A word on it.
    note: &'static str,
}

/// Makes all of it.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let Some(model) = directory.current_model().map(|model| model.id) else { return Ok(()) };
    let stages = directory.stages_of(model);
    super::at_once(workspace, "step-stages", |db| {
        let asked = ask_for(db, &stages)?;
        PAGES.iter().try_for_each(|page| record(db, &directory, &asked, page))
    })
}

/// Evidence by its name, with the key of the stage that asks for it.
type Evidence = BTreeMap<&'static str, StageItem>;

/// Writes down what is known of a deal.
fn record(db: &mut Db, directory: &Directory, asked: &Evidence, page: &Page) -> Result<()> {
    let Some((deal, subject)) = deal(db, page.number)? else { return Ok(()) };
    let say = |db: &mut Db, today: NaiveDate, what: What| {
        apply(db, &Recorded { deal: deal.id, subject: subject.clone(), today, what })
    };
    for Part(role, who, asked_on, since, note) in page.parts {
        let person = directory.people.values().find(|person| person.name == *who);
        let person = person.map(|person| person.id);
        let (name, note) = ((*who).to_owned(), (*note).to_owned());
        let form = PartForm { role: *role, person, name, note };
        say(db, day(asked_on)?, What::AskPart(form))?;
        let parts = said::of_deal(db, deal.id)?.parts;
        let part = parts.iter().find(|part| part.role == *role).map(|part| part.id);
        if let (Some(id), Some(since)) = (part, date(since)?) {
            say(db, since, What::TakePart { id, since })?;
        }
    }
    for Seen(name, on_day, shown_in) in page.evidence {
        let Some(item) = asked.get(name).map(|item| item.id) else { continue };
        let (on_day, shown_in) = (day(on_day)?, (*shown_in).to_owned());
        say(db, on_day, What::Tick { item, on_day, shown_in })?;
    }
    for (_, Seen(name, on_day, shown_in)) in FINISHED.iter().filter(|one| one.0 == page.number) {
        let tasks = db.all::<StageItem>()?;
        let task = tasks.iter().find(|item| item.kind == StageItemKind::Task && item.name == *name);
        let Some(item) = task.map(|task| task.id) else { continue };
        let (on_day, shown_in) = (day(on_day)?, (*shown_in).to_owned());
        say(db, on_day, What::Finish { item, on_day, shown_in })?;
    }
    let on = day(page.on)?;
    for Known(name, title, part, stance, met_on) in page.contacts {
        let (name, title) = ((*name).to_owned(), (*title).to_owned());
        let met_on = date(met_on)?;
        let form = ContactForm { name, title, part: *part, stance: *stance, met_on };
        say(db, on, What::SetContact(None, form))?;
    }
    for Risk(weight, name, action, due) in page.risks {
        let (name, action, due) = ((*name).to_owned(), (*action).to_owned(), date(due)?);
        let form = RiskForm { kind: RiskKind::Risk, weight: *weight, name, action, due };
        say(db, on, What::SetRisk(None, form))?;
    }
    if let Some([name, action, due]) = page.fallback {
        let (name, action, due) = (name.to_owned(), action.to_owned(), date(due)?);
        let (kind, weight) = (RiskKind::Fallback, Weight::Medium);
        say(db, on, What::SetRisk(None, RiskForm { kind, weight, name, action, due }))?;
    }
    if let Some((name, reason)) = page.waived
        && let Some(stage) = asked.get(name).map(|item| item.stage_id)
    {
        say(db, on, What::Waive { stage, reason: reason.to_owned() })?;
    }
    say(db, on, What::Note(page.note.to_owned()))
}

/// The day that a text writes; `None` for a blank one.
fn date(text: &str) -> Result<Option<NaiveDate>> {
    Some(text).filter(|text| !text.is_empty()).map(day).transpose()
}

/// What the stages of the general model ask for in the story, and the evidence among it.
fn ask_for(db: &mut Db, stages: &[&Stage]) -> Result<Evidence> {
    // In place of what the general model comes with; its tasks stay.
    for item in db.all::<StageItem>()? {
        let ours = stages.iter().any(|stage| stage.id == item.stage_id);
        if ours && item.kind != StageItemKind::Task {
            db.delete::<StageItem>(item.id)?;
        }
    }
    let mut asked = Evidence::new();
    for (stage, (evidence, roles)) in stages.iter().zip(STAGES) {
        let roles: Vec<_> = roles.iter().map(|role| (role.word(), "")).collect();
        let kinds = [(StageItemKind::Evidence, evidence), (StageItemKind::Role, roles.as_slice())];
        for (kind, items) in kinds {
            for (position, (name, name_en)) in (1..).zip(items) {
                let item = StageItem {
                    id: StageItemId(db.allocate()?),
                    stage_id: stage.id,
                    kind,
                    position,
                    name: (*name).to_owned(),
                    name_en: (*name_en).to_owned(),
                    days: None,
                };
                db.insert(&item)?;
                if kind == StageItemKind::Evidence {
                    asked.insert(*name, item);
                }
            }
        }
    }
    Ok(asked)
}
