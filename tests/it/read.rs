//! Files from outside, read in a real worker process: its limits, its clock, its death.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use coxswain::sheets::read::{
    Book, Cell, Foreign, Format, Limits, Measure, Problem, ReadError, Source, read,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn source() -> Source {
    Source { program: env!("CARGO_BIN_EXE_coxswain").into(), ..Source::default() }
}

fn never() -> bool {
    false
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

fn problem(result: Result<Book, ReadError>) -> Problem {
    result.unwrap_err().problem
}

/// A workbook whose one sheet has this XML, its shared strings these.
fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    const OFFICE: &str = "office/relationships";
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "_rels/.rels",
            format!(
                "<Relationships><Relationship Type=\"{OFFICE}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>",
            ),
        ),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"s\" r:id=\"r\"/></sheets></workbook>".to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships><Relationship Id=\"r\" Type=\"{OFFICE}/worksheet\" \
                 Target=\"s.xml\"/></Relationships>",
            ),
        ),
        ("xl/sharedStrings.xml", strings.to_owned()),
        ("xl/s.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_table_arrives_whole_and_its_file_stays_as_it_was() {
    let folder = Folder::new();
    let mut text = String::from("客户,金额,备注\r\n");
    for i in 0..20_000 {
        text += &format!("客户{i},{},\"第 {i} 行,\r\n两行\"\r\n", i * 3);
    }
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    // A name that looks like an option, with spaces and Chinese.
    let path = folder.put("-- 商机 表.csv", &bytes);
    let book = read(&path, &source(), &never).unwrap();
    assert_eq!((book.format, book.encoding.as_deref()), (Format::Text, Some("GB18030")));
    assert_eq!(book.hash, blake3::hash(&bytes).to_hex().to_string());
    let rows = &book.sheets[0].rows;
    assert_eq!((rows.len(), rows[20_000].number), (20_001, 20_001));
    assert_eq!(rows[20_000].cells[1], Cell::Text("59997".into()));
    assert_eq!(fs::read(&path).unwrap(), *bytes);
}

#[test]
fn paths_that_are_no_files_are_told_apart() {
    let folder = Folder::new();
    let at = |path: &Path| read(path, &source(), &never);
    assert_eq!(problem(at(&folder.0.path().join("none.csv"))), Problem::Missing);
    assert_eq!(problem(at(folder.0.path())), Problem::Directory);
    assert_eq!(problem(at(&folder.put("empty.csv", b""))), Problem::Empty);
    let broken = Source { program: folder.0.path().join("none"), ..Source::default() };
    let error = read(&folder.put("a.csv", b"a"), &broken, &never).unwrap_err();
    assert!(matches!(error.problem, Problem::Worker { .. }), "{error}");
    assert_eq!(error.file, "a.csv");
}

