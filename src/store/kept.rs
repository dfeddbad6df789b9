//! The backups that are kept of a workspace: which there are, how long each stays, which were checked.
//!
//! # How long
//! Everything of today stays. Of each earlier day the last stays for two weeks, of each week the last for
//! eight, of each month the last for a year. What a person asked for stays until it is deleted. Old ones
//! go when a new one was made and checked, never before.
//!
//! # What was checked
//! A note beside the backups says when each was read in full and found sound, and the same of the
//! workspace. It counts while the file has the size that it had then.
//!
//! # Those who were erased
//! A backup from before somebody was erased goes when [`privacy`] says so, whatever else would keep it; but none
//! goes before one from afterwards is there.
//!
//! # A date ahead
//! A backup that is dated ahead was made while the clock went wrong, or put there. It tells neither how new it
//! is nor that nothing was written since, so it counts for nothing and stays until somebody deletes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::error::{Error, Result};
use crate::paths::{Home, lock_own, write_own};
use crate::store::backup::{Reason, folder_of};
use crate::store::workspace::{PARTS, beside};
use crate::store::{Workspace, file_name, privacy};

/// How many days the last backup of a day stays.
pub const DAYS: u64 = 14;
/// How many weeks the last backup of a week stays.
pub const WEEKS: u64 = 8;
/// How many months the last backup of a month stays.
pub const MONTHS: u32 = 12;

/// The file with the notes of what was checked.
const NOTES: &str = "checks.json";

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// When, UTC text.
    pub at: String,
    /// Whether every page, index and reference was sound.
    pub sound: bool,
    /// The size of the file then, in bytes.
    pub size: u64,
}

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// When it was made, on the wall clock of the business zone.
    pub made: NaiveDateTime,
    /// Its size in bytes.
    pub size: u64,
    /// Why it was made; `None` for a file that the program did not name.
    pub reason: Option<Reason>,
    /// What its last check found; `None` where nobody knows.
    pub checked: Option<Checked>,
    /// The last day it is kept; `None` until somebody deletes it.
    pub until: Option<NaiveDate>,
    /// How many people were erased since it was made, and may be in it as they were.
    pub holds: usize,
    /// Whether it is dated ahead of the clock, and counts for nothing.
    pub ahead: bool,
}

/// The notes beside the backups of a workspace.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Notes {
    /// The last full check of the workspace.
    file: Option<Checked>,
    /// The last check of each backup, by the name of its file.
    backups: BTreeMap<String, Checked>,
    /// What was warned of about the place of the file.
    warned: String,
    /// The workspace, as it was called when the newest backup was made.
    workspace: Option<PathBuf>,
}

impl Notes {
    fn load(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(NOTES)).ok();
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Changes the notes; what fails is logged, since a note that is lost only means another check.
    fn change(folder: &Path, change: impl FnOnce(&mut Self)) {
        // Checks end on threads of their own, and the command line may run beside the window.
        let _lock = lock_own(folder);
        let mut notes = Self::load(folder);
        change(&mut notes);
        let text = serde_json::json!(notes).to_string();
        if let Err(error) = write_own(&folder.join(NOTES), &text) {
            tracing::warn!(error = error.for_log(), "a check was not noted");
        }
    }
}

/// The backups of a workspace, newest first. The workspace need not exist.
///
/// # Errors
/// When the system names no home folder or the folder of backups cannot be made.
pub fn list(workspace: &Path, home: &Home) -> Result<Vec<Kept>> {
    Ok(list_in(&folder_of(workspace, home)?))
}

fn list_in(folder: &Path) -> Vec<Kept> {
    let notes = Notes::load(folder);
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| entry.ok());
    let paths = entries.map(|entry| entry.path());
    let mut all: Vec<Kept> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "cox"))
        .filter_map(|path| kept(path, &notes))
        .collect();
    all.sort_by(|a, b| (b.made, &b.path).cmp(&(a.made, &a.path)));
    let stamps: Vec<(NaiveDateTime, Option<Reason>)> =
        all.iter().filter(|kept| !kept.ahead).map(|kept| (kept.made, kept.reason)).collect();
    let timely = all.iter_mut().filter(|kept| !kept.ahead);
    for (kept, until) in timely.zip(untils(&stamps)) {
        kept.until = until;
    }
    let erased = privacy::remembered::list(folder);
    for kept in &mut all {
        let people: BTreeSet<i64> =
            privacy::backups::since(kept.made, &erased).map(|one| one.person).collect();
        kept.holds = people.len();
        let last = privacy::backups::goes_on(kept.made, &erased).and_then(|day| day.pred_opt());
        kept.until = [kept.until, last].into_iter().flatten().min();
    }
    all
}

