//! The cards beside the list: what stands today, the funnel in small, how everyone stands.

use egui::{Align, Align2, Rect, Sense, Ui, pos2, vec2};

use super::data::Data;
use super::side::{Funnel, Member, Members, StageBar};
use super::view::View;
use crate::areas::figure_card::about;
use crate::areas::today::agenda::next;
use crate::areas::today::view_agenda::row_ui;
use crate::areas::{AreaId, Coachee, Cx, Filter, Order};
use crate::metrics::glossary::Figure;
use crate::metrics::targets::progress::Status;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_flush, card_header, divider, list_header};
use crate::ui::charts::bar::{TickBar, paint_tick_bar};
use crate::ui::icons::{self, paint_icon};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// So many lines of the agenda stand in the card; the week shows all.
const SHOWN: usize = 6;
/// A stage of the funnel.
const STAGE: f32 = 25.0;
/// A person.
const MEMBER: f32 = 21.0;
/// So many people are in view at least, where there are that many.
const LEAST: usize = 6;
/// The names of so many make the width of their column; a longer one below is cut.
const MEASURED: usize = 40;

/// Draws what stands today.
pub(super) fn agenda_ui(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("today-agenda"), &data.agenda_sub, |ui| {
            let plan = cx.text("today-agenda-plan");
            if button(ui, Button::ghost_icon(icons::PLUS, &plan).medium()).clicked() {
                cx.orders.push(Order::Coach(Coachee::default()));
            }
        });
        if data.agenda.is_empty() {
            let (title, detail) =
                (cx.text("today-agenda-none"), cx.text("today-agenda-none-detail"));
            empty_state(ui, icons::CALENDAR_DOTS, &title, &detail, None);
            return;
        }
        let first = next(&data.agenda);
        // What is done makes room for what is not.
        let from = first.unwrap_or_default().min(data.agenda.len().saturating_sub(SHOWN));
        for (at, row) in data.agenda.iter().enumerate().skip(from).take(SHOWN) {
            row_ui(ui, row, first == Some(at), cx);
        }
        let rest = data.agenda.len().saturating_sub(SHOWN);
        if rest > 0 {
            let n = i64::try_from(rest).unwrap_or(i64::MAX);
            let words = cx.tr.with("today-agenda-more", &[("n", n.into())]);
            crate::ui::card::padded(ui, 16.0, 4.0, |ui| text::hint(ui, &words));
        }
    });
}

/// Draws the funnel in small.
pub(super) fn funnel_ui(ui: &mut Ui, funnel: &Funnel, cx: &mut Cx<'_>) {
    let mut go = false;
    card_flush(ui, |ui| {
        let title = cx.text("area-funnel");
        list_header(ui, &title, &funnel.sub, |ui| about(ui, Figure::Conversion, cx));
        if funnel.stages.is_empty() {
            let (title, detail) =
                (cx.text("today-funnel-none"), cx.text("today-funnel-none-detail"));
            empty_state(ui, icons::FUNNEL, &title, &detail, None);
            return;
        }
        ui.add_space(6.0);
        let wide = |kind, words: &dyn Fn(&StageBar) -> &str| {
            text::widest(ui, kind, funnel.stages.iter().map(words))
        };
        let columns = [
            wide(text::BODY13, &|stage| &stage.name).min(120.0),
            wide(text::BODY13, &|stage| &stage.n),
            wide(text::NAME13, &|stage| &stage.amount),
        ];
        for stage in &funnel.stages {
            stage_ui(ui, stage, columns);
        }
        ui.add_space(4.0);
        divider(ui);
        let theme = Theme::get(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
        let inner = rect.shrink2(vec2(16.0, 0.0));
        let layout = egui::Layout::right_to_left(Align::Center);
        let builder = egui::UiBuilder::new().id_salt("see").max_rect(inner).layout(layout);
        let mut row = ui.new_child(builder);
        let see = cx.text("today-see");
        go = button(&mut row, Button::link(&see).medium()).clicked();
        let room = inner.with_max_x(row.min_rect().left() - 8.0);
        let (icon, color) = if funnel.marked {
            (icons::WARNING.filled(), theme.warn_t)
        } else {
            (icons::CHECK_CIRCLE, theme.t3)
        };
        paint_icon(ui.painter(), pos2(room.left() + 7.0, room.center().y), icon, 14.0, color);
        let line = room.with_min_x(room.left() + 20.0);
        let left = Align::Min;
        let cut = text::paint_fit(ui.painter(), line, left, text::LABEL12, color, &funnel.verdict);
        text::tell(ui, line, &funnel.verdict);
        if cut {
            let id = ui.next_auto_id().with("verdict");
            ui.interact(line, id, Sense::hover()).on_hover_text(&funnel.verdict);
        }
    });
    if go {
        cx.orders.push(Order::Go(AreaId::Funnel));
    }
}

/// Draws a stage: its name, its bar in the middle, how many, how much.
fn stage_ui(ui: &mut Ui, stage: &StageBar, [name, n, amount]: [f32; 3]) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), STAGE), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let y = inner.center().y;
    let painter = ui.painter();
    let room = inner.with_max_x(inner.left() + name);
    text::paint_fit(painter, room, Align::Min, text::BODY13, theme.t2, &stage.name);
    let right = Align2::RIGHT_CENTER;
    text::paint(painter, pos2(inner.right(), y), right, text::NAME13, theme.t1, &stage.amount);
    let at = pos2(inner.right() - amount - 14.0, y);
    text::paint(painter, at, right, text::BODY13, theme.t3, &stage.n);
    let from = inner.left() + name + 10.0;
    let to = (inner.right() - amount - n - 28.0).max(from);
    let wide = (to - from) * stage.share.clamp(0.0, 1.0);
    if wide > 0.0 {
        let color = if stage.marked { theme.warn } else { theme.accent_2 };
        let middle = pos2((from + to) / 2.0, y);
        let bar = Rect::from_center_size(middle, vec2(wide.max(2.0), 16.0));
        painter.rect_filled(bar, 2.0, color);
    }
    let told = [stage.name.as_str(), &stage.n, &stage.amount].join(" ");
    text::tell(ui, rect, &told);
}

