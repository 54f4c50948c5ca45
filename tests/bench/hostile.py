"""Queries that nobody types in earnest, each with a name: for the bench, and for tests that nothing breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

FIELDS = ("nguoi", "coquan", "noi", "chude", "so", "tieude", "phatbieu", "ngay")

# Two letters that begin many syllables, for as many prefixes as conditions are looked at.
_STARTS = [
    start + vowel
    for start in ("t", "th", "ng", "c", "ch", "k", "kh", "l", "m", "n", "b", "d", "h")
    for vowel in "aeiou"
]


def hostile(frequent: Sequence[str]) -> Mapping[str, str]:
    """Return the queries by name; `frequent` are the archive's most frequent syllables, the most frequent first."""
    common, many = frequent[0], " ".join(frequent)
    return MappingProxyType(
        {
            "10.000 ký tự, một chữ": "a" * 10_000,
            "10.000 ký tự, nhiều tiếng": (many + " ") * (10_000 // len(many)),
            "1.000 ký tự, nhiều tiếng": (many + " ")[:1_000],
            "*h*": "*h*",
            "h*": "h*",
            "*": "*",
            "chỉ dấu *": "* " * 400,
            "th*": "th*",
            "ng* không": "-ng*",
            "64 tiền tố": " ".join(f"{start}*" for start in _STARTS[:64]),
            "64 tiền tố nối OR": " OR ".join(f"{start}*" for start in _STARTS[:64]),
            "tiền tố trong tiêu đề": " OR ".join(f"tieude:{start}*" for start in _STARTS[:64]),
            "1.000 ngoặc mở": "(" * 1_000,
            "1.000 ngoặc đóng": ")" * 1_000,
            "lồng nhau 400 lớp": "(" * 400 + common + ")" * 400,
            "lồng nhau 400 lớp có loại trừ": "-(" * 300 + common + ")" * 300,
            "lồng nhau 1.000 lớp": "(" * 1_000 + common + ")" * 1_000,
            "500 OR": f"{common} OR " * 120 + common,
            "500 OR, chỉ OR": "OR " * 333,
            "64 OR tiếng hay gặp": " OR ".join(frequent[:64]),
            "64 loại trừ": " ".join(f"-{one}" for one in frequent[:64]),
            "ngoặc kép lẻ": '"bão lũ',
            "999 ngoặc kép": '"' * 999,
            "cụm từ 40 tiếng hay gặp": f'"{" ".join(frequent[:40])}"',
            "64 cụm từ hai tiếng hay gặp": " OR ".join(f'"{one} {other}"' for one, other in pairwise(frequent[:33])),
            "cụm từ một tiếng lặp lại": f'"{" ".join([common] * 60)}"',
            "cụm từ không có chữ": '"., ! ?" "…" "---"',
            "một tiếng lặp 1.000 ký tự": f"{common} " * (1_000 // (len(common) + 1)),
            "một tiếng lặp 1.000 lần": f"{common} " * 1_000,
            "ký tự điều khiển": "bão\x00\x01\x02\x07\x1b[31m\x7f lũ",
            "NUL": "\x00",
            "dấu đổi chiều": "\u202ebão\u202c \u2067lũ\u2069",
            "nửa ký tự": "bão \ud83d lũ",
            "biểu tượng cảm xúc": "😀👨‍👩‍👧‍👦🇻🇳" * 50,
            "chữ Ả Rập": "السلام عليكم ورحمة الله",
            "chữ Do Thái và Hán": "שלום 你好 こんにちは 안녕",
            "số rất lớn": "9" * 900,
            "số văn bản rất lớn": "so:" + "9" * 400 + "/QĐ-UBND",
            "ngày vô nghĩa": "ngay:mai",
            "ngày không có": "ngay:31/2/2023 ngay:2023-13 ngay:0000 ngay:99999d",
            "ngày ngược": "ngay:2024..2023",
            "ngày chỉ có dấu chấm": "ngay:.. ngay:... ngay:..2023..",
            "mọi trường để trống": " ".join(f"{field}:" for field in FIELDS),
            "mọi trường có ngoặc trống": " ".join(f'{field}:""' for field in FIELDS),
            "trường lồng trường": ":".join(FIELDS) + ":bão",
            "mọi trường cùng một tiếng": " OR ".join(f"{field}:{common}" for field in FIELDS),
            "tên: 64 họ": " OR ".join(["nguoi:nguyễn"] * 20 + ["nguoi:an*"] * 20 + ["coquan:ubnd"] * 20),
            "mọi cơ quan": "coquan:ủy* OR coquan:ban OR noi:xã OR noi:huyện",
            "loại trừ tên": "-nguoi:nguyễn -coquan:ban -noi:xã",
            "chỉ dấu trừ": "-",
            "nhiều dấu trừ": "- " * 300 + "--" * 100,
            "SQL": "'; DROP TABLE articles; -- OR 1=1",
            "HTML": '<script>alert(1)</script><img src=x onerror="alert(1)">',
            "mẫu biểu thức": "(.*)+$ [a-z]{1,9999} \\d+ ^(a+)+$",
            "mẫu trang": "{{ 7*7 }} {% for x in y %} ${jndi:ldap://x} %s%n",
            "đường dẫn": "../../../../etc/passwd\x00.html",
            "ký tự không bề rộng": "\u200b" * 500 + "bão" + "\u200d" * 400,
            "Zalgo": "bão" + "\u0301\u0323\u0302\u0306" * 200,
            "dấu chồng lên dấu": "toÀ\u0309n hoà\u0301 kỳ\u0323",
            "chữ hoa không có dạng ghép": "H\u0331 J\u030c T\u0308 W\u030a",
            "toàn dấu thanh rời": "\u0301" * 900,
            "chữ dài": "nghiêng" * 140,
            "gạch nối": "a-" * 450,
            "gạch chéo": "1/" * 450,
            "dấu hai chấm": ":" * 900,
            "chữ thường phình ra": "İ" * 900,
            "tương thích phình ra": "\ufdfa" * 900,
            "khoảng trắng": " \t\n\u3000" * 200,
            "không có gì": "",
        }
    )
