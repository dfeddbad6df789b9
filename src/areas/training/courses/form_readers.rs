//! What people say of what is new: when they read it, how many answers were right; who else is to read it;
//! and what somebody begins to refresh.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Data, Options};
use super::news::{ChosenNews, ReaderLine};
use super::view::View;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Look, State, Wish, form_drawer};
use crate::areas::training::classes::drawer::WORDS;
use crate::areas::training::form_words::run;
use crate::areas::typed::{count_of, whole_of};
use crate::command::training::updates::Ask;
use crate::command::training::{What, ratings};
use crate::domain::ids::{KnowledgeUpdateId, PersonId, SkillId};
use crate::domain::names;
use crate::domain::training::refresh::{HALF_LIFE, LONGEST, SHORTEST};
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::card::row;
use crate::ui::choice::{checkbox, radio};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, number_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// That a day has not come yet.
fn future(day: NaiveDate, today: NaiveDate, tr: &Tr) -> String {
    let args = [("day", day.to_string().into()), ("today", today.to_string().into())];
    tr.with("error-training-future", &args)
}

/// What is said of something new.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    /// Somebody has read it, or answered its quiz.
    Read {
        person: PersonId,
        name: String,
        /// Whether the quiz was answered too.
        answered: bool,
        on: String,
        correct: Option<f64>,
    },
    /// More people are to read it.
    Readers(BTreeSet<PersonId>),
}

/// What is said of something new, half-typed.
#[derive(Clone, Debug)]
pub(super) struct SaidDraft {
    update: KnowledgeUpdateId,
    title: String,
    published_on: NaiveDate,
    /// How many questions it has; 0 without a quiz.
    questions: i64,
    /// The day of the last answer, of somebody who answers again.
    last: Option<NaiveDate>,
    /// Who is to read it already.
    there: BTreeSet<PersonId>,
    start: Said,
    now: Said,
    pub state: State,
}

impl SaidDraft {
    fn of(news: &ChosenNews, last: Option<NaiveDate>, said: Said) -> Self {
        Self {
            update: news.id,
            title: news.title.clone(),
            published_on: news.published_on,
            questions: i64::try_from(news.questions.len()).unwrap_or(i64::MAX),
            last,
            there: news.everyone.clone(),
            start: said.clone(),
            now: said,
            state: State::opened(),
        }
    }

    /// Somebody has read it; where it has a quiz, the answers are asked for.
    pub fn read(news: &ChosenNews, reader: &ReaderLine, cx: &Cx<'_>) -> Self {
        let said = Said::Read {
            person: reader.person,
            name: reader.name.clone(),
            answered: news.pass.is_some(),
            on: cx.filter.today.to_string(),
            correct: None,
        };
        Self::of(news, reader.answered_on, said)
    }

    /// More people are to read it.
    pub fn readers(news: &ChosenNews) -> Self {
        Self::of(news, None, Said::Readers(BTreeSet::new()))
    }

    /// Whether something is typed.
    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    /// What is wrong with the day, and with the answers or who reads.
    fn problems(&self, today: NaiveDate, tr: &Tr) -> [Option<String>; 2] {
        match &self.now {
            Said::Readers(people) => {
                [None, people.is_empty().then(|| tr.text("courses-readers-nobody"))]
            }
            Said::Read { on, answered, correct, .. } => {
                let day = match parse_date(on) {
                    None => Some(tr.text("classes-form-no-day")),
                    Some(day) if day > today => Some(future(day, today, tr)),
                    Some(day) if day < self.published_on => {
                        let args = [("day", self.published_on.to_string().into())];
                        Some(tr.with("error-update-early", &args))
                    }
                    Some(day) => self.last.filter(|last| *answered && day < *last).map(|last| {
                        tr.with("error-update-order", &[("day", last.to_string().into())])
                    }),
                };
                let n = whole_of(*correct);
                let sound = n.is_some_and(|n| (0..=self.questions).contains(&n));
                let most = || tr.with("error-update-correct", &[("most", self.questions.into())]);
                [day, (*answered && !sound).then(most)]
            }
        }
    }

