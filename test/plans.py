"""The plans that a test works on: files as they are, folders opened."""
import os

ENDINGS = ('.md', '.txt')


def plans(paths, endings=ENDINGS):
    """Paths of plans, folders opened and sorted. Other files that lie in the folders (expectations) are left out."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for where, folders, names in os.walk(path):
            folders.sort()
            yield from (os.path.join(where, name) for name in sorted(names) if name.endswith(endings))


def name_of(path):
    """A name that tells plans apart: folder and stem, “real-lao-cai-2026” for test/real/lao-cai-2026.md."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.basename(os.path.dirname(os.path.abspath(path))) + '-' + stem
