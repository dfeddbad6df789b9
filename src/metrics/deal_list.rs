//! 商机列表: which deals of a scope a filter lets through, and what they are worth together.
//!
//! Open deals are those of the owner's scope on the day; deals that were won or lost are those that were
//! closed in the period. A filter is kept as JSON under a name; what is not in it filters nothing, so that
//! a kept filter outlives new ones.
//!
//! Indexes lead to the open deals and to those closed in the period; no other row is read. What does not
//! stand in the row itself, such as the next step or the class, is read once before.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::domain::forecast::calls::Category;
use crate::domain::ids::{OpportunityId, PersonId, ProductId, StageId, StageModelId};
use crate::domain::names;
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::forecast::class_period;
use crate::metrics::pipeline::Models;
use crate::metrics::stage_fit::Fit;
use crate::store::db::{Column as _, Row};
use crate::store::directory::Directory;
use crate::store::opportunities::GivenUp;
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

/// What a deal of the list can be sorted by without its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The key.
    pub id: OpportunityId,
    /// The owner, if known.
    pub owner: Option<PersonId>,
    /// The stage while it is open.
    pub stage: Option<StageId>,
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

/// Hands over every deal that the filter lets through, in the order of keys.
///
/// # Errors
/// Whatever the database reports.
pub fn each(
    db: &Db,
    directory: &Directory,
    ask: &Ask<'_>,
    mut each: impl FnMut(Listed),
) -> Result<Counted> {
    each_facts(db, directory, ask, |_, listed| {
        each(listed()?);
        Ok(())
    })
}

/// As [`each`], handing over what is known of a deal beside its texts, and a way to the whole of it: reading
/// texts is half of what a deal costs.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_facts(
    db: &Db,
    directory: &Directory,
    ask: &Ask<'_>,
    mut each: impl FnMut(&Facts, &dyn Fn() -> Result<Listed>) -> Result<()>,
) -> Result<Counted> {
    let Ask { members, period, as_of, filter, .. } = *ask;
    let wanted = Wanted::new(directory, &filter.search);
    let beside = Beside::load(db, directory, ask)?;
    let given_up = GivenUp::load(db)?;
    let in_stage = filter.stage.map(|stage| InStage::new(directory, stage));
    let mut counted = Counted { n_open: n_open(db, members, as_of)?, ..Counted::default() };
    // Whether a deal is one of them, and what was filtered beside its status and days.
    let mut one = |row: &Row<'_>| {
        let (id, status): (OpportunityId, Status) = (row.get(0)?, row.get(6)?);
        let owner: Option<PersonId> = row.get(4)?;
        let closed: Option<NaiveDate> = row.get(10)?;
        let day = if status == Status::Open { Some(as_of) } else { closed };
        let stage: Option<StageId> = row.get(5)?;
        let product: Option<ProductId> = row.get(12)?;
        let expected: Option<NaiveDate> = row.get(9)?;
        let amount: Option<i64> = row.get(7)?;
        if !members.include(owner, day)
            || in_stage.as_ref().is_some_and(|wanted| !wanted.holds(stage))
            || filter.owner.is_some_and(|wanted| owner != Some(wanted))
            || filter.product.is_some_and(|wanted| product != Some(wanted))
            || filter.month.is_some_and(|month| expected.is_none_or(|day| !month.contains(day)))
            || !filter.in_range(amount)
        {
            return Ok(());
        }
        if status != Status::Open {
            let Some(closed) = closed else {
                counted.undated += 1;
                return Ok(());
            };
            if given_up.since(id).unwrap_or(closed) > as_of {
                return Ok(());
            }
        }
        if !beside.lets(filter, (id, status), (stage, row.get(13)?)) {
            return Ok(());
        }
        let texts = || -> Result<(String, Option<String>, Option<String>)> {
            Ok((row.get(1)?, row.get(2)?, row.get(3)?))
        };
        if wanted.looks() {
            let (name, number, account) = texts()?;
            if !wanted.matches(&[Some(&name), number.as_deref(), account.as_deref()], owner) {
                return Ok(());
            }
        }
        counted.n += 1;
        match amount {
            Some(fen) => counted.amount = counted.amount.saturating_add(fen),
            None => counted.unknown += 1,
        }
        let (created, reported) = (row.get(8)?, row.get(11)?);
        let facts = Facts { id, owner, stage, status, amount, created, expected, closed, reported };
        each(&facts, &|| {
            let (name, number, account) = texts()?;
            Ok(Listed { facts, number, name, account })
        })?;
        Ok(())
    };
    if filter.status == Status::Open {
        db.read(OPEN, &[], one)?;
    } else {
        let status = filter.status.write();
        let first = period.map_or(NaiveDate::MIN, Period::first_day);
        // A deal given up since the newest report was closed on a later day than that.
        let until = given_up.last().map_or(as_of, |day| day.max(as_of));
        let last = period.map_or(until, |period| period.last_day().min(until));
        db.read(CLOSED, &[first.into(), last.into(), status.clone()], &mut one)?;
        db.read(UNDATED, &[status], one)?;
    }
    Ok(counted)
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

    fn matches(&self, texts: &[Option<&str>], owner: Option<PersonId>) -> bool {
        owner.is_some_and(|owner| self.owners.contains(&owner))
            || texts.iter().flatten().any(|text| text.to_lowercase().contains(&self.text))
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

    fn lets(
        &self,
        filter: &Filter,
        (id, status): (OpportunityId, Status),
        (stage, model): (Option<StageId>, StageModelId),
    ) -> bool {
        let open = status == Status::Open;
        if filter.without_next && (!open || self.with_next.contains(&id)) {
            return false;
        }
        let Some(wanted) = filter.category else { return true };
        let own = stage.filter(|_| open).and_then(|stage| self.models.position(stage));
        own.is_some_and(|at| {
            let proposed = Category::proposed(at, self.models.n_stages(model));
            let (period, today) = self.of;
            let chosen = self.classes.on(id, period, today);
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
