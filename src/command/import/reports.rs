//! Reports about a day, week or month: by person and period.

use chrono::NaiveDate;

use crate::command::import::context::{Context, problem, replace};
use crate::command::import::links::{self, keep, needed, not_negative};
use crate::command::import::{Outcome, Problem};
use crate::domain::ids::ReportId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Language, money_cell};
use crate::sheets::row::RowView;
use crate::store::records::{Report, ReportKind};
use crate::store::{Db, Record as _};

const SAME: &str = "SELECT id, person_id, kind, period, report_date, done, plan, problems, help, feedback, market, commitments, promised, batch_id, extra FROM report WHERE person_id = $1 AND period = $2";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    needed("person", &mut problems, |_| row.text("person"));
    let found = links::look(db, context, row, "person", &mut problems)?;
    let about = needed("period", &mut problems, |problems| about(row, problems));
    let promised = row.amount("promised", &mut problems);
    not_negative("promised", promised, row, &mut problems);
    let Some((kind, period)) = about.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let links = links::make(db, context, row, "person", found, &mut problems)?;
    let Some(person) = links.person.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let old = db.first(SAME, &[person.into(), period.as_str().into()], Report::from_row)?;
    let again = context.occurrence(&[&person.0.to_string(), &period]) > 1;
    let mut report = match &old {
        Some(old) => old.clone(),
        None => Report {
            id: ReportId(db.allocate()?),
            person_id: person,
            kind,
            period: period.clone(),
            // Whether it came in time is told by the first sheet that brought it.
            report_date: context.report_date,
            done: None,
            plan: None,
            problems: None,
            help: None,
            feedback: None,
            market: None,
            commitments: None,
            promised: None,
            batch_id: Some(context.batch),
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    for (field, slot) in [
        ("done", &mut report.done),
        ("plan", &mut report.plan),
        ("problems", &mut report.problems),
        ("help", &mut report.help),
        ("feedback", &mut report.feedback),
        ("market", &mut report.market),
        ("commitments", &mut report.commitments),
    ] {
        replace(slot, row.text(field), field, plain, &mut changes);
    }
    let money = |fen: &i64| money_cell(Language::Chinese, *fen);
    replace(&mut report.promised, promised, "promised", money, &mut changes);
    replace(&mut report.extra, row.extra(), "extra", plain, &mut changes);
    let subject = format!("{} {period}", context.directory.person_name(person));
    keep(db, old.as_ref(), &report, again, subject, changes)
}

/// What kind of report it is and its period as text. A day is no period of the calendar but what a
/// daily report is about.
fn about(row: &RowView<'_>, problems: &mut Vec<Problem>) -> Option<(ReportKind, String)> {
    let mut refused = vec![];
    if let Some(period) = row.period("period", &mut refused) {
        let kind = match period {
            Period::Week(..) => ReportKind::Weekly,
            Period::Month(..) => ReportKind::Monthly,
            Period::Quarter(..) => ReportKind::Quarterly,
            Period::Year(_) => ReportKind::Yearly,
        };
        return Some((kind, period.to_string()));
    }
    let day: Option<NaiveDate> = row.date("period", &mut vec![]);
    if let Some(day) = day {
        return Some((ReportKind::Daily, day.to_string()));
    }
    match row.text("period") {
        Some(text) if refused.is_empty() => {
            problems.push(problem("period", "problem-period", &text));
        }
        _ => problems.append(&mut refused),
    }
    None
}
