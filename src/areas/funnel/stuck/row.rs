//! One stuck deal, ready to draw: in the list, in the drawer and in the exported sheet.

use chrono::NaiveDate;

use crate::areas::funnel::data::{Brief, DASH, Load, brief, count_text, joined};
use crate::domain::forecast::total::Percent;
use crate::domain::funnel::visit::days_between;
use crate::domain::ids::{NextStepId, OpportunityId, PersonId, StageId};
use crate::domain::stats::rational::Rational;
use crate::domain::stuck::limit::{Basis, StuckLimit};
use crate::error::Result;
use crate::i18n::{MoneyStyle, Tr, day_beside, money};
use crate::metrics::stuck::{Chance, HORIZON_DAYS, Mark, OpenDeal, days_text, decision_key};
use crate::sheets::write::Out;
use crate::store::Db;
use crate::store::db::Column as _;
use crate::store::records::{DayBasis, DealDecision, NextStep, Place};
use crate::ui::charts::bar::TickBar;
use crate::ui::tokens::Tone;

/// A stuck deal.
#[derive(Clone, Debug)]
pub struct Row {
    /// The key.
    pub id: OpportunityId,
    /// Its stage.
    pub stage_id: StageId,
    /// Its most telling mark.
    pub mark: Mark,
    /// Whether a decision stands.
    pub decided: bool,
    /// The customer.
    pub account: String,
    /// The deal.
    pub name: String,
    /// Both, for a title and for the journal.
    pub title: String,
    /// The person responsible.
    pub owner: String,
    /// The same, if known.
    pub owner_id: Option<PersonId>,
    /// Its stage.
    pub stage: String,
    /// Its amount, with the unit in the heading.
    pub amount: String,
    /// Days in the stage against the limit.
    pub bar: TickBar,
    /// Days in the stage; at least so many where the clock started at a report.
    pub days: String,
    /// The limit, as it follows the days.
    pub limit: String,
    /// The last contact or report.
    pub touched: String,
    /// How long that is ago.
    pub ago: String,
    /// The name of the mark.
    pub mark_text: String,
    /// What is suggested.
    pub action: String,
    /// All marks with their tones.
    pub marks: Vec<(Tone, String)>,
    /// How long it stayed, against which limit, and what that rests on.
    pub why: Vec<String>,
    /// The chance to move on, as a sentence.
    pub chance: String,
    /// What else is known: name and value.
    pub facts: Vec<(String, String)>,
    /// The next step.
    pub next: Option<NextRow>,
    /// The decision that stands, as it stands in the list: its name, why, and until when.
    pub decision: String,
    /// Why, and until when.
    pub decision_why: String,
    /// What was decided so far, newest first.
    pub history: Vec<HistoryRow>,
    /// The cells of the exported sheet.
    pub cells: Vec<Out>,
    /// What it is sorted by: amount, share of the limit in hundredths, last contact.
    pub keys: (Option<i64>, u64, Option<NaiveDate>),
}

/// A next step that is still to be done.
#[derive(Clone, Debug)]
pub struct NextRow {
    /// The key.
    pub id: NextStepId,
    /// What, and by when.
    pub text: String,
    /// Whether its day has passed.
    pub late: bool,
    /// Since when the customer agrees, or that this is not known.
    pub confirmed: String,
    /// Whether the customer agrees.
    pub is_confirmed: bool,
}

/// A decision.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    /// When, what, until when and who.
    pub head: String,
    /// Why.
    pub reason: String,
}

/// What colour a mark has.
pub(super) const fn tone(mark: Mark) -> Tone {
    match mark {
        Mark::Overdue => Tone::Bad,
        Mark::Pushed | Mark::NoNextStep => Tone::Warn,
        Mark::FewContacts | Mark::LongStay => Tone::Neutral,
    }
}

