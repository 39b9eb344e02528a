# The kiosk's touch page.

kiosk-nav = 이동
kiosk-tools = 언어와 글자 크기
kiosk-large-text = 큰 글자
kiosk-normal-text = 보통 글자
kiosk-back = 뒤로
kiosk-home = 처음으로
kiosk-help = 도움말
kiosk-loading = 준비 중입니다…

kiosk-home-title = 오늘 어떤 업무를 보러 오셨습니까?
kiosk-home-search = 영어나 베트남어로 입력 (예: birth)
kiosk-home-tiles = 자주 찾는 업무
kiosk-home-fields = 모든 분야 보기
kiosk-home-appointment = 예약하고 왔습니다
kiosk-home-appointment-how = 코드 입력 또는 QR 스캔
kiosk-home-guidance = 잘 모르겠습니다 – 안내가 필요합니다

kiosk-fields-title = 어느 분야의 업무입니까?
kiosk-procedures-title = 어떤 절차가 필요하십니까?
kiosk-procedures-any = 잘 모름 – 이 분야 번호 받기
kiosk-leaf-previous = 이전 쪽
kiosk-leaf-next = 다음 쪽
kiosk-leaf-place-one = { $of }개 중 { $from }
kiosk-leaf-place = { $of }개 중 { $from }–{ $to }

kiosk-search-title = 어떤 업무가 필요하십니까?
kiosk-search-field = 필요한 업무
kiosk-search-hint = 이 자판은 로마자만 입력됩니다. 영어나 베트남어로 입력하세요 (예: birth, khai sinh). 성조는 필요 없습니다.
kiosk-search-results = 검색 결과
kiosk-search-count = { $n ->
    [0] 찾지 못했습니다
   *[other] 절차 { $n }건을 찾았습니다
  }
kiosk-search-nothing = “{ $query }”에 대한 결과가 없습니다
kiosk-search-nothing-more = 더 짧은 단어로 찾거나, 첫 화면에서 분야별로 찾아보세요.
kiosk-search-elsewhere = 이 업무는 이곳에서 처리하지 않습니다
kiosk-keyboard = 자판
kiosk-keyboard-show = 자판 보기
kiosk-keyboard-hide = 자판 숨기기
kiosk-key-space = 띄어쓰기
kiosk-key-sac = sắc
kiosk-key-huyen = huyền
kiosk-key-hoi = hỏi
kiosk-key-nga = ngã
kiosk-key-nang = nặng
kiosk-key-figures = 1 2 3
kiosk-key-letters = ă â đ
kiosk-key-delete = 지우기
kiosk-key-clear = 모두 지우기

kiosk-waiting = { $n ->
    [0] 대기 인원 없음
   *[other] { $n }명 대기 중
  }
kiosk-waiting-first = { $n ->
    [0] 우선: 앞에 아무도 없습니다
   *[other] 우선: 앞에 { $n }명
  }
kiosk-no-counter-open = 아직 열린 창구 없음
kiosk-left = { $n ->
    [0] 오늘 안에 순서가 오지 않을 수 있습니다
   *[other] 오늘 약 { $n }명 더 가능
  }
kiosk-stop = 번호 발급 마감
kiosk-stop-until = 번호 발급 마감 – { $when } 재개
kiosk-stop-from = { $day }부터 접수
kiosk-stop-today = { $clock } 재개
kiosk-stopped-title = 지금은 이 번호를 받으실 수 없습니다
kiosk-stopped-hall_closed = 지금은 업무 시간이 아닙니다.{ $when ->
    [none] {""}
   *[other] {" "}{ $when }에 다시 시작합니다.
  }
kiosk-stopped-cut_off = 이 업무의 번호 발급이 마감되었습니다.{ $when ->
    [none] {""}
   *[other] {" "}{ $when }에 다시 발급합니다.
  }
kiosk-stopped-full = 오늘 이 업무의 번호가 모두 발급되었습니다.{ $when ->
    [none] {""}
   *[other] {" "}{ $when }에 다시 발급합니다.
  }
