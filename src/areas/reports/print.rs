//! 打印: which document, for whom, how it looks, where it goes.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::{Align, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::data::{Ask, Data, counted, shown, spoken};
use super::page;
use super::print_data::PrintData;
use super::print_documents::{self, Said};
use super::print_grid::{self, Grid};
use crate::areas::{AreaId, Cx, Event, Order, Purpose};
use crate::documents::subjects::{Subject, SubjectKey};
use crate::documents::{DocumentKind, Printout, evaluation, file_stem};
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_header, divider, padded};
use crate::ui::choice::{check_mixed, checkbox, radio_card};
use crate::ui::field::Field;
use crate::ui::icons::{self, paint_icon};
use crate::ui::select::Select;
use crate::ui::state::{empty_state, skeleton};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Where the pages go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Output {
    One,
    #[default]
    Each,
    Printer,
}

/// What is chosen.
#[derive(Default)]
pub(super) struct PrintView {
    document: Option<&'static DocumentKind>,
    /// Its row is to be scrolled to.
    seek: bool,
    scope: Option<Scope>,
    period: Option<Period>,
    /// The only deal, where its sheet was asked for.
    deal: Option<OpportunityId>,
    /// Those that are not printed.
    off: BTreeSet<SubjectKey>,
    pub(super) grid: Grid,
    output: Output,
    folder: Option<PathBuf>,
    /// The folder was asked for in order to write at once.
    write_then: bool,
    asked_folder: bool,
    /// The printers of this computer, once asked for.
    printers: Option<Vec<(String, bool)>>,
    asked_printers: bool,
    printer: Option<String>,
    written: Option<(PathBuf, usize)>,
}

impl PrintView {
    /// Document, scope, period and deal as chosen here.
    pub(super) fn asked(&self) -> Ask {
        let Self { document, scope, period, deal, .. } = *self;
        Ask { document, scope, period, deal, ..Ask::default() }
    }

    pub(super) fn receive(&mut self, event: &Event) {
        match event {
            Event::Picked(Purpose::Pages, folder) if self.asked_folder => {
                self.asked_folder = false;
                self.folder = Some(folder.clone());
            }
            Event::PrintCentre(document, scope, deal) => {
                self.document = Some(*document);
                self.seek = true;
                self.scope = Some(*scope);
                self.period = None;
                self.deal = *deal;
                self.off.clear();
                self.written = None;
            }
            Event::Printers(printers) => {
                if self.printer.is_none() {
                    let default = printers.iter().find(|(_, default)| *default);
                    self.printer = default.or(printers.first()).map(|(name, _)| name.clone());
                }
                self.printers = Some(printers.clone());
            }
            Event::Pages(folder, count) if self.folder.as_ref() == Some(folder) => {
                self.written = Some((folder.clone(), *count));
            }
            _ => {}
        }
    }

    fn on(&self, subject: &Subject) -> bool {
        !self.off.contains(&subject.key())
    }
}

pub(super) fn draw(ui: &mut Ui, rect: Rect, data: &Data, view: &mut PrintView, cx: &mut Cx<'_>) {
    let inner = page::padded(rect);
    let Some(loaded) = &data.print else { return loading(ui, inner) };
    let [documents, whom, preview, output] = columns(inner);
    let document = view.document.unwrap_or(&evaluation::KIND);
    let picked = page::part(ui, "documents", documents, |ui| {
        print_documents::draw(ui, documents, (document, std::mem::take(&mut view.seek)), cx)
    });
    if let Some(other) = picked.filter(|picked| *picked != document) {
        view.document = Some(other);
        view.deal = None;
        view.off.clear();
        view.written = None;
    }
    let pages = match loaded {
        Ok(pages) if pages.document == document => pages,
        // The pages of the other document are on their way.
        Ok(_) => {
            for (at, place) in [whom, preview, output].into_iter().enumerate() {
                page::part(ui, &format!("waiting {at}"), place, |ui| skeleton(ui, place.size()));
            }
            return;
        }
        Err(error) => {
            let (message, hint) = spoken(error, cx.tr);
            page::part(ui, "print", inner.with_min_x(whom.left()), |ui| {
                banner(ui, Banner::error(&message).detail(&hint), |_| {});
            });
            return;
        }
    };
    // The folder has just been chosen for a file that was asked for before.
    if view.folder.is_some() && std::mem::take(&mut view.write_then) {
        write(pages, view, cx);
    }
    page::part(ui, "whom", whom, |ui| whom_card(ui, whom, pages, view, cx));
    page::part(ui, "preview", preview, |ui| {
        if pages.subjects.is_empty() {
            nobody(ui, preview, pages, cx);
        } else {
            let chosen: Vec<usize> = pages
                .subjects
                .iter()
                .enumerate()
                .filter(|(_, subject)| view.on(subject))
                .map(|(at, _)| at)
                .collect();
            print_grid::draw(ui, preview, pages, &chosen, &mut view.grid, cx);
        }
    });
    page::scrolled(ui, "output", output, |ui| output_card(ui, pages, view, cx));
}

/// Documents, whom, preview and output side by side; narrower in a narrow window.
fn columns(inner: Rect) -> [Rect; 4] {
    let narrow = inner.width() < 1120.0;
    let [documents, whom, output] =
        if narrow { [196.0, 196.0, 236.0] } else { [212.0, 228.0, 284.0] };
    let cut = |left: f32, right: f32| {
        Rect::from_min_max(pos2(left, inner.top()), pos2(right, inner.bottom()))
    };
    let gap = 12.0;
    let a = inner.left() + documents;
    let b = a + gap + whom;
    let c = inner.right() - output;
    [
        cut(inner.left(), a),
        cut(a + gap, b),
        cut(b + gap, (c - gap).max(b + gap + 120.0)),
        cut(c, inner.right()),
    ]
}

fn loading(ui: &mut Ui, inner: Rect) {
    for (at, place) in columns(inner).into_iter().enumerate() {
        page::part(ui, &format!("loading {at}"), place, |ui| skeleton(ui, place.size()));
    }
}

fn whom_card(ui: &mut Ui, rect: Rect, pages: &PrintData, view: &mut PrintView, cx: &Cx<'_>) {
    let tr = cx.tr;
    let title = tr.text("reports-range");
    Card::new().height(rect.height()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &title, "", |_| {});
        pickers(ui, pages, view, cx);
        divider(ui);
        if pages.subjects.is_empty() {
            return;
        }
        everyone(ui, pages, view, cx);
        divider(ui);
        let gaps = pages.subjects.iter().filter(|s| view.on(s) && s.missing > 0).count();
        let said = Said::of(pages.document);
        let notes =
            [(gaps, said.gaps.1, ""), (pages.without, said.without, pages.without_names.as_str())];
        let theme = Theme::get(ui);
        let width = ui.available_width();
        let notes: Vec<_> = notes
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, key, names)| {
                let said = counted(tr, key, count);
                (text::lines(ui, text::LABEL12, theme.t2, &said, width - 52.0), said, names)
            })
            .collect();
        let foot: f32 = notes.iter().map(|(lines, ..)| lines.size().y + 18.0).sum();
        let room = (ui.available_height() - foot).max(72.0);
        subjects(ui, room, pages, view, cx);
        for (lines, said, names) in notes {
            let size = vec2(width, lines.size().y + 18.0);
            let (row, response) = ui.allocate_exact_size(size, Sense::hover());
            ui.painter().rect_filled(row.with_max_y(row.top() + 1.0), 0.0, theme.border);
            let icon = pos2(row.left() + 24.0, row.top() + 18.0);
            paint_icon(ui.painter(), icon, icons::WARNING.filled(), 16.0, theme.warn_t);
            ui.painter().galley(row.min + vec2(40.0, 9.0), lines, theme.t2);
            text::tell(ui, row, &said);
            if !names.is_empty() {
                response.on_hover_text(format!("{said}\n{names}"));
            }
        }
    });
}

fn pickers(ui: &mut Ui, pages: &PrintData, view: &mut PrintView, cx: &Cx<'_>) {
    if pages.deal.is_some() {
        return all_deals(ui, view, cx);
    }
    let tr = cx.tr;
    let words = ["reports-period", "reports-scope", "reports-search", "reports-nothing-found"]
        .map(|key| tr.text(key));
    let [period_word, scope_word, search, nothing] = &words;
    padded(ui, 16.0, 0.0, |ui| {
        let mut period = pages.period;
        let field = Field::new(period_word);
        let known = pages.periods.iter().any(|(known, _)| *known == period);
        let field = if known { field } else { field.placeholder(&pages.period_name) };
        let select = Select::new(field).search(search, nothing);
        // A duty sheet or a blank one is of today, whatever the period.
        let dated = !pages.document.of_today();
        if dated && select.show(ui, &mut period, &pages.periods).changed() {
            view.period = Some(period);
            view.written = None;
        }
        let mut scope = pages.scope;
        let select = Select::new(Field::new(scope_word)).search(search, nothing);
        if select.show(ui, &mut scope, &pages.scopes).changed() {
            view.scope = Some(scope);
            view.off.clear();
            view.written = None;
        }
        ui.add_space(4.0);
    });
}

/// The way from the sheet of one deal to those of all.
fn all_deals(ui: &mut Ui, view: &mut PrintView, cx: &Cx<'_>) {
    padded(ui, 16.0, 0.0, |ui| {
        let all = cx.text("reports-all-deals");
        if button(ui, Button::secondary(&all).medium().icon(icons::LIST_BULLETS)).clicked() {
            view.deal = None;
            view.written = None;
        }
        ui.add_space(8.0);
    });
}

fn everyone(ui: &mut Ui, pages: &PrintData, view: &mut PrintView, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let on = pages.subjects.iter().filter(|subject| view.on(subject)).count();
    let all = pages.subjects.len();
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    ui.painter().rect_filled(row, 0.0, theme.sunken);
    let inner = row.shrink2(vec2(16.0, 0.0));
    let layout = egui::Layout::left_to_right(Align::Center);
    let place = UiBuilder::new().id_salt("everyone").max_rect(inner).layout(layout);
    let mut child = ui.new_child(place);
    let state = if on == all {
        Some(true)
    } else if on == 0 {
        Some(false)
    } else {
        None
    };
    let everyone = cx.text(Said::of(pages.document).everyone);
    if check_mixed(&mut child, state, &everyone).clicked() {
        if on == all {
            view.off = pages.subjects.iter().map(Subject::key).collect();
        } else {
            view.off.clear();
        }
    }
    let chosen =
        cx.tr.with("reports-chosen", &[("n", shown(on).into()), ("all", shown(all).into())]);
    let room = inner.with_min_x((child.min_rect().right() + 8.0).min(inner.right()));
    let fits = text::width(ui, text::LABEL12, &chosen) <= room.width();
    let said = if fits { chosen.clone() } else { format!("{} / {}", shown(on), shown(all)) };
    text::paint_fit(ui.painter(), room, Align::Max, text::LABEL12, theme.t3, &said);
    text::tell(ui, room, &chosen);
}

fn subjects(ui: &mut Ui, height: f32, pages: &PrintData, view: &mut PrintView, cx: &Cx<'_>) {
    const ROW: f32 = 35.0;
    let theme = Theme::get(ui);
    let (missing, _) = Said::of(pages.document).gaps;
    let scroll = ScrollArea::vertical().id_salt("subjects").max_height(height).auto_shrink(false);
    ui.spacing_mut().item_spacing.y = 0.0;
    scroll.show_rows(ui, ROW, pages.subjects.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for subject in pages.subjects.get(range).unwrap_or_default() {
            let (row, response) =
                ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            if response.contains_pointer() {
                ui.painter().rect_filled(row, 0.0, theme.hover);
            }
            ui.painter().rect_filled(row.with_min_y(row.bottom() - 1.0), 0.0, theme.grid);
            let inner = row.shrink2(vec2(16.0, 0.0));
            let layout = egui::Layout::left_to_right(Align::Center);
            let salt = ("subject", subject.key());
            let place = UiBuilder::new().id_salt(salt).max_rect(inner).layout(layout);
            let mut child = ui.new_child(place);
            child.shrink_clip_rect(inner.expand2(vec2(4.0, 0.0)));
            let mut on = view.on(subject);
            if checkbox(&mut child, &mut on, &subject.name).changed() {
                if on {
                    view.off.remove(&subject.key());
                } else {
                    view.off.insert(subject.key());
                }
            }
            let used = child.min_rect().right() + 8.0;
            let room = inner.with_min_x(used.min(inner.right()));
            let painter = ui.painter();
            if subject.missing > 0 {
                let gaps = counted(cx.tr, missing, subject.missing);
                text::paint_fit(painter, room, Align::Max, text::LABEL12, theme.warn_t, &gaps);
            } else {
                let kind = text::LABEL12;
                text::paint_fit(painter, room, Align::Max, kind, theme.t3, &subject.beside);
            }
        }
    });
}

fn nobody(ui: &mut Ui, rect: Rect, pages: &PrintData, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    Card::new().height(rect.height()).show(ui, |ui| {
        ui.add_space((rect.height() / 2.0 - 110.0).max(0.0));
        // Nobody at all is something else than nobody with figures in this period.
        let (title, detail, next, area) = if cx.directory.people.is_empty() {
            let words = ["reports-no-people", "reports-no-people-hint", "reports-go-organisation"];
            let [title, detail, next] = words.map(|key| tr.text(key));
            (title, detail, next, Some(AreaId::Organisation))
        } else {
            let period = [("period", pages.period_name.as_str().into())];
            let none = Said::of(pages.document).none;
            (tr.with(none, &period), tr.text(&format!("{none}-hint")), String::new(), None)
        };
        let action = area.map(|_| Button::primary(&next));
        if empty_state(ui, icons::USERS_THREE, &title, &detail, action)
            && let Some(area) = area
        {
            cx.orders.push(Order::Go(area));
        }
    });
}

fn output_card(ui: &mut Ui, pages: &PrintData, view: &mut PrintView, cx: &mut Cx<'_>) {
    let tr = cx.tr;
    let count = pages.subjects.iter().filter(|subject| view.on(subject)).count();
    ui.spacing_mut().item_spacing.y = 12.0;
    Card::new().padding(16.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        text::card_title(ui, &tr.text("reports-output"));
        for (output, key) in [
            (Output::One, "reports-output-one"),
            (Output::Each, "reports-output-each"),
            (Output::Printer, "reports-output-printer"),
        ] {
            let title = tr.text(key);
            let detail = match (output, &view.printer) {
                (Output::Printer, Some(printer)) => printer.clone(),
                _ => counted(tr, &format!("{key}-detail"), count),
            };
            if radio_card(ui, view.output == output, &title, &detail).clicked() {
                view.output = output;
                view.written = None;
            }
        }
        ui.add_space(4.0);
        if view.output == Output::Printer {
            printer(ui, view, cx);
        } else {
            folder(ui, pages, view, cx);
        }
        ui.add_space(4.0);
        let word = match view.output {
            Output::Printer => counted(tr, "reports-print-now", count),
            Output::One | Output::Each => counted(tr, "reports-make-pdf", count),
        };
        let nobody = tr.text("reports-nobody-chosen");
        let icon = if view.output == Output::Printer { icons::PRINTER } else { icons::FILE_PDF };
        let mut go = Button::primary(&word)
            .icon(icon)
            .width(ui.available_width())
            .enabled(count > 0 && (view.output != Output::Printer || view.printer.is_some()));
        if count == 0 {
            go = go.hint(&nobody);
        }
        if button(ui, go).clicked() {
            if view.output != Output::Printer && view.folder.is_none() {
                view.write_then = true;
                view.asked_folder = true;
                cx.orders.push(Order::PickFolder(Purpose::Pages));
            } else {
                write(pages, view, cx);
            }
        }
    });
    if let Some((folder, count)) = &view.written {
        let title = counted(tr, "reports-written", *count);
        let open = tr.text("app-open-folder");
        banner(ui, Banner::good(&title), |ui| {
            if button(ui, Button::link(&open).small()).clicked() {
                cx.orders.push(Order::OpenOutside(folder.clone()));
            }
        });
    }
    Card::new().padding(16.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (label, value) in [
            ("reports-foot-data", pages.as_of.clone()),
            ("reports-foot-pages", tr.text("reports-foot-pages-value")),
            ("reports-foot-code", tr.text("reports-foot-code-value")),
            ("reports-foot-time", tr.text("reports-foot-time-value")),
        ] {
            page::fact(ui, &tr.text(label), &value);
        }
    });
}

fn printer(ui: &mut Ui, view: &mut PrintView, cx: &mut Cx<'_>) {
    if !view.asked_printers {
        view.asked_printers = true;
        cx.orders.push(Order::FindPrinters);
    }
    let tr = cx.tr;
    match &view.printers {
        None => {
            text::hint(ui, &tr.text("reports-finding-printers"));
        }
        Some(printers) if printers.is_empty() => {
            let theme = Theme::get(ui);
            text::wrapped(ui, text::LABEL12, theme.warn_t, &tr.text("reports-no-printers"));
            let again = tr.text("reports-search-again");
            if button(ui, Button::link(&again).small()).clicked() {
                view.asked_printers = false;
                view.printers = None;
            }
        }
        Some(printers) => {
            let options: Vec<(Option<String>, &str)> =
                printers.iter().map(|(name, _)| (Some(name.clone()), name.as_str())).collect();
            let label = tr.text("reports-printer");
            Select::new(Field::new(&label)).show(ui, &mut view.printer, &options);
        }
    }
}

fn folder(ui: &mut Ui, pages: &PrintData, view: &mut PrintView, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let tr = cx.tr;
    let mut chosen = pages.subjects.iter().filter(|subject| view.on(subject));
    let name = match (view.output, chosen.next(), chosen.next()) {
        (Output::One, Some(_), Some(_)) => format!("{}.pdf", file_stem(&pages.together)),
        (_, Some(first), _) => first.printout.file_name(),
        (_, None, _) => String::new(),
    };
    if !name.is_empty() {
        text::label(ui, text::LABEL12, theme.t2, &tr.text("reports-file-name"));
        let width = ui.available_width();
        text::truncated(ui, text::LABEL12, theme.t3, &name, width);
    }
    text::label(ui, text::LABEL12, theme.t2, &tr.text("reports-folder"));
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let stroke = egui::Stroke::new(1.0, theme.border2);
    ui.painter().rect(rect, 6, theme.surface, stroke, egui::StrokeKind::Inside);
    let icon = pos2(rect.left() + 19.0, rect.center().y);
    paint_icon(ui.painter(), icon, icons::FOLDER, 16.0, theme.t3);
    let layout = egui::Layout::right_to_left(Align::Center);
    let inner = rect.shrink2(vec2(4.0, 0.0));
    let place = UiBuilder::new().id_salt("folder").max_rect(inner).layout(layout);
    let mut child = ui.new_child(place);
    let word =
        tr.text(if view.folder.is_some() { "reports-replace" } else { "reports-pick-folder" });
    if button(&mut child, Button::link(&word).small()).clicked() {
        view.asked_folder = true;
        view.write_then = false;
        cx.orders.push(Order::PickFolder(Purpose::Pages));
    }
    let room = rect.with_min_x(rect.left() + 34.0).with_max_x(child.min_rect().left() - 6.0);
    let (said, color) = match &view.folder {
        Some(folder) => (folder.display().to_string(), theme.t1),
        None => (tr.text("reports-no-folder"), theme.t3),
    };
    if text::paint_fit(ui.painter(), room, Align::Min, text::BODY13, color, &said) {
        let id = ui.next_auto_id().with("path");
        ui.interact(room, id, Sense::hover()).on_hover_text(&said);
    }
}

/// Orders the chosen pages as files or on paper.
fn write(pages: &PrintData, view: &mut PrintView, cx: &mut Cx<'_>) {
    let chosen = pages.subjects.iter().filter(|subject| view.on(subject));
    let chosen: Vec<&Printout> = chosen.map(|subject| &subject.printout).collect();
    if chosen.is_empty() {
        return;
    }
    let together =
        || -> Vec<Printout> { Printout::joined(&pages.together, &chosen).into_iter().collect() };
    view.written = None;
    let order = match (view.output, &view.folder) {
        (Output::Printer, _) => Order::PrintPages(together(), view.printer.clone()),
        (Output::One, Some(folder)) => Order::WritePages(together(), folder.clone()),
        (Output::Each, Some(folder)) => {
            Order::WritePages(chosen.iter().copied().cloned().collect(), folder.clone())
        }
        (Output::One | Output::Each, None) => return,
    };
    cx.orders.push(order);
}
