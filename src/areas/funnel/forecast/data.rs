//! What the page shows, ready to draw.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::beside::{self, BiasRow, MethodRow};
use super::charts;
use crate::areas::funnel::data::{DASH, Load, brief, count_text, day_text, joined};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::OpportunityId;
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, money_cell, money_unit, number, period_label, pt};
use crate::metrics::forecast::rollup::{Fresh, Part};
use crate::metrics::forecast::{self as metric, DealIn, Depth, Forecast};
use crate::sheets::write::Table;
use crate::store::records::DealCategory;
use crate::ui::charts::freezes::Freezes;
use crate::ui::charts::outcomes::OutcomeBars;

/// How many deals are listed, besides those of which a person said or supposed something.
#[cfg(not(test))]
const LISTED: usize = 1_000;
#[cfg(test)]
const LISTED: usize = 3;

/// What to load besides scope and period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Deals that are supposed to slip.
    pub slip: BTreeSet<OpportunityId>,
    /// How much is worked out.
    pub depth: Depth,
}

/// The page.
#[derive(Clone, Debug)]
pub enum Data {
    /// A year or a week is not forecast; the month that is offered instead.
    NotOffered(Period),
    /// The forecast.
    Shown(Box<Shown>),
}

/// The forecast.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Whose and for when.
    pub key: (Scope, Period),
    /// Who and for when, in words.
    pub whose: String,
    /// Where in the period this is.
    pub when: String,
    /// The week that is frozen now.
    pub week: String,
    /// Whether the period is over.
    pub over: bool,
    /// What the roll-up is of.
    pub sub: String,
    /// The roll-up.
    pub rows: Vec<RollRow>,
    /// The same for a spreadsheet program; `None` while it is being worked out.
    pub sheet: Option<Arc<Table>>,
    /// Its sum: worked out, called, difference, and how it stands to the target.
    pub total: [String; 4],
    /// What was left out and why; empty where nothing was.
    pub left: String,
    /// How it was worked out, in a few words.
    pub chance_sub: String,
    /// The same in full, line by line.
    pub means: Vec<String>,
    /// As it is.
    pub now: Block,
    /// If the chosen deals slip; `None` where none are chosen.
    pub scenario: Option<Block>,
    /// The totals that may be; `None` where there is nothing to draw.
    pub bars: Option<OutcomeBars>,
    /// What stands in their place.
    pub no_bars: String,
    /// The deals, the weightiest first.
    pub deals: Vec<DealRow>,
    /// How many of how many these are, as a sentence; empty when they are all.
    pub deals_note: String,
    /// What was frozen; `None` where nothing was.
    pub track: Option<Freezes>,
    /// Hits with their interval; empty where none can be judged.
    pub hits: String,
    /// The simpler ways.
    pub methods: Vec<MethodRow>,
    /// What stands in their place.
    pub no_methods: String,
    /// Which one is the least wrong.
    pub chosen: String,
    /// How people lean.
    pub people: Vec<BiasRow>,
}

/// A line of the roll-up.
#[derive(Clone, Debug, PartialEq)]
pub struct RollRow {
    /// The class; `None` for what is signed, what comes early and new business, which nobody calls.
    pub category: Option<Category>,
    /// Which colour stands before it, from the surest to the least sure.
    pub shade: usize,
    /// Its name.
    pub name: String,
    /// What it means.
    pub note: String,
    /// How many deals, their amounts, the share expected, and what that is.
    pub cells: [String; 4],
    /// The same with all that are surer; empty where there is no such sum.
    pub views: [String; 3],
    /// What counts, in fen; `None` where that is not known.
    pub called: Option<i64>,
    /// The same in words.
    pub call: String,
    /// Whether the manager said it.
    pub is_call: bool,
    /// The difference to what was worked out.
    pub difference: String,
    /// Why.
    pub reason: String,
}

/// A chance with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub label: String,
    /// The chance, or the fact.
    pub value: String,
    /// Whether it is a fact, which is a sentence and no figure.
    pub fact: bool,
    /// The expected total.
    pub total: String,
    /// The range.
    pub range: String,
}

