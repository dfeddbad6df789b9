//! The search after an erasure: the bytes of every file that the program wrote, in the encodings that Chinese
//! texts have.
//!
//! The workspace must be closed meanwhile: a file that is open here must not be opened again.
//!
//! Files of other people's making in the folder of the workspace are searched too and listed as theirs: the
//! program does not delete what it did not make. A packed workbook does not show its texts in its bytes, so
//! finding nothing there says nothing; the list says so.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::clock;
use crate::error::{Error, Result};
use crate::paths::{Home, hashed, write_own};
use crate::store::privacy::names::{Encoding, Names, Pattern};
use crate::store::privacy::{ErasedPerson, Who, backups, erase::Erased};
use crate::store::{backup, kept};

/// How much of a file is read at once.
const CHUNK: usize = 4 << 20;

/// What is put beside a workspace under its name: by SQLite, a backup or a restore on its way.
const BESIDE_ENDINGS: [&str; 6] = ["", "-journal", "-wal", "-shm", ".part", ".restoring"];

/// How many files beside the workspace are searched at most.
const BESIDE: usize = 2_000;

/// Whose a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// The workspace, and what SQLite puts beside it.
    Workspace,
    /// What the program wrote for itself: settings, drafts, logs, tables from the clipboard.
    Program,
    /// A temporary file of the program.
    Temporary,
    /// A backup of the workspace, or what a restore set aside.
    Backup,
    /// A file that the program did not make, or that belongs to another workspace.
    Theirs,
}

impl PlaceKind {
    /// The word in messages and exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Program => "program",
            Self::Temporary => "temporary",
            Self::Backup => "backup",
            Self::Theirs => "theirs",
        }
    }
}

/// A file that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose it is.
    pub kind: PlaceKind,
    /// The file.
    pub file: PathBuf,
    /// How many bytes were searched.
    pub bytes: u64,
    /// How often the person was found, in the order of [`Encoding::ALL`].
    pub hits: [usize; 4],
    /// The day on which it goes, for a backup that holds the person.
    pub goes_on: Option<NaiveDate>,
    /// Whether its bytes could be read.
    pub readable: bool,
}

impl Place {
    /// How often the person was found, in all encodings.
    pub fn found(&self) -> usize {
        self.hits.iter().sum()
    }

    /// Whether its texts are packed, so that finding nothing says nothing.
    pub fn packed(&self) -> bool {
        let ending = self.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let packed =
            ["xlsx", "xlsm", "xlsb", "docx", "pptx", "ods", "odt", "pdf", "zip", "7z", "gz"];
        ending.is_some_and(|ending| packed.contains(&ending.as_str()))
    }
}

/// What was searched after an erasure, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The pseudonym.
    pub pseudonym: String,
    /// When the person was erased, UTC text.
    pub at: String,
    /// How many texts were looked for: names, telephone numbers, mail addresses.
    pub texts: usize,
    /// Rows and images of the workspace that were searched.
    pub rows: usize,
    /// How many of them name the person.
    pub rows_found: usize,
    /// How many rows and images were changed.
    pub changed: (usize, usize),
    /// Whether the file was made anew, so that no free page holds what was.
    pub compacted: bool,
    /// The files.
    pub places: Vec<Place>,
    /// How many files beside the workspace were too many to be searched.
    pub skipped: usize,
}

impl Proof {
    /// When the person was erased, on the wall clock of the business zone.
    pub fn when(&self) -> String {
        clock::wall_clock(&self.at)
    }

    /// Whether nothing was found in what is the program's to keep clean; backups and files of others are
    /// listed by themselves.
    pub fn is_clean(&self) -> bool {
        let own = |place: &&Place| !matches!(place.kind, PlaceKind::Backup | PlaceKind::Theirs);
        // Temporary files of other users cannot be read, and are not ours.
        let read = |place: &Place| place.readable || place.kind == PlaceKind::Temporary;
        let clean = |place: &Place| place.found() == 0 && read(place);
        self.rows_found == 0 && self.compacted && self.places.iter().filter(own).all(clean)
    }

    /// The places of a kind that hold the person.
    pub fn holding(&self, kind: PlaceKind) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(move |place| place.kind == kind && place.found() > 0)
    }
}

