//! An evaluation is written and signed, and still is after the window was closed.

use crate::console::{Area, Console};
use crate::desk::{Desk, Look};
use crate::reader::{Node, Role};

/// What the manager writes.
const COMMENT: &str = "A steady quarter, two wins to repeat.";

#[test]
fn a_signature_outlives_the_window() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.sample();
    let name = file.display().to_string();

    let console = Console::start(&desk, &[&name]);
    console.read("现在需要你");
    console.go(Area::Evaluation);
    console.click(Role::Entry, "经理评语");
    console.write_in("经理评语", COMMENT);
    console.wait("the comment in its field", |console| {
        let field = console.find(Role::Entry, "经理评语");
        console.desk.bus.text(&field).filter(|text| text == COMMENT)
    });
    console.click(Role::Button, "签字");
    console.click(Role::MenuItem, "经理签字");
    console.find(Role::Entry, "签字人");
    console.shot("sign-question");
    console.click_in("经理签字", "签字");
    let signed = console.read("已签字：经理");
    console.find(Role::Button, "撤回");
    console.shot("signed");
    console.close();

    let query = "select s.role, s.name, s.on_day, e.manager_comment from signature s \
                 join evaluation e on e.id = s.evaluation_id";
    let stored = desk.x(&["sqlite3", &name, query]);
    let [role, signer, day, comment] = stored.trim().split('|').collect::<Vec<_>>()[..] else {
        panic!("one signature is stored: {stored}")
    };
    assert_eq!((role, day, comment), ("manager", crate::desk::TODAY, COMMENT));
    assert!(signed.contains(signer), "{signer} signed: {signed}");

    let console = Console::start(&desk, &[&name]);
    console.read("现在需要你");
    console.go(Area::Evaluation);
    console.find(Role::Label, &signed);
    let open = console.look(Role::Entry, |name| name == "经理评语").filter(Node::enabled);
    assert!(open.is_none(), "what is signed cannot be changed");
    console.close();
}
