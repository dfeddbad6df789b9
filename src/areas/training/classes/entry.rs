//! What came of a class, as it is typed: a row for each person, saved in one step.
//!
//! What the command would refuse is said at the row before it is sent. Whether somebody came follows from
//! the parts that are ticked, and ticks the parts where it is chosen; an outcome follows from the score where
//! none was chosen and the course says from which score it is passed.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::chosen::{Chosen, Part};
use super::people::PersonRow;
use crate::areas::Cx;
use crate::areas::typed::{count_of, fen_of, parts_of, unit_of, whole_of, yuan_of};
use crate::command::training::results::{Ask, BEST_FEEDBACK, ResultForm};
use crate::domain::ids::{PersonId, TrainingClassId};
use crate::domain::training::attendance::Presence;
use crate::i18n::Tr;
use crate::metrics::training::show;
use crate::store::records::{EnrolmentState, TrainingOutcome};
use crate::ui::date::parse_date;

/// What is typed of one person.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    /// To which parts they came.
    pub came: Vec<bool>,
    /// Whether they came; `None` where nothing is said yet.
    pub presence: Option<Presence>,
    /// The score before.
    pub before: Option<f64>,
    /// The score after.
    pub after: Option<f64>,
    /// What came of it.
    pub outcome: Option<TrainingOutcome>,
    /// What they thought of it.
    pub feedback: Option<f64>,
    /// The same in words.
    pub words: String,
    /// The day of the retest.
    pub retest_on: String,
    /// Its score.
    pub retest: Option<f64>,
    /// How long they were there, of a class without parts.
    pub hours: Option<f64>,
    /// What it cost for them, in yuan.
    pub cost: Option<f64>,
}

/// A row of the grid.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Whether something is recorded already.
    recorded: bool,
    start: Typed,
    /// What is typed now.
    pub now: Typed,
}

/// The fields of a row, in the order of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    /// Whether they came.
    Presence,
    /// The score before.
    Before,
    /// The score after.
    After,
    /// What they thought of it.
    Feedback,
    /// The retest.
    Retest,
    /// The hours.
    Hours,
    /// The cost.
    Cost,
}

/// The grid.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    class: TrainingClassId,
    /// What the class is called.
    pub name: String,
    /// The last day of the class.
    ends: NaiveDate,
    /// Its parts that have begun; the others are not recorded yet.
    pub parts: Vec<(Part, bool)>,
    /// The best score, and the one that passes, in ten-thousandths of a point.
    scale: (i64, Option<i64>),
    /// How long the class is, in ten-thousandths of an hour.
    hours: Option<i64>,
    /// The people.
    pub rows: Vec<Row>,
    /// Saving was tried, so what is wrong is marked.
    pub tried: bool,
    /// A command is on its way.
    pub sent: bool,
    /// The person was asked whether to throw away what is typed.
    pub leaving: bool,
    /// The cell to go to: the row and the field.
    pub jump: Option<(usize, usize)>,
}

impl Typed {
    fn of(person: &PersonRow, parts: &[(Part, bool)]) -> Self {
        let form = &person.form;
        let came: Vec<bool> = parts.iter().map(|(part, _)| form.came.contains(&part.id)).collect();
        let said = Presence::of(&form.attendance);
        let presence = if person.recorded { said.or_else(|| of_parts(&came, parts)) } else { said };
        Self {
            came,
            presence,
            before: unit_of(form.score_before),
            after: unit_of(form.score),
            outcome: form.outcome,
            feedback: count_of(form.feedback),
            words: form.feedback_words.clone(),
            retest_on: form.retest.map(|(day, _)| day.to_string()).unwrap_or_default(),
            retest: unit_of(form.retest.map(|(_, score)| score)),
            hours: unit_of(form.hours),
            cost: yuan_of(form.cost),
        }
    }
}

/// Whether somebody came, from the parts that have begun; `None` where none has.
fn of_parts(came: &[bool], parts: &[(Part, bool)]) -> Option<Presence> {
    let begun = parts.iter().filter(|(_, begun)| *begun).count();
    let there = came.iter().zip(parts).filter(|(came, (_, begun))| **came && *begun).count();
    let n = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Presence::of_parts(n(there), n(begun))
}