fn kept(path: PathBuf, notes: &Notes) -> Option<Kept> {
    let data = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
    let (made, reason) = made(&path, &data)?;
    let size = data.len();
    let checked = notes.backups.get(&file_name(&path));
    let checked = checked.filter(|checked| checked.size == size).cloned();
    let ahead = is_ahead(made);
    Some(Kept { path, made, size, reason, checked, until: None, holds: 0, ahead })
}

/// When a copy was made, on the wall clock of the business zone, and why: by its name, else by when the file was
/// written.
pub(super) fn made(
    path: &Path,
    data: &std::fs::Metadata,
) -> Option<(NaiveDateTime, Option<Reason>)> {
    if let Some((made, reason)) = named(&file_name(path)) {
        return Some((made, Some(reason)));
    }
    let written = DateTime::<Utc>::from(data.modified().ok()?);
    Some((clock::business_time(written).naive_local(), None))
}

/// Whether a time on the wall clock of the business zone has not come yet.
pub(super) fn is_ahead(made: NaiveDateTime) -> bool {
    clock::business_time(clock::now()).naive_local() < made
}

/// When and why, as the name of a backup says: `20251118-101500-000-asked.cox`.
fn named(name: &str) -> Option<(NaiveDateTime, Reason)> {
    let mut parts = name.strip_suffix(".cox")?.split('-');
    let day = NaiveDate::parse_from_str(parts.next()?, "%Y%m%d").ok()?;
    let time = NaiveTime::parse_from_str(parts.next()?, "%H%M%S").ok()?;
    let thousandths: i64 = parts.next()?.parse().ok()?;
    let word = parts.next()?;
    let reason = Reason::ALL.into_iter().find(|reason| reason.word() == word)?;
    let made = day.and_time(time) + chrono::TimeDelta::milliseconds(thousandths);
    parts.next().is_none().then_some((made, reason))
}

/// The last day each of these is kept, which stand newest first.
fn untils(all: &[(NaiveDateTime, Option<Reason>)]) -> Vec<Option<NaiveDate>> {
    let (mut days, mut weeks, mut months) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let until = |(made, reason): &(NaiveDateTime, Option<Reason>)| {
        if matches!(reason, None | Some(Reason::Asked)) {
            return None;
        }
        let day = made.date();
        let week = day.iso_week();
        let stays = [
            days.insert(day).then(|| day.checked_add_days(Days::new(DAYS))),
            weeks
                .insert((week.year(), week.week()))
                .then(|| day.checked_add_days(Days::new(7 * WEEKS))),
            months
                .insert((day.year(), day.month()))
                .then(|| day.checked_add_months(Months::new(MONTHS))),
        ];
        stays.into_iter().flatten().flatten().max().or(Some(day))
    };
    all.iter().map(until).collect()
}

/// Removes the backups whose time is over, and what a backup that was cut off left behind; never the one that was
/// just made.
pub(super) fn thin(folder: &Path, newest: &Path, today: NaiveDate) {
    let all = list_in(folder);
    let erased = privacy::remembered::list(folder);
    let before = |kept: &Kept| privacy::backups::goes_on(kept.made, &erased).is_some();
    let afterwards = all.iter().any(|kept| !kept.ahead && !before(kept));
    let over = all.iter().filter(|kept| {
        let time_is_over = kept.until.is_some_and(|day| day < today);
        time_is_over && kept.path != newest && (afterwards || !before(kept))
    });
    // One of today may be on its way.
    let cut_off = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            let name = file_name(path);
            let made = name.strip_suffix(".part").and_then(named);
            made.is_some_and(|(made, _)| made.date() < today)
        });
    for path in over.map(|kept| kept.path.clone()).chain(cut_off) {
        if let Err(error) = remove(&path) {
            tracing::warn!(error = error.for_log(), "cannot remove an old backup");
        }
    }
    let there: BTreeSet<String> =
        list_in(folder).iter().map(|kept| file_name(&kept.path)).collect();
    Notes::change(folder, |notes| notes.backups.retain(|name, _| there.contains(name)));
}

