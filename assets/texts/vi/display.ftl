# The hall's TV and the panels over the counters.
display-title = Màn hình gọi số
display-panel-title = Bảng quầy { $number }
display-invite = Xin mời
display-to-counter = đến quầy
display-called-at = Gọi lúc { $time }
display-called-again = Gọi lần { $times }
display-empty-title = Chưa có ai được gọi
display-empty-hint = Mời quý vị lấy số và ngồi chờ. Số được gọi hiện ở đây và đọc trên loa.
display-counter = Quầy
display-counters = Các quầy
display-counter-called = Mời vào quầy
display-counter-serving = Đang phục vụ
display-counter-free = Sẵn sàng
display-counter-paused = Tạm nghỉ
display-counter-paused-until = Tạm nghỉ đến { $time }
display-counter-closed = Đang đóng
display-counter-break = Nghỉ đến { $time }
display-counter-before = Làm việc từ { $time }
display-counter-over = Ngoài giờ làm việc
display-counter-letters = Lĩnh vực
display-waiting = Đang chờ
display-waiting-unit = { $n ->
   *[other] người
}
display-waiting-nobody = chưa có ai chờ
display-waiting-closed = chưa có quầy mở
display-waiting-stopped = ngừng phát số
display-waiting-hall-closed = ngoài giờ làm việc
display-waiting-stopped-until = ngừng phát số, mở lại { $when }
display-waiting-from = nhận hồ sơ từ { $day }
display-trial = Đang tập huấn – số gọi không có giá trị
display-calm-title = Mời quý vị ngồi chờ gọi số
display-calm-hint = Số được gọi hiện lớn ở đây và đọc trên loa.
display-lunch-title = Trung tâm nghỉ trưa
display-lunch-hint = Mở lại lúc { $when }. Quý vị đã lấy số được giữ nguyên thứ tự.
display-before-title = Trung tâm chưa đến giờ làm việc
display-over-title = Trung tâm đã hết giờ làm việc
display-off-title = Trung tâm nghỉ: { $reason }
display-opens-hint = Mở cửa lúc { $when }.
display-opens-unknown = Giờ mở cửa sẽ được thông báo.
display-appointments = Lịch hẹn sắp tới
display-appointments-how = Mời quý vị nhập mã hẹn tại máy lấy số.
display-calls = Vừa gọi
display-calls-none = Các số vừa gọi sẽ hiện ở đây
display-page = Trang { $page }/{ $pages }
display-ticker-priority = Quý vị cao tuổi, khuyết tật, mang thai, có trẻ nhỏ đi cùng, người có công được ưu tiên: xin báo cán bộ hướng dẫn.
display-ticker-absent = Nếu lỡ lượt, mời quý vị báo bàn hướng dẫn để được gọi lại, không cần lấy số mới.
display-ticker-phone = Cần hỏi thêm, mời quý vị đến bàn hướng dẫn hoặc gọi { $phone }.
display-ticker-rule = Thứ tự gọi số: { $rule }
display-ticker-rule-of = Thứ tự gọi các số { $letters }: { $rule }
display-ticker-until = Ngừng phát số lúc { $time }.
display-ticker-until-again = Ngừng phát số lúc { $time }, phát lại từ { $again }.
display-ticker-stopped = Đã ngừng phát số. Quý vị đã lấy số vẫn được phục vụ.
display-ticker-same-day = Hồ sơ nộp sau { $time } nhận kết quả vào ngày làm việc tiếp theo.
display-ticker-reserve = Một máy lấy số đang mất kết nối và phát số dự trữ (từ{"\u00A0"}701): số vẫn có giá trị, được gọi theo giờ lấy số.
display-connecting = Đang kết nối với trung tâm…
display-offline = Mất kết nối từ { $since } – số trên màn hình cách đây { $age }
display-no-key-title = Màn hình này chưa có khóa
display-no-key-help = Gõ mã ghép máy lấy ở trang quản trị, mục Thiết bị. Hoặc mở trang này bằng đường dẫn có #key=… ở cuối.
display-pair-code = Mã ghép máy
display-pair = Ghép
display-refused-title = Khóa của màn hình không được chấp nhận
display-refused-help = Khóa của màn hình đã bị thu hồi hoặc chưa đúng. Xin lấy mã ghép mới ở trang quản trị, mục Thiết bị, rồi gõ vào đây.
display-sound-blocked = Bấm để bật loa
display-sound-missing = Chưa có giọng đọc
display-panel-idle = Mời công dân chờ gọi số
display-panel-closed = Quầy chưa mở
display-panel-unknown = Trung tâm không có quầy { $number }
display-panel-invite = Xin mời số
display-speaker-title = Loa gọi số
display-speaker-reads = Đang đọc { $label }, quầy { $counter }
display-speaker-waits = Loa sẵn sàng, chưa có lượt gọi.
display-between = Thông tin của Trung tâm
display-zone = Màn hình này gọi các quầy { $counters }
display-how-title = Cách lấy số thứ tự
display-how-1 = Chọn việc cần làm trên máy lấy số
display-how-2 = Nhận phiếu; quét mã để theo dõi trên điện thoại
display-how-3 = Ngồi chờ; khi số được gọi, đến đúng quầy trên màn hình
display-hours-title = Giờ làm việc
display-hours-days = { $from } – { $until }
display-hours-none = Nghỉ
display-procedures-all = { $n } thủ tục giải quyết tại đây. Giấy tờ cần có và thời hạn: xem tại máy lấy số.
display-day = { $day ->
    [mon] Thứ Hai
    [tue] Thứ Ba
    [wed] Thứ Tư
    [thu] Thứ Năm
    [fri] Thứ Sáu
    [sat] Thứ Bảy
   *[sun] Chủ Nhật
  }
