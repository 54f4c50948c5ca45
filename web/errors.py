"""What goes wrong, said to readers as a page and to programs as a problem: never a trace, always the way on."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from corpus.trouble import ArchiveError
from search.deadline import BUDGET
from search.engine import EngineError, TooSlow
from search.query import MAX_QUERY_LENGTH, Query, QueryError
from web.api import PREFIX, problem

RETRY_SECONDS = 30  # an index being rebuilt is back within that time more often than not

SENTENCES = {
    400: ("Yêu cầu chưa đúng", "Địa chỉ hoặc dữ liệu gửi lên có chỗ không đọc được. Hãy thử tìm lại từ đầu."),
    404: ("Không có trang này", "Trang này có thể đã được gỡ, hoặc địa chỉ bị gõ nhầm. Hãy thử tìm bằng vài từ khóa."),
    405: ("Không dùng được cách này", "Trang này chỉ để xem; không nhận dữ liệu gửi lên."),
    413: ("Dữ liệu gửi lên quá lớn", "Tra Tin không nhận dữ liệu gửi lên. Hãy dùng ô tìm kiếm."),
    414: ("Địa chỉ quá dài", "Hãy bỏ bớt bộ lọc hoặc rút ngắn câu tìm."),
    500: ("Có lỗi ở phía Tra Tin", "Lỗi đã được ghi lại để sửa. Hãy thử lại sau ít phút."),
    503: ("Kho tin tạm thời chưa tìm được", "Chỉ mục đang được lập lại hoặc tạm ngừng. Hãy thử lại sau ít phút."),
}

NO_ARTICLE = SENTENCES[404][1].replace("Trang này", "Bài viết")

TOO_SLOW = (
    "Câu tìm quá nặng",
    f"Đã dừng sau {BUDGET:.0f} giây mà chưa tìm được bài nào. Hãy bớt từ, bớt dấu * hoặc điều kiện loại trừ.",
)


def register(app: Flask) -> None:
    """Teach `app` to answer every error in its own words."""
    app.register_error_handler(QueryError, _query_error)
    app.register_error_handler(TooSlow, _too_slow)
    app.register_error_handler(EngineError, _out_of_reach)
    app.register_error_handler(ArchiveError, _out_of_reach)
    app.register_error_handler(HTTPException, _http_error)


def _query_error(error: QueryError) -> Response:
    return _answer(400, "Câu tìm chưa đúng", str(error), detail=error.english)


def _too_slow(error: TooSlow) -> Response:
    title, sentence = TOO_SLOW
    return _answer(503, title, sentence, detail=str(error))


def _out_of_reach(error: EngineError | ArchiveError) -> Response:
    current_app.logger.error("index or archive cannot answer: %s: %s", type(error).__name__, error)
    title, sentence = SENTENCES[503]
    answer = _answer(503, title, sentence, detail="the index or the archive cannot answer at the moment")
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _http_error(error: HTTPException) -> Response:
    """Answer what Flask and Werkzeug raise, a 500 for any unforeseen exception among them (Flask logs its trace)."""
    if error.response is not None or (error.code or 500) < 400:  # a redirect, or an answer made ready by its raiser
        return make_response(error.get_response())
    status = error.code or 500
    title, sentence = SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])
    if status == 404 and request.endpoint == "pages.article":
        sentence = NO_ARTICLE
    answer = _answer(status, title, sentence, detail=error.name)
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _answer(status: int, title: str, sentence: str, *, detail: str) -> Response:
    if request.path.startswith(PREFIX):
        return problem(status, sentence if status == 400 else f"{title}. {sentence}", detail)
    asked = request.args.get("q", "")[:MAX_QUERY_LENGTH]
    bare = _words_alone() if status == 400 else None
    page = render_template("error.html", status=status, title=title, sentence=sentence, asked=asked, bare=bare)
    return make_response(page, status)


def _words_alone() -> Query | None:
    """Return the same search by its words alone; None where the address is no search or its words are what is wrong."""
    text = request.args.get("q", "").strip()
    if request.endpoint != "pages.results" or not text:
        return None
    try:
        return Query(text)
    except QueryError:
        return None
