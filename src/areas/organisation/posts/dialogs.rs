//! The small forms: a signature, a choice of the sheet, the name of a post, a candidate.

use chrono::NaiveDate;
use egui::{Align, Context, Layout, Ui, UiBuilder, vec2};

use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::command::Command;
use crate::command::duties::{CandidateForm, Command as Duties};
use crate::documents::duty_sheets::education_word;
use crate::domain::duty::Audience;
use crate::domain::fit::Education;
use crate::domain::ids::{CandidateId, DutySheetId, PersonId, PostId};
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::choice::Segmented;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, number_field, text_area, text_field};
use crate::ui::overlay::dialog::dialog_ui;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::candidates::CandidateRow;
use super::data::{Chosen, Page, PersonRow};
use super::view::View;

/// The form that is open.
#[derive(Debug)]
pub(super) struct Open {
    what: What,
    start: What,
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    /// It has just been opened: the first field gets the focus.
    fresh: bool,
    /// A command is on its way; when it is done, the form goes.
    pub sent: bool,
}

/// Which one, and what stands in it.
#[derive(Clone, Debug, PartialEq)]
enum What {
    Sign {
        person: PersonId,
        name: String,
        sheet: DutySheetId,
        sheet_words: String,
        starts: NaiveDate,
        day: String,
        note: String,
    },
    Choose {
        person: PersonId,
        name: String,
        audience: Audience,
        day: String,
        reason: String,
    },
    Name {
        post: Option<PostId>,
        name: String,
    },
    Candidate {
        id: Option<CandidateId>,
        post: PostId,
        name: String,
        day: String,
        education: Option<Education>,
        months: Option<f64>,
        note: String,
    },
}

impl Open {
    fn new(what: What) -> Self {
        Self { start: what.clone(), what, tried: false, fresh: true, sent: false }
    }

    /// Recording a signature for the sheet that is the person's; `None` if they have none.
    pub fn sign(person: &PersonRow, today: NaiveDate) -> Option<Self> {
        Some(Self::new(What::Sign {
            person: person.id,
            name: person.name.clone(),
            sheet: person.sheet?,
            sheet_words: person.sheet_words.clone(),
            starts: person.sheet_starts?,
            day: today.to_string(),
            note: String::new(),
        }))
    }

    /// Giving a person the other sheet.
    pub fn choose(person: &PersonRow, chosen: &Chosen, today: NaiveDate) -> Self {
        let own = chosen.versions.iter().find(|version| Some(version.id) == person.sheet);
        let other = match own.map(|version| version.audience) {
            Some(Audience::New) => Audience::Experienced,
            _ => Audience::New,
        };
        Self::new(What::Choose {
            person: person.id,
            name: person.name.clone(),
            audience: other,
            day: today.to_string(),
            reason: String::new(),
        })
    }

    /// A new post.
    pub fn new_post() -> Self {
        Self::new(What::Name { post: None, name: String::new() })
    }

    /// Another name for a post.
    pub fn rename(post: PostId, name: &str) -> Self {
        Self::new(What::Name { post: Some(post), name: name.to_owned() })
    }

    /// Somebody who applies.
    pub fn new_candidate(post: PostId, today: NaiveDate) -> Self {
        Self::new(What::Candidate {
            id: None,
            post,
            name: String::new(),
            day: today.to_string(),
            education: None,
            months: None,
            note: String::new(),
        })
    }

    /// A candidate as they are.
    pub fn edit_candidate(row: &CandidateRow) -> Self {
        let form = &row.form;
        Self::new(What::Candidate {
            id: Some(row.id),
            post: form.post,
            name: form.name.clone(),
            day: form.on_day.to_string(),
            education: form.education,
            months: form.experience_months.map(|months| months as f64),
            note: form.note.clone(),
        })
    }

    /// Whether something else is typed than stood there.
    pub fn dirty(&self) -> bool {
        self.start != self.what
    }

