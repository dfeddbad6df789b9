//! The kinds of sheet besides deals: what each makes, that a second time makes nothing, that undo
//! leaves nothing, and why a row is not taken.

use std::collections::BTreeMap;

use coxswain::command::Command;
use coxswain::sheets::kinds::Kind;
use coxswain::sheets::tables::table;
use coxswain::sheets::write::{Out, write};
use coxswain::store::records::{
    Account, Activity, Certificate, Contact, DealOutcome, Move, Opportunity, OrderReturn,
    OutcomeReason, Receipt, Report, ReportKind, SalesOrder, SatisfactionAnswer, SkillRating,
    TrainingResult,
};
use coxswain::store::{Db, Record};

use crate::common::{
    Desk, TODAY, Take, act, company, counts, day, everything, exports, person, rejections, take,
};

/// A sheet of a kind, its rows that are taken, those that change nothing at once, and the one that
/// is rejected: row, field, problem.
struct Case {
    kind: Kind,
    sheet: &'static str,
    new: usize,
    unchanged: usize,
    rejected: (u32, &'static str, &'static str),
}

const CASES: [Case; 10] = [
    Case {
        kind: Kind::Contacts,
        sheet: "客户名称,联系人,职务,决策角色,电话,邮箱,微信,备注
                甲厂,周工,设备科长,影响者,13800000000,z@x.cn,zhou,常出差
                甲厂,吴总,厂长,决策者,,,,
                丁厂,孙工,,,,,,",
        new: 2,
        unchanged: 0,
        rejected: (4, "account", "problem-account-unknown"),
    },
    Case {
        kind: Kind::Orders,
        sheet: "订单编号,下单日期,客户名称,业务员,产品名称,数量,单价,金额,客户省份
                SO-1,2025-03-01,甲厂,张伟,G1,11,2039.994,22439.933999999997,上海
                SO-1,2025-03-01,甲厂,张伟,G1,11,2039.994,22439.933999999997,上海
                SO-2,2025-03-02,乙院,王芳,G2,2,0.5,,广东
                SO-3,2025-03-03,乙院,王芳,G2,2,100,300,广东",
        new: 3,
        unchanged: 0,
        rejected: (5, "amount", "problem-amount-product"),
    },
    Case {
        kind: Kind::Returns,
        sheet: "订单编号,是否退货,退货日期,退货金额,退货原因
                SO-1,是,2025-03-10,100,破损
                SO-1,是,2025-03-10,100,破损
                SO-9,否,,,
                SO-2,是,2025-02-30,1,错发",
        new: 2,
        unchanged: 1,
        rejected: (5, "returned_on", "problem-date-none"),
    },
    Case {
        kind: Kind::Receipts,
        sheet: "客户名称,回款日期,回款金额,业务员,发票号
                甲厂,2025-03-20,1000,张伟,F1
                甲厂,2025-03-20,1000,张伟,F2
                乙院,2025-03-21,,王芳,F3",
        new: 2,
        unchanged: 0,
        rejected: (4, "amount", "problem-blank"),
    },
    Case {
        kind: Kind::Activities,
        sheet: "日期,业务员,客户名称,拜访方式,拜访内容,结果,下一步,下次跟进时间,联系人
                2025-11-17,张伟,甲厂,上门,报价沟通,已看样,送样,2025-11-24,周工
                2025-11-17,张伟,乙院,电话,报价沟通,,,,
                2025-11-17,陌生人,甲厂,上门,报价沟通,,,,",
        new: 2,
        unchanged: 0,
        rejected: (4, "person", "problem-person-unknown"),
    },
    Case {
        kind: Kind::Reports,
        sheet: "姓名,周次,本周完成,下周计划,存在问题,需要支持,下周承诺（万）
                张伟,2025-W46,拜访3家,送样,缺样机,技术支持,32
                王芳,2025-11,拜访9家,,,,
                李娜,2025-11-17,拜访1家,,,,
                李娜,某周,拜访2家,,,,",
        new: 3,
        unchanged: 0,
        rejected: (5, "period", "problem-period"),
    },
    Case {
        kind: Kind::Trainings,
        sheet: "姓名,课程名称,培训日期,培训讲师,天数,费用,考核结果,成绩
                张伟,大客户销售,2025-09-01,赵磊,1.5,580,通过,92
                王芳,大客户销售,2025-09-01,赵磊,1.5,580,未通过,55.5
                李娜,大客户销售,,赵磊,1.5,580,,",
        new: 2,
        unchanged: 0,
        rejected: (4, "on_day", "problem-blank"),
    },
    Case {
        kind: Kind::Skills,
        sheet: "姓名,技能,等级,评估日期,评估人
                张伟,谈判,3,2025-06-30,林晓峰
                张伟,谈判,4,2025-11-01,林晓峰
                李娜,谈判,2,,林晓峰
                王芳,谈判,,2025-06-30,林晓峰",
        new: 3,
        unchanged: 0,
        rejected: (5, "level", "problem-blank"),
    },
    Case {
        kind: Kind::Certificates,
        sheet: "姓名,证书名称,证书编号,发证日期,有效期至,发证机构
                张伟,PMP,P-1,2024-01-05,2027-01-05,PMI
                王芳,内训师,,2025-01-01,,公司
                李娜,PMP,P-2,2025-01-05,2024-01-05,PMI",
        new: 2,
        unchanged: 0,
        rejected: (4, "expires_on", "problem-expires-before-issued"),
    },
    Case {
        kind: Kind::Satisfaction,
        sheet: "客户名称,调查日期,满意度,联系人,调查项目,意见
                甲厂,2025-10-01,9,周工,交期,准时
                甲厂,2025-10-01,8.5,周工,质量,
                ,2025-10-01,7,,质量,",
        new: 2,
        unchanged: 0,
        rejected: (4, "account", "problem-blank"),
    },
];

