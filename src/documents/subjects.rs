//! Whose pages of a document there are for a scope, and who has none: what the print page shows and
//! `coxswain print` writes.

use chrono::NaiveDate;

use super::{
    Document, DocumentKind, Printout, case_page, coaching_record, coaching_records, deal_sheet,
    deal_sheets, duty_sheet, duty_sheets, evaluation, funnel_review, handover_sheet,
    improvement_plan, letters, observation_sheet, observation_sheets, plans, reviews,
    sign_in_sheet, skill_matrix, summary, target_letter, team_charter, training_certificate,
    training_file, training_files, yearly_plan,
};
use crate::domain::ids::{OpportunityId, PersonId, PostId, SalesCaseId, TeamId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::{Tr, period_label};
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::year;
use crate::store::Db;
use crate::store::directory::Directory;

/// Which pages are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Whose.
    pub scope: Scope,
    /// Of when; duty sheets are of a day and need none, nor does the sheet of one deal.
    pub period: Option<Period>,
    /// Duty sheets of this post alone.
    pub post: Option<PostId>,
    /// The deal sheet of this deal alone, whatever scope and period.
    pub deal: Option<OpportunityId>,
}

/// Whom or what a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// The company, a region, a team or a person.
    Scope(Scope),
    /// A deal.
    Deal(OpportunityId),
    /// A case.
    Case(SalesCaseId),
}

/// Whom or what a page is about, and the page.
#[derive(Debug)]
pub struct Subject {
    /// Who or what.
    pub of: About,
    /// The name.
    pub name: String,
    /// What stands beside it: a person's team, a team's manager; may be empty.
    pub beside: String,
    /// How many rows of the template have no target or no actual value; of a target letter, whether it
    /// says nothing of how the targets are to be reached; of a plan, how many sections are empty; of a
    /// sign-in sheet, whether nobody is enrolled.
    pub missing: usize,
    /// What tells two of one name apart.
    pub number: String,
    /// The page alone.
    pub printout: Printout,
}

/// What tells the pages of a document apart: several can be of one scope.
pub type SubjectKey = (About, String);

impl Subject {
    /// What tells it from the others.
    pub fn key(&self) -> SubjectKey {
        (self.of, self.number.clone())
    }
}

/// The pages of a document, and who has none.
#[derive(Debug)]
pub struct Subjects {
    /// One for each person, team, region, company or deal with a page.
    pub each: Vec<Subject>,
    /// The names of those in the scope who have none.
    pub without: Vec<String>,
    /// The day up to which data are counted.
    pub as_of: NaiveDate,
}

/// The database, and whose pages of when.
type Asked<'a> = (&'a Db, &'a Directory, Scope, Period);

/// Fills the pages of a document.
///
/// # Errors
/// When the period is missing, or whatever the database or the template reports.
pub fn subjects(
    db: &Db,
    directory: &Directory,
    document: &DocumentKind,
    wanted: Wanted,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let scope = wanted.scope;
    let asked = || -> Result<Asked<'_>> {
        let period = wanted.period.ok_or_else(|| Error::new("error-period").arg("period", ""))?;
        Ok((db, directory, scope, period))
    };
    match document.document {
        Document::DutySheet => {
            let source = duty_sheets::Source::load(db, directory, today, tr)?;
            Ok(duty_pages(&source, directory, (scope, wanted.post), today, tr))
        }
        Document::ObservationBlank => blank_pages(db, directory, today, tr),
        Document::DealSheet => {
            let which = match wanted.deal {
                Some(deal) => deal_sheets::Which::One(deal),
                None => {
                    let (.., period) = asked()?;
                    deal_sheets::Which::Of(scope, period)
                }
            };
            deal_pages((db, directory), which, today, tr)
        }
        Document::Evaluation => evaluation_pages(asked()?, today, tr),
        Document::TargetLetter => letter_pages(asked()?, today, tr),
        Document::YearlyPlan => plan_pages(asked()?, today, tr),
        Document::TeamCharter => charter_pages(asked()?, today, tr),
        Document::HandoverSheet => handover_pages(asked()?, today, tr),
        Document::SignInSheet => sign_in_pages(asked()?, today, tr),
        Document::TrainingCertificate => certificate_pages(asked()?, today, tr),
        Document::FunnelReview => review_pages(asked()?, today, tr),
        Document::ImprovementPlan => improvement_pages(asked()?, today, tr),
        Document::TrainingFile => training_pages(asked()?, today, tr),
        Document::SkillMatrix => matrix_pages(asked()?, today, tr),
        Document::ObservationSheet => observation_pages(asked()?, today, tr),
        Document::CoachingRecord => coaching_pages(asked()?, today, tr),
        Document::CasePage => case_pages(asked()?, today, tr),
    }
}