/// What a check of this moment found of a file.
fn checked(path: &Path, sound: bool) -> Checked {
    let size = std::fs::metadata(path).map_or(0, |data| data.len());
    Checked { at: clock::instant_text(clock::now()), sound, size }
}

/// Notes that a backup of a workspace was just checked and is sound.
pub(super) fn note_sound(backup: &Path, workspace: &Path) {
    note_backup(backup, true);
    let Some(folder) = backup.parent() else { return };
    let full = std::path::absolute(workspace).unwrap_or_else(|_| workspace.to_owned());
    Notes::change(folder, |notes| notes.workspace = Some(full));
}

/// The workspace of a folder of backups, as it was called last; `None` where nobody knows.
pub(super) fn workspace_of(folder: &Path) -> Option<PathBuf> {
    Notes::load(folder).workspace
}

fn note_backup(backup: &Path, sound: bool) {
    let Some(folder) = backup.parent() else { return };
    let found = checked(backup, sound);
    Notes::change(folder, |notes| {
        notes.backups.insert(file_name(backup), found);
    });
}

/// Reads a backup in full, and notes what was found.
///
/// # Errors
/// When it is no sound workspace or cannot be read.
pub fn check(backup: &Path) -> Result<()> {
    let found = Workspace::verify(backup);
    note_backup(backup, found.is_ok());
    found
}

