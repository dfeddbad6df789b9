//! How sure somebody is of a deal: said for one period with the reason, never changed, and known as of any
//! day; in the forecast, on the page of the deal, in the list and on the command line.
//!
//! And what of a forecast is told without the past. The deals are those of [`crate::forecast_story`].

use std::collections::BTreeSet;

use coxswain::command::Command;
use coxswain::command::forecast::Command as Ask;
use coxswain::domain::forecast::calls::Category;
use coxswain::domain::ids::OpportunityId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::{Members, Scope};
use coxswain::metrics::deal_list::{self, Filter};
use coxswain::metrics::deal_page;
use coxswain::metrics::deal_page::history::{Changed, Field};
use coxswain::metrics::forecast::{self, DealIn, Forecast, Left};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::DealCategory;
use serde_json::json;

use crate::common::{Desk, WAN, act, day, refused};
use crate::forecast_story::{
    COMPUTED, NOVEMBER, REPORTED, bring, deal, forecast_of, november, prepared,
};

const DECEMBER: Period = Period::Month(2025, 12);
const FOURTH: Period = Period::Quarter(2025, 4);

/// Says how sure somebody is of a deal, on a day and for a period.
fn class_on(
    deal: OpportunityId,
    (today, period): (&str, Period),
    category: Option<Category>,
    reason: &str,
) -> Command {
    let (today, subject) = (day(today), "一单".to_owned());
    let reason = reason.to_owned();
    Command::Forecast(Ask::SetCategory { deal, period, category, reason, today, subject })
}

fn class(deal: OpportunityId, category: Option<Category>, reason: &str) -> Command {
    class_on(deal, (REPORTED, NOVEMBER), category, reason)
}

/// The classes that were said, in the order in which they were.
fn said(workspace: &Workspace) -> Vec<(Option<Category>, String)> {
    let all = workspace.db.all::<DealCategory>().unwrap();
    all.into_iter().map(|said| (said.category, said.reason)).collect()
}

/// A deal in the forecast of a period as of a day.
fn told(workspace: &Workspace, number: &str, (today, period): (&str, Period)) -> DealIn {
    let found = forecast_of(workspace, (Scope::All, period), today, &[]);
    let id = deal(workspace, number);
    found.deals.into_iter().find(|one| one.deal == id).expect("it is in the forecast")
}

#[test]
fn somebody_is_surer_of_a_deal_than_its_stage() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let second = deal(&workspace, "D2");
    act(&mut workspace, &class(second, Some(Category::Commit), "对方口头定标"));
    let commit = |workspace: &Workspace| november(workspace, &[]).roll_up.parts[0].clone();
    assert_eq!((commit(&workspace).deals, commit(&workspace).face), (2, 80 * WAN));
    // The same again writes nothing.
    let again = class(second, Some(Category::Commit), " 对方口头定标 ");
    assert_eq!(act(&mut workspace, &again).title, "");
    // What is left out on purpose is counted as such, and the rest stays.
    act(&mut workspace, &class(second, Some(Category::Omitted), "预算取消"));
    let found = november(&workspace, &[]);
    assert_eq!(found.left.get(&Left::Omitted), Some(&(1, 30 * WAN)));
    assert_eq!((found.roll_up.computed(), found.n_open()), (Some(COMPUTED - 18 * WAN), 7));
    assert_eq!(found.deals.last().map(|one| one.deal), Some(second), "it can be brought back");
    // Taken back, the stage speaks again, and what was said stays.
    act(&mut workspace, &class(second, None, ""));
    let kept = [
        (Some(Category::Commit), "对方口头定标".to_owned()),
        (Some(Category::Omitted), "预算取消".to_owned()),
        (None, "reset".to_owned()),
    ];
    assert_eq!(said(&workspace), kept);
    let computed = |workspace: &Workspace| november(workspace, &[]).roll_up.computed();
    assert_eq!(computed(&workspace), Some(COMPUTED));
    act(&mut workspace, &Command::Undo);
    assert_eq!(computed(&workspace), Some(COMPUTED - 18 * WAN));
    act(&mut workspace, &Command::Redo);
    assert_eq!(said(&workspace), kept);

    let commit = Some(Category::Commit);
    for (number, category) in
        [("W1", commit), ("H20", Some(Category::Omitted)), ("D1", Some(Category::Closed))]
    {
        let command = class(deal(&workspace, number), category, "错");
        assert_eq!(refused(&mut workspace, &command), "error-forecast-closed", "{number}");
    }
    let of = |period, category, reason| class_on(second, (REPORTED, period), category, reason);
    for (command, key) in [
        (of(NOVEMBER, commit, "  "), "error-forecast-class-reason"),
        (of(NOVEMBER, None, ""), "error-forecast-no-class"),
        (of(DECEMBER, None, "错"), "error-forecast-no-class"),
        (of(Period::Year(2025), commit, "错"), "error-forecast-period"),
        (of(Period::Month(2025, 10), commit, "错"), "error-forecast-over"),
    ] {
        assert_eq!(refused(&mut workspace, &command), key, "{command:?}");
    }
}

