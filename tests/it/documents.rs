//! Printed evaluations: one page each in both languages, with the very figures that are shown.

use std::collections::BTreeMap;
use std::fs;

use coxswain::command::Command;
use coxswain::command::evaluation::{self, Agreed};
use coxswain::command::settings;
use coxswain::documents::evaluation::{EvaluationPage, printout};
use coxswain::documents::{Pages, compile, summary};
use coxswain::domain::period::Period;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::{MetricId, show};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::SignatureRole;
use serde_json::Value;

use crate::common::{AUTHOR, Desk, Take, act, bare, counts, day, person, take};

const QUARTER: Period = Period::Quarter(2025, 3);

/// Three reps with deals in the third quarter; two of them with all targets.
fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let names = [("company", "衡川测试公司"), ("department", "销售中心"), ("author", AUTHOR)];
    let pairs =
        names.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    act(&mut workspace, &Command::Settings(settings::Command::Set(pairs)));
    let deals = desk.csv(
        "商机.csv",
        "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期,签约日期
         D1,一,甲厂,G1,张伟,赢单,123.4,2025-07-01,2025-08-10
         D2,二,甲厂,G1,张伟,输单,30,2025-07-05,2025-08-15
         D3,三,乙院,G2,王芳,赢单,88.8,2025-07-02,2025-09-01
         D4,四,乙院,G2,王芳,输单,10,2025-07-03,2025-09-02
         D5,五,丙所,G1,李娜,赢单,200,2025-07-01,2025-08-10
         D6,六,丙所,G1,李娜,线索开发,20,2025-07-10,",
    );
    let done = take(&mut workspace, &deals, &Take { date: "2025-09-30", ..Take::default() });
    assert_eq!(counts(&done), (6, 0, 0, 0));
    let targets = desk.csv(
        "目标.csv",
        "姓名,指标,周期,目标值
         王芳,签约额（万元）,2025-Q3,100
         王芳,赢单数,2025-Q3,1
         王芳,赢单率,2025-Q3,50%
         王芳,新增商机,2025-Q3,3
         李娜,签约额（万元）,2025-Q3,150
         李娜,赢单数,2025-Q3,1
         李娜,赢单率,2025-Q3,50%
         李娜,新增商机,2025-Q3,4
         张伟,签约额（万元）,2025-Q3,100",
    );
    assert_eq!(counts(&take(&mut workspace, &targets, &Take::default())), (9, 0, 0, 0));
    workspace
}

fn pages(workspace: &Workspace, scope: &str, language: Language) -> Vec<EvaluationPage> {
    let directory = Directory::load(&workspace.db).unwrap();
    let scope = directory.parse_scope(scope).unwrap();
    let tr = Tr::new(language);
    summary::summary(&workspace.db, &directory, scope, QUARTER, day("2025-11-18"), &tr)
        .unwrap()
        .pages
}

fn set(page: &EvaluationPage, language: Language) -> Pages {
    compile(&printout(std::slice::from_ref(page), &Tr::new(language))).unwrap()
}

/// The evaluations as the command line shows them, by person.
fn shown(desk: &Desk) -> BTreeMap<String, Value> {
    let answer = desk.json(0, &["show", "销售.cox", "evaluation", "--period", "2025-Q3", "--json"]);
    let list = answer["evaluations"].as_array().unwrap().clone();
    list.into_iter().map(|card| (card["person"].as_str().unwrap().to_owned(), card)).collect()
}

