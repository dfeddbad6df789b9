//! The drawers: a course of the plan with its people, an update with its readers.

use egui::{Align, Context, Layout, Ui};

use super::data::Data;
use super::form_item::ItemDraft;
use super::form_plan::{Because, BecauseDraft};
use super::form_quiz::{QuizDraft, ReadersDraft};
use super::form_update::UpdateDraft;
use super::page::{ItemRow, PlanPage};
use super::updates::{Question, ReaderRow, UpdatePage};
use super::view::{Form, View};
use crate::areas::Cx;
use crate::areas::training::drawer_parts::facts_ui;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::{classes, plans, updates};
use crate::domain::training::reading::Reading;
use crate::store::records::TrainingPlanStatus;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row, section_label};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::skeleton_rows;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The width of a drawer.
const WIDTH: f32 = 520.0;

/// What was pressed in a drawer.
#[derive(Clone, Debug, Default)]
struct Pressed {
    close: bool,
    form: Option<Form>,
    ask: Option<What>,
    /// What is shown is gone with what is asked.
    gone: bool,
}

/// Draws the course that is opened, if any.
pub(super) fn draw_item(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(open) = view.item else { return };
    let page = data.page.as_ref();
    let found = page
        .and_then(|page| page.items.iter().find(|item| item.id == open).map(|item| (page, item)));
    // It was removed, or another plan is shown.
    let Some((page, item)) = found else {
        view.item = None;
        return;
    };
    let close = cx.text("app-close");
    let mut pressed = Pressed::default();
    let seen: &Cx<'_> = cx;
    let look = Drawer::new("plans-item", &item.name, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match part {
        Part::Body => item_ui(ui, item, seen),
        Part::Footer => item_buttons(ui, (page, item), data, &mut pressed, seen),
    });
    if let Some(ask) = pressed.ask {
        run(cx, item.name.clone(), ask);
    }
    if pressed.close || pressed.gone || dismissed {
        view.item = None;
    }
    if pressed.form.is_some() {
        view.form = pressed.form;
    }
}

fn item_ui(ui: &mut Ui, item: &ItemRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let facts = [
        ("plans-field-class", &item.class),
        ("plans-field-due", &item.due),
        ("plans-done", &item.done),
        ("plans-planned", &item.cost),
        ("plans-spent", &item.spent),
        ("plans-field-note", &item.note),
        ("plans-dropped", &item.dropped),
    ];
    let said = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts: Vec<(String, String)> =
        said.map(|(key, value)| (cx.text(key), value.clone())).collect();
    facts_ui(ui, &facts);
    divider(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        section_label(ui, &cx.text("plans-people"));
        if item.people.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t2, &cx.text("plans-item-nobody"));
        }
        for person in &item.people {
            row(ui, 28.0, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    badge(ui, person.tone, &person.state);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        text::label(ui, text::NAME13, theme.t1, &person.name);
                        let width = ui.available_width();
                        text::truncated(ui, text::LABEL12, theme.t3, &person.skill, width);
                    });
                });
            });
        }
    });
}

fn item_buttons(
    ui: &mut Ui,
    (page, item): (&PlanPage, &ItemRow),
    data: &Data,
    pressed: &mut Pressed,
    cx: &Cx<'_>,
) {
    let open = page.status != TrainingPlanStatus::Closed;
    let given = item.dropped.is_empty();
    if let Some((class, seats)) = item.enrol.as_ref().filter(|_| open) {
        let n = i64::try_from(seats.len()).unwrap_or(i64::MAX);
        let enrol = cx.tr.with("matrix-enrol-save", &[("n", n.into())]);
        if button(ui, Button::primary(&enrol).icon(icons::USER_PLUS)).clicked() {
            pressed.ask = Some(What::Classes(classes::Ask::Enrol(*class, seats.clone())));
        }
    }
    // Whoever changes a course that was given up takes it up again.
    let edit = if given { "plans-item-edit" } else { "plans-item-again" };
    let words = [edit, "plans-item-drop", "plans-item-remove", "app-close"];
    let [edit, drop, remove, close] = words.map(|key| cx.text(key));
    if open {
        if button(ui, Button::secondary(&edit).icon(icons::PENCIL_SIMPLE)).clicked() {
            let draft = ItemDraft::edit(page, item, &data.choices);
            pressed.form = Some(Form::Item(Box::new(draft)));
        }
        if given && button(ui, Button::secondary(&drop)).clicked() {
            let draft = BecauseDraft::new(Because::Drop(item.id), &item.name);
            pressed.form = Some(Form::Because(draft));
        }
        if button(ui, Button::ghost(&remove)).clicked() {
            pressed.ask = Some(What::Plans(plans::Ask::RemoveItem(item.id)));
            pressed.gone = true;
        }
    }
    pressed.close = button(ui, Button::ghost(&close)).clicked();
}

/// Draws the update that is opened, if any.
pub(super) fn draw_update(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(open) = view.update else { return };
    // Until it is here its title is not known either.
    let shown = data.updates.opened.as_ref().filter(|page| page.id == open);
    let title = shown.map_or_else(|| cx.text("plans-updates"), |page| page.title.clone());
    let close = cx.text("app-close");
    let mut pressed = Pressed::default();
    let seen: &Cx<'_> = cx;
    let look = Drawer::new("plans-update", &title, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match (part, shown) {
        (Part::Body, Some(page)) => update_ui(ui, page, &mut pressed, seen),
        (Part::Body, None) => skeleton_rows(ui, 8, 36.0),
        (Part::Footer, Some(page)) => update_buttons(ui, page, data, &mut pressed, seen),
        (Part::Footer, None) => {}
    });
    if let Some(ask) = pressed.ask {
        run(cx, title, ask);
    }
    if pressed.close || dismissed {
        view.update = None;
    }
    if pressed.form.is_some() {
        view.form = pressed.form;
    }
}

