//! How coaching is written on pages and on the command line: kinds, days, who coached, why somebody is next.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::coaching::next::Why;
use crate::domain::stats::rate::{MIN_CASES, Rate};
use crate::i18n::{FluentValue, Tr, day_beside, rate_percent};
use crate::metrics::coaching::coverage::{Coach, Part};
use crate::metrics::coaching::schedule::{Due, Meeting};
use crate::metrics::show::chance;
use crate::store::directory::Directory;
use crate::store::records::{CoachingKind, FeedbackKind};

pub use super::show::joined;

/// The kinds in the order in which they are told.
pub const KINDS: [CoachingKind; 5] = [
    CoachingKind::OneToOne,
    CoachingKind::Visit,
    CoachingKind::NewHire,
    CoachingKind::LowPerformer,
    CoachingKind::Event,
];

/// The key of the name of a kind of feedback.
pub const fn feedback_key(kind: FeedbackKind) -> &'static str {
    match kind {
        FeedbackKind::Suggestion => "feedback-kind-suggestion",
        FeedbackKind::Problem => "feedback-kind-problem",
        FeedbackKind::Support => "feedback-kind-support",
        FeedbackKind::Coaching => "feedback-kind-coaching",
        FeedbackKind::Praise => "feedback-kind-praise",
    }
}

/// Why somebody is coached.
pub fn kind(tr: &Tr, kind: CoachingKind) -> String {
    tr.text(match kind {
        CoachingKind::OneToOne => "coaching-kind-one-to-one",
        CoachingKind::Visit => "coaching-kind-visit",
        CoachingKind::NewHire => "coaching-kind-new-hire",
        CoachingKind::LowPerformer => "coaching-kind-low-performer",
        CoachingKind::Event => "coaching-kind-event",
    })
}

/// The same as one character, for where there is no room.
pub fn mark(tr: &Tr, kind: CoachingKind) -> String {
    tr.text(match kind {
        CoachingKind::OneToOne => "coaching-mark-one-to-one",
        CoachingKind::Visit => "coaching-mark-visit",
        CoachingKind::NewHire => "coaching-mark-new-hire",
        CoachingKind::LowPerformer => "coaching-mark-low-performer",
        CoachingKind::Event => "coaching-mark-event",
    })
}

/// In which way people meet.
pub fn meeting(tr: &Tr, meeting: Meeting) -> String {
    tr.text(match meeting {
        Meeting::Talk => "schedule-meeting-talk",
        Meeting::Visit => "schedule-meeting-visit",
    })
}

/// A part of a period: `11月`, `W47`.
pub fn part(tr: &Tr, part: &Part) -> String {
    if part.month {
        return tr.with("coverage-month", &[("n", i64::from(part.first.month()).into())]);
    }
    week(part.first)
}

/// The week of a day as charts write it: `W47`.
pub fn week(day: NaiveDate) -> String {
    format!("W{:02}", day.iso_week().week())
}

/// Who coached.
pub fn coach<'a>(directory: &'a Directory, coach: &'a Coach) -> &'a str {
    match coach {
        Coach::Person(person) => directory.person_name(*person),
        Coach::Name(name) => name,
    }
}

/// A share with its cases: `80%（8 / 10）`; with too few of them the cases alone.
pub fn share(tr: &Tr, rate: Option<Rate>) -> String {
    let Some(rate) = rate else { return tr.text("unknown") };
    let cases = format!("{} / {}", rate.k, rate.n);
    if rate.n < MIN_CASES {
        return tr.with("coverage-few", &[("cases", cases.into())]);
    }
    let said = rate_percent(rate.rate);
    tr.with("coverage-share", &[("share", said.into()), ("cases", cases.into())])
}

/// How often a person was coached in the mean, from tenths: `1.5次`.
pub fn times_each(tr: &Tr, tenths: i64) -> String {
    let said = format!("{}.{}", tenths / 10, tenths % 10);
    tr.with("coverage-times-each", &[("n", said.into())])
}

/// Minutes as hours, with one decimal: `12.5小时`.
pub fn hours(tr: &Tr, minutes: i64) -> String {
    let tenths = (minutes * 10 + 30).div_euclid(60);
    let said = format!("{}.{}", tenths / 10, tenths % 10);
    tr.with("coverage-hours", &[("n", said.into())])
}

