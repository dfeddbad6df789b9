//! The rules side by side, growth, the market, and the chance of reaching what they give.

use egui::{Context, Ui};

use super::setting::SettingPage;
use super::view_setting::{Held, NoteForm, SettingView, cell, decimals, unit_of};
use crate::areas::Cx;
use crate::command::Command;
use crate::command::targets;
use crate::domain::forecast::method::Method;
use crate::domain::money::share_bp;
use crate::domain::period::Period;
use crate::i18n::{DASH, FluentValue, Tr, percent, period_label};
use crate::metrics::targets::proposal::{Candidate, Facts, Locked, Rule};
use crate::metrics::{MetricId, forecast};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_header, divider, padded, row};
use crate::ui::choice::radio_line;
use crate::ui::field::{Field, number_field, text_field};
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::slider::slider;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The growth that can be chosen, in percent.
const GROWTH: (i64, i64) = (-10, 40);

pub(super) fn draw(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &mut Cx<'_>) {
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("targets-rules");
        card_header(ui, &title, &page.when, |_| {});
        padded(ui, 16.0, 0.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.add_enabled_ui(!page.closed, |ui| {
                let held = view.held(page);
                for (rule, candidate) in &page.inputs.proposal.rules {
                    if let Ok(candidate) = candidate {
                        rule_ui(ui, page, held, *rule, candidate, cx);
                    }
                }
                typed_ui(ui, page, held, cx);
                growth_ui(ui, page, held, cx);
            });
            locked_ui(ui, page, cx);
            market_ui(ui, page, view, cx);
        });
        ui.add_space(8.0);
        divider(ui);
        padded(ui, 16.0, 8.0, |ui| chance_ui(ui, page, view, cx));
    });
}

fn rule_ui(
    ui: &mut Ui,
    page: &SettingPage,
    held: &mut Held,
    rule: Rule,
    candidate: &Candidate,
    cx: &Cx<'_>,
) {
    let on = held.draft.rule == Some(rule);
    let growth = if on { held.draft.growth_bp } else { rule.growth_bp() };
    let value = candidate.value(growth, page.inputs.market_bp);
    let title = cx.text(&format!("targets-rule-{}", rule.word().replace('_', "-")));
    let detail = sentence(page, candidate, growth, cx);
    let said = value.map(|value| cell(page, cx, value)).unwrap_or_default();
    let response = radio_line(ui, on, &title, &detail, &said);
    if response.clicked() && !on {
        held.change(page, |draft| {
            draft.rule = Some(rule);
            draft.growth_bp = rule.growth_bp();
        });
    }
}

/// How a rule comes to its figure, in one sentence.
fn sentence(page: &SettingPage, candidate: &Candidate, growth_bp: i64, cx: &Cx<'_>) -> String {
    let tr = cx.tr;
    let n = |n: usize| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
    let mut said = match &candidate.facts {
        Facts::Quarter { quarter, sum, months } => {
            let mean = cell(page, cx, sum / 3);
            let args = [
                ("quarter", period_label(tr, *quarter).into()),
                ("mean", mean.into()),
                ("months", n(*months)),
            ];
            tr.with("targets-fact-quarter", &args)
        }
        Facts::Year { period } => {
            let args = [
                ("period", period_label(tr, *period).into()),
                ("value", cell(page, cx, candidate.base).into()),
            ];
            tr.with("targets-fact-year", &args)
        }
        Facts::Method { months, .. } if candidate.rule != Rule::Forecast => {
            let value = cell(page, cx, candidate.base);
            let args = [("months", n(*months)), ("value", value.into())];
            tr.with("targets-fact-months", &args)
        }
        Facts::Method { method, months } => {
            let method = tr.text(&format!("method-{}", method.word().replace('_', "-")));
            let args = [
                ("method", method.into()),
                ("months", n(*months)),
                ("value", cell(page, cx, candidate.base).into()),
            ];
            tr.with("targets-fact-method", &args)
        }
        Facts::Above(above) => {
            let (own, all) = above.reached;
            let share = share_bp(own, all).unwrap_or_default();
            let args =
                [("target", cell(page, cx, above.target).into()), ("share", percent(share).into())];
            tr.with("targets-fact-above", &args)
        }
        Facts::Rebase(rebase) => {
            let reached = share_bp(rebase.reached, rebase.target).unwrap_or_default();
            let change = share_bp(candidate.base.saturating_sub(rebase.old), rebase.old);
            let change = change.unwrap_or_default();
            let sign = if change > 0 { "+" } else { "" };
            let args = [
                ("old", cell(page, cx, rebase.old).into()),
                ("before", period_label(tr, rebase.before).into()),
                ("reached", percent(reached).into()),
                ("change", format!("{sign}{}", percent(change)).into()),
            ];
            tr.with("targets-fact-rebase", &args)
        }
    };
    if candidate.rule.grows() {
        said.push_str(&format!(" × {}", whole_percent(10_000 + growth_bp)));
    }
    if page.inputs.market_bp != 0 {
        said.push_str(&format!(" × {}", whole_percent(10_000 + page.inputs.market_bp)));
    }
    if let Some(test) = &candidate.test
        && let Some(wape) = test.accuracy.wape
    {
        let bp = (wape * 10_000.0).round() as i64;
        let args = [("error", percent(bp).into()), ("n", n(test.outcomes.len()))];
        said.push_str(&tr.with("targets-fact-error", &args));
    }
    said
}

