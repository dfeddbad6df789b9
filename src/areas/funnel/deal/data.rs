//! What the page shows, ready to draw.

use chrono::NaiveDate;

use super::Ask;
use super::crew::{Contacts, Team, contacts, team};
use super::head::{Head, head};
use super::history::{History, history};
use super::path::chart;
use crate::areas::funnel::data::{Load, joined};
use crate::command::deal_page::RiskForm;
use crate::domain::forecast::calls::Category;
use crate::domain::ids::{
    DealNoteId, DealRiskId, NextStepId, NoteId, OpportunityId, PersonId, StageId, StageItemId,
};
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Language, period_label};
use crate::metrics::deal_page::show::{class_name, item_name, weight_name};
use crate::metrics::deal_page::{self, DealPage};
use crate::metrics::forecast::class_period;
use crate::metrics::notices::about::state;
use crate::metrics::stage_tasks::DueTask;
use crate::store::records::{DealRisk, RiskKind, Status, Weight};
use crate::store::said;
use crate::ui::charts::path::PathChart;
use crate::ui::tokens::Tone;

/// Everything about a deal.
#[derive(Clone, Debug)]
pub struct Data {
    /// The deal.
    pub id: OpportunityId,
    /// Customer and deal, for the journal.
    pub title: String,
    /// Whether it is open.
    pub open: bool,
    /// The person responsible, if known.
    pub owner: Option<PersonId>,
    /// The head.
    pub head: Head,
    /// The path; `None` where no stay is known.
    pub path: Option<PathChart>,
    /// Its length, as a sentence.
    pub path_sub: String,
    /// The day of the data.
    pub as_of: String,
    /// Who of us takes part.
    pub team: Team,
    /// Whom we know there.
    pub contacts: Contacts,
    /// What changed.
    pub history: History,
    /// The next step.
    pub next: Option<Next>,
    /// The evidence of the stage.
    pub evidence: Evidence,
    /// What is to be done in the stage.
    pub tasks: Tasks,
    /// The stages that were left without all of their evidence.
    pub waivers: Vec<Waiver>,
    /// What could go wrong.
    pub risks: Risks,
    /// Words on it, newest first.
    pub notes: Vec<Note>,
    /// The classes that can be chosen; what its stage says first.
    pub classes: Vec<(Option<Category>, String)>,
    /// The class that was chosen.
    pub class: Option<Category>,
    /// The month or quarter for which it is chosen.
    pub class_period: Period,
    /// That it is the class of this period.
    pub class_label: String,
    /// Who can be asked to take part; somebody from outside first.
    pub people: Vec<(Option<PersonId>, String)>,
}

/// The next step.
#[derive(Clone, Debug)]
pub struct Next {
    /// The key.
    pub id: NextStepId,
    /// What, and by when.
    pub text: String,
    /// How many days are left.
    pub left: (Tone, String),
    /// Since when the customer agrees, or that this is not known.
    pub confirmed: String,
    /// Whether the customer agrees.
    pub is_confirmed: bool,
    /// Who said it, and when.
    pub by: String,
}

/// The evidence of the stage.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// How much is there, as a part of 1.
    pub part: f32,
    /// How much is there of how much.
    pub count: String,
    /// What.
    pub rows: Vec<TickRow>,
    /// What is missing, as a sentence; empty where nothing is.
    pub foot: String,
    /// What the customer does for themselves in the stage; may be empty.
    pub customer: String,
}

/// What is to be done in the stage.
#[derive(Clone, Debug)]
pub struct Tasks {
    /// How much is done, as a part of 1.
    pub part: f32,
    /// How much is done of how much, and how much is overdue; empty where there is nothing.
    pub count: String,
    /// What.
    pub rows: Vec<TickRow>,
}

/// A piece of evidence, or a task.
#[derive(Clone, Debug)]
pub struct TickRow {
    /// What.
    pub item: StageItemId,
    /// Its name.
    pub name: String,
    /// Since when it is there or done, and where that is to be seen; of a task that is not done by when it
    /// is due. May be empty.
    pub note: String,
    /// Whether the note is a warning.
    pub tone: Tone,
    /// Whether it is there or done.
    pub there: bool,
}

/// A stage that was left without all of its evidence.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The stage.
    pub stage: StageId,
    /// When it was left and how much was missing.
    pub text: String,
    /// Why; empty where nobody said so.
    pub reason: String,
}

