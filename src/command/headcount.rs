//! Commands on seats and headcount: how many people a team is to have in a post, which seats are being
//! filled, and what the people of a year are worked out from.
//!
//! Taking the seats of a post away makes them not set, which is not zero. A vacancy that was closed
//! stays as it was closed; undo opens it again. A plan is checked by working it out: what cannot be
//! worked out is not stored.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::command::input::{gone, some};
use crate::domain::headcount::HeadcountError;
use crate::domain::ids::{
    EstablishmentId, HeadcountPlanId, HeadcountTierId, PersonId, PostId, TeamId, VacancyId,
};
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::metrics::workload::{self, Inputs, ONE, TierInput};
use crate::store::Db;
use crate::store::records::{
    Establishment, HeadcountPlan, HeadcountTier, Person, Post, ScopeKind, Team, Vacancy,
};

/// The most seats that a post of a team has.
pub const MOST_SEATS: i64 = 9_999;
/// The most weeks of a year, and the most hours of a week, in ten-thousandths.
const MOST_WEEKS: i64 = 53 * ONE;
const MOST_HOURS: i64 = 168 * ONE;
/// The most tiers of a plan.
const MOST_TIERS: usize = 20;
/// The years that a plan can be for.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// A seat that is to be filled, as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VacancyForm {
    /// The team.
    pub team: TeamId,
    /// The post.
    pub post: PostId,
    /// The city or territory.
    pub city: String,
    /// Since when.
    pub opened_on: NaiveDate,
    /// A word on it.
    pub note: String,
}

/// What the people of a scope and a year are worked out from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanForm {
    /// Company, region or team.
    pub scope: Scope,
    /// The year.
    pub year: i32,
    /// The inputs.
    pub inputs: Inputs,
    /// A word on it; blank is none.
    pub note: String,
}

/// A command on seats and headcount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Sets how many people a team is to have in a post.
    SetSeats {
        /// The team.
        team: TeamId,
        /// The post.
        post: PostId,
        /// How many; `None` takes them away: not set, which is not zero.
        seats: Option<i64>,
        /// Team and post in words, for the journal.
        subject: String,
    },
    /// Says that a seat is to be filled.
    OpenVacancy {
        /// Which.
        form: VacancyForm,
        /// Team and post in words, for the journal.
        subject: String,
        /// Today: no seat is open from a later day on.
        today: NaiveDate,
    },
    /// A seat was filled, or is not to be filled any more.
    CloseVacancy {
        /// The vacancy.
        id: VacancyId,
        /// When.
        closed_on: NaiveDate,
        /// By whom it was filled; `None` where it was given up.
        filled_by: Option<PersonId>,
        /// Team and post in words, for the journal.
        subject: String,
        /// Today: nothing is closed on a later day.
        today: NaiveDate,
    },
    /// Stores the plan of a scope and a year, in place of the one there was.
    Plan {
        /// What it is.
        form: PlanForm,
        /// Whose and when, in words, for the journal.
        subject: String,
        /// Today: the day of the plan.
        today: NaiveDate,
    },
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::SetSeats { seats: Some(_), subject, .. } => ("step-seats", subject.clone()),
            Self::SetSeats { seats: None, subject, .. } => ("step-seats-off", subject.clone()),
            Self::OpenVacancy { subject, .. } => ("step-vacancy", subject.clone()),
            Self::CloseVacancy { filled_by: Some(_), subject, .. } => {
                ("step-vacancy-filled", subject.clone())
            }
            Self::CloseVacancy { filled_by: None, subject, .. } => {
                ("step-vacancy-closed", subject.clone())
            }
            Self::Plan { subject, .. } => ("step-headcount-plan", subject.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::SetSeats { team, post, seats, .. } => set_seats(db, (*team, *post), *seats),
        Command::OpenVacancy { form, today, .. } => open(db, form, *today),
        Command::CloseVacancy { id, closed_on, filled_by, today, .. } => {
            close(db, *id, (*closed_on, *filled_by), *today)
        }
        Command::Plan { form, today, .. } => store_plan(db, form, *today),
    }
}

/// Team and post have to be there.
fn check_place(db: &Db, team: TeamId, post: PostId) -> Result<()> {
    db.get::<Team>(team)?.ok_or_else(gone)?;
    db.get::<Post>(post)?.ok_or_else(gone)?;
    Ok(())
}

