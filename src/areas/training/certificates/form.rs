//! The forms: a certificate, its renewal, that it was taken away, a kind, a class in which some can renew.
//!
//! What a command would refuse is worked out here from the same rules and said beside the field.

use chrono::NaiveDate;
use egui::{Context, Ui};

use super::data::{Data, KindRow, RenewalCard, Row};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, State, Wish};
use crate::areas::training::form_words::{Head, form as drawer, run};
use crate::command::training::What;
use crate::command::training::certificates::{Ask, CertificateForm, KindForm, RenewalForm};
use crate::command::training::classes::{Ask as Classes, ClassForm};
use crate::domain::ids::{CertificateId, CertificateKindId, CourseId, PersonId, TrainingClassId};
use crate::domain::names;
use crate::domain::training::certificates::{WARN_DAYS, expires};
use crate::store::stage_models::Words;
use crate::ui::card::grid;
use crate::ui::choice::chip;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, number_field, text_area, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is typed, of whatever form is open.
#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    person: Option<PersonId>,
    name: String,
    name_en: String,
    number: String,
    from: String,
    to: String,
    issuer: String,
    why: String,
    months: Option<f64>,
    days: Option<f64>,
    course: Option<CourseId>,
    place: String,
}

/// Which form is open.
#[derive(Clone, Debug, PartialEq)]
enum Which {
    /// A new certificate.
    Issue,
    /// A certificate that is put right.
    Edit(CertificateId, Option<TrainingClassId>),
    /// Its renewal, whose months of validity may be known; it was issued on a day.
    Renew(CertificateId, Option<u32>, NaiveDate),
    /// It was taken away; it was issued on a day.
    Revoke(CertificateId, NaiveDate),
    /// A kind; `None` for a new one.
    Kind(Option<CertificateKindId>),
    /// A class for those who have to renew.
    Class(Vec<(CourseId, String)>),
}

/// A form on its way.
#[derive(Clone, Debug)]
pub(super) struct Form {
    what: Which,
    /// Whom or what it is about, for its title and the journal.
    subject: String,
    start: Typed,
    now: Typed,
    pub state: State,
}

impl Filled for Form {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl Form {
    fn new(what: Which, subject: &str, typed: Typed) -> Self {
        let (start, now) = (typed.clone(), typed);
        Self { what, subject: subject.to_owned(), start, now, state: State::opened() }
    }

    /// A new certificate.
    pub fn issue(today: NaiveDate) -> Self {
        Self::new(Which::Issue, "", Typed { from: today.to_string(), ..Typed::default() })
    }

    /// A certificate as it is.
    pub fn edit(row: &Row) -> Self {
        let typed = Typed {
            person: Some(row.form.person),
            name: row.form.name.clone(),
            number: row.form.number.clone(),
            from: row.form.issued_on.to_string(),
            to: row.form.expires_on.map(|day| day.to_string()).unwrap_or_default(),
            issuer: row.form.issuer.clone(),
            ..Typed::default()
        };
        Self::new(Which::Edit(row.id, row.form.class), &row.title(), typed)
    }

    /// A renewal from today on.
    pub fn renew(row: &Row, today: NaiveDate) -> Self {
        let to = row.months.and_then(|months| expires(today, months));
        let typed = Typed {
            number: row.form.number.clone(),
            from: today.to_string(),
            to: to.map(|day| day.to_string()).unwrap_or_default(),
            ..Typed::default()
        };
        Self::new(Which::Renew(row.id, row.months, row.form.issued_on), &row.title(), typed)
    }

    /// That it was taken away, today.
    pub fn revoke(row: &Row, today: NaiveDate) -> Self {
        let typed = Typed { from: today.to_string(), ..Typed::default() };
        Self::new(Which::Revoke(row.id, row.form.issued_on), &row.title(), typed)
    }

    /// A new kind.
    pub fn new_kind() -> Self {
        let typed = Typed { days: Some(WARN_DAYS as f64), ..Typed::default() };
        Self::new(Which::Kind(None), "", typed)
    }

    /// A kind as it is.
    pub fn edit_kind(row: &KindRow) -> Self {
        let typed = Typed {
            name: row.names.zh.clone(),
            name_en: row.names.en.clone(),
            months: row.months.map(|months| months as f64),
            days: Some(row.warn_days as f64),
            issuer: row.issuer.clone(),
            ..Typed::default()
        };
        Self::new(Which::Kind(Some(row.id)), &row.name, typed)
    }

