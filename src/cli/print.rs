//! `coxswain print`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::{DONE, open, parse_period, say};
use crate::documents::spool::{self, PrintJob};
use crate::documents::subjects::{Subjects, Wanted, subjects};
use crate::documents::{self, Document, DocumentKind, Printout, duty_sheets, observation_sheet};
use crate::domain::ids::{OpportunityId, PostId};
use crate::error::{Error, Result};
use crate::i18n::{Tr, period_label};
use crate::sheets::write::put;
use crate::store::directory::Directory;
use crate::store::{Db, opportunities};

/// Arguments of print.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// The workspace
    file: PathBuf,
    /// evaluation, target-letter, yearly-plan, duty-sheet, team-charter, handover-sheet, funnel-review,
    /// deal-sheet, improvement-plan, training-file, skill-matrix, observation-sheet, observation-blank,
    /// coaching-record, sign-in-sheet or training-certificate, case-page
    document: String,
    /// all, region:NAME, team:NAME or person:NAME
    #[arg(long, default_value = "all")]
    scope: String,
    /// 2017, 2017-Q4 or 2017-03; 2017-W12 for reviews; duty sheets and blank sheets are of a day and
    /// need none
    #[arg(long)]
    period: Option<String>,
    /// Duty sheets of this post alone
    #[arg(long)]
    post: Option<String>,
    /// The deal sheet of the deal of this number, whatever scope and period
    #[arg(long)]
    deal: Option<String>,
    /// Duty sheets or observation sheets that name nobody, one for each that holds
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
    let blank = args.blank && document.document == Document::ObservationSheet;
    let document = if blank { &observation_sheet::BLANK } else { document };
    let period = parse_period(args.period.as_deref())?;
    let (workspace, directory) = open(&args.file)?;
    let scope = directory.parse_scope(&args.scope)?;
    let db = &workspace.db;
    let dated = document.document == Document::DutySheet;
    let post = args.post.as_deref().filter(|_| dated);
    let post = post.map(|name| post_named(&directory, name)).transpose()?;
    let pages = if dated && args.blank {
        let source = duty_sheets::Source::load(db, &directory, today, tr)?;
        blank_sheets(&source, &directory, post)
    } else {
        let deal = args.deal.as_deref().filter(|_| document.document == Document::DealSheet);
        let deal = deal.map(|number| deal_numbered(db, number)).transpose()?;
        let wanted = Wanted { scope, period, post, deal };
        let found = subjects(db, &directory, document, wanted, today, tr)?;
        pages_of(document, found, wanted, &directory, tr)
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

/// The pages that were found, with what is said of those that are missing or lack something.
fn pages_of(
    document: &DocumentKind,
    found: Subjects,
    wanted: Wanted,
    directory: &Directory,
    tr: &Tr,
) -> Pages {
    let lacks = || -> Vec<String> {
        let found = found.each.iter().filter(|subject| subject.missing > 0);
        found.map(|subject| subject.name.clone()).collect()
    };
    // Where nobody is known to lack a page, it is said of what there is none.
    let none_of = |name: String| if found.each.is_empty() { vec![name] } else { vec![] };
    let none_in_scope = || none_of(directory.scope_text(wanted.scope));
    let or_those = |names: Vec<String>| {
        let none = none_in_scope();
        if none.is_empty() { names } else { none }
    };
    let (without, names, lacking) = match document.document {
        Document::Evaluation => ("evaluation-without-data", found.without, None),
        Document::TargetLetter => {
            ("cli-letters-without", found.without, Some(("cli-letters-no-method", lacks())))
        }
        Document::YearlyPlan => {
            let when = wanted.period.map(|period| period_label(tr, period)).unwrap_or_default();
            ("cli-plans-none", none_of(when), Some(("cli-plans-unwritten", lacks())))
        }
        Document::DutySheet => ("cli-duties-without", found.without, None),
        Document::TeamCharter => ("cli-charters-without", found.without, None),
        Document::HandoverSheet => ("cli-handovers-without", none_in_scope(), None),
        Document::SignInSheet => {
            ("cli-sign-ins-without", none_in_scope(), Some(("cli-sign-ins-nobody", lacks())))
        }
        Document::TrainingCertificate => ("cli-certificates-without", none_in_scope(), None),
        Document::FunnelReview => ("cli-reviews-without", or_those(found.without), None),
        Document::DealSheet => ("cli-deals-without", or_those(some_of(found.without, tr)), None),
        Document::ImprovementPlan => ("cli-improvements-without", none_in_scope(), None),
        Document::TrainingFile => ("cli-training-files-without", found.without, None),
        Document::SkillMatrix => ("cli-skills-without", found.without, None),
        Document::ObservationSheet => ("cli-visits-without", none_in_scope(), None),
        Document::ObservationBlank => {
            ("cli-visits-no-sheet", none_of(tr.text("doc-observation-title")), None)
        }
        Document::CoachingRecord => ("cli-coachings-without", none_in_scope(), None),
        Document::CasePage => ("cli-cases-without", none_in_scope(), None),
    };
    let each = found.each.into_iter().map(|subject| (subject.printout, subject.number));
    Pages { each: each.collect(), without: (without, names), lacking }
}

/// The first of many names, and how many more there are.
fn some_of(mut names: Vec<String>, tr: &Tr) -> Vec<String> {
    const NAMED: usize = 20;
    let more = names.len().saturating_sub(NAMED);
    if more > 0 {
        names.truncate(NAMED);
        names.push(tr.with("cli-deals-more", &[("n", more.into())]));
    }
    names
}

/// The deal of a number.
fn deal_numbered(db: &Db, number: &str) -> Result<OpportunityId> {
    let found = opportunities::by_number(db, number)?.map(|deal| deal.id);
    found.ok_or_else(|| Error::new("error-deal-number").arg("number", number))
}

/// The post of a name.
fn post_named(directory: &Directory, name: &str) -> Result<PostId> {
    let same = |other: &str| other.trim().eq_ignore_ascii_case(name.trim());
    let found = directory.posts.values().find(|post| same(&post.name));
    found.map(|post| post.id).ok_or_else(|| Error::new("error-post-unknown").arg("post", name))
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
    put(path, bytes)?;
    say(&path.display().to_string());
    Ok(())
}
