//! Arguments → window or headless command; nothing else.

use std::process::ExitCode;

use coxswain::cli::{self, Command};

fn main() -> ExitCode {
    let cli = cli::arguments();
    let worker = matches!(cli.command, Some(Command::ReadWorker { .. }));
    let _log = if worker { None } else { coxswain::logging::start() };
    ExitCode::from(match &cli.command {
        None => cli::window(&cli, cli.file.clone()),
        Some(command) => cli::run(&cli, command),
    })
}
