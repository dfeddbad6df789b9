//! The four levels in words, ready to draw: of a class, or of the classes of a course together.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::stats::rate::{Interval, MIN_CASES};
use crate::domain::training::effect::ANSWER_ASKED;
use crate::domain::training::mean::{Mean, Verdict};
use crate::i18n::{FluentValue, Tr, rate_percent};
use crate::metrics::training::effect::results::{Kpi, Told};
use crate::metrics::training::effect::{Effect, NoMoney};
use crate::metrics::training::show;
use crate::store::directory::Directory;
use crate::ui::charts::whisker::{Whisker, WhiskerKind};
use crate::ui::tokens::Tone;

/// So many names stand in a sentence.
const NAMED: usize = 3;

/// What a link below a level leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Taking tests again.
    Retest,
    /// Visits together.
    Observe,
    /// The lines of the result.
    Lines,
}

/// A level, ready to draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Level {
    /// What it is.
    pub title: String,
    /// The question it answers.
    pub sub: String,
    /// What may be said, and how that is to be taken.
    pub badge: (Tone, String),
    /// The figure; empty where there is none.
    pub value: String,
    /// What stands behind it, smaller; without a figure that it was not measured.
    pub unit: String,
    /// The figure with its interval; `None` where there is none.
    pub whisker: Option<Whisker>,
    /// Of those observed twice who does better, who does not, and who was not observed; only of behaviour.
    pub blocks: Option<[usize; 3]>,
    /// The sample.
    pub sample: String,
    /// The interval.
    pub interval: String,
    /// What it rests on, and more figures of it; a line each.
    pub lines: Vec<String>,
    /// What stands below; empty for nothing.
    pub foot: String,
    /// A link below, with its words.
    pub act: Option<(Act, String)>,
}

/// The card of the four levels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Levels {
    /// The levels in order.
    pub levels: Vec<Level>,
    /// What is said of money.
    pub money: String,
    /// The lines of the result behind level 4, each a label and a text.
    pub result_lines: Vec<(String, String)>,
}

/// What it takes to write the levels.
pub(in crate::areas::training) struct Writer<'a> {
    pub tr: &'a Tr,
    pub directory: &'a Directory,
    pub today: NaiveDate,
}

impl Writer<'_> {
    /// The names of some people, those beyond the first few counted.
    pub fn names(&self, people: &[PersonId]) -> String {
        let named: Vec<&str> =
            people.iter().take(NAMED).map(|person| self.directory.person_name(*person)).collect();
        let list = named.join(&self.tr.text("classes-comma"));
        match people.len().checked_sub(NAMED).filter(|more| *more > 0) {
            Some(_) => {
                let n = i64::try_from(people.len()).unwrap_or(i64::MAX);
                self.tr.with("classes-names-more", &[("names", list.into()), ("n", n.into())])
            }
            None => list,
        }
    }

    fn count(&self, key: &str, n: usize) -> String {
        self.tr.with(key, &[("n", i64::try_from(n).unwrap_or(i64::MAX).into())])
    }
}

/// The card of one class or several.
pub(in crate::areas::training) fn levels(of: &Writer<'_>, effect: &Effect) -> Levels {
    let kpi = effect.results.first();
    Levels {
        levels: vec![
            reaction(of, effect),
            learning(of, effect),
            behaviour(of, effect),
            result(of, effect),
        ],
        money: money(of, effect),
        result_lines: kpi.map(|kpi| result_lines(of, kpi)).unwrap_or_default(),
    }
}

/// A mean with its interval on a scale between two ends.
fn whisker(mean: Option<&Mean>, bench: f64, (low, high): (f64, f64)) -> Option<Whisker> {
    let mean = mean?;
    let part = |value: f64| ((value - low) / (high - low).max(f64::EPSILON)) as f32;
    let at = mean.interval.unwrap_or(Interval { lo: mean.mean, hi: mean.mean });
    let few = mean.n < MIN_CASES;
    Some(Whisker {
        low: part(at.lo),
        mark: part(mean.mean),
        high: part(at.hi),
        bench: Some(part(bench)),
        kind: if few { WhiskerKind::Small } else { WhiskerKind::Plain },
        rule: false,
    })
}

/// A figure with its unit; without one the words that it was not measured, and no unit.
fn figure(tr: &Tr, value: Option<String>, unit: &'static str) -> (String, String) {
    match value {
        Some(value) => (value, tr.text(unit)),
        None => (String::new(), tr.text("classes-not-measured")),
    }
}

