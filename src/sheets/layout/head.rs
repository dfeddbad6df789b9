//! Heading rows: which row names the columns, alone or with the row above it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::error::{Error, Result};
use crate::sheets::kinds::{Field, Kind};
use crate::sheets::mapping::{Map, MappedColumn, Mapping, letters};
use crate::sheets::memory::Known;
use crate::sheets::read::{Cell, Row};
use crate::sheets::values::{self, Order, Style};

use super::{Head, Sheet, spread};

/// The columns that our own workbook of rejected rows adds; a mended one may come back with them.
const OWN_COLUMNS: [&str; 6] =
    ["文件", "行号", "未导入原因", "File", "Row", "Why it was not imported"];

/// How many rows from the top are tried as headings, known words or not.
const WITHIN: usize = 30;

/// Headings of columns that only count the rows.
const ORDINALS: [&str; 8] = ["序号", "序", "no", "#", "序列", "行号", "item", "sn"];

/// Whether a heading only counts the rows.
pub fn is_ordinal(heading: &str) -> bool {
    ORDINALS.contains(&values::key(heading).as_str())
}

/// Every word that names a field of some kind, or counts rows.
static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let fields = Kind::ALL.into_iter().flat_map(Kind::fields);
    let words = fields.flat_map(|field| field.synonyms.iter().copied().chain([field.id]));
    words.chain(ORDINALS).map(values::key).collect()
});

/// Finds the next headings at or below a place. The first of a sheet may be any row near the top;
/// those further down must be known words, and name another table than a repeated heading does.
pub(super) fn next(
    sheet: &Sheet<'_>,
    from: usize,
    first: bool,
    wanted: Option<Kind>,
    map: &Map,
) -> Result<Option<Head>> {
    let kinds: Vec<Kind> = wanted.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    if map.header == Some(false) {
        return without(sheet, &kinds, wanted, map);
    }
    let strict = wanted.is_some();
    if !first {
        return further(sheet, from, &kinds, map);
    }
    let tried = match sheet.hints.header {
        Some(number) => {
            let at = sheet.rows.partition_point(|row| row.number < number);
            at..at + 1
        }
        None => from..sheet.rows.len().min(from + WITHIN),
    };
    let mut best: Option<(Rank, Head)> = None;
    for at in tried {
        for kind in &kinds {
            for rows in [1, 2] {
                let Some(head) = read_at(sheet, at, rows, *kind, map, strict)? else { continue };
                let rank = Rank::of(&head.mapping);
                if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                    best = Some((rank, head));
                }
            }
        }
        // Headings beyond doubt end the search: what stands below may be another table.
        let settled = best.as_ref().is_some_and(|(rank, _)| rank.complete);
        if settled && sheet.rows.get(at).is_some_and(|row| names_columns(row)) {
            break;
        }
    }
    Ok(best.map(|(_, head)| head).filter(|head| strict || convincing(&head.mapping)))
}

/// Whether headings are enough to take a sheet for one of a kind without being told so.
fn convincing(mapping: &Mapping) -> bool {
    let missing = mapping.missing().filter(|field| field.id != "metric").count();
    missing == 0 && mapping.told()
}

/// The order of readings: complete before not, then the most fields, then the kind that asks for
/// more. Of equal ones the first found stays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    complete: bool,
    fields: usize,
    required: usize,
}

impl Rank {
    fn of(mapping: &Mapping) -> Self {
        let spread = mapping.spread.as_ref().map_or(0, |spread| spread.columns.len());
        Self {
            complete: convincing(mapping),
            fields: mapping.score() + spread,
            required: mapping.kind.fields().iter().filter(|field| field.required).count(),
        }
    }
}

/// A sheet without headings: its columns are called by their letters.
fn without(
    sheet: &Sheet<'_>,
    kinds: &[Kind],
    wanted: Option<Kind>,
    map: &Map,
) -> Result<Option<Head>> {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let headings: Vec<String> = (0..width).map(letters).collect();
    let mut best: Option<(Rank, Mapping)> = None;
    for kind in kinds {
        let mapping = columns(*kind, &headings, &[], (map, &sheet.hints.known), wanted.is_some())?;
        let rank = Rank::of(&mapping);
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, mapping));
        }
    }
    let found = best.map(|(_, mapping)| Head { mapping, titles: 0, above: 0, below: 0 });
    Ok(found.filter(|head| wanted.is_some() || head.mapping.complete()))
}