fn set_seats(db: &mut Db, (team, post): (TeamId, PostId), seats: Option<i64>) -> Result<()> {
    let rows = db.all::<Establishment>()?;
    let old = rows.into_iter().find(|row| row.team_id == team && row.post_id == post);
    let Some(seats) = seats else {
        return old.map_or(Ok(()), |old| db.delete::<Establishment>(old.id));
    };
    if !(0..=MOST_SEATS).contains(&seats) {
        return Err(Error::new("error-seats-range").arg("most", MOST_SEATS));
    }
    check_place(db, team, post)?;
    match old {
        Some(old) => db.update_from(&old, &Establishment { seats, ..old.clone() }).map(|_| ()),
        None => {
            let id = EstablishmentId(db.allocate()?);
            db.insert(&Establishment { id, team_id: team, post_id: post, seats })
        }
    }
}

fn open(db: &mut Db, form: &VacancyForm, today: NaiveDate) -> Result<()> {
    check_place(db, form.team, form.post)?;
    if form.opened_on > today {
        return Err(Error::new("error-vacancy-future").arg("day", form.opened_on));
    }
    let id = VacancyId(db.allocate()?);
    db.insert(&Vacancy {
        id,
        team_id: form.team,
        post_id: form.post,
        city: some(&form.city),
        opened_on: form.opened_on,
        closed_on: None,
        filled_by: None,
        note: some(&form.note),
    })
}

