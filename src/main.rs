//! Arguments → window or headless command; nothing else.

use std::process::ExitCode;

use clap::Parser as _;
use coxswain::cli::{self, Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let worker = matches!(cli.command, Some(Command::ReadWorker { .. }));
    let _log = if worker { None } else { coxswain::logging::start() };
    match &cli.command {
        Some(command) => ExitCode::from(cli::run(&cli, command)),
        None => ExitCode::from(cli::WRONG_USAGE),
    }
}
