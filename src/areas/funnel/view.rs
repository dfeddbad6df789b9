//! How the tab looks: the tab row, the overview, the empty states.

use egui::{Frame, Margin, Ui};

use super::data::{Ask, Data, Empty, Open, Overview, Page};
use super::deals::ListAsk;
use super::view_filters::Naming;
use super::{
    deal, forecast, process, review, stuck, time_machine, view_behind, view_compare, view_deals,
    view_metric, view_stages, winloss,
};
use crate::areas::figure_card::about_strip;
use crate::areas::{Cx, Event, Filter, Order};
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::{StageId, StageModelId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::i18n::period_label;
use crate::metrics::behind::{Behind, Part};
use crate::metrics::deal_list;
use crate::metrics::glossary::Figure;
use crate::metrics::groups::By;
use crate::metrics::pipeline::HORIZON_DAYS;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card, columns};
use crate::ui::icons;
use crate::ui::metric::Metric;
use crate::ui::scroll;
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::table::TableState;
use crate::ui::tabs::{Tab, tab_row};
use crate::ui::text;

/// The least height of the card at the bottom; on low windows the page scrolls.
const LEAST_TABLE: f32 = 260.0;

/// The tabs of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// 漏斗总览.
    #[default]
    Overview,
    /// 商机列表.
    List,
    /// 时光机.
    Time,
    /// 停滞商机.
    Stuck,
    /// 赢单与输单.
    WinLoss,
    /// 预测.
    Forecast,
    /// 流程.
    Process,
}

/// What the bars of the funnel stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bars {
    /// What the rule counts.
    #[default]
    Count,
    /// The amount in hand.
    Amount,
}

/// What is compared of people, teams, regions or products.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compared {
    /// Conversion.
    #[default]
    Rate,
    /// The median stay.
    Stay,
    /// Open deals.
    Open,
}

/// What is chosen and half-typed.
#[derive(Debug)]
pub struct View {
    /// The tab.
    pub shown: Shown,
    /// How conversion is counted.
    pub rule: Rule,
    /// The stage model of a line whose funnel is shown; that of all deals without.
    pub model: Option<StageModelId>,
    /// What the bars stand for.
    pub bars: Bars,
    /// The stage whose people are compared; `None` until one is chosen.
    pub stage: Option<StageId>,
    /// By what is compared.
    pub by: By,
    /// What is compared of them.
    pub compared: Compared,
    /// What the drawer shows.
    pub open: Option<Open>,
    /// Whether the card of a key figure lists what was left out.
    pub omitted: bool,
    /// How much of the height of the two cards the sentence under the funnel takes.
    pub insight: f32,
    /// Which records behind a stage are listed.
    pub part: Part,
    /// The list as asked for.
    pub list: ListAsk,
    /// The search as typed.
    pub search: String,
    /// When it was last typed in, until it is asked for.
    pub typed_at: Option<f64>,
    /// The name of a kept list while it is typed.
    pub naming: Option<Naming>,
    /// The table of those that are compared.
    pub people_table: TableState,
    /// The table of records.
    pub records_table: TableState,
    /// The table of deals.
    pub list_table: TableState,
    /// 时光机.
    pub time: time_machine::View,
    /// The stuck deals.
    pub stuck: stuck::View,
    /// How many stuck deals waited for a decision when they were counted last, and for what.
    pub counted: Option<(Filter, String)>,
    /// 赢单与输单.
    pub winloss: winloss::View,
    /// The forecast.
    pub(super) forecast: forecast::View,
    /// 流程.
    pub(super) process: process::View,
    /// The weekly review on its way out.
    pub(super) review: review::View,
    /// The deal that is open, over whichever tab it was opened from.
    pub(super) deal: deal::View,
}