/// A deal of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealRow {
    /// The deal.
    pub deal: OpportunityId,
    /// The customer.
    pub account: String,
    /// What it is, whose, and that its day has passed.
    pub name: String,
    /// Its class where somebody said so; `None` for what its stage says.
    pub said: Option<Category>,
    /// The class it stands in.
    pub class: String,
    /// What people said of it for the period, the newest first.
    pub classes: Vec<ClassLine>,
    /// Its chance.
    pub chance: String,
    /// Its amount.
    pub amount: String,
    /// What changes if it slips.
    pub effect: String,
}

/// What somebody said of a deal for the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassLine {
    /// Who and when.
    pub head: String,
    /// What and why.
    pub words: String,
}

/// The key of a class's name.
pub(super) fn class_key(category: Category) -> String {
    format!("forecast-class-{}", category.word().replace('_', "-"))
}

/// A difference of amounts for a cell: `+5.6`, `−33.6`, `0.0`.
pub(super) fn signed_cell(tr: &Tr, fen: i64) -> String {
    let text = money_cell(tr.language(), fen);
    let zero = money_cell(tr.language(), 0);
    if fen > 0 && text != zero { format!("+{text}") } else { text }
}

/// Loads the page.
pub(in crate::areas::funnel) fn load(
    load: &Load<'_>,
    ask: &Ask,
    today: NaiveDate,
) -> Result<(u64, Data)> {
    if metric::check(load.period).is_err() {
        let month = match load.period {
            Period::Week(..) => Period::month_of(load.period.first_day()),
            _ => Period::month_of(load.as_of),
        };
        return Ok((0, Data::NotOffered(month)));
    }
    let (scope, period) = (load.scope, load.period);
    let asked = metric::Ask { scope, period, today, slip: ask.slip.clone(), depth: ask.depth };
    let found = metric::forecast(load.db, load.directory, &asked)?;
    let n_open = found.n_open();
    let page = Page { load, today, found: &found };
    Ok((n_open, Data::Shown(Box::new(page.shown(ask)?))))
}

/// A forecast on its way to the page.
pub(super) struct Page<'a> {
    pub load: &'a Load<'a>,
    pub today: NaiveDate,
    pub found: &'a Forecast,
}

