//! What decides that a report is owed: holidays and the company's own days in the time that is shown,
//! from when newcomers owe, and the rules in words.

use std::cmp::Reverse;

use chrono::Datelike as _;

use super::data::shown;
use super::submissions_data::Line;
use super::submissions_periods::short_name;
use crate::command::settings::RuleForm;
use crate::domain::calendar::Calendar;
use crate::domain::ids::PostId;
use crate::i18n::{Tr, short_day};
use crate::metrics::submissions::slot::Slot;
use crate::metrics::submissions::{Ledger, Standing};
use crate::store::directory::Directory;
use crate::store::records::{OwedKind, ReportRule};

/// So many holidays are listed, the newest.
const HOLIDAYS: usize = 4;
/// So many days of the company are listed, the newest.
const COMPANY_DAYS: usize = 2;
/// So many newcomers are named.
const NAMED: usize = 3;

/// A line of the card: what, and what holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What holds.
    pub value: String,
}

/// The holidays in the time that is shown, and from when newcomers owe.
pub(super) fn calendar(
    tr: &Tr,
    directory: &Directory,
    slots: &[Slot],
    lines: &[Line],
    ledger: &Ledger<'_>,
) -> Vec<Fact> {
    let mut facts = holidays(tr, &directory.calendar, slots);
    let names: Vec<String> = lines
        .iter()
        .filter_map(|(person, duties)| {
            let standings: Vec<Standing> = duties.iter().map(|duty| duty.standing).collect();
            let first = first_owed(slots, &standings, ledger.began())?;
            let name = directory.person_name(*person);
            let args = [("name", name.into()), ("period", short_name(tr, first).into())];
            Some(tr.with("reports-rule-newcomer", &args))
        })
        .collect();
    let said: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let said = said.join(&tr.text("reports-comma"));
    let value = match names.len() {
        0 => tr.text("reports-rule-newcomers-none"),
        n if n > NAMED => {
            let args = [("names", said.into()), ("n", shown(n).into())];
            tr.with("reports-owed-and-more", &args)
        }
        _ => said,
    };
    facts.push(Fact { label: tr.text("reports-rule-newcomers"), value });
    facts
}

/// The period from which on someone owes who owed nothing before; `None` for those who were there
/// from the first that is shown, or since reports are known at all.
fn first_owed(slots: &[Slot], standings: &[Standing], began: Option<Slot>) -> Option<Slot> {
    let known = |slot: &Slot| began.is_some_and(|began| began.first <= slot.first);
    let from = slots.iter().position(known)?;
    let later = standings.get(from..)?;
    let first = later.iter().position(|standing| *standing != Standing::NotOwed)?;
    slots.get(from + first).copied().filter(|_| first > 0)
}

fn holidays(tr: &Tr, calendar: &Calendar, slots: &[Slot]) -> Vec<Fact> {
    let (Some(first), Some(last)) = (slots.first(), slots.last()) else { return vec![] };
    let mut facts = vec![];
    let holidays = calendar.holidays(first.first, last.last).into_iter();
    for holiday in holidays.rev().take(HOLIDAYS) {
        let (from, to) = (holiday.first, holiday.last);
        let days = [("from", from), ("to", to)];
        let days = days.map(|(name, day)| (name, short_day(tr, day).into()));
        let hit = |slot: &&Slot| slot.first <= to && from <= slot.last && !slot.worked(calendar);
        let off: Vec<String> = slots.iter().filter(hit).map(|slot| short_name(tr, *slot)).collect();
        let value = match off.len() {
            0 => tr.text("reports-rule-holiday-owed"),
            _ => {
                let periods = off.join(&tr.text("reports-comma"));
                tr.with("reports-rule-holiday-off", &[("periods", periods.into())])
            }
        };
        facts.push(Fact { label: tr.with("reports-rule-holiday", &days), value });
    }
    let company = calendar.company_days(first.first, last.last).into_iter();
    for own in company.rev().take(COMPANY_DAYS) {
        let day = short_day(tr, own.day);
        let args = [("day", day.into()), ("name", own.label.as_str().into())];
        let what = if own.worked { "reports-rule-company-on" } else { "reports-rule-company-off" };
        facts.push(Fact { label: tr.with("reports-rule-company", &args), value: tr.text(what) });
    }
    // What is about December is due in the year after.
    let mut years = [first.last, last.last, last.next().first].map(|day| day.year()).to_vec();
    years.dedup();
    for year in years.into_iter().filter(|year| !calendar.official(*year)) {
        let label = tr.with("reports-rule-no-notice", &[("year", year.to_string().into())]);
        facts.push(Fact { label, value: tr.text("reports-rule-estimated") });
    }
    facts
}

/// A rule of who reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// Which report, and whose.
    pub label: String,
    /// When it is due, or that the rule is turned off.
    pub value: String,
    /// The rule as a form takes it.
    pub form: RuleForm,
}

