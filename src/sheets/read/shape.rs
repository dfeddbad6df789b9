//! What a sheet says about its rows besides their cells: merges, hidden rows and columns.
//!
//! calamine tells the merges of `.xls` and nobody tells hidden rows, so the XML of an `.xlsx` is
//! looked through once more, by its marks only: a second parse would cost as much as the first.
//! What cannot be made out is left out; a sheet without a shape still has all its cells.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use serde::Serialize;
use zip::ZipArchive;

/// More merges than any table has; a sheet with more keeps these.
pub(super) const MAX_PARTS: usize = 200_000;
/// A part that unpacks to more than this is not looked through.
const MAX_XML: u64 = 512 * 1024 * 1024;

/// Merged cells and what is hidden. Rows count from 1, columns from 0, ends belong to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// Merged cells.
    pub merges: Vec<Merge>,
    /// Hidden rows: first and last, rising.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Hidden columns: first and last.
    pub hidden_columns: Vec<(u32, u32)>,
}

/// A rectangle of merged cells; its value stands in the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Merge {
    /// The first and the last row, from 1.
    pub rows: (u32, u32),
    /// The first and the last column, from 0.
    pub columns: (u32, u32),
}

impl Shape {
    /// Nothing merged and nothing hidden.
    pub fn is_plain(&self) -> bool {
        self.merges.is_empty() && self.hidden_rows.is_empty() && self.hidden_columns.is_empty()
    }

    /// Whether a row is hidden.
    pub fn hides_row(&self, number: u32) -> bool {
        let after = self.hidden_rows.partition_point(|(first, _)| *first <= number);
        let before = after.checked_sub(1).and_then(|at| self.hidden_rows.get(at));
        before.is_some_and(|(_, last)| number <= *last)
    }
}

/// The shapes of an `.xlsx` by the names of its sheets.
pub(super) fn of_xlsx(bytes: &[u8]) -> BTreeMap<String, Shape> {
    read(bytes).unwrap_or_default()
}

pub(super) type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn read(bytes: &[u8]) -> Option<BTreeMap<String, Shape>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let workbook = part(&mut zip, "xl/workbook.xml")?;
    let targets = targets(&part(&mut zip, "xl/_rels/workbook.xml.rels")?);
    let mut shapes = BTreeMap::new();
    for (name, id) in sheets(&workbook) {
        let Some(target) = targets.get(&id) else { continue };
        if let Some(xml) = part(&mut zip, &within(target)) {
            shapes.insert(name, shape(&xml));
        }
    }
    Some(shapes)
}

/// A part of the package, however its name is written.
pub(super) fn part(zip: &mut Zip<'_>, path: &str) -> Option<Vec<u8>> {
    let same = |name: &str| name.replace('\\', "/").eq_ignore_ascii_case(path);
    let index = zip.file_names().position(|name| name.is_ok_and(|name| same(&name)))?;
    let entry = zip.by_index(index).ok()?;
    let mut xml = vec![];
    entry.take(MAX_XML + 1).read_to_end(&mut xml).ok()?;
    (xml.len() as u64 <= MAX_XML).then_some(xml)
}

/// The path of a part that a relation of the workbook leads to.
pub(super) fn within(target: &str) -> String {
    target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
}

/// The sheets of a workbook: name and relation.
fn sheets(xml: &[u8]) -> Vec<(String, String)> {
    elements(xml, "sheet", |start| Some((attribute(start, "name")?, attribute(start, "id")?)))
}

/// Where the relations lead.
pub(super) fn targets(xml: &[u8]) -> BTreeMap<String, String> {
    let found = elements(xml, "Relationship", |start| {
        Some((attribute(start, "Id")?, attribute(start, "Target")?))
    });
    found.into_iter().collect()
}

fn elements<T>(xml: &[u8], name: &str, take: impl Fn(&BytesStart<'_>) -> Option<T>) -> Vec<T> {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let mut found = vec![];
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start))
                if start.local_name().as_ref() == name =>
            {
                found.extend(take(&start));
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// An attribute by its name without a prefix.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut found = attributes.with_checks(false).flatten();
    let value = found.find(|attribute| attribute.key.local_name().as_ref() == name)?.value;
    quick_xml::escape::unescape(&value).ok().map(Cow::into_owned)
}

