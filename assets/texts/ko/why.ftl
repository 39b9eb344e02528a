# The answer to a complaint: why one label was called before another. Read on the page, copied into a letter.
why-page = 먼저 부른 이유
why-intro = “왜 이 번호가 저보다 먼저 불렸나요?”라는 민원에 답합니다. 두 번호를 입력하면 그 시각의 기록에서 답을 찾습니다.
why-mine = 민원인의 번호
why-other = 먼저 불린 번호
why-day = 날짜
why-ask = 답 보기
why-asking = 기록을 읽는 중…
why-swap = 두 번호 바꾸기
why-first-time = 민원인의 번호와 먼저 불린 번호를 입력하고 Enter를 누르세요.
why-refused-unknown-ticket = { $day }에 { $label }번은 없습니다. 번호표의 글자, 숫자, 날짜를 확인해 주세요.
why-refused-same = 두 번호가 서로 달라야 합니다.
why-answer = 답
why-facts = 기록의 근거
why-copy = 답 복사
why-copied = 복사됨
why-copy-by-hand = 브라우저가 복사를 허용하지 않습니다. 아래 글을 선택하고 Ctrl+C를 누르세요.
why-print = 인쇄
why-letter = 답변서 문안 (베트남어)
why-lives = 두 번호의 경과
why-life = { $label }번
why-compared = 문의한 호출
why-next-leg = 다음 단계: { $service }
why-joined = 줄에 합류({ $at }에 받은 예비 번호)
why-undone = 취소됨
why-printed-at = { $date } { $clock } 인쇄, 센터의 기록에서
why-none = 기록 없음

## The answer, by its id
why-answer-never_called = { $date }에 { $other }번은 한 번도 불리지 않았으므로 { $mine }번보다 먼저 불리지 않았습니다.
why-answer-not_here_yet = { $other }번이 불릴 때 { $mine }번은 아직 발급 전이었습니다. { $mine }번은 그 뒤 { $issued_at }에 발급되었습니다.
why-answer-held_by_kiosk = { $other }번이 불릴 때 { $mine }번은 아직 줄에 없었습니다. 발급기가 서버와 연결되지 않은 { $issued_at }에 발급되어, { $joined_at }에 발급 시각 기준으로 줄에 들어왔습니다.
why-answer-mine_first = { $mine }번이 먼저 불렸습니다: { $mine_at }, { $mine_counter }번 창구. { $other }번은 그 뒤에 불렸습니다.
why-answer-absent = { $other }번이 불릴 때 { $mine }번은 부재로 기록되어 있었습니다. { $counter }번 창구가 { $mine }번을 불렀으나 { $since_at }까지 오시지 않았습니다.
why-answer-parked = { $reason ->
    [none] { $other }번이 불릴 때 { $mine }번은 { $counter }번 창구에 오신 뒤 { $since_at }부터 보류 중이었습니다.
   *[other] { $other }번이 불릴 때 { $mine }번은 { $counter }번 창구에 오신 뒤 { $since_at }부터 보류 중이었습니다. 기록된 이유: “{ $reason }”.
  }
why-answer-cancelled = { $reason ->
    [none] { $other }번이 불릴 때 { $mine }번은 { $since_at }에 취소되어 줄에 없었습니다.
   *[other] { $other }번이 불릴 때 { $mine }번은 { $since_at }에 취소되어 줄에 없었습니다. 기록된 이유: “{ $reason }”.
  }
why-answer-voided = { $reason ->
    [none] { $other }번이 불릴 때 { $mine }번은 잘못 인쇄되어 { $since_at }에 무효가 되었습니다.
   *[other] { $other }번이 불릴 때 { $mine }번은 잘못 인쇄되어 { $since_at }에 무효가 되었습니다. 기록된 이유: “{ $reason }”.
  }
why-answer-expired = { $reason ->
    [none] { $other }번이 불릴 때 { $mine }번은 { $since_at }에 이미 만료되었습니다.
   *[other] { $other }번이 불릴 때 { $mine }번은 { $since_at }에 이미 만료되었습니다. 기록된 이유: “{ $reason }”.
  }
why-answer-chosen = { $reason ->
    [none] { $other }번이 { $mine }번보다 먼저 불린 것은 담당자({ $by })가 차례와 다르게 골랐기 때문입니다.
   *[other] { $other }번이 { $mine }번보다 먼저 불린 것은 담당자({ $by })가 차례와 다르게 골랐기 때문입니다. 기록된 이유: “{ $reason }”.
  }