/// Risks and fallbacks.
#[derive(Clone, Debug)]
pub struct Risks {
    /// How many.
    pub sub: String,
    /// The risks, the heaviest first, then the fallbacks.
    pub rows: Vec<RiskRow>,
}

/// A risk or a fallback.
#[derive(Clone, Debug)]
pub struct RiskRow {
    /// The key.
    pub id: DealRiskId,
    /// Which of the two.
    pub kind: RiskKind,
    /// How much it weighs.
    pub tone: Tone,
    /// The same in a word.
    pub weight: String,
    /// What; of a fallback what it is.
    pub name: String,
    /// What is done about it and by when; of a fallback when it is taken.
    pub note: String,
    /// The form as it is stored.
    pub form: RiskForm,
}

/// A word on the deal.
#[derive(Clone, Debug)]
pub struct Note {
    /// Which.
    pub id: Written,
    /// When, and who.
    pub head: String,
    /// What.
    pub words: String,
}

/// Where a note was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// On this page.
    Here(DealNoteId),
    /// From anywhere, as a quick note.
    Quick(NoteId),
}

impl Written {
    const fn key(self) -> i64 {
        match self {
            Self::Here(id) => id.0,
            Self::Quick(id) => id.0,
        }
    }
}

/// Loads the page; no page where the deal is gone.
pub(super) fn load(load: &Load<'_>, ask: Ask) -> Result<(u64, Option<Data>)> {
    let n_open = load.n_open()?;
    let (as_of, today) = (load.as_of, load.today);
    let period = class_period(Some(load.period), today);
    let asked = deal_page::Ask { deal: ask.deal, as_of, today, period };
    match deal_page::load(load.db, load.directory, asked) {
        Ok(page) => Ok((n_open, Some(data(load, &page)))),
        Err(error) if error.key() == "error-record-gone" => Ok((n_open, None)),
        Err(error) => Err(error),
    }
}

fn data(load: &Load<'_>, page: &DealPage) -> Data {
    let account = page.account.as_ref().map_or("", |account| account.name.as_str());
    let open = page.deal.status == Status::Open;
    let class = said::class_in(&page.said.categories, page.period).map(|(class, _)| class);
    let period = ("period", period_label(load.tr, page.period).into());
    let chosen = [Category::Commit, Category::BestCase, Category::Pipeline, Category::Omitted];
    let mut classes = vec![(None, load.tr.text("funnel-deal-class-stage"))];
    classes.extend(chosen.map(|class| (Some(class), class_name(load.tr, class))));
    Data {
        id: page.deal.id,
        title: format!("{account} {}", page.deal.name).trim().to_owned(),
        open,
        owner: page.deal.owner_id,
        head: head(load, page),
        path: chart(load, page),
        path_sub: load.say().path(page),
        as_of: load.tr.with("funnel-as-of", &[("day", page.as_of.to_string().into())]),
        team: team(load, page),
        contacts: contacts(load, page),
        history: history(load, page),
        next: next(load, page),
        evidence: evidence(load, page),
        tasks: tasks(load, page),
        waivers: waivers(load, page),
        risks: risks(load, page),
        notes: notes(load, page),
        classes,
        class,
        class_period: page.period,
        class_label: load.tr.with("funnel-deal-class-of", &[period]),
        people: people(load),
    }
}

fn next(load: &Load<'_>, page: &DealPage) -> Option<Next> {
    let tr = load.tr;
    let step = page.next_step.as_ref()?;
    let left = step.due.signed_duration_since(load.today).num_days();
    let days = left.unsigned_abs();
    let left = match left {
        ..0 => (Tone::Bad, load.count("funnel-deal-next-late", days)),
        0 => (Tone::Warn, tr.text("funnel-deal-next-today")),
        1..=3 => (Tone::Warn, load.count("funnel-deal-next-left", days)),
        _ => (Tone::Neutral, load.count("funnel-deal-next-left", days)),
    };
    let [text, confirmed, by] = load.say().next_step(step);
    Some(Next { id: step.id, text, left, confirmed, is_confirmed: step.confirmed_on.is_some(), by })
}

