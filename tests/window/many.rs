//! Twenty files as a team sends them in one week: titles, notes, groups, subtotals, headings of
//! two rows, amounts in words, GBK, semicolons, weekly forms, orders, money received, and a picture
//! that somebody called a workbook.
//!
//! What must come of each file stands beside it, counted by hand.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook};

use crate::desk::TODAY;
use crate::sheets::picture;

/// One file and what must come of it.
pub struct Sent {
    /// Its name.
    pub name: &'static str,
    /// The word of its kind; empty where it is no sheet.
    pub kind: &'static str,
    /// What becomes of its rows where nothing is known yet: new, changed, unchanged, rejected.
    pub counts: [usize; 4],
    form: Form,
    /// A line for each row, with commas. `←` joins a cell with the one at its left, `↑` with the
    /// one above it.
    text: &'static str,
}

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A workbook.
    Xlsx,
    /// Text as Excel saves it on a Chinese Windows.
    Gbk,
    /// UTF-8 with semicolons.
    Semicolons,
    /// A picture under the name of a workbook.
    Picture,
}

impl Sent {
    /// Its rows.
    pub fn rows(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The day it speaks of: that at the end of its name, or today.
    pub fn day(&self) -> &'static str {
        let (stem, _) = self.name.rsplit_once('.').unwrap();
        let last = stem.rsplit('_').next().unwrap();
        if last.len() == TODAY.len() { last } else { TODAY }
    }

    fn write(&self, folder: &Path) -> PathBuf {
        let path = folder.join(self.name);
        match self.form {
            Form::Xlsx => workbook(self.text).save(&path).unwrap(),
            Form::Gbk => {
                let text = self.text.replace('\n', "\r\n");
                fs::write(&path, encoding_rs::GBK.encode(&text).0).unwrap();
            }
            Form::Semicolons => fs::write(&path, self.text.replace(',', ";")).unwrap(),
            Form::Picture => fs::write(&path, picture()).unwrap(),
        }
        path
    }
}

/// Writes all files into a folder of their own.
pub fn write(folder: &Path) -> Vec<PathBuf> {
    fs::create_dir(folder).unwrap();
    SENT.iter().map(|sent| sent.write(folder)).collect()
}

/// Those that are sheets, in the order in which the queue lists them: what others name first, then
/// the older report.
pub fn sheets() -> impl Iterator<Item = &'static Sent> {
    SENT.iter().filter(|sent| sent.form != Form::Picture)
}

/// The one that is none.
pub fn wrong() -> &'static str {
    SENT.iter().find(|sent| sent.form == Form::Picture).unwrap().name
}

/// New, changed, unchanged and rejected rows of all sheets.
pub fn totals() -> [usize; 4] {
    sheets().fold([0; 4], |sum, sent| std::array::from_fn(|at| sum[at] + sent.counts[at]))
}

/// A workbook of one sheet.
fn workbook(text: &str) -> Workbook {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let at = |row: usize, column: usize| rows.get(row).and_then(|cells| cells.get(column)).copied();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().copied().enumerate() {
            if ["", "←", "↑"].contains(&cell) {
                continue;
            }
            let right = (column + 1..).take_while(|next| at(row, *next) == Some("←")).count();
            let below = (row + 1..).take_while(|next| at(*next, column) == Some("↑")).count();
            let (y, x) = (row as u32, column as u16);
            if right + below > 0 {
                let (last_y, last_x) = (y + below as u32, x + right as u16);
                sheet.merge_range(y, x, last_y, last_x, cell, &Format::new()).unwrap();
            } else if let Ok(number) = cell.parse::<f64>() {
                sheet.write_number(y, x, number).unwrap();
            } else {
                sheet.write_string(y, x, cell).unwrap();
            }
        }
    }
    book
}

