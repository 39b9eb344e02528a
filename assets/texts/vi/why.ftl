# The answer to a complaint: why one label was called before another. Read on the page, copied into a letter.
why-page = Vì sao gọi trước
why-intro = Trả lời công dân hỏi “vì sao số này được gọi trước tôi?”: gõ hai số, câu trả lời lấy từ nhật ký của đúng lúc ấy.
why-mine = Số của công dân
why-other = Số được gọi trước
why-day = Ngày
why-ask = Xem câu trả lời
why-asking = Đang đọc nhật ký…
why-swap = Đổi hai số
why-first-time = Gõ số của công dân và số được gọi trước, rồi nhấn Enter.
why-refused-unknown-ticket = Ngày { $day } không có số { $label }. Xin xem lại phiếu: chữ cái, chữ số và ngày.
why-refused-same = Hai số phải khác nhau.
why-answer = Câu trả lời
why-facts = Căn cứ trong nhật ký
why-copy = Chép câu trả lời
why-copied = Đã chép
why-copy-by-hand = Trình duyệt không cho chép. Xin bôi đen đoạn dưới đây rồi nhấn Ctrl+C.
why-print = In
why-letter = Đoạn văn cho thư trả lời
why-lives = Diễn biến của hai số
why-life = Số { $label }
why-compared = lượt gọi được hỏi
why-next-leg = Sang bước sau: { $service }
why-joined = Vào hàng (số dự trữ lấy lúc { $at })
why-undone = đã hoàn tác
why-printed-at = In lúc { $clock } ngày { $date }, từ nhật ký của trung tâm
why-none = không ghi

## The answer, by its id
why-answer-never_called = Ngày { $date }, số { $other } không được gọi lần nào, nên không được gọi trước số { $mine }.
why-answer-not_here_yet = Lúc số { $other } được gọi, số { $mine } chưa được lấy: số { $mine } lấy lúc { $issued_at }, sau lượt gọi ấy.
why-answer-held_by_kiosk = Lúc số { $other } được gọi, số { $mine } chưa vào hàng: số này lấy lúc { $issued_at }, khi máy lấy số mất liên lạc với máy chủ, và vào hàng lúc { $joined_at }, tính theo giờ đã lấy.
why-answer-mine_first = Số { $mine } được gọi trước: lúc { $mine_at }, Quầy { $mine_counter }. Số { $other } được gọi sau đó.
why-answer-absent = Lúc số { $other } được gọi, số { $mine } đang được ghi vắng mặt: Quầy { $counter } đã gọi số { $mine } trước đó, đến { $since_at } vẫn chưa thấy công dân đến quầy.
why-answer-parked = { $reason ->
    [none] Lúc số { $other } được gọi, số { $mine } đang tạm chờ ngoài hàng, từ { $since_at }, sau khi đã đến Quầy { $counter }.
   *[other] Lúc số { $other } được gọi, số { $mine } đang tạm chờ ngoài hàng, từ { $since_at }, sau khi đã đến Quầy { $counter }. Lý do ghi lại: “{ $reason }”.
  }
why-answer-cancelled = { $reason ->
    [none] Lúc số { $other } được gọi, số { $mine } không còn trong hàng: số này đã được hủy lúc { $since_at }.
   *[other] Lúc số { $other } được gọi, số { $mine } không còn trong hàng: số này đã được hủy lúc { $since_at }. Lý do ghi lại: “{ $reason }”.
  }
why-answer-voided = { $reason ->
    [none] Lúc số { $other } được gọi, số { $mine } không còn trong hàng: số này đã được bỏ lúc { $since_at } vì in nhầm.
   *[other] Lúc số { $other } được gọi, số { $mine } không còn trong hàng: số này đã được bỏ lúc { $since_at } vì in nhầm. Lý do ghi lại: “{ $reason }”.
  }
why-answer-expired = { $reason ->
    [none] Lúc số { $other } được gọi, số { $mine } đã hết hạn từ { $since_at }.
   *[other] Lúc số { $other } được gọi, số { $mine } đã hết hạn từ { $since_at }. Lý do ghi lại: “{ $reason }”.
  }
