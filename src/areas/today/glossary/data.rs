//! What the page shows, ready to draw.

use crate::areas::today::data::Load;
use crate::error::Result;
use crate::i18n::{DASH, Language, number, percent, period_label};
use crate::metrics::glossary::{Entries, Entry, Figure, entries, say};
use crate::metrics::hygiene::Score;
use crate::ui::tokens::Tone;

/// From this share on deals are kept well, and below that one badly, in basis points.
const WELL_BP: i64 = 9_000;
const BADLY_BP: i64 = 7_500;

/// So much of what is wrong is named.
const NAMED: usize = 2;

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// Which.
    pub(super) figure: Figure,
    /// Its name.
    pub(super) name: String,
    /// What it is.
    pub(super) what: String,
    /// Its value with the unit.
    pub(super) value: String,
    /// How many records it rests on.
    pub(super) records: String,
}

/// How the deals of somebody are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HygieneRow {
    /// Who.
    pub(super) name: String,
    /// The share that is in order.
    pub(super) score: String,
    /// Its colour, where it needs attention.
    pub(super) tone: Option<Tone>,
    /// How many deals.
    pub(super) deals: String,
    /// What is wrong most often.
    pub(super) wrong: String,
}

/// Everything the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// Whose, and of when.
    pub(super) whose: String,
    /// The figures.
    pub(super) figures: Vec<FigureRow>,
    /// The score of all, with how many deals.
    pub(super) sub: String,
    /// The people, the worst first.
    pub(super) people: Vec<HygieneRow>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::today) fn load(load: &Load<'_>) -> Result<Data> {
    let Load { db, directory, tr, scope, period, today, .. } = *load;
    let Entries { figures, hygiene } = entries(db, directory, (scope, period), today)?;
    let row = |entry: Entry| FigureRow {
        figure: entry.figure,
        name: tr.text(&entry.figure.label_key()),
        what: tr.text(&entry.figure.definition_key()),
        value: match entry.headline {
            Some(headline) => say::value(tr, entry.figure, headline),
            None => tr.text("glossary-in-card"),
        },
        records: entry.records.map_or(DASH.to_owned(), |n| number(whole(n))),
    };
    let whose = [load.whose(), period_label(tr, period)];
    Ok(Data {
        whose: tr.joined(&whose),
        figures: figures.into_iter().map(row).collect(),
        sub: match hygiene.whole.bp() {
            Some(bp) => {
                let args = [("score", percent(bp).into())];
                load.count("glossary-hygiene-sub", hygiene.whole.deals, &args)
            }
            None => String::new(),
        },
        people: hygiene
            .people
            .iter()
            .map(|(person, score)| {
                let name = match person {
                    Some(person) => directory.person_name(*person).to_owned(),
                    None => tr.text("glossary-nobody"),
                };
                hygiene_row(load, name, score)
            })
            .collect(),
    })
}

fn hygiene_row(load: &Load<'_>, name: String, score: &Score) -> HygieneRow {
    let tr = load.tr;
    let bp = score.bp();
    let mut wrong: Vec<(u64, String)> =
        score.wrong.iter().map(|(check, n)| (*n, check.label_key())).collect();
    // What is wrong most often goes first; of as often the order of the questions stands.
    wrong.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let said: Vec<String> = wrong
        .iter()
        .take(NAMED)
        .map(|(n, key)| format!("{} {}", tr.text(key), number(whole(*n))))
        .collect();
    let between = if tr.language() == Language::Chinese { "，" } else { ", " };
    HygieneRow {
        name,
        score: bp.map_or(DASH.to_owned(), percent),
        tone: bp.and_then(tone),
        deals: number(whole(score.deals)),
        wrong: said.join(between),
    }
}

/// How well deals are kept; no colour where that is well enough.
fn tone(bp: i64) -> Option<Tone> {
    match bp {
        WELL_BP.. => None,
        BADLY_BP.. => Some(Tone::Warn),
        _ => Some(Tone::Bad),
    }
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_coloured_where_it_needs_attention() {
        assert_eq!(tone(9_000), None);
        assert_eq!(tone(8_999), Some(Tone::Warn));
        assert_eq!(tone(7_500), Some(Tone::Warn));
        assert_eq!(tone(7_499), Some(Tone::Bad));
    }
}
