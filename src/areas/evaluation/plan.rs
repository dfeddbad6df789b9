//! 改进与发展计划: what was agreed, and the drawer in which it is written.

use chrono::NaiveDate;
use egui::{Align, Context, Layout, Ui, vec2};

use super::card::{Card, UNKNOWN};
use super::data::Data;
use super::view::View;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::Command;
use crate::command::evaluation::{Agreed, Command as Evaluation};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, card_header, divider, grid, list_header, padded, section_label};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_field};
use crate::ui::icons;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The plan as typed.
#[derive(Debug)]
pub(super) struct PlanForm {
    person: PersonId,
    name: String,
    period: Period,
    items: Vec<Item>,
    before: Vec<Item>,
    state: State,
}

impl Filled for PlanForm {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        !self.items.iter().filter(|item| !item.blank()).eq(self.before.iter())
    }
}

/// The place of an item's goal among what can be wrong; its day stands behind it.
const fn goal_at(item: usize) -> usize {
    item * 2
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Item {
    goal: String,
    action: String,
    due: String,
    supporter: String,
}

impl Item {
    fn of(agreed: &Agreed) -> Self {
        Self {
            goal: agreed.goal.clone(),
            action: agreed.action.clone(),
            due: agreed.due.map(|due| due.to_string()).unwrap_or_default(),
            supporter: agreed.supporter.clone(),
        }
    }

    fn blank(&self) -> bool {
        [&self.goal, &self.action, &self.due, &self.supporter]
            .iter()
            .all(|text| text.trim().is_empty())
    }

    fn no_goal(&self) -> bool {
        !self.blank() && self.goal.trim().is_empty()
    }

    fn no_such_day(&self) -> bool {
        !self.due.trim().is_empty() && self.day().is_none()
    }

    fn day(&self) -> Option<NaiveDate> {
        parse_date(&self.due)
    }
}

impl PlanForm {
    fn new(card: &Card, period: Period) -> Self {
        let before: Vec<Item> = card.agreed.iter().map(Item::of).collect();
        let mut items = before.clone();
        if items.is_empty() {
            items.push(Item::default());
        }
        let name = card.name.clone();
        Self { person: card.person, name, period, items, before, state: State::opened() }
    }

    /// What is wrong: the goal and the day of each item.
    fn problems(&self, tr: &Tr) -> Vec<Option<String>> {
        let wrong = |item: &Item| {
            [
                item.no_goal().then(|| tr.text("evaluation-plan-goal-missing")),
                item.no_such_day().then(|| tr.text("evaluation-day-wrong")),
            ]
        };
        self.items.iter().flat_map(wrong).collect()
    }

    fn agreed(&self) -> Vec<Agreed> {
        let items = self.items.iter().filter(|item| !item.blank());
        items
            .map(|item| Agreed {
                goal: item.goal.clone(),
                action: item.action.clone(),
                due: item.day(),
                supporter: item.supporter.clone(),
            })
            .collect()
    }
}

/// The card with what was agreed.
pub(super) fn draw(ui: &mut Ui, data: &Data, card: &Card, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let tr = cx.tr;
    card_flush(ui, |ui| {
        let title = tr.text("evaluation-plan");
        let empty = card.agreed.is_empty();
        let sub = tr.with("evaluation-plan-sub", &[("n", card.agreed.len().into())]);
        let header = if empty { card_header } else { list_header };
        header(ui, &title, if empty { "" } else { &sub }, &mut |ui: &mut Ui| {
            if !card.signed.is_empty() {
                return;
            }
            let key = if empty { "evaluation-plan-add" } else { "evaluation-plan-edit" };
            let icon = if empty { icons::PLUS } else { icons::PENCIL_SIMPLE };
            let words = tr.text(key);
            if button(ui, Button::secondary(&words).icon(icon).medium()).clicked() {
                view.plan = Some(PlanForm::new(card, data.period));
            }
        });
        if empty {
            padded(ui, 16.0, 0.0, |ui| {
                text::wrapped(ui, text::BODY13, theme.t3, &tr.text("evaluation-plan-empty"));
                ui.add_space(8.0);
            });
            return;
        }
        let columns = [
            Column::new(tr.text("evaluation-plan-goal")).flex(1.0, 140.0),
            Column::new(tr.text("evaluation-plan-action")).flex(1.6, 160.0),
            Column::new(tr.text("evaluation-plan-due")).fixed(110.0),
            Column::new(tr.text("evaluation-plan-supporter")).fixed(110.0),
        ];
        let goal = |row: usize| card.agreed.get(row).map(|a| a.goal.clone()).unwrap_or_default();
        Table::new(&title, &columns, card.agreed.len()).row_height(32.0).row_name(&goal).show(
            ui,
            &mut view.plan_table,
            |ui, row, column| {
                let Some(agreed) = card.agreed.get(row) else { return };
                let due = agreed.due.map(|due| due.to_string());
                let words = match column {
                    0 => &agreed.goal,
                    1 => &agreed.action,
                    2 => due.as_ref().unwrap_or(&agreed.goal),
                    _ => &agreed.supporter,
                };
                let known = !words.is_empty() && (column != 2 || due.is_some());
                let kind = if column == 0 { text::NAME13 } else { text::BODY13 };
                if known {
                    cell_text(ui, kind, theme.t1, words);
                } else {
                    cell_text(ui, text::BODY13, theme.t3, UNKNOWN);
                }
            },
        );
    });
}

/// The drawer, while it is open.
pub(super) fn drawer(ctx: &Context, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.plan.take() else { return };
    let title = cx.tr.with("evaluation-plan-title", &[("name", form.name.as_str().into())]);
    let save = cx.text("evaluation-plan-save");
    let look = Look { id: "evaluation-plan", title: &title, save: &save, remove: "", width: 440.0 };
    let problems = form.problems(cx.tr);
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut form, &problems, seen, |ui, form, state| {
        body(ui, form, (state, &problems), seen);
    });
    match wish {
        Wish::Close => return,
        // What was agreed already is not stored again.
        Wish::Save if !form.dirty() => return,
        Wish::Save => cx.run(Command::Evaluation(Evaluation::Agree {
            person: form.person,
            name: form.name.clone(),
            period: form.period,
            agreed: form.agreed(),
        })),
        Wish::Stay | Wish::Remove => {}
    }
    view.plan = Some(form);
}

