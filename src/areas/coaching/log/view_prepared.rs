//! What a talk is prepared with: beside the form, where each line that the talk may answer is taken over with a
//! click, and below the record of one that is planned, to be read.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::data::Data;
use super::prepared::{Offer, Prep};
use super::typed::Typed;
use crate::areas::Cx;
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::metrics::coaching::show::joined;
use crate::metrics::symptom::Subject;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_flush, divider, list_header, padded, row};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::state::skeleton_rows;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The room of the button of a line.
const BUTTON: f32 = 32.0;
/// So many stuck deals are listed.
const STUCK: usize = 6;
/// The room of what the lines below a record are about.
const SECTION: f32 = 108.0;

/// What was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// A figure of a period, in words.
    Figure(Subject, Period, String),
    /// The skill that the talk is about.
    Skill(String),
    /// The deal that it is about.
    Deal(OpportunityId),
}

/// Draws what the talk is prepared with; returns what was picked.
pub(super) fn prep_ui(ui: &mut Ui, data: &Data, now: &Typed, cx: &Cx<'_>) -> Option<Picked> {
    let theme = Theme::get(ui);
    let mut picked = None;
    Card::new().padding(14.0).fill(theme.sunken).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        text::card_title(ui, &cx.text("log-prep"));
        let Some(person) = now.person else {
            text::wrapped(ui, text::BODY13, theme.t2, &cx.text("log-prep-choose"));
            return;
        };
        match data.prep.as_deref().filter(|prep| prep.person == person) {
            Some(prep) => picked = found_ui(ui, prep, now, cx),
            None => skeleton_rows(ui, 8, 28.0),
        }
    });
    picked
}

fn found_ui(ui: &mut Ui, prep: &Prep, now: &Typed, cx: &Cx<'_>) -> Option<Picked> {
    let theme = Theme::get(ui);
    let mut picked = None;
    text::wrapped(ui, text::LABEL12, theme.t3, &prep.about);
    heading(ui, "log-prep-changed", cx);
    for offer in &prep.metrics {
        picked = picked.or(offer_ui(ui, prep, offer, now, cx));
    }
    heading(ui, "log-prep-weakest", cx);
    match &prep.weakest {
        Some(offer) => picked = picked.or(offer_ui(ui, prep, offer, now, cx)),
        None => quiet(ui, &cx.text("log-prep-weakest-none")),
    }
    if !prep.steps.is_empty() {
        heading(ui, "log-prep-steps", cx);
        for offer in &prep.steps {
            picked = picked.or(offer_ui(ui, prep, offer, now, cx));
        }
    }
    heading(ui, "log-prep-open", cx);
    for line in &prep.open {
        text::wrapped(ui, text::BODY13, theme.t1, &line.text);
        badge(ui, line.state.0, &line.state.1);
        if !line.note.is_empty() {
            quiet(ui, &line.note);
        }
    }
    if prep.open.is_empty() {
        quiet(ui, &cx.text("log-prep-open-none"));
    }
    heading(ui, "log-prep-skills", cx);
    for skill in &prep.skills {
        let taken = now.skill == skill.name;
        if line_ui(ui, [&skill.name, &skill.levels, ""], taken, cx) {
            picked = Some(Picked::Skill(skill.name.clone()));
        }
    }
    if !prep.skills_note.is_empty() {
        quiet(ui, &prep.skills_note);
    }
    heading(ui, "log-prep-stuck", cx);
    for deal in prep.stuck.iter().take(STUCK) {
        let taken = now.deal == Some(deal.id);
        if line_ui(ui, [&deal.name, &deal.detail, ""], taken, cx) {
            picked = Some(Picked::Deal(deal.id));
        }
    }
    if let Some(more) = prep.stuck.len().checked_sub(STUCK).filter(|more| *more > 0) {
        let n = i64::try_from(more).unwrap_or(i64::MAX);
        quiet(ui, &cx.tr.with("log-prep-more", &[("n", n.into())]));
    }
    if prep.stuck.is_empty() {
        quiet(ui, &cx.text("log-prep-stuck-none"));
    }
    picked
}

