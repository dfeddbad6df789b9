//! Four small sheets of a company as its people keep them, and what must come of them; and a file
//! that is no sheet.

use std::path::PathBuf;

use crate::desk::Desk;

/// How many people, customers, products and opportunities the sheets hold.
pub const COUNTS: [usize; 4] = [4, 3, 2, 5];

const ROSTER: &str = "姓名,工号,岗位,团队,区域,直接经理,入职日期
林晓峰,N001,销售经理,华东一组,华东,,2019-03-01
陈雨晴,N002,销售代表,华东一组,华东,林晓峰,2021-06-15
周子墨,N003,销售代表,华东一组,华东,林晓峰,2022-02-21
何思远,N004,高级销售,华东一组,华东,林晓峰,2020-09-07
";

const ACCOUNTS: &str = "客户名称,行业,省市,负责人
海桐化工,化工,上海,陈雨晴
云杉纸业,造纸,苏州,周子墨
青禾乳业,食品,无锡,何思远
";

const PRODUCTS: &str = "产品名称,系列,单价
流量计 A1,流量,1.2万
露点仪 D2,气体,28000元
";

const DEALS: &str = "商机编号,商机名称,客户名称,负责人,产品,阶段,金额(万元),预计签约日,创建日期
P-001,循环水流量改造,海桐化工,陈雨晴,流量计 A1,方案报价,36.5,2025-12-20,2025-09-02
P-002,二期露点监测,海桐化工,陈雨晴,露点仪 D2,线索开发,12,2026-02-28,2025-10-11
P-003,白水流量,云杉纸业,周子墨,流量计 A1,商务谈判,58,2025-11-30,2025-08-18
P-004,巴氏段流量,青禾乳业,何思远,流量计 A1,需求分析,21.4,2026-01-15,2025-10-20
P-005,干燥塔露点,青禾乳业,何思远,露点仪 D2,合同签订,44,2025-11-25,2025-07-09
";

/// Where the sheets are.
pub struct Sheets {
    /// The people.
    pub roster: PathBuf,
    /// The customers.
    pub accounts: PathBuf,
    /// The products.
    pub products: PathBuf,
    /// The opportunities.
    pub deals: PathBuf,
}

impl Sheets {
    /// Writes them. Those that a dialog is to take have plain names, since they are typed there.
    pub fn write(desk: &Desk) -> Self {
        let sheet = |name: &str, text: &str| {
            let path = desk.path(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        Self {
            roster: sheet("roster.csv", ROSTER),
            accounts: sheet("customers.csv", ACCOUNTS),
            products: sheet("产品目录 2025.csv", PRODUCTS),
            deals: sheet("商机周报_2025-11-14.csv", DEALS),
        }
    }
}

/// The first bytes of a picture, and some noise.
pub fn picture() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0".to_vec();
    bytes.extend((0_u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8));
    bytes
}
