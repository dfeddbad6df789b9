//! What the keys do: those of the actions by the table of actions itself, and those that a page or a control
//! takes, listed here with the files that take them.
//!
//! # It cannot lie
//! A test reads the source: every key that a file takes is in the list under that file, and every key of the
//! list is taken there.

use egui::Key;

use crate::app::actions::Action;
use crate::i18n::Tr;

/// Keys that a page or a control takes.
#[derive(Clone, Copy, Debug)]
pub struct LocalKeys {
    /// Where they work.
    pub place: &'static str,
    /// The keys, as they are shown.
    pub keys: &'static [&'static str],
    /// What they do.
    pub does: &'static str,
    /// The files that take them, and which keys each takes; none for what the system of controls takes.
    pub taken: &'static [(&'static str, &'static [Key])],
}

const fn local(
    place: &'static str,
    keys: &'static [&'static str],
    does: &'static str,
    taken: &'static [(&'static str, &'static [Key])],
) -> LocalKeys {
    LocalKeys { place, keys, does, taken }
}

/// Everything that pages and controls take.
pub const LOCAL_KEYS: &[LocalKeys] = &[
    local(
        "help-place-lists",
        &["J", "K", "↓", "↑"],
        "help-key-next",
        &[
            ("src/ui/table/body.rs", &[Key::J, Key::K, Key::ArrowDown, Key::ArrowUp]),
            ("src/areas/organisation/chart.rs", &[Key::J, Key::K, Key::ArrowDown, Key::ArrowUp]),
            ("src/areas/organisation/profile/view.rs", &[Key::J, Key::K]),
            ("src/areas/funnel/deal/view.rs", &[Key::J, Key::K]),
            ("src/areas/evaluation/view.rs", &[Key::J, Key::K]),
        ],
    ),
    local(
        "help-place-lists",
        &["PageDown", "PageUp"],
        "help-key-screen",
        &[
            ("src/ui/table/body.rs", &[Key::PageDown, Key::PageUp]),
            ("src/ui/matrix/body.rs", &[Key::PageDown, Key::PageUp]),
            ("src/ui/select.rs", &[Key::PageDown, Key::PageUp]),
        ],
    ),
    local(
        "help-place-lists",
        &["Home", "End"],
        "help-key-ends",
        &[
            ("src/ui/table/body.rs", &[Key::Home, Key::End]),
            ("src/ui/matrix/body.rs", &[Key::Home, Key::End]),
            ("src/ui/select.rs", &[Key::Home, Key::End]),
        ],
    ),
    local(
        "help-place-lists",
        &["Enter"],
        "help-key-open",
        &[("src/ui/table/body.rs", &[Key::Enter]), ("src/ui/matrix/body.rs", &[Key::Enter])],
    ),
    local(
        "help-place-lists",
        &["Space"],
        "help-key-select",
        &[("src/ui/table/body.rs", &[Key::Space])],
    ),
    local(
        "help-place-lists",
        &["↑", "↓", "←", "→"],
        "help-key-cells",
        &[(
            "src/ui/matrix/body.rs",
            &[Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight],
        )],
    ),
    local("help-place-forms", &["Tab"], "help-key-tab", &[]),
    local("help-place-forms", &["Shift", "Tab"], "help-key-tab-back", &[]),
    local(
        "help-place-forms",
        &["Ctrl", "Enter"],
        "help-key-save",
        &[("src/ui/overlay/mod.rs", &[Key::Enter])],
    ),
    local(
        "help-place-forms",
        &["Enter"],
        "help-key-confirm",
        &[
            ("src/app/path_field.rs", &[Key::Enter]),
            ("src/areas/funnel/forecast/view_roll.rs", &[Key::Enter]),
            ("src/areas/funnel/stuck/drawer.rs", &[Key::Enter]),
            ("src/areas/funnel/view_filters.rs", &[Key::Enter]),
            ("src/areas/organisation/mentors/view_pair.rs", &[Key::Enter]),
            ("src/areas/reports/needs_card.rs", &[Key::Enter]),
            ("src/areas/today/day/snooze.rs", &[Key::Enter]),
            ("src/areas/training/classes/view_entry.rs", &[Key::Enter]),
        ],
    ),
    local(
        "help-place-forms",
        &["Esc"],
        "help-key-escape",
        &[("src/ui/overlay/drawer.rs", &[Key::Escape])],
    ),
    local(
        "help-place-forms",
        &["↑", "↓", "Enter"],
        "help-key-choose",
        &[
            ("src/ui/select.rs", &[Key::ArrowUp, Key::ArrowDown, Key::Enter, Key::Space]),
            ("src/ui/overlay/palette.rs", &[Key::ArrowUp, Key::ArrowDown, Key::Enter]),
        ],
    ),
    local(
        "help-place-forms",
        &["←", "→"],
        "help-key-beside",
        &[
            ("src/ui/paint.rs", &[Key::ArrowLeft, Key::ArrowRight]),
            ("src/ui/slider.rs", &[Key::ArrowLeft, Key::ArrowRight]),
        ],
    ),
    local(
        "help-place-forms",
        &["↓"],
        "help-key-calendar",
        &[("src/ui/date.rs", &[Key::ArrowDown])],
    ),
    local(
        "area-today",
        &["S"],
        "help-key-snooze",
        &[("src/areas/today/day/view_list.rs", &[Key::S])],
    ),
    local(
        "area-today",
        &["D"],
        "help-key-done",
        &[("src/areas/today/day/view_list.rs", &[Key::D])],
    ),
    local(
        "area-funnel",
        &["Esc"],
        "help-key-back",
        &[("src/areas/funnel/deal/view.rs", &[Key::Escape])],
    ),
    local(
        "area-funnel",
        &["1–9", "0", "-"],
        "help-key-reason",
        &[(
            "src/areas/funnel/winloss/form.rs",
            &[
                Key::Num1,
                Key::Num2,
                Key::Num3,
                Key::Num4,
                Key::Num5,
                Key::Num6,
                Key::Num7,
                Key::Num8,
                Key::Num9,
                Key::Num0,
                Key::Minus,
            ],
        )],
    ),
    local(
        "area-organisation",
        &["+", "-"],
        "help-key-zoom",
        &[("src/areas/organisation/tree.rs", &[Key::Plus, Key::Equals, Key::Minus])],
    ),
    local(
        "help-place-visits",
        &["N"],
        "help-key-visit",
        &[("src/areas/coaching/visits/view.rs", &[Key::N])],
    ),
    local(
        "help-place-visits",
        &["1–5", "0", "N"],
        "help-key-level",
        &[(
            "src/ui/scale.rs",
            &[Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num0, Key::N],
        )],
    ),
    local(
        "help-place-visits",
        &["↑", "↓", "Enter"],
        "help-key-step",
        &[
            ("src/ui/scale.rs", &[Key::ArrowUp, Key::ArrowDown, Key::Enter]),
            ("src/areas/coaching/visits/walk.rs", &[Key::Enter]),
        ],
    ),
    local(
        "help-place-visits",
        &["Ctrl", "S"],
        "help-key-draft",
        &[("src/areas/coaching/visits/view_form.rs", &[Key::S])],
    ),
    local("area-reports", &["Ctrl", "V"], "help-key-paste", &[]),
    local(
        "area-reports",
        &["←", "→"],
        "help-key-sheet",
        &[("src/areas/reports/print_grid.rs", &[Key::ArrowLeft, Key::ArrowRight])],
    ),
];

