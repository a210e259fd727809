"""The exact method for MSS: whole rotations as columns, priced by dynamic programming, made whole by a search."""
