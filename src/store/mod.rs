//! What is on disk: the workspace file, its waist, journal and backups, the whole of it as
//! JSON, what is saved of a damaged one, and the reads screens need.

pub mod answers;
pub mod backup;
mod book;
pub mod calendar;
pub mod coaching;
pub mod db;
pub mod directory;
pub mod duties;
pub mod first_steps;
pub mod journal;
pub mod kept;
pub mod notes;
pub mod opportunities;
pub mod outcomes;
pub mod passings;
pub mod place;
pub mod privacy;
pub mod records;
pub mod rollup;
pub mod safety;
pub mod said;
pub mod salvage;
pub mod setup;
pub mod sightings;
pub mod stage_models;
pub mod training;
pub mod whole;
mod workspace;

pub use db::{Db, Record, StepHead, Value, Written};
pub(crate) use workspace::forsake;
#[cfg(test)]
pub(crate) use workspace::spoil;
pub use workspace::{APPLICATION_ID, Workspace, file_name, portable_schema};