/// Another table further down: a row of nothing but words, most of them known, that reads as a kind.
fn further(sheet: &Sheet<'_>, from: usize, kinds: &[Kind], map: &Map) -> Result<Option<Head>> {
    for (at, row) in sheet.rows.iter().enumerate().skip(from) {
        // One look at one cell for most rows of a long sheet.
        let Some(start) = row.cells.iter().find(|cell| !cell.is_empty()) else { continue };
        if !is_word(start) || !known(start) {
            continue;
        }
        let above = from.checked_sub(1).and_then(|above| sheet.rows.get(above)).copied();
        if super::roles::same_headings(above, row) || !names_columns(row) {
            continue;
        }
        let mut best: Option<(Rank, Head)> = None;
        for kind in kinds {
            let Some(head) = read_at(sheet, at, 1, *kind, map, false)? else { continue };
            let rank = Rank::of(&head.mapping);
            if rank.complete && best.as_ref().is_none_or(|(known, _)| rank > *known) {
                best = Some((rank, head));
            }
        }
        if let Some((_, mut head)) = best {
            // A lone text right above the headings is their title, not the end of the table before.
            let above = at.checked_sub(1).filter(|above| *above >= from);
            let title = above.and_then(|above| sheet.rows.get(above)).is_some_and(|title| {
                title.number + 1 == row.number
                    && title.cells.iter().filter(|cell| !cell.is_empty()).count() == 1
            });
            head.titles = at - usize::from(title);
            return Ok(Some(head));
        }
    }
    Ok(None)
}

/// Whether a row is nothing but short texts, three at least, of which most are known headings.
pub(super) fn names_columns(row: &Row) -> bool {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let n_known = filled.iter().filter(|cell| known(cell)).count();
    filled.len() >= 3 && n_known * 3 >= filled.len() * 2 && filled.iter().all(|cell| is_word(cell))
}

/// Whether a cell can be a heading: a short text.
fn is_word(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.chars().count() <= 40)
}

fn known(cell: &Cell) -> bool {
    let text = values::text(cell);
    WORDS.contains(&values::key(&values::split_unit(&text).0))
        || WORDS.contains(&values::key(&text))
}

/// Reads one or two rows as the headings of a kind; `None` where two rows are no pair of headings.
fn read_at(
    sheet: &Sheet<'_>,
    at: usize,
    rows: usize,
    kind: Kind,
    map: &Map,
    strict: bool,
) -> Result<Option<Head>> {
    let Some(upper) = sheet.rows.get(at) else { return Ok(None) };
    let (headings, last) = if rows == 2 {
        let Some(lower) = sheet.rows.get(at + 1) else { return Ok(None) };
        let Some(headings) = pair(sheet, upper, lower) else { return Ok(None) };
        (headings, *lower)
    } else {
        let n = upper.cells.len();
        (
            (0..n).map(|column| (heading_at(upper, column), String::new())).collect::<Vec<_>>(),
            *upper,
        )
    };
    let names: Vec<String> = headings
        .iter()
        .map(|(group, sub)| if sub.is_empty() { group.clone() } else { join(group, sub) })
        .collect();
    let subs: Vec<String> = headings.iter().map(|(_, sub)| sub.clone()).collect();
    let mut mapping = columns(kind, &names, &subs, (map, &sheet.hints.known), strict)?;
    mapping.header_first = upper.number;
    mapping.header_row = last.number;
    let body = sheet.rows.get(at + rows..).unwrap_or_default();
    let over = sheet.rows.get(..at).unwrap_or_default();
    spread::find(&mut mapping, over, body, sheet);
    Ok(Some(Head { mapping, titles: at, above: at, below: at + rows }))
}

