//! What a run asked of the system, by `strace`: which calls write, and faults in their place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::crowd::everything_asked;
use crate::desk::{Desk, Said};

/// Calls that write, or change what has which name. What a system does not know is left out.
const WRITES: &str = "?open,openat,?creat,write,pwrite64,writev,?pwritev,?pwritev2,fsync,fdatasync,ftruncate,\
                      fallocate,?rename,renameat,renameat2,?link,linkat,?unlink,unlinkat,?mkdir,mkdirat,?rmdir,\
                      copy_file_range,sendfile";

/// Calls whose first argument is a name, which may be relative.
const BY_NAME: [&str; 6] = ["rename", "link", "unlink", "mkdir", "rmdir", "creat"];

/// How many of the calls of one kind are struck, unless all are.
const OF_A_KIND: usize = 2;

/// What happens instead of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The disk fails.
    Broken,
    /// The disk is full.
    Full,
    /// The program is killed.
    Killed,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Broken, Self::Full, Self::Killed];

    /// Those at the how many-th of the writes that are struck: the program is killed at each, and the disk fails
    /// or is full in turn, unless everything is asked.
    pub fn at(n: usize) -> Vec<Self> {
        if everything_asked() {
            return Self::ALL.to_vec();
        }
        vec![Self::Killed, if n.is_multiple_of(2) { Self::Broken } else { Self::Full }]
    }

    /// In strace's words.
    const fn words(self) -> &'static str {
        match self {
            Self::Broken => "error=EIO",
            Self::Full => "error=ENOSPC",
            Self::Killed => "signal=SIGKILL",
        }
    }
}

/// One call of a run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// Its name.
    pub call: String,
    /// The how many-th of this name it is in its thread, from 1.
    pub nth: usize,
}

/// The line that starts a traced run; the trace is a file of the test's own. A kill only works without the
/// shortcut by seccomp.
fn line(desk: &Desk, fault: Option<(&Point, Fault)>) -> Vec<String> {
    let mut line = vec!["strace".to_owned(), "-f".to_owned(), "-y".to_owned(), "-o".to_owned()];
    line.push(desk.own("trace").display().to_string());
    line.extend(["-e".to_owned(), format!("trace={WRITES}")]);
    if fault.is_none_or(|(_, fault)| fault != Fault::Killed) {
        line.push("--seccomp-bpf".to_owned());
    }
    if let Some((Point { call, nth }, fault)) = fault {
        line.extend(["-e".to_owned(), format!("inject={call}:{}:when={nth}", fault.words())]);
    }
    line
}

/// Runs the program and returns which of its calls write on the desk, each once.
pub fn traced(desk: &Desk, words: &[String]) -> (Said, Vec<Point>) {
    let said = desk.run(&line(desk, None), words);
    let trace = fs::read(desk.own("trace")).unwrap_or_else(|error| panic!("strace: {error}"));
    (said, points(&String::from_utf8_lossy(&trace), &desk.root().display().to_string()))
}

/// Runs the program with a fault, and says whether it struck.
pub fn struck(desk: &Desk, words: &[String], point: &Point, fault: Fault) -> (Said, bool) {
    let said = desk.run(&line(desk, Some((point, fault))), words);
    let trace = fs::read(desk.own("trace")).unwrap_or_default();
    let struck = match fault {
        Fault::Killed => said.killed(),
        Fault::Broken | Fault::Full => String::from_utf8_lossy(&trace).contains("(INJECTED)"),
    };
    (said, struck)
}

/// The calls of a trace that write in a folder; what is logged there does not count.
fn points(trace: &str, folder: &str) -> Vec<Point> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for line in trace.lines() {
        // `123  write(4</desk/d/w.cox>, "...", 12) = 12`
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, rest)) = call.trim_start().split_once('(') else { continue };
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            continue;
        }
        let nth = counts.entry((thread, name)).or_default();
        *nth += 1;
        let first = rest.split(',').next().unwrap_or_default();
        let writes = match name {
            "open" | "openat" => rest.contains("O_CREAT") && rest.contains(folder),
            name if BY_NAME.contains(&name) => true,
            name if name.starts_with("rename") || name.ends_with("at") => true,
            _ => first.contains(folder) || (name == "copy_file_range" && rest.contains(folder)),
        };
        if writes && !rest.contains("/cox/logs") {
            found.insert(Point { call: name.to_owned(), nth: *nth });
        }
    }
    found.into_iter().collect()
}

/// Those that are struck: of each kind the last and some before it, or all.
pub fn chosen(points: &[Point]) -> Vec<Point> {
    if everything_asked() {
        return points.to_vec();
    }
    let mut kinds: BTreeMap<&str, Vec<&Point>> = BTreeMap::new();
    for point in points {
        kinds.entry(&point.call).or_default().push(point);
    }
    let mut chosen = vec![];
    for kind in kinds.values() {
        let some = OF_A_KIND.min(kind.len());
        chosen.extend((1..=some).map(|n| kind[kind.len() * n / some - 1].clone()));
    }
    chosen
}

#[test]
fn the_calls_that_write_are_found_in_a_trace() {
    let trace = "\
11 openat(AT_FDCWD</desk/d>, \"/lib/libc.so.6\", O_RDONLY|O_CLOEXEC) = 3</lib/libc.so.6>
11 openat(AT_FDCWD</desk/d>, \"out.csv\", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0666) = 4</desk/d/out.csv>
12 write(5</desk/cox/logs/coxswain.log>, \"x\", 1) = 1
11 write(1</dev/null>, \"x\", 1) = 1
11 write(4</desk/d/out.csv>, \"x\", 1 <unfinished ...>
12 fsync(9</desk/d/w.cox>) = 0
11 <... write resumed>) = 1
11 rename(\"out.csv.part\", \"out.csv\") = 0
11 +++ exited with 0 +++
";
    let point = |call: &str, nth| Point { call: call.to_owned(), nth };
    let found = points(trace, "/desk");
    let expected = [point("fsync", 1), point("openat", 2), point("rename", 1), point("write", 2)];
    assert_eq!(found, expected);
    let many: Vec<Point> = (1..=9).map(|nth| point("write", nth)).collect();
    if !everything_asked() {
        assert_eq!(chosen(&many), [point("write", 4), point("write", 9)]);
    }
}
