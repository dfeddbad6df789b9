//! The drawers: one skill of one person with its ratings, one person, one skill, on whom each skill hangs.

use egui::{Align, Context, Layout, Ui};

use super::data::{Cover, Data};
use super::form_enrol::EnrolDraft;
use super::form_rate::RateDraft;
use super::opened::{Anchor, CellPage, Open, OpenRow, Opened, PersonPage, SkillPage};
use super::view::{Form, View};
use crate::areas::Cx;
use crate::areas::training::drawer_parts::{facts_ui, lines_ui, link_row};
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::ratings::Ask;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, row, section_label};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::state::skeleton_rows;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The width of a drawer.
const WIDTH: f32 = 520.0;

/// What was pressed in a drawer.
#[derive(Clone, Debug, Default)]
struct Pressed {
    close: bool,
    /// Something else is to be opened.
    open: Option<Open>,
    form: Option<Form>,
    /// A rating or a word of one's own is removed.
    ask: Option<Ask>,
    enrol: bool,
}

/// Draws what is opened, if anything.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(open) = view.open.clone() else { return };
    // Until it is here its title is not known either.
    let shown = data.opened.as_ref().filter(|(own, _)| *own == open).map(|(_, page)| page);
    let title = match shown {
        Some(Opened::Cell(page)) => page.title.clone(),
        Some(Opened::Person(page)) => page.title.clone(),
        Some(Opened::Skill(page)) => page.title.clone(),
        None => cx.text("training-tab-matrix"),
    };
    let close = cx.text("app-close");
    let mut pressed = Pressed::default();
    let seen: &Cx<'_> = cx;
    let look = Drawer::new("matrix-opened", &title, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match (part, shown) {
        (Part::Body, Some(Opened::Cell(page))) => cell_ui(ui, page, &mut pressed, seen),
        (Part::Body, Some(Opened::Person(page))) => person_ui(ui, page, &mut pressed, seen),
        (Part::Body, Some(Opened::Skill(page))) => skill_ui(ui, page, &mut pressed, seen),
        (Part::Body, None) => skeleton_rows(ui, 8, 36.0),
        (Part::Footer, _) => footer_ui(ui, shown, &mut pressed, seen),
    });
    if let Some(ask) = pressed.ask {
        let subject = match shown {
            Some(Opened::Cell(page)) => page.subject.clone(),
            _ => title,
        };
        run(cx, subject, What::Ratings(ask));
    }
    if pressed.enrol
        && let Some(Opened::Skill(page)) = shown
    {
        let draft = EnrolDraft::new(data, page.skill, false, cx);
        view.form = Some(Form::Enrol(Box::new(draft)));
        view.open = None;
    } else if let Some(open) = pressed.open {
        view.open = Some(open);
    } else if pressed.close || dismissed {
        view.open = None;
    }
    if pressed.form.is_some() {
        view.form = pressed.form;
    }
}

fn footer_ui(ui: &mut Ui, shown: Option<&Opened>, pressed: &mut Pressed, cx: &Cx<'_>) {
    let today = cx.filter.today;
    match shown {
        Some(Opened::Cell(page)) => {
            let (rate, own) = (cx.text("matrix-rate"), cx.text("matrix-own-add"));
            let can = page.skill.is_some();
            let look = Button::primary(&rate).icon(icons::CHECK_CIRCLE).enabled(can);
            if button(ui, look).clicked() {
                pressed.form = RateDraft::rate(page, today).map(Form::Rate);
            }
            if button(ui, Button::secondary(&own).enabled(can)).clicked() {
                pressed.form = RateDraft::own(page, today).map(Form::Rate);
            }
        }
        Some(Opened::Skill(page)) => {
            let enrol = cx.text("matrix-enrol-open");
            let can = page.skill.is_some() && !page.below.is_empty();
            let look = Button::primary(&enrol).icon(icons::USER_PLUS).enabled(can);
            pressed.enrol = button(ui, look).clicked();
        }
        Some(Opened::Person(_)) | None => {}
    }
    let close = cx.text("app-close");
    pressed.close = button(ui, Button::ghost(&close)).clicked();
}

fn anchors_ui(ui: &mut Ui, anchors: &[Anchor], cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        section_label(ui, &cx.text("matrix-anchors"));
        for anchor in anchors {
            text::wrapped(ui, text::NAME13, theme.t1, &anchor.name);
            if !anchor.words.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.t2, &anchor.words);
            }
        }
    });
}

fn cell_ui(ui: &mut Ui, page: &CellPage, pressed: &mut Pressed, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        badge(ui, page.tone, &page.now);
        text::wrapped(ui, text::BODY13, theme.t2, &page.asked);
        if !page.own_beside.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t2, &page.own_beside);
        }
        if page.skill.is_none() {
            text::wrapped(ui, text::LABEL12, theme.warn_t, &cx.text("matrix-not-listed"));
        }
    });
    divider(ui);
    ratings_ui(ui, page, pressed, cx);
    divider(ui);
    own_ui(ui, page, pressed, cx);
    divider(ui);
    anchors_ui(ui, &page.anchors, cx);
    if page.skill.is_some() {
        let none = cx.text("matrix-courses-none");
        lines_ui(ui, &cx.text("matrix-courses"), &page.courses, &none);
    }
}