/// The rules, those that hold first; of one kind and post the newest first.
pub(super) fn rule_rows(tr: &Tr, directory: &Directory, rules: &[ReportRule]) -> Vec<RuleRow> {
    let mut rules: Vec<&ReportRule> = rules.iter().collect();
    rules.sort_by_key(|rule| {
        let place = (!rule.active, rule.kind != OwedKind::Weekly, rule.kind, rule.post_id);
        (place, Reverse(rule.starts), rule.id)
    });
    let row = |rule: &ReportRule| {
        let report = tr.text(&format!("reports-owed-{}", rule.kind.word()));
        let post = rule.post_id.and_then(|post| directory.posts.get(&post));
        let who = post.map_or_else(|| tr.text("reports-rule-everyone"), |post| post.name.clone());
        let grace = usize::try_from(rule.grace_days).unwrap_or_default();
        let value = if rule.active {
            let args = [
                ("due", due_words(tr, rule).into()),
                ("n", shown(grace).into()),
                ("count", rule.grace_days.into()),
            ];
            tr.with("reports-rule-value", &args)
        } else {
            tr.text("reports-rule-off")
        };
        let value = match rule.starts {
            Some(starts) => {
                let args = [("day", starts.to_string().into()), ("value", value.into())];
                tr.with("reports-rule-since", &args)
            }
            None => value,
        };
        let args = [("report", report.into()), ("who", who.into())];
        RuleRow {
            label: tr.with("reports-rule-name", &args),
            value,
            form: RuleForm {
                id: Some(rule.id),
                kind: rule.kind,
                post: rule.post_id,
                due_day: rule.due_day,
                due_hour: rule.due_hour,
                grace_days: rule.grace_days,
                active: rule.active,
                starts: rule.starts,
            },
        }
    };
    rules.into_iter().map(row).collect()
}

/// For whom a rule may be: everyone, and the posts by name.
pub(super) fn posts(tr: &Tr, directory: &Directory) -> Vec<(Option<PostId>, String)> {
    let mut posts: Vec<(Option<PostId>, String)> =
        directory.posts.values().map(|post| (Some(post.id), post.name.clone())).collect();
    posts.sort_by(|a, b| a.1.cmp(&b.1));
    posts.insert(0, (None, tr.text("reports-rule-everyone")));
    posts
}

/// When reports under a rule are due, in words.
pub(super) fn due_words(tr: &Tr, rule: &ReportRule) -> String {
    format!("{} {:02}:00", due_day_words(tr, rule.kind, rule.due_day), rule.due_hour)
}

/// The day on which reports are due, in words.
pub(super) fn due_day_words(tr: &Tr, kind: OwedKind, day: Option<i64>) -> String {
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let weekday = day.and_then(|day| usize::try_from(day).ok()?.checked_sub(1));
    match (kind, day) {
        (OwedKind::Weekly, Some(_)) => {
            let day = weekday.and_then(|at| weekdays.get(at)).copied().unwrap_or("sun");
            let day = tr.text(&format!("reports-weekday-{day}"));
            tr.with("reports-rule-due-weekday", &[("day", day.into())])
        }
        (OwedKind::Monthly, Some(day)) => {
            tr.with("reports-rule-due-day", &[("day", day.to_string().into())])
        }
        (kind, _) => tr.text(&format!("reports-rule-due-first-{}", kind.word())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::CompanyDay;
    use crate::i18n::Language;

    fn week(text: &str) -> Slot {
        Slot::at(OwedKind::Weekly, text.parse().unwrap())
    }

    fn weeks(first: &str, last: &str) -> Vec<Slot> {
        crate::metrics::submissions::slot::slots(week(first), week(last))
    }

    #[test]
    fn a_newcomer_owes_from_the_first_week_that_counts() {
        use Standing::{Holiday, Missing, NotOwed, OnTime};
        let slots = weeks("2025-11-03", "2025-11-23");
        let began = |text: &str| Some(week(text));
        for (standings, known, first) in [
            ([NotOwed, OnTime, OnTime], began("2025-09-01"), Some(1)),
            ([NotOwed, NotOwed, Missing], began("2025-09-01"), Some(2)),
            ([OnTime, NotOwed, OnTime], began("2025-09-01"), None),
            ([Holiday, OnTime, OnTime], began("2025-09-01"), None),
            ([NotOwed, NotOwed, NotOwed], began("2025-09-01"), None),
            // Nobody owed anything before the first report of all.
            ([NotOwed, OnTime, OnTime], began("2025-11-10"), None),
            ([NotOwed, NotOwed, OnTime], began("2025-11-10"), Some(2)),
            ([NotOwed, OnTime, OnTime], None, None),
        ] {
            let found = first_owed(&slots, &standings, known);
            assert_eq!(found, first.map(|at: usize| slots[at]), "{standings:?} {known:?}");
        }
    }

    #[test]
    fn holidays_say_which_weeks_are_not_owed() {
        let tr = Tr::new(Language::Chinese);
        let own = CompanyDay {
            day: "2025-05-30".parse().unwrap(),
            worked: false,
            label: "厂休".to_owned(),
        };
        let calendar = Calendar::with(vec![], vec![own]);
        let said = |first: &str, last: &str| -> Vec<(String, String)> {
            let facts = holidays(&tr, &calendar, &weeks(first, last)).into_iter();
            facts.map(|fact| (fact.label, fact.value)).collect()
        };
        let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        assert_eq!(said("2025-08-25", "2025-11-23"), [pair("10-01 至 10-08 放假", "W40 不计应交")]);
        assert_eq!(
            said("2025-05-26", "2025-06-08"),
            [pair("05-31 至 06-02 放假", "照常应交"), pair("05-30 厂休", "公司放假")]
        );
        assert!(said("2025-11-03", "2025-11-23").is_empty());
        assert_eq!(said("2027-03-01", "2027-03-07"), [pair("2027年没有放假通知", "按双休估算")]);
    }

    #[test]
    fn rules_say_when_reports_are_due() {
        let tr = Tr::new(Language::Chinese);
        for (kind, day, text) in [
            (OwedKind::Weekly, None, "次周第一个工作日"),
            (OwedKind::Weekly, Some(1), "次周一"),
            (OwedKind::Weekly, Some(7), "次周日"),
            (OwedKind::Monthly, None, "次月第一个工作日"),
            (OwedKind::Monthly, Some(5), "次月5日"),
            (OwedKind::Daily, None, "下一个工作日"),
            (OwedKind::Daily, Some(3), "下一个工作日"),
        ] {
            assert_eq!(due_day_words(&tr, kind, day), text, "{kind:?} {day:?}");
        }
    }
}
