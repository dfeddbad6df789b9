//! Forms: a weekly report laid out as labels with their values beside, behind or below them.
//!
//! A form is one record. What stands under a label that no field knows is kept with it by that
//! label, as a column that nobody knows is kept with a row.

use std::collections::BTreeMap;

use crate::sheets::kinds::{Field, Kind};
use crate::sheets::mapping::{MappedColumn, Mapping};
use crate::sheets::read::{Cell, Merge, Row};
use crate::sheets::values::{self, Style};

use super::Sheet;
use super::merges::cell;

/// A form has at least so many known labels.
const FROM: usize = 3;
/// No form has more labels.
const MOST_LABELS: usize = 300;
/// The longest label.
const LONGEST: usize = 40;

/// Parts of headings that forms put over the lines of a block.
const HEADS: [&str; 13] = [
    "类别",
    "内容",
    "目标",
    "结果",
    "完成",
    "时间",
    "问题",
    "思路",
    "怎么做",
    "客户",
    "进展",
    "事项",
    "措施",
];

/// A cell that names what stands beside, behind or below it.
struct Label {
    field: Option<&'static Field>,
    /// The label as it stands, without its colon.
    name: String,
    /// What follows the colon in the same cell.
    behind: String,
    row: u32,
    column: usize,
    /// The merged cells it stands in.
    merge: Option<Merge>,
}

/// Reads a sheet as a form; `None` when it is none.
pub(super) fn read(sheet: &Sheet<'_>) -> Option<Mapping> {
    let mut labels = labels(sheet);
    // What stands in a block, its headings included, names nothing outside it.
    let blocks: Vec<(u32, u32, usize)> = labels
        .iter()
        .filter(|label| label.behind.is_empty())
        .filter_map(|label| label.merge)
        .filter(|merge| merge.rows.1 > merge.rows.0)
        .map(|merge| {
            let first = merge.columns.1 as usize + 1;
            let own = !heads(sheet, merge.rows.0, first).is_empty();
            (merge.rows.0 - u32::from(!own), merge.rows.1, first)
        })
        .collect();
    labels.retain(|label| {
        let within = |(from, to, first): &(u32, u32, usize)| {
            (*from..=*to).contains(&label.row) && label.column >= *first
        };
        !blocks.iter().any(within)
    });
    let known = labels.iter().filter_map(|label| label.field).map(|field| field.id);
    let known: std::collections::BTreeSet<&str> = known.collect();
    let telling = Kind::Reports.telling().iter().any(|field| known.contains(field));
    let people = labels.iter().filter(|label| label.field.is_some_and(|f| f.id == "person"));
    let people = people.filter(|label| !value_of(sheet, label, &labels).is_empty()).count();
    // Two people in one form would be one with both their texts: a person says what it is.
    if known.len() < FROM || !telling || people > 1 || labels.len() > MOST_LABELS {
        return None;
    }
    let mut said: BTreeMap<String, (Option<&'static str>, Vec<String>)> = BTreeMap::new();
    let mut order: Vec<String> = vec![];
    let mut say = |name: &str, field: Option<&'static Field>, text: String| {
        if text.trim().is_empty() {
            return;
        }
        let key = field.map_or_else(|| name.to_owned(), |field| field.id.to_owned());
        if !said.contains_key(&key) {
            order.push(key.clone());
        }
        let entry = said.entry(key).or_insert_with(|| (field.map(|field| field.id), vec![]));
        entry.1.push(text);
    };
    // 期间 may head the lines of a block: only what is a period is one, else the title says it.
    let report = sheet.hints.report.unwrap_or_default();
    let is_period = |text: &str| {
        values::period(&values::text(&Cell::Text(text.into())), report).value().is_some()
    };
    let labelled = labels.iter().find_map(|label| {
        let period = label.field.is_some_and(|field| field.id == "period");
        let said = || value_of(sheet, label, &labels);
        period.then(said).filter(|text| is_period(text))
    });
    let period = labelled.or_else(|| period_in_titles(sheet, &labels, is_period));
    let field = Kind::Reports.field("period");
    say("", field, period.unwrap_or_default());
    for label in &labels {
        if label.field.is_some_and(|field| field.id == "period") {
            continue;
        }
        if label.behind.is_empty() && label.merge.is_some_and(|merge| merge.rows.1 > merge.rows.0) {
            for (field, text) in block(sheet, label) {
                say(&label.name, field.or(label.field), text);
            }
        } else {
            say(&label.name, label.field, value_of(sheet, label, &labels));
        }
    }
    let mut columns = vec![];
    let mut cells = vec![];
    for key in order {
        let Some((field, texts)) = said.remove(&key) else { continue };
        columns.push(MappedColumn {
            heading: field.map_or(key, str::to_owned),
            field,
            style: Style::default(),
            by_hand: false,
            order_by_hand: false,
            left_out: false,
        });
        cells.push(Cell::Text(texts.join("\n").into()));
    }
    // The lines of the form itself name its columns, in the words of the sheet.
    for column in &mut columns {
        let label = labels.iter().find(|label| {
            column.field.is_some() && label.field.map(|field| field.id) == column.field
        });
        if let Some(label) = label {
            column.heading.clone_from(&label.name);
        }
    }
    let number = labels.first()?.row;
    Some(Mapping {
        kind: Kind::Reports,
        header_first: 0,
        header_row: 0,
        last_row: sheet.rows.last()?.number,
        columns,
        roles: BTreeMap::new(),
        checks: vec![],
        corrections: vec![],
        constants: BTreeMap::new(),
        year: None,
        spread: None,
        form: Some(Row { number, cells }),
        fixes: BTreeMap::new(),
    })
}

