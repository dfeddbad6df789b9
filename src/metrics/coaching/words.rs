//! What was said in a coaching as sentences, the same on its page and on paper.

use chrono::{Datelike as _, NaiveTime, TimeDelta};

use crate::i18n::Tr;
use crate::metrics::coaching::show::{joined, kind, phase};
use crate::store::records::{Coaching, CoachingOption};

/// Why somebody is coached; of a note to an event also when about it.
pub fn kind_of(coaching: &Coaching, tr: &Tr) -> String {
    let kind = kind(tr, coaching.kind);
    match coaching.phase {
        Some(own) => format!("{kind} {}", phase(tr, own)),
        None => kind,
    }
}

/// From when to when: `14:00–15:30`; from when alone where it is not known how long.
pub fn time(coaching: &Coaching) -> Option<String> {
    let starts = coaching.starts_at.as_deref()?;
    let Some(minutes) = coaching.minutes else { return Some(starts.to_owned()) };
    let from = NaiveTime::parse_from_str(starts, "%H:%M").ok()?;
    let until = from.overflowing_add_signed(TimeDelta::try_minutes(minutes)?).0;
    Some(format!("{starts}–{}", until.format("%H:%M")))
}

/// A day as it is written, with its name, and the time: `11-14 周五 14:00–15:30`.
pub fn when(tr: &Tr, day: &str, coaching: &Coaching) -> String {
    let names = tr.text("day-weekdays-named");
    let at = coaching.on_day.weekday().num_days_from_monday() as usize;
    let name = names.split_whitespace().nth(at).unwrap_or_default().to_owned();
    let day = tr.with("log-day", &[("day", day.to_owned().into()), ("weekday", name.into())]);
    match time(coaching) {
        Some(time) => format!("{day} {time}"),
        None => day,
    }
}

/// What is to be reached, and by when.
pub fn goal(coaching: &Coaching, tr: &Tr) -> Option<String> {
    let by = coaching.goal_by.map(|day| tr.with("log-by", &[("day", day.to_string().into())]));
    said(tr, [coaching.goal.clone(), by])
}

/// The ways that could be gone, a line each, with whose they are and as which they are tried.
pub fn options(options: &[CoachingOption], tr: &Tr) -> Option<String> {
    let lines = options.iter().map(|option| {
        let own = if option.from_rep { tr.text("log-option-own") } else { String::new() };
        let chosen = option
            .chosen
            .map_or_else(String::new, |place| tr.with("log-option-chosen", &[("n", place.into())]));
        let marks = joined(tr, &[&own, &chosen]);
        let text = format!("{}. {}", option.position, option.text);
        if marks.is_empty() {
            return text;
        }
        tr.with("log-option-marks", &[("text", text.into()), ("marks", marks.into())])
    });
    let lines: Vec<String> = lines.collect();
    Some(lines.join("\n")).filter(|text| !text.is_empty())
}

/// What will be done by when, with what help, and how sure the person is.
pub fn will(coaching: &Coaching, tr: &Tr) -> Option<String> {
    let by = coaching.will_by.map(|day| tr.with("log-by", &[("day", day.to_string().into())]));
    let sure = coaching.confidence.map(|sure| tr.with("log-sure-of", &[("n", sure.into())]));
    let word = |key: &str, text: &Option<String>| {
        text.as_deref().map(|text| tr.with(key, &[("text", text.into())]))
    };
    let to_seven = word("log-to-seven-by", &coaching.to_seven);
    let help = word("log-help-is", &coaching.help);
    said(tr, [coaching.will.clone(), by, sure, to_seven, help])
}

/// When they meet next, and what for.
pub fn next_meeting(coaching: &Coaching, tr: &Tr) -> Option<String> {
    let day = coaching.next_on;
    let day = day.map(|day| tr.with("log-next-meeting", &[("day", day.to_string().into())]));
    said(tr, [day, coaching.next_what.clone()])
}

/// Parts of a sentence; `None` where nothing was said.
fn said<const N: usize>(tr: &Tr, parts: [Option<String>; N]) -> Option<String> {
    let parts = parts.map(Option::unwrap_or_default);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Some(joined(tr, &parts)).filter(|text| !text.is_empty())
}
