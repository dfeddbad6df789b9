//! How the page looks: the posts at the left, the chosen one at the right, forms above.

use std::path::Path;

use egui::{Align, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::areas::organisation::page::MARGIN;
use crate::areas::{AreaId, Cx, Order, Purpose, drawer_form};
use crate::command::Command;
use crate::command::duties::Command as Duties;
use crate::documents::Printout;
use crate::domain::ids::{CandidateId, DutySheetId, PersonId, PostId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, columns, list_header};
use crate::ui::choice::Segmented;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::overlay::toast::stay_above;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState};
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::checks;
use super::data::{Ask, Chosen, Page, PostRow, Print, count};
use super::dialogs::{self, Open};
use super::draft::SheetDraft;
use super::findings::FindingsDraft;
use super::view_checks::{self, Typing};
use super::{findings, view_candidates, view_form, view_people, view_sheet, view_versions};

/// The width of the list of posts.
const LIST: f32 = 300.0;
/// A post in the list.
const ROW: f32 = 62.0;
/// Between cards.
const GAP: f32 = 12.0;

/// What is shown of the chosen post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// 说明书.
    #[default]
    Sheet,
    /// 任职人员.
    People,
    /// 每月自查.
    Checks,
    /// 候选人.
    Candidates,
    /// 版本记录.
    Versions,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    chosen: Option<PostId>,
    pub(super) part: Part,
    /// The version that is shown; the one that holds if none.
    pub(super) version: Option<DutySheetId>,
    pub(super) compare: Option<(DutySheetId, DutySheetId)>,
    pub(super) person: Option<PersonId>,
    pub(super) candidate: Option<CandidateId>,
    list: TableState,
    pub(super) people: TableState,
    pub(super) candidates: TableState,
    pub(super) versions: TableState,
    /// The pages that are on their way.
    pub(super) print: Option<Print>,
    /// The pages that wait for a folder.
    exporting: Option<Vec<Printout>>,
    pub(super) form: Option<SheetDraft>,
    pub(super) open: Option<Open>,
    pub(super) findings: Option<FindingsDraft>,
    /// The month whose duties are checked; that of today if none.
    pub(super) month: Option<Period>,
    /// What is ticked and typed of it.
    pub(super) typing: Typing,
}

impl View {
    /// What to load.
    pub(in crate::areas::organisation) fn ask(&self) -> Ask {
        let check = checks::Ask { person: self.person, month: self.month };
        Ask {
            post: self.chosen,
            compare: self.compare,
            print: self.print,
            check: (self.part == Part::Checks).then_some(check),
        }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(in crate::areas::organisation) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.form.as_ref())
            || drawer_form::unsaved(self.findings.as_ref())
            || self.open.as_ref().is_some_and(Open::dirty)
            || !self.typing.is_empty()
    }

    /// A command was done: what was typed for it is saved.
    pub(in crate::areas::organisation) fn done(&mut self) {
        if drawer_form::stored(&mut self.form).is_some() {
            self.version = None;
            self.compare = None;
        }
        drawer_form::stored(&mut self.findings);
        self.open.take_if(|open| open.sent);
    }

    /// A folder was picked: the pages that wait for one go there.
    pub(in crate::areas::organisation) fn picked(&mut self, folder: &Path, cx: &mut Cx<'_>) {
        if let Some(pages) = self.exporting.take() {
            cx.orders.push(Order::WritePages(pages, folder.to_owned()));
        }
    }

    /// Shows another post.
    pub(in crate::areas::organisation) fn choose(&mut self, post: PostId) {
        if self.chosen == Some(post) {
            return;
        }
        self.chosen = Some(post);
        self.version = None;
        self.compare = None;
        self.person = None;
        self.candidate = None;
        self.people = TableState::default();
        self.candidates = TableState::default();
        self.versions = TableState::default();
    }
}

