//! 预览: the very pages that are printed, small beside each other or one of them large.
//!
//! Pages are set on a worker and only so many pictures are kept, so the small pages are never so
//! small that more than these are in view, and only a few are asked for at a time.

use egui::{
    Align, Align2, Color32, CornerRadius, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::data::{counted, shown};
use super::print_data::PrintData;
use crate::areas::Cx;
use crate::areas::preview::Picture;
use crate::documents::subjects::{Subject, SubjectKey};
use crate::documents::{Printout, evaluation};
use crate::ui::card::{Card, card_header, divider};
use crate::ui::choice::Segmented;
use crate::ui::icons::{self, paint_icon};
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Between the small pages.
const GAP: f32 = 18.0;
/// The name below a page.
const NAME: f32 = 32.0;
/// The smallest page on the screen.
const LEAST: f32 = 120.0;
/// So many pages in view at most; the pictures that are kept are a few more.
const IN_VIEW: usize = 20;
/// So many pages are set at a time.
const AT_ONCE: usize = 2;

/// What is chosen in the preview.
#[derive(Default)]
pub(super) struct Grid {
    selected: Option<SubjectKey>,
    large: bool,
}

pub(super) fn draw(
    ui: &mut Ui,
    rect: Rect,
    pages: &PrintData,
    chosen: &[usize],
    grid: &mut Grid,
    cx: &mut Cx<'_>,
) {
    let subjects: Vec<&Subject> = chosen.iter().filter_map(|at| pages.subjects.get(*at)).collect();
    let tr = cx.tr;
    let title = tr.text("reports-preview");
    let sub = counted(tr, "reports-preview-sub", subjects.len());
    Card::new().height(rect.height()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let looks = ["reports-look-grid", "reports-look-page"].map(|key| tr.text(key));
        let [all, one] = &looks;
        let name = tr.text("reports-look");
        card_header(ui, &title, &sub, |ui| {
            let signs = [icons::SQUARES_FOUR, icons::FILE];
            let options = [(false, all), (true, one)];
            Segmented::new(&name).medium().icons(&signs).show(ui, &mut grid.large, &options);
        });
        divider(ui);
        if subjects.is_empty() {
            let (title, detail) =
                (tr.text("reports-nobody-chosen"), tr.text("reports-nobody-chosen-hint"));
            empty_state(ui, icons::USERS_THREE, &title, &detail, None);
            return;
        }
        let known = |key: &SubjectKey| subjects.iter().any(|subject| subject.key() == *key);
        let first = || subjects.first().map(|subject| subject.key());
        grid.selected = grid.selected.take().filter(known).or_else(first);
        if grid.large {
            large(ui, &subjects, grid, cx);
        } else {
            small(ui, &subjects, grid, cx);
        }
    });
}

/// The width and the height of the paper, in points.
fn paper(subjects: &[&Subject]) -> (f32, f32) {
    let kind = subjects.first().map_or(&evaluation::KIND, |subject| subject.printout.kind);
    kind.paper()
}

/// The width of a small page and how many stand in a row, where the paper is `ratio` as high as wide.
fn fit(width: f32, height: f32, ratio: f32) -> (f32, usize) {
    let mut columns = (((width + GAP) / (LEAST + GAP)).floor() as usize).max(1);
    loop {
        let wide = ((width - GAP * (columns - 1) as f32) / columns as f32).floor();
        let rows = (height / (wide * ratio + NAME)).ceil() as usize + 1;
        if columns == 1 || columns * rows <= IN_VIEW {
            return (wide.max(1.0), columns);
        }
        columns -= 1;
    }
}

