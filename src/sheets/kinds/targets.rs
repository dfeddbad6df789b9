//! Targets in long form.

use crate::sheets::kinds::{Field, Holds, field};

pub(super) const TARGETS: &[Field] = &[
    field(
        "person",
        Holds::Person,
        true,
        &[
            "姓名",
            "人员",
            "销售",
            "销售人员",
            "业务员",
            "负责人",
            "对象",
            "目标对象",
            "责任人",
            "name",
            "rep",
            "sales rep",
            "salesperson",
            "sales agent",
        ],
    ),
    field("metric", Holds::Text, true, &["指标", "指标名称", "目标指标", "kpi", "indicator"]),
    field(
        "period",
        Holds::Period,
        true,
        &["周期", "期间", "考核周期", "时间", "月份", "月度", "年月", "季度", "quarter", "month"],
    ),
    field(
        "value",
        Holds::Value,
        true,
        &[
            "目标值",
            "目标",
            "基本目标",
            "数值",
            "target",
            "target value",
            "goal",
            "quota",
            "sales quota",
        ],
    ),
    field(
        "stretch",
        Holds::Value,
        false,
        &["力争目标", "奋斗目标", "stretch target", "stretch goal"],
    ),
    field("challenge", Holds::Value, false, &["挑战目标", "冲刺目标", "challenge target"]),
];
