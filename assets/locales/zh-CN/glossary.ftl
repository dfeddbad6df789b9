# 指标词典：每个指标的口径、算法、来源和卡片；数据完好率。
glossary-title = 指标词典
glossary-about = { $figure }：口径与明细
glossary-more = 口径与算例
glossary-search = 搜索指标
glossary-search-hint = 名称、拼音或代号
glossary-none = 没有这样的指标
glossary-none-detail = 换一个词，或清空搜索框
glossary-in-card = 见卡片
glossary-each = 逐阶段
glossary-nobody = 无负责人
glossary-export = 导出
glossary-copy = 复制
glossary-copied = 已复制
glossary-left-out = 未计入
glossary-records = 明细
glossary-records-none = 没有可列的明细
glossary-yuan = 元
glossary-whose = { $scope } · { $period } · 数据截至 { $day }
glossary-sample = { $text } 条记录
glossary-sample-none = 没有记录
glossary-sample-each = 每个阶段各有样本，见下表
glossary-interval = 95% 区间 { $low }–{ $high }：记录少时，真实水平可能在此范围内的任何一处
glossary-interval-none = 这是全部记录得出的数，不是抽样，没有区间
glossary-interval-part = 这是计入的各条记录得出的数，不是抽样，没有区间
glossary-interval-empty = 还没有可算的记录，没有区间
glossary-interval-unknown = 数值还不知道，没有区间
glossary-interval-chance = 本身就是概率，没有另外的区间
glossary-interval-each = 每个阶段各有区间，见漏斗页
glossary-course = 走势（{ $unit }）
glossary-course-none = 这个指标还没有走势
glossary-course-running = { $text }（未结束）
glossary-course-signal = { $text }（超出界限）
glossary-limits = 均值 { $mean }，噪声界限 { $low }–{ $high }。界限以内的涨落属于正常波动，不算趋势；{ $signals ->
    [0] 没有时段超出界限
   *[other] { $signals } 个时段超出界限，值得找原因
 }
glossary-limits-upper = 均值 { $mean }，噪声上限 { $high }。从零到上限的涨落都属于正常波动，不算趋势；{ $signals ->
    [0] 没有时段超出上限
   *[other] { $signals } 个时段超出上限，值得找原因
 }
glossary-limits-few = 已结束且有数据的时段不足 { $n } 个（百分比还要满 { $cases } 条记录），不画噪声界限
glossary-limits-shared = 相邻时段用的是部分相同的商机，不画噪声界限：画出来会偏窄，把波动误当成变化
glossary-list-counted = 计入 { $text }
glossary-list-omitted = 未计入 { $text }
glossary-list-people = 人员 { $text }
glossary-list-stages = 阶段 { $text }
glossary-list-wrong = 有问题的商机 { $text }
glossary-list-some = 列出 { $n } 条中的 { $shown } 条
glossary-target-zero = 目标为零
glossary-gave-counted = 计入
glossary-gave-kept = 已兑现
glossary-gave-broken = 未兑现
glossary-gave-times = { $text } 次
glossary-part-whose = 范围
glossary-part-definition = 定义
glossary-part-rule = 算法
glossary-part-source = 方法来源
glossary-part-sample = 样本
glossary-part-interval = 区间
glossary-part-worked = 用你的数算一遍
glossary-part-left-out = 未计入：{ $why }
glossary-part-course = 走势
glossary-part-limits = 噪声界限
glossary-head-part = 项目
glossary-head-figure = 指标
glossary-head-value = 当前值
glossary-head-records = 样本
glossary-head-what = 定义
glossary-head-name = 名称
glossary-head-account = 客户
glossary-head-person = 人员
glossary-head-amount = 金额（{ $unit }）
glossary-head-day = 日期
glossary-head-gave = 说明
glossary-head-score = 完好率
glossary-head-deals = 商机
glossary-head-wrong = 最常见的问题
glossary-worked-none = 数据不足，算不出来
glossary-worked-empty = 期内没有可加的记录，合计为零
glossary-worked-counted = 逐条数，共 { $text }
glossary-worked-others = 其余 { $text } 笔
glossary-worked-stage = { $stage }：{ $part } ÷ { $all } = { $value }
glossary-worked-middle = 把 { $n } 笔的天数从短到长排开，居中的是 { $value }（均值 { $mean } 天）
glossary-worked-heads = { $sum } ÷（{ $days } 人日 ÷ { $workdays } 个工作日）= { $value }
glossary-worked-flow = { $open } 个在手 × 赢单率 { $rate } × 平均单额 { $mean } ÷ 平均 { $days } 天 = 每天 { $value }
glossary-worked-outlook = 已签约 { $signed }，目标 { $target }，还有 { $deals } 个商机可期：{ $value }

