//! 预测汇总: what is signed, and what each class of deals will bring: worked out, and as the manager
//! calls it.
//!
//! A call replaces what was worked out for a class and is never mixed into it; it enters no chance and no
//! range. The newest one speaks, and one without a value takes those before it back.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::forecast::calls::{self, Category};
use crate::domain::forecast::deals::{Chance, weighted};
use crate::domain::forecast::new_business::NewBusiness;
use crate::domain::money::share_bp;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::metrics::chances::Chances;
use crate::metrics::deals::Finding;
use crate::metrics::forecast::survey::{Survey, signed_of};
use crate::metrics::{Measured, MetricId};
use crate::store::Db;
use crate::store::records::ForecastCall;

/// The classes that are counted on, the surest first.
pub const CLASSES: [Category; 3] = [Category::Commit, Category::BestCase, Category::Pipeline];

/// What a manager says of a class of deals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// How much it will bring, in fen.
    pub value: i64,
    /// Why.
    pub reason: String,
    /// When that was said.
    pub said_on: NaiveDate,
    /// By whom.
    pub by: String,
}

/// Every call there is.
#[derive(Clone, Debug, Default)]
pub struct Calls(Vec<ForecastCall>);

impl Calls {
    /// Loads them.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let mut all = db.all::<ForecastCall>()?;
        // Of one day the last one said speaks, which has the greatest key.
        all.sort_by_key(|call| (call.said_on, call.id));
        Ok(Self(all))
    }

    /// The call that stands on a day.
    pub fn on(
        &self,
        (scope, period): (Scope, Period),
        category: Category,
        day: NaiveDate,
    ) -> Option<Call> {
        let text = period.to_string();
        let newest = self.0.iter().rev().find(|call| {
            call.said_on <= day
                && call.category == category
                && call.scope_kind.scope(call.scope_id) == scope
                && call.period == text
        })?;
        Some(Call {
            value: newest.value?,
            reason: newest.reason.clone(),
            said_on: newest.said_on,
            by: newest.by_name.clone(),
        })
    }
}

/// A class of deals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The class.
    pub category: Category,
    /// How many deals.
    pub deals: u64,
    /// Their amounts.
    pub face: i64,
    /// What they will bring, each by its chance; `None` where one of them has none.
    pub computed: Option<i64>,
    /// What the manager says.
    pub call: Option<Call>,
}

impl Part {
    /// The share of the amounts that is expected, in basis points; `None` without deals, or where it is not
    /// known.
    pub fn chance_bp(&self) -> Option<i64> {
        share_bp(self.computed?, self.face)
    }

    /// What counts: the manager's word, else what was worked out; `None` where neither is known.
    pub fn called(&self) -> Option<i64> {
        self.call.as_ref().map_or(self.computed, |call| Some(call.value))
    }
}

/// What is in no class, and experience expects: business that nobody knows yet, and deals that come earlier
/// than they are expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Fresh {
    /// How many deals on average.
    pub deals: f64,
    /// What they bring.
    pub computed: i64,
}

/// What a period comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct RollUp {
    /// What is signed.
    pub signed: Measured,
    /// The classes, the surest first.
    pub parts: Vec<Part>,
    /// Deals that are expected later, where the past tells how many come all the same.
    pub pulled: Option<Fresh>,
    /// New business, where the past knows any.
    pub fresh: Option<Fresh>,
    /// The amounts by class, alone and with all that are surer.
    pub faces: calls::RollUp,
}

impl RollUp {
    /// What is signed, as far as its amounts are known.
    pub fn closed(&self) -> i64 {
        self.signed.value.unwrap_or_default()
    }

    /// What the period will come to as worked out; `None` where a deal has no chance.
    pub fn computed(&self) -> Option<i64> {
        self.with_closed(|part| part.computed)
    }

    /// What it will come to as the manager says; `None` where of a class neither a word nor a value is known.
    pub fn called(&self) -> Option<i64> {
        self.with_closed(Part::called)
    }

    /// Whether the manager said anything.
    pub fn has_call(&self) -> bool {
        self.parts.iter().any(|part| part.call.is_some())
    }

    /// What is signed and what is committed, in full.
    pub fn committed(&self) -> i64 {
        let committed = self.parts.iter().find(|part| part.category == Category::Commit);
        self.closed().saturating_add(committed.map_or(0, |part| part.face))
    }

    /// What a class and all that are surer come to, signed included; `None` where one is not known.
    pub fn view(&self, category: Category, of: impl Fn(&Part) -> Option<i64>) -> Option<i64> {
        let mut surer = self.parts.iter().filter(|part| part.category >= category);
        surer.try_fold(self.closed(), |sum, part| Some(sum.saturating_add(of(part)?)))
    }

    fn with_closed(&self, of: impl Fn(&Part) -> Option<i64>) -> Option<i64> {
        let unlisted = [&self.pulled, &self.fresh].into_iter().flatten();
        let unlisted = unlisted.fold(0_i64, |sum, one| sum.saturating_add(one.computed));
        Some(self.view(Category::Pipeline, of)?.saturating_add(unlisted))
    }
}

/// What a period comes to for a scope, as known on its day.
pub fn roll_up(
    survey: &Survey,
    at: usize,
    (scope, members): (Scope, &Members),
    calls: &Calls,
    fresh: Option<&NewBusiness>,
) -> Option<RollUp> {
    let origin = survey.origins.get(at)?;
    let tally = signed_of(&origin.signed, members);
    let signed = tally.finish(MetricId::SignedAmount, &Chances::default());
    let mut faces = calls::RollUp::default();
    for one in origin.signed.iter().filter(|one| members.include(one.owner, Some(one.day))) {
        let amount = match one.finding {
            Finding::Counts(sample) => Some(sample.amount),
            _ => None,
        };
        faces.add(Category::Closed, amount);
    }
    // What was said today counts today, also where the newest report is older.
    let day = if at == 0 { survey.today } else { origin.day };
    let mut open: BTreeMap<Category, Vec<(i64, Option<Chance>)>> = BTreeMap::new();
    for (play, chance) in origin.in_play(members) {
        open.entry(play.category).or_default().push((play.amount, chance));
    }
    let mut parts = vec![];
    for category in CLASSES {
        let deals = open.remove(&category).unwrap_or_default();
        for (amount, _) in &deals {
            faces.add(category, Some(*amount));
        }
        let known = deals.iter().map(|(amount, chance)| Some((*amount, (*chance)?)));
        let known: Option<Vec<(i64, Chance)>> = known.collect();
        parts.push(Part {
            category,
            deals: deals.len() as u64,
            face: faces.single(category).amount,
            computed: match known {
                Some(known) => Some(weighted(&known)?),
                None => None,
            },
            call: calls.on((scope, origin.period), category, day),
        });
    }
    let fresh = fresh
        .filter(|fresh| fresh.per_period() > 0.0)
        .map(|fresh| Fresh { deals: fresh.per_period(), computed: fresh.mean().round() as i64 });
    let pulled: Vec<(i64, Chance)> =
        origin.pulled(members).map(|(play, chance)| (play.amount, chance)).collect();
    let expected: f64 = pulled.iter().map(|(_, chance)| chance.share()).sum();
    let pulled = match weighted(&pulled) {
        Some(computed) if expected > 0.0 => Some(Fresh { deals: expected, computed }),
        Some(_) => None,
        None => return None,
    };
    Some(RollUp { signed, parts, pulled, fresh, faces })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ForecastCallId;
    use crate::store::records::ScopeKind;

    fn call(id: i64, on: &str, value: Option<i64>) -> ForecastCall {
        ForecastCall {
            id: ForecastCallId(id),
            scope_kind: ScopeKind::All,
            scope_id: 0,
            period: "2025-11".to_owned(),
            category: Category::Commit,
            said_on: on.parse().unwrap(),
            value,
            reason: "r".to_owned(),
            by_name: "b".to_owned(),
        }
    }

    #[test]
    fn the_newest_call_speaks_and_one_without_a_value_takes_back() {
        let all = vec![
            call(1, "2025-11-03", Some(10)),
            call(2, "2025-11-05", Some(20)),
            call(3, "2025-11-05", Some(30)),
            call(4, "2025-11-07", None),
        ];
        let calls = Calls(all);
        let key = (Scope::All, Period::Month(2025, 11));
        for (day, expected) in [
            ("2025-11-02", None),
            ("2025-11-04", Some(10)),
            ("2025-11-05", Some(30)),
            ("2025-11-06", Some(30)),
            ("2025-11-07", None),
        ] {
            let found = calls.on(key, Category::Commit, day.parse().unwrap());
            assert_eq!(found.map(|call| call.value), expected, "{day}");
        }
        let day = "2025-11-06".parse().unwrap();
        assert_eq!(calls.on(key, Category::BestCase, day), None);
        assert_eq!(calls.on((Scope::All, Period::Month(2025, 10)), Category::Commit, day), None);
    }

    #[test]
    fn views_add_up_from_the_surest() {
        let part = |category, face, computed: Option<i64>, value: Option<i64>| Part {
            category,
            deals: 1,
            face,
            computed,
            call: value.map(|value| Call {
                value,
                reason: "r".to_owned(),
                said_on: NaiveDate::MIN,
                by: String::new(),
            }),
        };
        let mut roll_up = RollUp {
            signed: Measured { value: Some(400), records: 2, ..Measured::default() },
            parts: vec![
                part(Category::Commit, 500, Some(400), Some(350)),
                part(Category::BestCase, 300, Some(120), None),
                part(Category::Pipeline, 200, Some(20), None),
            ],
            pulled: Some(Fresh { deals: 0.2, computed: 5 }),
            fresh: Some(Fresh { deals: 0.5, computed: 10 }),
            faces: calls::RollUp::default(),
        };
        assert_eq!((roll_up.computed(), roll_up.called()), (Some(955), Some(905)));
        assert_eq!(roll_up.committed(), 900);
        assert!(roll_up.has_call());
        let views = CLASSES.map(|category| roll_up.view(category, |part| Some(part.face)));
        assert_eq!(views, [900, 1_200, 1_400].map(Some));
        let chances: Vec<_> = roll_up.parts.iter().map(Part::chance_bp).collect();
        assert_eq!(chances, [Some(8_000), Some(4_000), Some(1_000)]);
        // One class is not known: so is the sum, but neither the face nor what is surer.
        if let Some(part) = roll_up.parts.last_mut() {
            part.computed = None;
        }
        assert_eq!((roll_up.computed(), roll_up.called()), (None, None));
        assert_eq!(roll_up.view(Category::BestCase, |part| part.computed), Some(920));
        assert_eq!((roll_up.committed(), roll_up.parts[2].chance_bp()), (900, None));
    }
}
