//! Stuck deals 滞留: those that stay in a stage longer than most deals that were won (domain document, B3).
//!
//! [`winners::Winners`] collects how long deals that were won stayed, [`limit::stuck_limit`] makes the limit
//! of it, [`outlook::Outlook`] says what became of stays that lasted as long, [`signs::signs`] lists what
//! else speaks against a deal, and [`decision::Decision`] is what a person makes of it.
//!
//! # What a mark says
//!
//! By construction one winner in five would have been marked too, so it reads 比80%的赢单在此阶段停留更久 and
//! stands beside the deal's chance, and is never called a failure.
//!
//! # Like with like
//!
//! A limit is of all the days a deal spent in the stage, revisits added up, and so is the age that is compared
//! with it. The curves of an outlook are of single visits, and so is the age that is looked up there.
//!
//! # Which deals are alike
//!
//! The same pipeline and size of deal; which these are is decided by the caller, who keeps one collection for
//! each. Where a history begins with an import, its clocks start there: such stays look short, and the caller
//! marks them.

pub mod decision;
pub mod limit;
pub mod outlook;
pub mod pushes;
pub mod signs;
pub mod winners;
