//! `coxswain show`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use crate::cli::{
    DONE, calendar, handover, open, parse_day, parse_period, privacy, say, show_cases,
    show_coaching_actions, show_coaching_behaviour, show_coaching_coverage,
    show_coaching_improvement, show_coaching_log, show_coaching_schedule, show_coaching_visits,
    show_deal, show_feedback, show_forecast, show_funnel, show_gap, show_glossary, show_headcount,
    show_notices, show_person, show_posts, show_process, show_self_check, show_strategy,
    show_stuck, show_targets, show_team_life, show_today, show_training_careers,
    show_training_certificates, show_training_classes, show_training_courses, show_training_matrix,
    show_training_plans, show_training_records, show_waterfall, show_winloss, stages,
};
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::BatchId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::{FluentValue, Tr};
use crate::metrics::deals::{Question, measure};
use crate::metrics::evaluation::scorecards;
use crate::metrics::groups::By;
use crate::metrics::pipeline::HORIZON_DAYS;
use crate::metrics::submissions::slot::Slot;
use crate::metrics::submissions::{Counts, Ledger, Standing};
use crate::metrics::targets::history::known_until;
use crate::metrics::{MetricId, show};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Batch, OwedKind, Status};

/// Arguments of show.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The workspace
    file: PathBuf,
    /// people, person, personal (what is held of a person), org, posts, self-check, headcount, mentors,
    /// team-life, handovers, funnel, stages, deals, deal, waterfall, stuck, winloss, forecast, process, targets, gap,
    /// strategy, coaching (all of its pages), coaching-log, coaching-actions, coaching-visits, coaching-schedule,
    /// behaviour, improvement, coaching-coverage, feedback, training (all of its pages), skills, training-plans,
    /// training-classes, training-courses, cases, certificates, training-records, careers, evaluation, submissions,
    /// today, notices, calendar, imports, hygiene (how well deals are kept), glossary (every figure), card:ID (what
    /// stands behind one) or metric:ID
    what: String,
    /// all, region:NAME, team:NAME or person:NAME
    #[arg(long, default_value = "all")]
    scope: String,
    /// Name or staff number of the person to show, or to prepare a coaching with
    #[arg(long)]
    person: Option<String>,
    /// Number of the deal to show
    #[arg(long)]
    deal: Option<String>,
    /// Name of a kept list of deals
    #[arg(long)]
    list: Option<String>,
    /// Which deals are listed: open, won or lost; open ones without it
    #[arg(long)]
    status: Option<String>,
    /// Only deals that stand in the stage of this name
    #[arg(long)]
    stage: Option<String>,
    /// Only open deals without a next step
    #[arg(long)]
    without_next: bool,
    /// 2017, 2017-Q4, 2017-03 or 2017-W12; all time without it
    #[arg(long)]
    period: Option<String>,
    /// Nothing after this day is known: YYYY-MM-DD; without it today, and for what ages with the reports
    /// (funnel, waterfall, stuck, winloss, forecast, metrics of deals) the newest report as on the page
    #[arg(long, value_parser = parse_day)]
    as_of: Option<NaiveDate>,
    /// The first of the two days of waterfall: YYYY-MM-DD; the evening before the period without it
    #[arg(long, value_parser = parse_day)]
    from: Option<NaiveDate>,
    /// How conversion is counted: snapshot, created_cohort, stage_entry, matured or eventual
    #[arg(long, default_value = "matured")]
    rule: String,
    /// The funnel of what came in so many days up to the day, instead of in a period
    #[arg(long, conflicts_with = "period", value_parser = clap::value_parser!(u32).range(1..))]
    days: Option<u32>,
    /// The funnel of the deals of a line of products, on the stages of its own model
    #[arg(long)]
    line: Option<String>,
    /// By what the funnel compares: person, team, region or product
    #[arg(long, default_value = "person")]
    by: String,
    /// The metric of targets
    #[arg(long, default_value = "signed_amount")]
    metric: String,
    /// The year of the calendar or of a plan; that of the period or of today without it
    #[arg(long)]
    year: Option<i32>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl ShowArgs {
    /// What deals are filtered by.
    fn deals(&self) -> Result<show_deal::Words<'_>> {
        Ok(show_deal::Words {
            list: self.list.as_deref(),
            status: self.status.as_deref().map(parse_status).transpose()?,
            stage: self.stage.as_deref(),
            without_next: self.without_next,
        })
    }
}

