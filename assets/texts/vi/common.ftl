# Sentences that several pages share.
common-app = Mời Số
common-age-seconds = { $n } giây
common-age-minutes = { $n } phút
common-age-hours = { $hours } giờ { $minutes } phút
common-wait-under = dưới { $to } phút
common-wait-about = khoảng { $to } phút
common-wait-range = khoảng { $from }–{ $to } phút
common-no-connection = Không kết nối được với máy chủ. Quý vị vui lòng thử lại.
common-bad-answer = Máy chủ trả lời không đúng. Quý vị vui lòng thử lại.
common-when = { $clock } { $weekday ->
    [1] thứ Hai
    [2] thứ Ba
    [3] thứ Tư
    [4] thứ Năm
    [5] thứ Sáu
    [6] thứ Bảy
   *[7] Chủ Nhật
  }, { $day }/{ $month }
common-day = { $day }/{ $month }
common-lane-ordinary = Thường
common-lane-priority = Ưu tiên
common-lane-appointment = Hẹn trước
common-grounds-elderly = Người cao tuổi
common-grounds-disabled = Người khuyết tật
common-grounds-pregnant = Phụ nữ mang thai
common-grounds-small_child = Có trẻ nhỏ đi cùng
common-grounds-merit = Người có công
common-state-waiting = Đang chờ
common-state-called = Mời vào quầy
common-state-serving = Đang phục vụ
common-state-parked = Tạm chờ
common-state-absent = Vắng mặt
common-state-finished = Đã xong
common-state-cancelled = Đã hủy
common-state-voided = In nhầm
common-state-expired = Đã đóng cuối ngày
common-outcome-accepted = Đã tiếp nhận
common-outcome-supplement = Cần bổ sung
common-outcome-returned = Đã trả kết quả
common-outcome-guided = Đã hướng dẫn
common-outcome-refused = Từ chối
common-counter = Quầy { $number }
common-counter-open = Đang mở
common-counter-paused = Tạm nghỉ
common-counter-closed = Đóng
common-checklist-submit = Nộp
common-checklist-present = Xuất trình
common-checklist-lookup = Cơ quan tự tra cứu
common-language-vi = Tiếng Việt
common-language-en = English
common-language-ko = 한국어