/// A heading as it stands, line breaks and runs of white space as one space.
fn heading_at(row: &Row, column: usize) -> String {
    let text = row.cells.get(column).map(Cell::text).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn join(group: &str, sub: &str) -> String {
    if group.is_empty() || group == sub { sub.to_owned() } else { format!("{group} {sub}") }
}

/// Two rows as group headings and the headings below them, by column; `None` when they are none.
fn pair(sheet: &Sheet<'_>, upper: &Row, lower: &Row) -> Option<Vec<(String, String)>> {
    let words = |row: &Row| row.cells.iter().all(|cell| cell.is_empty() || is_word(cell));
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    if upper.number + 1 != lower.number || !words(upper) || !words(lower) || filled(lower) < 2 {
        return None;
    }
    let width = upper.cells.len().max(lower.cells.len());
    let touches =
        |merge: &&crate::sheets::read::Merge| (merge.rows.0..=merge.rows.1).contains(&upper.number);
    let merges: Vec<_> = sheet.grid.shape.merges.iter().filter(touches).collect();
    let group_of = |column: usize| {
        let over = |merge: &&&crate::sheets::read::Merge| {
            (merge.columns.0 as usize..=merge.columns.1 as usize).contains(&column)
        };
        merges.iter().find(over).map(|merge| merge.columns.0 as usize)
    };
    let merged = (0..width).any(|column| group_of(column).is_some_and(|first| first != column));
    let mut headings = vec![];
    let mut group = String::new();
    // A title over the whole table is no group: there must be a heading beside it, or another.
    let (mut grouped, mut beside) = (false, 0);
    for column in 0..width {
        let own = heading_at(upper, column);
        let sub = heading_at(lower, column);
        beside += usize::from(!own.is_empty());
        if !own.is_empty() {
            group.clone_from(&own);
        } else if merged {
            group = group_of(column).map(|first| heading_at(upper, first)).unwrap_or_default();
        } else if sub.is_empty() {
            group.clear();
        }
        grouped |= own.is_empty() && !group.is_empty() && !sub.is_empty();
        headings.push((group.clone(), sub));
    }
    (grouped && beside >= 2).then_some(headings)
}

/// Reads headings as the columns of a kind. `subs` are the lower ones of two rows.
fn columns(
    kind: Kind,
    headings: &[String],
    subs: &[String],
    (map, known): (&Map, &Known),
    strict: bool,
) -> Result<Mapping> {
    let mut columns: Vec<MappedColumn> = vec![];
    let own = headings.iter().filter(|heading| OWN_COLUMNS.contains(&heading.as_str()));
    let mended = own.count() >= 3;
    for (at, heading) in headings.iter().enumerate() {
        let sub = subs.get(at).map(String::as_str).unwrap_or_default();
        let (name, unit) = values::split_unit(heading);
        let (sub_name, sub_unit) = values::split_unit(sub);
        let stated =
            [sub_unit, unit].into_iter().flatten().find_map(|unit| values::money_unit(&unit));
        let stated = stated.or_else(|| values::unit_within(heading));
        let said = map
            .columns
            .iter()
            .find(|(said, _)| values::key(said) == values::key(heading))
            .map(|(_, field)| field.as_str());
        let place = (kind, values::key(heading));
        let remembered = said.is_none().then(|| known.columns.get(&place)).flatten();
        // What somebody once left out and everybody calls by its name is not left out again: files of
        // one name may come from several people.
        let remembered =
            remembered.filter(|field| !field.is_empty() || named(kind, &name, heading).is_none());
        let ours = mended && OWN_COLUMNS.contains(&heading.as_str());
        let field = match said.or(remembered.map(String::as_str)) {
            Some("") => None,
            Some(said) => {
                let field = kind.field(said);
                if field.is_none() && strict && remembered.is_none() {
                    return Err(Error::new("error-map-field")
                        .arg("field", said)
                        .arg("kind", kind.word()));
                }
                field
            }
            None if ours => None,
            None => named(kind, &name, heading).or_else(|| named(kind, &sub_name, sub)),
        };
        let style = Style {
            unit_fen: stated.unwrap_or(values::YUAN),
            order: order_said(map, heading).or_else(|| known.orders.get(&place).copied()),
            ..Style::default()
        };
        columns.push(MappedColumn {
            heading: heading.clone(),
            left_out: said == Some("")
                || remembered.is_some_and(String::is_empty)
                || ours
                || said.is_none() && is_ordinal(heading) && field.is_none(),
            field: field.map(|field| field.id),
            style,
            by_hand: said.is_some(),
            order_by_hand: false,
        });
    }
    // Until the cells are seen, the first column of a name counts.
    let mut taken = vec![];
    for column in &mut columns {
        if column.field.is_some_and(|field| taken.contains(&field)) {
            column.field = None;
        }
        taken.extend(column.field);
    }
    // A single status column is the stage; beside a stage column it is the result.
    if kind == Kind::Opportunities && !taken.contains(&"stage") {
        for column in columns.iter_mut().filter(|column| column.field == Some("result")) {
            column.field = Some("stage");
        }
    }
    Ok(Mapping {
        kind,
        header_first: 0,
        header_row: 0,
        last_row: u32::MAX,
        columns,
        roles: Default::default(),
        checks: vec![],
        corrections: vec![],
        constants: Default::default(),
        year: None,
        spread: None,
        form: None,
        fixes: Default::default(),
    })
}

/// The field of a kind that a heading names, as a whole or without its unit.
fn named(kind: Kind, name: &str, whole: &str) -> Option<&'static Field> {
    kind.field_named(whole).or_else(|| kind.field_named(name))
}

