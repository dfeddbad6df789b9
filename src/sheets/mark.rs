//! The hidden sheet of our own workbooks: what the visible ones are, so that reading them needs no
//! guess.
//!
//! A1 `coxswain`, B1 the version; A2 `kind`, B2 the kind of the first sheet; A3 `language`, B3 its
//! tag; A4 `left-out`, from B4 on the names of sheets that hold no rows to import; from row 5 on a
//! heading and its field. A person cannot show the sheet in Excel, but may delete it: then the
//! headings decide, as in any workbook.

use crate::i18n::Language;
use crate::sheets::kinds::Kind;
use crate::sheets::mapping::Map;
use crate::sheets::read::{Grid, Row};
use crate::sheets::values;

/// The sheet's name.
pub const SHEET: &str = "_coxswain";

const SIGN: &str = "coxswain";
const VERSION: &str = "1";

/// What the hidden sheet says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The kind of the first visible sheet, if it is one to fill in.
    pub kind: Option<Kind>,
    /// Sheets that hold no rows to import: an example, a description.
    pub left_out: Vec<String>,
    /// Heading and field of its columns.
    pub columns: Vec<(String, String)>,
}

impl Mark {
    /// The mark among the sheets of a workbook; `None` where there is none, or one of a version that
    /// we do not know.
    pub fn of(sheets: &[Grid]) -> Option<Self> {
        let grid = sheets.iter().find(|grid| grid.hidden && grid.name == SHEET)?;
        let row = |number: u32| grid.rows.iter().find(|row| row.number == number);
        let first = row(1)?;
        if text(first, 0) != SIGN || text(first, 1) != VERSION {
            return None;
        }
        let kind = row(2).and_then(|row| Kind::parse(&text(row, 1)));
        let left_out = row(4).map_or_else(Vec::new, |row| {
            (1..row.cells.len()).map(|at| text(row, at)).filter(|name| !name.is_empty()).collect()
        });
        let known = |field: &str| {
            kind.is_some_and(|kind| kind.fields().iter().any(|known| known.id == field))
        };
        let columns = grid.rows.iter().filter(|row| row.number > 4);
        let columns = columns
            .map(|row| (text(row, 0), text(row, 1)))
            .filter(|(heading, field)| !heading.is_empty() && known(field))
            .collect();
        Some(Self { kind, left_out, columns })
    }

    /// The cells of the hidden sheet from A1 on.
    pub fn cells(&self, language: Language) -> Vec<Vec<String>> {
        let cell = str::to_owned;
        let kind = self.kind.map_or("", Kind::word);
        let mut left_out = vec![cell("left-out")];
        left_out.extend(self.left_out.iter().cloned());
        let mut cells = vec![
            vec![cell(SIGN), cell(VERSION)],
            vec![cell("kind"), cell(kind)],
            vec![cell("language"), cell(language.tag())],
            left_out,
        ];
        cells.extend(
            self.columns.iter().map(|(heading, field)| vec![heading.clone(), field.clone()]),
        );
        cells
    }

    /// What a person said, and for columns of which they said nothing, what the mark says.
    pub fn map(&self, said: &Map) -> Map {
        let mut map = said.clone();
        for (heading, field) in &self.columns {
            let key = values::key(heading);
            if !map.columns.keys().any(|known| values::key(known) == key) {
                map.columns.insert(heading.clone(), field.clone());
            }
        }
        map
    }
}

fn text(row: &Row, at: usize) -> String {
    row.cells.get(at).map(|cell| cell.text().trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::read::{Cell, Shape};

    fn grid(name: &str, hidden: bool, cells: &[Vec<String>]) -> Grid {
        let cell = |text: &String| {
            if text.is_empty() { Cell::Empty } else { Cell::Text(text.as_str().into()) }
        };
        let row = |(number, row): (u32, &Vec<String>)| Row {
            number,
            cells: row.iter().map(cell).collect(),
        };
        let rows = (1..).zip(cells).map(row).collect();
        Grid { name: name.to_owned(), hidden, rows, shape: Shape::default() }
    }

    #[test]
    fn what_is_written_is_read() {
        let mark = Mark {
            kind: Some(Kind::Accounts),
            left_out: vec!["示例".to_owned()],
            columns: vec![("谁".to_owned(), "name".to_owned())],
        };
        let cells = mark.cells(Language::Chinese);
        assert_eq!(Mark::of(&[grid(SHEET, true, &cells)]), Some(mark.clone()));
        assert_eq!(Mark::of(&[grid(SHEET, false, &cells)]), None, "a visible sheet is a sheet");
        assert_eq!(Mark::of(&[grid("x", true, &cells)]), None);
        let mut newer = cells.clone();
        newer[0][1] = "2".to_owned();
        assert_eq!(Mark::of(&[grid(SHEET, true, &newer)]), None);
        let mut foreign = cells;
        foreign.push(vec!["x".to_owned(), "no such field".to_owned()]);
        assert_eq!(Mark::of(&[grid(SHEET, true, &foreign)]), Some(mark));
    }

    #[test]
    fn what_a_person_said_goes_before_the_mark() {
        let mark = Mark { columns: vec![("A b".into(), "name".into())], ..Mark::default() };
        let said = Map { columns: [("a_B".to_owned(), String::new())].into(), ..Map::default() };
        assert_eq!(mark.map(&said), said);
        assert_eq!(mark.map(&Map::default()).columns["A b"], "name");
    }
}
