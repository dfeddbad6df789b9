//! 成员进度: one line for each person, or for each region and team.
//!
//! The last line holds what the others do not hold of the whole, so that the list adds up: deals that
//! nobody owns, or what people signed while they belonged elsewhere.

use std::collections::BTreeMap;

use super::progress_order::{By, Orders};
use super::progress_words::{DASH, REQUIRED_BP, Words, coverage, whole};
use crate::domain::money::share_bp;
use crate::domain::names::initial;
use crate::domain::scope::Scope;
use crate::i18n::percent;
use crate::metrics::targets::progress::{Line, Status};
use crate::store::directory::Directory;
use crate::ui::charts::bar::TickBar;
use crate::ui::tokens::Tone;

/// Who stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// People.
    People,
    /// Regions and teams.
    Groups,
}

/// The list.
#[derive(Clone, Debug)]
pub struct Members {
    /// Whether regions and teams are listed, not people.
    pub grouped: bool,
    /// The unit, and how the targets of the list compare with that of the whole.
    pub sub: String,
    /// The columns that say something about the metric.
    pub columns: Vec<By>,
    /// The heading over the bars: where their tick stands.
    pub bar_head: String,
    /// Everyone, and last what they do not hold of the whole.
    pub rows: Vec<MemberRow>,
    /// The whole.
    pub total: MemberRow,
    /// Every order of the rows.
    pub orders: Orders,
    /// How wide the widest text of each column is, counted in digits.
    pub breadths: BTreeMap<By, usize>,
}

/// A line of the list, ready to draw.
#[derive(Clone, Debug, Default)]
pub struct MemberRow {
    /// Whose; `None` for what the others do not hold.
    pub scope: Option<Scope>,
    /// The name.
    pub name: String,
    /// What stands in the circle before it; empty for no circle.
    pub initial: String,
    /// The target.
    pub target: String,
    /// Whether it is not set.
    pub unset: bool,
    /// What was reached, or why that cannot be told.
    pub actual: String,
    /// Whether it cannot be told.
    pub unknown: bool,
    /// The same as a bar, with a tick where it should be.
    pub bar: Option<TickBar>,
    /// The same as a share.
    pub share: String,
    /// By how much more than should be there.
    pub ahead: String,
    /// What is missing.
    pub gap: String,
    /// What each day must bring.
    pub daily: String,
    /// How often open deals cover what is missing.
    pub coverage: String,
    /// Whether that is less than it should be.
    pub thin: bool,
    /// How it stands.
    pub status: Option<Status>,
    /// The same in a word.
    pub standing: String,
}

impl MemberRow {
    /// The text of a column.
    pub fn text(&self, by: By) -> &str {
        match by {
            By::Name => &self.name,
            By::Target => &self.target,
            By::Actual => &self.actual,
            By::Bar => "",
            By::Share => &self.share,
            By::Ahead => &self.ahead,
            By::Gap => &self.gap,
            By::Daily => &self.daily,
            By::Coverage => &self.coverage,
            By::Status => &self.standing,
        }
    }
}

/// How wide a text is, counted in digits: a Chinese character is as wide as two, and so is ×.
pub(super) fn breadth(text: &str) -> usize {
    let narrow = |c: char| (c.is_ascii() && c != '%') || matches!(c, '−' | '–');
    text.chars().map(|c| if narrow(c) { 1 } else { 2 }).sum()
}

/// What the lines do not hold of the whole; `None` where they hold all of it, or nothing is known.
fn rest(lines: &[Line], whole: &Line) -> Option<i64> {
    let all = whole.actual.as_ref().filter(|_| whole.adds_up)?.value?;
    let held = lines.iter().filter_map(|line| line.actual.as_ref()?.value);
    let held = held.fold(0_i64, i64::saturating_add);
    Some(all.saturating_sub(held)).filter(|rest| *rest != 0)
}