#[test]
fn a_class_is_of_one_period_and_is_known_as_it_was_on_each_day() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let second = deal(&workspace, "D2");
    act(&mut workspace, &class(second, Some(Category::Commit), "对方口头定标"));
    let next = ("2025-11-06", NOVEMBER);
    act(&mut workspace, &class_on(second, next, Some(Category::Pipeline), "采购要求重新报价"));
    let seen = |workspace: &Workspace, at: (&str, Period)| {
        let found = told(workspace, "D2", at);
        (found.category, found.said, found.classes.len())
    };
    let on_the_fifth = (Category::Commit, true, 1);
    assert_eq!(seen(&workspace, (REPORTED, NOVEMBER)), on_the_fifth);
    assert_eq!(seen(&workspace, next), (Category::Pipeline, true, 2));
    // The quarter is another period: there its stage speaks.
    assert_eq!(seen(&workspace, ("2025-11-06", FOURTH)), (Category::BestCase, false, 0));
    act(
        &mut workspace,
        &class_on(second, ("2025-11-06", FOURTH), Some(Category::Commit), "年内必签"),
    );
    assert_eq!(seen(&workspace, ("2025-11-06", FOURTH)), (Category::Commit, true, 1));
    assert_eq!(seen(&workspace, next), (Category::Pipeline, true, 2));
    // It slips, and December begins without a class.
    let slipped = "D2,二,乙院,王芳,商务谈判,30,2025-09-01,2025-12-20,";
    bring(&desk, &mut workspace, "2025-12-03", slipped);
    let december = ("2025-12-03", DECEMBER);
    assert_eq!(seen(&workspace, december), (Category::BestCase, false, 0));
    act(&mut workspace, &class_on(second, december, Some(Category::Omitted), "客户停产检修"));
    assert_eq!(seen(&workspace, december), (Category::Omitted, true, 1));
    // As known in November nothing of that was said.
    assert_eq!(seen(&workspace, (REPORTED, NOVEMBER)), on_the_fifth);
    assert_eq!(seen(&workspace, next), (Category::Pipeline, true, 2));
}