glossary-name-attainment = 达成率
glossary-name-chance = 目标达成概率
glossary-name-conversion = 阶段转化率
glossary-name-received = 回款额
glossary-name-visits = 有效拜访
glossary-name-coached = 辅导覆盖率
glossary-name-hygiene = 数据完好率
glossary-definition-attainment = 期内签约额占签约目标的比例；没有目标就没有达成率
glossary-definition-chance = 本月或本季签约额达到目标的概率，由已签约、在手商机和新商机算出；年和周不预测
glossary-definition-conversion = 进入一个阶段的商机中，在期限内推进到下一阶段的比例
glossary-definition-received = 期内到账的回款合计，按到账日期和负责人计
glossary-definition-visits = 报告中写明客户和结果的拜访次数；两样缺一不计
glossary-definition-coached = 期末在岗、该受辅导的人员中，期内至少受过一次辅导的比例
glossary-definition-hygiene = 在手商机和近 180 天内结束的商机应填写和核对的各项中，已填且不自相矛盾的比例

glossary-rule-signed-amount = 赢单日期落在期内的商机，金额相加
glossary-rule-credited-amount = 赢单日期落在期内的商机，金额 × 约定份额，再相加
glossary-rule-deals-won = 赢单日期落在期内的商机，逐个数
glossary-rule-deals-lost = 输单日期落在期内的商机，逐个数
glossary-rule-win-rate = 赢单数 ÷（赢单数 + 输单数）
glossary-rule-win-rate-value = 赢单金额 ÷（赢单金额 + 输单金额）；金额已知的不足八成时不给
glossary-rule-signed-per-head = 签约额 ÷ 平均人数；平均人数 = 人日 ÷ 工作日
glossary-rule-average-deal = 签约额 ÷ 赢单数
glossary-rule-cycle-days = 从创建到赢单的天数，取中位数：一两笔特别长的不会拉偏
glossary-rule-open-pipeline = 截至当日在手的商机，金额相加
glossary-rule-weighted-pipeline = 每个在手商机的金额 × 到过该阶段的已结束商机的赢单比例，再相加
glossary-rule-sales-velocity = 在手个数 × 赢单率 × 平均单额 ÷ 成交天数
glossary-rule-lead-win-rate = 180 天内创建的商机中，已赢单的 ÷ 全部
glossary-rule-new-opportunities = 创建日期落在期内的商机，逐个数
glossary-rule-report-on-time = 按时交的报告 ÷ 到期的报告
glossary-rule-promise-kept = 兑现的承诺 ÷ 到期的承诺；签约额达到承诺的九成算兑现
glossary-rule-attainment = 签约额 ÷ 签约目标
glossary-rule-chance = 把已签约的、每个在手商机的成交与否、期内还会出现的新商机合在一起，算出每一种合计的概率，再把达到目标的加起来
glossary-rule-conversion = 推进的 ÷ 进入的；进入时间太短、还看不出结果的不计
glossary-rule-received = 到账日期落在期内的回款，金额相加
glossary-rule-visits = 写明客户和结果的拜访，逐次数
glossary-rule-coached = 受过辅导的人数 ÷ 人数
glossary-rule-hygiene = 每个商机按其状态问若干项（金额、客户、日期、负责人、阶段、下一步、先后是否合理），答得上且合理的项数 ÷ 所问项数；不适用的不问

glossary-source-count = 计数与求和，没有模型
glossary-source-wilson = 比例；区间用威尔逊得分法（Wilson，1927），样本少时也可靠
glossary-source-middle = 均值与中位数
glossary-source-little = 销售流速的通行算法；另一个数按利特尔法则（Little，1961）
glossary-source-stage = 按本公司已结束商机的实际赢单比例加权，不用人填的概率
glossary-source-total = 逐单概率的精确合计，含同涨同跌的相关性，并按过往各期校准

glossary-hygiene = 数据完好率
glossary-hygiene-sub = { $score }，{ $text } 个商机
glossary-hygiene-none = 没有可检查的商机
glossary-hygiene-none-detail = 这个范围没有在手商机，近 180 天也没有结束的商机
hygiene-no-amount = 缺金额
hygiene-no-customer = 缺客户
hygiene-no-creation-day = 缺创建日期
hygiene-no-owner = 缺负责人
hygiene-no-stage = 缺阶段
hygiene-no-expected-day = 缺预计签约日
hygiene-no-next-step = 没有下一步
hygiene-no-closing-day = 缺结束日期
hygiene-expected-day-passed = 预计签约日已过
hygiene-days-out-of-order = 日期先后颠倒
hygiene-won-for-nothing = 赢单金额为零