kiosk-stopped-not-yet = 센터는 { $day }부터 이 업무를 접수합니다.
kiosk-stopped-papers = 준비할 서류 목록은 지금도 보고 인쇄하실 수 있습니다.
kiosk-stopped-other = 다른 업무 선택
kiosk-same-day = { $time } 이후 접수한 서류는 다음 근무일에 처리됩니다.
kiosk-trial = 직원 교육 중 – 지금 나오는 번호는 유효하지 않습니다
kiosk-refused-already-waiting = 이 업무의 번호 { $label }번을 이미 받으셨습니다. 새 번호 없이 { $label }번 호출을 기다려 주십시오.
kiosk-refused-cooling = 방금 번호가 발급되었습니다. { $n }초만 기다려 주십시오.
kiosk-refused-grounds = 이 우선 대상 항목은 더 이상 없습니다. 다시 선택하시거나 일반 번호를 받으십시오.
kiosk-slot = { $time } 예약

kiosk-question-label = 질문 하나만 드립니다

kiosk-checklist-title = 서류를 모두 준비하셨습니까?
kiosk-checklist-tongue = 서류 이름은 법령에 공포된 베트남어 그대로입니다. 창구에서도 이 이름으로 요청합니다.
kiosk-checklist-submit = 제출할 서류
kiosk-checklist-present = 가져와서 보여 줄 서류
kiosk-checklist-lookup = 기관이 직접 조회 – 제출하지 않아도 됩니다
kiosk-checklist-empty = 이 절차의 서류 목록이 아직 없습니다. 창구 담당자가 안내해 드립니다.
kiosk-checklist-time = 처리 기간: { $time }
kiosk-checklist-up = 위로
kiosk-checklist-down = 더 보기
kiosk-checklist-whole = 원문 보기
kiosk-checklist-brief = 간략히 보기
kiosk-checklist-rest = 공포된 목록은 “…”에서 끝납니다. 전문은 창구 담당자에게 문의하세요.
kiosk-checklist-rest-scan = 공포된 목록은 “…”에서 끝납니다. 코드를 스캔하면 공공서비스 포털에서 전문을 볼 수 있고, 담당자에게 문의하셔도 됩니다.
kiosk-checklist-enough = 모두 있습니다
kiosk-checklist-missing = 부족합니다

kiosk-guide-title = 서류 목록을 가져가세요
kiosk-guide-text = 준비할 서류 목록을 인쇄해 드립니다. 아직 번호표는 필요하지 않습니다.
kiosk-guide-print = 서류 목록 인쇄
kiosk-guide-take-anyway = 그래도 번호 받기
kiosk-guide-printing = 인쇄 중…
kiosk-guide-done = 아래 투입구에서 종이를 받으세요
kiosk-guide-failed = 인쇄하지 못했습니다. 이 화면을 사진으로 찍거나 직원에게 문의하세요.
kiosk-guide-failed-scan = 인쇄하지 못했습니다. 이 코드를 휴대전화로 스캔해 목록을 가져가시거나 화면을 사진으로 찍으세요.
kiosk-guide-qr = 공포된 서류 목록으로 연결되는 QR 코드

kiosk-confirm-title = 이 번호를 받으시겠습니까?
kiosk-confirm-priority = 우선 대상이십니까?
kiosk-confirm-no = 아니요
kiosk-confirm-yes = 예
kiosk-confirm-take = 번호 받기
kiosk-confirm-taking = 번호를 받는 중…
kiosk-confirm-closed = 아직 열린 창구가 없습니다. 번호는 받으실 수 있습니다.
kiosk-confirm-receipt = 접수증(Giấy tiếp nhận hồ sơ và hẹn trả kết quả)을 준비해 주세요. 대리 수령 시 위임장도 필요합니다.
kiosk-confirm-no-paper = 지금은 번호표를 인쇄할 수 없습니다. 번호가 화면에 표시되니 적거나 코드를 스캔하세요.

