//! What the pages of deals, and that of today, cost the store's thread.
//!
//! `cargo bench --bench page_loads [-- DEALS] [PAGE]`: loads each page, or one of them, and says the processor
//! time of a load: of the first one, where all deals are looked at; of those afterwards, where nothing changed;
//! and of those after a deal was written, as after every save. Before, the deals are read and what they teach is
//! added up, as the first page of an opened workspace does for all others; what that costs is said apart.

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
use coxswain::error::{Error, Result};
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::forecast::Depth;
use coxswain::metrics::groups::By;
use coxswain::metrics::pipeline::HORIZON_DAYS;
use coxswain::store::opportunities;
use coxswain::store::records::Opportunity;
use coxswain::store::{StepHead, Workspace};
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
    let whole = Ask::Forecast(Default::default());
    let quarter = Period::Quarter(2025, 4);
    let pages = [
        ("overview", quarter, Ask::Overview { rule, model: None, by: By::Person, open: None }),
        ("list", quarter, Ask::List(ListAsk::default())),
        ("board", quarter, Ask::List(board)),
        ("stuck", quarter, Ask::Stuck),
        ("forecast", Period::Month(2025, 11), whole.clone()),
        ("forecast at first", Period::Month(2025, 11), Funnel::first(&whole, None).unwrap()),
        ("won and lost", quarter, Ask::WinLoss),
        ("process", quarter, Ask::Process(Default::default())),
        ("time machine", quarter, Ask::Time(Default::default())),
    ];
    // Of today what stands in the reports, and everything.
    let today = |workspace: &Workspace, depth: Depth, filter: &Filter| {
        let ask = Day::Day(depth);
        black_box(Today::load(&workspace.db, &ask, black_box(filter), &tr).unwrap())
    };
    for n in sizes {
        let mut workspace = Workspace::open(&world::workspace(n)).unwrap();
        let load = |workspace: &Workspace, period, ask: &Ask| {
            let filter = Filter { scope: Scope::All, period, today: world::today() };
            black_box(Funnel::load(&workspace.db, ask, black_box(&filter), &tr).unwrap());
        };
        let read = cost(|| opportunities::each(&workspace.db, |_| Ok(())).unwrap());
        let learned = cost(|| load(&workspace, quarter, &Ask::Stuck));
        println!("{n} deals, read in {read:.1} ms of processor, learned from in {learned:.1}");
        println!("ms of processor for a load: the first, again, and after a deal was written");
        let wanted = |name: &str| only.as_deref().is_none_or(|only| name.starts_with(only));
        for (name, period, ask) in pages.iter().filter(|(name, ..)| wanted(name)) {
            measure(&mut workspace, name, &|workspace| load(workspace, *period, ask));
        }
        let period = Period::month_of(world::today());
        let filter = Filter { scope: Scope::All, period, today: world::today() };
        for (name, depth) in [("today, reports", Depth::Present), ("today, whole", Depth::Whole)] {
            if wanted(name) {
                measure(&mut workspace, name, &|workspace| drop(today(workspace, depth, &filter)));
            }
        }
        if wanted("today, ticked") {
            let before = today(&workspace, Depth::Whole, &filter);
            let ask = Day::Day(Depth::Whole);
            measure(&mut workspace, "today, ticked", &|workspace| {
                let again = Today::again(&before, &workspace.db, &ask, &filter, &tr);
                black_box(again.unwrap());
            });
        }
    }
}

/// What some work costs, in milliseconds of processor.
fn cost(work: impl FnOnce()) -> f64 {
    let before = processor_ns();
    work();
    (processor_ns() - before) as f64 / 1e6
}

/// Says what a load costs: the first one, the median of those afterwards, and of those after a save.
fn measure(workspace: &mut Workspace, name: &str, load: &dyn Fn(&Workspace)) {
    let first = cost(|| load(workspace));
    let again: Vec<f64> = (0..ROUNDS).map(|_| cost(|| load(workspace))).collect();
    let saved: Vec<f64> = (0..ROUNDS)
        .map(|round| {
            write_one(workspace, round);
            cost(|| load(workspace))
        })
        .collect();
    println!("{name:>17}: {first:9.1} {:9.1} {:9.1}", median(again), median(saved));
}

fn median(mut costs: Vec<f64>) -> f64 {
    costs.sort_by(f64::total_cmp);
    costs[costs.len() / 2]
}

/// Writes a deal somewhere among the others. The file is left as it was: nothing is kept in the end, but what
/// is kept in memory counts as changed all the same.
fn write_one(workspace: &mut Workspace, round: usize) {
    let mut ids = vec![];
    opportunities::each(&workspace.db, |deal| {
        ids.push(deal.id);
        Ok(())
    })
    .unwrap();
    let id = ids[ids.len() * round / ROUNDS];
    let result = workspace.db.transaction(&StepHead::default(), |db| -> Result<()> {
        let mut deal = db.get::<Opportunity>(id)?.expect("a deal in memory is in the file");
        deal.amount = deal.amount.map(|amount| amount + 1);
        db.update(&deal)?;
        Err(Error::new("error-internal"))
    });
    assert!(result.is_err());
}
