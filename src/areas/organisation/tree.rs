//! 全图: the whole organisation as a tree, from the company to each person, to be zoomed and folded.
//!
//! # The layout is worked out once
//! Where each card stands changes with the data, the search and what is folded, not with scrolling
//! or zooming: places are kept in rows and multiplied when drawn. Cards of a column stand in order,
//! so those in view are found by two searches and a frame costs the same for a thousand people.

use std::collections::BTreeSet;

use egui::{
    Align, Align2, CornerRadius, Key, Modifiers, Painter, Rect, Response, Role, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::text::{self, Type};
use crate::ui::tokens::Theme;

use super::data::Data;
use super::shown::Branch;
use super::view::View;

/// The smallest, largest and usual zoom in percent, and how far one press goes.
const LEAST: u16 = 40;
const MOST: u16 = 160;
const USUAL: u16 = 100;
const PRESS: u16 = 20;
/// Sizes at 100 %: a card, the gap below it, and the gap between columns.
const CARD: (f32, f32) = (166.0, 36.0);
const BELOW: f32 = 8.0;
const BETWEEN: f32 = 27.0;
const PAD: f32 = 20.0;

/// What a card stands for, by its place in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Company,
    Group(usize),
    Team(usize),
    Person(usize),
}

/// A part of the tree that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fold {
    Group(usize),
    Team(usize),
}

/// A card: its row counted in cards from the top, its parent in the column before, and how many
/// people are below it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    what: What,
    row: f32,
    parent: usize,
    below: usize,
}

/// The tree as it was last worked out, and how it is looked at.
#[derive(Debug)]
pub(super) struct TreeView {
    folded: BTreeSet<Fold>,
    zoom: u16,
    /// What the columns were worked out from.
    stamp: Option<(u64, String, usize)>,
    columns: [Vec<Node>; 4],
    rows: f32,
}

impl Default for TreeView {
    fn default() -> Self {
        Self {
            folded: BTreeSet::new(),
            zoom: USUAL,
            stamp: None,
            columns: Default::default(),
            rows: 0.0,
        }
    }
}

impl TreeView {
    fn sync(&mut self, data: &Data, query: &str, branches: &[Branch]) {
        let stamp = Some((data.stamp, query.to_owned(), branches.len()));
        if self.stamp == stamp {
            return;
        }
        // Keys of folded parts are places, which mean something else in other data.
        if self.stamp.as_ref().is_some_and(|(stamp, ..)| *stamp != data.stamp) {
            self.folded.clear();
        }
        self.stamp = stamp;
        self.arrange(branches);
    }

    fn arrange(&mut self, branches: &[Branch]) {
        let (columns, rows) = arrange(branches, &self.folded);
        self.columns = columns;
        self.rows = rows;
    }

    fn toggle(&mut self, fold: Fold, branches: &[Branch]) {
        if !self.folded.remove(&fold) {
            self.folded.insert(fold);
        }
        self.arrange(branches);
    }

    fn fold_all(&mut self, fold: bool, branches: &[Branch]) {
        self.folded.clear();
        if fold {
            let teams = branches.iter().flat_map(|branch| &branch.twigs);
            self.folded.extend(teams.map(|twig| Fold::Team(twig.team)));
        }
        self.arrange(branches);
    }
}

/// Places the cards: each part stands in the middle of what is below it.
fn arrange(branches: &[Branch], folded: &BTreeSet<Fold>) -> ([Vec<Node>; 4], f32) {
    let [mut groups, mut teams, mut people] = [vec![], vec![], vec![]];
    let mut next = 0.0;
    let middle = |first: f32, next: &mut f32| {
        // What has nothing below it takes a row of its own.
        if *next == first {
            *next += 1.0;
        }
        (first + *next - 1.0) / 2.0
    };
    for branch in branches {
        let first = next;
        if !folded.contains(&Fold::Group(branch.group)) {
            for twig in &branch.twigs {
                let first = next;
                if !folded.contains(&Fold::Team(twig.team)) {
                    for person in &twig.people {
                        let (what, parent) = (What::Person(*person), teams.len());
                        people.push(Node { what, row: next, parent, below: 0 });
                        next += 1.0;
                    }
                }
                let row = middle(first, &mut next);
                let (what, parent) = (What::Team(twig.team), groups.len());
                teams.push(Node { what, row, parent, below: twig.people.len() });
            }
        }
        let row = middle(first, &mut next);
        let what = What::Group(branch.group);
        groups.push(Node { what, row, parent: 0, below: branch.n_people });
    }
    let below = branches.iter().map(|branch| branch.n_people).sum();
    let row = (next - 1.0).max(0.0) / 2.0;
    let company = vec![Node { what: What::Company, row, parent: 0, below }];
    ([company, groups, teams, people], next.max(1.0))
}

