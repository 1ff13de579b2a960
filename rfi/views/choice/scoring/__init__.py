"""採点: points by a rule, only where a user asks for it; at this stage a reference only."""
