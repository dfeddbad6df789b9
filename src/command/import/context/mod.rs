//! What an import knows while it runs: who and what exists, what texts mean, what it may make.

mod places;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::command::import::missing::Reported;
use crate::command::import::opportunities::Authors;
use crate::command::import::skills::Wanted;
use crate::command::import::trainings::Scales;
use crate::command::import::{Create, FieldChange, Problem, SheetInput};
use crate::domain::ids::*;
use crate::domain::names;
use crate::domain::similar::{Likeness, likeliest};
use crate::error::{Error, Result};
use crate::sheets::mapping::Mapping;
use crate::sheets::memory::{self, Memory};
use crate::sheets::values;
use crate::store::directory::Directory;
use crate::store::records::{Account, Alias, Membership, Origin, Person, Place, Product};
use crate::store::{Db, answers, passings};

/// A name that may stand for several records.
type Index<T> = BTreeMap<String, Vec<T>>;

/// What texts mean: by field and by the text's key, our name.
type Meanings = BTreeMap<String, BTreeMap<String, String>>;

/// What a text of a sheet means.
struct Meaning<'a> {
    /// Our name.
    name: Cow<'a, str>,
    /// Its key.
    key: String,
    /// Whether a person said that the text names itself.
    itself: bool,
}

pub(super) struct Context {
    pub(super) directory: Directory,
    /// The general stage model.
    general: StageModelId,
    create: Create,
    /// Only looked up, nothing made: see [`Context::without_making`].
    looking: bool,
    pub(super) by: String,
    pub(super) batch: BatchId,
    pub(super) report_date: NaiveDate,
    /// The day of the import.
    today: NaiveDate,
    /// What was said in this sheet's map and in earlier ones.
    said: Meanings,
    /// What was answered before, and who sends this sheet.
    memory: Memory,
    sender: String,
    /// The file of the sheet at hand, and which of its sheets that is.
    hash: String,
    n_sheet: u32,
    people: Index<PersonId>,
    accounts: Index<AccountId>,
    /// Accounts by the name without legal form, to ask about near duplicates.
    similar_accounts: Index<String>,
    products: Index<ProductId>,
    /// What names a place in the deals of each stage model, normalised.
    places: BTreeMap<StageModelId, BTreeMap<String, Place>>,
    created: Vec<(&'static str, String)>,
    /// Texts of the row at hand that were taken for another name: field, text, name.
    renamed: Vec<(&'static str, String, String)>,
    /// Whether this sheet was kept as a sighting of a deal, also where it changed nothing.
    pub(super) sighted: bool,
    /// Who brought the imports that this one meets.
    pub(super) authors: Authors,
    /// Whose deals this sheet tells of, and which deals its rejected rows name.
    pub(super) reported: Reported,
    /// The day of the newest answer of deals that a report left out.
    pub(super) answered: BTreeMap<OpportunityId, NaiveDate>,
    /// The day on which a handover last gave a deal to another owner.
    pub(super) passed: BTreeMap<OpportunityId, NaiveDate>,
    /// Deals in the file before this sheet; without any, none need be looked up by number.
    pub(super) has_deals: bool,
    /// Whom the rows of a roster name as a team's manager, and how often.
    pub(super) manager_votes: BTreeMap<TeamId, BTreeMap<PersonId, usize>>,
    /// People made in this sheet because a row named them.
    pub(super) named_here: BTreeSet<PersonId>,
    /// Deals met in this sheet, so that a deal named twice is seen.
    pub(super) seen: BTreeMap<OpportunityId, u32>,
    /// The best scores of courses.
    pub(super) scales: Scales,
    /// What posts ask for in skills; `None` until a rating asks.
    pub(super) wanted: Option<Wanted>,
    /// Skills of this sheet's ratings that no post asks for.
    pub(super) not_asked: BTreeSet<String>,
    /// How many rows of this sheet had the same key so far.
    occurrences: BTreeMap<String, u32>,
}

/// What looking up says of a customer that a person said to be new: no problem once making is allowed.
const SAID_TO_BE_NEW: &str = "said-to-be-new";

impl Context {
    pub(super) fn load(db: &Db, create: Create, (by, today): (&str, NaiveDate)) -> Result<Self> {
        let directory = Directory::load(db)?;
        let general = directory
            .current_model()
            .map(|model| model.id)
            .ok_or_else(|| Error::new("error-workspace-damaged").detail("no stage model"))?;
        let models = directory.models.keys();
        let places = models.map(|model| (*model, places::of_model(&directory, *model))).collect();
        let mut context = Self {
            general,
            create,
            looking: false,
            by: by.to_owned(),
            batch: BatchId(0),
            report_date: NaiveDate::MIN,
            today,
            said: Meanings::new(),
            memory: Memory::load(db)?,
            sender: String::new(),
            hash: String::new(),
            n_sheet: 0,
            people: Index::new(),
            accounts: Index::new(),
            similar_accounts: Index::new(),
            products: Index::new(),
            places,
            created: vec![],
            renamed: vec![],
            sighted: false,
            authors: Authors::default(),
            reported: Reported::default(),
            answered: answers::newest(db)?,
            passed: passings::newest(db)?,
            has_deals: crate::store::opportunities::count(db)? > 0,
            seen: BTreeMap::new(),
            scales: Scales::load(db)?,
            wanted: None,
            not_asked: BTreeSet::new(),
            occurrences: BTreeMap::new(),
            manager_votes: BTreeMap::new(),
            named_here: BTreeSet::new(),
            directory: Directory::default(),
        };
        for person in directory.people.values() {
            context.index_person(person);
        }
        for product in directory.products.values() {
            context.products.entry(product_key(&product.name)).or_default().push(product.id);
        }
        for account in db.all::<Account>()? {
            context.index_account(&account);
        }
        context.directory = directory;
        Ok(context)
    }

    pub(super) fn begin_sheet(&mut self, sheet: &SheetInput<'_>, batch: BatchId) {
        self.said.clear();
        for (field, meanings) in &sheet.map.values {
            let known = self.said.entry(field.clone()).or_default();
            for (text, ours) in meanings {
                known.entry(values::key(text)).or_insert_with(|| ours.clone());
            }
        }
        self.sender = memory::sender(sheet.file);
        self.batch = batch;
        self.report_date = sheet.report_date;
        self.created.clear();
        self.sighted = false;
        self.authors.know(batch, &self.by);
        self.reported = Reported { report_date: sheet.report_date, ..Reported::default() };
        self.has_deals |= !self.seen.is_empty();
        self.seen.clear();
        // Lines of one file are told apart across its sheets, or one sheet would overwrite the other.
        if self.hash != sheet.hash {
            self.hash = sheet.hash.to_owned();
            self.occurrences.clear();
            self.n_sheet = 0;
        }
        self.n_sheet += 1;
        self.manager_votes.clear();
        self.named_here.clear();
        self.not_asked.clear();
    }

    /// The last day of which the sheet can tell that something was done: that of the import, or of its report
    /// where that is later.
    pub(super) fn latest(&self) -> NaiveDate {
        self.today.max(self.report_date)
    }

    pub(super) fn end_sheet(&mut self) -> Vec<(&'static str, String)> {
        std::mem::take(&mut self.created)
    }

    /// Whether a record with this key stood in this sheet before.
    pub(super) fn again(&mut self, kind: &str, key: &str) -> bool {
        let sheet = self.n_sheet.to_string();
        self.occurrence(&[kind, &sheet, key]) > 1
    }

    /// The file that the sheet at hand stands in.
    pub(super) fn file_hash(&self) -> &str {
        &self.hash
    }

    /// The how-manyth row of this file with this key it is, from 1.
    pub(super) fn occurrence(&mut self, key: &[&str]) -> u32 {
        // No cell holds this mark, so that two keys of several parts cannot look alike.
        let count = self.occurrences.entry(key.join("\u{1f}")).or_default();
        *count += 1;
        *count
    }

    /// Runs `look` with nothing allowed to be made; a problem that making would solve is dropped. The
    /// answer is `None` when there was one, else what was found.
    pub(super) fn without_making<T>(
        &mut self,
        problems: &mut Vec<Problem>,
        look: impl FnOnce(&mut Self, &mut Vec<Problem>) -> Result<T>,
    ) -> Result<Option<T>> {
        let create = std::mem::take(&mut self.create);
        self.looking = true;
        let looked = look(self, problems);
        self.looking = false;
        self.create = create;
        let before = problems.len();
        problems.retain(|problem| match problem.key {
            SAID_TO_BE_NEW => false,
            "problem-person-unknown" => !create.people,
            "problem-account-unknown" => !create.accounts,
            "problem-product-unknown" => !create.products,
            _ => true,
        });
        let found = looked?;
        Ok((problems.len() == before).then_some(found))
    }

    /// Texts of the row just taken that stand for another name: field, text, name.
    pub(super) fn renamed(&mut self) -> Vec<(&'static str, String, String)> {
        std::mem::take(&mut self.renamed)
    }

    /// Keeps that a text was taken for a name it does not spell word for word.
    fn rename(&mut self, field: &'static str, text: &str, name: &str) {
        if values::key(text) != values::key(name) {
            let renamed = (field, text.to_owned(), name.to_owned());
            if !self.renamed.contains(&renamed) {
                self.renamed.push(renamed);
            }
        }
    }

    pub(super) fn by(&self) -> &str {
        &self.by
    }

    /// Our name for a text: what the map says, else what was remembered, else the text itself. What the
    /// map says is remembered.
    fn meaning<'a>(&mut self, db: &mut Db, field: &str, text: &'a str) -> Result<Meaning<'a>> {
        let key = values::key(text);
        let said = self.said.get(field).and_then(|meanings| meanings.get(&key)).cloned();
        if let Some(ours) = &said {
            self.remember(db, field, &key, ours)?;
        }
        let remembered = || self.memory.meaning(&self.sender, field, &key).map(str::to_owned);
        Ok(match said.or_else(remembered) {
            Some(name) => {
                let ours = values::key(&name);
                Meaning { itself: ours == key, key: ours, name: Cow::Owned(name) }
            }
            None => Meaning { itself: false, key, name: Cow::Borrowed(text) },
        })
    }

