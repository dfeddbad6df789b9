//! The versions of the sheets by which visits are observed, with all their steps ask for: read, and written
//! from a draft. A company has a handful, so they are read whole.

use std::collections::BTreeMap;

use crate::domain::ids::{
    ObservationAnchorId, ObservationPracticeId, ObservationRequirementId, ObservationStepId,
    ObservationTemplateId, PostId,
};
use crate::domain::observation::{Sheet, SheetStep};
use crate::error::Result;
use crate::store::db::Db;
use crate::store::records::{
    ObservationAnchor, ObservationPractice, ObservationRequirement, ObservationStep,
    ObservationTemplate,
};
use crate::store::stage_models::Words;

/// A version with its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The version.
    pub record: ObservationTemplate,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// A step with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The step.
    pub record: ObservationStep,
    /// What is to be seen at each level, from the lowest.
    pub anchors: Vec<ObservationAnchor>,
    /// What is ticked, in order.
    pub practices: Vec<ObservationPractice>,
    /// What posts ask for.
    pub requirements: Vec<ObservationRequirement>,
}

impl Template {
    /// A step of this version.
    pub fn step(&self, id: ObservationStepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.record.id == id)
    }

    /// The step that is this one in all versions.
    pub fn named(&self, word: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.record.word == word)
    }

    /// The version as it would be written.
    pub fn draft(&self) -> SheetDraft {
        SheetDraft {
            name: Words { zh: self.record.name.clone(), en: self.record.name_en.clone() },
            steps: self.steps.iter().map(Step::draft).collect(),
        }
    }
}

impl Step {
    /// The level that is asked of somebody in a post: the post's own, else that of the step.
    pub fn required(&self, post: Option<PostId>) -> Option<i64> {
        let own = self.requirements.iter().find(|asked| Some(asked.post_id) == post);
        own.map(|asked| asked.level).or(self.record.required)
    }

    fn draft(&self) -> StepDraft {
        let practices = self.practices.iter().map(|practice| PracticeDraft {
            word: Some(practice.word.clone()),
            text: Words { zh: practice.text.clone(), en: practice.text_en.clone() },
        });
        let anchors = self.anchors.iter();
        StepDraft {
            word: Some(self.record.word.clone()),
            name: Words { zh: self.record.name.clone(), en: self.record.name_en.clone() },
            weight: self.record.weight,
            required: self.record.required,
            anchors: anchors
                .map(|anchor| Words { zh: anchor.text.clone(), en: anchor.text_en.clone() })
                .collect(),
            practices: practices.collect(),
            posts: self.requirements.iter().map(|asked| (asked.post_id, asked.level)).collect(),
        }
    }
}

/// A sheet as it is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetDraft {
    /// The name.
    pub name: Words,
    /// The steps, in order.
    pub steps: Vec<StepDraft>,
}

/// A step of a sheet as it is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepDraft {
    /// What it is in all versions; `None` for a new one.
    pub word: Option<String>,
    /// The name.
    pub name: Words,
    /// The weight in basis points.
    pub weight: i64,
    /// The level that is asked for where the post has none of its own.
    pub required: Option<i64>,
    /// What is to be seen at each level, from the lowest.
    pub anchors: Vec<Words>,
    /// What is ticked, in order.
    pub practices: Vec<PracticeDraft>,
    /// The level that posts ask for, each post once.
    pub posts: Vec<(PostId, i64)>,
}

/// Something that is ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PracticeDraft {
    /// What it is in all versions; `None` for a new one.
    pub word: Option<String>,
    /// The words.
    pub text: Words,
}

impl SheetDraft {
    /// A sheet to start from.
    pub fn of(sheet: &Sheet) -> Self {
        Self { name: Words::of(sheet.name), steps: sheet.steps.iter().map(StepDraft::of).collect() }
    }

    /// Without blanks around texts, and without practices in which nothing stands.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let steps = self.steps.iter().map(StepDraft::trimmed);
        Self { name: self.name.trimmed(), steps: steps.collect() }
    }
}

impl StepDraft {
    fn of(step: &SheetStep) -> Self {
        let practice = |(word, text): &(&str, (&str, &str))| PracticeDraft {
            word: Some((*word).to_owned()),
            text: Words::of(*text),
        };
        Self {
            word: Some(step.word.to_owned()),
            name: Words::of(step.name),
            weight: step.weight,
            required: Some(step.required),
            anchors: step.anchors.iter().copied().map(Words::of).collect(),
            practices: step.practices.iter().map(practice).collect(),
            posts: vec![],
        }
    }

