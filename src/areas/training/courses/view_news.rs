//! What is new and to be read: the list, the one that is chosen with its readers, and what people refresh.

use egui::{
    Align, Align2, Layout, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::data::Data;
use super::form_readers::SaidDraft;
use super::form_update::UpdateDraft;
use super::news::{ChosenNews, News, NewsLine, ReaderLine, RefresherLine};
use super::view::{GAP, View};
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::updates::Ask;
use crate::command::training::{What, ratings};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header, padded, row};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item, menu_separator};
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The width of the list, and of what people refresh.
const LIST: f32 = 270.0;
const REFRESH: f32 = 300.0;
/// From this width on what people refresh stands beside the rest.
const BESIDE: f32 = 1_000.0;
/// An update in the list.
const ROW: f32 = 62.0;
/// The room of the words and the quiz.
const WORDS: f32 = 196.0;
/// The least height of the page.
const LEAST: f32 = 460.0;

/// Draws the page.
pub(super) fn draw(
    ui: &mut Ui,
    margin: Margin,
    news: &News,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "news", margin, |ui, room| {
        let all = ui.available_rect_before_wrap();
        let tall = room.max(LEAST);
        let all = Rect::from_min_max(all.min, pos2(all.right(), all.top() + tall));
        let beside = all.width() >= BESIDE;
        let left = all.with_max_x(all.left() + LIST);
        let middle = all.with_min_x(left.right() + GAP);
        let (middle, right) = if beside {
            let split = all.right() - REFRESH;
            (middle.with_max_x(split - GAP), all.with_min_x(split))
        } else {
            let top = all.bottom() + GAP;
            let below = pos2(all.right(), top + LEAST);
            (middle, Rect::from_min_max(pos2(all.left(), top), below))
        };
        part(ui, "updates", left, |ui| list_ui(ui, tall, news, view, cx));
        part(ui, "update", middle, |ui| match &news.chosen {
            Some(chosen) => chosen_ui(ui, tall, chosen, view, cx),
            None => nothing_ui(ui, tall, data, view, cx),
        });
        let height = right.height();
        part(ui, "refreshers", right, |ui| refreshers_ui(ui, height, news, view, cx));
        ui.advance_cursor_after_rect(all.with_max_y(right.bottom()));
    });
}

/// Draws a part of the page in its place.
fn part(ui: &mut Ui, name: &str, place: Rect, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    let builder = UiBuilder::new().id_salt(name).max_rect(place).layout(layout);
    content(&mut ui.new_child(builder));
}

fn list_ui(ui: &mut Ui, tall: f32, news: &News, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("courses-news");
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let n = crate::i18n::number(i64::try_from(news.lines.len()).unwrap_or(i64::MAX));
        list_header(ui, &title, &n, |_| {});
        let area = ScrollArea::vertical().id_salt("news list").auto_shrink(false);
        area.show_rows(ui, ROW, news.lines.len(), |ui, rows| {
            for line in rows.filter_map(|at| news.lines.get(at)) {
                let on = news.chosen.as_ref().is_some_and(|chosen| chosen.id == line.id);
                if line_ui(ui, line, on) {
                    view.update = Some(line.id);
                    view.readers = TableState::default();
                }
            }
        });
    });
}

fn line_ui(ui: &mut Ui, line: &NewsLine, on: bool) -> bool {
    let theme = Theme::get(ui);
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, on, &line.told));
    if on {
        ui.painter().rect_filled(place, 0.0, theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(place, 0.0, theme.hover);
    }
    if response.has_focus() {
        let focus = Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(place, 0.0, focus, StrokeKind::Inside);
    }
    let below = place.with_min_y(place.bottom() - 1.0);
    ui.painter().rect_filled(below, 0.0, theme.grid);
    let wide = line
        .badge
        .as_ref()
        .map_or(0.0, |(_, said)| text::width(ui, text::LABEL12, said).ceil() + 12.0);
    let at = |top: f32, right: f32| {
        Rect::from_min_max(
            pos2(place.left() + 16.0, place.top() + top),
            pos2(right, place.top() + top + 20.0),
        )
    };
    let right = place.right() - 14.0;
    let end = if wide > 0.0 { right - wide - 6.0 } else { right };
    let left = Align::Min;
    text::paint_fit(ui.painter(), at(10.0, end), left, text::NAME13, theme.t1, &line.title);
    text::paint_fit(ui.painter(), at(33.0, right), left, text::LABEL12, theme.t3, &line.about);
    if let Some((tone, said)) = &line.badge {
        let sign = Rect::from_min_size(pos2(right - wide, place.top() + 11.0), vec2(wide, 20.0));
        ui.painter().rect_filled(sign, 4.0, tone.tint(theme));
        let middle = Align2::CENTER_CENTER;
        let color = tone.text(theme);
        text::paint(ui.painter(), sign.center(), middle, text::LABEL12, color, said);
    }
    response.clicked()
}

