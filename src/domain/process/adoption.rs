//! How far deals follow the standard steps (SOP): per deal over the mandatory ones, per step over the deals
//! (domain document, B17).

use crate::domain::stats::rational::Rational;

/// What the deals made of the steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// For each deal the share of mandatory steps that it did; `None` where no step is mandatory.
    pub deals: Vec<Option<Rational>>,
    /// The share of deals that did all mandatory steps; `None` without deals or mandatory steps.
    pub full: Option<Rational>,
    /// For each step, mandatory or not, the share of deals that did it; `None` without deals.
    pub steps: Vec<Option<Rational>>,
}

/// Counts the steps that deals did; a step that a deal says nothing of was not done.
///
/// `mandatory` has one entry for each step; what a deal says beyond them is no step.
pub fn adoption<D: AsRef<[bool]>>(mandatory: &[bool], deals: &[D]) -> Adoption {
    let needed = mandatory.iter().filter(|mandatory| **mandatory).count();
    let kept = |deal: &D| {
        let steps = (0_usize..).zip(mandatory);
        steps.filter(|(step, mandatory)| **mandatory && did(deal.as_ref(), *step)).count()
    };
    let kept: Vec<usize> = deals.iter().map(kept).collect();
    let full = kept.iter().filter(|kept| **kept == needed).count();
    let doers = |step: usize| deals.iter().filter(|deal| did(deal.as_ref(), step)).count();
    Adoption {
        full: share(full, deals.len()).filter(|_| needed > 0),
        steps: (0..mandatory.len()).map(|step| share(doers(step), deals.len())).collect(),
        deals: kept.into_iter().map(|kept| share(kept, needed)).collect(),
    }
}

fn did(deal: &[bool], step: usize) -> bool {
    deal.get(step).copied().unwrap_or(false)
}

fn share(part: usize, whole: usize) -> Option<Rational> {
    Rational::new(i128::try_from(part).ok()?, i128::try_from(whole).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_mandatory_steps_make_a_deal_complete() {
        let part = |num, den| Rational::new(num, den);
        let deals = [vec![true, false, true], vec![false, true], vec![true, true, true, true]];
        let found = adoption(&[true, false, true], &deals);
        assert_eq!(found.deals, [part(1, 1), part(0, 1), part(1, 1)]);
        assert_eq!(found.full, part(2, 3));
        assert_eq!(found.steps, [part(2, 3); 3]);
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        let none = adoption::<Vec<bool>>(&[true, false], &[]);
        assert_eq!((none.full, none.steps), (None, vec![None, None]));
        let free = adoption(&[false], &[[true]]);
        assert_eq!((free.full, free.deals), (None, vec![None]));
        assert_eq!(free.steps, [Some(Rational::ONE)]);
    }
}
