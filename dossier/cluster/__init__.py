"""Reads records and makes pages on the machines of a dask cluster. Needs the extra `cluster`; the rest does without it.

connect(address) -> Cluster as a context      Cluster: read(files, …) -> bytes of documents, make(script, …) -> pages
"""

from dossier.cluster.connection import Cluster, ClusterError, connect

__all__ = ["Cluster", "ClusterError", "connect"]
