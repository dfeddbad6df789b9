//! 文档: the kinds of page to choose from, and what is said of each.

use egui::{Align, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::data::counted;
use crate::areas::Cx;
use crate::documents::{
    DOCUMENTS, DocumentKind, case_page, coaching_record, deal_sheet, duty_sheet, funnel_review,
    handover_sheet, improvement_plan, observation_sheet, sign_in_sheet, skill_matrix,
    target_letter, team_charter, training_certificate, training_file, yearly_plan,
};
use crate::ui::card::{Card, card_header, divider};
use crate::ui::icons::{self, paint_icon};
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
    pub(super) fn of(kind: &DocumentKind) -> Self {
        if *kind == target_letter::KIND {
            Self {
                each: "reports-one-each-target",
                everyone: "reports-everyone-target",
                without: "reports-without-target",
                none: "reports-no-letters",
                gaps: ("reports-no-method", "reports-no-method-note"),
            }
        } else if *kind == yearly_plan::KIND {
            Self {
                each: "reports-one-each-plan",
                everyone: "reports-everyone-plan",
                without: "reports-without-target",
                none: "reports-no-plans",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == team_charter::KIND {
            Self {
                each: "reports-one-each-charter",
                everyone: "reports-everyone-charter",
                without: "reports-without-charter",
                none: "reports-no-charters",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == duty_sheet::KIND {
            Self {
                each: "reports-one-each-duty",
                everyone: "reports-everyone-duty",
                without: "reports-without-duty",
                none: "reports-no-duties",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == handover_sheet::KIND {
            Self {
                each: "reports-one-each-handover",
                everyone: "reports-everyone-handover",
                without: "reports-without-note",
                none: "reports-no-handovers",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == sign_in_sheet::KIND {
            Self {
                each: "reports-one-each-sign-in",
                everyone: "reports-everyone-sign-in",
                without: "reports-without-note",
                none: "reports-no-sign-ins",
                gaps: ("reports-nobody-enrolled", "reports-nobody-enrolled-note"),
            }
        } else if *kind == training_certificate::KIND {
            Self {
                each: "reports-one-each-certificate",
                everyone: "reports-everyone-certificate",
                without: "reports-without-note",
                none: "reports-no-certificates",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == funnel_review::KIND {
            Self {
                each: "reports-one-each-review",
                everyone: "reports-everyone-review",
                without: "reports-without-review",
                none: "reports-no-reviews",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == deal_sheet::KIND {
            Self {
                each: "reports-one-each-deal",
                everyone: "reports-everyone-deal",
                without: "reports-without-deal",
                none: "reports-no-deals",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == improvement_plan::KIND {
            Self {
                each: "reports-one-each-improvement",
                everyone: "reports-everyone-improvement",
                without: "reports-without-note",
                none: "reports-no-improvements",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == training_file::KIND {
            Self {
                each: "reports-one-each-training",
                everyone: "reports-everyone-training",
                without: "reports-without-training",
                none: "reports-no-trainings",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == skill_matrix::KIND {
            Self {
                each: "reports-one-each-skills",
                everyone: "reports-everyone-skills",
                without: "reports-without-skills",
                none: "reports-no-skills",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == observation_sheet::KIND {
            Self {
                each: "reports-one-each-visit",
                everyone: "reports-everyone-visit",
                without: "reports-without-note",
                none: "reports-no-visits",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == observation_sheet::BLANK {
            Self {
                each: "reports-one-each-blank",
                everyone: "reports-everyone-blank",
                without: "reports-without-note",
                none: "reports-no-blanks",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == coaching_record::KIND {
            Self {
                each: "reports-one-each-coaching",
                everyone: "reports-everyone-coaching",
                without: "reports-without-note",
                none: "reports-no-coachings",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else if *kind == case_page::KIND {
            Self {
                each: "reports-one-each-case",
                everyone: "reports-everyone-case",
                without: "reports-without-note",
                none: "reports-no-cases",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        } else {
            Self {
                each: "reports-one-each",
                everyone: "reports-everyone",
                without: "reports-without-note",
                none: "reports-no-pages",
                gaps: ("reports-gaps", "reports-gaps-note"),
            }
        }
    }
}

/// Draws the kinds; returns the one that was clicked.
pub(super) fn draw(
    ui: &mut Ui,
    rect: Rect,
    chosen: &DocumentKind,
    cx: &Cx<'_>,
) -> Option<&'static DocumentKind> {
    let title = cx.text("reports-documents");
    let sub = counted(cx.tr, "reports-documents-count", DOCUMENTS.len());
    let mut clicked = None;
    Card::new().height(rect.height()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &title, &sub, |_| {});
        divider(ui);
        ui.add_space(8.0);
        for kind in DOCUMENTS {
            if row(ui, kind, *kind == chosen, cx) {
                clicked = Some(*kind);
            }
        }
    });
    clicked
}

fn row(ui: &mut Ui, kind: &DocumentKind, on: bool, cx: &Cx<'_>) -> bool {
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
    let sign = if *kind == target_letter::KIND {
        icons::TARGET
    } else if *kind == team_charter::KIND {
        icons::FLAG
    } else if *kind == duty_sheet::KIND {
        icons::IDENTIFICATION_CARD
    } else if *kind == handover_sheet::KIND {
        icons::USER_SWITCH
    } else if *kind == sign_in_sheet::KIND {
        icons::LIST_CHECKS
    } else if *kind == training_certificate::KIND {
        icons::CERTIFICATE
    } else if *kind == yearly_plan::KIND {
        icons::NOTEBOOK
    } else if *kind == funnel_review::KIND {
        icons::FUNNEL
    } else if *kind == deal_sheet::KIND {
        icons::BRIEFCASE
    } else if *kind == improvement_plan::KIND {
        icons::TREND_UP
    } else if *kind == training_file::KIND || *kind == skill_matrix::KIND {
        icons::GRADUATION_CAP
    } else if *kind == observation_sheet::KIND {
        icons::BINOCULARS
    } else if *kind == observation_sheet::BLANK {
        icons::CLIPBOARD
    } else if *kind == coaching_record::KIND {
        icons::CHATS_CIRCLE
    } else if *kind == case_page::KIND {
        icons::BOOK_OPEN
    } else {
        icons::CLIPBOARD_TEXT
    };
    let (sign, color) = if on { (sign.filled(), theme.accent_t) } else { (sign, theme.t2) };
    paint_icon(ui.painter(), icon, sign, 18.0, color);
    let all = row.with_min_x(row.left() + 42.0).with_max_x(row.right() - 16.0);
    let line = if both { all } else { all.with_min_y(row.bottom() - 24.0) };
    let line = if both { line } else { line.with_max_y(row.bottom() - 6.0) };
    let align = if both { Align::Max } else { Align::Min };
    let top = if both { row.center().y - 10.0 } else { row.top() + 6.0 };
    ui.painter().galley(pos2(all.left(), top), lines, theme.t1);
    text::paint_fit(ui.painter(), line, align, text::LABEL12, theme.t3, &each);
    response.clicked()
}
