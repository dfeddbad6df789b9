//! What holds on every page: all that can be pressed has a name, the keyboard reaches it, and a page
//! at rest rests.

use super::*;

#[test]
fn everything_that_can_be_pressed_has_a_name() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    let mut found = vec![];
    tour(&mut window, |window, page| {
        // Bars that scroll are egui's own and need no name; texts run inside of fields.
        let own = [Role::ScrollBar, Role::TextRun];
        for seen in window.seen() {
            if seen.clickable && seen.name.trim().is_empty() && !own.contains(&seen.role) {
                found.push(format!("{page}: {seen:?}"));
            }
        }
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn nothing_is_a_label_without_words_and_the_window_has_a_name() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    let mut found = vec![];
    tour(&mut window, |window, page| {
        let empty = window.of(Role::Label).into_iter().filter(|seen| seen.name.trim().is_empty());
        found.extend(empty.map(|seen| format!("{page}: {seen:?}")));
        let root = window.root_name();
        assert!(root.ends_with(&window.word("app-name")) && root.contains(" - "), "{page}: {root}");
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn files_over_the_window_are_told_where_they_go() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    let sheets = window.with("app-drop-sheets", &[("n", 2.into())]);
    let shown =
        |window: &Window, words: &str| window.painted().iter().any(|(text, _)| text == words);
    tour(&mut window, |window, page| {
        window.hover_files(&["a.xlsx", "b.csv"]);
        assert!(shown(window, &sheets), "{page}");
        window.hover_files(&["team.cox"]);
        let workspace = window.with("app-drop-workspace", &[("file", "team.cox".into())]);
        assert!(shown(window, &workspace), "{page}");
        window.hover_files(&[]);
        assert!(!shown(window, &sheets) && !shown(window, &workspace), "{page}");
    });
}

#[test]
fn names_tell_buttons_apart() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    let mut found = vec![];
    tour(&mut window, |window, page| {
        let mut names: Vec<String> =
            window.of(Role::Button).into_iter().map(|seen| seen.name).collect();
        names.sort();
        let mut twice: Vec<&String> =
            names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
        twice.dedup();
        // A drawer closes by its cross and by the button below; a form has a calendar for each day.
        let may = ["app-close", "day-calendar-open"];
        let may = may.map(|key| window.word(key));
        found.extend(
            twice
                .into_iter()
                .filter(|name| !may.contains(name))
                .map(|name| format!("{page}: two buttons {name:?}")),
        );
    });
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn tab_reaches_controls_on_every_page_and_comes_round() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    tour(&mut window, |window, page| {
        let mut reached = vec![];
        for _ in 0..12 {
            window.keys(Modifiers::NONE, Key::Tab);
            let focused = window.seen().into_iter().find(|seen| {
                seen.focused && seen.role != Role::Window && seen.role != Role::GenericContainer
            });
            let focused = focused.unwrap_or_else(|| panic!("{page}\n{}", window.listing()));
            assert!(!focused.name.is_empty(), "{page}: {focused:?}");
            reached.push((focused.role, focused.name));
        }
        reached.sort_by(|a, b| a.1.cmp(&b.1));
        reached.dedup();
        // The palette has one field, whose rows are reached by the arrows; the sheet of keys is only read.
        let fewer = ["palette", "shortcuts"].contains(&page);
        assert!(reached.len() > 2 || fewer, "{page}: {reached:?}");
        window.ctx().memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        window.settle();
    });
}

/// Waits for ten frames after which nothing more is asked for. Work that other pages left behind may
/// wake the window before that.
fn rests(window: &mut Window, page: &str) {
    let deadline = Instant::now() + PATIENCE;
    let mut quiet = 0;
    while quiet < 10 {
        window.step();
        quiet = if window.delay() == Duration::MAX { quiet + 1 } else { 0 };
        let causes = window.ctx().repaint_causes();
        assert!(Instant::now() < deadline, "{page} does not rest: {causes:#?}");
    }
}

#[test]
fn a_page_at_rest_asks_for_nothing() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    tour(&mut window, |window, page| {
        if page == "palette" {
            // The cursor in its field may blink.
            return;
        }
        rests(window, page);
    });
}

#[test]
fn a_small_window_shows_every_page() {
    let desk = world::small();
    for language in Language::ALL {
        let mut window = Window::open_in(&desk, language);
        window.resize([1024.0, 720.0]);
        tour(&mut window, |window, page| {
            assert!(window.of(Role::Tab).len() >= 5, "{page}");
        });
        drop(window.close(&desk));
    }
}
