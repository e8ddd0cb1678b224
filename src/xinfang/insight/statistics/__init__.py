"""One function a measure: what it counts, its unit, base and source; every figure opens its own cases."""
