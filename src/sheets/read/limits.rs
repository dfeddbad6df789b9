//! What a file may cost before it is refused.

use std::fmt;
use std::str::FromStr;

const MIB: u64 = 1024 * 1024;

/// What a file may cost, in the worker that reads it and in the program that asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Address space of the worker, in bytes.
    pub memory: u64,
    /// Wall clock and processor time, in seconds.
    pub seconds: u64,
    /// Size of the file, in bytes.
    pub bytes: u64,
    /// Size of all parts of a zipped workbook once unpacked, in bytes.
    pub unpacked: u64,
    /// Parts in a zipped workbook.
    pub entries: u64,
    /// Sheets in a workbook.
    pub sheets: u64,
    /// Highest row number, and rows in a text file.
    pub rows: u64,
    /// Highest column number.
    pub columns: u64,
    /// Cells of all sheets, counting the empty ones left of a filled one.
    pub cells: u64,
    /// Text of all cells, in bytes of UTF-8.
    pub text: u64,
}

impl Default for Limits {
    /// What Excel can hold, as far as a manager's machine can too.
    fn default() -> Self {
        Self {
            memory: 1024 * MIB,
            seconds: 60,
            bytes: 256 * MIB,
            unpacked: 1024 * MIB,
            entries: 10_000,
            sheets: 256,
            rows: 1_048_576,
            columns: 16_384,
            cells: 20_000_000,
            text: 256 * MIB,
        }
    }
}

impl Limits {
    /// In the order in which they are written out.
    fn fields(&mut self) -> [&mut u64; 10] {
        [
            &mut self.memory,
            &mut self.seconds,
            &mut self.bytes,
            &mut self.unpacked,
            &mut self.entries,
            &mut self.sheets,
            &mut self.rows,
            &mut self.columns,
            &mut self.cells,
            &mut self.text,
        ]
    }
}

/// As the worker's argument: the numbers in the order of the fields, with commas.
impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut copy = *self;
        for (i, value) in copy.fields().into_iter().enumerate() {
            write!(f, "{}{value}", if i == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl FromStr for Limits {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("cannot read limits: {text:?}");
        let mut limits = Self::default();
        let mut numbers = text.split(',');
        for field in limits.fields() {
            *field = numbers.next().and_then(|n| n.parse().ok()).ok_or_else(wrong)?;
        }
        if numbers.next().is_some() { Err(wrong()) } else { Ok(limits) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_travel_as_an_argument() {
        let limits = Limits { seconds: 7, text: 11, ..Limits::default() };
        assert_eq!(limits.to_string().parse(), Ok(limits));
        for wrong in ["", "1,2", "1,2,3,4,5,6,7,8,9,x", "1,2,3,4,5,6,7,8,9,10,11"] {
            assert!(wrong.parse::<Limits>().is_err(), "{wrong}");
        }
    }
}
