//! The page: tab row, figures, chart or list on the left, the person on the right, forms above.

use egui::{Rect, Ui, UiBuilder};

use crate::areas::day::day_field;
use crate::areas::{AreaId, Cx, Order, drawer_form};
use crate::command::{Command, organisation};
use crate::domain::ids::{PersonId, RegionId, TeamId};
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, columns, list_header};
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, search_field};
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::state::empty_state;
use crate::ui::table::{Sort, TableState};
use crate::ui::tokens::Tone;

use super::data::{Ask, Data, Only};
use super::form::Form;
use super::people::PersonRow;
use super::shown::{Shown, Wanted};
use super::strip::strip_on;
use super::tree::{self, TreeView};
use super::{chart, form, list, person};

/// How the people are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    /// 结构图.
    #[default]
    Chart,
    /// 全图.
    Tree,
    /// 列表.
    List,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The chosen person.
    pub selected: Option<PersonId>,
    pub(super) mode: Mode,
    pub(super) query: String,
    pub(super) only: Only,
    pub(super) sort: Option<Sort>,
    pub(super) team: Option<Option<TeamId>>,
    /// The region that is open in the chart though it has no team.
    pub(super) bare: Option<RegionId>,
    pub(super) shown: Shown,
    pub(super) table: TableState,
    /// Whether the chosen person has to be brought into view.
    pub(super) reveal: bool,
    /// The form that is open.
    pub(super) form: Option<Form>,
    /// The day that is shown, as typed; blank is today.
    pub(super) as_of: String,
    pub(super) tree: TreeView,
    /// An open seat was pressed, so the seats are to be shown.
    pub(super) seats: bool,
    /// Whose form is to be opened as soon as the person is here.
    pub(super) edit: Option<PersonId>,
    /// Who is about to be taken off the lists.
    pub(super) leaving: Option<PersonId>,
}

impl View {
    /// The person that the card shows.
    pub(super) fn shown_person<'a>(&self, data: &'a Data) -> Option<&'a PersonRow> {
        let row = |id: &PersonId| data.index.get(id).and_then(|at| data.people.get(*at));
        self.selected.as_ref().and_then(row).or_else(|| data.focus.as_ref().and_then(row))
    }

    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        Ask { person: self.selected, as_of: parse_date(&self.as_of) }
    }

    /// Whether a form is open in which something was typed.
    pub(super) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.form.as_ref())
    }

    /// A command was done: what was typed for it is saved.
    pub(super) fn done(&mut self) {
        drawer_form::stored(&mut self.form);
    }

    /// Chooses a person, and with them the team in the chart.
    pub(super) fn select(&mut self, row: &PersonRow) {
        self.selected = Some(row.id);
        self.bare = None;
        self.team = Some(row.team);
        self.reveal = true;
    }
}

pub(super) fn organisation_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let asked = view.edit.take().and_then(|id| data.index.get(&id));
    if let Some(row) = asked.and_then(|at| data.people.get(*at)) {
        view.select(row);
        view.form = Some(Form::edit_person(row, cx.filter.today));
    }
    let page = ui.available_rect_before_wrap();
    let inside =
        Rect::from_min_max(page.min + egui::vec2(20.0, 16.0), page.max - egui::vec2(20.0, 16.0));
    let mut body = ui.new_child(UiBuilder::new().id_salt("page").max_rect(inside));
    body.spacing_mut().item_spacing.y = 12.0;
    if data.empty {
        empty_ui(&mut body, cx);
    } else {
        page_ui(&mut body, data, view, cx);
    }
    ui.advance_cursor_after_rect(page);
    form::form_ui(ui.ctx(), data, view, cx);
    leaving_ui(ui, data, view, cx);
}

/// Draws the buttons at the end of the tab row.
pub(super) fn actions_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let (add, add_team) = (cx.text("organisation-add-person"), cx.text("organisation-add-team"));
    if button(ui, Button::primary(&add).icon(icons::PLUS).medium()).clicked() {
        let team = match cx.filter.scope {
            Scope::Team(team) => Some(team),
            _ => view.team.flatten().or_else(|| view.shown_person(data)?.team),
        };
        view.form = Some(Form::new_person(team));
    }
    if button(ui, Button::secondary(&add_team).icon(icons::USERS_THREE).medium()).clicked() {
        view.form = Some(Form::new_team());
    }
}

