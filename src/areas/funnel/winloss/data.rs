//! What the page shows, ready to draw.

use std::sync::Arc;

use super::rows::{self, DealRow};
use super::words::Words;
use crate::areas::funnel::data::{Load, MIN_SAMPLE};
use crate::areas::funnel::share::Share;
use crate::areas::funnel::tile::Tile;
use crate::error::Result;
use crate::metrics::deals::Question;
use crate::metrics::glossary;
use crate::metrics::winloss::{self, Rival, WinLoss};
use crate::sheets::write::Table;
use crate::ui::charts::bar::TickBar;
use crate::ui::charts::whisker::Whisker;

/// How many deals are listed at most.
pub(super) const LISTED: usize = 5_000;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Page {
    /// Open deals of the scope.
    pub n_open: u64,
    /// Whether anything is known of what ended in the period.
    pub told: bool,
    /// The key figures.
    pub strip: Vec<Figure>,
    /// Why deals were lost, and why they were won.
    pub reasons: [Reasons; 2],
    /// By rival.
    pub rivals: Vec<Split>,
    /// By product.
    pub products: Vec<Split>,
    /// By size.
    pub bands: Vec<Split>,
    /// The lost deals by the stage they were in.
    pub stages: Vec<Died>,
    /// People side by side.
    pub people: People,
    /// The deals, the newest first.
    pub deals: Vec<DealRow>,
    /// The deals by the filters of the list, in the order of [`Filter`].
    pub lists: [Records; 4],
    /// How many are listed of how many there are, and how many have no day, as a sentence.
    pub count: String,
    /// The rivals that were named, those met most first.
    pub known_rivals: Vec<String>,
    /// The deals as a table to be kept in a file.
    pub table: Arc<Table>,
}

/// Which deals are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Those that were won.
    Won,
    /// Those that were lost.
    Lost,
    /// Those of which nobody said why.
    Unsaid,
}

impl Filter {
    /// In the order of the chips.
    pub const ALL: [Self; 4] = [Self::All, Self::Won, Self::Lost, Self::Unsaid];
}

impl Page {
    /// The deals of a filter.
    pub fn list(&self, filter: Filter) -> &Records {
        let [all, won, lost, unsaid] = &self.lists;
        match filter {
            Filter::All => all,
            Filter::Won => won,
            Filter::Lost => lost,
            Filter::Unsaid => unsaid,
        }
    }
}

/// Deals behind a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// How many there are.
    pub n: u64,
    /// Those that are listed, by their place in [`Page::deals`].
    pub rows: Vec<usize>,
}

/// A key figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// As it stands in the strip.
    pub tile: Tile,
    /// What it means.
    pub definition: String,
    /// The deals behind it.
    pub records: Records,
    /// Whose card tells more of it.
    pub about: glossary::Figure,
}

/// The reasons of deals that were lost, or won.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// How many deals, and how many without a reason.
    pub sub: String,
    /// The most frequent first.
    pub rows: Vec<ReasonRow>,
}

/// A reason.
#[derive(Clone, Debug)]
pub struct ReasonRow {
    /// Its name.
    pub name: String,
    /// How many.
    pub count: String,
    /// The share of all.
    pub share: f32,
    /// The same in words.
    pub share_text: String,
    /// The share of this and those before it.
    pub cumulative: f32,
    /// The same in words.
    pub cumulative_text: String,
    /// The known amount.
    pub amount: String,
    /// All of it in a sentence.
    pub said: String,
    /// Whether nobody said why.
    pub quiet: bool,
    /// The deals.
    pub records: Records,
}

/// Deals of one kind: how often they were won.
#[derive(Clone, Debug)]
pub struct Split {
    /// What kind.
    pub name: String,
    /// Won of closed.
    pub count: String,
    /// Won of closed, drawn.
    pub whisker: Option<Whisker>,
    /// The same in words, or that there are too few.
    pub rate: String,
    /// Its interval.
    pub interval: String,
    /// Whether there are too few.
    pub few: bool,
    /// The amount won.
    pub amount: String,
    /// How our price compared with theirs.
    pub price: String,
    /// Whether it stands for what is not known.
    pub quiet: bool,
    /// The deals.
    pub records: Records,
}

/// Lost deals of a stage.
#[derive(Clone, Debug)]
pub struct Died {
    /// The stage.
    pub name: String,
    /// How many.
    pub count: String,
    /// Against the stage with most.
    pub bar: TickBar,
    /// The share of all lost deals.
    pub share: String,
    /// Their amount.
    pub amount: String,
    /// Whether the stage is not known.
    pub quiet: bool,
    /// The deals.
    pub records: Records,
}

/// People side by side.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Whose people, when that is another scope than the page's.
    pub compared: String,
    /// The rate of all together.
    pub bench: Option<f32>,
    /// The heading over it.
    pub bench_label: String,
    /// The highest rate first, small samples last.
    pub rows: Vec<PersonRow>,
}

/// A person.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Won of closed.
    pub share: Share,
    /// The deals; none of people beside the one of the page.
    pub records: Records,
}

pub(super) fn load(load: &Load<'_>) -> Result<Page> {
    let question =
        Question { members: load.members.clone(), period: Some(load.period), as_of: load.as_of };
    let found = winloss::load(load.db, load.directory, &question)?;
    let around = winloss::around(load.db, load.directory, load.scope, &question)?;
    let order = newest(&found);
    let listed = order.iter().enumerate().map(|(row, place)| (*place, row)).collect();
    let all = found.all();
    let bench = all.rate().filter(|rate| rate.n >= MIN_SAMPLE).map(|rate| rate.rate as f32);
    let words = Words { load, listed, bench };
    let deals = rows::rows(load, &found, &order)?;
    let rivals = found.rivals();
    let known_rivals = rivals.iter().filter_map(|row| match &row.rival {
        Rival::Named { name, .. } => Some(name.clone()),
        Rival::NotNamed | Rival::Unsaid => None,
    });
    let known_rivals = known_rivals.collect();
    let unsaid = found.unsaid();
    let of = |won: bool| -> Vec<usize> {
        let places = found.deals.iter().enumerate().filter(|(_, deal)| deal.won == won);
        places.map(|(place, _)| place).collect()
    };
    let in_order = |places: &[usize]| Records {
        n: places.len() as u64,
        rows: places.iter().filter_map(|place| words.listed.get(place)).copied().collect(),
    };
    Ok(Page {
        n_open: load.n_open()?,
        told: found.told,
        strip: words.strip(&found, &all, &unsaid),
        reasons: [words.reasons(&found, false), words.reasons(&found, true)],
        rivals: rivals.iter().map(|row| words.rival(row)).collect(),
        products: words.products(&found),
        bands: words.bands(&found),
        stages: words.stages(&found),
        people: words.people(&found, around.as_ref()),
        count: words.count(&found),
        lists: [
            words.records(&all.deals),
            words.records(&of(true)),
            words.records(&of(false)),
            // Those that matter most come first.
            in_order(&unsaid),
        ],
        known_rivals,
        table: Arc::new(rows::table(load, &deals)),
        deals,
    })
}

/// The places of the deals that are listed, the newest first.
fn newest(found: &WinLoss) -> Vec<usize> {
    let mut places: Vec<usize> = (0..found.deals.len()).collect();
    places.sort_by_key(|place| {
        let deal = found.deals.get(*place);
        std::cmp::Reverse(deal.map(|deal| (deal.closed, deal.id)))
    });
    places.truncate(LISTED);
    places
}
