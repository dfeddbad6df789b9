//! The stage models that a company starts from (product document, FUN1 and FUN2; domain document, 064, 065).
//!
//! Three of them: the usual five stages, the four stages of a regional sales plan, whose working days are
//! those of the worked case in `process/deadlines`, and the five stages of a project with the roles that
//! each asks for. All of it is a start, to be edited. Roles are told by the word that is stored.

/// Something in Chinese and in English.
pub type Said = (&'static str, &'static str);

/// A stage model to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// The word on the command line and behind which its name stands in each language.
    pub word: &'static str,
    /// The name that a model made of it bears.
    pub name: &'static str,
    /// The stages in order.
    pub stages: &'static [TemplateStage],
}

/// A stage of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateStage {
    /// What it is called.
    pub name: Said,
    /// How many days a deal may stay.
    pub limit_days: i64,
    /// What the customer does for themselves in it.
    pub customer_step: Said,
    /// Whether roles that are missing hold a deal up.
    pub enforced: bool,
    /// What has to be there before a deal leaves it.
    pub evidence: &'static [Said],
    /// What is done in it, and within how many working days.
    pub tasks: &'static [(Said, i64)],
    /// Who of us takes part.
    pub roles: &'static [&'static str],
}

/// The templates in the order in which they are offered.
pub const TEMPLATES: [Template; 3] = [STANDARD, FOUR_STAGES, PROJECT];

/// 标准销售流程: what a new workspace begins with.
pub const STANDARD: Template = Template {
    word: "standard",
    name: "标准销售流程",
    stages: &[
        TemplateStage {
            name: ("线索开发", "Prospecting"),
            limit_days: 30,
            customer_step: ("认可有问题要解决", "Agrees that there is a problem to solve"),
            enforced: false,
            evidence: &[
                (
                    "客户联系人及其职务已确认",
                    "A contact at the customer and their post are confirmed",
                ),
                ("已约定需求沟通的时间", "A date for the talk about needs is agreed"),
            ],
            tasks: &[
                (("首次联系客户", "Contact the customer for the first time"), 3),
                (("了解客户背景和采购计划", "Learn the customer's background and buying plan"), 15),
            ],
            roles: &[],
        },
        TemplateStage {
            name: ("需求分析", "Discovery"),
            limit_days: 45,
            customer_step: (
                "说清需求、预算范围和时间",
                "States the need, the range of the budget and the time",
            ),
            enforced: false,
            evidence: &[
                ("需求记录经客户确认", "The customer has confirmed the record of needs"),
                ("预算范围和决策人已知", "Range of the budget and who decides are known"),
            ],
            tasks: &[
                (("访谈使用部门", "Talk with those who will use it"), 10),
                (("整理需求记录并请客户确认", "Write the needs down and have them confirmed"), 15),
            ],
            roles: &["presales"],
        },
        TemplateStage {
            name: ("方案报价", "Proposal"),
            limit_days: 45,
            customer_step: ("评审方案和报价", "Reviews the solution and the quotation"),
            enforced: false,
            evidence: &[
                (
                    "方案和报价已提交并得到答复",
                    "Solution and quotation are sent and have been answered",
                ),
                ("竞争对手已知", "The competitors are known"),
            ],
            tasks: &[
                (("编写方案", "Write the solution"), 10),
                (("提交报价并讲解方案", "Send the quotation and present the solution"), 15),
            ],
            roles: &["consultant"],
        },
        TemplateStage {
            name: ("商务谈判", "Negotiation"),
            limit_days: 30,
            customer_step: ("确定供应商，商定条款", "Chooses the supplier and settles the terms"),
            enforced: false,
            evidence: &[
                ("价格、付款和交期已谈妥", "Price, payment and delivery are settled"),
                ("客户的审批流程已知", "How the customer approves is known"),
            ],
            tasks: &[
                (("核对客户的审批流程和时间", "Check how and when the customer approves"), 5),
                (("谈定价格、付款和交期", "Settle price, payment and delivery"), 15),
            ],
            roles: &["commercial"],
        },
        TemplateStage {
            name: ("合同签订", "Contract"),
            limit_days: 20,
            customer_step: ("走完内部审批并用印", "Approves internally and signs"),
            enforced: false,
            evidence: &[("合同文本双方定稿", "Both sides agree on the text of the contract")],
            tasks: &[
                (("提交合同审批", "Have the contract approved"), 3),
                (("双方签署", "Have both sides sign"), 8),
            ],
            roles: &["legal"],
        },
    ],
};

