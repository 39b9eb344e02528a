# What needs a supervisor's hand: the reason, the next step, the button that does it (server/domain/alerts.py).
alert-line-stranded = { $name }: { $waiting } waiting, no counter open.
alert-line-missed = { $name }: { $waiting } waiting, counter { $missed } was to be back { $minutes } min ago.
alert-line-late = { $name }: { $waiting } waiting, the longest for { $minutes } min.
alert-line-likely = { $name }: { $waiting } waiting; whoever comes now waits about { $minutes } min, target { $target }.
alert-counter-idle = Counter { $counter } is free while { $waiting } wait for it, for { $minutes } min now.
alert-not-started = { $label } was called to counter { $counter } { $minutes } min ago and has not begun.
alert-served-long = Counter { $counter } has served { $label } for { $minutes } min; usually about { $usual }.
alert-supplement-again = { $label } was asked for further papers a second time today; only once is allowed.
alert-drift-kept = This week only { $kept } of 10 people waited as long as they were told.
alert-drift-bias = This week people are called about { $minutes } min { $way ->
    [later] later
   *[sooner] sooner
  } than they were told.
alert-report-folder-away = Due reports are not in their folder: it is not there, or takes no file.
alert-report-mail-away = Due reports were not sent: the mail server does not answer.
alert-report-mail-refused = Due reports were not sent: the mail server refuses (account, address or certificate).

alert-next-helps = Counter { $counter } is free and could do this: turn support on?
alert-next-held = Counter { $counter } could do this and has somebody: turn support on, so that it takes this line, too?
alert-next-free = Counter { $counter } is free and does this: call somebody there?
alert-next-paused = Counter { $counter } could do this and is paused.
alert-next-closed = Counter { $counter } could do this and is closed.
alert-next-busy = Every counter that does this has somebody in hand.
alert-next-nobody = No counter does this service.
alert-next-away = Counter { $counter } does this, is away as planned, and is back in about { $minutes } min.
alert-next-idle = Call the next person there?
alert-next-call-again = Nobody has come: call again?
alert-next-absent = Called { $calls } times: mark absent?
alert-next-desk = Ask whether the counter needs help.
alert-next-story = Look at both requests, and apologise where it is due.
alert-next-promises = See which service is out of step.
alert-next-reports = They are on the page of reports; the server's log says more to whoever looks after it.

alert-do-ready = Call to counter { $counter }
alert-do-take-on = Turn support on at counter { $counter }
alert-do-open = Open counter { $counter }
alert-do-call-again = Call { $label } again
alert-do-absent = Mark absent
alert-see-desk = See counter { $counter }
alert-see-story = Story of { $label }
alert-see-promises = See how true
alert-see-reports = See reports
alert-see-what-if = Try it at counter { $counter }

alert-seen = Seen
alert-seen-about = Seen: { $sentence }
alert-seen-by = { $by } has seen it at { $clock }
alert-known = Seen by somebody: { $count }
alert-more = and { $count } more
alert-red = Urgent
alert-sound = Chime
alert-sound-about = Chime for urgent alerts, on this machine
alert-wall = Wall
alert-wall-about = As a screen on the wall; Esc brings the page back
alert-wall-calm = Nobody is waiting.
alert-wall-others = and { $count } more services with people waiting
alert-wall-share = Target: { $target }% or more

alert-targets = Longest wait (amber { $amber }, red { $red } min)
alert-time-of-usual = { $minutes }/{ $usual } min
alert-time-of-usual-short = { $minutes }/{ $usual }′
alert-time-of-usual-told = { $minutes } min so far, usually about { $usual }
alert-takes-long = takes long

alert-taken-on-title = Support that is on
alert-taken-on = Counter { $counter } also takes { $name }, turned on by { $by } at { $clock }, until it closes.
alert-let-go = End support at counter { $counter }
alert-also = also takes { $services }
