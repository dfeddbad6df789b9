//! What the page shows, ready to draw.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::areas::today::agenda::{self, Row};
use crate::areas::today::data::Load;
use crate::areas::today::day::agenda_sub;
use crate::domain::funnel::changes::{Part, Sum};
use crate::error::Result;
use crate::i18n::{MoneyStyle, money, number};
use crate::metrics::coaching::say::short;
use crate::metrics::today::{Changes, changes};
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
}

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
    /// Between which days it changed; empty where nothing is known.
    pub changes_sub: String,
    /// What changed, from one sum to the other.
    pub changes: Vec<Change>,
}

/// Loads the page.
pub(in crate::areas::today) fn load(load: &Load<'_>) -> Result<Data> {
    let week = load.today.week(Weekday::Mon);
    let days = (week.first_day(), week.last_day());
    let rows = agenda::rows(load, days)?;
    let range = [days.0, days.1].map(|day| short(day, load.today));
    let [first, last] = range;
    let done = agenda_sub(load, &rows);
    let args = [("first", first.into()), ("last", last.into()), ("done", done.into())];
    let lines = lines(load, days, rows);
    let next = lines.iter().position(|line| match line {
        Line::Item(row) => row.day >= load.today && !row.done && !row.action.is_empty(),
        Line::Day { .. } => false,
    });
    let found = changes(load.db, load.directory, load.scope, load.today)?;
    Ok(Data {
        sub: load.tr.with("today-week-sub", &args),
        lines,
        next,
        changes_sub: found.as_ref().map_or_else(String::new, |found| {
            let args = [
                ("from", short(found.from, load.today).into()),
                ("to", short(found.to, load.today).into()),
            ];
            load.tr.with("today-changes-sub", &args)
        }),
        changes: found.map_or_else(Vec::new, |found| changed(load, &found)),
    })
}

/// The days in order, each with what stands on it.
fn lines(load: &Load<'_>, (first, last): (NaiveDate, NaiveDate), rows: Vec<Row>) -> Vec<Line> {
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
        while let Some(row) = rows.next_if(|row| row.day == day) {
            lines.push(Line::Item(row));
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
