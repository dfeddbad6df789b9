//! What a preview said, sorted by what the screen shows of it: done once when it arrives, so that a
//! frame only looks things up.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::corrections::{self, Group};
use super::data::Choices;
use super::estimate::Estimate;
use super::marks::Marks;
use super::missing::AllMissing;
use super::needs::{Needs, needs};
use super::queue::{Entry, SheetChoice};
use super::template::Template;
use crate::command::import::{Imported, SheetResult};

/// What a preview said, with what it means for the screen.
pub(super) struct Preview {
    pub(super) imported: Arc<Imported>,
    /// The result of a sheet, by file and sheet in the queue.
    of: BTreeMap<(usize, usize), usize>,
    /// What is to be done, for each result.
    needs: Vec<Needs>,
    proposed: bool,
    /// What each sheet will do.
    estimates: Vec<Estimate>,
    /// Where the corrections of each sheet stand.
    marks: Vec<Marks>,
    /// The corrections of each sheet by sort.
    corrected: Vec<Vec<Group>>,
    /// What was known of each sheet before it came.
    templates: Vec<Option<Template>>,
    /// What all will do.
    pub(super) all: Estimate,
    /// Open deals that no sheet names.
    pub(super) missing: AllMissing,
}

impl Preview {
    /// Looks for our names that unknown texts may mean, once.
    pub(super) fn propose(&mut self, choices: &Choices) {
        // Names are loaded for this sub-tab only; stages are never missing then.
        if !self.proposed && !choices.stages.is_empty() {
            self.proposed = true;
            self.needs.iter_mut().for_each(|needs| needs.propose(choices));
        }
    }

    pub(super) fn index(&self, at: (usize, usize)) -> Option<usize> {
        self.of.get(&at).copied()
    }

    pub(super) fn sheet(&self, at: (usize, usize)) -> Option<&SheetResult> {
        self.imported.sheets.get(self.index(at)?)
    }

    pub(super) fn estimate(&self, at: (usize, usize)) -> Option<&Estimate> {
        self.estimates.get(self.index(at)?)
    }

    pub(super) fn needs(&self, at: (usize, usize)) -> Option<&Needs> {
        self.needs.get(self.index(at)?)
    }

    pub(super) fn marks(&self, at: (usize, usize)) -> Option<&Marks> {
        self.marks.get(self.index(at)?)
    }

    pub(super) fn corrected(&self, at: (usize, usize)) -> Option<&[Group]> {
        self.corrected.get(self.index(at)?).map(Vec::as_slice)
    }

    pub(super) fn template(&self, at: (usize, usize)) -> Option<&Template> {
        self.templates.get(self.index(at)?)?.as_ref()
    }

    /// Takes notice that a column of a sheet is no longer new.
    pub(super) fn answered(&mut self, at: (usize, usize), column: usize) {
        let Some(place) = self.index(at) else { return };
        if let Some(Some(template)) = self.templates.get_mut(place) {
            template.answered(column);
        }
    }

    /// Sorts what a preview said by what the screen shows of it.
    pub(super) fn of(queue: &[Entry], imported: &Arc<Imported>) -> Self {
        let sheets = &imported.sheets;
        let of = places(queue, sheets);
        let mut choices: BTreeMap<usize, &SheetChoice> = BTreeMap::new();
        let mut templates: Vec<Option<Template>> = vec![None; sheets.len()];
        for ((f, s), at) in &of {
            let Some(entry) = queue.get(*f) else { continue };
            let Some(choice) = entry.sheets.get(*s) else { continue };
            choices.insert(*at, choice);
            if let (Some(place), Some(mapping)) = (templates.get_mut(*at), &choice.mapping) {
                *place = Template::of(mapping, &entry.file.known, &entry.file.name);
            }
        }
        let choice = |at: usize| choices.get(&at).copied();
        let mapping = |at: usize| choice(at).and_then(|choice| choice.mapping.as_ref());
        let numbered = || sheets.iter().enumerate();
        Self {
            needs: numbered().map(|(at, sheet)| needs(sheet, choice(at))).collect(),
            proposed: false,
            estimates: sheets.iter().map(|s| Estimate::of(std::slice::from_ref(s))).collect(),
            marks: numbered().map(|(at, sheet)| Marks::of(sheet, mapping(at))).collect(),
            corrected: sheets.iter().map(corrections::groups).collect(),
            templates,
            all: Estimate::of(sheets),
            missing: AllMissing::of(sheets),
            imported: Arc::clone(imported),
            of,
        }
    }
}

/// Which result belongs to which sheet of the queue. Names decide; among equal names the order in
/// which they were asked for.
fn places(queue: &[Entry], results: &[SheetResult]) -> BTreeMap<(usize, usize), usize> {
    let mut used = vec![false; results.len()];
    let mut places = BTreeMap::new();
    for (f, entry) in queue.iter().enumerate() {
        for s in entry.wanted() {
            let Some(grid) = entry.grid(s) else { continue };
            let mut same = results.iter().zip(&mut used).enumerate();
            let found = same.find(|(_, (result, used))| {
                !**used && result.file == entry.file.name && result.sheet == grid.name
            });
            if let Some((at, (_, used))) = found {
                *used = true;
                places.insert((f, s), at);
            }
        }
    }
    places
}
