//! The handover sheet (交接单): what goes from whom to whom, from which day on, who is credited
//! afterwards, what was checked, and three lines to sign on.
//!
//! Customers and deals that are many fill more pages; the heads of their tables repeat. The content
//! code leaves the checks out: they change with each day, what was agreed does not.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, in_full, labels};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{MoneyStyle, Tr, money, money_unit, percent};
use crate::metrics::handover::checks::{Finding, Level};
use crate::metrics::handover::{Item, Plan};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{CreditRule, Handover, HandoverState, HandoverWhy, Stage};

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::HandoverSheet,
    id: "handover-sheet",
    name_key: "doc-handover-title",
    many_key: "doc-handover-file-many",
    template: include_str!("../../assets/templates/handover_sheet.typ"),
};

/// Everything on the sheet. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HandoverPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// Who hands over.
    pub name: String,
    /// Whether it is a draft or done, and since when.
    pub state: String,
    /// Pairs of label and value in the box at the top.
    pub facts: Vec<(String, Option<String>)>,
    /// A word on it.
    pub note: Option<String>,
    /// The rule of credit in a sentence.
    pub rule: String,
    /// Stage and share of the former and the new owner; empty where nothing is shared.
    pub shares: Vec<[String; 3]>,
    /// Customers: name, industry and place, new owner, contacts, what was promised, history.
    pub accounts: Vec<[Option<String>; 6]>,
    /// Deals: customer and name, stage, amount, new owner, next step, joint visit.
    pub deals: Vec<[Option<String>; 6]>,
    /// The sum of the amounts.
    pub amount: Option<String>,
    /// The heading of the amounts, with the unit.
    pub amount_name: String,
    /// What was checked: the mark and the words.
    pub checks: Vec<[String; 2]>,
}

impl HandoverPage {
    /// The code in the footer: a hash of all content except the checks.
    pub fn content_code(&self) -> String {
        let agreed = Self { checks: vec![], ..self.clone() };
        content_code(&json!({ "document": KIND.id, "content": agreed }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let facts: Vec<Value> = self
            .facts
            .iter()
            .enumerate()
            .map(
                |(at, (label, value))| json!({ "label": label, "value": value, "strong": at == 0 }),
            )
            .collect();
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, None, &self.content_code()),
            "bookmark": self.name,
            "state": self.state,
            "facts": facts,
            "note": self.note,
            "rule": self.rule,
            "shares": self.shares,
            "accounts": self.accounts,
            "deals": self.deals,
            "amount": self.amount,
            "amount_name": self.amount_name,
            "checks": self.checks,
        })
    }
}

/// A sheet and whose it is.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Who hands over.
    pub person: PersonId,
    /// The page.
    pub page: HandoverPage,
}

/// Fills the sheets of a scope whose effective day lies in a period, in the order of their numbers.
///
/// # Errors
/// Whatever the database reports.
pub fn sheets(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    period: Period,
    tr: &Tr,
) -> Result<Vec<Sheet>> {
    let members = directory.members(scope);
    let inside = |handover: &Handover| {
        // A person who leaves is a member up to the day before.
        let days = [Some(handover.started_on), handover.effective.pred_opt()];
        days.into_iter().any(|day| members.include(Some(handover.person_id), day))
    };
    let mut all: Vec<Handover> = db
        .all::<Handover>()?
        .into_iter()
        .filter(|handover| period.contains(handover.effective) && inside(handover))
        .collect();
    all.sort_by(|one, two| one.number.cmp(&two.number));
    let fill = |handover: Handover| -> Result<Sheet> {
        let plan = Plan::load(db, directory, handover.id)?;
        let page = page(db, directory, &plan, tr)?;
        Ok(Sheet { person: handover.person_id, page })
    };
    all.into_iter().map(fill).collect()
}

