# The help desk's page of a kiosk: numbers given by keyboard.
desk-title = Người này cần làm gì?
desk-place = Bàn hướng dẫn
desk-ordinary = Lượt thường
desk-tongue = Phiếu { $tongue }
desk-given = Vừa cấp
desk-none-yet = Chưa cấp số nào.
desk-paper-printed = đã in
desk-paper-refused = chưa in được: đọc số cho bà con
desk-paper-unknown = có thể chưa in ra
desk-keys-finding = Gõ vài chữ · ↑ ↓ hoặc 1–9 chọn (Alt+1–9 khi đang gõ) · Enter lấy · Esc làm lại
desk-keys-chosen = Enter lấy số · 0–9 diện ưu tiên · P in giấy tờ cần có · L tiếng trên phiếu · Esc trở lại
