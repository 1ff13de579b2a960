"""会議: totals in large figures beside a pinned baseline, and what changed since."""
