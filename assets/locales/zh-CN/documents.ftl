# Words on printed pages (doc-) and around sending them to a printer (print-).

## Every page

# Sections are numbered as they stand on the page
doc-section = { $number ->
    [1] 一、{ $title }
    [2] 二、{ $title }
    [3] 三、{ $title }
    [4] 四、{ $title }
    [5] 五、{ $title }
    [6] 六、{ $title }
    [7] 七、{ $title }
    [8] 八、{ $title }
   *[9] 九、{ $title }
 }
doc-head-number = 编号 { $number }
doc-head-confidential = 内部资料
doc-foot-data = 数据截至 { $date }
# $page and $pages are filled in by the page itself
doc-foot-pages = 第 { $page } 页，共 { $pages } 页
doc-foot-code = 内容码 { $code }
# Beside the name of someone who signed on screen
doc-electronic = 电子签名
# Under a line that is not signed yet
doc-undated = 年　　月　　日

## Evaluation summary: one page for one person

doc-evaluation-title = 销售人员绩效评估表
doc-evaluation-file-one = 销售人员绩效评估表 { $name } { $period }
doc-evaluation-file-many = 销售人员绩效评估表 { $period }
doc-evaluation-period = 评估周期：{ $from }至{ $to }

doc-evaluation-name = 姓名
doc-evaluation-number = 工号
doc-evaluation-post = 岗位
doc-evaluation-unit = 部门
doc-evaluation-territory = 负责区域
doc-evaluation-hired = 入职日期
doc-evaluation-manager = 直接经理
doc-evaluation-kind = 评估类型

doc-evaluation-scores = 一、指标评分
doc-evaluation-scoring = 得分 = 达成率，上限{ $cap }；加权得分 = 得分 × 权重
doc-evaluation-category = 类别
doc-evaluation-metric = 指标
doc-evaluation-weight = 权重
doc-evaluation-target = 目标
doc-evaluation-actual = 实际
doc-evaluation-attainment = 达成率
doc-evaluation-score = 得分
doc-evaluation-weighted = 加权得分
doc-evaluation-total = 合计

doc-evaluation-final-score = 综合得分
doc-evaluation-grade = 绩效等级
doc-evaluation-factor = 绩效系数
doc-evaluation-rank = 团队排名
# After the place, smaller: 3 / 10人
doc-evaluation-rank-of = / { $people }人
doc-evaluation-bands = 等级标准
doc-evaluation-bands-mean = 等级标准（团队均分 { $mean }）
doc-evaluation-unrated = 无法评定

doc-evaluation-comments = 二、评语
doc-evaluation-self-comment = 员工自评
doc-evaluation-manager-comment = 经理评语

doc-evaluation-plan = 三、改进与发展计划
doc-evaluation-index = 序
doc-evaluation-goal = 改进目标
doc-evaluation-action = 行动
doc-evaluation-due = 完成日期
doc-evaluation-support = 支持人

doc-evaluation-signatures = 四、确认签字
doc-evaluation-signatures-note = 签字表示已完成绩效面谈。如有异议，可在5个工作日内向人力资源部提出。
doc-evaluation-sign-employee = 员工签字
doc-evaluation-sign-manager = 经理签字
doc-evaluation-sign-hr = 人力资源签字

## Target letter: one page for a person, a team, a region or the company

doc-target-letter-title = 目标责任书
doc-target-letter-file-one = 目标责任书 { $name } { $period }
doc-target-letter-file-many = 目标责任书 { $period }
doc-target-letter-period = { $period }　{ $from }至{ $to }
doc-target-letter-comma = 、

doc-target-letter-person = 责任人
doc-target-letter-number = 工号
doc-target-letter-post = 岗位
doc-target-letter-territory = 负责区域
doc-target-letter-issuer = 下达人
doc-target-letter-unit = 部门
doc-target-letter-last-year = 去年同期
doc-target-letter-change = 同比
doc-target-letter-no-data = 无数据

