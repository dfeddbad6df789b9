# 差距归因。$n 决定单复数，$text 是写好的数字。
gap-tab = 差距归因
gap-switch = 看达成还是差距
gap-switch-progress = 达成
gap-title = { $period }缺口从哪来
gap-n = { $text }人
gap-as-one = 没有分到人的目标，按整体拆
gap-target = 目标
gap-actual = 实际
gap-gap = 缺口
gap-total = 合计
gap-rest = 未分到人
gap-signs = 正数 = 少签，负数 = 补回
gap-adds-up = 四项之和 + 未分到人 = 缺口，未分到人 { $rest }

# 怎么拆
gap-how = 怎么拆
gap-means = 每人分开拆：到期数 × 转化 × 单价，把所有替换顺序取平均；推到期后的另算时点；各人相加
gap-means-due = 到期：本期赢单或输单的，以及到期末为止曾预计在本期签约、还没关闭的
gap-plan-from = 计划单数由目标倒推；转化{ $conversion }，单价{ $size }
gap-from-target = 取自目标
gap-from-past = 取前12个月
gap-from-both = 部分取自目标，部分取前12个月
gap-unknown = { $text }单金额未知，没有计入

# 四项
gap-part-count = 商机数
gap-part-conversion = 转化
gap-part-size = 单价
gap-part-timing = 时点
gap-count = 到期{ $n }个，计划{ $plan }个
gap-conversion = 赢 { $won } / { $n } = { $rate }，计划 { $plan }
gap-conversion-none = 还没有能算的商机，计划 { $plan }
gap-conversion-open = 另{ $text }单推后未定，按会签拆
gap-few = 样本少（不足10个），不下结论
gap-chance = 95%区间 { $interval } 含计划，不下结论
gap-below = 95%区间 { $interval } 低于计划，可以下结论
gap-above = 95%区间 { $interval } 高于计划，可以下结论
gap-size = 平均 { $mean }，计划 { $plan }
gap-size-of = 按{ $text }单
gap-size-none = 没有赢单，单价不计差距
gap-timing = { $n }单推到期后：{ $later }单已签，{ $open }单仍在跟
gap-timing-none = 没有推到期后的商机
gap-timing-signed = 逐单可查，可以下结论
gap-timing-open = 仍在跟的按全额计，未必签成
gap-rest-driver = 总目标减各人目标，以及未拆的实际
gap-rest-verdict = 未设目标的人、没有负责人的商机都在这里
gap-look-deals = 看{ $text }单
gap-deals = 差距里的商机
gap-deal-head = 客户与商机
gap-deal-end = 结果
gap-deal-unknown = 金额未知，没有计入
gap-end-landed = 期内签下
gap-end-later = 推后已签
gap-end-pushed = 推后仍在跟
gap-end-lost = 输单
gap-end-open = 到期未签
gap-said = { $reason }（{ $day }，{ $by }）

# 一句话
gap-say-timing = 先追推到期后的 { $value }
gap-say-few = 转化样本少，不下结论
gap-say-chance = 转化的95%区间含计划，可能只是波动
gap-say-below = 转化低于计划，先看漏斗卡在哪一步
gap-say-above = 转化高于计划
gap-say-unsaid = { $text }单输单未填原因，先补
gap-to-funnel = 去漏斗

# 原因
gap-reasons = 原因编码
gap-reasons-sub = 输单原因、推后、单价和单数，合计等于缺口
gap-head-code = 编码
gap-head-reason = 原因
gap-head-deals = 单数
gap-code-overdue = 到期未签，仍在跟
gap-code-won-more = 赢得比计划多
gap-code-signed-later = 推后已签
gap-code-still-open = 推后仍在跟
gap-code-smaller = 小于计划单价
gap-code-larger = 大单补回
gap-code-fewer = 到期少于计划
gap-code-more = 到期多于计划
gap-reason = 写原因
gap-reason-help = 一两句话：哪个客户、什么事，谁能核实
gap-form-title = 为什么有这部分差距
gap-form-save = 保存
gap-form-clear = 撤去

# 成员
gap-people = 按成员
gap-people-sub = 每行四项之和 = 该人缺口；各列之和 = 合计。少于10单不下结论
gap-not-split = { $text }人没有目标或依据，未拆
gap-net = 净缺口
gap-export = 导出
gap-head-person = 成员
gap-head-bar = 补回 | 少签
gap-head-told = 赢 / 到期
gap-head-interval = 转化与95%区间
gap-rate = { $rate }（{ $interval }）
gap-head-due = 到期
gap-head-won = 赢单
gap-head-rate = 转化
gap-head-low = 95%区间下限
gap-head-high = 95%区间上限
gap-head-plan-count = 计划单数
gap-head-plan-conversion = 计划转化
gap-head-plan-size = 计划单价

# 不能拆
gap-refused-period = 差距按月或按季度拆
gap-refused-period-detail = 换成一个月份或季度
gap-refused-not-over = 这个周期的数据还不全，还没有缺口可拆
gap-refused-not-over-detail = 报表到 { $day }；期末的报表导入后再看，或看上一期
gap-refused-no-target = 未设目标
gap-refused-no-target-detail = 没有签约额目标，就没有缺口；已结束的周期不能补设
gap-refused-no-actual = 实际签约额未知
gap-refused-no-actual-detail = 这个周期没有数据，或赢单都没有金额；先补商机表
gap-refused-no-deal = 没有到期的商机
gap-refused-no-deal-detail = 这个周期没有赢单、输单或预计签约的商机；先导入商机表或周报
gap-refused-no-plan = 没有计划转化和单价的依据
gap-refused-no-plan-detail = 前12个月到期不足10单；可以给赢单率和平均单额定目标
gap-look-at = 看{ $period }
gap-set-target = 去定目标

# 命令
step-gap-reason = 写差距原因 { $subject }
step-gap-reason-clear = 撤去差距原因 { $subject }
error-gap-period = { $period } 不拆差距
error-gap-period-hint = 差距按月或按季度拆，写成 2025-10 或 2025-Q4
error-gap-ahead = { $period } 还没有开始，没有差距可写原因
error-gap-ahead-hint = 换成已经开始的月份或季度
error-gap-reason = 原因是空的
error-gap-reason-hint = 写一两句话，或点撤去
