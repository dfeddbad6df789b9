//! 商机列表: which deals of a scope a filter lets through, and what they are worth together.
//!
//! Open deals are those of the owner's scope on the day; deals that were won or lost are those that were
//! closed in the period. A filter is kept as JSON under a name; what is not in it filters nothing, so that
//! a kept filter outlives new ones.
//!
//! What is asked of a deal beside its texts is in memory once any page has looked at the deals
//! ([`crate::store::opportunities::each_kept`]); texts are read of the deals that are shown alone. Where they are
//! searched, or no page has looked yet, the rows are read, to which indexes lead. What does not stand in
//! the row itself, such as the next step or the class, is read once before.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::domain::forecast::calls::Category;
use crate::domain::ids::{OpportunityId, PersonId, ProductId, StageId, StageModelId};
use crate::domain::names;
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::{Error, Result};
use crate::metrics::forecast::class_period;
use crate::metrics::pipeline::Models;
use crate::metrics::stage_fit::Fit;
use crate::store::db::{Column as _, Row};
use crate::store::directory::Directory;
use crate::store::opportunities::{Deal, GivenUp};
use crate::store::records::Status;
use crate::store::said::{self, Classes};
use crate::store::{Db, opportunities};

/// Which deals are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Open ones, or those won or lost in the period.
    pub status: Status,
    /// Only those that stand in this stage of the funnel: of a line's model those of the line, of the general
    /// one those of other models whose stage stands for it too.
    pub stage: Option<StageId>,
    /// Only those of this person.
    pub owner: Option<PersonId>,
    /// Only those of this product.
    pub product: Option<ProductId>,
    /// Only those worth at least this, in fen.
    pub least: Option<i64>,
    /// Only those worth at most this, in fen.
    pub most: Option<i64>,
    /// Only those that are expected to be signed in this month.
    pub month: Option<Period>,
    /// Only open ones of this class, in the period of [`class_period`].
    pub category: Option<Category>,
    /// Only open ones without a next step.
    pub without_next: bool,
    /// What customer, deal, number or owner must contain.
    pub search: String,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            status: Status::Open,
            stage: None,
            owner: None,
            product: None,
            least: None,
            most: None,
            month: None,
            category: None,
            without_next: false,
            search: String::new(),
        }
    }
}

impl Filter {
    /// How many things are filtered by beside status and search.
    pub fn count(&self) -> usize {
        let set = [
            self.stage.is_some(),
            self.owner.is_some(),
            self.product.is_some(),
            self.least.is_some() || self.most.is_some(),
            self.month.is_some(),
            self.category.is_some(),
            self.without_next,
        ];
        set.into_iter().filter(|set| *set).count()
    }

    /// It as it is kept.
    pub fn to_json(&self) -> String {
        let mut map = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            map.extend(value.map(|value| (name.to_owned(), value)));
        };
        put("status", Some(json!(self.status.word())));
        put("stage", self.stage.map(|id| json!(id.0)));
        put("owner", self.owner.map(|id| json!(id.0)));
        put("product", self.product.map(|id| json!(id.0)));
        put("least", self.least.map(|fen| json!(fen)));
        put("most", self.most.map(|fen| json!(fen)));
        put("month", self.month.map(|month| json!(month.to_string())));
        put("category", self.category.map(|category| json!(category.word())));
        put("without_next", self.without_next.then_some(json!(true)));
        let search = self.search.trim();
        put("search", (!search.is_empty()).then(|| json!(search)));
        Value::Object(map).to_string()
    }

    /// A kept one; `None` where the text is no filter.
    pub fn of_json(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let map = value.as_object()?;
        let number = |name: &str| map.get(name).and_then(Value::as_i64);
        let word = |name: &str| map.get(name).and_then(Value::as_str);
        Some(Self {
            status: word("status").and_then(Status::parse).unwrap_or(Status::Open),
            stage: number("stage").map(StageId),
            owner: number("owner").map(PersonId),
            product: number("product").map(ProductId),
            least: number("least"),
            most: number("most"),
            month: word("month").and_then(Period::parse),
            category: word("category").and_then(Category::parse),
            without_next: map.get("without_next").and_then(Value::as_bool).unwrap_or_default(),
            search: word("search").unwrap_or_default().to_owned(),
        })
    }

    fn in_range(&self, amount: Option<i64>) -> bool {
        if self.least.is_none() && self.most.is_none() {
            return true;
        }
        // What is unknown is in no range.
        amount.is_some_and(|amount| {
            self.least.is_none_or(|least| least <= amount)
                && self.most.is_none_or(|most| amount <= most)
        })
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// Whose deals.
    pub members: &'a Members,
    /// The period in which deals that are listed as won or lost were closed, and whose classes count; `None`
    /// for any time.
    pub period: Option<Period>,
    /// The day as of which they are seen.
    pub as_of: NaiveDate,
    /// The day up to which next steps and classes count.
    pub today: NaiveDate,
    /// Which of them.
    pub filter: &'a Filter,
}

