//! How a handover looks: its steps above, what goes to whom and what that does to the receivers on
//! the left; dates, rule and checks on the right.

use egui::{Align, Layout, Rect, Ui, pos2, vec2};

use super::item_form::ItemForm;
use super::plan::PlanPage;
use super::rows::{Bar, ItemRow, LoadRow};
use super::view::GAP;
use super::{View, view_side};
use crate::areas::Cx;
use crate::areas::organisation::page::MARGIN;
use crate::command::handover::{Command as Ask, Details};
use crate::command::{Command, settings};
use crate::domain::ids::{HandoverItemId, OpportunityId, PersonId};
use crate::domain::names;
use crate::store::setup;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, columns, list_header, padded, row};
use crate::ui::choice::{badge, chip};
use crate::ui::field::{Field, number_field};
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::scroll;
use crate::ui::select::Select;
use crate::ui::state::{avatar, empty_state};
use crate::ui::steps::stepper;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// From this width on dates, rule and checks stand beside the lists.
const BESIDE: f32 = 1_000.0;
/// Their width there.
const SIDE: f32 = 364.0;
/// A row of a list.
const ROW: f32 = 36.0;
/// As many rows are shown without scrolling.
const SHOWN: usize = 10;
/// A score from 0 to 100 as a bar.
const FIT_BAR: f32 = 36.0;

/// Draws the page.
pub(super) fn draw(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    scroll::page(ui, "handover", MARGIN, |ui, _| {
        ui.spacing_mut().item_spacing.y = GAP;
        head_ui(ui, page);
        if ui.available_width() >= BESIDE {
            columns(ui, SIDE, GAP, |ui, side| match side {
                Side::Left => left_ui(ui, page, view, cx),
                Side::Right => view_side::draw(ui, page, view, cx),
            });
        } else {
            left_ui(ui, page, view, cx);
            view_side::draw(ui, page, view, cx);
        }
    });
}

fn left_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = GAP;
    items_ui(ui, page, view, cx);
    if page.draft {
        loads_ui(ui, page, view, cx);
    }
}

/// Who hands over, and the steps.
fn head_ui(ui: &mut Ui, page: &PlanPage) {
    Card::new().show(ui, |ui| {
        padded(ui, 16.0, 12.0, |ui| {
            let wide = ui.available_width() >= 900.0;
            row(ui, 48.0, |ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                avatar(ui, &page.initial, 40.0, false);
                who_ui(ui, page);
                if wide {
                    ui.add_space(24.0);
                    stepper(ui, &page.steps, page.step);
                }
            });
            if !wide {
                stepper(ui, &page.steps, page.step);
            }
        });
    });
}

fn who_ui(ui: &mut Ui, page: &PlanPage) {
    let theme = Theme::get(ui);
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(vec2(300.0, 44.0), layout, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        row(ui, 22.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, text::CARD14, theme.t1, &page.name);
            badge(ui, if page.draft { Tone::Warn } else { Tone::Neutral }, &page.badge);
        });
        text::truncated(ui, text::LABEL12, theme.t2, &page.about, 300.0);
    });
}

/// What a row of the list asks for.
enum Wanted {
    Give(HandoverItemId, Option<PersonId>),
    Describe(HandoverItemId),
    LeaveOut(HandoverItemId),
    Open(OpportunityId),
}

fn items_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    let rows = if view.deals { &page.deals } else { &page.accounts };
    let shown = rows.len().clamp(3, SHOWN) as f32;
    Card::new().height(44.0 + 32.0 + ROW * (shown + 1.0)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text(if view.deals {
            "organisation-handover-deals"
        } else {
            "organisation-handover-accounts"
        });
        list_header(ui, &title, "", |ui| items_actions(ui, page, view, cx));
        let rows = if view.deals { &page.deals } else { &page.accounts };
        if rows.is_empty() {
            let none = cx.text(if view.deals {
                "organisation-handover-no-deals"
            } else {
                "organisation-handover-no-accounts"
            });
            let detail = cx.text("organisation-handover-no-items-detail");
            empty_state(ui, icons::TRAY, &none, &detail, None);
            return;
        }
        let Some(wanted) = table_ui(ui, &title, page, rows, view, cx) else { return };
        let name = page.name.clone();
        match wanted {
            Wanted::Give(item, to) => {
                cx.run(Command::Handover(Ask::Assign(page.id, name, vec![(item, to)])));
            }
            Wanted::LeaveOut(item) => {
                cx.run(Command::Handover(Ask::LeaveOut(page.id, name, vec![item])));
            }
            Wanted::Open(deal) => {
                cx.open_deal(deal, rows.iter().filter_map(|row| row.deal).collect());
            }
            Wanted::Describe(item) => {
                let row = rows.iter().find(|row| row.id == item);
                view.item = row.map(|row| ItemForm::new(page, row));
            }
        }
    });
}

