//! Lists of deals show what a plain look at all of them finds: in every order, on the board, by everything that they
//! can be limited to; from the deals in memory as from the file.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::data::Page;
use super::deals::{LISTED, SortBy};
use super::kept_tests::{Dice, LOOKED, TODAY, World, day, give_up};
use super::{Ask, BoardBy, Funnel, ListAsk};
use crate::areas::{Area as _, Filter};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::*;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::{Language, Tr};
use crate::metrics::deal_list::{self, Filter as Which};
use crate::metrics::forecast::{self, Depth};
use crate::metrics::stuck::{self, stuck_deals};
use crate::store::directory::Directory;
use crate::store::opportunities::{self, GivenUp};
use crate::store::records::*;
use crate::store::{Db, StepHead, Workspace};

/// Lists in every order and on the board, by everything they can be limited to.
fn lists(world: &World, team: TeamId) -> Vec<(Scope, Period, ListAsk)> {
    let (quarter, before) = (Period::Quarter(2025, 4), Period::Quarter(2025, 1));
    let list = |filter: Which| ListAsk { filter, ..ListAsk::default() };
    let which = Which::default;
    let mut asked = vec![];
    let mut ask = |scope, period, ask| asked.push((scope, period, ask));
    for sort in SortBy::ALL {
        for descending in [true, false] {
            for status in [Status::Open, Status::Won] {
                let ordered = list(Which { status, ..which() });
                ask(Scope::All, quarter, ListAsk { sort, descending, ..ordered });
            }
        }
    }
    let scopes = [Scope::All, Scope::Team(team), Scope::Person(world.people[4])];
    for (scope, period) in scopes.into_iter().flat_map(|scope| [(scope, quarter), (scope, before)])
    {
        for status in [Status::Open, Status::Won, Status::Lost] {
            ask(scope, period, list(Which { status, ..which() }));
        }
        for board in [BoardBy::Stage, BoardBy::Month] {
            ask(scope, period, ListAsk { board: Some(board), ..ListAsk::default() });
        }
    }
    for (_, stages) in &world.models {
        ask(Scope::All, quarter, list(Which { stage: Some(stages[1]), ..which() }));
    }
    for status in [Status::Open, Status::Lost] {
        let which = || Which { status, ..which() };
        let (owner, product) = (Some(world.people[1]), Some(world.products[0]));
        let (least, most) = (Some(5_000_000), Some(20_000_000));
        ask(Scope::All, quarter, list(Which { owner, ..which() }));
        ask(Scope::All, quarter, list(Which { product, ..which() }));
        ask(Scope::All, quarter, list(Which { least, most, ..which() }));
        ask(Scope::All, quarter, list(Which { least, product, ..which() }));
        for search in ["甲厂", "acme", "人01", "商机1", "nothing of all"] {
            ask(Scope::All, quarter, list(Which { search: search.to_owned(), ..which() }));
        }
    }
    let month = Some(Period::Month(2025, 10));
    let open = [
        Which { month, ..which() },
        Which { without_next: true, ..which() },
        Which { category: Some(Category::Pipeline), ..which() },
    ];
    for filter in open {
        ask(Scope::All, quarter, list(filter.clone()));
        ask(Scope::All, quarter, ListAsk { board: Some(BoardBy::Stage), ..list(filter) });
    }
    asked
}

