//! What the tab shows, ready to draw.

use super::{careers, cases, certificates, classes, courses, matrix, plans, records};
use crate::areas::Filter;
pub(super) use crate::areas::load::Load;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{ClassStatus, Course, TrainingClass};

/// What to load.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// 技能矩阵.
    Matrix(matrix::Ask),
    /// 培训计划.
    Plans(plans::Ask),
    /// 班次.
    Classes(classes::Ask),
    /// 课程.
    Courses(courses::Ask),
    /// 案例库.
    Cases(cases::Ask),
    /// 证书.
    Certificates(certificates::Ask),
    /// 学习记录.
    Records(records::Ask),
    /// 职业规划.
    Careers(careers::Ask),
}

/// Everything the tab shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The page.
    pub page: Page,
    /// What stands behind the names of the pages.
    pub counts: Counts,
}

/// What stands behind the names of the pages; nothing where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Classes that are planned.
    pub classes: String,
    /// Courses that are given.
    pub courses: String,
    /// Cases in the library.
    pub cases: String,
    /// Certificates of the people of the scope.
    pub certificates: String,
}

/// One of the pages.
#[derive(Clone, Debug)]
pub enum Page {
    /// 技能矩阵.
    Matrix(Box<matrix::Data>),
    /// 培训计划.
    Plans(Box<plans::Data>),
    /// 班次.
    Classes(Box<classes::Data>),
    /// 课程.
    Courses(Box<courses::Data>),
    /// 案例库.
    Cases(Box<cases::Data>),
    /// 证书.
    Certificates(Box<certificates::Data>),
    /// 学习记录.
    Records(Box<records::Data>),
    /// 职业规划.
    Careers(Box<careers::Data>),
}

/// Loads the page that is asked for.
pub(super) fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
    let directory = Directory::load(db)?;
    let members = directory.members(filter.scope);
    let load = Load::new(db, (&directory, &members), filter, tr);
    let page = match ask {
        Ask::Matrix(ask) => Page::Matrix(Box::new(matrix::load(&load, ask)?)),
        Ask::Plans(ask) => Page::Plans(Box::new(plans::load(&load, ask)?)),
        Ask::Classes(ask) => Page::Classes(Box::new(classes::load(&load, ask)?)),
        Ask::Courses(ask) => Page::Courses(Box::new(courses::load(&load, ask)?)),
        Ask::Cases(ask) => Page::Cases(Box::new(cases::load(&load, ask)?)),
        Ask::Certificates(ask) => Page::Certificates(Box::new(certificates::load(&load, ask)?)),
        Ask::Records(ask) => Page::Records(Box::new(records::load(&load, ask)?)),
        Ask::Careers(ask) => Page::Careers(Box::new(careers::load(&load, ask)?)),
    };
    Ok(Data { page, counts: counts(&load)? })
}

fn counts(load: &Load<'_>) -> Result<Counts> {
    let said = |n: usize| if n == 0 { String::new() } else { n.to_string() };
    let planned = |class: &&TrainingClass| class.status == ClassStatus::Planned;
    let given = |course: &&Course| !course.archived;
    Ok(Counts {
        classes: said(load.db.all::<TrainingClass>()?.iter().filter(planned).count()),
        courses: said(load.db.all::<Course>()?.iter().filter(given).count()),
        cases: cases::count(load)?,
        certificates: certificates::count(load)?,
    })
}
