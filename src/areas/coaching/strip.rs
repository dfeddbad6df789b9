//! The figures on top of pages.

use egui::Ui;

use crate::areas::Cx;
use crate::areas::figure_card::about_strip;
use crate::metrics::glossary;
use crate::ui::metric::Metric;
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
    about_strip(ui, &cells, strip.iter().map(|figure| figure.about), cx);
}
