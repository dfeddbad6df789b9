//! What the sample tells of coaching and training, held against itself: who was coached and on what, what was
//! seen after trainings, what posts ask for and people can, plans, classes, certificates, cases, behaviour.
//!
//! Nothing here makes a sample: the story of the sample makes one and hands it over.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use coxswain::documents::subjects::{Wanted, subjects};
use coxswain::documents::{
    case_page, coaching_record, duty_sheet, improvement_plan, skill_matrix, training_file,
};
use coxswain::domain::coaching::next::{EVERY_DAYS, Facts, Need, Why};
use coxswain::domain::coaching::rhythm::Clock;
use coxswain::domain::ids::PersonId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::{Members, Scope};
use coxswain::domain::training::matrix::Heat;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::capability;
use coxswain::metrics::training::classes::Standing;
use coxswain::metrics::training::courses::catalogue;
use coxswain::store::coaching::{behaviour, cases, feedback, log, plans, sheets};
use coxswain::store::directory::Directory;
use coxswain::store::duties::Duties;
use coxswain::store::records::{
    AdoptionResult, BehaviourFinding, CareerPlan, CareerStatus, CaseResult, Certificate,
    CertificateTerm, ClassStatus, Coaching, CoachingAction, CoachingKind, CoachingState, Course,
    DevelopmentOffer, ImprovementPlan, KnowledgeReader, Opportunity, Play, PlayAdoption, Rater,
    SalesCase, Skill, Status, TrainingClass, TrainingOutcome, TrainingPlanStatus, TrialState,
};
use coxswain::store::training::requirements::Requirements;
use coxswain::store::training::{classes, plans as training_plans, results, skills};
use coxswain::store::{Db, opportunities};

use crate::common::{TODAY, day, person};

/// The year that is told.
const FIRST: &str = "2025-01-01";
/// A quarter of days.
const QUARTER: i64 = 92;
/// Levels of skills are stored in these parts.
const LEVEL: i64 = 10_000;

/// All that the sample tells of both.
pub fn learning_agrees(db: &Db, directory: &Directory) {
    let sellers = sellers(directory);
    assert_eq!(sellers.len(), 26);
    everybody_is_coached_or_waits(db, directory, &sellers);
    most_talks_are_complete_and_confirmed(db);
    what_was_agreed_is_done_due_and_late(db);
    visits_rise_after_trainings(db);
    skills_fall_short_in_some(db, directory, &sellers);
    low_steps_are_low_skills(db);
    one_plan_runs_and_one_is_over(db);
    classes_are_held_to_come_and_called_off(db);
    certificates_run_out(db);
    cases_are_taken_apart_and_used(db);
    behaviour_is_tried(db);
    what_reps_say_is_answered(db);
    careers_are_under_way(db);
    pages_bear_the_day_of_their_data(db, directory);
}

/// A page that is printed a month later says up to which day data are known, and not when it was printed.
fn pages_bear_the_day_of_their_data(db: &Db, directory: &Directory) {
    let (tr, later) = (Tr::new(Language::Chinese), day("2025-12-18"));
    let newest = opportunities::last_reported(db).unwrap().expect("reports");
    let (quarter, year) = (Period::Quarter(2025, 4), Period::Year(2025));
    for (document, period) in [
        (&case_page::KIND, quarter),
        (&duty_sheet::KIND, quarter),
        (&skill_matrix::KIND, quarter),
        (&improvement_plan::KIND, quarter),
        (&coaching_record::KIND, quarter),
        (&training_file::KIND, year),
    ] {
        let period = Some(period);
        let wanted = Wanted { scope: Scope::All, period, post: None, deal: None };
        let found = subjects(db, directory, document, wanted, later, &tr).unwrap();
        let pages = found.each.iter().flat_map(|subject| &subject.printout.pages);
        let said: Vec<&str> = pages.filter_map(|page| page["foot"]["data"].as_str()).collect();
        assert!(!said.is_empty(), "{}", document.id);
        let printed = |said: &&&str| said.contains("2025-12-18");
        assert_eq!(said.iter().find(printed), None, "{} as of {newest}", document.id);
    }
}

