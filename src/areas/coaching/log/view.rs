//! The page: the list, the record that is chosen, what was seen on visits beside it, and the forms above.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Context, Margin, Rect, Ui, UiBuilder, pos2};

use super::card::Card;
use super::data::{Ask, Data, Row};
use super::form::{self, Draft};
use super::prepared::Prep;
use super::view_events::{self, EventDraft};
use super::view_list::list_ui;
use super::{view_card, view_seen};
use crate::areas::coaching::small_form::{self, SmallDraft, command};
use crate::areas::{Coachee, Cx, Event, Order, Purpose, drawer_form};
use crate::command::coaching::What;
use crate::command::coaching::log::Log;
use crate::documents::Printout;
use crate::domain::ids::{CoachingId, PersonId};
use crate::domain::scope::Scope;
use crate::store::records::CoachingKind;
use crate::ui::button::{Button, button};
use crate::ui::card::Card as Surface;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;
use crate::ui::tokens::Tone;

/// Between cards.
const GAP: f32 = 12.0;
/// The width of the list.
const LIST: f32 = 296.0;
/// The width of what was seen, where it stands beside the record.
const SEEN: f32 = 318.0;
/// From this width on it does.
const WIDE: f32 = 1_040.0;
/// From this width of the tab row on the button of the events has room for words.
const ROOM: f32 = 1_160.0;

/// So many rows are searched in one frame: a word is spelled against every character of a row, and a year of a
/// thousand people has more rows than a frame has time for.
const SEARCHED: usize = 400;

/// The places of the rows that the query and the kind leave, and for what they were found.
#[derive(Debug)]
struct Found {
    of: Arc<Vec<Row>>,
    query: String,
    kind: Option<CoachingKind>,
    /// Those that were found, in order.
    rows: Arc<Vec<usize>>,
    /// How many rows were searched.
    searched: usize,
}

