# 预测。$n 决定单复数，$text 是写好的数字。
forecast-company = 全公司
forecast-when = 第{ $over } / { $all }个工作日，第{ $week }周
forecast-week = 第{ $week }周
forecast-freeze = 冻结{ $week }判断
forecast-freeze-hint = 把今天的计算值、经理判断、区间、目标和概率按范围和每个人存下来，同一天再冻结会替换

# 年和周
forecast-not-offered = { $period }不做预测
forecast-not-offered-detail = 预测按月或按季度做
forecast-not-offered-action = 看{ $period }

# 预测汇总
forecast-roll = 预测汇总
forecast-roll-sub = { $who }，{ $period }，{ $unit }。计算值保留，经理判断另存一列
forecast-sums = 汇总方式
forecast-single = 单项
forecast-cumulative = 累计
forecast-column-class = 类别
forecast-column-deals = 单数
forecast-column-face = 面值
forecast-column-chance = 赢率
forecast-column-computed = 计算值
forecast-column-call = 经理判断
forecast-column-difference = 差
forecast-column-reason = 改动依据
forecast-total = 合计
forecast-signed = 已签约
forecast-signed-note = 至 { $day }
forecast-unknown = { $text }单金额未知
forecast-class-commit = 承诺
forecast-class-commit-note = 末一阶段
forecast-class-best-case = 最佳
forecast-class-best-case-note = 倒数第二
forecast-class-pipeline = 管道
forecast-class-pipeline-note = 更早阶段
forecast-class-omitted = 不计入
forecast-fresh = 新商机
forecast-fresh-note = 尚未出现
forecast-no-target = 没有设目标
forecast-above-target = 比目标 { $target } 高 { $by }
forecast-below-target = 比目标 { $target } 低 { $by }
forecast-left-out = 未计入的在手商机：{ $list }
forecast-left-one = { $why } { $text }单 { $amount }
forecast-left-other-period = 预计日在其他周期
forecast-left-no-expected-day = 没有预计日
forecast-left-no-amount = 没有金额
forecast-left-no-stage = 不知道阶段
forecast-left-no-chance = 已关闭的同类不足10单，算不出赢率
forecast-left-omitted = 有人判断不计入
forecast-past-n = 在跟的商机里{ $text }单预计日已过，先更新预计日
forecast-past = 预计 { $day } 已过
forecast-call-of = 经理判断 { $class }
forecast-reason-of = 改动依据 { $class }
forecast-reset-of = 恢复计算值 { $class }
forecast-save-of = 保存判断 { $class }
forecast-drop-of = 放弃改动 { $class }
forecast-reason-needed = 必填
forecast-reason-missing = 写明改动依据再保存，例如哪一单、为什么

# 达成概率
forecast-chance = 达成概率
forecast-chance-sub = { $text }单逐单精确计算，相关 ρ { $rho }
forecast-chance-sub-usual = { $text }单逐单精确计算，相关 ρ { $rho }（默认值）
forecast-now = 当前
forecast-slip = 假如勾选的{ $n }单推迟
forecast-slip-hint = 勾选商机，看推迟到下期的影响
forecast-slips = 推迟 { $deal }
forecast-range = 80%区间 { $low }–{ $high }
forecast-chance-of = 达成目标的概率 { $chance }
forecast-reached = 已达成
forecast-missed = 未达成
forecast-out-of-reach = 现有商机全部成交也不够
forecast-too-many = 商机太多，不逐单计算
forecast-too-many-detail = 本期在跟的商机超过{ $most }单，按团队或按人看达成概率
forecast-no-deals = 没有会影响结果的在跟商机
forecast-over = 本期已结束
forecast-over-detail = 结果已定，看每周冻结的判断有多准
forecast-goal = 目标 { $target }
forecast-bars-told = 总额分布：P10 { $low }，P50 { $middle }，P90 { $high }
forecast-deals = 本期商机
forecast-column-deal = 商机
forecast-column-effect = 推迟
forecast-column-effect-hint = 这一单推迟，达成概率变化几个百分点；商机多时只算最重的几单
forecast-by-stage = 按阶段
forecast-by-stage-is = { $class }（按阶段）
forecast-class-of = 类别 { $deal }

