//! A deal's past as reports tell it: kept row by row, told again when an older report comes late.
//!
//! In order, a row is one step from the deal and the moves that are stored. A row of an older report
//! is put among the sightings where its date belongs and the deal follows from all of them again, and
//! so it does where a row gives earlier moves another day; what came out the same stays as it is
//! stored. Rows of one date count in the order in which they were imported, so a corrected sheet of
//! the same day wins.
//!
//! What a person answered of the deal where a report left it out stands among the sightings by the
//! same rule and goes when that report is taken back. An answer from before the first report that
//! names the deal says nothing until an older one comes.
//!
//! That a handover gave the deal to another owner stands there too, behind everything of its day: no
//! report of that day or before moves the owner back. It stays when a report is taken back.
//!
//! A deal of which a person said anything without a report stays when its report is taken back.
//!
//! Deals from before sightings were kept have none: what is known of them becomes their first
//! sighting, of no import, when the next report names them; a report older than that is refused.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use chrono::NaiveDate;

use crate::command::import::context::Context;
use crate::command::import::opportunities::changes::changes;
use crate::command::import::opportunities::fold::{self, Next, Told};
use crate::command::import::opportunities::heard;
use crate::command::import::opportunities::order::last_placed;
use crate::command::import::{FieldChange, Outcome, Problem};
use crate::domain::ids::{
    BatchId, DealAnswerId, DealPassingId, MoveId, OpportunityId, SightingId, StageModelId,
};
use crate::error::{Error, Result};
use crate::sheets::row::RowView;
use crate::store::directory::Directory;
use crate::store::records::{
    Account, Batch, DealAnswer, DealOutcome, DealPassing, Move, Opportunity, Place, Sighting,
};
use crate::store::said::{self, Said};
use crate::store::sightings::{self, Stated};
use crate::store::{Db, answers, opportunities, outcomes, passings};

/// Who brought which import, each looked up once.
#[derive(Default)]
pub(in crate::command::import) struct Authors(BTreeMap<BatchId, String>);

impl Authors {
    /// Says who brings an import that is not written yet.
    pub(in crate::command::import) fn know(&mut self, batch: BatchId, by: &str) {
        self.0.insert(batch, by.to_owned());
    }

    fn of(&mut self, db: &Db, batch: Option<BatchId>) -> Result<&str> {
        let Some(batch) = batch else { return Ok("") };
        let by = match self.0.entry(batch) {
            btree_map::Entry::Occupied(known) => known.into_mut(),
            btree_map::Entry::Vacant(unknown) => {
                let found = db.get::<Batch>(batch)?;
                unknown.insert(found.map_or_else(String::new, |batch| batch.by_name))
            }
        };
        Ok(by.as_str())
    }
}

/// A sighting and what its row stated, also where that is only written in one before it.
struct Seen {
    sighting: Sighting,
    text: String,
}

fn load(db: &Db, deal: OpportunityId) -> Result<Vec<Seen>> {
    let mut text = String::new();
    let mut all = vec![];
    for sighting in sightings::of_deal(db, deal)? {
        if let Some(stated) = &sighting.stated {
            text.clone_from(stated);
        }
        all.push(Seen { sighting, text: text.clone() });
    }
    Ok(all)
}

/// What has its place among the sightings of a deal and is none.
enum Beside {
    Answered(DealAnswer),
    Passed(DealPassing),
}

impl Beside {
    /// Its place: the day, whether it comes behind the sightings of that day, the key.
    fn at(&self) -> (NaiveDate, bool, i64) {
        match self {
            Self::Answered(said) => (said.report_date, false, said.id.0),
            Self::Passed(passing) => (passing.on_day, true, passing.id.0),
        }
    }
}

/// What stands beside the sightings of a deal, in order.
fn beside(db: &Db, deal: OpportunityId) -> Result<Vec<Beside>> {
    let said = answers::of_deal(db, deal)?.into_iter().map(Beside::Answered);
    let passed = passings::of_deal(db, deal)?.into_iter().map(Beside::Passed);
    let mut all: Vec<Beside> = said.chain(passed).collect();
    all.sort_by_key(Beside::at);
    Ok(all)
}

