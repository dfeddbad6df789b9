//! The target letters of a scope, filled from the targets and from what was reached before.
//!
//! Nothing is made up: a metric stands on a letter where it has a target for the period, a month where
//! it has one of its own, and a weight where the evaluation of people rates the metric. Teams and
//! regions are not rated, so their letters have no weights.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use crate::documents::target_letter::{
    ActionRow, GoalRow, Goals, StepRow, Steps, Subject, TargetLetterPage,
};
use crate::documents::{Letterhead, in_full, in_number, one, weight};
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::money::Share;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::{DASH, Language, Tr, day_span, period_label, share_percent};
use crate::metrics::targets::history::{History, first_month, known_until};
use crate::metrics::targets::progress::{groups, people};
use crate::metrics::targets::weeks::{Basis, Step, steps};
use crate::metrics::targets::{Levels, Targets, day_in, parts};
use crate::metrics::{MetricId, show};
use crate::store::directory::Directory;
use crate::store::records::{
    EvaluationRow, EvaluationTemplate, Membership, ScopeKind, TargetAction, Team,
};
use crate::store::{Db, setup};

/// The metric that is shared out to weeks and compared with the year before.
const AMOUNT: MetricId = MetricId::SignedAmount;

/// A letter and whose it is.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Whose targets.
    pub scope: Scope,
    /// The page.
    pub page: TargetLetterPage,
}

/// The letters of a scope with those who have none.
#[derive(Clone, Debug)]
pub struct Letters {
    /// One for the scope itself and for each region, team and person in it that has a target: the
    /// company first, then regions with their teams, then people.
    pub letters: Vec<Letter>,
    /// The teams and people of the scope that have no target for the period.
    pub without: Vec<Scope>,
    /// The day until which anything is known.
    pub as_of: NaiveDate,
}

/// Fills the target letters of a scope for a period.
///
/// # Errors
/// Whatever the database reports.
pub fn letters(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    period: Period,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Letters> {
    let as_of = known_until(db, today)?;
    let Found { mut source, with, without } = find(db, directory, (scope, period), today, tr)?;
    if !with.is_empty() {
        source.history = Some(History::load(db, directory, AMOUNT, today)?);
    }
    let letters = with.into_iter().map(|of| source.letter(of)).collect::<Result<Vec<Letter>>>()?;
    Ok(Letters { letters, without, as_of })
}

/// A letter by what tells whether it is still the one that was signed.
#[derive(Clone, Debug)]
pub(super) struct Coded {
    /// Whose targets.
    pub scope: Scope,
    /// The name on the letter.
    pub name: String,
    /// Who is responsible; `None` where nobody is known.
    pub person: Option<String>,
    /// The code printed on it.
    pub code: String,
    /// The code of the same letter in the other language, where that was asked for.
    pub other: Option<String>,
    /// Whether it says how the targets are to be reached.
    pub has_actions: bool,
}

/// The codes of the letters of a scope for a period, in the order of the letters; for some also that
/// of the letter in the other language. What was reached before is no part of a code and not read.
pub(super) fn codes(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    (tr, also): (&Tr, &BTreeSet<Scope>),
) -> Result<Vec<Coded>> {
    let foreign = match tr.language() {
        Language::Chinese => Language::English,
        Language::English => Language::Chinese,
    };
    let foreign = (!also.is_empty()).then(|| Tr::new(foreign));
    let Found { mut source, with, .. } = find(db, directory, (scope, period), today, tr)?;
    let mut coded = vec![];
    for of in &with {
        let page = source.letter(*of)?.page;
        coded.push(Coded {
            scope: *of,
            code: page.content_code(),
            other: None,
            has_actions: !page.actions.is_empty(),
            person: page.subject.person,
            name: page.name,
        });
    }
    if let Some(foreign) = &foreign {
        source.tr = foreign;
        for coded in coded.iter_mut().filter(|coded| also.contains(&coded.scope)) {
            coded.other = Some(source.letter(coded.scope)?.page.content_code());
        }
    }
    Ok(coded)
}

/// Who of a scope has a letter, who should have one, and what letters are filled from.
struct Found<'a> {
    source: Source<'a>,
    with: Vec<Scope>,
    without: Vec<Scope>,
}

