//! The drawer in which a visit is prepared: with whom, where and when, and what to go in with.

use egui::{Context, Ui};

use super::data::Data;
use super::form::{Form, Way};
use super::opened::Opened;
use super::view::View;
use super::view_form::save;
use super::walk::Spot;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::leaving;
use crate::domain::names;
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::field::{Field, number_field, text_area, text_field};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::select::Select;

/// Draws the drawer while it is open.
pub(super) fn drawer_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    if !form.about {
        view.form = Some(form);
        return;
    }
    let words = ["visits-about-title", "app-close", "visits-about-go", "visits-about-plan"];
    let [title, close, go, plan] = words.map(|key| cx.text(key));
    let to_come = form.now.day().is_some_and(|day| day > cx.filter.today);
    // A visit of today may be planned too, as long as nothing of it is stored.
    let plannable = form.id.is_none() && form.now.day().is_some_and(|day| day >= cx.filter.today);
    let wrong = cx.text("visits-about-wrong");
    let problem = first_wrong(&form, cx).is_some();
    let shell = Drawer::new("visits-about", &title, &close)
        .width(520.0)
        .problem(problem.then_some(wrong.as_str()));
    if let Some(spot) = form.walk.entered(ctx) {
        form.entered(None, spot);
    }
    let (mut goes, mut plans) = (asks_to_save(ctx), false);
    let opened = data.form.as_ref();
    let seen: &Cx<'_> = cx;
    let dismissed = drawer(ctx, shell, |ui, part| match part {
        Part::Body => body_ui(ui, data, opened, &mut form, seen),
        Part::Footer => {
            let main = if to_come { &plan } else { &go };
            goes |= button(ui, Button::primary(main)).clicked();
            if plannable && !to_come {
                plans |= button(ui, Button::secondary(&plan)).clicked();
            }
        }
    });
    // Below a visit that is to come, or of which nothing is known, there is nothing to go back to.
    let whole = form.id.is_none() && (to_come || !form.dirty());
    if plans || (goes && to_come) {
        save(&mut form, Way::Plan, data, cx);
    } else if goes {
        on(&mut form, cx);
    } else if dismissed && !whole {
        // What was typed stays in the form below, which asks back itself.
        form.about = false;
        form.tried = None;
    }
    let asked = (dismissed && whole, form.dirty());
    if leaving::closes(ctx, "visits-discard", &mut form.leaving, asked, cx) {
        return;
    }
    view.form = Some(form);
}

/// The first field of the drawer with something wrong, once it was tried to go on.
fn first_wrong(form: &Form, cx: &Cx<'_>) -> Option<Spot> {
    let problems = form.problems(form.tried?, cx.filter.today, cx.tr);
    problems.into_iter().map(|(spot, _)| spot).find(|spot| spot.in_drawer())
}

fn wrong(form: &Form, spot: Spot, cx: &Cx<'_>) -> Option<String> {
    let problems = form.problems(form.tried?, cx.filter.today, cx.tr);
    problems.into_iter().find(|(at, _)| *at == spot).map(|(_, words)| words)
}

/// Goes on to the steps, once it is known with whom and when.
fn on(form: &mut Form, cx: &Cx<'_>) {
    form.tried = Some(Way::Draft);
    if let Some(spot) = first_wrong(form, cx) {
        form.walk.go(spot);
        return;
    }
    form.tried = None;
    form.about = false;
    form.walk.go(Spot::Step(form.at));
}