kiosk-grounds-title = 어떤 대상에 해당하십니까?
kiosk-grounds-note = 호출할 때 담당자가 증빙을 확인할 수 있습니다.
kiosk-grounds-none = 우선 대상이 아닙니다

kiosk-appointment-title = 예약 코드를 입력해 주세요
kiosk-appointment-note = 예약증은 6자리, 집에서 신청하신 코드는 10자리를 모두 입력해 주세요. QR 코드를 스캐너에 대셔도 됩니다.
kiosk-appointment-code = 예약 코드
kiosk-appointment-unknown = 확인되지 않는 코드입니다. 예약증을 다시 보시거나 직원에게 문의해 주세요.
kiosk-appointment-used = 이 예약은 이미 { $label }번을 받았습니다. { $label }번이 호출될 때까지 기다려 주세요.
kiosk-appointment-not-today = 예약은 { $day } { $clock }입니다. 오늘은 일반 번호를 받으실 수 있습니다.
kiosk-appointment-closed = 지금은 업무 시간이 아닙니다. { $when }부터 번호를 받으실 수 있습니다.
kiosk-appointment-cancelled = 취소된 예약입니다. 첫 화면에서 일반 번호를 받으실 수 있습니다.

kiosk-last-title = 번호표 번호
kiosk-last-ahead = { $n ->
    [0] 다음 차례입니다
   *[other] 앞에 { $n }명이 있습니다
  }
kiosk-last-paper = 아래 투입구에서 번호표를 받으세요
kiosk-last-follow = 휴대전화로 확인하려면 스캔하세요
kiosk-last-qr = { $label } 번호를 확인하는 QR 코드
kiosk-last-done = 완료
kiosk-last-refused = 번호표를 인쇄하지 못했습니다
kiosk-last-unknown = 번호표가 나오지 않았을 수 있습니다
kiosk-last-keep = 번호는 그대로 유지됩니다. 이 화면을 사진으로 찍거나 번호를 기억해 직원에게 알려 주세요.
kiosk-last-written = 번호를 적어 두셨습니까?
kiosk-last-show = QR 코드 다시 보기

kiosk-ease = 편리한 사용
kiosk-ease-title = 어떻게 하면 편하시겠습니까?
kiosk-ease-done = 완료
kiosk-ease-large = 큰 글자
kiosk-ease-large-how = 글자가 4분의 1 더 커집니다.
kiosk-ease-contrast = 강한 대비
kiosk-ease-contrast-how = 검은 바탕에 흰색과 노란색 글자입니다.
kiosk-ease-seated = 앉은 자세 또는 휠체어
kiosk-ease-seated-how = 모든 버튼이 손이 닿는 화면 아래쪽으로 내려옵니다.
kiosk-ease-sound = 소리로 안내
kiosk-ease-sound-how = 화면마다 질문과 선택 항목을 읽어 드립니다.

kiosk-away-title = 지금은 번호를 받을 수 없습니다
kiosk-away-text = 안내 데스크로 가 주세요. 연결되면 자동으로 다시 작동합니다.
kiosk-restarting-title = 기기가 다시 시작되고 있습니다
kiosk-restarting-text = 잠시 기다리시거나 안내 데스크로 가 주세요.
kiosk-away-waiting = 연결을 기다리는 중…
kiosk-reserve-title = 예비 번호를 발급하고 있습니다
kiosk-reserve-text = 유효한 번호입니다. 번호를 받은 시각부터 순서가 정해집니다.
kiosk-reserve-ended = 이 분야의 예비 번호가 모두 소진되었습니다. 안내 데스크로 가시면 줄에 넣어 드립니다.
kiosk-appointment-late = 예약 시간이 지나 이 코드로는 자리가 보장되지 않습니다.
kiosk-last-late = 예약 시간이 지나 오셨습니다. 이 번호는 지금부터 다른 분들과 똑같이 기다립니다.
kiosk-last-reserve = 예비 번호: 다시 연결되는 대로 번호를 받은 시각 기준으로 줄에 들어갑니다.