    const fn id(&self) -> &'static str {
        match self.what {
            What::Sign { .. } => "posts-sign",
            What::Choose { .. } => "posts-choose",
            What::Name { .. } => "posts-name",
            What::Candidate { .. } => "posts-candidate",
        }
    }

    fn title(&self, tr: &Tr) -> String {
        let of = |key: &str, name: &str| tr.with(key, &[("name", name.into())]);
        match &self.what {
            What::Sign { name, .. } => of("organisation-posts-sign-title", name),
            What::Choose { name, .. } => of("organisation-posts-choose-title", name),
            What::Name { post: None, .. } => tr.text("organisation-posts-add"),
            What::Name { .. } => tr.text("organisation-posts-rename"),
            What::Candidate { id: None, .. } => tr.text("organisation-posts-add-candidate"),
            What::Candidate { .. } => tr.text("organisation-posts-edit-candidate"),
        }
    }

    const fn save_key(&self) -> &'static str {
        match self.what {
            What::Sign { .. } => "organisation-posts-sign",
            What::Choose { .. } => "organisation-posts-choose",
            What::Name { post: None, .. } => "organisation-posts-add",
            What::Candidate { id: None, .. } => "organisation-posts-add-candidate",
            What::Name { .. } | What::Candidate { .. } => "organisation-posts-save",
        }
    }

    /// The fields with a problem: the first is that of a name or reason, the second that of the day.
    fn problems(&self, page: &Page, today: NaiveDate, tr: &Tr) -> [Option<String>; 2] {
        let missing = |text: &str, key: &str| text.trim().is_empty().then(|| tr.text(key));
        let no_day = |day: &str| {
            let key = match parse_date(day) {
                None => "organisation-problem-date",
                Some(day) if day > today => "organisation-posts-problem-future",
                Some(_) => return None,
            };
            Some(tr.text(key))
        };
        match &self.what {
            What::Sign { starts, day, .. } => {
                let early = || {
                    let args = [("day", starts.to_string().into())];
                    let early = parse_date(day)? < *starts;
                    early.then(|| tr.with("organisation-posts-problem-before", &args))
                };
                [None, no_day(day).or_else(early)]
            }
            What::Choose { day, reason, .. } => {
                [missing(reason, "organisation-posts-problem-reason"), no_day(day)]
            }
            What::Name { post, name } => {
                let taken = page
                    .posts
                    .iter()
                    .any(|other| Some(other.id) != *post && other.name == name.trim());
                let taken = taken.then(|| tr.text("organisation-posts-problem-taken"));
                [missing(name, "organisation-problem-name").or(taken), None]
            }
            What::Candidate { name, day, .. } => {
                [missing(name, "organisation-problem-name"), no_day(day)]
            }
        }
    }

    /// The command that saves it; `None` while a day cannot be read.
    fn command(&self, today: NaiveDate) -> Option<Duties> {
        Some(match &self.what {
            What::Sign { person, name, sheet, day, note, .. } => Duties::Acknowledge {
                person: *person,
                name: name.clone(),
                sheet: *sheet,
                on_day: parse_date(day)?,
                note: note.clone(),
                today,
            },
            What::Choose { person, name, audience, day, reason } => Duties::Choose {
                person: *person,
                name: name.clone(),
                audience: *audience,
                reason: reason.clone(),
                on_day: parse_date(day)?,
            },
            What::Name { post: None, name } => Duties::AddPost(name.trim().to_owned()),
            What::Name { post: Some(post), name } => {
                Duties::RenamePost(*post, name.trim().to_owned())
            }
            What::Candidate { id, post, name, day, education, months, note } => {
                let form = CandidateForm {
                    name: name.trim().to_owned(),
                    post: *post,
                    on_day: parse_date(day)?,
                    education: *education,
                    experience_months: months.map(|months| months.round() as i64),
                    note: note.clone(),
                };
                match id {
                    Some(id) => Duties::EditCandidate(*id, form),
                    None => Duties::AddCandidate(form),
                }
            }
        })
    }
}

/// Draws the open form, if any.
pub(super) fn dialogs_ui(ctx: &Context, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut open) = view.open.take() else { return };
    // Still here with no command on its way, it was refused.
    open.sent &= cx.pending;
    let today = cx.filter.today;
    let problems = open.problems(page, today, cx.tr);
    let title = open.title(cx.tr);
    let save = cx.text(open.save_key());
    let cancel = cx.text("app-cancel");
    let ((saved, cancelled), dismissed) = dialog_ui(ctx, open.id(), &title, 460.0, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        text::wrapped(ui, text::CARD14, Theme::get(ui).t1, &title);
        body_ui(ui, &mut open, &problems, cx);
        let (row, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), 32.0), egui::Sense::hover());
        let layout = Layout::right_to_left(Align::Center);
        let place = UiBuilder::new().id_salt("answers").max_rect(row).layout(layout);
        let mut row = ui.new_child(place);
        row.spacing_mut().item_spacing.x = 8.0;
        let saved = button(&mut row, Button::primary(&save)).clicked();
        let cancelled = button(&mut row, Button::secondary(&cancel)).clicked();
        (saved, cancelled)
    });
    if saved && !open.sent {
        open.tried = true;
        if problems.iter().all(Option::is_none)
            && let Some(command) = open.command(today)
        {
            open.sent = true;
            cx.run(Command::Duties(command));
        }
    } else if cancelled || dismissed {
        return;
    }
    view.open = Some(open);
}