/// A percentage without the decimal that says nothing.
fn whole_percent(bp: i64) -> String {
    if bp % 100 == 0 { format!("{}%", bp / 100) } else { percent(bp) }
}

/// The whole as a person types it.
fn typed_ui(ui: &mut Ui, page: &SettingPage, held: &mut Held, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let on = held.draft.rule.is_none();
    let title = cx.text("targets-rule-typed");
    let n = i64::try_from(page.below.0).unwrap_or(i64::MAX);
    let detail = match page.inputs.current {
        Some(levels) => {
            let args = [("value", cell(page, cx, levels.base).into())];
            cx.tr.with("targets-fact-current", &args)
        }
        None => match page.inputs.sum_below() {
            Some(sum) => {
                let args = [("n", n.into()), ("value", cell(page, cx, sum).into())];
                cx.tr.with("targets-fact-below", &args)
            }
            None => cx.text("targets-fact-typed"),
        },
    };
    let said = held.draft.typed.map(|value| cell(page, cx, value)).unwrap_or_default();
    let response = radio_line(ui, on, &title, &detail, &said);
    if !on {
        if response.clicked() {
            let whole = held.plan.whole;
            held.change(page, |draft| {
                draft.rule = None;
                draft.typed = whole;
            });
        }
        return;
    }
    let label = cx.text("targets-whole");
    let scale = unit_of(page, cx);
    let mut value = held.draft.typed.map(|value| value as f64 / scale);
    row(ui, 36.0, |ui| {
        text::label(ui, text::BODY13, theme.t2, &label);
        let wide = 132.0;
        ui.add_space((ui.available_width() - wide).max(0.0));
        let field = Field::bare(&label).compact().right().grouped().unit(&page.unit).width(wide);
        if number_field(ui, field, &mut value, decimals(page)).changed() {
            let typed = value.map(|value| (value * scale).round() as i64);
            held.change(page, |draft| draft.typed = typed);
        }
    });
}

fn growth_ui(ui: &mut Ui, page: &SettingPage, held: &mut Held, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    if !held.draft.rule.is_some_and(Rule::grows) {
        return;
    }
    let label = cx.text("targets-growth");
    let mut growth = held.draft.growth_bp / 100;
    row(ui, 36.0, |ui| {
        text::label(ui, text::BODY13, theme.t2, &label);
        let room = (ui.available_width() - 92.0).max(60.0);
        ui.allocate_ui(egui::vec2(room, 24.0), |ui| {
            slider(ui, &label, &mut growth, GROWTH, 1);
        });
        let mut typed = Some(growth as f64);
        let name = cx.text("targets-growth-percent");
        let field = Field::bare(&name).compact().right().unit("%").width(80.0);
        if number_field(ui, field, &mut typed, 0).changed()
            && let Some(typed) = typed
        {
            growth = (typed.round() as i64).clamp(-99, 999);
        }
    });
    if growth != held.draft.growth_bp / 100 {
        held.change(page, |draft| draft.growth_bp = growth * 100);
    }
    let (least, most) = crate::domain::target::proposal::GROWTH_BAND_BP;
    if !(least..=most).contains(&held.draft.growth_bp) {
        let args = [("least", whole_percent(least).into()), ("most", whole_percent(most).into())];
        text::wrapped(ui, text::LABEL12, theme.warn_t, &cx.tr.with("targets-growth-band", &args));
    }
}

