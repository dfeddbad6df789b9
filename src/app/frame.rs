//! The frame around the areas: sidebar, top bar, status bar (design document, section 6).

use egui::{Align, Context, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use crate::app::App;
use crate::app::actions::Action;
use crate::app::session::Session;
use crate::areas::{AreaId, Event, Uses};
use crate::domain::names;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::i18n::{Language, Tr, period_label};
use crate::ui::button::{Button, button};
use crate::ui::choice::Segmented;
use crate::ui::field::{Field, search_button};
use crate::ui::select::Select;
use crate::ui::shell::{
    NavItem, brand_row, nav_group, nav_item, period_stepper, status_item, status_progress,
    user_row, vertical_divider,
};
use crate::ui::tokens::Theme;
use crate::ui::{icons, text};

const TOP: f32 = 52.0;
const STATUS: f32 = 28.0;
const SIDE: f32 = 200.0;
const SIDE_COLLAPSED: f32 = 52.0;
/// Below this width the sidebar shows icons only.
const COLLAPSE_BELOW: f32 = 1180.0;

impl App {
    pub(super) fn frame_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let whole = ctx.content_rect();
        let collapsed = whole.width() < COLLAPSE_BELOW;
        let side = if collapsed { SIDE_COLLAPSED } else { SIDE };
        let left = whole.left() + side;
        let bottom = whole.bottom() - STATUS;
        self.side_ui(ui, Rect::from_min_max(whole.min, pos2(left, whole.bottom())), collapsed);
        self.top_ui(
            ui,
            Rect::from_min_max(pos2(left, whole.top()), pos2(whole.right(), whole.top() + TOP)),
        );
        self.status_ui(ui, &ctx, Rect::from_min_max(pos2(left, bottom), whole.max));
        let page = Rect::from_min_max(pos2(left, whole.top() + TOP), pos2(whole.right(), bottom));
        let mut area = ui.new_child(
            UiBuilder::new().id_salt("area").max_rect(page).layout(Layout::top_down(Align::Min)),
        );
        area.set_clip_rect(page);
        area.spacing_mut().item_spacing.y = 0.0;
        let Some(session) = &mut self.session else { return };
        let (tr, appearance) = (&self.tr, &self.settings.appearance);
        let mut orders = session.leave(tr, appearance, false);
        orders.extend(session.area_ui(&mut area, tr, appearance));
        self.carry_out(&ctx, orders);
    }

    fn side_ui(&mut self, ui: &mut Ui, rect: Rect, collapsed: bool) {
        let theme = Theme::get(ui);
        ui.painter().rect_filled(rect, 0.0, theme.side);
        let edge = Rect::from_min_max(pos2(rect.right() - 1.0, rect.top()), rect.max);
        ui.painter().rect_filled(edge, 0.0, theme.border);
        let inner = Rect::from_min_max(rect.min, pos2(rect.right() - 1.0, rect.bottom() - TOP));
        let mut side = ui.new_child(
            UiBuilder::new().id_salt("side").max_rect(inner).layout(Layout::top_down(Align::Min)),
        );
        side.spacing_mut().item_spacing.y = 1.0;
        let tr = &self.tr;
        let latin = if tr.language() == Language::Chinese {
            tr.text("app-name-latin")
        } else {
            String::new()
        };
        brand_row(&mut side, &tr.text("app-name"), &latin, collapsed);
        side.add_space(2.0);
        let Some(session) = &mut self.session else { return };
        let mut group = "";
        for area in AreaId::ALL {
            if area.group_key() != group {
                group = area.group_key();
                if !collapsed {
                    nav_group(&mut side, &tr.text(group));
                }
            }
            let name = tr.text(&format!("area-{}", area.word()));
            let count = session.badge(area).unwrap_or_default();
            let item = NavItem {
                icon: area.icon(),
                text: &name,
                count: &count,
                selected: session.current == area,
                collapsed,
            };
            if nav_item(&mut side, &item).clicked() {
                session.current = area;
            }
        }
        let foot = Rect::from_min_max(
            pos2(rect.left(), rect.bottom() - TOP),
            pos2(rect.right() - 1.0, rect.bottom()),
        );
        let mut foot = ui.new_child(
            UiBuilder::new().id_salt("user").max_rect(foot).layout(Layout::top_down(Align::Min)),
        );
        let author = &session.snapshot.author;
        let name = if author.is_empty() { tr.text("app-no-author") } else { author.clone() };
        let company = &session.snapshot.company;
        if user_row(&mut foot, &names::initial(&name), &name, company, collapsed).clicked() {
            session.current = AreaId::Settings;
        }
    }

    fn top_ui(&mut self, ui: &mut Ui, rect: Rect) {
        let theme = Theme::get(ui);
        ui.painter().rect_filled(rect, 0.0, theme.surface);
        let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 1.0), rect.max);
        ui.painter().rect_filled(line, 0.0, theme.border);
        let inner = Rect::from_min_max(
            pos2(rect.left() + 20.0, rect.top()),
            pos2(rect.right() - 20.0, rect.bottom() - 2.0),
        );
        let mut top = ui.new_child(
            UiBuilder::new()
                .id_salt("top")
                .max_rect(inner)
                .layout(Layout::left_to_right(Align::Center)),
        );
        top.spacing_mut().item_spacing.x = 8.0;
        let tr = self.tr.clone();
        let mut step = 0;
        if let Some(session) = &mut self.session {
            text::title(&mut top, &tr.text(&format!("area-{}", session.current.word())));
            top.add_space(8.0);
            let uses = session.tab().map_or_else(Uses::default, |tab| tab.uses());
            if uses.scope {
                scope_ui(&mut top, session, &tr);
            }
            if uses.scope && uses.period {
                vertical_divider(&mut top, 20.0);
            }
            if uses.period {
                step = period_ui(&mut top, session, &tr);
            }
        }
        if step != 0 {
            self.step_period(step);
        }
        let narrow = rect.width() < 1000.0;
        let width = match (narrow, tr.language()) {
            (true, _) => 118.0,
            (false, Language::Chinese) => 208.0,
            (false, Language::English) => 236.0,
        };
        let sample = self.session.as_ref().is_some_and(|session| session.snapshot.sample);
        let open_notices = self.session.as_ref().map(|session| session.badge(AreaId::Today));
        let (mut open, mut rung, mut leave) = (false, false, false);
        top.with_layout(Layout::right_to_left(Align::Center), |ui| {
            rung = open_notices.is_some_and(|count| bell_ui(ui, count.as_deref(), &tr));
            open = search_button(ui, &tr.text("palette-placeholder"), "Ctrl K", width).clicked();
            leave = sample && sample_mark(ui, &tr);
        });
        if open {
            self.act(ui.ctx(), Action::Palette);
        }
        if leave {
            self.act(ui.ctx(), Action::Go(AreaId::Settings));
        }
        if rung {
            self.show(ui.ctx(), AreaId::Today, &Event::Notices);
        }
    }

    fn status_ui(&mut self, ui: &mut Ui, ctx: &Context, rect: Rect) {
        let theme = Theme::get(ui);
        ui.painter().rect_filled(rect, 0.0, theme.side);
        let line = Rect::from_min_max(rect.min, pos2(rect.right(), rect.top() + 1.0));
        ui.painter().rect_filled(line, 0.0, theme.border);
        let inner = Rect::from_min_max(
            pos2(rect.left() + 20.0, rect.top() + 1.0),
            pos2(rect.right() - 20.0, rect.bottom()),
        );
        let mut bar = ui.new_child(
            UiBuilder::new()
                .id_salt("status")
                .max_rect(inner)
                .layout(Layout::left_to_right(Align::Center)),
        );
        bar.spacing_mut().item_spacing.x = 16.0;
        let Some(session) = &self.session else { return };
        let tr = &self.tr;
        let place = session.path.display().to_string();
        status_item(&mut bar, Some(icons::HARD_DRIVES), &session.name).on_hover_text(place);
        let saved = tr.with("status-saved", &[("time", session.saved_at.as_str().into())]);
        status_item(&mut bar, Some(icons::CHECK_CIRCLE), &saved);
        if session.snapshot.sample {
            status_item(&mut bar, Some(icons::FLASK), &tr.text("status-sample"));
        }
        if let Some(day) = session.snapshot.data_until {
            let mut until = tr.with("status-data", &[("day", day.to_string().into())]);
            if session.moved_period {
                until = tr.with("status-moved", &[("data", until.into())]);
            }
            status_item(&mut bar, None, &until);
        }
        let mut cancel = false;
        bar.with_layout(Layout::right_to_left(Align::Center), |ui| {
            status_item(ui, None, &tr.text("status-local"));
            if let Some((job, share)) = self.jobs.shown() {
                let words = format!("{} {}", job.title, self.jobs.count_text());
                cancel = status_progress(ui, words.trim(), share, &tr.text("app-cancel"));
                ctx.request_repaint_after(std::time::Duration::from_millis(100));
            } else if session.tab().is_some_and(|tab| tab.loading()) {
                status_item(ui, None, &tr.text("status-loading"));
            }
        });
        if cancel {
            self.jobs.cancel_shown();
        }
    }
}

