//! A play of the case as it is drawn: its version, who used it, and what goes together with that.

use super::rows::{Behind, OutcomeCard, PlayCard, ShareRow, UseRow};
use crate::areas::training::data::Load;
use crate::command::coaching::plays::PlayForm;
use crate::domain::names::initial;
use crate::domain::stats::rate::Interval;
use crate::error::Result;
use crate::i18n::rate_percent;
use crate::metrics::coaching::case_outcome::{Group, Outcome};
use crate::metrics::coaching::case_show::{about, adopted_key, points, stage_name, verdict};
use crate::metrics::coaching::cases::Followed;
use crate::store::coaching::cases::{self, Adoption};
use crate::store::records::{AdoptionResult, Opportunity, Play};
use crate::ui::charts::whisker::{Whisker, WhiskerKind};
use crate::ui::tokens::Tone;

fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A play; `None` where no version is left.
pub(super) fn card(load: &Load<'_>, found: &Followed) -> Result<Option<PlayCard>> {
    let (tr, directory) = (load.tr, load.directory);
    let Some(newest) = found.newest() else { return Ok(None) };
    let args = [
        ("number", newest.number.into()),
        ("day", newest.published_on.to_string().into()),
        ("by", newest.by_name.as_str().into()),
    ];
    let mut said = vec![tr.with("cases-version", &args)];
    said.extend(newest.change_note.clone());
    if !newest.current {
        said.push(tr.text("cases-retired"));
    }
    let people = found.people.iter().map(|(person, uses)| {
        let name = directory.person_name(*person).to_owned();
        let count = match uses {
            0 => tr.text("cases-not-used"),
            _ => tr.with("cases-deals", &[("n", whole(*uses).into())]),
        };
        (name, count, *uses > 0)
    });
    let people: Vec<(String, String, bool)> = people.collect();
    let args = [
        ("users", whole(found.users()).into()),
        ("people", whole(found.people.len()).into()),
        ("uses", whole(found.uses.len()).into()),
    ];
    let mut uses = vec![];
    for one in &found.uses {
        uses.push(use_row(load, found, one)?);
    }
    Ok(Some(PlayCard {
        id: newest.id,
        series: newest.series,
        name: newest.name.clone(),
        about: tr.joined(&said),
        current: newest.current,
        steps: found.steps.iter().map(|step| (step.id, step.text.clone())).collect(),
        next: next(load, found, newest)?,
        people_sub: tr.with("cases-users", &args),
        people,
        reminder: reminder(load, found, newest),
        uses,
        outcome: found.outcome.as_ref().map(|outcome| outcome_card(load, outcome)),
    }))
}

/// The next version as one begins to type it.
fn next(load: &Load<'_>, found: &Followed, newest: &Play) -> Result<PlayForm> {
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let sources = cases::play(load.db, newest.id)?.map(|play| play.sources).unwrap_or_default();
    let steps = found.steps.iter().map(|step| (step.text.clone(), text(&step.standard)));
    Ok(PlayForm {
        name: newest.name.clone(),
        stage: newest.stage_id,
        suits: text(&newest.suits),
        suits_not: text(&newest.suits_not),
        takeaways: text(&newest.takeaways),
        steps: steps.collect(),
        sources,
        change: String::new(),
    })
}

/// What could be said to those who have not used it; `None` where all have, or nobody is to.
fn reminder(load: &Load<'_>, found: &Followed, newest: &Play) -> Option<(String, String)> {
    let others: Vec<&str> = found.others().map(|one| load.directory.person_name(one)).collect();
    if others.is_empty() || !newest.current {
        return None;
    }
    let names = others.join(&load.tr.text("cases-and"));
    let label = load.tr.with("cases-remind", &[("n", whole(others.len()).into())]);
    let args = [("names", names.into()), ("play", newest.name.as_str().into())];
    Some((label, load.tr.with("cases-reminder", &args)))
}

fn use_row(load: &Load<'_>, found: &Followed, one: &Adoption) -> Result<UseRow> {
    let record = &one.record;
    let deal = match record.opportunity_id {
        Some(id) => {
            let account = load.db.get::<Opportunity>(id)?.and_then(|deal| deal.account_id);
            let names = about(load.db, load.tr, (account, Some(id)))?;
            load.tr.joined(&names.map(Option::unwrap_or_default))
        }
        None => load.tr.text("cases-without-deal"),
    };
    let used: Vec<i64> =
        one.steps.iter().filter_map(|step| found.places.get(&step.step_id).copied()).collect();
    let version = found.versions.iter().find(|version| version.id == record.play_id);
    let last = match version {
        Some(version) if found.newest().is_some_and(|newest| newest.id == version.id) => {
            whole(found.steps.len())
        }
        _ => used.iter().copied().max().unwrap_or_default(),
    };
    let name = load.directory.person_name(record.person_id).to_owned();
    Ok(UseRow {
        id: record.id,
        initial: initial(&name),
        name,
        deal,
        deal_id: record.opportunity_id,
        steps: (1..=last).map(|at| (at.to_string(), used.contains(&at))).collect(),
        day: record.on_day.to_string(),
        result: load.tr.text(adopted_key(record.result)),
        tone: match record.result {
            Some(AdoptionResult::Worked) => Tone::Good,
            Some(AdoptionResult::Partly) => Tone::Accent,
            Some(AdoptionResult::Failed) => Tone::Bad,
            None => Tone::Neutral,
        },
        came: record.result,
        said: record.said.clone().unwrap_or_default(),
    })
}

