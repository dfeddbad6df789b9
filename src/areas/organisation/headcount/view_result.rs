//! What the plan comes to: the people by workload and by volume beside those there are, and what a
//! tenth of each input would change.

use egui::{Sense, Ui};

use super::View;
use super::data::{DASH, Page, decimal, utilisation};
use super::draft::{Held, Worked};
use crate::areas::Cx;
use crate::domain::headcount::{Input, Need, Sensitivity};
use crate::domain::stats::rational::Rational;
use crate::i18n::number;
use crate::ui::card::{Card, grid, list_header, padded};
use crate::ui::charts::tornado::{Tornado, paint_tornado};
use crate::ui::choice::{Segmented, badge_icon, chip};
use crate::ui::icons;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

const ROW: f32 = 32.0;

pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    if !page.plannable() {
        return;
    }
    result_ui(ui, page, view.held(page), cx);
    bars_ui(ui, page, view, cx);
}

/// The two ways beside each other.
fn result_ui(ui: &mut Ui, page: &Page, held: &Held, cx: &Cx<'_>) {
    let title = cx.text("organisation-headcount-result");
    let now = number(page.sellers);
    let sub = cx.tr.with("organisation-headcount-now", &[("n", now.into())]);
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &sub, |_| {});
        padded(ui, 16.0, 12.0, |ui| {
            grid(ui, 2, 16.0, |ui, at| {
                ui.spacing_mut().item_spacing.y = 4.0;
                if at == 0 {
                    workload_ui(ui, page, held, cx);
                } else {
                    volume_ui(ui, page, held, cx);
                }
            });
        });
    });
}

fn workload_ui(ui: &mut Ui, page: &Page, held: &Held, cx: &Cx<'_>) {
    let tr = cx.tr;
    text::hint(ui, &cx.text("organisation-headcount-by-workload"));
    let problem = held.now.tier_problem().or_else(|| held.now.time_problem());
    let missing = problem.map(|problem| problem.said(tr));
    let missing = if held.now.tiers.is_empty() {
        Some(cx.text("organisation-headcount-no-tiers"))
    } else {
        missing
    };
    let found = match (missing, &held.worked.workload) {
        (None, Ok(found)) => found,
        (None, Err(_)) => return nothing_ui(ui, &cx.text("organisation-headcount-impossible")),
        (Some(missing), _) => return nothing_ui(ui, &missing),
    };
    need_ui(ui, &found.need, page, cx);
    let args =
        [("hours", decimal(found.hours, 0).into()), ("each", decimal(found.available, 0).into())];
    let theme = Theme::get(ui);
    text::wrapped(ui, text::LABEL12, theme.t3, &tr.with("organisation-headcount-hours", &args));
    for (tier, need) in held.now.tiers.iter().zip(&found.tiers) {
        let args = [
            ("name", tier.name.trim().into()),
            ("n", decimal(need.people, 2).into()),
            ("hours", decimal(need.hours, 0).into()),
        ];
        let said = tr.with("organisation-headcount-of-tier", &args);
        text::wrapped(ui, text::LABEL12, theme.t3, &said);
    }
}

fn volume_ui(ui: &mut Ui, page: &Page, held: &Held, cx: &Cx<'_>) {
    text::hint(ui, &cx.text("organisation-headcount-by-volume"));
    let Some(need) = held.worked.volume.filter(|_| held.now.amount_problem().is_none()) else {
        return nothing_ui(ui, &cx.text("organisation-headcount-no-amounts"));
    };
    need_ui(ui, &need, page, cx);
    let theme = Theme::get(ui);
    let words = cx.text("organisation-headcount-volume-note");
    text::wrapped(ui, text::LABEL12, theme.t3, &words);
}

/// What is missing before people can be counted.
fn nothing_ui(ui: &mut Ui, missing: &str) {
    let theme = Theme::get(ui);
    text::label(ui, text::EMPTY20, theme.t3, DASH);
    text::wrapped(ui, text::LABEL12, theme.t2, missing);
}

/// Whole people, the fraction, how much of their time is taken, and who is there.
fn need_ui(ui: &mut Ui, need: &Need, page: &Page, cx: &Cx<'_>) {
    let (theme, tr) = (Theme::get(ui), cx.tr);
    let (people, unit) = (number(need.people), cx.text("organisation-unit-people"));
    let exact = tr.with("organisation-headcount-exact", &[("n", decimal(need.exact, 2).into())]);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::runs(
            ui,
            &[
                (text::SCORE28, theme.t1, people.as_str()),
                (text::BODY13, theme.t2, " "),
                (text::BODY13, theme.t2, unit.as_str()),
            ],
        );
        text::label(ui, text::BODY13, theme.t2, &exact);
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if let Some(share) = utilisation(need) {
            let words = tr.with("organisation-headcount-used", &[("share", share.into())]);
            text::label(ui, text::BODY13, theme.t2, &words);
        }
        if need.tight() {
            let words = cx.text("organisation-headcount-tight");
            badge_icon(ui, Tone::Warn, icons::WARNING.filled(), &words);
        }
    });
    let apart = need.people - page.sellers;
    let count = |key: &str, n: i64| tr.with(key, &[("n", number(n).into()), ("count", n.into())]);
    let said = match apart {
        0 => cx.text("organisation-headcount-even"),
        more if more > 0 => count("organisation-headcount-more", more),
        less => count("organisation-headcount-less", -less),
    };
    text::wrapped(ui, text::NAME13, theme.t1, &said);
}

/// A row of differences, ready to draw.
struct Row {
    name: String,
    cells: [String; 3],
    bar: Tornado,
}

