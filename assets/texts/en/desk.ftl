# The help desk's page of a kiosk: numbers given by keyboard.
desk-title = What does this person need?
desk-place = Guidance desk
desk-ordinary = Ordinary
desk-tongue = Slip in { $tongue }
desk-given = Just given
desk-none-yet = No number given yet.
desk-paper-printed = printed
desk-paper-refused = not printed: read the number out
desk-paper-unknown = perhaps not printed
desk-keys-finding = Type a few letters · ↑ ↓ or 1–9 to choose (Alt+1–9 while typing) · Enter takes · Esc starts again
desk-keys-chosen = Enter gives the number · 0–9 priority · P prints the papers needed · L language of the slip · Esc back
