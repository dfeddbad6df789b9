//! The program in a real window on a display of its own: driven by role and name as a screen reader
//! does, with a real pointer, keyboard, file dialog, drag and drop and print queue.
//!
//! Needs Xvfb, openbox, xdotool, xclip, xprop, dbus-daemon, at-spi2-core, zenity, xdg-desktop-portal with
//! its GTK dialogs, fcitx5 with its pinyin, ImageMagick, poppler's tools, sqlite3, Mesa's software drivers
//! (OpenGL and Vulkan) and, run as root, CUPS and CUPS-PDF; `.ci/run` installs them. `COXSWAIN_SHOTS` names
//! a folder that keeps the photographs; a story that fails leaves one, with what a screen reader would hear,
//! there or in the folder for temporary files.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it did not expect; the allowances for tests do not reach helpers"
)]

mod console;
mod desk;
mod drag;
mod many;
mod paper;
mod patience;
mod photo;
mod reader;
mod sheets;
mod steps;

mod story_again;
mod story_coach;
mod story_figures;
mod story_import;
mod story_keys;
mod story_looks;
mod story_machine;
mod story_many;
mod story_pinyin;
mod story_sample;
mod story_sign;
mod story_steps;
mod story_tour;
mod story_wrong;
