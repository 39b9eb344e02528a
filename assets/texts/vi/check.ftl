# What proves the story: faults in plain words, and what to do about each.
check-fault-chain = Chuỗi niêm đứt ở dòng { $seq }: dòng này hoặc dòng liền trước đã bị sửa, xóa hay chèn thêm sau khi ghi. Các dòng trước đó vẫn khớp nhau.
check-fault-end = Nhật ký kết thúc ở dòng { $seq }, trong khi trung tâm đang ở dòng { $head }: các dòng cuối đã bị xóa, hoặc có dòng được thêm ngoài phần mềm.
check-fault-last = Dòng mới nhất, { $seq }, không mang mã niêm mà trung tâm đã giữ: dòng này đã bị viết lại cùng với mã của nó.
check-fault-cut = Nhật ký chỉ còn đến dòng { $seq }, nhưng trước đây đã có dòng { $kept } như mã niêm quý vị giữ: phần cuối đã bị cắt bỏ.
check-fault-kept = Dòng { $kept } không còn mang mã niêm mà quý vị giữ: nhật ký đã bị viết lại từ dòng này hoặc từ trước đó. Nếu không, mã đã chép sai.
check-fault-impossible = Dòng { $seq } kể một việc không thể xảy ra với số ấy: đã có dòng bị sửa, xóa hoặc chèn thêm.
check-fault-ticket = Số { $label } ngày { $day } khác với nhật ký: bảng số ghi { $here }, nhật ký kể { $told }.
check-fault-lost = Nhật ký kể về phiếu có mã { $ticket }, nhưng bảng số không có phiếu này.
check-next-chain = Đừng sửa gì. Sao lưu ngay (moiso backup), rồi so dòng này với bản sao lưu gần nhất mà moiso check còn thấy nguyên vẹn, và báo lãnh đạo trung tâm.
check-next-end = Đừng sửa gì. Sao lưu ngay (moiso backup), rồi tìm các dòng cuối trong bản sao lưu gần nhất, và báo lãnh đạo trung tâm.
check-next-last = Đừng sửa gì. Sao lưu ngay (moiso backup), rồi so dòng này với bản sao lưu gần nhất, và báo lãnh đạo trung tâm.
check-next-cut = Đừng sửa gì. Sao lưu ngay (moiso backup), rồi tìm các dòng bị cắt trong bản sao lưu gần nhất có dòng ấy, và báo lãnh đạo trung tâm.
check-next-kept = So lại từng ký tự của mã đã giữ. Nếu mã đúng: sao lưu ngay (moiso backup), so với bản sao lưu làm sau lúc chép mã, và báo lãnh đạo trung tâm.
check-next-impossible = Đừng sửa gì. Sao lưu ngay (moiso backup), rồi đọc diễn biến của số ấy quanh dòng này trong nhật ký và trong bản sao lưu gần nhất.
check-next-ticket = Tin nhật ký nếu chuỗi niêm còn nguyên: bảng số đã bị sửa ngoài phần mềm. Sao lưu ngay (moiso backup) và tìm ai đã vào cơ sở dữ liệu.
check-next-lost = Tin nhật ký nếu chuỗi niêm còn nguyên: phiếu đã bị xóa ngoài phần mềm. Tìm phiếu trong bản sao lưu gần nhất và tìm ai đã vào cơ sở dữ liệu.
