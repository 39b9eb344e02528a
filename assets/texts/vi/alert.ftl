# What needs a supervisor's hand: the reason, the next step, the button that does it (server/domain/alerts.py).
alert-line-stranded = { $name }: { $waiting } người chờ, chưa có quầy mở.
alert-line-missed = { $name }: { $waiting } người chờ, quầy { $missed } hết giờ nghỉ đã { $minutes } phút mà chưa mở lại.
alert-line-late = { $name }: { $waiting } người chờ, lâu nhất { $minutes } phút.
alert-line-likely = { $name }: { $waiting } người chờ; ai đến bây giờ chờ khoảng { $minutes } phút, mục tiêu { $target }.
alert-counter-idle = Quầy { $counter } rảnh mà có { $waiting } người chờ quầy này đã { $minutes } phút.
alert-not-started = { $label } được mời vào quầy { $counter } đã { $minutes } phút mà chưa bắt đầu.
alert-served-long = Quầy { $counter } làm cho { $label } đã { $minutes } phút, thường khoảng { $usual } phút.
alert-supplement-again = { $label } bị yêu cầu bổ sung giấy tờ lần thứ hai trong ngày; chỉ được yêu cầu một lần.
alert-drift-kept = Tuần này, trong 10 người chỉ { $kept } người chờ đúng khoảng đã báo.
alert-drift-bias = Tuần này người ta thường được gọi { $way ->
    [later] muộn
   *[sooner] sớm
  } hơn đã báo khoảng { $minutes } phút.
alert-report-folder-away = Báo cáo tháng, quý chưa đưa được vào thư mục: thư mục không có hoặc không ghi được.
alert-report-mail-away = Báo cáo tháng, quý chưa gửi được: máy chủ thư không trả lời.
alert-report-mail-refused = Báo cáo tháng, quý chưa gửi được: máy chủ thư từ chối (tài khoản, địa chỉ hoặc chứng chỉ).

alert-next-helps = Quầy { $counter } rảnh và làm được: bật hỗ trợ?
alert-next-held = Quầy { $counter } làm được, đang có người: bật hỗ trợ để nhận thêm hàng này?
alert-next-free = Quầy { $counter } rảnh và làm được: gọi người sang quầy này?
alert-next-paused = Quầy { $counter } làm được, đang nghỉ.
alert-next-closed = Quầy { $counter } làm được, đang đóng.
alert-next-busy = Mọi quầy làm được việc này đều đang có người.
alert-next-nobody = Không quầy nào làm được lĩnh vực này.
alert-next-away = Quầy { $counter } làm được, đang nghỉ theo lịch, khoảng { $minutes } phút nữa trở lại.
alert-next-idle = Gọi người tiếp theo về đây?
alert-next-call-again = Chưa thấy đến: gọi lại?
alert-next-absent = Đã gọi { $calls } lần: ghi vắng mặt?
alert-next-desk = Hỏi xem quầy có cần giúp không.
alert-next-story = Xem lại hai lần yêu cầu, xin lỗi công dân nếu cần.
alert-next-promises = Xem lệch ở lĩnh vực nào.
alert-next-reports = Tải về ở trang Báo cáo; nhờ kỹ thuật xem nhật ký máy chủ.

alert-do-ready = Gọi về quầy { $counter }
alert-do-take-on = Bật hỗ trợ ở quầy { $counter }
alert-do-open = Mở quầy { $counter }
alert-do-call-again = Gọi lại { $label }
alert-do-absent = Ghi vắng mặt
alert-see-desk = Xem quầy { $counter }
alert-see-story = Xem nhật ký { $label }
alert-see-promises = Xem độ đúng
alert-see-reports = Xem báo cáo
alert-see-what-if = Thử giao thêm cho quầy { $counter }

alert-seen = Đã biết
alert-seen-about = Đã biết: { $sentence }
alert-seen-by = { $by } đã biết lúc { $clock }
alert-known = Đã có người biết: { $count }
alert-more = và { $count } việc nữa
alert-red = Gấp
alert-sound = Chuông
alert-sound-about = Chuông khi có việc gấp, trên máy này
alert-wall = Treo tường
alert-wall-about = Phóng to cho màn hình treo tường; bấm Esc để trở lại
alert-wall-calm = Không có hàng nào đang chờ.
alert-wall-others = và { $count } lĩnh vực nữa đang có người chờ
alert-wall-share = Mục tiêu: từ { $target }%

alert-targets = Chờ lâu nhất (vàng từ { $amber }, đỏ từ { $red } phút)
alert-time-of-usual = { $minutes }/{ $usual } phút
alert-time-of-usual-short = { $minutes }/{ $usual }′
alert-time-of-usual-told = đã { $minutes } phút, thường khoảng { $usual } phút
alert-takes-long = làm lâu

alert-taken-on-title = Đang bật hỗ trợ
alert-taken-on = Quầy { $counter } nhận thêm { $name }, { $by } bật lúc { $clock }, đến khi đóng quầy.
alert-let-go = Tắt hỗ trợ ở quầy { $counter }
alert-also = nhận thêm { $services }
