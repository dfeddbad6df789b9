//! 映射模板: what earlier sheets of this sender taught, how much of this one it knew, and the columns
//! that are new, each with what it probably is.

use egui::{Align, Align2, Layout, Sense, Ui, vec2};

use super::corrections::label;
use super::data::shown;
use super::mapping::DRAWN;
use super::queue::{LEAVE_OUT, assign};
use super::wizard::Wizard;
use crate::i18n::Tr;
use crate::sheets::guess::Free;
use crate::sheets::kinds::Kind;
use crate::sheets::mapping::{MappedColumn, Mapping, letters};
use crate::sheets::memory::{self, Known};
use crate::sheets::values;
use crate::ui::button::{Button, button};
use crate::ui::card::{card, row};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many new columns are listed; each can be answered above its column too.
const LISTED: usize = 3;

/// A column that nothing was known about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fresh {
    column: usize,
    heading: String,
    guess: Option<&'static str>,
}

/// What was known of a table before it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    kind: Kind,
    sender: String,
    matched: usize,
    /// Those with a guess first.
    fresh: Vec<Fresh>,
}

/// What a person answered about a new column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    column: usize,
    heading: String,
    /// As in the list above the column: nothing for a column that is kept as unknown.
    field: Option<&'static str>,
}

impl Template {
    /// What is said of a table; nothing where its sender taught nothing and nothing can be guessed.
    pub(super) fn of(mapping: &Mapping, known: &Known, file: &str) -> Option<Self> {
        // The columns of a form are its labels, and nobody can answer about them.
        if mapping.form.is_some() {
            return None;
        }
        let kind = mapping.kind;
        let mut made = Self { kind, sender: memory::sender(file), matched: 0, fresh: vec![] };
        let mut taught = known.columns.keys().any(|(of, _)| *of == kind);
        let free = Free::of(mapping);
        for (at, column) in mapping.columns.iter().enumerate() {
            if column.heading.is_empty() || is_wide(mapping, at) {
                continue;
            }
            taught |= column.by_hand;
            let key = (kind, values::key(&column.heading));
            if column.field.is_some() || column.by_hand || known.columns.contains_key(&key) {
                made.matched += 1;
            } else if !column.left_out {
                // Nobody is asked about a column that is not drawn.
                let free = Some(&free).filter(|_| at < DRAWN);
                made.fresh.push(Fresh::of(free, at, column));
            }
        }
        made.fresh.sort_by_key(|fresh| fresh.guess.is_none());
        let guessed = made.fresh.iter().any(|fresh| fresh.guess.is_some());
        (taught || guessed).then_some(made)
    }

    /// Takes notice that a column is no longer new.
    pub(super) fn answered(&mut self, column: usize) {
        let before = self.fresh.len();
        self.fresh.retain(|fresh| fresh.column != column);
        self.matched += before - self.fresh.len();
    }

    fn title(&self, tr: &Tr) -> String {
        if self.sender.is_empty() {
            return tr.text("reports-template");
        }
        tr.with("reports-template-of", &[("sender", self.sender.as_str().into())])
    }

    fn count(&self, tr: &Tr) -> String {
        let all = self.matched + self.fresh.len();
        let args = [("n", shown(self.matched).into()), ("all", shown(all).into())];
        tr.with("reports-template-matched", &args)
    }

    fn field_name(&self, field: &str, tr: &Tr) -> String {
        label(tr, Some(self.kind), field)
    }

    /// What is said of a new column.
    fn words(&self, fresh: &Fresh, tr: &Tr) -> String {
        let field = fresh.guess.map(|field| self.field_name(field, tr));
        let key = if field.is_some() { "reports-template-guess" } else { "reports-template-new" };
        let args = [
            ("column", letters(fresh.column).into()),
            ("heading", fresh.heading.as_str().into()),
            ("field", field.unwrap_or_default().into()),
        ];
        tr.with(key, &args)
    }
}

impl Fresh {
    fn of(free: Option<&Free>, at: usize, column: &MappedColumn) -> Self {
        let guess = free.and_then(|free| free.field(&column.heading)).map(|field| field.id);
        Self { column: at, heading: column.heading.clone(), guess }
    }

    fn answer(&self, field: Option<&'static str>) -> Answer {
        Answer { column: self.column, heading: self.heading.clone(), field }
    }
}

/// Whether a column is one of those of a wide table, or of the two that are added to its records.
fn is_wide(mapping: &Mapping, at: usize) -> bool {
    mapping.spread.as_ref().is_some_and(|spread| {
        at >= spread.width || spread.columns.iter().any(|(column, _)| *column == at)
    })
}

/// Draws the card; returns what was answered about a new column.
pub(super) fn draw(ui: &mut Ui, template: &Template, tr: &Tr) -> Option<Answer> {
    let theme = Theme::get(ui);
    let mut answer = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        head(ui, template, tr);
        for fresh in template.fresh.iter().take(LISTED) {
            text::wrapped(ui, text::BODY13, theme.t2, &template.words(fresh, tr));
            let yes = match fresh.guess {
                Some(field) => {
                    let field = template.field_name(field, tr);
                    tr.with("reports-template-confirm", &[("field", field.into())])
                }
                None => tr.text("reports-template-keep"),
            };
            let no = tr.text("reports-template-ignore");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let column = letters(fresh.column);
                let confirm = button(ui, Button::secondary(&yes).medium().icon(icons::CHECK));
                if confirm.accessible_name(format!("{yes} {column}")).clicked() {
                    answer = Some(fresh.answer(fresh.guess));
                }
                let ignore = button(ui, Button::secondary(&no).medium());
                if ignore.accessible_name(format!("{no} {column}")).clicked() {
                    answer = Some(fresh.answer(Some(LEAVE_OUT)));
                }
            });
        }
        if let Some(more) = template.fresh.len().checked_sub(LISTED).filter(|more| *more > 0) {
            let more = tr.with("reports-template-more", &[("n", shown(more).into())]);
            text::wrapped(ui, text::LABEL12, theme.t3, &more);
        }
        if !template.fresh.is_empty() {
            text::wrapped(ui, text::LABEL12, theme.t3, &tr.text("reports-template-note"));
        }
    });
    answer
}

