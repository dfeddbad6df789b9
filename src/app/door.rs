//! The door of the open window: a second start knocks, and the window answers in its place.
//!
//! # Files instead of sockets
//! The program opens no socket of any kind, so both sides meet in a private folder of the program's
//! own files. The window that has the door holds a lock on a file there; the system takes that lock
//! back however the process ends, so nothing stale can shut anybody out. Who finds it held leaves a
//! knock, a file that appears whole, and waits. The window answers by renaming it, which only one
//! side can do: a knock is either answered or taken back, never both.
//!
//! # Who waits in vain goes on alone
//! A window that closes answers no more, and who knocked gets the door as soon as it is free. One
//! that hangs answers nobody; then a window of its own opens. So does it where the folder cannot be
//! written or the file system knows no locks: a second window is the worst that can come of it, and
//! a workspace is safe by its own lock.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::paths::Home;
use crate::worker;

/// How long a start waits for the answer of the open window.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How often the window looks whether somebody knocked.
pub(super) const EVERY: Duration = Duration::from_millis(250);

/// How often who knocked looks for the answer.
const LOOK: Duration = Duration::from_millis(25);

/// The longest a knock may be: a path and a few words.
const LONGEST: u64 = 64 << 10;

/// Endings of knocks and of answers.
const KNOCK: &str = "knock";
const ANSWER: &str = "answer";

/// The door, held open: others reach this window as long as one of its copies lives.
#[derive(Clone, Debug)]
pub struct Door {
    folder: PathBuf,
    /// Locked; closing the file unlocks it.
    _lock: Arc<File>,
}

/// How a start gets on.
#[derive(Debug)]
pub enum Entry {
    /// No window was open: this one has the door.
    Mine(Door),
    /// The open window does what was wanted.
    Answered,
    /// A window is open and does not answer, or there is no telling: a window without the door.
    Alone,
}

/// What somebody who knocks wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Wish {
    /// The workspace to open; none to see the window.
    file: Option<PathBuf>,
}

/// Somebody knocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Knock {
    /// Its file.
    at: PathBuf,
    /// The workspace that is wanted; none to see the window.
    pub(super) file: Option<PathBuf>,
}

impl Door {
    /// Takes the door, or asks the window that has it to show itself and this workspace.
    pub fn enter(home: &Home, file: Option<&Path>, patience: Duration) -> Entry {
        let file = file.map(|file| std::path::absolute(file).unwrap_or_else(|_| file.to_owned()));
        let entered =
            folder(home).and_then(|folder| take_or_knock(&folder, &Wish { file }, patience));
        entered.unwrap_or_else(|error| {
            tracing::warn!(error = error.for_log(), "nobody can be reached at the door");
            Entry::Alone
        })
    }

    /// Takes the door if no window has it.
    pub fn if_free(home: &Home) -> Option<Self> {
        folder(home).and_then(|folder| take(&folder)).ok().flatten()
    }
}

fn take_or_knock(folder: &Path, wish: &Wish, patience: Duration) -> Result<Entry> {
    let since = Instant::now();
    let mut knock: Option<PathBuf> = None;
    loop {
        if let Some(door) = take(folder)? {
            return Ok(Entry::Mine(door));
        }
        let at = match knock.take() {
            Some(at) => at,
            None => write(folder, wish)?,
        };
        if answered(&at) {
            return Ok(Entry::Answered);
        }
        if since.elapsed() > patience {
            // Whoever removes or renames it first has it.
            let taken_back = fs::remove_file(&at).is_ok();
            let answered = !taken_back && answered(&at);
            return Ok(if answered { Entry::Answered } else { Entry::Alone });
        }
        if at.exists() {
            knock = Some(at);
            std::thread::sleep(LOOK);
        } else if answered(&at) {
            return Ok(Entry::Answered);
        }
        // Else it was swept away by who took the door just now: there is another one to knock for.
    }
}

/// The private folder, made where it is missing.
fn folder(home: &Home) -> Result<PathBuf> {
    let folder = home.data_folder()?.join("door");
    let mut make = fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        make.mode(0o700);
    }
    make.create(&folder).map_err(|error| failed(&error))?;
    Ok(folder)
}

fn failed(error: &std::io::Error) -> Error {
    Error::new("error-disk").detail(error)
}

