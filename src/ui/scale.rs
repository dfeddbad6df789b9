//! A step on an anchored scale: five keys in a row, and the step that is rated with the words of its levels.
//!
//! # By keyboard alone
//! Each step is one stop for Tab. A digit gives the level, 0 or N says that it was not seen, ↑ and ↓ change
//! the step, Enter leaves it; what follows from a key is up to the caller. While nothing has the focus, the
//! keys go to the step that is open.
//!
//! The level of the time before is a hollow dot on the lower edge of its key.

use egui::{
    Align, Align2, Color32, CornerRadius, FocusDirection, Id, Key, Modifiers, Popup, Rect,
    Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// How many levels there are, from 1.
pub const LEVELS: i64 = 5;

/// The height of a step that is closed.
const CLOSED: f32 = 42.0;
/// The room of a key.
const KEY: Vec2 = vec2(28.0, 26.0);
/// From one key to the next.
const PITCH: f32 = 32.0;
/// The line above the anchors.
const HEAD: f32 = 36.0;
/// The lines of an anchor that are shown; the whole of it is on hover.
const LINES: usize = 3;
/// The height of a line.
const LINE: f32 = 18.0;

/// What was seen of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing is said yet.
    #[default]
    Open,
    /// It was not to be seen.
    NotSeen,
    /// This level.
    Level(i64),
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleKey {
    /// Gives the step that is open a level, or says that it was not seen.
    Mark(Mark),
    /// Goes to the step before.
    Up,
    /// Goes to the next step.
    Down,
    /// Leaves the step for the next field.
    Enter,
}

/// A step, ready to draw.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Its number.
    pub number: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What stands behind the name of an open step.
    pub hint: &'a str,
    /// What was seen.
    pub mark: Mark,
    /// The level of the time before.
    pub last: Option<i64>,
    /// The level that is asked for.
    pub required: Option<i64>,
    /// What stands behind the keys of a closed step: the words of what was seen, or that nothing is said.
    pub fact: &'a str,
    /// What is different from the time before, and how that is to be taken; of an open step, what was then
    /// and what is asked for.
    pub change: (&'a str, Tone),
    /// What is to be seen at each level, from the lowest.
    pub anchors: [&'a str; 5],
    /// What a level is called that was reached the time before, and one that is asked for.
    pub words: [&'a str; 2],
}

/// Takes the keys of the step that is open; `id` is its own, and `free` lets it have them while nothing has
/// the focus.
///
/// Called before the steps are drawn, so that the next one can have the focus in the same frame.
pub fn keys(ui: &Ui, id: Id, free: bool) -> Option<ScaleKey> {
    let focused = ui.memory(|memory| memory.has_focus(id));
    let unclaimed = free
        && ui.is_enabled()
        && !Popup::is_any_open(ui.ctx())
        && ui.memory(|memory| {
            memory.focused().is_none() && memory.allows_interaction(ui.layer_id())
        });
    if !(focused || unclaimed) {
        return None;
    }
    if focused {
        paint::keep_arrows(ui, id, false, true);
    }
    let levels = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    let digits = (1..).zip(levels).map(|(level, key)| (key, ScaleKey::Mark(Mark::Level(level))));
    let others = [
        (Key::Num0, ScaleKey::Mark(Mark::NotSeen)),
        (Key::N, ScaleKey::Mark(Mark::NotSeen)),
        (Key::ArrowUp, ScaleKey::Up),
        (Key::ArrowDown, ScaleKey::Down),
        (Key::Enter, ScaleKey::Enter),
    ];
    let pressed = digits.chain(others).find(|(key, _)| {
        ui.input_mut(|input| {
            let plain = !(input.modifiers.ctrl || input.modifiers.command || input.modifiers.alt);
            plain && input.consume_key(Modifiers::NONE, *key)
        })
    });
    if matches!(pressed, Some((_, ScaleKey::Up | ScaleKey::Down))) {
        // The arrows are kept from the second frame on that something has the focus; one that comes before
        // would also carry the focus off.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    pressed.map(|(_, key)| key)
}

/// Draws a step with its keys in one line; returns it, and what was pressed.
pub fn closed(ui: &mut Ui, id: Id, step: &Step<'_>) -> (Response, Option<Mark>) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), CLOSED), Sense::hover());
    let response = whole(ui, id, rect, step);
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.hover);
    }
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.bottom() - 1.0, theme.grid);
    let narrow = rect.width() < 430.0;
    let keys_at = rect.left() + if narrow { 118.0 } else { 128.0 };
    let name = Rect::from_min_max(
        pos2(rect.left() + 38.0, rect.top()),
        pos2(keys_at - 8.0, rect.bottom()),
    );
    name_ui(ui, rect, name, step);
    let mut pressed = None;
    for level in 1..=LEVELS {
        let left = keys_at + PITCH * (level - 1) as f32;
        let place = Rect::from_min_size(pos2(left, rect.center().y - KEY.y / 2.0), KEY);
        if key_ui(ui, id, place, level, step) {
            pressed = Some(Mark::Level(level));
        }
    }
    let end = rect.right() - 16.0;
    let (change, tone) = step.change;
    let painter = ui.painter();
    let wide = text::size(painter, text::LABEL12, change).x;
    let room = Rect::from_min_max(
        pos2(keys_at + PITCH * LEVELS as f32 + 4.0, rect.top()),
        pos2(end - wide - if change.is_empty() { 0.0 } else { 8.0 }, rect.bottom()),
    );
    let color = match step.mark {
        Mark::Level(_) => theme.t1,
        Mark::Open | Mark::NotSeen => theme.t3,
    };
    let cut = room.width() > 12.0
        && text::paint_fit(painter, room, Align::Min, text::LABEL12, color, step.fact);
    let at = pos2(end, rect.center().y);
    text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, tone.text(theme), change);
    if room.width() > 0.0 {
        text::tell(ui, room, step.fact);
    }
    if response.has_focus() {
        paint::focus_inside(ui, rect);
    }
    let response = if cut { response.on_hover_text(step.fact) } else { response };
    (response, pressed)
}

