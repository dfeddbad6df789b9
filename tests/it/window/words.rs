//! No page mixes languages, and none shows a key in the place of its words.

use coxswain::i18n::keys;

use super::*;

/// What is Chinese in the English program: the name of the other language.
const CHINESE: [&str; 2] = ["中文", "切换到中文"];

/// Every name, value and painted text of the page.
fn texts(window: &Window) -> BTreeSet<String> {
    let seen = window.seen().into_iter().flat_map(|seen| [seen.name, seen.value]);
    seen.chain(window.painted().into_iter().map(|(text, _)| text)).collect()
}

#[test]
fn english_pages_hold_no_chinese() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    let mut found = vec![];
    tour(&mut window, |window, page| {
        for text in texts(window) {
            let rest =
                CHINESE.iter().rev().fold(text.clone(), |text, known| text.replace(known, ""));
            if is_chinese(&rest) {
                found.push(format!("{page}: {text}"));
            }
        }
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_page_shows_a_key_or_an_unfilled_place() {
    for language in Language::ALL {
        let keys = keys(language.tag());
        let desk = world::small();
        let mut window = Window::open_in(&desk, language);
        let mut found = vec![];
        tour(&mut window, |window, page| {
            for text in texts(window) {
                let is_key = |word: &str| word.contains('-') && keys.contains(word);
                if text.split_whitespace().any(is_key)
                    || text.contains("{$")
                    || text.contains("{ $")
                {
                    found.push(format!("{page}: {text}"));
                }
            }
        });
        assert!(found.is_empty(), "{language:?} {found:#?}");
    }
}

#[test]
fn chinese_pages_hold_no_english_but_data() {
    let desk = world::small();
    let mut window = Window::open_in(&desk, Language::Chinese);
    let mut found = vec![];
    tour(&mut window, |window, page| {
        let words = window.words().into_iter();
        let latin = words.filter(|text| !is_chinese(text) && !world::is_data(text));
        found.extend(latin.map(|text| format!("{page}: {text}")));
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_fails_is_said_in_one_language() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-export");
    let people = window.word("reports-table-people");
    window.press(&format!("{people} csv"));
    let path = desk.path("no folder").join("people.csv");
    window.answer_path(&path.display().to_string());
    window.wait("an alert", |window| !window.of(Role::Alert).is_empty());
    let alert = window.of(Role::Alert).remove(0).name;
    assert!(alert.contains("people.csv") && !is_chinese(&alert), "{alert}");
}
