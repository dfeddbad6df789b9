//! Formulas of an `.xlsb` that failed: `#REF!`, `#N/A`.
//!
//! calamine passes over the record that holds the error of a formula (BrtFmlaError), so that such
//! cells would look empty. A cell that failed is not a blank one: the parts are looked through
//! for these records alone.

use std::collections::BTreeMap;
use std::io::Cursor;

use zip::ZipArchive;

use super::shape::{part, targets, within};

/// Errors by their place, row and column from 0.
type Errors = BTreeMap<(u32, u32), &'static str>;

/// The beginning of a row.
const ROW: u32 = 0;
/// A formula whose value is an error.
const FORMULA_ERROR: u32 = 11;
/// A sheet in the workbook's list.
const SHEET: u32 = 156;

/// The failed formulas of a workbook by the names of its sheets; what cannot be made out is left out.
pub(super) fn of(bytes: &[u8]) -> BTreeMap<String, Errors> {
    read(bytes).unwrap_or_default()
}

fn read(bytes: &[u8]) -> Option<BTreeMap<String, Errors>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let workbook = part(&mut zip, "xl/workbook.bin")?;
    let targets = targets(&part(&mut zip, "xl/_rels/workbook.bin.rels")?);
    let mut found = BTreeMap::new();
    for (kind, data) in Records(&workbook) {
        if kind != SHEET {
            continue;
        }
        let Some((relation, name)) = bundle(data) else { continue };
        let sheet = targets.get(&relation).and_then(|target| part(&mut zip, &within(target)));
        found.extend(sheet.map(|sheet| (name, errors(&sheet))));
    }
    Some(found)
}

/// The relation and the name of a listed sheet: state, number, then two counted texts.
fn bundle(data: &[u8]) -> Option<(String, String)> {
    let (relation, rest) = wide(data.get(8..)?)?;
    Some((relation, wide(rest)?.0))
}

/// A counted UTF-16 text and what follows it.
fn wide(data: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(u32_at(data, 0)?).ok()?.checked_mul(2)?;
    let (text, rest) = data.get(4..)?.split_at_checked(length)?;
    let units: Vec<u16> = text
        .chunks_exact(2)
        .filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)))
        .collect();
    Some((String::from_utf16(&units).ok()?, rest))
}

fn errors(sheet: &[u8]) -> Errors {
    let mut errors = Errors::new();
    let mut row = 0;
    for (kind, data) in Records(sheet) {
        match kind {
            ROW => row = u32_at(data, 0).unwrap_or(row),
            FORMULA_ERROR => {
                let error = data.get(8).and_then(|code| word(*code));
                if let (Some(column), Some(error)) = (u32_at(data, 0), error) {
                    errors.insert((row, column), error);
                }
            }
            _ => {}
        }
    }
    errors
}

const fn word(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#DATA!",
        _ => return None,
    })
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(bytes))
}

/// Records one after the other: a kind and a length, both in sevens of bits, then the data.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = self.number(2)?;
        let length = usize::try_from(self.number(4)?).ok()?;
        let (data, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some((kind, data))
    }
}

impl Records<'_> {
    /// A number of at most so many bytes; the highest bit of each says that there is another.
    fn number(&mut self, bytes: u32) -> Option<u32> {
        let mut number = 0_u32;
        for at in 0..bytes {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << (at * 7);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_told_apart() {
        // Row 4, a formula's error in column 2, a record of a kind of two bytes.
        let mut sheet = vec![0, 4, 4, 0, 0, 0, 11, 9, 2, 0, 0, 0, 0, 0, 0, 0, 0x17];
        sheet.extend([0x9C, 0x01, 1, 0]);
        let kinds: Vec<u32> = Records(&sheet).map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [ROW, FORMULA_ERROR, SHEET]);
        assert_eq!(errors(&sheet), Errors::from([((4, 2), "#REF!")]));
        assert!(errors(&sheet[..9]).is_empty(), "cut short");
    }
}