/// Draws the step that is rated, with the words of its levels; returns it, and what was pressed.
pub fn open(ui: &mut Ui, id: Id, step: &Step<'_>) -> (Response, Option<Mark>) {
    let theme = Theme::get(ui);
    let width = ui.available_width();
    let gap = 6.0;
    let inner = width - 32.0;
    let wide = ((inner - gap * (LEVELS - 1) as f32) / LEVELS as f32).floor();
    let words: Vec<_> = step
        .anchors
        .iter()
        .map(|anchor| text::lines(ui, text::LABEL12, theme.t1, anchor, wide - 16.0))
        .collect();
    let lines = words.iter().map(|words| words.rows.len()).max().unwrap_or(1).clamp(1, LINES);
    let tall = 34.0 + LINE * lines as f32 + 6.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, HEAD + tall + 8.0), Sense::hover());
    let response = whole(ui, id, rect, step);
    let head = rect.with_max_y(rect.top() + HEAD);
    let (change, tone) = step.change;
    let painter = ui.painter();
    let at = pos2(rect.right() - 16.0, head.center().y);
    let said =
        text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, tone.text(theme), change);
    text::tell(ui, said, change);
    let name = Rect::from_min_max(
        pos2(rect.left() + 38.0, head.top()),
        pos2(said.left() - 8.0, head.bottom()),
    );
    name_ui(ui, head, name, step);
    let after = text::width(ui, text::NAME13, step.name) + 8.0;
    let hint = name.with_min_x((name.left() + after).min(name.right()));
    text::paint_fit(ui.painter(), hint, Align::Min, text::LABEL12, theme.t2, step.hint);
    text::tell(ui, hint, step.hint);
    let mut pressed = None;
    for ((level, words), anchor) in (1..).zip(&words).zip(step.anchors) {
        let left = rect.left() + 16.0 + (wide + gap) * (level - 1) as f32;
        let place = Rect::from_min_size(pos2(left, head.bottom()), vec2(wide, tall));
        let name = paint::spoken(&[step.name, &level.to_string(), anchor]);
        let box_id = id.with(("level", level));
        let response = ui.interact(place, box_id, Sense::CLICK);
        let on = step.mark == Mark::Level(level);
        paint::named_selected(&response, Role::RadioButton, on, &name);
        if response.clicked() {
            pressed = Some(Mark::Level(level));
        }
        anchor_ui(ui, place, (level, on, response.hovered()), step);
        let clip = place.shrink2(vec2(4.0, 2.0));
        let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(clip));
        painter.galley(place.min + vec2(8.0, 32.0), words.clone(), theme.t1);
        if words.rows.len() > lines {
            response.on_hover_text(anchor);
        }
    }
    if response.has_focus() {
        paint::focus_inside(ui, rect);
    }
    (response, pressed)
}

/// The step as a whole, which has the focus.
fn whole(ui: &Ui, id: Id, rect: Rect, step: &Step<'_>) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    paint::named(&response, Role::RadioGroup, true, step.name);
    let level = match step.mark {
        Mark::Level(level) => level.to_string(),
        Mark::Open | Mark::NotSeen => String::new(),
    };
    text::describe(&response, &paint::spoken(&[&level, step.fact, step.change.0]));
    response
}

fn name_ui(ui: &Ui, rect: Rect, name: Rect, step: &Step<'_>) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    let at = pos2(rect.left() + 16.0, rect.center().y);
    text::paint(painter, at, Align2::LEFT_CENTER, text::LABEL12, theme.t3, step.number);
    text::paint_fit(painter, name, Align::Min, text::NAME13, theme.t1, step.name);
}