/// Makes the row of a stuck deal; `None` if it is gone or has no limit.
pub(super) fn row(load: &Load<'_>, deal: &OpenDeal) -> Result<Option<Row>> {
    let (Some(limit), Some(brief)) = (deal.limit, brief(load.db, deal.id)?) else {
        return Ok(None);
    };
    let Some(mark) = deal.marks.first().copied() else { return Ok(None) };
    let tr = load.tr;
    let title = format!("{} {}", brief.account, brief.name).trim().to_owned();
    let stage = load.stage(Some(deal.stage));
    let (touched, ago) = touched(load, deal.touched);
    let decision = deal.decision().filter(|_| deal.decided);
    let action = tr.text(&mark.action_key());
    let mark_text = tr.text(&mark.label_key());
    let over = (deal.total_days, limit.days);
    let days = count_text(deal.total_days.into());
    let since_report = began_with_report(load.db, deal)?;
    let row = Row {
        id: deal.id,
        stage_id: deal.stage,
        mark,
        decided: deal.decided,
        title,
        owner: load.person(deal.owner),
        owner_id: deal.owner,
        amount: load.amount(deal.amount),
        bar: bar(over),
        days: if since_report { format!("≥{days}") } else { days },
        limit: tr.with("funnel-stuck-of-limit", &[("limit", days_text(limit.days).into())]),
        touched,
        ago,
        marks: deal.marks.iter().map(|mark| (tone(*mark), tr.text(&mark.label_key()))).collect(),
        why: why(load, deal, limit, (&stage, since_report)),
        chance: chance_text(tr, deal.chance),
        facts: facts(load, deal),
        next: deal.next_step.as_ref().map(|step| next_row(load, step)),
        decision: decision.map_or_else(String::new, |said| tr.text(&decision_key(said.decision))),
        decision_why: decision.map_or_else(String::new, |said| decided_text(load, said)),
        history: deal.decisions.iter().rev().map(|said| history_row(load, said)).collect(),
        cells: cells(load, deal, &brief, (&stage, &mark_text, &action), limit),
        keys: (deal.amount, share(over), deal.touched),
        account: brief.account,
        name: brief.name,
        stage,
        mark_text,
        action,
    };
    Ok(Some(row))
}

/// Days in hundredths of the limit.
fn share((days, limit): (u32, Rational)) -> u64 {
    let limit = limit.to_f64().max(1.0);
    (f64::from(days) / limit * 100.0).round() as u64
}

/// The limit stands in the middle of the track, so that twice the limit fills it; half as much again is
/// red.
fn bar(over: (u32, Rational)) -> TickBar {
    let share = share(over);
    let tone = if share >= 150 { Tone::Bad } else { Tone::Warn };
    TickBar { fraction: (share as f32 / 200.0).min(1.0), tick: Some(0.5), tone }
}

/// A day and how long it is ago.
fn touched(load: &Load<'_>, day: Option<NaiveDate>) -> (String, String) {
    let Some(day) = day else { return (DASH.to_owned(), String::new()) };
    let days = days_between(day, load.as_of);
    let key = if days == 0 { "funnel-stuck-today" } else { "funnel-stuck-ago" };
    (day_beside(load.tr, day, load.as_of), load.count(key, days.into()))
}

/// How long it stayed, against which limit, and what that rests on.
fn why(
    load: &Load<'_>,
    deal: &OpenDeal,
    limit: StuckLimit,
    (stage, since_report): (&str, bool),
) -> Vec<String> {
    let tr = load.tr;
    let stay = tr.with(
        "funnel-stuck-why-stay",
        &[
            ("stage", stage.into()),
            ("days", deal.total_days.into()),
            ("limit", days_text(limit.days).into()),
        ],
    );
    let winners = i64::try_from(limit.winners).unwrap_or(i64::MAX);
    let key = match limit.basis {
        Basis::Winners => "funnel-stuck-why-winners",
        Basis::Configured => "funnel-stuck-why-configured",
    };
    let mut why = vec![stay, tr.with(key, &[("n", winners.into())])];
    if deal.total_days > deal.visit_days {
        let args = [("days", deal.visit_days.into()), ("day", deal.since.to_string().into())];
        why.push(tr.with("funnel-stuck-why-again", &args));
    }
    if since_report {
        let args = [("day", deal.since.to_string().into())];
        why.push(tr.with("funnel-stuck-why-report", &args));
    }
    why
}