/// What is known of a deal of the list beside its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The key.
    pub id: OpportunityId,
    /// The owner, if known.
    pub owner: Option<PersonId>,
    /// The stage while it is open.
    pub stage: Option<StageId>,
    /// The stage model.
    pub model: StageModelId,
    /// The product, if known.
    pub product: Option<ProductId>,
    /// How it stands.
    pub status: Status,
    /// The amount in fen, if known.
    pub amount: Option<i64>,
    /// The day it began, if known.
    pub created: Option<NaiveDate>,
    /// The day it is expected to be signed, if known.
    pub expected: Option<NaiveDate>,
    /// The day it was closed, if known.
    pub closed: Option<NaiveDate>,
    /// The newest report that names it.
    pub reported: NaiveDate,
}

/// A deal of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What is known of it.
    pub facts: Facts,
    /// The sender's number.
    pub number: Option<String>,
    /// The name.
    pub name: String,
    /// The customer, if known.
    pub account: Option<String>,
}

/// What was counted beside the deals that were handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many there are.
    pub n: u64,
    /// Their known amounts in fen.
    pub amount: i64,
    /// How many amounts are unknown.
    pub unknown: u64,
    /// Open deals of the scope, filtered or not.
    pub n_open: u64,
    /// Deals that were closed on a day that nobody knows; they are in no period.
    pub undated: u64,
}

const OPEN: &str = "SELECT o.id, o.name, o.number, a.name, o.owner_id, o.stage_id, o.status, o.amount, o.created_on, o.expected_close, o.closed_on, o.last_reported, o.product_id, o.model_id FROM opportunity o LEFT JOIN account a ON a.id = o.account_id WHERE o.archived = 0 AND o.status = 'open' ORDER BY o.owner_id, o.id";
const CLOSED: &str = "SELECT o.id, o.name, o.number, a.name, o.owner_id, o.stage_id, o.status, o.amount, o.created_on, o.expected_close, o.closed_on, o.last_reported, o.product_id, o.model_id FROM opportunity o LEFT JOIN account a ON a.id = o.account_id WHERE o.archived = 0 AND o.closed_on >= $1 AND o.closed_on <= $2 AND o.status = $3 ORDER BY o.closed_on, o.id";
const UNDATED: &str = "SELECT o.id, o.name, o.number, a.name, o.owner_id, o.stage_id, o.status, o.amount, o.created_on, o.expected_close, o.closed_on, o.last_reported, o.product_id, o.model_id FROM opportunity o LEFT JOIN account a ON a.id = o.account_id WHERE o.archived = 0 AND o.closed_on IS NULL AND o.status = $1 ORDER BY o.id";
const TEXTS: &str = "SELECT o.id, o.name, o.number, a.name FROM opportunity o LEFT JOIN account a ON a.id = o.account_id WHERE o.id = $1";

/// Hands over every deal that the filter lets through, with its texts.
///
/// # Errors
/// Whatever the database reports.
pub fn each(
    db: &Db,
    directory: &Directory,
    ask: &Ask<'_>,
    mut each: impl FnMut(Listed),
) -> Result<Counted> {
    let mut pass = Pass::new(db, directory, ask)?;
    pass.filed(db, |facts, row| {
        each(listed(*facts, row)?);
        Ok(())
    })?;
    Ok(pass.counted)
}

/// As [`each`] without the texts. Where the deals are in memory, and nothing is searched for, no row is read;
/// those that are shown are then completed one by one ([`with_texts`]).
///
/// # Errors
/// Whatever the database reports.
pub fn each_facts(
    db: &Db,
    directory: &Directory,
    ask: &Ask<'_>,
    mut each: impl FnMut(&Facts),
) -> Result<Counted> {
    let mut pass = Pass::new(db, directory, ask)?;
    if pass.wanted.looks() || !pass.kept(db, &mut each)? {
        pass.filed(db, |facts, _| {
            each(facts);
            Ok(())
        })?;
    }
    Ok(pass.counted)
}

/// A deal with its texts.
///
/// # Errors
/// Whatever the database reports.
pub fn with_texts(db: &Db, facts: Facts) -> Result<Listed> {
    let found = db.first(TEXTS, &[facts.id.into()], |row| listed(facts, row))?;
    found.ok_or_else(|| Error::new("error-record-gone").detail("opportunity"))
}

/// What a row says of a deal beside its texts.
fn facts_of(row: &Row<'_>) -> Result<Facts> {
    Ok(Facts {
        id: row.get(0)?,
        owner: row.get(4)?,
        stage: row.get(5)?,
        model: row.get(13)?,
        product: row.get(12)?,
        status: row.get(6)?,
        amount: row.get(7)?,
        created: row.get(8)?,
        expected: row.get(9)?,
        closed: row.get(10)?,
        reported: row.get(11)?,
    })
}