/// That a list shows the deals that a plain look at all of them finds, in their order and with their days, and
/// counts them. Where a stage, a class or a search decides, that they are the same everywhere is enough.
fn as_found(db: &Db, (scope, period): (Scope, Period), ask: &ListAsk, after: &str) {
    let tr = Tr::new(Language::English);
    let today = day(LOOKED);
    let directory = Directory::load(db).unwrap();
    let as_of = opportunities::last_reported(db).unwrap().unwrap().min(today);
    let (members, given_up) = (directory.members(scope), GivenUp::load(db).unwrap());
    let accounts: Vec<Account> = db.all().unwrap();
    let which = &ask.filter;
    let there = |deal: &Opportunity| {
        let open = deal.status == Status::Open;
        let on = if open { Some(as_of) } else { deal.closed_on };
        let known = |on: NaiveDate| given_up.since(deal.id).unwrap_or(on) <= as_of;
        let between = |fen: i64| {
            which.least.is_none_or(|least| least <= fen)
                && which.most.is_none_or(|most| fen <= most)
        };
        let limited = which.least.is_some() || which.most.is_some();
        !deal.archived
            && deal.status == which.status
            && members.include(deal.owner_id, on)
            && (open || deal.closed_on.is_some_and(|on| period.contains(on) && known(on)))
            && (which.owner.is_none() || which.owner == deal.owner_id)
            && (which.product.is_none() || which.product == deal.product_id)
            && (!limited || deal.amount.is_some_and(between))
            && which
                .month
                .is_none_or(|month| deal.expected_close.is_some_and(|on| month.contains(on)))
    };
    let account = |deal: &Opportunity| {
        let found = accounts.iter().find(|account| Some(account.id) == deal.account_id);
        found.map_or("", |account| &account.name)
    };
    // Texts in the order of what they say.
    let key = |deal: &Opportunity| match ask.sort {
        SortBy::Account => Some(format!("{}\t{}", account(deal), deal.name)),
        SortBy::Owner => deal.owner_id.map(|owner| directory.person_name(owner).to_owned()),
        SortBy::Stage => {
            deal.stage_id.map(|stage| format!("{:03}", directory.stages[&stage].position))
        }
        SortBy::Amount => deal.amount.map(|fen| format!("{fen:020}")),
        SortBy::Created => deal.created_on.map(|on| on.to_string()),
        SortBy::Closing => deal.closed_on.or(deal.expected_close).map(|on| on.to_string()),
        SortBy::Reported => Some(deal.last_reported.to_string()),
    };
    let all: Vec<Opportunity> =
        db.all::<Opportunity>().unwrap().into_iter().filter(there).collect();
    let (mut known, unknown): (Vec<&Opportunity>, Vec<&Opportunity>) =
        all.iter().partition(|deal| key(deal).is_some());
    known.sort_by(|a, b| {
        let by_key = if ask.descending { key(b).cmp(&key(a)) } else { key(a).cmp(&key(b)) };
        by_key.then(a.id.cmp(&b.id))
    });
    let first: Vec<OpportunityId> =
        known.into_iter().chain(unknown).take(LISTED).map(|deal| deal.id).collect();
    let looked = Filter { scope, period, today };
    let asked = Ask::List(ask.clone());
    let Page::List(list) = Funnel::load(db, &asked, &looked, &tr).unwrap().page else { panic!() };
    let shown: Vec<OpportunityId> = list.rows.iter().map(|row| row.id).collect();
    assert_eq!(shown, first, "{after}: {ask:?}");
    for row in &list.rows {
        let deal = all.iter().find(|deal| deal.id == row.id).unwrap();
        assert_eq!((&row.name, row.account.as_str()), (&deal.name, account(deal)));
    }
    let asked =
        deal_list::Ask { members: &members, period: Some(period), as_of, today, filter: which };
    let (mut few, mut whole) = (vec![], vec![]);
    let counted = deal_list::each_facts(db, &directory, &asked, |facts| few.push(*facts)).unwrap();
    let again = deal_list::each(db, &directory, &asked, |deal| whole.push(deal.facts)).unwrap();
    few.sort_by_key(|facts| facts.id);
    whole.sort_by_key(|facts| facts.id);
    assert_eq!((&few, counted), (&whole, again), "{after}: {ask:?}");
    let amounts = || all.iter().map(|deal| deal.amount);
    let unknown = amounts().filter(Option::is_none).count() as u64;
    let sum = (all.len() as u64, amounts().flatten().sum::<i64>(), unknown);
    assert_eq!((counted.n, counted.amount, counted.unknown), sum, "{after}: {ask:?}");
    if ask.board.is_some() {
        let asked = stuck::Ask { members, as_of, today };
        let found = stuck_deals(db, &directory, asked).unwrap().deals;
        for row in &list.rows {
            let deal = found.iter().find(|deal| deal.id == row.id);
            let days = |deal: &stuck::OpenDeal| tr.with("days", &[("n", deal.total_days.into())]);
            let said = deal.map_or_else(String::new, days);
            let stuck = deal.is_some_and(stuck::OpenDeal::stuck);
            assert_eq!((&row.days, row.stuck), (&said, stuck), "{after}: {ask:?}");
        }
    }
}

