//! What stands on the agenda, in words.

use chrono::NaiveDate;

use super::data::{Load, joined};
use crate::error::Result;
use crate::i18n::{FluentValue, period_label};
use crate::metrics::coaching::say::kind as coaching_kind;
use crate::metrics::notices::Act;
use crate::metrics::notices::say::Names;
use crate::metrics::submissions::slot::Slot;
use crate::metrics::today::agenda::{Days, Item, What, agenda};
use crate::store::records::OwedKind;

/// A line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day.
    pub day: NaiveDate,
    /// When it begins; empty where that is not known.
    pub at: String,
    /// What it is.
    pub title: String,
    /// What about it.
    pub detail: String,
    /// Whether it is done.
    pub done: bool,
    /// What opens it.
    pub act: Act,
    /// The word on its button; empty for none.
    pub action: String,
    /// The day whose period shows it; `None` where any period will do.
    pub shown: Option<NaiveDate>,
}

/// The lines of some days.
pub(super) fn rows(load: &Load<'_>, days: Days) -> Result<Vec<Row>> {
    let (scope, today) = (load.scope, load.today);
    let items = agenda(load.db, load.directory, scope, days, (load.notices, today))?;
    let mut names = Names::default();
    for item in &items {
        if let What::Coaching { account: Some(account), .. } = item.what {
            names.account(load.db, account)?;
        }
    }
    Ok(items.into_iter().map(|item| row(load, &names, item)).collect())
}

fn row(load: &Load<'_>, names: &Names, item: Item) -> Row {
    let tr = load.tr;
    let shown = item.shown_in();
    let Item { day, at, what, done, act } = item;
    let (title, detail, action) = match what {
        What::Coaching { person, kind, topic, account, .. } => {
            let args = [
                ("kind", FluentValue::from(coaching_kind(tr, kind))),
                ("name", load.directory.person_name(person).into()),
            ];
            let account = account.map(|id| names.account_name(id).to_owned()).unwrap_or_default();
            let parts: Vec<String> =
                [account, topic].into_iter().filter(|part| !part.is_empty()).collect();
            let detail = joined(tr, &parts);
            (tr.with("today-agenda-coaching", &args), detail, "today-agenda-start")
        }
        What::Class { name, name_en, people, place, .. } => {
            let name = tr.own(&name, &name_en);
            let title = tr.with("today-agenda-class", &[("name", name.into())]);
            let n = load.count("today-agenda-people", people, &[]);
            let parts: Vec<String> = [Some(n), place].into_iter().flatten().collect();
            (title, joined(tr, &parts), "today-agenda-open")
        }
        What::Reports { slot, owed, sent } => {
            let title = tr.with(report_key(slot), &[("period", slot_text(load, slot).into())]);
            let whole = |n: usize| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
            let args = [("sent", whole(sent)), ("owed", whole(owed))];
            (title, tr.with("today-agenda-sent", &args), "notice-act-remind")
        }
        What::Notice(notice) => {
            let scope = load.whose();
            let line = load.say(&scope).line(&notice);
            let args = [("kind", FluentValue::from(line.kind)), ("detail", line.detail.into())];
            return Row {
                day,
                at: at.unwrap_or_default(),
                title: line.title,
                detail: tr.with("today-agenda-notice", &args),
                done,
                act,
                action: if done { String::new() } else { line.action },
                shown,
            };
        }
    };
    let action = if done { String::new() } else { tr.text(action) };
    Row { day, at: at.unwrap_or_default(), title, detail, done, act, action, shown }
}

const fn report_key(slot: Slot) -> &'static str {
    match slot.kind {
        OwedKind::Daily => "today-agenda-report-daily",
        OwedKind::Weekly => "today-agenda-report-weekly",
        OwedKind::Monthly => "today-agenda-report-monthly",
    }
}

fn slot_text(load: &Load<'_>, slot: Slot) -> String {
    let period = slot.period().map(|period| period_label(load.tr, period));
    period.unwrap_or_else(|| slot.first.to_string())
}

/// The line to begin with: the first that is not done.
pub(super) fn next(rows: &[Row]) -> Option<usize> {
    rows.iter().position(|row| !row.done && !row.action.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::CoachingId;

    #[test]
    fn one_begins_with_what_is_not_done() {
        let row = |done: bool| Row {
            day: "2025-11-19".parse().unwrap(),
            at: "09:00".to_owned(),
            title: String::new(),
            detail: String::new(),
            done,
            act: Act::OpenCoaching(CoachingId(1)),
            action: if done { String::new() } else { "开始".to_owned() },
            shown: None,
        };
        assert_eq!(next(&[row(true), row(false), row(false)]), Some(1));
        assert_eq!(next(&[row(true)]), None);
        assert_eq!(next(&[]), None);
    }
}
