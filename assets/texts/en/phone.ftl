# The phone page behind the QR. `phone.py` and `phone.js` say the same sentences.
phone-your-number = Your number
phone-state-waiting = Waiting for your turn
phone-state-called = Please come to
phone-state-serving = You are being served at
phone-state-parked = Your turn is being kept
phone-state-absent = You were called but were not there
phone-state-finished = Finished
phone-state-cancelled = This number was cancelled
phone-state-voided = This ticket is not in use
phone-state-expired = The centre has finished its day
phone-counter = Counter { $counter }
phone-advice-waiting = Please take a seat. This page changes by itself when it is your turn.
phone-advice-called = Please go to counter { $counter } now and show your ticket.
phone-advice-serving = The officer at counter { $counter } is serving you.
phone-advice-parked = When you have your papers, please come back to counter { $counter }. You do not need a new number.
phone-advice-absent = Please go to the guidance desk. They will put you back in the line; you do not need a new number.
phone-advice-finished = Thank you for coming. Please keep your appointment slip, if you were given one.
phone-advice-cancelled = If you still need the service, please take a new number at the machine or ask the guidance desk.
phone-advice-voided = This ticket was printed by mistake or as a test. Please take a new number at the machine.
phone-advice-expired = This number is no longer valid. Please take a new one on the next working day.
phone-ahead = { $count ->
    [0] You are next
    [one] { $count } person ahead of you
   *[other] { $count } people ahead of you
  }
phone-wait = Likely wait: { $wait }; please be here before { $by }
phone-wait-soon = Likely wait: { $wait }. Please stay in the hall.
phone-wait-unknown = The waiting time is not known yet: no counter is open for this service now.
phone-wait-break = Lunch break. Your number is kept; calling goes on from { $when }.
phone-wait-before = The centre is not open yet; calling begins at { $when }.
phone-wait-over = The centre has closed for today. If you are still in the hall, please ask the guidance desk.
phone-trial = Training number – not valid
phone-slot = Appointment at { $time }
phone-came-restored = You are back in the line, at the place you had.
phone-came-restored-late = You are back in the line, counted from the moment you came back.
phone-came-transferred = You have been sent on to: { $service }.
phone-came-next-step = Your next step: { $service }.
phone-came-to-counter = Please wait for counter { $counter }.
phone-last = Last number called: { $label }
phone-live = This page updates by itself.
phone-not-live = This page does not update by itself on your phone. Please reload it to see the latest.
phone-offline = No connection yet. Please listen to the loudspeaker and watch the screen in the hall.
phone-offline-since = Connection lost. This is { $age } old. Please listen to the loudspeaker and watch the screen in the hall.
phone-unknown = This number was not found
phone-unknown-advice = The ticket may have expired, or the address is incomplete. Please scan the code on your ticket again, or ask the guidance desk.
phone-held = Reserve number
phone-held-advice = Your number is valid. The ticket machine cannot reach the centre at the moment; as soon as it can, you join the line with the time you took your number, and this page shows your turn by itself. Please stay in the hall.