/// Says that this is the sample: by the word where there is room for it, by its sign where there is little.
fn sample_mark(ui: &mut Ui, tr: &Tr) -> bool {
    let (word, hint) = (tr.text("status-sample"), tr.text("app-sample-hint"));
    let room = ui.available_width();
    let wide = text::width(ui, text::BODY13, &word).ceil() + 2.0 * 9.0 + 22.0;
    let mark = if room > wide {
        Button::secondary(&word).icon(icons::FLASK)
    } else if room > 24.0 {
        Button::icon_only(icons::FLASK, &word)
    } else {
        return false;
    };
    button(ui, mark.hint(&hint).small()).clicked()
}

/// Draws the bell, with a dot while anything needs the manager; it says no number where that may have changed
/// since it was counted. Returns whether it was pressed.
fn bell_ui(ui: &mut Ui, count: Option<&str>, tr: &Tr) -> bool {
    let name = match count {
        None => tr.text("app-bell-uncounted"),
        Some("") => tr.text("app-bell"),
        Some(n) => tr.with("app-bell-open", &[("n", n.into())]),
    };
    let response = button(ui, Button::ghost_icon(icons::BELL, &name));
    if count.is_some_and(|count| !count.is_empty()) {
        let theme = Theme::get(ui);
        let at = response.rect.center() + vec2(6.0, -6.0);
        ui.painter().circle_filled(at, 4.5, theme.surface);
        ui.painter().circle_filled(at, 3.0, theme.bad);
    }
    response.clicked()
}

