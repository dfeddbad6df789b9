//! The changes in words: what it was, what it is, who says so; and the moves of one deal.

use chrono::NaiveDate;

use super::data::signed;
use crate::areas::funnel::data::{DASH, Load};
use crate::domain::funnel::changes::Part;
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::error::Result;
use crate::i18n::day_beside;
use crate::metrics::pipeline::Standing;
use crate::metrics::waterfall::{Change, Told, Waterfall, named, past};
use crate::sheets::write::{Out, Table};
use crate::store::records::{Move, Place};
use crate::ui::icons::{self, Icon};
use crate::ui::tokens::Tone;

/// How many changes are listed at most, the largest first.
const LISTED: usize = 5_000;

/// A change.
#[derive(Clone, Debug)]
pub struct Row {
    /// The deal.
    pub deal: OpportunityId,
    /// What it is.
    pub part: Part,
    /// The same in a word.
    pub word: String,
    /// The customer.
    pub account: String,
    /// The deal's name.
    pub name: String,
    /// The person responsible.
    pub person: Option<PersonId>,
    /// The name of that person.
    pub owner: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
    /// What it adds, with its sign; a dash where the amount is not known.
    pub effect: String,
    /// The same in fen.
    pub fen: Option<i64>,
    /// The file that told of it; a dash where none did.
    pub source: String,
}

/// The moves of a deal between the two days.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The deal.
    pub deal: OpportunityId,
    /// Customer and name.
    pub title: String,
    /// The moves, the oldest first.
    pub moves: Vec<Moved>,
}

/// A move.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The day.
    pub day: String,
    /// What changed: its name, what it was, what it is.
    pub changes: Vec<(String, String, String)>,
    /// The file that told of it, or who recorded it.
    pub source: String,
}

/// The sign of a part.
pub(super) const fn part_icon(part: Part) -> Icon {
    match part {
        Part::New => icons::PLUS,
        Part::Back => icons::ARROW_U_UP_LEFT,
        Part::PulledIn => icons::ARROW_LEFT,
        Part::PushedOut => icons::ARROW_RIGHT,
        Part::RedatedIn | Part::RedatedOut => icons::CALENDAR_BLANK,
        Part::TransferredIn | Part::TransferredOut => icons::ARROWS_LEFT_RIGHT,
        Part::Grown => icons::TREND_UP,
        Part::Shrunk => icons::TREND_DOWN,
        Part::Won => icons::TROPHY,
        Part::Lost => icons::X,
    }
}

/// Whether a part is good or bad news.
pub(super) const fn part_tone(part: Part) -> Tone {
    match part {
        Part::Won => Tone::Accent,
        Part::New | Part::Back | Part::PulledIn | Part::Grown => Tone::Good,
        Part::PushedOut | Part::Shrunk | Part::Lost => Tone::Bad,
        Part::RedatedIn | Part::RedatedOut | Part::TransferredIn | Part::TransferredOut => {
            Tone::Neutral
        }
    }
}

/// The name of a part in a word.
pub(super) fn part_short(load: &Load<'_>, part: Part) -> String {
    load.tr.text(&format!("funnel-time-part-{}", part.word().replace('_', "-")))
}

