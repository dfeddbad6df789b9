//! 历史版本: every value that the targets of a scope, and of all below it, had for the periods of a
//! year, and the versions of one target beside each other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::progress_people::breadth;
use super::progress_words::{DASH, Words, with_sign};
use crate::areas::Filter;
use crate::domain::ids::TargetVersionId;
use crate::domain::money::share_bp;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::i18n::{Tr, number, percent, period_label};
use crate::metrics::MetricId;
use crate::metrics::targets;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::TargetVersion;

/// What the page shows, ready to draw.
#[derive(Clone, Debug, Default)]
pub struct VersionsPage {
    /// The unit of the values.
    pub unit: String,
    /// Every version of the year, the newest first.
    pub rows: Vec<VersionRow>,
    /// Those of the period that is shown, by their place among all.
    pub in_period: Vec<usize>,
    /// The targets that have versions.
    pub goals: Vec<GoalVersions>,
    /// How wide the widest change is, counted in digits.
    pub breadth: usize,
}

/// A version in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionRow {
    /// The place of its target in the list of targets.
    pub goal: usize,
    /// The day of the change.
    pub day: String,
    /// Whose target it is.
    pub name: String,
    /// For when.
    pub period: String,
    /// Which version.
    pub number: String,
    /// The value before and after.
    pub values: String,
    /// By how much it changed; a dash where there was none before.
    pub change: String,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
    /// How it was worked out.
    pub basis: String,
    /// Who changed it.
    pub by: String,
}

/// The versions of one target beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalVersions {
    /// Whose and for when.
    pub title: String,
    /// Which versions, the newest first.
    pub heads: Vec<String>,
    /// What there is to compare.
    pub facts: Vec<FactRow>,
}

/// One thing of each version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactRow {
    /// What it is.
    pub label: String,
    /// What it was in each version, and whether that differs from the version before.
    pub cells: Vec<(String, bool)>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    metric: MetricId,
    filter: &Filter,
    tr: &Tr,
) -> Result<VersionsPage> {
    let all = targets::versions(db, metric, targets::year(filter.period))?;
    Ok(page(Words { tr, metric }, directory, (filter.scope, filter.period), all))
}

/// The versions of a target, in their order.
type Versions = Vec<TargetVersion>;

fn page(
    words: Words<'_>,
    directory: &Directory,
    (scope, shown): (Scope, Period),
    all: Vec<TargetVersion>,
) -> VersionsPage {
    let members = directory.members(scope);
    let mut goals: BTreeMap<(Scope, Period), Versions> = BTreeMap::new();
    for version in all {
        let Some(period) = Period::parse(&version.period) else { continue };
        let of = version.scope();
        if concerns(directory, &members, scope, (of, period)) {
            goals.entry((of, period)).or_default().push(version);
        }
    }
    let mut rows: Vec<(TargetVersionId, bool, VersionRow)> = vec![];
    let mut compared = vec![];
    for (goal, ((of, period), mut versions)) in goals.into_iter().enumerate() {
        versions.sort_by_key(|version| version.number);
        let (name, period_name) = (name(words.tr, directory, of), period_label(words.tr, period));
        for (before, version) in with_before(&versions) {
            let row = VersionRow {
                goal,
                name: name.clone(),
                period: period_name.clone(),
                ..version_row(words, before, version)
            };
            rows.push((version.id, period == shown, row));
        }
        compared.push(GoalVersions {
            title: words.joined(&[name, period_name]),
            ..compare(words, &versions)
        });
    }
    // Keys are given away in order, so the largest is the newest.
    rows.sort_by_key(|(id, ..)| Reverse(*id));
    let inside = rows.iter().enumerate().filter(|(_, (_, inside, _))| *inside);
    let in_period = inside.map(|(at, _)| at).collect();
    let rows: Vec<VersionRow> = rows.into_iter().map(|(.., row)| row).collect();
    VersionsPage {
        unit: words.unit(),
        breadth: rows.iter().map(|row| breadth(&row.values)).max().unwrap_or_default(),
        rows,
        in_period,
        goals: compared,
    }
}

/// Each version with the one before it.
fn with_before(versions: &[TargetVersion]) -> Vec<(Option<&TargetVersion>, &TargetVersion)> {
    std::iter::once(None).chain(versions.iter().map(Some)).zip(versions).collect()
}

/// Whether a target belongs to the scope that is shown or to something below it: a person where they
/// were a member on a day of the target's period.
fn concerns(
    directory: &Directory,
    members: &Members,
    shown: Scope,
    (of, period): (Scope, Period),
) -> bool {
    match (shown, of) {
        (Scope::All, _) => true,
        (Scope::Region(region), Scope::Team(team)) => {
            directory.region_on(team, period.last_day()) == Some(region)
        }
        (Scope::Region(_) | Scope::Team(_), Scope::Person(person)) => {
            let (first, last) = (period.first_day(), period.last_day());
            let Members::People(people) = members else { return true };
            people.get(&person).is_some_and(|stretches| {
                stretches.iter().any(|stretch| {
                    stretch.starts.is_none_or(|starts| starts <= last)
                        && stretch.ends.is_none_or(|ends| ends > first)
                })
            })
        }
        (shown, of) => shown == of,
    }
}

