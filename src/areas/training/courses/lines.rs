//! The courses and the forms of teaching as lines of tables, and the courses as a table to keep.

use super::data::Key;
use crate::domain::money::div_round;
use crate::domain::stats::rate::Rate;
use crate::domain::training::mean::Mean;
use crate::domain::training::outcome::Outcomes;
use crate::i18n::{DASH, Tr, number, rate_percent};
use crate::metrics::team_life::yuan;
use crate::metrics::training::courses::{Catalogue, Figures, Row};
use crate::metrics::training::{show, whole};
use crate::sheets::write::{Out, Table};
use crate::store::records::{CourseSkill, LearningTopic, Skill, TrainingForm};
use crate::store::training::results::Sum;

/// A course in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What names it.
    pub key: Key,
    /// What it is called.
    pub name: String,
    /// What it is about; `None` where only sheets name it.
    pub topic: Option<LearningTopic>,
    /// How it is taught.
    pub form: Option<TrainingForm>,
    /// Whether it is no longer given.
    pub archived: bool,
    /// Topic, form, skills, hours, cost for one, validity, in words.
    pub about: [String; 6],
    /// What came of it.
    pub came: TotalLine,
    /// The name, topic, form and pass rate in words.
    pub told: String,
}

/// What came of trainings, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TotalLine {
    /// How many rows.
    pub results: String,
    /// Passed of those tested, with the share where there are enough.
    pub rate: String,
    /// Its interval, or that there are too few.
    pub interval: String,
    /// Whether there are too few to say anything.
    pub few: bool,
    /// Completed and not completed.
    pub completed: String,
    /// Days, hours and cost.
    pub sums: [String; 3],
}

/// A form of teaching beside the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLine {
    /// How.
    pub name: String,
    /// What came of it.
    pub came: TotalLine,
    /// The mean feedback, with how many said something.
    pub feedback: String,
    /// The mean of what was learned of what there was to learn, with of how many it is known.
    pub gain: String,
    /// What an hour costs; a dash where something is missing.
    pub hour: String,
}

/// A sum; what is not known of some rows makes it a least one.
fn sum(tr: &Tr, sum: Sum, shown: impl Fn(i64) -> String) -> String {
    match (sum.value.map(shown), sum.unknown) {
        (None, _) => DASH.to_owned(),
        (Some(value), 0) => value,
        (Some(value), _) => tr.with("courses-at-least", &[("value", value.into())]),
    }
}

/// A rate with its share, and its interval; what is too little says so.
pub(super) fn rate(tr: &Tr, rate: Option<&Rate>) -> (String, String, bool) {
    let Some(rate) = rate else { return (DASH.to_owned(), String::new(), false) };
    let cases = show::cases(rate);
    // How many there are stands beside it.
    if show::few(tr, rate.n).is_some() {
        return (cases, tr.text("classes-too-few"), true);
    }
    (format!("{cases}  {}", rate_percent(rate.rate)), show::rate_interval(rate), false)
}

/// Completed and not completed, which are no tests.
pub(super) fn completed(outcomes: &Outcomes) -> String {
    if outcomes.completed + outcomes.incomplete == 0 {
        return DASH.to_owned();
    }
    format!("{} / {}", number(whole(outcomes.completed)), number(whole(outcomes.incomplete)))
}

/// What came of trainings, in words.
pub(super) fn total_line(tr: &Tr, figures: &Figures) -> TotalLine {
    let (rate, interval, few) = rate(tr, figures.outcomes.pass_rate().as_ref());
    TotalLine {
        results: number(whole(figures.results.len() as u64)),
        rate,
        interval,
        few,
        completed: completed(&figures.outcomes),
        sums: [
            sum(tr, figures.sums.days, show::tenths),
            sum(tr, figures.sums.hours, show::tenths),
            sum(tr, figures.sums.cost, |fen| yuan(tr, fen)),
        ],
    }
}

