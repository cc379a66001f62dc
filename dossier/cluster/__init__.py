"""Reads records and makes pages on the machines of a dask cluster. Needs the extra `cluster`; the rest does without it.

connection.connect(address) -> Cluster as a context; Cluster: read(files, …) -> documents, make(script, …) -> pages
"""
