//! How the tab looks: the tab row with the metric, and the page that is chosen.

use egui::{Frame, Margin, Ui};

use super::data::{Ask, Data, Page, Shown};
use super::view_progress::ProgressView;
use super::view_setting::SettingView;
use super::view_strategy::StrategyView;
use super::view_versions::VersionsView;
use super::{gap, view_progress, view_setting, view_strategy, view_versions};
use crate::areas::Cx;
use crate::metrics::MetricId;
use crate::ui::card::card;
use crate::ui::field::Field;
use crate::ui::select::Select;
use crate::ui::state::skeleton_rows;
use crate::ui::tabs::{Tab, tab_row};

/// What is chosen and half-typed.
pub struct View {
    shown: Shown,
    metric: MetricId,
    pub(super) setting: SettingView,
    pub(super) progress: ProgressView,
    pub(super) gap: gap::View,
    pub(super) versions: VersionsView,
    pub(super) strategy: StrategyView,
}

impl Default for View {
    fn default() -> Self {
        Self {
            shown: Shown::default(),
            metric: MetricId::SignedAmount,
            setting: SettingView::default(),
            progress: ProgressView::default(),
            gap: gap::View::default(),
            versions: VersionsView::default(),
            strategy: StrategyView::default(),
        }
    }
}

impl View {
    /// What to load.
    pub(super) const fn ask(&self) -> Ask {
        Ask { shown: self.shown, metric: self.metric }
    }

    /// Shows where targets are set.
    pub(super) const fn show_setting(&mut self) {
        self.shown = Shown::Setting;
    }

    /// Shows the targets on the signed amount, unless something is typed of another metric.
    pub(super) fn show_signed_amount(&mut self) {
        if !self.setting.unsaved() {
            self.metric = MetricId::SignedAmount;
        }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(super) fn unsaved(&self) -> bool {
        self.setting.unsaved() || self.gap.unsaved() || self.strategy.unsaved()
    }
}

/// Around a page.
pub(super) const MARGIN: Margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };

/// Draws the tab.
pub(super) fn page_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs_ui(ui, data, view, cx);
    match (&data.page, view.shown) {
        (Page::Setting(page), Shown::Setting) => {
            view_setting::draw(ui, page, &mut view.setting, cx);
        }
        (Page::Progress(page), Shown::Progress) => {
            view_progress::draw(ui, page, &mut view.progress, cx);
            if view.progress.take_to_setting() {
                view.shown = Shown::Setting;
            }
        }
        (Page::Gap(page), Shown::Gap) => {
            gap::draw(ui, page, &mut view.gap, cx);
            if view.gap.take_to_setting() {
                view.shown = Shown::Setting;
            }
        }
        (Page::Versions(page), Shown::Versions) => {
            view_versions::draw(ui, page, &mut view.versions, cx);
        }
        (Page::Strategy(page), Shown::Strategy) => {
            view_strategy::draw(ui, page, &mut view.strategy, cx);
            if view.strategy.take_to_setting() {
                view.shown = Shown::Setting;
            }
        }
        // Another page was chosen a moment ago and its figures are on their way.
        (
            Page::Setting(_)
            | Page::Progress(_)
            | Page::Gap(_)
            | Page::Versions(_)
            | Page::Strategy(_),
            _,
        ) => {
            Frame::new().inner_margin(MARGIN).show(ui, |ui| {
                card(ui, |ui| skeleton_rows(ui, 10, 36.0));
            });
        }
    }
}

fn tabs_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let name = cx.text("targets-tabs");
    let texts = ["setting", "progress", "versions", "strategy"]
        .map(|tab| cx.text(&format!("targets-tab-{tab}")));
    let [setting, progress, versions, strategy] = &texts;
    let tabs = [
        Tab { value: Shown::Setting, text: setting, count: "" },
        Tab { value: Shown::Progress, text: progress, count: "" },
        Tab { value: Shown::Versions, text: versions, count: "" },
        Tab { value: Shown::Strategy, text: strategy, count: "" },
    ];
    let metric = cx.text("targets-metric");
    // The gap is the other half of the progress, behind a switch of its own.
    let mut by_gap = view.shown == Shown::Gap;
    let mut shown = if by_gap { Shown::Progress } else { view.shown };
    tab_row(ui, &name, &mut shown, &tabs, |ui| {
        if let Page::Setting(page) = &data.page
            && view.shown == Shown::Setting
        {
            view_setting::actions_ui(ui, page, &mut view.setting, cx);
        }
        if let Page::Strategy(page) = &data.page
            && view.shown == Shown::Strategy
        {
            view_strategy::actions_ui(ui, page, &mut view.strategy, cx);
        }
        if matches!(view.shown, Shown::Progress | Shown::Gap) {
            gap::actions_ui(ui, cx, &mut by_gap);
        }
        if view.shown == Shown::Gap {
            // It is always about the signed amount.
            return;
        }
        let field = Field::bare(&metric).compact().width(168.0);
        Select::new(field).show(ui, &mut view.metric, &data.metrics);
    });
    view.shown = if shown == Shown::Progress && by_gap { Shown::Gap } else { shown };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_that_are_not_set_are_those_on_the_signed_amount() {
        let mut view = View { metric: MetricId::WinRate, ..View::default() };
        view.show_signed_amount();
        assert_eq!(view.ask().metric, MetricId::SignedAmount);
    }
}
