//! The rules that a stage model keeps (product document, FUN1), each finding with its place, so that a
//! form marks the field and a command says the first.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::sheets::values;
use crate::store::stage_models::{ModelDraft, StageDraft, Words};

/// The fewest stages of a model.
pub const FEWEST: usize = 2;
/// The most stages of a model.
pub const MOST: usize = 9;
/// The longest that a deal may stay in a stage, in days.
pub const LONGEST: i64 = 3_650;
/// The most letters of a name or a line.
const MOST_LETTERS: usize = 80;

/// Where something is wrong: stages, evidence and tasks by their place from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The name of the model.
    Name,
    /// The number of stages.
    Stages,
    /// The name of a stage.
    Stage(usize),
    /// The limit of a stage.
    Limit(usize),
    /// The customer's own step in a stage.
    Step(usize),
    /// A line of evidence of a stage.
    Evidence(usize, usize),
    /// A task of a stage.
    Task(usize, usize),
}

impl At {
    /// The stage it is in.
    pub const fn stage(self) -> Option<usize> {
        match self {
            Self::Name | Self::Stages => None,
            Self::Stage(stage)
            | Self::Limit(stage)
            | Self::Step(stage)
            | Self::Evidence(stage, _)
            | Self::Task(stage, _) => Some(stage),
        }
    }
}

/// What is wrong with a model, in the order of its stages; lines in which nothing stands are none.
pub fn problems(draft: &ModelDraft) -> Vec<(At, Error)> {
    let mut found = vec![];
    if draft.name.trim().is_empty() {
        found.push((At::Name, Error::new("error-stages-name")));
    } else if long(&draft.name) {
        found.push((At::Name, letters()));
    }
    if !(FEWEST..=MOST).contains(&draft.stages.len()) {
        let n = draft.stages.len();
        let error = Error::new("error-stages-count").arg("n", n);
        found.push((At::Stages, error.arg("fewest", FEWEST).arg("most", MOST)));
    }
    // A sheet names a stage in either language.
    let mut named: BTreeSet<String> = BTreeSet::new();
    for (at, stage) in draft.stages.iter().enumerate() {
        let name = stage.name.zh.trim();
        let [own, english] = [&stage.name.zh, &stage.name.en].map(|name| values::key(name));
        if name.is_empty() {
            found.push((At::Stage(at), Error::new("error-stages-stage-blank").arg("n", at + 1)));
        } else if long(&stage.name.zh) || long(&stage.name.en) {
            found.push((At::Stage(at), letters()));
        } else if named.contains(&own) {
            found.push((At::Stage(at), Error::new("error-stage-twice").arg("name", name)));
        } else if !english.is_empty() && named.contains(&english) {
            let english = stage.name.en.trim();
            found.push((At::Stage(at), Error::new("error-stage-twice").arg("name", english)));
        }
        named.extend([own, english].into_iter().filter(|key| !key.is_empty()));
        within(at, stage, &mut found);
    }
    found
}

/// What is wrong within a stage.
fn within(at: usize, stage: &StageDraft, found: &mut Vec<(At, Error)>) {
    let name = stage.name.zh.trim();
    if stage.limit_days.is_some_and(|days| !(1..=LONGEST).contains(&days)) {
        let error = Error::new("error-stages-limit").arg("stage", name);
        found.push((At::Limit(at), error.arg("most", LONGEST)));
    }
    if long(&stage.customer_step.zh) || long(&stage.customer_step.en) {
        found.push((At::Step(at), letters()));
    }
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for (line, words) in stage.evidence.iter().enumerate().filter(|(_, words)| !blank(words)) {
        if let Some(error) = line_problem(name, words, &mut said, "error-stages-evidence-twice") {
            found.push((At::Evidence(at, line), error));
        }
    }
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let most = stage.limit_days.filter(|days| (1..=LONGEST).contains(days)).unwrap_or(LONGEST);
    for (line, task) in stage.tasks.iter().enumerate() {
        if blank(&task.name) && task.days.is_none() {
            continue;
        }
        let error = line_problem(name, &task.name, &mut said, "error-stages-task-twice");
        let days = task.days.is_some_and(|days| !(1..=most).contains(&days)).then(|| {
            let task = task.name.zh.trim();
            let error = Error::new("error-stages-task-days").arg("stage", name);
            error.arg("task", task).arg("most", most)
        });
        if let Some(error) = error.or(days) {
            found.push((At::Task(at, line), error));
        }
    }
}

