//! The case that is open, with its meetings, readers and plays.

use super::play;
use super::rows::{MeetingRow, Opened, StepRow};
use crate::areas::training::data::Load;
use crate::command::coaching::cases::{CaseForm, StepForm, UseForm};
use crate::command::coaching::plays::PlayForm;
use crate::documents::case_page::{self, next_use};
use crate::error::Result;
use crate::i18n::{MoneyStyle, money, period_label};
use crate::metrics::coaching::case_show::{about, evidence, lines, result_key, span, told_of};
use crate::metrics::coaching::cases::{Followed, Listed, case, follow, read};
use crate::store::coaching::cases::Case;
use crate::store::records::{CaseResult, CaseStep, CaseUse, Opportunity, Product, SalesCase};
use crate::ui::tokens::Tone;

/// Loads a case with the play that is looked at; `None` where it is gone.
pub(super) fn load(
    load: &Load<'_>,
    listed: &Listed,
    series: Option<i64>,
) -> Result<Option<(Opened, Option<Followed>)>> {
    let (db, tr, directory) = (load.db, load.tr, load.directory);
    let Some(case) = case(db, listed.record.id, load.today)? else { return Ok(None) };
    let wanted = series.filter(|one| listed.series.contains(one));
    let followed = match wanted.or(listed.series.first().copied()) {
        Some(series) => follow(db, directory, (load.scope, series), load.today)?,
        None => None,
    };
    let play = match &followed {
        Some(found) => play::card(load, found)?,
        None => None,
    };
    let record = &case.record;
    let page = case_page::page(db, directory, (&case, load.scope), load.today, tr)?;
    let named = period_label(tr, load.period);
    let [account, _] = about(db, tr, (record.account_id, record.opportunity_id))?;
    let days = span(tr, record.starts, record.ends);
    let parts = [told_of(tr, directory, record, account.as_deref()), days];
    let opened = Opened {
        id: record.id,
        title: record.title.clone(),
        result: tr.text(result_key(record.result)),
        tone: if record.result == CaseResult::Won { Tone::Good } else { Tone::Neutral },
        about: tr.joined(&parts),
        draft: record.published_on.is_none(),
        free: case.plays.is_empty(),
        deal: record.opportunity_id,
        facts: facts(load, record)?,
        steps: case.steps.iter().zip(1..).map(|(step, at)| step_row(step, at)).collect(),
        when: [&record.suits, &record.suits_not, &record.takeaways]
            .map(|text| lines(text.as_deref())),
        tags: lines(record.tags.as_deref()).join(&tr.text("cases-and")),
        form: form(&case),
        meeting: next_use(&case.uses, load.today).map(|one| meeting(load, one)),
        meetings: meetings(load, &case),
        read: read_line(load, &case),
        draft_play: draft_play(&case),
        plays: plays(&case),
        play,
        printout: case_page::printout(std::slice::from_ref(&page), &named, tr),
    };
    Ok(Some((opened, followed)))
}

fn step_row(step: &CaseStep, at: i64) -> StepRow {
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    StepRow {
        number: at.to_string(),
        name: step.name.clone(),
        who: text(&step.who),
        did: text(&step.did),
        evidence: evidence(step).unwrap_or_default(),
        why: text(&step.why),
    }
}

/// What is known of the deal of a case.
fn facts(load: &Load<'_>, record: &SalesCase) -> Result<Vec<[String; 2]>> {
    let tr = load.tr;
    let Some(id) = record.opportunity_id else { return Ok(vec![]) };
    let Some(deal) = load.db.get::<Opportunity>(id)? else { return Ok(vec![]) };
    let product = match deal.product_id {
        Some(product) => load.db.get::<Product>(product)?.map(|product| product.name),
        None => None,
    };
    let days = deal.created_on.zip(deal.closed_on).map(|(from, to)| {
        let n = to.signed_duration_since(from).num_days();
        tr.with("cases-days", &[("n", n.into())])
    });
    let amount = deal.amount.map(|fen| money(tr.language(), fen, MoneyStyle::Full));
    let facts = [
        ("cases-fact-deal", Some(deal.name)),
        ("cases-fact-amount", amount),
        ("cases-fact-product", product),
        ("cases-fact-closed", deal.closed_on.map(|day| day.to_string())),
        ("cases-fact-days", days),
    ];
    let known = facts.into_iter().filter_map(|(key, value)| Some([tr.text(key), value?]));
    Ok(known.collect())
}