    /// A class for those who have to renew and have no seat.
    pub fn class(card: &RenewalCard) -> Self {
        let course = card.courses.first().map(|(course, _)| *course);
        let typed = Typed { course, days: Some(card.without as f64), ..Typed::default() };
        Self::new(Which::Class(card.courses.clone()), &card.name, typed)
    }

    /// The months of validity of what the form certifies.
    fn months(&self, data: &Data) -> Option<u32> {
        match &self.what {
            Which::Renew(_, months, _) => *months,
            _ => {
                let kind = data.kinds.iter().find(|kind| kind.names.zh == self.now.name)?;
                u32::try_from(kind.months?).ok()
            }
        }
    }

    /// What is wrong, by field: the first with a name or a person, the days, the rest.
    fn problems(&self, data: &Data, cx: &Cx<'_>) -> [Option<String>; 5] {
        let (now, today) = (&self.now, cx.filter.today);
        let say = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let blank = |text: &str| text.trim().is_empty();
        let (from, to) = (parse_date(&now.from), parse_date(&now.to));
        let not_a_day = |text: &str| !blank(text) && parse_date(text).is_none();
        let future = from.is_some_and(|day| day > today);
        let before = |issued: NaiveDate| from.is_some_and(|day| day < issued);
        let turned = from.zip(to).is_some_and(|(from, to)| to < from);
        let open = self.months(data).is_some() && blank(&now.to);
        let began = say(from.is_none(), "certificates-problem-day")
            .or(say(future, "certificates-problem-future"));
        let ended = say(not_a_day(&now.to), "certificates-problem-day")
            .or(say(turned, "certificates-problem-turned"));
        let needed = say(open, "certificates-problem-no-end");
        match &self.what {
            Which::Issue | Which::Edit(..) => [
                say(now.person.is_none(), "certificates-problem-person"),
                say(blank(&now.name), "certificates-problem-name"),
                began,
                ended.or(needed),
                None,
            ],
            Which::Renew(_, _, issued) => {
                let early = from.is_some_and(|day| day <= *issued);
                let early = say(early, "certificates-problem-renew-early");
                [None, None, began.or(early), ended.or(needed), None]
            }
            Which::Revoke(_, issued) => {
                let early = say(before(*issued), "certificates-problem-revoke-early");
                [
                    None,
                    None,
                    began.or(early),
                    None,
                    say(blank(&now.why), "certificates-problem-why"),
                ]
            }
            Which::Kind(_) => [
                None,
                say(blank(&now.name), "certificates-problem-name"),
                say(now.months.is_some_and(|n| n < 1.0), "certificates-problem-months"),
                say(now.days.is_none_or(|n| n < 0.0), "certificates-problem-warn"),
                None,
            ],
            Which::Class(_) => {
                let gone = from.is_some_and(|day| day < today);
                let day = say(from.is_none(), "certificates-problem-day");
                [
                    None,
                    say(now.course.is_none(), "certificates-problem-course"),
                    day.or(say(gone, "certificates-problem-past")),
                    ended,
                    say(now.days.is_some_and(|n| n < 1.0), "certificates-problem-seats"),
                ]
            }
        }
    }

