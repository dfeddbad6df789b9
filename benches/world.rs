//! Made-up companies of any size, for the benches: the sheets a team would have sent, and the
//! workspace that the importer makes of them.
//!
//! Every number comes from the running number of the thing, so that a size is the same company on
//! every machine. Deals live about three months, move through the five stages, are put off once, are told
//! at a round amount until it is known what the customer wants, and are reported in the middle and at the end
//! of each month while they are open and once when they are closed: five moves a deal.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, Months, NaiveDate};
use coxswain::command::create_workspace;
use coxswain::command::import::{Create, Options, import};
use coxswain::sheets::intake::{self, Ask};
use coxswain::sheets::mapping::Map;
use coxswain::sheets::memory::Memory;
use coxswain::sheets::read::{Limits, Source};
use coxswain::store::Workspace;

/// The last day anything is known of; the window's today.
pub const TODAY: &str = "2025-11-18";

/// Changes when the made-up companies do, so that kept workspaces are made anew.
const EDITION: u32 = 4;

const STAGES: [&str; 5] = ["线索开发", "需求分析", "方案报价", "商务谈判", "合同签订"];
const DEALS_HEAD: &str =
    "商机编号,商机名称,客户,产品,负责人,阶段,金额,预计签约日,创建日期,成交日期\n";

/// A sheet as it lies in a folder.
pub struct Sheet {
    /// The file's name.
    pub name: String,
    /// The day it speaks of.
    pub day: NaiveDate,
    /// Its bytes.
    pub text: String,
}

/// Where the program stands that reads sheets as a worker.
pub fn source() -> Source {
    // A report of a million rows takes longer to read than the window allows a file.
    let limits = Limits { seconds: 600, ..Limits::default() };
    Source { program: env!("CARGO_BIN_EXE_coxswain").into(), limits, charset: None }
}

/// The workspace of a company with this many deals, made once and kept in the target folder.
pub fn workspace(n_deals: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("benches");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{n_deals}-{EDITION}.cox"));
    if !file.exists() {
        let half = format!("{n_deals}-{EDITION}.making");
        let _ = fs::remove_file(folder.join(&half));
        let mut workspace = known(&folder, &half, n_deals);
        for sheet in reports(n_deals) {
            take(&mut workspace, &folder, &sheet);
        }
        drop(workspace);
        fs::rename(folder.join(half), &file).unwrap();
    }
    file
}

/// A new workspace of a folder that knows the people, accounts and products of so many deals.
pub fn known(folder: &Path, name: &str, n_deals: usize) -> Workspace {
    let mut workspace = create_workspace(&folder.join(name)).unwrap();
    for sheet in catalogue(n_deals) {
        take(&mut workspace, folder, &sheet);
    }
    workspace
}

/// Imports a sheet; every row has to go in.
pub fn take(workspace: &mut Workspace, folder: &Path, sheet: &Sheet) -> usize {
    let path = folder.join(&sheet.name);
    fs::write(&path, &sheet.text).unwrap();
    let map = Map::default();
    let ask = Ask { kind: None, map: &map, report_date: sheet.day, memory: &Memory::default() };
    let file = intake::read(&path, &source(), &ask, &|| false).unwrap();
    let options = Options {
        by: "林晓峰",
        create: Create::default(),
        answers: &[],
        today: sheet.day,
        preview: false,
        progress: &mut |_| true,
    };
    let imported = import(&mut workspace.db, &file.inputs(&map), options).unwrap();
    fs::remove_file(path).unwrap();
    let result = &imported.sheets[0];
    assert!(result.rejected.is_empty(), "{:?}", result.rejected[0]);
    result.rows
}

/// People, customers and products: ten deals a year for each of a rep's customers.
pub fn catalogue(n_deals: usize) -> Vec<Sheet> {
    let day = first_day();
    let mut people = "姓名,工号,岗位,团队,区域,到岗日期\n".to_owned();
    for i in 0..n_people(n_deals) {
        let (team, region) = (i / 10, i / 50);
        let _ =
            writeln!(people, "{},E{i:05},销售代表,第{team}组,第{region}大区,2022-01-01", person(i));
    }
    let mut accounts = "客户名称,行业,省市\n".to_owned();
    for i in 0..n_accounts(n_deals) {
        let _ = writeln!(accounts, "{},制造业,苏州", account(i));
    }
    let mut products = "产品名称,系列,单价\n".to_owned();
    for i in 0..20 {
        let _ = writeln!(products, "控制器K{i},控制器,{}", 8_000 + 1_500 * i);
    }
    [("人员名册.csv", people), ("客户清单.csv", accounts), ("产品目录.csv", products)]
        .map(|(name, text)| Sheet { name: name.to_owned(), day, text })
        .into()
}

