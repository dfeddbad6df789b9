//! The page: the row of sub-tabs, and the steps of an import.

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::data::{Ask, Data, Tab, counted, shown, spoken};
use super::export::ExportView;
use super::history::History;
use super::preview::Preview;
use super::print::PrintView;
use super::queue::SheetChoice;
use super::submissions::SubmissionsView;
use super::watched::Watched;
use super::wizard::{Kept, Step, Wizard};
use super::{
    changes, corrections, done, estimate, export, history, mapping, mend, needs_card, page, print,
    queue_list, start, submissions, submissions_drawer, submissions_rule, template,
};
use crate::areas::day::day_field;
use crate::areas::{Cx, Event, Order, Purpose};
use crate::i18n::{Tr, size};
use crate::metrics::notices::Act;
use crate::sheets::read::Charset;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::state::spinner;
use crate::ui::steps::stepper;
use crate::ui::table::TableState;
use crate::ui::tabs::{Tab as TabItem, tab_row};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is chosen and half-typed.
#[derive(Default)]
pub struct View {
    tab: Tab,
    pub(super) wizard: Wizard,
    pub(super) history: History,
    submissions: SubmissionsView,
    print: PrintView,
    export: ExportView,
    pub(super) watched: Watched,
}

impl View {
    /// What to load.
    pub fn ask(&self) -> Ask {
        match self.tab {
            Tab::Print => Ask { tab: self.tab, ..self.print.asked() },
            Tab::Submissions => {
                Ask { tab: self.tab, submissions: self.submissions.asked(), ..Ask::default() }
            }
            tab => Ask { tab, ..Ask::default() },
        }
    }

    /// Keeps an import on its way outside of the window.
    pub fn leave(&mut self, cx: &mut Cx<'_>) {
        self.wizard.keep(cx);
    }

    /// Whether something is half-typed that would be lost with the window.
    pub fn unsaved(&self) -> bool {
        self.submissions.unsaved()
    }

    /// Takes notice of something that finished.
    pub fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        if matches!(event, Event::FilesRead(_)) {
            self.tab = Tab::Import;
        }
        if matches!(event, Event::ChooseFiles) {
            self.tab = Tab::Import;
            self.wizard.choose();
        }
        if matches!(event, Event::PrintCentre(..)) {
            self.tab = Tab::Print;
        }
        if matches!(event, Event::Done) {
            self.submissions.done();
        }
        if let Event::Act(Act::Remind(slot, _)) = event {
            self.tab = Tab::Submissions;
            self.submissions.turn_to(slot.kind, Some(slot.first));
        }
        self.wizard.receive(event, cx);
        if let Event::Picked(Purpose::RejectsOf(batch), path) = event {
            cx.orders.push(Order::WriteRejectsOf(path.clone(), *batch));
        }
        self.history.receive(event);
        self.print.receive(event);
        self.export.receive(event, cx);
        self.watched.receive(event);
    }
}

