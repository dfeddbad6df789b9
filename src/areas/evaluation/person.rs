//! One person: the header with the outcome, and the cards below it.

use egui::{Align, Align2, CornerRadius, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::card::Card;
use super::data::Data;
use super::view::View;
use super::{comments, plan, preview, scorecard};
use crate::areas::{Cx, Order};
use crate::domain::names;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card as Frame, Side, card_flush, card_header, columns, grid, padded};
use crate::ui::charts::dots::{Band, Dot, Dots, dots};
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::select::Select;
use crate::ui::shell::vertical_divider;
use crate::ui::state::avatar;
use crate::ui::steps::flow;
use crate::ui::text::{self, Type};
use crate::ui::tokens::{Theme, Tone};

/// Width of the preview in the design, and in the smallest window.
const PREVIEW: (f32, f32) = (330.0, 452.0);
/// Below this many rated people no distribution is drawn.
const FEW: usize = 3;

pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some((at, card)) = view.card(data) else { return };
    let right = (ui.available_width() * 0.377).round().clamp(PREVIEW.0, PREVIEW.1);
    columns(ui, right, 12.0, |ui, side| match side {
        Side::Left => {
            let room = ui.available_rect_before_wrap();
            scroll::column(ui, "evaluation", room, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 12.0);
                left(ui, data, at, card, view, cx);
            });
        }
        Side::Right => preview::draw(ui, card, view, cx),
    });
}

fn left(ui: &mut Ui, data: &Data, at: usize, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    missing_targets(ui, data, cx);
    if card.changed {
        let title = cx.text("evaluation-changed");
        let detail = cx.text("evaluation-changed-detail");
        banner(ui, Banner::warn(&title).detail(&detail), |ui| {
            let withdraw = cx.text("evaluation-withdraw");
            if button(ui, Button::secondary(&withdraw).medium()).clicked() {
                view.withdraw = Some(card.person);
            }
        });
    }
    header(ui, data, at, card, view, cx);
    scorecard::draw(ui, card, cx.tr);
    grid(ui, 2, 12.0, |ui, column| match column {
        0 => distribution(ui, data, card, view, cx),
        _ => comments::draw(ui, data, card, view, cx),
    });
    plan::draw(ui, data, card, view, cx);
}

/// Says that nothing can be rated because nobody has a target.
pub(super) fn missing_targets(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    if !data.no_targets {
        return;
    }
    let title = cx.tr.with("evaluation-no-targets", &[("period", data.label.as_str().into())]);
    let detail = cx.text("evaluation-no-targets-detail");
    banner(ui, Banner::info(&title).detail(&detail), |ui| {
        let import = cx.text("evaluation-import");
        if button(ui, Button::secondary(&import).medium()).clicked() {
            cx.orders.push(Order::ChooseFiles);
        }
    });
}

fn header(ui: &mut Ui, data: &Data, at: usize, card: &Card, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 76.0), Sense::hover());
        let inner = rect.shrink2(vec2(16.0, 0.0));
        let layout = Layout::right_to_left(Align::Center);
        let builder = UiBuilder::new().id_salt("outcome").max_rect(inner).layout(layout);
        let mut right = ui.new_child(builder);
        right.spacing_mut().item_spacing.x = 4.0;
        // Post and number come first: without room for all, the outcome gets a row of its own.
        let several = data.cards.len() > 1;
        let walking = if several { WALK } else { 0.0 };
        let besides = walking + outcome_width(ui, card, cx);
        let row = who_width(ui, data, card) + besides > inner.width();
        if several {
            walk(&mut right, data, at, !row, view, cx);
        }
        if !row {
            outcome(&mut right, card, cx);
        }
        let end = right.min_rect().left() - 12.0;
        let room = Rect::from_min_max(inner.min, pos2(end.max(inner.left()), inner.bottom()));
        who(ui, room, data, card, view, cx);
        if row {
            outcome_row(ui, card, cx);
        }
        if let Some(note) = &card.page.outcome.note {
            padded(ui, 16.0, 0.0, |ui| {
                ui.horizontal_top(|ui| {
                    let (place, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
                    let warn = card.page.outcome.score.is_none();
                    let color = if warn { theme.warn_t } else { theme.t3 };
                    icons::paint_icon(ui.painter(), place.center(), icons::INFO, 14.0, color);
                    text::wrapped(ui, text::BODY13, theme.t2, note);
                });
            });
            ui.add_space(12.0);
        }
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 37.0), Sense::hover());
        let round = CornerRadius { nw: 0, ne: 0, sw: 7, se: 7 };
        ui.painter().rect_filled(row, round, theme.sunken);
        let line = Rect::from_min_size(row.min, vec2(row.width(), 1.0));
        ui.painter().rect_filled(line, 0.0, theme.border);
        let inner = row.shrink2(vec2(16.0, 0.0)).with_min_y(row.top() + 1.0);
        let layout = Layout::left_to_right(Align::Center);
        let builder = UiBuilder::new().id_salt("flow").max_rect(inner).layout(layout);
        let mut steps = ui.new_child(builder);
        steps.shrink_clip_rect(inner.expand2(vec2(4.0, 0.0)));
        flow(&mut steps, &card.flow);
    });
}

