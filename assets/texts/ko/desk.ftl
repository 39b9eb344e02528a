# The clerk's desk: why this one, who is picked, hours and practice; the page of seats; the supervisor's calls for help.
desk-why = 이유: { $cause }.
desk-why-passed = 먼저 오신 { $count }명({ $labels })보다 먼저 호출됨: { $cause }.
desk-why-chosen = 줄의 앞에 있던 { $count }명({ $labels })보다 먼저 선택됨. 이유: “{ $reason }”.
desk-why-helped = “{ $service }” 대기줄을 돕는 중.
desk-because-arrival = 도착 순서에 따른 차례
desk-because-priority = { $grounds ->
    [none] 우선 대상
   *[other] 우선 대상({ $grounds })
  }
desk-because-appointment = { $slot ->
    [none] 예약 시간이 됨
   *[other] { $slot } 예약, 시간이 됨
  }
desk-because-floor = 가장 오래 기다린 분의 차례({ $age } 대기)
desk-because-credit = { $lane ->
    [appointment] 예약은 더 일찍 도착한 것으로 계산
    [priority] 우선 대상은 더 일찍 도착한 것으로 계산
   *[other] 도착 순서에 따른 차례
  }
desk-because-chosen = 담당자가 선택해 호출, 이유는 기록에 있음
desk-order-arrival = 도착 순서
desk-order-priority = { $grounds ->
    [none] 우선 대상
   *[other] { $grounds }
  }
desk-order-appointment = 예약 시간이 됨
desk-order-floor = 가장 오래 대기, 차례임
desk-order-credit = { $lane ->
    [ordinary] 도착 순서
   *[other] 더 일찍 도착한 것으로 계산
  }
desk-order-helped = { $order } · { $service } 지원
desk-why-called-enough = 호출 횟수를 다 썼습니다. 오시는 분이 없으면 부재로 기록하세요.
desk-why-too-soon = 아직 호출 중입니다. { $seconds }초 기다리세요.
desk-why-away = 서버가 응답하지 않아 기록되지 않았습니다. 다시 연결되면 키가 작동합니다.
desk-key-missed = 기록하는 중에 누른 { $key ->
    [Space] 스페이스
   *[other] { $key }
  } 키는 처리되지 않았습니다. 다시 눌러 주십시오.
desk-why-on-the-way = { $label }번을 부르는 중입니다. 응대하거나 부재로 기록한 뒤 쉬세요.
desk-recalls-left = { $count ->
    [0] 끝
   *[other] { $count }번 남음
  }
desk-recall-in = { $seconds }초 뒤
desk-path = 다음: { $services }
desk-then-later = 그다음 { $services }
desk-then-change = 변경
desk-then-end = 없음
desk-picked = { $label } 선택됨
desk-lane-checked = 확인됨
desk-lane-confirm = 맞음: { $lane }
desk-lane-to-ordinary = 일반으로 변경
desk-lane-to-priority = 우선: { $grounds }
desk-remind-in = 알림
desk-remind-usual = 평소대로
desk-remind-at = { $clock } 알림
desk-is-due = 알림 시간, { $age }
desk-due = { $count }명 알림
desk-absent-since = { $clock } 호출
desk-break = { $reason }, 계획 { $start }–{ $end }
desk-away = 서버 연결 끊김
desk-away-advice = 지금은 호출할 수 없습니다. 번호를 뽑은 분들의 순서는 그대로입니다. 저절로 다시 연결되고, 키도 바로 다시 작동합니다.
desk-ready = 자동 호출 중
desk-ready-advice = { $clock }부터: 번호를 뽑는 분을 바로 이 창구로 부릅니다.
desk-nobody-advice = A를 누르면 번호를 뽑는 분을 바로 부릅니다.
desk-help-told = { $clock } 알림: { $reason }. 오기를 기다리는 중입니다.
desk-help-answered = { $by } 님이 { $clock }에 응답했고 오는 중입니다.
desk-help-withdrawn = { $clock }에 도움이 더 필요 없다고 알렸습니다.
desk-hall-reopens = 지금은 휴무, { $clock }에 다시 번호 발급
desk-hall-closed = 오늘 업무가 끝났습니다
desk-hall-closes = { $clock } 업무 종료
desk-stops-at = { $clock }에 번호 발급 종료
desk-stopped-cut_off = 번호 발급 종료: { $service }
desk-stopped-full = 오늘 번호 마감: { $service }
desk-trial = 연습 중 – 집계되지 않음
desk-rule = 적용 중인 호출 규칙

## Seats
desk-seats = 창구 변경
desk-seats-title = 창구 선택
desk-seats-intro = 담당자 한 명은 한 창구에 앉습니다. 창구 번호를 누르면 앉습니다. 진행 중인 번호는 창구에 남습니다.
desk-seats-taken-over = { $user } 담당자가 { $number }번 창구를 이어받았습니다. 업무는 그대로 이어집니다. 다른 창구를 선택하세요.
desk-seats-none = 이 계정은 아직 창구가 없습니다. 창구를 선택하세요.
desk-seat-free = 비어 있음
desk-seat-mine = 내 창구
desk-seat-back = { $number }번 창구로
desk-seat-ask-taken = { $user } 담당자가 이 창구에 있습니다. 이어받을까요?
desk-seat-ask-move = 지금 { $from }번 창구에 있습니다. { $from }번을 떠나 { $to }번으로 갈까요?
desk-seat-ask-both = 지금 { $from }번 창구에 있고, 이 창구에는 { $user } 담당자가 있습니다. 옮겨서 이어받을까요?
desk-seat-ask-move-closes = { $to }번 창구로 갈까요? { $from }번 창구는 사람이 없어 닫힙니다.
desk-seat-ask-both-closes = 옮겨서 { $user } 담당자를 이어받을까요? { $from }번 창구는 사람이 없어 닫힙니다.
desk-seat-yes = 예

## Supervision
desk-help-since = { $clock }부터, { $age }
desk-help-coming = 갑니다
desk-sound-off = 브라우저가 알림음을 막고 있습니다.
desk-trial-begin = 연습 시작
desk-trial-end = 연습 종료
desk-trial-living = { $more ->
    [0] 아직 끝나지 않은 번호: { $labels }.
   *[other] 아직 끝나지 않은 번호: { $labels } 외 { $more }개.
  }
desk-trial-where = { $counter ->
    [0] { $label }({ $state })
   *[other] { $label }({ $state }, { $counter }번 창구)
  }
desk-trial-clear = 연습 번호 { $count }개를 버리고 종료
desk-taken-on = { $by } 님이 { $clock }부터 창구를 닫을 때까지 이 창구에서 { $name }도 맡아 달라고 했습니다.
