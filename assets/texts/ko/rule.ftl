# The call rules as the sign in the hall says them (see server/domain/line.py: sentence).

rule-fifo = 먼저 오신 분을 먼저 모십니다.
rule-priority-floor = 우선 번호와 예약 시간이 된 분을 먼저 모십니다. { $minutes }분 넘게 기다린 분이 있으면 창구마다 { $every }번에 한 번은 가장 오래 기다린 분을 모십니다.
rule-counts-from = 도착 순서대로 모십니다. 우선 번호는 { $priority }분 먼저 온 것으로, 시간을 지킨 예약은 { $appointment }분 앞선 것으로 셉니다.

rule-sign = 번호 호출 순서
rule-others = 그 밖의 업무
rule-print = 안내문 인쇄
rule-grounds = 우선 대상:
rule-ask = 궁금한 점은 직원에게 묻거나 { $phone }(으)로 전화해 주십시오.