why-answer-chosen = { $reason ->
    [none] Số { $other } được gọi trước số { $mine } vì cán bộ ({ $by }) chọn gọi trước lượt.
   *[other] Số { $other } được gọi trước số { $mine } vì cán bộ ({ $by }) chọn gọi trước lượt. Lý do ghi lại: “{ $reason }”.
  }
why-answer-reserved = Lúc ấy số { $mine } đã được chuyển riêng đến Quầy { $reserved_counter } và chỉ quầy này gọi được; số { $other } do Quầy { $call_counter } gọi.
why-answer-sent_there = Số { $other } đã được chuyển riêng đến Quầy { $call_counter } lúc { $sent_at } và chỉ quầy này gọi được số ấy; số { $mine } chờ ở hàng chung.
why-answer-separate = Hai số chờ ở hai hàng riêng: số { $mine } chờ hàng “{ $service }”, số { $other } chờ hàng “{ $other_service }”. Quầy { $call_counter } không gọi hàng “{ $service }”, nên lượt gọi này không lấy lượt của số { $mine }.
why-answer-two_lines = Hai số chờ ở hai hàng khác nhau: số { $other } chờ hàng “{ $other_service }” từ { $other_at }, số { $mine } chờ hàng “{ $service }” từ { $mine_at }. Số { $other } cũng đến trước.
why-answer-helped = Hai số chờ ở hai hàng riêng: số { $mine } chờ hàng “{ $service }”, số { $other } chờ hàng “{ $other_service }”. Quầy { $call_counter } lúc ấy giúp hàng “{ $other_service }” và không gọi hàng “{ $service }”.
why-answer-arrival = Số { $other } được gọi trước số { $mine } vì đến trước: xếp hàng từ { $other_at }, còn số { $mine } từ { $mine_at }.
why-answer-same_second = { $by ->
    [moment] Hai số bắt đầu xếp hàng trong cùng một giây, lúc { $came_at }; số { $other } sớm hơn chưa đầy một giây, nên được gọi trước số { $mine }.
    [step] Hai số bắt đầu xếp hàng trong cùng một giây, lúc { $came_at }. Số { $mine } đang ở bước sau của hồ sơ, phiếu của bước ấy ghi sau phiếu của số { $other }, nên số { $other } được gọi trước.
   *[number] Hai số bắt đầu xếp hàng trong cùng một giây, lúc { $came_at }, nên thứ tự phát số quyết định: số { $other } được phát trước, nên được gọi trước số { $mine }.
  }
why-answer-returned = Số { $other } được gọi trước số { $mine } vì đến trước: xếp hàng từ { $other_at }, còn số { $mine } từ { $mine_at }. Số { $other } trở lại hàng lúc { $came_at } và được giữ chỗ theo giờ đến.
why-answer-came_over = Số { $other } được gọi trước số { $mine } vì đến trung tâm trước: từ { $other_at }, còn số { $mine } từ { $mine_at }. Số { $other } được chuyển sang hàng này lúc { $came_at } và được giữ chỗ theo giờ đến.
why-answer-next_step = Số { $other } được gọi trước số { $mine } vì đến trung tâm trước: từ { $other_at }, còn số { $mine } từ { $mine_at }. Số { $other } làm tiếp bước sau của hồ sơ từ { $came_at } và được giữ chỗ theo giờ đến.
why-answer-lost_late = Số { $mine } được gọi mà vắng mặt và trở lại quá thời gian giữ chỗ, nên xếp hàng lại từ { $mine_at }; số { $other } xếp hàng từ { $other_at }, sớm hơn.
why-answer-lost_moved = Số { $mine } được chuyển mà không giữ chỗ, nên xếp hàng lại từ { $mine_at }; số { $other } xếp hàng từ { $other_at }, sớm hơn.
why-answer-lost_delayed = Số { $mine } đã nhường lượt từ điện thoại lúc { $delayed_at }, nên đứng sau số { $other }, đến từ { $other_at }.
why-answer-priority = { $grounds ->
    [none] Số { $other } được gọi trước số { $mine } vì thuộc diện ưu tiên. Theo quy chế của trung tâm, diện ưu tiên được gọi trước người đến sớm hơn.
   *[other] Số { $other } được gọi trước số { $mine } vì thuộc diện ưu tiên ({ $grounds }). Theo quy chế của trung tâm, diện ưu tiên được gọi trước người đến sớm hơn.
  }
