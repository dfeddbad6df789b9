//! How long it takes until the sample workspace stands on the screen, and what it costs to leave it there.
//!
//! `cargo bench --bench start_cost [-- ROUNDS]`: in each round the program and DB Browser for SQLite open the
//! same file, one after the other on a display of their own, in turns first, the pointer in a corner. What is on
//! the display is looked at about every ten milliseconds; *painted* is the first look at which it was what it still
//! is three seconds later, so that a window without its data does not count. *Memory* is resident memory ten seconds
//! after the start. With `idle` among the words each is also left alone for a minute, and the processor time it then
//! took is told.
//!
//! Needs Linux, `Xvfb` and `sqlitebrowser`. Without a graphics card Mesa draws on the processor.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring program stops at what it did not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};
use x11rb::rust_connection::RustConnection;

const WIDTH: u16 = 1440;
const HEIGHT: u16 = 900;
/// How long what is painted has to last.
const LASTS: Duration = Duration::from_secs(3);
/// A day of the sample.
const TODAY: &str = "2025-11-18";
/// A share of points that may differ from what is painted in the end: a caret that blinks, a clock.
const DIFFERENT: f64 = 0.001;

/// What one start came to.
struct Start {
    painted: Duration,
    /// Kilobytes.
    memory: u64,
    /// Seconds of processor in a minute of rest.
    rest: Option<f64>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rounds = words.iter().find_map(|word| word.parse().ok()).unwrap_or(9);
    let idle = words.iter().any(|word| word == "idle");
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let mut made = ours(&home);
    made.args(["demo", "sample", "--date", TODAY]).current_dir(folder.path()).stdout(Stdio::null());
    assert!(made.status().unwrap().success());
    let file = folder.path().join("sample/demo.cox");
    // DB Browser has its own, so that neither waits for the other's journal.
    let copy = folder.path().join("sample.db");
    fs::copy(&file, &copy).unwrap();

    let mut all = vec![];
    for round in 0..=rounds {
        let own = || start(ours(&home).args(["--date", TODAY]).arg(&file), idle && round > 0);
        let other = || start(theirs(folder.path()).arg(&copy), idle && round > 0);
        let (own, other) = if round % 2 == 0 {
            let own = own();
            (own, other())
        } else {
            let other = other();
            (own(), other)
        };
        let time = own.painted.as_secs_f64() / other.painted.as_secs_f64();
        let memory = own.memory as f64 / other.memory as f64;
        println!(
            "{round}: painted after {:.3} s, DB Browser {:.3} s, {time:.2}; memory {} MB, {} MB, {memory:.2}{}",
            own.painted.as_secs_f64(),
            other.painted.as_secs_f64(),
            own.memory / 1000,
            other.memory / 1000,
            own.rest.zip(other.rest).map_or(String::new(), |(own, other)| format!(
                "; a minute of rest {:.3} %, {:.3} %",
                own / 0.6,
                other / 0.6
            ))
        );
        // The first reads both programs from the disk.
        if round > 0 {
            all.push((time, memory, own.rest.unwrap_or_default() / 0.6));
        }
    }
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    println!(
        "medians of {rounds}: painted {:.2} of DB Browser, memory {:.2} of its{}",
        median(all.iter().map(|one| one.0).collect()),
        median(all.iter().map(|one| one.1).collect()),
        if idle {
            format!(
                ", at rest {:.3} % of a processor",
                median(all.iter().map(|one| one.2).collect())
            )
        } else {
            String::new()
        }
    );
}

/// The program, with settings of its own.
fn ours(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coxswain"));
    command.env("COXSWAIN_HOME", home);
    command
}

/// DB Browser, with settings of its own.
fn theirs(folder: &Path) -> Command {
    let mut command = Command::new("sqlitebrowser");
    command.env("HOME", folder).env("XDG_CONFIG_HOME", folder.join("config"));
    command
}

/// A display, and what is started on it; both end with this.
struct Running(Vec<Child>);

