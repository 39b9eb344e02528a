# Sentences that several pages share.
common-app = Mời Số
common-stale = As it was { $age } ago
common-age-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
common-age-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
common-age-hours = { $hours } h { $minutes } min
common-wait-under = { $to ->
    [one] under { $to } minute
   *[other] under { $to } minutes
  }
common-wait-about = { $to ->
    [one] about { $to } minute
   *[other] about { $to } minutes
  }
common-wait-range = about { $from }–{ $to } minutes
common-no-connection = The server cannot be reached. Please try again.
common-bad-answer = The server gave a wrong answer. Please try again.
common-lane-ordinary = Ordinary
common-lane-priority = Priority
common-lane-appointment = By appointment
common-grounds-elderly = Elderly person
common-grounds-disabled = Person with a disability
common-grounds-pregnant = Pregnant
common-grounds-small_child = With a small child
common-grounds-merit = Person of merit
common-state-waiting = Waiting
common-state-called = Please come
common-state-serving = Being served
common-state-parked = Set aside
common-state-absent = Absent
common-state-finished = Finished
common-state-cancelled = Cancelled
common-state-voided = Printed by mistake
common-state-expired = Closed at the end of the day
common-outcome-accepted = Accepted
common-outcome-supplement = Papers to add
common-outcome-returned = Result handed over
common-outcome-guided = Guided
common-outcome-refused = Refused
common-counter = Counter { $number }
common-counter-open = Open
common-counter-paused = Short break
common-counter-closed = Closed
common-checklist-submit = Hand in
common-checklist-present = Show
common-checklist-lookup = The office looks it up
common-language-vi = Tiếng Việt
common-language-en = English
common-language-ko = 한국어
