//! The forms of a rating and of what somebody says of their own skill: the level by what tells it, the day, and
//! what shows it.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::opened::{Anchor, CellPage, RatingRow};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form, run};
use crate::command::training::What;
use crate::command::training::ratings::{Ask, RatingForm, SelfForm};
use crate::domain::ids::{PersonId, SkillId, SkillRatingId};
use crate::metrics::training::say;
use crate::store::records::EvidenceKind;
use crate::ui::choice::{Segmented, radio_card};
use crate::ui::date::parse_date;
use crate::ui::field::{Field, error_line, form_label, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The fields that can be wrong, in the order of the form.
const LEVEL: usize = 0;
const DAY: usize = 1;
const EVIDENCE: usize = 2;

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
struct Typed {
    level: Option<i64>,
    day: String,
    kind: EvidenceKind,
    /// What shows it, or the person's own word.
    words: String,
    record: Option<i64>,
    rater: String,
}

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    /// A rating; a new one, or one that is changed.
    Rate(Option<SkillRatingId>),
    /// What the person says.
    Own,
}

/// A rating half-typed.
#[derive(Clone, Debug)]
pub(super) struct RateDraft {
    task: Task,
    person: PersonId,
    skill: SkillId,
    subject: String,
    /// What speaks against it without forbidding it; empty where nothing does.
    warning: String,
    anchors: Vec<Anchor>,
    results: Vec<(Option<i64>, String)>,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for RateDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl RateDraft {
    fn made(task: Task, page: &CellPage, typed: Typed) -> Option<Self> {
        Some(Self {
            task,
            person: page.person,
            skill: page.skill?,
            subject: page.subject.clone(),
            warning: page.warning.clone(),
            anchors: page.anchors.clone(),
            results: page.results.clone(),
            start: typed.clone(),
            now: typed,
            state: State::opened(),
        })
    }

    fn blank(today: NaiveDate) -> Typed {
        Typed {
            level: None,
            day: today.to_string(),
            kind: EvidenceKind::Observation,
            words: String::new(),
            record: None,
            rater: String::new(),
        }
    }

    /// A new rating; `None` where the skill cannot be rated.
    pub fn rate(page: &CellPage, today: NaiveDate) -> Option<Self> {
        Self::made(Task::Rate(None), page, Self::blank(today))
    }

    /// What the person says of themselves.
    pub fn own(page: &CellPage, today: NaiveDate) -> Option<Self> {
        Self::made(Task::Own, page, Self::blank(today))
    }

    /// A rating as it is.
    pub fn edit(page: &CellPage, row: &RatingRow) -> Option<Self> {
        let form = row.form.as_ref()?;
        let typed = Typed {
            level: Some(form.level),
            day: form.on_day.to_string(),
            kind: form.kind,
            words: form.evidence.clone(),
            record: form.record,
            rater: form.rater.clone(),
        };
        Self::made(Task::Rate(Some(row.id)), page, typed)
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 3] {
        let day = match parse_date(&self.now.day) {
            None => Some("matrix-day-missing"),
            Some(day) if day > cx.filter.today => Some("matrix-day-future"),
            Some(_) => None,
        };
        let blank = self.task != Task::Own && self.now.words.trim().is_empty();
        [
            self.now.level.is_none().then(|| cx.text("matrix-level-missing")),
            day.map(|key| cx.text(key)),
            blank.then(|| cx.text("error-rating-evidence")),
        ]
    }

    fn ask(&self) -> Option<Ask> {
        let (person, skill) = (self.person, self.skill);
        let (level, on_day) = (self.now.level?, parse_date(&self.now.day)?);
        let words = self.now.words.clone();
        let Task::Rate(id) = self.task else {
            return Some(Ask::RateSelf(SelfForm { person, skill, on_day, level, words }));
        };
        let form = RatingForm {
            person,
            skill,
            on_day,
            level,
            kind: self.now.kind,
            evidence: words,
            record: self.now.record,
            rater: self.now.rater.clone(),
        };
        Some(match id {
            Some(id) => Ask::EditRating(id, form),
            None => Ask::Rate(form),
        })
    }

    fn ui(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::NAME13, theme.t1, &self.subject);
        if !self.warning.is_empty() {
            text::wrapped(ui, text::LABEL12, theme.warn_t, &self.warning);
        }
        self.level_ui(ui, state, problems, cx);
        let label = cx.text("matrix-field-day");
        let field = Field::new(&label).required().error(state.shown(problems, DAY));
        let response = day_field(ui, field, &mut self.now.day, cx.filter.today, cx.tr);
        state.focus(DAY, &response);
        if self.task == Task::Own {
            let label = cx.text("matrix-field-own-words");
            text_area(ui, Field::new(&label), &mut self.now.words, 2);
            return;
        }
        let kinds = say::KINDS.map(|kind| (kind, cx.text(say::kind_key(kind))));
        let label = cx.text("matrix-field-kind");
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            form_label(ui, &label, true);
            let kind = Segmented::new(&label).fill();
            if kind.show(ui, &mut self.now.kind, &kinds).changed() {
                self.now.record = None;
            }
        });
        if self.now.kind == EvidenceKind::Test && self.results.len() > 1 {
            let label = cx.text("matrix-field-record");
            Select::new(Field::new(&label)).show(ui, &mut self.now.record, &self.results);
        }
        let (label, hint) = (cx.text("matrix-field-evidence"), cx.text("matrix-evidence-hint"));
        let field =
            Field::new(&label).required().placeholder(&hint).error(state.shown(problems, EVIDENCE));
        let response = text_area(ui, field, &mut self.now.words, 3);
        state.focus(EVIDENCE, &response);
        let (label, help) = (cx.text("matrix-field-rater"), cx.text("matrix-rater-help"));
        text_field(ui, Field::new(&label).help(&help), &mut self.now.rater);
    }

    /// The five levels, each by what tells it.
    fn level_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            form_label(ui, &cx.text("matrix-field-level"), true);
            for (at, anchor) in self.anchors.iter().enumerate() {
                let on = self.now.level == Some(anchor.level);
                let response = radio_card(ui, on, &anchor.name, &anchor.words);
                if at == 0 {
                    state.focus(LEVEL, &response);
                }
                if response.clicked() {
                    self.now.level = Some(anchor.level);
                }
            }
            if let Some(problem) = state.shown(problems, LEVEL) {
                error_line(ui, problem);
            }
        });
    }
}

