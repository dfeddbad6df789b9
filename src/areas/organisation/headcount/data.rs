//! Everything the page shows, ready to draw.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use super::draft::{PlanText, Worked};
use crate::areas::Filter;
use crate::areas::organisation::strip::StripCell;
use crate::domain::headcount::Need;
use crate::domain::ids::{PersonId, PostId, TeamId, VacancyId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
pub(super) use crate::i18n::DASH;
use crate::i18n::{Language, Tr, number, percent, period_label};
use crate::metrics::deals::{Question, measure};
use crate::metrics::heads::{self, Times};
use crate::metrics::seats::{Count, Opening, Seats, posts_in_use, seats, team_of_person};
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::year;
use crate::metrics::workload::{self, Inputs, ONE, PerHead, PerHeadFrom, Sources, TargetFrom};
use crate::metrics::{MetricId, glossary, show};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{HeadcountPlan, Person};

/// Numbers the loads, so that what a view keeps about one is not taken for another.
static LOADS: AtomicU64 = AtomicU64::new(1);

/// What the page shows, ready to draw.
#[derive(Clone, Debug)]
pub struct Page {
    /// Which load this is.
    pub stamp: u64,
    /// Whether the workspace has neither people nor teams.
    pub empty: bool,
    /// Whose seats and plan; a person's are those of the team.
    pub scope: Scope,
    /// Its name.
    pub scope_name: String,
    /// The year of the plan.
    pub year: i32,
    /// The figures on top.
    pub strip: Vec<StripCell>,
    /// Teams and their posts.
    pub rows: Vec<SeatRow>,
    /// The seats that are being filled, the oldest first.
    pub openings: Vec<OpeningRow>,
    /// The teams to choose from, first none.
    pub teams: Vec<(Option<TeamId>, String)>,
    /// The posts to choose from, first none.
    pub posts: Vec<(Option<PostId>, String)>,
    /// The people who may have filled a seat, first none.
    pub people: Vec<(Option<PersonId>, String)>,
    /// What the plan begins with: as it is stored, or what the workspace knows.
    pub start: PlanText,
    /// When and by whom the plan was stored; empty where there is none.
    pub stored: String,
    /// Where the inputs are from.
    pub hints: Hints,
    /// The people on duty who manage no team.
    pub sellers: i64,
    /// How much one unit of an amount in a field is, in fen: 万元 or thousands of yuan.
    pub unit: f64,
}

impl Page {
    /// Whether the scope can have a plan.
    pub(super) const fn plannable(&self) -> bool {
        !matches!(self.scope, Scope::Person(_))
    }
}

/// A team, or a post of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatRow {
    /// The team.
    pub team: TeamId,
    /// The post of the row; `None` for the team itself and for people without a post.
    pub post: Option<PostId>,
    /// Whether the row is the team itself.
    pub is_team: bool,
    /// The name of the team or the post.
    pub name: String,
    /// What the row is called: team and post.
    pub full_name: String,
    /// How many are on duty.
    pub on_duty: String,
    /// The seats that are set.
    pub seats: Option<i64>,
    /// The seats in words.
    pub seats_text: String,
    /// How many are missing, or too many.
    pub gap: String,
    /// Whether someone is missing.
    pub short: bool,
    /// What is being filled, and since when.
    pub openings: String,
}

/// A seat that is being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningRow {
    /// The record.
    pub id: VacancyId,
    /// Team and post.
    pub place: String,
    /// The city or territory.
    pub city: String,
    /// Since when.
    pub opened_on: NaiveDate,
    /// How long that is.
    pub days: String,
    /// A word on it.
    pub note: String,
}

/// Where the inputs of a plan are from, or why nothing is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The weeks.
    pub weeks: String,
    /// The hours of a week.
    pub hours: String,
    /// The target.
    pub target: String,
    /// The amount per head.
    pub per_head: String,
}

/// How much one unit of an amount in a field is, in fen.
const fn unit_of(language: Language) -> f64 {
    match language {
        Language::Chinese => 1_000_000.0,
        Language::English => 100_000.0,
    }
}

/// A fraction with so many decimals.
pub(super) fn decimal(value: Rational, places: u32) -> String {
    let Some(scaled) = value.round_to(places).and_then(|n| i64::try_from(n).ok()) else {
        return DASH.to_owned();
    };
    let one = 10_i64.pow(places);
    if places == 0 {
        return number(scaled);
    }
    let sign = if scaled < 0 && scaled / one == 0 { "−" } else { "" };
    let width = places as usize;
    format!("{sign}{}.{:0width$}", number(scaled / one), (scaled % one).unsigned_abs())
}

