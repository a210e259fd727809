"""Other ways to make the same plans, side by side with the engine: ``python benchmarks/peers/run.py``."""
