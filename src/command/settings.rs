//! Commands on the workspace's settings, the stage model, the evaluation template and the rule of
//! who reports.

use crate::domain::ids::{StageId, TemplateId, TemplateRowId};
use crate::error::{Error, Result};
use crate::store::records::{EvaluationRow, EvaluationTemplate, GradeBand, ReportRule, Stage};
use crate::store::{Db, setup};

/// What a form says about a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageForm {
    /// The stage.
    pub id: StageId,
    /// The name.
    pub name: String,
    /// The name in English.
    pub name_en: String,
    /// How many days a deal may stay; `None` for no limit.
    pub limit_days: Option<i64>,
}

/// A row of a template as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowForm {
    /// The category.
    pub category: String,
    /// The metric's id.
    pub metric: String,
    /// The weight in basis points.
    pub weight_bp: i64,
}

/// A command on settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Sets workspace settings by name.
    Set(Vec<(String, String)>),
    /// Renames stages and sets their limits.
    Stages(Vec<StageForm>),
    /// Starts a new version of the current evaluation template with these rows; cycles that exist
    /// keep theirs.
    Template(Vec<RowForm>),
    /// Lets everyone who manages no team report each week, where nobody owes a report.
    ReportWeekly,
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        let key = match self {
            Self::Set(_) => "step-settings",
            Self::Stages(_) => "step-stages",
            Self::Template(_) => "step-template",
            Self::ReportWeekly => "step-report-rule",
        };
        (key, String::new())
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::Set(pairs) => {
            for (name, value) in pairs {
                setup::set(db, name, value.trim())?;
            }
            Ok(())
        }
        Command::Stages(forms) => stages(db, forms),
        Command::Template(rows) => template(db, rows),
        Command::ReportWeekly => report_weekly(db),
    }
}

/// Does nothing where a rule holds already, so that pressing twice makes one rule.
fn report_weekly(db: &mut Db) -> Result<()> {
    if db.all::<ReportRule>()?.iter().any(|rule| rule.active) {
        return Ok(());
    }
    setup::report_rule(db)
}

fn stages(db: &mut Db, forms: &[StageForm]) -> Result<()> {
    let all = db.all::<Stage>()?;
    for form in forms {
        let old = all
            .iter()
            .find(|stage| stage.id == form.id)
            .ok_or_else(|| Error::new("error-record-gone"))?;
        let name = form.name.trim();
        if name.is_empty() {
            return Err(Error::new("error-name-blank"));
        }
        let twice = forms.iter().any(|other| other.id != form.id && other.name.trim() == name);
        if twice {
            return Err(Error::new("error-stage-twice").arg("name", name));
        }
        let new = Stage {
            name: name.to_owned(),
            name_en: form.name_en.trim().to_owned(),
            limit_days: form.limit_days.filter(|days| *days > 0),
            ..old.clone()
        };
        db.update_from(old, &new)?;
    }
    Ok(())
}

fn template(db: &mut Db, rows: &[RowForm]) -> Result<()> {
    let total: i64 = rows.iter().map(|row| row.weight_bp).sum();
    if total != 10_000 || rows.iter().any(|row| row.weight_bp <= 0) {
        return Err(Error::new("error-template-weights")
            .arg("total", format!("{}.{:02}", total / 100, total % 100)));
    }
    let old = db
        .all::<EvaluationTemplate>()?
        .into_iter()
        .find(|template| template.current)
        .ok_or_else(|| Error::new("error-template-missing"))?;
    db.update_from(&old, &EvaluationTemplate { current: false, ..old.clone() })?;
    let id = TemplateId(db.allocate()?);
    db.insert(&EvaluationTemplate { id, version: old.version + 1, current: true, ..old.clone() })?;
    for (position, row) in (1..).zip(rows) {
        let row_id = TemplateRowId(db.allocate()?);
        db.insert(&EvaluationRow {
            id: row_id,
            template_id: id,
            position,
            category: row.category.clone(),
            metric: row.metric.clone(),
            weight_bp: row.weight_bp,
        })?;
    }
    for band in db.all::<GradeBand>()?.into_iter().filter(|band| band.template_id == old.id) {
        let band_id = crate::domain::ids::BandId(db.allocate()?);
        db.insert(&GradeBand { id: band_id, template_id: id, ..band })?;
    }
    Ok(())
}
