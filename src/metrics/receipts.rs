//! 回款额: money received, by the day it arrived and by the person who sees to it.

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::store::Db;

const FIRST: &str = "SELECT MIN(received_on) FROM receipt";
const BETWEEN: &str = "SELECT owner_id, received_on, amount FROM receipt WHERE received_on >= $1 AND received_on <= $2 ORDER BY id";

/// Money that arrived on some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipts {
    /// The first day of which anything is known; `None` where no money is known at all.
    began: Option<NaiveDate>,
    /// Who sees to it, the day, and the amount in fen.
    rows: Vec<(Option<PersonId>, NaiveDate, i64)>,
}

impl Receipts {
    /// Reads what arrived from one day to another, both included.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, (first, last): (NaiveDate, NaiveDate)) -> Result<Self> {
        let began = db.first(FIRST, &[], |row| row.get::<Option<NaiveDate>>(0))?.flatten();
        let rows = db.rows(BETWEEN, &[first.into(), last.into()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(Self { began, rows })
    }

    /// The first day of which anything is known.
    pub const fn began(&self) -> Option<NaiveDate> {
        self.began
    }

    /// What members received from one day to another, both included; `None` where the sum is beyond all
    /// amounts. Days before [`Self::began`] have nothing, which does not say that nothing came.
    pub fn sum(&self, members: &Members, (first, last): (NaiveDate, NaiveDate)) -> Option<i64> {
        let own = self.of(members, (first, last));
        own.map(|(_, _, amount)| *amount).try_fold(0_i64, i64::checked_add)
    }

    /// What members received from one day to another, both included: who sees to it, the day, and the amount
    /// in fen.
    pub fn of<'a>(
        &'a self,
        members: &'a Members,
        (first, last): (NaiveDate, NaiveDate),
    ) -> impl Iterator<Item = &'a (Option<PersonId>, NaiveDate, i64)> {
        self.rows.iter().filter(move |(owner, day, _)| {
            first <= *day && *day <= last && members.include(*owner, Some(*day))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_counts_on_the_day_it_arrived() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let rows = [("2025-10-31", 7), ("2025-11-01", 20), ("2025-11-18", 300), ("2025-11-19", 9)];
        let receipts = Receipts {
            began: Some(day("2025-10-31")),
            rows: rows.map(|(on, amount)| (Some(PersonId(1)), day(on), amount)).to_vec(),
        };
        let sum = |first, last| receipts.sum(&Members::Everyone, (day(first), day(last)));
        assert_eq!(sum("2025-11-01", "2025-11-18"), Some(320));
        assert_eq!(sum("2025-12-01", "2025-12-31"), Some(0));
        let most = Receipts {
            rows: vec![(None, day("2025-11-01"), i64::MAX), (None, day("2025-11-01"), 1)],
            ..receipts
        };
        assert_eq!(most.sum(&Members::Everyone, (day("2025-11-01"), day("2025-11-01"))), None);
    }
}
