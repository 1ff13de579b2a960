"""Rules on what a questionnaire asks beyond prices: free questions, options, what is a must."""
