//! The pages of an SQLite file, read one by one without SQLite: what a damaged file still holds.
//!
//! SQLite stops at the first page that it cannot trust. Here each page of rows is judged alone: a row
//! counts as read when its header and its cells fill its payload to the byte. The form of the file is
//! that of <https://www.sqlite.org/fileformat2.html>. The file is opened for reading and nothing else.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use crate::store::db::Value;

/// The first byte of a page of rows.
const LEAF: u8 = 0x0d;
/// The first byte of a page that points at pages of rows.
const INTERIOR: u8 = 0x05;
/// The page size of our files.
const USUAL: usize = 4096;
/// How many steps down a tree may go.
const DEEPEST: usize = 24;

/// A row as it stands on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoredRow {
    /// Its key.
    pub id: i64,
    /// Its cells in the order of the table's columns; the cell of the key is null, and columns that were
    /// added later may be missing.
    pub cells: Vec<Value>,
}

/// What stands on a page of rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaf {
    /// The rows that could be read.
    pub rows: Vec<StoredRow>,
    /// How many stand there and could not.
    pub unreadable: usize,
}

/// The pages of a tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// The pages of rows, in the order of keys.
    pub leaves: Vec<u32>,
    /// How many pages it points at that are none of a tree.
    pub broken: usize,
}

/// The open file.
pub(super) struct Pages {
    file: File,
    size: usize,
    count: u32,
    header: Vec<u8>,
}

