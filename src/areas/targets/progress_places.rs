//! 人 × 区域: what each person reached with the customers of each place.
//!
//! Rows and columns add up to what the scope reached, to the fen: places beyond the largest stand
//! together, deals without an owner have a row of their own. Of a person who moved only what belongs
//! to the scope counts, so a row can hold less than the list beside it says.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::progress_people::{MemberRow, breadth};
use super::progress_words::{DASH, Words};
use crate::domain::ids::PersonId;
use crate::domain::scope::Scope;
use crate::metrics::targets::progress::{Progress, Status};

/// So many columns where there is room, those of the smaller places together included.
const WIDE: usize = 8;
/// So many beside the list.
const NARROW: usize = 6;

/// The card.
#[derive(Clone, Debug)]
pub struct Places {
    /// What the cells hold.
    pub sub: String,
    /// For a wide card.
    pub wide: Matrix,
    /// For a narrow one.
    pub narrow: Matrix,
}

/// The matrix; empty where nothing was reached.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// The places, the largest first, then where it is unknown, then the others together.
    pub places: Vec<String>,
    /// Everyone, in the order of the list of people.
    pub rows: Vec<PlaceRow>,
    /// What was reached in each place.
    pub totals: Vec<String>,
    /// What was reached.
    pub total: String,
    /// How wide the widest cell is, counted in digits.
    pub breadth: usize,
    /// How wide the widest sum is.
    pub total_breadth: usize,
}

/// A person's row.
#[derive(Clone, Debug, Default)]
pub struct PlaceRow {
    /// The name.
    pub name: String,
    /// How the person's target stands.
    pub status: Option<Status>,
    /// What was reached in each place; `None` where nothing was.
    pub cells: Vec<Option<String>>,
    /// All of it.
    pub total: String,
}

/// The card of a scope; `None` for a metric that does not add up.
pub(super) fn places(words: Words<'_>, progress: &Progress, rows: &[MemberRow]) -> Option<Places> {
    if !progress.whole.adds_up {
        return None;
    }
    let unit = words.unit();
    Some(Places {
        sub: if unit.is_empty() {
            words.tr.text("targets-places-sub")
        } else {
            words.tr.with("targets-places-sub-unit", &[("unit", unit.into())])
        },
        wide: matrix(words, progress, rows, WIDE),
        narrow: matrix(words, progress, rows, NARROW),
    })
}

/// The places that have a column of their own, in order, and whether the others share one.
fn columns(progress: &Progress, most: usize) -> (Vec<&str>, bool) {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for ((_, place), value) in &progress.places {
        let sum = sums.entry(place.as_str()).or_default();
        *sum = sum.saturating_add(*value);
    }
    let mut places: Vec<(&str, i64)> = sums.into_iter().collect();
    places.sort_by_key(|(place, sum)| (Reverse(*sum), *place));
    let more = places.len() > most;
    if more {
        places.truncate(most.saturating_sub(1));
    }
    let mut names: Vec<&str> = places.into_iter().map(|(place, _)| place).collect();
    // Where a customer is not known to be comes behind the places; the sort keeps their order.
    names.sort_by_key(|place| place.is_empty());
    (names, more)
}

fn matrix(words: Words<'_>, progress: &Progress, rows: &[MemberRow], most: usize) -> Matrix {
    let tr = words.tr;
    let (names, more) = columns(progress, most);
    if names.is_empty() {
        return Matrix::default();
    }
    let n = names.len() + usize::from(more);
    let column: BTreeMap<&str, usize> = names.iter().copied().zip(0..).collect();
    let mut cells: BTreeMap<(Option<PersonId>, usize), i64> = BTreeMap::new();
    let mut of_people: BTreeMap<Option<PersonId>, i64> = BTreeMap::new();
    let mut of_places = vec![0_i64; n];
    let mut all = 0_i64;
    for ((person, place), value) in &progress.places {
        let at = column.get(place.as_str()).copied().unwrap_or(names.len());
        let of_place = of_places.get_mut(at);
        let sums = [cells.entry((*person, at)).or_default(), of_people.entry(*person).or_default()];
        for sum in sums.into_iter().chain(of_place).chain([&mut all]) {
            *sum = sum.saturating_add(*value);
        }
    }
    let row = |row: &MemberRow| {
        // What nobody owns is the last line of the list.
        let person = match row.scope {
            Some(Scope::Person(person)) => Some(person),
            _ => None,
        };
        let cell = |at: usize| cells.get(&(person, at)).map(|value| words.cell(*value));
        let total = match (of_people.get(&person), person) {
            (Some(sum), _) => words.cell(*sum),
            (None, Some(_)) if !row.unknown => words.cell(0),
            (None, _) => DASH.to_owned(),
        };
        PlaceRow {
            name: row.name.clone(),
            status: row.status,
            cells: (0..n).map(cell).collect(),
            total,
        }
    };
    let rows: Vec<PlaceRow> = rows.iter().map(row).collect();
    let name = |place: &&str| match *place {
        "" => tr.text("targets-place-unknown"),
        place => place.to_owned(),
    };
    let mut places: Vec<String> = names.iter().map(name).collect();
    places.extend(more.then(|| tr.text("targets-places-others")));
    let totals: Vec<String> = of_places.into_iter().map(|sum| words.cell(sum)).collect();
    let total = words.cell(all);
    let shown = rows.iter().flat_map(|row| &row.cells).flatten();
    let widest = shown.chain(&totals).map(|text| breadth(text)).max();
    let sums = rows.iter().map(|row| breadth(&row.total)).chain([breadth(&total)]).max();
    Matrix {
        breadth: widest.unwrap_or_default(),
        total_breadth: sums.unwrap_or_default(),
        places,
        rows,
        totals,
        total,
    }
}
