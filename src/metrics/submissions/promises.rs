//! 承诺与结果: what people promise to sign, and what came of it.
//!
//! A report about a period states the amount that is promised for the one after (下周承诺); one about
//! a day speaks of the next day that is worked. The result is what the person signed in that period,
//! as the signed amount decides about each deal, by the closing day. A promise is kept when nine
//! tenths of it are signed. Nothing promised is no promise, and is neither kept nor broken.
//!
//! A period is over once a report of deals has come that names deals of the person and speaks of its
//! last working day: before that what was signed in it is not known. Of several reports that promise
//! for the same period (that of a Friday and that of a Saturday) the newest counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Finding, Question, Sample, Tally, judge};
use crate::metrics::submissions::slot::Slot;
use crate::metrics::{Measured, MetricId, Reason};
use crate::store::records::OwedKind;
use crate::store::{Db, opportunities};

/// So much of a promise keeps it, in basis points (design document, sheet 24).
const KEPT_BP: i128 = 9_000;

/// What one person promised for a period, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// Who.
    pub person: PersonId,
    /// The period it is for.
    pub slot: Slot,
    /// The amount in fen, above zero.
    pub promised: i64,
    /// What the person signed in the period.
    pub signed: Measured,
    /// Whether the period is over and its deals are known.
    pub over: bool,
}

/// What everyone signed, by person and first day of the period.
pub type Signed = BTreeMap<(PersonId, NaiveDate), Measured>;

/// What someone signed of whom no deal closed.
pub fn nothing_signed() -> Measured {
    Tally::default().finish(MetricId::SignedAmount, &Chances::default())
}

/// What everyone signed in the periods from one to another of its kind, both included.
///
/// # Errors
/// Whatever the database reports.
pub fn signed(db: &Db, (first, last): (Slot, Slot), as_of: NaiveDate) -> Result<Signed> {
    let question = Question { members: Members::Everyone, period: None, as_of };
    let metric = MetricId::SignedAmount;
    let mut tallies: BTreeMap<(PersonId, NaiveDate), Tally> = BTreeMap::new();
    opportunities::each_closed(db, first.first, last.last, |deal| {
        if let (Some(owner), Some(day)) = (deal.owner, deal.closed) {
            let key = (owner, Slot::at(first.kind, day).first);
            tallies.entry(key).or_default().add(judge(metric, &question, deal, &[]));
        }
        Ok(())
    })?;
    let finish = |(key, tally): ((PersonId, NaiveDate), Tally)| {
        (key, tally.finish(metric, &Chances::default()))
    };
    Ok(tallies.into_iter().map(finish).collect())
}

const PROMISED: &str = "SELECT person_id, kind, period, promised FROM report WHERE promised > 0 AND report_date <= $1 ORDER BY report_date, id";

/// Every promise of an amount for periods of a kind: one for a person and period.
///
/// # Errors
/// Whatever the database reports.
pub fn promises(
    db: &Db,
    calendar: &Calendar,
    kind: OwedKind,
    as_of: NaiveDate,
) -> Result<Vec<Promise>> {
    let mut stated = BTreeMap::new();
    db.read(PROMISED, &[as_of.into()], |row| {
        let (person, of, period): (PersonId, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let about = about(kind, &period).filter(|_| of == kind.word());
        if let Some(about) = about {
            stated.insert((person, promised_for(calendar, about)), row.get::<i64>(3)?);
        }
        Ok(())
    })?;
    let slots = || stated.keys().map(|(_, slot)| *slot);
    let (Some(first), Some(last)) = (slots().min(), slots().max()) else { return Ok(vec![]) };
    let signed = signed(db, (first, last), as_of)?;
    let reported = opportunities::last_reported_by_owner(db)?;
    let promise = |((person, slot), promised): ((PersonId, Slot), i64)| {
        let known = reported.get(&person).copied();
        let last = slot.last_workday(calendar);
        let seen = known.is_some_and(|known| known.min(as_of) >= last);
        let signed = signed.get(&(person, slot.first)).cloned();
        Promise {
            person,
            slot,
            promised,
            signed: signed.unwrap_or_else(nothing_signed),
            over: slot.last <= as_of && seen,
        }
    };
    Ok(stated.into_iter().map(promise).collect())
}

/// The promises of members for periods that end in the asked one: what the share of kept ones
/// counts, and what it leaves out.
///
/// # Errors
/// Whatever the database reports.
pub fn made(db: &Db, calendar: &Calendar, question: &Question) -> Result<Vec<Promise>> {
    let Question { members, period, as_of } = question;
    let mut list = vec![];
    for kind in [OwedKind::Daily, OwedKind::Weekly, OwedKind::Monthly] {
        let promises = promises(db, calendar, kind, *as_of)?.into_iter();
        list.extend(promises.filter(|promise| {
            let last = promise.slot.last;
            period.is_none_or(|period| period.contains(last))
                && members.include(Some(promise.person), Some(last))
        }));
    }
    Ok(list)
}

/// What one promise is to the share of kept ones. Where the amount of a deal is unknown that was won,
/// a promise may be kept, but not be called broken.
pub fn finding(promise: &Promise) -> Finding {
    if !promise.over {
        return Finding::LeftOut(Reason::NotDue);
    }
    let signed = i128::from(promise.signed.value.unwrap_or_default());
    let won = signed * 10_000 >= i128::from(promise.promised) * KEPT_BP;
    if !won && promise.signed.left_out.contains_key(&Reason::NoAmount) {
        return Finding::LeftOut(Reason::NoAmount);
    }
    Finding::Counts(Sample::of(won, 1))
}

/// The share of promises that were kept.
pub fn rate<'a>(promises: impl IntoIterator<Item = &'a Promise>) -> Measured {
    let mut tally = Tally::default();
    for promise in promises {
        tally.add(finding(promise));
    }
    tally.finish(MetricId::PromiseKept, &Chances::default())
}