    /// What is asked for and of whom, once nothing is wrong.
    fn asked(&self, cx: &Cx<'_>) -> Option<(String, What)> {
        let now = &self.now;
        let (from, to) = (parse_date(&now.from), parse_date(&now.to));
        let whole = |n: f64| n.round() as i64;
        let paper = |class: Option<TrainingClassId>| {
            Some(CertificateForm {
                person: now.person?,
                name: now.name.clone(),
                number: now.number.clone(),
                issued_on: from?,
                expires_on: to,
                issuer: now.issuer.clone(),
                class,
            })
        };
        let subject = || {
            let person = now.person.map_or("", |person| cx.directory.person_name(person));
            format!("{person} {}", now.name)
        };
        let certificates = What::Certificates;
        Some(match &self.what {
            Which::Issue => (subject(), certificates(Ask::Issue(paper(None)?))),
            Which::Edit(id, class) => {
                (subject(), certificates(Ask::EditCertificate(*id, paper(*class)?)))
            }
            Which::Renew(id, ..) => {
                let (number, issued_on, expires_on) = (now.number.clone(), from?, to);
                let form = RenewalForm { number, issued_on, expires_on };
                (self.subject.clone(), certificates(Ask::Renew(*id, form)))
            }
            Which::Revoke(id, _) => {
                (self.subject.clone(), certificates(Ask::Revoke(*id, from?, now.why.clone())))
            }
            Which::Kind(id) => {
                let form = KindForm {
                    name: Words { zh: now.name.clone(), en: now.name_en.clone() },
                    months: now.months.map(whole),
                    warn_days: whole(now.days?),
                    issuer: now.issuer.clone(),
                };
                let ask = match id {
                    Some(id) => Ask::EditKind(*id, form),
                    None => Ask::AddKind(form),
                };
                (now.name.clone(), certificates(ask))
            }
            Which::Class(_) => {
                let starts = from?;
                let form = ClassForm {
                    course: now.course?,
                    title: String::new(),
                    starts,
                    ends: to.unwrap_or(starts),
                    sessions: vec![],
                    place: now.place.clone(),
                    trainer: String::new(),
                    trainer_id: None,
                    seats: now.days.map(whole),
                    cost: None,
                    mark: None,
                    kpi: None,
                    kpi_days: None,
                    behaviour_days: None,
                };
                (self.subject.clone(), What::Classes(Classes::Plan(form)))
            }
        })
    }

    const fn title_key(&self) -> &'static str {
        match self.what {
            Which::Issue => "certificates-issue",
            Which::Edit(..) => "certificates-edit",
            Which::Renew(..) => "certificates-renew",
            Which::Revoke(..) => "certificates-revoke",
            Which::Kind(None) => "certificates-kind-add",
            Which::Kind(Some(_)) => "certificates-kind-edit",
            Which::Class(_) => "certificates-class",
        }
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        if !self.subject.is_empty() {
            text::wrapped(ui, text::NAME13, Theme::get(ui).t1, &self.subject);
        }
        match self.what.clone() {
            Which::Issue | Which::Edit(..) => {
                self.paper_ui(ui, state, problems, data, cx);
                self.days_ui(ui, state, problems, data, cx);
                let label = cx.text("certificates-issuer");
                text_field(ui, Field::new(&label), &mut self.now.issuer);
            }
            Which::Renew(..) => {
                let (label, help) =
                    (cx.text("certificates-number"), cx.text("certificates-number-keep"));
                text_field(ui, Field::new(&label).help(&help), &mut self.now.number);
                self.days_ui(ui, state, problems, data, cx);
            }
            Which::Revoke(..) => {
                let label = cx.text("certificates-revoked-on");
                let field = Field::new(&label).required().error(state.shown(problems, 2));
                let today = cx.filter.today;
                let response = day_field(ui, field, &mut self.now.from, today, cx.tr);
                state.focus(2, &response);
                let label = cx.text("certificates-why");
                let field = Field::new(&label).required().error(state.shown(problems, 4));
                let response = text_area(ui, field, &mut self.now.why, 3);
                state.focus(4, &response);
            }
            Which::Kind(_) => self.kind_ui(ui, state, problems, cx),
            Which::Class(courses) => self.class_ui(ui, state, problems, &courses, cx),
        }
    }