/// Those who belong to a region and lead none.
fn sellers(directory: &Directory) -> Vec<PersonId> {
    let today = day(TODAY);
    let sells = |person: &PersonId| {
        let team = directory.team_on(*person, today);
        team.is_some_and(|team| team.region_id.is_some())
            && !directory.manages_on(*person, today)
            && !directory.has_left(*person, today)
    };
    directory.people.keys().copied().filter(sells).collect()
}

/// Everybody who sells was coached within a quarter, or it is said that it is time: two of them.
fn everybody_is_coached_or_waits(db: &Db, directory: &Directory, sellers: &[PersonId]) {
    let today = day(TODAY);
    let mut last: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
    for ((person, _), day) in log::last_held(db, today).unwrap() {
        let slot = last.entry(person).or_insert(day);
        *slot = day.max(*slot);
    }
    let mut waiting = vec![];
    for person in sellers {
        let facts = Facts {
            person: *person,
            last: last.get(person).copied(),
            talk: Some(Clock { every: EVERY_DAYS, last: last.get(person).copied(), since: None }),
            visit: None,
            agreed: None,
            check: None,
            overdue_actions: 0,
            chance_bp: None,
            below: None,
        };
        let name = directory.person_name(*person);
        if facts.last.is_some_and(|last| (today - last).num_days() <= QUARTER) {
            continue;
        }
        let need = Need::of(&facts, today);
        let told = need.why.iter().any(|why| matches!(why, Why::LongAgo { .. }));
        assert!(told, "{name}: {need:?}");
        waiting.push(name);
    }
    waiting.sort_unstable();
    assert_eq!(waiting, ["于海涛", "白若冰"], "of {} who sell", sellers.len());
    // What was planned and did not take place, and what is to come.
    let missed = log::missed(db, today).unwrap();
    let coming = log::next_planned(db, today).unwrap().len();
    assert!(missed.len() == 1 && coming >= 10, "{missed:?}, {coming} to come");
}

fn most_talks_are_complete_and_confirmed(db: &Db) {
    let mut held: Vec<Coaching> = db.all().unwrap();
    held.retain(|talk| talk.state == CoachingState::Held && talk.kind != CoachingKind::Event);
    let complete = held.iter().filter(|talk| talk.complete).count();
    let confirmed =
        |talk: &&Coaching| talk.coach_confirmed_on.is_some() && talk.rep_confirmed_on.is_some();
    let both = held.iter().filter(confirmed).count();
    let mut kinds: BTreeMap<CoachingKind, usize> = BTreeMap::new();
    for talk in &held {
        *kinds.entry(talk.kind).or_default() += 1;
    }
    let found = format!("of {} talks {complete} complete, {both} confirmed: {kinds:?}", held.len());
    assert!((180..=240).contains(&held.len()) && kinds.len() == 4, "{found}");
    assert!(10 * complete >= 8 * held.len() && 10 * both >= 8 * held.len(), "{found}");
    // What is complete answers a figure that was known.
    for talk in held.iter().filter(|talk| talk.complete) {
        let symptoms = log::symptoms_of(db, talk.id).unwrap();
        let known = symptoms.iter().any(|symptom| symptom.value.is_some());
        assert!(known, "{} {}: {symptoms:?}", talk.code(), talk.topic);
    }
}

