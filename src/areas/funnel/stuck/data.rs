//! What the page shows, ready to draw: the rows with their chips, orders and the exported sheet.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::row::{HEADINGS, Row, row};
use crate::areas::funnel::data::{Load, count_text, joined};
use crate::areas::funnel::tile::Tile;
use crate::domain::ids::{OpportunityId, StageId};
use crate::domain::money::Share;
use crate::error::Result;
use crate::i18n::{Language, MoneyStyle, money, share_percent};
use crate::metrics::stuck::{Ask, Mark, OpenDeal, StuckCount, StuckDeals, Sum, stuck_deals};
use crate::sheets::write::Table;
use crate::ui::tokens::Tone;

/// How many deals are listed at most.
const LISTED: usize = 5_000;

/// The stuck deals of a scope.
#[derive(Clone, Debug)]
pub struct Page {
    /// How many open deals there are, stuck or not.
    pub n_open: u64,
    /// How many wait for a decision.
    pub n_waiting: u64,
    /// How many wait for a decision and how many have one, how much they are worth and what the limit is, as a
    /// sentence.
    pub sub: String,
    /// The names of the two lists with how many are in each: waiting and decided.
    pub lists: [String; 2],
    /// The chips of each list.
    pub chips: [Chips; 2],
    /// Why the list is empty, where it is: title and detail.
    pub none: [(String, String); 2],
    /// The deals.
    pub rows: Vec<Row>,
    /// The rows by what they are sorted by, largest first and smallest first.
    orders: BTreeMap<(SortBy, bool), Vec<usize>>,
    /// The name and the headings of the exported sheet.
    sheet: Table,
}

/// Which deals are shown, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Those with a decision that stands, or those that wait for one.
    pub decided: bool,
    /// Those of one stage.
    pub stage: Option<StageId>,
    /// Those with one most telling mark.
    pub mark: Option<Mark>,
    /// By what they are sorted.
    pub sort: SortBy,
    /// Largest first.
    pub descending: bool,
}

impl Default for Chosen {
    fn default() -> Self {
        Self { decided: false, stage: None, mark: None, sort: SortBy::Amount, descending: true }
    }
}

/// By what deals are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortBy {
    /// The amount.
    Amount,
    /// The days in the stage as a share of the limit.
    Stay,
    /// The last contact or report.
    Touched,
}

impl SortBy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Amount, Self::Stay, Self::Touched];
}

/// What a list can be narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Chips {
    /// The stages with how many deals are stuck in each.
    pub stages: Vec<(StageId, String)>,
    /// The most telling marks with how many deals have each.
    pub marks: Vec<(Mark, String)>,
}

/// Starts the count of a load.
pub(in crate::areas::funnel) fn collect(load: &Load<'_>) -> StuckCount {
    StuckCount::new(ask(load))
}

fn ask(load: &Load<'_>) -> Ask {
    Ask { members: load.members.clone(), as_of: load.as_of, today: load.today }
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::funnel) fn load(load: &Load<'_>) -> Result<Page> {
    Page::of(load, &stuck_deals(load.db, load.directory, ask(load))?)
}

impl Page {
    /// The page of what a pass over the deals found.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub(in crate::areas::funnel) fn of(load: &Load<'_>, found: &StuckDeals) -> Result<Self> {
        let tr = load.tr;
        let mut stuck: Vec<&OpenDeal> = found.stuck().collect();
        // Those that wait come first where there are more than are listed, the largest before the others.
        stuck.sort_by_key(|deal| (deal.decided, Reverse(deal.amount), deal.id));
        let waiting = Sum::of(found.waiting());
        let mut rows = Vec::with_capacity(stuck.len().min(LISTED));
        for deal in stuck.iter().take(LISTED) {
            rows.extend(row(load, deal)?);
        }
        let decided = Sum::of(stuck.iter().copied().filter(|deal| deal.decided));
        let lists = [("funnel-stuck-waiting", waiting.n), ("funnel-stuck-decided", decided.n)];
        let none = ["waiting", "decided"].map(|list| {
            let title = tr.text(&format!("funnel-stuck-none-{list}"));
            (title, tr.text(&format!("funnel-stuck-none-{list}-detail")))
        });
        Ok(Self {
            n_open: found.deals.len() as u64 + found.without_stage,
            n_waiting: waiting.n,
            sub: sub(load, [waiting, decided], found, rows.len() as u64),
            lists: lists.map(|(key, n)| tr.with(key, &[("n", count_text(n).into())])),
            chips: [false, true].map(|decided| chips(load, &stuck, decided)),
            none,
            orders: orders(&rows),
            rows,
            sheet: Table {
                name: tr.text("funnel-stuck"),
                headings: HEADINGS.iter().map(|key| tr.text(key)).collect(),
                rows: vec![],
            },
        })
    }

    /// The rows that are shown, in the order asked for: of one list, narrowed to a stage and a mark.
    pub(super) fn shown(&self, chosen: &Chosen) -> Vec<usize> {
        let order = self.orders.get(&(chosen.sort, chosen.descending));
        let fits = |at: &usize| {
            self.rows.get(*at).is_some_and(|row| {
                row.decided == chosen.decided
                    && chosen.stage.is_none_or(|stage| row.stage_id == stage)
                    && chosen.mark.is_none_or(|mark| row.mark == mark)
            })
        };
        order.into_iter().flatten().copied().filter(fits).collect()
    }

    /// The deal of a key.
    pub(super) fn row(&self, id: OpportunityId) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The deals of some of the rows.
    pub(super) fn ids(&self, shown: &[usize]) -> Vec<OpportunityId> {
        shown.iter().filter_map(|at| self.rows.get(*at)).map(|row| row.id).collect()
    }

    /// The sheet of some of the rows.
    pub(super) fn table(&self, shown: &[usize]) -> Table {
        let rows = shown.iter().filter_map(|at| self.rows.get(*at));
        Table { rows: rows.map(|row| row.cells.clone()).collect(), ..self.sheet.clone() }
    }
}