impl Found {
    /// Searches on; true while rows are left.
    fn search(&mut self) -> bool {
        let all = self.of.len();
        if self.searched == all {
            return false;
        }
        let end = if self.query.is_empty() { all } else { (self.searched + SEARCHED).min(all) };
        let found = Arc::make_mut(&mut self.rows);
        let rows = self.of.iter().enumerate().take(end).skip(self.searched);
        let rows = rows.filter(|(_, row)| row.is_found(&self.query, self.kind));
        found.extend(rows.map(|(at, _)| at));
        self.searched = end;
        end < all
    }
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The record that is chosen; the newest that was held until one is.
    chosen: Option<CoachingId>,
    /// What is looked for.
    pub(super) query: String,
    /// The kind that is shown; all without.
    pub(super) kind: Option<CoachingKind>,
    /// The list.
    pub(super) table: TableState,
    /// Whether the list is yet to bring the record that is chosen into view.
    pub(super) reveal: bool,
    found: Option<Found>,
    /// The step of visits whose fact is shown.
    pub(super) step: Option<usize>,
    /// The form of a coaching.
    pub(super) draft: Option<Draft>,
    /// A small form.
    pub(super) small: Option<SmallDraft>,
    /// Whether the events are listed.
    pub(super) events: bool,
    /// The form of an event.
    pub(super) event: Option<EventDraft>,
    /// The record that is about to be removed, and what the journal calls it.
    pub(super) removing: Option<(CoachingId, String)>,
    /// Whom a coaching was just put down for, of when and about what: it is chosen once it is in the list.
    fresh: Option<(PersonId, NaiveDate, String)>,
    /// The page that is written once a folder is picked.
    pub(super) exporting: Option<Printout>,
}

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        let prepare = self.draft.as_ref().and_then(Draft::person);
        Ask { chosen: self.chosen, prepare }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                if let Some(draft) = self.draft.take_if(|draft| draft.sent()) {
                    self.fresh = draft.key();
                }
                drawer_form::stored(&mut self.small);
                drawer_form::stored(&mut self.event);
            }
            Event::Coach(coachee) if !self.unsaved() => self.begin(*coachee, cx),
            Event::Picked(Purpose::Pages, folder) => {
                if let Some(page) = self.exporting.take() {
                    cx.orders.push(Order::WritePages(vec![page], folder.clone()));
                }
            }
            _ => {}
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::dirty)
            || drawer_form::unsaved(self.small.as_ref())
            || drawer_form::unsaved(self.event.as_ref())
    }

    /// Shows a record.
    pub(in crate::areas::coaching) fn choose(&mut self, id: CoachingId) {
        self.fresh = None;
        if self.chosen != Some(id) {
            self.chosen = Some(id);
            self.reveal = true;
            self.step = None;
        }
    }

    /// The record that was chosen.
    pub(super) const fn chosen(&self) -> Option<CoachingId> {
        self.chosen
    }

    /// Begins a new one; of the person who is looked at where nobody is named.
    pub(super) fn begin(&mut self, coachee: Coachee, cx: &Cx<'_>) {
        let own = match cx.filter.scope {
            Scope::Person(person) => Some(person),
            _ => None,
        };
        let coachee = Coachee { person: coachee.person.or(own), ..coachee };
        self.events = false;
        self.small = None;
        self.draft = Some(Draft::new(coachee, cx.filter.today));
    }

    /// The rows that the query and the kind leave, as far as they were searched, and whether all were. Each is
    /// searched once for each query and kind.
    pub(super) fn found(&mut self, ctx: &Context, data: &Data) -> (Arc<Vec<usize>>, bool) {
        let stands = self.found.take().filter(|found| {
            Arc::ptr_eq(&found.of, &data.rows)
                && found.query == self.query
                && found.kind == self.kind
        });
        let mut found = stands.unwrap_or_else(|| Found {
            of: Arc::clone(&data.rows),
            query: self.query.clone(),
            kind: self.kind,
            rows: Arc::default(),
            searched: 0,
        });
        let more = found.search();
        if more {
            ctx.request_repaint();
        }
        let rows = Arc::clone(&found.rows);
        self.found = Some(found);
        (rows, !more)
    }

    /// Chooses the record that was just put down, once it is in the list.
    fn settle(&mut self, data: &Data) {
        let Some((person, day, topic)) = &self.fresh else { return };
        let own = |row: &&Row| row.person == *person && row.key.0 == *day && row.key.1 == *topic;
        // The newest of its day stands first.
        if let Some(row) = data.rows.iter().find(own) {
            let id = row.id;
            self.query.clear();
            self.kind = None;
            self.choose(id);
        }
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::coaching) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let wide = ui.available_width() > ROOM;
    form::new_ui(ui, view, cx);
    let mut name = cx.text("log-events");
    let mut hint = String::new();
    if !data.unprepared.is_empty() {
        name = format!("{name} {}", data.unprepared);
        let args = [("n", data.unprepared.clone().into())];
        hint = cx.tr.with("log-events-unprepared-note", &args);
    }
    let look = if wide {
        Button::secondary(&name).icon(icons::FLAG)
    } else {
        Button::icon_only(icons::FLAG, &name)
    };
    let look = if hint.is_empty() { look } else { look.hint(&hint) };
    if button(ui, look.medium()).clicked() {
        view.events = true;
    }
}

/// Draws the page.
pub(in crate::areas::coaching) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    view.settle(data);
    let all = ui.available_rect_before_wrap();
    let room = all - margin;
    let builder = UiBuilder::new().id_salt("log").max_rect(room);
    let mut body = ui.new_child(builder);
    if data.rows.is_empty() && data.card.is_none() {
        nothing_ui(&mut body, view, cx);
    } else {
        let list = room.with_max_x(room.left() + LIST);
        let mut place = body.new_child(UiBuilder::new().id_salt("list").max_rect(list));
        list_ui(&mut place, data, view, cx);
        let rest = Rect::from_min_max(pos2(list.right() + GAP, room.top()), room.max);
        if let Some(card) = &data.card {
            let prep = data.prep.as_deref();
            record_ui(&mut body, rest, (card, prep), view, cx);
        }
    }
    ui.advance_cursor_after_rect(all);
    let ctx = ui.ctx().clone();
    view_events::draw(&ctx, data, view, cx);
    form::draw(&ctx, data, view, cx);
    small_form::draw(&ctx, &mut view.small, &data.owners, cx);
    removing_ui(ui, view, cx);
}

