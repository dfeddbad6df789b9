//! What a sheet of a talk still needs: goal, reality, options, will (Whitmore's GROW).
//!
//! A goal has a number and a day, reality cites a figure, there are two options or more of which the person
//! brought one, and will is what is done by when, with what help, and how sure the person is of it. Below 7
//! of 10 the question is what would make it 7 (怎样能到 7). A cause has a figure behind it or is marked as a
//! guess.
//!
//! A talk may begin at any letter, so a sheet is never refused for what is not yet written: what is missing
//! is listed, and an empty list is a whole sheet.

use chrono::NaiveDate;

/// Options below which there is nothing to choose.
pub const MIN_OPTIONS: usize = 2;

/// The most sure that somebody can be.
pub const MOST_SURE: i64 = 10;

/// Below this the sheet asks what would make it so (默认值).
pub const SURE_ENOUGH: i64 = 7;

/// A part of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Letter {
    /// 目标: what is to be reached.
    Goal,
    /// 现状: how it is.
    Reality,
    /// 选择: what could be done.
    Options,
    /// 行动: what will be done.
    Will,
}

/// What was said to cause something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Whether a figure stands behind it.
    pub evidence: bool,
    /// Whether it is marked as a guess.
    pub guess: bool,
}

/// Something that could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice<'a> {
    /// What.
    pub text: &'a str,
    /// Whether the person brought it, not the coach.
    pub own: bool,
}

/// Something that will be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action<'a> {
    /// What.
    pub text: &'a str,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// A sheet as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// The day of the talk.
    pub talked: NaiveDate,
    /// What is to be reached.
    pub goal: &'a str,
    /// Whether a number says when it is reached.
    pub goal_number: bool,
    /// By when it is to be reached.
    pub goal_by: Option<NaiveDate>,
    /// How it is.
    pub reality: &'a str,
    /// How many figures it cites.
    pub figures: usize,
    /// What is said to cause it; a sheet need not name any.
    pub causes: &'a [Cause],
    /// What could be done.
    pub options: &'a [Choice<'a>],
    /// What will be done.
    pub actions: &'a [Action<'a>],
    /// What help is needed; that none is needed is an answer too.
    pub help: &'a str,
    /// How sure the person is that it will be done, from 0 to 10.
    pub sure: Option<i64>,
    /// What would make it 7.
    pub surer_by: &'a str,
}

/// Something that a sheet still needs. Places count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What is to be reached.
    Goal,
    /// A number by which it is known to be reached.
    GoalNumber,
    /// A day by which it is reached.
    GoalDay,
    /// Such a day that is not before the talk.
    GoalDayPast,
    /// How it is.
    Reality,
    /// A figure that says so.
    Figure,
    /// A figure behind the cause at a place, or the mark that it is a guess.
    Evidence {
        /// Which cause.
        at: usize,
    },
    /// More options.
    Options {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// An option that the person brought.
    OwnOption,
    /// Something that will be done.
    Action,
    /// By when the action at a place will be done.
    ActionDay {
        /// Which action.
        at: usize,
    },
    /// Such a day that is not before the talk.
    ActionDayPast {
        /// Which action.
        at: usize,
    },
    /// What help is needed, or that none is.
    Help,
    /// How sure the person is.
    Sure,
    /// That on a scale from 0 to 10.
    SureOnScale,
    /// What would make it 7.
    SurerBy,
}

impl Missing {
    /// The part of the sheet that it belongs to.
    pub const fn letter(self) -> Letter {
        match self {
            Self::Goal | Self::GoalNumber | Self::GoalDay | Self::GoalDayPast => Letter::Goal,
            Self::Reality | Self::Figure | Self::Evidence { .. } => Letter::Reality,
            Self::Options { .. } | Self::OwnOption => Letter::Options,
            Self::Action
            | Self::ActionDay { .. }
            | Self::ActionDayPast { .. }
            | Self::Help
            | Self::Sure
            | Self::SureOnScale
            | Self::SurerBy => Letter::Will,
        }
    }
}

/// What a sheet still needs, in the order in which it is read; nothing for a whole sheet.
///
/// Options and actions without words are not there.
pub fn missing(sheet: &Sheet<'_>) -> Vec<Missing> {
    let mut found = vec![];
    goal(sheet, &mut found);
    reality(sheet, &mut found);
    options(sheet, &mut found);
    will(sheet, &mut found);
    found
}

/// Whether a goal says how much: a number in digits, or in words from two on, since 一 stands in many other
/// words.
pub fn has_number(text: &str) -> bool {
    text.chars().any(|c| c.is_numeric() || "零两二三四五六七八九十百千万亿".contains(c))
}

fn goal(sheet: &Sheet<'_>, found: &mut Vec<Missing>) {
    if blank(sheet.goal) {
        found.push(Missing::Goal);
    }
    if !sheet.goal_number {
        found.push(Missing::GoalNumber);
    }
    match sheet.goal_by {
        None => found.push(Missing::GoalDay),
        Some(day) if day < sheet.talked => found.push(Missing::GoalDayPast),
        Some(_) => {}
    }
}

fn reality(sheet: &Sheet<'_>, found: &mut Vec<Missing>) {
    if blank(sheet.reality) {
        found.push(Missing::Reality);
    }
    if sheet.figures == 0 {
        found.push(Missing::Figure);
    }
    for (at, cause) in sheet.causes.iter().enumerate() {
        if !cause.evidence && !cause.guess {
            found.push(Missing::Evidence { at });
        }
    }
}

fn options(sheet: &Sheet<'_>, found: &mut Vec<Missing>) {
    let named = || sheet.options.iter().filter(|option| !blank(option.text));
    let have = named().count();
    if have < MIN_OPTIONS {
        found.push(Missing::Options { have, need: MIN_OPTIONS });
    }
    if !named().any(|option| option.own) {
        found.push(Missing::OwnOption);
    }
}

