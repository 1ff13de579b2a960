"""前回との差: how the total of each offer came from the last round to this one."""