/// The width in which nothing of the name, the post and the page's number is cut.
fn who_width(ui: &Ui, data: &Data, card: &Card) -> f32 {
    let wide = |kind, words: &str| text::width(ui, kind, words).ceil();
    let name = if data.names.len() > 1 {
        wide(text::BODY13, &card.name) + 43.0
    } else {
        wide(text::TITLE16, &card.name)
    };
    let first = name + 8.0 + wide(text::BODY13, &card.about);
    52.0 + first.max(wide(text::LABEL12, &card.head)) + 12.0
}

/// The avatar, the name (a picker where there is a choice) and the page's number.
fn who(ui: &mut Ui, room: Rect, data: &Data, card: &Card, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let face = Rect::from_min_size(pos2(room.left(), room.center().y - 20.0), vec2(40.0, 40.0));
    let mut place = ui.new_child(UiBuilder::new().id_salt("face").max_rect(face));
    avatar(&mut place, &card.initial, 40.0, true);
    let left = room.left() + 52.0;
    let top =
        Rect::from_min_max(pos2(left, room.top() + 13.0), pos2(room.right(), room.top() + 43.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().id_salt("who").max_rect(top).layout(layout));
    line.spacing_mut().item_spacing.x = 8.0;
    if data.names.len() > 1 {
        let name = cx.text("evaluation-pick");
        let (find, nothing) = (cx.text("evaluation-pick-find"), cx.text("evaluation-pick-nothing"));
        let mut person = card.person;
        let select = Select::new(Field::bare(&name).compact()).search(&find, &nothing);
        let select = select.finds(names::matches).fit();
        if select.show(&mut line, &mut person, &data.names).changed() {
            view.person = Some(person);
        }
    } else {
        text::title(&mut line, &card.name);
    }
    let width = line.available_width();
    if width > 24.0 {
        text::truncated(&mut line, text::BODY13, theme.t2, &card.about, width);
    }
    let below =
        Rect::from_min_max(pos2(left, room.top() + 44.0), pos2(room.right(), room.top() + 62.0));
    let mut line = ui.new_child(UiBuilder::new().id_salt("head").max_rect(below).layout(layout));
    text::truncated(&mut line, text::LABEL12, theme.t3, &card.head, below.width());
}

/// The room that [`walk`] takes with its line.
const WALK: f32 = 140.0;

/// Previous, place, next; drawn from right to left.
fn walk(ui: &mut Ui, data: &Data, at: usize, line: bool, view: &mut View, cx: &Cx<'_>) {
    let place =
        view.order(data).and_then(|order| order.places.get(at)).copied().unwrap_or_default();
    let last = data.cards.len().saturating_sub(1);
    let next = cx.text("evaluation-next");
    let next = Button::icon_only(icons::CARET_RIGHT, &next).medium().enabled(place < last);
    if button(ui, next).clicked() {
        view.walk(data, 1);
    }
    text::label(ui, text::LABEL12, Theme::get(ui).t3, &format!("{} / {}", place + 1, last + 1));
    let previous = cx.text("evaluation-previous");
    let previous = Button::icon_only(icons::CARET_LEFT, &previous).medium().enabled(place > 0);
    if button(ui, previous).clicked() {
        view.walk(data, -1);
    }
    if line {
        ui.add_space(12.0);
        vertical_divider(ui, 46.0);
        ui.add_space(12.0);
    }
}

/// A figure of the outcome: its label and its value in pieces.
type Outcome = (String, Vec<(Type, egui::Color32, String)>);

/// Score, grade and rank.
fn outcomes(ui: &Ui, card: &Card, cx: &Cx<'_>) -> Vec<Outcome> {
    let theme = Theme::get(ui);
    let outcome = &card.page.outcome;
    let score = cx.text("evaluation-score");
    let Some(known) = &outcome.score else {
        return vec![(score, vec![(text::EMPTY20, theme.t2, cx.text("evaluation-unrated"))])];
    };
    let mut all = vec![(score, vec![(text::SCORE28, theme.t1, known.clone())])];
    if let Some(grade) = &outcome.grade {
        let color = if card.tone == Tone::Neutral { theme.t1 } else { card.tone.text(theme) };
        let label = cx.text("evaluation-grade");
        all.push((label, vec![(text::SCORE28, color, grade.clone())]));
    }
    if let Some(rank) = &outcome.rank {
        let place = (text::SCORE28, theme.t1, rank.place.clone());
        let of = (text::BODY13, theme.t2, format!(" / {}", rank.people));
        all.push((cx.text("evaluation-rank"), vec![place, of]));
    }
    all
}

/// The width of the figures side by side.
fn outcome_width(ui: &Ui, card: &Card, cx: &Cx<'_>) -> f32 {
    outcomes(ui, card, cx).iter().map(|figure| figure_width(ui, figure) + 22.0).sum()
}

/// The figures beside the name, drawn from right to left.
fn outcome(ui: &mut Ui, card: &Card, cx: &Cx<'_>) {
    for (at, shown) in outcomes(ui, card, cx).iter().rev().enumerate() {
        if at > 0 {
            ui.add_space(14.0);
        }
        figure(ui, shown);
    }
}

/// The figures in a row below the name, each behind its label.
fn outcome_row(ui: &mut Ui, card: &Card, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let line = Rect::from_min_size(row.min, vec2(row.width(), 1.0));
    ui.painter().rect_filled(line, 0.0, theme.grid);
    let mut left = row.left() + 16.0;
    for (label, value) in outcomes(ui, card, cx) {
        let named = format!("{label}  ");
        let mut runs = vec![(text::LABEL12, theme.t3, named.as_str())];
        runs.extend(value.iter().map(|(kind, color, part)| (*kind, *color, part.as_str())));
        let wide: f32 = runs.iter().map(|(kind, _, part)| text::width(ui, *kind, part)).sum();
        let place = Rect::from_min_max(pos2(left, row.top()), pos2(left + wide, row.bottom()));
        text::paint_runs(ui.painter(), place, Align::Min, &runs);
        text::tell(ui, place, &spoken(&(label, value)));
        left += wide.ceil() + 28.0;
    }
}

fn spoken((label, value): &Outcome) -> String {
    let words: String = value.iter().map(|(_, _, part)| part.as_str()).collect();
    format!("{label} {words}")
}

fn figure_width(ui: &Ui, (label, value): &Outcome) -> f32 {
    let value: f32 = value.iter().map(|(kind, _, part)| text::width(ui, *kind, part)).sum();
    value.max(text::width(ui, text::LABEL12, label)).ceil()
}

/// A label over a large value, both at the right.
fn figure(ui: &mut Ui, shown: &Outcome) {
    let theme = Theme::get(ui);
    let (label, value) = shown;
    let size = vec2(figure_width(ui, shown), 60.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, spoken(shown)));
    let at = pos2(rect.right(), rect.top() + 13.0);
    text::paint(ui.painter(), at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, label);
    let below = rect.with_min_y(rect.top() + 22.0).with_max_y(rect.bottom());
    let runs: Vec<_> =
        value.iter().map(|(kind, color, part)| (*kind, *color, part.as_str())).collect();
    text::paint_runs(ui.painter(), below, Align::Max, &runs);
}

