//! Where the stages of every stage model stand in the funnel that is shown, and whose deals it does not hold.
//!
//! A funnel is of one stage model: the general one, for all deals, or that of a line of products, for the
//! deals of the line. A deal keeps the model and the version it began under, so its stages are read as those
//! of the version that is shown:
//!
//! - as many stages: position by position;
//! - another version of the same model: by name, and what only the other version has means the last stage
//!   before it that both have, as in reports;
//! - a line's model with another number of stages: its deals have a funnel of their own, and the general one
//!   leaves them out with that reason. By position they would stand in stages they are not in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::funnel::{Event, Place};
use crate::domain::ids::{StageId, StageModelId};
use crate::store::directory::Directory;
use crate::store::records::{Stage, StageModel};

/// Whether a funnel holds the deals of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It does.
    Yes,
    /// They have a funnel of their own.
    Own,
    /// It is of another line of products.
    Beside,
}

/// How the stages of a model stand in the one that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Read {
    /// Position by position.
    Same,
    /// Each at the position of this list.
    Moved(Vec<u8>),
    /// Not at all.
    Own,
    /// The funnel is of another line.
    Beside,
}

/// The stage models as one funnel reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    stages: Vec<StageId>,
    models: BTreeMap<StageModelId, Read>,
    positions: BTreeMap<StageId, u8>,
    lines: BTreeMap<StageModelId, String>,
}

impl Fit {
    /// Reads all models as the one that is shown: a version of a line for the deals of that line, else the
    /// general one for all deals. One that is no more is the general one.
    pub fn new(directory: &Directory, shown: Option<StageModelId>) -> Self {
        let shown = shown.and_then(|id| directory.models.get(&id));
        let shown = shown.or_else(|| directory.current_model());
        let stages = shown.map(|model| directory.stages_of(model.id)).unwrap_or_default();
        let mut fit = Self {
            stages: stages.iter().map(|stage| stage.id).collect(),
            models: BTreeMap::new(),
            positions: BTreeMap::new(),
            lines: BTreeMap::new(),
        };
        for model in directory.models.values() {
            let own = directory.stages_of(model.id);
            let read = read(shown, &stages, model, &own);
            let at = |at: u8| match &read {
                Read::Same => Some(at),
                Read::Moved(places) => places.get(usize::from(at)).copied(),
                Read::Own | Read::Beside => None,
            };
            let placed = (0_u8..).zip(&own).filter_map(|(own, stage)| Some((stage.id, at(own)?)));
            fit.positions.extend(placed);
            fit.models.insert(model.id, read);
            fit.lines.extend(model.line.clone().map(|line| (model.id, line)));
        }
        fit
    }

    /// The stages of the model that is shown, in order.
    pub fn stages(&self) -> &[StageId] {
        &self.stages
    }

    /// How many there are.
    pub fn n_stages(&self) -> u8 {
        u8::try_from(self.stages.len()).unwrap_or(u8::MAX)
    }

    /// Whether the funnel holds the deals of a model.
    pub fn holds(&self, model: StageModelId) -> Holds {
        match self.models.get(&model) {
            Some(Read::Own) => Holds::Own,
            Some(Read::Beside) => Holds::Beside,
            Some(Read::Same | Read::Moved(_)) | None => Holds::Yes,
        }
    }

    /// The line of products of a model; none of the general one.
    pub fn line(&self, model: StageModelId) -> Option<&str> {
        self.lines.get(&model).map(String::as_str)
    }

    /// Where a stage stands in the model that is shown, from 0; `None` where the funnel does not hold it.
    pub fn position(&self, stage: StageId) -> Option<u8> {
        self.positions.get(&stage).copied()
    }

    /// The stage of the model that is shown for which a stage stands.
    pub fn stage(&self, stage: StageId) -> Option<StageId> {
        self.stages.get(usize::from(self.position(stage)?)).copied()
    }

    /// The moves of a deal of a model, which stand in the positions of that model, in those of the model
    /// that is shown.
    pub fn events<'a>(&self, model: StageModelId, events: &'a [Event]) -> Cow<'a, [Event]> {
        let Some(Read::Moved(places)) = self.models.get(&model) else {
            return Cow::Borrowed(events);
        };
        let moved = |event: &Event| match event.to {
            Place::Stage(at) => {
                let at = places.get(usize::from(at)).copied().unwrap_or(u8::MAX);
                Event { to: Place::Stage(at), ..*event }
            }
            Place::Won | Place::Lost => *event,
        };
        Cow::Owned(events.iter().map(moved).collect())
    }
}

fn read(shown: Option<&StageModel>, stages: &[&Stage], model: &StageModel, own: &[&Stage]) -> Read {
    let line = shown.and_then(|shown| shown.line.as_ref());
    let same_line = model.line.as_ref() == line;
    if line.is_some() && !same_line {
        return Read::Beside;
    }
    if own.len() == stages.len() {
        return Read::Same;
    }
    if same_line { by_name(stages, own) } else { Read::Own }
}

