//! Where a deal stands: which stage model it is under, and what a text means in that model.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::command::import::Problem;
use crate::command::import::context::{Context, Meaning, problem};
use crate::domain::ids::{AccountId, StageId, StageModelId};
use crate::error::Result;
use crate::sheets::values;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Place, Stage};

/// Words for won and lost in sheets, normalised.
const WON: [&str; 8] = ["赢单", "已赢单", "成交", "已成交", "已签约", "won", "closedwon", "中标"];
const LOST: [&str; 8] = ["输单", "已输单", "丢单", "已丢单", "流失", "lost", "closedlost", "落标"];

impl Context {
    /// The account that a text names for certain; nothing is made.
    pub(in crate::command::import) fn account_meant(
        &mut self,
        db: &mut Db,
        text: &str,
    ) -> Result<Option<AccountId>> {
        let name = self.meaning(db, "account", text)?.name;
        Ok(match self.accounts_named(&name) {
            [id] => Some(*id),
            _ => None,
        })
    }

    /// The line of the product that a text names; nothing is made.
    pub(in crate::command::import) fn line_meant(
        &mut self,
        db: &mut Db,
        text: &str,
    ) -> Result<Option<String>> {
        let name = self.meaning(db, "product", text)?.name;
        let product = self.product_named(&name).and_then(|id| self.directory.products.get(&id));
        Ok(product.and_then(|product| product.series.clone()))
    }

    /// The only version of the only stage model there is.
    pub(in crate::command::import) fn only_model(&self) -> Option<StageModelId> {
        (self.places.len() == 1).then_some(self.general)
    }

    /// The stage model that a new deal begins under.
    pub(in crate::command::import) fn model_for(
        &self,
        line: Option<&str>,
        first: NaiveDate,
    ) -> StageModelId {
        self.directory.model_for(line, first).map_or(self.general, |model| model.id)
    }

    /// The place a text names for a deal of a stage model: a stage of the model, won or lost.
    pub(in crate::command::import) fn place(
        &mut self,
        db: &mut Db,
        model: StageModelId,
        field: &'static str,
        text: &str,
    ) -> Result<Result<Place, Problem>> {
        let Meaning { name, key, .. } = self.meaning(db, "stage", text)?;
        if let Some(place) = self.place_in(model, &key) {
            if let Cow::Owned(name) = name {
                self.rename_place(field, text, &name);
            }
            return Ok(Ok(place));
        }
        // What was answered is a stage of another model; in this one the text may speak for itself.
        if let Some(place) = self.place_in(model, &values::key(text)) {
            return Ok(Ok(place));
        }
        if let Some((id, name)) = self.in_other_version(model, &key) {
            self.rename_place(field, text, &name);
            return Ok(Ok(Place::Stage(id)));
        }
        // 报价 can only be 方案报价; 商务 may be two stages, and a person says which.
        let stages = self.directory.stages_of(model);
        let near: Vec<&Stage> = stages
            .into_iter()
            .filter(|stage| part_of(&key, &stage.name) || part_of(&key, &stage.name_en))
            .collect();
        let [stage] = near.as_slice() else {
            return Ok(Err(problem(field, "problem-stage-unknown", text)));
        };
        let (id, name) = (stage.id, stage.name.clone());
        self.rename_place(field, text, &name);
        Ok(Ok(Place::Stage(id)))
    }

    fn place_in(&self, model: StageModelId, key: &str) -> Option<Place> {
        self.places.get(&model)?.get(key).copied()
    }

    /// The stage of a model that a name of another version of it means: that of the same place where both
    /// have as many, else the last one up to it that both have. A report names the stages as they are
    /// called now, also of deals that keep an earlier version.
    fn in_other_version(&self, model: StageModelId, key: &str) -> Option<(StageId, String)> {
        let directory = &self.directory;
        let line = &directory.models.get(&model)?.line;
        let own = directory.stages_of(model);
        let versions = directory.models.values().rev();
        let versions = versions.filter(|other| other.id != model && other.line == *line);
        let mut meant = versions.filter_map(|other| {
            let Place::Stage(named) = self.place_in(other.id, key)? else { return None };
            let theirs = directory.stages_of(other.id);
            let at = theirs.iter().position(|stage| stage.id == named)?;
            if theirs.len() == own.len() {
                return own.get(at).copied();
            }
            let same = |stage: &&Stage| {
                let name = values::key(&stage.name);
                own.iter().copied().find(|mine| values::key(&mine.name) == name)
            };
            theirs.iter().take(at + 1).rev().find_map(same)
        });
        meant.next().map(|stage| (stage.id, stage.name.clone()))
    }

    /// As [`Self::rename`], for the text that says where the deal stands: before those of other fields,
    /// though the stage is read after what it depends on.
    fn rename_place(&mut self, field: &'static str, text: &str, name: &str) {
        let before = self.renamed.len();
        self.rename(field, text, name);
        if self.renamed.len() > before {
            let places =
                self.renamed.iter().take_while(|(of, ..)| ["result", "stage"].contains(of));
            let at = places.count().min(before);
            if let Some(tail) = self.renamed.get_mut(at..) {
                tail.rotate_right(1);
            }
        }
    }
}

/// What names a place in the deals of a stage model.
pub(super) fn of_model(directory: &Directory, model: StageModelId) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    for word in WON {
        places.insert(word.to_owned(), Place::Won);
    }
    for word in LOST {
        places.insert(word.to_owned(), Place::Lost);
    }
    for stage in directory.stages_of(model) {
        let Stage { id, name, name_en, .. } = stage;
        places.insert(values::key(name), Place::Stage(*id));
        places.entry(values::key(name_en)).or_insert(Place::Stage(*id));
    }
    places
}

/// Whether a text is part of a stage's name, or the name with more around it.
fn part_of(key: &str, name: &str) -> bool {
    let name = values::key(name);
    let short = key.chars().count().min(name.chars().count());
    // 方案报价已否决 is no stage; what denies or ends it makes it something else.
    let denied = key.contains(['未', '不', '否', '停', '丢', '输', '失', '取']);
    short >= 2 && (name.contains(key) || key.contains(&name) && !denied)
}