/// What is wrong with a line of a stage, whose text may stand in it once.
fn line_problem<'a>(
    stage: &str,
    words: &'a Words,
    said: &mut BTreeSet<&'a str>,
    twice: &'static str,
) -> Option<Error> {
    let text = words.zh.trim();
    if text.is_empty() {
        return Some(Error::new("error-stages-line-blank").arg("stage", stage));
    }
    if long(&words.zh) || long(&words.en) {
        return Some(letters());
    }
    let first = said.insert(text);
    (!first).then(|| Error::new(twice).arg("stage", stage).arg("name", text))
}

fn blank(words: &Words) -> bool {
    words.zh.trim().is_empty() && words.en.trim().is_empty()
}

fn long(text: &str) -> bool {
    text.trim().chars().count() > MOST_LETTERS
}

fn letters() -> Error {
    Error::new("error-stages-letters").arg("most", MOST_LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::funnel::templates::TEMPLATES;
    use crate::store::stage_models::TaskDraft;

    fn model() -> ModelDraft {
        ModelDraft::of(&TEMPLATES[0], TEMPLATES[0].name, None)
    }

    fn keys(draft: &ModelDraft) -> Vec<(At, &'static str)> {
        problems(draft).into_iter().map(|(at, error)| (at, error.key())).collect()
    }

    #[test]
    fn the_templates_keep_the_rules() {
        for template in TEMPLATES {
            assert_eq!(keys(&ModelDraft::of(&template, template.name, None)), []);
        }
    }

    #[test]
    fn what_is_wrong_is_said_where_it_is() {
        type Change = fn(&mut ModelDraft);
        let cases: [(Change, At, &str); 14] = [
            (|m| m.name = " ".to_owned(), At::Name, "error-stages-name"),
            (|m| m.name = "长".repeat(81), At::Name, "error-stages-letters"),
            (|m| m.stages.truncate(1), At::Stages, "error-stages-count"),
            (|m| m.stages[1].name.zh = String::new(), At::Stage(1), "error-stages-stage-blank"),
            (|m| m.stages[2].name.zh = " 线索开发".to_owned(), At::Stage(2), "error-stage-twice"),
            // Case and spaces tell no stages apart in a sheet.
            (|m| m.stages[3].name.en = "PROPOSAL ".to_owned(), At::Stage(3), "error-stage-twice"),
            (|m| m.stages[0].limit_days = Some(0), At::Limit(0), "error-stages-limit"),
            (|m| m.stages[0].limit_days = Some(3_651), At::Limit(0), "error-stages-limit"),
            (
                |m| m.stages[4].customer_step.en = "x".repeat(81),
                At::Step(4),
                "error-stages-letters",
            ),
            (
                |m| m.stages[1].evidence[1] = m.stages[1].evidence[0].clone(),
                At::Evidence(1, 1),
                "error-stages-evidence-twice",
            ),
            (
                |m| m.stages[1].evidence[0].zh = String::new(),
                At::Evidence(1, 0),
                "error-stages-line-blank",
            ),
            (
                // The limit of the first stage is 30 days.
                |m| m.stages[0].tasks[1].days = Some(31),
                At::Task(0, 1),
                "error-stages-task-days",
            ),
            (|m| m.stages[0].tasks[0].days = Some(0), At::Task(0, 0), "error-stages-task-days"),
            (
                |m| m.stages[0].tasks[1].name = m.stages[0].tasks[0].name.clone(),
                At::Task(0, 1),
                "error-stages-task-twice",
            ),
        ];
        for (change, at, key) in cases {
            let mut draft = model();
            change(&mut draft);
            assert_eq!(keys(&draft), [(at, key)]);
        }
    }

    #[test]
    fn the_edges_are_fine() {
        let mut draft = model();
        draft.stages.truncate(2);
        draft.stages[0].limit_days = Some(LONGEST);
        draft.stages[1].limit_days = None;
        draft.stages[1].tasks[0].days = Some(LONGEST);
        draft.stages[1].name.en = String::new();
        draft.stages[0].evidence.push(Words::default());
        draft.stages[0].tasks.push(TaskDraft::default());
        assert_eq!(keys(&draft), [], "lines in which nothing stands are none");
        let stage = |n: usize| StageDraft {
            name: Words { zh: format!("第{n}段"), en: String::new() },
            ..StageDraft::default()
        };
        draft.stages = (0..MOST).map(stage).collect();
        assert_eq!(keys(&draft), []);
        draft.stages = (0..=MOST).map(stage).collect();
        assert_eq!(keys(&draft), [(At::Stages, "error-stages-count")]);
    }
}
