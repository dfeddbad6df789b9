//! The posts of the sample: what they do and ask for, in the versions that came one after the other,
//! who has signed for them, what a manager says of their own duties, and two people who apply.
//!
//! Written for a made-up maker of industrial instruments. Most people have signed; some only for the
//! version before, some not at all, as it is in a company.

mod texts;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::command::duties::{CandidateForm, Command as Duty, FindingForm, LineForm, SheetForm};
use crate::command::{self, Command};
use crate::domain::duty::Audience;
use crate::domain::fit::Education;
use crate::domain::ids::{PersonId, PostId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::store::Workspace;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{Candidate, DutySection};

use texts::{
    ASSISTANT, BY_MANAGER, BY_NEWCOMER, BY_REP, BY_SENIOR, CHECKED, CHECKED_BY, DIRECTOR, DutyText,
    EXPERIENCED, MANAGER, NEWCOMER, SENIOR, SIGNED, SkillText,
};

/// What a sheet asks for: schooling with what was studied, months in the trade and in what, skills
/// with their category and level, a certificate.
struct Asks {
    education: (Education, &'static str),
    months: i64,
    of: &'static str,
    skills: &'static [SkillText],
    quality: &'static str,
}

/// The day on which a person was given another sheet than the time in the company says.
const CHOSEN_ON: &str = "2025-11-10";

/// Writes posts, signatures and candidates.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace, today: NaiveDate) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let posts: BTreeMap<&str, PostId> =
        directory.posts.values().map(|post| (post.name.as_str(), post.id)).collect();
    for (name, sheets) in sheets() {
        let Some(post) = posts.get(name) else { continue };
        for sheet in sheets {
            run(workspace, Duty::Publish(Box::new(SheetForm { post: *post, ..sheet })))?;
        }
    }
    let people: BTreeMap<&str, PersonId> =
        directory.people.values().map(|person| (person.name.as_str(), person.id)).collect();
    for (name, days) in SIGNED {
        let Some(person) = people.get(name) else { continue };
        for on_day in days.iter().filter_map(|day| day.parse().ok()) {
            sign(workspace, &directory, (*person, *name), on_day, today)?;
        }
    }
    if let (Some(person), Ok(on_day)) = (people.get("石浩然"), CHOSEN_ON.parse()) {
        let order = Duty::Choose {
            person: *person,
            name: "石浩然".to_owned(),
            audience: Audience::New,
            reason: "入职前在其他行业，带教期延到年底".to_owned(),
            on_day,
        };
        run(workspace, order)?;
    }
    if let Some(person) = people.get(CHECKED_BY) {
        checks(workspace, &directory, *person, today)?;
    }
    match posts.get("销售工程师") {
        Some(post) => candidates(workspace, *post, today),
        None => Ok(()),
    }
}

fn run(workspace: &mut Workspace, order: Duty) -> Result<()> {
    command::run(&mut workspace.db, &Command::Duties(order)).map(|_| ())
}

/// Records a signature for whatever sheet was the person's on that day.
fn sign(
    workspace: &mut Workspace,
    directory: &Directory,
    (person, name): (PersonId, &str),
    on_day: NaiveDate,
    today: NaiveDate,
) -> Result<()> {
    let duties = Duties::load(&workspace.db)?;
    let own = duties.standing(directory, person, on_day).sheet.map(|sheet| sheet.id);
    let Some(sheet) = own.filter(|_| on_day <= today) else { return Ok(()) };
    let order = Duty::Acknowledge {
        person,
        name: name.to_owned(),
        sheet,
        on_day,
        note: String::new(),
        today,
    };
    run(workspace, order)
}

/// What a manager says of their own duties.
fn checks(
    workspace: &mut Workspace,
    directory: &Directory,
    person: PersonId,
    today: NaiveDate,
) -> Result<()> {
    let duties = Duties::load(&workspace.db)?;
    for (month, on, said) in CHECKED {
        let (Some(month), Ok(on)) = (Period::parse(month), on.parse::<NaiveDate>()) else {
            continue;
        };
        let Some(sheet) = duties.of_month(directory, person, month).filter(|_| on <= today) else {
            continue;
        };
        for (title, done, proof) in *said {
            let line = duties.duties_of(sheet.id).find(|line| line.title == *title);
            let Some(line) = line.map(|line| line.id) else { continue };
            let order = Duty::Check {
                person,
                name: CHECKED_BY.to_owned(),
                line,
                month,
                done: *done,
                proof: (*proof).to_owned(),
                today: on,
            };
            run(workspace, order)?;
        }
    }
    Ok(())
}

fn candidates(workspace: &mut Workspace, post: PostId, today: NaiveDate) -> Result<()> {
    let day = |back: u64| today.checked_sub_days(Days::new(back)).unwrap_or(today);
    let form = |name: &str, back: u64, education, months: Option<i64>, note: &str| CandidateForm {
        name: name.to_owned(),
        post,
        on_day: day(back),
        education,
        experience_months: months,
        note: note.to_owned(),
    };
    let known = form("许清源", 15, Some(Education::Bachelor), Some(30), "应聘盐城，做过阀门销售");
    let thin = form("沈嘉禾", 6, Some(Education::College), None, "应聘盐城，内部推荐");
    run(workspace, Duty::AddCandidate(known))?;
    run(workspace, Duty::AddCandidate(thin))?;
    let found = |title: &str, level: Option<i64>, met: Option<bool>| FindingForm {
        title: title.to_owned(),
        level,
        met,
        ..FindingForm::default()
    };
    for candidate in workspace.db.all::<Candidate>()? {
        let findings = if candidate.name == "许清源" {
            vec![
                found("产品知识", Some(2), None),
                found("沟通表达", Some(3), None),
                found("机动车驾驶证", None, Some(true)),
            ]
        } else {
            let waived = FindingForm {
                title: DutySection::Education.word().to_owned(),
                waived: true,
                waived_for: "大专仪表专业，现场调试两年，学历要求可放宽".to_owned(),
                ..FindingForm::default()
            };
            vec![waived, found("沟通表达", Some(2), None)]
        };
        let name = candidate.name.clone();
        run(workspace, Duty::Findings { candidate: candidate.id, name, findings })?;
    }
    Ok(())
}

/// The posts with their versions, the oldest first.
fn sheets() -> Vec<(&'static str, Vec<SheetForm>)> {
    let bachelor = |of: &'static str, months: i64, skills| Asks {
        education: (Education::Bachelor, "仪表、自动化或相关专业"),
        months,
        of,
        skills,
        quality: "机动车驾驶证",
    };
    let manager = bachelor("工业客户销售，其中带队2年", 96, BY_MANAGER);
    let managers = ["华东区经理", "华南区经理", "华北区经理"].map(|name| {
        let purpose = "带领区域团队完成签约目标，管好漏斗和客户，培养出能独当一面的销售工程师。";
        let first: Vec<DutyText> =
            MANAGER.iter().filter(|duty| duty.1 != "区域网络建设").copied().collect();
        let first = weighed(&first, "陪访与辅导", 30);
        let one = sheet(name, "RSM", "2024-01-01", purpose, &first, &manager);
        let two = sheet(name, "RSM", "2025-01-01", purpose, MANAGER, &manager);
        let note = "增加区域网络建设，陪访与辅导权重由30%调为20%";
        (name, vec![one, noted(two, note)])
    });
    let director = bachelor("工业品销售，其中管理5年", 144, BY_MANAGER);
    let purpose = "制定并实现销售目标，建设有战斗力的销售队伍，让销售流程可复制、可检查。";
    let mut all = vec![(
        "销售总监",
        vec![
            sheet("销售总监", "SD", "2024-01-01", purpose, DIRECTOR, &director),
            noted(
                sheet(
                    "销售总监",
                    "SD",
                    "2025-01-01",
                    purpose,
                    &changed(DIRECTOR, "队伍建设", "到岗率 ≥95%，每区后备经理 ≥1人"),
                    &director,
                ),
                "队伍建设改按到岗率和后备经理衡量",
            ),
        ],
    )];
    all.extend(managers);
    let senior = bachelor("工业客户销售", 60, BY_SENIOR);
    let purpose = "在所负责区域内完成签约与回款目标，经营好重点客户，把商机按标准步骤推进到签约，并带出一名能独立工作的助理销售工程师。";
    let base: Vec<DutyText> = SENIOR.iter().filter(|duty| duty.1 != "带教").copied().collect();
    let before = changed(SENIOR, "区域签约与回款", "签约完成率 ≥100%，回款完成率 ≥90%");
    all.push((
        "高级销售工程师",
        vec![
            sheet(
                "高级销售工程师",
                "SSE",
                "2022-07-01",
                purpose,
                &weighed(&base, "商机推进", 30),
                &senior,
            ),
            noted(
                sheet("高级销售工程师", "SSE", "2024-01-01", purpose, &before, &senior),
                "增加带教职责",
            ),
            noted(
                sheet("高级销售工程师", "SSE", "2025-01-01", purpose, SENIOR, &senior),
                "回款指标由90%调为95%，增加报价前核查表",
            ),
        ],
    ));
    let rep = bachelor("工业客户销售", 24, BY_REP);
    let newcomer = bachelor("销售或现场技术服务", 12, BY_NEWCOMER);
    let purpose = "在所负责城市开发和维护客户，按标准步骤推进商机，完成签约目标。";
    let learning = "六个月内掌握产品、行业和销售流程，能独立拜访客户并推进商机。";
    let early = changed(EXPERIENCED, "客户开发与维护", "每月新增商机 ≥1个");
    let for_people = |audience, form| SheetForm { audience, ..form };
    let experienced = |form| for_people(Audience::Experienced, form);
    all.push((
        "销售工程师",
        vec![
            for_people(
                Audience::New,
                sheet("销售工程师", "SE-N", "2024-01-01", learning, NEWCOMER, &newcomer),
            ),
            experienced(sheet("销售工程师", "SE", "2024-01-01", purpose, &early, &rep)),
            noted(
                experienced(sheet("销售工程师", "SE", "2025-01-01", purpose, EXPERIENCED, &rep)),
                "每月新增商机由1个调为2个",
            ),
        ],
    ));
    let assistant = Asks {
        education: (Education::College, "仪表、自动化或相关专业"),
        months: 0,
        of: "",
        skills: BY_NEWCOMER,
        quality: "机动车驾驶证",
    };
    let purpose = "在师傅带教下学习产品和销售流程，协助客户经营，一年内成长为销售工程师。";
    all.push((
        "助理销售工程师",
        vec![sheet("助理销售工程师", "ASE", "2025-01-01", purpose, ASSISTANT, &assistant)],
    ));
    all
}