/// Takes the lock, unless somebody has it, and the door with it.
fn take(folder: &Path) -> Result<Option<Door>> {
    let mut open = File::options();
    open.create(true).truncate(false).write(true);
    let file = open.open(folder.join("lock")).map_err(|error| failed(&error))?;
    match file.try_lock() {
        Ok(()) => {
            sweep(folder);
            Ok(Some(Door { folder: folder.to_owned(), _lock: Arc::new(file) }))
        }
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(failed(&error)),
    }
}

/// Leaves a knock, which appears whole, and returns its file.
fn write(folder: &Path, wish: &Wish) -> Result<PathBuf> {
    // A path that is no text cannot be written; then nobody can be asked for it.
    let text =
        serde_json::to_string(wish).map_err(|error| Error::new("error-disk").detail(error))?;
    let mut part = tempfile::Builder::new()
        .suffix(".part")
        .tempfile_in(folder)
        .map_err(|error| failed(&error))?;
    part.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    let at = part.path().with_extension(KNOCK);
    part.persist_noclobber(&at).map_err(|error| failed(&error.error))?;
    Ok(at)
}

/// Whether a knock was answered; its answer goes.
fn answered(knock: &Path) -> bool {
    fs::remove_file(knock.with_extension(ANSWER)).is_ok()
}

fn remove(file: &Path) {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            tracing::warn!(%error, "a file at the door was not removed");
        }
        _ => {}
    }
}

/// The files of the door with one of these endings, in the order of their names.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return vec![] };
    let wanted = |path: &PathBuf| {
        path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
    };
    let mut files: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(wanted).collect();
    files.sort();
    files
}

/// Takes away what starts that died have left. Who still waits finds the knock gone and knocks again,
/// or has the door.
fn sweep(folder: &Path) {
    for file in files(folder, &[KNOCK, ANSWER]) {
        remove(&file);
    }
}

impl Knock {
    /// Reads a knock; one that nobody can have meant is taken away.
    fn read(at: PathBuf) -> Option<Self> {
        let mut text = String::new();
        let read = File::open(&at).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
        let wish: Option<Wish> = read.ok().and_then(|_| serde_json::from_str(&text).ok());
        if wish.is_none() {
            remove(&at);
        }
        wish.map(|wish| Self { at, file: wish.file })
    }

    /// Answers it; false when who knocked went on alone meanwhile.
    pub(super) fn answer(&self) -> bool {
        fs::rename(&self.at, self.at.with_extension(ANSWER)).is_ok()
    }
}

/// A window that listens at its door; it stops when this goes.
pub(super) struct Listening {
    _end: Sender<()>,
    _door: Door,
}