/// The files, the sheets in the order of the queue.
static SENT: [Sent; 20] = [
    Sent {
        name: "人员名册.xlsx",
        kind: "people",
        counts: [7, 0, 0, 0],
        form: Form::Xlsx,
        text: "华东区人员名册（2025年11月）,←,←,←,←,←,←
姓名,工号,岗位,团队,区域,直接经理,入职日期
林晓峰,N001,销售经理,华东一组,华东,,2019-03-01
陈雨晴,N002,销售代表,华东一组,华东,林晓峰,2021-06-15
周子墨,N003,销售代表,华东一组,华东,林晓峰,2022-02-21
何思远,N004,高级销售,华东一组,华东,林晓峰,2020-09-07
沈嘉禾,N005,销售代表,华东一组,华东,林晓峰,2023-04-10
陆明远,N006,销售代表,华东一组,华东,林晓峰,2023-07-03
苏婉清,N007,销售代表,华东一组,华东,林晓峰,2024-01-08",
    },
    Sent {
        name: "客户清单.csv",
        kind: "accounts",
        counts: [9, 0, 0, 0],
        form: Form::Gbk,
        text: "客户名称,行业,省市,负责人
海桐化工,化工,上海,陈雨晴
云杉纸业,造纸,苏州,周子墨
青禾乳业,食品,无锡,何思远
锡澄钢管,冶金,江阴,沈嘉禾
澄湖水务,水务,苏州,陆明远
江岚能源,能源,南京,苏婉清
北固制药,制药,镇江,陈雨晴
天目建材,建材,湖州,周子墨
甬江造船,船舶,宁波,何思远",
    },
    Sent {
        name: "产品目录2025.xlsx",
        kind: "products",
        counts: [3, 0, 0, 0],
        form: Form::Xlsx,
        text: "产品目录
产品名称,系列,单价
流量计 A1,流量,1.2万
露点仪 D2,气体,28000元
分析仪 F5,水质,4.6万",
    },
    Sent {
        name: "何思远_商机_2025-11-14.csv",
        kind: "opportunities",
        counts: [3, 0, 0, 0],
        form: Form::Gbk,
        text: "商机编号,商机名称,客户名称,负责人,产品,阶段,金额(万元),创建日期
P-301,巴氏段流量,青禾乳业,何思远,流量计 A1,需求分析,21.4,2025/10/20
P-302,干燥塔露点,青禾乳业,何思远,露点仪 D2,合同签订,44,2025/7/9
P-303,船台水质,甬江造船,何思远,分析仪 F5,线索开发,30,2025/11/3",
    },
    Sent {
        name: "周子墨_商机_2025-11-14.xlsx",
        kind: "opportunities",
        counts: [3, 0, 0, 0],
        form: Form::Xlsx,
        text: "商机,←,客户,负责人,产品,进展,←,创建日期
商机编号,商机名称,↑,↑,↑,阶段,金额(万元),↑
P-201,白水流量,云杉纸业,周子墨,流量计 A1,商务谈判,58,2025-08-18
P-202,碱回收分析,云杉纸业,周子墨,分析仪 F5,方案报价,36.5,2025-09-22
P-203,窑尾露点,天目建材,周子墨,露点仪 D2,线索开发,15,2025-10-30",
    },
    Sent {
        name: "沈嘉禾_商机_2025-11-14.xlsx",
        kind: "opportunities",
        counts: [4, 0, 0, 0],
        form: Form::Xlsx,
        text: "商机编号,商机名称,客户名称,负责人,产品,阶段,金额,创建日期
P-401,酸洗线流量,锡澄钢管,沈嘉禾,流量计 A1,需求分析,240000,2025-10-08
P-402,保护气露点,锡澄钢管,沈嘉禾,露点仪 D2,方案报价,36万,2025-09-15

商机编号,商机名称,客户名称,负责人,产品,阶段,金额,创建日期
P-403,废水分析,锡澄钢管,沈嘉禾,分析仪 F5,线索开发,5w,2025-11-05
P-404,循环水流量,锡澄钢管,沈嘉禾,流量计 A1,商务谈判,128000,2025-08-01
合计,,,,,,778000,",
    },
    Sent {
        name: "苏婉清_商机_2025-11-14.csv",
        kind: "opportunities",
        counts: [3, 0, 0, 0],
        form: Form::Semicolons,
        text: "商机编号,商机名称,客户名称,负责人,产品,阶段,金额,创建日期
P-601,锅炉水分析,江岚能源,苏婉清,分析仪 F5,方案报价,52万,2025-09-10
P-602,氢冷露点,江岚能源,苏婉清,露点仪 D2,需求分析,98000,2025-10-16
P-603,供热流量,江岚能源,苏婉清,流量计 A1,线索开发,7.2万,2025-11-06",
    },
    Sent {
        name: "陆明远_商机_2025-11-14.xlsx",
        kind: "opportunities",
        counts: [2, 0, 0, 2],
        form: Form::Xlsx,
        text: "陆明远商机表
商机编号,商机名称,客户名称,负责人,产品,阶段,金额,创建日期
P-501,管网流量,澄湖水务,陆明远,流量计 A1,方案报价,66万,2025-09-01
P-502,出厂水分析,澄湖水务,陆明远,分析仪 F5,需求分析,很多,2025-10-09
P-503,泵站流量,澄湖水务,陆明远,流量计 A1,线索开发,9万,2025-11-31
P-504,二次供水分析,澄湖水务,陆明远,分析仪 F5,线索开发,11万,2025-11-07",
    },
    Sent {
        name: "陈雨晴_商机_2025-11-14.xlsx",
        kind: "opportunities",
        counts: [4, 0, 0, 0],
        form: Form::Xlsx,
        text: "华东一组商机周报,←,←,←,←,←,←,←
填报说明：金额单位为元，按周五下班前的情况填写
商机编号,商机名称,客户名称,负责人,产品,阶段,金额,创建日期
海桐化工,←,←,←,←,←,←,←
P-101,循环水流量改造,海桐化工,陈雨晴,流量计 A1,方案报价,约80w,2025-09-02
P-102,二期露点监测,海桐化工,陈雨晴,露点仪 D2,线索开发,12万,2025-10-11
小计,,,,,,920000,
北固制药,←,←,←,←,←,←,←
P-103,纯化水分析,北固制药,陈雨晴,分析仪 F5,需求分析,185000,2025-10-20
P-104,注射水流量,北固制药,陈雨晴,流量计 A1,商务谈判,9.6万元,2025-08-28
小计,,,,,,281000,
合计,,,,,,1201000,
填表人：陈雨晴,,,,,,审核：林晓峰,",
    },
    Sent {
        name: "何思远_商机_2025-11-17.csv",
        kind: "opportunities",
        counts: [0, 1, 2, 0],
        form: Form::Gbk,
        text: "商机编号,商机名称,客户名称,负责人,产品,阶段,金额(万元),创建日期
P-301,巴氏段流量,青禾乳业,何思远,流量计 A1,方案报价,21.4,2025/10/20
P-302,干燥塔露点,青禾乳业,何思远,露点仪 D2,合同签订,44,2025/7/9
P-303,船台水质,甬江造船,何思远,分析仪 F5,线索开发,30,2025/11/3",
    },
    Sent {
        name: "周子墨_商机_2025-11-17.xlsx",
        kind: "opportunities",
        counts: [1, 1, 2, 0],
        form: Form::Xlsx,
        text: "商机,←,客户,负责人,产品,进展,←,创建日期
商机编号,商机名称,↑,↑,↑,阶段,金额(万元),↑
P-201,白水流量,云杉纸业,周子墨,流量计 A1,合同签订,58,2025-08-18
P-202,碱回收分析,云杉纸业,周子墨,分析仪 F5,方案报价,36.5,2025-09-22
P-203,窑尾露点,天目建材,周子墨,露点仪 D2,线索开发,15,2025-10-30
P-204,烟气分析,天目建材,周子墨,分析仪 F5,线索开发,22,2025-11-17",
    },
    Sent {
        name: "沈嘉禾_商机_2025-11-17.xlsx",
        kind: "opportunities",
        counts: [0, 2, 2, 0],
        form: Form::Xlsx,
        text: "商机编号,商机名称,客户名称,负责人,产品,阶段,金额,创建日期
P-401,酸洗线流量,锡澄钢管,沈嘉禾,流量计 A1,方案报价,240000,2025-10-08
P-402,保护气露点,锡澄钢管,沈嘉禾,露点仪 D2,方案报价,36万,2025-09-15
P-403,废水分析,锡澄钢管,沈嘉禾,分析仪 F5,线索开发,5w,2025-11-05
P-404,循环水流量,锡澄钢管,沈嘉禾,流量计 A1,商务谈判,13万,2025-08-01
合计,,,,,,780000,",
    },
    Sent {
        name: "目标_2025年.xlsx",
        kind: "targets",
        counts: [2, 0, 0, 0],
        form: Form::Xlsx,
        text: "姓名,指标,周期,目标值
陈雨晴,新增商机数,2025-Q4,6
周子墨,新增商机数,2025-Q4,5",
    },
    Sent {
        name: "订单_10月_2025-10-31.xlsx",
        kind: "orders",
        counts: [3, 0, 0, 0],
        form: Form::Xlsx,
        text: "2025年10月订单明细,←,←,←,←,←,←,←
订单编号,下单日期,客户名称,业务员,产品名称,数量,单价,金额
SO-1001,2025-10-09,海桐化工,陈雨晴,流量计 A1,2,12000,24000
SO-1001,2025-10-09,海桐化工,陈雨晴,露点仪 D2,1,28000,28000
SO-1002,2025-10-23,云杉纸业,周子墨,分析仪 F5,1,46000,46000
合计,,,,,,,98000",
    },
    Sent {
        name: "订单_11月_2025-11-17.xlsx",
        kind: "orders",
        counts: [2, 0, 1, 1],
        form: Form::Xlsx,
        text: "2025年11月订单明细,←,←,←,←,←,←,←
订单编号,下单日期,客户名称,业务员,产品名称,数量,单价,金额
SO-1002,2025-10-23,云杉纸业,周子墨,分析仪 F5,1,46000,46000
SO-1003,2025-11-04,青禾乳业,何思远,流量计 A1,3,12000,36000
SO-1004,2025-11-12,江岚能源,苏婉清,露点仪 D2,2,28000,56000
SO-1005,2025-11-14,锡澄钢管,沈嘉禾,流量计 A1,2,12000,42000
合计,,,,,,,180000",
    },
    Sent {
        name: "回款_2025-11-17.csv",
        kind: "receipts",
        counts: [2, 0, 0, 0],
        form: Form::Gbk,
        text: "客户名称,回款日期,回款金额,业务员,发票号
海桐化工,2025-11-10,5.2万,陈雨晴,F-2201
云杉纸业,2025-11-13,46000,周子墨,F-2202",
    },
    Sent {
        name: "拜访记录_2025-11-17.xlsx",
        kind: "activities",
        counts: [3, 0, 0, 0],
        form: Form::Xlsx,
        text: "日期,业务员,客户名称,拜访方式,拜访内容,结果,下一步,下次跟进时间
2025-11-12,陈雨晴,海桐化工,上门,方案澄清,客户认可,报二版,2025-11-19
2025-11-13,何思远,青禾乳业,电话,报价沟通,等预算,送样,2025-11-20
2025-11-14,苏婉清,江岚能源,上门,现场勘察,条件具备,出方案,2025-11-21",
    },
    Sent {
        name: "周报_周子墨_2025-11-14.xlsx",
        kind: "reports",
        counts: [1, 0, 0, 0],
        form: Form::Xlsx,
        text: "工作周报
姓名,周子墨,部门,华东一组
2025.11.10-2025.11.14（11月第2周）
期间,类别,具体工作内容,发现的问题
本周重点工作,拜访,云杉纸业方案澄清,交期偏长
↑,报价,天目建材二版
下周工作计划：拜访云杉纸业
需要支持,请生产部排期",
    },
    Sent {
        name: "周报_沈嘉禾_2025-11-14.xlsx",
        kind: "reports",
        counts: [1, 0, 0, 0],
        form: Form::Xlsx,
        text: "工作周报
姓名,沈嘉禾,部门,华东一组
2025.11.10-2025.11.14（11月第2周）
期间,类别,具体工作内容,发现的问题
本周重点工作,拜访,锡澄钢管现场勘察,样机不足
↑,投标,废水分析项目
下周工作计划：送样两家
需要支持,技术同事一起拜访",
    },
    Sent { name: "现场照片.xlsx", kind: "", counts: [0; 4], form: Form::Picture, text: "" },
];
