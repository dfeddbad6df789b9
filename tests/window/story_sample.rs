//! From the welcome screen to a rep's evaluation on paper, with the sample.

use crate::console::{Area, Console};
use crate::desk::{Desk, Look};
use crate::paper::{self, PRINTER, Paper};
use crate::reader::Role;

/// The stages of the sample, in order.
const STAGES: [&str; 5] = ["线索开发", "需求分析", "方案报价", "商务谈判", "合同签订"];

#[test]
fn the_sample_is_opened_looked_at_and_printed() {
    let desk = Desk::new(Look::CHINESE);
    let paper = Paper::start(&desk);
    let console = Console::start(&desk, &[]);
    console.shot("welcome");
    console.click(Role::Button, "试用示例数据");

    console.read("现在需要你");
    console.shot("today");
    console.go(Area::Funnel);
    console.find(Role::Tab, "漏斗总览");
    for stage in STAGES {
        console.find_part(Role::Button, stage);
    }
    console.shot("funnel");

    console.go(Area::Evaluation);
    console.click(Role::ComboBox, "选择人员");
    console.find(Role::Entry, "搜索姓名");
    // The list opens at the one who is chosen.
    console.quiet();
    let items = || console.nodes().into_iter().filter(|node| node.role == Role::ListItem);
    let item = console.wait("the third of the names", |_| items().nth(2));
    console.click_on(&item);
    let rep = item.name;
    console.quiet();
    console.shot("evaluation");

    console.click(Role::Button, "打印");
    console.click(Role::MenuItem, PRINTER);
    console.message(&format!("已发送到打印机 {PRINTER}"));
    let (sent, page) = paper.page(&desk);
    assert_eq!((paper::pages(&desk, &sent), paper::pages(&desk, &page)), (1, 1));
    let words = paper::words(&desk, &sent);
    assert!(words.contains(&rep), "{rep} is on the page:\n{words}");
    let code = content_code(&words);
    let apart = paper::difference(&desk, &sent, &page);
    assert!(apart < 0.1, "the paper shows the page; they differ by {apart}");

    // The code in the question of the signature is the code on the paper.
    console.click(Role::Button, "签字");
    console.click(Role::MenuItem, "经理签字");
    let question = console.read(&code);
    console.read(&format!("{rep}的评估：经理签字"));
    assert!(question.contains("2025年四季度"), "{question}");
    console.press(&["Escape"]);
    console.gone(&code);
    console.close();
}

/// The code at the foot of a page, such as `3A46-C91A`.
fn content_code(words: &str) -> String {
    let (_, rest) = words.rsplit_once("内容码").unwrap_or_else(|| panic!("no code:\n{words}"));
    let code = rest.split_whitespace().next().unwrap().to_owned();
    assert_eq!(code.len(), 9, "{code}");
    code
}
