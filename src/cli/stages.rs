//! `coxswain stages`: a stage model out and in as a file, begun from a template, put out of use; and
//! `coxswain show stages`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::cli::{DONE, open, parse_day, say};
use crate::command::stages::{Command as Stages, ModelDraft, StageDraft, Words};
use crate::command::{self, Command};
use crate::domain::funnel::templates::{TEMPLATES, template};
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::sheets::write::put;
use crate::store::records::StageModel;
use crate::store::stage_models::{self, file};
use crate::store::{Db, Workspace};

/// Arguments of stages.
#[derive(Debug, Args)]
pub struct StagesArgs {
    /// The workspace
    file: PathBuf,
    /// What to do
    #[command(subcommand)]
    what: What,
}

/// What can be done with stage models.
#[derive(Debug, Subcommand)]
enum What {
    /// Writes the model in use as a TOML file
    Export {
        /// The line of products; the general model without it
        #[arg(long)]
        line: Option<String>,
        /// The file to write; without it, the model is printed
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Lets the model of a file hold for the line that it names
    Import {
        /// The file
        toml: PathBuf,
        /// Only check the file
        #[arg(long)]
        dry_run: bool,
    },
    /// Begins a model from a template: standard, four-stages or project
    Add {
        /// The template
        template: String,
        /// The line of products; all without one of their own without it
        #[arg(long)]
        line: Option<String>,
        /// The name; that of the template without it
        #[arg(long)]
        name: Option<String>,
        /// The first day on which deals begin under it: YYYY-MM-DD
        #[arg(long, value_parser = parse_day)]
        starts: Option<NaiveDate>,
    },
    /// Puts the model of a line out of use: its new deals begin under the general one
    Retire {
        /// The line of products
        line: String,
    },
}

pub(super) fn run(args: &StagesArgs, tr: &Tr) -> Result<u8> {
    let (mut workspace, _) = open(&args.file)?;
    match &args.what {
        What::Export { line, out } => {
            let (_, draft) = in_use(&workspace.db, line.as_deref())?;
            let text = file::text(&draft)?;
            match out {
                Some(path) => put(path, text.as_bytes())?,
                None => say(text.trim_end()),
            }
        }
        What::Import { toml, dry_run } => {
            let draft = file::open(toml)?;
            if *dry_run {
                if let Some((_, error)) =
                    command::stages::check::problems(&draft).into_iter().next()
                {
                    return Err(error);
                }
                told(&draft, tr).iter().for_each(|line| say(line));
            } else {
                act(&mut workspace, Stages::Save { id: None, draft }, tr)?;
            }
        }
        What::Add { template: word, line, name, starts } => {
            let unknown = || {
                let known = TEMPLATES.map(|template| template.word).join(", ");
                Error::new("error-stages-template").arg("template", word).arg("known", known)
            };
            let template = template(word).ok_or_else(unknown)?;
            let name = name.clone().unwrap_or_else(|| template.name.to_owned());
            let add = Stages::AddModel { template, line: line.clone(), name, starts: *starts };
            act(&mut workspace, add, tr)?;
        }
        What::Retire { line } => {
            let (model, _) = in_use(&workspace.db, Some(line))?;
            act(&mut workspace, Stages::Retire { id: model.id, line: line.clone() }, tr)?;
        }
    }
    Ok(DONE)
}

/// Does it and says what was done; nothing where all was as it should be already.
fn act(workspace: &mut Workspace, order: Stages, tr: &Tr) -> Result<()> {
    let done = command::run(&mut workspace.db, &Command::Stages(order))?;
    if !done.title.is_empty() {
        say(tr.with(&done.title, &[("subject", done.subject.into())]).trim_end());
    }
    Ok(())
}

/// The version in use of a line, or of all without one.
fn in_use(db: &Db, line: Option<&str>) -> Result<(StageModel, ModelDraft)> {
    let mut all = stage_models::all(db)?.into_iter();
    let found = all.find(|(model, _)| model.current && model.line.as_deref() == line);
    found.ok_or_else(|| Error::new("error-stages-line").arg("line", line.unwrap_or_default()))
}

/// Every version of every model with what its stages ask for and how many deals began under it.
pub(super) fn shown(ask: &Asked<'_>) -> Result<Shown> {
    let began = stage_models::began(ask.db)?;
    let (mut list, mut lines) = (vec![], vec![]);
    for (model, draft) in stage_models::all(ask.db)? {
        let deals = began.get(&model.id).copied().unwrap_or_default();
        list.push(json!({
            "name": model.name,
            "line": model.line,
            "version": model.version,
            "current": model.current,
            "starts": model.starts.map(|day| day.to_string()),
            "deals": deals.all,
            "open": deals.open,
            "stages": draft.stages.iter().map(stage_value).collect::<Vec<Value>>(),
        }));
        let line = model.line.unwrap_or_else(|| ask.tr.text("stages-general"));
        let key = if model.current { "stages-model-detail" } else { "stages-model-detail-old" };
        let args =
            [("line", line.into()), ("version", model.version.into()), ("open", deals.open.into())];
        lines.push(format!("{}  {}", model.name, ask.tr.with(key, &args)));
        lines.extend(told(&draft, ask.tr).into_iter().map(|line| format!("  {line}")));
    }
    Ok((json!({ "models": list }), lines))
}

fn stage_value(stage: &StageDraft) -> Value {
    let words = |words: &Words| json!({ "name": words.zh, "name_en": words.en });
    let tasks = stage
        .tasks
        .iter()
        .map(|task| json!({ "name": task.name.zh, "name_en": task.name.en, "days": task.days }));
    json!({
        "name": stage.name.zh,
        "name_en": stage.name.en,
        "limit_days": stage.limit_days,
        "customer_step": stage.customer_step.zh,
        "customer_step_en": stage.customer_step.en,
        "enforced": stage.enforced,
        "evidence": stage.evidence.iter().map(words).collect::<Vec<Value>>(),
        "tasks": tasks.collect::<Vec<Value>>(),
        "roles": stage.roles.iter().map(|role| role.word()).collect::<Vec<&str>>(),
    })
}

/// The stages of a model, a line for each.
fn told(draft: &ModelDraft, tr: &Tr) -> Vec<String> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let line = |(n, stage): (i64, &StageDraft)| {
        let name = tr.own(&stage.name.zh, &stage.name.en);
        let limit = match stage.limit_days {
            Some(days) => tr.with("stages-told-limit", &[("days", days.into())]),
            None => tr.text("stages-no-limit"),
        };
        let args = [
            ("n", n.into()),
            ("stage", name.into()),
            ("limit", limit.into()),
            ("evidence", count(stage.evidence.len()).into()),
            ("tasks", count(stage.tasks.len()).into()),
        ];
        tr.with("stages-told", &args)
    };
    (1..).zip(&draft.stages).map(line).collect()
}
