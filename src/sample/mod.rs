//! The sample workspace: bundled reports taken in by the real importer, evaluations printed.

mod coaching;
mod deal_page;
mod forecast;
mod handover;
mod headcount;
mod next_steps;
mod outcomes;
mod posts;
mod process;
mod steps;
mod story;
mod strategy;
mod stuck;
mod targets;
mod team_life;
mod training;

use std::path::{Path, PathBuf};

use chrono::Datelike as _;
use include_dir::{Dir, include_dir};

use crate::clock;
use crate::command::import::{Create, Options, SheetInput, import};
use crate::command::{self, settings};
use crate::documents::{self, evaluation::printout, summary};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::paths::{free_name, lock_own};
use crate::sheets::intake::{self, Ask, FileOfSheets};
use crate::sheets::mapping::Map;
use crate::sheets::memory::Memory;
use crate::sheets::read::Source;
use crate::sheets::write::put;
use crate::store::directory::Directory;
use crate::store::{Db, StepHead, Workspace, forsake, opportunities, setup};

static REPORTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/demo");

/// The folders and files of a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The workspace.
    pub workspace: PathBuf,
    /// The sheets as the reps sent them.
    pub reports: PathBuf,
    /// The printed evaluations.
    pub pages: PathBuf,
}

impl Sample {
    /// Where a sample in this folder has its parts.
    pub fn at(folder: &Path) -> Self {
        Self {
            workspace: folder.join("demo.cox"),
            reports: folder.join("reports"),
            pages: folder.join("pages"),
        }
    }
}

/// Makes the sample in a folder, or leaves the one that is already there. `tell` gets a line for
/// each thing done.
///
/// # Errors
/// When the folder cannot be written; a half-made workspace is removed then.
pub fn make(folder: &Path, tr: &Tr, tell: &mut dyn FnMut(&str)) -> Result<Sample> {
    make_with(folder, tr, tell, &mut fill)
}

/// What fills a sample in.
type Fill<'a> = dyn FnMut(&Sample, &Tr, &mut dyn FnMut(&str)) -> Result<()> + 'a;

fn make_with(
    folder: &Path,
    tr: &Tr,
    tell: &mut dyn FnMut(&str),
    fill: &mut Fill<'_>,
) -> Result<Sample> {
    let sample = Sample::at(folder);
    let exists = tr.with("demo-exists", &[("file", sample.workspace.display().to_string().into())]);
    if sample.workspace.exists() {
        tell(&exists);
        return Ok(sample);
    }
    std::fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
    // Who comes while another makes it waits, and finds it made.
    let _lock = lock_own(folder);
    if sample.workspace.exists() {
        tell(&exists);
        return Ok(sample);
    }
    // It gets its name last: a half-made one would pass for the sample at the next start.
    let part = sample.workspace.with_extension("cox.part");
    let _ = std::fs::remove_file(&part);
    let made = forsake(&sample.workspace)
        .and_then(|()| fill(&Sample { workspace: part.clone(), ..sample.clone() }, tr, tell))
        .and_then(|()| {
            std::fs::rename(&part, &sample.workspace)
                .map_err(|error| Error::writing(&sample.workspace, &error))
        });
    if made.is_err() {
        let _ = forsake(&part);
        let _ = std::fs::remove_file(&part);
    }
    made.map(|()| sample)
}

/// Sets the file of a sample aside that is not open: into the folder `removed` beside it, under a name that
/// nothing there has.
///
/// # Errors
/// When it cannot be moved; it stands where it was then.
pub fn set_aside(workspace: &Path) -> Result<PathBuf> {
    let folder = workspace.with_file_name("removed");
    std::fs::create_dir_all(&folder).map_err(|error| Error::writing(&folder, &error))?;
    let stem = workspace.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stamp = clock::business_time(clock::now()).format("%Y%m%d-%H%M%S").to_string();
    let name = free_name(|more| folder.join(format!("{stem}-{stamp}{more}.cox")), Path::exists);
    std::fs::rename(workspace, &name).map_err(|error| Error::writing(workspace, &error))?;
    Ok(name)
}