/// The switch between customers and deals, and what can be done with all of them; from right to
/// left.
fn items_actions(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 8.0;
    if page.draft {
        let again = cx.text("organisation-handover-by-fit");
        let act = Button::secondary(&again).icon(icons::MAGIC_WAND).medium();
        if button(ui, act.enabled(!page.by_fit.is_empty())).clicked() {
            let given = page.by_fit.clone();
            cx.run(Command::Handover(Ask::Assign(page.id, page.name.clone(), given)));
        }
        if !view.deals {
            all_ui(ui, page, cx);
        }
    }
    let count = |key: &str, n: usize| cx.tr.with(key, &[("n", n.into())]);
    let deals = count("organisation-handover-chip-deals", page.deals.len());
    let accounts = count("organisation-handover-chip-accounts", page.accounts.len());
    for (words, on) in [(deals, true), (accounts, false)] {
        if chip(ui, &words, view.deals == on).clicked() && view.deals != on {
            view.deals = on;
            view.items = TableState::default();
        }
    }
}

/// What can be noted on all customers at once.
fn all_ui(ui: &mut Ui, page: &PlanPage, cx: &mut Cx<'_>) {
    let words = cx.text("organisation-handover-all");
    let mut noted: Vec<(HandoverItemId, Details)> = vec![];
    menu(ui, Button::secondary(&words).trailing(icons::CARET_DOWN).medium(), |ui| {
        let history = cx.text("organisation-handover-all-history");
        if menu_item(ui, Some(icons::CLOCK_COUNTER_CLOCKWISE), &history, "").clicked() {
            let today = Some(cx.filter.today);
            let open = page.accounts.iter().filter(|row| row.details.history_on.is_none());
            noted = open
                .map(|row| (row.id, Details { history_on: today, ..row.details.clone() }))
                .collect();
        }
        let promises = cx.text("organisation-handover-all-commitments");
        if menu_item(ui, Some(icons::CHECK), &promises, "").clicked() {
            let nothing = cx.text("organisation-handover-nothing-promised");
            let open = page.accounts.iter().filter(|row| row.details.commitments.is_empty());
            noted = open
                .map(|row| {
                    let details = Details { commitments: nothing.clone(), ..row.details.clone() };
                    (row.id, details)
                })
                .collect();
        }
    });
    if !noted.is_empty() {
        cx.run(Command::Handover(Ask::Describe(page.id, page.name.clone(), noted)));
    }
}

fn table_ui(
    ui: &mut Ui,
    title: &str,
    page: &PlanPage,
    rows: &[ItemRow],
    view: &mut View,
    cx: &Cx<'_>,
) -> Option<Wanted> {
    let deals = view.deals;
    let word = |key: &str| cx.text(key);
    let (name, beside, figure) = if deals {
        (
            word("organisation-handover-head-deal"),
            word("organisation-handover-head-stage"),
            cx.tr.with("organisation-handover-head-amount", &[("unit", page.unit.as_str().into())]),
        )
    } else {
        (
            word("organisation-handover-head-account"),
            word("organisation-handover-head-about"),
            word("organisation-handover-head-contacts"),
        )
    };
    let columns = [
        Column::new(name).flex(1.0, 150.0),
        Column::new(beside).fixed(104.0),
        Column::new(figure).fixed(84.0).right(),
        Column::new(word("organisation-handover-head-to")).fixed(140.0),
        Column::new(word("organisation-handover-head-fit")).flex(1.0, 180.0),
        Column::new(word("organisation-handover-head-note")).flex(0.7, 104.0),
    ];
    let named = |row: usize| rows.get(row).map_or_else(String::new, |row| row.name.clone());
    let warn = Theme::get(ui).warn_bg;
    let fill =
        |row: usize| rows.get(row).filter(|row| row.to.is_none() && page.draft).map(|_| warn);
    let mut wanted = None;
    let mut total = |ui: &mut Ui, column: usize| {
        let theme = Theme::get(ui);
        if column == 0 {
            let said = cx.tr.with("organisation-handover-total", &[("n", rows.len().into())]);
            cell_text(ui, text::NAME13, theme.t1, &said);
        } else if column == 4 && deals {
            cell_text(ui, text::LABEL12, theme.t2, &page.amounts);
        }
    };
    let output = Table::new(title, &columns, rows.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .row_name(&named)
        .row_fill(&fill)
        .total(&mut total)
        .show(ui, &mut view.items, |ui, row, column| {
            if let Some(row) = rows.get(row) {
                let asked = cell(ui, page, row, column, cx);
                if asked.is_some() {
                    wanted = asked;
                }
            }
        });
    let opened = output.opened.and_then(|row| rows.get(row));
    wanted.or_else(|| match opened? {
        row if page.draft => Some(Wanted::Describe(row.id)),
        // What is done is only looked at.
        row => row.deal.map(Wanted::Open),
    })
}

fn cell(
    ui: &mut Ui,
    page: &PlanPage,
    item: &ItemRow,
    column: usize,
    cx: &Cx<'_>,
) -> Option<Wanted> {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &item.name),
        1 => cell_text(ui, text::BODY13, theme.t2, &item.beside),
        2 => cell_text(ui, text::BODY13, theme.t1, &item.figure),
        3 if page.draft => return to_ui(ui, page, item, cx),
        3 => cell_text(ui, text::BODY13, theme.t1, &item.to_name),
        4 => return fit_ui(ui, item, cx),
        _ => return note_ui(ui, page, item, cx),
    }
    None
}

