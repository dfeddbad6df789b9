//! The proof of an erasure as a table, and in words. It names nobody but the pseudonym.

use crate::i18n::{Tr, number};
use crate::sheets::write::{Out, Table};
use crate::store::privacy::{Encoding, Place, PlaceKind, Proof};

/// The pseudonym of a number.
pub fn pseudonym(number: i64, tr: &Tr) -> String {
    tr.with("privacy-pseudonym", &[("number", format!("{number:02}").into())])
}

/// What was searched and what was found, in a sentence.
pub fn summary(proof: &Proof, tr: &Tr) -> String {
    let own = |place: &&Place| !matches!(place.kind, PlaceKind::Backup | PlaceKind::Theirs);
    let found: usize =
        proof.rows_found + proof.places.iter().filter(own).map(Place::found).sum::<usize>();
    let key = if proof.is_clean() {
        "privacy-proof-clean"
    } else if proof.compacted {
        "privacy-proof-left"
    } else {
        "privacy-proof-not-compacted"
    };
    let count = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX));
    let files = proof.places.iter().filter(own).count();
    let args = [
        ("rows", count(proof.rows).into()),
        ("files", count(files).into()),
        ("found", count(found).into()),
    ];
    tr.with(key, &args)
}

/// The table: a line for the rows, then one for each file.
pub fn table(proof: &Proof, tr: &Tr) -> Table {
    let mut headings: Vec<String> =
        ["privacy-proof-place", "privacy-proof-file", "privacy-proof-size"]
            .map(|key| tr.text(key))
            .to_vec();
    headings.extend(Encoding::ALL.map(|encoding| encoding.name().to_owned()));
    headings.push(tr.text("privacy-proof-note"));
    let count = |n: usize| Out::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let args = [("person", proof.pseudonym.as_str().into()), ("at", proof.when().into())];
    let head = vec![
        tr.text("privacy-place-rows").into(),
        Out::Blank,
        count(proof.rows),
        count(proof.rows_found),
        Out::Blank,
        Out::Blank,
        Out::Blank,
        tr.with("privacy-proof-of", &args).into(),
    ];
    let lines = proof.places.iter().map(|place| {
        let size = Out::Int(i64::try_from(place.bytes).unwrap_or(i64::MAX));
        let mut row = vec![
            tr.text(&format!("privacy-place-{}", place.kind.word())).into(),
            place.file.display().to_string().into(),
            size,
        ];
        row.extend(place.hits.map(count));
        row.push(note(place, tr).into());
        row
    });
    Table {
        name: tr.text("privacy-proof-table"),
        headings,
        rows: std::iter::once(head).chain(lines).collect(),
    }
}

/// What is to be said of a file: when it goes, whether it could be read.
pub fn note(place: &Place, tr: &Tr) -> String {
    match place.goes_on {
        _ if !place.readable => tr.text("privacy-note-unreadable"),
        Some(day) => tr.with("privacy-note-goes", &[("day", day.to_string().into())]),
        None if place.kind == PlaceKind::Backup && place.found() > 0 => {
            tr.text("privacy-note-ahead")
        }
        None if place.packed() => tr.text("privacy-note-packed"),
        None => String::new(),
    }
}