doc-target-letter-goals = 目标
doc-target-letter-metric = 指标
doc-target-letter-weight = 权重
doc-target-letter-total-weight = 权重合计
doc-target-letter-target-year = 年度目标
doc-target-letter-target-quarter = 季度目标
doc-target-letter-target-month = 月度目标
doc-target-letter-target-week = 周目标
doc-target-letter-stretch = 力争
doc-target-letter-challenge = 挑战
doc-target-letter-counts = 计入口径
doc-target-letter-months-equal = 月度合计等于季度目标
doc-target-letter-months-differ = 月度合计不等于季度目标：{ $names }
doc-target-letter-quarters-equal = 季度合计等于年度目标
doc-target-letter-quarters-differ = 季度合计不等于年度目标：{ $names }
doc-target-letter-quarter = { $quarter ->
    [1] 一季度
    [2] 二季度
    [3] 三季度
   *[4] 四季度
 }
doc-target-letter-month = { $month }月

doc-target-letter-steps-weeks = 签约额按周拆解
doc-target-letter-steps-months = 签约额按月拆解
doc-target-letter-step-week = 周
doc-target-letter-step-month = 月
doc-target-letter-days = 日期
doc-target-letter-workdays = 工作日
doc-target-letter-target = 目标
doc-target-letter-running = 累计
doc-target-letter-of-months = { $unit }，各月目标
doc-target-letter-by-months = { $unit }，月目标按工作日分到周
doc-target-letter-by-quarters = { $unit }，季度目标按工作日分到月
doc-target-letter-by-workdays = { $unit }，按工作日分配
doc-target-letter-off = { $note }，{ $weeks } 放假
doc-target-letter-estimated = { $note }，放假安排未公布，按双休估算

doc-target-letter-support = 支持与约定
doc-target-letter-no-actions = 尚未写明怎样达到
doc-target-letter-terms = 调整条件
doc-target-letter-terms-text = 区域或客户划分变化、产品停产、连续缺勤超过10个工作日，可由任一方提出调整。调整须双方重新签字，原责任书保留为历史版本；未重新签字前按本责任书执行。
doc-target-letter-signatures = 签字
doc-target-letter-signatures-note = 自双方签字之日起生效，一式两份
doc-target-letter-sign-person = 责任人签字
doc-target-letter-sign-manager = 经理签字
doc-target-letter-sign-above = 上级签字

## The charter of a team

doc-team-charter-title = 团队章程
doc-team-charter-file-one = 团队章程 { $name } 第{ $number }版
doc-team-charter-file-many = 团队章程 { $period }
doc-team-charter-version = 第{ $number }版，{ $starts }起
doc-team-charter-version-label = 版本
doc-team-charter-team = 团队
doc-team-charter-region = 区域
doc-team-charter-manager = 经理
doc-team-charter-count = 人数
doc-team-charter-people-count = { $n }人
doc-team-charter-starts = 生效日期
doc-team-charter-by = 拟定
doc-team-charter-before = 上一版
doc-team-charter-positioning = 团队定位
doc-team-charter-goals = 共同目标
doc-team-charter-culture = 文化价值观
doc-team-charter-rules = 友好竞争规则
doc-team-charter-people = 团队成员
doc-team-charter-signatures = 签字
doc-team-charter-signatures-note = 全体成员讨论通过，签字生效
doc-team-charter-sign-people = 成员代表签字
doc-team-charter-sign-manager = 团队经理签字
doc-team-charter-sign-above = 上级签字

# 技能矩阵
doc-skill-matrix-title = 技能矩阵
doc-skill-matrix-file-one = 技能矩阵 { $name } { $day }
doc-skill-matrix-file-many = 技能矩阵 { $period }
doc-skill-matrix-sub = { $people }人，{ $skills }项技能，截至 { $day }
doc-skill-matrix-reaching = 达到要求 { $share }（{ $reached } / { $rated }），另有{ $unrated }项有要求而未评定，不计入。
doc-skill-matrix-widest = 差距最大：{ $skill }，{ $n } / { $of } 人低于要求。
doc-skill-matrix-thin = 能独立完成的不到两人：{ $names }。
doc-skill-matrix-person = 成员
doc-skill-matrix-reached = 达标
doc-skill-matrix-below = 低于要求
doc-skill-matrix-key = 格子里是等级 0–4；三角形后面是差的级数；– 是有要求而未评定；空白是没有要求，也没有评定。

## What can go wrong with pages

doc-error-template = 页面没有生成
doc-error-template-hint = 这是程序的问题，请把日志发给我们
doc-error-pdf = PDF 没有生成
doc-error-pdf-hint = 这是程序的问题，请把日志发给我们
doc-error-image = 页面图片没有生成
doc-error-image-hint = 先存为 PDF，再用阅读器查看
doc-error-page = 没有这一页
# $characters lists what no font of the program can draw
doc-missing-characters = 有些字符打印成空框：{ $characters }

