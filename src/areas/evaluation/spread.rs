//! Where a team's members stand on the grades.
//!
//! Every band is drawn equally wide: with one band from 0 to 80 and three of 10 each, a true scale
//! would leave no room for the grades that people actually have.

use std::collections::BTreeMap;

use crate::domain::ids::{PersonId, TeamId};
use crate::domain::money::div_round;
use crate::i18n::Tr;
use crate::metrics::evaluation::Scorecards;
use crate::metrics::show;
use crate::store::directory::Directory;

/// Beyond this many dots, neighbours become one.
const MOST_DOTS: usize = 60;
/// How many places a band has for dots that stand together.
const PLACES: f32 = 24.0;
/// Ten points, the step of the scale's ends, in hundredths.
const TEN: i64 = 1_000;

/// A team on the scale.
#[derive(Debug)]
pub(super) struct Spread {
    /// Grade and label, from the lowest shown.
    pub(super) bands: Vec<(String, String)>,
    /// People, or several of them at one place.
    pub(super) dots: Vec<Spot>,
    /// The mean and its label.
    pub(super) mean: Option<(f32, String)>,
    /// The limits of the bands.
    pub(super) axis: Vec<(f32, String)>,
    /// How many have a score.
    pub(super) rated: usize,
    /// How many cards the team has.
    pub(super) people: usize,
    scale: Scale,
}

/// A dot.
#[derive(Debug)]
pub(super) struct Spot {
    pub(super) at: f32,
    pub(super) name: String,
    /// Whose; `None` for several people.
    pub(super) person: Option<PersonId>,
}

impl Spread {
    /// The place of a score.
    pub(super) fn at(&self, hundredths: i64) -> f32 {
        self.scale.at(hundredths)
    }
}

/// Bands of equal width: their lower limits and the upper end, in hundredths.
#[derive(Debug, PartialEq, Eq)]
struct Scale {
    floors: Vec<i64>,
    end: i64,
}

impl Scale {
    /// `floors` from the lowest band up; the lowest is left out when nobody is in it.
    fn new(floors: &[i64], scores: &[i64]) -> Self {
        let least = scores.iter().min().copied();
        let most = scores.iter().max().copied().unwrap_or_default();
        let mut floors = floors.to_vec();
        let second = floors.get(1).copied();
        if let (Some(second), Some(lowest)) = (second, floors.first_mut()) {
            match least {
                Some(least) if least < second => *lowest = least.div_euclid(TEN) * TEN,
                _ => {
                    floors.remove(0);
                }
            }
        }
        let top = floors.last().copied().unwrap_or_default();
        let step = floors.iter().rev().nth(1).map_or(TEN, |below| top - below);
        Self { floors, end: (top + step).max((most.div_euclid(TEN) + 1) * TEN) }
    }

    /// The place on a scale where each band is 1 wide.
    fn at(&self, hundredths: i64) -> f32 {
        let band = self.floors.iter().rposition(|floor| *floor <= hundredths).unwrap_or(0);
        let floor = self.floors.get(band).copied().unwrap_or_default();
        let next = self.floors.get(band + 1).copied().unwrap_or(self.end);
        let part = (hundredths - floor) as f32 / (next - floor).max(1) as f32;
        band as f32 + part.clamp(0.0, 1.0)
    }
}