kiosk-assisted = 직원이 도와드리고 있습니다
kiosk-assisted-done = 완료

kiosk-idle-title = 아직 계십니까?
kiosk-idle-text = { $n }초 뒤 처음 화면으로 돌아갑니다
kiosk-idle-stay = 아직 있습니다

kiosk-help-title = 도움이 필요하십니까?
kiosk-help-step-1 = 필요한 업무를 누르거나 몇 글자를 입력해 찾으세요.
kiosk-help-step-2 = 가져올 서류를 확인하세요. 모두 있으면 번호를 받으세요.
kiosk-help-step-3 = 번호표를 받고 앉아서 기다리세요. 음성과 화면으로 번호를 불러 드립니다.
kiosk-help-staff = 안내 직원이 언제든지 도와드립니다.
kiosk-help-phone = 전화: { $phone }
kiosk-help-guidance = 안내 데스크 번호 받기

kiosk-scan-card = 신분증을 받았습니다. 필요한 업무를 고르십시오.
kiosk-scan-first = 신분증의 생년월일에 따른 것입니다.
kiosk-scan-insurance = 건강보험증입니다. 이 기기는 신분증만 사용하며, 번호표는 그대로 받으실 수 있습니다.
kiosk-scan-unreadable = 코드를 읽지 못했습니다. 천천히 다시 대거나 화면에서 고르십시오.
kiosk-scan-away = 지금은 이 코드를 조회할 수 없습니다. 화면에서 고르십시오.
kiosk-turn-title = 고객님의 차례
kiosk-turn-called = { $counter }번 창구로 오십시오
kiosk-turn-serving = { $counter }번 창구에서 처리 중
kiosk-turn-waiting = 차례를 기다리고 계십니다
kiosk-turn-absent = 이미 호출된 번호입니다. 직원에게 말씀해 주십시오.
kiosk-turn-parked = 잠시 보류된 번호입니다. 창구에서 다시 부릅니다.
kiosk-turn-over = 이 번호는 끝났거나 취소되었습니다.
kiosk-turn-unknown = 오늘 이 번호를 찾을 수 없습니다. 직원에게 문의하십시오.

kiosk-pair-title = 이 발급기 연결하기
kiosk-pair-note = 아직 키가 없습니다. 관리자가 관리 페이지의 기기 항목에서 발급기를 추가한 뒤 그 코드를 여기에 입력합니다.
kiosk-pair-server = 서버 { $server } 응답 중입니다.
kiosk-pair-away = 서버 { $server } 응답이 없습니다. 네트워크 케이블, 서버, 주소 MOISO_KIOSK_SERVER를 확인하십시오.
kiosk-pair-code = 기기 연결 코드
kiosk-pair-claim = 연결
kiosk-pair-asking = 연결 중…
kiosk-pair-done = { $name } 이름으로 연결되었습니다. 시작하는 중…

kiosk-staff-title = 직원
kiosk-staff-pin = 관리자가 정한 PIN을 입력하십시오.
kiosk-staff-typed = 숫자 { $n }자리 입력됨
kiosk-staff-open = 열기
kiosk-staff-close = 닫기
kiosk-staff-assist = 방문객 돕기
kiosk-staff-wrong = PIN이 틀렸습니다. 남은 시도: { $n }번
kiosk-staff-paused = 여러 번 틀렸습니다. { $n }초 뒤에 다시 시도하십시오.
kiosk-staff-printer = 프린터
kiosk-staff-roll = 남은 용지 약 { $metres } m, { $slips }장
kiosk-staff-printed = 시작 후 { $n }장 인쇄
kiosk-staff-option = { $name ->
    [width] 용지 { $value } mm
    [confirm] 확인 { $value }
    [speed_mm_s] { $value } mm/s
    [band_rows] 밴드 { $value }
    [printer] { $value }
   *[pad_rows] 여백 { $value }
  }{ $from ->
    [setting] { " " }(설정)
    [learnt] { " " }(학습)
   *[usual] {""}
  }
