//! What the window's thread does while a tree of targets is opened, edited and split again: a thousand
//! people, twenty-four months, eight metrics.
//!
//! `cargo bench --bench target_frames [-- DEALS]`: opens 目标设定 of the company, then changes the growth
//! with each key press, which splits the target among everyone anew, then types in a field. Says what
//! processor time the window's thread took for each frame.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring program stops at what it did not expect"
)]

#[allow(dead_code, reason = "each bench uses a part")]
mod window;
#[allow(dead_code, reason = "each bench uses a part")]
mod world;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use coxswain::areas::AreaId;
use coxswain::domain::ids::TargetId;
use coxswain::metrics::MetricId;
use coxswain::store::records::{Person, ScopeKind, Target};
use coxswain::store::{StepHead, Workspace};
use egui::{Event, Key, Modifiers, Pos2};
use window::{Window, key_of, processor_ns, shows, summary};

/// The metrics that have targets.
const METRICS: usize = 8;
/// What stands on the first page once it is there.
const FIRST: &str = "合同签订";
/// What stands on the screen once the page does, and not before.
const PAGE: &str = "分解到人";

fn main() {
    let n_deals = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(100_000);
    if std::env::var_os("COXSWAIN_HOME").is_none() {
        let home = tempfile::tempdir().unwrap();
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.arg(n_deals.to_string()).env("COXSWAIN_HOME", home.path());
        assert!(again.status().unwrap().success());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("targets.cox");
    std::fs::copy(world::workspace(n_deals), &file).unwrap();
    let (people, targets) = fill(&file);
    println!("{people} people, {targets} targets, {n_deals} deals");

    let mut window = Window::open(file);
    window.wait_for(FIRST);
    let mut frames = vec![];
    let start = Instant::now();
    press(&mut window, key_of(AreaId::Targets), Modifiers::COMMAND);
    loop {
        let output = timed(&mut window, &mut frames, None);
        if shows(&output, PAGE) {
            break;
        }
    }
    println!("on the screen after {:.2} s", start.elapsed().as_secs_f64());
    println!("{}", summary("while it was loaded", &frames));

    // Tab goes to the slider of the growth in the end; each press of → splits the target anew.
    let slider = (0..200).any(|_| {
        press(&mut window, Key::Tab, Modifiers::NONE);
        window.focused_is("增长率")
    });
    assert!(slider, "the growth is reached by Tab");
    frames.clear();
    for round in 0..200 {
        let key = if round % 20 < 10 { Key::ArrowRight } else { Key::ArrowLeft };
        timed(&mut window, &mut frames, Some(key));
        timed(&mut window, &mut frames, None);
    }
    println!("{}", summary("splitting it anew, each second frame", &frames));
}

/// Gives everyone a target on eight metrics for twenty-four months.
fn fill(file: &Path) -> (usize, usize) {
    let mut workspace = Workspace::open(file).unwrap();
    let people = workspace.db.all::<Person>().unwrap();
    let head = StepHead { title: "bench".to_owned(), ..StepHead::default() };
    let mut n = 0;
    let filled = workspace.db.transaction(&head, |db| {
        for person in &people {
            for metric in MetricId::ALL.into_iter().take(METRICS) {
                for month in 0..24 {
                    let id = TargetId(db.allocate()?);
                    n += 1;
                    db.insert(&Target {
                        id,
                        metric: metric.word().to_owned(),
                        scope_kind: ScopeKind::Person,
                        scope_id: person.id.0,
                        period: format!("{}-{:02}", 2024 + month / 12, month % 12 + 1),
                        value: 1_000_000 + n,
                        stretch: None,
                        challenge: None,
                    })?;
                }
            }
        }
        Ok(())
    });
    filled.unwrap();
    (people.len(), usize::try_from(n).unwrap())
}

/// Draws a frame with a key, at 60 Hz.
fn timed(window: &mut Window, frames: &mut Vec<u64>, key: Option<Key>) -> egui::FullOutput {
    let begin = Instant::now();
    let before = processor_ns();
    let events = key.map(|key| pressed(key, Modifiers::NONE)).into_iter().collect();
    let output = window.frame_with(Pos2::new(700.0, 500.0), events);
    frames.push(processor_ns() - before);
    std::thread::sleep(Duration::from_micros(16_667).saturating_sub(begin.elapsed()));
    output
}

fn press(window: &mut Window, key: Key, modifiers: Modifiers) {
    window.frame_with(Pos2::ZERO, vec![pressed(key, modifiers)]);
}

fn pressed(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}
