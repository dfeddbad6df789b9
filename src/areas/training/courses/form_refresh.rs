//! The form of what somebody begins to refresh.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Data, Options};
use super::view::View;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::training::form_words::run;
use crate::areas::typed::{count_of, whole_of};
use crate::command::training::{What, ratings};
use crate::domain::ids::{PersonId, SkillId};
use crate::domain::names;
use crate::domain::training::refresh::{HALF_LIFE, LONGEST, SHORTEST};
use crate::i18n::Tr;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, number_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// That a day has not come yet.
fn future(day: NaiveDate, today: NaiveDate, tr: &Tr) -> String {
    let args = [("day", day.to_string().into()), ("today", today.to_string().into())];
    tr.with("error-training-future", &args)
}

/// What somebody begins to refresh, half-typed.
#[derive(Clone, Debug)]
pub(super) struct RefreshDraft {
    person: Option<PersonId>,
    skill: Option<SkillId>,
    since: String,
    half_life: Option<f64>,
    /// The day as it was before.
    start: String,
    state: State,
}

impl Filled for RefreshDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.person.is_some()
            || self.skill.is_some()
            || self.since != self.start
            || whole_of(self.half_life) != Some(i64::from(HALF_LIFE))
    }
}

impl RefreshDraft {
    /// Nothing typed yet; today, with the usual half-life.
    pub fn new(cx: &Cx<'_>) -> Self {
        let since = cx.filter.today.to_string();
        Self {
            person: None,
            skill: None,
            start: since.clone(),
            since,
            half_life: count_of(Some(i64::from(HALF_LIFE))),
            state: State::opened(),
        }
    }

    fn problems(&self, today: NaiveDate, tr: &Tr) -> [Option<String>; 4] {
        let day = match parse_date(&self.since) {
            None => Some(tr.text("classes-form-no-day")),
            Some(day) => (day > today).then(|| future(day, today, tr)),
        };
        let sound = whole_of(self.half_life)
            .is_some_and(|days| (i64::from(SHORTEST)..=i64::from(LONGEST)).contains(&days));
        let bounds =
            [("shortest", i64::from(SHORTEST).into()), ("longest", i64::from(LONGEST).into())];
        [
            self.person.is_none().then(|| tr.text("courses-refresh-nobody")),
            self.skill.is_none().then(|| tr.text("courses-form-no-skill")),
            day,
            (!sound).then(|| tr.with("error-refresher-days", &bounds)),
        ]
    }

    fn command(&self) -> Option<ratings::Ask> {
        Some(ratings::Ask::StartRefresher {
            person: self.person?,
            skill: self.skill?,
            since: parse_date(&self.since)?,
            half_life: whole_of(self.half_life)?,
        })
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        (options, cx): (&Options, &Cx<'_>),
    ) {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::BODY13, theme.t2, &cx.text("courses-refresh-body"));
        let words = [
            "courses-refresh-person",
            "classes-search-name",
            "classes-nothing-found",
            "courses-form-skill",
            "courses-refresh-since",
            "courses-refresh-half",
            "unit-days",
        ];
        let [person, search, nothing, skill, since, half, unit] = words.map(|key| cx.text(key));
        let field = Field::new(&person).required().error(state.shown(problems, 0));
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        let response = select.show(ui, &mut self.person, &options.people);
        state.focus(0, &response);
        let field = Field::new(&skill).required().error(state.shown(problems, 1));
        let response = Select::new(field).show(ui, &mut self.skill, &options.skills);
        state.focus(1, &response);
        let field = Field::new(&since).required().error(state.shown(problems, 2));
        let response = day_field(ui, field, &mut self.since, cx.filter.today, cx.tr);
        state.focus(2, &response);
        let field = Field::new(&half).required().unit(&unit).error(state.shown(problems, 3));
        let response = number_field(ui, field, &mut self.half_life, 0);
        state.focus(3, &response);
    }
}

/// Draws the form, if it is open.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.refresh.take() else { return };
    let options = &data.options;
    let problems = draft.problems(cx.filter.today, cx.tr);
    let words = ["courses-refresh", "classes-save"].map(|key| cx.text(key));
    let [title, save] = &words;
    let look = Look { remove: "", id: "refresh-form", title, save, width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, (options, seen));
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(ask) = draft.command() {
                let named = options.people.iter().find(|(person, _)| *person == draft.person);
                let subject = named.map_or_else(String::new, |(_, name)| name.clone());
                run(cx, subject, What::Ratings(ask));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.refresh = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_half_life_lies_within_bounds() {
        let tr = Tr::new(Language::Chinese);
        let wrong = |half_life: Option<f64>| {
            let draft = RefreshDraft {
                person: Some(PersonId(1)),
                skill: Some(SkillId(1)),
                since: "2025-09-01".to_owned(),
                half_life,
                start: String::new(),
                state: State::opened(),
            };
            draft.problems(day("2025-09-10"), &tr).iter().any(Option::is_some)
        };
        assert_eq!(
            [Some(7.0), Some(365.0), Some(6.0), Some(366.0), None].map(wrong),
            [false, false, true, true, true]
        );
    }
}
