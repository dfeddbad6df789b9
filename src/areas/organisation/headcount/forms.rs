//! The dialogs: seats for a post that has none yet, a seat that is to be filled, and how it was.

use chrono::NaiveDate;
use egui::{Align, Context, Layout, Sense, Ui, UiBuilder, vec2};

use super::data::{OpeningRow, Page};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::Command;
use crate::command::headcount::{Command as Headcount, MOST_SEATS, VacancyForm};
use crate::domain::ids::{PersonId, PostId, TeamId, VacancyId};
use crate::domain::names;
use crate::ui::button::{Button, button};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, number_field, text_field};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::dialog::dialog_ui;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What a dialog is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Seats of a post.
    Seats,
    /// A seat that is to be filled.
    Open,
    /// How a seat was filled, or that it is not to be.
    Close(VacancyId),
}

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq)]
struct Text {
    team: Option<TeamId>,
    post: Option<PostId>,
    seats: Option<f64>,
    city: String,
    day: String,
    note: String,
    person: Option<PersonId>,
}

/// The dialog that is open.
#[derive(Clone, Debug)]
pub struct Form {
    kind: Kind,
    /// Team and post of the seat that is closed.
    place: String,
    /// Since when that seat is open.
    opened_on: NaiveDate,
    start: Text,
    now: Text,
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    fresh: bool,
    /// A command is on its way; when it is done, the dialog goes.
    pub(super) sent: bool,
}

impl Form {
    fn new(kind: Kind, place: String, opened_on: NaiveDate, text: Text) -> Self {
        let (start, now) = (text.clone(), text);
        Self { kind, place, opened_on, start, now, tried: false, fresh: true, sent: false }
    }

    /// Seats for a post of a team.
    pub(super) fn seats(page: &Page) -> Self {
        let text = Text { team: only(page), ..Text::default() };
        Self::new(Kind::Seats, String::new(), NaiveDate::MIN, text)
    }

    /// A seat that is to be filled, of this team and post if they are known.
    pub(super) fn open(page: &Page, place: Option<(TeamId, PostId)>, today: NaiveDate) -> Self {
        let team = place.map(|(team, _)| team).or_else(|| only(page));
        let post = place.map(|(_, post)| post);
        let text = Text { team, post, day: today.to_string(), ..Text::default() };
        Self::new(Kind::Open, String::new(), NaiveDate::MIN, text)
    }

    /// How a seat was filled.
    pub(super) fn close(row: &OpeningRow, today: NaiveDate) -> Self {
        let text = Text { day: today.to_string(), ..Text::default() };
        Self::new(Kind::Close(row.id), row.place.clone(), row.opened_on, text)
    }

    /// Whether something is typed.
    pub(super) fn dirty(&self) -> bool {
        self.start != self.now
    }

    const fn id(&self) -> &'static str {
        match self.kind {
            Kind::Seats => "seats",
            Kind::Open => "vacancy-open",
            Kind::Close(_) => "vacancy-close",
        }
    }

    const fn title_key(&self) -> &'static str {
        match self.kind {
            Kind::Seats => "organisation-seats-add",
            Kind::Open => "organisation-vacancy-open",
            Kind::Close(_) => "organisation-vacancy-close",
        }
    }

    const fn detail_key(&self) -> &'static str {
        match self.kind {
            Kind::Seats => "organisation-seats-add-note",
            Kind::Open => "organisation-vacancy-open-note",
            Kind::Close(_) => "organisation-vacancy-close-note",
        }
    }

    const fn save_key(&self) -> &'static str {
        match self.kind {
            Kind::Seats => "organisation-seats-save",
            Kind::Open => "organisation-vacancy-save",
            Kind::Close(_) => "organisation-vacancy-end",
        }
    }

    /// The seats, where they are a number that can be.
    fn seats_typed(&self) -> Option<i64> {
        let seats = self.now.seats.filter(|seats| seats.fract() == 0.0)? as i64;
        (0..=MOST_SEATS).contains(&seats).then_some(seats)
    }

    /// What is wrong with the day: a message key.
    fn day_problem(&self, today: NaiveDate) -> Option<&'static str> {
        match parse_date(&self.now.day) {
            None => Some("organisation-problem-date"),
            Some(day) if day > today => Some("organisation-vacancy-problem-future"),
            Some(day) if day < self.opened_on => Some("organisation-vacancy-problem-early"),
            Some(_) => None,
        }
    }

    /// The command, once nothing is wrong.
    fn command(&self, page: &Page, today: NaiveDate) -> Option<Headcount> {
        let place = || Some((self.now.team?, self.now.post?));
        let subject = |team: TeamId, post: PostId| {
            format!("{} {}", named(&page.teams, team), named(&page.posts, post))
        };
        match self.kind {
            Kind::Seats => {
                let (team, post) = place()?;
                let seats = Some(self.seats_typed()?);
                Some(Headcount::SetSeats { team, post, seats, subject: subject(team, post) })
            }
            Kind::Open => {
                let (team, post) = place()?;
                let opened_on = parse_date(&self.now.day)?;
                let (city, note) = (self.now.city.clone(), self.now.note.clone());
                let form = VacancyForm { team, post, city, opened_on, note };
                let good = self.day_problem(today).is_none();
                good.then(|| Headcount::OpenVacancy { form, subject: subject(team, post), today })
            }
            Kind::Close(id) => {
                let closed_on = parse_date(&self.now.day)?;
                let (filled_by, subject) = (self.now.person, self.place.clone());
                let good = self.day_problem(today).is_none();
                good.then_some(Headcount::CloseVacancy { id, closed_on, filled_by, subject, today })
            }
        }
    }
}

