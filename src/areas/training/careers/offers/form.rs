//! The forms: a chance, what the person said to it, what came of it.
//!
//! What a command would refuse is worked out here from the same rules and said beside the field.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Data, OfferRow};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form as drawer, run};
use crate::command::training::What;
use crate::command::training::careers::{Ask, OfferForm};
use crate::domain::ids::{DevelopmentOfferId, PersonId};
use crate::domain::names;
use crate::metrics::training::careers::show::offer_kind;
use crate::store::records::{OfferAnswer, OfferKind};
use crate::ui::card::grid;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The kinds, in the order in which they are offered.
const KINDS: [OfferKind; 5] = [
    OfferKind::Promotion,
    OfferKind::Project,
    OfferKind::Trainee,
    OfferKind::Training,
    OfferKind::Resource,
];

/// What is typed, of whatever form is open.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    person: Option<PersonId>,
    kind: OfferKind,
    what: String,
    /// Why this person, or what came of it.
    words: String,
    on: String,
    review: String,
}

/// Which form is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// A new chance.
    Offer,
    /// What the person said to one that was offered on a day.
    Answer(DevelopmentOfferId, OfferAnswer, NaiveDate),
    /// What came of one that was offered on a day.
    Review(DevelopmentOfferId, NaiveDate),
}

/// A form on its way.
#[derive(Clone, Debug)]
pub(super) struct Form {
    what: Which,
    /// The chance, for its title and the journal.
    subject: String,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for Form {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl Form {
    fn begin(what: Which, subject: String, today: NaiveDate) -> Self {
        let start = Typed {
            person: None,
            kind: OfferKind::Promotion,
            what: String::new(),
            words: String::new(),
            on: today.to_string(),
            review: String::new(),
        };
        Self { what, subject, now: start.clone(), start, state: State::opened() }
    }

    /// A new chance.
    pub fn offer(today: NaiveDate) -> Self {
        Self::begin(Which::Offer, String::new(), today)
    }

    /// What the person said to it, today.
    pub fn answer(offer: &OfferRow, answer: OfferAnswer, today: NaiveDate) -> Self {
        let what = Which::Answer(offer.id, answer, offer.offered_on);
        Self::begin(what, offer.title(), today)
    }

    /// What came of it, today.
    pub fn review(offer: &OfferRow, today: NaiveDate) -> Self {
        Self::begin(Which::Review(offer.id, offer.offered_on), offer.title(), today)
    }

    /// What is wrong, by the place of the field: person, what, words, the day, when it is looked at.
    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 5] {
        let today = cx.filter.today;
        let say = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let now = &self.now;
        let blank = |text: &str| text.trim().is_empty();
        let (on, review) = (parse_date(&now.on), parse_date(&now.review));
        let on_day = |offered: Option<NaiveDate>| {
            let early = offered.zip(on).is_some_and(|(offered, on)| on < offered);
            say(on.is_none(), "careers-problem-day")
                .or(say(on.is_some_and(|on| on > today), "careers-problem-future"))
                .or(say(early, "careers-problem-before-offer"))
        };
        match self.what {
            Which::Offer => {
                let no_day = !blank(&now.review) && review.is_none();
                let early = review.zip(on).is_some_and(|(review, on)| review <= on);
                let needed = now.kind == OfferKind::Resource && blank(&now.review);
                [
                    say(now.person.is_none(), "careers-problem-person"),
                    say(blank(&now.what), "careers-problem-what"),
                    say(blank(&now.words), "careers-problem-reason"),
                    on_day(None),
                    say(no_day, "careers-problem-day")
                        .or(say(early, "careers-problem-review-early"))
                        .or(say(needed, "careers-problem-review-needed")),
                ]
            }
            Which::Answer(_, _, offered) => [None, None, None, on_day(Some(offered)), None],
            Which::Review(_, offered) => {
                let words = say(blank(&now.words), "careers-problem-result");
                [None, None, words, on_day(Some(offered)), None]
            }
        }
    }

    /// What is asked for and of whom, once nothing is wrong.
    fn asked(&self, cx: &Cx<'_>) -> Option<(String, Ask)> {
        let now = &self.now;
        let on = parse_date(&now.on)?;
        Some(match self.what {
            Which::Offer => {
                let person = now.person?;
                let form = OfferForm {
                    person,
                    kind: now.kind,
                    what: now.what.clone(),
                    reason: now.words.clone(),
                    offered_on: on,
                    review_on: parse_date(&now.review),
                };
                let subject = format!("{} {}", cx.directory.person_name(person), now.what.trim());
                (subject, Ask::Offer(form))
            }
            Which::Answer(id, answer, _) => {
                (self.subject.clone(), Ask::AnswerOffer(id, answer, on))
            }
            Which::Review(id, _) => {
                (self.subject.clone(), Ask::ReviewOffer(id, on, now.words.clone()))
            }
        })
    }

    const fn title_key(&self) -> &'static str {
        match self.what {
            Which::Offer => "careers-offer-add",
            Which::Answer(_, OfferAnswer::Accepted, _) => "careers-offer-accept",
            Which::Answer(_, OfferAnswer::Declined, _) => "careers-offer-decline",
            Which::Review(..) => "careers-offer-review",
        }
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        if !self.subject.is_empty() {
            text::wrapped(ui, text::NAME13, Theme::get(ui).t1, &self.subject);
        }
        match self.what {
            Which::Offer => self.offer_ui(ui, state, problems, data, cx),
            Which::Answer(..) => self.day_ui(ui, state, problems, cx),
            Which::Review(..) => {
                self.words_ui(ui, state, problems, "careers-result", cx);
                self.day_ui(ui, state, problems, cx);
            }
        }
    }

