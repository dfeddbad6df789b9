//! Wide tables: a column for each month, quarter or person.

use chrono::Datelike as _;

use crate::metrics::MetricId;
use crate::sheets::kinds::Kind;
use crate::sheets::mapping::{Correction, MappedColumn, Mapping, Spread};
use crate::sheets::read::{Cell, Row};
use crate::sheets::values::{self, Style, month_heading};

use super::{Hints, SAMPLE, Sheet};

/// From so many columns on, headings that are months or people are a wide table.
const FROM: usize = 3;

/// Family names that head most Chinese names.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江施温洪倪章葛翁季俞詹齐庄阮柳樊殷康邢游左包华柯祝蓝管翟安喻卜焦欧辛覃尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

/// Makes a table wide where its headings are months or people that no column names.
pub(super) fn find(mapping: &mut Mapping, over: &[&Row], body: &[&Row], sheet: &Sheet<'_>) {
    if mapping.kind != Kind::Targets || mapping.column_of("value").is_some() {
        return;
    }
    let has = |field: &str| mapping.column_of(field).is_some();
    let (label, columns) = match (has("person"), has("period")) {
        (true, false) => ("period", months(mapping, over, sheet)),
        (false, true) => ("person", people(mapping, body)),
        _ => return,
    };
    if columns.len() < FROM {
        return;
    }
    let assumed = columns.iter().filter(|found| found.assumed);
    let row = mapping.header_row;
    mapping.corrections = assumed
        .map(|found| Correction {
            row,
            column: Some(found.at),
            field: label,
            before: found.heading.clone(),
            after: found.label.clone(),
        })
        .collect();
    let width =
        body.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(mapping.columns.len());
    let first = columns.first().and_then(|found| mapping.columns.get(found.at));
    let style = first.map_or_else(Style::default, |column| column.style);
    // Beside the months, what is not a field sums them or counts the rows.
    for column in mapping.columns.iter_mut().filter(|column| column.field.is_none()) {
        column.left_out = true;
    }
    let virtual_column = |heading: &str, field| MappedColumn {
        heading: heading.to_owned(),
        field: Some(field),
        style,
        by_hand: false,
        order_by_hand: false,
        left_out: false,
    };
    mapping.columns.resize(
        width,
        MappedColumn {
            heading: String::new(),
            field: None,
            style,
            by_hand: false,
            order_by_hand: false,
            left_out: true,
        },
    );
    mapping.columns.extend([virtual_column("", label), virtual_column("", "value")]);
    let columns = columns.into_iter().map(|found| (found.at, found.label)).collect();
    mapping.spread = Some(Spread { columns, width });
}

struct Found {
    at: usize,
    heading: String,
    label: String,
    /// Whether the year stands nowhere.
    assumed: bool,
}

fn months(mapping: &Mapping, over: &[&Row], sheet: &Sheet<'_>) -> Vec<Found> {
    let stated = stated_year(over, sheet);
    let year = stated.or_else(|| Some(sheet.hints.report?.year()));
    let free = mapping.columns.iter().enumerate().filter(|(_, column)| column.field.is_none());
    let found = free.filter_map(|(at, column)| {
        let heading = values::split_unit(&column.heading).0;
        let (period, in_heading) = month_heading(&heading.replace(' ', ""), year)?;
        Some(Found {
            at,
            label: period.to_string(),
            assumed: !in_heading && stated.is_none(),
            heading,
        })
    });
    found.collect()
}

/// The year in a title, the sheet's name or the file's: `2025年销售目标`.
fn stated_year(over: &[&Row], sheet: &Sheet<'_>) -> Option<i32> {
    let titles = over.iter().flat_map(|row| &row.cells).map(values::text);
    let names = [sheet.grid.name.clone(), sheet.hints.file.clone()];
    titles.chain(names).find_map(|text| year_in(&text))
}

fn year_in(text: &str) -> Option<i32> {
    let digits = |c: char| c.is_ascii_digit();
    let mut rest = text;
    while let Some(at) = rest.find(digits) {
        let run = rest.get(at..)?;
        let end = run.find(|c| !digits(c)).unwrap_or(run.len());
        let (number, after) = run.split_at_checked(end)?;
        if number.len() == 4 && number.starts_with("20") {
            return number.parse().ok();
        }
        rest = after;
    }
    None
}

/// Columns headed by what looks like a person and filled with numbers. Whether we know them, the
/// import says.
fn people(mapping: &Mapping, body: &[&Row]) -> Vec<Found> {
    let sample = body.get(..body.len().min(SAMPLE)).unwrap_or_default();
    let free = mapping.columns.iter().enumerate().filter(|(_, column)| column.field.is_none());
    let found = free.filter_map(|(at, column)| {
        let heading = column.heading.trim();
        let numbers =
            sample.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.is_empty()).all(
                |cell| matches!(cell, Cell::Number(_)) || values::count(cell).value().is_some(),
            );
        (looks_like_person(heading) && numbers).then(|| Found {
            at,
            heading: heading.to_owned(),
            label: heading.to_owned(),
            assumed: false,
        })
    });
    found.collect()
}

fn looks_like_person(heading: &str) -> bool {
    let chinese = heading.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if chinese {
        return (2..=4).contains(&heading.chars().count())
            && heading.chars().next().is_some_and(|c| SURNAMES.contains(c));
    }
    let words: Vec<&str> = heading.split(' ').collect();
    let name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=3).contains(&words.len()) && words.iter().all(name)
}

/// What the whole table shares, by its title: the year, and the metric of a sheet of targets.
pub(super) fn constants(mapping: &mut Mapping, over: &[&Row], hints: &Hints) {
    mapping.year =
        over.iter().flat_map(|row| &row.cells).map(values::text).find_map(|t| year_in(&t));
    if mapping.kind != Kind::Targets || mapping.column_of("metric").is_some() {
        return;
    }
    let titles = over.iter().flat_map(|row| &row.cells).map(values::text);
    let metric = titles.chain([hints.file.clone()]).find_map(|text| MetricId::within(&text));
    if let Some(metric) = metric {
        mapping.constants.insert("metric", metric.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_years_are_told_from_other_words() {
        for (text, expected) in [
            ("刘子昂", true),
            ("张雨", true),
            ("合计", false),
            ("指标", false),
            ("Moses Frase", true),
            ("total", false),
        ] {
            assert_eq!(looks_like_person(text), expected, "{text}");
        }
        assert_eq!(year_in("华东2025年销售目标（v12）"), Some(2025));
        assert_eq!(year_in("第46周 20251118"), None);
    }
}