pub(super) fn tree_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(rect);
    let radius = CornerRadius { sw: 7, se: 7, ..CornerRadius::ZERO };
    ui.painter().rect_filled(rect, radius, theme.bg);
    let query = view.query.trim().to_owned();
    view.tree.sync(data, &query, &view.shown.branches);
    let hovered = ui.rect_contains_pointer(rect);
    let pinched = ui.input(|input| input.zoom_delta());
    if hovered && (pinched - 1.0).abs() > 0.01 {
        view.tree.zoom = zoomed(f32::from(view.tree.zoom) * pinched);
    }
    let zoom = f32::from(view.tree.zoom) / 100.0;
    let pitch = (CARD.1 + BELOW) * zoom;
    let step = (CARD.0 + BETWEEN) * zoom;
    let mut pressed = None;
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("tree").max_rect(rect.shrink(1.0)));
    ScrollArea::both().id_salt("tree").auto_shrink(false).show_viewport(&mut child, |ui, shown| {
        let origin = ui.max_rect().min;
        let tree = &view.tree;
        ui.set_width(2.0 * PAD + step * 4.0 - BETWEEN * zoom);
        ui.set_height(2.0 * PAD + 48.0 + pitch * tree.rows);
        // Where the group is the company itself, a card of the company would say it twice.
        let skipped = usize::from(data.flat);
        let place = |column: usize, node: &Node| {
            let min = pos2(
                origin.x + PAD + column.saturating_sub(skipped) as f32 * step,
                origin.y + PAD + 40.0 + node.row * pitch,
            );
            Rect::from_min_size(min, vec2(CARD.0 * zoom, CARD.1 * zoom))
        };
        let top = (shown.min.y - PAD - 40.0) / pitch - 1.0;
        let bottom = (shown.max.y - PAD - 40.0) / pitch + 1.0;
        let mut parents: &[Node] = &[];
        for (column, nodes) in tree.columns.iter().enumerate().skip(skipped) {
            let first = nodes.partition_point(|node| node.row < top);
            let last = nodes.partition_point(|node| node.row <= bottom);
            // The neighbours out of view carry the lines that pass through it.
            let lines = first.saturating_sub(1)..(last + 1).min(nodes.len());
            for node in nodes.get(lines).unwrap_or_default() {
                if let Some(parent) = parents.get(node.parent) {
                    joint(ui.painter(), theme, place(column - 1, parent), place(column, node));
                }
            }
            for node in nodes.get(first..last).unwrap_or_default() {
                let looks = Looks { zoom, folded: is_folded(tree, node), cx };
                let chosen = match node.what {
                    What::Person(at) => data.people.get(at).map(|row| row.id) == view.selected,
                    _ => false,
                };
                if card_ui(ui, data, node, place(column, node), chosen, &looks).clicked() {
                    pressed = Some(node.what);
                }
            }
            parents = nodes;
        }
    });
    bar_ui(ui, rect, view, cx);
    match pressed {
        Some(What::Group(at)) => view.tree.toggle(Fold::Group(at), &view.shown.branches),
        Some(What::Team(at)) => {
            view.team = data.teams.get(at).map(|team| team.id);
            view.tree.toggle(Fold::Team(at), &view.shown.branches);
        }
        Some(What::Person(at)) => {
            if let Some(row) = data.people.get(at) {
                view.select(row);
            }
        }
        Some(What::Company) | None => {}
    }
}

/// A zoom within its bounds, in whole percent.
fn zoomed(percent: f32) -> u16 {
    percent.round().clamp(f32::from(LEAST), f32::from(MOST)) as u16
}

fn is_folded(tree: &TreeView, node: &Node) -> bool {
    match node.what {
        What::Group(at) => tree.folded.contains(&Fold::Group(at)),
        What::Team(at) => tree.folded.contains(&Fold::Team(at)),
        What::Company | What::Person(_) => false,
    }
}

/// How a card is drawn.
struct Looks<'a, 'c> {
    zoom: f32,
    folded: bool,
    cx: &'a Cx<'c>,
}

