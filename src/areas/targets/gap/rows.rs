//! The parts, the reasons and the people in words, with their bars.

use super::data::{Say, left};
use super::deals::{Deals, of_part};
use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Interval;
use crate::i18n::{DASH, number, rate_percent};
use crate::metrics::gap::{Code, Coded, Divided, Gap, Line, PARTS, Split, Verdict, part_key};
use crate::sheets::write::{Out, Table};
use crate::store::records::GapPart;
use crate::ui::charts::zero_bar::{Span, ZeroBar};

/// A part of the gap.
#[derive(Clone, Debug)]
pub struct FactorRow {
    /// Which; `None` for what the people leave.
    pub part: Option<GapPart>,
    /// Its name.
    pub name: String,
    /// What was planned and what came.
    pub driver: String,
    /// What that says.
    pub verdict: String,
    /// Whether nothing can be concluded from it.
    pub doubt: bool,
    /// What somebody said of it.
    pub said: String,
    /// The same as it is stored; empty for nothing.
    pub reason: String,
    /// Its part in words.
    pub value: String,
    /// Its bar, which begins where the one above ends.
    pub bar: ZeroBar,
    /// The button that lists its deals; empty for none.
    pub look: String,
    /// Those deals, by their place.
    pub deals: Vec<usize>,
}

/// A reason.
#[derive(Clone, Debug)]
pub struct ReasonRow {
    /// Its letter and number.
    pub code: String,
    /// The part it belongs to.
    pub part: Option<GapPart>,
    /// Its name.
    pub name: String,
    /// How many deals.
    pub count: String,
    /// Its bar.
    pub bar: ZeroBar,
    /// Its part in words.
    pub value: String,
    /// Whether nobody said why.
    pub unsaid: bool,
    /// The deals, by their place.
    pub deals: Vec<usize>,
}

/// A person, the rest, or all together.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Whose; `None` where there is nobody to look at.
    pub person: Option<PersonId>,
    /// The name.
    pub name: String,
    /// Target, signed and gap.
    pub sums: [String; 3],
    /// The parts as bars.
    pub bar: ZeroBar,
    /// The parts in words; dashes where there are none.
    pub parts: [String; 4],
    /// Won of those of which it is known.
    pub won: String,
    /// The conversion with its interval, or that there are too few.
    pub rate: String,
    /// Whether there are too few.
    pub few: bool,
}

/// An axis of amounts that holds nothing and some more.
#[derive(Clone, Copy)]
struct Axis {
    low: i64,
    high: i64,
}

impl Axis {
    fn over(values: impl Iterator<Item = i64>) -> Self {
        let (low, high) =
            values.fold((0, 0), |(low, high): (i64, i64), at| (low.min(at), high.max(at)));
        Self { low, high }
    }

    fn at(self, fen: i64) -> f32 {
        let all = self.high.saturating_sub(self.low).max(1) as f64;
        (fen.saturating_sub(self.low) as f64 / all) as f32
    }

    fn span(self, from: i64, to: i64) -> Span {
        Span { from: self.at(from), to: self.at(to) }
    }
}

/// The parts, and the bar of their sum. Each bar begins where the one above ends.
pub(super) fn factors(say: Say<'_>, found: &Gap, deals: &Deals) -> (Vec<FactorRow>, ZeroBar) {
    let mut values: Vec<(Option<GapPart>, i64)> =
        PARTS.into_iter().map(|part| (Some(part), found.all.part(part))).collect();
    if found.rest != 0 {
        values.push((None, found.rest));
    }
    let mut level: i64 = 0;
    let mut levels = vec![];
    for (_, fen) in &values {
        let from = level;
        level = level.saturating_add(*fen);
        levels.push((from, level));
    }
    let axis = Axis::over(levels.iter().map(|(_, to)| *to));
    let mut rows = vec![];
    for ((part, fen), (from, to)) in values.into_iter().zip(levels) {
        let name = say.tr.text(part.map_or("gap-rest", part_key));
        let value = say.signed(fen);
        let bar = ZeroBar {
            zero: axis.at(0),
            spans: vec![axis.span(from, to)],
            net: None,
            told: format!("{name} {value}"),
        };
        rows.push(factor(say, (found, deals), part, (name, value), bar));
    }
    let total = ZeroBar {
        zero: axis.at(0),
        spans: vec![axis.span(0, found.all.gap())],
        net: None,
        told: say.signed(found.all.gap()),
    };
    (rows, total)
}

