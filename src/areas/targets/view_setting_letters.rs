//! How many target letters are signed for, and the drawer in which signatures are recorded.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::setting::SettingPage;
use super::setting_letters::{LetterRow, Letters};
use super::view_setting::SettingView;
use super::view_strategy_forms::past_day;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::Command;
use crate::command::targets::{self, SignedLetter};
use crate::documents::signed_letters::Standing;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::i18n::number;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_flush, card_header};
use crate::ui::choice::{badge, check_mixed, checkbox};
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// Wide enough for names, states and days.
const WIDTH: f32 = 600.0;
/// A row of the list.
const ROW: f32 = 34.0;
/// The list shows so many rows at most; the others scroll.
const ROWS: f32 = 14.0;

/// What is chosen in the drawer.
#[derive(Clone, Debug)]
pub(super) struct SignForm {
    key: (Scope, Period),
    day: String,
    /// The letters that were signed.
    chosen: BTreeSet<Scope>,
    tried: bool,
    sent: bool,
    table: TableState,
}

impl SignForm {
    fn new(page: &SettingPage) -> Self {
        Self {
            key: (page.inputs.scope, page.inputs.period),
            day: page.today.to_string(),
            chosen: BTreeSet::new(),
            tried: false,
            sent: false,
            table: TableState::default(),
        }
    }

    /// Whether something is chosen that is not recorded.
    pub(super) fn dirty(&self) -> bool {
        !self.chosen.is_empty() && !self.sent
    }

    /// Something was done: what was recorded is chosen no more.
    pub(super) fn done(&mut self) {
        if std::mem::take(&mut self.sent) {
            self.chosen.clear();
            self.tried = false;
        }
    }

    /// The day, when it exists and has come.
    fn day(&self, today: NaiveDate) -> Result<NaiveDate, &'static str> {
        past_day(&self.day, today)
    }
}

/// Draws how many letters are signed for.
pub(super) fn draw(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &Cx<'_>) {
    if page.letters.rows.is_empty() {
        return;
    }
    let (title, word) = (cx.text("targets-letters"), cx.text("targets-letters-open"));
    Card::new().show(ui, |ui| {
        card_header(ui, &title, &page.letters.sub, |ui| {
            let record = Button::secondary(&word).small().icon(icons::SIGNATURE);
            if button(ui, record).clicked() {
                view.sign = Some(SignForm::new(page));
            }
        });
    });
}

/// Draws the drawer, while it is open.
pub(super) fn drawer_ui(
    ctx: &Context,
    page: &SettingPage,
    view: &mut SettingView,
    cx: &mut Cx<'_>,
) {
    let key = (page.inputs.scope, page.inputs.period);
    let Some(mut form) = view.sign.take().filter(|form| form.key == key) else { return };
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let letters = &page.letters;
    // What was signed meanwhile, or has no letter any more, is not to be signed.
    let open: BTreeSet<Scope> = letters
        .rows
        .iter()
        .filter(|row| row.standing != Standing::Signed)
        .map(|row| row.scope)
        .collect();
    form.chosen.retain(|scope| open.contains(scope));
    let args = [("when", page.when.as_str().into())];
    let title = cx.tr.with("targets-letters-title", &args);
    let close = cx.text("app-close");
    let n = i64::try_from(form.chosen.len()).unwrap_or(i64::MAX);
    let args = [("n", number(n).into()), ("count", n.into())];
    let record = cx.tr.with("targets-letters-record", &args);
    let nothing = cx.text("targets-letters-choose");
    let (mut saves, mut leaves) = (false, false);
    let mut unsigned = None;
    leaves |=
        drawer(ctx, Drawer::new("letters", &title, &close).width(WIDTH), |ui, part| match part {
            Part::Body => unsigned = body(ui, page, &mut form, &open, cx),
            Part::Footer => {
                let go = Button::primary(&record).enabled(n > 0).icon(icons::SIGNATURE);
                let go = if n > 0 { go } else { go.hint(&nothing) };
                saves |= button(ui, go).clicked();
                leaves |= button(ui, Button::secondary(&close)).clicked();
            }
        });
    if let Some(row) = unsigned.and_then(|at| letters.rows.get(at))
        && let Some(id) = row.signature
    {
        let subject = format!("{} {}", row.name, page.when);
        cx.run(Command::Targets(targets::Command::Unsign { id, subject }));
    }
    if saves {
        form.tried = true;
        if let Ok(on) = form.day(page.today) {
            form.sent = true;
            cx.run(Command::Targets(command(page, letters, &form, on)));
        }
    }
    if !leaves {
        view.sign = Some(form);
    }
}

