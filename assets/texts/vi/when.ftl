# When something will be, for screens in the hall.
when-later = { $clock } { $weekday ->
    [1] thứ Hai
    [2] thứ Ba
    [3] thứ Tư
    [4] thứ Năm
    [5] thứ Sáu
    [6] thứ Bảy
   *[7] Chủ Nhật
  }, { $day }/{ $month }
when-day = { $day }/{ $month }
