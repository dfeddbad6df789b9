//! The pages of a document for a scope and a period, and the scopes and periods there are.

use std::collections::BTreeSet;

use chrono::Datelike as _;

use super::data::{Ask, shown};
use crate::areas::Filter;
use crate::documents::subjects::{Subject, Wanted, subjects};
use crate::documents::{Document, DocumentKind, evaluation};
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, period_label};
use crate::metrics::review;
use crate::metrics::targets::history::known_until;
use crate::store::coaching::log;
use crate::store::directory::Directory;
use crate::store::records::{
    ClassStatus, EvaluationCycle, Observation, Strategy, Target, TrainingClass, TrainingResult,
};
use crate::store::{Db, opportunities};

/// What 打印 shows.
#[derive(Debug)]
pub struct PrintData {
    /// Which kind of page these are.
    pub document: &'static DocumentKind,
    /// Whose pages these are.
    pub scope: Scope,
    /// Pages of when.
    pub period: Period,
    /// The period in words.
    pub period_name: String,
    /// The only deal, where its sheet was asked for.
    pub deal: Option<OpportunityId>,
    /// The scopes to choose from.
    pub scopes: Vec<(Scope, String)>,
    /// The periods with data, the newest first.
    pub periods: Vec<(Period, String)>,
    /// One entry per person, team, region or company with a page.
    pub subjects: Vec<Subject>,
    /// The title of a file that holds them all.
    pub together: String,
    /// How many of the scope have no data, or no target, and therefore no page.
    pub without: usize,
    /// Their names, for the hint.
    pub without_names: String,
    /// The day up to which data are counted.
    pub as_of: String,
}

/// Loads pages, scopes and periods.
///
/// # Errors
/// Whatever the database or the template reports.
pub fn load(
    db: &Db,
    directory: &Directory,
    ask: &Ask,
    filter: &Filter,
    tr: &Tr,
) -> Result<PrintData> {
    let scopes = scopes(directory, tr);
    let document = ask.document.unwrap_or(&evaluation::KIND);
    let weekly = document.document == Document::FunnelReview;
    let periods = match document.document {
        Document::FunnelReview => weeks(db, directory, filter, tr)?,
        Document::SignInSheet => class_periods(db, tr)?,
        Document::TrainingCertificate => result_periods(db, tr)?,
        _ => periods_of(db, filter, tr)?,
    };
    let listed = |scope: &Scope| scopes.iter().any(|(known, _)| known == scope);
    let scope = ask.scope.or(Some(filter.scope)).filter(listed).unwrap_or_default();
    let known = |period: &Period| periods.iter().any(|(known, _)| known == period);
    let period = ask
        .period
        .filter(known)
        .or(Some(filter.period).filter(known))
        .or_else(|| {
            let usual = |period: &Period| weekly || matches!(period, Period::Quarter(..));
            periods.iter().map(|(period, _)| *period).find(usual)
        })
        .unwrap_or(filter.period);
    let deal = ask.deal.filter(|_| document.document == Document::DealSheet);
    let wanted = Wanted { scope, period: Some(period), post: None, deal };
    let mut found = subjects(db, directory, document, wanted, filter.today, tr)?;
    tell_apart(&mut found.each);
    let period_name = period_label(tr, period);
    // Duty sheets and blank ones are of a day, not of a period.
    let when = if document.of_today() { filter.today.to_string() } else { period_name.clone() };
    let without: Vec<&str> = found.without.iter().map(String::as_str).collect();
    Ok(PrintData {
        document,
        scope,
        period,
        deal,
        together: document.many_title(tr, &when),
        period_name,
        without: without.len(),
        without_names: some_of(&without, tr),
        subjects: found.each,
        as_of: found.as_of.min(known_until(db, filter.today)?).to_string(),
        scopes,
        periods,
    })
}

/// Two of one name get two files.
fn tell_apart(subjects: &mut [Subject]) {
    let mut titles = BTreeSet::new();
    for subject in subjects {
        let title = &mut subject.printout.title;
        if !titles.insert(title.clone()) {
            *title = format!("{title} {}", subject.number);
            titles.insert(title.clone());
        }
    }
}

/// The first names of a list, and how many more there are.
fn some_of(names: &[&str], tr: &Tr) -> String {
    const NAMED: usize = 20;
    let comma = tr.text("reports-comma");
    let text = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(&comma);
    match names.len().checked_sub(NAMED) {
        Some(more) if more > 0 => {
            tr.with("reports-and-more", &[("names", text.into()), ("n", shown(more).into())])
        }
        _ => text,
    }
}