impl Pages {
    /// Opens a file for reading.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut header = Vec::with_capacity(100);
        (&mut file).take(100).read_to_end(&mut header)?;
        let mut pages = Self { file, size: USUAL, count: 0, header };
        pages.size = pages.best_size(length);
        pages.count = count_of(length, pages.size);
        Ok(pages)
    }

    /// How many pages there are.
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// The first hundred bytes.
    pub fn header(&self) -> &[u8] {
        &self.header
    }

    /// The page size: the one that finds most pages of rows, what the header says before others.
    fn best_size(&mut self, length: u64) -> usize {
        let said = number16(&self.header, 16).map_or(0, |n| if n == 1 { 65_536 } else { n });
        let mut best = (0, USUAL);
        for size in [said, USUAL, 1024, 8192, 16_384, 32_768, 65_536, 2048, 512] {
            if !(512..=65_536).contains(&size) || !size.is_power_of_two() {
                continue;
            }
            self.size = size;
            self.count = count_of(length, size);
            // A sample is enough to tell sizes apart.
            let every = (self.count / 512).max(1);
            let mut rows = 0;
            let mut page = 1;
            while page <= self.count {
                rows += self.leaf(page).map_or(0, |leaf| leaf.rows.len()) * every as usize;
                page += every;
            }
            if rows > best.0 {
                best = (rows, size);
            }
        }
        best.1
    }

    /// The bytes of a page; zeros where the file ends before, or the disk gives none.
    fn read(&mut self, page: u32) -> Vec<u8> {
        let at = u64::from(page.saturating_sub(1)) * self.size as u64;
        let mut bytes = Vec::with_capacity(self.size);
        let file = &mut self.file;
        if file.seek(SeekFrom::Start(at)).is_ok() {
            // What was read before the disk failed is worth as much as the rest of another page.
            let _ = file.take(self.size as u64).read_to_end(&mut bytes);
        }
        bytes.resize(self.size, 0);
        bytes
    }

    /// The rows of a page; `None` when it is no page of rows.
    pub fn leaf(&mut self, page: u32) -> Option<Leaf> {
        let bytes = self.read(page);
        let start = start_of(page);
        if bytes.get(start) != Some(&LEAF) {
            return None;
        }
        let mut leaf = Leaf::default();
        for cell in pointers(&bytes, start, 8)? {
            match self.row(&bytes, cell) {
                Some(row) => leaf.rows.push(row),
                None => leaf.unreadable += 1,
            }
        }
        Some(leaf)
    }

    /// The row whose cell begins here on its page.
    fn row(&mut self, bytes: &[u8], cell: usize) -> Option<StoredRow> {
        let (payload, at) = varint(bytes, cell)?;
        let (id, at) = varint(bytes, at)?;
        let payload = usize::try_from(payload).ok()?;
        // More than the file holds is no payload.
        if payload == 0 || payload as u64 > u64::from(self.count) * self.size as u64 {
            return None;
        }
        let usable = self.size;
        let most = usable - 35;
        let local = if payload <= most {
            payload
        } else {
            let least = (usable - 12) * 32 / 255 - 23;
            let some = least + (payload - least) % (usable - 4);
            if some <= most { some } else { least }
        };
        let mut record = bytes.get(at..at + local)?.to_vec();
        if local < payload {
            let mut next = number32(bytes, at + local)?;
            while record.len() < payload {
                if next == 0 || next > self.count {
                    return None;
                }
                let page = self.read(next);
                let wanted = (payload - record.len()).min(usable - 4);
                record.extend(page.iter().skip(4).take(wanted));
                next = number32(&page, 0)?;
            }
        }
        decode(&record).map(|cells| StoredRow { id, cells })
    }

    /// The pages of the tree with this root. Whatever is met a second time is not of the tree.
    pub fn tree(&mut self, root: u32, taken: &mut BTreeSet<u32>) -> Tree {
        let mut tree = Tree::default();
        // From the right, so that the leftmost comes off first.
        let mut open = vec![(root, 0_usize)];
        while let Some((page, depth)) = open.pop() {
            if page == 0 || page > self.count || depth > DEEPEST || taken.contains(&page) {
                tree.broken += 1;
                continue;
            }
            let bytes = self.read(page);
            let start = start_of(page);
            match bytes.get(start) {
                Some(&LEAF) if pointers(&bytes, start, 8).is_some() => {
                    taken.insert(page);
                    tree.leaves.push(page);
                }
                Some(&INTERIOR) => {
                    let Some(cells) = pointers(&bytes, start, 12) else {
                        tree.broken += 1;
                        continue;
                    };
                    taken.insert(page);
                    open.push((number32(&bytes, start + 8).unwrap_or_default(), depth + 1));
                    for cell in cells.into_iter().rev() {
                        open.push((number32(&bytes, cell).unwrap_or_default(), depth + 1));
                    }
                }
                _ => tree.broken += 1,
            }
        }
        tree
    }

    /// The pages that the file has given up: they hold rows that were deleted. As far as the list can be
    /// read.
    pub fn free(&mut self) -> BTreeSet<u32> {
        let mut free = BTreeSet::new();
        let mut trunk = number32(&self.header, 32).unwrap_or_default();
        while trunk != 0 && trunk <= self.count && free.insert(trunk) {
            let bytes = self.read(trunk);
            let held = number32(&bytes, 4).unwrap_or_default() as usize;
            if held > self.size / 4 {
                break;
            }
            for n in 0..held {
                let page = number32(&bytes, 8 + 4 * n).unwrap_or_default();
                if page > 1 && page <= self.count {
                    free.insert(page);
                }
            }
            trunk = number32(&bytes, 0).unwrap_or_default();
        }
        free
    }
}

fn count_of(length: u64, size: usize) -> u32 {
    u32::try_from(length.div_ceil(size as u64)).unwrap_or(u32::MAX)
}

/// Where the tree's part of a page begins: behind the file's header on the first.
const fn start_of(page: u32) -> usize {
    if page == 1 { 100 } else { 0 }
}

/// Where the cells of a page begin; `None` when they cannot all be on it.
fn pointers(bytes: &[u8], start: usize, header: usize) -> Option<Vec<usize>> {
    let count = number16(bytes, start + 3)?;
    let array = start + header;
    if array + 2 * count > bytes.len() {
        return None;
    }
    (0..count)
        .map(|n| number16(bytes, array + 2 * n).filter(|at| *at >= array + 2 * count))
        .collect()
}

