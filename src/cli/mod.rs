//! The command line: the same calls as the window, for scripts and tests.
//!
//! `--json` is a stable contract, documented in the user guide. Exit codes: 0 done, 1 failed,
//! 2 wrong usage, 3 done with rejected rows.

mod calendar;
mod files;
mod handover;
mod import;
mod man;
mod out;
mod print;
mod privacy;
mod safety;
mod show;
mod show_cases;
mod show_coaching_actions;
mod show_coaching_behaviour;
mod show_coaching_coverage;
mod show_coaching_improvement;
mod show_coaching_log;
mod show_coaching_schedule;
mod show_coaching_visits;
mod show_deal;
mod show_feedback;
mod show_forecast;
mod show_funnel;
mod show_gap;
mod show_glossary;
mod show_headcount;
mod show_notices;
mod show_person;
mod show_posts;
mod show_process;
mod show_self_check;
mod show_strategy;
mod show_stuck;
mod show_targets;
mod show_team_life;
mod show_today;
mod show_training_careers;
mod show_training_certificates;
mod show_training_classes;
mod show_training_courses;
mod show_training_matrix;
mod show_training_plans;
mod show_training_records;
mod show_waterfall;
mod show_winloss;
mod stages;
mod targets;
mod values;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

use crate::app::{self, Door, Entry};
use crate::clock;
use crate::command::{self, Command as Order};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::i18n::{Language, Tr};
use crate::paths::Home;
use crate::sheets::read;
use crate::store::Workspace;
use crate::store::directory::Directory;
use crate::worker;

/// The renderer that is chosen by itself.
const AUTO: &str = "auto";

