//! Every read of training once, in the workspace that [`crate::drive`] leads through everything.

use coxswain::domain::ids::{PersonId, TrainingClassId};
use coxswain::store::Db;
use coxswain::store::directory::Directory;
use coxswain::store::duties::Duties;
use coxswain::store::training::requirements::Requirements;
use coxswain::store::training::{
    careers, certificates, classes, courses, names, plans, results, skills,
};

use crate::drive::day;

/// Every read once.
pub fn look(db: &Db, person: PersonId) {
    let (first, today) = (day("2025-01-01"), day("2025-11-18"));
    let directory = Directory::load(db).unwrap();
    let duties = Duties::load(db).unwrap();
    let requirements = Requirements::load(db).unwrap();
    requirements.of_person(&directory, &duties, (person, None), today);
    skills::all(db).unwrap();
    skills::ratings(db).unwrap();
    skills::ratings_of(db, person).unwrap();
    skills::newest(db, today).unwrap();
    skills::self_ratings_of(db, person).unwrap();
    skills::refreshers(db).unwrap();
    courses::all(db).unwrap();
    courses::updates(db).unwrap();
    let rows = results::between(db, first, today).unwrap();
    results::held(&names::courses(db).unwrap(), rows);
    results::of_person(db, person).unwrap();
    classes::between(db, first, today).unwrap();
    classes::seats(db).unwrap();
    classes::enrolments_of(db, person).unwrap();
    classes::on_day(db, day("2025-07-02")).unwrap();
    let class = TrainingClassId(0);
    results::of_class(db, class).unwrap();
    classes::sessions(db, class).unwrap();
    classes::enrolments(db, class).unwrap();
    classes::presence(db, class).unwrap();
    classes::scores(db, class).unwrap();
    certificates::Kinds::load(db).unwrap();
    certificates::of_person(db, person).unwrap();
    certificates::terms_of(db, person).unwrap();
    certificates::ending(db, first, today).unwrap();
    plans::all(db).unwrap();
    plans::of_person(db, person).unwrap();
    careers::ladder(db).unwrap();
    careers::of_person(db, person).unwrap();
    careers::offers_of(db, person).unwrap();
}
