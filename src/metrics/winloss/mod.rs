//! Why deals are won and lost: by reason, rival, product, stage, size and person.
//!
//! The deals are those that [`MetricId::DealsWon`] and [`MetricId::DealsLost`] count: by the day they were
//! closed, whose they were on that day. Every figure names its deals by their place in
//! [`WinLoss::deals`], so the list behind it cannot differ.
//!
//! # Unknown is a row
//! A deal of which nobody said why stands in a row of its own, and so does one without a product, a known
//! stage or an amount. A reason that explains another ending than the deal had counts as not said.
//!
//! # Sizes
//! Small, middle and large are the thirds of the known amounts of these deals (type-7 quantiles at a third
//! and two thirds; an amount on a limit belongs to the smaller one). They move with the deals: what is
//! large for one team is not for another.
//!
//! # Who is low
//! People are held against each other by the rule of the funnel against false marks
//! ([`crate::metrics::bottleneck`]); deals that nobody owned take no part in it.
//!
//! # The interval of a rate by value
//! An amount is no trial: one large deal tells less than ten small ones. Wilson's interval is taken for as
//! many trials as deals of equal size would be worth, `(Σa)² / Σa²` (Kish's effective sample).

mod deal;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::funnel::win::WinCounts;
use crate::domain::ids::{OpportunityId, PersonId, ProductId, StageId};
use crate::domain::period::Period;
use crate::domain::process::competitors::win_rates;
use crate::domain::process::pareto::pareto;
use crate::domain::scope::Scope;
use crate::domain::stats::quantile::{median, quantile_sorted};
use crate::domain::stats::rate::{Interval, MIN_CASES, ONE_RATE, Rate, wilson_real};
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::metrics::bottleneck::{Verdict, of_groups};
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Finding, Question, Tally, judge};
use crate::metrics::known::Began;
use crate::metrics::stage_fit::Fit;
use crate::metrics::{Measured, MetricId, groups};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Step};
use crate::store::records::{DealOutcome, OutcomeReason, Place};

pub use deal::{Band, Closed, Rival, reason_key, reason_text};

/// The metrics that stand over the page; all of them are about the same deals.
const MEASURED: [MetricId; 5] = [
    MetricId::SignedAmount,
    MetricId::DealsWon,
    MetricId::DealsLost,
    MetricId::WinRate,
    MetricId::WinRateValue,
];

/// Deals taken together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Which, by their place in [`WinLoss::deals`].
    pub deals: Vec<usize>,
    /// How many were won and lost, and their known amounts.
    pub counts: WinCounts,
    /// Won of closed amount in basis points, as [`MetricId::WinRateValue`]; unknown when too few amounts are.
    pub value_bp: Option<i64>,
    /// The 95 % interval of that.
    pub value_interval: Option<Interval>,
}

impl Group {
    /// How many deals there are.
    pub const fn n(&self) -> u64 {
        self.counts.won + self.counts.lost
    }

    /// Won of closed by count; `None` without any.
    pub fn rate(&self) -> Option<Rate> {
        self.counts.by_count()
    }

    /// The known amount won or lost; unknown where that of no deal is known.
    pub fn amount(&self, won: bool) -> Option<i64> {
        let WinCounts { won_fen, lost_fen, won_unknown, lost_unknown, .. } = self.counts;
        let (fen, n, unknown) = if won {
            (won_fen, self.counts.won, won_unknown)
        } else {
            (lost_fen, self.counts.lost, lost_unknown)
        };
        (n == 0 || unknown < n).then(|| i64::try_from(fen).ok()).flatten()
    }
}

/// A reason with the deals that ended for it.
#[derive(Clone, Debug, PartialEq)]
pub struct OfReason {
    /// The reason; `None` where nobody said.
    pub reason: Option<OutcomeReason>,
    /// The deals.
    pub group: Group,
    /// The share of this and all more frequent reasons.
    pub cumulative: Rational,
}

/// A rival with the deals it was in.
#[derive(Clone, Debug, PartialEq)]
pub struct OfRival {
    /// The rival.
    pub rival: Rival,
    /// The deals.
    pub group: Group,
    /// Won of them.
    pub rate: Option<Rate>,
    /// The median of how far our price lay above theirs, in basis points of theirs, and over how many deals.
    pub premium_bp: Option<(i64, u64)>,
}

