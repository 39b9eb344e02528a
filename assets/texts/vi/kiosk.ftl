# The kiosk's touch page. Warm and plain; "quý vị", never a queue's jargon.

kiosk-nav = Di chuyển
kiosk-tools = Ngôn ngữ và cỡ chữ
kiosk-large-text = Chữ to
kiosk-normal-text = Chữ thường
kiosk-back = Quay lại
kiosk-home = Trang đầu
kiosk-help = Trợ giúp
kiosk-loading = Đang chuẩn bị…

kiosk-home-title = Hôm nay quý vị cần làm gì?
kiosk-home-search = Gõ việc cần làm, ví dụ: khai sinh
kiosk-home-tiles = Việc thường gặp
kiosk-home-fields = Xem tất cả lĩnh vực
kiosk-home-appointment = Tôi có lịch hẹn
kiosk-home-appointment-how = Nhập mã hoặc quét mã QR
kiosk-home-guidance = Tôi không biết – cần hướng dẫn

kiosk-fields-title = Quý vị cần lĩnh vực nào?
kiosk-procedures-title = Quý vị cần làm thủ tục nào?
kiosk-procedures-any = Tôi không rõ – lấy số lĩnh vực này
kiosk-leaf-previous = Trang trước
kiosk-leaf-next = Trang sau
kiosk-leaf-place-one = { $from } trong { $of }
kiosk-leaf-place = { $from }–{ $to } trong { $of }

kiosk-search-title = Quý vị cần làm việc gì?
kiosk-search-field = Việc cần làm
kiosk-search-hint = Gõ không dấu cũng được, ví dụ: khai sinh, so do, can cuoc
kiosk-search-results = Kết quả
kiosk-search-count = { $n ->
    [0] Không tìm thấy
   *[other] Tìm thấy { $n } thủ tục
  }
kiosk-search-nothing = Chưa tìm thấy “{ $query }”
kiosk-search-nothing-more = Xin thử từ ngắn hơn, hoặc xem theo lĩnh vực ở trang đầu.
kiosk-search-elsewhere = Việc này không làm tại đây
kiosk-keyboard = Bàn phím
kiosk-keyboard-show = Hiện bàn phím
kiosk-keyboard-hide = Ẩn bàn phím
kiosk-key-space = Dấu cách
kiosk-key-sac = sắc
kiosk-key-huyen = huyền
kiosk-key-hoi = hỏi
kiosk-key-nga = ngã
kiosk-key-nang = nặng
kiosk-key-figures = 1 2 3
kiosk-key-letters = ă â đ
kiosk-key-delete = Xóa
kiosk-key-clear = Xóa hết

kiosk-waiting = { $n ->
    [0] Chưa có ai chờ
   *[other] { $n } người đang chờ
  }
kiosk-waiting-first = { $n ->
    [0] Ưu tiên: không có ai trước quý vị
   *[other] Ưu tiên: còn { $n } người trước quý vị
  }
kiosk-no-counter-open = Quầy chưa mở
kiosk-left = { $n ->
    [0] Hôm nay có thể không kịp đến lượt
   *[other] Còn khoảng { $n } lượt hôm nay
  }
kiosk-stop = Ngừng phát số
kiosk-stop-until = Ngừng phát số – mở lại { $when }
kiosk-stop-from = Tiếp nhận từ { $day }
kiosk-stop-today = Mở lại lúc { $clock }
kiosk-stopped-title = Hiện chưa lấy số này được
kiosk-stopped-hall_closed = Trung tâm đang ngoài giờ làm việc{ $when ->
    [none] .
   *[other] , mở lại { $when }.
  }
kiosk-stopped-cut_off = Lĩnh vực này đã ngừng phát số{ $when ->
    [none] .
   *[other] , phát lại { $when }.
  }
kiosk-stopped-full = Số của lĩnh vực này hôm nay đã phát hết{ $when ->
    [none] .
   *[other] , phát lại { $when }.
  }
