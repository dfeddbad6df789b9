//! The drawer in which a new version is written: it begins with the version that is shown, and its
//! lines are edited, added, removed and moved.

use std::collections::BTreeMap;

use egui::{Align, Context, Layout, Ui, vec2};

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Look, State, Wish, filled_drawer};
use crate::command::Command;
use crate::documents::duty_sheets::education_word;
use crate::domain::duty::Audience;
use crate::domain::fit::{Education, TOP_LEVEL};
use crate::store::records::DutySection;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, grid, section_label};
use crate::ui::choice::Segmented;
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::data::{Page, count, weight_words};
use super::dialogs::for_words;
use super::draft::{CHANGE, DUTIES, Line, PURPOSE, Problems, SECTIONS, STARTS, SheetDraft};
use super::view::View;

/// The width of the drawer.
const WIDTH: f32 = 760.0;

/// What is wanted of a line.
#[derive(Clone, Copy)]
enum Wanted {
    Up,
    Down,
    Gone,
}

/// The drawer, while it is open.
pub(super) fn form_ui(ctx: &Context, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.form.take() else { return };
    let problems = draft.problems(page.chosen.as_ref(), cx.tr);
    let (number, _) = draft.after(page.chosen.as_ref());
    let args = [("post", draft.name.as_str().into()), ("n", number.into())];
    let title = cx.tr.with("organisation-posts-form-title", &args);
    let publish = cx.text("organisation-posts-publish");
    let look = Look { id: "posts-sheet", title: &title, save: &publish, remove: "", width: WIDTH };
    let seen: &Cx<'_> = cx;
    let list = problems.list();
    let wish = filled_drawer(ctx, look, &mut draft, &list, seen, |ui, draft, state| {
        body_ui(ui, (page, number), draft, (state, &problems, &list), seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(command) = draft.command() {
                cx.run(Command::Duties(command));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.form = Some(draft);
}

fn body_ui(
    ui: &mut Ui,
    (page, number): (&Page, i64),
    draft: &mut SheetDraft,
    (state, problems, list): (&mut State, &Problems, &[Option<String>]),
    cx: &Cx<'_>,
) {
    let label = cx.text("organisation-posts-audience");
    let options = Audience::ALL.map(|audience| (audience, for_words(audience, cx)));
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        form_label(ui, &label, false);
        Segmented::new(&label).fill().show(ui, &mut draft.now.audience, &options);
        let help = match draft.now.audience {
            Audience::Everyone => "organisation-posts-audience-everyone",
            Audience::New => "organisation-posts-audience-new",
            Audience::Experienced => "organisation-posts-audience-experienced",
        };
        let help = cx.tr.with(help, &[("n", i64::from(page.new_months).into())]);
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &help);
    });
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            let label = cx.text("organisation-posts-starts");
            let field = Field::new(&label).required().error(state.shown(list, STARTS));
            let response = day_field(ui, field, &mut draft.now.starts, cx.filter.today, cx.tr);
            state.focus(STARTS, &response);
        } else {
            let label = cx.text("organisation-posts-code");
            let hint = cx.text("organisation-posts-code-hint");
            text_field(ui, Field::new(&label).placeholder(&hint), &mut draft.now.code);
        }
    });
    if number > 1 {
        let label = cx.text("organisation-posts-change");
        let hint = cx.text("organisation-posts-change-hint");
        let field =
            Field::new(&label).required().placeholder(&hint).error(state.shown(list, CHANGE));
        let response = text_field(ui, field, &mut draft.now.change_note);
        state.focus(CHANGE, &response);
    }
    let label = cx.text("organisation-posts-purpose");
    let field = Field::new(&label).required().error(state.shown(list, PURPOSE));
    let response = text_area(ui, field, &mut draft.now.purpose, 3);
    state.focus(PURPOSE, &response);
    let duties = state.shown(list, DUTIES);
    // The lines are named by their key.
    let nothing = BTreeMap::new();
    let lines = if state.tried() { &problems.lines } else { &nothing };
    let mut asked = None;
    for section in SECTIONS {
        divider(ui);
        let wanted = section_ui(ui, page, (&mut *draft, section), (duties, lines), cx);
        asked = asked.or(wanted);
    }
    match asked {
        None => {}
        Some((key, Wanted::Gone)) => draft.remove(key),
        Some((key, Wanted::Up)) => draft.shift(key, false),
        Some((key, Wanted::Down)) => draft.shift(key, true),
    }
}