fn factor(
    say: Say<'_>,
    (found, deals): (&Gap, &Deals),
    part: Option<GapPart>,
    (name, value): (String, String),
    bar: ZeroBar,
) -> FactorRow {
    let (driver, verdict, doubt) = match part {
        Some(GapPart::Count) => count_words(say, found),
        Some(GapPart::Conversion) => conversion_words(say, found),
        Some(GapPart::Size) => size_words(say, found),
        Some(GapPart::Timing) => timing_words(say, found),
        None => (say.tr.text("gap-rest-driver"), say.tr.text("gap-rest-verdict"), false),
    };
    let deals = part.map_or_else(Vec::new, |part| deals.places(of_part(found, part)));
    let look = match deals.len() as u64 {
        0 => String::new(),
        n => say.count("gap-look-deals", n),
    };
    let said = part.and_then(|part| found.said.get(&part));
    FactorRow {
        part,
        name,
        driver,
        verdict,
        doubt,
        said: said
            .map(|said| {
                let args = [
                    ("reason", said.reason.as_str().into()),
                    ("day", said.said_on.to_string().into()),
                    ("by", said.by_name.as_str().into()),
                ];
                say.tr.with("gap-said", &args)
            })
            .unwrap_or_default(),
        reason: said.map(|said| said.reason.clone()).unwrap_or_default(),
        value,
        bar,
        look,
        deals,
    }
}

/// A number of deals with a decimal.
fn tenth(n: f64) -> String {
    let tenths = (n * 10.0).round() as i64;
    format!("{}.{}", number(tenths / 10), (tenths % 10).unsigned_abs())
}

