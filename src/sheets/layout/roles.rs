//! What the rows are that are no data.

use std::collections::BTreeMap;

use crate::sheets::mapping::{Mapping, Role};
use crate::sheets::read::{Cell, Grid, Row};
use crate::sheets::values;

/// Rows above the headings: the first is the title, unless it begins like a note.
pub(super) fn above(rows: &[&Row]) -> BTreeMap<u32, Role> {
    let mut roles = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let role = if at == 0 && !is_note(row) { Role::Title } else { Role::Note };
        roles.insert(row.number, role);
    }
    roles
}

/// Rows below the headings that are no data.
pub(super) fn body(grid: &Grid, mapping: &Mapping, rows: &[&Row]) -> BTreeMap<u32, Role> {
    let headings: Vec<String> =
        mapping.columns.iter().map(|column| values::key(&column.heading)).collect();
    let mut roles = BTreeMap::new();
    let mut side = false;
    let mut before: Option<u32> = None;
    for (at, row) in rows.iter().enumerate() {
        let gap = before.is_some_and(|number| row.number > number + 1);
        before = Some(row.number);
        let role = if header_again(&headings, row) {
            side = false;
            Some(Role::RepeatedHeader)
        } else if let Some(role) = sum_row(mapping, row) {
            Some(role)
        } else if is_note(row) && !states_record(mapping, row, filled(row).next().map(|(at, _)| at))
        {
            Some(Role::Note)
        } else if beside_only(mapping, row) {
            Some(Role::Side)
        } else if side && !gap || gap && small_table(mapping, rows.get(at..).unwrap_or_default()) {
            side = true;
            Some(Role::Side)
        } else if is_section(grid, mapping, row)
            && followed(mapping, rows.get(at + 1..).unwrap_or_default())
        {
            Some(Role::Section)
        } else {
            None
        };
        if gap && role != Some(Role::Side) {
            side = false;
        }
        roles.extend(role.map(|role| (row.number, role)));
    }
    closing_notes(mapping, rows, &mut roles);
    roles
}

/// The columns of the fields that a record cannot do without.
fn needed(mapping: &Mapping) -> impl Iterator<Item = usize> {
    let fields = mapping.kind.fields().iter().filter(|field| field.required);
    fields.filter_map(|field| mapping.column_of(field.id))
}

/// Whether a row fills every needed field besides the one in a column: then it is a record, whatever
/// words it holds.
fn states_record(mapping: &Mapping, row: &Row, besides: Option<usize>) -> bool {
    let mut others = needed(mapping).filter(|column| Some(*column) != besides).peekable();
    // 审核：孙浩然 in the column of the stage is a signature and no stage.
    let fills = |column: usize| {
        filled(row).any(|(at, cell)| at == column && !begins_note(&cell.text(), false))
    };
    others.peek().is_some() && others.all(fills)
}

/// Whether a column holds all that a record needs: a list of names.
fn is_whole_record(mapping: &Mapping, column: usize) -> bool {
    needed(mapping).all(|needed| needed == column)
}

fn filled(row: &Row) -> impl Iterator<Item = (usize, &Cell)> {
    row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
}

/// Whether a row says the same words as a heading row.
pub(super) fn same_headings(header: Option<&Row>, row: &Row) -> bool {
    let keys =
        |row: &Row| row.cells.iter().map(|cell| values::key(&cell.text())).collect::<Vec<_>>();
    header.is_some_and(|header| header_again(&keys(header), row))
}

/// Most of the headings, in their columns.
fn header_again(headings: &[String], row: &Row) -> bool {
    // The first cell decides for nearly every row.
    let Some((column, first)) = filled(row).next() else { return false };
    let is_heading = |column: usize, cell: &Cell| {
        let Cell::Text(text) = cell else { return false };
        headings.get(column).is_some_and(|heading| {
            let key = values::key(text);
            // Of a heading in two rows the lower one may be repeated alone.
            !key.is_empty() && (*heading == key || heading.ends_with(&key))
        })
    };
    if !is_heading(column, first) {
        return false;
    }
    let (mut same, mut all) = (0, 0);
    for (column, cell) in filled(row) {
        all += 1;
        same += usize::from(is_heading(column, cell));
    }
    same >= 2 && same * 5 >= all * 4
}