fn scopes(directory: &Directory, tr: &Tr) -> Vec<(Scope, String)> {
    let mut scopes = vec![(Scope::All, tr.text("reports-scope-all"))];
    for region in directory.regions.values().filter(|region| !region.archived) {
        let name = tr.with("reports-scope-region", &[("name", region.name.as_str().into())]);
        scopes.push((Scope::Region(region.id), name));
    }
    for team in directory.teams.values().filter(|team| !team.archived) {
        let name = tr.with("reports-scope-team", &[("name", team.name.as_str().into())]);
        scopes.push((Scope::Team(team.id), name));
    }
    scopes
}

/// The weeks that can be reviewed, the newest first.
fn weeks(
    db: &Db,
    directory: &Directory,
    filter: &Filter,
    tr: &Tr,
) -> Result<Vec<(Period, String)>> {
    let weeks = review::weeks(db, &directory.calendar, filter.today)?;
    Ok(weeks.into_iter().map(|week| (week, period_label(tr, week))).collect())
}

fn periods_of(db: &Db, filter: &Filter, tr: &Tr) -> Result<Vec<(Period, String)>> {
    let mut months = BTreeSet::new();
    opportunities::each(db, |deal| {
        for day in [deal.created, deal.closed].into_iter().flatten() {
            if day <= filter.today {
                months.insert((day.year(), day.month()));
            }
        }
        Ok(())
    })?;
    for sheet in db.all::<Observation>()?.iter().filter(|sheet| sheet.on_day <= filter.today) {
        months.insert((sheet.on_day.year(), sheet.on_day.month()));
    }
    let mut others: BTreeSet<Period> = BTreeSet::new();
    others.extend(db.all::<Target>()?.iter().filter_map(|target| Period::parse(&target.period)));
    others.extend(log::quarters(db)?.iter().filter_map(|quarter| Period::parse(quarter)));
    others.extend(db.all::<EvaluationCycle>()?.iter().filter_map(|c| Period::parse(&c.period)));
    let plans = db.all::<Strategy>()?.into_iter();
    others.extend(plans.filter_map(|plan| i32::try_from(plan.year).ok().map(Period::Year)));
    let list = periods(&months, others);
    Ok(list.into_iter().map(|period| (period, period_label(tr, period))).collect())
}

/// The periods with classes, also those to come.
fn class_periods(db: &Db, tr: &Tr) -> Result<Vec<(Period, String)>> {
    let classes = db.all::<TrainingClass>()?.into_iter();
    let planned = classes.filter(|class| class.status != ClassStatus::Cancelled);
    let days = planned.flat_map(|class| [class.starts, class.ends]);
    Ok(named(days.map(|day| (day.year(), day.month())).collect(), tr))
}

/// The periods with results of training.
fn result_periods(db: &Db, tr: &Tr) -> Result<Vec<(Period, String)>> {
    let results = db.all::<TrainingResult>()?.into_iter();
    Ok(named(results.map(|one| (one.on_day.year(), one.on_day.month())).collect(), tr))
}

/// The periods that hold one of the months, with their names.
fn named(months: BTreeSet<(i32, u32)>, tr: &Tr) -> Vec<(Period, String)> {
    let list = periods(&months, []);
    list.into_iter().map(|period| (period, period_label(tr, period))).collect()
}

/// Years, quarters and months that hold one of the months, and the others that are no weeks: the
/// newest first, a year before its quarters and a quarter before its months.
fn periods(months: &BTreeSet<(i32, u32)>, others: impl IntoIterator<Item = Period>) -> Vec<Period> {
    let mut all: BTreeSet<Period> =
        others.into_iter().filter(|period| !matches!(period, Period::Week(..))).collect();
    for (year, month) in months {
        all.insert(Period::Month(*year, *month));
        all.insert(Period::Quarter(*year, month.div_ceil(3)));
        all.insert(Period::Year(*year));
    }
    let mut list: Vec<Period> = all.into_iter().collect();
    list.sort_by_key(|period| (std::cmp::Reverse(period.last_day()), period.first_day()));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_with_data_are_listed_from_the_newest_and_nested() {
        let months = BTreeSet::from([(2017, 12), (2017, 9)]);
        let others = [Period::Quarter(2018, 1), Period::Week(2017, 3)];
        let list: Vec<String> = periods(&months, others).iter().map(ToString::to_string).collect();
        let expected = ["2018-Q1", "2017", "2017-Q4", "2017-12", "2017-Q3", "2017-09"];
        assert_eq!(list, expected);
    }
}
