//! Stories on real input, which is not part of the project: the folder named by `COXSWAIN_DATA`.
//!
//! Run with `cargo test --features real-data --test real_data`. LibreOffice (`soffice`) converts
//! sheets to the formats that others send.

#![expect(clippy::print_stdout, reason = "the outcome of each file is the log of the suite")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it did not expect; the allowances for tests do not reach helpers"
)]

mod corpus;
mod crash;
mod evaluations;
mod funnel;
mod maven;
mod out;
mod sales;
mod targets;
