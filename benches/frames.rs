//! What the window's thread does while a large workspace is opened and its funnel is counted.
//!
//! `cargo bench --bench frames [-- DEALS]`: draws at 60 Hz from the first frame until the funnel has
//! been on the screen for five seconds, the pointer always moving, and says what processor time the
//! window's thread took for each frame.

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

use std::process::Command;
use std::time::{Duration, Instant};

use egui::Pos2;
use window::{Window, processor_ns, shows, summary};

/// What stands on the screen once the funnel does, and not before.
const FUNNEL: &str = "合同签订";

fn main() {
    let n_deals = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    // The program keeps settings and logs where this says: not among the person's own.
    if std::env::var_os("COXSWAIN_HOME").is_none() {
        let home = tempfile::tempdir().unwrap();
        let program = std::env::current_exe().unwrap();
        let mut again = Command::new(program);
        again.arg(n_deals.to_string()).env("COXSWAIN_HOME", home.path());
        assert!(again.status().unwrap().success());
        return;
    }
    let file = world::workspace(n_deals);
    let bytes = std::fs::metadata(&file).unwrap().len();
    println!("{n_deals} deals, workspace of {} MB", bytes / 1_000_000);

    let start = Instant::now();
    let mut window = Window::open(file);
    let mut frames = vec![];
    let mut shown: Option<Instant> = None;
    while shown.is_none_or(|since| since.elapsed() < Duration::from_secs(5)) {
        let begin = Instant::now();
        let before = processor_ns();
        let step = frames.len() as f32;
        let pointer = Pos2::new(20.0 + step * 7.0 % 1400.0, 20.0 + step * 5.0 % 860.0);
        let output = window.frame(pointer);
        frames.push(processor_ns() - before);
        if shown.is_none() && shows(&output, FUNNEL) {
            shown = Some(Instant::now());
            let (n, seconds) = (frames.len(), start.elapsed().as_secs_f64());
            println!("funnel on the screen after {seconds:.2} s, {n} frames");
            println!("{}", summary("while it was counted", &frames));
            frames.clear();
        }
        std::thread::sleep(Duration::from_micros(16_667).saturating_sub(begin.elapsed()));
    }
    println!("{}", summary("once it stood there", &frames));
}