/// Nothing was put down yet: says so and leads to the first.
fn nothing_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let words = ["log-nothing", "log-nothing-detail", "log-nothing-begin"];
    let [title, detail, new] = words.map(|key| cx.text(key));
    Surface::new().padding(16.0).show(ui, |ui| {
        let begin = Some(Button::primary(&new));
        if empty_state(ui, icons::CHATS_CIRCLE, &title, &detail, begin) {
            view.begin(Coachee::default(), cx);
        }
    });
}

/// The record, and what was seen beside or below it.
fn record_ui(
    ui: &mut Ui,
    rest: Rect,
    (card, prep): (&Card, Option<&Prep>),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let beside = card.seen.is_some() && rest.width() + LIST + GAP > WIDE;
    let middle = if beside { rest.with_max_x(rest.right() - SEEN - GAP) } else { rest };
    scroll::column(ui, "record", middle, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        view_card::draw(ui, card, prep, view, cx);
        if let Some(seen) = card.seen.as_ref().filter(|_| !beside) {
            view_seen::draw(ui, seen, &mut view.step, cx);
        }
    });
    if let Some(seen) = card.seen.as_ref().filter(|_| beside) {
        let right = rest.with_min_x(rest.right() - SEEN);
        scroll::column(ui, "seen", right, |ui| {
            ui.spacing_mut().item_spacing.y = GAP;
            view_seen::draw(ui, seen, &mut view.step, cx);
        });
    }
}

/// Asks before a record is removed with what was agreed in it.
fn removing_ui(ui: &Ui, view: &mut View, cx: &mut Cx<'_>) {
    let Some((id, subject)) = view.removing.clone() else { return };
    let words = ["log-remove-title", "log-remove-body", "log-remove-keep", "log-remove"];
    let [title, detail, keep, remove] = words.map(|key| cx.text(key));
    let question = Dialog::new("coaching-remove", &title, &detail).icon(icons::TRASH, Tone::Bad);
    match dialog(ui.ctx(), question, &[Button::secondary(&keep), Button::danger(&remove)]) {
        None => return,
        Some(Answer::Button(1)) => {
            cx.run(command(&subject, What::Log(Log::Remove(id)), cx.filter.today));
        }
        Some(_) => {}
    }
    view.removing = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::coaching::log::data::State;

    fn row(id: usize, name: &str) -> Row {
        let day = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        Row {
            id: CoachingId(i64::try_from(id).unwrap()),
            person: PersonId(1),
            name: name.to_owned(),
            initial: String::new(),
            day: String::new(),
            about: String::new(),
            state: State::Done,
            held: true,
            complete: true,
            told: name.to_owned(),
            kind: if id.is_multiple_of(3) { CoachingKind::Visit } else { CoachingKind::OneToOne },
            key: (day, String::new()),
        }
    }

    #[test]
    fn many_rows_are_searched_part_by_part_and_each_once() {
        let names = ["张伟", "李娜"];
        let n = 2 * SEARCHED + 100;
        let of: Vec<Row> = (0..n).map(|at| row(at, names[at % 2])).collect();
        let begin = |query: &str, kind| Found {
            of: Arc::new(of.clone()),
            query: query.to_owned(),
            kind,
            rows: Arc::default(),
            searched: 0,
        };
        let mut found = begin("zhang", Some(CoachingKind::Visit));
        let steps = std::iter::repeat_with(|| found.search()).take_while(|more| *more).count();
        assert_eq!(steps, 2, "the third part is the last");
        assert!(!found.search());
        let expected: Vec<usize> = (0..n).filter(|at| at % 2 == 0 && at % 3 == 0).collect();
        assert_eq!(*found.rows, expected);
        // Without a word there is nothing to spell: all at once.
        let mut found = begin("", None);
        assert!(!found.search());
        assert_eq!(found.rows.len(), n);
    }
}