/// Reads a counting rule.
fn parse_rule(word: &str) -> Result<Rule> {
    Ok(match word {
        "snapshot" => Rule::Snapshot,
        "created_cohort" => Rule::CreatedCohort,
        "stage_entry" => Rule::StageEntry,
        "matured" => Rule::Matured { horizon_days: HORIZON_DAYS },
        "eventual" => Rule::Eventual,
        _ => return Err(Error::new("error-rule-unknown").arg("rule", word)),
    })
}

/// Reads how deals stand.
fn parse_status(word: &str) -> Result<Status> {
    Status::parse(word).ok_or_else(|| Error::new("error-status-unknown").arg("status", word))
}

/// Reads by what is compared.
fn parse_by(word: &str) -> Result<By> {
    By::parse(word).ok_or_else(|| Error::new("error-by-unknown").arg("by", word))
}

/// Whether what is shown ages with the reports: then it is seen as of the newest one, as the page sees it.
/// The others find that day themselves, or go by today.
fn ages(what: &str) -> bool {
    match what.strip_prefix("metric:") {
        // These two are about reports, which are missing from their own day on.
        Some(id) => {
            !matches!(MetricId::parse(id), Some(MetricId::ReportOnTime | MetricId::PromiseKept))
        }
        None => {
            matches!(what, "funnel" | "waterfall" | "stuck" | "winloss" | "forecast" | "hygiene")
        }
    }
}

pub(super) fn run(args: &ShowArgs, today: NaiveDate, tr: &Tr) -> Result<u8> {
    let period = parse_period(args.period.as_deref())?;
    let (rule, by) = (parse_rule(&args.rule)?, parse_by(&args.by)?);
    let today = args.as_of.unwrap_or(today);
    let (workspace, directory) = open(&args.file)?;
    let db = &workspace.db;
    let as_of = match args.as_of {
        None if ages(&args.what) => known_until(db, today)?,
        _ => today,
    };
    let scope = directory.parse_scope(&args.scope)?;
    let directory = directory.as_of(today);
    let ask = Asked { db, directory: &directory, scope, period, as_of, today, tr };
    let how = (rule, by);
    let (value, lines) = match args.what.as_str() {
        "coaching" => together(&COACHING, args, &ask, how)?,
        "training" => together(&TRAINING, args, &ask, how)?,
        what => one(what, args, &ask, how)?,
    };
    if args.json {
        say(&value.to_string());
    } else {
        lines.iter().for_each(|line| say(line));
    }
    Ok(DONE)
}

/// The pages of the coaching tab.
const COACHING: [&str; 8] = [
    "coaching-log",
    "coaching-actions",
    "coaching-visits",
    "coaching-schedule",
    "behaviour",
    "improvement",
    "coaching-coverage",
    "feedback",
];

/// The pages of the training tab; everything that one person learned (`training-records`) needs a person.
const TRAINING: [&str; 7] = [
    "skills",
    "training-plans",
    "training-classes",
    "training-courses",
    "cases",
    "certificates",
    "careers",
];

/// All pages of a tab, each under its own word.
fn together(words: &[&str], args: &ShowArgs, ask: &Asked<'_>, how: (Rule, By)) -> Result<Shown> {
    let (mut all, mut lines) = (serde_json::Map::new(), vec![]);
    for word in words {
        let (value, said) = one(word, args, ask, how)?;
        all.insert((*word).to_owned(), value);
        lines.push(format!("# {word}"));
        lines.extend(said);
    }
    Ok((Value::Object(all), lines))
}