/// Whose target it is; a region and a team of one name are told apart.
fn name(tr: &Tr, directory: &Directory, scope: Scope) -> String {
    let name = said(directory.scope_name(scope));
    let level = match scope {
        Scope::All => return tr.text("scope-all"),
        Scope::Region(_) if directory.teams.values().any(|team| team.name == name) => {
            "scope-region"
        }
        Scope::Team(_) if directory.regions.values().any(|own| own.name == name) => "scope-team",
        _ => return name,
    };
    let args = [("name", name.into()), ("level", tr.text(level).into())];
    tr.with("targets-version-of", &args)
}

/// A text, or a dash where there is none.
fn said(text: Option<&str>) -> String {
    let text = text.map(str::trim).unwrap_or_default();
    if text.is_empty() { DASH.to_owned() } else { text.to_owned() }
}

/// The value that a version gave; that it took the target away, where it did.
fn value(words: Words<'_>, version: &TargetVersion) -> String {
    match version.value {
        Some(value) => words.cell(value),
        None => words.tr.text("targets-version-away"),
    }
}

/// By how much a version changed the value.
fn change(before: Option<&TargetVersion>, version: &TargetVersion) -> Option<String> {
    let (old, new) = (before?.value.filter(|old| *old > 0)?, version.value?);
    let bp = share_bp(new.checked_sub(old)?, old)?;
    Some(with_sign(bp, &percent(bp.saturating_abs())))
}

fn version_row(
    words: Words<'_>,
    before: Option<&TargetVersion>,
    version: &TargetVersion,
) -> VersionRow {
    let old = match before {
        None => DASH.to_owned(),
        Some(before) if before.value.is_none() => words.tr.text("targets-unset-short"),
        Some(before) => value(words, before),
    };
    VersionRow {
        day: version.on_day.to_string(),
        number: head(words.tr, version),
        values: format!("{old} → {}", value(words, version)),
        change: change(before, version).unwrap_or_else(|| DASH.to_owned()),
        reason: said(version.reason.as_deref()),
        approver: said(version.approver.as_deref()),
        basis: said(version.basis.as_deref()),
        by: said(Some(version.by_name.as_str())),
        ..VersionRow::default()
    }
}

fn head(tr: &Tr, version: &TargetVersion) -> String {
    tr.with("targets-version-number", &[("n", number(version.number).into())])
}

