//! One analysis, ready to draw: who was told apart by what, what differs, person by person, and what became
//! of it.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{Ask, outcome_text, scope_name};
use super::rows::{Detail, LineRow, MemberRow, Opened, PersonRow};
use super::trials;
use crate::areas::coaching::data::Load;
use crate::domain::ids::PersonId;
use crate::domain::names::initial;
use crate::domain::stats::quantile::mean;
use crate::error::Result;
use crate::i18n::{DASH, number, percent};
use crate::metrics::behaviour::count::{Asked, Value, Values, values};
use crate::metrics::behaviour::kept::{Judged, Kept, Line, scope_of};
use crate::metrics::behaviour::show;
use crate::metrics::behaviour::{Behaviour, Unit};
use crate::store::coaching::templates::Template;
use crate::store::records::{BehaviourMember, BehaviourPart};
use crate::ui::charts::group_dots::{Group, GroupDots};
use crate::ui::charts::whisker::{Whisker, WhiskerKind};

/// An effect of half a deviation or more is worth another look; below that it is small (Cohen).
const SMALL: i64 = 5_000;
/// So many behaviours are said what to do with.
const NEXT: usize = 3;
/// So many people are named in a row.
const NAMED: usize = 3;

/// Loads what is drawn of an analysis.
pub(super) fn opened(
    load: &Load<'_>,
    (sheets, kept): (&[Template], &Kept),
    ask: &Ask,
) -> Result<Opened> {
    let (tr, record) = (load.tr, &kept.finding.record);
    let n = i64::try_from(kept.lines.len()).unwrap_or(i64::MAX);
    let scope = scope_name(load, scope_of(record));
    let about = [
        ("scope", scope.as_str().into()),
        ("day", record.on_day.to_string().into()),
        ("by", record.by_name.as_str().into()),
    ];
    let ends = ends(&kept.lines);
    let row = |line: &Line| line_row(load, line, (line_name(load, sheets, line), ends));
    let chosen = kept.lines.iter().find(|line| Some(line.record.id) == ask.line);
    let detail = match chosen.or(kept.lines.first()) {
        Some(line) => Some(detail(load, (sheets, kept), line)?),
        None => None,
    };
    let scale =
        [("low", show::decimal(ends.0, 1).into()), ("high", show::decimal(ends.1, 1).into())];
    Ok(Opened {
        id: record.id,
        subject: format!("{scope} {}", outcome_text(load, record)),
        about: tr.with("behaviour-about", &about),
        cells: cells(load, sheets, kept),
        title: tr.with("behaviour-lines", &[("n", n.into())]),
        lines: kept.lines.iter().map(row).collect(),
        scale: tr.with("behaviour-scale", &scale),
        foot: foot(load, kept),
        beside: beside(load, kept),
        basis: match &record.note {
            Some(note) => format!("{}\n{note}", record.basis),
            None => record.basis.clone(),
        },
        detail,
        next: next(load, sheets, kept),
        members: kept.finding.members.iter().map(|own| member_row(load, own, kept)).collect(),
        trials: trials::rows(load, (sheets, kept))?,
        removable: kept.finding.trials.is_empty(),
    })
}

fn people(kept: &Kept, part: BehaviourPart) -> Vec<&BehaviourMember> {
    let own = kept.finding.members.iter().filter(|member| member.part == part);
    let mut own: Vec<&BehaviourMember> = own.collect();
    own.sort_by_key(|member| std::cmp::Reverse(member.outcome));
    own
}

/// A few names, and how many more there are.
pub(super) fn some_of(load: &Load<'_>, names: &[&str]) -> String {
    let few: Vec<&str> = names.iter().take(NAMED).copied().collect();
    let said = few.join(&load.tr.text("behaviour-and"));
    match names.len().saturating_sub(NAMED) {
        0 => said,
        more => {
            let more = i64::try_from(more).unwrap_or(i64::MAX);
            load.tr.with("behaviour-more", &[("names", said.into()), ("n", more.into())])
        }
    }
}

