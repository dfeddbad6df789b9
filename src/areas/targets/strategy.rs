//! 年度计划: the plan of the year for a scope, the figures beside it, and the targets of the years to
//! come.

use chrono::NaiveDate;

use super::progress_words::Words;
use crate::areas::Filter;
use crate::command::strategy::LineForm;
use crate::domain::ids::{PersonId, StrategyId, StrategyLineId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, number, period_label};
use crate::metrics::MetricId;
use crate::metrics::glossary::Figure;
use crate::metrics::strategy::{
    Facts, Said, YearGoal, facts, outcome_key, said, section_key, state_key, stock_on, years,
};
use crate::metrics::targets;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{
    Outcome, PersonKind, Strategy, StrategyLine, StrategySection, StrategyState,
};

/// What the page shows, ready to draw.
#[derive(Clone, Debug)]
pub struct StrategyPage {
    /// Whose plan.
    pub scope: Scope,
    /// Of which year.
    pub year: i32,
    /// Today.
    pub today: NaiveDate,
    /// Whose, in words.
    pub whose: String,
    /// The year, in words.
    pub when: String,
    /// Where a person's plan is to be looked for, with its name: plans are made for more than one.
    pub instead: Option<(Scope, String)>,
    /// The figures beside the plan.
    pub facts: Vec<Said>,
    /// Whose cards tell more of them, each of its own year and day.
    pub abouts: Vec<(Figure, Filter)>,
    /// The plan; `None` where none was begun.
    pub plan: Option<PlanShown>,
    /// Who may see to a line.
    pub people: Vec<(Option<PersonId>, String)>,
    /// The year and those to come.
    pub years: YearsCard,
}

/// A plan.
#[derive(Clone, Debug)]
pub struct PlanShown {
    /// The plan.
    pub id: StrategyId,
    /// The title.
    pub title: String,
    /// Where it stands.
    pub state: StrategyState,
    /// Where it stands, in words.
    pub state_words: String,
    /// Who wrote it and when it was agreed and looked back on, in words.
    pub about: String,
    /// When it was agreed.
    pub agreed_on: Option<NaiveDate>,
    /// What the year showed.
    pub review: Option<String>,
    /// The sections in the order of the page, each with its lines.
    pub sections: Vec<SectionShown>,
    /// The names of the sections of the context in which nothing stands, in one text; may be empty.
    pub unwritten: String,
    /// How many goals and initiatives have no outcome yet.
    pub unjudged: usize,
}

/// A section of a plan.
#[derive(Clone, Debug)]
pub struct SectionShown {
    /// The section.
    pub section: StrategySection,
    /// Its name.
    pub name: String,
    /// Its lines, in order.
    pub lines: Vec<LineShown>,
}

/// A line of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineShown {
    /// The line.
    pub id: StrategyLineId,
    /// What.
    pub text: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// By what it is measured; may be empty.
    pub measure: String,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// What was learnt; may be empty.
    pub lesson: String,
    /// Owner, day and measure, in words; of an initiative also what is missing.
    pub facts: String,
    /// Whether it is a day late: due, and nothing is said of what came of it.
    pub late: bool,
    /// What came of it, in words; may be empty.
    pub outcome_words: String,
}

impl PlanShown {
    /// A section of it.
    pub fn section(&self, section: StrategySection) -> Option<&SectionShown> {
        self.sections.iter().find(|shown| shown.section == section)
    }
}

impl SectionShown {
    /// Its lines as a form holds them.
    pub fn forms(&self) -> Vec<LineForm> {
        let form = |line: &LineShown| LineForm {
            text: line.text.clone(),
            owner: line.owner,
            due: line.due,
            measure: line.measure.clone(),
        };
        self.lines.iter().map(form).collect()
    }
}

/// The years' targets on one metric.
#[derive(Clone, Debug)]
pub struct YearsCard {
    /// The metric.
    pub metric: MetricId,
    /// Its name.
    pub name: String,
    /// The unit of its cells.
    pub unit: String,
    /// The years.
    pub rows: Vec<YearRow>,
}

/// A year with its target.
#[derive(Clone, Debug)]
pub struct YearRow {
    /// The year and its target.
    pub goal: YearGoal,
    /// The year, in words.
    pub name: String,
    /// The target, in words.
    pub value: String,
    /// How many actions there are, in words, or that there are none.
    pub note: String,
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
) -> Result<StrategyPage> {
    let (scope, today) = (filter.scope, filter.today);
    let year = targets::year(filter.period);
    let company = || tr.text("targets-company");
    let whose = directory.scope_name(scope).map_or_else(company, str::to_owned);
    let instead = match scope {
        Scope::Person(person) => Some(directory.team_on(person, today).map_or_else(
            || (Scope::All, company()),
            |team| (Scope::Team(team.id), team.name.clone()),
        )),
        Scope::All | Scope::Region(_) | Scope::Team(_) => None,
    };
    let (figures, abouts) = match instead {
        Some(_) => (vec![], vec![]),
        None => {
            let found = facts(db, directory, (scope, year), today)?;
            (said(tr, &found), abouts(&found, filter))
        }
    };
    let own = |plan: &Strategy| plan.scope() == scope && plan.year == i64::from(year);
    let plan = db.all::<Strategy>()?.into_iter().find(own);
    let shown = match plan {
        Some(plan) => Some(plan_shown(directory, &plan, db.all()?, today, tr)),
        None => None,
    };
    let words = Words { tr, metric };
    let rows = years(db, metric, (scope, year), today)?.into_iter();
    Ok(StrategyPage {
        scope,
        year,
        today,
        whose,
        when: period_label(tr, Period::Year(year)),
        instead,
        facts: figures,
        abouts,
        plan: shown,
        people: people(directory, today, tr),
        years: YearsCard {
            metric,
            name: tr.text(&metric.label_key()),
            unit: words.unit(),
            rows: rows.map(|goal| year_row(words, goal)).collect(),
        },
    })
}

/// Whose cards tell more of the figures, in the order in which they are said. What is in hand is that of the last
/// known day of the year.
fn abouts(found: &Facts, filter: &Filter) -> Vec<(Figure, Filter)> {
    let of = |figure: Figure, year: i32| (figure, Filter { period: Period::Year(year), ..*filter });
    let (signed, won) = (Figure::Metric(MetricId::SignedAmount), Figure::Metric(MetricId::WinRate));
    let (open, own) = of(Figure::Metric(MetricId::OpenPipeline), found.year);
    let today = stock_on(found.year, found.known);
    vec![
        of(signed, found.year - 2),
        of(signed, found.year - 1),
        of(won, found.year - 1),
        of(Figure::YearTarget, found.year),
        (open, Filter { today, ..own }),
    ]
}

/// Who may see to a line: the people of the company, nobody first.
fn people(directory: &Directory, today: NaiveDate, tr: &Tr) -> Vec<(Option<PersonId>, String)> {
    let of_company = directory
        .people
        .values()
        .filter(|person| person.kind == PersonKind::Employee)
        .filter(|person| !directory.has_left(person.id, today));
    let mut people: Vec<(Option<PersonId>, String)> =
        of_company.map(|person| (Some(person.id), person.name.clone())).collect();
    people.insert(0, (None, tr.text("strategy-nobody")));
    people
}

fn plan_shown(
    directory: &Directory,
    plan: &Strategy,
    mut lines: Vec<StrategyLine>,
    today: NaiveDate,
    tr: &Tr,
) -> PlanShown {
    lines.retain(|line| line.strategy_id == plan.id);
    lines.sort_by_key(|line| (line.section, line.position));
    let section = |section: StrategySection| SectionShown {
        section,
        name: tr.text(section_key(section)),
        lines: lines
            .iter()
            .filter(|line| line.section == section)
            .map(|line| line_shown(directory, plan, line, today, tr))
            .collect(),
    };
    let sections: Vec<SectionShown> = StrategySection::ALL.into_iter().map(section).collect();
    let empty = |shown: &&SectionShown| !shown.section.is_work() && shown.lines.is_empty();
    let unwritten: Vec<&str> =
        sections.iter().filter(empty).map(|shown| shown.name.as_str()).collect();
    let open = |line: &&StrategyLine| line.section.is_work() && line.outcome.is_none();
    PlanShown {
        id: plan.id,
        title: plan.title.clone(),
        state: plan.state,
        state_words: tr.text(state_key(plan.state)),
        about: about(plan, tr),
        agreed_on: plan.agreed_on,
        review: plan.review.clone(),
        unwritten: unwritten.join(&tr.text("targets-comma")),
        unjudged: lines.iter().filter(open).count(),
        sections,
    }
}