#[cfg(unix)]
#[test]
fn what_the_system_forbids_or_what_would_wait_for_ever_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let pipe = folder.0.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    assert_eq!(problem(read(&pipe, &source(), &never)), Problem::NotAFile);
    let path = folder.put("locked.csv", b"a,b\n1,2\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    match fs::File::open(&path) {
        Ok(_) => {} // root may read everything
        Err(_) => assert_eq!(problem(read(&path, &source(), &never)), Problem::Denied),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_ends_the_worker_and_not_the_program() {
    let folder = Folder::new();
    let cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    // Strings announced that no memory could hold, in a file of a kilobyte.
    let announced = xlsx(cell, "<sst uniqueCount=\"100000000\"></sst>");
    let path = folder.put("announced.xlsx", &announced);
    assert_eq!(problem(read(&path, &source(), &never)), Problem::OutOfMemory);
    // Strings that are all there.
    let strings = format!("<sst>{}</sst>", "<si><t>0123456789abcdef</t></si>".repeat(900_000));
    let path = folder.put("strings.xlsx", &xlsx(cell, &strings));
    let book = read(&path, &source(), &never).unwrap();
    assert_eq!(book.sheets[0].rows[0].cells, [Cell::Text("0123456789abcdef".into())]);
    let rows = format!("<row r=\"1\"><c r=\"A1\"><v>{}</v></c></row>", "9".repeat(30_000_000));
    let path = folder.put("number.xlsx", &xlsx(&rows, "<sst/>"));
    let read = read(&path, &source(), &never);
    assert!(read.is_ok() || matches!(problem(read), Problem::TooLarge { .. }));
}

#[test]
fn a_worker_that_takes_too_long_is_ended_by_the_clock_or_the_person() {
    let folder = Folder::new();
    let path = folder.put("long.csv", "客户,金额,备注\n".repeat(1_000_000).as_bytes());
    let mut hurried = source();
    hurried.limits.seconds = 0;
    let start = Instant::now();
    assert_eq!(problem(read(&path, &hurried, &never)), Problem::TooSlow { seconds: 0 });
    let asked = AtomicU32::new(0);
    let cancel = || asked.fetch_add(1, Ordering::Relaxed) >= 1;
    assert_eq!(problem(read(&path, &source(), &cancel)), Problem::Cancelled);
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[cfg(unix)]
#[test]
fn a_worker_that_talks_nonsense_or_says_nothing_has_crashed() {
    let folder = Folder::new();
    let path = folder.put("a.csv", b"a,b\n1,2\n");
    for program in ["yes", "true", "false"] {
        let source = Source { program: program.into(), ..Source::default() };
        let error = read(&path, &source, &never).unwrap_err();
        assert!(matches!(error.problem, Problem::Crashed { .. }), "{program}: {error}");
    }
}

#[test]
fn a_file_that_is_written_meanwhile_is_refused() {
    let folder = Folder::new();
    let row = "P-1,白水流量,80万\n".as_bytes();
    let path = folder.put("growing.csv", &row.repeat(500_000));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::File::options().append(true).open(&path).unwrap();
            while !done.load(Ordering::Relaxed) {
                file.write_all(row).unwrap();
                std::thread::sleep(Duration::from_micros(100));
            }
        });
        let read = read(&path, &source(), &never);
        done.store(true, Ordering::Relaxed);
        assert_eq!(problem(read), Problem::Changing);
    });
    read(&path, &source(), &never).unwrap();
}

/// A share that is away keeps whoever asks it, beyond its own end: here by a process that keeps the
/// pipe of a worker that is gone.
#[cfg(unix)]
#[test]
fn a_worker_that_cannot_be_ended_keeps_nobody_waiting() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = folder.put("a.csv", b"a,b\n1,2\n");
    let program = folder.put("hangs.sh", b"#!/bin/sh\nsleep 60 &\nwait\n");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let hanging =
        Source { program, limits: Limits { seconds: 1, ..Limits::default() }, ..Source::default() };
    let start = Instant::now();
    assert_eq!(problem(read(&path, &hanging, &never)), Problem::TooSlow { seconds: 1 });
    assert_eq!(problem(read(&path, &hanging, &|| true)), Problem::Cancelled);
    assert!(start.elapsed() < Duration::from_secs(30));
}

/// A file beyond the limit is refused by its length, before a byte of it is read.
#[test]
fn a_csv_of_two_gigabytes_is_refused_at_once() {
    let folder = Folder::new();
    let path = folder.0.path().join("huge.csv");
    // A file with holes: nothing of it takes space.
    fs::File::create(&path).unwrap().set_len(2_000_000_000).unwrap();
    let limit = Limits::default().bytes;
    let refused = Problem::TooLarge { measure: Measure::Bytes, limit };
    assert_eq!(problem(read(&path, &source(), &never)), refused);
}

#[test]
fn foreign_files_are_named() {
    let folder = Folder::new();
    let path = folder.put("周报.xls", b"<html><body>1</body></html>");
    let error = read(&path, &source(), &never).unwrap_err();
    assert_eq!(error.problem, Problem::Foreign(Foreign::Html));
    assert_eq!(error.key(), "read-error-html");
    assert_eq!(error.to_string(), "cannot read file: it is not a table but Html: \"周报.xls\"");
}