/// The word under which a presence is kept: it means the presence when it is read again.
pub(super) fn word(tr: &Tr, presence: Option<Presence>) -> String {
    presence.map_or_else(String::new, |presence| tr.text(show::presence_key(Some(presence))))
}

impl Entry {
    /// The grid of those who have a seat.
    pub fn new(chosen: &Chosen, cx: &Cx<'_>) -> Self {
        let today = cx.filter.today;
        let parts: Vec<(Part, bool)> =
            chosen.parts.iter().map(|part| (part.clone(), part.on_day <= today)).collect();
        let seated = chosen.people.iter().filter(|one| one.state == EnrolmentState::Enrolled);
        let row = |person: &PersonRow| {
            let start = Typed::of(person, &parts);
            Row {
                person: person.person,
                name: person.name.clone(),
                recorded: person.recorded,
                now: start.clone(),
                start,
            }
        };
        let rows = seated.map(row).collect();
        Self {
            class: chosen.id,
            name: chosen.name.clone(),
            ends: chosen.days.1,
            parts,
            scale: chosen.scale,
            hours: chosen.hours,
            rows,
            tried: false,
            sent: false,
            leaving: false,
            jump: None,
        }
    }

    /// The row of somebody.
    pub fn place_of(&self, person: PersonId) -> Option<usize> {
        self.rows.iter().position(|row| row.person == person)
    }

    /// Whether something else is typed than was there.
    pub fn dirty(&self) -> bool {
        self.changed() > 0
    }

    /// How many rows are to be saved.
    pub fn changed(&self) -> usize {
        self.rows.iter().filter(|row| row.now != row.start).count()
    }

    /// How many people have nothing recorded and nothing typed.
    pub fn open(&self) -> usize {
        self.rows.iter().filter(|row| !row.recorded && row.now == row.start).count()
    }

    /// Says of everybody of whom nothing is said yet that they came to all of it.
    pub fn everyone_came(&mut self) {
        for row in self.rows.iter_mut().filter(|row| row.now.presence.is_none()) {
            choose(&mut row.now, Some(Presence::Full), (&self.parts, self.hours));
        }
    }

    /// Somebody came, or not: the parts are ticked with it.
    pub fn came(&mut self, row: usize, presence: Option<Presence>) {
        if let Some(row) = self.rows.get_mut(row) {
            choose(&mut row.now, presence, (&self.parts, self.hours));
        }
    }

    /// A part was ticked: whether somebody came follows.
    pub fn ticked(&mut self, row: usize) {
        if let Some(row) = self.rows.get_mut(row) {
            row.now.presence = of_parts(&row.now.came, &self.parts);
        }
    }

    /// A score was typed: the outcome follows, where the course says from which score it is passed.
    pub fn scored(&mut self, row: usize) {
        let Some(pass) = self.scale.1 else { return };
        if let Some(row) = self.rows.get_mut(row) {
            let again = parts_of(row.now.retest);
            let best = parts_of(row.now.after).max(again);
            row.now.outcome = best.map(|score| {
                if score >= pass { TrainingOutcome::Passed } else { TrainingOutcome::Failed }
            });
        }
    }

    /// The best score there is, in points.
    pub fn most(&self) -> i64 {
        self.scale.0 / 10_000
    }

    /// What is wrong with a row: which field, and a message.
    pub fn problem(&self, row: &Row, today: NaiveDate, tr: &Tr) -> Option<(Cell, String)> {
        let now = &row.now;
        let outside = |score: Option<f64>| {
            parts_of(score).is_some_and(|score| !(0..=self.scale.0).contains(&score))
        };
        let most = || tr.with("error-result-score", &[("most", self.most().into())]);
        if outside(now.before) {
            return Some((Cell::Before, most()));
        }
        if outside(now.after) {
            return Some((Cell::After, most()));
        }
        if outside(now.retest) {
            return Some((Cell::Retest, most()));
        }
        let points = whole_of(now.feedback);
        let whole = now.feedback.is_none_or(|points| points.fract() == 0.0);
        if !whole || points.is_some_and(|points| !(1..=BEST_FEEDBACK).contains(&points)) {
            let args = [("most", BEST_FEEDBACK.into())];
            return Some((Cell::Feedback, tr.with("error-result-feedback", &args)));
        }
        let day = parse_date(&now.retest_on);
        let typed = !now.retest_on.trim().is_empty() || now.retest.is_some();
        if typed {
            let args = [("day", self.ends.to_string().into())];
            let wrong = || Some((Cell::Retest, tr.with("error-result-retest", &args)));
            match (day, now.retest) {
                (Some(day), Some(_)) if day > today => {
                    let args =
                        [("day", day.to_string().into()), ("today", today.to_string().into())];
                    return Some((Cell::Retest, tr.with("error-training-future", &args)));
                }
                (Some(day), Some(_)) if day >= self.ends && now.after.is_some() => {}
                _ => return wrong(),
            }
        }
        if now.hours.is_some_and(|hours| hours < 0.0) {
            return Some((Cell::Hours, tr.text("error-result-hours")));
        }
        if now.cost.is_some_and(|cost| cost < 0.0) {
            return Some((Cell::Cost, tr.text("error-result-cost")));
        }
        let said = now.after.is_some() || now.feedback.is_some();
        let begun = self.parts.iter().any(|(_, begun)| *begun);
        if said && begun && !now.came.iter().any(|came| *came) {
            return Some((Cell::Presence, tr.text("error-result-absent")));
        }
        None
    }