fn all<R: Record>(db: &Db) -> Vec<R> {
    db.all().unwrap()
}

#[test]
fn each_kind_comes_in_once_and_goes_with_undo() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let before = everything(&workspace.db);
    for case in &CASES {
        let word = case.kind.word();
        let file = desk.csv(&format!("{word}.csv"), case.sheet);
        let first = take(&mut workspace, &file, &Take::default());
        assert_eq!(first.sheets[0].kind, Some(case.kind), "told by the headings");
        assert_eq!(rejections(&first), [case.rejected], "{word}");
        assert_eq!(counts(&first), (case.new, 0, case.unchanged, 1), "{word}");
        let after = everything(&workspace.db);
        let second = take(&mut workspace, &file, &Take::default());
        assert_eq!(counts(&second), (0, 0, case.new + case.unchanged, 1), "{word} again");
        // The row that is still rejected is listed once more; nothing else is written.
        let again = everything(&workspace.db);
        let facts = |all: &BTreeMap<&'static str, Vec<String>>| {
            let listed = |table: &&str| ["batch", "reject"].contains(table);
            all.clone().into_iter().filter(|(table, _)| !listed(table)).collect::<Vec<_>>()
        };
        assert_eq!(facts(&again), facts(&after), "{word}");
        act(&mut workspace, &Command::Undo);
        act(&mut workspace, &Command::Undo);
        assert_eq!(everything(&workspace.db), before, "{word} undone");
        act(&mut workspace, &Command::Redo);
        assert_eq!(everything(&workspace.db), after, "{word} done again");
        act(&mut workspace, &Command::Undo);
    }
}

#[test]
fn what_goes_out_comes_in_again() {
    let (here, there) = (Desk::new(), Desk::new());
    let (mut from, mut to) = (here.open(), there.open());
    company(&here, &mut from);
    company(&there, &mut to);
    for case in &CASES {
        let word = case.kind.word();
        let file = here.csv(&format!("{word}.csv"), case.sheet);
        take(&mut from, &file, &Take::default());
        let path = here.path(&format!("{word} out.csv"));
        write(&table(&from.db, word, day(TODAY)).unwrap(), &path).unwrap();
        let same = take(&mut from, &path, &Take::default());
        assert_eq!(same.sheets[0].kind, Some(case.kind), "told by the ids");
        assert_eq!(counts(&same), (0, 0, case.new, 0), "{word} into the same workspace");
        let other = take(&mut to, &path, &Take::default());
        assert_eq!(counts(&other), (case.new, 0, 0, 0), "{word} into another");
    }
    let (left, right) = (exports(&from.db), exports(&to.db));
    for case in &CASES {
        assert_eq!(left[case.kind.word()], right[case.kind.word()]);
    }
}

