"""What people upload at once is bounded, whatever speaks to the server."""

import asyncio
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.exceptions import HTTPException
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from benchmarks.sessions.browser import HOST, Browser
from benchmarks.sessions.driver import open_first
from benchmarks.sessions.server import Server
from rfi.app.session.upload_room import MAX_SESSION_BYTES, bounded

FILE_BYTES = 19 * 1024 * 1024
XSRF = "_streamlit_xsrf"


def record(name: str, size: int) -> UploadedFileRec:
    return UploadedFileRec(file_id=name, name=name, type="", data=b"x" * size)


def test_a_session_and_all_together_are_bounded_and_what_is_given_back_counts_no_more() -> None:
    manager = MemoryUploadedFileManager("/upload")
    add = bounded(manager, session_bytes=100, every_bytes=150)
    add("a", record("1", 60))
    with pytest.raises(HTTPException) as refused:
        add("a", record("2", 41))
    assert refused.value.status_code == 413
    add("b", record("1", 90))
    with pytest.raises(HTTPException):
        add("c", record("1", 1))
    manager.remove_session_files("b")
    add("c", record("1", 90))
    assert [len(files) for files in manager.file_storage.values()] == [1, 1]


def put(port: int, session: str, token: str) -> int:
    """Put a file as a program does that knows the session; return the status of the answer."""
    bound = uuid.uuid4().hex
    head = f'--{bound}\r\nContent-Disposition: form-data; name="f"; filename="f.xlsx"\r\n\r\n'
    body = head.encode() + b"x" * FILE_BYTES + f"\r\n--{bound}--\r\n".encode()
    asked = urllib.request.Request(
        f"http://{HOST}:{port}/_stcore/upload_file/{session}/{uuid.uuid4()}",
        data=body,
        method="PUT",
        headers={
            "Content-Type": f"multipart/form-data; boundary={bound}",
            "Cookie": f"{XSRF}={token}",
            "X-Xsrftoken": token,
        },
    )
    try:
        with urllib.request.urlopen(asked) as answer:  # noqa: S310 - as above
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def xsrf_of(port: int) -> str:
    with urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health") as answer:
        cookies = answer.headers.get_all("Set-Cookie") or []
    (found,) = [str(one) for one in cookies if one.startswith(XSRF)]
    return found.split(";")[0].partition("=")[2]


async def fill(server: Server) -> list[int]:
    first, _ = await open_first(server)
    (session,) = [
        message.new_session.initialize.session_id
        for message in first.messages
        if message.WhichOneof("type") == "new_session"
    ]
    token = xsrf_of(server.ports[0])
    statuses = [put(server.ports[0], session, token) for _ in range(8)]
    # The server goes on for everybody.
    other = await Browser.connect(server.ports[0], server.query)
    assert not (await other.run()).faults
    await other.close()
    await first.close()
    return statuses


@pytest.mark.slow
def test_direct_uploads_to_the_server_are_refused_beyond_the_room_of_a_session() -> None:
    def run() -> list[int]:
        with Server("streamlit_app.py") as server:
            return asyncio.run(fill(server))

    with ThreadPoolExecutor() as own_thread:
        statuses = own_thread.submit(run).result()
    fit = MAX_SESSION_BYTES // FILE_BYTES
    assert statuses == [204] * fit + [413] * (8 - fit)
