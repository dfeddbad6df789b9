//! How much of a target a person can carry (domain document, B6).
//!
//! Either by the person, `level × ramp × availability × territory`, or as a blend of three shares,
//! `a·history + b·potential + c·equal`, as the tools for quotas offer (SAP Territory & Quota).
//!
//! # Why a blend keeps its ingredients
//!
//! History alone burdens last year's best and rewards potential that lies idle. Whoever shows a
//! weight shows what it is made of.

use std::fmt;

use crate::domain::stats::rational::Rational;

/// The whole, in basis points.
const WHOLE_BP: i128 = 10_000;

/// What the capability levels L1 to L4 weigh, in basis points (默认值).
pub const LEVEL_BP: [i64; 4] = [6_000, 8_000, 10_000, 12_000];

/// What a person carries by whole months since joining, in basis points; all of it later (默认值).
pub const RAMP_BP: [i64; 5] = [0, 2_500, 5_000, 7_500, 10_000];

/// The weight of a capability level, 1 to 4; `None` for any other.
pub fn level(level: usize) -> Option<Rational> {
    let weight = LEVEL_BP.get(level.checked_sub(1)?)?;
    Rational::new(i128::from(*weight), WHOLE_BP)
}

/// How much of a full load a person carries so many whole months after joining.
pub fn ramp(months: usize) -> Rational {
    let weight = RAMP_BP.get(months).and_then(|weight| Rational::new((*weight).into(), WHOLE_BP));
    weight.unwrap_or(Rational::ONE)
}

/// The working days on which a person is there, as a share of all; `None` if there are no working
/// days, or more days present than that.
pub fn availability(present: usize, workdays: usize) -> Option<Rational> {
    if present > workdays { None } else { Rational::new(present as i128, workdays as i128) }
}

/// What a person's weight is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors {
    /// By the capability level.
    pub level: Rational,
    /// By the months since joining.
    pub ramp: Rational,
    /// By the days present.
    pub availability: Rational,
    /// By what the territory offers; one is the usual.
    pub territory: Rational,
}

impl Factors {
    /// The weight: all factors multiplied. `None` past 128 bits.
    pub fn weight(&self) -> Option<Rational> {
        let person = self.level.checked_mul(self.ramp)?.checked_mul(self.availability)?;
        person.checked_mul(self.territory)
    }
}

/// What a row brings to a blend, in any one unit for all rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// What was reached before.
    pub history: i64,
    /// What the customers or the territory could yield.
    pub potential: i64,
}

/// How much each ingredient of a blend counts; the three total one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mix {
    /// Of what was reached before.
    pub history: Rational,
    /// Of what could be reached.
    pub potential: Rational,
    /// Of the same for everyone.
    pub equal: Rational,
}

/// A blended weight by what it is made of; all rows together weigh one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blend {
    /// The part that history gives.
    pub history: Rational,
    /// The part that potential gives.
    pub potential: Rational,
    /// The part that everyone gets.
    pub equal: Rational,
}

impl Blend {
    /// The weight: the three parts added. `None` past 128 bits.
    pub fn weight(&self) -> Option<Rational> {
        self.history.checked_add(self.potential)?.checked_add(self.equal)
    }
}

/// Why there is no blend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlendError {
    /// The mix does not total one, or a part of it is negative.
    Mix,
    /// History or potential of a row is negative.
    Negative,
    /// History counts, but nobody has any.
    NoHistory,
    /// Potential counts, but nobody has any.
    NoPotential,
    /// The numbers do not fit 128 bits; amounts in yuan fit where fen do not.
    TooLarge,
}

impl fmt::Display for BlendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mix => "the mix must total 1",
            Self::Negative => "history or potential is negative",
            Self::NoHistory => "history totals zero",
            Self::NoPotential => "potential totals zero",
            Self::TooLarge => "numbers too large to blend exactly",
        })
    }
}

impl std::error::Error for BlendError {}

/// Blends the claims of rows; the weights come in their order and total one.
///
/// History 50 : 30 : 20 and potential 30 : 30 : 40, mixed 0.5, 0.3 and 0.2 equal, weigh 0.4067, 0.3067
/// and 0.2867.
pub fn blend(claims: &[Claim], mix: &Mix) -> Result<Vec<Blend>, BlendError> {
    let total = mix.history.checked_add(mix.potential).and_then(|sum| sum.checked_add(mix.equal));
    let negative = [mix.history, mix.potential, mix.equal].iter().any(|part| part.is_negative());
    if negative || total != Some(Rational::ONE) {
        return Err(BlendError::Mix);
    }
    let history = shares(claims, |claim| claim.history, mix.history, BlendError::NoHistory)?;
    let potential =
        shares(claims, |claim| claim.potential, mix.potential, BlendError::NoPotential)?;
    let equal = shares(claims, |_| 1, mix.equal, BlendError::Mix)?;
    let rows = history.into_iter().zip(potential).zip(equal);
    Ok(rows.map(|((history, potential), equal)| Blend { history, potential, equal }).collect())
}