/// The skills that a course brings, each with the level.
pub(super) fn skills_of(tr: &Tr, own: &[CourseSkill], skills: &[Skill]) -> String {
    let named = own.iter().filter_map(|own| {
        let skill = skills.iter().find(|skill| skill.id == own.skill_id)?;
        Some(format!("{} {}", show::skill(tr, skill), own.level))
    });
    named.collect::<Vec<_>>().join(&tr.text("classes-comma"))
}

/// The courses by topic and name, and what only sheets name behind them.
pub(super) fn lines(tr: &Tr, found: &Catalogue, skills: &[Skill]) -> Vec<Line> {
    let mut lines: Vec<Line> = found.rows.iter().map(|row| line(tr, row, skills)).collect();
    let place = |line: &Line| {
        let at = show::TOPICS.iter().position(|topic| Some(*topic) == line.topic);
        at.unwrap_or(show::TOPICS.len())
    };
    lines.sort_by(|one, other| {
        (one.archived, place(one), &one.name).cmp(&(other.archived, place(other), &other.name))
    });
    lines
}

fn line(tr: &Tr, row: &Row, skills: &[Skill]) -> Line {
    let course = row.course.as_ref();
    let name = course.map_or(row.name.as_str(), |course| show::course(tr, course)).to_owned();
    let dash = || DASH.to_owned();
    let about = match course {
        None => [tr.text("courses-sheets-only"), dash(), dash(), dash(), dash(), dash()],
        Some(course) => [
            tr.text(show::topic_key(course.topic)),
            tr.text(show::form_key(course.form)),
            skills_of(tr, &row.skills, skills),
            show::tenths_or_dash(course.hours),
            course.cost_per_head.map_or_else(dash, |fen| yuan(tr, fen)),
            course
                .valid_months
                .map_or_else(dash, |n| tr.with("courses-months-short", &[("n", n.into())])),
        ],
    };
    let came = total_line(tr, &row.figures);
    let [topic, form, ..] = &about;
    let told = format!("{name} {topic} {form} {}", came.rate);
    Line {
        key: match course {
            Some(course) => Key::Course(course.id),
            None => Key::Sheets(row.name.clone()),
        },
        name,
        topic: course.map(|course| course.topic),
        form: course.map(|course| course.form),
        archived: course.is_some_and(|course| course.archived),
        about,
        came,
        told,
    }
}

/// A mean with how many values it has, or that these are too few.
fn mean(tr: &Tr, mean: Option<&Mean>, shown: impl Fn(f64) -> String) -> String {
    let Some(mean) = mean else { return DASH.to_owned() };
    show::few(tr, mean.n).unwrap_or_else(|| {
        let args = [("value", shown(mean.mean).into()), ("n", whole(mean.n).into())];
        tr.with("courses-of-people", &args)
    })
}

/// The forms of teaching, in the order of lists.
pub(super) fn form_lines(tr: &Tr, found: &Catalogue) -> Vec<FormLine> {
    let line = |(how, figures): &(_, Figures)| FormLine {
        name: show::taught(tr, how),
        came: total_line(tr, figures),
        feedback: mean(tr, figures.reaction().mean.as_ref(), |v| show::decimal(v, false)),
        gain: mean(tr, figures.gain().as_ref(), rate_percent),
        hour: figures
            .hour_cost()
            .and_then(|cost| div_round(cost.num(), cost.den()))
            .map_or_else(|| DASH.to_owned(), |fen| yuan(tr, fen)),
    };
    found.forms.iter().map(line).collect()
}

