//! What is looked at before a handover is carried out. What is an error keeps it from being done; a
//! warning is for the person to judge.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::handover::Missing;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{FluentValue, MoneyStyle, Tr, money, period_label};
use crate::metrics::handover::{Item, Plan, ends_on};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{CreditRule, HandoverWhy, Target};

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It keeps the handover from being done.
    Error,
    /// A person has to judge.
    Warning,
    /// All is well.
    Passed,
}

impl Level {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Passed => "passed",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// There is nothing to hand over.
    Nothing,
    /// Customers, and how many of them have no new owner.
    Accounts(usize, usize),
    /// Open deals, how many of them have no new owner, and their amount in fen.
    Deals(usize, usize, i64),
    /// So many came and so many went since the list was made.
    Outdated(usize, usize),
    /// A deal was first reported on a day after the effective one.
    TooEarly(String, NaiveDate),
    /// So many stages of deals have no share.
    NoShare(usize),
    /// A receiver is not there on the effective day.
    NotThere(PersonId),
    /// A receiver leaves too, on a day if it is known.
    Leaves(PersonId, Option<NaiveDate>),
    /// A receiver has more customers than the limit.
    ManyAccounts(PersonId, u32, u32),
    /// A receiver has more open deals than the limit.
    ManyDeals(PersonId, u32, u32),
    /// So many customers have nobody to call.
    NoContact(usize),
    /// So many deals have no next step.
    NoNextStep(usize),
    /// What was promised to so many customers is not listed.
    NoCommitments(usize),
    /// The history of so many customers was not given.
    NoHistory(usize),
    /// So many deals are named by reports after the effective day, which tell their owner.
    ReportedSince(usize),
    /// So many targets of later periods still name the person, the first of them for a period.
    Targets(usize, Period),
    /// After the last day the person is still in a team.
    StillThere(String, NaiveDate),
}