/// A person with the deals that were theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct OfPerson {
    /// The person; `None` for deals that nobody owned.
    pub person: Option<PersonId>,
    /// The deals.
    pub group: Group,
    /// What is said of their rate beside that of the others; `None` without others to compare with.
    pub verdict: Option<Verdict>,
}

/// The deals of a scope that were closed in a period.
#[derive(Clone, Debug, Default)]
pub struct WinLoss {
    /// The deals, by their key.
    pub deals: Vec<Closed>,
    /// Closed ones of which the day is unknown, which no period counts.
    pub undated: Vec<OpportunityId>,
    /// The metrics over all of them, the same as anywhere else.
    pub measured: BTreeMap<MetricId, Measured>,
    /// Whether anything is known of what ended in the period, of whomever; else no count of it is told.
    pub told: bool,
}

/// Reads the deals of a question.
///
/// # Errors
/// Whatever the database reports.
pub fn load(db: &Db, directory: &Directory, question: &Question) -> Result<WinLoss> {
    let mut tallies = MEASURED.map(|metric| (metric, Tally::default()));
    let fit = Fit::new(directory, None);
    let (mut found, mut began) = (WinLoss::default(), Began::default());
    opportunities::each_with_steps(db, |deal, steps| {
        began.add(deal, steps);
        let concerns = match judge(MetricId::WinRate, question, deal, steps) {
            Finding::Counts(sample) => Some(sample.won),
            Finding::LeftOut(_) => None,
            Finding::Outside | Finding::Staged(..) | Finding::Flows(_) => return Ok(()),
        };
        for (metric, tally) in &mut tallies {
            tally.add(judge(*metric, question, deal, steps));
        }
        let Some(won) = concerns else {
            found.undated.push(deal.id);
            return Ok(());
        };
        let died_in = if won { None } else { died_in(steps) };
        found.deals.push(Closed {
            id: deal.id,
            owner: deal.owner,
            won,
            amount: deal.amount,
            closed: deal.closed,
            product: deal.product,
            // Deals of earlier versions stand beside those of this one, those of their own model alone.
            died_in: died_in.map(|stage| fit.stage(stage).unwrap_or(stage)),
            said: None,
            by_value: judge(MetricId::WinRateValue, question, deal, steps),
        });
        Ok(())
    })?;
    let chances = Chances::default();
    found.measured = tallies.map(|(metric, tally)| (metric, tally.finish(metric, &chances))).into();
    // Without a period all that ended by the day is asked for: then one that ends with it tells the same.
    let period = question.period.unwrap_or_else(|| Period::month_of(question.as_of));
    found.told = began.told(MetricId::DealsWon, period, question.as_of);
    complete(db, &mut found.deals)?;
    Ok(found)
}

/// Puts in what the stream of deals does not carry.
fn complete(db: &Db, deals: &mut [Closed]) -> Result<()> {
    let mut said: BTreeMap<OpportunityId, DealOutcome> = BTreeMap::new();
    for outcome in db.all::<DealOutcome>()? {
        said.insert(outcome.opportunity_id, outcome);
    }
    for deal in deals {
        deal.said = said.remove(&deal.id);
    }
    Ok(())
}

/// The deals that a scope is compared with: those of the team for one person, else its own.
///
/// # Errors
/// Whatever the database reports.
pub fn around(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    question: &Question,
) -> Result<Option<WinLoss>> {
    let Scope::Person(person) = scope else { return Ok(None) };
    let day = question.period.map_or(question.as_of, Period::last_day).min(question.as_of);
    let Some(team) = directory.team_on(person, day) else { return Ok(None) };
    let members = directory.members(Scope::Team(team.id));
    load(db, directory, &Question { members, ..question.clone() }).map(Some)
}

/// The stage that a deal was in when it was lost for the last time.
fn died_in(steps: &[Step]) -> Option<StageId> {
    let (mut last, mut died) = (None, None);
    for step in steps {
        match step.place {
            Some(Place::Stage(stage)) => last = Some(stage),
            Some(Place::Lost) => died = last,
            Some(Place::Won) | None => {}
        }
    }
    died
}

