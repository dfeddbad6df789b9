# 时光机。$n 决定单复数，$text 是写好的数字，$kind 是周期的种类。
# 变动的全称，图上用。
waterfall-part-new = 新增
waterfall-part-back = 回流
waterfall-part-pulled-in = { $kind ->
    [year] 提前进年
    [month] 提前进月
    [week] 提前进周
   *[quarter] 提前进季
 }
waterfall-part-redated-in = { $kind ->
    [year] 改期进年
    [month] 改期进月
    [week] 改期进周
   *[quarter] 改期进季
 }
waterfall-part-transferred-in = 转入
waterfall-part-grown = 增额
waterfall-part-shrunk = 减额
waterfall-part-pushed-out = { $kind ->
    [year] 推迟出年
    [month] 推迟出月
    [week] 推迟出周
   *[quarter] 推迟出季
 }
waterfall-part-redated-out = { $kind ->
    [year] 改期出年
    [month] 改期出月
    [week] 改期出周
   *[quarter] 改期出季
 }
waterfall-part-transferred-out = 转出
waterfall-part-won = 赢单
waterfall-part-lost = 输单

# 变动的简称，筛选和明细用。
funnel-time-part-new = 新增
funnel-time-part-back = 回流
funnel-time-part-pulled-in = 提前
funnel-time-part-redated-in = 改期进
funnel-time-part-transferred-in = 转入
funnel-time-part-grown = 增额
funnel-time-part-shrunk = 减额
funnel-time-part-pushed-out = 推迟
funnel-time-part-redated-out = 改期出
funnel-time-part-transferred-out = 转出
funnel-time-part-won = 赢单
funnel-time-part-lost = 输单

# 两个日子
funnel-time-reports = 快照来自导入的报表，共{ $text }份
funnel-time-from = 从
funnel-time-to = 到
funnel-time-week = 上周
funnel-time-month = 月初
funnel-time-quarter = 季初
funnel-time-rail-report = { $day } 有报表
funnel-time-rail-day = { $day } 没有报表
funnel-time-day-unread = 写成 2025-11-18
funnel-time-day-late = 数据只到 { $day }
funnel-time-day-order = 要早于“到”的日子

# 瀑布图
funnel-time-title = 预计{ $period }签约的在手商机
funnel-time-title-whole = 全部在手商机
funnel-time-sub = { $unit }，期初 + { $text }项变动 = 期末，差额 { $difference }
funnel-time-problem = 期初加变动与期末相差 { $amount }{ $unit }、{ $deals }个：请备份工作区并报告这个问题
funnel-time-note-unknown = 期初{ $opening }个、期末{ $closing }个金额未知，只计个数
funnel-time-note-undated = 另有{ $text }个在手商机没有预计签约日，不在内
funnel-time-which = 比较哪些商机
funnel-time-in-period = 本期签约
funnel-time-whole = 全部在手
funnel-time-key-in = 增加
funnel-time-key-out = 流失
funnel-time-key-done = 转为签约
funnel-time-open-on = { $day } 在手
funnel-time-deals = { $text }个
funnel-time-unknown = 其中{ $text }个金额未知

# 谁的单在推迟
funnel-time-push = 谁的单在推迟
funnel-time-push-sub = 期初{ $text }个，95%区间
funnel-time-push-high = { $name } { $rate }，合计 { $all }；证据强度90%起标
funnel-time-push-none = 无人偏高（证据强度达90%才标注）
funnel-time-push-see = 看{ $text }单
funnel-time-push-empty = 期初没有在手商机
funnel-time-push-empty-detail = 换一个起始日、周期或范围
funnel-time-push-whole = 按周期看才有推迟
funnel-time-push-whole-detail = 选“本期签约”，看谁的单推迟出了本期
funnel-time-high = 偏高
funnel-time-col-share = 占比

# 变动明细
funnel-time-changes = 变动明细
funnel-time-order = 按影响从大到小
funnel-time-listed = 列出影响最大的{ $shown }项，共{ $text }项
funnel-time-all = 全部 { $n }
funnel-time-total = 合计{ $text }项
funnel-time-export = 导出
funnel-time-none = 没有这样的变动
funnel-time-none-detail = 换一类变动，或拉开两个日子
funnel-time-col-change = 变动
funnel-time-col-account = 客户
funnel-time-col-name = 商机
funnel-time-col-before = 变动前
funnel-time-col-after = 变动后
funnel-time-col-effect = 影响 { $unit }
funnel-time-col-effect-yuan = 影响（元）
funnel-time-col-source = 来源
funnel-time-nothing = 无
funnel-time-no-day = 未定
funnel-time-expected = 签约日 { $day }
funnel-time-amount = 金额 { $amount }
funnel-time-won-on = 已签约 { $day }
funnel-time-lost-on = 输单 { $day }
funnel-time-lost = 输单

# 一个商机的经过
funnel-time-moves = 变动经过
funnel-time-moves-between = { $days } 的变动
funnel-time-moves-none = 这两天之间没有记录；负责人换了部门，商机随之转移
funnel-time-field-stage = 阶段
funnel-time-field-amount = 金额
funnel-time-field-expected = 签约日
funnel-time-field-owner = 负责人