/// Draws the tab.
pub fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let tr = cx.tr;
    let keys = [
        "reports-tab-import",
        "reports-tab-submissions",
        "reports-tab-print",
        "reports-tab-export",
    ];
    let words = keys.map(|key| tr.text(key));
    let [import, sent, printing, exporting] = &words;
    let tabs = [
        TabItem { value: Tab::Import, text: import, count: "" },
        TabItem { value: Tab::Submissions, text: sent, count: &data.sent },
        TabItem { value: Tab::Print, text: printing, count: "" },
        TabItem { value: Tab::Export, text: exporting, count: "" },
    ];
    let on = view.tab;
    let name = tr.text("reports-tabs");
    let mut open_history = false;
    let mut choose = false;
    tab_row(ui, &name, &mut view.tab, &tabs, |ui| {
        if on == Tab::Import {
            let word = tr.text("reports-history");
            let history = Button::secondary(&word).medium().icon(icons::CLOCK_COUNTER_CLOCKWISE);
            open_history = button(ui, history).clicked();
            let theme = Theme::get(ui);
            let room = ui.available_width().min(480.0);
            // From right to left the hint may be as long as it likes, up to the tabs.
            if !data.last_import.is_empty() {
                text::truncated(ui, text::LABEL12, theme.t3, &data.last_import, room);
            }
        }
        // A page without anyone offers it itself.
        if on == Tab::Submissions
            && data.submissions.as_ref().is_some_and(|all| all.nothing.is_none())
        {
            let word = tr.text("reports-owed-import");
            let import = Button::primary(&word).medium().icon(icons::TRAY_ARROW_DOWN);
            choose = button(ui, import).clicked();
        }
    });
    if choose {
        view.tab = Tab::Import;
        view.wizard.choose();
    }
    if open_history {
        view.history.open();
    }
    let rect = ui.available_rect_before_wrap();
    match view.tab {
        Tab::Import => import_tab(ui, rect, data, view, cx),
        Tab::Submissions => submissions::draw(ui, rect, data, &mut view.submissions, cx),
        Tab::Print => print::draw(ui, rect, data, &mut view.print, cx),
        Tab::Export => export::draw(ui, rect, data, &mut view.export, cx),
    }
    history::draw(ui, data, &mut view.history, cx);
    if view.tab == Tab::Submissions {
        submissions_drawer::draw(ui, data, &mut view.submissions, cx);
        submissions_rule::draw(ui, data, &mut view.submissions, cx);
    }
}

fn import_tab(ui: &mut Ui, rect: Rect, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    view.wizard.tick(ui, cx);
    if view.wizard.step == Step::Choose {
        start::draw(ui, rect, (data, view), cx);
        return;
    }
    let inner = page::padded(rect);
    let head = inner.with_max_y(inner.top() + 36.0);
    page::part(ui, "steps", head, |ui| steps(ui, head, &mut view.wizard, cx));
    let low = match view.wizard.step {
        Step::Done => inner.bottom(),
        _ => rect.bottom() - page::FOOTER - 12.0,
    };
    let body = Rect::from_min_max(egui::pos2(inner.left(), head.bottom() + 12.0), inner.max)
        .with_max_y(low);
    match view.wizard.step {
        Step::Choose => {}
        Step::Map => {
            map_step(ui, body, data, view, cx);
            map_footer(ui, rect, &mut view.wizard, cx);
        }
        Step::Changes => changes::draw(ui, (rect, body), &mut view.wizard, cx),
        Step::Done => done::draw(ui, body, data, &mut view.wizard, &mut view.history, cx),
    }
}

/// Draws the steps, and at the right the file on the screen.
fn steps(ui: &mut Ui, head: Rect, wizard: &mut Wizard, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    let words = ["choose", "headings", "map", "changes", "done"]
        .map(|step| tr.text(&format!("reports-step-{step}")));
    let unknown = wizard
        .entry()
        .and_then(|entry| entry.sheets.get(wizard.at.1))
        .is_some_and(|sheet| sheet.mapping.is_none() && !sheet.skip);
    let current = match wizard.step {
        Step::Choose => 0,
        Step::Map if unknown => 1,
        Step::Map => 2,
        Step::Changes => 3,
        Step::Done => 4,
    };
    let clicked = stepper(ui, &words, current);
    let steps_end = ui.min_rect().right().min(head.right());
    // The stepper takes the whole row, so its end is measured by its words.
    let used: f32 =
        words.iter().map(|word| text::width(ui, text::NAME13, word).ceil() + 30.0).sum();
    let used = used + 4.0 * 56.0;
    let room = head.with_min_x((head.left() + used + 16.0).min(steps_end));
    if wizard.step == Step::Map {
        file_line(ui, room, wizard, cx);
    }
    match clicked {
        Some(0) if wizard.step != Step::Done => wizard.step = Step::Choose,
        Some(1 | 2) if wizard.step == Step::Changes => wizard.step = Step::Map,
        _ => {}
    }
}