/// How many wait for a decision and how many have one, how much they are worth, and what the limit is.
fn sub(load: &Load<'_>, sums: [Sum; 2], found: &StuckDeals, listed: u64) -> String {
    let tr = load.tr;
    let [waiting, decided] = sums;
    let mut parts = vec![part(load, "funnel-stuck-n-waiting", waiting)];
    if decided.n > 0 {
        parts.push(part(load, "funnel-stuck-n-decided", decided));
    }
    let unknown = waiting.unknown + decided.unknown;
    if unknown > 0 {
        parts.push(load.count("funnel-stuck-unknown", unknown));
    }
    if waiting.n + decided.n > listed {
        parts.push(tr.with("funnel-stuck-some", &[("shown", count_text(listed).into())]));
    }
    if found.without_stage > 0 {
        parts.push(load.count("funnel-stuck-without-stage", found.without_stage));
    }
    tr.with("funnel-stuck-sub", &[("count", joined(tr, &parts).into())])
}

/// How many there are, and how much they are worth where that is known of any.
fn part(load: &Load<'_>, key: &str, sum: Sum) -> String {
    let n = load.count(key, sum.n);
    if sum.n == sum.unknown {
        return n;
    }
    let amount = money(load.tr.language(), sum.amount, MoneyStyle::Full);
    load.tr.with("funnel-stuck-worth", &[("n", n.into()), ("amount", amount.into())])
}

/// The stages and marks of one list, with how many deals each has; those without any are left out.
fn chips(load: &Load<'_>, stuck: &[&OpenDeal], decided: bool) -> Chips {
    let tr = load.tr;
    let mut stages: BTreeMap<StageId, u64> = BTreeMap::new();
    let mut marks: BTreeMap<Mark, u64> = BTreeMap::new();
    for deal in stuck.iter().filter(|deal| deal.decided == decided) {
        *stages.entry(deal.stage).or_default() += 1;
        if let Some(mark) = deal.marks.first() {
            *marks.entry(*mark).or_default() += 1;
        }
    }
    let name = |name: String, n: u64| format!("{name} {}", count_text(n));
    let mut stages: Vec<(StageId, u64)> = stages.into_iter().collect();
    let place = |stage: StageId| load.directory.stages.get(&stage).map(|stage| stage.position);
    stages.sort_by_key(|(stage, _)| (place(*stage), *stage));
    let stages =
        stages.into_iter().map(|(stage, n)| (stage, name(load.stage(Some(stage)), n))).collect();
    let marks =
        marks.into_iter().map(|(mark, n)| (mark, name(tr.text(&mark.label_key()), n))).collect();
    Chips { stages, marks }
}

/// The rows by each thing they can be sorted by. What is unknown comes last either way.
fn orders(rows: &[Row]) -> BTreeMap<(SortBy, bool), Vec<usize>> {
    let key = |by: SortBy, row: &Row| match (by, row.keys) {
        (SortBy::Amount, (amount, ..)) => amount,
        (SortBy::Stay, (_, share, _)) => i64::try_from(share).ok(),
        (SortBy::Touched, (.., day)) => day.map(|day| i64::from(day.num_days_from_ce())),
    };
    let mut orders = BTreeMap::new();
    for by in SortBy::ALL {
        for descending in [false, true] {
            let mut order: Vec<(Option<i64>, OpportunityId, usize)> =
                rows.iter().enumerate().map(|(at, row)| (key(by, row), row.id, at)).collect();
            order.sort_by(|a, b| {
                let by_key = match (a.0, b.0) {
                    (Some(a), Some(b)) if descending => b.cmp(&a),
                    (Some(a), Some(b)) => a.cmp(&b),
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (None, None) => Ordering::Equal,
                };
                by_key.then(a.1.cmp(&b.1))
            });
            orders.insert((by, descending), order.into_iter().map(|(_, _, at)| at).collect());
        }
    }
    orders
}

/// The tile of the overview: how many, and their share of the open amount.
pub(in crate::areas::funnel) fn tile(
    load: &Load<'_>,
    found: &StuckDeals,
    open_amount: Option<i64>,
) -> Tile {
    let tr = load.tr;
    let sum = Sum::of(found.stuck());
    let amount = money(tr.language(), sum.amount, MoneyStyle::Full);
    let share = open_amount.filter(|open| *open > 0);
    let share = share.and_then(|open| Share::of(sum.amount, open)).map(share_percent);
    let note = match share {
        Some(share) if sum.n > 0 => {
            let args = [("amount", amount.into()), ("share", share.into())];
            tr.with("funnel-stuck-tile-note", &args)
        }
        _ => tr.text("funnel-stuck-tile-none"),
    };
    let unit =
        if tr.language() == Language::Chinese { tr.text("unit-count") } else { String::new() };
    Tile {
        label: tr.text("funnel-stuck"),
        value: count_text(sum.n),
        unit,
        note,
        // Some of them wait for a decision.
        tone: found.waiting().next().is_some().then_some(Tone::Bad),
    }
}