#[test]
fn cells_become_what_they_say() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    for case in &CASES {
        let file = desk.csv(&format!("{}.csv", case.kind.word()), case.sheet);
        take(&mut workspace, &file, &Take::default());
    }
    let db = &workspace.db;
    let zhang = person(db, "张伟");

    let orders: Vec<SalesOrder> = all(db);
    let lines: Vec<(&str, &str, i64)> = orders
        .iter()
        .map(|order| (order.number.as_str(), order.line.as_str(), order.amount))
        .collect();
    assert_eq!(
        lines,
        [("SO-1", "g1#1", 2_243_993), ("SO-1", "g1#2", 2_243_993), ("SO-2", "g2#1", 100)],
        "two equal lines stay two; a blank amount is quantity times price"
    );
    assert_eq!(
        (orders[0].quantity, orders[0].unit_price, orders[0].owner_id),
        (Some(110_000), Some(20_399_940), Some(zhang))
    );
    assert_eq!(orders[0].region.as_deref(), Some("上海"));

    let returns: Vec<OrderReturn> = all(db);
    let nth: Vec<i64> = returns.iter().map(|back| back.nth).collect();
    assert_eq!((nth, returns[0].amount), (vec![1, 2], Some(10_000)));
    let receipts: Vec<Receipt> = all(db);
    assert_eq!((receipts[1].nth, receipts[1].amount), (2, 100_000));

    let activities: Vec<Activity> = all(db);
    assert_eq!(
        (activities[0].person_id, activities[0].on_day, activities[0].next_on),
        (zhang, day("2025-11-17"), Some(day("2025-11-24")))
    );
    let reports: Vec<(ReportKind, String)> =
        all::<Report>(db).into_iter().map(|report| (report.kind, report.period)).collect();
    assert_eq!(
        reports,
        [
            (ReportKind::Weekly, "2025-W46".to_owned()),
            (ReportKind::Monthly, "2025-11".to_owned()),
            (ReportKind::Daily, "2025-11-17".to_owned()),
        ]
    );
    let promised: Vec<_> = all::<Report>(db).into_iter().map(|report| report.promised).collect();
    assert_eq!(promised, [Some(32_000_000), None, None], "in the unit of the heading");

    let training = all::<TrainingResult>(db).remove(0);
    assert_eq!(
        (training.days, training.cost, training.score),
        (Some(15_000), Some(58_000), Some(920_000))
    );
    let days: Vec<_> = all::<SkillRating>(db).into_iter().map(|rating| rating.on_day).collect();
    assert_eq!(
        days,
        [day("2025-06-30"), day("2025-11-01"), day(TODAY)],
        "a rating without a day is of the report's"
    );
    let certificates: Vec<Certificate> = all(db);
    assert_eq!(certificates[0].expires_on, Some(day("2027-01-05")));
    let scores: Vec<i64> =
        all::<SatisfactionAnswer>(db).into_iter().map(|answer| answer.score).collect();
    assert_eq!(scores, [90_000, 85_000]);
    let contacts: Vec<Contact> = all(db);
    assert_eq!(contacts[1].role.as_deref(), Some("决策者"));
}

#[test]
fn a_row_that_says_something_else_of_the_same_is_rejected() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let sheet = desk.csv(
        "周报.csv",
        "姓名,周次,本周完成
         张伟,2025-W46,拜访3家
         张伟,2025-W46,拜访3家
         张伟,2025-W46,拜访4家",
    );
    let imported = take(&mut workspace, &sheet, &Take::default());
    assert_eq!(counts(&imported), (1, 0, 1, 1));
    assert_eq!(rejections(&imported), [(4, "", "problem-row-twice")]);
    // A later sheet may well say something else.
    let later = desk.csv("周报2.csv", "姓名,周次,本周完成\n张伟,2025-W46,拜访4家");
    let take_later = Take { date: "2025-11-20", ..Take::default() };
    assert_eq!(counts(&take(&mut workspace, &later, &take_later)), (0, 1, 0, 0));
    let report = all::<Report>(&workspace.db).remove(0);
    assert_eq!(report.done.as_deref(), Some("拜访4家"));
    assert_eq!(report.report_date, day(TODAY), "the day on which it first came");
}

