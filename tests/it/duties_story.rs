//! Posts and their duty sheets: versions, who has which and has signed for it, what no post may ask
//! for, candidates, and the page that is signed.

use std::collections::BTreeSet;
use std::fs;

use coxswain::command::duties::{CandidateForm, Command as Ask, FindingForm, LineForm, SheetForm};
use coxswain::command::{Command, Fact};
use coxswain::documents::duty_sheet::printout;
use coxswain::documents::duty_sheets::Source;
use coxswain::documents::{Printout, compile};
use coxswain::domain::duty::{Audience, State, Why};
use coxswain::domain::fit::Education;
use coxswain::domain::ids::{CandidateId, DutySheetId, PersonId, PostId};
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::duties::{Duties, Findings, requirements};
use coxswain::store::records::{
    Candidate, CandidateFinding, CandidateState, DutyLine, DutySection, DutySheet, Post,
};

use crate::common::{Desk, TODAY, act, bare, day, everything, person, post, refused};

/// The post of all three reps: 张伟 was hired on 2023-03-01, 王芳 on 2022-07-15; of 李娜 that is not
/// known.
const POST: &str = "销售代表";

fn line(section: DutySection, title: &str) -> LineForm {
    LineForm { title: title.to_owned(), ..LineForm::new(section) }
}

fn duty(title: &str, percent: i64) -> LineForm {
    LineForm { weight: percent * 100, ..line(DutySection::Duty, title) }
}

fn form(workspace: &Workspace, starts: &str, lines: Vec<LineForm>) -> SheetForm {
    SheetForm {
        post: post(&workspace.db, POST),
        name: POST.to_owned(),
        audience: Audience::Everyone,
        starts: day(starts),
        code: "SR".to_owned(),
        purpose: "完成所辖区域的签约目标".to_owned(),
        change_note: String::new(),
        lines,
    }
}

fn publish(form: SheetForm) -> Command {
    Command::Duties(Ask::Publish(Box::new(form)))
}

/// Two duties, and all kinds of requirement.
fn lines() -> Vec<LineForm> {
    vec![
        LineForm {
            group: "业务工作".to_owned(),
            standard: "签约完成率 ≥100%".to_owned(),
            metric: "signed_amount".to_owned(),
            ..duty("签约目标", 60)
        },
        duty("客户经营", 40),
        line(DutySection::Duty, "  "),
        LineForm {
            text: "仪表或自动化专业".to_owned(),
            weight: 1,
            ..line(DutySection::Education, "bachelor")
        },
        LineForm {
            number: Some(36), weight: 2, ..line(DutySection::Experience, "工业客户销售")
        },
        LineForm { number: Some(3), weight: 2, ..line(DutySection::Skill, "商务谈判") },
        LineForm { weight: 1, ..line(DutySection::Quality, "机动车驾驶证") },
        LineForm { text: "林晓峰".to_owned(), ..line(DutySection::Relation, "上级") },
    ]
}

/// Sheets for new and for experienced people, the latter in two versions.
fn split(workspace: &mut Workspace) {
    let new = SheetForm {
        audience: Audience::New,
        ..form(workspace, "2024-01-01", vec![duty("学习产品", 100)])
    };
    act(workspace, &publish(new));
    let first = SheetForm {
        audience: Audience::Experienced,
        ..form(workspace, "2024-01-01", vec![duty("签约目标", 100)])
    };
    act(workspace, &publish(first));
    let second = SheetForm {
        audience: Audience::Experienced,
        change_note: "增加客户经营".to_owned(),
        ..form(workspace, "2025-01-01", lines())
    };
    act(workspace, &publish(second));
}

fn sheet(workspace: &Workspace, audience: Audience, number: i64) -> DutySheetId {
    let sheets = workspace.db.all::<DutySheet>().unwrap();
    let wanted = |sheet: &&DutySheet| sheet.audience == audience && sheet.number == number;
    sheets.iter().find(wanted).expect("the sheet").id
}

fn sign(workspace: &Workspace, name: &str, sheet: DutySheetId, on: &str) -> Command {
    Command::Duties(Ask::Acknowledge {
        person: person(&workspace.db, name),
        name: name.to_owned(),
        sheet,
        on_day: day(on),
        note: String::new(),
        today: day(TODAY),
    })
}

