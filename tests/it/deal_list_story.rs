//! The list of deals: its filters, what is left added up, and a filter that is kept by a name.

use coxswain::command::Command;
use coxswain::command::deals::Command as Deals;
use coxswain::command::saved_lists::Command as Lists;
use coxswain::domain::forecast::calls::Category;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Members;
use coxswain::metrics::deal_list::{self, Filter};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{SavedList, Status};

use crate::common::{Desk, TODAY, WAN, act, day, everything, person, refused};
use crate::deal_story::{id, report, stage};

/// Four open deals and one that was won.
pub fn listed(desk: &Desk, workspace: &mut Workspace) {
    let rows = "A,阀门,甲厂,G1,张伟,方案报价,20,2025-12-10,2025-07-01,2025-10-01,
                B,仪表,乙院,G2,王芳,方案报价,50,2026-01-15,2025-07-01,2025-10-01,
                C,泵站,乙院,G2,王芳,合同签订,80,2025-12-31,2025-07-01,2025-10-01,
                D,备件,丙所,G1,李娜,需求分析,,,2025-07-01,2025-10-01,
                E,旧单,甲厂,G1,张伟,赢单,10,,2025-07-01,,2025-10-05";
    report(desk, workspace, "2025-11-16", rows);
}

fn found(workspace: &Workspace, filter: &Filter) -> (Vec<String>, deal_list::Counted) {
    let directory = Directory::load(&workspace.db).unwrap();
    let ask = deal_list::Ask {
        members: &Members::Everyone,
        period: Some(Period::Quarter(2025, 4)),
        as_of: day("2025-11-16"),
        today: day(TODAY),
        filter,
    };
    let mut numbers = vec![];
    let counted = deal_list::each(&workspace.db, &directory, &ask, |deal| {
        numbers.extend(deal.number);
    });
    (numbers, counted.unwrap())
}

#[test]
fn deals_are_filtered_and_what_is_left_is_added_up() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    listed(&desk, &mut workspace);
    let deal = id(&workspace, "A");
    let step = Deals::SetNextStep {
        deal,
        name: "A".to_owned(),
        what: "复谈".to_owned(),
        due: day("2025-11-21"),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Deals(step));
    let directory = Directory::load(&workspace.db).unwrap();
    let fang = person(&workspace.db, "王芳");
    let g1 = directory.products.values().find(|product| product.name == "G1").unwrap().id;
    let all = Filter::default();
    let month = Some(Period::Month(2025, 12));
    for (filter, numbers, amount, unknown) in [
        (all.clone(), vec!["A", "B", "C", "D"], 150, 1),
        (Filter { stage: Some(stage(&workspace, 2)), ..all.clone() }, vec!["A", "B"], 70, 0),
        (Filter { owner: Some(fang), ..all.clone() }, vec!["B", "C"], 130, 0),
        (Filter { product: Some(g1), ..all.clone() }, vec!["A", "D"], 20, 1),
        (Filter { least: Some(50 * WAN), ..all.clone() }, vec!["B", "C"], 130, 0),
        (
            Filter { least: Some(20 * WAN), most: Some(50 * WAN), ..all.clone() },
            vec!["A", "B"],
            70,
            0,
        ),
        (Filter { month, ..all.clone() }, vec!["A", "C"], 100, 0),
        // The last stage is committed.
        (Filter { category: Some(Category::Commit), ..all.clone() }, vec!["C"], 80, 0),
        (Filter { without_next: true, ..all.clone() }, vec!["B", "C", "D"], 130, 1),
        (Filter { search: "wf".to_owned(), ..all.clone() }, vec!["B", "C"], 130, 0),
        (Filter { search: "甲厂".to_owned(), ..all.clone() }, vec!["A"], 20, 0),
        (Filter { status: Status::Won, ..all.clone() }, vec!["E"], 10, 0),
        (Filter { status: Status::Lost, ..all }, vec![], 0, 0),
    ] {
        let (listed, counted) = found(&workspace, &filter);
        assert_eq!(listed, numbers, "{filter:?}");
        assert_eq!(counted.n, numbers.len() as u64, "{filter:?}");
        assert_eq!((counted.amount, counted.unknown), (amount * WAN, unknown), "{filter:?}");
        assert_eq!(counted.n_open, 4, "filtered or not");
    }
}

#[test]
fn a_filter_is_kept_under_a_name() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    listed(&desk, &mut workspace);
    let before = everything(&workspace.db);
    let filter = Filter { least: Some(50 * WAN), ..Filter::default() };
    let save = |name: &str, filter: &Filter| {
        Command::SavedLists(Lists::Save { name: name.to_owned(), asked: filter.to_json() })
    };
    assert_eq!(refused(&mut workspace, &save(" ", &filter)), "error-list-name");
    act(&mut workspace, &save("大单", &filter));
    act(&mut workspace, &save("无下一步", &Filter { without_next: true, ..Filter::default() }));
    // The same name is taken over, not doubled.
    let larger = Filter { least: Some(60 * WAN), ..Filter::default() };
    act(&mut workspace, &save(" 大单 ", &larger));
    let kept: Vec<SavedList> = workspace.db.all().unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(Filter::of_json(&kept[0].asked), Some(larger));
    let rename =
        |name: &str| Command::SavedLists(Lists::Rename { id: kept[0].id, name: name.to_owned() });
    assert_eq!(refused(&mut workspace, &rename("无下一步")), "error-list-twice");
    act(&mut workspace, &rename("六十万以上"));
    let file = desk.file.to_str().unwrap().to_owned();
    drop(workspace);

    let base = ["show", file.as_str(), "deals", "--as-of", TODAY, "--json"];
    let shown = desk.json(0, &[&base[..], &["--list", "六十万以上"]].concat());
    assert_eq!((shown["deals"].as_i64(), shown["amount"].as_i64()), (Some(1), Some(80 * WAN)));
    assert_eq!(shown["list"][0]["number"], "C");
    assert_eq!(shown["filter"]["least"], 60 * WAN);
    let shown = desk.json(0, &[&base[..], &["--stage", "方案报价"]].concat());
    assert_eq!((shown["deals"].as_i64(), shown["open"].as_i64()), (Some(2), Some(4)));
    let shown = desk.json(0, &[&base[..], &["--scope", "team:二组", "--without-next"]].concat());
    assert_eq!((shown["deals"].as_i64(), shown["unknown_amounts"].as_i64()), (Some(3), Some(1)));
    for (words, said) in [
        (["--list", "没有"], "没有"),
        (["--stage", "收款"], "收款"),
        (["--status", "asleep"], "asleep"),
    ] {
        let error = desk.says(1, &[&base[..], &words].concat());
        assert!(error.contains(said), "{error}");
    }

    let mut workspace = desk.open();
    let (id, name) = (kept[0].id, "六十万以上".to_owned());
    act(&mut workspace, &Command::SavedLists(Lists::Remove { id, name }));
    assert_eq!(workspace.db.all::<SavedList>().unwrap().len(), 1);
    for _ in 0..5 {
        act(&mut workspace, &Command::Undo);
    }
    assert_eq!(everything(&workspace.db), before);
}
