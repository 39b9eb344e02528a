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
display-waiting = Waiting
display-waiting-unit = { $n ->
    [one] person
   *[other] people
}
display-waiting-nobody = nobody is waiting
display-waiting-closed = no counter open yet
display-calls = Last calls
display-calls-none = The last numbers called appear here
display-page = Page { $page }/{ $pages }
display-ticker-priority = Older people, people with disabilities, pregnant women, people with small children and persons of merit go first: please tell our staff.
display-ticker-absent = Missed your turn? Tell the guidance desk and you will be called again; no new number is needed.
display-ticker-phone = Questions? Come to the guidance desk or call { $phone }.
display-connecting = Connecting to the centre…
display-offline = No connection since { $since } – the numbers shown are those of { $asOf }
display-no-key-title = This screen has no key yet
display-no-key-help = An administrator opens this page with the address given to the device; it ends in #key=…
display-refused-title = The key of this screen is not accepted
display-refused-help = The key is wrong or was revoked. An administrator makes a new one and opens the page with its address.
display-sound-blocked = Press to turn the sound on
display-sound-missing = No voice yet
display-panel-idle = Please wait for your number
display-panel-closed = Counter not open
display-panel-unknown = This centre has no counter { $number }
display-panel-invite = Now calling
