//! The logo and the picture of the welcome page: an eight with its cox, seen from above.
//!
//! Both are drawn with the painter, so they are sharp at any scale and need no image loader.

use egui::{
    CornerRadius, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2,
};

use crate::ui::paint;
use crate::ui::tokens::{Theme, panel};

/// Draws the logo tile.
pub fn logo(ui: &mut Ui, size: f32) -> Response {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint_logo(ui.painter(), rect, theme);
    response
}

/// Paints the logo tile into a square.
pub fn paint_logo(painter: &Painter, rect: Rect, theme: &Theme) {
    // The design draws it at 28 with radius 6.
    let radius = (rect.width() * 0.22).round().clamp(2.0, 255.0) as u8;
    painter.rect_filled(rect, CornerRadius::same(radius), theme.brand);
    paint_mark(painter, rect);
}

/// Paints the mark alone, white with the orange cox, for dark grounds.
pub fn paint_mark(painter: &Painter, rect: Rect) {
    // Drawn on a grid of 28, like the tile.
    let unit = rect.width() / 28.0;
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * unit;
    let white = panel::TITLE;
    let stroke = Stroke::new(1.5 * unit, white);
    for y in [8.2, 12.2, 16.2] {
        painter.line_segment([at(5.2, y), at(13.0, y + 2.4)], stroke);
        painter.line_segment([at(22.8, y), at(15.0, y + 2.4)], stroke);
    }
    hull(painter, at(14.0, 3.6), at(14.0, 22.4), 2.1 * unit, white);
    painter.circle_filled(at(14.0, 24.0), 1.9 * unit, panel::COX);
}

