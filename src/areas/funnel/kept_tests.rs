//! Pages whose sums are kept from one to the next show what a pass over all deals shows, whatever is written in
//! between. In a transaction nothing is kept: what is loaded there is the slow definition.
//!
//! A part of a sum is a few deals here ([`crate::store::rollup`]), so that most sums are of many parts.

use chrono::{Days, NaiveDate};

use super::{Ask, BoardBy, Funnel, ListAsk};
use crate::areas::{Area as _, Filter};
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::*;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::{Language, Tr};
use crate::metrics::forecast::Depth;
use crate::metrics::groups::By;
use crate::metrics::pipeline::stock;
use crate::metrics::today;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step};
use crate::store::records::*;
use crate::store::{Db, StepHead, Workspace, setup};

/// The day of the newest report.
pub(super) const TODAY: &str = "2025-11-18";
/// The day on which the pages are looked at.
pub(super) const LOOKED: &str = "2025-11-21";

/// Numbers that look like chance, the same in every run.
pub(super) struct Dice(pub u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len() as u64) as usize]
    }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What deals are made of.
pub(super) struct World {
    pub people: Vec<PersonId>,
    accounts: Vec<AccountId>,
    pub products: Vec<ProductId>,
    /// The stages of each model.
    pub models: Vec<(StageModelId, Vec<StageId>)>,
    reports: Vec<(BatchId, NaiveDate)>,
}

impl World {
    /// A world with ninety deals, and their keys.
    pub fn with_deals(workspace: &mut Workspace, dice: &mut Dice) -> (Self, Vec<OpportunityId>) {
        let mut ids = vec![];
        let made = workspace.db.transaction(&StepHead::default(), |db| {
            let world = Self::new(db)?;
            for _ in 0..90 {
                ids.push(world.deal(db, dice)?);
            }
            Ok(world)
        });
        (made.unwrap().0, ids)
    }

    /// Two teams of three, four customers, two products, the five stages and a line with three, and a report each
    /// week.
    fn new(db: &mut Db) -> Result<Self> {
        setup::defaults(db)?;
        let line = StageModelId(db.allocate()?);
        let (name, starts) = ("服务".to_owned(), None);
        db.insert(&StageModel {
            id: line,
            version: 1,
            current: false,
            line: Some(name.clone()),
            name,
            starts,
        })?;
        for position in 1..=3 {
            let id = StageId(db.allocate()?);
            let name = format!("服务{position}");
            db.insert(&Stage {
                id,
                model_id: line,
                position,
                name_en: name.clone(),
                name,
                limit_days: Some(10),
                customer_step: None,
                customer_step_en: None,
                enforced: false,
            })?;
        }
        let mut people = vec![];
        for team in 0..2 {
            let id = TeamId(db.allocate()?);
            db.insert(&Team::new(id, format!("{team}队")))?;
            for one in 0..3 {
                let person = PersonId(db.allocate()?);
                db.insert(&Person::new(person, format!("人{team}{one}"), Origin::Typed))?;
                let own = Membership::new(MembershipId(db.allocate()?), person, None);
                // One came late.
                let starts = (one == 2).then(|| day("2025-06-01"));
                db.insert(&Membership { team_id: Some(id), starts, ..own })?;
                people.push(person);
            }
        }
        let mut accounts = vec![];
        for name in ["乙厂", "甲厂", "Acme", "丙厂"] {
            let id = AccountId(db.allocate()?);
            db.insert(&Account {
                id,
                name: name.to_owned(),
                name_key: name.to_owned(),
                industry: None,
                location: None,
                owner_id: None,
                origin: Origin::Typed,
                archived: false,
                extra: None,
            })?;
            accounts.push(id);
        }
        let mut products = vec![];
        for name in ["G1", "G2"] {
            let id = ProductId(db.allocate()?);
            let (series, list_price, extra) = (None, None, None);
            let (name, origin) = (name.to_owned(), Origin::Typed);
            db.insert(&Product { id, name, series, list_price, origin, archived: false, extra })?;
            products.push(id);
        }
        let mut reports = vec![];
        let mut on = day("2023-11-21");
        while on <= day(TODAY) {
            reports.push((report(db, on)?, on));
            on = on + Days::new(7);
        }
        let directory = Directory::load(db)?;
        let models = directory.models.keys().map(|model| {
            let stages = directory.stages_of(*model);
            (*model, stages.iter().map(|stage| stage.id).collect())
        });
        Ok(Self { people, accounts, products, models: models.collect(), reports })
    }

