# The call rules as the sign in the hall says them (see server/domain/line.py: sentence).

rule-fifo = Whoever came first is called first.
rule-priority-floor = Priority numbers and appointments that are due are called first. When somebody has waited more than { $minutes } minutes, one call in { $every } at each counter goes to whoever has waited longest.
rule-counts-from = People are called in order of arrival. A priority number counts as { $priority } minutes earlier, a kept appointment as { $appointment } minutes before its time.

rule-sign = How numbers are called
rule-others = All other services
rule-print = Print the sign
rule-grounds = Who goes first:
rule-ask = Questions? Ask our staff or call { $phone }.