impl WinLoss {
    /// All of them.
    pub fn all(&self) -> Group {
        self.group((0..self.deals.len()).collect())
    }

    /// Those of which nobody said why they ended so: lost ones first, the largest first.
    pub fn unsaid(&self) -> Vec<usize> {
        let mut places: Vec<(usize, &Closed)> =
            self.deals.iter().enumerate().filter(|(_, deal)| deal.reason().is_none()).collect();
        places.sort_by_key(|(_, deal)| (deal.won, Reverse(deal.amount), deal.id));
        places.into_iter().map(|(place, _)| place).collect()
    }

    /// Those in which somebody named a rival.
    pub fn contested(&self) -> Vec<usize> {
        let named = |rival: &Rival| matches!(rival, Rival::Named { .. });
        let met = |(_, deal): &(usize, &Closed)| deal.rivals().iter().any(named);
        self.deals.iter().enumerate().filter(met).map(|(place, _)| place).collect()
    }

    /// Whether it is known in how many of them a rival was met: not where there are deals and nobody said of any
    /// how it ended.
    pub fn rivals_told(&self) -> bool {
        let said = |deal: &Closed| deal.outcome().is_some();
        self.told && (self.deals.is_empty() || self.deals.iter().any(said))
    }

    /// The deals at these places together.
    fn group(&self, deals: Vec<usize>) -> Group {
        let mut counts = WinCounts::default();
        let mut tally = Tally::default();
        let (mut sum, mut squares) = (0.0, 0.0);
        for deal in deals.iter().filter_map(|place| self.deals.get(*place)) {
            counts.add(deal.won, deal.amount);
            tally.add(deal.by_value);
            if let Some(amount) = deal.amount {
                sum += amount as f64;
                squares += (amount as f64).powi(2);
            }
        }
        let value_bp = tally.finish(MetricId::WinRateValue, &Chances::default()).value;
        let worth = if squares > 0.0 { sum * sum / squares } else { 0.0 };
        let value_interval =
            value_bp.and_then(|_| wilson_real(counts.by_value()?, worth, ONE_RATE));
        Group { deals, counts, value_bp, value_interval }
    }

    /// Groups of deals by what each belongs to; one that belongs to several stands in each.
    fn grouped<K: Ord>(&self, keys: impl Fn(&Closed) -> Vec<K>) -> BTreeMap<K, Group> {
        let mut places: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (place, deal) in self.deals.iter().enumerate() {
            for key in keys(deal) {
                places.entry(key).or_default().push(place);
            }
        }
        places.into_iter().map(|(key, places)| (key, self.group(places))).collect()
    }

    /// The deals that were won, or those that were lost, by reason, the most frequent first.
    pub fn reasons(&self, won: bool) -> Vec<OfReason> {
        let mut groups =
            self.grouped(|deal| if deal.won == won { vec![deal.reason()] } else { vec![] });
        let counts: Vec<(Option<OutcomeReason>, u64)> =
            groups.iter().map(|(reason, group)| (*reason, group.n())).collect();
        let rows = pareto(counts).into_iter();
        rows.filter_map(|row| {
            let group = groups.remove(&row.key)?;
            Some(OfReason { reason: row.key, group, cumulative: row.cumulative })
        })
        .collect()
    }