/// Words that sum all rows.
const TOTALS: [&str; 10] =
    ["合计", "总计", "共计", "总和", "总合计", "合计数", "total", "grandtotal", "sum", "totals"];
/// Words that sum the rows since the last such row.
const SUBTOTALS: [&str; 4] = ["小计", "本页小计", "subtotal", "sub total"];

/// A row that sums others: one of these words among its first cells, numbers, and little else.
fn sum_row(mapping: &Mapping, row: &Row) -> Option<Role> {
    let (word, role) =
        filled(row).take(4).find_map(|(column, cell)| Some((column, sum_word(cell)?)))?;
    if states_record(mapping, row, Some(word)) {
        return None;
    }
    // 华东合计 in a list of names is a name, 合计 is none; elsewhere it has to come first.
    let exact =
        role == Role::Total || filled(row).any(|(at, cell)| at == word && is_subtotal(cell));
    let first = filled(row).next().is_some_and(|(at, _)| at == word);
    if !exact && (!first || is_whole_record(mapping, word)) {
        return None;
    }
    let mut words = 0;
    for (column, cell) in filled(row) {
        let Cell::Text(text) = cell else { continue };
        if sum_word(cell).is_some() {
            continue;
        }
        let key = values::key(text);
        let number = key.chars().next().is_some_and(|c| c.is_ascii_digit() || "¥$(-".contains(c));
        let beside = mapping.columns.get(column).is_some_and(|column| column.left_out);
        words += usize::from(!number && !beside);
    }
    (words <= 1).then_some(role)
}

/// Whether a cell is the very word for a subtotal.
fn is_subtotal(cell: &Cell) -> bool {
    let key = values::key(&cell.text());
    SUBTOTALS.iter().any(|word| values::key(word) == key.trim_end_matches('：'))
}

fn sum_word(cell: &Cell) -> Option<Role> {
    let Cell::Text(text) = cell else { return None };
    // Nearly no text ends so: the rest is not worth a second look.
    let plain = text.trim_end().trim_end_matches([':', '：']);
    let ends = ['计', '和', '数', '总', 'l', 'L', 's', 'S', 'm', 'M'];
    if plain.chars().count() > 20 || !plain.ends_with(ends) {
        return None;
    }
    let key = values::key(plain);
    let key = key.as_str();
    if TOTALS.contains(&key) {
        return Some(Role::Total);
    }
    let subtotal =
        SUBTOTALS.iter().any(|word| key.ends_with(&values::key(word))) || key.ends_with("合计");
    subtotal.then_some(Role::Subtotal)
}

/// Beginnings of remarks and of signature lines; a colon follows them, or nothing does.
const NOTES: [&str; 20] = [
    "注",
    "备注",
    "说明",
    "填报说明",
    "填表说明",
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "制表日期",
    "审核人",
    "审核",
    "审批",
    "批准",
    "复核",
    "编制",
    "数据来源",
    "单位",
    "prepared by",
    "source",
];

fn is_note(row: &Row) -> bool {
    let mut cells = filled(row);
    let Some((_, Cell::Text(first))) = cells.next() else { return false };
    let text = first.trim().to_lowercase();
    let n_more = cells.count();
    if text.starts_with(['※', '*']) && n_more == 0 {
        return true;
    }
    let begins = begins_note(&text, n_more == 0);
    // A signature line has some cells; a row of data that begins so would have many.
    begins && n_more < 6
}

/// Whether a text begins with a word for a remark and a colon; alone in its row, or is that word.
fn begins_note(text: &str, alone: bool) -> bool {
    let text = text.trim().to_lowercase();
    NOTES.iter().chain(&["note", "notes", "remark", "remarks"]).any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
            rest.starts_with([':', '：', '；', '、', '.']) || rest.is_empty() && alone
        })
    })
}