#[test]
fn the_deal_the_list_and_the_command_line_tell_it() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let second = deal(&workspace, "D2");
    act(&mut workspace, &class(second, Some(Category::Commit), "对方口头定标"));
    act(&mut workspace, &class(second, None, ""));
    act(&mut workspace, &class(second, Some(Category::Commit), "中标通知书已到"));
    let directory = Directory::load(&workspace.db).unwrap();
    let page = |period: Period| {
        let (as_of, today) = (day(REPORTED), day(REPORTED));
        let ask = deal_page::Ask { deal: second, as_of, today, period };
        deal_page::load(&workspace.db, &directory, ask).unwrap()
    };
    assert_eq!(page(NOVEMBER).category, Some((Category::Commit, true)));
    assert_eq!(page(DECEMBER).category, Some((Category::BestCase, false)));
    let commit = Some(Category::Commit);
    let changed = |before, after, reason: &str| Changed::Class {
        period: "2025-11".to_owned(),
        before,
        after,
        reason: reason.to_owned(),
    };
    let changes = page(NOVEMBER).changes.into_iter();
    let changes = changes.filter(|change| change.what.field() == Field::Class);
    // The newest first.
    assert_eq!(
        changes.map(|change| change.what).collect::<Vec<_>>(),
        [
            changed(None, commit, "中标通知书已到"),
            changed(commit, None, ""),
            changed(None, commit, "对方口头定标"),
        ]
    );
    let listed = |period: Period| {
        let filter = Filter { category: commit, ..Filter::default() };
        let ask = deal_list::Ask {
            members: &Members::Everyone,
            period: Some(period),
            as_of: day(REPORTED),
            today: day(REPORTED),
            filter: &filter,
        };
        let mut numbers = vec![];
        deal_list::each(&workspace.db, &directory, &ask, |deal| numbers.extend(deal.number))
            .unwrap();
        numbers
    };
    assert_eq!(
        (listed(NOVEMBER), listed(DECEMBER)),
        (vec!["D1".to_owned(), "D2".to_owned()], vec!["D1".to_owned()],)
    );
    drop(workspace);
    let dated = ["--period", "2025-11", "--as-of", REPORTED, "--json"];
    let shown = desk.json(0, &[&["show", "销售.cox", "forecast"][..], &dated].concat());
    let deals = shown["deals"].as_array().unwrap();
    let own = deals.iter().find(|one| one["said"] == json!(true)).expect("the deal");
    let reasons: Vec<_> =
        own["classes"].as_array().unwrap().iter().map(|one| &one["reason"]).collect();
    assert_eq!(reasons, [&json!("对方口头定标"), &json!(null), &json!("中标通知书已到")]);
    let show = ["show", "销售.cox", "deal", "--deal", "D2"];
    let shown = desk.json(0, &[&show[..], &dated].concat());
    assert_eq!(
        (&shown["category"], &shown["category_chosen"], &shown["category_period"]),
        (&json!("commit"), &json!(true), &json!("2025-11"))
    );
    let newest = shown["changes"].as_array().unwrap().iter().find(|one| one["field"] == "class");
    let newest = newest.expect("the class");
    assert_eq!((&newest["after"], &newest["reason"]), (&json!("commit"), &json!("中标通知书已到")));
}

#[test]
fn what_stands_in_the_reports_is_told_without_the_past() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let of = |depth| {
        let (scope, period, today) = (Scope::All, NOVEMBER, day(REPORTED));
        let ask = forecast::Ask { scope, period, today, slip: BTreeSet::new(), depth };
        forecast::forecast(&workspace.db, &directory, &ask).unwrap()
    };
    let (present, whole) = (of(forecast::Depth::Present), of(forecast::Depth::Whole));
    let told = |found: &Forecast| {
        let parts = found.roll_up.parts.iter();
        let parts: Vec<_> = parts.map(|part| (part.category, part.deals, part.face)).collect();
        let deals: BTreeSet<_> = found.deals.iter().map(|deal| (deal.deal, deal.amount)).collect();
        let (signed, target) = (found.roll_up.signed.clone(), found.target);
        (
            signed,
            target,
            parts,
            found.roll_up.faces.clone(),
            deals,
            found.n_open(),
            found.track.clone(),
        )
    };
    assert_eq!(told(&present), told(&whole));
    assert_eq!(present.people, whole.people);
    // Nothing that hangs on the past is told, not even where it would be nothing.
    assert!(present.outlook.is_none() && present.unknown.is_none());
    assert!(present.compared.methods.is_empty());
    assert!(present.deals.iter().all(|deal| deal.chance.is_none() && deal.effect.is_none()));
    // Without chances the largest deal comes first.
    let amounts: Vec<i64> = present.deals.iter().map(|deal| deal.amount / WAN).collect();
    assert_eq!(amounts, [80, 50, 30, 20]);
}