fn find<'a>(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &'a Tr,
) -> Result<Found<'a>> {
    let years = (period.first_day().year(), period.last_day().year());
    let mut targets = BTreeMap::new();
    for metric in MetricId::ALL {
        targets.insert(metric, Targets::load(db, metric, years)?);
    }
    let has = |of: Scope| targets.values().any(|set: &Targets| set.of(of, period).is_some());
    let day = day_in(period, today);
    let directory = directory.as_of(day);
    let all = below(&directory, scope, period, &has);
    let (with, without): (Vec<Scope>, Vec<Scope>) = all.into_iter().partition(|of| has(*of));
    let owed = |of: &Scope| matches!(of, Scope::Team(_) | Scope::Person(_));
    let without = without.into_iter().filter(owed).collect();
    let source = Source {
        directory,
        tr,
        period,
        day,
        targets,
        weights: weights(db)?,
        history: None,
        actions: actions(db, period)?,
        letterhead: Letterhead::load(db)?,
        author: setup::setting(db, setup::names::AUTHOR)?,
    };
    Ok(Found { source, with, without })
}

/// The scope and all in it that may have a target. Who manages a team answers for its targets and is
/// listed as a person only where `has` knows targets of their own.
fn below(
    directory: &Directory,
    scope: Scope,
    period: Period,
    has: &dyn Fn(Scope) -> bool,
) -> Vec<Scope> {
    let mut scopes = vec![];
    if !matches!(scope, Scope::Person(_)) {
        scopes.push(scope);
    }
    for group in groups(directory, scope) {
        scopes.push(group);
        scopes.extend(groups(directory, group));
    }
    let mut members: BTreeSet<PersonId> = people(directory, scope, period).into_iter().collect();
    let others = directory.people.values().filter(|person| {
        !directory.has_left(person.id, period.first_day())
            && has(Scope::Person(person.id))
            && belongs(directory, person.id, scope, period)
    });
    members.extend(others.map(|person| person.id));
    scopes.extend(members.into_iter().map(Scope::Person));
    scopes
}

/// Whether a person belongs to a scope on a day of the period, or manages a team of it.
fn belongs(directory: &Directory, person: PersonId, scope: Scope, period: Period) -> bool {
    let within = |team: TeamId| match scope {
        Scope::Team(wanted) => team == wanted,
        Scope::Region(region) => {
            directory.teams.get(&team).is_some_and(|team| team.region_id == Some(region))
        }
        Scope::All | Scope::Person(_) => false,
    };
    let (first, last) = (period.first_day(), period.last_day());
    let member = |membership: &Membership| {
        membership.person_id == person
            && membership.team_id.is_some_and(within)
            && membership.starts.is_none_or(|starts| starts <= last)
            && membership.ends.is_none_or(|ends| ends > first)
    };
    let manages =
        |team: &Team| !team.archived && team.manager_id == Some(person) && within(team.id);
    scope == Scope::All
        || directory.teams.values().any(manages)
        || directory.memberships.iter().any(member)
}

/// The weights of the metrics that the current evaluation template rates.
fn weights(db: &Db) -> Result<BTreeMap<MetricId, i64>> {
    let mut weights = BTreeMap::new();
    let template = db.all::<EvaluationTemplate>()?.into_iter().find(|template| template.current);
    let Some(template) = template else { return Ok(weights) };
    for row in db.all::<EvaluationRow>()? {
        let metric = MetricId::parse(&row.metric).filter(|_| row.template_id == template.id);
        if let Some(metric) = metric {
            *weights.entry(metric).or_default() += row.weight_bp;
        }
    }
    Ok(weights)
}