kiosk-staff-tune = 인쇄 조정
kiosk-staff-tune-pad_rows = 아래 여백
kiosk-staff-tune-pad_rows-how = 마지막 줄이 잘리면 늘리십시오. 8줄이 1 mm입니다.
kiosk-staff-tune-band_rows = 인쇄 밴드
kiosk-staff-tune-band_rows-how = 시험지의 막대가 끊기면 줄이십시오. 0은 한 번에 보냅니다.
kiosk-staff-tune-given = 기기 설정 파일이 정합니다.
kiosk-staff-tune-test = 적용 후 시험 인쇄
kiosk-staff-tune-close = 완료
kiosk-staff-rows = { $n }줄
kiosk-staff-more = 늘리기: { $what }
kiosk-staff-less = 줄이기: { $what }
kiosk-staff-test = 시험 인쇄
kiosk-staff-new-roll = 용지 교체함
kiosk-staff-roll-noted = 새 용지를 기록했습니다.
kiosk-staff-roll-undo = 되돌리기
kiosk-staff-roll-kept = 이전 용지를 그대로 씁니다.
kiosk-staff-print-printed = 인쇄됨
kiosk-staff-print-refused = 인쇄 안 됨
kiosk-staff-print-unknown = 인쇄 여부 불명
kiosk-staff-told-test = { $print ->
    [printed] 시험지를 인쇄했습니다
    [refused] 시험지를 인쇄하지 못했습니다
   *[unknown] 시험지 인쇄 여부가 불명합니다
  }
kiosk-staff-told-slip = { $print ->
    [printed] { $label } 번호표를 다시 인쇄했습니다
    [refused] { $label } 번호표를 인쇄하지 못했습니다
   *[unknown] { $label } 번호표 인쇄 여부가 불명합니다
  }
kiosk-staff-numbers = 최근 번호
kiosk-staff-no-numbers = 아직 발급한 번호가 없습니다.
kiosk-staff-reprint = 다시 인쇄
kiosk-staff-reprint-label = { $label } 번호표 다시 인쇄
kiosk-staff-sound = 음성
kiosk-staff-sound-at = { $n ->
    [0] 음소거
   *[other] 5단계 중 { $n }단계
  }
kiosk-staff-softer = 작게
kiosk-staff-louder = 크게
kiosk-staff-sound-off = 음소거
kiosk-staff-sound-sample = 기기가 이 크기로 읽어 드립니다.
kiosk-staff-server = 서버
kiosk-staff-online = { $server } { $since }부터 응답 중입니다.
kiosk-staff-offline = { $server } { $since }부터 응답이 없습니다. 네트워크 케이블과 서버를 확인하십시오.
kiosk-staff-reserve = 예비 번호: { $left }개 남음, { $handed }개 발급
kiosk-staff-version = 버전 { $version }
kiosk-staff-scanner-ready = 코드 스캐너 작동 중
kiosk-staff-scanner-away = { $device }에 코드 스캐너가 없습니다. 케이블을 확인하십시오.
kiosk-staff-restart-program = 프로그램 다시 시작
kiosk-staff-restart-machine = 기기 다시 시작
kiosk-staff-restart-sure = 다시 눌러 재시작
kiosk-staff-starting = 다시 시작하는 중…
kiosk-printer-ready = 프린터가 준비되었습니다.
kiosk-printer-do-ready = 할 일이 없습니다.
kiosk-printer-paper_near_end = 용지가 얼마 남지 않았습니다.
kiosk-printer-do-paper_near_end = 새 용지를 준비하십시오.
kiosk-printer-paper_out = 용지가 없습니다.
kiosk-printer-do-paper_out = 덮개를 열어 새 용지를 넣고 닫은 뒤 “용지 교체함”을 누르십시오.
kiosk-printer-cover_open = 프린터 덮개가 열려 있습니다.
kiosk-printer-do-cover_open = 딸깍 소리가 날 때까지 닫으십시오.
kiosk-printer-overheated = 프린트 헤드가 너무 뜨겁습니다.
kiosk-printer-do-overheated = 몇 분 기다리면 저절로 다시 인쇄합니다.
kiosk-printer-cutter = 절단기에 용지가 걸렸습니다.
kiosk-printer-do-cutter = 프린터를 끄고 걸린 용지를 뺀 뒤 켜십시오.
kiosk-printer-broken = 프린터 오류입니다.
kiosk-printer-do-broken = 끄고 10초 뒤 다시 켜십시오. 계속되면 기술자를 부르십시오.
kiosk-printer-offline = 프린터가 작업을 받지 않습니다.
kiosk-printer-do-offline = FEED 또는 ONLINE 버튼을 누르거나 껐다 켜십시오.
kiosk-printer-mute = 프린터가 응답하지 않습니다.
kiosk-printer-do-mute = 덮개가 닫혔는지 확인하고 껐다 켜십시오.
kiosk-printer-away = 프린터를 찾을 수 없습니다.
kiosk-printer-do-away = 전원과 케이블을 확인하십시오.

