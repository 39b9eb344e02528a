# The clerk's desk: why this one, who is picked, hours and practice; the page of seats; the supervisor's calls for help.
desk-why = Why: { $cause }.
desk-why-passed = { $count ->
    [one] Called before { $count } person who came earlier ({ $labels }): { $cause }.
   *[other] Called before { $count } people who came earlier ({ $labels }): { $cause }.
  }
desk-why-chosen = { $count ->
    [one] Chosen before { $count } person ahead in the line ({ $labels }). The reason: “{ $reason }”.
   *[other] Chosen before { $count } people ahead in the line ({ $labels }). The reason: “{ $reason }”.
  }
desk-why-helped = Helping the line “{ $service }”.
desk-because-arrival = next by arrival
desk-because-priority = { $grounds ->
    [none] priority
   *[other] priority ({ $grounds })
  }
desk-because-appointment = { $slot ->
    [none] an appointment that is due
   *[other] appointment at { $slot }, now due
  }
desk-because-floor = the turn of whoever waited longest ({ $age })
desk-because-credit = { $lane ->
    [appointment] an appointment counts as an earlier arrival
    [priority] priority counts as an earlier arrival
   *[other] next by arrival
  }
desk-because-chosen = chosen by the clerk, the reason stands in the story
desk-order-arrival = by arrival
desk-order-priority = { $grounds ->
    [none] priority
   *[other] { $grounds }
  }
desk-order-appointment = appointment, now due
desk-order-floor = waited longest, next turn
desk-order-credit = { $lane ->
    [ordinary] by arrival
   *[other] counts as an earlier arrival
  }
desk-order-helped = { $order } · helping { $service }
desk-why-called-enough = called often enough. If nobody comes, mark as absent.
desk-why-too-soon = the loudspeaker is still calling, wait { $seconds } s.
desk-why-away = the server does not answer, nothing was written. Please wait until the page reconnects.
desk-key-missed = { $key ->
    [Space] The space bar
    [Enter] Enter
   *[other] Key { $key }
  } was pressed while a move was being written and did not count: please press again.
desk-why-on-the-way = { $label } was called and is on the way. Serve or mark as absent, then pause.
desk-recalls-left = { $count ->
    [0] none left
   *[other] { $count } left
  }
desk-recall-in = in { $seconds } s
desk-path = Then: { $services }
desk-then-later = then { $services }
desk-then-change = Change
desk-then-end = None
desk-picked = { $label } picked
desk-lane-checked = confirmed
desk-lane-confirm = Right: { $lane }
desk-lane-to-ordinary = Make it ordinary
desk-lane-to-priority = Priority: { $grounds }
desk-remind-in = Remind me in
desk-remind-usual = as usual
desk-remind-at = reminder { $clock }
desk-is-due = reminder due, { $age }
desk-due = { $count } due
desk-absent-since = called at { $clock }
desk-break = { $reason }, { $start }–{ $end } as planned
desk-away = The server is away
desk-away-advice = Nobody can be called. Whoever has a number keeps their place. The page reconnects by itself, and the keys work again at once.
desk-ready = Calling by itself
desk-ready-advice = Since { $clock }: whoever takes a number is called here at once.
desk-nobody-advice = Press A to call by itself as soon as somebody comes.
desk-help-told = Told at { $clock }: { $reason }. Waiting for somebody to come.
desk-help-answered = { $by } answered at { $clock } and is coming.
desk-help-withdrawn = Told at { $clock } that no help is needed any more.
desk-hall-reopens = The hall rests, numbers again from { $clock }
desk-hall-closed = The hall has closed for today
desk-hall-closes = The hall closes at { $clock }
desk-stops-at = Last numbers at { $clock }
desk-stopped-cut_off = No more numbers: { $service }
desk-stopped-full = All numbers of today given: { $service }
desk-trial = Practice – nothing is counted
desk-rule = The call rule in force

## Seats
desk-seats = Change counter
desk-seats-title = Choose a counter
desk-seats-intro = A clerk sits at one counter. Press its number to sit down; the ticket in hand stays with the counter.
desk-seats-taken-over = { $user } has taken over counter { $number } from you. The work there goes on; please choose another counter.
desk-seats-none = This account sits at no counter yet. Please choose one.
desk-seat-free = nobody
desk-seat-mine = your counter
desk-seat-back = Back to counter { $number }
desk-seat-ask-taken = { $user } is at this counter. Take over from { $user }?
desk-seat-ask-move = You are at counter { $from }. Leave counter { $from } for counter { $to }?
desk-seat-ask-both = You are at counter { $from }, and { $user } is at this one. Come here and take over from { $user }?
desk-seat-ask-move-closes = Move to counter { $to }? Counter { $from } closes, as nobody is left there.
desk-seat-ask-both-closes = Come here and take over from { $user }? Counter { $from } closes, as nobody is left there.
desk-seat-yes = Yes

## Supervision
desk-help-since = since { $clock }, for { $age }
desk-help-coming = I am coming
desk-sound-off = The browser blocks the chime.
desk-trial-begin = Begin practice
desk-trial-end = End practice
desk-trial-living = { $more ->
    [0] Not finished yet: { $labels }.
   *[other] Not finished yet: { $labels } and { $more } more.
  }
desk-trial-where = { $counter ->
    [0] { $label } ({ $state })
   *[other] { $label } ({ $state }, counter { $counter })
  }
desk-trial-clear = Drop { $count } practice numbers and end
desk-taken-on = { $by } asks this counter to take { $name }, too, since { $clock } and until it closes.
