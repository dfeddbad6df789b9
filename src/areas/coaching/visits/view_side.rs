//! Beside the list: the visit that is chosen, step by step beside the time before, and a step over time.

use egui::Ui;

use super::chosen::{Chosen, Trend};
use super::data::{Data, Key, State};
use super::view::{self, View};
use crate::areas::Cx;
use crate::metrics::visits::progress::Line;
use crate::metrics::visits::show;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_flush, divider, list_header, padded, row};
use crate::ui::charts::levels::{Levels, legend, levels, names_room};
use crate::ui::charts::trend::{self, TrendPoint};
use crate::ui::choice::badge;
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::metric::{Delta, delta};
use crate::ui::select::Select;
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The height of the chart.
const CHART: f32 = 190.0;

/// Draws the column.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = view::GAP;
    let Some(chosen) = &data.chosen else {
        if data.rows.is_empty() {
            let words = ["visits-side-none", "visits-side-none-detail"].map(|key| cx.text(key));
            let [title, detail] = &words;
            card_flush(ui, |ui| {
                empty_state(ui, icons::CHART_LINE, title, detail, None);
            });
        } else {
            card_flush(ui, |ui| skeleton_rows(ui, 8, 36.0));
        }
        return;
    };
    visit_ui(ui, data, chosen, view, cx);
    trend_ui(ui, &chosen.trend, view, cx);
}

fn visit_ui(ui: &mut Ui, data: &Data, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        list_header(ui, &chosen.name, &chosen.when, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            more_ui(ui, data, chosen, view, cx);
            badge(ui, chosen.state.tone(), &cx.text(chosen.state.key()));
        });
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            said(ui, text::NAME13, &chosen.about);
            if !chosen.present.is_empty() {
                text::wrapped(ui, text::LABEL12, Theme::get(ui).t2, &chosen.present);
            }
            if chosen.rated {
                score_ui(ui, chosen, cx);
            }
        });
        if chosen.rated {
            divider(ui);
            steps_ui(ui, chosen, view, cx);
        }
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| words_ui(ui, data, chosen, view, cx));
    });
}

/// What can be done with the visit besides writing it.
fn more_ui(ui: &mut Ui, data: &Data, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let words = ["visits-more", "visits-confirm-rep", "visits-remove"].map(|key| cx.text(key));
    let [more, confirm, remove] = &words;
    menu(ui, Button::icon_only(icons::DOTS_THREE, more).medium(), |ui| {
        if chosen.confirmable.is_some()
            && menu_item(ui, Some(icons::SEAL_CHECK), confirm, "").clicked()
        {
            view::confirm(data, cx);
        }
        if menu_item(ui, Some(icons::TRASH), remove, "").clicked() {
            view::remove(data, view);
        }
    });
}

/// A line of text that wraps, where there is something to say.
fn said(ui: &mut Ui, kind: text::Type, words: &str) {
    if !words.is_empty() {
        text::wrapped(ui, kind, Theme::get(ui).t1, words);
    }
}

fn score_ui(ui: &mut Ui, chosen: &Chosen, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    row(ui, 30.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::label(ui, text::KPI20, theme.t1, &chosen.score);
        text::label(ui, text::LABEL12, theme.t2, &cx.text("visits-score"));
        if let Some((_, change)) = &chosen.beside {
            let kind = Delta::of(*change as f64, true);
            delta(ui, kind, &show::difference(*change));
        }
    });
    text::wrapped(ui, text::LABEL12, theme.t3, &chosen.cover);
    if let Some((beside, _)) = &chosen.beside {
        text::wrapped(ui, text::LABEL12, theme.t3, beside);
    }
}

/// The steps beside the time before; a click follows one over time.
fn steps_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let followed = match &chosen.trend.line {
        Line::Step(word) => Some(word),
        Line::Score => None,
    };
    let room = names_room(ui, chosen.steps.iter().map(|step| step.name.as_str()));
    for step in &chosen.steps {
        let lit = followed == Some(&step.word);
        let chart = Levels {
            name: &step.name,
            last: step.last,
            now: step.now,
            required: step.required,
            said: (&step.said.0, &step.said.1),
            lit,
            room,
            columns: false,
        };
        if levels(ui, &chart).clicked() {
            view.line = Some(if lit { Line::Score } else { Line::Step(step.word.clone()) });
        }
    }
    divider(ui);
    let words = ["visits-last", "visits-now", "visits-asked"].map(|key| cx.text(key));
    let [last, now, asked] = &words;
    padded(ui, 16.0, 8.0, |ui| {
        row(ui, 20.0, |ui| legend(ui, [last, now, asked]));
    });
}

