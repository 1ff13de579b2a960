"""Sample data: published figures, a fictional round, invented cities; none of it is code of rfi."""