/// Which sheet a person has on a day, why, and whether they signed for it.
fn standing(
    workspace: &Workspace,
    name: &str,
    on: &str,
) -> (Option<(Audience, i64)>, Option<Why>, State) {
    let duties = Duties::load(&workspace.db).unwrap();
    let directory = Directory::load(&workspace.db).unwrap();
    let standing = duties.standing(&directory, person(&workspace.db, name), day(on));
    let sheet = standing.sheet.map(|sheet| (sheet.audience, sheet.number));
    (sheet, standing.why, standing.state)
}

#[test]
fn a_sheet_is_published_in_versions_and_taken_back() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let before = everything(&workspace.db);
    let first = publish(form(&workspace, "2025-01-01", lines()));
    let done = act(&mut workspace, &first);
    assert_eq!((done.title.as_str(), done.subject.as_str()), ("step-duty-sheet", POST));
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Posts]);
    let stored = workspace.db.all::<DutyLine>().unwrap();
    let told: Vec<(i64, &str, i64)> =
        stored.iter().map(|line| (line.position, line.title.as_str(), line.weight)).collect();
    // The blank duty is left out.
    assert_eq!(
        told,
        [
            (1, "签约目标", 6_000),
            (2, "客户经营", 4_000),
            (3, "bachelor", 1),
            (4, "工业客户销售", 2),
            (5, "商务谈判", 2),
            (6, "机动车驾驶证", 1),
            (7, "上级", 0),
        ]
    );
    let second = form(&workspace, "2026-01-01", vec![duty("签约目标", 100)]);
    assert_eq!(refused(&mut workspace, &publish(second.clone())), "error-duty-change");
    let noted = SheetForm { change_note: "只看签约".to_owned(), ..second };
    let early = SheetForm { starts: day("2025-01-01"), ..noted.clone() };
    assert_eq!(refused(&mut workspace, &publish(early)), "error-duty-starts");
    act(&mut workspace, &publish(noted));
    let numbers: Vec<i64> =
        workspace.db.all::<DutySheet>().unwrap().iter().map(|sheet| sheet.number).collect();
    assert_eq!(numbers, [1, 2]);
    // The second one has not begun.
    assert_eq!(standing(&workspace, "张伟", TODAY).0, Some((Audience::Everyone, 1)));
    assert_eq!(standing(&workspace, "张伟", "2026-01-01").0, Some((Audience::Everyone, 2)));
    act(&mut workspace, &Command::Undo);
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);
}

#[test]
fn what_no_post_may_ask_for_is_refused_and_nothing_of_it_stored() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    for (extra, key) in [
        (line(DutySection::Quality, "限男性"), "error-duty-asks-sex"),
        (line(DutySection::Quality, "35岁以下"), "error-duty-asks-age"),
        (line(DutySection::Quality, "本地户籍优先"), "error-duty-asks-origin"),
        (line(DutySection::Quality, "已婚已育"), "error-duty-asks-family"),
        (
            LineForm { number: Some(2), ..line(DutySection::Skill, "female candidates preferred") },
            "error-duty-asks-sex",
        ),
        (LineForm { number: Some(5), ..line(DutySection::Skill, "谈判") }, "error-duty-level"),
        (duty("多出的职责", 1), "error-duty-weights"),
        (LineForm { metric: "happiness".to_owned(), ..duty("心情", 0) }, "error-metric-unknown"),
    ] {
        let mut all = lines();
        all.push(extra.clone());
        let order = publish(form(&workspace, "2025-01-01", all));
        assert_eq!(refused(&mut workspace, &order), key, "{extra:?}");
        assert!(workspace.db.all::<DutySheet>().unwrap().is_empty(), "{extra:?}");
    }
    let nothing = publish(form(&workspace, "2025-01-01", vec![]));
    assert_eq!(refused(&mut workspace, &nothing), "error-duty-none");
}

