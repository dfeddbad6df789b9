//! Which figures there are, and what is the same of each whatever it is asked of.

use crate::metrics::process::{self, Finding};
use crate::metrics::{MetricId, Unit};

/// A figure of the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// A metric.
    Metric(MetricId),
    /// 达成率: the signed amount of its target.
    Attainment,
    /// 目标达成概率: how probable it is that a period reaches its target.
    Chance,
    /// 阶段转化率: of what came into a stage, what advanced.
    Conversion,
    /// 回款额: money received.
    Received,
    /// 有效拜访: visits that name the customer and what came of them.
    Visits,
    /// 辅导覆盖率: of the people, those who were coached.
    Coached,
    /// 数据完整率: of what deals are asked, what is known and does not contradict itself.
    Hygiene,
    /// 有对手的关单: deals that ended against a rival somebody named.
    Contested,
    /// 未填原因的关单: deals that ended and of which nobody said why.
    Unexplained,
    /// 停滞商机: open deals that stay in their stage longer than the limit.
    Stuck,
    /// 综合得分: the total of a scorecard.
    Score,
    /// 待答复的反馈: what people said that waits for an answer.
    FeedbackWaiting,
    /// 反馈按时答复率: of what people said, what was answered by its day.
    FeedbackInTime,
    /// 反馈答复用时: the median of the working days that answers took.
    FeedbackDays,
    /// 辅导节奏达标率: of the times between two talks, those that were no longer than the rhythm allows.
    RhythmKept,
    /// 拜访达标周: of the weeks that asked for visits, those with enough.
    VisitWeeks,
    /// 经理陪访: visits that were made together with the manager.
    JointVisits,
    /// 两人打分一致性: whether two who observe the same visits mean the same by a level.
    Observers,
    /// 到期未计划的辅导: what is due by the rhythm and not planned.
    TalksDue,
    /// 过期未做的辅导: what was planned for a day that is over and not held.
    TalksMissed,
    /// 到岗率: of the seats that are set, those that are taken.
    Staffing,
    /// 招聘中的空缺: seats that are being filled.
    Vacancies,
    /// 团队活动: events that were held.
    TeamEvents,
    /// 活动费用: what they cost.
    EventCost,
    /// 人均活动费用: what they cost for each who took part.
    EventPerHead,
    /// 表彰: how often somebody was praised.
    Praises,
    /// 带教结对: pairs of mentors that run.
    MentorPairs,
    /// 带教任务完成率: of the tasks of these pairs, those that are done.
    MentorTasks,
    /// 新人未结对: people who are new and have no mentor.
    WithoutMentor,
    /// 技能达标率: of the skills that are asked for and rated, those that reach what is asked.
    SkillsReached,
    /// 年度学时完成率: the hours learned in the year, of those that the plan asks for.
    TrainingHours,
    /// 待续证书: certificates that have to be renewed.
    CertificatesDue,
    /// 进行中的职业规划: career plans that are worked on.
    CareersOpen,
    /// 没有职业规划的人: people without a career plan that is worked on.
    CareersWithout,
    /// 年度签约额目标: what the year is to bring.
    YearTarget,
    /// 人均辅导次数: how often people were coached in the mean.
    CoachedTimes,
    /// 辅导用时: how long coaching took, in minutes.
    CoachingHours,
    /// 自己拜访完成率: of the visits that were asked for, those that reps made.
    OwnVisitsKept,
    /// 陪访完成率: of the visits that were asked for, those that were made together with the manager.
    JointVisitsKept,
    /// 已计划的辅导: what is planned and to come.
    TalksPlanned,
    /// 缺事前辅导的重大活动: events to come that nobody was coached for.
    EventsUnprepared,
    /// 面谈逾期的带教: pairs of mentors that have not talked for too long.
    MentorsSilent,
    /// 到期未结的带教: pairs of mentors that are over and have no result.
    MentorsOverdue,
    /// 在岗人员: people who are part of the company.
    People,
    /// 团队: teams that there are.
    Teams,
    /// 区域: regions that there are.
    Regions,
    /// 外部人员: agents and channel partners.
    External,
    /// 未分团队的人: people in no team.
    WithoutTeam,
    /// 由导入新建的人: people who are on file because a sheet of something else named them.
    NewPeople,
    /// A finding of the process, such as 阶段用时.
    Process(Finding),
}