    /// The command that saves what was typed; `None` where nothing was.
    pub fn command(&self, tr: &Tr) -> Option<Ask> {
        let typed = self.rows.iter().filter(|row| row.now != row.start);
        let rows: Vec<(PersonId, ResultForm)> =
            typed.map(|row| (row.person, self.form(&row.now, tr))).collect();
        (!rows.is_empty()).then_some(Ask::RecordAll(self.class, rows))
    }

    fn form(&self, now: &Typed, tr: &Tr) -> ResultForm {
        let came = now.came.iter().zip(&self.parts).filter(|(came, _)| **came);
        let came: BTreeSet<_> = came.map(|(_, (part, _))| part.id).collect();
        let absent = now.presence.is_some_and(|presence| !presence.came());
        ResultForm {
            came,
            // Nobody was there for an hour who did not come.
            hours: if absent && self.parts.is_empty() { Some(0) } else { parts_of(now.hours) },
            attendance: word(tr, now.presence),
            score_before: parts_of(now.before),
            score: parts_of(now.after),
            retest: parse_date(&now.retest_on).zip(parts_of(now.retest)),
            outcome: now.outcome,
            feedback: whole_of(now.feedback),
            feedback_words: now.words.clone(),
            cost: fen_of(now.cost),
        }
    }
}