/// Asks for files; they join the queue or take its place.
fn pick(wizard: &mut Wizard, cx: &mut Cx<'_>, replacing: bool) {
    wizard.replacing = replacing;
    cx.orders.push(Order::PickSheets);
}

fn file_line(ui: &mut Ui, room: Rect, wizard: &mut Wizard, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let Some(entry) = wizard.entry() else { return };
    let layout = Layout::right_to_left(Align::Center);
    let place = UiBuilder::new().id_salt("file").max_rect(room).layout(layout);
    let mut line = ui.new_child(place);
    line.shrink_clip_rect(room);
    let change = cx.text("reports-replace");
    let add = cx.text("reports-add-files");
    let mut asked = None;
    if button(&mut line, Button::link(&change).small()).clicked() {
        asked = Some(true);
    }
    if button(&mut line, Button::link(&add).small()).clicked() {
        asked = Some(false);
    }
    let rows = entry.sheets.get(wizard.at.1).map_or(0, |sheet| sheet.rows);
    let sheet = entry.grid(wizard.at.1).map(|grid| grid.name.as_str()).unwrap_or_default();
    let facts = cx.tr.with(
        "reports-file-facts",
        &[
            ("sheet", sheet.into()),
            ("n", shown(rows).into()),
            ("size", size(entry.file.bytes, cx.tr).into()),
        ],
    );
    let facts_width = text::width(&line, text::LABEL12, &facts).ceil();
    let left = line.available_width() - facts_width - 40.0;
    if left > 60.0 {
        text::label(&mut line, text::LABEL12, theme.t3, &facts);
        let name = entry.file.name.as_str();
        let width = text::width(&line, text::BODY13, name).ceil() + 1.0;
        text::truncated(&mut line, text::BODY13, theme.t1, name, width.min(left));
        let text =
            [".csv", ".tsv", ".txt"].iter().any(|ending| name.to_lowercase().ends_with(ending));
        let icon = if text { icons::FILE_CSV } else { icons::FILE_XLS };
        icons::icon(&mut line, icon, 18.0, theme.good_t);
    }
    if let Some(replacing) = asked {
        pick(wizard, cx, replacing);
    }
}

/// Draws headings, mapping and what is to be done, with the estimate at the right.
fn map_step(ui: &mut Ui, body: Rect, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let View { wizard, watched, .. } = view;
    if let Some(preview) = &mut wizard.preview {
        preview.propose(&data.choices);
    }
    let right = 310.0_f32.min(body.width() * 0.34);
    let split = (body.right() - right - 12.0).round();
    let left = body.with_max_x(split);
    page::scrolled(ui, "map", left, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let top = ui.cursor().top();
        failures(ui, wizard, cx);
        watched.notice(ui, wizard, cx);
        problems(ui, wizard, cx);
        queue_list::draw(ui, wizard, cx);
        let room = (body.height() - (ui.cursor().top() - top)).floor();
        let at = wizard.at;
        let needed = wizard.preview.as_ref().and_then(|preview| preview.needs(at));
        let asked = wizard.create != crate::command::import::Create::default();
        let rows = needed.map_or(0, |needs| needs.count() + usize::from(needs.left > 0));
        if rows == 0 && !asked {
            mapping::draw(ui, wizard, cx, room.max(260.0));
            return;
        }
        // At least three questions, at most a third of the room.
        let wanted = 46.0 + 36.0 * rows.max(1) as f32;
        let below = wanted.clamp(118.0, (room * 0.36).max(154.0)).floor();
        mapping::draw(ui, wizard, cx, (room - below - 12.0).max(220.0));
        needs_card::draw(ui, data, wizard, cx, below);
    });
    let right = body.with_min_x(split + 12.0);
    page::scrolled(ui, "estimate", right, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        report_date(ui, wizard, cx);
        let opened = match &wizard.preview {
            Some(preview) => results(ui, wizard, preview, cx.tr),
            None => {
                if wizard.checking() {
                    crate::ui::state::skeleton(ui, vec2(ui.available_width(), 262.0));
                }
                Opened::default()
            }
        };
        if let Some(answer) = &opened.answer {
            template::take(wizard, answer);
        }
        needs_card::draw_meanings(ui, wizard, cx);
        mend::draw_fixes(ui, wizard, cx);
        if opened.review {
            wizard.review = Some(TableState::default());
        }
        if opened.rows.is_some() {
            wizard.show_changes(opened.rows);
        }
    });
    corrections::draw_review(ui, wizard, cx);
}

/// What the person wants to see more of.
#[derive(Default)]
struct Opened {
    /// The rows of a verdict.
    rows: Option<Kept>,
    /// Every correction.
    review: bool,
    /// What a new column is.
    answer: Option<template::Answer>,
}

/// Draws what the sheet on the screen will do, and what was read otherwise than it stands.
fn results(ui: &mut Ui, wizard: &Wizard, preview: &Preview, tr: &Tr) -> Opened {
    let at = wizard.at;
    let mut opened = Opened::default();
    let choice = wizard.entry().and_then(|entry| entry.sheets.get(at.1));
    let (Some(estimate), Some(sheet), Some(choice)) =
        (preview.estimate(at), preview.sheet(at), choice)
    else {
        return opened;
    };
    let notes = estimate::notes(&choice.lines, sheet, tr);
    opened.rows = estimate::draw(ui, estimate, &notes, tr);
    opened.review = corrections::draw(ui, sheet, preview.corrected(at).unwrap_or_default(), tr);
    opened.answer = preview.template(at).and_then(|known| template::draw(ui, known, tr));
    corrections::draw_checks(ui, &sheet.checks, tr);
    estimate::draw_noted(ui, estimate, tr);
    opened
}

/// Draws the files that could not be read.
pub(super) fn failures(ui: &mut Ui, wizard: &mut Wizard, cx: &Cx<'_>) {
    let mut dismissed = None;
    let close = cx.text("reports-dismiss");
    for (at, failed) in wizard.failed.iter().enumerate() {
        let (message, hint) = spoken(&failed.error, cx.tr);
        banner(ui, Banner::error(&message).detail(&hint), |ui| {
            if button(ui, Button::ghost_icon(icons::X, &close).medium()).clicked() {
                dismissed = Some(at);
            }
        });
    }
    if let Some(at) = dismissed {
        wizard.failed.remove(at);
    }
}

/// Draws what stands against a preview or an import.
pub(super) fn problems(ui: &mut Ui, wizard: &Wizard, cx: &Cx<'_>) {
    let tr = cx.tr;
    if let Some(error) = &wizard.error {
        let (message, hint) = spoken(error, tr);
        banner(ui, Banner::error(&message).detail(&hint), |_| {});
    }
    let Some(choice) = wizard.entry().and_then(|entry| entry.sheets.get(wizard.at.1)) else {
        return;
    };
    if choice.skip || wizard.step != Step::Map {
        return;
    }
    garbled(ui, wizard, choice, tr);
    match &choice.mapping {
        None => {
            let (title, detail) = (tr.text("problem-kind"), tr.text("reports-kind-choose"));
            banner(ui, Banner::warn(&title).detail(&detail), |_| {});
        }
        Some(mapping) if !mapping.complete() => {
            let names: Vec<String> =
                mapping.missing().map(|field| tr.text(&field.label_key(mapping.kind))).collect();
            let names = names.join(&tr.text("reports-comma"));
            let title = tr.with("reports-missing-fields", &[("fields", names.into())]);
            let detail = tr.text("reports-missing-fields-hint");
            banner(ui, Banner::warn(&title).detail(&detail), |_| {});
        }
        Some(_) => {}
    }
}

