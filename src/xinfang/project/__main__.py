"""`python -m xinfang.project`: the same as `xinfang`, for child processes and bare environments."""

from xinfang.project.command import run

if __name__ == "__main__":
    run()