## Sending to a printer

print-sent = 已发送到打印机 { $printer }
print-sent-default = 已发送到默认打印机
print-error-missing = 这台电脑上没有打印命令 { $program }
print-error-missing-hint = 先存为 PDF，再用系统的阅读器打开和打印
print-error-failed = 没有发送到打印机
print-error-failed-hint = 系统的回答：{ $answer }
print-error-start = 打印命令 { $program } 没有启动
print-error-start-hint = 先存为 PDF，再用系统的阅读器打开和打印
print-error-no-viewer = 没有找到能打开 PDF 的程序
print-error-no-viewer-hint = 文件已经保存，可以在文件夹里打开
print-error-file = 找不到要打印的文件
print-error-file-hint = 重新生成页面后再试

## Duty sheet: one page for a person in a post, or blank

doc-duty-sheet-title = 岗位说明书
doc-duty-sheet-file-one = 岗位说明书 { $post } { $name }
doc-duty-sheet-file-many = 岗位说明书 { $period }
doc-duty-sheet-file-blank = 岗位说明书 { $post } { $audience }
doc-duty-sheet-subtitle = { $post }　版本 { $number }　{ $starts }起执行
doc-duty-sheet-subtitle-for = { $post }（{ $audience }）　版本 { $number }　{ $starts }起执行
doc-duty-sheet-post = 岗位名称
doc-duty-sheet-code = 岗位编码
doc-duty-sheet-unit = 部门
doc-duty-sheet-seats = 岗位编制
doc-duty-sheet-person = 任职人
doc-duty-sheet-number = 工号
doc-duty-sheet-territory = 负责区域
doc-duty-sheet-superior = 直接上级
doc-duty-sheet-seats-n = { $n }人
doc-duty-sheet-purpose = 岗位目的
doc-duty-sheet-duties = 主要职责与衡量标准
doc-duty-sheet-weighed = 权重合计 { $total }
doc-duty-sheet-index = 序
doc-duty-sheet-duty = 职责
doc-duty-sheet-work = 工作内容
doc-duty-sheet-standard = 衡量标准
doc-duty-sheet-weight = 权重
doc-duty-sheet-total = 合计
doc-duty-sheet-requirements = 任职要求
doc-duty-sheet-category = 类别
doc-duty-sheet-requirement = 要求
doc-duty-sheet-evidence = 核对依据
doc-duty-sheet-relations = 工作关系
doc-duty-sheet-versions = 版本记录
doc-duty-sheet-version = 版本
doc-duty-sheet-date = 日期
doc-duty-sheet-change = 变化
doc-duty-sheet-first = 首次发布
doc-duty-sheet-signatures = 确认
doc-duty-sheet-signatures-note = 本人已阅读并理解以上职责与标准，有疑问已得到说明。版本变化后需重新确认。
doc-duty-sheet-sign-person = 任职人签字
doc-duty-sheet-sign-manager = 直接上级签字
doc-duty-sheet-sign-hr = 人力资源签字
# What a requirement is called under where the sheet says nothing else
doc-duty-sheet-education = 学历专业
doc-duty-sheet-experience = 工作经历
doc-duty-sheet-skill = 技能
doc-duty-sheet-quality = 素质与证书
doc-duty-sheet-comma = ，
doc-duty-sheet-skill-level = { $skill }{ $level }级
doc-duty-sheet-experience-years = { $n }年以上{ $what }
doc-duty-sheet-experience-months = { $n }个月以上{ $what }
doc-duty-sheet-in-trade = 行业经验
doc-duty-sheet-education-secondary = 高中或中专
doc-duty-sheet-education-college = 大专
doc-duty-sheet-education-bachelor = 本科
doc-duty-sheet-education-master = 硕士
doc-duty-sheet-education-doctor = 博士
doc-duty-sheet-everyone = 全体
doc-duty-sheet-new = 新员工
doc-duty-sheet-experienced = 老员工

## Weekly funnel review: one for the company, a region or a team

