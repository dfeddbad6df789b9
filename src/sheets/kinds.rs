//! The kinds of sheet and their fields: one description for reading, showing and writing.

use crate::sheets::values;

/// A kind of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The roster: people with team, region and post.
    People,
    /// The customers.
    Accounts,
    /// The products.
    Products,
    /// The opportunities as a report lists them.
    Opportunities,
    /// Targets: person, metric, period, value.
    Targets,
}

impl Kind {
    /// All kinds in the order in which they are taken: what others name comes first.
    pub const ALL: [Self; 5] =
        [Self::People, Self::Accounts, Self::Products, Self::Opportunities, Self::Targets];

    /// The word on the command line, in exports and in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Accounts => "accounts",
            Self::Products => "products",
            Self::Opportunities => "opportunities",
            Self::Targets => "targets",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The fields, those that matter most first.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::People => PEOPLE,
            Self::Accounts => ACCOUNTS,
            Self::Products => PRODUCTS,
            Self::Opportunities => OPPORTUNITIES,
            Self::Targets => TARGETS,
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Any text.
    Text,
    /// A person's name or number.
    Person,
    /// A customer's name.
    Account,
    /// A product's name.
    Product,
    /// A stage, or won or lost.
    Stage,
    /// An amount of money.
    Money,
    /// A day.
    Date,
    /// A number whose unit depends on the row.
    Value,
}

/// A field of a kind of sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The id in maps and exports.
    pub id: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether a sheet without it is not of this kind.
    pub required: bool,
    /// Headings people use for it, in both languages.
    pub synonyms: &'static [&'static str],
}

impl Field {
    /// The key of the field's name in the words, as a sheet of this kind says it.
    pub fn label_key(&self, kind: Kind) -> String {
        match (kind, self.id) {
            (Kind::People, "name") => "field-person-name".to_owned(),
            (Kind::People, "number") => "field-staff-number".to_owned(),
            _ => format!("field-{}", self.id.replace('_', "-")),
        }
    }

    /// Whether a heading (normalised, without unit) names this field.
    pub fn matches(&self, heading_key: &str) -> bool {
        values::key(self.id) == heading_key
            || self.synonyms.iter().any(|synonym| values::key(synonym) == heading_key)
    }
}

const fn field(
    id: &'static str,
    holds: Holds,
    required: bool,
    synonyms: &'static [&'static str],
) -> Field {
    Field { id, holds, required, synonyms }
}

const PEOPLE: &[Field] = &[
    field(
        "name",
        Holds::Text,
        true,
        &[
            "姓名",
            "人员",
            "员工姓名",
            "销售",
            "销售人员",
            "销售代表",
            "业务员",
            "sales agent",
            "sales rep",
            "rep",
            "agent",
            "person",
            "employee",
            "full name",
        ],
    ),
    field(
        "number",
        Holds::Text,
        false,
        &[
            "工号",
            "员工编号",
            "编号",
            "人员编号",
            "employee id",
            "employee number",
            "staff number",
            "id",
        ],
    ),
    field(
        "post",
        Holds::Text,
        false,
        &["岗位", "职位", "职务", "title", "job title", "position", "role"],
    ),
    field("team", Holds::Text, false, &["团队", "部门", "小组", "所属团队", "department", "group"]),
    field(
        "region",
        Holds::Text,
        false,
        &["区域", "大区", "销售区域", "所属区域", "regional office", "office", "territory"],
    ),
    field(
        "manager",
        Holds::Person,
        false,
        &[
            "直接经理",
            "经理",
            "主管",
            "上级",
            "直属上级",
            "sales manager",
            "team lead",
            "reports to",
        ],
    ),
    field(
        "hired",
        Holds::Date,
        false,
        &["入职日期", "入职时间", "入职日", "hire date", "hired on", "joined"],
    ),
    field(
        "starts",
        Holds::Date,
        false,
        &["到岗日期", "生效日期", "在岗起", "effective date", "effective from", "start date"],
    ),
    field(
        "city",
        Holds::Text,
        false,
        &["所在城市", "城市", "负责区域", "驻地", "负责城市", "location", "base"],
    ),
    field(
        "kind",
        Holds::Text,
        false,
        &["用工形式", "人员类型", "类型", "内外部", "employment", "type"],
    ),
    field(
        "phone",
        Holds::Text,
        false,
        &["手机", "电话", "手机号", "联系电话", "mobile", "telephone"],
    ),
    field("email", Holds::Text, false, &["邮箱", "电子邮箱", "e-mail", "mail"]),
];