/// The versions of a target beside each other, the newest first.
fn compare(words: Words<'_>, versions: &[TargetVersion]) -> GoalVersions {
    let tr = words.tr;
    let level = |value: Option<i64>| words.cell_or_dash(value);
    let of = |say: &dyn Fn(Option<&TargetVersion>, &TargetVersion) -> String| {
        let mut cells: Vec<(String, bool)> = vec![];
        for (before, version) in with_before(versions) {
            let text = say(before, version);
            let other = cells.last().is_some_and(|(last, _)| *last != text);
            cells.push((text, other));
        }
        cells.reverse();
        cells
    };
    let facts = [
        ("day", of(&|_, version| version.on_day.to_string())),
        ("base", of(&|_, version| value(words, version))),
        ("stretch", of(&|_, version| level(version.stretch))),
        ("challenge", of(&|_, version| level(version.challenge))),
        (
            "change",
            of(&|before, version| change(before, version).unwrap_or_else(|| DASH.to_owned())),
        ),
        ("reason", of(&|_, version| said(version.reason.as_deref()))),
        ("approver", of(&|_, version| said(version.approver.as_deref()))),
        ("basis", of(&|_, version| said(version.basis.as_deref()))),
        ("by", of(&|_, version| said(Some(version.by_name.as_str())))),
    ];
    // A level that no version ever had says nothing.
    let says = |(word, cells): &(&str, Vec<(String, bool)>)| {
        !["stretch", "challenge"].contains(word) || cells.iter().any(|(text, _)| text != DASH)
    };
    let facts = facts
        .into_iter()
        .filter(says)
        .map(|(word, cells)| FactRow { label: tr.text(&format!("targets-version-{word}")), cells });
    GoalVersions {
        title: String::new(),
        heads: versions.iter().rev().map(|version| head(tr, version)).collect(),
        facts: facts.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{MembershipId, PersonId, RegionId, TeamId};
    use crate::domain::scope::Stretch;
    use crate::i18n::Language;
    use crate::store::records::{Membership, Region, ScopeKind, Team};

    const WAN: i64 = 1_000_000;
    const QUARTER: Period = Period::Quarter(2026, 1);

    fn version(
        id: i64,
        scope: Scope,
        period: &str,
        number: i64,
        wan: Option<i64>,
    ) -> TargetVersion {
        let (scope_kind, scope_id) = ScopeKind::cells(scope);
        TargetVersion {
            id: TargetVersionId(id),
            metric: "signed_amount".to_owned(),
            scope_kind,
            scope_id,
            period: period.to_owned(),
            number,
            value: wan.map(|wan| wan * WAN),
            stretch: None,
            challenge: None,
            reason: (number > 1).then(|| "区域划小".to_owned()),
            approver: None,
            basis: None,
            on_day: "2025-12-01".parse().unwrap(),
            by_name: "林晓峰".to_owned(),
        }
    }

    /// A region of one team, to which the person 1 belonged until March 2026 and the person 2 later.
    fn directory() -> Directory {
        let (region, team) = (RegionId(7), TeamId(8));
        let day = |text: &str| text.parse().ok();
        let member = |id: i64, person: i64, stretch: Stretch| Membership {
            team_id: Some(team),
            ends: stretch.ends,
            ..Membership::new(MembershipId(id), PersonId(person), stretch.starts)
        };
        let of = Team { region_id: Some(region), ..Team::new(team, "一组".to_owned()) };
        Directory {
            teams: [(team, of)].into(),
            memberships: vec![
                member(20, 1, Stretch { starts: None, ends: day("2026-03-01") }),
                member(21, 2, Stretch { starts: day("2026-04-01"), ends: None }),
            ],
            ..Directory::default()
        }
    }

    fn shown(scope: Scope, all: Vec<TargetVersion>) -> VersionsPage {
        let tr = Tr::new(Language::Chinese);
        page(Words { tr: &tr, metric: MetricId::SignedAmount }, &directory(), (scope, QUARTER), all)
    }

    #[test]
    fn versions_stand_newest_first_with_what_they_changed() {
        let person = Scope::Person(PersonId(1));
        let all = vec![
            version(30, Scope::All, "2026", 1, Some(900)),
            version(31, person, "2026-Q1", 1, Some(300)),
            version(32, person, "2026-Q1", 2, Some(280)),
            version(33, person, "2026-Q1", 3, None),
            version(34, person, "2026-Q1", 4, Some(290)),
        ];
        let page = shown(Scope::All, all);
        let told: Vec<[&str; 4]> = page
            .rows
            .iter()
            .map(|row| {
                [row.number.as_str(), row.values.as_str(), row.change.as_str(), row.reason.as_str()]
            })
            .collect();
        assert_eq!(
            told,
            [
                ["第4版", "未设 → 290.0", DASH, "区域划小"],
                ["第3版", "280.0 → 取消", DASH, "区域划小"],
                ["第2版", "300.0 → 280.0", "−6.7%", "区域划小"],
                ["第1版", "– → 300.0", DASH, DASH],
                ["第1版", "– → 900.0", DASH, DASH],
            ]
        );
        assert_eq!(page.in_period, [0, 1, 2, 3]);
        let goal = &page.goals[page.rows[0].goal];
        assert_eq!(goal.heads, ["第4版", "第3版", "第2版", "第1版"]);
        let base = &goal.facts[1];
        let cells: Vec<(&str, bool)> =
            base.cells.iter().map(|(text, other)| (text.as_str(), *other)).collect();
        assert_eq!(cells, [("290.0", true), ("取消", true), ("280.0", true), ("300.0", false)]);
        let labels: Vec<&str> = goal.facts.iter().map(|fact| fact.label.as_str()).collect();
        assert!(!labels.contains(&"力争目标"), "no version has one: {labels:?}");
    }

    #[test]
    fn a_region_and_a_team_of_one_name_are_told_apart() {
        let mut directory = directory();
        let (region, team) = (RegionId(7), TeamId(8));
        let named = |name: &str| Region { id: region, name: name.to_owned(), archived: false };
        let said = |directory: &Directory| {
            let tr = Tr::new(Language::Chinese);
            [Scope::Region(region), Scope::Team(team)].map(|scope| name(&tr, directory, scope))
        };
        directory.regions = [(region, named("华东"))].into();
        assert_eq!(said(&directory), ["华东", "一组"]);
        directory.regions = [(region, named("一组"))].into();
        assert_eq!(said(&directory), ["一组（区域）", "一组（团队）"]);
    }

    #[test]
    fn a_scope_shows_its_own_and_those_below_it() {
        let all = || {
            vec![
                version(40, Scope::All, "2026-Q1", 1, Some(900)),
                version(41, Scope::Region(RegionId(7)), "2026-Q1", 1, Some(500)),
                version(42, Scope::Team(TeamId(8)), "2026-Q1", 1, Some(400)),
                version(43, Scope::Team(TeamId(9)), "2026-Q1", 1, Some(100)),
                version(44, Scope::Person(PersonId(1)), "2026-Q1", 1, Some(200)),
                version(45, Scope::Person(PersonId(1)), "2026-Q2", 1, Some(200)),
                version(46, Scope::Person(PersonId(2)), "2026-Q1", 1, Some(150)),
                version(47, Scope::Person(PersonId(2)), "2026-Q2", 1, Some(150)),
            ]
        };
        let n = |scope| shown(scope, all()).rows.len();
        assert_eq!(n(Scope::All), 8);
        // The region, its team, and the members in the time of their targets.
        assert_eq!(n(Scope::Region(RegionId(7))), 4);
        assert_eq!(n(Scope::Team(TeamId(8))), 3);
        assert_eq!(n(Scope::Person(PersonId(2))), 2);
        assert_eq!(n(Scope::Team(TeamId(5))), 0);
    }
}