kiosk-stopped-not-yet = Trung tâm tiếp nhận lĩnh vực này từ { $day }.
kiosk-stopped-papers = Quý vị vẫn xem và in được danh mục giấy tờ để chuẩn bị.
kiosk-stopped-other = Chọn việc khác
kiosk-same-day = Hồ sơ nộp sau { $time } nhận kết quả vào ngày làm việc tiếp theo.
kiosk-trial = Đang tập huấn – số in ra không có giá trị
kiosk-refused-already-waiting = Quý vị đang có số { $label } cho việc này. Xin chờ gọi số { $label }, không cần lấy thêm.
kiosk-refused-cooling = Máy vừa phát một số. Xin chờ { $n } giây.
kiosk-refused-grounds = Trung tâm không còn diện ưu tiên này. Quý vị chọn lại, hoặc lấy số thường.
kiosk-slot = Lịch hẹn { $time }

kiosk-question-label = Chỉ một câu hỏi

kiosk-checklist-title = Quý vị đã đủ giấy tờ chưa?
kiosk-checklist-tongue = Tên giấy tờ ghi bằng tiếng Việt, đúng như văn bản công bố; cán bộ cũng hỏi bằng tên này.
kiosk-checklist-submit = Giấy tờ phải nộp
kiosk-checklist-present = Mang theo để xuất trình
kiosk-checklist-lookup = Cơ quan tự tra cứu – quý vị không phải nộp
kiosk-checklist-empty = Thủ tục này chưa có danh mục giấy tờ. Cán bộ tại quầy sẽ hướng dẫn quý vị.
kiosk-checklist-time = Thời gian giải quyết: { $time }
kiosk-checklist-up = Lên
kiosk-checklist-down = Xem tiếp
kiosk-checklist-whole = Xem nguyên văn
kiosk-checklist-brief = Xem vắn tắt
kiosk-checklist-rest = Danh mục nguồn ghi đến dấu “…” là hết. Cán bộ tại quầy có bản đầy đủ.
kiosk-checklist-rest-scan = Danh mục nguồn ghi đến dấu “…” là hết. Quét mã để đọc trọn trên Cổng Dịch vụ công, hoặc hỏi cán bộ.
kiosk-checklist-enough = Đủ rồi
kiosk-checklist-missing = Còn thiếu

kiosk-guide-title = Mang danh mục giấy tờ về nhé
kiosk-guide-text = Máy in danh mục giấy tờ cần chuẩn bị. Quý vị chưa phải lấy số.
kiosk-guide-print = In danh mục giấy tờ
kiosk-guide-take-anyway = Vẫn lấy số
kiosk-guide-printing = Đang in…
kiosk-guide-done = Lấy giấy ở khe bên dưới
kiosk-guide-failed = Máy chưa in được. Xin chụp lại màn hình này, hoặc hỏi nhân viên.
kiosk-guide-failed-scan = Máy chưa in được. Xin quét mã này bằng điện thoại để mang danh mục về, hoặc chụp lại màn hình.
kiosk-guide-qr = Mã QR dẫn đến danh mục giấy tờ đã công bố

kiosk-confirm-title = Quý vị lấy số này nhé?
kiosk-confirm-priority = Quý vị thuộc diện ưu tiên?
kiosk-confirm-no = Không
kiosk-confirm-yes = Có
kiosk-confirm-take = Lấy số
kiosk-confirm-taking = Đang lấy số…
kiosk-confirm-closed = Hiện chưa có quầy nào mở cho việc này. Quý vị vẫn lấy số được.
kiosk-confirm-receipt = Quý vị chuẩn bị sẵn Giấy tiếp nhận hồ sơ và hẹn trả kết quả. Nhận thay thì cần thêm giấy ủy quyền.
kiosk-confirm-no-paper = Lúc này máy chưa in được phiếu. Số sẽ hiện trên màn hình để quý vị ghi lại hoặc quét mã.