fn will(sheet: &Sheet<'_>, found: &mut Vec<Missing>) {
    let named = || sheet.actions.iter().enumerate().filter(|(_, action)| !blank(action.text));
    if named().next().is_none() {
        found.push(Missing::Action);
    }
    for (at, action) in named() {
        match action.due {
            None => found.push(Missing::ActionDay { at }),
            Some(day) if day < sheet.talked => found.push(Missing::ActionDayPast { at }),
            Some(_) => {}
        }
    }
    if blank(sheet.help) {
        found.push(Missing::Help);
    }
    match sheet.sure {
        None => found.push(Missing::Sure),
        Some(sure) if !(0..=MOST_SURE).contains(&sure) => found.push(Missing::SureOnScale),
        Some(sure) if sure < SURE_ENOUGH && blank(sheet.surer_by) => found.push(Missing::SurerBy),
        Some(_) => {}
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn a_goal_has_a_number_in_digits_or_in_words() {
        for (goal, expected) in [
            ("两周内进入谈判", true),
            ("赢单率提高到 30%", true),
            ("转化率到３０％", true),
            ("Three meetings", false),
            ("一起把方案讲清楚", false),
            ("", false),
        ] {
            assert_eq!(has_number(goal), expected, "{goal}");
        }
    }

    const OPTIONS: [Choice<'static>; 2] = [
        Choice { text: "按停机损失测算", own: true },
        Choice { text: "请用户现场交流", own: false },
    ];

    /// A sheet that lacks nothing.
    fn whole<'a>(actions: &'a [Action<'static>]) -> Sheet<'a> {
        Sheet {
            talked: day(14),
            goal: "拿到总监的书面认可",
            goal_number: true,
            goal_by: Some(day(28)),
            reality: "报价送出 37 天，只见过设备科长",
            figures: 1,
            causes: &[
                Cause { evidence: true, guess: false },
                Cause { evidence: false, guess: true },
            ],
            options: &OPTIONS,
            actions,
            help: "经理陪同复谈",
            sure: Some(7),
            surer_by: "",
        }
    }

    fn action(due: Option<NaiveDate>) -> Action<'static> {
        Action { text: "完成测算初稿", due }
    }

    #[test]
    fn a_whole_sheet_lacks_nothing_and_an_empty_one_everything() {
        let actions = [action(Some(day(14))), action(Some(day(21)))];
        assert_eq!(missing(&whole(&actions)), []);
        let empty = Sheet {
            talked: day(14),
            goal: " ",
            goal_number: false,
            goal_by: None,
            reality: "",
            figures: 0,
            causes: &[],
            options: &[],
            actions: &[],
            help: "",
            sure: None,
            surer_by: "",
        };
        let found = missing(&empty);
        assert_eq!(
            found,
            [
                Missing::Goal,
                Missing::GoalNumber,
                Missing::GoalDay,
                Missing::Reality,
                Missing::Figure,
                Missing::Options { have: 0, need: 2 },
                Missing::OwnOption,
                Missing::Action,
                Missing::Help,
                Missing::Sure,
            ]
        );
        let letters: Vec<Letter> = found.iter().map(|missing| missing.letter()).collect();
        assert!(letters.is_sorted());
        assert_eq!(letters.last(), Some(&Letter::Will));
    }

    #[test]
    fn a_talk_may_begin_at_any_letter() {
        let actions = [action(Some(day(21)))];
        let only_will = Sheet {
            goal: "",
            goal_number: false,
            goal_by: None,
            reality: "",
            figures: 0,
            causes: &[],
            options: &[],
            ..whole(&actions)
        };
        assert!(missing(&only_will).iter().all(|missing| missing.letter() != Letter::Will));
    }

    #[test]
    fn days_before_the_talk_are_no_commitment() {
        let actions = [action(None), Action { text: "", due: None }, action(Some(day(13)))];
        let late = Sheet { goal_by: Some(day(13)), ..whole(&actions) };
        let expected =
            [Missing::GoalDayPast, Missing::ActionDay { at: 0 }, Missing::ActionDayPast { at: 2 }];
        assert_eq!(missing(&late), expected);
    }

    #[test]
    fn two_options_one_of_them_the_persons_and_no_bare_cause() {
        let actions = [action(Some(day(21)))];
        let lone = [Choice { text: "请用户现场交流", own: false }, Choice { text: " ", own: true }];
        let bare =
            [Cause { evidence: false, guess: true }, Cause { evidence: false, guess: false }];
        let sheet = Sheet { options: &lone, causes: &bare, ..whole(&actions) };
        let expected = [
            Missing::Evidence { at: 1 },
            Missing::Options { have: 1, need: 2 },
            Missing::OwnOption,
        ];
        assert_eq!(missing(&sheet), expected);
    }

    #[test]
    fn whoever_is_not_sure_says_what_would_help() {
        let actions = [action(Some(day(21)))];
        for (sure, surer_by, expected) in [
            (Some(7), "", None),
            (Some(6), "", Some(Missing::SurerBy)),
            (Some(6), "先演练一次", None),
            (Some(0), "", Some(Missing::SurerBy)),
            (Some(10), "", None),
            (Some(11), "", Some(Missing::SureOnScale)),
            (Some(-1), "x", Some(Missing::SureOnScale)),
            (None, "x", Some(Missing::Sure)),
        ] {
            let sheet = Sheet { sure, surer_by, ..whole(&actions) };
            assert_eq!(missing(&sheet), Vec::from_iter(expected), "{sure:?} {surer_by}");
        }
    }
}