/// The labels of a sheet from the top left.
fn labels(sheet: &Sheet<'_>) -> Vec<Label> {
    let mut labels = vec![];
    for row in &sheet.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let text = text.trim();
            let (name, behind) = match text.split_once(['：', ':']) {
                Some((name, behind)) => (name.trim(), Some(behind.trim())),
                None => (text.lines().next().unwrap_or_default().trim(), None),
            };
            if name.is_empty() || name.chars().count() > LONGEST {
                continue;
            }
            let field = Kind::Reports.field_named(&values::split_unit(name).0);
            // With a colon any words are a label, save the lines of a list and times of day; without one
            // only those that name a field.
            let line = name.starts_with(|c: char| c.is_ascii_digit() || "-•·（(".contains(c))
                || name.contains(['、', '，', '。']);
            if field.is_none() && (behind.is_none() || line) {
                continue;
            }
            let merge = merge_at(sheet, row.number, column);
            labels.push(Label {
                field,
                name: name.to_owned(),
                behind: behind.unwrap_or_default().to_owned(),
                row: row.number,
                column,
                merge,
            });
        }
    }
    labels
}

fn merge_at(sheet: &Sheet<'_>, row: u32, column: usize) -> Option<Merge> {
    let starts = |merge: &&Merge| merge.rows.0 == row && merge.columns.0 as usize == column;
    sheet.grid.shape.merges.iter().find(starts).copied()
}

/// A text above the first telling label that is a period by itself.
fn period_in_titles(
    sheet: &Sheet<'_>,
    labels: &[Label],
    is_period: impl Fn(&str) -> bool,
) -> Option<String> {
    let first = labels.iter().find(|label| {
        label.field.is_some_and(|field| Kind::Reports.telling().contains(&field.id))
    })?;
    let above = sheet.rows.iter().take_while(|row| row.number < first.row);
    above.flat_map(|row| &row.cells).map(values::text).find(|text| is_period(text))
}

/// What a label says: behind its colon, beside it or below it.
fn value_of(sheet: &Sheet<'_>, label: &Label, labels: &[Label]) -> String {
    if label.behind.is_empty() {
        beside_or_below(sheet, label, labels)
    } else {
        label.behind.clone()
    }
}

