//! One person's card: the figures as they print, how they came about, and what is recorded.

use crate::command::evaluation::Agreed;
use crate::documents::evaluation::{EvaluationPage, MetricRow};
use crate::documents::summary::Summary;
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::money::Share;
use crate::domain::names::initial;
pub(super) use crate::i18n::DASH as UNKNOWN;
use crate::i18n::{Tr, number};
use crate::metrics::Measured;
pub(super) use crate::metrics::evaluation::{ROLES, Stand};
use crate::metrics::evaluation::{Scorecard, ScoredRow, stand};
use crate::store::directory::Directory;
use crate::store::records::{Signature, SignatureRole};
use crate::ui::icons;
use crate::ui::steps::FlowState;
use crate::ui::tokens::Tone;

/// The right end of an attainment bar in basis points; the tick at 100 % stands inside.
const BAR_END: f32 = 13_000.0;
/// Attainment below which a closed period counts as far behind (design document, section 2).
const FAR_BEHIND: i64 = 7_000;

/// One person's card.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) person: PersonId,
    pub(super) name: String,
    pub(super) initial: String,
    pub(super) about: String,
    pub(super) head: String,
    pub(super) team: Option<TeamId>,
    pub(super) team_name: String,
    /// Added to the file's name where two people bear one name.
    pub(super) file_extra: String,
    pub(super) page: EvaluationPage,
    pub(super) code: String,
    pub(super) tone: Tone,
    pub(super) score: Option<i64>,
    pub(super) rank: Option<usize>,
    pub(super) sub: String,
    pub(super) categories: Vec<Group>,
    pub(super) self_comment: String,
    pub(super) manager_comment: String,
    pub(super) agreed: Vec<Agreed>,
    pub(super) signed: Vec<Signature>,
    /// The page is no longer what was signed.
    pub(super) changed: bool,
    pub(super) stand: Stand,
    pub(super) flow: Vec<(FlowState, String)>,
}

/// A category of the scorecard with its rows.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) weight: String,
    pub(super) lines: Vec<Line>,
}

/// A row of the scorecard.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) weight: String,
    pub(super) target: Cell,
    pub(super) actual: Cell,
    pub(super) attainment: Cell,
    /// Filled part of the bar and its colour; `None` without attainment.
    pub(super) bar: Option<(f32, Tone)>,
    pub(super) score: Cell,
    pub(super) weighted: Cell,
}

/// A text with what stands behind it, shown on hover.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) why: String,
}

impl Cell {
    fn new(text: Option<&String>, why: String) -> Self {
        Self { text: text.cloned().unwrap_or_else(|| UNKNOWN.to_owned()), why }
    }

    pub(super) fn known(&self) -> bool {
        self.text != UNKNOWN
    }
}

/// Where the tick of an attainment bar stands.
pub(super) fn bar_tick() -> f32 {
    10_000.0 / BAR_END
}

/// Makes cards.
pub(super) struct Maker<'a> {
    pub(super) tr: &'a Tr,
    pub(super) directory: &'a Directory,
    pub(super) label: &'a str,
    pub(super) whole: &'a Summary,
    /// The period is not over yet, so being below target is no shortfall.
    pub(super) running: bool,
}

