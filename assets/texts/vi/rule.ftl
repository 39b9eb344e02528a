# The call rules as the sign in the hall says them (see server/domain/line.py: sentence).

rule-fifo = Ai đến trước được gọi trước.
rule-priority-floor = Phiếu ưu tiên và lịch hẹn đến giờ được gọi trước. Nếu có người chờ quá { $minutes } phút, cứ { $every } lượt gọi tại mỗi quầy có một lượt dành cho người chờ lâu nhất.
rule-counts-from = Gọi theo thứ tự đến. Phiếu ưu tiên được tính như đến sớm hơn { $priority } phút, lịch hẹn đúng giờ như hẹn sớm hơn { $appointment } phút.

rule-sign = Thứ tự gọi số
rule-others = Các lĩnh vực còn lại
rule-print = In bảng
rule-grounds = Người được ưu tiên:
rule-ask = Có điều chưa rõ, mời hỏi cán bộ hoặc gọi { $phone }.
