# The page for the guidance desk of a kiosk: numbers given by keyboard.
guidance-title = Người này cần làm gì?
guidance-place = Bàn hướng dẫn
guidance-ordinary = Lượt thường
guidance-tongue = Phiếu { $tongue }
guidance-given = Vừa cấp
guidance-none-yet = Chưa cấp số nào.
guidance-no-paper = Lúc này máy chưa in được phiếu: xin ghi số ra giấy cho bà con.
guidance-paper-printed = đã in
guidance-paper-refused = chưa in được: đọc số cho bà con
guidance-paper-unknown = có thể chưa in ra
guidance-keys-finding = Gõ vài chữ · ↑ ↓ hoặc 1–9 chọn (Alt+1–9 khi đang gõ) · Enter lấy · Esc làm lại
guidance-keys-question = ↑ ↓ hoặc 1–9 chọn · Enter lấy · Esc trở lại
guidance-keys-chosen = Enter lấy số · 0–9 diện ưu tiên · P in giấy tờ cần có · L tiếng trên phiếu · Esc trở lại
