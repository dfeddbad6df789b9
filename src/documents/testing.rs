//! What the tests of all documents share.

use super::{DocumentKind, Pages, Printout, typeset};
use crate::i18n::{Language, Tr};

/// Sets a printout; every character has a font, and Typst has nothing to remark.
pub(super) fn drawn(printout: &Printout) -> Pages {
    let (pages, warnings) = typeset(printout).unwrap();
    assert_eq!(warnings, Vec::<String>::new());
    assert!(pages.missing().is_empty(), "no font for {:?}", pages.missing());
    pages
}

/// The drawn words without line ends, for looking up.
pub(super) fn text(pages: &Pages) -> String {
    pages.text().replace(['\n', '\u{200b}', '\u{ad}'], "")
}

/// The drawn words without white space, since lines end anywhere.
pub(super) fn packed(pages: &Pages) -> String {
    text(pages).split_whitespace().collect()
}

/// Every label of a template is there in each language, and stands on the page.
pub(super) fn all_words_used(kind: &DocumentKind, words: &[&str], printout: &Printout) {
    for language in Language::ALL {
        let tr = Tr::new(language);
        for key in words {
            assert!(tr.has(key), "{key} in {language:?}");
        }
    }
    for name in printout.words.keys() {
        assert!(kind.template.contains(&format!("w.{name}")), "{name} is not on the page");
    }
}