/// Fills the page of a handover that was loaded.
///
/// # Errors
/// Whatever the database reports.
pub fn page(db: &Db, directory: &Directory, plan: &Plan, tr: &Tr) -> Result<HandoverPage> {
    let handover = &plan.handover;
    let person = directory.people.get(&handover.person_id);
    let at = directory
        .membership_on(handover.person_id, handover.started_on)
        .or_else(|| directory.membership_on(handover.person_id, handover.effective));
    let post = at.and_then(|at| at.post_id).and_then(|post| directory.posts.get(&post));
    let team = at.and_then(|at| at.team_id).and_then(|team| directory.teams.get(&team));
    let fact = |key: &str, value: Option<String>| (tr.text(key), value);
    let full = |day| in_full(tr, day);
    let facts = vec![
        fact("doc-handover-person", person.map(|person| person.name.clone())),
        fact("doc-handover-staff-number", person.and_then(|person| person.number.clone())),
        fact("doc-handover-post", post.map(|post| post.name.clone())),
        fact("doc-handover-unit", team.map(|team| team.name.clone())),
        fact("doc-handover-why", Some(tr.text(why_key(handover.why)))),
        fact("doc-handover-last-day", handover.last_day.map(full)),
        fact("doc-handover-effective", Some(full(handover.effective))),
        fact("doc-handover-parallel", parallel(plan, directory, tr)),
    ];
    let state = match (handover.state, handover.done_on) {
        (HandoverState::Done, Some(day)) => {
            tr.with("doc-handover-done", &[("day", full(day).into())])
        }
        _ => tr.text("doc-handover-draft"),
    };
    let amounts: Vec<i64> = plan.items.iter().filter_map(|item| item.amount).collect();
    let sum = amounts.iter().copied().fold(0_i64, i64::saturating_add);
    let unit = money_unit(tr.language());
    Ok(HandoverPage {
        letterhead: Letterhead { number: Some(handover.number.clone()), ..Letterhead::load(db)? },
        name: directory.person_name(handover.person_id).to_owned(),
        state,
        facts,
        note: handover.note.clone(),
        rule: rule_words(plan, tr),
        shares: shares(plan, directory, tr),
        accounts: items(plan, false).map(|item| account(item, directory, tr)).collect(),
        deals: items(plan, true).map(|item| deal(item, directory, tr)).collect(),
        amount: (!amounts.is_empty()).then(|| money(tr.language(), sum, MoneyStyle::Bare)),
        amount_name: tr.with("doc-handover-amount", &[("unit", unit.into())]),
        checks: checks(plan, directory, tr),
    })
}

fn items(plan: &Plan, deals: bool) -> impl Iterator<Item = &Item> {
    plan.items.iter().filter(move |item| item.is_deal() == deals)
}

/// The key of why somebody hands over.
pub const fn why_key(why: HandoverWhy) -> &'static str {
    match why {
        HandoverWhy::Leave => "handover-why-leave",
        HandoverWhy::Move => "handover-why-move",
        HandoverWhy::Balance => "handover-why-balance",
    }
}

/// The days in which both work on it: how many, and the last of them; `None` for none.
pub fn parallel(plan: &Plan, directory: &Directory, tr: &Tr) -> Option<String> {
    let days = usize::try_from(plan.handover.parallel_days).ok().filter(|days| *days > 0)?;
    let before = plan.handover.effective.pred_opt()?;
    let last = directory.calendar.add_workdays(before, days);
    let args = [("n", days.into()), ("day", last.to_string().into())];
    Some(tr.with("handover-parallel-days", &args))
}

/// The rule of credit in a sentence.
pub fn rule_words(plan: &Plan, tr: &Tr) -> String {
    let until = plan.handover.credit_until.map(|day| day.to_string()).unwrap_or_default();
    match plan.handover.credit_rule {
        CreditRule::SigningDay => tr.text("handover-rule-signing-day-means"),
        CreditRule::ByStage => tr.with("handover-rule-by-stage-means", &[("day", until.into())]),
        CreditRule::Successor => tr.text("handover-rule-successor-means"),
    }
}

/// Stage, share of the former owner, share of the new one; nothing where nothing is shared.
pub fn shares(plan: &Plan, directory: &Directory, tr: &Tr) -> Vec<[String; 3]> {
    if plan.handover.credit_rule != CreditRule::ByStage {
        return vec![];
    }
    let mut stages: Vec<_> = plan
        .shares
        .iter()
        .filter_map(|(stage, share)| Some((directory.stages.get(stage)?, *share)))
        .collect();
    stages.sort_by_key(|(stage, _)| std::cmp::Reverse((stage.model_id, stage.position)));
    let row = |(stage, share): (&Stage, i64)| {
        [stage_name(stage, tr), percent(share), percent(10_000_i64.saturating_sub(share))]
    };
    stages.into_iter().map(row).collect()
}

/// A stage in the person's language.
pub fn stage_name(stage: &Stage, tr: &Tr) -> String {
    tr.own(&stage.name, &stage.name_en).to_owned()
}

/// What industry and place of a customer are known, in one line.
pub fn about(item: &Item, tr: &Tr) -> Option<String> {
    let comma = tr.text("handover-comma");
    let parts = [&item.industry, &item.place].into_iter().flatten();
    let parts: Vec<&str> = parts.map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(&comma))
}

fn owner(item: &Item, directory: &Directory) -> Option<String> {
    item.record.to_id.map(|to| directory.person_name(to).to_owned())
}

fn account(item: &Item, directory: &Directory, tr: &Tr) -> [Option<String>; 6] {
    [
        Some(item.name.clone()),
        about(item, tr),
        owner(item, directory),
        Some(item.contacts.to_string()),
        item.record.commitments.clone(),
        item.record.history_on.map(|day| day.to_string()),
    ]
}

