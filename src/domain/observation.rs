//! The sheet by which visits to customers are observed, as a company starts with it (product document, COA2).
//!
//! Eight steps from before the visit to after it. At each of five levels stands what is to be seen, never an
//! opinion, so that two people who saw the same write down the same level. Beside the steps a few concrete
//! practices are ticked as done or not. All of it is a start, to be edited.

use crate::domain::funnel::templates::Said;

/// How many levels a step has, from 1.
pub const LEVELS: i64 = 5;

/// What the weights of a sheet add up to, in basis points.
pub const WEIGHTS: i64 = 10_000;

/// A sheet to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called.
    pub name: Said,
    /// The steps in order.
    pub steps: &'static [SheetStep],
}

/// A step of the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetStep {
    /// What it is in all versions.
    pub word: &'static str,
    /// What it is called.
    pub name: Said,
    /// The weight in basis points.
    pub weight: i64,
    /// The level that is asked for.
    pub required: i64,
    /// What is to be seen at levels 1 to 5.
    pub anchors: [Said; 5],
    /// What is ticked: what it is in all versions, and the words.
    pub practices: &'static [(&'static str, Said)],
}

/// 拜访观察表: what a new workspace begins with.
pub const VISIT: Sheet = Sheet {
    name: ("拜访观察表", "Visit observation sheet"),
    steps: &[
        SheetStep {
            word: "before",
            name: ("访前准备", "Preparation"),
            weight: 1_000,
            required: 3,
            anchors: [
                ("没有准备，到了才弄清客户情况", "Comes unprepared and finds out on the spot"),
                (
                    "带了产品资料，没有写明拜访目的",
                    "Brings product papers, without a written purpose for the visit",
                ),
                (
                    "写明目的和要见的人，看过上次记录",
                    "Has written down the purpose and whom to meet, and has read the last record",
                ),
                (
                    "目的可衡量，备好三个以上问题和一个案例，已约好人和时间",
                    "The purpose can be measured; three questions and a case are ready, people and time agreed",
                ),
                (
                    "另备好每位参会人关心的内容，以及目的达不成时的退路",
                    "Has also prepared what each person there cares about, and a fallback for the purpose",
                ),
            ],
            practices: &[
                (
                    "written-purpose",
                    ("出发前写下这次要拿到的结果", "Wrote down the result to come back with"),
                ),
                (
                    "own-data",
                    ("带了客户自己的数据或记录", "Brought the customer's own data or records"),
                ),
            ],
        },
        SheetStep {
            word: "opening",
            name: ("开场与议程", "Opening and agenda"),
            weight: 1_000,
            required: 3,
            anchors: [
                ("寒暄之后直接讲产品", "Talks about the product right after the greeting"),
                (
                    "说了来意，没有说时间和议程",
                    "Says why they came, but gives no time and no agenda",
                ),
                (
                    "说明来意、议程和时间，客户同意",
                    "States purpose, agenda and time, and the customer agrees",
                ),
                (
                    "先问客户想谈什么，加进议程，并确认谁参与决定",
                    "Asks first what the customer wants to talk about, adds it, and confirms who decides",
                ),
                (
                    "议程事先由双方定好，开场先对上次约定逐条交代",
                    "The agenda was agreed beforehand; the opening accounts for every promise of last time",
                ),
            ],
            practices: &[
                (
                    "agreed-agenda",
                    (
                        "先说议程和时间，得到客户同意",
                        "Gave agenda and time and had the customer agree",
                    ),
                ),
                ("customer-item", ("请客户加了一项议题", "Had the customer add an item")),
            ],
        },
        SheetStep {
            word: "needs",
            name: ("需求挖掘", "Needs discovery"),
            weight: 2_000,
            required: 3,
            anchors: [
                ("没有提问，或只问买不买", "Asks nothing, or only whether they will buy"),
                (
                    "问了现状，没有问问题和影响",
                    "Asks how things are, but not about problems and their effect",
                ),
                ("问出一个问题，以及它影响谁", "Finds out one problem and whom it affects"),
                (
                    "问出原因、影响有多大和想要的结果，复述后得到确认",
                    "Finds out cause, size of the effect and the result wanted, and has the summary confirmed",
                ),
                (
                    "各相关部门的需求都问到并排出先后，客户说出不解决的后果",
                    "Has asked all departments and ranked their needs; the customer says what inaction costs",
                ),
            ],
            practices: &[
                ("open-questions", ("开放式提问五个以上", "Asked five open questions or more")),
                (
                    "confirmed-summary",
                    ("复述需求并得到客户确认", "Summed the needs up and had them confirmed"),
                ),
            ],
        },
        SheetStep {
            word: "solution",
            name: ("方案呈现", "Presenting the solution"),
            weight: 1_500,
            required: 3,
            anchors: [
                (
                    "照资料念，与客户的问题无关",
                    "Reads from the papers, unrelated to the customer's problem",
                ),
                ("讲了功能，没有对应需求", "Explains features without linking them to needs"),
                (
                    "每个要点对应一条客户说过的需求",
                    "Links each point to a need that the customer has named",
                ),
                (
                    "按听的人分别讲，用案例或演示证明，并当场核对理解",
                    "Speaks to each listener, proves it by a case or a demonstration, checks understanding",
                ),
                (
                    "客户参与修改方案，用自己的话说出它怎样解决问题",
                    "The customer helps change the solution and says in their own words how it helps",
                ),
            ],
            practices: &[
                ("linked-points", ("要点逐条对应客户的需求", "Linked every point to a need")),
                ("case-shown", ("讲了一个同行业案例", "Told a case from the same trade")),
            ],
        },
        SheetStep {
            word: "value",
            name: ("价值量化", "Quantifying value"),
            weight: 1_500,
            required: 3,
            anchors: [
                ("只报价格，不谈损失", "Quotes the price and speaks of no loss"),
                ("提到能省钱，没有数字", "Says that it saves money, without a figure"),
                ("用行业通用数据估算", "Estimates with figures that are common in the trade"),
                (
                    "用客户自己的数据算出每年收益",
                    "Works out the gain of a year from the customer's own data",
                ),
                (
                    "客户的财务或拍板人认可算法，并写进方案",
                    "Finance or the decider at the customer's accepts the sum, and it is in the proposal",
                ),
            ],
            practices: &[
                (
                    "customer-figures",
                    ("用客户自己的数据计算", "Calculated with the customer's own data"),
                ),
                (
                    "loss-written",
                    ("当面写下损失金额", "Wrote the amount lost down in front of the customer"),
                ),
            ],
        },
        SheetStep {
            word: "objections",
            name: ("异议处理", "Handling objections"),
            weight: 1_000,
            required: 3,
            anchors: [
                ("回避，或与客户争辩", "Evades, or argues with the customer"),
                (
                    "马上解释或让价，没有问原因",
                    "Explains or cuts the price at once, without asking for the reason",
                ),
                ("先问清原因，再回应", "Asks for the reason first, then answers"),
                (
                    "用事实或案例回应，并确认异议已经解除",
                    "Answers with facts or a case and confirms that the objection is settled",
                ),
                (
                    "事先料到主要异议并主动提出，让步都换回条件",
                    "Foresees the main objections and raises them first; trades every concession",
                ),
            ],
            practices: &[
                ("asked-reason", ("回应之前先问原因", "Asked for the reason before answering")),
                (
                    "confirmed-settled",
                    ("确认客户没有别的顾虑", "Confirmed that no other doubt is left"),
                ),
            ],
        },
        SheetStep {
            word: "commitment",
            name: ("推进承诺", "Gaining commitment"),
            weight: 1_000,
            required: 3,
            anchors: [
                ("没有谈下一步", "Does not speak of a next step"),
                ("只说再联系，没有日期", "Says that they will be in touch, without a day"),
                (
                    "约定下一步和日期，由我方去做",
                    "Agrees on a next step with a day, to be done by us",
                ),
                (
                    "客户承诺自己要做的事，有负责人和日期",
                    "The customer commits to something of their own, with a name and a day",
                ),
                (
                    "双方写下到签约为止的步骤和日期，并约到拍板人",
                    "Both write down the steps and days up to the contract and fix a talk with the decider",
                ),
            ],
            practices: &[
                (
                    "customer-step",
                    (
                        "离开前请客户说出下一步和日期",
                        "Had the customer say the next step and its day",
                    ),
                ),
                ("decider-date", ("约到了拍板人的时间", "Fixed a date with the decider")),
            ],
        },
        SheetStep {
            word: "after",
            name: ("访后跟进", "Follow-up"),
            weight: 1_000,
            required: 3,
            anchors: [
                ("没有记录", "Leaves no record"),
                ("几天后才补记，缺下一步", "Records it days later, without a next step"),
                (
                    "当天记下见了谁、说了什么、下一步",
                    "Records on the same day who was met, what was said and what is next",
                ),
                (
                    "24小时内把纪要发给客户，并更新商机",
                    "Sends minutes to the customer within 24 hours and updates the deal",
                ),
                (
                    "客户确认纪要，答应的事按期办完并告知客户",
                    "The customer confirms the minutes; promises are kept in time and reported back",
                ),
            ],
            practices: &[
                ("minutes-sent", ("24小时内发出纪要", "Sent the minutes within 24 hours")),
                ("promises-kept", ("答应的事按期办完", "Kept what was promised in time")),
            ],
        },
    ],
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_steps_are_those_of_a_visit_and_weigh_a_whole() {
        let words: Vec<&str> = VISIT.steps.iter().map(|step| step.word).collect();
        let expected = [
            "before",
            "opening",
            "needs",
            "solution",
            "value",
            "objections",
            "commitment",
            "after",
        ];
        assert_eq!(words, expected);
        assert_eq!(VISIT.steps.iter().map(|step| step.weight).sum::<i64>(), WEIGHTS);
        assert!(VISIT.steps.iter().all(|step| (1..=LEVELS).contains(&step.required)));
    }

    #[test]
    fn every_level_says_something_of_its_own_in_both_languages() {
        let mut words = BTreeSet::new();
        let mut said = BTreeSet::new();
        for step in VISIT.steps {
            let practices = step.practices.iter().map(|(_, text)| *text);
            for (chinese, english) in step.anchors.into_iter().chain(practices).chain([step.name]) {
                assert!(said.insert(chinese), "{chinese} twice");
                assert!(said.insert(english), "{english} twice");
                assert!(english.is_ascii() && !english.is_empty(), "{english}");
                assert!(!chinese.is_ascii(), "{chinese}");
            }
            assert!(!step.practices.is_empty(), "{}", step.word);
            assert!(step.practices.iter().all(|(word, _)| words.insert(*word)));
        }
    }
}
