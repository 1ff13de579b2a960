"""集計のみ: statistics of three vendors or more, in place of every table of offers."""
