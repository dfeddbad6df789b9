//! The cards of the organisation: seats, what teams do together, praise, mentors. All of it is as of today, but
//! what was held in the period.

use crate::domain::money::Share;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::Unit;
use crate::metrics::glossary::{Ask, Card, Gave, List, Look, Name, Row, Worked};
use crate::metrics::mentors::{Guides, Pair, Together, in_scope, pairs};
use crate::metrics::seats::{Seats, seats, team_of_person};
use crate::metrics::team_life::{Event, Totals, events, recognitions};
use crate::store::directory::Directory;

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// An event as a record: with what it cost and how many took part.
fn held(event: &Event, gave: Gave) -> Row {
    Row {
        name: Name::Text(event.event.name.clone()),
        person: None,
        day: Some(event.event.on_day),
        amount: event.event.cost,
        gave,
    }
}

fn took_part(event: &Event) -> Gave {
    Gave::Number("glossary-gave-people".to_owned(), whole(event.people.len()))
}

/// A pair as a record: who is guided, and by whom.
fn guided(pair: &Pair) -> Row {
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    Row {
        name: Name::Person(pair.pair.mentee_id),
        person: Some(pair.pair.mentor_id),
        day: Some(pair.pair.ends),
        amount: None,
        gave: Gave::Share(count(pair.progress.done), count(pair.progress.tasks)),
    }
}

