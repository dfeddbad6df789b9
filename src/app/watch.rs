//! A folder that is watched for new sheets: people send them there, and the import offers them. It
//! never takes anything in by itself.
//!
//! The folder is looked at every few seconds on a thread of its own, by the times and sizes of its
//! files alone: what the system tells of changes differs between systems and fails on shares. A
//! file is new once it has stood unchanged for two looks, so that none is read while it is copied.
//! The window is woken only when the list of new files changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use egui::Context;

use crate::app::{App, Message};
use crate::areas::Event;
use crate::error::{Error, Result};
use crate::paths::{Home, hashed, write_own};
use crate::worker;

/// How often the folder is looked at.
const EVERY: Duration = Duration::from_secs(5);

/// Endings of files that are sheets.
const ENDINGS: [&str; 9] = ["xlsx", "xls", "xlsb", "xlsm", "ods", "et", "csv", "tsv", "txt"];

/// When a file was changed, in milliseconds since 1970, and its size.
type Stamp = (u64, u64);

type Files = BTreeMap<PathBuf, Stamp>;

/// What was seen, by the hash of the path: file names may name people, and the list outlives their erasure.
type Known = BTreeMap<String, Stamp>;

/// A handle to the thread; it ends when the handle is gone.
pub(super) struct Watch {
    seen: Sender<Vec<PathBuf>>,
}

impl Watch {
    fn start(
        folder: PathBuf,
        home: Home,
        every: Duration,
        tell: impl Fn(Vec<PathBuf>) + Send + 'static,
    ) -> Self {
        let (seen, marked) = channel::<Vec<PathBuf>>();
        worker::run("watch", move || {
            let mut known = load(&home);
            let mut before = Files::new();
            let mut told: Vec<PathBuf> = vec![];
            loop {
                let now = scan(&folder);
                let new = news(&before, &now, &known);
                before = now;
                if new != told {
                    told.clone_from(&new);
                    tell(new);
                }
                let next = Instant::now() + every;
                loop {
                    let left = next.saturating_duration_since(Instant::now());
                    match marked.recv_timeout(left) {
                        Ok(paths) => {
                            told.retain(|path| !paths.contains(path));
                            mark(&mut known, &before, paths);
                            if let Err(error) = save(&home, &known) {
                                let error = error.for_log();
                                tracing::warn!(error, "what was seen was not written");
                            }
                        }
                        Err(RecvTimeoutError::Timeout) => break,
                        Err(RecvTimeoutError::Disconnected) => return,
                    }
                }
            }
        });
        Self { seen }
    }

    /// Notes that these files need not be told of any more, unless they change.
    fn mark(&self, paths: Vec<PathBuf>) {
        // The thread ends only with this handle, or by a panic that is logged.
        let _ = self.seen.send(paths);
    }
}

impl App {
    /// Watches another folder, or none.
    pub(super) fn watch(&mut self, ctx: &Context, folder: Option<PathBuf>) {
        self.settings.watched = folder;
        self.save_settings();
        self.start_watching(ctx);
    }

    /// Watches the folder of the settings and tells the areas which it is.
    pub(super) fn start_watching(&mut self, ctx: &Context) {
        let folder = self.settings.watched.clone();
        self.watched = folder.clone().map(|folder| {
            let mailbox = self.mailbox(ctx);
            Watch::start(folder, self.home.clone(), EVERY, move |new| {
                mailbox.send(Message::Event(Event::Watched(new), None));
            })
        });
        self.deliver(&Event::Watching(folder), ctx);
    }

    /// Notes that the person has seen these files.
    pub(super) fn mark_watched(&self, paths: Vec<PathBuf>) {
        if let Some(watch) = &self.watched {
            watch.mark(paths);
        }
    }
}

/// The sheets in a folder; none while it cannot be read, such as a share that is away.
fn scan(folder: &Path) -> Files {
    let Ok(entries) = std::fs::read_dir(folder) else { return Files::new() };
    entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            is_sheet(&path).then_some(())?;
            let about = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
            let since = about.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            let changed = u64::try_from(since.as_millis()).ok()?;
            Some((path, (changed, about.len())))
        })
        .collect()
}

