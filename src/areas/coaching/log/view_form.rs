//! The fields of a coaching, in the order of a talk: who and when, what it was prepared with, goal, reality,
//! options, will, what is agreed, and the words of the person. What the method asks for is told beside them.

use egui::{Ui, vec2};

use super::data::Data;
use super::form::Draft;
use super::prepared::Prep;
use super::typed::{ActionTyped, Problem, Spot, SymptomTyped, Typed};
use super::view_prepared::Picked;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::coaching::log::OptionForm;
use crate::command::coaching::symptoms::SymptomForm;
use crate::domain::coaching::grow::{Letter, MOST_SURE, Missing, SURE_ENOUGH};
use crate::domain::names;
use crate::metrics::coaching::{missing, show};
use crate::store::records::{CoachingKind, EventPhase};
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, grid, row};
use crate::ui::choice::{Segmented, checkbox};
use crate::ui::field::{Field, error_line, form_label, number_field, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Between fields of a row.
const GAP: f32 = 12.0;

/// Why somebody is coached, in the order of the choice.
const KINDS: [CoachingKind; 5] = [
    CoachingKind::OneToOne,
    CoachingKind::Visit,
    CoachingKind::NewHire,
    CoachingKind::LowPerformer,
    CoachingKind::Event,
];

/// When about an event.
const PHASES: [EventPhase; 3] = [EventPhase::Before, EventPhase::During, EventPhase::After];

/// A text of the form.
type Get = fn(&mut Typed) -> &mut String;

/// The fields with all that is needed to draw them.
pub(super) struct Fields<'a> {
    /// What is typed.
    pub draft: &'a mut Draft,
    /// What is wrong.
    pub problems: &'a [Problem],
    /// What the method still asks for.
    pub missing: &'a [Missing],
    /// What there is to choose from.
    pub data: &'a Data,
    /// The words.
    pub cx: &'a Cx<'a>,
}

/// Draws the fields.
pub(super) fn fields_ui(ui: &mut Ui, fields: &mut Fields<'_>) {
    ui.spacing_mut().item_spacing = vec2(8.0, 14.0);
    fields.who_ui(ui);
    fields.about_ui(ui);
    divider(ui);
    fields.before_ui(ui);
    divider(ui);
    if fields.draft.now.kind == CoachingKind::Event {
        fields.note_ui(ui);
    } else {
        fields.goal_ui(ui);
        fields.reality_ui(ui);
        fields.options_ui(ui);
        fields.will_ui(ui);
    }
    divider(ui);
    fields.actions_ui(ui);
    divider(ui);
    fields.after_ui(ui);
}