fn outcome_card(load: &Load<'_>, found: &Outcome) -> OutcomeCard {
    let tr = load.tr;
    let stage = stage_name(tr, load.directory, found.stage).unwrap_or_default();
    let n = found.used.n() + found.unused.n();
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("from", found.since.start.to_string().into()),
        ("to", found.since.end.to_string().into()),
        ("n", n.into()),
    ];
    let groups = [
        (Behind::Used, "cases-with", &found.used),
        (Behind::Unused, "cases-without", &found.unused),
        (Behind::Earlier, "cases-before", &found.earlier),
    ];
    let enough = found.used.enough() && found.unused.enough();
    let difference = found.difference.filter(|_| enough);
    let median = |group: &Group| match group.median() {
        Some(days) if group.enough() => tr.with("cases-days", &[("n", i64::from(days).into())]),
        Some(_) => tr.text("cases-few"),
        None => tr.text("cases-unknown"),
    };
    let medians = [
        ("used", median(&found.used).into()),
        ("unused", median(&found.unused).into()),
        ("before", median(&found.earlier).into()),
    ];
    OutcomeCard {
        title: tr.with("cases-outcome", &[("stage", stage.into())]),
        sub: tr.with("cases-outcome-sub", &args),
        shares: groups.map(|(behind, key, group)| share_row(load, behind, key, group)).to_vec(),
        difference: difference.map(|found| points(found.diff)).unwrap_or_default(),
        interval: difference.map_or_else(String::new, |found| {
            let args = [
                ("low", points(found.interval.lo).into()),
                ("high", points(found.interval.hi).into()),
            ];
            tr.with("cases-difference-interval", &args)
        }),
        whisker: difference.map(|found| drawn(found.interval, found.diff, true, false)),
        verdict: verdict(tr, found),
        left_out: match found.left_out {
            0 => String::new(),
            n => tr.with("cases-left-out", &[("n", whole(n).into())]),
        },
        median: tr.with("cases-median", &medians),
    }
}

fn share_row(load: &Load<'_>, behind: Behind, key: &str, group: &Group) -> ShareRow {
    let rate = group.rate();
    let few = !group.enough();
    let interval = rate.map_or_else(String::new, |rate| {
        let args = [
            ("low", rate_percent(rate.interval.lo).into()),
            ("high", rate_percent(rate.interval.hi).into()),
        ];
        load.tr.with("cases-interval", &args)
    });
    ShareRow {
        behind,
        name: load.tr.text(key),
        count: format!("{} / {}", group.advanced(), group.n()),
        share: match rate {
            Some(rate) if !few => rate_percent(rate.rate),
            Some(_) => load.tr.text("cases-few"),
            None => load.tr.text("cases-none"),
        },
        interval,
        whisker: rate.map(|rate| drawn(rate.interval, rate.rate, false, few)),
    }
}

/// An interval on its scale: shares from 0 to 1, differences from −1 to 1 with zero in the middle.
fn drawn(interval: Interval, mark: f64, signed: bool, few: bool) -> Whisker {
    let at = |value: f64| if signed { f64::midpoint(value, 1.0) } else { value };
    Whisker {
        low: at(interval.lo) as f32,
        mark: at(mark) as f32,
        high: at(interval.hi) as f32,
        bench: signed.then_some(0.5),
        kind: if few { WhiskerKind::Small } else { WhiskerKind::Plain },
        rule: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_difference_lies_in_the_middle() {
        let interval = Interval { lo: -0.2, hi: 0.6 };
        let whisker = drawn(interval, 0.2, true, false);
        assert_eq!((whisker.low, whisker.mark, whisker.high), (0.4, 0.6, 0.8));
        assert_eq!((whisker.bench, whisker.kind), (Some(0.5), WhiskerKind::Plain));
        let share = drawn(Interval { lo: 0.25, hi: 0.75 }, 0.5, false, true);
        assert_eq!((share.low, share.high, share.kind), (0.25, 0.75, WhiskerKind::Small));
    }
}