fn evidence(load: &Load<'_>, page: &DealPage) -> Evidence {
    let tr = load.tr;
    let english = tr.language() == Language::English;
    let (there, all) = page.evidence_there();
    let rows = page.evidence.iter().map(|line| TickRow {
        item: line.item.id,
        name: item_name(tr, &line.item).to_owned(),
        note: line.there.as_ref().map_or_else(String::new, |there| load.say().ticked(there)),
        tone: Tone::Neutral,
        there: line.there.is_some(),
    });
    let missing = (all - there) as u64;
    let foot = match page.deal.status {
        Status::Open if missing > 0 => load.count("funnel-deal-evidence-missing", missing),
        _ => String::new(),
    };
    let stage = page.stage.and_then(|stage| load.directory.stages.get(&stage));
    let step = stage.and_then(|stage| {
        let english = stage.customer_step_en.as_ref().filter(|_| english);
        english.or(stage.customer_step.as_ref()).cloned()
    });
    Evidence {
        part: if all == 0 { 0.0 } else { there as f32 / all as f32 },
        count: if all == 0 { String::new() } else { format!("{there} / {all}") },
        rows: rows.collect(),
        foot,
        customer: step.map_or_else(String::new, |step| {
            tr.with("funnel-deal-customer-step", &[("step", step.into())])
        }),
    }
}

fn tasks(load: &Load<'_>, page: &DealPage) -> Tasks {
    let (done, all, _) = page.tasks_done();
    Tasks {
        part: if all == 0 { 0.0 } else { done as f32 / all as f32 },
        count: load.say().tasks(page),
        rows: page.tasks.iter().map(|task| task_row(load, task)).collect(),
    }
}

fn task_row(load: &Load<'_>, task: &DueTask) -> TickRow {
    let tone = match task.due {
        _ if task.overdue() => Tone::Bad,
        Some(due) if task.done.is_none() && due <= load.today => Tone::Warn,
        _ => Tone::Neutral,
    };
    TickRow {
        item: task.item.id,
        name: item_name(load.tr, &task.item).to_owned(),
        note: load.say().task(task),
        tone,
        there: task.done.is_some(),
    }
}

fn waivers(load: &Load<'_>, page: &DealPage) -> Vec<Waiver> {
    let lines = page.waivers.iter().map(|line| {
        let reason = line.waiver.as_ref().map_or("", |waiver| waiver.reason.as_str());
        Waiver { stage: line.stage, text: load.say().waiver(line), reason: reason.to_owned() }
    });
    lines.collect()
}

fn risks(load: &Load<'_>, page: &DealPage) -> Risks {
    let rows = page.risks_first().into_iter().map(|risk| risk_row(load, risk));
    Risks { sub: load.say().risks(page), rows: rows.collect() }
}

fn risk_row(load: &Load<'_>, risk: &DealRisk) -> RiskRow {
    let tone = match risk.weight {
        Weight::High => Tone::Bad,
        Weight::Medium => Tone::Warn,
        Weight::Low => Tone::Neutral,
    };
    let (name, note) = load.say().risk(risk);
    RiskRow {
        id: risk.id,
        kind: risk.kind,
        tone,
        weight: weight_name(load.tr, risk.weight),
        name,
        note,
        form: RiskForm {
            kind: risk.kind,
            weight: risk.weight,
            name: risk.name.clone(),
            action: risk.action.clone().unwrap_or_default(),
            due: risk.due,
        },
    }
}

/// The notes, the newest first, whether they were written here or from anywhere.
fn notes(load: &Load<'_>, page: &DealPage) -> Vec<Note> {
    let head = |day: NaiveDate, by: &str, state: String| {
        let parts = [day.to_string(), by.to_owned(), state];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        joined(load.tr, &said)
    };
    let here = page.said.notes.iter().map(|note| {
        let head = head(note.on_day, &note.by_name, String::new());
        (note.on_day, Note { id: Written::Here(note.id), head, words: note.words.clone() })
    });
    let quick = page.said.own_notes.iter().map(|note| {
        let head = head(note.on_day, &note.by_name, state(load.tr, note, load.today));
        (note.on_day, Note { id: Written::Quick(note.id), head, words: note.words.clone() })
    });
    let mut all: Vec<(NaiveDate, Note)> = here.chain(quick).collect();
    all.sort_by_key(|(day, note)| std::cmp::Reverse((*day, note.id.key())));
    all.into_iter().map(|(_, note)| note).collect()
}

/// Those who are here today, by name; somebody from outside first.
fn people(load: &Load<'_>) -> Vec<(Option<PersonId>, String)> {
    let here = load.directory.people.values();
    let here = here.filter(|person| !load.directory.has_left(person.id, load.today));
    let mut list: Vec<_> = here.map(|person| (Some(person.id), person.name.clone())).collect();
    list.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    list.insert(0, (None, load.tr.text("funnel-deal-outside")));
    list
}