/// The sign of how a person stands.
const fn sign(status: Status) -> icons::Icon {
    match status {
        Status::OnTrack => icons::CHECK_CIRCLE.filled(),
        Status::Caution => icons::WARNING.filled(),
        Status::Behind => icons::ARROW_CIRCLE_DOWN.filled(),
    }
}

/// The colour of the bar, which stays quiet where all is well, and that of the sign.
const fn tones(status: Option<Status>) -> (Tone, Tone) {
    match status {
        None => (Tone::Neutral, Tone::Neutral),
        Some(Status::OnTrack) => (Tone::Accent, Tone::Good),
        Some(Status::Caution) => (Tone::Warn, Tone::Warn),
        Some(Status::Behind) => (Tone::Bad, Tone::Bad),
    }
}

/// Draws how everyone stands.
pub(super) fn members_ui(
    ui: &mut Ui,
    room: f32,
    members: &Members,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let rows = members.rows.len();
    let natural = 44.0 + MEMBER * rows.max(1) as f32 + 16.0;
    let least = 44.0 + MEMBER * rows.clamp(1, LEAST) as f32 + 16.0;
    let height = natural.min(room).max(least).max(if rows == 0 { 190.0 } else { 0.0 });
    Card::new().height(height.floor()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("today-members");
        card_header(ui, &title, &members.sub, |ui| about(ui, Figure::Attainment, cx));
        if members.rows.is_empty() {
            let (title, detail) =
                (cx.text("today-members-none"), cx.text("today-members-none-detail"));
            empty_state(ui, icons::USERS, &title, &detail, None);
            return;
        }
        let widest =
            |most: f32, row: &Member| text::width(ui, text::BODY13, &row.name).ceil().max(most);
        let names = members.rows.iter().take(MEASURED).fold(0.0, widest).clamp(40.0, 112.0);
        let columns = [
            Column::new("").fixed(names + 24.0),
            Column::new("").flex(1.0, 60.0),
            Column::new("").fixed(72.0).right(),
            Column::new("").fixed(34.0).right(),
        ];
        let name = |row: usize| {
            let told = |row: &Member| [row.name.as_str(), &row.text, &row.standing].join(" ");
            members.rows.get(row).map_or_else(String::new, told).trim_end().to_owned()
        };
        let output = Table::new(&title, &columns, rows)
            .without_header()
            .without_lines()
            .row_height(MEMBER)
            .height(ui.available_height())
            .row_name(&name)
            .show(ui, &mut view.members, |ui, row, column| {
                if let Some(member) = members.rows.get(row) {
                    member_ui(ui, member, members.pace, column);
                }
            });
        if let Some(member) = output.opened.and_then(|row| members.rows.get(row)) {
            cx.orders.push(Order::Filter(Filter { scope: member.scope, ..*cx.filter }));
        }
    });
}

fn member_ui(ui: &mut Ui, member: &Member, pace: Option<f32>, column: usize) {
    let theme = Theme::get(ui);
    let (bar, sign_tone) = tones(member.status);
    match column {
        0 => cell_text(ui, text::BODY13, theme.t1, &member.name),
        1 => {
            let size = vec2(ui.available_width(), MEMBER - 4.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let track = Rect::from_center_size(rect.center(), vec2(rect.width(), 6.0));
            let fraction = member.share.unwrap_or_default();
            let drawn = TickBar { fraction, tick: pace, tone: bar };
            paint_tick_bar(ui.painter(), theme, track, &drawn);
        }
        2 if member.share.is_some() => cell_text(ui, text::NAME13, theme.t1, &member.text),
        2 => cell_text(ui, text::LABEL12, theme.t3, &member.text),
        _ => {
            if let Some(status) = member.status {
                icons::icon(ui, sign(status), 14.0, sign_tone.text(theme));
            }
        }
    }
}