/// The chance to move on, as a sentence; a few stays say nothing.
fn chance_text(tr: &Tr, chance: Option<Chance>) -> String {
    let days = ("days", HORIZON_DAYS.into());
    let stays = chance.map_or(0, |chance| chance.stays);
    let n = ("n", i64::try_from(stays).unwrap_or(i64::MAX).into());
    let known = chance.filter(Chance::enough);
    let shown = known.and_then(|chance| Some((chance.seen, Percent::of(chance.chance)?)));
    match shown {
        Some((seen, percent)) => {
            let key = if seen { "funnel-stuck-chance" } else { "funnel-stuck-chance-least" };
            tr.with(key, &[days, n, ("chance", percent.to_string().into())])
        }
        None => tr.with("funnel-stuck-chance-few", &[days, n]),
    }
}

/// What else is known of a deal.
fn facts(load: &Load<'_>, deal: &OpenDeal) -> Vec<(String, String)> {
    let tr = load.tr;
    let unknown = || tr.text("unknown");
    let mut signing = vec![deal.expected.map_or_else(unknown, |day| day.to_string())];
    if deal.overdue(load.as_of) {
        signing.push(tr.text("funnel-stuck-passed"));
    }
    if let Some(pushes) = deal.pushes.filter(|pushes| pushes.pushes > 0) {
        let args = [("n", pushes.pushes.into()), ("days", pushes.pushed_days.into())];
        signing.push(tr.with("funnel-stuck-pushes", &args));
    }
    let touched = deal.touched.map_or_else(unknown, |day| {
        let (_, ago) = touched(load, Some(day));
        joined(tr, &[day.to_string(), ago])
    });
    let contacts = deal.contacts.map_or_else(
        || tr.text("funnel-stuck-contacts-unknown"),
        |n| load.count("funnel-stuck-contacts", n.into()),
    );
    let full = |fen: i64| money(tr.language(), fen, MoneyStyle::Full);
    let amount = deal.amount.map_or_else(unknown, full);
    vec![
        (tr.text("funnel-column-owner"), load.person(deal.owner)),
        (tr.text("funnel-stuck-amount"), amount),
        (tr.text("funnel-column-expected"), joined(tr, &signing)),
        (tr.text("funnel-stuck-touched"), touched),
        (tr.text("funnel-stuck-people"), contacts),
    ]
}

fn next_row(load: &Load<'_>, step: &NextStep) -> NextRow {
    let (tr, due) = (load.tr, step.due.to_string());
    let args = [("day", due.into()), ("what", step.what.as_str().into())];
    let confirmed = match step.confirmed_on {
        Some(day) => tr.with("funnel-stuck-confirmed", &[("day", day.to_string().into())]),
        None => tr.text("funnel-stuck-unconfirmed"),
    };
    NextRow {
        id: step.id,
        text: tr.with("funnel-stuck-next-text", &args),
        late: step.due < load.today,
        confirmed,
        is_confirmed: step.confirmed_on.is_some(),
    }
}

/// Why, and until when.
fn decided_text(load: &Load<'_>, said: &DealDecision) -> String {
    let mut parts = vec![said.reason.clone()];
    if let Some(until) = said.until {
        let args = [("day", until.to_string().into())];
        parts.push(load.tr.with("funnel-stuck-until-day", &args));
    }
    joined(load.tr, &parts)
}

fn history_row(load: &Load<'_>, said: &DealDecision) -> HistoryRow {
    let tr = load.tr;
    let mut parts = vec![said.on_day.to_string(), tr.text(&decision_key(said.decision))];
    if let Some(until) = said.until {
        parts.push(tr.with("funnel-stuck-until-day", &[("day", until.to_string().into())]));
    }
    if !said.by_name.is_empty() {
        parts.push(said.by_name.clone());
    }
    HistoryRow { head: joined(tr, &parts), reason: said.reason.clone() }
}

