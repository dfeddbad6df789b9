//! The cards of coaching: what people said and when it was answered, the rhythm of talks, visits and those who
//! observe them.

use std::collections::BTreeSet;

use crate::domain::coaching::agreement::Verdict;
use crate::domain::ids::PersonId;
use crate::domain::money::{Share, share_bp};
use crate::domain::period::Period;
use crate::domain::stats::rate::Rate;
use crate::domain::visits::Judged;
use crate::error::Result;
use crate::metrics::Unit;
use crate::metrics::coaching::coverage::{self, Coverage, Talk};
use crate::metrics::coaching::feedback::{self, Entry, Standing, Voices};
use crate::metrics::coaching::schedule::{self, Schedule};
use crate::metrics::glossary::others::made;
use crate::metrics::glossary::{Card, Gave, List, Look, Name, Point, Row, Worked};
use crate::metrics::visits::agreement::{Pair, pooled, year_to};
use crate::metrics::visits::required::{Asked, Counted, asked};
use crate::metrics::visits::show::hundredths;
use crate::metrics::visits::{Scales, of_members};

/// What somebody said as a record.
fn said(entry: &Entry, gave: Gave) -> Row {
    Row {
        name: Name::Text(entry.said.text.clone()),
        person: entry.said.person_id,
        day: Some(entry.said.on_day),
        amount: None,
        gave,
    }
}

/// A coaching that was held as a record.
fn held(talk: &Talk, gave: Gave) -> Row {
    Row {
        name: Name::Coaching(talk.kind),
        person: Some(talk.person),
        day: Some(talk.day),
        amount: None,
        gave,
    }
}

