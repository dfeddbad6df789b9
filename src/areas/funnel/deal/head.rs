//! The head of the page: whose deal it is, how it stands, and six facts with a word on each.

use crate::areas::funnel::data::{DASH, Load, joined};
use crate::domain::funnel::visit::days_between;
use crate::i18n::{MoneyStyle, money, money_cell, percent};
use crate::metrics::deal_page::DealPage;
use crate::metrics::deal_page::show::{class_name, short};
use crate::store::records::Status;
use crate::ui::tokens::Tone;

/// The head of the page.
#[derive(Clone, Debug)]
pub struct Head {
    /// The customer, or the deal where none is known.
    pub name: String,
    /// How it ended, or how long it is stuck.
    pub badge: Option<(Tone, String)>,
    /// The deal.
    pub deal: String,
    /// Place and industry of the customer, and the number of the deal.
    pub about: String,
    /// What is known.
    pub facts: Vec<Fact>,
}

/// A fact of the head.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub label: String,
    /// What it is.
    pub value: String,
    /// Whether that is good or bad.
    pub tone: Tone,
    /// A word on it.
    pub note: String,
}

/// The head of a deal.
pub(super) fn head(load: &Load<'_>, page: &DealPage) -> Head {
    let tr = load.tr;
    let account = page.account.as_ref();
    let stuck = page.open.as_ref().filter(|open| open.stuck());
    let badge = match page.deal.status {
        Status::Won => Some((Tone::Good, tr.text("won"))),
        Status::Lost => Some((Tone::Bad, tr.text("lost"))),
        Status::Open => stuck.map(|open| {
            let days = load.count("funnel-deal-stuck", open.total_days.into());
            (Tone::Bad, days)
        }),
    };
    let about: Vec<String> = [
        account.and_then(|account| account.location.clone()),
        account.and_then(|account| account.industry.clone()),
        page.deal.number.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    Head {
        name: account.map_or_else(|| page.deal.name.clone(), |account| account.name.clone()),
        badge,
        deal: if account.is_some() { page.deal.name.clone() } else { String::new() },
        about: joined(tr, &about),
        facts: facts(load, page),
    }
}

/// The six facts of the head.
fn facts(load: &Load<'_>, page: &DealPage) -> Vec<Fact> {
    let tr = load.tr;
    let unknown = || tr.text("unknown");
    let fact = |key: &str, value: String, tone: Tone, note: String| Fact {
        label: tr.text(key),
        value,
        tone,
        note,
    };
    let standing = &page.standing;
    let full = |fen: i64| money(tr.language(), fen, MoneyStyle::Full);
    let changed = page.amounts.len().saturating_sub(1) as u64;
    let amount_note = match page.amounts.first() {
        Some(first) if changed > 0 => {
            let first = money_cell(tr.language(), *first);
            load.count_with("funnel-deal-amount-changed", changed, &[("first", first.into())])
        }
        _ => String::new(),
    };
    let line = page.path.lines.iter().find(|line| Some(line.stage) == page.stage);
    let stay = line.and_then(|line| line.stays.last());
    let stage_note = line.zip(stay).map_or_else(String::new, |(line, stay)| {
        let day = short(stay.enter, page.as_of);
        load.count_with("funnel-deal-entry", line.stays.len() as u64, &[("day", day.into())])
    });
    let overdue = page.open.as_ref().is_some_and(|open| open.overdue(page.as_of));
    let pushed = page.pushes.filter(|pushes| pushes.pushes > 0);
    let mut expected_note = vec![];
    if overdue {
        expected_note.push(tr.text("funnel-stuck-passed"));
    }
    if let Some(pushes) = pushed {
        let args = [("n", pushes.pushes.into()), ("days", pushes.pushed_days.into())];
        expected_note.push(tr.with("funnel-stuck-pushes", &args));
    }
    let team = standing.owner.and_then(|owner| load.directory.team_on(owner, page.as_of));
    let closed = page.deal.closed_on.filter(|_| page.deal.status != Status::Open);
    let expected = match closed {
        Some(day) => fact("funnel-column-closed", day.to_string(), Tone::Neutral, String::new()),
        None => fact(
            "funnel-deal-expected",
            standing.expected.map_or_else(unknown, |day| day.to_string()),
            if overdue || pushed.is_some() { Tone::Warn } else { Tone::Neutral },
            joined(tr, &expected_note),
        ),
    };
    vec![
        fact(
            "funnel-stuck-amount",
            standing.amount.map_or_else(unknown, full),
            Tone::Neutral,
            amount_note,
        ),
        fact("funnel-head-stage", load.stage(page.stage), Tone::Neutral, stage_note),
        expected,
        fact(
            "funnel-column-owner",
            load.person(standing.owner),
            Tone::Neutral,
            team.map_or_else(String::new, |team| team.name.clone()),
        ),
        class_fact(load, page),
        contacted_fact(load, page),
    ]
}

/// The class, and the chances beside it.
fn class_fact(load: &Load<'_>, page: &DealPage) -> Fact {
    let tr = load.tr;
    let value = page.category.map_or_else(|| DASH.to_owned(), |(class, _)| class_name(tr, class));
    let mut notes = vec![];
    if let Some(stated) = page.deal.probability {
        notes.push(tr.with("funnel-deal-stated", &[("chance", percent(stated).into())]));
    }
    match page.chance {
        Some((won, closed)) if closed > 0 => {
            let bp = i64::try_from(won.saturating_mul(10_000) / closed).unwrap_or(10_000);
            notes.push(tr.with("funnel-deal-learned", &[("chance", percent(bp).into())]));
        }
        _ if page.category.is_some() => notes.push(tr.text("funnel-deal-learned-few")),
        _ => {}
    }
    let label = tr.text("funnel-deal-class");
    Fact { label, value, tone: Tone::Neutral, note: joined(tr, &notes) }
}

/// The last work with the customer, else the newest report.
fn contacted_fact(load: &Load<'_>, page: &DealPage) -> Fact {
    let tr = load.tr;
    let (day, what) = match &page.contacted {
        Some((day, what)) => (*day, what.clone()),
        None => (page.deal.last_reported, tr.text("funnel-deal-reported")),
    };
    let days = days_between(day, load.today);
    let key = if days == 0 { "funnel-stuck-today" } else { "funnel-stuck-ago" };
    let ago = load.count(key, days.into());
    Fact {
        label: tr.text("funnel-deal-contacted"),
        value: short(day, load.today),
        tone: Tone::Neutral,
        note: joined(tr, &[ago, what]),
    }
}