/// Deletes a backup and what lies beside it; one that is gone already is as well deleted. The backup goes last:
/// while it is there it is listed, and can be deleted again.
///
/// # Errors
/// When the disk refuses.
pub fn remove(backup: &Path) -> Result<()> {
    for ending in PARTS.into_iter().rev() {
        match std::fs::remove_file(beside(backup, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::new("error-disk").arg("file", backup.display()).detail(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Deletes backups; one that cannot be deleted does not keep the others.
///
/// # Errors
/// What the disk said of the first that it refused, after all were tried.
pub fn remove_all(backups: &[PathBuf]) -> Result<()> {
    backups.iter().map(|backup| remove(backup)).fold(Ok(()), Result::and)
}

/// Reads an open workspace in full, and notes what was found.
///
/// # Errors
/// When it is damaged or cannot be read.
pub fn check_file(workspace: &Workspace, home: &Home) -> Result<()> {
    let found = workspace.full_check();
    if let Ok(folder) = folder_of(workspace.path(), home) {
        let noted = checked(workspace.path(), found.is_ok());
        Notes::change(&folder, |notes| notes.file = Some(noted));
    }
    found
}

/// What the last full check of a workspace found.
///
/// # Errors
/// When the system names no home folder or the folder of backups cannot be made.
pub fn last_check(workspace: &Path, home: &Home) -> Result<Option<Checked>> {
    Ok(Notes::load(&folder_of(workspace, home)?).file)
}

/// Whether a warning about the place of a workspace is news; it is not when asked again. An empty word
/// stands for none.
///
/// # Errors
/// When the system names no home folder or the folder of backups cannot be made.
pub fn warn_once(workspace: &Path, word: &str, home: &Home) -> Result<bool> {
    let folder = folder_of(workspace, home)?;
    if Notes::load(&folder).warned == word {
        return Ok(false);
    }
    Notes::change(&folder, |notes| word.clone_into(&mut notes.warned));
    Ok(!word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn a_name_says_when_and_why() {
        let (made, reason) = named("20251118-101500-123-import.cox").unwrap();
        assert_eq!(made.to_string(), "2025-11-18 10:15:00.123");
        assert_eq!(reason, Reason::Import);
        for name in [
            "20251118-101500-123-why.cox",
            "销售.cox",
            "20251118.cox",
            "20251318-000000-000-asked.cox",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn notes_of_several_at_once_are_all_kept() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for n in 0..8 {
                let folder = folder.path();
                scope.spawn(move || {
                    for m in 0..5 {
                        let found = Checked { at: String::new(), sound: true, size: n };
                        Notes::change(folder, |notes| {
                            notes.backups.insert(format!("{n}-{m}"), found);
                        });
                    }
                });
            }
        });
        assert_eq!(Notes::load(folder.path()).backups.len(), 40);
    }

    #[test]
    fn what_is_gone_is_deleted_and_what_cannot_be_does_not_keep_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (one, two) = (path("one.cox"), path("two.cox"));
        for file in [&one, &two, &path("two.cox-journal")] {
            std::fs::write(file, "x").unwrap();
        }
        // A folder cannot be deleted as a file.
        std::fs::create_dir(path("stays.cox")).unwrap();
        let all = [path("gone.cox"), one.clone(), path("stays.cox"), two.clone()];
        assert_eq!(remove_all(&all).unwrap_err().key(), "error-disk");
        assert!(!one.exists() && !two.exists() && !path("two.cox-journal").exists());
        assert_eq!(remove_all(&all[..2]), Ok(()));
        // Where something beside it stays, the backup is still there to be deleted again.
        std::fs::write(&one, "x").unwrap();
        std::fs::create_dir(path("one.cox-journal")).unwrap();
        assert!(remove(&one).is_err() && one.exists());
    }

    #[test]
    fn thinning_takes_nothing_where_all_are_from_before_an_erasure_nor_what_was_just_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let old = ["20250101-090000-000-asked.cox", "20250102-090000-000-work.cox"].map(path);
        let ahead = path("29990101-090000-000-work.cox");
        let made = path("20250110-090000-000-work.cox");
        for file in old.iter().chain([&ahead, &made]) {
            std::fs::write(file, "x").unwrap();
        }
        let list = r#"[{"person":1,"number":1,"at":"2025-03-01T01:00:00.000Z"}]"#;
        std::fs::write(path("erased.json"), list).unwrap();
        let today = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap();
        thin(folder.path(), &made, today);
        assert!(
            old.iter().chain([&ahead, &made]).all(|file| file.exists()),
            "none is from afterwards"
        );
        let after = path("20250501-090000-000-work.cox");
        std::fs::write(&after, "x").unwrap();
        thin(folder.path(), &made, today);
        assert!(!old.iter().any(|file| file.exists()));
        // One that is dated ahead may hold anybody, and stays until a person deletes it.
        assert!(after.exists() && made.exists() && ahead.exists());
        let all = list_in(folder.path());
        let ahead = all.iter().find(|kept| kept.ahead).unwrap();
        assert_eq!((ahead.holds, ahead.until), (1, None));
    }

    #[test]
    fn all_of_today_the_last_of_days_weeks_and_months() {
        let work = Some(Reason::Work);
        // 2025-11-18 is a Tuesday.
        let all = [
            (at("2025-11-18 17:00"), work),
            (at("2025-11-18 09:00"), Some(Reason::Import)),
            (at("2025-11-17 18:00"), work),
            (at("2025-11-16 18:00"), work),
            (at("2025-11-14 18:00"), work),
            (at("2025-11-14 08:00"), Some(Reason::Asked)),
            (at("2025-10-31 18:00"), work),
            (at("2025-10-30 18:00"), None),
        ];
        let days: Vec<String> = untils(&all)
            .into_iter()
            .map(|day| day.map_or_else(|| "-".to_owned(), |day| day.to_string()))
            .collect();
        assert_eq!(
            days,
            [
                "2026-11-18", // the last of its month
                "2025-11-18", // not the last of its day
                "2025-12-01", // the last of its day alone
                "2026-01-11", // the last of its week
                "2025-11-28",
                "-",
                "2026-10-31",
                "-",
            ]
        );
    }

    #[test]
    fn a_year_of_two_a_day_thins_to_a_few() {
        let mut all = vec![];
        let last = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        for ago in 0..365 {
            let day = last.checked_sub_days(Days::new(ago)).unwrap();
            for hour in [18, 9] {
                all.push((day.and_hms_opt(hour, 0, 0).unwrap(), Some(Reason::Work)));
            }
        }
        // Thinned every day as it goes, oldest first.
        let mut there: Vec<(NaiveDateTime, Option<Reason>)> = vec![];
        for made in all.into_iter().rev() {
            there.insert(0, made);
            let stay = untils(&there);
            let today = made.0.date();
            let kept =
                there.iter().zip(stay).filter(|(_, until)| until.is_none_or(|day| day >= today));
            there = kept.map(|(made, _)| *made).collect();
        }
        assert!((25..=40).contains(&there.len()), "{}", there.len());
        let newest_of_months: BTreeSet<(i32, u32)> =
            there.iter().map(|(made, _)| (made.year(), made.month())).collect();
        assert!(newest_of_months.len() >= 12, "every month of the year is there");
    }
}