#[test]
fn a_promise_is_an_amount_or_any_words() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let sheet = desk.csv(
        "周报.csv",
        "姓名,周次,下周承诺,下周承诺金额
         张伟,2025-W46,签下一单,20万
         王芳,2025-W46,,-5
         李娜,2025-W46,尽力,",
    );
    let imported = take(&mut workspace, &sheet, &Take::default());
    assert_eq!(imported.sheets[0].kind, Some(Kind::Reports), "told by the promise alone");
    assert_eq!(rejections(&imported), [(3, "promised", "problem-negative")]);
    let reports: Vec<(Option<String>, Option<i64>)> = all::<Report>(&workspace.db)
        .into_iter()
        .map(|report| (report.commitments, report.promised))
        .collect();
    assert_eq!(
        reports,
        [(Some("签下一单".to_owned()), Some(20_000_000)), (Some("尽力".to_owned()), None)]
    );
}

#[test]
fn lines_with_an_id_are_known_by_it() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let head = "Row ID,Order ID,Order Date,Ship Date,Customer Name,Product Name,Sales,Quantity";
    let first = desk.csv(
        "orders.csv",
        &format!(
            "{head}\n1,A-1,2025-01-02,2025-01-05,甲厂,G1,16.448,2\n2,A-1,2025-01-02,,甲厂,G1,3,1"
        ),
    );
    assert_eq!(counts(&take(&mut workspace, &first, &Take::default())), (2, 0, 0, 0));
    // The same lines the other way round, one of them mended.
    let second = desk.csv(
        "orders2.csv",
        &format!(
            "{head}\n2,A-1,2025-01-02,,甲厂,G1,3,1\n1,A-1,2025-01-02,2025-01-05,甲厂,G2,16.448,2"
        ),
    );
    let imported = take(&mut workspace, &second, &Take::default());
    assert_eq!(counts(&imported), (0, 1, 1, 0));
    let change = &imported.sheets[0].shown[1].changes[0];
    assert_eq!(
        (change.field, change.before.as_str(), change.after.as_str()),
        ("product", "G1", "G2")
    );
    assert_eq!(all::<SalesOrder>(&workspace.db)[0].amount, 1_645);
}

#[test]
fn the_probability_of_a_deal_changes_without_a_move() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let deals = |name: &str, rate: &str| {
        desk.csv(
            name,
            &format!("商机编号,客户名称,负责人,阶段,金额,赢率\nS-1,甲厂,张伟,需求分析,100,{rate}"),
        )
    };
    let (first, second) = (deals("商机1.csv", "50%"), deals("商机2.csv", "60%"));
    assert_eq!(counts(&take(&mut workspace, &first, &Take::default())), (1, 0, 0, 0));
    assert_eq!(all::<Opportunity>(&workspace.db)[0].probability, Some(5_000));
    let imported = take(&mut workspace, &second, &Take::default());
    let change = &imported.sheets[0].shown[0].changes[0];
    assert_eq!(
        (change.field, change.before.as_str(), change.after.as_str()),
        ("probability", "50%", "60%")
    );
    assert_eq!(all::<Move>(&workspace.db).len(), 1);
    let tables = exports(&workspace.db);
    let written = &tables["opportunities"];
    let at = written.headings.iter().position(|heading| heading == "probability").unwrap();
    assert_eq!(written.rows[0][at], Out::Rate(6_000));
}

#[test]
fn why_a_deal_ended_goes_out_and_comes_in_again() {
    let (here, there) = (Desk::new(), Desk::new());
    let (mut from, mut to) = (here.open(), there.open());
    company(&here, &mut from);
    company(&there, &mut to);
    let deals = here.csv(
        "商机.csv",
        "商机编号,商机名称,客户名称,负责人,阶段,金额,关闭日期,丢单原因,竞品
         S-1,一,甲厂,张伟,赢单,10,2025-10-01,技术优势,甲仪
         S-2,二,乙院,王芳,输单,20,2025-10-02,客户内部调整,
         S-3,三,丙所,李娜,输单,30,2025-10-03,无,待定
         S-4,四,丙所,李娜,方案报价,40,,价格,甲仪",
    );
    let made = take(&mut from, &deals, &Take::default());
    assert_eq!((made.sheets[0].kind, counts(&made)), (Some(Kind::Opportunities), (4, 0, 0, 0)));
    type Said = (String, Option<OutcomeReason>, Option<String>, Option<String>);
    let said = |db: &Db| -> Vec<Said> {
        let of = |said: DealOutcome| {
            let deal = db.get::<Opportunity>(said.opportunity_id).unwrap().unwrap();
            (deal.number.unwrap(), said.reason, said.competitor, said.detail)
        };
        all::<DealOutcome>(db).into_iter().map(of).collect()
    };
    let text = |text: &str| Some(text.to_owned());
    let expected = [
        ("S-1".to_owned(), Some(OutcomeReason::Product), text("甲仪"), None),
        ("S-2".to_owned(), Some(OutcomeReason::Other), None, text("客户内部调整")),
    ];
    assert_eq!(said(&from.db), expected, "marks for nothing say nothing, nor does an open deal");
    let path = here.path("出.csv");
    write(&table(&from.db, "opportunities", day(TODAY)).unwrap(), &path).unwrap();
    assert_eq!(counts(&take(&mut to, &path, &Take::default())), (4, 0, 0, 0));
    assert_eq!(said(&to.db), expected);
    assert_eq!(exports(&to.db)["opportunities"], exports(&from.db)["opportunities"]);
}