const ACCOUNTS: &[Field] = &[
    field(
        "name",
        Holds::Text,
        true,
        &[
            "客户名称",
            "客户",
            "客户全称",
            "公司名称",
            "单位名称",
            "账户",
            "account",
            "account name",
            "customer",
            "customer name",
            "company",
        ],
    ),
    field("industry", Holds::Text, false, &["行业", "所属行业", "sector"]),
    field(
        "location",
        Holds::Text,
        false,
        &[
            "省市",
            "地区",
            "所在地",
            "所在城市",
            "城市",
            "省份",
            "区域",
            "office location",
            "city",
            "country",
        ],
    ),
    field(
        "owner",
        Holds::Person,
        false,
        &[
            "负责人",
            "销售",
            "销售人员",
            "业务员",
            "跟进人",
            "客户经理",
            "sales agent",
            "account owner",
        ],
    ),
];

const PRODUCTS: &[Field] = &[
    field(
        "name",
        Holds::Text,
        true,
        &["产品名称", "产品", "商品名称", "型号", "product", "product name"],
    ),
    field(
        "series",
        Holds::Text,
        false,
        &["系列", "产品系列", "产品线", "类别", "category", "family", "product line"],
    ),
    field(
        "list_price",
        Holds::Money,
        false,
        &["单价", "标准价", "目录价", "售价", "价格", "sales price", "price", "unit price"],
    ),
];

const OPPORTUNITIES: &[Field] = &[
    field(
        "stage",
        Holds::Stage,
        true,
        &["阶段", "目前阶段", "当前阶段", "销售阶段", "商机阶段", "deal stage", "sales stage"],
    ),
    field(
        "number",
        Holds::Text,
        false,
        &["商机编号", "编号", "项目编号", "商机id", "opportunity id", "deal id", "id"],
    ),
    field(
        "name",
        Holds::Text,
        false,
        &[
            "商机名称",
            "项目",
            "项目名称",
            "商机",
            "deal name",
            "opportunity",
            "opportunity name",
            "deal",
        ],
    ),
    field(
        "account",
        Holds::Account,
        false,
        &["客户名称", "客户", "客户全称", "公司名称", "account name", "customer", "company"],
    ),
    field(
        "owner",
        Holds::Person,
        false,
        &[
            "负责人",
            "销售",
            "销售人员",
            "销售代表",
            "业务员",
            "跟进人",
            "sales agent",
            "rep",
            "sales rep",
            "deal owner",
        ],
    ),
    field("product", Holds::Product, false, &["产品", "产品名称", "型号", "product name"]),
    field(
        "result",
        Holds::Stage,
        false,
        &["状态", "结果", "赢单状态", "商机状态", "outcome", "status"],
    ),
    field(
        "amount",
        Holds::Money,
        false,
        &[
            "金额",
            "预计金额",
            "商机金额",
            "合同金额",
            "签约金额",
            "成交金额",
            "close value",
            "value",
            "deal amount",
            "deal value",
        ],
    ),
    field(
        "expected_close",
        Holds::Date,
        false,
        &[
            "预计签约日",
            "预计签单",
            "预计签约日期",
            "预计成交日期",
            "预计签单日期",
            "expected close date",
        ],
    ),
    field(
        "created_on",
        Holds::Date,
        false,
        &[
            "创建日期",
            "创建时间",
            "立项日期",
            "录入日期",
            "created",
            "created date",
            "create date",
            "engage date",
        ],
    ),
    field(
        "entered_on",
        Holds::Date,
        false,
        &["进入阶段日期", "进入本阶段日期", "阶段开始日期", "stage entered", "stage date"],
    ),
    field(
        "closed_on",
        Holds::Date,
        false,
        &[
            "关闭日期",
            "签约日期",
            "成交日期",
            "赢单日期",
            "结单日期",
            "close date",
            "closed",
            "closed date",
        ],
    ),
    field(
        "note",
        Holds::Text,
        false,
        &["备注", "说明", "本周进展", "进展", "notes", "comment", "next step"],
    ),
];

const TARGETS: &[Field] = &[
    field(
        "person",
        Holds::Person,
        true,
        &["姓名", "人员", "销售", "负责人", "对象", "目标对象", "name", "rep", "sales agent"],
    ),
    field("metric", Holds::Text, true, &["指标", "指标名称", "目标指标", "kpi", "indicator"]),
    field("period", Holds::Text, true, &["周期", "期间", "考核周期", "时间", "quarter", "month"]),
    field(
        "value",
        Holds::Value,
        true,
        &["目标值", "目标", "数值", "target", "target value", "goal"],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_heading_names_two_fields_of_a_kind() {
        for kind in Kind::ALL {
            let mut seen = BTreeSet::new();
            for field in kind.fields() {
                let keys: BTreeSet<String> =
                    field.synonyms.iter().copied().chain([field.id]).map(values::key).collect();
                for key in keys {
                    assert!(seen.insert(key.clone()), "{kind:?} {key}");
                }
            }
        }
    }
}
