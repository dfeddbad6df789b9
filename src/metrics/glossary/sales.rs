//! The cards of how deals end, stand still and are worked on, and of how people are evaluated.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::funnel::rule::LeftOut;
use crate::domain::ids::{OpportunityId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::deals::Question;
use crate::metrics::evaluation::{Scorecard, Scorecards, scorecards_if_any};
use crate::metrics::glossary::deals::deal;
use crate::metrics::glossary::{
    Card, Gave, Headline, LISTED, List, Look, Name, Point, Row, Scored, Worked,
};
use crate::metrics::pipeline::{left_out_key, window_of};
use crate::metrics::process::{self, Case, Finding, survey};
use crate::metrics::stuck::{self, OpenDeal, stuck_deals};
use crate::metrics::winloss::{self, Rival, WinLoss};
use crate::metrics::{Reason, Unit, show};
use crate::store::records::Account;

/// Why a row of a scorecard, or somebody, has no score.
const WITHOUT_SCORE: [&str; 3] = ["targets-unset", "targets-no-data", "evaluation-unrated"];

impl Look<'_> {
    /// The deals that ended in the period, as 赢输分析 has them.
    fn ended(&self) -> Result<WinLoss> {
        let members = self.directory.members(self.ask.scope);
        let question = Question { members, period: Some(self.ask.period), as_of: self.known };
        winloss::load(self.db, self.directory, &question)
    }

    /// The card of some of these deals, each with what it gave; of how many there are nothing is known unless it is
    /// told.
    fn of_ended(
        &self,
        found: &WinLoss,
        (places, told): (&[usize], bool),
        gave: impl Fn(&winloss::Closed) -> Gave,
    ) -> Result<Card> {
        let mut card = Card::blank(self.ask, self.known);
        let mut rows = vec![];
        for ended in places.iter().take(LISTED).filter_map(|place| found.deals.get(*place)) {
            let of = (ended.owner, ended.closed, ended.amount);
            rows.extend(self.deal_row(ended.id, of, gave(ended))?);
        }
        card.count(List { n: places.len() as u64, rows });
        if !told {
            (card.headline, card.worked) = (Headline::Unknown, Worked::Nothing);
        }
        let undated = found.undated.len() as u64;
        card.leave(&Reason::NoClosingDay.label_key(), undated);
        for id in found.undated.iter().take(LISTED) {
            let why = Gave::Key(Reason::NoClosingDay.label_key());
            card.omitted.rows.extend(self.deal_row(*id, (None, None, None), why)?);
        }
        card.omitted.n = undated;
        Ok(card)
    }

    /// A deal as a record; nothing where it is gone.
    fn deal_row(
        &self,
        id: OpportunityId,
        (person, day, amount): (Option<PersonId>, Option<NaiveDate>, Option<i64>),
        gave: Gave,
    ) -> Result<Option<Row>> {
        let Some((name, record)) = deal(self.db, id)? else { return Ok(None) };
        let (person, amount) = (person.or(record.owner_id), amount.or(record.amount));
        Ok(Some(Row { name, person, day, amount, gave }))
    }

    /// 有对手的关单, with who it was.
    pub(super) fn contested(&self) -> Result<Card> {
        let found = self.ended()?;
        self.of_ended(&found, (&found.contested(), found.rivals_told()), |ended| {
            let named = ended.rivals().into_iter().filter_map(|rival| match rival {
                Rival::Named { name, .. } => Some(name),
                Rival::NotNamed | Rival::Unsaid => None,
            });
            Gave::Names(named.collect())
        })
    }

    /// 未填原因的关单: lost ones first.
    pub(super) fn unexplained(&self) -> Result<Card> {
        let found = self.ended()?;
        let status = |ended: &winloss::Closed| Gave::key(ended.status().word());
        self.of_ended(&found, (&found.unsaid(), found.told), status)
    }

    /// 停滞商机: those that wait for a decision first, the largest before the others.
    pub(super) fn stuck(&self) -> Result<Card> {
        let members = self.directory.members(self.ask.scope);
        let asked = stuck::Ask { members, as_of: self.known, today: self.ask.today };
        let found = stuck_deals(self.db, self.directory, asked)?;
        let mut stuck: Vec<&OpenDeal> = found.stuck().collect();
        stuck.sort_by_key(|deal| (deal.decided, Reverse(deal.amount), deal.id));
        let mut rows = vec![];
        for one in stuck.iter().take(LISTED) {
            let gave = Gave::Stay(one.total_days, one.limit.map(|limit| limit.days));
            rows.extend(self.deal_row(one.id, (one.owner, Some(one.since), one.amount), gave)?);
        }
        let mut card = Card::blank(self.ask, self.known);
        card.count(List { n: stuck.len() as u64, rows });
        card.leave(&Reason::NoStage.label_key(), found.without_stage);
        Ok(card)
    }

    /// A finding of the process: by place, with the worst of its records.
    pub(super) fn process(&self, finding: Finding) -> Result<Card> {
        let mut card = Card::blank(self.ask, self.known);
        let asked = process::Ask {
            members: self.directory.members(self.ask.scope),
            window: Some(window_of(self.ask.period, self.known)),
            as_of: self.known,
            today: self.ask.today,
        };
        let all = survey(self.db, self.directory, vec![asked])?;
        let Some(found) = all.first().and_then(|process| process.of(finding)) else {
            return Ok(card);
        };
        let total = &found.total;
        card.records = Some(total.measure.cases);
        if !total.few() {
            card.set(total.measure.value);
            let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            card.worked = match finding.unit() {
                process::Unit::Days => Worked::Midst(total.measure.cases),
                process::Unit::Percent => {
                    Worked::Share(whole(total.count), whole(total.measure.cases), Unit::Count)
                }
            };
        }
        card.leave(&Reason::NoStage.label_key(), found.without_stage);
        card.leave(&left_out_key(LeftOut::OwnModel), found.own_model);
        let place = |row: &process::Row| Row {
            name: Name::Place(row.place),
            person: None,
            day: None,
            amount: None,
            gave: Gave::Found(finding, row.count, row.measure),
        };
        card.counted = List::of(found.shown().map(place).collect());
        for case in &total.records {
            card.omitted.rows.extend(self.case_row(case)?);
        }
        card.omitted.n = total.behind(finding);
        Ok(card)
    }

    /// A record of the process: a deal, or a customer.
    fn case_row(&self, case: &Case) -> Result<Option<Row>> {
        let gave = Gave::Case(case.clone());
        if let Some(account) = case.account {
            return Ok(self.db.get::<Account>(account)?.map(|account| Row {
                name: Name::Text(account.name),
                person: account.owner_id,
                day: case.day,
                amount: None,
                gave,
            }));
        }
        match case.deal {
            Some(deal) => self.deal_row(deal, (None, case.day, None), gave),
            None => Ok(None),
        }
    }

    /// 综合得分: of a person, with the rows of the scorecard; of others, that of each of their people.
    pub(super) fn score(&self) -> Result<Card> {
        let (scope, period) = (self.ask.scope, self.ask.period);
        let mut card = self.today();
        let mut all = match scope {
            Scope::Person(_) => self.periods(self.known),
            Scope::All | Scope::Region(_) | Scope::Team(_) => vec![],
        };
        all.push(period);
        let filled = scorecards_if_any(self.db, self.directory, scope, &all, self.ask.today)?;
        let Some(mut filled) = filled else { return Ok(card) };
        let Some(own) = filled.pop() else { return Ok(card) };
        card.known = own.as_of;
        match scope {
            Scope::Person(person) => {
                scored(&mut card, &own, person);
                let earlier = all.iter().zip(&filled);
                card.course =
                    earlier.map(|(period, then)| self.scored_then(*period, then, person)).collect();
            }
            Scope::All | Scope::Region(_) | Scope::Team(_) => scored_people(&mut card, &own),
        }
        Ok(card)
    }

    /// A period of the course of a person's score.
    fn scored_then(&self, period: Period, then: &Scorecards, person: PersonId) -> Point {
        let own = then.cards.iter().find(|own| own.person == person);
        let value = own.and_then(|own| own.total).map(|total| total.hundredths);
        Point { period, value, records: None, over: self.over(period) }
    }
}