impl Look<'_> {
    fn voices(&self, period: Period) -> Result<Voices> {
        let of = (self.ask.scope, period);
        feedback::load(self.db, self.directory, of, self.ask.today)
    }

    /// The course of a share of cases.
    fn course_of_share(&self, of: impl Fn(Period) -> Result<Option<Rate>>) -> Result<Vec<Point>> {
        self.course(|period| {
            let mut card = self.today();
            card.share(of(period)?);
            Ok((card.value(), card.records))
        })
    }

    /// 待答复的反馈: what waits longest first.
    pub(super) fn feedback_waiting(&self) -> Result<Card> {
        let found = self.voices(self.ask.period)?;
        let waits = found.entries.iter().filter(|entry| entry.standing.waits());
        let row = |entry: &Entry| {
            let over = matches!(entry.standing, Standing::Overdue(_));
            said(entry, Gave::key(if over { "feedback-overdue" } else { "feedback-waiting" }))
        };
        let mut card = self.today();
        card.count(List::of(waits.map(row).collect()));
        Ok(card)
    }

    /// 反馈按时答复率.
    pub(super) fn feedback_in_time(&self) -> Result<Card> {
        let found = self.voices(self.ask.period)?;
        let mut card = self.today();
        card.share(found.in_time);
        let (mut counted, mut omitted) = (vec![], vec![]);
        let first = self.ask.period.first_day();
        for entry in found.entries.iter().filter(|entry| entry.said.on_day >= first) {
            if !entry.judged() {
                omitted.push(said(entry, Gave::key("feedback-waiting")));
            } else if entry.in_time() {
                counted.push(said(entry, Gave::key("glossary-gave-in-time")));
            } else {
                counted.push(said(entry, Gave::key("glossary-gave-late")));
            }
        }
        card.part(counted, omitted, &["feedback-waiting"]);
        card.course = self.course_of_share(|period| Ok(self.voices(period)?.in_time))?;
        Ok(card)
    }

    /// 反馈答复用时, in hundredths of a working day.
    pub(super) fn feedback_days(&self) -> Result<Card> {
        let parts = |found: &Voices| {
            let took = found.took.map(|(days, n)| ((days * 100.0).round() as i64, n));
            (took.map(|(days, _)| days), took.map(|(_, n)| n))
        };
        let found = self.voices(self.ask.period)?;
        let (value, n) = parts(&found);
        let mut card = self.today();
        card.set(value);
        card.records = Some(n.unwrap_or_default());
        card.worked = n.map_or(Worked::Nothing, Worked::Midst);
        let (mut counted, mut omitted) = (vec![], vec![]);
        let first = self.ask.period.first_day();
        for entry in found.entries.iter().filter(|entry| entry.said.on_day >= first) {
            match entry.took.and_then(|days| i64::try_from(days).ok()) {
                Some(days) => counted.push(said(entry, Gave::Days(days))),
                None => omitted.push(said(entry, Gave::key("feedback-waiting"))),
            }
        }
        card.part(counted, omitted, &["feedback-waiting"]);
        card.course = self.course(|period| Ok(parts(&self.voices(period)?)))?;
        Ok(card)
    }

    /// The coaching of the period.
    pub(super) fn covered(&self) -> Result<Coverage> {
        let of = (self.ask.scope, self.ask.period);
        coverage::counted(self.db, self.directory, of, self.ask.today)
    }

    /// 人均辅导次数, with how often each was coached; what was held with people who are in no row is left out.
    pub(super) fn coached_times(&self) -> Result<Card> {
        let found = self.covered()?;
        let mut card = self.today();
        card.known = found.as_of;
        card.records = Some(found.share.map_or(0, |share| share.people.n));
        if let Some(share) = found.share {
            card.set(Some(share.each_tenths()));
            let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            card.worked = Worked::Share(whole(share.talks), whole(share.people.n), Unit::Count);
        }
        let row = |row: &coverage::Row| Row {
            name: Name::Person(row.who.person),
            person: Some(row.who.person),
            day: row.last,
            amount: None,
            gave: Gave::Times(row.talks.len() as u64),
        };
        card.counted = List::of(found.rows.iter().map(row).collect());
        let listed: BTreeSet<PersonId> = found.rows.iter().map(|row| row.who.person).collect();
        let others = found.talks.iter().filter(|talk| !listed.contains(&talk.person));
        let others: Vec<Row> =
            others.map(|talk| held(talk, Gave::key("glossary-gave-elsewhere"))).collect();
        card.leave("glossary-gave-elsewhere", found.elsewhere.0);
        card.omitted = List::of(others);
        Ok(card)
    }

    /// 辅导用时, in minutes: of the coachings of which they are known.
    pub(super) fn coaching_hours(&self) -> Result<Card> {
        let found = self.covered()?;
        let all = found.held();
        let mut card = self.today();
        card.known = found.as_of;
        card.set((all.timed > 0).then_some(all.minutes));
        let (mut counted, mut omitted, mut terms) = (vec![], vec![], vec![]);
        for talk in &found.talks {
            match talk.minutes {
                Some(minutes) => {
                    terms.push(minutes);
                    let gave = Gave::Number("glossary-gave-minutes".to_owned(), minutes);
                    counted.push(held(talk, gave));
                }
                None => omitted.push(held(talk, Gave::key("glossary-gave-no-minutes"))),
            }
        }
        let n = terms.len() as u64;
        card.records = Some(n);
        if let Some(total) = card.value() {
            card.worked = Worked::added(terms, n, total);
        }
        card.part(counted, omitted, &["glossary-gave-no-minutes"]);
        Ok(card)
    }

    /// 辅导节奏达标率, with that of each person.
    pub(super) fn rhythm_kept(&self) -> Result<Card> {
        let found = self.covered()?;
        let mut card = self.today();
        card.known = found.as_of;
        card.share(found.kept);
        let (mut counted, mut omitted) = (vec![], vec![]);
        for row in &found.rows {
            let made = |gave: Gave| Row {
                name: Name::Person(row.who.person),
                person: Some(row.who.person),
                day: row.last,
                amount: None,
                gave,
            };
            match row.kept {
                Some(kept) => counted.push(made(Gave::Share(kept.k, kept.n))),
                None => omitted.push(made(Gave::key("glossary-gave-no-talks"))),
            }
        }
        card.part(counted, omitted, &["glossary-gave-no-talks"]);
        Ok(card)
    }

    fn asked(&self, period: Period) -> Result<Asked> {
        let members = self.directory.members(self.ask.scope);
        asked(self.db, self.directory, &members, (period, self.ask.today))
    }

    /// Lists the weeks of people that concern a figure: those that are judged, and why others are not.
    fn weeks(card: &mut Card, found: &Asked, of: Counted, concerns: impl Fn(Judged) -> bool) {
        let (mut counted, mut omitted) = (vec![], vec![]);
        for line in &found.lines {
            let judged = line.of(of);
            let made = |gave: Gave| Row {
                name: Name::Person(line.person),
                person: Some(line.person),
                day: Some(line.week.first),
                amount: None,
                gave,
            };
            if !concerns(judged) {
                continue;
            }
            if !line.week.over {
                omitted.push(made(Gave::key("glossary-gave-running")));
            } else if found.knows(of, line.week) {
                let (visits, required) = (judged.visits.into(), judged.required.into());
                counted.push(made(Gave::Share(visits, required)));
            } else {
                omitted.push(made(Gave::key("glossary-gave-untold")));
            }
        }
        card.part(counted, omitted, &["glossary-gave-running", "glossary-gave-untold"]);
    }

    /// 拜访达标周: of their own visits, week by week.
    pub(super) fn visit_weeks(&self) -> Result<Card> {
        let found = self.asked(self.ask.period)?;
        let mut card = self.today();
        card.share(found.compliance(Counted::Own));
        Self::weeks(&mut card, &found, Counted::Own, |judged| judged.required > 0);
        card.course =
            self.course_of_share(|period| Ok(self.asked(period)?.compliance(Counted::Own)))?;
        Ok(card)
    }

    /// 自己拜访完成率 and 陪访完成率, week by week: more may be made than are asked for.
    pub(super) fn visits_kept(&self, of: Counted) -> Result<Card> {
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let parts = |found: &Asked| found.kept_of(of).map(|(kept, all)| (whole(kept), whole(all)));
        let found = self.asked(self.ask.period)?;
        let mut card = self.today();
        let concerns = |judged: Judged| judged.required > 0 || judged.visits > 0;
        Self::weeks(&mut card, &found, of, concerns);
        card.records = Some(card.counted.n);
        if let Some((kept, required)) = parts(&found) {
            card.set_share(Share::of(kept, required));
            card.worked = Worked::Share(kept, required, Unit::Count);
        }
        card.course = self.course(|period| {
            let found = self.asked(period)?;
            let n = found.over(of).filter(|line| concerns(line.of(of))).count() as u64;
            let value = parts(&found).and_then(|(kept, required)| share_bp(kept, required));
            Ok((value, Some(n)))
        })?;
        Ok(card)
    }

    /// 经理陪访: those that count.
    pub(super) fn joint_visits(&self) -> Result<Card> {
        let found = self.asked(self.ask.period)?;
        let mut card = self.today();
        made(&mut card, &found, Counted::Joint);
        let counted = std::mem::take(&mut card.counted);
        card.count(counted);
        Ok(card)
    }

    /// 两人打分一致性, in hundredths: of the year up to the end of the period.
    pub(super) fn observers(&self) -> Result<Card> {
        let scales = Scales::load(self.db)?;
        let members = self.directory.members(self.ask.scope);
        let until = self.ask.period.last_day().min(self.ask.today);
        let found = pooled(&of_members(self.db, &scales, &members, year_to(until))?);
        let mut card = self.today();
        card.known = until;
        card.records = Some(found.pairs.len() as u64);
        if let Some(agreement) = found.agreement
            && !matches!(agreement.verdict(), Verdict::TooFew { .. })
        {
            card.set(agreement.kappa.and_then(hundredths));
            card.worked = Worked::Alike(agreement.pairs, agreement.alike);
        }
        let row = |pair: &Pair| {
            let step = scales.step(&pair.step).map(|step| &step.record);
            Row {
                name: match step {
                    Some(step) => Name::Named(step.name.clone(), step.name_en.clone()),
                    None => Name::Text(pair.step.clone()),
                },
                person: Some(pair.person),
                day: Some(pair.day),
                amount: None,
                gave: Gave::Text(format!("{} / {}", pair.first, pair.second)),
            }
        };
        card.counted = List::of(found.pairs.iter().map(row).collect());
        Ok(card)
    }

    fn schedule(&self) -> Result<Schedule> {
        let today = self.ask.today;
        schedule::load(self.db, self.directory, self.ask.scope, (today, today))
    }

    /// 到期未计划的辅导: what is due within the weeks that are looked ahead to and not planned.
    pub(super) fn talks_due(&self) -> Result<Card> {
        let found = self.schedule()?;
        let row = |due: &schedule::Due| Row {
            name: Name::Person(due.person),
            person: Some(due.person),
            day: due.clock.due(),
            amount: None,
            gave: Gave::Due(due.clone()),
        };
        let mut card = self.today();
        card.count(List::of(found.open().map(row).collect()));
        Ok(card)
    }

    /// The card of some coachings of the calendar.
    fn of_slots(&self, slots: &[schedule::Slot]) -> Card {
        let row = |slot: &schedule::Slot| Row {
            name: Name::Coaching(slot.kind),
            person: Some(slot.person),
            day: Some(slot.day),
            amount: None,
            gave: Gave::Text(slot.topic.clone()),
        };
        let mut card = self.today();
        card.count(List::of(slots.iter().map(row).collect()));
        card
    }

    /// 过期未做的辅导.
    pub(super) fn talks_missed(&self) -> Result<Card> {
        Ok(self.of_slots(&self.schedule()?.missed))
    }

    /// 已计划的辅导: what is planned within the weeks that are looked ahead to.
    pub(super) fn talks_planned(&self) -> Result<Card> {
        Ok(self.of_slots(&self.schedule()?.ahead))
    }

    /// 缺事前辅导的重大活动, with whether a note before it is planned.
    pub(super) fn events_unprepared(&self) -> Result<Card> {
        let found = self.schedule()?;
        let row = |one: &schedule::Unprepared| Row {
            name: Name::Text(one.event.name.clone()),
            person: Some(one.event.person_id),
            day: Some(one.event.on_day),
            amount: None,
            gave: Gave::key(match one.planned {
                Some(_) => "glossary-gave-planned",
                None => "glossary-gave-unplanned",
            }),
        };
        let mut card = self.today();
        card.count(List::of(found.events.iter().map(row).collect()));
        Ok(card)
    }
}