    /// The first report from a day on.
    fn reported(&self, on: NaiveDate) -> (BatchId, NaiveDate) {
        let from = self.reports.iter().find(|(_, report)| on <= *report);
        from.or(self.reports.last()).copied().unwrap()
    }

    /// A deal with a life of its own: stages are skipped and gone back to, what ended begins again, days are
    /// not known or told late.
    pub fn deal(&self, db: &mut Db, dice: &mut Dice) -> Result<OpportunityId> {
        let id = OpportunityId(db.allocate()?);
        let (model, stages) = &self.models[usize::from(dice.one_in(8))];
        let mut on = day("2023-11-18") + Days::new(dice.roll(700));
        let created_on = (!dice.one_in(6)).then_some(on);
        let (_, first_seen) = self.reported(on);
        let mut deal = Opportunity {
            id,
            number: None,
            name: format!("商机{}", id.0),
            account_id: (!dice.one_in(3)).then(|| dice.of(&self.accounts)),
            product_id: (!dice.one_in(4)).then(|| dice.of(&self.products)),
            owner_id: (!dice.one_in(9)).then(|| dice.of(&self.people)),
            model_id: *model,
            status: Status::Open,
            stage_id: None,
            amount: None,
            probability: None,
            expected_close: None,
            created_on,
            closed_on: None,
            first_seen,
            last_reported: first_seen,
            note: None,
            archived: dice.one_in(12),
            extra: None,
        };
        let mut moves = vec![];
        for _ in 0..dice.roll(7) {
            let place = match dice.roll(8) {
                0 => Some(Place::Won),
                1 | 2 => Some(Place::Lost),
                3 => None,
                _ => Some(Place::Stage(dice.of(stages))),
            };
            let amount = dice.one_in(3).then(|| 1_000_000 * (1 + dice.roll(40)) as i64);
            let expected = dice.one_in(3).then(|| on + Days::new(dice.roll(90)));
            let owner = dice.one_in(8).then(|| dice.of(&self.people));
            moves.push((on, place, amount, expected, owner, dice.roll(10)));
            (deal.status, deal.stage_id, deal.closed_on) = match place {
                Some(Place::Stage(stage)) => (Status::Open, Some(stage), None),
                Some(Place::Won) => (Status::Won, None, (!dice.one_in(7)).then_some(on)),
                Some(Place::Lost) => (Status::Lost, None, (!dice.one_in(7)).then_some(on)),
                None => (deal.status, deal.stage_id, deal.closed_on),
            };
            deal.amount = amount.or(deal.amount);
            deal.expected_close = expected.or(deal.expected_close);
            deal.owner_id = owner.or(deal.owner_id);
            deal.last_reported = self.reported(on).1;
            on = (on + Days::new(dice.roll(60))).min(day(TODAY));
        }
        db.insert(&deal)?;
        for (on, place, amount, expected, owner, told) in moves {
            let (batch, report) = self.reported(on);
            let move_id = MoveId(db.allocate()?);
            db.insert(&Move {
                place_after: place,
                amount_after: amount,
                close_after: expected,
                owner_after: owner,
                batch_id: (told > 1).then_some(batch),
                first_day: (told == 2).then(|| on - Days::new(5)),
                redated_on: (told == 2).then(|| report + Days::new(20)),
                ..nothing_moved(move_id, id, on)
            })?;
        }
        Ok(id)
    }
}

/// A move that changes nothing and that no report told.
fn nothing_moved(id: MoveId, deal: OpportunityId, on_day: NaiveDate) -> Move {
    Move {
        id,
        opportunity_id: deal,
        on_day,
        day_basis: DayBasis::Stated,
        place_before: None,
        place_after: None,
        amount_before: None,
        amount_after: None,
        close_before: None,
        close_after: None,
        owner_before: None,
        owner_after: None,
        by_name: String::new(),
        batch_id: None,
        first_day: None,
        redated_on: None,
    }
}