/// The period that a report is about, as reports name it.
fn about(kind: OwedKind, period: &str) -> Option<Slot> {
    let day = match kind {
        OwedKind::Daily => period.parse().ok()?,
        OwedKind::Weekly | OwedKind::Monthly => Period::parse(period)?.first_day(),
    };
    Some(Slot::at(kind, day))
}

/// The period for which a report promises.
fn promised_for(calendar: &Calendar, about: Slot) -> Slot {
    let mut slot = about.next();
    // A holiday is never as long as this.
    for _ in 0..31 {
        if slot.kind != OwedKind::Daily || slot.worked(calendar) {
            break;
        }
        slot = slot.next();
    }
    slot
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promise(promised: i64, signed: &[Option<i64>], over: bool) -> Promise {
        let mut tally = Tally::default();
        for amount in signed {
            tally.add(match amount {
                Some(amount) => Finding::Counts(Sample::of(true, *amount)),
                None => Finding::LeftOut(Reason::NoAmount),
            });
        }
        Promise {
            person: PersonId(1),
            slot: Slot::at(OwedKind::Weekly, "2025-11-12".parse().unwrap()),
            promised,
            signed: tally.finish(MetricId::SignedAmount, &Chances::default()),
            over,
        }
    }

    #[test]
    fn nine_tenths_keep_a_promise() {
        let counts = |won: bool| Finding::Counts(Sample::of(won, 1));
        for (promised, signed, over, expected) in [
            (1_000, &[Some(900)][..], true, counts(true)),
            (1_000, &[Some(899)], true, counts(false)),
            (1_000, &[Some(500), Some(400)], true, counts(true)),
            (1_000, &[], true, counts(false)),
            (1_000, &[Some(2_000)], false, Finding::LeftOut(Reason::NotDue)),
            (1_000, &[Some(500), None], true, Finding::LeftOut(Reason::NoAmount)),
            (1_000, &[None], true, Finding::LeftOut(Reason::NoAmount)),
            (1_000, &[Some(900), None], true, counts(true)),
            (i64::MAX, &[Some(i64::MAX)], true, counts(true)),
        ] {
            let promise = promise(promised, signed, over);
            assert_eq!(finding(&promise), expected, "{promised} {signed:?} {over}");
        }
        let kept = promise(1_000, &[Some(900)], true);
        let broken = promise(1_000, &[], true);
        let rate = rate([&kept, &broken, &kept]);
        assert_eq!((rate.value, rate.successes, rate.records), (Some(6_667), Some(2), 3));
    }

    #[test]
    fn a_report_promises_for_the_period_after_its_own() {
        let calendar = Calendar::published();
        for (kind, period, key) in [
            (OwedKind::Weekly, "2025-W46", Some("2025-W47")),
            // Also where a holiday takes most of it.
            (OwedKind::Weekly, "2025-W39", Some("2025-W40")),
            (OwedKind::Weekly, "2025-W52", Some("2026-W01")),
            (OwedKind::Monthly, "2025-12", Some("2026-01")),
            (OwedKind::Daily, "2025-11-14", Some("2025-11-17")),
            (OwedKind::Daily, "2025-09-30", Some("2025-10-09")),
            (OwedKind::Daily, "2025-W46", None),
            (OwedKind::Weekly, "W46", None),
        ] {
            let slot = about(kind, period).map(|slot| promised_for(&calendar, slot));
            let found = slot.map(Slot::key);
            assert_eq!(found.as_deref(), key, "{kind:?} {period}");
        }
    }
}
