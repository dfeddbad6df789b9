//! Stage models with everything that their stages ask for, as one value: read, written, made of a
//! template, and in a file ([`mod@file`]).
//!
//! A version of a model is a row of its own with stages and items of its own, because deals keep the
//! version they began under. Which versions belong together is told by their line of products: those of a
//! line, and those without one, which are for all others.

pub mod file;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::funnel::templates::{Template, TemplateStage};
use crate::domain::ids::{StageId, StageItemId, StageModelId};
use crate::error::Result;
use crate::store::coaching::cases;
use crate::store::db::Db;
use crate::store::records::{DealRole, HandoverShare, Stage, StageItem, StageItemKind, StageModel};

/// The roles in the order in which they are listed.
pub const ROLES: [DealRole; 6] = [
    DealRole::Presales,
    DealRole::Consultant,
    DealRole::Executive,
    DealRole::Commercial,
    DealRole::Finance,
    DealRole::Legal,
];

/// A stage model with all it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelDraft {
    /// The name.
    pub name: String,
    /// The line of products it is for; `None` for all that have no model of their own.
    pub line: Option<String>,
    /// The first day on which deals begin under it; `None` since ever.
    pub starts: Option<NaiveDate>,
    /// The stages in order.
    pub stages: Vec<StageDraft>,
}

/// A stage with what it asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageDraft {
    /// What it is called.
    pub name: Words,
    /// How many days a deal may stay; `None` for no limit.
    pub limit_days: Option<i64>,
    /// What the customer does for themselves in it; empty where nobody said.
    pub customer_step: Words,
    /// Whether roles that are missing hold a deal up.
    pub enforced: bool,
    /// What has to be there before a deal leaves it.
    pub evidence: Vec<Words>,
    /// What is done in it.
    pub tasks: Vec<TaskDraft>,
    /// Who of us takes part.
    pub roles: Vec<DealRole>,
}

/// Something in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In Chinese, as sheets use it.
    pub zh: String,
    /// In English; may be empty.
    pub en: String,
}

/// Something that is done in a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskDraft {
    /// What.
    pub name: Words,
    /// Within how many working days from the beginning of the stage.
    pub days: Option<i64>,
}

impl Words {
    /// The words of a pair.
    pub fn of((zh, en): (&str, &str)) -> Self {
        Self { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// Whether nothing is said in either language.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }

    /// Without blanks around the texts.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self::of((self.zh.trim(), self.en.trim()))
    }
}

impl ModelDraft {
    /// A model as a template has it.
    pub fn of(template: &Template, name: &str, line: Option<&str>) -> Self {
        Self {
            name: name.to_owned(),
            line: line.map(str::to_owned),
            starts: None,
            stages: template.stages.iter().map(StageDraft::of).collect(),
        }
    }

    /// Without blanks around texts, and without lines in which nothing stands.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let line = self.line.as_deref().map(str::trim).filter(|line| !line.is_empty());
        Self {
            name: self.name.trim().to_owned(),
            line: line.map(str::to_owned),
            starts: self.starts,
            stages: self.stages.iter().map(StageDraft::trimmed).collect(),
        }
    }
}

impl StageDraft {
    fn of(stage: &TemplateStage) -> Self {
        let task = |(name, days): &((&str, &str), i64)| TaskDraft {
            name: Words::of(*name),
            days: Some(*days),
        };
        Self {
            name: Words::of(stage.name),
            limit_days: Some(stage.limit_days),
            customer_step: Words::of(stage.customer_step),
            enforced: stage.enforced,
            evidence: stage.evidence.iter().copied().map(Words::of).collect(),
            tasks: stage.tasks.iter().map(task).collect(),
            roles: stage.roles.iter().filter_map(|role| DealRole::parse(role)).collect(),
        }
    }

    fn trimmed(&self) -> Self {
        let evidence = self.evidence.iter().map(Words::trimmed);
        let tasks = self.tasks.iter();
        let tasks = tasks.map(|task| TaskDraft { name: task.name.trimmed(), days: task.days });
        Self {
            name: self.name.trimmed(),
            limit_days: self.limit_days,
            customer_step: self.customer_step.trimmed(),
            enforced: self.enforced,
            evidence: evidence.filter(|words| !words.is_empty()).collect(),
            tasks: tasks.filter(|task| !task.name.is_empty() || task.days.is_some()).collect(),
            // In the order of the list, each once.
            roles: ROLES.into_iter().filter(|role| self.roles.contains(role)).collect(),
        }
    }
}