/// Says whether somebody came: of a class with parts they are ticked, of one without its hours stand there.
fn choose(
    now: &mut Typed,
    presence: Option<Presence>,
    (parts, hours): (&[(Part, bool)], Option<i64>),
) {
    now.presence = presence;
    let none = now.hours.is_none_or(|hours| hours == 0.0);
    if parts.is_empty() && presence == Some(Presence::Full) && none {
        now.hours = unit_of(hours);
    }
    let all = match presence {
        Some(Presence::Full) => Some(true),
        Some(Presence::Excused | Presence::Absent) | None => Some(false),
        // Which part it was is ticked by hand.
        Some(Presence::Part) => None,
    };
    if let Some(all) = all {
        for (came, (_, begun)) in now.came.iter_mut().zip(parts) {
            *came = all && *begun;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ClassSessionId;
    use crate::i18n::Language;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn part(id: i64, on: &str, begun: bool) -> (Part, bool) {
        let part =
            Part { id: ClassSessionId(id), on_day: day(on), name: on.to_owned(), hours: 35_000 };
        (part, begun)
    }

    fn blank(parts: usize) -> Typed {
        Typed {
            came: vec![false; parts],
            presence: None,
            before: None,
            after: None,
            outcome: None,
            feedback: None,
            words: String::new(),
            retest_on: String::new(),
            retest: None,
            hours: None,
            cost: None,
        }
    }

    fn entry() -> Entry {
        let row = |id: i64| Row {
            person: PersonId(id),
            name: format!("人{id}"),
            recorded: false,
            start: blank(2),
            now: blank(2),
        };
        Entry {
            class: TrainingClassId(9),
            name: "异议处理演练".to_owned(),
            ends: day("2025-09-12"),
            parts: vec![part(1, "2025-09-11", true), part(2, "2025-09-12", true)],
            scale: (1_000_000, Some(700_000)),
            hours: Some(70_000),
            rows: vec![row(1), row(2)],
            tried: false,
            sent: false,
            leaving: false,
            jump: None,
        }
    }

    #[test]
    fn words_that_are_kept_mean_what_was_chosen() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            for presence in Presence::ALL {
                let said = word(&tr, Some(presence));
                assert_eq!(Presence::of(&said), Some(presence), "{said}");
            }
        }
    }

    #[test]
    fn parts_and_presence_follow_each_other() {
        let mut entry = entry();
        entry.came(0, Some(Presence::Full));
        assert_eq!(entry.rows[0].now.came, [true, true]);
        entry.rows[0].now.came[1] = false;
        entry.ticked(0);
        assert_eq!(entry.rows[0].now.presence, Some(Presence::Part));
        entry.came(0, Some(Presence::Excused));
        assert_eq!(entry.rows[0].now.came, [false, false]);
        assert_eq!((entry.changed(), entry.open()), (1, 1));
        entry.everyone_came();
        assert_eq!(entry.rows[0].now.presence, Some(Presence::Excused), "what is said stays");
        assert_eq!(entry.rows[1].now.presence, Some(Presence::Full));
        entry.parts[1].1 = false;
        entry.came(1, Some(Presence::Full));
        assert_eq!(entry.rows[1].now.came, [true, false], "what has not begun is not ticked");
        entry.parts.clear();
        entry.rows[0].now = blank(0);
        entry.came(0, Some(Presence::Full));
        assert_eq!(
            entry.rows[0].now.hours,
            Some(7.0),
            "without parts the hours are those of the class"
        );
    }

    #[test]
    fn an_outcome_follows_from_the_scores() {
        let mut entry = entry();
        entry.rows[0].now.after = Some(66.0);
        entry.scored(0);
        assert_eq!(entry.rows[0].now.outcome, Some(TrainingOutcome::Failed));
        entry.rows[0].now.retest = Some(70.0);
        entry.scored(0);
        assert_eq!(entry.rows[0].now.outcome, Some(TrainingOutcome::Passed));
        entry.scale.1 = None;
        entry.rows[1].now.after = Some(66.0);
        entry.scored(1);
        assert_eq!(entry.rows[1].now.outcome, None, "nothing says from which score it is passed");
    }

    #[test]
    fn what_would_be_refused_is_said_before() {
        let (today, tr) = (day("2025-11-18"), Tr::new(Language::Chinese));
        let with = |change: fn(&mut Typed)| {
            let mut entry = entry();
            entry.came(0, Some(Presence::Full));
            change(&mut entry.rows[0].now);
            entry.problem(&entry.rows[0], today, &tr).map(|(cell, _)| cell)
        };
        type Case = (fn(&mut Typed), Option<Cell>);
        let cases: [Case; 9] = [
            (|_| {}, None),
            (|now| now.after = Some(101.0), Some(Cell::After)),
            (|now| now.before = Some(-1.0), Some(Cell::Before)),
            (|now| now.feedback = Some(6.0), Some(Cell::Feedback)),
            (|now| now.feedback = Some(4.5), Some(Cell::Feedback)),
            (|now| now.retest = Some(80.0), Some(Cell::Retest)),
            (|now| now.cost = Some(-1.0), Some(Cell::Cost)),
            (
                |now| {
                    now.came = vec![false, false];
                    now.after = Some(80.0);
                },
                Some(Cell::Presence),
            ),
            (
                |now| {
                    now.after = Some(66.0);
                    now.retest = Some(80.0);
                    now.retest_on = "2025-10-10".to_owned();
                },
                None,
            ),
        ];
        for (at, (change, cell)) in cases.into_iter().enumerate() {
            assert_eq!(with(change), cell, "case {at}");
        }
    }

    #[test]
    fn only_what_was_typed_is_saved() {
        let tr = Tr::new(Language::Chinese);
        let mut entry = entry();
        assert_eq!(entry.command(&tr), None);
        entry.came(1, Some(Presence::Excused));
        let Some(Ask::RecordAll(class, rows)) = entry.command(&tr) else { panic!("nothing") };
        assert_eq!((class, rows.len()), (TrainingClassId(9), 1));
        let (person, form) = &rows[0];
        assert_eq!((*person, form.attendance.as_str()), (PersonId(2), "请假"));
        assert!(form.came.is_empty());
    }
}
