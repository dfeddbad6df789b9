//! Everything the tab shows, ready to draw.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::card::{Card, Maker, Stand};
use super::spread::{self, Spread};
use crate::areas::Filter;
use crate::documents::evaluation::EvaluationPage;
use crate::documents::summary::{Summary, Written, summary};
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::names::spelling;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Language, Tr, period_label};
use crate::metrics::evaluation::Scorecard;
use crate::store::directory::Directory;
use crate::store::records::{Signature, Status};
use crate::store::{Db, opportunities};

/// What the tab shows.
#[derive(Debug)]
pub struct Data {
    pub(super) period: Period,
    pub(super) label: String,
    pub(super) tab: String,
    pub(super) hint: String,
    /// People with a card, by key.
    pub(super) cards: Vec<Card>,
    /// People of the scope without any data in the period.
    pub(super) without: Vec<Absent>,
    /// The names of those with a card, in the order of pinyin, for the picker.
    pub(super) names: Vec<(PersonId, String)>,
    pub(super) orders: Orders,
    pub(super) spreads: BTreeMap<Option<TeamId>, Spread>,
    /// Nobody in the scope has a target.
    pub(super) no_targets: bool,
    /// Where there is data when this period has none.
    pub(super) nearest: Option<(Period, String)>,
}

/// A person without data.
#[derive(Debug)]
pub(super) struct Absent {
    pub(super) name: String,
    pub(super) team: String,
}

/// What the list of people can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    Name,
    Team,
    #[default]
    Score,
    Rank,
    Stand,
}

/// Every order of the cards that the list offers, so that sorting costs no frame.
#[derive(Debug, Default)]
pub(super) struct Orders(BTreeMap<(By, bool), Sorted>);

/// One order of the cards.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Cards by place.
    pub(super) cards: Vec<usize>,
    /// Places by card.
    pub(super) places: Vec<usize>,
}

impl Orders {
    pub(super) fn get(&self, by: By, descending: bool) -> Option<&Sorted> {
        self.0.get(&(by, descending))
    }

    fn of(cards: &[Card]) -> Self {
        let mut orders = BTreeMap::new();
        let spelled: Vec<Option<String>> =
            cards.iter().map(|card| Some(spelling(&card.name))).collect();
        let teams: Vec<Option<&str>> = cards
            .iter()
            .map(|card| Some(card.team_name.as_str()).filter(|name| !name.is_empty()))
            .collect();
        let scores: Vec<Option<i64>> = cards.iter().map(|card| card.score).collect();
        let ranks: Vec<Option<usize>> = cards.iter().map(|card| card.rank).collect();
        let stands: Vec<Option<Stand>> = cards.iter().map(|card| Some(card.stand)).collect();
        for descending in [false, true] {
            orders.insert((By::Name, descending), sorted(&spelled, descending));
            orders.insert((By::Team, descending), sorted(&teams, descending));
            orders.insert((By::Score, descending), sorted(&scores, descending));
            orders.insert((By::Rank, descending), sorted(&ranks, descending));
            orders.insert((By::Stand, descending), sorted(&stands, descending));
        }
        Self(orders)
    }
}

/// Sorts by keys; unknown ones come last both ways, equal ones keep the order of keys.
fn sorted<K: Ord>(keys: &[Option<K>], descending: bool) -> Sorted {
    let mut cards: Vec<usize> = (0..keys.len()).collect();
    let key = |card: &usize| keys.get(*card).and_then(Option::as_ref);
    cards.sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    let mut places: Vec<(usize, usize)> =
        cards.iter().enumerate().map(|(place, card)| (*card, place)).collect();
    places.sort_unstable();
    Sorted { cards, places: places.into_iter().map(|(_, place)| place).collect() }
}

pub(super) fn load(db: &Db, filter: &Filter, tr: &Tr) -> Result<Data> {
    let directory = Directory::load(db)?;
    let Filter { scope, period, today } = *filter;
    let whole = summary(db, &directory, Scope::All, period, today, tr)?;
    let as_of = whole.cards.as_of;
    let members = directory.members(scope);
    let inside = |person: PersonId| members.include(Some(person), Some(as_of));
    let codes: Vec<String> = whole.pages.iter().map(EvaluationPage::content_code).collect();
    let other = other_codes(db, &directory, filter, tr, &whole, &codes)?;
    let label = period_label(tr, period);
    let maker = Maker {
        tr,
        directory: &directory,
        label: &label,
        whole: &whole,
        running: today < period.last_day(),
    };

    let cards: Vec<&Scorecard> = whole.cards.cards.iter().collect();
    let mut shown: Vec<Card> = vec![];
    for (at, (card, page)) in cards.iter().zip(&whole.pages).enumerate() {
        if !inside(card.person) {
            continue;
        }
        let signed = signatures(&whole.written, card.person);
        let code = codes.get(at).cloned().unwrap_or_default();
        let changed = signed.iter().any(|signature| {
            signature.content_code != code && other.get(at) != Some(&signature.content_code)
        });
        shown.push(maker.card(card, page, code, signed, changed));
    }
    mark_namesakes(&mut shown);
    let without: Vec<Absent> = whole
        .cards
        .without_data
        .iter()
        .filter(|person| inside(**person))
        .map(|person| Absent {
            name: directory.person_name(*person).to_owned(),
            team: directory
                .team_on(*person, as_of)
                .map(|team| team.name.clone())
                .unwrap_or_default(),
        })
        .collect();
    let spreads = shown
        .iter()
        .map(|card| card.team)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .map(|team| (team, spread::of_team(tr, &directory, &whole.cards, team)))
        .collect();
    let nearest = if shown.is_empty() { nearest(db, &directory, filter)? } else { None };
    let orders = Orders::of(&shown);
    Ok(Data {
        period,
        tab: tr.text(match period {
            Period::Year(_) => "evaluation-tab-year",
            Period::Quarter(..) => "evaluation-tab-quarter",
            Period::Month(..) => "evaluation-tab-month",
            Period::Week(..) => "evaluation-tab-week",
        }),
        hint: hint(tr, &shown),
        names: picker(&shown, &orders),
        no_targets: !shown.is_empty()
            && !cards
                .iter()
                .filter(|card| inside(card.person))
                .any(|card| card.rows.iter().any(|row| row.target.is_some())),
        nearest: nearest.map(|period| (period, period_label(tr, period))),
        label,
        cards: shown,
        without,
        orders,
        spreads,
    })
}

