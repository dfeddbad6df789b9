//! Toasts: short messages bottom right. A success goes after 4 seconds, or when it is clicked; an
//! error stays until it is closed; at most three are shown, new ones below.
//!
//! They lie where a page may have its buttons. So a pointer that was there before a toast came does
//! not keep it, one that comes to read it keeps it for a while only, and a click is enough to be rid
//! of it. While a question is asked over the page a toast offers no action: the question comes first.

use std::sync::Arc;

use egui::{
    Align2, Area, Context, CursorIcon, Galley, Id, Order, Rect, Role, Sense, Stroke, Ui, pos2, vec2,
};

use super::appear;
use crate::ui::icons::{self, paint_icon};
use crate::ui::paint;
use crate::ui::state::fade;
use crate::ui::text;
use crate::ui::tokens::Theme;

const WIDTH: f32 = 380.0;
const HEIGHT: f32 = 44.0;
/// Above and below the text of a toast that needs several lines.
const AROUND: f32 = 12.0;
/// What stands left of the text.
const BEFORE: f32 = 38.0;
const SHOWN: usize = 3;
/// How long a success stays, in seconds.
const STAY: f64 = 4.0;
/// How long a pointer that came to read keeps it, in seconds.
const READING: f64 = 8.0;

/// Keeps the messages of this frame above a bar at the bottom of the page, whose buttons they would
/// cover.
pub fn stay_above(ctx: &Context, bar: f32) {
    let frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(bar_id(), (frame, bar)));
}

fn bar_id() -> Id {
    Id::unique("toasts stay above")
}

/// What a toast tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done.
    Success,
    /// Something happened elsewhere.
    Info,
    /// Something failed.
    Error,
}

/// A short message.
#[derive(Debug, Clone)]
pub struct Toast {
    /// What it tells.
    pub kind: ToastKind,
    /// What is said, in as many lines as it needs.
    pub text: String,
    /// The one action, such as undo.
    pub action: Option<String>,
    /// The name of the cross.
    pub close: String,
}

/// The messages that are shown or wait.
#[derive(Debug, Clone, Default)]
pub struct Toasts {
    list: Vec<Shown>,
    next: u64,
}

#[derive(Debug, Clone)]
struct Shown {
    id: u64,
    toast: Toast,
    /// Seconds it has been seen; a pointer that came to read stops the clock.
    seen: f64,
    /// Seconds a pointer has been there.
    read: f64,
    /// Whether the pointer was there before it came.
    under: Option<bool>,
}

impl Toasts {
    /// Adds a message; its number comes back when its action is pressed.
    pub fn push(&mut self, toast: Toast) -> u64 {
        self.next += 1;
        self.list.push(Shown { id: self.next, toast, seen: 0.0, read: 0.0, under: None });
        // The oldest goes first when there are too many.
        if self.list.len() > SHOWN {
            self.list.remove(0);
        }
        self.next
    }

    /// Takes the action off a message, when it is no longer what it says.
    pub fn drop_action(&mut self, number: u64) {
        for shown in self.list.iter_mut().filter(|shown| shown.id == number) {
            shown.toast.action = None;
        }
    }