    /// By rival, the one met most first; those without a name last.
    pub fn rivals(&self) -> Vec<OfRival> {
        let met = self
            .deals
            .iter()
            .flat_map(|deal| deal.rivals().into_iter().map(move |rival| (rival, deal.won)));
        let rates = win_rates(met);
        let groups = self.grouped(Closed::rivals);
        let mut rows: Vec<OfRival> = groups
            .into_iter()
            .map(|(rival, group)| {
                let rate = rates.get(&rival).copied();
                let premium_bp = self.premium(&group.deals);
                OfRival { rival, group, rate, premium_bp }
            })
            .collect();
        let order = |row: &OfRival| (row.rival.rank().0, Reverse(row.group.n()));
        rows.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.rival.cmp(&b.rival)));
        rows
    }

    fn premium(&self, places: &[usize]) -> Option<(i64, u64)> {
        let deals = places.iter().filter_map(|place| self.deals.get(*place));
        let mut known: Vec<f64> =
            deals.filter_map(Closed::premium_bp).map(|bp| bp as f64).collect();
        let middle = median(&mut known)?;
        Some((middle.round() as i64, known.len() as u64))
    }

    /// By product, the one with most deals first; those without one last.
    pub fn products(&self) -> Vec<(Option<ProductId>, Group)> {
        let groups = self.grouped(|deal| vec![deal.product]);
        let mut rows: Vec<(Option<ProductId>, Group)> = groups.into_iter().collect();
        rows.sort_by_key(|(product, group)| (product.is_none(), Reverse(group.n()), *product));
        rows
    }

    /// The lost deals by the stage they were in, in the order of the stages; those of which no report
    /// said it last.
    pub fn stages(&self, directory: &Directory) -> Vec<(Option<StageId>, Group)> {
        let groups = self.grouped(|deal| if deal.won { vec![] } else { vec![deal.died_in] });
        let position = |stage: Option<StageId>| {
            stage.and_then(|stage| Some(directory.stages.get(&stage)?.position))
        };
        let mut rows: Vec<(Option<StageId>, Group)> = groups.into_iter().collect();
        rows.sort_by_key(|(stage, _)| (stage.is_none(), position(*stage), *stage));
        rows
    }

    /// The two limits between small, middle and large; `None` without known amounts.
    pub fn limits(&self) -> Option<(i64, i64)> {
        let mut known: Vec<f64> =
            self.deals.iter().filter_map(|deal| deal.amount).map(|fen| fen as f64).collect();
        known.sort_by(f64::total_cmp);
        let limit = |part: f64| Some(quantile_sorted(&known, part)?.round() as i64);
        Some((limit(1.0 / 3.0)?, limit(2.0 / 3.0)?))
    }

    /// By size, the smallest first.
    pub fn bands(&self) -> BTreeMap<Band, Group> {
        let limits = self.limits();
        self.grouped(|deal| vec![band(deal.amount, limits)])
    }

    /// By person, the highest rate first, those with few deals last.
    pub fn people(&self) -> Vec<OfPerson> {
        let owned = self.grouped(|deal| vec![deal.owner]);
        let counted: BTreeMap<groups::Group, (u64, u64)> = owned
            .iter()
            .filter_map(|(person, group)| {
                Some((groups::Group::Person((*person)?), (group.counts.won, group.n())))
            })
            .collect();
        let verdicts = of_groups(&counted);
        let verdict = |person: PersonId| verdicts.get(&groups::Group::Person(person)).copied();
        let mut rows: Vec<OfPerson> = owned
            .into_iter()
            .map(|(person, group)| OfPerson { person, group, verdict: person.and_then(verdict) })
            .collect();
        let few = |row: &OfPerson| row.group.n() < MIN_CASES;
        let rate = |row: &OfPerson| row.group.rate().map_or(0.0, |rate| rate.rate);
        rows.sort_by(|a, b| {
            few(a)
                .cmp(&few(b))
                .then_with(|| rate(b).total_cmp(&rate(a)))
                .then_with(|| b.group.n().cmp(&a.group.n()))
                .then_with(|| a.person.cmp(&b.person))
        });
        rows
    }
}

