# 赢单与输单。$n 决定单复数，$text 是写好的数字。
winloss-tab = 赢单与输单
winloss-fill = 补原因 { $n }
winloss-empty = 本期没有关闭的商机
winloss-empty-detail = 赢单和输单按关闭日期计；换一个周期或范围
winloss-untold = 还不知道本期关闭了哪些商机
winloss-untold-detail = 没有报告说到这一期；导入那时的商机表，或换一个周期

# 原因：输单的说法，以及赢单时不同的说法。
winloss-reason-unsaid = 未填原因
winloss-reason-budget = 未确认预算
winloss-reason-budget-won = 预算落实
winloss-reason-value = 缺价值量化
winloss-reason-value-won = 价值量化
winloss-reason-price = 价格
winloss-reason-product = 产品与方案
winloss-reason-deciders = 决策人变更
winloss-reason-deciders-won = 决策人支持
winloss-reason-relations = 客户关系
winloss-reason-delivery = 交期
winloss-reason-service = 服务
winloss-reason-references = 案例与口碑
winloss-reason-shelved = 项目取消或搁置
winloss-reason-shelved-won = 项目推进快
winloss-reason-other = 其他

# 指标
winloss-amount-unknown = 金额未知
winloss-note-amounts = { $text }个有金额
winloss-interval = 95%区间 { $interval }
winloss-contested = 有竞争对手
winloss-contested-won = 其中赢单{ $text }个
winloss-contested-untold = 还没有人写过怎么结束的
winloss-contested-definition = 写明了竞争对手的已关闭商机
winloss-unsaid-definition = 已关闭而没有原因的商机，以及原因说的是另一种结果的商机
winloss-of = 共{ $n }个

# 原因
winloss-reasons = 输赢原因
winloss-reasons-of = 看哪种结果的原因
winloss-deals = { $text }个
winloss-without-reason = { $text }个未填原因
winloss-reason-said = { $n }个，占{ $share }，累计{ $sum }
winloss-none = 没有这样的商机
winloss-none-detail = 换一个周期或范围
winloss-column-reason = 原因
winloss-column-count = 个数
winloss-column-share = 占比
winloss-column-sum = 累计

# 成员
winloss-people = 成员对比
winloss-people-of-team = 与团队对比
winloss-people-foot = 证据强度90%起标“偏低”，75%起标“关注”
winloss-people-team-foot = { $team }全员，本人在最上；证据强度90%起标
winloss-bench = 合计 { $rate }
winloss-bench-none = 合计
winloss-nobody = 没有负责人
winloss-column-won-of = 赢 / 关闭

# 竞争对手、产品、阶段、金额
winloss-rivals = 按竞争对手
winloss-rivals-sub = 一单有几家时各计一次
winloss-rival-none = 未写竞争对手
winloss-column-rival = 竞争对手
winloss-column-amount = 赢单 { $unit }
winloss-column-interval = 95%区间
winloss-column-price = 我方报价
winloss-column-price-hint = 我方金额比对方报价高或低多少，取中位；只计两边价格都知道的商机
winloss-price-above = 高{ $share }，{ $text }个
winloss-price-below = 低{ $share }，{ $text }个
winloss-price-same = 持平，{ $text }个
winloss-products = 按产品
winloss-column-product = 产品
winloss-product-unknown = 产品未知
winloss-stages = 输在哪个阶段
winloss-stages-sub = 输单前最后所在的阶段
winloss-column-stage = 输单阶段
winloss-stage-unknown = 阶段未知
winloss-bands = 按金额大小
winloss-bands-sub = 本期关闭商机的金额三等分
winloss-column-band = 金额
winloss-band-small = { $first }{ $unit }以内
winloss-band-middle = { $first } 至 { $second }{ $unit }
winloss-band-large = { $second }{ $unit }以上
winloss-band-unknown = 金额未知

# 商机
winloss-list = 已关闭商机
winloss-list-all = 共{ $text }个
winloss-list-some = 列出最近{ $shown }个，共{ $text }个
winloss-list-none = 没有这样的商机
winloss-list-none-detail = 换一个筛选
winloss-filter-all = 全部
winloss-outdated = 原因说的是{ $result }
winloss-fill-one = 补原因
winloss-edit = 修改
winloss-export = 导出
winloss-records-some = 只列出 { $shown } 个，共 { $n } 个
winloss-records-hint = 双击或按 Enter 打开商机，铅笔填写原因
winloss-column-account = 客户
winloss-column-deal = 商机
winloss-column-yuan = 金额（元）
winloss-column-their-yuan = 对方报价（元）
winloss-column-detail = 说明

# 填写原因
winloss-form-title = 输赢原因
winloss-form-keys = 按数字键直接选；Ctrl+Enter 保存并到下一个
winloss-form-reason-missing = 选一个主要原因
winloss-form-price = 对方报价
winloss-form-price-help = 不知道就留空
winloss-form-yuan = 元
winloss-form-imported = 来自报表；保存后以这里填的为准，以后的报表不再改动
winloss-form-outdated = 原来的原因说的是另一种结果，需要重新填写
winloss-form-save = 保存
winloss-form-save-next = 保存并到下一个
winloss-form-clear = 撤去原因
winloss-form-wrong = 有内容要改
