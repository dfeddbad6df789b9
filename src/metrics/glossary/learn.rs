//! The cards of training: skills, hours, certificates, careers.

use crate::domain::ids::PersonId;
use crate::domain::money::Share;
use crate::domain::stats::rational::Rational;
use crate::domain::training::certificates::Status;
use crate::error::Result;
use crate::metrics::Unit;
use crate::metrics::glossary::{Card, Gave, List, Look, Name, Row, Worked};
use crate::metrics::targets::day_in;
use crate::metrics::training::careers::plans::{self, Overview, of_people, progress, status};
use crate::metrics::training::certificates::{self, due};
use crate::metrics::training::here;
use crate::metrics::training::hours::hours;
use crate::metrics::training::matrix::survey;
use crate::store::records::{CareerStatus, LearningTopic};
use crate::store::training::careers::Career;
use crate::store::training::certificates::Kinds;
use crate::store::training::results::Sums;

/// A record that is no deal and has no amount.
fn row(name: Name, person: Option<PersonId>, gave: Gave) -> Row {
    Row { name, person, day: None, amount: None, gave }
}

impl Look<'_> {
    /// 技能达标率, by skill, as the matrix has it.
    pub(super) fn skills_reached(&self) -> Result<Card> {
        let (period, today) = (self.ask.period, self.ask.today);
        let on = day_in(period, today).min(today);
        let members = self.directory.members(self.ask.scope);
        let found = survey(self.db, self.directory, &members, on)?;
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let all = &found.matrix.whole;
        let (reached, rated) = (whole(all.reached()), whole(all.rated()));
        let mut card = Card::blank(self.ask, on);
        card.records = Some(all.rated());
        if rated > 0 {
            card.set_share(Share::of(reached, rated));
            card.worked = Worked::Share(reached, rated, Unit::Count);
        }
        card.leave("glossary-gave-unrated", all.unrated);
        let (mut counted, mut omitted) = (vec![], vec![]);
        for (at, column) in found.columns.iter().enumerate() {
            let heat = found.heat(at);
            let name = Name::Named(column.name.clone(), column.name_en.clone());
            if heat.rated() > 0 {
                counted.push(row(name, None, Gave::Share(heat.reached(), heat.rated())));
            } else if heat.asked() > 0 {
                omitted.push(row(name, None, Gave::key("glossary-gave-unrated")));
            }
        }
        (card.counted, card.omitted) = (List::of(counted), List::of(omitted));
        Ok(card)
    }

    /// 年度学时完成率 of the year that holds the period, by topic.
    pub(super) fn training_hours(&self) -> Result<Card> {
        let members = self.directory.members(self.ask.scope);
        let of = ((self.ask.scope, &members), (self.ask.period, self.ask.today));
        let found = hours(self.db, self.directory, of.0, of.1)?;
        let mut card = Card::blank(self.ask, found.until);
        card.records = Some(found.whole.results.saturating_sub(found.whole.hours.unknown) as u64);
        if let Some(quota) = found.quota() {
            let share = quota.share().and_then(|share| share.round_to(4));
            card.set(share.and_then(|bp| i64::try_from(bp).ok()));
            let ten_thousandths = |hours: Rational| i64::try_from(hours.round_to(0)?).ok();
            if let Some((done, needed)) =
                ten_thousandths(quota.done).zip(ten_thousandths(quota.needed))
            {
                card.worked = Worked::Hours(done, needed);
            }
        }
        card.leave("glossary-gave-no-hours", found.whole.hours.unknown as u64);
        let topic = |(topic, sums): &(Option<LearningTopic>, Sums)| {
            let gave = match sums.hours.value {
                Some(hours) => Gave::Level("glossary-gave-hours".to_owned(), hours),
                None => Gave::key("glossary-gave-no-hours"),
            };
            row(Name::Topic(*topic), None, gave)
        };
        card.counted = List::of(found.topics.iter().map(topic).collect());
        Ok(card)
    }

    /// 待续证书: the one that ended first before the others.
    pub(super) fn certificates_due(&self) -> Result<Card> {
        let today = self.ask.today;
        let people = here(self.directory, &self.directory.members(self.ask.scope), today);
        let held = certificates::of_people(self.db, &Kinds::load(self.db)?, &people, today)?;
        let rows = due(&held).into_iter().map(|due| Row {
            day: due.validity.expires,
            ..row(
                Name::Text(due.name),
                Some(due.person),
                Gave::key(if due.validity.status == Status::Expired {
                    "certificates-status-expired"
                } else {
                    "certificates-status-expiring"
                }),
            )
        });
        let mut card = self.today();
        card.count(List::of(rows.collect()));
        Ok(card)
    }

    /// The career plans of the people who are here today.
    fn careers(&self) -> Result<(Vec<Career>, Overview)> {
        let today = self.ask.today;
        let people = here(self.directory, &self.directory.members(self.ask.scope), today);
        let careers = of_people(self.db, &people, today)?;
        let found = plans::overview(&careers, &people, today);
        Ok((careers, found))
    }

    /// 进行中的职业规划, with how much of each is done.
    pub(super) fn careers_open(&self) -> Result<Card> {
        let (careers, found) = self.careers()?;
        let today = self.ask.today;
        let open = careers.iter().filter(|one| status(&one.plan, today) == CareerStatus::Open);
        let rows = open.map(|one| {
            let far = progress(one, today);
            let gave = Gave::Share(far.done as u64, far.actions as u64);
            let person = one.plan.person_id;
            Row { day: one.plan.by_day, ..row(Name::Person(person), Some(person), gave) }
        });
        let mut card = self.today();
        card.count(List::of(rows.collect()));
        card.set(i64::try_from(found.open).ok());
        Ok(card)
    }

    /// 没有职业规划的人.
    pub(super) fn careers_without(&self) -> Result<Card> {
        let (_, found) = self.careers()?;
        let mut card = self.today();
        let rows = found.without.into_iter();
        let rows = rows.map(|person| row(Name::Person(person), Some(person), Gave::Counted));
        card.count(List::of(rows.collect()));
        Ok(card)
    }
}