/// The groups, the sample, what was found.
fn cells(load: &Load<'_>, sheets: &[Template], kept: &Kept) -> Vec<[String; 3]> {
    let (tr, record) = (load.tr, &kept.finding.record);
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let group = |part: BehaviourPart, head: &str, said: &str| {
        let own = people(kept, part);
        let names: Vec<&str> =
            own.iter().map(|member| load.directory.person_name(member.person_id)).collect();
        let outcomes = own.iter().filter_map(|member| member.outcome);
        // Where the line between the groups lies, seen from this one.
        let edge = match part {
            BehaviourPart::Top => outcomes.min(),
            BehaviourPart::Rest => outcomes.max(),
        };
        let edge = edge.map_or_else(|| DASH.to_owned(), percent);
        let args = [("outcome", outcome_text(load, record).into()), ("edge", edge.into())];
        [
            tr.with(head, &[("n", count(own.len()).into())]),
            some_of(load, &names),
            tr.with(said, &args),
        ]
    };
    let cases: i64 = kept.finding.members.iter().filter_map(|member| member.cases).sum();
    let known = |member: &&BehaviourMember| member.cases.is_some_and(|cases| cases > 0);
    let known = kept.finding.members.iter().filter(known).count();
    let sample = [
        ("n", count(kept.finding.members.len()).into()),
        ("known", count(known).into()),
        ("cases", number(cases).into()),
    ];
    // Of whom nothing is known stands in a group, and in no mean.
    let all = known == 0 || known == kept.finding.members.len();
    let sample_key = if all { "behaviour-sample-value" } else { "behaviour-sample-some" };
    let days = [("from", record.starts.to_string().into()), ("to", record.ends.to_string().into())];
    let (listed, tested) = kept.listed();
    let found = kept.lines.iter().filter(|line| line.record.holds);
    let found: Vec<String> = found.map(|line| line_name(load, sheets, line)).collect();
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    let found = if found.is_empty() {
        tr.text("behaviour-found-none")
    } else {
        let names = some_of(load, &found);
        tr.with("behaviour-found-note", &[("names", names.into())])
    };
    vec![
        group(BehaviourPart::Top, "behaviour-top", "behaviour-top-note"),
        group(BehaviourPart::Rest, "behaviour-rest", "behaviour-rest-note"),
        [
            tr.text("behaviour-sample"),
            tr.with(sample_key, &sample),
            tr.with("behaviour-sample-days", &days),
        ],
        [tr.text("behaviour-found"), format!("{listed} / {tested}"), found],
    ]
}

/// What a behaviour is called; one that is not known any more is called what it was.
pub(super) fn line_name(load: &Load<'_>, sheets: &[Template], line: &Line) -> String {
    match &line.behaviour {
        Some(behaviour) => show::name(load.tr, load.directory, sheets, behaviour),
        None => line.record.name.clone(),
    }
}

/// The farthest ends of all intervals of effects, in ten-thousandths; the scale holds zero as well.
fn ends(lines: &[Line]) -> (i64, i64) {
    let ends = lines.iter().flat_map(|line| [line.record.effect_low, line.record.effect_high]);
    match ends.flatten().fold((0, 0), |(low, high), end| (end.min(low), end.max(high))) {
        (0, 0) => (-10_000, 10_000),
        found => found,
    }
}

fn unit(line: &Line) -> Option<Unit> {
    line.behaviour.as_ref().map(Behaviour::unit)
}

/// A row of the table: what the behaviour is called, and the ends of the scale.
fn line_row(load: &Load<'_>, line: &Line, (name, scale): (String, (i64, i64))) -> LineRow {
    let (tr, record) = (load.tr, &line.record);
    let dash = || DASH.to_owned();
    // Of a word that is not known any more the numbers stand as they were kept.
    let value = |own: Option<i64>| match (own, unit(line)) {
        (Some(own), Some(unit)) => show::value(unit, own),
        (Some(own), None) => show::decimal(own, 2),
        (None, _) => dash(),
    };
    let difference = match (record.difference, unit(line)) {
        (Some(own), Some(unit)) => show::difference(unit, own),
        (Some(own), None) => show::decimal(own, 2),
        (None, _) => dash(),
    };
    let ends = record.effect_low.zip(record.effect_high);
    let (first, last) = scale;
    let place = |own: i64| ((own - first) as f64 / (last - first) as f64) as f32;
    let whisker = record.effect.zip(ends).map(|(effect, (low, high))| Whisker {
        low: place(low),
        mark: place(effect),
        high: place(high),
        bench: Some(place(0)),
        kind: if record.holds { WhiskerKind::Plain } else { WhiskerKind::Small },
        rule: false,
    });
    let chance = |own: Option<_>| own.map_or_else(dash, show::chance);
    let groupings = record.extreme.zip(record.groupings);
    LineRow {
        id: record.id,
        name,
        top: value(record.top_value),
        rest: value(record.rest_value),
        difference,
        whisker,
        effect: record.effect.map_or_else(dash, |effect| show::decimal(effect, 2)),
        interval: ends.map_or_else(dash, |(low, high)| {
            let args =
                [("low", show::decimal(low, 2).into()), ("high", show::decimal(high, 2).into())];
            tr.with("behaviour-interval", &args)
        }),
        p: chance(line.p),
        groupings: groupings
            .map_or_else(String::new, |(few, all)| format!("{} / {}", number(few), number(all))),
        q: chance(line.q),
        holm: chance(line.holm),
        judged: tr.text(line.judged().label_key()),
        listed: record.holds,
    }
}

