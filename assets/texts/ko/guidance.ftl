# The page for the guidance desk of a kiosk: numbers given by keyboard.
guidance-title = 이분은 어떤 업무가 필요하십니까?
guidance-place = 안내 데스크
guidance-ordinary = 일반
guidance-tongue = 번호표 언어: { $tongue }
guidance-given = 방금 발급
guidance-none-yet = 아직 발급한 번호가 없습니다.
guidance-no-paper = 지금은 번호표가 인쇄되지 않습니다. 번호를 적어 드리십시오.
guidance-paper-printed = 인쇄됨
guidance-paper-refused = 인쇄 실패: 번호를 불러 드리세요
guidance-paper-unknown = 인쇄되지 않았을 수 있음
guidance-keys-finding = 몇 글자 입력 · ↑ ↓ 또는 1–9 선택(입력 중에는 Alt+1–9) · Enter 선택 · Esc 다시
guidance-keys-question = ↑ ↓ 또는 1–9 선택 · Enter 선택 · Esc 뒤로
guidance-keys-chosen = Enter 발급 · 0–9 우선 대상 · P 필요 서류 인쇄 · L 번호표 언어 · Esc 뒤로
