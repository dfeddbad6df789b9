//! How the page looks: classes at the left, the chosen one in the middle, what it did at the right; or the
//! calendar of a month; or the grid in which what came of a class is typed.

use egui::{Margin, Rect, Ui, UiBuilder, pos2};

use super::chosen::Chosen;
use super::data::{Ask, Data};
use super::entry::Entry;
use super::form_class::{self, ClassDraft};
use super::form_close::{self, CloseDraft};
use super::form_play::{self, PlayDraft};
use super::form_seats::{self, MakeupDraft, SeatsDraft};
use super::levels::Act;
use super::{view_class, view_derived, view_entry, view_levels, view_list, view_month};
use crate::areas::{AreaId, Cx, Event, Order, Purpose, drawer_form};
use crate::documents::Printout;
use crate::domain::ids::{CourseId, PersonId, TrainingClassId};
use crate::domain::period::Period;
use crate::metrics::training::classes::{Key, Standing};
use crate::ui::button::{Button, button};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::scroll;
use crate::ui::table::TableState;

/// Between cards.
pub(super) const GAP: f32 = 12.0;
/// The width of the list.
const LIST: f32 = 250.0;
/// The width of the four levels.
const LEVELS: f32 = 274.0;
/// From this width on the four levels stand beside the class.
const BESIDE: f32 = 1_180.0;
/// The least height of the page.
const LEAST: f32 = 560.0;
/// The height of who should go to the next class.
const GAPS: f32 = 268.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    key: Option<Key>,
    /// Whether the class was chosen elsewhere.
    linked: bool,
    /// The month of the calendar, while it is shown.
    pub(super) month: Option<Period>,
    pub(super) people: TableState,
    pub(super) derived: TableState,
    pub(super) grid: TableState,
    /// What came of the class, as it is typed.
    pub(super) entry: Option<Entry>,
    pub(super) class: Option<ClassDraft>,
    pub(super) seats: Option<SeatsDraft>,
    pub(super) makeup: Option<MakeupDraft>,
    pub(super) close: Option<CloseDraft>,
    pub(super) play: Option<PlayDraft>,
    /// Whether removing the class is asked about.
    pub(super) removing: bool,
    /// Whether the lines of the result are shown.
    pub(super) lines: bool,
    /// What is written as soon as a folder is picked.
    pub(super) exporting: Option<Printout>,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        Ask { key: self.key, linked: self.linked, month: self.month }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                self.entry.take_if(|entry| entry.sent);
                drawer_form::stored(&mut self.class);
                drawer_form::stored(&mut self.seats);
                drawer_form::stored(&mut self.makeup);
                drawer_form::stored(&mut self.close);
                drawer_form::stored(&mut self.play);
            }
            Event::Picked(Purpose::Pages, folder) => {
                if let Some(printout) = self.exporting.take() {
                    cx.orders.push(Order::WritePages(vec![printout], folder.clone()));
                }
            }
            _ => {}
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::training) fn unsaved(&self) -> bool {
        self.entry.as_ref().is_some_and(Entry::dirty)
            || drawer_form::unsaved(self.class.as_ref())
            || drawer_form::unsaved(self.seats.as_ref())
            || drawer_form::unsaved(self.makeup.as_ref())
            || drawer_form::unsaved(self.close.as_ref())
            || drawer_form::unsaved(self.play.as_ref())
    }

    /// Shows a class, on its page.
    pub(super) fn choose(&mut self, key: Key) {
        self.month = None;
        self.linked = false;
        if self.key != Some(key) {
            self.key = Some(key);
            self.people = TableState::default();
            self.derived = TableState::default();
        }
    }

    /// Shows a class, asked for elsewhere.
    pub(in crate::areas::training) fn open(&mut self, class: TrainingClassId) {
        self.choose(Key::Class(class));
        self.linked = true;
    }

    /// Begins to plan a class of a course, asked for elsewhere.
    pub(in crate::areas::training) fn plan(&mut self, course: CourseId, cx: &Cx<'_>) {
        self.class = Some(ClassDraft::of_course(Some(course), cx));
    }

    /// Begins to type what came of a class, at one of its people.
    pub(super) fn record(&mut self, chosen: &Chosen, person: Option<PersonId>, cx: &Cx<'_>) {
        let mut entry = Entry::new(chosen, cx);
        let at = person.and_then(|person| entry.place_of(person)).unwrap_or_default();
        entry.jump = Some((at, 0));
        self.grid = TableState::default();
        self.grid.scroll_to(at);
        self.entry = Some(entry);
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::training) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    ui.spacing_mut().item_spacing.x = 8.0;
    if view.entry.is_some() {
        return;
    }
    let plan = cx.text("classes-plan");
    let any = data.options.courses.len() > 1;
    let none = cx.text("classes-plan-none");
    let look = Button::primary(&plan).icon(icons::PLUS).medium().enabled(any);
    let look = if any { look } else { look.hint(&none) };
    if button(ui, look).clicked() {
        view.class = Some(ClassDraft::new(data, cx));
    }
    if let Some(chosen) = &data.chosen {
        print_ui(ui, chosen, view, cx);
    }
    let words = ["classes-shown", "classes-shown-list", "classes-shown-month"];
    let [name, list, month] = words.map(|key| cx.text(key));
    let mut calendar = view.month.is_some();
    let signs = [icons::LIST_BULLETS, icons::CALENDAR_DOTS];
    let choices = [(false, list), (true, month)];
    let shown = Segmented::new(&name).medium().icons(&signs).show(ui, &mut calendar, &choices);
    if shown.changed() {
        view.month = calendar.then(|| Period::month_of(cx.filter.today));
    }
}