#[test]
fn the_exports_of_zoho_crm_come_in_without_a_hand() {
    let (here, there) = (Desk::new(), Desk::new());
    let (mut from, mut to) = (here.open(), there.open());
    company(&here, &mut from);
    company(&there, &mut to);
    // Every field of help.zoho.com, "Standard Fields in Accounts"; of the addresses the one that we know.
    let accounts = here.csv(
        "Accounts.csv",
        "Account Name,Account Owner,Website,Ticker Symbol,Parent Account,Employees,Ownership,Industry,\
         Account Type,Account Number,Account Site,Phone,Fax,Rating,SIC Code,Annual Revenue,Created By,\
         Modified By,Billing City
         丁厂,张伟,d.example,,,120,Private,化工,Customer,A-4,总部,021-1,,Active,,500,张伟,张伟,上海",
    );
    let made = take(&mut from, &accounts, &Take::default());
    assert_eq!((made.sheets[0].kind, counts(&made)), (Some(Kind::Accounts), (1, 0, 0, 0)));
    // Every field of help.zoho.com, "Standard Fields in Deals".
    let deals = here.csv(
        "Deals.csv",
        "Deal Owner,Deal Name,Account Name,Type,Lead Source,Campaign Source,Contact Name,Amount,\
         Closing Date,Next Step,Stage,Probability,Expected Revenue,Created By,Modified By,Description
         张伟,改造,丁厂,New Business,展会,,周工,860000,2025-12-20,约看样,方案报价,50,430000,张伟,张伟,另计",
    );
    let made = take(&mut from, &deals, &Take::default());
    assert_eq!((made.sheets[0].kind, counts(&made)), (Some(Kind::Opportunities), (1, 0, 0, 0)));

    let account = |db: &Db| {
        let mut found = all::<Account>(db).into_iter().filter(|account| account.name == "丁厂");
        found.next().expect("the customer")
    };
    let known = account(&from.db);
    assert_eq!(known.owner_id, Some(person(&from.db, "张伟")));
    assert_eq!(
        (known.industry.as_deref(), known.location.as_deref()),
        (Some("化工"), Some("上海"))
    );
    let deal = all::<Opportunity>(&from.db).remove(0);
    assert_eq!((deal.name.as_str(), deal.account_id), ("改造", Some(known.id)));
    assert_eq!((deal.amount, deal.probability), (Some(86_000_000), Some(5_000)));
    assert_eq!((deal.expected_close, deal.closed_on), (Some(day("2025-12-20")), None));
    assert_eq!(deal.note.as_deref(), Some("约看样"));

    // What we do not know stays with the record, goes out and comes in again.
    let extra = known.extra.expect("the other columns");
    assert!(extra.contains("\"Website\":\"d.example\"") && extra.contains("\"Rating\""), "{extra}");
    assert!(!extra.contains("Industry") && !extra.contains("Billing City"), "{extra}");
    let other = deal.extra.expect("the other columns");
    assert!(other.contains("\"Lead Source\":\"展会\"") && other.contains("430000"), "{other}");
    let tables = exports(&from.db);
    for name in ["accounts", "opportunities"] {
        let path = here.path(&format!("{name}.csv"));
        write(&tables[name], &path).unwrap();
        take(&mut to, &path, &Take::default());
    }
    assert_eq!(account(&to.db).extra, Some(extra));
    assert_eq!(all::<Opportunity>(&to.db).remove(0).extra, Some(other));
}
