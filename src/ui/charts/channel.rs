//! 航道: what a period comes to, on one scale from nothing: every total that may be above, what is signed and
//! what open deals are worth in the middle, where it should be by now and the range below; the goal crosses
//! all of it.
//!
//! Places come in as parts of the scale, from 0 to 1, and texts come in formatted.

use egui::{Align2, CornerRadius, Rect, Response, Role, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::outcomes::{OutcomeBar, draw_bar};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A part of the track.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChannelPart {
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// From the surest, 0, to the least sure, 3.
    pub shade: usize,
}

/// The goal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChannelGoal {
    /// Where it stands.
    pub at: f32,
    /// Its words.
    pub words: String,
    /// What is said of missing it; may be empty.
    pub missed: String,
    /// What is said of reaching it; may be empty.
    pub reached: String,
}

/// The range.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChannelRange {
    /// Its low end, its middle and its high end.
    pub at: [f32; 3],
    /// Its words.
    pub words: String,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Channel {
    /// All of it in words, for screen readers.
    pub told: String,
    /// Every total that may be, from left to right; none where that is not known.
    pub bars: Vec<OutcomeBar>,
    /// The goal; `None` where there is none.
    pub goal: Option<ChannelGoal>,
    /// The parts of the track, one behind the other.
    pub parts: Vec<ChannelPart>,
    /// The words on the first part.
    pub first: String,
    /// Where it should be by now, with its words.
    pub pace: Option<(f32, String)>,
    /// The range; `None` where that is not known.
    pub range: Option<ChannelRange>,
}

/// For the words of the goal, above the bars.
const GOAL: f32 = 40.0;
/// The bars.
const BARS: f32 = 62.0;
/// Between the bars and the track.
const GAP: f32 = 4.0;
const TRACK: f32 = 22.0;
/// A row of words below the track.
const ROW: f32 = 20.0;
/// Bars below this share of the highest one do not mind words over them.
const LOW: f32 = 0.08;

/// The colour of a part of the track.
pub fn shade(theme: &Theme, shade: usize) -> egui::Color32 {
    match shade {
        0 => theme.accent,
        1 => theme.accent_2,
        2 => theme.accent_3,
        _ => theme.border2,
    }
}

impl Channel {
    /// Where the words of the pace lie, in a width.
    fn pace_place(&self, ui: &Ui, width: f32) -> Option<(f32, f32)> {
        let (at, words) = self.pace.as_ref()?;
        let at = width * at.clamp(0.0, 1.0);
        let wide = text::width(ui, text::LABEL12, words) + 12.0;
        // Left of the mark where there is room, else right of it.
        Some(if at >= wide { (at - wide, at + 6.0) } else { (at - 6.0, at + wide) })
    }

    /// Where the range lies with its words, in a width.
    fn range_place(&self, ui: &Ui, width: f32) -> Option<(f32, f32)> {
        let range = self.range.as_ref()?;
        let [low, _, high] = range.at.map(|at| width * at.clamp(0.0, 1.0));
        let wide = text::width(ui, text::LABEL12, &range.words) + 8.0;
        Some(if high + wide <= width { (low, high + wide) } else { (low - wide, high) })
    }

    /// Whether the range has a row of its own, since the words of the pace would lie on it.
    fn two_rows(&self, ui: &Ui, width: f32) -> bool {
        let places = self.pace_place(ui, width).zip(self.range_place(ui, width));
        places.is_some_and(|(pace, range)| pace.0 < range.1 + 8.0 && range.0 < pace.1 + 8.0)
    }

    /// How much room is free at the left above the track, in a width.
    pub fn free(&self, ui: &Ui, width: f32) -> f32 {
        let bars = self.bars.iter().filter(|bar| bar.height >= LOW).map(|bar| bar.from * width);
        let goal = self.goal.as_ref().map(|goal| {
            let at = width * goal.at.clamp(0.0, 1.0);
            let half = text::width(ui, text::LABEL12M, &goal.words) / 2.0;
            let side = text::width(ui, text::LABEL12, &goal.missed) + 6.0;
            at - half.max(side)
        });
        bars.chain(goal).fold(width, f32::min)
    }

