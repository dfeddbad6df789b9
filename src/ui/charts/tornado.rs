//! How far an input moves a result: a bar to each side of the result as it is.
//!
//! The quiet blue is the input taken lower, the strong one the input taken higher; which side each goes
//! to says whether more of it asks for more. The bar stands in the cell of a table whose columns hold
//! the same figures in words.

use egui::{Painter, Rect, pos2};

use crate::ui::paint;
use crate::ui::tokens::Theme;

/// A bar; all values are parts of the scale from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tornado {
    /// The result as it is.
    pub base: f32,
    /// With the input lower; `None` where that cannot be.
    pub lower: Option<f32>,
    /// With the input higher; `None` where that cannot be.
    pub higher: Option<f32>,
}

/// Paints a bar; the width of the rectangle is the scale.
pub fn paint_tornado(painter: &Painter, theme: &Theme, rect: Rect, bar: &Tornado) {
    let x = |part: f32| rect.left() + rect.width() * part.clamp(0.0, 1.0);
    let y = paint::snap(painter, rect.center().y);
    let base = x(bar.base);
    for (end, color) in [(bar.lower, theme.accent_2), (bar.higher, theme.accent)] {
        let Some(end) = end.map(x) else { continue };
        let (left, right) = (base.min(end), base.max(end));
        // What hardly moves anything must still be seen.
        let right = right.max(left + 1.0);
        let place = Rect::from_min_max(pos2(left, y - 6.0), pos2(right, y + 6.0));
        painter.rect_filled(place, 2.0, color);
    }
    paint::vline(painter, base, rect.top() + 4.0, rect.bottom() - 4.0, theme.t3);
}