/// The team, where there is but one to choose.
fn only(page: &Page) -> Option<TeamId> {
    let mut teams = page.teams.iter().filter_map(|(team, _)| *team);
    teams.next().filter(|_| teams.next().is_none())
}

fn named<T: PartialEq>(options: &[(Option<T>, String)], key: T) -> &str {
    let key = Some(key);
    options.iter().find(|(option, _)| *option == key).map_or("", |(_, name)| name)
}

/// Draws the open dialog, if any.
pub(super) fn form_ui(ctx: &Context, page: &Page, open: &mut Option<Form>, cx: &mut Cx<'_>) {
    let Some(mut form) = open.take() else { return };
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let theme = Theme::of(ctx);
    let title = cx.text(form.title_key());
    let detail = match form.kind {
        Kind::Close(_) => form.place.clone(),
        Kind::Seats | Kind::Open => cx.text(form.detail_key()),
    };
    let keyed = asks_to_save(ctx);
    let ((cancel, save), dismissed) = dialog_ui(ctx, form.id(), &title, 440.0, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            text::wrapped(ui, text::CARD14, theme.t1, &title);
            text::wrapped(ui, text::BODY13, theme.t2, &detail);
        });
        fields_ui(ui, &mut form, page, cx);
        let size = vec2(ui.available_width(), 32.0);
        let (row, _) = ui.allocate_exact_size(size, Sense::hover());
        let layout = Layout::right_to_left(Align::Center);
        let mut row =
            ui.new_child(UiBuilder::new().id_salt("answers").max_rect(row).layout(layout));
        row.spacing_mut().item_spacing.x = 8.0;
        let words = cx.text(form.save_key());
        let save = button(&mut row, Button::primary(&words)).clicked();
        let words = cx.text("app-cancel");
        let cancel = button(&mut row, Button::secondary(&words)).clicked();
        (cancel, save)
    });
    if (save || keyed) && !form.sent {
        form.tried = true;
        if let Some(command) = form.command(page, cx.filter.today) {
            form.sent = true;
            cx.run(Command::Headcount(command));
        }
    } else if cancel || dismissed {
        return;
    }
    *open = Some(form);
}

fn fields_ui(ui: &mut Ui, form: &mut Form, page: &Page, cx: &Cx<'_>) {
    match form.kind {
        Kind::Seats => {
            place_ui(ui, form, page, cx);
            let (label, help) =
                (cx.text("organisation-seats"), cx.text("organisation-seats-add-help"));
            let wrong = cx.text("organisation-seats-problem");
            let error = (form.tried && form.seats_typed().is_none()).then_some(wrong.as_str());
            let field = Field::new(&label).required().help(&help).error(error);
            number_field(ui, field, &mut form.now.seats, 0);
        }
        Kind::Open => {
            place_ui(ui, form, page, cx);
            let label = cx.text("organisation-field-city");
            text_field(ui, Field::new(&label), &mut form.now.city);
            day_ui(ui, form, "organisation-vacancy-since", cx);
            let label = cx.text("organisation-vacancy-note");
            text_field(ui, Field::new(&label), &mut form.now.note);
        }
        Kind::Close(_) => {
            let (label, help) =
                (cx.text("organisation-vacancy-filled-by"), cx.text(form.detail_key()));
            let (search, nothing) =
                (cx.text("organisation-search-name"), cx.text("organisation-nothing-found"));
            Select::new(Field::new(&label).help(&help))
                .search(&search, &nothing)
                .finds(names::matches)
                .show(ui, &mut form.now.person, &page.people);
            day_ui(ui, form, "organisation-vacancy-closed-on", cx);
        }
    }
    form.fresh = false;
}

fn place_ui(ui: &mut Ui, form: &mut Form, page: &Page, cx: &Cx<'_>) {
    let missing = cx.text("organisation-seats-choose");
    let (search, nothing) =
        (cx.text("organisation-search-team"), cx.text("organisation-nothing-found"));
    let label = cx.text("organisation-field-team");
    let error = (form.tried && form.now.team.is_none()).then_some(missing.as_str());
    let response = Select::new(Field::new(&label).required().error(error))
        .search(&search, &nothing)
        .finds(names::matches)
        .show(ui, &mut form.now.team, &page.teams);
    if form.fresh {
        response.request_focus();
    }
    let label = cx.text("organisation-field-post");
    let error = (form.tried && form.now.post.is_none()).then_some(missing.as_str());
    Select::new(Field::new(&label).required().error(error)).show(
        ui,
        &mut form.now.post,
        &page.posts,
    );
}

fn day_ui(ui: &mut Ui, form: &mut Form, key: &str, cx: &Cx<'_>) {
    let (label, today) = (cx.text(key), cx.filter.today);
    let wrong = form.day_problem(today).filter(|_| form.tried).map(|key| cx.text(key));
    let field = Field::new(&label).required().error(wrong.as_deref());
    day_field(ui, field, &mut form.now.day, today, cx.tr);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_closed_between_the_day_it_opened_and_today() {
        let today: NaiveDate = "2025-11-18".parse().unwrap();
        let form = |day: &str| {
            let text = Text { day: day.to_owned(), ..Text::default() };
            let opened = "2025-10-17".parse().unwrap();
            Form::new(Kind::Close(VacancyId(1)), String::new(), opened, text)
        };
        assert_eq!(form("2025-10-17").day_problem(today), None);
        assert_eq!(form("2025-11-18").day_problem(today), None);
        let early = Some("organisation-vacancy-problem-early");
        assert_eq!(form("2025-10-16").day_problem(today), early);
        let future = Some("organisation-vacancy-problem-future");
        assert_eq!(form("2025-11-19").day_problem(today), future);
        assert_eq!(form("2025-11-31").day_problem(today), Some("organisation-problem-date"));
    }
}