fn evaluation_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let summary = summary::summary(db, directory, scope, period, today, tr)?;
    let cards = &summary.cards;
    let each = cards.cards.iter().zip(&summary.pages).map(|(card, page)| {
        let team = card.team.and_then(|team| directory.teams.get(&team));
        let number = page.person.number.as_ref().or(page.letterhead.number.as_ref());
        Subject {
            of: About::Scope(Scope::Person(card.person)),
            name: page.person.name.clone(),
            beside: team.map(|team| team.name.clone()).unwrap_or_default(),
            missing: card.rows.iter().filter(|row| row.points.is_none()).count(),
            number: number.cloned().unwrap_or_default(),
            printout: evaluation::printout(std::slice::from_ref(page), tr),
        }
    });
    let without = cards.without_data.iter().map(|person| directory.person_name(*person).to_owned());
    Ok(Subjects { each: each.collect(), without: without.collect(), as_of: cards.as_of })
}

fn letter_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let found = letters::letters(db, directory, scope, period, today, tr)?;
    let each = found.letters.iter().map(|letter| {
        let subject = &letter.page.subject;
        let beside = match letter.scope {
            Scope::Person(_) => &subject.unit,
            Scope::All | Scope::Region(_) | Scope::Team(_) => &subject.person,
        };
        Subject {
            of: About::Scope(letter.scope),
            name: letter.page.name.clone(),
            beside: beside.clone().unwrap_or_default(),
            missing: usize::from(letter.page.actions.is_empty()),
            number: letter.page.letterhead.number.clone().unwrap_or_default(),
            printout: target_letter::printout(std::slice::from_ref(&letter.page), tr),
        }
    });
    let name = |scope: &Scope| directory.scope_name(*scope).unwrap_or_default().to_owned();
    let without = found.without.iter().map(name).collect();
    Ok(Subjects { each: each.collect(), without, as_of: found.as_of })
}

fn charter_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let found = team_charter::charters(db, directory, scope, period, today, tr)?;
    let each = found.charters.iter().map(|charter| Subject {
        of: About::Scope(Scope::Team(charter.team)),
        name: charter.page.team.clone(),
        beside: charter.page.manager.clone().unwrap_or_default(),
        missing: 0,
        number: charter.page.letterhead.number.clone().unwrap_or_default(),
        printout: team_charter::printout(std::slice::from_ref(&charter.page), &found.period, tr),
    });
    let name = |team: &TeamId| directory.scope_name(Scope::Team(*team)).unwrap_or_default();
    let without = found.without.iter().map(|team| name(team).to_owned()).collect();
    Ok(Subjects { each: each.collect(), without, as_of: found.as_of })
}

fn duty_pages(
    source: &duty_sheets::Source<'_>,
    directory: &Directory,
    (scope, post): (Scope, Option<PostId>),
    today: NaiveDate,
    tr: &Tr,
) -> Subjects {
    let found = source.of_scope(scope, post);
    let each = found.sheets.iter().map(|sheet| {
        let facts = &sheet.page.facts;
        Subject {
            of: About::Scope(Scope::Person(sheet.person)),
            name: sheet.page.name.clone(),
            beside: facts.post.clone(),
            missing: 0,
            number: facts.number.clone().unwrap_or_else(|| sheet.person.0.to_string()),
            printout: duty_sheet::printout(std::slice::from_ref(&sheet.page), tr),
        }
    });
    let name = |person: &PersonId| directory.person_name(*person).to_owned();
    let without = found.without.iter().map(name).collect();
    Subjects { each: each.collect(), without, as_of: today }
}

/// The sheets of the handovers that begin to hold in the period.
fn handover_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let sheets = handover_sheet::sheets(db, directory, scope, period, tr)?;
    let each = sheets.iter().map(|sheet| Subject {
        of: About::Scope(Scope::Person(sheet.person)),
        name: sheet.page.name.clone(),
        beside: sheet.page.letterhead.number.clone().unwrap_or_default(),
        missing: 0,
        number: sheet.page.letterhead.number.clone().unwrap_or_default(),
        printout: handover_sheet::printout(std::slice::from_ref(&sheet.page), tr),
    });
    Ok(Subjects { each: each.collect(), without: vec![], as_of: today })
}

