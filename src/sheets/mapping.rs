//! How a table of a sheet is read: its kind, its headings, which column is which field, and which
//! rows are no data.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::sheets::kinds::{Field, Holds, Kind};
use crate::sheets::layout;
use crate::sheets::read::{Cell, Grid, Row};
use crate::sheets::values::{self, Style};

/// What a person said about a sheet: columns by hand, values in the sheet and our names for them.
///
/// As a file: `[columns]` heading = field, `[values.stage]`, `[values.product]`, `[values.person]`
/// text in the sheet = our name, `[orders]` heading = `day-first` or `month-first`,
/// `header = false` for a sheet without headings, whose columns are then named by their letters.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// Heading (or letter) to field id; an empty field id leaves the column out.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Field (`stage`, `product`, `person`, `account`) to text in the sheet to our name.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Heading to what comes first in its dates: `day-first` or `month-first`.
    #[serde(default)]
    pub orders: BTreeMap<String, String>,
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
    /// The heading as it stands (of two rows: `group sub`), or the column's letter.
    pub heading: String,
    /// The field, if known.
    pub field: Option<&'static str>,
    /// How its cells are written: the unit that the heading names, the order of days and months.
    pub style: Style,
    /// Whether a person said so (in a map), rather than the synonyms.
    pub by_hand: bool,
    /// Whether a person said what comes first in its dates.
    pub order_by_hand: bool,
    /// Whether the column is left out altogether, not even kept as unknown.
    pub left_out: bool,
}

/// What a row is that is no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Above the headings: the name of the sheet.
    Title,
    /// A remark above or below the table.
    Note,
    /// A heading row.
    Header,
    /// The headings once more.
    RepeatedHeader,
    /// Sums the rows since the last one.
    Subtotal,
    /// Sums all rows.
    Total,
    /// A label that groups the rows below it.
    Section,
    /// Hidden in the workbook.
    Hidden,
    /// A small table beside or below the main one.
    Side,
}

impl Role {
    /// The word, also the key of its name: `role-…`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Note => "note",
            Self::Header => "header",
            Self::RepeatedHeader => "repeated-header",
            Self::Subtotal => "subtotal",
            Self::Total => "total",
            Self::Section => "section",
            Self::Hidden => "hidden",
            Self::Side => "side",
        }
    }
}

/// A cell that was read in a way that a person should see, before and after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correction {
    /// The row.
    pub row: u32,
    /// The column of a wide table, from 0.
    pub column: Option<usize>,
    /// The field.
    pub field: &'static str,
    /// As it stands.
    pub before: String,
    /// As it is taken; empty where it says that nothing is known.
    pub after: String,
}

/// A total that does not agree with the rows it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The row of the total.
    pub row: u32,
    /// The heading of the column.
    pub heading: String,
    /// What the row says, in the column's own unit.
    pub claims: String,
    /// What the rows come to.
    pub sums_to: String,
}

/// A wide table: one record for each of these columns of a row.
///
/// The records get two columns of their own behind the sheet's: what the heading says, and the cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The columns from 0, each with what its heading says.
    pub columns: Vec<(usize, String)>,
    /// How many columns the sheet has.
    pub width: usize,
}

/// Cells that a person put right: by row and, in a wide table, column, then by field.
pub type Fixes = BTreeMap<(u32, Option<usize>), BTreeMap<String, Cell>>;

/// How a table is read: its kind, its heading rows, its columns, and which rows are no data.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The kind of sheet.
    pub kind: Kind,
    /// The number of the first heading row; 0 without headings.
    pub header_first: u32,
    /// The number of the last heading row; 0 without headings.
    pub header_row: u32,
    /// The number of the last row of the table.
    pub last_row: u32,
    /// The columns from the left.
    pub columns: Vec<MappedColumn>,
    /// What the rows are that are no data.
    pub roles: BTreeMap<u32, Role>,
    /// Totals that do not agree.
    pub checks: Vec<Check>,
    /// What the headings were taken for: months whose year stands nowhere.
    pub corrections: Vec<Correction>,
    /// Fields that the whole table shares: the metric in its title.
    pub constants: BTreeMap<&'static str, String>,
    /// The year that its title names, for months without one.
    pub year: Option<i32>,
    /// The wide columns, if it is a wide table.
    pub spread: Option<Spread>,
    /// Its one record, if it is a form: the values of the columns, by its first label's row.
    pub form: Option<Row>,
    /// Cells that a person put right; each stands in the place of the sheet's own.
    pub fixes: Fixes,
}

/// A row of data as the fields see it.
#[derive(Clone, Debug, PartialEq)]
pub struct DataRow<'a> {
    /// The row; of a wide table with two more cells.
    pub row: Cow<'a, Row>,
    /// The column of a wide table it comes from, from 0.
    pub column: Option<usize>,
}

impl Mapping {
    /// The column of a field, from 0.
    pub fn column_of(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    /// The field that a column is, from 0.
    pub fn field(&self, column: usize) -> Option<&'static Field> {
        self.kind.field(self.columns.get(column)?.field?)
    }