    /// Remembers what was said about the headings of a sheet.
    pub(super) fn remember_headings(&mut self, db: &mut Db, mapping: &Mapping) -> Result<()> {
        for column in mapping.columns.iter().filter(|column| !column.heading.is_empty()) {
            let key = values::key(&column.heading);
            if column.by_hand {
                let field = memory::heading_field(mapping.kind);
                let none = if column.left_out { "" } else { memory::OTHER };
                self.remember(db, &field, &key, column.field.unwrap_or(none))?;
            }
            if let Some(order) = column.style.order.filter(|_| column.order_by_hand)
                && !order.word().is_empty()
            {
                self.remember(db, &memory::order_field(mapping.kind), &key, order.word())?;
            }
        }
        Ok(())
    }

    /// Keeps an answer for this sender.
    fn remember(&mut self, db: &mut Db, field: &str, key: &str, meaning: &str) -> Result<()> {
        let known = self.memory.knows(&self.sender, field, key);
        if !self.memory.keep(&self.sender, field, key, meaning) {
            return Ok(());
        }
        let same = |alias: &Alias| {
            alias.sender == self.sender && alias.field == field && alias.text_key == key
        };
        let old = if known { db.all::<Alias>()?.into_iter().find(same) } else { None };
        match old {
            Some(old) => {
                let new = Alias { meaning: meaning.to_owned(), ..old.clone() };
                db.update_from(&old, &new)?;
            }
            None => {
                let alias = Alias {
                    id: AliasId(db.allocate()?),
                    sender: self.sender.clone(),
                    field: field.to_owned(),
                    text_key: key.to_owned(),
                    meaning: meaning.to_owned(),
                };
                db.insert(&alias)?;
            }
        }
        Ok(())
    }