    /// How high it is drawn in a width.
    pub fn height(&self, ui: &Ui, width: f32) -> f32 {
        let rows = match (self.pace.is_some() || self.range.is_some(), self.two_rows(ui, width)) {
            (false, _) => 0.0,
            (true, false) => ROW,
            (true, true) => 2.0 * ROW,
        };
        GOAL + BARS + GAP + TRACK + rows
    }
}

/// Draws the chart in the width there is, as high as [`Channel::height`] says.
pub fn channel(ui: &mut Ui, chart: &Channel) -> Response {
    let width = ui.available_width();
    let size = vec2(width, chart.height(ui, width));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::named(&response, Role::Image, true, &chart.told);
    let theme = Theme::get(ui);
    let x = |part: f32| rect.left() + rect.width() * part.clamp(0.0, 1.0);
    let base = rect.top() + GOAL + BARS;
    let track = Rect::from_min_size(pos2(rect.left(), base + GAP), vec2(rect.width(), TRACK));
    let goal = chart.goal.as_ref().map(|goal| x(goal.at));
    draw_bars(ui, chart, rect, base, goal);
    draw_track(ui, chart, track);
    let painter = ui.painter();
    if let (Some(at), Some(goal)) = (goal, &chart.goal) {
        let line = Rect::from_min_max(
            pos2(at - 0.75, rect.top() + 18.0),
            pos2(at + 0.75, track.bottom() + 4.0),
        );
        painter.rect_filled(line, 0.0, theme.t1);
        draw_goal(ui, rect, at, goal);
    }
    let row = track.bottom() + ROW / 2.0;
    if let Some((at, words)) = &chart.pace {
        let at = x(*at);
        let top = pos2(at, track.bottom() + 3.0);
        painter.add(Shape::convex_polygon(
            vec![top, pos2(at + 5.0, top.y + 6.0), pos2(at - 5.0, top.y + 6.0)],
            theme.t2,
            Stroke::NONE,
        ));
        let left =
            chart.pace_place(ui, width).is_some_and(|place| place.0 < at - rect.left() - 7.0);
        let (anchor, off) =
            if left { (Align2::RIGHT_CENTER, -10.0) } else { (Align2::LEFT_CENTER, 10.0) };
        text::paint(painter, pos2(at + off, row), anchor, text::LABEL12, theme.t2, words);
    }
    if let Some(range) = &chart.range {
        let y = if chart.two_rows(ui, width) { row + ROW } else { row };
        draw_range(ui, rect, y, range);
    }
    response
}

fn draw_bars(ui: &Ui, chart: &Channel, rect: Rect, base: f32, goal: Option<f32>) {
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let x = |part: f32| rect.left() + rect.width() * part.clamp(0.0, 1.0);
    for bar in &chart.bars {
        // A gap of one point between the bars.
        let place = Rect::from_min_max(
            pos2(x(bar.from), base - BARS * bar.height.clamp(0.0, 1.0)),
            pos2((x(bar.to) - 1.0).max(x(bar.from) + 1.0), base),
        );
        draw_bar(painter, theme, place, goal);
    }
}

fn draw_track(ui: &Ui, chart: &Channel, track: Rect) {
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let x = |part: f32| track.left() + track.width() * part.clamp(0.0, 1.0);
    painter.rect_filled(track, 3.0, theme.neu_bg);
    for (at, part) in chart.parts.iter().enumerate() {
        let gap = if at == 0 { 0.0 } else { 1.0 };
        let place = track.with_min_x(x(part.from) + gap).with_max_x(x(part.to));
        if !place.is_positive() {
            continue;
        }
        let round = |edge: bool| if edge { 3 } else { 0 };
        let (left, right) = (round(part.from <= 0.0), round(part.to >= 1.0));
        let radius = CornerRadius { nw: left, sw: left, ne: right, se: right };
        painter.rect_filled(place, radius, shade(theme, part.shade));
    }
    let Some(first) = chart.parts.first() else { return };
    let room = track.with_min_x(track.left() + 10.0).with_max_x(x(first.to) - 6.0);
    if text::width(ui, text::LABEL12M, &chart.first) <= room.width() {
        let left = egui::Align::Min;
        text::paint_fit(painter, room, left, text::LABEL12M, theme.on_fill, &chart.first);
    }
}

