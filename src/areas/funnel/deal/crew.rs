//! The people of a deal: who of us takes part, by what its stages ask for, and whom we know there.

use crate::areas::funnel::data::{DASH, Load};
use crate::command::deal_page::ContactForm;
use crate::domain::ids::{DealContactId, DealPartId};
use crate::i18n::day_beside;
use crate::metrics::deal_page::show::{part_name, role_name, stance_name};
use crate::metrics::deal_page::{DealPage, Part, RoleLine, When};
use crate::store::records::{DealContact, DealRole, Stance};
use crate::ui::tokens::Tone;

/// Who of us takes part.
#[derive(Clone, Debug)]
pub struct Team {
    /// How many are needed and there.
    pub sub: String,
    /// The roles.
    pub rows: Vec<TeamRow>,
    /// The roles that nobody was asked for.
    pub free: Vec<(DealRole, String)>,
}

/// A role.
#[derive(Clone, Debug)]
pub struct TeamRow {
    /// The role.
    pub role: DealRole,
    /// Its name.
    pub name: String,
    /// Who, or that nobody is there.
    pub who: String,
    /// Since when, or what for.
    pub note: String,
    /// How far it is.
    pub state: Part,
    /// Whether the stage needs it and nobody is there.
    pub lacks: bool,
    /// Whether only the next stage asks for it.
    pub later: bool,
    /// Who was asked.
    pub part: Option<DealPartId>,
}

/// Whom we know there.
#[derive(Clone, Debug)]
pub struct Contacts {
    /// How many were met, and whether those who decide were.
    pub sub: String,
    /// Those in the deal.
    pub rows: Vec<ContactRow>,
    /// Those at the customer's who are not in it: name and post.
    pub others: Vec<(String, String)>,
}

/// Somebody there.
#[derive(Clone, Debug)]
pub struct ContactRow {
    /// The key.
    pub id: DealContactId,
    /// The name.
    pub name: String,
    /// The post.
    pub title: String,
    /// The part in the decision.
    pub part: String,
    /// How they stand.
    pub stance: (Tone, String),
    /// When we met them last.
    pub met: String,
    /// The form as it is stored.
    pub form: ContactForm,
}

/// Who of us takes part.
pub(super) fn team(load: &Load<'_>, page: &DealPage) -> Team {
    let tr = load.tr;
    let lacks = page.roles_missing();
    let rows = page.roles.iter().map(|line| team_row(load, line, lacks.contains(&line.role)));
    let listed: Vec<DealRole> = page.roles.iter().map(|line| line.role).collect();
    let free = ROLES.into_iter().filter(|role| !listed.contains(role));
    Team {
        sub: load.say().team(page),
        rows: rows.collect(),
        free: free.map(|role| (role, role_name(tr, role))).collect(),
    }
}

/// The roles in the order of lists.
const ROLES: [DealRole; 6] = [
    DealRole::Presales,
    DealRole::Consultant,
    DealRole::Executive,
    DealRole::Commercial,
    DealRole::Finance,
    DealRole::Legal,
];

fn team_row(load: &Load<'_>, line: &RoleLine, lacks: bool) -> TeamRow {
    let (who, note) = load.say().role(line);
    TeamRow {
        role: line.role,
        name: role_name(load.tr, line.role),
        who,
        note,
        state: line.state,
        lacks: lacks && line.when == When::Now,
        later: line.when == When::Next && line.state == Part::Missing,
        part: line.part.as_ref().map(|part| part.id),
    }
}

/// Whom we know there.
pub(super) fn contacts(load: &Load<'_>, page: &DealPage) -> Contacts {
    let others = page.others.iter();
    Contacts {
        sub: load.say().contacts(page),
        rows: page.contacts.iter().map(|contact| contact_row(load, contact)).collect(),
        others: others
            .map(|other| (other.name.clone(), other.title.clone().unwrap_or_default()))
            .collect(),
    }
}

fn contact_row(load: &Load<'_>, contact: &DealContact) -> ContactRow {
    let tone = match contact.stance {
        Stance::Supports => Tone::Good,
        Stance::Neutral => Tone::Neutral,
        Stance::Against | Stance::Unmet => Tone::Bad,
    };
    let title = contact.title.clone().unwrap_or_default();
    ContactRow {
        id: contact.id,
        name: contact.name.clone(),
        part: part_name(load.tr, contact.part),
        stance: (tone, stance_name(load.tr, contact.stance)),
        met: contact
            .met_on
            .map_or_else(|| DASH.to_owned(), |day| day_beside(load.tr, day, load.today)),
        form: ContactForm {
            name: contact.name.clone(),
            title: title.clone(),
            part: contact.part,
            stance: contact.stance,
            met_on: contact.met_on,
        },
        title,
    }
}
