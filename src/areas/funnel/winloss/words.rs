//! The parts of the page in words, from what the metrics found.
//!
//! Under ten cases there is no rate and no verdict: the cases stand there, and the word says why.

use std::collections::BTreeMap;

use super::data::{Died, Figure, People, PersonRow, ReasonRow, Reasons, Records, Split};
use crate::areas::funnel::data::{DASH, Load, MIN_SAMPLE, count_text, joined};
use crate::areas::funnel::share::{Said, Share};
use crate::areas::funnel::stages::interval_text;
use crate::areas::funnel::tile::Tile;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::{Interval, Rate};
use crate::i18n::{FluentValue, Language, MoneyStyle, money, money_unit, percent, rate_percent};
use crate::metrics::winloss::{
    Band, Group, OfPerson, OfReason, OfRival, Rival, WinLoss, reason_key,
};
use crate::metrics::{MetricId, glossary, show};
use crate::ui::charts::bar::TickBar;
use crate::ui::charts::whisker::{Whisker, WhiskerKind};
use crate::ui::tokens::Tone;

/// What the parts of the page are made with.
pub(super) struct Words<'a> {
    pub(super) load: &'a Load<'a>,
    /// Where the deals stand in the list.
    pub(super) listed: BTreeMap<usize, usize>,
    /// The rate of all, where enough deals stand behind it.
    pub(super) bench: Option<f32>,
}

