//! What 100,000 rows of xlsx cost on their way into a workspace, against what they cannot cost less
//! than: reading the cells, and importing the same rows from CSV.
//!
//! `cargo bench --bench xlsx_cost [-- ROUNDS]`: in each round calamine alone streams every cell of
//! the workbook, and the program imports the same report from CSV and from the workbook. The
//! workbook comes in two forms: with its texts in the cells, as the program itself writes it, and
//! with its texts in a table that the cells point to, as Excel does. Imports count all processor
//! time, of the worker that reads the sheet too (Linux).
//!
//! Memory is the high-water mark that the kernel keeps for the program and for its worker. It is
//! looked at every few milliseconds, since nothing is told of a process that has ended: what one
//! takes in its last moment escapes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring program stops at what it did not expect"
)]

#[allow(dead_code, reason = "each bench uses a part")]
mod world;

use std::fs::{self, File};
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use calamine::{DataRef, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

const DEALS: usize = 100_000;
/// How often the memory of an import is looked at.
const LOOK: Duration = Duration::from_millis(2);

/// Where a workbook keeps its texts.
#[derive(Clone, Copy)]
enum Texts {
    /// In the cells.
    Inline,
    /// In a table of their own.
    Shared,
}

impl Texts {
    const ALL: [Self; 2] = [Self::Inline, Self::Shared];

    const fn name(self) -> &'static str {
        match self {
            Self::Inline => "texts in the cells",
            Self::Shared => "shared texts",
        }
    }

    const fn file(self) -> &'static str {
        match self {
            Self::Inline => "inline.xlsx",
            Self::Shared => "shared.xlsx",
        }
    }
}

/// What an import took.
#[derive(Clone, Copy)]
struct Cost {
    /// Of processor, its worker's too.
    seconds: f64,
    /// The most memory of the program.
    program_kb: u64,
    /// The most memory of its worker.
    worker_kb: u64,
}

impl Cost {
    fn memory(self) -> String {
        format!("{} + {} MB", self.program_kb / 1024, self.worker_kb / 1024)
    }
}

/// One round with one workbook.
#[derive(Clone, Copy)]
struct Round {
    alone: f64,
    csv: Cost,
    xlsx: Cost,
}

impl Round {
    fn ratio(self) -> f64 {
        self.xlsx.seconds / (self.alone + self.csv.seconds)
    }

    fn say(self, what: &str) {
        println!(
            "{what}: {:.2} ({:.2} s against {:.2} s of calamine and {:.2} s from CSV); memory of \
             program and worker {}, from CSV {}",
            self.ratio(),
            self.xlsx.seconds,
            self.alone,
            self.csv.seconds,
            self.xlsx.memory(),
            self.csv.memory(),
        );
    }
}

fn main() {
    let rounds = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(5);
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    drop(world::known(folder.path(), "known.cox", DEALS));
    let report = world::one_report(DEALS);
    fs::write(place("report.csv"), &report.text).unwrap();
    for texts in Texts::ALL {
        write_book(&report.text, texts, &place(texts.file()));
    }
    for name in ["report.csv", Texts::Inline.file(), Texts::Shared.file()] {
        let bytes = fs::metadata(place(name)).unwrap().len();
        println!("{name}: {:.1} MB", bytes as f64 / 1e6);
    }

    let mut measured: [Vec<Round>; 2] = [vec![], vec![]];
    for number in 1..=rounds {
        let csv = import(folder.path(), "report.csv");
        for (texts, list) in Texts::ALL.into_iter().zip(&mut measured) {
            let alone = calamine_alone(&place(texts.file()));
            let xlsx = import(folder.path(), texts.file());
            let round = Round { alone, csv, xlsx };
            round.say(&format!("{number}, {}", texts.name()));
            list.push(round);
        }
    }
    for (texts, mut list) in Texts::ALL.into_iter().zip(measured) {
        list.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
        list[list.len() / 2].say(&format!("median of {rounds}, {}", texts.name()));
    }
}