fn what_was_agreed_is_done_due_and_late(db: &Db) {
    let today = day(TODAY);
    let actions: Vec<CoachingAction> = db.all().unwrap();
    let open = |due: fn(NaiveDate, NaiveDate) -> bool| {
        let open = actions.iter().filter(|action| action.done_on.is_none());
        open.filter(|action| due(action.due, today)).count()
    };
    let late = open(|due, today| due < today);
    let now = open(|due, today| due == today);
    let later = open(|due, today| due > today);
    let done = actions.iter().filter(|action| action.done_on.is_some()).count();
    let found = format!("{done} done, {late} late, {now} today, {later} later");
    assert!(done >= 250 && (1..=8).contains(&late) && now >= 1 && later >= 5, "{found}");
    // Events: two to come without a word before, and one that had none.
    let unprepared = |from, to| log::unprepared_events(db, (day(from), day(to))).unwrap().len();
    let events = (unprepared(TODAY, "2025-12-31"), unprepared(FIRST, "2025-11-17"));
    assert_eq!(events, (2, 1));
}

/// Of those who passed a training and were seen before and after, most show the step better afterwards.
fn visits_rise_after_trainings(db: &Db) {
    let (first, today) = (day(FIRST), day(TODAY));
    let rows = results::between(db, first, today).unwrap();
    for (course, step) in [
        ("需求挖掘：提问提纲", "needs"),
        ("异议处理演练", "objections"),
        ("价值量化：投资回报测算", "value"),
        ("方案设计：技改项目", "solution"),
    ] {
        let (mut pairs, mut risen) = (vec![], 0);
        for row in rows.iter().filter(|row| row.course == course) {
            let outcome = row.outcome.as_deref().and_then(results::outcome);
            if outcome != Some(TrainingOutcome::Passed) {
                continue;
            }
            let levels = sheets::levels_of(db, row.person_id, (first, today)).unwrap();
            let seen = |after: bool| {
                let own = levels.iter().filter(|level| level.step == step);
                let own = own.filter(|level| level.rater == Rater::Observer);
                let own = own.filter(|level| (level.day > row.on_day) == after);
                own.filter_map(|level| level.level).next_back()
            };
            if let (Some(before), Some(after)) = (seen(false), seen(true)) {
                risen += usize::from(after > before);
                pairs.push((row.person_id, before, after));
            }
        }
        let found = format!("{course}: {risen} of {} rose: {pairs:?}", pairs.len());
        assert!(pairs.len() >= 4 && 10 * risen >= 7 * pairs.len(), "{found}");
    }
}

/// The newest level of each skill of somebody, by its key.
fn levels_of(db: &Db) -> BTreeMap<(PersonId, String), i64> {
    let newest = skills::newest(db, day(TODAY)).unwrap();
    let all = newest.into_iter().flat_map(|(person, own)| {
        own.into_iter().map(move |rating| ((person, rating.skill), rating.level))
    });
    all.collect()
}

/// Between 15 and 35 % of what is asked for and rated falls short, above all where proposals stick.
fn skills_fall_short_in_some(db: &Db, directory: &Directory, sellers: &[PersonId]) {
    let today = day(TODAY);
    let (duties, requirements) = (Duties::load(db).unwrap(), Requirements::load(db).unwrap());
    let people = capability::evidence(db, directory, sellers, today).unwrap();
    let levels = levels_of(db);
    let (mut whole, mut short) = (Heat::default(), BTreeMap::<String, u64>::new());
    for person in sellers {
        let level = people.get(person).and_then(|own| own.level());
        let level = level.and_then(|level| i64::try_from(level).ok());
        for asked in requirements.of_person(directory, &duties, (*person, level), today) {
            let Some(skill) = asked.skill else { panic!("{} is not listed", asked.name) };
            let name = requirements.names.name(skill).to_owned();
            let own = levels.get(&(*person, name.clone())).copied();
            whole.add(Some(asked.level * LEVEL), own);
            *short.entry(name).or_default() +=
                u64::from(own.is_some_and(|own| own < asked.level * LEVEL));
        }
    }
    let found = format!("{} of {} rated fall short: {short:?}", whole.short(), whole.rated());
    let share = 100 * whole.short() / whole.rated();
    assert!((15..=35).contains(&share) && whole.unrated < 10, "{found}");
    let widest = short.iter().max_by_key(|(_, short)| **short).map(|(name, _)| name.as_str());
    assert_eq!(widest, Some("价值量化"), "{found}");
    assert_eq!(db.all::<Skill>().unwrap().len(), 17);
}

