//! What the window's thread does while the skills of a thousand people are looked at: forty skills, each rated
//! once a year for five years.
//!
//! `cargo bench --bench skill_frames [-- DEALS]`: opens 技能矩阵 of the company, scrolls down and sideways with
//! the wheel, then walks through it with the keys. Says what processor time the window's thread took for each
//! frame.

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

use chrono::NaiveDate;
use coxswain::domain::ids::{PersonId, SkillId, SkillRatingId, SkillRequirementId};
use coxswain::store::records::{
    EvidenceKind, LearningTopic, Person, Post, Skill, SkillRating, SkillRequirement,
};
use coxswain::store::{Db, StepHead, Workspace};
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase, Vec2};
use window::{Window, processor_ns, shows, summary};

/// The skills.
const SKILLS: usize = 40;
/// The years in which each was rated.
const YEARS: i32 = 5;
/// What stands on the first page once it is there.
const FIRST: &str = "合同签订";
/// What stands on the screen once the page does, and not before.
const PAGE: &str = "低于要求";
/// In the middle of the matrix.
const MIDDLE: Pos2 = Pos2::new(700.0, 500.0);

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
    let (people, ratings) = fill(&file);
    println!("{people} people, {SKILLS} skills, {ratings} ratings, {n_deals} deals");

    let mut window = Window::open(file);
    window.wait_for(FIRST);
    let mut frames = vec![];
    let start = Instant::now();
    press(&mut window, Key::Num5, Modifiers::COMMAND);
    loop {
        let output = timed(&mut window, &mut frames, vec![]);
        if shows(&output, PAGE) {
            break;
        }
    }
    println!("on the screen after {:.2} s", start.elapsed().as_secs_f64());
    println!("{}", summary("while it was loaded", &frames));

    frames.clear();
    for _ in 0..400 {
        timed(&mut window, &mut frames, vec![wheel(Vec2::new(0.0, -90.0))]);
    }
    println!("{}", summary("scrolling down", &frames));
    frames.clear();
    for round in 0..200 {
        let delta = if round % 100 < 50 { -60.0 } else { 60.0 };
        timed(&mut window, &mut frames, vec![wheel(Vec2::new(delta, 0.0))]);
    }
    println!("{}", summary("scrolling sideways", &frames));

    // From here on what is drawn is told to a screen reader too.
    let grid = (0..200).any(|_| {
        press(&mut window, Key::Tab, Modifiers::NONE);
        window.focused_is("技能矩阵")
    });
    assert!(grid, "the matrix is reached by Tab");
    frames.clear();
    for round in 0..400 {
        let key = match round % 40 {
            0..20 => Key::ArrowRight,
            20..30 => Key::PageDown,
            30..39 => Key::ArrowLeft,
            _ => Key::PageUp,
        };
        timed(&mut window, &mut frames, vec![pressed(key, Modifiers::NONE)]);
    }
    println!("{}", summary("walking by keys", &frames));
}

/// Gives everyone of a post forty skills that are asked of them, and a rating in each for each year.
fn fill(file: &Path) -> (usize, usize) {
    let mut workspace = Workspace::open(file).unwrap();
    let people = workspace.db.all::<Person>().unwrap();
    let posts = workspace.db.all::<Post>().unwrap();
    let post = posts.iter().find(|post| post.name == "销售代表").unwrap().id;
    let head = StepHead { title: "bench".to_owned(), ..StepHead::default() };
    let mut n = 0;
    let filled = workspace.db.transaction(&head, |db| {
        let names = skills(db)?;
        for (at, (skill_id, _)) in (0..).zip(&names) {
            let id = SkillRequirementId(db.allocate()?);
            db.insert(&SkillRequirement {
                id,
                post_id: post,
                at_level: 0,
                skill_id: *skill_id,
                level: 2 + at % 3,
                importance: 1 + at % 5,
                starts: day(2020, 1),
                by_name: "林晓峰".to_owned(),
            })?;
        }
        for person in &people {
            for (at, (_, name)) in names.iter().enumerate() {
                for year in 0..YEARS {
                    n += 1;
                    let id = SkillRatingId(db.allocate()?);
                    db.insert(&rating(id, person.id, (name.as_str(), at), year))?;
                }
            }
        }
        Ok(())
    });
    filled.unwrap();
    (people.len(), n)
}

/// The skills there are and as many more as are needed, by key.
fn skills(db: &mut Db) -> coxswain::error::Result<Vec<(SkillId, String)>> {
    let mut skills: Vec<(SkillId, String)> =
        db.all::<Skill>()?.into_iter().map(|skill| (skill.id, skill.name)).collect();
    for n in skills.len()..SKILLS {
        let id = SkillId(db.allocate()?);
        let name = format!("专业技能{n}");
        db.insert(&Skill {
            id,
            name: name.clone(),
            name_en: String::new(),
            topic: LearningTopic::Selling,
            position: i64::try_from(n).unwrap() + 1,
            archived: false,
        })?;
        skills.push((id, name));
    }
    Ok(skills)
}

/// A rating that grows a little with the years.
fn rating(
    id: SkillRatingId,
    person_id: PersonId,
    (skill, at): (&str, usize),
    year: i32,
) -> SkillRating {
    let level = (person_id.0 + i64::try_from(at).unwrap() + i64::from(year)) % 4 + 1;
    SkillRating {
        id,
        person_id,
        skill: skill.to_owned(),
        on_day: day(2021 + year, 6),
        level: level * 10_000,
        rater: Some("林晓峰".to_owned()),
        evidence: Some("陪访时独立谈完".to_owned()),
        batch_id: None,
        extra: None,
        evidence_kind: Some(EvidenceKind::Observation),
        record_id: None,
    }
}

fn day(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap()
}

/// Draws a frame in which something happens, at 60 Hz.
fn timed(window: &mut Window, frames: &mut Vec<u64>, events: Vec<Event>) -> egui::FullOutput {
    let begin = Instant::now();
    let before = processor_ns();
    let output = window.frame_with(MIDDLE, events);
    frames.push(processor_ns() - before);
    std::thread::sleep(Duration::from_micros(16_667).saturating_sub(begin.elapsed()));
    output
}

fn wheel(delta: Vec2) -> Event {
    let (unit, phase) = (MouseWheelUnit::Point, TouchPhase::Move);
    let source = MouseWheelSource::Unknown;
    Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE }
}

fn press(window: &mut Window, key: Key, modifiers: Modifiers) {
    window.frame_with(Pos2::ZERO, vec![pressed(key, modifiers)]);
}

fn pressed(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}
