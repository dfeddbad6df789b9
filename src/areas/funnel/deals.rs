//! 商机列表: the first deals of the scope in the order asked for, as a list or on a board.
//!
//! One pass over the deals without their moves ([`crate::metrics::deal_list`]). Only the rows that will be
//! shown are kept: when twice as many are at hand, the later half is dropped. Their texts are read once it is known
//! which they are. The board adds what lies in each of its columns over all deals, and takes a second pass for
//! the days in the stage.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::data::{DASH, Load, count_text, day_text, joined};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::{OpportunityId, PersonId, ProductId, SavedListId, StageId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{MoneyStyle, Tr, money, period_label};
use crate::metrics::deal_list::{self, Counted, Facts, Filter, Listed};
use crate::metrics::stage_fit;
use crate::metrics::stuck::{self, Sum};
use crate::sheets::write::{Out, Table};
use crate::store::records::{SavedList, Status};

/// How many deals are loaded at most.
#[cfg(not(test))]
pub(super) const LISTED: usize = 5_000;
#[cfg(test)]
pub(super) const LISTED: usize = 12;

/// Which deals are listed, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAsk {
    /// Which of them.
    pub filter: Filter,
    /// By what they are sorted.
    pub sort: SortBy,
    /// Largest first.
    pub descending: bool,
    /// The columns of the board; `None` for the list.
    pub board: Option<BoardBy>,
}

impl Default for ListAsk {
    fn default() -> Self {
        Self { filter: Filter::default(), sort: SortBy::Amount, descending: true, board: None }
    }
}

/// What the columns of the board are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoardBy {
    /// The stages.
    Stage,
    /// The months in which deals are expected to be signed.
    Month,
}

/// By what deals are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// The customer's name, then the deal's.
    Account,
    /// The owner's name.
    Owner,
    /// The position of the stage.
    Stage,
    /// The amount.
    Amount,
    /// The day it began.
    Created,
    /// The day it closed, or is expected to.
    Closing,
    /// The newest report that names it.
    Reported,
}

impl SortBy {
    /// In the order of the columns.
    pub const ALL: [Self; 7] = [
        Self::Account,
        Self::Owner,
        Self::Stage,
        Self::Amount,
        Self::Created,
        Self::Closing,
        Self::Reported,
    ];

    /// The column it stands in.
    pub fn column(self) -> usize {
        Self::ALL.iter().position(|sort| *sort == self).unwrap_or_default()
    }
}

/// The list.
#[derive(Clone, Debug)]
pub struct List {
    /// What was asked.
    pub ask: ListAsk,
    /// Open deals of the scope, filtered or not.
    pub n_open: u64,
    /// How many are listed of how many there are and what they are worth, as a sentence.
    pub count: String,
    /// The name of the stage to which it is limited; empty without one.
    pub stage: String,
    /// The deals.
    pub rows: Vec<ListRow>,
    /// What can be filtered by.
    pub options: Options,
    /// The lists that are kept by a name.
    pub kept: Vec<Kept>,
    /// The columns of the board.
    pub board: Vec<BoardColumn>,
}

/// What can be filtered by, each with the choice of everything first.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The stages.
    pub stages: Vec<(Option<StageId>, String)>,
    /// The people of the scope.
    pub owners: Vec<(Option<PersonId>, String)>,
    /// The products.
    pub products: Vec<(Option<ProductId>, String)>,
    /// The months around the day.
    pub months: Vec<(Option<Period>, String)>,
    /// The classes of open deals.
    pub categories: Vec<(Option<Category>, String)>,
}

/// A list that is kept by a name.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The key.
    pub id: SavedListId,
    /// The name.
    pub name: String,
    /// What is filtered.
    pub filter: Filter,
}

/// A column of the board.
#[derive(Clone, Debug)]
pub struct BoardColumn {
    /// Its stage or month.
    pub title: String,
    /// How many deals.
    pub count: String,
    /// What they are worth.
    pub sum: String,
    /// Its deals by their place among the rows.
    pub rows: Vec<usize>,
}

/// A deal.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// The key.
    pub id: OpportunityId,
    /// The customer.
    pub account: String,
    /// The deal.
    pub name: String,
    /// The person responsible.
    pub owner: String,
    /// The stage, or how it ended.
    pub stage: String,
    /// The amount.
    pub amount: String,
    /// The day it began.
    pub created: String,
    /// The day it closed, or is expected to.
    pub closing: String,
    /// Whether that day passed while it is open.
    pub closing_past: bool,
    /// The newest report that names it.
    pub reported: String,
    /// For a spreadsheet program: the sender's number.
    pub number: String,
    /// The amount in fen.
    pub fen: Option<i64>,
    /// The three days from its beginning to the newest report.
    pub on: [Option<NaiveDate>; 3],
    /// Days in the stage, on the board.
    pub days: String,
    /// Whether they are more than the limit, on the board.
    pub stuck: bool,
}