impl Door {
    /// Tells of everybody who knocks, once, on a thread of its own.
    pub(super) fn listen(
        self,
        every: Duration,
        tell: impl Fn(Knock) + Send + 'static,
    ) -> Listening {
        let (end, ended) = channel::<()>();
        let folder = self.folder.clone();
        worker::run("door", move || {
            let mut told: Vec<PathBuf> = vec![];
            loop {
                let there = files(&folder, &[KNOCK]);
                told.retain(|known| there.contains(known));
                for at in there {
                    if !told.contains(&at) {
                        told.push(at.clone());
                        if let Some(knock) = Knock::read(at) {
                            tell(knock);
                        }
                    }
                }
                if ended.recv_timeout(every) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
        });
        Listening { _end: end, _door: self }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Receiver;

    use super::*;

    const SOON: Duration = Duration::from_millis(2);
    const LONG: Duration = Duration::from_secs(20);

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        (folder, home)
    }

    fn enter(home: &Home, file: Option<&Path>, patience: Duration) -> Entry {
        Door::enter(home, file, patience)
    }

    fn first(home: &Home) -> Door {
        match enter(home, None, LONG) {
            Entry::Mine(door) => door,
            other => panic!("the first start has the door: {other:?}"),
        }
    }

    /// What stands at the door besides the lock.
    fn left(home: &Home) -> Vec<PathBuf> {
        files(&folder(home).unwrap(), &[KNOCK, ANSWER])
    }

    /// A start that waits on a thread of its own; how it got on comes later.
    fn waits(home: &Home, file: Option<&'static str>) -> Receiver<Entry> {
        let (home, (entered, entry)) = (home.clone(), channel());
        worker::run("knocks", move || {
            let _the_test_may_be_over = entered.send(enter(&home, file.map(Path::new), LONG));
        });
        entry
    }

    #[test]
    fn the_open_window_hears_what_a_second_start_wants() {
        let (_folder, home) = home();
        let (tell, told) = channel();
        let answering = first(&home).listen(SOON, move |knock| {
            if knock.answer() {
                tell.send(knock.file).unwrap();
            }
        });
        for wanted in [None, Some(Path::new("/data/华东 2025.cox"))] {
            assert!(matches!(enter(&home, wanted, LONG), Entry::Answered));
            assert_eq!(told.recv_timeout(LONG).unwrap().as_deref(), wanted);
        }
        assert!(matches!(enter(&home, Some(Path::new("near.cox")), LONG), Entry::Answered));
        let near = told.recv_timeout(LONG).unwrap().unwrap();
        assert_eq!(near, std::env::current_dir().unwrap().join("near.cox"), "whole paths go over");
        assert!(left(&home).is_empty(), "answers are taken away: {:?}", left(&home));
        drop(answering);
    }

    #[test]
    fn who_is_not_answered_goes_on_alone_and_takes_the_knock_back() {
        let (_folder, home) = home();
        let silent = first(&home);
        assert!(matches!(enter(&home, None, Duration::from_millis(60)), Entry::Alone));
        assert!(Door::if_free(&home).is_none());
        assert!(left(&home).is_empty(), "{:?}", left(&home));
        drop(silent);
        assert!(Door::if_free(&home).is_some());
    }

    #[test]
    fn who_waits_has_the_door_as_soon_as_the_window_is_gone() {
        let (_folder, home) = home();
        let (tell, told) = channel();
        // A window that closes hears the knock and answers no more.
        let closing = first(&home).listen(SOON, move |knock| tell.send(knock).unwrap());
        let waits = waits(&home, None);
        let knock = told.recv_timeout(LONG).unwrap();
        drop(closing);
        assert!(matches!(waits.recv_timeout(LONG).unwrap(), Entry::Mine(_)));
        assert!(!knock.answer(), "a knock that was taken back cannot be answered");
        assert!(left(&home).is_empty(), "{:?}", left(&home));
    }

    #[test]
    fn what_dead_starts_left_is_swept_away_and_who_lives_knocks_again() {
        let (_folder, home) = home();
        let at = folder(&home).unwrap();
        for name in ["dead.knock", "dead.answer"] {
            fs::write(at.join(name), "{\"file\":\"/data/old.cox\"}").unwrap();
        }
        let door = first(&home);
        assert!(left(&home).is_empty(), "{:?}", left(&home));
        let waits = waits(&home, Some("/data/new.cox"));
        let since = Instant::now();
        while left(&home).is_empty() {
            assert!(since.elapsed() < LONG, "nobody knocked");
            std::thread::sleep(SOON);
        }
        sweep(&at);
        let (tell, told) = channel();
        let answering = door.listen(SOON, move |knock| {
            if knock.answer() {
                tell.send(knock.file).unwrap();
            }
        });
        assert!(matches!(waits.recv_timeout(LONG).unwrap(), Entry::Answered));
        assert_eq!(told.recv_timeout(LONG).unwrap(), Some(PathBuf::from("/data/new.cox")));
        drop(answering);
    }

    #[test]
    fn what_is_no_knock_is_taken_away_and_not_told_of() {
        let (_folder, home) = home();
        let door = first(&home);
        let at = folder(&home).unwrap();
        let long = format!("{{\"file\":\"/{}\"}}", "a".repeat(LONGEST as usize));
        for (name, text) in [("a.knock", ""), ("b.knock", "[1,"), ("c.knock", long.as_str())] {
            fs::write(at.join(name), text).unwrap();
        }
        fs::write(at.join("d.knock"), "{\"file\":\"/data/good.cox\"}").unwrap();
        let (tell, told) = channel();
        let listening = door.listen(SOON, move |knock| tell.send(knock).unwrap());
        let knock = told.recv_timeout(LONG).unwrap();
        assert_eq!(knock.file, Some(PathBuf::from("/data/good.cox")));
        assert!(knock.answer());
        assert!(told.try_recv().is_err(), "nothing else was meant");
        assert_eq!(left(&home), [at.join("d.answer")]);
        drop(listening);
    }

    #[test]
    fn without_a_folder_there_is_no_door_and_the_window_opens_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(enter(&Home::at(file), None, LONG), Entry::Alone));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_at_the_door() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, home) = home();
        let _door = first(&home);
        let mode = fs::metadata(folder(&home).unwrap()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
