//! What a new workspace begins with: the usual stage model with what its stages ask for, the default
//! evaluation template, the usual skills, the rule of who owes which report, the sheet by which visits are
//! observed, and the workspace's own settings.

use crate::domain::funnel::templates::STANDARD;
use crate::domain::ids::*;
use crate::domain::observation::VISIT;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::coaching::templates::{self, SheetDraft};
use crate::store::db::Db;
use crate::store::records::{
    EvaluationRow, EvaluationTemplate, GradeBand, ObservationTemplate, OwedKind, ReportRule,
    Setting, StageModel,
};
use crate::store::stage_models::{self, ModelDraft};
use crate::store::training::skills;

/// The name of the default evaluation template; a screen in another language says it in its own words.
pub const TEMPLATE: &str = "季度绩效评估";

/// The default evaluation: category, metric, weight in basis points.
const ROWS: [(&str, &str, i64); 4] = [
    ("results", "signed_amount", 4_000),
    ("results", "deals_won", 2_000),
    ("process", "win_rate", 2_000),
    ("process", "new_opportunities", 2_000),
];

/// The default grade bands: grade, lowest score in hundredths (design document: 100 for target met,
/// 120 at most).
const BANDS: [(&str, i64); 5] =
    [("S", 11_000), ("A", 10_000), ("B", 9_000), ("C", 8_000), ("D", 0)];

/// The default stages in order: name and English name.
pub fn default_stages() -> impl Iterator<Item = (&'static str, &'static str)> {
    STANDARD.stages.iter().map(|stage| stage.name)
}

/// The names of the workspace's settings.
pub mod names {
    /// The company's name, on printed pages.
    pub const COMPANY: &str = "company";
    /// The department, on printed pages.
    pub const DEPARTMENT: &str = "department";
    /// Who works here: the author of changes.
    pub const AUTHOR: &str = "author";
    /// How many people a mentor guides at once.
    pub const MENTOR_CAPACITY: &str = "mentor_capacity";
    /// Below how many months in the company a person is new to a post.
    pub const DUTY_NEW_MONTHS: &str = "duty_new_months";
    /// How many hours a day of training has, in ten-thousandths; unset is the usual.
    pub const TRAINING_DAY_HOURS: &str = "training_day_hours";
    /// How many customers one person is to have at most; unset is the usual.
    pub const ACCOUNT_LIMIT: &str = "account_limit";
    /// How many open deals one person is to have at most; unset is the usual.
    pub const DEAL_LIMIT: &str = "deal_limit";
    /// After how many months the data of those who left are due to be erased; unset is not decided.
    pub const RETENTION_MONTHS: &str = "retention_months";
    /// Whether the first steps were put away (`store/first_steps.rs`).
    pub const FIRST_STEPS: &str = "first_steps";
    /// Whether the stages were kept as they come (`store/first_steps.rs`).
    pub const STAGES: &str = "stages";
    /// Set in the sample workspace.
    pub const SAMPLE: &str = "sample";
}

/// Writes the defaults into a new workspace, as part of the running step.
///
/// # Errors
/// Whatever the database reports.
pub fn defaults(db: &mut Db) -> Result<()> {
    let model = StageModelId(db.allocate()?);
    db.insert(&StageModel {
        id: model,
        name: STANDARD.name.to_owned(),
        version: 1,
        current: true,
        line: None,
        starts: None,
    })?;
    stage_models::write(db, model, &ModelDraft::of(&STANDARD, STANDARD.name, None).stages)?;
    let template = TemplateId(db.allocate()?);
    db.insert(&EvaluationTemplate {
        id: template,
        name: TEMPLATE.to_owned(),
        version: 1,
        current: true,
        cap: 12_000,
        min_cover_bp: 8_000,
    })?;
    for (position, (category, metric, weight_bp)) in (1..).zip(ROWS) {
        let id = TemplateRowId(db.allocate()?);
        db.insert(&EvaluationRow {
            id,
            template_id: template,
            position,
            category: category.to_owned(),
            metric: metric.to_owned(),
            weight_bp,
        })?;
    }
    for (grade, min_score) in BANDS {
        let id = BandId(db.allocate()?);
        db.insert(&GradeBand { id, template_id: template, grade: grade.to_owned(), min_score })?;
    }
    observation_sheet(db)?;
    skills::write_usual(db)?;
    report_rule(db)
}

/// Writes the sheet by which visits are observed, as part of the running step.
fn observation_sheet(db: &mut Db) -> Result<()> {
    let id = ObservationTemplateId(db.allocate()?);
    let SheetDraft { name, steps } = SheetDraft::of(&VISIT);
    db.insert(&ObservationTemplate {
        id,
        series: id.0,
        number: 1,
        current: true,
        name: name.zh,
        name_en: name.en,
        change_note: None,
        published_on: None,
        by_name: String::new(),
    })?;
    templates::write(db, id, &steps)
}

/// The hour until which a report that is due on a day is in time.
const DUE_HOUR: i64 = 18;

/// Writes the default rule, as part of the running step: everyone who manages no team reports each
/// week, until the first working day after it.
///
/// # Errors
/// Whatever the database reports.
pub fn report_rule(db: &mut Db) -> Result<()> {
    let id = ReportRuleId(db.allocate()?);
    db.insert(&ReportRule {
        id,
        kind: OwedKind::Weekly,
        post_id: None,
        due_day: None,
        due_hour: DUE_HOUR,
        grace_days: 0,
        active: true,
        starts: None,
    })
}

const BY_NAME: &str = "SELECT id, name, value FROM setting WHERE name = $1";

/// A setting's value; `None` when it was never set.
///
/// # Errors
/// Whatever the database reports.
pub fn setting(db: &Db, name: &str) -> Result<Option<String>> {
    Ok(db.first(BY_NAME, &[name.into()], Setting::from_row)?.map(|setting| setting.value))
}

/// Sets a setting, as part of the running step.
///
/// # Errors
/// Whatever the database reports.
pub fn set(db: &mut Db, name: &str, value: &str) -> Result<()> {
    if let Some(old) = db.first(BY_NAME, &[name.into()], Setting::from_row)? {
        let new = Setting { value: value.to_owned(), ..old.clone() };
        db.update_from(&old, &new)?;
        return Ok(());
    }
    let id = SettingId(db.allocate()?);
    db.insert(&Setting { id, name: name.to_owned(), value: value.to_owned() })
}
