//! The world that Typst compiles in: three fonts, the templates and one file of data.
//!
//! # Why nothing else
//! No system fonts, no files, no packages, no network and no clock: a page is a function of its
//! data, so the same data gives the same bytes on every machine, and a template can read nothing of
//! the person's disk.
//!
//! # Fonts
//! Regular is the full font; Medium and Bold are subsets. Typst finds the weights by the family
//! name, and where a subset lacks a rare character it falls back to Regular by itself.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use super::DocumentError;
use crate::typefaces::{BOLD, MEDIUM, REGULAR};

/// What all templates import.
const PAGE: &str = include_str!("../../assets/templates/page.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

// Read once: hashing fifteen megabytes for every page would cost more than setting it.
static FONT_CACHE: LazyLock<(Vec<Font>, LazyHash<FontBook>)> = LazyLock::new(|| {
    let fonts: Vec<Font> = [REGULAR, MEDIUM, BOLD]
        .into_iter()
        .filter_map(|bytes| Font::new(Bytes::new(bytes), 0))
        .collect();
    let book = FontBook::from_fonts(&fonts);
    (fonts, LazyHash::new(book))
});

/// The files of one job.
pub(super) struct PageWorld {
    main: Source,
    page: Source,
    data: (FileId, Bytes),
}

impl PageWorld {
    /// Puts a template and its data, as JSON text, into a world of their own.
    pub(super) fn new(template: &str, data: String) -> Result<Self, DocumentError> {
        Ok(Self {
            main: Source::new(file_id("main.typ")?, template.to_owned()),
            page: Source::new(file_id("page.typ")?, PAGE.to_owned()),
            data: (file_id("data.json")?, Bytes::from_string(data)),
        })
    }
}

// The names are few and fixed, so the process-wide list of file names that Typst keeps stays short.
fn file_id(name: &str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(name).map_err(|e| DocumentError::Template(e.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for PageWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONT_CACHE.1
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.page]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(not_found(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONT_CACHE.0.get(index).cloned()
    }

    // No clock: a page printed tomorrow from the same data has the same bytes.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_weights_stand_under_one_family() {
        let (fonts, book) = &*FONT_CACHE;
        let weights: Vec<u16> =
            fonts.iter().map(|font| font.info().variant.weight.to_number()).collect();
        assert_eq!(weights, [400, 500, 700]);
        let families: Vec<&str> = book.families().map(|(name, _)| name).collect();
        assert_eq!(families, ["Noto Sans SC"]);
    }

    #[test]
    fn only_our_files_are_there() {
        let world = PageWorld::new("hello", "{}".into()).unwrap();
        assert!(world.source(file_id("page.typ").unwrap()).is_ok());
        assert!(world.file(file_id("data.json").unwrap()).is_ok());
        assert!(world.file(file_id("etc/passwd").unwrap()).is_err());
        assert!(world.today(None).is_none());
    }
}