/// The ends of a scale that holds zero and an interval, with room around.
fn around_zero(mean: Option<&Mean>) -> (f64, f64) {
    let at = mean.map(|mean| mean.interval.unwrap_or(Interval { lo: mean.mean, hi: mean.mean }));
    let (lo, hi) = at.map_or((0.0, 0.0), |at| (at.lo.min(0.0), at.hi.max(0.0)));
    let room = ((hi - lo) * 0.15).max(1.0);
    (lo - room, hi + room)
}

/// What may be said of a mean against a limit.
fn badge(
    of: &Writer<'_>,
    mean: Option<&Mean>,
    limit: f64,
    keys: [&'static str; 3],
) -> (Tone, String) {
    let tone = match mean.map(|mean| mean.against(limit)) {
        None | Some(Verdict::TooFew) => Tone::Neutral,
        Some(Verdict::Above) => Tone::Good,
        Some(Verdict::Below) => Tone::Bad,
        Some(Verdict::Open) => Tone::Warn,
    };
    (tone, of.tr.text(show::verdict(mean, limit, keys)))
}

fn interval(of: &Writer<'_>, mean: Option<&Mean>, signed: bool) -> String {
    let at = mean.and_then(|mean| mean.interval);
    let said = |at: Interval| {
        let range = show::interval(of.tr, at, signed);
        of.tr.with("classes-interval-95", &[("range", range.into())])
    };
    at.map(said).unwrap_or_default()
}

fn reaction(of: &Writer<'_>, effect: &Effect) -> Level {
    let (tr, found) = (of.tr, &effect.reaction);
    let mean = found.mean.as_ref();
    let n = mean.map_or(0, |mean| mean.n);
    let args = [
        ("n", crate::metrics::training::whole(n).into()),
        ("asked", show::decimal(ANSWER_ASKED, false).into()),
    ];
    let mut lines = vec![];
    if let Some(top) = &found.top2 {
        let args = [("cases", show::cases(top).into()), ("share", rate_percent(top.rate).into())];
        lines.push(tr.with("classes-l1-top2", &args));
    }
    if found.outside > 0 {
        let n = crate::metrics::training::whole(found.outside);
        lines.push(tr.with("classes-l1-outside", &[("n", n.into())]));
    }
    let (value, unit) =
        figure(tr, mean.map(|mean| show::decimal(mean.mean, false)), "classes-l1-unit");
    Level {
        title: tr.text("classes-l1"),
        sub: tr.text("classes-l1-sub"),
        badge: badge(
            of,
            mean,
            ANSWER_ASKED,
            ["classes-l1-above", "classes-l1-below", "classes-l1-open"],
        ),
        value,
        unit,
        whisker: whisker(mean, ANSWER_ASKED, (1.0, 5.0)),
        sample: tr.with("classes-l1-sample", &args),
        interval: interval(of, mean, false),
        lines,
        foot: said_most(of, effect),
        ..Level::default()
    }
}

/// The words that most people said, with how many did.
fn said_most(of: &Writer<'_>, effect: &Effect) -> String {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for answer in &effect.facts.answers {
        if let Some(words) = answer.words.as_deref().map(str::trim).filter(|w| !w.is_empty()) {
            *said.entry(words).or_default() += 1;
        }
    }
    let most = said.into_iter().max_by_key(|(words, n)| (*n, std::cmp::Reverse(*words)));
    most.map_or_else(String::new, |(words, n)| {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        of.tr.with("classes-l1-said", &[("words", words.into()), ("n", n.into())])
    })
}

fn learning(of: &Writer<'_>, effect: &Effect) -> Level {
    let (tr, found) = (of.tr, &effect.learning);
    let mean = found.change.as_ref();
    let n = crate::metrics::training::whole(mean.map_or(0, |mean| mean.n));
    let mut lines = vec![];
    if let Some(gain) = &found.gain {
        let share = rate_percent(gain.mean);
        let n = crate::metrics::training::whole(gain.n);
        lines.push(tr.with("classes-l2-gain", &[("share", share.into()), ("n", n.into())]));
    }
    if found.undefined > 0 {
        let n = crate::metrics::training::whole(found.undefined);
        lines.push(tr.with("classes-l2-undefined", &[("n", n.into())]));
    }
    lines.push(tr.text("classes-l2-basis"));
    let (value, unit) =
        figure(tr, mean.map(|mean| show::decimal(mean.mean, true)), "classes-l2-unit");
    Level {
        title: tr.text("classes-l2"),
        sub: tr.text("classes-l2-sub"),
        badge: badge(of, mean, 0.0, ["classes-l2-above", "classes-l2-below", "classes-l2-open"]),
        value,
        unit,
        whisker: whisker(mean, 0.0, around_zero(mean)),
        sample: tr.with("classes-l2-sample", &[("n", n.into())]),
        interval: interval(of, mean, true),
        lines,
        ..Level::default()
    }
}

