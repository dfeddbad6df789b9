//! What lies over a page: drawer, dialogs, command palette, toasts, tooltips.

pub mod dialog;
pub mod drawer;
pub mod palette;
pub mod toast;
pub mod tooltip;

use egui::{Context, Id, Key, Modifiers};

use crate::ui::tokens::motion;

/// Takes Ctrl+Enter, which saves a form.
///
/// Called before the fields are drawn: the one that has the focus would take Enter for a click on
/// itself, and a list would open, or a button be pressed, besides.
#[must_use]
pub fn asks_to_save(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
}

/// Returns 0 to 1 while something appears, and 1 from then on.
///
/// egui's animation starts at its target the first time it sees an id; a thing that was not
/// shown in the last frame is therefore first told that it is closed.
fn appear(ctx: &Context, id: Id, seconds: f32) -> f32 {
    if appeared_now(ctx, id) {
        ctx.animate_bool_with_time(id, false, 0.0);
    }
    let part = ctx.animate_bool_with_time(id, true, motion(ctx, seconds));
    egui::emath::easing::cubic_out(part)
}

/// Tells whether something is shown for the first time since it was away.
fn appeared_now(ctx: &Context, id: Id) -> bool {
    let frame = ctx.cumulative_frame_nr();
    let key = id.with("last-frame");
    let last = ctx.data(|data| data.get_temp::<(u64, bool)>(key));
    let new = match last {
        // Drawn twice in one frame: the same answer twice.
        Some((at, new)) if at == frame => new,
        Some((at, _)) => at + 1 < frame,
        None => true,
    };
    ctx.data_mut(|data| data.insert_temp(key, (frame, new)));
    new
}