/// The keys of a section's heading, of what adds a line, and of what its lines are called.
const fn words(section: DutySection) -> (&'static str, &'static str, &'static str) {
    match section {
        DutySection::Duty => (
            "organisation-posts-duties",
            "organisation-posts-add-duty",
            "organisation-posts-line-duty",
        ),
        DutySection::Education => (
            "organisation-posts-education",
            "organisation-posts-add-education",
            "organisation-posts-line-education",
        ),
        DutySection::Experience => (
            "organisation-posts-experience",
            "organisation-posts-add-experience",
            "organisation-posts-line-experience",
        ),
        DutySection::Skill => (
            "organisation-posts-skills",
            "organisation-posts-add-skill",
            "organisation-posts-line-skill",
        ),
        DutySection::Quality => (
            "organisation-posts-qualities",
            "organisation-posts-add-quality",
            "organisation-posts-line-quality",
        ),
        DutySection::Relation => (
            "organisation-posts-relations",
            "organisation-posts-add-relation",
            "organisation-posts-line-relation",
        ),
    }
}

/// The lines of a section; returns what is wanted of one of them.
fn section_ui(
    ui: &mut Ui,
    page: &Page,
    (draft, section): (&mut SheetDraft, DutySection),
    (duties, lines): (Option<&str>, &BTreeMap<u64, String>),
    cx: &Cx<'_>,
) -> Option<(u64, Wanted)> {
    let (heading, add, called) = words(section);
    let theme = Theme::get(ui);
    let of = draft.now.lines.iter().filter(|line| line.section == section).count();
    let once = matches!(section, DutySection::Education | DutySection::Experience);
    let size = vec2(ui.available_width(), 28.0);
    let mut added = false;
    let total = draft.total();
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        if !(once && of > 0) {
            let add = cx.text(add);
            added = button(ui, Button::secondary(&add).icon(icons::PLUS).medium()).clicked();
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::card_title(ui, &cx.text(heading));
            if section == DutySection::Duty && of > 0 {
                let total = weight_words(total);
                let said = cx.tr.with("organisation-posts-total", &[("total", total.into())]);
                text::hint(ui, &said);
            }
        });
    });
    if let Some(wrong) = duties.filter(|_| section == DutySection::Duty) {
        error_line(ui, wrong);
    }
    let mut wanted = None;
    let own = draft.now.lines.iter_mut().filter(|line| line.section == section);
    for (at, line) in own.enumerate() {
        let wrong = lines.get(&line.key);
        let place = Place { number: at + 1, of, called };
        ui.push_id(("line", line.key), |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            let asked = line_head_ui(ui, place, cx);
            wanted = wanted.or(asked.map(|asked| (line.key, asked)));
            line_ui(ui, page, line, cx);
            if let Some(wrong) = wrong {
                error_line(ui, wrong);
            }
        });
    }
    if of == 0 {
        let said = cx.text("organisation-posts-lines-none");
        text::wrapped(ui, text::LABEL12, theme.t3, &said);
    }
    if added {
        draft.add(section);
    }
    wanted
}

/// Where a line stands: which of how many, and what it is called.
#[derive(Clone, Copy)]
struct Place {
    number: usize,
    of: usize,
    called: &'static str,
}

/// The name of a line, and the buttons that move and remove it.
fn line_head_ui(ui: &mut Ui, place: Place, cx: &Cx<'_>) -> Option<Wanted> {
    let name = cx.tr.with(place.called, &[("n", count(place.number).into())]);
    let [up, down, remove] = ["line-up", "line-down", "line-remove"].map(|word| {
        let args = [("line", name.as_str().into())];
        cx.tr.with(&format!("organisation-posts-{word}"), &args)
    });
    let mut wanted = None;
    let size = vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if button(ui, Button::ghost_icon(icons::TRASH, &remove).small()).clicked() {
            wanted = Some(Wanted::Gone);
        }
        if place.of > 1 {
            let last = place.number == place.of;
            let arrow = Button::ghost_icon(icons::ARROW_DOWN, &down).small().enabled(!last);
            if button(ui, arrow).clicked() {
                wanted = Some(Wanted::Down);
            }
            let first = place.number == 1;
            let arrow = Button::ghost_icon(icons::ARROW_UP, &up).small().enabled(!first);
            if button(ui, arrow).clicked() {
                wanted = Some(Wanted::Up);
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            section_label(ui, &name);
        });
    });
    wanted
}

