//! Long work: a title, progress, and a way to stop it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The side of a job that its worker holds.
#[derive(Clone, Default)]
pub struct Progress {
    done: Arc<AtomicUsize>,
    all: Arc<AtomicUsize>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// Tells how far it is.
    pub fn set(&self, done: usize, all: usize) {
        self.done.store(done, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
    }

    /// Whether the person asked to stop.
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A job in the status bar.
pub struct Job {
    /// Its number, to end it.
    pub number: u64,
    /// What it does, in words.
    pub title: String,
    progress: Progress,
}

/// The jobs that run.
#[derive(Default)]
pub struct Jobs {
    running: Vec<Job>,
    last: u64,
}

impl Jobs {
    /// Notes a job; the worker gets the progress, the number ends it.
    pub fn begin(&mut self, title: String) -> (u64, Progress) {
        self.last += 1;
        let progress = Progress::default();
        self.running.push(Job { number: self.last, title, progress: progress.clone() });
        (self.last, progress)
    }

    /// Takes a finished job off the list.
    pub fn end(&mut self, number: u64) {
        self.running.retain(|job| job.number != number);
    }

    /// The job that has run longest: words, share done, whether it can be stopped.
    pub fn shown(&self) -> Option<(&Job, f32)> {
        let job = self.running.first()?;
        let (done, all) =
            (job.progress.done.load(Ordering::Relaxed), job.progress.all.load(Ordering::Relaxed));
        let share = if all == 0 { 0.0 } else { done as f32 / all as f32 };
        Some((job, share.clamp(0.0, 1.0)))
    }

    /// Whether anything runs.
    pub fn any(&self) -> bool {
        !self.running.is_empty()
    }

    /// Asks every job to stop.
    pub fn cancel_all(&self) {
        for job in &self.running {
            job.progress.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Asks the first job to stop.
    pub fn cancel_shown(&self) {
        if let Some(job) = self.running.first() {
            job.progress.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// How far the first job is, as `6 / 10`; empty when it does not count.
    pub fn count_text(&self) -> String {
        self.running.first().map_or_else(String::new, |job| {
            let all = job.progress.all.load(Ordering::Relaxed);
            let done = job.progress.done.load(Ordering::Relaxed);
            if all == 0 { String::new() } else { format!("{done} / {all}") }
        })
    }
}
