//! What the list of deals is filtered by, and the lists that are kept by a name.

use egui::{Context, Ui, vec2};

use super::deals::{Kept, List};
use super::view::View;
use crate::areas::Cx;
use crate::command::Command;
use crate::command::saved_lists;
use crate::domain::ids::SavedListId;
use crate::domain::names;
use crate::i18n::{Language, money_unit};
use crate::metrics::deal_list::Filter;
use crate::store::records::Status;
use crate::ui::button::{Button, button};
use crate::ui::choice::{checkbox, chip};
use crate::ui::field::{Field, number_field, text_field};
use crate::ui::icons;
use crate::ui::overlay::dialog::dialog_ui;
use crate::ui::select::Select;
use crate::ui::table::TableState;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The name of a list while it is typed.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    /// The list that gets another name; a new one without it.
    id: Option<SavedListId>,
    /// The name.
    name: String,
    /// It was not drawn yet.
    fresh: bool,
    /// A command is on its way; when it is done, the question goes.
    pub sent: bool,
}

/// Draws the kept lists and the filters.
pub(super) fn filters_ui(ui: &mut Ui, list: &List, view: &mut View, cx: &mut Cx<'_>) {
    let before = view.list.filter.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        kept_ui(ui, list, view, cx);
        choices_ui(ui, list, view, cx);
        amounts_ui(ui, view, cx);
        if view.list.filter.status == Status::Open {
            checkbox(ui, &mut view.list.filter.without_next, &cx.text("funnel-filter-no-next"));
        }
        keep_ui(ui, list, view, cx);
    });
    if view.list.filter != before {
        view.list_table = TableState::default();
    }
    let ctx = ui.ctx().clone();
    naming_ui(&ctx, view, cx);
}

/// The lists that are kept; the one that is shown can be renamed and removed.
fn kept_ui(ui: &mut Ui, list: &List, view: &mut View, cx: &mut Cx<'_>) {
    for kept in &list.kept {
        let on = view.list.filter == kept.filter;
        if chip(ui, &kept.name, on).clicked() {
            view.list.filter = if on { Filter::default() } else { kept.filter.clone() };
            view.search.clone_from(&view.list.filter.search);
            view.typed_at = None;
        }
        if on {
            change_ui(ui, kept, view, cx);
        }
    }
}

fn change_ui(ui: &mut Ui, kept: &Kept, view: &mut View, cx: &mut Cx<'_>) {
    let words = ["funnel-filter-rename", "funnel-filter-remove"];
    let words = words.map(|key| cx.tr.with(key, &[("name", kept.name.as_str().into())]));
    let [rename, remove] = &words;
    if button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, rename).small()).clicked() {
        let (id, name) = (Some(kept.id), kept.name.clone());
        view.naming = Some(Naming { id, name, fresh: true, sent: false });
    }
    if button(ui, Button::ghost_icon(icons::TRASH, remove).small()).clicked() {
        let (id, name) = (kept.id, kept.name.clone());
        cx.run(Command::SavedLists(saved_lists::Command::Remove { id, name }));
    }
}

/// Stage, owner, product, month and class.
fn choices_ui(ui: &mut Ui, list: &List, view: &mut View, cx: &Cx<'_>) {
    let options = &list.options;
    let filter = &mut view.list.filter;
    let open = filter.status == Status::Open;
    let (find, none) = (cx.text("funnel-filter-find"), cx.text("funnel-filter-find-none"));
    let keys = [
        "funnel-head-stage",
        "funnel-column-owner",
        "funnel-filter-product",
        "funnel-filter-month",
        "funnel-filter-class",
    ];
    let [stage, owner, product, month, class] = keys.map(|key| cx.text(key));
    let select = |name| Select::new(Field::bare(name).compact()).fit();
    if open {
        select(stage.as_str()).show(ui, &mut filter.stage, &options.stages);
    }
    select(owner.as_str()).search(&find, &none).finds(names::matches).show(
        ui,
        &mut filter.owner,
        &options.owners,
    );
    select(product.as_str()).search(&find, &none).finds(names::matches).show(
        ui,
        &mut filter.product,
        &options.products,
    );
    if open {
        select(month.as_str()).show(ui, &mut filter.month, &options.months);
        select(class.as_str()).show(ui, &mut filter.category, &options.categories);
    }
}

