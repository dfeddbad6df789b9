//! Whether chances come true: of the deals that were given 40 %, did four in ten come (domain document, B4).
//!
//! The Brier score (1950) is the mean squared distance between a chance and what came; smaller is better.
//! Murphy's parts (1973) say why: `brier = reliability − resolution + uncertainty`. Reliability is how far
//! chances lie from what came at them, resolution how far they tell deals apart, uncertainty what the deals
//! are by themselves. Scores are statistics, therefore floats.
//!
//! # Groups
//!
//! The parts are exact where equal chances form a group. Where nearly every deal has a chance of its own,
//! groups are of one, and reliability says little; the bins of [`bins`] then say more, each with its interval.
//!
//! A forecast without this record is an opinion, so it is shown beside it.

use crate::domain::stats::rate::{MIN_CASES, Rate};

/// How many bins there are, each a tenth wide.
const BINS: usize = 10;

/// A chance that was given, and whether it came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// The chance, 0..=1.
    pub chance: f64,
    /// Whether the deal was won in its period.
    pub came: bool,
}

impl Told {
    fn valid(&self) -> bool {
        (0.0..=1.0).contains(&self.chance)
    }

    /// 1 if it came, else 0.
    fn outcome(&self) -> f64 {
        f64::from(u8::from(self.came))
    }

    fn distance(&self) -> f64 {
        (self.chance - self.outcome()).powi(2)
    }
}

/// How good chances were, with the parts of the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// How many chances were given.
    pub cases: u64,
    /// The Brier score, 0 for always right and sure.
    pub brier: f64,
    /// How far chances lay from what came: smaller is better.
    pub reliability: f64,
    /// How far chances told deals apart: greater is better.
    pub resolution: f64,
    /// The score of giving every deal the share that came.
    pub uncertainty: f64,
}

impl Calibration {
    /// How much better they were than giving every deal the same: 1 is perfect, 0 no better, below 0 worse.
    ///
    /// `None` where all or none came.
    pub fn skill(&self) -> Option<f64> {
        (self.uncertainty > 0.0).then(|| 1.0 - self.brier / self.uncertainty)
    }
}

/// The chances of a tenth, with what came of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// The least chance of the bin; the next one begins a tenth higher.
    pub from: f64,
    /// The mean of the chances in it.
    pub mean: f64,
    /// How many came, with the 95 % interval. Good chances have their mean inside, as a rule.
    pub came: Rate,
}

/// The Brier score; `None` of nothing, or if a chance is none.
pub fn brier(told: &[Told]) -> Option<f64> {
    let valid = !told.is_empty() && told.iter().all(Told::valid);
    valid.then(|| told.iter().map(Told::distance).sum::<f64>() / told.len() as f64)
}

/// The score with its parts; `None` of nothing, or if a chance is none.
pub fn calibration(told: &[Told]) -> Option<Calibration> {
    let brier = brier(told)?;
    let mut sorted = told.to_vec();
    sorted.sort_by(|one, other| one.chance.total_cmp(&other.chance));
    let n = told.len() as f64;
    let base = share_that_came(told);
    let (mut reliability, mut resolution) = (0.0, 0.0);
    for group in sorted.chunk_by(|one, other| one.chance.total_cmp(&other.chance).is_eq()) {
        let Some(Told { chance, .. }) = group.first() else { continue };
        let (size, came) = (group.len() as f64, share_that_came(group));
        reliability += size * (chance - came).powi(2);
        resolution += size * (came - base).powi(2);
    }
    Some(Calibration {
        cases: told.len() as u64,
        brier,
        reliability: reliability / n,
        resolution: resolution / n,
        uncertainty: base * (1.0 - base),
    })
}

fn share_that_came(told: &[Told]) -> f64 {
    told.iter().map(Told::outcome).sum::<f64>() / told.len() as f64
}

/// The chances by tenths, lowest first, without the bins that hold none; chances that are none are left out.
pub fn bins(told: &[Told]) -> Vec<Bin> {
    let mut sums = [(0_u64, 0_u64, 0.0_f64); BINS];
    for each in told.iter().filter(|told| told.valid()) {
        // A chance of 1 belongs to the last bin.
        let number = ((each.chance * BINS as f64) as usize).min(BINS - 1);
        if let Some((cases, came, chances)) = sums.get_mut(number) {
            *cases += 1;
            *came += u64::from(each.came);
            *chances += each.chance;
        }
    }
    let bin = |(number, (cases, came, chances)): (u32, (u64, u64, f64))| {
        let came = Rate::of(came, cases)?;
        Some(Bin { from: f64::from(number) / BINS as f64, mean: chances / cases as f64, came })
    };
    (0_u32..).zip(sums).filter_map(bin).collect()
}

/// Where the chance of a deal comes from, simplest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Won of the closed deals that reached the stage.
    Stage,
    /// Won within the month, of deals that were in the category on the same working day.
    Category,
    /// Won within the days that are left, of deals that had been in the stage as long.
    Time,
    /// Entered by the person responsible.
    Entered,
}

