//! A look into a zip before anything in it is unpacked: what it is, and whether it is a bomb.

use std::io::{BufRead as _, BufReader, Cursor, Read as _};

use zip::ZipArchive;

use super::error::{Measure, Problem};
use super::kind::{Foreign, Format};
use super::limits::Limits;

/// Below this a part may be packed as tightly as it likes.
const SMALL: u64 = 32 * 1024 * 1024;
/// XML of tables packs to a tenth, repetitive ones to a hundredth. Deflate's most is 1032.
const MAX_RATIO: u64 = 300;

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Says which workbook the archive is, or why it is none that can be read.
pub(super) fn inspect(bytes: &[u8], limits: &Limits) -> Result<Format, Problem> {
    let mut zip = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(zip) => zip,
        // The directory comes last; without its mark the end of the file is missing.
        Err(error) if !has_directory_end(bytes) => return Err(Problem::truncated(error)),
        Err(error) => return Err(Problem::damaged(error)),
    };
    let too_large = |measure, limit| Err(Problem::TooLarge { measure, limit });
    if zip.len() as u64 > limits.entries {
        return too_large(Measure::Entries, limits.entries);
    }
    let mut total = 0_u64;
    for index in 0..zip.len() {
        let entry = zip.by_index_data(index).map_err(Problem::damaged)?;
        let (packed, unpacked) = (entry.compressed_size(), entry.size());
        total = total.saturating_add(unpacked);
        if unpacked > SMALL && unpacked / packed.max(1) > MAX_RATIO {
            return too_large(Measure::Unpacked, SMALL);
        }
        if entry.encrypted() {
            return Err(Problem::Encrypted);
        }
    }
    if total > limits.unpacked {
        return too_large(Measure::Unpacked, limits.unpacked);
    }
    let names = names(&zip)?;
    format(&names, &mut zip)
}

fn has_directory_end(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or_default();
    tail.windows(4).any(|window| window == b"PK\x05\x06")
}

/// The names inside, as the readers see them: lower case, WPS's backslashes turned.
fn names(zip: &Zip<'_>) -> Result<Vec<String>, Problem> {
    let mut names = Vec::with_capacity(zip.len());
    for name in zip.file_names() {
        let name = name.map_err(Problem::damaged)?.replace('\\', "/").to_ascii_lowercase();
        // Nothing is unpacked to disk; but no program that writes tables writes such names.
        if name.split('/').any(|part| part == "..") {
            return Err(Problem::damaged("a name inside leads out of the archive"));
        }
        // Of two names that differ in case alone, readers take this one or that.
        if names.contains(&name) {
            return Err(Problem::damaged("two parts of one name"));
        }
        names.push(name);
    }
    Ok(names)
}

fn format(names: &[String], zip: &mut Zip<'_>) -> Result<Format, Problem> {
    let has = |name: &str| names.iter().any(|other| other == name);
    let under = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("xl/workbook.bin") {
        return Ok(Format::Xlsb);
    }
    if has("mimetype") {
        return open_document(zip);
    }
    if has("xl/workbook.xml") {
        return Ok(Format::Xlsx);
    }
    for (folder, foreign) in
        [("word/", Foreign::Document), ("ppt/", Foreign::Slides), ("index/", Foreign::Numbers)]
    {
        if under(folder) {
            return Err(Problem::Foreign(foreign));
        }
    }
    if has("content.xml") && has("meta-inf/manifest.xml") {
        return Err(Problem::damaged("an open document that does not say of what kind"));
    }
    // Some writers keep the workbook elsewhere; the package says where.
    if has("_rels/.rels") { Ok(Format::Xlsx) } else { Err(Problem::Foreign(Foreign::Archive)) }
}

fn open_document(zip: &mut Zip<'_>) -> Result<Format, Problem> {
    let mut kind = String::new();
    let entry = zip.by_name("mimetype").map_err(Problem::damaged)?;
    entry.take(200).read_to_string(&mut kind).map_err(Problem::damaged)?;
    let kind = kind.trim().strip_prefix("application/vnd.oasis.opendocument.");
    match kind {
        Some(kind) if kind.starts_with("spreadsheet") => {}
        Some(kind) if kind.starts_with("presentation") => {
            return Err(Problem::Foreign(Foreign::Slides));
        }
        Some(_) => return Err(Problem::Foreign(Foreign::Document)),
        None => return Err(Problem::Foreign(Foreign::Archive)),
    }
    complete(zip)?;
    Ok(Format::Ods)
}

/// Checks that the document's XML has its end: the reader would look for it for ever.
fn complete(zip: &mut Zip<'_>) -> Result<(), Problem> {
    const END: &[u8] = b"</office:document-content>";
    let content = zip.by_name("content.xml").map_err(Problem::damaged)?;
    let mut content = BufReader::with_capacity(64 * 1024, content);
    let mut tail: Vec<u8> = Vec::new();
    loop {
        let chunk = match content.fill_buf() {
            Ok([]) => break,
            Ok(chunk) => chunk,
            // Encrypted parts are stored as they are; the manifest says so to the reader.
            Err(error) => return Err(Problem::damaged(error)),
        };
        tail.extend_from_slice(chunk);
        let length = chunk.len();
        content.consume(length);
        let surplus = tail.len().saturating_sub(2 * END.len() + 64);
        tail.drain(..surplus);
    }
    // An encrypted part does not end in XML at all: then the reader finds the password first.
    let xml = tail.iter().all(|byte| byte.is_ascii() || *byte >= 0x80) && tail.contains(&b'>');
    if xml && !tail.windows(END.len()).any(|window| window == END) {
        return Err(Problem::truncated("content.xml has no end"));
    }
    Ok(())
}
