//! Somebody erased, for the statements that only this takes.

use std::path::Path;

use chrono::NaiveDate;
use coxswain::command::Command;
use coxswain::command::organisation::{self, PersonForm};
use coxswain::paths::Home;
use coxswain::store::Workspace;
use coxswain::store::privacy::{self, Erasure};
use coxswain::store::records::Person;

use crate::drive::act;

/// Erases somebody who was only ever typed.
pub fn erase(workspace: &mut Workspace, folder: &Path) {
    let name = "钱小满".to_owned();
    let form = PersonForm { name: name.clone(), ..PersonForm::default() };
    act(workspace, &Command::Organisation(organisation::Command::AddPerson(form)));
    let people = workspace.db.all::<Person>().unwrap();
    let order = Erasure {
        person: people.iter().find(|person| person.name == name).unwrap().id,
        pseudonym: "已删除人员 01".to_owned(),
        gone: "（已删除）".to_owned(),
        everywhere: Some(true),
        backups: false,
        today: NaiveDate::from_ymd_opt(2025, 11, 18).unwrap(),
    };
    privacy::erase(workspace, &Home::at(folder.join("home")), &order).unwrap();
}
