//! What is recorded on the pages of some deals of the sample: of one of them everything, so that its page
//! can be seen whole, and of a few others who takes part.
//!
//! What the stages ask for is set here only where nothing is: a stage model that says so itself stays.

use chrono::NaiveDate;

use super::stuck::{day, deal};
use crate::command::deal_page::{Command as Page, ContactForm, PartForm, RiskForm, What};
use crate::command::{self, Command};
use crate::domain::ids::{OpportunityId, StageId, StageItemId};
use crate::error::Result;
use crate::store::directory::Directory;
use crate::store::records::{
    DealPart, DealRole, DecisionPart, RiskKind, Stage, StageItem, StageItemKind, Stance, Weight,
};
use crate::store::{StepHead, Workspace, said};

/// What a stage asks for, from the first stage on: evidence in both languages, and roles.
type Asked = (&'static [(&'static str, &'static str)], &'static [DealRole]);

const STAGES: [Asked; 5] = [
    (&[("找到对口部门和联系人", "Department and contact found")], &[]),
    (
        &[
            ("需求说明客户已确认", "Needs confirmed by the customer"),
            ("预算来源清楚", "Source of the budget known"),
        ],
        &[DealRole::Presales],
    ),
    (
        &[
            ("书面报价已送达", "Written quotation delivered"),
            ("客户认可技术方案", "Technical solution accepted"),
            ("投资回报测算", "Return on investment worked out"),
            ("预算书面确认", "Budget confirmed in writing"),
            ("见过技术把关与拍板人", "Met the gatekeeper and who decides"),
        ],
        &[DealRole::Presales, DealRole::Consultant, DealRole::Executive, DealRole::Commercial],
    ),
    (
        &[
            ("商务条款谈定", "Commercial terms agreed"),
            ("付款方式确认", "Terms of payment confirmed"),
        ],
        &[DealRole::Commercial, DealRole::Finance, DealRole::Legal],
    ),
    (&[("合同用印完成", "Contract sealed")], &[DealRole::Executive]),
];

/// The deal of which everything is recorded.
const WHOLE: &str = "SJ25-0438";

/// Evidence of it: what, since when, where.
const TICKED: [(&str, &str, &str); 4] = [
    ("找到对口部门和联系人", "2025-05-20", "首次拜访记录"),
    ("需求说明客户已确认", "2025-07-02", "需求说明v1.docx"),
    ("书面报价已送达", "2025-10-08", "报价单v2.pdf"),
    ("客户认可技术方案", "2025-10-22", "交流纪要"),
];

/// Tasks of it that are done: what, when, where.
const FINISHED: [(&str, &str, &str); 1] = [("编写方案", "2025-10-17", "方案v3.docx")];

/// Those at the customer's: name, post, part, stance, last met.
const CONTACTS: [(&str, &str, DecisionPart, Stance, Option<&str>); 4] = [
    ("郑国栋", "设备科长", DecisionPart::Uses, Stance::Supports, Some("2025-11-14")),
    ("冯丽", "采购经理", DecisionPart::Buys, Stance::Neutral, Some("2025-10-30")),
    ("韩旭", "技术总监", DecisionPart::Gatekeeper, Stance::Unmet, None),
    ("丁伟民", "分管副总", DecisionPart::Decides, Stance::Unmet, None),
];

/// What could go wrong: weight, what, what is done, by when.
const RISKS: [(Weight, &str, &str, Option<&str>); 3] = [
    (Weight::High, "说不清客户省多少钱", "完成测算初稿", Some("2025-11-19")),
    (Weight::Medium, "竞品报价低8%", "不降价，先比停机损失", None),
    (Weight::Medium, "年底预算可能冻结", "拿到立项号", Some("2025-12-10")),
];

