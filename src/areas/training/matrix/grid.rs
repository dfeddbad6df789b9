//! The cells of the page as texts, made once and asked for as far as they are in view.

use std::collections::BTreeMap;

use crate::areas::training::data::Load;
use crate::domain::ids::PersonId;
use crate::domain::names::initial;
use crate::domain::training::level::LEVEL;
use crate::domain::training::matrix::Cell;
use crate::i18n::{DASH, number};
use crate::metrics::training::matrix::{Group, Key, Row, Survey};
use crate::metrics::training::say;
use crate::ui::matrix::{Content, Ends, Heading, Lines, Mark, Shade};
use crate::ui::tokens::Tone;

/// Below this share of what is asked, in basis points, a person stands out (默认值).
const LOW_BP: i128 = 7_000;

/// From this part of those rated on a column stands out (默认值): one of so many.
const MANY: u64 = 4;

/// A line: a person, or the heading of a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The person; `None` of a heading.
    pub person: Option<PersonId>,
    /// The name.
    pub name: String,
    initial: String,
    value: String,
    share: Option<f32>,
    tone: Tone,
    cells: Vec<Text>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
struct Text {
    /// The level, or what the post asks for.
    level: String,
    behind: String,
    required: String,
    cell: Cell,
    mastery: u8,
}

/// Everything that stands in the matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Where the lines are.
    pub lines: Lines,
    /// The skills.
    pub headings: Vec<Heading>,
    /// Which skill each column is.
    pub keys: Vec<Key>,
    /// The lines.
    pub rows: Vec<Line>,
    /// How many are below, in words: `人数 / 10`.
    pub sums: String,
    /// The share of everybody, and of how many.
    pub whole: (String, String),
    /// What each state is called.
    states: BTreeMap<Cell, String>,
    /// The word for what is asked.
    required: String,
}

impl Grid {
    /// The person of a line.
    pub fn person(&self, line: usize) -> Option<PersonId> {
        self.rows.get(line).and_then(|line| line.person)
    }

    /// The skill of a column.
    pub fn key(&self, column: usize) -> Option<&Key> {
        self.keys.get(column)
    }
}

/// The matrix as it is looked at: gaps, or levels alone.
pub(super) struct Seen<'a> {
    pub grid: &'a Grid,
    pub levels: bool,
}

impl Seen<'_> {
    fn text(&self, line: usize, column: usize) -> Option<(&Line, &Text)> {
        let line = self.grid.rows.get(line)?;
        Some((line, line.cells.get(column)?))
    }
}

impl Content for Seen<'_> {
    fn ends(&self, line: usize) -> Ends<'_> {
        let none = Ends { name: "", initial: "", value: "", share: None, tone: Tone::Neutral };
        self.grid.rows.get(line).map_or(none, |line| Ends {
            name: &line.name,
            initial: &line.initial,
            value: &line.value,
            share: line.share,
            tone: line.tone,
        })
    }

    fn mark(&self, line: usize, column: usize) -> Mark<'_> {
        let Some((line, text)) = self.text(line, column) else {
            return Mark { text: "", behind: "", shade: Shade::Plain };
        };
        if line.person.is_none() {
            return Mark { text: &text.level, behind: "", shade: Shade::Heading };
        }
        let shade = match text.cell {
            Cell::Unrated => Shade::Unknown,
            _ if self.levels && text.level != DASH => Shade::Level(text.mastery),
            Cell::NotAsked => Shade::Plain,
            Cell::Above => Shade::Above,
            Cell::Met => Shade::Met,
            Cell::Below => Shade::Below,
            Cell::FarBelow => Shade::FarBelow,
        };
        let behind = if self.levels { "" } else { text.behind.as_str() };
        Mark { text: &text.level, behind, shade }
    }

    fn told(&self, line: usize, column: usize) -> String {
        let Some((line, text)) = self.text(line, column) else { return String::new() };
        let skill = self.grid.headings.get(column).map_or("", |heading| heading.name.as_str());
        let state = self.grid.states.get(&text.cell).map_or("", String::as_str);
        let (name, level) = (line.name.as_str(), text.level.as_str());
        if text.required.is_empty() {
            return format!("{name} {skill} {level} {state}");
        }
        let (word, required) = (self.grid.required.as_str(), text.required.as_str());
        format!("{name} {skill} {level} / {word} {required} {state}")
    }
}

