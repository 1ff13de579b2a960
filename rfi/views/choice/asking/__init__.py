"""次に聞くこと: which replies would make the totals surer, and by how much."""
