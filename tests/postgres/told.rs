//! What people say: of deals decisions, next steps, reasons, forecasts; of notices; in notes. In the
//! workspace that [`crate::drive`] leads through everything.

use coxswain::command::outcomes::{self as ended, OutcomeForm};
use coxswain::command::{Command, deals, forecast, gap as why_gap, today};
use coxswain::domain::forecast::calls::Category;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::stuck::decision::Decision;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::forecast::Depth;
use coxswain::metrics::notices::{self, NoticeKind};
use coxswain::metrics::today as of_today;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    GapPart, NextStep, Note, Opportunity, OutcomeReason, Person, Status,
};
use coxswain::store::{Db, Workspace, notes, opportunities};

use crate::drive::{act, day};

/// An open deal gets a next step, waits, and is given up.
pub fn decide(workspace: &mut Workspace) {
    let open: Vec<Opportunity> = workspace.db.all().unwrap();
    let open = open.into_iter().find(|deal| deal.status == Status::Open);
    let Some(deal) = open.map(|deal| deal.id) else { return };
    let (name, today, until) = (String::new(), day("2025-11-18"), Some(day("2025-12-01")));
    let ask = |command: deals::Command| Command::Deals(command);
    let what = "复谈".to_owned();
    let set = deals::Command::SetNextStep { deal, name: name.clone(), what, due: today, today };
    act(workspace, &ask(set));
    let step = workspace.db.all::<NextStep>().unwrap().remove(0).id;
    act(workspace, &ask(deals::Command::ConfirmNextStep { step, name: name.clone(), today }));
    act(workspace, &ask(deals::Command::FinishNextStep { step, name: name.clone(), today }));
    for decision in [Decision::Wait, Decision::CloseLost] {
        let (reason, name) = ("预算取消".to_owned(), name.clone());
        let order = deals::Command::Decide { deal, name, decision, reason, until, today };
        act(workspace, &ask(order));
    }
    // It goes on being open, so that there is one to look at.
    act(workspace, &Command::Undo);
}

/// Why a deal ended: said, said otherwise, taken back.
pub fn explain(workspace: &mut Workspace) {
    let deal = opportunities::by_number(&workspace.db, "S-1").unwrap().unwrap().id;
    let said = |detail: &str| OutcomeForm {
        reason: OutcomeReason::Price,
        competitor: "甲仪".to_owned(),
        their_price: Some(1),
        detail: detail.to_owned(),
    };
    let (subject, today) = (String::new(), day("2025-11-18"));
    for detail in ["", "低价"] {
        let set = ended::Command::SetOutcome {
            deal,
            form: said(detail),
            subject: subject.clone(),
            today,
        };
        act(workspace, &Command::Outcomes(set));
    }
    let clear = ended::Command::ClearOutcome { deal, subject };
    act(workspace, &Command::Outcomes(clear));
}

/// What is said of a part of a gap, said otherwise and taken back.
pub fn explain_gap(workspace: &mut Workspace) {
    let (scope, period, part) = (Scope::All, Period::Month(2025, 8), GapPart::Timing);
    let (today, subject) = (day("2025-08-12"), String::new());
    for reason in ["预算延后", "换了采购"] {
        let set = why_gap::Command::SetGapReason {
            scope,
            period,
            part,
            reason: reason.to_owned(),
            today,
            subject: subject.clone(),
        };
        act(workspace, &Command::Gap(set));
    }
    let clear = why_gap::Command::ClearGapReason { scope, period, part, subject };
    act(workspace, &Command::Gap(clear));
}

/// A call and a class that are taken back, and a forecast that is frozen twice on a day.
pub fn foresee(workspace: &mut Workspace) {
    let open = |deal: &Opportunity| deal.status == Status::Open;
    let Some(deal) = workspace.db.all::<Opportunity>().unwrap().into_iter().find(open) else {
        return;
    };
    let (scope, period, today) = (Scope::All, Period::Month(2025, 8), day("2025-08-12"));
    let (category, subject) = (Category::Commit, String::new());
    let call = forecast::Command::Call {
        scope,
        period,
        category,
        value: 1,
        reason: "回款".to_owned(),
        today,
        subject: subject.clone(),
    };
    let reset = forecast::Command::ResetCall { scope, period, category, today, subject };
    let class = |category| forecast::Command::SetCategory {
        deal: deal.id,
        period,
        category,
        reason: "等对方回寄".to_owned(),
        today,
        subject: String::new(),
    };
    let freeze =
        || forecast::Command::Freeze { scope, period, as_of: today, subject: String::new() };
    let classes = [Some(Category::BestCase), Some(Category::Commit), None].map(class);
    for command in [freeze(), call, freeze(), reset].into_iter().chain(classes) {
        act(workspace, &Command::Forecast(command));
    }
}

/// Notices that are put off, ticked off and brought back, rules that change, and notes.
pub fn notice(workspace: &mut Workspace) {
    let (name, now) = (String::new(), day("2025-11-18"));
    let key = "stuck-deal:1:2025-01-01".to_owned();
    let ask = Command::Today;
    let until = day("2025-12-01");
    let snooze = today::Command::Snooze { key: key.clone(), name: name.clone(), until, today: now };
    act(workspace, &ask(snooze));
    let done = today::Command::Done { key: key.clone(), name: name.clone(), today: now };
    act(workspace, &ask(done));
    act(workspace, &ask(today::Command::Wake { key, name: name.clone() }));
    for (active, threshold) in [(false, Some(20)), (false, None), (true, None)] {
        let (kind, name) = (NoticeKind::ClassSeats, name.clone());
        act(workspace, &ask(today::Command::SetRule { kind, active, threshold, name }));
    }
    let deal = opportunities::by_number(&workspace.db, "S-1").unwrap().unwrap().id;
    let form = |words: &str| today::NoteForm {
        about: Some(today::About::Deal(deal)),
        words: words.to_owned(),
        due: Some(until),
    };
    let write = today::Command::Write { form: form("等"), name: name.clone(), today: now };
    act(workspace, &ask(write));
    let id = workspace.db.all::<Note>().unwrap().remove(0).id;
    let (form, done) = (form("等批文"), true);
    let again = today::Command::Rewrite { id, form, name: name.clone(), today: now };
    act(workspace, &ask(again));
    act(workspace, &ask(today::Command::Tick { id, done, name, today: now }));
}

/// What needs the manager, and what notes are on.
pub fn notices_of(db: &Db, directory: &Directory) {
    let now = day("2025-11-18");
    let found = notices::notices(db, directory, Scope::All, now).unwrap();
    notices::say::Names::load(db, &found).unwrap();
    let whose = (Scope::All, Period::month_of(now));
    of_today::day(db, directory, whose, now, Depth::Whole).unwrap();
    of_today::changes(db, directory, Scope::All, now).unwrap();
    let week = (day("2025-11-17"), day("2025-11-23"));
    of_today::agenda::agenda(db, directory, Scope::All, week, (&found, now)).unwrap();
    let tr = Tr::new(Language::Chinese);
    for note in notices::about::notes(db).unwrap() {
        let about = notes::About::of(&note);
        notices::about::choices(db, directory, (now, about), &tr).unwrap();
    }
    notes::of_person(db, db.all::<Person>().unwrap().remove(0).id).unwrap();
}