doc-funnel-review-title = 每周漏斗评审
doc-funnel-review-file-one = 每周漏斗评审 { $name } { $period }
doc-funnel-review-file-many = 每周漏斗评审 { $period }
doc-funnel-review-below = { $name }，{ $text }人　{ $week }（{ $from } 至 { $to }）
doc-funnel-review-below-led = { $name }，{ $text }人　{ $week }（{ $from } 至 { $to }）　经理 { $manager }
# Behind "data as of" in the footer
doc-funnel-review-data = { $day }，第{ $week }周周报 { $sent } / { $owed }
doc-funnel-review-open-amount = 在手金额
doc-funnel-review-deals = { $text }个商机
doc-funnel-review-n = { $text }个
doc-funnel-review-weighted = 加权金额
doc-funnel-review-weighted-note = 按阶段赢率
doc-funnel-review-weighted-left = { $text }个未计入
doc-funnel-review-forecast = { $period }预测
# In the place of a chance: all open deals together are not enough
doc-funnel-review-out-of-reach = 无法达成
doc-funnel-review-stuck-tile = 停滞
doc-funnel-review-stuck-share = { $amount }，占 { $share }

doc-funnel-review-stages = 阶段漏斗
doc-funnel-review-stages-note = { $from } 至 { $to } 进入、满{ $days }天的；▼ 明显低于去年同期，▽ 值得关注
doc-funnel-review-star = 带 * 的去年同期不足10个，与前一窗口比
doc-funnel-review-stage = 阶段
doc-funnel-review-entered = 进入
doc-funnel-review-open = 在手 个
doc-funnel-review-amount = 金额 { $unit }
doc-funnel-review-rate = 转化率
doc-funnel-review-interval = 95%区间
doc-funnel-review-before = 去年同期
doc-funnel-review-stay = 停留 / 去年
doc-funnel-review-stays = { $now } / { $before }天
doc-funnel-review-total = 合计

doc-funnel-review-changes = 一周变化
doc-funnel-review-changes-note = { $from } 晚 → { $to } 晚；各项之和等于本周在手，差额 { $difference }；{ $unit }
doc-funnel-review-opening = 上周在手
doc-funnel-review-closing = 本周在手

doc-funnel-review-stuck = 停滞商机
doc-funnel-review-stuck-note = 停留比80%的赢单更久，或超过阶段时限；待决定{ $text }个
doc-funnel-review-stuck-total = 合计{ $text }个
doc-funnel-review-stuck-more = 另有{ $text }个没有列出，金额 { $amount } { $unit }，见导出的工作簿
doc-funnel-review-none = 没有停滞的商机
doc-funnel-review-index = 序
doc-funnel-review-account = 客户
doc-funnel-review-deal = 商机
doc-funnel-review-owner = 负责人
doc-funnel-review-days = 天数
doc-funnel-review-reason = 原因
doc-funnel-review-next = 下一步
doc-funnel-review-due = 期限
doc-funnel-review-decided = { $decision }：{ $reason }

doc-funnel-review-decisions = 问题与决定
doc-funnel-review-bottleneck = 瓶颈
doc-funnel-review-bottleneck-at = 瓶颈：{ $stage }（证据强度{ $share }）
doc-funnel-review-watch-at = 关注：{ $stage }（证据强度{ $share }）
doc-funnel-review-reasons = 主因：{ $list }
doc-funnel-review-compared = { $by }：{ $step }
doc-funnel-review-low = { $name } { $count }，95%区间 { $low }–{ $high }%，其余 { $rate }，证据强度{ $share }
doc-funnel-review-nobody-low = 没有明显偏低的
doc-funnel-review-few = 少于10个不下结论：{ $names }
doc-funnel-review-more = 另有{ $text }个
doc-funnel-review-decision = 评审决定（会上填写）
doc-funnel-review-done = 完成日期
doc-funnel-review-sign-host = 主持
doc-funnel-review-sign-notes = 记录
doc-funnel-review-sign-present = 参会