/// One thing to show.
fn one(what: &str, args: &ShowArgs, ask: &Asked<'_>, (rule, by): (Rule, By)) -> Result<Shown> {
    Ok(match what {
        "people" => people(ask),
        "person" => show_person::person(ask, args.person.as_deref())?,
        "personal" => privacy::personal(ask, args.person.as_deref())?,
        "org" => show_targets::org(ask),
        "headcount" => show_headcount::headcount(ask)?,
        "targets" => show_targets::targets(ask, &args.metric)?,
        "gap" => show_gap::shown(ask)?,
        "strategy" => show_strategy::strategy(ask, args.year, &args.metric)?,
        "funnel" => {
            show_funnel::funnel(ask, (rule, &args.rule), by, args.days, args.line.as_deref())?
        }
        "stages" => stages::shown(ask)?,
        "deal" => show_deal::deal(ask, args.deal.as_deref())?,
        "deals" => show_deal::deals(ask, args.deals()?)?,
        "waterfall" => show_waterfall::shown(ask, args.from)?,
        "stuck" => show_stuck::stuck(ask)?,
        "winloss" => show_winloss::winloss(ask)?,
        "forecast" => show_forecast::shown(ask)?,
        "process" => show_process::process(ask)?,
        "behaviour" => show_coaching_behaviour::behaviour(ask)?,
        "improvement" => show_coaching_improvement::improvement(ask)?,
        "coaching-visits" => show_coaching_visits::visits(ask)?,
        "coaching-schedule" => show_coaching_schedule::coaching_schedule(ask)?,
        "coaching-coverage" => show_coaching_coverage::coaching_coverage(ask)?,
        "feedback" => show_feedback::feedback(ask)?,
        "cases" => show_cases::cases(ask)?,
        "evaluation" => evaluation(ask)?,
        "training-classes" => show_training_classes::classes(ask)?,
        "training-courses" => show_training_courses::courses(ask)?,
        "submissions" => submissions(ask)?,
        "certificates" => show_training_certificates::certificates(ask)?,
        "training-records" => show_training_records::training_records(ask, args.person.as_deref())?,
        "careers" => show_training_careers::careers(ask)?,
        "mentors" => show_team_life::mentors(ask)?,
        "team-life" => show_team_life::team_life(ask)?,
        "skills" => show_training_matrix::shown(ask, args.person.as_deref())?,
        "training-plans" => show_training_plans::shown(ask)?,
        "handovers" => handover::show(ask)?,
        "imports" => imports(ask.db)?,
        "coaching-log" => show_coaching_log::coaching_log(ask, args.person.as_deref())?,
        "coaching-actions" => show_coaching_actions::coaching_actions(ask)?,
        "posts" => show_posts::posts(ask)?,
        "notices" => show_notices::notices(ask)?,
        "today" => show_today::today(ask)?,
        "hygiene" => show_glossary::hygiene(ask)?,
        "glossary" => show_glossary::glossary(ask)?,
        "self-check" => show_self_check::self_check(ask, args.person.as_deref())?,
        "calendar" => calendar::shown(ask, calendar::year_of(args.year, ask.period, ask.as_of))?,
        what => match (what.strip_prefix("metric:"), what.strip_prefix("card:")) {
            (Some(id), _) => metric(ask, id)?,
            (None, Some(id)) => show_glossary::figure(ask, id)?,
            (None, None) => return Err(Error::new("error-show-unknown").arg("what", what)),
        },
    })
}

pub(super) struct Asked<'a> {
    pub(super) db: &'a Db,
    pub(super) directory: &'a Directory,
    pub(super) scope: Scope,
    pub(super) period: Option<Period>,
    /// The day as of which everything is seen.
    pub(super) as_of: NaiveDate,
    /// Today, or the day named for it: what people say counts up to this day.
    pub(super) today: NaiveDate,
    pub(super) tr: &'a Tr,
}

impl Asked<'_> {
    pub(super) fn question(&self) -> Question {
        Question {
            members: self.directory.members(self.scope),
            period: self.period,
            as_of: self.as_of,
        }
    }

    pub(super) fn scope_text(&self) -> String {
        self.directory.scope_text(self.scope)
    }

    pub(super) fn period_text(&self) -> Option<String> {
        self.period.map(|period| period.to_string())
    }
}

pub(super) type Shown = (Value, Vec<String>);

