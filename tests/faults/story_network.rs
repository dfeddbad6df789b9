//! No socket is opened: the command line has none at all, the window those to its display and to the desktop's
//! bus. All of it runs where there is no network.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::cases::CASES;
use crate::crowd::side_by_side;
use crate::desk::{Desk, PROGRAM, TODAY};
use crate::story_disks::must_be_root;
use crate::world::{WORKSPACE, world};

/// Where the window may connect to: the display, the desktop's bus (which screen readers listen on), and the
/// system's daemon for names of users, which the C library asks.
const OF_THE_DESKTOP: [&str; 3] = ["/.X11-unix/X", "/bus\"", "/nscd/socket\""];

/// Seconds that a window may take to appear.
const PATIENCE: u64 = 120;

/// The line that runs a program without a network and traces what it asks of one.
fn line(trace: &Path) -> Vec<String> {
    let mut line: Vec<String> =
        ["unshare", "--net", "strace", "-f", "--seccomp-bpf", "-o"].map(str::to_owned).to_vec();
    line.extend([trace.display().to_string(), "-e".to_owned(), "trace=%network".to_owned()]);
    line
}

/// The lines of a trace that open a socket or connect one.
fn sockets(trace: &Path) -> Vec<String> {
    let text = fs::read(trace).unwrap_or_else(|error| panic!("strace: {error}"));
    let text = String::from_utf8_lossy(&text).into_owned();
    let asks =
        |line: &&str| [" socket(", " connect(", " bind("].iter().any(|call| line.contains(call));
    text.lines().filter(asks).map(str::to_owned).collect()
}

#[test]
fn no_command_opens_a_socket() {
    must_be_root();
    let results = side_by_side(CASES, |case| {
        let desk = Desk::new().with(&world().files);
        let trace = desk.own("sockets");
        let said = desk.run(&line(&trace), &case.words());
        (said, sockets(&trace))
    });
    let mut findings = vec![];
    for (case, (said, sockets)) in CASES.iter().zip(results) {
        if !said.done() {
            findings.push(format!("{}: {said:?}", case.name()));
        }
        findings.extend(sockets.into_iter().map(|socket| format!("{}: {socket}", case.name())));
    }
    println!("{} commands without a network, {} findings", CASES.len(), findings.len());
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// A process that ends, with all it started, when this goes.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Self {
        use std::os::unix::process::CommandExt as _;
        let child = command.process_group(0).spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?} does not start: {error}")))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

#[test]
fn the_window_speaks_to_its_desktop_alone() {
    must_be_root();
    let desk = Desk::new().with(&world().files);
    let mut display = desk.command("Xvfb");
    display.args([
        "-displayfd",
        "1",
        "-noreset",
        "-nolisten",
        "tcp",
        "-screen",
        "0",
        "1440x900x24",
    ]);
    let mut display = Running::start(display.stdout(Stdio::piped()).stderr(Stdio::null()));
    let mut number = String::new();
    BufReader::new(display.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
    let number = format!(":{}", number.trim());

    let trace = desk.own("sockets");
    let words = line(&trace);
    let mut window = desk.command(&words[0]);
    window
        .args(&words[1..])
        .args([PROGRAM, WORKSPACE, "--date", TODAY])
        .env("DISPLAY", &number)
        .env("XDG_RUNTIME_DIR", desk.root().join("tmp"))
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut window = Running::start(&mut window);
    let end = Instant::now() + Duration::from_secs(PATIENCE);
    loop {
        let mut look = desk.command("xdotool");
        look.args(["search", "--onlyvisible", "--class", "coxswain"]).env("DISPLAY", &number);
        let found = look.output().unwrap_or_else(|error| panic!("xdotool does not start: {error}"));
        if !found.stdout.is_empty() {
            break;
        }
        let ended = window.0.try_wait().unwrap();
        assert!(ended.is_none() && Instant::now() < end, "no window, {ended:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(window);

    let all = sockets(&trace);
    println!("the window: {} calls\n{}", all.len(), all.join("\n"));
    let strange = all.iter().filter(|line| {
        let desktop = OF_THE_DESKTOP.iter().any(|place| line.contains(place));
        !(line.contains(" socket(AF_UNIX,") || line.contains(" connect(") && desktop)
    });
    let strange: Vec<&String> = strange.collect();
    assert!(strange.is_empty(), "{strange:?}");
    assert!(all.iter().any(|line| line.contains("/.X11-unix/X")), "nothing was traced");
}
