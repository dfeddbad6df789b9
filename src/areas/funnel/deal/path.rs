//! The path of a deal as the chart draws it.

use chrono::{Datelike as _, NaiveDate};

use crate::areas::funnel::data::{DASH, Load, count_text, joined};
use crate::domain::funnel::visit::Exit;
use crate::i18n::day_beside;
use crate::metrics::deal_page::DealPage;
use crate::metrics::deal_page::axis::Axis;
use crate::metrics::deal_page::path::{StageLine, Stay};
use crate::metrics::stuck::days_text;
use crate::ui::charts::path::{PathBar, PathChart, PathRow};
use crate::ui::tokens::Tone;

/// The chart; `None` where no stay is known.
pub(super) fn chart(load: &Load<'_>, page: &DealPage) -> Option<PathChart> {
    let tr = load.tr;
    let axis = Axis::of(page)?;
    let last = page.expected.last().copied();
    let rows = page.path.lines.iter().map(|line| row(load, page, line, &axis));
    let name = |key: &str, day: NaiveDate| {
        tr.with(key, &[("day", day_beside(tr, day, page.as_of).into())])
    };
    let mut goals = page.expected.clone();
    goals.dedup();
    let first = goals.first().copied().filter(|first| Some(*first) != last);
    Some(PathChart {
        told: told(load, page),
        heads: ["funnel-head-stage", "funnel-deal-path-entries", "funnel-deal-path-total"]
            .map(|key| tr.text(key)),
        months: axis.months().into_iter().map(|day| (axis.at(day), month(load, day))).collect(),
        rows: rows.collect(),
        now: axis.at(page.as_of),
        end: tr.text("funnel-deal-path-end"),
        first: first.map_or_else(String::new, |day| name("funnel-deal-path-first", day)),
        last: last.map_or_else(String::new, |day| name("funnel-deal-path-last", day)),
        goals: goals.into_iter().map(|day| axis.at(day)).collect(),
    })
}

fn row(load: &Load<'_>, page: &DealPage, line: &StageLine, axis: &Axis) -> PathRow {
    let tr = load.tr;
    let visited = !line.stays.is_empty();
    let count = line.stays.len() as u64;
    let limit = line.limit.map_or_else(String::new, |limit| {
        tr.with("funnel-stuck-of-limit", &[("limit", days_text(limit.days).into())])
    });
    PathRow {
        name: load.stage(Some(line.stage)),
        entries: if visited {
            load.count("funnel-deal-path-times", count)
        } else {
            DASH.to_owned()
        },
        total: if visited { count_text(line.days().into()) } else { DASH.to_owned() },
        limit,
        tone: match (line.over(), line.here()) {
            (true, true) => Tone::Bad,
            (true, false) => Tone::Warn,
            (false, _) => Tone::Neutral,
        },
        here: line.here(),
        bars: line.stays.iter().map(|stay| bar(load, page, (line, stay), axis)).collect(),
    }
}

fn bar(
    load: &Load<'_>,
    page: &DealPage,
    (line, stay): (&StageLine, &Stay),
    axis: &Axis,
) -> PathBar {
    let tr = load.tr;
    let end = stay.leave.unwrap_or(page.as_of);
    let within = line.within(stay);
    let mut told = vec![load.say().stay(page, (line, stay))];
    if within < f64::from(stay.days) {
        let over = (f64::from(stay.days) - within).ceil() as u64;
        told.push(load.count("funnel-deal-path-over", over));
    }
    PathBar {
        order: stay.order,
        from: axis.at(stay.enter),
        split: axis.after(stay.enter, within).min(axis.at(end)),
        to: axis.at(end),
        now: stay.exit == Exit::Open,
        back: stay.exit == Exit::Back,
        label: load.count("funnel-deal-path-label", stay.days.into()),
        told: joined(tr, &told),
    }
}

/// The path in words: stages with their days.
fn told(load: &Load<'_>, page: &DealPage) -> String {
    let mut stays: Vec<(usize, String)> = vec![];
    for line in &page.path.lines {
        for stay in &line.stays {
            let days = load.count("funnel-deal-path-label", stay.days.into());
            stays.push((stay.order, format!("{} {days}", load.stage(Some(line.stage)))));
        }
    }
    stays.sort();
    let stays: Vec<String> = stays.into_iter().map(|(_, told)| told).collect();
    format!("{} {}", load.tr.text("funnel-deal-path"), joined(load.tr, &stays))
}

/// A month below the heading.
fn month(load: &Load<'_>, day: NaiveDate) -> String {
    load.tr.with("funnel-deal-month", &[("month", day.month().into())])
}