    /// The person a text names; made when that is allowed.
    pub(super) fn person(
        &mut self,
        db: &mut Db,
        field: &'static str,
        text: &str,
    ) -> Result<Result<PersonId, Problem>> {
        let Meaning { name, key, .. } = self.meaning(db, "person", text)?;
        let spelled = || {
            // zhangwei, where only one person is spelled so.
            let names = self.directory.people.values().map(|person| person.name.as_str());
            let found = text.is_ascii().then(|| likeliest(text, names)).flatten();
            let (name, likeness) = found?;
            (likeness == Likeness::SPELLED).then(|| name.to_owned())
        };
        match self.people.get(&key).map(Vec::as_slice) {
            Some([id]) => {
                let id = *id;
                if !matches!(name, Cow::Borrowed(_)) {
                    let name = name.into_owned();
                    self.rename(field, text, &name);
                }
                Ok(Ok(id))
            }
            None if let Some(name) = spelled() => {
                self.rename(field, text, &name);
                match self.people_named(&name).as_slice() {
                    [id] => Ok(Ok(*id)),
                    _ => Ok(Err(problem(field, "problem-person-ambiguous", text))),
                }
            }
            Some([_, _, ..]) => Ok(Err(problem(field, "problem-person-ambiguous", text))),
            _ if self.create.people => {
                let id = self.add_person(db, &name, Origin::CreatedByImport)?;
                self.created.push(("person", name.into_owned()));
                Ok(Ok(id))
            }
            _ => Ok(Err(problem(field, "problem-person-unknown", text))),
        }
    }

