//! A deal at a glance, in words: its facts with a word on each, and a sentence on each list of its page.

use super::path::{StageLine, Stay};
use super::show::{Say, class_name, joined};
use super::{DealPage, WaiverLine};
use crate::domain::funnel::visit::{Exit, days_between};
use crate::i18n::{DASH, MoneyStyle, day_beside, money, money_cell, number, percent, period_label};
use crate::store::records::{
    DealContact, DealRisk, DecisionPart, NextStep, RiskKind, Stance, Status,
};

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub label: String,
    /// What it is.
    pub value: String,
    /// Whether that is a warning.
    pub warns: bool,
    /// A word on it; may be empty.
    pub note: String,
}

impl Say<'_> {
    fn fact(self, key: &str, value: String, note: String) -> Fact {
        Fact { label: self.tr.text(key), value, warns: false, note }
    }

    /// The six facts of the head: amount, stage, expected day, owner, class, last contact.
    pub fn facts(self, page: &DealPage) -> [Fact; 6] {
        [
            self.amount(page),
            self.stands(page),
            self.signed_on(page),
            self.owner(page),
            self.class(page),
            self.contacted(page),
        ]
    }

    /// The amount, and what it was at first.
    fn amount(self, page: &DealPage) -> Fact {
        let language = self.tr.language();
        let full = |fen: i64| money(language, fen, MoneyStyle::Full);
        let amount = page.standing.amount.map_or_else(|| self.tr.text("unknown"), full);
        let changed = page.amounts.len().saturating_sub(1) as u64;
        let note = match page.amounts.first() {
            Some(first) if changed > 0 => {
                let first = money_cell(language, *first);
                self.count("funnel-deal-amount-changed", changed, &[("first", first.into())])
            }
            _ => String::new(),
        };
        self.fact("funnel-stuck-amount", amount, note)
    }

    /// The stage, and how often and since when it is there.
    fn stands(self, page: &DealPage) -> Fact {
        let line = page.path.lines.iter().find(|line| Some(line.stage) == page.stage);
        let stay = line.and_then(|line| line.stays.last());
        let note = line.zip(stay).map_or_else(String::new, |(line, stay)| {
            let day = day_beside(self.tr, stay.enter, page.as_of);
            self.count("funnel-deal-entry", line.stays.len() as u64, &[("day", day.into())])
        });
        self.fact("funnel-head-stage", self.stage(page.stage), note)
    }

    /// The day it is expected to be signed, how often that was put off; or the day it was closed.
    fn signed_on(self, page: &DealPage) -> Fact {
        let tr = self.tr;
        let closed = page.deal.closed_on.filter(|_| page.deal.status != Status::Open);
        if let Some(day) = closed {
            return self.fact("funnel-column-closed", day.to_string(), String::new());
        }
        let overdue = page.open.as_ref().is_some_and(|open| open.overdue(page.as_of));
        let pushed = page.pushes.filter(|pushes| pushes.pushes > 0);
        let mut notes = vec![];
        if overdue {
            notes.push(tr.text("funnel-stuck-passed"));
        }
        if let Some(pushes) = pushed {
            let args = [("n", pushes.pushes.into()), ("days", pushes.pushed_days.into())];
            notes.push(tr.with("funnel-stuck-pushes", &args));
        }
        let expected = page.standing.expected;
        let value = expected.map_or_else(|| tr.text("unknown"), |day| day.to_string());
        let warns = overdue || pushed.is_some();
        Fact { warns, ..self.fact("funnel-deal-expected", value, joined(tr, &notes)) }
    }

    /// The owner and the team of that day.
    fn owner(self, page: &DealPage) -> Fact {
        let owner = page.standing.owner;
        let team = owner.and_then(|owner| self.directory.team_on(owner, page.as_of));
        let team = team.map_or_else(String::new, |team| team.name.clone());
        self.fact("funnel-column-owner", self.person(owner), team)
    }

    /// The class, and the chances beside it.
    fn class(self, page: &DealPage) -> Fact {
        let tr = self.tr;
        let class = page.category.map(|(class, _)| class_name(tr, class));
        let period = page.category.map(|_| period_label(tr, page.period));
        let mut notes: Vec<String> = period.into_iter().collect();
        if let Some(stated) = page.deal.probability {
            notes.push(tr.with("funnel-deal-stated", &[("chance", percent(stated).into())]));
        }
        match page.chance {
            Some((won, closed)) if closed > 0 => {
                let bp = i64::try_from(won.saturating_mul(10_000) / closed).unwrap_or(10_000);
                notes.push(tr.with("funnel-deal-learned", &[("chance", percent(bp).into())]));
            }
            _ if page.category.is_some() => notes.push(tr.text("funnel-deal-learned-few")),
            _ => {}
        }
        let class = class.unwrap_or_else(|| DASH.to_owned());
        self.fact("funnel-deal-class", class, joined(tr, &notes))
    }

    /// The last work with the customer, else the newest report.
    fn contacted(self, page: &DealPage) -> Fact {
        let tr = self.tr;
        let (day, what) = match &page.contacted {
            Some((day, what)) => (*day, what.clone()),
            None => (page.deal.last_reported, tr.text("funnel-deal-reported")),
        };
        let days = days_between(day, self.today);
        let key = if days == 0 { "funnel-stuck-today" } else { "funnel-stuck-ago" };
        let ago = self.count(key, days.into(), &[]);
        self.fact("funnel-deal-contacted", self.day(day), joined(tr, &[ago, what]))
    }

    /// How the deal ended, or how long it is stuck; empty where it is open and is not.
    pub fn state(self, page: &DealPage) -> String {
        match page.deal.status {
            Status::Won => self.tr.text("won"),
            Status::Lost => self.tr.text("lost"),
            Status::Open => {
                let stuck = page.open.as_ref().filter(|open| open.stuck());
                stuck.map_or_else(String::new, |open| {
                    self.count("funnel-deal-stuck", open.total_days.into(), &[])
                })
            }
        }
    }

    /// How long the path is, how often it went on and back, in how many stays.
    pub fn path(self, page: &DealPage) -> String {
        let path = &page.path;
        if path.stays == 0 {
            return String::new();
        }
        let mut parts = vec![
            self.count("funnel-deal-path-days", path.days.into(), &[]),
            self.count("funnel-deal-path-forward", path.forward.into(), &[]),
        ];
        if path.back > 0 {
            parts.push(self.count("funnel-deal-path-back", path.back.into(), &[]));
        }
        parts.push(self.count("funnel-deal-path-stays", path.stays.into(), &[]));
        joined(self.tr, &parts)
    }

    /// A stay: from when to when, how long, and how it ended.
    pub fn stay(self, page: &DealPage, (line, stay): (&StageLine, &Stay)) -> String {
        let end = stay.leave.unwrap_or(page.as_of);
        let key = match stay.exit {
            Exit::Advance => "funnel-deal-path-went-on",
            Exit::Won => "funnel-deal-path-won",
            Exit::Lost => "funnel-deal-path-lost",
            Exit::Back => "funnel-deal-path-went-back",
            Exit::Open => "funnel-deal-path-lasts",
        };
        let args = [
            ("stage", self.stage(Some(line.stage)).into()),
            ("from", stay.enter.to_string().into()),
            ("to", end.to_string().into()),
            ("days", number(stay.days.into()).into()),
        ];
        self.tr.with(key, &args)
    }

    /// How many roles the stage needs, and how many are taken.
    pub fn team(self, page: &DealPage) -> String {
        let (there, needed) = page.roles_taken();
        if needed == 0 {
            return self.tr.text("funnel-deal-team-none");
        }
        let there = number(i64::try_from(there).unwrap_or(i64::MAX));
        self.count("funnel-deal-team-sub", needed as u64, &[("there", there.into())])
    }

    /// How many of those we know were met, and whether those who decide were; empty for nobody.
    pub fn contacts(self, page: &DealPage) -> String {
        let (met, all) = page.contacts_met();
        let mut parts = vec![];
        if all > 0 {
            let count = number(i64::try_from(met).unwrap_or(i64::MAX));
            parts.push(self.count(
                "funnel-deal-contacts-sub",
                all as u64,
                &[("met", count.into())],
            ));
            let decides = |contact: &&DealContact| contact.part == DecisionPart::Decides;
            let mut deciders = page.contacts.iter().filter(decides);
            if !deciders.any(|contact| contact.stance != Stance::Unmet) {
                parts.push(self.tr.text("funnel-deal-contacts-decider"));
            }
            if met == 1 && page.deal.status == Status::Open {
                parts.push(self.tr.text("funnel-deal-contacts-single"));
            }
        }
        joined(self.tr, &parts)
    }

    /// What is done of how much, and how much is overdue; empty where there is nothing to do.
    pub fn tasks(self, page: &DealPage) -> String {
        let (done, all, overdue) = page.tasks_done();
        let mut parts = vec![];
        if overdue > 0 {
            parts.push(self.count("funnel-deal-tasks-overdue", overdue as u64, &[]));
        }
        if all > 0 {
            parts.push(format!("{done} / {all}"));
        }
        joined(self.tr, &parts)
    }

    /// How many risks there are, and how many are over.
    pub fn risks(self, page: &DealPage) -> String {
        let risks = page.risks().filter(|risk| risk.kind == RiskKind::Risk).count() as u64;
        let closed = page.said.risks.len() as u64 - page.risks().count() as u64;
        let mut parts = vec![];
        if risks > 0 {
            parts.push(self.count("funnel-deal-risks-sub", risks, &[]));
        }
        if closed > 0 {
            parts.push(self.count("funnel-deal-risks-closed", closed, &[]));
        }
        joined(self.tr, &parts)
    }

    /// When a stage was left, and how much was missing.
    pub fn waiver(self, line: &WaiverLine) -> String {
        let args = [
            ("stage", self.stage(Some(line.stage)).into()),
            ("day", self.day(line.left_on).into()),
        ];
        self.count("funnel-deal-waiver", line.missing as u64, &args)
    }

    /// A next step and by when, since when the customer agrees, and who said it when.
    pub fn next_step(self, step: &NextStep) -> [String; 3] {
        let tr = self.tr;
        let args = [("day", self.day(step.due).into()), ("what", step.what.as_str().into())];
        let agreed = match step.confirmed_on {
            Some(day) => tr.with("funnel-stuck-confirmed", &[("day", day.to_string().into())]),
            None => tr.text("funnel-stuck-unconfirmed"),
        };
        let by = joined(tr, &[step.by_name.clone(), self.day(step.said_on)]);
        [tr.with("funnel-stuck-next-text", &args), agreed, by]
    }
}

impl DealPage {
    /// Risks and fallbacks that are not over: the heaviest risk first, then the fallbacks.
    pub fn risks_first(&self) -> Vec<&DealRisk> {
        let mut open: Vec<&DealRisk> = self.risks().collect();
        open.sort_by_key(|risk| (risk.kind, risk.weight, risk.due.is_none(), risk.due, risk.id));
        open
    }
}