fn number16(bytes: &[u8], at: usize) -> Option<usize> {
    let two: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_be_bytes(two)))
}

/// Four bytes as a number.
pub(super) fn number32(bytes: &[u8], at: usize) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(four))
}

/// A number of one to nine bytes, and where it ends.
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut value: u64 = 0;
    for n in 0..8 {
        let byte = *bytes.get(at + n)?;
        value = value << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((value.cast_signed(), at + n + 1));
        }
    }
    let last = *bytes.get(at + 8)?;
    Some(((value << 8 | u64::from(last)).cast_signed(), at + 9))
}

/// The cells of a record; `None` when they do not fill it exactly, or hold what no column of ours may.
fn decode(record: &[u8]) -> Option<Vec<Value>> {
    let (header, mut at) = varint(record, 0)?;
    let header = usize::try_from(header).ok().filter(|n| *n <= record.len())?;
    let mut kinds = vec![];
    while at < header {
        let (kind, next) = varint(record, at)?;
        kinds.push(kind);
        at = next;
    }
    if at != header {
        return None;
    }
    let mut cells = Vec::with_capacity(kinds.len());
    for kind in kinds {
        let width = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 => 8,
            n if n >= 13 && n % 2 == 1 => usize::try_from((n - 13) / 2).ok()?,
            // A fraction or raw bytes: no column of ours.
            _ => return None,
        };
        let bytes = record.get(at..at.checked_add(width)?)?;
        at += width;
        cells.push(match kind {
            0 => Value::Null,
            8 => Value::Int(0),
            9 => Value::Int(1),
            1..=6 => Value::Int(whole(bytes)),
            _ => {
                let text = std::str::from_utf8(bytes).ok()?;
                // Zeros where a text stood are a page that was wiped.
                if text.contains('\0') {
                    return None;
                }
                Value::Text(text.to_owned())
            }
        });
    }
    (at == record.len()).then_some(cells)
}

/// A whole number of these bytes, the sign in the first.
fn whole(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    bytes.iter().fold(if negative { -1 } else { 0 }, |value, byte| value << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_one_to_nine_bytes() {
        for (bytes, value, end) in [
            (&[0x05][..], 5, 1),
            (&[0x81, 0x00], 128, 2),
            (&[0xff; 9], -1, 9),
            (&[0x82, 0x80, 0x80, 0x01], (2 << 21) + 1, 4),
        ] {
            assert_eq!(varint(bytes, 0), Some((value, end)), "{bytes:?}");
        }
        assert_eq!(varint(&[0x81], 0), None);
        assert_eq!(varint(&[], 0), None);
    }

    #[test]
    fn whole_numbers_keep_their_sign() {
        assert_eq!(whole(&[0xff]), -1);
        assert_eq!(whole(&[0x01, 0x00]), 256);
        assert_eq!(whole(&[0x80, 0, 0]), -8_388_608);
        assert_eq!(whole(&i64::MIN.to_be_bytes()), i64::MIN);
    }

    #[test]
    fn a_record_must_fill_its_payload() {
        // Header of 4: null, one byte, a text of two bytes.
        let record = [4, 0, 1, 17, 7, b'o', b'k'];
        let cells = vec![Value::Null, Value::Int(7), Value::Text("ok".to_owned())];
        assert_eq!(decode(&record), Some(cells));
        assert_eq!(decode(record.get(..6).unwrap()), None, "too short");
        assert_eq!(decode(&[4, 0, 1, 17, 7, b'o', b'k', 0]), None, "too long");
        assert_eq!(decode(&[4, 0, 1, 17, 7, 0, 0]), None, "wiped");
        assert_eq!(decode(&[2, 7, 0, 0, 0, 0, 0, 0, 0, 0]), None, "a fraction");
        assert_eq!(decode(&[]), None);
    }
}
