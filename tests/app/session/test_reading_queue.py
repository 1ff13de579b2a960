"""One file after the other, in the order of coming; who waits learns how many are before."""

from contextlib import ExitStack
from threading import Event, Thread

import pytest

from rfi.app.session.reading_queue import ReadingQueue


def test_those_who_wait_see_how_many_are_before_them() -> None:
    queue = ReadingQueue()
    with ExitStack() as stack:
        places = [stack.enter_context(queue.place()) for _ in range(3)]
        assert [place.ahead(0) for place in places] == [0, 1, 2]


def test_whoever_leaves_lets_the_next_one_come_in_the_order_of_coming() -> None:
    queue, order = ReadingQueue(), []
    first = queue.place()
    head = first.__enter__()
    assert head.ahead(0) == 0
    queued = [Event() for _ in range(4)]

    def stand(number: int) -> None:
        with queue.place() as place:
            queued[number].set()
            while place.ahead(60):
                pass
            order.append(number)

    threads = []
    for number, event in enumerate(queued):
        threads.append(Thread(target=stand, args=(number,)))
        threads[-1].start()
        assert event.wait(60)
    first.__exit__(None, None, None)
    for thread in threads:
        thread.join(60)
    assert order == [0, 1, 2, 3]


def test_a_reading_that_fails_leaves_the_queue_too() -> None:
    queue = ReadingQueue()

    def fails() -> None:
        with queue.place():
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    with queue.place() as place:
        assert place.ahead(0) == 0