fn close(
    db: &mut Db,
    id: VacancyId,
    (closed_on, filled_by): (NaiveDate, Option<PersonId>),
    today: NaiveDate,
) -> Result<()> {
    let old = db.get::<Vacancy>(id)?.ok_or_else(gone)?;
    if let Some(closed) = old.closed_on {
        return Err(Error::new("error-vacancy-closed").arg("day", closed));
    }
    if closed_on < old.opened_on {
        return Err(Error::new("error-vacancy-early").arg("day", old.opened_on));
    }
    if closed_on > today {
        return Err(Error::new("error-vacancy-future").arg("day", closed_on));
    }
    if let Some(person) = filled_by {
        db.get::<Person>(person)?.ok_or_else(gone)?;
    }
    let new = Vacancy { closed_on: Some(closed_on), filled_by, ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

/// What is wrong with a plan, before anything is written.
///
/// # Errors
/// What it is, and where.
pub fn check(form: &PlanForm) -> Result<()> {
    let Inputs { tiers, weeks, week_hours, non_selling, target, per_head } = &form.inputs;
    if matches!(form.scope, Scope::Person(_)) {
        return Err(Error::new("error-headcount-scope"));
    }
    if !YEARS.contains(&form.year) {
        return Err(Error::new("error-headcount-year").arg("year", form.year));
    }
    if !(1..=MOST_WEEKS).contains(weeks) {
        return Err(Error::new("error-headcount-weeks"));
    }
    if !(1..=MOST_HOURS).contains(week_hours) {
        return Err(Error::new("error-headcount-hours"));
    }
    if !(0..ONE).contains(non_selling) {
        return Err(Error::new("error-headcount-share"));
    }
    if tiers.len() > MOST_TIERS {
        return Err(Error::new("error-headcount-tiers").arg("most", MOST_TIERS));
    }
    if target.is_some_and(|target| target < 0) || per_head.is_some_and(|value| value <= 0) {
        return Err(Error::new("error-headcount-amount"));
    }
    let mut names = BTreeSet::new();
    for tier in tiers {
        let Some(name) = some(&tier.name) else {
            return Err(Error::new("error-headcount-tier-name"));
        };
        if !names.insert(name.clone()) {
            return Err(Error::new("error-headcount-tier-twice").arg("name", name));
        }
    }
    form.inputs.workload().map(|_| ()).map_err(|why| {
        Error::new(match why {
            HeadcountError::NoTime => "error-headcount-share",
            HeadcountError::Negative => "error-headcount-negative",
            HeadcountError::TooLarge => "error-headcount-large",
        })
        .detail(why)
    })
}

fn store_plan(db: &mut Db, form: &PlanForm, today: NaiveDate) -> Result<()> {
    check(form)?;
    let stored = workload::plan(db, form.scope, form.year)?;
    if let Scope::Team(team) = form.scope {
        db.get::<Team>(team)?.ok_or_else(gone)?;
    }
    let (scope_kind, scope_id) = ScopeKind::cells(form.scope);
    let (old, tiers) = stored.map_or((None, vec![]), |(plan, tiers)| (Some(plan), tiers));
    let same = old.as_ref().is_some_and(|old| {
        Inputs::of(old, &tiers) == trimmed(&form.inputs) && old.note == some(&form.note)
    });
    // What is as it was is no change, and keeps its day.
    if same {
        return Ok(());
    }
    let plan = HeadcountPlan {
        id: match &old {
            Some(old) => old.id,
            None => HeadcountPlanId(db.allocate()?),
        },
        scope_kind,
        scope_id,
        year: form.year.into(),
        weeks: form.inputs.weeks,
        week_hours: form.inputs.week_hours,
        non_selling: form.inputs.non_selling,
        target: form.inputs.target,
        per_head: form.inputs.per_head,
        note: some(&form.note),
        by_name: super::author(db)?,
        on_day: today,
    };
    match &old {
        Some(old) => db.update_from(old, &plan).map(|_| ())?,
        None => db.insert(&plan)?,
    }
    store_tiers(db, plan.id, tiers, &trimmed(&form.inputs).tiers)
}

/// The inputs with the names of tiers as they are kept.
fn trimmed(inputs: &Inputs) -> Inputs {
    let tier = |tier: &TierInput| TierInput { name: tier.name.trim().to_owned(), ..tier.clone() };
    Inputs { tiers: inputs.tiers.iter().map(tier).collect(), ..inputs.clone() }
}

fn store_tiers(
    db: &mut Db,
    plan: HeadcountPlanId,
    old: Vec<HeadcountTier>,
    tiers: &[TierInput],
) -> Result<()> {
    let mut old: BTreeMap<i64, HeadcountTier> =
        old.into_iter().map(|tier| (tier.position, tier)).collect();
    for (position, tier) in (1..).zip(tiers) {
        let before = old.remove(&position);
        let new = HeadcountTier {
            id: match &before {
                Some(before) => before.id,
                None => HeadcountTierId(db.allocate()?),
            },
            plan_id: plan,
            position,
            name: tier.name.clone(),
            accounts: tier.accounts,
            calls: tier.calls,
            call_hours: tier.call_hours,
            travel_hours: tier.travel_hours,
        };
        match before {
            Some(before) => db.update_from(&before, &new).map(|_| ())?,
            None => db.insert(&new)?,
        }
    }
    for tier in old.into_values() {
        db.delete::<HeadcountTier>(tier.id)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> PlanForm {
        let tier = TierInput {
            name: "A".to_owned(),
            accounts: 20,
            calls: 24 * ONE,
            call_hours: 2 * ONE,
            travel_hours: ONE,
        };
        let inputs = Inputs {
            tiers: vec![tier],
            weeks: 46 * ONE,
            week_hours: 40 * ONE,
            non_selling: 4_000,
            target: None,
            per_head: None,
        };
        PlanForm { scope: Scope::All, year: 2026, inputs, note: String::new() }
    }

    #[test]
    fn a_plan_says_what_is_wrong_with_it() {
        assert!(check(&form()).is_ok());
        type Case = (fn(&mut PlanForm), &'static str);
        let cases: [Case; 13] = [
            (|form| form.scope = Scope::Person(PersonId(1)), "error-headcount-scope"),
            (|form| form.year = 20_260, "error-headcount-year"),
            (|form| form.inputs.weeks = 0, "error-headcount-weeks"),
            (|form| form.inputs.weeks = 54 * ONE, "error-headcount-weeks"),
            (|form| form.inputs.week_hours = 169 * ONE, "error-headcount-hours"),
            (|form| form.inputs.non_selling = 10_000, "error-headcount-share"),
            (|form| form.inputs.non_selling = -1, "error-headcount-share"),
            (|form| form.inputs.per_head = Some(0), "error-headcount-amount"),
            (|form| form.inputs.target = Some(-1), "error-headcount-amount"),
            (|form| form.inputs.tiers[0].name = "  ".to_owned(), "error-headcount-tier-name"),
            (
                |form| {
                    let twice = TierInput { name: " A".to_owned(), ..form.inputs.tiers[0].clone() };
                    form.inputs.tiers.push(twice);
                },
                "error-headcount-tier-twice",
            ),
            (|form| form.inputs.tiers[0].travel_hours = -1, "error-headcount-negative"),
            (|form| form.inputs.tiers[0].accounts = i64::MAX, "error-headcount-large"),
        ];
        for (change, key) in cases {
            let mut form = form();
            change(&mut form);
            assert_eq!(check(&form).unwrap_err().key(), key);
        }
    }
}
