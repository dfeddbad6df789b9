//! Coxswain 舵手: the sales manager's console, offline, on one SQLite file the manager owns.

pub mod app;
pub mod areas;
pub mod cli;
pub mod clock;
pub mod command;
pub mod documents;
pub mod domain;
pub mod error;
pub mod i18n;
pub mod logging;
pub mod metrics;
pub mod paths;
pub mod sample;
pub mod settings;
pub mod sheets;
pub mod store;
pub mod typefaces;
pub mod ui;
pub mod worker;