impl Default for View {
    fn default() -> Self {
        Self {
            shown: Shown::default(),
            rule: Rule::Matured { horizon_days: HORIZON_DAYS },
            model: None,
            bars: Bars::default(),
            stage: None,
            by: By::default(),
            compared: Compared::default(),
            open: None,
            omitted: false,
            insight: 0.0,
            part: Part::default(),
            list: ListAsk::default(),
            search: String::new(),
            typed_at: None,
            naming: None,
            people_table: TableState::default(),
            records_table: TableState::default(),
            list_table: TableState::default(),
            time: time_machine::View::default(),
            stuck: stuck::View::default(),
            counted: None,
            winloss: winloss::View::default(),
            forecast: forecast::View::default(),
            process: process::View::default(),
            review: review::View::default(),
            deal: deal::View::default(),
        }
    }
}

impl View {
    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        if let Some(ask) = self.deal.ask() {
            return Ask::Deal(ask);
        }
        match self.shown {
            Shown::Overview => {
                let Self { rule, model, by, open, .. } = *self;
                Ask::Overview { rule, model, by, open }
            }
            Shown::List => Ask::List(self.list.clone()),
            Shown::Stuck => Ask::Stuck,
            Shown::Time => Ask::Time(self.time.ask()),
            Shown::WinLoss => Ask::WinLoss,
            Shown::Forecast => Ask::Forecast(self.forecast.ask()),
            Shown::Process => Ask::Process(self.process.ask()),
        }
    }

    /// Shows the funnel of a stage model.
    pub(super) fn show_model(&mut self, model: Option<StageModelId>) {
        self.model = model;
        self.stage = None;
        self.open = None;
        self.people_table = TableState::default();
    }

    /// Opens the records behind a stage or behind one of those that are compared.
    pub(super) fn open_behind(&mut self, behind: Behind, part: Part) {
        self.open = Some(Open::Behind(behind));
        self.part = part;
        self.records_table = TableState::default();
    }

    /// Lists the deals in hand in a stage.
    pub(super) fn list_stage(&mut self, stage: StageId) {
        self.shown = Shown::List;
        self.open = None;
        let filter = deal_list::Filter { stage: Some(stage), ..deal_list::Filter::default() };
        self.list = ListAsk { filter, ..ListAsk::default() };
        self.search.clear();
        self.typed_at = None;
        self.list_table = TableState::default();
    }

    /// Takes notice of something that finished.
    pub(super) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        if matches!(event, Event::Done | Event::Imported(_) | Event::TakenBack(_)) {
            // What was counted before may be another number now.
            self.counted = None;
        }
        if matches!(event, Event::Done) {
            self.forecast.done();
            self.naming.take_if(|naming| naming.sent);
        }
        self.stuck.receive(event, cx);
        self.winloss.receive(event, cx);
        self.process.receive(event, cx);
        self.time.receive(event, cx);
        self.review.receive(event, cx);
        self.deal.receive(event);
        if let Event::OpenDeal { from, deal, list } = event {
            self.deal.open_from(*from, *deal, list.clone());
        }
    }

    /// How many deals wait for a decision.
    pub(super) fn badge(&self) -> String {
        self.counted.as_ref().map_or_else(String::new, |(_, waiting)| waiting.clone())
    }
}

/// Draws the tab.
pub(super) fn page_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let newer = if let Page::Overview(overview) = &data.page { overview.newer } else { None };
    if let Some(waiting) = &data.stuck {
        let counted = Some((*cx.filter, waiting.clone()));
        if view.counted != counted {
            // The sidebar is drawn by now.
            view.counted = counted;
            ui.ctx().request_repaint();
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs_ui(ui, data, newer, view, cx);
    let margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };
    if view.deal.ask().is_some() {
        deal_ui(ui, margin, data, view, cx);
        return;
    }
    if let (Page::Overview(overview), Shown::Overview) = (&data.page, view.shown) {
        overview_ui(ui, margin, overview, view, cx);
        return;
    }
    if let (Page::Time(data), Shown::Time) = (&data.page, view.shown) {
        time_machine::page_ui(ui, margin, data, &mut view.time, cx);
        return;
    }
    if let (Page::WinLoss(page), Shown::WinLoss) = (&data.page, view.shown) {
        winloss::draw(ui, page, &mut view.winloss, cx);
        return;
    }
    if let (Page::Forecast(data), Shown::Forecast) = (&data.page, view.shown) {
        forecast::draw(ui, margin, data, &mut view.forecast, cx);
        return;
    }
    if let (Page::Process(data), Shown::Process) = (&data.page, view.shown) {
        process::draw(ui, margin, data, &mut view.process, cx);
        return;
    }
    Frame::new().inner_margin(margin).show(ui, |ui| match (&data.page, view.shown) {
        (Page::Empty(empty), _) => empty_ui(ui, *empty, data, cx),
        (Page::List(list), Shown::List) => view_deals::list_ui(ui, list, view, cx),
        (Page::Stuck(page), Shown::Stuck) => stuck::page_ui(ui, page, &mut view.stuck, cx),
        // The other tab was chosen a moment ago and its figures are on their way.
        _ => {
            card(ui, |ui| skeleton_rows(ui, 10, 36.0));
        }
    });
}

