//! The cards at the right: the next step, the tasks and the evidence of the stage, why stages were left
//! without it, what could go wrong, and notes.

use egui::{Ui, pos2};

use super::data::{Data, RiskRow, TickRow, Written};
use super::form::{Form, Kind, Typed};
use super::view::View;
use super::view_people::{ROW, cut, line, record};
use crate::areas::Cx;
use crate::command::deal_page::What;
use crate::command::{Command, deals, forecast, today};
use crate::metrics::deal_page::show::class_name;
use crate::store::records::RiskKind;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, card_header, list_header, padded, row};
use crate::ui::choice::{badge, check_mixed};
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::progress_bar;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The height of a row of two lines.
const TWO: f32 = 44.0;

/// Draws the card of the next step, and of the class the deal is put in.
pub(super) fn next_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let by = data.next.as_ref().map_or("", |next| next.by.as_str());
    card_flush(ui, |ui| {
        card_header(ui, &cx.text("funnel-stuck-next"), by, |_| {});
        padded(ui, 16.0, 0.0, |ui| {
            let (name, today) = (data.title.clone(), cx.filter.today);
            let mut command = None;
            match &data.next {
                Some(next) => {
                    text::wrapped(ui, text::NAME13, theme.t1, &next.text);
                    row(ui, 24.0, |ui| {
                        let (tone, left) = &next.left;
                        badge(ui, *tone, left);
                        let color = if next.is_confirmed { theme.good_t } else { theme.warn_t };
                        let icon = if next.is_confirmed {
                            icons::CHECK_CIRCLE.filled()
                        } else {
                            icons::WARNING.filled()
                        };
                        icons::icon(ui, icon, 14.0, color);
                        let width = ui.available_width();
                        cut(ui, text::LABEL12, color, &next.confirmed, width);
                    });
                    if data.open {
                        row(ui, 32.0, |ui| {
                            let words = ["funnel-stuck-next-confirm", "funnel-stuck-next-finish"];
                            let [confirm, finish] = words.map(|key| cx.text(key));
                            let step = next.id;
                            let icon = icons::CALENDAR_CHECK;
                            if !next.is_confirmed
                                && button(ui, Button::primary(&confirm).medium().icon(icon))
                                    .clicked()
                            {
                                let name = name.clone();
                                command =
                                    Some(deals::Command::ConfirmNextStep { step, name, today });
                            }
                            if button(ui, Button::secondary(&finish).medium()).clicked() {
                                let name = name.clone();
                                command =
                                    Some(deals::Command::FinishNextStep { step, name, today });
                            }
                        });
                    }
                }
                None => {
                    text::wrapped(ui, text::BODY13, theme.t2, &cx.text("funnel-stuck-next-none"));
                }
            }
            if let Some(command) = command {
                cx.run(Command::Deals(command));
            }
            if data.open {
                row(ui, 32.0, |ui| {
                    let key = if data.next.is_some() {
                        "funnel-deal-next-change"
                    } else {
                        "funnel-stuck-next-add"
                    };
                    let add = cx.text(key);
                    let add = Button::secondary(&add).medium().icon(icons::CALENDAR_PLUS);
                    if button(ui, add).clicked() {
                        view.form = Some(Form::new(Kind::Next, "", Typed::default()));
                    }
                    class_ui(ui, data, view, cx);
                });
            }
        });
        ui.add_space(12.0);
    });
}

/// The class of the forecast, to be chosen: another one asks for the reason, that of the stage does not.
fn class_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let mut class = data.class;
    let select = Select::new(Field::bare(&data.class_label).compact()).fit();
    if !select.show(ui, &mut class, &data.classes).changed() {
        return;
    }
    if let Some(class) = class {
        let about = format!("{} {}", data.class_label, class_name(cx.tr, class));
        view.form = Some(Form::new(Kind::Class(class), &about, Typed::default()));
    } else {
        cx.run(Command::Forecast(forecast::Command::SetCategory {
            deal: data.id,
            period: data.class_period,
            category: None,
            reason: String::new(),
            today: cx.filter.today,
            subject: data.title.clone(),
        }));
    }
}

