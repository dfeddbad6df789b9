//! 现在需要你: the notices in words, by group.

use chrono::NaiveDate;

use crate::areas::today::data::Load;
use crate::i18n::number;
use crate::metrics::notices::say::Line;
use crate::metrics::notices::{Act, Notice, NoticeKind, Told, Urgency};
use crate::ui::icons::{self, Icon};

/// By what the list is filtered: rules that are seen to in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// 停滞.
    Stuck,
    /// 商机.
    Deals,
    /// 周报.
    Reports,
    /// 签字.
    Signing,
    /// 辅导.
    Coaching,
    /// 培训.
    Training,
    /// 师徒.
    Mentors,
    /// 目标.
    Targets,
}

impl Group {
    /// All of them, in the order in which they are offered.
    const ALL: [Self; 8] = [
        Self::Stuck,
        Self::Deals,
        Self::Signing,
        Self::Reports,
        Self::Coaching,
        Self::Training,
        Self::Mentors,
        Self::Targets,
    ];

    /// That of a rule.
    pub const fn of(kind: NoticeKind) -> Self {
        match kind {
            NoticeKind::StuckDeal | NoticeKind::DecisionDue => Self::Stuck,
            NoticeKind::DealHygiene => Self::Deals,
            NoticeKind::ReportMissing => Self::Reports,
            NoticeKind::TargetLetter | NoticeKind::EvaluationSign | NoticeKind::DutySheet => {
                Self::Signing
            }
            NoticeKind::CoachingAction
            | NoticeKind::CoachingMissed
            | NoticeKind::CoachingDue
            | NoticeKind::VisitSheet
            | NoticeKind::PlanCheck
            | NoticeKind::Feedback => Self::Coaching,
            NoticeKind::Certificate | NoticeKind::ClassResults | NoticeKind::ClassSeats => {
                Self::Training
            }
            NoticeKind::Newcomer | NoticeKind::MentorSilent => Self::Mentors,
            NoticeKind::TargetsUnset => Self::Targets,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Stuck => "today-group-stuck",
            Self::Deals => "today-group-deals",
            Self::Reports => "today-group-reports",
            Self::Signing => "today-group-signing",
            Self::Coaching => "today-group-coaching",
            Self::Training => "today-group-training",
            Self::Mentors => "today-group-mentors",
            Self::Targets => "today-group-targets",
        }
    }

    /// Its sign.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Stuck => icons::HOURGLASS_MEDIUM,
            Self::Deals => icons::CALENDAR_X,
            Self::Reports => icons::FILE_X,
            Self::Signing => icons::SIGNATURE,
            Self::Coaching => icons::CHATS_CIRCLE,
            Self::Training => icons::CERTIFICATE,
            Self::Mentors => icons::USERS,
            Self::Targets => icons::TARGET,
        }
    }
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// What it is.
    pub key: String,
    /// By what it is filtered.
    pub group: Group,
    /// How pressing it is.
    pub urgency: Urgency,
    /// Its words.
    pub line: Line,
    /// What to do about it.
    pub act: Act,
    /// The day whose period shows what is to be done about it; `None` where any period will do.
    pub day: Option<NaiveDate>,
}

impl NoticeRow {
    /// All of it in words.
    pub fn told(&self) -> String {
        let Line { kind, title, who, badge, .. } = &self.line;
        let parts = [kind, title, who, badge].into_iter().filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The notices, the most pressing first.
    pub rows: Vec<NoticeRow>,
    /// The filters: all, then each group of which there are some; with their numbers.
    pub chips: Vec<(Option<Group>, String)>,
    /// How many were put off, in words; empty for none.
    pub later: String,
}

/// The notices of a load.
pub(super) fn list(load: &Load<'_>) -> List {
    let scope = load.whose();
    let say = load.say(&scope);
    let row = |notice: &Notice| NoticeRow {
        key: notice.key.clone(),
        group: Group::of(notice.kind),
        urgency: notice.urgency,
        line: say.line(notice),
        act: notice.act.clone(),
        day: day_of(notice),
    };
    let rows: Vec<NoticeRow> = load.notices.open.iter().map(row).collect();
    let later = load.notices.later.len() as u64;
    let later = if later == 0 { String::new() } else { load.count("today-list-later", later, &[]) };
    List { chips: chips(load, &rows), rows, later }
}

fn chips(load: &Load<'_>, rows: &[NoticeRow]) -> Vec<(Option<Group>, String)> {
    let said = |key: &str, n: usize| {
        let n = number(i64::try_from(n).unwrap_or(i64::MAX));
        load.tr.with(key, &[("n", n.into())])
    };
    let mut chips = vec![(None, said("today-group-all", rows.len()))];
    for group in Group::ALL {
        let n = rows.iter().filter(|row| row.group == group).count();
        if n > 0 {
            chips.push((Some(group), said(group.key(), n)));
        }
    }
    chips
}

/// The day whose period shows what is to be done, where its page shows what is of a period.
const fn day_of(notice: &Notice) -> Option<NaiveDate> {
    match &notice.told {
        Told::Action { coached_on, .. } => Some(*coached_on),
        Told::Visit { on_day, .. } | Told::Feedback { on_day, .. } => Some(*on_day),
        Told::Class { starts, .. } => Some(*starts),
        Told::Missed { .. } => notice.due,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::ids::{CoachingId, PersonId};
    use crate::metrics::notices::Subject;

    #[test]
    fn every_rule_has_its_group_and_every_group_is_offered() {
        let groups: BTreeSet<Group> = NoticeKind::ALL.into_iter().map(Group::of).collect();
        assert_eq!(groups, BTreeSet::from(Group::ALL));
        let keys: BTreeSet<&str> = Group::ALL.into_iter().map(Group::key).collect();
        assert_eq!(keys.len(), Group::ALL.len());
    }

    #[test]
    fn what_was_agreed_is_shown_in_its_own_period() {
        let notice = Notice {
            key: "coaching-action:1".to_owned(),
            kind: NoticeKind::CoachingAction,
            urgency: Urgency::Now,
            subject: Subject::Person(PersonId(1)),
            people: vec![PersonId(1)],
            due: None,
            days: 0,
            told: Told::Action {
                text: String::new(),
                coached_on: "2025-09-30".parse().unwrap(),
                postponed: 0,
            },
            act: Act::OpenCoaching(CoachingId(1)),
        };
        assert_eq!(day_of(&notice), "2025-09-30".parse().ok());
        let told = Told::Check { number: 1, of: 4 };
        assert_eq!(day_of(&Notice { told, ..notice }), None);
    }
}