/// Keys of one place, each line with what they do.
pub(super) struct Group {
    /// Where they work.
    pub title: String,
    /// The lines.
    pub rows: Vec<(Vec<String>, String)>,
}

/// Everything on the sheet: what works everywhere first.
pub(super) fn rows(open: bool, tr: &Tr) -> Vec<Group> {
    let everywhere = Action::all().filter_map(|action| {
        let keys = action.keys(open);
        (!keys.is_empty()).then(|| (keys, action.title(tr)))
    });
    let title = tr.text("help-place-everywhere");
    let mut groups = vec![Group { title, rows: everywhere.collect() }];
    for local in LOCAL_KEYS {
        let title = tr.text(local.place);
        let shown =
            |key: &&str| if *key == "Space" { tr.text("help-space") } else { (*key).to_owned() };
        let row = (local.keys.iter().map(shown).collect(), tr.text(local.does));
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { title, rows: vec![row] }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn every_action_with_keys_is_on_the_sheet_and_no_keys_are_there_twice() {
        for (open, language) in [(true, Language::Chinese), (false, Language::English)] {
            let tr = Tr::new(language);
            let groups = rows(open, &tr);
            let first = &groups[0].rows;
            let with_keys = Action::all().filter(|action| !action.keys(open).is_empty());
            assert_eq!(first.len(), with_keys.count());
            for group in &groups {
                let mut keys: Vec<&Vec<String>> = group.rows.iter().map(|(keys, _)| keys).collect();
                keys.sort();
                keys.dedup();
                assert_eq!(keys.len(), group.rows.len(), "{} lists keys twice", group.title);
                for (_, does) in &group.rows {
                    assert!(!does.is_empty() && !does.starts_with("help-"), "{does}");
                }
            }
        }
    }
}