#[test]
fn each_person_has_one_sheet_and_signs_again_for_a_new_version() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    assert_eq!(standing(&workspace, "张伟", TODAY), (None, None, State::NoSheet));
    split(&mut workspace);
    let old = sheet(&workspace, Audience::Experienced, 1);
    let present = sheet(&workspace, Audience::Experienced, 2);
    let new = sheet(&workspace, Audience::New, 1);
    let second = Some((Audience::Experienced, 2));
    assert_eq!(standing(&workspace, "张伟", TODAY), (second, Some(Why::Experienced), State::Never));
    // Nobody knows since when 李娜 is here: she counts as experienced, and it is said.
    assert_eq!(standing(&workspace, "李娜", TODAY).1, Some(Why::HireUnknown));

    for (sheet, on, key) in [
        (present, "2024-12-31", "error-duty-day-before"),
        (present, "2025-11-19", "error-duty-day-future"),
        (new, "2025-11-18", "error-duty-not-theirs"),
        (old, "2025-11-18", "error-duty-not-theirs"),
    ] {
        let order = sign(&workspace, "张伟", sheet, on);
        assert_eq!(refused(&mut workspace, &order), key, "{on}");
    }
    // Paper that was signed at its time can be recorded later.
    let order = sign(&workspace, "张伟", old, "2024-01-08");
    act(&mut workspace, &order);
    let again = State::Again(day("2024-01-08"));
    assert_eq!(standing(&workspace, "张伟", TODAY).2, again);
    assert_eq!(
        standing(&workspace, "张伟", "2024-06-01").2,
        State::Acknowledged(day("2024-01-08"))
    );
    let order = sign(&workspace, "张伟", present, "2025-01-06");
    assert_eq!(act(&mut workspace, &order).title, "step-duty-acknowledge");
    assert_eq!(standing(&workspace, "张伟", TODAY).2, State::Acknowledged(day("2025-01-06")));
    assert_eq!(refused(&mut workspace, &order), "error-duty-acknowledged");
    act(&mut workspace, &Command::Undo);
    assert_eq!(standing(&workspace, "张伟", TODAY).2, again);
}

#[test]
fn a_choice_overrides_the_time_and_is_kept_until_it_is_taken_back() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    split(&mut workspace);
    let wang: PersonId = person(&workspace.db, "王芳");
    let choose = |audience, reason: &str| {
        Command::Duties(Ask::Choose {
            person: wang,
            name: "王芳".to_owned(),
            audience,
            reason: reason.to_owned(),
            on_day: day("2025-11-01"),
        })
    };
    assert_eq!(refused(&mut workspace, &choose(Audience::New, " ")), "error-duty-reason");
    act(&mut workspace, &choose(Audience::New, "刚从客服转来"));
    let chosen = (Some((Audience::New, 1)), Some(Why::Chosen));
    let now = standing(&workspace, "王芳", TODAY);
    assert_eq!((now.0, now.1), chosen);
    assert_eq!(standing(&workspace, "王芳", "2025-10-31").1, Some(Why::Experienced));
    // The threshold moves everybody else, not her.
    act(&mut workspace, &Command::Duties(Ask::NewMonths(60)));
    assert_eq!(standing(&workspace, "张伟", TODAY).1, Some(Why::New));
    let now = standing(&workspace, "王芳", TODAY);
    assert_eq!((now.0, now.1), chosen);
    let back = Command::Duties(Ask::TakeChoiceBack {
        person: wang,
        name: "王芳".to_owned(),
        on_day: day(TODAY),
    });
    act(&mut workspace, &back);
    assert_eq!(standing(&workspace, "王芳", TODAY).1, Some(Why::New));
    assert_eq!(refused(&mut workspace, &back), "error-record-gone");
    // What held before still shows on its days, also after another choice.
    assert_eq!(standing(&workspace, "王芳", "2025-11-01").1, Some(Why::Chosen));
    let later = Command::Duties(Ask::Choose {
        person: wang,
        name: "王芳".to_owned(),
        audience: Audience::Experienced,
        reason: "已能独立工作".to_owned(),
        on_day: day("2025-12-01"),
    });
    act(&mut workspace, &later);
    let of = |on: &str| {
        let found = standing(&workspace, "王芳", on);
        (found.0.map(|(audience, _)| audience), found.1)
    };
    assert_eq!(of("2025-11-17"), (Some(Audience::New), Some(Why::Chosen)));
    assert_eq!(of(TODAY), (Some(Audience::New), Some(Why::New)));
    assert_eq!(of("2025-12-01"), (Some(Audience::Experienced), Some(Why::Chosen)));
    assert_eq!(refused(&mut workspace, &Command::Duties(Ask::NewMonths(61))), "error-duty-months");
}

