//! Which row holds the headings, which kind of sheet it is, and which column is which field.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::sheets::kinds::{Field, Kind};
use crate::sheets::read::{Cell, Grid, Row};
use crate::sheets::values;

/// What a person said about a sheet: columns by hand, values in the sheet and our names for them.
///
/// As a file: `[columns]` heading = field, `[values.stage]`, `[values.product]`, `[values.person]`
/// text in the sheet = our name, `header = false` for a sheet without headings, whose columns are
/// then named by their letters.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// Heading (or letter) to field id; an empty field id leaves the column out.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Field (`stage`, `product`, `person`, `account`) to text in the sheet to our name.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether the sheet has headings; found out when not said.
    #[serde(default)]
    pub header: Option<bool>,
}

impl Map {
    /// Reads the TOML text.
    ///
    /// # Errors
    /// When the text is not such a map; the message carries the place.
    pub fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|error| {
            Error::new("error-map").arg("detail", error.message()).detail(error.to_string())
        })
    }
}

/// A column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// The heading as it stands, or the column's letter.
    pub heading: String,
    /// The field, if known.
    pub field: Option<&'static str>,
    /// Fen in one unit of money the heading names (`万元`), else one yuan.
    pub unit_fen: i64,
    /// Whether a person said so (in a map), rather than the synonyms.
    pub by_hand: bool,
    /// Whether the column is left out altogether, not even kept as unknown.
    pub left_out: bool,
}

/// How a sheet is read: its kind, its heading row and its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The kind of sheet.
    pub kind: Kind,
    /// The number of the heading row; 0 without headings.
    pub header_row: u32,
    /// The columns from the left.
    pub columns: Vec<MappedColumn>,
}

impl Mapping {
    /// The column of a field, from 0.
    pub fn column_of(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    /// Whether every required field has a column.
    pub fn complete(&self) -> bool {
        self.missing().next().is_none()
    }

    /// The required fields without a column.
    pub fn missing(&self) -> impl Iterator<Item = &'static Field> {
        let fields: Vec<_> = self.columns.iter().filter_map(|column| column.field).collect();
        self.kind.fields().iter().filter(move |field| field.required && !fields.contains(&field.id))
    }

    fn score(&self) -> usize {
        self.columns.iter().filter(|column| column.field.is_some()).count()
    }
}

/// The columns that our own workbook of rejected rows adds; a mended one may come back with them.
const OWN_COLUMNS: [&str; 6] =
    ["文件", "行号", "未导入原因", "File", "Row", "Why it was not imported"];

/// How many rows from the top are tried as headings.
const HEADER_WITHIN: usize = 10;

/// Finds the kind, the headings and the columns of a sheet. `wanted` fixes the kind.
///
/// `None` when no row reads as the headings of a known kind; with a fixed kind always the best
/// reading, complete or not, so that a person can finish it by hand.
///
/// # Errors
/// When the map names a field that the kind has not.
pub fn find(grid: &Grid, wanted: Option<Kind>, map: &Map) -> Result<Option<Mapping>> {
    let kinds: Vec<Kind> = wanted.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    if map.header == Some(false) {
        let width = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let letters: Vec<Cell> = (0..width).map(|at| Cell::Text(letters(at).into())).collect();
        let row = Row { number: 0, cells: letters };
        return best(kinds.iter().map(|kind| read_headings(*kind, &row, map, wanted.is_some())));
    }
    let tried = grid.rows.iter().take(HEADER_WITHIN).flat_map(|row| {
        kinds.iter().map(move |kind| read_headings(*kind, row, map, wanted.is_some()))
    });
    let found = best(tried)?;
    Ok(found.filter(|mapping| mapping.complete() || wanted.is_some()))
}

/// The complete reading with the most fields; ties go to the earlier row and the more specific
/// kind (the one that asks for more).
fn best(tried: impl Iterator<Item = Result<Mapping>>) -> Result<Option<Mapping>> {
    let mut best: Option<(bool, usize, usize, Mapping)> = None;
    for mapping in tried {
        let mapping = mapping?;
        let required = mapping.kind.fields().iter().filter(|field| field.required).count();
        let rank = (mapping.complete(), mapping.score(), required);
        if best
            .as_ref()
            .is_none_or(|(complete, score, needs, _)| rank > (*complete, *score, *needs))
        {
            best = Some((rank.0, rank.1, rank.2, mapping));
        }
    }
    Ok(best.map(|(_, _, _, mapping)| mapping))
}

