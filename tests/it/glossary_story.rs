//! The glossary: the card of each figure says what the figure itself says, and how deals are kept.
//!
//! The company and its deals are those of `metrics_story`, where every value is worked out by hand.

use coxswain::command::Command;
use coxswain::command::targets::{self, Goal, Why};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::deals::{Question, measure};
use coxswain::metrics::glossary::say::shown;
use coxswain::metrics::glossary::{Ask, Card, Figure, Gave, Headline, Worked, card, entries};
use coxswain::metrics::hygiene::{Check, hygiene};
use coxswain::metrics::targets::Levels;
use coxswain::metrics::{MetricId, Unit};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;

use crate::common::{Desk, Take, WAN, act, day, person, take};
use crate::metrics_story::prepared;

/// The day of the report, which is today.
const END: &str = "2025-09-30";

/// How the keys begin that cards are said with.
const KEYS: [&str; 16] = [
    "glossary-",
    "reason-",
    "hygiene-",
    "forecast-",
    "left-out-",
    "visits-left-",
    "targets-",
    "metric-",
    "process-",
    "feedback-",
    "schedule-",
    "organisation-",
    "certificates-",
    "evaluation-",
    "matrix-",
    "coaching-kind-",
];

fn period() -> Period {
    Period::parse("2025-Q2").unwrap()
}

fn of(workspace: &Workspace, figure: Figure) -> Card {
    let directory = Directory::load(&workspace.db).unwrap();
    let ask = Ask { figure, scope: Scope::All, period: period(), today: day(END) };
    card(&workspace.db, &directory, ask).unwrap()
}

#[test]
fn the_card_of_a_metric_says_what_the_metric_says() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::All);
    let question = Question { members, period: Some(period()), as_of: day(END) };
    for metric in MetricId::ALL {
        let found = measure(&workspace.db, &directory, metric, &question).unwrap();
        let card = of(&workspace, Figure::Metric(metric));
        assert_eq!(card.value(), found.value, "{metric:?}");
        assert_eq!(card.records, Some(found.records), "{metric:?}");
        assert_eq!(card.counted.n, found.records, "{metric:?}");
        assert_eq!(card.omitted.n, found.left_out.values().sum::<u64>(), "{metric:?}");
        assert_eq!(card.counted.rows.len() as u64, card.counted.n, "{metric:?}");
        let last = card.course.last().unwrap();
        assert_eq!(last.value, found.value, "{metric:?}: the course ends with the value");
    }
    let won = of(&workspace, Figure::Metric(MetricId::SignedAmount));
    let largest = vec![100 * WAN, 50 * WAN];
    assert_eq!(won.worked, Worked::Added { largest, others: 0, total: 150 * WAN });
    assert_eq!(won.left_out, [("reason-no-closing-day".to_owned(), 1)]);
    // The first deal closed in May: of the quarters before the second nothing is known.
    assert_eq!(won.course.iter().filter(|point| point.value.is_some()).count(), 1);
    assert_eq!((won.course.len(), won.limits), (8, None));

    let rate = of(&workspace, Figure::Metric(MetricId::WinRate));
    assert_eq!((rate.value(), &rate.worked), (Some(5_000), &Worked::Share(2, 4, Unit::Count)));
    let interval = rate.interval.unwrap();
    assert!((interval.lo - 0.150).abs() < 0.001 && (interval.hi - 0.850).abs() < 0.001);
}

#[test]
fn the_list_of_all_figures_agrees_with_their_cards() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let all = entries(&workspace.db, &directory, (Scope::All, period()), day(END)).unwrap();
    assert_eq!(all.figures.len(), Figure::all().count());
    for entry in all.figures {
        let card = of(&workspace, entry.figure);
        match entry.headline {
            Some(headline) => assert_eq!(headline, card.headline, "{:?}", entry.figure),
            None => assert!(entry.figure.in_card(), "{:?}", entry.figure),
        }
        if entry.headline.is_some() {
            assert_eq!(entry.records, card.records, "{:?}", entry.figure);
        }
    }
}

