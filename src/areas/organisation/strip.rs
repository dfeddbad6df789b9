//! The figures on top: how many people, teams and regions, and what of it needs attention. Other pages of the tab
//! have figures of the same look.

use chrono::NaiveDate;
use egui::Ui;

use crate::areas::figure_card::about_strip_of;
use crate::areas::{Cx, Filter};
use crate::i18n::{FluentValue, Tr, number};
use crate::metrics::glossary::Figure;
use crate::ui::metric::Metric;
use crate::ui::tokens::Tone;

use super::data::{GroupRow, Only, TeamRow};
use super::people::PersonRow;

/// A figure on top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StripCell {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// What stands below.
    pub note: String,
    /// Whether it needs attention.
    pub warn: bool,
    /// The list it opens.
    pub opens: Option<Only>,
    /// Whose card tells more of it.
    pub about: Option<Figure>,
}

/// Draws figures; returns which was pressed of those that open a list.
pub(super) fn strip_ui(ui: &mut Ui, strip: &[StripCell], cx: &mut Cx<'_>) -> Option<usize> {
    let today = cx.filter.today;
    strip_on(ui, strip, today, cx)
}

/// The same of a day that may be over, of which their cards are too.
pub(super) fn strip_on(
    ui: &mut Ui,
    strip: &[StripCell],
    today: NaiveDate,
    cx: &mut Cx<'_>,
) -> Option<usize> {
    let cells: Vec<Metric<'_>> = strip
        .iter()
        .map(|cell| Metric {
            label: &cell.label,
            value: &cell.value,
            unit: &cell.unit,
            note: &cell.note,
            tone: cell.warn.then_some(Tone::Warn),
            opens: cell.opens.is_some(),
        })
        .collect();
    let filter = Filter { today, ..*cx.filter };
    let figures = strip.iter().map(|cell| Some((cell.about?, filter)));
    about_strip_of(ui, &cells, figures, cx)
}

/// The figures of the scope.
pub(super) fn cells(
    rows: &[PersonRow],
    teams: &[TeamRow],
    groups: &[GroupRow],
    counts: [usize; 6],
    tr: &Tr,
) -> Vec<StripCell> {
    let [active, external, no_team, new, left, archived] = counts;
    let real = || teams.iter().filter(|team| team.id.is_some());
    let n_teams = real().count();
    let no_manager = real().filter(|team| team.manager.is_none()).count();
    let n_regions = groups.iter().filter(|group| group.region.is_some()).count();
    let no_region = real().filter(|team| team.region.is_empty()).count();
    let employees = rows.iter().filter(|row| row.present() && !row.external).count();
    let note = |key: &str, n: usize| tr.with(key, &[("n", int(n))]);
    let some = |key: &str, n: usize| if n == 0 { String::new() } else { note(key, n) };
    let cell = |about: Figure, label: &str, n: usize, unit: &str, note: String| StripCell {
        label: tr.text(label),
        value: number(i64::try_from(n).unwrap_or(i64::MAX)),
        unit: tr.text(unit),
        note,
        about: Some(about),
        ..StripCell::default()
    };
    let opens = |cell: StripCell, only: Only, n: usize, warn: bool| StripCell {
        opens: (n > 0).then_some(only),
        warn: warn && n > 0,
        ..cell
    };
    let people = "organisation-unit-people";
    let staff = if left + archived > 0 {
        tr.with(
            "organisation-strip-staff-archived",
            &[("n", int(employees)), ("gone", int(left + archived))],
        )
    } else {
        note("organisation-strip-staff", employees)
    };
    let managed = if n_teams > 0 && no_manager == 0 {
        tr.text("organisation-strip-managed")
    } else {
        some("organisation-strip-unmanaged", no_manager)
    };
    let check = |key: &str, n: usize| if n > 0 { tr.text(key) } else { String::new() };
    vec![
        opens(
            cell(Figure::People, "organisation-strip-active", active, people, staff),
            Only::Active,
            active,
            false,
        ),
        cell(
            Figure::Teams,
            "organisation-strip-teams",
            n_teams,
            "organisation-unit-things",
            managed,
        ),
        cell(
            Figure::Regions,
            "organisation-strip-regions",
            n_regions,
            "organisation-unit-things",
            some("organisation-strip-no-region", no_region),
        ),
        opens(
            cell(
                Figure::External,
                "organisation-strip-external",
                external,
                people,
                tr.text("organisation-strip-external-note"),
            ),
            Only::External,
            external,
            false,
        ),
        opens(
            cell(
                Figure::WithoutTeam,
                "organisation-strip-no-team",
                no_team,
                people,
                check("organisation-strip-no-team-note", no_team),
            ),
            Only::NoTeam,
            no_team,
            true,
        ),
        opens(
            cell(
                Figure::NewPeople,
                "organisation-new",
                new,
                people,
                check("organisation-strip-new-note", new),
            ),
            Only::New,
            new,
            true,
        ),
    ]
}

fn int(n: usize) -> FluentValue<'static> {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}
