//! A look into a compound file (OLE) before the reader of workbooks gets it.
//!
//! The reader follows chains of sectors until they end, and some files see to it that they do not;
//! it reserves a cell for each place between the first and the last. Here chains have a length,
//! and the area is counted from the cells' own records.

use std::collections::BTreeMap;

use super::error::{Measure, Problem};
use super::kind::Foreign;
use super::limits::Limits;
use super::shape;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const LAST_SECTOR: u32 = 0xFFFF_FFF9;
/// Streams below this size live in the mini stream, in sectors of 64 bytes.
const MINI: usize = 4096;

/// Checks that the file is a workbook that can be read.
pub(super) fn inspect(bytes: &[u8], wps_name: bool, limits: &Limits) -> Result<Records, Problem> {
    let file = Compound::open(bytes)?;
    for (name, foreign) in [
        ("WordDocument", Foreign::Document),
        ("PowerPoint Document", Foreign::Slides),
        ("__properties_version1.0", Foreign::Mail),
    ] {
        if file.find(name).is_some() {
            return Err(Problem::Foreign(foreign));
        }
    }
    if file.find("EncryptedPackage").is_some() {
        return Err(Problem::Encrypted);
    }
    // Files of WPS share the container, and its own formats are not documented.
    if wps_name {
        return Err(Problem::Wps);
    }
    let Some(entry) = file.find("Workbook").or_else(|| file.find("Book")) else {
        return Err(Problem::Foreign(Foreign::Binary));
    };
    inspect_records(&file.stream(entry)?, limits)
}

/// What the records of a workbook say that its reader does not tell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Records {
    /// The code page of texts in a workbook older than Excel 97. Later ones have UTF-16, whatever
    /// code page they name.
    pub(super) page: Option<u16>,
    /// Hidden rows of each sheet, from 1, in the order in which the workbook lists its sheets.
    pub(super) hidden_rows: Vec<Vec<(u32, u32)>>,
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let header = bytes.get(..512).ok_or_else(|| Problem::truncated("no header"))?;
        let sector = match u16_at(header, 30) {
            9 => 512,
            12 => 4096,
            shift => return Err(Problem::damaged(format!("sector shift {shift}"))),
        };
        let mut file = Self {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.read_fat(header)?;
        let directory = file.chain(u32_at(header, 48), usize::MAX)?;
        file.entries = directory.chunks_exact(128).map(entry).collect();
        let root = file.entries.first().map(|root| (root.start, root.size));
        if let Some((start, size)) = root.filter(|_| u32_at(header, 64) > 0) {
            file.mini_stream = file.chain(start, size)?;
            let mini_fat = file.chain(u32_at(header, 60), usize::MAX)?;
            file.mini_fat = numbers(&mini_fat).collect();
        }
        Ok(file)
    }

    fn read_fat(&mut self, header: &[u8]) -> Result<(), Problem> {
        let mut table: Vec<u32> = numbers(header.get(76..).unwrap_or_default()).collect();
        let mut next = u32_at(header, 68);
        let mut steps = 0;
        while next <= LAST_SECTOR {
            table.extend(numbers(self.sector(next)?));
            next = table.pop().unwrap_or(END_OF_CHAIN);
            steps += 1;
            if steps > self.n_sectors() {
                return Err(circle());
            }
        }
        table.retain(|&id| id <= LAST_SECTOR);
        if table.len() > self.n_sectors() {
            return Err(Problem::damaged("more tables than sectors"));
        }
        for id in table {
            let part: Vec<u32> = numbers(self.sector(id)?).collect();
            self.fat.extend(part);
        }
        Ok(())
    }

    fn n_sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// A sector; the last of a file may be short.
    fn sector(&self, id: u32) -> Result<&'a [u8], Problem> {
        // A little beyond the end, the end is missing; far beyond, the number is wrong.
        let beyond = || {
            let detail = format!("sector {id} lies beyond the end");
            let near = (id as usize) < 4 * self.n_sectors() + 64;
            if near { Problem::truncated(detail) } else { Problem::damaged(detail) }
        };
        let start = (id as usize + 1) * self.sector;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty()).ok_or_else(beyond)?;
        Ok(rest.get(..self.sector).unwrap_or(rest))
    }

    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>, Problem> {
        let mut data = Vec::new();
        let (mut id, mut steps) = (start, 0);
        while id <= LAST_SECTOR && data.len() < size {
            data.extend_from_slice(self.sector(id)?);
            id = self.fat.get(id as usize).copied().unwrap_or(END_OF_CHAIN);
            steps += 1;
            if steps > self.n_sectors() {
                return Err(circle());
            }
        }
        data.truncate(size);
        Ok(data)
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn stream(&self, entry: &Entry) -> Result<Vec<u8>, Problem> {
        if entry.size >= MINI {
            return self.chain(entry.start, entry.size);
        }
        let mut data = Vec::new();
        let mut id = entry.start;
        while id <= LAST_SECTOR && data.len() < entry.size {
            let start = id as usize * 64;
            let rest = self.mini_stream.get(start..).filter(|rest| !rest.is_empty());
            let rest = rest.ok_or_else(|| Problem::truncated("the mini stream is short"))?;
            data.extend_from_slice(rest.get(..64).unwrap_or(rest));
            id = self.mini_fat.get(id as usize).copied().unwrap_or(END_OF_CHAIN);
        }
        data.truncate(entry.size);
        Ok(data)
    }
}