/// Draws the buttons at the end of the tab row.
pub(in crate::areas::organisation) fn actions_ui(
    ui: &mut Ui,
    page: &Page,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let (new, add) = (cx.text("organisation-posts-new-version"), cx.text("organisation-posts-add"));
    if let Some(chosen) = &page.chosen {
        if button(ui, Button::primary(&new).icon(icons::FILE_PLUS).medium()).clicked() {
            view.form = Some(draft(chosen, view, cx));
        }
        print_menu(ui, chosen, view, cx);
    }
    if button(ui, Button::secondary(&add).icon(icons::PLUS).medium()).clicked() {
        view.open = Some(Open::new_post());
    }
}

/// A new version begins with the one that is shown.
fn draft(chosen: &Chosen, view: &View, cx: &Cx<'_>) -> SheetDraft {
    let today = cx.filter.today;
    match view_sheet::shown(chosen, view) {
        Some(version) => SheetDraft::of(&version.form, today),
        None => SheetDraft::first(chosen.id, &chosen.name, today),
    }
}

fn print_menu(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &Cx<'_>) {
    let Some(version) = view_sheet::shown(chosen, view).map(|version| version.id) else { return };
    let words = [
        cx.text("organisation-posts-print"),
        cx.text("organisation-posts-print-all"),
        cx.text("organisation-posts-print-blank"),
    ];
    let [print, all, blank] = &words;
    let opener = Button::secondary(print).icon(icons::PRINTER).trailing(icons::CARET_DOWN);
    let loading = view.print.is_some();
    let mut wanted = None;
    menu(ui, opener.medium().loading(loading), |ui| {
        if chosen.people.iter().any(|person| person.sheet.is_some())
            && menu_item(ui, Some(icons::FILES), all, "").clicked()
        {
            wanted = Some(Print::All);
        }
        if menu_item(ui, Some(icons::FILE), blank, "").clicked() {
            wanted = Some(Print::Blank(version));
        }
    });
    if wanted.is_some() {
        view.print = wanted;
    }
}

/// Draws the page below the tab row.
pub(in crate::areas::organisation) fn draw(
    ui: &mut Ui,
    page: &Page,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let all = ui.available_rect_before_wrap();
    let mut body = ui.new_child(UiBuilder::new().id_salt("posts").max_rect(all - MARGIN));
    body.spacing_mut().item_spacing.y = GAP;
    if page.posts.is_empty() {
        nothing_ui(&mut body, view, cx);
    } else {
        let height = body.available_height();
        let right = (body.available_width() - LIST - GAP).max(LIST);
        columns(&mut body, right, GAP, |ui, side| match side {
            Side::Left => list_ui(ui, page, height, view, cx),
            Side::Right => chosen_ui(ui, page, height, view, cx),
        });
    }
    ui.advance_cursor_after_rect(all);
    printed(page, view, cx);
    view_form::form_ui(ui.ctx(), page, view, cx);
    findings::drawer_ui(ui.ctx(), view, cx);
    dialogs::dialogs_ui(ui.ctx(), page, view, cx);
}

/// Asks for a folder once the pages that were asked for are there.
fn printed(page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some((print, pages)) = &page.printed else { return };
    if view.print != Some(*print) {
        return;
    }
    view.print = None;
    if !pages.is_empty() {
        view.exporting = Some(pages.clone());
        cx.orders.push(Order::PickFolder(Purpose::Pages));
    }
}

/// There are no posts: says so and leads to what makes them.
fn nothing_ui(ui: &mut Ui, view: &mut View, cx: &mut Cx<'_>) {
    let words = ["none", "none-detail", "none-action"]
        .map(|word| cx.text(&format!("organisation-posts-{word}")));
    let [title, detail, action] = &words;
    let roster = cx.text("organisation-import-roster");
    Card::new().padding(16.0).show(ui, |ui| {
        if empty_state(ui, icons::BRIEFCASE, title, detail, Some(Button::primary(action))) {
            view.open = Some(Open::new_post());
        }
        ui.vertical_centered(|ui| {
            if button(ui, Button::link(&roster).medium()).clicked() {
                cx.orders.push(Order::Go(AreaId::Reports));
                cx.orders.push(Order::PickSheets);
            }
        });
    });
}