/// What was agreed, how two observers agree, who has confirmed, and the button that opens the visit.
fn words_ui(ui: &mut Ui, data: &Data, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    if !chosen.agreed.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("visits-agreed"));
        said(ui, text::BODY13, &chosen.agreed);
    }
    if !chosen.next.is_empty() {
        let next = cx.tr.with("visits-next-said", &[("next", chosen.next.as_str().into())]);
        text::wrapped(ui, text::LABEL12, theme.t2, &next);
    }
    if chosen.rated && !chosen.observers.is_empty() {
        let who = [("who", chosen.observers.as_str().into())];
        let said = cx.tr.with("visits-observed-by", &who);
        text::wrapped(ui, text::LABEL12, theme.t2, &said);
    }
    for line in chosen.second.iter().chain(&chosen.own).chain(&chosen.confirmed) {
        text::wrapped(ui, text::LABEL12, theme.t2, line);
    }
    let key = match chosen.state {
        State::Planned | State::Missed if future(chosen, cx) => "visits-open-plan",
        State::Planned | State::Missed | State::NoSheet => "visits-open-fill",
        State::Draft => "visits-open-draft",
        State::Filled | State::Confirmed => "visits-open-filled",
    };
    let words = [cx.text(key), cx.text("visits-confirm-rep")];
    let [write, confirm] = &words;
    ui.add_space(4.0);
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let done = matches!(chosen.state, State::Filled | State::Confirmed);
        let look = if done { Button::secondary(write) } else { Button::primary(write) };
        if button(ui, look.icon(icons::NOTE_PENCIL).medium()).clicked() {
            view::open(chosen.key, view);
        }
        if chosen.confirmable.is_some()
            && matches!(chosen.key, Key::Sheet(_))
            && button(ui, Button::secondary(confirm).icon(icons::SEAL_CHECK).medium()).clicked()
        {
            view::confirm(data, cx);
        }
    });
}

/// Whether it is planned for a day to come.
fn future(chosen: &Chosen, cx: &Cx<'_>) -> bool {
    chosen.stored.typed.day().is_some_and(|day| day > cx.filter.today)
}

fn trend_ui(ui: &mut Ui, shown: &Trend, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let words = ["visits-trend", "visits-trend-line", "visits-trend-none"];
    let [title, line, none] = words.map(|key| cx.text(key));
    Card::new().height(CHART + 128.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The card, whose border lies around what is drawn in it.
        let card = ui.max_rect().expand(1.0);
        let mut picture = None;
        list_header(ui, &title, "", |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            picture = cx.picture(ui, &title, card);
            let mut followed = shown.line.clone();
            let field = Field::bare(&line).compact().width(148.0);
            if Select::new(field).show(ui, &mut followed, &shown.lines).changed() {
                view.line = Some(followed);
            }
        });
        cx.orders.extend(picture);
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if shown.visits.is_empty() {
                text::wrapped(ui, text::BODY13, theme.t3, &none);
                return;
            }
            chart_ui(ui, shown, view);
            text::wrapped(ui, text::LABEL12, shown.tone.text(theme), &shown.reading);
        });
    });
}

fn chart_ui(ui: &mut Ui, shown: &Trend, view: &mut View) {
    let on = view.chosen;
    let points: Vec<TrendPoint<'_>> = shown
        .visits
        .iter()
        .map(|visit| TrendPoint {
            day: &visit.day,
            value: visit.value,
            said: &visit.said,
            lit: on == Some(Key::Sheet(visit.sheet)),
        })
        .collect();
    let chart = trend::Trend {
        points: &points,
        lines: &shown.axis,
        required: shown.required.as_ref().map(|(level, words)| (*level, words.as_str())),
        told: &shown.told,
    };
    let (_, clicked) = trend::trend(ui, CHART, &chart);
    if let Some(visit) = clicked.and_then(|at| shown.visits.get(at)) {
        view.choose(Key::Sheet(visit.sheet));
        view.line = Some(shown.line.clone());
    }
}
