//! The words that sales offices write for why a deal was won or lost.
//!
//! Words are taken whole: 价格 names a reason, 价格可以谈 does not, since what a sentence means is for a
//! person to say.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::sheets::values;
use crate::store::records::OutcomeReason;

/// What is none of these is another reason, in the words of the sheet.
const WORDS: [(OutcomeReason, &[&str]); 10] = [
    (
        OutcomeReason::Budget,
        &[
            "未确认预算",
            "预算",
            "预算不足",
            "预算取消",
            "没有预算",
            "无预算",
            "资金不足",
            "预算落实",
            "budget in place",
            "no budget",
            "budget not confirmed",
            "lack of budget",
        ],
    ),
    (
        OutcomeReason::Value,
        &[
            "缺价值量化",
            "价值未量化",
            "价值不清",
            "价值量化",
            "投资回报不清",
            "回报不清",
            "value",
            "value not shown",
            "no business case",
            "value shown",
        ],
    ),
    (
        OutcomeReason::Price,
        &[
            "价格",
            "价格高",
            "价格太高",
            "价格过高",
            "价格偏高",
            "报价高",
            "报价过高",
            "价格因素",
            "价格优势",
            "价格竞争",
            "低价竞争",
            "too expensive",
            "pricing",
            "price too high",
        ],
    ),
    (
        OutcomeReason::Product,
        &[
            "产品与方案",
            "产品",
            "方案",
            "技术指标",
            "技术不符",
            "技术方案",
            "产品不符",
            "功能不足",
            "方案不符",
            "产品性能",
            "技术优势",
            "方案优势",
            "product",
            "features",
            "product and solution",
            "missing features",
            "technical fit",
        ],
    ),
    (
        OutcomeReason::Deciders,
        &[
            "决策人变更",
            "决策人变动",
            "决策人离职",
            "关键人变动",
            "关键人离职",
            "决策人支持",
            "support of those who decide",
            "人事变动",
            "decision makers changed",
            "change of decision makers",
            "champion left",
        ],
    ),
    (
        OutcomeReason::Relations,
        &[
            "客户关系",
            "关系",
            "关系不到位",
            "关系维护不足",
            "无对接人",
            "关系好",
            "relationship",
            "relations",
            "customer relations",
            "no contact",
        ],
    ),
    (
        OutcomeReason::Delivery,
        &[
            "交期",
            "交货期",
            "交付周期",
            "交期长",
            "交期太长",
            "供货周期",
            "交期优势",
            "delivery",
            "delivery time",
            "lead time",
        ],
    ),
    (
        OutcomeReason::Service,
        &["服务", "售后", "售后服务", "服务响应", "服务好", "service", "support", "after-sales"],
    ),
    (
        OutcomeReason::References,
        &[
            "案例与口碑",
            "案例",
            "口碑",
            "品牌",
            "缺少案例",
            "品牌影响力",
            "业绩要求",
            "references",
            "references and reputation",
            "reputation",
            "brand",
        ],
    ),
    (
        OutcomeReason::Shelved,
        &[
            "项目取消或搁置",
            "项目取消",
            "项目搁置",
            "项目延期",
            "项目暂停",
            "需求取消",
            "无明确需求",
            "未立项",
            "项目推进快",
            "project moved on",
            "推迟",
            "project cancelled",
            "project on hold",
            "project shelved",
            "postponed",
            "no decision",
        ],
    ),
];

static NAMED: LazyLock<BTreeMap<String, OutcomeReason>> = LazyLock::new(|| {
    let mut named = BTreeMap::new();
    for (reason, words) in WORDS {
        for word in words.iter().copied().chain([reason.word()]) {
            named.insert(values::key(word), reason);
        }
    }
    named
});

/// The reason that a text names word for word, once normalised.
pub(super) fn named(text: &str) -> Option<OutcomeReason> {
    NAMED.get(&values::key(text)).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::i18n::{Language, Tr};
    use crate::metrics::winloss::reason_key;

    #[test]
    fn no_word_names_two_reasons() {
        let mut seen = BTreeSet::new();
        for (reason, words) in WORDS {
            let keys: BTreeSet<String> =
                words.iter().copied().chain([reason.word()]).map(values::key).collect();
            for key in keys {
                assert!(seen.insert(key.clone()), "{key}");
            }
        }
        let mut listed: Vec<OutcomeReason> = WORDS.iter().map(|(reason, _)| *reason).collect();
        listed.push(OutcomeReason::Other);
        assert_eq!(listed, OutcomeReason::ALL);
    }

    #[test]
    fn every_reason_is_read_by_its_own_name() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            for reason in OutcomeReason::ALL {
                // 其他 says nothing by itself.
                let read = (reason != OutcomeReason::Other).then_some(reason);
                for won in [false, true] {
                    let name = tr.text(reason_key(Some(reason), won));
                    assert_eq!(named(&name), read, "{name}");
                }
                assert_eq!(named(reason.word()), read, "{reason:?}");
            }
        }
        for (text, reason) in [
            ("价格 过高", Some(OutcomeReason::Price)),
            ("Too Expensive", Some(OutcomeReason::Price)),
            ("价格可以谈", None),
            ("选择竞品", None),
            ("", None),
        ] {
            assert_eq!(named(text), reason, "{text}");
        }
    }
}