#[test]
fn before_the_first_fact_and_the_first_day_of_a_period_nothing_is_told() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let sums = [
        MetricId::SignedAmount,
        MetricId::CreditedAmount,
        MetricId::SignedPerHead,
        MetricId::DealsWon,
        MetricId::DealsLost,
        MetricId::NewOpportunities,
    ];
    for period in ["2024-Q4", "2025-Q4"] {
        let period = Period::parse(period).unwrap();
        let all = entries(&workspace.db, &directory, (Scope::All, period), day(END)).unwrap();
        for entry in all.figures {
            let ask = Ask { figure: entry.figure, scope: Scope::All, period, today: day(END) };
            let card = card(&workspace.db, &directory, ask).unwrap();
            assert_eq!(entry.headline.unwrap_or(card.headline), card.headline, "{ask:?}");
            if sums.map(Figure::Metric).contains(&entry.figure) {
                assert_eq!(card.headline, Headline::Unknown, "{ask:?}");
                assert_eq!(card.worked, Worked::Nothing, "{ask:?}");
            }
        }
    }
}

#[test]
fn what_is_open_on_a_day_is_listed_as_it_stood_then() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let head = "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期,预计签约日";
    for (date, row) in [
        ("2025-09-10", "S1,一,甲厂,G1,张伟,需求分析,80,2025-08-01,2025-10-20"),
        ("2025-10-10", "S1,一,甲厂,G1,王芳,方案报价,95,2025-08-01,2025-12-05"),
    ] {
        let file = desk.csv(&format!("{date}.csv"), &format!("{head}\n{row}"));
        take(&mut workspace, &file, &Take { date, ..Take::default() });
    }
    let directory = Directory::load(&workspace.db).unwrap();
    let stage = |name: &str| directory.stages.values().find(|stage| stage.name == name).unwrap().id;
    let figure = Figure::Metric(MetricId::OpenPipeline);
    for (today, who, at, wan, expected) in [
        ("2025-09-30", "张伟", "需求分析", 80, "2025-10-20"),
        ("2025-10-31", "王芳", "方案报价", 95, "2025-12-05"),
    ] {
        let period = Period::parse("2025-Q3").unwrap();
        let ask = Ask { figure, scope: Scope::All, period, today: day(today) };
        let card = card(&workspace.db, &directory, ask).unwrap();
        assert_eq!(card.value(), Some(wan * WAN), "{today}");
        let row = &card.counted.rows[0];
        assert_eq!(row.person, Some(person(&workspace.db, who)), "{today}");
        assert_eq!((row.amount, row.day), (Some(wan * WAN), Some(day(expected))), "{today}");
        assert_eq!(row.gave, Gave::Stage(Some(stage(at)), None), "{today}");
    }
}

#[test]
fn a_person_without_attainment_is_listed_with_the_reason() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let [wei, fang, na] = ["张伟", "王芳", "李娜"].map(|name| person(&workspace.db, name));
    let goal = |who, period: &str, base| Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::Person(who),
        period: Period::parse(period).unwrap(),
        levels: Some(Levels::base(base)),
    };
    let goals =
        vec![goal(wei, "2025-Q3", 0), goal(fang, "2025-Q3", WAN), goal(wei, "2025-Q4", WAN)];
    let (why, how, subject) = (Why::default(), None, String::new());
    let set = targets::Command::Set { goals, why, how, subject, today: day(END) };
    act(&mut workspace, &Command::Targets(set));
    let told = |period: &str| {
        let period = Period::parse(period).unwrap();
        let figure = Figure::Attainment;
        let ask = Ask { figure, scope: Scope::All, period, today: day(END) };
        card(&workspace.db, &directory, ask).unwrap()
    };
    let why = |card: &Card, who| {
        let row = card.omitted.rows.iter().find(|row| row.person == Some(who)).unwrap();
        row.gave.clone()
    };
    let key = |word: &str| Gave::Key(word.to_owned());
    let card = told("2025-Q3");
    assert!(card.counted.rows.iter().all(|row| row.person == Some(fang)));
    assert_eq!(why(&card, wei), key("glossary-target-zero"));
    assert_eq!(why(&card, na), key("targets-unset"));
    // The fourth quarter has not begun.
    assert_eq!(why(&told("2025-Q4"), wei), key("targets-no-data"));
}

