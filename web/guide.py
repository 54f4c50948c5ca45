"""What the help page says of the query language: each operator, what it does, and examples to try. Pure data.

The examples are about the sample articles, and a test asks every one of them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator: how it is written, what it does, examples that find something among the sample articles."""

    written: str
    meaning: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Operators that belong together, under a heading."""

    anchor: str
    heading: str
    operators: tuple[Operator, ...]


GUIDE = (
    Chapter(
        "tu",
        "Từ và cụm từ",
        (
            Operator(
                "từ",
                "Gõ có dấu thì tìm đúng dấu ấy, gõ không dấu thì tìm mọi dấu. Bài có đủ các từ đứng trước.",
                ("tiêm chủng", "tiem chung"),
            ),
            Operator(
                "huyện, xã, tỉnh",
                "Địa danh được tìm theo cả tên trước và sau ngày 1/7/2025: gõ huyện cũ cũng thấy bài về các xã mới, "
                "gõ tên mới cũng thấy bài ghi tên cũ; bài có đúng tên đã gõ đứng trước. Nên gõ cả chữ huyện, xã, tỉnh. "
                "Nếu có bài như thế, trang kết quả ghi rõ các tên ấy, kèm đường dẫn để chỉ tìm như đã gõ. "
                "Tên đặt trong ngoặc kép và tên bị loại bằng dấu trừ giữ nguyên như đã gõ.",
                ("huyện Đài Vân", "xa pac lieng", "phường Hải Trà"),
            ),
            Operator(
                '"cụm từ"',
                "Các tiếng phải đứng liền nhau, theo đúng thứ tự, không bị dấu chấm hay dấu phẩy ngăn cách. "
                "Ngoặc kép cong “ ” trong một câu dài được hiểu là trích dẫn, không phải cụm từ.",
                ('"đường ven biển"', '"duong ven bien"'),
            ),
            Operator(
                "-từ",
                "Bỏ những bài có từ ấy. Dấu trừ viết liền trước từ, cụm từ, ngoặc đơn hoặc một từ khóa ở mục dưới.",
                ("khai giảng -nậm", 'hải trà -"tiếp công dân"'),
            ),
            Operator(
                "a OR b, a HOẶC b",
                "Có một trong hai là được. Viết hoa; OR chỉ nối hai từ, hai cụm từ hoặc hai nhóm ở ngay hai bên. "
                "Trong câu viết hoa toàn bộ, HOẶC là một từ thường.",
                ('sởi OR "lũ quét"', "sởi HOẶC đuối"),
            ),
            Operator(
                "( )",
                "Gộp thành nhóm, lồng nhau được.",
                ('(sởi OR bão) "hải trà"', "đài vân -(giảm nghèo OR nhập ngũ)"),
            ),
            Operator(
                "tiền*",
                "Mọi tiếng bắt đầu như thế, ít nhất hai chữ trước dấu *.",
                ("tuyên*", "nghiem*"),
            ),
        ),
    ),
    Chapter(
        "theo",
        "Tìm theo người, cơ quan, nơi, tiêu đề…",
        (
            Operator(
                "nguoi:",
                "Tên cán bộ được nêu. Nhiều tiếng thì đặt trong ngoặc kép; thứ tự không quan trọng.",
                ('nguoi:"Bùi Thị Thúy Loan"', 'nguoi:"loan thuy"', "người:(loan OR lềnh)"),
            ),
            Operator(
                "coquan:",
                "Tên cơ quan được nêu, viết đủ hoặc viết tắt.",
                ('coquan:"UBND Trúc Lĩnh"', 'coquan:"công an" -coquan:"biên phòng"'),
            ),
            Operator("chude:", "Chủ đề của bài.", ("chude:y-te", 'chude:"giáo dục" nậm sao')),
            Operator(
                "noi:",
                "Địa danh được nêu, kể cả nơi của cơ quan; theo cả tên cũ và mới.",
                ('noi:"Hòa Khê"', 'noi:"hai tra" bão'),
            ),
            Operator(
                "tieude:",
                "Chỉ tìm trong tiêu đề.",
                ('tieude:"khai giảng"', "tieude:(bão OR lũ)"),
            ),
            Operator("so:", "Số hiệu văn bản, cả số hoặc một phần.", ("so:1505/QĐ-UBND", "so:912*")),
            Operator(
                "phatbieu:",
                "Chỉ tìm trong những lời mà cán bộ đã nói.",
                ('phatbieu:"nhân dân"', 'nguoi:"thúy loan" phatbieu:dân'),
            ),
        ),
    ),
    Chapter(
        "ngay",
        "Thời gian",
        (
            Operator("ngay:2025", "Cả năm.", ("bão ngay:2024",)),
            Operator("ngay:2025-08", "Cả tháng; cũng viết được 8/2025.", ("ngay:2025-08", "ngày:8/2025")),
            Operator("ngay:2026-11-20", "Một ngày; cũng viết được 20/11/2026.", ("ngay:20/11/2026",)),
            Operator(
                "ngay:a..b",
                "Từ a đến hết b; bỏ trống một đầu thì không giới hạn đầu ấy.",
                ("khai giảng ngay:2025-08..2026-09", "ngay:2026-10..", "ngay:..2024-08"),
            ),
            Operator("ngay:30d", "Số ngày gần đây, tính đến hôm nay.", ("ngay:3650d",)),
        ),
    ),
)

# Each field with its English twin, which means the same.
TWINS = (
    ("nguoi:", "person:"),
    ("coquan:", "agency:"),
    ("chude:", "topic:"),
    ("noi:", "place:"),
    ("ngay:", "date:"),
    ("tieude:", "title:"),
    ("so:", "number:"),
    ("phatbieu:", "said:"),
)
