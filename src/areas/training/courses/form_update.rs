//! The form of what is new and to be read: the words, by when, the quiz, and who is to read it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Data, Options};
use super::form_readers::readers_ui;
use super::news::ChosenNews;
use super::view::View;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Look, State, Wish, form_drawer};
use crate::areas::training::classes::drawer::WORDS;
use crate::areas::training::form_words::run;
use crate::areas::typed::{blank, count_of, whole_of};
use crate::command::training::What;
use crate::command::training::updates::{Ask, QuestionForm, UpdateForm};
use crate::domain::ids::{KnowledgeUpdateId, PersonId, ProductId, SkillId};
use crate::i18n::Tr;
use crate::store::records::LearningTopic;
use crate::ui::button::{Button, button};
use crate::ui::card::{divider, grid, row, section_label};
use crate::ui::choice::radio;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, number_field, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;

/// The fields that can be wrong, in the order of the form.
const TITLE: usize = 0;
const TEXT: usize = 1;
const PUBLISHED: usize = 2;
const DUE: usize = 3;
const QUESTIONS: usize = 4;
const PASS: usize = 5;

/// So many choices a question begins with.
const CHOICES: usize = 3;

#[derive(Clone, Debug, PartialEq)]
struct Typed {
    title: String,
    topic: LearningTopic,
    text: String,
    product: Option<ProductId>,
    skill: Option<SkillId>,
    source: String,
    published: String,
    due: String,
    questions: Vec<QuestionForm>,
    pass: Option<f64>,
    readers: BTreeSet<PersonId>,
}