    /// Draws the messages, `right` and `bottom` away from the edges of the window; returns the
    /// number of the one whose action was pressed.
    pub fn show(&mut self, ctx: &Context, right: f32, bottom: f32) -> Option<u64> {
        if self.list.is_empty() {
            return None;
        }
        let screen = ctx.content_rect();
        let asked = ctx.memory(|memory| memory.top_modal_layer().is_some());
        let heights: Vec<f32> = self.list.iter().map(|shown| height(ctx, &shown.toast)).collect();
        let height = heights.iter().map(|height| height + 8.0).sum::<f32>() - 8.0;
        let frame = ctx.cumulative_frame_nr();
        let bar = ctx.data(|data| data.get_temp::<(u64, f32)>(bar_id()));
        let bar = bar.filter(|(at, _)| *at == frame).map_or(0.0, |(_, bar)| bar);
        let min = pos2(screen.right() - right - WIDTH, screen.bottom() - bottom - bar - height);
        let mut pressed = None;
        let mut closed = Vec::new();
        Area::new(Id::unique("toasts"))
            .order(Order::Tooltip)
            .fixed_pos(min)
            .constrain(false)
            .fade_in(false)
            .show(ctx, |ui| {
                ui.set_min_size(vec2(WIDTH, height));
                let passed = f64::from(ctx.input(|input| input.stable_dt.min(0.1)));
                let mut top = min;
                for (shown, height) in self.list.iter_mut().zip(heights) {
                    let rect = Rect::from_min_size(top, vec2(WIDTH, height));
                    top.y += height + 8.0;
                    let (acted, close) = draw(ui, rect, shown, asked);
                    if acted {
                        pressed = Some(shown.id);
                    }
                    let there = ui.rect_contains_pointer(rect);
                    let under = shown.under.get_or_insert(there);
                    *under &= there;
                    if there && !*under && shown.read < READING {
                        shown.read += passed;
                    } else {
                        shown.seen += passed;
                    }
                    let over = shown.toast.kind != ToastKind::Error && shown.seen >= STAY;
                    if acted || close || over {
                        closed.push(shown.id);
                    } else if shown.toast.kind != ToastKind::Error {
                        ctx.request_repaint_after_secs(0.1);
                    }
                }
            });
        self.list.retain(|shown| !closed.contains(&shown.id));
        pressed
    }
}

/// The lines of a message, as wide as a toast allows; only those of an error are broken where it says so.
fn lines(ctx: &Context, toast: &Toast) -> Arc<Galley> {
    let (font, color) = (text::BODY13.font(), Theme::of(ctx).t1);
    ctx.fonts_mut(|fonts| {
        let action = toast.action.clone().map_or(0.0, |action| {
            fonts.layout_no_wrap(action, font.clone(), color).size().x + 16.0
        });
        let said = match toast.kind {
            ToastKind::Error => toast.text.clone(),
            ToastKind::Success | ToastKind::Info => toast.text.replace(char::is_control, " "),
        };
        fonts.layout(said, font, color, WIDTH - BEFORE - 40.0 - action)
    })
}

/// How high a toast is.
fn height(ctx: &Context, toast: &Toast) -> f32 {
    (lines(ctx, toast).size().y + 2.0 * AROUND).max(HEIGHT)
}

