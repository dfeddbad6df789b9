//! The trainings of each year, and how many hours it asks for.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::Year;
use super::gather::Topics;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::store::directory::Directory;
use crate::store::records::{LearningTopic, TrainingPlanStatus, TrainingResult};
use crate::store::training::plans::Plan;
use crate::store::training::results::Sums;

/// The years with results, and this one, the newest first.
pub(super) fn years(
    results: &[TrainingResult],
    day_hours: i64,
    topics: &Topics,
    this: i32,
    quota: impl Fn(i32) -> Option<i64>,
) -> Vec<Year> {
    let mut by: BTreeMap<i32, Vec<&TrainingResult>> = BTreeMap::from([(this, vec![])]);
    for result in results {
        by.entry(result.on_day.year()).or_default().push(result);
    }
    let year = |(year, own): (i32, Vec<&TrainingResult>)| {
        let mut about: BTreeMap<Option<LearningTopic>, Vec<&TrainingResult>> = BTreeMap::new();
        for result in own.iter().copied() {
            about.entry(topics.of_course(&result.course)).or_default().push(result);
        }
        let sums = |own: Vec<&TrainingResult>| Sums::of(own, day_hours);
        Year {
            year,
            topics: about.into_iter().map(|(topic, own)| (topic, sums(own))).collect(),
            sums: sums(own),
            quota: quota(year),
        }
    };
    by.into_iter().rev().map(year).collect()
}

/// The hours that a year asks of a person, in ten-thousandths; `None` where no plan says so. Where the
/// person is today decides for this year, and where they were at its end for one that is over.
pub fn quota(
    all: &[Plan],
    directory: &Directory,
    person: PersonId,
    year: i32,
    today: NaiveDate,
) -> Option<i64> {
    let day = Period::Year(year).last_day().min(today);
    let team = directory.team_on(person, day).map(|team| team.id);
    let region = team.and_then(|team| directory.region_on(team, day)).map(Scope::Region);
    let scopes = [team.map(Scope::Team), region, Some(Scope::All)];
    let of = |scope: Scope| {
        let mut own = all.iter().filter(|plan| {
            plan.scope() == scope
                && plan.plan.status != TrainingPlanStatus::Draft
                && Period::parse(&plan.plan.period) == Some(Period::Year(year))
        });
        own.find_map(|plan| plan.plan.hours_per_head)
    };
    scopes.into_iter().flatten().find_map(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TrainingResultId;
    use crate::domain::stats::rational::Rational;

    fn result(on: &str, hours: Option<i64>) -> TrainingResult {
        TrainingResult {
            id: TrainingResultId(1),
            person_id: PersonId(1),
            course: "异议处理".to_owned(),
            on_day: on.parse().unwrap(),
            form: None,
            trainer: None,
            place: None,
            days: None,
            cost: Some(100),
            outcome: None,
            score: None,
            attendance: None,
            batch_id: None,
            extra: None,
            class_id: None,
            hours,
            score_before: None,
            retest_on: None,
            retest_score: None,
            feedback: None,
            feedback_words: None,
        }
    }

    #[test]
    fn each_year_has_its_hours_and_this_one_is_there_without_any() {
        let topics = Topics::default();
        let results = [
            result("2024-03-12", Some(70_000)),
            result("2024-09-12", Some(35_000)),
            result("2023-06-01", None),
        ];
        let told = years(&results, 70_000, &topics, 2025, |year| (year != 2023).then_some(400_000));
        let numbers: Vec<i32> = told.iter().map(|year| year.year).collect();
        assert_eq!(numbers, [2025, 2024, 2023]);
        let shares: Vec<Option<Rational>> =
            told.iter().map(|year| year.quota().and_then(|quota| quota.share())).collect();
        assert_eq!(shares, [Some(Rational::ZERO), Rational::new(105, 400), None]);
        let unknown = &told[2].sums;
        assert_eq!((unknown.hours.value, unknown.hours.unknown, unknown.results), (None, 1, 1));
        assert_eq!(told[1].topics[&None].results, 2, "no course says what it is about");
        // Where nothing of a year's hours is known, there is no share either.
        let asked = Year { quota: Some(400_000), ..told[2].clone() };
        assert_eq!(asked.quota(), None);
    }
}
