//! 结构图: regions, the teams of the open region, the people of the open team, and the lines
//! between them.
//!
//! # Three lanes that scroll by themselves
//! Hundreds of teams and a thousand people fit, since a lane lays out only the cards in view. A line
//! whose other end is scrolled away runs to the edge of the lane.

use egui::{
    Align, Align2, Color32, CornerRadius, Key, Modifiers, Painter, Popup, Rect, Response, Role,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::areas::Cx;
use crate::domain::ids::RegionId;
use crate::ui::button::Button;
use crate::ui::icons::{self, paint_icon};
use crate::ui::menu::{menu, menu_item};
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::chart_crew::{crew_card, crew_height, legend, opening_card, teams_head};
use super::chart_person::person_card;
use super::crew::OpeningRow;
use super::data::Data;
use super::form::Form;
use super::people::PersonRow;
use super::shown::Twig;
use super::view::View;
use crate::store::records::TeamKind;

const PAD: f32 = 16.0;
/// From the top of the chart to the first card, and from the last card to the bottom.
const HEAD: f32 = 47.0;
const FOOT: f32 = 36.0;
/// Cards of regions and teams, and the gap below each.
const TALL: f32 = 60.0;
const TALL_GAP: f32 = 16.0;
/// Cards of people, and the gap below each.
const LOW: f32 = 42.0;
const LOW_GAP: f32 = 8.0;
/// The room of the bar of a lane that scrolls.
const BAR: f32 = 10.0;

/// What the cards are drawn from.
#[derive(Clone, Copy)]
struct Scene<'a, 'c> {
    data: &'a Data,
    view: &'a View,
    cx: &'a Cx<'c>,
}

/// A column of cards.
struct Lane<'a> {
    id: &'a str,
    rect: Rect,
    count: usize,
    card: f32,
    gap: f32,
    /// The card to bring into view.
    reveal: Option<usize>,
}

impl Lane<'_> {
    fn content(&self) -> f32 {
        (self.count as f32 * (self.card + self.gap) - self.gap).max(0.0)
    }
}

/// Where the cards of a lane are on the screen.
struct Places {
    rect: Rect,
    seen: Vec<(usize, f32)>,
}

impl Places {
    /// The middle of a card; the edge of the lane when it is scrolled away.
    fn middle(&self, card: usize) -> f32 {
        let seen = self.seen.iter().find(|(at, _)| *at == card).map(|(_, y)| *y);
        let above = self.seen.first().is_none_or(|(first, _)| card < *first);
        let edge = if above { self.rect.top() } else { self.rect.bottom() };
        seen.unwrap_or(edge).clamp(self.rect.top(), self.rect.bottom())
    }
}