/// The list of a scope.
pub(super) fn members(
    words: Words<'_>,
    directory: &Directory,
    lines: &[Line],
    of: &Line,
    who: Who,
) -> Members {
    let tr = words.tr;
    let named = |line: &Line| directory.scope_name(line.scope).unwrap_or_default().to_owned();
    let names: Vec<String> = lines.iter().map(named).collect();
    let mut rows: Vec<MemberRow> = lines
        .iter()
        .zip(&names)
        .map(|(line, name)| MemberRow {
            initial: if who == Who::People { initial(name) } else { String::new() },
            ..row(words, name.clone(), line)
        })
        .collect();
    let rest = rest(lines, of);
    rows.extend(rest.map(|rest| rest_row(words, rest, of.scope, who)));
    let total = match who {
        Who::People => words.counted("targets-total", whole(lines.len())),
        Who::Groups => tr.text("targets-all"),
    };
    let total = row(words, total, of);
    let applies = |by: &By| match by {
        By::Daily => of.builds_up,
        By::Coverage => words.is_money(),
        _ => true,
    };
    let longest = |by: By| {
        let texts = rows.iter().chain([&total]).map(|row| breadth(row.text(by)));
        (by, texts.max().unwrap_or_default())
    };
    Members {
        grouped: who == Who::Groups,
        sub: words.joined(&[words.unit(), targets_sum(words, lines, of, who)]),
        columns: By::ALL.into_iter().filter(applies).collect(),
        bar_head: match of.builds_up.then(|| share_of_days(of)).flatten() {
            Some(share) => tr.with("targets-head-bar-due", &[("share", percent(share).into())]),
            None => tr.text("targets-head-bar"),
        },
        breadths: By::ALL.into_iter().map(longest).collect(),
        orders: Orders::of(lines, &names, rest.is_some()),
        total,
        rows,
    }
}

fn share_of_days(line: &Line) -> Option<i64> {
    share_bp(line.days.over, line.days.all)
}

/// How the targets that are set compare with that of the whole; empty where they add up to it.
fn targets_sum(words: Words<'_>, lines: &[Line], of: &Line, who: Who) -> String {
    if !of.adds_up {
        return String::new();
    }
    let set: Vec<i64> = lines.iter().filter_map(|line| Some(line.target?.base)).collect();
    let sum = set.iter().copied().fold(0_i64, i64::saturating_add);
    let unset = whole(lines.len() - set.len());
    let compared = match of.target.map(|levels| levels.base) {
        _ if set.is_empty() => String::new(),
        Some(target) if target == sum => String::new(),
        Some(target) => words.tr.with(
            "targets-sum-differs",
            &[
                ("value", words.cell(sum).into()),
                ("difference", words.signed(Some(sum.saturating_sub(target))).into()),
            ],
        ),
        None => words.with_value("targets-sum", words.cell(sum)),
    };
    let missing = match who {
        _ if unset == 0 => String::new(),
        Who::People => words.counted("targets-unset-people", unset),
        Who::Groups => words.counted("targets-unset-groups", unset),
    };
    words.joined(&[compared, missing])
}

fn row(words: Words<'_>, name: String, line: &Line) -> MemberRow {
    let tr = words.tr;
    let status = line.status();
    let share = line.attainment_bp();
    let cover = coverage(line).filter(|_| words.is_money());
    let dash = || DASH.to_owned();
    let due = if line.builds_up { share_of_days(line) } else { Some(10_000) };
    let daily = line.gap().filter(|_| line.builds_up);
    let daily = daily.and_then(|gap| words.daily(gap, line.days.left(), |value| words.cell(value)));
    MemberRow {
        scope: Some(line.scope),
        name,
        initial: String::new(),
        unset: line.target.is_none(),
        target: match line.target {
            Some(levels) => words.cell(levels.base),
            None => tr.text("targets-unset-short"),
        },
        actual: words.reached(line, |value| words.cell(value)),
        unknown: line.actual.as_ref().is_none_or(|actual| actual.value.is_none()),
        bar: share.map(|bp| TickBar {
            fraction: bp as f32 / 10_000.0,
            tick: due.map(|bp| bp as f32 / 10_000.0),
            tone: match status {
                Some(Status::Caution) => Tone::Warn,
                Some(Status::Behind) => Tone::Bad,
                Some(Status::OnTrack) | None => Tone::Accent,
            },
        }),
        share: share.map_or_else(dash, percent),
        ahead: words.signed(line.ahead()),
        gap: words.cell_or_dash(line.gap()),
        daily: daily.unwrap_or_else(dash),
        coverage: cover.map_or_else(dash, |bp| words.times(bp)),
        thin: cover.is_some_and(|bp| bp < REQUIRED_BP),
        status,
        standing: status.map_or_else(dash, |status| tr.text(status.label_key())),
    }
}

/// The line of what the others do not hold.
fn rest_row(words: Words<'_>, rest: i64, scope: Scope, who: Who) -> MemberRow {
    let key = match (who, scope) {
        (Who::Groups, _) => "targets-rest-groups",
        (Who::People, Scope::All) if rest > 0 => "targets-rest-nobody",
        (Who::People, _) => "targets-rest-elsewhere",
    };
    let dash = || DASH.to_owned();
    MemberRow {
        name: words.tr.text(key),
        actual: words.cell(rest),
        target: dash(),
        share: dash(),
        ahead: dash(),
        gap: dash(),
        daily: dash(),
        coverage: dash(),
        standing: dash(),
        ..MemberRow::default()
    }
}
