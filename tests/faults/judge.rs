//! What may be found after a command that was stopped, failed or succeeded.
//!
//! Done means done: the workspace holds what the command makes of it, and so does every file. Otherwise the
//! workspace holds what it held or, when the fault came after the last write, what the command makes of it;
//! nothing in between. What has its name is whole: no file that the command makes is there in part, no backup
//! is unsound, and nothing that was there is touched.

use std::collections::BTreeMap;

use crate::cases::Case;
use crate::desk::{Desk, Files, Said, Stands, timeless};
use crate::trace::{self, Point};
use crate::world::{NEW, WORKSPACE, world};

/// The workspaces that commands write.
const WORKSPACES: [&str; 2] = [WORKSPACE, NEW];

/// What a command makes when nothing happens to it.
pub struct Whole {
    /// How the workspaces stand before.
    before: BTreeMap<&'static str, Stands>,
    /// How they stand afterwards.
    after: BTreeMap<&'static str, Stands>,
    /// The files that it makes.
    made: Files,
    /// Its calls that write.
    pub points: Vec<Point>,
}

fn stand(desk: &Desk) -> BTreeMap<&'static str, Stands> {
    WORKSPACES.into_iter().map(|name| (name, desk.stands(&desk.path(name)))).collect()
}

impl Whole {
    /// Runs the command undisturbed; it must succeed.
    pub fn of(case: &Case) -> Self {
        let desk = Desk::new().with(&world().files);
        let before = stand(&desk);
        let (said, points) = trace::traced(&desk, &case.words());
        assert!(said.done(), "{}: {said:?}", case.name());
        let mut made = desk.files();
        made.retain(|name, _| !world().files.contains_key(name) && !beside_workspace(name));
        Self { before, after: stand(&desk), made, points }
    }

    /// Everything that is not as it may be.
    pub fn wrong(&self, case: &Case, desk: &Desk, said: &Said) -> Vec<String> {
        let mut wrong = if said.killed() { vec![] } else { words(said) };
        let files = desk.files();
        let stands = stand(desk);
        for name in WORKSPACES {
            let (before, now, after) = (&self.before[name], &stands[name], &self.after[name]);
            let may = now == after
                || !said.done()
                    && (now == before
                        || said.killed() && passing(case, name, now, before, desk, &files));
            if !may {
                wrong.push(format!("{name}, code {}: {}", said.code, short(now)));
            }
        }
        for (name, bytes) in &files {
            let known = world().files.get(name);
            if beside_workspace(name) || known == Some(bytes) {
                continue;
            }
            if known.is_some() {
                wrong.push(format!("{name} is not what it was"));
            } else if name.ends_with(".cox") {
                wrong.extend(unsound(desk, &desk.path(name)));
            } else if !unfinished(name) && !self.made.get(name).is_some_and(|all| same(all, bytes))
            {
                // A proof of erasure tells which files it searched, and they lie elsewhere each time.
                if case.command == "erase"
                    && self.made.get(name).is_some_and(|all| ends_alike(all, bytes))
                {
                    continue;
                }
                wrong.push(format!("{name} is half or nobody's, {} bytes", bytes.len()));
            }
        }
        for name in world().files.keys().filter(|name| *name != WORKSPACE) {
            if !files.contains_key(name) {
                wrong.push(format!("{name} is gone"));
            }
        }
        for name in self.made.keys().filter(|name| !name.ends_with(".cox")) {
            if said.done() && !files.contains_key(name) {
                wrong.push(format!("done without {name}"));
            }
        }
        for backup in desk.backups() {
            wrong.extend(unsound(desk, &backup));
        }
        wrong
    }

    /// What is wrong when a command that left everything as it was is asked again.
    pub fn again(&self, case: &Case, desk: &Desk) -> Vec<String> {
        let untouched = desk.files().keys().all(|name| {
            world().files.contains_key(name) || beside_workspace(name) || unfinished(name)
        });
        if stand(desk) != self.before || !untouched {
            return vec![];
        }
        let said = desk.run(&[], &case.words());
        let mut wrong = self.wrong(case, desk, &said);
        if !said.done() {
            wrong.push(format!("code {}, {}", said.code, said.err));
        }
        wrong.into_iter().map(|what| format!("asked again: {what}")).collect()
    }
}

/// What a command that was killed may leave of a workspace besides what was and what is to be: the name of a
/// new one without content, and the place of one that is being replaced while it is set aside. One that only failed
/// puts that right itself.
fn passing(
    case: &Case,
    name: &str,
    now: &Stands,
    before: &Stands,
    desk: &Desk,
    files: &Files,
) -> bool {
    match case.command {
        "new" => name == NEW && *now == Stands::Empty,
        "restore" => {
            let mut aside = files.keys().filter(|file| file.starts_with("w.before-restore"));
            *now == Stands::Missing && aside.any(|file| desk.stands(&desk.path(file)) == *before)
        }
        _ => false,
    }
}

/// Whether a file is one of the two workspaces or lies beside one.
fn beside_workspace(name: &str) -> bool {
    WORKSPACES.into_iter().any(|workspace| name.starts_with(workspace))
}

/// Whether a name says that the file is not finished.
pub fn unfinished(name: &str) -> bool {
    name.ends_with(".part") || name.ends_with("-journal") || name.contains(".coxswain")
}

/// Whether two files are the same but for the instants in them.
fn same(one: &[u8], other: &[u8]) -> bool {
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(timeless);
    one == other || text(one).is_some() && text(one) == text(other)
}

/// Whether two lists of files begin with the same line, and end with the same file in a line of its own: what is
/// between differs where files lie elsewhere, and one that was cut off ends with another.
fn ends_alike(one: &[u8], other: &[u8]) -> bool {
    let ends = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
        let (first, last) = (text.lines().next()?, text.lines().last()?);
        Some((first.to_owned(), last.rsplit_once('/')?.1.to_owned()))
    };
    ends(one).is_some() && ends(one) == ends(other)
}

#[test]
fn a_list_that_was_cut_off_does_not_end_as_the_whole_one() {
    let whole = b"place,file,bytes\nours,/a/w.cox,9\ntheirs,/a/z.csv,8\n";
    let moved = b"place,file,bytes\nours,/b/part/1,1\nours,/b/w.cox,7\ntheirs,/b/z.csv,8\n";
    assert!(ends_alike(whole, moved));
    for cut in 0..whole.len() {
        assert!(!ends_alike(whole, &whole[..cut]), "{cut}");
    }
}

fn unsound(desk: &Desk, file: &std::path::Path) -> Option<String> {
    match desk.stands(file) {
        Stands::Holds(_) => None,
        other => Some(format!("{}: {}", file.display(), short(&other))),
    }
}

fn short(stands: &Stands) -> String {
    match stands {
        Stands::Holds(text) => format!("holds other rows, {} bytes", text.len()),
        other => format!("{other:?}"),
    }
}

/// What is wrong with how a run ended and what it said.
pub fn words(said: &Said) -> Vec<String> {
    let Said { code, out, err } = said;
    let mut wrong = vec![];
    if !matches!(code, 0 | 1 | 3) {
        wrong.push(format!("code {code}: {err}"));
    }
    if *code == 1 && err.trim().is_empty() && out.trim().is_empty() {
        wrong.push("it failed and said nothing".to_owned());
    }
    for never in ["panicked", "error-", "程序内部出错"] {
        if err.contains(never) {
            wrong.push(format!("it said {err}"));
        }
    }
    wrong
}