/// Searches all files after an erasure; the workspace must be closed. An import on its way, tables from the
/// clipboard and watched sheets that name the person are forgotten, and backups that hold the person go if that
/// was asked for.
///
/// # Errors
/// When the folders of the program cannot be found.
pub fn prove(workspace: &Path, home: &Home, erased: &Erased) -> Result<Proof> {
    let search = Search::new(&erased.names);
    forget(workspace, home, &search, &erased.names)?;
    let now = ErasedPerson { person: 0, number: 0, at: erased.at.clone() };
    let (files, skipped) = list(workspace, home)?;
    let judged = |kind: PlaceKind, file: &Path| {
        let mut place = search.file(kind, file);
        if kind == PlaceKind::Backup && place.found() > 0 {
            place.goes_on = now.backups_until().filter(|_| !backups::is_dated_ahead(file));
            // None goes before one without the person is there. One that cannot be removed is listed, and tried
            // again when its day has come.
            let go = erased.remove_backups && erased.backup.is_some();
            if go && kept::remove(file).is_ok() {
                return None;
            }
        }
        Some(place)
    };
    let mut places: Vec<Place> =
        files.iter().filter_map(|(kind, file)| judged(*kind, file)).collect();
    // A backup that was on its way may have got its name meanwhile.
    let seen: BTreeSet<&PathBuf> = files.iter().map(|(_, file)| file).collect();
    let late = list(workspace, home)?.0;
    let late =
        late.iter().filter(|(kind, file)| *kind == PlaceKind::Backup && !seen.contains(file));
    places.extend(late.filter_map(|(kind, file)| judged(*kind, file)));
    // What another window had for a moment is not left.
    places.retain(|place| place.kind != PlaceKind::Temporary || place.file.exists());
    Ok(Proof {
        pseudonym: erased.pseudonym.clone(),
        at: erased.at.clone(),
        texts: erased.names.texts().count(),
        rows: erased.searched,
        rows_found: erased.left,
        changed: (erased.rows, erased.images),
        compacted: erased.compacted,
        places,
        skipped,
    })
}

/// Forgets what the program keeps for a while and what names the person. What cannot be forgotten is searched
/// afterwards, and found.
fn forget(workspace: &Path, home: &Home, search: &Search, names: &Names) -> Result<()> {
    let named = |file: &PathBuf| search.file(PlaceKind::Program, file).found() > 0;
    let kept = files_in(&home.pasted()?).into_iter().chain([home.draft_of(workspace)?]);
    for file in kept.filter(named) {
        if let Err(error) = std::fs::remove_file(&file) {
            tracing::warn!(%error, "what names an erased person was not forgotten");
        }
    }
    let watched = home.watched()?;
    let text = std::fs::read_to_string(&watched).unwrap_or_default();
    // A list: of each sheet its path as a hash, and what it was like when it was seen. Older ones have the path.
    let mut rows: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap_or_default();
    let mut named = false;
    for row in &mut rows {
        if !names.found(&row.to_string()) {
            continue;
        }
        named = true;
        // The sheet itself may be there still, and was seen.
        if let Some(path) = row.get_mut(0)
            && let Some(text) = path.as_str()
        {
            *path = hashed(Path::new(text)).into();
        }
    }
    if named && let Err(error) = write_own(&watched, &serde_json::Value::Array(rows).to_string()) {
        tracing::warn!(error = error.for_log(), "a watched sheet was not forgotten");
    }
    Ok(())
}

/// The copies of a workspace that hold a person, the oldest first; `tell` hears how many of how many were
/// searched, and stops it with `false`.
///
/// # Errors
/// When the folder of backups cannot be made; [`Error::is_halted`] when it was stopped.
pub fn holding(
    workspace: &Path,
    home: &Home,
    who: &Who,
    tell: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Vec<PathBuf>> {
    let search = Search::new(&who.names);
    let copies = backups::copies(workspace, home)?;
    let all = copies.len();
    let mut holding = vec![];
    for (done, copy) in copies.into_iter().enumerate() {
        if !tell(done, all) {
            return Err(Error::halted());
        }
        if search.file(PlaceKind::Backup, &copy.path).found() > 0 {
            holding.push(copy.path);
        }
    }
    Ok(holding)
}

/// The files to be searched, each once, and how many beside the workspace were too many.
fn list(workspace: &Path, home: &Home) -> Result<(Vec<(PlaceKind, PathBuf)>, usize)> {
    let mut seen = BTreeSet::new();
    let mut list: Vec<(PlaceKind, PathBuf)> = vec![];
    let mut add = |kind: PlaceKind, file: PathBuf| {
        let real = file.canonicalize().unwrap_or_else(|_| file.clone());
        if seen.insert(real) {
            list.push((kind, file));
        }
    };
    let workspace = std::path::absolute(workspace).unwrap_or_else(|_| workspace.to_owned());
    let folder = workspace.parent().map(Path::to_owned).unwrap_or_default();
    let name = workspace.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let beside = files_in(&folder);
    for file in &beside {
        let own = file.file_name().map(|own| own.to_string_lossy().into_owned());
        let own = own.as_deref().and_then(|own| own.strip_prefix(&name));
        if own.is_some_and(|more| BESIDE_ENDINGS.contains(&more)) {
            add(PlaceKind::Workspace, file.clone());
        }
    }
    for copy in backups::copies(&workspace, home)? {
        add(PlaceKind::Backup, copy.path);
    }
    let ours = backup::folder_of(&workspace, home)?;
    for root in [home.data_folder()?, home.config_folder()?] {
        for file in files_below(&root) {
            let kind = if file.starts_with(&ours) {
                PlaceKind::Backup
            } else if home.is_own(&file)? {
                PlaceKind::Program
            } else {
                PlaceKind::Theirs
            };
            add(kind, file);
        }
    }
    let temporary = std::env::temp_dir();
    for entry in std::fs::read_dir(&temporary).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().contains("coxswain") {
            let path = entry.path();
            let kind = entry.file_type();
            if kind.as_ref().is_ok_and(std::fs::FileType::is_dir) {
                files_below(&path).into_iter().for_each(|file| add(PlaceKind::Temporary, file));
            } else if kind.is_ok_and(|kind| kind.is_file()) {
                add(PlaceKind::Temporary, path);
            }
        }
    }
    let skipped = beside.len().saturating_sub(BESIDE);
    beside.into_iter().take(BESIDE).for_each(|file| add(PlaceKind::Theirs, file));
    Ok((list, skipped))
}

