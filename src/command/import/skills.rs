//! Ratings of skills: by person, skill and day, which is that of the report where the sheet states
//! none. A later rating is a record of its own, so that one sees how a skill grew. The skill is kept as
//! the sheet says it; levels are those from 0 to 4, and a sheet of another scale is not bent to it.

use chrono::NaiveDate;

use crate::command::import::context::{Context, problem, replace, replace_known};
use crate::command::import::links::{self, keep, needed, not_ahead, not_negative};
use crate::command::import::{Outcome, Verdict};
use crate::domain::ids::SkillRatingId;
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::sheets::values;
use crate::sheets::write::ten_thousandths;
use crate::store::duties::Duties;
use crate::store::records::{DutyLine, DutySection, EvidenceKind, SkillRating};
use crate::store::training::requirements::Requirements;
use crate::store::training::skills::{LEVEL_UNIT, TOP_LEVEL};
use crate::store::{Db, Record as _};

const SAME: &str = "SELECT id, person_id, skill, on_day, level, rater, evidence, batch_id, extra, evidence_kind, record_id FROM skill_rating WHERE person_id = $1 AND skill = $2 AND on_day = $3";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    needed("person", &mut problems, |_| row.text("person"));
    let found = links::look(db, context, row, "person", &mut problems)?;
    let skill = needed("skill", &mut problems, |_| row.text("skill"));
    let level = needed("level", &mut problems, |problems| row.count("level", problems));
    not_negative("level", level, row, &mut problems);
    if level.is_some_and(|level| level > TOP_LEVEL * LEVEL_UNIT) {
        problems.push(problem("level", "problem-level", &row.text("level").unwrap_or_default()));
    }
    let on_day = row.date("on_day", &mut problems).unwrap_or(context.report_date);
    not_ahead("on_day", Some(on_day), context.latest(), &mut problems);
    let kind_text = row.text("evidence_kind");
    let kind = kind_text.as_deref().and_then(evidence_kind);
    if let Some(text) = kind_text.filter(|_| kind.is_none()) {
        problems.push(problem("evidence_kind", "problem-evidence-kind", &text));
    }
    let (Some(skill), Some(level)) = (skill, level) else {
        return Ok(Outcome::rejected(problems));
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let links = links::make(db, context, row, "person", found, &mut problems)?;
    let Some(person) = links.person.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let key = [person.into(), skill.as_str().into(), on_day.into()];
    let old = db.first(SAME, &key, SkillRating::from_row)?;
    let again = context.occurrence(&[&person.0.to_string(), &skill, &on_day.to_string()]) > 1;
    let mut rating = match &old {
        Some(old) => old.clone(),
        None => SkillRating {
            id: SkillRatingId(db.allocate()?),
            person_id: person,
            skill: skill.clone(),
            on_day,
            level,
            rater: None,
            evidence: None,
            batch_id: Some(context.batch),
            extra: None,
            evidence_kind: None,
            record_id: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let decimal = |n: &i64| ten_thousandths(*n);
    replace_known(&mut rating.level, level, "level", decimal, &mut changes);
    replace(&mut rating.rater, row.text("rater"), "rater", plain, &mut changes);
    replace(&mut rating.evidence, row.text("evidence"), "evidence", plain, &mut changes);
    let word = |kind: &EvidenceKind| kind.word().to_owned();
    replace(&mut rating.evidence_kind, kind, "evidence_kind", word, &mut changes);
    replace(&mut rating.extra, row.extra(), "extra", plain, &mut changes);
    let subject = format!("{} {skill}", context.directory.person_name(person));
    let outcome = keep(db, old.as_ref(), &rating, again, subject, changes)?;
    if matches!(outcome.verdict, Verdict::New | Verdict::Changed) {
        if context.wanted.is_none() {
            context.wanted = Some(Wanted::load(db)?);
        }
        if context.wanted.as_ref().is_some_and(|wanted| !wanted.asks(&skill, on_day)) {
            context.not_asked.insert(skill);
        }
    }
    Ok(outcome)
}

/// What posts ask for in skills: a rating of any other closes no gap. It is taken all the same, since what was
/// seen was seen, and the import says so.
pub(super) struct Wanted {
    duties: Duties,
    requirements: Requirements,
}

impl Wanted {
    fn load(db: &Db) -> Result<Self> {
        Ok(Self { duties: Duties::load(db)?, requirements: Requirements::load(db)? })
    }

    /// Whether any post asks for a skill, by any of its names, on a day or later. One that is not listed is
    /// asked for where a duty sheet names it.
    fn asks(&self, skill: &str, day: NaiveDate) -> bool {
        let named = |line: &DutyLine| {
            line.section == DutySection::Skill && values::key(&line.title) == values::key(skill)
        };
        match self.requirements.names.find(skill) {
            Some(skill) => self.requirements.anywhere(&self.duties, skill, day),
            None => {
                let mut sheets = self.duties.sheets.keys();
                sheets.any(|sheet| self.duties.lines_of(*sheet).iter().any(named))
            }
        }
    }
}

/// What kind of evidence a text names.
fn evidence_kind(text: &str) -> Option<EvidenceKind> {
    match values::key(text).as_str() {
        "测试" | "考试" | "测验" | "exam" => Some(EvidenceKind::Test),
        "观察" | "陪访" | "陪访观察" => Some(EvidenceKind::Observation),
        "商机" | "订单" | "成交" => Some(EvidenceKind::Deal),
        word => EvidenceKind::parse(word),
    }
}