fn update_ui(ui: &mut Ui, page: &UpdatePage, pressed: &mut Pressed, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        text::wrapped(ui, text::LABEL12, theme.t3, &page.about);
        text::wrapped(ui, text::BODY13, theme.t1, &page.text);
        if !page.source.is_empty() {
            let args = [("source", page.source.as_str().into())];
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.tr.with("plans-update-source", &args));
        }
    });
    divider(ui);
    let quiz = match page.needed {
        Some(needed) => {
            let of = i64::try_from(page.questions.len()).unwrap_or(i64::MAX);
            cx.tr.with("plans-quiz-needs", &[("needed", needed.into()), ("of", of.into())])
        }
        None => cx.text("plans-quiz-without"),
    };
    text::wrapped(ui, text::BODY13, theme.t2, &quiz);
    questions_ui(ui, &page.questions);
    facts_ui(ui, &page.strip);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        section_label(ui, &cx.text("plans-readers"));
        if page.readers.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t2, &cx.text("plans-readers-none"));
        }
        for reader in &page.readers {
            reader_ui(ui, page, reader, pressed, cx);
        }
    });
}

/// The questions of a quiz with their choices; the right ones are marked.
fn questions_ui(ui: &mut Ui, questions: &[Question]) {
    let theme = Theme::get(ui);
    for (at, own) in questions.iter().enumerate() {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let question = format!("{}. {}", at + 1, own.question);
            text::wrapped(ui, text::BODY13, theme.t1, &question);
            for (place, choice) in own.choices.iter().enumerate() {
                row(ui, 20.0, |ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    let right = place == own.answer;
                    let (icon, tint) =
                        if right { (icons::CHECK, theme.good_t) } else { (icons::MINUS, theme.t3) };
                    icons::icon(ui, icon, 12.0, tint);
                    let width = ui.available_width();
                    text::truncated(ui, text::LABEL12, theme.t2, choice, width);
                });
            }
        });
    }
}

/// A reader, with what can be recorded of them.
fn reader_ui(
    ui: &mut Ui,
    page: &UpdatePage,
    reader: &ReaderRow,
    pressed: &mut Pressed,
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let today = cx.filter.today;
    let words = ["plans-read", "plans-quiz-take", "plans-record", "plans-reader-remove"];
    let [read, quiz, record, remove] = words.map(|key| cx.text(key));
    let named = |word: &str| format!("{word} {}", reader.name);
    let (update, person) = (page.id, reader.person);
    row(ui, 34.0, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let unread = reader.reading == Reading::Unread;
            if unread {
                let look = Button::ghost_icon(icons::X, &remove).small();
                if button(ui, look).accessible_name(named(&remove)).clicked() {
                    let ask = updates::Ask::RemoveReader(update, person);
                    pressed.ask = Some(What::Updates(ask));
                }
            }
            let open = reader.reading != Reading::Passed;
            if open {
                let look = Button::ghost_icon(icons::NOTE_PENCIL, &record).small();
                if button(ui, look).accessible_name(named(&record)).clicked() {
                    pressed.form = Some(Form::Quiz(QuizDraft::record(page, reader, today)));
                }
            }
            if open && page.needed.is_some() {
                let look = Button::secondary(&quiz).small();
                if button(ui, look).accessible_name(named(&quiz)).clicked() {
                    pressed.form = Some(Form::Quiz(QuizDraft::new(page, reader, today)));
                }
            }
            if unread {
                let look = Button::secondary(&read).small();
                if button(ui, look).accessible_name(named(&read)).clicked() {
                    let ask = updates::Ask::Read(update, person, today);
                    pressed.ask = Some(What::Updates(ask));
                }
            }
            badge(ui, reader.tone, &reader.state);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let width = ui.available_width();
                text::truncated(ui, text::NAME13, theme.t1, &reader.name, width);
            });
        });
    });
}

fn update_buttons(ui: &mut Ui, page: &UpdatePage, data: &Data, pressed: &mut Pressed, cx: &Cx<'_>) {
    let archive =
        cx.text(if page.archived { "matrix-skill-restore" } else { "matrix-skill-archive" });
    let words = ["plans-update-edit", "plans-readers-add", "app-close"];
    let [edit, readers, close] = words.map(|key| cx.text(key));
    if button(ui, Button::primary(&readers).icon(icons::USER_PLUS)).clicked() {
        pressed.form = Some(Form::Readers(ReadersDraft::new(page, &data.choices)));
    }
    let can = page.form.is_some();
    let look = Button::secondary(&edit).icon(icons::PENCIL_SIMPLE).enabled(can);
    if button(ui, look).clicked() {
        let draft = UpdateDraft::edit(page);
        pressed.form = draft.map(|draft| Form::Update(Box::new(draft)));
    }
    if button(ui, Button::ghost(&archive)).clicked() {
        let ask = updates::Ask::ArchiveUpdate(page.id, !page.archived);
        pressed.ask = Some(What::Updates(ask));
    }
    pressed.close = button(ui, Button::ghost(&close)).clicked();
}