/// Draws the form; whether it stays.
pub(super) fn draw(ctx: &Context, draft: &mut RateDraft, cx: &mut Cx<'_>) -> bool {
    let problems = draft.problems(cx);
    let (title, save) = match draft.task {
        Task::Rate(None) => ("matrix-rate", "matrix-rate-save"),
        Task::Rate(Some(_)) => ("matrix-rate-edit", "matrix-rate-save"),
        Task::Own => ("matrix-own-add", "matrix-own-save"),
    };
    let head = Head { id: "matrix-rate", title, save, width: 480.0 };
    let seen: &Cx<'_> = cx;
    let wish = form(ctx, head, draft, &problems, seen, |ui, draft, state| {
        draft.ui(ui, state, &problems, seen);
    });
    match wish {
        Wish::Close => return false,
        Wish::Save => {
            if let Some(ask) = draft.ask() {
                let subject = draft.subject.clone();
                run(cx, subject, What::Ratings(ask));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::tokens::Tone;

    fn page() -> CellPage {
        let anchor = |level: i64| Anchor { level, name: level.to_string(), words: String::new() };
        CellPage {
            person: PersonId(1),
            skill: Some(SkillId(2)),
            title: String::new(),
            subject: "王志强 价值量化".to_owned(),
            asked: String::new(),
            warning: String::new(),
            now: String::new(),
            tone: Tone::Neutral,
            own_beside: String::new(),
            anchors: (0..=4).map(anchor).collect(),
            ratings: vec![],
            own: vec![],
            courses: vec![],
            results: vec![],
        }
    }

    #[test]
    fn a_rating_is_sent_as_it_is_typed() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        let mut draft = RateDraft::rate(&page(), today).unwrap();
        assert!(!draft.dirty());
        assert_eq!(draft.ask(), None, "there is no level yet");
        draft.now.level = Some(2);
        draft.now.words = "陪访 云澜化工".to_owned();
        assert!(draft.dirty());
        let Some(Ask::Rate(form)) = draft.ask() else { panic!("{draft:?}") };
        assert_eq!((form.level, form.on_day, form.kind), (2, today, EvidenceKind::Observation));
        let mut own = RateDraft::own(&page(), today).unwrap();
        own.now.level = Some(4);
        assert!(matches!(own.ask(), Some(Ask::RateSelf(form)) if form.level == 4));
        let unlisted = CellPage { skill: None, ..page() };
        assert!(RateDraft::rate(&unlisted, today).is_none(), "what is not listed cannot be rated");
    }
}