impl Drop for Running {
    fn drop(&mut self) {
        for child in self.0.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Starts a program on a fresh display and looks at it.
fn start(command: &mut Command, idle: bool) -> Start {
    let (mut running, screen, root) = display();
    let began = Instant::now();
    let program = command
        .env("DISPLAY", DISPLAY)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pid = program.id();
    running.0.push(program);

    let mut looks: Vec<(Duration, Vec<u32>)> = vec![];
    let mut still = Duration::ZERO;
    loop {
        let seen = look(&screen, root);
        let now = began.elapsed();
        let same = looks.last().is_some_and(|(_, last)| alike(last, &seen));
        if !same {
            still = now;
        }
        looks.push((now, seen));
        let painted =
            looks.first().is_some_and(|(_, bare)| !alike(bare, &looks[looks.len() - 1].1));
        if painted && now - still > LASTS {
            break;
        }
        assert!(now < Duration::from_secs(60), "nothing was painted within a minute");
        sleep(Duration::from_millis(8));
    }
    let (_, end) = looks.pop().unwrap();
    let painted = looks.iter().find(|(_, seen)| alike(seen, &end)).map(|(at, _)| *at).unwrap();

    sleep(Duration::from_secs(10).saturating_sub(began.elapsed()));
    let memory = resident(pid);
    let rest = idle.then(|| {
        let before = ticks(pid);
        sleep(Duration::from_secs(60));
        (ticks(pid) - before) as f64 / 100.0
    });
    Start { painted, memory, rest }
}

/// Nobody else's.
const DISPLAY: &str = ":97";

/// A display without anything on it.
fn display() -> (Running, RustConnection, u32) {
    let size = format!("{WIDTH}x{HEIGHT}x24");
    let server = Command::new("Xvfb")
        .args([DISPLAY, "-screen", "0", &size, "-nolisten", "tcp"])
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb");
    let running = Running(vec![server]);
    for _ in 0..500 {
        if let Ok((screen, at)) = x11rb::connect(Some(DISPLAY)) {
            let root = screen.setup().roots[at].root;
            // In the corner neither program shows that the pointer is over something.
            screen.warp_pointer(x11rb::NONE, root, 0, 0, 0, 0, 0, 0).unwrap().check().unwrap();
            return (running, screen, root);
        }
        sleep(Duration::from_millis(10));
    }
    panic!("no display {DISPLAY}");
}

/// Every fourth point of every fourth line of the display.
fn look(screen: &RustConnection, root: u32) -> Vec<u32> {
    let image = screen.get_image(ImageFormat::Z_PIXMAP, root, 0, 0, WIDTH, HEIGHT, !0).unwrap();
    let data = image.reply().unwrap().data;
    let points =
        data.chunks_exact(4).map(|point| u32::from_ne_bytes([point[0], point[1], point[2], 0]));
    let width = usize::from(WIDTH);
    let some = points.enumerate().filter(|(at, _)| at % 4 == 0 && at / width % 4 == 0);
    some.map(|(_, point)| point).collect()
}

/// Whether two looks show the same.
fn alike(one: &[u32], other: &[u32]) -> bool {
    let different = one.iter().zip(other).filter(|(one, other)| one != other).count();
    (different as f64) < DIFFERENT * one.len() as f64
}

/// Kilobytes of resident memory.
fn resident(pid: u32) -> u64 {
    let status = fs::read_to_string(proc(pid, "status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Hundredths of a second of processor, in user and system mode.
fn ticks(pid: u32) -> u64 {
    let stat = fs::read_to_string(proc(pid, "stat")).unwrap();
    let after_name = stat.rsplit(") ").next().unwrap();
    after_name.split(' ').skip(11).take(2).map(|field| field.parse::<u64>().unwrap()).sum()
}

fn proc(pid: u32, name: &str) -> PathBuf {
    PathBuf::from(format!("/proc/{pid}/{name}"))
}
