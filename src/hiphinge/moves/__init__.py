"""The moves that hold a hinge, as data: one file each, and what reads them."""
