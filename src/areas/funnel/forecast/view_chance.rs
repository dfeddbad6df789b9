//! 达成概率: the chance as it is and if some deals slip, every total that may be, and the deals.

use egui::{Align, Rect, Sense, Ui, pos2, vec2};

use super::data::{Block, DealRow, Shown, class_key};
use super::form::{CHOICES, Form};
use super::view::View;
use crate::areas::Cx;
use crate::areas::figure_card::about;
use crate::areas::funnel::view_deals::deal_cell;
use crate::command::{Command, forecast};
use crate::domain::forecast::calls::Category;
use crate::i18n::money_unit;
use crate::metrics::glossary::Figure;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, card_header, grid, padded};
use crate::ui::charts::outcomes::outcome_bars;
use crate::ui::choice::checkbox;
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

const ROW: f32 = 32.0;
const HEADER: f32 = 32.0;
/// So many deals are in view; more are scrolled.
const SHOWN: usize = 7;

pub(super) fn draw(ui: &mut Ui, shown: &Shown, view: &mut View, cx: &mut Cx<'_>) {
    let mut picture = None;
    let place = view.place;
    let drawn = card_flush(ui, |ui| {
        let title = cx.text("forecast-chance");
        card_header(ui, &title, &shown.chance_sub, |ui| {
            if let Some(place) = place.filter(|_| shown.bars.is_some()) {
                picture = cx.picture(ui, &title, place);
            }
            about(ui, Figure::Chance, cx);
            if !shown.means.is_empty() {
                let words = cx.text("forecast-means");
                let link = Button::link(&words).icon(icons::QUESTION).medium();
                if button(ui, link.selected(view.explain)).clicked() {
                    view.explain = !view.explain;
                }
            }
        });
        if view.explain {
            means_ui(ui, shown);
        }
        padded(ui, 16.0, 4.0, |ui| {
            grid(ui, 2, 12.0, |ui, at| match (at, &shown.scenario) {
                (0, _) => block_ui(ui, &shown.now, false),
                (_, Some(scenario)) => block_ui(ui, scenario, true),
                (_, None) if shown.deals.is_empty() => {}
                (_, None) => {
                    text::wrapped(
                        ui,
                        text::LABEL12,
                        Theme::get(ui).t3,
                        &cx.text("forecast-slip-hint"),
                    );
                }
            });
            match &shown.bars {
                Some(bars) => {
                    outcome_bars(ui, 140.0, bars);
                }
                None => {
                    text::wrapped(ui, text::BODY13, Theme::get(ui).t3, &shown.no_bars);
                }
            }
        });
        if !shown.deals.is_empty() {
            deals_ui(ui, shown, view, cx);
        }
        if !shown.deals_note.is_empty() {
            padded(ui, 16.0, 6.0, |ui| text::hint(ui, &shown.deals_note));
        }
    });
    view.place = Some(drawn.response.rect);
    cx.orders.extend(picture);
}

/// How the chance was worked out.
fn means_ui(ui: &mut Ui, shown: &Shown) {
    let theme = Theme::get(ui);
    padded(ui, 16.0, 4.0, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for line in &shown.means {
            text::wrapped(ui, text::LABEL12, theme.t2, line);
        }
    });
}

/// A chance beside a rule of its colour: green as it is, ochre if deals slip.
fn block_ui(ui: &mut Ui, block: &Block, other: bool) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 74.0), Sense::hover());
    let [_, second, ..] = theme.chart;
    let rule = if other { second } else { theme.good };
    let painter = ui.painter();
    painter.rect_filled(rect.with_max_x(rect.left() + 2.0), 0.0, rule);
    let line = |top: f32, height: f32| {
        Rect::from_min_max(
            pos2(rect.left() + 14.0, rect.top() + top),
            pos2(rect.right(), rect.top() + top + height),
        )
    };
    let left = Align::Min;
    text::paint_fit(painter, line(0.0, 18.0), left, text::LABEL12, theme.t2, &block.label);
    if block.fact {
        text::paint_fit(painter, line(19.0, 22.0), left, text::CARD14, theme.t1, &block.value);
        text::paint_fit(painter, line(40.0, 18.0), left, text::LABEL12, theme.t2, &block.total);
    } else {
        let total = format!(" {}", block.total);
        let runs = [
            (text::SCORE28, theme.t1, block.value.as_str()),
            (text::NAME13, theme.t1, total.as_str()),
        ];
        text::paint_runs(painter, line(18.0, 36.0), left, &runs);
    }
    text::paint_fit(painter, line(56.0, 18.0), left, text::LABEL12, theme.t2, &block.range);
    let said = [&block.label, &block.value, &block.total, &block.range];
    let said: Vec<&str> =
        said.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    text::tell(ui, rect, &said.join(" "));
}

