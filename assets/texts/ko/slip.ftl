# What a slip says on paper. A new syllable here needs assets/fonts/slip/cut.py to be run again (a test says so).

slip-number-heading = 대기 번호
slip-reprint = 재발행
slip-trial = 교육용 번호표 – 유효하지 않음
slip-lane-ordinary = 일반 창구
slip-lane-priority = 우선 대상
slip-lane-appointment = 사전 예약
slip-slot = 예약 { $clock }
slip-ahead = 앞에 { $count }명이 있습니다
slip-ahead-none = 다음 차례입니다
slip-minutes = 약 { $from }–{ $to }분
slip-minutes-one = 약 { $minutes }분
slip-minutes-under = { $minutes }분 이내
slip-wait = 대기 { $minutes }
slip-ahead-and-minutes = { $ahead }{"\u00A0"}– { $minutes }
slip-path = 다음 단계: { $steps }
slip-same-day = { $time } 이후 접수한 서류는 다음 근무일에 처리됩니다
slip-reserve = 예비 번호 – 인쇄된 시각 기준으로 순서가 정해집니다
slip-scan = QR을 스캔하면 순서를 볼 수 있습니다
slip-checklist = 준비 서류
slip-checklist-tongue = 서류 이름은 법령에 공포된 베트남어 그대로이며, 창구에서도 이 이름으로 요청합니다
slip-submit = 제출
slip-present = 제시 (확인 후 돌려드립니다)
slip-lookup = 기관이 직접 확인, 제출 불필요
slip-more = 외 { $count }건: 창구에 문의하십시오
slip-issued = { $label } 발권 { $clock }, { $date }
slip-weekday = { $day ->
    [1] 월요일
    [2] 화요일
    [3] 수요일
    [4] 목요일
    [5] 금요일
    [6] 토요일
   *[7] 일요일
  }
slip-date = { $date } { $weekday }
slip-phone = 전화: { $phone }
slip-legal = 서류 접수증을 대신하지 않습니다
slip-guide-heading = 안내문
slip-guide-time-limit = 처리 기한: { $limit }
slip-guide-scan = QR을 스캔하면 준비 서류를 볼 수 있습니다
slip-guide-note = 이 종이는 대기 번호가 아닙니다. 서류가 준비되면 기계에서 번호를 받으십시오.
slip-guide-issued = 인쇄 시각 { $clock }, { $date }

slip-set-up-heading = 인쇄 확인 – TEST
slip-set-up-note = 대기 번호가 아닙니다
slip-set-up-edges = TEST 1: 위 네모의 네 면이 모두 보여야 합니다
slip-set-up-bands = TEST 2: 위 선이 끊기지 않아야 합니다
slip-set-up-options = 용지 { $width } mm, { $band } + { $pad }, { $speed } mm/s, { $confirm }
slip-set-up-end = TEST 3: 이 줄이 잘리지 않아야 합니다