/// The new owner, chosen from a list.
fn to_ui(ui: &mut Ui, page: &PlanPage, item: &ItemRow, cx: &Cx<'_>) -> Option<Wanted> {
    let label = cx.tr.with("organisation-handover-to-of", &[("name", item.name.as_str().into())]);
    let (search, nothing) =
        (cx.text("organisation-search-name"), cx.text("organisation-nothing-found"));
    let mut to = item.to;
    let field = Field::bare(&label).compact();
    Select::new(field).search(&search, &nothing).finds(names::matches).show(
        ui,
        &mut to,
        &page.receivers,
    );
    (to != item.to).then_some(Wanted::Give(item.id, to))
}

/// How well the new owner suits, or whom it would suit.
fn fit_ui(ui: &mut Ui, item: &ItemRow, cx: &Cx<'_>) -> Option<Wanted> {
    let theme = Theme::get(ui);
    if let Some((score, good, why)) = &item.fit {
        let tone = if *good { theme.accent } else { theme.warn };
        let place = ui.available_rect_before_wrap();
        let y = place.center().y;
        let track = Rect::from_min_size(pos2(place.left(), y - 2.0), vec2(FIT_BAR, 4.0));
        ui.painter().rect_filled(track, 2.0, theme.neu_bg);
        let part = (*score as f32 / 100.0).clamp(0.0, 1.0);
        let done = Rect::from_min_size(track.min, vec2(FIT_BAR * part, 4.0));
        ui.painter().rect_filled(done, 2.0, tone);
        ui.add_space(FIT_BAR + 6.0);
        let said = format!("{score}  {why}");
        cell_text(ui, text::LABEL12, theme.t2, &said);
        return None;
    }
    let (person, said) = item.suggestion.as_ref()?;
    let take = cx.text("organisation-handover-take");
    ui.spacing_mut().item_spacing.x = 6.0;
    text::label(ui, text::LABEL12, theme.t2, said);
    let link = button(ui, Button::link(&take).small());
    let link = link.accessible_name(format!("{take} {}", item.name));
    link.clicked().then_some(Wanted::Give(item.id, Some(*person)))
}

/// What is noted or missing, and the way to write it down.
fn note_ui(ui: &mut Ui, page: &PlanPage, item: &ItemRow, cx: &Cx<'_>) -> Option<Wanted> {
    let theme = Theme::get(ui);
    let color = if item.missing > 0 { theme.warn_t } else { theme.t2 };
    if !page.draft {
        cell_text(ui, text::LABEL12, theme.t2, &item.note);
        return None;
    }
    let mut wanted = None;
    ui.spacing_mut().item_spacing.x = 2.0;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if page.balance {
            let args = [("name", item.name.as_str().into())];
            let stays = cx.tr.with("organisation-handover-leave-out", &args);
            if button(ui, Button::ghost_icon(icons::X, &stays).small()).clicked() {
                wanted = Some(Wanted::LeaveOut(item.id));
            }
        }
        let args = [("name", item.name.as_str().into())];
        let edit = cx.tr.with("organisation-handover-edit", &args);
        if button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small()).clicked() {
            wanted = Some(Wanted::Describe(item.id));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            cell_text(ui, text::LABEL12, color, &item.note);
        });
    });
    wanted
}

