//! Arguments → window or headless command; nothing else.

use std::process::ExitCode;

use clap::Parser as _;
use coxswain::cli::{self, Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let worker = matches!(cli.command, Some(Command::ReadWorker { .. }));
    let _log = if worker { None } else { coxswain::logging::start() };
    ExitCode::from(match &cli.command {
        None => cli::window(&cli, cli.file.clone()),
        Some(command) => cli::run(&cli, command),
    })
}
