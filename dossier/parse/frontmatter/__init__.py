"""Front matter as a tree of strings with places: decoding, fences, YAML. Knows no field and no kind."""

from dossier.parse.frontmatter.compose import compose
from dossier.parse.frontmatter.decode import decode_text
from dossier.parse.frontmatter.fence import Parts, split
from dossier.parse.frontmatter.nodes import Mapping, Node, Scalar, Sequence

__all__ = ["Mapping", "Node", "Parts", "Scalar", "Sequence", "compose", "decode_text", "split"]
