//! A stage model half-typed.

use std::collections::BTreeSet;

use super::data::{shown_name, stored_name};
use crate::command::stages::{DealRole, ModelDraft, StageDraft, TaskDraft, Words};
use crate::i18n::Tr;
use crate::ui::date::parse_date;

/// A model as its fields hold it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelForm {
    /// The name.
    pub(super) name: String,
    /// The first day on which deals begin under it, as typed.
    pub(super) starts: String,
    /// The stages in order.
    pub(super) stages: Vec<StageForm>,
}

/// A stage as its fields hold it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct StageForm {
    pub(super) name: Words,
    pub(super) limit: Option<f64>,
    pub(super) step: Words,
    pub(super) enforced: bool,
    pub(super) evidence: Vec<Words>,
    pub(super) tasks: Vec<TaskForm>,
    pub(super) roles: BTreeSet<DealRole>,
}

/// A task as its fields hold it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TaskForm {
    pub(super) name: Words,
    pub(super) days: Option<f64>,
}

impl ModelForm {
    /// The fields of a model as stored.
    pub(super) fn of(draft: &ModelDraft, tr: &Tr) -> Self {
        Self {
            name: shown_name(&draft.name, tr),
            starts: draft.starts.map(|day| day.to_string()).unwrap_or_default(),
            stages: draft.stages.iter().map(StageForm::of).collect(),
        }
    }

    /// Whether the first day can be read, or none is typed.
    pub(super) fn day_is_fine(&self) -> bool {
        self.starts.trim().is_empty() || parse_date(&self.starts).is_some()
    }

    /// What the fields say, for a line of products.
    pub(super) fn draft(&self, line: Option<&str>, tr: &Tr) -> ModelDraft {
        ModelDraft {
            name: stored_name(&self.name, tr),
            line: line.map(str::to_owned),
            starts: parse_date(&self.starts),
            stages: self.stages.iter().map(StageForm::draft).collect(),
        }
    }
}

impl StageForm {
    fn of(stage: &StageDraft) -> Self {
        let task = |task: &TaskDraft| TaskForm { name: task.name.clone(), days: typed(task.days) };
        Self {
            name: stage.name.clone(),
            limit: typed(stage.limit_days),
            step: stage.customer_step.clone(),
            enforced: stage.enforced,
            evidence: stage.evidence.clone(),
            tasks: stage.tasks.iter().map(task).collect(),
            roles: stage.roles.iter().copied().collect(),
        }
    }

    fn draft(&self) -> StageDraft {
        let task = |task: &TaskForm| TaskDraft { name: task.name.clone(), days: whole(task.days) };
        StageDraft {
            name: self.name.clone(),
            limit_days: whole(self.limit),
            customer_step: self.step.clone(),
            enforced: self.enforced,
            evidence: self.evidence.clone(),
            tasks: self.tasks.iter().map(task).collect(),
            roles: self.roles.iter().copied().collect(),
        }
    }
}

fn typed(days: Option<i64>) -> Option<f64> {
    days.map(|days| days as f64)
}

/// Days as typed; a part of a day, or more than any limit, is no number of days, which the rules refuse.
fn whole(days: Option<f64>) -> Option<i64> {
    let fits = |days: f64| days.fract() == 0.0 && (0.0..1e6).contains(&days);
    days.map(|days| if fits(days) { days as i64 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::stages::check;
    use crate::domain::funnel::templates::{PROJECT, TEMPLATES};
    use crate::i18n::Language;

    #[test]
    fn a_model_survives_the_way_through_the_form() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            for template in TEMPLATES {
                let mut draft = ModelDraft::of(&template, template.name, Some("流量计"));
                draft.starts = "2026-03-01".parse().ok();
                let form = ModelForm::of(&draft, &tr);
                assert!(form.day_is_fine());
                assert_eq!(form.draft(Some("流量计"), &tr).trimmed(), draft);
            }
        }
    }

    #[test]
    fn what_is_no_number_of_days_is_refused_where_it_stands() {
        let tr = Tr::new(Language::Chinese);
        let draft = ModelDraft::of(&PROJECT, PROJECT.name, None);
        for wrong in [0.0, 1.5, -3.0, 3_651.0, 1e12] {
            let mut form = ModelForm::of(&draft, &tr);
            form.stages[1].limit = Some(wrong);
            let found = check::problems(&form.draft(None, &tr));
            let found: Vec<_> = found.into_iter().map(|(at, _)| at).collect();
            assert_eq!(found, [check::At::Limit(1)], "{wrong}");
        }
        let mut form = ModelForm::of(&draft, &tr);
        form.starts = "2026-13-01".to_owned();
        assert!(!form.day_is_fine());
        form.starts = " ".to_owned();
        assert!(form.day_is_fine());
        assert_eq!(form.draft(None, &tr).starts, None);
    }
}