fn distribution(ui: &mut Ui, data: &Data, card: &Card, view: &View, cx: &mut Cx<'_>) {
    let Some(spread) = data.spreads.get(&card.team) else { return };
    let theme = Theme::get(ui);
    let height = view.comments_height.max(190.0);
    Frame::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("evaluation-spread");
        let few = spread.rated < FEW;
        let sub = if few {
            String::new()
        } else {
            let args = [("rated", spread.rated.into()), ("people", spread.people.into())];
            let key = if spread.rated == spread.people {
                "evaluation-spread-sub"
            } else {
                "evaluation-spread-sub-some"
            };
            cx.tr.with(key, &args)
        };
        let place = ui.max_rect().expand(1.0);
        let mut picture = None;
        card_header(ui, &title, &sub, |ui| {
            if !few {
                let name = format!("{title} {}", card.name);
                picture = cx.picture(ui, &name, place);
            }
        });
        cx.orders.extend(picture);
        padded(ui, 15.0, 8.0, |ui| {
            if few {
                let words = cx.tr.with("evaluation-spread-few", &[("n", spread.rated.into())]);
                text::wrapped(ui, text::BODY13, theme.t2, &words);
                return;
            }
            let grade = card.page.outcome.grade.as_deref();
            let bands: Vec<Band<'_>> = (0_u16..)
                .zip(&spread.bands)
                .map(|(at, (name, label))| Band {
                    label,
                    from: f32::from(at),
                    to: f32::from(at) + 1.0,
                    current: Some(name.as_str()) == grade,
                })
                .collect();
            let own = card.score.zip(card.page.outcome.score.as_ref());
            let own = own.map(|(score, text)| (spread.at(score), format!("{} {text}", card.name)));
            let others = spread.dots.iter().filter(|dot| dot.person != Some(card.person));
            let mut spots: Vec<Dot<'_>> =
                others.map(|dot| Dot { at: dot.at, name: &dot.name, current: false }).collect();
            spots.extend(own.as_ref().map(|(at, name)| Dot { at: *at, name, current: true }));
            let axis: Vec<(f32, &str)> =
                spread.axis.iter().map(|(at, label)| (*at, label.as_str())).collect();
            let mean = spread.mean.as_ref().map(|(at, label)| (*at, label.as_str()));
            dots(ui, height - 68.0, &Dots { bands: &bands, dots: &spots, mean, axis: &axis });
        });
    });
}
