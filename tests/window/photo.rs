//! Photographs of the screen, and whether there is anything on them.

use std::path::Path;

use crate::desk::Desk;

/// Photographs the whole screen.
pub fn screen(desk: &Desk, file: &Path) {
    let file = file.display().to_string();
    desk.x(&["import", "-silent", "-quality", "11", "-window", "root", &file]);
    assert!(Path::new(&file).is_file(), "no photograph {file}");
}

/// How many colours a picture has; a blank one has one.
pub fn colours(desk: &Desk, file: &Path) -> u32 {
    let name = file.display().to_string();
    let said = desk.x(&["convert", &name, "-sample", "50%", "-format", "%k", "info:"]);
    said.trim().parse().unwrap_or_else(|_| panic!("{} is no picture: {said}", file.display()))
}

/// What tells a picture of a window from another: the same pixels give the same text.
pub fn pixels(desk: &Desk, window: &str) -> String {
    let file = desk.path("pixels.png").display().to_string();
    desk.x(&["import", "-silent", "-window", window, &file]);
    desk.x(&["convert", &file, "-format", "%#", "info:"]).trim().to_owned()
}