fn body(
    ui: &mut Ui,
    form: &mut PlanForm,
    (state, problems): (&mut State, &[Option<String>]),
    cx: &Cx<'_>,
) {
    let (tr, today) = (cx.tr, cx.filter.today);
    let labels = [
        tr.text("evaluation-plan-goal"),
        tr.text("evaluation-plan-action"),
        tr.text("evaluation-plan-due"),
        tr.text("evaluation-plan-supporter"),
    ];
    let [goal, action, due, supporter] = &labels;
    let mut removed = None;
    for (at, item) in form.items.iter_mut().enumerate() {
        ui.push_id(at, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            if at > 0 {
                divider(ui);
            }
            let size = vec2(ui.available_width(), 24.0);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                let remove = tr.with("evaluation-plan-remove", &[("n", (at + 1).into())]);
                if button(ui, Button::ghost_icon(icons::TRASH, &remove).small()).clicked() {
                    removed = Some(at);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    section_label(ui, &tr.with("evaluation-plan-item", &[("n", (at + 1).into())]));
                });
            });
            let place = goal_at(at);
            let field = Field::new(goal).required().error(state.shown(problems, place));
            let response = text_field(ui, field, &mut item.goal);
            state.focus(place, &response);
            text_field(ui, Field::new(action), &mut item.action);
            grid(ui, 2, 12.0, |ui, column| {
                if column == 0 {
                    let field = Field::new(due).error(state.shown(problems, place + 1));
                    let response = day_field(ui, field, &mut item.due, today, tr);
                    state.focus(place + 1, &response);
                } else {
                    text_field(ui, Field::new(supporter), &mut item.supporter);
                }
            });
        });
    }
    if let Some(at) = removed {
        form.items.remove(at);
    }
    let add = tr.text("evaluation-plan-add");
    if button(ui, Button::secondary(&add).icon(icons::PLUS).medium()).clicked() {
        form.items.push(Item::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn item(goal: &str, due: &str) -> Item {
        Item { goal: goal.to_owned(), due: due.to_owned(), ..Item::default() }
    }

    fn form(items: Vec<Item>, before: Vec<Item>) -> PlanForm {
        PlanForm {
            person: PersonId(1),
            name: String::new(),
            period: Period::Quarter(2025, 3),
            items,
            before,
            state: State::opened(),
        }
    }

    #[test]
    fn blank_items_are_no_change_and_problems_are_counted() {
        let tr = Tr::new(Language::Chinese);
        for (items, before, dirty, problems) in [
            (vec![Item::default()], vec![], false, 0),
            (vec![item("回款", ""), Item::default()], vec![item("回款", "")], false, 0),
            (vec![], vec![item("回款", "")], true, 0),
            (vec![item("回款", "2025-12-15")], vec![], true, 0),
            (vec![item("", "2025-11-31")], vec![], true, 2),
        ] {
            let form = form(items, before);
            let wrong = form.problems(&tr).iter().flatten().count();
            assert_eq!((form.dirty(), wrong), (dirty, problems), "{form:?}");
        }
        let agreed = form(vec![Item::default(), item("回款", "2025-12-15")], vec![]).agreed();
        assert_eq!(agreed.len(), 1);
        assert_eq!(agreed[0].due, NaiveDate::from_ymd_opt(2025, 12, 15));
    }
}