# 算法
forecast-means = 算法
forecast-means-basis = 赢率按{ $basis }，再按负责人的记录调整，限在一半到一倍半之间，最后在 1% 到 99% 之间
forecast-means-brier = { $basis }：Brier { $brier }，{ $text }单，越小越准
forecast-means-unscored = 已结束的周期里可比的商机不足10单，暂不比较各种赢率
forecast-means-fitted = 商机相关 ρ { $rho }，按最近{ $text }期回放选定，其中{ $held }期落在80%区间
forecast-means-usual = 商机相关 ρ 用默认值，可回放的周期不足10期
forecast-means-fresh = 以往同一工作日之后，每期平均新出现并签下{ $n }单
forecast-means-no-fresh = 以往没有当期新出现又当期签下的商机，新商机按零计
forecast-means-fresh-unknown = 没有已结束的周期可看，新商机不计
forecast-means-cover = 在跟面值是目标缺口的 { $has } 倍，按金额赢单率需要 { $needs } 倍
forecast-means-cover-only = 在跟面值是目标缺口的 { $has } 倍，金额赢单率未知
forecast-basis-stage = 阶段赢率
forecast-basis-category = 类别兑现率
forecast-basis-time = 停留时间

# 每周冻结
forecast-track = 每周冻结的判断与结果
forecast-track-sub = 冻结后不再改动
forecast-track-told = 近四期共冻结{ $n }次。{ $hits }
forecast-hits = 命中 { $k } / { $n }，95%区间 { $low }–{ $high }%
forecast-hits-few = 命中 { $k } / { $n }，样本少，95%区间 { $low }–{ $high }%
forecast-key-range = 80%区间
forecast-key-missed = 未命中
forecast-key-actual = 实际
forecast-key-target = 目标
forecast-panel-actual = { $period } 实际 { $actual }
forecast-panel-target = { $period } 目标 { $target }
forecast-point = { $day } 计算 { $computed }，判断 { $called }，{ $range }
forecast-not-frozen = { $week } 未冻结
forecast-no-track = 还没有冻结过判断
forecast-no-track-detail = 每周冻结一次，期末就知道判断有多准

# 和简单方法比
forecast-methods = 和简单方法比
forecast-methods-sub = 近12期逐期回测，只用当时已有的数据
forecast-column-method = 方法
forecast-column-how = 怎么算
forecast-column-value = 本期 { $unit }
forecast-column-against = 对目标
forecast-column-error = 平均误差与95%区间
forecast-column-error-hint = 误差绝对值之和除以实际之和，各方法用相同的周期
forecast-method-few = 样本少，{ $text }期
forecast-way-deals = 逐单加权
forecast-way-deals-how = 赢率 × 金额
forecast-way-called = 经理判断
forecast-way-called-how = 逐条写明依据
forecast-way-run-rate = 运行速率
forecast-way-run-rate-how = { $signed } ÷ { $over }天 × { $all }天
forecast-way-last-year = 去年同期
forecast-way-last-year-how = { $period }
forecast-way-moving = 加权移动平均
forecast-way-moving-how = 近3期 5 : 3 : 2
forecast-chosen = 采用误差最小的 { $way }
forecast-not-chosen = 历史不足，还不能比较

# 每人判断偏差
forecast-people = 每人判断偏差
forecast-people-sub = 近12个月冻结的承诺比实签多，95%区间；少于10次不下结论
forecast-no-people = 这个范围没有成员
forecast-no-people-detail = 换一个团队，或看全公司
forecast-column-person = 成员
forecast-column-frozen = 次数
forecast-column-bias = 偏差
forecast-column-verdict = 结论
forecast-leaning-too-few = 样本少
forecast-leaning-optimistic = 偏乐观
forecast-leaning-cautious = 偏保守

# 命令
step-forecast-call = 改经理判断 { $subject }
step-forecast-reset = 恢复计算值 { $subject }
step-forecast-category = 改商机类别 { $subject }
step-forecast-freeze = 冻结判断 { $subject }
error-forecast-period = { $period } 不做预测
error-forecast-period-hint = 预测按月或按季度做，写成 2025-11 或 2025-Q4
error-forecast-over = { $period } 已经结束，判断不再改动，也不再冻结
error-forecast-over-hint = 换成还没有结束的月份或季度
error-forecast-nothing = 还没有商机，没有可以冻结的预测
error-forecast-nothing-hint = 先导入商机表或周报
error-forecast-negative = 经理判断不能小于零
error-forecast-negative-hint = 不计入时写 0，要恢复计算值就清空
error-forecast-reason = 改经理判断要写依据
error-forecast-reason-hint = 写明哪一单、为什么，会和判断一起留下
error-forecast-class = 这个类别不能改判断
error-forecast-class-hint = 可以改承诺、最佳、管道；已签约是事实
error-forecast-no-call = 这个类别现在没有经理判断，用的就是计算值
error-forecast-no-call-hint = 不用恢复
error-forecast-closed = “{ $deal }”不在手，类别不能这样改
error-forecast-closed-hint = 只有在手商机可以选承诺、最佳、管道或不计入
