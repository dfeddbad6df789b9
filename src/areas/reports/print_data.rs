//! The pages of a document for a scope and a period, and the scopes and periods there are.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use super::data::{Ask, shown};
use crate::areas::Filter;
use crate::documents::{
    DocumentKind, Printout, duty_sheet, duty_sheets, evaluation, handover_sheet, letters, plans,
    summary, target_letter, team_charter, yearly_plan,
};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, period_label};
use crate::metrics::targets::year;
use crate::store::directory::Directory;
use crate::store::records::{EvaluationCycle, Strategy, Target};
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

/// Whom or what a page is about, and the page.
#[derive(Debug)]
pub struct Subject {
    /// Who.
    pub of: Scope,
    /// The name.
    pub name: String,
    /// What stands beside it: a person's team, a team's manager; may be empty.
    pub beside: String,
    /// How many rows of the template have no target or no actual value; of a target letter, whether it
    /// says nothing of how the targets are to be reached; of a plan, how many sections are empty.
    pub missing: usize,
    /// What tells two of one name apart.
    number: String,
    /// The page alone.
    pub printout: Printout,
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
    let periods = periods_of(db, filter, tr)?;
    let listed = |scope: &Scope| scopes.iter().any(|(known, _)| known == scope);
    let scope = ask.scope.or(Some(filter.scope)).filter(listed).unwrap_or_default();
    let known = |period: &Period| periods.iter().any(|(known, _)| known == period);
    let period = ask
        .period
        .filter(known)
        .or(Some(filter.period).filter(known))
        .or_else(|| {
            periods.iter().map(|(period, _)| *period).find(|p| matches!(p, Period::Quarter(..)))
        })
        .unwrap_or(filter.period);
    let document = ask.document.unwrap_or(&evaluation::KIND);
    let mut found = if *document == target_letter::KIND {
        letter_pages(db, directory, (scope, period), filter.today, tr)?
    } else if *document == team_charter::KIND {
        charter_pages(db, directory, (scope, period), filter.today, tr)?
    } else if *document == duty_sheet::KIND {
        duty_pages(db, directory, scope, filter.today, tr)?
    } else if *document == handover_sheet::KIND {
        handover_pages(db, directory, (scope, period), filter.today, tr)?
    } else if *document == yearly_plan::KIND {
        plan_pages(db, directory, (scope, period), filter.today, tr)?
    } else {
        evaluation_pages(db, directory, (scope, period), filter.today, tr)?
    };
    tell_apart(&mut found.subjects);
    let period_name = period_label(tr, period);
    // Duty sheets are of a day, not of a period.
    let dated = *document == duty_sheet::KIND;
    let when = if dated { filter.today.to_string() } else { period_name.clone() };
    let without: Vec<&str> = found.without.iter().map(String::as_str).collect();
    Ok(PrintData {
        document,
        scope,
        period,
        together: document.many_title(tr, &when),
        period_name,
        without: without.len(),
        without_names: some_of(&without, tr),
        subjects: found.subjects,
        as_of: found.as_of.to_string(),
        scopes,
        periods,
    })
}

/// The pages of one document, and the names of those who have none.
struct Found {
    subjects: Vec<Subject>,
    without: Vec<String>,
    as_of: NaiveDate,
}

fn evaluation_pages(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let summary = summary::summary(db, directory, scope, period, today, tr)?;
    let cards = &summary.cards;
    let subjects = cards.cards.iter().zip(&summary.pages).map(|(card, page)| {
        let team = card.team.and_then(|team| directory.teams.get(&team));
        let number = page.person.number.as_ref().or(page.letterhead.number.as_ref());
        Subject {
            of: Scope::Person(card.person),
            name: page.person.name.clone(),
            beside: team.map(|team| team.name.clone()).unwrap_or_default(),
            missing: card.rows.iter().filter(|row| row.points.is_none()).count(),
            number: number.cloned().unwrap_or_default(),
            printout: evaluation::printout(std::slice::from_ref(page), tr),
        }
    });
    let without = cards.without_data.iter().map(|person| directory.person_name(*person).to_owned());
    Ok(Found { subjects: subjects.collect(), without: without.collect(), as_of: cards.as_of })
}

