"""Slips of the cast: bà Sáu has priority and a checklist, anh Bình an ordinary turn."""

from typing import Any

HALL = {
    "parent": "Uỷ ban nhân dân xã Lương Tài",
    "name": "Trung tâm Phục vụ hành chính công xã Lương Tài",
    "address": "Thôn Táo Đôi, xã Lương Tài, tỉnh Bắc Ninh",
    "phone": "0222 3867 123",
}
BA_SAU: dict[str, Any] = {
    "hall": HALL,
    "label": "H012",
    "service": "Hộ tịch",
    "procedure": "Đăng ký khai sinh",
    "lane": "priority",
    "ahead": 3,
    "wait": {"p10": 250, "p50": 610, "p90": 1290},
    "url": "http://192.168.1.10:8000/t/q7Zk3vWm0xYtB2nRcL8aPg",
    "issued_at": "2026-11-21T02:05:00.123456+00:00",
    "language": "vi",
    "checklist": [
        {"text": "Tờ khai đăng ký khai sinh theo mẫu", "kind": "submit"},
        {"text": "Giấy chứng sinh do cơ sở y tế nơi trẻ em sinh ra cấp", "kind": "submit"},
        {"text": "Thẻ căn cước của người đi đăng ký", "kind": "present"},
        {"text": "Giấy chứng nhận kết hôn của cha mẹ trẻ", "kind": "lookup"},
    ],
}
ANH_BINH: dict[str, Any] = {
    "hall": {"name": "Trung tâm Phục vụ hành chính công phường Kinh Bắc", "phone": "0222 3821 456"},
    "label": "D027",
    "service": "Đất đai",
    "lane": "ordinary",
    "ahead": 0,
    "wait": None,
    "url": "https://moiso.example/t/8fKq2LxVnB7mRt4Zc1YwHg",
    "issued_at": "2026-11-23T14:30:00+07:00",
}
LONG_PROCEDURE = (
    "Thủ tục chấp thuận chủ trương đầu tư dự án đầu tư xây dựng nhà ở, khu đô thị không phân biệt quy mô sử dụng đất, "
    "quy mô dân số đối với trường hợp nhà đầu tư có quyền sử dụng đất thông qua thoả thuận về nhận quyền sử dụng đất "
) * 5