/// Draws the words of the goal, within the chart.
fn draw_goal(ui: &Ui, rect: Rect, at: f32, goal: &ChannelGoal) {
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let half = text::width(ui, text::LABEL12M, &goal.words) / 2.0;
    let middle = at.min(rect.right() - half).max(rect.left() + half);
    let top = pos2(middle, rect.top() + 9.0);
    text::paint(painter, top, Align2::CENTER_CENTER, text::LABEL12M, theme.t1, &goal.words);
    let y = rect.top() + 28.0;
    let wide = |words: &str| text::width(ui, text::LABEL12M, words) + 8.0;
    // Where one side has no room, both stand on the other.
    let (before, after) = (at - rect.left(), rect.right() - at);
    let (missed, reached) = (wide(&goal.missed), wide(&goal.reached));
    let (missed_at, reached_at) = if reached > after {
        (at - 8.0 - reached, at - 8.0)
    } else if missed > before {
        (at + 8.0 + missed, at + 16.0 + missed)
    } else {
        (at - 8.0, at + 8.0)
    };
    let right = |flipped: bool| if flipped { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let anchor = Align2::RIGHT_CENTER;
    text::paint(painter, pos2(missed_at, y), anchor, text::LABEL12, theme.t3, &goal.missed);
    let anchor = right(reached > after);
    text::paint(painter, pos2(reached_at, y), anchor, text::LABEL12M, theme.good_t, &goal.reached);
}

fn draw_range(ui: &Ui, rect: Rect, y: f32, range: &ChannelRange) {
    let (painter, theme) = (ui.painter(), Theme::get(ui));
    let x = |part: f32| rect.left() + rect.width() * part.clamp(0.0, 1.0);
    let [low, middle, high] = range.at.map(x);
    let stroke = Stroke::new(1.5, theme.t2);
    painter.hline(low..=high, y, stroke);
    for end in [low, high] {
        painter.vline(end, y - 4.0..=y + 4.0, stroke);
    }
    painter.circle(pos2(middle, y), 4.0, theme.surface, stroke);
    let wide = text::width(ui, text::LABEL12, &range.words) + 8.0;
    let (at, anchor) = if high + wide <= rect.right() {
        (high + 8.0, Align2::LEFT_CENTER)
    } else {
        (low - 8.0, Align2::RIGHT_CENTER)
    };
    text::paint(painter, pos2(at, y), anchor, text::LABEL12, theme.t2, &range.words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn chart(pace: f32, range: [f32; 3]) -> Channel {
        Channel {
            told: "航道".to_owned(),
            bars: vec![
                OutcomeBar { from: 0.3, to: 0.31, height: 0.01 },
                OutcomeBar { from: 0.6, to: 0.61, height: 0.5 },
                OutcomeBar { from: 0.7, to: 0.71, height: 1.0 },
            ],
            goal: Some(ChannelGoal {
                at: 0.98,
                words: "目标 1,180.0".to_owned(),
                missed: "未达成 32%".to_owned(),
                reached: "达成 68%".to_owned(),
            }),
            parts: vec![ChannelPart { from: 0.0, to: 0.4, shade: 0 }],
            first: "已签约 725.6".to_owned(),
            pace: Some((pace, "时间进度 60%".to_owned())),
            range: Some(ChannelRange { at: range, words: "80%区间".to_owned() }),
        }
    }

    #[test]
    fn the_range_has_its_own_row_where_the_pace_would_lie_on_it() {
        let seen = std::cell::Cell::new((0.0, 0.0, 0.0));
        let mut harness =
            Harness::builder().with_size([800.0, 300.0]).with_context_setup(dress).build_ui(|ui| {
                let (apart, over) = (chart(0.3, [0.6, 0.7, 0.8]), chart(0.65, [0.6, 0.7, 0.8]));
                let heights = [&apart, &over].map(|chart| chart.height(ui, 800.0));
                seen.set((heights[0], heights[1], apart.free(ui, 800.0)));
                channel(ui, &over);
            });
        harness.run();
        harness.get_by_role_and_label(Role::Image, "航道");
        let (apart, over, free) = seen.get();
        assert_eq!(over - apart, ROW);
        // The lowest bar does not count, the first one that does begins at six tenths.
        assert!((free - 480.0).abs() < 0.1, "{free}");
    }
}
