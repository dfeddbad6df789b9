//! The overview of the funnel over two years of deals: the marks, the sentence, who is compared, and the
//! records behind each figure. The figures are those of `funnel_story`, which were worked out by hand.

use coxswain::i18n::{DASH, money_cell, percent};
use coxswain::sheets::read::{Cell, read};

use super::*;
use crate::common::source;
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
    // Rate and evidence; 6 deals more in the 135 days from 21 May to 2 October are 4 in a quarter.
    window.must_say("证据强度97%");
    window.must_say("转化 50.0%（20 / 40），去年同期 75.0%（30 / 40）");
    window.must_say("主因：未确认预算5单，缺价值量化2单。");
    window.must_say("每季约多签4单、¥404.4万");
    assert!(!window.cut().iter().any(|text| text.contains("每季约多签")), "to its end");

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

/// A stage as the workbook has it, in the words of the chart: name, what came in and rate; what else there
/// is of it but the interval; and the interval.
fn of_workbook(window: &Window, cells: &[Cell]) -> ([String; 3], Vec<String>, Option<[f64; 2]>) {
    let number = |at: usize| match cells.get(at) {
        Some(Cell::Number(n)) => Some(*n),
        _ => None,
    };
    let text = |at: usize| cells.get(at).map_or_else(String::new, |cell| cell.text().into_owned());
    let rate = |at: usize| number(at).map(|share| percent((share * 10_000.0).round() as i64));
    let days = |at: usize| {
        let days = number(at).map(|n| n.to_string());
        days.map(|n| window.with("funnel-days-short", &[("n", n.into())]))
    };
    let or_dash = |words: Option<String>| words.unwrap_or_else(|| DASH.to_owned());
    let fen = (number(10).expect("an amount") * 100.0).round() as i64;
    let amount = window.with("funnel-head-amount", &[("unit", "万元".into())]);
    let mut more = vec![
        format!("{} {}", window.word("funnel-head-open"), text(9)),
        format!("{amount} {}", money_cell(Language::Chinese, fen)),
        format!("{} {}", window.word("funnel-head-stay"), or_dash(days(7))),
    ];
    let before: Vec<String> = rate(6).into_iter().chain(days(8)).collect();
    if !before.is_empty() {
        more.push(format!("{} {}", window.word("funnel-key-year-before"), before.join(" ")));
    }
    let interval = number(4).zip(number(5)).map(|(low, high)| [low, high]);
    ([text(0), text(1), or_dash(rate(3))], more, interval)
}

#[test]
fn the_chart_the_workbook_and_what_is_told_hold_the_same_figures() {
    let desk = funnel_story::prepared();
    let mut window = opened(&desk);
    window.press("funnel-review-export");
    let path = desk.path("评审.xlsx");
    window.answer_path(&path.display().to_string());
    let written = window.with("app-written", &[("file", path.display().to_string().into())]);
    window.wait_to_say(&written);
    let book = read(&path, &source(), &|| false).unwrap();
    let name = window.word("doc-funnel-review-stages");
    let sheet = book.sheets.iter().find(|sheet| sheet.name == name).expect("the stages");
    let (_, stages) = sheet.rows.split_first().expect("headings");
    assert_eq!(stages.len(), 5);
    let mut intervals = 0;
    for stage in stages {
        let (named, mut more, interval) = of_workbook(&window, &stage.cells);
        // What a screen reader is told of the row.
        let row = button(&window, &named.join(" "));
        let mut told: Vec<String> = row.beside.split(", ").map(str::to_owned).collect();
        let range = |part: &String| part.ends_with('%') && part.contains('–');
        let shown = told.iter().position(range).map(|at| told.remove(at));
        assert_eq!(told, more, "{named:?}");
        // The chart writes an interval in whole percents, the workbook in hundredths.
        assert_eq!(shown.is_some(), interval.is_some(), "{named:?}: {shown:?} {interval:?}");
        if let (Some(shown), Some(ends)) = (&shown, interval) {
            let parts = shown.trim_end_matches('%').split('–').map(|part| part.parse::<f64>());
            for (part, end) in parts.zip(ends) {
                let off = (part.unwrap() / 100.0 - end).abs();
                assert!(off <= 0.005_1, "{named:?}: {shown} {ends:?}");
            }
            intervals += 1;
        }
        // What is painted there, which is what the picture keeps: each figure without its heading.
        let [_, entered, rate] = named;
        more.truncate(3);
        let figures = more.iter().filter_map(|part| part.rsplit(' ').next());
        let painted = window.cells(&row);
        for figure in figures.chain([entered.as_str(), rate.as_str()]).chain(shown.as_deref()) {
            assert!(painted.iter().any(|text| text == figure), "{figure:?} in {painted:?}");
        }
    }
    assert_eq!(intervals, 3, "of the stages that somebody came to");

    // Who is compared is told with the interval, which is only drawn.
    let row = button(&window, "王芳 3 / 15");
    assert_eq!(row.beside, "7–45%");
}