/// Writes the rows of a CSV as a workbook: amounts as numbers, days as days.
fn write_book(text: &str, texts: Texts, path: &Path) {
    const AMOUNT: u16 = 6;
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let mut book = Workbook::new();
    let sheet = match texts {
        Texts::Inline => book.add_worksheet_with_constant_memory().unwrap(),
        Texts::Shared => book.add_worksheet(),
    };
    for (row, line) in (0_u32..).zip(text.lines()) {
        for (column, cell) in (0_u16..).zip(line.split(',')) {
            if cell.is_empty() {
                continue;
            }
            if row == 0 || column < AMOUNT {
                sheet.write_string(row, column, cell).unwrap();
            } else if column == AMOUNT {
                sheet.write_number(row, column, cell.parse::<f64>().unwrap()).unwrap();
            } else {
                let at = ExcelDateTime::parse_from_str(cell).unwrap();
                sheet.write_datetime_with_format(row, column, &at, &day).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

/// The seconds of processor that it takes to open a workbook and stream its cells.
fn calamine_alone(path: &Path) -> f64 {
    let before = processor_ns();
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names()[0].clone();
    let mut cells = book.worksheet_cells_reader(&name).unwrap();
    let mut filled = 0;
    while let Some(cell) = cells.next_cell().unwrap() {
        if !matches!(black_box(cell.get_value()), DataRef::Empty) {
            filled += 1;
        }
    }
    let seconds = (processor_ns() - before) as f64 / 1e9;
    // Every deal has all but the day on which it was closed.
    assert!(filled > 9 * DEALS, "{filled} cells");
    seconds
}

/// Imports a sheet with the program into the workspace that knows its people, customers and
/// products; every row has to be a new deal.
fn import(folder: &Path, sheet: &str) -> Cost {
    fs::copy(folder.join("known.cox"), folder.join("w.cox")).unwrap();
    let answer = folder.join("answer.json");
    let before = children_ticks();
    let mut program = Command::new(env!("CARGO_BIN_EXE_coxswain"))
        .args(["import", "w.cox", sheet, "--date", world::TODAY, "--json"])
        .current_dir(folder)
        .env("COXSWAIN_HOME", folder.join("home"))
        .stdin(Stdio::null())
        .stdout(File::create(&answer).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut program_kb, mut worker_kb) = (0_u64, 0_u64);
    let status = loop {
        program_kb = program_kb.max(peak_kb(program.id()));
        for worker in children(program.id()) {
            worker_kb = worker_kb.max(peak_kb(worker));
        }
        if let Some(status) = program.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(LOOK);
    };
    assert!(status.success(), "{sheet}: {status}");
    let seconds = (children_ticks() - before) as f64 / 100.0;
    let answer: Value = serde_json::from_slice(&fs::read(answer).unwrap()).unwrap();
    assert_eq!(answer["sheets"][0]["new"], DEALS, "{sheet}: every row is a new deal");
    Cost { seconds, program_kb, worker_kb }
}

/// The most memory that a process ever had, in KiB; 0 once it has ended.
fn peak_kb(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// The processes that the threads of a process started and that have not ended.
fn children(id: u32) -> Vec<u32> {
    let mut found = vec![];
    for thread in fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten() {
        let list = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        found.extend(list.split_whitespace().filter_map(|word| word.parse::<u32>().ok()));
    }
    found
}

/// Nanoseconds that this thread has spent on a processor. The kernel brings the number up to date
/// when it may hand the processor on.
fn processor_ns() -> u64 {
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split_whitespace().next().unwrap().parse().unwrap()
}

/// Hundredths of a second that ended children took, in user and system mode.
fn children_ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit(") ").next().unwrap();
    let fields: Vec<u64> =
        after_name.split(' ').skip(13).take(2).map(|field| field.parse().unwrap()).collect();
    fields.iter().sum()
}