/// Who is rated high in a skill shows it on visits, and who is rated low was coached on it.
fn low_steps_are_low_skills(db: &Db) {
    let (first, today) = (day(FIRST), day(TODAY));
    let talks: Vec<Coaching> = db.all().unwrap();
    let (mut high, mut low) = (vec![], vec![]);
    for ((person, skill), level) in levels_of(db) {
        let levels = sheets::levels_of(db, person, (first, today)).unwrap();
        let own = levels.iter().filter(|own| own.step == "value" && own.rater == Rater::Observer);
        let last = own.filter_map(|own| own.level).next_back();
        let Some(last) = last.filter(|_| skill == "价值量化") else { continue };
        let coached = talks.iter().filter(|talk| talk.person_id == person);
        let coached = coached.filter(|talk| talk.skill.as_deref() == Some("价值量化")).count();
        if level >= 3 * LEVEL {
            high.push(last);
        } else if level <= LEVEL {
            low.push(last);
            assert!(coached > 0, "{person:?} was never coached on what is missing");
        }
    }
    let mean = |all: &[i64]| all.iter().sum::<i64>() as f64 / all.len() as f64;
    let found = format!("seen of those rated high {high:?}, of those rated low {low:?}");
    assert!(high.len() >= 4 && low.len() >= 4 && mean(&high) >= mean(&low) + 1.0, "{found}");
}

fn one_plan_runs_and_one_is_over(db: &Db) {
    let all: Vec<ImprovementPlan> = db.all().unwrap();
    let codes: Vec<(String, bool)> =
        all.iter().map(|plan| (plan.code(), plan.closed_on.is_some())).collect();
    let told = [("IP-2025-0001".to_owned(), true), ("IP-2025-0002".to_owned(), false)];
    assert_eq!(codes, told);
    let running = plans::plan(db, all[1].id).unwrap().unwrap();
    assert_eq!(running.record.person_id, person(db, "刘子昂"));
    assert_eq!(running.standing().count(), 5);
    let held = running.checks.iter().filter(|check| check.held_on.is_some()).count();
    assert_eq!((held, running.checks.len()), (1, 3));
    let first = &running.checks[0];
    assert!(first.coach_confirmed_on.is_some() && first.person_confirmed_on.is_none());
    let kept: Vec<usize> = running.support.iter().map(|own| running.kept(own.id)).collect();
    assert_eq!(kept, [4, 1, 2], "what was promised, as often as it was kept");
    let over = plans::plan(db, all[0].id).unwrap().unwrap();
    assert!(over.checks.iter().all(|check| check.held_on.is_some()), "{:?}", over.checks);
    assert!(over.evidence.iter().any(|own| own.source.is_some()), "a sheet shows a level");
}

