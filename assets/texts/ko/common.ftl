# Sentences that several pages share.
common-app = Mời Số
common-age-seconds = { $n }초
common-age-minutes = { $n }분
common-age-hours = { $hours }시간 { $minutes }분
common-wait-under = { $to }분 이내
common-wait-about = 약 { $to }분
common-wait-range = 약 { $from }–{ $to }분
common-no-connection = 서버에 연결할 수 없습니다. 다시 시도해 주십시오.
common-bad-answer = 서버 응답이 올바르지 않습니다. 다시 시도해 주십시오.
common-when = { $month }월 { $day }일 { $weekday ->
    [1] 월요일
    [2] 화요일
    [3] 수요일
    [4] 목요일
    [5] 금요일
    [6] 토요일
   *[7] 일요일
  } { $clock }
common-day = { $month }월 { $day }일
common-lane-ordinary = 일반
common-lane-priority = 우선
common-lane-appointment = 예약
common-grounds-elderly = 어르신
common-grounds-disabled = 장애인
common-grounds-pregnant = 임산부
common-grounds-small_child = 영유아 동반
common-grounds-merit = 국가유공자
common-state-waiting = 대기 중
common-state-called = 창구로 오십시오
common-state-serving = 업무 처리 중
common-state-parked = 잠시 보류
common-state-absent = 부재
common-state-finished = 완료
common-state-cancelled = 취소됨
common-state-voided = 잘못 인쇄됨
common-state-expired = 업무 종료로 마감
common-outcome-accepted = 접수됨
common-outcome-supplement = 서류 보완 필요
common-outcome-returned = 결과 교부됨
common-outcome-guided = 안내함
common-outcome-refused = 거절됨
common-counter = { $number }번 창구
common-counter-open = 업무 중
common-counter-paused = 잠시 중단
common-counter-closed = 닫힘
common-checklist-submit = 제출
common-checklist-present = 제시
common-checklist-lookup = 기관이 직접 조회
common-language-vi = Tiếng Việt
common-language-en = English
common-language-ko = 한국어
