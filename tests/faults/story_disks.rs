//! Disks that are full or read-only from the start, with everything on them: the workspace, the program's own
//! files and temporary ones.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::cases::{CASES, Case};
use crate::crowd::side_by_side;
use crate::desk::Desk;
use crate::judge::{Whole, unfinished, words};
use crate::world::world;

/// How large a disk is.
const SIZE: &str = "size=40m,mode=755";

/// How much room there is left on a full disk, in bytes.
const ROOMS: [u64; 2] = [0, 256 << 10];

/// A small disk of its own, which goes when this goes.
pub struct Disk {
    at: TempDir,
}

/// Mounting needs to be root, and so does taking the network away.
pub fn must_be_root() {
    let ours = fs::metadata("/proc/self").map(|data| data.uid()).unwrap_or(u32::MAX);
    assert_eq!(ours, 0, "full and read-only disks are mounted: run this suite as root");
}

/// Mounts, and waits while a disk is busy: a program that another story starts holds our open files for the
/// moment before it is itself.
fn mount(words: &[&str], at: &Path) {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let output = Command::new("mount").args(words).arg(at).output();
        let output = output.unwrap_or_else(|error| panic!("mount does not start: {error}"));
        if output.status.success() {
            return;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let wait = said.contains("busy") && Instant::now() < deadline;
        assert!(wait, "mount {words:?}: {said}");
        thread::sleep(Duration::from_millis(20));
    }
}

impl Disk {
    fn new() -> Self {
        let at = tempfile::Builder::new().prefix("coxswain-faults").tempdir().unwrap();
        mount(&["-t", "tmpfs", "-o", SIZE, "coxswain-faults"], at.path());
        Self { at }
    }

    /// Fills the disk until so many bytes are free.
    fn fill(&self, room: u64) {
        let path = self.at.path().join("ballast");
        let mut file = File::create(&path).unwrap();
        let block = vec![0; 4096];
        let error = loop {
            if let Err(error) = file.write_all(&block) {
                break error;
            }
        };
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        let size = file.metadata().unwrap().len();
        file.set_len(size.saturating_sub(room)).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.at.path()).status();
    }
}

#[test]
fn on_a_full_disk_nothing_is_lost_and_nothing_half() {
    must_be_root();
    let whole = side_by_side(CASES, Whole::of);
    let all = CASES.iter().zip(&whole);
    let runs: Vec<(&Case, &Whole, u64)> =
        all.flat_map(|(case, whole)| ROOMS.map(|room| (case, whole, room))).collect();
    let results = side_by_side(&runs, |(case, whole, room)| {
        let disk = Disk::new();
        let desk = Desk::on(disk.at.path()).with(&world().files);
        disk.fill(*room);
        let said = desk.run(&[], &case.words());
        let mut wrong = whole.wrong(case, &desk, &said);
        // What fails takes away what it began; where a workspace was to be restored there may be no room to.
        if case.command != "restore" {
            let files = desk.files();
            let left = files.keys().filter(|name| unfinished(name));
            wrong.extend(left.map(|name| format!("{name} is left behind")));
        }
        (wrong, said)
    });
    let (mut done, mut failed, mut findings) = (0, 0, vec![]);
    for ((case, _, room), (wrong, said)) in runs.iter().zip(results) {
        println!("{} with {room} bytes free: code {}", case.name(), said.code);
        if said.done() {
            done += 1
        } else {
            failed += 1
        }
        let place = format!("{} with {room} bytes free", case.name());
        // What failed says that the disk is full.
        if !said.done() && !said.err.contains("已满") && case.command != "erase" {
            findings.push(format!("{place}: {}", said.err));
        }
        findings.extend(wrong.into_iter().map(|what| format!("{place}: {what}")));
    }
    println!("{} runs: {done} done, {failed} refused, {} findings", runs.len(), findings.len());
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    assert!(done > 0 && failed > 0);
}

#[test]
fn on_a_read_only_disk_every_command_says_so_and_leaves_all_as_it_is() {
    must_be_root();
    let results = side_by_side(CASES, |case| {
        let disk = Disk::new();
        let desk = Desk::on(disk.at.path()).with(&world().files);
        mount(&["-o", "remount,ro"], disk.at.path());
        let said = desk.run(&[], &case.words());
        (desk.files() == world().files, said)
    });
    let mut findings = vec![];
    for (case, (same, said)) in CASES.iter().zip(results) {
        println!("{} on a read-only disk: code {}, {}", case.name(), said.code, said.err.trim());
        let mut wrong = words(&said);
        if !same {
            wrong.push("something changed".to_owned());
        }
        // Backups are listed where their folder is there, which was not made here.
        if case.command != "backups" && said.code != i32::from(case.command != "read") {
            wrong.push(format!("code {}", said.code));
        }
        findings.extend(wrong.into_iter().map(|what| format!("{}: {what}", case.name())));
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