fn line_ui(ui: &mut Ui, page: &Page, line: &mut Line, cx: &Cx<'_>) {
    match line.section {
        DutySection::Duty => duty_ui(ui, page, line, cx),
        DutySection::Relation => {
            grid(ui, 2, 12.0, |ui, at| {
                if at == 0 {
                    field_ui(ui, "organisation-posts-relation", &mut line.title, cx);
                } else {
                    field_ui(ui, "organisation-posts-who", &mut line.text, cx);
                }
            });
        }
        _ => requirement_ui(ui, line, cx),
    }
}

fn field_ui(ui: &mut Ui, key: &str, value: &mut String, cx: &Cx<'_>) {
    let label = cx.text(key);
    text_field(ui, Field::new(&label), value);
}

fn duty_ui(ui: &mut Ui, page: &Page, line: &mut Line, cx: &Cx<'_>) {
    grid(ui, 3, 12.0, |ui, at| match at {
        0 => field_ui(ui, "organisation-posts-duty", &mut line.title, cx),
        1 => field_ui(ui, "organisation-posts-group", &mut line.group, cx),
        _ => {
            let label = cx.text("organisation-posts-weight");
            number_field(ui, Field::new(&label).unit("%"), &mut line.weight, 0);
        }
    });
    field_ui(ui, "organisation-posts-work", &mut line.text, cx);
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            field_ui(ui, "organisation-posts-standard", &mut line.standard, cx);
        } else {
            let label = cx.text("organisation-posts-metric-field");
            Select::new(Field::new(&label)).show(ui, &mut line.metric, &page.metrics);
        }
    });
}

/// A requirement: what is asked for, on what it is checked, what it weighs.
fn requirement_ui(ui: &mut Ui, line: &mut Line, cx: &Cx<'_>) {
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            asked_ui(ui, line, cx);
        } else {
            let label = cx.text("organisation-posts-weight");
            let help = cx.text("organisation-posts-weight-help");
            let field = Field::new(&label).help(&help);
            number_field(ui, field, &mut line.weight, 0);
        }
    });
    let experience = line.section == DutySection::Experience;
    grid(ui, 3, 12.0, |ui, at| match at {
        0 if experience => field_ui(ui, "organisation-posts-in-what", &mut line.title, cx),
        0 => field_ui(ui, "organisation-posts-more", &mut line.text, cx),
        1 => field_ui(ui, "organisation-posts-checked-on", &mut line.standard, cx),
        _ => field_ui(ui, "organisation-posts-category", &mut line.group, cx),
    });
}

fn asked_ui(ui: &mut Ui, line: &mut Line, cx: &Cx<'_>) {
    match line.section {
        DutySection::Education => {
            let label = cx.text("organisation-posts-education-least");
            let options = Education::ALL
                .map(|education| (education.word().to_owned(), education_word(cx.tr, education)));
            Select::new(Field::new(&label)).show(ui, &mut line.title, &options);
        }
        DutySection::Experience => {
            let label = cx.text("organisation-posts-experience-least");
            let unit = cx.text("organisation-posts-unit-months");
            number_field(ui, Field::new(&label).unit(&unit), &mut line.months, 0);
        }
        DutySection::Skill => {
            field_ui(ui, "organisation-posts-skill", &mut line.title, cx);
            let label = cx.text("organisation-posts-level-least");
            let level = |level: u8| {
                let args = [("n", level.to_string().into())];
                (i64::from(level), cx.tr.with("organisation-posts-level", &args))
            };
            let options: Vec<(i64, String)> = (1..=TOP_LEVEL).map(level).collect();
            Segmented::new(&label).medium().show(ui, &mut line.level, &options);
        }
        _ => field_ui(ui, "organisation-posts-quality", &mut line.title, cx),
    }
}