impl Fields<'_> {
    fn text(&self, key: &str) -> String {
        self.cx.text(key)
    }

    /// What is wrong at a place, once something was asked of the form.
    fn error(&self, spot: Spot) -> Option<String> {
        if !self.draft.tried() {
            return None;
        }
        let found = self.problems.iter().find(|(at, _)| *at == spot);
        found.map(|(_, key)| self.text(key))
    }

    /// Takes over what was picked from what the talk is prepared with.
    pub fn pick(&mut self, picked: Picked) {
        let now = &mut self.draft.now;
        match picked {
            Picked::Figure(subject, period, told) => now.answer(subject, period, told),
            Picked::Skill(skill) => now.skill = skill,
            Picked::Deal(deal) => {
                now.deal = Some(deal);
                self.deal_chosen();
            }
        }
    }

    /// A deal brings its customer along.
    fn deal_chosen(&mut self) {
        let Some(prep) = self.prep() else { return };
        let account = self.draft.now.deal.and_then(|deal| prep.accounts_of.get(&deal).copied());
        if account.is_some() {
            self.draft.now.account = account;
        }
    }

    /// What the talk is prepared with, once it is that of the person who is chosen.
    fn prep(&self) -> Option<&Prep> {
        let person = self.draft.now.person?;
        self.data.prep.as_deref().filter(|prep| prep.person == person)
    }

    fn line_ui(&mut self, ui: &mut Ui, (key, spot): (&str, Option<Spot>), hint: &str, get: Get) {
        let (label, error) = (self.text(key), spot.and_then(|spot| self.error(spot)));
        let field = Field::new(&label).placeholder(hint).error(error.as_deref());
        let field = if spot == Some(Spot::Topic) { field.required() } else { field };
        let response = text_field(ui, field, get(&mut self.draft.now));
        if let Some(spot) = spot {
            self.draft.focus(spot, &response);
        }
    }

    fn area_ui(&mut self, ui: &mut Ui, key: &str, rows: usize, get: Get) {
        let label = self.text(key);
        text_area(ui, Field::new(&label), get(&mut self.draft.now), rows);
    }

    fn day_ui(&mut self, ui: &mut Ui, (key, spot): (&str, Spot), get: Get) {
        let (label, error) = (self.text(key), self.error(spot));
        let field = Field::new(&label).error(error.as_deref());
        let field = if spot == Spot::Day { field.required() } else { field };
        let today = self.cx.filter.today;
        let response = day_field(ui, field, get(&mut self.draft.now), today, self.cx.tr);
        self.draft.focus(spot, &response);
    }

    /// Why, who, by whom, when, for how long.
    fn who_ui(&mut self, ui: &mut Ui) {
        let name = self.text("log-form-kind");
        let kinds = KINDS.map(|kind| (kind, show::kind(self.cx.tr, kind)));
        Segmented::new(&name).medium().fill().show(ui, &mut self.draft.now.kind, &kinds);
        if self.draft.now.kind == CoachingKind::Visit {
            let note = self.text("log-form-visit-note");
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &note);
        }
        let words = ["log-form-person", "log-form-coach", "log-search-people", "log-nobody-found"];
        let [person, coach, search, nothing] = words.map(|key| self.text(key));
        grid(ui, 2, GAP, |ui, at| {
            let (label, spot) =
                if at == 0 { (&person, Spot::Person) } else { (&coach, Spot::Coach) };
            let error = self.error(spot);
            let field = Field::new(label).error(error.as_deref());
            let field = if at == 0 { field.required() } else { field };
            let select = Select::new(field).search(&search, &nothing).finds(names::matches);
            let now = &mut self.draft.now;
            let response = if at == 0 {
                select.show(ui, &mut now.person, &self.data.people)
            } else {
                select.show(ui, &mut now.coach, &self.data.coaches)
            };
            if at == 0 && response.changed() {
                // Another person has other deals, customers, events and figures.
                now.deal = None;
                now.account = None;
                now.event = None;
                now.symptoms.retain(|own| own.form.figure.is_none());
            }
            self.draft.focus(spot, &response);
        });
        grid(ui, 3, GAP, |ui, at| match at {
            0 => self.day_ui(ui, ("log-form-day", Spot::Day), |now| &mut now.on_day),
            1 => {
                let spot = ("log-form-time", Some(Spot::Time));
                self.line_ui(ui, spot, "14:00", |now| &mut now.starts_at);
            }
            _ => {
                let (label, unit) = (self.text("log-form-minutes"), self.text("log-form-minute"));
                let error = self.error(Spot::Minutes);
                let field = Field::new(&label).unit(&unit).error(error.as_deref());
                let response = number_field(ui, field, &mut self.draft.now.minutes, 0);
                self.draft.focus(Spot::Minutes, &response);
            }
        });
    }

    /// What it is about: the topic, the event, the deal and the customer, the skill.
    fn about_ui(&mut self, ui: &mut Ui) {
        let hint = self.text("log-form-topic-hint");
        let spot = ("log-form-topic", Some(Spot::Topic));
        self.line_ui(ui, spot, &hint, |now| &mut now.topic);
        if self.draft.now.kind == CoachingKind::Event {
            self.event_ui(ui);
        }
        let words = ["log-form-deal", "log-form-account", "log-search", "log-nothing-found"];
        let [deal, account, search, nothing] = words.map(|key| self.text(key));
        let none = self.text("log-none-chosen");
        grid(ui, 2, GAP, |ui, at| {
            let label = if at == 0 { &deal } else { &account };
            let select = Select::new(Field::new(label).placeholder(&none));
            let select = select.search(&search, &nothing).finds(names::matches);
            let prep = self.prep();
            if at == 0 {
                let mut options = prep.map(|prep| prep.deals.clone()).unwrap_or_default();
                add_stored(&mut options, self.draft.now.deal, self.draft.called.get(1));
                if select.show(ui, &mut self.draft.now.deal, &options).changed() {
                    self.deal_chosen();
                }
            } else {
                let mut options = prep.map(|prep| prep.accounts.clone()).unwrap_or_default();
                add_stored(&mut options, self.draft.now.account, self.draft.called.first());
                select.show(ui, &mut self.draft.now.account, &options);
            }
        });
        grid(ui, 2, GAP, |ui, at| {
            if at == 0 {
                self.line_ui(ui, ("log-form-skill", None), "", |now| &mut now.skill);
            } else {
                self.line_ui(ui, ("log-form-present", None), "", |now| &mut now.present);
            }
        });
    }

    fn event_ui(&mut self, ui: &mut Ui) {
        let (label, error) = (self.text("log-form-event"), self.error(Spot::Event));
        let mut options = self.prep().map(|prep| prep.events.clone()).unwrap_or_default();
        let stored = self.draft.now.event;
        let name = self.data.events.iter().find(|event| Some(event.id) == stored);
        add_stored(&mut options, stored, name.map(|event| &event.name));
        let field = Field::new(&label).required().error(error.as_deref());
        let response = Select::new(field).show(ui, &mut self.draft.now.event, &options);
        self.draft.focus(Spot::Event, &response);
        let name = self.text("log-form-phase");
        let phases = PHASES.map(|phase| (phase, show::phase(self.cx.tr, phase)));
        Segmented::new(&name).medium().show(ui, &mut self.draft.now.phase, &phases);
    }

    /// What the coach goes in with.
    fn before_ui(&mut self, ui: &mut Ui) {
        self.area_ui(ui, "log-form-questions", 2, |now| &mut now.questions);
        grid(ui, 2, GAP, |ui, at| {
            if at == 0 {
                let spot = ("log-form-prepared", Spot::Prepared);
                self.day_ui(ui, spot, |now| &mut now.prepared_on);
            }
        });
    }

    /// The name of a part of the talk, and below it what is still asked for.
    fn letter_ui(&self, ui: &mut Ui, letter: Letter, key: &str) {
        let theme = Theme::get(ui);
        text::card_title(ui, &self.text(key));
        let asked = self.missing.iter().filter(|one| one.letter() == letter);
        let asked: Vec<String> = asked.map(|one| missing::text(self.cx.tr, *one)).collect();
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        let parts = show::joined(self.cx.tr, &asked);
        let said = self.cx.tr.with("log-needs", &[("parts", parts.into())]);
        // A place of its own, so that the fields below keep the focus when nothing is asked for any more.
        ui.scope(|ui| {
            if !asked.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.warn_t, &said);
            }
        });
    }

    fn note_ui(&mut self, ui: &mut Ui) {
        self.letter_ui(ui, Letter::Reality, "log-note");
        self.area_ui(ui, "log-form-note", 4, |now| &mut now.reality);
        self.symptoms_ui(ui);
    }

    fn goal_ui(&mut self, ui: &mut Ui) {
        self.letter_ui(ui, Letter::Goal, "log-form-goal");
        self.area_ui(ui, "log-form-goal-what", 2, |now| &mut now.goal);
        grid(ui, 2, GAP, |ui, at| {
            if at == 0 {
                let spot = ("log-form-goal-by", Spot::GoalBy);
                self.day_ui(ui, spot, |now| &mut now.goal_by);
            }
        });
    }

    fn reality_ui(&mut self, ui: &mut Ui) {
        self.letter_ui(ui, Letter::Reality, "log-form-reality");
        self.area_ui(ui, "log-form-reality-what", 3, |now| &mut now.reality);
        self.symptoms_ui(ui);
    }

    /// The figures that are cited, with what they are put down to, and what adds one.
    fn symptoms_ui(&mut self, ui: &mut Ui) {
        form_label(ui, &self.text("log-form-figures"), false);
        let mut gone = None;
        for at in 0..self.draft.now.symptoms.len() {
            self.symptom_ui(ui, at, &mut gone);
        }
        if let Some(at) = gone {
            self.draft.now.symptoms.remove(at);
        }
        self.add_figure_ui(ui);
    }

    fn symptom_ui(&mut self, ui: &mut Ui, at: usize, gone: &mut Option<usize>) {
        let theme = Theme::get(ui);
        let error = self.error(Spot::Symptom(at));
        let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
        let numbered = |key: &str| self.cx.tr.with(key, &[("n", n.into())]);
        let (cause, guess) = (numbered("log-form-cause"), numbered("log-form-guess"));
        let (remove, hint) = (numbered("log-form-figure-remove"), self.text("log-form-cause-hint"));
        let Some(symptom) = self.draft.now.symptoms.get_mut(at) else { return };
        let shown = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            if !symptom.told.is_empty() {
                text::wrapped(ui, text::NAME13, theme.t1, &symptom.told);
            }
            let field = Field::bare(&cause).placeholder(&hint).error(error.as_deref());
            let response = text_field(ui, field, &mut symptom.form.cause);
            row(ui, 28.0, |ui| {
                checkbox(ui, &mut symptom.form.guess, &guess);
                if button(ui, Button::ghost_icon(icons::TRASH, &remove).small()).clicked() {
                    *gone = Some(at);
                }
            });
            response
        });
        self.draft.focus(Spot::Symptom(at), &shown.inner);
    }

    fn add_figure_ui(&mut self, ui: &mut Ui) {
        let words = [
            "log-form-figure",
            "log-form-figure-period",
            "log-search",
            "log-nothing-found",
            "log-form-figure-add",
            "log-form-cause-add",
        ];
        let [figure, period, search, nothing, add, cause] = words.map(|key| self.text(key));
        let found = match self.prep() {
            Some(prep) => (prep.figures.clone(), prep.periods.clone(), Some(prep.period)),
            None => (vec![], vec![], None),
        };
        let (figures, periods, usual) = found;
        let (chosen, of) = &mut self.draft.figure;
        let mut when = of.or(usual);
        let periods: Vec<_> = periods.into_iter().map(|(at, name)| (Some(at), name)).collect();
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            grid(ui, 2, GAP, |ui, at| {
                if at == 0 {
                    let select = Select::new(Field::new(&figure))
                        .search(&search, &nothing)
                        .finds(names::matches);
                    select.show(ui, chosen, &figures);
                } else {
                    Select::new(Field::new(&period)).show(ui, &mut when, &periods);
                }
            });
            *of = when;
        });
        let ready = chosen.clone().zip(when);
        let (mut cites, mut adds) = (false, false);
        row(ui, 28.0, |ui| {
            let look = Button::secondary(&add).icon(icons::PLUS).medium().enabled(ready.is_some());
            cites = button(ui, look).clicked();
            adds = button(ui, Button::ghost(&cause).icon(icons::PLUS).medium()).clicked();
        });
        if cites && let Some((subject, when)) = ready {
            let name = figures.iter().find(|(one, _)| one.as_ref() == Some(&subject));
            let name = name.map_or("", |(_, name)| name.as_str());
            let of = periods.iter().find(|(one, _)| *one == Some(when)).map(|(_, name)| name);
            let told = format!("{name} {}", of.map_or("", String::as_str));
            self.draft.now.answer(subject, when, told);
            self.draft.figure = (None, Some(when));
        }
        if adds {
            let form = SymptomForm { guess: true, ..SymptomForm::default() };
            self.draft.now.symptoms.push(SymptomTyped { form, told: String::new() });
        }
    }

    /// The ways that could be gone.
    fn options_ui(&mut self, ui: &mut Ui) {
        self.letter_ui(ui, Letter::Options, "log-form-options");
        for at in 0..self.draft.now.options.len() {
            self.option_ui(ui, at);
        }
        if let Some(error) = self.error(Spot::Chosen) {
            error_line(ui, &error);
        }
        let add = self.text("log-form-option-add");
        if button(ui, Button::ghost(&add).icon(icons::PLUS).medium()).clicked() {
            self.draft.now.options.push(OptionForm::default());
        }
    }

    fn option_ui(&mut self, ui: &mut Ui, at: usize) {
        let tr = self.cx.tr;
        let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
        let numbered = |key: &str| tr.with(key, &[("n", n.into())]);
        let (label, own) = (numbered("log-form-option"), numbered("log-form-option-own"));
        let turn = numbered("log-form-option-turn");
        let most = i64::try_from(self.draft.now.options.len()).unwrap_or(i64::MAX);
        let mut turns = vec![(None, tr.text("log-form-option-not"))];
        turns.extend(
            (1..=most)
                .map(|place| (Some(place), tr.with("log-option-chosen", &[("n", place.into())]))),
        );
        let Some(option) = self.draft.now.options.get_mut(at) else { return };
        let shown = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let response = text_field(ui, Field::new(&label), &mut option.text);
            row(ui, 28.0, |ui| {
                checkbox(ui, &mut option.from_rep, &own);
                ui.add_space(12.0);
                let field = Field::bare(&turn).compact().width(160.0);
                Select::new(field).show(ui, &mut option.chosen, &turns);
            });
            response
        });
        if at == 0 {
            self.draft.focus(Spot::Chosen, &shown.inner);
        }
    }

    fn will_ui(&mut self, ui: &mut Ui) {
        self.letter_ui(ui, Letter::Will, "log-form-will");
        self.area_ui(ui, "log-form-will-what", 2, |now| &mut now.will);
        grid(ui, 2, GAP, |ui, at| {
            if at == 0 {
                self.day_ui(ui, ("log-form-will-by", Spot::WillBy), |now| &mut now.will_by);
            } else {
                let hint = self.text("log-form-help-hint");
                self.line_ui(ui, ("log-form-help", None), &hint, |now| &mut now.help);
            }
        });
        let label = self.text("log-form-sure");
        form_label(ui, &label, false);
        let mut choices = vec![(None, self.text("log-form-sure-open"))];
        choices.extend((0..=MOST_SURE).map(|sure| (Some(sure), sure.to_string())));
        let choice = Segmented::new(&label).medium().fill();
        choice.show(ui, &mut self.draft.now.confidence, &choices);
        if self.draft.now.confidence.is_some_and(|sure| sure < SURE_ENOUGH) {
            self.area_ui(ui, "log-form-to-seven", 2, |now| &mut now.to_seven);
        }
    }

    /// What is agreed, a row each.
    fn actions_ui(&mut self, ui: &mut Ui) {
        text::card_title(ui, &self.text("log-form-actions"));
        for at in 0..self.draft.now.actions.len() {
            self.action_ui(ui, at);
        }
        let add = self.text("log-form-action-add");
        if button(ui, Button::ghost(&add).icon(icons::PLUS).medium()).clicked() {
            self.draft.now.actions.push(ActionTyped::default());
        }
    }

    fn action_ui(&mut self, ui: &mut Ui, at: usize) {
        let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
        let numbered = |key: &str| self.cx.tr.with(key, &[("n", n.into())]);
        let what = numbered("log-form-action");
        let (owner, due) = (numbered("log-form-action-owner"), numbered("log-form-action-due"));
        let (search, nothing) = (self.text("log-search-people"), self.text("log-nobody-found"));
        let error = self.error(Spot::Action(at));
        let (today, tr, owners) = (self.cx.filter.today, self.cx.tr, &self.data.owners);
        let Some(action) = self.draft.now.actions.get_mut(at) else { return };
        let field = Field::new(&what).error(error.as_deref());
        let response = text_field(ui, field, &mut action.text);
        grid(ui, 2, GAP, |ui, at| {
            if at == 0 {
                let select = Select::new(Field::new(&owner)).search(&search, &nothing);
                select.finds(names::matches).show(ui, &mut action.owner, owners);
            } else {
                day_field(ui, Field::new(&due), &mut action.due, today, tr);
            }
        });
        self.draft.focus(Spot::Action(at), &response);
    }

    /// The words of the person, and when they meet next.
    fn after_ui(&mut self, ui: &mut Ui) {
        self.area_ui(ui, "log-form-rep-words", 2, |now| &mut now.rep_words);
        grid(ui, 2, GAP, |ui, at| {
            if at == 0 {
                self.day_ui(ui, ("log-form-next-on", Spot::NextOn), |now| &mut now.next_on);
            } else {
                self.line_ui(ui, ("log-form-next-what", None), "", |now| &mut now.next_what);
            }
        });
    }
}

/// What is stored stays a choice, even where it is no longer one of those that are offered.
fn add_stored<T: Copy + PartialEq>(
    options: &mut Vec<(Option<T>, String)>,
    stored: Option<T>,
    name: Option<&String>,
) {
    if stored.is_some() && !options.iter().any(|(one, _)| *one == stored) {
        options.push((stored, name.cloned().unwrap_or_default()));
    }
}
