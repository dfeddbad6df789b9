//! `coxswain check`, `backups`, `salvage`: how safe a workspace is, and what to do when it is not.

use std::path::Path;

use serde_json::json;

use crate::cli::{DONE, say};
use crate::command::safety::{checked, made, salvage_lines, until, why};
use crate::error::Result;
use crate::i18n::{Tr, size};
use crate::paths::Home;
use crate::store::backup::Reason;
use crate::store::kept::{self, Kept};
use crate::store::{Workspace, salvage};

pub(super) fn check(file: &Path, tr: &Tr) -> Result<u8> {
    kept::check_file(&Workspace::open(file)?, &Home::default())?;
    say(&tr.text("cli-sound"));
    Ok(DONE)
}

pub(super) fn backups(file: &Path, json: bool, tr: &Tr) -> Result<u8> {
    let all = kept::list(file, &Home::default())?;
    if json {
        let list: Vec<_> = all.iter().map(as_json).collect();
        say(&json!({ "backups": list }).to_string());
        return Ok(DONE);
    }
    if all.is_empty() {
        say(&tr.with("cli-backups-none", &[("file", file.display().to_string().into())]));
    }
    for kept in &all {
        say(&tr.with(
            "cli-backups-line",
            &[
                ("made", made(kept).into()),
                ("why", why(kept, tr).into()),
                ("size", size(kept.size, tr).into()),
                ("checked", checked(kept, tr).into()),
                ("until", until(kept, tr).into()),
                ("file", kept.path.display().to_string().into()),
            ],
        ));
    }
    Ok(DONE)
}

fn as_json(kept: &Kept) -> serde_json::Value {
    json!({
        "file": kept.path.display().to_string(),
        "made": kept.made.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "bytes": kept.size,
        "reason": kept.reason.map(Reason::word),
        "checked": kept.checked.as_ref().map(|checked| json!({ "at": checked.at, "sound": checked.sound })),
        "kept_until": kept.until.map(|day| day.to_string()),
        "holds_erased": kept.holds,
        "dated_ahead": kept.ahead,
    })
}

pub(super) fn salvage(damaged: &Path, new: &Path, json: bool, tr: &Tr) -> Result<u8> {
    let saved = salvage::salvage(damaged, new, &mut |_, _| true)?;
    if json {
        say(&json!({
            "tables": saved.tables,
            "strays": saved.strays,
            "undo": saved.undo,
        })
        .to_string());
        return Ok(DONE);
    }
    for line in salvage_lines(&saved, tr) {
        say(&line);
    }
    say(&tr.with("cli-salvaged", &[("file", new.display().to_string().into())]));
    Ok(DONE)
}