/// The pages' codes in the other language, where a signature does not match in this one.
///
/// The content names the period and the units in the language of the window, so a page signed in
/// Chinese has another code in English without having changed.
fn other_codes(
    db: &Db,
    directory: &Directory,
    filter: &Filter,
    tr: &Tr,
    whole: &Summary,
    codes: &[String],
) -> Result<Vec<String>> {
    let all_match = whole.cards.cards.iter().zip(codes).all(|(card, code)| {
        let signed = whole.written.signatures.get(&card.person).into_iter().flatten();
        signed.into_iter().all(|signature| signature.content_code == *code)
    });
    if all_match {
        return Ok(vec![]);
    }
    let other = match tr.language() {
        Language::Chinese => Language::English,
        Language::English => Language::Chinese,
    };
    let tr = Tr::new(other);
    let whole = summary(db, directory, Scope::All, filter.period, filter.today, &tr)?;
    Ok(whole.pages.iter().map(EvaluationPage::content_code).collect())
}

/// A person's signatures in the order in which they are given.
fn signatures(written: &Written, person: PersonId) -> Vec<Signature> {
    let mut signed = written.signatures.get(&person).cloned().unwrap_or_default();
    signed.sort_by_key(|signature| signature.role);
    signed
}

fn hint(tr: &Tr, cards: &[Card]) -> String {
    if cards.is_empty() {
        return String::new();
    }
    let done = cards.iter().filter(|card| card.stand == Stand::Signed && !card.changed).count();
    let waiting =
        cards.iter().filter(|card| matches!(card.stand, Stand::Sign(_)) || card.changed).count();
    let args = [("done", done.into()), ("all", cards.len().into()), ("waiting", waiting.into())];
    tr.with("evaluation-hint", &args)
}

/// The picker's names; a team tells people of one name apart.
fn picker(cards: &[Card], orders: &Orders) -> Vec<(PersonId, String)> {
    let Some(order) = orders.get(By::Name, false) else { return vec![] };
    let cards = order.cards.iter().filter_map(|card| cards.get(*card));
    cards
        .map(|card| {
            let twice = !card.file_extra.is_empty() && !card.team_name.is_empty();
            let name =
                if twice { format!("{} {}", card.name, card.team_name) } else { card.name.clone() };
            (card.person, name)
        })
        .collect()
}

fn mark_namesakes(cards: &mut [Card]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for card in cards.iter() {
        *count.entry(card.name.clone()).or_default() += 1;
    }
    for card in cards {
        if count.get(&card.name).is_some_and(|n| *n > 1) {
            card.file_extra = card.page.letterhead.number.clone().unwrap_or_default();
        }
    }
}

/// The last period before this one in which somebody of the scope closed a deal, else the first after.
fn nearest(db: &Db, directory: &Directory, filter: &Filter) -> Result<Option<Period>> {
    let members = directory.members(filter.scope);
    let mut days: Vec<NaiveDate> = vec![];
    opportunities::each(db, |deal| {
        let owned = deal.owner.is_some() && members.include(deal.owner, deal.closed);
        if deal.status != Status::Open && owned {
            days.extend(deal.closed.filter(|day| *day <= filter.today));
        }
        Ok(())
    })?;
    Ok(nearest_of(filter.period, &days))
}

fn nearest_of(period: Period, days: &[NaiveDate]) -> Option<Period> {
    let before = days.iter().filter(|day| **day < period.first_day()).max();
    let after = days.iter().filter(|day| **day > period.last_day()).min();
    before.or(after).map(|day| period.same_kind_at(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_come_last_both_ways() {
        let keys = [Some(3), None, Some(9), Some(3)];
        let up = sorted(&keys, false);
        assert_eq!(up.cards, [0, 3, 2, 1]);
        assert_eq!(up.places, [0, 3, 2, 1]);
        let down = sorted(&keys, true);
        assert_eq!(down.cards, [2, 0, 3, 1]);
        assert_eq!(down.places, [1, 3, 0, 2]);
    }

    #[test]
    fn the_nearest_period_is_the_last_one_before() {
        let days: Vec<NaiveDate> = ["2016-12-20", "2017-03-05", "2018-01-02"]
            .iter()
            .map(|day| day.parse().unwrap())
            .collect();
        let quarter = Period::Quarter;
        assert_eq!(nearest_of(quarter(2017, 3), &days), Some(quarter(2017, 1)));
        assert_eq!(nearest_of(quarter(2016, 1), &days), Some(quarter(2016, 4)));
        assert_eq!(nearest_of(Period::Month(2019, 1), &days), Some(Period::Month(2018, 1)));
        assert_eq!(nearest_of(quarter(2016, 1), &[]), None);
    }
}