impl List {
    /// The deals that are listed for a spreadsheet program: amounts in yuan, what is not known blank.
    pub(super) fn table(&self, tr: &Tr) -> Table {
        let known = |text: &str| if text == DASH { Out::Blank } else { text.into() };
        let row = |deal: &ListRow| {
            let texts = [&deal.number, &deal.account, &deal.name, &deal.owner, &deal.stage];
            let mut cells: Vec<Out> = texts.into_iter().map(|text| known(text)).collect();
            cells.push(deal.fen.map_or(Out::Blank, Out::Hundredths));
            cells.extend(deal.on.map(|day| day.map_or(Out::Blank, Out::Day)));
            cells
        };
        let [stage, closing] = self.heads();
        let headings = [
            "funnel-list-number",
            "funnel-time-col-account",
            "funnel-time-col-name",
            "funnel-column-owner",
            stage,
            "funnel-list-amount-yuan",
            "funnel-column-created",
            closing,
            "funnel-column-reported",
        ];
        Table {
            name: tr.text("funnel-tab-list"),
            headings: headings.map(|key| tr.text(key)).to_vec(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    /// The headings of where a deal stands and of when it closes: of those that are open, and of the others.
    pub(super) fn heads(&self) -> [&'static str; 2] {
        if self.ask.filter.status == Status::Open {
            ["funnel-head-stage", "funnel-column-expected"]
        } else {
            ["funnel-column-outcome", "funnel-column-closed"]
        }
    }
}

/// What rows are compared by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Number(i64),
    Day(NaiveDate),
}

/// A deal with what it is sorted by.
struct Found {
    key: Option<Key>,
    facts: Facts,
}

/// A column of the board; what is not known comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Stage(u8),
    Month(NaiveDate),
    OwnModel,
    Unknown,
}

/// Loads the list.
pub(super) fn load(load: &Load<'_>, ask: &ListAsk) -> Result<List> {
    let board = ask.board.filter(|_| ask.filter.status == Status::Open);
    let mut found: Vec<Found> = vec![];
    let mut sums: BTreeMap<Place, Sum> = BTreeMap::new();
    let asked = deal_list::Ask {
        members: load.members,
        period: Some(load.period),
        as_of: load.as_of,
        today: load.today,
        filter: &ask.filter,
    };
    // The last of those that are listed, once there are more: what comes behind it is counted alone.
    let mut last: Option<(Option<Key>, OpportunityId)> = None;
    let mut take = |facts: &Facts, key: Option<Key>| {
        if let Some(by) = board {
            sums.entry(place(load, by, facts)).or_default().add(facts.amount);
        }
        let behind = |(last, id): &(Option<Key>, OpportunityId)| {
            order(ask.descending, (&key, facts.id), (last, *id)) == Ordering::Greater
        };
        if last.as_ref().is_some_and(behind) {
            return;
        }
        found.push(Found { key, facts: *facts });
        if found.len() >= 2 * LISTED {
            keep_first(&mut found, ask.descending);
            last = found.last().map(|found| (found.key.clone(), found.facts.id));
        }
    };
    let counted = if ask.sort == SortBy::Account {
        deal_list::each(load.db, load.directory, &asked, |deal| {
            let account = deal.account.as_deref().unwrap_or("");
            take(&deal.facts, Some(Key::Text(format!("{account}\t{}", deal.name))));
        })?
    } else {
        deal_list::each_facts(load.db, load.directory, &asked, |facts| {
            take(facts, key(load, ask.sort, facts));
        })?
    };
    keep_first(&mut found, ask.descending);
    let columns = match board {
        Some(by) => columns(load, by, &sums, &found),
        None => vec![],
    };
    let mut rows = Vec::with_capacity(found.len());
    for found in &found {
        load.db.go_on()?;
        rows.push(row(load, deal_list::with_texts(load.db, found.facts)?));
    }
    if board.is_some() {
        stays(load, &mut rows)?;
    }
    let stage = ask.filter.stage.map_or_else(String::new, |stage| load.stage(Some(stage)));
    Ok(List {
        ask: ask.clone(),
        n_open: counted.n_open,
        count: count(load, counted, rows.len() as u64),
        stage,
        rows,
        options: options(load),
        kept: kept(load)?,
        board: columns,
    })
}

fn count(load: &Load<'_>, counted: Counted, shown: u64) -> String {
    let tr = load.tr;
    let Counted { n, amount, unknown, undated, .. } = counted;
    let key = if n > shown { "funnel-list-some" } else { "funnel-list-all" };
    let mut parts = vec![load.count_with(key, n, &[("shown", count_text(shown).into())])];
    parts.extend(worth(load, Sum { n, amount, unknown }));
    if undated > 0 {
        parts.push(load.count("funnel-list-undated", undated));
    }
    joined(tr, &parts)
}

/// What deals are worth, and how many amounts are unknown.
fn worth(load: &Load<'_>, sum: Sum) -> Vec<String> {
    let mut parts = vec![];
    if sum.n > sum.unknown {
        parts.push(money(load.tr.language(), sum.amount, MoneyStyle::Full));
    }
    if sum.unknown > 0 {
        parts.push(load.count("funnel-stuck-unknown", sum.unknown));
    }
    parts
}

/// What a deal is sorted by, where that is no text of its own.
fn key(load: &Load<'_>, sort: SortBy, deal: &Facts) -> Option<Key> {
    match sort {
        SortBy::Account => None,
        SortBy::Owner => Some(Key::Text(load.directory.person_name(deal.owner?).to_owned())),
        SortBy::Stage => Some(Key::Number(load.directory.stages.get(&deal.stage?)?.position)),
        SortBy::Amount => deal.amount.map(Key::Number),
        SortBy::Created => deal.created.map(Key::Day),
        SortBy::Closing => deal.closed.or(deal.expected).map(Key::Day),
        SortBy::Reported => Some(Key::Day(deal.reported)),
    }
}

/// Which of two deals comes first. What is unknown comes last in either direction.
fn order(
    descending: bool,
    (a, id): (&Option<Key>, OpportunityId),
    (b, other): (&Option<Key>, OpportunityId),
) -> Ordering {
    let by_key = match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    by_key.then(id.cmp(&other))
}

/// Sorts and keeps the rows that are listed.
fn keep_first(found: &mut Vec<Found>, descending: bool) {
    found.sort_by(|a, b| order(descending, (&a.key, a.facts.id), (&b.key, b.facts.id)));
    found.truncate(LISTED);
}

fn row(load: &Load<'_>, deal: Listed) -> ListRow {
    let Listed { facts, number, name, account } = deal;
    let open = facts.status == Status::Open;
    let closing = facts.closed.or(facts.expected);
    let stage = if open { load.stage(facts.stage) } else { load.tr.text(facts.status.word()) };
    ListRow {
        id: facts.id,
        account: account.unwrap_or_default(),
        name,
        owner: load.person(facts.owner),
        stage,
        amount: load.amount(facts.amount),
        created: day_text(facts.created),
        closing: day_text(closing),
        closing_past: open && closing.is_some_and(|day| day < load.as_of),
        reported: facts.reported.to_string(),
        number: number.unwrap_or_default(),
        fen: facts.amount,
        on: [facts.created, closing, Some(facts.reported)],
        days: String::new(),
        stuck: false,
    }
}

/// The column of a deal. Deals of another stage model stand where the funnel counts them.
fn place(load: &Load<'_>, by: BoardBy, deal: &Facts) -> Place {
    let known = match by {
        BoardBy::Stage => deal.stage.map(|stage| match load.fit.position(stage) {
            Some(at) => Place::Stage(at),
            None => Place::OwnModel,
        }),
        BoardBy::Month => deal.expected.map(|day| Place::Month(Period::month_of(day).first_day())),
    };
    known.unwrap_or(Place::Unknown)
}

/// The columns in their order; of stages also those where nothing lies.
fn columns(
    load: &Load<'_>,
    by: BoardBy,
    sums: &BTreeMap<Place, Sum>,
    found: &[Found],
) -> Vec<BoardColumn> {
    let mut rows: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (at, found) in found.iter().enumerate() {
        rows.entry(place(load, by, &found.facts)).or_default().push(at);
    }
    let stages = load.fit.stages();
    let mut places: BTreeSet<Place> = sums.keys().copied().collect();
    if by == BoardBy::Stage {
        places.extend((0_u8..).zip(stages).map(|(at, _)| Place::Stage(at)));
    }
    let column = |place: Place| {
        let sum = sums.get(&place).copied().unwrap_or_default();
        let title = match place {
            Place::Stage(at) => load.stage(stages.get(usize::from(at)).copied()),
            Place::OwnModel => load.tr.text("left-out-own-model"),
            Place::Month(day) => period_label(load.tr, Period::month_of(day)),
            Place::Unknown => load.tr.text("unknown"),
        };
        BoardColumn {
            title,
            count: count_text(sum.n),
            sum: joined(load.tr, &worth(load, sum)),
            rows: rows.get(&place).cloned().unwrap_or_default(),
        }
    };
    places.into_iter().map(column).collect()
}

/// Fills in how long each open deal has been in its stage, and whether that is too long.
fn stays(load: &Load<'_>, rows: &mut [ListRow]) -> Result<()> {
    let (members, as_of, today) = (load.members.clone(), load.as_of, load.today);
    let among = rows.iter().map(|row| row.id).collect();
    let ask = stuck::Ask { members, as_of, today };
    let stays = stuck::stays(load.db, load.directory, ask, &among)?;
    for row in rows {
        if let Some(stay) = stays.get(&row.id) {
            row.days = load.tr.with("days", &[("n", stay.days.into())]);
            row.stuck = stay.stuck;
        }
    }
    Ok(())
}

/// How many months before and behind the day can be filtered by.
const MONTHS: usize = 15;

fn options(load: &Load<'_>) -> Options {
    let (tr, directory) = (load.tr, load.directory);
    let all = |key: &str| tr.text(key);
    let general = load.fit.stages().iter();
    let general = general.map(|stage| (Some(*stage), load.stage(Some(*stage))));
    let of_lines = stage_fit::lines(directory).into_iter().flat_map(|(model, line)| {
        let stages = directory.stages_of(model).into_iter();
        stages.map(move |stage| {
            let name = load.stage(Some(stage.id));
            let args = [("line", line.into()), ("stage", name.into())];
            (Some(stage.id), tr.with("funnel-filter-stage-of", &args))
        })
    });
    let mut owners: Vec<(Option<PersonId>, String)> = directory
        .people
        .values()
        .filter(|person| load.members.include(Some(person.id), Some(load.as_of)))
        .filter(|person| !directory.has_left(person.id, load.as_of))
        .map(|person| (Some(person.id), person.name.clone()))
        .collect();
    owners.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    let mut products: Vec<(Option<ProductId>, String)> = directory
        .products
        .values()
        .filter(|product| !product.archived)
        .map(|product| (Some(product.id), product.name.clone()))
        .collect();
    products.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    let first = Period::month_of(load.as_of).previous().previous();
    let months = std::iter::successors(Some(first), |month| Some(month.next())).take(MONTHS);
    let classes = [Category::Commit, Category::BestCase, Category::Pipeline, Category::Omitted];
    let class = |class: Category| {
        let key = format!("forecast-class-{}", class.word().replace('_', "-"));
        (Some(class), tr.text(&key))
    };
    Options {
        stages: std::iter::once((None, all("funnel-filter-stages")))
            .chain(general)
            .chain(of_lines)
            .collect(),
        owners: std::iter::once((None, all("funnel-filter-owners"))).chain(owners).collect(),
        products: std::iter::once((None, all("funnel-filter-products"))).chain(products).collect(),
        months: std::iter::once((None, all("funnel-filter-months")))
            .chain(months.map(|month| (Some(month), period_label(tr, month))))
            .collect(),
        categories: std::iter::once((None, all("funnel-filter-classes")))
            .chain(classes.map(class))
            .collect(),
    }
}

/// The lists that are kept, by name; one that cannot be read any more filters nothing.
fn kept(load: &Load<'_>) -> Result<Vec<Kept>> {
    let mut kept: Vec<Kept> = load
        .db
        .all::<SavedList>()?
        .into_iter()
        .map(|list| Kept {
            id: list.id,
            name: list.name,
            filter: Filter::of_json(&list.asked).unwrap_or_default(),
        })
        .collect();
    kept.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::StageModelId;

    fn found(id: i64, amount: Option<i64>) -> Found {
        let facts = Facts {
            id: OpportunityId(id),
            owner: None,
            stage: None,
            model: StageModelId(1),
            product: None,
            status: Status::Open,
            amount,
            created: None,
            expected: None,
            closed: None,
            reported: NaiveDate::default(),
        };
        Found { key: amount.map(Key::Number), facts }
    }

    #[test]
    fn the_unknown_comes_last_either_way() {
        for (descending, expected) in [(true, [3, 1, 2, 4]), (false, [1, 3, 2, 4])] {
            let mut list =
                vec![found(4, None), found(3, Some(9)), found(2, None), found(1, Some(5))];
            keep_first(&mut list, descending);
            let ids: Vec<i64> = list.iter().map(|found| found.facts.id.0).collect();
            assert_eq!(ids, expected, "{descending}");
        }
        let mut many: Vec<Found> = (0..30).map(|n| found(n, Some(n))).collect();
        keep_first(&mut many, true);
        let last = many.last().map(|found| found.facts.id.0);
        assert_eq!((many.len(), last), (LISTED, Some(30 - LISTED as i64)));
    }

    #[test]
    fn every_order_has_its_column() {
        for (column, sort) in SortBy::ALL.into_iter().enumerate() {
            assert_eq!(sort.column(), column);
        }
    }

    #[test]
    fn columns_come_in_time_and_the_unknown_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut places =
            [Place::Unknown, Place::Month(day("2026-01-01")), Place::Month(day("2025-12-01"))];
        places.sort();
        assert_eq!(
            places,
            [Place::Month(day("2025-12-01")), Place::Month(day("2026-01-01")), Place::Unknown]
        );
    }
}