/// Draws what a planned talk is prepared with, below its record.
pub(super) fn plan_ui(ui: &mut Ui, prep: Option<&Prep>, cx: &Cx<'_>) {
    let sub = prep.map_or("", |prep| prep.about.as_str());
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("log-prep"), sub, |_| {});
        let Some(prep) = prep else {
            padded(ui, 16.0, 12.0, |ui| skeleton_rows(ui, 6, 28.0));
            return;
        };
        let offered = |offer: &Offer| [offer.line(cx.tr), offer.before.clone()];
        let weakest: Vec<[String; 2]> = prep.weakest.iter().map(offered).collect();
        let steps: Vec<[String; 2]> = prep.steps.iter().map(offered).collect();
        let open = prep
            .open
            .iter()
            .map(|line| [joined(cx.tr, &[&line.text, &line.state.1]), line.note.clone()]);
        let open: Vec<[String; 2]> = open.collect();
        let skills = prep
            .skills
            .iter()
            .map(|skill| [joined(cx.tr, &[&skill.name, &skill.levels]), String::new()]);
        let mut skills: Vec<[String; 2]> = skills.collect();
        if !prep.skills_note.is_empty() {
            skills.push([String::new(), prep.skills_note.clone()]);
        }
        let stuck = prep
            .stuck
            .iter()
            .take(STUCK)
            .map(|deal| [joined(cx.tr, &[&deal.name, &deal.detail]), String::new()]);
        let mut stuck: Vec<[String; 2]> = stuck.collect();
        if let Some(more) = prep.stuck.len().checked_sub(STUCK).filter(|more| *more > 0) {
            let n = i64::try_from(more).unwrap_or(i64::MAX);
            stuck.push([String::new(), cx.tr.with("log-prep-more", &[("n", n.into())])]);
        }
        let changed: Vec<[String; 2]> = prep.metrics.iter().map(offered).collect();
        section_ui(ui, ("log-prep-open", "log-prep-open-none"), &open, cx);
        divider(ui);
        section_ui(ui, ("log-prep-stuck", "log-prep-stuck-none"), &stuck, cx);
        divider(ui);
        section_ui(ui, ("log-prep-weakest", "log-prep-weakest-none"), &weakest, cx);
        if !steps.is_empty() {
            divider(ui);
            section_ui(ui, ("log-prep-steps", ""), &steps, cx);
        }
        if !skills.is_empty() {
            divider(ui);
            section_ui(ui, ("log-prep-skills", ""), &skills, cx);
        }
        if !changed.is_empty() {
            divider(ui);
            section_ui(ui, ("log-prep-changed", ""), &changed, cx);
        }
    });
}

/// What it is about at the left, and its lines at the right, each with what is said of it below.
fn section_ui(ui: &mut Ui, (name, none): (&str, &str), lines: &[[String; 2]], cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    padded(ui, 16.0, 10.0, |ui| {
        let all = ui.available_rect_before_wrap();
        let layout = Layout::top_down(Align::Min);
        let side = all.with_max_x(all.left() + SECTION);
        let mut left = ui.new_child(UiBuilder::new().id_salt(name).max_rect(side).layout(layout));
        text::wrapped(&mut left, text::LABEL12M, theme.t2, &cx.text(name));
        let rest = all.with_min_x(all.left() + SECTION + 12.0);
        let place = UiBuilder::new().id_salt((name, "lines")).max_rect(rest).layout(layout);
        let mut right = ui.new_child(place);
        right.spacing_mut().item_spacing.y = 3.0;
        if lines.is_empty() {
            quiet(&mut right, &cx.text(none));
        }
        for [said, beside] in lines {
            if !said.is_empty() {
                text::wrapped(&mut right, text::BODY13, theme.t1, said);
            }
            if !beside.is_empty() {
                quiet(&mut right, beside);
            }
        }
        let bottom = left.min_rect().bottom().max(right.min_rect().bottom());
        ui.advance_cursor_after_rect(Rect::from_min_max(all.min, pos2(all.right(), bottom)));
    });
}

fn heading(ui: &mut Ui, key: &str, cx: &Cx<'_>) {
    ui.add_space(6.0);
    text::label(ui, text::LABEL12M, Theme::get(ui).t2, &cx.text(key));
}

fn quiet(ui: &mut Ui, said: &str) {
    text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, said);
}

/// A figure that the talk may answer.
fn offer_ui(ui: &mut Ui, prep: &Prep, offer: &Offer, now: &Typed, cx: &Cx<'_>) -> Option<Picked> {
    let taken = now.answers(&offer.subject, prep.period);
    let value = format!("{} {}", offer.name, offer.own);
    if !line_ui(ui, [&value, &offer.beside, &offer.before], taken, cx) {
        return None;
    }
    Some(Picked::Figure(offer.subject.clone(), prep.period, offer.line(cx.tr)))
}

/// A line with what stands below it, and a button that takes it over; true when that was pressed.
fn line_ui(ui: &mut Ui, [name, first, second]: [&str; 3], taken: bool, cx: &Cx<'_>) -> bool {
    let theme = Theme::get(ui);
    let mut pressed = false;
    let cite = cx.tr.with("log-prep-cite", &[("name", name.to_owned().into())]);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        row(ui, 26.0, |ui| {
            let width = ui.available_width() - BUTTON;
            let begin = ui.cursor().left();
            text::truncated(ui, text::BODY13, theme.t1, name, width);
            ui.add_space((width - (ui.cursor().left() - begin)).max(0.0));
            let icon = if taken { icons::CHECK } else { icons::PLUS };
            let look = Button::ghost_icon(icon, &cite).small().enabled(!taken);
            pressed = button(ui, look).clicked();
        });
        for said in [first, second].into_iter().filter(|said| !said.is_empty()) {
            text::wrapped(ui, text::LABEL12, theme.t3, said);
        }
    });
    pressed
}