/// Draws the deal that is open.
fn deal_ui(ui: &mut Ui, margin: Margin, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    match &data.page {
        Page::Deal(Some(page)) => deal::draw(ui, margin, page, &mut view.deal, cx),
        // It went with an import that was taken back, or a step that was undone.
        Page::Deal(None) => view.deal.leave(cx),
        _ => {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                card(ui, |ui| skeleton_rows(ui, 10, 36.0));
            });
        }
    }
}

fn tabs_ui(ui: &mut Ui, data: &Data, newer: Option<Period>, view: &mut View, cx: &mut Cx<'_>) {
    let words = [
        "funnel-tabs",
        "funnel-tab-overview",
        "funnel-tab-list",
        "funnel-stuck",
        "winloss-tab",
        "funnel-tab-forecast",
        "process-tab",
        "funnel-tab-time",
    ];
    let [name, overview, list, stuck, ended, forecast, process, time] =
        words.map(|key| cx.text(key));
    let counted = view.counted.as_ref().filter(|(filter, _)| filter == cx.filter);
    let n_stuck = counted.map_or_else(String::new, |(_, waiting)| waiting.clone());
    let tabs = [
        Tab { value: Shown::Overview, text: &overview, count: "" },
        Tab { value: Shown::List, text: &list, count: &data.n_open },
        Tab { value: Shown::Stuck, text: &stuck, count: &n_stuck },
        Tab { value: Shown::WinLoss, text: &ended, count: "" },
        Tab { value: Shown::Forecast, text: &forecast, count: "" },
        Tab { value: Shown::Process, text: &process, count: "" },
        Tab { value: Shown::Time, text: &time, count: "" },
    ];
    let mut shown = view.shown;
    tab_row(ui, &name, &mut shown, &tabs, |ui| {
        if view.deal.ask().is_some() {
            let page = if let Page::Deal(page) = &data.page { page.as_deref() } else { None };
            deal::actions_ui(ui, page, &mut view.deal, cx);
            return;
        }
        if let (Page::WinLoss(page), Shown::WinLoss) = (&data.page, view.shown) {
            winloss::actions_ui(ui, page, &mut view.winloss, cx);
        }
        if let (Page::Forecast(data), Shown::Forecast) = (&data.page, view.shown) {
            forecast::actions_ui(ui, data, cx);
        }
        if let (Page::Process(data), Shown::Process) = (&data.page, view.shown) {
            process::actions_ui(ui, data, &mut view.process, cx);
        }
        if let (Page::Overview(_), Shown::Overview) | (Page::Time(_), Shown::Time) =
            (&data.page, view.shown)
        {
            let words = view.shown == Shown::Overview;
            review::actions_ui(ui, words, &mut view.review, cx);
        }
        // The status bar says it too: where controls stand here there is no room to spare.
        let room = matches!(view.shown, Shown::Overview | Shown::List | Shown::Stuck);
        if room && !data.as_of.is_empty() {
            let day = data.as_of.as_str();
            text::hint(ui, &cx.tr.with("funnel-as-of", &[("day", day.into())]));
        }
        if let (Page::Time(data), Shown::Time) = (&data.page, view.shown) {
            let room = ui.available_width() > text::width(ui, text::LABEL12, &data.reports) + 220.0;
            if room {
                text::hint(ui, &data.reports);
            }
            time_machine::which_ui(ui, &mut view.time, cx);
        }
        if let Some(period) = newer {
            let label =
                cx.tr.with("funnel-go-to", &[("period", period_label(cx.tr, period).into())]);
            if button(ui, Button::link(&label).medium()).clicked() {
                cx.orders.push(Order::Filter(Filter { period, ..*cx.filter }));
            }
        }
    });
    if shown != view.shown {
        view.shown = shown;
        view.open = None;
        view.time.leave();
        view.process.leave();
        view.deal.close();
    }
}

