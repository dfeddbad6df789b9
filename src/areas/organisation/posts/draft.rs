//! A version of a duty sheet half-typed: its lines, and what is wrong with them.
//!
//! What the command would refuse is said here, beside the line, before it is sent.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::areas::drawer_form::{Filled, State};
use crate::command::duties::{Command, LineForm, SheetForm};
use crate::domain::duty::{self, Audience};
use crate::domain::fit::{Education, forbidden};
use crate::domain::ids::PostId;
use crate::i18n::Tr;
use crate::store::records::DutySection;
use crate::ui::date::parse_date;

use super::data::{Chosen, weight_words};

/// The level that a new skill asks for.
const LEVEL: i64 = 3;

/// The sections in which lines are written, in the order of the sheet.
pub(super) const SECTIONS: [DutySection; 6] = [
    DutySection::Duty,
    DutySection::Education,
    DutySection::Experience,
    DutySection::Skill,
    DutySection::Quality,
    DutySection::Relation,
];

/// A line half-typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Keeps what is typed with its line when others are moved or removed.
    pub key: u64,
    pub section: DutySection,
    pub group: String,
    pub title: String,
    pub text: String,
    pub standard: String,
    pub metric: String,
    pub level: i64,
    pub months: Option<f64>,
    /// Percent of a duty; the weight of a requirement.
    pub weight: Option<f64>,
}

impl Line {
    fn new(key: u64, section: DutySection) -> Self {
        let education = section == DutySection::Education;
        Self {
            key,
            section,
            group: String::new(),
            title: if education { Education::Bachelor.word().to_owned() } else { String::new() },
            text: String::new(),
            standard: String::new(),
            metric: String::new(),
            level: LEVEL,
            months: None,
            weight: if section == DutySection::Duty { None } else { Some(1.0) },
        }
    }

    fn of(key: u64, form: &LineForm) -> Self {
        let duty = form.section == DutySection::Duty;
        let months = form.number.filter(|_| form.section == DutySection::Experience);
        // Experience without words of its own is stored under the word of its section.
        let plain = form.section == DutySection::Experience && form.title == form.section.word();
        let weight = form.weight as f64;
        Self {
            key,
            section: form.section,
            group: form.group.clone(),
            title: if plain { String::new() } else { form.title.clone() },
            text: form.text.clone(),
            standard: form.standard.clone(),
            metric: form.metric.clone(),
            level: form.number.filter(|_| form.section == DutySection::Skill).unwrap_or(LEVEL),
            months: months.map(|months| months as f64),
            weight: Some(if duty { weight / 100.0 } else { weight })
                .filter(|weight| *weight != 0.0),
        }
    }

    /// The share of a duty in basis points; the weight of a requirement.
    pub fn weight_number(&self) -> i64 {
        let times = if self.section == DutySection::Duty { 100.0 } else { 1.0 };
        self.weight.map_or(0, |weight| (weight * times).round() as i64)
    }

    fn number(&self) -> Option<i64> {
        match self.section {
            DutySection::Skill => Some(self.level),
            DutySection::Experience => self.months.map(|months| months.round() as i64),
            _ => None,
        }
    }

    fn form(&self) -> LineForm {
        LineForm {
            section: self.section,
            group: self.group.clone(),
            title: self.title.clone(),
            text: self.text.clone(),
            standard: self.standard.clone(),
            metric: self.metric.clone(),
            number: self.number(),
            weight: self.weight_number(),
        }
    }

    /// Whether nothing is written in it, so that it is left out.
    fn blank(&self) -> bool {
        let texts = [&self.title, &self.text, &self.standard];
        texts.iter().all(|text| text.trim().is_empty())
            && (self.section != DutySection::Experience || self.months.is_none())
    }

    fn requirement(&self) -> bool {
        !matches!(self.section, DutySection::Duty | DutySection::Relation)
    }
}

/// What stands in the fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub audience: Audience,
    pub starts: String,
    pub code: String,
    pub purpose: String,
    pub change_note: String,
    pub lines: Vec<Line>,
}

