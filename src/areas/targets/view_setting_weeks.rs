//! The weeks of the period, each with its part of the target and the running sum.

use egui::{Rect, Sense, Ui, vec2};

use super::setting::{SettingPage, short};
use super::view_setting::{SettingView, cell};
use crate::areas::Cx;
use crate::domain::money::Share;
use crate::i18n::{day_span, number};
use crate::metrics::targets::weeks::Step;
use crate::ui::card::{Card, list_header};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::tokens::Theme;
use crate::ui::{icons, text};

const ROW: f32 = 27.0;

pub(super) fn draw(
    ui: &mut Ui,
    page: &SettingPage,
    view: &mut SettingView,
    cx: &Cx<'_>,
    height: f32,
) {
    let title = cx.text("targets-weeks");
    let plan = &view.held(page).plan;
    let months: Vec<String> =
        plan.whole_months.iter().map(|month| share(*month, plan.whole)).collect();
    let steps = plan.steps.clone();
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let theme = Theme::get(ui);
        list_header(ui, &title, &page.months_by, |ui| {
            if months.len() > 1 && months.len() < 4 {
                text::label(ui, text::LABEL12, theme.t2, &months.join("  "));
            }
        });
        if steps.iter().all(|step| step.target == 0) {
            let (title, detail) =
                (cx.text("targets-weeks-none"), cx.text("targets-weeks-none-detail"));
            empty_state(ui, icons::CALENDAR_BLANK, &title, &detail, None);
            return;
        }
        table(ui, page, view, &steps, cx);
    });
}

/// A part of a whole in whole percent.
fn share(part: i64, whole: Option<i64>) -> String {
    let of = whole.and_then(|whole| Share::of(part, whole));
    of.map(|share| format!("{}%", share.percent())).unwrap_or_default()
}

fn table(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, steps: &[Step], cx: &Cx<'_>) {
    let most = steps.iter().map(|step| step.target).max().unwrap_or(1).max(1);
    let mut sum = 0_i64;
    let running: Vec<i64> = steps
        .iter()
        .map(|step| {
            sum = sum.saturating_add(step.target);
            sum
        })
        .collect();
    let tr = cx.tr;
    let name = |row: usize| steps.get(row).map_or_else(String::new, |step| short(tr, step.period));
    let span = |step: &Step| day_span(tr, step.first, step.last);
    let columns = {
        // As wide as what is longest: of sums the greatest. The outer columns have more padding.
        let wide = |key: &str, said: Vec<String>| {
            let name = text::widest(ui, text::LABEL12, [cx.text(key)]);
            text::widest(ui, text::NAME13, said).max(name) + 16.0
        };
        let dates = (text::widest(ui, text::LABEL12, steps.iter().map(span)) + 16.0).max(72.0);
        let column = |key: &str, wide: f32| Column::new(cx.text(key)).fixed(wide);
        let week = wide("targets-week", (0..steps.len()).map(name).collect());
        let target = wide("targets-target", vec![cell(page, cx, most)]);
        let sums = wide("targets-running", vec![cell(page, cx, sum)]);
        [
            column("targets-week", week + 8.0),
            column("targets-week-days", dates),
            Column::new("").flex(1.0, 16.0),
            column("targets-week-workdays", wide("targets-week-workdays", vec![])).right(),
            column("targets-target", target).right(),
            column("targets-running", sums + 8.0).right(),
        ]
    };
    let holiday = cx.text("targets-holiday");
    let title = cx.text("targets-weeks");
    Table::new(&title, &columns, steps.len()).row_height(ROW).fill_height().row_name(&name).show(
        ui,
        &mut view.weeks,
        |ui, row, column| {
            let theme = Theme::get(ui);
            let Some(step) = steps.get(row) else { return };
            match column {
                0 => cell_text(ui, text::NAME13, theme.t1, &name(row)),
                1 => cell_text(ui, text::LABEL12, theme.t2, &span(step)),
                // A letter of it says nothing; that no day is worked stands beside it.
                2 if step.holiday => {
                    if text::width(ui, text::LABEL12, &holiday) <= ui.available_width() {
                        cell_text(ui, text::LABEL12, theme.t3, &holiday);
                    }
                }
                2 => bar(ui, step.target as f32 / most as f32),
                3 => {
                    let count = i64::try_from(step.workdays).unwrap_or(i64::MAX);
                    let args = [("n", number(count).into()), ("count", count.into())];
                    cell_text(ui, text::LABEL12, theme.t2, &cx.tr.with("targets-days", &args));
                }
                4 => cell_text(ui, text::NAME13, theme.t1, &cell(page, cx, step.target)),
                _ => {
                    let sum = running.get(row).copied().unwrap_or_default();
                    cell_text(ui, text::BODY13, theme.t2, &cell(page, cx, sum));
                }
            }
        },
    );
}

fn bar(ui: &mut Ui, part: f32) {
    let room = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(room, 10.0), Sense::hover());
    let bar = Rect::from_min_size(rect.min, vec2(room * part.clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(bar, 2.0, Theme::get(ui).accent_2);
}