/// What stands right of a label up to the next one, else the lines below it.
fn beside_or_below(sheet: &Sheet<'_>, label: &Label, labels: &[Label]) -> String {
    let Some(at) = sheet.rows.iter().position(|row| row.number == label.row) else {
        return String::new();
    };
    let is_label = |row: u32, column: usize| {
        labels.iter().any(|other| (other.row, other.column) == (row, column))
    };
    let cells = sheet.rows.get(at).map(|row| row.cells.as_slice()).unwrap_or_default();
    let beside = cells.iter().enumerate().skip(label.column + 1);
    let beside = beside.take_while(|(column, _)| !is_label(label.row, *column));
    let beside: Vec<String> = beside
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(_, cell)| values::free_text(cell))
        .collect();
    let single = label.field.is_some_and(|field| matches!(field.id, "person" | "period"));
    if single && let Some(first) = beside.first() {
        return first.clone();
    }
    let mut lines = vec![];
    if !beside.is_empty() {
        lines.push(beside.join("；"));
    }
    // The lines below go on with it up to the next label; of several labels in a row, with the first.
    let leads = !labels.iter().any(|other| other.row == label.row && other.column < label.column);
    if leads && !single {
        for row in sheet.rows.iter().skip(at + 1) {
            if labels.iter().any(|other| other.row == row.number) {
                break;
            }
            let cells = row.cells.iter().skip(label.column).filter(|cell| !cell.is_empty());
            let line: Vec<String> = cells.map(values::free_text).collect();
            lines.push(line.join("；"));
        }
    }
    lines.join("\n")
}

/// The lines beside a label that spans rows: a small table, whose columns may feed other fields.
fn block(sheet: &Sheet<'_>, label: &Label) -> Vec<(Option<&'static Field>, String)> {
    let Some(merge) = label.merge else { return vec![] };
    let first = merge.columns.1 as usize + 1;
    let (mut from, to) = merge.rows;
    let mut heads = heads(sheet, from, first);
    if heads.is_empty() {
        heads = self::heads(sheet, from.saturating_sub(1), first);
    } else {
        from += 1;
    }
    let field_of = |column: usize| {
        let head = heads.get(&column)?;
        let field = Kind::Reports.field_named(head)?;
        // What was done, under 本周重点工作 / 工作内容, is the block's own line.
        (Some(field.id) != label.field.map(|own| own.id)
            && !matches!(field.id, "done" | "plan" | "period" | "person"))
        .then_some(field)
    };
    let mut said = vec![];
    for row in sheet.rows.iter().filter(|row| (from..=to).contains(&row.number)) {
        let mut line = vec![];
        for (column, cell) in row.cells.iter().enumerate().skip(first) {
            // A bare number in front only counts the lines.
            let ordinal = column == first && matches!(cell, Cell::Number(_));
            if cell.is_empty() || ordinal {
                continue;
            }
            match field_of(column) {
                Some(field) => said.push((Some(field), values::free_text(cell))),
                None => line.push(values::free_text(cell)),
            }
        }
        if !line.is_empty() {
            said.push((None, line.join("；")));
        }
    }
    said
}

/// The headings over the lines of a block, by column: first lines of texts that sound like some.
fn heads(sheet: &Sheet<'_>, number: u32, first: usize) -> BTreeMap<usize, String> {
    let Some(row) = sheet.rows.iter().find(|row| row.number == number) else {
        return BTreeMap::new();
    };
    let mut heads = BTreeMap::new();
    for column in first..row.cells.len() {
        let Some(Cell::Text(text)) = cell(sheet.grid, number, column) else { continue };
        let head = text.lines().next().unwrap_or_default().trim();
        let sounds = head.chars().count() <= 12 && HEADS.iter().any(|part| head.contains(part));
        if sounds {
            heads.insert(column, head.to_owned());
        }
    }
    if heads.len() >= 2 { heads } else { BTreeMap::new() }
}
