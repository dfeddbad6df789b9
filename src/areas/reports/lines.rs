//! What the rows of a sheet are, counted: data, and what is no data by why.

use std::collections::BTreeMap;

use crate::sheets::layout;
use crate::sheets::mapping::{Mapping, Role};
use crate::sheets::read::Grid;

/// Roles that are told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Notes,
    Headers,
    Sections,
    Sums,
    Side,
    Hidden,
    Blank,
}

impl Group {
    /// The group of a role; the heading rows themselves are in none.
    const fn of(role: Role) -> Option<Self> {
        match role {
            Role::Title | Role::Note => Some(Self::Notes),
            Role::Header => None,
            Role::RepeatedHeader => Some(Self::Headers),
            Role::Section => Some(Self::Sections),
            Role::Subtotal | Role::Total => Some(Self::Sums),
            Role::Side => Some(Self::Side),
            Role::Hidden => Some(Self::Hidden),
        }
    }

    /// The end of the key that counts its rows.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Headers => "headers",
            Self::Sections => "sections",
            Self::Sums => "sums",
            Self::Side => "side",
            Self::Hidden => "hidden",
            Self::Blank => "blank",
        }
    }
}

/// The rows of a table. Counted once for each reading, because a sheet may have a million.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// Rows that hold something: data, headings and what is left out.
    pub(super) all: usize,
    /// Rows of data.
    pub(super) data: usize,
    /// Rows left out, by group; blank rows are not among `all`.
    pub(super) skipped: BTreeMap<Group, usize>,
}

impl Lines {
    /// Counts the rows of a table; those of a sheet that nobody knows, or of a form, are all data.
    pub(super) fn of(grid: &Grid, mapping: Option<&Mapping>) -> Self {
        let Some(mapping) = mapping.filter(|mapping| mapping.form.is_none()) else {
            let n = grid.rows.len();
            return Self { all: n, data: n, skipped: BTreeMap::new() };
        };
        let first = first_row(mapping);
        let from = grid.rows.partition_point(|row| row.number < first);
        let mut lines = Self::default();
        let mut before: Option<u32> = None;
        let mut blank = 0;
        let rows = grid.rows.iter().skip(from);
        for row in rows.take_while(|row| row.number <= mapping.last_row) {
            // Rows without any cell are not there; the numbers tell of them.
            let gap = before.map_or(0, |before| row.number.saturating_sub(before + 1));
            blank += gap as usize;
            before = Some(row.number);
            match mapping.roles.get(&row.number) {
                Some(role) => {
                    lines.all += 1;
                    if let Some(group) = Group::of(*role) {
                        *lines.skipped.entry(group).or_default() += 1;
                    }
                }
                None if row.number > mapping.header_row && layout::says_something(row) => {
                    lines.all += 1;
                    lines.data += 1;
                }
                None => blank += 1,
            }
        }
        if blank > 0 {
            lines.skipped.insert(Group::Blank, blank);
        }
        lines
    }

    /// Rows that hold something and are no data: headings and what is left out.
    pub(super) const fn ignored(&self) -> usize {
        self.all - self.data
    }
}

/// The number of the first row of a table with its titles; 0 without headings.
pub(super) fn first_row(mapping: &Mapping) -> u32 {
    mapping.roles.keys().next().map_or(mapping.header_first, |row| mapping.header_first.min(*row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::kinds::Kind;
    use crate::sheets::layout::Hints;
    use crate::sheets::mapping::Map;
    use crate::sheets::read::{Cell, Row, Shape};

    #[test]
    fn every_row_is_counted_once() {
        let cell = |text: &str| {
            if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
        };
        let row = |number, cells: &[&str]| Row {
            number,
            cells: cells.iter().copied().map(cell).collect(),
        };
        let grid = Grid {
            name: "S".to_owned(),
            hidden: false,
            shape: Shape::default(),
            rows: vec![
                row(1, &["华东区周报"]),
                row(2, &["填报说明：金额万元"]),
                row(4, &["客户", "负责人", "阶段", "金额(万元)"]),
                row(5, &["甲", "刘子昂", "方案报价", "10"]),
                row(6, &["乙", "刘子昂", "方案报价", "5"]),
                row(7, &["合计", "", "", "15"]),
            ],
        };
        let (kind, map) = (Some(Kind::Opportunities), Map::default());
        let tables = layout::tables(&grid, kind, &map, &Hints::default()).unwrap();
        let lines = Lines::of(&grid, tables.first());
        assert_eq!((lines.all, lines.data, lines.ignored()), (6, 2, 4));
        let skipped: Vec<_> = lines.skipped.into_iter().collect();
        assert_eq!(skipped, [(Group::Notes, 2), (Group::Sums, 1), (Group::Blank, 1)]);
        assert_eq!(Lines::of(&grid, None).data, 6);
    }
}