/// How the numbers are made, with how many behaviours were looked at.
fn foot(load: &Load<'_>, kept: &Kept) -> String {
    let (_, tested) = kept.listed();
    let all = kept.lines.iter().filter_map(|line| line.record.groupings).max().unwrap_or_default();
    let n = i64::try_from(tested).unwrap_or(i64::MAX);
    load.tr.with("behaviour-foot", &[("n", n.into()), ("all", number(all).into())])
}

/// In which posts both groups are: what else may explain a difference.
fn beside(load: &Load<'_>, kept: &Kept) -> String {
    let posts = |part: BehaviourPart| {
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for member in people(kept, part) {
            *counts.entry(post(load, member.person_id, kept)).or_default() += 1;
        }
        let mut counts: Vec<(String, i64)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let each = counts.into_iter().map(|(name, n)| {
            let args = [("post", name.into()), ("n", n.into())];
            load.tr.with("behaviour-post-count", &args)
        });
        each.collect::<Vec<String>>().join(&load.tr.text("behaviour-and"))
    };
    let args =
        [("top", posts(BehaviourPart::Top).into()), ("rest", posts(BehaviourPart::Rest).into())];
    load.tr.with("behaviour-guard-beside", &args)
}

/// The post of somebody when the behaviour ended; of whoever came later when the analysis was run.
fn post(load: &Load<'_>, person: PersonId, kept: &Kept) -> String {
    let record = &kept.finding.record;
    let on = |day| load.directory.membership_on(person, day);
    let at = on(record.ends).or_else(|| on(record.on_day));
    let post = at.and_then(|at| at.post_id).and_then(|post| load.directory.posts.get(&post));
    post.map_or_else(|| load.tr.text("behaviour-post-none"), |post| post.name.clone())
}

fn member_row(load: &Load<'_>, member: &BehaviourMember, kept: &Kept) -> MemberRow {
    MemberRow {
        person: member.person_id,
        top: member.part == BehaviourPart::Top,
        name: load.directory.person_name(member.person_id).to_owned(),
        part: load.tr.text(part_key(member.part)),
        outcome: member.outcome.map_or_else(|| DASH.to_owned(), percent),
        post: post(load, member.person_id, kept),
    }
}

const fn part_key(part: BehaviourPart) -> &'static str {
    match part {
        BehaviourPart::Top => "behaviour-part-top",
        BehaviourPart::Rest => "behaviour-part-rest",
    }
}

/// How much of a behaviour everybody in an analysis did, from the records as they are.
pub(super) fn of_everybody(load: &Load<'_>, kept: &Kept, behaviour: &Behaviour) -> Result<Values> {
    let people: BTreeSet<PersonId> =
        kept.finding.members.iter().map(|member| member.person_id).collect();
    let behaviours = std::slice::from_ref(behaviour);
    let all = values(load.db, load.directory, &asked(load, kept), (&people, behaviours))?;
    Ok(all.get(behaviour).cloned().unwrap_or_default())
}

/// Whose behaviour on which days an analysis is about.
pub(super) fn asked(load: &Load<'_>, kept: &Kept) -> Asked {
    let record = &kept.finding.record;
    Asked {
        members: load.directory.members(scope_of(record)),
        days: (record.starts, record.ends),
        as_of: record.on_day,
    }
}