impl Check {
    /// The word on the command line.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Accounts(..) => "accounts",
            Self::Deals(..) => "deals",
            Self::Outdated(..) => "outdated",
            Self::TooEarly(..) => "too_early",
            Self::NoShare(_) => "no_share",
            Self::NotThere(_) => "not_there",
            Self::Leaves(..) => "leaves",
            Self::ManyAccounts(..) => "many_accounts",
            Self::ManyDeals(..) => "many_deals",
            Self::NoContact(_) => "no_contact",
            Self::NoNextStep(_) => "no_next_step",
            Self::NoCommitments(_) => "no_commitments",
            Self::NoHistory(_) => "no_history",
            Self::ReportedSince(_) => "reported_since",
            Self::Targets(..) => "targets",
            Self::StillThere(..) => "still_there",
        }
    }

    /// What was found, and what it means, in words; the second may be empty.
    pub fn words(&self, directory: &Directory, tr: &Tr) -> (String, String) {
        let n = |n: usize| FluentValue::from(n);
        let name = |person: &PersonId| FluentValue::from(directory.person_name(*person));
        let said = |key: &str, args: &[(&str, FluentValue<'_>)]| tr.with(key, args);
        let (first, second) = match self {
            Self::Nothing => (tr.text("handover-check-nothing"), "handover-check-nothing-means"),
            Self::Accounts(all, 0) => {
                return (said("handover-check-accounts", &[("n", n(*all))]), String::new());
            }
            Self::Accounts(all, open) => {
                let args = [("n", n(*all)), ("open", n(*open))];
                (said("handover-check-accounts-open", &args), "handover-check-open-means")
            }
            Self::Deals(all, 0, _) => {
                return (said("handover-check-deals", &[("n", n(*all))]), String::new());
            }
            Self::Deals(all, open, amount) => {
                let amount = money(tr.language(), *amount, MoneyStyle::Full);
                let args = [("n", n(*all)), ("open", n(*open)), ("amount", amount.into())];
                (said("handover-check-deals-open", &args), "handover-check-open-means")
            }
            Self::Outdated(came, went) => {
                let args = [("came", n(*came)), ("went", n(*went))];
                (said("handover-check-outdated", &args), "handover-check-outdated-means")
            }
            Self::TooEarly(deal, day) => {
                let args = [("name", deal.as_str().into()), ("day", day.to_string().into())];
                (said("handover-check-too-early", &args), "handover-check-too-early-means")
            }
            Self::NoShare(stages) => {
                let first = said("handover-check-no-share", &[("n", n(*stages))]);
                (first, "handover-check-no-share-means")
            }
            Self::NotThere(person) => {
                let first = said("handover-check-not-there", &[("name", name(person))]);
                (first, "handover-check-not-there-means")
            }
            Self::Leaves(person, Some(day)) => {
                let args = [("name", name(person)), ("day", day.to_string().into())];
                (said("handover-check-leaves-on", &args), "handover-check-leaves-means")
            }
            Self::Leaves(person, None) => {
                let first = said("handover-check-leaves", &[("name", name(person))]);
                (first, "handover-check-leaves-means")
            }
            Self::ManyAccounts(person, has, limit) => {
                let args =
                    [("name", name(person)), ("has", (*has).into()), ("limit", (*limit).into())];
                (said("handover-check-many-accounts", &args), "handover-check-many-means")
            }
            Self::ManyDeals(person, has, limit) => {
                let args =
                    [("name", name(person)), ("has", (*has).into()), ("limit", (*limit).into())];
                (said("handover-check-many-deals", &args), "handover-check-many-means")
            }
            Self::NoContact(count) => {
                let first = said("handover-check-no-contact", &[("n", n(*count))]);
                (first, "handover-check-no-contact-means")
            }
            Self::NoNextStep(count) => {
                let first = said("handover-check-no-next-step", &[("n", n(*count))]);
                (first, "handover-check-no-next-step-means")
            }
            Self::NoCommitments(count) => {
                let first = said("handover-check-no-commitments", &[("n", n(*count))]);
                (first, "handover-check-no-commitments-means")
            }
            Self::NoHistory(count) => {
                let first = said("handover-check-no-history", &[("n", n(*count))]);
                (first, "handover-check-no-history-means")
            }
            Self::ReportedSince(count) => {
                let first = said("handover-check-reported-since", &[("n", n(*count))]);
                (first, "handover-check-reported-since-means")
            }
            Self::Targets(count, period) => {
                let args = [("n", n(*count)), ("period", period_label(tr, *period).into())];
                (said("handover-check-targets", &args), "handover-check-targets-means")
            }
            Self::StillThere(team, day) => {
                let args = [("team", team.as_str().into()), ("day", day.to_string().into())];
                (said("handover-check-still-there", &args), "handover-check-still-there-means")
            }
        };
        (first, tr.text(second))
    }
}

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How serious it is.
    pub level: Level,
    /// What was found.
    pub check: Check,
}

/// Everything that was looked at, errors first.
pub(super) fn findings(
    db: &Db,
    directory: &Directory,
    plan: &Plan,
    leaving: &BTreeMap<PersonId, Option<NaiveDate>>,
) -> Result<Vec<Finding>> {
    let mut found = vec![];
    of_items(plan, &mut found);
    of_receivers(directory, plan, leaving, &mut found);
    of_person(db, directory, plan, &mut found)?;
    found.sort_by_key(|finding| finding.level);
    Ok(found)
}

