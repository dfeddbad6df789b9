# Words of training.
training-outcome-passed = Passed
training-outcome-failed = Failed
training-outcome-completed = Completed
training-outcome-incomplete = Not completed