/// One of the five keys; true when it was pressed.
fn key_ui(ui: &Ui, id: Id, place: Rect, level: i64, step: &Step<'_>) -> bool {
    let theme = Theme::get(ui);
    let response = ui.interact(place, id.with(("level", level)), Sense::CLICK);
    let on = step.mark == Mark::Level(level);
    let anchor = usize::try_from(level - 1).ok().and_then(|at| step.anchors.get(at).copied());
    let anchor = anchor.unwrap_or_default();
    let name = paint::spoken(&[step.name, &level.to_string(), anchor]);
    paint::named_selected(&response, Role::RadioButton, on, &name);
    let (fill, edge, color) = match (on, response.hovered()) {
        (true, _) => (theme.accent, theme.accent, theme.on_fill),
        (false, true) => (theme.hover, theme.border2, theme.t1),
        (false, false) => (theme.surface, theme.border2, theme.t2),
    };
    let painter = ui.painter();
    paint::boxed(painter, place, 4, fill, Stroke::new(1.0, edge));
    let (middle, kind) = (Align2::CENTER_CENTER, text::BODY13);
    text::paint(painter, place.center(), middle, kind, color, &level.to_string());
    if step.last == Some(level) {
        let at = pos2(place.center().x, place.bottom());
        painter.circle(at, 3.5, theme.surface, Stroke::new(1.5, theme.accent));
    }
    let clicked = response.clicked();
    if !anchor.is_empty() {
        // Each level is read while it is chosen.
        response.on_hover_text(anchor);
    }
    clicked
}

/// The box of a level: its number, and what it was the time before or is asked for.
fn anchor_ui(ui: &Ui, place: Rect, (level, on, hovered): (i64, bool, bool), step: &Step<'_>) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    let (fill, edge, wide): (Color32, Color32, f32) = match (on, hovered) {
        (true, _) => (theme.surface, theme.accent, 2.0),
        (false, true) => (theme.hover, theme.border2, 1.0),
        (false, false) => (theme.surface, theme.border, 1.0),
    };
    painter.rect(place, CornerRadius::same(6), fill, Stroke::new(wide, edge), StrokeKind::Inside);
    let tile = Rect::from_min_size(place.min + vec2(8.0, 7.0), Vec2::splat(20.0));
    let (fill, color): (Color32, Color32) =
        if on { (theme.accent, theme.on_fill) } else { (theme.neu_bg, theme.t2) };
    painter.rect_filled(tile, 4.0, fill);
    let middle = Align2::CENTER_CENTER;
    text::paint(painter, tile.center(), middle, text::LABEL12M, color, &level.to_string());
    let [last, required] = step.words;
    let last = if step.last == Some(level) { last } else { "" };
    let required = if step.required == Some(level) { required } else { "" };
    let said = paint::spoken(&[last, required]);
    let room = Rect::from_min_max(
        pos2(tile.right() + 4.0, tile.top()),
        pos2(place.right() - 8.0, tile.bottom()),
    );
    text::paint_fit(painter, room, Align::Max, text::LABEL12, theme.t3, &said);
    text::tell(ui, room, &said);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    struct Case {
        at: usize,
        marks: [Mark; 3],
        left: bool,
    }

    const ANCHORS: [&str; 5] = ["没有准备", "有资料", "写明目的", "可衡量", "有退路"];

    fn draw(ui: &mut Ui, case: &mut Case) {
        let id = |at: usize| Id::unique(("scale", at));
        match keys(ui, id(case.at), true) {
            Some(ScaleKey::Mark(mark)) => {
                if let Some(own) = case.marks.get_mut(case.at) {
                    *own = mark;
                }
                case.at = (case.at + 1).min(2);
            }
            Some(ScaleKey::Up) => case.at = case.at.saturating_sub(1),
            Some(ScaleKey::Down) => case.at = (case.at + 1).min(2),
            Some(ScaleKey::Enter) => case.left = true,
            None => {}
        }
        for (at, (name, mark)) in
            ["访前准备", "开场", "需求"].into_iter().zip(case.marks).enumerate()
        {
            let step = Step {
                number: "1",
                name,
                hint: "",
                mark,
                last: Some(3),
                required: Some(4),
                fact: "",
                change: ("", Tone::Neutral),
                anchors: ANCHORS,
                words: ["上次", "要求"],
            };
            let draw = if at == case.at { open } else { closed };
            if let (_, Some(pressed)) = draw(ui, id(at), &step)
                && let Some(own) = case.marks.get_mut(at)
            {
                *own = pressed;
            }
        }
    }

    #[test]
    fn levels_are_given_by_digits_and_by_pointer() {
        let case = Case { at: 0, marks: [Mark::Open; 3], left: false };
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(draw, case);
        harness.run();
        for key in [Key::Num4, Key::N, Key::ArrowUp, Key::Num0, Key::Num5] {
            harness.key_press(key);
            harness.run();
        }
        assert_eq!(harness.state().marks, [Mark::Level(4), Mark::NotSeen, Mark::Level(5)]);
        harness.key_press(Key::Enter);
        harness.run();
        assert!(harness.state().left);
        harness.get_by_role_and_label(Role::RadioButton, "访前准备 2 有资料").click();
        harness.run();
        assert_eq!(harness.state().marks.first(), Some(&Mark::Level(2)));
    }
}
