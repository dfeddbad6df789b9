//! What the window's thread does while the skills, the coaching and the training of a thousand people are looked
//! at, five years of each.
//!
//! `cargo bench --bench skill_frames [-- DEALS]`: opens 技能矩阵 of the company, scrolls down and sideways with
//! the wheel, then walks through it with the keys; then, for the whole year, 辅导记录, where it searches too,
//! 覆盖率 and 班次. Says how long each page took until it stood, and what processor time the window's thread
//! took for each frame.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring program stops at what it did not expect"
)]

mod learned;
#[allow(dead_code, reason = "each bench uses a part")]
mod window;
#[allow(dead_code, reason = "each bench uses a part")]
mod world;

use std::process::Command;
use std::time::{Duration, Instant};

use coxswain::areas::AreaId;
use egui::{
    Event, FullOutput, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2,
    TouchPhase, Vec2,
};
use window::{Window, key_of, place_of, processor_ns, shows, summary, texts};

/// What stands on the first page once it is there.
const FIRST: &str = "合同签订";
/// What stands on the screen once the matrix does, and not before.
const MATRIX: &str = "低于要求";
/// The same of the log: how many of its coachings are of all kinds.
const LOG: &str = "全部 ";
/// The same of who was coached.
const COVERAGE: &str = "接下来辅导谁";
/// The same of the classes, of which some are to come.
const CLASSES: &str = "待开";
/// What stands in the empty search field of the log.
const SEARCH: &str = "搜索成员、客户";
/// In the middle of a page.
const MIDDLE: Pos2 = Pos2::new(700.0, 500.0);
/// In the list at its left.
const LIST: Pos2 = Pos2::new(360.0, 500.0);

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
    let file = folder.path().join("skills.cox");
    std::fs::copy(world::workspace(n_deals), &file).unwrap();
    let counts = learned::fill(&file);
    println!("{n_deals} deals, {counts}");

    let mut window = Window::open(file);
    window.wait_for(FIRST);
    let mut eye = Eye { window, frames: vec![], at: MIDDLE, many: counts.people >= 1_000 };
    skills(&mut eye);
    // From now on the whole year is looked at, and no screen reader listens.
    eye.window.hush();
    eye.click("年");
    log(&mut eye);
    coverage(&mut eye);
    classes(&mut eye);
}

fn skills(eye: &mut Eye) {
    eye.load("技能矩阵", MATRIX, |eye| eye.press(key_of(AreaId::Training), Modifiers::COMMAND));
    eye.scroll();
    for round in 0..200 {
        let delta = if round % 100 < 50 { -60.0 } else { 60.0 };
        eye.timed(vec![wheel(Vec2::new(delta, 0.0))]);
    }
    eye.say("scrolling sideways");
    // From here on what is drawn is told to a screen reader too.
    let grid = (0..200).any(|_| {
        eye.press(Key::Tab, Modifiers::NONE);
        eye.window.focused_is("技能矩阵")
    });
    assert!(grid, "the matrix is reached by Tab");
    for round in 0..400 {
        let key = match round % 40 {
            0..20 => Key::ArrowRight,
            20..30 => Key::PageDown,
            30..39 => Key::ArrowLeft,
            _ => Key::PageUp,
        };
        eye.timed(vec![pressed(key, Modifiers::NONE)]);
    }
    eye.say("walking by keys, with a screen reader");
}

fn log(eye: &mut Eye) {
    eye.load("辅导记录", LOG, |eye| eye.press(key_of(AreaId::Coaching), Modifiers::COMMAND));
    eye.at = LIST;
    eye.scroll();
    eye.walk();
    eye.click(SEARCH);
    for word in ["t", "a", "n", " ", "b", "j"] {
        eye.timed(vec![Event::Text(word.to_owned())]);
        for _ in 0..40 {
            eye.timed(vec![]);
        }
    }
    eye.say("searching");
}

fn coverage(eye: &mut Eye) {
    eye.load("覆盖率", COVERAGE, |eye| eye.click("覆盖率"));
    eye.at = MIDDLE;
    eye.scroll();
    eye.walk();
}

fn classes(eye: &mut Eye) {
    // The tab remembers the matrix and shows it until another page is chosen.
    eye.press(key_of(AreaId::Training), Modifiers::COMMAND);
    eye.window.wait_for("班次");
    eye.load("班次", CLASSES, |eye| eye.click("班次"));
    eye.at = LIST;
    eye.scroll();
    eye.at = MIDDLE;
    eye.walk();
}

/// The window and what its frames took since it was last said.
struct Eye {
    window: Window,
    frames: Vec<u64>,
    /// Where the pointer rests.
    at: Pos2,
    /// Whether there are so many people that each list is longer than the screen.
    many: bool,
}

impl Eye {
    /// Opens a page and waits until it stands.
    fn load(&mut self, name: &str, stands: &str, open: impl FnOnce(&mut Self)) {
        let start = Instant::now();
        open(self);
        while !shows(&self.timed(vec![]), stands) {
            assert!(start.elapsed() < Duration::from_mins(5), "{name} never came");
        }
        println!("{name}: on the screen after {:.2} s", start.elapsed().as_secs_f64());
        self.say("while it was loaded");
    }

    /// Scrolls down with the wheel.
    fn scroll(&mut self) {
        self.moved("scrolling down", 400, |_| wheel(Vec2::new(0.0, -90.0)));
    }

    /// Walks through the main list of the page with the keys, which move in it while nothing has the focus.
    fn walk(&mut self) {
        self.moved("walking by keys", 400, |round| {
            let key = match round % 40 {
                0..30 => Key::ArrowDown,
                30..36 => Key::PageDown,
                36..39 => Key::ArrowUp,
                _ => Key::PageUp,
            };
            pressed(key, Modifiers::NONE)
        });
    }

    /// Does something in each of some frames, after which other words stand on the screen.
    fn moved(&mut self, what: &str, rounds: usize, event: impl Fn(usize) -> Event) {
        let before = texts(&self.timed(vec![]));
        for round in 0..rounds {
            self.timed(vec![event(round)]);
        }
        let after = texts(&self.timed(vec![]));
        assert!(!self.many || before != after, "{what} moves nothing");
        self.say(what);
    }

    /// Draws a frame in which something happens, at 60 Hz.
    fn timed(&mut self, events: Vec<Event>) -> FullOutput {
        let begin = Instant::now();
        let before = processor_ns();
        let output = self.window.frame_with(self.at, events);
        self.frames.push(processor_ns() - before);
        std::thread::sleep(Duration::from_micros(16_667).saturating_sub(begin.elapsed()));
        output
    }

    /// Says what the frames took, and begins anew.
    fn say(&mut self, when: &str) {
        println!("{}", summary(when, &self.frames));
        self.frames.clear();
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) {
        self.window.frame_with(Pos2::ZERO, vec![pressed(key, modifiers)]);
    }

    /// Clicks where a text stands.
    fn click(&mut self, text: &str) {
        let place = place_of(&self.window.frame(Pos2::ZERO), text);
        let place = place.unwrap_or_else(|| panic!("{text} is not on the screen"));
        let button = |pressed: bool| Event::PointerButton {
            pos: place,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.window.frame(place);
        self.window.frame_with(place, vec![button(true)]);
        self.window.frame_with(place, vec![button(false)]);
    }
}

fn wheel(delta: Vec2) -> Event {
    let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
    let source = MouseWheelSource::Unknown;
    Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE }
}

fn pressed(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}