#[test]
fn every_person_has_one_page_with_the_figures_on_screen() {
    let desk = Desk::new();
    drop(prepared(&desk));
    let cards = shown(&desk);
    assert_eq!(cards.keys().map(String::as_str).collect::<Vec<_>>(), ["张伟", "李娜", "王芳"]);
    let workspace = desk.open();
    for language in Language::ALL {
        let tr = Tr::new(language);
        for page in pages(&workspace, "all", language) {
            let name = &page.person.name;
            let what = format!("{name} in {}", language.tag());
            let set = set(&page, language);
            assert_eq!(set.count(), 1, "{what}");
            assert!(set.missing().is_empty(), "{what}: {:?}", set.missing());
            // Lines end anywhere: what is looked for is looked for without white space.
            let text = set.text();
            let page_text = bare(&text);
            let has = |words: &str| page_text.contains(&bare(words));
            assert!(has(name) && has("衡川测试公司") && has("2025-09-30"), "{what}\n{text}");
            let card = &cards[name];
            match card["score"].as_f64() {
                Some(score) => assert!(has(&format!("{score:.2}")), "{what}: {score}\n{text}"),
                None => assert!(has(&tr.text("doc-evaluation-unrated")), "{what}\n{text}"),
            }
            if let Some(grade) = card["grade"].as_str() {
                assert!(has(grade), "{what}: {grade}\n{text}");
            }
            for row in card["rows"].as_array().unwrap() {
                let metric = MetricId::parse(row["metric"].as_str().unwrap()).unwrap();
                assert!(has(&tr.text(&metric.label_key())), "{what}: {metric:?}\n{text}");
                for figure in [&row["target"], &row["actual"]].into_iter().filter_map(Value::as_i64)
                {
                    let cell = show::cell(language, metric, figure);
                    assert!(has(&cell), "{what}: {metric:?} {cell}\n{text}");
                }
                if let Some(score) = row["score"].as_f64() {
                    assert!(has(&format!("{score:.2}")), "{what}: {metric:?} {score}\n{text}");
                }
            }
            if let Some(rank) = card["rank"]["place"].as_i64() {
                assert!(has(&rank.to_string()), "{what}: rank {rank}\n{text}");
            }
        }
    }
}

