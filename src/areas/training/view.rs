//! How the tab looks: the tab row, and the page below it.

use egui::{Frame, Margin, Ui};

use super::data::{Ask, Data, Page};
use super::{careers, cases, certificates, classes, courses, matrix, plans, records};
use crate::areas::Cx;
use crate::metrics::notices::Act;
use crate::ui::card::card;
use crate::ui::state::skeleton_rows;
use crate::ui::tabs::{Tab, tab_row};

/// The tabs of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// 技能矩阵.
    #[default]
    Matrix,
    /// 培训计划.
    Plans,
    /// 班次.
    Classes,
    /// 课程.
    Courses,
    /// 案例库.
    Cases,
    /// 证书.
    Certificates,
    /// 学习记录.
    Records,
    /// 职业规划.
    Careers,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The tab.
    pub shown: Shown,
    /// 技能矩阵.
    pub(super) matrix: matrix::View,
    /// 培训计划.
    pub(super) plans: plans::View,
    /// 班次.
    pub(super) classes: classes::View,
    /// 课程.
    pub(super) courses: courses::View,
    /// 案例库.
    pub(super) cases: cases::View,
    /// 证书.
    pub(super) certificates: certificates::View,
    /// 学习记录.
    pub(super) records: records::View,
    /// 职业规划.
    pub(super) careers: careers::View,
}

impl View {
    /// Shows what is to be seen to.
    pub(super) fn follow(&mut self, act: &Act, cx: &Cx<'_>) {
        match act {
            Act::OpenCertificates(person) => {
                self.shown = Shown::Certificates;
                self.certificates.show(cx.directory.person_name(*person));
            }
            Act::OpenClass(class) => {
                self.shown = Shown::Classes;
                self.classes.open(*class);
            }
            _ => {}
        }
    }

    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        match self.shown {
            Shown::Matrix => Ask::Matrix(self.matrix.ask()),
            Shown::Plans => Ask::Plans(self.plans.ask()),
            Shown::Classes => Ask::Classes(self.classes.ask()),
            Shown::Courses => Ask::Courses(self.courses.ask()),
            Shown::Cases => Ask::Cases(self.cases.ask()),
            Shown::Certificates => Ask::Certificates(self.certificates.ask()),
            Shown::Records => Ask::Records(self.records.ask()),
            Shown::Careers => Ask::Careers(self.careers.ask()),
        }
    }
}

/// Draws the tab.
pub(super) fn page_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs_ui(ui, data, view, cx);
    let margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };
    match (&data.page, view.shown) {
        (Page::Matrix(data), Shown::Matrix) => {
            matrix::draw(ui, margin, data, &mut view.matrix, cx);
            view.shown = view.matrix.leads.take().unwrap_or(view.shown);
        }
        (Page::Plans(data), Shown::Plans) => plans::draw(ui, margin, data, &mut view.plans, cx),
        (Page::Classes(data), Shown::Classes) => {
            classes::draw(ui, margin, data, &mut view.classes, cx)
        }
        (Page::Courses(data), Shown::Courses) => {
            courses::draw(ui, margin, data, &mut view.courses, cx)
        }
        (Page::Cases(data), Shown::Cases) => cases::draw(ui, margin, data, &mut view.cases, cx),
        (Page::Certificates(data), Shown::Certificates) => {
            certificates::draw(ui, margin, data, &mut view.certificates, cx)
        }
        (Page::Records(data), Shown::Records) => {
            records::draw(ui, margin, data, &mut view.records, cx)
        }
        (Page::Careers(data), Shown::Careers) => {
            careers::draw(ui, margin, data, &mut view.careers, cx)
        }
        // The other tab was chosen a moment ago and its figures are on their way.
        _ => {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                card(ui, |ui| skeleton_rows(ui, 10, 36.0));
            });
        }
    }
    follow_course(view, cx);
}

/// Goes from the courses to a class, to the form that plans one, or to what is new and to be read.
fn follow_course(view: &mut View, cx: &Cx<'_>) {
    let Some(go) = view.courses.go.take() else { return };
    match go {
        courses::Go::Class(class) => view.classes.open(class),
        courses::Go::Plan(course) => view.classes.plan(course, cx),
        courses::Go::News => {
            view.shown = Shown::Plans;
            return;
        }
    }
    view.shown = Shown::Classes;
}

fn tabs_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let name = cx.text("training-tabs");
    let words = [
        "training-tab-matrix",
        "training-tab-plans",
        "training-tab-classes",
        "training-tab-courses",
        "training-tab-cases",
        "training-tab-certificates",
        "training-tab-records",
        "training-tab-careers",
    ];
    let [matrix, plans, classes, courses, cases, certificates, records, careers] =
        words.map(|key| cx.text(key));
    let tabs = [
        Tab { value: Shown::Matrix, text: &matrix, count: "" },
        Tab { value: Shown::Plans, text: &plans, count: "" },
        Tab { value: Shown::Classes, text: &classes, count: &data.counts.classes },
        Tab { value: Shown::Courses, text: &courses, count: &data.counts.courses },
        Tab { value: Shown::Cases, text: &cases, count: &data.counts.cases },
        Tab { value: Shown::Certificates, text: &certificates, count: &data.counts.certificates },
        Tab { value: Shown::Records, text: &records, count: "" },
        Tab { value: Shown::Careers, text: &careers, count: "" },
    ];
    let mut shown = view.shown;
    tab_row(ui, &name, &mut shown, &tabs, |ui| match (&data.page, view.shown) {
        (Page::Matrix(data), Shown::Matrix) => matrix::actions_ui(ui, data, &mut view.matrix, cx),
        (Page::Plans(data), Shown::Plans) => plans::actions_ui(ui, data, &mut view.plans, cx),
        (Page::Classes(data), Shown::Classes) => {
            classes::actions_ui(ui, data, &mut view.classes, cx)
        }
        (Page::Courses(data), Shown::Courses) => {
            courses::actions_ui(ui, data, &mut view.courses, cx)
        }
        (Page::Cases(data), Shown::Cases) => cases::actions_ui(ui, data, &mut view.cases, cx),
        (Page::Certificates(data), Shown::Certificates) => {
            certificates::actions_ui(ui, data, &mut view.certificates, cx)
        }
        (Page::Records(data), Shown::Records) => {
            records::actions_ui(ui, data, &mut view.records, cx)
        }
        (Page::Careers(data), Shown::Careers) => {
            careers::actions_ui(ui, data, &mut view.careers, cx)
        }
        _ => {}
    });
    view.shown = shown;
}
