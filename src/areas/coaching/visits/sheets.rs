//! The versions of the sheets, and one half-typed: its steps with weights, what is asked for, the words of
//! each level, what is ticked.
//!
//! What the command would refuse is said here, beside the field, before it is sent.

use chrono::NaiveDate;

use crate::areas::coaching::data::Load;
use crate::command::coaching::templates::{
    PracticeDraft, SheetDraft, StepDraft, Template as Ask, Words,
};
use crate::command::coaching::{Command as Coaching, What};
use crate::domain::ids::{ObservationTemplateId, PostId};
use crate::domain::observation::{LEVELS, VISIT, WEIGHTS};
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::visits::{Scales, show};
use crate::store::coaching::sheets::counts;

/// A version of a sheet.
#[derive(Clone, Debug)]
pub struct Version {
    pub(super) id: ObservationTemplateId,
    pub(super) current: bool,
    pub(super) name: String,
    /// The version, since when, who published it.
    pub(super) detail: String,
    /// What is new in it.
    pub(super) change: String,
    /// How many sheets are of it.
    pub(super) used: String,
    pub(super) draft: SheetDraft,
}

/// The versions, the newest of each sheet first.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(load: &Load<'_>, scales: &Scales) -> Result<Vec<Version>> {
    let (tr, used) = (load.tr, counts(load.db)?);
    let all = scales.all().into_iter().map(|template| {
        let record = &template.record;
        let since = record.published_on.map(|day| day.to_string());
        let by = Some(record.by_name.clone()).filter(|by| !by.is_empty());
        let number = tr.with("visits-version-number", &[("n", record.number.into())]);
        let detail: Vec<String> = [Some(number), since, by].into_iter().flatten().collect();
        let n = used.get(&record.id).copied().unwrap_or_default();
        Version {
            id: record.id,
            current: record.current,
            name: show::sheet_name(tr, record).to_owned(),
            detail: detail.join(" "),
            change: record.change_note.clone().unwrap_or_default(),
            used: tr.with("visits-version-used", &[("n", n.into())]),
            draft: template.draft(),
        }
    });
    Ok(all.collect())
}

/// A step half-typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StepForm {
    /// Keeps what is typed with its step when others are moved or removed.
    pub key: u64,
    word: Option<String>,
    pub name: Words,
    /// In percent.
    pub weight: Option<f64>,
    pub required: Option<i64>,
    pub anchors: Vec<Words>,
    pub practices: Vec<PracticeForm>,
    pub posts: Vec<(PostId, i64)>,
}

/// A practice half-typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PracticeForm {
    word: Option<String>,
    pub text: Words,
}

impl StepForm {
    fn of(key: u64, step: &StepDraft) -> Self {
        let practices = step.practices.iter().map(|practice| PracticeForm {
            word: practice.word.clone(),
            text: practice.text.clone(),
        });
        let mut anchors = step.anchors.clone();
        anchors.resize_with(levels(), Words::default);
        Self {
            key,
            word: step.word.clone(),
            name: step.name.clone(),
            weight: Some(step.weight as f64 / 100.0),
            required: step.required,
            anchors,
            practices: practices.collect(),
            posts: step.posts.clone(),
        }
    }

    /// The weight in basis points.
    pub fn bp(&self) -> i64 {
        self.weight.map_or(0, |weight| (weight * 100.0).round() as i64)
    }

    fn draft(&self) -> StepDraft {
        let practices = self.practices.iter().map(|practice| PracticeDraft {
            word: practice.word.clone(),
            text: practice.text.clone(),
        });
        StepDraft {
            word: self.word.clone(),
            name: self.name.clone(),
            weight: self.bp(),
            required: self.required,
            anchors: self.anchors.clone(),
            practices: practices.collect(),
            posts: self.posts.clone(),
        }
    }

