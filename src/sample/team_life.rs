//! The life of the sample's teams: charters, mentor pairs with their tasks and talks, events and
//! recognition over the year, as of the day of the newest report.
//!
//! Everything goes through the commands that people use, so that the sample keeps their rules.

use chrono::NaiveDate;

use crate::command::team_life::{
    CharterForm, CheckinForm, Command as TeamLife, EventForm, PairForm, RecognitionForm,
};
use crate::command::{self, Command};
use crate::domain::ids::{MentorPairId, PersonId, TeamId};
use crate::domain::scope::{Members, Scope};
use crate::error::{Error, Result};
use crate::sample::story::missing;
use crate::store::Workspace;
use crate::store::directory::Directory;
use crate::store::records::{MentorPair, MentorTask};

/// A version of a charter: team, first day, slogan, positioning, goals, values, rules.
type Charter = (&'static str, &'static str, [&'static str; 5]);

const CHARTERS: [Charter; 5] = [
    (
        "销售中心",
        "2025-01-06",
        [
            "一张图、一套话、一起赢",
            "统筹三个区域的客户、产品和人，定规则、配资源、管节奏，自己不抢单。",
            "年度签约和回款目标按季度兑现\n三个区域共用一套漏斗口径和案例库\n每个区域每年培养两名能独立带教的师傅",
            "数字先于意见\n承诺要有日期\n好方法写下来给别人用",
            "跨区域项目先定主责，再谈分成\n资源向有证据的机会倾斜\n不在客户面前评价兄弟区域",
        ],
    ),
    (
        "华东区",
        "2024-01-02",
        [
            "靠得住的华东",
            "服务长三角的化工、水务和电力客户，以流量和物位产品为主，做到交付不掉链子。",
            "老客户不流失\n周报按时率九成以上",
            "说到做到\n有事早说",
            "不抢同事已立项的客户\n线索谁先登记归谁",
        ],
    ),
    (
        "华东区",
        "2025-07-01",
        [
            "先懂工况，再谈价格",
            "服务长三角的化工、水务和制药客户，以过程分析和系统改造为主攻方向，用方案赢单，不靠低价。",
            "过程分析类方案的签约占比逐季上升\n新人六个月内独立走完一个完整商机\n重点客户每季度至少一次技术回访",
            "说到做到\n有事早说，难题一起上\n把经验写成案例",
            "不抢同事已立项的客户，交叉线索48小时内说清\n比进步，不比嗓门：每月公布的是自己和自己的比较\n帮同事赢单的，同样上表彰墙",
        ],
    ),
    (
        "华南区",
        "2025-01-06",
        [
            "跑得快，也记得住",
            "服务珠三角和沿海城市的电子、食品和市政客户，以快速响应和现场服务见长。",
            "客户问题当天有回音\n市政项目建立两个样板\n渠道伙伴和直销共用一张客户表",
            "先响应，后完善\n对伙伴像对同事",
            "渠道报备在先的项目，直销不碰\n样板客户的资料人人可用，用了要补充",
        ],
    ),
    (
        "华北区",
        "2025-01-06",
        [
            "扎在现场的华北",
            "服务华北的冶金、煤化工和环保客户，以在线分析和烟气监测为重点，现场时间最多的团队。",
            "每月人均现场不少于八天\n环保类项目的赢单有一套可复用的方案\n两名新人年内通过现场考核",
            "现场说话\n丢单也要讲清楚为什么",
            "同一个园区只设一名对口人\n复盘会上先讲自己的问题",
        ],
    ),
];

/// A pair: mentor, mentee, first and last day, goal.
struct Pair {
    who: [&'static str; 2],
    days: [&'static str; 2],
    goal: &'static str,
    /// What is to be done, with the day by which it is due.
    tasks: &'static [(&'static str, &'static str)],
    /// How many of them are done.
    done: usize,
    /// The talks: when, what was said, when the next one is.
    talks: &'static [(&'static str, &'static str, &'static str)],
    /// When it was ended and what came of it.
    end: Option<(&'static str, &'static str)>,
}

const PAIRS: [Pair; 6] = [
    Pair {
        who: ["梁嘉豪", "韦国栋"],
        days: ["2024-09-02", "2025-02-28"],
        goal: "能独立主持市政客户的方案交流，从需求到报价不用陪同",
        tasks: &[
            ("陪访五家市政客户并写纪要", "2024-10-31"),
            ("独立完成一份水厂方案", "2024-12-20"),
            ("主持一次方案交流，师傅旁听", "2025-01-17"),
            ("复盘一个丢单", "2025-02-21"),
        ],
        done: 4,
        talks: &[
            ("2024-09-30", "先听后讲做得好，报价依据还说不清", "2024-10-31"),
            ("2024-10-31", "陪访纪要完整，下一步写得具体", "2024-12-02"),
            ("2024-12-02", "方案结构清楚，缺竞品对比", "2025-01-06"),
            ("2025-01-06", "交流会前把客户的三个问题先列出来", "2025-02-07"),
            ("2025-02-07", "能独立主持，报价会上稳住了", ""),
        ],
        end: Some((
            "2025-02-28",
            "目标达到：独立主持两次方案交流，方案被客户采纳为比选依据。后续转为每季度一次经验交流。",
        )),
    },
    Pair {
        who: ["王志强", "周若彤"],
        days: ["2025-07-28", "2026-01-27"],
        goal: "六个月内独立走完一个从线索到签约的商机，能自己讲清工况和选型",
        tasks: &[
            ("背熟流量和物位产品的选型表", "2025-08-08"),
            ("跟访三家老客户，写拜访纪要", "2025-08-22"),
            ("在校验间操作一遍压力和温度校验", "2025-08-29"),
            ("独立打十个陌拜电话并记录异议", "2025-09-12"),
            ("画出两家重点客户的决策链", "2025-09-26"),
            ("独立完成一次需求访谈，师傅旁听", "2025-10-15"),
            ("做一份合肥水务的价值测算", "2025-10-31"),
            ("独立起草一份方案和报价", "2025-11-10"),
            ("主讲一次技术交流", "2025-11-28"),
            ("谈一次付款条件，师傅旁听", "2025-12-19"),
            ("签下第一单", "2026-01-16"),
            ("写一篇案例，在区会上分享", "2026-01-23"),
        ],
        done: 8,
        talks: &[
            ("2025-08-27", "产品记得快，见客户不敢问预算。练三句问法", "2025-09-26"),
            ("2025-09-26", "电话异议记录认真，需求访谈提前一天对提纲", "2025-10-29"),
            ("2025-10-29", "访谈抓到了真实停机损失，价值测算还要客户确认数字", "2025-11-12"),
            ("2025-11-12", "方案结构对，报价要给两个档。下次一起去合肥陪访", "2025-11-21"),
        ],
        end: None,
    },
    Pair {
        who: ["赵文博", "孙梦洁"],
        days: ["2025-09-01", "2026-02-28"],
        goal: "半年内能独立负责嘉兴的老客户，并建立二十家新客户档案",
        tasks: &[
            ("走访嘉兴全部老客户一遍", "2025-09-26"),
            ("建好十家新客户档案", "2025-10-17"),
            ("独立处理一次售后投诉", "2025-11-28"),
            ("再建十家新客户档案", "2025-12-19"),
            ("独立报价三次", "2026-01-23"),
            ("向全组讲一次嘉兴市场", "2026-02-13"),
        ],
        done: 2,
        talks: &[
            ("2025-09-18", "老客户认得快，客户档案要写清谁说了算", "2025-10-09"),
            ("2025-10-09", "新客户质量不错，售后投诉先学会听完再答", "2025-11-06"),
        ],
        end: None,
    },
    Pair {
        who: ["邓启明", "叶诗琪"],
        days: ["2025-03-17", "2025-11-30"],
        goal: "能独立经营福州的代理商，季度目标自己分解到客户",
        tasks: &[
            ("读完渠道政策并通过问答", "2025-03-31"),
            ("跟师傅走访三家代理商", "2025-04-25"),
            ("梳理福州客户清单和代理关系", "2025-05-16"),
            ("独立开一次代理商月会", "2025-06-20"),
            ("处理一次跨区域报备冲突", "2025-07-18"),
            ("为两家代理商各做一次产品培训", "2025-08-22"),
            ("把三季度目标分解到客户", "2025-09-05"),
            ("淘汰或整改一家不合格代理商", "2025-10-17"),
            ("四季度目标签到客户", "2025-10-31"),
            ("总结九个月的得失，交一份渠道报告", "2025-11-28"),
        ],
        done: 9,
        talks: &[
            ("2025-04-16", "政策熟，谈判偏软，先把底线写下来", "2025-05-16"),
            ("2025-05-16", "客户清单梳理清楚，代理关系画得好", "2025-06-17"),
            ("2025-06-17", "月会节奏好，问题当场定了负责人", "2025-07-17"),
            ("2025-07-17", "报备冲突按规则处理，双方都服气", "2025-08-18"),
            ("2025-08-18", "培训材料可以给全区用", "2025-09-17"),
            ("2025-09-17", "目标分解到户，缺两户的理由", "2025-10-13"),
            ("2025-10-13", "整改谈话有理有据", "2025-11-05"),
            ("2025-11-05", "能独立经营了，结业前交渠道报告", "2025-11-26"),
        ],
        end: None,
    },
    Pair {
        who: ["韩建国", "郝敏"],
        days: ["2025-02-24", "2026-02-23"],
        goal: "一年内通过现场考核，独立负责唐山的冶金客户",
        tasks: &[
            ("完成安全培训并取得入厂资格", "2025-03-14"),
            ("跟师傅下现场二十天", "2025-05-30"),
            ("独立完成一次工况测量报告", "2025-07-11"),
            ("讲清烟气监测和色谱的选型差别", "2025-08-15"),
            ("独立组织一次现场比对", "2025-09-26"),
            ("起草一份环保改造方案", "2025-10-24"),
            ("独立跑完一个商机到报价", "2025-12-26"),
            ("通过现场考核", "2026-02-13"),
        ],
        done: 6,
        talks: &[
            ("2025-03-25", "肯下现场，笔记要当天整理", "2025-04-24"),
            ("2025-04-24", "安全规程熟了，敢拒绝不合规的要求", "2025-05-26"),
            ("2025-05-26", "测量数据可靠，报告写得慢", "2025-06-25"),
            ("2025-06-25", "报告快了一倍，结论再大胆一点", "2025-07-24"),
            ("2025-07-24", "选型讲解清楚，举例贴近唐山客户", "2025-08-25"),
            ("2025-08-25", "比对方案客户认可", "2025-09-25"),
            ("2025-09-25", "比对组织得好，时间留得太紧", "2025-10-30"),
            ("2025-10-30", "改造方案客户愿意谈，下一步是预算来源", "2025-11-25"),
        ],
        end: None,
    },
    Pair {
        who: ["杜文静", "石浩然"],
        days: ["2025-05-19", "2025-12-31"],
        goal: "年内把郑州的煤化工客户跑熟，独立带两个方案报价阶段的商机",
        tasks: &[
            ("熟悉公司流程和系统", "2025-06-06"),
            ("走访郑州十家目标客户", "2025-07-25"),
            ("完成两次联合拜访并写纪要", "2025-09-12"),
            ("两个商机进入方案报价", "2025-10-31"),
            ("独立主持一次方案评审", "2025-11-28"),
            ("提交郑州市场分析", "2025-12-19"),
        ],
        done: 4,
        talks: &[
            ("2025-06-17", "原来行业的客户关系能用，先补产品", "2025-07-17"),
            ("2025-07-17", "十家跑完，四家有真实需求", "2025-08-18"),
            ("2025-08-18", "联合拜访分工要事先说好", "2025-09-16"),
            ("2025-09-16", "纪要写出了客户的原话，很好", "2025-10-15"),
            ("2025-10-15", "两个商机都到报价，决策链还缺财务", "2025-11-10"),
            ("2025-11-10", "评审会提纲过了一遍，下次模拟提问", "2025-11-24"),
        ],
        end: None,
    },
];

/// An event: whose, when, what, where, the cost in yuan, what people said, and how many of the scope
/// took part, where not all did.
struct Held {
    whose: &'static str,
    day: &'static str,
    what: [&'static str; 3],
    yuan: Option<i64>,
    first: usize,
}

/// All of the scope.
const ALL: usize = usize::MAX;

const EVENTS: [Held; 12] = [
    Held {
        whose: "",
        day: "2025-01-17",
        what: ["年会与年度表彰", "上海", "三个区域第一次坐在一起复盘，节目太长"],
        yuan: Some(46_800),
        first: ALL,
    },
    Held {
        whose: "华东区",
        day: "2025-03-15",
        what: ["太湖骑行", "苏州", "新老搭档骑，聊开了"],
        yuan: Some(3_960),
        first: ALL,
    },
    Held {
        whose: "华南区",
        day: "2025-04-12",
        what: ["白云山徒步", "广州", "天气热，建议改到早上"],
        yuan: Some(1_840),
        first: ALL,
    },
    Held {
        whose: "华北区",
        day: "2025-04-26",
        what: ["现场技能比武", "天津", "比接线和标定，大家要求每年都办"],
        yuan: Some(5_600),
        first: ALL,
    },
    Held {
        whose: "华东区",
        day: "2025-05-30",
        what: ["丢单故事会", "苏州", "讲自己的丢单，比讲赢单收获大"],
        yuan: Some(960),
        first: 8,
    },
    Held {
        whose: "",
        day: "2025-07-04",
        what: ["半年复盘与拓展", "杭州", "分组解题的环节最好，住宿一般"],
        yuan: Some(38_500),
        first: ALL,
    },
    Held {
        whose: "华南区",
        day: "2025-08-09",
        what: ["渠道伙伴联谊", "深圳", "伙伴提了七条建议，五条已落实"],
        yuan: Some(12_600),
        first: 6,
    },
    Held {
        whose: "华北区",
        day: "2025-08-30",
        what: ["草原两日", "呼和浩特", ""],
        yuan: Some(9_900),
        first: ALL,
    },
    Held {
        whose: "华东区",
        day: "2025-09-19",
        what: ["迎新晚餐", "上海", "两位新人各讲了第一个月"],
        yuan: Some(2_860),
        first: ALL,
    },
    Held {
        whose: "",
        day: "2025-10-18",
        what: ["家属开放日", "上海", "孩子们最喜欢校验间"],
        yuan: None,
        first: 20,
    },
    Held {
        whose: "华东区",
        day: "2025-11-08",
        what: ["四季度冲刺早餐会", "苏州", "一人一句：这周最重要的一件事"],
        yuan: Some(520),
        first: ALL,
    },
    Held {
        whose: "华东区",
        day: "2025-12-26",
        what: ["年终复盘晚餐", "苏州", ""],
        yuan: None,
        first: ALL,
    },
];

/// Praise: who, when, what it is called, what for, what was given in yuan.
type Praise = (&'static str, &'static str, &'static str, &'static str, Option<i64>);

const PRAISES: [Praise; 14] = [
    ("韩建国", "2025-01-17", "年度师傅", "三年带出四名能独立负责区域的工程师", Some(3_000)),
    ("李思涵", "2025-02-28", "最佳协作", "把上海的关系引荐给南通的同事，自己不分业绩", Some(500)),
    ("杜文静", "2025-03-31", "现场之星", "一季度在现场三十一天，比对报告全部一次通过", Some(800)),
    ("吴俊杰", "2025-04-30", "复盘之星", "写出丢单的真实原因，四家同类客户因此改了打法", None),
    ("谢婉婷", "2025-05-30", "快速响应", "客户停机当晚赶到佛山现场，第二天恢复", Some(500)),
    ("于海涛", "2025-06-30", "案例之星", "把岑原生物的做法写成案例，另两个区域照着用", Some(800)),
    ("张雨桐", "2025-07-04", "最佳协作", "半年里陪同事拜访二十一次，纪要从不过夜", Some(1_000)),
    ("邓启明", "2025-08-29", "渠道之星", "理顺三起报备冲突，伙伴写信致谢", Some(800)),
    ("王志强", "2025-09-10", "带教之星", "教师节由徒弟提名：每周一次陪访，从未缺席", Some(500)),
    ("陈佳怡", "2025-09-30", "数据之星", "商机信息连续一个季度当日更新", Some(500)),
    ("姜雨晴", "2025-10-31", "复盘之星", "主动公开一个判断失误，避免了同样的报价错误", None),
    ("冯雅雯", "2025-10-31", "最佳协作", "替休假同事跟进四个客户，进展逐条交回", Some(500)),
    ("周若彤", "2025-11-10", "新人之星", "第一份方案自己算清停机损失，客户当场认可", Some(300)),
    ("孟凡宇", "2025-11-14", "现场之星", "雪天守在石家庄现场直到投运", Some(800)),
];

/// Fills charters, pairs, events and recognition.
///
/// # Errors
/// When the database fails, or the roster does not hold somebody who is named here.
pub(super) fn set(workspace: &mut Workspace, newest: NaiveDate) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    for (name, starts, [slogan, positioning, goals, culture, rules]) in CHARTERS {
        let form = CharterForm {
            team: team(&directory, name)?,
            starts: day(starts)?,
            slogan: slogan.to_owned(),
            positioning: positioning.to_owned(),
            goals: goals.to_owned(),
            culture: culture.to_owned(),
            rules: rules.to_owned(),
        };
        run(workspace, TeamLife::PublishCharter(form, name.to_owned()))?;
    }
    for own in &PAIRS {
        pair(workspace, &directory, own, newest)?;
    }
    for held in &EVENTS {
        let form = event(&directory, held, newest)?;
        run(workspace, TeamLife::AddEvent(form))?;
    }
    for (name, on_day, title, reason, yuan) in PRAISES {
        let form = RecognitionForm {
            person: person(&directory, name)?,
            on_day: day(on_day)?,
            title: title.to_owned(),
            reason: reason.to_owned(),
            reward: yuan.map(|yuan| yuan * 100),
        };
        run(workspace, TeamLife::AddRecognition(form, name.to_owned()))?;
    }
    Ok(())
}

fn pair(
    workspace: &mut Workspace,
    directory: &Directory,
    own: &Pair,
    newest: NaiveDate,
) -> Result<()> {
    let [mentor, mentee] = own.who;
    let [starts, ends] = own.days;
    let subject = format!("{mentor} → {mentee}");
    let form = PairForm {
        mentor: person(directory, mentor)?,
        mentee: person(directory, mentee)?,
        starts: day(starts)?,
        ends: day(ends)?,
        goal: own.goal.to_owned(),
    };
    run(workspace, TeamLife::AddPair(form, subject.clone()))?;
    let made: Option<MentorPairId> =
        workspace.db.all::<MentorPair>()?.into_iter().map(|pair| pair.id).max();
    let id = made.ok_or_else(|| Error::new("error-record-gone"))?;
    for (text, due) in own.tasks {
        run(workspace, TeamLife::AddTask(id, (*text).to_owned(), Some(day(due)?)))?;
    }
    let tasks = workspace.db.all::<MentorTask>()?;
    for task in tasks.into_iter().filter(|task| task.pair_id == id).take(own.done) {
        // Done on the day it was due, or before the newest report.
        let done = task.due.map_or(newest, |due| due.min(newest));
        run(workspace, TeamLife::TaskDone(task.id, Some(done), task.text.clone()))?;
    }
    for (on_day, text, next) in own.talks {
        let next_on = if next.is_empty() { None } else { Some(day(next)?) };
        let form = CheckinForm { on_day: day(on_day)?, text: (*text).to_owned(), next_on };
        run(workspace, TeamLife::CheckIn(id, form, subject.clone()))?;
    }
    if let Some((on_day, result)) = own.end {
        let close = TeamLife::ClosePair(id, day(on_day)?, result.to_owned(), subject);
        run(workspace, close)?;
    }
    Ok(())
}

fn event(directory: &Directory, held: &Held, newest: NaiveDate) -> Result<EventForm> {
    let scope = match held.whose {
        "" => Scope::All,
        name => Scope::Team(team(directory, name)?),
    };
    let on_day = day(held.day)?;
    let members: Members = directory.members(scope);
    // Who was there on the day, or is to come; somebody who was hired later did not take part.
    let on = on_day.min(newest);
    let there = directory.people.values().filter(|person| {
        members.include(Some(person.id), Some(on))
            && person.hired.is_none_or(|hired| hired <= on_day)
    });
    let [name, place, feedback] = held.what;
    Ok(EventForm {
        scope,
        on_day,
        name: name.to_owned(),
        place: place.to_owned(),
        cost: held.yuan.map(|yuan| yuan * 100),
        feedback: feedback.to_owned(),
        people: there.map(|person| person.id).take(held.first).collect(),
    })
}

fn run(workspace: &mut Workspace, command: TeamLife) -> Result<()> {
    command::run(&mut workspace.db, &Command::TeamLife(command)).map(|_| ())
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse::<NaiveDate>()
        .map_err(|error| Error::new("error-internal").detail(format!("{text}: {error}")))
}

fn person(directory: &Directory, name: &str) -> Result<PersonId> {
    let found = directory.people.values().find(|person| person.name == name);
    found.map(|person| person.id).ok_or_else(|| missing(name))
}

fn team(directory: &Directory, name: &str) -> Result<TeamId> {
    let found = directory.teams.values().find(|team| team.name == name);
    found.map(|team| team.id).ok_or_else(|| missing(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_sample_exist_and_pairs_talk_in_order() {
        for pair in &PAIRS {
            let [starts, ends] = pair.days.map(|text| day(text).unwrap());
            assert!(starts < ends && pair.done <= pair.tasks.len());
            let talks: Vec<NaiveDate> =
                pair.talks.iter().map(|(on, ..)| day(on).unwrap()).collect();
            assert!(talks.is_sorted() && talks.iter().all(|on| *on >= starts), "{:?}", pair.who);
            let dues: Vec<NaiveDate> =
                pair.tasks.iter().map(|(_, due)| day(due).unwrap()).collect();
            assert!(dues.is_sorted() && dues.iter().all(|due| *due <= ends), "{:?}", pair.who);
        }
        let months: std::collections::BTreeSet<&str> =
            PRAISES.iter().map(|(_, on, ..)| &on[..7]).collect();
        assert_eq!(months.len(), 11, "each month from January to November");
        for held in &EVENTS {
            day(held.day).unwrap();
        }
    }
}
