//! The evaluation pages of a scope, filled from the metrics and from what was written.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::documents::evaluation::{
    Band, Category, EvaluationPage, MetricRow, Outcome, Person, PlanRow, Rank, Signature,
    Signatures,
};
use crate::documents::{Letterhead, in_full, in_number, weight};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Language, Tr, period_label, share_percent};
use crate::metrics::evaluation::{Scorecard, Scorecards, scorecards};
use crate::metrics::show;
use crate::metrics::targets::day_in;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{
    Evaluation, EvaluationCycle, Improvement, Signature as SignatureRecord, SignatureRole,
};

/// What was written about people in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Comments by person.
    pub evaluations: BTreeMap<PersonId, Evaluation>,
    /// Agreed improvements by person, in order.
    pub improvements: BTreeMap<PersonId, Vec<Improvement>>,
    /// Recorded signatures by person.
    pub signatures: BTreeMap<PersonId, Vec<SignatureRecord>>,
}

impl Written {
    /// Loads what was written in a period.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, period: Period) -> Result<Self> {
        let period = period.to_string();
        let Some(cycle) =
            db.all::<EvaluationCycle>()?.into_iter().find(|cycle| cycle.period == period)
        else {
            return Ok(Self::default());
        };
        let mut written = Self::default();
        let mut owners = BTreeMap::new();
        for evaluation in db.all::<Evaluation>()?.into_iter().filter(|e| e.cycle_id == cycle.id) {
            owners.insert(evaluation.id, evaluation.person_id);
            written.evaluations.insert(evaluation.person_id, evaluation);
        }
        for improvement in db.all::<Improvement>()? {
            if let Some(person) = owners.get(&improvement.evaluation_id) {
                written.improvements.entry(*person).or_default().push(improvement);
            }
        }
        for list in written.improvements.values_mut() {
            list.sort_by_key(|improvement| improvement.position);
        }
        for signature in db.all::<SignatureRecord>()? {
            if let Some(person) = owners.get(&signature.evaluation_id) {
                written.signatures.entry(*person).or_default().push(signature);
            }
        }
        Ok(written)
    }
}

/// The pages of a scope with the people who have none.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The figures behind the pages.
    pub cards: Scorecards,
    /// One page for each card, in the same order.
    pub pages: Vec<EvaluationPage>,
    /// What was written.
    pub written: Written,
}