impl Page<'_> {
    pub(super) fn cell(&self, fen: i64) -> String {
        money_cell(self.load.tr.language(), fen)
    }

    /// Whether the past is still being asked: what hangs on it comes in a moment.
    pub(super) fn pending(&self) -> bool {
        self.found.depth == Depth::Present && !self.found.over
    }

    /// What stands where something is not known, or not yet.
    pub(super) fn blank(&self) -> String {
        if self.pending() { "…".to_owned() } else { DASH.to_owned() }
    }

    /// An amount that was worked out.
    pub(super) fn known(&self, fen: Option<i64>) -> String {
        fen.filter(|_| !self.pending()).map_or_else(|| self.blank(), |fen| self.cell(fen))
    }

    /// The difference of two amounts that are known; else nothing.
    pub(super) fn difference(&self, more: Option<i64>, less: Option<i64>) -> String {
        let off = more
            .zip(less)
            .filter(|_| !self.pending())
            .map(|(more, less)| more.saturating_sub(less));
        off.map_or_else(String::new, |off| signed_cell(self.load.tr, off))
    }

    fn shown(&self, ask: &Ask) -> Result<Shown> {
        let Self { load, found, .. } = self;
        let tr = load.tr;
        let company = tr.text("forecast-company");
        let whose = load.directory.scope_name(load.scope).unwrap_or(&company).to_owned();
        let week = i64::from(self.today.iso_week().week());
        let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let when = tr.with(
            "forecast-when",
            &[
                ("over", n(found.days.elapsed).into()),
                ("all", n(found.days.total).into()),
                ("week", week.into()),
            ],
        );
        let unit = money_unit(tr.language());
        let sub = tr.with(
            "forecast-roll-sub",
            &[
                ("who", whose.as_str().into()),
                ("period", load.period_label().into()),
                ("unit", unit.into()),
            ],
        );
        let (bars, no_bars) = match charts::outcome_bars(self) {
            Some(bars) => (Some(bars), String::new()),
            None => (None, self.why_no_bars()),
        };
        let deals = self.deals(&ask.slip)?;
        Ok(Shown {
            key: (load.scope, load.period),
            whose: format!("{whose} {}", load.period_label()),
            when,
            week: tr.with("forecast-week", &[("week", week.into())]),
            over: found.over || load.period.last_day() < self.today,
            sub,
            rows: self.rows(),
            sheet: (!self.pending()).then(|| Arc::new(self.sheet())),
            total: self.total(),
            left: self.left(),
            chance_sub: self.chance_sub(),
            means: self.means(),
            now: self.block(
                tr.text("forecast-now"),
                found.outlook.as_ref(),
                found.roll_up.computed(),
            ),
            scenario: found.scenario.as_ref().map(|outlook| {
                let slips = found.deals.iter().filter(|deal| ask.slip.contains(&deal.deal)).count();
                let label = tr.with("forecast-slip", &[("n", n(slips).into())]);
                self.block(label, Some(outlook), found.scenario_computed)
            }),
            bars,
            no_bars,
            deals_note: load.listing(deals.len(), found.deals.len() as u64),
            deals,
            track: charts::freezes(self),
            hits: self.hits(),
            methods: beside::methods(self),
            no_methods: if self.pending() {
                tr.text("forecast-testing-detail")
            } else {
                tr.text("forecast-over-detail")
            },
            chosen: beside::chosen(self),
            people: beside::people(self),
        })
    }

    fn rows(&self) -> Vec<RollRow> {
        let Self { load, found, .. } = self;
        let (tr, roll_up) = (load.tr, &found.roll_up);
        let closed = roll_up.faces.single(Category::Closed);
        let amount = self.cell(roll_up.closed());
        let mut signed_note =
            tr.with("forecast-signed-note", &[("day", day_text(Some(found.as_of)).into())]);
        if closed.unknown > 0 {
            let unknown = load.count("forecast-unknown", closed.unknown);
            signed_note = joined(tr, &[signed_note, unknown]);
        }
        let mut rows = vec![RollRow {
            category: None,
            shade: 0,
            name: tr.text("forecast-signed"),
            note: signed_note,
            cells: [count_text(closed.deals), amount.clone(), DASH.to_owned(), amount.clone()],
            views: [amount.clone(), amount.clone(), amount.clone()],
            called: Some(roll_up.closed()),
            call: amount,
            is_call: false,
            difference: String::new(),
            reason: String::new(),
        }];
        if found.over {
            return rows;
        }
        for (shade, part) in (1..).zip(&roll_up.parts) {
            rows.push(self.part(shade, part));
        }
        let unlisted = [
            (&roll_up.pulled, tr.text("forecast-pulled"), tr.text("forecast-pulled-note")),
            (&roll_up.fresh, tr.text("forecast-fresh"), tr.text("forecast-fresh-note")),
        ];
        for (found, name, note) in unlisted {
            rows.extend(found.as_ref().map(|found| self.unlisted(found, name, note)));
        }
        rows
    }

    /// A line of what is in no class.
    fn unlisted(&self, found: &Fresh, name: String, note: String) -> RollRow {
        let computed = self.cell(found.computed);
        let dash = || DASH.to_owned();
        RollRow {
            category: None,
            shade: 4,
            name,
            note,
            cells: [about(self.load.tr, found.deals), dash(), dash(), computed.clone()],
            views: [String::new(), String::new(), String::new()],
            called: Some(found.computed),
            call: computed,
            is_call: false,
            difference: String::new(),
            reason: String::new(),
        }
    }

    fn part(&self, shade: usize, part: &Part) -> RollRow {
        let (tr, roll_up) = (self.load.tr, &self.found.roll_up);
        let key = class_key(part.category);
        let face = roll_up.faces.view(part.category).amount;
        RollRow {
            category: Some(part.category),
            shade,
            name: tr.text(&key),
            note: tr.text(&format!("{key}-note")),
            cells: [
                count_text(part.deals),
                self.cell(part.face),
                part.chance_bp().filter(|_| !self.pending()).map_or_else(|| self.blank(), whole),
                self.known(part.computed),
            ],
            views: [
                self.cell(face),
                self.known(roll_up.view(part.category, |part| part.computed)),
                self.known(roll_up.view(part.category, Part::called)),
            ],
            called: part.called().filter(|_| part.call.is_some() || !self.pending()),
            call: match &part.call {
                Some(call) => self.cell(call.value),
                None => self.known(part.computed),
            },
            is_call: part.call.is_some(),
            difference: self.difference(part.called(), part.computed),
            reason: part.call.as_ref().map(|call| call.reason.clone()).unwrap_or_default(),
        }
    }

    /// The weightiest deals, and those of which a person said or supposed something.
    fn deals(&self, slip: &BTreeSet<OpportunityId>) -> Result<Vec<DealRow>> {
        let mut rows = vec![];
        let told = |deal: &DealIn| !deal.classes.is_empty() || slip.contains(&deal.deal);
        for (at, deal) in self.found.deals.iter().enumerate() {
            if LISTED <= at && !told(deal) {
                continue;
            }
            if let Some(brief) = brief(self.load.db, deal.deal)? {
                rows.push(self.deal(deal, (brief.account, brief.name)));
            }
        }
        Ok(rows)
    }

    fn deal(&self, deal: &DealIn, (account, name): (String, String)) -> DealRow {
        let tr = self.load.tr;
        let chance = deal.chance.filter(|_| deal.category != Category::Omitted);
        let effect = deal.effect.map(points);
        let mut parts = vec![name, self.load.person(deal.owner)];
        if deal.past {
            let day = day_text(Some(deal.expected));
            parts.push(tr.with("forecast-past", &[("day", day.into())]));
        }
        DealRow {
            deal: deal.deal,
            account,
            name: joined(tr, &parts),
            said: deal.said.then_some(deal.category),
            class: tr.text(&class_key(deal.category)),
            classes: deal.classes.iter().rev().map(|said| self.class_line(said)).collect(),
            chance: chance.map_or_else(|| self.blank(), |(_, chance)| whole(chance.bp())),
            amount: self.cell(deal.amount),
            effect: effect.unwrap_or_else(|| self.blank()),
        }
    }

    fn class_line(&self, said: &DealCategory) -> ClassLine {
        let tr = self.load.tr;
        let by = Some(said.by_name.clone()).filter(|by| !by.is_empty());
        let mut head: Vec<String> = by.into_iter().collect();
        head.push(day_text(Some(said.said_on)));
        let words = match said.category {
            Some(class) => vec![tr.text(&class_key(class)), said.reason.clone()],
            None => vec![tr.text("forecast-by-stage")],
        };
        ClassLine { head: joined(tr, &head), words: joined(tr, &words) }
    }

    /// The period as people say it.
    pub(super) fn label(&self, period: Period) -> String {
        period_label(self.load.tr, period)
    }
}