/// The courses with numbers as such, and all together below.
pub(super) fn sheet(tr: &Tr, found: &Catalogue, skills: &[Skill]) -> Table {
    let headings = [
        "courses-column-name",
        "training-topic",
        "courses-column-form",
        "courses-column-skills",
        "courses-column-hours",
        "courses-column-cost",
        "courses-column-validity",
        "courses-column-results",
        "courses-column-people",
        "courses-column-passed",
        "courses-column-failed",
        "courses-column-rate",
        "courses-column-completed",
        "courses-column-incomplete",
        "courses-column-other",
        "courses-column-days",
        "courses-column-hours-sum",
        "courses-column-cost-sum",
    ];
    let mut rows: Vec<Vec<Out>> = vec![];
    for row in &found.rows {
        let course = row.course.as_ref();
        let mut cells: Vec<Out> = vec![row.name.as_str().into()];
        let words: [Out; 2] = match course {
            None => [tr.text("courses-sheets-only").into(), Out::Blank],
            Some(course) => [
                tr.text(show::topic_key(course.topic)).into(),
                tr.text(show::form_key(course.form)).into(),
            ],
        };
        cells.extend(words);
        cells.push(skills_of(tr, &row.skills, skills).into());
        let of = |value: Option<i64>, out: fn(i64) -> Out| value.map_or(Out::Blank, out);
        cells.push(of(course.and_then(|course| course.hours), Out::TenThousandths));
        cells.push(of(course.and_then(|course| course.cost_per_head), Out::Hundredths));
        cells.push(of(course.and_then(|course| course.valid_months), Out::Int));
        cells.extend(figures_out(&row.figures));
        rows.push(cells);
    }
    let mut total: Vec<Out> = vec![tr.text("courses-total").into()];
    total.extend(std::iter::repeat_n(Out::Blank, 6));
    total.extend(figures_out(&found.total));
    rows.push(total);
    let headings = headings.map(|key| tr.text(key)).to_vec();
    Table { name: tr.text("training-tab-courses"), headings, rows }
}

fn figures_out(figures: &Figures) -> Vec<Out> {
    let outcomes = &figures.outcomes;
    let of = |value: Option<i64>, out: fn(i64) -> Out| value.map_or(Out::Blank, out);
    let n = |n: u64| Out::Int(whole(n));
    let rate = outcomes.pass_rate().map(|rate| (rate.rate * 10_000.0).round() as i64);
    vec![
        n(figures.results.len() as u64),
        n(figures.people.len() as u64),
        n(outcomes.passed),
        n(outcomes.failed),
        of(rate, Out::Rate),
        n(outcomes.completed),
        n(outcomes.incomplete),
        n(outcomes.silent + outcomes.unknown_count()),
        of(figures.sums.days.value, Out::TenThousandths),
        of(figures.sums.hours.value, Out::TenThousandths),
        of(figures.sums.cost.value, Out::Hundredths),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn too_few_tests_have_no_share() {
        let tr = Tr::new(Language::Chinese);
        let (said, interval, few) = rate(&tr, Rate::of(169, 316).as_ref());
        assert!(said.starts_with("169 / 316") && said.ends_with("53.5%"), "{said}");
        assert_eq!((interval.as_str(), few), ("48.0–58.9%", false));
        let (said, interval, few) = rate(&tr, Rate::of(3, 4).as_ref());
        assert_eq!((said.as_str(), few), ("3 / 4", true));
        assert_eq!(interval, tr.text("classes-too-few"), "of how many stands before it");
        assert_eq!(rate(&tr, None), (DASH.to_owned(), String::new(), false));
    }

    #[test]
    fn what_is_not_known_of_all_is_a_least() {
        let tr = Tr::new(Language::Chinese);
        let shown = |value, unknown| sum(&tr, Sum { value, unknown }, show::tenths);
        assert_eq!(shown(Some(70_000), 0), "7");
        assert!(shown(Some(70_000), 2).len() > 1);
        assert_eq!(shown(None, 3), DASH);
    }

    #[test]
    fn completions_are_no_tests() {
        let mut outcomes = Outcomes::default();
        for said in ["通过", "未通过", "完成", "完成", "未完成"] {
            outcomes.add(Some(said));
        }
        assert_eq!(completed(&outcomes), "2 / 1");
        assert_eq!(completed(&Outcomes::default()), DASH);
    }
}