impl Basis {
    /// All, simplest first.
    pub const ALL: [Self; 4] = [Self::Stage, Self::Category, Self::Time, Self::Entered];

    /// The word in storage and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Category => "category",
            Self::Time => "time",
            Self::Entered => "entered",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.word() == word)
    }
}

/// The basis whose chances were the best in the past, by the Brier score; of equals the simplest. Each is
/// scored on month starts that are over, and best on the same deals.
///
/// `None` if no basis was scored on ten deals.
pub fn best(scored: &[(Basis, Vec<Told>)]) -> Option<Basis> {
    let enough = scored.iter().filter(|(_, told)| told.len() as u64 >= MIN_CASES);
    let scores = enough.filter_map(|(basis, told)| Some((*basis, brier(told)?)));
    let better = |one: &(Basis, f64), other: &(Basis, f64)| {
        one.1.total_cmp(&other.1).then(one.0.cmp(&other.0))
    };
    scores.min_by(better).map(|(basis, _)| basis)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(pairs: &[(f64, bool)]) -> Vec<Told> {
        pairs.iter().map(|(chance, came)| Told { chance: *chance, came: *came }).collect()
    }

    #[test]
    fn sure_and_right_is_perfect() {
        let found = calibration(&told(&[(1.0, true), (0.0, false), (1.0, true)])).unwrap();
        assert_eq!((found.brier, found.reliability), (0.0, 0.0));
        assert!((found.skill().unwrap() - 1.0).abs() < 1e-12);
        // The same chance for all, and right on average: reliable, and no better than that.
        let flat = calibration(&told(&[(0.5, true), (0.5, false)])).unwrap();
        assert_eq!((flat.reliability, flat.resolution, flat.skill()), (0.0, 0.0, Some(0.0)));
        let all_came = calibration(&told(&[(0.8, true), (0.6, true)])).unwrap();
        assert_eq!(all_came.skill(), None);
    }

    #[test]
    fn nothing_told_is_none() {
        assert_eq!((brier(&[]), calibration(&[])), (None, None));
        for chance in [-0.1, 1.1, f64::NAN] {
            let senseless = told(&[(0.5, true), (chance, false)]);
            assert_eq!((brier(&senseless), calibration(&senseless)), (None, None), "{chance}");
            assert_eq!(bins(&senseless).len(), 1, "{chance}");
        }
    }

    #[test]
    fn bins_are_tenths_and_keep_their_ends() {
        let found = bins(&told(&[
            (0.0, false),
            (0.1, false),
            (0.15, true),
            (0.199, false),
            (0.9, true),
            (1.0, true),
        ]));
        let shown: Vec<_> = found.iter().map(|bin| (bin.from, bin.came.k, bin.came.n)).collect();
        assert_eq!(shown, [(0.0, 0, 1), (0.1, 1, 3), (0.9, 2, 2)]);
        assert!((found[1].mean - 0.449 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn the_best_basis_was_right_and_not_merely_first() {
        let sure = told(&[(0.9, true), (0.1, false)].repeat(5));
        let vague = told(&[(0.6, true), (0.4, false)].repeat(5));
        let few = told(&[(1.0, true), (0.0, false)].repeat(4));
        let scored =
            [(Basis::Stage, vague.clone()), (Basis::Time, sure.clone()), (Basis::Entered, few)];
        assert_eq!(best(&scored), Some(Basis::Time), "the entered ones are too few");
        let equal = [(Basis::Entered, sure.clone()), (Basis::Category, sure)];
        assert_eq!(best(&equal), Some(Basis::Category), "of equals the simplest");
        assert_eq!(best(&[(Basis::Stage, vague[..9].to_vec())]), None);
        assert_eq!(best(&[]), None);
        for basis in Basis::ALL {
            assert_eq!(Basis::parse(basis.word()), Some(basis));
        }
    }

    proptest! {
        #[test]
        fn the_parts_add_up(pairs in prop::collection::vec((0_u32..=10, any::<bool>()), 1..60)) {
            let pairs: Vec<(f64, bool)> =
                pairs.iter().map(|(tenths, came)| (f64::from(*tenths) / 10.0, *came)).collect();
            let found = calibration(&told(&pairs)).unwrap();
            let parts = found.reliability - found.resolution + found.uncertainty;
            prop_assert!((found.brier - parts).abs() < 1e-9, "{found:?}");
            prop_assert!((0.0..=1.0).contains(&found.brier));
            prop_assert!(found.resolution <= found.uncertainty + 1e-9);
        }

        #[test]
        fn bins_lose_no_case(pairs in prop::collection::vec((0.0_f64..=1.0, any::<bool>()), 0..60)) {
            let found = bins(&told(&pairs));
            let cases: u64 = found.iter().map(|bin| bin.came.n).sum();
            prop_assert_eq!(cases, pairs.len() as u64);
            for bin in found {
                prop_assert!(bin.from - 1e-9 <= bin.mean && bin.mean <= bin.from + 0.1 + 1e-9);
            }
        }
    }
}
