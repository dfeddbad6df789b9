//! Commands on the stage models: changed, begun from a template or a file, put out of use.
//!
//! A version under which deals began stays as it is, and so do they: saving makes the next one, with
//! stages of its own. One that nothing rests on is changed in place. So there is one version in use for
//! each line of products with a model, and one for all others.

pub mod check;

use chrono::NaiveDate;

use crate::command::input::gone;
use crate::domain::funnel::templates::Template;
use crate::domain::ids::StageModelId;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::StageModel;
use crate::store::stage_models;

pub use crate::store::records::DealRole;
pub use crate::store::stage_models::{ModelDraft, ROLES, StageDraft, TaskDraft, Words};

/// A command on stage models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Makes a model hold for its line, or for all without one of their own.
    Save {
        /// The version that was changed; `None` for what stands for itself, such as a file.
        id: Option<StageModelId>,
        /// The model as it is to be.
        draft: ModelDraft,
    },
    /// Begins a model from a template.
    AddModel {
        /// The template.
        template: Template,
        /// The line of products; `None` for all that have no model of their own.
        line: Option<String>,
        /// The name.
        name: String,
        /// The first day on which deals begin under it; `None` since ever.
        starts: Option<NaiveDate>,
    },
    /// Puts the model of a line out of use: its deals begin under the general one.
    Retire {
        /// The version in use.
        id: StageModelId,
        /// The line, for the title of the step.
        line: String,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::Save { .. } => ("step-stages", String::new()),
            Self::AddModel { .. } => ("step-stages-add", String::new()),
            Self::Retire { line, .. } => ("step-stages-retire", line.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Save { id, draft } => save(db, *id, draft),
        Command::AddModel { template, line, name, starts } => {
            let draft = ModelDraft::of(template, name, line.as_deref());
            save(db, None, &ModelDraft { starts: *starts, ..draft })
        }
        Command::Retire { id, .. } => retire(db, *id),
    }
}

fn save(db: &mut Db, id: Option<StageModelId>, draft: &ModelDraft) -> Result<()> {
    let draft = draft.trimmed();
    if let Some((_, error)) = check::problems(&draft).into_iter().next() {
        return Err(error);
    }
    let known = stage_models::all(db)?;
    if known.iter().any(|(other, _)| other.line != draft.line && other.name == draft.name) {
        return Err(Error::new("error-stages-name-taken").arg("name", &draft.name));
    }
    let current = known.iter().find(|(model, _)| model.current && model.line == draft.line);
    if id.is_some() && current.map(|(model, _)| model.id) != id {
        return Err(gone());
    }
    match current {
        Some((_, now)) if *now == draft => Ok(()),
        Some((model, _)) if !stage_models::in_use(db, model.id)? => {
            stage_models::clear(db, model.id)?;
            let new = StageModel { name: draft.name, starts: draft.starts, ..model.clone() };
            db.update_from(model, &new)?;
            stage_models::write(db, model.id, &draft.stages)
        }
        replaced => {
            if let Some((model, _)) = replaced {
                db.update_from(model, &StageModel { current: false, ..model.clone() })?;
            }
            let own = known.iter().filter(|(model, _)| model.line == draft.line);
            let version = own.map(|(model, _)| model.version).max().unwrap_or_default() + 1;
            let id = StageModelId(db.allocate()?);
            let ModelDraft { name, line, starts, stages } = draft;
            db.insert(&StageModel { id, name, version, current: true, line, starts })?;
            stage_models::write(db, id, &stages)
        }
    }
}

fn retire(db: &mut Db, id: StageModelId) -> Result<()> {
    let found = db.get::<StageModel>(id)?.filter(|model| model.current);
    let model = found.ok_or_else(gone)?;
    if model.line.is_none() {
        return Err(Error::new("error-stages-general"));
    }
    db.update_from(&model, &StageModel { current: false, ..model.clone() }).map(|_| ())
}
