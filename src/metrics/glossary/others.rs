//! The cards of figures that belong to a page of their own: each asks what that page asks.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::forecast::calls::Category;
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::compared::ask_of;
use crate::metrics::forecast::{self, Depth, forecast};
use crate::metrics::glossary::deals::deal;
use crate::metrics::glossary::{
    Card, Gave, Headline, LISTED, List, Look, Name, Point, Row, Worked,
};
use crate::metrics::hygiene::{Hygiene, Score};
use crate::metrics::known::{known_from, told_from};
use crate::metrics::pipeline::{HORIZON_DAYS, StageRow, funnel, left_out_key};
use crate::metrics::receipts::Receipts;
use crate::metrics::targets::progress::{Line, attained};
use crate::metrics::visits::required::{Asked, Counted, asked};
use crate::metrics::visits::show::left_key;
use crate::metrics::{MetricId, Unit, show, strategy, targets};
use crate::store::records::TargetVersion;

/// Takes the visits that were made: those that count, and why others do not.
pub(super) fn made(card: &mut Card, found: &Asked, counted: Counted) {
    let (mut listed, mut omitted) = (vec![], vec![]);
    for made in found.made(counted).iter().rev() {
        let row = |gave: Gave| Row {
            name: Name::Text(made.about.clone()),
            person: Some(made.person),
            day: Some(made.day),
            amount: None,
            gave,
        };
        match made.left {
            None => listed.push(row(Gave::Counted)),
            Some(why) => omitted.push(row(Gave::key(left_key(why)))),
        }
    }
    for (why, n) in found.left(counted) {
        card.leave(left_key(why), n as u64);
    }
    (card.counted, card.omitted) = (List::of(listed), List::of(omitted));
}