/// The reports of every month's middle and end, and of today.
pub fn reports(n_deals: usize) -> Vec<Sheet> {
    let mut days: Vec<NaiveDate> = (0..)
        .map(|months| first_day() + Months::new(months))
        .flat_map(|first| [first + Days::new(14), first + Months::new(1) - Days::new(1)])
        .take_while(|day| *day < today())
        .collect();
    days.push(today());
    let mut sheets: Vec<Sheet> = days
        .iter()
        .map(|day| Sheet {
            name: format!("商机表_{day}.csv"),
            day: *day,
            text: DEALS_HEAD.to_owned(),
        })
        .collect();
    for i in 0..n_deals {
        let deal = Deal::new(i, n_deals);
        let mut closed = false;
        for sheet in &mut sheets {
            if closed || deal.created > sheet.day {
                continue;
            }
            closed = deal.write(i, n_deals, sheet.day, &mut sheet.text);
        }
    }
    sheets
}

/// One report of this many deals as they stand today, as a first import would be.
pub fn one_report(n_deals: usize) -> Sheet {
    let mut text = DEALS_HEAD.to_owned();
    for i in 0..n_deals {
        Deal::new(i, n_deals).write(i, n_deals, today(), &mut text);
    }
    Sheet { name: format!("商机表_{TODAY}.csv"), day: today(), text }
}

struct Deal {
    created: NaiveDate,
    /// The days on which the stages after the first begin, as far as it gets.
    enters: Vec<NaiveDate>,
    closed: NaiveDate,
    won: bool,
    yuan: u64,
}

impl Deal {
    fn new(i: usize, n_deals: usize) -> Self {
        let mut dice = Dice(i as u64);
        let n_days = (today() - first_day()).num_days().unsigned_abs();
        let created = first_day() + Days::new(i as u64 * n_days / n_deals as u64);
        let won = dice.below(100) < 38;
        let last =
            if won { STAGES.len() - 1 } else { 1 + dice.below(STAGES.len() as u64 - 1) as usize };
        let mut day = created;
        let mut stay = || {
            day = day + Days::new(3 + dice.below(35));
            day
        };
        let enters = (0..last).map(|_| stay()).collect();
        let closed = stay();
        Self { created, enters, closed, won, yuan: 5_000 + 100 * dice.below(9_000) }
    }

    /// Writes the row that a report of this day holds; whether the deal is closed by then.
    fn write(&self, i: usize, n_deals: usize, day: NaiveDate, text: &mut String) -> bool {
        let closed = self.closed <= day;
        let reached = self.enters.iter().filter(|enter| **enter <= day).count();
        let stage = match (closed, self.won) {
            (true, true) => "赢单",
            (true, false) => "输单",
            _ => STAGES[reached],
        };
        let (number, owner) = (i + 1, person(i % n_people(n_deals)));
        let (account, product) = (account(i % n_accounts(n_deals)), i % 20);
        let Self { created, closed: end, .. } = self;
        let known = closed || *created + Days::new(32) <= day;
        let yuan = if known { self.yuan } else { self.yuan.next_multiple_of(50_000) };
        // Until the offer everybody hopes for a month earlier.
        let hoped = if closed || reached >= 2 { *end } else { *end - Days::new(30) };
        let end_text = if closed { end.to_string() } else { String::new() };
        let _ = writeln!(
            text,
            "S{number:07},{account}改造,{account},控制器K{product},{owner},{stage},{yuan},{hoped},{created},{end_text}"
        );
        closed
    }
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 1).unwrap()
}

/// [`TODAY`] as a day.
pub fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

/// A rep has a hundred deals in three years, up to a thousand reps.
fn n_people(n_deals: usize) -> usize {
    (n_deals / 100).clamp(10, 1_000)
}

fn n_accounts(n_deals: usize) -> usize {
    (n_deals / 10).max(50)
}

/// A name of its own for each of up to 8,000 people.
fn person(i: usize) -> String {
    const FAMILY: [&str; 20] = [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高",
        "林", "何", "郭", "马", "罗",
    ];
    const GIVEN: [&str; 20] = [
        "伟", "芳", "娜", "敏", "静", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
        "超", "兰", "霞", "平", "刚",
    ];
    format!("{}{}{}", FAMILY[i % 20], GIVEN[i / 20 % 20], GIVEN[i / 400 % 20])
}

fn account(i: usize) -> String {
    let place = ["苏州", "无锡", "杭州", "宁波", "合肥"][i % 5];
    format!("{place}第{}精密制造有限公司", i / 5)
}

/// SplitMix64: the same throws for the same start.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}