    /// Whether every required field has a column.
    pub fn complete(&self) -> bool {
        self.missing().next().is_none()
    }

    /// The required fields without a column.
    pub fn missing(&self) -> impl Iterator<Item = &'static Field> {
        let fields: Vec<_> = self
            .columns
            .iter()
            .filter_map(|column| column.field)
            .chain(self.constants.keys().copied())
            .collect();
        self.kind.fields().iter().filter(move |field| field.required && !fields.contains(&field.id))
    }

    /// Whether a column says that the sheet is of this kind and no other: see [`Kind::telling`].
    pub fn told(&self) -> bool {
        let telling = self.kind.telling();
        telling.is_empty() || telling.iter().any(|field| self.column_of(field).is_some())
    }

    /// How many columns are fields.
    pub fn score(&self) -> usize {
        self.columns.iter().filter(|column| column.field.is_some()).count()
    }

    /// How sure it is that the headings are headings, in percent: the share of them that are known.
    pub fn certainty(&self) -> u8 {
        let named = self.columns.iter().filter(|column| !column.heading.is_empty());
        let (known, all) = named.fold((0, 0), |(known, all), column| {
            let sure = column.field.is_some() || layout::is_ordinal(&column.heading);
            (known + usize::from(sure), all + 1)
        });
        // Unknown headings do not make a row of headings less of one; none known would.
        u8::try_from((50 * known + 50 * all.min(known * 2)) / all.max(1)).unwrap_or(100).min(99)
    }

    /// The rows of data: those of the table that have no other role, with merges filled in, and
    /// those of a wide table once for each column that says something.
    pub fn rows<'a>(&'a self, grid: &'a Grid) -> impl Iterator<Item = DataRow<'a>> {
        let mut fill = layout::merged_values(grid, self.header_row, self.last_row);
        // An amount merged over three lines is one amount, not three.
        for values in fill.values_mut() {
            values.retain(|(column, _)| !self.is_amount(*column));
        }
        let form = self.form.iter().map(|row| DataRow { row: Cow::Borrowed(row), column: None });
        form.chain(self.data(grid).flat_map(move |row| {
            let row = match fill.get(&row.number) {
                Some(values) => Cow::Owned(layout::filled(row, values)),
                None => Cow::Borrowed(row),
            };
            self.records(row)
        }))
    }

    /// How many rows of data [`Self::rows`] gives, without making them.
    pub fn count(&self, grid: &Grid) -> usize {
        let wide = |row: &Row| {
            self.spread.as_ref().map_or(1, |spread| {
                spread.columns.iter().filter(|(column, _)| stated(row, *column).is_some()).count()
            })
        };
        usize::from(self.form.is_some()) + self.data(grid).map(wide).sum::<usize>()
    }

    /// The rows of the sheet that are data; those of a form are told by its one record.
    fn data<'a>(&'a self, grid: &'a Grid) -> impl Iterator<Item = &'a Row> {
        grid.rows.iter().filter(|row| {
            self.form.is_none()
                && row.number > self.header_row
                && row.number <= self.last_row
                && !self.roles.contains_key(&row.number)
                && layout::says_something(row)
        })
    }

    /// The column of the sheet, from 0, that a record of a wide table comes from.
    pub fn wide_column(&self, record: &Row) -> Option<usize> {
        let spread = self.spread.as_ref()?;
        let label = record.cells.get(spread.width)?.text();
        let mut columns = spread.columns.iter();
        columns.find(|(_, known)| known.as_str() == &*label).map(|(column, _)| *column)
    }

    /// Whether a column holds what is added up: amounts, counts, values of targets.
    pub fn is_amount(&self, column: usize) -> bool {
        let spread = self.spread.as_ref();
        let wide = spread.is_some_and(|spread| spread.columns.iter().any(|(at, _)| *at == column));
        wide || self
            .field(column)
            .is_some_and(|field| matches!(field.holds, Holds::Money | Holds::Count | Holds::Value))
    }

    /// The records of a row: itself, or of a wide table one for each column that says something.
    fn records<'a>(&self, row: Cow<'a, Row>) -> impl Iterator<Item = DataRow<'a>> {
        let (plain, wide) = match &self.spread {
            Some(spread) => (None, spread.records(&row)),
            None => (Some(DataRow { row, column: None }), vec![]),
        };
        plain.into_iter().chain(wide)
    }
}

impl Spread {
    fn records(&self, row: &Row) -> Vec<DataRow<'static>> {
        let records = self.columns.iter().filter_map(|(column, label)| {
            let value = stated(row, *column)?.clone();
            let mut cells = row.cells.clone();
            cells.resize(self.width, Cell::Empty);
            cells.extend([Cell::Text(label.as_str().into()), value]);
            let row = Cow::Owned(Row { number: row.number, cells });
            Some(DataRow { row, column: Some(*column) })
        });
        records.collect()
    }
}

/// The cell of a wide column, if it says something.
fn stated(row: &Row, column: usize) -> Option<&Cell> {
    let cell = row.cells.get(column)?;
    (values::no_name(&values::text(cell)) != Some(false)).then_some(cell)
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
