//! An analysis as a table for a workbook: the numbers of the page, unrounded where the page rounds.

use super::detail::line_name;
use crate::areas::coaching::data::Load;
use crate::domain::stats::rational::Rational;
use crate::metrics::behaviour::kept::{Kept, Line};
use crate::metrics::behaviour::{Behaviour, Unit, show};
use crate::sheets::write::{Out, Table};
use crate::store::coaching::templates::Template;

/// The behaviours of an analysis, the least likely by chance first; a table without rows of none.
pub(super) fn table(load: &Load<'_>, sheets: &[Template], kept: Option<&Kept>) -> Table {
    let tr = load.tr;
    let headings = [
        "behaviour-column-name",
        "behaviour-column-unit",
        "behaviour-part-top",
        "behaviour-part-rest",
        "behaviour-column-cases-top",
        "behaviour-column-cases-rest",
        "behaviour-column-difference",
        "behaviour-column-effect",
        "behaviour-column-low",
        "behaviour-column-high",
        "behaviour-column-extreme",
        "behaviour-column-groupings",
        "behaviour-column-p",
        "behaviour-column-q",
        "behaviour-column-holm",
        "behaviour-column-judged",
    ];
    let lines = kept.map(|kept| kept.lines.as_slice()).unwrap_or_default();
    Table {
        name: tr.text("coaching-tab-behaviour"),
        headings: headings.map(|key| tr.text(key)).to_vec(),
        rows: lines.iter().map(|line| row(load, sheets, line)).collect(),
    }
}

fn row(load: &Load<'_>, sheets: &[Template], line: &Line) -> Vec<Out> {
    let record = &line.record;
    let unit = line.behaviour.as_ref().map(Behaviour::unit);
    let number = |own: Option<i64>| own.map_or(Out::Blank, Out::TenThousandths);
    let value = |own: Option<i64>| match (own, unit) {
        (Some(own), Some(Unit::Share)) => Out::Rate(own),
        (own, _) => number(own),
    };
    let whole = |own: Option<i64>| own.map_or(Out::Blank, Out::Int);
    let chance = |own: Option<Rational>| {
        number(own.and_then(|own| own.round_to(4)).and_then(|own| i64::try_from(own).ok()))
    };
    let unit_text = unit.map_or_else(String::new, |unit| load.tr.text(show::unit_key(unit)));
    vec![
        line_name(load, sheets, line).into(),
        unit_text.into(),
        value(record.top_value),
        value(record.rest_value),
        Out::Int(record.top_cases),
        Out::Int(record.rest_cases),
        value(record.difference),
        number(record.effect),
        number(record.effect_low),
        number(record.effect_high),
        whole(record.extreme),
        whole(record.groupings),
        chance(line.p),
        chance(line.q),
        chance(line.holm),
        load.tr.text(line.judged().label_key()).into(),
    ]
}
