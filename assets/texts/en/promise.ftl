## How estimates came true
promise-page = Estimates kept
promise-intro = Whoever takes a number is told a range of minutes. This page says how it came true. It counts people who were called, and those who left uncalled after longer than the range; not those who changed lines or let others go first.
promise-weeks = Of 10 people who were told, how many waited within the range
promise-goal = The line is what was promised: 8 of 10 people. Below it, ranges are said wider by themselves.
promise-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
  }
promise-of-week = Week of { $week }
promise-none = It is not known yet of any estimate of this week how it came true.
promise-told = Told
promise-kept = Kept / 10
promise-late = Later / 10
promise-error = Off by
promise-bias = Usually called
promise-alarm = Warning
promise-all = All
promise-minutes = { $n } min
promise-even = on time
promise-sooner = { $n } min sooner
promise-later = { $n } min later
promise-alarm-kept = The range often does not hold
promise-alarm-bias = Leans to one side
