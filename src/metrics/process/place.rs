//! What is found in a process, and where: the words of findings, fields and places, and the text by which an
//! improvement names its place.

use crate::domain::ids::StageItemId;
use crate::domain::scope::Scope;
use crate::store::directory::Directory;
use crate::store::records::Stage;

/// In what a finding is measured; values are hundredths of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Percent.
    Percent,
}

impl Unit {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Percent => "percent",
        }
    }
}

/// What is looked for in the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// 阶段用时: how long visits last, and on how many of their days something was done.
    Time,
    /// 交接等待: how long deals wait at another owner for the next move.
    Waiting,
    /// 退回: deals that went back to an earlier stage.
    Returns,
    /// 重复: deals and customers that may be the same.
    Duplicates,
    /// 缺失信息: what open deals do not say.
    Missing,
    /// 单点依赖: open deals that hang on one person.
    Single,
    /// 流失点: where deals are lost.
    Lost,
    /// 推迟: where the day of signing is put off.
    Pushes,
    /// 标准流程执行率: which deals had done what a stage asks for when they left it.
    Adoption,
}

impl Finding {
    /// In the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Time,
        Self::Waiting,
        Self::Returns,
        Self::Lost,
        Self::Pushes,
        Self::Adoption,
        Self::Missing,
        Self::Duplicates,
        Self::Single,
    ];

    /// The word in the file and on the command line, behind which its texts stand in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Waiting => "waiting",
            Self::Returns => "returns",
            Self::Duplicates => "duplicates",
            Self::Missing => "missing",
            Self::Single => "single",
            Self::Lost => "lost",
            Self::Pushes => "pushes",
            Self::Adoption => "adoption",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.word() == word)
    }

    /// In what it is measured.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Time | Self::Waiting => Unit::Days,
            _ => Unit::Percent,
        }
    }

    /// Whether more of it is better; of the others less is.
    pub const fn more_is_better(self) -> bool {
        matches!(self, Self::Adoption)
    }

    /// Whether it looks at how things stand on a day, rather than at what happened in a window.
    pub const fn of_a_day(self) -> bool {
        matches!(self, Self::Duplicates | Self::Missing | Self::Single)
    }
}

/// Something that is to be known of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The amount.
    Amount,
    /// The day of signing.
    Expected,
    /// The product.
    Product,
    /// The customer.
    Account,
    /// Somebody at the customer's.
    Contact,
    /// What happens next.
    NextStep,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Amount, Self::Expected, Self::Product, Self::Account, Self::Contact, Self::NextStep];

    /// The word on the command line, behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Expected => "expected",
            Self::Product => "product",
            Self::Account => "account",
            Self::Contact => "contact",
            Self::NextStep => "next-step",
        }
    }
}

/// A kind of duplicate, or on which side a deal hangs on one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Open deals of one customer with names alike.
    DealNames,
    /// Open deals of one customer with near amounts.
    DealAmounts,
    /// Customers of the same name but for spelling and legal suffix.
    SameAccounts,
    /// Customers with names alike.
    LikeAccounts,
    /// One contact or none at the customer's.
    Customer,
    /// Nobody of us but the owner.
    Ours,
    /// Both.
    Both,
}

impl Kind {
    /// The kinds of a finding, in order.
    pub const fn of(finding: Finding) -> &'static [Self] {
        match finding {
            Finding::Duplicates => {
                &[Self::DealNames, Self::DealAmounts, Self::SameAccounts, Self::LikeAccounts]
            }
            Finding::Single => &[Self::Customer, Self::Ours, Self::Both],
            _ => &[],
        }
    }

    /// The word in the file and on the command line, behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::DealNames => "deal-names",
            Self::DealAmounts => "deal-amounts",
            Self::SameAccounts => "same-accounts",
            Self::LikeAccounts => "like-accounts",
            Self::Customer => "customer",
            Self::Ours => "ours",
            Self::Both => "both",
        }
    }
}

/// Where in the process. Stages are positions in the current model, as the funnel counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Everywhere.
    All,
    /// In a stage.
    Stage(u8),
    /// From a stage back to another.
    Back(u8, u8),
    /// A field of deals in a stage.
    Field(u8, Field),
    /// A step of a stage: a task, or a piece of evidence.
    Step(u8, StageItemId),
    /// A kind.
    Kind(Kind),
}

impl Place {
    /// The places of a finding in order in the general model, with the steps of its stages.
    pub fn listed(finding: Finding, directory: &Directory) -> Vec<Self> {
        let stages = stages(directory);
        let n_stages = u8::try_from(stages.len()).unwrap_or(u8::MAX);
        if finding != Finding::Adoption {
            return Self::of(finding, n_stages);
        }
        let mut places = vec![];
        for (at, stage) in (0..n_stages).zip(stages) {
            places.push(Self::Stage(at));
            let steps = directory.steps_of(stage.id).into_iter();
            places.extend(steps.map(|step| Self::Step(at, step.id)));
        }
        places
    }

