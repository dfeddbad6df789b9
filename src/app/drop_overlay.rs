//! What is shown while files are dragged over the window: where they may be let go, and what
//! happens then. The whole window takes them, in every area and over every form.

use egui::{
    Align2, Context, CornerRadius, Id, LayerId, Order, Rect, Stroke, StrokeKind, pos2, vec2,
};

use crate::app::{App, is_workspace};
use crate::ui::dashed_frame;
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

impl App {
    /// Draws the veil while something is dragged over the window.
    pub(super) fn drop_overlay(&self, ctx: &Context) {
        let paths: Vec<Option<std::path::PathBuf>> = ctx
            .input(|input| input.raw.hovered_files.iter().map(|file| file.path.clone()).collect());
        if paths.is_empty() {
            return;
        }
        let workspace = paths.iter().flatten().find(|path| is_workspace(path));
        let (icon, title, detail) = match workspace.and_then(|path| path.file_name()) {
            Some(name) => {
                let file = name.to_string_lossy().into_owned();
                let title = self.tr.with("app-drop-workspace", &[("file", file.into())]);
                (icons::FOLDER_OPEN, title, String::new())
            }
            None => {
                let n = i64::try_from(paths.len()).unwrap_or(i64::MAX);
                let title = self.tr.with("app-drop-sheets", &[("n", n.into())]);
                (icons::FILE_ARROW_DOWN, title, self.tr.text("app-drop-detail"))
            }
        };
        let theme = Theme::of(ctx);
        let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("drop overlay")));
        let screen = ctx.content_rect();
        painter.rect_filled(screen, 0.0, theme.bg.gamma_multiply(0.72));
        let frame = screen.shrink(12.0);
        painter.rect_filled(frame, CornerRadius::same(8), theme.accent_bg.gamma_multiply(0.5));
        dashed_frame(&painter, frame, Stroke::new(2.0, theme.accent), (6.0, 4.0));
        let wide = [(text::CARD14, &title), (text::LABEL12, &detail)]
            .map(|(kind, words)| text::size(&painter, kind, words).x)
            .into_iter()
            .fold(200.0, f32::max);
        let tall = if detail.is_empty() { 112.0 } else { 132.0 };
        let size = vec2((wide + 64.0).min(frame.width() - 32.0).ceil(), tall);
        let card = Rect::from_center_size(screen.center().round(), size);
        let radius = CornerRadius::same(8);
        painter.add(theme.shadow2.as_shape(card, radius));
        let edge = Stroke::new(1.0, theme.accent);
        painter.rect(card, radius, theme.raised, edge, StrokeKind::Inside);
        let at = |y: f32| pos2(card.center().x, card.top() + y);
        icons::paint_icon(&painter, at(42.0), icon, 30.0, theme.accent_t);
        let middle = Align2::CENTER_CENTER;
        text::paint(&painter, at(80.0), middle, text::CARD14, theme.t1, &title);
        text::paint(&painter, at(102.0), middle, text::LABEL12, theme.t2, &detail);
    }
}