    fn command(&self) -> Option<Ask> {
        Some(match &self.now {
            Said::Readers(people) => Ask::AddReaders(self.update, people.iter().copied().collect()),
            Said::Read { person, on, answered: true, correct, .. } => {
                Ask::Answer(self.update, *person, parse_date(on)?, whole_of(*correct)?)
            }
            Said::Read { person, on, .. } => Ask::Read(self.update, *person, parse_date(on)?),
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
        match &mut self.now {
            Said::Read { name, answered, on, correct, .. } => {
                text::wrapped(ui, text::BODY13, theme.t2, name);
                let label = cx.text("courses-read-day");
                let field = Field::new(&label).required().error(state.shown(problems, 0));
                let response = day_field(ui, field, on, cx.filter.today, cx.tr);
                state.focus(0, &response);
                if self.questions == 0 {
                    return;
                }
                let words = ["courses-read-only", "courses-read-answered"];
                let [read, quiz] = words.map(|key| cx.text(key));
                for (value, said) in [(true, &quiz), (false, &read)] {
                    if radio(ui, *answered == value, said).clicked() {
                        *answered = value;
                    }
                }
                if !*answered {
                    return;
                }
                let label = cx.text("courses-read-correct");
                let unit = cx.tr.with("courses-read-of", &[("n", self.questions.into())]);
                let field = Field::new(&label).required().unit(&unit);
                let field = field.error(state.shown(problems, 1));
                let response = number_field(ui, field, correct, 0);
                state.focus(1, &response);
            }
            Said::Readers(people) => {
                readers_ui(ui, people, &self.there, (options, cx));
                if let Some(problem) = state.shown(problems, 1) {
                    error_line(ui, problem);
                }
            }
        }
    }
}

/// Draws who could read something, each with a box; those who are to read it already stand apart.
pub(super) fn readers_ui(
    ui: &mut Ui,
    people: &mut BTreeSet<PersonId>,
    there: &BTreeSet<PersonId>,
    (options, cx): (&Options, &Cx<'_>),
) {
    let listed: Vec<(PersonId, &String)> = options
        .people
        .iter()
        .filter_map(|(person, name)| Some(((*person)?, name)))
        .filter(|(person, _)| !there.contains(person))
        .collect();
    let words = ["courses-readers-members", "courses-readers-none"].map(|key| cx.text(key));
    let [members, none] = &words;
    let inside: Vec<PersonId> =
        options.members.iter().copied().filter(|person| !there.contains(person)).collect();
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let look = Button::secondary(members).small().enabled(!inside.is_empty());
        if button(ui, look).clicked() {
            people.extend(inside.iter().copied());
        }
        if button(ui, Button::ghost(none).small().enabled(!people.is_empty())).clicked() {
            people.clear();
        }
    });
    let words = ["courses-readers-add", "classes-search-name", "classes-nothing-found"];
    let [label, search, nothing] = words.map(|key| cx.text(key));
    let first = options.people.iter().take(1).cloned();
    let rest = listed.iter().filter(|(person, _)| !people.contains(person));
    let choices: Vec<(Option<PersonId>, String)> =
        first.chain(rest.map(|(person, name)| (Some(*person), (*name).clone()))).collect();
    let mut add: Option<PersonId> = None;
    let select = Select::new(Field::new(&label)).search(&search, &nothing).finds(names::matches);
    select.show(ui, &mut add, &choices);
    people.extend(add);
    for (person, name) in listed {
        let mut on = people.contains(&person);
        if on && checkbox(ui, &mut on, name).changed() {
            people.remove(&person);
        }
    }
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
    pub state: State,
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

    /// Whether something is typed.
    pub fn dirty(&self) -> bool {
        self.person.is_some()
            || self.skill.is_some()
            || self.since != self.start
            || whole_of(self.half_life) != Some(i64::from(HALF_LIFE))
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

/// Draws the open forms, if any.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    said_ui(ctx, data, view, cx);
    refresh_ui(ctx, data, view, cx);
}

fn said_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.said.take() else { return };
    let options = &data.options;
    let problems = draft.problems(cx.filter.today, cx.tr);
    let title = cx.text(match draft.now {
        Said::Read { .. } => "courses-read",
        Said::Readers(_) => "courses-readers",
    });
    let save = cx.text("classes-save");
    let look = Look {
        words: &WORDS,
        remove: "",
        id: "news-said",
        title: &title,
        save: &save,
        width: 440.0,
    };
    let mut state = std::mem::take(&mut draft.state);
    let dirty = draft.dirty();
    let seen: &Cx<'_> = cx;
    let wish =
        form_drawer(ctx, look, &mut state, (dirty, problems.as_slice()), seen, |ui, state| {
            draft.ui(ui, state, &problems, (options, seen));
        });
    draft.state = state;
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(ask) = draft.command() {
                run(cx, draft.title.clone(), What::Updates(ask));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.said = Some(draft);
}

fn refresh_ui(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.refresh.take() else { return };
    let options = &data.options;
    let problems = draft.problems(cx.filter.today, cx.tr);
    let words = ["courses-refresh", "classes-save"].map(|key| cx.text(key));
    let [title, save] = &words;
    let look = Look { words: &WORDS, remove: "", id: "refresh-form", title, save, width: 440.0 };
    let mut state = std::mem::take(&mut draft.state);
    let dirty = draft.dirty();
    let seen: &Cx<'_> = cx;
    let wish =
        form_drawer(ctx, look, &mut state, (dirty, problems.as_slice()), seen, |ui, state| {
            draft.ui(ui, state, &problems, (options, seen));
        });
    draft.state = state;
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

    fn draft(on: &str, answered: bool, correct: Option<f64>) -> SaidDraft {
        let said = Said::Read {
            person: PersonId(1),
            name: "王五".to_owned(),
            answered,
            on: on.to_owned(),
            correct,
        };
        SaidDraft {
            update: KnowledgeUpdateId(1),
            title: "新一代压力变送器".to_owned(),
            published_on: day("2025-09-01"),
            questions: 3,
            last: Some(day("2025-09-05")),
            there: BTreeSet::new(),
            start: said.clone(),
            now: said,
            state: State::opened(),
        }
    }

    #[test]
    fn nobody_reads_before_it_is_published_nor_answers_more_than_is_asked() {
        let tr = Tr::new(Language::Chinese);
        let wrong = |draft: &SaidDraft| {
            draft.problems(day("2025-09-10"), &tr).map(|problem| problem.is_some())
        };
        assert_eq!(wrong(&draft("2025-09-06", true, Some(3.0))), [false, false]);
        assert_eq!(wrong(&draft("2025-09-06", true, Some(4.0))), [false, true]);
        assert_eq!(wrong(&draft("2025-09-06", true, None)), [false, true]);
        assert_eq!(wrong(&draft("2025-09-04", true, Some(3.0))), [true, false], "before the last");
        assert_eq!(wrong(&draft("2025-09-04", false, None)), [false, false], "only read");
        assert_eq!(wrong(&draft("2025-08-31", false, None)), [true, false]);
        assert_eq!(wrong(&draft("2025-09-11", false, None)), [true, false]);
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
