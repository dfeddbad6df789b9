//! The guide as a page: headings on the left, the chapter beside them, and a search through all of it.

use egui::{Align, Context, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::read::{Chapter, chapters};
use super::{Place, text as guide};
use crate::i18n::{Language, Tr};
use crate::ui::button::{Button, button};
use crate::ui::field::search_field;
use crate::ui::icons;
use crate::ui::outline::outline_row;
use crate::ui::overlay::dialog::dialog_ui;
use crate::ui::prose::{Looked, prose};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// How wide the page is, and its list of headings.
const WIDE: f32 = 1_080.0;
const LIST: f32 = 252.0;
/// The widest that lines of a chapter get.
const LINES: f32 = 720.0;
const HEAD: f32 = 44.0;
/// For how many frames a place is scrolled to.
const SCROLLS: u8 = 3;

/// The guide while it is shown.
pub(in crate::app) struct GuideView {
    language: Language,
    chapters: Vec<Chapter>,
    at: Place,
    /// For how many more frames the place is scrolled to: a dialog takes its size in the first ones.
    scroll: u8,
    query: String,
}

impl GuideView {
    /// Opens the guide at a place.
    pub fn new(language: Language, at: Place) -> Self {
        let chapters = chapters(guide(language));
        Self { language, chapters, at, scroll: SCROLLS, query: String::new() }
    }

    /// Draws it; whether it stays.
    pub fn draw(&mut self, ctx: &Context, tr: &Tr) -> bool {
        if self.language != tr.language() {
            let query = std::mem::take(&mut self.query);
            *self = Self { query, ..Self::new(tr.language(), self.at) };
        }
        let title = tr.text("help-guide");
        let height = (ctx.content_rect().height() - 104.0).max(320.0);
        let (close, dismissed) = dialog_ui(ctx, "guide", &title, WIDE, |ui| {
            let size = vec2(ui.available_width(), height);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            self.page_ui(ui, rect, &title, tr)
        });
        !close && !dismissed
    }

    fn page_ui(&mut self, ui: &mut Ui, rect: Rect, title: &str, tr: &Tr) -> bool {
        let theme = Theme::get(ui);
        let close = self.head_ui(ui, rect.with_max_y(rect.top() + 32.0), title, tr);
        let top = rect.top() + HEAD;
        let line = |from: egui::Pos2, to: egui::Pos2| {
            ui.painter().rect_filled(Rect::from_min_max(from, to), 0.0, theme.border);
        };
        line(pos2(rect.left(), top - 1.0), pos2(rect.right(), top));
        line(pos2(rect.left() + LIST, top), pos2(rect.left() + LIST + 1.0, rect.bottom()));
        let words = self.words();
        let below = rect.with_min_y(top + 8.0);
        self.list_ui(ui, below.with_max_x(rect.left() + LIST - 8.0), &words, tr);
        self.chapter_ui(ui, below.with_min_x(rect.left() + LIST + 20.0), &words);
        close
    }

    /// Draws title, search and cross; whether the cross was pressed.
    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, title: &str, tr: &Tr) -> bool {
        let layout = Layout::left_to_right(Align::Center);
        let mut head = ui.new_child(UiBuilder::new().id_salt("head").max_rect(rect).layout(layout));
        text::title(&mut head, title);
        let layout = Layout::right_to_left(Align::Center);
        let mut right =
            ui.new_child(UiBuilder::new().id_salt("find").max_rect(rect).layout(layout));
        right.spacing_mut().item_spacing.x = 8.0;
        let (close, find) = (tr.text("app-close"), tr.text("help-guide-search"));
        let close = button(&mut right, Button::ghost_icon(icons::X, &close)).clicked();
        if search_field(&mut right, &find, &find, &mut self.query, 260.0).changed() {
            let found = self.found(&self.words());
            if !found.contains(&self.at)
                && let Some(first) = found.first()
            {
                self.go(*first);
            }
        }
        close
    }

    /// The words that are looked for, in small letters.
    fn words(&self) -> Vec<String> {
        self.query.to_ascii_lowercase().split_whitespace().map(str::to_owned).collect()
    }

    /// The sections that hold all words; every section where there are none.
    fn found(&self, words: &[String]) -> Vec<Place> {
        let mut found = vec![];
        for (at, chapter) in self.chapters.iter().enumerate() {
            for (n, section) in chapter.sections.iter().enumerate() {
                if words.iter().all(|word| section.words.contains(word.as_str())) {
                    found.push((at, n));
                }
            }
        }
        found
    }

    fn go(&mut self, place: Place) {
        self.at = place;
        self.scroll = SCROLLS;
    }

    fn list_ui(&mut self, ui: &mut Ui, rect: Rect, words: &[String], tr: &Tr) {
        let layout = Layout::top_down(Align::Min);
        let mut list = ui.new_child(UiBuilder::new().id_salt("list").max_rect(rect).layout(layout));
        list.shrink_clip_rect(rect);
        let mut wanted = None;
        let found = self.found(words);
        ScrollArea::vertical().id_salt("headings").auto_shrink(false).show(&mut list, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            if found.is_empty() {
                let nothing = tr.text("help-guide-nothing");
                text::wrapped(ui, text::BODY13, Theme::get(ui).t3, &nothing);
            }
            for (at, n) in found {
                // Sections of a chapter that is not shown are listed where they hold what is looked for.
                if n > 0 && at != self.at.0 && words.is_empty() {
                    continue;
                }
                let section = self.chapters.get(at).and_then(|chapter| chapter.sections.get(n));
                let Some(section) = section else { continue };
                if outline_row(ui, &section.title, n > 0, self.at == (at, n)).clicked() {
                    wanted = Some((at, n));
                }
            }
        });
        if let Some(place) = wanted {
            self.go(place);
        }
    }

    fn chapter_ui(&mut self, ui: &mut Ui, rect: Rect, words: &[String]) {
        let layout = Layout::top_down(Align::Min);
        let mut page = ui.new_child(UiBuilder::new().id_salt("page").max_rect(rect).layout(layout));
        page.shrink_clip_rect(rect);
        let Some(chapter) = self.chapters.get(self.at.0) else { return };
        let section = chapter.sections.get(self.at.1).filter(|_| self.scroll > 0);
        let looked = Looked { words, to: section.map(|section| section.anchor.as_str()) };
        let area = ScrollArea::vertical().id_salt(("chapter", self.at.0)).auto_shrink(false);
        let pressed = area.show(&mut page, |ui| {
            ui.set_max_width((ui.available_width() - 16.0).min(LINES));
            let pressed = prose(ui, &chapter.blocks, looked);
            ui.add_space(24.0);
            pressed
        });
        if self.scroll > 0 {
            self.scroll -= 1;
            ui.ctx().request_repaint();
        }
        if let Some(place) = pressed.inner.and_then(|link| self.place_of(&link)) {
            self.go(place);
            ui.ctx().request_repaint();
        }
    }

    /// The place that a link leads to.
    fn place_of(&self, link: &str) -> Option<Place> {
        let name = link.strip_prefix('#')?;
        self.chapters.iter().enumerate().find_map(|(at, chapter)| {
            let section = chapter.sections.iter().position(|section| section.anchor == name)?;
            Some((at, section))
        })
    }
}