/// Keeps a deal that no report named before, under a stage model.
pub(super) fn add(
    db: &mut Db,
    context: &mut Context,
    model: StageModelId,
    stated: &Stated,
) -> Result<Outcome> {
    let id = OpportunityId(db.allocate()?);
    let (deal, made) = fold::begin(id, model, &told_now(context, stated));
    db.insert(&deal)?;
    insert_moves(db, made)?;
    heard::listen(db, id, &told_now(context, stated))?;
    sight(db, id, context.report_date, Some(context.batch), Some(stated.to_text()))?;
    context.seen.insert(id, 0);
    Ok(Outcome::new_record(deal.name))
}

/// Whether this very file said the same of a deal for a day before: sheets of one file that differ
/// about a deal do not take turns each time the file comes in.
fn said_by_file(
    db: &Db,
    context: &Context,
    history: &[Seen],
    on: NaiveDate,
    text: &str,
) -> Result<bool> {
    for seen in history.iter().filter(|seen| seen.sighting.report_date == on && seen.text == text) {
        let Some(batch) = seen.sighting.batch_id else { continue };
        let batch = db.get::<Batch>(batch)?;
        if batch.is_some_and(|batch| batch.file_hash == context.file_hash() && !batch.taken_back) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes what the newest report states of a deal.
pub(super) fn follow(
    db: &mut Db,
    context: &mut Context,
    old: &Opportunity,
    stated: &Stated,
    row: &RowView<'_>,
) -> Result<Outcome> {
    let text = stated.to_text();
    let newest = match sightings::newest_stated(db, old.id)? {
        Some(newest) => Some(newest),
        None => write_down(db, old)?,
    };
    let same = newest.as_ref() == Some(&text);
    let on = context.report_date;
    if on == old.last_reported
        && (same || said_by_file(db, context, &load(db, old.id)?, on, &text)?)
    {
        return Ok(Outcome::compared(old.name.clone(), vec![]));
    }
    let mut past = stored_past(db, old.id)?;
    let stood = last_placed(&past);
    let step = fold::next(old, &mut past, &told_now(context, stated));
    if let Some(instead) = step.instead.filter(|_| !same) {
        let (field, day) = match stated.place {
            Place::Stage(_) => ("entered_on", stated.entered_on),
            Place::Won | Place::Lost => ("closed_on", stated.closed_on),
        };
        let before = day.map_or_else(String::new, |day| day.to_string());
        row.correct_text(field, before, instead.to_string());
    }
    context.sighted = true;
    let kept = (!same).then_some(text);
    // What an earlier version stored may end elsewhere than where the deal stands.
    let astray = stood.map(|(_, place)| place) != fold::place_of(old);
    let mut changes = changes(db, &context.directory, old, &step.deal)?;
    changes.extend(heard::listen(db, old.id, &told_now(context, stated))?);
    sight(db, old.id, on, Some(context.batch), kept)?;
    if !step.redated && !astray {
        db.update_from(old, &step.deal)?;
        insert_moves(db, step.made)?;
        return Ok(Outcome::compared(step.deal.name, changes));
    }
    let history = load(db, old.id)?;
    let (deal, other_past) =
        tell_again(db, &context.directory, &mut context.authors, old, &history)?;
    if changes.is_empty() && other_past {
        let stands = last_placed(&stored_past(db, old.id)?);
        let show =
            |at: Option<(NaiveDate, Place)>| at.map_or_else(String::new, |at| at.0.to_string());
        let (before, after) = (show(stood), show(stands));
        changes.push(FieldChange { field: "entered_on", before, after });
    }
    Ok(Outcome::compared(deal.name, changes))
}

/// The stored moves of a deal in order, as the fold takes them: without keys.
fn stored_past(db: &Db, deal: OpportunityId) -> Result<Vec<Move>> {
    let mut past = opportunities::moves_of(db, deal)?;
    past.sort_by_key(|step| (step.on_day, step.id));
    Ok(past.into_iter().map(|step| Move { id: MoveId(0), ..step }).collect())
}

/// Takes what a report states that is older than the newest one that names the deal.
pub(super) fn slot_in(
    db: &mut Db,
    context: &mut Context,
    old: &Opportunity,
    stated: &Stated,
) -> Result<Outcome> {
    let on = context.report_date;
    let mut history = load(db, old.id)?;
    let told_from_here = history.first().is_some_and(|Seen { sighting, .. }| {
        sighting.batch_id.is_some() || sighting.report_date <= on
    });
    if !told_from_here {
        return Ok(Outcome::rejected(vec![Problem {
            field: None,
            key: "problem-older-report",
            text: old.last_reported.to_string(),
        }]));
    }
    let text = stated.to_text();
    let at = history.partition_point(|seen| seen.sighting.report_date <= on);
    let before = at.checked_sub(1).and_then(|before| history.get(before));
    let same = before.is_some_and(|before| before.text == text);
    let of_day = before.is_some_and(|before| before.sighting.report_date == on);
    if of_day && (same || said_by_file(db, context, &history, on, &text)?) {
        return Ok(Outcome::compared(old.name.clone(), vec![]));
    }
    if !same && let Some(after) = history.get(at) {
        write_out(db, after)?;
    }
    let kept = (!same).then(|| text.clone());
    let sighting = sight(db, old.id, on, Some(context.batch), kept)?;
    context.sighted = true;
    history.insert(at, Seen { sighting, text });
    let (deal, other_past) =
        tell_again(db, &context.directory, &mut context.authors, old, &history)?;
    let mut changes = changes(db, &context.directory, old, &deal)?;
    if changes.is_empty() && other_past {
        changes.push(FieldChange {
            field: "history",
            before: String::new(),
            after: on.to_string(),
        });
    }
    Ok(Outcome::compared(deal.name, changes))
}

/// Takes what a person answered of a deal that a report newer than all others leaves out; whether
/// it was kept. The key of the answer is given here.
pub(in crate::command::import) fn answer(
    db: &mut Db,
    authors: &mut Authors,
    said: DealAnswer,
) -> Result<bool> {
    let Some(old) = db.get::<Opportunity>(said.opportunity_id)? else { return Ok(false) };
    // The past has to be on record before what follows it.
    if sightings::newest_stated(db, old.id)?.is_none() && write_down(db, &old)?.is_none() {
        return Ok(false);
    }
    let said = DealAnswer { id: DealAnswerId(db.allocate()?), ..said };
    db.insert(&said)?;
    let mut past = stored_past(db, old.id)?;
    let Some(step) = fold::answered(&old, &mut past, &said) else { return Ok(true) };
    if step.redated {
        let directory = Directory::load(db)?;
        let history = load(db, old.id)?;
        tell_again(db, &directory, authors, &old, &history)?;
    } else {
        db.update_from(&old, &step.deal)?;
        insert_moves(db, step.made)?;
    }
    Ok(true)
}

/// Lets deals pass to other owners; the keys of the passings are given here.
///
/// # Errors
/// When a deal is gone, or whatever the database reports.
pub(in crate::command) fn pass(
    db: &mut Db,
    directory: &Directory,
    passings: Vec<DealPassing>,
) -> Result<()> {
    let mut authors = Authors::default();
    for passing in passings {
        let deal = passing.opportunity_id;
        let gone = || Error::new("error-record-gone").detail("a deal that passes");
        let old = db.get::<Opportunity>(deal)?.ok_or_else(gone)?;
        // The past has to be on record before what follows it.
        if sightings::newest_stated(db, deal)?.is_none() && write_down(db, &old)?.is_none() {
            return Err(Error::new("error-internal").detail("an open deal without a stage"));
        }
        let passing = DealPassing { id: DealPassingId(db.allocate()?), ..passing };
        db.insert(&passing)?;
        let history = load(db, deal)?;
        tell_again(db, directory, &mut authors, &old, &history)?;
    }
    Ok(())
}

/// Closes an open deal on a person's word, without any report; the key of the answer is given here.
///
/// # Errors
/// When the deal is gone, or whatever the database reports.
pub(in crate::command) fn close(
    db: &mut Db,
    directory: &Directory,
    answer: DealAnswer,
) -> Result<()> {
    let deal = answer.opportunity_id;
    let gone = || Error::new("error-record-gone").detail("a deal that is closed");
    let old = db.get::<Opportunity>(deal)?.ok_or_else(gone)?;
    // The past has to be on record before what follows it.
    if sightings::newest_stated(db, deal)?.is_none() && write_down(db, &old)?.is_none() {
        return Err(Error::new("error-internal").detail("an open deal without a stage"));
    }
    let answer = DealAnswer { id: DealAnswerId(db.allocate()?), ..answer };
    db.insert(&answer)?;
    let history = load(db, deal)?;
    tell_again(db, directory, &mut Authors::default(), &old, &history).map(|_| ())
}

/// Takes sightings and answers out of a deal's past, as if their reports had never come; a deal
/// that no report speaks of any more goes, unless a handover gave it to somebody or a person said
/// something of it. Of what belongs to no import, `goes` is asked with `None`. Returns the newest key
/// of what is left.
pub(in crate::command::import) fn take_away(
    db: &mut Db,
    directory: &Directory,
    authors: &mut Authors,
    deal: OpportunityId,
    goes: impl Fn(Option<BatchId>, i64) -> bool,
) -> Result<Option<i64>> {
    let Some(old) = db.get::<Opportunity>(deal)? else { return Ok(None) };
    let (gone, left): (Vec<Seen>, Vec<Seen>) =
        load(db, deal)?.into_iter().partition(|Seen { sighting, .. }| {
            sighting.batch_id.is_some() && goes(sighting.batch_id, sighting.id.0)
        });
    // Of a deal that goes, nothing can have been said.
    let (unsaid, said): (Vec<DealAnswer>, Vec<DealAnswer>) =
        answers::of_deal(db, deal)?.into_iter().partition(|answer| {
            left.is_empty() || answer.batch_id.is_some() && goes(answer.batch_id, answer.id.0)
        });
    let imported = left.iter().map(|seen| &seen.sighting).filter(|kept| kept.batch_id.is_some());
    let newest = imported.map(|kept| kept.id.0).chain(said.iter().map(|kept| kept.id.0)).max();
    if gone.is_empty() && unsaid.is_empty() {
        return Ok(newest);
    }
    // Whom a handover gave the deal keeps it, also where the report that made it was wrong.
    let passed = if left.is_empty() { passings::of_deal(db, deal)? } else { vec![] };
    if let Some(stays) = passed.iter().rfind(|passing| !goes(None, passing.id.0)) {
        return Ok(Some(stays.id.0));
    }
    let beside = if left.is_empty() { said::of_deal(db, deal)? } else { Said::default() };
    let closed = unsaid.iter().filter(|answer| answer.batch_id.is_none());
    let own = beside.keys().chain(closed.map(|answer| answer.id.0));
    if let Some(stays) = own.filter(|key| !goes(None, *key)).max() {
        return Ok(Some(stays));
    }
    let mut before = None;
    for seen in &left {
        if before != Some(seen.text.as_str()) {
            write_out(db, seen)?;
        }
        before = Some(seen.text.as_str());
    }
    for Seen { sighting, .. } in gone {
        db.delete::<Sighting>(sighting.id)?;
    }
    for answer in unsaid {
        db.delete::<DealAnswer>(answer.id)?;
    }
    if left.is_empty() {
        for passing in passed {
            db.delete::<DealPassing>(passing.id)?;
        }
        said::delete(db, &beside)?;
        for step in opportunities::moves_of(db, deal)? {
            db.delete::<Move>(step.id)?;
        }
        // Nothing happened of which somebody could have said why.
        if let Some(said) = outcomes::of_deal(db, deal)? {
            db.delete::<DealOutcome>(said.id)?;
        }
        db.delete::<Opportunity>(deal)?;
    } else {
        tell_again(db, directory, authors, &old, &left)?;
    }
    Ok(newest)
}

/// Lets what reports say of how a deal ended speak again, where a person's own words are gone.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::command) fn hear_again(db: &mut Db, deal: OpportunityId) -> Result<()> {
    let directory = Directory::load(db)?;
    let mut authors = Authors::default();
    let mut heard = None;
    for Seen { sighting, text } in load(db, deal)? {
        let stated = Stated::from_text(&text)?;
        let by = authors.of(db, sighting.batch_id)?;
        let told = told(&directory, &stated, sighting.report_date, by, sighting.batch_id);
        heard = heard::next(heard, deal, &told);
    }
    heard::keep(db, deal, heard).map(|_| ())
}

/// Lets a deal and its moves follow from its sightings, answers and passings once more, and what reports say
/// of how it ended. Returns the deal, and whether anything of its past is another than before.
fn tell_again(
    db: &mut Db,
    directory: &Directory,
    authors: &mut Authors,
    old: &Opportunity,
    history: &[Seen],
) -> Result<(Opportunity, bool)> {
    let mut state: Option<Opportunity> = None;
    let mut heard = None;
    let mut moves = vec![];
    let stand = opportunities::moves_of(db, old.id)?;
    let mut others = beside(db, old.id)?.into_iter().peekable();
    for Seen { sighting, text } in history {
        let at = (sighting.report_date, false, sighting.id.0);
        while let Some(other) = others.next_if(|other| other.at() < at) {
            heed(&other, &mut state, &mut moves);
        }
        let stated = Stated::from_text(text)?;
        let by = authors.of(db, sighting.batch_id)?;
        let told = told(directory, &stated, sighting.report_date, by, sighting.batch_id);
        heard = heard::next(heard, old.id, &told);
        state = Some(match state {
            Some(before) => {
                let step = fold::next(&before, &mut moves, &told);
                moves.extend(step.made);
                step.deal
            }
            None => {
                let (mut deal, made) = fold::begin(old.id, old.model_id, &told);
                deal.archived = old.archived;
                if sighting.batch_id.is_some() {
                    moves.extend(made);
                } else {
                    // What was known before sightings were kept, with the moves that led there.
                    deal.first_seen = old.first_seen;
                    let led = stand.iter().filter(|step| step.id.0 < sighting.id.0);
                    moves.extend(led.cloned());
                    moves.sort_by_key(|step| (step.on_day, step.id));
                }
                deal
            }
        });
    }
    for other in others {
        heed(&other, &mut state, &mut moves);
    }
    let mut deal = state.ok_or_else(|| Error::new("error-internal").detail("no sightings"))?;
    // A customer or product that was itself taken back since is no more.
    if deal.account_id != old.account_id
        && let Some(account) = deal.account_id
        && db.get::<Account>(account)?.is_none()
    {
        deal.account_id = None;
    }
    deal.product_id = deal.product_id.filter(|id| directory.products.contains_key(id));
    let moved = put_moves(db, stand, moves)?;
    db.update_from(old, &deal)?;
    let other_end = heard::keep(db, old.id, heard)?;
    let other_past = moved || other_end || deal.first_seen != old.first_seen;
    Ok((deal, other_past))
}

/// Lets an answer or a passing follow, where a report has named the deal by then.
fn heed(other: &Beside, state: &mut Option<Opportunity>, moves: &mut Vec<Move>) {
    let Some(deal) = state.as_ref() else { return };
    let after = match other {
        Beside::Answered(said) => {
            fold::answered(deal, moves, said).map(|Next { deal, made, .. }| {
                moves.extend(made);
                deal
            })
        }
        Beside::Passed(passing) => fold::passed(deal, passing).map(|(deal, made)| {
            moves.push(made);
            deal
        }),
    };
    if after.is_some() {
        *state = after;
    }
}

/// Puts moves in the place of those that stand; whether there was a difference. A move that stands
/// already stays, unless a new one of its day comes before it: moves of one day are read in the
/// order of their keys.
fn put_moves(db: &mut Db, mut stand: Vec<Move>, moves: Vec<Move>) -> Result<bool> {
    let mut new_days: BTreeSet<NaiveDate> = BTreeSet::new();
    let mut new = vec![];
    for step in moves {
        let same = |other: &Move| Move { id: step.id, ..other.clone() } == step;
        let at = if new_days.contains(&step.on_day) { None } else { stand.iter().position(same) };
        if let Some(at) = at {
            stand.remove(at);
        } else {
            new_days.insert(step.on_day);
            new.push(step);
        }
    }
    let differ = !stand.is_empty() || !new.is_empty();
    for step in stand {
        db.delete::<Move>(step.id)?;
    }
    insert_moves(db, new)?;
    Ok(differ)
}

fn insert_moves(db: &mut Db, moves: Vec<Move>) -> Result<()> {
    for mut step in moves {
        step.id = MoveId(db.allocate()?);
        db.insert(&step)?;
    }
    Ok(())
}

/// Keeps what a row stated; nothing when it is what the row before it stated.
fn sight(
    db: &mut Db,
    opportunity_id: OpportunityId,
    report_date: NaiveDate,
    batch_id: Option<BatchId>,
    stated: Option<String>,
) -> Result<Sighting> {
    let id = SightingId(db.allocate()?);
    let sighting = Sighting { id, opportunity_id, report_date, batch_id, stated };
    db.insert(&sighting)?;
    Ok(sighting)
}

/// Writes what a sighting states where that was only written in the one before it.
fn write_out(db: &mut Db, Seen { sighting, text }: &Seen) -> Result<()> {
    if sighting.stated.is_none() {
        db.update_from(sighting, &Sighting { stated: Some(text.clone()), ..sighting.clone() })?;
    }
    Ok(())
}

/// Keeps what is known of a deal without sightings as its first one. An open deal that stands in no
/// stage, which no import makes, goes without.
fn write_down(db: &mut Db, deal: &Opportunity) -> Result<Option<String>> {
    let Some(place) = fold::place_of(deal) else { return Ok(None) };
    let known = deal.clone();
    let stated = Stated {
        number: known.number,
        name: Some(known.name),
        account: known.account_id,
        product: known.product_id,
        owner: known.owner_id,
        amount: known.amount,
        probability: known.probability,
        expected_close: known.expected_close,
        created_on: known.created_on,
        closed_on: known.closed_on,
        note: known.note,
        extra: known.extra,
        ..Stated::at(place)
    };
    let text = stated.to_text();
    sight(db, deal.id, deal.last_reported, None, Some(text.clone()))?;
    Ok(Some(text))
}

/// A row of the sheet that is being imported, for the fold.
fn told_now<'a>(context: &'a Context, stated: &'a Stated) -> Told<'a> {
    let (by, batch) = (context.by(), Some(context.batch));
    told(&context.directory, stated, context.report_date, by, batch)
}

fn told<'a>(
    directory: &'a Directory,
    stated: &'a Stated,
    report_date: NaiveDate,
    by: &'a str,
    batch: Option<BatchId>,
) -> Told<'a> {
    let first_stage = match stated.place {
        Place::Stage(id) => directory.stages.get(&id).is_some_and(|stage| stage.position == 1),
        Place::Won | Place::Lost => false,
    };
    let product = stated.product.and_then(|id| directory.products.get(&id));
    let product = product.map(|product| product.name.as_str());
    Told { stated, report_date, first_stage, product, by, batch }
}
