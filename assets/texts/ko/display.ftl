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
display-waiting = 대기
display-waiting-unit = { $n ->
   *[other] 명
}
display-waiting-nobody = 대기자 없음
display-waiting-closed = 열린 창구 없음
display-calls = 최근 호출
display-calls-none = 최근 호출된 번호가 여기에 표시됩니다
display-page = { $page }/{ $pages } 쪽
display-ticker-priority = 어르신, 장애인, 임산부, 영유아 동반, 국가유공자는 우선 안내해 드립니다. 직원에게 말씀해 주십시오.
display-ticker-absent = 순서를 놓치셨으면 안내 창구에 말씀해 주십시오. 번호표를 새로 뽑지 않으셔도 다시 불러 드립니다.
display-ticker-phone = 문의 사항은 안내 창구로 오시거나 { $phone }(으)로 전화해 주십시오.
display-connecting = 센터에 연결하는 중…
display-offline = { $since }부터 연결 끊김 – 화면의 번호는 { $asOf } 기준입니다
display-no-key-title = 이 화면에는 아직 키가 없습니다
display-no-key-help = 관리자가 기기에 발급된 주소(#key=… 로 끝남)로 이 페이지를 열어야 합니다.
display-refused-title = 이 화면의 키가 거부되었습니다
display-refused-help = 키가 틀렸거나 폐기되었습니다. 관리자가 새 키를 발급한 뒤 새 주소로 페이지를 열어야 합니다.
display-sound-blocked = 눌러서 소리 켜기
display-sound-missing = 음성 없음
display-panel-idle = 호출을 기다려 주십시오
display-panel-closed = 닫힌 창구
display-panel-unknown = { $number }번 창구는 없습니다
display-panel-invite = 호출 번호
