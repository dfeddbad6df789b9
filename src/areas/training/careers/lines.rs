//! The conditions of a step, held against a person: the same below the ladder and in a plan.

use egui::Ui;

use super::data::count;
use crate::domain::ids::SkillId;
use crate::domain::training::career::{Line, Readiness, Record, Verdict};
use crate::i18n::Tr;
use crate::metrics::training::careers::show;
use crate::store::training::names::Names;
use crate::ui::card::row;
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A condition.
#[derive(Clone, Debug)]
pub struct LineRow {
    /// What it asks for.
    pub asked: String,
    /// How the person stands to it.
    pub verdict: Verdict,
    /// The same in a word, the figure behind it, and what is missing.
    pub said: String,
}

/// How the conditions of a step stand, ready to draw.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Whether the person is ready; `None` for a step without conditions.
    pub verdict: Option<Verdict>,
    /// The same in a word.
    pub said: String,
    /// The same as a colour.
    pub tone: Tone,
    /// How many conditions are met, of how many.
    pub met: String,
    /// What is not met, then what is not known; empty where nothing is left.
    pub left: String,
    /// Each condition.
    pub lines: Vec<LineRow>,
}

impl Standing {
    /// How a person stands to the conditions of a step.
    pub fn new(tr: &Tr, skills: &Names<SkillId>, record: &Record, found: &Readiness) -> Self {
        let verdict = found.verdict();
        let mut left = lines_that((tr, skills), record, found, Verdict::NotMet);
        left.extend(lines_that((tr, skills), record, found, Verdict::Unknown));
        let met = found.count(Verdict::Met);
        Self {
            verdict,
            said: word(tr, verdict),
            tone: tone(verdict),
            met: match verdict {
                None => String::new(),
                Some(_) => format!("{} / {}", count(met), count(found.lines.len())),
            },
            left: left.join(&tr.text("careers-semicolon")),
            lines: found.lines.iter().map(|line| line_row((tr, skills), record, line)).collect(),
        }
    }
}

/// The conditions that stand so, each with the figure behind it.
fn lines_that(
    (tr, skills): (&Tr, &Names<SkillId>),
    record: &Record,
    found: &Readiness,
    wanted: Verdict,
) -> Vec<String> {
    let told = |line: &Line| {
        let figure = show::figure(tr, line, record);
        let asked = show::asked(tr, skills, &line.condition);
        let args = [("asked", asked.into()), ("figure", figure.into())];
        tr.with("careers-left", &args)
    };
    found.lines.iter().filter(|line| line.verdict == wanted).map(told).collect()
}

fn line_row((tr, skills): (&Tr, &Names<SkillId>), record: &Record, line: &Line) -> LineRow {
    let parts =
        [show::verdict(tr, line.verdict), show::figure(tr, line, record), show::short(tr, line)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    LineRow {
        asked: show::asked(tr, skills, &line.condition),
        verdict: line.verdict,
        said: parts.join("  "),
    }
}

/// How somebody stands to a step, in a word.
pub(super) fn word(tr: &Tr, verdict: Option<Verdict>) -> String {
    verdict.map_or_else(|| tr.text("careers-no-conditions"), |verdict| show::verdict(tr, verdict))
}

/// How that is to be taken.
pub(super) const fn tone(verdict: Option<Verdict>) -> Tone {
    match verdict {
        Some(Verdict::Met) => Tone::Good,
        Some(Verdict::NotMet) => Tone::Warn,
        Some(Verdict::Unknown) | None => Tone::Neutral,
    }
}

/// Draws the conditions, each with the figure behind it.
pub(super) fn lines_ui(ui: &mut Ui, lines: &[LineRow]) {
    let theme = Theme::get(ui);
    for line in lines {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            row(ui, 22.0, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let (icon, color) = match line.verdict {
                    Verdict::Met => (icons::CHECK_CIRCLE.filled(), theme.good_t),
                    Verdict::NotMet => (icons::X_CIRCLE.filled(), theme.warn_t),
                    Verdict::Unknown => (icons::QUESTION, theme.t3),
                };
                icons::icon(ui, icon, 16.0, color);
                let width = ui.available_width();
                text::truncated(ui, text::BODY13, theme.t1, &line.asked, width);
            });
            ui.horizontal(|ui| {
                ui.add_space(24.0);
                text::wrapped(ui, text::LABEL12, theme.t2, &line.said);
            });
        });
    }
}