fn classes_are_held_to_come_and_called_off(db: &Db) {
    let today = day(TODAY);
    let all: Vec<TrainingClass> = db.all().unwrap();
    let of = |status: ClassStatus| all.iter().filter(move |class| class.status == status);
    let counts = [ClassStatus::Held, ClassStatus::Planned, ClassStatus::Cancelled]
        .map(|status| of(status).count());
    assert_eq!(counts, [19, 5, 1]);
    // One is over, and what came of it is still to be recorded: that can be shown.
    let over: Vec<&TrainingClass> =
        of(ClassStatus::Planned).filter(|class| class.ends < today).collect();
    let [open] = over.as_slice() else { panic!("{over:?}") };
    assert_eq!(Standing::of(open, today), Standing::Open);
    let waits = classes::page(db, open.id).unwrap().unwrap();
    assert!(waits.people.len() == 4 && waits.people.iter().all(|one| one.results.is_empty()));
    assert!(of(ClassStatus::Planned).all(|class| class.starts > today || class.id == open.id));
    // The quarter that runs has something to show of several courses.
    let quarter = Period::Quarter(2025, 4);
    let days = Some((quarter.first_day(), quarter.last_day()));
    let taught = catalogue(db, &Members::Everyone, days, today).unwrap();
    let held = taught.rows.iter().filter(|row| !row.figures.people.is_empty()).count();
    assert_eq!(held, 4);
    assert!(of(ClassStatus::Cancelled).all(|class| class.close_note.is_some()));
    let drill = of(ClassStatus::Held).find(|class| class.title.is_some()).unwrap();
    let page = classes::page(db, drill.id).unwrap().unwrap();
    let came = page.people.iter().filter(|one| one.presence.values().any(|came| *came)).count();
    assert_eq!((page.people.len(), came, page.sessions.len()), (12, 11, 2));
    let tested = page.people.iter().filter_map(|one| {
        let own = one.results.first()?;
        Some((own.score_before?, own.score?, own.feedback?))
    });
    let tested: Vec<(i64, i64, i64)> = tested.collect();
    assert!(tested.len() == 11 && tested.iter().all(|(before, after, _)| before < after));
    let (lowest, best) =
        (tested.iter().map(|own| own.1).min(), tested.iter().map(|own| own.1).max());
    assert_eq!((lowest, best), (Some(66 * LEVEL), Some(86 * LEVEL)), "one has to be tested again");
    assert!(drill.kpi_named_on.is_some_and(|named| named < drill.starts), "named before");

    assert!(db.all::<Course>().unwrap().len() >= 18);
    let plans = training_plans::all(db).unwrap();
    let agreed = |plan: &&training_plans::Plan| plan.plan.status == TrainingPlanStatus::Agreed;
    assert_eq!(plans.iter().filter(agreed).count(), 2);
    for plan in plans.iter().filter(agreed) {
        let (cost, unknown) = plan.cost();
        let budget = plan.plan.budget.unwrap();
        let found = format!("{}: {cost} of {budget}, {unknown} unknown", plan.plan.name);
        assert!(unknown == 0 && cost <= budget && 2 * cost >= budget, "{found}");
        assert!(plan.items.iter().any(|item| item.item.dropped_on.is_some()), "{found}");
    }
    let team = |plan: &training_plans::Plan| matches!(plan.scope(), Scope::Team(_));
    assert!(plans.iter().any(team));
    let readers: Vec<KnowledgeReader> = db.all().unwrap();
    let passed = readers.iter().filter(|reader| reader.passed_on.is_some()).count();
    let unread = readers.iter().filter(|reader| reader.read_on.is_none()).count();
    let found = format!("{passed} passed and {unread} have not read, of {}", readers.len());
    assert!(passed >= 30 && unread >= 3 && passed + unread < readers.len(), "{found}");
}

fn certificates_run_out(db: &Db) {
    let today = day(TODAY);
    let all: Vec<Certificate> = db.all().unwrap();
    let soon = today + Days::new(90);
    let valid = || all.iter().filter(|one| one.revoked_on.is_none());
    let ends = |from: NaiveDate, to: NaiveDate| {
        valid().filter_map(|one| one.expires_on).filter(|day| from <= *day && *day <= to).count()
    };
    let (over, soon) = (ends(day("2020-01-01"), today), ends(today, soon));
    let revoked = all.len() - valid().count();
    let renewed = db.all::<CertificateTerm>().unwrap().len();
    let found = format!("of {}: {over} over, {soon} soon, {revoked} revoked", all.len());
    assert!(over >= 1 && (4..=10).contains(&soon) && revoked == 1 && renewed == 1, "{found}");
}