    /// What is wrong with it, a message key.
    fn problem(&self, others: &[Self]) -> Option<&'static str> {
        let same = |other: &&Self| other.name.zh.trim() == self.name.zh.trim();
        if self.name.zh.trim().is_empty() {
            Some("visits-step-name")
        } else if others.iter().filter(same).count() > 1 {
            Some("visits-step-twice")
        } else if self.bp() < 1 {
            Some("visits-step-weight")
        } else if self.anchors.iter().any(|anchor| anchor.zh.trim().is_empty()) {
            Some("visits-step-anchors")
        } else {
            None
        }
    }
}

fn levels() -> usize {
    usize::try_from(LEVELS).unwrap_or(5)
}

/// A sheet half-typed.
#[derive(Clone, Debug)]
pub(super) struct SheetForm {
    /// The version that it takes the place of; `None` for a new sheet.
    pub replaces: Option<ObservationTemplateId>,
    start: SheetDraft,
    pub name: Words,
    pub steps: Vec<StepForm>,
    pub change: String,
    /// The step that is shown with all of its words.
    pub open: Option<u64>,
    pub tried: bool,
    pub leaving: bool,
    sent: Option<(SheetDraft, String)>,
    next_key: u64,
}

impl SheetForm {
    /// The next version of a sheet, or a new one that begins with another.
    pub fn of(replaces: Option<ObservationTemplateId>, draft: &SheetDraft) -> Self {
        let steps: Vec<StepForm> =
            (0..).zip(&draft.steps).map(|(key, step)| StepForm::of(key, step)).collect();
        let next_key = steps.len() as u64;
        let mut form = Self {
            replaces,
            start: SheetDraft::default(),
            name: draft.name.clone(),
            steps,
            change: String::new(),
            open: None,
            tried: false,
            leaving: false,
            sent: None,
            next_key,
        };
        form.start = form.draft();
        form
    }

    /// The sheet that a workspace begins with.
    pub fn first(replaces: Option<ObservationTemplateId>) -> Self {
        Self::of(replaces, &SheetDraft::of(&VISIT))
    }

    /// Puts the sheet that a workspace begins with in the place of what is typed.
    pub fn reset(&mut self) {
        let fresh = Self::first(self.replaces);
        (self.name, self.steps, self.next_key) = (fresh.name, fresh.steps, fresh.next_key);
        self.open = None;
    }

    /// Whether it is the sheet that a workspace begins with.
    pub fn is_first(&self) -> bool {
        self.draft() == SheetDraft::of(&VISIT)
    }

    pub fn draft(&self) -> SheetDraft {
        let steps = self.steps.iter().map(StepForm::draft).collect();
        SheetDraft { name: self.name.clone(), steps }
    }

    /// Whether something was typed that is not published.
    pub fn dirty(&self) -> bool {
        self.draft() != self.start || !self.change.trim().is_empty()
    }

    /// Nothing is on its way any more: what was sent and is still here was refused.
    pub fn refused(&mut self) {
        self.sent = None;
    }

    /// Whether what stands here was sent.
    pub fn waiting(&self) -> bool {
        let sent = self.sent.as_ref();
        sent.is_some_and(|(draft, change)| *draft == self.draft() && *change == self.change)
    }

    /// Whether it was sent.
    pub fn published(&self) -> bool {
        self.sent.is_some()
    }

    /// Adds a step at the end, with nothing written in it.
    pub fn add(&mut self) {
        let blank = StepDraft { anchors: vec![], ..StepDraft::default() };
        let mut step = StepForm::of(self.next_key, &blank);
        step.weight = None;
        self.open = Some(step.key);
        self.next_key += 1;
        self.steps.push(step);
    }

    /// Takes a step away.
    pub fn remove(&mut self, key: u64) {
        self.steps.retain(|step| step.key != key);
    }

    /// Moves a step one place up or down.
    pub fn shift(&mut self, key: u64, down: bool) {
        let Some(at) = self.steps.iter().position(|step| step.key == key) else { return };
        let other = if down { at + 1 } else { at.wrapping_sub(1) };
        if other < self.steps.len() {
            self.steps.swap(at, other);
        }
    }