pub(super) fn of_team(
    tr: &Tr,
    directory: &Directory,
    cards: &Scorecards,
    team: Option<TeamId>,
) -> Spread {
    let members = || cards.cards.iter().filter(|card| card.team == team);
    let mut rated: Vec<(i64, PersonId)> =
        members().filter_map(|card| Some((card.total?.hundredths, card.person))).collect();
    rated.sort_unstable();
    let scores: Vec<i64> = rated.iter().map(|(score, _)| *score).collect();
    let mut bands: Vec<(&str, i64)> =
        cards.bands.iter().map(|band| (band.name.as_str(), band.from_hundredths)).collect();
    bands.reverse();
    let floors: Vec<i64> = bands.iter().map(|(_, floor)| *floor).collect();
    let scale = Scale::new(&floors, &scores);
    let left_out = bands.len() - scale.floors.len();
    let bands = bands
        .iter()
        .skip(left_out)
        .map(|(grade, _)| {
            let n = scores.iter().filter(|score| cards.bands.grade(**score) == *grade).count();
            let args = [("grade", (*grade).into()), ("n", n.into())];
            ((*grade).to_owned(), tr.with("evaluation-spread-band", &args))
        })
        .collect();
    let sum = scores.iter().map(|score| i128::from(*score)).sum();
    let mean = div_round(sum, i128::try_from(scores.len()).unwrap_or_default());
    let dots = rated
        .iter()
        .map(|(score, person)| Spot {
            at: scale.at(*score),
            name: format!("{} {}", directory.person_name(*person), show::score(*score)),
            person: Some(*person),
        })
        .collect();
    Spread {
        bands,
        dots: gathered(tr, dots),
        mean: mean.map(|mean| {
            let text = show::score(mean);
            (scale.at(mean), tr.with("evaluation-spread-mean", &[("mean", text.into())]))
        }),
        axis: scale.floors.iter().map(|floor| (scale.at(*floor), plain(*floor))).collect(),
        rated: rated.len(),
        people: members().count(),
        scale,
    }
}

fn plain(hundredths: i64) -> String {
    show::score(hundredths).trim_end_matches(".00").to_owned()
}

/// Joins neighbours where there are too many dots to tell apart.
fn gathered(tr: &Tr, dots: Vec<Spot>) -> Vec<Spot> {
    if dots.len() <= MOST_DOTS {
        return dots;
    }
    let mut places: BTreeMap<i64, Vec<Spot>> = BTreeMap::new();
    for dot in dots {
        places.entry((dot.at * PLACES).round() as i64).or_default().push(dot);
    }
    let join = |(place, mut dots): (i64, Vec<Spot>)| {
        if dots.len() == 1 {
            return dots.pop();
        }
        let name = tr.with("evaluation-spread-several", &[("n", dots.len().into())]);
        Some(Spot { at: place as f32 / PLACES, name, person: None })
    };
    places.into_iter().filter_map(join).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    const FLOORS: [i64; 5] = [0, 8_000, 9_000, 10_000, 11_000];

    #[test]
    fn bands_are_equally_wide_and_an_empty_lowest_one_is_left_out() {
        let scale = Scale::new(&FLOORS, &[8_500, 10_074]);
        assert_eq!(scale, Scale { floors: vec![8_000, 9_000, 10_000, 11_000], end: 12_000 });
        assert_eq!(scale.at(8_500), 0.5);
        assert_eq!(scale.at(10_000), 2.0);
        assert_eq!(scale.at(12_000), 4.0);
        let low = Scale::new(&FLOORS, &[320, 10_074]);
        assert_eq!(low.floors, FLOORS);
        assert_eq!(low.at(4_000), 0.5);
        let high = Scale::new(&FLOORS, &[7_950, 14_000]);
        assert_eq!((high.floors[0], high.end), (7_000, 15_000));
        assert_eq!(Scale::new(&[0], &[]).at(500), 0.5);
        assert_eq!(Scale::new(&FLOORS, &[]).floors.len(), 4);
    }

    #[test]
    fn many_dots_become_few() {
        let tr = Tr::new(Language::Chinese);
        let dot = |at| Spot { at, name: String::new(), person: Some(PersonId(1)) };
        assert_eq!(gathered(&tr, (0..60).map(|_| dot(1.0)).collect()).len(), 60);
        let many = gathered(&tr, (0..1_000).map(|n| dot(n as f32 / 250.0)).collect());
        assert!(many.len() <= 4 * 24 + 1, "{}", many.len());
        assert!(many.iter().all(|dot| dot.person.is_none()));
    }
}
