# The phone page behind the QR. `phone.py` and `phone.js` say the same sentences.
phone-your-number = Số của quý vị
phone-state-waiting = Đang chờ đến lượt
phone-state-called = Mời quý vị đến
phone-state-serving = Đang được phục vụ tại
phone-state-parked = Lượt của quý vị đang được giữ
phone-state-absent = Quý vị đã được gọi mà chưa có mặt
phone-state-finished = Đã xong
phone-state-cancelled = Số này đã được hủy
phone-state-voided = Phiếu này không dùng
phone-state-expired = Trung tâm đã kết thúc ngày làm việc
phone-counter = Quầy { $counter }
phone-advice-waiting = Quý vị có thể ngồi chờ. Trang này tự đổi khi đến lượt.
phone-advice-called = Mời quý vị đến ngay quầy { $counter } và đưa phiếu cho cán bộ.
phone-advice-serving = Cán bộ quầy { $counter } đang phục vụ quý vị.
phone-advice-parked = Khi đã có đủ giấy tờ, mời quý vị trở lại quầy { $counter }. Quý vị không phải lấy số mới.
phone-advice-absent = Mời quý vị đến bàn hướng dẫn. Cán bộ sẽ xếp quý vị trở lại hàng chờ, không phải lấy số mới.
phone-advice-finished = Cảm ơn quý vị đã đến. Xin giữ kỹ giấy hẹn, nếu có.
phone-advice-cancelled = Nếu vẫn cần làm thủ tục, mời quý vị lấy số mới tại máy hoặc hỏi bàn hướng dẫn.
phone-advice-voided = Phiếu này in nhầm hoặc in thử. Mời quý vị lấy số mới tại máy.
phone-advice-expired = Số này không còn hiệu lực. Mời quý vị lấy số mới vào ngày làm việc tới.
phone-ahead = { $count ->
    [0] Quý vị là người tiếp theo
   *[other] Trước quý vị còn { $count } người
  }
phone-wait = Còn { $wait }, nên có mặt trước { $by }
phone-wait-soon = Còn { $wait }. Xin quý vị ở lại trong sảnh.
phone-wait-unknown = Chưa ước được thời gian chờ: hiện chưa có quầy nào mở cho lĩnh vực này.
phone-wait-break = Trung tâm nghỉ trưa; số của quý vị vẫn giữ, gọi tiếp từ { $when }.
phone-wait-before = Trung tâm chưa đến giờ làm việc; bắt đầu gọi số từ { $when }.
phone-wait-over = Trung tâm đã hết giờ làm việc hôm nay. Quý vị còn trong sảnh xin hỏi bàn hướng dẫn.
phone-trial = Số tập huấn – không có giá trị
phone-slot = Lịch hẹn { $time }
phone-came-restored = Quý vị đã được xếp lại vào hàng chờ, thứ tự giữ nguyên.
phone-came-restored-late = Quý vị đã được xếp lại vào hàng chờ, tính từ lúc xếp lại.
phone-came-transferred = Quý vị được chuyển sang lĩnh vực: { $service }.
phone-came-next-step = Bước tiếp theo của quý vị: { $service }.
phone-came-to-counter = Mời quý vị chờ quầy { $counter }.
phone-last = Số vừa được gọi: { $label }
phone-live = Trang tự cập nhật.
phone-not-live = Trang này không tự cập nhật trên máy của quý vị. Hãy tải lại để xem tình hình mới.
phone-offline = Chưa kết nối được. Xin nghe loa và nhìn màn hình trong sảnh.
phone-offline-since = Mất kết nối. Nội dung đã cũ { $age }. Xin nghe loa và nhìn màn hình trong sảnh.
phone-unknown = Không tìm thấy số này
phone-unknown-advice = Phiếu có thể đã hết hạn, hoặc địa chỉ bị thiếu chữ. Mời quý vị quét lại mã trên phiếu, hoặc hỏi bàn hướng dẫn.
phone-held = Số dự trữ
phone-held-advice = Số của quý vị có giá trị. Máy lấy số đang mất kết nối với trung tâm; khi nối lại được, quý vị được xếp hàng theo đúng giờ đã lấy số và trang này tự cho biết lượt. Xin ở lại trong sảnh.
