//! The funnel: bars that narrow from stage to stage, with stock, conversion and stay beside
//! them. Rows may be marked as the bottleneck or as worth a look, with icon and word, never by
//! colour alone. The figures of a row are buttons of their own over that of the row.

use egui::{
    Align, Align2, Color32, CornerRadius, CursorIcon, Id, Painter, Rect, Role, Sense, Shape,
    Stroke, Ui, pos2, vec2,
};

use super::bar::{TickBar, paint_tick_bar};
use super::whisker::{Whisker, WhiskerKind, paint_whisker};
use crate::ui::icons::{self, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The headings.
#[derive(Debug, Clone, Copy)]
pub struct FunnelHeads<'a> {
    /// Over the stages.
    pub stage: &'a str,
    /// Over the bars.
    pub entered: &'a str,
    /// Over the number in hand.
    pub open: &'a str,
    /// Over the amount, with its unit.
    pub amount: &'a str,
    /// Left end of the scale.
    pub from: &'a str,
    /// Over the scale.
    pub to_next: &'a str,
    /// Right end of the scale.
    pub to: &'a str,
    /// Over the rates.
    pub rate: &'a str,
    /// Over the stays.
    pub stay: &'a str,
}

/// A stage.
#[derive(Debug, Clone, Copy, Default)]
pub struct FunnelRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// The word for a bottleneck; marks the row.
    pub bottleneck: Option<&'a str>,
    /// The word for a stage that is worth a look; stands below its name.
    pub watch: Option<&'a str>,
    /// Width of the bar, 1 for the widest.
    pub share: f32,
    /// The number on the bar.
    pub entered: &'a str,
    /// Number in hand.
    pub open: &'a str,
    /// Amount in hand.
    pub amount: &'a str,
    /// Conversion into the next stage; none when nobody could have moved.
    pub whisker: Option<Whisker>,
    /// The conversion in words.
    pub rate: &'a str,
    /// Its interval, or why there is none.
    pub interval: &'a str,
    /// The stay against its benchmark.
    pub stay_bar: TickBar,
    /// The stay in words.
    pub stay: &'a str,
    /// What rate and stay are drawn against, in words; empty for none.
    pub before: &'a str,
}

/// What was clicked of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clicked {
    /// None of its figures.
    Row,
    /// The number on its bar.
    Entered,
    /// The number in hand.
    Open,
    /// The conversion.
    Rate,
}

const HEAD: f32 = 28.0;
const ROW: f32 = 50.0;
const BAR: f32 = 28.0;

/// Places of the columns, from the width there is.
struct Columns {
    name: Rect,
    bar_center: f32,
    bar_width: f32,
    open: f32,
    amount: f32,
    rule: (f32, f32),
    rate: f32,
    stay_bar: Option<(f32, f32)>,
    stay: f32,
}

impl Columns {
    /// The design measures 797; more or less goes to the bars (3 parts) and the rule (2 parts), and
    /// the rule gets room for its ends while the bars can spare it. Where they would get too small,
    /// the bars of the stay give up their room.
    fn new(ui: &Ui, rect: Rect, heads: &FunnelHeads<'_>) -> Self {
        let stay = text::width(ui, text::LABEL12, heads.stay).ceil() + 28.0;
        let narrow = rect.width() < 660.0;
        let stay = if narrow { stay.max(60.0) } else { stay.max(140.0) };
        // Names, bars, open, amount, rule and rate take 657 in the design.
        let room = rect.width() - 337.0 - stay;
        let rule_width = 134.0 + (room - 320.0) * 0.4;
        let rule_width = rule_width.max(scale_width(ui.painter(), heads));
        let rule_width = rule_width.min(room - 96.0).max(60.0);
        let bar_width = (room - rule_width).max(60.0);
        let bar_left = rect.left() + 104.0;
        let open = bar_left + bar_width + 64.0;
        let amount = open + 76.0;
        let rule = (amount + 24.0, amount + 24.0 + rule_width);
        let rate = rule.1 + 69.0;
        Self {
            name: rect.with_min_x(rect.left() + 16.0).with_max_x(bar_left - 4.0),
            bar_center: (bar_left + bar_width / 2.0).round(),
            bar_width,
            open,
            amount,
            rule,
            rate,
            stay_bar: (!narrow).then_some((rate + 20.0, rate + stay - 60.0)),
            stay: rect.right() - 16.0,
        }
    }
}

