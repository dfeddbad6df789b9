//! Finished pages: the preview, the PDF and the printer all get these.

use std::collections::BTreeSet;

use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

use super::DocumentError;

/// Bounds of [`Pages::image`]: from a thumbnail to 600 dots per inch.
const PIXELS_PER_PT: (f32, f32) = (0.05, 8.4);

/// Compiled pages. Cheap to clone; may cross threads.
#[derive(Clone, Debug)]
pub struct Pages {
    document: PagedDocument,
}

/// One page as pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct PageImage {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Straight (not premultiplied) RGBA, four bytes per pixel, rows from the top.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for PageImage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PageImage({} × {})", self.width, self.height)
    }
}

impl Pages {
    pub(super) const fn new(document: PagedDocument) -> Self {
        Self { document }
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Width and height of a page in points, counted from 0; to make room before it is drawn.
    pub fn size_pt(&self, page: usize) -> Option<(f32, f32)> {
        let size = self.document.pages().get(page)?.frame.size();
        Some((size.x.to_pt() as f32, size.y.to_pt() as f32))
    }

    /// The pages as one PDF file: fonts embedded as subsets, tagged, with bookmarks.
    ///
    /// Neither time nor generator is written: the same pages give the same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, DocumentError> {
        let options = PdfOptions { creator: Smart::Custom(None), ..PdfOptions::default() };
        let bytes = typst_pdf::pdf(&self.document, &options)
            .map_err(|errors| DocumentError::Pdf(super::first_message(&errors)));
        comemo::evict(super::CACHE_JOBS);
        bytes
    }

    /// One page, counted from 0, as pixels at `pixels_per_pt` (1 = 72 dots per inch).
    pub fn image(&self, page: usize, pixels_per_pt: f32) -> Result<PageImage, DocumentError> {
        let page = self.document.pages().get(page).ok_or(DocumentError::NoSuchPage(page))?;
        let pixmap = typst_render::render(page, &options(pixels_per_pt));
        let rgba = pixmap
            .pixels()
            .iter()
            .flat_map(|pixel| {
                let colour = pixel.demultiply();
                [colour.red(), colour.green(), colour.blue(), colour.alpha()]
            })
            .collect();
        Ok(PageImage { width: pixmap.width() as usize, height: pixmap.height() as usize, rgba })
    }

    /// One page, counted from 0, as a PNG file.
    pub fn png(&self, page: usize, pixels_per_pt: f32) -> Result<Vec<u8>, DocumentError> {
        let page = self.document.pages().get(page).ok_or(DocumentError::NoSuchPage(page))?;
        typst_render::render(page, &options(pixels_per_pt))
            .encode_png()
            .map_err(|error| DocumentError::Image(error.to_string()))
    }

    /// Characters that none of the fonts can draw: they stand on the page as empty boxes, and the
    /// person should know before signing.
    pub fn missing(&self) -> BTreeSet<char> {
        let mut missing = BTreeSet::new();
        for page in self.document.pages() {
            missing_in(&page.frame, &mut missing);
        }
        missing
    }

    /// All words on the pages in drawing order, runs parted by line ends; for tests and search.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for page in self.document.pages() {
            text_in(&page.frame, &mut text);
        }
        text
    }
}

fn options(pixels_per_pt: f32) -> RenderOptions {
    let (least, most) = PIXELS_PER_PT;
    let scale = if pixels_per_pt.is_nan() { 1.0 } else { pixels_per_pt.clamp(least, most) };
    RenderOptions { pixel_per_pt: f64::from(scale).into(), render_bleed: false }
}

fn missing_in(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => missing_in(&group.frame, missing),
            FrameItem::Text(text) => {
                let gaps = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                missing.extend(
                    gaps.filter_map(|glyph| text.text.get(glyph.range())).flat_map(str::chars),
                );
            }
            _ => {}
        }
    }
}

fn text_in(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => text_in(&group.frame, text),
            FrameItem::Text(run) => {
                text.push_str(&run.text);
                text.push('\n');
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_may_cross_threads() {
        fn check<T: Send + Sync + Clone>() {}
        check::<Pages>();
    }

    #[test]
    fn a_wild_scale_is_bounded() {
        for (given, used) in [(2.0, 2.0), (0.0, 0.05), (f32::INFINITY, 8.4), (f32::NAN, 1.0)] {
            let scale = options(given).pixel_per_pt.get();
            assert!((scale - used).abs() < 1e-6, "{given} gave {scale}");
        }
    }
}