    /// The sum of the weights in basis points.
    pub fn total(&self) -> i64 {
        self.steps.iter().map(StepForm::bp).sum()
    }

    /// What is wrong: of the whole, and of each step by its key.
    pub fn problems(&self, tr: &Tr) -> (Vec<String>, Vec<(u64, String)>) {
        let mut whole = vec![];
        if self.name.zh.trim().is_empty() {
            whole.push(tr.text("error-observation-template-name"));
        }
        if self.steps.is_empty() {
            whole.push(tr.text("error-observation-template-steps"));
        } else if self.total() != WEIGHTS {
            let total = format!("{}", self.total() as f64 / 100.0);
            whole.push(tr.with("error-observation-template-weights", &[("total", total.into())]));
        }
        if self.replaces.is_some() {
            if self.draft().trimmed() == self.start.trimmed() {
                whole.push(tr.text("error-observation-template-same"));
            } else if self.change.trim().is_empty() {
                whole.push(tr.text("error-observation-template-change"));
            }
        }
        let steps = self.steps.iter().filter_map(|step| {
            let key = step.problem(&self.steps)?;
            Some((step.key, tr.text(key)))
        });
        (whole, steps.collect())
    }

    /// The command that publishes it, which is then on its way.
    pub fn send(&mut self, today: NaiveDate, tr: &Tr) -> Coaching {
        let (draft, change) = (self.draft(), self.change.clone());
        self.sent = Some((draft.clone(), change.clone()));
        let name = tr.own(draft.name.zh.trim(), draft.name.en.trim());
        let subject = name.to_owned();
        let what = What::Template(Ask::Publish { replaces: self.replaces, draft, change });
        Coaching { subject, today, what }
    }
}

/// The command that puts a version out of use.
pub(super) fn retire(version: &Version, today: NaiveDate) -> Coaching {
    let what = What::Template(Ask::Retire(version.id));
    Coaching { subject: version.name.clone(), today, what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn the_first_sheet_goes_through_the_fields_unchanged_and_is_said_to_be_whole() {
        let tr = Tr::new(Language::Chinese);
        let mut form = SheetForm::first(None);
        assert!(form.is_first() && !form.dirty());
        assert_eq!(form.total(), WEIGHTS);
        assert_eq!(form.problems(&tr), (vec![], vec![]));
        // A step more: it has no name, and the weights are those of the others.
        form.add();
        let key = form.open.unwrap();
        let wrong = |form: &SheetForm| -> Vec<u64> {
            form.problems(&tr).1.into_iter().map(|(key, _)| key).collect()
        };
        assert_eq!(wrong(&form), [key]);
        assert!(form.dirty() && !form.is_first());
        form.shift(key, false);
        assert_eq!(form.steps.iter().position(|step| step.key == key), Some(7));
        form.shift(key, true);
        form.shift(key, true);
        assert_eq!(form.steps.last().unwrap().key, key);
        form.remove(key);
        assert!(form.is_first());
        // Two steps of one name are both marked.
        form.steps[0].name.zh = form.steps[1].name.zh.clone();
        assert_eq!(wrong(&form), [0, 1]);
        form.reset();
        assert!(form.is_first());
    }

    #[test]
    fn the_next_version_needs_a_change_and_its_words() {
        let tr = Tr::new(Language::Chinese);
        let mut form = SheetForm::first(Some(ObservationTemplateId(1)));
        assert_eq!(form.problems(&tr).0, [tr.text("error-observation-template-same")]);
        form.steps[0].required = Some(4);
        assert_eq!(form.problems(&tr).0, [tr.text("error-observation-template-change")]);
        form.change = "提高要求".to_owned();
        assert_eq!(form.problems(&tr), (vec![], vec![]));
        form.steps[0].weight = Some(9.5);
        assert_eq!(form.problems(&tr).0.len(), 1);
        let today = "2025-11-18".parse().unwrap();
        form.send(today, &tr);
        assert!(form.waiting() && form.dirty() && form.published());
    }
}
