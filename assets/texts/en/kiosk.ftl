# The kiosk's touch page.

kiosk-nav = Navigation
kiosk-tools = Language and text size
kiosk-large-text = Large text
kiosk-normal-text = Normal text
kiosk-back = Back
kiosk-home = Start over
kiosk-help = Help
kiosk-loading = Getting ready…

kiosk-home-title = What do you need to do today?
kiosk-home-search = Type what you need, e.g. birth
kiosk-home-tiles = Everyday needs
kiosk-home-fields = See all fields
kiosk-home-appointment = I have an appointment
kiosk-home-appointment-how = Type or scan its code
kiosk-home-guidance = I don’t know – I need guidance

kiosk-fields-title = Which field is it about?
kiosk-procedures-title = Which procedure do you need?
kiosk-procedures-any = Not sure – number for this field
kiosk-leaf-previous = Previous page
kiosk-leaf-next = Next page
kiosk-leaf-place-one = { $from } of { $of }
kiosk-leaf-place = { $from }–{ $to } of { $of }

kiosk-search-title = What do you need to do?
kiosk-search-field = What you need
kiosk-search-hint = In English or Vietnamese, e.g. birth, khai sinh, so do; accents are not needed
kiosk-search-results = Results
kiosk-search-count = { $n ->
    [0] Nothing found
    [one] { $n } procedure found
   *[other] { $n } procedures found
  }
kiosk-search-nothing = Nothing found for “{ $query }”
kiosk-search-nothing-more = Try a shorter word, or look by field on the first screen.
kiosk-search-elsewhere = This is not done here
kiosk-keyboard = Keyboard
kiosk-keyboard-show = Show keyboard
kiosk-keyboard-hide = Hide keyboard
kiosk-key-space = Space
kiosk-key-sac = sắc
kiosk-key-huyen = huyền
kiosk-key-hoi = hỏi
kiosk-key-nga = ngã
kiosk-key-nang = nặng
kiosk-key-figures = 1 2 3
kiosk-key-letters = ă â đ
kiosk-key-delete = Delete
kiosk-key-clear = Clear

kiosk-waiting = { $n ->
    [0] Nobody waiting
    [one] { $n } person waiting
   *[other] { $n } people waiting
  }
kiosk-waiting-first = { $n ->
    [0] Priority: nobody before you
    [one] Priority: 1 person before you
   *[other] Priority: { $n } people before you
  }
kiosk-no-counter-open = No counter open yet
kiosk-left = { $n ->
    [0] Today may be too short for a new turn
    [one] About { $n } turn left today
   *[other] About { $n } turns left today
  }
kiosk-stop = No more numbers
kiosk-stop-until = No more numbers until { $when }
kiosk-stop-from = From { $day }
kiosk-stop-today = Again at { $clock }
kiosk-stopped-title = No number for this just now
kiosk-stopped-hall_closed = The centre is closed now{ $when ->
    [none] .
   *[other] ; it opens again at { $when }.
  }
kiosk-stopped-cut_off = No more numbers are given for this now{ $when ->
    [none] .
   *[other] ; again from { $when }.
  }
kiosk-stopped-full = All of today’s numbers for this have been given{ $when ->
    [none] .
   *[other] ; again from { $when }.
  }
kiosk-stopped-not-yet = The centre handles this from { $day } on.
kiosk-stopped-papers = You can still see and print the list of papers to prepare.
kiosk-stopped-other = Choose something else
kiosk-same-day = Files handed in after { $time } are answered on the next working day.
kiosk-trial = Staff training – numbers printed now are not valid
kiosk-refused-already-waiting = You already have number { $label } for this. Please wait for { $label }; no other number is needed.
kiosk-refused-cooling = The machine has just given a number. Please wait { $n } seconds.
kiosk-refused-grounds = The centre no longer has this ground. Please choose again, or take an ordinary number.
kiosk-slot = Appointment at { $time }

kiosk-question-label = Just one question

kiosk-checklist-title = Do you have all the papers?
kiosk-checklist-tongue = The papers keep their Vietnamese names, as the law publishes them. Staff will ask for them by these names.
kiosk-checklist-submit = To hand in
kiosk-checklist-present = Bring and show
kiosk-checklist-lookup = The office looks this up – you need not hand it in
kiosk-checklist-empty = There is no list of papers for this procedure yet. The officer will guide you.
kiosk-checklist-time = Processing time: { $time }
kiosk-checklist-up = Up
kiosk-checklist-down = See more
kiosk-checklist-whole = Full wording
kiosk-checklist-brief = In few words
kiosk-checklist-rest = The published list breaks off at “…”. The officer at the counter has the whole text.
kiosk-checklist-rest-scan = The published list breaks off at “…”. Scan the code to read the whole on the public service portal, or ask an officer.
kiosk-checklist-enough = I have them
kiosk-checklist-missing = Some missing