/// How much of the time of whole people is taken, as percent.
pub(super) fn utilisation(need: &Need) -> Option<String> {
    let bp = need.utilisation()?.round_to(4)?;
    Some(percent(i64::try_from(bp).ok()?))
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::organisation) fn load(
    db: &Db,
    directory: &Directory,
    filter: &Filter,
    tr: &Tr,
) -> Result<Page> {
    let scope = team_of_person(directory, filter.scope, filter.today);
    let year = year(filter.period);
    let found = seats(db, directory, scope, filter.today)?;
    let stored = workload::plan(db, scope, year)?;
    let sources = workload::sources(db, directory, scope, year, filter.today)?;
    let unit = unit_of(tr.language());
    let inputs = stored.as_ref().map(|(plan, tiers)| Inputs::of(plan, tiers));
    let note = stored.as_ref().and_then(|(plan, _)| plan.note.clone()).unwrap_or_default();
    let start = match &inputs {
        Some(inputs) => PlanText::of(inputs, note, unit),
        None => PlanText::offered(&sources, unit),
    };
    let worked = inputs.as_ref().map(Worked::of_inputs);
    let by_workload = worked.as_ref().and_then(Worked::people);
    let by_volume = worked.as_ref().and_then(|worked| worked.volume);
    let words = Words { tr, directory };
    let company = tr.text("organisation-company");
    Ok(Page {
        stamp: LOADS.fetch_add(1, Ordering::Relaxed),
        empty: directory.people.is_empty() && directory.teams.is_empty(),
        scope,
        scope_name: directory.scope_name(scope).unwrap_or(&company).to_owned(),
        year,
        strip: vec![
            words.on_duty(&found.whole),
            words.being_filled(&found),
            words.sellers(&found.whole),
            words.needed("organisation-headcount-by-workload", by_workload),
            words.needed("organisation-headcount-by-volume", by_volume),
            words.per_head(db, scope, filter)?,
        ],
        rows: words.rows(&found),
        openings: found.openings().into_iter().map(|opening| words.opening(opening)).collect(),
        teams: words.teams(&found),
        posts: words.posts(),
        people: words.people(filter.today),
        start,
        stored: stored.map(|(plan, _)| words.stored(&plan)).unwrap_or_default(),
        hints: words.hints(&sources, year),
        sellers: found.whole.sellers(),
        unit,
    })
}

/// What turns figures into words.
struct Words<'a> {
    tr: &'a Tr,
    directory: &'a Directory,
}