/// A version half-typed.
#[derive(Clone, Debug)]
pub(super) struct SheetDraft {
    post: PostId,
    /// The post's name.
    pub name: String,
    start: Text,
    pub now: Text,
    state: State,
    next_key: u64,
}

impl Filled for SheetDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

/// The fields that can be wrong by themselves, in the order of the form.
pub(super) const STARTS: usize = 0;
pub(super) const CHANGE: usize = 1;
pub(super) const PURPOSE: usize = 2;
pub(super) const DUTIES: usize = 3;

/// What is wrong, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Problems {
    pub starts: Option<String>,
    pub purpose: Option<String>,
    pub change_note: Option<String>,
    /// Of the duties together.
    pub duties: Option<String>,
    /// By the key of the line.
    pub lines: BTreeMap<u64, String>,
}

impl Problems {
    /// All of them in the order of the form: the fields, then the lines with something wrong.
    pub fn list(&self) -> Vec<Option<String>> {
        let fields = [&self.starts, &self.change_note, &self.purpose, &self.duties];
        fields.into_iter().cloned().chain(self.lines.values().cloned().map(Some)).collect()
    }
}

impl SheetDraft {
    /// A new version that begins with one that is there.
    pub fn of(form: &SheetForm, today: NaiveDate) -> Self {
        let lines: Vec<Line> =
            (0..).zip(&form.lines).map(|(key, line)| Line::of(key, line)).collect();
        let text = Text {
            audience: form.audience,
            starts: today.to_string(),
            code: form.code.clone(),
            purpose: form.purpose.clone(),
            change_note: String::new(),
            lines,
        };
        Self::new(form.post, form.name.clone(), text)
    }

    /// The first version of a post: one blank duty.
    pub fn first(post: PostId, name: &str, today: NaiveDate) -> Self {
        let text = Text {
            audience: Audience::Everyone,
            starts: today.to_string(),
            code: String::new(),
            purpose: String::new(),
            change_note: String::new(),
            lines: vec![Line::new(0, DutySection::Duty)],
        };
        Self::new(post, name.to_owned(), text)
    }

    fn new(post: PostId, name: String, text: Text) -> Self {
        let next_key = text.lines.iter().map(|line| line.key + 1).max().unwrap_or_default();
        Self { post, name, start: text.clone(), now: text, state: State::default(), next_key }
    }

    /// Adds a blank line behind those of its section.
    pub fn add(&mut self, section: DutySection) {
        let line = Line::new(self.next_key, section);
        self.next_key += 1;
        let place = |of: DutySection| SECTIONS.iter().position(|one| *one == of);
        let behind = self.now.lines.iter().rposition(|own| place(own.section) <= place(section));
        let at = behind.map_or(0, |at| at + 1);
        self.now.lines.insert(at, line);
    }

    /// Takes a line away.
    pub fn remove(&mut self, key: u64) {
        self.now.lines.retain(|line| line.key != key);
    }

    /// Moves a line one place up or down among those of its section.
    pub fn shift(&mut self, key: u64, down: bool) {
        let Some(at) = self.now.lines.iter().position(|line| line.key == key) else { return };
        let Some(section) = self.now.lines.get(at).map(|line| line.section) else { return };
        let own = |(_, line): &(usize, &Line)| line.section == section;
        let lines = || self.now.lines.iter().enumerate().filter(own).map(|(at, _)| at);
        let other = if down {
            lines().find(|other| *other > at)
        } else {
            lines().rfind(|other| *other < at)
        };
        if let Some(other) = other {
            self.now.lines.swap(at, other);
        }
    }

    /// Which version it would be, and the first day of the one before it.
    pub fn after(&self, chosen: Option<&Chosen>) -> (i64, Option<NaiveDate>) {
        let versions = chosen.map(|chosen| chosen.versions.as_slice()).unwrap_or_default();
        let own = versions.iter().filter(|version| version.audience == self.now.audience);
        match own.max_by_key(|version| version.number) {
            Some(last) => (last.number + 1, Some(last.starts)),
            None => (1, None),
        }
    }

    /// The sum of the weights of the duties, in basis points.
    pub fn total(&self) -> i64 {
        let duties = self.now.lines.iter().filter(|line| line.section == DutySection::Duty);
        duties.filter(|line| !line.blank()).map(Line::weight_number).sum()
    }