fn print_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let words = [
        "classes-print",
        "classes-print-sheet",
        "classes-print-sheet-pdf",
        "classes-print-certificates",
        "classes-print-certificates-pdf",
    ];
    let [print, sheet, sheet_pdf, papers, papers_pdf] = words.map(|key| cx.text(key));
    menu(ui, Button::secondary(&print).icon(icons::PRINTER).medium(), |ui| {
        let mut wanted = None;
        if menu_item(ui, Some(icons::PRINTER), &sheet, "").clicked() {
            wanted = Some((&chosen.sheet, true));
        }
        if menu_item(ui, Some(icons::FILE_PDF), &sheet_pdf, "").clicked() {
            wanted = Some((&chosen.sheet, false));
        }
        if let Some(certificates) = &chosen.certificates {
            if menu_item(ui, Some(icons::CERTIFICATE), &papers, "").clicked() {
                wanted = Some((certificates, true));
            }
            if menu_item(ui, Some(icons::FILE_PDF), &papers_pdf, "").clicked() {
                wanted = Some((certificates, false));
            }
        }
        match wanted {
            None => {}
            Some((printout, true)) => {
                cx.orders.push(Order::PrintPages(vec![printout.clone()], None));
            }
            Some((printout, false)) => {
                view.exporting = Some(printout.clone());
                cx.orders.push(Order::PickFolder(Purpose::Pages));
            }
        }
    });
}

/// Draws the page.
pub(in crate::areas::training) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let ctx = ui.ctx().clone();
    if view.entry.is_some() {
        view_entry::draw(ui, margin, view, cx);
    } else if let Some(month) = data.month.as_ref().filter(|_| view.month.is_some()) {
        view_month::draw(ui, margin, month, view, cx);
    } else {
        page_ui(ui, margin, data, view, cx);
    }
    form_class::draw(&ctx, data, view, cx);
    form_seats::draw(&ctx, data, view, cx);
    form_close::draw(&ctx, view, cx);
    form_play::draw(&ctx, data.chosen.as_deref(), view, cx);
    if let Some(chosen) = &data.chosen {
        view_levels::lines_ui(&ctx, &chosen.levels, &mut view.lines, cx);
        view_class::removing_ui(&ctx, chosen, view, cx);
    }
}

fn page_ui(ui: &mut Ui, margin: Margin, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    scroll::page(ui, "class page", margin, |ui, room| {
        let all = ui.available_rect_before_wrap();
        let tall = room.max(LEAST);
        let all = Rect::from_min_max(all.min, pos2(all.right(), all.top() + tall));
        let beside = all.width() >= BESIDE;
        let left = all.with_max_x(all.left() + LIST);
        let right = all.with_min_x(all.right() - LEVELS);
        let middle = all.with_min_x(left.right() + GAP);
        let middle = if beside { middle.with_max_x(right.left() - GAP) } else { middle };
        part(ui, "list", left, |ui| {
            ui.spacing_mut().item_spacing.y = GAP;
            let below = if data.gaps.is_some() { GAPS + GAP } else { 0.0 };
            view_list::draw(ui, tall - below, data, view, cx);
            if let Some(gaps) = &data.gaps {
                view_list::gaps_ui(ui, GAPS, gaps, cx);
            }
        });
        let mut bottom = all.bottom();
        match (&data.chosen, &data.derived) {
            (Some(chosen), _) => {
                part(ui, "class", middle, |ui| view_class::draw(ui, tall, chosen, data, view, cx));
                let place = if beside {
                    right
                } else {
                    let top = all.bottom() + GAP;
                    let tall = view_levels::height(&chosen.levels);
                    bottom = top + tall;
                    Rect::from_min_max(pos2(middle.left(), top), pos2(all.right(), top + tall))
                };
                let wanted = part(ui, "levels", place, |ui| {
                    view_levels::draw(ui, place.height(), &chosen.levels, cx)
                });
                follow(wanted, chosen, view, cx);
            }
            (None, Some(derived)) => {
                let place = middle.with_max_x(all.right());
                part(ui, "training", place, |ui| view_derived::draw(ui, tall, derived, view, cx));
            }
            (None, None) => {
                let place = middle.with_max_x(all.right());
                part(ui, "nothing", place, |ui| view_derived::nothing_ui(ui, data, view, cx));
            }
        }
        ui.advance_cursor_after_rect(all.with_max_y(bottom));
    });
}

/// Draws a part of the page in its place.
fn part<R>(ui: &mut Ui, name: &str, place: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Min);
    let builder = UiBuilder::new().id_salt(name).max_rect(place).layout(layout);
    content(&mut ui.new_child(builder))
}

/// Goes where a link below a level leads.
pub(super) fn follow(act: Option<Act>, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    match act {
        None => {}
        Some(Act::Observe) => cx.orders.push(Order::Go(AreaId::Coaching)),
        Some(Act::Lines) => view.lines = true,
        Some(Act::Retest) if chosen.standing != Standing::Cancelled => {
            view.record(chosen, None, cx);
        }
        Some(Act::Retest) => {}
    }
}