/// Whether a file is a sheet by its name, and none that a program only has open.
fn is_sheet(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    !name.starts_with("~$")
        && !name.starts_with('.')
        && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Files that stood unchanged since the look before, and that nobody has seen as they are.
fn news(before: &Files, now: &Files, known: &Known) -> Vec<PathBuf> {
    let new = now.iter().filter(|(path, stamp)| {
        before.get(*path) == Some(*stamp) && known.get(&hashed(path)) != Some(*stamp)
    });
    new.map(|(path, _)| path.clone()).collect()
}

/// Adds files as they are to those that were seen.
fn mark(known: &mut Known, now: &Files, paths: Vec<PathBuf>) {
    for path in paths {
        if let Some(stamp) = now.get(&path) {
            known.insert(hashed(&path), *stamp);
        }
    }
}

/// What was seen before; a file that cannot be read counts as nothing.
fn load(home: &Home) -> Known {
    let text = home.watched().ok().and_then(|file| std::fs::read_to_string(file).ok());
    let rows: Vec<(String, Stamp)> =
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    // Older lists have the path itself.
    let key = |key: String| if is_hash(&key) { key } else { hashed(Path::new(&key)) };
    rows.into_iter().map(|(path, stamp)| (key(path), stamp)).collect()
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn save(home: &Home, known: &Known) -> Result<()> {
    let rows: Vec<(&String, &Stamp)> = known.iter().collect();
    let text =
        serde_json::to_string(&rows).map_err(|error| Error::new("error-internal").detail(error))?;
    write_own(&home.watched()?, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_new_once_it_stands_still_and_until_it_was_seen() {
        let files = |list: &[(&str, u64)]| -> Files {
            list.iter().map(|(name, size)| (PathBuf::from(name), (7, *size))).collect()
        };
        let now = files(&[("a.xlsx", 1), ("b.xlsx", 2), ("c.xlsx", 3), ("d.xlsx", 4)]);
        let before = files(&[("a.xlsx", 1), ("b.xlsx", 1), ("c.xlsx", 3)]);
        let seen_as = |files: Files| -> Known {
            files.into_iter().map(|(path, stamp)| (hashed(&path), stamp)).collect()
        };
        let known = seen_as(files(&[("c.xlsx", 3), ("a.xlsx", 9)]));
        assert_eq!(news(&before, &now, &known), [PathBuf::from("a.xlsx")]);
        let mut seen = Known::new();
        mark(&mut seen, &now, vec!["a.xlsx".into(), "gone.xlsx".into()]);
        assert_eq!(seen, seen_as(files(&[("a.xlsx", 1)])));
    }

    #[test]
    fn what_was_seen_names_no_file_and_older_lists_still_count() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().to_owned());
        let path = PathBuf::from("/周报/张伟_周报.xlsx");
        std::fs::write(home.watched().unwrap(), r#"[["/周报/张伟_周报.xlsx",[1,2]]]"#).unwrap();
        let known = load(&home);
        assert_eq!(known, Known::from([(hashed(&path), (1, 2))]));
        save(&home, &known).unwrap();
        assert!(!std::fs::read_to_string(home.watched().unwrap()).unwrap().contains("张伟"));
        assert_eq!(load(&home), known);
        let now = Files::from([(path, (1, 2))]);
        assert!(news(&now, &now, &known).is_empty());
    }

    #[test]
    fn only_sheets_count() {
        for (name, expected) in [
            ("周报.xlsx", true),
            ("REPORT.XLS", true),
            ("a.csv", true),
            ("~$周报.xlsx", false),
            (".周报.xlsx", false),
            ("周报.docx", false),
            ("xlsx", false),
        ] {
            assert_eq!(is_sheet(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn a_folder_tells_of_new_sheets_and_remembers_what_was_seen() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let sheets = folder.path().join("sheets");
        std::fs::create_dir(&sheets).unwrap();
        let one = sheets.join("one.csv");
        std::fs::write(&one, "a,b").unwrap();
        std::fs::write(sheets.join("note.docx"), "x").unwrap();
        let (tell, told) = channel();
        let start = || {
            let tell = tell.clone();
            Watch::start(sheets.clone(), home.clone(), Duration::from_millis(2), move |new| {
                let _the_test_may_be_over = tell.send(new);
            })
        };
        let next = || told.recv_timeout(Duration::from_secs(20)).unwrap();
        let watch = start();
        assert_eq!(next(), std::slice::from_ref(&one));
        watch.mark(vec![one]);
        let two = sheets.join("two.csv");
        std::fs::write(&two, "a,b").unwrap();
        assert_eq!(next(), std::slice::from_ref(&two));
        drop(watch);
        let _again = start();
        assert_eq!(next(), [two], "what was seen is not told of again");
    }
}
