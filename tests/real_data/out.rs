//! What goes out of a year of a real company, opened by LibreOffice: the same values, no formula, no
//! link to anything outside.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use crate::maven::imported;

/// The sheets that LibreOffice makes of a workbook, as rows of cells by sheet.
fn opened(book: &Path, folder: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let output = assert_cmd::Command::new("soffice")
        .arg(profile)
        // UTF-8, commas, quotes where needed, cells as shown, every sheet.
        .args(["--headless", "--convert-to"])
        .arg("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1")
        .arg("--outdir")
        .arg(folder)
        .arg(book)
        .timeout(Duration::from_secs(600))
        .output()
        .expect("LibreOffice is installed");
    let stem = format!("{}-", book.file_stem().unwrap().to_string_lossy());
    let mut sheets = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_some_and(|ending| ending == "csv")
            && let Some(sheet) = name.strip_prefix(&stem)
        {
            sheets.insert(sheet.to_owned(), rows(&path));
        }
    }
    assert!(!sheets.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    sheets
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
    reader
        .records()
        .map(|row| {
            row.unwrap().iter().map(|cell| plain(cell.trim_start_matches('\u{feff}'))).collect()
        })
        .collect()
}

/// A cell without what only its format adds: a rate is its fraction, an amount has no commas.
fn plain(cell: &str) -> String {
    let rate = cell.strip_suffix('%').and_then(|digits| digits.parse::<f64>().ok());
    match (rate, cell.replace(',', "").parse::<f64>()) {
        (Some(rate), _) => format!("{}", (rate * 100.0).round() / 10_000.0),
        (None, Ok(number)) => format!("{number}"),
        (None, Err(_)) => cell.replace("\r\n", "\n"),
    }
}

/// Without the empty cells at its end, which some writers leave out.
fn trimmed(mut row: Vec<String>) -> Vec<String> {
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}

#[test]
fn libreoffice_sees_the_same_values() {
    let desk = imported();
    desk.says(0, &["export", "w.cox", "--all", "--out", "all"]);
    let folder = tempfile::tempdir().unwrap();
    let sheets = opened(&desk.path("all/coxswain.xlsx"), folder.path());
    assert!(sheets.contains_key("About"), "{:?}", sheets.keys());
    let tables = fs::read_dir(desk.path("all/csv")).unwrap();
    let mut compared = 0;
    for entry in tables {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected: Vec<_> = rows(&path).into_iter().map(trimmed).collect();
        let found: Vec<_> = sheets[&name].iter().cloned().map(trimmed).collect();
        assert_eq!(found.len(), expected.len(), "{name}");
        for (number, (found, expected)) in (1..).zip(found.iter().zip(&expected)) {
            assert_eq!(found, expected, "{name} row {number}");
        }
        compared += found.len();
    }
    assert!(compared > 8_800, "{compared}");
}

#[test]
fn no_workbook_holds_a_formula_or_a_link() {
    let desk = imported();
    desk.says(0, &["export", "w.cox", "--all", "--out", "all"]);
    desk.says(0, &["export", "w.cox", "opportunities", "--out", "deals.xlsx"]);
    desk.says(0, &["template", "orders", "--workspace", "w.cox", "--out", "orders.xlsx"]);
    for name in ["all/coxswain.xlsx", "deals.xlsx", "orders.xlsx"] {
        let mut book = zip::ZipArchive::new(File::open(desk.path(name)).unwrap()).unwrap();
        let mut sheets = 0;
        for at in 0..book.len() {
            let mut part = book.by_index(at).unwrap();
            let named = part.name().unwrap().into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            sheets += usize::from(named.starts_with("xl/worksheets/"));
            for word in ["<f>", "<f ", "externalLink"] {
                assert!(!text.contains(word), "{name} {named}: {word}");
            }
        }
        assert!(sheets > 0, "{name}");
    }
}

#[test]
fn the_company_comes_back_the_same() {
    let desk = imported();
    desk.says(0, &["export", "w.cox", "--all", "--out", "all"]);
    desk.says(0, &["import-all", "all/coxswain.json", "again.cox"]);
    desk.says(0, &["export", "again.cox", "--all", "--out", "again"]);
    let read = |folder: &str| fs::read(desk.path(folder).join("coxswain.json")).unwrap();
    assert!(read("all") == read("again"));
}
