# 培训的说法。
training-outcome-passed = 通过
training-outcome-failed = 未通过
training-outcome-completed = 完成
training-outcome-incomplete = 未完成