    /// The places of a finding in order, where the model has so many stages; without their steps.
    pub fn of(finding: Finding, n_stages: u8) -> Vec<Self> {
        let stages = 0..n_stages;
        match finding {
            Finding::Time
            | Finding::Waiting
            | Finding::Lost
            | Finding::Pushes
            | Finding::Adoption => stages.map(Self::Stage).collect(),
            Finding::Returns => {
                stages.flat_map(|from| (0..from).map(move |to| Self::Back(from, to))).collect()
            }
            Finding::Missing => {
                stages.flat_map(|stage| Field::ALL.map(|field| Self::Field(stage, field))).collect()
            }
            Finding::Duplicates | Finding::Single => {
                Kind::of(finding).iter().copied().map(Self::Kind).collect()
            }
        }
    }

    /// The text that an improvement keeps of its place; `None` for everywhere.
    pub fn kept(self, directory: &Directory) -> Option<String> {
        Some(self.text(directory)).filter(|text| !text.is_empty())
    }

    /// Reads what an improvement keeps; `None` where its stage is no more.
    pub fn of_kept(text: Option<&str>, finding: Finding, directory: &Directory) -> Option<Self> {
        let mut all = [Self::All].into_iter().chain(Self::listed(finding, directory));
        all.find(|place| place.text(directory) == text.unwrap_or_default())
    }

    /// The place in words that hold in every language: stages and steps by the name that sheets use. Empty
    /// for everywhere.
    fn text(self, directory: &Directory) -> String {
        let stages = stages(directory);
        let name = |at: u8| stages.get(usize::from(at)).map_or("", |stage| stage.name.as_str());
        match self {
            Self::All => String::new(),
            Self::Stage(at) => name(at).to_owned(),
            Self::Back(from, to) => format!("{}→{}", name(from), name(to)),
            Self::Field(at, field) => format!("{}/{}", name(at), field.word()),
            Self::Step(at, step) => {
                let step = directory.stage_items.get(&step);
                let (kind, step) =
                    step.map_or(("", ""), |step| (step.kind.word(), step.name.as_str()));
                format!("{}/{kind}/{step}", name(at))
            }
            Self::Kind(kind) => kind.word().to_owned(),
        }
    }
}

/// Whose process, and where in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Whose.
    pub scope: Scope,
    /// Where.
    pub place: Place,
}

/// The stages of the current model in order.
pub fn stages(directory: &Directory) -> Vec<&Stage> {
    directory.current_model().map(|model| directory.stages_of(model.id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{StageId, StageModelId};
    use crate::store::records::{StageItem, StageItemKind, StageModel};

    fn directory() -> Directory {
        let model_id = StageModelId(1);
        let model = StageModel {
            id: model_id,
            name: String::new(),
            version: 1,
            current: true,
            line: None,
            starts: None,
        };
        let stage = |id: i64, name: &str| {
            let stage = Stage {
                id: StageId(id),
                model_id,
                position: id,
                name: name.to_owned(),
                name_en: String::new(),
                limit_days: None,
                customer_step: None,
                customer_step_en: None,
                enforced: false,
            };
            (stage.id, stage)
        };
        let step = StageItem {
            id: StageItemId(4),
            stage_id: StageId(3),
            kind: StageItemKind::Evidence,
            position: 1,
            name: "报价单".to_owned(),
            name_en: String::new(),
            days: None,
        };
        Directory {
            models: [(model_id, model)].into(),
            stage_items: [(step.id, step)].into(),
            stages: [stage(2, "线索"), stage(3, "报价@A")].into(),
            ..Directory::default()
        }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let directory = directory();
        for (finding, place, text) in [
            (Finding::Time, Place::All, None),
            (Finding::Time, Place::Stage(1), Some("报价@A")),
            (Finding::Lost, Place::Stage(0), Some("线索")),
            (Finding::Returns, Place::Back(1, 0), Some("报价@A→线索")),
            (Finding::Missing, Place::Field(0, Field::NextStep), Some("线索/next-step")),
            (Finding::Duplicates, Place::Kind(Kind::DealNames), Some("deal-names")),
            (Finding::Adoption, Place::Step(1, StageItemId(4)), Some("报价@A/evidence/报价单")),
        ] {
            assert_eq!(place.kept(&directory).as_deref(), text);
            assert_eq!(Place::of_kept(text, finding, &directory), Some(place), "{text:?}");
        }
        assert_eq!(Place::of_kept(Some("没有"), Finding::Time, &directory), None);
        for finding in Finding::ALL {
            assert_eq!(Finding::parse(finding.word()), Some(finding));
        }
    }
}
