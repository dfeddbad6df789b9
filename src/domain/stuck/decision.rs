//! What is decided about a stuck deal: a list that is only looked at changes nothing (domain document, B3).

use chrono::NaiveDate;

/// What is to happen with a stuck deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// 重新评估需求: find out whether there is a need at all.
    Reassess,
    /// 调整策略: go about it in another way.
    ChangeApproach,
    /// 请求支援: ask somebody for help.
    AskForHelp,
    /// 关闭丢单: give it up.
    CloseLost,
    /// 约定等待: wait until a day.
    Wait,
}

impl Decision {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Reassess, Self::ChangeApproach, Self::AskForHelp, Self::CloseLost, Self::Wait];

    /// The word that is stored, and behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reassess => "reassess",
            Self::ChangeApproach => "change-approach",
            Self::AskForHelp => "ask-for-help",
            Self::CloseLost => "close-lost",
            Self::Wait => "wait",
        }
    }

    /// The decision of a stored word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.word() == word)
    }

    /// Whether the decision can be made on a day: waiting needs a later day, the others need none.
    pub fn complete(self, decided: NaiveDate, until: Option<NaiveDate>) -> bool {
        self != Self::Wait || until.is_some_and(|until| until > decided)
    }

    /// Whether the decision still stands on a day. Waiting ends on the day it was agreed for: from then on
    /// the deal asks for a decision again. The others stand until the deal moves, which the caller knows.
    pub fn stands(self, until: Option<NaiveDate>, today: NaiveDate) -> bool {
        self != Self::Wait || until.is_some_and(|until| today < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_one_decision_each() {
        for decision in Decision::ALL {
            assert_eq!(Decision::of(decision.word()), Some(decision));
        }
        assert_eq!(Decision::of("hope"), None);
    }

    #[test]
    fn waiting_needs_a_later_day_and_ends_on_it() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day);
        let today = day(12).unwrap();
        for (until, complete) in [(None, false), (day(12), false), (day(13), true)] {
            assert_eq!(Decision::Wait.complete(today, until), complete, "{until:?}");
            assert_eq!(Decision::Wait.stands(until, today), complete, "{until:?}");
        }
        assert!(Decision::CloseLost.complete(today, None));
        assert!(Decision::Reassess.stands(None, today));
    }
}