fn behaviour(of: &Writer<'_>, effect: &Effect) -> Level {
    let (tr, found, facts) = (of.tr, &effect.behaviour, &effect.facts);
    let mean = found.change.as_ref();
    let seen = crate::metrics::training::whole(mean.map_or(0, |mean| mean.n));
    let (risen, pairs) = found.risen.map_or((0, 0), |rate| (rate.k, rate.n));
    let unseen = effect.unseen();
    let of_usize = |n: u64| usize::try_from(n).unwrap_or_default();
    let mut lines = vec![];
    if let Some(mean) = mean {
        let args = [("change", show::decimal(mean.mean, true).into())];
        lines.push(tr.with("classes-l3-change", &args));
    }
    if facts.steps.is_empty() {
        lines.push(tr.text("classes-l3-no-step"));
    } else {
        let steps = facts.steps.join(&tr.text("classes-comma"));
        let args = [("steps", steps.into()), ("days", facts.days.into())];
        lines.push(tr.with("classes-l3-basis", &args));
    }
    let open = facts.until.is_some_and(|until| of.today <= until);
    let foot = if unseen.is_empty() || facts.steps.is_empty() {
        String::new()
    } else {
        tr.with("classes-l3-unseen", &[("names", of.names(&unseen).into())])
    };
    let act = (open && !foot.is_empty()).then(|| (Act::Observe, tr.text("classes-l3-observe")));
    let (value, unit) = figure(tr, found.risen.as_ref().map(show::cases), "classes-l3-unit");
    Level {
        title: tr.text("classes-l3"),
        sub: tr.text("classes-l3-sub"),
        badge: badge(of, mean, 0.0, ["classes-l3-above", "classes-l3-below", "classes-l3-open"]),
        value,
        unit,
        blocks: (!facts.steps.is_empty())
            .then(|| [of_usize(risen), of_usize(pairs - risen), unseen.len()]),
        sample: tr.with("classes-l3-sample", &[("n", seen.into())]),
        interval: interval(of, mean, true),
        lines,
        foot,
        act,
        ..Level::default()
    }
}

fn result(of: &Writer<'_>, effect: &Effect) -> Level {
    let tr = of.tr;
    let blank = Level {
        title: tr.text("classes-l4"),
        sub: tr.text("classes-l4-sub"),
        badge: (Tone::Neutral, tr.text("classes-none")),
        unit: tr.text("classes-not-measured"),
        ..Level::default()
    };
    let Some(kpi) = effect.results.first() else {
        return Level { lines: vec![tr.text("classes-l4-none")], ..blank };
    };
    let metric = tr.text(&kpi.metric.label_key());
    if let [_, _, ..] = effect.results.as_slice() {
        return of_several(of, effect, blank);
    }
    let args = [("metric", metric.into()), ("days", kpi.days.into())];
    let mut lines = vec![tr.with("classes-l4-basis", &args)];
    match kpi.named_on {
        Some(day) if kpi.named_before => {
            lines.push(tr.with("classes-l4-named", &[("day", day.to_string().into())]));
        }
        _ => lines.push(tr.text("classes-l4-late")),
    }
    let change = kpi.reading.change.ok();
    let against = kpi.reading.against.ok();
    let shown = against.map(|found| (found.effect, found.interval));
    let shown = shown.or(change.map(|found| (found.diff, found.interval)));
    let range = shown.map(|(_, at)| {
        let ends = [at.lo, at.hi].map(|value| show::change(tr, kpi.metric, value));
        let [lo, hi] = ends;
        let range = tr.with("classes-interval", &[("lo", lo.into()), ("hi", hi.into())]);
        tr.with("classes-interval-90", &[("range", range.into())])
    });
    let ends = shown.map(|(mark, at)| {
        let (lo, hi) = (at.lo.min(0.0), at.hi.max(0.0));
        let room = ((hi - lo) * 0.15).max(f64::EPSILON);
        let part = |value: f64| ((value - lo + room) / (hi - lo + 2.0 * room)) as f32;
        Whisker {
            low: part(at.lo),
            mark: part(mark),
            high: part(at.hi),
            bench: Some(part(0.0)),
            kind: WhiskerKind::Small,
            rule: false,
        }
    });
    let foot = if kpi.over() {
        String::new()
    } else {
        tr.with("classes-l4-due", &[("day", kpi.due_on.to_string().into())])
    };
    let value = shown.map(|(value, _)| show::change(tr, kpi.metric, value));
    let unit = if against.is_some() { "classes-l4-against" } else { "classes-l4-raw" };
    let (value, unit) = figure(tr, value, unit);
    Level {
        badge: (result_tone(kpi), tr.text(show::result_key(kpi))),
        value,
        unit,
        whisker: ends,
        sample: tr
            .with("classes-l4-sample", &[("n", count(kpi.trained)), ("peers", count(kpi.peers))]),
        interval: range.unwrap_or_default(),
        lines,
        foot,
        act: Some((Act::Lines, tr.text("classes-l4-lines"))),
        ..blank
    }
}