    pub(super) fn people_named(&self, name: &str) -> Vec<PersonId> {
        self.people.get(&values::key(name)).cloned().unwrap_or_default()
    }

    /// Makes a person without a team.
    pub(super) fn add_person(
        &mut self,
        db: &mut Db,
        name: &str,
        origin: Origin,
    ) -> Result<PersonId> {
        let person = Person::new(PersonId(db.allocate()?), name.to_owned(), origin);
        db.insert(&person)?;
        self.index_person(&person);
        let id = person.id;
        self.directory.people.insert(id, person);
        Ok(id)
    }

    pub(super) fn index_person(&mut self, person: &Person) {
        let mut add = |text: &str| {
            let ids = self.people.entry(values::key(text)).or_default();
            if !ids.contains(&person.id) {
                ids.push(person.id);
            }
        };
        add(&person.name);
        if let Some(number) = &person.number {
            add(number);
        }
    }

    /// The account a text names; made when that is allowed.
    pub(super) fn account(
        &mut self,
        db: &mut Db,
        text: &str,
    ) -> Result<Result<AccountId, Problem>> {
        let Meaning { name, itself, .. } = self.meaning(db, "account", text)?;
        let key = account_key(&name);
        match self.accounts.get(&key).map(Vec::as_slice) {
            Some([id]) => {
                let id = *id;
                if let Cow::Owned(name) = name {
                    self.rename("account", text, &name);
                }
                return Ok(Ok(id));
            }
            Some([_, _, ..]) => {
                return Ok(Err(problem("account", "problem-account-ambiguous", text)));
            }
            _ => {}
        }
        let name_key = names::dedupe_key(&name);
        // Said to mean itself: a customer of its own, however similar another one's name is.
        if !itself && self.similar_accounts.contains_key(&name_key) {
            // Perhaps the same customer, perhaps not: a person decides, and the answer is kept.
            return Ok(Err(problem("account", "problem-account-similar", text)));
        }
        if itself && self.looking {
            return Ok(Err(problem("account", SAID_TO_BE_NEW, text)));
        }
        if !itself && !self.create.accounts {
            return Ok(Err(problem("account", "problem-account-unknown", text)));
        }
        let account = Account {
            id: AccountId(db.allocate()?),
            name: name.clone().into_owned(),
            name_key,
            industry: None,
            location: None,
            owner_id: None,
            origin: Origin::CreatedByImport,
            archived: false,
            extra: None,
        };
        db.insert(&account)?;
        self.index_account(&account);
        self.created.push(("account", name.into_owned()));
        Ok(Ok(account.id))
    }

