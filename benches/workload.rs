//! Import, funnel, evaluation page and frame on made-up companies of a thousand, a hundred thousand
//! and a million deals. The larger ones are made on first use and kept in the target folder.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    clippy::unwrap_used,
    reason = "a measuring program stops at what it did not expect"
)]

#[allow(dead_code, reason = "each bench uses a part")]
mod window;
mod world;

use std::hint::black_box;
use std::time::Duration;

use coxswain::areas::funnel::Funnel;
use coxswain::areas::{Area as _, Filter};
use coxswain::documents::evaluation::printout;
use coxswain::documents::{compile, summary};
use coxswain::domain::funnel::rule::Rule;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::pipeline::{self, HORIZON_DAYS, last_180_days};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use egui::Pos2;
use window::Window;

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];
const QUARTER: Period = Period::Quarter(2025, 3);

/// A report of every deal into a workspace that knows the people, customers and products.
fn import(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("import");
    group.sample_size(10).warm_up_time(Duration::from_millis(1));
    for n in SIZES {
        group.throughput(Throughput::Elements(n as u64));
        let mut made = None;
        group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
            let sheet = &*made.get_or_insert_with(|| world::one_report(n));
            let new = || {
                let folder = tempfile::tempdir().unwrap();
                let workspace = world::known(folder.path(), "w.cox", n);
                (folder, workspace)
            };
            let take = |(folder, mut workspace): (tempfile::TempDir, Workspace)| {
                world::take(&mut workspace, folder.path(), sheet)
            };
            bencher.iter_batched(new, take, BatchSize::PerIteration);
        });
    }
}

/// The count alone, and everything the tab shows.
fn funnel(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("funnel");
    group.sample_size(10);
    let tr = Tr::new(Language::Chinese);
    for n in SIZES {
        group.bench_function(BenchmarkId::new("count", n), |bencher| {
            let workspace = Workspace::open(&world::workspace(n)).unwrap();
            let directory = Directory::load(&workspace.db).unwrap();
            let ask = pipeline::Ask {
                members: directory.members(Scope::All),
                period: Some(QUARTER),
                window: Some(last_180_days(QUARTER.last_day())),
                as_of: world::today(),
                rule: Rule::Matured { horizon_days: HORIZON_DAYS },
            };
            bencher.iter(|| pipeline::funnel(&workspace.db, &directory, black_box(&ask)).unwrap());
        });
        group.bench_function(BenchmarkId::new("tab", n), |bencher| {
            let workspace = Workspace::open(&world::workspace(n)).unwrap();
            let ask = Funnel::ask(&Default::default());
            let filter = Filter { scope: Scope::All, period: QUARTER, today: world::today() };
            bencher.iter(|| Funnel::load(&workspace.db, &ask, black_box(&filter), &tr).unwrap());
        });
    }
}

/// One person's evaluation: the figures, and the page as PDF.
fn evaluation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("evaluation");
    group.sample_size(10);
    let tr = Tr::new(Language::Chinese);
    for n in SIZES {
        let figures = |workspace: &Workspace| {
            let directory = Directory::load(&workspace.db).unwrap();
            let person = *directory.people.keys().next().unwrap();
            let (scope, today) = (Scope::Person(person), world::today());
            summary::summary(&workspace.db, &directory, scope, QUARTER, today, &tr).unwrap()
        };
        group.bench_function(BenchmarkId::new("figures", n), |bencher| {
            let workspace = Workspace::open(&world::workspace(n)).unwrap();
            bencher.iter(|| figures(&workspace));
        });
        group.bench_function(BenchmarkId::new("pdf", n), |bencher| {
            let workspace = Workspace::open(&world::workspace(n)).unwrap();
            let page = printout(&figures(&workspace).pages, &tr);
            // As the first page of a job is set: nothing kept from an earlier one.
            let forget = || comemo::evict(0);
            let set = |()| compile(black_box(&page)).unwrap().pdf().unwrap();
            bencher.iter_batched(forget, set, BatchSize::PerIteration);
        });
    }
}

/// One frame of the funnel, logic, drawing and tessellation.
fn frame(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    for n in SIZES {
        // The measured closure is entered again for each sample; the window is opened once.
        let mut open = None;
        let mut step = 0.0;
        group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
            let window = open.get_or_insert_with(|| {
                let mut window = Window::open(world::workspace(n));
                window.wait_for("合同签订");
                window
            });
            bencher.iter(|| {
                step += 1.0;
                window.frame(Pos2::new(20.0 + step * 7.0 % 1400.0, 20.0 + step * 5.0 % 860.0))
            });
        });
    }
}

criterion_group!(benches, import, funnel, evaluation, frame);
criterion_main!(benches);