/// Fen in one unit of an amount as it is shown.
const fn unit(language: Language) -> f64 {
    match language {
        Language::Chinese => 1e6,
        Language::English => 1e8,
    }
}

/// The least and the most amount.
fn amounts_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let language = cx.tr.language();
    let shown = money_unit(language);
    let filter = &mut view.list.filter;
    let ends =
        [("funnel-filter-least", &mut filter.least), ("funnel-filter-most", &mut filter.most)];
    for (key, end) in ends {
        let name = cx.text(key);
        let mut value = end.map(|fen| fen as f64 / unit(language));
        // As wide as what stands in it while it is empty.
        let words = text::width(ui, text::BODY13, &name) + text::width(ui, text::BODY13, shown);
        let wide = (words.ceil() + 44.0).max(116.0);
        let field = Field::bare(&name).placeholder(&name).unit(shown).compact().width(wide);
        if number_field(ui, field, &mut value, 2).changed() {
            *end = value.map(|value| (value * unit(language)).round() as i64);
        }
    }
}

/// Takes all filters away, or keeps them under a name.
fn keep_ui(ui: &mut Ui, list: &List, view: &mut View, cx: &Cx<'_>) {
    let filter = &view.list.filter;
    if filter.count() == 0 && filter.search.trim().is_empty() {
        return;
    }
    let known = list.kept.iter().any(|kept| kept.filter == *filter);
    let (clear, keep) = (cx.text("funnel-filter-clear"), cx.text("funnel-filter-keep"));
    if button(ui, Button::ghost(&clear).medium()).clicked() {
        let status = filter.status;
        view.list.filter = Filter { status, ..Filter::default() };
        view.search.clear();
        view.typed_at = None;
    }
    let keep = Button::secondary(&keep).medium().icon(icons::BOOKMARK_SIMPLE);
    if !known && button(ui, keep).clicked() {
        view.naming = Some(Naming { fresh: true, ..Naming::default() });
    }
}

/// Asks for the name of a list.
fn naming_ui(ctx: &Context, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut naming) = view.naming.take() else { return };
    // Still here with no command on its way, it was refused.
    naming.sent &= cx.pending;
    let title_key =
        if naming.id.is_some() { "funnel-filter-name-other" } else { "funnel-filter-name-new" };
    let words = [title_key, "funnel-filter-name", "app-cancel", "funnel-deal-save"];
    let [title, label, cancel, save] = words.map(|key| cx.text(key));
    let (mut saved, mut left) = (false, false);
    let ((), dismissed) = dialog_ui(ctx, "list-name", &title, 420.0, |ui| {
        let theme = Theme::get(ui);
        ui.spacing_mut().item_spacing.y = 12.0;
        text::wrapped(ui, text::CARD14, theme.t1, &title);
        let response = text_field(ui, Field::new(&label).required(), &mut naming.name);
        if std::mem::take(&mut naming.fresh) {
            response.request_focus();
        }
        saved |= response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            left = button(ui, Button::secondary(&cancel)).clicked();
            let can = !naming.name.trim().is_empty();
            saved |= button(ui, Button::primary(&save).enabled(can)).clicked();
        });
    });
    let name = naming.name.trim().to_owned();
    if saved && !name.is_empty() && !naming.sent {
        let asked = view.list.filter.to_json();
        let command = match naming.id {
            Some(id) => saved_lists::Command::Rename { id, name },
            None => saved_lists::Command::Save { name, asked },
        };
        naming.sent = true;
        cx.run(Command::SavedLists(command));
    }
    if !(left || dismissed) {
        view.naming = Some(naming);
    }
}