/// Fills a hull between bow and stern; half-width `half` in the middle.
///
/// The outline is a parabola on each side, which is convex, as the painter needs it.
fn hull(painter: &Painter, bow: Pos2, stern: Pos2, half: f32, color: egui::Color32) {
    const STEPS: usize = 24;
    let side = |sign: f32| {
        (0..=STEPS).map(move |i| {
            let t = i as f32 / STEPS as f32;
            let width = half * (1.0 - (2.0 * t - 1.0).powi(2));
            let middle = bow + (stern - bow) * t;
            middle + vec2(sign * width, 0.0)
        })
    };
    let mut points: Vec<Pos2> = side(1.0).collect();
    points.extend(side(-1.0).skip(1).take(STEPS - 1).collect::<Vec<_>>().into_iter().rev());
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// Lines on the water: y, start and end on the picture of 520 × 900.
const WATER: &[(f32, f32, f32)] = &[
    (59.0, 20.0, 36.0),
    (74.0, 250.0, 274.0),
    (92.0, 117.0, 210.0),
    (107.0, 347.0, 402.0),
    (125.0, 214.0, 270.0),
    (140.0, 14.0, 47.0),
    (158.0, 311.0, 420.0),
    (173.0, 111.0, 176.0),
    (191.0, 48.0, 120.0),
    (206.0, 278.0, 321.0),
    (224.0, 145.0, 252.0),
    (239.0, 375.0, 450.0),
    (257.0, 271.0, 330.0),
    (272.0, 42.0, 94.0),
    (290.0, 339.0, 390.0),
    (305.0, 139.0, 169.0),
    (323.0, 76.0, 180.0),
    (338.0, 306.0, 368.0),
    (356.0, 173.0, 240.0),
    (371.0, 403.0, 443.0),
    (389.0, 277.0, 390.0),
    (404.0, 70.0, 142.0),
    (422.0, 374.0, 450.0),
    (437.0, 167.0, 216.0),
    (455.0, 104.0, 150.0),
    (470.0, 334.0, 361.0),
    (488.0, 201.0, 300.0),
    (503.0, 1.0, 60.0),
    (521.0, 298.0, 360.0),
    (536.0, 98.0, 135.0),
    (554.0, 35.0, 150.0),
    (569.0, 275.0, 334.0),
    (587.0, 132.0, 210.0),
    (602.0, 362.0, 408.0),
    (620.0, 229.0, 248.0),
    (635.0, 29.0, 53.0),
    (653.0, 326.0, 420.0),
    (668.0, 126.0, 182.0),
    (686.0, 63.0, 120.0),
    (701.0, 293.0, 327.0),
    (719.0, 160.0, 270.0),
    (734.0, 390.0, 456.0),
    (752.0, 257.0, 330.0),
    (767.0, 57.0, 100.0),
    (785.0, 354.0, 480.0),
    (800.0, 154.0, 229.0),
    (818.0, 91.0, 180.0),
    (833.0, 321.0, 374.0),
    (851.0, 188.0, 240.0),
    (866.0, 418.0, 449.0),
    (884.0, 285.0, 390.0),
];

/// Paints the panel of the welcome page: the boat keeps its shape, the water fills the rest.
pub fn welcome_panel(painter: &Painter, rect: Rect) {
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    painter.rect_filled(rect, 0.0, panel::WATER);
    let scale = (rect.width() / 520.0).min(rect.height() / 900.0);
    let origin = pos2(rect.center().x - 260.0 * scale, rect.center().y - 450.0 * scale);
    let at = |x: f32, y: f32| origin + vec2(x, y) * scale;
    // Wide and tall panels repeat the water, not the boat.
    let across = (rect.width() / scale / 520.0 / 2.0).ceil() as i32;
    let down = (rect.height() / scale / 900.0 / 2.0).ceil() as i32;
    for (row, column) in
        (-down..=down).flat_map(|row| (-across..=across).map(move |column| (row, column)))
    {
        for (y, from, to) in WATER {
            let y = y + 900.0 * row as f32;
            let (from, to) = (from + 520.0 * column as f32, to + 520.0 * column as f32);
            let (a, b) = (at(from, y), at(to, y));
            let top = paint::snap(&painter, a.y);
            let line = Rect::from_min_max(pos2(a.x, top), pos2(b.x, top + 2.0 * scale.max(0.5)));
            painter.rect_filled(line, 0.0, panel::LINE);
        }
    }
    for side in [-1.0_f32, 1.0] {
        for seat in 0..4 {
            let y = 258.0 + 92.0 * seat as f32 + if side > 0.0 { 46.0 } else { 0.0 };
            oar(&painter, &at, side, y, scale);
        }
    }
    hull(&painter, at(260.0, 150.0), at(260.0, 710.0), 17.0 * scale, panel::HULL);
    let bow = [at(260.0, 170.0), at(260.0, 240.0)];
    painter.line_segment(bow, Stroke::new(1.5 * scale, panel::BOW));
    for seat in 0..8 {
        painter.circle_filled(at(260.0, 258.0 + 46.0 * seat as f32), 8.0 * scale, panel::CREW);
    }
    painter.circle_filled(at(260.0, 640.0), 10.0 * scale, panel::COX);
    let wave = Stroke::new(2.0 * scale, panel::RING);
    for (y, half, rise) in [(718.0, 10.0, 12.0), (744.0, 24.0, 12.0), (770.0, 38.0, 12.0)] {
        let points = vec![at(260.0 - half, y + rise), at(260.0, y), at(260.0 + half, y + rise)];
        painter.add(Shape::line(points, wave));
    }
}

/// Paints an oar from the hull outwards, with the rings its blade leaves.
fn oar(painter: &Painter, at: &impl Fn(f32, f32) -> Pos2, side: f32, y: f32, scale: f32) {
    let from = at(260.0 + 8.0 * side, y);
    let to = at(260.0 + 150.0 * side, y + 38.0);
    painter.line_segment([from, to], Stroke::new(2.5 * scale, panel::OAR));
    let middle = at(260.0 + 166.0 * side, y + 42.0);
    let blade = Rect::from_center_size(middle, vec2(34.0, 10.0) * scale);
    let shape = egui::epaint::RectShape::filled(blade, 2.0 * scale, panel::BLADE);
    let slope = (38.0_f32 / 142.0).atan() * side;
    painter.add(shape.with_angle(slope));
    let ring = Stroke::new(1.5 * scale, panel::RING);
    let x = if side < 0.0 { 88.0 } else { 432.0 };
    painter.circle_stroke(at(x, y + 80.0), 6.0 * scale, ring);
    painter.circle_stroke(at(x - 6.0 * side, y + 120.0), 4.0 * scale, ring);
}
