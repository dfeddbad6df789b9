//! The figures on top of pages.

use egui::Ui;

use crate::areas::Cx;
use crate::areas::figure_card::about_cells;
use crate::metrics::glossary;
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
    /// Whose card tells more of it.
    pub about: Option<glossary::Figure>,
}

/// Draws them.
pub(super) fn strip_ui(ui: &mut Ui, strip: &[Figure], cx: &mut Cx<'_>) {
    let place = ui.available_rect_before_wrap();
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
    let cells = strip.iter().map(|figure| (figure.label.as_str(), figure.about));
    about_cells(ui, place, cells, cx);
}
