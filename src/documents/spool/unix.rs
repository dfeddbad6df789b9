//! CUPS on Linux and macOS: `lp` takes the file, `lpstat` names the printers.
//!
//! Commands run with `LC_ALL=C`: the answer of `lpstat -d` is read, and read in one language only.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use super::{PrintJob, Printer, SpoolError, capture, run};

pub(super) fn printers() -> Result<Vec<Printer>, SpoolError> {
    printers_by(&|| plain("lpstat"))
}

pub(super) fn send(job: PrintJob<'_>) -> Result<String, SpoolError> {
    run(lp(&mut plain("lp"), job))
}

pub(super) fn open(file: &Path) -> Result<(), SpoolError> {
    if cfg!(target_os = "macos") {
        // The person's language is kept: the viewer inherits it.
        run(Command::new("open").arg(file)).map(|_| ())
    } else {
        open_with(OsStr::new("xdg-open"), file)
    }
}

fn plain(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("LC_ALL", "C");
    command
}

// `-e` names every printer, also those found on the network; older CUPS knows only `-a`.
fn printers_by(lpstat: &dyn Fn() -> Command) -> Result<Vec<Printer>, SpoolError> {
    let named = match run(lpstat().arg("-e")) {
        Ok(list) => names(&list),
        Err(error @ (SpoolError::Missing { .. } | SpoolError::Start { .. })) => return Err(error),
        Err(_) => vec![],
    };
    // With no printer set up `lpstat -a` refuses; that is an empty list and not an error.
    let named = if named.is_empty() {
        run(lpstat().arg("-a")).map(|list| names(&list)).unwrap_or_default()
    } else {
        named
    };
    let default = run(lpstat().arg("-d")).ok().and_then(|answer| default_of(&answer));
    Ok(named
        .into_iter()
        .map(|name| Printer { is_default: default.as_deref() == Some(&name), name })
        .collect())
}

// One printer per line; `-a` goes on with "accepting requests since …".
fn names(list: &str) -> Vec<String> {
    list.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

// "system default destination: NAME" or "no system default destination".
fn default_of(answer: &str) -> Option<String> {
    let (_, name) = answer.lines().next()?.split_once(':')?;
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn lp<'c>(command: &'c mut Command, job: PrintJob<'_>) -> &'c mut Command {
    if let Some(printer) = job.printer {
        command.arg("-d").arg(printer);
    }
    // `--` because a file's name may begin with a dash.
    command
        .arg("-n")
        .arg(job.copies.max(1).to_string())
        .arg("-t")
        .arg(job.title)
        .arg("--")
        .arg(job.file)
}

// Some desktops' `xdg-open` stays until the viewer is closed. It runs in the background of a shell
// that waits one second: still running then means that the viewer is open, otherwise its exit
// status counts. The file is an argument, never part of the script.
const OPEN: &str = r#"
command -v "$1" >/dev/null 2>&1 || exit 127
"$1" "$2" >/dev/null 2>&1 </dev/null &
opener=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$opener" 2>/dev/null || break
    sleep 0.1
done
kill -0 "$opener" 2>/dev/null && exit 0
wait "$opener"
"#;

fn open_with(opener: &OsStr, file: &Path) -> Result<(), SpoolError> {
    let output = capture(Command::new("sh").args(["-c", OPEN, "sh"]).arg(opener).arg(file))?;
    match output.status.code() {
        Some(0) => Ok(()),
        // 127: not installed; 3 and 4 are xdg-open's "tool missing" and "action failed".
        Some(127 | 3 | 4) => Err(SpoolError::NoViewer),
        _ => Err(SpoolError::Failed {
            program: opener.to_string_lossy().into_owned(),
            answer: super::answer(&output),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    /// A stand-in for a system command, run by `sh` so that nothing just written is executed.
    fn script(folder: &Path, name: &str, body: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, body).unwrap();
        path
    }

    fn sh(path: &Path) -> Command {
        let mut command = Command::new("sh");
        command.arg(path);
        command
    }

    #[test]
    fn answers_of_lpstat_are_read() {
        let cases = [
            ("Office\nLab_2\n", vec!["Office", "Lab_2"]),
            ("Office accepting requests since Mon\n", vec!["Office"]),
            ("", vec![]),
        ];
        for (answer, expected) in cases {
            assert_eq!(names(answer), expected);
        }
        let cases = [
            ("system default destination: Office", Some("Office")),
            ("no system default destination", None),
            ("", None),
        ];
        for (answer, expected) in cases {
            assert_eq!(default_of(answer).as_deref(), expected);
        }
    }

    #[test]
    fn printers_are_listed_with_the_default() {
        let folder = tempfile::tempdir().unwrap();
        let new = script(
            folder.path(),
            "new.sh",
            r#"case "$1" in -e) echo Lab; echo Office;; -d) echo "system default destination: Office";; *) exit 1;; esac"#,
        );
        let old = script(
            folder.path(),
            "old.sh",
            r#"case "$1" in -a) echo "Office accepting requests since Mon";; -d) echo "no system default destination";; *) exit 1;; esac"#,
        );
        let none = script(folder.path(), "none.sh", "exit 1");
        let list = |path: &Path| -> Vec<(String, bool)> {
            let printers = printers_by(&|| sh(path)).unwrap();
            printers.into_iter().map(|printer| (printer.name, printer.is_default)).collect()
        };
        assert_eq!(list(&new), [("Lab".to_owned(), false), ("Office".to_owned(), true)]);
        assert_eq!(list(&old), [("Office".to_owned(), false)]);
        assert_eq!(list(&none), []);
        let missing = printers_by(&|| Command::new(folder.path().join("no-such-command")));
        assert!(matches!(missing, Err(SpoolError::Missing { .. })));
    }

    #[test]
    fn lp_gets_printer_copies_title_and_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("-a b.pdf");
        let good = script(folder.path(), "good.sh", r#"for word; do printf '[%s]' "$word"; done"#);
        let job = PrintJob { file: &file, title: "评估 $(x)", printer: Some("Lab"), copies: 0 };
        let answer = run(lp(&mut sh(&good), job)).unwrap();
        let shown = file.display();
        assert_eq!(answer, format!("[-d][Lab][-n][1][-t][评估 $(x)][--][{shown}]"));

        let bad = script(folder.path(), "bad.sh", "echo 'lp: Error - no such printer' >&2; exit 1");
        let refused = run(lp(&mut sh(&bad), PrintJob { printer: None, copies: 2, ..job }));
        let Err(SpoolError::Failed { answer, .. }) = refused else { panic!("{refused:?}") };
        assert_eq!(answer, "lp: Error - no such printer");
    }

    #[test]
    fn a_viewer_that_is_not_there_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("no-such-opener");
        let file = folder.path().join("a.pdf");
        assert_eq!(open_with(missing.as_os_str(), &file), Err(SpoolError::NoViewer));
        // Commands of every Unix stand in for openers.
        assert_eq!(open_with(OsStr::new("true"), &file), Ok(()));
        assert!(matches!(open_with(OsStr::new("false"), &file), Err(SpoolError::Failed { .. })));
    }
}
