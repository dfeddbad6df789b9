//! The calendar: the classes of a month, on the days on which they are.

use chrono::{Datelike as _, Days, NaiveDate};

use super::chosen::month_of;
use crate::areas::training::data::Load;
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::training::classes::{Key, Row, Standing, list};
use crate::ui::tokens::Tone;

/// Six weeks hold every month.
const DAYS: usize = 42;

/// A month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Which.
    pub period: Period,
    /// The same in words.
    pub name: String,
    /// The names of the days of the week, Monday first.
    pub weekdays: Vec<String>,
    /// The days of its weeks, from a Monday on.
    pub days: Vec<Day>,
}

/// A day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: NaiveDate,
    /// Whether it is one of the month.
    pub within: bool,
    /// Whether it is today.
    pub today: bool,
    /// Whether it is worked on.
    pub working: bool,
    /// The classes of the day.
    pub items: Vec<Item>,
}

/// A class on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub key: Key,
    /// What it is called.
    pub name: String,
    /// All of it in words.
    pub told: String,
    /// How it stands, as a colour.
    pub tone: Tone,
}

/// The calendar of a month.
pub(super) fn month(load: &Load<'_>, period: Period) -> Result<Month> {
    let first = period.first_day();
    let lead = u64::from(first.weekday().num_days_from_monday());
    let start = first.checked_sub_days(Days::new(lead)).unwrap_or(first);
    let days: Vec<NaiveDate> = start.iter_days().take(DAYS).collect();
    let last = days.last().copied().unwrap_or(first);
    let mut rows = list(load.db, load.members, (start, last), load.today)?;
    // What is still to come after these days is listed too, and has no day here.
    rows.retain(|row| row.starts <= last && start <= row.ends);
    let day = |day: NaiveDate| Day {
        day,
        within: period.contains(day),
        today: day == load.today,
        working: load.directory.calendar.working_day(day),
        items: rows
            .iter()
            .filter(|row| row.starts <= day && day <= row.ends)
            .map(|row| item(load, row, day))
            .collect(),
    };
    let names = load.tr.text("day-weekdays");
    Ok(Month {
        period,
        name: month_of(load.tr, first),
        weekdays: names.split_whitespace().map(str::to_owned).collect(),
        days: days.into_iter().map(day).collect(),
    })
}

fn item(load: &Load<'_>, row: &Row, day: NaiveDate) -> Item {
    let (tone, key) = match row.standing {
        Standing::Coming => (Tone::Accent, "classes-group-coming"),
        Standing::Open => (Tone::Warn, "classes-open"),
        Standing::Held => (Tone::Good, "classes-held"),
        Standing::Cancelled => (Tone::Neutral, "classes-cancelled"),
    };
    let place = row.place.as_deref().unwrap_or_default();
    let name = load.tr.own(&row.name, &row.name_en).to_owned();
    let told = format!("{day} {name} {place} {}", load.tr.text(key));
    Item { key: row.key, name, told, tone }
}
