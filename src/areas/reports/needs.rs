//! What a person has to decide before all rows can be taken.
//!
//! A name nobody knows is asked about once, however many rows use it; the answer becomes part of
//! the map and is remembered by the import. What comes first in the dates of a column is asked
//! about once, too. What is wrong in a single cell is listed row by row.

use std::collections::{BTreeMap, BTreeSet};

use super::data::Choices;
use super::mend;
use super::queue::{Place, SheetChoice};
use crate::command::import::{Problem, SheetResult};
use crate::domain::names;
use crate::domain::similar::likeliest;
use crate::i18n::Tr;
use crate::sheets::read::Row;
use crate::sheets::{intake, values};

/// What a text should name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Noun {
    Person,
    Account,
    Product,
    Stage,
}

impl Noun {
    /// What a problem says is unknown, if our name for it would mend it.
    fn of(problem: &Problem) -> Option<Self> {
        match problem.key {
            "problem-person-unknown" | "problem-person-ambiguous" => Some(Self::Person),
            "problem-account-unknown" | "problem-account-similar" => Some(Self::Account),
            "problem-product-unknown" => Some(Self::Product),
            "problem-stage-unknown" => Some(Self::Stage),
            _ => None,
        }
    }

    /// The field in a map.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Account => "account",
            Self::Product => "product",
            Self::Stage => "stage",
        }
    }

    pub(super) const fn names(self, choices: &Choices) -> &Vec<(String, String)> {
        match self {
            Self::Person => &choices.people,
            Self::Account => &choices.accounts,
            Self::Product => &choices.products,
            Self::Stage => &choices.stages,
        }
    }
}

/// A text to which we know no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    pub(super) noun: Noun,
    pub(super) problem: Problem,
    /// The first row that uses it.
    pub(super) first: u32,
    /// How many rows use it.
    pub(super) rows: usize,
    /// Our name that it most probably means.
    pub(super) proposal: Option<String>,
}

/// A column whose dates may begin with the day or the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unsure {
    pub(super) field: &'static str,
    pub(super) problem: Problem,
    /// The first row that leaves it open.
    pub(super) first: u32,
    /// How many rows do.
    pub(super) rows: usize,
}

/// A problem of a single row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Other {
    /// The place among the rejected rows, and of the problem within its row.
    pub(super) at: (usize, usize),
    /// The cell at fault, where one is.
    pub(super) place: Option<Place>,
    /// What the cell most probably should say.
    pub(super) proposal: Option<String>,
}

/// What a sheet needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// Texts to be told apart.
    pub(super) unknown: Vec<Unknown>,
    /// Columns of dates to be told apart.
    pub(super) orders: Vec<Unsure>,
    /// What is wrong in single rows.
    pub(super) others: Vec<Other>,
    /// How many of them a person left as they are.
    pub(super) left: usize,
}

/// One of the things that a sheet needs.
pub(super) enum Item<'a> {
    Unknown(&'a Unknown),
    Unsure(&'a Unsure),
    Other(&'a Other, &'a Row, &'a Problem),
}

impl Needs {
    pub(super) fn count(&self) -> usize {
        self.unknown.len() + self.orders.len() + self.others.len()
    }

    /// The thing in a row of the list.
    pub(super) fn item<'a>(&'a self, sheet: &'a SheetResult, row: usize) -> Option<Item<'a>> {
        if let Some(unknown) = self.unknown.get(row) {
            return Some(Item::Unknown(unknown));
        }
        let row = row - self.unknown.len();
        if let Some(unsure) = self.orders.get(row) {
            return Some(Item::Unsure(unsure));
        }
        let other = self.others.get(row - self.orders.len())?;
        let (row, problems) = sheet.rejected.get(other.at.0)?;
        Some(Item::Other(other, row, problems.get(other.at.1)?))
    }

    /// Looks for names that the texts most probably mean.
    pub(super) fn propose(&mut self, choices: &Choices) {
        for unknown in self.unknown.iter_mut().take(PROPOSED) {
            unknown.proposal = nearest(unknown, choices).map(str::to_owned);
        }
    }
}

/// Proposals are looked for among so many, so that a preview shows at once.
const PROPOSED: usize = 500;

/// Sorts the problems of a sheet into questions and faults of single rows.
pub(super) fn needs(sheet: &SheetResult, choice: Option<&SheetChoice>) -> Needs {
    let mut needs = Needs::default();
    let mut known: BTreeMap<(Noun, String), usize> = BTreeMap::new();
    let mut left: BTreeSet<(Noun, String)> = BTreeSet::new();
    for (at, (row, problems)) in sheet.rejected.iter().enumerate() {
        for (which, problem) in problems.iter().enumerate() {
            if let Some(noun) = Noun::of(problem) {
                let name = (noun, values::key(&problem.text));
                if choice.is_some_and(|choice| choice.left_names.contains(&name)) {
                    needs.left += usize::from(left.insert(name));
                } else {
                    needs.ask(&mut known, name, problem, row.number);
                }
                continue;
            }
            if let ("problem-date-order", Some(field)) = (problem.key, problem.field) {
                needs.ask_order(field, problem, row.number);
                continue;
            }
            // That nobody knows what the sheet is concerns all its rows and is said once.
            if problem.key == "problem-kind" && !needs.others.is_empty() {
                continue;
            }
            let mapping = choice.and_then(|choice| choice.mapping.as_ref());
            let column = mapping.and_then(|mapping| mapping.wide_column(row));
            let place = problem.field.map(|field| (row.number, column, field));
            let passed = place.filter(|place| choice.is_some_and(|c| c.left.contains(place)));
            if passed.is_some() {
                needs.left += 1;
                continue;
            }
            let proposed = needs.others.len() < PROPOSED;
            let proposal = proposed.then(|| mend::proposal(problem, sheet.report_date)).flatten();
            needs.others.push(Other { at: (at, which), place, proposal });
        }
    }
    needs
}

impl Needs {
    fn ask(
        &mut self,
        known: &mut BTreeMap<(Noun, String), usize>,
        name: (Noun, String),
        problem: &Problem,
        row: u32,
    ) {
        let noun = name.0;
        let place = *known.entry(name).or_insert_with(|| {
            let problem = problem.clone();
            self.unknown.push(Unknown { noun, problem, first: row, rows: 0, proposal: None });
            self.unknown.len() - 1
        });
        if let Some(unknown) = self.unknown.get_mut(place) {
            unknown.rows += 1;
        }
    }

    fn ask_order(&mut self, field: &'static str, problem: &Problem, row: u32) {
        match self.orders.iter_mut().find(|unsure| unsure.field == field) {
            Some(unsure) => unsure.rows += 1,
            None => {
                let problem = problem.clone();
                self.orders.push(Unsure { field, problem, first: row, rows: 1 });
            }
        }
    }
}

/// The name that a text most probably means, if one is near enough to be proposed.
fn nearest<'a>(unknown: &Unknown, choices: &'a Choices) -> Option<&'a str> {
    let text = &unknown.problem.text;
    if unknown.noun == Noun::Account {
        return choices.similar.get(&names::dedupe_key(text)).map(String::as_str);
    }
    let names = unknown.noun.names(choices).iter().map(|(name, _)| name.as_str());
    likeliest(text, names).map(|(name, _)| name)
}

