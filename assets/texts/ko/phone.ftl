# The phone page behind the QR. `phone.py` and `phone.js` say the same sentences.
phone-your-number = 내 번호
phone-state-waiting = 순서를 기다리는 중입니다
phone-state-called = 지금 오십시오
phone-state-serving = 업무 처리 중
phone-state-parked = 순서를 보관하고 있습니다
phone-state-absent = 호출했으나 자리에 안 계셨습니다
phone-state-finished = 업무가 끝났습니다
phone-state-cancelled = 취소된 번호입니다
phone-state-voided = 사용하지 않는 번호표입니다
phone-state-expired = 오늘 업무가 끝났습니다
phone-counter = { $counter }번 창구
phone-advice-waiting = 앉아서 기다려 주십시오. 차례가 되면 이 화면이 저절로 바뀝니다.
phone-advice-called = 지금 { $counter }번 창구로 오셔서 번호표를 보여 주십시오.
phone-advice-serving = { $counter }번 창구에서 담당자가 업무를 처리하고 있습니다.
phone-advice-parked = 서류가 준비되면 { $counter }번 창구로 다시 오십시오. 번호표를 새로 뽑지 않으셔도 됩니다.
phone-advice-absent = 안내 데스크로 오십시오. 번호표를 새로 뽑지 않고 다시 줄에 넣어 드립니다.
phone-advice-finished = 방문해 주셔서 감사합니다. 접수증을 받으셨다면 잘 보관해 주십시오.
phone-advice-cancelled = 업무가 더 필요하시면 번호표를 새로 뽑거나 안내 데스크에 문의해 주십시오.
phone-advice-voided = 잘못 인쇄되었거나 시험 인쇄된 번호표입니다. 기기에서 새 번호표를 뽑아 주십시오.
phone-advice-expired = 이 번호는 더 이상 유효하지 않습니다. 다음 업무일에 새 번호표를 뽑아 주십시오.
phone-ahead = { $count ->
    [0] 다음 차례입니다
   *[other] 앞에 { $count }명이 있습니다
  }
phone-wait = { $wait } 남음, { $by } 전까지 와 주십시오
phone-wait-soon = { $wait } 남음. 대기실을 떠나지 마십시오.
phone-wait-unknown = 지금은 이 업무를 보는 창구가 열려 있지 않아 대기 시간을 알 수 없습니다.
phone-wait-break = 점심시간입니다. 번호는 그대로 유지되며 { $when }부터 다시 호출합니다.
phone-wait-before = 아직 업무 시작 전입니다. { $when }부터 호출합니다.
phone-wait-over = 오늘 업무 시간이 끝났습니다. 아직 대기실에 계시면 안내 데스크에 문의해 주십시오.
phone-trial = 교육용 번호 – 유효하지 않음
phone-slot = { $time } 예약
phone-came-restored = 원래 순서대로 다시 줄에 넣어 드렸습니다.
phone-came-restored-late = 다시 줄에 넣어 드렸습니다. 순서는 돌아오신 때부터입니다.
phone-came-transferred = 다른 업무로 안내해 드렸습니다: { $service }.
phone-came-next-step = 다음 단계: { $service }.
phone-came-to-counter = { $counter }번 창구를 기다려 주십시오.
phone-last = 방금 호출한 번호: { $label }
phone-live = 이 화면은 저절로 갱신됩니다.
phone-not-live = 이 전화기에서는 화면이 저절로 갱신되지 않습니다. 새로 고쳐 주십시오.
phone-offline = 아직 연결되지 않았습니다. 안내 방송과 대기실 화면을 확인해 주십시오.
phone-offline-since = 연결이 끊겼습니다. { $age } 전 내용입니다. 안내 방송과 대기실 화면을 확인해 주십시오.
phone-unknown = 번호를 찾을 수 없습니다
phone-unknown-advice = 번호표가 만료되었거나 주소가 불완전합니다. 번호표의 코드를 다시 스캔하거나 안내 데스크에 문의해 주십시오.
phone-held = 예비 번호
phone-held-advice = 유효한 번호입니다. 발급기가 지금 센터와 연결되지 않습니다. 연결되는 대로 번호를 받은 시각 기준으로 줄에 들어가며, 이 화면에 순서가 자동으로 표시됩니다. 홀에서 기다려 주세요.