fn report(db: &mut Db, on: NaiveDate) -> Result<BatchId> {
    let id = BatchId(db.allocate()?);
    let step_id = db.current_step()?;
    db.insert(&Batch {
        id,
        at: format!("{on}T08:00:00Z"),
        by_name: String::new(),
        file_name: format!("{on}.csv"),
        sheet_name: String::new(),
        file_hash: on.to_string(),
        kind: "opportunities".to_owned(),
        report_date: on,
        n_rows: 0,
        n_new: 0,
        n_changed: 0,
        n_unchanged: 0,
        n_rejected: 0,
        step_id,
        taken_back: false,
        headings: None,
    })?;
    Ok(id)
}

/// Gives an open deal up, after the newest report.
pub(super) fn give_up(db: &mut Db) -> Result<()> {
    let all: Vec<Opportunity> = db.all()?;
    let open = |deal: &&Opportunity| deal.status == Status::Open && !deal.archived;
    let deal = all.iter().find(open).unwrap();
    let (status, on_day) = (Status::Lost, day("2025-11-20"));
    let closed_on = Some(on_day);
    db.update(&Opportunity { status, stage_id: None, closed_on, ..deal.clone() })?;
    let id = MoveId(db.allocate()?);
    let place_after = Some(Place::Lost);
    db.insert(&Move { place_after, ..nothing_moved(id, deal.id, on_day) })?;
    let id = DealAnswerId(db.allocate()?);
    db.insert(&DealAnswer {
        id,
        opportunity_id: deal.id,
        report_date: on_day,
        answer: Answer::Lost,
        by_name: String::new(),
        batch_id: None,
    })
}

/// What the pages are asked.
fn asked(world: &World, teams: &[TeamId]) -> Vec<(Scope, Period, Ask)> {
    let rules = [
        Rule::Matured { horizon_days: 45 },
        Rule::Snapshot,
        Rule::CreatedCohort,
        Rule::StageEntry,
        Rule::Eventual,
    ];
    let (quarter, before, month) =
        (Period::Quarter(2025, 4), Period::Quarter(2025, 1), Period::Month(2025, 11));
    let overview = |rule, model, by| Ask::Overview { rule, model, by, open: None };
    let mut asked = vec![];
    for (rule, by) in rules.into_iter().zip(By::ALL.into_iter().cycle()) {
        asked.push((Scope::All, quarter, overview(rule, None, by)));
    }
    let (rule, line) = (rules[0], world.models[1].0);
    for scope in [Scope::Team(teams[0]), Scope::Person(world.people[4])] {
        asked.push((scope, quarter, overview(rule, None, By::Person)));
        asked.push((scope, before, overview(rule, Some(line), By::Team)));
        asked.push((scope, month, Ask::Forecast(Default::default())));
    }
    let whole = Ask::Forecast(Default::default());
    asked.push((Scope::All, month, Funnel::first(&whole, None).unwrap()));
    asked.push((Scope::All, month, whole));
    asked.push((Scope::All, quarter, Ask::Stuck));
    let board = Some(BoardBy::Stage);
    asked.push((Scope::All, quarter, Ask::List(ListAsk::default())));
    asked.push((Scope::All, quarter, Ask::List(ListAsk { board, ..ListAsk::default() })));
    asked
}

/// Every page with the words it shows, and after them what stands today where a forecast is asked for.
fn pages(db: &Db, asked: &[(Scope, Period, Ask)]) -> Vec<String> {
    let tr = Tr::new(Language::English);
    let directory = Directory::load(db).unwrap();
    let mut all = vec![];
    for (scope, period, ask) in asked {
        let filter = Filter { scope: *scope, period: *period, today: day(LOOKED) };
        let page = Funnel::load(db, ask, &filter, &tr).unwrap();
        all.push(format!("{scope:?} {period:?} {ask:?}: {page:?}"));
        if matches!(ask, Ask::Forecast(_)) {
            let of = (*scope, *period);
            let stands = today::day(db, &directory, of, day(LOOKED), Depth::Whole).unwrap();
            all.push(format!("{scope:?} {period:?} today: {stands:?}"));
        }
    }
    all
}