/// 四阶段: 潜客开发-需求分析-方案报价-合同签订, with the working days of the plan it is from.
pub const FOUR_STAGES: Template = Template {
    word: "four-stages",
    name: "四阶段销售流程",
    stages: &[
        TemplateStage {
            name: ("潜客开发", "Prospecting"),
            limit_days: 30,
            customer_step: ("愿意进一步沟通", "Is willing to talk on"),
            enforced: false,
            evidence: &[("有效联系人已确认", "A useful contact is confirmed")],
            tasks: &[(("完成首次拜访", "Visit the customer for the first time"), 10)],
            roles: &[],
        },
        TemplateStage {
            name: ("需求分析", "Discovery"),
            limit_days: 45,
            customer_step: ("说清需求和预算", "States need and budget"),
            enforced: false,
            evidence: &[("需求记录经客户确认", "The customer has confirmed the record of needs")],
            tasks: &[(("完成需求记录", "Write the needs down"), 15)],
            roles: &[],
        },
        TemplateStage {
            name: ("方案报价", "Proposal"),
            limit_days: 30,
            customer_step: ("比较方案和价格", "Compares solutions and prices"),
            enforced: false,
            evidence: &[(
                "方案和报价得到客户答复",
                "The customer has answered solution and quotation",
            )],
            tasks: &[(("提交方案和报价", "Send solution and quotation"), 10)],
            roles: &[],
        },
        TemplateStage {
            name: ("合同签订", "Contract"),
            limit_days: 30,
            customer_step: ("审批并签署合同", "Approves and signs the contract"),
            enforced: false,
            evidence: &[("合同条款双方确认", "Both sides have confirmed the terms")],
            tasks: &[(("签署合同", "Sign the contract"), 8)],
            roles: &[],
        },
    ],
};

/// 项目型: five stages of a large project, each with the roles it asks for. Not every role has to be in
/// place; what blocks is the negotiation, where three sides of the company have to agree.
pub const PROJECT: Template = Template {
    word: "project",
    name: "项目型销售流程",
    stages: &[
        TemplateStage {
            name: ("技术交流", "Technical exchange"),
            limit_days: 60,
            customer_step: ("比较技术路线，提出疑问", "Compares approaches and asks questions"),
            enforced: false,
            evidence: &[
                (
                    "客户技术部门认可技术路线",
                    "The customer's engineers accept the technical approach",
                ),
                ("参与决策的各方已知", "All who take part in the decision are known"),
            ],
            tasks: &[
                (("申请售前支持", "Ask for presales support"), 3),
                (("组织技术交流会", "Hold the technical exchange"), 20),
            ],
            roles: &["presales"],
        },
        TemplateStage {
            name: ("需求与方案", "Needs and solution"),
            limit_days: 60,
            customer_step: ("确定需求和目标，立项", "Settles needs and goal, launches the project"),
            enforced: false,
            evidence: &[
                ("需求说明经客户确认", "The customer has confirmed the statement of needs"),
                ("项目目标写明并可衡量", "The goal of the project is written down and measurable"),
                ("客户已立项", "The customer has launched the project"),
            ],
            tasks: &[
                (("调研需求", "Survey the needs"), 15),
                (("与客户确认方案", "Confirm the solution with the customer"), 30),
            ],
            roles: &["consultant"],
        },
        TemplateStage {
            name: ("项目评估", "Project evaluation"),
            limit_days: 45,
            customer_step: ("内部评审，落实预算", "Evaluates internally and secures the budget"),
            enforced: false,
            evidence: &[
                ("客户预算已落实", "The customer's budget is secured"),
                ("我方投入和毛利经评审", "Our effort and margin have been reviewed"),
            ],
            tasks: &[
                (("申请高层资源", "Ask for executive support"), 5),
                (("完成内部项目评审", "Finish our own review of the project"), 15),
            ],
            roles: &["executive"],
        },
        TemplateStage {
            name: ("商务谈判", "Negotiation"),
            limit_days: 45,
            customer_step: ("招标或议标，商定条款", "Calls for tenders and settles the terms"),
            enforced: true,
            evidence: &[
                ("价格和付款条件已谈妥", "Price and terms of payment are settled"),
                ("法务已审合同条款", "Legal has checked the terms of the contract"),
            ],
            tasks: &[
                (("组成商务、财务、法务小组", "Bring commercial, finance and legal together"), 3),
                (("谈定合同条款", "Settle the terms of the contract"), 20),
            ],
            roles: &["commercial", "finance", "legal"],
        },
        TemplateStage {
            name: ("签约", "Signing"),
            limit_days: 30,
            customer_step: ("高层审批并签署", "Executives approve and sign"),
            enforced: false,
            evidence: &[
                ("合同文本双方定稿", "Both sides agree on the text of the contract"),
                ("双方高层已沟通", "Executives of both sides have talked"),
            ],
            tasks: &[
                (("安排高层会面", "Arrange a meeting of executives"), 8),
                (("签署合同", "Sign the contract"), 15),
            ],
            roles: &["executive"],
        },
    ],
};

