//! Help inside the program: the guide, and the sheet of what the keys do. Both lie over whatever is shown, with
//! a workspace open or none, so that looking something up loses nothing.

mod guide;
mod keys;
mod read;
mod sheet;

use egui::Context;

use crate::app::App;
use crate::app::session::Session;
use crate::areas::AreaId;
use crate::domain::names;
use crate::i18n::Language;
use guide::GuideView;

pub use keys::{LOCAL_KEYS, LocalKeys};

/// The guides, as they are delivered.
const CHINESE: &str = include_str!("../../../assets/guide/zh-CN/guide.md");
const ENGLISH: &str = include_str!("../../../assets/guide/en/guide.md");

/// The chapter of the guide that tells of an area, by its English heading: chapters stand in the same order in
/// every language.
const CHAPTERS: [(AreaId, &str); 9] = [
    (AreaId::Today, "Today"),
    (AreaId::Targets, "Setting targets"),
    (AreaId::Funnel, "Funnel overview"),
    (AreaId::Organisation, "Structure"),
    (AreaId::Coaching, "Coaching"),
    (AreaId::Training, "Training"),
    (AreaId::Evaluation, "From sheets to a signed evaluation"),
    (AreaId::Reports, "Import"),
    (AreaId::Settings, "Stages and process"),
];

/// The heading of the guide that tells of a page, by the key of the page's word: where an area has several pages
/// that are told of in different places.
const PAGES: [(&str, &str); 8] = [
    ("settings-workspace", "From sheets to a signed evaluation"),
    ("settings-stages", "Stages and process"),
    ("settings-calendar", "Working calendar"),
    ("settings-template", "Evaluation template"),
    ("settings-privacy", "Privacy"),
    ("settings-appearance", "Shortcuts"),
    ("settings-health", "Health"),
    ("settings-backups", "Backup and restore"),
];

/// A place of the guide: the number of the chapter, and that of the section within it.
pub(super) type Place = (usize, usize);

/// What is shown.
pub(super) enum Help {
    /// The guide.
    Guide(Box<GuideView>),
    /// What the keys do.
    Shortcuts,
}

/// The guide in a language.
const fn text(language: Language) -> &'static str {
    match language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    }
}

/// The place of the guide that tells of a page, or else of its area.
fn place(area: AreaId, page: &str) -> Place {
    let of_page = PAGES.iter().find(|(of, _)| *of == page).map(|(_, heading)| *heading);
    let of_area = || CHAPTERS.iter().find(|(of, _)| *of == area).map(|(_, heading)| *heading);
    let heading = of_page.or_else(of_area).unwrap_or_default();
    let all = headings(ENGLISH);
    all.iter().find(|(_, title)| *title == heading).map(|(place, _)| *place).unwrap_or_default()
}

impl App {
    /// Shows the guide: at a place of it, or else at what it says of the page that is shown. Asked for again it
    /// goes.
    pub(super) fn open_guide(&mut self, place: Option<Place>) {
        if matches!(self.help, Some(Help::Guide(_))) && place.is_none() {
            self.help = None;
            return;
        }
        let shown = self.session.as_ref().and_then(Session::tab);
        let place = place.or_else(|| shown.map(|tab| self::place(tab.id(), tab.page())));
        let place = place.unwrap_or_default();
        self.help = Some(Help::Guide(Box::new(GuideView::new(self.tr.language(), place))));
    }

    /// Shows what the keys do; asked for again it goes.
    pub(super) fn open_shortcuts(&mut self) {
        self.help = match self.help {
            Some(Help::Shortcuts) => None,
            _ => Some(Help::Shortcuts),
        };
    }

    /// Draws what is shown.
    pub(super) fn help_ui(&mut self, ctx: &Context) {
        let Some(mut help) = self.help.take() else { return };
        let stays = match &mut help {
            Help::Guide(view) => view.draw(ctx, &self.tr),
            Help::Shortcuts => {
                sheet::draw(ctx, &keys::rows(self.session.is_some(), &self.tr), &self.tr)
            }
        };
        self.help = stays.then_some(help);
    }

    /// The headings of the guide that fit what is typed, each with its place.
    pub(super) fn headings(&self, wanted: &str) -> Vec<(Place, &'static str)> {
        let all = headings(text(self.tr.language())).into_iter();
        all.filter(|(_, title)| names::matches(wanted, title)).collect()
    }
}

/// The headings of a guide, each with its place.
fn headings(text: &str) -> Vec<(Place, &str)> {
    let mut found = vec![];
    let mut next = Place::default();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            found.push(((next.0, 0), title));
            next = (next.0 + 1, 1);
        } else if let Some(title) = line.strip_prefix("### ") {
            found.push(((next.0.saturating_sub(1), next.1), title));
            next.1 += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(place: Place) -> String {
        read::chapters(ENGLISH)[place.0].sections[place.1].title.clone()
    }

    #[test]
    fn every_area_and_every_page_has_its_place() {
        for (area, heading) in CHAPTERS {
            assert_eq!(title(place(area, "")), heading);
        }
        for area in AreaId::ALL {
            assert!(CHAPTERS.iter().any(|(of, _)| *of == area), "{area:?}");
        }
        for (page, heading) in PAGES {
            assert_eq!(title(place(AreaId::Settings, page)), heading);
        }
        assert_eq!(place(AreaId::Evaluation, ""), (0, 0));
    }

    #[test]
    fn headings_stand_where_the_guide_has_them() {
        for text in [CHINESE, ENGLISH] {
            let chapters = read::chapters(text);
            let all = headings(text);
            assert_eq!(all.len(), chapters.iter().map(|one| one.sections.len()).sum::<usize>());
            for ((chapter, section), title) in all {
                assert_eq!(chapters[chapter].sections[section].title, title);
            }
        }
    }
}