/// Draws the card of the evidence of the stage.
pub(super) fn evidence_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let evidence = &data.evidence;
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-evidence"), "", |ui| {
            if !evidence.count.is_empty() {
                text::strong(ui, &evidence.count);
                progress_bar(ui, evidence.part, 64.0);
            }
        });
        if !evidence.customer.is_empty() {
            padded(ui, 16.0, 8.0, |ui| {
                text::wrapped(ui, text::LABEL12, theme.t2, &evidence.customer);
            });
        }
        if evidence.rows.is_empty() {
            padded(ui, 16.0, 12.0, |ui| {
                let none = cx.text("funnel-deal-evidence-empty");
                text::wrapped(ui, text::LABEL12, theme.t3, &none);
            });
        }
        for piece in &evidence.rows {
            let pressed = tick_row(ui, piece);
            if pressed && piece.there {
                record(data, What::Untick(piece.item), cx);
            } else if pressed {
                let day = cx.filter.today.to_string();
                let start = Typed { day, ..Typed::default() };
                view.form = Some(Form::new(Kind::Evidence(piece.item), &piece.name, start));
            }
        }
        if !evidence.foot.is_empty() {
            let slot = ui.painter().add(egui::Shape::Noop);
            let place = line(
                ui,
                36.0,
                |_| {},
                |ui| {
                    icons::icon(ui, icons::LOCK, 14.0, theme.t2);
                    let width = ui.available_width();
                    cut(ui, text::BODY13, theme.t2, &evidence.foot, width);
                },
            );
            ui.painter().set(slot, egui::Shape::rect_filled(place, 0.0, theme.sunken));
        }
    });
}

/// Draws a row with its box and the note below it; whether the box was pressed.
fn tick_row(ui: &mut Ui, row: &TickRow) -> bool {
    let theme = Theme::get(ui);
    let color = if row.tone == Tone::Neutral { theme.t3 } else { row.tone.text(theme) };
    let height = if row.note.is_empty() { ROW } else { TWO };
    let mut pressed = false;
    line(
        ui,
        height,
        |_| {},
        |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if !row.note.is_empty() {
                    ui.add_space(2.0);
                }
                pressed = check_mixed(ui, Some(row.there), &row.name).clicked();
                if !row.note.is_empty() {
                    ui.horizontal(|ui| {
                        ui.add_space(18.0);
                        let width = ui.available_width();
                        cut(ui, text::LABEL12, color, &row.note, width);
                    });
                }
            });
        },
    );
    pressed
}

/// Draws the card of what is to be done in the stage, where it asks for something.
pub(super) fn tasks_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let tasks = &data.tasks;
    if tasks.rows.is_empty() {
        return;
    }
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-tasks"), "", |ui| {
            text::strong(ui, &tasks.count);
            progress_bar(ui, tasks.part, 64.0);
        });
        for task in &tasks.rows {
            let pressed = tick_row(ui, task);
            if pressed && task.there {
                record(data, What::Reopen(task.item), cx);
            } else if pressed {
                let day = cx.filter.today.to_string();
                let start = Typed { day, ..Typed::default() };
                view.form = Some(Form::new(Kind::Task(task.item), &task.name, start));
            }
        }
    });
}

/// Draws the card of stages that were left without their evidence, where there are any.
pub(super) fn waivers_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    if data.waivers.is_empty() {
        return;
    }
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-waivers"), "", |_| {});
        for waiver in &data.waivers {
            let mut asks = false;
            let said = !waiver.reason.is_empty();
            let key = if said { "funnel-deal-waiver-change" } else { "funnel-deal-waiver-say" };
            let word = cx.text(key);
            let buttons = |ui: &mut Ui| {
                asks = button(ui, Button::secondary(&word).small()).clicked();
            };
            line(ui, TWO, buttons, |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(3.0);
                    let width = ui.available_width();
                    cut(ui, text::BODY13, theme.t1, &waiver.text, width);
                    let (color, words) = if said {
                        (theme.t3, waiver.reason.clone())
                    } else {
                        (theme.warn_t, cx.text("funnel-deal-waiver-none"))
                    };
                    cut(ui, text::LABEL12, color, &words, width);
                });
            });
            if asks {
                let start = Typed { name: waiver.reason.clone(), ..Typed::default() };
                view.form = Some(Form::new(Kind::Waiver(waiver.stage), &waiver.text, start));
            }
        }
    });
}

