//! Visits and calls, and reports about a period.

use crate::error::Result;
use crate::sheets::tables::{Names, Sheet, day, fen, opt};
use crate::store::Db;
use crate::store::records::{Activity, Report};

pub(super) fn activities(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<Activity>()?.into_iter().map(|activity| {
        vec![
            names.person(Some(activity.person_id)),
            day(Some(activity.on_day)),
            activity.subject.into(),
            names.account(activity.account_id),
            opt(activity.kind.as_deref()),
            opt(activity.result.as_deref()),
            opt(activity.next_step.as_deref()),
            day(activity.next_on),
            opt(activity.contact.as_deref()),
            opt(activity.extra.as_deref()),
        ]
    });
    Ok((
        &[
            "person",
            "on_day",
            "subject",
            "account",
            "kind",
            "result",
            "next_step",
            "next_on",
            "contact",
            "extra",
        ],
        rows.collect(),
    ))
}

pub(super) fn reports(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<Report>()?.into_iter().map(|report| {
        vec![
            names.person(Some(report.person_id)),
            report.period.into(),
            opt(report.done.as_deref()),
            opt(report.plan.as_deref()),
            opt(report.problems.as_deref()),
            opt(report.help.as_deref()),
            opt(report.feedback.as_deref()),
            opt(report.market.as_deref()),
            opt(report.commitments.as_deref()),
            fen(report.promised),
            opt(report.extra.as_deref()),
        ]
    });
    Ok((
        &[
            "person",
            "period",
            "done",
            "plan",
            "problems",
            "help",
            "feedback",
            "market",
            "commitments",
            "promised",
            "extra",
        ],
        rows.collect(),
    ))
}
