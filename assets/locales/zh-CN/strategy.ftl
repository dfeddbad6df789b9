# 年度计划：计划、旁边的数字、以后几年的目标，以及打印的页面。

strategy-section-economy = 经济与行业
strategy-section-competition = 竞争
strategy-section-strength = 自身能力
strategy-section-resources = 资源
strategy-section-life-cycle = 产品生命周期
strategy-section-goal = 目标
strategy-section-initiative = 举措
strategy-state-draft = 草稿
strategy-state-agreed = 已商定
strategy-state-reviewed = 已回顾
strategy-outcome-worked = 见效
strategy-outcome-partly = 部分见效
strategy-outcome-failed = 未见效
strategy-outcome-not-done = 未实施
strategy-outcome-open = 还没有结果

# 计划旁边的数字，由报表算出。$year 已写成“2025年”。
strategy-fact-of-year = { $year }{ $metric }
strategy-fact-no-data = 没有数据
strategy-fact-whole = 全年数据
strategy-fact-part = { $first } 至 { $last } 的数据
strategy-fact-no-sample = 没有已结商机
strategy-fact-sample = 已结 { $closed } 单，赢 { $won } 单
strategy-fact-target = { $year }签约额目标
strategy-fact-attained = 已签 { $signed }，达成 { $share }
strategy-fact-signed = 已签 { $signed }
strategy-fact-pipeline = 截至 { $day }，{ $n } 单
strategy-unset = 未设

# 页面
strategy-person = 年度计划按公司、区域或团队编制
strategy-person-detail = 个人的目标写在目标责任书里
strategy-person-action = 看{ $name }的计划
strategy-none = { $who }还没有{ $year }的计划
strategy-none-detail = 写下形势、目标和举措，商定之后照着做，年底回头看哪些见效
strategy-start = 编制年度计划
strategy-start-save = 开始编制
strategy-title = 标题
strategy-title-edit = 改标题
strategy-title-offered = { $who }{ $year }销售策略与计划
strategy-title-missing = 写一个标题
strategy-by = { $name }编制
strategy-agreed-on = { $day } 商定
strategy-reviewed-on = { $day } 回顾
strategy-unwritten = 形势分析还没有写：{ $names }
strategy-context = 形势分析
strategy-edit = 编辑
strategy-not-written = 未写
strategy-add-goal = 添加目标
strategy-add-initiative = 添加举措
strategy-no-goals = 还没有目标：写明今年要做到什么
strategy-no-initiatives = 还没有举措：写明做什么、谁负责、什么时候、怎么衡量
strategy-judged = 已评 { $judged } / { $all }，见效 { $worked }
strategy-late = 已到期
strategy-nobody = 未定
strategy-no-owner = 未定负责人
strategy-no-due = 未定期限
strategy-no-measure = 未定衡量
strategy-no-facts = 没有写负责人、期限和衡量
strategy-until = { $day } 前

# 表单
strategy-save = 保存
strategy-lines = 要点
strategy-help-economy = 一行一条：宏观和下游行业今年怎样，影响哪些客户
strategy-help-competition = 一行一条：对手是谁，在哪里赢我们，在哪里输给我们
strategy-help-strength = 一行一条：我们强在哪里、弱在哪里
strategy-help-resources = 一行一条：人手、预算、技术支持、渠道
strategy-help-life-cycle = 一行一条：哪些产品在导入、成长、成熟、衰退
strategy-text = 内容
strategy-text-missing = 写明内容
strategy-owner = 负责人
strategy-due = 期限
strategy-measure = 衡量
strategy-measure-help = 看哪个数、到多少算做到
strategy-initiative-needs = 商定之前，每条举措都要有负责人、期限和衡量
strategy-search = 搜索姓名
strategy-nothing-found = 没有找到
strategy-line-remove = 删除这一条
strategy-day-wrong = 没有这一天，写成 2025-06-30
strategy-day-future = 不能晚于今天
strategy-day-early = 早于商定的日子
strategy-due-far = 只能在计划年份的前后一年之内
strategy-judge = 结果与教训
strategy-outcome = 结果
strategy-lesson = 教训
strategy-lesson-help = 为什么这样，下次怎么做
strategy-lesson-missing = 没有完全见效的，写明教训
strategy-agree = 商定计划
strategy-agree-save = 定下来
strategy-agree-what = 商定之后，计划的内容不再改动，只能逐条写结果；要改，只能撤销这一步。
strategy-agree-day = 商定日期
strategy-agree-thin = 至少要有一个目标和一条举措
strategy-agree-open = 有举措还没有负责人、期限或衡量
strategy-close = 完成回顾
strategy-close-save = 完成回顾
strategy-close-what = 写下这一年说明了什么。完成之后，整份计划不再改动。
strategy-review = 年度回顾
strategy-review-help = 哪些判断对了，哪些错了，明年接着做什么、停掉什么
strategy-review-missing = 写下这一年说明了什么
strategy-review-open = 还有目标或举措没有写结果
strategy-review-day = 回顾日期
strategy-discard-title = 放弃没有保存的内容？
strategy-discard-body = 刚才写的内容还没有保存。
strategy-discard-stay = 继续写
strategy-discard = 放弃
strategy-remove = 删除草稿
strategy-remove-title = 删除“{ $title }”？
strategy-remove-detail = 其中 { $n } 条内容一起删除；可以撤销。
strategy-remove-stay = 保留

