# 培训·证书。

# 培训各页的表单外框。
training-form-save = 保存

# 证书的状态和清单。
certificates-status-lasting = 长期有效
certificates-status-valid = 有效
certificates-status-expiring = 即将到期
certificates-status-unknown = 有效期未知
certificates-status-expired = 已过期
certificates-status-revoked = 已吊销
certificates-left = 剩{ $n }天
certificates-over = 已过{ $n }天
certificates-title = 证书清单
certificates-sub = { $n }份，{ $people }人
certificates-sub-revoked = { $n }份，{ $people }人，另有{ $revoked }份已吊销
certificates-tile-lasting = 另有长期有效 { $n }
certificates-tile-valid = 还没到提醒的日子
certificates-tile-expiring = 已到提醒的日子
certificates-tile-expired = 最后一天已过
certificates-tile-due = 待续证
certificates-tile-due-note = 即将到期和已过期，不含已吊销
certificates-tile-unknown = 补上到期日后才能提醒
certificates-all = 全部
certificates-search = 搜索证书
certificates-search-hint = 姓名、证书或编号
certificates-person = 姓名
certificates-name = 证书
certificates-number = 编号
certificates-issued = 取得日期
certificates-expires = 到期日期
certificates-days = 剩余
certificates-status = 状态
certificates-issuer = 发证机构
certificates-none = 还没有证书
certificates-none-detail = 在这里登记，或导入证书清单
certificates-narrow = 没有符合条件的证书
certificates-narrow-detail = 换一个状态或搜索内容

# 一份证书。
certificates-issue = 登记证书
certificates-edit = 修改证书
certificates-renew = 续期
certificates-revoke = 吊销
certificates-restore = 撤回吊销
certificates-remove = 删除证书
certificates-imported = 由导入带来，撤回那次导入时一起删除
certificates-revoked = { $day } 吊销：{ $why }
certificates-terms = 以前的有效期
certificates-term = { $number }，{ $issued } 至 { $expires }，{ $renewed } 续期

# 证书的表单。
certificates-number-keep = 留空则沿用原来的编号
certificates-by-kind = 按种类{ $n }个月：{ $day }
certificates-revoked-on = 吊销日期
certificates-why = 原因
certificates-unit-months = 个月
certificates-problem-person = 选人员
certificates-problem-name = 填名称
certificates-problem-day = 日期写成 2025-11-18
certificates-problem-future = 不能晚于今天
certificates-problem-turned = 到期日期早于取得日期
certificates-problem-no-end = 这类证书要填到期日期
certificates-problem-renew-early = 要晚于原来的取得日期
certificates-problem-revoke-early = 不能早于取得日期
certificates-problem-why = 写原因
certificates-problem-months = 填月数，至少1
certificates-problem-warn = 填天数，可以是0
certificates-problem-course = 选课程
certificates-problem-past = 不能早于今天
certificates-problem-seats = 填名额，至少1

# 续证安排。
certificates-renewals = 续证安排
certificates-renewals-none = 没有待续的证书
certificates-renewal-said = { $n }人
certificates-renewal-more = 另有{ $n }人
certificates-seat-booked = 已报名 { $when }
certificates-seat-free = 可报 { $when }
certificates-seat-late = 可报 { $when }，晚于到期
certificates-seat-none = 没有班次可报
certificates-offer = { $when }，可报{ $n }人
certificates-enrol = 报名{ $n }人
certificates-class-for = 为{ $n }人开班
certificates-no-course = 没有课程发这种证书
certificates-class = 开续证班
certificates-course = 课程
certificates-class-starts = 开始日期
certificates-class-ends = 结束日期
certificates-class-place = 地点
certificates-class-seats = 名额
certificates-class-help = 留空则不限

# 证书种类。
certificates-kinds = 证书种类
certificates-kinds-none = 还没有种类。有了种类，才有有效期和提醒
certificates-kind-add = 添加证书种类
certificates-kind-edit = 修改证书种类
certificates-kind-change = 修改 { $name }
certificates-kind-archive = 停用 { $name }
certificates-kind-restore = 恢复 { $name }
certificates-kind-archived = 已停用
certificates-kind-name = 名称
certificates-kind-name-en = 英文名称
certificates-kind-valid = 有效期
certificates-kind-open = 留空则长期有效
certificates-kind-warn = 提前提醒
certificates-kind-months = 有效{ $n }个月
certificates-kind-detail = { $months }，提前{ $n }天提醒
certificates-kind-held = { $n }份在册