fn small(ui: &mut Ui, subjects: &[&Subject], grid: &mut Grid, cx: &mut Cx<'_>) {
    let room = ui.available_rect_before_wrap();
    let (across, down) = paper(subjects);
    let (wide, columns) = fit(room.width() - 40.0, room.height(), down / across);
    let tall = (wide * down / across).round();
    let rows = subjects.len().div_ceil(columns);
    let scale = quantised(wide * ui.ctx().pixels_per_point() / across);
    let mut pending = 0;
    let scroll = ScrollArea::vertical().id_salt("pages").auto_shrink(false);
    scroll.show_rows(ui, tall + NAME, rows, |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in range {
            let (band, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), tall + NAME), Sense::hover());
            for column in 0..columns {
                let at = row * columns + column;
                let Some(subject) = subjects.get(at) else { break };
                let x = (band.left() + 20.0 + (wide + GAP) * column as f32).round();
                let page = Rect::from_min_size(pos2(x, band.top() + 14.0), vec2(wide, tall));
                thumb(ui, (at, subject), page, grid, (scale, &mut pending), cx);
            }
        }
    });
}

/// Few different scales, so that dragging the window's edge does not set every page anew.
fn quantised(scale: f32) -> f32 {
    (scale * 20.0).ceil() / 20.0
}

fn thumb(
    ui: &mut Ui,
    (at, subject): (usize, &Subject),
    page: Rect,
    grid: &mut Grid,
    (scale, pending): (f32, &mut usize),
    cx: &mut Cx<'_>,
) {
    let theme = Theme::get(ui);
    let id = egui::Id::unique(("print page", subject.key()));
    let all = page.with_max_y(page.bottom() + NAME - 14.0);
    let response = ui.interact(all, id, Sense::click());
    let on = grid.selected == Some(subject.key());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &subject.name));
    let pages = picture(ui, &subject.printout, 0, page, (scale, pending), cx);
    let (edge, wide) = match (on, subject.missing > 0) {
        (true, _) => (theme.accent, 2.0),
        (false, true) => (theme.warn, 1.0),
        (false, false) => (theme.border2, 1.0),
    };
    let around = if on { page.expand(3.0) } else { page };
    let radius = CornerRadius::same(if on { 4 } else { 1 });
    ui.painter().rect_stroke(around, radius, Stroke::new(wide, edge), StrokeKind::Inside);
    if response.has_focus() {
        let focus = Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(page.expand(5.0), 6.0, focus, StrokeKind::Inside);
    }
    let line = Rect::from_min_max(
        pos2(page.left(), page.bottom() + 2.0),
        pos2(page.right(), page.bottom() + NAME - 10.0),
    );
    let name = format!("{} {}", at + 1, subject.name);
    let kind = if on { text::NAME13 } else { text::BODY13 };
    let room = line.with_max_x(line.right() - 22.0);
    text::paint_fit(ui.painter(), room, Align::Min, kind, theme.t1, &name);
    let sign = pos2(line.right() - 8.0, line.center().y);
    match pages {
        None => paint_icon(ui.painter(), sign, icons::CIRCLE, 14.0, theme.t3),
        Some(_) if subject.missing > 0 => {
            paint_icon(ui.painter(), sign, icons::WARNING.filled(), 16.0, theme.warn_t);
        }
        Some(_) => paint_icon(ui.painter(), sign, icons::CHECK_CIRCLE.filled(), 16.0, theme.good_t),
    }
    if response.clicked() {
        grid.selected = Some(subject.key());
    }
    if response.double_clicked() {
        grid.large = true;
    }
    if subject.missing > 0 {
        response.on_hover_text(counted(cx.tr, "reports-gaps", subject.missing));
    }
}

/// Paints a page, or an empty sheet until it is set; returns the number of pages once known.
fn picture(
    ui: &Ui,
    printout: &Printout,
    number: usize,
    place: Rect,
    (scale, pending): (f32, &mut usize),
    cx: &mut Cx<'_>,
) -> Option<usize> {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    // Paper is white in the dark too.
    painter.rect_filled(place, 1.0, Color32::WHITE);
    if *pending >= AT_ONCE {
        return None;
    }
    match cx.previews.page(ui.ctx(), printout, number, scale) {
        Picture::Ready(texture, pages) => {
            let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(texture.id(), place, uv, Color32::WHITE);
            Some(pages)
        }
        Picture::Pending => {
            *pending += 1;
            None
        }
        Picture::Failed(key) => {
            let said = cx.text(key);
            let line = place.shrink(8.0);
            let kind = text::LABEL12;
            text::paint_fit(painter, line, Align::Center, kind, theme.bad_btn, &said);
            None
        }
    }
}

