//! What the pages of deals, and that of today, cost the store's thread.
//!
//! `cargo bench --bench page_loads [-- DEALS] [PAGE]`: loads each page, or one of them, a few times over and
//! says the processor time of a load. The first load of all reads the deals.

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

use std::hint::black_box;

use coxswain::areas::funnel::{Ask, BoardBy, Funnel, ListAsk};
use coxswain::areas::today::{Ask as Day, Today};
use coxswain::areas::{Area as _, Filter};
use coxswain::domain::funnel::rule::Rule;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::forecast::Depth;
use coxswain::metrics::groups::By;
use coxswain::metrics::pipeline::HORIZON_DAYS;
use coxswain::store::Workspace;
use window::processor_ns;

/// How often each page is loaded; the median counts.
const ROUNDS: usize = 5;

fn main() {
    let only = std::env::args().skip(1).find(|word| word.starts_with(char::is_alphabetic));
    let sizes: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 100_000, 1_000_000] } else { sizes };
    let tr = Tr::new(Language::Chinese);
    let rule = Rule::Matured { horizon_days: HORIZON_DAYS };
    let board = ListAsk { board: Some(BoardBy::Stage), ..ListAsk::default() };
    let pages = [
        (
            "overview",
            Period::Quarter(2025, 4),
            Ask::Overview { rule, model: None, by: By::Person, open: None },
        ),
        ("list", Period::Quarter(2025, 4), Ask::List(ListAsk::default())),
        ("board", Period::Quarter(2025, 4), Ask::List(board)),
        ("stuck", Period::Quarter(2025, 4), Ask::Stuck),
        ("forecast", Period::Month(2025, 11), Ask::Forecast(Default::default())),
        ("won and lost", Period::Quarter(2025, 4), Ask::WinLoss),
        ("process", Period::Quarter(2025, 4), Ask::Process(Default::default())),
        ("time machine", Period::Quarter(2025, 4), Ask::Time(Default::default())),
    ];
    let load = |workspace: &Workspace, ask: &Ask, filter: &Filter| {
        black_box(Funnel::load(&workspace.db, ask, black_box(filter), &tr).unwrap());
    };
    // Of today what stands in the reports, everything, and what a notice that is ticked off loads again.
    let today = |workspace: &Workspace, depth: Depth, filter: &Filter| {
        let ask = Day::Day(depth);
        black_box(Today::load(&workspace.db, &ask, black_box(filter), &tr).unwrap())
    };
    for n in sizes {
        let workspace = Workspace::open(&world::workspace(n)).unwrap();
        println!("{n} deals: ms of processor for a load, the first and the median of the others");
        let wanted = |name: &str| only.as_deref().is_none_or(|only| name.starts_with(only));
        for (name, period, ask) in pages.iter().filter(|(name, ..)| wanted(name)) {
            let filter = Filter { scope: Scope::All, period: *period, today: world::today() };
            measure(name, &|| load(&workspace, ask, &filter));
        }
        let period = Period::month_of(world::today());
        let filter = Filter { scope: Scope::All, period, today: world::today() };
        for (name, depth) in [("today, reports", Depth::Present), ("today", Depth::Whole)] {
            if wanted(name) {
                measure(name, &|| drop(today(&workspace, depth, &filter)));
            }
        }
        if wanted("today, ticked") {
            let before = today(&workspace, Depth::Whole, &filter);
            let ask = Day::Day(Depth::Whole);
            measure("today, ticked", &|| {
                let again = Today::again(&before, &workspace.db, &ask, &filter, &tr);
                black_box(again.unwrap());
            });
        }
    }
}

/// Says what a load costs: the first one, and the median of the others.
fn measure(name: &str, load: &dyn Fn()) {
    let cost = || {
        let before = processor_ns();
        load();
        (processor_ns() - before) as f64 / 1e6
    };
    let first = cost();
    let mut others: Vec<f64> = (0..ROUNDS).map(|_| cost()).collect();
    others.sort_by(f64::total_cmp);
    println!("{name:>14}: {first:9.1} {:9.1}", others[ROUNDS / 2]);
}
