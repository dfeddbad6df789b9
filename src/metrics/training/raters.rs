//! How far two people who watched the same role plays mean the same by a level, by the rules of
//! [`crate::domain::coaching::agreement`].
//!
//! Every two raters stand apart: a pair is a skill of somebody in a class that both of them rated.

use std::collections::BTreeMap;

use crate::domain::coaching::agreement::{Agreement, agreement};
use crate::domain::ids::{PersonId, SkillId, TrainingClassId};
use crate::store::records::ClassScore;

/// Two raters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raters {
    /// Their names, in order.
    pub names: (String, String),
    /// How far they agree.
    pub agreement: Agreement,
}

/// What was rated: a skill of somebody in a class.
type Rated = (TrainingClassId, PersonId, SkillId);

/// How far every two raters of these scores agree, those with the most pairs first.
pub fn raters<'a>(scores: impl IntoIterator<Item = &'a ClassScore>) -> Vec<Raters> {
    let mut rated: BTreeMap<Rated, BTreeMap<&str, i64>> = BTreeMap::new();
    for score in scores {
        let what = (score.class_id, score.person_id, score.skill_id);
        rated.entry(what).or_default().insert(&score.rater, score.level);
    }
    let mut pairs: BTreeMap<(&str, &str), Vec<(i64, i64)>> = BTreeMap::new();
    for levels in rated.values() {
        let all: Vec<(&str, i64)> = levels.iter().map(|(rater, level)| (*rater, *level)).collect();
        for (at, (one, own)) in all.iter().enumerate() {
            for (other, theirs) in all.iter().skip(at + 1) {
                pairs.entry((*one, *other)).or_default().push((*own, *theirs));
            }
        }
    }
    let of = |((one, other), levels): ((&str, &str), Vec<(i64, i64)>)| {
        let names = (one.to_owned(), other.to_owned());
        agreement(&levels).map(|agreement| Raters { names, agreement })
    };
    let mut found: Vec<Raters> = pairs.into_iter().filter_map(of).collect();
    found.sort_by_key(|raters| std::cmp::Reverse(raters.agreement.pairs));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coaching::agreement::Verdict;
    use crate::domain::ids::ClassScoreId;
    use crate::domain::stats::rational::Rational;

    fn score(person: i64, rater: &str, level: i64) -> ClassScore {
        ClassScore {
            id: ClassScoreId(1),
            class_id: TrainingClassId(1),
            person_id: PersonId(person),
            skill_id: SkillId(1),
            rater: rater.to_owned(),
            level,
        }
    }

    #[test]
    fn every_two_raters_stand_apart() {
        let scores = [
            score(1, "林晓峰", 1),
            score(1, "赵磊", 1),
            score(2, "林晓峰", 3),
            score(2, "赵磊", 3),
            score(3, "林晓峰", 4),
            score(3, "周宁", 2),
        ];
        let found = raters(&scores);
        let told: Vec<(&str, &str, u64, u64)> = found
            .iter()
            .map(|pair| {
                let (one, other) = &pair.names;
                (one.as_str(), other.as_str(), pair.agreement.pairs, pair.agreement.alike)
            })
            .collect();
        assert_eq!(told, [("林晓峰", "赵磊", 2, 2), ("周宁", "林晓峰", 1, 0)]);
        let first = found[0].agreement;
        assert_eq!(first.kappa, Some(Rational::ONE));
        assert_eq!(first.verdict(), Verdict::TooFew { have: 2, need: 10 }, "and nothing follows");
        assert!(raters(&scores[..1]).is_empty(), "one rater agrees with nobody");
    }
}