/// What a card says: a symbol, a name, a word beside it.
fn words(data: &Data, node: &Node, cx: &Cx<'_>) -> (Option<Icon>, String, String) {
    match node.what {
        What::Company => (Some(icons::BUILDINGS), cx.text("organisation-company"), String::new()),
        What::Group(at) => {
            let group = data.groups.get(at);
            let name = group.map(|group| group.name.clone()).unwrap_or_default();
            let head = group.and_then(|group| data.people.get(group.head?));
            let icon = if data.flat { icons::BUILDINGS } else { icons::MAP_PIN };
            (Some(icon), name, head.map(|row| row.name.clone()).unwrap_or_default())
        }
        What::Team(at) => {
            let team = data.teams.get(at);
            let name = team.map(|team| team.name.clone()).unwrap_or_default();
            let manager = team.map(|team| team.manager_name.clone()).unwrap_or_default();
            (Some(icons::USERS_THREE), name, manager)
        }
        What::Person(at) => {
            let row = data.people.get(at);
            let name = row.map(|row| row.name.clone()).unwrap_or_default();
            (None, name, row.map(|row| row.post.clone()).unwrap_or_default())
        }
    }
}

fn card_ui(
    ui: &Ui,
    data: &Data,
    node: &Node,
    rect: Rect,
    chosen: bool,
    looks: &Looks<'_, '_>,
) -> Response {
    let theme = Theme::get(ui);
    let (icon, name, detail) = words(data, node, looks.cx);
    let salt = match node.what {
        What::Company => (0, 0),
        What::Group(at) => (1, at),
        What::Team(at) => (2, at),
        What::Person(at) => (3, at),
    };
    let response = ui.interact(rect, ui.scope_id().with(salt), Sense::click());
    let folds = matches!(node.what, What::Group(_) | What::Team(_));
    let state = match (folds, looks.folded) {
        (false, _) => String::new(),
        (true, false) => looks.cx.text("organisation-unfolded"),
        (true, true) => looks.cx.text("organisation-folded"),
    };
    let count = if node.below > 0 { node.below.to_string() } else { String::new() };
    let label = [name.as_str(), &detail, &count, &state].join(" ");
    response.widget_info(|| {
        WidgetInfo::selected(Role::TreeItem, ui.is_enabled(), chosen, label.trim())
    });
    let painter = ui.painter();
    let radius = CornerRadius::same(7);
    let fill = match (chosen, response.hovered()) {
        (true, _) => theme.selected,
        (false, true) => theme.hover,
        (false, false) => theme.surface,
    };
    let edge = if chosen { theme.accent } else { theme.border };
    painter.rect(rect, radius, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if response.has_focus() {
        painter.rect_stroke(rect, radius, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    }
    let zoom = looks.zoom;
    let mut left = rect.left() + 10.0 * zoom;
    let middle = rect.center().y;
    if let Some(icon) = icon {
        let at = pos2(left + 7.0 * zoom, middle);
        paint_icon(painter, at, icon, 15.0 * zoom, theme.t2);
        left += 21.0 * zoom;
    }
    let mut right = rect.right() - 10.0 * zoom;
    if folds {
        let caret = if looks.folded { icons::CARET_RIGHT } else { icons::CARET_DOWN };
        paint_icon(painter, pos2(right - 5.0 * zoom, middle), caret, 11.0 * zoom, theme.t3);
        right -= 15.0 * zoom;
    }
    let small = text::LABEL12.scaled(zoom);
    if !count.is_empty() {
        let at = pos2(right, middle);
        right = text::paint(painter, at, Align2::RIGHT_CENTER, small, theme.t2, &count).left();
        right -= 6.0 * zoom;
    }
    let line =
        |x0: f32| Rect::from_min_max(pos2(x0, rect.top()), pos2(right.max(x0), rect.bottom()));
    let strong: Type = text::NAME13.scaled(zoom);
    let mut cut = text::paint_fit(painter, line(left), Align::Min, strong, theme.t1, &name);
    let after = left + text::size(painter, strong, &name).x + 8.0 * zoom;
    if right - after > 20.0 * zoom {
        cut |= text::paint_fit(painter, line(after), Align::Min, small, theme.t2, &detail);
    } else {
        cut |= !detail.is_empty();
    }
    if cut { response.on_hover_text(label.trim()) } else { response }
}

/// The line from a card to one below it.
fn joint(painter: &Painter, theme: &Theme, from: Rect, to: Rect) {
    let stroke = Stroke::new(1.0, theme.border2);
    let middle = painter.round_to_pixel_center((from.right() + to.left()) / 2.0);
    let (y0, y1) = (
        painter.round_to_pixel_center(from.center().y),
        painter.round_to_pixel_center(to.center().y),
    );
    painter.line_segment([pos2(from.right(), y0), pos2(middle, y0)], stroke);
    painter.line_segment([pos2(middle, y0), pos2(middle, y1)], stroke);
    painter.line_segment([pos2(middle, y1), pos2(to.left(), y1)], stroke);
}

/// The buttons over the tree: smaller, usual, larger, fold and unfold.
fn bar_ui(ui: &mut Ui, rect: Rect, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let size = vec2(284.0, 36.0);
    let at = Rect::from_min_size(pos2(rect.right() - size.x - 14.0, rect.top() + 8.0), size);
    ui.painter().rect(
        at,
        CornerRadius::same(8),
        theme.surface,
        Stroke::new(1.0, theme.border),
        StrokeKind::Inside,
    );
    let builder = egui::UiBuilder::new()
        .id_salt("tree-bar")
        .max_rect(at.shrink2(vec2(6.0, 4.0)))
        .layout(egui::Layout::left_to_right(Align::Center));
    let mut bar = ui.new_child(builder);
    bar.spacing_mut().item_spacing.x = 2.0;
    let (smaller, larger) = (cx.text("organisation-zoom-out"), cx.text("organisation-zoom-in"));
    let usual = cx.text("organisation-zoom-usual");
    let (fold, unfold) = (cx.text("organisation-fold-all"), cx.text("organisation-unfold-all"));
    let keys = |key: Key| {
        let free = bar.memory(|memory| memory.focused().is_none());
        free && bar.input_mut(|input| input.consume_key(Modifiers::NONE, key))
    };
    let (less, more) = (keys(Key::Minus), keys(Key::Plus) || keys(Key::Equals));
    let zoom = view.tree.zoom;
    let out = Button::ghost_icon(icons::MAGNIFYING_GLASS_MINUS, &smaller).small();
    if button(&mut bar, out).clicked() || less {
        view.tree.zoom = zoom.saturating_sub(PRESS).max(LEAST);
    }
    let percent = format!("{zoom}%");
    let shown = button(&mut bar, Button::ghost(&percent).small());
    text::describe(&shown, &usual);
    if shown.on_hover_text(&usual).clicked() {
        view.tree.zoom = USUAL;
    }
    let larger = Button::ghost_icon(icons::MAGNIFYING_GLASS_PLUS, &larger).small();
    if button(&mut bar, larger).clicked() || more {
        view.tree.zoom = (zoom + PRESS).min(MOST);
    }
    if button(&mut bar, Button::ghost(&fold).small()).clicked() {
        view.tree.fold_all(true, &view.shown.branches);
    }
    if button(&mut bar, Button::ghost(&unfold).small()).clicked() {
        view.tree.fold_all(false, &view.shown.branches);
    }
}

#[cfg(test)]
mod tests {
    use super::super::shown::Twig;
    use super::*;

    fn branches() -> Vec<Branch> {
        let twig = |team: usize, people: &[usize]| Twig { team, people: people.to_vec() };
        vec![
            Branch { group: 0, twigs: vec![twig(0, &[0, 1, 2]), twig(1, &[3])], n_people: 4 },
            Branch { group: 1, twigs: vec![], n_people: 0 },
        ]
    }

    fn rows(column: &[Node]) -> Vec<f32> {
        column.iter().map(|node| node.row).collect()
    }

    #[test]
    fn each_part_stands_in_the_middle_of_what_is_below_it() {
        let ([company, groups, teams, people], tall) = arrange(&branches(), &BTreeSet::new());
        assert_eq!(rows(&people), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(rows(&teams), [1.0, 3.0]);
        assert_eq!(rows(&groups), [1.5, 4.0], "the region without teams has a row of its own");
        assert_eq!((rows(&company), tall), (vec![2.0], 5.0));
        assert_eq!(people.iter().map(|node| node.parent).collect::<Vec<_>>(), [0, 0, 0, 1]);
        assert_eq!(groups.iter().map(|node| node.below).collect::<Vec<_>>(), [4, 0]);
    }

    #[test]
    fn what_is_folded_takes_one_row_and_hides_what_is_below() {
        let team = BTreeSet::from([Fold::Team(0)]);
        let ([_, groups, teams, people], tall) = arrange(&branches(), &team);
        assert_eq!((rows(&teams), rows(&people), tall), (vec![0.0, 1.0], vec![1.0], 3.0));
        assert_eq!(groups.first().map(|node| node.below), Some(4), "still counted");
        let group = BTreeSet::from([Fold::Group(0)]);
        let ([_, groups, teams, people], tall) = arrange(&branches(), &group);
        assert_eq!((groups.len(), teams.len(), people.len(), tall), (2, 0, 0, 2.0));
    }

    #[test]
    fn columns_are_in_order_so_that_those_in_view_are_found() {
        let (columns, _) = arrange(&branches(), &BTreeSet::from([Fold::Team(1)]));
        for column in columns {
            assert!(column.is_sorted_by(|a, b| a.row < b.row), "{column:?}");
        }
    }
}