/// The reasons of a rejected row in one line.
pub(super) fn reasons(problems: &[Problem], tr: &Tr) -> String {
    let all: Vec<String> = problems.iter().map(|problem| intake::reason(problem, tr)).collect();
    all.join(&tr.text("reports-semicolon"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(key: &'static str, text: &str) -> Problem {
        Problem { field: Some("owner"), key, text: text.to_owned() }
    }

    #[test]
    fn a_text_is_asked_about_once() {
        let row = |number, problems| (Row { number, cells: vec![] }, problems);
        let sheet = SheetResult {
            file: String::new(),
            sheet: String::new(),
            kind: None,
            report_date: chrono::NaiveDate::MIN,
            headings: vec![],
            rows: 3,
            new: 0,
            changed: 0,
            unchanged: 0,
            rejected: vec![
                row(
                    5,
                    vec![problem("problem-person-unknown", "老王"), problem("problem-date", "x")],
                ),
                row(7, vec![problem("problem-person-unknown", " 老王")]),
                row(8, vec![problem("problem-stage-unknown", "老王")]),
            ],
            ..SheetResult::default()
        };
        let needs = needs(&sheet, None);
        let unknown: Vec<_> = needs.unknown.iter().map(|u| (u.noun, u.first, u.rows)).collect();
        assert_eq!(unknown, [(Noun::Person, 5, 2), (Noun::Stage, 8, 1)]);
        let others: Vec<_> = needs.others.iter().map(|other| other.at).collect();
        assert_eq!(others, [(0, 1)]);
        assert_eq!(needs.count(), 3);
        assert!(matches!(needs.item(&sheet, 2), Some(Item::Other(_, row, _)) if row.number == 5));
    }

    #[test]
    fn a_column_of_dates_is_asked_about_once_and_what_is_left_is_not_asked_again() {
        let row = |number, key, text: &str| {
            let problem = Problem { field: Some("on_day"), key, text: text.to_owned() };
            (Row { number, cells: vec![] }, vec![problem])
        };
        let sheet = SheetResult {
            rejected: vec![
                row(2, "problem-date-order", "03/04/2025"),
                row(3, "problem-date-order", "05/04/2025"),
                row(4, "problem-date-none", "2025-11-31"),
                row(5, "problem-date", "soon"),
            ],
            ..SheetResult::default()
        };
        let mut choice = SheetChoice::default();
        choice.left.insert((5, None, "on_day"));
        let needs = needs(&sheet, Some(&choice));
        let orders: Vec<_> = needs.orders.iter().map(|u| (u.field, u.first, u.rows)).collect();
        assert_eq!(orders, [("on_day", 2, 2)]);
        let others: Vec<_> = needs.others.iter().map(|o| o.proposal.as_deref()).collect();
        assert_eq!(others, [Some("2025-11-30")]);
        assert_eq!((needs.count(), needs.left), (2, 1));
    }

    #[test]
    fn only_an_unmistakable_name_is_proposed() {
        let pair = |name: &str| (name.to_owned(), name.to_owned());
        let choices = Choices {
            stages: vec![pair("方案报价"), pair("商务谈判"), pair("商务合同")],
            similar: BTreeMap::from([("江岚能源".to_owned(), "江岚能源有限公司".to_owned())]),
            ..Choices::default()
        };
        let unknown = |noun, key, text: &str| Unknown {
            noun,
            problem: problem(key, text),
            first: 1,
            rows: 1,
            proposal: None,
        };
        let stage = |text| unknown(Noun::Stage, "problem-stage-unknown", text);
        assert_eq!(nearest(&stage("报价"), &choices), Some("方案报价"));
        assert_eq!(nearest(&stage("商务"), &choices), None);
        assert_eq!(nearest(&stage("价"), &choices), None);
        let account = unknown(Noun::Account, "problem-account-similar", "江岚能源");
        assert_eq!(nearest(&account, &choices), Some("江岚能源有限公司"));
    }
}