impl Words<'_> {
    fn joined(&self, parts: impl IntoIterator<Item = String>) -> String {
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(&self.tr.text("organisation-comma"))
    }

    fn counted(&self, key: &str, n: i64) -> String {
        self.tr.with(key, &[("n", number(n).into()), ("count", n.into())])
    }

    fn some(&self, key: &str, n: i64) -> String {
        if n == 0 { String::new() } else { self.counted(key, n) }
    }

    fn seats(&self, seats: Option<i64>) -> String {
        seats.map_or_else(|| self.tr.text("organisation-seats-unset"), number)
    }

    fn on_duty(&self, count: &Count) -> StripCell {
        let gap = match count.gap() {
            Some(gap) if gap > 0 => self.counted("organisation-seats-missing", gap),
            Some(gap) if gap < 0 => self.counted("organisation-seats-over", -gap),
            Some(_) => self.tr.text("organisation-seats-full"),
            None => String::new(),
        };
        let filled = count
            .filled_bp()
            .map(|bp| self.tr.with("organisation-seats-filled", &[("share", percent(bp).into())]));
        let unset = if count.seats.is_some() {
            self.some("organisation-seats-outside", count.without_seats())
        } else {
            String::new()
        };
        StripCell {
            label: self.tr.text("organisation-seats-of"),
            value: format!("{} / {}", number(count.on_duty), self.seats(count.seats)),
            unit: self.tr.text("organisation-unit-people"),
            note: self.joined([gap, filled.unwrap_or_default(), unset]),
            warn: count.gap().is_some_and(|gap| gap > 0),
            about: Some(glossary::Figure::Staffing),
            ..StripCell::default()
        }
    }

    fn being_filled(&self, found: &Seats) -> StripCell {
        let openings = found.openings();
        let note = match openings.first() {
            Some(oldest) => self.counted("organisation-vacancy-longest", oldest.days),
            None => self.tr.text("organisation-vacancy-none"),
        };
        StripCell {
            label: self.tr.text("organisation-vacancies"),
            value: number(found.whole.vacancies),
            unit: self.tr.text("organisation-unit-things"),
            note,
            about: Some(glossary::Figure::Vacancies),
            ..StripCell::default()
        }
    }

    fn sellers(&self, count: &Count) -> StripCell {
        let managers = self.some("organisation-headcount-managers", count.managers);
        let external = self.some("organisation-headcount-external", count.external);
        StripCell {
            label: self.tr.text("organisation-headcount-sellers"),
            value: number(count.sellers()),
            unit: self.tr.text("organisation-unit-people"),
            note: self.joined([managers, external]),
            ..StripCell::default()
        }
    }

    fn needed(&self, key: &str, need: Option<Need>) -> StripCell {
        let label = self.tr.text(key);
        let Some(need) = need else {
            let note = self.tr.text("organisation-headcount-not-yet");
            return StripCell { label, value: DASH.to_owned(), note, ..StripCell::default() };
        };
        let exact = decimal(need.exact, 2);
        let exact = self.tr.with("organisation-headcount-exact", &[("n", exact.into())]);
        let used = utilisation(&need)
            .map(|share| self.tr.with("organisation-headcount-used", &[("share", share.into())]));
        let tight = need.tight().then(|| self.tr.text("organisation-headcount-tight"));
        StripCell {
            label,
            value: number(need.people),
            unit: self.tr.text("organisation-unit-people"),
            // What the number means comes first: the rest may be cut.
            note: self.joined([tight.unwrap_or_default(), exact, used.unwrap_or_default()]),
            warn: need.tight(),
            ..StripCell::default()
        }
    }

    /// What each head signed in the period of the window.
    fn per_head(&self, db: &Db, scope: Scope, filter: &Filter) -> Result<StripCell> {
        let (tr, metric) = (self.tr, MetricId::SignedPerHead);
        let as_of = filter.period.last_day().min(known_until(db, filter.today)?);
        let members = self.directory.members(scope);
        let heads = heads::span(filter.period, as_of)
            .and_then(|span| Times::of(self.directory).heads(&members, span).average());
        let question = Question { members, period: Some(filter.period), as_of };
        let measured = measure(db, self.directory, metric, &question)?;
        let period = period_label(tr, filter.period);
        let heads = heads.map(|heads| {
            tr.with("organisation-headcount-average", &[("n", decimal(heads, 1).into())])
        });
        let unknown = || DASH.to_owned();
        Ok(StripCell {
            label: tr.text(&metric.label_key()),
            value: measured.value.map_or_else(unknown, |_| show::measured(tr, metric, &measured)),
            note: self.joined([period, heads.unwrap_or_default()]),
            // Of a person the card is their own, while this is their team's.
            about: (scope == filter.scope).then_some(glossary::Figure::Metric(metric)),
            ..StripCell::default()
        })
    }

    fn rows(&self, found: &Seats) -> Vec<SeatRow> {
        let mut rows = vec![];
        for team in &found.teams {
            let name = self.team_name(team.team);
            rows.push(SeatRow {
                is_team: true,
                ..self.row(team.team, None, (name.as_str(), name.clone()), &team.count, &[])
            });
            for post in &team.posts {
                let post_name = match post.post {
                    Some(post) => self.post_name(post),
                    None => self.tr.text("organisation-seats-no-post"),
                };
                let full = format!("{name} {post_name}");
                let names = (post_name.as_str(), full);
                rows.push(self.row(team.team, post.post, names, &post.count, &post.openings));
            }
        }
        rows
    }

    fn row(
        &self,
        team: TeamId,
        post: Option<PostId>,
        (name, full_name): (&str, String),
        count: &Count,
        openings: &[Opening],
    ) -> SeatRow {
        let external = self.some("organisation-seats-external", count.external);
        let on_duty = number(count.on_duty);
        let gap = match count.gap() {
            Some(gap) if gap > 0 => self.counted("organisation-seats-missing", gap),
            Some(gap) if gap < 0 => self.counted("organisation-seats-over", -gap),
            Some(_) => self.tr.text("organisation-seats-full"),
            None => DASH.to_owned(),
        };
        let open = self.some("organisation-vacancy-n", count.vacancies);
        let longest = openings.first().map(|oldest| self.days(oldest.days));
        SeatRow {
            team,
            post,
            is_team: false,
            name: name.to_owned(),
            full_name,
            on_duty: self.joined([on_duty, external]),
            seats: count.seats,
            seats_text: self.seats(count.seats),
            gap,
            short: count.gap().is_some_and(|gap| gap > 0),
            openings: self.joined([open, longest.unwrap_or_default()]),
        }
    }

    fn days(&self, days: i64) -> String {
        self.counted("organisation-vacancy-days", days)
    }

    fn opening(&self, opening: &Opening) -> OpeningRow {
        let place = format!("{} {}", self.team_name(opening.team), self.post_name(opening.post));
        let city = if opening.city.is_empty() { DASH.to_owned() } else { opening.city.clone() };
        OpeningRow {
            id: opening.id,
            place,
            city,
            opened_on: opening.opened_on,
            days: self.days(opening.days),
            note: opening.note.clone(),
        }
    }

    fn team_name(&self, team: TeamId) -> String {
        self.directory.teams.get(&team).map_or_else(String::new, |team| team.name.clone())
    }

    fn post_name(&self, post: PostId) -> String {
        self.directory.posts.get(&post).map_or_else(String::new, |post| post.name.clone())
    }

    fn teams(&self, found: &Seats) -> Vec<(Option<TeamId>, String)> {
        let teams = found.teams.iter().map(|team| (Some(team.team), self.team_name(team.team)));
        std::iter::once((None, String::new())).chain(teams).collect()
    }

    fn posts(&self) -> Vec<(Option<PostId>, String)> {
        let posts = posts_in_use(self.directory).into_iter();
        let posts = posts.map(|post| (Some(post), self.post_name(post)));
        std::iter::once((None, String::new())).chain(posts).collect()
    }

    /// The people who are here, those who came last first: one of them fills a seat.
    fn people(&self, today: NaiveDate) -> Vec<(Option<PersonId>, String)> {
        let here = |person: &&Person| !self.directory.has_left(person.id, today);
        let people = self.directory.people.values().filter(here);
        let mut people: Vec<_> = people.collect();
        let came = |day: Option<NaiveDate>| day.filter(|day| *day <= today);
        people.sort_by_key(|person| (std::cmp::Reverse(came(person.hired)), person.id));
        let named = people.into_iter().map(|person| {
            let number = person.number.as_deref().unwrap_or_default();
            (Some(person.id), format!("{} {number}", person.name).trim_end().to_owned())
        });
        let nobody = self.tr.text("organisation-vacancy-nobody");
        std::iter::once((None, nobody)).chain(named).collect()
    }

    fn stored(&self, plan: &HeadcountPlan) -> String {
        let args =
            [("name", plan.by_name.as_str().into()), ("day", plan.on_day.to_string().into())];
        self.tr.with("organisation-headcount-stored", &args)
    }

    fn hints(&self, sources: &Sources, year: i32) -> Hints {
        let (tr, year) = (self.tr, period_label(self.tr, Period::Year(year)));
        let weeks = Rational::new(sources.weeks.into(), ONE.into()).unwrap_or(Rational::ZERO);
        let weeks = decimal(weeks, 1);
        let args = [
            ("year", year.as_str().into()),
            ("n", number(sources.workdays).into()),
            ("weeks", weeks.into()),
        ];
        let target = sources.target.map(|(value, from)| {
            let key = match from {
                TargetFrom::Year => "organisation-headcount-target-year",
                TargetFrom::Quarters => "organisation-headcount-target-quarters",
            };
            let value = show::full(tr, MetricId::SignedAmount, value);
            tr.with(key, &[("year", year.as_str().into()), ("value", value.into())])
        });
        Hints {
            weeks: tr.with("organisation-headcount-weeks-from", &args),
            hours: tr.text("organisation-headcount-hours-from"),
            target: target.unwrap_or_else(|| tr.text("organisation-headcount-target-none")),
            per_head: match &sources.per_head {
                Some(found) => self.per_head_from(found),
                None => tr.text("organisation-headcount-per-head-none"),
            },
        }
    }

    fn per_head_from(&self, found: &PerHead) -> String {
        let tr = self.tr;
        let when = match found.from {
            PerHeadFrom::Year(year) => period_label(tr, Period::Year(year)),
            PerHeadFrom::Months(from, to) => {
                let args =
                    [("from", period_label(tr, from).into()), ("to", period_label(tr, to).into())];
                tr.with("organisation-span", &args)
            }
        };
        let heads = found.heads.average().map_or_else(|| DASH.to_owned(), |n| decimal(n, 1));
        let records = i64::try_from(found.records).unwrap_or(i64::MAX);
        let args = [
            ("when", when.into()),
            ("value", show::full(tr, MetricId::SignedPerHead, found.value).into()),
            ("deals", number(records).into()),
            ("people", heads.into()),
        ];
        tr.with("organisation-headcount-per-head-from", &args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_written_with_their_decimals() {
        for (text, places, said) in [
            ("2.98913", 2, "2.99"),
            ("1234.5", 1, "1,234.5"),
            ("-0.04", 1, "0.0"),
            ("-0.06", 1, "−0.1"),
            ("27", 0, "27"),
        ] {
            assert_eq!(decimal(Rational::parse(text).unwrap(), places), said, "{text}");
        }
    }
}
