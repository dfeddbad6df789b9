//! The overview of the funnel over two years of deals: the marks, the sentence, who is compared, and the
//! records behind each figure. The figures are those of `funnel_story`, which were worked out by hand.

use super::*;
use crate::funnel_story;

fn opened(desk: &Desk) -> Window {
    let mut window = Window::open_in(desk, Language::Chinese);
    window.go(AreaId::Funnel);
    window
}

/// The button whose name begins so.
fn button(window: &Window, begin: &str) -> Seen {
    let buttons = window.of(Role::Button);
    let found = buttons.iter().find(|seen| seen.name.starts_with(begin));
    found.unwrap_or_else(|| panic!("no button {begin:?}\n{}", window.listing())).clone()
}

#[test]
fn a_stage_is_marked_and_the_sentence_says_what_follows() {
    let desk = funnel_story::prepared();
    let mut window = opened(&desk);
    let mark = window.word("funnel-mark-bottleneck");
    let row = button(&window, "方案报价 40 50.0%");
    assert!(row.name.ends_with(&mark), "{}", row.name);
    let other = button(&window, "商务谈判 20 80.0%");
    assert!(!other.name.contains(&mark), "{}", other.name);
    // Rate and evidence; 6 deals more in the 135 days from 21 May to 2 October are 4.0 in a quarter.
    window.must_say("证据强度97%");
    window.must_say("转化 50.0%（20 / 40），去年同期 75.0%（30 / 40）");
    window.must_say("主因：未确认预算5单，缺价值量化2单。");
    window.must_say("每季约多签4.0单、¥404.4万");

    // The button lists the twelve that are in hand there, and no others.
    let see = window.with("funnel-insight-see", &[("n", 12.into()), ("text", "12".into())]);
    window.press(&see);
    assert_eq!(window.get(Role::Grid, "funnel-tab-list").rows, Some(12));
    let only = window.with("funnel-list-stage", &[("stage", "方案报价".into())]);
    window.press(&only);
    assert_eq!(window.get(Role::Grid, "funnel-tab-list").rows, Some(13), "the young one too");
}

#[test]
fn figures_open_their_records_and_what_was_left_out() {
    let desk = funnel_story::prepared();
    let mut window = opened(&desk);
    let head = window.word("funnel-head-matured");
    let entered = button(&window, &format!("{head} 方案报价 40"));
    window.click_at(entered.rect.center());
    window.get(Role::Dialog, "方案报价");
    for (part, n) in
        [("entered", 40), ("advanced", 20), ("not-advanced", 20), ("open", 12), ("left-out", 40)]
    {
        let list = window.with(&format!("funnel-behind-{part}"), &[("n", n.to_string().into())]);
        let chosen = window.get(Role::RadioButton, &list);
        if !chosen.on {
            window.click(Role::RadioButton, &list);
        }
        assert_eq!(window.get(Role::Grid, "funnel-records").rows, Some(n), "{part}");
    }
    // Those of last year are left out with the reason.
    window.must_say("left-out-outside-window");
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.find(Role::Dialog, "方案报价").is_none());

    // One person: three of fifteen.
    let wang = button(&window, "王芳 3 / 15");
    let low = window.word("funnel-mark-low");
    assert!(wang.name.contains(&low), "{}", wang.name);
    window.click_at(wang.rect.center());
    let title = [("group", "王芳".into()), ("stage", "方案报价".into())];
    let title = window.with("funnel-behind-of", &title);
    window.get(Role::Dialog, &title);
    assert_eq!(window.get(Role::Grid, "funnel-records").rows, Some(15));
    window.keys(Modifiers::NONE, Key::Escape);

    // All that no stage counts.
    window.press("funnel-left-out-see");
    window.get(Role::Dialog, "funnel-behind-all-stages");
}

#[test]
fn others_than_people_are_compared_on_the_same_chart() {
    let desk = funnel_story::prepared();
    let mut window = opened(&desk);
    let (low, few) = (window.word("funnel-mark-low"), window.word("funnel-small"));
    assert!(button(&window, "李娜 0 / 5").name.ends_with(&few));
    for (by, title, row, end) in [
        ("funnel-by-team", "funnel-compare-teams", "二组 3 / 20", Some(&low)),
        ("funnel-by-region", "funnel-compare-regions", "华南 3 / 20", Some(&low)),
        ("funnel-by-product", "funnel-compare-products", "G2 0 / 5", Some(&few)),
    ] {
        let name = window.word(by);
        // The top bar has a choice of the same name.
        let switch = window.all(Role::RadioButton, &name).pop().expect("the switch");
        window.click_at(switch.rect.center());
        window.must_say(title);
        let row = button(&window, row);
        assert!(end.is_none_or(|end| row.name.contains(end.as_str())), "{by}: {}", row.name);
    }
    // The stay: twenty of G1 went on after 19 days, those lost after 20.
    window.click(Role::RadioButton, "funnel-compare-stay");
    window.get(Role::Grid, "funnel-people-stay");
    window.click(Role::RadioButton, "funnel-compare-open");
    let row = window.get(Role::Row, "G1 7");
    window.click_at(row.rect.center());
    let list = window.with("funnel-behind-open", &[("n", "7".into())]);
    assert!(window.get(Role::RadioButton, &list).on);
}

#[test]
fn a_batch_that_is_not_over_says_so() {
    let desk = funnel_story::prepared();
    let mut window = opened(&desk);
    window.choose("funnel-rule", "rule-created-cohort");
    // Of 41 created since 21 May thirteen are open: 68 % are over, less than four fifths.
    let args =
        [("n", 41.into()), ("text", "41".into()), ("open", "13".into()), ("share", "31.7%".into())];
    let young = window.with("funnel-maturity-young", &args);
    window.must_say(&young);
    window.choose("funnel-rule", "rule-snapshot");
    window.must_say("funnel-insight-not-judged");
}