kiosk-grounds-title = Quý vị thuộc diện nào?
kiosk-grounds-note = Cán bộ có thể xem giấy tờ khi mời quý vị.
kiosk-grounds-none = Tôi không thuộc diện ưu tiên

kiosk-appointment-title = Quý vị nhập mã lịch hẹn
kiosk-appointment-note = Giấy hẹn: 6 ký tự. Đăng ký từ nhà: 10 ký tự, xin nhập đủ. Cũng có thể đưa mã QR vào máy quét.
kiosk-appointment-code = Mã lịch hẹn
kiosk-appointment-unknown = Không tìm thấy mã này. Xin quý vị xem lại giấy hẹn, hoặc hỏi nhân viên.
kiosk-appointment-used = Lịch hẹn này đã lấy số { $label } rồi. Xin quý vị chờ gọi số { $label }.
kiosk-appointment-not-today = Lịch hẹn của quý vị vào { $clock }, { $day }. Hôm nay quý vị vẫn lấy số thường được.
kiosk-appointment-closed = Trung tâm đang nghỉ. Xin quý vị lấy số từ { $when }.
kiosk-appointment-cancelled = Lịch hẹn này đã hủy. Quý vị vẫn lấy số thường được ở trang đầu.

kiosk-last-title = Số của quý vị
kiosk-last-ahead = { $n ->
    [0] Quý vị là người tiếp theo
   *[other] Trước quý vị còn { $n } người
  }
kiosk-last-paper = Lấy phiếu ở khe bên dưới
kiosk-last-follow = Quét để theo dõi trên điện thoại
kiosk-last-qr = Mã QR để theo dõi số { $label }
kiosk-last-done = Xong
kiosk-last-refused = Máy chưa in được phiếu
kiosk-last-unknown = Có thể phiếu chưa in ra
kiosk-last-keep = Số của quý vị vẫn được giữ. Xin chụp lại màn hình này, hoặc nhớ số và báo nhân viên.
kiosk-last-written = Quý vị đã ghi lại số chưa?
kiosk-last-show = Hiện lại mã QR

kiosk-ease = Dễ dùng hơn
kiosk-ease-title = Màn hình thế nào thì dễ cho quý vị?
kiosk-ease-done = Xong
kiosk-ease-large = Chữ to
kiosk-ease-large-how = Chữ lớn hơn một phần tư.
kiosk-ease-contrast = Tương phản mạnh
kiosk-ease-contrast-how = Chữ trắng và vàng trên nền đen.
kiosk-ease-seated = Ngồi hoặc xe lăn
kiosk-ease-seated-how = Mọi nút xuống nửa dưới màn hình, vừa tầm tay.
kiosk-ease-sound = Đọc to
kiosk-ease-sound-how = Máy đọc câu hỏi và các lựa chọn trên từng màn hình.

kiosk-away-title = Máy tạm chưa lấy được số
kiosk-away-text = Xin quý vị gặp bàn hướng dẫn. Máy tự hoạt động lại khi có kết nối.
kiosk-restarting-title = Máy đang khởi động lại
kiosk-restarting-text = Xin chờ một lát, hoặc đến bàn hướng dẫn.
kiosk-away-waiting = Đang chờ kết nối…
kiosk-reserve-title = Máy đang phát số dự trữ
kiosk-reserve-text = Số vẫn có giá trị: quý vị được xếp hàng theo đúng giờ lấy số.
kiosk-reserve-ended = Máy đã hết số dự trữ của lĩnh vực này. Xin quý vị đến bàn hướng dẫn để được xếp hàng.
kiosk-appointment-late = Quý vị đến sau giờ hẹn nên mã không còn giữ chỗ.
kiosk-last-late = Quý vị đến sau giờ hẹn: số này chờ như mọi người, tính từ bây giờ.
kiosk-last-reserve = Số dự trữ: được xếp hàng theo đúng giờ đã lấy, ngay khi máy nối lại được với trung tâm.

