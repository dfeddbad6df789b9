//! A desk of its own for each run: a folder with a workspace and what the commands ask for, the program's own
//! files and temporary ones beside it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::DateTime;
use coxswain::error::Result;
use coxswain::store::{Workspace, whole};
use tempfile::TempDir;

/// The day on which everything happens.
pub const TODAY: &str = "2025-11-18";

/// Seconds after which a run is given up.
const PATIENCE: &str = "900";

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_coxswain");

/// Files by their path in the folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a run said and how it ended.
#[derive(Clone, Debug)]
pub struct Said {
    /// The exit code; 128 and the signal for what was killed.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it complained of.
    pub err: String,
}

impl Said {
    /// Whether it said that it is done.
    pub const fn done(&self) -> bool {
        matches!(self.code, 0 | 3)
    }

    /// Whether it was killed at once.
    pub const fn killed(&self) -> bool {
        self.code == 128 + 9
    }
}

/// How a workspace stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Nothing has the name.
    Missing,
    /// A file without content, which no one takes for a workspace.
    Empty,
    /// It does not open or is not sound.
    Refused(String),
    /// It opens, is sound in full and holds this.
    Holds(String),
}

/// The desk.
pub struct Desk {
    root: PathBuf,
    scratch: TempDir,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        let scratch = scratch();
        let root = scratch.path().join("desk");
        fs::create_dir(&root).unwrap();
        Self::of(root, scratch)
    }

    /// An empty desk on a disk that is mounted at a place.
    pub fn on(root: &Path) -> Self {
        Self::of(root.to_owned(), scratch())
    }

    fn of(root: PathBuf, scratch: TempDir) -> Self {
        for name in ["d", "cox", "tmp"] {
            fs::create_dir(root.join(name)).unwrap();
        }
        Self { root, scratch }
    }

    /// The desk with these files.
    pub fn with(self, files: &Files) -> Self {
        for (name, bytes) in files {
            self.write(name, bytes);
        }
        self
    }

    /// The folder that holds everything.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file on the desk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join("d").join(name)
    }

    /// Puts a file on the desk.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// A file of the test's own, out of the program's sight.
    pub fn own(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// The files on the desk, those in folders too.
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        gather(&self.root.join("d"), "", &mut files);
        files
    }

    /// The backups that the program keeps by itself.
    pub fn backups(&self) -> Vec<PathBuf> {
        let mut files = Files::new();
        gather(&self.root.join("cox"), "", &mut files);
        let names = files.into_keys().filter(|name| name.ends_with(".cox"));
        names.map(|name| self.root.join("cox").join(name)).collect()
    }

    /// A command in the surroundings of the desk, which names no display.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LANG", "C.UTF-8")
            .env("HOME", self.root.join("cox"))
            .env("COXSWAIN_HOME", self.root.join("cox"))
            .env("TMPDIR", self.root.join("tmp"))
            .current_dir(self.root.join("d"))
            .stdin(Stdio::null());
        command
    }

    /// Runs the program, through other programs where they are named.
    pub fn run(&self, through: &[String], words: &[String]) -> Said {
        let mut command = self.command("timeout");
        command.arg(PATIENCE).args(through).arg(PROGRAM).args(words);
        let output = command.args(["--language", "zh-CN", "--date", TODAY]).output();
        let output = output.unwrap_or_else(|error| panic!("timeout does not start: {error}"));
        let status = output.status;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Said {
            code: status.code().or_else(|| status.signal().map(|n| 128 + n)).unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Runs the program, which must succeed, and returns what it printed.
    pub fn says(&self, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let said = self.run(&[], &words);
        assert!(said.done(), "{words:?}: {said:?}");
        said.out
    }

    /// How a workspace stands. It is opened, so what was cut off is settled by that.
    pub fn stands(&self, file: &Path) -> Stands {
        match fs::metadata(file) {
            Err(_) => Stands::Missing,
            Ok(data) if data.len() == 0 => Stands::Empty,
            Ok(_) => held(file, &self.own("held.json"))
                .map_or_else(|error| Stands::Refused(error.to_string()), Stands::Holds),
        }
    }
}

fn scratch() -> TempDir {
    tempfile::Builder::new().prefix("coxswain-faults").tempdir().unwrap()
}

/// Adds the files of a folder and of those in it.
fn gather(folder: &Path, before: &str, files: &mut Files) {
    let Ok(inside) = fs::read_dir(folder) else { return };
    for entry in inside {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        if path.is_dir() {
            gather(&path, &format!("{before}{name}/"), files);
        } else {
            files.insert(format!("{before}{name}"), fs::read(&path).unwrap());
        }
    }
}

/// All rows of a sound workspace.
fn held(file: &Path, into: &Path) -> Result<String> {
    let workspace = Workspace::open(file)?;
    workspace.full_check()?;
    whole::write(&workspace.db, into)?;
    Ok(timeless(&fs::read_to_string(into).unwrap()))
}

/// A text without the instants between its quotation marks: two runs differ in nothing else.
pub fn timeless(text: &str) -> String {
    let part = |part: &str| {
        let instant = DateTime::parse_from_rfc3339(part.trim_end_matches('\\')).is_ok();
        if instant { "instant".to_owned() } else { part.to_owned() }
    };
    text.split('"').map(part).collect::<Vec<_>>().join("\"")
}