impl Look<'_> {
    fn blank(&self) -> Card {
        Card::blank(self.ask, self.known)
    }

    fn line(&self, period: Period) -> Result<(Line, Vec<Line>)> {
        let of = (MetricId::SignedAmount, self.ask.scope, period);
        let found = attained(self.db, self.directory, of, self.ask.today)?;
        Ok((found.whole, found.people))
    }

    /// 达成率, of the scope and of each of its people.
    pub(super) fn attainment(&self) -> Result<Card> {
        let (whole, people) = self.line(self.ask.period)?;
        let mut card = self.blank();
        card.set_share(whole.attainment());
        let actual = whole.actual.as_ref();
        card.records = actual.map(|found| found.records);
        let left_out = actual.into_iter().flat_map(|found| &found.left_out);
        card.left_out = left_out.map(|(reason, n)| (reason.label_key(), *n)).collect();
        let reached = actual.and_then(|found| found.value).zip(whole.target);
        card.worked = match (card.value(), reached) {
            (Some(_), Some((actual, target))) => Worked::Share(actual, target.base, Unit::Fen),
            _ => Worked::Nothing,
        };
        for period in self.periods(self.known) {
            let (line, _) = self.line(period)?;
            let records = line.actual.as_ref().map(|found| found.records);
            let (value, over) = (line.attainment_bp(), self.over(period));
            card.course.push(Point { period, value, records, over });
        }
        let (mut counted, mut omitted) = (vec![], vec![]);
        for line in people {
            let Scope::Person(person) = line.scope else { continue };
            let row = |gave: Gave| Row {
                name: Name::Person(person),
                person: Some(person),
                day: None,
                amount: line.actual.as_ref().and_then(|found| found.value),
                gave,
            };
            let records = line.actual.as_ref().map_or(0, |found| found.records);
            match line.attainment_bp() {
                Some(bp) => counted.push(row(Gave::Rate(bp, records))),
                None => {
                    let why = match line.target {
                        None => "targets-unset",
                        Some(target) if target.base <= 0 => "glossary-target-zero",
                        Some(_) => "targets-no-data",
                    };
                    omitted.push(row(Gave::key(why)));
                }
            }
        }
        (card.counted, card.omitted) = (List::of(counted), List::of(omitted));
        Ok(card)
    }

    /// 年度签约额目标 of the year that holds the period, as somebody set it; the values it had before are left out.
    pub(super) fn year_target(&self) -> Result<Card> {
        let (db, scope, year) = (self.db, self.ask.scope, targets::year(self.ask.period));
        let set = strategy::target(db, scope, year)?.map(|levels| levels.base);
        let mut card = self.today();
        card.set(set);
        if set.is_some() {
            card.worked = Worked::Set;
        }
        let row = |version: &TargetVersion, why: &str| Row {
            name: Name::Text(version.reason.clone().unwrap_or_else(|| version.number.to_string())),
            person: None,
            day: Some(version.on_day),
            amount: version.value,
            gave: match version.value {
                Some(_) => Gave::key(why),
                None => Gave::key("glossary-gave-taken-away"),
            },
        };
        let mut all = strategy::target_versions(db, scope, year)?;
        let newest = if set.is_some() { all.pop() } else { None };
        let row_of = |version: &TargetVersion| row(version, "glossary-gave-in-force");
        card.counted = List::of(newest.iter().map(row_of).collect());
        card.records = Some(card.counted.n);
        let earlier = all.iter().rev().map(|version| row(version, "glossary-gave-replaced"));
        card.omitted = List::of(earlier.collect());
        Ok(card)
    }

    /// 目标达成概率, with the open deals that are counted on.
    pub(super) fn chance(&self) -> Result<Card> {
        let Look { db, directory, ask, .. } = *self;
        let mut card = self.blank();
        if forecast::check(ask.period).is_err() {
            return Ok(card);
        }
        let (scope, period, today) = (ask.scope, ask.period, ask.today);
        let asked =
            forecast::Ask { scope, period, today, slip: BTreeSet::new(), depth: Depth::Whole };
        let found = forecast(db, directory, &asked)?;
        card.known = found.as_of;
        // Those that are left out on purpose stand with what is left out.
        let on = found.deals.iter().filter(|one| one.category != Category::Omitted);
        let n = on.clone().count() as u64;
        card.records = Some(n);
        let said = found.outlook.as_ref().and_then(|outlook| outlook.said);
        card.headline = said.map_or(Headline::Unknown, Headline::Chance);
        if let (Some(_), Some(target)) = (said, found.target) {
            let signed = found.roll_up.closed();
            card.worked = Worked::Outlook { signed, target, deals: n };
        }
        card.left_out = found
            .left
            .iter()
            .map(|(why, (n, _))| (format!("forecast-left-{}", why.word().replace('_', "-")), *n))
            .collect();
        card.counted.n = n;
        for one in on.take(LISTED) {
            let Some((name, _)) = deal(db, one.deal)? else { continue };
            let gave = match &one.chance {
                Some((_, chance)) => Gave::Text(show::chance(chance.share())),
                None => Gave::key("unknown"),
            };
            let (person, day) = (one.owner, Some(one.expected));
            card.counted.rows.push(Row { name, person, day, amount: Some(one.amount), gave });
        }
        Ok(card)
    }

    /// 阶段转化率, of each stage, as the funnel counts it where nobody chose another way.
    pub(super) fn conversion(&self) -> Result<Card> {
        let rule = Rule::Matured { horizon_days: HORIZON_DAYS };
        let asked = ask_of(self.directory, (self.ask.scope, self.ask.period), self.known, rule);
        let found = funnel(self.db, self.directory, &asked)?;
        let mut card = self.blank();
        let share = |row: &StageRow| row.advanced.filter(|_| row.reached > 0);
        // Each stage has a sample of its own: together they would count a deal once for each stage.
        let mut stages = found.stages.iter();
        if let Some((first, advanced)) = stages.find_map(|row| Some((row, share(row)?))) {
            card.headline = Headline::Each;
            card.worked = Worked::Stage(first.stage, advanced, first.reached);
        }
        card.left_out = found.left_out.iter().map(|(why, n)| (left_out_key(*why), *n)).collect();
        let row = |row: &StageRow| Row {
            name: Name::Stage(row.stage),
            person: None,
            day: None,
            amount: row.open_amount,
            gave: match share(row) {
                Some(advanced) => Gave::Share(advanced, row.reached),
                None => Gave::key("unknown"),
            },
        };
        card.counted = self.list(found.stages.iter().map(row));
        Ok(card)
    }

    /// 回款额.
    pub(super) fn received(&self) -> Result<Card> {
        let (today, members) = (self.ask.today, self.then.members(self.ask.scope));
        let all = self.periods(today);
        let days = |period: Period| (period.first_day(), period.last_day().min(today));
        let first = all.iter().chain([&self.ask.period]).map(|period| period.first_day()).min();
        let own = days(self.ask.period);
        let receipts = Receipts::load(self.db, (first.unwrap_or(own.0), own.1.max(today)))?;
        let sum = |period: Period| {
            let known = known_from(receipts.began(), period, today);
            known.then(|| receipts.sum(&members, days(period))).flatten()
        };
        let mut card = self.blank();
        card.known = today;
        let found: Vec<_> = receipts.of(&members, own).copied().collect();
        card.set(sum(self.ask.period));
        card.records = Some(found.len() as u64);
        if let Some(total) = card.value() {
            let amounts = found.iter().map(|(_, _, amount)| *amount).collect();
            card.worked = Worked::added(amounts, found.len() as u64, total);
        }
        let records = |period: Period| receipts.of(&members, days(period)).count() as u64;
        card.course = self.course(|period| Ok((sum(period), Some(records(period)))))?;
        let row = |(person, day, amount): (Option<PersonId>, NaiveDate, i64)| Row {
            name: Name::Nothing,
            person,
            day: Some(day),
            amount: Some(amount),
            gave: Gave::Counted,
        };
        card.counted = self.list(found.into_iter().rev().map(row));
        Ok(card)
    }

    /// 有效拜访: their own visits that count, of those who were asked for any.
    pub(super) fn visits(&self) -> Result<Card> {
        let (today, members) = (self.ask.today, self.then.members(self.ask.scope));
        let found = |period: Period| asked(self.db, self.then, &members, (period, today));
        let count = |period: Period| {
            found(period).map(|found| {
                let n = found.made(Counted::Own).iter().filter(|made| made.left.is_none()).count();
                let known = if period == self.ask.period {
                    told_from(found.told_from, period, today)
                } else {
                    known_from(found.told_from, period, today)
                };
                (i64::try_from(n).ok().filter(|_| known), found)
            })
        };
        let (value, of) = count(self.ask.period)?;
        let mut card = self.blank();
        card.known = today;
        card.set(value);
        made(&mut card, &of, Counted::Own);
        card.records = Some(card.counted.n);
        if value.is_some() {
            card.worked = Worked::Counted(card.counted.n);
        }
        card.course = self.course(|period| {
            let (value, _) = count(period)?;
            Ok((value, value.and_then(|n| u64::try_from(n).ok())))
        })?;
        Ok(card)
    }

    /// 辅导覆盖率, with how often each was coached.
    pub(super) fn coached(&self) -> Result<Card> {
        let found = self.covered()?;
        let mut card = self.blank();
        card.known = found.as_of;
        if let Some(share) = &found.share {
            card.share(Some(share.people));
        }
        let (mut counted, mut omitted) = (vec![], vec![]);
        for row in &found.rows {
            let times = row.talks.len() as u64;
            let made = Row {
                name: Name::Person(row.who.person),
                person: Some(row.who.person),
                day: row.last,
                amount: None,
                gave: Gave::Times(times),
            };
            if times > 0 { counted.push(made) } else { omitted.push(made) }
        }
        // Both are in the share: those who were not coached are no less its records.
        counted.append(&mut omitted);
        card.counted = List::of(counted);
        Ok(card)
    }

    /// 数据完整率, with the deals that have something wrong.
    pub(super) fn hygiene(&self, found: &Hygiene) -> Result<Card> {
        let mut card = self.blank();
        card.set(found.whole.bp());
        card.records = Some(found.whole.deals);
        if card.value().is_some() {
            let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            let (passed, asked) = (whole(found.whole.passed), whole(found.whole.asked));
            card.worked = Worked::Share(passed, asked, Unit::Count);
        }
        let person = |(person, score): &(Option<_>, Score)| Row {
            name: person.map_or(Name::Nobody, Name::Person),
            person: *person,
            day: None,
            amount: None,
            gave: match score.bp() {
                Some(bp) => Gave::Rate(bp, score.deals),
                None => Gave::key("unknown"),
            },
        };
        card.counted = self.list(found.people.iter().map(person));
        card.omitted.n = found.n_wrong;
        if !self.whole {
            return Ok(card);
        }
        for (id, judged) in found.wrong.iter().take(LISTED) {
            let Some((name, record)) = deal(self.db, *id)? else { continue };
            let gave = Gave::Keys(judged.wrong.iter().map(|check| check.label_key()).collect());
            let (person, amount) = (judged.owner, record.amount);
            card.omitted.rows.push(Row { name, person, day: None, amount, gave });
        }
        Ok(card)
    }
}
