//! Pages as pictures: the very pages that are printed, set on a worker, kept while they are shown.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::documents::{self, Printout};
use crate::error::Result;
use crate::worker;

/// How many pictures are kept; a page at full width is about 8 MB.
const KEPT: usize = 24;

/// What names a picture: the printout's content, the page, the scale in thousandths.
type Key = (String, usize, u32);

/// A page as a picture, or why there is none.
pub enum Picture {
    /// It is being set.
    Pending,
    /// Here it is, with the number of pages of the printout.
    Ready(TextureHandle, usize),
    /// It could not be set; the message key.
    Failed(&'static str),
}

enum Slot {
    Pending,
    Ready(TextureHandle, usize),
    Failed(&'static str),
}

/// The pictures of pages.
pub struct Previews {
    slots: BTreeMap<Key, (u64, Slot)>,
    clock: u64,
    sender: Sender<(Key, Result<(ColorImage, usize)>)>,
    receiver: Receiver<(Key, Result<(ColorImage, usize)>)>,
}

impl Default for Previews {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { slots: BTreeMap::new(), clock: 0, sender, receiver }
    }
}

impl Previews {
    /// The picture of a page; asks for it when it is not there yet.
    pub fn page(
        &mut self,
        ctx: &Context,
        printout: &Printout,
        page: usize,
        pixels_per_pt: f32,
    ) -> Picture {
        self.take_finished(ctx);
        self.clock += 1;
        let scale = (pixels_per_pt * 1000.0).round() as u32;
        let code = documents::content_code(&(&printout.title, printout.language, &printout.pages));
        let key = (code, page, scale);
        if let Some((used, slot)) = self.slots.get_mut(&key) {
            *used = self.clock;
            return match slot {
                Slot::Pending => Picture::Pending,
                Slot::Ready(texture, pages) => Picture::Ready(texture.clone(), *pages),
                Slot::Failed(key) => Picture::Failed(key),
            };
        }
        self.slots.insert(key.clone(), (self.clock, Slot::Pending));
        self.forget_oldest();
        let (sender, printout, ctx) = (self.sender.clone(), printout.clone(), ctx.clone());
        worker::run("page", move || {
            let set = worker::guarded(|| {
                let pages = documents::compile(&printout)?;
                let image = pages.image(page, pixels_per_pt)?;
                let size = [image.width, image.height];
                Ok((ColorImage::from_rgba_unmultiplied(size, &image.rgba), pages.count()))
            });
            // The window may be gone; then nobody wants the picture.
            let _ = sender.send((key, set));
            ctx.request_repaint();
        });
        Picture::Pending
    }

    fn take_finished(&mut self, ctx: &Context) {
        while let Ok((key, set)) = self.receiver.try_recv() {
            let slot = match set {
                Ok((picture, pages)) => {
                    let texture =
                        ctx.load_texture(format!("page {key:?}"), picture, TextureOptions::LINEAR);
                    Slot::Ready(texture, pages)
                }
                Err(error) => {
                    tracing::error!(error = error.for_log(), "a page could not be set");
                    Slot::Failed(error.key())
                }
            };
            self.slots.insert(key, (self.clock, slot));
        }
    }

    fn forget_oldest(&mut self) {
        while self.slots.len() > KEPT {
            let oldest =
                self.slots.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| key.clone());
            let Some(oldest) = oldest else { return };
            self.slots.remove(&oldest);
        }
    }
}
