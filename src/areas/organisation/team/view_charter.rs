//! 章程: the charter of a team as a document, beside it its versions.

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::data::{CharterRow, Page, TeamRow};
use super::form_charter::CharterDraft;
use super::view::View;
use crate::areas::{AreaId, Cx, Filter, Order};
use crate::domain::ids::TeamId;
use crate::domain::names;
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card, columns, divider, list_header, padded, row};
use crate::ui::choice::{badge, radio_line};
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The width of the list of versions.
const SIDE: f32 = 280.0;
/// The widest a line of the document is.
const PAPER: f32 = 760.0;

/// The team whose charter is shown.
pub(super) fn chosen<'a>(page: &'a Page, view: &View) -> Option<&'a TeamRow> {
    let wanted = page.teams.iter().find(|team| Some(team.id) == view.team);
    // A team that has a charter says more than one that has none.
    let told = || page.teams.iter().find(|team| !team.versions.is_empty());
    wanted.or_else(told).or_else(|| page.teams.first())
}

/// The version that is shown: the chosen one, the one that holds, or the newest.
fn shown<'a>(team: &'a TeamRow, view: &View) -> Option<&'a CharterRow> {
    let wanted = team.versions.iter().find(|version| Some(version.number) == view.version);
    let now = || team.now.and_then(|now| team.versions.get(now));
    wanted.or_else(now).or_else(|| team.versions.first())
}

pub(super) fn charter_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(team) = chosen(page, view) else {
        let words = ["organisation-team-no-teams", "organisation-team-no-teams-detail"];
        let [title, detail] = words.map(|key| cx.text(key));
        card(ui, |ui| empty_state(ui, icons::USERS_THREE, &title, &detail, None));
        return;
    };
    let height = ui.available_height();
    columns(ui, SIDE, 12.0, |ui, side| match side {
        Side::Left => document_ui(ui, page, team, height, view, cx),
        Side::Right => versions_ui(ui, team, height, view, cx),
    });
}

fn document_ui(
    ui: &mut Ui,
    page: &Page,
    team: &TeamRow,
    height: f32,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &team.name, &team.detail, |ui| {
            if page.teams.len() > 1 {
                team_select(ui, page, team, view, cx);
            }
        });
        let Some(version) = shown(team, view) else {
            let name = [("name", team.name.as_str().into())];
            let title = cx.tr.with("organisation-team-charter-none", &name);
            let detail = cx.text("organisation-team-charter-none-detail");
            let write = cx.text("organisation-team-charter-write");
            let action = Some(Button::secondary(&write));
            if empty_state(ui, icons::FLAG, &title, &detail, action) {
                view.charter = Some(CharterDraft::new(team, cx.filter.today));
            }
            return;
        };
        let salt = ("charter", team.id.0, version.number);
        let area = ScrollArea::vertical().id_salt(salt).auto_shrink(false);
        area.show(ui, |ui| {
            padded(ui, 32.0, 24.0, |ui| {
                ui.set_max_width(ui.available_width().min(PAPER));
                paper_ui(ui, team, version, cx);
            });
        });
    });
}

fn team_select(ui: &mut Ui, page: &Page, team: &TeamRow, view: &mut View, cx: &Cx<'_>) {
    let label = cx.text("organisation-field-team");
    let words = ["organisation-search-team", "organisation-nothing-found"];
    let [search, nothing] = words.map(|key| cx.text(key));
    let teams: Vec<(TeamId, &str)> =
        page.teams.iter().map(|team| (team.id, team.name.as_str())).collect();
    let mut chosen = team.id;
    Select::new(Field::bare(&label).compact().width(168.0))
        .search(&search, &nothing)
        .finds(names::matches)
        .show(ui, &mut chosen, &teams);
    if chosen != team.id {
        view.team = Some(chosen);
        view.version = None;
    }
}

/// The charter as it would hang on the wall.
fn paper_ui(ui: &mut Ui, team: &TeamRow, version: &CharterRow, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        text::wrapped(ui, text::KPI20, theme.t1, &cx.text("organisation-team-charter"));
        let line = format!("{} {}", version.title, version.detail);
        text::wrapped(ui, text::LABEL12, theme.t3, &line);
        if !version.slogan.is_empty() {
            ui.add_space(8.0);
            text::wrapped(ui, text::TITLE16, theme.accent_t, &version.slogan);
        }
    });
    ui.add_space(12.0);
    heading(ui, &cx.text("organisation-team-positioning"));
    text::wrapped(ui, text::BODY14, theme.t1, &version.positioning);
    let keys = ["organisation-team-goals", "organisation-team-culture", "organisation-team-rules"];
    for (key, lines) in keys.into_iter().zip(&version.lines) {
        if lines.is_empty() {
            continue;
        }
        ui.add_space(12.0);
        heading(ui, &cx.text(key));
        for (n, line) in (1..).zip(lines) {
            numbered(ui, n, line);
        }
    }
    ui.add_space(16.0);
    divider(ui);
    ui.add_space(8.0);
    text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("organisation-team-charter-targets"));
    let targets = cx.text("organisation-team-see-targets");
    if button(ui, Button::link(&targets).small()).clicked() {
        cx.orders.push(Order::Filter(Filter { scope: Scope::Team(team.id), ..*cx.filter }));
        cx.orders.push(Order::Go(AreaId::Targets));
    }
}

fn heading(ui: &mut Ui, label: &str) {
    text::wrapped(ui, text::CARD14, Theme::get(ui).t1, label);
}

/// A line with its number, its own lines below each other.
fn numbered(ui: &mut Ui, n: usize, line: &str) {
    let theme = Theme::get(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.allocate_ui_with_layout(vec2(20.0, 22.0), Layout::right_to_left(Align::Min), |ui| {
            text::label(ui, text::BODY14, theme.t3, &n.to_string());
        });
        ui.vertical(|ui| {
            text::wrapped(ui, text::BODY14, theme.t1, line);
        });
    });
}

fn versions_ui(ui: &mut Ui, team: &TeamRow, height: f32, view: &mut View, cx: &Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-team-charter-versions");
        let sub = team.versions.len().to_string();
        list_header(ui, &title, &sub, |_| {});
        if team.versions.is_empty() {
            let none = cx.text("organisation-team-charter-no-versions");
            padded(ui, 16.0, 12.0, |ui| {
                text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &none);
            });
            return;
        }
        let now = shown(team, view).map(|version| version.number);
        let salt = ("versions", team.id.0);
        let area = ScrollArea::vertical().id_salt(salt).auto_shrink(false);
        area.show(ui, |ui| {
            padded(ui, 12.0, 12.0, |ui| {
                for (at, version) in team.versions.iter().enumerate() {
                    let on = Some(version.number) == now;
                    let line =
                        radio_line(ui, on, &version.title, &version.detail, &version.standing);
                    if line.clicked() {
                        view.version = Some(version.number);
                    }
                    if Some(at) == team.now && on {
                        row(ui, 20.0, |ui| {
                            badge(ui, Tone::Good, &cx.text("organisation-team-charter-holds"));
                        });
                    }
                }
            });
        });
    });
}