fn letter_pages(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let found = letters::letters(db, directory, scope, period, today, tr)?;
    let subjects = found.letters.iter().map(|letter| {
        let subject = &letter.page.subject;
        let beside = match letter.scope {
            Scope::Person(_) => &subject.unit,
            Scope::All | Scope::Region(_) | Scope::Team(_) => &subject.person,
        };
        Subject {
            of: letter.scope,
            name: letter.page.name.clone(),
            beside: beside.clone().unwrap_or_default(),
            missing: usize::from(letter.page.actions.is_empty()),
            number: letter.page.letterhead.number.clone().unwrap_or_default(),
            printout: target_letter::printout(std::slice::from_ref(&letter.page), tr),
        }
    });
    let name = |scope: &Scope| directory.scope_name(*scope).unwrap_or_default().to_owned();
    let without = found.without.iter().map(name).collect();
    Ok(Found { subjects: subjects.collect(), without, as_of: found.as_of })
}

fn charter_pages(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let found = team_charter::charters(db, directory, scope, period, today, tr)?;
    let subjects = found.charters.iter().map(|charter| Subject {
        of: Scope::Team(charter.team),
        name: charter.page.team.clone(),
        beside: charter.page.manager.clone().unwrap_or_default(),
        missing: 0,
        number: charter.page.letterhead.number.clone().unwrap_or_default(),
        printout: team_charter::printout(std::slice::from_ref(&charter.page), &found.period, tr),
    });
    let name = |team| directory.scope_name(Scope::Team(team)).unwrap_or_default().to_owned();
    let without = found.without.iter().map(|team| name(*team)).collect();
    Ok(Found { subjects: subjects.collect(), without, as_of: found.as_of })
}

fn duty_pages(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let found = duty_sheets::Source::load(db, directory, today, tr)?.of_scope(scope, None);
    let subjects = found.sheets.iter().map(|sheet| {
        let facts = &sheet.page.facts;
        Subject {
            of: Scope::Person(sheet.person),
            name: sheet.page.name.clone(),
            beside: facts.post.clone(),
            missing: 0,
            number: facts.number.clone().unwrap_or_else(|| sheet.person.0.to_string()),
            printout: duty_sheet::printout(std::slice::from_ref(&sheet.page), tr),
        }
    });
    let name = |person: &PersonId| directory.person_name(*person).to_owned();
    let without = found.without.iter().map(name).collect();
    Ok(Found { subjects: subjects.collect(), without, as_of: today })
}

/// The sheets of the handovers that begin to hold in the period.
fn handover_pages(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let sheets = handover_sheet::sheets(db, directory, scope, period, tr)?;
    let subjects = sheets.iter().map(|sheet| Subject {
        of: Scope::Person(sheet.person),
        name: sheet.page.name.clone(),
        beside: sheet.page.letterhead.number.clone().unwrap_or_default(),
        missing: 0,
        number: sheet.page.letterhead.number.clone().unwrap_or_default(),
        printout: handover_sheet::printout(std::slice::from_ref(&sheet.page), tr),
    });
    Ok(Found { subjects: subjects.collect(), without: vec![], as_of: today })
}

/// The plans of the year that holds the period.
fn plan_pages(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let found = plans::plans(db, directory, (scope, year(period)), today, tr)?;
    let subjects = found.plans.iter().map(|plan| Subject {
        of: plan.scope,
        name: plan.page.name.clone(),
        beside: plan.page.about.state.clone(),
        missing: plan.page.context.iter().filter(|row| row.lines.is_empty()).count(),
        number: plan.page.letterhead.number.clone().unwrap_or_default(),
        printout: yearly_plan::printout(std::slice::from_ref(&plan.page), tr),
    });
    Ok(Found { subjects: subjects.collect(), without: vec![], as_of: found.as_of })
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
    let mut others: BTreeSet<Period> = BTreeSet::new();
    others.extend(db.all::<Target>()?.iter().filter_map(|target| Period::parse(&target.period)));
    others.extend(db.all::<EvaluationCycle>()?.iter().filter_map(|c| Period::parse(&c.period)));
    let plans = db.all::<Strategy>()?.into_iter();
    others.extend(plans.filter_map(|plan| i32::try_from(plan.year).ok().map(Period::Year)));
    let list = periods(&months, others);
    Ok(list.into_iter().map(|period| (period, period_label(tr, period))).collect())
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