/// What is new, half-typed.
#[derive(Clone, Debug)]
pub(super) struct UpdateDraft {
    id: Option<KnowledgeUpdateId>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl UpdateDraft {
    /// Something new, to be read by everyone of the scope.
    pub fn new(data: &Data, cx: &Cx<'_>) -> Self {
        let typed = Typed {
            title: String::new(),
            topic: LearningTopic::Product,
            text: String::new(),
            product: None,
            skill: None,
            source: String::new(),
            published: cx.filter.today.to_string(),
            due: String::new(),
            questions: vec![],
            pass: None,
            readers: data.options.members.iter().copied().collect(),
        };
        Self { id: None, start: typed.clone(), now: typed, state: State::opened() }
    }

    /// Something as it is.
    pub fn edit(news: &ChosenNews) -> Self {
        let form = &news.form;
        let typed = Typed {
            title: form.title.clone(),
            topic: form.topic,
            text: form.text.clone(),
            product: form.product,
            skill: form.skill,
            source: form.source.clone(),
            published: form.published_on.to_string(),
            due: form.due_on.map(|day| day.to_string()).unwrap_or_default(),
            questions: form.questions.clone(),
            pass: count_of(form.pass_correct),
            readers: BTreeSet::new(),
        };
        Self { id: Some(news.id), start: typed.clone(), now: typed, state: State::opened() }
    }

    /// Whether something else is typed than was there.
    pub fn dirty(&self) -> bool {
        self.start != self.now
    }

    /// The last day to read it; `None` where none is typed, and an error where it is no day.
    fn due(&self) -> Result<Option<NaiveDate>, ()> {
        if blank(&self.now.due) {
            return Ok(None);
        }
        parse_date(&self.now.due).map(Some).ok_or(())
    }

    fn problems(&self, tr: &Tr) -> [Option<String>; 6] {
        let now = &self.now;
        let published = parse_date(&now.published);
        let due = match (self.due(), published) {
            (Err(()), _) => Some(tr.text("classes-form-no-day")),
            (Ok(Some(due)), Some(day)) if due < day => {
                Some(tr.with("error-update-due", &[("day", day.to_string().into())]))
            }
            (Ok(_), _) => None,
        };
        let most = i64::try_from(now.questions.len()).unwrap_or(i64::MAX);
        let sound = match whole_of(now.pass) {
            Some(needed) => (1..=most).contains(&needed),
            None => most == 0,
        };
        let open = now.questions.iter().any(|question| !whole_question(question));
        [
            blank(&now.title).then(|| tr.text("error-update-title")),
            blank(&now.text).then(|| tr.text("error-update-text")),
            published.is_none().then(|| tr.text("classes-form-no-day")),
            due,
            open.then(|| tr.text("error-update-question")),
            (!sound).then(|| tr.with("error-update-pass", &[("most", most.into())])),
        ]
    }

    fn command(&self) -> Option<Ask> {
        let now = &self.now;
        let form = UpdateForm {
            title: now.title.clone(),
            topic: now.topic,
            text: now.text.clone(),
            product: now.product,
            skill: now.skill,
            source: now.source.clone(),
            published_on: parse_date(&now.published)?,
            due_on: self.due().ok()?,
            questions: now.questions.clone(),
            pass_correct: whole_of(now.pass),
        };
        Some(match self.id {
            Some(id) => Ask::EditUpdate(id, form),
            None => Ask::Publish(form, now.readers.iter().copied().collect()),
        })
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        (options, cx): (&Options, &Cx<'_>),
    ) {
        let label = cx.text("courses-news-title");
        let field = Field::new(&label).required().error(state.shown(problems, TITLE));
        let response = text_field(ui, field, &mut self.now.title);
        state.focus(TITLE, &response);
        let label = cx.text("courses-news-text");
        let field = Field::new(&label).required().error(state.shown(problems, TEXT));
        let response = text_area(ui, field, &mut self.now.text, 4);
        state.focus(TEXT, &response);
        self.about_ui(ui, state, problems, (options, cx));
        self.quiz_ui(ui, state, problems, cx);
        if self.id.is_none() {
            divider(ui);
            section_label(ui, &cx.text("courses-readers"));
            readers_ui(ui, &mut self.now.readers, &BTreeSet::new(), (options, cx));
        }
    }

    fn about_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        (options, cx): (&Options, &Cx<'_>),
    ) {
        let words = [
            "courses-column-topic",
            "courses-news-product",
            "courses-form-skill",
            "courses-news-source",
            "courses-news-published-on",
            "courses-news-due-on",
        ];
        let [topic, product, skill, source, published, due] = words.map(|key| cx.text(key));
        let (now, today) = (&mut self.now, cx.filter.today);
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                Select::new(Field::new(&topic)).show(ui, &mut now.topic, &options.topics);
            } else {
                Select::new(Field::new(&product)).show(ui, &mut now.product, &options.products);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                Select::new(Field::new(&skill)).show(ui, &mut now.skill, &options.skills);
            } else {
                text_field(ui, Field::new(&source), &mut now.source);
            }
        });
        grid(ui, 2, 12.0, |ui, at| {
            if at == 0 {
                let field = Field::new(&published).required();
                let field = field.error(state.shown(problems, PUBLISHED));
                let response = day_field(ui, field, &mut now.published, today, cx.tr);
                state.focus(PUBLISHED, &response);
            } else {
                let field = Field::new(&due).error(state.shown(problems, DUE));
                let response = day_field(ui, field, &mut now.due, today, cx.tr);
                state.focus(DUE, &response);
            }
        });
    }

    fn quiz_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        divider(ui);
        section_label(ui, &cx.text("courses-quiz"));
        let mut gone = None;
        for (at, question) in self.now.questions.iter_mut().enumerate() {
            let open = state.shown(problems, QUESTIONS).is_some() && !whole_question(question);
            if ui.push_id(("question", at), |ui| question_ui(ui, at, question, (open, cx))).inner {
                gone = Some(at);
            }
        }
        if let Some(at) = gone {
            self.now.questions.remove(at);
        }
        let add = cx.text("courses-question-add");
        row(ui, 28.0, |ui| {
            if button(ui, Button::secondary(&add).icon(icons::PLUS).small()).clicked() {
                let choices = vec![String::new(); CHOICES];
                let question = QuestionForm { question: String::new(), choices, answer: 0 };
                self.now.questions.push(question);
                let n = i64::try_from(self.now.questions.len()).unwrap_or(i64::MAX);
                // All of them pass until somebody says otherwise.
                self.now.pass = count_of(Some(n));
            }
        });
        if self.now.questions.is_empty() {
            self.now.pass = None;
            return;
        }
        let (label, unit) = (cx.text("courses-quiz-pass"), cx.text("courses-quiz-unit"));
        let field = Field::new(&label).required().unit(&unit);
        let field = field.error(state.shown(problems, PASS));
        let response = number_field(ui, field, &mut self.now.pass, 0);
        state.focus(PASS, &response);
    }
}

/// Whether a question has words, two choices and a right one.
fn whole_question(own: &QuestionForm) -> bool {
    let choices = own.choices.iter().filter(|choice| !blank(choice)).count();
    let right = own.choices.get(own.answer).is_some_and(|choice| !blank(choice));
    !blank(&own.question) && choices >= 2 && right
}