fn cases_are_taken_apart_and_used(db: &Db) {
    let all: Vec<SalesCase> = db.all().unwrap();
    let published: Vec<&SalesCase> =
        all.iter().filter(|case| case.published_on.is_some()).collect();
    assert!(published.len() >= 10 && all.len() > published.len(), "{} cases", all.len());
    for case in &published {
        let deal: Opportunity = db.get(case.opportunity_id.unwrap()).unwrap().unwrap();
        let ended = if case.result == CaseResult::Won { Status::Won } else { Status::Lost };
        let whole = cases::case(db, case.id).unwrap().unwrap();
        let found = format!("{}: {} steps, {:?}", case.title, whole.steps.len(), deal.status);
        assert!(deal.status == ended && whole.steps.len() >= 3, "{found}");
        assert!(!whole.readings.is_empty(), "{found}: nobody has read it");
    }
    let lost = published.iter().filter(|case| case.result == CaseResult::Lost).count();
    assert!((2..=5).contains(&lost), "{lost} lost");
    let plays: Vec<Play> = db.all().unwrap();
    assert_eq!((plays.len(), plays.iter().filter(|play| play.current).count()), (4, 3));
    let used: Vec<PlayAdoption> = db.all().unwrap();
    let came = |result: Option<AdoptionResult>| used.iter().filter(move |own| own.result == result);
    let counts = [Some(AdoptionResult::Worked), Some(AdoptionResult::Failed), None]
        .map(|result| came(result).count());
    let found = format!("{} uses, {counts:?} worked, failed, open", used.len());
    assert!(used.len() >= 25 && counts.iter().all(|n| *n >= 3), "{found}");
    // What failed was lost, or went back.
    for own in came(Some(AdoptionResult::Failed)) {
        let deal: Opportunity = db.get(own.opportunity_id.unwrap()).unwrap().unwrap();
        assert!(deal.status == Status::Lost || own.said.is_some(), "{own:?}");
    }
}

/// Values and commitments tell the best apart, by figures that were worked out; the first of them is tried.
fn behaviour_is_tried(db: &Db) {
    let all: Vec<BehaviourFinding> = db.all().unwrap();
    let [kept] = all.as_slice() else { panic!("{} analyses", all.len()) };
    let found = behaviour::finding(db, kept.id).unwrap().unwrap();
    let holds: Vec<&str> =
        found.lines.iter().filter(|line| line.holds).map(|line| line.word.as_str()).collect();
    let told: Vec<_> = found
        .lines
        .iter()
        .map(|line| (line.word.as_str(), line.top_value, line.rest_value, line.adjusted_p))
        .collect();
    assert_eq!(found.lines.len(), 8);
    assert!(holds.contains(&"value") && holds.len() <= 4, "{holds:?} of {told:?}");
    let [trial] = found.trials.as_slice() else { panic!("{} trials", found.trials.len()) };
    assert_eq!((trial.record.state, trial.people.len()), (TrialState::Trying, 6));
    let line = found.lines.iter().find(|line| Some(line.id) == trial.record.line_id);
    assert_eq!(line.map(|line| line.word.as_str()), Some("value"));
}

fn what_reps_say_is_answered(db: &Db) {
    let today = day(TODAY);
    let all = feedback(db, (day(FIRST), today)).unwrap();
    let answered = all.iter().filter(|own| own.answer.is_some()).count();
    let nameless = all.iter().filter(|own| own.person_id.is_none()).count();
    let overdue = all.iter().filter(|own| own.answer.is_none() && own.due < today).count();
    let found = format!("{} said, {answered} answered, {nameless} without a name", all.len());
    assert!(answered >= 5 && nameless == 2 && overdue == 1, "{found}, {overdue} overdue");
}

fn careers_are_under_way(db: &Db) {
    let all: Vec<CareerPlan> = db.all().unwrap();
    let open = all.iter().filter(|plan| plan.status == CareerStatus::Open).count();
    assert_eq!((open, all.len()), (2, 3));
    let offers: Vec<DevelopmentOffer> = db.all().unwrap();
    let answered = offers.iter().filter(|offer| offer.answer.is_some()).count();
    let looked = offers.iter().filter(|offer| offer.reviewed_on.is_some()).count();
    assert!(offers.len() >= 8 && answered < offers.len() && looked >= 2, "{}", offers.len());
}
