# The clerk's desk: why this one, who is picked, hours and practice; the page of seats; the supervisor's calls for help.
desk-why = Vì sao: { $cause }.
desk-why-passed = Được gọi trước { $count } người đến sớm hơn ({ $labels }): { $cause }.
desk-why-chosen = Cán bộ chọn gọi trước { $count } người đứng trước trong hàng ({ $labels }). Lý do: “{ $reason }”.
desk-why-helped = Giúp hàng “{ $service }”.
desk-because-arrival = đến lượt theo giờ đến
desk-because-priority = { $grounds ->
    [none] diện ưu tiên
   *[other] diện ưu tiên ({ $grounds })
  }
desk-because-appointment = { $slot ->
    [none] có hẹn trước, đã đến giờ
   *[other] hẹn trước lúc { $slot }, đã đến giờ
  }
desk-because-floor = đến lượt người chờ lâu nhất (đã chờ { $age })
desk-because-credit = { $lane ->
    [appointment] hẹn trước được tính như đến sớm hơn
    [priority] diện ưu tiên được tính như đến sớm hơn
   *[other] đến lượt theo giờ đến
  }
desk-because-chosen = cán bộ chọn gọi, lý do ghi trong nhật ký
desk-order-arrival = theo giờ đến
desk-order-priority = { $grounds ->
    [none] diện ưu tiên
   *[other] { $grounds }
  }
desk-order-appointment = hẹn trước, đã đến giờ
desk-order-floor = chờ lâu nhất, đến lượt
desk-order-credit = { $lane ->
    [ordinary] theo giờ đến
   *[other] tính như đến sớm hơn
  }
desk-order-helped = { $order } · giúp { $service }
desk-why-called-enough = đã gọi đủ số lần. Nếu không thấy ai đến, ghi vắng mặt.
desk-why-too-soon = loa còn đang gọi, xin chờ { $seconds } giây.
desk-why-away = máy chủ chưa trả lời nên không ghi gì. Xin chờ trang nối lại.
desk-key-missed = { $key ->
    [Space] Phím cách
    [Enter] Phím Enter
   *[other] Phím { $key }
  } bấm lúc đang ghi nên không tính, xin bấm lại.
desk-why-on-the-way = { $label } đang được mời đến quầy. Phục vụ hoặc ghi vắng mặt rồi mới nghỉ.
desk-recalls-left = { $count ->
    [0] đã gọi đủ
   *[other] còn { $count } lần
  }
desk-recall-in = sau { $seconds } giây
desk-path = Sau đó: { $services }
desk-then-later = rồi { $services }
desk-then-change = Đổi
desk-then-end = Không
desk-picked = Đã chọn { $label }
desk-lane-checked = đã xác nhận
desk-lane-confirm = Đúng diện: { $lane }
desk-lane-to-ordinary = Chuyển về diện thường
desk-lane-to-priority = Ưu tiên: { $grounds }
desk-remind-in = Nhắc sau
desk-remind-usual = như thường lệ
desk-remind-at = nhắc { $clock }
desk-is-due = đã đến giờ nhắc, { $age }
desk-due = { $count } đến giờ
desk-absent-since = gọi lúc { $clock }
desk-break = { $reason }, { $start }–{ $end } theo lịch
desk-away = Mất kết nối máy chủ
desk-away-advice = Chưa gọi được ai. Người đã lấy số vẫn giữ thứ tự. Trang tự nối lại, khi đó các phím dùng lại được ngay.
desk-ready = Tự gọi khi có người
desk-ready-advice = Từ { $clock }: ai lấy số sẽ được mời ngay vào quầy này.
desk-nobody-advice = Nhấn A để tự gọi ngay khi có người lấy số.
desk-help-told = Đã báo lúc { $clock }: { $reason }. Đang chờ người đến.
desk-help-answered = { $by } đã nhận lời lúc { $clock }, đang đến.
desk-help-withdrawn = Đã báo không cần hỗ trợ nữa, lúc { $clock }.
desk-hall-reopens = Trung tâm đang nghỉ, phát số lại lúc { $clock }
desk-hall-closed = Trung tâm đã hết giờ làm việc
desk-hall-closes = Hết giờ làm việc lúc { $clock }
desk-stops-at = Ngừng phát số lúc { $clock }
desk-stopped-cut_off = Đã ngừng phát số: { $service }
desk-stopped-full = Hết số hôm nay: { $service }
desk-trial = Đang tập huấn – số liệu không tính
desk-rule = Quy tắc gọi đang dùng

## Seats
desk-seats = Đổi quầy
desk-seats-title = Chọn quầy ngồi
desk-seats-intro = Mỗi cán bộ ngồi một quầy. Nhấn số của quầy để ngồi vào; phiếu đang phục vụ ở lại với quầy.
desk-seats-taken-over = Cán bộ { $user } đã thay quý vị ở quầy { $number }. Công việc ở quầy được tiếp tục; xin chọn quầy khác.
desk-seats-none = Tài khoản này chưa ngồi quầy nào. Xin chọn một quầy.
desk-seat-free = chưa có ai
desk-seat-mine = quầy của quý vị
desk-seat-back = Về quầy { $number }
desk-seat-ask-taken = Cán bộ { $user } đang ở quầy này. Thay cán bộ { $user }?
desk-seat-ask-move = Quý vị đang ở quầy { $from }. Rời quầy { $from } để sang quầy { $to }?
desk-seat-ask-both = Quý vị đang ở quầy { $from }, còn quầy này có cán bộ { $user }. Sang đây và thay cán bộ { $user }?
desk-seat-ask-move-closes = Sang quầy { $to }? Quầy { $from } sẽ đóng vì không còn ai.
desk-seat-ask-both-closes = Sang đây thay cán bộ { $user }? Quầy { $from } sẽ đóng vì không còn ai.
desk-seat-yes = Đồng ý

## Supervision
desk-help-since = từ { $clock }, đã { $age }
desk-help-coming = Tôi đến
desk-sound-off = Trình duyệt đang chặn tiếng chuông.
desk-trial-begin = Bắt đầu tập huấn
desk-trial-end = Kết thúc tập huấn
desk-trial-living = { $more ->
    [0] Còn phiếu chưa xong: { $labels }.
   *[other] Còn phiếu chưa xong: { $labels } và { $more } phiếu nữa.
  }
desk-trial-where = { $counter ->
    [0] { $label } ({ $state })
   *[other] { $label } ({ $state }, Quầy { $counter })
  }
desk-trial-clear = Bỏ { $count } số tập huấn và kết thúc
desk-taken-on = { $by } nhờ quầy này nhận thêm { $name } từ { $clock }, đến khi đóng quầy.