fn empty_ui(ui: &mut Ui, empty: Empty, data: &Data, cx: &mut Cx<'_>) {
    let (key, order) = match empty {
        Empty::Workspace => ("workspace", Order::ChooseFiles),
        Empty::Scope => ("scope", Order::Filter(Filter { scope: Scope::All, ..*cx.filter })),
        Empty::Period(period) => ("period", Order::Filter(Filter { period, ..*cx.filter })),
    };
    let last = match empty {
        Empty::Period(period) => period_label(cx.tr, period),
        Empty::Workspace | Empty::Scope => String::new(),
    };
    let args = [
        ("period", period_label(cx.tr, cx.filter.period).into()),
        ("last", last.into()),
        ("day", data.as_of.as_str().into()),
    ];
    let title = cx.tr.with(&format!("funnel-empty-{key}"), &args);
    let detail = cx.tr.with(&format!("funnel-empty-{key}-detail"), &args);
    // With everyone in the scope there is no wider one to go to.
    let action = (empty != Empty::Scope || cx.filter.scope != Scope::All)
        .then(|| cx.tr.with(&format!("funnel-empty-{key}-action"), &args));
    card(ui, |ui| {
        let button = action.as_deref().map(Button::primary);
        if empty_state(ui, icons::FUNNEL, &title, &detail, button) {
            cx.orders.push(order);
        }
    });
}

fn overview_ui(ui: &mut Ui, margin: Margin, overview: &Overview, view: &mut View, cx: &mut Cx<'_>) {
    scroll::page(ui, "overview", margin, |ui, room| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let top = ui.cursor().top();
        strip_ui(ui, overview, view, cx);
        let right = match ui.available_width() {
            ..1_000.0 => 300.0,
            ..1_100.0 => 340.0,
            _ => 388.0,
        };
        columns(ui, right, 12.0, |ui, side| match side {
            Side::Left => view_stages::funnel_ui(ui, &overview.stages, view, cx),
            Side::Right => view_compare::compare_ui(ui, &overview.stages, view, cx),
        });
        let used = ui.cursor().top() - top;
        let rest = (room - used).max(LEAST_TABLE);
        stuck::card_ui(ui, &overview.stuck, rest, &mut view.stuck, cx);
    });
    let ctx = ui.ctx().clone();
    view_metric::drawer_ui(&ctx, overview, view, cx);
    view_behind::drawer_ui(&ctx, overview, view, cx);
}

fn strip_ui(ui: &mut Ui, overview: &Overview, view: &mut View, cx: &mut Cx<'_>) {
    let metrics: Vec<Metric<'_>> = overview
        .figures
        .iter()
        .map(|figure| Metric {
            label: &figure.label,
            value: &figure.value,
            unit: &figure.unit,
            note: &figure.note,
            tone: None,
            opens: true,
        })
        .chain([overview.stuck_tile.metric()])
        .collect();
    // The others have theirs in the drawer that they open.
    let figures = overview.figures.iter().map(|_| None).chain([Some(Figure::Stuck)]);
    let clicked = about_strip(ui, &metrics, figures, cx);
    if clicked == Some(overview.figures.len()) {
        view.shown = Shown::Stuck;
    }
    if let Some(figure) = clicked.and_then(|i| overview.figures.get(i)) {
        view.open = Some(Open::Metric(figure.metric));
        view.omitted = false;
        view.records_table = TableState::default();
    }
}