why-answer-reserved = 그때 { $mine }번은 { $reserved_counter }번 창구로 보내져 그 창구만 부를 수 있었고, { $other }번은 { $call_counter }번 창구가 불렀습니다.
why-answer-sent_there = { $other }번은 { $sent_at }에 { $call_counter }번 창구로 보내져 그 창구만 부를 수 있었고, { $mine }번은 공통 줄에서 기다렸습니다.
why-answer-separate = 두 번호는 다른 줄에서 기다렸습니다: { $mine }번은 “{ $service }”, { $other }번은 “{ $other_service }”. { $call_counter }번 창구는 “{ $service }” 줄을 부르지 않으므로 { $mine }번의 차례를 가져가지 않았습니다.
why-answer-two_lines = 두 번호는 다른 줄에서 기다렸습니다: { $other }번은 “{ $other_service }” 줄에서 { $other_at }부터, { $mine }번은 “{ $service }” 줄에서 { $mine_at }부터. { $other }번이 먼저 오시기도 했습니다.
why-answer-helped = 두 번호는 다른 줄에서 기다렸습니다: { $mine }번은 “{ $service }”, { $other }번은 “{ $other_service }”. { $call_counter }번 창구는 그때 “{ $other_service }” 줄을 돕고 있었고 “{ $service }” 줄은 부르지 않습니다.
why-answer-arrival = { $other }번이 { $mine }번보다 먼저 불린 것은 먼저 오셨기 때문입니다: { $other_at }부터, { $mine }번은 { $mine_at }부터 기다렸습니다.
why-answer-same_second = { $by ->
    [moment] 두 번호는 같은 초({ $came_at })에 줄을 섰고, { $other }번이 그 안에서 조금 먼저여서 { $mine }번보다 먼저 불렸습니다.
    [step] 두 번호는 같은 초({ $came_at })에 줄을 섰습니다. { $mine }번은 업무의 다음 단계에 있고 그 단계의 번호표가 { $other }번보다 나중에 기록되어 { $other }번이 먼저 불렸습니다.
   *[number] 두 번호는 같은 초({ $came_at })에 줄을 섰으므로 발급 순서로 정했습니다: { $other }번이 먼저 발급되어 { $mine }번보다 먼저 불렸습니다.
  }
why-answer-returned = { $other }번이 { $mine }번보다 먼저 불린 것은 먼저 오셨기 때문입니다: { $other_at }부터, { $mine }번은 { $mine_at }부터 기다렸습니다. { $other }번은 { $came_at }에 줄로 돌아와 온 순서를 유지했습니다.
why-answer-came_over = { $other }번이 { $mine }번보다 먼저 불린 것은 센터에 먼저 오셨기 때문입니다: { $other_at }, { $mine }번은 { $mine_at }. { $other }번은 { $came_at }에 이 줄로 옮겨져 온 순서를 유지했습니다.
why-answer-next_step = { $other }번이 { $mine }번보다 먼저 불린 것은 센터에 먼저 오셨기 때문입니다: { $other_at }, { $mine }번은 { $mine_at }. { $other }번은 { $came_at }부터 업무의 다음 단계를 이어 가며 온 순서를 유지했습니다.
why-answer-lost_late = { $mine }번은 불렸을 때 부재였고 자리를 지켜 주는 시간이 지나 돌아왔으므로 { $mine_at }부터 다시 기다립니다. { $other }번은 그보다 이른 { $other_at }부터 기다렸습니다.
why-answer-lost_moved = { $mine }번은 자리를 유지하지 않고 옮겨져 { $mine_at }부터 다시 기다립니다. { $other }번은 그보다 이른 { $other_at }부터 기다렸습니다.
why-answer-lost_delayed = { $mine }번은 { $delayed_at }에 휴대전화로 순서를 양보하여 { $other_at }부터 기다린 { $other }번 뒤에 섰습니다.
why-answer-priority = { $grounds ->
    [none] { $other }번이 { $mine }번보다 먼저 불린 것은 우선 대상이기 때문입니다. 센터 규정에 따라 우선 대상은 먼저 온 분보다 앞서 부릅니다.
   *[other] { $other }번이 { $mine }번보다 먼저 불린 것은 우선 대상({ $grounds })이기 때문입니다. 센터 규정에 따라 우선 대상은 먼저 온 분보다 앞서 부릅니다.
  }