/// Fills the evaluation pages of a scope.
///
/// # Errors
/// Whatever the database or the template reports.
pub fn summary(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    period: Period,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Summary> {
    let cards = scorecards(db, directory, scope, period, today)?;
    let written = Written::load(db, period)?;
    let head = Head { letterhead: Letterhead::load(db)?, period, as_of: cards.as_of };
    let languages = Language::ALL
        .map(|language| if language == tr.language() { tr.clone() } else { Tr::new(language) });
    let pages = cards
        .cards
        .iter()
        .map(|card| {
            // The code is of the page as printed: the paper in the other language counts too.
            let coded = |tr| page(tr, directory, &head, &cards, &written, card).content_code();
            let codes: Vec<String> = languages.iter().map(coded).collect();
            let mut page = page(tr, directory, &head, &cards, &written, card);
            page.signatures = signatures(tr, &written, card.person, &codes);
            page
        })
        .collect();
    Ok(Summary { cards, pages, written })
}

struct Head {
    letterhead: Letterhead,
    period: Period,
    as_of: NaiveDate,
}

fn page(
    tr: &Tr,
    directory: &Directory,
    head: &Head,
    cards: &Scorecards,
    written: &Written,
    card: &Scorecard,
) -> EvaluationPage {
    let person = card.person;
    let evaluation = written.evaluations.get(&person);
    let comment = |text: Option<&String>| text.filter(|text| !text.is_empty()).cloned();
    EvaluationPage {
        letterhead: Letterhead {
            number: Some(format!("PE-{}-{:04}", in_number(head.period), person.0)),
            ..head.letterhead.clone()
        },
        period: period_label(tr, head.period),
        from: in_full(tr, head.period.first_day()),
        to: in_full(tr, head.period.last_day()),
        person: person_box(tr, directory, head, card),
        score_cap: Some(show::score(cards.template.cap).trim_end_matches(".00").to_owned()),
        categories: categories(tr, card),
        total_weight: weight(10_000),
        total_weighted: card.total.map(|total| show::score(total.hundredths)),
        outcome: outcome(tr, cards, card),
        self_comment: comment(evaluation.map(|evaluation| &evaluation.self_comment)),
        manager_comment: comment(evaluation.map(|evaluation| &evaluation.manager_comment)),
        plan: written
            .improvements
            .get(&person)
            .into_iter()
            .flatten()
            .map(|improvement| PlanRow {
                goal: improvement.goal.clone(),
                action: improvement.action.clone(),
                due: improvement.due.map(|due| due.to_string()),
                support: Some(improvement.supporter.clone()).filter(|text| !text.is_empty()),
            })
            .collect(),
        signatures: Signatures::default(),
        data_as_of: Some(head.as_of.to_string()),
    }
}

fn person_box(tr: &Tr, directory: &Directory, head: &Head, card: &Scorecard) -> Person {
    let person = directory.people.get(&card.person);
    let membership = directory.membership_on(card.person, head.as_of);
    let team = card.team.and_then(|team| directory.teams.get(&team));
    let post = membership.and_then(|membership| membership.post_id);
    // Who led at the end of the period, whoever leads now.
    let day = day_in(head.period, head.as_of);
    let region = team.and_then(|team| directory.region_on(team.id, day));
    let region = region.map(|region| directory.region_name(region));
    let manager = team.and_then(|team| directory.manager_on(team.id, day));
    let manager = manager.filter(|manager| *manager != card.person);
    let kind = match head.period {
        Period::Year(_) => "evaluation-kind-year",
        Period::Quarter(..) => "evaluation-kind-quarter",
        Period::Month(..) => "evaluation-kind-month",
        Period::Week(..) => "evaluation-kind-week",
    };
    Person {
        name: person.map(|person| person.name.clone()).unwrap_or_default(),
        number: person.and_then(|person| person.number.clone()),
        post: post.and_then(|post| directory.posts.get(&post)).map(|post| post.name.clone()),
        unit: team.map(|team| team.name.clone()),
        territory: person
            .and_then(|person| person.city.clone())
            .or_else(|| region.map(str::to_owned)),
        hired: person.and_then(|person| person.hired).map(|hired| hired.to_string()),
        manager: manager.map(|manager| directory.person_name(manager).to_owned()),
        kind: Some(tr.text(kind)),
    }
}

fn categories(tr: &Tr, card: &Scorecard) -> Vec<Category> {
    let mut categories: Vec<(String, i64, Category)> = vec![];
    for row in &card.rows {
        let known = categories.iter().position(|(id, _, _)| *id == row.category);
        let at = known.unwrap_or_else(|| {
            let key = format!("category-{}", row.category);
            let name = if tr.has(&key) { tr.text(&key) } else { row.category.clone() };
            let category = Category { name, ..Category::default() };
            categories.push((row.category.clone(), 0, category));
            categories.len() - 1
        });
        let Some((_, total, category)) = categories.get_mut(at) else { continue };
        *total += row.weight_bp;
        category.weight = weight(*total);
        let language = tr.language();
        category.rows.push(MetricRow {
            name: show::name_with_unit(tr, row.metric),
            weight: weight(row.weight_bp),
            target: row.target.map(|value| show::cell(language, row.metric, value)),
            actual: row.actual.value.map(|value| show::cell(language, row.metric, value)),
            attainment: row.attainment().map(share_percent),
            score: row.hundredths().map(show::score),
            weighted: row.weighted_hundredths().map(show::score),
        });
    }
    categories.into_iter().map(|(_, _, category)| category).collect()
}

fn outcome(tr: &Tr, cards: &Scorecards, card: &Scorecard) -> Outcome {
    let bands: Vec<(String, i64)> =
        cards.bands.iter().map(|band| (band.name.clone(), band.from_hundredths)).collect();
    let mut above: Option<i64> = None;
    let ranges = bands
        .iter()
        .map(|(grade, from)| {
            let plain =
                |hundredths: i64| show::score(hundredths).trim_end_matches(".00").to_owned();
            let range = match above {
                None => format!("≥{}", plain(*from)),
                Some(top) if *from == 0 => format!("<{}", plain(top)),
                Some(top) => format!("{}–{}", plain(*from), show::score(top - 1)),
            };
            above = Some(*from);
            Band { grade: grade.clone(), range }
        })
        .collect();
    let team = cards.team_totals.get(&card.team).map_or(&[][..], Vec::as_slice);
    let mean = crate::domain::money::div_round(
        team.iter().map(|score| i128::from(*score)).sum(),
        i128::try_from(team.len()).unwrap_or_default(),
    );
    let missing: Vec<String> = card
        .rows
        .iter()
        .filter(|row| row.points.is_none())
        .map(|row| tr.text(&row.metric.label_key()))
        .collect();
    let note = match card.total {
        None => Some(tr.with("evaluation-unrated-note", &[("rows", missing.join(", ").into())])),
        Some(total) if total.reweighted() => {
            Some(tr.with("evaluation-reweighted-note", &[("rows", missing.join(", ").into())]))
        }
        Some(_) => None,
    };
    Outcome {
        score: card.total.map(|total| show::score(total.hundredths)),
        grade: card.grade.clone(),
        factor: None,
        rank: card
            .rank
            .map(|(place, people)| Rank { place: place.to_string(), people: people.to_string() }),
        team_mean: mean.map(show::score),
        bands: ranges,
        note,
    }
}

/// The signatures on record that were given on this very content.
fn signatures(tr: &Tr, written: &Written, person: PersonId, codes: &[String]) -> Signatures {
    let of = |role: SignatureRole| {
        let list = written.signatures.get(&person)?;
        let signature = list
            .iter()
            .find(|signature| signature.role == role && codes.contains(&signature.content_code))?;
        Some(Signature { name: signature.name.clone(), date: Some(in_full(tr, signature.on_day)) })
    };
    Signatures {
        employee: of(SignatureRole::Employee),
        manager: of(SignatureRole::Manager),
        hr: of(SignatureRole::Hr),
    }
}