/// The program's arguments.
#[derive(Debug, Parser)]
#[command(name = "coxswain", version, about = "Coxswain 舵手: the sales manager's console")]
pub struct Cli {
    /// Workspace to open in the window
    pub file: Option<PathBuf>,
    /// Language of messages and pages: zh-CN or en
    #[arg(long, global = true, value_parser = parse_language)]
    pub language: Option<Language>,
    /// Renderer of the window: auto, glow or wgpu
    #[arg(long, global = true, default_value = AUTO, value_parser = [AUTO, "glow", "wgpu"])]
    pub renderer: String,
    /// Today, for a window or report as of another day: YYYY-MM-DD
    #[arg(long, global = true, value_parser = parse_day)]
    pub date: Option<NaiveDate>,
    /// Open a window of its own, also where one is open
    #[arg(long)]
    pub new_window: bool,
    /// What to do without a window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the command line can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a sample workspace from bundled reports, prints its evaluations and opens it
    Demo {
        /// The folder to make
        #[arg(default_value = "demo")]
        folder: PathBuf,
    },
    /// Makes a new workspace
    New {
        /// The file to make
        file: PathBuf,
    },
    /// Takes sheets in
    Import(import::ImportArgs),
    /// Shows figures: people, person, funnel, evaluation, imports, metric:ID and others
    Show(show::ShowArgs),
    /// Proposes the targets of a period, splits them and sets them
    Targets(targets::TargetsArgs),
    /// Enters the holidays of a year, and the company's own days
    Calendar(calendar::CalendarArgs),
    /// Writes a stage model to a file, takes one in, begins one from a template
    Stages(stages::StagesArgs),
    /// Prepares a handover, gives everything to somebody and carries it out
    Handover(handover::HandoverArgs),
    /// Makes pages: evaluation, target-letter, yearly-plan, duty-sheet, team-charter, handover-sheet,
    /// sign-in-sheet, training-certificate, funnel-review, deal-sheet, improvement-plan, training-file, skill-matrix,
    /// coaching-record, case-page
    Print(print::PrintArgs),
    /// Writes a table to a workbook or CSV file, or everything to a folder
    Export(out::ExportArgs),
    /// Makes a new workspace from the JSON file of `export --all`
    ImportAll {
        /// The JSON file
        json: PathBuf,
        /// The file to make
        file: PathBuf,
    },
    /// Writes a workbook for reps to fill in
    Template(out::TemplateArgs),
    /// Shows a sheet as it is read, nothing stored
    Read(files::ReadArgs),
    /// Checks a workspace: every page, index and reference
    Check {
        /// The workspace
        file: PathBuf,
    },
    /// Makes a verified backup
    Backup {
        /// The workspace
        file: PathBuf,
        /// The file to write; without it, a file in the backup folder
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Lists the backups of a workspace, which may be damaged or gone
    Backups {
        /// The workspace
        file: PathBuf,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Reads what a damaged workspace still holds into a new one; the damaged file is left as it is
    Salvage {
        /// The damaged file
        damaged: PathBuf,
        /// The workspace to make
        new: PathBuf,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Puts a backup in the place of a workspace; what stood there is set aside
    Restore {
        /// The backup
        backup: PathBuf,
        /// The workspace to replace or make
        file: PathBuf,
    },
    /// Erases a person for good, and searches everything afterwards
    Erase(privacy::EraseArgs),
    /// Takes the newest step back
    Undo(StepArgs),
    /// Does the oldest undone step again
    Redo(StepArgs),
    /// Takes an import back; rows changed since are listed and kept
    TakeBack {
        /// The workspace
        file: PathBuf,
        /// The import's number as shown by `show FILE imports`
        import: i64,
        /// Only show what would happen
        #[arg(long)]
        dry_run: bool,
        /// Also take back these rows although something changed them since
        #[arg(long, value_delimiter = ',')]
        also: Vec<i64>,
    },
    /// Writes the manual pages of these very arguments (used to make packages)
    #[command(hide = true)]
    ManPages {
        /// The folder to write into
        folder: PathBuf,
    },
    /// Reads one file within limits (used by the program itself)
    #[command(name = read::SUBCOMMAND, hide = true)]
    ReadWorker {
        /// The limits as the parent wrote them
        #[arg(long)]
        limits: String,
        /// The encoding of its texts
        #[arg(long)]
        charset: Option<String>,
        /// The file
        path: PathBuf,
    },
}

/// Arguments of undo and redo.
#[derive(Debug, Args)]
pub struct StepArgs {
    /// The workspace
    file: PathBuf,
    /// All steps
    #[arg(long)]
    all: bool,
}

/// How the program ends.
pub const DONE: u8 = 0;
/// It failed.
pub const FAILED: u8 = 1;
/// The arguments are wrong.
pub const WRONG_USAGE: u8 = 2;
/// It is done, and some rows were rejected.
pub const REJECTED: u8 = 3;

/// Runs a command without a window and returns the exit code.
pub fn run(cli: &Cli, command: &Command) -> u8 {
    if let Command::ReadWorker { limits, charset, path } = command {
        let Ok(limits) = limits.parse() else { return WRONG_USAGE };
        let charset = charset.as_deref().and_then(read::Charset::parse);
        return read::worker_main(path, &limits, charset, std::io::stdout().lock());
    }
    let tr = Tr::new(cli.language.unwrap_or_else(Language::of_system));
    let done = worker::guarded(|| dispatch(cli, command, &tr));
    match done {
        Ok(code) => code,
        Err(error) => {
            tracing::error!(error = error.for_log(), "command failed");
            complain(&error.message(&tr));
            let hint = error.hint(&tr);
            if !hint.is_empty() {
                complain(&hint);
            }
            match error.key() {
                "error-period"
                | "error-scope-unknown"
                | "error-scope-ambiguous"
                | "error-metric-unknown"
                | "error-show-person"
                | "error-handover-unknown"
                | "error-show-unknown"
                | "error-table-unknown"
                | "error-by-unknown"
                | "error-rule-unknown"
                | "error-document-unknown"
                | "error-post-unknown"
                | "error-kind-unknown"
                | "error-create-unknown"
                | "error-export-ending"
                | "error-personal-ending"
                | "error-erase-namesake"
                | "error-template-ending"
                | "error-waterfall-days"
                | "error-review-period"
                | "error-review-week"
                | "error-duty-check-month"
                | "error-duty-check-future"
                | "error-stages-template"
                | "error-map"
                | "error-map-field" => WRONG_USAGE,
                _ => FAILED,
            }
        }
    }
}

/// The arguments; wrong ones end the program with what is right.
pub fn arguments() -> Cli {
    let cli = Cli::parse();
    if let (Some(file), Some(_)) = (&cli.file, &cli.command) {
        let message =
            format!("'{}' before a command: the workspace comes after it", file.display());
        Cli::command().error(ErrorKind::ArgumentConflict, message).exit();
    }
    cli
}

/// Opens the window and returns the exit code when it is closed.
pub fn window(cli: &Cli, file: Option<PathBuf>) -> u8 {
    // Most starts have nothing to say.
    let words = || Tr::new(cli.language.unwrap_or_else(Language::of_system));
    // A mistyped command is no workspace to complain about in a window.
    if let Some(file) = &file
        && !file.exists()
        && file.extension().is_none_or(|ending| ending != "cox")
    {
        complain(
            &words().with("error-command-unknown", &[("word", file.display().to_string().into())]),
        );
        complain(&words().text("error-command-unknown-hint"));
        return WRONG_USAGE;
    }
    if !app::display_available() {
        complain(&words().text("error-no-display"));
        complain(&words().text("error-no-display-hint"));
        return FAILED;
    }
    let home = Home::default();
    // Who says how the window is to be means a window of its own.
    let own =
        cli.new_window || cli.language.is_some() || cli.date.is_some() || cli.renderer != AUTO;
    let door = if own {
        Door::if_free(&home)
    } else {
        match Door::enter(&home, file.as_deref(), app::PATIENCE) {
            Entry::Mine(door) => Some(door),
            Entry::Alone => None,
            Entry::Answered => {
                say(&words().text("cli-open-window"));
                return DONE;
            }
        }
    };
    let start = app::Start {
        file,
        language: cli.language,
        today: cli.date,
        renderer: cli.renderer.clone(),
        home,
        door,
        ..app::Start::default()
    };
    match app::open_window(&start) {
        Ok(()) => DONE,
        Err(reasons) => {
            complain(&words().with("error-no-renderer", &[("reasons", reasons.into())]));
            complain(&words().text("error-no-renderer-hint"));
            FAILED
        }
    }
}

fn dispatch(cli: &Cli, command: &Command, tr: &Tr) -> Result<u8> {
    let today = cli.date.unwrap_or_else(clock::today);
    match command {
        Command::Demo { folder } => {
            let sample = crate::sample::make(folder, tr, &mut |line| say(line))?;
            if app::display_available() {
                return Ok(window(cli, Some(sample.workspace)));
            }
            let (file, folder) =
                (sample.workspace.display().to_string(), sample.pages.display().to_string());
            say(&tr.with("cli-no-display", &[("file", file.into()), ("folder", folder.into())]));
            Ok(DONE)
        }
        Command::New { file } => {
            command::create_workspace(file)?;
            say(&tr.with("cli-created", &[("file", file.display().to_string().into())]));
            Ok(DONE)
        }
        Command::Import(args) => import::run(args, cli.date, tr),
        Command::Show(args) => show::run(args, today, tr),
        Command::Targets(args) => targets::run(args, today, tr),
        Command::Calendar(args) => calendar::run(args, today, tr),
        Command::Stages(args) => stages::run(args, tr),
        Command::Handover(args) => handover::run(args, today, tr),
        Command::Print(args) => print::run(args, today, tr),
        Command::Export(args) => out::export(args, today, tr),
        Command::ImportAll { json, file } => out::import_all(json, file, tr),
        Command::Template(args) => out::template(args, tr),
        Command::Read(args) => files::read(args),
        Command::Check { file } => safety::check(file, tr),
        Command::Backups { file, json } => safety::backups(file, *json, tr),
        Command::Salvage { damaged, new, json } => safety::salvage(damaged, new, *json, tr),
        Command::Backup { file, out } => files::backup(file, out.as_deref(), tr),
        Command::Restore { backup, file } => files::restore(backup, file, tr),
        Command::Erase(args) => privacy::erase(args, today, tr),
        Command::Undo(args) => steps(args, &Order::Undo, "cli-undone", tr),
        Command::Redo(args) => steps(args, &Order::Redo, "cli-redone", tr),
        Command::TakeBack { file, import, dry_run, also } => {
            files::take_back(file, *import, *dry_run, also, tr)
        }
        Command::ManPages { folder } => man::write(folder),
        Command::ReadWorker { .. } => Ok(WRONG_USAGE),
    }
}

fn steps(args: &StepArgs, order: &Order, key: &str, tr: &Tr) -> Result<u8> {
    let mut workspace = Workspace::open(&args.file)?;
    let mut n = 0;
    loop {
        match command::run(&mut workspace.db, order) {
            Ok(done) => {
                n += 1;
                let title = tr.with(&done.title, &[("subject", done.subject.into())]);
                say(&tr.with(key, &[("title", title.into())]));
            }
            Err(error) if n > 0 && error.key().starts_with("error-nothing-to") => return Ok(DONE),
            Err(error) => return Err(error),
        }
        if !args.all {
            return Ok(DONE);
        }
    }
}

fn parse_language(text: &str) -> std::result::Result<Language, String> {
    Language::parse(text).ok_or_else(|| "zh-CN or en".to_owned())
}

fn parse_day(text: &str) -> std::result::Result<NaiveDate, String> {
    text.parse().map_err(|_| "a day is written YYYY-MM-DD".to_owned())
}

fn parse_period(text: Option<&str>) -> Result<Option<Period>> {
    text.map(|text| {
        Period::parse(text).ok_or_else(|| Error::new("error-period").arg("period", text))
    })
    .transpose()
}

/// An open workspace with its small tables.
fn open(file: &Path) -> Result<(Workspace, Directory)> {
    let workspace = Workspace::open(file)?;
    let directory = Directory::load(&workspace.db)?;
    Ok((workspace, directory))
}

/// Prints a line for the person; a closed pipe is no error.
pub(crate) fn say(line: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line on standard error.
pub(crate) fn complain(line: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{line}");
}