/// The ratings, the newest first, each with what shows it.
fn ratings_ui(ui: &mut Ui, page: &CellPage, pressed: &mut Pressed, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let words = ["matrix-history", "matrix-history-none", "matrix-edit", "matrix-remove"];
    let [label, none, edit, remove] = words.map(|key| cx.text(key));
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        section_label(ui, &label);
        if page.ratings.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t2, &none);
        }
        for rating in &page.ratings {
            entry_ui(ui, &rating.level, (&rating.head, &rating.evidence), |ui| {
                if !rating.imported {
                    let look = Button::ghost_icon(icons::TRASH, &remove).small();
                    let named = format!("{remove} {}", rating.head);
                    if button(ui, look).accessible_name(named).clicked() {
                        pressed.ask = Some(Ask::RemoveRating(rating.id));
                    }
                }
                if rating.form.is_some() {
                    let look = Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small();
                    let named = format!("{edit} {}", rating.head);
                    if button(ui, look).accessible_name(named).clicked() {
                        pressed.form = RateDraft::edit(page, rating).map(Form::Rate);
                    }
                }
            });
        }
    });
}

/// What the person says of themselves, apart from what others say.
fn own_ui(ui: &mut Ui, page: &CellPage, pressed: &mut Pressed, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let words = ["matrix-own", "matrix-own-none", "matrix-remove"];
    let [label, none, remove] = words.map(|key| cx.text(key));
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        section_label(ui, &label);
        if page.own.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t2, &none);
        }
        for own in &page.own {
            entry_ui(ui, &own.level, (&own.head, &own.words), |ui| {
                let look = Button::ghost_icon(icons::TRASH, &remove).small();
                let named = format!("{remove} {}", own.head);
                if button(ui, look).accessible_name(named).clicked() {
                    pressed.ask = Some(Ask::RemoveSelf(own.id));
                }
            });
        }
    });
}

/// A level with a head and words, and what can be done with it, from right to left.
fn entry_ui(ui: &mut Ui, level: &str, (head, words): (&str, &str), actions: impl FnOnce(&mut Ui)) {
    let theme = Theme::get(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        row(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                actions(ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    text::label(ui, text::CARD14, theme.t1, level);
                    let width = ui.available_width();
                    text::truncated(ui, text::LABEL12, theme.t2, head, width);
                });
            });
        });
        if !words.is_empty() {
            text::wrapped(ui, text::BODY13, theme.t1, words);
        }
    });
}

fn person_ui(ui: &mut Ui, page: &PersonPage, pressed: &mut Pressed, cx: &Cx<'_>) {
    facts_ui(ui, &page.facts);
    divider(ui);
    let rows = [
        ("matrix-open", "matrix-open-none", &page.open),
        ("matrix-unrated", "matrix-unrated-none", &page.unrated),
    ];
    for (label, none, rows) in rows {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            section_label(ui, &cx.text(label));
            if rows.is_empty() {
                text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &cx.text(none));
            }
            for own in rows {
                if open_ui(ui, own) {
                    pressed.open = Some(Open::Cell(page.person, own.key.clone()));
                }
            }
        });
    }
}

/// A skill as a link with what is said of it; whether it was pressed.
fn open_ui(ui: &mut Ui, own: &OpenRow) -> bool {
    link_row(ui, &own.name, &own.said, own.tone)
}

fn skill_ui(ui: &mut Ui, page: &SkillPage, pressed: &mut Pressed, cx: &Cx<'_>) {
    facts_ui(ui, &page.facts);
    if !page.cover.is_empty() {
        badge(ui, page.tone, &page.cover);
    }
    divider(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        section_label(ui, &cx.text("matrix-below-who"));
        if page.below.is_empty() {
            text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &cx.text("matrix-below-none"));
        }
        for (person, name, said, tone) in &page.below {
            if link_row(ui, name, said, *tone) {
                pressed.open = Some(Open::Cell(*person, page.key.clone()));
            }
        }
    });
    divider(ui);
    let none = cx.text("matrix-courses-none");
    lines_ui(ui, &cx.text("matrix-courses"), &page.courses, &none);
    anchors_ui(ui, &page.anchors, cx);
}

/// Draws on whom each skill hangs, if that is asked for.
pub(super) fn covers_ui(ctx: &Context, data: &Data, view: &mut View, cx: &Cx<'_>) {
    if !view.covers {
        return;
    }
    let (title, close) = (cx.text("matrix-covers"), cx.text("app-close"));
    let (mut closing, mut opens) = (false, None);
    let look = Drawer::new("matrix-covers", &title, &close).width(WIDTH);
    let dismissed = drawer(ctx, look, |ui, part| match part {
        Part::Body => {
            text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &cx.text("matrix-covers-about"));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for cover in &data.covers {
                    if cover_ui(ui, cover) {
                        opens = Some(Open::Skill(cover.key.clone()));
                    }
                }
            });
        }
        Part::Footer => closing |= button(ui, Button::ghost(&close)).clicked(),
    });
    if opens.is_some() {
        view.covers = false;
        view.open = opens;
    } else if closing || dismissed {
        view.covers = false;
    }
}

fn cover_ui(ui: &mut Ui, cover: &Cover) -> bool {
    let tone = if cover.thin { Tone::Warn } else { Tone::Neutral };
    link_row(ui, &cover.name, &cover.said, tone)
}