/// A case as it would be typed.
fn form(case: &Case) -> CaseForm {
    let record = &case.record;
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let steps = case.steps.iter().map(|step| StepForm {
        name: step.name.clone(),
        who: text(&step.who),
        did: text(&step.did),
        evidence: text(&step.evidence),
        why: text(&step.why),
        on_day: step.on_day,
    });
    CaseForm {
        title: record.title.clone(),
        result: record.result,
        deal: record.opportunity_id,
        account: record.account_id,
        person: record.person_id,
        presenter: record.presenter_id,
        starts: record.starts,
        ends: record.ends,
        stage: record.stage_id,
        suits: text(&record.suits),
        suits_not: text(&record.suits_not),
        takeaways: text(&record.takeaways),
        tags: lines(record.tags.as_deref()),
        steps: steps.collect(),
    }
}

/// A play as one begins to make it of a case: what was done becomes what is to be done.
fn draft_play(case: &Case) -> PlayForm {
    let record = &case.record;
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let steps = case.steps.iter().map(|step| (step.name.clone(), text(&step.evidence)));
    PlayForm {
        name: record.title.clone(),
        stage: record.stage_id,
        suits: text(&record.suits),
        suits_not: text(&record.suits_not),
        takeaways: text(&record.takeaways),
        steps: steps.collect(),
        sources: vec![record.id],
        change: String::new(),
    }
}

fn meeting(load: &Load<'_>, one: &CaseUse) -> MeetingRow {
    let key = if one.on_day >= load.today { "cases-meeting-next" } else { "cases-meeting-last" };
    let mut when = vec![load.tr.with(key, &[("day", one.on_day.to_string().into())])];
    when.extend(one.minutes.map(|n| load.tr.with("cases-minutes", &[("n", n.into())])));
    let mut title = vec![one.meeting.clone()];
    title.extend(one.presenter_id.map(|who| load.directory.person_name(who).to_owned()));
    MeetingRow {
        id: one.id,
        when: load.tr.joined(&when),
        title: load.tr.joined(&title),
        agenda: lines(one.agenda.as_deref()),
        form: UseForm {
            case: one.case_id,
            on_day: one.on_day,
            meeting: one.meeting.clone(),
            minutes: one.minutes,
            agenda: one.agenda.clone().unwrap_or_default(),
            presenter: one.presenter_id,
        },
    }
}

fn meetings(load: &Load<'_>, case: &Case) -> String {
    let n = i64::try_from(case.uses.len()).unwrap_or(i64::MAX);
    load.tr.with("cases-meetings", &[("n", n.into())])
}

fn read_line(load: &Load<'_>, case: &Case) -> String {
    let found = read(&case.readings, load.members);
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let people = ("people", whole(found.people).into());
    match found.mean {
        Some(mean) => {
            let mean = format!("{mean:.1}");
            let args = [people, ("mean", mean.into()), ("n", whole(found.scored).into())];
            load.tr.with("cases-read-scored", &args)
        }
        None => load.tr.with("cases-read", &[people]),
    }
}

/// The plays made of a case, each by its newest version of those.
fn plays(case: &Case) -> Vec<(i64, String)> {
    let mut all: Vec<(i64, String)> = vec![];
    for play in &case.plays {
        match all.last_mut() {
            Some((series, name)) if *series == play.series => name.clone_from(&play.name),
            _ => all.push((play.series, play.name.clone())),
        }
    }
    all
}