fn whole(n: u64) -> String {
    number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn count_words(say: Say<'_>, found: &Gap) -> (String, String, bool) {
    let args = [
        ("n", whole(found.all.count.due).into()),
        ("plan", tenth(found.all.planned.opportunities.to_f64()).into()),
    ];
    (say.tr.with("gap-count", &args), say.plan_from(found), false)
}

fn conversion_words(say: Say<'_>, found: &Gap) -> (String, String, bool) {
    let tr = say.tr;
    let count = &found.all.count;
    let plan = rate_percent(found.all.planned.conversion.to_f64());
    let driver = match found.all.rate() {
        Some(rate) => {
            let args = [
                ("won", whole(rate.k).into()),
                ("n", whole(rate.n).into()),
                ("rate", rate_percent(rate.rate).into()),
                ("plan", plan.into()),
            ];
            tr.with("gap-conversion", &args)
        }
        None => tr.with("gap-conversion-none", &[("plan", plan.into())]),
    };
    let interval = found.all.rate().map(|rate| range(rate.interval)).unwrap_or_default();
    let said = |key| tr.with(key, &[("interval", interval.as_str().into())]);
    let mut parts = vec![match found.all.verdict() {
        Verdict::Few => tr.text("gap-few"),
        Verdict::Chance => said("gap-chance"),
        Verdict::Below => said("gap-below"),
        Verdict::Above => said("gap-above"),
    }];
    if count.pushed > 0 {
        parts.push(say.count("gap-conversion-open", count.pushed));
    }
    let doubt = matches!(found.all.verdict(), Verdict::Few | Verdict::Chance);
    (driver, say.joined(&parts, ["；", "; "]), doubt)
}

fn size_words(say: Say<'_>, found: &Gap) -> (String, String, bool) {
    let count = &found.all.count;
    let n = count.won() + count.pushed;
    let sum = count.landed_fen.saturating_add(count.slipped_fen);
    let mean = div_round(sum.into(), n.into());
    let plan = say.cell(found.all.planned.size.to_f64().round() as i64);
    let args = [
        ("mean", mean.map_or_else(|| DASH.to_owned(), |mean| say.cell(mean)).into()),
        ("plan", plan.into()),
    ];
    let verdict = match mean {
        None => say.tr.text("gap-size-none"),
        Some(_) => say.count("gap-size-of", n),
    };
    (say.tr.with("gap-size", &args), verdict, false)
}

fn timing_words(say: Say<'_>, found: &Gap) -> (String, String, bool) {
    let count = &found.all.count;
    let slipped = count.later + count.pushed;
    if slipped == 0 {
        return (say.tr.text("gap-timing-none"), String::new(), false);
    }
    let args = [
        ("n", whole(slipped).into()),
        ("later", whole(count.later).into()),
        ("open", whole(count.pushed).into()),
    ];
    let key = if count.pushed > 0 { "gap-timing-open" } else { "gap-timing-signed" };
    (say.tr.with("gap-timing", &args), say.tr.text(key), count.pushed > 0)
}

/// An interval of shares in whole percent: `18–34%`.
fn range(at: Interval) -> String {
    let whole = |share: f64| number((share * 100.0).round() as i64);
    format!("{}–{}%", whole(at.lo), whole(at.hi))
}

/// The reasons.
pub(super) fn reasons(say: Say<'_>, found: &Gap, deals: &Deals) -> Vec<ReasonRow> {
    let axis = Axis::over(found.reasons.iter().map(|line| line.fen));
    let row = |line: &Coded| {
        let name = say.tr.text(line.code.label_key());
        let value = say.signed(line.fen);
        ReasonRow {
            code: line.code.code().to_owned(),
            part: line.code.part(),
            count: line.n().map_or_else(|| DASH.to_owned(), whole),
            bar: ZeroBar {
                zero: axis.at(0),
                spans: vec![axis.span(0, line.fen)],
                net: None,
                told: format!("{name} {value}"),
            },
            name,
            value,
            unsaid: line.code == Code::Unsaid,
            deals: deals.places(line.deals.iter().flatten().copied()),
        }
    };
    found.reasons.iter().map(row).collect()
}

/// Shortfalls to the right and what was made up to the left, in the order of the parts.
fn stacked(axis: Axis, parts: &[i64; 4]) -> Vec<Span> {
    let (mut left, mut right) = (0_i64, 0_i64);
    let mut spans = vec![];
    for fen in parts {
        let side = if *fen < 0 { &mut left } else { &mut right };
        let from = *side;
        *side = side.saturating_add(*fen);
        spans.push(axis.span(from, *side));
    }
    spans
}

fn ends(parts: &[i64; 4]) -> [i64; 2] {
    let sum = |side: fn(&&i64) -> bool| parts.iter().filter(side).sum::<i64>();
    [sum(|fen| **fen < 0), sum(|fen| **fen > 0)]
}

fn axis_of(found: &Gap) -> Axis {
    Axis::over(found.lines.iter().flat_map(|line| ends(&line.split.own.parts)))
}

/// Target, signed and gap.
fn sums(say: Say<'_>, of: &Divided) -> [String; 3] {
    [say.cell(of.target), say.cell(of.actual), say.signed(of.gap())]
}

fn rate_words(say: Say<'_>, of: &Divided) -> (String, String, bool) {
    let Some(rate) = of.rate() else { return (DASH.to_owned(), DASH.to_owned(), true) };
    let few = of.verdict() == Verdict::Few;
    let said = if few {
        say.tr.text("verdict-few")
    } else {
        let interval = range(rate.interval);
        let args = [("rate", rate_percent(rate.rate).into()), ("interval", interval.into())];
        say.tr.with("gap-rate", &args)
    };
    (format!("{} / {}", rate.k, rate.n), said, few)
}

/// The people, and below them what they leave.
pub(super) fn people(say: Say<'_>, found: &Gap) -> Vec<PersonRow> {
    let axis = axis_of(found);
    let row = |line: &Line| {
        let own = &line.split.own;
        let name = say.name(line.scope);
        let parts = own.parts.map(|fen| say.signed(fen));
        let (won, rate, few) = rate_words(say, own);
        PersonRow {
            person: match line.scope {
                Scope::Person(person) => Some(person),
                Scope::All | Scope::Region(_) | Scope::Team(_) => None,
            },
            sums: sums(say, own),
            bar: ZeroBar {
                zero: axis.at(0),
                spans: stacked(axis, &own.parts),
                net: Some(axis.at(own.gap())),
                told: format!("{name} {}", parts.join(" ")),
            },
            name,
            parts,
            won,
            rate,
            few,
        }
    };
    found.lines.iter().map(row).chain(left(say, found)).collect()
}

/// What the people leave of target, signed amount and gap.
pub(super) fn rest_row(say: Say<'_>, found: &Gap) -> PersonRow {
    let sum = |of: fn(&Line) -> i64| found.lines.iter().map(of).sum::<i64>();
    let target = found.all.target.saturating_sub(sum(|line| line.split.own.target));
    let actual = found.all.actual.saturating_sub(sum(|line| line.split.own.actual));
    let dash = || DASH.to_owned();
    let name = say.tr.text("gap-rest");
    PersonRow {
        person: None,
        bar: ZeroBar {
            zero: axis_of(found).at(0),
            told: format!("{name} {}", say.signed(found.rest)),
            ..ZeroBar::default()
        },
        name,
        sums: [say.cell(target), say.cell(actual), say.signed(found.rest)],
        parts: [dash(), dash(), dash(), dash()],
        won: dash(),
        rate: dash(),
        few: true,
    }
}

/// All together.
pub(super) fn people_total(say: Say<'_>, found: &Gap) -> PersonRow {
    let (won, rate, few) = rate_words(say, &found.all);
    PersonRow {
        person: None,
        name: say.tr.text("gap-total"),
        sums: sums(say, &found.all),
        bar: ZeroBar::default(),
        parts: found.all.parts.map(|fen| say.signed(fen)),
        won,
        rate,
        few,
    }
}

/// Target, signed, gap and its parts.
fn in_fen(of: &Divided) -> impl Iterator<Item = Out> {
    [of.target, of.actual, of.gap()].into_iter().chain(of.parts).map(Out::Hundredths)
}

/// The people and the reasons for a file.
pub(super) fn table(say: Say<'_>, found: &Gap) -> Table {
    let tr = say.tr;
    let mut headings: Vec<String> =
        ["gap-head-person", "gap-target", "gap-actual", "gap-gap"].map(|key| tr.text(key)).into();
    headings.extend(PARTS.map(|part| tr.text(part_key(part))));
    headings.extend(
        [
            "gap-head-due",
            "gap-head-won",
            "gap-head-rate",
            "gap-head-low",
            "gap-head-high",
            "gap-head-plan-count",
            "gap-head-plan-conversion",
            "gap-head-plan-size",
        ]
        .map(|key| tr.text(key)),
    );
    let bp = |share: f64| Out::Rate((share * 10_000.0).round() as i64);
    let count = |n: u64| Out::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let mut rows = vec![];
    for line in &found.lines {
        let Split { own, plan, .. } = &line.split;
        let mut row: Vec<Out> = vec![say.name(line.scope).into()];
        row.extend(in_fen(own));
        row.extend([count(own.count.told()), count(own.count.won())]);
        match own.rate().filter(|_| own.verdict() != Verdict::Few) {
            Some(rate) => {
                row.extend([bp(rate.rate), bp(rate.interval.lo), bp(rate.interval.hi)]);
            }
            None => row.extend([tr.text("verdict-few").into(), Out::Blank, Out::Blank]),
        }
        let deals = own.planned.opportunities.to_f64();
        row.push(Out::Hundredths((deals * 100.0).round() as i64));
        row.push(Out::Rate(plan.conversion_bp));
        row.push(Out::Hundredths(plan.size));
        rows.push(row);
    }
    let wide = headings.len();
    let filled = |mut row: Vec<Out>| {
        row.resize(wide, Out::Blank);
        row
    };
    if found.rest != 0 {
        let row = vec![tr.text("gap-rest").into(), Out::Blank, Out::Blank];
        rows.push(filled([row, vec![Out::Hundredths(found.rest)]].concat()));
    }
    let mut total: Vec<Out> = vec![tr.text("gap-total").into()];
    total.extend(in_fen(&found.all));
    rows.push(filled(total));
    // The reasons stand below, in the column of the gap.
    for line in &found.reasons {
        let name = format!("{} {}", line.code.code(), tr.text(line.code.label_key()));
        let row = vec![name.into(), Out::Blank, Out::Blank, Out::Hundredths(line.fen)];
        rows.push(filled(row));
    }
    Table { name: tr.text("gap-tab"), headings, rows }
}
