# What needs a supervisor's hand: the reason, the next step, the button that does it (server/domain/alerts.py).
alert-line-stranded = { $name }: { $waiting }명 대기 중, 열린 창구가 없습니다.
alert-line-missed = { $name }: { $waiting }명 대기 중, { $missed }번 창구가 휴식 시간이 { $minutes }분 지났으나 아직 열리지 않았습니다.
alert-line-late = { $name }: { $waiting }명 대기 중, 최장 { $minutes }분.
alert-line-likely = { $name }: { $waiting }명 대기 중, 지금 오면 약 { $minutes }분(목표 { $target }분).
alert-counter-idle = { $counter }번 창구가 비어 있는데 { $waiting }명이 { $minutes }분째 기다립니다.
alert-not-started = { $label }번을 { $counter }번 창구로 부른 지 { $minutes }분, 아직 시작하지 않았습니다.
alert-served-long = { $counter }번 창구가 { $label }번을 { $minutes }분째 처리 중, 보통 약 { $usual }분.
alert-supplement-again = { $label }번에게 오늘 두 번째로 서류 보완을 요청했습니다. 한 번만 할 수 있습니다.
alert-drift-kept = 이번 주에는 10명 중 { $kept }명만 안내한 시간만큼 기다렸습니다.
alert-drift-bias = 이번 주에는 안내보다 약 { $minutes }분 { $way ->
    [later] 늦게
   *[sooner] 일찍
  } 호출되고 있습니다.
alert-report-folder-away = 월간, 분기 보고서를 폴더에 넣지 못했습니다. 폴더가 없거나 쓸 수 없습니다.
alert-report-mail-away = 월간, 분기 보고서를 보내지 못했습니다. 메일 서버가 응답하지 않습니다.
alert-report-mail-refused = 월간, 분기 보고서를 보내지 못했습니다. 메일 서버가 거절했습니다(계정, 주소 또는 인증서).

alert-next-helps = { $counter }번 창구가 비어 있고 처리할 수 있습니다. 지원을 시작할까요?
alert-next-held = { $counter }번 창구가 처리할 수 있으나 응대 중입니다. 지원을 시작해 이 줄도 맡길까요?
alert-next-free = { $counter }번 창구가 비어 있고 처리할 수 있습니다. 그 창구로 부를까요?
alert-next-paused = { $counter }번 창구가 처리할 수 있으나 쉬는 중입니다.
alert-next-closed = { $counter }번 창구가 처리할 수 있으나 닫혀 있습니다.
alert-next-busy = 처리할 수 있는 창구가 모두 업무 중입니다.
alert-next-nobody = 이 업무를 처리하는 창구가 없습니다.
alert-next-away = { $counter }번 창구가 처리할 수 있으며 예정된 휴식 중이고 약 { $minutes }분 뒤 돌아옵니다.
alert-next-idle = 다음 분을 이곳으로 부를까요?
alert-next-call-again = 아직 오지 않았습니다. 다시 부를까요?
alert-next-absent = { $calls }번 불렀습니다. 부재로 처리할까요?
alert-next-desk = 창구에 도움이 필요한지 물어보세요.
alert-next-story = 두 번의 요청을 확인하고 필요하면 사과하세요.
alert-next-promises = 어느 업무가 어긋났는지 보세요.
alert-next-reports = 보고서 페이지에서 받을 수 있습니다. 담당자가 서버 기록을 확인해야 합니다.

alert-do-ready = { $counter }번 창구로 부르기
alert-do-take-on = { $counter }번 창구 지원 시작
alert-do-open = { $counter }번 창구 열기
alert-do-call-again = { $label }번 다시 부르기
alert-do-absent = 부재 처리
alert-see-desk = { $counter }번 창구 보기
alert-see-story = { $label }번 기록 보기
alert-see-promises = 정확도 보기
alert-see-reports = 보고서 보기
alert-see-what-if = { $counter }번 창구에 맡겨 보기

alert-seen = 확인
alert-seen-about = 확인: { $sentence }
alert-seen-by = { $by } 님이 { $clock }에 확인
alert-known = 확인된 알림: { $count }
alert-more = 외 { $count }건
alert-red = 긴급
alert-sound = 알림음
alert-sound-about = 이 기기에서 긴급 알림 소리
alert-wall = 벽걸이
alert-wall-about = 벽걸이 화면으로 보기, Esc로 돌아옵니다
alert-wall-calm = 대기 중인 사람이 없습니다.
alert-wall-others = 외 { $count }개 업무에 대기자 있음
alert-wall-share = 목표: { $target }% 이상

alert-targets = 최장 대기(주의 { $amber }분, 위험 { $red }분부터)
alert-time-of-usual = { $minutes }/{ $usual }분
alert-time-of-usual-short = { $minutes }/{ $usual }′
alert-time-of-usual-told = { $minutes }분 경과, 보통 약 { $usual }분
alert-takes-long = 오래 걸림

alert-taken-on-title = 진행 중인 지원
alert-taken-on = { $counter }번 창구가 { $name }도 맡습니다. { $clock }에 { $by } 님이 시작했고, 창구를 닫을 때까지입니다.
alert-let-go = { $counter }번 창구 지원 끝내기
alert-also = { $services }도 맡음
