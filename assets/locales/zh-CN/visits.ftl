# 陪访观察。数字都是写好的文字，$n 和 $have 这样的个数除外。

# 数字
visits-tile-joint = 经理陪访达标
visits-tile-own = 业务员拜访达标
visits-tile-agreement = 两人打分一致
visits-few = 样本不足
visits-agree-none = 近一年没有两人同看的陪访
visits-agree-few = 两人同评 { $have } 步，满 { $need } 步才判断
visits-agree-well = 加权κ；{ $visits } 次陪访 { $pairs } 步，{ $alike } 步相同
visits-agree-retrain = 加权κ低于0.6，先重看等级说明；{ $visits } 次 { $pairs } 步，{ $alike } 步相同
visits-agree-same = { $visits } 次陪访 { $pairs } 步全是同一等级（{ $alike } 步相同），看不出差别

# 记录
visits-left-customer = { $n } 次没有客户，不计
visits-left-result = { $n } 次没有结果，不计
visits-left-kind = { $n } 次没写是不是拜访，不计

# 所选的一次
visits-no-score = 不计分
visits-cover = 看到的步骤占权重 { $cover }
visits-cover-little = 看到的步骤占权重 { $cover }，不足 { $need }，不计分
visits-trend-few = 累计看到 { $have } 次，满 { $need } 次才判断趋势；单次高低只用来谈改进
visits-trend-even = 前后两半各自没有起伏（{ $from } 与 { $to }），给不出区间
visits-trend-rose = 前 { $before } 次平均 { $from }，后 { $after } 次 { $to }，提高了（差的90%区间 { $low } 到 { $high }）
visits-trend-fell = 前 { $before } 次平均 { $from }，后 { $after } 次 { $to }，下降了（差的90%区间 { $low } 到 { $high }）
visits-trend-open = 前 { $before } 次平均 { $from }，后 { $after } 次 { $to }，还不能下结论（差的90%区间 { $low } 到 { $high }）

# 填写
visits-kept-yes = 做到
visits-kept-partly = 部分
visits-kept-no = 没有
