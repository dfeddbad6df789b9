//! What the page shows, ready to draw.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::areas::today::agenda::{self, Row};
use crate::areas::today::data::Load;
use crate::areas::today::day::agenda_sub;
use crate::domain::funnel::changes::{Part, Sum};
use crate::error::Result;
use crate::i18n::{MoneyStyle, day_beside, money, number};
use crate::metrics::today as of_today;
use crate::metrics::today::Changes;
use crate::metrics::today::agenda::Days;
use crate::metrics::waterfall::{kind_word, part_key};

/// A line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A day.
    Day {
        /// The day with its weekday.
        name: String,
        /// What is said of it: today, a day off, nothing on it; may be empty.
        note: String,
        /// Whether it is today.
        today: bool,
    },
    /// Something on the day before it in the list.
    Item(Row),
    /// How much more stands on that day.
    Rest(String),
}

/// So much of a day is listed; of the rest it is told how much there is.
const LISTED: usize = 50;

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub name: String,
    /// How many deals.
    pub n: String,
    /// By how much.
    pub amount: String,
    /// Whether it is a sum and no change.
    pub sum: bool,
}

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// From when to when, and how much is done.
    pub sub: String,
    /// The days with what stands on them.
    pub lines: Vec<Line>,
    /// Which of the lines is the one to begin with.
    pub next: Option<usize>,
    /// What changed in the open deals, which nothing that is done with notices changes.
    pub changes: Changed,
}

/// What changed in the open deals within a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Between which days; empty where nothing is known.
    pub sub: String,
    /// What, from one sum to the other.
    pub list: Vec<Change>,
}

/// The days of the week that holds a day.
pub(in crate::areas::today) fn days(today: NaiveDate) -> Days {
    let week = today.week(Weekday::Mon);
    (week.first_day(), week.last_day())
}

/// Loads the page; what changed in the open deals is known.
pub(in crate::areas::today) fn load(load: &Load<'_>, changes: Changed) -> Result<Data> {
    let days = days(load.today);
    let rows = agenda::rows(load, days)?;
    let range = [days.0, days.1].map(|day| day_beside(load.tr, day, load.today));
    let [first, last] = range;
    let done = agenda_sub(load, &rows);
    let args = [("first", first.into()), ("last", last.into()), ("done", done.into())];
    let lines = lines(load, days, rows);
    let next = lines.iter().position(|line| match line {
        Line::Item(row) => row.day >= load.today && !row.done && !row.action.is_empty(),
        Line::Day { .. } | Line::Rest(_) => false,
    });
    Ok(Data { sub: load.tr.with("today-week-sub", &args), lines, next, changes })
}

/// What changed in the open deals.
pub(in crate::areas::today) fn changes(load: &Load<'_>) -> Result<Changed> {
    let found = of_today::changes(load.db, load.directory, load.scope, load.today)?;
    let Some(found) = found else { return Ok(Changed::default()) };
    let day = |day: NaiveDate| day_beside(load.tr, day, load.today).into();
    let args = [("from", day(found.from)), ("to", day(found.to))];
    let sub = load.tr.with("today-changes-sub", &args);
    Ok(Changed { sub, list: changed(load, &found) })
}

/// The days in order, each with what stands on it.
fn lines(load: &Load<'_>, (first, last): Days, rows: Vec<Row>) -> Vec<Line> {
    let mut lines = vec![];
    let mut rows = rows.into_iter().peekable();
    for day in first.iter_days().take_while(|day| *day <= last) {
        let off = !load.directory.calendar.working_day(day);
        let any = rows.peek().is_some_and(|row| row.day == day);
        // A weekend on which nothing stands is no news.
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if !any && off && weekend && day != load.today {
            continue;
        }
        let key = match (day == load.today, off, any) {
            (true, ..) => "today-week-today",
            (false, true, _) => "today-week-off",
            (false, false, false) => "today-week-nothing",
            (false, false, true) => "",
        };
        let note = if key.is_empty() { String::new() } else { load.tr.text(key) };
        lines.push(Line::Day { name: load.day(day), note, today: day == load.today });
        let mut rest = 0;
        let from = lines.len();
        while let Some(row) = rows.next_if(|row| row.day == day) {
            if lines.len() < from + LISTED {
                lines.push(Line::Item(row));
            } else {
                rest += 1;
            }
        }
        if rest > 0 {
            lines.push(Line::Rest(load.count("today-week-rest", rest, &[])));
        }
    }
    lines
}

/// The bridge from one sum of open deals to the other; parts without an effect are left out.
fn changed(load: &Load<'_>, found: &Changes) -> Vec<Change> {
    let tr = load.tr;
    let count = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX));
    let amount = |fen: i64| money(tr.language(), fen, MoneyStyle::Full);
    let end = |key: &str, sum: &Sum| Change {
        name: tr.text(key),
        n: count(sum.n),
        amount: amount(sum.fen),
        sum: true,
    };
    let balance = &found.found.balance;
    let mut list = vec![end("today-changes-opening", &balance.opening)];
    for part in Part::ALL {
        let Some(sum) = balance.parts.get(&part).filter(|sum| sum.n > 0) else { continue };
        let sign = match sum.fen {
            1.. => "+",
            _ => "",
        };
        list.push(Change {
            name: tr.with(&part_key(part), &[("kind", kind_word(None).into())]),
            n: count(sum.n),
            amount: format!("{sign}{}", amount(sum.fen)),
            sum: false,
        });
    }
    list.push(end("today-changes-closing", &balance.closing));
    list
}
