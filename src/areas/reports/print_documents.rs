//! 文档: the kinds of page to choose from, and what is said of each.

use egui::{
    Align, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::data::counted;
use crate::areas::Cx;
use crate::documents::{DOCUMENTS, Document, DocumentKind};
use crate::ui::card::{Card, card_header, divider};
use crate::ui::icons::{self, Icon, paint_icon};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The keys of what is said of a kind of page.
pub(super) struct Said {
    /// How many each subject has.
    each: &'static str,
    /// All its subjects.
    pub(super) everyone: &'static str,
    /// How many have none.
    pub(super) without: &'static str,
    /// There is none for the period.
    pub(super) none: &'static str,
    /// What is missing on a page, and on how many.
    pub(super) gaps: (&'static str, &'static str),
}

impl Said {
    const fn new(
        [each, everyone]: [&'static str; 2],
        without: &'static str,
        none: &'static str,
    ) -> Self {
        let gaps = ("reports-gaps", "reports-gaps-note");
        Self { each, everyone, without, none, gaps }
    }

    pub(super) const fn of(kind: &DocumentKind) -> Self {
        match kind.document {
            Document::Evaluation => Self::new(
                ["reports-one-each", "reports-everyone"],
                "reports-without-note",
                "reports-no-pages",
            ),
            Document::TargetLetter => Self {
                gaps: ("reports-no-method", "reports-no-method-note"),
                ..Self::new(
                    ["reports-one-each-target", "reports-everyone-target"],
                    "reports-without-target",
                    "reports-no-letters",
                )
            },
            Document::YearlyPlan => Self::new(
                ["reports-one-each-plan", "reports-everyone-plan"],
                "reports-without-target",
                "reports-no-plans",
            ),
            Document::DutySheet => Self::new(
                ["reports-one-each-duty", "reports-everyone-duty"],
                "reports-without-duty",
                "reports-no-duties",
            ),
            Document::TeamCharter => Self::new(
                ["reports-one-each-charter", "reports-everyone-charter"],
                "reports-without-charter",
                "reports-no-charters",
            ),
            Document::HandoverSheet => Self::new(
                ["reports-one-each-handover", "reports-everyone-handover"],
                "reports-without-note",
                "reports-no-handovers",
            ),
            Document::SignInSheet => Self {
                gaps: ("reports-nobody-enrolled", "reports-nobody-enrolled-note"),
                ..Self::new(
                    ["reports-one-each-sign-in", "reports-everyone-sign-in"],
                    "reports-without-note",
                    "reports-no-sign-ins",
                )
            },
            Document::TrainingCertificate => Self::new(
                ["reports-one-each-certificate", "reports-everyone-certificate"],
                "reports-without-note",
                "reports-no-certificates",
            ),
            Document::FunnelReview => Self::new(
                ["reports-one-each-review", "reports-everyone-review"],
                "reports-without-review",
                "reports-no-reviews",
            ),
            Document::DealSheet => Self::new(
                ["reports-one-each-deal", "reports-everyone-deal"],
                "reports-without-deal",
                "reports-no-deals",
            ),
            Document::ImprovementPlan => Self::new(
                ["reports-one-each-improvement", "reports-everyone-improvement"],
                "reports-without-note",
                "reports-no-improvements",
            ),
            Document::TrainingFile => Self::new(
                ["reports-one-each-training", "reports-everyone-training"],
                "reports-without-training",
                "reports-no-trainings",
            ),
            Document::SkillMatrix => Self::new(
                ["reports-one-each-skills", "reports-everyone-skills"],
                "reports-without-skills",
                "reports-no-skills",
            ),
            Document::ObservationSheet => Self::new(
                ["reports-one-each-visit", "reports-everyone-visit"],
                "reports-without-note",
                "reports-no-visits",
            ),
            Document::ObservationBlank => Self::new(
                ["reports-one-each-blank", "reports-everyone-blank"],
                "reports-without-note",
                "reports-no-blanks",
            ),
            Document::CoachingRecord => Self::new(
                ["reports-one-each-coaching", "reports-everyone-coaching"],
                "reports-without-note",
                "reports-no-coachings",
            ),
            Document::CasePage => Self::new(
                ["reports-one-each-case", "reports-everyone-case"],
                "reports-without-note",
                "reports-no-cases",
            ),
        }
    }
}

/// Draws the kinds, and scrolls to the chosen one where that is wanted; returns the one that was clicked.
pub(super) fn draw(
    ui: &mut Ui,
    rect: Rect,
    (chosen, seek): (&DocumentKind, bool),
    cx: &Cx<'_>,
) -> Option<&'static DocumentKind> {
    let title = cx.text("reports-documents");
    let sub = counted(cx.tr, "reports-documents-count", DOCUMENTS.len());
    let mut clicked = None;
    Card::new().height(rect.height()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &title, &sub, |_| {});
        divider(ui);
        let area = ScrollArea::vertical().id_salt("documents").auto_shrink(false);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut above = "";
            for kind in DOCUMENTS {
                let group = group(kind.document);
                if group != above {
                    heading(ui, &cx.text(group));
                    above = group;
                }
                let on = *kind == chosen;
                let response = row(ui, kind, on, cx);
                if on && seek {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(*kind);
                }
            }
            ui.add_space(4.0);
        });
    });
    clicked
}

