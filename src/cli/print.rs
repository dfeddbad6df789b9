//! `coxswain print`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::{DONE, open, parse_period, say};
use crate::documents::spool::{self, PrintJob};
use crate::documents::{
    self, Printout, duty_sheet, duty_sheets, evaluation, handover_sheet, letters, plans, summary,
    target_letter, team_charter, yearly_plan,
};
use crate::domain::ids::{PersonId, PostId, TeamId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::{Tr, period_label};
use crate::metrics::targets::year;
use crate::store::Db;
use crate::store::directory::Directory;

/// Arguments of print.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// The workspace
    file: PathBuf,
    /// evaluation, target-letter, yearly-plan, duty-sheet, team-charter or handover-sheet
    document: String,
    /// all, region:NAME, team:NAME or person:NAME
    #[arg(long, default_value = "all")]
    scope: String,
    /// 2017, 2017-Q4 or 2017-03; duty sheets are of a day and need none
    #[arg(long)]
    period: Option<String>,
    /// Duty sheets of this post alone
    #[arg(long)]
    post: Option<String>,
    /// Duty sheets that name nobody, one for each that holds
    #[arg(long)]
    blank: bool,
    /// The folder to write to
    #[arg(long)]
    out: PathBuf,
    /// pdf or png
    #[arg(long, value_enum, default_value_t = Format::Pdf)]
    format: Format,
    /// Send each page's PDF to this printer too
    #[arg(long)]
    printer: Option<String>,
    /// One file with a bookmark for each person instead of one file each
    #[arg(long)]
    together: bool,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Pdf,
    Png,
}

/// Pixels of a PNG for each point: 144 to the inch.
const PIXELS_PER_POINT: f32 = 2.0;

/// The pages of a document.
struct Pages {
    /// Each with what tells two of one name apart.
    each: Vec<(Printout, String)>,
    /// Who has none, and the key of the message that says so.
    without: (&'static str, Vec<String>),
    /// Whose page lacks something that it should say, and the key of the message that says so.
    lacking: Option<(&'static str, Vec<String>)>,
}

pub(super) fn run(args: &PrintArgs, today: NaiveDate, tr: &Tr) -> Result<u8> {
    let document = documents::find(&args.document)
        .ok_or_else(|| Error::new("error-document-unknown").arg("document", &args.document))?;
    let period = parse_period(args.period.as_deref())?;
    let of_period = || period.ok_or_else(|| Error::new("error-period").arg("period", ""));
    let (workspace, directory) = open(&args.file)?;
    let scope = directory.parse_scope(&args.scope)?;
    let db = &workspace.db;
    let pages = if *document == target_letter::KIND {
        target_letters((db, &directory, scope, of_period()?), today, tr)?
    } else if *document == team_charter::KIND {
        charters((db, &directory, scope, of_period()?), today, tr)?
    } else if *document == duty_sheet::KIND {
        let post = args.post.as_deref().map(|name| post_named(&directory, name)).transpose()?;
        let source = duty_sheets::Source::load(db, &directory, today, tr)?;
        if args.blank {
            blank_sheets(&source, &directory, post)
        } else {
            duties(&source, &directory, (scope, post), tr)
        }
    } else if *document == handover_sheet::KIND {
        handover_sheets((db, &directory, scope, of_period()?), tr)?
    } else if *document == yearly_plan::KIND {
        yearly_plans((db, &directory, scope, of_period()?), today, tr)?
    } else {
        evaluations((db, &directory, scope, of_period()?), today, tr)?
    };
    std::fs::create_dir_all(&args.out).map_err(|error| {
        Error::new("error-export-place").arg("file", args.out.display()).detail(error)
    })?;
    let stem = |printout: &Printout| printout.file_name().trim_end_matches(".pdf").to_owned();
    if args.together {
        let when = period.map_or_else(|| today.to_string(), |period| period_label(tr, period));
        let title = document.many_title(tr, &when);
        let parts: Vec<&Printout> = pages.each.iter().map(|(printout, _)| printout).collect();
        if let Some(whole) = Printout::joined(&title, &parts) {
            write(args, &whole, &stem(&whole), tr)?;
        }
    } else {
        let mut taken = std::collections::BTreeSet::new();
        for (printout, number) in &pages.each {
            let stem = stem(printout);
            // Two of one name get two files.
            let own = if taken.insert(stem.clone()) { stem } else { format!("{stem} {number}") };
            write(args, printout, &own, tr)?;
        }
    }
    for (key, names) in std::iter::once(pages.without).chain(pages.lacking) {
        if !names.is_empty() {
            say(&tr.with(key, &[("names", names.join(", ").into())]));
        }
    }
    Ok(DONE)
}

/// Whose pages of when.
type Asked<'a> = (&'a Db, &'a Directory, Scope, Period);

fn evaluations(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Pages> {
    let summary = summary::summary(db, directory, scope, period, today, tr)?;
    let each = summary.pages.iter().map(|page| {
        let number = page.person.number.as_ref().or(page.letterhead.number.as_ref());
        let number = number.cloned().unwrap_or_default();
        (evaluation::printout(std::slice::from_ref(page), tr), number)
    });
    let without = summary.cards.without_data.iter();
    let names = without.map(|person| directory.person_name(*person).to_owned()).collect();
    Ok(Pages { each: each.collect(), without: ("evaluation-without-data", names), lacking: None })
}

fn target_letters(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Pages> {
    let found = letters::letters(db, directory, scope, period, today, tr)?;
    let each = found.letters.iter().map(|letter| {
        let number = letter.page.letterhead.number.clone().unwrap_or_default();
        (target_letter::printout(std::slice::from_ref(&letter.page), tr), number)
    });
    let name = |scope: &Scope| directory.scope_name(*scope).unwrap_or_default().to_owned();
    let names = found.without.iter().map(name).collect();
    let silent = found.letters.iter().filter(|letter| letter.page.actions.is_empty());
    let silent = silent.map(|letter| letter.page.name.clone()).collect();
    Ok(Pages {
        each: each.collect(),
        without: ("cli-letters-without", names),
        lacking: Some(("cli-letters-no-method", silent)),
    })
}

/// The plans of the year that holds the period; a plan that leaves out what stands around it is named.
fn yearly_plans(
    (db, directory, scope, period): Asked<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Pages> {
    let found = plans::plans(db, directory, (scope, year(period)), today, tr)?;
    let each = found.plans.iter().map(|plan| {
        let number = plan.page.letterhead.number.clone().unwrap_or_default();
        (yearly_plan::printout(std::slice::from_ref(&plan.page), tr), number)
    });
    let lacks =
        |page: &&yearly_plan::YearlyPlanPage| page.context.iter().any(|row| row.lines.is_empty());
    let lacking = found.plans.iter().map(|plan| &plan.page).filter(lacks);
    let lacking = lacking.map(|page| page.name.clone()).collect();
    let none = if found.plans.is_empty() { vec![period_label(tr, period)] } else { vec![] };
    Ok(Pages {
        each: each.collect(),
        without: ("cli-plans-none", none),
        lacking: Some(("cli-plans-unwritten", lacking)),
    })
}

fn charters((db, directory, scope, period): Asked<'_>, today: NaiveDate, tr: &Tr) -> Result<Pages> {
    let found = team_charter::charters(db, directory, scope, period, today, tr)?;
    let each = found.charters.iter().map(|charter| {
        let number = charter.page.letterhead.number.clone().unwrap_or_default();
        let page = std::slice::from_ref(&charter.page);
        (team_charter::printout(page, &found.period, tr), number)
    });
    let name = |team: &TeamId| directory.scope_name(Scope::Team(*team)).unwrap_or_default();
    let names = found.without.iter().map(|team| name(team).to_owned()).collect();
    Ok(Pages { each: each.collect(), without: ("cli-charters-without", names), lacking: None })
}

/// The post of a name.
fn post_named(directory: &Directory, name: &str) -> Result<PostId> {
    let same = |other: &str| other.trim().eq_ignore_ascii_case(name.trim());
    let found = directory.posts.values().find(|post| same(&post.name));
    found.map(|post| post.id).ok_or_else(|| Error::new("error-post-unknown").arg("post", name))
}

fn duties(
    source: &duty_sheets::Source<'_>,
    directory: &Directory,
    (scope, post): (Scope, Option<PostId>),
    tr: &Tr,
) -> Pages {
    let found = source.of_scope(scope, post);
    let each = found.sheets.iter().map(|sheet| {
        let number = sheet.page.facts.number.clone();
        let number = number.unwrap_or_else(|| sheet.person.0.to_string());
        (duty_sheet::printout(std::slice::from_ref(&sheet.page), tr), number)
    });
    let name = |person: &PersonId| directory.person_name(*person).to_owned();
    let names = found.without.iter().map(name).collect();
    Pages { each: each.collect(), without: ("cli-duties-without", names), lacking: None }
}

/// The sheets that hold, naming nobody; posts without one are told.
fn blank_sheets(
    source: &duty_sheets::Source<'_>,
    directory: &Directory,
    post: Option<PostId>,
) -> Pages {
    let (mut each, mut without) = (vec![], vec![]);
    let wanted = |id: PostId| post.is_none_or(|post| post == id);
    for post in directory.posts.values().filter(|post| !post.archived && wanted(post.id)) {
        let sheets = source.in_force(post.id);
        if sheets.is_empty() {
            without.push(post.name.clone());
        }
        let printed = sheets.into_iter().filter_map(|sheet| source.blank_printout(sheet));
        each.extend(printed.map(|printout| (printout, post.id.0.to_string())));
    }
    Pages { each, without: ("cli-duties-without", without), lacking: None }
}

fn handover_sheets((db, directory, scope, period): Asked<'_>, tr: &Tr) -> Result<Pages> {
    let sheets = handover_sheet::sheets(db, directory, scope, period, tr)?;
    let each = sheets.iter().map(|sheet| {
        let number = sheet.page.letterhead.number.clone().unwrap_or_default();
        (handover_sheet::printout(std::slice::from_ref(&sheet.page), tr), number)
    });
    let none = if sheets.is_empty() { vec![directory.scope_text(scope)] } else { vec![] };
    Ok(Pages { each: each.collect(), without: ("cli-handovers-without", none), lacking: None })
}

fn write(args: &PrintArgs, printout: &Printout, stem: &str, tr: &Tr) -> Result<()> {
    let pages = documents::compile(printout)?;
    let missing: String = pages.missing().into_iter().collect();
    if !missing.is_empty() {
        say(&tr.with("doc-missing-characters", &[("characters", missing.into())]));
    }
    let pdf = args.out.join(format!("{stem}.pdf"));
    if args.format == Format::Pdf || args.printer.is_some() {
        save(&pdf, &pages.pdf()?)?;
    }
    if args.format == Format::Png {
        for page in 0..pages.count() {
            let path = args.out.join(format!("{stem}-{}.png", page + 1));
            save(&path, &pages.png(page, PIXELS_PER_POINT)?)?;
        }
    }
    if let Some(printer) = &args.printer {
        let job =
            PrintJob { file: &pdf, title: &printout.title, printer: Some(printer), copies: 1 };
        spool::send(job)?;
        say(&tr.with("print-sent", &[("printer", printer.as_str().into())]));
    }
    Ok(())
}

fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).map_err(|error| Error::writing(path, &error))?;
    say(&path.display().to_string());
    Ok(())
}