/// Draws the funnel; returns the row that was clicked, and what of it.
pub fn funnel(
    ui: &mut Ui,
    heads: &FunnelHeads<'_>,
    rows: &[FunnelRow<'_>],
) -> Option<(usize, Clicked)> {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), HEAD + ROW * rows.len() as f32);
    let (rect, whole) = ui.allocate_exact_size(size, Sense::hover());
    let columns = Columns::new(ui, rect, heads);
    draw_heads(ui, theme, rect.with_max_y(rect.top() + HEAD), &columns, heads);
    let line = |i: usize| {
        let top = rect.top() + HEAD + ROW * i as f32;
        Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + ROW))
    };
    let mut clicked = None;
    // Grounds first, then the connectors that reach into the next row, then the contents.
    for (i, row) in rows.iter().enumerate() {
        let place = line(i);
        let response = ui.interact(place, whole.id.with(i), Sense::click());
        let mark = row.bottleneck.or(row.watch).unwrap_or_default();
        let spoken = [row.name, row.entered, row.rate, mark];
        paint::named(&response, Role::Button, true, &paint::spoken(&spoken));
        text::describe(&response, &described(heads, row));
        if response.clicked() {
            clicked = Some((i, Clicked::Row));
        }
        draw_ground(ui, theme, place, row, response.hovered(), i + 1 == rows.len());
        if response.has_focus() {
            paint::focus_inside(ui, place);
        }
    }
    for (i, pair) in rows.windows(2).enumerate() {
        if let [above, below] = pair {
            connector(ui.painter(), theme, &columns, line(i), above, below);
        }
    }
    for (i, row) in rows.iter().enumerate() {
        let figure = figures_ui(ui, line(i), &columns, heads, row, whole.id.with(i));
        clicked = figure.map(|figure| (i, figure)).or(clicked);
        draw_row(ui.painter(), theme, line(i), &columns, row);
    }
    if !ends_fit(ui.painter(), &columns, heads) {
        scale_below(ui.painter(), theme, rect.bottom() - ROW / 2.0, &columns, heads);
    }
    clicked
}

/// Makes buttons of the figures of a row; returns the one that was clicked. They come after the button of
/// the row, so that they lie over it.
fn figures_ui(
    ui: &Ui,
    place: Rect,
    columns: &Columns,
    heads: &FunnelHeads<'_>,
    row: &FunnelRow<'_>,
    id: Id,
) -> Option<Clicked> {
    let theme = Theme::get(ui);
    let middle = place.center().y;
    let around = |right: f32, width: f32, height: f32| {
        Rect::from_min_max(
            pos2(right - width, middle - height / 2.0),
            pos2(right + 6.0, middle + height / 2.0),
        )
    };
    let figures = [
        (Clicked::Entered, heads.entered, row.entered, bar_rect(place, columns, row.share)),
        (Clicked::Open, heads.open, row.open, around(columns.open, 44.0, 26.0)),
        (Clicked::Rate, heads.rate, row.rate, around(columns.rate, 52.0, 40.0)),
    ];
    let mut clicked = None;
    for (what, head, figure, rect) in figures {
        let response = ui.interact(rect, id.with(head), Sense::click());
        paint::named(&response, Role::Button, true, &paint::spoken(&[head, row.name, figure]));
        if response.clicked() {
            clicked = Some(what);
        }
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if what != Clicked::Entered && response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(4), theme.hover);
        }
        if response.has_focus() {
            paint::focus_inside(ui, rect);
        }
    }
    clicked
}

