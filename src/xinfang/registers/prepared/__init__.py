"""Files made in the background for the person who asked for them, and for nobody else."""
