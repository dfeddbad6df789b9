//! Faults while the program works: it is killed, and the disk fails or is full, at each of its writes; the
//! disk is full or read-only from the start; the file is damaged in the many ways of `tests/damage.rs`. Every
//! command of the command line goes through all of it, and none opens a socket.
//!
//! Linux; needs `strace`, and to be root, since full and read-only disks are mounted and the network is taken
//! away; the window needs Xvfb and xdotool. Of a command that writes often a few
//! writes of each kind are struck; `COXSWAIN_FAULTS=all` strikes every one, which takes an hour. The counts are
//! in the output: `cargo test --features faults --test faults -- --nocapture`.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it did not expect; the allowances for tests do not reach helpers"
)]

mod cases;
mod crowd;
#[path = "../damage.rs"]
mod damage;
mod desk;
mod judge;
mod trace;
mod world;

mod story_damaged;
mod story_disks;
mod story_network;
mod story_sample;
mod story_stopped;