/// Draws whose template it is, and how many columns it knew.
fn head(ui: &mut Ui, template: &Template, tr: &Tr) {
    let theme = Theme::get(ui);
    let (title, count) = (template.title(tr), template.count(tr));
    row(ui, 22.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        icons::icon(ui, icons::BOOKMARK_SIMPLE.filled(), 16.0, theme.accent_t);
        let wide = text::width(ui, text::LABEL12, &count).ceil() + 12.0;
        let room = (ui.available_width() - wide - 8.0).max(0.0);
        text::truncated(ui, text::CARD14, theme.t1, &title, room);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(wide, 20.0), Sense::hover());
            ui.painter().rect_filled(rect, 4.0, theme.accent_bg);
            let (at, middle) = (rect.center(), Align2::CENTER_CENTER);
            text::paint(ui.painter(), at, middle, text::LABEL12, theme.accent_t, &count);
            text::tell(ui, rect, &count);
        });
    });
}

/// Gives the column its field, as the list above it does; a new preview is due.
pub(super) fn take(wizard: &mut Wizard, answer: &Answer) {
    let at = wizard.at;
    let choice = wizard.queue.get_mut(at.0).and_then(|entry| entry.sheets.get_mut(at.1));
    let Some(mapping) = choice.and_then(|choice| choice.mapping.as_mut()) else { return };
    let Some(column) = mapping.columns.get(answer.column) else { return };
    // The card is as old as the preview; the table may have been given another kind since.
    let fits = |id: &str| id == LEAVE_OUT || mapping.kind.field(id).is_some();
    if column.heading != answer.heading || !answer.field.is_none_or(fits) {
        return;
    }
    // The unit that the heading names stays.
    let unit = column.style.unit_fen;
    assign(mapping, answer.column, answer.field, unit);
    if let Some(preview) = &mut wizard.preview {
        preview.answered(at, answer.column);
    }
    wizard.touch();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::sheets::layout::{self, Hints};
    use crate::sheets::mapping::Map;
    use crate::sheets::read::Grid;

    fn mapping(headings: &[&str]) -> Mapping {
        let cells = vec!["一"; headings.len()];
        let grid = Grid::of_texts(&[headings, &cells, &cells]);
        let (kind, map) = (Some(Kind::Opportunities), Map::default());
        layout::tables(&grid, kind, &map, &Hints::default()).unwrap().remove(0)
    }

    fn known(headings: &[(&str, &str)]) -> Known {
        let columns = headings.iter().map(|(heading, field)| {
            ((Kind::Opportunities, (*heading).to_owned()), (*field).to_owned())
        });
        Known { columns: columns.collect(), ..Known::default() }
    }

    #[test]
    fn a_template_says_whose_it_is_how_much_it_knew_and_what_is_new() {
        let tr = Tr::new(Language::Chinese);
        let mapping = mapping(&["阶段", "客户", "金额", "上期说法", "温度", "把握程度"]);
        let taught = known(&[("上期说法", memory::OTHER)]);
        let mut template = Template::of(&mapping, &taught, "华东周报_第47周.xlsx").unwrap();
        assert_eq!(template.title(&tr), "映射模板：华东周报");
        assert_eq!(template.count(&tr), "匹配 4 / 6 列");
        let said: Vec<_> = template.fresh.iter().map(|fresh| template.words(fresh, &tr)).collect();
        assert_eq!(
            said,
            [
                "F 列“把握程度”是新列，推测为赢单概率，请确认。",
                "E 列“温度”是新列，认不出是什么，随记录保存。",
            ]
        );
        template.answered(5);
        assert_eq!((template.count(&tr).as_str(), template.fresh.len()), ("匹配 5 / 6 列", 1));
    }

    #[test]
    fn nothing_is_guessed_about_columns_that_are_not_drawn() {
        let many: Vec<String> = (0..DRAWN).map(|at| format!("栏{at}")).collect();
        let mut headings = vec!["阶段", "客户", "金额"];
        headings.extend(many.iter().map(String::as_str));
        headings.push("把握程度");
        let taught = known(&[("上期说法", memory::OTHER)]);
        let template = Template::of(&mapping(&headings), &taught, "a.csv").unwrap();
        assert_eq!(template.fresh.len(), DRAWN + 1, "they are counted");
        assert!(template.fresh.iter().all(|fresh| fresh.guess.is_none()));
    }

    #[test]
    fn a_sender_nobody_knows_has_a_card_only_where_something_is_guessed() {
        let plain = mapping(&["阶段", "客户", "金额", "温度"]);
        assert_eq!(Template::of(&plain, &Known::default(), "a.csv"), None);
        let guessed = mapping(&["阶段", "客户", "金额", "把握程度"]);
        assert!(Template::of(&guessed, &Known::default(), "a.csv").is_some());
        // All that a known sender sends is known: one line, and no questions.
        let all = Template::of(&plain, &known(&[("温度", "")]), "2025-11-18.csv").unwrap();
        let tr = Tr::new(Language::Chinese);
        assert_eq!((all.title(&tr), all.fresh.len()), ("映射模板".to_owned(), 0));
        assert_eq!(all.count(&tr), "匹配 4 / 4 列");
    }
}
