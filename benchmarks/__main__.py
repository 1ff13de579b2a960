"""``python -m benchmarks``: every measurement with the floor it is held against."""

from benchmarks import costs, fit, national, workbook

if __name__ == "__main__":
    costs.run()
    fit.run()
    workbook.run()
    national.run()