why-answer-appointment = { $slot_at ->
    [none] Số { $other } được gọi trước số { $mine } vì có lịch hẹn đã đến giờ. Theo quy chế của trung tâm, người hẹn đúng giờ được gọi trước người đến sớm hơn.
   *[other] Số { $other } được gọi trước số { $mine } vì có lịch hẹn lúc { $slot_at } đã đến giờ. Theo quy chế của trung tâm, người hẹn đúng giờ được gọi trước người đến sớm hơn.
  }
why-answer-slot_later = Số { $mine } có lịch hẹn lúc { $slot_at } nên xếp theo giờ hẹn; số { $other } xếp hàng từ { $other_at }, trước giờ hẹn ấy.
why-answer-floor = Số { $other } được gọi trước số { $mine } vì đã chờ { $waited_s }. Theo quy chế của trung tâm, khi có người diện thường chờ quá lâu, diện ưu tiên không lấy hết các lượt gọi: lượt này dành cho người chờ lâu nhất.
why-answer-credit = Số { $other } được gọi trước số { $mine } vì quy chế của trung tâm tính giờ đến sớm hơn cho { $lane ->
    [appointment] người hẹn trước
   *[priority] diện ưu tiên
  }.
why-answer-heads = Quầy { $call_counter } gọi cả hàng “{ $service }” và hàng “{ $other_service }”; mỗi hàng có quy tắc gọi riêng. Lượt ấy đến hàng “{ $other_service }”, và số { $other } đứng đầu hàng đó.
why-answer-unexplained = Nhật ký không đủ căn cứ để giải thích vì sao số { $other } được gọi trước số { $mine }. Cần hỏi lại cán bộ Quầy { $call_counter }.

## What the written answer adds
why-fact-held = { $lane ->
    [priority] Số { $label }: lấy lúc { $at } khi máy lấy số mất liên lạc, vào hàng “{ $service }” lúc { $joined_at }, diện ưu tiên.
   *[ordinary] Số { $label }: lấy lúc { $at } khi máy lấy số mất liên lạc, vào hàng “{ $service }” lúc { $joined_at }.
  }
why-fact-given = { $lane ->
    [priority] { $grounds ->
        [none] Số { $label }: lấy lúc { $at }, hàng “{ $service }”, diện ưu tiên.
       *[other] Số { $label }: lấy lúc { $at }, hàng “{ $service }”, diện ưu tiên ({ $grounds }).
      }
    [appointment] Số { $label }: lấy lúc { $at }, hàng “{ $service }”, có hẹn trước.
   *[ordinary] Số { $label }: lấy lúc { $at }, hàng “{ $service }”, diện thường.
  }
why-fact-given_from_home = Số { $label }: đăng ký từ nhà, tính từ lúc nhận số tại sảnh, { $at }, hàng “{ $service }”, diện thường.
why-fact-next_step = Lúc { $at } số { $label } sang bước sau của hồ sơ, hàng “{ $service }”, giữ chỗ theo giờ đến.
why-fact-taken_back = Quầy { $counter } đã gọi số { $label } lúc { $at } rồi hoàn tác ngay; lượt ấy không tính.
why-fact-called_before = Lúc { $at } Quầy { $counter } đã gọi số { $label }.
why-fact-was_absent = Lúc { $at } số { $label } được ghi vắng mặt.
why-fact-came_back = { $kept ->
    [no] Lúc { $at } số { $label } trở lại, quá thời gian giữ chỗ, nên xếp hàng lại từ lúc ấy.
   *[yes] Lúc { $at } số { $label } trở lại hàng và được giữ chỗ.
  }
why-fact-put_back = Lúc { $at } số { $label } được đưa lại hàng chờ và được giữ chỗ.
why-fact-delayed = Lúc { $at } người giữ số { $label } nhường lượt từ điện thoại: { $passed } người sau được gọi trước.
why-fact-set_aside = { $reason ->
    [none] Lúc { $at } số { $label } tạm chờ ngoài hàng.
   *[other] Lúc { $at } số { $label } tạm chờ ngoài hàng. Lý do ghi lại: “{ $reason }”.
  }