/// The key of the heading that a kind of page stands under.
const fn group(document: Document) -> &'static str {
    match document {
        Document::FunnelReview | Document::SignInSheet => "reports-documents-meetings",
        Document::Evaluation
        | Document::TargetLetter
        | Document::CoachingRecord
        | Document::ImprovementPlan
        | Document::ObservationSheet
        | Document::ObservationBlank
        | Document::SkillMatrix
        | Document::TrainingFile
        | Document::TrainingCertificate
        | Document::DutySheet => "reports-documents-people",
        Document::YearlyPlan
        | Document::DealSheet
        | Document::CasePage
        | Document::HandoverSheet
        | Document::TeamCharter => "reports-documents-business",
    }
}

/// Draws the heading of some kinds.
fn heading(ui: &mut Ui, words: &str) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let line = rect.shrink2(vec2(16.0, 0.0)).with_min_y(rect.top() + 8.0);
    text::paint_fit(ui.painter(), line, Align::Min, text::LABEL12, theme.t3, words);
    text::tell(ui, line, words);
}

/// The sign of a kind of page.
const fn sign(document: Document) -> Icon {
    match document {
        Document::Evaluation => icons::CLIPBOARD_TEXT,
        Document::TargetLetter => icons::TARGET,
        Document::YearlyPlan => icons::NOTEBOOK,
        Document::DutySheet => icons::IDENTIFICATION_CARD,
        Document::TeamCharter => icons::FLAG,
        Document::HandoverSheet => icons::USER_SWITCH,
        Document::SignInSheet => icons::LIST_CHECKS,
        Document::TrainingCertificate => icons::CERTIFICATE,
        Document::FunnelReview => icons::FUNNEL,
        Document::DealSheet => icons::BRIEFCASE,
        Document::ImprovementPlan => icons::TREND_UP,
        Document::TrainingFile => icons::GRADUATION_CAP,
        Document::SkillMatrix => icons::GRID_FOUR,
        Document::ObservationSheet => icons::BINOCULARS,
        Document::ObservationBlank => icons::CLIPBOARD,
        Document::CoachingRecord => icons::CHATS_CIRCLE,
        Document::CasePage => icons::BOOK_OPEN,
    }
}

fn row(ui: &mut Ui, kind: &DocumentKind, on: bool, cx: &Cx<'_>) -> Response {
    let theme = Theme::get(ui);
    let name = cx.text(kind.name_key);
    let each = cx.text(Said::of(kind).each);
    let width = ui.available_width();
    let wide = text::width(ui, text::LABEL12, &each).ceil();
    // Beside each other where both have room, else below each other.
    let both = text::width(ui, text::NAME13, &name) + wide + 12.0 <= width - 58.0;
    let lines = text::lines(ui, text::NAME13, theme.t1, &name, width - 54.0);
    let tall = if both { 32.0 } else { lines.size().y + 18.0 + 12.0 };
    let (row, response) = ui.allocate_exact_size(vec2(width, tall), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, on, &name));
    text::describe(&response, &each);
    if on {
        ui.painter().rect_filled(row, 0.0, theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(row, 0.0, theme.hover);
    }
    if response.has_focus() {
        let focus = Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(row, 0.0, focus, StrokeKind::Inside);
    }
    let first = if both { row.center().y } else { row.top() + 16.0 };
    let icon = pos2(row.left() + 25.0, first);
    let sign = sign(kind.document);
    let (sign, color) = if on { (sign.filled(), theme.accent_t) } else { (sign, theme.t2) };
    paint_icon(ui.painter(), icon, sign, 18.0, color);
    let all = row.with_min_x(row.left() + 42.0).with_max_x(row.right() - 16.0);
    let line = if both { all } else { all.with_min_y(row.bottom() - 24.0) };
    let line = if both { line } else { line.with_max_y(row.bottom() - 6.0) };
    let align = if both { Align::Max } else { Align::Min };
    let top = if both { row.center().y - 10.0 } else { row.top() + 6.0 };
    ui.painter().galley(pos2(all.left(), top), lines, theme.t1);
    text::paint_fit(ui.painter(), line, align, text::LABEL12, theme.t3, &each);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_stands_once_and_every_kind_has_a_sign_of_its_own() {
        let mut headings: Vec<&str> = DOCUMENTS.iter().map(|kind| group(kind.document)).collect();
        headings.dedup();
        let expected = [
            "reports-documents-meetings",
            "reports-documents-people",
            "reports-documents-business",
        ];
        assert_eq!(headings, expected);
        for (at, kind) in DOCUMENTS.iter().enumerate() {
            let mut before = DOCUMENTS.iter().take(at);
            assert!(before.all(|one| sign(one.document) != sign(kind.document)), "{}", kind.id);
        }
    }
}