fn read_headings(kind: Kind, row: &Row, map: &Map, strict: bool) -> Result<Mapping> {
    let mut columns: Vec<MappedColumn> = vec![];
    let mut taken: Vec<&'static str> = vec![];
    for cell in &row.cells {
        let heading = cell.text().trim().to_owned();
        let (name, unit) = values::split_unit(&values::text(cell));
        let said = map
            .columns
            .iter()
            .find(|(said, _)| values::key(said) == values::key(&heading))
            .map(|(_, field)| field.as_str());
        let field = match said {
            Some("") => None,
            Some(said) => {
                let field = kind.fields().iter().find(|field| field.id == said);
                if field.is_none() && strict {
                    return Err(Error::new("error-map-field")
                        .arg("field", said)
                        .arg("kind", kind.word()));
                }
                field
            }
            None => {
                let wanted = values::key(&name);
                kind.fields().iter().find(|field| !wanted.is_empty() && field.matches(&wanted))
            }
        };
        // The first column of a name counts; a second one is kept as an unknown column.
        let field = field.map(|field| field.id).filter(|id| !taken.contains(id));
        taken.extend(field);
        let left_out = said == Some("") || OWN_COLUMNS.contains(&heading.as_str());
        columns.push(MappedColumn {
            heading,
            left_out,
            field,
            unit_fen: unit.as_deref().and_then(values::money_unit).unwrap_or(values::YUAN),
            by_hand: said.is_some(),
        });
    }
    // A single status column is the stage; beside a stage column it is the result.
    if kind == Kind::Opportunities && !taken.contains(&"stage") {
        for column in columns.iter_mut().filter(|column| column.field == Some("result")) {
            column.field = Some("stage");
        }
    }
    Ok(Mapping { kind, header_row: row.number, columns })
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn letters(at: usize) -> String {
    let mut text = String::new();
    let mut rest = at + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        text.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: cells
                .iter()
                .map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) })
                .collect(),
        };
        Grid { name: "Sheet1".to_owned(), hidden: false, rows: (1..).zip(rows).map(row).collect() }
    }

    fn kind_of(headings: &[&str]) -> Option<(Kind, usize)> {
        find(&grid(&[headings]), None, &Map::default()).unwrap().map(|m| (m.kind, m.score()))
    }

    #[test]
    fn headings_tell_the_kind() {
        for (headings, expected) in [
            (&["sales_agent", "manager", "regional_office"][..], Some((Kind::People, 3))),
            (
                &[
                    "account",
                    "sector",
                    "year_established",
                    "revenue",
                    "employees",
                    "office_location",
                    "subsidiary_of",
                ],
                Some((Kind::Accounts, 3)),
            ),
            (&["product", "series", "sales_price"], Some((Kind::Products, 3))),
            (
                &[
                    "opportunity_id",
                    "sales_agent",
                    "product",
                    "account",
                    "deal_stage",
                    "engage_date",
                    "close_date",
                    "close_value",
                ],
                Some((Kind::Opportunities, 8)),
            ),
            (&["姓名", "指标", "周期", "目标值"], Some((Kind::Targets, 4))),
            (&["Person", "Metric", "Period", "Target"], Some((Kind::Targets, 4))),
            (&["foo", "bar"], None),
        ] {
            assert_eq!(kind_of(headings), expected, "{headings:?}");
        }
    }

    #[test]
    fn a_map_decides_and_letters_name_columns() {
        let map = Map::parse("header = false\n[columns]\nA = \"name\"\nB = \"series\"").unwrap();
        let mapping = find(&grid(&[&["GTX", "G"]]), Some(Kind::Products), &map).unwrap().unwrap();
        assert_eq!(
            (mapping.header_row, mapping.column_of("name"), mapping.column_of("series")),
            (0, Some(0), Some(1))
        );
        let wrong = Map::parse("[columns]\nA = \"stage\"").unwrap();
        assert_eq!(
            find(&grid(&[&["A"]]), Some(Kind::Products), &wrong).unwrap_err().key(),
            "error-map-field"
        );
        assert_eq!(letters(0), "A");
        assert_eq!(letters(26), "AA");
    }
}
