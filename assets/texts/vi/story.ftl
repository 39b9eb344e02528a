# The story page: what of it is shown.
story-day = Ngày
story-clock = Giờ, nếu cần
story-since = Từ
story-until = Đến hết
story-all = Bỏ lọc
story-pages = Trang của nhật ký
story-newest = Mới nhất
story-newer = Mới hơn
story-older = Cũ hơn
story-shown = { $count } dòng, từ dòng { $from } đến dòng { $to }
story-life = Diễn biến của số { $label } trong ngày