/// The changes in words.
pub(super) fn rows(
    load: &Load<'_>,
    found: &Waterfall,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Row>> {
    let mut rows = vec![];
    for change in found.changes.iter().take(LISTED) {
        let named = named(load.db, change.deal)?;
        let past = match change.decided_by {
            Some(_) => past(load.db, change.deal)?,
            None => vec![],
        };
        let told = change.decided_by.and_then(|at| past.get(at));
        let (before, after) = wording(load, change, (from, to));
        let effect = change.effect;
        rows.push(Row {
            deal: change.deal,
            part: effect.part,
            word: part_short(load, effect.part),
            account: named.account,
            name: named.name,
            person: change.owner,
            owner: load.person(change.owner),
            before,
            after,
            effect: effect
                .amount
                .map_or_else(|| DASH.to_owned(), |fen| signed(load.tr.language(), fen)),
            fen: effect.amount,
            source: told.map_or_else(|| DASH.to_owned(), source),
        });
    }
    Ok(rows)
}

/// The file that told of a move, or who recorded it.
fn source(told: &Told) -> String {
    told.source().unwrap_or(DASH).to_owned()
}

/// What a change was and is.
fn wording(
    load: &Load<'_>,
    change: &Change,
    (from, to): (NaiveDate, NaiveDate),
) -> (String, String) {
    let tr = load.tr;
    let day = |day: Option<NaiveDate>| match day {
        Some(day) => day_beside(tr, day, to),
        None => tr.text("funnel-time-no-day"),
    };
    let amount = |amount: Option<i64>| match amount {
        Some(_) => load.amount(amount),
        None => tr.text("unknown"),
    };
    let before = change.before;
    let after = &change.after;
    let stands = || joined(&stage(load, change.stage), &amount(after.amount));
    match change.effect.part {
        Part::New => (tr.text("funnel-time-nothing"), stands()),
        Part::Back => (closed_as(load, before.as_ref()), stands()),
        Part::PulledIn | Part::RedatedIn | Part::PushedOut | Part::RedatedOut => {
            let was = day(before.and_then(|before| before.expected));
            let was = tr.with("funnel-time-expected", &[("day", was.into())]);
            (was, day(after.expected))
        }
        Part::Grown | Part::Shrunk => {
            let was = amount(before.and_then(|before| before.amount));
            let was = tr.with("funnel-time-amount", &[("amount", was.into())]);
            (was, amount(after.amount))
        }
        Part::TransferredIn | Part::TransferredOut => {
            let was = before.and_then(|before| before.owner);
            if was == after.owner {
                // The owner went to another team, and the deal along.
                (team(load, was, from), team(load, after.owner, to))
            } else {
                (load.person(was), load.person(after.owner))
            }
        }
        part @ (Part::Won | Part::Lost) => {
            let key = if part == Part::Won { "funnel-time-won-on" } else { "funnel-time-lost-on" };
            let on = day(after.placed_on);
            (load.stage(change.stage), tr.with(key, &[("day", on.into())]))
        }
    }
}

fn joined(one: &str, two: &str) -> String {
    if one.is_empty() { two.to_owned() } else { format!("{one} {two}") }
}

/// The name of a stage; empty for none.
fn stage(load: &Load<'_>, stage: Option<StageId>) -> String {
    stage.map_or_else(String::new, |stage| load.stage(Some(stage)))
}

fn closed_as(load: &Load<'_>, standing: Option<&Standing>) -> String {
    match standing.and_then(|standing| standing.place) {
        Some(place) => self::place(load, place),
        None => DASH.to_owned(),
    }
}

fn place(load: &Load<'_>, place: Place) -> String {
    match place {
        Place::Stage(stage) => load.stage(Some(stage)),
        Place::Won => load.tr.text("won"),
        Place::Lost => load.tr.text("funnel-time-lost"),
    }
}

/// The team of a person on a day, else the person.
fn team(load: &Load<'_>, person: Option<PersonId>, on: NaiveDate) -> String {
    let team = person.and_then(|person| load.directory.team_on(person, on));
    team.map_or_else(|| load.person(person), |team| team.name.clone())
}

/// The moves of a deal between the two days.
pub(super) fn opened(
    load: &Load<'_>,
    deal: OpportunityId,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Opened> {
    let named = named(load.db, deal)?;
    let moves = past(load.db, deal)?
        .iter()
        .filter(|told| from < told.moved.on_day && told.moved.on_day <= to)
        .map(|told| Moved {
            day: told.moved.on_day.to_string(),
            changes: changes(load, &told.moved),
            source: source(told),
        })
        .collect();
    Ok(Opened { deal, title: joined(&named.account, &named.name), moves })
}

/// What a move changed.
fn changes(load: &Load<'_>, moved: &Move) -> Vec<(String, String, String)> {
    let place = |at: Option<Place>| at.map_or_else(|| DASH.to_owned(), |at| place(load, at));
    let day = |day: Option<NaiveDate>| day.map_or_else(|| DASH.to_owned(), |day| day.to_string());
    let mut list = vec![];
    let mut add = |key: &str, there: bool, before: String, after: String| {
        if there {
            list.push((load.tr.text(key), before, after));
        }
    };
    let Move { place_before, place_after, amount_before, amount_after, .. } = *moved;
    let Move { close_before, close_after, owner_before, owner_after, .. } = *moved;
    let (was, is) = (place(place_before), place(place_after));
    add("funnel-time-field-stage", place_after.is_some(), was, is);
    let (was, is) = (load.amount(amount_before), load.amount(amount_after));
    add("funnel-time-field-amount", amount_after.is_some(), was, is);
    let (was, is) = (day(close_before), day(close_after));
    add("funnel-time-field-expected", close_after.is_some(), was, is);
    let (was, is) = (load.person(owner_before), load.person(owner_after));
    add("funnel-time-field-owner", owner_after.is_some(), was, is);
    list
}

/// The changes as a table for a spreadsheet program: amounts in yuan, unknown ones blank.
pub(super) fn sheet(load: &Load<'_>, rows: &[Row]) -> Table {
    let text = |key: &str| load.tr.text(key);
    let known = |text: &str| if text == DASH { Out::Blank } else { text.into() };
    let headings = [
        "funnel-time-col-change",
        "funnel-time-col-account",
        "funnel-time-col-name",
        "funnel-column-owner",
        "funnel-time-col-before",
        "funnel-time-col-after",
        "funnel-time-col-effect-yuan",
        "funnel-time-col-source",
    ];
    let cells = |row: &Row| {
        vec![
            row.word.as_str().into(),
            row.account.as_str().into(),
            row.name.as_str().into(),
            known(&row.owner),
            row.before.as_str().into(),
            row.after.as_str().into(),
            row.fen.map_or(Out::Blank, Out::Hundredths),
            known(&row.source),
        ]
    };
    Table {
        name: text("funnel-time-changes"),
        headings: headings.map(text).to_vec(),
        rows: rows.iter().map(cells).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_empty_leaves_no_gap() {
        assert_eq!(joined("", "96.0"), "96.0");
        assert_eq!(joined("需求分析", "96.0"), "需求分析 96.0");
    }

    #[test]
    fn each_part_has_its_own_sign() {
        let signs: std::collections::BTreeSet<String> =
            Part::ALL.iter().map(|part| format!("{:?}", part_icon(*part))).collect();
        // Redated and transferred, in and out, are told apart by their word.
        assert_eq!(signs.len(), Part::ALL.len() - 2);
    }
}