kiosk-assisted = Đang có nhân viên hỗ trợ
kiosk-assisted-done = Xong

kiosk-idle-title = Quý vị còn ở đó không?
kiosk-idle-text = Màn hình trở về đầu sau { $n } giây
kiosk-idle-stay = Tôi còn ở đây

kiosk-help-title = Cần giúp? Có chúng tôi
kiosk-help-step-1 = Chạm vào việc quý vị cần làm, hoặc gõ vài chữ để tìm.
kiosk-help-step-2 = Xem giấy tờ cần mang. Đủ rồi thì lấy số.
kiosk-help-step-3 = Lấy phiếu, ngồi chờ. Khi đến lượt, loa và màn hình sẽ mời số của quý vị.
kiosk-help-staff = Nhân viên hướng dẫn luôn sẵn lòng giúp quý vị tại sảnh.
kiosk-help-phone = Điện thoại: { $phone }
kiosk-help-guidance = Lấy số bàn hướng dẫn

kiosk-scan-card = Đã nhận thẻ. Quý vị chọn việc cần làm.
kiosk-scan-first = Theo ngày sinh trên thẻ của quý vị.
kiosk-scan-insurance = Đây là thẻ bảo hiểm y tế. Máy chỉ dùng thẻ căn cước; quý vị vẫn lấy số bình thường.
kiosk-scan-unreadable = Máy chưa đọc được mã này. Xin đưa lại chậm hơn, hoặc chọn việc trên màn hình.
kiosk-scan-away = Máy tạm chưa tra được mã này. Quý vị vẫn chọn việc trên màn hình.
kiosk-turn-title = Lượt của quý vị
kiosk-turn-called = Mời quý vị đến quầy { $counter }
kiosk-turn-serving = Đang được phục vụ tại quầy { $counter }
kiosk-turn-waiting = Quý vị đang chờ đến lượt
kiosk-turn-absent = Số này đã được gọi. Xin quý vị báo nhân viên để vào lại hàng chờ.
kiosk-turn-parked = Số này đang tạm gác. Quầy sẽ mời quý vị trở lại.
kiosk-turn-over = Lượt này đã xong hoặc đã hủy.
kiosk-turn-unknown = Không tìm thấy số này hôm nay. Xin quý vị hỏi nhân viên.

kiosk-pair-title = Ghép máy lấy số này
kiosk-pair-note = Máy chưa có khóa. Quản trị viên mở trang quản trị, mục Thiết bị, thêm máy lấy số rồi gõ mã vào đây.
kiosk-pair-server = Máy chủ { $server } đang trả lời.
kiosk-pair-away = Máy chủ { $server } không trả lời. Xin kiểm tra dây mạng, máy chủ và địa chỉ MOISO_KIOSK_SERVER.
kiosk-pair-code = Mã ghép máy
kiosk-pair-claim = Ghép máy
kiosk-pair-asking = Đang ghép…
kiosk-pair-done = Đã ghép với tên { $name }. Máy đang khởi động…

kiosk-staff-title = Nhân viên
kiosk-staff-pin = Nhập mã PIN do quản trị viên đặt.
kiosk-staff-typed = Đã nhập { $n } chữ số
kiosk-staff-open = Mở
kiosk-staff-close = Đóng
kiosk-staff-assist = Hỗ trợ một người
kiosk-staff-wrong = Mã PIN không đúng. Còn { $n } lần thử.
kiosk-staff-paused = Nhập sai nhiều lần. Xin chờ { $n } giây rồi thử lại.
kiosk-staff-printer = Máy in
kiosk-staff-roll = Giấy còn khoảng { $metres } m, { $slips } phiếu
kiosk-staff-printed = Đã in { $n } phiếu từ khi khởi động
kiosk-staff-option = { $name ->
    [width] Giấy { $value } mm
    [confirm] Xác nhận { $value }
    [speed_mm_s] { $value } mm/s
    [band_rows] Băng { $value }
    [printer] { $value }
   *[pad_rows] Lề { $value }
  }{ $from ->
    [setting] { " " }(cài đặt)
    [learnt] { " " }(đã học)
   *[usual] {""}
  }