/// The shape of one sheet, by marks: `mergeCell`, `hidden="1"`.
fn shape(xml: &[u8]) -> Shape {
    let mut shape = Shape::default();
    for at in memmem::find_iter(xml, b"mergeCell ") {
        if shape.merges.len() >= MAX_PARTS {
            break;
        }
        shape.merges.extend(tag_at(xml, at).and_then(|tag| merge(&value_of(tag, "ref")?)));
    }
    for mark in [&b"hidden=\"1\""[..], b"hidden=\"true\"", b"hidden='1'"] {
        for at in memmem::find_iter(xml, mark) {
            let Some(tag) = tag_at(xml, at) else { continue };
            let number = |name: &str| value_of(tag, name)?.parse::<u32>().ok();
            match name_of(tag) {
                b"row" => {
                    if let Some(row) = number("r")
                        && shape.hidden_rows.len() < MAX_PARTS
                    {
                        add(&mut shape.hidden_rows, row, row);
                    }
                }
                b"col" => {
                    let first = number("min").and_then(|first| first.checked_sub(1));
                    let last = number("max").and_then(|last| last.checked_sub(1));
                    if let (Some(first), Some(last)) = (first, last) {
                        add(&mut shape.hidden_columns, first, last);
                    }
                }
                _ => {}
            }
        }
    }
    shape.hidden_rows.sort_unstable();
    shape.hidden_columns.sort_unstable();
    shape
}

/// Adds a range and joins it with the one before where they touch.
pub(super) fn add(ranges: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match ranges.last_mut() {
        Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
        _ => ranges.push((first, last)),
    }
}

/// The tag, without its brackets, around a place in the text.
fn tag_at(xml: &[u8], at: usize) -> Option<&[u8]> {
    let (before, after) = xml.split_at_checked(at)?;
    let start = memchr::memrchr(b'<', before)? + 1;
    let end = at + memchr::memchr(b'>', after)?;
    xml.get(start..end)
}

/// The name of a tag without its prefix.
fn name_of(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
    let name = tag.get(..end).unwrap_or_default();
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}

fn value_of(tag: &[u8], name: &str) -> Option<String> {
    let text = std::str::from_utf8(tag).ok()?;
    let start = BytesStart::from_content(text, text.find(char::is_whitespace)?);
    attribute(&start, name)
}

/// `B3:D4` as a merge; a single cell is none.
fn merge(reference: &str) -> Option<Merge> {
    let (from, to) = reference.split_once(':')?;
    let ((first_row, first), (last_row, last)) = (place(from)?, place(to)?);
    let sound = first_row <= last_row && first <= last && (first_row, first) != (last_row, last);
    sound.then_some(Merge { rows: (first_row, last_row), columns: (first, last) })
}

/// `B3` as row from 1 and column from 0.
fn place(reference: &str) -> Option<(u32, u32)> {
    let plain = reference.replace('$', "");
    let digits = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = plain.split_at_checked(digits)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0_u32;
    for c in letters.bytes() {
        if !c.is_ascii_alphabetic() {
            return None;
        }
        column = column * 26 + u32::from(c.to_ascii_uppercase() - b'A') + 1;
    }
    Some((row.parse().ok()?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_where_they_count() {
        let xml = br#"<worksheet><cols><col min="3" max="4" hidden="1"/></cols><sheetData>
            <row r="5" hidden="1"><c r="A5" t="inlineStr"><is><t>hidden="1"</t></is></c></row>
            <x:row r="6" spans="1:2" hidden="true"/><row r="9" hidden="1"/><row r="10"/></sheetData>
            <mergeCells count="3"><mergeCell ref="A1:C1"/><x:mergeCell ref="$B$3:B4" />
            <mergeCell ref="C1"/></mergeCells></worksheet>"#;
        let shape = shape(xml);
        assert_eq!(
            shape.merges,
            [Merge { rows: (1, 1), columns: (0, 2) }, Merge { rows: (3, 4), columns: (1, 1) }]
        );
        assert_eq!(shape.hidden_rows, [(5, 5), (6, 6), (9, 9)]);
        assert_eq!(shape.hidden_columns, [(2, 3)]);
        assert!(shape.hides_row(9) && !shape.hides_row(10));
    }

    #[test]
    fn what_is_no_reference_is_none() {
        for bad in ["", "A", "1", "A0x", "AAAA1", "é1", "A1B2"] {
            assert_eq!(place(bad), None, "{bad}");
        }
        assert_eq!(place("XFD1048576"), Some((1_048_576, 16_383)));
        assert_eq!(merge("B2:A1"), None);
    }
}
