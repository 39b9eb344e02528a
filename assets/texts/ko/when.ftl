# When something will be, for screens in the hall.
when-later = { $month }월 { $day }일 { $weekday ->
    [1] 월요일
    [2] 화요일
    [3] 수요일
    [4] 목요일
    [5] 금요일
    [6] 토요일
   *[7] 일요일
  } { $clock }
when-day = { $month }월 { $day }일
