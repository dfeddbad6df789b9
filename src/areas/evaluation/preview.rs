//! 打印预览: the very page that is printed, and what can be done with it.
//!
//! A picture is set for whole steps of zoom, so that dragging the window's edge does not set a new
//! one at every pixel; it is drawn at its own size, pixel on pixel, so that it is crisp.

use egui::{
    Align, Color32, CornerRadius, Layout, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind,
    TextureHandle, Ui, UiBuilder, Vec2, pos2, vec2,
};

use super::card::Card;
use super::signing;
use super::view::{View, printout_of};
use crate::areas::preview::Picture;
use crate::areas::{Cx, Order, Purpose};
use crate::documents::Printout;
use crate::documents::evaluation::EvaluationPage;
use crate::domain::ids::PersonId;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card as Frame, card_header};
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::state::{empty_state, spinner};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A4 in points.
const PAPER: Vec2 = vec2(595.28, 841.89);
/// Points of the screen per point of paper at 100 %: 96 and 72 to the inch.
const FULL: f32 = 96.0 / 72.0;
/// Steps of the zoom in percent.
const ZOOMS: [u32; 8] = [33, 50, 67, 75, 100, 110, 125, 150];
/// The fitted zoom is a multiple of this.
const FIT_STEP: u32 = 3;
/// Room around the paper.
const MARGIN: f32 = 16.0;
/// Height of the buttons below.
const FOOT: f32 = 92.0;

/// The printout shown, kept while its page is the same.
pub(super) struct Shown {
    person: PersonId,
    page: EvaluationPage,
    printout: Printout,
    /// Number of pages, once the first one is set.
    pages: Option<usize>,
    /// The pictures drawn last, shown stretched while new ones are set.
    last: Vec<Option<TextureHandle>>,
}

impl Shown {
    /// How many sheets are drawn: as many as before while the first page is set anew.
    fn sheets(&self) -> usize {
        self.pages.unwrap_or(self.last.len()).max(1)
    }

    fn new(card: &Card, cx: &Cx<'_>) -> Self {
        Self {
            person: card.person,
            page: card.page.clone(),
            printout: printout_of(card, cx.tr),
            pages: None,
            last: vec![],
        }
    }
}

pub(super) fn draw(ui: &mut Ui, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    prepare(card, view, cx);
    let height = ui.available_height();
    Frame::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let width = ui.available_width();
        let fit = fitted(width);
        let zoom = view.zoom.unwrap_or(fit);
        let pages = view.shown.as_ref().map_or(1, Shown::sheets);
        let title = cx.text("evaluation-preview");
        let sub = cx.tr.with("evaluation-preview-sub", &[("n", pages.into())]);
        card_header(ui, &title, &sub, |ui| zoom_box(ui, zoom, fit, view, cx));
        let all = ui.available_rect_before_wrap();
        let desk = all.with_max_y((all.bottom() - FOOT).max(all.top()));
        let theme = Theme::get(ui);
        ui.painter().rect_filled(desk, 0.0, theme.border);
        let builder = UiBuilder::new().id_salt("desk").max_rect(desk);
        let mut child = ui.new_child(builder);
        child.shrink_clip_rect(desk);
        ScrollArea::both().id_salt(("pages", card.person)).auto_shrink(false).show(
            &mut child,
            |ui| {
                paper(ui, desk.size(), zoom, view, cx);
            },
        );
        let foot = all.with_min_y(desk.bottom()).shrink2(vec2(16.0, 0.0));
        let layout = Layout::top_down(Align::Min);
        let mut foot = ui.new_child(UiBuilder::new().id_salt("foot").max_rect(foot).layout(layout));
        actions(&mut foot, card, view, cx);
    });
}

/// Makes the printout anew when the page or the language changed.
fn prepare(card: &Card, view: &mut View, cx: &Cx<'_>) {
    let same = view.shown.as_ref().is_some_and(|shown| {
        shown.person == card.person
            && shown.printout.language == cx.tr.language()
            && shown.page == card.page
    });
    if same {
        return;
    }
    let mut fresh = Shown::new(card, cx);
    if let Some(old) = view.shown.take().filter(|old| old.person == card.person) {
        fresh.last = old.last;
    }
    view.shown = Some(fresh);
}

