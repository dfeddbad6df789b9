//! Sums over all deals that are kept from one page to the next.
//!
//! What deals teach that have ended is the same for every scope and period, and asks for every deal there ever
//! was. So it is added up in parts, each of the deals of some keys in a row, and the parts are kept beside the
//! deals in memory (`store/book/`). A command that writes a deal or a move drops the part of that deal
//! alone, and the next page adds up that part again.
//!
//! A sum of one kind is kept for the last questions that were asked; for another one all parts are added up. It
//! must follow from the question, the deals, their steps and what people gave up since the newest report, and from
//! nothing else; credits for deals that passed are not handed over.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

/// How many keys make a part, as a power of two. All tables take keys from one row, about thirty for a deal with
/// all that is known of it, so this is something like seventy thousand deals: a sum may hold a funnel for each
/// person, and many parts of that would fill the memory.
#[cfg(not(test))]
const PART: u32 = 21;
#[cfg(test)]
const PART: u32 = 5;

/// How many questions a sum of one kind is kept for: a page may ask for less before it asks for all.
const QUESTIONS: usize = 2;

/// What the sums of two parts make together.
pub trait Merge {
    /// Adds the sum of another part.
    fn merge(&mut self, other: &Self);
}

/// Which part a deal is in.
pub(super) const fn part_of(deal: i64) -> i64 {
    deal >> PART
}

/// The parts of a sum.
#[derive(Debug)]
pub(super) struct Parts<K, S> {
    /// What was asked.
    pub asked: K,
    /// What each part comes to.
    pub sums: BTreeMap<i64, S>,
    /// What all of them come to, where nothing changed since.
    pub total: Option<Rc<S>>,
}

/// Those of any sum.
trait Held: Any {
    fn forget(&mut self, part: i64);
    fn as_any(&self) -> &dyn Any;
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

impl<K: 'static, S: 'static> Held for Parts<K, S> {
    fn forget(&mut self, part: i64) {
        self.sums.remove(&part);
        self.total = None;
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// The sums that are kept, those asked for last at the end.
#[derive(Default)]
pub(super) struct Rollups(Vec<Box<dyn Held>>);

impl fmt::Debug for Rollups {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Rollups({})", self.0.len())
    }
}

impl Rollups {
    /// Takes out the parts of a sum, as far as they are known for a question.
    pub fn take<K: PartialEq + 'static, S: 'static>(&mut self, asked: K) -> Parts<K, S> {
        let same = |held: &dyn Any| {
            held.downcast_ref::<Parts<K, S>>().is_some_and(|parts| parts.asked == asked)
        };
        let at = self.0.iter().position(|held| same(held.as_any()));
        let held = at.map(|at| self.0.remove(at));
        match held.and_then(|held| held.into_any().downcast::<Parts<K, S>>().ok()) {
            Some(parts) => *parts,
            None => Parts { asked, sums: BTreeMap::new(), total: None },
        }
    }

    /// Keeps the parts of a sum, and drops those of its kind that were not asked for lately.
    pub fn keep<K: 'static, S: 'static>(&mut self, parts: Parts<K, S>) {
        let alike = |held: &dyn Held| held.as_any().is::<Parts<K, S>>();
        if self.0.iter().filter(|held| alike(held.as_ref())).count() >= QUESTIONS {
            let oldest = self.0.iter().position(|held| alike(held.as_ref()));
            oldest.map(|at| self.0.remove(at));
        }
        self.0.push(Box::new(parts));
    }

    /// Drops the part of a deal that changed, of every sum.
    pub fn forget(&mut self, deal: i64) {
        self.0.iter_mut().for_each(|held| held.forget(part_of(deal)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(asked: u8, sums: &[(i64, i64)]) -> Parts<u8, i64> {
        let total = sums.iter().map(|(_, sum)| sum).sum();
        Parts { asked, sums: sums.iter().copied().collect(), total: Some(Rc::new(total)) }
    }

    #[test]
    fn a_deal_that_changes_drops_its_part_alone() {
        let mut all = Rollups::default();
        let behind = 1 << PART;
        all.keep(parts(1, &[(0, 5), (1, 7)]));
        all.forget(behind - 1);
        let left: Parts<u8, i64> = all.take(1);
        assert_eq!((left.sums, left.total), (BTreeMap::from([(1, 7)]), None));
        all.keep(parts(1, &[(0, 5), (1, 7)]));
        all.forget(behind);
        assert_eq!(all.take::<u8, i64>(1).sums, BTreeMap::from([(0, 5)]));
    }

    #[test]
    fn what_was_asked_last_is_kept_of_each_kind() {
        let mut all = Rollups::default();
        all.keep(Parts { asked: "1", sums: BTreeMap::from([(0, 1_u8)]), total: None });
        for asked in 1..=3 {
            all.keep(parts(asked, &[(0, i64::from(asked))]));
        }
        let known = |all: &mut Rollups, asked: u8| !all.take::<u8, i64>(asked).sums.is_empty();
        assert_eq!([1, 2, 3].map(|asked| known(&mut all, asked)), [false, true, true]);
        assert_eq!(all.take::<&str, u8>("1").sums.len(), 1, "of another kind");
    }
}
