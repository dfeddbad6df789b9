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

/// A picture as its pixels.
pub struct Pixels {
    /// How many stand in a row.
    pub width: usize,
    /// How many rows there are.
    pub height: usize,
    /// Red, green and blue, row after row.
    bytes: Vec<u8>,
}

impl Pixels {
    /// Reads a picture.
    pub fn read(desk: &Desk, file: &Path) -> Self {
        let (name, raw) = (file.display().to_string(), desk.path("pixels.rgb"));
        let said = desk.x(&["convert", &name, "-format", "%w %h", "info:"]);
        let sides: Vec<usize> = said.split_whitespace().map(|side| side.parse().unwrap()).collect();
        desk.x(&["convert", &name, "-depth", "8", &format!("rgb:{}", raw.display())]);
        let bytes = std::fs::read(&raw).unwrap();
        let [width, height] = sides[..] else { panic!("{name} is no picture: {said}") };
        assert_eq!(bytes.len(), width * height * 3, "{name}");
        Self { width, height, bytes }
    }

    /// The colour at a place, from the upper left corner.
    pub fn at(&self, x: usize, y: usize) -> [u8; 3] {
        let first = (y * self.width + x) * 3;
        [self.bytes[first], self.bytes[first + 1], self.bytes[first + 2]]
    }

    /// The pixels of a row from one place to before another.
    fn row(&self, y: usize, from: usize, to: usize) -> &[u8] {
        &self.bytes[(y * self.width + from) * 3..(y * self.width + to) * 3]
    }

    /// The upper left corner of the place in a larger picture where this stands: its middle row is there, and
    /// of all such places the fewest other rows differ. [`Pixels::apart`] tells of these.
    pub fn place_in(&self, whole: &Self) -> (usize, usize) {
        let middle = self.height / 2;
        let row = self.row(middle, 0, self.width);
        let tops = 0..=whole.height - self.height;
        let places = tops.flat_map(|top| (0..=whole.width - self.width).map(move |x| (x, top)));
        let fits =
            |(left, top): &(usize, usize)| whole.row(top + middle, *left, left + self.width) == row;
        let best = places.filter(fits).min_by_key(|place| self.rows_apart(whole, *place).count());
        best.expect("it stands somewhere in the larger picture")
    }

    /// The rows that a larger picture has otherwise at this place.
    fn rows_apart(&self, whole: &Self, (left, top): (usize, usize)) -> impl Iterator<Item = usize> {
        let other = move |y: &usize| {
            self.row(*y, 0, self.width) != whole.row(top + y, left, left + self.width)
        };
        (0..self.height).filter(other)
    }

    /// The pixels that a larger picture has otherwise at this place.
    pub fn apart(&self, whole: &Self, (left, top): (usize, usize)) -> Vec<(usize, usize)> {
        let rows = self.rows_apart(whole, (left, top));
        let places = rows.flat_map(|y| (0..self.width).map(move |x| (x, y)));
        places.filter(|(x, y)| self.at(*x, *y) != whole.at(left + x, top + y)).collect()
    }
}
