//! Every file of the test suites of other readers: odd, broken and hostile ones among them.
//!
//! Needs `COXSWAIN_DATA`, a folder with `corpus/sheets`, `corpus/csv` and `orders-gbk-zh.csv`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use coxswain::sheets::read::{Book, Cell, Format, Problem, ReadError, Source, read};

/// No file of the corpus needs longer, the hostile ones included.
const PATIENCE: Duration = Duration::from_secs(10);

fn data() -> PathBuf {
    std::env::var_os("COXSWAIN_DATA").expect("COXSWAIN_DATA names the folder of real data").into()
}

fn source() -> Source {
    Source { program: env!("CARGO_BIN_EXE_coxswain").into(), ..Source::default() }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(data().join("corpus").join(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Reads a file and checks what holds for every file.
fn attempt(path: &Path, outcomes: &mut BTreeMap<String, usize>) -> Result<Book, ReadError> {
    let before = blake3::hash(&fs::read(path).unwrap());
    let start = Instant::now();
    let result = read(path, &source(), &|| false);
    let took = start.elapsed();
    assert!(took < PATIENCE, "{path:?} took {took:?}");
    assert_eq!(blake3::hash(&fs::read(path).unwrap()), before, "{path:?} was changed");
    let name = path.file_name().unwrap().to_string_lossy();
    let outcome = match &result {
        Ok(book) => {
            assert_eq!(book.hash, before.to_hex().to_string());
            assert!(book.sheets.iter().any(|sheet| !sheet.rows.is_empty()), "{path:?}");
            format!("{:?}", book.format)
        }
        Err(error) => {
            assert_eq!(error.file, name);
            assert!(error.to_string().contains(&*name), "{error}");
            error.key().to_owned()
        }
    };
    if std::env::var_os("COXSWAIN_SHOW").is_some() {
        let detail = result.as_ref().err().map(|error| error.problem.to_string());
        println!("{outcome}\t{}\t{name}\t{}", took.as_millis(), detail.unwrap_or_default());
    }
    *outcomes.entry(outcome).or_default() += 1;
    result
}

#[test]
fn every_file_ends_in_a_book_or_a_plain_error() {
    let mut outcomes = BTreeMap::new();
    let files: Vec<PathBuf> = files("sheets").into_iter().chain(files("csv")).collect();
    assert!(files.len() > 500, "the corpus is complete");
    for path in &files {
        let _either = attempt(path, &mut outcomes);
    }
    println!("{outcomes:#?}");
    let read: usize = ["Text", "Xlsx", "Xlsb", "Xls", "Ods"].iter().map(|f| outcomes[*f]).sum();
    let blank = outcomes.get("read-error-no-cells").copied().unwrap_or(0);
    assert!(read >= 430 && read + blank >= 470, "{read} are read, {blank} hold nothing");
    if let Some(kilobytes) = peak_memory() {
        assert!(kilobytes < 400 * 1024, "this process took {kilobytes} KB");
    }
}

/// The most memory this process has held, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn hundreds_of_files_with_wrong_bytes_end_the_same_way() {
    let folder = tempfile::tempdir().unwrap();
    let small = |path: &PathBuf| fs::metadata(path).unwrap().len() < 60_000;
    let originals: Vec<PathBuf> =
        files("sheets").into_iter().chain(files("csv")).filter(small).step_by(2).collect();
    let mut random = Random(0x5EED);
    let mut outcomes = BTreeMap::new();
    for i in 0..200 {
        let original = &originals[i * originals.len() / 200];
        let mut bytes = fs::read(original).unwrap();
        if bytes.is_empty() {
            continue;
        }
        match i % 4 {
            0 => bytes.truncate(random.below(bytes.len())),
            1 => {
                let (from, to) = (random.below(bytes.len()), random.below(bytes.len()));
                bytes.drain(from.min(to)..from.max(to));
            }
            _ => {
                for _ in 0..=random.below(12) {
                    let at = random.below(bytes.len());
                    bytes[at] ^= 1 << random.below(8);
                }
            }
        }
        let path = folder.path().join(original.file_name().unwrap());
        fs::write(&path, &bytes).unwrap();
        let _either = attempt(&path, &mut outcomes);
    }
    println!("{outcomes:#?}");
}

/// A small generator with a fixed seed (xorshift), so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

#[test]
fn named_files_end_as_known() {
    let mut outcomes = BTreeMap::new();
    let mut at = |name: &str| {
        let folder = if name.contains(".csv") { "csv" } else { "sheets" };
        attempt(&data().join("corpus").join(folder).join(name), &mut outcomes)
    };
    for (name, encoding, rows) in [
        ("phpss__premiere.utf8.csv", "UTF-8", 2),
        ("phpss__premiere.utf8bom.csv", "UTF-8", 2),
        ("phpss__premiere.utf16le.csv", "UTF-16LE", 3),
        ("phpss__premiere.utf16be.csv", "UTF-16BE", 2),
        ("phpss__premiere.utf16lebom.csv", "UTF-16LE", 2),
        ("phpss__premiere.utf16bebom.csv", "UTF-16BE", 2),
        ("phpss__premiere.utf32le.csv", "UTF-32LE", 2),
        ("phpss__premiere.utf32be.csv", "UTF-32BE", 2),
        ("phpss__premiere.utf32lebom.csv", "UTF-32LE", 2),
        ("phpss__premiere.utf32bebom.csv", "UTF-32BE", 2),
        ("phpss__premiere.win1252.csv", "windows-1252", 2),
        ("phpss__sep.csv", "UTF-8", 2),
        ("messytables__characters.csv", "Big5", 0),
        ("rustcsv__uspop-latin1.csv", "windows-1252", 101),
    ] {
        let book = at(name).unwrap();
        assert_eq!(book.encoding.as_deref(), Some(encoding), "{name}");
        assert!(rows == 0 || book.sheets[0].rows.len() == rows, "{name}");
    }
    for (name, key) in [
        ("phpss__oleloop.xls", "read-error-damaged"),
        ("poi__Simple.xlsb", "read-error-crashed"),
        ("phpss__empty.csv", "read-error-empty"),
        ("phpss__pwtest3.xls", "read-error-encrypted"),
        ("calamine__pass_protected.xlsx", "read-error-encrypted"),
        ("calamine__pass_protected.xlsb", "read-error-encrypted"),
        ("poi__xor-encryption-abc.xls", "read-error-encrypted"),
        ("poi__testEXCEL_4.xls", "read-error-old-excel"),
        ("phpss__issue.2276.slk", "read-error-sylk"),
        // Four cells over 65,536 rows, which the reader wants dense and twice: over a gigabyte.
        ("poi__51535.xls", "read-error-out-of-memory"),
        ("poi__duplicate-filename-case-insensitive.xlsx", "read-error-damaged"),
    ] {
        assert_eq!(at(name).unwrap_err().key(), key, "{name}");
    }
    let failed = at("poi__testVarious.xlsb").unwrap();
    let errors = failed.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    assert!(
        errors.filter(|cell| matches!(cell, Cell::Error(_))).count() > 0,
        "formulas that failed"
    );
    let hidden = at("pyexcelxls__hidden_sheets.xls").unwrap();
    assert!(hidden.sheets.iter().any(|sheet| sheet.hidden));
    let dates = ["calamine__date_1904.xlsx", "calamine__date_1904.xlsb"];
    let [one, two] = dates.map(|name| at(name).unwrap().sheets[0].rows.clone());
    assert_eq!(one, two, "both count from 1904");
}

#[test]
fn the_gbk_export_is_read_in_full() {
    let mut outcomes = BTreeMap::new();
    let book = attempt(&data().join("orders-gbk-zh.csv"), &mut outcomes).unwrap();
    assert_eq!((book.format, book.encoding.as_deref()), (Format::Text, Some("GB18030")));
    assert!(!book.damaged_text);
    // A heading, the orders, and 266 lines of nothing but commas at the end.
    let rows = &book.sheets[0].rows;
    assert_eq!((rows.len(), rows[3_478].number), (3_479, 3_479));
    assert_eq!(rows[0].cells[0].text(), "商品ID");
    let old = attempt(&data().join("superstore.xls"), &mut outcomes).unwrap();
    assert_eq!((old.format, old.sheets[0].rows.len()), (Format::Xls, 10_195));
    let missing = read(&data().join("none.csv"), &source(), &|| false);
    assert_eq!(missing.unwrap_err().problem, Problem::Missing);
}