fn body_ui(ui: &mut Ui, data: &Data, opened: Option<&Opened>, form: &mut Form, cx: &Cx<'_>) {
    let words = ["visits-search", "visits-nothing"].map(|key| cx.text(key));
    let [search, nothing] = &words;
    person_ui(ui, data, form, (search, nothing), cx);
    // A place of its own, so that the fields below keep the focus when this comes.
    ui.vertical(|ui| place_ui(ui, opened, form, (search, nothing), cx));
    let (label, hint) = (cx.text("visits-questions"), cx.text("visits-questions-hint"));
    let field = Field::new(&label).placeholder(&hint);
    let response = text_area(ui, field, &mut form.now.questions, 3);
    form.walk.place(Spot::Questions, &response);
    grid(ui, 3, 12.0, |ui, at| match at {
        0 => {
            let label = cx.text("visits-day");
            let wrong = wrong(form, Spot::Day, cx);
            let field = Field::new(&label).required().error(wrong.as_deref());
            let response = day_field(ui, field, &mut form.now.day, cx.filter.today, cx.tr);
            form.walk.place(Spot::Day, &response);
        }
        1 => {
            let (label, hint) = (cx.text("visits-starts"), cx.text("visits-starts-hint"));
            let wrong = wrong(form, Spot::Starts, cx);
            let field = Field::new(&label).placeholder(&hint).error(wrong.as_deref());
            let response = text_field(ui, field, &mut form.now.starts_at);
            form.walk.place(Spot::Starts, &response);
        }
        _ => {
            let (label, unit) = (cx.text("visits-minutes"), cx.text("visits-minutes-unit"));
            let wrong = wrong(form, Spot::Minutes, cx);
            let field = Field::new(&label).unit(&unit).error(wrong.as_deref());
            let response = number_field(ui, field, &mut form.now.minutes, 0);
            form.walk.place(Spot::Minutes, &response);
        }
    });
    let (label, hint) = (cx.text("visits-topic-field"), cx.text("visits-topic-hint"));
    let response = text_field(ui, Field::new(&label).placeholder(&hint), &mut form.now.topic);
    form.walk.place(Spot::Topic, &response);
    let (label, hint) = (cx.text("visits-present"), cx.text("visits-present-hint"));
    let response = text_field(ui, Field::new(&label).placeholder(&hint), &mut form.now.present);
    form.walk.place(Spot::Present, &response);
    observers_ui(ui, data, form, (search, nothing), cx);
    if let Some(opened) = opened {
        let (label, help) = (cx.text("visits-reported"), cx.text("visits-reported-help"));
        let select = Select::new(Field::new(&label).help(&help)).search(search, nothing);
        select.show(ui, &mut form.now.visit, &opened.activities);
    }
}

/// With whom; a sheet that is stored stays that person's.
fn person_ui(
    ui: &mut Ui,
    data: &Data,
    form: &mut Form,
    (search, nothing): (&str, &str),
    cx: &Cx<'_>,
) {
    let label = cx.text("visits-person");
    let wrong = wrong(form, Spot::Person, cx);
    let fixed = form.id.is_some() || form.coaching.is_some();
    let field = Field::new(&label).required().error(wrong.as_deref()).enabled(!fixed);
    let select = Select::new(field).search(search, nothing).finds(names::matches);
    let response = select.show(ui, &mut form.now.person, &data.people);
    form.walk.place(Spot::Person, &response);
    if response.changed() {
        // They are those of another person.
        (form.now.deal, form.now.visit) = (None, None);
        form.walk.go(Spot::Account);
    }
}

/// The customer and the deal.
fn place_ui(
    ui: &mut Ui,
    opened: Option<&Opened>,
    form: &mut Form,
    (search, nothing): (&str, &str),
    cx: &Cx<'_>,
) {
    let Some(opened) = opened else { return };
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            let label = cx.text("visits-account");
            let select = Select::new(Field::new(&label)).search(search, nothing);
            let select = select.finds(names::matches);
            let response = select.show(ui, &mut form.now.account, &opened.accounts);
            form.walk.place(Spot::Account, &response);
            if response.changed() {
                form.walk.go(Spot::Deal);
            }
        } else {
            let label = cx.text("visits-deal");
            let select = Select::new(Field::new(&label)).search(search, nothing);
            let select = select.finds(names::matches);
            let response = select.show(ui, &mut form.now.deal, &opened.deals);
            form.walk.place(Spot::Deal, &response);
            if response.changed() {
                form.walk.go(Spot::Questions);
            }
        }
    });
}

/// Who observes, and who observes too: somebody of the organisation, or anybody by name.
fn observers_ui(
    ui: &mut Ui,
    data: &Data,
    form: &mut Form,
    (search, nothing): (&str, &str),
    cx: &Cx<'_>,
) {
    let words = [
        "visits-observer",
        "visits-observer-help",
        "visits-second",
        "visits-second-name",
        "visits-second-name-hint",
    ]
    .map(|key| cx.text(key));
    let [observer, help, second, name, hint] = &words;
    let same = wrong(form, Spot::Observer, cx);
    let field = Field::new(observer).help(help).error(same.as_deref());
    let select = Select::new(field).search(search, nothing).finds(names::matches);
    let response = select.show(ui, &mut form.now.observer, &data.people);
    form.walk.place(Spot::Observer, &response);
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            let same = wrong(form, Spot::Second, cx);
            let field = Field::new(second).error(same.as_deref());
            let select = Select::new(field).search(search, nothing).finds(names::matches);
            let response = select.show(ui, &mut form.now.second, &data.people);
            form.walk.place(Spot::Second, &response);
        } else {
            let field = Field::new(name).placeholder(hint).enabled(form.now.second.is_none());
            let response = text_field(ui, field, &mut form.now.second_name);
            form.walk.place(Spot::SecondName, &response);
        }
    });
}
