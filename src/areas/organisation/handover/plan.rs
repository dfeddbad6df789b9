//! One handover, ready to draw: its steps, what goes to whom, loads, checks, and the sheet.

use chrono::NaiveDate;

use super::rows::{Bar, CheckRow, ItemRow, LoadRow, help};
use crate::areas::organisation::people::{self, DASH};
use crate::command::handover::{Details, Head};
use crate::documents::Printout;
use crate::documents::handover_sheet::{
    about, page, parallel, printout, rule_words, shares, stage_name, why_key,
};
use crate::domain::handover::{Fit, Missing, Reason};
use crate::domain::ids::{HandoverId, HandoverItemId, OpportunityId, PersonId, StageId};
use crate::domain::money::div_round;
use crate::domain::names::initial;
use crate::error::Result;
use crate::i18n::{MoneyStyle, Tr, money, money_cell, money_unit, number, short_day};
use crate::metrics::handover::checks::{Finding, Level};
use crate::metrics::handover::{Item, Load, Plan};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{CreditRule, HandoverState, HandoverWhy};

/// From this score on a fit is good.
const GOOD_FIT: i64 = 75;

/// A handover that is open.
#[derive(Clone, Debug)]
pub struct PlanPage {
    /// The handover.
    pub id: HandoverId,
    /// Its number.
    pub number: String,
    /// Who hands over.
    pub name: String,
    /// The initial of the name.
    pub initial: String,
    /// Why, and that it is under way or done.
    pub badge: String,
    /// Post, city and last day.
    pub about: String,
    /// Whether it is still being prepared.
    pub draft: bool,
    /// Whether items may stay where they are.
    pub balance: bool,
    /// The names of the steps.
    pub steps: Vec<String>,
    /// Which step it is at.
    pub step: usize,
    /// Why it cannot be carried out now; empty where it can.
    pub obstacle: String,
    /// Customers.
    pub accounts: Vec<ItemRow>,
    /// Open deals.
    pub deals: Vec<ItemRow>,
    /// The sum of amounts, given and not given.
    pub amounts: String,
    /// Who may receive, first nobody.
    pub receivers: Vec<(Option<PersonId>, String)>,
    /// The unit of amounts.
    pub unit: String,
    /// What receivers have.
    pub loads: Vec<LoadRow>,
    /// The sums below them.
    pub load_sums: [String; 3],
    /// The limits: customers and deals.
    pub limits: [u32; 2],
    /// Everything given to whom it suits best.
    pub by_fit: Vec<(HandoverItemId, Option<PersonId>)>,
    /// What holds, as stored.
    pub head: Head,
    /// The stages of the deals with their names, from the latest.
    pub stages: Vec<(StageId, String)>,
    /// Dates and days, each with its label.
    pub facts: Vec<(String, String)>,
    /// The rule of credit, and what it means.
    pub rule: (String, String),
    /// Stage and shares.
    pub shares: Vec<[String; 3]>,
    /// One deal as an example; empty for none.
    pub example: String,
    /// What was checked.
    pub checks: Vec<CheckRow>,
    /// How many of them passed, warn and block.
    pub check_counts: String,
    /// The printed sheet.
    pub sheet: Printout,
}

/// Loads one handover.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn plan(
    db: &Db,
    directory: &Directory,
    id: HandoverId,
    today: NaiveDate,
    tr: &Tr,
) -> Result<PlanPage> {
    let plan = Plan::load(db, directory, id)?;
    let sheet = printout(&[page(db, directory, &plan, tr)?], tr);
    let words = Words { plan: &plan, directory, tr };
    let name = directory.person_name(plan.handover.person_id).to_owned();
    let draft = plan.handover.state == HandoverState::Draft;
    let rows = |deals: bool| -> Vec<ItemRow> {
        plan.items.iter().filter(|item| item.is_deal() == deals).map(|i| words.item(i)).collect()
    };
    let (accounts, deals) = (rows(false), rows(true));
    let (steps, step) = words.steps(today);
    Ok(PlanPage {
        id,
        number: plan.handover.number.clone(),
        initial: initial(&name),
        name,
        badge: words.badge(),
        about: words.about(),
        draft,
        balance: plan.handover.why == HandoverWhy::Balance,
        steps,
        step,
        obstacle: words.obstacle(today),
        accounts,
        deals,
        amounts: words.amounts(),
        receivers: words.receivers(),
        unit: money_unit(tr.language()).to_owned(),
        loads: plan.loads.iter().map(|load| words.load(load)).collect(),
        load_sums: words.load_sums(),
        limits: [plan.limits.accounts, plan.limits.deals],
        by_fit: if draft { plan.by_fit() } else { vec![] },
        head: words.head(),
        stages: words.stages(),
        facts: words.facts(),
        rule: (tr.text(rule_key(plan.handover.credit_rule)), rule_words(&plan, tr)),
        shares: shares(&plan, directory, tr),
        example: words.example(),
        checks: words.checks(),
        check_counts: words.check_counts(),
        sheet,
    })
}