/// The sheets of the classes of the period.
fn sign_in_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let sheets = sign_in_sheet::sheets(db, directory, (scope, period), today, tr)?;
    let each = sheets.iter().map(|page| Subject {
        of: About::Scope(scope),
        name: page.name.clone(),
        beside: page.day.clone(),
        missing: usize::from(page.rows.is_empty()),
        number: page.letterhead.number.clone().unwrap_or_default(),
        printout: sign_in_sheet::printout(std::slice::from_ref(page), "", tr),
    });
    Ok(Subjects { each: each.collect(), without: vec![], as_of: today })
}

/// The certificates that were earned in the period.
fn certificate_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let found = training_certificate::certificates(db, directory, (scope, period), tr)?;
    let each = found.iter().map(|earned| Subject {
        of: About::Scope(Scope::Person(earned.person)),
        name: earned.page.name.clone(),
        beside: earned.page.course.clone(),
        missing: 0,
        number: earned.page.letterhead.number.clone().unwrap_or_default(),
        printout: training_certificate::printout(std::slice::from_ref(&earned.page), "", tr),
    });
    Ok(Subjects { each: each.collect(), without: vec![], as_of: today })
}

/// The plans of the year that holds the period.
fn plan_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let found = plans::plans(db, directory, (scope, year(period)), today, tr)?;
    let each = found.plans.iter().map(|plan| Subject {
        of: About::Scope(plan.scope),
        name: plan.page.name.clone(),
        beside: plan.page.about.state.clone(),
        missing: plan.page.context.iter().filter(|row| row.lines.is_empty()).count(),
        number: plan.page.letterhead.number.clone().unwrap_or_default(),
        printout: yearly_plan::printout(std::slice::from_ref(&plan.page), tr),
    });
    Ok(Subjects { each: each.collect(), without: vec![], as_of: found.as_of })
}

/// The training files of the year that holds the period.
fn training_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let year = Period::Year(year(period));
    let found = training_files::files(db, directory, (scope, year), today, tr)?;
    let each = found.files.iter().map(|file| {
        let facts = &file.page.facts;
        Subject {
            of: About::Scope(Scope::Person(file.person)),
            name: facts.name.clone(),
            beside: facts.unit.clone().unwrap_or_default(),
            missing: 0,
            number: facts.number.clone().unwrap_or_else(|| file.person.0.to_string()),
            printout: training_file::printout(std::slice::from_ref(&file.page), year, tr),
        }
    });
    let name = |person: &PersonId| directory.person_name(*person).to_owned();
    let without = found.without.iter().map(name).collect();
    Ok(Subjects { each: each.collect(), without, as_of: found.as_of })
}

/// The skills of the company, its regions and teams.
fn matrix_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let found = skill_matrix::matrices(db, directory, (scope, period), today, tr)?;
    let when = found.as_of.to_string();
    let each = found.matrices.iter().map(|filled| Subject {
        of: About::Scope(filled.scope),
        name: filled.page.name.clone(),
        beside: filled.beside.clone(),
        missing: 0,
        number: filled.page.letterhead.number.clone().unwrap_or_default(),
        printout: skill_matrix::printout(std::slice::from_ref(&filled.page), &when, tr),
    });
    Ok(Subjects { each: each.collect(), without: found.without, as_of: found.as_of })
}

/// The weekly reviews of the company, its regions and teams.
fn review_pages(
    (db, directory, scope, week): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let found = reviews::reviews(db, directory, (scope, week), today, tr)?;
    let open = |review: &reviews::Filled| {
        review.page.tiles.first().map(|tile| tile.note.clone()).unwrap_or_default()
    };
    let each = found.reviews.iter().map(|review| Subject {
        of: About::Scope(review.scope),
        name: review.page.name.clone(),
        beside: open(review),
        missing: 0,
        number: review.page.letterhead.number.clone().unwrap_or_default(),
        printout: funnel_review::printout(std::slice::from_ref(&review.page), tr),
    });
    Ok(Subjects { each: each.collect(), without: found.without, as_of: found.as_of })
}

