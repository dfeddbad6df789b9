//! The skills that a company starts from: those of people who sell instruments and equipment to
//! industry, each level told by what somebody does (domain document, B11).
//!
//! The levels mean the same everywhere: 0 none, 1 knows, 2 does it with help, 3 does it alone, 4 teaches
//! others. All of it is a start, to be edited. Topics are told by the word that is stored.

/// Something in Chinese and in English.
pub type Said = (&'static str, &'static str);

/// A skill to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsualSkill {
    /// The word of its topic.
    pub topic: &'static str,
    /// What it is called.
    pub name: Said,
    /// Other names that sheets give it.
    pub other_names: &'static [&'static str],
    /// What somebody of each level does, from 0 to 4.
    pub anchors: [Said; 5],
}

/// The skills in the order of lists.
pub const USUAL: [UsualSkill; 17] = [
    UsualSkill {
        topic: "product",
        name: ("产品知识", "Product knowledge"),
        other_names: &["产品技能"],
        anchors: [
            ("说不出主要系列和用途", "Cannot name the main series or what they are for"),
            (
                "能说出各系列的用途、量程和典型参数",
                "Names the series with their use, ranges and typical figures",
            ),
            (
                "在同事或选型表帮助下完成选型",
                "Selects a model with a colleague or the selection table at hand",
            ),
            (
                "独立选型并讲清与竞品的差别，选型极少返工",
                "Selects models alone and explains how they differ from rivals; selections rarely come back",
            ),
            (
                "编写选型资料并给他人讲课，疑难工况由其把关",
                "Writes selection guides and teaches them; decides on difficult conditions",
            ),
        ],
    },
    UsualSkill {
        topic: "industry",
        name: ("行业应用", "Industry applications"),
        other_names: &["行业知识"],
        anchors: [
            ("不了解客户的工艺", "Does not know the customer's process"),
            (
                "知道所负责行业的主要工艺段和测点",
                "Knows the main process steps and measuring points of the own industries",
            ),
            (
                "借助案例能讲同行业的常见问题",
                "Talks about common problems of the industry with a case at hand",
            ),
            (
                "独立与工艺人员讨论痛点，引用同行案例和数据",
                "Discusses problems with process engineers alone, with cases and figures of their peers",
            ),
            (
                "总结行业打法并带队开拓新行业",
                "Sums up how an industry is won and leads others into a new one",
            ),
        ],
    },
    UsualSkill {
        topic: "selling",
        name: ("客户开发", "Prospecting"),
        other_names: &["客户拓展"],
        anchors: [
            ("没有开发过新客户", "Has not won a new customer"),
            (
                "知道目标客户画像和线索来源",
                "Knows who the target customers are and where leads come from",
            ),
            (
                "按名单联系，约访要靠同事协助",
                "Works through a list and needs help to get appointments",
            ),
            (
                "独立找到关键人并约成拜访，线索稳定转成商机",
                "Finds the key people and gets the visits alone; leads turn into deals steadily",
            ),
            (
                "规划区域开发名单并带他人上门",
                "Plans the list of a territory and takes others along",
            ),
        ],
    },
    UsualSkill {
        topic: "selling",
        name: ("需求挖掘", "Needs discovery"),
        other_names: &["需求探询", "需求探寻"],
        anchors: [
            ("只介绍产品，不提问", "Presents products and asks nothing"),
            (
                "知道要问现状、问题、影响和期望",
                "Knows to ask about the situation, the problem, its effect and what is wanted",
            ),
            (
                "有提纲时能问全，追问不够深",
                "Asks everything with an outline at hand, but does not dig deep",
            ),
            (
                "独立问到业务后果、预算和决策链，纪要经客户确认",
                "Reaches business effects, budget and who decides alone; the customer confirms the notes",
            ),
            (
                "示范提问并点评他人的拜访",
                "Demonstrates questioning and comments on the visits of others",
            ),
        ],
    },
    UsualSkill {
        topic: "selling",
        name: ("方案设计", "Solution design"),
        other_names: &["方案能力"],
        anchors: [
            ("没有写过方案", "Has written no proposal"),
            ("知道方案的结构和范本", "Knows how a proposal is built and where the samples are"),
            (
                "能套用范本，点位和报价需要复核",
                "Fills in a sample; points and prices need checking",
            ),
            (
                "独立写出贴合客户工况的方案，评审一次通过",
                "Writes a proposal that fits the customer's conditions; it passes review at once",
            ),
            (
                "主持技改类方案，沉淀可复用的模板",
                "Leads proposals for refits and leaves templates that others use",
            ),
        ],
    },
    UsualSkill {
        topic: "selling",
        name: ("价值量化", "Quantifying value"),
        other_names: &["投资回报测算"],
        anchors: [
            ("只谈价格和参数", "Talks of price and figures only"),
            (
                "知道从能耗、停机、人工和质量算收益",
                "Knows that gains come from energy, downtime, labour and quality",
            ),
            (
                "在帮助下完成测算，客户数据不全",
                "Works out a return with help; the customer's data have gaps",
            ),
            (
                "独立用客户数据算出回报，测算被客户采用",
                "Works out the return alone from the customer's data, and the customer uses it",
            ),
            (
                "建立行业测算表并辅导他人使用",
                "Builds the calculation for an industry and coaches others in it",
            ),
        ],
    },
    UsualSkill {
        topic: "selling",
        name: ("商务谈判", "Negotiation"),
        other_names: &[],
        anchors: [
            ("没有参加过谈判", "Has not taken part in a negotiation"),
            (
                "知道底线、让步顺序和审批权限",
                "Knows limits, the order of concessions and who approves them",
            ),
            ("能参与谈判，关键条款由他人主谈", "Takes part; others lead on the terms that matter"),
            (
                "独立主谈，用条件换价格并守住付款条款",
                "Leads alone, trades terms for price and keeps the terms of payment",
            ),
            (
                "主谈重大合同，带人制定谈判方案",
                "Leads on major contracts and prepares others for theirs",
            ),
        ],
    },
    UsualSkill {
        topic: "selling",
        name: ("异议处理", "Handling objections"),
        other_names: &["异议应对"],
        anchors: [
            ("遇到异议就让步或回避", "Gives in to objections or avoids them"),
            ("知道常见异议和标准答法", "Knows the usual objections and the standard answers"),
            (
                "能答价格和交期异议，竞品异议答得泛",
                "Answers on price and delivery; stays vague about rivals",
            ),
            (
                "独立澄清异议背后的原因，用案例和数据化解",
                "Finds what is behind an objection alone and settles it with cases and figures",
            ),
            ("整理异议库并组织演练", "Keeps the collection of objections and runs the drills"),
        ],
    },
    UsualSkill {
        topic: "selling",
        name: ("沟通表达", "Communication"),
        other_names: &["沟通能力", "表达能力"],
        anchors: [
            ("讲不清来意", "Cannot make clear what the visit is about"),
            ("能按资料介绍公司和产品", "Presents company and products from the material"),
            (
                "对熟悉的听众能讲清要点，应变不足",
                "Makes the points to a familiar audience; is thrown by the unexpected",
            ),
            (
                "对不同角色讲不同重点，汇报简明有结论",
                "Tells each role what matters to it; reports are short and end in a conclusion",
            ),
            (
                "主讲技术交流会并辅导他人表达",
                "Holds technical seminars and coaches others in speaking",
            ),
        ],
    },
    UsualSkill {
        topic: "selling",
        name: ("计划管理", "Planning and follow-up"),
        other_names: &["时间管理"],
        anchors: [
            ("没有计划，跟进靠记忆", "Has no plan and follows up from memory"),
            ("知道周计划和商机更新要求", "Knows what the weekly plan and deal updates ask for"),
            ("能写计划，常改期或漏跟进", "Writes plans, often moves or misses them"),
            (
                "计划落到客户和日期，商机当日更新，按期完成",
                "Plans by customer and date, updates deals the same day and keeps to it",
            ),
            (
                "用漏斗数据安排精力，带他人改进计划",
                "Directs effort by the funnel and helps others plan better",
            ),
        ],
    },
    UsualSkill {
        topic: "service",
        name: ("客户关系", "Account relationships"),
        other_names: &["客户关系维护"],
        anchors: [
            ("只认识一名联系人", "Knows a single contact"),
            ("知道决策链上有哪些角色", "Knows which roles take part in a decision"),
            (
                "与使用和采购保持联系，高层靠上级引见",
                "Keeps in touch with users and buyers; managers introduce to the top",
            ),
            (
                "独立覆盖决策链各角色，定期评估关系并有改进计划",
                "Covers all roles alone, reviews the relationship regularly and plans what to improve",
            ),
            (
                "经营重点客户多年，带人建立高层关系",
                "Has kept key accounts for years and builds top-level contacts with others",
            ),
        ],
    },
    UsualSkill {
        topic: "service",
        name: ("客户服务", "Customer service"),
        other_names: &["服务意识"],
        anchors: [
            ("不跟进售后问题", "Does not follow up after the sale"),
            ("知道报修、退换和投诉流程", "Knows how repairs, returns and complaints are handled"),
            ("能转交问题，回复要催", "Passes problems on; answers have to be asked for"),
            (
                "独立协调服务按时闭环，回访客户满意",
                "Coordinates service to the end in time; customers are satisfied when asked",
            ),
            (
                "把问题归类反馈到产品和流程并带他人处理",
                "Sorts problems, feeds them back into product and process, and guides others",
            ),
        ],
    },
    UsualSkill {
        topic: "market",
        name: ("市场分析", "Market analysis"),
        other_names: &["市场与竞品分析", "竞品分析"],
        anchors: [
            ("不了解区域市场和竞品", "Does not know the territory or the rivals"),
            ("能说出主要竞品和客户分布", "Names the main rivals and where customers are"),
            ("能按模板收集信息，结论要他人给", "Collects by the template; others conclude"),
            (
                "独立分析需求、份额和竞品动向并提出行动",
                "Analyses demand, share and rivals alone and proposes what to do",
            ),
            (
                "主持区域市场分析，指导他人判断",
                "Leads the analysis of a region and guides others' judgement",
            ),
        ],
    },
    UsualSkill {
        topic: "tools",
        name: ("CRM与数据分析", "CRM and data analysis"),
        other_names: &["CRM录入", "CRM", "数据分析"],
        anchors: [
            ("不使用系统", "Does not use the system"),
            ("知道录入要求", "Knows what has to be entered"),
            ("能录入，字段常缺，报表要他人做", "Enters data with gaps; others make the reports"),
            (
                "独立及时录入完整数据，会用透视表和漏斗报表找问题",
                "Enters complete data in time and finds problems with pivot tables and funnel reports",
            ),
            ("设计分析模板并培训他人", "Designs templates for analysis and trains others"),
        ],
    },
    UsualSkill {
        topic: "safety",
        name: ("安全合规", "Safety and compliance"),
        other_names: &["安全与合规"],
        anchors: [
            ("不清楚进厂和合规要求", "Does not know the rules for sites or compliance"),
            (
                "知道进厂安全、防爆区和廉洁要求",
                "Knows the rules for sites, hazardous areas and fair dealing",
            ),
            ("在提醒下遵守，证件偶有过期", "Keeps them when reminded; papers lapse now and then"),
            (
                "独立按规定作业，证件有效，能识别现场风险",
                "Works by the rules alone, with valid papers, and sees risks on site",
            ),
            ("检查并培训他人的安全与合规", "Checks and trains others in safety and compliance"),
        ],
    },
    UsualSkill {
        topic: "leading",
        name: ("辅导与带教", "Coaching and teaching"),
        other_names: &["带教能力", "辅导能力"],
        anchors: [
            ("没有带过人", "Has guided nobody"),
            ("知道辅导的步骤和记录要求", "Knows the steps of coaching and what is recorded"),
            ("能带新人做事，反馈不具体", "Shows newcomers the work; feedback stays general"),
            (
                "独立用事实反馈、约定行动并跟进到改变",
                "Gives feedback on facts alone, agrees on actions and follows up until something changes",
            ),
            ("培养出能带教的人", "Has raised people who guide others"),
        ],
    },
    UsualSkill {
        topic: "leading",
        name: ("计划与分解", "Targets and planning"),
        other_names: &["目标分解"],
        anchors: [
            ("没有分解过目标", "Has broken down no target"),
            ("知道目标、漏斗和产能的关系", "Knows how targets, funnel and capacity hang together"),
            ("在帮助下把目标分到人和月", "Breaks targets down to people and months with help"),
            (
                "独立分解目标并按周纠偏，预测偏差可控",
                "Breaks targets down alone and corrects weekly; forecasts stay close",
            ),
            (
                "主持区域年度计划，教会他人分解",
                "Leads the yearly plan of a region and teaches others",
            ),
        ],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::names::key;

    #[test]
    fn every_skill_is_told_apart_and_every_level_is_told_in_both_languages() {
        let mut seen = BTreeSet::new();
        for skill in USUAL {
            let named =
                [skill.name.0, skill.name.1].into_iter().chain(skill.other_names.iter().copied());
            for name in named {
                assert!(seen.insert(key(name)), "{name}");
            }
            let mut told = BTreeSet::new();
            for (zh, en) in skill.anchors {
                assert!(!zh.is_empty() && en.is_ascii() && !en.is_empty(), "{zh} {en}");
                assert!(told.insert(zh) && told.insert(en), "{zh}");
            }
        }
    }
}