fn order_said(map: &Map, heading: &str) -> Option<Order> {
    let said = map.orders.iter().find(|(said, _)| values::key(said) == values::key(heading))?;
    Order::parse(said.1)
}

/// Decides between columns of one name by how much stands in them, and leaves out what stands
/// beside the table: columns without a heading, and a second column that hardly any row fills.
pub(super) fn choose_columns(mapping: &mut Mapping, body: &[&Row]) {
    let sample = body.get(..body.len().min(super::SAMPLE)).unwrap_or_default();
    let fill = |column: usize| {
        sample
            .iter()
            .filter(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty()))
            .count()
    };
    let width = sample.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let kind = mapping.kind;
    while mapping.spread.is_none() && mapping.columns.len() < width {
        mapping.columns.push(MappedColumn {
            heading: String::new(),
            field: None,
            style: Style::default(),
            by_hand: false,
            order_by_hand: false,
            left_out: true,
        });
    }
    let mut side_from = None;
    let first = mapping.columns.iter().position(|column| column.field.is_some()).unwrap_or(0);
    for at in 0..mapping.columns.len() {
        let Some(column) = mapping.columns.get(at) else { continue };
        let empty = column.heading.is_empty() && fill(at) == 0;
        if empty && at > first && side_from.is_none() {
            side_from = Some(at);
        }
        let twin = (!column.by_hand && !column.heading.is_empty() && column.field.is_none())
            .then(|| named(kind, &values::split_unit(&column.heading).0, &column.heading))
            .flatten()
            .and_then(|field| mapping.column_of(field.id));
        let beside = side_from.is_some_and(|side| at > side);
        let (mine, theirs) = (fill(at), twin.map(fill));
        // Of two columns of one name the fuller one is meant.
        let fuller = theirs.is_some_and(|theirs| mine > theirs);
        if let Some(twin) = twin
            && fuller
            && let Some(other) = mapping.columns.get_mut(twin)
            && !other.by_hand
        {
            let field = other.field.take();
            other.left_out = theirs.unwrap_or_default() * 100 < mine;
            if let Some(column) = mapping.columns.get_mut(at) {
                column.field = field;
            }
            continue;
        }
        let Some(column) = mapping.columns.get_mut(at) else { continue };
        // What many rows fill is told of, under its letter where it has no heading; a few cells
        // beside the table are somebody's sums.
        let told = mine * 10 >= sample.len() && mine > 1;
        if column.heading.is_empty() && told && !beside {
            column.heading = letters(at);
            column.left_out = false;
        } else if column.heading.is_empty() {
            column.left_out = true;
        } else if beside && !column.by_hand && column.field.is_none() {
            column.left_out = mine * 2 < sample.len();
        }
        if let Some(theirs) = theirs {
            column.left_out |= mine * 100 < theirs;
        }
    }
}
