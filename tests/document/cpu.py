"""What work costs in CPU seconds, which a busy machine does not stretch as it does a clock."""

import os
from contextlib import suppress

import psutil

# Alone on a machine, refusing takes well under two seconds. A shared core may double what the
# same work costs; work that grows faster than the file would take minutes.
MOST_CPU_SECONDS = 6.0


def own_cpu_seconds() -> float:
    """Return the CPU seconds used so far by this process without its children."""
    used = os.times()
    return used.user + used.system


def cpu_seconds() -> float:
    """Return the CPU seconds used so far by this process and its children, ended or not.

    A child that reads one file after another counts all the time: else all it ever did would be
    counted at once when it ends.
    """
    used = os.times()
    alive = 0.0
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            each = child.cpu_times()
            alive += each.user + each.system
    return used.user + used.system + used.children_user + used.children_system + alive