/// The key of a rule of credit.
pub(super) const fn rule_key(rule: CreditRule) -> &'static str {
    match rule {
        CreditRule::SigningDay => "handover-rule-signing-day",
        CreditRule::ByStage => "handover-rule-by-stage",
        CreditRule::Successor => "handover-rule-successor",
    }
}

struct Words<'a> {
    plan: &'a Plan,
    directory: &'a Directory,
    tr: &'a Tr,
}

impl Words<'_> {
    fn badge(&self) -> String {
        let handover = &self.plan.handover;
        let why = self.tr.text(why_key(handover.why));
        let key = match handover.state {
            HandoverState::Draft => "organisation-handover-badge-draft",
            HandoverState::Done => "organisation-handover-badge-done",
        };
        self.tr.with(key, &[("why", why.into())])
    }

    fn about(&self) -> String {
        let (handover, directory) = (&self.plan.handover, self.directory);
        let person = directory.people.get(&handover.person_id);
        let at = directory.membership_on(handover.person_id, handover.started_on);
        let place = at.map(|at| people::place(at, directory, self.tr));
        let city = person.and_then(|person| person.city.clone());
        let last = handover.last_day.map(|day| {
            self.tr.with("organisation-handover-last", &[("day", day.to_string().into())])
        });
        let parts: Vec<String> = [place, city, last].into_iter().flatten().collect();
        parts.join(&self.tr.text("handover-comma"))
    }

    /// The steps, and which one it is at: counting, giving, checking, signing, holding.
    fn steps(&self, today: NaiveDate) -> (Vec<String>, usize) {
        let (plan, tr) = (self.plan, self.tr);
        let given = plan.items.iter().filter(|item| item.record.to_id.is_some()).count();
        let n = plan.items.len();
        let names = vec![
            tr.with("organisation-handover-step-count", &[("n", n.into())]),
            tr.with("organisation-handover-step-give", &[("given", given.into()), ("n", n.into())]),
            tr.text("organisation-handover-step-check"),
            tr.text("organisation-handover-step-sign"),
            tr.with(
                "organisation-handover-step-hold",
                &[("day", short_day(tr, plan.handover.effective).into())],
            ),
        ];
        let at = if plan.handover.state == HandoverState::Done {
            names.len()
        } else if !plan.added.is_empty() || !plan.gone.is_empty() {
            0
        } else if given < n || n == 0 {
            1
        } else if plan.obstacle().is_some() {
            2
        } else if today < plan.handover.effective {
            3
        } else {
            4
        };
        (names, at)
    }

    fn obstacle(&self, today: NaiveDate) -> String {
        let effective = self.plan.handover.effective;
        if let Some(finding) = self.plan.obstacle() {
            return finding.check.words(self.directory, self.tr).0;
        }
        if today < effective {
            let args = [("day", effective.to_string().into())];
            return self.tr.with("organisation-handover-not-yet", &args);
        }
        String::new()
    }

    fn person(&self, person: PersonId) -> String {
        self.directory.person_name(person).to_owned()
    }

    fn item(&self, item: &Item) -> ItemRow {
        let tr = self.tr;
        let deal = item.is_deal();
        let beside = if deal {
            let stage = item.stage.and_then(|stage| self.directory.stages.get(&stage));
            stage.map_or_else(|| DASH.to_owned(), |stage| stage_name(stage, tr))
        } else {
            about(item, tr).unwrap_or_else(|| DASH.to_owned())
        };
        let name = if deal && !item.customer.is_empty() {
            format!("{} {}", item.customer, item.name)
        } else {
            item.name.clone()
        };
        let figure = if deal {
            item.amount.map_or_else(|| DASH.to_owned(), |amount| money_cell(tr.language(), amount))
        } else {
            number(i64::from(item.contacts))
        };
        let (missing, note) = if deal { self.deal_note(item) } else { self.account_note(item) };
        ItemRow {
            id: item.record.id,
            deal: deal.then_some(OpportunityId(item.record.item_id)),
            name,
            beside,
            figure,
            to: item.record.to_id,
            to_name: item.record.to_id.map(|to| self.person(to)).unwrap_or_default(),
            fit: item.fit.as_ref().map(|fit| (fit.score, fit.score >= GOOD_FIT, self.why(fit))),
            suggestion: item.suggestion.as_ref().map(|(person, fit)| {
                let args = [("name", self.person(*person).into()), ("score", fit.score.into())];
                (*person, tr.with("organisation-handover-suggested", &args))
            }),
            details: Details::of(&item.record),
            missing,
            note,
        }
    }

    /// What a deal still misses, or what is noted on it.
    fn deal_note(&self, item: &Item) -> (usize, String) {
        let visit = item.record.joint_visit_on.map(|day| {
            self.tr.with("organisation-handover-visit-on", &[("day", day.to_string().into())])
        });
        match (&item.record.next_step, visit) {
            (None, _) => (1, self.tr.text("organisation-handover-no-step")),
            (Some(step), None) => (0, step.clone()),
            (Some(_), Some(visit)) => (0, visit),
        }
    }

    /// What a customer still misses, by name.
    fn account_note(&self, item: &Item) -> (usize, String) {
        let word = |missing: &Missing| match missing {
            Missing::Contact => self.tr.text("organisation-handover-missing-contact"),
            Missing::NextStep(n) => {
                self.tr.with("organisation-handover-missing-step", &[("n", (*n).into())])
            }
            Missing::Commitments => self.tr.text("organisation-handover-missing-commitments"),
            Missing::History => self.tr.text("organisation-handover-missing-history"),
        };
        if item.missing.is_empty() {
            return (0, self.tr.text("organisation-handover-ready"));
        }
        let words: Vec<String> = item.missing.iter().map(word).collect();
        (words.len(), words.join(&self.tr.text("handover-comma")))
    }

    /// Why somebody suits, in words.
    fn why(&self, fit: &Fit) -> String {
        let tr = self.tr;
        let words = fit.reasons.iter().map(|reason| match reason {
            Reason::Industry(0) => tr.text("organisation-handover-fit-no-industry"),
            Reason::Industry(n) => {
                tr.with("organisation-handover-fit-industry", &[("n", (*n).into())])
            }
            Reason::SameCity => tr.text("organisation-handover-fit-city"),
            Reason::Place(0) => tr.text("organisation-handover-fit-elsewhere"),
            Reason::Place(n) => tr.with("organisation-handover-fit-place", &[("n", (*n).into())]),
            Reason::Room(has, limit) => {
                let args = [("has", (*has).into()), ("limit", (*limit).into())];
                tr.with("organisation-handover-fit-room", &args)
            }
            Reason::Skill(level) => {
                let tenths = div_round(i128::from(*level), 1_000).unwrap_or_default();
                let level = format!("{}.{}", tenths / 10, (tenths % 10).abs());
                tr.with("organisation-handover-fit-skill", &[("level", level.into())])
            }
        });
        words.collect::<Vec<_>>().join(&tr.text("handover-comma"))
    }

    fn amounts(&self) -> String {
        let items = &self.plan.items;
        let sum = |given: bool| {
            items
                .iter()
                .filter(|item| item.record.to_id.is_some() == given)
                .filter_map(|item| item.amount)
                .fold(0_i64, i64::saturating_add)
        };
        let said = |amount: i64| money(self.tr.language(), amount, MoneyStyle::Bare);
        let (given, open) = (sum(true), sum(false));
        let args = [
            ("all", said(given.saturating_add(open)).into()),
            ("given", said(given).into()),
            ("open", said(open).into()),
        ];
        self.tr.with("organisation-handover-amounts", &args)
    }

    /// Those who are suggested first, then all others by name.
    fn receivers(&self) -> Vec<(Option<PersonId>, String)> {
        let near = self.plan.near.iter().copied();
        let mut others: Vec<PersonId> =
            self.plan.able.iter().copied().filter(|who| !self.plan.near.contains(who)).collect();
        others.sort_by_key(|person| self.directory.person_name(*person));
        let nobody = (None, self.tr.text("organisation-handover-nobody"));
        let all = near.chain(others).map(|person| (Some(person), self.person(person)));
        std::iter::once(nobody).chain(all).collect()
    }

    fn load(&self, load: &Load) -> LoadRow {
        let name = self.person(load.person);
        let limits = self.plan.limits;
        let bar = |(before, after): (u32, u32), limit| Bar { before, after, limit };
        LoadRow {
            initial: initial(&name),
            name,
            accounts: bar(load.accounts, limits.accounts),
            deals: bar(load.deals, limits.deals),
            amount: money_cell(self.tr.language(), load.amount),
        }
    }

    fn load_sums(&self) -> [String; 3] {
        let ((_, accounts), (_, deals)) = (self.plan.counts(false), self.plan.counts(true));
        let amount = self.plan.loads.iter().map(|load| load.amount);
        let amount = amount.fold(0_i64, i64::saturating_add);
        [
            self.tr.with("organisation-handover-plus-accounts", &[("n", accounts.into())]),
            self.tr.with("organisation-handover-plus-deals", &[("n", deals.into())]),
            money_cell(self.tr.language(), amount),
        ]
    }

    fn head(&self) -> Head {
        let handover = &self.plan.handover;
        Head {
            why: handover.why,
            last_day: handover.last_day,
            effective: handover.effective,
            parallel_days: handover.parallel_days,
            credit_rule: handover.credit_rule,
            credit_until: handover.credit_until,
            shares: self.plan.shares.iter().map(|(stage, share)| (*stage, *share)).collect(),
            note: handover.note.clone().unwrap_or_default(),
        }
    }

    fn stages(&self) -> Vec<(StageId, String)> {
        let mut stages: Vec<_> = self
            .plan
            .items
            .iter()
            .filter_map(|item| self.directory.stages.get(&item.handed_in?))
            .collect();
        stages.sort_by_key(|stage| std::cmp::Reverse((stage.model_id, stage.position)));
        stages.dedup_by_key(|stage| stage.id);
        stages.into_iter().map(|stage| (stage.id, stage_name(stage, self.tr))).collect()
    }

    fn facts(&self) -> Vec<(String, String)> {
        let (plan, tr) = (self.plan, self.tr);
        let handover = &plan.handover;
        let unset = || tr.text("organisation-handover-unset");
        let day = |day: Option<NaiveDate>| day.map_or_else(unset, |day| day.to_string());
        let mut facts =
            vec![(tr.text("organisation-handover-effective"), handover.effective.to_string())];
        if handover.why == HandoverWhy::Leave {
            facts.push((tr.text("organisation-handover-last-day"), day(handover.last_day)));
        }
        facts.push((
            tr.text("organisation-handover-parallel"),
            parallel(plan, self.directory, tr)
                .unwrap_or_else(|| tr.text("organisation-handover-no-parallel")),
        ));
        if let Some(note) = &handover.note {
            facts.push((tr.text("organisation-handover-note"), note.clone()));
        }
        facts
    }

    /// The largest deal with its shares.
    fn example(&self) -> String {
        let plan = self.plan;
        if plan.handover.credit_rule != CreditRule::ByStage {
            return String::new();
        }
        let shared = plan.items.iter().filter_map(|item| {
            let share = *plan.shares.get(&item.stage?)?;
            Some((item.amount?, share, item)).filter(|(amount, share, _)| *amount > 0 && *share > 0)
        });
        let Some((amount, share, item)) = shared.max_by_key(|(amount, ..)| *amount) else {
            return String::new();
        };
        let part = div_round(i128::from(amount) * i128::from(share), 10_000).unwrap_or_default();
        let said = |amount: i64| money(self.tr.language(), amount, MoneyStyle::Full);
        let args = [
            ("deal", item.name.as_str().into()),
            ("amount", said(amount).into()),
            ("former", self.person(plan.handover.person_id).into()),
            ("part", said(part).into()),
            ("rest", said(amount.saturating_sub(part)).into()),
        ];
        self.tr.with("organisation-handover-example", &args)
    }

    fn checks(&self) -> Vec<CheckRow> {
        let row = |finding: &Finding| {
            let (title, detail) = finding.check.words(self.directory, self.tr);
            let help = help(&finding.check).filter(|_| finding.level != Level::Passed);
            CheckRow { level: finding.level, title, detail, help }
        };
        self.plan.findings.iter().map(row).collect()
    }

    fn check_counts(&self) -> String {
        let n = |level: Level| {
            self.plan.findings.iter().filter(|finding| finding.level == level).count()
        };
        let args = [
            ("passed", n(Level::Passed).into()),
            ("warnings", n(Level::Warning).into()),
            ("errors", n(Level::Error).into()),
        ];
        self.tr.with("organisation-handover-check-counts", &args)
    }
}