# 以后几年
strategy-years = 本年与以后三年
strategy-year-set = 设定
strategy-year-change = 改
strategy-year-title = { $year }的长期目标
strategy-year-what = { $who }的{ $metric }目标。到了那一年，再在“目标设定”里分到人和月。
strategy-year-no-value = 填写目标，不小于零
strategy-year-actions-help = 靠什么做到：关键行动、重点客户和投入，一行一条
strategy-no-actions = 长期目标没有行动
strategy-actions = { $n }条行动

# 命令行
cli-plan-none = 没有 { $year } 年的计划
cli-plans-none = 没有计划：{ $names }
cli-plans-unwritten = 形势分析没有写全：{ $names }

# 操作记录里一步的名称
step-strategy-start = 编制计划 { $subject }
step-strategy-title = 改计划标题 { $subject }
step-strategy-section = 修改计划 { $subject }
step-strategy-agree = 商定计划 { $subject }
step-strategy-judge = 写结果 { $subject }
step-strategy-review = 回顾计划 { $subject }
step-strategy-remove = 删除计划草稿 { $subject }

# 出错时说的话
error-strategy-scope = 年度计划按公司、区域或团队编制，不按个人
error-strategy-scope-hint = 换成 all、region:名称 或 team:名称
error-strategy-exists = 这个范围已经有 { $year } 年的计划
error-strategy-exists-hint = 打开那份计划接着写
error-strategy-agreed = 计划已经商定，内容不再改动
error-strategy-agreed-hint = 要改，先撤销“商定计划”那一步
error-strategy-draft = 计划还是草稿，不能写结果
error-strategy-draft-hint = 先商定计划
error-strategy-reviewed = 计划已经回顾完，不再改动
error-strategy-reviewed-hint = 要改，先撤销“回顾计划”那一步
error-strategy-blank = 有一条写了负责人、期限或衡量，却没有写内容
error-strategy-blank-hint = 写明内容，或把这一条清空
error-strategy-owner = { $name }不是公司在职的人，不能负责
error-strategy-owner-hint = 选一位在职员工
error-strategy-due = { $day } 离 { $year } 年太远
error-strategy-due-hint = 期限只能在计划年份的前后一年之内
error-strategy-day = { $day } 还没有到
error-strategy-day-hint = 填写今天或以前的日期
error-strategy-early = 回顾不能早于商定的 { $day }
error-strategy-early-hint = 填写商定之后的日期
error-strategy-thin = 计划里至少要有一个目标和一条举措
error-strategy-thin-hint = 补上之后再商定
error-strategy-open = 举措“{ $text }”缺负责人、期限或衡量
error-strategy-open-hint = 补上之后再商定
error-strategy-lesson = 没有完全见效的，要写教训
error-strategy-lesson-hint = 写明为什么这样，下次怎么做
error-strategy-unjudged = 还有 { $n } 条目标或举措没有写结果
error-strategy-unjudged-hint = 逐条写完结果，再完成回顾
error-strategy-words = 回顾没有写
error-strategy-words-hint = 写下这一年说明了什么

# 打印的页面
doc-yearly-plan-title = 年度销售策略与计划
doc-yearly-plan-file-one = 年度销售策略与计划 { $name } { $period }
doc-yearly-plan-file-many = 年度销售策略与计划 { $period }
doc-yearly-plan-section = { $number ->
    [1] 一、{ $title }
    [2] 二、{ $title }
    [3] 三、{ $title }
    [4] 四、{ $title }
    [5] 五、{ $title }
   *[6] 六、{ $title }
 }
doc-yearly-plan-items = { $n }条
doc-yearly-plan-whose = 范围
doc-yearly-plan-year = 年度
doc-yearly-plan-state = 状态
doc-yearly-plan-author = 编制人
doc-yearly-plan-agreed = 商定日期
doc-yearly-plan-reviewed = 回顾日期
doc-yearly-plan-number-of-goals = 目标
doc-yearly-plan-number-of-initiatives = 举措
doc-yearly-plan-facts = 数据
doc-yearly-plan-facts-note = 由报表算出，不是填写
doc-yearly-plan-figure = 指标
doc-yearly-plan-value = 数值
doc-yearly-plan-rests-on = 说明
doc-yearly-plan-context = 形势分析
doc-yearly-plan-factor = 要素
doc-yearly-plan-what = 内容
doc-yearly-plan-unwritten = 未写
doc-yearly-plan-goals = 目标
doc-yearly-plan-initiatives = 举措
doc-yearly-plan-index = 序
doc-yearly-plan-goal = 目标
doc-yearly-plan-initiative = 举措
doc-yearly-plan-owner = 负责人
doc-yearly-plan-due = 期限
doc-yearly-plan-measure = 衡量
doc-yearly-plan-outcome = 结果与教训
doc-yearly-plan-review = 年度回顾
doc-yearly-plan-signatures = 签字
doc-yearly-plan-signatures-note = 商定之后内容不再改动，年底逐条回顾
doc-yearly-plan-sign-author = 编制人
doc-yearly-plan-sign-checked = 审核人
doc-yearly-plan-sign-approved = 批准人