/// A reason to coach somebody.
pub fn why(tr: &Tr, why: &Why) -> String {
    let n = |key: &str, n: i64| tr.with(key, &[("n", FluentValue::from(n))]);
    match *why {
        Why::Check { days: 0 } => tr.text("coverage-why-check-today"),
        Why::Check { days } => n("coverage-why-check", days),
        Why::Promised { days } => n("coverage-why-promised", days),
        Why::Never { meeting, days: None } => {
            tr.with("coverage-why-never", &[("meeting", meeting.word().into())])
        }
        Why::Never { meeting, days: Some(days) } => {
            let args = [("meeting", meeting.word().into()), ("n", days.into())];
            tr.with("coverage-why-never-since", &args)
        }
        // By how much it is late comes first: the same number as in the notice of it.
        Why::LongAgo { meeting, days, every } => {
            let args = [
                ("meeting", meeting.word().into()),
                ("late", days.saturating_sub(every).into()),
                ("n", days.into()),
                ("every", every.into()),
            ];
            tr.with("coverage-why-long-ago", &args)
        }
        Why::Actions { overdue } => n("coverage-why-actions", whole(overdue)),
        Why::Unlikely { chance_bp } => {
            let said = chance(chance_bp as f64 / 10_000.0);
            tr.with("coverage-why-unlikely", &[("chance", said.into())])
        }
        Why::Below { count } => n("coverage-why-below", whole(count)),
    }
}

/// When somebody is to be met: `谈话每31天，上次 11-05，默认值`.
pub fn due(tr: &Tr, due: &Due, today: NaiveDate) -> String {
    let args = [("what", meeting(tr, due.meeting).into()), ("n", due.rule.days.into())];
    let every = tr.with("schedule-every", &args);
    let last = match due.clock.last {
        Some(last) => tr.with("schedule-last", &[("day", day_beside(tr, last, today).into())]),
        None => tr.text("schedule-never"),
    };
    let usual = if due.rule.set { String::new() } else { tr.text("schedule-usual") };
    joined(tr, &[&every, &last, &usual])
}

/// A count of things as words take it.
pub fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn hours_and_shares_are_rounded_once_and_few_cases_are_no_share() {
        let tr = Tr::new(Language::Chinese);
        for (minutes, said) in [(0, "0.0小时"), (45, "0.8小时"), (90, "1.5小时"), (603, "10.1小时")]
        {
            assert_eq!(hours(&tr, minutes), said);
        }
        assert!(share(&tr, Rate::of(8, 10)).contains("80.0%"));
        let few = share(&tr, Rate::of(6, 9));
        assert!(few.contains("6 / 9") && !few.contains('%'), "{few}");
        assert_eq!(share(&tr, None), tr.text("unknown"));
    }

    #[test]
    fn every_reason_has_words_in_both_languages() {
        let all = [
            Why::Check { days: 0 },
            Why::Check { days: 3 },
            Why::Promised { days: 2 },
            Why::Never { meeting: Meeting::Talk, days: None },
            Why::Never { meeting: Meeting::Visit, days: Some(40) },
            Why::LongAgo { meeting: Meeting::Talk, days: 40, every: 31 },
            Why::LongAgo { meeting: Meeting::Visit, days: 40, every: 31 },
            Why::Actions { overdue: 2 },
            Why::Unlikely { chance_bp: 4_200 },
            Why::Below { count: 3 },
        ];
        for language in Language::ALL {
            let tr = Tr::new(language);
            for one in &all {
                assert!(!why(&tr, one).starts_with("coverage-"), "{one:?}");
            }
        }
        let tr = Tr::new(Language::Chinese);
        assert!(why(&tr, &Why::Unlikely { chance_bp: 4_200 }).contains("42%"));
        let late = Why::LongAgo { meeting: Meeting::Visit, days: 133, every: 60 };
        let told = why(&tr, &late);
        assert!(
            told.contains("陪访逾期73天") && told.contains("133") && told.contains("60"),
            "{told}"
        );
        let told = why(&Tr::new(Language::English), &late);
        assert!(told.contains("visit 73 days late"), "{told}");
    }
}