#[test]
fn scores_are_what_the_rules_say() {
    let desk = Desk::new();
    drop(prepared(&desk));
    let cards = shown(&desk);
    // 王芳: 88.8 of 100 万 × 40 %, 1 of 1 × 20 %, 50 of 50 % × 20 %, 2 of 3 × 20 %.
    assert_eq!(cards["王芳"]["score"], 88.85);
    assert_eq!(cards["王芳"]["grade"], "C");
    // 李娜: 120 (at most) × 40 %, 100 × 20 %, 120 (at most) × 20 %, 2 of 4 × 20 %.
    assert_eq!(cards["李娜"]["score"], 102.0);
    assert_eq!(cards["李娜"]["grade"], "A");
    assert_eq!(cards["李娜"]["rank"], serde_json::json!({ "place": 1, "of": 2 }));
    assert_eq!(cards["王芳"]["rank"], serde_json::json!({ "place": 2, "of": 2 }));
    // 张伟 has a target on two fifths of the weight only.
    assert_eq!(
        (&cards["张伟"]["score"], &cards["张伟"]["grade"], &cards["张伟"]["rank"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(cards["张伟"]["rows"][0]["actual"], 123_400_000);
}

#[test]
fn a_page_printed_alone_is_the_page_printed_with_the_others() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let together = pages(&workspace, "all", Language::Chinese);
    for page in &together {
        let alone = pages(&workspace, &format!("person:{}", page.person.name), Language::Chinese);
        assert_eq!(
            alone,
            std::slice::from_ref(page),
            "rank and team mean are of the team, not of the printout"
        );
        assert_eq!(alone[0].content_code(), page.content_code());
    }
    let book = compile(&printout(&together, &Tr::new(Language::Chinese))).unwrap();
    assert_eq!(book.count(), together.len());
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let page = pages(&workspace, "person:王芳", Language::Chinese).remove(0);
    let (first, second) = (set(&page, Language::Chinese), set(&page, Language::Chinese));
    assert_eq!(first.pdf().unwrap(), second.pdf().unwrap());
}

#[test]
fn words_and_signatures_come_onto_the_page_and_the_code_names_what_was_signed() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (name, wang) = ("王芳".to_owned(), person(&workspace.db, "王芳"));
    let act_on = |workspace: &mut Workspace, command| {
        act(workspace, &Command::Evaluation(command));
    };
    let page = |workspace: &Workspace| pages(workspace, "person:王芳", Language::Chinese).remove(0);
    let blank = page(&workspace).content_code();
    act_on(
        &mut workspace,
        evaluation::Command::Comment {
            person: wang,
            name: name.clone(),
            period: QUARTER,
            self_comment: "自评：“#strong[不是标记]” & <1> 100%".to_owned(),
            manager_comment: "继续".to_owned(),
        },
    );
    let goal = Agreed {
        goal: "提高方案质量".to_owned(),
        action: "每周演练".to_owned(),
        due: Some(day("2025-12-31")),
        supporter: "赵磊".to_owned(),
    };
    act_on(
        &mut workspace,
        evaluation::Command::Agree {
            person: wang,
            name: name.clone(),
            period: QUARTER,
            agreed: vec![goal],
        },
    );
    let written = page(&workspace);
    assert_ne!(written.content_code(), blank);
    let text = set(&written, Language::Chinese).text();
    let joined = bare(&text);
    for words in [
        "#strong[不是标记]",
        "提高方案质量",
        "每周演练",
        "2025-12-31",
        "赵磊",
        &written.content_code(),
    ] {
        assert!(joined.contains(words), "{words}\n{text}");
    }
    act_on(
        &mut workspace,
        evaluation::Command::Sign {
            person: wang,
            name,
            period: QUARTER,
            role: SignatureRole::Employee,
            signer: "王芳".to_owned(),
            on_day: day("2025-10-08"),
            content_code: written.content_code(),
        },
    );
    let signed = page(&workspace);
    assert_eq!(signed.content_code(), written.content_code(), "signing keeps the code");
    assert!(signed.signatures.employee.is_some());
    // What was signed is changed by a later import: the old signature is not put under new figures.
    let later = desk.csv("补.csv", "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期\nD9,九,乙院,王芳,赢单,500,2025-08-01,2025-09-20");
    take(&mut workspace, &later, &Take { date: "2025-10-31", ..Take::default() });
    let changed = page(&workspace);
    assert_ne!(changed.content_code(), written.content_code());
    assert!(changed.signatures.employee.is_none(), "a change after signing asks to sign again");
}

#[test]
fn the_program_prints_files_named_after_people() {
    let desk = Desk::new();
    drop(prepared(&desk));
    let printed =
        desk.says(0, &["print", "销售.cox", "evaluation", "--period", "2025-Q3", "--out", "页"]);
    let mut names: Vec<String> = fs::read_dir(desk.path("页"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let expected =
        ["张伟", "李娜", "王芳"].map(|name| format!("销售人员绩效评估表 {name} 2025年三季度.pdf"));
    assert_eq!(names, expected);
    for name in &names {
        assert!(printed.contains(name), "{printed}");
        assert!(fs::read(desk.path("页").join(name)).unwrap().starts_with(b"%PDF-"), "{name}");
    }
    let args = [
        "print",
        "销售.cox",
        "evaluation",
        "--period",
        "2025-Q3",
        "--scope",
        "team:二组",
        "--out",
        "together",
        "--together",
        "--language",
        "en",
    ];
    desk.says(0, &args);
    assert_eq!(fs::read_dir(desk.path("together")).unwrap().count(), 1);
    let args = [
        "print",
        "销售.cox",
        "evaluation",
        "--period",
        "2025-Q3",
        "--scope",
        "person:S02",
        "--out",
        "png",
        "--format",
        "png",
    ];
    desk.says(0, &args);
    let png = fs::read_dir(desk.path("png")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read(png).unwrap().starts_with(b"\x89PNG"));
}
