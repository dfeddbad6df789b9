//! Opening the window: the renderer's chain and what to say when there is none.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use chrono::NaiveDate;
use eframe::{NativeOptions, Renderer};

use crate::app::ahead::{self, Ahead};
use crate::app::{App, Door};
use crate::i18n::Language;
use crate::paths::Home;

/// What the window begins with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The workspace to open.
    pub file: Option<PathBuf>,
    /// The language, if the command line names one.
    pub language: Option<Language>,
    /// Today, if the command line fixes it.
    pub today: Option<NaiveDate>,
    /// `auto`, `glow` or `wgpu`.
    pub renderer: String,
    /// Where settings, backups and the sample are kept.
    pub home: Home,
    /// The program that reads sheets as a worker; this very program unless one is named.
    pub reader: Option<PathBuf>,
    /// Ask for paths in the window's own field even where the system has a dialog.
    pub own_path_field: bool,
    /// Where other starts reach this window; none if another one is reached there.
    pub door: Option<Door>,
}

/// Whether there is a display to open a window on.
pub fn display_available() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Whether the window is one of Wayland, where no program may take the keyboard by itself.
pub(super) fn on_wayland() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && (named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET"))
}

/// Opens the window and returns when it is closed. Each renderer is tried in turn: OpenGL first on
/// Linux, where it starts in half the time; Direct3D and Metal first elsewhere.
///
/// # Errors
/// What every renderer reported, in English, when none could open a window.
pub fn open_window(start: &Start) -> Result<(), String> {
    let chain: &[Renderer] = match start.renderer.as_str() {
        "glow" => &[Renderer::Glow],
        "wgpu" => &[Renderer::Wgpu],
        _ if cfg!(target_os = "linux") => &[Renderer::Glow, Renderer::Wgpu],
        _ => &[Renderer::Wgpu, Renderer::Glow],
    };
    // Where the window stood belongs to the program's own files like every other setting.
    let kept = start.home.config_folder().ok().map(|folder| folder.join("window.ron"));
    let ctx = ahead::context(kept.as_deref());
    let content = Rc::new(RefCell::new(Some(Ahead::begin(&ctx, start.clone()))));
    let mut said = vec![];
    for renderer in chain {
        let (content, begin) = (Rc::clone(&content), start.clone());
        // One that was drawn with has given its glyphs away.
        let fresh = content.borrow().is_none();
        let ctx = if fresh { ahead::context(kept.as_deref()) } else { ctx.clone() };
        let opened = eframe::run_native_ext(
            "coxswain",
            options(*renderer, kept.clone()),
            Some(ctx),
            Box::new(move |creation| {
                let made = content.borrow_mut().take().and_then(Ahead::take);
                let mut app = made.unwrap_or_else(|| App::new(&creation.egui_ctx, begin));
                app.renderer = drawn_with(creation);
                Ok(Box::new(app))
            }),
        );
        match opened {
            Ok(()) => return Ok(()),
            Err(error) => {
                tracing::warn!(%error, ?renderer, "this renderer cannot open a window");
                said.push(format!("{renderer}: {error}"));
            }
        }
    }
    Err(said.join("; "))
}

/// What draws the window, for the page of its health.
fn drawn_with(creation: &eframe::CreationContext<'_>) -> String {
    creation.wgpu_render_state.as_ref().map_or_else(
        || "OpenGL".to_owned(),
        |state| {
            let adapter = state.adapter.get_info();
            format!("{} ({})", adapter.name, adapter.backend)
        },
    )
}

fn options(renderer: Renderer, persistence_path: Option<PathBuf>) -> NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("coxswain")
        .with_title("舵手 Coxswain")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([1024.0, 720.0])
        .with_drag_and_drop(true)
        .with_icon(icon());
    NativeOptions {
        viewport,
        renderer,
        persist_window: true,
        persistence_path,
        ..NativeOptions::default()
    }
}

/// The picture that stands for the window in lists of windows. It is part of the program and tested;
/// were it unreadable, the window would open without.
fn icon() -> egui::IconData {
    const PICTURE: &[u8] = include_bytes!("../../assets/packaging/icons/coxswain-256.png");
    eframe::icon_data::from_png_bytes(PICTURE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_its_picture() {
        let icon = icon();
        assert_eq!((icon.width, icon.height, icon.rgba.len()), (256, 256, 4 * 256 * 256));
    }
}