why-fact-resumed = Lúc { $at } số { $label } làm tiếp ở Quầy { $counter } sau khi tạm chờ; đây không phải lượt gọi mới.
why-fact-moved = Lúc { $at } số { $label } được chuyển { $to_counter ->
    [none] sang hàng “{ $service }”
   *[other] riêng đến Quầy { $to_counter }
  }, { $kept ->
    [no] không giữ chỗ: xếp hàng lại từ lúc ấy
   *[yes] giữ chỗ theo giờ đến
  }.
why-fact-finished = Lúc { $at } số { $label } làm xong ở Quầy { $counter }.
why-fact-cancelled = Lúc { $at } số { $label } đã hủy.
why-fact-voided = Lúc { $at } số { $label } được bỏ vì in nhầm.
why-fact-expired = Lúc { $at } số { $label } hết hạn.
why-fact-lane_confirmed = Cán bộ đã xem và xác nhận diện của số { $label } lúc { $at }.
why-fact-kiosk_told = Lúc { $at } máy lấy số nối lại và báo: số { $label } lấy lúc { $taken_at }{ $lane ->
    [priority] , diện ưu tiên.
   *[ordinary] .
  }
why-fact-lane_changed = Cán bộ đã sửa diện của số { $label } lúc { $at } thành { $lane ->
    [priority] { $grounds ->
        [none] diện ưu tiên
       *[other] diện ưu tiên ({ $grounds })
      }
    [appointment] hẹn trước
   *[ordinary] diện thường
  }. { $reason ->
    [none] {""}
   *[other] Lý do ghi lại: “{ $reason }”.
  }
why-fact-lane_changed_later = Sau lượt gọi ấy, lúc { $at }, cán bộ mới sửa diện của số { $label } thành { $lane ->
    [priority] { $grounds ->
        [none] diện ưu tiên
       *[other] diện ưu tiên ({ $grounds })
      }
    [appointment] hẹn trước
   *[ordinary] diện thường
  }; lượt gọi ấy chưa tính theo diện này. { $reason ->
    [none] {""}
   *[other] Lý do ghi lại: “{ $reason }”.
  }
why-fact-undone = Sau lượt gọi ấy, lúc { $at }, cán bộ hoàn tác việc vừa ghi cho số { $label }; lúc gọi thì việc ấy còn nguyên.
why-fact-called = Quầy { $counter } gọi số { $other } lúc { $at }.
why-fact-counter_helped = Lượt ấy Quầy { $counter } giúp hàng “{ $service }”.
why-fact-rule = { $rule ->
    [fifo] Quy tắc gọi: ai đến trước được gọi trước.
    [priority_first] Quy tắc gọi: diện ưu tiên và người hẹn trước được gọi trước, rồi theo giờ đến.
    [counts_from] Quy tắc gọi: theo giờ đến, có tính sớm hơn cho diện ưu tiên và người hẹn trước.
   *[priority_floor] Quy tắc gọi: diện ưu tiên và người hẹn đúng giờ trước, rồi theo giờ đến; người chờ quá lâu được bảo đảm lượt.
  }
why-fact-passed_over = Lượt gọi ấy đi trước { $count } người đến sớm hơn.
why-fact-passed_ahead = Lượt chọn gọi ấy đi trước { $count } người đứng trước trong hàng.
why-fact-mine_slot = Số { $mine } có lịch hẹn lúc { $slot_at }; lịch hẹn chỉ được xếp lên trước khi gần đến giờ.
why-fact-undetailed = Nhật ký lượt ấy không ghi riêng lý do; câu trả lời suy từ giờ đến và diện của hai số theo thứ tự gọi.
why-fact-mine_called = { $after_s ->
    [none] Sau đó số { $mine } được gọi lúc { $at }, Quầy { $counter }.
   *[other] Sau đó số { $mine } được gọi lúc { $at }, Quầy { $counter }, muộn hơn { $after_s }.
  }
why-fact-mine_not_called = Đến lúc trả lời, sau lượt ấy số { $mine } chưa được gọi.

## The letter
why-letter-about = Về lượt gọi của số { $mine } và số { $other }, ngày { $date }:
why-letter-facts = Căn cứ nhật ký gọi số của trung tâm:
