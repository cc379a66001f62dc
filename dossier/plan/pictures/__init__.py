"""Pictures of the material: geometry computed here in percent of the width, printed by templates."""