why-answer-appointment = { $slot_at ->
    [none] { $other }번이 { $mine }번보다 먼저 불린 것은 예약 시간이 되었기 때문입니다. 센터 규정에 따라 예약을 지킨 분은 먼저 온 분보다 앞서 부릅니다.
   *[other] { $other }번이 { $mine }번보다 먼저 불린 것은 { $slot_at } 예약 시간이 되었기 때문입니다. 센터 규정에 따라 예약을 지킨 분은 먼저 온 분보다 앞서 부릅니다.
  }
why-answer-slot_later = { $mine }번은 { $slot_at } 예약이어서 예약 시각을 기준으로 줄을 섭니다. { $other }번은 그보다 이른 { $other_at }부터 기다렸습니다.
why-answer-floor = { $other }번이 { $mine }번보다 먼저 불린 것은 { $waited_s } 기다렸기 때문입니다. 센터 규정에 따라 일반 대기자가 너무 오래 기다리면 우선 대상이 모든 호출을 가져가지 않습니다. 이 호출은 가장 오래 기다린 분의 것이었습니다.
why-answer-credit = { $other }번이 { $mine }번보다 먼저 불린 것은 센터 규정이 { $lane ->
    [appointment] 예약한 분을
   *[priority] 우선 대상을
  } 더 일찍 온 것으로 보기 때문입니다.
why-answer-heads = { $call_counter }번 창구는 “{ $service }” 줄과 “{ $other_service }” 줄을 모두 부르며 줄마다 호출 규칙이 다릅니다. 그 호출은 “{ $other_service }” 줄의 차례였고 { $other }번이 그 줄의 맨 앞이었습니다.
why-answer-unexplained = 기록만으로는 { $other }번이 { $mine }번보다 먼저 불린 이유를 설명할 수 없습니다. { $call_counter }번 창구 담당자에게 확인해야 합니다.

## What the written answer adds
why-fact-held = { $lane ->
    [priority] { $label }번: 발급기가 서버와 연결되지 않은 { $at } 발급, { $joined_at } “{ $service }” 줄에 합류, 우선 대상.
   *[ordinary] { $label }번: 발급기가 서버와 연결되지 않은 { $at } 발급, { $joined_at } “{ $service }” 줄에 합류.
  }
why-fact-given = { $lane ->
    [priority] { $grounds ->
        [none] { $label }번: { $at } 발급, “{ $service }” 줄, 우선 대상.
       *[other] { $label }번: { $at } 발급, “{ $service }” 줄, 우선 대상({ $grounds }).
      }
    [appointment] { $label }번: { $at } 발급, “{ $service }” 줄, 예약.
   *[ordinary] { $label }번: { $at } 발급, “{ $service }” 줄, 일반.
  }
why-fact-given_from_home = { $label }번: 집에서 신청했으며, 센터에서 번호를 받은 { $at }부터 순서를 셉니다. “{ $service }” 줄, 일반.
why-fact-next_step = { $at }에 { $label }번은 업무의 다음 단계인 “{ $service }” 줄로 이어졌고 온 순서를 유지했습니다.
why-fact-taken_back = { $counter }번 창구가 { $at }에 { $label }번을 불렀다가 바로 되돌렸습니다. 그 호출은 치지 않습니다.
why-fact-called_before = { $at }에 { $counter }번 창구가 { $label }번을 불렀습니다.
why-fact-was_absent = { $at }에 { $label }번은 부재로 기록되었습니다.
why-fact-came_back = { $kept ->
    [no] { $at }에 { $label }번은 자리를 지켜 주는 시간이 지나 돌아와 그때부터 다시 기다립니다.
   *[yes] { $at }에 { $label }번은 줄로 돌아와 자리를 유지했습니다.
  }
why-fact-put_back = { $at }에 { $label }번은 대기 줄로 되돌려졌고 자리를 유지했습니다.
why-fact-delayed = { $at }에 { $label }번 소지자가 휴대전화로 뒤의 { $passed }명에게 순서를 양보했습니다.
why-fact-set_aside = { $reason ->
    [none] { $at }에 { $label }번은 보류되었습니다.
   *[other] { $at }에 { $label }번은 보류되었습니다. 기록된 이유: “{ $reason }”.
  }