/// Who takes part: number of the deal, role, who, asked on, since, what for.
type Taken =
    (&'static str, DealRole, &'static str, &'static str, Option<&'static str>, &'static str);

const PARTS: [Taken; 8] = [
    (WHOLE, DealRole::Presales, "沈可欣", "2025-09-22", Some("2025-09-26"), "方案交流"),
    (WHOLE, DealRole::Consultant, "唐立", "2025-10-20", Some("2025-10-22"), "技术澄清"),
    (WHOLE, DealRole::Commercial, "许薇", "2025-10-06", Some("2025-10-08"), "报价复核"),
    ("SJ25-0675", DealRole::Presales, "沈可欣", "2025-10-15", Some("2025-10-17"), "选型"),
    ("SJ25-0675", DealRole::Commercial, "许薇", "2025-11-12", None, "报价复核"),
    ("SJ25-0695", DealRole::Presales, "沈可欣", "2025-09-30", Some("2025-10-09"), "方案讲解"),
    ("SJ25-0741", DealRole::Consultant, "唐立", "2025-10-13", Some("2025-10-16"), "温控工艺"),
    ("SJ25-0809", DealRole::Executive, "顾明远", "2025-11-10", None, "拜访分管领导"),
];

/// Makes all of it.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    ask_for(workspace)?;
    for (number, role, who, asked, since, note) in PARTS {
        let Some((deal, name)) = deal(workspace, number)? else { continue };
        take(workspace, (deal.id, name), (role, who, note), (day(asked)?, since))?;
    }
    let Some((deal, subject)) = deal(workspace, WHOLE)? else { return Ok(()) };
    for (name, on, shown_in) in TICKED {
        let Some(item) = item(workspace, name)? else { continue };
        let (on_day, shown_in) = (day(on)?, shown_in.to_owned());
        run(workspace, deal.id, &subject, on_day, What::Tick { item, on_day, shown_in })?;
    }
    for (name, on, shown_in) in FINISHED {
        let Some(item) = item(workspace, name)? else { continue };
        let (on_day, shown_in) = (day(on)?, shown_in.to_owned());
        run(workspace, deal.id, &subject, on_day, What::Finish { item, on_day, shown_in })?;
    }
    let today = day("2025-11-14")?;
    for (name, title, part, stance, met) in CONTACTS {
        let form = ContactForm {
            name: name.to_owned(),
            title: title.to_owned(),
            part,
            stance,
            met_on: met.map(day).transpose()?,
        };
        run(workspace, deal.id, &subject, today, What::SetContact(None, form))?;
    }
    let risks =
        RISKS.map(|(weight, name, action, due)| (RiskKind::Risk, weight, name, action, due));
    let fallback = (
        RiskKind::Fallback,
        Weight::Medium,
        "12-10 仍未见拍板人",
        "先签一期 96.0，二期 90.0 转2026年一季度",
        Some("2025-12-10"),
    );
    for (kind, weight, name, action, due) in risks.into_iter().chain([fallback]) {
        let (name, action) = (name.to_owned(), action.to_owned());
        let form = RiskForm { kind, weight, name, action, due: due.map(day).transpose()? };
        run(workspace, deal.id, &subject, today, What::SetRisk(None, form))?;
    }
    let left = stage_of(workspace, "预算来源清楚")?;
    if let Some(stage) = left {
        let reason = "设备部口头确认有技改预算，财务月底才出书面".to_owned();
        run(workspace, deal.id, &subject, today, What::Waive { stage, reason })?;
    }
    let words = "客户更看重停机时间，价格不是第一位".to_owned();
    run(workspace, deal.id, &subject, today, What::Note(words))
}

fn run(
    workspace: &mut Workspace,
    deal: OpportunityId,
    subject: &str,
    today: NaiveDate,
    what: What,
) -> Result<()> {
    let order = Page { deal, subject: subject.to_owned(), today, what };
    command::run(&mut workspace.db, &Command::DealPage(order)).map(|_| ())
}

/// Asks somebody, who takes part where there is a day. Who is nobody of the roster is named.
fn take(
    workspace: &mut Workspace,
    (deal, subject): (OpportunityId, String),
    (role, who, note): (DealRole, &str, &str),
    (asked, since): (NaiveDate, Option<&str>),
) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let person = directory.people.values().find(|person| person.name == who);
    let person = person.map(|person| person.id);
    let (name, note) = (who.to_owned(), note.to_owned());
    let form = PartForm { role, person, name, note };
    run(workspace, deal, &subject, asked, What::AskPart(form))?;
    let parts: Vec<DealPart> = said::of_deal(&workspace.db, deal)?.parts;
    let part = parts.iter().find(|part| part.role == role).map(|part| part.id);
    if let (Some(id), Some(since)) = (part, since) {
        let since = day(since)?;
        run(workspace, deal, &subject, since, What::TakePart { id, since })?;
    }
    Ok(())
}

/// What the stages of the general model ask for in the story.
fn ask_for(workspace: &mut Workspace) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let Some(model) = directory.current_model().map(|model| model.id) else { return Ok(()) };
    let stages: Vec<Stage> = directory.stages_of(model).into_iter().cloned().collect();
    let head = StepHead {
        by: command::author(&workspace.db)?,
        title: "step-stages".to_owned(),
        subject: String::new(),
    };
    let written = workspace.db.transaction(&head, |db| {
        // In place of what the general model comes with; its tasks stay.
        for item in db.all::<StageItem>()? {
            let ours = stages.iter().any(|stage| stage.id == item.stage_id);
            if ours && item.kind != StageItemKind::Task {
                db.delete::<StageItem>(item.id)?;
            }
        }
        for (stage, (evidence, roles)) in stages.iter().zip(STAGES) {
            let roles: Vec<_> = roles.iter().map(|role| (role.word(), "")).collect();
            let kinds =
                [(StageItemKind::Evidence, evidence), (StageItemKind::Role, roles.as_slice())];
            for (kind, items) in kinds {
                for (position, (name, name_en)) in (1..).zip(items) {
                    let id = StageItemId(db.allocate()?);
                    db.insert(&StageItem {
                        id,
                        stage_id: stage.id,
                        kind,
                        position,
                        name: (*name).to_owned(),
                        name_en: (*name_en).to_owned(),
                        days: None,
                    })?;
                }
            }
        }
        Ok(())
    });
    written.map(|_| ())
}

/// What a stage asks for by a name.
fn item(workspace: &Workspace, name: &str) -> Result<Option<StageItemId>> {
    let items = workspace.db.all::<StageItem>()?;
    Ok(items.into_iter().find(|item| item.name == name).map(|item| item.id))
}

/// The stage that asks for evidence of a name.
fn stage_of(workspace: &Workspace, name: &str) -> Result<Option<StageId>> {
    let items = workspace.db.all::<StageItem>()?;
    Ok(items.into_iter().find(|item| item.name == name).map(|item| item.stage_id))
}
