//! Commands on the workspace's settings, the evaluation template and the rule of who reports.

use chrono::NaiveDate;

use crate::command::input::gone;
use crate::domain::ids::{PostId, ReportRuleId, TemplateId, TemplateRowId};
use crate::error::{Error, Result};
use crate::store::records::{
    EvaluationRow, EvaluationTemplate, GradeBand, OwedKind, Post, ReportRule,
};
use crate::store::{Db, first_steps, setup};

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

/// A rule of who owes which report, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleForm {
    /// The rule; `None` makes one.
    pub id: Option<ReportRuleId>,
    /// What kind of report.
    pub kind: OwedKind,
    /// Whose post; `None` for everyone who belongs to a team and manages none.
    pub post: Option<PostId>,
    /// The weekday or the day of the month after the period; `None` for the first working day.
    pub due_day: Option<i64>,
    /// The hour of that day.
    pub due_hour: i64,
    /// Working days after that which are still in time.
    pub grace_days: i64,
    /// Whether it holds.
    pub active: bool,
    /// It decides about periods that begin on this day or later, until the next one of its kind and
    /// post; `None` since ever.
    pub starts: Option<NaiveDate>,
}

/// A command on settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Sets workspace settings by name.
    Set(Vec<(String, String)>),
    /// Starts a new version of the current evaluation template with these rows; cycles that exist
    /// keep theirs.
    Template(Vec<RowForm>),
    /// Lets everyone who manages no team report each week.
    ReportWeekly,
    /// Makes or changes a rule of who reports.
    ReportRule(RuleForm),
}

impl Command {
    /// Puts the first steps away, or takes them up again.
    pub fn first_steps(away: bool) -> Self {
        let value = if away { first_steps::AWAY } else { "" };
        Self::Set(vec![(setup::names::FIRST_STEPS.to_owned(), value.to_owned())])
    }

    /// Keeps the stages that a workspace begins with.
    pub fn keep_stages() -> Self {
        Self::Set(vec![(setup::names::STAGES.to_owned(), first_steps::KEPT.to_owned())])
    }

    pub(super) fn head(&self) -> (&'static str, String) {
        let key = match self {
            Self::Set(pairs) if pairs.iter().any(|(name, _)| name == setup::names::STAGES) => {
                "step-stages-keep"
            }
            Self::Set(_) => "step-settings",
            Self::Template(_) => "step-template",
            Self::ReportWeekly => "step-report-rule",
            Self::ReportRule(_) => "step-report-rule-edit",
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
        Command::Template(rows) => template(db, rows),
        Command::ReportWeekly => report_weekly(db),
        Command::ReportRule(form) => report_rule(db, form),
    }
}

/// Does nothing where such a rule holds already, so that pressing twice makes one rule.
fn report_weekly(db: &mut Db) -> Result<()> {
    let rules = db.all::<ReportRule>()?;
    let everyone = |rule: &&ReportRule| rule.kind == OwedKind::Weekly && rule.post_id.is_none();
    match rules.iter().filter(everyone).max_by_key(|rule| (rule.starts, rule.active)) {
        None => setup::report_rule(db),
        Some(rule) if rule.active => Ok(()),
        // One that was turned off holds again, as it was.
        Some(rule) => {
            db.update_from(rule, &ReportRule { active: true, ..rule.clone() }).map(|_| ())
        }
    }
}

/// Several rules of one kind and post follow each other by the day from which they hold. Two from the
/// same day would leave it open when the report is due.
fn report_rule(db: &mut Db, form: &RuleForm) -> Result<()> {
    let days = match form.kind {
        OwedKind::Daily => None,
        OwedKind::Weekly => form.due_day.map(|day| (1..=7).contains(&day)),
        OwedKind::Monthly => form.due_day.map(|day| (1..=31).contains(&day)),
    };
    let hours = (0..=24).contains(&form.due_hour);
    if days == Some(false) || !hours || !(0..=31).contains(&form.grace_days) {
        return Err(Error::new("error-rule-range"));
    }
    if let Some(post) = form.post
        && db.get::<Post>(post)?.is_none()
    {
        return Err(gone());
    }
    let rules = db.all::<ReportRule>()?;
    let same = |rule: &ReportRule| {
        (rule.kind, rule.post_id, rule.starts) == (form.kind, form.post, form.starts)
    };
    let mut others = rules.iter().filter(|rule| Some(rule.id) != form.id && rule.active);
    if form.active && others.any(same) {
        return Err(Error::new("error-rule-twice"));
    }
    let old = match form.id {
        None => None,
        Some(id) => {
            let old = rules.iter().find(|rule| rule.id == id);
            Some(old.ok_or_else(gone)?)
        }
    };
    let rule = ReportRule {
        id: match old {
            Some(old) => old.id,
            None => ReportRuleId(db.allocate()?),
        },
        kind: form.kind,
        post_id: form.post,
        due_day: form.due_day.filter(|_| form.kind != OwedKind::Daily),
        due_hour: form.due_hour,
        grace_days: form.grace_days,
        active: form.active,
        starts: form.starts,
    };
    match old {
        Some(old) => db.update_from(old, &rule).map(|_| ()),
        None => db.insert(&rule),
    }
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
