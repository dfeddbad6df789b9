//! The glossary: the card of each figure says what the figure itself says, and how deals are kept.
//!
//! The company and its deals are those of `metrics_story`, where every value is worked out by hand.

use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::deals::{Question, measure};
use coxswain::metrics::glossary::say::shown;
use coxswain::metrics::glossary::{Ask, Card, Figure, Headline, Worked, card, entries};
use coxswain::metrics::hygiene::{Check, hygiene};
use coxswain::metrics::{MetricId, Unit};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;

use crate::common::{Desk, WAN, day};
use crate::metrics_story::prepared;

/// The day of the report, which is today.
const END: &str = "2025-09-30";

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
    }
    let won = of(&workspace, Figure::Metric(MetricId::SignedAmount));
    let largest = vec![100 * WAN, 50 * WAN];
    assert_eq!(won.worked, Worked::Added { largest, others: 0, total: 150 * WAN });
    assert_eq!(won.left_out, [("reason-no-closing-day".to_owned(), 1)]);
    // The first deal closed in May: of the second quarter not all is known, of the ones before nothing.
    assert!(won.course.iter().all(|point| point.value.is_none()));
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
    assert_eq!(all.len(), Figure::all().count());
    for entry in all {
        let card = of(&workspace, entry.figure);
        match entry.headline {
            Some(headline) => assert_eq!(headline, card.headline, "{:?}", entry.figure),
            None => assert_eq!(entry.figure, Figure::Chance),
        }
        if entry.headline.is_some() {
            assert_eq!(entry.records, card.records, "{:?}", entry.figure);
        }
    }
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
            for line in shown.lines(&tr) {
                // A key that has no words is said as it is.
                assert!(!line.contains("glossary-") && !line.contains("reason-"), "{line}");
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