fn list_ui(ui: &mut Ui, page: &Page, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-posts-list");
        let n = count(page.posts.iter().filter(|post| !post.archived).count());
        let sub = cx.tr.with("organisation-posts-n", &[("n", n.into())]);
        list_header(ui, &title, &sub, |_| {});
        let shown = page.chosen.as_ref().map(|chosen| chosen.id);
        view.list.selected = page.posts.iter().position(|post| Some(post.id) == shown);
        let before = view.list.selected;
        let columns = [Column::new(title.as_str())];
        let name = |row: usize| page.posts.get(row).map_or_else(String::new, |p| p.name.clone());
        let words = (cx.text("organisation-posts-missing"), cx.text("organisation-posts-archived"));
        let output = Table::new(&title, &columns, page.posts.len())
            .row_height(ROW)
            .without_header()
            .fill_height()
            .main()
            .row_name(&name)
            .show(ui, &mut view.list, |ui, row, _| {
                if let Some(post) = page.posts.get(row) {
                    post_ui(ui, post, (&words.0, &words.1));
                }
            });
        let chosen = output.clicked.or(view.list.selected.filter(|at| before != Some(*at)));
        if let Some(post) = chosen.and_then(|row| page.posts.get(row)) {
            view_checks::leave(page, view, cx);
            view.choose(post.id);
        }
    });
}

/// A post in three lines: its name, its figures, the sheets that hold or that there is none.
fn post_ui(ui: &mut Ui, post: &PostRow, (missing, archived): (&str, &str)) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    let middle = rect.center().y;
    let line = |from: f32, tall: f32| {
        Rect::from_min_max(
            pos2(rect.left(), middle + from),
            pos2(rect.right(), middle + from + tall),
        )
    };
    let color = if post.archived { theme.t3 } else { theme.t1 };
    let painter = ui.painter();
    let first = line(-28.0, 20.0);
    text::paint_fit(painter, first, Align::Min, text::NAME13, color, &post.name);
    let second = line(-8.0, 18.0);
    text::paint_fit(painter, second, Align::Min, text::LABEL12, theme.t3, &post.figures);
    let (said, color) = match (post.archived, post.sheets.is_empty()) {
        (true, _) => (archived, theme.t3),
        (false, true) => (missing, theme.warn_t),
        (false, false) => (post.sheets.as_str(), theme.t2),
    };
    let third = line(10.0, 18.0);
    let cut = text::paint_fit(painter, third, Align::Min, text::LABEL12, color, said);
    for (rect, words) in [(second, post.figures.as_str()), (third, said)] {
        text::tell(ui, rect, words);
    }
    if cut {
        let id = ui.next_auto_id().with("sheets");
        ui.interact(rect, id, Sense::hover()).on_hover_text(said);
    }
}

fn chosen_ui(ui: &mut Ui, page: &Page, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    let Some(chosen) = &page.chosen else { return };
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let before = view.part;
        head_ui(ui, chosen, view, cx);
        if view.part != before {
            view_checks::leave(page, view, cx);
        }
        warnings_ui(ui, chosen, cx);
        match view.part {
            Part::Sheet => view_sheet::draw(ui, chosen, view, cx),
            Part::People => view_people::draw(ui, page, chosen, view, cx),
            Part::Checks => view_checks::draw(ui, page, chosen, view, cx),
            Part::Candidates => view_candidates::draw(ui, chosen, view, cx),
            Part::Versions => view_versions::draw(ui, chosen, view, cx),
        }
    });
}

