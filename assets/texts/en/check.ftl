# What proves the story: faults in plain words, and what to do about each.
check-fault-chain = The chain breaks at row { $seq }: this row or the one before it was changed, removed or put in after it was written. The rows before still fit together.
check-fault-end = The story ends at row { $seq }, but the hall stands at row { $head }: rows were removed from its end, or put in by something else than this program.
check-fault-last = The newest row, { $seq }, does not carry the hash that the hall kept: it was written anew together with its hash.
check-fault-cut = The story only goes to row { $seq }, but row { $kept } was there when its head was noted: the end was cut off.
check-fault-kept = Row { $kept } does not carry the hash that was noted: the story was written anew from this row or from before it. If not, the note is wrong.
check-fault-impossible = Row { $seq } tells a move that cannot have happened to that ticket: a row was changed, removed or put in.
check-fault-ticket = Ticket { $label } of { $day } is not what the story tells: the table says { $here }, the story says { $told }.
check-fault-lost = The story tells of the ticket with id { $ticket }, but the table has no such ticket.
check-next-chain = Change nothing. Make a backup now (moiso backup), compare this row with the newest older backup that moiso check finds whole, and tell the head of the centre.
check-next-end = Change nothing. Make a backup now (moiso backup), look for the last rows in the newest older backup, and tell the head of the centre.
check-next-last = Change nothing. Make a backup now (moiso backup), compare this row with the newest older backup, and tell the head of the centre.
check-next-cut = Change nothing. Make a backup now (moiso backup), look for the missing rows in the newest older backup that has that row, and tell the head of the centre.
check-next-kept = Compare the note letter by letter. If it is right: make a backup now (moiso backup), compare with a backup made after the note, and tell the head of the centre.
check-next-impossible = Change nothing. Make a backup now (moiso backup), and read what happened to that ticket around this row, here and in the newest older backup.
check-next-ticket = Trust the story if its chain is whole: the table was changed by something else than this program. Make a backup now (moiso backup) and find out who was in the database.
check-next-lost = Trust the story if its chain is whole: the ticket was removed by something else than this program. Look for it in the newest older backup and find out who was in the database.
