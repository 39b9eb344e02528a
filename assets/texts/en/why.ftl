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
why-undone = undone
why-printed-at = Printed at { $clock } on { $date }, from the hall’s story
why-none = not written

## The answer, by its id
why-answer-never_called = On { $date } number { $other } was not called at all, so it was not called before { $mine }.
why-answer-not_here_yet = When { $other } was called, { $mine } had not been taken yet: { $mine } was taken at { $issued_at }, after that call.
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
why-answer-returned = { $other } was called before { $mine } because it came first: waiting since { $other_at }, { $mine } since { $mine_at }. { $other } returned to the line at { $came_at } and kept its place by arrival.
why-answer-came_over = { $other } was called before { $mine } because it came to the hall first: at { $other_at }, { $mine } at { $mine_at }. { $other } was moved to this line at { $came_at } and kept its place by arrival.
why-answer-next_step = { $other } was called before { $mine } because it came to the hall first: at { $other_at }, { $mine } at { $mine_at }. { $other } went on with the next step of its file from { $came_at } and kept its place by arrival.
why-answer-lost_late = { $mine } was called, was absent and came back after the time its place is kept, so it waits anew since { $mine_at }; { $other } has waited since { $other_at }, which is earlier.
why-answer-lost_moved = { $mine } was moved without keeping its place, so it waits anew since { $mine_at }; { $other } has waited since { $other_at }, which is earlier.
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
why-fact-mine_given = { $lane ->
    [priority] { $grounds ->
        [none] { $mine }: taken at { $at }, line “{ $service }”, priority.
       *[other] { $mine }: taken at { $at }, line “{ $service }”, priority ({ $grounds }).
      }
    [appointment] { $mine }: taken at { $at }, line “{ $service }”, by appointment.
   *[ordinary] { $mine }: taken at { $at }, line “{ $service }”, ordinary lane.
  }
why-fact-other_given = { $lane ->
    [priority] { $grounds ->
        [none] { $other }: taken at { $at }, line “{ $service }”, priority.
       *[other] { $other }: taken at { $at }, line “{ $service }”, priority ({ $grounds }).
      }
    [appointment] { $other }: taken at { $at }, line “{ $service }”, by appointment.
   *[ordinary] { $other }: taken at { $at }, line “{ $service }”, ordinary lane.
  }
why-fact-mine_taken_back = Counter { $counter } called { $mine } at { $at } and took it back at once; that call does not count.
why-fact-other_taken_back = Counter { $counter } called { $other } at { $at } and took it back at once; that call does not count.
why-fact-mine_lane_confirmed = The staff saw and confirmed the lane of { $mine } at { $at }.
why-fact-other_lane_confirmed = The staff saw and confirmed the lane of { $other } at { $at }.
why-fact-mine_lane_changed = The staff corrected the lane of { $mine } at { $at } to { $lane ->
    [priority] priority
    [appointment] appointment
   *[ordinary] ordinary
  }. The reason written down: “{ $reason }”.
why-fact-other_lane_changed = The staff corrected the lane of { $other } at { $at } to { $lane ->
    [priority] priority
    [appointment] appointment
   *[ordinary] ordinary
  }. The reason written down: “{ $reason }”.
why-fact-other_resumed = At { $at } { $other } went on at counter { $counter } after being set aside; that is no new call.
why-fact-mine_called_before = Before that, at { $at }, counter { $counter } had called { $mine }.
why-fact-mine_was_absent = { $mine } was marked absent at { $at }.
why-fact-mine_came_back = { $mine } came back to the line at { $at }.
why-fact-mine_put_back = { $mine } was put back into the line at { $at }.
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