fn loads_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    let shown = page.loads.len().clamp(3, SHOWN) as f32;
    Card::new().height(44.0 + 32.0 + ROW * (shown + 1.0)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-handover-loads");
        let sub = cx.text("organisation-handover-loads-sub");
        list_header(ui, &title, &sub, |ui| limits_ui(ui, page, view, cx));
        if page.loads.is_empty() {
            let (none, detail) = (
                cx.text("organisation-handover-loads-none"),
                cx.text("organisation-handover-loads-none-detail"),
            );
            empty_state(ui, icons::USERS, &none, &detail, None);
            return;
        }
        let amount = [("unit", page.unit.as_str().into())];
        let columns = [
            Column::new(cx.text("organisation-handover-head-receiver")).flex(1.0, 110.0),
            Column::new(cx.text("organisation-handover-head-load-accounts")).flex(1.0, 190.0),
            Column::new(cx.text("organisation-handover-head-load-deals")).flex(1.0, 190.0),
            Column::new(cx.tr.with("organisation-handover-head-received", &amount))
                .fixed(120.0)
                .right(),
        ];
        let named =
            |row: usize| page.loads.get(row).map_or_else(String::new, |load| load.name.clone());
        let total_name = cx.text("organisation-handover-sum");
        let mut total = |ui: &mut Ui, column: usize| {
            let said = match column {
                0 => Some(&total_name),
                at => page.load_sums.get(at - 1),
            };
            if let Some(said) = said {
                cell_text(ui, text::NAME13, Theme::get(ui).t1, said);
            }
        };
        Table::new(&title, &columns, page.loads.len())
            .row_height(ROW)
            .fill_height()
            .row_name(&named)
            .total(&mut total)
            .show(ui, &mut view.loads, |ui, row, column| {
                if let Some(load) = page.loads.get(row) {
                    load_cell(ui, load, column);
                }
            });
    });
}

fn load_cell(ui: &mut Ui, load: &LoadRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => {
            avatar(ui, &load.initial, 22.0, false);
            cell_text(ui, text::NAME13, theme.t1, &load.name);
        }
        1 => bar_ui(ui, &load.accounts),
        2 => bar_ui(ui, &load.deals),
        _ => cell_text(ui, text::NAME13, theme.t1, &load.amount),
    }
}

/// What there is, what comes, and the limit: as a bar and in numbers.
fn bar_ui(ui: &mut Ui, bar: &Bar) {
    let theme = Theme::get(ui);
    let place = ui.available_rect_before_wrap();
    let wide = (place.width() - 92.0).clamp(24.0, 130.0);
    let y = place.center().y;
    // The limit stands at nine tenths, so that what goes beyond is seen.
    let scale = wide * 0.9 / bar.limit.max(1) as f32;
    let x = |n: u32| place.left() + (n as f32 * scale).min(wide);
    let part =
        |from: u32, to: u32| Rect::from_min_max(pos2(x(from), y - 3.0), pos2(x(to), y + 3.0));
    let painter = ui.painter();
    painter.rect_filled(part(0, bar.limit), 3.0, theme.neu_bg);
    painter.rect_filled(part(0, bar.before), 3.0, theme.accent_2);
    let fill = if bar.full() { theme.warn } else { theme.accent };
    painter.rect_filled(part(bar.before, bar.after), 3.0, fill);
    let tick = Rect::from_center_size(pos2(x(bar.limit).round(), y), vec2(2.0, 14.0));
    painter.rect_filled(tick, 0.0, theme.t3);
    ui.add_space(wide + 10.0);
    let color = if bar.full() { theme.warn_t } else { theme.t1 };
    let said = format!("{}→{} / {}", bar.before, bar.after, bar.limit);
    cell_text(ui, text::BODY13, color, &said);
}

/// The limits, which hold in the whole workspace.
fn limits_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let stored = page.limits.map(|limit| Some(f64::from(limit)));
    let mut typed = view.limits.unwrap_or(stored);
    let mut left = false;
    let labels = [
        cx.text("organisation-handover-limit-deals"),
        cx.text("organisation-handover-limit-accounts"),
    ];
    // From right to left: deals stand last.
    for (label, at) in labels.iter().zip([1_usize, 0]) {
        let Some(value) = typed.get_mut(at) else { continue };
        let field = Field::bare(label).compact().right().width(64.0);
        let response = number_field(ui, field, value, 0);
        left |= response.lost_focus();
        text::label(ui, text::LABEL12, Theme::get(ui).t3, label);
    }
    view.limits = (typed != stored).then_some(typed);
    if !left || typed == stored {
        return;
    }
    let whole = |value: Option<f64>| {
        value.filter(|value| (1.0..=10_000.0).contains(value)).map(|value| format!("{value:.0}"))
    };
    let [accounts, deals] = typed;
    view.limits = None;
    if let (Some(accounts), Some(deals)) = (whole(accounts), whole(deals)) {
        let pairs = [(setup::names::ACCOUNT_LIMIT, accounts), (setup::names::DEAL_LIMIT, deals)];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value)).to_vec();
        cx.run(Command::Settings(settings::Command::Set(pairs)));
    }
}
