//! 脉搏: what people answer when all of them are asked at once, never of fewer than five (domain document, 099).
//!
//! It is that of the company, whatever the scope: a team beside the whole would give away those who are left.
//! Teams stand apart where each line has five answers or more ([`small_groups`]), and nothing is shown of a
//! question with fewer.

use std::collections::BTreeMap;

use crate::domain::ids::TeamId;
use crate::domain::money::div_round;
use crate::domain::stats::rate::Rate;
use crate::domain::training::small_groups::{self, LEAST};
use crate::error::Result;
use crate::store::Db;
use crate::store::coaching::pulse::all;
use crate::store::records::{Pulse, PulseCount};

/// A mark from which on it counts as agreed: the best two of five.
const AGREED: i64 = 4;

/// What some teams answered together.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The teams; `None` of answers of no team.
    pub teams: Vec<Option<TeamId>>,
    /// What they answered.
    pub answers: Answers,
}

/// Answers, at least five of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answers {
    /// How many gave each mark, from 1 up.
    pub marks: [u64; 5],
    /// The mean mark in hundredths.
    pub mean: i64,
    /// The share of those who gave one of the best two.
    pub agreed: Rate,
}

impl Answers {
    /// Adds counts up; `None` of fewer than five answers.
    fn of<'a>(counts: impl Iterator<Item = &'a PulseCount>) -> Option<Self> {
        let mut marks = [0_u64; 5];
        let (mut n, mut sum, mut agreed) = (0_u64, 0_i64, 0_u64);
        for count in counts {
            let answers = u64::try_from(count.answers).unwrap_or_default();
            let place = usize::try_from(count.score - 1).ok();
            if let Some(mark) = place.and_then(|place| marks.get_mut(place)) {
                *mark += answers;
            }
            n += answers;
            sum = sum.saturating_add(count.answers.saturating_mul(count.score));
            if count.score >= AGREED {
                agreed += answers;
            }
        }
        if n < LEAST {
            return None;
        }
        let mean = div_round(i128::from(sum) * 100, i128::from(n))?;
        Some(Self { marks, mean, agreed: Rate::of(agreed, n)? })
    }
}

/// A question with what may be shown of its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The question.
    pub record: Pulse,
    /// All answers; `None` where there are fewer than five.
    pub whole: Option<Answers>,
    /// What it falls into; empty where that would show fewer than five.
    pub lines: Vec<Line>,
}

impl Asked {
    fn of(record: Pulse, counts: &[PulseCount]) -> Self {
        let mut sizes: BTreeMap<Option<TeamId>, u64> = BTreeMap::new();
        for count in counts {
            let answers = u64::try_from(count.answers).unwrap_or_default();
            *sizes.entry(count.team_id).or_default() += answers;
        }
        let line = |teams: Vec<Option<TeamId>>| {
            let own = counts.iter().filter(|count| teams.contains(&count.team_id));
            let answers = Answers::of(own)?;
            Some(Line { teams, answers })
        };
        let lines = small_groups::lines(&sizes).unwrap_or_default();
        let lines = lines.into_iter().filter_map(line).collect();
        Self { record, whole: Answers::of(counts.iter()), lines }
    }
}

/// Every question that was asked, the newest first, with what may be shown of the answers.
///
/// # Errors
/// Whatever the database reports.
pub fn load(db: &Db) -> Result<Vec<Asked>> {
    let all = all(db)?.into_iter();
    Ok(all.map(|(record, counts)| Asked::of(record, &counts)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{PulseCountId, PulseId};

    fn asked(counts: &[(Option<i64>, i64, i64)]) -> Asked {
        let record = Pulse {
            id: PulseId(1),
            on_day: "2025-11-14".parse().unwrap(),
            question: "我愿意推荐朋友来这里工作".to_owned(),
            by_name: String::new(),
        };
        let counts: Vec<PulseCount> = counts
            .iter()
            .map(|(team, score, answers)| PulseCount {
                id: PulseCountId(1),
                pulse_id: record.id,
                team_id: team.map(TeamId),
                score: *score,
                answers: *answers,
            })
            .collect();
        Asked::of(record, &counts)
    }

    #[test]
    fn nothing_is_shown_of_fewer_than_five() {
        let few = asked(&[(None, 5, 3), (None, 1, 1)]);
        assert_eq!((few.whole, few.lines.len()), (None, 0));
        let enough = asked(&[(None, 5, 3), (None, 1, 2)]);
        let whole = enough.whole.unwrap();
        assert_eq!((whole.mean, whole.marks), (340, [2, 0, 0, 0, 3]));
        assert_eq!((whole.agreed.k, whole.agreed.n), (3, 5));
    }

    #[test]
    fn teams_stand_apart_where_each_line_is_large_enough() {
        let told = |asked: &Asked| -> Vec<(Vec<Option<i64>>, u64)> {
            let teams = |line: &Line| line.teams.iter().map(|team| team.map(|t| t.0)).collect();
            asked.lines.iter().map(|line| (teams(line), line.answers.agreed.n)).collect()
        };
        let two = asked(&[(Some(1), 4, 6), (Some(2), 2, 3), (Some(2), 5, 2)]);
        assert_eq!(told(&two), [(vec![Some(1)], 6), (vec![Some(2)], 5)]);
        // Four of no team beside two teams: the smaller one joins them.
        let rest = asked(&[(Some(1), 4, 6), (Some(2), 2, 5), (None, 3, 4)]);
        assert_eq!(told(&rest), [(vec![Some(1)], 6), (vec![None, Some(2)], 9)]);
        // Two lines cannot be made of it, so there is none; the whole stands.
        let one = asked(&[(Some(1), 4, 6), (None, 3, 4)]);
        assert!(told(&one).is_empty());
        assert_eq!(one.whole.unwrap().agreed.n, 10);
    }
}