impl Maker<'_> {
    pub(super) fn card(
        &self,
        card: &Scorecard,
        page: &EvaluationPage,
        code: String,
        signed: Vec<Signature>,
        changed: bool,
    ) -> Card {
        let tr = self.tr;
        let person = card.person;
        let written = self.whole.written.evaluations.get(&person);
        let self_comment = written.map(|words| words.self_comment.clone()).unwrap_or_default();
        let manager_comment =
            written.map(|words| words.manager_comment.clone()).unwrap_or_default();
        let agreed = self.whole.written.improvements.get(&person).into_iter().flatten();
        let parts = [page.person.post.as_deref(), page.person.territory.as_deref()];
        let parts: Vec<&str> =
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let number = page.letterhead.number.clone().unwrap_or_default();
        let head = [("period", self.label.into()), ("number", number.into())];
        let commented = [!self_comment.is_empty(), !manager_comment.is_empty()];
        let stand = stand(commented, &signed);
        Card {
            person,
            name: page.person.name.clone(),
            initial: initial(&page.person.name),
            about: parts.join(&tr.text("evaluation-comma")),
            head: tr.with("evaluation-head", &head),
            team: card.team,
            team_name: card
                .team
                .and_then(|team| self.directory.teams.get(&team))
                .map(|team| team.name.clone())
                .unwrap_or_default(),
            file_extra: String::new(),
            page: page.clone(),
            code,
            tone: self.grade_tone(card),
            score: card.total.map(|total| total.hundredths),
            rank: card.rank.map(|(place, _)| place),
            sub: self.sub(card),
            categories: self.groups(card, page),
            agreed: agreed
                .map(|improvement| Agreed {
                    goal: improvement.goal.clone(),
                    action: improvement.action.clone(),
                    due: improvement.due,
                    supporter: improvement.supporter.clone(),
                })
                .collect(),
            flow: flow(tr, commented, &signed),
            self_comment,
            manager_comment,
            signed,
            changed,
            stand,
        }
    }

    /// The upper two fifths of the bands are good, the lowest ones ask for attention.
    fn grade_tone(&self, card: &Scorecard) -> Tone {
        let bands = &self.whole.cards.bands;
        let at = bands.iter().position(|band| Some(&band.name) == card.grade.as_ref());
        match at.map(|at| at * 5 / bands.iter().count().max(1)) {
            Some(0 | 1) => Tone::Good,
            Some(3) => Tone::Warn,
            Some(4) => Tone::Bad,
            _ => Tone::Neutral,
        }
    }

    fn sub(&self, card: &Scorecard) -> String {
        let tr = self.tr;
        let known: Vec<Share> = card.rows.iter().filter_map(ScoredRow::attainment).collect();
        let met = known.iter().filter(|share| share.bp() >= 10_000).count();
        let mut sub = if self.running {
            let day = self.whole.cards.as_of.to_string();
            tr.with("evaluation-sub-running", &[("day", day.into()), ("met", met.into())])
        } else {
            let below = known.len() - met;
            tr.with("evaluation-sub", &[("met", met.into()), ("below", below.into())])
        };
        let missing = card.rows.len() - known.len();
        if missing > 0 {
            sub.push_str(&tr.text("evaluation-comma"));
            sub.push_str(&tr.with("evaluation-sub-missing", &[("missing", missing.into())]));
        }
        sub
    }

    /// The rows in the groups of the page, whose texts they share.
    fn groups(&self, card: &Scorecard, page: &EvaluationPage) -> Vec<Group> {
        let mut ids: Vec<&str> = vec![];
        let mut groups: Vec<Group> = page
            .categories
            .iter()
            .map(|category| Group {
                name: category.name.clone(),
                weight: category.weight.clone(),
                lines: vec![],
            })
            .collect();
        for row in &card.rows {
            let known = ids.iter().position(|id| *id == row.category);
            let at = known.unwrap_or_else(|| {
                ids.push(&row.category);
                ids.len() - 1
            });
            let Some(group) = groups.get_mut(at) else { continue };
            let texts = page.categories.get(at).and_then(|c| c.rows.get(group.lines.len()));
            if let Some(texts) = texts {
                group.lines.push(self.line(row, texts));
            }
        }
        groups
    }

    fn line(&self, row: &ScoredRow, texts: &MetricRow) -> Line {
        let tr = self.tr;
        let no_target = || tr.with("evaluation-why-no-target", &[("period", self.label.into())]);
        let target = match row.target {
            None => no_target(),
            Some(_) => String::new(),
        };
        let unscored = || match (row.target, row.actual.value) {
            (None, _) => no_target(),
            (Some(_), None) => basis(tr, &row.actual),
            (Some(_), Some(_)) => tr.text("evaluation-why-zero-target"),
        };
        let reason =
            |text: &Option<String>| if text.is_none() { unscored() } else { String::new() };
        let attained = row.attainment().map(Share::bp);
        Line {
            name: texts.name.clone(),
            weight: texts.weight.clone(),
            target: Cell::new(texts.target.as_ref(), target),
            actual: Cell::new(texts.actual.as_ref(), basis(tr, &row.actual)),
            attainment: Cell::new(texts.attainment.as_ref(), reason(&texts.attainment)),
            bar: attained.map(|bp| (bp as f32 / BAR_END, attainment_tone(bp, self.running))),
            score: Cell::new(texts.score.as_ref(), reason(&texts.score)),
            weighted: Cell::new(texts.weighted.as_ref(), reason(&texts.weighted)),
        }
    }
}

/// While a period runs, a row below target is not behind, it is under way.
fn attainment_tone(bp: i64, running: bool) -> Tone {
    match bp {
        10_000.. => Tone::Accent,
        _ if running => Tone::Neutral,
        FAR_BEHIND.. => Tone::Warn,
        _ => Tone::Bad,
    }
}

