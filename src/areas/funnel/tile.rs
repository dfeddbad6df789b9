//! A key figure that is counted on its own page and stands in a strip.

use crate::ui::metric::Metric;
use crate::ui::tokens::Tone;

/// A key figure.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Its name.
    pub label: String,
    /// Its value.
    pub value: String,
    /// The unit behind it.
    pub unit: String,
    /// Its sample, or what it is compared with.
    pub note: String,
    /// Whether it wants attention.
    pub tone: Option<Tone>,
}

impl Tile {
    /// As a cell of a strip, which opens what is behind it.
    pub(super) fn metric(&self) -> Metric<'_> {
        Metric {
            label: &self.label,
            value: &self.value,
            unit: &self.unit,
            note: &self.note,
            tone: self.tone,
            opens: true,
        }
    }
}
