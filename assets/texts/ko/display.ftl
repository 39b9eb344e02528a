# The hall's TV and the panels over the counters.
display-title = 번호 호출 화면
display-panel-title = { $number }번 창구 표시판
display-invite = 호출 번호
display-to-counter = 오실 창구
display-called-at = { $time } 호출
display-called-again = { $times }번째 호출
display-empty-title = 아직 호출된 번호가 없습니다
display-empty-hint = 번호표를 뽑고 앉아서 기다려 주십시오. 호출된 번호는 여기에 표시되고 음성으로 안내됩니다.
display-counter = 창구
display-counters = 창구 현황
display-counter-called = 창구로 오십시오
display-counter-serving = 업무 처리 중
display-counter-free = 이용 가능
display-counter-paused = 잠시 중단
display-counter-paused-until = { $time }까지 중단
display-counter-closed = 닫힘
display-counter-break = { $time }에 다시 시작
display-counter-before = { $time }부터 업무
display-counter-over = 업무 시간 외
display-counter-letters = 업무
display-waiting = 대기
display-waiting-unit = { $n ->
   *[other] 명
}
display-waiting-nobody = 대기자 없음
display-waiting-closed = 열린 창구 없음
display-waiting-stopped = 번호 발급 마감
display-waiting-hall-closed = 업무 시간 외
display-waiting-stopped-until = 번호 발급 마감, { $when } 재개
display-waiting-from = { $day }부터 접수
display-trial = 직원 교육 중 – 호출 번호는 유효하지 않습니다
display-calm-title = 번호가 호출될 때까지 앉아서 기다려 주십시오
display-calm-hint = 호출된 번호는 여기에 크게 표시되고 음성으로 안내됩니다.
display-lunch-title = 점심시간입니다
display-lunch-hint = { $when }에 다시 시작합니다. 받으신 번호의 순서는 그대로 유지됩니다.
display-before-title = 아직 업무 시작 전입니다
display-over-title = 오늘 업무가 끝났습니다
display-off-title = 휴무: { $reason }
display-opens-hint = { $when }에 문을 엽니다.
display-opens-unknown = 다음 업무 시간은 추후 안내해 드립니다.
display-appointments = 다가오는 예약
display-appointments-how = 번호표 기계에 예약 코드를 입력해 주십시오.
display-calls = 최근 호출
display-calls-none = 최근 호출된 번호가 여기에 표시됩니다
display-page = { $page }/{ $pages } 쪽
display-ticker-priority = 어르신, 장애인, 임산부, 영유아 동반, 국가유공자는 우선 안내해 드립니다. 직원에게 말씀해 주십시오.
display-ticker-absent = 순서를 놓치셨으면 안내 데스크에 말씀해 주십시오. 번호표를 새로 뽑지 않으셔도 다시 불러 드립니다.
display-ticker-phone = 문의 사항은 안내 데스크로 오시거나 { $phone }(으)로 전화해 주십시오.
display-ticker-rule = 호출 순서: { $rule }
display-ticker-rule-of = { $letters } 번호 호출 순서: { $rule }
display-ticker-until = 번호 발급은 { $time }에 마감됩니다.
display-ticker-until-again = 번호 발급은 { $time }까지이며 { $again }에 다시 시작합니다.
display-ticker-stopped = 번호 발급이 마감되었습니다. 번호를 받으신 분은 모두 모십니다.
display-ticker-same-day = { $time } 이후 접수한 서류는 다음 근무일에 처리됩니다.
display-ticker-reserve = 번호표 발급기 한 대가 연결이 끊겨 예비 번호(701번부터)를 발급하고 있습니다. 유효한 번호이며 발급 시각 순으로 호출됩니다.
display-connecting = 센터에 연결하는 중…
display-offline = { $since }부터 연결 끊김 – 화면의 번호는 { $age } 전 기준입니다
display-no-key-title = 이 화면에는 아직 키가 없습니다
display-no-key-help = 관리 페이지의 기기 항목에서 받은 연결 코드를 입력하십시오. 또는 #key=… 로 끝나는 주소로 이 페이지를 여십시오.
display-pair-code = 기기 연결 코드
display-pair = 연결
display-refused-title = 이 화면의 키가 거부되었습니다
display-refused-help = 이 화면의 키가 회수되었거나 올바르지 않습니다. 관리 페이지의 기기 항목에서 새 연결 코드를 받아 여기에 입력하십시오.
display-sound-blocked = 눌러서 소리 켜기
display-sound-missing = 음성 없음
display-panel-idle = 호출을 기다려 주십시오
display-panel-closed = 닫힌 창구
display-panel-unknown = { $number }번 창구는 없습니다
display-panel-invite = 호출 번호
display-speaker-title = 호출 스피커
display-speaker-reads = { $label }번, { $counter }번 창구 안내 중
display-speaker-waits = 스피커가 준비되었습니다. 지금은 호출이 없습니다.
display-between = 센터 안내
display-zone = 이 화면은 { $counters }번 창구를 안내합니다
display-how-title = 번호표 받는 방법
display-how-1 = 번호표 기기에서 필요한 업무를 고르세요
display-how-2 = 번호표를 받고 코드를 스캔해 순서를 확인하세요
display-how-3 = 앉아서 기다리다가 번호가 불리면 화면에 나온 창구로 가세요
display-hours-title = 업무 시간
display-hours-days = { $from } – { $until }
display-hours-none = 휴무
display-procedures-all = 이곳에서 처리하는 절차 { $n }건. 필요한 서류와 처리 기간은 번호표 기기에서 확인하세요.
display-day = { $day ->
    [mon] 월요일
    [tue] 화요일
    [wed] 수요일
    [thu] 목요일
    [fri] 금요일
    [sat] 토요일
   *[sun] 일요일
  }
