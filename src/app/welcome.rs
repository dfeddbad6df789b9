//! The welcome screen: new, open, sample, recent, drop (design 13).

use std::path::PathBuf;

use egui::{
    Align, Context, CornerRadius, CursorIcon, Layout, Rect, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, pos2, vec2,
};

use crate::app::actions::Action;
use crate::app::{App, Wish};
use crate::areas::{Appearance, Order};
use crate::i18n::Language;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::row;
use crate::ui::choice::{key_cap, key_cap_on_fill};
use crate::ui::dashed_frame;
use crate::ui::icons::{self, Icon};
use crate::ui::tokens::{Theme, panel};
use crate::ui::{brand, text};

/// Endings of sheets, as the box shows them.
const ENDINGS: [&str; 4] = [".xlsx", ".xls", ".csv", ".ods"];

/// What a backup mends.
const MENDED_BY_A_BACKUP: [&str; 4] = [
    "error-file-missing",
    "error-workspace-damaged",
    "error-workspace-empty",
    "error-workspace-not-ours",
];

/// What may still hold rows although it does not open.
const MAY_HOLD_ROWS: [&str; 2] = ["error-workspace-damaged", "error-workspace-not-ours"];

/// What was pressed on the screen.
enum Pressed {
    New,
    Open,
    Sample,
    Sheets,
    Recent(PathBuf),
    Path,
    Retry(PathBuf),
    Restore(PathBuf),
    Salvage(PathBuf),
}

impl App {
    pub(super) fn welcome_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let whole = ctx.content_rect();
        let left = (whole.width() * 0.361).clamp(300.0, 640.0).round();
        let art = Rect::from_min_max(whole.min, pos2(whole.left() + left, whole.bottom()));
        brand::welcome_panel(&ui.painter().with_clip_rect(art), art);
        self.panel_words(ui, art);
        let right = Rect::from_min_max(pos2(art.right(), whole.top()), whole.max);
        let width = (right.width() - 80.0).min(640.0);
        let column = Rect::from_min_max(
            pos2(right.center().x - width / 2.0, right.top() + 24.0),
            pos2(right.center().x + width / 2.0, right.bottom() - 24.0),
        );
        let mut page = ui.new_child(
            UiBuilder::new()
                .id_salt("welcome")
                .max_rect(column)
                .layout(Layout::top_down(Align::Min)),
        );
        let room = (column.height() - 660.0).clamp(0.0, 84.0);
        page.add_space(room);
        let pressed = self.choices_ui(&mut page);
        let foot = Rect::from_min_max(
            pos2(column.left(), right.bottom() - 52.0),
            pos2(column.right(), right.bottom() - 20.0),
        );
        let mut foot = ui.new_child(
            UiBuilder::new()
                .id_salt("foot")
                .max_rect(foot)
                .layout(Layout::left_to_right(Align::Center)),
        );
        self.foot_ui(&mut foot, &ctx);
        match pressed {
            Some(Pressed::New) => self.ask(&ctx, Wish::NewWorkspace),
            Some(Pressed::Open) => self.ask(&ctx, Wish::OpenWorkspace),
            Some(Pressed::Sample) => self.make_sample(&ctx),
            Some(Pressed::Sheets) => self.ask(&ctx, Wish::Sheets),
            Some(Pressed::Recent(path) | Pressed::Retry(path)) => self.open(&ctx, path),
            Some(Pressed::Restore(path)) => self.find_backups(&ctx, path),
            Some(Pressed::Salvage(path)) => self.ask(&ctx, Wish::SavedFrom(path)),
            Some(Pressed::Path) => self.act(&ctx, Action::TypePath),
            None => {}
        }
    }

    fn panel_words(&self, ui: &Ui, art: Rect) {
        let painter = ui.painter().with_clip_rect(art);
        let mark = Rect::from_min_size(art.min + vec2(38.0, 34.0), vec2(32.0, 32.0));
        brand::paint_mark(&painter, mark);
        let name = self.tr.text("app-name");
        let title = text::paint(
            &painter,
            mark.right_center() + vec2(14.0, 0.0),
            egui::Align2::LEFT_CENTER,
            text::KPI20,
            panel::TITLE,
            &name,
        );
        if self.tr.language() == Language::Chinese {
            let at = title.right_center() + vec2(12.0, 0.0);
            text::paint(
                &painter,
                at,
                egui::Align2::LEFT_CENTER,
                text::BODY14,
                panel::SUB,
                &self.tr.text("app-name-latin"),
            );
        }
        for (line, key) in ["welcome-motto-first", "welcome-motto-second"].iter().enumerate() {
            let at = pos2(art.left() + 36.0, art.bottom() - 64.0 + 22.0 * line as f32);
            let words = self.tr.text(key);
            let left = egui::Align2::LEFT_CENTER;
            let place = text::paint(&painter, at, left, text::BODY14, panel::TEXT, &words);
            text::tell(ui, place, &words);
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui) -> Option<Pressed> {
        let tr = self.tr.clone();
        let theme = Theme::get(ui);
        let mut pressed = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        text::label(ui, text::SCORE28, theme.t1, &tr.text("welcome-title"));
        ui.add_space(4.0);
        text::wrapped(ui, text::BODY14, theme.t2, &tr.text("welcome-subtitle"));
        ui.add_space(28.0);
        if let Some((path, error)) = &self.failed {
            let (title, hint) = (error.message(&tr), error.hint(&tr));
            let mut close = false;
            banner(ui, Banner::error(&title).detail(&hint), |ui| {
                let restore = tr.text("welcome-restore");
                if MENDED_BY_A_BACKUP.contains(&error.key())
                    && button(ui, Button::secondary(&restore).medium()).clicked()
                {
                    pressed = Some(Pressed::Restore(path.clone()));
                }
                let salvage = tr.text("welcome-salvage");
                if MAY_HOLD_ROWS.contains(&error.key())
                    && button(ui, Button::secondary(&salvage).medium()).clicked()
                {
                    pressed = Some(Pressed::Salvage(path.clone()));
                }
                if button(ui, Button::secondary(&tr.text("app-retry")).medium()).clicked() {
                    pressed = Some(Pressed::Retry(path.clone()));
                }
                close = button(ui, Button::secondary(&tr.text("app-close")).medium()).clicked();
            });
            ui.add_space(12.0);
            if close || pressed.is_some() {
                self.failed = None;
            }
        }
        if let Some(path) = &self.opening {
            let file = path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let title = tr.with("welcome-opening", &[("file", file.into())]);
            // A backup that is restored, somebody who is erased, a sample that is made.
            let job = self.jobs.shown().map_or_else(String::new, |(job, _)| job.title.clone());
            banner(ui, Banner::info(&title).detail(&job), |_| {});
            ui.add_space(12.0);
        }
        let entries = [
            (icons::FILE_PLUS, "welcome-new", Some("N"), true),
            (icons::FOLDER_OPEN, "welcome-open", Some("O"), false),
            (icons::FLASK, "welcome-sample", None, false),
        ];
        for (at, (icon, key, shortcut, primary)) in entries.into_iter().enumerate() {
            let title = tr.text(key);
            let detail = tr.text(&format!("{key}-detail"));
            if entry(ui, &Entry { icon, title: &title, detail: &detail, shortcut, primary }) {
                pressed = Some(match at {
                    0 => Pressed::New,
                    1 => Pressed::Open,
                    _ => Pressed::Sample,
                });
            }
            ui.add_space(12.0);
        }
        pressed = self.recent_ui(ui).map(Pressed::Recent).or(pressed);
        // On a low screen with a message the line makes room for the box.
        if ui.available_height() > 250.0 {
            or_line(ui, &tr.text("welcome-or"));
        }
        if drop_box(
            ui,
            &tr.text("welcome-drop"),
            &tr.text("welcome-drop-detail"),
            &tr.text("welcome-pick"),
        ) {
            pressed = Some(Pressed::Sheets);
        }
        ui.add_space(12.0);
        row(ui, 24.0, |ui| {
            icons::icon(ui, icons::LOCK_KEY, 16.0, theme.good_t);
            text::muted(ui, &tr.text("welcome-private"));
            if button(ui, Button::link(&tr.text("action-path")).small()).clicked() {
                pressed = Some(Pressed::Path);
            }
        });
        pressed
    }

    fn foot_ui(&mut self, ui: &mut Ui, ctx: &Context) {
        let appearance = self.settings.appearance;
        let theme = Theme::get(ui);
        icons::icon(ui, icons::TRANSLATE, 16.0, theme.t2);
        let mut orders = vec![];
        for (language, name) in [(Language::Chinese, "中文"), (Language::English, "English")] {
            let chosen = appearance.language == language;
            let shown = Button::ghost(name).small().selected(chosen);
            if button(ui, shown).clicked() {
                orders.push(Order::Appearance(Appearance { language, ..appearance }));
            }
        }
        let dark = theme.dark;
        let (icon, key, action) = if dark {
            (icons::SUN, "action-light", Action::Light)
        } else {
            (icons::MOON, "action-dark", Action::Dark)
        };
        if button(ui, Button::ghost(&self.tr.text(key)).icon(icon).small()).clicked() {
            self.act(ctx, action);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let version =
                self.tr.with("welcome-version", &[("version", env!("CARGO_PKG_VERSION").into())]);
            text::muted(ui, &version);
            // From right to left.
            for (key, order) in [("help-keys", Order::Shortcuts), ("help-guide", Order::Guide)] {
                if button(ui, Button::ghost(&self.tr.text(key)).small()).clicked() {
                    orders.push(order);
                }
            }
        });
        self.carry_out(ctx, orders);
    }
}

struct Entry<'a> {
    icon: Icon,
    title: &'a str,
    detail: &'a str,
    shortcut: Option<&'a str>,
    primary: bool,
}

/// One of the large choices; true when pressed.
fn entry(ui: &mut Ui, entry: &Entry<'_>) -> bool {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 76.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, entry.title));
    text::describe(&response, entry.detail);
    let hovered = response.hovered();
    let (fill, edge, title, detail) = if entry.primary {
        let fill = if hovered { theme.accent_h } else { theme.accent };
        (fill, fill, theme.on_fill, theme.on_fill)
    } else {
        (if hovered { theme.hover } else { theme.surface }, theme.border, theme.t1, theme.t2)
    };
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(8), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if response.has_focus() {
        painter.rect_stroke(
            rect.expand(2.0),
            CornerRadius::same(10),
            Stroke::new(2.0, theme.accent),
            StrokeKind::Inside,
        );
    }
    let tile = Rect::from_center_size(pos2(rect.left() + 40.0, rect.center().y), vec2(40.0, 40.0));
    let (tile_fill, glyph) = if entry.primary {
        (theme.on_fill.gamma_multiply(0.16), theme.on_fill)
    } else {
        (theme.accent_bg, theme.accent_t)
    };
    painter.rect_filled(tile, CornerRadius::same(6), tile_fill);
    icons::paint_icon(painter, tile.center(), entry.icon, 20.0, glyph);
    let x = tile.right() + 16.0;
    text::paint(
        painter,
        pos2(x, rect.center().y - 10.0),
        egui::Align2::LEFT_CENTER,
        text::CARD14,
        title,
        entry.title,
    );
    text::paint(
        painter,
        pos2(x, rect.center().y + 11.0),
        egui::Align2::LEFT_CENTER,
        text::LABEL12,
        detail,
        entry.detail,
    );
    icons::paint_icon(
        painter,
        pos2(rect.right() - 28.0, rect.center().y),
        icons::ARROW_RIGHT,
        16.0,
        if entry.primary { theme.on_fill } else { theme.t2 },
    );
    if let Some(key) = entry.shortcut {
        let caps = Rect::from_min_max(
            pos2(rect.right() - 110.0, rect.top()),
            pos2(rect.right() - 48.0, rect.bottom()),
        );
        let mut caps = ui.new_child(
            UiBuilder::new().max_rect(caps).layout(Layout::right_to_left(Align::Center)),
        );
        let keys = format!("Ctrl {key}");
        if entry.primary {
            key_cap_on_fill(&mut caps, &keys);
        } else {
            key_cap(&mut caps, &keys);
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// The box that sheets are dropped on; true when its link is pressed.
fn drop_box(ui: &mut Ui, title: &str, detail: &str, pick: &str) -> bool {
    let theme = Theme::get(ui);
    let height = (ui.available_height() - 84.0).clamp(104.0, 176.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let over = ui.input(|input| !input.raw.hovered_files.is_empty());
    let (fill, edge) =
        if over { (theme.accent_bg, theme.accent) } else { (theme.surface, theme.border2) };
    ui.painter().rect_filled(rect, CornerRadius::same(8), fill);
    dashed_frame(ui.painter(), rect, Stroke::new(1.0, edge), (4.0, 3.0));
    // Centred as a whole: sign where there is room, title, detail, endings with the link.
    let tall = height > 140.0;
    let used = if tall { 124.0 } else { 84.0 };
    let mut y = (rect.center().y - used / 2.0).round();
    if tall {
        let at = pos2(rect.center().x, y + 15.0);
        icons::paint_icon(ui.painter(), at, icons::FILE_ARROW_DOWN, 28.0, theme.accent_t);
        y += 40.0;
    }
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(pos2(rect.left() + 16.0, top), pos2(rect.right() - 16.0, top + tall))
    };
    let center = Align::Center;
    for (at, tall, kind, color, words) in [
        (y, 22.0, text::CARD14, theme.t1, title),
        (y + 26.0, 18.0, text::LABEL12, theme.t2, detail),
    ] {
        text::paint_fit(ui.painter(), line(at, tall), center, kind, color, words);
        text::tell(ui, line(at, tall), words);
    }
    let wide = |words: &str| text::width(ui, text::LABEL12, words).ceil() + 12.0 + 6.0;
    let caps: f32 = ENDINGS.iter().map(|ending| wide(ending)).sum();
    let wide = caps + 6.0 + text::width(ui, text::BODY13, pick).ceil() + 4.0;
    let place =
        egui::Align2::CENTER_CENTER.align_size_within_rect(vec2(wide, 24.0), line(y + 58.0, 24.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
    inside.spacing_mut().item_spacing.x = 6.0;
    for ending in ENDINGS {
        key_cap(&mut inside, ending);
    }
    inside.add_space(6.0);
    button(&mut inside, Button::link(pick).small()).clicked()
}

/// A line with words in its middle.
fn or_line(ui: &mut Ui, words: &str) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let at = rect.center() - vec2(0.0, 5.0);
    let middle = egui::Align2::CENTER_CENTER;
    let place = text::paint(ui.painter(), at, middle, text::LABEL12, theme.t3, words);
    text::tell(ui, place, words);
    let y = at.y.round();
    for (from, to) in [(rect.left(), place.left() - 8.0), (place.right() + 8.0, rect.right())] {
        let line = Rect::from_min_max(pos2(from, y), pos2(to.max(from), y + 1.0));
        ui.painter().rect_filled(line, 0.0, theme.border2);
    }
}