/// The figures of a stage that its name leaves out, each with its heading.
fn described(heads: &FunnelHeads<'_>, row: &FunnelRow<'_>) -> String {
    let figures = [(heads.open, row.open), (heads.amount, row.amount), (heads.stay, row.stay)];
    let said: Vec<String> = figures
        .iter()
        .filter(|(_, figure)| !figure.is_empty())
        .map(|(head, figure)| format!("{head} {figure}"))
        .chain([row.interval, row.before].map(str::to_owned))
        .filter(|said| !said.is_empty())
        .collect();
    said.join(", ")
}

/// The width of a scale over which its name and both ends have room.
fn scale_width(painter: &Painter, heads: &FunnelHeads<'_>) -> f32 {
    text::size(painter, text::LABEL12, heads.to_next).x.ceil() + 43.0
}

fn ends_fit(painter: &Painter, columns: &Columns, heads: &FunnelHeads<'_>) -> bool {
    columns.rule.1 - columns.rule.0 >= scale_width(painter, heads)
}

/// Writes the ends of a short scale under its last rule; over it they would run into its name.
fn scale_below(
    painter: &Painter,
    theme: &Theme,
    y: f32,
    columns: &Columns,
    heads: &FunnelHeads<'_>,
) {
    for (x, anchor, label) in [
        (columns.rule.0 - 4.0, Align2::LEFT_CENTER, heads.from),
        (columns.rule.1 + 4.0, Align2::RIGHT_CENTER, heads.to),
    ] {
        text::paint(painter, pos2(x, y + 13.0), anchor, text::LABEL12, theme.t3, label);
    }
}

fn draw_heads(ui: &Ui, theme: &Theme, rect: Rect, columns: &Columns, heads: &FunnelHeads<'_>) {
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, theme.sunken);
    paint::hline(painter, rect.left(), rect.right(), rect.bottom() - 1.0, theme.border);
    let y = rect.center().y;
    let middle = (columns.rule.0 + columns.rule.1) / 2.0;
    let ends = ends_fit(painter, columns, heads);
    let (from, to) = if ends { (heads.from, heads.to) } else { ("", "") };
    for (x, anchor, label) in [
        (columns.name.left(), Align2::LEFT_CENTER, heads.stage),
        (columns.bar_center, Align2::CENTER_CENTER, heads.entered),
        (columns.open, Align2::RIGHT_CENTER, heads.open),
        (columns.amount, Align2::RIGHT_CENTER, heads.amount),
        (columns.rule.0 - 6.0, Align2::LEFT_CENTER, from),
        (middle, Align2::CENTER_CENTER, heads.to_next),
        (columns.rule.1 + 12.0, Align2::RIGHT_CENTER, to),
        (columns.rate, Align2::RIGHT_CENTER, heads.rate),
        (columns.stay, Align2::RIGHT_CENTER, heads.stay),
    ] {
        let place = text::paint(painter, pos2(x, y), anchor, text::LABEL12, theme.t3, label);
        text::tell(ui, place, label);
    }
}

fn draw_ground(
    ui: &Ui,
    theme: &Theme,
    place: Rect,
    row: &FunnelRow<'_>,
    hovered: bool,
    last: bool,
) {
    let painter = ui.painter();
    if row.bottleneck.is_some() {
        painter.rect_filled(place, 0.0, theme.warn_bg);
        painter.rect_filled(place.with_max_x(place.left() + 3.0), 0.0, theme.warn);
    } else if hovered {
        painter.rect_filled(place, 0.0, theme.hover);
    }
    let color = if last { theme.border } else { theme.grid };
    paint::hline(painter, place.left(), place.right(), place.bottom() - 1.0, color);
}

fn bar_rect(place: Rect, columns: &Columns, share: f32) -> Rect {
    let width = (columns.bar_width * share.clamp(0.0, 1.0)).max(26.0).round();
    Rect::from_center_size(pos2(columns.bar_center, place.center().y), vec2(width, BAR))
}

fn connector(
    painter: &Painter,
    theme: &Theme,
    columns: &Columns,
    place: Rect,
    above: &FunnelRow<'_>,
    below: &FunnelRow<'_>,
) {
    let top = bar_rect(place, columns, above.share);
    let bottom = bar_rect(place.translate(vec2(0.0, ROW)), columns, below.share);
    let color = if above.bottleneck.is_some() { theme.warn_bd } else { theme.accent_3 };
    let points = vec![top.left_bottom(), top.right_bottom(), bottom.right_top(), bottom.left_top()];
    painter.add(Shape::convex_polygon(points, color.gamma_multiply(0.7), Stroke::NONE));
}

