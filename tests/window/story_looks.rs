//! The tour of `story_tour` in the other looks, before a release and after a change to what every page shares:
//! `cargo test --all-features --test window story_looks`. `.ci/run` leaves it out.

use crate::desk::Look;
use crate::story_tour::tour;

#[test]
fn english_light_1440() {
    tour(Look::ENGLISH);
}

#[test]
fn chinese_light_1280() {
    tour(Look { size: (1280, 720), ..Look::CHINESE });
}

#[test]
fn chinese_dark_twice_as_sharp() {
    tour(Look { theme: "dark", scale: 2, ..Look::CHINESE });
}
