//! What the bytes of a file are, by their beginning.

use serde::Serialize;

/// What a file that was read is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Format {
    /// Text with a delimiter: CSV, TSV.
    Text,
    /// Excel since 2007, WPS: zipped XML.
    Xlsx,
    /// Excel since 2007: zipped binary.
    Xlsb,
    /// Excel 5 to 2003: a compound file.
    Xls,
    /// OpenDocument: LibreOffice and others.
    Ods,
}

impl Format {
    /// In the order of the codes in which they travel.
    pub(super) const ALL: [Self; 5] = [Self::Text, Self::Xlsx, Self::Xlsb, Self::Xls, Self::Ods];
}

/// What a file that is not a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A zip, 7z, rar, gzip, bzip2 or xz archive.
    Archive,
    /// Bytes that are no text and nothing known.
    Binary,
    /// An SQLite or Access database.
    Database,
    /// A Word, WPS, RTF or OpenDocument text.
    Document,
    /// A web page, also one that is called `.xls`.
    Html,
    /// A picture.
    Image,
    /// JSON.
    Json,
    /// An Outlook message.
    Mail,
    /// A workbook of Apple Numbers.
    Numbers,
    /// Excel 2 to 4.
    OldExcel,
    /// A PDF.
    Pdf,
    /// A program.
    Program,
    /// PowerPoint or another presentation.
    Slides,
    /// A sheet in Microsoft's symbolic link format.
    Sylk,
    /// XML, also Excel 2003's.
    Xml,
}

impl Foreign {
    /// In the order of the codes in which they travel.
    pub(super) const ALL: [Self; 15] = [
        Self::Archive,
        Self::Binary,
        Self::Database,
        Self::Document,
        Self::Html,
        Self::Image,
        Self::Json,
        Self::Mail,
        Self::Numbers,
        Self::OldExcel,
        Self::Pdf,
        Self::Program,
        Self::Slides,
        Self::Sylk,
        Self::Xml,
    ];

    /// The keys of the message and of the hint.
    pub(super) fn keys(self) -> (&'static str, &'static str) {
        const SAVE_AS: &str = "read-hint-save-as";
        const ANOTHER: &str = "read-hint-another-file";
        match self {
            Self::Archive => ("read-error-archive", "read-hint-unpack"),
            Self::Binary => ("read-error-binary", ANOTHER),
            Self::Database => ("read-error-database", ANOTHER),
            Self::Document => ("read-error-document", ANOTHER),
            Self::Html => ("read-error-html", SAVE_AS),
            Self::Image => ("read-error-image", ANOTHER),
            Self::Json => ("read-error-json", ANOTHER),
            Self::Mail => ("read-error-mail", ANOTHER),
            Self::Numbers => ("read-error-numbers", "read-hint-numbers"),
            Self::OldExcel => ("read-error-old-excel", SAVE_AS),
            Self::Pdf => ("read-error-pdf", ANOTHER),
            Self::Program => ("read-error-program", ANOTHER),
            Self::Slides => ("read-error-slides", ANOTHER),
            Self::Sylk => ("read-error-sylk", SAVE_AS),
            Self::Xml => ("read-error-xml", SAVE_AS),
        }
    }
}

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: a workbook, perhaps.
    Zip,
    /// A compound file: an old or an encrypted workbook, perhaps.
    Compound,
    /// Something else for certain.
    Foreign(Foreign),
    /// None of these: text, or unknown.
    Open,
}