fn head_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let n = |n: usize| if n == 0 { String::new() } else { format!(" {n}") };
    let parts = [
        (Part::Sheet, cx.text("organisation-posts-part-sheet")),
        (Part::People, cx.text("organisation-posts-part-people") + &n(chosen.people.len())),
        (Part::Checks, cx.text("organisation-posts-part-checks")),
        (
            Part::Candidates,
            cx.text("organisation-posts-part-candidates") + &n(chosen.candidates.len()),
        ),
        (Part::Versions, cx.text("organisation-posts-part-versions") + &n(chosen.versions.len())),
    ];
    let name = cx.text("organisation-posts-part");
    let more = cx.text("organisation-more");
    list_header(ui, &chosen.name, "", |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        menu(ui, Button::icon_only(icons::DOTS_THREE, &more).medium(), |ui| {
            let rename = cx.text("organisation-posts-rename");
            if menu_item(ui, Some(icons::PENCIL_SIMPLE), &rename, "").clicked() {
                view.open = Some(Open::rename(chosen.id, &chosen.name));
            }
            let key = if chosen.archived {
                "organisation-posts-restore"
            } else {
                "organisation-posts-archive"
            };
            if menu_item(ui, Some(icons::ARCHIVE), &cx.text(key), "").clicked() {
                let archived = !chosen.archived;
                let order = Duties::ArchivePost(chosen.id, archived, chosen.name.clone());
                cx.run(Command::Duties(order));
            }
        });
        Segmented::new(&name).medium().show(ui, &mut view.part, &parts);
    });
}

/// Says clearly that a post has no sheet, or that some of its people have none.
fn warnings_ui(ui: &mut Ui, chosen: &Chosen, cx: &mut Cx<'_>) {
    let none = chosen.versions.is_empty();
    let some = chosen.without > 0 && !none;
    if chosen.archived || !(none || some) {
        return;
    }
    let (title, detail) = if none {
        let people = count(chosen.people.len());
        let title = cx.text("organisation-posts-no-sheet");
        (title, cx.tr.with("organisation-posts-no-sheet-detail", &[("n", people.into())]))
    } else {
        let n = count(chosen.without);
        let title = cx.tr.with("organisation-posts-some-without", &[("n", n.into())]);
        (title, cx.text("organisation-posts-some-without-detail"))
    };
    crate::ui::card::padded(ui, 16.0, 12.0, |ui| {
        banner(ui, Banner::warn(&title).detail(&detail), |_| {});
    });
}

/// The scope that is looked at, in words, where it is not the whole company.
pub(super) fn scope_words(cx: &Cx<'_>) -> String {
    let scope = match cx.filter.scope {
        Scope::Person(person) => {
            let team = cx.directory.team_on(person, cx.filter.today);
            team.map_or(Scope::Person(person), |team| Scope::Team(team.id))
        }
        scope => scope,
    };
    cx.directory.scope_name(scope).unwrap_or_default().to_owned()
}

/// Draws a strip at the foot of a card with words at the left and buttons at the right.
pub(super) fn foot_ui(ui: &mut Ui, (title, detail): (&str, &str), buttons: impl FnOnce(&mut Ui)) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme.sunken);
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let layout = egui::Layout::right_to_left(Align::Center);
    let place = UiBuilder::new().id_salt("foot").max_rect(inner).layout(layout);
    let mut right = ui.new_child(place);
    right.spacing_mut().item_spacing.x = 8.0;
    buttons(&mut right);
    // A message must not lie over the buttons.
    stay_above(ui.ctx(), FOOT + 16.0);
    let used = right.min_rect();
    let end = if used.width() > 0.0 { used.left() - 12.0 } else { inner.right() };
    let line = |top: f32, tall: f32| {
        Rect::from_min_max(pos2(inner.left(), rect.top() + top), pos2(end, rect.top() + top + tall))
    };
    let painter = ui.painter();
    text::paint_fit(painter, line(7.0, 20.0), Align::Min, text::NAME13, theme.t1, title);
    let cut =
        text::paint_fit(painter, line(28.0, 18.0), Align::Min, text::LABEL12, theme.t2, detail);
    text::tell(ui, line(7.0, 20.0), title);
    text::tell(ui, line(28.0, 18.0), detail);
    if cut {
        let id = ui.next_auto_id().with("detail");
        ui.interact(line(28.0, 18.0), id, Sense::hover()).on_hover_text(detail);
    }
}

/// The height of such a strip.
pub(super) const FOOT: f32 = 54.0;