/// Draws the selected page as wide as there is room, with the pages before and after by ← and →.
fn large(ui: &mut Ui, subjects: &[&Subject], grid: &mut Grid, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let at = subjects.iter().position(|subject| Some(subject.key()) == grid.selected);
    let at = at.unwrap_or_default();
    let Some(subject) = subjects.get(at) else { return };
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let said = format!("{} / {} {}", shown(at + 1), shown(subjects.len()), subject.name);
    let center = Align2::CENTER_CENTER;
    text::paint(ui.painter(), bar.center(), center, text::NAME13, theme.t1, &said);
    let free = ui.memory(|memory| memory.focused().is_none());
    let mut step = 0_isize;
    for (side, key, arrow, icon, by) in [
        (bar.left() + 16.0, "reports-page-before", Key::ArrowLeft, icons::CARET_LEFT, -1),
        (bar.right() - 44.0, "reports-page-after", Key::ArrowRight, icons::CARET_RIGHT, 1),
    ] {
        let name = cx.text(key);
        let place = Rect::from_min_size(pos2(side, bar.top() + 6.0), vec2(28.0, 28.0));
        let layout = egui::Layout::left_to_right(Align::Center);
        let builder = egui::UiBuilder::new().id_salt(key).max_rect(place).layout(layout);
        let mut child = ui.new_child(builder);
        let can = at.checked_add_signed(by).is_some_and(|next| next < subjects.len());
        let turn = crate::ui::button::Button::ghost_icon(icon, &name).medium().enabled(can);
        let clicked = crate::ui::button::button(&mut child, turn).clicked();
        let pressed = free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, arrow));
        if can && (clicked || pressed) {
            step = by;
        }
    }
    let room = ui.available_rect_before_wrap();
    let (across, down) = subject.printout.kind.paper();
    let wide = (room.width() - 40.0).clamp(LEAST, 900.0);
    let tall = (wide * down / across).round();
    let scale = quantised(wide * ui.ctx().pixels_per_point() / across);
    let scroll = ScrollArea::vertical().id_salt(("page", subject.key())).auto_shrink(false);
    scroll.show(ui, |ui| {
        let mut pending = 0;
        let mut count = 1;
        let mut number = 0;
        // A long comment makes a second page, whose number is known once the first is set.
        while number < count {
            let (band, response) =
                ui.allocate_exact_size(vec2(ui.available_width(), tall + 12.0), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &subject.name));
            let x = (band.center().x - wide / 2.0).round();
            let page = Rect::from_min_size(pos2(x, band.top()), vec2(wide, tall));
            if ui.is_rect_visible(page) || number == 0 {
                let known = picture(ui, &subject.printout, number, page, (scale, &mut pending), cx);
                count = known.unwrap_or(count).max(count);
            }
            let edge = Stroke::new(1.0, theme.border2);
            ui.painter().rect_stroke(page, 1.0, edge, StrokeKind::Outside);
            number += 1;
        }
    });
    if let Some(next) = at.checked_add_signed(step).and_then(|next| subjects.get(next)) {
        grid.selected = Some(next.key());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_more_pages_in_view_than_pictures_are_kept() {
        let (across, down) = evaluation::KIND.paper();
        for ratio in [down / across, across / down] {
            let rooms = [(120.0, 500.0), (410.0, 700.0), (2600.0, 2000.0), (3800.0, 900.0)];
            for (width, height) in rooms {
                let (wide, columns) = fit(width, height, ratio);
                let rows = (height / (wide * ratio + NAME)).ceil() as usize + 1;
                assert!(columns == 1 || columns * rows <= IN_VIEW, "{width} × {height}");
                assert!(wide * columns as f32 <= width + 1.0);
            }
        }
        assert_eq!(fit(402.0, 660.0, down / across).1, 3, "as designed");
    }
}