    fn trimmed(&self) -> Self {
        let practices = self.practices.iter().map(|practice| PracticeDraft {
            word: practice.word.clone(),
            text: practice.text.trimmed(),
        });
        let mut posts = self.posts.clone();
        posts.sort_unstable();
        Self {
            word: self.word.clone(),
            name: self.name.trimmed(),
            weight: self.weight,
            required: self.required,
            anchors: self.anchors.iter().map(Words::trimmed).collect(),
            practices: practices.filter(|practice| !practice.text.is_empty()).collect(),
            posts,
        }
    }
}

/// Every version of every sheet, in the order of their series and numbers.
///
/// # Errors
/// Whatever the database reports.
pub fn all(db: &Db) -> Result<Vec<Template>> {
    let mut anchors: BTreeMap<ObservationStepId, Vec<ObservationAnchor>> = BTreeMap::new();
    for anchor in db.all::<ObservationAnchor>()? {
        anchors.entry(anchor.step_id).or_default().push(anchor);
    }
    let mut practices: BTreeMap<ObservationStepId, Vec<ObservationPractice>> = BTreeMap::new();
    for practice in db.all::<ObservationPractice>()? {
        practices.entry(practice.step_id).or_default().push(practice);
    }
    let mut asked: BTreeMap<ObservationStepId, Vec<ObservationRequirement>> = BTreeMap::new();
    for requirement in db.all::<ObservationRequirement>()? {
        asked.entry(requirement.step_id).or_default().push(requirement);
    }
    anchors.values_mut().for_each(|own| own.sort_by_key(|anchor| anchor.level));
    practices.values_mut().for_each(|own| own.sort_by_key(|practice| practice.position));
    asked.values_mut().for_each(|own| own.sort_by_key(|requirement| requirement.post_id));
    let mut steps: BTreeMap<ObservationTemplateId, Vec<Step>> = BTreeMap::new();
    for record in db.all::<ObservationStep>()? {
        let step = Step {
            anchors: anchors.remove(&record.id).unwrap_or_default(),
            practices: practices.remove(&record.id).unwrap_or_default(),
            requirements: asked.remove(&record.id).unwrap_or_default(),
            record,
        };
        steps.entry(step.record.template_id).or_default().push(step);
    }
    steps.values_mut().for_each(|own| own.sort_by_key(|step| step.record.position));
    let mut all: Vec<Template> = vec![];
    for record in db.all::<ObservationTemplate>()? {
        all.push(Template { steps: steps.remove(&record.id).unwrap_or_default(), record });
    }
    all.sort_by_key(|template| (template.record.series, template.record.number));
    Ok(all)
}

/// Writes the steps of a version that has none yet, as part of the running step. Steps and practices that
/// are new get a word of their own.
///
/// # Errors
/// Whatever the database reports.
pub fn write(db: &mut Db, template: ObservationTemplateId, steps: &[StepDraft]) -> Result<()> {
    for (position, step) in (1..).zip(steps) {
        let id = ObservationStepId(db.allocate()?);
        db.insert(&ObservationStep {
            id,
            template_id: template,
            position,
            word: step.word.clone().unwrap_or_else(|| own_word(id.0)),
            name: step.name.zh.clone(),
            name_en: step.name.en.clone(),
            weight: step.weight,
            required: step.required,
        })?;
        for (level, text) in (1..).zip(&step.anchors) {
            let anchor = ObservationAnchorId(db.allocate()?);
            let (text, text_en) = (text.zh.clone(), text.en.clone());
            db.insert(&ObservationAnchor { id: anchor, step_id: id, level, text, text_en })?;
        }
        for (position, practice) in (1..).zip(&step.practices) {
            let key = ObservationPracticeId(db.allocate()?);
            db.insert(&ObservationPractice {
                id: key,
                step_id: id,
                position,
                word: practice.word.clone().unwrap_or_else(|| own_word(key.0)),
                text: practice.text.zh.clone(),
                text_en: practice.text.en.clone(),
            })?;
        }
        for (post_id, level) in step.posts.iter().copied() {
            let key = ObservationRequirementId(db.allocate()?);
            db.insert(&ObservationRequirement { id: key, step_id: id, post_id, level })?;
        }
    }
    Ok(())
}

/// The word of something that no version had before.
fn own_word(key: i64) -> String {
    format!("own-{key}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::observation::VISIT;

    #[test]
    fn the_sheet_to_start_from_loses_nothing_on_its_way() {
        let draft = SheetDraft::of(&VISIT);
        assert_eq!(draft.trimmed(), draft);
        assert_eq!(draft.steps.len(), VISIT.steps.len());
        for (made, step) in draft.steps.iter().zip(VISIT.steps) {
            assert_eq!(made.anchors.len(), step.anchors.len());
            assert_eq!(made.practices.len(), step.practices.len());
            assert_eq!(made.word.as_deref(), Some(step.word));
        }
    }
}
