//! The tiles in words.

use super::chance::kind;
use crate::areas::AreaId;
use crate::areas::today::data::Load;
use crate::domain::money::{Share, share_bp};
use crate::i18n::{MoneyStyle, Tr, money, money_cell, number, share_percent};
use crate::metrics::MetricId;
use crate::metrics::glossary::Figure;
use crate::metrics::today::Standing;
use crate::metrics::today::tiles::{Against, Cover, Tile};
use crate::ui::metric::{Delta, Kpi, KpiBar};
use crate::ui::tokens::Tone;

/// From so much of what should be there on something is behind and no more than that, in basis points.
const CARE_BP: i64 = 7_000;

/// A tile.
#[derive(Clone, Debug, Default)]
pub struct TileShown {
    /// What it is.
    pub label: String,
    /// The figure with its unit.
    pub value: String,
    /// The difference to before.
    pub delta: Option<(Delta, String)>,
    /// Earlier figures, the oldest first; what is not known is no number.
    pub course: Vec<f32>,
    /// The bar at its foot.
    pub bar: Option<BarShown>,
    /// What stands in the place of a figure that is not known: that, and what leads on.
    pub empty: Option<(String, String)>,
    /// Where it leads.
    pub leads: Option<AreaId>,
    /// Whose card tells more of it.
    pub figure: Option<Figure>,
}

/// The bar at the foot of a tile.
#[derive(Clone, Debug, Default)]
pub struct BarShown {
    /// How much of it is filled.
    pub fraction: f32,
    /// Where it should be by now.
    pub tick: Option<f32>,
    /// How it stands.
    pub tone: Tone,
    /// What stands right of it.
    pub text: String,
}

impl TileShown {
    /// As the widget takes it.
    pub fn kpi(&self) -> Kpi<'_> {
        let bar = self.bar.as_ref();
        Kpi {
            label: &self.label,
            value: &self.value,
            delta: self.delta.as_ref().map(|(delta, words)| (*delta, words.as_str())),
            spark: &self.course,
            bar: bar.map(|bar| KpiBar {
                fraction: bar.fraction,
                tick: bar.tick,
                tone: bar.tone,
                text: &bar.text,
            }),
            empty: self.empty.as_ref().map(|(missing, link)| (missing.as_str(), link.as_str())),
            loading: false,
        }
    }
}

/// How a figure of a tile is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// An amount.
    Fen,
    /// So many, in words with this key.
    Count(&'static str),
}

/// Puts the tiles into words.
pub(super) fn tiles(load: &Load<'_>, found: &Standing) -> Vec<TileShown> {
    let tiles = &found.tiles;
    let words = Words { load };
    let mut weighted =
        words.tile(&tiles.weighted, "today-tile-weighted", Unit::Fen, AreaId::Funnel);
    weighted.bar = weighted.empty.is_none().then(|| words.cover(tiles.cover));
    if weighted.empty.is_some() {
        // It is unknown for want of closed deals, and no import brings it.
        let (unknown, see) = (load.tr.text("unknown"), load.tr.text("today-tile-see"));
        weighted.empty = Some((unknown, see));
        weighted.leads = Some(AreaId::Funnel);
    }
    let visits = Unit::Count("today-tile-visits-n");
    let new_deals = Unit::Count("today-tile-new-n");
    let of = |figure: Figure, tile: TileShown| TileShown { figure: Some(figure), ..tile };
    let received = words.tile(&tiles.received, "today-tile-received", Unit::Fen, AreaId::Reports);
    let made = words.tile(&tiles.visits, "today-tile-visits", visits, AreaId::Coaching);
    let new = words.tile(&tiles.new_deals, "today-tile-new", new_deals, AreaId::Funnel);
    vec![
        of(Figure::Received, received),
        of(Figure::Metric(MetricId::WeightedPipeline), weighted),
        of(Figure::Visits, made),
        of(Figure::Metric(MetricId::NewOpportunities), new),
    ]
}

struct Words<'a> {
    load: &'a Load<'a>,
}