/// Draws that headings were decoded wrongly, or that bytes mean nothing, and what helps.
fn garbled(ui: &mut Ui, wizard: &Wizard, choice: &SheetChoice, tr: &Tr) {
    let texts = wizard.entry().and_then(|entry| entry.file.texts.as_ref());
    let damaged = texts.filter(|texts| texts.damaged);
    let title = if choice.garbled.is_empty() {
        let Some(texts) = damaged else { return };
        tr.with("reports-damaged", &[("name", texts.encoding.as_str().into())])
    } else {
        let said = |(text, said): &(String, Option<String>)| match said {
            Some(said) => {
                let args = [("text", text.as_str().into()), ("said", said.as_str().into())];
                tr.with("reports-garbled-said", &args)
            }
            None => tr.with("reports-garbled-text", &[("text", text.as_str().into())]),
        };
        let list: Vec<String> = choice.garbled.iter().map(said).collect();
        tr.with("reports-garbled", &[("list", list.join(&tr.text("reports-comma")).into())])
    };
    // A text that is UTF-8 throughout was garbled before it was written.
    let open = texts.is_some_and(|texts| texts.damaged || texts.encoding != Charset::Utf8.name());
    let hint = if open { "reports-garbled-choose" } else { "reports-garbled-again" };
    banner(ui, Banner::warn(&title).detail(&tr.text(hint)), |_| {});
}

/// Draws the day the file speaks of.
fn report_date(ui: &mut Ui, wizard: &mut Wizard, cx: &Cx<'_>) {
    let tr = cx.tr;
    let today = cx.filter.today;
    let Some(entry) = wizard.queue.get_mut(wizard.at.0) else { return };
    let bad = entry.report_date().is_none().then(|| tr.text("reports-date-bad"));
    let future = entry.report_date().filter(|day| *day > today).is_some();
    let help = tr.text(if future { "reports-date-future" } else { "reports-date-help" });
    let label = tr.text("reports-date");
    let mut changed = false;
    crate::ui::card::card(ui, |ui| {
        let field = Field::new(&label).error(bad.as_deref()).help(&help);
        changed = day_field(ui, field, &mut entry.date, today, tr).changed();
    });
    if changed {
        wizard.touch();
    }
}

fn map_footer(ui: &mut Ui, rect: Rect, wizard: &mut Wizard, cx: &Cx<'_>) {
    let tr = cx.tr;
    let theme = Theme::get(ui);
    let totals = wizard.preview.as_ref().map(|preview| preview.all.totals);
    let checking = wizard.checking();
    let mut pressed = None;
    let left = |ui: &mut Ui| match totals {
        _ if checking => {
            spinner(ui, 14.0);
            text::hint(ui, &tr.text("reports-checking"));
        }
        Some(totals) => {
            icons::icon(ui, icons::CHECK_CIRCLE.filled(), 16.0, theme.good_t);
            let rows = shown(totals.rows);
            let said = tr.with("reports-checked", &[("n", rows.into())]);
            text::label(ui, text::BODY13, theme.t2, &said);
        }
        None if wizard.bad_date() => {
            icons::icon(ui, icons::WARNING_CIRCLE.filled(), 16.0, theme.bad_t);
            text::label(ui, text::BODY13, theme.bad_t, &tr.text("reports-date-bad"));
        }
        None => {
            text::hint(ui, &tr.text("reports-nothing-chosen"));
        }
    };
    let taken = totals.map_or(0, super::wizard::Totals::taken);
    let cancel = tr.text("app-cancel");
    let back = tr.text("reports-back");
    let next = counted(tr, "reports-preview-changes", taken);
    page::footer(ui, rect, left, |ui| {
        let ready = totals.is_some() && !checking;
        let go = Button::primary(&next).trailing(icons::ARROW_RIGHT).enabled(ready);
        if button(ui, go).clicked() {
            pressed = Some(0);
        }
        if button(ui, Button::secondary(&back)).clicked() {
            pressed = Some(1);
        }
        if button(ui, Button::ghost(&cancel)).clicked() {
            pressed = Some(2);
        }
    });
    match pressed {
        Some(0) => wizard.show_changes(None),
        Some(1) => wizard.step = Step::Choose,
        Some(2) => wizard.reset(),
        _ => {}
    }
}
