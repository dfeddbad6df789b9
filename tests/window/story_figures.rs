//! What leaves the program holds the figures of the screen: a chart as a picture, and the table beside it as a
//! workbook.
//!
//! A picture says no number to a program, so its bars are measured: pixel by pixel, in the file that was
//! written, and held against the cells of the workbook. The screen stands between the two: the picture is what
//! was seen there, and what a screen reader hears there are the cells.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook};

use crate::console::{Area, Console};
use crate::desk::{Desk, Look};
use crate::photo::{self, Pixels};
use crate::reader::{Place, Role};

/// The words of a language.
struct Words {
    /// Around the title of a chart: keep it as a picture.
    keep: [&'static str; 2],
    /// Before the name of a file.
    written: &'static str,
    /// The title of the funnel.
    funnel: &'static str,
    /// Over its bars by number and by amount, over the deals in hand and over the rates.
    heads: [&'static str; 4],
    /// Its bars by amount.
    by_amount: &'static str,
    /// Writes the workbook with its stages.
    review: &'static str,
    /// In that workbook: stage, entered, rate, deals in hand, their amount.
    stages: [&'static str; 5],
    /// The page of the waterfall, and its title.
    time: [&'static str; 2],
    /// Its first and last bar.
    totals: [&'static str; 2],
    /// Writes the workbook with its changes.
    export: &'static str,
    /// In that workbook: what a change is, and its amount.
    changes: [&'static str; 2],
    /// Behind a number of deals: one, and several.
    deals: [&'static str; 2],
    /// How many yuan the unit of the screen has, and its decimals.
    unit: (f64, usize),
}

impl Words {
    /// The button that keeps a chart as a picture.
    fn keep(&self, chart: &str) -> String {
        let [before, behind] = self.keep;
        format!("{before}{chart}{behind}")
    }
}

const CHINESE: Words = Words {
    keep: ["把", "存为图片"],
    written: "已写入",
    funnel: "阶段漏斗",
    heads: ["期内进入且到期", "在手金额 万元", "在手 个", "转化率"],
    by_amount: "金额",
    review: "周评审工作簿",
    stages: ["阶段", "进入", "转化率", "商机数", "金额（元）"],
    time: ["时光机", "预计2025年四季度签约的在手商机"],
    totals: ["09-30 在手", "11-18 在手"],
    export: "导出",
    changes: ["变动", "影响（元）"],
    deals: ["个", "个"],
    unit: (10_000.0, 1),
};

const ENGLISH: Words = Words {
    keep: ["Save ", " as a picture"],
    written: "Wrote",
    funnel: "Stage funnel",
    heads: ["Entered and matured", "Open amount ¥M", "Open", "Rate"],
    by_amount: "Amount",
    review: "Weekly review as workbook",
    stages: ["Stage", "Came in", "Move on", "Deals", "Amount (yuan)"],
    time: ["Time machine", "Open deals expected in Q4 2025"],
    totals: ["Open 30 Sep", "Open 18 Nov"],
    export: "Export",
    changes: ["Change", "Effect (yuan)"],
    deals: [" deal", " deals"],
    unit: (1_000_000.0, 2),
};

#[test]
fn pictures_and_workbooks_of_the_funnel_hold_the_same_figures() {
    told_alike(Look::CHINESE, &CHINESE);
}

#[test]
fn they_do_in_english_on_a_dark_screen_twice_as_sharp() {
    told_alike(Look { theme: "dark", scale: 2, ..Look::ENGLISH }, &ENGLISH);
}

fn told_alike(look: Look, words: &Words) {
    let desk = Desk::new(look);
    let file = desk.sample().display().to_string();
    let console = Console::start(&desk, &[&file]);
    console.go(Area::Funnel);
    let book = write(&console, words, words.review, "review.xlsx");
    let stages = Stages::read(&Sheet::read(&book, 1), words);
    funnel(&console, words, &stages);
    console.click(Role::Tab, words.time[0]);
    // The page before has a button of the same name, for the stuck deals.
    console.find(Role::Button, &words.keep(words.time[1]));
    let book = write(&console, words, words.export, "changes.xlsx");
    waterfall(&console, words, &Sheet::read(&book, 0));
    console.close();

    // The command line tells the same.
    let told = desk.json(&["show", &file, "funnel", "--days", "180", "--json"]);
    let told = told["stages"].as_array().unwrap();
    let column =
        |key: &str| -> Vec<f64> { told.iter().map(|stage| stage[key].as_f64().unwrap()).collect() };
    let fen: Vec<f64> = stages.amount.iter().map(|yuan| yuan * 100.0).collect();
    assert_eq!([stages.entered, stages.open, fen], ["reached", "open", "open_amount"].map(column));
}

/// The stages of the workbook, in order.
struct Stages {
    name: Vec<String>,
    entered: Vec<f64>,
    rate: Vec<f64>,
    open: Vec<f64>,
    amount: Vec<f64>,
}

impl Stages {
    fn read(sheet: &Sheet, words: &Words) -> Self {
        let [name, entered, rate, open, amount] = words.stages;
        Self {
            name: sheet.words(name),
            entered: sheet.numbers(entered),
            rate: sheet.numbers(rate),
            open: sheet.numbers(open),
            amount: sheet.numbers(amount),
        }
    }
}

/// Holds both pictures of the funnel against the stages of the workbook.
fn funnel(console: &Console<'_>, words: &Words, stages: &Stages) {
    assert_eq!(stages.name.len(), 5, "{:?}", stages.name);
    let [by_count, by_amount, open, rate] = words.heads;
    let hears = |head: &str, stage: &str, figure: &str| {
        console.find(Role::Button, &format!("{head} {stage} {figure}"))
    };
    let bars = |head: &str, figures: &[String]| -> Vec<Place> {
        let bars = stages.name.iter().zip(figures).map(|(stage, said)| hears(head, stage, said));
        bars.map(|bar| console.desk.bus.place(&bar).unwrap()).collect()
    };

    let count = |n: &f64| grouped(&n.to_string());
    let said: Vec<String> = stages.entered.iter().map(count).collect();
    let places = bars(by_count, &said);
    for (at, stage) in stages.name.iter().enumerate() {
        hears(open, stage, &count(&stages.open[at]));
        hears(rate, stage, &format!("{:.1}%", stages.rate[at] * 100.0));
    }
    let kept = Kept::of(console, words, words.funnel, "count");
    kept.proportional(&places, &stages.entered);

    console.click(Role::Radio, words.by_amount);
    let said: Vec<String> = stages.amount.iter().map(|yuan| amount(words, *yuan)).collect();
    let places = bars(by_amount, &said);
    let kept = Kept::of(console, words, words.funnel, "amount");
    kept.proportional(&places, &stages.amount);
}

/// Holds the picture of the waterfall against the changes of the workbook.
fn waterfall(console: &Console<'_>, words: &Words, changes: &Sheet) {
    let mut parts: BTreeMap<String, (usize, f64)> = BTreeMap::new();
    let [part, effect] = words.changes;
    for (part, yuan) in changes.words(part).into_iter().zip(changes.numbers(effect)) {
        let (n, sum) = parts.entry(part).or_default();
        (*n, *sum) = (*n + 1, *sum + yuan);
    }
    assert!(parts.len() > 5, "{parts:?}");

    let kept = Kept::of(console, words, words.time[1], "waterfall");
    let height = |bar: &dyn Fn(&str) -> bool, what: &str| {
        let bar = console.wait(what, |console| console.look(Role::Button, bar));
        (kept.bar_height(console.desk.bus.place(&bar).unwrap()), bar.name)
    };
    // The first bar is told in the unit of the screen; what it is high is what the unit is high.
    let [opening, closing] = words.totals.map(|total| {
        let (high, name) = height(&|name| name.starts_with(&format!("{total} ")), total);
        let figure = name[total.len()..].split_whitespace().next().unwrap();
        (high as f64, figure.replace(',', "").parse::<f64>().unwrap())
    });
    let yuan_high = opening.0 / opening.1 / words.unit.0;
    for (part, (n, sum)) in &parts {
        let deals = words.deals[usize::from(*n != 1)];
        let sign = if *sum > 0.0 { "+" } else { "" };
        let said = format!(" {sign}{} {n}{deals}", amount(words, *sum));
        let (high, _) = height(&|name| name.starts_with(part) && name.ends_with(&said), &said);
        let told = sum.abs() * yuan_high;
        assert!(kept.about(high as f64, told), "{part}{said} is {high} high instead of {told}");
    }
    let sum: f64 = parts.values().map(|(_, sum)| sum / words.unit.0).sum();
    let told = opening.1 + sum;
    let least = 10_f64.powi(-i32::try_from(words.unit.1).unwrap());
    assert!((told - closing.1).abs() < 1.5 * least, "{told} is left instead of {}", closing.1);
    let high = closing.1 * words.unit.0 * yuan_high;
    assert!(kept.about(closing.0, high), "{} high instead of {high}", closing.0);
}

/// A picture that was kept of a chart.
struct Kept {
    picture: Pixels,
    /// Where its upper left corner stands on the screen.
    corner: (usize, usize),
    /// How many of its pixels a point of the screen has.
    scale: usize,
}

impl Kept {
    /// Keeps a chart as a picture, which is what was seen: all of its pixels but those of the button.
    fn of(console: &Console<'_>, words: &Words, chart: &str, name: &str) -> Self {
        let desk = console.desk;
        let button = console.find(Role::Button, &words.keep(chart));
        // Nothing is lit under the pointer.
        desk.x(&["xdotool", "mousemove", "2", "2"]);
        console.quiet();
        let seen = desk.path("seen.png");
        photo::screen(desk, &seen);
        let place = desk.bus.place(&button).unwrap();
        console.click_on(&button);
        let file = desk.path(&format!("{name}.png"));
        console.answer(&file);
        console.message(&format!("{} {}", words.written, file.display()));
        let Look { language, theme, .. } = desk.look;
        fs::copy(&file, desk.shots().join(format!("kept-{language}-{theme}-{name}.png"))).unwrap();

        let (picture, seen) = (Pixels::read(desk, &file), Pixels::read(desk, &seen));
        let (left, top) = picture.place_in(&seen);
        let there = |at: usize, from: i32, long: i32| (from..from + long).contains(&(at as i32));
        for (x, y) in picture.apart(&seen, (left, top)) {
            let (x, y) = (left + x, top + y);
            let on_button = there(x, place.x, place.width) && there(y, place.y, place.height);
            assert!(on_button, "{name}: the picture is not what was seen at {x}, {y}");
        }
        Self { picture, corner: (left, top), scale: desk.look.scale as usize }
    }

    /// A place of the screen in the picture: left, upper, right and lower edge.
    fn inside(&self, place: Place) -> [usize; 4] {
        let (left, top) = self.corner;
        let across = |x: i32| usize::try_from(x).unwrap() - left;
        let down = |y: i32| usize::try_from(y).unwrap() - top;
        let (right, bottom) = (place.x + place.width, place.y + place.height);
        [across(place.x), down(place.y), across(right), down(bottom)]
    }

    /// Whether two lengths are the same but for what is lost where edges are set on whole pixels.
    fn about(&self, one: f64, other: f64) -> bool {
        (one - other).abs() <= 1.5 * self.scale as f64
    }

    /// Whether bars in these places are as wide as their numbers say; one that would be narrower than the
    /// number on it is as wide as that is.
    fn proportional(&self, places: &[Place], numbers: &[f64]) {
        let wide: Vec<(f64, f64)> = places.iter().map(|place| self.bar_width(*place)).collect();
        let widest = wide.iter().map(|(bar, _)| *bar).fold(0.0, f64::max);
        let most = numbers.iter().copied().fold(0.0, f64::max);
        let mut measured = 0;
        for ((bar, number), n) in wide.iter().zip(numbers) {
            let told = widest * n / most;
            let least = number + 9.0 * self.scale as f64;
            if told > least {
                measured += 1;
                assert!(self.about(*bar, told), "{n} is {bar} wide instead of {told}: {wide:?}");
            } else {
                let room = least + 6.0 * self.scale as f64;
                assert!((told..room).contains(bar), "{n} is {bar} wide, its number {number}");
            }
        }
        assert!(measured >= 4, "{measured} bars are wider than their numbers: {wide:?}");
    }

    /// How wide the bar in a place is painted, and the number that stands on it.
    fn bar_width(&self, place: Place) -> (f64, f64) {
        let [left, top, right, bottom] = self.inside(place);
        // Above the number, and where the corners are not round any more.
        let (x, y) = ((left + right) / 2, top + (bottom - top) / 8);
        let fill = self.picture.at(x, y);
        let filled = |x: &usize| self.picture.at(*x, y) == fill;
        let first = x - (0..x).rev().take_while(filled).count();
        let end = x + (x..self.picture.width).take_while(filled).count();
        let rows = y + 2 * self.scale..bottom - 6 * self.scale;
        let inked = |x: &usize| rows.clone().any(|y| self.picture.at(*x, y) != fill);
        let ink: Vec<usize> = (first..end).filter(inked).collect();
        let number = ink.last().zip(ink.first()).map_or(0, |(last, first)| last + 1 - first);
        ((end - first) as f64, number as f64)
    }

    /// How high the bar in a column is painted: so many rows are of one colour in its middle, and of others
    /// on both sides of it, where lines of the grid go on.
    fn bar_height(&self, place: Place) -> usize {
        let [left, top, right, bottom] = self.inside(place);
        let at = |x: usize, y: usize| self.picture.at(x, y);
        let (middle, half) = ((left + right) / 2, (right - left) * 15 / 100);
        let aside = [left + (right - left) / 16, right - 1 - (right - left) / 16];
        let ground = at(aside[0], top + 1);
        let filled = |y: &usize| {
            let fill = at(middle, *y);
            let even = (middle - half..=middle + half).all(|x| at(x, *y) == fill);
            even && fill != ground && aside.iter().all(|x| at(*x, *y) != fill)
        };
        (top..bottom).filter(filled).count()
    }
}

/// Writes a workbook with the button of this name.
fn write(console: &Console<'_>, words: &Words, button: &str, name: &str) -> PathBuf {
    console.click(Role::Button, button);
    let file = console.desk.path(name);
    console.answer(&file);
    console.message(&format!("{} {}", words.written, file.display()));
    file
}

/// A table of a workbook.
struct Sheet {
    headings: Vec<String>,
    rows: Vec<Vec<Data>>,
}

impl Sheet {
    /// Reads the table at this place in a workbook.
    fn read(file: &Path, at: usize) -> Self {
        let mut book: Xlsx<_> = open_workbook(file).unwrap();
        let range = book.worksheet_range_at(at).unwrap().unwrap();
        let mut rows = range.rows().map(<[Data]>::to_vec);
        let headings = rows.next().unwrap().iter().map(ToString::to_string).collect();
        Self { headings, rows: rows.collect() }
    }

    /// The cells below a heading.
    fn cells(&self, heading: &str) -> impl Iterator<Item = &Data> {
        let at = self.headings.iter().position(|said| said == heading);
        let at = at.unwrap_or_else(|| panic!("no {heading} in {:?}", self.headings));
        self.rows.iter().map(move |row| &row[at])
    }

    /// The cells below a heading, as words.
    fn words(&self, heading: &str) -> Vec<String> {
        self.cells(heading).map(ToString::to_string).collect()
    }

    /// The cells below a heading, all of them numbers.
    fn numbers(&self, heading: &str) -> Vec<f64> {
        let number = |cell: &Data| match cell {
            Data::String(said) => panic!("“{said}” below {heading} is no number"),
            cell => cell.as_f64().unwrap(),
        };
        self.cells(heading).map(number).collect()
    }
}

/// An amount as the screen writes it, without its unit.
fn amount(words: &Words, yuan: f64) -> String {
    let (unit, decimals) = words.unit;
    let said = format!("{:.decimals$}", yuan.abs() / unit);
    let (whole, rest) = said.split_once('.').unwrap();
    let sign = if yuan < 0.0 { "−" } else { "" };
    format!("{sign}{}.{rest}", grouped(whole))
}

/// Digits with a comma before each three.
fn grouped(digits: &str) -> String {
    let long = digits.len();
    let digit = |(at, digit): (usize, char)| {
        let comma = (at > 0 && (long - at).is_multiple_of(3)).then_some(',');
        comma.into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(digit).collect()
}