fn detail(load: &Load<'_>, (sheets, kept): (&[Template], &Kept), line: &Line) -> Result<Detail> {
    let (tr, record) = (load.tr, &line.record);
    let name = line_name(load, sheets, line);
    let values = match &line.behaviour {
        Some(behaviour) => of_everybody(load, kept, behaviour)?,
        None => Values::new(),
    };
    let known = unit(line);
    let unit = known.unwrap_or(Unit::Share);
    let written = |value: f64| {
        show::kept(value).map_or_else(|| DASH.to_owned(), |value| show::value(unit, value))
    };
    let row = |member: &BehaviourMember| {
        let own = values.get(&member.person_id);
        PersonRow {
            person: member.person_id,
            name: load.directory.person_name(member.person_id).to_owned(),
            part: tr.text(part_key(member.part)),
            value: own.map_or_else(|| DASH.to_owned(), |own| written(own.value)),
            cases: own.map_or_else(String::new, |own| {
                number(i64::try_from(own.cases).unwrap_or(i64::MAX))
            }),
        }
    };
    let of = |part: BehaviourPart| -> Vec<f64> {
        let own = kept.finding.members.iter().filter(|member| member.part == part);
        own.filter_map(|member| values.get(&member.person_id)).map(|own| own.value).collect()
    };
    let (top, rest) = (of(BehaviourPart::Top), of(BehaviourPart::Rest));
    let means = (mean(&top).and_then(show::kept), mean(&rest).and_then(show::kept));
    let same = line.behaviour.is_none() || means == (record.top_value, record.rest_value);
    let unit_text = known.map_or_else(String::new, |unit| tr.text(show::unit_key(unit)));
    Ok(Detail {
        line: record.id,
        sub: tr.with("behaviour-detail-sub", &[("unit", unit_text.into())]),
        chart: chart(load, kept, (&name, &values), &written),
        name,
        people: kept.finding.members.iter().map(row).collect(),
        changed: if same { String::new() } else { tr.text("behaviour-detail-changed") },
    })
}

/// Everybody's dot on one scale; `None` where nobody's value is known.
fn chart(
    load: &Load<'_>,
    kept: &Kept,
    (title, values): (&str, &Values),
    written: &dyn Fn(f64) -> String,
) -> Option<GroupDots> {
    let known = || values.values().map(|own| own.value);
    let low = known().reduce(f64::min)?;
    let high = known().reduce(f64::max)?;
    let (low, high) = if low < high { (low, high) } else { (low - 1.0, high + 1.0) };
    let place = |value: f64| ((value - low) / (high - low)) as f32;
    let mut told: Vec<String> = vec![];
    let mut group = |part: BehaviourPart, key: &str| {
        let members = people(kept, part);
        let own = members.iter().filter_map(|member| {
            let value: &Value = values.get(&member.person_id)?;
            Some((load.directory.person_name(member.person_id), value.value))
        });
        let mut own: Vec<(&str, f64)> = own.collect();
        own.sort_by(|one, two| one.1.total_cmp(&two.1));
        let n = i64::try_from(members.len()).unwrap_or(i64::MAX);
        let dots = own.iter().map(|(name, value)| {
            let words = format!("{name} {}", written(*value));
            told.push(words.clone());
            (place(*value), initial(name), words)
        });
        let dots = dots.collect();
        let all: Vec<f64> = own.iter().map(|(_, value)| *value).collect();
        let label = load.tr.with(key, &[("n", n.into())]);
        Group { label, dots, mean: mean(&all).map(place) }
    };
    let groups =
        [group(BehaviourPart::Top, "behaviour-top"), group(BehaviourPart::Rest, "behaviour-rest")];
    let axis =
        [0.0_f32, 0.5, 1.0].map(|at| (at, written(low + (high - low) * f64::from(at)))).to_vec();
    Some(GroupDots { told: format!("{title}: {}", told.join("; ")), groups, axis })
}

/// What to do with behaviours that are not listed: those first that are nearest to it.
fn next(load: &Load<'_>, sheets: &[Template], kept: &Kept) -> Vec<[String; 3]> {
    let tr = load.tr;
    let others = kept.lines.iter().filter(|line| !line.record.holds).take(NEXT);
    let row = |line: &Line| {
        let record = &line.record;
        let small = record.effect.is_some_and(|effect| effect.abs() < SMALL);
        let key = match (line.judged(), small) {
            (Judged::TooFew, _) => "behaviour-next-records",
            (_, true) => "behaviour-next-small",
            (_, false) => "behaviour-next-wait",
        };
        let own = line_row(load, line, (line_name(load, sheets, line), (0, 1)));
        let args = [("difference", own.difference.into()), ("q", own.q.into())];
        [own.name, tr.with("behaviour-next-figure", &args), tr.text(key)]
    };
    others.map(row).collect()
}
