# The answer to a complaint: why one label was called before another. Read on the page, copied into a letter.
why-page = Why first
why-intro = Answers a citizen who asks “why was this number called before mine?”: type the two numbers; the answer is read from the story of that very moment.
why-mine = The citizen’s number
why-other = The number called first
why-day = Day
why-ask = Show the answer
why-asking = Reading the story…
why-swap = Swap the two
why-first-time = Type the citizen’s number and the number called first, then press Enter.
why-refused-unknown-ticket = No number { $label } was given on { $day }. Please check the slip: letter, figures and day.
why-refused-same = The two numbers must differ.
why-answer = The answer
why-facts = What the story says
why-copy = Copy the answer
why-copied = Copied
why-copy-by-hand = The browser does not allow copying. Please select the text below and press Ctrl+C.
why-print = Print
why-letter = Text for the letter (Vietnamese)
why-lives = What happened to the two numbers
why-life = Number { $label }
why-compared = the call in question
why-next-leg = Next step: { $service }
why-joined = Joined the line (reserve number taken at { $at })
why-undone = undone
why-printed-at = Printed at { $clock } on { $date }, from the hall’s story
why-none = not written

## The answer, by its id
why-answer-never_called = On { $date } number { $other } was not called at all, so it was not called before { $mine }.
why-answer-not_here_yet = When { $other } was called, { $mine } had not been taken yet: { $mine } was taken at { $issued_at }, after that call.
why-answer-held_by_kiosk = When { $other } was called, { $mine } was not in the line yet: it was taken at { $issued_at }, while the kiosk could not reach the server, and joined at { $joined_at } with the time at which it was taken.
why-answer-mine_first = { $mine } was called first: at { $mine_at }, counter { $mine_counter }. { $other } was called later.
why-answer-absent = When { $other } was called, { $mine } was marked absent: counter { $counter } had called { $mine }, and at { $since_at } nobody had come.
why-answer-parked = { $reason ->
    [none] When { $other } was called, { $mine } was set aside, since { $since_at }, after having come to counter { $counter }.
   *[other] When { $other } was called, { $mine } was set aside, since { $since_at }, after having come to counter { $counter }. The reason written down: “{ $reason }”.
  }
why-answer-cancelled = { $reason ->
    [none] When { $other } was called, { $mine } was in no line any more: it was cancelled at { $since_at }.
   *[other] When { $other } was called, { $mine } was in no line any more: it was cancelled at { $since_at }. The reason written down: “{ $reason }”.
  }
why-answer-voided = { $reason ->
    [none] When { $other } was called, { $mine } was in no line any more: it was voided at { $since_at } as printed by mistake.
   *[other] When { $other } was called, { $mine } was in no line any more: it was voided at { $since_at } as printed by mistake. The reason written down: “{ $reason }”.
  }
why-answer-expired = { $reason ->
    [none] When { $other } was called, { $mine } had expired, at { $since_at }.
   *[other] When { $other } was called, { $mine } had expired, at { $since_at }. The reason written down: “{ $reason }”.
  }
why-answer-chosen = { $reason ->
    [none] { $other } was called before { $mine } because the clerk ({ $by }) chose it out of turn.
   *[other] { $other } was called before { $mine } because the clerk ({ $by }) chose it out of turn. The reason written down: “{ $reason }”.
  }
why-answer-reserved = { $mine } had been sent to counter { $reserved_counter }, which alone could call it; { $other } was called by counter { $call_counter }.
why-answer-sent_there = { $other } had been sent to counter { $call_counter } at { $sent_at }, which alone could call it; { $mine } waited in the common line.
why-answer-separate = The two waited in separate lines: { $mine } for “{ $service }”, { $other } for “{ $other_service }”. Counter { $call_counter } does not call the line “{ $service }”, so this call took no turn from { $mine }.
why-answer-two_lines = The two waited in different lines: { $other } for “{ $other_service }” since { $other_at }, { $mine } for “{ $service }” since { $mine_at }. { $other } also came first.
why-answer-helped = The two waited in separate lines: { $mine } for “{ $service }”, { $other } for “{ $other_service }”. Counter { $call_counter } was helping the line “{ $other_service }” and does not call the line “{ $service }”.
why-answer-arrival = { $other } was called before { $mine } because it came first: waiting since { $other_at }, { $mine } since { $mine_at }.
why-answer-same_second = { $by ->
    [moment] Both stand in line from the same second on, { $came_at }; { $other } came a fraction of it earlier, so it was called before { $mine }.
    [step] Both stand in line from the same second on, { $came_at }. { $mine } is at a later step of its file, whose ticket was written after that of { $other }, so { $other } was called first.
   *[number] Both stand in line from the same second on, { $came_at }, so the order of the numbers decided: { $other } was given out first and was called before { $mine }.
  }