/// What was agreed for a period, by scope and in order.
fn actions(db: &Db, period: Period) -> Result<BTreeMap<Scope, Vec<TargetAction>>> {
    let period = period.to_string();
    let mut actions: BTreeMap<Scope, Vec<TargetAction>> = BTreeMap::new();
    for action in db.all::<TargetAction>()?.into_iter().filter(|action| action.period == period) {
        let scope = action.scope_kind.scope(action.scope_id);
        actions.entry(scope).or_default().push(action);
    }
    for list in actions.values_mut() {
        list.sort_by_key(|action| action.position);
    }
    Ok(actions)
}

/// Everything that letters for one period are filled from.
struct Source<'a> {
    /// The organisation as of the day.
    directory: Directory,
    tr: &'a Tr,
    period: Period,
    /// The day of the period as of which people are where they are.
    day: NaiveDate,
    targets: BTreeMap<MetricId, Targets>,
    weights: BTreeMap<MetricId, i64>,
    /// What was reached before; `None` where the letters are only to be recognised.
    history: Option<History>,
    actions: BTreeMap<Scope, Vec<TargetAction>>,
    letterhead: Letterhead,
    author: Option<String>,
}

impl Source<'_> {
    fn letter(&self, of: Scope) -> Result<Letter> {
        let (_, key) = ScopeKind::cells(of);
        let number = format!("TL-{}-{key:04}", in_number(self.period));
        let name = self.directory.scope_name(of);
        let page = TargetLetterPage {
            letterhead: Letterhead { number: Some(number), ..self.letterhead.clone() },
            name: name.map_or_else(|| self.tr.text("scope-all"), str::to_owned),
            period: period_label(self.tr, self.period),
            from: in_full(self.tr, self.period.first_day()),
            to: in_full(self.tr, self.period.last_day()),
            subject: self.subject(of),
            goals: self.goals(of),
            steps: self.steps(of)?,
            actions: self.agreed(of),
            data_as_of: self.history.as_ref().map(|history| history.until.to_string()),
        };
        Ok(Letter { scope: of, page })
    }

    fn target(&self, metric: MetricId, of: Scope, period: Period) -> Option<Levels> {
        self.targets.get(&metric)?.of(of, period)
    }

    fn membership(&self, person: PersonId) -> Option<&Membership> {
        // Someone who joins later in the period is where they will be.
        let on = |day| self.directory.membership_on(person, day);
        on(self.day).or_else(|| on(self.period.last_day()))
    }

    fn team(&self, person: PersonId) -> Option<&Team> {
        self.directory.teams.get(&self.membership(person)?.team_id?)
    }

    fn subject(&self, of: Scope) -> Subject {
        let directory = &self.directory;
        let region = |team: Option<&Team>| {
            let region = team.and_then(|team| team.region_id);
            region.map(|region| directory.region_name(region).to_owned())
        };
        let name = |team: Option<&Team>| team.map(|team| team.name.clone());
        let (responsible, unit, territory) = match of {
            Scope::Person(person) => {
                let team = self.team(person);
                let city = directory.people.get(&person).and_then(|person| person.city.clone());
                (Some(person), name(team), city.or_else(|| region(team)))
            }
            Scope::Team(team) => {
                let team = directory.teams.get(&team);
                (team.and_then(|team| team.manager_id), name(team), region(team))
            }
            Scope::Region(region) => {
                let region = Some(directory.region_name(region).to_owned());
                (None, region.clone(), region)
            }
            Scope::All => (None, Some(self.tr.text("scope-all")), None),
        };
        let person = responsible.and_then(|person| directory.people.get(&person));
        let post = responsible.and_then(|person| self.membership(person)?.post_id);
        let last_year = self.last_year(of);
        let change = last_year.filter(|reached| *reached > 0).and_then(|reached| {
            let target = self.target(AMOUNT, of, self.period)?.base;
            Share::of(target.checked_sub(reached)?, reached)
        });
        Subject {
            person: person.map(|person| person.name.clone()),
            number: person.and_then(|person| person.number.clone()),
            post: post.and_then(|post| directory.posts.get(&post)).map(|post| post.name.clone()),
            territory,
            issuer: self.issuer(responsible),
            unit,
            last_year: last_year.map(|reached| show::full(self.tr, AMOUNT, reached)),
            change: change.map(|share| {
                let sign = if share.permille() > 0 { "+" } else { "" };
                format!("{sign}{}", share_percent(share))
            }),
        }
    }

    /// The manager of the person's team; of a manager the one above, where one is known, else the
    /// author of the workspace. Nobody sets targets for themselves.
    fn issuer(&self, person: Option<PersonId>) -> Option<String> {
        let manager = person.and_then(|person| self.team(person)?.manager_id);
        let above = manager.filter(|manager| Some(*manager) != person);
        let above = above.map(|manager| self.directory.person_name(manager));
        let own = person.map(|person| self.directory.person_name(person));
        let issuer = above.or(self.author.as_deref());
        issuer.filter(|name| !name.is_empty() && Some(*name) != own).map(str::to_owned)
    }

    /// What was reached in the same period a year before; `None` where that is not known, or the
    /// person was not there yet.
    fn last_year(&self, of: Scope) -> Option<i64> {
        let before = self.period.year_before();
        let later = |first: Period| first.first_day() > before.first_day();
        match of {
            Scope::Person(person) if first_month(&self.directory, person).is_some_and(later) => {
                None
            }
            _ => self.history.as_ref()?.period(of, before),
        }
    }

    /// The base targets of the parts of the period.
    fn part_targets(&self, metric: MetricId, of: Scope) -> Vec<Option<i64>> {
        let base = |part: Period| self.target(metric, of, part).map(|levels| levels.base);
        parts(self.period).into_iter().map(base).collect()
    }

    fn goals(&self, of: Scope) -> Goals {
        let tr = self.tr;
        let set: Vec<(MetricId, Levels, Vec<Option<i64>>)> = MetricId::ALL
            .into_iter()
            .filter_map(|metric| Some((metric, self.target(metric, of, self.period)?)))
            .map(|(metric, levels)| (metric, levels, self.part_targets(metric, of)))
            .collect();
        let with_parts = set.iter().any(|(.., parts)| parts.iter().any(Option::is_some));
        let rated = |metric: &MetricId| {
            self.weights.get(metric).filter(|_| matches!(of, Scope::Person(_))).copied()
        };
        let weights: Vec<i64> = set.iter().filter_map(|(metric, ..)| rated(metric)).collect();
        let row = |(metric, levels, parts): &(MetricId, Levels, Vec<Option<i64>>)| {
            let cell = |value: i64| show::cell(tr.language(), *metric, value);
            // Where a whole could be shared out and was not, nothing is said of its parts.
            let shared = !metric.adds_up() || parts.iter().any(Option::is_some);
            let unset = if shared { DASH } else { "" };
            let part = |part: &Option<i64>| part.map_or_else(|| unset.to_owned(), cell);
            GoalRow {
                name: show::name_with_unit(tr, *metric),
                weight: rated(metric).map(weight),
                target: cell(levels.base),
                stretch: levels.stretch.map(cell),
                challenge: levels.challenge.map(cell),
                parts: parts.iter().filter(|_| with_parts).map(part).collect(),
                counts: tr.text(&metric.counts_key()),
            }
        };
        Goals {
            target_name: tr.text(match self.period {
                Period::Year(_) => "doc-target-letter-target-year",
                Period::Quarter(..) => "doc-target-letter-target-quarter",
                Period::Month(..) => "doc-target-letter-target-month",
                Period::Week(..) => "doc-target-letter-target-week",
            }),
            parts: if with_parts {
                parts(self.period).into_iter().map(|part| self.part_name(part)).collect()
            } else {
                vec![]
            },
            rows: set.iter().map(row).collect(),
            total_weight: (!weights.is_empty()).then(|| weight(weights.iter().sum())),
            note: self.sums(&set),
        }
    }

    /// Whether the parts add up to the whole, of the metrics whose parts all have a target.
    fn sums(&self, set: &[(MetricId, Levels, Vec<Option<i64>>)]) -> Option<String> {
        let tr = self.tr;
        let (mut equal, mut other) = (false, vec![]);
        for (metric, levels, parts) in set.iter().filter(|(metric, ..)| metric.adds_up()) {
            let parts: Option<Vec<i64>> = parts.iter().copied().collect();
            match parts.filter(|parts| !parts.is_empty()) {
                Some(parts) if parts.iter().sum::<i64>() == levels.base => equal = true,
                Some(_) => other.push(tr.text(&metric.label_key())),
                None => {}
            }
        }
        let (same, differ) = match self.period {
            Period::Year(_) => {
                ("doc-target-letter-quarters-equal", "doc-target-letter-quarters-differ")
            }
            _ => ("doc-target-letter-months-equal", "doc-target-letter-months-differ"),
        };
        if !other.is_empty() {
            let names = other.join(&tr.text("doc-target-letter-comma"));
            return Some(one(tr, differ, "names", &names));
        }
        equal.then(|| tr.text(same))
    }

    fn steps(&self, of: Scope) -> Result<Option<Steps>> {
        let Some(target) = self.target(AMOUNT, of, self.period) else { return Ok(None) };
        let set = |part: Period| self.target(AMOUNT, of, part).map(|levels| levels.base);
        let shared = steps(&self.directory.calendar, self.period, target.base, &set)
            .map_err(|error| Error::new("error-internal").detail(error))?;
        if shared.steps.is_empty() {
            return Ok(None);
        }
        let cell = |value: i64| show::cell(self.tr.language(), AMOUNT, value);
        let mut running: i64 = 0;
        let rows = shared.steps.iter().map(|step| {
            running = running.saturating_add(step.target);
            StepRow {
                name: self.part_name(step.period),
                days: day_span(self.tr, step.first, step.last),
                workdays: step.workdays.to_string(),
                target: cell(step.target),
                running: cell(running),
            }
        });
        let rows = rows.collect();
        let by_month = matches!(self.period, Period::Year(_));
        Ok(Some(Steps { by_month, note: self.steps_note(&shared.steps, shared.basis), rows }))
    }

    /// The unit, what the steps rest on, and the holidays.
    fn steps_note(&self, steps: &[Step], basis: Basis) -> String {
        let tr = self.tr;
        let key = match (basis, self.period) {
            (Basis::Months, Period::Year(_)) => "doc-target-letter-of-months",
            (Basis::Months, _) => "doc-target-letter-by-months",
            (Basis::Quarters, _) => "doc-target-letter-by-quarters",
            (Basis::Workdays, _) => "doc-target-letter-by-workdays",
        };
        let mut note = one(tr, key, "unit", &tr.text("unit-money-small"));
        let off: Vec<String> =
            steps.iter().filter(|step| step.holiday).map(|s| self.part_name(s.period)).collect();
        if !off.is_empty() {
            let weeks = off.join(&tr.text("doc-target-letter-comma"));
            let args = [("note", note.into()), ("weeks", weeks.into())];
            note = tr.with("doc-target-letter-off", &args);
        }
        if !self.directory.calendar.official(self.period.first_day().year()) {
            note = one(tr, "doc-target-letter-estimated", "note", &note);
        }
        note
    }

    fn agreed(&self, of: Scope) -> Vec<ActionRow> {
        let row = |action: &TargetAction| ActionRow {
            text: action.text.clone(),
            owner: action.owner.clone(),
            due: action.due.map(|due| due.to_string()),
        };
        self.actions.get(&of).into_iter().flatten().map(row).collect()
    }

    /// A part of the period in the head of a column: `1月`, `一季度`, `W05`.
    fn part_name(&self, part: Period) -> String {
        match part {
            Period::Year(_) => period_label(self.tr, part),
            Period::Quarter(_, quarter) => {
                self.tr.with("doc-target-letter-quarter", &[("quarter", quarter.into())])
            }
            Period::Month(_, month) => {
                self.tr.with("doc-target-letter-month", &[("month", month.into())])
            }
            Period::Week(_, week) => format!("W{week:02}"),
        }
    }
}