/// What a figure rests on, and what was left out.
fn basis(tr: &Tr, figure: &Measured) -> String {
    let left_out: Vec<String> = figure
        .left_out
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(reason, n)| {
            let n = number(i64::try_from(*n).unwrap_or(i64::MAX));
            let reason = tr.text(&reason.label_key());
            tr.with("evaluation-left-out-one", &[("reason", reason.into()), ("n", n.into())])
        })
        .collect();
    let mut text = match (figure.value, figure.records) {
        (None, 0) if left_out.is_empty() => return tr.text("evaluation-why-no-deals"),
        (None, _) => tr.text("evaluation-why-unknown"),
        (Some(_), n) => tr.with("evaluation-basis", &[("n", n.into())]),
    };
    if !left_out.is_empty() {
        let list = left_out.join(&tr.text("evaluation-comma"));
        text.push_str(&tr.with("evaluation-left-out", &[("list", list.into())]));
    }
    text
}

/// The five steps of an evaluation; the first one that is open is the current one.
fn flow(tr: &Tr, commented: [bool; 2], signed: &[Signature]) -> Vec<(FlowState, String)> {
    let has = |role: SignatureRole| signed.iter().any(|signature| signature.role == role);
    let [own, manager] = commented;
    let steps = [
        (own, "evaluation-step-self", icons::PENCIL_SIMPLE_LINE),
        (manager, "evaluation-step-manager", icons::PENCIL_SIMPLE_LINE),
        (has(SignatureRole::Employee), "evaluation-step-employee-signs", icons::SIGNATURE),
        (has(SignatureRole::Manager), "evaluation-step-manager-signs", icons::SIGNATURE),
        (has(SignatureRole::Hr), "evaluation-step-hr-signs", icons::SIGNATURE),
    ];
    let current = steps.iter().position(|(done, ..)| !done);
    steps
        .into_iter()
        .enumerate()
        .map(|(at, (done, key, icon))| {
            let state = match (done, current == Some(at)) {
                (true, _) => FlowState::Done,
                (false, true) => FlowState::Current(icon),
                (false, false) => FlowState::Next,
            };
            (state, tr.text(key))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{EvaluationId, SignatureId};
    use crate::i18n::Language;
    use crate::metrics::Reason;

    fn signature(role: SignatureRole) -> Signature {
        Signature {
            id: SignatureId(1),
            evaluation_id: EvaluationId(1),
            role,
            name: "林晓峰".to_owned(),
            on_day: "2025-11-17".parse().unwrap(),
            content_code: "AAAA-BBBB".to_owned(),
        }
    }

    #[test]
    fn the_stand_follows_what_is_recorded() {
        use SignatureRole::{Employee, Hr, Manager};
        let cases: [([bool; 2], &[SignatureRole], Stand); 6] = [
            ([false, false], &[], Stand::Comments),
            ([true, false], &[], Stand::Comments),
            ([true, true], &[], Stand::Sign(Employee)),
            ([false, false], &[Employee], Stand::Sign(Manager)),
            ([true, true], &[Manager, Hr], Stand::Sign(Employee)),
            ([false, false], &[Employee, Manager, Hr], Stand::Signed),
        ];
        for (commented, roles, expected) in cases {
            let signed: Vec<Signature> = roles.iter().map(|role| signature(*role)).collect();
            assert_eq!(stand(commented, &signed), expected, "{commented:?} {roles:?}");
        }
    }

    #[test]
    fn the_flow_has_one_current_step() {
        let tr = Tr::new(Language::Chinese);
        let states = |commented, signed: &[Signature]| -> Vec<char> {
            flow(&tr, commented, signed)
                .into_iter()
                .map(|(state, _)| match state {
                    FlowState::Done => 'x',
                    FlowState::Current(_) => 'o',
                    FlowState::Next => '.',
                })
                .collect()
        };
        assert_eq!(states([false, true], &[]), ['o', 'x', '.', '.', '.']);
        assert_eq!(
            states([true, true], &[signature(SignatureRole::Employee)]),
            ['x', 'x', 'x', 'o', '.']
        );
    }

    #[test]
    fn colours_wait_for_the_end_of_the_period() {
        for (bp, running, tone) in [
            (10_000, true, Tone::Accent),
            (9_999, true, Tone::Neutral),
            (100, true, Tone::Neutral),
            (9_999, false, Tone::Warn),
            (7_000, false, Tone::Warn),
            (6_999, false, Tone::Bad),
        ] {
            assert_eq!(attainment_tone(bp, running), tone, "{bp} {running}");
        }
    }

    #[test]
    fn a_figure_says_what_it_rests_on() {
        let tr = Tr::new(Language::Chinese);
        let unknown = basis(&tr, &Measured::default());
        let mut figure = Measured { value: Some(5), records: 12, ..Measured::default() };
        let plain = basis(&tr, &figure);
        figure.left_out.insert(Reason::NoAmount, 3);
        assert!(basis(&tr, &figure).starts_with(&plain));
        assert_ne!(basis(&tr, &figure), plain);
        assert_ne!(unknown, plain);
    }
}