fn of_items(plan: &Plan, found: &mut Vec<Finding>) {
    let mut say = |level: Level, check: Check| found.push(Finding { level, check });
    if plan.items.is_empty() {
        say(Level::Error, Check::Nothing);
    }
    let level = |open: usize| if open > 0 { Level::Error } else { Level::Passed };
    let (accounts, given) = plan.counts(false);
    if accounts > 0 {
        let open = accounts - given.min(accounts);
        say(level(open), Check::Accounts(accounts, open));
    }
    let (deals, given) = plan.counts(true);
    if deals > 0 {
        let open = deals - given.min(deals);
        let alone = |item: &&Item| item.is_deal() && item.record.to_id.is_none();
        let amounts = plan.items.iter().filter(alone).filter_map(|item| item.amount);
        let amount = amounts.fold(0_i64, i64::saturating_add);
        say(level(open), Check::Deals(deals, open, amount));
    }
    if !plan.added.is_empty() || !plan.gone.is_empty() {
        say(Level::Error, Check::Outdated(plan.added.len(), plan.gone.len()));
    }
    let effective = plan.handover.effective;
    let late = plan.items.iter().find_map(|item| {
        let (first, _) = item.reported?;
        (first > effective).then(|| Check::TooEarly(item.name.clone(), first))
    });
    if let Some(late) = late {
        say(Level::Error, late);
    }
    if plan.handover.credit_rule == CreditRule::ByStage {
        let stages: BTreeSet<_> = plan.items.iter().filter_map(|item| item.handed_in).collect();
        let without = stages.iter().filter(|stage| !plan.shares.contains_key(*stage)).count();
        if without > 0 {
            say(Level::Error, Check::NoShare(without));
        }
    }
    let customers = || plan.items.iter().filter(|item| !item.is_deal());
    let missing = |what: Missing| customers().filter(|item| item.missing.contains(&what)).count();
    let no_step = |item: &&Item| item.is_deal() && item.record.next_step.is_none();
    let since = |item: &&Item| item.reported.is_some_and(|(_, last)| last > effective);
    type Warning = (usize, fn(usize) -> Check);
    let warnings: [Warning; 5] = [
        (missing(Missing::Contact), Check::NoContact),
        (plan.items.iter().filter(no_step).count(), Check::NoNextStep),
        (missing(Missing::Commitments), Check::NoCommitments),
        (missing(Missing::History), Check::NoHistory),
        (plan.items.iter().filter(since).count(), Check::ReportedSince),
    ];
    for (n, check) in warnings {
        if n > 0 {
            say(Level::Warning, check(n));
        }
    }
}

fn of_receivers(
    directory: &Directory,
    plan: &Plan,
    leaving: &BTreeMap<PersonId, Option<NaiveDate>>,
    found: &mut Vec<Finding>,
) {
    let mut say = |level: Level, check: Check| found.push(Finding { level, check });
    for load in &plan.loads {
        let person = load.person;
        if !plan.able.contains(&person) {
            say(Level::Error, Check::NotThere(person));
        } else if let Some(day) = leaving.get(&person) {
            say(Level::Warning, Check::Leaves(person, *day));
        } else if let Some(end) = ends_on(directory, person, plan.handover.effective) {
            say(Level::Warning, Check::Leaves(person, end.pred_opt()));
        }
        let (limits, (before, after)) = (plan.limits, load.accounts);
        if after > limits.accounts && after > before {
            say(Level::Warning, Check::ManyAccounts(person, after, limits.accounts));
        }
        let (before, after) = load.deals;
        if after > limits.deals && after > before {
            say(Level::Warning, Check::ManyDeals(person, after, limits.deals));
        }
    }
}

/// What still names somebody who leaves.
fn of_person(db: &Db, directory: &Directory, plan: &Plan, found: &mut Vec<Finding>) -> Result<()> {
    let handover = &plan.handover;
    if handover.why != HandoverWhy::Leave {
        return Ok(());
    }
    let person = handover.person_id;
    let end = handover.last_day.or_else(|| handover.effective.pred_opt());
    let Some(end) = end else { return Ok(()) };
    let own =
        db.all::<Target>()?.into_iter().filter(|target| target.scope() == Scope::Person(person));
    let later: Vec<Period> = own
        .filter_map(|target| Period::parse(&target.period))
        .filter(|period| period.first_day() > end)
        .collect();
    if let Some(first) = later.iter().min_by_key(|period| period.first_day()) {
        let check = Check::Targets(later.len(), *first);
        found.push(Finding { level: Level::Warning, check });
    }
    let after = end.succ_opt().and_then(|day| directory.team_on(person, day));
    if let (Some(team), Some(day)) = (after, handover.last_day) {
        let check = Check::StillThere(team.name.clone(), day);
        found.push(Finding { level: Level::Warning, check });
    }
    Ok(())
}