impl Words<'_> {
    fn text(&self, key: &str) -> String {
        self.load.tr.text(key)
    }

    fn with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.load.tr.with(key, args)
    }

    /// Deals in the order of the list.
    pub(super) fn records(&self, places: &[usize]) -> Records {
        let mut rows: Vec<usize> =
            places.iter().filter_map(|place| self.listed.get(place)).copied().collect();
        rows.sort_unstable();
        Records { n: places.len() as u64, rows }
    }

    /// The key figures.
    pub(super) fn strip(&self, found: &WinLoss, all: &Group, unsaid: &[usize]) -> Vec<Figure> {
        let load = self.load;
        // Where nothing is known there is no count, which is not none.
        let counted = |n: u64, told: bool| {
            let chinese = load.tr.language() == Language::Chinese;
            match told {
                true if chinese => (count_text(n), self.text("unit-count")),
                true => (count_text(n), String::new()),
                false => (self.text("unknown"), String::new()),
            }
        };
        let places = |won: bool| -> Vec<usize> {
            let deals = found.deals.iter().enumerate().filter(|(_, deal)| deal.won == won);
            deals.map(|(place, _)| place).collect()
        };
        let tile = |label: String, (value, unit): (String, String), note: String| Tile {
            label,
            value,
            unit,
            note,
            tone: None,
        };
        let ended = |won: bool, label: &str, definition: &str| {
            let n = if won { all.counts.won } else { all.counts.lost };
            let note = match all.amount(won).filter(|_| found.told) {
                Some(fen) => money(load.tr.language(), fen, MoneyStyle::Full),
                None => self.text("winloss-amount-unknown"),
            };
            Figure {
                tile: tile(self.text(label), counted(n, found.told), note),
                definition: self.text(definition),
                records: self.records(&places(won)),
                about: glossary::Figure::Metric(if won {
                    MetricId::DealsWon
                } else {
                    MetricId::DealsLost
                }),
            }
        };
        let rate = |metric: MetricId, interval: Option<Interval>| {
            let measured = found.measured.get(&metric);
            let value = measured.and_then(|measured| measured.value);
            let known = measured.map_or(0, |measured| measured.records);
            let sample = if metric == MetricId::WinRate {
                format!("{} / {}", count_text(all.counts.won), count_text(known))
            } else {
                load.count("winloss-note-amounts", known)
            };
            let more = match interval.filter(|_| value.is_some()) {
                None => None,
                Some(_) if known < MIN_SAMPLE => Some(self.text("verdict-few")),
                Some(interval) => Some(
                    self.with("winloss-interval", &[("interval", interval_text(interval).into())]),
                ),
            };
            let note: Vec<String> = std::iter::once(sample).chain(more).collect();
            let unknown = || self.text("unknown");
            let shown =
                measured.map_or_else(unknown, |found| show::measured(load.tr, metric, found));
            let (label, note) = (self.text(&metric.label_key()), joined(load.tr, &note));
            Figure {
                tile: tile(label, (shown, String::new()), note),
                definition: self.text(&metric.definition_key()),
                records: self.records(&all.deals),
                about: glossary::Figure::Metric(metric),
            }
        };
        let contested = found.contested();
        let won = contested.iter().filter_map(|place| found.deals.get(*place));
        let won = won.filter(|deal| deal.won).count() as u64;
        let told = found.rivals_told();
        let note = if told {
            load.count("winloss-contested-won", won)
        } else {
            self.text("winloss-contested-untold")
        };
        let n = counted(contested.len() as u64, told);
        let met = Figure {
            tile: tile(self.text("winloss-contested"), n, note),
            definition: self.text("winloss-contested-definition"),
            records: self.records(&contested),
            about: glossary::Figure::Contested,
        };
        let note = self.with("winloss-of", &[("n", counted(all.n(), found.told).0.into())]);
        let n = counted(unsaid.len() as u64, found.told);
        let asked = tile(self.text("winloss-reason-unsaid"), n, note);
        let open = Figure {
            tile: Tile { tone: (!unsaid.is_empty()).then_some(Tone::Warn), ..asked },
            definition: self.text("winloss-unsaid-definition"),
            records: self.records(unsaid),
            about: glossary::Figure::Unexplained,
        };
        vec![
            ended(true, "won", "metric-deals-won-definition"),
            ended(false, "lost", "metric-deals-lost-definition"),
            rate(MetricId::WinRate, all.rate().map(|rate| rate.interval)),
            rate(MetricId::WinRateValue, all.value_interval),
            met,
            open,
        ]
    }

    /// The reasons of deals that were won, or lost.
    pub(super) fn reasons(&self, found: &WinLoss, won: bool) -> Reasons {
        let rows = found.reasons(won);
        let all: u64 = rows.iter().map(|row| row.group.n()).sum();
        let unsaid = rows.iter().find(|row| row.reason.is_none()).map_or(0, |row| row.group.n());
        let mut sub = vec![self.load.count("winloss-deals", all)];
        if unsaid > 0 {
            sub.push(self.load.count("winloss-without-reason", unsaid));
        }
        Reasons {
            sub: if all == 0 { String::new() } else { joined(self.load.tr, &sub) },
            rows: rows.iter().map(|row| self.reason(row, won, all)).collect(),
        }
    }

    fn reason(&self, row: &OfReason, won: bool, all: u64) -> ReasonRow {
        let n = row.group.n();
        let share = n as f64 / all.max(1) as f64;
        let cumulative = row.cumulative.to_f64();
        let (share_text, cumulative_text) = (rate_percent(share), rate_percent(cumulative));
        let args = [
            ("n", count_text(n).into()),
            ("share", share_text.clone().into()),
            ("sum", cumulative_text.clone().into()),
        ];
        ReasonRow {
            name: self.text(reason_key(row.reason, won)),
            count: count_text(n),
            share: share as f32,
            cumulative: cumulative as f32,
            said: self.with("winloss-reason-said", &args),
            share_text,
            cumulative_text,
            amount: self.load.amount(row.group.amount(won)),
            quiet: row.reason.is_none(),
            records: self.records(&row.group.deals),
        }
    }

    /// Deals of one kind with their rate.
    fn split(&self, name: String, group: &Group, quiet: bool) -> Split {
        let rate = group.rate();
        let few = group.n() < MIN_SAMPLE;
        let shown = match rate {
            Some(rate) if !few => rate_percent(rate.rate),
            _ => self.text("verdict-few"),
        };
        Split {
            name,
            count: fraction(group),
            whisker: rate.map(|rate| self.whisker(rate)),
            rate: shown,
            interval: rate
                .filter(|_| !few)
                .map(|rate| interval_text(rate.interval))
                .unwrap_or_default(),
            few,
            amount: self.load.amount(group.amount(true)),
            price: String::new(),
            quiet,
            records: self.records(&group.deals),
        }
    }

    fn whisker(&self, rate: Rate) -> Whisker {
        Whisker {
            low: rate.interval.lo as f32,
            mark: rate.rate as f32,
            high: rate.interval.hi as f32,
            bench: self.bench,
            kind: if rate.n < MIN_SAMPLE { WhiskerKind::Small } else { WhiskerKind::Plain },
            rule: false,
        }
    }

    /// A rival with its rate and how prices compared.
    pub(super) fn rival(&self, row: &OfRival) -> Split {
        let (name, quiet) = match &row.rival {
            Rival::Named { name, .. } => (name.clone(), false),
            Rival::NotNamed => (self.text("winloss-rival-none"), true),
            Rival::Unsaid => (self.text("winloss-reason-unsaid"), true),
        };
        let price = row.premium_bp.map_or_else(
            || DASH.to_owned(),
            |(above, n)| {
                let key = match above {
                    1.. => "winloss-price-above",
                    0 => "winloss-price-same",
                    _ => "winloss-price-below",
                };
                let args = [("share", percent(above.saturating_abs()).into())];
                self.load.count_with(key, n, &args)
            },
        );
        Split { price, ..self.split(name, &row.group, quiet) }
    }

    /// The products with their rates.
    pub(super) fn products(&self, found: &WinLoss) -> Vec<Split> {
        let products = found.products();
        let split = |(product, group): &(Option<_>, Group)| {
            let known = product.and_then(|product| self.load.directory.products.get(&product));
            let name = known.map(|product| product.name.clone());
            let quiet = name.is_none();
            let name = name.unwrap_or_else(|| self.text("winloss-product-unknown"));
            self.split(name, group, quiet)
        };
        products.iter().map(split).collect()
    }

    /// The sizes with their rates.
    pub(super) fn bands(&self, found: &WinLoss) -> Vec<Split> {
        let limits = found.limits().unwrap_or_default();
        let unit = money_unit(self.load.tr.language());
        let amount = |fen: i64| -> FluentValue<'static> { self.load.amount(Some(fen)).into() };
        let bands = found.bands();
        let split = |(band, group): (&Band, &Group)| {
            let args =
                [("first", amount(limits.0)), ("second", amount(limits.1)), ("unit", unit.into())];
            let key = match band {
                Band::Small => "winloss-band-small",
                Band::Middle => "winloss-band-middle",
                Band::Large => "winloss-band-large",
                Band::Unknown => "winloss-band-unknown",
            };
            self.split(self.with(key, &args), group, *band == Band::Unknown)
        };
        bands.iter().map(split).collect()
    }

    /// The stages that deals were lost in.
    pub(super) fn stages(&self, found: &WinLoss) -> Vec<Died> {
        let stages = found.stages(self.load.directory);
        let all: u64 = stages.iter().map(|(_, group)| group.n()).sum();
        let most = stages.iter().map(|(_, group)| group.n()).max().unwrap_or_default().max(1);
        let died = |(stage, group): &(Option<_>, Group)| Died {
            name: match stage {
                Some(_) => self.load.stage(*stage),
                None => self.text("winloss-stage-unknown"),
            },
            count: count_text(group.n()),
            bar: TickBar {
                fraction: (group.n() as f64 / most as f64) as f32,
                tick: None,
                tone: Tone::Neutral,
            },
            share: rate_percent(group.n() as f64 / all.max(1) as f64),
            amount: self.load.amount(group.amount(false)),
            quiet: stage.is_none(),
            records: self.records(&group.deals),
        };
        stages.iter().map(died).collect()
    }

    /// People side by side; for one person the team of that person.
    pub(super) fn people(&self, found: &WinLoss, around: Option<&WinLoss>) -> People {
        let own = match self.load.scope {
            Scope::Person(person) => Some(person),
            Scope::All | Scope::Region(_) | Scope::Team(_) => None,
        };
        let compared = around.unwrap_or(found);
        let all = compared.all().rate().filter(|rate| rate.n >= MIN_SAMPLE);
        let bench = all.map(|rate| rate.rate as f32);
        let bench_label = match all {
            Some(rate) => {
                let rate = rate_percent(rate.rate);
                self.with("winloss-bench", &[("rate", rate.into())])
            }
            None => self.text("winloss-bench-none"),
        };
        let mut rows = compared.people();
        // On one person's page that person stands first.
        rows.sort_by_key(|row| own.is_some() && row.person != own);
        let said = Said { few: "verdict-few", worse: "funnel-mark-low" };
        let row = |row: &OfPerson| {
            // The team's deals are no deals of this page, but for those of the person.
            let records = match around {
                Some(_) if row.person == own => self.records(&found.all().deals),
                Some(_) => Records::default(),
                None => self.records(&row.group.deals),
            };
            let name = match row.person {
                Some(_) => self.load.person(row.person),
                None => self.text("winloss-nobody"),
            };
            let verdict = row.verdict.as_ref();
            let share = Share::of(self.load, name, row.group.rate()?, verdict, said);
            Some(PersonRow { share, records })
        };
        let team = around.and_then(|_| {
            let person = own?;
            let day = self.load.period.last_day().min(self.load.as_of);
            self.load.directory.team_on(person, day).map(|team| team.name.clone())
        });
        People {
            compared: team.unwrap_or_default(),
            bench,
            bench_label,
            rows: rows.iter().filter_map(row).collect(),
        }
    }

    /// How many are listed of how many there are, and how many have no day; empty for none.
    pub(super) fn count(&self, found: &WinLoss) -> String {
        let n = found.deals.len() as u64;
        let shown = self.listed.len() as u64;
        let key = if n > shown { "winloss-list-some" } else { "winloss-list-all" };
        let mut said = vec![self.load.count_with(key, n, &[("shown", count_text(shown).into())])];
        let undated = found.undated.len() as u64;
        if undated > 0 {
            said.push(self.load.count("funnel-list-undated", undated));
        }
        joined(self.load.tr, &said)
    }
}

/// Won of closed: `3 / 4`.
fn fraction(group: &Group) -> String {
    format!("{} / {}", count_text(group.counts.won), count_text(group.n()))
}