kiosk-paper-title = 가상 프린터의 번호표
kiosk-paper-empty = 아직 번호표가 없습니다
kiosk-paper-slip = 번호표 { $name }
kiosk-paper-count = { $n }장, 최신순

kiosk-error-invalid-request = 요청이 올바르지 않습니다. 다시 시도해 주세요.
kiosk-error-malformed-json = 요청을 읽을 수 없습니다.
kiosk-error-not-json = 요청은 JSON이어야 합니다.
kiosk-error-bad-origin = 다른 사이트에서 온 요청입니다.
kiosk-error-bad-request = 요청이 올바르지 않습니다.
kiosk-error-not-found = 이 페이지는 없습니다.
kiosk-error-method-not-allowed = 이 방식으로는 요청할 수 없습니다.
kiosk-error-too-large = 요청이 너무 큽니다.
kiosk-error-unknown-service = 이곳에 없는 분야입니다.
kiosk-error-unknown-procedure = 목록에 없는 절차입니다.
kiosk-error-unknown-grounds = 센터에 없는 우선 대상 항목입니다.
kiosk-error-key-reused = 이 요청 키는 다른 요청에 사용되었습니다.
kiosk-error-server-away = 서버가 아직 응답하지 않습니다. 자동으로 다시 작동합니다.
kiosk-error-no-speech = 이 기기에는 음성이 없습니다.
kiosk-error-key-not-kept = 키를 디스크에 저장하지 못했습니다. 디스크 공간을 확인한 뒤 같은 코드로 다시 누르십시오.
kiosk-error-no-pin = PIN이 없습니다. 관리자가 관리 페이지의 기기 항목에서 정합니다.
kiosk-error-wrong-pin = PIN이 틀렸습니다.
kiosk-error-attendant-paused = 여러 번 틀렸습니다. 기다린 뒤 다시 시도하십시오.
kiosk-error-not-inside = 직원 화면이 닫혔습니다.
kiosk-error-not-offered = 이 기기에서는 허용되지 않습니다.
kiosk-error-nothing-to-undo = 되돌릴 것이 없습니다.
kiosk-error-restart-failed = 기기를 다시 시작하지 못했습니다: 권한이 없습니다. 전원을 껐다 켜고 관리자에게 알려 주십시오.
kiosk-error-unknown-ticket = 이 번호를 더 이상 보관하고 있지 않습니다.
kiosk-error-device-refused = 이 기기는 번호를 발급할 수 없습니다. 직원에게 알려 주세요.
kiosk-error-no-catalogue = 아직 목록이 없습니다. 직원에게 알려 주세요.