fn draw_row(painter: &Painter, theme: &Theme, place: Rect, columns: &Columns, row: &FunnelRow<'_>) {
    // The bars keep the middle of the row, for the connectors; the rest is centred above the line.
    let whole = place;
    let place = place.with_max_y(place.bottom() - 2.0);
    let y = place.center().y;
    let left = Align::Min;
    let name = columns.name.with_min_y(place.top()).with_max_y(place.bottom());
    if let Some(word) = row.bottleneck.or(row.watch) {
        let line = Rect::from_min_size(name.min + vec2(0.0, 5.0), vec2(name.width(), 20.0));
        text::paint_fit(painter, line, left, text::NAME13, theme.t1, row.name);
        let at = pos2(name.left() + 6.0, y + 10.0);
        paint_icon(painter, at, icons::WARNING.filled(), 12.0, theme.warn_t);
        let line =
            Rect::from_min_size(name.min + vec2(16.0, 25.0), vec2(name.width() - 16.0, 18.0));
        text::paint_fit(painter, line, left, text::LABEL12, theme.warn_t, word);
    } else {
        text::paint_fit(painter, name, left, text::NAME13, theme.t1, row.name);
    }

    let bar = bar_rect(whole, columns, row.share);
    let (fill, color) = if row.bottleneck.is_some() {
        (theme.warn, theme.on_warn)
    } else {
        (theme.accent, theme.on_fill)
    };
    painter.rect_filled(bar, CornerRadius::same(3), fill);
    let middle = Align2::CENTER_CENTER;
    let at = bar.center() - vec2(0.0, 1.0);
    text::paint(painter, at, middle, text::NAME13, color, row.entered);

    let right = |x: f32, kind, color, label: &str| {
        text::paint(painter, pos2(x, y), Align2::RIGHT_CENTER, kind, color, label);
    };
    right(columns.open, text::NAME13, theme.t1, row.open);
    right(columns.amount, text::BODY13, theme.t1, row.amount);

    let mut rate_color = theme.t1;
    if let Some(whisker) = row.whisker {
        let rule = Rect::from_min_max(
            pos2(columns.rule.0, place.top()),
            pos2(columns.rule.1, place.bottom()),
        );
        paint_whisker(painter, theme, rule, &Whisker { rule: true, ..whisker });
        rate_color = match whisker.kind {
            WhiskerKind::Plain => theme.t1,
            WhiskerKind::Flagged => theme.bad_t,
            WhiskerKind::Small => theme.t3,
        };
    }
    draw_rate(painter, theme, pos2(columns.rate, y), row, rate_color);

    if let Some((from, to)) = columns.stay_bar
        && !row.stay.is_empty()
    {
        let track = Rect::from_min_max(pos2(from, y - 3.0), pos2(to, y + 3.0));
        paint_tick_bar(painter, theme, track, &row.stay_bar);
    }
    let color = if row.stay_bar.tone == Tone::Bad { theme.bad_t } else { theme.t1 };
    right(columns.stay, text::NAME13, color, row.stay);
}

fn draw_rate(
    painter: &Painter,
    theme: &Theme,
    at: egui::Pos2,
    row: &FunnelRow<'_>,
    color: Color32,
) {
    let anchor = Align2::RIGHT_CENTER;
    let up = if row.interval.is_empty() { 0.0 } else { 9.0 };
    let rate = text::paint(painter, at - vec2(0.0, up), anchor, text::NAME13, color, row.rate);
    if row.whisker.is_some_and(|whisker| whisker.kind == WhiskerKind::Flagged) {
        let at = pos2(rate.left() - 6.0, rate.center().y);
        paint_icon(painter, at, icons::ARROW_DOWN, 13.0, color);
    }
    let at = at + vec2(0.0, 10.0);
    text::paint(painter, at, anchor, text::LABEL12, theme.t3, row.interval);
}
