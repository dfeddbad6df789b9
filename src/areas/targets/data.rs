//! What the tab shows: one of its pages, for one metric.

use super::gap;
use super::progress::{self, ProgressPage};
use super::setting::{self, SettingPage};
use super::strategy::{self, StrategyPage};
use super::versions::{self, VersionsPage};
use crate::areas::Filter;
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::MetricId;
use crate::store::Db;
use crate::store::directory::Directory;

/// The pages of the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// 目标设定.
    #[default]
    Setting,
    /// 达成进度.
    Progress,
    /// 差距归因, the other half of 达成进度.
    Gap,
    /// 历史版本.
    Versions,
    /// 年度计划.
    Strategy,
}

/// What to load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which page.
    pub shown: Shown,
    /// On which metric.
    pub metric: MetricId,
}

/// What the tab shows, ready to draw.
#[derive(Clone, Debug)]
pub struct Data {
    /// The metrics that can have targets, by name.
    pub metrics: Vec<(MetricId, String)>,
    /// The page.
    pub page: Page,
}

/// One of the pages.
#[derive(Clone, Debug)]
pub enum Page {
    /// 目标设定.
    Setting(Box<SettingPage>),
    /// 达成进度.
    Progress(Box<ProgressPage>),
    /// 差距归因.
    Gap(gap::Data),
    /// 历史版本.
    Versions(Box<VersionsPage>),
    /// 年度计划.
    Strategy(Box<StrategyPage>),
}

/// Loads the page that is asked for.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(db: &Db, ask: Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
    let directory = Directory::load(db)?;
    let name = |metric: MetricId| (metric, tr.text(&metric.label_key()));
    Ok(Data {
        metrics: MetricId::ALL.into_iter().map(name).collect(),
        page: match ask.shown {
            Shown::Setting => {
                Page::Setting(Box::new(setting::load(db, &directory, ask.metric, filter, tr)?))
            }
            Shown::Progress => {
                Page::Progress(Box::new(progress::load(db, &directory, ask.metric, filter, tr)?))
            }
            Shown::Gap => Page::Gap(gap::load(db, &directory, filter, tr)?),
            Shown::Versions => {
                Page::Versions(Box::new(versions::load(db, &directory, ask.metric, filter, tr)?))
            }
            Shown::Strategy => {
                Page::Strategy(Box::new(strategy::load(db, &directory, ask.metric, filter, tr)?))
            }
        },
    })
}