fn deal(item: &Item, directory: &Directory, tr: &Tr) -> [Option<String>; 6] {
    let stage = item.stage.and_then(|stage| directory.stages.get(&stage));
    let stage = stage.map(|stage| stage_name(stage, tr));
    let name = if item.customer.is_empty() {
        item.name.clone()
    } else {
        format!("{} {}", item.customer, item.name)
    };
    [
        Some(name),
        stage,
        item.amount.map(|amount| money(tr.language(), amount, MoneyStyle::Bare)),
        owner(item, directory),
        item.record.next_step.clone(),
        item.record.joint_visit_on.map(|day| day.to_string()),
    ]
}

fn checks(plan: &Plan, directory: &Directory, tr: &Tr) -> Vec<[String; 2]> {
    let mark = |level: Level| {
        tr.text(match level {
            Level::Error => "doc-handover-mark-error",
            Level::Warning => "doc-handover-mark-warning",
            Level::Passed => "doc-handover-mark-passed",
        })
    };
    let row = |finding: &Finding| [mark(finding.level), finding.check.words(directory, tr).0];
    plan.findings.iter().map(row).collect()
}

/// The printout of one sheet or of many in one file, with a bookmark for each.
pub fn printout(pages: &[HandoverPage], tr: &Tr) -> Printout {
    let first = pages.first();
    let title = match pages {
        [page] => {
            let number = page.letterhead.number.clone().unwrap_or_default();
            let args = [("name", page.name.as_str().into()), ("number", number.into())];
            tr.with("doc-handover-file-one", &args)
        }
        _ => KIND.many_title(tr, ""),
    };
    Printout {
        kind: &KIND,
        title,
        author: first.map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-handover-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-handover-account",
    "doc-handover-accounts",
    "doc-handover-about",
    "doc-handover-checks",
    "doc-handover-commitments",
    "doc-handover-contacts",
    "doc-handover-deal",
    "doc-handover-deals",
    "doc-handover-former",
    "doc-handover-history",
    "doc-handover-next-step",
    "doc-handover-none",
    "doc-handover-rule",
    "doc-handover-share-stage",
    "doc-handover-sign-manager",
    "doc-handover-sign-person",
    "doc-handover-sign-successors",
    "doc-handover-signatures",
    "doc-handover-signatures-note",
    "doc-handover-stage",
    "doc-handover-sum",
    "doc-handover-title",
    "doc-handover-to",
    "doc-handover-visit",
    "doc-undated",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::testing::{all_words_used, drawn, text};
    use crate::i18n::Language;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn sample(customers: usize) -> HandoverPage {
        let texts = |list: [&str; 6]| list.map(|text| some(text).filter(|text| !text.is_empty()));
        HandoverPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("HO-2025-0007"),
            },
            name: "吴俊杰".into(),
            state: "草稿".into(),
            facts: vec![
                ("交出人".into(), some("吴俊杰")),
                ("生效日期".into(), some("2025年12月1日")),
                ("最后工作日".into(), None),
                ("并行期".into(), some("5个工作日")),
            ],
            note: some("客户已知会"),
            rule: "按阶段拆分".into(),
            shares: vec![["合同签订".into(), "60%".into(), "40%".into()]],
            accounts: vec![
                texts(["通恒船舶", "船舶，江苏南通", "张雨桐", "2", "", "2025-11-28"]);
                customers
            ],
            deals: vec![texts(["如东风电 塔筒监测", "需求分析", "36.0", "", "", ""])],
            amount: some("36.0"),
            amount_name: "金额（万元）".into(),
            checks: vec![["必须处理".into(), "16单商机，1单没有新负责人".into()]],
        }
    }

    #[test]
    fn it_is_one_page_or_as_many_as_the_customers_need() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            for (customers, most) in [(0, 1), (8, 1), (60, 4)] {
                let printout = printout(&[sample(customers)], &tr);
                let pages = drawn(&printout);
                assert!((1..=most).contains(&pages.count()), "{customers}: {}", pages.count());
                let text = text(&pages);
                for shown in ["HO-2025-0007", "如东风电", "60%", &sample(customers).content_code()]
                {
                    assert!(text.contains(shown), "{shown} in {text}");
                }
            }
        }
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], &Tr::new(Language::English)));
    }

    #[test]
    fn the_code_is_that_of_what_was_agreed() {
        let page = sample(1);
        let checked = HandoverPage { checks: vec![], ..page.clone() };
        assert_eq!(page.content_code(), checked.content_code());
        let other = HandoverPage { rule: "全归接手人".into(), ..page.clone() };
        assert_ne!(page.content_code(), other.content_code());
    }
}
