//! Words that ask for what no post may ask for: sex, age, origin, family.
//!
//! A table of words, each with what makes it harmless: 女 asks for sex, and 女装 is a product. What is
//! harmless can be turned again by what follows, because 女包 is a bag and 女包装工 a person.
//!
//! # On which side it errs
//!
//! A requirement that is refused wrongly is written in other words; one that is let through stands in
//! a posting. So a word without an excuse is refused, also in 性别不限, which asks for nothing and need
//! not be written. It is a help, and no proof that a text is lawful.

use unicode_normalization::UnicodeNormalization as _;

/// What a text can be about, as [`forbidden`] names it.
pub const SUBJECTS: [&str; 4] = [SEX, AGE, ORIGIN, FAMILY];

const SEX: &str = "sex";
const AGE: &str = "age";
const ORIGIN: &str = "origin";
const FAMILY: &str = "family";

/// Words that ask for one thing, and what makes them harmless. Each is a list parted by `|`; an empty
/// one has nothing.
struct Mark {
    about: &'static str,
    words: &'static str,
    /// Harmless before them: 书 before 籍.
    before: &'static str,
    /// Harmless behind them: 鞋 behind 女.
    after: &'static str,
    /// Not harmless, though it begins as something harmless does: 装卸 behind 男.
    still: &'static str,
    /// Trades, harmless behind them unless one of [`JOBS`] follows: 女性客户, but not 女性客户经理.
    trade: &'static str,
}

impl Mark {
    const NONE: Self = Self { about: SEX, words: "", before: "", after: "", still: "", trade: "" };
}

/// What makes a person of a trade.
const JOBS: &str = "经理|代表|专员|主管|总监|人员|员|师|顾问|主任|助理|岗|经纪|\
    er| manager| service| success| support| rep| executive| assistant| specialist| director|\
    ing| research| design";

/// Goods for women or men.
const GOODS: &str = "装|鞋|包|裤|裙|袜|帽|表|衣|衫|式|款|饰|服饰|服装|首饰|珠宝|箱包|香水|用品|泳|科|\
    客群|顾客|群体";

/// What begins as goods and is a person, or said of one.
const PEOPLE: &str = "装卸|装修|装配|装运|装箱|装潢|包装|包工|表演|表现|表达|衣着|\
    科长|科员|科研|科学|科技";

/// Goods and customers that people of the trade are called after.
const TRADES: &str = "护肤|护理|化妆|美妆|彩妆|健康|保健|时尚|消费|产品|品牌|市场|客户|用户|\
    health|product|brand|market|customer|consumer|fashion";

/// Words that begin with 人 and are no people of a place: 上海人脉.
const NO_PEOPLE: &str = "民|寿|才|脉|员|力|事|保|气|流|群|口|均|文|工|机|际|造";

/// The table, in the order of [`SUBJECTS`].
const MARKS: &[Mark] = &[
    Mark { about: SEX, words: "性别|性別|帅哥|小伙|姑娘", ..Mark::NONE },
    Mark { about: SEX, words: "男", after: GOODS, still: PEOPLE, trade: TRADES, ..Mark::NONE },
    // 子女 and 儿女 are family.
    Mark {
        about: SEX,
        words: "女",
        before: "子|儿|兒",
        after: GOODS,
        still: PEOPLE,
        trade: TRADES,
    },
    Mark {
        about: SEX,
        words: "male|males|female|females|man|men|woman|women|boy|boys|girl|girls|lady|ladies|\
            gentleman|gentlemen|gender|sex",
        after: "wear|cloth|apparel|shoe|footwear|underwear|bag|accessor|jewel|watch|cosmetic|skin|\
            hygiene|segment|shopper|connector|and female connector|plug|thread|hour|day|month|\
            power|management",
        trade: TRADES,
        ..Mark::NONE
    },
    Mark {
        about: AGE,
        words: "年龄|年齡|年纪|年紀|年富力强|大龄|大齡",
        after: "段客|段消费|段用户",
        ..Mark::NONE
    },
    Mark {
        about: AGE,
        words: "岁|歲",
        before: "万|萬",
        after: "月|末|婴|幼|儿|孩|宝|少儿|青少年|学龄|奶粉|玩具",
        still: "宝妈|宝爸",
        ..Mark::NONE
    },
    Mark {
        about: AGE,
        words: "年轻|年輕|50后|60后|65后|70后|75后|80后|85后|90后|95后|00后|05后|\
            六零后|七零后|八零后|九零后|零零后|〇〇后",
        after: "化|群|一代|家庭|客群",
        trade: TRADES,
        ..Mark::NONE
    },
    Mark { about: AGE, words: "出生", after: "地|率|缺陷|口", ..Mark::NONE },
    Mark {
        about: AGE,
        words: "age|aged|ages",
        after: "analysis|receivable|account|invoice|debt|stock|inventor|care|of deals|\
            of receivables|of the",
        ..Mark::NONE
    },
    Mark {
        about: AGE,
        words: "years old|year old|yrs old|young|younger|youthful",
        after: "audience|compan|business|team",
        trade: TRADES,
        ..Mark::NONE
    },
    Mark {
        about: AGE,
        words: "under 25|under 28|under 30|under 35|under 40|under 45|under 50|\
            below 30|below 35|below 40|below 45",
        // 30,000 is no age; "under 35, …" is one.
        after: "%|percent|minute|hour|day|week|month|people|account|customer|deal|,",
        still: ", ",
        ..Mark::NONE
    },
    Mark {
        about: ORIGIN,
        words: "籍",
        before: "书|書|古|典|学|學|会|會|史|党",
        after: "客商",
        trade: TRADES,
        ..Mark::NONE
    },
    Mark {
        about: ORIGIN,
        words: "户口|戶口|出生地|老家|家乡|生源地|种族|種族|肤色|膚色|血统",
        ..Mark::NONE
    },
    Mark {
        about: ORIGIN,
        words: "民族|汉族|漢族|回族|藏族|满族|壮族|苗族|彝族|维族|维吾尔|蒙古族|朝鲜族|土家族",
        after: "自治|地区|文化|特色|风|语|乡|服|医|药|乐|音乐|工艺|企业",
        still: "服从",
        trade: TRADES,
        ..Mark::NONE
    },
    Mark {
        about: ORIGIN,
        words: "本地人|当地人|外地人|本省人|外省人|南方人|北方人|东北人|农村人|北京人|天津人|上海人|\
            重庆人|河北人|河南人|云南人|辽宁人|黑龙江人|湖南人|湖北人|安徽人|山东人|山西人|新疆人|\
            江苏人|江西人|浙江人|广东人|广西人|甘肃人|陕西人|吉林人|福建人|贵州人|青海人|西藏人|\
            四川人|宁夏人|海南人|内蒙古人|台湾人|香港人|澳门人",
        after: NO_PEOPLE,
        ..Mark::NONE
    },
    Mark {
        about: ORIGIN,
        words: "nationality|nationals|ethnicity|ethnic|race|racial|hometown|birthplace|\
            place of birth|hukou|national origin|skin color|skin colour",
        after: "car|track|event|condition|food|cuisine",
        trade: TRADES,
        ..Mark::NONE
    },
    Mark {
        about: FAMILY,
        words: "婚",
        after: "庆|纱|礼|宴|品|恋|戒|嫁|博|介|照|用品|家庭客",
        trade: TRADES,
        ..Mark::NONE
    },
    Mark {
        about: FAMILY,
        words: "生育|已育|未育|怀孕|懷孕|备孕|孕期|二胎|三胎|有孩|无孩|带娃|子女|儿女|单身|單身|\
            离异|丧偶|家庭负担|家庭拖累|家庭状况|家庭情况",
        after: "保险|险|津贴|教育|公寓|经济|用品",
        trade: TRADES,
        ..Mark::NONE
    },
    Mark {
        about: FAMILY,
        words: "marital|married|unmarried|divorced|widowed|pregnant|pregnancy|childless|\
            no children|without children|be single|single status",
        after: "test",
        trade: TRADES,
        ..Mark::NONE
    },
];

/// What may stand between a word and its excuse: 男士的皮鞋, 女（童）装, 3岁以上的儿童.
const GLUE: &[char] = &[
    ' ', '男', '女', '士', '性', '生', '人', '童', '妇', '子', '上', '下', '内', '以', '之', '间',
    '的', '及', '和', '与', '、', '/', '皮', '(', ')',
];

/// What the words of a requirement ask for that no post may ask for, one of [`SUBJECTS`]; `None` if
/// nothing is found.
///
/// 限男性, 35岁以下, male only and 本地户籍 are found; 女装销售经验, 5年以上 and salesman are not.
pub fn forbidden(text: &str) -> Option<&'static str> {
    let text = folded(text);
    let asks = |mark: &&Mark| parts(mark.words).any(|word| mark.asks(&text, word));
    MARKS.iter().find(asks).map(|mark| mark.about)
}