    /// What is wrong.
    pub fn problems(&self, chosen: Option<&Chosen>, tr: &Tr) -> Problems {
        let (number, before) = self.after(chosen);
        let now = &self.now;
        let missing = |text: &str, key: &str| text.trim().is_empty().then(|| tr.text(key));
        let starts = match (parse_date(&now.starts), before) {
            (None, _) => Some(tr.text("organisation-problem-date")),
            (Some(day), Some(before)) if day <= before => {
                let args = [("day", before.to_string().into())];
                Some(tr.with("organisation-posts-problem-starts", &args))
            }
            _ => None,
        };
        let duties = now.lines.iter().filter(|line| line.section == DutySection::Duty);
        let written: Vec<i64> =
            duties.filter(|line| !line.blank()).map(Line::weight_number).collect();
        let duties = if written.is_empty() {
            Some(tr.text("organisation-posts-problem-duties"))
        } else if duty::weights_fit(&written) {
            None
        } else {
            let args = [("total", weight_words(self.total()).into())];
            Some(tr.with("organisation-posts-problem-weights", &args))
        };
        let change = "organisation-posts-problem-change";
        Problems {
            starts,
            purpose: missing(&now.purpose, "organisation-posts-problem-purpose"),
            change_note: if number > 1 { missing(&now.change_note, change) } else { None },
            duties,
            lines: self.line_problems(tr),
        }
    }

    fn line_problems(&self, tr: &Tr) -> BTreeMap<u64, String> {
        let mut found = BTreeMap::new();
        let mut seen: BTreeSet<(DutySection, String)> = BTreeSet::new();
        for line in self.now.lines.iter().filter(|line| !line.blank()) {
            let key = line_problem(line).or_else(|| {
                let same = match line.section {
                    DutySection::Quality => DutySection::Skill,
                    section => section,
                };
                let once = matches!(line.section, DutySection::Education | DutySection::Experience);
                let title = if once { String::new() } else { line.title.trim().to_owned() };
                let twice = !seen.insert((same, title));
                twice.then_some("organisation-posts-problem-twice")
            });
            if let Some(key) = key {
                found.insert(line.key, tr.text(key));
            }
        }
        found
    }

    /// The command that publishes it; `None` while the day cannot be read.
    pub fn command(&self) -> Option<Command> {
        let form = SheetForm {
            post: self.post,
            name: self.name.clone(),
            audience: self.now.audience,
            starts: parse_date(&self.now.starts)?,
            code: self.now.code.clone(),
            purpose: self.now.purpose.clone(),
            change_note: self.now.change_note.clone(),
            lines: self.in_order().into_iter().map(Line::form).collect(),
        };
        Some(Command::Publish(Box::new(form)))
    }

    /// The lines that hold something, section by section.
    fn in_order(&self) -> Vec<&Line> {
        let of = |section: DutySection| {
            let lines = self.now.lines.iter();
            lines.filter(move |line| line.section == section && !line.blank())
        };
        SECTIONS.into_iter().flat_map(of).collect()
    }
}