kiosk-guide-title = Take the list of papers home
kiosk-guide-text = The machine prints the list of papers to prepare. You do not need a number yet.
kiosk-guide-print = Print the list
kiosk-guide-take-anyway = Take a number anyway
kiosk-guide-printing = Printing…
kiosk-guide-done = Take the paper from the slot below
kiosk-guide-failed = The machine could not print. Please photograph this screen, or ask our staff.
kiosk-guide-failed-scan = The machine could not print. Please scan this code to take the list along on your phone, or photograph the screen.
kiosk-guide-qr = QR code that leads to the published list of papers

kiosk-confirm-title = Take this number?
kiosk-confirm-priority = Do you have priority?
kiosk-confirm-no = No
kiosk-confirm-yes = Yes
kiosk-confirm-take = Take my number
kiosk-confirm-taking = Getting your number…
kiosk-confirm-closed = No counter is open for this yet. You can still take a number.
kiosk-confirm-receipt = Please have your receipt at hand (Giấy tiếp nhận hồ sơ và hẹn trả kết quả). Collecting for someone else? Bring an authorisation too.
kiosk-confirm-no-paper = The machine cannot print slips just now. Your number will stand on the screen, to write down or scan.

kiosk-grounds-title = On which ground?
kiosk-grounds-note = The officer may ask to see a paper when you are called.
kiosk-grounds-none = I have no priority

kiosk-appointment-title = Please type your appointment code
kiosk-appointment-note = From a slip: 6 characters. Booked from home: 10, please type them all. You can also hold the QR code to the scanner.
kiosk-appointment-code = Appointment code
kiosk-appointment-unknown = This code is not known. Please look at your slip again, or ask our staff.
kiosk-appointment-used = This appointment already has the number { $label }. Please wait for { $label } to be called.
kiosk-appointment-not-today = Your appointment is at { $clock } on { $day }. Today you can take an ordinary number.
kiosk-appointment-closed = The hall is closed now. Please take your number from { $when }.
kiosk-appointment-cancelled = This appointment was cancelled. You can take an ordinary number from the first screen.

kiosk-last-title = Your number
kiosk-last-ahead = { $n ->
    [0] You are next
    [one] { $n } person ahead of you
   *[other] { $n } people ahead of you
  }
kiosk-last-paper = Take your slip from the slot below
kiosk-last-follow = Scan to follow on your phone
kiosk-last-qr = QR code to follow number { $label }
kiosk-last-done = Done
kiosk-last-refused = The slip could not be printed
kiosk-last-unknown = The slip may not have come out
kiosk-last-keep = Your number is kept. Please photograph this screen, or remember the number and tell our staff.
kiosk-last-written = Have you written your number down?
kiosk-last-show = Show the QR code again

kiosk-ease = Easier to use
kiosk-ease-title = What makes it easier for you?
kiosk-ease-done = Done
kiosk-ease-large = Large text
kiosk-ease-large-how = Letters a quarter larger.
kiosk-ease-contrast = Strong contrast
kiosk-ease-contrast-how = White and yellow letters on black.
kiosk-ease-seated = Seated or wheelchair
kiosk-ease-seated-how = All buttons move to the lower half, within reach.
kiosk-ease-sound = Read aloud
kiosk-ease-sound-how = The machine reads each question and its choices.

kiosk-away-title = No numbers for the moment
kiosk-away-text = Please go to the guidance desk. The machine comes back by itself when it is connected again.
kiosk-restarting-title = This machine is starting again
kiosk-restarting-text = Please wait a moment, or go to the guidance desk.
kiosk-away-waiting = Waiting for the connection…
kiosk-reserve-title = This machine gives reserve numbers
kiosk-reserve-text = They are valid: your place in line counts from the time you took your number.
kiosk-reserve-ended = The reserve numbers of this service are used up. Please go to the guidance desk to be put in line.
kiosk-appointment-late = You came after your time, and the code keeps no place any more.
kiosk-last-late = You came after your time: this number waits like everyone’s, from now on.
kiosk-last-reserve = Reserve number: it joins the line with the time you took it, as soon as the machine is connected again.

kiosk-assisted = A member of staff is helping
kiosk-assisted-done = Done

kiosk-idle-title = Are you still there?
kiosk-idle-text = Back to the start in { $n } s
kiosk-idle-stay = I am still here

kiosk-help-title = Need help? We are here
kiosk-help-step-1 = Touch what you need to do, or type a few letters to find it.
kiosk-help-step-2 = See which papers to bring. If you have them, take a number.
kiosk-help-step-3 = Take your slip and have a seat. Voice and screen will call your number.
kiosk-help-staff = Our staff in the hall are glad to help you.
kiosk-help-phone = Phone: { $phone }
kiosk-help-guidance = Number for the guidance desk

kiosk-scan-card = Card received. Please choose what you need.
kiosk-scan-first = By the date of birth on your card.
kiosk-scan-insurance = This is a health insurance card. The kiosk only uses the citizen's card; you can take a number as usual.
kiosk-scan-unreadable = The kiosk could not read this code. Hold it up again more slowly, or choose on the screen.
kiosk-scan-away = The kiosk cannot look this code up just now. You can choose on the screen.
kiosk-turn-title = Your turn
kiosk-turn-called = Please go to counter { $counter }
kiosk-turn-serving = Being served at counter { $counter }
kiosk-turn-waiting = You are waiting for your turn
kiosk-turn-absent = This number was called. Please ask the staff to put you back in the line.
kiosk-turn-parked = This number is set aside. The counter will call you again.
kiosk-turn-over = This turn is over or was cancelled.
kiosk-turn-unknown = There is no such number today. Please ask the staff.

kiosk-pair-title = Pair this kiosk
kiosk-pair-note = This kiosk has no key yet. An administrator opens the administration page, section Devices, adds a kiosk and types its code here.
kiosk-pair-server = The server { $server } answers.
kiosk-pair-away = The server { $server } does not answer. Look at the network cable, the server, and the address MOISO_KIOSK_SERVER.
kiosk-pair-code = Pairing code
kiosk-pair-claim = Pair
kiosk-pair-asking = Pairing…
kiosk-pair-done = Paired as { $name }. The kiosk is starting…

kiosk-staff-title = Staff
kiosk-staff-pin = Type the PIN that the administrator has set.
kiosk-staff-typed = { $n } figures typed
kiosk-staff-open = Open
kiosk-staff-close = Close
kiosk-staff-assist = Help somebody
kiosk-staff-wrong = Wrong PIN. Tries left: { $n }.
kiosk-staff-paused = Too many wrong PINs. Wait { $n } seconds, then try again.
kiosk-staff-printer = Printer
kiosk-staff-roll = About { $metres } m of paper left, { $slips } slips
kiosk-staff-printed = { $n } slips printed since the start
kiosk-staff-option = { $name ->
    [width] Paper { $value } mm
    [confirm] Proof { $value }
    [speed_mm_s] { $value } mm/s
    [band_rows] Band { $value }
    [printer] { $value }
   *[pad_rows] Pad { $value }
  }{ $from ->
    [setting] { " " }(setting)
    [learnt] { " " }(learnt)
   *[usual] {""}
  }
kiosk-staff-tune = Adjust print
kiosk-staff-tune-pad_rows = White rows at the end
kiosk-staff-tune-pad_rows-how = More when the cutter takes the last line; 8 rows are 1 mm.
kiosk-staff-tune-band_rows = Band
kiosk-staff-tune-band_rows-how = Less when bars of the test slip have gaps; 0 sends it whole.
kiosk-staff-tune-given = Decided by the machine's settings.
kiosk-staff-tune-test = Use and test print
kiosk-staff-tune-close = Done
kiosk-staff-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
  }
kiosk-staff-more = More: { $what }
kiosk-staff-less = Less: { $what }
kiosk-staff-test = Test print
kiosk-staff-new-roll = Roll changed
kiosk-staff-roll-noted = The new roll is noted.
kiosk-staff-roll-undo = Undo
kiosk-staff-roll-kept = It is still the old roll.
kiosk-staff-print-printed = Printed
kiosk-staff-print-refused = Not printed
kiosk-staff-print-unknown = Perhaps printed
kiosk-staff-told-test = { $print ->
    [printed] Test slip printed
    [refused] Test slip not printed
   *[unknown] The test slip was perhaps printed
  }
kiosk-staff-told-slip = { $print ->
    [printed] Slip { $label } printed again
    [refused] Slip { $label } not printed
   *[unknown] Slip { $label } was perhaps printed
  }
kiosk-staff-numbers = Last numbers
kiosk-staff-no-numbers = No number given yet.
kiosk-staff-reprint = Print again
kiosk-staff-reprint-label = Print the slip of { $label } again
kiosk-staff-sound = Voice
kiosk-staff-sound-at = { $n ->
    [0] Silent
   *[other] Step { $n } of 5
  }
kiosk-staff-softer = Softer
kiosk-staff-louder = Louder
kiosk-staff-sound-off = Silent
kiosk-staff-sound-sample = This is how loud the machine reads.
kiosk-staff-server = Server
kiosk-staff-online = { $server } has answered since { $since }.
kiosk-staff-offline = { $server } has not answered since { $since }. Look at the network cable and the server.
kiosk-staff-reserve = Reserve numbers: { $left } left, { $handed } handed out
kiosk-staff-version = Version { $version }
kiosk-staff-scanner-ready = Code scanner is reading
kiosk-staff-scanner-away = No code scanner at { $device }. Look at its cable.
kiosk-staff-restart-program = Restart the program
kiosk-staff-restart-machine = Restart the machine
kiosk-staff-restart-sure = Press again to restart
kiosk-staff-starting = Restarting…
kiosk-printer-ready = The printer is ready.
kiosk-printer-do-ready = Nothing to do.
kiosk-printer-paper_near_end = The paper is nearly used up.
kiosk-printer-do-paper_near_end = Have a new roll at hand.
kiosk-printer-paper_out = The paper is used up.
kiosk-printer-do-paper_out = Open the cover, put a new roll in, close it, then press “Roll changed”.
kiosk-printer-cover_open = The printer's cover is open.
kiosk-printer-do-cover_open = Close it until it clicks.
kiosk-printer-overheated = The print head is too hot.
kiosk-printer-do-overheated = Wait some minutes; it goes on by itself.
kiosk-printer-cutter = The cutter is jammed.
kiosk-printer-do-cutter = Switch the printer off, take the paper out, switch it on.
kiosk-printer-broken = The printer reports a fault.
kiosk-printer-do-broken = Switch it off, wait ten seconds, switch it on. If the fault stays, call the technician.
kiosk-printer-offline = The printer takes no job.
kiosk-printer-do-offline = Press FEED or ONLINE on it, or switch it off and on.
kiosk-printer-mute = The printer does not answer.
kiosk-printer-do-mute = See that its cover is closed, then switch it off and on.
kiosk-printer-away = There is no printer.
kiosk-printer-do-away = Look at its power and its cable.

kiosk-paper-title = Slips of the virtual printer
kiosk-paper-empty = No slips yet
kiosk-paper-slip = Slip { $name }
kiosk-paper-count = { $n } slips, newest first

kiosk-error-invalid-request = The request is not right. Please try again.
kiosk-error-malformed-json = The request cannot be read.
kiosk-error-not-json = The request must be JSON.
kiosk-error-bad-origin = The request comes from another site.
kiosk-error-bad-request = The request is not right.
kiosk-error-not-found = There is no such page.
kiosk-error-method-not-allowed = This page cannot be asked that way.
kiosk-error-too-large = The request is too large.
kiosk-error-unknown-service = There is no such field here.
kiosk-error-unknown-procedure = There is no such procedure in the catalogue.
kiosk-error-unknown-grounds = The centre does not have this ground.
kiosk-error-key-reused = This request’s key was used for something else.
kiosk-error-server-away = The server does not answer yet. The machine comes back by itself.
kiosk-error-no-speech = This machine has no voice.
kiosk-error-key-not-kept = The kiosk cannot write its key to its disk. Make room on it, then press again with the same code.
kiosk-error-no-pin = There is no PIN. The administrator sets it on the administration page, section Devices.
kiosk-error-wrong-pin = Wrong PIN.
kiosk-error-attendant-paused = Too many wrong PINs. Wait, then try again.
kiosk-error-not-inside = The staff screen is closed.
kiosk-error-not-offered = This kiosk does not allow that.
kiosk-error-nothing-to-undo = There is nothing left to undo.
kiosk-error-restart-failed = The machine could not restart itself: it is not allowed to. Please switch it off and on, and tell the administrator.
kiosk-error-unknown-ticket = The kiosk does not keep this number any more.
kiosk-error-device-refused = This machine may not give out numbers. Please tell our staff.
kiosk-error-no-catalogue = This machine has no catalogue yet. Please tell our staff.