fn circle() -> Problem {
    Problem::damaged("a chain of sectors runs in a circle")
}

fn entry(bytes: &[u8]) -> Entry {
    let units = bytes.get(..64).unwrap_or_default().as_chunks::<2>().0;
    let units = units.iter().map(|&unit| u16::from_le_bytes(unit)).take_while(|&unit| unit != 0);
    Entry {
        name: char::decode_utf16(units).map(|c| c.unwrap_or('?')).collect(),
        start: u32_at(bytes, 116),
        size: u32_at(bytes, 120) as usize,
    }
}

/// The bytes a cell and its formula take in the reader.
const CELL_BYTES: u64 = 24;

/// Checks for a password and for cells too far apart for the reader's dense ranges.
fn inspect_records(stream: &[u8], limits: &Limits) -> Result<Records, Problem> {
    let mut records = Records::default();
    // Where each sheet begins in the stream, as the workbook lists them, and hidden rows by where
    // their sheet begins.
    let mut begins: Vec<usize> = vec![];
    let mut hidden: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
    let (mut here, mut first, mut biff8) = (0, true, false);
    let mut page = 0;
    let (mut total, mut largest) = (0_u64, 0_u64);
    let mut sheet: Option<Extent> = None;
    let mut rest = stream;
    while let Some((head, tail)) = rest.split_first_chunk::<4>() {
        let kind = u16_at(head, 0);
        let Some((data, tail)) = tail.split_at_checked(usize::from(u16_at(head, 2))) else { break };
        let at = stream.len() - rest.len();
        rest = tail;
        match kind {
            // FILEPASS: whatever its kind, what follows is scrambled.
            0x002F => return Err(Problem::Encrypted),
            // The beginning of a sheet; its cells come before those of charts in it.
            0x0809 => {
                here = at;
                biff8 |= first && data.len() >= 2 && u16_at(data, 0) == 0x0600;
                first = false;
                if let Some(extent) = sheet.replace(Extent::NONE) {
                    total += extent.area();
                    largest = largest.max(extent.area());
                }
            }
            // CODEPAGE.
            0x0042 if data.len() >= 2 => page = u16_at(data, 0),
            // BOUNDSHEET: where a sheet begins.
            0x0085 if data.len() >= 4 => {
                let [low, high] = [u16_at(data, 0), u16_at(data, 2)].map(usize::from);
                begins.push(low | high << 16);
            }
            // ROW, with the flag that hides it.
            0x0208 if data.len() >= 16 && u16_at(data, 12) & 0x20 != 0 => {
                let row = u32::from(u16_at(data, 0)) + 1;
                shape::add(hidden.entry(here).or_default(), row, row);
            }
            0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E
                if data.len() >= 4 =>
            {
                if let Some(extent) = &mut sheet {
                    extent.add(u64::from(u16_at(data, 0)), u64::from(u16_at(data, 2)));
                }
            }
            _ => {}
        }
    }
    let last = sheet.map_or(0, |extent| extent.area());
    (total, largest) = (total + last, largest.max(last));
    // The reader keeps a value for each place of all sheets, and copies a sheet to hand it over.
    let room = limits.memory / CELL_BYTES;
    if total + largest > room {
        return Err(Problem::TooLarge { measure: Measure::Spread, limit: room / 2 });
    }
    records.page = (!biff8).then_some(page);
    records.hidden_rows =
        begins.into_iter().map(|begin| hidden.remove(&begin).unwrap_or_default()).collect();
    Ok(records)
}

/// First and last row and column with a cell.
struct Extent {
    rows: (u64, u64),
    columns: (u64, u64),
}

impl Extent {
    const NONE: Self = Self { rows: (u64::MAX, 0), columns: (u64::MAX, 0) };

    fn add(&mut self, row: u64, column: u64) {
        self.rows = (self.rows.0.min(row), self.rows.1.max(row + 1));
        self.columns = (self.columns.0.min(column), self.columns.1.max(column + 1));
    }

    fn area(&self) -> u64 {
        self.rows.1.saturating_sub(self.rows.0) * self.columns.1.saturating_sub(self.columns.0)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|&four| u32::from_le_bytes(four))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let two = bytes.get(at..).and_then(|rest| rest.first_chunk::<2>());
    two.map_or(0, |&two| u16::from_le_bytes(two))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>());
    four.map_or(0, |&four| u32::from_le_bytes(four))
}