/// How many deals are expected, whole: no one of them is known.
pub(super) fn about(tr: &Tr, deals: f64) -> String {
    if deals < 1.0 {
        return "<1".to_owned();
    }
    tr.with("forecast-about", &[("n", number(deals.round() as i64).into())])
}

/// A difference of chances in whole points; one that is not nothing is not written as nothing.
fn points(effect: f64) -> String {
    let bp = (effect * 10_000.0).round() as i64;
    if bp != 0 && bp.abs() < 50 { "<1 pt".to_owned() } else { pt(bp) }
}

/// Basis points as whole percent.
fn whole(bp: i64) -> String {
    format!("{}%", number(div_round(i128::from(bp), 100).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn what_a_slip_takes_is_nothing_only_where_it_takes_nothing() {
        assert_eq!([0.0, -0.00004, -0.004, -0.005].map(points), ["0 pt", "0 pt", "<1 pt", "−1 pt"]);
    }

    #[test]
    fn deals_that_are_expected_are_whole() {
        let said = |language, deals| about(&Tr::new(language), deals);
        assert_eq!(said(Language::Chinese, 29.6), "约30");
        assert_eq!(said(Language::English, 29.6), "about 30");
        assert_eq!(said(Language::English, 1_234.0), "about 1,234");
        assert_eq!(said(Language::Chinese, 1.0), "约1");
        assert_eq!(said(Language::Chinese, 0.96), "<1");
    }
}
