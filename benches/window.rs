//! The real window without a screen: the program's own `logic` and `ui`, and the tessellation of what
//! they draw. What is left out is the graphics card's part.

use std::path::PathBuf;
use std::time::Duration;

use coxswain::app::{App, Start};
use coxswain::areas::AreaId;
use coxswain::i18n::Language;
use eframe::App as _;
use egui::{Context, Event, FullOutput, Key, Pos2, RawInput, Rect, Shape, Vec2};

use crate::world;

const SIZE: Vec2 = Vec2::new(1440.0, 900.0);

/// The program's window.
pub struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    seconds: f64,
}

impl Window {
    /// Opens a workspace.
    pub fn open(file: PathBuf) -> Self {
        let ctx = Context::default();
        let start = Start {
            file: Some(file),
            language: Some(Language::Chinese),
            today: Some(world::today()),
            ..Start::default()
        };
        let app = App::new(&ctx, start);
        Self { ctx, app, frame: eframe::Frame::_new_kittest(), seconds: 0.0 }
    }

    /// Draws one frame at 60 Hz with the pointer there; what is drawn is tessellated too.
    pub fn frame(&mut self, pointer: Pos2) -> FullOutput {
        self.frame_with(pointer, vec![])
    }

    /// Draws one frame in which something else happens too.
    pub fn frame_with(&mut self, pointer: Pos2, mut events: Vec<Event>) -> FullOutput {
        self.seconds += 1.0 / 60.0;
        events.insert(0, Event::PointerMoved(pointer));
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.seconds),
            events,
            ..RawInput::default()
        };
        let Self { ctx, app, frame, .. } = self;
        let mut output = ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone(), frame);
            app.ui(ui, frame);
        });
        let shapes = std::mem::take(&mut output.shapes);
        output.shapes = shapes.clone();
        std::hint::black_box(ctx.tessellate(shapes, output.pixels_per_point));
        output
    }

    /// Whether what has the focus is called so.
    pub fn focused_is(&mut self, name: &str) -> bool {
        self.ctx.enable_accesskit();
        let output = self.frame(Pos2::ZERO);
        let update = output.platform_output.accesskit_update;
        update.is_some_and(|update| {
            let focused = update.nodes.iter().find(|(id, _)| *id == update.focus);
            focused.is_some_and(|(_, node)| node.label() == Some(name))
        })
    }

    /// Lets no screen reader listen any more.
    pub fn hush(&self) {
        self.ctx.disable_accesskit();
    }

    /// Draws frames until a text is on the screen.
    pub fn wait_for(&mut self, text: &str) {
        for _ in 0..60_000 {
            if shows(&self.frame(Pos2::ZERO), text) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("{text} never came");
    }
}

/// The key that leads to an area, with Ctrl.
pub fn key_of(area: AreaId) -> Key {
    let place = AreaId::ALL.into_iter().position(|other| other == area).unwrap();
    Key::from_name(&(place + 1).to_string()).unwrap()
}

/// Whether a text is on the screen.
pub fn shows(output: &FullOutput, text: &str) -> bool {
    fn has(shape: &Shape, text: &str) -> bool {
        match shape {
            Shape::Text(shape) => shape.galley.text().contains(text),
            Shape::Vec(shapes) => shapes.iter().any(|shape| has(shape, text)),
            _ => false,
        }
    }
    output.shapes.iter().any(|clipped| has(&clipped.shape, text))
}

/// The texts on the screen, each with where its middle is, in the order in which they are drawn.
fn placed(output: &FullOutput) -> Vec<(String, Pos2)> {
    fn collect(shape: &Shape, all: &mut Vec<(String, Pos2)>) {
        match shape {
            Shape::Text(shape) => {
                all.push((shape.galley.text().to_owned(), shape.visual_bounding_rect().center()));
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, all)),
            _ => {}
        }
    }
    let mut all = vec![];
    output.shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut all));
    all
}

/// The texts on the screen.
pub fn texts(output: &FullOutput) -> Vec<String> {
    placed(output).into_iter().map(|(text, _)| text).collect()
}

/// Where a text stands that is just this, the first one that is drawn.
pub fn place_of(output: &FullOutput, text: &str) -> Option<Pos2> {
    placed(output).into_iter().find(|(own, _)| own == text).map(|(_, place)| place)
}

/// Says what the frames took, in nanoseconds of processor time each.
pub fn summary(when: &str, frames: &[u64]) -> String {
    let mut sorted = frames.to_vec();
    sorted.sort_unstable();
    let ms = |rank: f64| {
        let at = (sorted.len() as f64 * rank).ceil() as usize;
        sorted[at.clamp(1, sorted.len()) - 1] as f64 / 1e6
    };
    format!(
        "{when}: {} frames, ms of processor: median {:.2}, p99 {:.2}, most {:.2}, first {:.2}",
        frames.len(),
        ms(0.5),
        ms(0.99),
        ms(1.0),
        frames[0] as f64 / 1e6
    )
}

/// Nanoseconds that this thread has spent on a processor (Linux). The kernel brings the number up to
/// date when it may hand the processor on.
pub fn processor_ns() -> u64 {
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split_whitespace().next().unwrap().parse().unwrap()
}
