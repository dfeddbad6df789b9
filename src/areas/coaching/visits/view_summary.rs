//! What the visit comes to while it is written: the score, its steps beside the time before, how others saw
//! it, and what is kept of it.

use egui::Ui;

use super::form::Form;
use super::opened::Opened;
use crate::areas::Cx;
use crate::domain::stats::rate::MIN_CASES;
use crate::metrics::visits::agreement::APART;
use crate::metrics::visits::show;
use crate::store::records::Rater;
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::charts::levels::{Levels, legend, levels, names_room};
use crate::ui::icons;
use crate::ui::metric::{Delta, delta};
use crate::ui::state::progress_bar;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, opened: &Opened, form: &mut Form, cx: &Cx<'_>) {
    let (title, sub) = (cx.text("visits-summary"), cx.text("visits-summary-sub"));
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        // Who rates after the observer does not see what the observer gave.
        if form.rater == Rater::Observer {
            score_ui(ui, opened, form, cx);
            divider(ui);
            steps_ui(ui, opened, form, cx);
        } else {
            padded(ui, 16.0, 12.0, |ui| {
                let words = cx.text("visits-summary-hidden");
                text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &words);
            });
        }
        divider(ui);
        others_ui(ui, opened, form, cx);
        divider(ui);
        after_ui(ui, opened, form, cx);
    });
}

fn score_ui(ui: &mut Ui, opened: &Opened, form: &Form, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let Some(score) = form.score(opened, Rater::Observer) else { return };
    let beside = form.beside_last(opened);
    padded(ui, 16.0, 12.0, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        row(ui, 30.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, text::KPI20, theme.t1, &show::score(cx.tr, &score));
            if score.tenths.is_some() {
                text::label(ui, text::LABEL12, theme.t2, &cx.text("visits-score"));
            }
            if let Some((now, last, _)) = beside {
                let change = Delta::of((now - last) as f64, true);
                delta(ui, change, &show::difference(now - last));
            }
        });
        text::wrapped(ui, text::LABEL12, theme.t3, &show::cover(cx.tr, &score));
        if let Some((now, last, n)) = beside {
            let args = [
                ("n", i64::try_from(n).unwrap_or(i64::MAX).into()),
                ("now", show::tenths(now).into()),
                ("last", show::tenths(last).into()),
            ];
            let words = cx.tr.with("visits-beside", &args);
            text::wrapped(ui, text::LABEL12, theme.t3, &words);
        }
        row(ui, 18.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let said = format!("{} / {}", score.seen, score.steps);
            let wide = text::width(ui, text::LABEL12, &said).ceil() + 8.0;
            let room = (ui.available_width() - wide).max(20.0);
            let part = score.seen as f32 / score.steps.max(1) as f32;
            progress_bar(ui, part, room);
            text::label(ui, text::LABEL12, theme.t2, &said);
        });
    });
}

/// The steps beside the time before; a click goes to one.
fn steps_ui(ui: &mut Ui, opened: &Opened, form: &mut Form, cx: &Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut wanted = None;
    let room = names_room(ui, opened.steps.iter().map(|step| step.name.as_str()));
    for (at, step) in opened.steps.iter().enumerate() {
        let now = form.now.level(Rater::Observer, step.id);
        let (before, after) = (show::level(step.last), show::level(now));
        let chart = Levels {
            name: &step.name,
            last: step.last,
            now,
            required: step.required,
            said: (&before, &after),
            lit: at == form.at,
            room,
            columns: false,
        };
        if levels(ui, &chart).clicked() {
            wanted = Some(at);
        }
    }
    if let Some(at) = wanted {
        form.step(opened, at);
    }
    let words = ["visits-last", "visits-now", "visits-asked"].map(|key| cx.text(key));
    let [last, now, asked] = &words;
    padded(ui, 16.0, 8.0, |ui| {
        row(ui, 20.0, |ui| legend(ui, [last, now, asked]));
    });
}

/// How the rep and a second observer saw it: only once the sheet is filled in, so that nobody is led by it.
fn others_ui(ui: &mut Ui, opened: &Opened, form: &Form, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    padded(ui, 16.0, 10.0, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (rater, none, there) in [
            (Rater::Second, "visits-second-none", "visits-second-alike"),
            (Rater::Own, "visits-own-none", "visits-own-alike"),
        ] {
            if rater == Rater::Second && !form.now.seconded() {
                continue;
            }
            let pairs = pairs(opened, form, rater);
            if pairs.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.t3, &cx.text(none));
                continue;
            }
            if !form.complete {
                let words = cx.text("visits-others-hidden");
                text::wrapped(ui, text::LABEL12, theme.t3, &words);
                continue;
            }
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let alike = pairs.iter().filter(|(_, first, second)| first == second).count();
            let args = [("alike", count(alike).into()), ("pairs", count(pairs.len()).into())];
            text::wrapped(ui, text::LABEL12, theme.t2, &cx.tr.with(there, &args));
            for (name, first, second) in
                pairs.iter().filter(|(_, first, second)| (first - second).abs() >= APART)
            {
                let args = [
                    ("step", (*name).into()),
                    ("first", (*first).into()),
                    ("second", (*second).into()),
                ];
                text::wrapped(ui, text::LABEL12, theme.warn_t, &cx.tr.with("visits-apart", &args));
            }
        }
    });
}

/// The steps that the observer and another gave a level, with both.
fn pairs<'a>(opened: &'a Opened, form: &Form, other: Rater) -> Vec<(&'a str, i64, i64)> {
    let both = opened.steps.iter().filter_map(|step| {
        let first = form.now.level(Rater::Observer, step.id)?;
        let second = form.now.level(other, step.id)?;
        Some((step.name.as_str(), first, second))
    });
    both.collect()
}

/// What is kept once it is held, and that one visit proves nothing.
fn after_ui(ui: &mut Ui, opened: &Opened, form: &Form, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    padded(ui, 16.0, 10.0, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        text::strong(ui, &cx.text("visits-after"));
        let name = [("name", opened.name.as_str().into())];
        let next = form.now.next_on.trim();
        let agreed = form.now.agreed.trim();
        let mut lines = vec![(icons::FILE_TEXT, cx.tr.with("visits-after-log", &name))];
        if !agreed.is_empty() {
            let words = cx.tr.with("visits-after-action", &[("what", agreed.into())]);
            lines.push((icons::LIST_CHECKS, words));
        }
        if !next.is_empty() {
            let words = cx.tr.with("visits-after-next", &[("day", next.into())]);
            lines.push((icons::CALENDAR_PLUS, words));
        }
        for (icon, words) in lines {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                icons::icon(ui, icon, 16.0, theme.t2);
                text::wrapped(ui, text::LABEL12, theme.t1, &words);
            });
        }
        let need = i64::try_from(MIN_CASES).unwrap_or(i64::MAX);
        let have = i64::try_from(opened.visits).unwrap_or(i64::MAX);
        if have < need {
            let args = [
                ("name", opened.name.as_str().into()),
                ("have", have.into()),
                ("need", need.into()),
            ];
            let words = cx.tr.with("visits-after-few", &args);
            text::wrapped(ui, text::LABEL12, theme.t3, &words);
        }
    });
}