why-answer-returned = { $other } was called before { $mine } because it came first: waiting since { $other_at }, { $mine } since { $mine_at }. { $other } returned to the line at { $came_at } and kept its place by arrival.
why-answer-came_over = { $other } was called before { $mine } because it came to the hall first: at { $other_at }, { $mine } at { $mine_at }. { $other } was moved to this line at { $came_at } and kept its place by arrival.
why-answer-next_step = { $other } was called before { $mine } because it came to the hall first: at { $other_at }, { $mine } at { $mine_at }. { $other } went on with the next step of its file from { $came_at } and kept its place by arrival.
why-answer-lost_late = { $mine } was called, was absent and came back after the time its place is kept, so it waits anew since { $mine_at }; { $other } has waited since { $other_at }, which is earlier.
why-answer-lost_moved = { $mine } was moved without keeping its place, so it waits anew since { $mine_at }; { $other } has waited since { $other_at }, which is earlier.
why-answer-lost_delayed = { $mine } let others go first from the phone at { $delayed_at }, so it stands behind { $other }, which has waited since { $other_at }.
why-answer-priority = { $grounds ->
    [none] { $other } was called before { $mine } because it has priority. By the hall’s regulations people with priority are called before those who came earlier.
   *[other] { $other } was called before { $mine } because it has priority ({ $grounds }). By the hall’s regulations people with priority are called before those who came earlier.
  }
why-answer-appointment = { $slot_at ->
    [none] { $other } was called before { $mine } because its appointment was due. By the hall’s regulations an appointment that is kept goes before those who came earlier.
   *[other] { $other } was called before { $mine } because its appointment at { $slot_at } was due. By the hall’s regulations an appointment that is kept goes before those who came earlier.
  }
why-answer-slot_later = { $mine } has an appointment at { $slot_at } and stands in line by it; { $other } had waited since { $other_at }, which is before that time.
why-answer-floor = { $other } was called before { $mine } because it had waited { $waited_s }. By the hall’s regulations people with priority do not take every call when somebody in the ordinary lane has waited too long: this call was for who had waited longest.
why-answer-credit = { $other } was called before { $mine } because the hall’s regulations count { $lane ->
    [appointment] an appointment
   *[priority] priority
  } as an earlier arrival.
why-answer-heads = Counter { $call_counter } calls both lines, “{ $service }” and “{ $other_service }”; each has its own call rule. That call went to the line “{ $other_service }”, at whose head { $other } stood.
why-answer-unexplained = The story does not say enough to explain why { $other } was called before { $mine }. The clerk of counter { $call_counter } must be asked.

## What the written answer adds
why-fact-held = { $lane ->
    [priority] { $label }: taken at { $at } while the kiosk could not reach the server, joined the line “{ $service }” at { $joined_at }, priority.
   *[ordinary] { $label }: taken at { $at } while the kiosk could not reach the server, joined the line “{ $service }” at { $joined_at }.
  }
why-fact-given = { $lane ->
    [priority] { $grounds ->
        [none] { $label }: taken at { $at }, line “{ $service }”, priority.
       *[other] { $label }: taken at { $at }, line “{ $service }”, priority ({ $grounds }).
      }
    [appointment] { $label }: taken at { $at }, line “{ $service }”, by appointment.
   *[ordinary] { $label }: taken at { $at }, line “{ $service }”, ordinary lane.
  }
