//! 监视文件夹: which folder is watched, and the new sheets in it.

use std::path::PathBuf;

use egui::Ui;

use super::data::counted;
use super::wizard::Wizard;
use crate::areas::{Cx, Event, Order, Purpose};
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::row;
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many files are named in the notice.
const NAMED: usize = 3;

/// What is known of the watched folder.
#[derive(Debug, Default)]
pub(super) struct Watched {
    folder: Option<PathBuf>,
    new: Vec<PathBuf>,
}

impl Watched {
    pub(super) fn receive(&mut self, event: &Event) {
        match event {
            Event::Watching(folder) => {
                self.folder.clone_from(folder);
                self.new.clear();
            }
            Event::Watched(new) => self.new.clone_from(new),
            _ => {}
        }
    }

    /// Draws the notice of new sheets; nothing comes in unless the person says so.
    pub(super) fn notice(&mut self, ui: &mut Ui, wizard: &mut Wizard, cx: &mut Cx<'_>) {
        if self.new.is_empty() {
            return;
        }
        let tr = cx.tr;
        let title = counted(tr, "reports-watched-new", self.new.len());
        let names = self.new.iter().take(NAMED).filter_map(|path| path.file_name());
        let names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        let mut detail = names.join(&tr.text("reports-comma"));
        if let Some(more) = self.new.len().checked_sub(NAMED).filter(|more| *more > 0) {
            let args = [("names", detail.into()), ("n", more.to_string().into())];
            detail = tr.with("reports-and-more", &args);
        }
        let (join, ignore) = (tr.text("reports-watched-join"), tr.text("reports-watched-ignore"));
        let (mut joined, mut ignored) = (false, false);
        let look = Banner::info(&title).detail(&detail).icon(icons::FOLDER_OPEN.filled());
        banner(ui, look, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            joined = button(ui, Button::primary(&join).medium()).clicked();
            ignored = button(ui, Button::ghost(&ignore).medium()).clicked();
        });
        if joined {
            wizard.joining = true;
            cx.orders.push(Order::read(self.new.clone()));
        }
        if joined || ignored {
            cx.orders.push(Order::WatchedSeen(std::mem::take(&mut self.new)));
        }
    }

    /// Draws which folder is watched, and the ways to choose another or none.
    pub(super) fn folder(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let tr = cx.tr;
        let words = ["reports-watch", "reports-watch-change", "reports-watch-stop"];
        let [watch, change, stop] = &words.map(|key| tr.text(key));
        let mut order = None;
        row(ui, 28.0, |ui| {
            let theme = Theme::get(ui);
            icons::icon(ui, icons::FOLDER, 16.0, theme.t3);
            let Some(folder) = &self.folder else {
                if button(ui, Button::link(watch).medium()).clicked() {
                    order = Some(Order::PickFolder(Purpose::Watch));
                }
                text::label(ui, text::LABEL12, theme.t3, &tr.text("reports-watch-note"));
                return;
            };
            let path = folder.display().to_string();
            let said = tr.with("reports-watching", &[("folder", path.into())]);
            let room = (ui.available_width() - 240.0).max(120.0);
            text::truncated(ui, text::LABEL12, theme.t2, &said, room);
            if button(ui, Button::link(change).medium()).clicked() {
                order = Some(Order::PickFolder(Purpose::Watch));
            }
            if button(ui, Button::link(stop).medium()).clicked() {
                order = Some(Order::Watch(None));
            }
        });
        cx.orders.extend(order);
    }
}
