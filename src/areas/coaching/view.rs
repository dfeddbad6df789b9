//! How the tab looks: the tab row, and the page below it.

use egui::{Frame, Margin, Ui};

use super::data::{Ask, Data, Page};
use super::{actions, behaviour, coverage, feedback, improvement, log, schedule, visits};
use crate::areas::{Coachee, Cx, Order};
use crate::metrics::notices::Act;
use crate::ui::card::card;
use crate::ui::state::skeleton_rows;
use crate::ui::tabs::{Tab, tab_row};

/// The tabs of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// 辅导记录.
    #[default]
    Log,
    /// 跟进行动.
    Actions,
    /// 陪访观察.
    Visits,
    /// 辅导计划.
    Schedule,
    /// 行为分析.
    Behaviour,
    /// 改进计划.
    Improvement,
    /// 覆盖率.
    Coverage,
    /// 反馈.
    Feedback,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The tab.
    pub shown: Shown,
    /// 辅导记录.
    pub(super) log: log::View,
    /// 跟进行动.
    pub(super) actions: actions::View,
    /// 陪访观察.
    pub(super) visits: visits::View,
    /// 辅导计划.
    pub(super) schedule: schedule::View,
    /// 行为分析.
    pub(super) behaviour: behaviour::View,
    /// 改进计划.
    pub(super) improvement: improvement::View,
    /// 覆盖率.
    pub(super) coverage: coverage::View,
    /// 反馈.
    pub(super) feedback: feedback::View,
}

impl View {
    /// Shows what is to be seen to.
    pub(super) fn follow(&mut self, act: &Act) {
        match act {
            Act::OpenCoaching(coaching) => {
                self.shown = Shown::Log;
                self.log.choose(*coaching);
            }
            Act::OpenVisit(coaching) => {
                self.shown = Shown::Visits;
                self.visits.show(*coaching);
            }
            Act::OpenPlan(plan) => {
                self.shown = Shown::Improvement;
                self.improvement.show(*plan);
            }
            Act::AnswerFeedback(feedback) => {
                self.shown = Shown::Feedback;
                self.feedback.show(*feedback);
            }
            _ => {}
        }
    }

    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        match self.shown {
            Shown::Log => Ask::Log(self.log.ask()),
            Shown::Actions => Ask::Actions(self.actions.ask()),
            Shown::Visits => Ask::Visits(self.visits.ask()),
            Shown::Schedule => Ask::Schedule(self.schedule.ask()),
            Shown::Behaviour => Ask::Behaviour(self.behaviour.ask()),
            Shown::Improvement => Ask::Improvement(self.improvement.ask()),
            Shown::Coverage => Ask::Coverage(self.coverage.ask()),
            Shown::Feedback => Ask::Feedback(self.feedback.ask()),
        }
    }
}

/// Draws the tab.
pub(super) fn page_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    // An action asked for the coaching it was agreed in.
    if let Some(coaching) = view.actions.wanted.take() {
        view.shown = Shown::Log;
        view.log.choose(coaching);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs_ui(ui, data, view, cx);
    let margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };
    match (&data.page, view.shown) {
        (Page::Log(data), Shown::Log) => log::draw(ui, margin, data, &mut view.log, cx),
        (Page::Actions(data), Shown::Actions) => {
            actions::draw(ui, margin, data, &mut view.actions, cx)
        }
        (Page::Visits(data), Shown::Visits) => visits::draw(ui, margin, data, &mut view.visits, cx),
        (Page::Schedule(data), Shown::Schedule) => {
            schedule::draw(ui, margin, data, &mut view.schedule, cx)
        }
        (Page::Behaviour(data), Shown::Behaviour) => {
            behaviour::draw(ui, margin, data, &mut view.behaviour, cx)
        }
        (Page::Improvement(data), Shown::Improvement) => {
            improvement::draw(ui, margin, data, &mut view.improvement, cx)
        }
        (Page::Coverage(data), Shown::Coverage) => {
            coverage::draw(ui, margin, data, &mut view.coverage, cx)
        }
        (Page::Feedback(data), Shown::Feedback) => {
            feedback::draw(ui, margin, data, &mut view.feedback, cx)
        }
        // The other tab was chosen a moment ago and its figures are on their way.
        _ => {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                card(ui, |ui| skeleton_rows(ui, 10, 36.0));
            });
        }
    }
    let wanted = view.coverage.wanted.take().or_else(|| view.schedule.wanted.take());
    if let Some(person) = wanted {
        cx.orders.push(Order::Coach(Coachee { person: Some(person), deal: None }));
    }
}

fn tabs_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let name = cx.text("coaching-tabs");
    let words = [
        "coaching-tab-log",
        "coaching-tab-actions",
        "coaching-tab-visits",
        "coaching-tab-schedule",
        "coaching-tab-behaviour",
        "coaching-tab-improvement",
        "coaching-tab-coverage",
        "coaching-tab-feedback",
    ];
    let [log, actions, visits, schedule, behaviour, improvement, coverage, feedback] =
        words.map(|key| cx.text(key));
    let tabs = [
        Tab { value: Shown::Log, text: &log, count: &data.records },
        Tab { value: Shown::Actions, text: &actions, count: &data.following },
        Tab { value: Shown::Visits, text: &visits, count: "" },
        Tab { value: Shown::Schedule, text: &schedule, count: &data.to_plan },
        Tab { value: Shown::Behaviour, text: &behaviour, count: "" },
        Tab { value: Shown::Improvement, text: &improvement, count: &data.improvements },
        Tab { value: Shown::Coverage, text: &coverage, count: "" },
        Tab { value: Shown::Feedback, text: &feedback, count: &data.to_answer },
    ];
    let mut shown = view.shown;
    tab_row(ui, &name, &mut shown, &tabs, |ui| match (&data.page, view.shown) {
        (Page::Log(data), Shown::Log) => log::actions_ui(ui, data, &mut view.log, cx),
        (Page::Actions(data), Shown::Actions) => {
            actions::actions_ui(ui, data, &mut view.actions, cx)
        }
        (Page::Visits(data), Shown::Visits) => visits::actions_ui(ui, data, &mut view.visits, cx),
        (Page::Schedule(data), Shown::Schedule) => {
            schedule::actions_ui(ui, data, &mut view.schedule, cx)
        }
        (Page::Behaviour(data), Shown::Behaviour) => {
            behaviour::actions_ui(ui, data, &mut view.behaviour, cx)
        }
        (Page::Improvement(data), Shown::Improvement) => {
            improvement::actions_ui(ui, data, &mut view.improvement, cx)
        }
        (Page::Coverage(data), Shown::Coverage) => {
            coverage::actions_ui(ui, data, &mut view.coverage, cx)
        }
        (Page::Feedback(data), Shown::Feedback) => {
            feedback::actions_ui(ui, data, &mut view.feedback, cx)
        }
        _ => {}
    });
    view.shown = shown;
}