/// Who wrote a plan, and the days of its life.
fn about(plan: &Strategy, tr: &Tr) -> String {
    let day = |key: &str, day: Option<NaiveDate>| {
        day.map(|day| tr.with(key, &[("day", day.to_string().into())])).unwrap_or_default()
    };
    let author = if plan.by_name.is_empty() {
        String::new()
    } else {
        tr.with("strategy-by", &[("name", plan.by_name.as_str().into())])
    };
    let parts = [
        author,
        day("strategy-agreed-on", plan.agreed_on),
        day("strategy-reviewed-on", plan.reviewed_on),
    ];
    tr.joined(&parts)
}

fn line_shown(
    directory: &Directory,
    plan: &Strategy,
    line: &StrategyLine,
    today: NaiveDate,
    tr: &Tr,
) -> LineShown {
    // What a plan that is to be agreed needs of an initiative.
    let wanted = plan.state == StrategyState::Draft && line.section == StrategySection::Initiative;
    let part = |text: Option<String>, missing: &str| match text {
        Some(text) => text,
        None if wanted => tr.text(missing),
        None => String::new(),
    };
    let owner = line.owner_id.map(|owner| directory.person_name(owner).to_owned());
    let due = line.due.map(|due| tr.with("strategy-until", &[("day", due.to_string().into())]));
    let facts = if line.section.is_work() {
        let parts = [
            part(owner, "strategy-no-owner"),
            part(due, "strategy-no-due"),
            part(line.measure.clone(), "strategy-no-measure"),
        ];
        tr.joined(&parts)
    } else {
        String::new()
    };
    let runs = plan.state == StrategyState::Agreed && line.outcome.is_none();
    LineShown {
        id: line.id,
        text: line.text.clone(),
        owner: line.owner_id,
        due: line.due,
        measure: line.measure.clone().unwrap_or_default(),
        outcome: line.outcome,
        lesson: line.lesson.clone().unwrap_or_default(),
        facts,
        late: runs && line.due.is_some_and(|due| due < today),
        outcome_words: line
            .outcome
            .map(|outcome| tr.text(outcome_key(outcome)))
            .unwrap_or_default(),
    }
}