fn nothing_ui(ui: &mut Ui, tall: f32, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let words = ["courses-news-none", "courses-news-none-detail", "courses-publish-first"];
    let [title, detail, publish] = words.map(|key| cx.text(key));
    let mut wanted = false;
    Card::new().height(tall).show(ui, |ui| {
        let action = Button::primary(&publish);
        wanted = empty_state(ui, icons::NEWSPAPER, &title, &detail, Some(action));
    });
    if wanted {
        view.news = Some(UpdateDraft::new(data, cx));
    }
}

fn chosen_ui(ui: &mut Ui, tall: f32, chosen: &ChosenNews, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = GAP;
    Card::new().height(WORDS).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &chosen.title, "", |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            more_ui(ui, chosen, view, cx);
        });
        let area = ScrollArea::vertical().id_salt("news words").auto_shrink(false);
        area.show(ui, |ui| {
            padded(ui, 16.0, 10.0, |ui| words_ui(ui, chosen, cx));
        });
    });
    readers_ui(ui, tall - WORDS - GAP, chosen, view, cx);
}

fn more_ui(ui: &mut Ui, chosen: &ChosenNews, view: &mut View, cx: &mut Cx<'_>) {
    let (more, tr) = (cx.text("classes-more"), cx.tr);
    menu(ui, Button::icon_only(icons::DOTS_THREE, &more).small(), |ui| {
        let item = |ui: &mut Ui, icon: icons::Icon, key: &str| {
            menu_item(ui, Some(icon), &tr.text(key), "").clicked()
        };
        if !chosen.answered && item(ui, icons::PENCIL_SIMPLE, "courses-news-edit") {
            view.news = Some(UpdateDraft::edit(chosen));
        }
        if !chosen.archived && item(ui, icons::USER_PLUS, "courses-readers") {
            view.said = Some(SaidDraft::readers(chosen));
        }
        menu_separator(ui);
        let (icon, key) = if chosen.archived {
            (icons::ARROW_U_UP_LEFT, "courses-news-restore")
        } else {
            (icons::ARCHIVE, "courses-news-archive")
        };
        if item(ui, icon, key) {
            let ask = Ask::ArchiveUpdate(chosen.id, !chosen.archived);
            run(cx, chosen.title.as_str(), What::Updates(ask));
        }
    });
}

fn words_ui(ui: &mut Ui, chosen: &ChosenNews, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 6.0;
    text::wrapped(ui, text::LABEL12, theme.t3, &chosen.about);
    text::wrapped(ui, text::BODY13, theme.t1, &chosen.text);
    let Some(pass) = chosen.pass else { return };
    let n = i64::try_from(chosen.questions.len()).unwrap_or(i64::MAX);
    let said = cx.tr.with("courses-quiz-said", &[("n", n.into()), ("pass", pass.into())]);
    text::label(ui, text::LABEL12, theme.t3, &said);
    for (at, (question, choices)) in chosen.questions.iter().enumerate() {
        text::wrapped(ui, text::NAME13, theme.t1, &format!("{}. {question}", at + 1));
        for (choice, right) in choices {
            row(ui, 18.0, |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let (icon, color) =
                    if *right { (icons::CHECK, theme.good_t) } else { (icons::MINUS, theme.t3) };
                icons::icon(ui, icon, 12.0, color);
                let room = ui.available_width();
                text::truncated(ui, text::BODY13, theme.t2, choice, room);
            });
        }
    }
}

fn readers_ui(ui: &mut Ui, tall: f32, chosen: &ChosenNews, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("courses-readers-title");
    let parts: Vec<String> =
        chosen.strip.iter().map(|(label, value)| format!("{label} {value}")).collect();
    let sub = parts.join("  ");
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &sub, |_| {});
        if chosen.readers.is_empty() {
            let words = ["courses-readers-empty", "courses-readers-empty-detail"];
            let [none, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::USERS, &none, &detail, None);
            return;
        }
        let head = |key: &str| Column::new(cx.text(key));
        let columns = [
            head("classes-column-name").flex(1.0, 76.0),
            head("courses-column-state").fixed(100.0),
            head("courses-column-read-on").fixed(86.0),
            head("courses-column-answer").flex(0.8, 84.0),
            Column::new("").fixed(64.0).right(),
        ];
        let name = |row: usize| {
            let told = |r: &ReaderLine| format!("{} {}", r.name, r.state.1);
            chosen.readers.get(row).map_or_else(String::new, told)
        };
        let said = cx.text("courses-read-action");
        let mut wanted = None;
        let mut state = std::mem::take(&mut view.readers);
        Table::new(&title, &columns, chosen.readers.len())
            .row_height(34.0)
            .fill_height()
            .main()
            .row_name(&name)
            .show(ui, &mut state, |ui, row, column| {
                let Some(reader) = chosen.readers.get(row) else { return };
                let theme = Theme::get(ui);
                match column {
                    0 => cell_text(ui, text::NAME13, theme.t1, &reader.name),
                    1 => {
                        badge(ui, reader.state.0, &reader.state.1);
                    }
                    2 => cell_text(ui, text::BODY13, theme.t2, &reader.read_on),
                    3 => cell_text(ui, text::BODY13, theme.t2, &reader.answer),
                    _ if reader.done || chosen.archived => {}
                    _ => {
                        let link = button(ui, Button::link(&said).small());
                        if link.accessible_name(format!("{said} {}", reader.name)).clicked() {
                            wanted = Some(row);
                        }
                    }
                }
            });
        view.readers = state;
        if let Some(reader) = wanted.and_then(|row| chosen.readers.get(row)) {
            view.said = Some(SaidDraft::read(chosen, reader, cx));
        }
    });
}

