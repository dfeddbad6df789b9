//! What was made of an analysis, ready to draw: hypotheses, trials with how they go, standard steps.

use super::data::state_key;
use super::detail::line_name;
use super::rows::TrialRow;
use crate::areas::coaching::data::Load;
use crate::domain::ids::PersonId;
use crate::error::Result;
use crate::i18n::{DASH, number};
use crate::metrics::behaviour::kept::Kept;
use crate::metrics::behaviour::show;
use crate::metrics::behaviour::trial::{Followed, Row, follow};
use crate::metrics::behaviour::{Behaviour, Unit};
use crate::store::coaching::behaviour::Trial;
use crate::store::coaching::templates::Template;
use crate::store::records::{Play, TrialPart, TrialState};
use crate::ui::tokens::Tone;

/// The rows of an analysis, in the order of days.
pub(super) fn rows(load: &Load<'_>, (sheets, kept): (&[Template], &Kept)) -> Result<Vec<TrialRow>> {
    kept.finding.trials.iter().map(|trial| row(load, (sheets, kept), trial)).collect()
}

fn row(load: &Load<'_>, (sheets, kept): (&[Template], &Kept), trial: &Trial) -> Result<TrialRow> {
    let (tr, record) = (load.tr, &trial.record);
    let line = kept.lines.iter().find(|line| Some(line.record.id) == record.line_id);
    let behaviour = line.and_then(|line| line.behaviour.as_ref());
    let followed = match behaviour {
        Some(behaviour) => follow(load.db, load.directory, (trial, behaviour), load.today)?,
        None => None,
    };
    let unit = behaviour.map_or(Unit::Share, Behaviour::unit);
    let rows = followed.as_ref().map(|own| people_rows(load, own, unit)).unwrap_or_default();
    let comes_to = match (&followed, record.starts) {
        (Some(own), _) => comes_to(load, own, unit),
        (None, Some(starts)) if load.today < starts => {
            let args = [("day", starts.to_string().into())];
            tr.with("behaviour-trial-coming", &args)
        }
        (None, Some(_)) => tr.text("behaviour-trial-uncounted"),
        (None, None) => String::new(),
    };
    let about = line.map(|line| line_name(load, sheets, line));
    Ok(TrialRow {
        id: record.id,
        about: about.unwrap_or_else(|| tr.text("behaviour-trial-own")),
        state: record.state,
        state_text: tr.text(state_key(record.state)),
        tone: match record.state {
            TrialState::Hypothesis => Tone::Neutral,
            TrialState::Trying => Tone::Accent,
            TrialState::Standard => Tone::Good,
            TrialState::Dropped => Tone::Warn,
        },
        texts: texts(load, trial)?,
        rows,
        comes_to,
        days: record.starts.zip(record.ends),
        people: trial
            .people
            .iter()
            .map(|one| (one.person_id, one.part, one.note.clone().unwrap_or_default()))
            .collect(),
        over: record.ends.is_some_and(|ends| ends <= load.today),
    })
}

/// The texts of a hypothesis, each with what it is.
fn texts(load: &Load<'_>, trial: &Trial) -> Result<Vec<[String; 2]>> {
    let (tr, record) = (load.tr, &trial.record);
    let mut all: Vec<[String; 2]> = vec![];
    let mut add = |key: &str, text: Option<String>| {
        all.extend(text.filter(|text| !text.is_empty()).map(|text| [tr.text(key), text]));
    };
    add("behaviour-trial-now", record.now_text.clone());
    add("behaviour-trial-text", Some(record.text.clone()));
    add("behaviour-trial-standard", Some(record.standard.clone()));
    let look_at = match (&record.look_at, record.fewest) {
        (Some(look_at), Some(fewest)) => {
            let args = [("text", look_at.as_str().into()), ("n", fewest.into())];
            Some(tr.with("behaviour-trial-look-fewest", &args))
        }
        (look_at, _) => look_at.clone(),
    };
    add("behaviour-trial-look", look_at);
    let days = record.starts.zip(record.ends).map(|(starts, ends)| {
        let args = [("from", starts.to_string().into()), ("to", ends.to_string().into())];
        tr.with("behaviour-trial-span", &args)
    });
    add("behaviour-trial-days", days);
    let comma = tr.text("behaviour-and");
    for (part, key) in [
        (TrialPart::Trial, "behaviour-trial-trying"),
        (TrialPart::Control, "behaviour-trial-control"),
        (TrialPart::Out, "behaviour-trial-out"),
    ] {
        let own = trial.people.iter().filter(|one| one.part == part);
        let names = own.map(|one| {
            let name = load.directory.person_name(one.person_id);
            match &one.note {
                Some(note) => format!("{name} ({note})"),
                None => name.to_owned(),
            }
        });
        add(key, Some(names.collect::<Vec<String>>().join(&comma)));
    }
    let place = match record.play_id {
        Some(play) => load.db.get::<Play>(play)?.map(|play| play.name),
        None => None,
    };
    let places = place.into_iter().chain(record.standard_in.clone());
    add("behaviour-trial-place", Some(places.collect::<Vec<String>>().join(&comma)));
    let decision = record.decided_on.map(|day| {
        let decision = record.decision.clone().unwrap_or_default();
        format!("{day} {decision}")
    });
    add("behaviour-trial-decision", decision);
    Ok(all)
}

fn people_rows(load: &Load<'_>, own: &Followed, unit: Unit) -> Vec<[String; 4]> {
    let written = |value: Option<f64>| {
        let value = value.and_then(show::kept);
        value.map_or_else(|| DASH.to_owned(), |value| show::value(unit, value))
    };
    let row = |one: &Row| {
        let part = load.tr.text(part_key(one.part));
        let changed = one.change().and_then(show::kept);
        [
            format!("{} ({part})", name_of(load, one.person)),
            written(one.before.map(|own| own.value)),
            written(one.after.map(|own| own.value)),
            changed.map_or_else(|| DASH.to_owned(), |own| show::difference(unit, own)),
        ]
    };
    own.rows.iter().map(row).collect()
}

fn name_of<'a>(load: &Load<'a>, person: PersonId) -> &'a str {
    load.directory.person_name(person)
}

/// The key of what somebody does in a trial.
const fn part_key(part: TrialPart) -> &'static str {
    match part {
        TrialPart::Trial => "behaviour-part-trial",
        TrialPart::Control => "behaviour-part-control",
        TrialPart::Out => "behaviour-part-out",
    }
}

/// What a trial comes to so far: the change beside that of the others, and what chance has to say.
fn comes_to(load: &Load<'_>, own: &Followed, unit: Unit) -> String {
    let tr = load.tr;
    let written = |value: Option<f64>| {
        let value = value.and_then(show::kept);
        value.map_or_else(|| DASH.to_owned(), |value| show::difference(unit, value))
    };
    let whole = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX));
    let chance = match &own.chance {
        Ok(chance) => {
            let args = [
                ("extreme", whole(chance.extreme).into()),
                ("all", whole(chance.arrangements).into()),
            ];
            tr.with("behaviour-trial-chance", &args)
        }
        Err(why) => show::refusal(tr, why),
    };
    let args = [
        ("trial", written(own.trial).into()),
        ("control", written(own.control).into()),
        ("beyond", written(own.beyond()).into()),
        ("chance", chance.into()),
    ];
    tr.with("behaviour-trial-comes-to", &args)
}
