//! The window's content, made while the window is.
//!
//! To set up what draws takes about as long as to open a workspace and to read its first page. Each goes on a
//! thread of its own, and the first thing that is painted is that page, unless it takes longer than somebody
//! would wait for a window.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use egui::{Context, Memory};

use crate::app::{App, Start};
use crate::worker;

/// How long a window waits for its first page before it is shown without.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often is looked whether it is there.
const PAUSE: Duration = Duration::from_millis(1);

/// The content, on its way.
pub(super) struct Ahead {
    app: Receiver<App>,
}

impl Ahead {
    /// Begins to make it.
    pub fn begin(ctx: &Context, start: Start) -> Self {
        let ((sender, app), ctx) = (channel(), ctx.clone());
        worker::run("ahead", move || {
            let until = Instant::now() + PATIENCE;
            let mut app = App::new(&ctx, start);
            app.refresh(&ctx);
            while !app.stands() && Instant::now() < until {
                sleep(PAUSE);
                app.refresh(&ctx);
            }
            // Where no window came of it nobody asks.
            let _ = sender.send(app);
        });
        Self { app }
    }

    /// The content; `None` where it could not be made.
    pub fn take(self) -> Option<App> {
        self.app.recv().ok()
    }
}

/// What the window is drawn with, as eframe makes it where it is not given one: with what was remembered of
/// widgets, such as the widths of columns.
pub(super) fn context(kept: Option<&Path>) -> Context {
    let ctx = Context::default();
    ctx.set_embed_viewports(false);
    if let Some(memory) = kept.and_then(remembered) {
        ctx.memory_mut(|own| *own = memory);
    }
    ctx
}

/// What eframe kept in its file when the window was last closed.
fn remembered(file: &Path) -> Option<Memory> {
    let text = std::fs::read_to_string(file).ok()?;
    let kept: BTreeMap<String, String> = ron::from_str(&text).ok()?;
    ron::from_str(kept.get("egui")?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command;
    use crate::paths::Home;

    #[test]
    fn the_first_page_is_there_before_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let file = folder.path().join("one.cox");
        drop(command::create_workspace(&file).unwrap());
        let start = Start { home, own_path_field: true, ..Start::default() };
        let made = |file| Ahead::begin(&context(None), Start { file, ..start.clone() }).take();
        assert!(made(None).unwrap().session.is_none());
        let app = made(Some(file)).unwrap();
        assert!(app.stands() && app.session.is_some());
        drop(app);
        let app = made(Some(folder.path().join("nowhere.cox"))).unwrap();
        assert!(app.stands() && app.failed.is_some());
    }

    #[test]
    fn what_was_remembered_of_widgets_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("window.ron");
        let id = egui::Id::unique("width");
        let before = Context::default();
        before.data_mut(|data| data.insert_persisted(id, 120.0_f32));
        let memory = before.memory(ron::to_string).unwrap();
        let kept = BTreeMap::from([("egui".to_owned(), memory)]);
        std::fs::write(&file, ron::to_string(&kept).unwrap()).unwrap();
        let width = |ctx: Context| ctx.data_mut(|data| data.get_persisted::<f32>(id));
        assert_eq!(width(context(Some(&file))), Some(120.0));
        for lost in [None, Some(folder.path().join("nowhere.ron"))] {
            assert_eq!(width(context(lost.as_deref())), None);
        }
        std::fs::write(&file, "no RON").unwrap();
        assert_eq!(width(context(Some(&file))), None);
    }
}