/// That every list shows the same from the deals in memory as from the file, and what a plain look finds.
fn all_agree(workspace: &mut Workspace, asked: &[(Scope, Period, ListAsk)], after: &str) {
    // From here on the deals are in memory.
    opportunities::each(&workspace.db, |_| Ok(())).unwrap();
    let tr = Tr::new(Language::English);
    let page = |db: &Db, (scope, period, ask): &(Scope, Period, ListAsk)| {
        let looked = Filter { scope: *scope, period: *period, today: day(LOOKED) };
        format!("{:?}", Funnel::load(db, &Ask::List(ask.clone()), &looked, &tr).unwrap())
    };
    let kept: Vec<String> = asked.iter().map(|ask| page(&workspace.db, ask)).collect();
    // In a transaction the file is asked.
    let gone = workspace.db.transaction(&StepHead::default(), |db| -> Result<()> {
        for (ask, kept) in asked.iter().zip(&kept) {
            assert_eq!(&page(db, ask), kept, "{after}: {ask:?}");
        }
        Err(Error::new("error-internal"))
    });
    assert!(gone.is_err());
    for (scope, period, ask) in asked {
        let Which { stage, category, without_next, search, .. } = &ask.filter;
        if stage.is_none() && category.is_none() && !without_next && search.is_empty() {
            as_found(&workspace.db, (*scope, *period), ask, after);
        }
    }
}

#[test]
fn a_list_shows_what_a_plain_look_at_all_deals_finds() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = Workspace::create(&folder.path().join("w.cox")).unwrap();
    let mut dice = Dice(7);
    let (world, ids) = World::with_deals(&mut workspace, &mut dice);
    let directory = Directory::load(&workspace.db).unwrap();
    let asked = lists(&world, directory.teams.keys().copied().next().unwrap());
    all_agree(&mut workspace, &asked, "at first");
    let mut write = |what: &str, work: &mut dyn FnMut(&mut Db) -> Result<()>| {
        workspace.db.transaction(&StepHead::default(), |db| work(db)).unwrap();
        all_agree(&mut workspace, &asked, what);
    };
    write("deals came, changed and were set aside", &mut |db| {
        world.deal(db, &mut dice)?;
        for (at, id) in ids.iter().enumerate().skip(30).take(20) {
            let deal = db.get::<Opportunity>(*id)?.unwrap();
            let (amount, name) = (Some(at as i64 * 1_000_000), format!("改{at}"));
            let (archived, expected_close) = (at % 7 == 0, Some(day("2025-10-07")));
            db.update(&Opportunity { amount, name, archived, expected_close, ..deal })?;
        }
        Ok(())
    });
    write("given up since the newest report, and a next step", &mut |db| {
        give_up(db)?;
        let id = NextStepId(db.allocate()?);
        db.insert(&NextStep {
            id,
            opportunity_id: ids[20],
            said_on: day(TODAY),
            what: "call".to_owned(),
            due: day(LOOKED),
            confirmed_on: None,
            done_on: None,
            by_name: String::new(),
        })
    });
}

#[test]
fn of_many_deals_in_the_forecast_the_weightiest_are_listed_and_any_that_is_supposed_to_slip() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = Workspace::create(&folder.path().join("w.cox")).unwrap();
    World::with_deals(&mut workspace, &mut Dice(1));
    let directory = Directory::load(&workspace.db).unwrap();
    let (scope, period, today) = (Scope::All, Period::Quarter(2025, 4), day(LOOKED));
    let (filter, tr) = (Filter { scope, period, today }, Tr::new(Language::English));
    let (slip, depth) = (BTreeSet::new(), Depth::Whole);
    let asked = forecast::Ask { scope, period, today, slip, depth };
    let all: Vec<OpportunityId> = forecast::forecast(&workspace.db, &directory, &asked)
        .unwrap()
        .deals
        .iter()
        .map(|deal| deal.deal)
        .collect();
    let listed = |slip: &[OpportunityId]| {
        let slip = slip.iter().copied().collect();
        let ask = Ask::Forecast(super::forecast::Ask { slip, ..Default::default() });
        let page = Funnel::load(&workspace.db, &ask, &filter, &tr).unwrap().page;
        let Page::Forecast(super::forecast::Data::Shown(shown)) = page else {
            panic!("no forecast")
        };
        let deals: Vec<OpportunityId> = shown.deals.iter().map(|row| row.deal).collect();
        (deals, shown.deals_note)
    };
    let (deals, note) = listed(&[]);
    assert!(all.len() > deals.len() + 1, "{} of {}", deals.len(), all.len());
    assert_eq!(deals, all[..deals.len()]);
    assert_eq!(note, format!("Listing {} of {}", deals.len(), all.len()));
    let last = *all.last().unwrap();
    let (with_last, _) = listed(&[last]);
    assert_eq!(with_last, [deals, vec![last]].concat());
}
