//! What is said of the safety of a workspace, in the window and on the command line.

use crate::clock;
use crate::i18n::Tr;
use crate::store::backup::Reason;
use crate::store::kept::Kept;
use crate::store::place::Risk;
use crate::store::salvage::{Salvaged, SavedTable};

/// When a backup was made, as people read it.
pub fn made(kept: &Kept) -> String {
    kept.made.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// What the last check of a backup found.
pub fn checked(kept: &Kept, tr: &Tr) -> String {
    match &kept.checked {
        Some(checked) if checked.sound => {
            tr.with("cli-backups-sound", &[("at", clock::wall_clock(&checked.at).into())])
        }
        Some(_) => tr.text("cli-backups-damaged"),
        None => tr.text("cli-backups-unchecked"),
    }
}

/// How long a backup stays, and what else is to be known of it: that its date tells nothing, that people who were
/// erased may be in it.
pub fn until(kept: &Kept, tr: &Tr) -> String {
    let mut said = vec![match kept.until {
        Some(day) => tr.with("cli-backups-until", &[("day", day.to_string().into())]),
        None => tr.text("cli-backups-always"),
    }];
    if kept.ahead {
        said.push(tr.text("cli-backups-ahead"));
    }
    if kept.holds > 0 {
        said.push(holds(kept, tr));
    }
    tr.joined(&said)
}

/// How many erased people may be in a backup.
pub fn holds(kept: &Kept, tr: &Tr) -> String {
    tr.with("cli-backups-holds", &[("n", count(kept.holds).into())])
}

/// What a person is to know before a backup is restored that may hold erased people; empty where it holds none.
pub fn comes_back(kept: &Kept, tr: &Tr) -> String {
    if kept.holds == 0 {
        return String::new();
    }
    tr.with("backup-comes-back", &[("n", count(kept.holds).into())])
}

/// What is said once a backup was restored that held erased people.
pub fn came_back(n: usize, tr: &Tr) -> String {
    tr.with("backup-came-back", &[("n", count(n).into())])
}

/// Why a backup was made.
pub fn why(kept: &Kept, tr: &Tr) -> String {
    let word = kept.reason.map_or("other", Reason::word);
    tr.text(&format!("backup-why-{word}"))
}

/// What is to be said of the place of a workspace: the fact.
pub fn risk(risk: &Risk, tr: &Tr) -> String {
    match risk {
        Risk::Cloud(word) => {
            let name = tr.text(&format!("cloud-{word}"));
            tr.with("place-cloud", &[("name", name.into())])
        }
        Risk::Network(name) => tr.with("place-network", &[("name", name.as_str().into())]),
    }
}

/// What was saved of a damaged file, line by line: the total, each table that lost something, the rest as
/// one.
pub fn salvage_lines(saved: &Salvaged, tr: &Tr) -> Vec<String> {
    let args = [("kept", count(saved.kept()).into()), ("lost", count(saved.lost()).into())];
    let mut lines = vec![tr.with("salvage-total", &args)];
    let (hurt, whole): (Vec<&SavedTable>, Vec<&SavedTable>) =
        saved.tables.iter().partition(|table| is_hurt(table));
    lines.extend(hurt.into_iter().map(|table| line(table, tr)));
    let rows = whole.iter().map(|table| table.kept).sum();
    let args = [("tables", count(whole.len()).into()), ("rows", count(rows).into())];
    lines.push(tr.with("salvage-whole", &args));
    if saved.strays > 0 {
        lines.push(tr.with("salvage-strays", &[("n", count(saved.strays).into())]));
    }
    lines.push(tr.text(if saved.undo { "salvage-undo" } else { "salvage-no-undo" }));
    lines
}

const fn is_hurt(table: &SavedTable) -> bool {
    table.lost > 0 || table.told_again > 0 || table.loosened > 0 || table.unknown
}

fn line(table: &SavedTable, tr: &Tr) -> String {
    let key = format!("salvage-table-{}", table.table.replace('_', "-"));
    // The common ones have a word, the others are named as in the exported JSON.
    let name = if tr.has(&key) { tr.text(&key) } else { table.table.clone() };
    let args = [("table", name.into()), ("kept", count(table.kept).into())];
    let mut parts = vec![tr.with("salvage-kept", &args)];
    for (key, n) in [
        ("salvage-told-again", table.told_again),
        ("salvage-loosened", table.loosened),
        ("salvage-lost", table.lost),
    ] {
        if n > 0 {
            parts.push(tr.with(key, &[("n", count(n).into())]));
        }
    }
    if table.unknown {
        parts.push(tr.text("salvage-unknown"));
    }
    parts.join(&tr.text("salvage-comma"))
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn what_is_odd_of_a_backup_is_said() {
        let kept = Kept {
            path: "20251118-101500-000-asked.cox".into(),
            made: chrono::NaiveDate::from_ymd_opt(2025, 11, 18)
                .unwrap()
                .and_hms_opt(10, 15, 0)
                .unwrap(),
            size: 1,
            reason: Some(Reason::Asked),
            checked: None,
            until: None,
            holds: 0,
            ahead: false,
        };
        for language in Language::ALL {
            let tr = Tr::new(language);
            assert_eq!(until(&kept, &tr), tr.text("cli-backups-always"));
            assert_eq!(comes_back(&kept, &tr), "");
            let odd = Kept { holds: 2, ahead: true, ..kept.clone() };
            let said = until(&odd, &tr);
            assert!(said.contains(&tr.text("cli-backups-ahead")) && said.contains('2'), "{said}");
            assert!(comes_back(&odd, &tr).contains('2'));
        }
    }

    #[test]
    fn whole_tables_are_one_line_and_hurt_ones_each_their_own() {
        let table = |name: &str, kept, lost, unknown| SavedTable {
            table: name.to_owned(),
            kept,
            lost,
            unknown,
            ..SavedTable::default()
        };
        let saved = Salvaged {
            tables: vec![
                table("person", 7, 0, false),
                table("opportunity", 3, 2, false),
                table("grade_band", 0, 0, true),
                table("team", 2, 0, false),
            ],
            strays: 1,
            undo: false,
        };
        for language in Language::ALL {
            let tr = Tr::new(language);
            let lines = salvage_lines(&saved, &tr);
            assert_eq!(lines.len(), 6, "{lines:#?}");
            assert!(lines.iter().any(|line| line.contains("grade_band")), "{lines:#?}");
            assert!(!lines.iter().any(|line| line.contains("opportunity")), "{lines:#?}");
        }
    }
}