/// Which kind of scope the switch shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    All,
    Region,
    Team,
    Person,
}

fn scope_ui(ui: &mut Ui, session: &mut Session, tr: &Tr) {
    let directory = std::sync::Arc::clone(&session.snapshot.directory);
    let mut level = match session.filter.scope {
        Scope::All => Level::All,
        Scope::Region(_) => Level::Region,
        Scope::Team(_) => Level::Team,
        Scope::Person(_) => Level::Person,
    };
    let today = session.filter.today;
    // Who was taken off the lists is offered only while chosen.
    let scope = session.filter.scope;
    let regions: Vec<(Scope, &str)> = directory
        .regions
        .values()
        .filter(|region| !region.archived || scope == Scope::Region(region.id))
        .map(|region| (Scope::Region(region.id), region.name.as_str()))
        .collect();
    let teams: Vec<(Scope, &str)> = directory
        .teams
        .values()
        .filter(|team| !team.archived || scope == Scope::Team(team.id))
        .map(|team| (Scope::Team(team.id), team.name.as_str()))
        .collect();
    let people: Vec<(Scope, &str)> = directory
        .people
        .values()
        .filter(|person| !person.archived || scope == Scope::Person(person.id))
        .map(|person| (Scope::Person(person.id), person.name.as_str()))
        .collect();
    // Where every region is one team of its name, the switch needs no third level.
    let plain = regions.len() == teams.len()
        && regions.iter().zip(&teams).all(|((_, region), (_, team))| region == team);
    let words = ["scope-all", "scope-region", "scope-team", "scope-person"].map(|key| tr.text(key));
    let [all, region, team, person] = &words;
    let mut options = vec![(Level::All, all)];
    if !plain && !regions.is_empty() {
        options.push((Level::Region, region));
    }
    if !teams.is_empty() {
        options.push((Level::Team, team));
    }
    if !people.is_empty() {
        options.push((Level::Person, person));
    }
    let before = level;
    Segmented::new(&tr.text("scope-name")).show(ui, &mut level, &options);
    let list = match level {
        Level::All => return session.filter.scope = Scope::All,
        Level::Region => &regions,
        Level::Team => &teams,
        Level::Person => &people,
    };
    if level != before {
        let mine = match (level, session.filter.scope) {
            // From a person up to the team the person is in.
            (Level::Team, Scope::Person(person)) => {
                directory.team_on(person, today).map(|team| Scope::Team(team.id))
            }
            // From a team down to its first member.
            (Level::Person, Scope::Team(team)) => directory
                .people
                .keys()
                .find(|person| {
                    directory.team_on(**person, today).is_some_and(|of| of.id == team)
                        && !directory.manages_on(**person, today)
                })
                .map(|person| Scope::Person(*person)),
            _ => None,
        };
        if let Some(scope) = mine.or_else(|| list.first().map(|(scope, _)| *scope)) {
            session.filter.scope = scope;
        }
    }
    let (search, nothing) = (tr.text("scope-search"), tr.text("scope-nothing"));
    Select::new(Field::bare(&tr.text("scope-name")))
        .search(&search, &nothing)
        .finds(names::matches)
        .fit()
        .show(ui, &mut session.filter.scope, list);
}

/// Which kind of period the switch shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    Month,
    Quarter,
    Year,
}

fn period_ui(ui: &mut Ui, session: &mut Session, tr: &Tr) -> i32 {
    let period = session.filter.period;
    let mut span = match period {
        Period::Month(..) | Period::Week(..) => Span::Month,
        Period::Quarter(..) => Span::Quarter,
        Period::Year(_) => Span::Year,
    };
    let before = span;
    let words =
        ["period-span-month", "period-span-quarter", "period-span-year"].map(|key| tr.text(key));
    let [month, quarter, year] = &words;
    Segmented::new(&tr.text("period-name")).show(
        ui,
        &mut span,
        &[(Span::Month, month), (Span::Quarter, quarter), (Span::Year, year)],
    );
    if span != before {
        // The part that holds the newest data the larger period holds.
        let until =
            session.snapshot.data_until.unwrap_or(session.filter.today).min(session.filter.today);
        let day = period.last_day().min(until).max(period.first_day());
        session.filter.period = match span {
            Span::Month => Period::Month(0, 1).same_kind_at(day),
            Span::Quarter => Period::Quarter(0, 1).same_kind_at(day),
            Span::Year => Period::Year(0).same_kind_at(day),
        };
    }
    let label = period_label(tr, session.filter.period);
    let (previous, next) = (tr.text("action-period-previous"), tr.text("action-period-next"));
    period_stepper(ui, &label, &previous, &next, (true, true))
}
