//! Windows: the shell's print verbs, asked for through PowerShell.
//!
//! Not compiled or run where this was written (Linux only): the first build on Windows has to check
//! it. It stands alone, uses only the standard library, and no other file depends on its inside.
//!
//! # How
//! `Start-Process -Verb Print` does what "Print" in the Explorer's menu does: the program that owns
//! PDF files prints to the default printer; `-Verb PrintTo` names another. Without such a program
//! the verb does not exist and PowerShell says so. Values travel in environment variables and never
//! inside the script, so no name of a file or a printer can be read as code.

use std::os::windows::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use super::{PrintJob, Printer, SpoolError, run};

/// `CREATE_NO_WINDOW`: no console flashes up.
const NO_WINDOW: u32 = 0x0800_0000;

/// Answers come as UTF-8 and errors end the script with a status.
const PREFIX: &str = "$ErrorActionPreference = 'Stop'; \
    [Console]::OutputEncoding = [Text.Encoding]::UTF8; ";

pub(super) fn printers() -> Result<Vec<Printer>, SpoolError> {
    let list = run(&mut powershell(
        "Get-CimInstance Win32_Printer | ForEach-Object { \"$($_.Default)`t$($_.Name)\" }",
    ))?;
    Ok(list
        .lines()
        .filter_map(|line| line.trim_end().split_once('\t'))
        .map(|(is_default, name)| Printer {
            name: name.to_owned(),
            is_default: is_default.eq_ignore_ascii_case("true"),
        })
        .collect())
}

/// The verb knows neither copies nor a title, so it is asked once per copy.
pub(super) fn send(job: PrintJob<'_>) -> Result<String, SpoolError> {
    let script = match job.printer {
        Some(_) => {
            "Start-Process -FilePath $env:COXSWAIN_FILE -Verb PrintTo \
             -ArgumentList ('\"' + $env:COXSWAIN_PRINTER + '\"') -WindowStyle Hidden"
        }
        None => "Start-Process -FilePath $env:COXSWAIN_FILE -Verb Print -WindowStyle Hidden",
    };
    for _ in 0..job.copies.max(1) {
        let mut command = powershell(script);
        command.env("COXSWAIN_FILE", job.file);
        command.env("COXSWAIN_PRINTER", job.printer.unwrap_or_default());
        run(&mut command)?;
    }
    Ok(String::new())
}

pub(super) fn open(file: &Path) -> Result<(), SpoolError> {
    run(powershell("Invoke-Item -LiteralPath $env:COXSWAIN_FILE").env("COXSWAIN_FILE", file))
        .map(|_| ())
        .map_err(|error| match error {
            SpoolError::Failed { .. } => SpoolError::NoViewer,
            other => other,
        })
}

fn powershell(script: &str) -> Command {
    let mut command = Command::new("powershell.exe");
    command
        .args(["-NoProfile", "-NonInteractive", "-Command"])
        .arg(format!("{PREFIX}{script}"))
        .creation_flags(NO_WINDOW);
    command
}