/// Makes the texts of a survey.
pub(super) fn grid(load: &Load<'_>, survey: &Survey) -> Grid {
    let tr = load.tr;
    let widest = survey.widest();
    let headings = survey.columns.iter().enumerate().map(|(at, column)| {
        let heat = survey.heat(at);
        let (short, rated) = (heat.short(), heat.rated());
        let tone = if widest == Some(at) {
            Tone::Bad
        } else if short > 0 && short.saturating_mul(MANY) >= rated {
            Tone::Warn
        } else {
            Tone::Neutral
        };
        let name = tr.own(&column.name, &column.name_en);
        let args = [("n", whole(short).into()), ("of", whole(rated).into())];
        Heading {
            name: name.to_owned(),
            sum: number(whole(short)),
            share: if rated == 0 { 0.0 } else { short as f32 / rated as f32 },
            tone,
            told: format!("{name} {}", tr.with("matrix-below-of", &args)),
            marked: widest == Some(at),
        }
    });
    let mut rows = vec![];
    for group in &survey.groups {
        rows.push(heading(load, group));
        rows.extend(group.rows.iter().map(|row| person(load, row)));
    }
    let all = survey.matrix.whole;
    let people = survey.rows().count() as u64;
    let states =
        [Cell::NotAsked, Cell::Unrated, Cell::Above, Cell::Met, Cell::Below, Cell::FarBelow];
    Grid {
        lines: Lines::new(rows.iter().map(|row| row.person.is_none())),
        headings: headings.collect(),
        keys: survey.columns.iter().map(|column| column.key.clone()).collect(),
        rows,
        sums: tr.with("matrix-below-people", &[("n", number(whole(people)).into())]),
        whole: (
            say::share(&all),
            format!("{} / {}", number(whole(all.reached())), number(whole(all.rated()))),
        ),
        states: states.map(|cell| (cell, tr.text(say::cell_key(cell)))).into(),
        required: tr.text("matrix-required"),
    }
}

fn heading(load: &Load<'_>, group: &Group) -> Line {
    let (tr, n) = (load.tr, group.rows.len() as u64);
    let post = group.post.and_then(|post| load.directory.posts.get(&post));
    let cells = group.required.iter().map(|asked| {
        let level = match asked {
            Some(_) => tr.with("matrix-asked", &[("level", say::range(*asked).into())]),
            None => String::new(),
        };
        let (behind, required) = (String::new(), String::new());
        Text { level, behind, required, cell: Cell::NotAsked, mastery: 0 }
    });
    Line {
        person: None,
        name: post.map_or_else(|| tr.text("matrix-no-post"), |post| post.name.clone()),
        initial: String::new(),
        value: tr.with("matrix-people", &[("n", whole(n).into())]),
        share: None,
        tone: Tone::Neutral,
        cells: cells.collect(),
    }
}

fn person(load: &Load<'_>, row: &Row) -> Line {
    let name = load.directory.person_name(row.person);
    let share = row.heat.share();
    let low = share.and_then(|share| share.round_to(4)).is_some_and(|bp| bp < LOW_BP);
    let cells = row.spots.iter().map(|spot| {
        let gap = spot.gap();
        let whole = spot.level.unwrap_or_default() / LEVEL;
        Text {
            level: say::level_or_dash(spot.level),
            behind: if gap > 0 { say::level(gap) } else { String::new() },
            required: spot.required.map(say::level).unwrap_or_default(),
            cell: spot.cell(),
            mastery: u8::try_from(whole.clamp(0, 4)).unwrap_or_default(),
        }
    });
    Line {
        person: Some(row.person),
        name: name.to_owned(),
        initial: initial(name),
        value: say::share(&row.heat),
        share: share.map(|share| share.to_f64() as f32),
        tone: if low { Tone::Warn } else { Tone::Accent },
        cells: cells.collect(),
    }
}

/// A count as the words take it.
pub(super) fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(level: &str, behind: &str, required: &str, cell: Cell) -> Text {
        let [level, behind, required] = [level, behind, required].map(str::to_owned);
        Text { level, behind, required, cell, mastery: 2 }
    }

    #[test]
    fn a_cell_says_the_same_by_words_as_by_colour() {
        let cells = vec![
            text("2", "1", "3", Cell::Below),
            text(DASH, "", "3", Cell::Unrated),
            text("2", "", "", Cell::NotAsked),
        ];
        let line = Line {
            person: Some(PersonId(1)),
            name: "王志强".to_owned(),
            initial: "王".to_owned(),
            value: "80%".to_owned(),
            share: Some(0.8),
            tone: Tone::Accent,
            cells,
        };
        let heading = |name: &str| Heading { name: name.to_owned(), ..Heading::default() };
        let states =
            [(Cell::Below, "低于要求"), (Cell::Unrated, "未评定"), (Cell::NotAsked, "未要求")];
        let grid = Grid {
            headings: ["价值量化", "谈判", "英语"].map(heading).into(),
            rows: vec![line],
            states: states.map(|(cell, word)| (cell, word.to_owned())).into(),
            required: "要求".to_owned(),
            ..Grid::default()
        };
        let seen = |levels: bool| Seen { grid: &grid, levels };
        let told: Vec<String> = (0..3).map(|column| seen(false).told(0, column)).collect();
        assert_eq!(
            told,
            [
                "王志强 价值量化 2 / 要求 3 低于要求",
                "王志强 谈判 – / 要求 3 未评定",
                "王志强 英语 2 未要求"
            ]
        );
        let gaps = seen(false);
        assert_eq!((gaps.mark(0, 0).behind, gaps.mark(0, 0).shade), ("1", Shade::Below));
        assert_eq!(gaps.mark(0, 2).shade, Shade::Plain);
        let levels = seen(true);
        assert_eq!((levels.mark(0, 0).behind, levels.mark(0, 0).shade), ("", Shade::Level(2)));
        assert_eq!(levels.mark(0, 1).shade, Shade::Unknown, "what is not known has no level");
        assert_eq!(levels.mark(0, 2).shade, Shade::Level(2));
        assert_eq!(levels.mark(9, 9).text, "");
    }
}