fn sheet(
    name: &str,
    code: &str,
    starts: &str,
    purpose: &str,
    duties: &[DutyText],
    asks: &Asks,
) -> SheetForm {
    let mut lines: Vec<LineForm> = duties
        .iter()
        .map(|(group, title, text, standard, metric, percent)| LineForm {
            group: (*group).to_owned(),
            title: (*title).to_owned(),
            text: (*text).to_owned(),
            standard: (*standard).to_owned(),
            metric: (*metric).to_owned(),
            weight: percent * 100,
            ..LineForm::new(DutySection::Duty)
        })
        .collect();
    let (education, studied) = asks.education;
    lines.push(LineForm {
        title: education.word().to_owned(),
        text: studied.to_owned(),
        standard: "毕业证书".to_owned(),
        weight: 2,
        ..LineForm::new(DutySection::Education)
    });
    if asks.months > 0 {
        lines.push(LineForm {
            title: asks.of.to_owned(),
            number: Some(asks.months),
            standard: "履历".to_owned(),
            weight: 3,
            ..LineForm::new(DutySection::Experience)
        });
    }
    lines.extend(asks.skills.iter().map(|(group, skill, level)| LineForm {
        group: (*group).to_owned(),
        title: (*skill).to_owned(),
        number: Some(*level),
        standard: "技能评定".to_owned(),
        weight: 2,
        ..LineForm::new(DutySection::Skill)
    }));
    lines.push(LineForm {
        group: "证书".to_owned(),
        title: asks.quality.to_owned(),
        standard: "证书原件".to_owned(),
        weight: 1,
        ..LineForm::new(DutySection::Quality)
    });
    let relations = [
        ("内部协作", "技术支持、商务、财务、售后"),
        ("外部联系", "客户设备、生产、采购、财务负责人"),
    ];
    lines.extend(relations.map(|(title, who)| LineForm {
        title: title.to_owned(),
        text: who.to_owned(),
        ..LineForm::new(DutySection::Relation)
    }));
    SheetForm {
        // Replaced by the post that the roster brought.
        post: PostId(0),
        name: name.to_owned(),
        audience: Audience::Everyone,
        starts: starts.parse().unwrap_or_default(),
        code: code.to_owned(),
        purpose: purpose.to_owned(),
        change_note: String::new(),
        lines,
    }
}

fn noted(form: SheetForm, change: &str) -> SheetForm {
    SheetForm { change_note: change.to_owned(), ..form }
}

/// The same duties, one of them with another standard.
fn changed(duties: &[DutyText], title: &str, standard: &'static str) -> Vec<DutyText> {
    let one = |duty: &DutyText| {
        let (group, name, text, was, metric, percent) = *duty;
        (group, name, text, if name == title { standard } else { was }, metric, percent)
    };
    duties.iter().map(one).collect()
}

/// The same duties, one of them with another weight.
fn weighed(duties: &[DutyText], title: &str, percent: i64) -> Vec<DutyText> {
    let one = |duty: &DutyText| {
        let (group, name, text, standard, metric, was) = *duty;
        (group, name, text, standard, metric, if name == title { percent } else { was })
    };
    duties.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duty::WHOLE;

    #[test]
    fn the_duties_of_every_version_are_weighed_in_full() {
        for (post, sheets) in sheets() {
            for sheet in sheets {
                let duties = sheet.lines.iter().filter(|line| line.section == DutySection::Duty);
                let total: i64 = duties.map(|line| line.weight).sum();
                assert_eq!(total, WHOLE, "{post} {}", sheet.starts);
            }
        }
    }
}