kiosk-staff-tune = Chỉnh bản in
kiosk-staff-tune-pad_rows = Lề trắng cuối phiếu
kiosk-staff-tune-pad_rows-how = Thêm khi dòng cuối bị dao cắt mất; 8 hàng là 1 mm.
kiosk-staff-tune-band_rows = Băng in
kiosk-staff-tune-band_rows-how = Giảm khi vạch trên phiếu in thử bị đứt quãng; 0 là gửi cả phiếu.
kiosk-staff-tune-given = Do tệp cài đặt của máy quyết định.
kiosk-staff-tune-test = Dùng và in thử
kiosk-staff-tune-close = Thôi chỉnh
kiosk-staff-rows = { $n } hàng
kiosk-staff-more = Tăng: { $what }
kiosk-staff-less = Giảm: { $what }
kiosk-staff-test = In thử
kiosk-staff-new-roll = Đã thay giấy
kiosk-staff-roll-noted = Đã ghi nhận cuộn giấy mới.
kiosk-staff-roll-undo = Hoàn tác
kiosk-staff-roll-kept = Vẫn là cuộn giấy cũ.
kiosk-staff-print-printed = Đã in
kiosk-staff-print-refused = Chưa in được
kiosk-staff-print-unknown = Không rõ đã in hay chưa
kiosk-staff-told-test = { $print ->
    [printed] Đã in phiếu thử
    [refused] Phiếu thử chưa in được
   *[unknown] Không rõ phiếu thử đã in hay chưa
  }
kiosk-staff-told-slip = { $print ->
    [printed] Đã in lại phiếu { $label }
    [refused] Phiếu { $label } chưa in được
   *[unknown] Không rõ phiếu { $label } đã in hay chưa
  }
kiosk-staff-numbers = Số vừa phát
kiosk-staff-no-numbers = Chưa phát số nào.
kiosk-staff-reprint = In lại
kiosk-staff-reprint-label = In lại phiếu { $label }
kiosk-staff-sound = Tiếng đọc
kiosk-staff-sound-at = { $n ->
    [0] Đang tắt tiếng
   *[other] Mức { $n } trên 5
  }
