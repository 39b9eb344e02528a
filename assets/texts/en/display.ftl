# The hall's TV and the panels over the counters.
display-title = Numbers called
display-panel-title = Panel of counter { $number }
display-invite = Now calling
display-to-counter = to counter
display-called-at = Called at { $time }
display-called-again = Call number { $times }
display-empty-title = Nobody has been called yet
display-empty-hint = Please take a number and have a seat. Numbers called appear here and are read aloud.
display-counter = Counter
display-counters = Counters
display-counter-called = Please come
display-counter-serving = Being served
display-counter-free = Ready
display-counter-paused = Short break
display-counter-paused-until = Break until { $time }
display-counter-closed = Closed
display-counter-break = Back at { $time }
display-counter-before = Opens at { $time }
display-counter-over = Out of hours
display-counter-letters = Fields
display-waiting = Waiting
display-waiting-unit = { $n ->
    [one] person
   *[other] people
}
display-waiting-nobody = nobody is waiting
display-waiting-closed = no counter open yet
display-waiting-stopped = no more numbers
display-waiting-hall-closed = outside opening hours
display-waiting-stopped-until = no more numbers until { $when }
display-waiting-from = from { $day }
display-trial = Staff training – these numbers are not valid
display-calm-title = Please have a seat until your number is called
display-calm-hint = A number that is called appears large here and is read aloud.
display-lunch-title = Lunch break
display-lunch-hint = We open again at { $when }. If you have a number, you keep your place.
display-before-title = We are not open yet
display-over-title = We are closed for today
display-off-title = Closed: { $reason }
display-opens-hint = We open at { $when }.
display-opens-unknown = Opening hours will be announced.
display-appointments = Coming appointments
display-appointments-how = Please enter your code at the ticket machine.
display-calls = Last calls
display-calls-none = The last numbers called appear here
display-page = Page { $page }/{ $pages }
display-ticker-priority = Older people, people with disabilities, pregnant women, people with small children and persons of merit go first: please tell our staff.
display-ticker-absent = Missed your turn? Tell the guidance desk and you will be called again; no new number is needed.
display-ticker-phone = Questions? Come to the guidance desk or call { $phone }.
display-ticker-rule = How numbers are called: { $rule }
display-ticker-rule-of = How numbers { $letters } are called: { $rule }
display-ticker-until = The last numbers are given at { $time }.
display-ticker-until-again = Numbers are given until { $time }, and again from { $again }.
display-ticker-stopped = No more numbers are given now. Everybody who has a number will be served.
display-ticker-same-day = Files handed in after { $time } are answered on the next working day.
display-ticker-reserve = One ticket machine is cut off and gives reserve numbers (701 and up): they are valid and called by the time they were taken.
display-connecting = Connecting to the centre…
display-offline = No connection since { $since } – the numbers shown are { $age } old
display-no-key-title = This screen has no key yet
display-no-key-help = Type the pairing code from the administration page, section Devices. Or open this page with the address that ends in #key=…
display-pair-code = Pairing code
display-pair = Pair
display-refused-title = The key of this screen is not accepted
display-refused-help = The key of this screen is revoked or wrong. Get a new pairing code on the administration page, section Devices, and type it here.
display-sound-blocked = Press to turn the sound on
display-sound-missing = No voice yet
display-panel-idle = Please wait for your number
display-panel-closed = Counter not open
display-panel-unknown = This centre has no counter { $number }
display-panel-invite = Now calling
display-speaker-title = Call speaker
display-speaker-reads = Reading { $label }, counter { $counter }
display-speaker-waits = The speaker is ready; nobody is called now.
display-between = About this centre
display-zone = This screen calls to counters { $counters }
display-how-title = How to take a number
display-how-1 = Choose what you need on the ticket machine
display-how-2 = Take the slip; scan its code to follow your turn
display-how-3 = Have a seat; when your number is called, go to the counter shown
display-hours-title = Opening hours
display-hours-days = { $from } – { $until }
display-hours-none = Closed
display-procedures-all = { $n ->
    [one] One procedure
   *[other] { $n } procedures
  } handled here. Papers needed and time taken: on the ticket machine.
display-day = { $day ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
  }
