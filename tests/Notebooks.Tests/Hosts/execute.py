"""Executes a notebook through Jupyter's own client: NOTEBOOK KERNEL TARGET. A cell that fails ends it with the cell's error."""
import os
import sys

import nbformat
from nbclient import NotebookClient

notebook, kernel, target = sys.argv[1:]
content = nbformat.read(notebook, as_version=4)
nbformat.validate(content)
client = NotebookClient(
    content,
    kernel_name=kernel,
    timeout=900,
    startup_timeout=180,
    resources={"metadata": {"path": os.path.dirname(notebook)}},
)
client.execute()
nbformat.validate(content)
nbformat.write(content, target)
