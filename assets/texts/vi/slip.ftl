# What a slip says on paper. One line of paper each; short words, no abbreviation a citizen does not say.

slip-number-heading = SỐ THỨ TỰ
slip-reprint = BẢN IN LẠI
slip-trial = PHIẾU TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ
slip-lane-ordinary = Lượt thường
slip-lane-priority = LƯỢT ƯU TIÊN
slip-lane-appointment = LƯỢT HẸN TRƯỚC
slip-slot = LỊCH HẸN { $clock }
slip-ahead = Trước quý vị còn { $count } người
slip-ahead-none = Quý vị là người tiếp theo
slip-minutes = khoảng { $from }–{ $to } phút
slip-minutes-one = khoảng { $minutes } phút
slip-minutes-under = dưới { $minutes } phút
slip-wait = Chờ { $minutes }
slip-ahead-and-minutes = { $ahead }{"\u00A0"}– { $minutes }
slip-path = Sau đó: { $steps }
slip-same-day = Hồ sơ nộp sau { $time } nhận kết quả vào ngày làm việc tiếp theo
slip-reserve = Số dự trữ – xếp hàng theo giờ in trên phiếu
slip-scan = Quét để theo dõi
slip-checklist = Giấy tờ của quý vị
slip-checklist-tongue = Tên giấy tờ ghi bằng tiếng Việt như văn bản công bố; cán bộ cũng hỏi bằng tên này
slip-submit = Nộp
slip-present = Xuất trình (xem xong trả lại)
slip-lookup = Cơ quan tự tra cứu, không phải nộp
slip-more = và { $count } mục khác: xin hỏi tại quầy
slip-issued = Số { $label }, lấy lúc { $clock } { $date }
slip-weekday = { $day ->
    [1] Thứ Hai
    [2] Thứ Ba
    [3] Thứ Tư
    [4] Thứ Năm
    [5] Thứ Sáu
    [6] Thứ Bảy
   *[7] Chủ Nhật
  }
slip-date = { $weekday } { $date }
slip-phone = Điện thoại: { $phone }
slip-legal = Không thay thế Giấy tiếp nhận hồ sơ và hẹn trả kết quả
slip-guide-heading = PHIẾU HƯỚNG DẪN
slip-guide-time-limit = Thời hạn giải quyết: { $limit }
slip-guide-scan = Quét để xem danh sách giấy tờ trên điện thoại
slip-guide-note = Phiếu này không phải số thứ tự. Khi đủ giấy tờ, mời quý vị lấy số tại máy.
slip-guide-issued = In lúc { $clock }, { $date }

slip-set-up-heading = PHIẾU IN THỬ – TEST
slip-set-up-note = Không phải số thứ tự
slip-set-up-edges = Khung trên phải thấy đủ bốn cạnh
slip-set-up-bands = Các vạch trên phải liền, không có khe trắng
slip-set-up-options = Khổ { $width } mm, dải { $band } hàng, đệm { $pad } hàng, { $speed } mm/s, xác nhận: { $confirm }
slip-set-up-end = Dòng này không được bị dao cắt mất
