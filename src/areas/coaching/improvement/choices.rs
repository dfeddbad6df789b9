//! What the forms of the page offer: people, figures, metrics and their periods, units.

use crate::areas::coaching::data::Load;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Language, period_label};
use crate::metrics::MetricId;
use crate::metrics::symptom::Subject;
use crate::store::coaching::templates;
use crate::store::records::PlanUnit;

/// What forms offer.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Whoever is here.
    pub people: Vec<(PersonId, String)>,
    /// The same, or nobody.
    pub anybody: Vec<(Option<PersonId>, String)>,
    /// The figures that can stand behind a cause, or none.
    pub subjects: Vec<(Option<Subject>, String)>,
    /// The metrics by which an objective can be measured.
    pub metrics: Vec<(MetricId, String)>,
    /// The periods of figures and baselines, the page's own first.
    pub periods: Vec<(Period, String)>,
    /// The units in which people count.
    pub units: Vec<(PlanUnit, String)>,
}

/// Loads them.
pub(super) fn load(load: &Load<'_>) -> Result<Choices> {
    let (tr, directory) = (load.tr, load.directory);
    let here = directory.here_on(load.today).into_iter();
    let people: Vec<(PersonId, String)> = here.map(|one| (one.id, one.name.clone())).collect();
    let nobody = (None, tr.text("improvement-nobody"));
    let anybody = people.iter().map(|(id, name)| (Some(*id), name.clone()));
    let metrics: Vec<(MetricId, String)> =
        MetricId::ALL.into_iter().map(|own| (own, tr.text(&own.label_key()))).collect();
    let english = tr.language() == Language::English;
    let said = |zh: &str, en: &str| {
        if english && !en.is_empty() { en.to_owned() } else { zh.to_owned() }
    };
    let none = (None, tr.text("improvement-figure-none"));
    let mut subjects = vec![none];
    subjects.extend(metrics.iter().map(|(own, name)| (Some(Subject::Metric(*own)), name.clone())));
    let model = directory.current_model().map(|model| model.id);
    for stage in model.map(|model| directory.stages_of(model)).unwrap_or_default() {
        let args = [("stage", said(&stage.name, &stage.name_en).into())];
        let name = tr.with("improvement-figure-stage", &args);
        subjects.push((Some(Subject::Stage(stage.id)), name));
    }
    for sheet in templates::all(load.db)?.into_iter().filter(|sheet| sheet.record.current) {
        for step in sheet.steps {
            let record = step.record;
            let args = [("step", said(&record.name, &record.name_en).into())];
            let name = tr.with("improvement-figure-step", &args);
            subjects.push((Some(Subject::Step(record.word)), name));
        }
    }
    let units = [
        (PlanUnit::Count, "improvement-unit-count"),
        (PlanUnit::BasisPoints, "improvement-unit-percent"),
        (PlanUnit::Fen, "improvement-unit-yuan"),
        (PlanUnit::Days, "improvement-unit-days"),
        (PlanUnit::Level, "improvement-unit-level"),
    ];
    Ok(Choices {
        anybody: [nobody].into_iter().chain(anybody).collect(),
        people,
        subjects,
        metrics,
        periods: periods(load),
        units: units.into_iter().map(|(unit, key)| (unit, tr.text(key))).collect(),
    })
}

/// The page's own period where it has begun, then those around today, each once.
fn periods(load: &Load<'_>) -> Vec<(Period, String)> {
    let (month, quarter) = (Period::month_of(load.today), Period::quarter_of(load.today));
    let year = Period::Year(0).same_kind_at(load.today);
    let around = [quarter, quarter.previous(), month, month.previous(), year];
    let mut all: Vec<Period> = vec![];
    for period in [load.period].into_iter().chain(around) {
        if period.first_day() <= load.today && !all.contains(&period) {
            all.push(period);
        }
    }
    all.into_iter().map(|period| (period, period_label(load.tr, period))).collect()
}
