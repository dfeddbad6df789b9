//! The look of Coxswain: tokens, fonts, icons and widgets, in the order one reads them.
//!
//! # Why own widgets
//! egui gives layout, input and text; the design gives exact heights, strokes and states.
//! Every control here paints itself from the tokens, names itself for AccessKit and shows
//! keyboard focus, so a screen written with it is right without further care.
//!
//! # What is not here
//! No business, no area, no Fluent. Texts come in as `&str`, numbers come in formatted, and a
//! widget answers what the person did; the caller decides what it means.

pub mod fonts;
pub mod icons;
pub mod text;
pub mod tokens;

mod paint;
pub use paint::dashed_frame;

pub mod button;
pub mod choice;
pub mod date;
pub mod field;
pub mod keys;
pub mod menu;
pub mod outline;
pub mod scale;
pub mod select;
pub mod slider;
pub mod tabs;

pub mod banner;
pub mod board;
pub mod card;
pub mod matrix;
pub mod metric;
pub mod picture;
pub mod prose;
pub mod scroll;
pub mod shell;
pub mod state;
pub mod steps;
pub mod table;

pub mod brand;
pub mod charts;
pub mod overlay;

/// Gives a test's window the look of the program.
#[cfg(test)]
fn dress(ctx: &egui::Context) {
    fonts::install(ctx);
    tokens::apply(ctx, tokens::Look::default());
}