pub(super) fn chart_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(rect);
    let radius = CornerRadius { sw: 7, se: 7, ..CornerRadius::ZERO };
    ui.painter().rect_filled(rect, radius, theme.bg);
    if view.shown.branches.is_empty() {
        nothing_ui(ui, rect, view, cx);
        return;
    }
    keys(ui, data, view);

    let reveal = std::mem::take(&mut view.reveal);
    let (group, twig) = view.shown.open;
    let person = person_place(data, view);
    let lanes = lanes(rect, data, view, reveal, person);
    let tallest = lanes.iter().map(Lane::content).fold(0.0, f32::max);
    let [groups, teams, people] = &lanes;
    // The first two lanes stand above the card of posts, if both fit.
    let posts = view.shown.twig().and_then(|twig| data.teams.get(twig.team));
    let posts = posts.map_or(0.0, |team| crew_height(&team.crew) + 20.0);
    let upper =
        tallest.min(groups.rect.height() - posts).max(groups.content()).max(teams.content());
    heads_ui(ui, data, view, cx, &lanes);

    let scene = Scene { data, view, cx };
    let mut chosen_group = None;
    let groups_at = lane_ui(ui, groups, upper, |ui, at, rect| {
        if group_card(ui, scene, at, rect, at == group).clicked() {
            chosen_group = Some(at);
        }
    });
    let mut chosen_team = None;
    let teams_at = lane_ui(ui, teams, upper, |ui, at, rect| {
        if team_card(ui, scene, at, rect, at == twig).clicked() {
            chosen_team = Some(at);
        }
    });
    let mut chosen = None;
    let mut open_seat = false;
    let people_at = lane_ui(ui, people, people.content(), |ui, at, rect| {
        let row = lane_people(data, view).get(at);
        let Some(row) = row.and_then(|row| data.people.get(*row)) else {
            let opening = at.checked_sub(lane_people(data, view).len());
            let opening = opening.and_then(|at| openings(data, view).get(at));
            if let Some(opening) = opening {
                open_seat |= opening_card(ui, opening, at, rect, cx).clicked();
            }
            return;
        };
        if person_card(ui, row, rect, person == Some(at), cx).clicked() {
            chosen = Some(row);
        }
    });
    if teams.count == 0 {
        let line = teams.rect.with_max_y(teams.rect.top() + 42.0);
        let words = cx.text("organisation-no-teams");
        text::paint_fit(ui.painter(), line, Align::Min, text::LABEL12, theme.t3, &words);
        text::tell(ui, line, &words);
    } else if people.count == 0 {
        let line = people.rect.with_max_y(people.rect.top() + 42.0);
        let words = cx.text("organisation-no-members");
        text::paint_fit(ui.painter(), line, Align::Min, text::LABEL12, theme.t3, &words);
    }
    let clipped = ui.painter().with_clip_rect(rect);
    joints(&clipped, theme, groups_at.rect.right(), groups_at.middle(group), &teams_at, Some(twig));
    joints(&clipped, theme, teams_at.rect.right(), teams_at.middle(twig), &people_at, person);
    crew_ui(ui, scene, rect, &lanes, &groups_at, &teams_at);
    legend(ui, rect, !openings(data, view).is_empty(), cx);
    view.seats |= open_seat;

    let team_of = |branch: usize, twig: usize| {
        let team = view.shown.branches.get(branch)?.twigs.get(twig)?.team;
        Some(data.teams.get(team)?.id)
    };
    let head = chosen_group.and_then(|_| data.groups.first()?.head);
    if let Some(row) = head.and_then(|head| data.people.get(head)) {
        let team = view.team;
        view.select(row);
        view.team = team;
    } else if let Some(at) = chosen_group.filter(|at| *at != group) {
        view.team = team_of(at, 0).or(view.team);
        view.bare = bare_region(data, view, at);
    } else if let Some(at) = chosen_team {
        view.team = team_of(group, at);
        let twig = view.shown.branches.get(group).and_then(|branch| branch.twigs.get(at));
        if let Some(row) = twig.and_then(|twig| leader(data, twig)) {
            view.selected = Some(row.id);
        }
    } else if let Some(row) = chosen {
        view.select(row);
        view.reveal = false;
    }
}

/// The region of a branch that has no team.
fn bare_region(data: &Data, view: &View, branch: usize) -> Option<RegionId> {
    let branch = view.shown.branches.get(branch).filter(|branch| branch.twigs.is_empty())?;
    data.groups.get(branch.group)?.region
}

fn nothing_ui(ui: &mut Ui, rect: Rect, view: &mut View, cx: &Cx<'_>) {
    let mut child = ui.new_child(UiBuilder::new().id_salt("nothing").max_rect(rect.shrink(PAD)));
    let (title, detail, action) = if view.query.trim().is_empty() {
        (cx.text("organisation-nobody-here"), cx.text("organisation-nobody-here-detail"), None)
    } else {
        let query = view.query.trim().to_owned();
        let title = cx.tr.with("organisation-not-found", &[("query", query.into())]);
        (
            title,
            cx.text("organisation-not-found-detail"),
            Some(cx.text("organisation-clear-search")),
        )
    };
    let action = action.as_deref().map(Button::secondary);
    if empty_state(&mut child, icons::MAGNIFYING_GLASS, &title, &detail, action) {
        view.query.clear();
    }
}

/// The manager of a team where the card of the team stands for the manager.
fn leader<'a>(data: &'a Data, twig: &Twig) -> Option<&'a PersonRow> {
    let team = data.teams.get(twig.team).filter(|_| data.flat)?;
    let first = twig.people.first().and_then(|at| data.people.get(*at))?;
    (team.manager == Some(first.id)).then_some(first)
}

/// The people of the open team who have a card of their own.
fn lane_people<'a>(data: &Data, view: &'a View) -> &'a [usize] {
    let Some(twig) = view.shown.twig() else { return &[] };
    let led = usize::from(leader(data, twig).is_some());
    twig.people.get(led..).unwrap_or_default()
}