impl Mark {
    /// Whether the word stands in the text anywhere without an excuse.
    fn asks(&self, text: &str, word: &str) -> bool {
        text.match_indices(word).any(|(at, found)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + found.len()..).unwrap_or_default();
            whole(before, found, after)
                && !parts(self.before).any(|excuse| before.ends_with(excuse))
                && !self.excused(after)
        })
    }

    /// Whether what follows makes a word harmless.
    fn excused(&self, after: &str) -> bool {
        let close = after.trim_start_matches(GLUE);
        let begins = |list: &'static str, text: &str| parts(list).any(|one| text.starts_with(one));
        let trade = |one: &str| close.strip_prefix(one).is_some_and(|rest| !begins(JOBS, rest));
        begins(self.after, close) && !begins(self.still, close) || parts(self.trade).any(trade)
    }
}

/// The parts of a list of the table.
fn parts(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').filter(|part| !part.is_empty())
}

/// Whether a Latin word or a number stands alone: `male` is no part of `female`. What is possessive
/// tells whose goods are sold: women's shoes.
fn whole(before: &str, word: &str, after: &str) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let joined_before = latin(word.chars().next()) && latin(before.chars().next_back());
    let next = after.chars().next();
    let joined_after = latin(word.chars().next_back()) && (latin(next) || next == Some('\''));
    !joined_before && !joined_after
}

/// One form for what looks or reads the same: NFKC, lower case, hyphens as spaces. A space parts
/// Latin words and means nothing beside a Chinese character.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if c.is_whitespace() || matches!(c, '-' | '–' | '_') {
            if folded.ends_with(|last: char| last.is_ascii() && last != ' ') {
                folded.push(' ');
            }
            continue;
        }
        if !c.is_ascii() && folded.ends_with(' ') {
            folded.pop();
        }
        folded.push(if matches!(c, '’' | '‘') { '\'' } else { c });
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_post_may_ask_for_is_found() {
        for (text, about) in [
            ("限男性", SEX),
            ("男女不限", SEX),
            ("女士优先", SEX),
            ("女服务员", SEX),
            ("女包装工", SEX),
            ("男装卸工", SEX),
            ("女护理员", SEX),
            ("女性客户经理优先", SEX),
            ("女装店，限女", SEX),
            ("性 别：男", SEX),
            ("Male only", SEX),
            ("female sales reps preferred", SEX),
            ("women preferred", SEX),
            ("35岁以下", AGE),
            ("３５ 岁 以下", AGE),
            ("年龄25-35", AGE),
            ("三十五周岁以内", AGE),
            ("90后优先", AGE),
            ("年轻人优先", AGE),
            ("1990年后出生", AGE),
            ("aged 25 to 35", AGE),
            ("under 35", AGE),
            ("Under 35, energetic", AGE),
            ("30-year-old or less", AGE),
            ("young and energetic", AGE),
            ("籍贯江苏", ORIGIN),
            ("本地户籍", ORIGIN),
            ("上海户口", ORIGIN),
            ("汉族", ORIGIN),
            ("少数民族勿扰", ORIGIN),
            ("河南人勿扰", ORIGIN),
            ("本地人优先", ORIGIN),
            ("出生地", ORIGIN),
            ("Chinese nationality", ORIGIN),
            ("已婚已育", FAMILY),
            ("未婚", FAMILY),
            ("婚育状况", FAMILY),
            ("无子女", FAMILY),
            ("married, no children", FAMILY),
        ] {
            assert_eq!(forbidden(text), Some(about), "{text}");
        }
    }

    #[test]
    fn what_a_post_may_ask_for_is_not() {
        for text in [
            "",
            "5年以上",
            "5年以上大客户销售经验",
            "女装销售经验",
            "男装、女装门店管理",
            "男女鞋品类",
            "男士护肤品渠道",
            "女性消费品经验",
            "女童装",
            "女装经理经验",
            "熟悉女性客户",
            "3岁以上儿童玩具",
            "0-3岁婴幼儿用品",
            "年轻化品牌",
            "年轻人群消费品",
            "90后消费群体",
            "工龄3年",
            "客户账龄分析",
            "民族品牌",
            "壮族自治区市场",
            "当地人脉",
            "上海人才市场",
            "书籍发行",
            "婚庆行业经验",
            "子女教育产品",
            "生育保险",
            "women's shoes",
            "Women’s wear",
            "men's clothing",
            "salesman experience",
            "managing a team of 30",
            "manage receivables under 30 days",
            "discounts under 30%",
            "young consumers",
            "40 man-days of training",
            "aged receivables",
            "single point of contact",
            "native English",
            "driving licence",
        ] {
            assert_eq!(forbidden(text), None, "{text}");
        }
    }
}
