//! What the list of 成员进度 shows, and every order in which it can be listed.

use std::collections::BTreeMap;

use super::progress_words::coverage;
use crate::domain::names::sort_key;
use crate::metrics::targets::progress::Line;

/// What the list shows, and can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Who.
    Name,
    /// The target.
    Target,
    /// What was reached.
    Actual,
    /// The same as a bar.
    Bar,
    /// The same as a share.
    #[default]
    Share,
    /// By how much more than should be there.
    Ahead,
    /// What is missing.
    Gap,
    /// What each day must bring.
    Daily,
    /// How often open deals cover what is missing.
    Coverage,
    /// How it stands.
    Status,
}

impl By {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Target,
        Self::Actual,
        Self::Bar,
        Self::Share,
        Self::Ahead,
        Self::Gap,
        Self::Daily,
        Self::Coverage,
        Self::Status,
    ];

    /// The word in the keys of its heading.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Bar => "bar",
            Self::Share => "share",
            Self::Ahead => "ahead",
            Self::Gap => "gap",
            Self::Daily => "daily",
            Self::Coverage => "coverage",
            Self::Status => "status",
        }
    }
}

/// Every order of the rows, so that sorting costs no frame.
#[derive(Clone, Debug, Default)]
pub struct Orders(BTreeMap<(By, bool), Vec<usize>>);

impl Orders {
    /// Rows by place.
    pub fn get(&self, by: By, descending: bool) -> &[usize] {
        self.0.get(&(by, descending)).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn of(lines: &[Line], names: &[String], rest: bool) -> Self {
        type Key = fn(&Line) -> Option<i64>;
        let keys: [(By, Key); 7] = [
            (By::Target, |line| line.target.map(|levels| levels.base)),
            (By::Actual, |line| line.actual.as_ref()?.value),
            (By::Share, Line::attainment_bp),
            (By::Ahead, Line::ahead),
            (By::Gap, Line::gap),
            (By::Daily, Line::needed_daily),
            (By::Coverage, coverage),
        ];
        let spelled: Vec<String> = names.iter().map(|name| sort_key(name)).collect();
        let by_name: Vec<Option<&String>> = spelled.iter().map(Some).collect();
        let standing = |line: &Line| Some((line.status()?, line.attainment_bp()?));
        let stands: Vec<_> = lines.iter().map(standing).collect();
        let mut orders = BTreeMap::new();
        for descending in [false, true] {
            let mut put = |by: By, mut order: Vec<usize>| {
                // What nobody holds stays last in every order.
                order.extend(rest.then_some(lines.len()));
                orders.insert((by, descending), order);
            };
            put(By::Name, sorted(&by_name, &spelled, descending));
            put(By::Status, sorted(&stands, &spelled, descending));
            for (by, key) in keys {
                let values: Vec<Option<i64>> = lines.iter().map(key).collect();
                put(by, sorted(&values, &spelled, descending));
            }
        }
        Self(orders)
    }
}

/// Sorts by keys; unknown ones come last both ways, equal ones in the order of names.
fn sorted<K: Ord>(keys: &[Option<K>], names: &[String], descending: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let key = |at: &usize| keys.get(*at).and_then(Option::as_ref);
    order.sort_by(|a, b| {
        let found = match (key(a), key(b)) {
            (Some(a), Some(b)) if descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        found.then_with(|| names.get(*a).cmp(&names.get(*b)))
    });
    order
}