/// The stages of a version by the names of another: what only the first has means the last stage before it
/// that both have, and the first one where there is none.
fn by_name(stages: &[&Stage], own: &[&Stage]) -> Read {
    let named = |name: &str| stages.iter().position(|stage| stage.name == name);
    if !own.iter().any(|stage| named(&stage.name).is_some()) {
        return Read::Own;
    }
    let mut last = 0;
    let mut places = vec![];
    for stage in own {
        last = named(&stage.name).and_then(|at| u8::try_from(at).ok()).unwrap_or(last);
        places.push(last);
    }
    Read::Moved(places)
}

/// The lines of products with a stage model of their own, by name: the version in use, or the newest one of
/// a line whose model went out of use.
pub fn lines(directory: &Directory) -> Vec<(StageModelId, &str)> {
    let mut lines: BTreeMap<&str, &StageModel> = BTreeMap::new();
    for model in directory.models.values() {
        let Some(line) = model.line.as_deref() else { continue };
        let known = lines.entry(line).or_insert(model);
        if (model.current, model.version) > (known.current, known.version) {
            *known = model;
        }
    }
    lines.into_iter().map(|(line, model)| (model.id, line)).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    /// Models with their stages, which are counted through: the first one is the general one in use.
    fn directory(models: &[(Option<&str>, i64, bool, &[&str])]) -> Directory {
        let mut directory = Directory::default();
        let mut next = 1;
        for (id, (line, version, current, names)) in (1..).zip(models) {
            let model = StageModel {
                id: StageModelId(id),
                name: String::new(),
                version: *version,
                current: *current,
                line: line.map(str::to_owned),
                starts: None,
            };
            directory.models.insert(model.id, model);
            for (position, name) in (1..).zip(*names) {
                let stage = Stage {
                    id: StageId(next),
                    model_id: StageModelId(id),
                    position,
                    name: (*name).to_owned(),
                    name_en: String::new(),
                    limit_days: None,
                    customer_step: None,
                    customer_step_en: None,
                    enforced: false,
                };
                directory.stages.insert(stage.id, stage);
                next += 1;
            }
        }
        directory
    }

    fn positions(fit: &Fit, stages: std::ops::RangeInclusive<i64>) -> Vec<Option<u8>> {
        stages.map(|stage| fit.position(StageId(stage))).collect()
    }

    #[test]
    fn a_longer_line_has_its_own_funnel_and_one_as_long_goes_by_position() {
        let directory = directory(&[
            (None, 1, true, &["线索", "报价", "签约"]),
            (Some("G"), 1, true, &["评估", "技术", "报价", "签约"]),
            (Some("H"), 1, true, &["立项", "试用", "签约"]),
        ]);
        let [general, long, short] = [1, 2, 3].map(StageModelId);
        let fit = Fit::new(&directory, None);
        assert_eq!(
            [general, long, short].map(|model| fit.holds(model)),
            [Holds::Yes, Holds::Own, Holds::Yes]
        );
        assert_eq!(positions(&fit, 1..=3), [Some(0), Some(1), Some(2)]);
        assert_eq!(positions(&fit, 4..=7), [None; 4]);
        assert_eq!(positions(&fit, 8..=10), [Some(0), Some(1), Some(2)]);
        assert_eq!(fit.stage(StageId(9)), Some(StageId(2)));
        assert_eq!((fit.line(general), fit.line(long)), (None, Some("G")));

        let own = Fit::new(&directory, Some(long));
        assert_eq!((own.n_stages(), own.holds(general)), (4, Holds::Beside));
        assert_eq!(positions(&own, 1..=3), [None; 3]);
        assert_eq!(positions(&own, 4..=7), [Some(0), Some(1), Some(2), Some(3)]);
        // What is no more is the general one.
        assert_eq!(Fit::new(&directory, Some(StageModelId(9))).stages(), fit.stages());
    }

    #[test]
    fn versions_of_one_model_are_read_by_name() {
        let directory = directory(&[
            (None, 1, false, &["线索", "报价", "签约"]),
            (None, 2, true, &["线索", "技术", "报价", "签约"]),
            (None, 3, false, &["甲", "乙"]),
        ]);
        let fit = Fit::new(&directory, None);
        assert_eq!(positions(&fit, 1..=3), [Some(0), Some(2), Some(3)]);
        assert_eq!(fit.holds(StageModelId(3)), Holds::Own, "no name is common");
        let at = NaiveDate::from_ymd_opt(2025, 5, 12).unwrap();
        let event = |to| Event { at, to };
        let moves = [Place::Stage(0), Place::Stage(1), Place::Won].map(event);
        let read = fit.events(StageModelId(1), &moves);
        assert_eq!(*read, [Place::Stage(0), Place::Stage(2), Place::Won].map(event));
        assert!(matches!(fit.events(StageModelId(2), &moves), Cow::Borrowed(_)));
        // The other way round what only the later version has means the stage before it.
        let before = Fit::new(&directory, Some(StageModelId(1)));
        assert_eq!(positions(&before, 4..=7), [Some(0), Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn a_line_stands_for_the_version_in_use_or_its_newest() {
        let directory = directory(&[
            (None, 1, true, &["线索"]),
            (Some("H"), 1, true, &["立项"]),
            (Some("G"), 1, false, &["评估"]),
            (Some("G"), 2, false, &["评估", "签约"]),
            (Some("H"), 2, false, &["立项"]),
        ]);
        assert_eq!(lines(&directory), [(StageModelId(4), "G"), (StageModelId(2), "H")]);
    }
}
