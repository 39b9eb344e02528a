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
display-waiting = Đang chờ
display-waiting-unit = { $n ->
   *[other] người
}
display-waiting-nobody = chưa có ai chờ
display-waiting-closed = chưa có quầy mở
display-calls = Vừa gọi
display-calls-none = Các số vừa gọi sẽ hiện ở đây
display-page = Trang { $page }/{ $pages }
display-ticker-priority = Quý vị cao tuổi, khuyết tật, mang thai, có trẻ nhỏ đi cùng, người có công được ưu tiên: xin báo cán bộ hướng dẫn.
display-ticker-absent = Nếu lỡ lượt, mời quý vị báo quầy hướng dẫn để được gọi lại, không cần lấy số mới.
display-ticker-phone = Cần hỏi thêm, mời quý vị đến quầy hướng dẫn hoặc gọi { $phone }.
display-connecting = Đang kết nối với trung tâm…
display-offline = Mất kết nối từ { $since } – số trên màn hình là của { $asOf }
display-no-key-title = Màn hình này chưa có khóa
display-no-key-help = Quản trị viên mở trang này bằng đường dẫn đã cấp cho thiết bị, phần cuối có #key=…
display-refused-title = Khóa của màn hình không được chấp nhận
display-refused-help = Khóa sai hoặc đã bị thu hồi. Quản trị viên cấp khóa mới rồi mở lại trang bằng đường dẫn mới.
display-sound-blocked = Bấm để bật loa
display-sound-missing = Chưa có giọng đọc
display-panel-idle = Mời công dân chờ gọi số
display-panel-closed = Quầy chưa mở
display-panel-unknown = Trung tâm không có quầy { $number }
display-panel-invite = Xin mời số