fn deals_ui(ui: &mut Ui, shown: &Shown, view: &mut View, cx: &mut Cx<'_>) {
    let unit = money_unit(cx.tr.language());
    // The longest class in full, with the frame and the arrow of the choice.
    let classes = CHOICES.map(|class| cx.text(&class_key(class)));
    let class = text::widest(ui, text::BODY13, classes) + 41.0 + 16.0;
    let columns = [
        Column::new("").fixed(32.0).hint(cx.text("forecast-slip-hint")),
        Column::new(cx.text("forecast-column-deal"))
            .flex(1.0, 70.0)
            .hint(cx.text("forecast-column-deal-hint")),
        Column::new(cx.text("forecast-column-class")).fixed(class),
        Column::new(cx.text("forecast-column-chance")).fixed(58.0).right(),
        Column::new(unit).fixed(60.0).right(),
        Column::new(cx.text("forecast-column-effect"))
            .fixed(62.0)
            .right()
            .hint(cx.text("forecast-column-effect-hint")),
    ];
    let name = |row: usize| shown.deals.get(row).map_or_else(String::new, told);
    let theme = Theme::get(ui);
    let fill = |row: usize| {
        let slips = shown.deals.get(row).is_some_and(|deal| view.slip.contains(&deal.deal));
        slips.then_some(theme.selected)
    };
    let mut state = std::mem::take(&mut view.deals_table);
    let mut toggled = None;
    let mut done = None;
    let title = cx.text("forecast-deals");
    let in_view = shown.deals.len().min(SHOWN);
    let slip = &view.slip;
    let output = Table::new(&title, &columns, shown.deals.len())
        .row_height(ROW)
        .height(HEADER + ROW * in_view as f32)
        .row_name(&name)
        .row_fill(&fill)
        .show(ui, &mut state, |ui, row, column| {
            let Some(deal) = shown.deals.get(row) else { return };
            match column {
                0 => {
                    let args = [("deal", told(deal).into())];
                    let name = cx.tr.with("forecast-slips", &args);
                    let mut on = slip.contains(&deal.deal);
                    let response = checkbox(ui, &mut on, "");
                    if response.changed() {
                        toggled = Some(row);
                    }
                    response.accessible_name(name);
                }
                1 => deal_cell(ui, &deal.account, &deal.name),
                2 if shown.over => cell_text(ui, text::BODY13, theme.t1, &deal.class),
                2 => done = class_ui(ui, deal, cx).map(|did| (row, did)).or(done.take()),
                3 => cell_text(ui, text::BODY13, theme.t2, &deal.chance),
                4 => cell_text(ui, text::NAME13, theme.t1, &deal.amount),
                _ => cell_text(ui, text::BODY13, theme.t1, &deal.effect),
            }
        });
    view.deals_table = state;
    if let Some(deal) = output.opened.and_then(|row| shown.deals.get(row)) {
        cx.open_deal(deal.deal, shown.deals.iter().map(|deal| deal.deal).collect());
    }
    if let Some(deal) = toggled.or(output.toggled).and_then(|row| shown.deals.get(row))
        && !view.slip.remove(&deal.deal)
    {
        view.slip.insert(deal.deal);
    }
    let Some((row, did)) = done else { return };
    let Some(deal) = shown.deals.get(row) else { return };
    match did {
        Done::Chose(class) => view.form = Some(Form::new(deal, told(deal), class)),
        Done::Reset => cx.run(Command::Forecast(forecast::Command::SetCategory {
            deal: deal.deal,
            period: shown.key.1,
            category: None,
            reason: String::new(),
            today: cx.filter.today,
            subject: told(deal),
        })),
    }
}

/// A deal in a few words.
fn told(deal: &DealRow) -> String {
    format!("{} {}", deal.account, deal.name).trim().to_owned()
}

/// What a person did with the class of a deal.
enum Done {
    /// Chose one, which asks for the reason.
    Chose(Category),
    /// Took what was said back.
    Reset,
}

/// The class of a deal, to be chosen; below the pointer stands who said what, when and why.
fn class_ui(ui: &mut Ui, deal: &DealRow, cx: &Cx<'_>) -> Option<Done> {
    let by_stage = if deal.said.is_some() {
        cx.text("forecast-by-stage")
    } else {
        let args = [("class", deal.class.as_str().into())];
        cx.tr.with("forecast-by-stage-is", &args)
    };
    let mut options: Vec<(Option<Category>, String)> = vec![(None, by_stage)];
    options.extend(CHOICES.map(|category| (Some(category), cx.text(&class_key(category)))));
    let args = [("deal", told(deal).into())];
    let name = cx.tr.with("forecast-class-of", &args);
    let mut chosen = deal.said;
    let field = Field::bare(&name).compact().width(ui.available_width());
    let mut response = Select::new(field).short(&deal.class).show(ui, &mut chosen, &options);
    if !deal.classes.is_empty() {
        let said = deal.classes.iter().map(|line| format!("{}\n{}", line.head, line.words));
        response = response.on_hover_text(said.collect::<Vec<_>>().join("\n"));
    }
    response.changed().then(|| chosen.map_or(Done::Reset, Done::Chose))
}
