//! The figures on top of pages.

use egui::Ui;

use crate::ui::metric::{Metric, metric_strip};
use crate::ui::tokens::Tone;

/// A figure on top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figure {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// What stands below.
    pub note: String,
    /// How it is to be taken.
    pub tone: Option<Tone>,
}

/// Draws them.
pub(super) fn strip_ui(ui: &mut Ui, strip: &[Figure]) {
    let cells: Vec<Metric<'_>> = strip
        .iter()
        .map(|figure| Metric {
            label: &figure.label,
            value: &figure.value,
            note: &figure.note,
            tone: figure.tone,
            ..Metric::default()
        })
        .collect();
    metric_strip(ui, &cells);
}