why-fact-given_from_home = { $label }: booked from home, and counted from when it was taken in the hall, at { $at }, line “{ $service }”, ordinary.
why-fact-next_step = At { $at } { $label } went on to the next step of its file, line “{ $service }”, and kept its place by arrival.
why-fact-taken_back = Counter { $counter } called { $label } at { $at } and took it back at once; that call does not count.
why-fact-called_before = Counter { $counter } called { $label } at { $at }.
why-fact-was_absent = { $label } was marked absent at { $at }.
why-fact-came_back = { $kept ->
    [no] { $label } came back at { $at }, after the time its place is kept, and waits anew since then.
   *[yes] { $label } came back to the line at { $at } and kept its place.
  }
why-fact-put_back = { $label } was put back into the line at { $at } and kept its place.
why-fact-delayed = At { $at } the holder of { $label } let others go first from the phone: { $passed } people who came after it.
why-fact-set_aside = { $reason ->
    [none] { $label } was set aside at { $at }.
   *[other] { $label } was set aside at { $at }. The reason written down: “{ $reason }”.
  }
why-fact-resumed = At { $at } { $label } went on at counter { $counter } after being set aside; that is no new call.
why-fact-moved = At { $at } { $label } was moved to { $to_counter ->
    [none] the line “{ $service }”
   *[other] counter { $to_counter } alone
  }, { $kept ->
    [no] without its place: it waits anew since then
   *[yes] keeping its place by arrival
  }.
why-fact-finished = { $label } was finished at counter { $counter } at { $at }.
why-fact-cancelled = { $label } was cancelled at { $at }.
why-fact-voided = { $label } was voided at { $at } as printed by mistake.
why-fact-expired = { $label } expired at { $at }.
why-fact-lane_confirmed = The staff saw and confirmed the lane of { $label } at { $at }.
why-fact-kiosk_told = At { $at } the kiosk was back and told: { $label } was taken at { $taken_at }{ $lane ->
    [priority] , priority.
   *[ordinary] .
  }
why-fact-lane_changed = The staff corrected the lane of { $label } at { $at } to { $lane ->
    [priority] { $grounds ->
        [none] priority
       *[other] priority ({ $grounds })
      }
    [appointment] appointment
   *[ordinary] ordinary
  }. { $reason ->
    [none] {""}
   *[other] The reason written down: “{ $reason }”.
  }
why-fact-lane_changed_later = Only after that call, at { $at }, the staff corrected the lane of { $label } to { $lane ->
    [priority] { $grounds ->
        [none] priority
       *[other] priority ({ $grounds })
      }
    [appointment] appointment
   *[ordinary] ordinary
  }; it did not count for that call. { $reason ->
    [none] {""}
   *[other] The reason written down: “{ $reason }”.
  }
why-fact-undone = After that call, at { $at }, the staff took back what they had last written of { $label }; at the call it still stood.
why-fact-called = Counter { $counter } called { $other } at { $at }.
why-fact-counter_helped = For that call counter { $counter } helped the line “{ $service }”.
why-fact-rule = { $rule ->
    [fifo] The call rule: who comes first is called first.
    [priority_first] The call rule: priority and appointments first, then by arrival.
    [counts_from] The call rule: by arrival, counted earlier for priority and appointments.
   *[priority_floor] The call rule: priority and due appointments first, then by arrival; who waits too long is sure of a call.
  }
why-fact-passed_over = That call went before { $count ->
    [one] { $count } person who
   *[other] { $count } people who
  } came earlier.
why-fact-passed_ahead = By that choice it went before { $count ->
    [one] { $count } person
   *[other] { $count } people
  } ahead in the line.
why-fact-mine_slot = { $mine } has an appointment at { $slot_at }; an appointment goes first only when it is nearly due.
why-fact-undetailed = The story gives no reason of its own for that call; the answer follows from arrival and lane of the two, in calling order.
why-fact-mine_called = { $after_s ->
    [none] After that { $mine } was called at { $at }, counter { $counter }.
   *[other] After that { $mine } was called at { $at }, counter { $counter }, { $after_s } later.
  }
why-fact-mine_not_called = Up to this answer { $mine } has not been called after that.

## The letter
why-letter-about = On the calls of { $mine } and { $other }, { $date }:
why-letter-facts = As the hall’s story has it:
