# What a slip says on paper. One line of paper each; short words.

slip-number-heading = YOUR NUMBER
slip-reprint = PRINTED AGAIN
slip-trial = TRAINING SLIP – NOT VALID
slip-lane-ordinary = Ordinary line
slip-lane-priority = PRIORITY LINE
slip-lane-appointment = APPOINTMENT
slip-slot = APPOINTMENT { $clock }
slip-ahead = { $count ->
    [one] { $count } person ahead of you
   *[other] { $count } people ahead of you
  }
slip-ahead-none = You are next
slip-minutes = about { $from }–{ $to } minutes
slip-minutes-one = { $minutes ->
    [one] about { $minutes } minute
   *[other] about { $minutes } minutes
  }
slip-minutes-under = { $minutes ->
    [one] under { $minutes } minute
   *[other] under { $minutes } minutes
  }
slip-wait = Wait: { $minutes }
slip-ahead-and-minutes = { $ahead }{"\u00A0"}– { $minutes }
slip-path = Then: { $steps }
slip-same-day = Files handed in after { $time } are answered on the next working day
slip-reserve = Reserve number – your place counts from the time on this slip
slip-scan = Scan to follow your turn
slip-checklist = Your papers
slip-checklist-tongue = Named in Vietnamese, as the law publishes them; staff will ask for them by these names
slip-submit = To hand in
slip-present = To show (given back at once)
slip-lookup = We look these up, nothing to hand in
slip-more = and { $count } more: please ask at the counter
slip-issued = { $label }, taken at { $clock } { $date }
slip-weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
  }
slip-date = { $weekday } { $date }
slip-phone = Phone: { $phone }
slip-legal = Does not replace the receipt for your file
slip-guide-heading = GUIDE
slip-guide-time-limit = Time limit: { $limit }
slip-guide-scan = Scan to read the list on your phone
slip-guide-note = This slip is not a number. When your papers are complete, please take a number at the machine.
slip-guide-issued = Printed at { $clock }, { $date }

slip-set-up-heading = PRINT TEST
slip-set-up-note = Not a queue number
slip-set-up-edges = All four sides of the frame above must show
slip-set-up-bands = The lines above must have no white gap
slip-set-up-options = { $width } mm paper, bands of { $band } rows, { $pad } rows below, { $speed } mm/s, proof: { $confirm }
slip-set-up-end = The cutter must not take away this line
