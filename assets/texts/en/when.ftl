# When something will be, for screens in the hall.
when-later = { $clock }, { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
  } { $day }/{ $month }
when-day = { $day }/{ $month }