/// A person's total, from the points of each row of the scorecard.
fn scored(card: &mut Card, of: &Scorecards, person: PersonId) {
    card.records = Some(0);
    let Some(own) = of.cards.iter().find(|own| own.person == person) else { return };
    card.set(own.total.map(|total| total.hundredths));
    card.worked = weighed(own);
    let (mut counted, mut omitted) = (vec![], vec![]);
    for row in &own.rows {
        let made = |gave: Gave| Row {
            name: Name::Metric(row.metric),
            person: Some(person),
            day: None,
            amount: None,
            gave,
        };
        match row.hundredths() {
            Some(points) => counted.push(made(Gave::Points(points, row.weight_bp))),
            None => {
                let why = if row.target.is_none() { "targets-unset" } else { "targets-no-data" };
                omitted.push(made(Gave::key(why)));
            }
        }
    }
    card.records = Some(counted.len() as u64);
    card.part(counted, omitted, &WITHOUT_SCORE);
}

/// The totals of several people: each has one of their own, and there is none of all.
fn scored_people(card: &mut Card, of: &Scorecards) {
    let row = |person: PersonId, gave: Gave| Row {
        name: Name::Person(person),
        person: Some(person),
        day: None,
        amount: None,
        gave,
    };
    let (mut counted, mut omitted) = (vec![], vec![]);
    for own in &of.cards {
        match own.total {
            Some(total) => {
                let grade = own.grade.as_deref().unwrap_or_default();
                let said = format!("{} {grade}", show::score(total.hundredths));
                counted.push(row(own.person, Gave::Text(said.trim_end().to_owned())));
            }
            None => omitted.push(row(own.person, Gave::key("evaluation-unrated"))),
        }
    }
    let without = of.without_data.iter();
    omitted.extend(without.map(|person| row(*person, Gave::key("targets-no-data"))));
    card.records = Some(counted.len() as u64);
    if let Some(first) = of.cards.iter().find(|own| own.total.is_some()) {
        card.headline = Headline::Each;
        card.worked = weighed(first);
    }
    card.part(counted, omitted, &WITHOUT_SCORE);
}

/// The points of a scorecard with their weights.
fn weighed(own: &Scorecard) -> Worked {
    let Some(total) = own.total else { return Worked::Nothing };
    let terms = own.rows.iter().filter_map(|row| Some((row.hundredths()?, row.weight_bp)));
    Worked::Scored(Scored { person: own.person, terms: terms.collect(), total })
}