fn command(
    page: &SettingPage,
    letters: &Letters,
    form: &SignForm,
    on: NaiveDate,
) -> targets::Command {
    let chosen: Vec<&LetterRow> =
        letters.rows.iter().filter(|row| form.chosen.contains(&row.scope)).collect();
    let whose = match chosen.as_slice() {
        [one] => one.name.as_str(),
        _ => page.whose.as_str(),
    };
    let subject = format!("{whose} {}", page.when);
    let signed = |row: &&LetterRow| SignedLetter { scope: row.scope, code: row.code.clone() };
    targets::Command::Sign {
        letters: chosen.iter().map(signed).collect(),
        period: page.inputs.period,
        on,
        today: page.today,
        subject,
    }
}

/// Draws the day and the list; returns the row whose signature is taken back.
fn body(
    ui: &mut Ui,
    page: &SettingPage,
    form: &mut SignForm,
    open: &BTreeSet<Scope>,
    cx: &Cx<'_>,
) -> Option<usize> {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::BODY13, theme.t2, &cx.text("targets-letters-what"));
    let wrong = form.day(page.today).err().filter(|_| form.tried).map(|key| cx.text(key));
    let label = cx.text("targets-letters-day");
    let field = Field::new(&label).required().width(200.0).error(wrong.as_deref());
    day_field(ui, field, &mut form.day, page.today, cx.tr);
    if !open.is_empty() {
        let state = match form.chosen.len() {
            0 => Some(false),
            n if n == open.len() => Some(true),
            _ => None,
        };
        if check_mixed(ui, state, &cx.text("targets-letters-all")).clicked() {
            form.chosen = if state == Some(true) { BTreeSet::new() } else { open.clone() };
        }
    }
    let mut unsigned = None;
    let title = cx.text("targets-letters");
    let head = |word: &str| Column::new(cx.text(&format!("targets-letters-head-{word}")));
    let columns = [
        head("name").flex(1.0, 150.0),
        head("actions").fixed(92.0),
        head("state").fixed(150.0),
        head("day").fixed(96.0),
        Column::new("").fixed(44.0),
    ];
    let (undo, written) = (cx.text("targets-letters-unsign"), cx.text("targets-letters-written"));
    let lacking = cx.text("targets-letters-lacking");
    let rows = &page.letters.rows;
    let name = |row: usize| rows.get(row).map_or_else(String::new, |row| row.name.clone());
    let mut table = std::mem::take(&mut form.table);
    card_flush(ui, |ui| {
        Table::new(&title, &columns, rows.len())
            .row_height(ROW)
            .height(32.0 + ROWS * ROW)
            .row_name(&name)
            .show(ui, &mut table, |ui, at, column| {
                let theme = Theme::get(ui);
                let Some(row) = rows.get(at) else { return };
                match column {
                    0 => name_ui(ui, row, form),
                    1 if row.has_actions => cell_text(ui, text::LABEL12, theme.t3, &written),
                    1 => cell_text(ui, text::LABEL12, theme.warn_t, &lacking),
                    2 => {
                        badge(ui, tone(row.standing), &row.said);
                    }
                    3 => cell_text(ui, text::BODY13, theme.t2, &row.day),
                    _ => {
                        if row.signature.is_none() {
                            return;
                        }
                        let words = format!("{undo} {}", row.name);
                        let off = Button::ghost_icon(icons::ARROW_U_UP_LEFT, &words).small();
                        if button(ui, off).clicked() {
                            unsigned = Some(at);
                        }
                    }
                }
            });
    });
    form.table = table;
    unsigned
}

/// Draws the name, to be ticked where it is to be signed.
fn name_ui(ui: &mut Ui, row: &LetterRow, form: &mut SignForm) {
    let theme = Theme::get(ui);
    if row.standing == Standing::Signed {
        let words = [row.name.as_str(), row.beside.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        cell_text(ui, text::NAME13, theme.t1, &words.join("  "));
        return;
    }
    let mut on = form.chosen.contains(&row.scope);
    if checkbox(ui, &mut on, &row.name).changed() {
        if on {
            form.chosen.insert(row.scope);
        } else {
            form.chosen.remove(&row.scope);
        }
    }
    let width = ui.available_width();
    if !row.beside.is_empty() && width > 24.0 {
        text::truncated(ui, text::LABEL12, theme.t3, &row.beside, width);
    }
}

/// The color of how a letter stands.
const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Open => Tone::Outline,
        Standing::Changed => Tone::Warn,
        Standing::Signed => Tone::Good,
    }
}