fn band(amount: Option<i64>, limits: Option<(i64, i64)>) -> Band {
    match amount.zip(limits) {
        None => Band::Unknown,
        Some((amount, (first, _))) if amount <= first => Band::Small,
        Some((amount, (_, second))) if amount <= second => Band::Middle,
        Some(_) => Band::Large,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::deal::tests::deal;
    use super::*;
    use crate::domain::funnel::bottleneck::Evidence;

    #[test]
    fn sizes_are_thirds_and_a_limit_belongs_to_the_smaller() {
        let found = WinLoss {
            deals: [Some(100), Some(200), Some(300), Some(400), None]
                .into_iter()
                .zip(1..)
                .map(|(amount, id)| deal(id, true, amount))
                .collect(),
            ..WinLoss::default()
        };
        // Type 7: a third of the way from the first to the fourth, and two thirds.
        assert_eq!(found.limits(), Some((200, 300)));
        let bands = found.bands();
        let told: Vec<(Band, u64)> = bands.iter().map(|(band, group)| (*band, group.n())).collect();
        let expected = [(Band::Small, 2), (Band::Middle, 1), (Band::Large, 1), (Band::Unknown, 1)];
        assert_eq!(told, expected);
        assert_eq!(band(Some(5), None), Band::Unknown);
    }

    #[test]
    fn a_rate_by_value_is_worth_fewer_deals_than_there_are() {
        let deals = vec![
            deal(1, true, Some(300)),
            deal(2, false, Some(100)),
            deal(3, false, Some(100)),
            deal(4, true, Some(100)),
        ];
        let found = WinLoss { deals, ..WinLoss::default() };
        let all = found.all();
        // 400 of 600; (600)² / (90,000 + 3 × 10,000) = 3 deals.
        assert_eq!(all.value_bp, Some(6_667));
        assert_eq!(all.value_interval, wilson_real(400.0 / 600.0, 3.0, ONE_RATE));
        assert_eq!((all.amount(true), all.amount(false)), (Some(400), Some(200)));
        assert_eq!(Group::default().amount(true), Some(0));
        let unknown = WinLoss { deals: vec![deal(1, true, None)], ..WinLoss::default() }.all();
        assert_eq!((unknown.amount(true), unknown.value_bp), (None, None));
        assert_eq!(unknown.value_interval, None);
    }

    #[test]
    fn a_person_is_low_by_the_rule_of_the_funnel_and_by_no_interval() {
        let person = |id| Some(PersonId(id));
        // Of each person: won, and all. Person 1 has 2 of 35: Wilson 1.6 to 18.6 %.
        let found = |rates: &[(i64, usize, usize)]| {
            let mut deals = vec![];
            for (id, won, all) in rates {
                for at in 0..*all {
                    let next = i64::try_from(deals.len()).unwrap();
                    deals.push(Closed { owner: person(*id), ..deal(next, at < *won, None) });
                }
            }
            deals.push(deal(9_999, false, None));
            WinLoss { deals, ..WinLoss::default() }
        };
        let said = |rates: &[(i64, usize, usize)], id| {
            let rows = found(rates).people();
            let row = rows.iter().find(|row| row.person == person(id)).unwrap();
            (row.group.rate().unwrap(), row.verdict.map(|verdict| verdict.evidence))
        };
        // Its interval lies below the 127 of 536 of all; but the others are so alike that two of 35 are
        // worth little beside them (strength 254): lower by five points with probability 0.32.
        let alike: Vec<(i64, usize, usize)> =
            std::iter::once((1, 2, 35)).chain((2..7).map(|id| (id, 25, 100))).collect();
        let all = found(&alike).all().rate().unwrap();
        let (rate, evidence) = said(&alike, 1);
        assert!(rate.interval.hi < all.rate, "{rate:?} {all:?}");
        assert_eq!(evidence, Some(Evidence::Unmarked));
        // 2 of 60 beside eight at a third is low; few cases are few; alone nothing is said.
        let mut low: Vec<(i64, usize, usize)> = (2..10).map(|id| (id, 20, 60)).collect();
        low.extend([(1, 2, 60), (10, 0, 9)]);
        assert_eq!(said(&low, 1).1, Some(Evidence::Flag));
        assert_eq!(said(&low, 2).1, Some(Evidence::Unmarked));
        assert_eq!(said(&low, 10).1, Some(Evidence::Insufficient));
        assert_eq!(said(&[(1, 2, 60)], 1).1, None);
        // High is no finding of this rule.
        assert_eq!(said(&[(1, 55, 60), (2, 20, 60), (3, 20, 60)], 1).1, Some(Evidence::Unmarked));
    }

    #[test]
    fn the_last_loss_says_where_a_deal_died() {
        let step = |place| Step {
            day: NaiveDate::default(),
            place: Some(place),
            amount: None,
            owner: None,
            expected: None,
        };
        let stage = |id| Place::Stage(StageId(id));
        for (places, expected) in [
            (vec![Place::Lost], None),
            (vec![stage(1), stage(2), Place::Lost], Some(StageId(2))),
            (vec![stage(1), Place::Lost, stage(3), Place::Lost], Some(StageId(3))),
            (vec![stage(1), Place::Lost, stage(3)], Some(StageId(1))),
        ] {
            let steps: Vec<Step> = places.into_iter().map(step).collect();
            assert_eq!(died_in(&steps), expected, "{steps:?}");
        }
    }
}