fn listed(facts: Facts, row: &Row<'_>) -> Result<Listed> {
    Ok(Listed { facts, name: row.get(1)?, number: row.get(2)?, account: row.get(3)? })
}

impl From<&Deal> for Facts {
    fn from(deal: &Deal) -> Self {
        Self {
            id: deal.id,
            owner: deal.owner,
            stage: deal.stage,
            model: deal.model,
            product: deal.product,
            status: deal.status,
            amount: deal.amount,
            created: deal.created,
            expected: deal.expected,
            closed: deal.closed,
            reported: deal.reported,
        }
    }
}

/// Decides which deals are handed over, and counts them.
struct Pass<'a> {
    ask: Ask<'a>,
    wanted: Wanted,
    beside: Beside,
    given_up: GivenUp,
    in_stage: Option<InStage>,
    /// The first and the last day on which those that are won or lost may have been closed.
    between: (NaiveDate, NaiveDate),
    counted: Counted,
}

impl<'a> Pass<'a> {
    fn new(db: &Db, directory: &Directory, ask: &Ask<'a>) -> Result<Self> {
        let Ask { members, period, as_of, filter, .. } = *ask;
        let given_up = GivenUp::load(db)?;
        // A deal given up since the newest report was closed on a later day than that.
        let until = given_up.last().map_or(as_of, |day| day.max(as_of));
        let first = period.map_or(NaiveDate::MIN, Period::first_day);
        let last = period.map_or(until, |period| period.last_day().min(until));
        Ok(Self {
            ask: *ask,
            wanted: Wanted::new(directory, &filter.search),
            beside: Beside::load(db, directory, ask)?,
            given_up,
            in_stage: filter.stage.map(|stage| InStage::new(directory, stage)),
            between: (first, last),
            counted: Counted { n_open: n_open(db, members, as_of)?, ..Counted::default() },
        })
    }

    /// Hands over those among the deals in memory; `false` where there are none in memory.
    fn kept(&mut self, db: &Db, each: &mut impl FnMut(&Facts)) -> Result<bool> {
        opportunities::each_kept(db, self.ask.filter.status, |deal| {
            let facts = Facts::from(deal);
            if self.lets(&facts) {
                self.count(&facts);
                each(&facts);
            }
        })
    }

    /// Hands over those in the file, each with its row.
    fn filed(
        &mut self,
        db: &Db,
        mut each: impl FnMut(&Facts, &Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let (status, (first, last)) = (self.ask.filter.status, self.between);
        let mut one = |row: &Row<'_>| {
            let facts = facts_of(row)?;
            if !self.lets(&facts) || !self.wanted.matches(row, facts.owner) {
                return Ok(());
            }
            self.count(&facts);
            each(&facts, row)
        };
        if status == Status::Open {
            return db.read(OPEN, &[], one);
        }
        db.read(CLOSED, &[first.into(), last.into(), status.write()], &mut one)?;
        db.read(UNDATED, &[status.write()], one)
    }

    /// Whether a deal is one of them but for what is searched for.
    fn lets(&mut self, facts: &Facts) -> bool {
        let Ask { members, as_of, filter, .. } = self.ask;
        let Facts { owner, expected, closed, .. } = *facts;
        let open = facts.status == Status::Open;
        if !members.include(owner, if open { Some(as_of) } else { closed })
            || self.in_stage.as_ref().is_some_and(|wanted| !wanted.holds(facts.stage))
            || filter.owner.is_some_and(|wanted| owner != Some(wanted))
            || filter.product.is_some_and(|wanted| facts.product != Some(wanted))
            || filter.month.is_some_and(|month| expected.is_none_or(|day| !month.contains(day)))
            || !filter.in_range(facts.amount)
        {
            return false;
        }
        if !open {
            let Some(closed) = closed else {
                self.counted.undated += 1;
                return false;
            };
            let (first, last) = self.between;
            let known = self.given_up.since(facts.id).unwrap_or(closed);
            if closed < first || last < closed || as_of < known {
                return false;
            }
        }
        self.beside.lets(filter, facts)
    }

    const fn count(&mut self, facts: &Facts) {
        self.counted.n += 1;
        match facts.amount {
            Some(fen) => self.counted.amount = self.counted.amount.saturating_add(fen),
            None => self.counted.unknown += 1,
        }
    }
}

/// The stage that deals must stand in, as the funnel of its model reads theirs.
struct InStage {
    fit: Fit,
    at: Option<u8>,
}

impl InStage {
    fn new(directory: &Directory, stage: StageId) -> Self {
        let model = directory.stages.get(&stage).map(|stage| stage.model_id);
        let fit = Fit::new(directory, model);
        Self { at: fit.position(stage), fit }
    }