    fn offer_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let words = ["careers-person", "careers-kind", "careers-what", "careers-review-on"];
        let [person, kind, what, review] = words.map(|key| cx.text(key));
        let (search, nothing) = (cx.text("scope-search"), cx.text("scope-nothing"));
        let field = Field::new(&person).required().error(state.shown(problems, 0));
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        let response = select.show(ui, &mut self.now.person, &data.choices);
        state.focus(0, &response);
        let kinds = KINDS.map(|kind| (kind, offer_kind(cx.tr, kind)));
        Select::new(Field::new(&kind)).show(ui, &mut self.now.kind, &kinds);
        let field = Field::new(&what).required().error(state.shown(problems, 1));
        let response = text_field(ui, field, &mut self.now.what);
        state.focus(1, &response);
        self.words_ui(ui, state, problems, "careers-reason", cx);
        let help = cx.text("careers-review-help");
        let needed = self.now.kind == OfferKind::Resource;
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                self.day_ui(ui, state, problems, cx);
            } else {
                let field = Field::new(&review).help(&help).error(state.shown(problems, 4));
                let field = if needed { field.required() } else { field };
                let (value, today) = (&mut self.now.review, cx.filter.today);
                let response = day_field(ui, field, value, today, cx.tr);
                state.focus(4, &response);
            }
        });
    }

    fn words_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        key: &str,
        cx: &Cx<'_>,
    ) {
        let label = cx.text(key);
        let field = Field::new(&label).required().error(state.shown(problems, 2));
        let response = text_area(ui, field, &mut self.now.words, 3);
        if self.what != Which::Offer {
            state.focus(0, &response);
        }
        state.focus(2, &response);
    }

    fn day_ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let label = cx.text("careers-on-day");
        let field = Field::new(&label).required().error(state.shown(problems, 3));
        let response = day_field(ui, field, &mut self.now.on, cx.filter.today, cx.tr);
        if matches!(self.what, Which::Answer(..)) {
            state.focus(0, &response);
        }
        state.focus(3, &response);
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, open: &mut Option<Form>, cx: &mut Cx<'_>) {
    let Some(mut form) = open.take() else { return };
    let problems = form.problems(cx);
    let head = Head {
        id: "offer-form",
        title: form.title_key(),
        save: "training-form-save",
        width: 480.0,
    };
    let seen: &Cx<'_> = cx;
    let wish = drawer(ctx, head, &mut form, &problems, seen, |ui, form, state| {
        form.ui(ui, state, &problems, data, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some((subject, asked)) = form.asked(cx) {
                run(cx, &subject, What::Careers(asked));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    *open = Some(form);
}