/// The improvement plans that ran in the period.
fn improvement_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let sheets = improvement_plan::sheets(db, directory, (scope, period), today, tr)?;
    let named = period_label(tr, period);
    let each = sheets.iter().map(|sheet| Subject {
        of: About::Scope(Scope::Person(sheet.person)),
        name: sheet.page.name.clone(),
        beside: sheet.page.agreed.about.clone(),
        missing: 0,
        number: sheet.page.letterhead.number.clone().unwrap_or_default(),
        printout: improvement_plan::printout(std::slice::from_ref(&sheet.page), &named, tr),
    });
    Ok(Subjects { each: each.collect(), without: vec![], as_of: today })
}

/// The cases that were in the library by the end of the period.
fn case_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let sheets = case_page::sheets(db, directory, (scope, period), today, tr)?;
    let named = period_label(tr, period);
    let each = sheets.into_iter().map(|sheet| Subject {
        of: About::Case(sheet.case),
        name: sheet.page.told.title.clone(),
        beside: sheet.beside,
        missing: 0,
        number: sheet.case.0.to_string(),
        printout: case_page::printout(std::slice::from_ref(&sheet.page), &named, tr),
    });
    Ok(Subjects { each: each.collect(), without: vec![], as_of: today })
}

/// The sheets of deals; beside each stands who owns it.
fn deal_pages(
    (db, directory): (&Db, &Directory),
    which: deal_sheets::Which,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let found = deal_sheets::sheets(db, directory, which, today, tr)?;
    let each = found.sheets.into_iter().map(|sheet| Subject {
        of: About::Deal(sheet.deal),
        name: sheet.page.name.clone(),
        beside: sheet.owner,
        missing: 0,
        number: sheet.page.letterhead.number.clone().unwrap_or_else(|| sheet.deal.0.to_string()),
        printout: deal_sheet::printout(std::slice::from_ref(&sheet.page), "", tr),
    });
    Ok(Subjects { each: each.collect(), without: found.without, as_of: found.as_of })
}

/// The sheets of field visits by person, those of a period together.
fn observation_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let source = observation_sheets::Source::load(db, directory, tr)?;
    let when = period_label(tr, period);
    let found = source.of_scope(scope, period)?;
    let each = found.iter().map(|(person, pages)| {
        let n = i64::try_from(pages.len()).unwrap_or(i64::MAX);
        let last = pages.last();
        let name = directory.person_name(*person).to_owned();
        let mut printout = observation_sheet::printout(pages, &when, tr);
        if pages.len() > 1 {
            let args = [("name", name.as_str().into()), ("day", when.as_str().into())];
            printout.title = tr.with("doc-observation-file-one", &args);
        }
        Subject {
            of: About::Scope(Scope::Person(*person)),
            name,
            beside: tr.with("doc-observation-count", &[("n", n.into())]),
            missing: 0,
            number: last.and_then(|page| page.letterhead.number.clone()).unwrap_or_default(),
            printout,
        }
    });
    Ok(Subjects { each: each.collect(), without: vec![], as_of: today })
}

/// The sheets in use, to be filled in by hand: all of them are one subject, since they are of nobody.
fn blank_pages(db: &Db, directory: &Directory, today: NaiveDate, tr: &Tr) -> Result<Subjects> {
    let pages = observation_sheets::Source::load(db, directory, tr)?.blank();
    let names: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    let each = (!pages.is_empty()).then(|| Subject {
        of: About::Scope(Scope::All),
        name: names.join(", "),
        beside: String::new(),
        missing: 0,
        number: String::new(),
        printout: observation_sheet::printout(&pages, &today.to_string(), tr),
    });
    Ok(Subjects { each: each.into_iter().collect(), without: vec![], as_of: today })
}

/// The records of coachings that were held in the period: those of a person are one file.
fn coaching_pages(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Subjects> {
    let found = coaching_records::of_scope(db, directory, (scope, period), today, tr)?;
    let when = period_label(tr, period);
    let each = found.iter().map(|own| {
        let team = directory.team_on(own.person, today);
        Subject {
            of: About::Scope(Scope::Person(own.person)),
            name: directory.person_name(own.person).to_owned(),
            beside: team.map(|team| team.name.clone()).unwrap_or_default(),
            missing: 0,
            number: own.person.0.to_string(),
            printout: coaching_record::printout(&own.pages, &when, tr),
        }
    });
    Ok(Subjects { each: each.collect(), without: vec![], as_of: known_until(db, today)? })
}
