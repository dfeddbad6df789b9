//! 现在需要你: the notices in words, by group.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::areas::today::data::Load;
use crate::i18n::number;
use crate::metrics::notices::say::Line;
use crate::metrics::notices::{Act, Notice, NoticeKind, Urgency};
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

/// A filter of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chip {
    /// What it lets through; `None` for all.
    pub group: Option<Group>,
    /// Its name with how many there are, listed or not.
    pub name: String,
    /// How many of them are not listed, in words; empty for none.
    pub rest: String,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The notices, the most pressing first; [`LISTED`] of a group at most.
    pub rows: Vec<NoticeRow>,
    /// The filters: all, then each group of which there are some.
    pub chips: Vec<Chip>,
    /// How many were put off, in words; empty for none.
    pub later: String,
}

impl List {
    /// How many of a group are not listed, in words; empty for none.
    pub fn rest(&self, group: Option<Group>) -> &str {
        let chip = self.chips.iter().find(|chip| chip.group == group);
        chip.map_or("", |chip| chip.rest.as_str())
    }
}

/// So many notices of a group are listed; of the rest it is told how many there are.
const LISTED: usize = 200;

/// The notices that are listed: of each group those at the head.
pub(in crate::areas::today) fn listed(open: &[Notice]) -> Vec<&Notice> {
    let mut counts: BTreeMap<Group, usize> = BTreeMap::new();
    let fits = |notice: &&Notice| {
        let count = counts.entry(Group::of(notice.kind)).or_default();
        *count += 1;
        *count <= LISTED
    };
    open.iter().filter(fits).collect()
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
        day: notice.shown_in(),
    };
    let open = &load.notices.open;
    let rows: Vec<NoticeRow> = listed(open).into_iter().map(row).collect();
    let later = load.notices.later.len() as u64;
    let later = if later == 0 { String::new() } else { load.count("today-list-later", later, &[]) };
    List { chips: chips(load, open, rows.len()), rows, later }
}

/// The filters of all open notices, of which so many are listed.
fn chips(load: &Load<'_>, open: &[Notice], listed: usize) -> Vec<Chip> {
    let chip = |group: Option<Group>, n: usize, listed: usize| {
        let text = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX));
        let name =
            load.tr.with(group.map_or("today-group-all", Group::key), &[("n", text(n).into())]);
        let rest = match n.saturating_sub(listed) {
            0 => String::new(),
            rest => {
                let args = [("listed", text(listed).into()), ("rest", text(rest).into())];
                load.tr.with("today-list-rest", &args)
            }
        };
        Chip { group, name, rest }
    };
    let mut chips = vec![chip(None, open.len(), listed)];
    for group in Group::ALL {
        let n = open.iter().filter(|notice| Group::of(notice.kind) == group).count();
        if n > 0 {
            chips.push(chip(Some(group), n, n.min(LISTED)));
        }
    }
    chips
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::ids::OpportunityId;
    use crate::metrics::notices::{Subject, Told};

    #[test]
    fn every_rule_has_its_group_and_every_group_is_offered() {
        let groups: BTreeSet<Group> = NoticeKind::ALL.into_iter().map(Group::of).collect();
        assert_eq!(groups, BTreeSet::from(Group::ALL));
        let keys: BTreeSet<&str> = Group::ALL.into_iter().map(Group::key).collect();
        assert_eq!(keys.len(), Group::ALL.len());
    }

    #[test]
    fn of_a_group_those_at_the_head_are_listed() {
        let of = |kind: NoticeKind, at: i64| Notice {
            key: format!("{}:{at}", kind.word()),
            kind,
            urgency: Urgency::Soon,
            subject: Subject::Deal(OpportunityId(at)),
            people: vec![],
            due: None,
            days: 0,
            told: Told::Check { number: 1, of: 4 },
            act: Act::OpenDeal(OpportunityId(at)),
        };
        let mut open: Vec<Notice> = (0..250).map(|at| of(NoticeKind::DealHygiene, at)).collect();
        open.push(of(NoticeKind::StuckDeal, 250));
        let listed = listed(&open);
        assert_eq!(listed.len(), LISTED + 1);
        assert_eq!(listed.first().map(|one| one.key.as_str()), Some("deal-hygiene:0"));
        assert_eq!(listed.last().map(|one| one.key.as_str()), Some("stuck-deal:250"));
    }
}