fn body_ui(ui: &mut Ui, open: &mut Open, problems: &[Option<String>; 2], cx: &Cx<'_>) {
    let tried = open.tried;
    let [first, second] = problems.each_ref().map(|one| one.as_deref().filter(|_| tried));
    let fresh = std::mem::take(&mut open.fresh);
    match &mut open.what {
        What::Sign { sheet_words, day, note, .. } => {
            let args = [("sheet", sheet_words.as_str().into())];
            let said = cx.tr.with("organisation-posts-sign-detail", &args);
            text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &said);
            day_ui(ui, "organisation-posts-sign-day", day, second, cx);
            let label = cx.text("organisation-posts-note");
            text_field(ui, Field::new(&label), note);
        }
        What::Choose { audience, day, reason, .. } => {
            let label = cx.text("organisation-posts-audience");
            let options = [Audience::New, Audience::Experienced]
                .map(|audience| (audience, for_words(audience, cx)));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                form_label(ui, &label, false);
                Segmented::new(&label).fill().show(ui, audience, &options);
            });
            let label = cx.text("organisation-posts-reason");
            let help = cx.text("organisation-posts-choose-help");
            let field = Field::new(&label).required().error(first).help(&help);
            let response = text_field(ui, field, reason);
            if fresh {
                response.request_focus();
            }
            day_ui(ui, "organisation-posts-from-day", day, second, cx);
        }
        What::Name { name, .. } => {
            let label = cx.text("organisation-posts-name");
            let response = text_field(ui, Field::new(&label).required().error(first), name);
            if fresh {
                response.request_focus();
            }
        }
        What::Candidate { name, day, education, months, note, .. } => {
            let label = cx.text("organisation-field-name");
            let response = text_field(ui, Field::new(&label).required().error(first), name);
            if fresh {
                response.request_focus();
            }
            day_ui(ui, "organisation-posts-applied", day, second, cx);
            grid(ui, 2, 12.0, |ui, at| {
                if at == 0 {
                    education_ui(ui, education, cx);
                } else {
                    let label = cx.text("organisation-posts-experience");
                    let unit = cx.text("organisation-posts-unit-months");
                    number_field(ui, Field::new(&label).unit(&unit), months, 0);
                }
            });
            let label = cx.text("organisation-posts-note");
            text_area(ui, Field::new(&label), note, 2);
        }
    }
}

/// Whom a sheet is for, where it is chosen.
pub(super) fn for_words(audience: Audience, cx: &Cx<'_>) -> String {
    cx.text(&format!("organisation-posts-for-{}", audience.word()))
}

fn day_ui(ui: &mut Ui, key: &str, day: &mut String, problem: Option<&str>, cx: &Cx<'_>) {
    let label = cx.text(key);
    let field = Field::new(&label).required().error(problem);
    day_field(ui, field, day, cx.filter.today, cx.tr);
}

/// Schooling to choose from; unknown is one of them.
fn education_ui(ui: &mut Ui, education: &mut Option<Education>, cx: &Cx<'_>) {
    let label = cx.text("organisation-posts-education");
    let unknown = (None, cx.text("unknown"));
    let known = Education::ALL.into_iter().map(|one| (Some(one), education_word(cx.tr, one)));
    let options: Vec<(Option<Education>, String)> = std::iter::once(unknown).chain(known).collect();
    Select::new(Field::new(&label)).show(ui, education, &options);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn nobody_signs_before_there_is_a_sheet_or_on_a_day_to_come() {
        let (tr, page) = (Tr::new(Language::Chinese), Page::default());
        let today: NaiveDate = "2025-11-18".parse().unwrap();
        let wrong = |day: &str| {
            let open = Open::new(What::Sign {
                person: PersonId(1),
                name: "张三".to_owned(),
                sheet: DutySheetId(2),
                sheet_words: String::new(),
                starts: "2025-01-01".parse().unwrap(),
                day: day.to_owned(),
                note: String::new(),
            });
            open.problems(&page, today, &tr)[1].is_some()
        };
        for (day, expected) in [
            ("2024-12-31", true),
            ("2025-01-01", false),
            ("2025-11-18", false),
            ("2025-11-19", true),
            ("2025-02-30", true),
        ] {
            assert_eq!(wrong(day), expected, "{day}");
        }
    }

    #[test]
    fn a_choice_needs_a_reason_and_a_candidate_a_name() {
        let (tr, page) = (Tr::new(Language::Chinese), Page::default());
        let today: NaiveDate = "2025-11-18".parse().unwrap();
        let mut open = Open::new(What::Choose {
            person: PersonId(1),
            name: "张三".to_owned(),
            audience: Audience::New,
            day: today.to_string(),
            reason: " ".to_owned(),
        });
        assert!(open.problems(&page, today, &tr)[0].is_some());
        if let What::Choose { reason, .. } = &mut open.what {
            "转岗".clone_into(reason);
        }
        assert_eq!(open.problems(&page, today, &tr), [None, None]);
        assert!(open.dirty());
        let candidate = Open::new_candidate(PostId(3), today);
        assert!(candidate.problems(&page, today, &tr)[0].is_some());
        assert!(!candidate.dirty());
    }
}