/// Shares out `part` by one amount of each claim; refused as `none` if there is nothing to go by.
fn shares(
    claims: &[Claim],
    amount: impl Fn(&Claim) -> i64,
    part: Rational,
    none: BlendError,
) -> Result<Vec<Rational>, BlendError> {
    if claims.iter().any(|claim| amount(claim) < 0) {
        return Err(BlendError::Negative);
    }
    if part.is_zero() || claims.is_empty() {
        return Ok(vec![Rational::ZERO; claims.len()]);
    }
    let sum: i128 = claims.iter().map(|claim| i128::from(amount(claim))).sum();
    if sum == 0 {
        return Err(none);
    }
    let share = |claim: &Claim| Rational::new(amount(claim).into(), sum)?.checked_mul(part);
    claims.iter().map(share).collect::<Option<_>>().ok_or(BlendError::TooLarge)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Rational {
        Rational::parse(text).unwrap()
    }

    fn mix(parts: [&str; 3]) -> Mix {
        let [history, potential, equal] = parts.map(number);
        Mix { history, potential, equal }
    }

    fn claims(rows: &[(i64, i64)]) -> Vec<Claim> {
        rows.iter()
            .map(|(history, potential)| Claim { history: *history, potential: *potential })
            .collect()
    }

    #[test]
    fn levels_and_ramp_are_those_of_the_rule() {
        let levels = [0, 1, 2, 3, 4, 5].map(level);
        let expected = ["?", "0.6", "0.8", "1", "1.2", "?"].map(Rational::parse);
        assert_eq!(levels, expected);
        let months = [0, 1, 2, 3, 4, 5, 120].map(ramp);
        assert_eq!(months, ["0", "0.25", "0.5", "0.75", "1", "1", "1"].map(number));
        assert_eq!(availability(14, 21), Rational::new(2, 3));
        assert_eq!(availability(0, 21), Some(Rational::ZERO));
        assert_eq!(availability(22, 21), None);
        assert_eq!(availability(0, 0), None);
    }

    #[test]
    fn a_weight_is_all_factors() {
        let [level, ramp, availability, territory] = ["1.2", "0.5", "0.9", "1.1"].map(number);
        let factors = Factors { level, ramp, availability, territory };
        assert_eq!(factors.weight(), Rational::parse("0.594"));
    }

    #[test]
    fn a_blend_shows_its_ingredients() {
        let rows = blend(&claims(&[(3, 0), (1, 5)]), &mix(["0.5", "0.3", "0.2"])).unwrap();
        let parts = |row: &Blend| [row.history, row.potential, row.equal];
        assert_eq!(parts(&rows[0]), ["0.375", "0", "0.1"].map(number));
        assert_eq!(parts(&rows[1]), ["0.125", "0.3", "0.1"].map(number));
    }

    #[test]
    fn what_counts_must_be_there() {
        let half = ["0.5", "0", "0.5"];
        let refused = |rows: &[(i64, i64)], parts| blend(&claims(rows), &mix(parts)).unwrap_err();
        assert_eq!(refused(&[(0, 1)], half), BlendError::NoHistory);
        assert_eq!(refused(&[(1, 0)], ["0", "1", "0"]), BlendError::NoPotential);
        assert_eq!(refused(&[(1, -1)], half), BlendError::Negative);
        for parts in [["0.5", "0.3", "0.3"], ["1.5", "-0.5", "0"], ["0", "0", "0"]] {
            assert_eq!(refused(&[(1, 1)], parts), BlendError::Mix);
        }
        // What does not count need not be there, and nobody shares nothing.
        assert!(blend(&claims(&[(1, 0)]), &mix(half)).is_ok());
        assert_eq!(blend(&[], &mix(half)), Ok(vec![]));
        let fine = ["0.0000000000000000001", "0", "0.9999999999999999999"];
        let huge = [(i64::MAX, 1), (i64::MAX - 1, 1)];
        assert_eq!(refused(&huge, fine), BlendError::TooLarge);
    }

    proptest! {
        #[test]
        fn weights_total_one(rows in prop::collection::vec((0_i64..1_000_000, 1_i64..1_000_000), 1..10), cut in 0_i128..=100) {
            let rows: Vec<(i64, i64)> = rows.into_iter().map(|(history, potential)| (history + 1, potential)).collect();
            let hundredths = |part| Rational::new(part, 100).unwrap();
            let mix = Mix { history: hundredths(cut), potential: hundredths((100 - cut) / 2), equal: hundredths((101 - cut) / 2) };
            let weights = blend(&claims(&rows), &mix).unwrap();
            let sum = weights.iter().fold(Rational::ZERO, |sum, row| sum.checked_add(row.weight().unwrap()).unwrap());
            prop_assert_eq!(sum, Rational::ONE);
        }
    }
}