/// The seats of the open team that are being filled; while searching, people are looked for.
fn openings<'a>(data: &'a Data, view: &View) -> &'a [OpeningRow] {
    let team = view.shown.twig().filter(|_| view.query.trim().is_empty());
    team.and_then(|twig| data.teams.get(twig.team)).map_or(&[], |team| &team.crew.openings)
}

/// Draws the posts of the open team below the first two lanes, where there is room.
fn crew_ui(
    ui: &Ui,
    scene: Scene<'_, '_>,
    rect: Rect,
    [first, second, _]: &[Lane<'_>; 3],
    groups: &Places,
    teams: &Places,
) {
    let Scene { data, view, cx } = scene;
    let Some(team) = view.shown.twig().and_then(|twig| data.teams.get(twig.team)) else { return };
    let below = [groups, teams].into_iter().filter_map(|places| places.seen.last());
    let lowest = below.map(|(_, y)| *y).fold(rect.top(), f32::max) + TALL / 2.0;
    let bottom = rect.bottom() - FOOT - 4.0;
    let top = bottom - crew_height(&team.crew);
    if team.crew.posts.is_empty() || top < lowest + 20.0 {
        return;
    }
    let place = Rect::from_min_max(pos2(first.rect.left(), top), pos2(second.rect.right(), bottom));
    crew_card(ui, &team.name, &team.crew, place, cx);
}

/// Where the shown person stands in the open team.
fn person_place(data: &Data, view: &View) -> Option<usize> {
    let shown = view.shown_person(data)?.id;
    let at = data.index.get(&shown)?;
    lane_people(data, view).iter().position(|row| row == at)
}

/// J, K and the arrows choose the next person of the open team while nothing has the focus.
fn keys(ui: &Ui, data: &Data, view: &mut View) {
    let free = ui.is_enabled()
        && !Popup::is_any_open(ui.ctx())
        && ui.memory(|memory| {
            memory.focused().is_none() && memory.allows_interaction(ui.layer_id())
        });
    if !free {
        return;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let down = pressed(Key::J) || pressed(Key::ArrowDown);
    let up = pressed(Key::K) || pressed(Key::ArrowUp);
    if !down && !up {
        return;
    }
    let people = lane_people(data, view);
    let at = match person_place(data, view) {
        None => 0,
        Some(at) if down => (at + 1).min(people.len().saturating_sub(1)),
        Some(at) => at.saturating_sub(1),
    };
    let row = people.get(at).and_then(|row| data.people.get(*row));
    if let Some(row) = row {
        view.select(row);
    }
}

/// The widths follow the room; beyond it the last lane takes what is left.
fn lanes(
    rect: Rect,
    data: &Data,
    view: &View,
    reveal: bool,
    person: Option<usize>,
) -> [Lane<'static>; 3] {
    let (group, twig) = view.shown.open;
    let room = rect.width() - 2.0 * PAD;
    let first = (room * 0.218).clamp(108.0, 200.0).round();
    let second = (room * 0.235).clamp(120.0, 220.0).round();
    let gap = (room * 0.075).clamp(20.0, 64.0).round();
    let third = (room - first - second - 2.0 * gap).clamp(160.0, 480.0).round();
    let (top, bottom) = (rect.top() + HEAD, rect.bottom() - FOOT);
    let lane = |id, x: f32, width: f32, count, (card, space), shown: Option<usize>| Lane {
        id,
        rect: Rect::from_min_max(pos2(x, top), pos2(x + width, bottom)),
        count,
        card,
        gap: space,
        reveal: shown.filter(|_| reveal),
    };
    let x1 = rect.left() + PAD;
    let x2 = x1 + first + gap;
    let x3 = x2 + second + gap;
    let n_teams = view.shown.branches.get(group).map_or(0, |branch| branch.twigs.len());
    let n_people = lane_people(data, view).len() + openings(data, view).len();
    [
        lane("groups", x1, first, view.shown.branches.len(), (TALL, TALL_GAP), Some(group)),
        lane("teams", x2, second, n_teams, (TALL, TALL_GAP), Some(twig)),
        lane("people", x3, third, n_people, (LOW, LOW_GAP), person),
    ]
}

/// The headings of the lanes: what stands there and how many.
fn heads_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>, lanes: &[Lane<'_>; 3]) {
    let theme = Theme::get(ui);
    let team = view.shown.twig().and_then(|twig| data.teams.get(twig.team));
    let regions = data.groups.iter().any(|group| group.region.is_some());
    let first = if regions { "organisation-column-regions" } else { "organisation-company" };
    let head = data.groups.first().and_then(|group| data.people.get(group.head?));
    let first = head
        .map(|row| row.post.clone())
        .filter(|post| !post.is_empty())
        .unwrap_or_else(|| cx.text(first));
    let names =
        [first, cx.text(teams_head(data)), team.map(|team| team.name.clone()).unwrap_or_default()];
    for (lane, name) in lanes.iter().zip(&names) {
        let line = Rect::from_min_max(
            pos2(lane.rect.left(), lane.rect.top() - 34.0),
            pos2(lane.rect.right() - 28.0, lane.rect.top() - 8.0),
        );
        let label = match team.filter(|_| lane.id == "people") {
            Some(team) => format!("{name}  {}", team.crew.words(team.members.len())),
            None => format!("{name}  {}", lane.count),
        };
        text::paint_fit(ui.painter(), line, Align::Min, text::LABEL12, theme.t3, &label);
    }
    let [_, _, people] = lanes;
    let Some(team) = team.filter(|team| team.id.is_some()) else { return };
    let at = Rect::from_min_size(
        pos2(people.rect.right() - 24.0, people.rect.top() - 33.0),
        vec2(24.0, 24.0),
    );
    let mut corner = ui.new_child(UiBuilder::new().id_salt("edit-team").max_rect(at));
    let today = cx.filter.today;
    let more = cx.tr.with("organisation-team-menu", &[("name", team.name.as_str().into())]);
    menu(&mut corner, Button::ghost_icon(icons::DOTS_THREE, &more).small(), |ui| {
        let edit = cx.tr.with("organisation-edit-team", &[("name", team.name.as_str().into())]);
        if menu_item(ui, Some(icons::PENCIL_SIMPLE), &edit, "").clicked() {
            view.form = Some(Form::edit_team(team, today));
        }
        let split = cx.text("organisation-split");
        if menu_item(ui, Some(icons::GIT_BRANCH), &split, "").clicked() {
            view.form = Form::split(data, team, today);
        }
        let merge = cx.text("organisation-merge");
        if menu_item(ui, Some(icons::ARROWS_LEFT_RIGHT), &merge, "").clicked() {
            view.form = Form::merge(team, today);
        }
    });
}

/// Draws the cards in view; short lanes stand in the middle of the tallest one.
fn lane_ui(
    ui: &mut Ui,
    lane: &Lane<'_>,
    tallest: f32,
    mut card: impl FnMut(&mut Ui, usize, Rect),
) -> Places {
    // The bar lies beside the cards, not over them.
    let outer = lane.rect.with_max_x(lane.rect.right() + BAR);
    let mut child = ui.new_child(UiBuilder::new().id_salt(lane.id).max_rect(outer));
    let room = lane.rect.height().min(tallest);
    let lead = ((room - lane.content()) / 2.0).max(0.0).round();
    let pitch = lane.card + lane.gap;
    let mut seen = vec![];
    let area = ScrollArea::vertical().id_salt(lane.id).auto_shrink(false);
    area.show_viewport(&mut child, |ui, shown| {
        let origin = ui.max_rect().min;
        ui.set_width(lane.rect.width());
        ui.set_height(lead + lane.content());
        let place = |at: usize| {
            let min = pos2(lane.rect.left(), origin.y + lead + at as f32 * pitch);
            Rect::from_min_size(min, vec2(lane.rect.width(), lane.card))
        };
        let first = ((shown.min.y - lead) / pitch).floor().max(0.0) as usize;
        let last = ((shown.max.y - lead) / pitch).ceil().max(0.0) as usize;
        for at in first..last.min(lane.count) {
            let rect = place(at);
            card(ui, at, rect);
            seen.push((at, rect.center().y));
        }
        if let Some(at) = lane.reveal {
            ui.scroll_to_rect(place(at), None);
        }
    });
    Places { rect: lane.rect, seen }
}

/// A card that can be chosen; named for screen readers.
pub(super) fn card_ui(
    ui: &Ui,
    rect: Rect,
    salt: (&str, i64),
    chosen: bool,
    name: &str,
) -> Response {
    let theme = Theme::get(ui);
    let response = ui.interact(rect, ui.scope_id().with(salt), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, ui.is_enabled(), chosen, name));
    let painter = ui.painter();
    let radius = CornerRadius::same(8);
    let person = salt.0 == "person";
    let fill = match (chosen && person, response.hovered()) {
        (true, _) => theme.selected,
        (false, true) => theme.hover,
        (false, false) => theme.surface,
    };
    let edge = if chosen { theme.accent } else { theme.border };
    painter.add(theme.shadow1.as_shape(rect, radius));
    painter.rect(rect, radius, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if response.has_focus() {
        painter.rect_stroke(rect, radius, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    }
    response
}

/// Paints a person as a circle.
pub(super) fn circle(
    painter: &Painter,
    theme: &Theme,
    at: egui::Pos2,
    radius: f32,
    chosen: bool,
) -> Color32 {
    let (fill, color) =
        if chosen { (theme.accent_bg, theme.accent_t) } else { (theme.neu_bg, theme.t2) };
    painter.circle_filled(at, radius, fill);
    color
}

/// Where the circle of a card goes, and whether a text was cut.
struct Tall {
    center: egui::Pos2,
    radius: f32,
    cut: bool,
}

/// The two lines and the count of a card of a region or team.
fn tall_texts(ui: &Ui, rect: Rect, (title, detail): (&str, &str), count: &str) -> Tall {
    let theme = Theme::get(ui);
    // In a narrow card the name needs the room of the circle.
    let radius = match rect.width() {
        ..132.0 => 0.0,
        ..150.0 => 12.0,
        _ => 16.0,
    };
    let painter = ui.painter();
    let right = pos2(rect.right() - 12.0, rect.center().y);
    let anchor = Align2::RIGHT_CENTER;
    let painted = text::paint(painter, right, anchor, text::BODY13, theme.t2, count);
    let left = rect.left() + 12.0 + if radius > 0.0 { 2.0 * radius + 8.0 } else { 0.0 };
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(
            pos2(left, rect.top() + top),
            pos2((painted.left() - 6.0).max(left), rect.top() + top + tall),
        )
    };
    let (first, second) = (line(11.0, 20.0), line(31.0, 18.0));
    let mut cut = text::paint_fit(painter, first, Align::Min, text::NAME13, theme.t1, title);
    cut |= text::paint_fit(painter, second, Align::Min, text::LABEL12, theme.t2, detail);
    Tall { center: pos2(rect.left() + 12.0 + radius, rect.center().y), radius, cut }
}

fn group_card(ui: &Ui, scene: Scene<'_, '_>, at: usize, rect: Rect, chosen: bool) -> Response {
    let Scene { data, view, cx } = scene;
    let theme = Theme::get(ui);
    let branch = view.shown.branches.get(at);
    let group = branch.and_then(|branch| data.groups.get(branch.group));
    let name = group.map_or("", |group| group.name.as_str());
    let n_teams = branch.map_or(0, |branch| branch.twigs.len());
    let n_teams = i64::try_from(n_teams).unwrap_or(i64::MAX);
    let teams = cx.tr.with("organisation-n-teams", &[("n", n_teams.into())]);
    let people = branch.map_or(0, |branch| branch.n_people).to_string();
    let head = group.and_then(|group| data.people.get(group.head?));
    let (name, teams) = match head {
        Some(head) => (head.name.as_str(), head.post.clone()),
        None => (name, teams),
    };
    let label = format!("{name} {teams} {people}");
    let response = card_ui(ui, rect, ("group", at as i64), chosen, &label);
    let Tall { center, radius, cut } = tall_texts(ui, rect, (name, &teams), &people);
    if radius == 0.0 {
        return if cut { response.on_hover_text(label) } else { response };
    }
    let color = circle(ui.painter(), theme, center, radius, chosen);
    if let Some(head) = head {
        let anchor = Align2::CENTER_CENTER;
        text::paint(ui.painter(), center, anchor, text::NAME13, color, &head.initial);
        return if cut { response.on_hover_text(label) } else { response };
    }
    let region = group.is_some_and(|group| group.region.is_some());
    let icon = if region { icons::MAP_PIN } else { icons::BUILDINGS };
    paint_icon(ui.painter(), center, icon, 16.0, color);
    if cut { response.on_hover_text(label) } else { response }
}

fn team_card(ui: &Ui, scene: Scene<'_, '_>, at: usize, rect: Rect, chosen: bool) -> Response {
    let Scene { data, view, cx } = scene;
    let theme = Theme::get(ui);
    let twig = view.shown.branches.get(view.shown.open.0).and_then(|branch| branch.twigs.get(at));
    let team = twig.and_then(|twig| data.teams.get(twig.team));
    let name = team.map_or("", |team| team.name.as_str());
    let manager = team.map_or("", |team| team.manager_name.as_str());
    let none = cx.text("organisation-no-manager");
    let marked = team.and_then(|team| match team.kind {
        TeamKind::Own => None,
        TeamKind::Branch => Some(cx.text("organisation-team-branch")),
        TeamKind::External => Some(cx.text("organisation-team-external")),
    });
    let led = match team {
        Some(team) if team.id.is_none() => "",
        _ if manager.is_empty() => &none,
        _ => manager,
    };
    let detail = marked.map_or_else(|| led.to_owned(), |kind| format!("{kind} {led}"));
    // Where teams stand for regions the card is that of whoever leads.
    let row = twig.and_then(|twig| leader(data, twig));
    let (name, detail) = match row {
        Some(row) if row.post.contains(name) => (row.name.as_str(), row.post.clone()),
        Some(row) => (row.name.as_str(), format!("{name} {}", row.post)),
        None => (name, detail),
    };
    let n_people = twig.map_or(0, |twig| twig.people.len());
    let people = match team {
        Some(team) if view.query.trim().is_empty() => team.crew.words(n_people),
        _ => n_people.to_string(),
    };
    let label = format!("{name} {detail} {people}");
    let salt = ("team", team.and_then(|team| team.id).map_or(0, |id| id.0));
    let response = card_ui(ui, rect, salt, chosen, &label);
    let Tall { center, radius, cut } = tall_texts(ui, rect, (name, &detail), &people);
    if radius == 0.0 {
        return if cut { response.on_hover_text(label) } else { response };
    }
    let color = circle(ui.painter(), theme, center, radius, chosen);
    if manager.is_empty() {
        paint_icon(ui.painter(), center, icons::USERS_THREE, 16.0, color);
    } else {
        let initial = crate::domain::names::initial(manager);
        let anchor = Align2::CENTER_CENTER;
        text::paint(ui.painter(), center, anchor, text::NAME13, color, &initial);
    }
    if cut { response.on_hover_text(label) } else { response }
}

/// Lines from a card to all cards of the next lane, the chosen way in accent and on top.
fn joints(
    painter: &Painter,
    theme: &Theme,
    from_x: f32,
    from_y: f32,
    to: &Places,
    chosen: Option<usize>,
) {
    let (Some(first), Some(last)) = (to.seen.first(), to.seen.last()) else { return };
    let to_x = to.rect.left();
    let middle = painter.round_to_pixel_center((from_x + to_x) / 2.0);
    let inside = |y: f32| y.clamp(to.rect.top(), to.rect.bottom());
    let quiet = Stroke::new(1.5, theme.border2);
    let along = |x0: f32, x1: f32, y: f32, stroke: Stroke| {
        let y = painter.round_to_pixel_center(y);
        painter.line_segment([pos2(x0, y), pos2(x1, y)], stroke);
    };
    let down = |y0: f32, y1: f32, stroke: Stroke| {
        let (y0, y1) = (painter.round_to_pixel_center(y0), painter.round_to_pixel_center(y1));
        painter.line_segment([pos2(middle, y0), pos2(middle, y1)], stroke);
    };
    along(from_x, middle, from_y, quiet);
    down(inside(first.1).min(from_y), inside(last.1).max(from_y), quiet);
    for (_, y) in to.seen.iter().filter(|(_, y)| to.rect.y_range().contains(*y)) {
        along(middle, to_x, *y, quiet);
    }
    let Some(chosen) = chosen else { return };
    let accent = Stroke::new(2.0, theme.accent);
    let y = to.middle(chosen);
    along(from_x, middle + 1.0, from_y, accent);
    down(from_y, y, accent);
    let shown = to.seen.iter().any(|(at, y)| *at == chosen && to.rect.y_range().contains(*y));
    if shown {
        along(middle - 1.0, to_x, y, accent);
    }
}