#[test]
fn candidates_are_held_against_what_is_written() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let written = publish(form(&workspace, "2025-01-01", lines()));
    act(&mut workspace, &written);
    let candidate = CandidateForm {
        name: "周彦".to_owned(),
        post: post(&workspace.db, POST),
        on_day: day("2025-11-03"),
        education: Some(Education::College),
        experience_months: Some(48),
        note: String::new(),
    };
    act(&mut workspace, &Command::Duties(Ask::AddCandidate(candidate)));
    let id: CandidateId = workspace.db.all::<Candidate>().unwrap()[0].id;
    let fit = |workspace: &Workspace| {
        let duties = Duties::load(&workspace.db).unwrap();
        let sheet = duties.for_candidates(post(&workspace.db, POST), day(TODAY)).expect("a sheet");
        let required = requirements(duties.lines_of(sheet.id));
        let candidate = workspace.db.get::<Candidate>(id).unwrap().expect("the candidate");
        let fit = Findings::load(&workspace.db).unwrap().fit(&candidate, &required);
        (fit.met_bp(), fit.unknown_bp(), fit.best_bp())
    };
    // Of 6: experience is met (2), schooling is not (1), skill and licence are not known (3).
    assert_eq!(fit(&workspace), (Some(3_333), Some(5_000), Some(8_333)));
    let found = |title: &str| FindingForm { title: title.to_owned(), ..FindingForm::default() };
    let findings = |findings: Vec<FindingForm>| {
        Command::Duties(Ask::Findings { candidate: id, name: "周彦".to_owned(), findings })
    };
    let waived = |reason: &str| FindingForm {
        waived: true,
        waived_for: reason.to_owned(),
        ..found("education")
    };
    for (one, key) in [
        (waived("  "), "error-waiver-reason"),
        (FindingForm { met: Some(true), ..found("性别") }, "error-finding-unknown"),
        (FindingForm { level: Some(5), ..found("商务谈判") }, "error-finding-level"),
    ] {
        assert_eq!(refused(&mut workspace, &findings(vec![one.clone()])), key, "{one:?}");
    }
    let all = vec![
        FindingForm { level: Some(3), ..found("商务谈判") },
        waived("同类产品做了四年"),
        found("机动车驾驶证"),
    ];
    act(&mut workspace, &findings(all));
    // Of 5, since schooling is waived: experience and skill are met (4), the licence is not known.
    assert_eq!(fit(&workspace), (Some(8_000), Some(2_000), Some(10_000)));
    let kept = workspace.db.all::<CandidateFinding>().unwrap();
    assert_eq!(kept.len(), 2, "what is not known is no row");
    act(&mut workspace, &findings(vec![FindingForm { level: Some(2), ..found("商务谈判") }]));
    assert_eq!(fit(&workspace), (Some(3_333), Some(1_667), Some(5_000)));
    let hire = Ask::SetCandidate(id, CandidateState::Hired, "周彦".to_owned());
    assert_eq!(act(&mut workspace, &Command::Duties(hire)).title, "step-candidate-hired");
}

#[test]
fn posts_are_added_renamed_and_taken_out_of_use() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let add = |name: &str| Command::Duties(Ask::AddPost(name.to_owned()));
    assert_eq!(refused(&mut workspace, &add(POST)), "error-post-taken");
    assert_eq!(refused(&mut workspace, &add(" ")), "error-name-blank");
    act(&mut workspace, &add("销售总监"));
    let id = post(&workspace.db, "销售总监");
    let rename = |name: &str| Command::Duties(Ask::RenamePost(id, name.to_owned()));
    assert_eq!(refused(&mut workspace, &rename(POST)), "error-post-taken");
    act(&mut workspace, &rename("区域经理"));
    assert_eq!(post(&workspace.db, "区域经理"), id);
    let archive = |id: PostId| Command::Duties(Ask::ArchivePost(id, true, String::new()));
    act(&mut workspace, &archive(id));
    assert!(workspace.db.get::<Post>(id).unwrap().expect("the post").archived);
    let used = post(&workspace.db, POST);
    assert_eq!(refused(&mut workspace, &archive(used)), "error-post-in-use");
}

