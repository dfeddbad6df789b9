//! How one plan looks: its check points on top, its objectives and whether it helped on the left, what shows
//! it, the support and the check point to come on the right.

use egui::{Align, Layout, Margin, Ui, vec2};

use super::data::Data;
use super::effect::EffectRow;
use super::form::{AdjustDraft, Form};
use super::form_small::SmallDraft;
use super::rows::{ObjectiveRow, Opened};
use super::view::{View, send};
use super::view_cards;
use crate::areas::Cx;
use crate::command::coaching::Who;
use crate::command::coaching::plans::Plan;
use crate::metrics::coaching::improvement_show::Reach;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card_flush, columns, divider, grid, list_header, padded, row};
use crate::ui::charts::checkpoints::check_points;
use crate::ui::charts::whisker::whisker_cell;
use crate::ui::choice::{badge, badge_icon};
use crate::ui::icons;
use crate::ui::metric::{Metric, metric_strip};
use crate::ui::scroll;
use crate::ui::state::avatar;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A row of the objectives: what was found stands above what is asked for.
const ROW: f32 = 44.0;
/// From here on the evidence stands beside the objectives.
const WIDE: f32 = 1_160.0;

/// Draws a plan.
pub(super) fn draw(
    ui: &mut Ui,
    margin: Margin,
    (data, plan): (&Data, &Opened),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "improvement-plan", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        head_ui(ui, plan, view, cx);
        let cells = plan.cells.iter().map(|[label, value, note]| Metric {
            label,
            value,
            note,
            ..Metric::default()
        });
        metric_strip(ui, &cells.collect::<Vec<_>>());
        let mut side_ui = |ui: &mut Ui, side: Side| {
            ui.spacing_mut().item_spacing.y = 12.0;
            match side {
                Side::Left => {
                    objectives_ui(ui, plan, view, cx);
                    effects_ui(ui, plan, view, cx);
                    causes_ui(ui, plan, cx);
                    history_ui(ui, plan, cx);
                }
                Side::Right => {
                    view_cards::evidence_ui(ui, plan, view, cx);
                    view_cards::support_ui(ui, plan, view, cx);
                    view_cards::checks_ui(ui, (data, plan), view, cx);
                    view_cards::end_ui(ui, plan, view, cx);
                }
            }
        };
        // Where the objectives would not fit beside it, the evidence stands below.
        if ui.available_width() < WIDE {
            side_ui(ui, Side::Left);
            side_ui(ui, Side::Right);
        } else {
            columns(ui, 332.0, 12.0, side_ui);
        }
    });
}

/// Who, what about, and where the check points lie.
fn head_ui(ui: &mut Ui, plan: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    Card::new().padding(14.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let wide = ui.available_width() >= 900.0;
        let sides = if wide { 2 } else { 1 };
        grid(ui, sides, 16.0, |ui, at| {
            if at == 0 {
                ui.spacing_mut().item_spacing.y = 4.0;
                row(ui, 40.0, |ui| {
                    ui.spacing_mut().item_spacing.x = 10.0;
                    let back = cx.text("improvement-back");
                    if button(ui, Button::ghost_icon(icons::ARROW_LEFT, &back).medium()).clicked() {
                        view.back();
                    }
                    avatar(ui, &plan.initial, 40.0, true);
                    text::label(ui, text::TITLE16, theme.t1, &plan.name);
                    match &plan.ended {
                        Some(ended) => badge(ui, ended.tone, &ended.state),
                        None => badge(ui, Tone::Accent, &plan.days),
                    };
                });
                let title =
                    cx.tr.with("improvement-about-title", &[("title", plan.title.as_str().into())]);
                text::wrapped(ui, text::BODY13, theme.t1, &title);
                text::wrapped(ui, text::LABEL12, theme.t3, &plan.about);
            }
            if at == 1 || !wide {
                check_points(ui, &plan.bar);
            }
        });
        confirm_ui(ui, plan, cx);
    });
}

/// Whether both confirmed it, and what the person says of it.
fn confirm_ui(ui: &mut Ui, plan: &Opened, cx: &mut Cx<'_>) {
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        for (who, day) in &plan.confirmed {
            if let Some(who) = confirmation_ui(ui, (*who, day), plan.open, cx) {
                let (id, on_day) = (plan.id, cx.filter.today);
                send(cx, plan.subject.clone(), Plan::Confirm { id, who, on_day });
            }
        }
    });
}

/// Draws that one of the two confirmed something, or the button to do so; returns who did now.
pub(super) fn confirmation_ui(
    ui: &mut Ui,
    (who, day): (Who, &str),
    open: bool,
    cx: &Cx<'_>,
) -> Option<Who> {
    let (done, todo) = match who {
        Who::Coach => ("improvement-confirmed-coach", "improvement-confirm-coach"),
        Who::Rep => ("improvement-confirmed-person", "improvement-confirm-person"),
    };
    if !day.is_empty() {
        let said = cx.tr.with(done, &[("day", day.into())]);
        badge_icon(ui, Tone::Good, icons::CHECK_CIRCLE, &said);
        return None;
    }
    let words = cx.text(todo);
    let look = Button::secondary(&words).small().icon(icons::SIGNATURE).enabled(open);
    button(ui, look).clicked().then_some(who)
}

fn reach_tone(reach: Reach) -> Tone {
    match reach {
        Reach::Met => Tone::Good,
        Reach::NotMet => Tone::Bad,
        Reach::Partly => Tone::Warn,
        Reach::Unknown | Reach::NotAsked | Reach::Open => Tone::Neutral,
    }
}

fn objectives_ui(ui: &mut Ui, plan: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let (title, sub) = (cx.text("improvement-objectives"), cx.text("improvement-objectives-sub"));
    card_flush(ui, |ui| {
        let mut adjusting = false;
        list_header(ui, &title, &sub, |ui| {
            if plan.open {
                let adjust = cx.text("improvement-adjust");
                let look = Button::secondary(&adjust).medium().icon(icons::PENCIL_SIMPLE);
                adjusting = button(ui, look).clicked();
            }
        });
        if adjusting {
            view.form = Some(Form::Adjust(Box::new(AdjustDraft::new(plan))));
        }
        let mut heads = vec![
            Column::new(cx.text("improvement-column-objective")).flex(1.0, 112.0),
            Column::new(cx.text("improvement-weight")).fixed(56.0).right(),
            Column::new(cx.text("improvement-column-baseline")).fixed(96.0),
        ];
        for (at, head) in plan.check_heads.iter().enumerate() {
            let lit = plan.current == Some(at);
            heads.push(Column::new(head.as_str()).flex(0.4, 92.0).lit(lit));
        }
        heads.push(Column::new(cx.text("improvement-column-now")).fixed(96.0));
        heads.push(Column::new(cx.text("improvement-column-share")).fixed(64.0).right());
        heads.push(Column::new(cx.text("improvement-column-evidence")).fixed(68.0));
        heads.push(Column::new(cx.text("improvement-column-reach")).fixed(84.0));
        let checks = plan.check_heads.len();
        let at = |row: usize| plan.objectives.get(row);
        let name = |row: usize| at(row).map(|own| own.name.clone()).unwrap_or_default();
        Table::new(&title, &heads, plan.objectives.len())
            .row_height(ROW)
            .height(32.0 + ROW * plan.objectives.len() as f32)
            .row_name(&name)
            .show(ui, &mut view.objectives_table, |ui, row, column| {
                if let Some(own) = at(row) {
                    objective_cell(ui, own, column, checks);
                }
            });
    });
}

fn objective_cell(ui: &mut Ui, own: &ObjectiveRow, column: usize, checks: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &own.name),
        1 => cell_text(ui, text::BODY13, theme.t2, &own.weight),
        2 => cell_text(ui, text::BODY13, theme.t2, &own.baseline),
        at if at < 3 + checks => {
            let Some([found, wanted]) = own.points.get(at - 3) else { return };
            if found.is_empty() {
                cell_text(ui, text::BODY13, theme.t1, wanted);
            } else {
                two_lines(ui, found, wanted);
            }
        }
        at if at == 3 + checks => cell_text(ui, text::NAME13, theme.t1, &own.now),
        at if at == 4 + checks => cell_text(ui, text::BODY13, theme.t1, &own.share),
        at if at == 5 + checks => cell_text(ui, text::BODY13, theme.t2, &own.evidence),
        _ => {
            badge(ui, reach_tone(own.reach), &own.reach_text);
        }
    }
}

/// Whether the plan helped: four lines for each metric, in their order.
fn effects_ui(ui: &mut Ui, plan: &Opened, view: &mut View, cx: &Cx<'_>) {
    if plan.effects.is_empty() {
        return;
    }
    let (title, sub) = (cx.text("improvement-effect"), cx.text("improvement-effect-sub"));
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        let columns = [
            Column::new(cx.text("improvement-column-metric")).flex(1.0, 120.0),
            Column::new(cx.text("improvement-column-weeks")).fixed(148.0),
            Column::new(cx.text("improvement-column-change")).flex(1.0, 168.0),
            Column::new("").fixed(116.0),
            Column::new(cx.text("improvement-column-peers")).flex(1.0, 168.0),
        ];
        let at = |row: usize| plan.effects.get(row);
        let name = |row: usize| at(row).map(|own| own.name.clone()).unwrap_or_default();
        Table::new(&title, &columns, plan.effects.len())
            .row_height(64.0)
            .height(32.0 + 64.0 * plan.effects.len() as f32)
            .row_name(&name)
            .show(ui, &mut view.effects_table, |ui, row, column| {
                if let Some(own) = at(row) {
                    effect_cell(ui, own, column);
                }
            });
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| {
            let theme = Theme::get(ui);
            for own in &plan.effects {
                row(ui, 22.0, |ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    badge(ui, own.tone, &own.verdict);
                    let width = ui.available_width();
                    text::truncated(ui, text::LABEL12, theme.t2, &own.name, width);
                });
            }
            text::wrapped(ui, text::LABEL12, theme.t3, &plan.effect_note);
        });
    });
}

/// Two lines in a cell, the first of which is what counts.
fn two_lines(ui: &mut Ui, first: &str, second: &str) {
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), ui.available_height());
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(((size.y - 38.0) / 2.0).max(0.0));
        let width = ui.available_width();
        text::truncated(ui, text::BODY13, theme.t1, first, width);
        text::truncated(ui, text::LABEL12, theme.t3, second, width);
    });
}

fn effect_cell(ui: &mut Ui, own: &EffectRow, column: usize) {
    match column {
        0 => cell_text(ui, text::NAME13, Theme::get(ui).t1, &own.name),
        1 => two_lines(ui, &own.after, &own.before),
        2 => two_lines(ui, &own.change, &own.expected),
        3 => {
            let size = vec2(ui.available_width(), 20.0);
            let layout = Layout::top_down(Align::Min);
            let room = vec2(ui.available_width(), ui.available_height());
            ui.allocate_ui_with_layout(room, layout, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.add_space(((room.y - 44.0) / 2.0).max(0.0));
                let told = [&own.change, &own.against];
                for (drawn, told) in own.whiskers.iter().zip(told) {
                    match drawn {
                        Some(drawn) => whisker_cell(ui, size, drawn, told),
                        None => ui.add_space(20.0),
                    }
                }
            });
        }
        _ => two_lines(ui, &own.against, &own.chance),
    }
}

/// Why, with the figure behind each cause.
fn causes_ui(ui: &mut Ui, plan: &Opened, cx: &mut Cx<'_>) {
    let title = cx.text("improvement-causes");
    card_flush(ui, |ui| {
        list_header(ui, &title, &plan.cause, |_| {});
        let theme = Theme::get(ui);
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for [cause, figure] in &plan.causes {
                if !cause.is_empty() {
                    text::wrapped(ui, text::BODY13, theme.t1, cause);
                }
                text::wrapped(ui, text::LABEL12, theme.t2, figure);
            }
        });
    });
}

/// The objectives that others took the place of.
fn history_ui(ui: &mut Ui, plan: &Opened, cx: &Cx<'_>) {
    if plan.history.is_empty() {
        return;
    }
    let (title, sub) = (cx.text("improvement-history"), cx.text("improvement-history-sub"));
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        let theme = Theme::get(ui);
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for [what, why] in &plan.history {
                text::wrapped(ui, text::BODY13, theme.t1, what);
                text::wrapped(ui, text::LABEL12, theme.t3, why);
            }
        });
    });
}

/// Opens a small form.
pub(super) fn open(view: &mut View, draft: SmallDraft) {
    view.form = Some(Form::Small(Box::new(draft)));
}