impl Figure {
    /// Those that are no metric and no finding of the process.
    const OWN: [Self; 49] = [
        Self::Attainment,
        Self::Chance,
        Self::Conversion,
        Self::Received,
        Self::Visits,
        Self::Coached,
        Self::Hygiene,
        Self::Contested,
        Self::Unexplained,
        Self::Stuck,
        Self::Score,
        Self::FeedbackWaiting,
        Self::FeedbackInTime,
        Self::FeedbackDays,
        Self::RhythmKept,
        Self::VisitWeeks,
        Self::JointVisits,
        Self::Observers,
        Self::TalksDue,
        Self::TalksMissed,
        Self::Staffing,
        Self::Vacancies,
        Self::TeamEvents,
        Self::EventCost,
        Self::EventPerHead,
        Self::Praises,
        Self::MentorPairs,
        Self::MentorTasks,
        Self::WithoutMentor,
        Self::SkillsReached,
        Self::TrainingHours,
        Self::CertificatesDue,
        Self::CareersOpen,
        Self::CareersWithout,
        Self::YearTarget,
        Self::CoachedTimes,
        Self::CoachingHours,
        Self::OwnVisitsKept,
        Self::JointVisitsKept,
        Self::TalksPlanned,
        Self::EventsUnprepared,
        Self::MentorsSilent,
        Self::MentorsOverdue,
        Self::People,
        Self::Teams,
        Self::Regions,
        Self::External,
        Self::WithoutTeam,
        Self::NewPeople,
    ];

    /// All of them, in the order of the glossary.
    pub fn all() -> impl Iterator<Item = Self> {
        let metrics = MetricId::ALL.into_iter().map(Self::Metric);
        metrics.chain(Self::OWN).chain(Finding::ALL.into_iter().map(Self::Process))
    }

