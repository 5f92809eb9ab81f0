"""Many articles in Parquet or JSON Lines in → tables of statements, made on many machines.

    index   every row is read once: which texts there are, and where each stands first
    read    load → prepare → (ask a model) → finish; a block of readings is one file, whole or none
    tables  drops, failures and articles from the readings; statements merged speaker by speaker

What is done to an article is what `briefing/read.py` does on one machine. Only `engine.py` knows
Ray and only `storage.py` pyarrow, so that all else is imported, and tested, without them.
"""

from briefing.workflows.cluster.run import make_tables

__all__ = ["make_tables"]
