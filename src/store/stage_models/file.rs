//! A stage model as a file for other branches: TOML, which a person can read and change.
//!
//! The file says what it is and in which version of its form, so that another file is told from a broken
//! one. What is not known is refused rather than left out, since a word that is misspelt would be lost
//! without anybody seeing it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::store::records::DealRole;
use crate::store::stage_models::{ModelDraft, StageDraft, TaskDraft, Words};

/// What the file says that it is.
const KIND: &str = "coxswain-stages";
/// The version of its form.
const FORMAT: i64 = 1;
/// The largest file that is read: nine full stages have a hundredth of it.
const MOST_BYTES: u64 = 1 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelText {
    kind: String,
    format: i64,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    starts: Option<String>,
    #[serde(default)]
    stage: Vec<StageText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StageText {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name_en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limit_days: Option<i64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    customer_step: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    customer_step_en: String,
    #[serde(default)]
    enforced: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    roles: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<ItemText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    task: Vec<ItemText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemText {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name_en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
}

/// What alone tells whether a file is one of ours.
#[derive(Deserialize)]
struct Head {
    kind: String,
    format: i64,
}

/// A model as the text of a file.
///
/// # Errors
/// Never in fact; the writer may report.
pub fn text(model: &ModelDraft) -> Result<String> {
    let item = |name: &Words, days: Option<i64>| ItemText {
        name: name.zh.clone(),
        name_en: name.en.clone(),
        days,
    };
    let stage = |stage: &StageDraft| StageText {
        name: stage.name.zh.clone(),
        name_en: stage.name.en.clone(),
        limit_days: stage.limit_days,
        customer_step: stage.customer_step.zh.clone(),
        customer_step_en: stage.customer_step.en.clone(),
        enforced: stage.enforced,
        roles: stage.roles.iter().map(|role| role.word().to_owned()).collect(),
        evidence: stage.evidence.iter().map(|words| item(words, None)).collect(),
        task: stage.tasks.iter().map(|task| item(&task.name, task.days)).collect(),
    };
    let whole = ModelText {
        kind: KIND.to_owned(),
        format: FORMAT,
        name: model.name.clone(),
        line: model.line.clone(),
        starts: model.starts.map(|day| day.to_string()),
        stage: model.stages.iter().map(stage).collect(),
    };
    toml::to_string_pretty(&whole).map_err(|error| Error::new("error-internal").detail(error))
}

/// The model that a text holds; whether it keeps the rules is asked elsewhere.
///
/// # Errors
/// When the text is no such file, or not as it has to be; the message says where.
pub fn model(text: &str) -> Result<ModelDraft> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let whole = toml::from_str::<ModelText>(text).map_err(|error| told(text, &error))?;
    same_kind(&whole.kind, whole.format)?;
    let starts = whole.starts.filter(|day| !day.trim().is_empty());
    let starts = starts.map(|day| {
        let wrong = || Error::new("error-stages-file-day").arg("day", &day);
        day.trim().parse::<NaiveDate>().map_err(|_| wrong())
    });
    let stages: Result<Vec<StageDraft>> = whole.stage.into_iter().map(stage).collect();
    let model = ModelDraft {
        name: whole.name,
        line: whole.line,
        starts: starts.transpose()?,
        stages: stages?,
    };
    Ok(model.trimmed())
}

/// Reads the file.
///
/// # Errors
/// When it cannot be read, is no such file, or is not as it has to be.
pub fn open(path: &Path) -> Result<ModelDraft> {
    let shown = path.display();
    let gone =
        |error: std::io::Error| Error::new("error-file-missing").arg("file", &shown).detail(error);
    let mut bytes = vec![];
    let file = File::open(path).map_err(gone)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(gone)?;
    let large = u64::try_from(bytes.len()).is_ok_and(|size| size > MOST_BYTES);
    match String::from_utf8(bytes) {
        Ok(text) if !large => model(&text),
        _ => Err(Error::new("error-stages-file-kind")),
    }
}

fn same_kind(kind: &str, format: i64) -> Result<()> {
    if kind != KIND {
        return Err(Error::new("error-stages-file-kind"));
    }
    if format != FORMAT {
        return Err(Error::new("error-stages-file-newer").arg("format", format));
    }
    Ok(())
}

/// Another file, or one of ours with something wrong in a line.
fn told(text: &str, error: &toml::de::Error) -> Error {
    let Ok(head) = toml::from_str::<Head>(text) else {
        // Where not even the head can be read, the word tells whether it was meant to be one.
        return if text.contains(KIND) {
            at_line(text, error)
        } else {
            Error::new("error-stages-file-kind").detail(error.message())
        };
    };
    match same_kind(&head.kind, head.format) {
        Err(other) => other,
        Ok(()) => at_line(text, error),
    }
}

fn at_line(text: &str, error: &toml::de::Error) -> Error {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    Error::new("error-stages-file").arg("line", line).detail(error.message())
}

fn stage(text: StageText) -> Result<StageDraft> {
    let words = |item: &ItemText| Words { zh: item.name.clone(), en: item.name_en.clone() };
    let role = |word: &String| {
        let unknown = || Error::new("error-stages-file-role").arg("role", word);
        DealRole::parse(word.trim()).ok_or_else(unknown)
    };
    let roles: Result<Vec<DealRole>> = text.roles.iter().map(role).collect();
    Ok(StageDraft {
        name: Words { zh: text.name, en: text.name_en },
        limit_days: text.limit_days,
        customer_step: Words { zh: text.customer_step, en: text.customer_step_en },
        enforced: text.enforced,
        evidence: text.evidence.iter().map(words).collect(),
        tasks: text
            .task
            .iter()
            .map(|item| TaskDraft { name: words(item), days: item.days })
            .collect(),
        roles: roles?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::funnel::templates::{PROJECT, TEMPLATES};

    #[test]
    fn what_is_written_is_read_again() {
        for template in TEMPLATES {
            let mut whole = ModelDraft::of(&template, template.name, Some("流量计"));
            whole.starts = "2026-01-01".parse().ok();
            let written = text(&whole).unwrap();
            assert_eq!(model(&written).unwrap(), whole, "{written}");
            assert_eq!(text(&model(&written).unwrap()).unwrap(), written);
        }
        let general = ModelDraft { name: "空".to_owned(), ..ModelDraft::default() };
        assert_eq!(model(&text(&general).unwrap()).unwrap(), general);
        let project = text(&ModelDraft::of(&PROJECT, PROJECT.name, None)).unwrap();
        // A mark that some editors put before a text is no part of it, and neither are their ends of lines.
        let edited = format!("\u{feff}{}", project.replace('\n', "\r\n"));
        assert_eq!(model(&edited).unwrap(), ModelDraft::of(&PROJECT, PROJECT.name, None));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let head = "kind = \"coxswain-stages\"\nformat = 1\nname = \"项目\"\n";
        for (text, key) in [
            (head.to_owned(), None),
            (format!("{head}starts = \"2026-02-30\"\n"), Some("error-stages-file-day")),
            (format!("{head}[[stage]]\nname = \"a\"\n"), None),
            (format!("{head}[[stage]]\nlimit = 3\n"), Some("error-stages-file")),
            (format!("{head}[[stage]]\nname = \"a\nb\"\n"), Some("error-stages-file")),
            (
                format!("{head}[[stage]]\nname = \"a\"\nroles = [\"boss\"]\n"),
                Some("error-stages-file-role"),
            ),
            (head.replace("format = 1", "format = 2"), Some("error-stages-file-newer")),
            (head.replace("coxswain-stages", "map"), Some("error-stages-file-kind")),
            ("[columns]\n商机 = \"number\"\n".to_owned(), Some("error-stages-file-kind")),
            ("商机,阶段\nS-1,报价\n".to_owned(), Some("error-stages-file-kind")),
            (String::new(), Some("error-stages-file-kind")),
        ] {
            assert_eq!(model(&text).err().map(|error| error.key()), key, "{text}");
        }
        // The fifth line.
        let wrong = model(&format!("{head}[[stage]]\nnames = \"a\"\n")).unwrap_err();
        assert!(wrong.to_string().contains("line=\"5\""), "{wrong}");
    }
}