/// The keys of the headings of the exported sheet, in the order of [`cells`].
pub(super) const HEADINGS: [&str; 18] = [
    "funnel-stuck-sheet-account",
    "funnel-stuck-sheet-deal",
    "funnel-column-owner",
    "funnel-head-stage",
    "funnel-stuck-sheet-amount",
    "funnel-stuck-sheet-days",
    "funnel-stuck-sheet-limit",
    "funnel-stuck-sheet-basis",
    "funnel-stuck-sheet-chance",
    "funnel-column-expected",
    "funnel-stuck-sheet-pushes",
    "funnel-stuck-touched",
    "funnel-stuck-column-mark",
    "funnel-stuck-column-action",
    "funnel-stuck-next",
    "funnel-stuck-column-decision",
    "funnel-stuck-reason",
    "funnel-stuck-until",
];

fn cells(
    load: &Load<'_>,
    deal: &OpenDeal,
    brief: &Brief,
    (stage, mark, action): (&str, &str, &str),
    limit: StuckLimit,
) -> Vec<Out> {
    let tr = load.tr;
    let day = |day: Option<NaiveDate>| day.map_or(Out::Blank, Out::Day);
    let hundredths = limit.days.round_to(2).and_then(|days| i64::try_from(days).ok());
    let basis = match limit.basis {
        Basis::Winners => "funnel-stuck-basis-winners",
        Basis::Configured => "funnel-stuck-basis-configured",
    };
    let chance = deal.chance.filter(Chance::enough);
    let chance = chance.map(|chance| Out::Rate((chance.chance * 100.0).round() as i64 * 100));
    let decision = deal.decision().filter(|_| deal.decided);
    let next = deal.next_step.as_ref().map_or_else(String::new, |step| {
        let args = [("day", step.due.to_string().into()), ("what", step.what.as_str().into())];
        tr.with("funnel-stuck-next-text", &args)
    });
    vec![
        brief.account.as_str().into(),
        brief.name.as_str().into(),
        load.person(deal.owner).into(),
        stage.into(),
        deal.amount.map_or(Out::Blank, Out::Hundredths),
        Out::Int(deal.total_days.into()),
        hundredths.map_or(Out::Blank, Out::Hundredths),
        tr.text(basis).into(),
        chance.unwrap_or(Out::Blank),
        day(deal.expected),
        deal.pushes.map_or(Out::Blank, |pushes| Out::Int(pushes.pushes.into())),
        day(deal.touched),
        mark.into(),
        action.into(),
        next.into(),
        decision.map_or(Out::Blank, |said| tr.text(&decision_key(said.decision)).into()),
        decision.map_or(Out::Blank, |said| said.reason.as_str().into()),
        day(decision.and_then(|said| said.until)),
    ]
}

const ENTRY: &str = "SELECT day_basis FROM move WHERE opportunity_id = $1 AND on_day = $2 AND place_after = $3 ORDER BY id";

/// Whether only a report says when the deal came to its stage: the true day is earlier, or the same.
fn began_with_report(db: &Db, deal: &OpenDeal) -> Result<bool> {
    let params = [deal.id.into(), deal.since.into(), Place::Stage(deal.stage).write()];
    let basis = db.first(ENTRY, &params, |row| row.get::<DayBasis>(0))?;
    Ok(basis == Some(DayBasis::Reported))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn past_the_limit_is_said_by_the_bar() {
        for (days, limit, fraction, tone) in [
            (31, Rational::from_int(30), 1.03 / 2.0, Tone::Warn),
            (44, Rational::from_int(30), 1.47 / 2.0, Tone::Warn),
            (45, Rational::from_int(30), 0.75, Tone::Bad),
            (900, Rational::from_int(30), 1.0, Tone::Bad),
        ] {
            let bar = bar((days, limit));
            assert!((bar.fraction - fraction).abs() < 1e-4, "{days}");
            assert_eq!(bar.tone, tone, "{days}");
        }
    }

    #[test]
    fn a_chance_of_few_stays_is_none() {
        let tr = Tr::new(Language::English);
        let chance = Chance { chance: 0.25, stays: 10, pooled: false, seen: true };
        assert!(chance_text(&tr, Some(chance)).contains("25%"));
        let few = Chance { stays: 9, ..chance };
        assert!(!chance_text(&tr, Some(few)).contains('%'));
        assert!(chance_text(&tr, Some(few)).contains('9'));
        assert!(!chance_text(&tr, None).contains('%'));
    }
}