fn people(ask: &Asked<'_>) -> Shown {
    let directory = ask.directory;
    let members = directory.members(ask.scope);
    let mut list = vec![];
    let mut lines = vec![];
    let listed = directory
        .people
        .values()
        .filter(|person| members.include(Some(person.id), Some(ask.as_of)))
        .filter(|person| !directory.has_left(person.id, ask.as_of));
    for person in listed {
        let membership = directory.membership_on(person.id, ask.as_of);
        let team = membership.and_then(|m| m.team_id).and_then(|team| directory.teams.get(&team));
        let region =
            team.and_then(|team| team.region_id).map(|region| directory.region_name(region));
        let post = membership.and_then(|m| m.post_id).and_then(|post| directory.posts.get(&post));
        let manager = team
            .and_then(|team| team.manager_id)
            .filter(|manager| *manager != person.id)
            .map(|manager| directory.person_name(manager));
        let team = team.map(|team| team.name.as_str());
        let post = post.map(|post| post.name.as_str());
        list.push(json!({
            "name": person.name, "team": team, "region": region, "post": post, "manager": manager,
            "number": person.number, "origin": person.origin.word(),
        }));
        let cells = [Some(person.name.as_str()), post, team, region, manager];
        lines.push(cells.map(|cell| cell.unwrap_or("–")).join("  "));
    }
    (json!({ "people": list }), lines)
}

fn metric(ask: &Asked<'_>, id: &str) -> Result<Shown> {
    let metric =
        MetricId::parse(id).ok_or_else(|| Error::new("error-metric-unknown").arg("metric", id))?;
    let measured = measure(ask.db, ask.directory, metric, &ask.question())?;
    let left_out: Vec<Value> = measured
        .left_out
        .iter()
        .map(|(reason, count)| json!({ "reason": reason.word(), "count": count }))
        .collect();
    let value = json!({
        "metric": metric.word(),
        "scope": ask.scope_text(),
        "period": ask.period_text(),
        "as_of": ask.as_of.to_string(),
        "value": measured.value,
        "unit": metric.unit().word(),
        "records": measured.records,
        "left_out": left_out,
        "mean": measured.mean,
        "open": measured.open,
        "steady": measured.steady,
    });
    let tr = ask.tr;
    let shown = show::measured(tr, metric, &measured);
    let records = i64::try_from(measured.records).unwrap_or(i64::MAX);
    let mut lines = vec![tr.with(
        "cli-metric",
        &[
            ("name", tr.text(&metric.label_key()).into()),
            ("value", shown.into()),
            ("records", records.into()),
        ],
    )];
    for (reason, count) in &measured.left_out {
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        let reason = tr.text(&reason.label_key());
        lines.push(tr.with("cli-left-out", &[("reason", reason.into()), ("count", count.into())]));
    }
    Ok((value, lines))
}

/// Hundredths as a JSON number with at most two decimals.
fn points(hundredths: Option<i64>) -> Value {
    hundredths.map_or(Value::Null, |hundredths| json!(hundredths as f64 / 100.0))
}

fn evaluation(ask: &Asked<'_>) -> Result<Shown> {
    let period = ask.period.ok_or_else(|| Error::new("error-period").arg("period", ""))?;
    let cards = scorecards(ask.db, ask.directory, ask.scope, period, ask.as_of)?;
    let mut list = vec![];
    let mut lines = vec![];
    for card in &cards.cards {
        let name = ask.directory.person_name(card.person);
        let rows: Vec<Value> = card
            .rows
            .iter()
            .map(|row| {
                json!({
                    "metric": row.metric.word(),
                    "weight_bp": row.weight_bp,
                    "target": row.target,
                    "actual": row.actual.value,
                    "score": points(row.hundredths()),
                })
            })
            .collect();
        let total = card.total.map(|total| total.hundredths);
        list.push(json!({
            "person": name,
            "score": points(total),
            "grade": card.grade,
            "rank": card.rank.map(|(place, of)| json!({ "place": place, "of": of })),
            "rows": rows,
        }));
        let shown = total.map_or_else(|| ask.tr.text("evaluation-unrated"), show::score);
        lines.push(format!("{name}  {shown}  {}", card.grade.as_deref().unwrap_or("–")));
    }
    let without: Vec<&str> =
        cards.without_data.iter().map(|person| ask.directory.person_name(*person)).collect();
    if !without.is_empty() {
        lines.push(ask.tr.with("evaluation-without-data", &[("names", without.join(", ").into())]));
    }
    Ok((
        json!({ "period": period.to_string(), "evaluations": list, "without_data": without }),
        lines,
    ))
}