/// Whether everything in the row stands beside the table.
fn beside_only(mapping: &Mapping, row: &Row) -> bool {
    filled(row).all(|(column, _)| mapping.columns.get(column).is_none_or(|column| column.left_out))
}

/// Whether rows after a gap begin a small table of their own: words in few columns that are not
/// the headings, then rows no wider.
fn small_table(mapping: &Mapping, rows: &[&Row]) -> bool {
    let Some(first) = rows.first() else { return false };
    let named = mapping.columns.iter().filter(|column| !column.heading.is_empty()).count();
    let width = |row: &Row| filled(row).count();
    let words = filled(first).all(|(_, cell)| {
        matches!(cell, Cell::Text(text) if text.chars().count() <= 20 && !text.starts_with(|c: char| c.is_ascii_digit()))
    });
    let block: Vec<&&Row> = rows
        .iter()
        .zip(rows.iter().skip(1).map(Some).chain([None]))
        .scan(true, |open, (row, next)| {
            let was = *open;
            *open = was && next.is_some_and(|next| next.number == row.number + 1);
            was.then_some(row)
        })
        .collect();
    let narrow = block.iter().all(|row| width(row) * 2 <= named);
    // Rows that fill what a record needs are records after a gap.
    if block.iter().any(|row| needed(mapping).all(|column| filled(row).any(|(at, _)| at == column)))
    {
        return false;
    }
    block.len() >= 2 && (2..=4).contains(&width(first)) && words && narrow
}

/// Ends of labels that group rows.
const GROUPS: [&str; 14] = [
    "区",
    "部",
    "组",
    "队",
    "线",
    "省",
    "市",
    "分公司",
    "事业部",
    "办事处",
    "办",
    "类",
    "月",
    "周",
];

/// A lone label in the first columns: merged over several, in brackets, numbered, or the name of
/// something that groups.
fn is_section(grid: &Grid, mapping: &Mapping, row: &Row) -> bool {
    let mut cells = filled(row);
    let (Some((column, Cell::Text(text))), None) = (cells.next(), cells.next()) else {
        return false;
    };
    let first = mapping.columns.iter().position(|column| !column.heading.is_empty()).unwrap_or(0);
    if column > first + 1 {
        return false;
    }
    let merged = grid.shape.merges.iter().any(|merge| {
        merge.rows == (row.number, row.number)
            && merge.columns.0 as usize == column
            && merge.columns.1 > merge.columns.0
    });
    let text = text.trim();
    let numbered = text.chars().nth(1).is_some_and(|c| matches!(c, '、' | '.'))
        && text.chars().next().is_some_and(|c| "一二三四五六七八九十123456789".contains(c));
    let named = !is_whole_record(mapping, column)
        && text.chars().count() <= 10
        && GROUPS.iter().any(|word| text.trim_end_matches([':', '：']).ends_with(word));
    merged || numbered || named || text.starts_with(['【', '[', '◆', '■', '▶', '●'])
}

/// Whether a wider row follows, which the label can group.
fn followed(mapping: &Mapping, rows: &[&Row]) -> bool {
    rows.first().is_some_and(|row| {
        filled(row).filter(|(at, _)| mapping.columns.get(*at).is_some_and(|c| !c.left_out)).count()
            > 1
    })
}

/// Lone texts after the last row of data are notes, where they stand apart or after a total.
fn closing_notes(mapping: &Mapping, rows: &[&Row], roles: &mut BTreeMap<u32, Role>) {
    for (at, row) in rows.iter().enumerate().rev() {
        if roles.contains_key(&row.number) {
            continue;
        }
        let above = at.checked_sub(1).and_then(|at| rows.get(at));
        let apart = above.is_some_and(|above| {
            row.number > above.number + 1
                || matches!(roles.get(&above.number), Some(Role::Total | Role::Note | Role::Side))
        });
        let lone =
            filled(row).count() == 1 && filled(row).all(|(_, cell)| matches!(cell, Cell::Text(_)));
        let name = filled(row).next().is_some_and(|(at, _)| is_whole_record(mapping, at));
        if !lone || !apart || name {
            return;
        }
        roles.insert(row.number, Role::Note);
    }
}