/// What is wrong with a line that is not blank, a message key.
fn line_problem(line: &Line) -> Option<&'static str> {
    if line.requirement() {
        let texts = [&line.group, &line.title, &line.text, &line.standard];
        let asks = texts.into_iter().find_map(|text| forbidden(text));
        if let Some(about) = asks {
            return Some(match about {
                "sex" => "organisation-posts-problem-sex",
                "age" => "organisation-posts-problem-age",
                "origin" => "organisation-posts-problem-origin",
                _ => "organisation-posts-problem-family",
            });
        }
    }
    if line.section == DutySection::Experience {
        let counted = line.number().is_some_and(|months| months > 0);
        return (!counted).then_some("organisation-posts-problem-months");
    }
    if line.weight_number() < 0 {
        return Some("organisation-posts-problem-weight");
    }
    line.title.trim().is_empty().then_some("organisation-posts-problem-title")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn draft() -> SheetDraft {
        let today = "2025-11-18".parse().unwrap();
        SheetDraft::first(PostId(1), "销售工程师", today)
    }

    fn line(draft: &mut SheetDraft, section: DutySection) -> &mut Line {
        draft.add(section);
        draft.now.lines.iter_mut().rfind(|line| line.section == section).unwrap()
    }

    #[test]
    fn what_the_command_would_refuse_is_said_before() {
        let tr = Tr::new(Language::Chinese);
        let mut draft = draft();
        let problems = draft.problems(None, &tr);
        assert_eq!((problems.purpose.is_some(), problems.duties.is_some()), (true, true));
        assert_eq!(problems.change_note, None, "the first version changes nothing");
        draft.now.purpose = "完成目标".to_owned();
        draft.now.lines[0].title = "签约".to_owned();
        draft.now.lines[0].weight = Some(60.0);
        let said = draft.problems(None, &tr).duties.unwrap();
        assert!(said.contains("60%"), "{said}");
        line(&mut draft, DutySection::Duty).title = "回款".to_owned();
        draft.now.lines[1].weight = Some(40.0);
        assert_eq!(draft.problems(None, &tr), Problems::default());

        line(&mut draft, DutySection::Quality).title = "女性优先".to_owned();
        let key = draft.now.lines[2].key;
        let said = draft.problems(None, &tr).lines;
        assert_eq!(said.keys().collect::<Vec<_>>(), [&key]);
        draft.now.lines[2].title = "签约".to_owned();
        assert_eq!(
            draft.problems(None, &tr),
            Problems::default(),
            "a quality is no duty of that name"
        );
        line(&mut draft, DutySection::Skill).title = "签约".to_owned();
        assert_eq!(draft.problems(None, &tr).lines.len(), 1);
        line(&mut draft, DutySection::Experience).title = "工业客户".to_owned();
        assert_eq!(draft.problems(None, &tr).lines.len(), 2);
        draft.now.starts = "2025-02-30".to_owned();
        assert!(draft.problems(None, &tr).starts.is_some());
        assert!(draft.command().is_none());
    }

    #[test]
    fn lines_stay_in_their_sections_and_move_among_themselves() {
        let mut draft = draft();
        draft.now.lines[0].title = "一".to_owned();
        line(&mut draft, DutySection::Relation).title = "上级".to_owned();
        line(&mut draft, DutySection::Skill).title = "谈判".to_owned();
        line(&mut draft, DutySection::Duty).title = "二".to_owned();
        line(&mut draft, DutySection::Duty);
        let titles = |draft: &SheetDraft| {
            draft.in_order().iter().map(|line| line.title.clone()).collect::<Vec<_>>()
        };
        assert_eq!(titles(&draft), ["一", "二", "谈判", "上级"]);
        let second = draft.now.lines.iter().find(|line| line.title == "二").unwrap().key;
        draft.shift(second, false);
        assert_eq!(titles(&draft), ["二", "一", "谈判", "上级"]);
        draft.shift(second, false);
        assert_eq!(titles(&draft), ["二", "一", "谈判", "上级"], "it is the first already");
        draft.shift(second, true);
        assert_eq!(titles(&draft), ["一", "二", "谈判", "上级"]);
        draft.remove(second);
        assert_eq!(titles(&draft), ["一", "谈判", "上级"]);
        let Some(Command::Publish(form)) = draft.command() else { panic!("a sheet") };
        assert_eq!(form.lines.len(), 3, "blank lines are left out");
        assert_eq!(form.lines[1].number, Some(LEVEL));
    }

    #[test]
    fn what_was_published_comes_back_as_it_was() {
        let form = LineForm {
            title: "experience".to_owned(),
            number: Some(36),
            weight: 2,
            ..LineForm::new(DutySection::Experience)
        };
        let line = Line::of(7, &form);
        assert_eq!((line.title.as_str(), line.months, line.weight), ("", Some(36.0), Some(2.0)));
        let duty = LineForm { weight: 1_250, ..LineForm::new(DutySection::Duty) };
        let line = Line::of(8, &duty);
        assert_eq!((line.weight, line.weight_number()), (Some(12.5), 1_250));
    }
}
