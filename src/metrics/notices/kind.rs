//! The rules by which something becomes a notice, each with its word and its number of days.

/// By which rule something is a notice, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// 停滞商机: a deal stayed longer than its limit, and nothing was decided since.
    StuckDeal,
    /// 决定到期: what was decided about a stuck deal stands no more.
    DecisionDue,
    /// 商机信息: the day of signing has passed, or is near and nothing is agreed to happen next.
    DealHygiene,
    /// 报告未交: reports are overdue.
    ReportMissing,
    /// 目标书待签: targets are set and nobody signed the letter.
    TargetLetter,
    /// 评估待签: an evaluation waits for a signature.
    EvaluationSign,
    /// 辅导行动: something agreed in a coaching is due.
    CoachingAction,
    /// 辅导未做: a coaching was planned and not held.
    CoachingMissed,
    /// 该辅导了: a coaching is due and not planned.
    CoachingDue,
    /// 陪访缺表: a visit was made together and has no sheet.
    VisitSheet,
    /// 改进检查点: a check point of an improvement plan is due.
    PlanCheck,
    /// 反馈待答: what a rep said waits for an answer.
    Feedback,
    /// 证书到期: a certificate has ended or ends soon.
    Certificate,
    /// 班次待录: a class is over and its results are not recorded.
    ClassResults,
    /// 班次空位: a class begins soon and has free seats.
    ClassSeats,
    /// 新人无师傅: somebody new has no mentor.
    Newcomer,
    /// 师徒无沟通: a mentor and the one they guide have not talked for too long.
    MentorSilent,
    /// 职责书待签: a duty sheet was not signed for.
    DutySheet,
    /// 目标未定: the next period begins soon and has no targets.
    TargetsUnset,
}

/// The number of days of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// What holds where nothing is set (默认值).
    pub usual: i64,
    /// The least.
    pub least: i64,
    /// The most.
    pub most: i64,
}

impl NoticeKind {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::StuckDeal,
        Self::DecisionDue,
        Self::DealHygiene,
        Self::ReportMissing,
        Self::TargetLetter,
        Self::EvaluationSign,
        Self::CoachingAction,
        Self::CoachingMissed,
        Self::CoachingDue,
        Self::VisitSheet,
        Self::PlanCheck,
        Self::Feedback,
        Self::Certificate,
        Self::ClassResults,
        Self::ClassSeats,
        Self::Newcomer,
        Self::MentorSilent,
        Self::DutySheet,
        Self::TargetsUnset,
    ];

    /// The word in the file and on the command line, behind which its texts stand in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::StuckDeal => "stuck-deal",
            Self::DecisionDue => "decision-due",
            Self::DealHygiene => "deal-hygiene",
            Self::ReportMissing => "report-missing",
            Self::TargetLetter => "target-letter",
            Self::EvaluationSign => "evaluation-sign",
            Self::CoachingAction => "coaching-action",
            Self::CoachingMissed => "coaching-missed",
            Self::CoachingDue => "coaching-due",
            Self::VisitSheet => "visit-sheet",
            Self::PlanCheck => "plan-check",
            Self::Feedback => "feedback",
            Self::Certificate => "certificate",
            Self::ClassResults => "class-results",
            Self::ClassSeats => "class-seats",
            Self::Newcomer => "newcomer",
            Self::MentorSilent => "mentor-silent",
            Self::DutySheet => "duty-sheet",
            Self::TargetsUnset => "targets-unset",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Its number of days; `None` where it has none.
    pub const fn threshold(self) -> Option<Threshold> {
        let (usual, least, most) = match self {
            // The day of signing is so near.
            Self::DealHygiene => (30, 1, 365),
            // So far back a report is still asked for.
            Self::ReportMissing => (14, 1, 90),
            // Ahead of the day.
            Self::CoachingAction | Self::CoachingDue | Self::PlanCheck => (3, 0, 60),
            // So far back a visit still gets its sheet.
            Self::VisitSheet => (60, 1, 365),
            // Ahead of the first day.
            Self::ClassSeats => (14, 1, 90),
            Self::TargetsUnset => (10, 1, 60),
            _ => return None,
        };
        Some(Threshold { usual, least, most })
    }

    /// The key of its name.
    pub fn label_key(self) -> String {
        format!("notice-kind-{}", self.word())
    }

    /// The key of what it says.
    pub fn rule_key(self) -> String {
        format!("notice-rule-{}", self.word())
    }

    /// The key of what its number of days means; there is one where there is a number.
    pub fn days_key(self) -> String {
        format!("notice-days-{}", self.word())
    }

    /// The kind of a notice by its key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::parse(key.split_once(':')?.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_own_word_and_is_found_by_it() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::parse(kind.word()), Some(kind));
            assert_eq!(NoticeKind::of_key(&format!("{}:12:x", kind.word())), Some(kind));
            if let Some(Threshold { usual, least, most }) = kind.threshold() {
                assert!(least <= usual && usual <= most, "{kind:?}");
            }
        }
        assert_eq!(NoticeKind::of_key("stuck-deal"), None, "a key names a record too");
        assert_eq!(NoticeKind::of_key("weather:1"), None);
    }
}