impl Words<'_> {
    fn tile(&self, tile: &Tile, key: &str, unit: Unit, leads: AreaId) -> TileShown {
        let tr = self.load.tr;
        let label = tr.text(key);
        let Some(value) = tile.value else {
            let empty = (tr.text("today-tile-none"), tr.text("today-tile-import"));
            let leads = Some(AreaId::Reports);
            return TileShown { label, empty: Some(empty), leads, ..TileShown::default() };
        };
        let any = tile.course.iter().any(Option::is_some);
        let point = |value: &Option<i64>| value.map_or(f32::NAN, |value| value as f32);
        TileShown {
            label,
            value: self.value(value, unit),
            delta: self.delta(tile, unit),
            course: if any { tile.course.iter().map(point).collect() } else { vec![] },
            bar: Some(self.bar(tile, unit)),
            empty: None,
            leads: Some(leads),
            figure: None,
        }
    }

    fn value(&self, value: i64, unit: Unit) -> String {
        let tr = self.load.tr;
        match unit {
            Unit::Fen => money(tr.language(), value, MoneyStyle::Full),
            Unit::Count(key) => tr.with(key, &[("text", number(value).into())]),
        }
    }

    /// The difference to before: of amounts as a share, of counts as it is.
    fn delta(&self, tile: &Tile, unit: Unit) -> Option<(Delta, String)> {
        let tr = self.load.tr;
        let (against, before) = tile.before?;
        let change = tile.change()?;
        if change == 0 {
            return Some((Delta::Flat, tr.text("today-delta-flat")));
        }
        let sign = if change > 0 { "+" } else { "" };
        let by = match unit {
            Unit::Fen => {
                format!(
                    "{sign}{}",
                    share_percent(Share::of(change, before).filter(|_| before > 0)?)
                )
            }
            Unit::Count(_) => format!("{sign}{}", number(change)),
        };
        let key = match against {
            Against::YearBefore => "today-delta-year",
            Against::PeriodBefore => "today-delta-period",
            Against::WeekBefore => "today-delta-week",
        };
        let args = [("by", by.into()), ("kind", kind(self.load.period).into())];
        Some((Delta::of(change as f64, true), tr.with(key, &args)))
    }

    /// How much is reached of what is asked for.
    fn bar(&self, tile: &Tile, unit: Unit) -> BarShown {
        let tr = self.load.tr;
        let asked = tile.target.zip(tile.share_bp());
        let Some((target, share)) = asked else {
            return BarShown { text: tr.text("targets-unset"), ..BarShown::default() };
        };
        let said = |value: i64| match unit {
            Unit::Fen => money_cell(tr.language(), value),
            Unit::Count(_) => number(value),
        };
        let due = tile.due.and_then(|due| share_bp(due, target));
        BarShown {
            fraction: part(share),
            tick: due.filter(|due| *due < 10_000).map(part),
            tone: tone(share, due.unwrap_or(10_000)),
            text: bar_text(tr, tile, target, said),
        }
    }

    /// How often open deals cover what is missing to the target, by what they are probably worth.
    fn cover(&self, cover: Cover) -> BarShown {
        let tr = self.load.tr;
        let said = |key: &str| BarShown { text: tr.text(key), ..BarShown::default() };
        match cover {
            Cover::Unset => said("targets-unset"),
            Cover::Nothing => said("today-cover-nothing"),
            Cover::Over => said("today-cover-over"),
            Cover::Unknown => said("targets-no-data"),
            Cover::Reached => {
                BarShown { fraction: 1.0, tone: Tone::Accent, ..said("forecast-reached") }
            }
            Cover::Share(share) => {
                let times = format!("{:.1}", share as f64 / 10_000.0);
                BarShown {
                    fraction: part(share),
                    tick: None,
                    tone: tone(share, 10_000),
                    text: tr.with("today-cover", &[("times", times.into())]),
                }
            }
        }
    }
}

/// What stands beside a bar: the share, where all of the figure above counts towards what is asked for; else what
/// does, since the share is no part of that figure. Visits are asked for in weeks, of which the last one runs.
fn bar_text(tr: &Tr, tile: &Tile, target: i64, said: impl Fn(i64) -> String) -> String {
    let reached = tile.reached.unwrap_or_default();
    if tile.value == Some(reached) {
        let share = Share::of(reached, target).map(share_percent).unwrap_or_default();
        return format!("{share} / {}", said(target));
    }
    let args = [("reached", said(reached).into()), ("target", said(target).into())];
    tr.with("today-tile-weeks", &args)
}

fn part(bp: i64) -> f32 {
    (bp as f64 / 10_000.0).clamp(0.0, 1.0) as f32
}

/// How something stands of which so much should be there.
fn tone(share: i64, due: i64) -> Tone {
    if share >= due {
        Tone::Accent
    } else if i128::from(share) * 10_000 >= i128::from(due) * i128::from(CARE_BP) {
        Tone::Warn
    } else {
        Tone::Bad
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_bar_says_what_of_the_figure_counts() {
        let tr = Tr::new(Language::English);
        let text = |value: i64, reached: i64| {
            let (value, reached) = (Some(value), Some(reached));
            let tile = Tile { value, reached, target: Some(297), ..Tile::default() };
            bar_text(&tr, &tile, 297, number)
        };
        assert_eq!(text(236, 236), "79.5% / 297");
        // Thirteen are of the week that runs.
        assert_eq!(text(249, 236), "full weeks 236 / 297");
    }

    #[test]
    fn a_bar_is_judged_by_what_should_be_there() {
        assert_eq!(tone(6_000, 6_000), Tone::Accent);
        assert_eq!(tone(5_999, 6_000), Tone::Warn);
        assert_eq!(tone(4_200, 6_000), Tone::Warn);
        assert_eq!(tone(4_199, 6_000), Tone::Bad);
        assert_eq!((part(12_000), part(-5), part(5_000)), (1.0, 0.0, 0.5));
    }
}
