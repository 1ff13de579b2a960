"""What every view is made of: table, chart, signs, words and how money is displayed."""