/// What the stages of all models ask for, by stage, in the order of their places.
///
/// # Errors
/// Whatever the database reports.
pub fn items(db: &Db) -> Result<BTreeMap<StageId, Vec<StageItem>>> {
    let mut items: BTreeMap<StageId, Vec<StageItem>> = BTreeMap::new();
    for item in db.all::<StageItem>()? {
        items.entry(item.stage_id).or_default().push(item);
    }
    items.values_mut().for_each(|own| own.sort_by_key(|item| (item.kind, item.position)));
    Ok(items)
}

/// Every version of every model with all it holds, in the order of their keys.
///
/// # Errors
/// Whatever the database reports.
pub fn all(db: &Db) -> Result<Vec<(StageModel, ModelDraft)>> {
    let items = items(db)?;
    let mut stages: BTreeMap<StageModelId, Vec<Stage>> = BTreeMap::new();
    for stage in db.all::<Stage>()? {
        stages.entry(stage.model_id).or_default().push(stage);
    }
    stages.values_mut().for_each(|own| own.sort_by_key(|stage| stage.position));
    let models = db.all::<StageModel>()?.into_iter().map(|model| {
        let own = stages.remove(&model.id).unwrap_or_default();
        let own = own.into_iter().map(|stage| {
            let asks = items.get(&stage.id).map(Vec::as_slice).unwrap_or_default();
            read(stage, asks)
        });
        let draft = ModelDraft {
            name: model.name.clone(),
            line: model.line.clone(),
            starts: model.starts,
            stages: own.collect(),
        };
        (model, draft)
    });
    Ok(models.collect())
}

fn read(stage: Stage, items: &[StageItem]) -> StageDraft {
    let of = |kind: StageItemKind| items.iter().filter(move |item| item.kind == kind);
    let words = |item: &StageItem| Words { zh: item.name.clone(), en: item.name_en.clone() };
    StageDraft {
        name: Words { zh: stage.name, en: stage.name_en },
        limit_days: stage.limit_days,
        customer_step: Words {
            zh: stage.customer_step.unwrap_or_default(),
            en: stage.customer_step_en.unwrap_or_default(),
        },
        enforced: stage.enforced,
        evidence: of(StageItemKind::Evidence).map(words).collect(),
        tasks: of(StageItemKind::Task)
            .map(|item| TaskDraft { name: words(item), days: item.days })
            .collect(),
        roles: of(StageItemKind::Role).filter_map(|item| DealRole::parse(&item.name)).collect(),
    }
}

/// Writes the stages of a model that has none yet, as part of the running step.
///
/// # Errors
/// Whatever the database reports.
pub fn write(db: &mut Db, model: StageModelId, stages: &[StageDraft]) -> Result<()> {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    for (position, stage) in (1..).zip(stages) {
        let id = StageId(db.allocate()?);
        db.insert(&Stage {
            id,
            model_id: model,
            position,
            name: stage.name.zh.clone(),
            name_en: stage.name.en.clone(),
            limit_days: stage.limit_days,
            customer_step: said(&stage.customer_step.zh),
            customer_step_en: said(&stage.customer_step.en),
            enforced: stage.enforced,
        })?;
        for (position, words) in (1..).zip(&stage.evidence) {
            insert(db, id, (StageItemKind::Evidence, position), words.clone(), None)?;
        }
        for (position, task) in (1..).zip(&stage.tasks) {
            insert(db, id, (StageItemKind::Task, position), task.name.clone(), task.days)?;
        }
        for (position, role) in (1..).zip(&stage.roles) {
            let word = Words::of((role.word(), ""));
            insert(db, id, (StageItemKind::Role, position), word, None)?;
        }
    }
    Ok(())
}

fn insert(
    db: &mut Db,
    stage_id: StageId,
    (kind, position): (StageItemKind, i64),
    words: Words,
    days: Option<i64>,
) -> Result<()> {
    let id = StageItemId(db.allocate()?);
    let Words { zh: name, en: name_en } = words;
    db.insert(&StageItem { id, stage_id, kind, position, name, name_en, days })
}