fn fill(sample: &Sample, tr: &Tr, tell: &mut dyn FnMut(&str)) -> Result<()> {
    for folder in [&sample.reports, &sample.pages] {
        std::fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
    }
    let mut workspace = command::create_workspace(&sample.workspace)?;
    let settings = [
        (setup::names::COMPANY, "衡川仪表有限公司"),
        (setup::names::DEPARTMENT, "销售中心"),
        (setup::names::AUTHOR, "林晓峰"),
        (setup::names::SAMPLE, "1"),
    ];
    let pairs =
        settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    command::run(&mut workspace.db, &command::Command::Settings(settings::Command::Set(pairs)))?;

    let map = Map::default();
    let mut files: Vec<FileOfSheets> = vec![];
    // The lists carry no date: they are as of the newest report.
    let newest = REPORTS
        .files()
        .filter_map(|file| intake::date_in_name(file.path()))
        .max()
        .unwrap_or_default();
    for file in REPORTS.files().filter(|file| is_sheet(file.path())) {
        let path = sample.reports.join(file.path());
        std::fs::write(&path, file.contents()).map_err(|error| Error::writing(&path, &error))?;
        let day = intake::date_in_name(&path).unwrap_or(newest);
        let ask = Ask { kind: None, map: &map, report_date: day, memory: &Memory::default() };
        files.push(intake::read(&path, &Source::default(), &ask, &|| false)?);
    }
    files.sort_by_key(FileOfSheets::order);
    let mut rows = 0;
    for file in &files {
        let inputs: Vec<SheetInput<'_>> = file.inputs(&map);
        let options = Options {
            by: "林晓峰",
            create: Create::default(),
            answers: &[],
            today: newest,
            preview: false,
            progress: &mut |_| true,
        };
        let imported = import(&mut workspace.db, &inputs, options)?;
        for sheet in &imported.sheets {
            rows += sheet.rows;
            if let Some((row, problems)) = sheet.rejected.first() {
                let reason =
                    problems.first().map(|problem| intake::reason(problem, tr)).unwrap_or_default();
                return Err(Error::new("error-internal")
                    .detail(format!("{} {}: {reason}", file.name, row.number)));
            }
        }
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    tell(&tr.with(
        "demo-imported",
        &[("files", count(files.len()).into()), ("rows", count(rows).into())],
    ));
    targets::set(&mut workspace)?;
    headcount::set(&mut workspace)?;
    team_life::set(&mut workspace, newest)?;
    posts::set(&mut workspace, newest)?;
    if let Some(day) = opportunities::last_reported(&workspace.db)? {
        handover::set(&mut workspace, day)?;
        outcomes::set(&mut workspace, day)?;
    }
    strategy::fill(&mut workspace, tr)?;
    stuck::set(&mut workspace)?;
    next_steps::set(&mut workspace, newest)?;
    deal_page::set(&mut workspace)?;
    steps::set(&mut workspace)?;
    forecast::fill(&mut workspace, newest)?;
    process::set(&mut workspace)?;
    training::set(&mut workspace)?;
    coaching::set(&mut workspace)?;
    crate::store::journal::fix_all(&mut workspace.db)?;
    print(sample, &workspace, tr, tell)
}

/// Writes what belongs together as one step: each step waits for the disk, and somebody for the
/// sample.
fn at_once(
    workspace: &mut Workspace,
    title: &str,
    work: impl FnOnce(&mut Db) -> Result<()>,
) -> Result<()> {
    let head = StepHead {
        by: command::author(&workspace.db)?,
        title: title.to_owned(),
        subject: String::new(),
    };
    workspace.db.transaction(&head, work).map(|_| ())
}

/// Prints the evaluations of the last full quarter.
fn print(
    sample: &Sample,
    workspace: &Workspace,
    tr: &Tr,
    tell: &mut dyn FnMut(&str),
) -> Result<()> {
    let Some(last) = opportunities::last_reported(&workspace.db)? else { return Ok(()) };
    let period = Period::Quarter(last.year(), last.month0() / 3 + 1).previous();
    let directory = Directory::load(&workspace.db)?;
    let summary = summary::summary(&workspace.db, &directory, Scope::All, period, last, tr)?;
    for page in &summary.pages {
        let printout = printout(std::slice::from_ref(page), tr);
        let path = sample.pages.join(printout.file_name());
        let pdf = documents::compile(&printout)?.pdf()?;
        put(&path, &pdf)?;
    }
    let pages = i64::try_from(summary.pages.len()).unwrap_or(i64::MAX);
    tell(&tr.with(
        "demo-printed",
        &[("pages", pages.into()), ("folder", sample.pages.display().to_string().into())],
    ));
    Ok(())
}

fn is_sheet(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "xlsx" || ending == "csv")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::i18n::Language;

    #[test]
    fn two_who_make_a_sample_make_one_and_nothing_left_is_played_into_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = Sample::at(folder.path()).workspace;
        let left = |name: &str| folder.path().join(name);
        let endings = ["-journal", "-wal", "-shm"];
        let names =
            endings.map(|ending| [format!("demo.cox{ending}"), format!("demo.cox.part{ending}")]);
        for name in names.as_flattened() {
            std::fs::write(left(name), "left").unwrap();
        }
        let tr = Tr::new(Language::ALL[0]);
        let failed = make_with(folder.path(), &tr, &mut |_| {}, &mut |sample, _, _| {
            std::fs::write(&sample.workspace, "half").unwrap();
            Err(Error::new("error-disk"))
        });
        assert_eq!(failed.unwrap_err().key(), "error-disk");
        assert!(names.as_flattened().iter().all(|name| !left(name).exists()));
        assert!(!left("demo.cox.part").exists() && !file.exists());
        let fills = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut fill =
                        |sample: &Sample, _: &Tr, _: &mut dyn FnMut(&str)| -> Result<()> {
                            fills.fetch_add(1, Ordering::Relaxed);
                            drop(command::create_workspace(&sample.workspace)?);
                            Ok(())
                        };
                    make_with(folder.path(), &tr, &mut |_| {}, &mut fill).unwrap();
                });
            }
        });
        assert_eq!(fills.load(Ordering::Relaxed), 1);
        Workspace::open(&file).unwrap().full_check().unwrap();
    }

    #[test]
    fn a_sample_is_set_aside_and_none_that_was_before_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.cox");
        let mut names = std::collections::BTreeSet::new();
        for text in ["one", "two", "three"] {
            std::fs::write(&file, text).unwrap();
            let aside = set_aside(&file).unwrap();
            assert!(!file.exists());
            assert_eq!(aside.parent(), Some(folder.path().join("removed").as_path()));
            assert_eq!(std::fs::read_to_string(&aside).unwrap(), text);
            names.insert(aside);
        }
        assert_eq!(names.len(), 3);
        assert!(set_aside(&file).is_err(), "there is nothing left to set aside");
    }
}