    fn paper_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        // Whose certificate it is does not change.
        let new = self.what == Which::Issue;
        let words = ["certificates-person", "scope-search", "scope-nothing"];
        let [label, search, nothing] = words.map(|key| cx.text(key));
        let people: Vec<(Option<PersonId>, &str)> =
            data.people.iter().map(|(id, name)| (Some(*id), name.as_str())).collect();
        let error = state.shown(problems, 0);
        let field = Field::new(&label).required().error(error).enabled(new);
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        let response = select.show(ui, &mut self.now.person, &people);
        state.focus(0, &response);
        let label = cx.text("certificates-name");
        let field = Field::new(&label).required().error(state.shown(problems, 1));
        let response = text_field(ui, field, &mut self.now.name);
        state.focus(1, &response);
        let kinds: Vec<&KindRow> = data.kinds.iter().filter(|kind| !kind.archived).collect();
        if !kinds.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
                for kind in kinds {
                    let on = self.now.name == kind.names.zh;
                    if chip(ui, &kind.name, on).clicked() {
                        self.now.name.clone_from(&kind.names.zh);
                    }
                }
            });
        }
        let label = cx.text("certificates-number");
        text_field(ui, Field::new(&label), &mut self.now.number);
    }

    /// From when and until when, and the end that its kind would give it.
    fn days_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        data: &Data,
        cx: &Cx<'_>,
    ) {
        let today = cx.filter.today;
        grid(ui, 2, 12.0, |ui, at| {
            let (key, number, value) = if at == 0 {
                ("certificates-issued", 2, &mut self.now.from)
            } else {
                ("certificates-expires", 3, &mut self.now.to)
            };
            let label = cx.text(key);
            let field = Field::new(&label).error(state.shown(problems, number));
            let field = if at == 0 { field.required() } else { field };
            let response = day_field(ui, field, value, today, cx.tr);
            state.focus(number, &response);
        });
        let issued = parse_date(&self.now.from);
        let Some(months) = self.months(data) else { return };
        let Some(last) = issued.and_then(|issued| expires(issued, months)) else { return };
        let args = [("n", months.into()), ("day", last.to_string().into())];
        let name = cx.tr.with("certificates-by-kind", &args);
        let on = parse_date(&self.now.to) == Some(last);
        ui.horizontal(|ui| {
            if chip(ui, &name, on).clicked() {
                self.now.to = last.to_string();
            }
        });
    }

    fn kind_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        cx: &Cx<'_>,
    ) {
        let label = cx.text("certificates-kind-name");
        let field = Field::new(&label).required().error(state.shown(problems, 1));
        let response = text_field(ui, field, &mut self.now.name);
        state.focus(0, &response);
        state.focus(1, &response);
        let label = cx.text("certificates-kind-name-en");
        text_field(ui, Field::new(&label), &mut self.now.name_en);
        let words =
            ["certificates-kind-valid", "certificates-unit-months", "certificates-kind-open"];
        let [label, unit, help] = words.map(|key| cx.text(key));
        let field = Field::new(&label).unit(&unit).help(&help).error(state.shown(problems, 2));
        let response = number_field(ui, field, &mut self.now.months, 0);
        state.focus(2, &response);
        let (label, unit) = (cx.text("certificates-kind-warn"), cx.text("unit-days"));
        let field = Field::new(&label).required().unit(&unit).error(state.shown(problems, 3));
        let response = number_field(ui, field, &mut self.now.days, 0);
        state.focus(3, &response);
        let label = cx.text("certificates-issuer");
        text_field(ui, Field::new(&label), &mut self.now.issuer);
    }

    fn class_ui(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        courses: &[(CourseId, String)],
        cx: &Cx<'_>,
    ) {
        let label = cx.text("certificates-course");
        let courses: Vec<(Option<CourseId>, &str)> =
            courses.iter().map(|(id, name)| (Some(*id), name.as_str())).collect();
        let field = Field::new(&label).required().error(state.shown(problems, 1));
        let response = Select::new(field).show(ui, &mut self.now.course, &courses);
        state.focus(0, &response);
        state.focus(1, &response);
        let today = cx.filter.today;
        grid(ui, 2, 12.0, |ui, at| {
            let (key, number, value) = if at == 0 {
                ("certificates-class-starts", 2, &mut self.now.from)
            } else {
                ("certificates-class-ends", 3, &mut self.now.to)
            };
            let label = cx.text(key);
            let field = Field::new(&label).error(state.shown(problems, number));
            let field = if at == 0 { field.required() } else { field };
            let response = day_field(ui, field, value, today, cx.tr);
            state.focus(number, &response);
        });
        let label = cx.text("certificates-class-place");
        text_field(ui, Field::new(&label), &mut self.now.place);
        let (label, help) =
            (cx.text("certificates-class-seats"), cx.text("certificates-class-help"));
        let field = Field::new(&label).help(&help).error(state.shown(problems, 4));
        let response = number_field(ui, field, &mut self.now.days, 0);
        state.focus(4, &response);
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, data: &Data, open: &mut Option<Form>, cx: &mut Cx<'_>) {
    let Some(mut form) = open.take() else { return };
    let problems = form.problems(data, cx);
    let head = Head {
        id: "certificate-form",
        title: form.title_key(),
        save: "training-form-save",
        width: 480.0,
    };
    let seen: &Cx<'_> = cx;
    let wish = drawer(ctx, head, &mut form, &problems, seen, |ui, form, state| {
        form.ui(ui, state, &problems, data, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some((subject, what)) = form.asked(cx) {
                run(cx, &subject, what);
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    *open = Some(form);
}
