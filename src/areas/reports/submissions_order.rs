//! In which order the people of 提交情况 stand.

use std::cmp::Reverse;

use super::submissions_data::Row;
use crate::metrics::submissions::Standing;

/// Puts those first whose report of the period that is shown is missing, then those who were late with it; the
/// others stay by team and name.
pub(super) fn by_standing(rows: &mut [Row], at: usize) {
    rows.sort_by_key(|row| match row.cells.get(at).map(|cell| cell.standing) {
        Some(Standing::Missing) => 0,
        Some(Standing::Late(_)) => 1,
        _ => 2,
    });
}

/// Sorts rows by name (column 0) or by the share in time; what is unknown comes last.
pub(super) fn sorted(rows: &[Row], column: usize, descending: bool) -> Vec<usize> {
    let key = |row: &Row| match column {
        0 => (false, row.sort_name.clone(), 0),
        _ => (row.on_time_bp.is_none(), String::new(), row.on_time_bp.unwrap_or_default()),
    };
    let keys: Vec<_> = rows.iter().map(key).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let unknown = |at: usize| keys.get(at).is_none_or(|key| key.0);
    if descending {
        order.sort_by_key(|at| (unknown(*at), Reverse(keys.get(*at))));
    } else {
        order.sort_by_key(|at| (unknown(*at), keys.get(*at)));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::reports::submissions_data::Cell;
    use crate::domain::ids::PersonId;

    fn row(name: &str, standings: &[Standing], bp: Option<i64>) -> Row {
        let cell = |standing: &Standing| Cell {
            standing: *standing,
            text: String::new(),
            short: String::new(),
            brought: String::new(),
        };
        Row {
            person: PersonId(1),
            name: name.to_owned(),
            sort_name: name.to_owned(),
            team: String::new(),
            cells: standings.iter().map(cell).collect(),
            on_time: String::new(),
            on_time_bp: bp,
            low: false,
            written: vec![],
        }
    }

    #[test]
    fn who_is_missing_or_late_in_the_period_comes_first() {
        let of = |name: &str, standings: [Standing; 2]| row(name, &standings, None);
        let mut rows = vec![
            of("a", [Standing::Missing, Standing::OnTime]),
            of("b", [Standing::OnTime, Standing::Late(9)]),
            of("c", [Standing::OnTime, Standing::Holiday]),
            of("d", [Standing::OnTime, Standing::Late(1)]),
            of("e", [Standing::OnTime, Standing::Missing]),
        ];
        by_standing(&mut rows, 1);
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["e", "b", "d", "a", "c"]);
    }

    #[test]
    fn rows_are_sorted_and_what_is_unknown_comes_last() {
        let rows = [row("c", &[], Some(5_000)), row("a", &[], None), row("b", &[], Some(10_000))];
        assert_eq!(sorted(&rows, 0, false), [1, 2, 0]);
        assert_eq!(sorted(&rows, 0, true), [0, 2, 1]);
        assert_eq!(sorted(&rows, 14, true), [2, 0, 1]);
        assert_eq!(sorted(&rows, 14, false), [0, 2, 1]);
    }
}