#[test]
fn the_page_holds_the_sheet_and_names_the_person() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    split(&mut workspace);
    let directory = Directory::load(&workspace.db).unwrap();
    for language in Language::ALL {
        let tr = Tr::new(language);
        let source = Source::load(&workspace.db, &directory, day(TODAY), &tr).unwrap();
        let found = source.of_scope(Scope::All, None);
        let names: Vec<&str> = found.sheets.iter().map(|sheet| sheet.page.name.as_str()).collect();
        assert_eq!(names, ["张伟", "王芳", "李娜"]);
        // Managers without a post have no sheet.
        assert_eq!(found.without.len(), 2);
        let page = &found.sheets[0].page;
        assert_eq!(page.letterhead.number.as_deref(), Some("JD-SR-002"));
        assert_eq!(page.facts.unit.as_deref(), Some("一组"));
        assert_eq!(page.facts.superior.as_deref(), Some("林晓峰"));
        assert_eq!(page.facts.seats, None, "no establishment was set");
        assert_eq!(page.total.as_deref(), Some("100%"));
        assert_eq!(page.versions.len(), 2);
        let set = compile(&printout(std::slice::from_ref(page), &tr)).unwrap();
        assert_eq!((set.count(), set.missing().is_empty()), (1, true), "{language:?}");
        let text = bare(&set.text());
        for words in ["张伟", "S01", "上海", "签约目标", "60%", "2025-01-01", "增加客户经营"]
        {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert!(text.contains(&page.content_code()), "{text}");
    }
    let tr = Tr::new(Language::Chinese);
    let source = Source::load(&workspace.db, &directory, day(TODAY), &tr).unwrap();
    let found = source.of_scope(Scope::All, None);
    let asked: Vec<&str> =
        found.sheets[0].page.requirements.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(
        asked,
        ["本科，仪表或自动化专业", "3年以上工业客户销售", "商务谈判3级", "机动车驾驶证"]
    );
    let sheets = source.in_force(post(&workspace.db, POST));
    let blank: Vec<Printout> =
        sheets.into_iter().filter_map(|sheet| source.blank_printout(sheet)).collect();
    let titles: Vec<&str> = blank.iter().map(|printed| printed.title.as_str()).collect();
    assert_eq!(titles, ["岗位说明书 销售代表 新员工", "岗位说明书 销售代表 老员工"]);
    assert!(!bare(&compile(&blank[0]).unwrap().text()).contains("张伟"));
}

#[test]
fn the_program_prints_sheets_and_shows_who_has_signed() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    split(&mut workspace);
    let present = sheet(&workspace, Audience::Experienced, 2);
    let order = sign(&workspace, "张伟", present, "2025-01-06");
    act(&mut workspace, &order);
    drop(workspace);
    let written = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(desk.path(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    };
    let set = |names: &[&str]| -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    };
    let print = ["print", "销售.cox", "duty-sheet", "--date", TODAY, "--out"];
    let with = |rest: &[&'static str]| [&print[..], rest].concat();
    let said = desk.says(0, &with(&["一", "--scope", "team:二组"]));
    assert_eq!(
        written("一"),
        set(&["岗位说明书 销售代表 王芳.pdf", "岗位说明书 销售代表 李娜.pdf"])
    );
    assert!(said.contains("没有岗位说明书：赵磊"), "{said}");
    desk.says(0, &with(&["二", "--post", POST, "--together"]));
    assert_eq!(written("二"), set(&["岗位说明书 2025-11-18.pdf"]));
    desk.says(0, &with(&["三", "--blank"]));
    assert_eq!(written("三").len(), 2);
    let said = desk.says(2, &with(&["四", "--post", "没有的岗位"]));
    assert!(said.contains("没有的岗位"), "{said}");

    let told = desk.json(0, &["show", "销售.cox", "posts", "--date", TODAY, "--json"]);
    let post = &told["posts"][0];
    assert_eq!(post["post"], POST);
    assert_eq!(post["versions"].as_array().unwrap().len(), 3);
    let people = post["people"].as_array().unwrap();
    let states: Vec<(&str, &str, &str)> = people
        .iter()
        .map(|person| {
            let text = |key: &str| person[key].as_str().unwrap_or("none");
            (text("name"), text("why"), text("state"))
        })
        .collect();
    assert_eq!(
        states,
        [
            ("张伟", "experienced", "acknowledged"),
            ("王芳", "experienced", "never"),
            ("李娜", "hire_unknown", "never"),
        ]
    );
    assert_eq!(people[0]["acknowledged"], "2025-01-06");
    let said = desk.says(0, &["show", "销售.cox", "posts", "--date", TODAY]);
    assert!(said.contains("在岗3人，已签字1，待签字2"), "{said}");
}