/// Takes the stages of a model away, as part of the running step; nothing may refer to them.
///
/// # Errors
/// Whatever the database reports.
pub fn clear(db: &mut Db, model: StageModelId) -> Result<()> {
    let mut items = items(db)?;
    for stage in db.all::<Stage>()?.into_iter().filter(|stage| stage.model_id == model) {
        for item in items.remove(&stage.id).unwrap_or_default() {
            db.delete::<StageItem>(item.id)?;
        }
        db.delete::<Stage>(stage.id)?;
    }
    Ok(())
}

/// How many deals began under a version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Began {
    /// All of them, archived ones included.
    pub all: i64,
    /// Those that are open.
    pub open: i64,
}

const BEGAN: &str =
    "SELECT model_id, COUNT(*) FROM opportunity GROUP BY model_id ORDER BY model_id";
const OPEN: &str = "SELECT model_id, COUNT(*) FROM opportunity WHERE status = 'open' AND archived = 0 GROUP BY model_id ORDER BY model_id";

/// How many deals began under which version.
///
/// # Errors
/// Whatever the database reports.
pub fn began(db: &Db) -> Result<BTreeMap<StageModelId, Began>> {
    let mut found: BTreeMap<StageModelId, Began> = BTreeMap::new();
    db.read(BEGAN, &[], |row| {
        found.entry(row.get(0)?).or_default().all = row.get(1)?;
        Ok(())
    })?;
    db.read(OPEN, &[], |row| {
        found.entry(row.get(0)?).or_default().open = row.get(1)?;
        Ok(())
    })?;
    Ok(found)
}

/// Whether something rests on a version, so that it stays as it is: a deal began under it, a handover
/// shares credit by its stages, or a case or a play is for one of them.
///
/// # Errors
/// Whatever the database reports.
pub fn in_use(db: &Db, model: StageModelId) -> Result<bool> {
    if began(db)?.contains_key(&model) {
        return Ok(true);
    }
    let stages = db.all::<Stage>()?.into_iter();
    let own: Vec<StageId> =
        stages.filter(|stage| stage.model_id == model).map(|stage| stage.id).collect();
    if db.all::<HandoverShare>()?.iter().any(|share| own.contains(&share.stage_id)) {
        return Ok(true);
    }
    for stage in own {
        if cases::name_stage(db, stage)? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::funnel::templates::TEMPLATES;

    #[test]
    fn a_template_loses_nothing_on_its_way() {
        for template in TEMPLATES {
            let draft = ModelDraft::of(&template, template.name, None);
            assert_eq!(draft.stages.len(), template.stages.len());
            for (made, stage) in draft.stages.iter().zip(template.stages) {
                let roles: Vec<&str> = made.roles.iter().map(|role| role.word()).collect();
                assert_eq!(roles, stage.roles, "every role is one that is known");
                assert_eq!(made.evidence.len(), stage.evidence.len());
                assert_eq!(made.tasks.len(), stage.tasks.len());
            }
            assert_eq!(draft.trimmed(), draft, "it is tidy as it is");
        }
    }

    #[test]
    fn blanks_and_empty_lines_go() {
        let stage = StageDraft {
            name: Words::of((" 报价 ", "")),
            evidence: vec![Words::of((" ", "")), Words::of(("报价单 ", " Quote"))],
            tasks: vec![TaskDraft::default(), TaskDraft { days: Some(3), ..TaskDraft::default() }],
            roles: vec![DealRole::Legal, DealRole::Presales, DealRole::Legal],
            ..StageDraft::default()
        };
        let draft = ModelDraft {
            name: " 项目 ".to_owned(),
            line: Some(" ".to_owned()),
            starts: None,
            stages: vec![stage],
        };
        let tidy = draft.trimmed();
        assert_eq!((tidy.name.as_str(), tidy.line), ("项目", None));
        let stage = &tidy.stages[0];
        assert_eq!(stage.name.zh, "报价");
        assert_eq!(stage.evidence, [Words::of(("报价单", "Quote"))]);
        assert_eq!(stage.tasks.len(), 1, "days without a name are something half-typed");
        assert_eq!(stage.roles, [DealRole::Presales, DealRole::Legal]);
    }
}
