# 辅导：辅导计划、覆盖率、反馈。

# 步骤与报错：脉搏
step-pulse-keep = 记录脉搏 { $subject }
step-pulse-remove = 删除脉搏 { $subject }
error-pulse-question = 没有写问题
error-pulse-question-hint = 写一句大家要打分的话
error-pulse-day = 没有写日期
error-pulse-day-hint = 选填答的那一天
error-pulse-count = 份数要在 0 到 { $most } 之间
error-pulse-count-hint = 填打这个分的人数
error-pulse-twice = “{ $name }”写了两次
error-pulse-twice-hint = 每个团队只填一行
error-pulse-small = “{ $name }”只有 { $n } 份，不足 { $least } 份不能单独保存
error-pulse-small-hint = 把它们填到“不分团队”一行
error-pulse-empty = 没有一份答案
error-pulse-empty-hint = 至少填一个分数的份数
error-pulse-again = { $day } 已经记过同一个问题
error-pulse-again-hint = 修改那一次
