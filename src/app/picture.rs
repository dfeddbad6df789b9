//! 存为图片: a chart as the window shows it, cut out of the window's own picture and written as PNG.
//!
//! The picture is taken before the place is asked for, so that it shows what the person saw and no
//! dialog. It is cut, encoded and written on the store's thread.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{ColorImage, Context, Rect};

use crate::app::dialogs::Question;
use crate::app::{App, Message, Wish};
use crate::error::{Error, Result};
use crate::sheets;
use crate::ui::overlay::toast::ToastKind;
use crate::ui::picture::Shot;

/// A part of a picture of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    window: Arc<ColorImage>,
    /// The upper left corner, in pixels.
    from: [usize; 2],
    /// Width and height, in pixels.
    size: [usize; 2],
}

impl App {
    /// Asks for a picture of the window; a chart of which a part is out of view makes none.
    pub(super) fn take_picture(&mut self, ctx: &Context, name: String, shot: Shot) {
        if !shot.whole {
            let cut = self.tr.text("app-picture-cut");
            self.say(ToastKind::Info, cut, None);
            return;
        }
        let (mailbox, scale) = (self.mailbox(ctx), ctx.pixels_per_point());
        ctx.request_screenshot(move |window| {
            mailbox.send(Message::Pictured(name, Picture::of(window, shot.place, scale)));
        });
    }

    /// Asks where the picture goes.
    pub(super) fn place_picture(&mut self, ctx: &Context, name: String, picture: Picture) {
        self.ask_with(ctx, Wish::Picture(picture), Question::Save(name));
    }

    /// Writes the picture; a name without the ending gets it, and then no file of that name may be
    /// there: the dialog did not ask about it.
    pub(super) fn write_picture(&self, ctx: &Context, picture: Picture, path: PathBuf) {
        let (path, added) = with_ending(path);
        self.write_file(ctx, path, move |path| {
            if added && path.exists() {
                return Err(Error::new("error-file-exists").arg("file", path.display()));
            }
            sheets::write::put(path, &encoded(&picture.image())?)
        });
    }
}

impl Picture {
    /// The place, in points, of a picture of the whole window.
    fn of(window: Arc<ColorImage>, place: Rect, scale: f32) -> Self {
        let [width, height] = window.size;
        // What lies outside of the window is not in its picture.
        let pixel = |points: f32, end: usize| ((points * scale).round() as usize).min(end);
        let from = [pixel(place.left(), width), pixel(place.top(), height)];
        let [left, top] = from;
        let right = pixel(place.right(), width);
        let bottom = pixel(place.bottom(), height);
        let size = [right.saturating_sub(left), bottom.saturating_sub(top)];
        Self { window, from, size }
    }

    fn image(&self) -> ColorImage {
        self.window.region_by_pixels(self.from, self.size)
    }
}

/// The path with the ending of a picture, and whether it was added.
fn with_ending(path: PathBuf) -> (PathBuf, bool) {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png")) {
        return (path, false);
    }
    let mut name = path.into_os_string();
    name.push(".png");
    (PathBuf::from(name), true)
}

/// A picture as PNG. A window is opaque, whatever its last channel holds.
fn encoded(image: &ColorImage) -> Result<Vec<u8>> {
    let fail = |error: png::EncodingError| Error::new("error-internal").detail(error);
    let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    let colors = image.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]);
    let colors: Vec<u8> = colors.collect();
    let mut bytes = vec![];
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(fail)?;
    writer.write_image_data(&colors).map_err(fail)?;
    writer.finish().map_err(fail)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    /// A window of which every pixel says where it is.
    fn window(width: usize, height: usize) -> Arc<ColorImage> {
        let bytes: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| [u8::try_from(x).unwrap(), u8::try_from(y).unwrap(), 7, 255])
            .collect();
        Arc::new(ColorImage::from_rgba_unmultiplied([width, height], &bytes))
    }

    #[test]
    fn a_chart_is_cut_out_of_the_window_pixel_by_pixel() {
        let place = Rect::from_min_size(pos2(10.0, 4.0), vec2(6.0, 3.0));
        // On a screen with two pixels to the point.
        let picture = Picture::of(window(64, 32), place, 2.0);
        assert_eq!((picture.from, picture.size), ([20, 8], [12, 6]));
        let bytes = encoded(&picture.image()).unwrap();

        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((frame.width, frame.height), (12, 6));
        assert_eq!(frame.color_type, png::ColorType::Rgb);
        let expected: Vec<u8> =
            (8..14).flat_map(|y| (20..32).flat_map(move |x| [x, y, 7])).collect();
        assert_eq!(pixels, expected);
    }

    #[test]
    fn a_name_gets_the_ending_once() {
        for (given, written, added) in [
            ("漏斗", "漏斗.png", true),
            ("漏斗.png", "漏斗.png", false),
            ("漏斗.PNG", "漏斗.PNG", false),
            ("漏斗 v1.2", "漏斗 v1.2.png", true),
        ] {
            assert_eq!(with_ending(PathBuf::from(given)), (PathBuf::from(written), added));
        }
    }

    #[test]
    fn what_lies_outside_of_the_window_is_not_cut() {
        let place = Rect::from_min_max(pos2(-5.0, 20.0), pos2(50.0, 99.0));
        let picture = Picture::of(window(40, 30), place, 1.0);
        assert_eq!((picture.from, picture.size), ([0, 20], [40, 10]));
        assert_eq!(picture.image().size, [40, 10]);
    }
}
