"""What a learner feels, measured: `make bench`, or `python -m benchmarks [NAME...]`."""