    fn holds(&self, stage: Option<StageId>) -> bool {
        self.at.is_some() && stage.and_then(|stage| self.fit.position(stage)) == self.at
    }
}

/// How many open deals a scope has as of a day, without a pass over them.
///
/// # Errors
/// Whatever the database reports.
pub fn n_open(db: &Db, members: &Members, as_of: NaiveDate) -> Result<u64> {
    let counts = opportunities::open_counts(db)?.into_iter();
    let ours = counts.filter(|(owner, _)| members.include(*owner, Some(as_of)));
    Ok(ours.map(|(_, n)| u64::try_from(n).unwrap_or_default()).sum())
}

/// What a deal must contain; people are found by their initials too.
struct Wanted {
    text: String,
    owners: BTreeSet<PersonId>,
}

impl Wanted {
    fn new(directory: &Directory, search: &str) -> Self {
        let text = search.trim().to_lowercase();
        let owners = directory.people.values();
        let owners = owners
            .filter(|person| !text.is_empty() && names::matches(&text, &person.name))
            .map(|person| person.id)
            .collect();
        Self { text, owners }
    }

    /// Whether there is anything to look for.
    const fn looks(&self) -> bool {
        !self.text.is_empty()
    }

    /// Whether it is found in one of the texts of a row, or in the owner's name.
    fn matches(&self, row: &Row<'_>, owner: Option<PersonId>) -> bool {
        !self.looks()
            || owner.is_some_and(|owner| self.owners.contains(&owner))
            || [1, 2, 3].into_iter().any(|at| row.text(at).to_lowercase().contains(&self.text))
    }
}

/// What does not stand in the row of a deal, read where the filter asks for it.
struct Beside {
    models: Models,
    classes: Classes,
    /// Of which period, and up to which day.
    of: (Period, NaiveDate),
    with_next: BTreeSet<OpportunityId>,
}

impl Beside {
    fn load(db: &Db, directory: &Directory, ask: &Ask<'_>) -> Result<Self> {
        let Ask { period, today, filter, .. } = *ask;
        let mut beside = Self {
            models: Models::new(directory),
            classes: Classes::default(),
            of: (class_period(period, today), today),
            with_next: BTreeSet::new(),
        };
        if filter.category.is_some() {
            beside.classes = Classes::load(db, today)?;
        }
        if filter.without_next {
            let all = said::next_steps(db, today)?.into_iter();
            let still =
                all.filter(|(_, steps)| steps.iter().any(|step| said::still_open(step, today)));
            beside.with_next = still.map(|(deal, _)| deal).collect();
        }
        Ok(beside)
    }

    fn lets(&self, filter: &Filter, deal: &Facts) -> bool {
        let open = deal.status == Status::Open;
        if filter.without_next && (!open || self.with_next.contains(&deal.id)) {
            return false;
        }
        let Some(wanted) = filter.category else { return true };
        let own = deal.stage.filter(|_| open).and_then(|stage| self.models.position(stage));
        own.is_some_and(|at| {
            let proposed = Category::proposed(at, self.models.n_stages(deal.model));
            let (period, today) = self.of;
            let chosen = self.classes.on(deal.id, period, today);
            Category::standing(false, proposed, None, chosen) == wanted
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_filter_comes_back_as_it_was() {
        let full = Filter {
            status: Status::Won,
            stage: Some(StageId(3)),
            owner: Some(PersonId(7)),
            product: Some(ProductId(9)),
            least: Some(-1),
            most: Some(i64::MAX),
            month: Some(Period::Month(2025, 12)),
            category: Some(Category::BestCase),
            without_next: true,
            search: "阀 \"门\"".to_owned(),
        };
        for filter in [full.clone(), Filter::default()] {
            assert_eq!(Filter::of_json(&filter.to_json()), Some(filter));
        }
        assert_eq!((full.count(), Filter::default().count()), (7, 0));
        // What is not known filters nothing, and what is no filter is none.
        let odd = r#"{"status":"asleep","month":"soon","colour":1}"#;
        assert_eq!(Filter::of_json(odd), Some(Filter::default()));
        for text in ["", "[]", "7", "{"] {
            assert_eq!(Filter::of_json(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_unknown_is_in_no_range() {
        let range = |least, most| Filter { least, most, ..Filter::default() };
        for (filter, amount, fits) in [
            (range(None, None), None, true),
            (range(Some(0), None), None, false),
            (range(Some(10), Some(20)), Some(10), true),
            (range(Some(10), Some(20)), Some(20), true),
            (range(Some(10), Some(20)), Some(21), false),
            (range(None, Some(20)), Some(-5), true),
        ] {
            assert_eq!(filter.in_range(amount), fits, "{filter:?} {amount:?}");
        }
    }
}