/// Draws a question with its choices, of which one is right; true when it is to go.
fn question_ui(
    ui: &mut Ui,
    at: usize,
    own: &mut QuestionForm,
    (open, cx): (bool, &Cx<'_>),
) -> bool {
    let words = [
        "courses-question",
        "courses-question-remove",
        "courses-choice",
        "courses-choice-right",
        "courses-choice-add",
        "error-update-question",
    ];
    let [question, remove, choice, right, add, wrong] = words.map(|key| cx.text(key));
    let mut gone = false;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        row(ui, 32.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let name = format!("{question} {}", at + 1);
            let wide = (ui.available_width() - 36.0).max(80.0);
            let field = Field::bare(&name).placeholder(&name).compact().width(wide);
            text_field(ui, field, &mut own.question);
            let name = format!("{remove} {}", at + 1);
            gone = button(ui, Button::ghost_icon(icons::TRASH, &name).small()).clicked();
        });
        for (place, text) in own.choices.iter_mut().enumerate() {
            row(ui, 28.0, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let name = format!("{choice} {}.{}", at + 1, place + 1);
                let wide = (ui.available_width() - 110.0).max(80.0);
                let field = Field::bare(&name).placeholder(&name).compact().width(wide);
                text_field(ui, field, text);
                if radio(ui, own.answer == place, &right).clicked() {
                    own.answer = place;
                }
            });
        }
        let more = button(ui, Button::ghost(&add).icon(icons::PLUS).small());
        if more.accessible_name(format!("{add} {}", at + 1)).clicked() {
            own.choices.push(String::new());
        }
        if open {
            error_line(ui, &wrong);
        }
    });
    gone
}

/// Draws the open form, if any.
pub(super) fn draw(ctx: &Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut draft) = view.news.take() else { return };
    let options = &data.options;
    let problems = draft.problems(cx.tr);
    let keys = match draft.id {
        Some(_) => ["courses-news-edit", "classes-save"],
        None => ["courses-publish", "courses-publish-save"],
    };
    let [title, save] = keys.map(|key| cx.text(key));
    let look = Look {
        words: &WORDS,
        remove: "",
        id: "news-form",
        title: &title,
        save: &save,
        width: 520.0,
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
                run(cx, draft.now.title.trim().to_owned(), What::Updates(ask));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.news = Some(draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn typed() -> Typed {
        Typed {
            title: "新一代压力变送器".to_owned(),
            topic: LearningTopic::Product,
            text: "量程比 100:1".to_owned(),
            product: None,
            skill: None,
            source: String::new(),
            published: "2025-09-01".to_owned(),
            due: String::new(),
            questions: vec![],
            pass: None,
            readers: BTreeSet::new(),
        }
    }

    fn wrong(now: Typed) -> Vec<usize> {
        let tr = Tr::new(Language::Chinese);
        let draft = UpdateDraft { id: None, start: typed(), now, state: State::opened() };
        let problems = draft.problems(&tr);
        problems.iter().enumerate().filter(|(_, p)| p.is_some()).map(|(at, _)| at).collect()
    }

    #[test]
    fn it_has_a_title_words_and_days_in_order() {
        assert!(wrong(typed()).is_empty());
        let bare = Typed { title: " ".to_owned(), text: String::new(), ..typed() };
        assert_eq!(wrong(bare), [TITLE, TEXT]);
        assert_eq!(wrong(Typed { published: "9月".to_owned(), ..typed() }), [PUBLISHED]);
        assert_eq!(wrong(Typed { due: "2025-08-31".to_owned(), ..typed() }), [DUE]);
    }

    #[test]
    fn a_quiz_can_be_answered_and_passed() {
        let question = |choices: &[&str], answer| QuestionForm {
            question: "量程比是多少？".to_owned(),
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            answer,
        };
        let with = |question: QuestionForm, pass: Option<f64>| {
            wrong(Typed { questions: vec![question], pass, ..typed() })
        };
        assert!(with(question(&["10:1", "100:1", ""], 1), Some(1.0)).is_empty());
        assert_eq!(with(question(&["10:1", ""], 0), Some(1.0)), [QUESTIONS], "one choice is none");
        assert_eq!(with(question(&["10:1", "100:1", ""], 2), Some(1.0)), [QUESTIONS]);
        assert_eq!(with(question(&["10:1", "100:1"], 0), Some(2.0)), [PASS]);
        assert_eq!(with(question(&["10:1", "100:1"], 0), None), [PASS]);
    }
}