/// The kind of file by its first bytes.
pub(super) fn of_bytes(bytes: &[u8]) -> Kind {
    use Foreign::{Archive, Database, Document, Image, OldExcel, Pdf, Program, Sylk};
    const STARTS: [(&[u8], Foreign); 29] = [
        (b"PK\x05\x06", Archive), // a zip without parts
        (b"7z\xbc\xaf\x27\x1c", Archive),
        (b"Rar!\x1a\x07", Archive),
        (b"\x1f\x8b", Archive),
        (b"BZh", Archive),
        (b"\xfd7zXZ\0", Archive),
        (b"SQLite format 3\0", Database),
        (b"\0\x01\0\0Standard Jet DB", Database),
        (b"\0\x01\0\0Standard ACE DB", Database),
        (b"{\\rtf", Document),
        (b"\x89PNG\r\n", Image),
        (b"\xff\xd8\xff", Image),
        (b"GIF87a", Image),
        (b"GIF89a", Image),
        (b"II*\0", Image),
        (b"MM\0*", Image),
        (b"8BPS", Image),
        (b"%PDF-", Pdf),
        (b"\x7fELF", Program),
        (b"MZ\x90\0", Program),
        (b"\xcf\xfa\xed\xfe", Program),
        (b"ID;P", Sylk),
        // The first record of Excel 2, 3, 4, and of 5 without its container.
        (b"\x09\0\x04\0", OldExcel),
        (b"\x09\0\x06\0", OldExcel),
        (b"\x09\x02\x06\0", OldExcel),
        (b"\x09\x02\x04\0", OldExcel),
        (b"\x09\x04\x06\0", OldExcel),
        (b"\x09\x08\x08\0", OldExcel),
        (b"\x09\x08\x10\0", OldExcel),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        return Kind::Zip;
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Kind::Compound;
    }
    if let Some((_, foreign)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Kind::Foreign(*foreign);
    }
    // Containers that put their name after a length: WebP, HEIC and AVIF, bitmaps.
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|b| b.starts_with(mark));
    let bitmap = at(0, b"BM") && at(6, b"\0\0\0\0");
    if (at(0, b"RIFF") && at(8, b"WEBP")) || at(4, b"ftyp") || bitmap {
        return Kind::Foreign(Image);
    }
    Kind::Open
}

/// What a text is, if not a table: markup begins with its tags whatever its encoding.
pub(super) fn of_text(text: &str) -> Option<Foreign> {
    const HTML: [&str; 9] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<meta",
        "<style",
        "<div",
        "<script",
    ];
    let start: String = text.trim_start().chars().take(1024).collect::<String>().to_lowercase();
    if HTML.iter().any(|tag| start.starts_with(tag)) {
        return Some(Foreign::Html);
    }
    if start.starts_with("<?xml") {
        let html = start.contains("<html") || start.contains("<!doctype html");
        return Some(if html { Foreign::Html } else { Foreign::Xml });
    }
    if start.starts_with("mime-version:") {
        return Some(Foreign::Html); // a web archive: Excel's .mht
    }
    let squeezed: String = start.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    if matches!(squeezed.as_str(), "{\"" | "[{") {
        return Some(Foreign::Json);
    }
    let controls = text.bytes().filter(|b| matches!(b, 0..=8 | 14..=25 | 28..=31 | 127)).count();
    (controls * 100 > text.len()).then_some(Foreign::Binary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_their_kind() {
        for (bytes, expected) in [
            (b"PK\x03\x04....".as_slice(), Kind::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Compound),
            (b"%PDF-1.7", Kind::Foreign(Foreign::Pdf)),
            (b"\x89PNG\r\n\x1a\n", Kind::Foreign(Foreign::Image)),
            (b"\0\0\0\x18ftypheic", Kind::Foreign(Foreign::Image)),
            (b"RIFF....WEBPVP8 ", Kind::Foreign(Foreign::Image)),
            (b"ID;PWXL;N;E", Kind::Foreign(Foreign::Sylk)),
            (b"\x09\x02\x06\0\0\0", Kind::Foreign(Foreign::OldExcel)),
            (b"SQLite format 3\0", Kind::Foreign(Foreign::Database)),
            (b"\tamount\n", Kind::Open),
            (b"BMW,1\n", Kind::Open),
            (b"ID,name\n", Kind::Open),
            (b"", Kind::Open),
        ] {
            assert_eq!(of_bytes(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn texts_that_are_no_tables_are_named() {
        for (text, expected) in [
            ("name,amount\n", None),
            ("Collection Name,Items <= 50kg\n", None),
            ("<5kg,>5kg\n", None),
            ("[id],name\n", None),
            ("\n <HTML><body>", Some(Foreign::Html)),
            ("<table border=1>", Some(Foreign::Html)),
            ("<?xml version=\"1.0\"?><Workbook>", Some(Foreign::Xml)),
            ("<?xml version=\"1.0\"?><!DOCTYPE html>", Some(Foreign::Html)),
            ("[ {\"a\": 1}]", Some(Foreign::Json)),
            ("a\u{1}\u{2}\u{0}", Some(Foreign::Binary)),
        ] {
            assert_eq!(of_text(text), expected, "{text:?}");
        }
    }
}
