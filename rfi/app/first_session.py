"""``python -m rfi.app.first_session PORT``: open the first page once, so that nobody waits for it.

The server reads the sample round, and imports what pages need, when its first page is opened. The
launcher has this done before it names the address.
"""

import sys
import time
import urllib.error
import urllib.request

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

HOST = "127.0.0.1"
# How often, and how long in all, a server that is starting is asked whether it is there.
ASK_SECONDS, WAIT_SECONDS = 0.1, 60.0


def wait_until_healthy(port: int) -> bool:
    """Return whether the server answers within the time it may take to start."""
    last = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < last:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health"):
                return True
        except (urllib.error.URLError, ConnectionError):
            time.sleep(ASK_SECONDS)
    return False


def open_first_page(port: int) -> int:
    """Open the first page as a browser does and return the number of messages it is made of."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    with connect(
        f"ws://{HOST}:{port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as connection:
        connection.send(asked.SerializeToString())
        count = 0
        while True:
            message = ForwardMsg.FromString(connection.recv(timeout=WAIT_SECONDS, decode=False))
            if message.WhichOneof("type") == "script_finished":
                return count
            count += message.WhichOneof("type") == "delta"


def main(words: list[str]) -> int:
    """Open the first page of the server at the given port; whoever comes next finds it ready."""
    port = int(words[0])
    try:
        return 0 if wait_until_healthy(port) and open_first_page(port) else 1
    except (OSError, WebSocketException, TimeoutError):
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
