//! The sheets of field visits, filled from what was seen and agreed, and the blank ones of the versions in use.

use std::collections::BTreeMap;

use super::observation_sheet::{Agreed, Facts, SheetPage, StepRow};
use super::{Letterhead, in_full, weight};
use crate::domain::ids::{AccountId, ObservationId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, percent};
use crate::metrics::visits::{Scales, Seen, one as seen_one, show};
use crate::store::coaching::sheets::{self, Sheet};
use crate::store::coaching::templates::{Step, Template};
use crate::store::directory::Directory;
use crate::store::records::{
    Account, Coaching, Observation, ObservationRating, Opportunity, Rater, Reached,
};
use crate::store::{Db, setup};

/// What sheets are filled from.
pub struct Source<'a> {
    db: &'a Db,
    directory: &'a Directory,
    tr: &'a Tr,
    scales: Scales,
    letterhead: Letterhead,
    /// Who works here and observed where nobody else is named.
    author: String,
}

impl<'a> Source<'a> {
    /// Reads what all sheets need.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &'a Db, directory: &'a Directory, tr: &'a Tr) -> Result<Self> {
        Ok(Self {
            db,
            directory,
            tr,
            scales: Scales::load(db)?,
            letterhead: Letterhead::load(db)?,
            author: setup::setting(db, setup::names::AUTHOR)?.unwrap_or_default(),
        })
    }

    /// The sheets of the versions in use, to be filled in by hand.
    pub fn blank(&self) -> Vec<SheetPage> {
        self.scales.in_use().into_iter().map(|template| self.blank_page(template)).collect()
    }

    fn blank_page(&self, template: &Template) -> SheetPage {
        SheetPage {
            letterhead: self.letterhead.clone(),
            blank: true,
            name: show::sheet_name(self.tr, &template.record).to_owned(),
            subtitle: self.subtitle(template),
            steps: template.steps.iter().map(|step| self.row(step, (None, None))).collect(),
            ..SheetPage::default()
        }
    }

    fn subtitle(&self, template: &Template) -> String {
        let name = show::sheet_name(self.tr, &template.record);
        let args = [("name", name.into()), ("number", template.record.number.into())];
        // A sheet that is called what the title says is not named twice.
        let same = name == self.tr.text("doc-observation-title");
        let key = if same { "doc-observation-version" } else { "doc-observation-subtitle" };
        self.tr.with(key, &args)
    }

    /// A step with what does not depend on a visit, and the level and fact that are given for it.
    fn row(&self, step: &Step, (level, fact): (Option<i64>, Option<String>)) -> StepRow {
        let said = |level: i64| show::anchor(self.tr, step, level).to_owned();
        let text = |zh: &str, en: &str| self.tr.own(zh, en).to_owned();
        let practices = step.practices.iter().map(|own| (text(&own.text, &own.text_en), None));
        StepRow {
            name: show::step_name(self.tr, step).to_owned(),
            weight: weight(step.record.weight),
            level,
            second: None,
            last: None,
            required: step.record.required,
            anchor: level.map(said),
            fact,
            anchors: step.anchors.iter().map(|anchor| said(anchor.level)).collect(),
            practices: practices.collect(),
        }
    }

    /// A sheet that was written, filled in or not; `None` where there is none of this key.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn filled(&self, id: ObservationId) -> Result<Option<SheetPage>> {
        let Some(stored) = sheets::sheet(self.db, id)? else { return Ok(None) };
        let Some(template) = self.scales.get(stored.record.template_id) else { return Ok(None) };
        let record = &stored.record;
        let last = sheets::last_before(self.db, record.person_id, record.on_day)?;
        let last = match last {
            Some(last) => seen_one(self.db, &self.scales, last.record.id)?,
            None => None,
        };
        let now = seen_one(self.db, &self.scales, id)?;
        let coaching = match record.coaching_id {
            Some(coaching) => self.db.get::<Coaching>(coaching)?,
            None => None,
        };
        let number = coaching.as_ref().map(Coaching::code);
        let post = self.directory.membership_on(record.person_id, record.on_day);
        let post = post.and_then(|at| at.post_id);
        let steps = template.steps.iter().map(|step| {
            let (own, second) =
                (rating(&stored, step, Rater::Observer), rating(&stored, step, Rater::Second));
            let mut row = self
                .row(step, (own.and_then(|own| own.level), own.and_then(|own| own.fact.clone())));
            row.second = second.and_then(|second| second.level);
            row.last =
                last.as_ref().and_then(|last| last.level(Rater::Observer, &step.record.word));
            row.required = step.required(post);
            for (practice, (_, done)) in step.practices.iter().zip(&mut row.practices) {
                let tick = stored.ticks.iter().find(|tick| tick.practice_id == practice.id);
                *done = tick.map(|tick| tick.done);
            }
            row
        });
        let steps = steps.collect();
        Ok(Some(SheetPage {
            letterhead: Letterhead { number, ..self.letterhead.clone() },
            blank: false,
            name: self.directory.person_name(record.person_id).to_owned(),
            day: record.on_day.to_string(),
            subtitle: self.subtitle(template),
            facts: self.facts(record, coaching.as_ref(), now.as_ref())?,
            steps,
            agreed: self.agreed(record, template)?,
        }))
    }

    fn facts(
        &self,
        record: &Observation,
        coaching: Option<&Coaching>,
        seen: Option<&Seen>,
    ) -> Result<Facts> {
        let (tr, directory) = (self.tr, self.directory);
        let name = |person: PersonId| directory.person_name(person).to_owned();
        let at = directory.membership_on(record.person_id, record.on_day);
        let post = at.and_then(|at| at.post_id).and_then(|post| directory.posts.get(&post));
        let team = directory.team_on(record.person_id, record.on_day);
        let starts = coaching.and_then(|coaching| coaching.starts_at.clone());
        let minutes = coaching.and_then(|coaching| coaching.minutes);
        let minutes = minutes.map(|n| tr.with("doc-observation-minutes", &[("n", n.into())]));
        let time: Vec<String> = [starts, minutes].into_iter().flatten().collect();
        let deal = match record.opportunity_id {
            Some(deal) => self.db.get::<Opportunity>(deal)?,
            None => None,
        };
        let own = Some(self.author.clone()).filter(|author| !author.is_empty());
        let score = seen.and_then(|seen| seen.score);
        Ok(Facts {
            person: Some(name(record.person_id)),
            post: post.map(|post| post.name.clone()),
            unit: team.map(|team| team.name.clone()),
            observer: record.observer_id.map(name).or(own),
            day: Some(in_full(tr, record.on_day)),
            time: Some(tr.joined(&time)).filter(|time| !time.is_empty()),
            account: self.account(record.account_id)?,
            deal: deal.map(|deal| deal.name),
            present: coaching.and_then(|coaching| coaching.present.clone()),
            second: record.second_id.map(name).or_else(|| record.second_name.clone()),
            score: score.map(|score| show::score(tr, &score)),
            cover: score.map(|score| percent(score.cover_bp)),
        })
    }

    fn account(&self, account: Option<AccountId>) -> Result<Option<String>> {
        let Some(account) = account else { return Ok(None) };
        Ok(self.db.get::<Account>(account)?.map(|account| account.name))
    }

    fn agreed(&self, record: &Observation, template: &Template) -> Result<Agreed> {
        let tr = self.tr;
        let focus = record.focus_id.and_then(|focus| template.step(focus));
        let account = self.account(record.next_account_id)?;
        let day = record.next_on.map(|day| day.to_string());
        let next: Vec<String> =
            [day, account, record.next_what.clone()].into_iter().flatten().collect();
        Ok(Agreed {
            kept: record.kept.map(|kept| tr.text(kept_key(kept))),
            focus: focus.map(|step| show::step_name(tr, step).to_owned()),
            thing: record.agreed.clone(),
            practice: record.practice.clone(),
            next: Some(next.join(" ")).filter(|next| !next.is_empty()),
        })
    }

    /// The sheets of a scope in a period that are filled in, by person in the order of days.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn of_scope(
        &self,
        scope: Scope,
        period: Period,
    ) -> Result<BTreeMap<PersonId, Vec<SheetPage>>> {
        let members = self.directory.members(scope);
        let mut wanted = vec![];
        sheets::each_between(self.db, (period.first_day(), period.last_day()), |sheet| {
            if sheet.complete && members.include(Some(sheet.person_id), Some(sheet.on_day)) {
                wanted.push((sheet.person_id, sheet.id));
            }
            Ok(())
        })?;
        let mut pages: BTreeMap<PersonId, Vec<SheetPage>> = BTreeMap::new();
        for (person, id) in wanted {
            if let Some(page) = self.filled(id)? {
                pages.entry(person).or_default().push(page);
            }
        }
        Ok(pages)
    }
}

/// What somebody gave to a step.
fn rating<'a>(stored: &'a Sheet, step: &Step, rater: Rater) -> Option<&'a ObservationRating> {
    let mut ratings = stored.ratings.iter();
    ratings.find(|rating| rating.step_id == step.record.id && rating.rater == rater)
}

/// The key of whether what was agreed was done.
pub const fn kept_key(kept: Reached) -> &'static str {
    match kept {
        Reached::Yes => "visits-kept-yes",
        Reached::Partly => "visits-kept-partly",
        Reached::No => "visits-kept-no",
    }
}