/// What the rules that give nothing would take.
fn locked_ui(ui: &mut Ui, page: &SettingPage, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    for (rule, candidate) in &page.inputs.proposal.rules {
        let Err(locked) = candidate else { continue };
        let why = locked_words(*locked, cx);
        // Nothing stands above the company, and what is not set cannot be set anew: that needs no words.
        if matches!(rule, Rule::FromAbove | Rule::Rebased) {
            continue;
        }
        let title = cx.text(&format!("targets-rule-{}", rule.word().replace('_', "-")));
        let args = [("rule", title.into()), ("why", why.into())];
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.tr.with("targets-locked", &args));
    }
}

fn locked_words(locked: Locked, cx: &Cx<'_>) -> String {
    let n = |n: usize| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
    match locked {
        Locked::TooFew { have, need } => {
            cx.tr.with("targets-locked-few", &[("have", n(have)), ("need", n(need))])
        }
        Locked::NoQuarter => cx.text("targets-locked-quarter"),
        Locked::NoLastYear => cx.text("targets-locked-year"),
        Locked::NoneAbove | Locked::NotSet => cx.text("targets-locked-above"),
        Locked::NoAnswer => cx.text("targets-locked-answer"),
    }
}

fn market_ui(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let remove = cx.text("targets-note-remove");
    for note in &page.notes {
        row(ui, 24.0, |ui| {
            let width = ui.available_width() - 32.0;
            text::truncated(ui, text::LABEL12, theme.t2, &note.text, width);
            let off = button(ui, Button::ghost_icon(icons::X, &remove).small());
            if off.accessible_name(format!("{remove} {}", note.text)).clicked() {
                cx.run(Command::Targets(targets::Command::ArchiveNote(note.id, true)));
            }
        });
    }
    let add = cx.text("targets-note-add");
    if button(ui, Button::link(&add).small().enabled(!page.closed)).clicked() {
        view.note = Some(NoteForm::default());
    }
}

/// Draws the form of a market note, while it is open.
pub(super) fn note_ui(ctx: &Context, page: &SettingPage, view: &mut SettingView, cx: &mut Cx<'_>) {
    let Some(mut note) = view.note.take() else { return };
    // Still here with no command on its way, it was refused.
    note.sent &= cx.pending;
    let (title, close) = (cx.text("targets-note-add"), cx.text("app-close"));
    let (save, cancel) = (cx.text("targets-note-save"), cx.text("app-cancel"));
    let (percent, from) = (cx.text("targets-note-percent"), cx.text("targets-note-source"));
    let help = cx.text("targets-note-help");
    let (mut done, mut left) = (false, false);
    left |= drawer(ctx, Drawer::new("note", &title, &close), |ui, part| match part {
        Part::Body => {
            let field = Field::new(&percent).unit("%").help(&help).required();
            number_field(ui, field, &mut note.change, 1);
            text_field(ui, Field::new(&from).required(), &mut note.source);
        }
        Part::Footer => {
            let changes = note.change.is_some_and(|change| change != 0.0);
            let ready = changes && !note.source.trim().is_empty();
            done |= button(ui, Button::primary(&save).enabled(ready)).clicked();
            left |= button(ui, Button::secondary(&cancel)).clicked();
        }
    });
    if done
        && !note.sent
        && let Some(change) = note.change
    {
        let bp = (change * 100.0).round() as i64;
        let (scope, day) = (page.inputs.scope, page.today);
        let source = note.source.clone();
        note.sent = true;
        cx.run(Command::Targets(targets::Command::AddNote { scope, bp, source, day }));
    }
    if !left {
        view.note = Some(note);
    }
}

