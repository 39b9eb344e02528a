# The story page: what of it is shown.
story-day = 날짜
story-clock = 시각(선택)
story-since = 부터
story-until = 까지
story-all = 모두 보기
story-pages = 기록의 쪽
story-newest = 최신
story-newer = 더 새로운
story-older = 더 오래된
story-shown = { $count }줄, { $from }번부터 { $to }번까지
story-life = 그날 { $label }번에 있었던 일
