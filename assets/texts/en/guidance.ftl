# The page for the guidance desk of a kiosk: numbers given by keyboard.
guidance-title = What does this person need?
guidance-place = Guidance desk
guidance-ordinary = Ordinary
guidance-tongue = Slip in { $tongue }
guidance-given = Just given
guidance-none-yet = No number given yet.
guidance-no-paper = No slip comes out now: please write the number down for the person.
guidance-paper-printed = printed
guidance-paper-refused = not printed: read the number out
guidance-paper-unknown = perhaps not printed
guidance-keys-finding = Type a few letters · ↑ ↓ or 1–9 to choose (Alt+1–9 while typing) · Enter takes · Esc starts again
guidance-keys-question = ↑ ↓ or 1–9 to choose · Enter takes · Esc back
guidance-keys-chosen = Enter gives the number · 0–9 priority · P prints the papers needed · L language of the slip · Esc back