fn bars_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let (title, sub) =
        (cx.text("organisation-headcount-bars"), cx.text("organisation-headcount-bars-note"));
    let ways = [
        (false, cx.text("organisation-headcount-way-workload")),
        (true, cx.text("organisation-headcount-way-volume")),
    ];
    let (by_volume, each_tier) = (view.by_volume, view.each_tier);
    let held = view.held(page);
    let several = !by_volume && held.now.tiers.len() > 1;
    let rows = rows(held, (by_volume, each_tier && several), cx);
    let (mut chosen, mut split) = (by_volume, each_tier);
    let mut state = std::mem::take(&mut view.bars);
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &sub, |ui| {
            let name = cx.text("organisation-headcount-way");
            Segmented::new(&name).small().show(ui, &mut chosen, &ways);
            let words = cx.text("organisation-headcount-each-tier");
            if several && chip(ui, &words, each_tier).clicked() {
                split = !split;
            }
        });
        if rows.is_empty() {
            padded(ui, 16.0, 12.0, |ui| {
                let words = cx.text("organisation-headcount-bars-empty");
                text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &words);
            });
            return;
        }
        let columns = [
            Column::new(cx.text("organisation-headcount-input")).flex(1.0, 120.0),
            Column::new("−10%").fixed(66.0).right(),
            Column::new("+10%").fixed(66.0).right(),
            Column::new(cx.text("organisation-headcount-spread")).fixed(60.0).right(),
            Column::new("").flex(1.0, 110.0).center(),
        ];
        let name = |row: usize| rows.get(row).map_or_else(String::new, |row| row.name.clone());
        Table::new(&title, &columns, rows.len()).row_height(ROW).row_name(&name).show(
            ui,
            &mut state,
            |ui, row, column| {
                if let Some(row) = rows.get(row) {
                    cell_ui(ui, row, column);
                }
            },
        );
    });
    view.bars = state;
    (view.by_volume, view.each_tier) = (chosen, split);
}

fn cell_ui(ui: &mut Ui, row: &Row, column: usize) {
    let theme = Theme::get(ui);
    match (column, column.checked_sub(1).and_then(|at| row.cells.get(at))) {
        (0, _) => cell_text(ui, text::BODY13, theme.t1, &row.name),
        (_, Some(words)) => {
            let color = if words == DASH { theme.t3 } else { theme.t2 };
            cell_text(ui, text::BODY13, color, words);
        }
        (_, None) => {
            let place = ui.available_rect_before_wrap();
            ui.allocate_rect(place, Sense::hover());
            paint_tornado(ui.painter(), theme, place, &row.bar);
        }
    }
}

/// The differences of the chosen way, the largest first; nothing while something is missing.
fn rows(held: &Held, (by_volume, each_tier): (bool, bool), cx: &Cx<'_>) -> Vec<Row> {
    let Worked { workload, workload_bars, volume, volume_bars } = &held.worked;
    let (bars, base) = if by_volume {
        let sound = held.now.amount_problem().is_none();
        (volume_bars, volume.filter(|_| sound).map(|need| need.exact))
    } else {
        let sound = held.now.tier_problem().is_none() && held.now.time_problem().is_none();
        let found = workload.as_ref().ok().filter(|_| sound);
        (workload_bars, found.map(|found| found.need.exact))
    };
    let Some(base) = base else { return vec![] };
    // All tiers together, or each by itself with what they share.
    let whole = |bar: &&Sensitivity| {
        let of_tiers = matches!(
            bar.input,
            Input::Accounts | Input::Calls | Input::CallHours | Input::TravelHours
        );
        if each_tier { bar.tier.is_some() || !of_tiers } else { bar.tier.is_none() }
    };
    let bars: Vec<&Sensitivity> = bars.iter().filter(whole).collect();
    let scale = Scale::of(base, &bars);
    bars.into_iter().map(|bar| row(held, bar, &scale, cx)).collect()
}

fn row(held: &Held, bar: &Sensitivity, scale: &Scale, cx: &Cx<'_>) -> Row {
    let input = cx.text(&format!("organisation-headcount-input-{}", bar.input.word()));
    let tier = bar.tier.and_then(|at| held.now.tiers.get(at));
    let name = match tier {
        Some(tier) => format!("{} {input}", tier.name.trim()),
        None => input,
    };
    let exact = |need: Option<Need>| need.map(|need| need.exact);
    let said =
        |value: Option<Rational>| value.map_or_else(|| DASH.to_owned(), |value| decimal(value, 2));
    Row {
        name,
        cells: [said(exact(bar.lower)), said(exact(bar.higher)), said(bar.spread())],
        bar: Tornado {
            base: scale.part(scale.base),
            lower: exact(bar.lower).map(|value| scale.part(value.to_f64())),
            higher: exact(bar.higher).map(|value| scale.part(value.to_f64())),
        },
    }
}

/// The scale that all bars share: from the least to the most people.
struct Scale {
    base: f64,
    from: f64,
    to: f64,
}

impl Scale {
    fn of(base: Rational, bars: &[&Sensitivity]) -> Self {
        let base = base.to_f64();
        let ends = bars.iter().flat_map(|bar| [bar.lower, bar.higher]).flatten();
        let (mut from, mut to) = (base, base);
        for end in ends.map(|need| need.exact.to_f64()) {
            from = from.min(end);
            to = to.max(end);
        }
        Self { base, from, to }
    }

    fn part(&self, value: f64) -> f32 {
        let wide = self.to - self.from;
        if wide > 0.0 { ((value - self.from) / wide) as f32 } else { 0.5 }
    }
}