# The same as a workbook
doc-funnel-review-sheet-figures = 概况
doc-funnel-review-sheet-figure = 项目
doc-funnel-review-sheet-value = 数值
doc-funnel-review-sheet-whose = 范围
doc-funnel-review-sheet-week = 周
doc-funnel-review-sheet-from = 上周末
doc-funnel-review-sheet-to = 数据截至
doc-funnel-review-sheet-people = 人数
doc-funnel-review-sheet-deals = 商机数
doc-funnel-review-sheet-amount = 金额（元）
doc-funnel-review-sheet-weighted = 加权金额（元）
doc-funnel-review-sheet-month = 预测的月份
doc-funnel-review-sheet-computed = 预测（元）
doc-funnel-review-sheet-low = 80%区间下限（元）
doc-funnel-review-sheet-high = 80%区间上限（元）
doc-funnel-review-sheet-target = 目标（元）
doc-funnel-review-sheet-chance = 达成概率
doc-funnel-review-sheet-stuck = 停滞商机数
doc-funnel-review-sheet-stuck-amount = 停滞金额（元）
doc-funnel-review-sheet-waiting = 待决定
doc-funnel-review-sheet-sent = 已交周报
doc-funnel-review-sheet-owed = 应交周报
doc-funnel-review-sheet-advanced = 推进
doc-funnel-review-sheet-rate-low = 95%区间下限
doc-funnel-review-sheet-rate-high = 95%区间上限
doc-funnel-review-sheet-stay = 停留中位（天）
doc-funnel-review-sheet-stay-before = 去年停留（天）
doc-funnel-review-sheet-unknown = 金额未知
doc-funnel-review-sheet-evidence = 偏低的证据强度
doc-funnel-review-sheet-changes = 变动明细
doc-funnel-review-sheet-change = 变动
doc-funnel-review-sheet-number = 商机编号
doc-funnel-review-sheet-limit = 时限天数
doc-funnel-review-sheet-decision = 决定
doc-funnel-review-sheet-why = 决定的原因
doc-funnel-review-sheet-until = 到哪天再看

error-review-period = { $period } 不是一周，不做每周评审
error-review-period-hint = 写成某一周，如 2025-W46
error-review-week = 没有报表讲到 { $week }
error-review-week-hint = 最近有报表的是 { $newest }
error-review-none = { $name }没有在手商机，没有可以评审的
error-review-none-hint = 先导入商机表或周报，或换一个范围
error-book-ending = “{ $file }”的扩展名应是 .xlsx
error-book-ending-hint = 几张表放在同一个 Excel 工作簿里，请把文件名的结尾改成 .xlsx

## Deal sheet: one for a deal

doc-deal-title = 商机单
doc-deal-file-one = 商机单 { $name }
doc-deal-file-many = 商机单 { $period }
doc-deal-begun = 立项
doc-deal-product = 产品
doc-deal-legend = 浅色在时限内，深色超过时限，竖线为 { $day }
doc-deal-history = 金额、签约日与负责人
doc-deal-history-empty = 没有变化的记录
doc-deal-history-more = 更早的{ $text }项没有列出
doc-deal-contacts-more = 客户资料里另有{ $text }位联系人没有列入决策
doc-deal-files = 文件
doc-deal-files-more = 另有{ $text }份

## The training file of one person

doc-training-file-title = 个人培训档案
doc-training-file-file-one = 培训档案 { $name } { $period }
doc-training-file-file-many = 培训档案 { $period }
doc-training-file-subtitle = { $period }　{ $from }至{ $to }
doc-training-file-name = 姓名
doc-training-file-number = 工号
doc-training-file-post = 岗位
doc-training-file-unit = 部门区域
doc-training-file-hired = 入职日期
doc-training-file-level = 岗位级别
doc-training-file-superior = 直接经理
doc-training-file-rated = 技能评定
doc-training-file-hours-all = 累计学时
doc-training-file-reached = 技能达标
doc-training-file-reached-of = / { $n }项
doc-training-file-records = 学习记录
doc-training-file-records-note = 学时以签到为准
doc-training-file-none = 这一年没有培训记录
doc-training-file-index = 序
doc-training-file-date = 日期
doc-training-file-course = 课程
doc-training-file-setting = 方式地点
doc-training-file-topic = 类别
doc-training-file-hours = 学时
doc-training-file-result = 结果
doc-training-file-total = 合计
doc-training-file-unknown = { $n }次学时未知
doc-training-file-done = 已完成要求
doc-training-file-left = 还需 { $n }
doc-training-file-skills = 技能等级
doc-training-file-skills-note = 0至4级；方框为岗位要求，实心为现在等级
doc-training-file-skill = 技能
doc-training-file-now = 现在
doc-training-file-before = 去年
doc-training-file-required = 要求
doc-training-file-unrated = 未评定
doc-training-file-skill-reached = 达标
doc-training-file-skill-gap = 差{ $n }级
doc-training-file-certificates = 证书
doc-training-file-certificate = 证书
doc-training-file-certificate-number = 编号
doc-training-file-issued = 取得日期
doc-training-file-expires = 到期日期
doc-training-file-status = 状态
doc-training-file-actions = 差距与安排
doc-training-file-arranged = 安排
doc-training-file-nothing-arranged = 未安排
doc-training-file-who = 负责人
doc-training-file-signatures = 确认签字
doc-training-file-signatures-note = 本人确认以上记录属实
doc-training-file-sign-person = 员工签字
doc-training-file-sign-manager = 直接经理签字
doc-training-file-sign-training = 培训组签字