    pub(super) fn accounts_named(&self, name: &str) -> &[AccountId] {
        self.accounts.get(&account_key(name)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn index_account(&mut self, account: &Account) {
        self.accounts.entry(account_key(&account.name)).or_default().push(account.id);
        self.similar_accounts
            .entry(account.name_key.clone())
            .or_default()
            .push(account.name.clone());
    }

    /// The product a text names; made when that is allowed.
    pub(super) fn product(
        &mut self,
        db: &mut Db,
        text: &str,
    ) -> Result<Result<ProductId, Problem>> {
        let name = self.meaning(db, "product", text)?.name;
        match self.products.get(&product_key(&name)).and_then(|ids| ids.first()).copied() {
            Some(id) => {
                if let Cow::Owned(name) = name {
                    self.rename("product", text, &name);
                }
                Ok(Ok(id))
            }
            None if self.create.products => {
                let product = Product {
                    id: ProductId(db.allocate()?),
                    name: name.clone().into_owned(),
                    series: None,
                    list_price: None,
                    origin: Origin::CreatedByImport,
                    archived: false,
                    extra: None,
                };
                db.insert(&product)?;
                self.index_product(product.clone());
                self.created.push(("product", name.into_owned()));
                Ok(Ok(product.id))
            }
            None => Ok(Err(problem("product", "problem-product-unknown", text))),
        }
    }

    /// What tells lines of a product apart from other lines, also before the product is made.
    pub(super) fn line_key(&mut self, db: &mut Db, text: &str) -> Result<String> {
        Ok(product_key(&self.meaning(db, "product", text)?.name))
    }

    pub(super) fn product_named(&self, name: &str) -> Option<ProductId> {
        self.products.get(&product_key(name)).and_then(|ids| ids.first()).copied()
    }

    pub(super) fn index_product(&mut self, product: Product) {
        self.products.entry(product_key(&product.name)).or_default().push(product.id);
        self.directory.products.insert(product.id, product);
    }

    pub(super) fn add_membership(&mut self, db: &mut Db, membership: Membership) -> Result<()> {
        db.insert(&membership)?;
        self.directory.memberships.push(membership);
        Ok(())
    }
}

/// What customers are told apart by: A-1公司 is not A1公司, though a person is asked.
fn account_key(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// What products are told apart by: in `GTX Pro` and `GTXPro` the space may matter, so a person says.
fn product_key(name: &str) -> String {
    name.to_lowercase()
}

pub(super) fn problem(field: &'static str, key: &'static str, text: &str) -> Problem {
    Problem { field: Some(field), key, text: text.to_owned() }
}

/// Puts a stated value over the old one and notes the change; a blank cell states nothing.
pub(super) fn replace<T: Clone + PartialEq>(
    slot: &mut Option<T>,
    stated: Option<T>,
    field: &'static str,
    show: impl Fn(&T) -> String,
    changes: &mut Vec<FieldChange>,
) {
    let Some(stated) = stated else { return };
    if slot.as_ref() == Some(&stated) {
        return;
    }
    let before = slot.as_ref().map(&show).unwrap_or_default();
    changes.push(FieldChange { field, before, after: show(&stated) });
    *slot = Some(stated);
}

/// As [`replace`] for what is never unknown.
pub(super) fn replace_known<T: Clone + PartialEq>(
    slot: &mut T,
    stated: T,
    field: &'static str,
    show: impl Fn(&T) -> String,
    changes: &mut Vec<FieldChange>,
) {
    if *slot != stated {
        changes.push(FieldChange { field, before: show(slot), after: show(&stated) });
        *slot = stated;
    }
}
