//! The records of a card in words.

use crate::domain::ids::{PersonId, StageId};
use crate::domain::money::Share;
use crate::domain::stats::rate::MIN_CASES;
use crate::i18n::{DASH, Language, money_cell, money_unit, number, percent, share_percent};
use crate::metrics::glossary::say::{ListShown, RowShown, Say, whole};
use crate::metrics::glossary::{Gave, List, Name, Row};
use crate::metrics::process::{Finding, Measure, Unit};
use crate::metrics::stuck::days_text;
use crate::metrics::training::say::{level, topic_key};
use crate::metrics::{coaching, process, show};

impl Say<'_> {
    pub(super) fn list(&self, list: &List, key: &str) -> ListShown {
        let shown = list.rows.len() as u64;
        let note = if list.n > shown {
            let args =
                [("shown", number(whole(shown)).into()), ("n", number(whole(list.n)).into())];
            self.tr.with("glossary-list-some", &args)
        } else {
            String::new()
        };
        let rows = list.rows.iter().map(|row| self.row(row)).collect();
        ListShown { n: list.n, title: self.count(key, list.n), note, rows }
    }

    fn row(&self, row: &Row) -> RowShown {
        let (tr, language) = (self.tr, self.tr.language());
        let (deal, account, name) = match &row.name {
            Name::Deal(deal, account, name) => (Some(*deal), account.clone(), name.clone()),
            Name::Person(person) => (None, String::new(), self.person(Some(*person))),
            Name::Nobody => (None, String::new(), tr.text("glossary-nobody")),
            Name::Stage(stage) => (None, String::new(), self.stage(Some(*stage))),
            Name::Place(place) => {
                (None, String::new(), process::show::place(tr, self.directory, *place))
            }
            Name::Metric(metric) => (None, String::new(), tr.text(&metric.label_key())),
            Name::Topic(topic) => {
                let key = topic.map_or("matrix-topic-unlisted", topic_key);
                (None, String::new(), tr.text(key))
            }
            Name::Coaching(kind) => (None, String::new(), coaching::say::kind(tr, *kind)),
            Name::Named(name, english) => (None, String::new(), tr.own(name, english).to_owned()),
            Name::Key(key) => (None, String::new(), tr.text(key)),
            Name::Text(text) => (None, String::new(), text.clone()),
            Name::Nothing => (None, String::new(), tr.text(&self.card.ask.figure.label_key())),
        };
        RowShown {
            deal,
            name,
            account,
            person: self.person(row.person),
            amount: row.amount,
            amount_text: row.amount.map_or(DASH.to_owned(), |fen| money_cell(language, fen)),
            day: row.day,
            gave: self.gave(&row.gave),
        }
    }

    fn gave(&self, gave: &Gave) -> String {
        let tr = self.tr;
        match gave {
            Gave::Counted => tr.text("glossary-gave-counted"),
            Gave::Key(key) => tr.text(key),
            Gave::Keys(keys) => {
                let said: Vec<String> = keys.iter().map(|key| tr.text(key)).collect();
                self.joined(&said)
            }
            Gave::Names(names) => self.joined(names),
            Gave::Days(days) => tr.with("days", &[("n", (*days).into())]),
            Gave::Times(n) => self.count("glossary-gave-times", *n),
            Gave::Share(part, all) => match Share::of_cases(*part, *all) {
                Some(share) => format!("{part} / {all} = {}", share_percent(share)),
                None => format!("{part} / {all}"),
            },
            Gave::Rate(bp, n) => format!("{} n={}", percent(*bp), number(whole(*n))),
            Gave::Stage(stage, None) => self.stage(*stage),
            Gave::Stage(stage, Some((won, closed))) => {
                format!("{} {won} / {closed}", self.stage(*stage))
            }
            Gave::Report(standing) => show::standing(tr, *standing),
            Gave::Number(key, n) => tr.with(key, &[("n", (*n).into())]),
            Gave::Stay(days, limit) => {
                let limit = limit.map_or_else(|| DASH.to_owned(), days_text);
                let args = [("days", i64::from(*days).into()), ("limit", limit.into())];
                tr.with("glossary-gave-stay", &args)
            }
            Gave::Found(finding, count, measure) => self.found(*finding, *count, *measure),
            Gave::Case(case) => process::show::note(tr, case),
            Gave::Points(points, weight) => {
                format!("{} × {}", show::score(*points), percent(*weight))
            }
            Gave::Due(due) => coaching::say::due(tr, due, self.card.ask.today),
            Gave::Level(key, value) => tr.with(key, &[("n", level(*value).into())]),
            Gave::Text(text) => text.clone(),
        }
    }

    fn joined(&self, parts: &[String]) -> String {
        parts.join(if self.tr.language() == Language::Chinese { "、" } else { ", " })
    }

    /// How many were found in a place, out of which cases, with the value where those are enough.
    fn found(&self, finding: Finding, count: u64, measure: Measure) -> String {
        let tr = self.tr;
        let said = match measure.value {
            Some(_) if measure.cases < MIN_CASES => tr.text("process-few"),
            value => process::show::value(tr, finding, value),
        };
        match finding.unit() {
            Unit::Percent => format!("{count} / {} = {said}", measure.cases),
            Unit::Days => format!("{said} n={}", number(whole(measure.cases))),
        }
    }

    fn person(&self, person: Option<PersonId>) -> String {
        let name = person.map_or("", |person| self.directory.person_name(person));
        if name.is_empty() { DASH.to_owned() } else { name.to_owned() }
    }

    pub(super) fn stage(&self, stage: Option<StageId>) -> String {
        show::stage_name(self.directory, self.tr, stage)
    }

    pub(super) fn heads(&self) -> [String; 5] {
        let tr = self.tr;
        let unit = money_unit(tr.language());
        [
            tr.text("glossary-head-name"),
            tr.text("glossary-head-person"),
            tr.with("glossary-head-amount", &[("unit", unit.into())]),
            tr.text("glossary-head-day"),
            tr.text("glossary-head-gave"),
        ]
    }
}