/// Of several classes each stands in a line: what one case says is little, and they are not added up.
fn of_several(of: &Writer<'_>, effect: &Effect, blank: Level) -> Level {
    let tr = of.tr;
    let line = |kpi: &Kpi| {
        let args = [
            ("metric", tr.text(&kpi.metric.label_key()).into()),
            ("verdict", tr.text(show::result_key(kpi)).into()),
        ];
        tr.with("classes-l4-class", &args)
    };
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for kpi in &effect.results {
        *said.entry(line(kpi)).or_default() += 1;
    }
    let lines = said.into_iter().map(|(line, n)| {
        tr.with("classes-l4-class-count", &[("line", line.into()), ("n", count(n))])
    });
    Level {
        sample: of.count("classes-l4-classes", effect.results.len()),
        lines: lines.collect(),
        badge: (Tone::Neutral, tr.text("classes-l4-several")),
        unit: String::new(),
        ..blank
    }
}

fn count(n: usize) -> FluentValue<'static> {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

/// How what may be said of a metric is to be taken.
const fn result_tone(kpi: &Kpi) -> Tone {
    match kpi.told() {
        Told::Better => Tone::Good,
        Told::Worse => Tone::Bad,
        Told::TooFew => Tone::Neutral,
        Told::Open | Told::Unknown => Tone::Warn,
    }
}

/// The lines of the method of coaching, in its order.
fn result_lines(of: &Writer<'_>, kpi: &Kpi) -> Vec<(String, String)> {
    let tr = of.tr;
    let (metric, reading) = (kpi.metric, &kpi.reading);
    let range = |at: Interval| {
        let ends = [at.lo, at.hi].map(|value| show::change(tr, metric, value));
        let [lo, hi] = ends;
        tr.with("classes-interval", &[("lo", lo.into()), ("hi", hi.into())])
    };
    let unknown = || tr.text("classes-line-unknown");
    let change = reading.change.map_or_else(
        |_| unknown(),
        |found| {
            let args = [
                ("before", show::mean(tr, metric, found.before).into()),
                ("after", show::mean(tr, metric, found.after).into()),
                ("change", show::change(tr, metric, found.diff).into()),
                ("range", range(found.interval).into()),
            ];
            tr.with("classes-line-change-said", &args)
        },
    );
    let rebound = reading.rebound.map_or_else(
        |_| unknown(),
        |found| {
            let args = [
                ("expected", show::mean(tr, metric, found.expected).into()),
                ("beyond", show::change(tr, metric, found.beyond).into()),
            ];
            tr.with("classes-line-rebound-said", &args)
        },
    );
    let against = reading.against.map_or_else(
        |_| unknown(),
        |found| {
            let args = [
                ("usual", show::change(tr, metric, found.usual).into()),
                ("effect", show::change(tr, metric, found.effect).into()),
                ("range", range(found.interval).into()),
            ];
            tr.with("classes-line-peers-said", &args)
        },
    );
    let chance = reading.chance.map_or_else(
        |_| unknown(),
        |found| {
            let args = [
                ("p", format!("{:.2}", found.p()).into()),
                ("least", format!("{:.2}", found.smallest_p()).into()),
            ];
            tr.with("classes-line-chance-said", &args)
        },
    );
    let weeks = [("before", count(kpi.weeks.0)), ("after", count(kpi.weeks.1))];
    vec![
        (tr.text("classes-line-weeks"), tr.with("classes-line-weeks-said", &weeks)),
        (tr.text("classes-line-change"), change),
        (tr.text("classes-line-rebound"), rebound),
        (tr.text("classes-line-peers"), against),
        (tr.text("classes-line-chance"), chance),
        (tr.text("classes-line-verdict"), tr.text(show::result_key(kpi))),
    ]
}

fn money(of: &Writer<'_>, effect: &Effect) -> String {
    match &effect.money {
        None => String::new(),
        Some(Ok(share)) => {
            let share = rate_percent(share.to_f64());
            of.tr.with("classes-money", &[("share", share.into())])
        }
        // Nobody asked for money where no metric of money was named.
        Some(Err(NoMoney::NotMoney)) => String::new(),
        Some(Err(why)) => of.tr.text(show::no_money_key(*why)),
    }
}