/// The reports that people owe for a week or a month.
fn submissions(ask: &Asked<'_>) -> Result<Shown> {
    let text = ask.period_text().unwrap_or_default();
    let kind = match ask.period {
        Some(Period::Week(..)) => OwedKind::Weekly,
        Some(Period::Month(..)) => OwedKind::Monthly,
        _ => return Err(Error::new("error-period").arg("period", &text)),
    };
    let slot = Slot::at(kind, ask.period.map_or(ask.as_of, Period::first_day));
    let ledger = Ledger::load(ask.db, ask.directory, (slot, slot), ask.as_of)?;
    let members = ask.directory.members(ask.scope);
    let mut duties = ledger.duties(slot);
    duties.retain(|duty| members.include(Some(duty.person), Some(slot.last)));
    duties.sort_by_key(|duty| duty.standing);
    let files: BTreeMap<BatchId, String> =
        ask.db.all::<Batch>()?.into_iter().map(|batch| (batch.id, batch.file_name)).collect();
    let counts = Counts::of(&duties);
    let due = duties.first().and_then(|duty| duty.due.map(|day| (day, duty.due_hour)));
    let (mut list, mut lines) = (vec![], vec![]);
    let shown = |n: usize| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
    if duties.is_empty() {
        lines.push(ask.tr.with("cli-submissions-none", &[("period", text.as_str().into())]));
    } else {
        lines.push(ask.tr.with(
            "cli-submissions",
            &[
                ("period", text.as_str().into()),
                ("sent", shown(counts.sent())),
                ("owed", shown(counts.owed())),
                ("late", shown(counts.late)),
                ("missing", shown(counts.missing)),
                ("open", shown(counts.open)),
            ],
        ));
    }
    if let Some((day, hour)) = due {
        let due = format!("{day} {hour:02}:00");
        lines.push(ask.tr.with("cli-submissions-due", &[("due", due.into())]));
    }
    for duty in &duties {
        let name = ask.directory.person_name(duty.person);
        let day = duty.sent.map(|sent| sent.day.to_string());
        let file = duty.sent.and_then(|sent| sent.batch).and_then(|batch| files.get(&batch));
        let late = match duty.standing {
            Standing::Late(days) => Some(days),
            _ => None,
        };
        list.push(json!({
            "person": name, "standing": duty.standing.word(), "days_late": late,
            "sent": day, "file": file,
        }));
        let standing = show::standing(ask.tr, duty.standing);
        let cells = [Some(standing.as_str()), day.as_deref(), file.map(String::as_str)];
        lines.push(format!("{name}  {}", cells.map(|cell| cell.unwrap_or("–")).join("  ")));
    }
    let value = json!({
        "period": text,
        "scope": ask.scope_text(),
        "due": due.map(|(day, _)| day.to_string()),
        "due_hour": due.map(|(_, hour)| hour),
        "owed": counts.owed(),
        "on_time": counts.on_time,
        "late": counts.late,
        "missing": counts.missing,
        "open": counts.open,
        "reports": list,
    });
    Ok((value, lines))
}

fn imports(db: &Db) -> Result<Shown> {
    let mut list = vec![];
    let mut lines = vec![];
    for batch in db.all::<Batch>()? {
        lines.push(format!(
            "{}  {}  {}  {}  {} = {} + {} + {} + {}",
            batch.id.0,
            crate::clock::wall_clock(&batch.at),
            batch.file_name,
            batch.kind,
            batch.n_rows,
            batch.n_new,
            batch.n_changed,
            batch.n_unchanged,
            batch.n_rejected,
        ));
        list.push(json!({
            "import": batch.id.0,
            "at": batch.at,
            "by": batch.by_name,
            "file": batch.file_name,
            "sheet": batch.sheet_name,
            "hash": batch.file_hash,
            "kind": batch.kind,
            "report_date": batch.report_date.to_string(),
            "rows": batch.n_rows,
            "new": batch.n_new,
            "changed": batch.n_changed,
            "unchanged": batch.n_unchanged,
            "rejected": batch.n_rejected,
            "taken_back": batch.taken_back,
        }));
    }
    Ok((json!({ "imports": list }), lines))
}