kiosk-staff-softer = Nhỏ hơn
kiosk-staff-louder = To hơn
kiosk-staff-sound-off = Tắt tiếng
kiosk-staff-sound-sample = Máy đọc to như thế này.
kiosk-staff-server = Máy chủ
kiosk-staff-online = { $server } đang trả lời từ { $since }.
kiosk-staff-offline = { $server } không trả lời từ { $since }. Kiểm tra dây mạng và máy chủ.
kiosk-staff-reserve = Số dự trữ: còn { $left }, đã phát { $handed }
kiosk-staff-version = Phiên bản { $version }
kiosk-staff-scanner-ready = Máy quét mã đang đọc
kiosk-staff-scanner-away = Không thấy máy quét mã ở { $device }. Kiểm tra dây nối.
kiosk-staff-restart-program = Khởi động lại chương trình
kiosk-staff-restart-machine = Khởi động lại máy
kiosk-staff-restart-sure = Bấm lần nữa để khởi động lại
kiosk-staff-starting = Đang khởi động lại…
kiosk-printer-ready = Máy in sẵn sàng.
kiosk-printer-do-ready = Không cần làm gì.
kiosk-printer-paper_near_end = Sắp hết giấy.
kiosk-printer-do-paper_near_end = Chuẩn bị cuộn giấy mới.
kiosk-printer-paper_out = Hết giấy.
kiosk-printer-do-paper_out = Mở nắp, lắp cuộn giấy mới, đóng nắp rồi bấm “Đã thay giấy”.
kiosk-printer-cover_open = Nắp máy in đang mở.
kiosk-printer-do-cover_open = Đóng nắp cho đến khi nghe tiếng khớp.
kiosk-printer-overheated = Đầu in quá nóng.
kiosk-printer-do-overheated = Chờ vài phút, máy tự in lại khi nguội.
kiosk-printer-cutter = Kẹt dao cắt.
kiosk-printer-do-cutter = Tắt máy in, lấy giấy kẹt ra, bật lại.
kiosk-printer-broken = Máy in báo lỗi.
kiosk-printer-do-broken = Tắt máy in, chờ 10 giây, bật lại. Vẫn lỗi thì gọi kỹ thuật.
kiosk-printer-offline = Máy in không nhận lệnh in.
kiosk-printer-do-offline = Bấm nút FEED hoặc ONLINE trên máy in, hoặc tắt rồi bật lại.
kiosk-printer-mute = Máy in không trả lời.
kiosk-printer-do-mute = Kiểm tra nắp máy in đã đóng, rồi tắt và bật lại máy in.
kiosk-printer-away = Không tìm thấy máy in.
kiosk-printer-do-away = Kiểm tra nguồn điện và dây nối của máy in.

kiosk-paper-title = Phiếu của máy in ảo
kiosk-paper-empty = Chưa có phiếu nào
kiosk-paper-slip = Phiếu { $name }
kiosk-paper-count = { $n } phiếu, mới nhất trước

kiosk-error-invalid-request = Yêu cầu chưa đúng. Xin quý vị thử lại.
kiosk-error-malformed-json = Yêu cầu không đọc được.
kiosk-error-not-json = Yêu cầu phải ở dạng JSON.
kiosk-error-bad-origin = Yêu cầu đến từ một trang khác.
kiosk-error-bad-request = Yêu cầu chưa đúng.
kiosk-error-not-found = Không có trang này.
kiosk-error-method-not-allowed = Trang này không nhận cách hỏi ấy.
kiosk-error-too-large = Yêu cầu quá lớn.
kiosk-error-unknown-service = Không có lĩnh vực này ở đây.
kiosk-error-unknown-procedure = Không có thủ tục này trong danh mục.
kiosk-error-unknown-grounds = Trung tâm không có diện ưu tiên này.
kiosk-error-key-reused = Mã yêu cầu này đã dùng cho việc khác.
kiosk-error-server-away = Máy chủ chưa trả lời. Máy sẽ tự hoạt động lại.
kiosk-error-no-speech = Máy này chưa có giọng đọc.
kiosk-error-key-not-kept = Máy không ghi được khóa vào ổ đĩa. Xin xem dung lượng ổ đĩa rồi bấm lại với cùng mã này.
kiosk-error-no-pin = Chưa có mã PIN. Quản trị viên đặt ở trang quản trị, mục Thiết bị.
kiosk-error-wrong-pin = Mã PIN không đúng.
kiosk-error-attendant-paused = Nhập sai nhiều lần. Xin chờ rồi thử lại.
kiosk-error-not-inside = Màn hình Nhân viên đã đóng.
kiosk-error-not-offered = Máy này không cho phép việc đó.
kiosk-error-nothing-to-undo = Không còn gì để hoàn tác.
kiosk-error-restart-failed = Máy không tự khởi động lại được: máy chưa được cho phép. Xin tắt máy rồi bật lại, và báo người quản trị.
kiosk-error-unknown-ticket = Máy không còn giữ số này.
kiosk-error-device-refused = Máy lấy số chưa được phép hoạt động. Xin báo nhân viên.
kiosk-error-no-catalogue = Máy chưa có danh mục. Xin báo nhân viên.