/// The files of a folder, in the order of names.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files
}

/// The files of a folder and the folders in it; links are not followed.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut all = files_in(folder);
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    for inner in folders {
        all.extend(files_below(&inner));
    }
    all
}

/// What is looked for, by encoding.
pub(super) struct Search {
    patterns: Vec<(Encoding, Vec<Pattern>)>,
    reach: usize,
}

impl Search {
    /// Looks for what tells a person.
    pub fn new(names: &Names) -> Self {
        let patterns: Vec<(Encoding, Vec<Pattern>)> = Encoding::ALL
            .into_iter()
            .map(|encoding| (encoding, names.patterns(encoding)))
            .collect();
        let all = patterns.iter().flat_map(|(_, patterns)| patterns);
        let reach = all.map(Pattern::reach).max().unwrap_or(0);
        Self { patterns, reach }
    }

    /// Searches a file.
    pub fn file(&self, kind: PlaceKind, file: &Path) -> Place {
        let mut place = Place {
            kind,
            file: file.to_owned(),
            bytes: 0,
            hits: [0; 4],
            goes_on: None,
            readable: true,
        };
        place.readable = match self.read(file, &mut place) {
            Ok(()) => true,
            // It went after it was listed.
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        };
        place
    }

    /// Reads a file piece by piece; a hit is counted in the piece where it begins, with what is around it.
    fn read(&self, file: &Path, place: &mut Place) -> std::io::Result<()> {
        let mut file = File::open(file)?;
        let mut held: Vec<u8> = vec![];
        // Where in `held` hits begin that were not counted yet.
        let mut from = 0;
        loop {
            let read = file.by_ref().take(CHUNK as u64).read_to_end(&mut held)?;
            place.bytes += read as u64;
            let last = read == 0;
            let to = if last { held.len() } else { held.len().saturating_sub(self.reach) };
            if to > from {
                for (hits, (encoding, patterns)) in place.hits.iter_mut().zip(&self.patterns) {
                    let count = |pattern: &Pattern| pattern.count(&held, (from, to), *encoding);
                    *hits += patterns.iter().map(count).sum::<usize>();
                }
            }
            if last {
                return Ok(());
            }
            let to = to.max(from);
            let gone = to.saturating_sub(self.reach);
            held.drain(..gone);
            from = to - gone;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_across_two_pieces_is_found_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut names = Names::default();
        names.add_name("钱小满");
        let search = Search::new(&names);
        let name = "钱小满".as_bytes();
        for at in [0, CHUNK - 9, CHUNK - 4, CHUNK, 2 * CHUNK - 1, 2 * CHUNK + 7] {
            let mut bytes = vec![b'.'; 2 * CHUNK + 20];
            bytes[at..at + name.len()].copy_from_slice(name);
            let file = folder.path().join("file");
            std::fs::write(&file, &bytes).unwrap();
            let place = search.file(PlaceKind::Workspace, &file);
            assert_eq!(place.hits, [1, 0, 0, 0], "{at}");
            assert_eq!(place.bytes, bytes.len() as u64);
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_clean() {
        let search = Search::new(&Names::default());
        let folder = tempfile::tempdir().unwrap();
        assert!(!search.file(PlaceKind::Workspace, folder.path()).readable);
        assert!(search.file(PlaceKind::Workspace, &folder.path().join("gone")).readable);
    }
}