fn year_row(words: Words<'_>, goal: YearGoal) -> YearRow {
    let tr = words.tr;
    let n = i64::try_from(goal.actions.len()).unwrap_or(i64::MAX);
    let note = if goal.lacks_actions() {
        tr.text("strategy-no-actions")
    } else if n > 0 {
        tr.with("strategy-actions", &[("n", number(n).into()), ("count", n.into())])
    } else {
        String::new()
    };
    YearRow {
        name: period_label(tr, Period::Year(goal.year)),
        value: match goal.levels {
            Some(levels) => words.cell(levels.base),
            None => tr.text("targets-unset-short"),
        },
        note,
        goal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::metrics::Measured;
    use crate::metrics::strategy::Signed;
    use crate::metrics::targets::Levels;
    use crate::store::records::ScopeKind;

    fn plan(state: StrategyState) -> Strategy {
        Strategy {
            id: StrategyId(1),
            scope_kind: ScopeKind::All,
            scope_id: 0,
            year: 2025,
            title: "稳住石化".to_owned(),
            state,
            agreed_on: "2025-01-06".parse().ok().filter(|_| state != StrategyState::Draft),
            reviewed_on: None,
            review: None,
            by_name: "林晓峰".to_owned(),
        }
    }

    fn line(section: StrategySection, position: i64, due: Option<&str>) -> StrategyLine {
        StrategyLine {
            id: StrategyLineId(position),
            strategy_id: StrategyId(1),
            section,
            position,
            text: format!("{} {position}", section.word()),
            owner_id: None,
            due: due.map(|due| due.parse().unwrap()),
            measure: None,
            outcome: None,
            lesson: None,
        }
    }

    fn shown(state: StrategyState, lines: Vec<StrategyLine>) -> PlanShown {
        let tr = Tr::new(Language::Chinese);
        let today = "2025-11-18".parse().unwrap();
        plan_shown(&Directory::default(), &plan(state), lines, today, &tr)
    }

    #[test]
    fn a_draft_says_what_is_not_written_yet() {
        let initiative = line(StrategySection::Initiative, 1, Some("2025-06-30"));
        let draft =
            shown(StrategyState::Draft, vec![initiative, line(StrategySection::Economy, 1, None)]);
        assert_eq!(draft.unwritten, "竞争、自身能力、资源、产品生命周期");
        assert_eq!(draft.about, "林晓峰编制");
        let work = draft.section(StrategySection::Initiative).unwrap();
        assert_eq!(work.lines[0].facts, "未定负责人，2025-06-30 前，未定衡量");
        assert!(!work.lines[0].late, "nothing is late before it is agreed");
    }

    #[test]
    fn what_is_due_without_an_outcome_is_late_once_the_plan_is_agreed() {
        let mut done = line(StrategySection::Initiative, 3, Some("2025-06-30"));
        done.outcome = Some(Outcome::Worked);
        let lines = vec![
            line(StrategySection::Initiative, 1, Some("2025-06-30")),
            line(StrategySection::Initiative, 2, Some("2025-12-31")),
            done,
            line(StrategySection::Goal, 1, None),
        ];
        let agreed = shown(StrategyState::Agreed, lines);
        let work = &agreed.section(StrategySection::Initiative).unwrap().lines;
        let late: Vec<bool> = work.iter().map(|line| line.late).collect();
        assert_eq!(late, [true, false, false]);
        assert_eq!(work[2].outcome_words, "见效");
        assert_eq!(agreed.unjudged, 3);
        assert_eq!(agreed.about, "林晓峰编制，2025-01-06 商定");
    }

    #[test]
    fn a_later_year_with_a_target_and_no_action_is_marked() {
        let tr = Tr::new(Language::Chinese);
        let words = Words { tr: &tr, metric: MetricId::SignedAmount };
        let goal =
            |levels: Option<Levels>| YearGoal { year: 2027, levels, actions: vec![], over: false };
        let set = year_row(words, goal(Some(Levels::base(1_200_000_000))));
        assert_eq!((set.value.as_str(), set.note.as_str()), ("1,200.0", "长期目标没有行动"));
        let unset = year_row(words, goal(None));
        assert_eq!((unset.value.as_str(), unset.note.as_str()), ("未设", ""));
    }

    #[test]
    fn each_figure_has_the_card_of_its_own_year_and_day() {
        let tr = Tr::new(Language::Chinese);
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let signed = |year: i32| Signed { year, known: None, value: None };
        let facts = |year: i32| Facts {
            year,
            known: day("2025-11-16"),
            before: [signed(year - 2), signed(year - 1)],
            win_rate: Measured::default(),
            target: None,
            signed: signed(year),
            pipeline: Measured::default(),
            pipeline_on: None,
        };
        let (period, today) = (Period::Quarter(2025, 4), day("2025-11-18"));
        let filter = Filter { scope: Scope::All, period, today };
        for (year, on) in [(2024, "2024-12-31"), (2025, "2025-11-16")] {
            let (said, found) = (said(&tr, &facts(year)), abouts(&facts(year), &filter));
            assert_eq!(said.len(), found.len());
            for (said, (figure, of)) in said.iter().zip(&found) {
                let stock = *figure == Figure::Metric(MetricId::OpenPipeline);
                let name = period_label(&tr, of.period);
                assert!(stock || said.label.starts_with(&name), "{said:?} {name}");
                assert_eq!(of.today, if stock { day(on) } else { today }, "{said:?}");
                if let Figure::Metric(metric) = figure {
                    assert!(said.label.ends_with(&tr.text(&metric.label_key())), "{said:?}");
                }
            }
        }
    }
}