    /// The id on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Metric(metric) => metric.word(),
            Self::Attainment => "attainment",
            Self::Chance => "chance",
            Self::Conversion => "conversion",
            Self::Received => "received",
            Self::Visits => "visits",
            Self::Coached => "coached",
            Self::Hygiene => "hygiene",
            Self::Contested => "contested",
            Self::Unexplained => "unexplained",
            Self::Stuck => "stuck",
            Self::Score => "score",
            Self::FeedbackWaiting => "feedback_waiting",
            Self::FeedbackInTime => "feedback_in_time",
            Self::FeedbackDays => "feedback_days",
            Self::RhythmKept => "rhythm_kept",
            Self::VisitWeeks => "visit_weeks",
            Self::JointVisits => "joint_visits",
            Self::Observers => "observers",
            Self::TalksDue => "talks_due",
            Self::TalksMissed => "talks_missed",
            Self::Staffing => "staffing",
            Self::Vacancies => "vacancies",
            Self::TeamEvents => "team_events",
            Self::EventCost => "event_cost",
            Self::EventPerHead => "event_per_head",
            Self::Praises => "praises",
            Self::MentorPairs => "mentor_pairs",
            Self::MentorTasks => "mentor_tasks",
            Self::WithoutMentor => "without_mentor",
            Self::SkillsReached => "skills_reached",
            Self::TrainingHours => "training_hours",
            Self::CertificatesDue => "certificates_due",
            Self::CareersOpen => "careers_open",
            Self::CareersWithout => "careers_without",
            Self::YearTarget => "year_target",
            Self::CoachedTimes => "coached_times",
            Self::CoachingHours => "coaching_hours",
            Self::OwnVisitsKept => "own_visits_kept",
            Self::JointVisitsKept => "joint_visits_kept",
            Self::TalksPlanned => "talks_planned",
            Self::EventsUnprepared => "events_unprepared",
            Self::MentorsSilent => "mentors_silent",
            Self::MentorsOverdue => "mentors_overdue",
            Self::People => "people",
            Self::Teams => "teams",
            Self::Regions => "regions",
            Self::External => "external",
            Self::WithoutTeam => "without_team",
            Self::NewPeople => "new_people",
            Self::Process(Finding::Time) => "process_time",
            Self::Process(Finding::Waiting) => "process_waiting",
            Self::Process(Finding::Returns) => "process_returns",
            Self::Process(Finding::Lost) => "process_lost",
            Self::Process(Finding::Pushes) => "process_pushes",
            Self::Process(Finding::Adoption) => "process_adoption",
            Self::Process(Finding::Missing) => "process_missing",
            Self::Process(Finding::Duplicates) => "process_duplicates",
            Self::Process(Finding::Single) => "process_single",
        }
    }

    /// Reads an id.
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|figure| figure.word() == word)
    }

    /// What it counts in.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Metric(metric) => metric.unit(),
            Self::Received | Self::EventCost | Self::EventPerHead | Self::YearTarget => Unit::Fen,
            Self::Visits
            | Self::Contested
            | Self::Unexplained
            | Self::Stuck
            | Self::Score
            | Self::FeedbackWaiting
            | Self::JointVisits
            | Self::Observers
            | Self::TalksDue
            | Self::TalksMissed
            | Self::Vacancies
            | Self::TeamEvents
            | Self::Praises
            | Self::MentorPairs
            | Self::WithoutMentor
            | Self::CertificatesDue
            | Self::CareersOpen
            | Self::CareersWithout
            | Self::CoachedTimes
            | Self::CoachingHours
            | Self::TalksPlanned
            | Self::EventsUnprepared
            | Self::MentorsSilent
            | Self::MentorsOverdue
            | Self::People
            | Self::Teams
            | Self::Regions
            | Self::External
            | Self::WithoutTeam
            | Self::NewPeople => Unit::Count,
            Self::Attainment
            | Self::Chance
            | Self::Conversion
            | Self::Coached
            | Self::Hygiene
            | Self::FeedbackInTime
            | Self::RhythmKept
            | Self::VisitWeeks
            | Self::Staffing
            | Self::MentorTasks
            | Self::SkillsReached
            | Self::TrainingHours
            | Self::OwnVisitsKept
            | Self::JointVisitsKept => Unit::BasisPoints,
            Self::FeedbackDays => Unit::Days,
            Self::Process(finding) => match finding.unit() {
                process::Unit::Days => Unit::Days,
                process::Unit::Percent => Unit::BasisPoints,
            },
        }
    }

    /// How many of its values make one of its unit: a median of days may lie between two, a score has two places,
    /// hours are known in minutes.
    pub const fn scale(self) -> i64 {
        match self {
            Self::Score | Self::FeedbackDays | Self::Observers => 100,
            Self::CoachedTimes => 10,
            Self::CoachingHours => 60,
            Self::Process(finding) => match finding.unit() {
                process::Unit::Days => 100,
                process::Unit::Percent => 1,
            },
            _ => 1,
        }
    }

    /// Whether only its card works it out, since that takes a pass over the deals of its own.
    pub const fn in_card(self) -> bool {
        matches!(
            self,
            Self::Chance
                | Self::Contested
                | Self::Unexplained
                | Self::Stuck
                | Self::Score
                | Self::Process(_)
        )
    }

    fn dashes(self) -> String {
        self.word().replace('_', "-")
    }

    /// The key of its name in the words.
    pub fn label_key(self) -> String {
        match self {
            Self::Metric(metric) => metric.label_key(),
            Self::Process(finding) => format!("process-name-{}", finding.word()),
            _ => format!("glossary-name-{}", self.dashes()),
        }
    }

    /// The key of its definition in the words.
    pub fn definition_key(self) -> String {
        match self {
            Self::Metric(metric) => metric.definition_key(),
            Self::Process(finding) => format!("process-about-{}", finding.word()),
            _ => format!("glossary-definition-{}", self.dashes()),
        }
    }

    /// The key of how it is worked out, in the words.
    pub fn rule_key(self) -> String {
        format!("glossary-rule-{}", self.dashes())
    }

    /// The key of where the way of working it out is from, in the words.
    pub const fn source_key(self) -> &'static str {
        use MetricId::{
            AverageDeal, CycleDays, LeadWinRate, PromiseKept, ReportOnTime, SalesVelocity,
            WeightedPipeline, WinRate,
        };
        match self {
            Self::Metric(WinRate | LeadWinRate | ReportOnTime | PromiseKept)
            | Self::Conversion
            | Self::Coached
            | Self::FeedbackInTime
            | Self::RhythmKept
            | Self::VisitWeeks => "glossary-source-wilson",
            Self::Metric(AverageDeal | CycleDays) | Self::CoachedTimes => "glossary-source-middle",
            Self::YearTarget => "glossary-source-set",
            Self::FeedbackDays | Self::Process(Finding::Time | Finding::Waiting) => {
                "glossary-source-median"
            }
            Self::Metric(SalesVelocity) => "glossary-source-little",
            Self::Metric(WeightedPipeline) => "glossary-source-stage",
            Self::Chance => "glossary-source-total",
            Self::Stuck => "glossary-source-winners",
            Self::Score => "glossary-source-score",
            Self::Observers => "glossary-source-kappa",
            _ => "glossary-source-count",
        }
    }

    /// Whether it is a share of cases, each of which is in it or not: then it has an interval.
    pub const fn of_cases(self) -> bool {
        use MetricId::{LeadWinRate, PromiseKept, ReportOnTime, WinRate};
        matches!(
            self,
            Self::Metric(WinRate | LeadWinRate | ReportOnTime | PromiseKept)
                | Self::Coached
                | Self::FeedbackInTime
                | Self::RhythmKept
                | Self::VisitWeeks
        )
    }

    /// The least and the most that it can be, in its unit.
    pub(super) fn bounds(self) -> (f64, f64) {
        // More than a target may be reached, never more than all of something.
        let beyond = matches!(
            self,
            Self::Attainment
                | Self::TrainingHours
                | Self::Staffing
                | Self::OwnVisitsKept
                | Self::JointVisitsKept
        );
        let share = self.unit() == Unit::BasisPoints && !beyond;
        (0.0, if share { 10_000.0 } else { f64::INFINITY })
    }

    /// Whether its periods share nothing with each other, so that limits of noise mean something.
    pub const fn apart(self) -> bool {
        use MetricId::{LeadWinRate, OpenPipeline, SalesVelocity, WeightedPipeline};
        !matches!(self, Self::Metric(LeadWinRate | OpenPipeline | SalesVelocity | WeightedPipeline))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_an_id_of_its_own() {
        let words: std::collections::BTreeSet<&str> = Figure::all().map(Figure::word).collect();
        assert_eq!(words.len(), Figure::all().count());
        for figure in Figure::all() {
            assert_eq!(Figure::parse(figure.word()), Some(figure));
        }
        assert_eq!(Figure::parse("nothing"), None);
    }
}