/// That the pages show what they show where nothing is kept.
fn as_defined(workspace: &mut Workspace, asked: &[(Scope, Period, Ask)], after: &str) {
    let kept = pages(&workspace.db, asked);
    let mut slow = vec![];
    let gone = workspace.db.transaction(&StepHead::default(), |db| -> Result<()> {
        slow = pages(db, asked);
        Err(Error::new("error-internal"))
    });
    assert!(gone.is_err());
    for on in [day(TODAY), day("2025-03-01"), day("2024-06-30")] {
        let mut open: [Vec<OpportunityId>; 2] = Default::default();
        let [all, few] = &mut open;
        let note = |open: &mut Vec<OpportunityId>, deal: &Deal, steps: &[Step]| {
            open.extend(stock(deal, steps, on).map(|_| deal.id));
            Ok(())
        };
        opportunities::each_with_steps(&workspace.db, |deal, steps| note(all, deal, steps))
            .unwrap();
        opportunities::each_open(&workspace.db, on, |deal, steps| note(few, deal, steps)).unwrap();
        assert_eq!(all, few, "{after}: open on {on}");
    }
    for (kept, slow) in kept.iter().zip(&slow) {
        assert_eq!(kept, slow, "{after}");
    }
    assert_eq!(kept.len(), slow.len());
    assert_eq!(pages(&workspace.db, asked), kept, "{after}, asked again");
}

#[test]
fn what_is_kept_is_what_a_pass_over_all_deals_gives() {
    for seed in 1..=3 {
        let folder = tempfile::tempdir().unwrap();
        let mut workspace = Workspace::create(&folder.path().join("w.cox")).unwrap();
        let mut dice = Dice(seed);
        let (world, ids) = World::with_deals(&mut workspace, &mut dice);
        let directory = Directory::load(&workspace.db).unwrap();
        let teams: Vec<TeamId> = directory.teams.keys().copied().collect();
        let asked = asked(&world, &teams);
        as_defined(&mut workspace, &asked, "at first");
        let mut write = |what: &str, work: &mut dyn FnMut(&mut Db) -> Result<()>| {
            workspace.db.transaction(&StepHead::default(), |db| work(db)).unwrap();
            as_defined(&mut workspace, &asked, what);
        };
        let get = |db: &Db, id| Ok::<_, Error>(db.get::<Opportunity>(id)?.unwrap());
        write("one more", &mut |db| world.deal(db, &mut dice).map(|_| ()));
        write("another amount and owner", &mut |db| {
            let owner_id = Some(world.people[0]);
            db.update(&Opportunity { amount: Some(77), owner_id, ..get(db, ids[20])? }).map(|_| ())
        });
        write("set aside and taken up", &mut |db| {
            for id in &ids[40..50] {
                let deal = get(db, *id)?;
                db.update(&Opportunity { archived: !deal.archived, ..deal })?;
            }
            Ok(())
        });
        write("a move more", &mut |db| {
            let moves: Vec<Move> = db.all()?;
            let last = moves.last().unwrap().clone();
            let id = MoveId(db.allocate()?);
            let place_after = Some(Place::Lost);
            db.insert(&Move { id, on_day: day(TODAY), place_after, ..last })
        });
        write("a move less", &mut |db| {
            let moves: Vec<Move> = db.all()?;
            db.delete::<Move>(moves[moves.len() / 2].id)
        });
        write("given up since the newest report", &mut give_up);
        write("another team", &mut |db| {
            let own: Vec<Membership> = db.all()?;
            let moved = Membership { team_id: Some(teams[0]), ..own[5].clone() };
            db.update(&moved).map(|_| ())
        });
        write("a newer report", &mut |db| {
            report(db, day(LOOKED))?;
            db.update(&Opportunity { last_reported: day(LOOKED), ..get(db, ids[3])? }).map(|_| ())
        });
    }
}