/// Draws the card of what could go wrong.
pub(super) fn risks_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-risks"), &data.risks.sub, |ui| {
            if !data.open {
                return;
            }
            let words = ["funnel-deal-fallback-add", "funnel-deal-risk-add"];
            let [fallback, risk] = words.map(|key| cx.text(key));
            for (kind, icon, name) in [
                (RiskKind::Fallback, icons::ARROW_U_UP_LEFT, &fallback),
                (RiskKind::Risk, icons::PLUS, &risk),
            ] {
                if button(ui, Button::ghost_icon(icon, name).medium()).clicked() {
                    view.form = Some(Form::new(Kind::Risk(None, kind), "", Typed::default()));
                }
            }
        });
        if data.risks.rows.is_empty() {
            padded(ui, 16.0, 12.0, |ui| {
                text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("funnel-deal-risks-empty"));
            });
        }
        for risk in &data.risks.rows {
            risk_row(ui, data, risk, view, cx);
        }
    });
}

fn risk_row(ui: &mut Ui, data: &Data, risk: &RiskRow, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let words = ["funnel-deal-risk-edit", "funnel-deal-risk-close"];
    let words = words.map(|key| cx.tr.with(key, &[("name", risk.name.as_str().into())]));
    let [edit, close] = &words;
    let (mut edits, mut closes) = (false, false);
    let buttons = |ui: &mut Ui| {
        closes = button(ui, Button::ghost_icon(icons::CHECK, close).small()).clicked();
        edits = button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, edit).small()).clicked();
    };
    line(ui, TWO, buttons, |ui| {
        if risk.kind == RiskKind::Risk {
            let (dot, response) =
                ui.allocate_exact_size(egui::vec2(10.0, 10.0), egui::Sense::hover());
            let at = pos2(dot.center().x, dot.center().y);
            ui.painter().circle_filled(at, 4.0, risk.tone.fill(theme));
            response.on_hover_text(&risk.weight);
        } else {
            icons::icon(ui, icons::ARROW_U_UP_LEFT, 14.0, theme.t2);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(3.0);
            let width = ui.available_width();
            cut(ui, text::NAME13, theme.t1, &risk.name, width);
            cut(ui, text::LABEL12, theme.t3, &risk.note, width);
        });
    });
    if closes {
        record(data, What::CloseRisk(risk.id), cx);
    }
    if edits {
        let form = risk.form.clone();
        let start = Typed {
            name: form.name,
            more: form.action,
            day: form.due.map_or_else(String::new, |day| day.to_string()),
            weight: form.weight,
            ..Typed::default()
        };
        view.form = Some(Form::new(Kind::Risk(Some(risk.id), form.kind), "", start));
    }
}

/// Draws the card of notes.
pub(super) fn notes_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-notes"), "", |ui| {
            let add = cx.text("funnel-deal-note-add");
            if button(ui, Button::ghost_icon(icons::NOTE_PENCIL, &add).medium()).clicked() {
                view.form = Some(Form::new(Kind::Note, "", Typed::default()));
            }
        });
        if data.notes.is_empty() {
            padded(ui, 16.0, 12.0, |ui| {
                text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("funnel-deal-notes-empty"));
            });
        }
        for note in &data.notes {
            padded(ui, 16.0, 8.0, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let remove =
                    cx.tr.with("funnel-deal-note-remove", &[("day", note.head.as_str().into())]);
                let mut removed = false;
                row(ui, 24.0, |ui| {
                    let width = ui.available_width() - 32.0;
                    cut(ui, text::LABEL12, theme.t3, &note.head, width);
                    removed = button(ui, Button::ghost_icon(icons::X, &remove).small()).clicked();
                });
                text::wrapped(ui, text::BODY13, theme.t1, &note.words);
                if removed {
                    match note.id {
                        Written::Here(id) => record(data, What::RemoveNote(id), cx),
                        Written::Quick(id) => {
                            let name = data.title.clone();
                            cx.run(Command::Today(today::Command::Remove { id, name }));
                        }
                    }
                }
            });
        }
    });
}