/// The zoom in percent that fits a page into a width.
fn fitted(width: f32) -> u32 {
    let percent = (width - 2.0 * MARGIN) / (PAPER.x * FULL) * 100.0;
    (percent.max(0.0) as u32 / FIT_STEP * FIT_STEP).clamp(15, 150)
}

/// Smaller, the zoom (back to fitting), larger, in one box; drawn from right to left.
fn zoom_box(ui: &mut Ui, zoom: u32, fit: u32, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let slot = ui.painter().add(egui::Shape::Noop);
    ui.spacing_mut().item_spacing.x = 0.0;
    let larger = ZOOMS.into_iter().find(|step| *step > zoom);
    let smaller = ZOOMS.into_iter().rev().find(|step| *step < zoom);
    let name = cx.text("evaluation-zoom-in");
    let plus = Button::ghost_icon(icons::PLUS, &name).medium().enabled(larger.is_some());
    let plus = button(ui, plus);
    if plus.clicked() {
        view.zoom = larger;
    }
    let (words, hint) = (format!("{zoom}%"), cx.text("evaluation-zoom-fit"));
    if button(ui, Button::ghost(&words).hint(&hint).medium()).clicked() {
        view.zoom = None;
    }
    let name = cx.text("evaluation-zoom-out");
    let minus = Button::ghost_icon(icons::MINUS, &name).medium().enabled(smaller.is_some());
    let minus = button(ui, minus);
    if minus.clicked() {
        view.zoom = smaller;
    }
    if view.zoom == Some(fit) {
        view.zoom = None;
    }
    let rect = minus.rect.union(plus.rect);
    let stroke = Stroke::new(1.0, theme.border2);
    let edge = egui::Shape::rect_stroke(rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
    ui.painter().set(slot, edge);
}

/// The pages below each other on the desk.
fn paper(ui: &mut Ui, desk: Vec2, zoom: u32, view: &mut View, cx: &mut Cx<'_>) {
    let Some(shown) = view.shown.as_mut() else { return };
    let scale = zoom as f32 / 100.0 * FULL;
    let pixels = ui.ctx().pixels_per_point();
    let mut failed = None;
    let mut pictures: Vec<Option<TextureHandle>> = vec![];
    for page in 0..shown.pages.unwrap_or(1) {
        let picture = cx.previews.page(ui.ctx(), &shown.printout, page, scale * pixels);
        pictures.push(match picture {
            Picture::Ready(texture, pages) => {
                shown.pages = Some(pages);
                Some(texture)
            }
            Picture::Pending => None,
            Picture::Failed(key) => {
                failed = Some(key);
                None
            }
        });
    }
    if let Some(key) = failed {
        ui.set_width(desk.x);
        ui.add_space(48.0);
        empty_state(ui, icons::FILE_X, &cx.text(key), &cx.text("evaluation-preview-failed"), None);
        return;
    }
    pictures.resize(shown.sheets(), None);
    for (page, picture) in pictures.iter().enumerate() {
        let natural = |texture: &TextureHandle| texture.size_vec2() / pixels;
        let size = picture.as_ref().map_or(PAPER * scale, natural);
        let area = vec2((size.x + 2.0 * MARGIN).max(desk.x), size.y + MARGIN);
        let (place, _) = ui.allocate_exact_size(area, Sense::hover());
        let left = place.left() + (place.width() - size.x) / 2.0;
        let snap = |value: f32| (value * pixels).round() / pixels;
        let min = pos2(snap(left), snap(place.top() + MARGIN));
        let rect = Rect::from_min_size(min, size);
        let stretched = picture.as_ref().or_else(|| shown.last.get(page)?.as_ref());
        sheet(ui, page, rect, stretched);
    }
    ui.add_space(MARGIN);
    if pictures.iter().all(Option::is_some) {
        shown.last = pictures;
    }
}

/// One sheet: paper is white, whatever the appearance of the window.
fn sheet(ui: &mut Ui, page: usize, rect: Rect, picture: Option<&TextureHandle>) {
    let theme = Theme::get(ui);
    ui.painter().add(theme.shadow2.as_shape(rect, CornerRadius::ZERO));
    ui.painter().rect_filled(rect, 0.0, Color32::WHITE);
    if let Some(texture) = picture {
        let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        ui.painter().image(texture.id(), rect, uv, Color32::WHITE);
    } else {
        let middle = Rect::from_center_size(rect.center(), Vec2::splat(24.0));
        let mut child = ui.new_child(UiBuilder::new().id_salt(("setting", page)).max_rect(middle));
        spinner(&mut child, 24.0);
    }
}

fn actions(ui: &mut Ui, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let tr = cx.tr;
    ui.add_space(16.0);
    let words = note(card, cx);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (place, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
        icons::paint_icon(ui.painter(), place.center(), icons::INFO, 14.0, theme.t2);
        let width = ui.available_width();
        text::truncated(ui, text::BODY13, theme.t2, &words, width);
    });
    ui.add_space(8.0);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let right = Layout::right_to_left(Align::Center);
    let mut end = ui.new_child(UiBuilder::new().id_salt("sign").max_rect(row).layout(right));
    end.spacing_mut().item_spacing.x = 8.0;
    signing::buttons(&mut end, card, view, cx);
    let used = end.min_rect().width();
    let left = Layout::left_to_right(Align::Center);
    let mut start = ui.new_child(UiBuilder::new().id_salt("out").max_rect(row).layout(left));
    start.spacing_mut().item_spacing.x = 8.0;
    let (print, export) = (tr.text("evaluation-print"), tr.text("evaluation-export"));
    let words = text::width(ui, text::BODY13, &print) + text::width(ui, text::BODY13, &export);
    // Padding, icons and gaps of both buttons; where that does not fit, icons must do.
    let full = row.width() - used > words + 2.0 * 44.0 + 24.0;
    let opener = if full {
        Button::secondary(&print).icon(icons::PRINTER).medium()
    } else {
        Button::icon_only(icons::PRINTER, &print).medium()
    };
    let mut printer = None;
    let known = view.printers.as_deref();
    let response = menu(&mut start, opener, |ui| match known {
        None => {
            text::hint(ui, &tr.text("evaluation-printers-looking"));
        }
        Some([]) => {
            text::hint(ui, &tr.text("evaluation-printers-none"));
        }
        Some(list) => {
            for (name, default) in list {
                let note =
                    if *default { tr.text("evaluation-printer-default") } else { String::new() };
                if menu_item(ui, Some(icons::PRINTER), name, &note).clicked() {
                    printer = Some(name.clone());
                }
            }
        }
    });
    if response.clicked() {
        // Asked each time: printers come and go.
        cx.orders.push(Order::FindPrinters);
    }
    if let Some(printer) = printer {
        cx.orders.push(Order::PrintPages(vec![printout_of(card, tr)], Some(printer)));
    }
    let export = if full {
        Button::secondary(&export).icon(icons::FILE_PDF).medium()
    } else {
        Button::icon_only(icons::FILE_PDF, &export).medium()
    };
    if button(&mut start, export).clicked() {
        view.exporting = Some(vec![printout_of(card, tr)]);
        cx.orders.push(Order::PickFolder(Purpose::Pages));
    }
}

/// What signing does, or who signed already.
fn note(card: &Card, cx: &Cx<'_>) -> String {
    if card.signed.is_empty() {
        return cx.text("evaluation-sign-note");
    }
    let names: Vec<String> = card
        .signed
        .iter()
        .map(|signature| {
            let role = super::people::role_word(cx.tr, signature.role);
            let name = signature.name.as_str();
            cx.tr.with("evaluation-signed-by", &[("role", role.into()), ("name", name.into())])
        })
        .collect();
    let list = names.join(&cx.text("evaluation-comma"));
    cx.tr.with("evaluation-signed-note", &[("list", list.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fitted_zoom_moves_in_steps() {
        // Inside the border of the card of the design.
        assert_eq!(fitted(450.0), 51);
        for (width, zoom) in [(328.0, 36), (330.0, 36), (0.0, 15), (f32::NAN, 15), (9_000.0, 150)] {
            assert_eq!(fitted(width), zoom, "{width}");
        }
        let zooms: std::collections::BTreeSet<u32> =
            (328..=450).map(|width| fitted(width as f32)).collect();
        assert!(zooms.len() <= 6, "{zooms:?}");
        assert!(ZOOMS.is_sorted());
    }
}