/// The chance of reaching the whole, and what is to be said of it.
fn chance_ui(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let whole = view.held(page).plan.whole;
    let outlook = page.inputs.proposal.outlook.as_ref();
    let chance = match (outlook, whole) {
        (Ok(outlook), Some(whole)) => outlook.chance(whole),
        _ => None,
    };
    row(ui, 24.0, |ui| {
        text::label(ui, text::BODY13, theme.t2, &cx.text("targets-chance"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| match chance {
            Some(chance) => {
                let (tone, key) = verdict(chance);
                let color = if tone == Tone::Warn { theme.warn_t } else { theme.t1 };
                text::label(ui, text::TITLE16, color, &chance_words(chance));
                text::label(ui, text::LABEL12, theme.t3, &cx.text(key));
            }
            None => {
                let why = match outlook {
                    Err(locked) => locked_words(*locked, cx),
                    Ok(outlook) if outlook.range.is_none() => cx.text("targets-chance-no-range"),
                    Ok(_) => String::new(),
                };
                let why = if why.is_empty() { DASH } else { why.as_str() };
                text::label(ui, text::LABEL12, theme.t3, why);
            }
        });
    });
    if let (Ok(outlook), Some(_)) = (outlook, chance) {
        let of = (page.inputs.metric, page.inputs.period);
        for line in method_words(cx.tr, outlook.method, of) {
            text::wrapped(ui, text::LABEL12, theme.t3, &line);
        }
    }
}

/// By which method a chance is foretold, and where the other one stands: that of the open deals is worked out
/// for what is signed in a month or a quarter.
fn method_words(tr: &Tr, method: Method, (metric, period): (MetricId, Period)) -> Vec<String> {
    let method = tr.text(&format!("method-{}", method.word().replace('_', "-")));
    let mut told = vec![tr.with("targets-chance-how", &[("method", method.into())])];
    if metric == MetricId::SignedAmount && forecast::check(period).is_ok() {
        told.push(tr.text("targets-chance-deals"));
    }
    told
}

/// Never 0 % and never 100 %: a model is not that sure.
fn chance_words(chance: f64) -> String {
    let whole = (chance * 100.0).round() as i64;
    match whole {
        ..1 => "<1%".to_owned(),
        100.. => ">99%".to_owned(),
        _ => format!("{whole}%"),
    }
}

/// What is to be said of a chance (domain document, B6, stretch check).
const fn verdict(chance: f64) -> (Tone, &'static str) {
    if chance >= 0.8 {
        (Tone::Neutral, "targets-chance-easy")
    } else if chance >= 0.5 {
        (Tone::Neutral, "targets-chance-fair")
    } else if chance >= 0.3 {
        (Tone::Warn, "targets-chance-hard")
    } else {
        (Tone::Warn, "targets-chance-explain")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_chance_names_its_method_and_where_the_other_stands() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            let told = |metric, period: &str| {
                method_words(&tr, Method::Naive, (metric, Period::parse(period).unwrap()))
            };
            let quarter = told(MetricId::SignedAmount, "2025-Q4");
            assert!(quarter[0].contains(&tr.text("method-naive")), "{quarter:?}");
            assert_eq!(quarter[1..], [tr.text("targets-chance-deals")]);
            // No deals tell what a year signs, or how many are new.
            assert_eq!(told(MetricId::SignedAmount, "2025").len(), 1);
            assert_eq!(told(MetricId::NewOpportunities, "2025-Q4").len(), 1);
        }
    }

    #[test]
    fn a_chance_is_never_certain() {
        assert_eq!(chance_words(0.001), "<1%");
        assert_eq!(chance_words(0.999), ">99%");
        assert_eq!(chance_words(0.384), "38%");
        for (chance, key) in [(0.8, "easy"), (0.5, "fair"), (0.3, "hard"), (0.29, "explain")] {
            assert!(verdict(chance).1.ends_with(key), "{chance}");
        }
    }
}
