//! The stage models as the page shows them.

use std::sync::Arc;

use super::draft::ModelForm;
use crate::command::stages::{ModelDraft, StageDraft};
use crate::domain::funnel::templates::{TEMPLATES, Template};
use crate::domain::ids::StageModelId;
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::StageModel;
use crate::store::stage_models::{self, Began};

/// Everything the page shows.
#[derive(Clone, Debug, Default)]
pub struct StagesPage {
    /// The versions: those in use, the general one first, then the earlier ones, the newest first.
    pub models: Vec<ModelRow>,
    /// The lines of the products that are in use.
    pub lines: Vec<String>,
    /// What a model can begin from.
    pub templates: Vec<TemplateRow>,
}

/// A version of a model.
#[derive(Clone, Debug)]
pub struct ModelRow {
    /// The version.
    pub id: StageModelId,
    /// The name.
    pub title: String,
    /// What it is for, which version, how many open deals.
    pub detail: String,
    /// The line of products; `None` for all that have no model of their own.
    pub line: Option<String>,
    /// Whether deals begin under it.
    pub current: bool,
    /// What saving does.
    pub note: String,
    /// What the fields hold as stored.
    pub form: ModelForm,
    /// What a file holds.
    pub draft: Arc<ModelDraft>,
    /// The name offered for the file.
    pub file: String,
    /// Its stages, a line for each, for a version that is no longer changed.
    pub told: Vec<String>,
}

/// A template.
#[derive(Clone, Debug)]
pub struct TemplateRow {
    /// The template.
    pub template: Template,
    /// What it is called.
    pub name: String,
    /// Its stages.
    pub stages: String,
}

/// Loads the page.
pub(in crate::areas::settings) fn load(
    db: &Db,
    directory: &Directory,
    tr: &Tr,
) -> Result<StagesPage> {
    let mut all = stage_models::all(db)?;
    let began = stage_models::began(db)?;
    // By name of the line, those without one first; of earlier versions the newest first.
    all.sort_by(|(a, _), (b, _)| {
        let key =
            |model: &StageModel| (!model.current, if model.current { 0 } else { -model.id.0 });
        key(a).cmp(&key(b)).then_with(|| (&a.line, a.id).cmp(&(&b.line, b.id)))
    });
    let mut models = vec![];
    for (model, draft) in all {
        let began = began.get(&model.id).copied().unwrap_or_default();
        let kept = model.current && stage_models::in_use(db, model.id)?;
        models.push(row(&model, draft, began, kept, tr));
    }
    let products = directory.products.values().filter(|product| !product.archived);
    let mut lines: Vec<String> = products.filter_map(|product| product.series.clone()).collect();
    lines.sort();
    lines.dedup();
    let templates = TEMPLATES.map(|template| TemplateRow {
        template,
        name: shown_name(template.name, tr),
        stages: template
            .stages
            .iter()
            .map(|stage| tr.own(stage.name.0, stage.name.1))
            .collect::<Vec<&str>>()
            .join(" → "),
    });
    Ok(StagesPage { models, lines, templates: templates.to_vec() })
}

fn row(model: &StageModel, draft: ModelDraft, began: Began, kept: bool, tr: &Tr) -> ModelRow {
    let title = shown_name(&model.name, tr);
    let line = model.line.clone().unwrap_or_else(|| tr.text("stages-general"));
    let key = if model.current { "stages-model-detail" } else { "stages-model-detail-old" };
    let args =
        [("line", line.into()), ("version", model.version.into()), ("open", began.open.into())];
    let detail = tr.with(key, &args);
    let next = model.version + 1;
    let note = match (kept, began.all) {
        (false, _) => tr.text("stages-note-same"),
        (true, 0) => tr.with("stages-note-shared", &[("version", next.into())]),
        (true, n) => {
            let args = [("n", n.into()), ("text", number(n).into()), ("version", next.into())];
            tr.with("stages-note-next", &args)
        }
    };
    // What no system takes in the name of a file.
    let file = title.replace(['/', '\\', ':'], "-");
    let told = (1..).zip(&draft.stages).map(|(n, stage)| told(n, stage, tr));
    ModelRow {
        id: model.id,
        detail,
        line: model.line.clone(),
        current: model.current,
        note,
        form: ModelForm::of(&draft, tr),
        file: format!("{file}_{}.toml", model.version),
        told: told.collect(),
        draft: Arc::new(draft),
        title,
    }
}

/// A stage in one line.
fn told(n: i64, stage: &StageDraft, tr: &Tr) -> String {
    let limit = match stage.limit_days {
        Some(days) => tr.with("stages-told-limit", &[("days", days.into())]),
        None => tr.text("stages-no-limit"),
    };
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("n", n.into()),
        ("stage", tr.own(&stage.name.zh, &stage.name.en).into()),
        ("limit", limit.into()),
        ("evidence", count(stage.evidence.len()).into()),
        ("tasks", count(stage.tasks.len()).into()),
    ];
    tr.with("stages-told", &args)
}

/// The name of a model as stored; that of a template is said in the language of the screen.
pub(super) fn shown_name(stored: &str, tr: &Tr) -> String {
    let template = TEMPLATES.iter().find(|template| template.name == stored);
    template.map_or_else(
        || stored.to_owned(),
        |template| tr.text(&format!("stages-template-{}", template.word)),
    )
}

/// The name to store for one that is shown.
pub(super) fn stored_name(shown: &str, tr: &Tr) -> String {
    let shown = shown.trim();
    let template = TEMPLATES.iter().find(|template| shown_name(template.name, tr) == shown);
    template.map_or(shown, |template| template.name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn the_name_of_a_template_is_stored_in_one_language() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            for template in TEMPLATES {
                let shown = shown_name(template.name, &tr);
                assert_eq!(stored_name(&format!(" {shown} "), &tr), template.name);
            }
            assert_eq!(shown_name("项目组流程", &tr), "项目组流程");
            assert_eq!(stored_name("项目组流程", &tr), "项目组流程");
        }
        let english = Tr::new(Language::English);
        assert_ne!(shown_name(TEMPLATES[0].name, &english), TEMPLATES[0].name);
    }
}