why-fact-resumed = { $at }에 { $label }번은 보류 뒤 { $counter }번 창구에서 이어서 처리되었습니다. 새로운 호출이 아닙니다.
why-fact-moved = { $at }에 { $label }번은 { $to_counter ->
    [none] “{ $service }” 줄로
   *[other] { $to_counter }번 창구로만
  } 옮겨졌고, { $kept ->
    [no] 자리를 유지하지 않아 그때부터 다시 기다립니다
   *[yes] 온 순서를 유지했습니다
  }.
why-fact-finished = { $at }에 { $label }번은 { $counter }번 창구에서 끝났습니다.
why-fact-cancelled = { $at }에 { $label }번은 취소되었습니다.
why-fact-voided = { $at }에 { $label }번은 잘못 인쇄되어 무효가 되었습니다.
why-fact-expired = { $at }에 { $label }번은 만료되었습니다.
why-fact-lane_confirmed = 담당자가 { $at }에 { $label }번의 대상 구분을 확인했습니다.
why-fact-kiosk_told = { $at }에 발급기가 다시 연결되어 알림: { $label }번은 { $taken_at }에 발급{ $lane ->
    [priority] , 우선 대상.
   *[ordinary] .
  }
why-fact-lane_changed = 담당자가 { $at }에 { $label }번의 구분을 { $lane ->
    [priority] { $grounds ->
        [none] 우선
       *[other] 우선({ $grounds })
      }
    [appointment] 예약
   *[ordinary] 일반
  }(으)로 바로잡았습니다. { $reason ->
    [none] {""}
   *[other] 기록된 이유: “{ $reason }”.
  }
why-fact-lane_changed_later = 그 호출 뒤 { $at }에야 담당자가 { $label }번의 구분을 { $lane ->
    [priority] { $grounds ->
        [none] 우선
       *[other] 우선({ $grounds })
      }
    [appointment] 예약
   *[ordinary] 일반
  }(으)로 바로잡았습니다. 그 호출에는 적용되지 않았습니다. { $reason ->
    [none] {""}
   *[other] 기록된 이유: “{ $reason }”.
  }
why-fact-undone = 그 호출 뒤 { $at }에 담당자가 { $label }번에 대해 마지막으로 적은 것을 되돌렸습니다. 호출할 때에는 그대로였습니다.
why-fact-called = { $counter }번 창구가 { $at }에 { $other }번을 불렀습니다.
why-fact-counter_helped = 그 호출에서 { $counter }번 창구는 “{ $service }” 줄을 도왔습니다.
why-fact-rule = { $rule ->
    [fifo] 호출 규칙: 먼저 온 분을 먼저 부릅니다.
    [priority_first] 호출 규칙: 우선 대상과 예약한 분을 먼저, 그다음은 온 순서대로 부릅니다.
    [counts_from] 호출 규칙: 온 순서대로 하되 우선 대상과 예약한 분은 더 일찍 온 것으로 봅니다.
   *[priority_floor] 호출 규칙: 우선 대상과 시간이 된 예약을 먼저, 그다음은 온 순서대로 부르며, 너무 오래 기다린 분의 차례를 보장합니다.
  }
why-fact-passed_over = 그 호출은 먼저 온 { $count }명보다 앞섰습니다.
why-fact-passed_ahead = 그 선택으로 줄의 앞에 있던 { $count }명보다 앞섰습니다.
why-fact-mine_slot = { $mine }번의 예약은 { $slot_at }입니다. 예약은 시간이 가까워져야 앞으로 옵니다.
why-fact-undetailed = 그 호출의 이유는 기록에 따로 없습니다. 답은 온 시각과 대상 구분, 호출 순서에서 나온 것입니다.
why-fact-mine_called = { $after_s ->
    [none] 그 뒤 { $mine }번은 { $at }에 { $counter }번 창구에서 불렸습니다.
   *[other] 그 뒤 { $mine }번은 { $after_s } 늦은 { $at }에 { $counter }번 창구에서 불렸습니다.
  }
why-fact-mine_not_called = 이 답을 드리는 때까지 { $mine }번은 그 뒤로 불리지 않았습니다.

## The letter
why-letter-about = { $date } { $mine }번과 { $other }번의 호출에 대하여:
why-letter-facts = 센터 기록의 근거:
