//! `coxswain print`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::{DONE, open, parse_period, say};
use crate::documents::evaluation::{EvaluationPage, printout};
use crate::documents::spool::{self, PrintJob};
use crate::documents::{self, Printout, summary};
use crate::error::{Error, Result};
use crate::i18n::Tr;

/// Arguments of print.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// The workspace
    file: PathBuf,
    /// evaluation
    document: String,
    /// all, region:NAME, team:NAME or person:NAME
    #[arg(long, default_value = "all")]
    scope: String,
    /// 2017, 2017-Q4 or 2017-03
    #[arg(long)]
    period: String,
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

pub(super) fn run(args: &PrintArgs, today: NaiveDate, tr: &Tr) -> Result<u8> {
    if documents::find(&args.document).is_none() {
        return Err(Error::new("error-document-unknown").arg("document", &args.document));
    }
    let period = parse_period(Some(&args.period))?
        .ok_or_else(|| Error::new("error-period").arg("period", &args.period))?;
    let (workspace, directory) = open(&args.file)?;
    let scope = directory.parse_scope(&args.scope)?;
    let summary = summary::summary(&workspace.db, &directory, scope, period, today, tr)?;
    std::fs::create_dir_all(&args.out).map_err(|error| {
        Error::new("error-export-place").arg("file", args.out.display()).detail(error)
    })?;
    let groups: Vec<&[EvaluationPage]> = if args.together {
        vec![summary.pages.as_slice()]
    } else {
        summary.pages.chunks(1).collect()
    };
    let mut taken = std::collections::BTreeSet::new();
    for pages in groups.into_iter().filter(|pages| !pages.is_empty()) {
        let printout = printout(pages, tr);
        // Two people of one name get two files.
        let number = pages
            .first()
            .and_then(|page| page.person.number.clone().or_else(|| page.letterhead.number.clone()));
        let stem = printout.file_name().trim_end_matches(".pdf").to_owned();
        let stem = if taken.insert(stem.clone()) {
            stem
        } else {
            format!("{stem} {}", number.unwrap_or_default())
        };
        write(args, &printout, &stem, tr)?;
    }
    let without: Vec<&str> =
        summary.cards.without_data.iter().map(|person| directory.person_name(*person)).collect();
    if !without.is_empty() {
        say(&tr.with("evaluation-without-data", &[("names", without.join(", ").into())]));
    }
    Ok(DONE)
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