#[test]
fn every_card_is_said_in_both_languages() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    for language in Language::ALL {
        let tr = Tr::new(language);
        for figure in Figure::all() {
            let card = of(&workspace, figure);
            let shown = shown(&card, &directory, &tr);
            let rows = shown.counted.rows.iter().chain(&shown.omitted.rows);
            let cells =
                rows.flat_map(|row| [row.name.clone(), row.person.clone(), row.gave.clone()]);
            let titles = [shown.counted.title.clone(), shown.omitted.title.clone()];
            let heads = shown.heads.clone();
            for said in shown.lines(&tr).into_iter().chain(cells).chain(titles).chain(heads) {
                // A key that has no words is said as it is.
                assert!(!KEYS.iter().any(|key| said.contains(key)), "{figure:?}: {said}");
            }
            let table = shown.table(&tr);
            assert!(table.rows.iter().all(|row| row.len() == table.headings.len()), "{figure:?}");
            let listed = shown.counted.rows.len() + shown.omitted.rows.len();
            assert!(table.rows.len() > listed, "{figure:?}");
        }
    }
    // No money and no visit was ever told of: unknown, not none.
    for figure in [Figure::Received, Figure::Visits, Figure::Attainment] {
        assert_eq!(of(&workspace, figure).headline, Headline::Unknown, "{figure:?}");
    }
}

#[test]
fn what_is_missing_of_deals_is_counted_by_rep() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::All);
    let found = hygiene(&workspace.db, &directory, &members, (day(END), day(END))).unwrap();
    // All ten: seven closed since April or on an unknown day, three are open.
    assert_eq!(found.whole.deals, 10);
    let n = |check: Check| found.whole.wrong.get(&check).copied().unwrap_or_default();
    // D7 has no amount, D8 no day it began, D9 none on which it was won; D6 to D8 are expected on no day.
    assert_eq!((n(Check::Amount), n(Check::Created), n(Check::Closed)), (1, 1, 1));
    assert_eq!((n(Check::Expected), n(Check::Stage), n(Check::Owner)), (3, 0, 0));
    // Nobody ever wrote down a next step: that is not asked.
    assert_eq!((n(Check::NextStep), n(Check::Overdue), n(Check::Order)), (0, 0, 0));
    let first = found.people.first().and_then(|(person, _)| *person).unwrap();
    assert_eq!(directory.person_name(first), "王芳", "hers are D5 and D7 to D9");
    assert_eq!(found.n_wrong, 4);
    assert_eq!(found.wrong.len(), 4);
    assert_eq!(of(&workspace, Figure::Hygiene).value(), found.whole.bp());
}

#[test]
fn the_command_line_says_the_same() {
    let desk = Desk::new();
    drop(prepared(&desk));
    let file = desk.file.file_name().unwrap().to_string_lossy().into_owned();
    let json = |what: &str| {
        let rest = ["--period", "2025-Q2", "--as-of", END, "--json"];
        desk.json(0, &[&["show", file.as_str(), what][..], &rest].concat())
    };
    let found = json("hygiene");
    assert_eq!(
        (found["whole"]["deals"].as_u64(), found["deals"]["n"].as_u64()),
        (Some(10), Some(4))
    );
    assert_eq!(found["whole"]["missing"]["no_expected_day"], 3);
    assert_eq!(found["people"][0]["name"], "王芳");
    let found = json("card:signed_amount");
    assert_eq!(found["value"].as_i64(), Some(150 * WAN));
    assert_eq!((&found["counted"]["n"], &found["omitted"]["n"]), (&2.into(), &1.into()));
    assert_eq!(found["limits"], serde_json::Value::Null);
    let found = json("glossary");
    assert_eq!(found["figures"].as_array().unwrap().len(), Figure::all().count());
    let said = desk.says(1, &["show", file.as_str(), "card:nothing"]);
    assert!(said.contains("nothing"), "{said}");
}
