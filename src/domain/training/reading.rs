//! Updates to read, each with a short quiz (产品更新, 行业动态): who has read one, who has
//! passed (domain document, 104).
//!
//! A quiz is passed once it was passed, whatever came after. An update without questions is passed by
//! reading it.

/// The share of right answers with which a quiz is passed, in basis points (默认值).
pub const PASS_BP: u32 = 8_000;

/// How far somebody is with an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Has not read it.
    Unread,
    /// Has read it, and has not tried the quiz.
    Read,
    /// Has tried the quiz, and has not passed.
    Failed,
    /// Has passed.
    Passed,
}

/// One try at a quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try {
    /// Answers that were right.
    pub right: u32,
    /// Questions that were asked.
    pub asked: u32,
}

impl Try {
    /// Whether a share in basis points is reached; not of no questions.
    pub fn passed(self, pass_bp: u32) -> bool {
        let reached = u64::from(self.right) * 10_000 >= u64::from(pass_bp) * u64::from(self.asked);
        self.asked > 0 && reached
    }
}

impl Reading {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Failed => "failed",
            Self::Passed => "passed",
        }
    }

    /// How far somebody is: whether they have read it, whether there are questions, and their tries.
    pub fn of(read: bool, questions: bool, tries: &[Try], pass_bp: u32) -> Self {
        if tries.iter().any(|own| own.passed(pass_bp)) {
            Self::Passed
        } else if !tries.is_empty() {
            Self::Failed
        } else if read && !questions {
            Self::Passed
        } else if read {
            Self::Read
        } else {
            Self::Unread
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiz_is_passed_once_it_was_passed() {
        let at = |right, asked| Try { right, asked };
        for (read, questions, tries, reading) in [
            (false, true, vec![], Reading::Unread),
            (true, true, vec![], Reading::Read),
            (true, false, vec![], Reading::Passed),
            (true, true, vec![at(3, 4)], Reading::Failed),
            (true, true, vec![at(4, 5)], Reading::Passed),
            (true, true, vec![at(4, 5), at(0, 5)], Reading::Passed),
            // Somebody who passed knows it, whether or not they opened it.
            (false, true, vec![at(5, 5)], Reading::Passed),
            (true, true, vec![at(0, 0)], Reading::Failed),
        ] {
            let found = Reading::of(read, questions, &tries, PASS_BP);
            assert_eq!(found, reading, "{read} {questions} {tries:?}");
        }
    }
}