impl Look<'_> {
    /// The organisation of today.
    fn now(&self) -> Directory {
        self.directory.as_of(self.ask.today)
    }

    /// The seats of the scope; of a person, those of the team, which the card then says.
    fn seats(&self) -> Result<(Directory, Seats, Card)> {
        let now = self.now();
        let scope = team_of_person(&now, self.ask.scope, self.ask.today);
        let found = seats(self.db, &now, scope, self.ask.today)?;
        let card = Card::blank(Ask { scope, ..self.ask }, self.ask.today);
        Ok((now, found, card))
    }

    /// 到岗率, by post.
    pub(super) fn staffing(&self) -> Result<Card> {
        let (now, found, mut card) = self.seats()?;
        let all = found.whole;
        card.set(all.filled_bp());
        card.records = Some(all.seats.map_or(0, |_| u64::try_from(all.placed).unwrap_or_default()));
        if let Some(of) = all.seats.filter(|_| card.value().is_some()) {
            card.worked = Worked::Share(all.placed, of, Unit::Count);
        }
        let outside = all.seats.map_or(all.on_duty, |_| all.without_seats());
        card.leave("glossary-gave-no-seats", u64::try_from(outside).unwrap_or_default());
        let (mut counted, mut omitted) = (vec![], vec![]);
        for post in &found.posts {
            let name = post.post.and_then(|post| now.posts.get(&post));
            let made = |gave: Gave| Row {
                name: match name {
                    Some(post) => Name::Text(post.name.clone()),
                    None => Name::Key("unknown".to_owned()),
                },
                person: None,
                day: None,
                amount: None,
                gave,
            };
            let count = |n: i64| u64::try_from(n).unwrap_or_default();
            match post.count.seats {
                Some(of) => {
                    counted.push(made(Gave::Share(count(post.count.placed), count(of))));
                }
                None => omitted.push(made(Gave::key("glossary-gave-no-seats"))),
            }
        }
        (card.counted, card.omitted) = (List::of(counted), List::of(omitted));
        Ok(card)
    }

    /// 招聘中的空缺, the oldest first.
    pub(super) fn vacancies(&self) -> Result<Card> {
        let (now, found, mut card) = self.seats()?;
        let rows = found.openings().into_iter().map(|opening| {
            let post = now.posts.get(&opening.post).map(|post| post.name.as_str());
            let team = now.scope_name(Scope::Team(opening.team));
            let parts: Vec<&str> = [team, post].into_iter().flatten().collect();
            Row {
                name: Name::Text(parts.join(" ")),
                person: None,
                day: Some(opening.opened_on),
                amount: None,
                gave: Gave::Days(opening.days),
            }
        });
        card.count(List::of(rows.collect()));
        Ok(card)
    }

    /// The events of the scope in the period, and what they come to with the praise.
    fn life(&self) -> Result<(Vec<Event>, Totals)> {
        let (now, period) = (self.now(), Some(self.ask.period));
        let held = events(self.db, &now, self.ask.scope, period)?;
        let praises = recognitions(self.db, &now, self.ask.scope, period)?;
        let totals = Totals::of(&held, &praises, self.ask.today);
        Ok((held, totals))
    }

    /// 团队活动: those that were held; what is to come is left out.
    pub(super) fn team_events(&self) -> Result<Card> {
        let (all, totals) = self.life()?;
        let mut card = self.today();
        let today = self.ask.today;
        let (past, ahead): (Vec<&Event>, Vec<&Event>) =
            all.iter().partition(|event| event.event.on_day <= today);
        card.count(List::of(past.into_iter().map(|event| held(event, took_part(event))).collect()));
        card.set(Some(whole(totals.held)));
        card.leave("glossary-gave-planned", totals.planned as u64);
        let ahead = ahead.into_iter().map(|event| held(event, Gave::key("glossary-gave-planned")));
        card.omitted = List::of(ahead.collect());
        Ok(card)
    }

    /// Events that were held, of which some are counted and others left out with the reason.
    fn cost_rows(
        &self,
        card: &mut Card,
        all: &[Event],
        why: impl Fn(&Event) -> Option<&'static str>,
    ) {
        let (mut counted, mut omitted) = (vec![], vec![]);
        for event in all.iter().filter(|event| event.event.on_day <= self.ask.today) {
            match why(event) {
                None => counted.push(held(event, took_part(event))),
                Some(why) => omitted.push(held(event, Gave::key(why))),
            }
        }
        card.records = Some(counted.len() as u64);
        card.part(counted, omitted, &["glossary-gave-no-cost", "glossary-gave-no-people"]);
    }

    /// 活动费用.
    pub(super) fn event_cost(&self) -> Result<Card> {
        let (all, totals) = self.life()?;
        let mut card = self.today();
        card.set(totals.cost);
        self.cost_rows(&mut card, &all, |event| {
            event.event.cost.is_none().then_some("glossary-gave-no-cost")
        });
        if let Some(total) = totals.cost {
            let amounts = card.counted.rows.iter().filter_map(|row| row.amount).collect();
            card.worked = Worked::added(amounts, card.counted.n, total);
        }
        Ok(card)
    }

    /// 人均活动费用: of the events of which both are known.
    pub(super) fn event_per_head(&self) -> Result<Card> {
        let (all, totals) = self.life()?;
        let mut card = self.today();
        card.set(totals.per_head);
        self.cost_rows(&mut card, &all, |event| match event.event.cost {
            None => Some("glossary-gave-no-cost"),
            Some(_) => event.per_head().is_none().then_some("glossary-gave-no-people"),
        });
        if totals.per_head.is_some() {
            let (cost, heads) = totals.shared;
            card.worked = Worked::Mean(cost, heads as u64);
        }
        Ok(card)
    }

    /// 表彰.
    pub(super) fn praises(&self) -> Result<Card> {
        let found = recognitions(self.db, &self.now(), self.ask.scope, Some(self.ask.period))?;
        let rows = found.into_iter().map(|praise| Row {
            name: Name::Text(praise.title),
            person: Some(praise.person_id),
            day: Some(praise.on_day),
            amount: praise.reward,
            gave: Gave::Text(praise.reason),
        });
        let mut card = self.today();
        card.count(List::of(rows.collect()));
        Ok(card)
    }

    /// The pairs of the scope.
    fn pairs(&self) -> Result<(Directory, Vec<Pair>)> {
        Ok((self.now(), pairs(self.db, self.ask.today)?))
    }

    /// 带教结对, the one that ends next first.
    pub(super) fn mentor_pairs(&self) -> Result<Card> {
        let (now, all) = self.pairs()?;
        let own = in_scope(&all, &now.members(self.ask.scope), self.ask.today);
        let mut card = self.today();
        card.count(List::of(Together::running(&own).map(guided).collect()));
        Ok(card)
    }

    /// 带教任务完成率, of the pairs that run.
    pub(super) fn mentor_tasks(&self) -> Result<Card> {
        let (now, all) = self.pairs()?;
        let own = in_scope(&all, &now.members(self.ask.scope), self.ask.today);
        let Together { done, tasks, .. } = Together::of(&own);
        let mut card = self.today();
        card.records = Some(u64::try_from(tasks).unwrap_or_default());
        if tasks > 0 {
            card.set_share(Share::of(done, tasks));
            card.worked = Worked::Share(done, tasks, Unit::Count);
        }
        let (with, without): (Vec<&Pair>, Vec<&Pair>) =
            Together::running(&own).partition(|pair| pair.progress.tasks > 0);
        card.counted = List::of(with.into_iter().map(guided).collect());
        card.leave("glossary-gave-no-tasks", without.len() as u64);
        let row = |pair: &Pair| Row { gave: Gave::key("glossary-gave-no-tasks"), ..guided(pair) };
        card.omitted = List::of(without.into_iter().map(row).collect());
        Ok(card)
    }

    /// 面谈逾期的带教, with since how many days nobody has talked.
    pub(super) fn mentors_silent(&self) -> Result<Card> {
        let (now, all) = self.pairs()?;
        let own = in_scope(&all, &now.members(self.ask.scope), self.ask.today);
        let row = |pair: &Pair| {
            let days = pair.progress.silent_days.unwrap_or_default();
            let gave = Gave::Number("organisation-mentors-note-silent".to_owned(), days);
            Row { gave, ..guided(pair) }
        };
        let mut card = self.today();
        card.count(List::of(Together::silent(&own).map(row).collect()));
        Ok(card)
    }

    /// 到期未结的带教, with since how many days they are over.
    pub(super) fn mentors_overdue(&self) -> Result<Card> {
        let (now, all) = self.pairs()?;
        let own = in_scope(&all, &now.members(self.ask.scope), self.ask.today);
        let row = |pair: &Pair| {
            let days = -pair.progress.days_left;
            let gave = Gave::Number("organisation-mentors-note-overdue".to_owned(), days);
            Row { gave, ..guided(pair) }
        };
        let mut card = self.today();
        card.count(List::of(Together::overdue(&own).map(row).collect()));
        Ok(card)
    }

    /// 新人未结对: the employees who are new, with how long they are here.
    pub(super) fn without_mentor(&self) -> Result<Card> {
        let (now, all) = self.pairs()?;
        let guides = Guides::load(self.db, &now, &all, self.ask.today)?;
        let found = guides.newcomers(&now, &all, &now.members(self.ask.scope));
        let rows = found.into_iter().map(|newcomer| Row {
            name: Name::Person(newcomer.person),
            person: Some(newcomer.person),
            day: Some(newcomer.hired),
            amount: None,
            gave: Gave::Number("organisation-mentors-here".to_owned(), newcomer.months),
        });
        let mut card = self.today();
        card.count(List::of(rows.collect()));
        Ok(card)
    }
}
