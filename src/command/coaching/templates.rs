//! The versions of the sheets by which visits are observed: published, put out of use.
//!
//! A sheet that was filled in keeps its version, so a changed one is always the next. Steps and practices that
//! stay keep their word, by which sheets of different versions compare.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::command::author;
use crate::command::input::{gone, hundredths, known, some};
use crate::domain::ids::{ObservationTemplateId, PostId};
use crate::domain::observation::{LEVELS, VISIT, WEIGHTS};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::templates;
use crate::store::records::{ObservationTemplate, Post};

pub use crate::store::coaching::templates::{PracticeDraft, SheetDraft, StepDraft};
pub use crate::store::stage_models::Words;

/// A command on the versions of sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    /// Publishes a sheet, or the next version of one.
    Publish {
        /// The version in use that it takes the place of; `None` for a new sheet.
        replaces: Option<ObservationTemplateId>,
        /// The sheet as it is to be.
        draft: SheetDraft,
        /// What is new in it; never blank where it takes the place of another.
        change: String,
    },
    /// Puts a sheet out of use; what was filled in stays.
    Retire(ObservationTemplateId),
}

impl Template {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Publish { .. } => "step-observation-template",
            Self::Retire(_) => "step-observation-template-retire",
        }
    }
}

pub(super) fn apply(db: &mut Db, template: &Template, today: NaiveDate) -> Result<()> {
    match template {
        Template::Publish { replaces, draft, change } => {
            publish(db, *replaces, draft, change, today)
        }
        Template::Retire(id) => {
            let old = known::<ObservationTemplate>(db, *id)?;
            if !old.current {
                return Err(gone());
            }
            let new = ObservationTemplate { current: false, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
    }
}

fn publish(
    db: &mut Db,
    replaces: Option<ObservationTemplateId>,
    draft: &SheetDraft,
    change: &str,
    today: NaiveDate,
) -> Result<()> {
    let draft = draft.trimmed();
    let all = templates::all(db)?;
    let replaced = match replaces {
        Some(id) => {
            let found = all.iter().find(|template| template.record.id == id);
            Some(found.filter(|template| template.record.current).ok_or_else(gone)?)
        }
        None => None,
    };
    check(db, &draft)?;
    let series = replaced.map(|template| template.record.series);
    let taken = all.iter().any(|template| {
        let record = &template.record;
        record.current && Some(record.series) != series && record.name == draft.name.zh
    });
    if taken {
        return Err(Error::new("error-observation-template-taken").arg("name", &draft.name.zh));
    }
    if let Some(template) = replaced {
        let before = template.draft();
        if before == draft {
            return Err(Error::new("error-observation-template-same"));
        }
        if some(change).is_none() {
            return Err(Error::new("error-observation-template-change"));
        }
    }
    // Words are given, not typed: what has one is of the sheet to start from, or of one that is there.
    let mut given = known_words(&SheetDraft::of(&VISIT));
    given.extend(all.iter().flat_map(|template| known_words(&template.draft())));
    if !known_words(&draft).is_subset(&given) {
        return Err(gone());
    }
    if let Some(template) = replaced {
        let old = &template.record;
        db.update_from(old, &ObservationTemplate { current: false, ..old.clone() })?;
    }
    let own = all.iter().filter(|template| Some(template.record.series) == series);
    let number = own.map(|template| template.record.number).max().unwrap_or_default() + 1;
    let (id, by_name) = (ObservationTemplateId(db.allocate()?), author(db)?);
    let SheetDraft { name, steps } = draft;
    db.insert(&ObservationTemplate {
        id,
        series: series.unwrap_or(id.0),
        number,
        current: true,
        name: name.zh,
        name_en: name.en,
        change_note: some(change),
        published_on: Some(today),
        by_name,
    })?;
    templates::write(db, id, &steps)
}

/// The words of the steps and practices of a sheet.
fn known_words(draft: &SheetDraft) -> BTreeSet<String> {
    let of_step = |step: &StepDraft| {
        let practices = step.practices.iter().filter_map(|practice| practice.word.clone());
        step.word.iter().cloned().chain(practices).collect::<Vec<_>>()
    };
    draft.steps.iter().flat_map(of_step).collect()
}

/// What a sheet may hold.
fn check(db: &Db, draft: &SheetDraft) -> Result<()> {
    if draft.name.zh.is_empty() {
        return Err(Error::new("error-observation-template-name"));
    }
    if draft.steps.is_empty() {
        return Err(Error::new("error-observation-template-steps"));
    }
    let (mut names, mut words) = (BTreeSet::new(), BTreeSet::new());
    for (at, step) in (1..).zip(&draft.steps) {
        let name = &step.name.zh;
        if name.is_empty() {
            return Err(Error::new("error-observation-step-name").arg("n", at));
        }
        let again = step.word.as_ref().is_some_and(|word| !words.insert(word));
        if again || !names.insert(name) {
            return Err(Error::new("error-observation-step-twice").arg("name", name));
        }
        if step.weight < 1 {
            return Err(Error::new("error-observation-step-weight").arg("name", name));
        }
        check_step(db, step, i64::try_from(step.anchors.len()).unwrap_or(i64::MAX))?;
    }
    let total = draft.steps.iter().fold(0_i64, |sum, step| sum.saturating_add(step.weight));
    if total != WEIGHTS {
        return Err(
            Error::new("error-observation-template-weights").arg("total", hundredths(total))
        );
    }
    Ok(())
}

/// What a step may hold; `levels` is how many levels it has words for.
fn check_step(db: &Db, step: &StepDraft, levels: i64) -> Result<()> {
    let name = &step.name.zh;
    let blank = step.anchors.iter().position(|anchor| anchor.zh.is_empty());
    if levels != LEVELS || blank.is_some() {
        let level = blank.map_or(levels.min(LEVELS - 1) + 1, |at| at as i64 + 1);
        let error = Error::new("error-observation-step-anchor").arg("name", name);
        return Err(error.arg("level", level));
    }
    let (mut texts, mut words) = (BTreeSet::new(), BTreeSet::new());
    for practice in &step.practices {
        let text = &practice.text.zh;
        let again = practice.word.as_ref().is_some_and(|word| !words.insert(word));
        if text.is_empty() || again || !texts.insert(text) {
            return Err(Error::new("error-observation-step-practice").arg("name", name));
        }
    }
    let mut posts: BTreeSet<PostId> = BTreeSet::new();
    for (post, level) in &step.posts {
        let post = known::<Post>(db, *post)?;
        if !(1..=LEVELS).contains(level) || !posts.insert(post.id) {
            let error = Error::new("error-observation-step-required").arg("name", name);
            return Err(error.arg("most", LEVELS));
        }
    }
    if step.required.is_some_and(|level| !(1..=LEVELS).contains(&level)) {
        let error = Error::new("error-observation-step-required").arg("name", name);
        return Err(error.arg("most", LEVELS));
    }
    Ok(())
}