# 拜访观察表
doc-observation-title = 拜访观察表
doc-observation-blank = 空白观察表
doc-observation-file-one = 拜访观察表 { $name } { $day }
doc-observation-file-many = 拜访观察表 { $period }
doc-observation-blank-file-one = 空白观察表 { $name }
doc-observation-blank-file-many = 空白观察表 { $period }
doc-observation-subtitle = { $name }　第{ $number }版
doc-observation-version = 第{ $number }版
doc-observation-count = { $n } 次
doc-observation-minutes = { $n }分钟
doc-observation-person = 成员
doc-observation-post = 岗位
doc-observation-unit = 团队
doc-observation-observer = 观察人
doc-observation-day = 日期
doc-observation-time = 时间
doc-observation-account = 客户
doc-observation-deal = 商机
doc-observation-present = 在场
doc-observation-second = 第二观察人
doc-observation-score = 得分
doc-observation-cover = 看到的权重
doc-observation-steps = 步骤与等级
doc-observation-levels-note = 没有观察到的不计；看到的权重不足60%不计分；粗框和星号为岗位要求
doc-observation-index = 序
doc-observation-step = 步骤
doc-observation-weight = 权重
doc-observation-level = 等级
doc-observation-last = 上次
doc-observation-fact = 看到的事实
doc-observation-not-seen = 没有观察到
doc-observation-done = 做到
doc-observation-not-done = 没做
doc-observation-agreed = 约定
doc-observation-kept = 上次约定做到了吗
doc-observation-focus = 针对的步骤
doc-observation-thing = 只改一件事
doc-observation-how = 怎么练
doc-observation-next = 下次陪访
doc-observation-signatures = 签字
doc-observation-signatures-note = 双方看过并同意
doc-observation-sign-person = 成员签字
doc-observation-sign-coach = 观察人签字

# 签到表与培训证书
doc-sign-in-title = 签到表
doc-sign-in-file-one = 签到表 { $name } { $day }
doc-sign-in-file-many = 签到表 { $period }
doc-sign-in-people = 签到
doc-sign-in-count = { $waiting ->
    [0] 应到{ $n }人
   *[other] 应到{ $n }人，候补{ $waiting }人
 }
doc-sign-in-index = 序号
doc-sign-in-name = 姓名
doc-sign-in-number = 工号
doc-sign-in-unit = 团队
doc-sign-in-course = 课程
doc-sign-in-days = 日期
doc-sign-in-range = { $from }至{ $to }
doc-sign-in-place = 地点
doc-sign-in-trainer = 讲师
doc-sign-in-hours = 学时
doc-sign-in-expected = 应到
doc-sign-in-came = 实到
doc-sign-in-absent = 缺席
doc-sign-in-signature = 签名
doc-sign-in-signatures = 确认
doc-sign-in-signatures-note = 课后由讲师和班务签字
doc-sign-in-sign-trainer = 讲师
doc-sign-in-sign-organiser = 班务
doc-certificate-title = 培训证书
doc-certificate-file-one = 培训证书 { $name } { $course }
doc-certificate-file-many = 培训证书 { $period }
doc-certificate-passed = 于{ $days }参加以下培训，考核通过，特发此证。
doc-certificate-completed = 于{ $days }参加并完成以下培训，特发此证。
doc-certificate-number = 工号
doc-certificate-hours = 学时
doc-certificate-score = 成绩
doc-certificate-score-of = { $score } / { $full }
doc-certificate-outcome = 结果
doc-certificate-skills = 提升技能
doc-certificate-place = 地点
doc-certificate-trainer = 讲师
doc-certificate-until = 有效期至
doc-certificate-sign-trainer = 讲师
doc-certificate-sign-manager = 销售经理