fn empty_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (title, detail) = (cx.text("organisation-empty"), cx.text("organisation-empty-detail"));
    let roster = cx.text("organisation-import-roster");
    let action = Button::primary(&roster).icon(icons::TRAY_ARROW_DOWN);
    let pressed = Card::new()
        .padding(16.0)
        .show(ui, |ui| empty_state(ui, icons::USERS_THREE, &title, &detail, Some(action)))
        .inner;
    if pressed {
        cx.orders.push(Order::Go(AreaId::Reports));
        cx.orders.push(Order::PickSheets);
    }
}

fn page_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let opened = strip_on(ui, &data.strip, data.as_of, cx).and_then(|at| data.strip.get(at));
    if let Some(only) = opened.and_then(|cell| cell.opens) {
        view.mode = Mode::List;
        view.only = only;
        view.query.clear();
    }
    let wanted = Wanted {
        stamp: data.stamp,
        query: view.query.clone(),
        only: view.only,
        sort: view.sort,
        team: view.team.or_else(|| view.shown_person(data).map(|row| row.team)),
        bare: view.bare,
    };
    if view.shown.sync(data, wanted) {
        view.reveal = true;
    }
    let height = ui.available_height();
    columns(ui, 370.0, 12.0, |ui, side| match side {
        Side::Left => {
            Card::new().height(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                structure_ui(ui, data, view, cx);
            });
        }
        Side::Right => {
            Card::new().height(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                person::person_ui(ui, data, view, cx);
            });
        }
    });
}

fn structure_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("organisation-structure");
    let past = data.as_of != cx.filter.today;
    let sub = if past {
        cx.tr.with("organisation-as-of", &[("day", data.as_of.to_string().into())])
    } else {
        String::new()
    };
    let modes = [
        (Mode::Chart, cx.text("organisation-chart")),
        (Mode::List, cx.text("organisation-list")),
        (Mode::Tree, cx.text("organisation-tree")),
    ];
    let (as_of, as_of_hint) =
        (cx.text("organisation-as-of-field"), cx.text("organisation-as-of-today"));
    let (name, placeholder) = (cx.text("organisation-search"), cx.text("organisation-search-hint"));
    // The card, whose border lies around what is drawn in it.
    let card = ui.max_rect().expand(1.0);
    let mut picture = None;
    list_header(ui, &title, &sub, |ui| {
        Segmented::new(&cx.text("organisation-mode")).medium().show(ui, &mut view.mode, &modes);
        if view.mode != Mode::List {
            picture = cx.picture(ui, &title, card);
        }
        let field = Field::bare(&as_of).placeholder(&as_of_hint).compact().width(128.0);
        day_field(ui, field, &mut view.as_of, cx.filter.today, cx.tr);
        let room = (ui.available_width() - 96.0).clamp(96.0, 180.0);
        search_field(ui, &name, &placeholder, &mut view.query, room);
    });
    cx.orders.extend(picture);
    match view.mode {
        Mode::Chart => chart::chart_ui(ui, data, view, cx),
        Mode::Tree => tree::tree_ui(ui, data, view, cx),
        Mode::List => list::list_ui(ui, data, view, cx),
    }
}

/// Asks before a person is taken off the lists.
fn leaving_ui(ui: &Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(id) = view.leaving else { return };
    let Some(row) = data.index.get(&id).and_then(|at| data.people.get(*at)) else {
        view.leaving = None;
        return;
    };
    let title = cx.tr.with("organisation-remove-title", &[("name", row.name.as_str().into())]);
    let mut body = cx.text("organisation-remove-body");
    if let Some(open) = row.n_open.filter(|open| *open > 0) {
        let open = i64::try_from(open).unwrap_or(i64::MAX);
        body = format!("{}\n{body}", cx.tr.with("organisation-remove-open", &[("n", open.into())]));
    }
    let (keep, remove) = (cx.text("organisation-keep"), cx.text("organisation-remove"));
    let question = Dialog::new("remove-person", &title, &body).icon(icons::USER_MINUS, Tone::Bad);
    let buttons = [Button::secondary(&keep), Button::danger(&remove)];
    match dialog(ui.ctx(), question, &buttons) {
        None => {}
        Some(Answer::Button(1)) => {
            view.leaving = None;
            archive(row, true, cx);
        }
        Some(_) => view.leaving = None,
    }
}

/// Takes a person off the lists or puts one back.
pub(super) fn archive(row: &PersonRow, archived: bool, cx: &mut Cx<'_>) {
    let command = organisation::Command::ArchivePerson(row.id, archived, row.name.clone());
    cx.run(Command::Organisation(command));
}
