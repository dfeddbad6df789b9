//! What was answered once about a sender's sheets is not asked again.

use crate::common::{CREATE_ALL, Desk, Take, counts, rejections, take};

const SHEET: &str = "商机编号,商机名称,客户名称,业务员,阶段,把握程度\n";

#[test]
fn a_column_named_by_hand_is_known_in_the_next_sheet_of_that_sender() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let first =
        desk.csv("华东周报_第45周.csv", &format!("{SHEET}S-1,改造,甲厂,张伟,方案报价,五成\n"));
    let map = "[columns]\n\"把握程度\" = \"probability\"";
    let made = take(&mut workspace, &first, &Take { map, create: CREATE_ALL, ..Take::default() });
    assert_eq!(counts(&made), (1, 0, 0, 0));

    let next =
        desk.csv("华东周报_第46周.csv", &format!("{SHEET}S-1,改造,甲厂,张伟,方案报价,八成\n"));
    let changed = take(&mut workspace, &next, &Take { date: "2025-11-19", ..Take::default() });
    assert_eq!(counts(&changed), (0, 1, 0, 0));
    let fields: Vec<_> = changed.sheets[0].shown[0].changes.iter().map(|c| c.field).collect();
    assert_eq!(fields, ["probability"]);

    // Another sender may mean something else by the same word: the column is kept as unknown.
    let other =
        desk.csv("华北周报_第46周.csv", &format!("{SHEET}S-2,改造,甲厂,张伟,方案报价,八成\n"));
    let made = take(&mut workspace, &other, &Take { date: "2025-11-19", ..Take::default() });
    assert_eq!(counts(&made), (1, 0, 0, 0));
    assert_eq!(made.sheets[0].n_corrections, 0);
}

#[test]
fn what_one_sender_calls_a_person_need_not_be_what_another_does() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let roster = desk.csv("名册.csv", "姓名,团队\n王志强,一组\n王芳,二组\n");
    take(&mut workspace, &roster, &Take::default());
    let sheet = |name: &str, number: &str| {
        desk.csv(name, &format!("{SHEET}{number},改造,甲厂,老王,方案报价,\n"))
    };
    let known = coxswain::command::import::Create { people: false, ..CREATE_ALL };
    let say = |map| Take { map, create: known, ..Take::default() };

    let east = sheet("华东周报_第45周.csv", "S-1");
    assert_eq!(
        rejections(&take(&mut workspace, &east, &say(""))),
        [(2, "owner", "problem-person-unknown")]
    );
    let answered = take(&mut workspace, &east, &say("[values.person]\n\"老王\" = \"王志强\""));
    assert_eq!(counts(&answered), (1, 0, 0, 0));
    let [correction] = answered.sheets[0].corrections.as_slice() else { panic!() };
    assert_eq!((correction.before.as_str(), correction.after.as_str()), ("老王", "王志强"));

    // As long as only one meaning is known it is believed of others, and listed.
    let south = sheet("华南周报_第45周.csv", "S-2");
    assert_eq!(counts(&take(&mut workspace, &south, &say(""))), (1, 0, 0, 0));
    let north = sheet("华北周报_第45周.csv", "S-3");
    let other = take(&mut workspace, &north, &say("[values.person]\n\"老王\" = \"王芳\""));
    assert_eq!(counts(&other), (1, 0, 0, 0));
    // Now there are two, and a sender who never said is asked.
    let west = sheet("西南周报_第45周.csv", "S-4");
    assert_eq!(
        rejections(&take(&mut workspace, &west, &say(""))),
        [(2, "owner", "problem-person-unknown")]
    );
    let again = sheet("华东周报_第46周.csv", "S-5");
    assert_eq!(counts(&take(&mut workspace, &again, &say(""))), (1, 0, 0, 0));
}