/// Draws a toast; whether its action and whether its cross was pressed.
fn draw(ui: &mut Ui, rect: Rect, shown: &Shown, asked: bool) -> (bool, bool) {
    let theme = Theme::get(ui);
    let id = Id::unique(("toast", shown.id));
    let part = appear(ui.ctx(), id, 0.16);
    let rect = rect.translate(vec2(0.0, (1.0 - part) * 12.0));
    let toast = &shown.toast;
    let whole = ui.interact(rect, id.with("box"), Sense::CLICK);
    let role = if toast.kind == ToastKind::Error { Role::Alert } else { Role::Status };
    paint::named(&whole, role, true, &toast.text);
    ui.painter().add(theme.shadow2.as_shape(rect, 8.0));
    let stroke = Stroke::new(1.0, fade(theme.popup_bd, part));
    paint::boxed(ui.painter(), rect, 8, fade(theme.raised, part), stroke);
    let (icon, color) = match toast.kind {
        ToastKind::Success => (icons::CHECK_CIRCLE, theme.good_t),
        ToastKind::Info => (icons::INFO, theme.accent_t),
        ToastKind::Error => (icons::X_CIRCLE, theme.bad_t),
    };
    let y = rect.center().y;
    paint_icon(ui.painter(), pos2(rect.left() + 22.0, y), icon.filled(), 18.0, color);

    let cross = Rect::from_center_size(pos2(rect.right() - 20.0, y), vec2(24.0, 24.0));
    let close = ui.interact(cross, id.with("close"), Sense::click());
    paint::named(&close, Role::Button, true, &toast.close);
    let color = if close.hovered() { theme.t1 } else { theme.t2 };
    paint_icon(ui.painter(), cross.center(), icons::X, 16.0, color);
    paint::focus_ring(ui, &close, cross.shrink(3.0), 4);

    let mut acted = false;
    if let Some(action) = toast.action.as_ref().filter(|_| !asked) {
        let width = text::width(ui, text::BODY13, action).ceil();
        let end = cross.left() - 4.0;
        let area = Rect::from_min_max(pos2(end - width, y - 12.0), pos2(end, y + 12.0));
        let response = ui.interact(area, id.with("action"), Sense::click());
        paint::named(&response, Role::Button, true, action);
        let at = area.left_center();
        let kind = text::BODY13;
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, kind, theme.accent_t, action);
        paint::focus_ring(ui, &response, area, 4);
        acted = response.on_hover_cursor(CursorIcon::PointingHand).clicked();
    }
    let galley = lines(ui.ctx(), toast);
    let at = pos2(rect.left() + BEFORE, y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.t1);
    let clicked = toast.kind != ToastKind::Error && whole.clicked();
    (acted, close.clicked() || clicked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn toast(kind: ToastKind, text: &str) -> Toast {
        Toast {
            kind,
            text: text.to_owned(),
            action: Some("撤销".to_owned()),
            close: "关闭".to_owned(),
        }
    }

    #[test]
    fn a_success_goes_and_an_error_stays() {
        let mut toasts = Toasts::default();
        toasts.push(toast(ToastKind::Success, "已导入80行"));
        let failed = toasts.push(toast(ToastKind::Error, "打印失败"));
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            |ui, (toasts, pressed): &mut (Toasts, Option<u64>)| {
                *pressed = pressed.or(toasts.show(ui.ctx(), 16.0, 44.0));
            },
            (toasts, None),
        );
        harness.run_steps(5);
        assert!(harness.query_by_label("已导入80行").is_some());
        harness.run_steps(60);
        assert!(harness.query_by_label("已导入80行").is_none());
        harness.get_by_label("撤销").click();
        harness.run_steps(3);
        assert_eq!(harness.state().1, Some(failed));
        assert!(harness.query_by_label("打印失败").is_none());
    }

    #[test]
    fn messages_stay_above_a_bar_of_the_page() {
        let mut toasts = Toasts::default();
        toasts.push(toast(ToastKind::Success, "已导入80行"));
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            |ui, (toasts, bar): &mut (Toasts, Option<f32>)| {
                if let Some(bar) = *bar {
                    stay_above(ui.ctx(), bar);
                }
                toasts.show(ui.ctx(), 16.0, 44.0);
            },
            (toasts, Some(56.0)),
        );
        harness.step();
        let bottom = |harness: &Harness<'_, _>| harness.get_by_label("已导入80行").rect().bottom();
        let above = bottom(&harness);
        harness.state_mut().1 = None;
        harness.step();
        assert!((bottom(&harness) - above - 56.0).abs() < 1.0, "{above}");
    }

    #[test]
    fn a_long_message_has_the_lines_it_needs() {
        let mut toasts = Toasts::default();
        let long = format!("已写入 D:/{}/目标责任书.pdf", "reports-of-the-year/".repeat(6));
        for text in ["已导入80行", long.as_str()] {
            toasts.push(toast(ToastKind::Success, text));
        }
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            |ui, toasts: &mut Toasts| {
                toasts.show(ui.ctx(), 16.0, 44.0);
            },
            toasts,
        );
        harness.step();
        let height = |text: &str| harness.get_by_label(text).rect().height();
        assert!((height("已导入80行") - HEIGHT).abs() < 1.0);
        assert!(height(&long) > HEIGHT + 10.0, "{}", height(&long));
    }

    #[test]
    fn the_oldest_of_four_goes() {
        let mut toasts = Toasts::default();
        for text in ["一", "二", "三", "四"] {
            toasts.push(toast(ToastKind::Error, text));
        }
        let texts: Vec<&str> = toasts.list.iter().map(|shown| shown.toast.text.as_str()).collect();
        assert_eq!(texts, ["二", "三", "四"]);
    }
}
