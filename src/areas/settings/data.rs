//! Everything the tab shows.

use chrono::NaiveDate;

use super::calendar_data::{self, CalendarPage};
use super::privacy_data::{self, PrivacyPage};
use super::stages::{self, StagesPage};
use crate::command::settings::RowForm;
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::metrics::MetricId;
use crate::metrics::show::score;
use crate::store::directory::Directory;
use crate::store::first_steps::FirstSteps;
use crate::store::records::{
    Account, Batch, EvaluationCycle, EvaluationRow, EvaluationTemplate, GradeBand,
};
use crate::store::{Db, opportunities, setup};

/// Everything the tab shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The names on printed pages and in the journal.
    pub names: Names,
    /// Whether this is the sample workspace.
    pub sample: bool,
    /// How far the first steps are.
    pub first: FirstSteps,
    /// What is in the file: what, and how many.
    pub contents: Vec<(String, String)>,
    /// The stage models.
    pub stages: StagesPage,
    /// The working calendar, year by year.
    pub calendar: CalendarPage,
    /// The evaluation template in use; `None` when there is none.
    pub template: Option<Template>,
    /// How long the data of those who left are kept, and who was erased.
    pub privacy: PrivacyPage,
    /// The metrics that a row may name: id and name.
    pub metrics: Vec<(String, String)>,
}

/// The names of the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The company.
    pub company: String,
    /// The department.
    pub department: String,
    /// Who works here.
    pub author: String,
}

/// The evaluation template in use.
#[derive(Clone, Debug)]
pub struct Template {
    /// The name.
    pub name: String,
    /// The version.
    pub version: i64,
    /// The rows.
    pub rows: Vec<RowForm>,
    /// The grades, best first, each as `A ≥ 100.00`; the lowest, which asks for nothing, in words.
    pub bands: Vec<String>,
    /// The most points of a row.
    pub cap: String,
    /// The least weight with data, as percent.
    pub min_cover: String,
    /// How many cycles use this version.
    pub n_cycles: i64,
}

/// Loads the tab.
pub(super) fn load(db: &Db, today: NaiveDate, tr: &Tr) -> Result<Data> {
    let directory = Directory::load(db)?;
    let setting = |name| setup::setting(db, name).map(Option::unwrap_or_default);
    let names = Names {
        company: setting(setup::names::COMPANY)?,
        department: setting(setup::names::DEPARTMENT)?,
        author: setting(setup::names::AUTHOR)?,
    };
    Ok(Data {
        names,
        sample: !setting(setup::names::SAMPLE)?.is_empty(),
        first: FirstSteps::load(db, &directory)?,
        contents: contents(db, &directory, today, tr)?,
        stages: stages::load(db, &directory, tr)?,
        calendar: calendar_data::load(db, &directory.calendar, today, tr)?,
        template: template(db, tr)?,
        privacy: privacy_data::load(db, &directory, today, tr)?,
        metrics: MetricId::ALL
            .into_iter()
            .map(|metric| (metric.word().to_owned(), tr.text(&metric.label_key())))
            .collect(),
    })
}

fn contents(
    db: &Db,
    directory: &Directory,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Vec<(String, String)>> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let active = directory.people.keys().filter(|id| !directory.has_left(**id, today)).count();
    let teams = directory.teams.values().filter(|team| !team.archived).count();
    let accounts = db.all::<Account>()?.iter().filter(|account| !account.archived).count();
    let imports = db.all::<Batch>()?.iter().filter(|batch| !batch.taken_back).count();
    let rows = [
        ("settings-content-people", count(active)),
        ("settings-content-teams", count(teams)),
        ("settings-content-accounts", count(accounts)),
        ("settings-content-deals", opportunities::count(db)?),
        ("settings-content-imports", count(imports)),
    ];
    Ok(rows.into_iter().map(|(key, n)| (tr.text(key), number(n))).collect())
}

fn template(db: &Db, tr: &Tr) -> Result<Option<Template>> {
    let current = db.all::<EvaluationTemplate>()?.into_iter().find(|template| template.current);
    let Some(template) = current else { return Ok(None) };
    let mut rows: Vec<EvaluationRow> = db.all()?;
    rows.retain(|row| row.template_id == template.id);
    rows.sort_by_key(|row| row.position);
    let mut bands: Vec<GradeBand> = db.all()?;
    bands.retain(|band| band.template_id == template.id);
    bands.sort_by_key(|band| std::cmp::Reverse(band.min_score));
    let cycles = db.all::<EvaluationCycle>()?;
    let own = cycles.iter().filter(|cycle| cycle.template_id == template.id).count();
    Ok(Some(Template {
        name: name_in_words(&template.name, tr),
        version: template.version,
        rows: rows
            .into_iter()
            .map(|row| RowForm {
                category: row.category,
                metric: row.metric,
                weight_bp: row.weight_bp,
            })
            .collect(),
        bands: bands.into_iter().map(|band| grade(tr, &band)).collect(),
        cap: score(template.cap),
        min_cover: weight(template.min_cover_bp),
        n_cycles: i64::try_from(own).unwrap_or(i64::MAX),
    }))
}

/// A grade and the least score for it.
fn grade(tr: &Tr, band: &GradeBand) -> String {
    match band.min_score {
        ..=0 => tr.with("settings-grade-lowest", &[("grade", band.grade.as_str().into())]),
        least => format!("{} ≥ {}", band.grade, score(least)),
    }
}

/// A weight in basis points as percent, without needless zeros: `40%`, `12.5%`, `33.33%`.
pub(super) fn weight(bp: i64) -> String {
    let (whole, rest) = (bp / 100, (bp % 100).unsigned_abs());
    let sign = if bp < 0 { "−" } else { "" };
    let whole = whole.unsigned_abs();
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}%"),
        (_, 0) => format!("{sign}{whole}.{}%", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}%"),
    }
}

/// A name as stored; what a new workspace begins with is named in the language of the screen.
fn name_in_words(name: &str, tr: &Tr) -> String {
    match name {
        setup::TEMPLATE => tr.text("settings-default-template"),
        own => own.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_drop_needless_zeros() {
        for (bp, text) in [
            (4_000, "40%"),
            (1_250, "12.5%"),
            (3_333, "33.33%"),
            (5, "0.05%"),
            (0, "0%"),
            (-50, "−0.5%"),
        ] {
            assert_eq!(weight(bp), text);
        }
    }

    #[test]
    fn the_lowest_grade_is_said_in_words() {
        use crate::domain::ids::{BandId, TemplateId};
        use crate::i18n::Language;
        let tr = Tr::new(Language::Chinese);
        let told = |grade_of: &str, min_score: i64| {
            let (id, template_id) = (BandId(1), TemplateId(1));
            grade(&tr, &GradeBand { id, template_id, grade: grade_of.to_owned(), min_score })
        };
        assert_eq!([told("A", 10_000), told("D", 0)], ["A ≥ 100.00", "D：其余"]);
    }
}
