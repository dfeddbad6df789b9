//! The worker: one file, one stream of cells, one goodbye.

use std::any::Any;
use std::fs::{self, File, Metadata};
use std::io::{Read as _, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use super::charset::Charset;
use super::compound::Records;
use super::error::{Measure, Problem};
use super::kind::{Format, Kind};
use super::limits::Limits;
use super::sink::Sink;
use super::{archive, compound, delimited, kind, system, workbook};

/// The hidden subcommand that calls [`worker_main`]:
/// `read-worker --limits LIMITS [--charset NAME] -- PATH`.
///
/// `LIMITS` is what [`Limits`] shows and parses, `NAME` that of a [`Charset`].
pub const SUBCOMMAND: &str = "read-worker";

/// Reads a file within limits and writes its cells; returns the exit code of the process.
///
/// Only for a process of its own: it lowers the limits of the process and silences its panics,
/// which it reports instead. 0 means that the stream has its end, be it an error's.
pub fn worker_main(path: &Path, limits: &Limits, charset: Option<Charset>, out: impl Write) -> u8 {
    system::confine(limits);
    panic::set_hook(Box::new(|_| {}));
    u8::from(serve(path, limits, charset, out).is_err())
}

/// Reads a file and writes its cells or why there are none.
fn serve(
    path: &Path,
    limits: &Limits,
    charset: Option<Charset>,
    out: impl Write,
) -> Result<(), Problem> {
    let mut sink = Sink::new(out, *limits);
    let sent = panic::catch_unwind(AssertUnwindSafe(|| {
        send(path, charset, &mut sink)?;
        sink.end()
    }));
    match sent {
        Ok(Ok(())) => Ok(()),
        Ok(Err(problem)) => sink.problem(&problem),
        Err(payload) => sink.problem(&Problem::Crashed { detail: words(payload.as_ref()) }),
    }
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    format!("panic: {}", text.unwrap_or("of no words"))
}

fn send<W: Write>(
    path: &Path,
    charset: Option<Charset>,
    sink: &mut Sink<W>,
) -> Result<(), Problem> {
    let limits = *sink.limits();
    let bytes = load(path, &limits)?;
    sink.file(&bytes);
    match kind::of_bytes(&bytes) {
        Kind::Foreign(foreign) => Err(Problem::Foreign(foreign)),
        Kind::Zip => {
            let format = archive::inspect(&bytes, &limits)?;
            workbook::send(&bytes, format, &Records::default(), None, sink)
        }
        Kind::Compound => {
            let records = compound::inspect(&bytes, is_wps_name(path), &limits)?;
            workbook::send(&bytes, Format::Xls, &records, charset, sink)
        }
        Kind::Open => {
            let name = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
            delimited::send(&bytes, &name, charset, sink)
        }
    }
}

/// Reads the bytes. A file that is written meanwhile is refused: of a text file the rest would be
/// missing without a sign.
fn load(path: &Path, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let io = |error: std::io::Error| Problem::io(&error);
    // Opening a pipe would wait for ever.
    look(&fs::metadata(path).map_err(io)?, limits)?;
    let mut file = File::open(path).map_err(io)?;
    let before = file.metadata().map_err(io)?;
    look(&before, limits)?;
    let mut bytes = Vec::new();
    // A byte more than there were tells that it grows.
    (&mut file).take(before.len().saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    let after = file.metadata().map_err(io)?;
    let lengths = [before.len(), after.len()];
    let moved = before.modified().ok() != after.modified().ok();
    if moved || lengths.iter().any(|length| *length != bytes.len() as u64) {
        return Err(Problem::Changing);
    }
    Ok(bytes)
}

/// Refuses what is no file, has nothing in it, or too much.
fn look(found: &Metadata, limits: &Limits) -> Result<(), Problem> {
    if found.is_dir() {
        return Err(Problem::Directory);
    }
    if !found.is_file() {
        return Err(Problem::NotAFile);
    }
    if found.len() == 0 {
        return Err(Problem::Empty);
    }
    if found.len() > limits.bytes {
        return Err(Problem::TooLarge { measure: Measure::Bytes, limit: limits.bytes });
    }
    Ok(())
}

fn is_wps_name(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    matches!(extension.as_deref(), Some("et" | "ett" | "wps" | "wpt" | "dps" | "dpt"))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use rust_xlsxwriter::{ExcelDateTime, Format as Look, Formula, Workbook};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::super::wire::{Fault, receive};
    use super::super::{Book, Cell, Foreign};
    use super::*;

    /// Serves bytes under a name and receives what comes.
    fn read(name: &str, bytes: &[u8]) -> Result<Book, Problem> {
        read_within(name, bytes, &Limits::default())
    }

    fn read_within(name: &str, bytes: &[u8], limits: &Limits) -> Result<Book, Problem> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let mut out = Vec::new();
        serve(&path, limits, None, &mut out).unwrap();
        assert_eq!(fs::read(&path).unwrap(), bytes, "the file is as it was");
        receive(out.as_slice(), limits).map_err(|fault| match fault {
            Fault::Said(problem) => problem,
            Fault::Ended => panic!("the stream has no end"),
        })
    }

    fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// A workbook with these sheets, each given as its rows' XML.
    fn xlsx(sheets: &[(&str, &str)]) -> Vec<u8> {
        const OFFICE: &str = "office/relationships";
        let mut book = String::from("<workbook><sheets>");
        let mut links = String::from("<Relationships>");
        let mut parts = vec![(
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships><Relationship Type=\"{OFFICE}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>",
            ),
        )];
        for (i, (name, rows)) in sheets.iter().enumerate() {
            book += &format!("<sheet name=\"{name}\" sheetId=\"{i}\" r:id=\"r{i}\"/>");
            links += &format!(
                "<Relationship Id=\"r{i}\" Type=\"{OFFICE}/worksheet\" Target=\"s{i}.xml\"/>",
            );
            let sheet = format!(
                "<worksheet><dimension ref=\"A1\"/><sheetData>{rows}</sheetData></worksheet>",
            );
            parts.push((format!("xl/s{i}.xml"), sheet));
        }
        parts.push(("xl/workbook.xml".to_owned(), book + "</sheets></workbook>"));
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), links + "</Relationships>"));
        let parts: Vec<_> = parts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        zipped(&parts)
    }

    const ONE_CELL: &str = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

    #[test]
    fn a_workbook_keeps_values_names_and_numbers() {
        let mut book = Workbook::new();
        let date = Look::new().set_num_format("yyyy-mm-dd");
        let clock = Look::new().set_num_format("hh:mm");
        let span = Look::new().set_num_format("[h]:mm");
        let sheet = book.add_worksheet().set_name("商机").unwrap();
        sheet.write(0, 0, "客户").unwrap();
        sheet.write(0, 2, 0.1).unwrap();
        sheet.write(4, 1, 12_800).unwrap();
        sheet.write(4, 2, true).unwrap();
        let day = ExcelDateTime::from_ymd(2026, 3, 31).unwrap();
        sheet.write_with_format(5, 0, &day, &date).unwrap();
        let moment = day.and_hms(8, 30, 0).unwrap();
        sheet.write_with_format(5, 1, &moment, &date).unwrap();
        let time = ExcelDateTime::from_hms(9, 30, 0).unwrap();
        sheet.write_with_format(5, 2, &time, &clock).unwrap();
        sheet.write_with_format(5, 3, 1.5, &span).unwrap();
        sheet.write(6, 0, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write(6, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
        sheet.write_blank(6, 9, &date).unwrap();
        book.add_worksheet().set_name("隐藏").unwrap().set_hidden(true).write(0, 0, 1).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let book = read("商机.csv", &bytes).unwrap();
        assert_eq!(
            (book.format, book.encoding, book.bytes),
            (Format::Xlsx, None, bytes.len() as u64)
        );
        let tabs: Vec<_> = book.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect();
        assert_eq!(tabs, [("商机", false), ("隐藏", true)]);
        let rows: Vec<_> = book.sheets[0]
            .rows
            .iter()
            .map(|row| {
                let cells: Vec<_> = row.cells.iter().map(|cell| cell.text()).collect();
                (row.number, cells.join("|"))
            })
            .collect();
        assert_eq!(
            rows,
            [
                (1, "客户||0.1".to_owned()),
                (5, "|12800|TRUE".to_owned()),
                (6, "2026-03-31|2026-03-31 08:30:00|09:30:00|1.5".to_owned()),
                (7, "2|#N/A".to_owned()),
            ],
        );
        assert_eq!(book.sheets[0].rows[3].cells[1], Cell::Error("#N/A".into()));
    }

    #[test]
    fn what_a_file_is_its_content_says() {
        let foreign = |kind| Err(Problem::Foreign(kind));
        let csv = read("报表.xls", "客户,金额\n甲,1\n".as_bytes()).unwrap();
        assert_eq!((csv.format, csv.sheets[0].name.as_str()), (Format::Text, "报表"));
        for (name, bytes, expected) in [
            ("a.xls", b"<html><table></table></html>".to_vec(), foreign(Foreign::Html)),
            ("a.xlsx", b"%PDF-1.4 ...".to_vec(), foreign(Foreign::Pdf)),
            ("a.csv", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), foreign(Foreign::Image)),
            ("a.xlsx", zipped(&[("readme.txt", "x")]), foreign(Foreign::Archive)),
            ("a.xlsx", zipped(&[("word/document.xml", "<a/>")]), foreign(Foreign::Document)),
            ("a.et", compound("Workbook", 1), Err(Problem::Wps)),
            ("a.xls", compound("WordDocument", 1), foreign(Foreign::Document)),
            ("a.xlsx", compound("EncryptedPackage", 1), Err(Problem::Encrypted)),
            ("a.csv", Vec::new(), Err(Problem::Empty)),
            ("a.csv", b"\n,,\n".to_vec(), Err(Problem::NoCells)),
            ("a.xlsx", xlsx(&[("空", "")]), Err(Problem::NoCells)),
        ] {
            assert_eq!(read(name, &bytes), expected, "{name}");
        }
    }

    /// A compound file with one directory entry; `next` follows the directory's sector.
    fn compound(entry: &str, next: u32) -> Vec<u8> {
        const END: u32 = 0xFFFF_FFFE;
        let mut bytes = vec![0; 3 * 512];
        bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        let mut put = |at: usize, value: u32| {
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        };
        put(28, 0x0009_FFFE); // byte order, sector shift
        put(32, 6);
        put(44, 1);
        put(48, 1); // the directory is in sector 1
        put(68, END);
        for at in (76..512).step_by(4) {
            put(at, 0xFFFF_FFFF);
        }
        put(76, 0); // the table is in sector 0
        put(512, 0xFFFF_FFFD);
        put(516, if next == 1 { END } else { next });
        for (i, unit) in entry.encode_utf16().enumerate() {
            bytes[1024 + 2 * i..1026 + 2 * i].copy_from_slice(&unit.to_le_bytes());
        }
        bytes
    }

    /// A workbook of Excel 5 with one text in A1 of its one sheet, and this code page.
    fn excel_5(page: u16, text: &[u8]) -> Vec<u8> {
        const END: u32 = 0xFFFF_FFFE;
        let mut stream: Vec<u8> = vec![];
        let mut record = |kind: u16, data: &[u8]| {
            stream.extend(kind.to_le_bytes());
            stream.extend((data.len() as u16).to_le_bytes());
            stream.extend(data);
            stream.len()
        };
        record(0x0809, &[0, 5, 5, 0, 0, 0, 0, 0]);
        let begin = record(0x0042, &page.to_le_bytes()) as u32 + 4 + 8 + 4;
        let sheet = [&begin.to_le_bytes()[..], &[0, 0, 1, b's']].concat();
        record(0x0085, &sheet);
        record(0x000A, &[]);
        record(0x0809, &[0, 5, 0x10, 0, 0, 0, 0, 0]);
        record(0x0200, &[0, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
        let length = (text.len() as u16).to_le_bytes();
        record(0x0204, &[&[0; 6], &length[..], text].concat());
        record(0x000A, &[]);
        // Shorter streams live elsewhere.
        stream.resize(4096, 0);
        let mut file = compound("Root Entry", 1);
        let directory = 1024 + 128;
        for (i, unit) in "Book".encode_utf16().enumerate() {
            file[directory + 2 * i..][..2].copy_from_slice(&unit.to_le_bytes());
        }
        let mut put = |at: usize, value: u32| {
            file[at..at + 4].copy_from_slice(&value.to_le_bytes());
        };
        // The stream is in the sectors from 2 on.
        for sector in 2..10 {
            put(512 + 4 * sector, if sector == 9 { END } else { sector as u32 + 1 });
        }
        // The reader wants a mini stream, though nothing is in it.
        put(512 + 4 * 10, END);
        put(1024 + 116, 10);
        put(1024 + 120, 64);
        put(directory + 116, 2);
        put(directory + 120, 4096);
        put(56, 4096);
        put(60, END);
        file[1024 + 64] = 22;
        file[1024 + 66] = 5;
        file[directory + 64] = 10;
        file[directory + 66] = 2;
        file.extend(stream);
        file.resize(file.len() + 512, 0);
        file
    }

    #[test]
    fn a_person_names_the_encoding_of_texts_that_were_read_wrongly() {
        let said = |name: &str, bytes: &[u8], charset: Option<Charset>| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            let mut out = Vec::new();
            serve(&path, &Limits::default(), charset, &mut out).unwrap();
            let book = match receive(out.as_slice(), &Limits::default()) {
                Ok(book) => book,
                Err(Fault::Said(problem)) => panic!("{name}: {problem}"),
                Err(Fault::Ended) => panic!("{name}: the stream has no end"),
            };
            let Cell::Text(text) = &book.sheets[0].rows[0].cells[0] else { panic!("{name}") };
            (book.encoding.unwrap_or_default(), text.to_string(), book.damaged_text)
        };
        let expected =
            |encoding: &str, text: &str, damaged| (encoding.into(), text.into(), damaged);
        let (gbk, big5) = (b"\xbf\xcd\xbb\xa7", b"\xab\xc8\xa4\xe1");

        // A workbook that says Western, and is Chinese.
        let book = excel_5(1252, gbk);
        assert_eq!(said("a.xls", &book, None), expected("windows-1252", "¿Í»§", false));
        let chinese = Some(Charset::Gb18030);
        assert_eq!(said("a.xls", &book, chinese), expected("GB18030", "客户", false));
        let right = excel_5(950, big5);
        assert_eq!(said("a.xls", &right, None), expected("Big5", "客戶", false));
        let odd = excel_5(10_000, b"Plan");
        assert_eq!(said("a.xls", &odd, None), expected("?", "Plan", false));

        // Too little text to tell Big5 from GBK.
        let traditional = Some(Charset::Big5);
        assert_eq!(said("a.csv", big5, traditional), expected("Big5", "客戶", false));
        let (_, text, damaged) = said("a.csv", gbk, Some(Charset::Utf8));
        assert!(damaged && text.contains('\u{fffd}'), "{text}");
        let marked = b"\xef\xbb\xbf\xe5\xae\xa2";
        assert_eq!(said("a.csv", marked, Some(Charset::Utf8)), expected("UTF-8", "客", false));

        // What a workbook says of its own texts stands.
        let modern = xlsx(&[("s", ONE_CELL)]);
        let mut out = Vec::new();
        let path = tempfile::tempdir().unwrap();
        let path = path.path().join("a.xlsx");
        fs::write(&path, modern).unwrap();
        serve(&path, &Limits::default(), chinese, &mut out).unwrap();
        let Ok(book) = receive(out.as_slice(), &Limits::default()) else { panic!("a.xlsx") };
        assert_eq!(book.encoding, None);
    }

    #[test]
    fn hostile_workbooks_end_in_a_plain_error() {
        let too_large = |measure, limit| Err(Problem::TooLarge { measure, limit });
        let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
                   <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
        let sparse = read("sparse.xlsx", &xlsx(&[("s", row)])).unwrap();
        let rows = &sparse.sheets[0].rows;
        assert_eq!(rows.iter().map(|r| r.number).collect::<Vec<_>>(), [1, 1_048_576]);
        assert_eq!(rows[1].cells.len(), 16_384);

        let beyond = ONE_CELL.replace("A1", "XFE1");
        assert_eq!(
            read("wide.xlsx", &xlsx(&[("s", &beyond)])),
            too_large(Measure::Columns, 16_384)
        );
        let below = ONE_CELL.replace("A1", "A1048577");
        assert_eq!(read("tall.xlsx", &xlsx(&[("s", &below)])), too_large(Measure::Rows, 1_048_576));

        let bomb = xlsx(&[("s", &" ".repeat(64 * 1024 * 1024))]);
        assert!(bomb.len() < 100_000);
        assert_eq!(read("bomb.xlsx", &bomb), too_large(Measure::Unpacked, 32 * 1024 * 1024));

        let names: Vec<String> = (0..300).map(|i| format!("s{i}")).collect();
        let sheets: Vec<_> = names.iter().map(|name| (name.as_str(), ONE_CELL)).collect();
        assert_eq!(read("many.xlsx", &xlsx(&sheets)), too_large(Measure::Sheets, 256));
        let limits = Limits { entries: 50, ..Limits::default() };
        let many = read_within("many.xlsx", &xlsx(&sheets), &limits);
        assert_eq!(many, too_large(Measure::Entries, 50));

        let whole = xlsx(&[("s", ONE_CELL)]);
        assert!(read("whole.xlsx", &whole).is_ok());
        let cut = read("cut.xlsx", &whole[..whole.len() / 2]);
        assert!(matches!(cut, Err(Problem::Truncated { .. })), "{cut:?}");
        let escaping = read("a.xlsx", &zipped(&[("xl/workbook.xml", "<a/>"), ("../x", "")]));
        assert!(matches!(escaping, Err(Problem::Damaged { .. })), "{escaping:?}");
        let circle = read("circle.xls", &compound("Workbook", 2));
        assert!(circle.is_err(), "{circle:?}");

        let limits = Limits { bytes: 100, ..Limits::default() };
        let large = read_within("large.csv", &[b'a'; 101], &limits);
        assert_eq!(large, too_large(Measure::Bytes, 100));
        let limits = Limits { rows: 2, ..Limits::default() };
        assert_eq!(read_within("rows.csv", b"a\nb\nc\n", &limits), too_large(Measure::Rows, 2));
    }

    #[test]
    fn an_error_newer_than_the_reader_shows_as_an_error() {
        let rows = "<row r=\"2\"><c r=\"A2\"><v>7</v></c>\
                    <c r=\"B2\" t=\"e\"><v>#SPILL!</v></c><c r=\"C2\"><v>8</v></c></row>";
        let book = read("a.xlsx", &xlsx(&[("s", rows)])).unwrap();
        assert_eq!(
            book.sheets[0].rows[0].cells,
            [Cell::Number(7.0), Cell::Error("#SPILL!".into()), Cell::Number(8.0)],
        );
    }

    #[test]
    fn an_open_document_without_its_end_is_refused_before_the_reader_waits_for_it() {
        let manifest = ("META-INF/manifest.xml", "<manifest:manifest/>");
        let kind = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        let start = "<office:document-content><table:table table:name=\"表\"><table:table-row>\
                     <table:table-cell office:value=\"5\"/><table:table-cell \
                     office:time-value=\"PT12H\"/></table:table-row>";
        let whole = format!("{start}</table:table></office:document-content>");
        let book = read("a.ods", &zipped(&[kind, manifest, ("content.xml", &whole)])).unwrap();
        assert_eq!(book.format, Format::Ods);
        assert_eq!(book.sheets[0].rows[0].cells, [Cell::Number(5.0), Cell::Number(0.5)]);
        let cut = read("a.ods", &zipped(&[kind, manifest, ("content.xml", start)]));
        assert!(matches!(cut, Err(Problem::Truncated { .. })), "{cut:?}");
    }

    #[test]
    fn paths_that_cannot_be_read_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits::default();
        let problem = |path: &Path| load(path, &limits).unwrap_err();
        assert_eq!(problem(&folder.path().join("none.csv")), Problem::Missing);
        assert_eq!(problem(folder.path()), Problem::Directory);
    }
}