/// The template of a word.
pub fn template(word: &str) -> Option<Template> {
    TEMPLATES.into_iter().find(|template| template.word == word)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names(template: &Template) -> Vec<&'static str> {
        template.stages.iter().map(|stage| stage.name.0).collect()
    }

    #[test]
    fn the_stages_are_those_of_their_sources() {
        assert_eq!(names(&STANDARD), ["线索开发", "需求分析", "方案报价", "商务谈判", "合同签订"]);
        assert_eq!(names(&FOUR_STAGES), ["潜客开发", "需求分析", "方案报价", "合同签订"]);
        let project = ["技术交流", "需求与方案", "项目评估", "商务谈判", "签约"];
        assert_eq!(names(&PROJECT), project);
        let limits: Vec<i64> = STANDARD.stages.iter().map(|stage| stage.limit_days).collect();
        assert_eq!(limits, [30, 45, 45, 30, 20]);
        // The working days of the worked case of deadlines.
        let days: Vec<i64> = FOUR_STAGES
            .stages
            .iter()
            .flat_map(|stage| stage.tasks)
            .map(|(_, days)| *days)
            .collect();
        assert_eq!(days, [10, 15, 10, 8]);
    }

    #[test]
    fn the_project_asks_for_the_roles_of_its_source() {
        let roles: Vec<&[&str]> = PROJECT.stages.iter().map(|stage| stage.roles).collect();
        let expected: [&[&str]; 5] = [
            &["presales"],
            &["consultant"],
            &["executive"],
            &["commercial", "finance", "legal"],
            &["executive"],
        ];
        assert_eq!(roles, expected);
        let enforced: Vec<bool> = PROJECT.stages.iter().map(|stage| stage.enforced).collect();
        assert_eq!(enforced, [false, false, false, true, false]);
    }

    #[test]
    fn every_stage_says_everything_in_both_languages() {
        let mut words = BTreeSet::new();
        for template in TEMPLATES {
            assert!(words.insert(template.word), "{} twice", template.word);
            assert_eq!(super::template(template.word), Some(template));
            for stage in template.stages {
                let tasks = stage.tasks.iter().map(|(said, _)| *said);
                let said = [stage.name, stage.customer_step].into_iter().chain(tasks);
                for (chinese, english) in said.chain(stage.evidence.iter().copied()) {
                    assert!(!chinese.is_empty() && !english.is_empty(), "{chinese} {english}");
                    assert!(english.is_ascii(), "{english}");
                }
                assert!(!stage.evidence.is_empty() && !stage.tasks.is_empty(), "{:?}", stage.name);
                assert!(stage.tasks.iter().all(|(_, days)| (1..=stage.limit_days).contains(days)));
            }
        }
        assert_eq!(template("agile"), None);
    }
}