fn refreshers_ui(ui: &mut Ui, tall: f32, news: &News, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("courses-refreshers");
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &news.refreshers_sub, |_| {});
        if news.refreshers.is_empty() {
            let words = ["courses-refreshers-none", "courses-refreshers-none-detail"];
            let [none, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::ARROWS_CLOCKWISE, &none, &detail, None);
            return;
        }
        let mut wanted = None;
        let mut state = std::mem::take(&mut view.refreshers);
        let columns = [
            Column::new(cx.text("courses-column-refresher")).flex(1.0, 120.0),
            Column::new(cx.text("courses-column-due")).fixed(84.0),
            Column::new("").fixed(76.0).right(),
        ];
        let name = |row: usize| {
            let told = |r: &RefresherLine| format!("{} {} {}", r.name, r.skill, r.left.1);
            news.refreshers.get(row).map_or_else(String::new, told)
        };
        Table::new(&title, &columns, news.refreshers.len())
            .row_height(44.0)
            .fill_height()
            .row_name(&name)
            .show(ui, &mut state, |ui, row, column| {
                let Some(line) = news.refreshers.get(row) else { return };
                match column {
                    0 => two_lines(ui, &format!("{} {}", line.name, line.skill), &line.about),
                    1 => {
                        badge(ui, line.left.0, &line.left.1).on_hover_text(&line.due);
                    }
                    _ => {
                        if let Some(act) = refresher_buttons(ui, line, cx) {
                            wanted = Some((row, act));
                        }
                    }
                }
            });
        view.refreshers = state;
        let Some((line, act)) =
            wanted.and_then(|(row, act)| news.refreshers.get(row).map(|line| (line, act)))
        else {
            return;
        };
        let on_day = cx.filter.today;
        let ask = match act {
            Act::Tried(passed) => ratings::Ask::TryRefresher { id: line.id, on_day, passed },
            Act::Stop => ratings::Ask::StopRefresher(line.id),
        };
        run(cx, format!("{} {}", line.name, line.skill), What::Ratings(ask));
    });
}

/// What is done with something that is refreshed.
#[derive(Clone, Copy)]
enum Act {
    /// It was asked today, and passed or not.
    Tried(bool),
    /// It is refreshed no more.
    Stop,
}

fn refresher_buttons(ui: &mut Ui, line: &RefresherLine, cx: &Cx<'_>) -> Option<Act> {
    ui.spacing_mut().item_spacing.x = 2.0;
    let mut wanted = None;
    let words = ["courses-refresher-stop", "courses-refresher-fail", "courses-refresher-pass"];
    let [stop, fail, pass] =
        words.map(|key| format!("{} {} {}", cx.text(key), line.name, line.skill));
    // From right to left.
    if button(ui, Button::ghost_icon(icons::TRASH, &stop).small()).clicked() {
        wanted = Some(Act::Stop);
    }
    for (icon, name, passed) in [(icons::X, &fail, false), (icons::CHECK, &pass, true)] {
        let look = Button::ghost_icon(icon, name).small().enabled(line.open);
        if button(ui, look).clicked() {
            wanted = Some(Act::Tried(passed));
        }
    }
    wanted
}

/// Draws a name with a line below it.
fn two_lines(ui: &mut Ui, name: &str, below: &str) {
    let theme = Theme::get(ui);
    let place = ui.available_rect_before_wrap();
    let middle = place.center().y;
    let upper = place.with_min_y(middle - 19.0).with_max_y(middle);
    let lower = place.with_min_y(middle).with_max_y(middle + 19.0);
    let left = Align::Min;
    let mut cut = text::paint_fit(ui.painter(), upper, left, text::NAME13, theme.t1, name);
    cut |= text::paint_fit(ui.painter(), lower, left, text::LABEL12, theme.t3, below);
    let response = ui.interact(place, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    let told = format!("{name} {below}");
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &told));
    if cut {
        response.on_hover_text(told);
    }
}
